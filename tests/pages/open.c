/*
 * What is open to anybody: neutral words in every language, kept by browsers and asked again, the
 * links on every page down to those http makes itself; feedback on accessibility from both sides: sent by
 * anybody, slowed in floods, read and marked by the admin.
 */
#include "house.h"

#define FORM "/accessibility/feedback"

struct open {
	struct house house;
	struct arena *arena;
};

static const char *const pages[] = { "/contact", "/privacy", "/accessibility",
	"/accessibility/feedback", "/accessibility/thanks", "/sign-in", "/signed-out",
	"/no-such-page" };
static const char *const languages[] = { "en", "fi", "sv" };

static struct visitor somebody(struct open *o, unsigned roles)
{
	return house_visitor(&o->house, o->arena, house_person(&o->house, "Somebody", roles));
}

static bool counts(struct open *o, const char *sql, const char *wanted)
{
	return text_is_chars(house_value(&o->house, o->arena, sql), wanted);
}

/* ---- words ---------------------------------------------------------------------------------- */

/* The words of forbidden.txt, without those it lets through in titles. */
static struct text *forbidden_words(struct arena *a, size_t *count)
{
	const struct shelf_file *file = shelf_find(shelf_files, shelf_count, TEXT("forbidden.txt"));
	struct text *words = NULL, rest = file ? file->bytes : NO_TEXT;
	size_t room = 0;
	*count = 0;
	while (rest.at) {
		struct text word = text_trim(text_line(&rest));
		if (word.size == 0 || word.at[0] == '!')
			continue;
		GROW(a, words, *count, room);
		words[(*count)++] = fold_words(a, word);
	}
	return words;
}

/* The first of the words that a page holds, or an empty text. */
static struct text told_word(
	struct arena *a, struct text body, const struct text *words, size_t count)
{
	struct text folded = fold_words(a, body);
	for (size_t i = 0; i < count; i++) {
		if (text_find(folded, words[i]) < folded.size)
			return words[i];
	}
	return folded.size > 0 ? NO_TEXT : TEXT("(nothing could be folded)");
}

static void test_words(struct open *o)
{
	size_t count;
	struct text *words = forbidden_words(o->arena, &count);
	CHECK(count > 10, "there are words an outsider must not read (%zu)", count);
	for (size_t p = 0; p < COUNT_OF(pages); p++) {
		for (size_t l = 0; l < COUNT_OF(languages); l++) {
			OWN_ARENA a = arena_open();
			struct text path = arena_print(a, "%s?lang=%s", pages[p], languages[l]);
			struct reply r = house_get(&o->house, a, NULL, path);
			struct text told = told_word(a, r.body, words, count);
			CHECK(r.body.size > 0 && told.size == 0,
				"%s tells an outsider nothing about who comes here%s%.*s", path.at,
				told.size > 0 ? ", but for: " : "", SHOWN(told));
		}
	}
	struct visitor client = somebody(o, ROLE_CLIENT), coach = somebody(o, ROLE_COACH);
	struct reply own = house_look(&o->house, o->arena, &client, "/privacy");
	struct reply theirs = house_look(&o->house, o->arena, &coach, "/privacy");
	CHECK(house_shows(&own, "unemployment fund"),
		"a client reads where their information does not go");
	CHECK(!house_shows(&theirs, "unemployment fund"), "nobody else does");
}

/* ---- links on every page -------------------------------------------------------------------- */

static bool links(const struct reply *r, const char *query)
{
	static const char *const doors[] = { "/contact", "/privacy", "/accessibility" };
	char link[64];
	size_t before = 0;
	for (size_t i = 0; i < COUNT_OF(doors); i++) {
		snprintf(link, sizeof link, "<a href=\"%s%s\">", doors[i], query);
		struct text rest = text_part(r->body, before, r->body.size);
		size_t at = text_find(rest, text_of(link));
		if (at == rest.size)
			return false;
		before += at;
	}
	return true;
}

