/* Criteria suggested from people's own words, over the shipped courses: what a person did leads to what
 * is about it, in three languages, and it is told which words led there. */
#include "house.h"

struct wanted {
	const char *says, *words;
	const char *criterion; /* that has to be among them; NULL: none at all */
	const char *by;        /* a word that led to it, as typed */
};

static bool led_by(const struct suggestion *one, const char *word)
{
	for (size_t i = 0; i < one->word_count; i++)
		if (text_is_chars(one->words[i], word))
			return true;
	return false;
}

static const struct suggestion *find(
	const struct suggestion *list, size_t count, const char *criterion)
{
	for (size_t i = 0; i < count; i++)
		if (text_is_chars(list[i].criterion->id, criterion))
			return &list[i];
	return NULL;
}

static struct text listed_ids(struct arena *a, const struct suggestion *list, size_t count)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < count; i++) {
		buffer_print(&b, "%.*s %.1f:", SHOWN(list[i].criterion->id), list[i].score);
		for (size_t k = 0; k < list[i].word_count; k++)
			buffer_print(&b, " %.*s", SHOWN(list[i].words[k]));
		buffer_add_chars(&b, "; ");
	}
	return buffer_text(&b);
}

static void check_words(struct house *h)
{
	static const struct wanted cases[] = {
		{ "protective gear, from a building site",
			"Olin rakennuksilla viisi vuotta. Käytin aina kypärää ja suojaimia, ja "
			"huolsin "
			"ne itse.",
			"protective-gear", "suojaimia" },
		{ "a contract, in another form of the word",
			"Luin työsopimukseni tarkkaan ennen kuin allekirjoitin.", "read-contract",
			"työsopimukseni" },
		{ "an application, by what it was made from",
			"Olen hakenut töitä ja kirjoittanut hakemuksia.", "application",
			"hakemuksia" },
		{ "scam messages", "Huomasin, että tekstiviesti oli huijaus, enkä avannut linkkiä.",
			"spot-scam", "huijaus" },
		{ "in Swedish", "Jag har läst lönebesked och haft skattekortet i ordning.",
			"pay-and-tax", "skattekortet" },
		{ "in Swedish, by a part of a compound", "Jag har läst mitt arbetsavtal noga.",
			"read-contract", "arbetsavtal" },
		{ "in English, whatever the buttons say",
			"I wrote my CV and a job application for a warehouse.", "cv", "CV" },
		{ "words that are about none of it lead nowhere",
			"Sinivalkoinen kissanpentu kehrää.", NULL, NULL },
		{ "nor do words that hold a sentence together",
			"Minä olen ollut ja se on vielä niin.", NULL, NULL },
		{ "nor does another script", "\u0645\u0631\u062D\u0628\u0627 \u0628\u0643", NULL,
			NULL },
		{ "nor does nothing", "", NULL, NULL },
	};
	HELD_LIBRARY library = library_hold(h->workshop->courses);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct suggestion *list;
		size_t count;
		enum outcome o = suggest_criteria(h->workshop->suggester, library, a,
			text_of(cases[i].words), NULL, &list, &count);
		struct text ids = listed_ids(a, list, count);
		const struct suggestion *one =
			cases[i].criterion ? find(list, count, cases[i].criterion) : NULL;
		CHECK(o == DONE &&
				(cases[i].criterion ? one && led_by(one, cases[i].by) : count == 0),
			"%s (%.*s)", cases[i].says, SHOWN(ids));
	}
}

static void check_order(struct house *h)
{
	OWN_ARENA a = arena_open();
	HELD_LIBRARY library = library_hold(h->workshop->courses);
	const struct unit *unit = find_unit(library, TEXT("work-life"));
	struct suggestion *list;
	size_t count;
	struct text words =
		TEXT("Kirjoitin hakemuksen, tein ansioluettelon, kävin haastattelussa, luin "
		     "työsopimuksen, käytin suojaimia, huomasin huijausviestin, tein salasanan.");
	bool falls = true, of_unit = true;

	CHECK(suggest_criteria(h->workshop->suggester, library, a, words, NULL, &list, &count) ==
				DONE &&
			count == SUGGESTIONS_MOST,
		"however much is told, so few that they can be read");
	for (size_t i = 1; i < count; i++)
		falls = falls && list[i].score <= list[i - 1].score;
	CHECK(falls, "the nearest first");
	CHECK(suggest_criteria(h->workshop->suggester, library, a, words, unit, &list, &count) ==
				DONE &&
			count > 1,
		"of one unit");
	for (size_t i = 0; i < count; i++)
		of_unit = of_unit && list[i].unit == unit;
	CHECK(of_unit, "and of no other");
}

int main(int count, char **words)
{
	struct house h = { 0 };
	(void)count;
	if (!house_open(&h, words[0])) {
		printf("Bail out! no house\n");
		return 1;
	}
	int64_t before = clock_ticks_us();
	check_words(&h);
	printf("# the index and %d questions took %lld us\n", 10,
		(long long)(clock_ticks_us() - before));
	check_order(&h);
	house_close(&h);
	return test_end();
}
