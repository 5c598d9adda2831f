/*
 * Badges over real sockets: the holder's own pages and files, which are the signed bytes; what others
 * see while it is shared, and that there is nothing otherwise; a name held against the seal, slowly; the
 * name on badges to come.
 */
#include "badge.h"

#define NAME "Maija Meikäläinen"

struct walk {
	struct house house;
	struct arena *arena;
	int64_t client, other;
	struct visitor visitor, stranger, nobody;
	struct kept_badge badge;
};

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

static const char *own_path(struct walk *w, const char *more)
{
	return arena_print(w->arena, "/badges/%lld%s", (long long)w->badge.id, more).at;
}

static const char *shown_path(struct walk *w, const char *more)
{
	return arena_print(w->arena, "/b/%.*s%s", SHOWN(w->badge.address), more).at;
}

static struct text issuer_document(struct walk *w)
{
	struct reply r = house_get(&w->house, w->arena, NULL, TEXT("/ob/issuer"));
	return arena_copy(w->arena, r.body);
}

static struct text status_document(struct walk *w)
{
	struct reply r = house_get(&w->house, w->arena, NULL, TEXT("/ob/status/1"));
	return arena_copy(w->arena, r.body);
}

static enum badge_verdict judged(struct walk *w, struct text file)
{
	return badge_verify(w->arena, file, issuer_document(w), status_document(w), clock_now())
		.verdict;
}

/* ---- the holder's own --------------------------------------------------------------------------- */

static void test_own(struct walk *w)
{
	struct house *h = &w->house;
	struct reply r = house_look(h, w->arena, &w->visitor, "/badges");
	CHECK(r.status == 200 && house_shows(&r, "Safe &quot;online&quot; &lt;b&gt;") &&
			house_shows(&r, "Only you see it."),
		"the list has the badge, and that nobody else sees it");
	r = house_look(h, w->arena, &w->visitor, own_path(w, ""));
	CHECK(r.status == 200 && house_shows(&r, "I sign in with two steps.") &&
			house_shows(&r, "It carries a seal of your name."),
		"its page says what was shown, and whether it carries a name");
	CHECK(!has(r.body, "Meik"), "but not which");
	static const char *const forms[] = { "/json", "/svg", "/png" };
	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		struct text json = NO_TEXT;
		r = house_look(h, w->arena, &w->visitor, own_path(w, forms[i]));
		CHECK(r.status == 200 && badge_unbake(w->arena, r.body, &json) &&
				text_is(json, w->badge.document) && judged(w, r.body) == BADGE_OURS,
			"%s is the badge as it was signed, and is found intact and this house's",
			forms[i]);
		CHECK(has(head_value(r.head, "Content-Disposition"),
			      "attachment; filename=\"badge.") &&
				has(head_value(r.head, "Content-Security-Policy"), "sandbox") &&
				has(head_value(r.head, "Cache-Control"), "no-store"),
			"%s is a file of one's own", forms[i]);
	}
	r = house_look(h, w->arena, &w->visitor, own_path(w, "/gif"));
	CHECK(r.status == 404, "there is no other form");
	r = house_look(h, w->arena, &w->visitor, own_path(w, "/certificate"));
	CHECK(r.status == 200 && house_shows(&r, "<svg") && house_shows(&r, "leads nowhere"),
		"the sheet has a code, and says that it leads nowhere while nothing is shared");
	static const char *const pages[] = { "", "/json", "/svg", "/png", "/certificate" };
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		r = house_look(h, w->arena, &w->stranger, own_path(w, pages[i]));
		CHECK(r.status == 404, "for another client there is nothing at /badges/N%s",
			pages[i]);
	}
}

/* ---- others -------------------------------------------------------------------------------------- */

static struct reply ask_as_program(struct walk *w, const char *accept)
{
	struct house_request rq = { "GET", text_of(shown_path(w, "")), NULL,
		arena_print(w->arena, "Accept: %s\r\n", accept).at, NO_TEXT };
	return house_ask(&w->house, w->arena, &rq);
}