static void test_links(struct open *o)
{
	struct house *h = &o->house;
	for (size_t p = 0; p < COUNT_OF(pages); p++) {
		struct reply r =
			house_get(h, o->arena, NULL, arena_print(o->arena, "%s?lang=sv", pages[p]));
		CHECK(links(&r, "?lang=sv"), "%s leads to the three, in its language", pages[p]);
	}
	struct visitor client = somebody(o, ROLE_CLIENT);
	static const char *const own[] = { "/", "/me", "/help", "/languages", "/device",
		"/way-back", "/courses/safe-online", "/author", "/no-such-page" };
	for (size_t i = 0; i < COUNT_OF(own); i++) {
		struct reply r = house_look(h, o->arena, &client, own[i]);
		CHECK(links(&r, ""), "%s (%d) leads to the three", own[i], r.status);
	}
	struct reply r = house_look(h, o->arena, &client, "/courses/safe-online/good-password");
	CHECK(house_shows(&r, "name=\"do\" value=\"privacy\""),
		"on a lesson they are buttons, so that nothing typed is lost");
	static const struct {
		const char *act, *path;
	} acts[] = { { "do=contact", "/contact" }, { "do=privacy", "/privacy" },
		{ "do=accessibility", "/accessibility" } };
	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		r = house_press(
			h, o->arena, &client, "/courses/safe-online/your-own-route", acts[i].act);
		CHECK(house_leads(&r, acts[i].path), "%s leads to %s (%d)", acts[i].act,
			acts[i].path, r.status);
	}
	r = probe_to_end(o->arena, h->port,
		arena_print(o->arena, "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n"));
	CHECK(r.status == 400 && links(&r, "?lang=fi") && links(&r, "?lang=sv") &&
			links(&r, "?lang=en"),
		"so does the plain page of what can't be read, in every language (%d)", r.status);
}

/* ---- kept and asked again ------------------------------------------------------------------- */

static void test_keeping(struct open *o)
{
	struct house *h = &o->house;
	struct reply fi = house_get(h, o->arena, NULL, TEXT("/privacy?lang=fi"));
	struct reply sv = house_get(h, o->arena, NULL, TEXT("/privacy?lang=sv"));
	struct text etag = head_value(fi.head, "ETag");
	const char *known = arena_print(o->arena, "If-None-Match: %.*s\r\n", SHOWN(etag)).at;
	struct house_request rq = { "GET", TEXT("/privacy?lang=fi"), NULL, known, NO_TEXT };
	struct reply again = house_ask(h, o->arena, &rq);
	CHECK(etag.size > 0 && again.status == 304 && again.body.size == 0,
		"what a browser has is not sent again (%d)", again.status);
	CHECK(!text_is(etag, head_value(sv.head, "ETag")), "another language is another page");
	CHECK(!head_value(fi.head, "Set-Cookie").at, "and no cookie is set");
	struct visitor client = somebody(o, ROLE_CLIENT);
	rq.visitor = &client;
	again = house_ask(h, o->arena, &rq);
	CHECK(again.status == 200 && !head_value(again.head, "ETag").at,
		"whoever is signed in gets their own page, which nobody keeps (%d)", again.status);
}

/* ---- sending -------------------------------------------------------------------------------- */

#define SENT "SELECT count(*) FROM access_feedback"

static void test_sending(struct open *o)
{
	struct house *h = &o->house;
	struct arena *a = o->arena;
	struct visitor v = house_visitor(h, a, 0);
	struct reply r = house_look(h, a, &v, FORM "?lang=sv");
	r = house_press(h, a, &v, FORM "?lang=sv",
		"words=%20Too+small%0D%0A%0D%0Aeverywhere%20&reach=aino%40example.fi");
	CHECK(house_leads(&r, "/accessibility/thanks?lang=sv"), "anybody's words arrive (%d)",
		r.status);
	CHECK(counts(o, "SELECT words || '|' || reach || '|' || language FROM access_feedback",
		      "Too small\n\neverywhere|aino@example.fi|sv"),
		"cleaned, with where to answer and in which language");
	CHECK(counts(o,
		      "SELECT answer_by - CAST(strftime('%s', date(sent, 'unixepoch', 'localtime'))"
		      " / 86400 AS INTEGER) FROM access_feedback",
		      "14"),
		"to be answered within 14 days");
	r = house_press(h, a, &v, FORM, "words=Too+small%0A%0Aeverywhere&reach=aino%40example.fi");
	CHECK(r.status == 303 && counts(o, SENT, "1"), "pressed twice it is there once");
	struct visitor client = somebody(o, ROLE_CLIENT);
	house_look(h, a, &client, FORM);
	r = house_press(h, a, &client, FORM, "words=From+a+client");
	CHECK(r.status == 303 && counts(o, SENT, "2"), "so do those of whoever is signed in");
	CHECK(counts(o,
		      "SELECT count(*) FROM pragma_table_info('access_feedback')"
		      " WHERE name IN ('person', 'address', 'session')",
		      "0"),
		"of whom nothing is kept");
}

