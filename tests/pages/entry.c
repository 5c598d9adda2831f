/*
 * Coming in and going out, over real sockets: cards, signing in, what a kept form may and may not
 * do, the brakes, the way back, how long a sign-in lasts, languages, help. Each case is an attack,
 * a mishap or a promise.
 */
#include "house.h"

#include <pthread.h>

#define LESSON "/courses/safe-online/your-own-route"
#define EVIDENCE "/courses/safe-online/show-what-you-can"
#define OPEN_PHRASE "lumi kaapeli omena valssi"

struct entry {
	struct house house;
	struct arena *arena;
};

static struct text number_of(struct entry *e, const char *sql)
{
	return house_value(&e->house, e->arena, sql);
}

static bool counts(struct entry *e, const char *sql, const char *wanted)
{
	return text_is_chars(number_of(e, sql), wanted);
}

static struct visitor somebody(struct entry *e, unsigned roles)
{
	return house_visitor(&e->house, e->arena, house_person(&e->house, "Somebody", roles));
}

static struct visitor nobody(struct entry *e)
{
	return house_visitor(&e->house, e->arena, 0);
}

static const char *card_of(struct entry *e, int64_t person)
{
	struct text path;
	if (make_card(e->house.store, e->arena, person, clock_now() + 3600, false, &path) != DONE)
		abort();
	return path.at;
}

/* Makes somebody's sessions older by so many seconds since the last visit and since the start. */
static void age(struct entry *e, int64_t person, int64_t seen, int64_t started)
{
	if (!house_sql(&e->house,
		    arena_print(e->arena,
			    "UPDATE session SET seen = seen - %lld, started = started - %lld"
			    " WHERE person = %lld AND ended = 0",
			    (long long)seen, (long long)started, (long long)person)
			    .at))
		abort();
}

/* A sign-in name and the phrase above; the name, as a form writes it. */
static const char *way_back_of(struct entry *e, struct visitor *v)
{
	struct house *h = &e->house;
	struct reply page = house_look(h, e->arena, v, "/way-back");
	struct text sealed = house_hidden(e->arena, &page, "sealed_name");
	struct text form =
		arena_print(e->arena, "sealed_name=%.*s&passphrase=" OPEN_PHRASE, SHOWN(sealed));
	struct reply r = house_press(h, e->arena, v, "/way-back", form.at);
	CHECK(r.status == 303, "a way back is made (%d)", r.status);
	struct text name = house_value(h, e->arena,
		arena_print(e->arena, "SELECT name FROM way_back WHERE person = %lld",
			(long long)v->person)
			.at);
	CHECK(name.size > 0 && house_shows(&page, name.at), "with the name that was offered");
	struct buffer b = buffer_in(e->arena);
	buffer_add_url(&b, name);
	return arena_copy(e->arena, buffer_text(&b)).at;
}

static struct reply sign_in_as(struct entry *e, struct visitor *v, const char *name,
	const char *passphrase, const char *more)
{
	struct text form = arena_print(e->arena, "name=%s&passphrase=%s%s", name, passphrase, more);
	return house_press(&e->house, e->arena, v, "/sign-in", form.at);
}

/* ---- cards ---------------------------------------------------------------------------------- */

struct tap {
	struct entry *e;
	const char *path;
	struct visitor visitor;
	int status;
};

static void *press_start(void *value)
{
	struct tap *tap = value;
	OWN_ARENA a = arena_open();
	tap->status = house_press(&tap->e->house, a, &tap->visitor, tap->path, "").status;
	return NULL;
}

