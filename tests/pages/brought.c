/*
 * Badges from elsewhere, over real sockets: what is kept and what isn't, that nothing of them passes as
 * this house's, and that they are their bringer's alone.
 */
#include "badge.h"

#define NAME "Maija Meikäläinen"

struct walk {
	struct house house;
	struct arena *arena;
	struct seal *foreign; /* another house's keys */
	int64_t client, other;
	struct visitor visitor, stranger;
};

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

/* A badge signed by the other house, which says that it is `origin`'s. */
static struct text foreign_badge(struct walk *w, struct text origin, struct text name)
{
	static const struct badge_criterion criterion = { { "bake", 4 }, { "I bake bread.", 13 } };
	static const struct badge_outcome outcome = { { "You can bake", 12 }, &criterion, 1 };
	struct badge_issuer issuer = { origin, TEXT("Elsewhere <b>") };
	struct badge_award award = { .id = TEXT("one"),
		.subject = badge_subject_make(w->arena),
		.unit = { .id = TEXT("baking"),
			.title = name,
			.language = TEXT("en"),
			.outcomes = &outcome,
			.outcome_count = 1 },
		.description = TEXT("The holder has shown it."),
		.salt = badge_salt_make(w->arena),
		.awarded = 1764072000,
		.issued = 1764072000 };
	struct text json = NO_TEXT;
	CHECK(badge_make(w->foreign, w->arena, &issuer, &award, &json) == DONE, "a badge is made");
	return json;
}

static struct reply bring(struct walk *w, struct text file)
{
	struct buffer form = buffer_in(w->arena);
	house_look(&w->house, w->arena, &w->visitor, "/badges/bring");
	buffer_add_chars(&form, "file=");
	buffer_add_url(&form, file);
	return house_press(
		&w->house, w->arena, &w->visitor, "/badges/bring", buffer_text(&form).at);
}

static struct text changed(struct walk *w, struct text json)
{
	struct text at = TEXT("I bake bread.");
	struct text copy = arena_copy(w->arena, json);
	((char *)copy.at)[text_find(copy, at)] = 'U';
	return copy;
}

static struct text wallet_of(struct walk *w, struct text one, struct text two)
{
	return arena_print(w->arena, "<!doctype html><a href=\"%.*s\">x</a><a href=\"%.*s\">y</a>",
		SHOWN(badge_wallet_address(w->arena, one)),
		SHOWN(badge_wallet_address(w->arena, two)));
}

static void test_refused(struct walk *w, struct text own_origin)
{
	struct text good = foreign_badge(w, TEXT("https://elsewhere.example"), TEXT("Baking"));
	struct kept_badge own = add_house_badge(&w->house, w->arena, w->other, TEXT(NAME), false);
	const struct {
		const char *says;
		struct text file;
		const char *words;
		int status;
	} cases[] = {
		{ "no file", NO_TEXT, "Choose a file first.", 422 },
		{ "something else", TEXT("Kanarialintu"), "no badges in this file", 422 },
		{ "a file that was cut off",
			arena_copy(w->arena, text_part(wallet_of(w, good, good), 0, 5000)),
			"no badges in this file", 422 },
		{ "one that was changed", changed(w, good), "has been changed", 200 },
		{ "one that says it is ours, by another's key",
			foreign_badge(w, own_origin, TEXT("Forged")), "has been changed", 200 },
		{ "one of ours, whoever's", own.document, "It was made here", 200 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct reply r = bring(w, cases[i].file);
		CHECK(r.status == cases[i].status && house_shows(&r, cases[i].words), "%s: %d",
			cases[i].says, r.status);
	}
	struct reply r = house_look(&w->house, w->arena, &w->visitor, "/badges");
	CHECK(!has(r.body, "/badges/brought/"), "and nothing of it is kept");
}

static void test_kept(struct walk *w)
{
	struct house *h = &w->house;
	struct text good = foreign_badge(w, TEXT("https://elsewhere.example"), TEXT("Baking"));
	struct text second = foreign_badge(w, TEXT("https://elsewhere.example"), TEXT("Rye \"1\""));
	struct reply r = bring(w, wallet_of(w, good, second));
	CHECK(r.status == 200 && house_shows(&r, "among your badges from elsewhere now") &&
			has(r.body, "Elsewhere &lt;b&gt;") && has(r.body, "Rye &quot;1&quot;"),
		"both badges of a file are kept");
	r = bring(w, wallet_of(w, good, second));
	CHECK(r.status == 200 && house_shows(&r, "You had it here already.") &&
			!house_shows(&r, "among your badges from elsewhere now"),
		"brought twice they are there once");
	r = house_look(h, w->arena, &w->visitor, "/badges");
	CHECK(has(r.body, "/badges/brought/1\"") && has(r.body, "https://elsewhere.example") &&
			house_shows(&r, "Its issuer was not checked.") &&
			house_shows(&r, "You have no badges yet."),
		"they stand apart from one's own, with whose they say they are");
	r = house_look(h, w->arena, &w->visitor, "/badges/brought/1");
	CHECK(r.status == 200 && house_shows(&r, "It was not made here.") &&
			house_shows(&r, "The issuer was not checked.") &&
			house_shows(&r, "I bake bread.") && !has(r.body, "<img"),
		"one's page says what it is, and shows no picture of a stranger's");
	r = house_look(h, w->arena, &w->visitor, "/badges/brought/1/json");
	CHECK(r.status == 200 && text_is(r.body, good) &&
			has(head_value(r.head, "Content-Disposition"), "attachment"),
		"it comes out as it went in");
}

static void test_apart(struct walk *w)
{
	struct house *h = &w->house;
	struct reply r = house_look(h, w->arena, &w->visitor, "/badges/summary");
	CHECK(house_shows(&r, "nothing to put together yet"), "no summary has them");
	r = house_get(h, w->arena, NULL, TEXT("/b/one"));
	CHECK(r.status == 404, "none has an address here");
	static const char *const pages[] = { "/badges/brought/1", "/badges/brought/1/json" };
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		r = house_look(h, w->arena, &w->stranger, pages[i]);
		CHECK(r.status == 404, "for another client there is nothing at %s", pages[i]);
	}
	r = house_press(h, w->arena, &w->stranger, "/badges/brought/1", "do=remove");
	CHECK(r.status == 404, "who can't remove it either");
	r = house_press(h, w->arena, &w->visitor, "/badges/brought/1", "do=other");
	CHECK(r.status == 400 || r.status == 422, "nothing else can be done with one: %d",
		r.status);
	r = house_press(h, w->arena, &w->visitor, "/badges/brought/1", "do=remove");
	CHECK(r.status == 303, "its bringer removes it");
	r = house_look(h, w->arena, &w->visitor, "/badges");
	CHECK(!has(r.body, "/badges/brought/1\"") && has(r.body, "/badges/brought/2\""),
		"and it is gone, alone");
}

