/*
 * How surely it is they, over real sockets and in a workshop that is no demo: what a card alone
 * opens, when the passphrase is asked and asked again, the second factor of staff from setting it
 * up to losing the phone, forms that come back from behind all that, and others at work meanwhile.
 */
#include "house.h"

#include <pthread.h>

#define PHRASE "lumi kaapeli omena valssi"
#define PHRASE_IN_FORM "lumi+kaapeli+omena+valssi"

struct strength {
	struct house house;
	struct arena *arena;
};

static bool counts(struct strength *s, const char *sql, const char *wanted)
{
	return text_is_chars(house_value(&s->house, s->arena, sql), wanted);
}

/* A statement with two numbers in it, "%lld". */
static void change(struct strength *s, const char *sql, int64_t number, int64_t person)
{
	struct text rest = text_of(sql), mark = TEXT("%lld");
	struct buffer b = buffer_in(s->arena);
	buffer_add(&b, text_part(rest, 0, text_find(rest, mark)));
	buffer_print(&b, "%lld", (long long)number);
	rest = text_part(rest, text_find(rest, mark) + mark.size, rest.size);
	buffer_add(&b, text_part(rest, 0, text_find(rest, mark)));
	buffer_print(&b, "%lld", (long long)person);
	buffer_add(&b, text_part(rest, text_find(rest, mark) + mark.size, rest.size));
	if (!house_sql(&s->house, buffer_text(&b).at))
		abort();
}

static struct reply look(struct strength *s, struct visitor *v, const char *path)
{
	return house_look(&s->house, s->arena, v, path);
}

static struct reply press(struct strength *s, struct visitor *v, const char *path, const char *form)
{
	return house_press(&s->house, s->arena, v, path, form);
}

static struct visitor by_card(struct strength *s, unsigned roles)
{
	int64_t person = house_person(&s->house, "Somebody", roles);
	return house_visitor_by(&s->house, s->arena, person, "card");
}

static struct text in_form(struct strength *s, struct text value)
{
	struct buffer b = buffer_in(s->arena);
	buffer_add_url(&b, value);
	return buffer_text(&b);
}

/* Makes a passphrase on a page that was shown; the name, as a form writes it. */
static struct text make_way_back(
	struct strength *s, struct visitor *v, const struct reply *page, struct reply *after)
{
	struct text sealed = house_hidden(s->arena, page, "sealed_name");
	struct text next = house_hidden(s->arena, page, "next");
	struct text kept = house_hidden(s->arena, page, "kept_form");
	struct text path = house_hidden(s->arena, page, "kept_path");
	*after = press(s, v, "/way-back",
		arena_print(s->arena,
			"do=save&sealed_name=%.*s&next=%.*s&kept_form=%.*s&kept_path=%.*s"
			"&passphrase=" PHRASE_IN_FORM,
			SHOWN(sealed), SHOWN(next), SHOWN(kept), SHOWN(in_form(s, path)))
			.at);
	return in_form(s,
		house_value(&s->house, s->arena,
			arena_print(s->arena, "SELECT name FROM way_back WHERE person = %lld",
				(long long)v->person)
				.at));
}

/* ---- what a card alone opens ---------------------------------------------------------------- */

/* Asks for help; the address of the question. */
static const char *ask(struct strength *s, struct visitor *v)
{
	struct reply r = press(s, v, "/help", "words=Kuinka+Kanarialintu+lentaa");
	struct text to = head_value(r.head, "Location");
	CHECK(r.status == 303 && to.at, "a card alone may ask for help (%d)", r.status);
	r = look(s, v, arena_copy(s->arena, to.at ? to : TEXT("/")).at);
	CHECK(r.status == 200 && house_shows(&r, "You will get an answer by") &&
			!house_shows(&r, "Kanarialintu"),
		"and is told by when there is an answer, without the words (%d)", r.status);
	return arena_print(s->arena, "/help/%.*s",
		SHOWN(house_value(&s->house, s->arena, "SELECT max(id) FROM help")))
		.at;
}

