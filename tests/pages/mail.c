/*
 * E-mail from end to end, over real sockets on both sides: an address given, its code typed, news told
 * once a round with time moved, stopped by its link; a mail server that misbehaves; and that no letter
 * in any language tells more than that something new waits.
 */
#include "../post/smtp.h"
#include "house.h"

#define DAY 86400
#define HOUR 3600
#define WORDS_ASIDE "kanarialintu" /* the name of whoever gets it */

struct post_test {
	struct house house;
	struct smtp server;
	int64_t client, coach;
	struct visitor visitor;
};

/* ---- letters as they came ------------------------------------------------------------------- */

/* The body in plain words: quoted-printable undone. */
static struct text body_of(struct arena *a, const char *letter)
{
	const char *at = strstr(letter, "\n\n");
	struct buffer b = buffer_in(a);
	for (at = at ? at + 2 : ""; *at; at++) {
		unsigned c;
		if (*at == '=' && at[1] == '\n') {
			at++;
		} else if (*at == '=' && sscanf(at + 1, "%2X", &c) == 1) {
			buffer_add_char(&b, (char)c);
			at += 2;
		} else {
			buffer_add_char(&b, *at);
		}
	}
	return buffer_text(&b);
}

/* Subject and sender, with their encoded words undone. */
static struct text head_of(struct arena *a, const char *letter)
{
	struct text head = text_of(letter), rest;
	head = rest = text_part(head, 0, text_find(head, TEXT("\n\n")));
	struct buffer b = buffer_in(a);
	while (rest.size > 0) {
		unsigned c;
		if (text_starts(rest, TEXT("?=\n =?utf-8?Q?"))) {
			rest = text_part(rest, 14, rest.size);
		} else if (rest.at[0] == '=' && sscanf(rest.at + 1, "%2X", &c) == 1) {
			buffer_add_char(&b, (char)c);
			rest = text_part(rest, 3, rest.size);
		} else {
			buffer_add_char(&b, rest.at[0]);
			rest = text_part(rest, 1, rest.size);
		}
	}
	return buffer_text(&b);
}

static const char *last_letter(struct post_test *t)
{
	size_t count = smtp_count(&t->server);
	return count > 0 ? t->server.letters[count - 1] : "";
}