/* By the command's way: whoever runs it says whose badges these are. */
static void test_issuer(struct walk *w)
{
	struct text good = foreign_badge(w, TEXT("https://elsewhere.example"), TEXT("Baking"));
	struct badge_issuer issuer = { TEXT("https://elsewhere.example"), TEXT("Elsewhere") };
	struct badge_issuer another = { TEXT("https://another.example"), TEXT("Another") };
	unsigned char key[1][PUBLIC_KEY_SIZE];
	struct text document, wrong;
	badge_public_key(w->foreign, key[0]);
	const unsigned char(*keys)[PUBLIC_KEY_SIZE] = (const unsigned char(*)[PUBLIC_KEY_SIZE])key;
	if (badge_issuer_make(w->arena, &issuer, keys, 1, &document) != DONE ||
		badge_issuer_make(w->arena, &another, keys, 1, &wrong) != DONE)
		abort();
	struct brought_file brought = { .person = w->client, .file = good, .issuer = wrong };
	struct brought_told *told;
	size_t count;
	enum outcome o = bring_badges(
		w->house.store, &w->house.workshop->conf, w->arena, &brought, &told, &count);
	CHECK(o == DONE && count == 1 && told[0].fate == BROUGHT_NEW &&
			told[0].verdict == BADGE_FOREIGN,
		"with another issuer's document it is kept as not checked");
	brought.issuer = document;
	o = bring_badges(
		w->house.store, &w->house.workshop->conf, w->arena, &brought, &told, &count);
	CHECK(o == DONE && told[0].fate == BROUGHT_KNOWN && told[0].verdict == BADGE_OURS,
		"with its issuer's it fits, though it was here");
	struct reply r = house_look(&w->house, w->arena, &w->visitor, "/badges/brought/3");
	CHECK(r.status == 200 && house_shows(&r, "the badge is this issuer") &&
			!house_shows(&r, "The issuer was not checked."),
		"and its page says so");
	brought.person = 999999;
	CHECK(bring_badges(w->house.store, &w->house.workshop->conf, w->arena, &brought, &told,
		      &count) == NOT_HERE,
		"nothing is kept for nobody");
}

int main(int count, char **words)
{
	struct walk w = { .arena = arena_open() };
	char keys[] = "/tmp/askel-elsewhere-XXXXXX";
	(void)count;
	if (!CHECK(house_open(&w.house, words[0]), "a house opens") || !mkdtemp(keys) ||
		seal_open(keys, true, &w.foreign) != DONE)
		return test_end();
	w.client = house_person(&w.house, "client", ROLE_CLIENT);
	w.other = house_person(&w.house, "other", ROLE_CLIENT);
	w.visitor = house_visitor(&w.house, w.arena, w.client);
	w.stranger = house_visitor(&w.house, w.arena, w.other);
	test_refused(&w, w.house.workshop->conf.badge_origin);
	test_kept(&w);
	test_apart(&w);
	test_issuer(&w);
	seal_close(w.foreign);
	CHECK(system(arena_print(w.arena, "rm -rf %s", keys).at) == 0, "nothing is left behind");
	house_close(&w.house);
	arena_close(w.arena);
	return test_end();
}