static void test_card_alone(struct strength *s)
{
	struct visitor v = by_card(s, ROLE_CLIENT);
	const char *help = ask(s, &v);
	struct text first =
		arena_print(s->arena, "/way-back?next=%.*s", SHOWN(in_form(s, text_of(help))));
	struct reply r = look(s, &v, help);
	CHECK(house_leads(&r, first.at),
		"reading it leads who has no passphrase to making one (%d)", r.status);
	r = look(s, &v, first.at);
	CHECK(house_shows(&r, "yours alone") && house_shows(&r, "value=\"later\""),
		"which says why, and can wait");
	struct reply after;
	make_way_back(s, &v, &r, &after);
	CHECK(house_leads(&after, help), "and leads on to where they were going (%d)",
		after.status);
	r = look(s, &v, help);
	CHECK(r.status == 200 && house_shows(&r, "Kanarialintu"), "which opens now (%d)", r.status);

	struct visitor again = house_visitor_by(&s->house, s->arena, v.person, "card");
	r = look(s, &again, help);
	CHECK(house_leads(&r,
		      arena_print(
			      s->arena, "/passphrase?next=%.*s", SHOWN(in_form(s, text_of(help))))
			      .at),
		"another card of theirs asks for the passphrase there is (%d)", r.status);
	r = look(s, &again, "/courses/safe-online/your-own-route");
	CHECK(r.status == 200, "courses open without it (%d)", r.status);
	r = press(s, &again, "/passphrase", "next=/looks&passphrase=");
	CHECK(r.status == 422 && house_shows(&r, "href=\"#passphrase\""),
		"nothing written is no passphrase (%d)", r.status);
	r = press(s, &again, "/passphrase", "next=//evil.example&passphrase=vaara+sana+tuli");
	CHECK(r.status == 422 && house_shows(&r, "name=\"next\" value=\"/\""),
		"a wrong one is told, and leads nowhere else (%d)", r.status);
	r = press(s, &again, "/passphrase", "next=/looks&passphrase=" PHRASE_IN_FORM);
	r = look(s, &again, "/device");
	r = press(s, &again, "/device", "device=shared&back=/looks");
	r = look(s, &again, "/looks");
	CHECK(r.status == 200, "the right one opens it (%d)", r.status);
}

/* ---- when it is asked again ----------------------------------------------------------------- */

static void test_again(struct strength *s)
{
	static const struct {
		const char *says, *device;
		int64_t ago;
		bool open;
	} cases[] = {
		{ "an own phone, 14 minutes after", "own", 14 * 60 + 50, true },
		{ "an own phone, 15 minutes after", "own", 15 * 60 + 1, false },
		{ "a shared computer, 29 minutes after", "shared", 29 * 60, true },
	};
	struct visitor v = by_card(s, ROLE_CLIENT);
	struct reply r = look(s, &v, "/way-back"), after;
	make_way_back(s, &v, &r, &after);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		press(s, &v, "/device", arena_print(s->arena, "device=%s", cases[i].device).at);
		change(s, "UPDATE session SET strong_at = unixepoch() - %lld WHERE person = %lld",
			cases[i].ago, v.person);
		r = look(s, &v, "/looks");
		CHECK((r.status == 200) == cases[i].open, "%s: own matters %s (%d)", cases[i].says,
			cases[i].open ? "open" : "ask again", r.status);
		if (!cases[i].open)
			continue;
		house_stored(&s->house, s->arena, NULL); /* lets what waits through */
		CHECK(counts(s,
			      arena_print(s->arena,
				      "SELECT unixepoch() - max(strong_at) < 10 FROM session"
				      " WHERE ended = 0 AND person = %lld",
				      (long long)v.person)
				      .at,
			      "1"),
			"%s: and using them begins the time anew", cases[i].says);
	}
	press(s, &v, "/device", "device=own");
	change(s, "UPDATE session SET strong_at = unixepoch() - %lld WHERE person = %lld", 3600,
		v.person);
	press(s, &v, "/device", "device=shared");
	r = look(s, &v, "/looks");
	CHECK(r.status == 303, "calling an own phone a shared one is no way around it (%d)",
		r.status);
	press(s, &v, "/device", "device=own");
	r = press(s, &v, "/notices", "words=Kolme+merkkia");
	CHECK(r.status == 401 && house_shows(&r, "This is yours alone") &&
			house_shows(&r, "What you wrote is kept") && !house_shows(&r, "merkkia"),
		"a form meanwhile is kept behind the question (%d)", r.status);
	struct text kept = house_hidden(s->arena, &r, "kept_form");
	r = press(s, &v, "/passphrase",
		arena_print(s->arena,
			"passphrase=vaara+sana&next=/notices&kept_path=/notices&kept_form=%.*s",
			SHOWN(kept))
			.at);
	CHECK(text_is(house_hidden(s->arena, &r, "kept_form"), kept),
		"also by a mistyped passphrase (%d)", r.status);
	r = press(s, &v, "/passphrase",
		arena_print(s->arena,
			"passphrase=" PHRASE_IN_FORM
			"&next=/notices&kept_path=/notices&kept_form=%.*s",
			SHOWN(kept))
			.at);
	CHECK(r.status == 200 && house_shows(&r, "Here is everything as you left it"),
		"and comes back behind it (%d)", r.status);
	struct visitor other = by_card(s, ROLE_CLIENT);
	for (int i = 0; i < 6; i++)
		r = press(s, &v, "/passphrase", "passphrase=vaara+sana&next=/looks");
	CHECK(r.status == 429 && head_value(r.head, "Retry-After").at && house_shows(&r, "Wait"),
		"guessing is slowed (%d)", r.status);
	r = look(s, &other, "/");
	CHECK(r.status == 200, "for nobody else (%d)", r.status);
}