static void test_sharing(struct walk *w)
{
	struct house *h = &w->house;
	struct reply r = house_get(h, w->arena, NULL, text_of(shown_path(w, "")));
	struct reply none = house_get(h, w->arena, NULL, TEXT("/b/AAAAAAAAAAAAAAAAAAAAAA"));
	CHECK(r.status == 404 && none.status == 404 && r.body.size == none.body.size,
		"what isn't shared isn't there, and looks like what never was");
	r = house_press(h, w->arena, &w->visitor, own_path(w, ""), "do=share");
	CHECK(r.status == 303, "the holder shares it");
	r = house_get(h, w->arena, NULL, text_of(shown_path(w, "")));
	CHECK(r.status == 200 && house_shows(&r, "This badge is in force.") &&
			house_shows(&r, "I make a long password.") && !has(r.body, "Meik"),
		"anybody sees what was shown, and no name");
	static const char *const programs[] = { "application/vc+ld+json", "application/ld+json",
		"application/json" };
	for (size_t i = 0; i < COUNT_OF(programs); i++) {
		r = ask_as_program(w, programs[i]);
		CHECK(r.status == 200 && text_is(r.body, w->badge.document) &&
				has(head_value(r.head, "Content-Type"), BADGE_TYPE) &&
				has(head_value(r.head, "Access-Control-Allow-Origin"), "*"),
			"a program that takes %s gets the signed bytes", programs[i]);
	}
	r = ask_as_program(w, "text/html,application/xhtml+xml,*/*;q=0.8");
	CHECK(r.status == 200 && house_shows(&r, "<h1"), "a browser gets the page");
	r = house_get(h, w->arena, NULL, text_of(shown_path(w, "?as=svg")));
	CHECK(r.status == 200 && judged(w, r.body) == BADGE_OURS, "its picture is the badge, too");
}

static struct reply compare(struct walk *w, const char *name)
{
	struct buffer form = buffer_in(w->arena);
	buffer_add_chars(&form, "name=");
	buffer_add_url(&form, text_of(name));
	return house_press(
		&w->house, w->arena, &w->nobody, shown_path(w, ""), buffer_text(&form).at);
}

static void test_names(struct walk *w)
{
	struct house *h = &w->house;
	w->nobody = house_visitor(h, w->arena, 0);
	struct reply r = house_look(h, w->arena, &w->nobody, shown_path(w, ""));
	r = compare(w, NAME);
	CHECK(r.status == 200 && house_shows(&r, "This name matches the badge."),
		"the holder's name matches");
	r = compare(w, "  " NAME " ");
	CHECK(r.status == 200 && house_shows(&r, "matches"), "blanks around it are none of it");
	r = compare(w, "Matti Meikäläinen");
	CHECK(r.status == 200 && house_shows(&r, "doesn&#39;t match") &&
			house_shows(&r, "value=\"Matti Meik"),
		"another's doesn't, and stays typed");
	r = compare(w, "");
	CHECK(r.status == 422 && house_shows(&r, "Write the name to compare."),
		"none is asked for");
	int slowed = 0;
	for (int i = 0; i < 25; i++) {
		r = compare(w, arena_print(w->arena, "Guess %d", i).at);
		slowed += r.status == 429;
	}
	CHECK(slowed > 0 && slowed < 10, "who tries many is slowed down");
}

/* By its holder: told first what it means, and only by their own press. */
static void test_own_taking_back(struct walk *w)
{
	struct house *h = &w->house;
	struct kept_badge shared = w->badge,
			  own = add_house_badge(h, w->arena, w->client, NO_TEXT, true);
	w->badge = own;
	struct reply r = house_look(h, w->arena, &w->visitor, own_path(w, ""));
	CHECK(has(r.body, "/take-back\""), "the badge's page leads to taking it back");
	r = house_look(h, w->arena, &w->visitor, own_path(w, "/take-back"));
	CHECK(r.status == 200 && house_shows(&r, "This can&#39;t be undone.") &&
			house_shows(&r, "stop sharing it instead") &&
			judged(w, own.document) == BADGE_OURS,
		"which is told first, and nothing happened yet");
	r = house_look(h, w->arena, &w->stranger, own_path(w, "/take-back"));
	CHECK(r.status == 404, "another's can't be");
	r = house_press(h, w->arena, &w->stranger, own_path(w, "/take-back"), "do=take-back");
	CHECK(r.status == 404 && judged(w, own.document) == BADGE_OURS, "not even asked for");
	house_look(h, w->arena, &w->visitor, own_path(w, "/take-back"));
	r = house_press(h, w->arena, &w->visitor, own_path(w, "/take-back"), "do=");
	CHECK(r.status != 303 && judged(w, own.document) == BADGE_OURS, "nor without saying so");
	r = house_press(h, w->arena, &w->visitor, own_path(w, "/take-back"), "do=take-back");
	CHECK(r.status == 303 && judged(w, own.document) == BADGE_REVOKED,
		"its holder takes it back, for everybody who checks it");
	r = house_press(h, w->arena, &w->visitor, own_path(w, "/take-back"), "do=take-back");
	CHECK(r.status == 303, "once more changes nothing");
	r = house_look(h, w->arena, &w->visitor, own_path(w, ""));
	CHECK(house_shows(&r, "You asked for it.") && !has(r.body, "/take-back\"") &&
			has(r.body, "value=\"unshare\""),
		"its page says why; sharing is another matter");
	r = house_get(h, w->arena, NULL, text_of(shown_path(w, "")));
	CHECK(r.status == 200 && house_shows(&r, "has been taken back") &&
			!house_shows(&r, "was not so"),
		"others are told that, and not why");
	w->badge = shared;
}