static void test_cards(struct entry *e)
{
	struct house *h = &e->house;
	int64_t person = house_person(h, "Holder", ROLE_CLIENT);
	const char *card = card_of(e, person);
	struct tap taps[6];
	pthread_t threads[COUNT_OF(taps)];
	int opened = 0, used = 0;

	for (size_t i = 0; i < COUNT_OF(taps); i++) {
		taps[i] = (struct tap){ e, card, { 0, NO_TEXT, NO_TEXT, NO_TEXT }, 0 };
		house_look(h, e->arena, &taps[i].visitor, card);
	}
	for (size_t i = 0; i < COUNT_OF(taps); i++)
		pthread_create(&threads[i], NULL, press_start, &taps[i]);
	for (size_t i = 0; i < COUNT_OF(taps); i++) {
		pthread_join(threads[i], NULL);
		opened += taps[i].status == 303;
		used += taps[i].status == 410;
	}
	CHECK(opened == 1 && used == (int)COUNT_OF(taps) - 1,
		"a card pressed by six at once opens for one (%d) and tells the others (%d)",
		opened, used);

	card = card_of(e, person);
	struct visitor twice = { 0, NO_TEXT, NO_TEXT, NO_TEXT };
	house_look(h, e->arena, &twice, card);
	struct visitor lost = twice; /* whose first answer the browser dropped, cookie and all */
	struct reply first = house_press(h, e->arena, &twice, card, ""),
		     second = house_press(h, e->arena, &lost, card, "");
	CHECK(first.status == 303 && second.status == 303 && text_is(twice.session, lost.session),
		"who presses twice is in all the same, and once (%d, %d)", first.status,
		second.status);
	lost = (struct visitor){ 0, NO_TEXT, NO_TEXT, NO_TEXT };
	house_look(h, e->arena, &lost, card);
	second = house_press(h, e->arena, &lost, card, "");
	CHECK(second.status == 410, "another browser isn't (%d)", second.status);
	lost = (struct visitor){ 0, NO_TEXT, twice.visit, twice.csrf };
	age(e, person, 0, 61);
	second = house_look(h, e->arena, &lost, card);
	second = house_press(h, e->arena, &lost, card, "");
	CHECK(second.status == 410, "nor who presses a minute later (%d)", second.status);

	int64_t gone = house_person(h, "Gone", ROLE_CLIENT);
	card = card_of(e, gone);
	house_sql(h,
		arena_print(
			e->arena, "UPDATE person SET closed = 1 WHERE id = %lld", (long long)gone)
			.at);
	struct visitor v = { 0, NO_TEXT, NO_TEXT, NO_TEXT };
	house_look(h, e->arena, &v, card);
	struct reply r = house_press(h, e->arena, &v, card, "");
	CHECK(r.status == 410 && v.session.size == 0, "who has left comes in by no card (%d)",
		r.status);
	CHECK(counts(e, "SELECT used FROM card ORDER BY id DESC LIMIT 1", "0"),
		"which isn't used up by that");

	struct visitor old = somebody(e, ROLE_CLIENT);
	struct text before = old.session;
	card = card_of(e, old.person);
	house_look(h, e->arena, &old, card);
	r = house_press(h, e->arena, &old, card, "");
	CHECK(r.status == 303 && !text_is(before, old.session), "a card begins a new session");
	struct visitor thief = { 0, before, NO_TEXT, NO_TEXT };
	r = house_look(h, e->arena, &thief, "/me");
	CHECK(r.status == 303, "and ends the one this browser had (%d)", r.status);
}

/* ---- where one goes after signing in ---------------------------------------------------------- */

static void test_way_on(struct entry *e)
{
	static const struct {
		const char *next, *to;
	} cases[] = {
		{ "/me", "/me" },
		{ LESSON "?q=missing-word", LESSON "?q=missing-word" },
		{ "//evil.example", "/" },
		{ "/\\evil.example", "/" },
		{ "https://evil.example", "/" },
		{ "https:evil.example", "/" },
		{ "javascript:alert(1)", "/" },
		{ "/a%0D%0ASet-Cookie: x=1", "/" },
		{ "/\xc3\xa4", "/" },
		{ "", "/" },
	};
	struct house *h = &e->house;
	struct visitor v = somebody(e, ROLE_CLIENT);
	const char *name = way_back_of(e, &v);

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct visitor at = nobody(e);
		struct buffer b = buffer_in(e->arena);
		buffer_add_chars(&b, "&next=");
		buffer_add_url(&b, text_of(cases[i].next));
		struct reply r = sign_in_as(e, &at, name, OPEN_PHRASE, buffer_text(&b).at);
		struct text device = head_value(r.head, "Location");
		if (!CHECK(r.status == 303 && device.at && text_starts(device, TEXT("/device")),
			    "after signing in for %s the device is asked", cases[i].next))
			continue;
		r = house_look(h, e->arena, &at, arena_copy(e->arena, device).at);
		struct text mark = TEXT("name=\"back\" value=\"");
		struct text back =
			text_part(r.body, text_find(r.body, mark) + mark.size, r.body.size);
		b = buffer_in(e->arena);
		buffer_add_chars(&b, "device=shared&back=");
		buffer_add_url(&b, text_cut(&back, '"'));
		r = house_press(h, e->arena, &at, "/device", buffer_text(&b).at);
		CHECK(house_leads(&r, cases[i].to), "and then the way leads to %s (%.*s)",
			cases[i].to, SHOWN(head_value(r.head, "Location")));
	}
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buffer b = buffer_in(e->arena);
		buffer_add_chars(&b, "ui=en&text=en&back=");
		buffer_add_url(&b, text_of(cases[i].next));
		struct visitor at = somebody(e, ROLE_CLIENT);
		struct reply r = house_press(h, e->arena, &at, "/languages", buffer_text(&b).at);
		CHECK(house_leads(&r, cases[i].to), "choosing languages for %s leads to %s",
			cases[i].next, cases[i].to);
	}
}