/* ---- the second factor ---------------------------------------------------------------------- */

/* The secret as the page writes it for typing in. */
static struct text secret_on(struct strength *s, const struct reply *r)
{
	struct text mark = TEXT("<code class=\"big\" translate=\"no\">"), secret = NO_TEXT;
	size_t at = text_find(r->body, mark);
	struct text rest = text_part(r->body, at + mark.size, r->body.size);
	return at < r->body.size && base32_read(s->arena, text_cut(&rest, '<'), &secret) ? secret
											 : NO_TEXT;
}

static const char *code_at(struct strength *s, struct text secret, int64_t later)
{
	char *code = arena_take(s->arena, TOTP_DIGITS + 1);
	totp_code(secret, clock_now() / TOTP_SECONDS + later, code);
	return code;
}

/* The n-th paper code on the page, as a form writes it. */
static const char *paper_on(struct strength *s, const struct reply *r, int n)
{
	struct text rest = r->body, mark = TEXT("<li><code translate=\"no\">");
	for (int i = 0; i <= n; i++)
		rest = text_part(rest, text_find(rest, mark) + mark.size, rest.size);
	struct text code = text_cut(&rest, '<');
	return in_form(s, code).at;
}

struct member {
	struct visitor visitor;
	struct text name, secret;
	struct reply papers;
};

