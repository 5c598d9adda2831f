/* What is near to what: which document a word leads to, and how surely. */
#include "fixture.h"

static const struct near_document documents[] = {
	{ TEXT("siivota puhdas"), TEXT("tyo turvallinen"), TEXT("imuri lattia imuri") },
	{ TEXT("asiakas palvella"), TEXT("tyo"), TEXT("kassa raha lattia") },
	{ TEXT("sopimus"), TEXT("tyo"), TEXT("siivota palkka") },
	{ TEXT("e-mail \"quoted\""), TEXT("tyo"), TEXT("kone") },
};

static struct near *places;

static size_t find(struct arena *a, struct text word, struct near_hit *hits)
{
	size_t count;
	need(near_find(places, a, word, hits, 4, &count) == DONE, "a search");
	return count;
}

int main(void)
{
	OWN_ARENA a = arena_open();
	struct near_hit hits[4], other[4];

	need(near_open(documents, COUNT_OF(documents), &places) == DONE, "an index");
	CHECK(find(a, TEXT("asiakas"), hits) == 1 && hits[0].document == 1,
		"a word leads where it stands");
	CHECK(find(a, TEXT("siivota"), hits) == 2 && hits[0].document == 0 &&
			hits[1].document == 2 && hits[0].score > hits[1].score && hits[1].score > 0,
		"what a document is known by weighs more than what is written elsewhere");
	CHECK(find(a, TEXT("tyo"), hits) == 4 && find(a, TEXT("kassa"), other) == 1 &&
			hits[0].score < other[0].score / 100,
		"what stands everywhere tells nothing");
	CHECK(find(a, TEXT("kissa"), hits) == 0, "a word that stands nowhere leads nowhere");
	CHECK(find(a, TEXT("e-mail"), hits) == 1 && hits[0].document == 3,
		"a dash is no sign of a search");
	CHECK(find(a, TEXT("\"quoted"), hits) == 1 && hits[0].document == 3, "nor is a quote");
	CHECK(find(a, TEXT("siivota OR sopimus"), hits) == 0, "nor is OR");
	CHECK(find(a, TEXT("own:siivota"), hits) == 0 && find(a, TEXT("sii*"), hits) == 0,
		"nor are a colon and a star");
	CHECK(find(a, NO_TEXT, hits) == 0, "nothing leads nowhere");
	near_close(places);
	need(near_open(NULL, 0, &places) == DONE, "an index of nothing");
	CHECK(find(a, TEXT("tyo"), hits) == 0, "nothing is near in an index of nothing");
	near_close(places);
	return test_end();
}