static const char *long_form(struct arena *a, size_t words, size_t reach)
{
	struct buffer b = buffer_in(a);
	buffer_add_chars(&b, "words=");
	for (size_t i = 0; i < words; i++)
		buffer_add_chars(&b, "%C3%A4");
	buffer_add_chars(&b, "&reach=");
	for (size_t i = 0; i < reach; i++)
		buffer_add_char(&b, 'r');
	return arena_copy(a, buffer_text(&b)).at;
}

static void test_problems(struct open *o)
{
	struct house *h = &o->house;
	struct arena *a = o->arena;
	struct text was = house_stored(h, a, NULL);
	struct visitor v = house_visitor(h, a, 0);
	struct reply r = house_press(h, a, &v, FORM, "words=+%0A+&reach=aino%40example.fi");
	CHECK(r.status == 422 && house_shows(&r, "href=\"#words\"") &&
			house_shows(&r, "value=\"aino@example.fi\""),
		"without words the form comes back with the rest (%d)", r.status);
	r = house_press(h, a, &v, FORM, long_form(a, 4001, 20));
	CHECK(r.status == 422 && house_shows(&r, "href=\"#words\"") &&
			text_find(r.body, TEXT("ääää")) < r.body.size && r.body.size > 8002,
		"too many words come back, every one (%d)", r.status);
	r = house_press(h, a, &v, FORM, long_form(a, 3, 201));
	CHECK(r.status == 422 && house_shows(&r, "href=\"#reach\"") && house_shows(&r, ">äää<"),
		"so does an address that is too long (%d)", r.status);
	CHECK(text_is(was, house_stored(h, a, NULL)), "nothing of these is stored");
	struct visitor stranger = { 0, NO_TEXT, NO_TEXT, TEXT("x") };
	r = house_press(h, a, &stranger, FORM, "words=Word+for+word");
	CHECK(r.status == 403 && house_shows(&r, "Word for word"),
		"a page that was open too long brings its words back (%d)", r.status);
	r = house_press(h, a, &stranger, FORM, "words=Word+for+word");
	CHECK(r.status == 303, "with which they arrive (%d)", r.status);
}

/* From one address; then from everywhere at once. */
static void test_floods(struct open *o)
{
	struct house *h = &o->house;
	int taken = 0, slowed = 0;
	struct visitor v = house_visitor(h, o->arena, 0);
	struct reply last = { 0 };
	for (int i = 0; i < 60; i++) {
		const char *form = arena_print(o->arena, "words=Flood+%d&reach=x", i).at;
		struct reply r = house_press(h, o->arena, &v, FORM, form);
		taken += r.status == 303;
		slowed += r.status == 429;
		last = r;
	}
	CHECK(taken >= 10 && taken < 30 && taken + slowed == 60,
		"of 60 from one address %d are taken, then they wait (%d)", taken, slowed);
	CHECK(last.status == 429 && house_shows(&last, "Flood 59") &&
			head_value(last.head, "Retry-After").at && house_shows(&last, "tel:"),
		"who waits keeps their words, is told how long, and may ring");
	taken = slowed = 0;
	for (int i = 0; i < 400; i++) {
		OWN_ARENA a = arena_open();
		const char *from = arena_print(a,
			"Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: 10.1.%d.%d\r\n", i / 200,
			i % 200)
					   .at;
		struct text form =
			arena_print(a, "csrf=%.*s&words=Everywhere+%d", SHOWN(v.csrf), i);
		struct house_request rq = { "POST", TEXT(FORM), &v, from, form };
		int status = house_ask(h, a, &rq).status;
		taken += status == 303;
		slowed += status == 429;
	}
	CHECK(taken >= 100 && taken < 250 && taken + slowed == 400,
		"of 400 from as many addresses %d are taken, then all wait (%d)", taken, slowed);
}

/* ---- the admin's side ----------------------------------------------------------------------- */

static int rows_on(const struct reply *r)
{
	int rows = 0;
	struct text rest = r->body, mark = TEXT("<li><a href=\"/feedback/");
	for (size_t at; (at = text_find(rest, mark)) < rest.size; rows++)
		rest = text_part(rest, at + mark.size, rest.size);
	return rows;
}