/* A member of staff with passphrase and second factor, from their card on. */
static struct member set_up(struct strength *s, unsigned roles)
{
	struct member m = { .visitor = by_card(s, roles) };
	struct visitor *v = &m.visitor;
	struct reply r = look(s, v, "/second-factor"), after;
	CHECK(house_shows(&r, "sealed_name") && !house_shows(&r, "value=\"later\""),
		"staff make a passphrase first, and it can't wait (%d)", r.status);
	m.name = make_way_back(s, v, &r, &after);
	CHECK(house_leads(&after, "/second-factor"), "then the second factor (%d)", after.status);
	r = look(s, v, "/second-factor");
	m.secret = secret_on(s, &r);
	CHECK(m.secret.size == TOTP_SECRET_SIZE && house_shows(&r, "<svg ") &&
			!house_shows(&r, "value=\"later\"") && !house_shows(&r, "href=\"/desk\""),
		"with a QR code and the key in letters, and no way around");
	struct text sealed = house_hidden(s->arena, &r, "sealed");
	r = press(s, v, "/second-factor",
		arena_print(s->arena, "do=confirm&code=000000&sealed=%.*s", SHOWN(sealed)).at);
	CHECK(r.status == 422 && text_is(secret_on(s, &r), m.secret),
		"a code that doesn't fit keeps the key (%d)", r.status);
	sealed = house_hidden(s->arena, &r, "sealed");
	r = press(s, v, "/second-factor",
		arena_print(s->arena, "do=confirm&code=%s&sealed=%.*s", code_at(s, m.secret, 0),
			SHOWN(sealed))
			.at);
	CHECK(r.status == 200 && house_shows(&r, "<code translate=\"no\">"),
		"the first code leads to ten on paper (%d)", r.status);
	m.papers = r;
	CHECK(counts(s, "SELECT count(*) FROM second_factor", "0") ||
			counts(s,
				arena_print(s->arena,
					"SELECT count(*) FROM second_factor WHERE person = %lld",
					(long long)v->person)
					.at,
				"0"),
		"nothing is kept before they are put away");
	sealed = house_hidden(s->arena, &r, "sealed");
	struct reply early = look(s, v, "/me");
	CHECK(house_leads(&early, "/second-factor?next=%2Fme"), "nor does anything open (%d)",
		early.status);
	r = press(s, v, "/second-factor",
		arena_print(s->arena, "do=done&next=/me&sealed=%.*s", SHOWN(sealed)).at);
	CHECK(r.status == 303, "then it is (%d)", r.status);
	r = look(s, v, "/me");
	CHECK(r.status == 200, "and all opens (%d)", r.status);
	return m;
}

static struct visitor enter(struct strength *s, const struct member *m)
{
	struct visitor v = house_visitor(&s->house, s->arena, 0);
	struct reply r = press(s, &v, "/sign-in",
		arena_print(s->arena, "name=%.*s&passphrase=" PHRASE_IN_FORM, SHOWN(m->name)).at);
	CHECK(r.status == 303, "name and passphrase are taken (%d)", r.status);
	v.person = m->visitor.person;
	look(s, &v, "/second-factor");
	return v;
}

static struct reply give_code(struct strength *s, struct visitor *v, const char *code)
{
	return press(
		s, v, "/second-factor", arena_print(s->arena, "do=code&next=/me&code=%s", code).at);
}

/* Codes of a step can be used again, as if time had passed. */
static void let_time_pass(struct strength *s, const struct member *m)
{
	change(s, "UPDATE second_factor SET last_step = last_step - %lld WHERE person = %lld", 100,
		m->visitor.person);
	brake_forget(s->house.workshop->brake,
		arena_print(s->arena, "second factor %lld", (long long)m->visitor.person));
}

static void test_codes(struct strength *s, const struct member *m)
{
	struct visitor v = enter(s, m), twin = enter(s, m);
	struct reply r = look(s, &v, "/desk");
	CHECK(house_leads(&r, "/second-factor?next=%2Fdesk"),
		"a passphrase alone opens nothing to staff (%d)", r.status);
	r = give_code(s, &v, "12345");
	CHECK(r.status == 422 && house_shows(&r, "Write the six digits"), "five digits (%d)",
		r.status);
	CHECK(counts(s, "SELECT max(wrong) FROM second_factor", "0"), "are no try");
	let_time_pass(s, m);
	const char *code = code_at(s, m->secret, 0);
	r = give_code(s, &v, code);
	CHECK(r.status == 303, "the app's code is taken (%d)", r.status);
	r = look(s, &v, "/desk");
	CHECK(r.status == 200, "and opens the desk (%d)", r.status);
	r = give_code(s, &twin, code);
	CHECK(r.status == 422 && house_shows(&r, "has been used"),
		"the same code lets nobody else in (%d)", r.status);
	const char *paper = paper_on(s, &m->papers, 3);
	r = give_code(s, &twin, paper);
	CHECK(r.status == 303, "a paper code does instead (%d)", r.status);
	twin = enter(s, m);
	r = give_code(s, &twin, paper);
	CHECK(r.status == 422 && house_shows(&r, "fit"), "once (%d)", r.status);
	CHECK(counts(s, "SELECT count(*) FROM audit WHERE verb = 'paper-code-used'", "1") &&
			counts(s, "SELECT count(*) FROM audit WHERE verb = 'second-factor-set'",
				"2"),
		"the chain says what was set and used");
	CHECK(counts(s,
		      arena_print(s->arena,
			      "SELECT count(*) FROM second_factor WHERE instr(sealed, '%.*s') > 0",
			      SHOWN(base32_text(s->arena, m->secret)))
			      .at,
		      "0"),
		"the secret isn't in the file");
}