/* ---- a form whose session has ended ----------------------------------------------------------- */

struct kept {
	struct text form, path;
};

/* Somebody's session ends while they write to their coach; what the sign-in page keeps. */
static struct kept lose_session(struct entry *e, struct visitor *v)
{
	struct house *h = &e->house;
	age(e, v->person, 40 * 60, 40 * 60);
	struct reply r = house_press(h, e->arena, v, EVIDENCE,
		"do=check.my-scam-message&q.my-scam-message=Kolme+%3Cmerkki%C3%A4%3E");
	CHECK(r.status == 401 && house_shows(&r, "What you wrote is kept"),
		"a form of an ended session asks to sign in, and says it is kept (%d)", r.status);
	CHECK(!house_shows(&r, "Kolme"), "the sign-in page doesn't show what was written");
	CHECK(!house_shows(&r, "hreflang"), "nor links that would leave it behind");
	return (struct kept){ house_hidden(e->arena, &r, "kept_form"),
		house_hidden(e->arena, &r, "kept_path") };
}

static const char *with_kept(struct entry *e, struct kept kept)
{
	struct buffer b = buffer_in(e->arena);
	buffer_add_chars(&b, "&kept_form=");
	buffer_add_url(&b, kept.form);
	buffer_add_chars(&b, "&kept_path=");
	buffer_add_url(&b, kept.path);
	return arena_copy(e->arena, buffer_text(&b)).at;
}

static bool shows_kept(const struct reply *r)
{
	return house_shows(r, "Kolme &lt;merkkiä&gt;</textarea>") &&
		house_shows(r, "Here is everything as you left it");
}

static void test_kept_forms(struct entry *e)
{
	struct house *h = &e->house;
	struct visitor v = somebody(e, ROLE_CLIENT), other = somebody(e, ROLE_CLIENT);
	const char *name = way_back_of(e, &v), *other_name = way_back_of(e, &other);
	struct kept kept = lose_session(e, &v);

	struct reply r = sign_in_as(e, &v, name, "vaara+salasana+tuli", with_kept(e, kept));
	CHECK(r.status == 422 && text_is(house_hidden(e->arena, &r, "kept_form"), kept.form),
		"a mistyped passphrase keeps the form (%d)", r.status);

	struct visitor stale = { v.person, v.session, NO_TEXT, v.csrf };
	house_look(h, e->arena, &stale, "/sign-in");
	stale.csrf = TEXT("old");
	r = sign_in_as(e, &stale, name, OPEN_PHRASE, with_kept(e, kept));
	CHECK(r.status == 403 && text_is(house_hidden(e->arena, &r, "kept_form"), kept.form) &&
			house_shows(&r, "name=\"name\" type=\"text\" value=\""),
		"so does a sign-in page grown stale (%d)", r.status);

	struct visitor stranger = nobody(e);
	r = sign_in_as(e, &stranger, other_name, OPEN_PHRASE, with_kept(e, kept));
	CHECK(r.status == 303 && !house_shows(&r, "Kolme"),
		"somebody else who signs in there doesn't get it (%d)", r.status);

	struct kept moved = { kept.form, TEXT("/way-back") };
	stranger = nobody(e);
	r = sign_in_as(e, &stranger, name, OPEN_PHRASE, with_kept(e, moved));
	CHECK(r.status == 303 && !house_shows(&r, "Kolme"), "it opens on no other page (%d)",
		r.status);

	r = sign_in_as(e, &v, name, OPEN_PHRASE, with_kept(e, kept));
	CHECK(r.status == 200 && shows_kept(&r), "its owner gets it back word for word (%d)",
		r.status);
	CHECK(counts(e, "SELECT count(*) FROM answer", "0") &&
			counts(e, "SELECT count(*) FROM draft", "0"),
		"which sends nothing and stores nothing");
	r = house_press(
		h, e->arena, &v, EVIDENCE, "do=check.my-scam-message&q.my-scam-message=Kolme");
	CHECK(r.status == 303 && counts(e, "SELECT count(*) FROM answer", "1"),
		"the button sends it (%d)", r.status);

	/* signed in in another window meanwhile: the token of the sign-in page is stale */
	r = sign_in_as(e, &(struct visitor){ v.person, v.session, v.visit, TEXT("old") }, name,
		OPEN_PHRASE, with_kept(e, kept));
	CHECK(shows_kept(&r), "who has signed in in another window gets it back, too (%d)",
		r.status);
}