static bool wait_for_letters(struct post_test *t, size_t count)
{
	for (int i = 0; i < 100 && smtp_count(&t->server) < count; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	return smtp_count(&t->server) == count;
}

/* The code of eight in a letter's body. */
static struct text code_in(struct arena *a, const char *letter)
{
	struct text rest = body_of(a, letter);
	while (rest.at) {
		struct text line = text_line(&rest);
		if (line.size == 9 && line.at[4] == ' ')
			return arena_print(a, "%.4s%.4s", line.at, line.at + 5);
	}
	return NO_TEXT;
}

/* ---- the page ------------------------------------------------------------------------------- */

static struct text one(struct post_test *t, const char *sql)
{
	return house_value(&t->house, t->house.arena, sql);
}

static void test_address(struct post_test *t)
{
	struct house *h = &t->house;
	struct arena *a = h->arena;
	struct reply r = house_look(h, a, &t->visitor, "/me");
	CHECK(r.status == 200 && house_shows(&r, "href=\"/mail\""), "own things lead to e-mail");
	r = house_look(h, a, &t->visitor, "/mail");
	CHECK(r.status == 200 && house_shows(&r, "id=\"address\""), "which asks for an address");
	r = house_press(h, a, &t->visitor, "/mail", "do=address&address=aino%40example");
	CHECK(r.status == 422 && house_shows(&r, "value=\"aino@example\"") &&
			house_shows(&r, "It looks like name@example.com"),
		"one that can't be right is shown again, with what one looks like");
	r = house_press(h, a, &t->visitor, "/mail",
		"do=address&address=aino%40example.com%0D%0ABcc%3A+x%40example.com");
	CHECK(r.status == 422 && smtp_count(&t->server) == 0, "a line end is none, either");
	r = house_press(h, a, &t->visitor, "/mail", "do=address&address=+aino%40example.com");
	CHECK(house_leads(&r, "/mail"), "an address is taken");
	CHECK(wait_for_letters(t, 1), "and a code leaves by itself");
	CHECK(strstr(t->server.said, "RCPT TO:<aino@example.com>") != NULL, "to it");
	CHECK(!text_starts(one(t, "SELECT address FROM mail"), TEXT("aino")) &&
			text_is_chars(one(t, "SELECT confirmed || often FROM mail"), "0never"),
		"it is kept sealed, unsure, and nothing else goes to it");
	r = house_look(h, a, &t->visitor, "/mail");
	CHECK(house_shows(&r, "id=\"code\"") && house_shows(&r, "aino@example.com"),
		"the page asks for the code");
}

static void test_code(struct post_test *t)
{
	struct house *h = &t->house;
	struct arena *a = h->arena;
	struct text code = code_in(a, last_letter(t));
	CHECK(code.size == 8, "there is a code in the letter");
	struct reply r = house_press(h, a, &t->visitor, "/mail", "do=code&code=K7RN");
	CHECK(r.status == 422 && house_shows(&r, "Something is missing"), "half a code is no try");
	r = house_press(h, a, &t->visitor, "/mail", "do=code&code=2222+2222");
	CHECK(r.status == 422 && house_shows(&r, "This code doesn&#39;t fit"),
		"a wrong one doesn't fit");
	int64_t other = house_person(h, "Somebody else", ROLE_CLIENT);
	struct visitor v = house_visitor(h, a, other);
	house_press(h, a, &v, "/mail", "do=address&address=veikko%40example.com");
	wait_for_letters(t, 2);
	r = house_press(h, a, &v, "/mail", arena_print(a, "do=code&code=%.*s", SHOWN(code)).at);
	CHECK(r.status == 422, "nor does somebody else's");
	r = house_press(h, a, &t->visitor, "/mail",
		arena_print(a, "do=code&code=%.4s+%.4s", code.at, code.at + 4).at);
	CHECK(house_leads(&r, "/mail") &&
			text_is_chars(one(t, "SELECT confirmed > 0 FROM mail LIMIT 1"), "1"),
		"the right one does");
	r = house_press(
		h, a, &t->visitor, "/mail", arena_print(a, "do=code&code=%.*s", SHOWN(code)).at);
	CHECK(house_leads(&r, "/mail"), "pressed twice it is the same");
	r = house_look(h, a, &t->visitor, "/mail");
	CHECK(house_shows(&r, "value=\"never\" checked"), "then it asks how often: not at all");
	r = house_press(h, a, &t->visitor, "/mail", "do=often");
	CHECK(house_leads(&r, "/mail") == false && r.status == 422, "something is to be chosen");
	r = house_press(h, a, &t->visitor, "/mail", "do=often&often=daily");
	CHECK(house_leads(&r, "/me"), "once a day");
	r = house_look(h, a, &t->visitor, "/me");
	CHECK(house_shows(&r, "Once a day at most."), "own things say so");
}

/* ---- rounds --------------------------------------------------------------------------------- */

struct telling {
	int64_t person, now;
};

static enum outcome tell_one(struct db *db, void *value)
{
	const struct telling *n = value;
	return add_notice(db, n->person, NOTICE_HELP_ANSWERED, 1, n->now);
}

static void add_news(struct post_test *t, int64_t at)
{
	struct telling n = { t->client, at };
	if (store_change(t->house.store, tell_one, &n) != DONE)
		abort();
}

/* The moment of the round on the local day `days` from today, which is before now for 0 or less. */
static int64_t round_of(int64_t days)
{
	return clock_moment(clock_day_of(clock_now()) + days, 0);
}

static void test_rounds(struct post_test *t)
{
	struct house *h = &t->house;
	struct workshop *w = h->workshop;
	size_t count = smtp_count(&t->server);
	int64_t morning = round_of(1);
	postman_round(w, morning);
	CHECK(smtp_count(&t->server) == count, "with nothing new, nothing goes");
	add_news(t, morning + HOUR);
	postman_round(w, morning + 2 * HOUR);
	CHECK(smtp_count(&t->server) == count, "what comes later waits for the next round");
	morning = round_of(2);
	postman_round(w, morning - 1);
	CHECK(smtp_count(&t->server) == count, "to the second");
	postman_round(w, morning);
	CHECK(smtp_count(&t->server) == count + 1, "then it goes");
	const char *letter = last_letter(t);
	CHECK(strstr(letter, "To: <aino@example.com>") &&
			strstr(letter, "Auto-Submitted: auto-generated"),
		"to whose address it is, by a machine");
	add_news(t, morning + 1);
	postman_round(w, morning + HOUR);
	CHECK(smtp_count(&t->server) == count + 1, "one a round");
	postman_round(w, round_of(3));
	CHECK(smtp_count(&t->server) == count + 2, "the next round tells of what is newer");
	postman_round(w, round_of(4));
	CHECK(smtp_count(&t->server) == count + 2, "and of nothing twice");
	add_news(t, round_of(4) + 1);
	struct reply r = house_press(h, h->arena, &t->visitor, "/notices", "x=");
	postman_round(w, round_of(5));
	CHECK(r.status == 303 && smtp_count(&t->server) == count + 2, "nor of what was seen");
}

static void test_failures(struct post_test *t)
{
	struct workshop *w = t->house.workshop;
	size_t count = smtp_count(&t->server);
	int64_t morning = round_of(6);
	struct postman_numbers n;
	add_news(t, morning - 1);
	smtp_behave(&t->server, (struct smtp_manners){ .rcpt = "451 4.2.0 greylisted" });
	postman_round(w, morning);
	postman_round(w, morning + 299);
	CHECK(smtp_count(&t->server) == count &&
			text_is_chars(one(t, "SELECT tries FROM mail WHERE tries > 0"), "1"),
		"what is to come later is tried once, and not again at once");
	smtp_behave(&t->server, (struct smtp_manners){ 0 });
	postman_round(w, morning + 300);
	CHECK(smtp_count(&t->server) == count + 1, "but after its pause");

	morning = round_of(7);
	add_news(t, morning - 1);
	smtp_behave(&t->server, (struct smtp_manners){ .mail = "550 5.7.1 not you" });
	postman_round(w, morning);
	postman_numbers(w, &n);
	CHECK(n.trouble == POST_UNWELCOME && n.since == morning,
		"a server that takes nothing is trouble");
	smtp_behave(&t->server, (struct smtp_manners){ 0 });
	postman_round(w, morning + 59);
	CHECK(smtp_count(&t->server) == count + 1, "it isn't asked again at once");
	postman_round(w, morning + 60);
	postman_numbers(w, &n);
	CHECK(smtp_count(&t->server) == count + 2 && n.trouble == POSTED,
		"but after a minute, and all is well");

	morning = round_of(8);
	add_news(t, morning - 1);
	smtp_behave(&t->server, (struct smtp_manners){ .body = "" });
	postman_round(w, morning);
	CHECK(smtp_count(&t->server) == count + 3, "cut off after the last word");
	smtp_behave(&t->server, (struct smtp_manners){ 0 });
	postman_round(w, morning + 2 * HOUR);
	CHECK(smtp_count(&t->server) == count + 3,
		"the same letter doesn't go again in this round");
	postman_round(w, round_of(9));
	CHECK(smtp_count(&t->server) == count + 4, "what may be lost is made good by the next");

	morning = round_of(10);
	add_news(t, morning - 1);
	smtp_behave(&t->server, (struct smtp_manners){ .rcpt = "550 5.1.1 nobody" });
	postman_round(w, morning);
	smtp_behave(&t->server, (struct smtp_manners){ 0 });
	add_news(t, morning + 1);
	postman_round(w, round_of(11));
	CHECK(smtp_count(&t->server) == count + 4, "an address that nobody has gets nothing more");
	struct reply r = house_look(&t->house, t->house.arena, &t->visitor, "/notices");
	CHECK(house_shows(&r, "We could not send to your e-mail address."), "its person is told");
	r = house_look(&t->house, t->house.arena, &t->visitor, "/mail");
	CHECK(house_shows(&r, "id=\"refused\"") && house_shows(&r, "value=\"aino@example.com\"") &&
			house_shows(&r, "value=\"remove\"") &&
			house_shows(&r, "class=\"back\" href=\"/me\""),
		"and can mend it, or let it be");
}

/* ---- what those who look after it see ------------------------------------------------------- */

static void test_told(struct post_test *t)
{
	struct house *h = &t->house;
	struct text log = NO_TEXT;
	int64_t admin = house_person(h, "Admin", ROLE_ADMIN);
	struct visitor v = house_visitor(h, h->arena, admin);
	struct reply r = house_look(h, h->arena, &v, "/status");
	CHECK(house_shows(&r, "<code>127.0.0.1</code>") && house_shows(&r, "0 people get it.") &&
			!house_shows(&r, "aino"),
		"the admin sees the server and a number");
	r = house_look(h, h->arena, NULL, "/metrics");
	CHECK(house_shows(&r, "\naskel_mail_unknown_total 1\n") &&
			house_shows(&r, "\naskel_mail_trouble 0\n") && !house_shows(&r, "example"),
		"figures are numbers");
	CHECK(file_read(h->arena, h->log, 1 << 20, &log) == DONE &&
			text_find(log, TEXT("example.com")) == log.size,
		"no address is in the log");
}

/* ---- stopping ------------------------------------------------------------------------------- */

/* "/mail/stop/TOKEN?lang=en" of a letter to the coach, by its header. */
static struct text stop_path(struct arena *a, const char *letter)
{
	const char *at = strstr(letter, "/mail/stop/");
	struct text path = text_of(at ? at : "");
	return arena_copy(a, text_part(path, 0, text_find_char(path, '>')));
}

static void test_stop(struct post_test *t)
{
	struct house *h = &t->house;
	struct arena *a = h->arena;
	house_press(h, a, &t->visitor, "/mail", "do=address&address=aino%40example.fi");
	size_t count = smtp_count(&t->server);
	wait_for_letters(t, count + 1);
	struct text code = code_in(a, last_letter(t));
	house_press(
		h, a, &t->visitor, "/mail", arena_print(a, "do=code&code=%.*s", SHOWN(code)).at);
	house_press(h, a, &t->visitor, "/mail", "do=often&often=weekly");
	add_news(t, round_of(12));
	postman_round(h->workshop, round_of(20));
	struct text path = stop_path(a, last_letter(t));
	CHECK(path.size > 20 && text_ends(path, TEXT("?lang=en")),
		"a letter has a link that stops it");
	struct reply r = house_get(h, a, NULL, path);
	CHECK(r.status == 200 && house_shows(&r, "<form") &&
			text_is_chars(
				one(t, "SELECT often FROM mail ORDER BY person LIMIT 1"), "weekly"),
		"looking at it stops nothing");
	struct house_request rq = { "POST", path, NULL, "", TEXT("List-Unsubscribe=One-Click") };
	r = house_ask(h, a, &rq);
	CHECK(r.status == 200 &&
			text_is_chars(
				one(t, "SELECT address || often FROM mail ORDER BY person LIMIT 1"),
				"never"),
		"one press, by anybody, erases the address");
	CHECK(house_ask(h, a, &rq).status == 200, "pressed twice it is the same");
	CHECK(text_is_chars(one(t, "SELECT verb || fact FROM audit ORDER BY number DESC LIMIT 1"),
		      "mail-removedlink"),
		"the chain says how");
	r = house_look(h, a, &t->visitor, "/mail");
	CHECK(house_shows(&r, "id=\"address\"") && !house_shows(&r, "example.fi"),
		"the page knows no address any more");
	r = house_press(h, a, &t->visitor, "/mail", "do=again");
	CHECK(house_leads(&r, "/mail"), "and sends no code where there is none");
}

/* ---- what letters say ----------------------------------------------------------------------- */

/* Besides the words that outsiders must not read: what would tell what is new, or who they are. */
static const char *const telling_words[] = { "asiakas", "klient", "client", "valmentaja",
	"handledare", "coach", "kurssi", "kurs", "course", "kysymy", "fråg", "question", "vastaus",
	"kela", "apua", "hjälp", "help", "merkki", "marke", "badge", "opettaja", "ohjaaja",
	WORDS_ASIDE };

static const char *word_told(const struct conf *words, struct arena *a, struct text letter)
{
	struct text folded = fold_words(a, letter);
	for (size_t i = 0; i < words->forbidden_count; i++) {
		struct text word = fold_words(a, words->forbidden[i]);
		if (text_find(folded, word) < folded.size)
			return arena_copy(a, word).at;
	}
	for (size_t i = 0; i < COUNT_OF(telling_words); i++) {
		if (text_find(folded, fold_words(a, text_of(telling_words[i]))) < folded.size)
			return telling_words[i];
	}
	return NULL;
}

static void test_words(struct post_test *t)
{
	const struct workshop *w = t->house.workshop;
	struct conf words = { .folder = NULL };
	load_forbidden(t->house.arena, &words);
	for (size_t l = 0; l < language_count(w->views); l++) {
		OWN_ARENA a = arena_open();
		struct letter_to to = { .address = TEXT("aino@example.com"),
			.language = l,
			.person = t->client,
			.given = 7,
			.now = clock_now() };
		struct text bytes[2], tag = language_at(w->views, l);
		bool written = write_news(w, a, &to, &bytes[0]) == DONE &&
			write_code(w, a, &to, TEXT("K7RN 4CA2"), &bytes[1]) == DONE;
		for (size_t i = 0; written && i < COUNT_OF(bytes); i++) {
			struct buffer plain = buffer_in(a);
			for (size_t c = 0; c < bytes[i].size; c++)
				if (bytes[i].at[c] != '\r')
					buffer_add_char(&plain, bytes[i].at[c]);
			struct text letter =
				arena_print(a, "%s\n%.*s", head_of(a, buffer_text(&plain).at).at,
					SHOWN(body_of(a, buffer_text(&plain).at)));
			const char *word = word_told(&words, a, letter);
			CHECK(!word && text_find(letter, TEXT("Oppimispaikka")) < letter.size,
				"in %.*s letter %zu tells nothing but where from (%s)", SHOWN(tag),
				i, word ? word : "");
		}
		CHECK(written, "in %.*s both letters can be written", SHOWN(tag));
	}
}

static void test_links(struct post_test *t)
{
	OWN_ARENA a = arena_open();
	const struct seal *seal = t->house.workshop->seal;
	struct text first = make_stop_token(seal, a, 7, 8), second = make_stop_token(seal, a, 7, 8);
	int64_t person = 0, given = 0;
	CHECK(!text_is(first, second), "no two links are alike");
	CHECK(read_stop_token(seal, a, first, &person, &given) && person == 7 && given == 8,
		"and each knows whose it is");
	struct text cut = text_part(first, 1, first.size);
	CHECK(!read_stop_token(seal, a, cut, &person, &given) &&
			!read_stop_token(seal, a, NO_TEXT, &person, &given) &&
			!read_stop_token(
				seal, a, seal_address(seal, a, 7, TEXT("7 8")), &person, &given),
		"nothing else is one");
}

/* ---- without a mail server ------------------------------------------------------------------ */

static void test_without(const char *program)
{
	struct house h = { .threads = 0 };
	if (!CHECK(house_open(&h, program), "a workshop without a mail server opens"))
		return;
	struct visitor v = house_visitor(&h, h.arena, house_person(&h, "Somebody", ROLE_CLIENT));
	struct reply r = house_look(&h, h.arena, &v, "/mail");
	CHECK(r.status == 404, "there is no page about e-mail");
	r = house_press(&h, h.arena, &v, "/mail", "do=address&address=a%40b.fi");
	CHECK(r.status == 404, "nor one that takes an address");
	static const char *const pages[] = { "/me", "/notices", "/privacy" };
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		r = house_look(&h, h.arena, &v, pages[i]);
		CHECK(r.status == 200 && !house_shows(&r, "e-mail") && !house_shows(&r, "E-mail") &&
				!house_shows(&r, "/mail"),
			"%s says nothing of it", pages[i]);
	}
	r = house_look(&h, h.arena, NULL, "/metrics");
	CHECK(r.status == 200 && !house_shows(&r, "askel_mail"), "nor do figures");
	house_close(&h);
}

static void run(struct post_test *t)
{
	struct house *h = &t->house;
	t->client = house_person(h, WORDS_ASIDE, ROLE_CLIENT);
	t->visitor = house_visitor(h, h->arena, t->client);
	test_address(t);
	test_code(t);
	test_rounds(t);
	test_failures(t);
	test_told(t);
	test_stop(t);
	test_words(t);
	test_links(t);
}

int main(int count, char **words)
{
	static struct post_test t;
	(void)count;
	if (!CHECK(smtp_open(&t.server), "a mail server for the test"))
		return test_end();
	/* at midnight on every day, so that the rounds of a test are the days' own */
	t.house.post = (struct post_conf){ .server = TEXT("127.0.0.1"),
		.port = t.server.port,
		.security = MAIL_PLAIN,
		.sender = TEXT("no-reply@example.fi"),
		.hour = 0,
		.weekdays = 0x7f };
	if (CHECK(house_open(&t.house, words[0]), "a workshop with e-mail opens"))
		run(&t);
	house_close(&t.house);
	smtp_close(&t.server);
	test_without(words[0]);
	return test_end();
}