/* By an admin, who knows no more of it than its address. */
static void test_mistake(struct walk *w)
{
	struct house *h = &w->house;
	struct visitor admin = house_visitor(h, w->arena, house_person(h, "admin", ROLE_ADMIN));
	struct reply r = house_look(h, w->arena, &admin, "/corrections/badge");
	CHECK(r.status == 200 && house_shows(&r, "was never so"), "an admin has a page for it");
	r = house_press(h, w->arena, &admin, "/corrections/badge", "address=nowhere");
	CHECK(r.status == 422 && house_shows(&r, "no badge with that address") &&
			has(r.body, "value=\"nowhere\""),
		"an address that is none is said to be, and stays typed");
	struct buffer form = buffer_in(w->arena);
	buffer_add_chars(&form, "address=");
	buffer_add_url(&form,
		arena_print(w->arena, "  https://badges.example/b/%.*s?lang=fi ",
			SHOWN(w->badge.address)));
	r = house_press(h, w->arena, &admin, "/corrections/badge", buffer_text(&form).at);
	CHECK(r.status == 303, "a whole address will do");
	r = house_press(h, w->arena, &admin, "/corrections/badge", buffer_text(&form).at);
	CHECK(r.status == 422 && house_shows(&r, "taken back already"), "once");
	r = house_look(h, w->arena, &w->visitor, own_path(w, ""));
	CHECK(house_shows(&r, "What it says was not so."), "its holder reads why");
}

static void test_taking_back(struct walk *w)
{
	struct house *h = &w->house;
	struct reply r = house_get(h, w->arena, NULL, text_of(shown_path(w, "")));
	CHECK(r.status == 200 && house_shows(&r, "This badge has been taken back.") &&
			house_shows(&r, "What it says was not so.") && !house_shows(&r, "in force"),
		"who looks at a badge that was taken back is told, and why");
	CHECK(judged(w, w->badge.document) == BADGE_REVOKED, "and so is who checks it by the list");
	r = house_press(h, w->arena, &w->visitor, own_path(w, ""), "do=unshare");
	CHECK(r.status == 303, "the holder stops sharing");
	r = house_get(h, w->arena, NULL, text_of(shown_path(w, "")));
	CHECK(r.status == 404, "and there is nothing any more");
}

/* ---- the name on badges --------------------------------------------------------------------------- */

static void test_choosing(struct walk *w)
{
	struct house *h = &w->house;
	static const struct {
		const char *says, *form, *words;
		int status;
	} cases[] = {
		{ "nothing chosen", "name=Maija", "Choose whether your badges carry your name.",
			422 },
		{ "a name, but none typed", "choice=with&name=+", "Write your name, or choose",
			422 },
		{ "an identity code", "choice=with&name=131052-308T", "personal identity code",
			422 },
		{ "two lines", "choice=with&name=a%0Ab", "too long to keep", 422 },
		{ "a name", "choice=with&name=Maija+%22M%22+%3Cb%3E", NULL, 303 },
	};
	struct reply r = house_look(h, w->arena, &w->visitor, "/badges");
	CHECK(house_shows(&r, "You have not yet chosen"), "at first nothing is chosen");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		house_look(h, w->arena, &w->visitor, "/badges/name");
		r = house_press(h, w->arena, &w->visitor, "/badges/name", cases[i].form);
		/* a code is pointed out before anything is kept, and the form comes back */
		CHECK(r.status == cases[i].status &&
				(!cases[i].words || house_shows(&r, cases[i].words)),
			"%s: %d", cases[i].says, r.status);
	}
	r = house_look(h, w->arena, &w->visitor, "/badges");
	CHECK(house_shows(&r, "Maija &quot;M&quot; &lt;b&gt;"),
		"the name is shown as it was typed");
	r = house_press(h, w->arena, &w->visitor, "/badges/name", "choice=without&name=Maija");
	CHECK(r.status == 303, "or none");
	r = house_look(h, w->arena, &w->visitor, "/badges");
	CHECK(house_shows(&r, "carry no name"), "which is said");
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
	test_own(&w);
	test_sharing(&w);
	test_names(&w);
	test_own_taking_back(&w);
	test_mistake(&w);
	test_taking_back(&w);
	test_choosing(&w);
	house_close(&w.house);
	arena_close(w.arena);
	return test_end();
}