/* ---- what can't be taken now ------------------------------------------------------------------ */

static void test_stale_pages(struct entry *e)
{
	struct house *h = &e->house;
	struct visitor v = somebody(e, ROLE_CLIENT);
	struct text token = v.csrf;
	v.csrf = TEXT("old");
	struct reply r = house_press(h, e->arena, &v, "/help", "words=Miten+t%C3%A4m%C3%A4+toimii");
	CHECK(r.status == 403 && house_shows(&r, "Miten tämä toimii</textarea>"),
		"a help page grown stale comes back as it was (%d)", r.status);
	v.csrf = TEXT("old");
	r = house_press(h, e->arena, &v, "/device", "device=own");
	CHECK(r.status == 403 && house_shows(&r, "value=\"own\" checked"),
		"so does the choice of a device (%d)", r.status);
	v.csrf = TEXT("old");
	r = house_press(h, e->arena, &v, "/languages", "ui=sv&text=fi&back=/me");
	CHECK(r.status == 403 && house_shows(&r, "name=\"ui\" value=\"sv\" checked") &&
			house_shows(&r, "name=\"text\" value=\"fi\" checked") &&
			house_shows(&r, "name=\"back\" value=\"/me\""),
		"and of languages (%d)", r.status);
	v.csrf = TEXT("old");
	r = house_press(h, e->arena, &v, "/sign-out", "");
	CHECK(r.status == 403 && house_shows(&r, "action=\"/sign-out\""),
		"signing out by a stale page offers the button once more (%d)", r.status);
	CHECK(text_is(v.csrf, token), "with the token of the session");
}

/* ---- the brakes ------------------------------------------------------------------------------- */

/* One try at a name from an address. */
static struct reply try_from(
	struct entry *e, const char *address, const char *name, const char *passphrase)
{
	struct visitor v = nobody(e);
	struct text body = arena_print(
		e->arena, "csrf=%.*s&name=%s&passphrase=%s", SHOWN(v.csrf), name, passphrase);
	struct text from = arena_print(
		e->arena, "Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: %s\r\n", address);
	return house_ask(&e->house, e->arena,
		&(struct house_request){ "POST", TEXT("/sign-in"), &v, from.at, body });
}

/* The page without what differs each time. */
static struct text form_part(struct entry *e, const struct reply *r, const char *name)
{
	size_t at = text_find(r->body, TEXT("<div class=\"field\">"));
	struct buffer typed = buffer_in(e->arena);
	struct text rest = text_part(r->body, at, r->body.size);
	size_t word = text_find(rest, text_of(name));
	buffer_add(&typed, text_part(rest, 0, word));
	buffer_add(&typed, text_part(rest, word + strlen(name), rest.size));
	return buffer_text(&typed);
}