/* Guessing is slow, and ends. */
static void test_guessing(struct strength *s, const struct member *m)
{
	struct visitor twin = enter(s, m);
	struct reply r = { 0 };
	for (int i = 0; i < 6; i++)
		r = give_code(s, &twin, "000000");
	CHECK(r.status == 429 && house_shows(&r, "Wait"), "guessing is slowed (%d)", r.status);
	change(s, "UPDATE second_factor SET wrong = %lld WHERE person = %lld", 100,
		m->visitor.person);
	let_time_pass(s, m);
	r = give_code(s, &twin, code_at(s, m->secret, 1));
	CHECK(r.status == 422 && house_shows(&r, "Too many codes"),
		"after a hundred wrong ones no six digits will do (%d)", r.status);
	let_time_pass(s, m);
	r = give_code(s, &twin, paper_on(s, &m->papers, 4));
	CHECK(r.status == 303 && counts(s, "SELECT max(wrong) FROM second_factor", "0"),
		"but a paper code, which begins the count anew (%d)", r.status);
}

/* The same secret twice, or one that was shown before there was a factor. */
static void test_old_setup(struct strength *s, const struct member *m)
{
	struct visitor v = by_card(s, ROLE_AUTHOR);
	struct reply r = look(s, &v, "/second-factor"), after;
	make_way_back(s, &v, &r, &after);
	r = look(s, &v, "/second-factor");
	struct text secret = secret_on(s, &r);
	r = press(s, &v, "/second-factor",
		arena_print(s->arena, "do=confirm&code=%s&sealed=%.*s", code_at(s, secret, 0),
			SHOWN(house_hidden(s->arena, &r, "sealed")))
			.at);
	struct text sealed = house_hidden(s->arena, &r, "sealed");
	struct text form = arena_print(s->arena, "do=done&sealed=%.*s", SHOWN(sealed));
	struct visitor other = enter(s, m);
	r = press(s, &other, "/second-factor", form.at);
	CHECK(r.status == 200 && house_shows(&r, "name=\"code\""),
		"what another was shown sets nothing (%d)", r.status);
	r = press(s, &v, "/second-factor", form.at);
	CHECK(r.status == 303, "its owner's does (%d)", r.status);
	change(s, "UPDATE session SET factor_at = %lld, strong_at = 0 WHERE person = %lld", 0,
		v.person);
	r = press(s, &v, "/second-factor", form.at);
	CHECK(r.status == 200 && house_shows(&r, "name=\"code\""),
		"but not once more over the one there is (%d)", r.status);
	r = look(s, &v, "/me");
	CHECK(r.status == 303, "nor does it let in (%d)", r.status);
}

static void test_form_comes_back(struct strength *s, struct member *m)
{
	struct visitor client = by_card(s, ROLE_CLIENT);
	const char *help = ask(s, &client);
	change(s,
		"INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, "
		"ends)"
		" VALUES (%lld, %lld, 'Talo', 1, 1, 'guidance', 1, 0)",
		client.person, m->visitor.person);
	const char *page =
		arena_print(s->arena, "/clients/%lld%s", (long long)client.person, help).at;
	let_time_pass(s, m);
	struct visitor v = enter(s, m);
	give_code(s, &v, code_at(s, m->secret, 0));
	struct reply r = look(s, &v, page);
	CHECK(r.status == 200, "a coach reads a question (%d)", r.status);
	change(s, "UPDATE session SET seen = seen - %lld WHERE person = %lld", 3600,
		m->visitor.person);
	r = press(s, &v, page, "do=answer&words=Oma+%3Cvastaus%3E&time=");
	CHECK(r.status == 401 && house_shows(&r, "What you wrote is kept"),
		"and answers when their session has ended (%d)", r.status);
	struct text carried = arena_print(s->arena, "kept_form=%.*s&kept_path=%.*s",
		SHOWN(house_hidden(s->arena, &r, "kept_form")),
		SHOWN(in_form(s, house_hidden(s->arena, &r, "kept_path"))));
	r = press(s, &v, "/sign-in",
		arena_print(s->arena, "name=%.*s&passphrase=" PHRASE_IN_FORM "&%.*s",
			SHOWN(m->name), SHOWN(carried))
			.at);
	CHECK(r.status == 200 && house_shows(&r, "name=\"code\"") &&
			house_shows(&r, "name=\"kept_form\"") && !house_shows(&r, "vastaus"),
		"signing in again asks for the code, with the answer kept (%d)", r.status);
	let_time_pass(s, m);
	r = press(s, &v, "/second-factor",
		arena_print(
			s->arena, "do=code&code=%s&%.*s", code_at(s, m->secret, 0), SHOWN(carried))
			.at);
	CHECK(r.status == 200 && house_shows(&r, "Oma &lt;vastaus&gt;</textarea>"),
		"and then it is there, word for word (%d)", r.status);
	m->visitor = v;
}