static void test_admin(struct open *o)
{
	struct house *h = &o->house;
	struct arena *a = o->arena;
	struct visitor admin = somebody(o, ROLE_ADMIN), lead = somebody(o, ROLE_LEAD);
	/* 60 that wait, numbers 1001 to 1060; the first is a day late and in angle brackets */
	if (!house_sql(h,
		    "DELETE FROM access_feedback;"
		    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
		    " INSERT INTO access_feedback(id, words, reach, language, sent, answer_by,"
		    " answered) SELECT 1000 + i, 'Piece <' || i || '>', 'a' || i || '@b.fi', 'fi',"
		    " strftime('%s') - 15 * 86400, strftime('%s') / 86400 + i - 3, 0 FROM n"))
		abort();
	house_look(h, a, &admin, "/device");
	house_press(h, a, &admin, "/device", "device=own");
	struct reply r = house_look(h, a, &admin, "/");
	CHECK(house_shows(&r, "60 wait for an answer"), "the front page tells the admin");
	r = house_look(h, a, &admin, "/feedback");
	CHECK(rows_on(&r) == 25 && house_shows(&r, "Piece &lt;1&gt;") &&
			!house_shows(&r, "Piece &lt;26&gt;"),
		"25 a page, the oldest first (%d)", rows_on(&r));
	CHECK(house_shows(&r, "Late:"), "what is late says so");
	CHECK(house_shows(&r, "href=\"/feedback?page=2\""), "with a way to the next page");
	r = house_look(h, a, &admin, "/feedback?page=3");
	CHECK(rows_on(&r) == 10 && !house_shows(&r, "page=4"), "the last has the rest (%d)",
		rows_on(&r));
	static const char *const odd[] = { "/feedback?page=0", "/feedback?page=-7",
		"/feedback?page=99999999999999999999", "/feedback?page=x",
		"/feedback?page=1000000" };
	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		r = house_look(h, a, &admin, odd[i]);
		CHECK(r.status == 200, "%s is a page, too (%d)", odd[i], r.status);
	}
	r = house_look(h, a, &admin, "/feedback/1002");
	CHECK(house_shows(&r, "Piece &lt;2&gt;") && house_shows(&r, "a2@b.fi"),
		"one of them is there in full");
	r = house_press(h, a, &admin, "/feedback/1002", "do=answered");
	CHECK(house_leads(&r, "/feedback") &&
			counts(o, "SELECT group_concat(id) FROM access_feedback WHERE answered > 0",
				"1002"),
		"it is marked as answered");
	CHECK(counts(o,
		      arena_print(a,
			      "SELECT count(*) FROM audit WHERE verb = 'feedback-answered'"
			      " AND subject = 1002 AND actor = %lld",
			      (long long)admin.person)
			      .at,
		      "1"),
		"and the chain knows who did it");
	r = house_look(h, a, &admin, "/feedback?list=answered");
	CHECK(rows_on(&r) == 1, "it stands among the answered (%d)", rows_on(&r));
	r = house_look(h, a, &admin, "/feedback/1002");
	r = house_press(h, a, &admin, "/feedback/1002", "do=waiting");
	CHECK(r.status == 303 &&
			counts(o, "SELECT count(*) FROM access_feedback WHERE answered > 0", "0"),
		"or waits again");
	r = house_look(h, a, &admin, "/feedback/999999");
	CHECK(r.status == 404, "what isn't there is not there (%d)", r.status);
	r = house_press(h, a, &admin, "/feedback/999999", "do=answered");
	CHECK(r.status == 404, "nor can it be marked (%d)", r.status);
	r = house_look(h, a, &lead, "/feedback/1002");
	CHECK(r.status == 403 && !house_shows(&r, "Piece"), "a team lead doesn't read it (%d)",
		r.status);
}

static void test_tidy(struct open *o)
{
	if (!house_sql(&o->house,
		    "UPDATE access_feedback SET answered = strftime('%s') - 366 * 86400"
		    " WHERE id = 1003;"
		    "UPDATE access_feedback SET answered = strftime('%s') - 364 * 86400"
		    " WHERE id = 1004;"
		    "UPDATE access_feedback SET sent = 1 WHERE id = 1005"))
		abort();
	workshop_tidy(o->house.workshop);
	CHECK(counts(o, "SELECT count(*) FROM access_feedback WHERE id = 1003", "0"),
		"what was answered longer ago than retention.feedback goes");
	CHECK(counts(o, "SELECT count(*) FROM access_feedback WHERE id IN (1004, 1005)", "2"),
		"what was answered since, or waits, stays");
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct open o = { .arena = a, .house.proxy = TEXT("127.0.0.1") };
	(void)count;
	if (CHECK(house_open(&o.house, words[0]), "a workshop opens")) {
		test_words(&o);
		test_links(&o);
		test_keeping(&o);
		test_sending(&o);
		test_problems(&o);
		test_admin(&o);
		test_tidy(&o);
		test_floods(&o);
	}
	house_close(&o.house);
	return test_end();
}