static void test_brakes(struct entry *e)
{
	struct visitor v = somebody(e, ROLE_CLIENT);
	const char *name = way_back_of(e, &v);
	struct buffer shown = buffer_in(e->arena);
	for (const char *c = name; *c; c++) {
		buffer_add_char(&shown, text_starts(text_of(c), TEXT("%20")) ? ' ' : *c);
		c += text_starts(text_of(c), TEXT("%20")) ? 2 : 0;
	}
	struct reply known = try_from(e, "10.0.0.9", name, "vaara"),
		     unknown = try_from(e, "10.0.0.9", "punainen%20ruoho", "vaara");
	CHECK(known.status == 422 && unknown.status == 422 &&
			text_is(form_part(e, &known, buffer_text(&shown).at),
				form_part(e, &unknown, "punainen ruoho")),
		"a name there is and one there isn't are refused alike");

	struct reply r = { 0 };
	for (int i = 0; i < 5; i++)
		r = try_from(e, "10.0.0.1", name, "vaara");
	CHECK(r.status == 422, "five tries are heard (%d)", r.status);
	r = try_from(e, "10.0.0.1", name, OPEN_PHRASE);
	CHECK(r.status == 429 && head_value(r.head, "Retry-After").at && house_shows(&r, "Wait"),
		"the sixth must wait, even if it is right (%d)", r.status);
	r = try_from(e, "10.0.0.2", name, OPEN_PHRASE);
	CHECK(r.status == 303, "but its owner gets in from elsewhere meanwhile (%d)", r.status);
	for (int i = 0; i < 50; i++)
		r = try_from(e, arena_print(e->arena, "10.1.0.%d", i).at, name, "vaara");
	r = try_from(e, "10.2.0.1", name, "vaara");
	CHECK(r.status == 429, "fifty tries from fifty places slow a name everywhere (%d)",
		r.status);
	for (int i = 0; i < 100; i++)
		r = try_from(e, "10.3.0.1", arena_print(e->arena, "nimi%d", i).at, "vaara");
	r = try_from(e, "10.3.0.1", "nimi100", "vaara");
	CHECK(r.status == 429, "a hundred names from one place slow that place (%d)", r.status);
	r = try_from(e, "10.3.0.1", "", "");
	CHECK(r.status == 422, "an empty form is no try (%d)", r.status);

	struct visitor gone = somebody(e, ROLE_CLIENT);
	name = way_back_of(e, &gone);
	house_sql(&e->house,
		arena_print(e->arena, "UPDATE person SET closed = 1 WHERE id = %lld",
			(long long)gone.person)
			.at);
	r = try_from(e, "10.4.0.1", name, OPEN_PHRASE);
	CHECK(r.status == 422, "who has left gets in by no passphrase (%d)", r.status);
}

/* ---- the way back ----------------------------------------------------------------------------- */

static void test_way_back(struct entry *e)
{
	struct house *h = &e->house;
	struct visitor v = somebody(e, ROLE_CLIENT);
	struct reply r = house_press(
		h, e->arena, &v, "/way-back", "sealed_name=forged&passphrase=" OPEN_PHRASE);
	CHECK(r.status == 303 &&
			counts(e, "SELECT count(*) FROM way_back WHERE name = 'forged'", "0"),
		"a name nobody offered is not taken; another is offered (%d)", r.status);

	v = somebody(e, ROLE_CLIENT);
	r = house_press(h, e->arena, &v, "/way-back", "passphrase=lyhyt");
	CHECK(r.status == 422 && house_shows(&r, "at least 12 characters") &&
			house_shows(&r, "value=\"lyhyt\""),
		"a short passphrase comes back with the reason (%d)", r.status);
	r = house_press(h, e->arena, &v, "/way-back", "passphrase=a+++++++++++++++b");
	CHECK(r.status == 422, "blanks make none longer (%d)", r.status);

	const char *name = way_back_of(e, &v);
	struct visitor elsewhere = nobody(e);
	sign_in_as(e, &elsewhere, name, "LUMI++Kaapeli+omena+valssi", "");
	CHECK(elsewhere.session.size > 0, "capitals and blanks don't matter when signing in");
	age(e, v.person, 0, 31 * 60);
	r = house_look(h, e->arena, &v, "/way-back");
	CHECK(r.status == 200 && house_shows(&r, "First the passphrase you have now") &&
			!house_shows(&r, "new-password"),
		"later the old passphrase is asked first (%d)", r.status);
	r = house_press(h, e->arena, &v, "/way-back", "passphrase=uusi+sana+tuli+perille");
	CHECK(r.status == 200 && house_shows(&r, "First the passphrase you have now"),
		"and a new one alone doesn't take its place (%d)", r.status);
	r = house_press(h, e->arena, &v, "/way-back", "step=current&passphrase=" OPEN_PHRASE);
	struct text shown = house_hidden(e->arena, &r, "shown");
	CHECK(r.status == 200 && shown.size > 0 && house_shows(&r, "new-password") &&
			!house_shows(&r, "omena"),
		"with it a new one may be written (%d)", r.status);
	for (int i = 0; i < 8; i++)
		r = house_press(h, e->arena, &v, "/way-back",
			arena_print(e->arena, "passphrase=lyhyt&shown=%.*s", SHOWN(shown)).at);
	CHECK(r.status == 422 && text_is(house_hidden(e->arena, &r, "shown"), shown),
		"whoever knows the old one may try new ones as often (%d)", r.status);
	const char *new_one =
		arena_print(e->arena, "passphrase=uusi+sana+tuli+perille&shown=%.*s", SHOWN(shown))
			.at;
	struct visitor other = somebody(e, ROLE_CLIENT);
	way_back_of(e, &other);
	age(e, other.person, 0, 31 * 60);
	r = house_press(h, e->arena, &other, "/way-back", new_one);
	CHECK(r.status == 200 && house_shows(&r, "First the passphrase"),
		"that somebody else showed theirs is worth nothing (%d)", r.status);
	r = house_press(h, e->arena, &v, "/way-back", new_one);
	CHECK(house_leads(&r, "/me"), "the new one is taken (%d)", r.status);
	r = house_look(h, e->arena, &elsewhere, "/me");
	CHECK(r.status == 303, "sign-ins elsewhere end with the old passphrase (%d)", r.status);
	r = house_look(h, e->arena, &v, "/me");
	CHECK(r.status == 200, "the one here goes on (%d)", r.status);
	for (int i = 0; i < 6; i++)
		r = house_press(h, e->arena, &v, "/way-back", "step=current&passphrase=vaara");
	CHECK(r.status == 429, "guessing the old one is slowed (%d)", r.status);
}