/* The path of the link that an admin makes in a browser. */
static struct text ask_for_new_phone(struct strength *s, struct member *m, struct member *admin)
{
	struct visitor *v = &admin->visitor, client = by_card(s, ROLE_CLIENT);
	const char *account =
		arena_print(s->arena, "/people/%lld", (long long)m->visitor.person).at;
	const char *page = arena_print(s->arena, "%s/new-phone", account).at;
	const char *made = "SELECT count(*) FROM card WHERE new_phone = 1";
	struct reply r = look(s, v, account);
	CHECK(house_shows(&r, page), "an admin is led from a member of staff to a new phone");
	r = look(s, v, page);
	CHECK(r.status == 200 && house_shows(&r, "First make sure that it is them") &&
			counts(s, made, "0"),
		"to a page that warns, and makes nothing by itself (%d)", r.status);
	r = press(s, v, page, "");
	CHECK(r.status == 422 && house_shows(&r, "href=\"#sure\"") && counts(s, made, "0"),
		"nor without having made sure (%d)", r.status);
	const char *others =
		arena_print(s->arena, "/people/%lld/new-phone", (long long)client.person).at;
	r = look(s, v, others);
	CHECK(house_shows(&r, "They have no second key"), "a client has no second key to lose");
	r = press(s, v, others, "sure=1");
	CHECK(r.status == 303 && counts(s, made, "0"), "so there is no such link of theirs (%d)",
		r.status);
	const char *own = arena_print(s->arena, "/people/%lld/new-phone", (long long)v->person).at;
	r = look(s, v, own);
	CHECK(house_shows(&r, "This is your own account") && !house_shows(&r, "name=\"sure\""),
		"an admin doesn't make one for themselves");
	r = press(s, v, own, "sure=1");
	CHECK(r.status == 303 && counts(s, made, "0"), "also where they try (%d)", r.status);
	r = press(s, v, page, "sure=1");
	struct text sql = arena_print(s->arena,
		"SELECT count(*) FROM audit WHERE verb = 'reset-allowed' AND actor = %lld AND"
		" subject = %lld",
		(long long)v->person, (long long)m->visitor.person);
	CHECK(r.status == 200 && counts(s, sql.at, "1") &&
			counts(s, "SELECT max(ends) - max(made) FROM card WHERE new_phone = 1",
				"86400"),
		"a link is made, for a day, and who made it is in the chain (%d)", r.status);
	size_t at = text_find(r.body, TEXT("/in/"));
	return arena_copy(s->arena, text_part(r.body, at, 4 + TOKEN_CHARS));
}

