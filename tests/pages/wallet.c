/*
 * All badges together, over real sockets: the summary to print, and the file, which has each badge in
 * force as it was signed, sentences for a CV in the language that was asked for, and a name only where
 * one was asked for.
 */
#include "badge.h"

#define NAME "Maija Meikäläinen"
#define CV_EN "I protect user accounts with strong passwords and two-step sign-in."
#define CV_SV "Jag skyddar användarkonton med starka lösenord och inloggning i två steg."

struct walk {
	struct house house;
	struct arena *arena;
	int64_t client, other;
	struct visitor visitor, stranger;
	struct kept_badge badge, gone;
};

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

static void test_nothing(struct walk *w)
{
	struct house *h = &w->house;
	struct reply r = house_look(h, w->arena, &w->stranger, "/badges/summary");
	CHECK(r.status == 200 && house_shows(&r, "nothing to put together yet"),
		"who has no badge yet is told so by the summary");
	r = house_look(h, w->arena, &w->stranger, "/badges/wallet");
	CHECK(r.status == 200 && house_shows(&r, "nothing to put together yet") &&
			!has(r.body, "action=\"/badges/wallet\""),
		"and by the file's page, which has no form");
}

static void test_summary(struct walk *w)
{
	struct house *h = &w->house;
	struct reply r = house_look(h, w->arena, &w->visitor, "/badges/summary");
	CHECK(r.status == 200 && house_shows(&r, "Safe &quot;online&quot; &lt;b&gt;") &&
			house_shows(&r, "I sign in with two steps.") && house_shows(&r, CV_EN),
		"the summary has what was shown and sentences for a CV");
	CHECK(!has(r.body, "/b/"), "without an address while the badge isn't shared");
	CHECK(!has(r.body, "Gone for good"), "without the badge that was taken back");
	r = house_look(h, w->arena, &w->visitor, "/badges/summary?lang=sv");
	CHECK(r.status == 200 && has(r.body, "<html lang=\"sv\"") && has(r.body, CV_SV) &&
			!has(r.body, CV_EN) && has(r.body, "I sign in with two steps."),
		"in another language the sentences are the unit's, and the badge stays as it is");
	r = house_look(h, w->arena, &w->visitor, "/badges/summary?lang=xx");
	CHECK(r.status == 200 && has(r.body, CV_EN), "a language there isn't changes nothing");
}

static struct reply fetch(struct walk *w, const char *form)
{
	house_look(&w->house, w->arena, &w->visitor, "/badges/wallet");
	return house_press(&w->house, w->arena, &w->visitor, "/badges/wallet", form);
}

static void test_file(struct walk *w)
{
	struct text *documents = NULL;
	size_t count = 0;
	struct reply r = fetch(w, "choice=without&language=sv&name=Maija");
	CHECK(r.status == 200 &&
			has(head_value(r.head, "Content-Disposition"),
				"attachment; filename=\"my-badges.html\"") &&
			has(head_value(r.head, "Content-Security-Policy"), "sandbox") &&
			has(head_value(r.head, "Cache-Control"), "no-store"),
		"the file is one of one's own");
	CHECK(badge_wallet_read(w->arena, r.body, &documents, &count) && count == 1 &&
			text_is(documents[0], w->badge.document),
		"in it is the badge as it was signed, and not the one that was taken back");
	CHECK(has(r.body, CV_SV) && has(r.body, "<html lang=\"sv\"") && !has(r.body, CV_EN),
		"the language is the one that was asked for");
	CHECK(!has(r.body, "Maija"), "no name stands in it where none is wanted");
	CHECK(!has(r.body, "<script") && !has(r.body, "src=\"http") && !has(r.body, "src=\"/") &&
			!has(r.body, "href=\"/") && !has(r.body, "href=\"http") &&
			!has(r.body, "url("),
		"it has no script, and fetches nothing");
	CHECK(has(r.body,
		      "<img width=\"128\" height=\"128\" alt=\"a key, 2026\" "
		      "src=\"data:image/svg+xml;base64,"),
		"the picture is inside, with what is to be seen on it");
	r = fetch(w, "choice=with&language=en&name=Maija+%3Cb%3E");
	CHECK(r.status == 200 && has(r.body, "Maija &lt;b&gt;") && has(r.body, CV_EN),
		"a name that is wanted is there as it was typed");
}

static void test_problems(struct walk *w)
{
	static const struct {
		const char *says, *form, *words;
	} cases[] = {
		{ "nothing chosen", "language=fi&name=Maija", "Choose whether your name stands" },
		{ "a name, but none typed", "choice=with&name=+", "Write your name, or choose" },
		{ "an identity code", "choice=with&name=131052-308T", "personal identity code" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct reply r = fetch(w, cases[i].form);
		CHECK(r.status == 422 && house_shows(&r, cases[i].words), "%s", cases[i].says);
	}
	struct reply r = fetch(w, "language=sv&name=Maija");
	CHECK(has(r.body, "value=\"sv\" checked") && has(r.body, "value=\"Maija\""),
		"what was chosen and typed stays");
}

/* Without its unit in the courses, a badge speaks for itself. */
static void test_unit_gone(struct walk *w)
{
	struct kept_badge badge = add_house_badge(&w->house, w->arena, w->other, NO_TEXT, true);
	struct text set = arena_print(
		w->arena, "UPDATE badge SET unit = 'nowhere' WHERE id = %lld", (long long)badge.id);
	house_sql(&w->house, set.at);
	struct reply r = house_look(&w->house, w->arena, &w->stranger, "/badges/summary?lang=fi");
	CHECK(r.status == 200 && !has(r.body, CV_EN) &&
			has(r.body,
				"<ul lang=\"en\" dir=\"ltr\">\n<li>I make a long password.</li>"),
		"what the badge says stands in for the sentences");
	CHECK(has(r.body, "/b/"), "a shared badge comes with its address");
}

static enum outcome take_back(struct db *db, void *value)
{
	return revoke_badge(db, *(int64_t *)value, REVOKED_MISTAKE, 0, clock_now());
}

int main(int count, char **words)
{
	struct walk w = { .arena = arena_open() };
	(void)count;
	if (!CHECK(house_open(&w.house, words[0]), "a house opens"))
		return test_end();
	w.client = house_person(&w.house, "client", ROLE_CLIENT);
	w.other = house_person(&w.house, "other", ROLE_CLIENT);
	w.visitor = house_visitor(&w.house, w.arena, w.client);
	w.stranger = house_visitor(&w.house, w.arena, w.other);
	w.badge = add_house_badge(&w.house, w.arena, w.client, TEXT(NAME), false);
	w.gone = add_house_badge(&w.house, w.arena, w.client, TEXT("Gone for good"), false);
	if (store_change(w.house.store, take_back, &w.gone.id) != DONE)
		abort();
	test_nothing(&w);
	test_summary(&w);
	test_file(&w);
	test_problems(&w);
	test_unit_gone(&w);
	house_close(&w.house);
	arena_close(w.arena);
	return test_end();
}