/* ---- how long a sign-in lasts ----------------------------------------------------------------- */

static void test_sessions(struct entry *e)
{
#define MINUTES 60
#define HOURS 3600
#define DAYS 86400
	static const struct {
		const char *says;
		unsigned roles;
		const char *device;
		int64_t seen, started;
		bool in;
	} cases[] = {
		{ "a client's own phone, 29 days unused", ROLE_CLIENT, "own", 29 * DAYS, 29 * DAYS,
			true },
		{ "31 days unused", ROLE_CLIENT, "own", 31 * DAYS, 31 * DAYS, false },
		{ "used every day for 181 days", ROLE_CLIENT, "own", 1 * DAYS, 181 * DAYS, false },
		{ "a shared computer, 29 minutes unused", ROLE_CLIENT, "shared", 29 * MINUTES,
			29 * MINUTES, true },
		{ "31 minutes unused", ROLE_CLIENT, "shared", 31 * MINUTES, 31 * MINUTES, false },
		{ "in use for 13 hours", ROLE_CLIENT, "shared", 1, 13 * HOURS, false },
		{ "a coach's own phone, 31 minutes unused", ROLE_COACH, "own", 31 * MINUTES,
			31 * MINUTES, false },
		{ "a coach who is a client, too", ROLE_COACH | ROLE_CLIENT, "own", 31 * MINUTES,
			31 * MINUTES, false },
		{ "an admin at work for 9 hours", ROLE_ADMIN, "shared", 1, 9 * HOURS, false },
	};
	struct house *h = &e->house;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct visitor v = somebody(e, cases[i].roles);
		struct reply r = house_press(h, e->arena, &v, "/device",
			arena_print(e->arena, "device=%s", cases[i].device).at);
		struct text set = head_value(r.head, "Set-Cookie");
		bool lasts = set.at && text_find(set, TEXT("Max-Age=2592000")) < set.size;
		CHECK(lasts ==
				(cases[i].roles == ROLE_CLIENT &&
					strcmp(cases[i].device, "own") == 0),
			"%s: the cookie %s the browser's end", cases[i].says,
			lasts ? "outlives" : "goes with");
		age(e, v.person, cases[i].seen, cases[i].started);
		r = house_look(h, e->arena, &v, "/me");
		CHECK(r.status == (cases[i].in ? 200 : 303), "%s: %s (%d)", cases[i].says,
			cases[i].in ? "still signed in" : "signed out", r.status);
		set = head_value(r.head, "Set-Cookie");
		if (cases[i].in && cases[i].seen > DAYS)
			CHECK(set.at && text_find(set, TEXT("Max-Age=2592000")) < set.size,
				"%s: its cookie is given another 30 days", cases[i].says);
	}
	struct visitor coach = somebody(e, ROLE_COACH);
	struct reply r = house_look(h, e->arena, &coach, "/device");
	CHECK(!house_shows(&r, "30 days"), "staff aren't promised 30 days");
}