static void test_new_phone(struct strength *s, struct member *m, struct member *admin)
{
	struct text path = ask_for_new_phone(s, m, admin), notices = TEXT("/notices");
	struct visitor v = { 0, NO_TEXT, NO_TEXT, NO_TEXT };
	struct reply r = look(s, &v, path.at);
	CHECK(counts(s, "SELECT count(*) FROM audit WHERE verb = 'second-factor-reset'", "0"),
		"looking at the link of a new phone takes nothing away");
	r = press(s, &v, path.at, "");
	CHECK(r.status == 303 &&
			counts(s,
				arena_print(s->arena,
					"SELECT count(*) FROM second_factor WHERE person = "
					"%lld",
					(long long)m->visitor.person)
					.at,
				"0") &&
			counts(s, "SELECT count(*) FROM audit WHERE verb = 'second-factor-reset'",
				"1"),
		"using it takes the second factor away (%d)", r.status);
	r = look(s, &m->visitor, "/me");
	CHECK(house_leads(&r, "/sign-in?next=%2Fme"), "sessions of before have ended (%d)",
		r.status);
	r = look(s, &v, "/desk");
	CHECK(house_leads(&r, "/second-factor?next=%2Fdesk"), "the new one begins anew (%d)",
		r.status);
	r = look(s, &admin->visitor, notices.at);
	CHECK(house_shows(&r, "The second key of Somebody was taken away"),
		"the admin is told whose (%d)", r.status);
	CHECK(counts(s,
		      arena_print(s->arena,
			      "SELECT count(*) FROM notice WHERE kind = 'factor-reset' AND person "
			      "= %lld",
			      (long long)m->visitor.person)
			      .at,
		      "1"),
		"so is the person");
}

/* ---- many tries, and others at work --------------------------------------------------------- */

#define FLOOD 8
#define FLOOD_TRIES 25

struct flood {
	struct strength *s;
	struct visitor visitor;
	const char *path, *form;
	int heard, slowed, full, else_;
};

static void *try_on(void *value)
{
	struct flood *flood = value;
	for (int i = 0; i < FLOOD_TRIES; i++) {
		OWN_ARENA a = arena_open();
		struct visitor v = flood->visitor;
		int status = house_press(&flood->s->house, a, &v, flood->path, flood->form).status;
		flood->heard += status == 422;
		flood->slowed += status == 429;
		flood->full += status == 503;
		flood->else_ += status != 422 && status != 429 && status != 503;
	}
	return NULL;
}

static void test_flood(struct strength *s, struct member *m)
{
	struct flood floods[FLOOD];
	pthread_t threads[FLOOD];
	struct visitor staff = enter(s, m), client = by_card(s, ROLE_CLIENT);
	struct visitor reader = by_card(s, ROLE_CLIENT);
	struct reply r = look(s, &client, "/way-back"), after;
	make_way_back(s, &client, &r, &after);
	int heard = 0, odd = 0, read = 0, tries = 60;
	for (size_t i = 0; i < FLOOD; i++) {
		floods[i] = (struct flood){ .s = s,
			.visitor = i % 2 ? staff : client,
			.path = i % 2 ? "/second-factor" : "/passphrase",
			.form = i % 2 ? "do=code&code=000000" : "passphrase=vaara+sana+tuli" };
		pthread_create(&threads[i], NULL, try_on, &floods[i]);
	}
	for (int i = 0; i < tries; i++) {
		OWN_ARENA a = arena_open();
		read += house_look(&s->house, a, &reader, "/courses/safe-online/your-own-route")
				.status == 200;
	}
	for (size_t i = 0; i < FLOOD; i++) {
		pthread_join(threads[i], NULL);
		heard += floods[i].heard;
		odd += floods[i].else_;
	}
	CHECK(odd == 0, "%d tries at once are each heard, slowed or told to wait (%d odd)",
		FLOOD * FLOOD_TRIES, odd);
	CHECK(heard <= 30, "few of them are heard (%d)", heard);
	CHECK(read == tries, "who reads a page meanwhile reads it (%d of %d)", read, tries);
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct strength s = { .arena = a, .house.real = true };
	(void)count;
	if (CHECK(house_open(&s.house, words[0]), "a workshop that is no demo opens")) {
		test_card_alone(&s);
		test_again(&s);
		struct member admin = set_up(&s, ROLE_ADMIN), coach = set_up(&s, ROLE_COACH);
		test_codes(&s, &coach);
		test_guessing(&s, &coach);
		test_old_setup(&s, &coach);
		test_form_comes_back(&s, &coach);
		test_flood(&s, &admin);
		test_new_phone(&s, &coach, &admin);
	}
	house_close(&s.house);
	return test_end();
}