/* ---- languages and help ------------------------------------------------------------------------ */

static void test_settings(struct entry *e)
{
	static const char *const odd[] = { "ui=xx&text=fi", "ui=fi&text=xx", "ui=../fi&text=fi",
		"ui=fi&text=%00", "ui=&text=fi" };
	struct house *h = &e->house;
	struct visitor v = somebody(e, ROLE_CLIENT);
	struct reply r;

	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		r = house_press(h, e->arena, &v, "/languages", odd[i]);
		CHECK(r.status == 422 || r.status == 400,
			"languages there aren't are not taken: %s (%d)", odd[i], r.status);
	}
	r = house_press(h, e->arena, &v, "/languages", "ui=fi&text=xx&back=/me");
	CHECK(house_shows(&r, "href=\"#text\"") && house_shows(&r, "value=\"/me\""),
		"the page comes back, says where, and still knows the way back");
	house_sql(h,
		arena_print(e->arena,
			"UPDATE person SET ui_language = 'xx', course_language = 'yy'"
			" WHERE id = %lld",
			(long long)v.person)
			.at);
	r = house_look(h, e->arena, &v, LESSON);
	CHECK(r.status == 200 && house_shows(&r, "<html lang=\"en\""),
		"a person whose languages are gone reads on in others (%d)", r.status);
}

static void test_help(struct entry *e)
{
	struct house *h = &e->house;
	struct visitor v = somebody(e, ROLE_CLIENT), other = somebody(e, ROLE_CLIENT);
	struct buffer b = buffer_in(e->arena);
	buffer_add_chars(&b, "course=safe-online&page=your-own-route&about=missing-word&words=");
	for (int i = 0; i < 4001; i++)
		buffer_add_char(&b, 'x');
	struct reply r = house_press(h, e->arena, &v, "/help", buffer_text(&b).at);
	CHECK(r.status == 422 && house_shows(&r, "xxxx</textarea>") &&
			house_shows(&r, "value=\"missing-word\" checked"),
		"words too long to send come back with what they are about (%d)", r.status);
	r = house_press(h, e->arena, &v, "/help", "course=gone&page=gone&about=gone&words=Apua");
	CHECK(r.status == 303, "help is asked about what is no more (%d)", r.status);
	struct text path = head_value(r.head, "Location");
	const char *mine = arena_copy(e->arena, path).at;
	r = house_look(h, e->arena, &other, mine);
	CHECK(r.status == 404, "nobody else reads it (%d)", r.status);
	r = house_look(h, e->arena, &v, mine);
	CHECK(r.status == 200 && house_shows(&r, "Apua"), "who asked does (%d)", r.status);
	r = house_press(h, e->arena, &v, "/help", "words=Apua");
	CHECK(text_is(head_value(r.head, "Location"), path), "asking twice the same asks once");
	r = house_press(h, e->arena, &v, "/help", "words=Apua&course=safe-online");
	CHECK(!text_is(head_value(r.head, "Location"), path), "the same words elsewhere are new");
	r = house_press(h, e->arena, &v, "/device", "device=own");
	r = house_look(h, e->arena, &v, "/");
	CHECK(house_shows(&r, "dir=\"auto\">Your question</a>"),
		"on the front page it has a name, though its place is gone");
	r = house_press(h, e->arena, &v, "/help", "words=%3Cimg+src%3Dx%3E%0A%0A%E2%80%AEoikealta");
	r = house_look(h, e->arena, &v, arena_copy(e->arena, head_value(r.head, "Location")).at);
	CHECK(house_shows(&r, "<p dir=\"auto\">&lt;img src=x&gt;</p>"),
		"markup in it is words, paragraph by paragraph");
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct entry e = { .arena = a, .house.proxy = TEXT("127.0.0.1") };
	(void)count;
	if (CHECK(house_open(&e.house, words[0]), "a workshop opens")) {
		test_cards(&e);
		test_way_on(&e);
		test_kept_forms(&e);
		test_stale_pages(&e);
		test_brakes(&e);
		test_way_back(&e);
		test_sessions(&e);
		test_settings(&e);
		test_help(&e);
	}
	house_close(&e.house);
	return test_end();
}
