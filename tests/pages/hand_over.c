/*
 * Handing over, over real sockets: a new way in by its coach, the code of it read aloud with its
 * brakes, and a table of people from the first look to the last row, at 10,000 rows, too.
 */
#include "house.h"
#include "pages/imports.h"

#include <pthread.h>
#include <stdatomic.h>

#define TRIES_MOST CODE_ALOUD_TRIES_A_MINUTE

struct hall {
	struct house house;
	struct arena *arena;
	int64_t client;
	struct visitor coach, admin;
};

static bool counts(struct hall *h, const char *sql, const char *wanted)
{
	struct text value = house_value(&h->house, h->arena, sql);
	if (!text_is_chars(value, wanted))
		printf("# %s: %.*s\n", sql, SHOWN(value));
	return text_is_chars(value, wanted);
}

static void tie_up(struct hall *h, int64_t client, int64_t coach)
{
	if (!house_sql(&h->house,
		    arena_print(h->arena,
			    "INSERT INTO tie(client, coach, organisation, learning, claims, ground,"
			    " starts, ends) VALUES (%lld, %lld, '', 1, 1, 'guidance', 1, 0)",
			    (long long)client, (long long)coach)
			    .at))
		abort();
}

/* What stands between two marks on a page. */
static struct text between(
	struct hall *h, const struct reply *r, const char *before, const char *after)
{
	size_t at = text_find(r->body, text_of(before));
	struct text rest = text_part(r->body, at + strlen(before), r->body.size);
	return arena_copy(h->arena, text_part(rest, 0, text_find(rest, text_of(after))));
}

static const char *path_of(struct hall *h, int64_t client, const char *more)
{
	return arena_print(h->arena, "/clients/%lld%s", (long long)client, more).at;
}

/* ---- a new way in --------------------------------------------------------------------------- */

/* The code as shown and the path of the card. */
static struct reply make_way(struct hall *h, struct text *code, const char **card)
{
	struct house *house = &h->house;
	house_look(house, h->arena, &h->coach, path_of(h, h->client, ""));
	struct reply r =
		house_press(house, h->arena, &h->coach, path_of(h, h->client, "/card"), "");
	*code = between(h, &r, "<p class=\"big code\">", "</p>");
	struct text address = between(h, &r, "<p><code>", "</code>");
	*card = arena_copy(h->arena, text_part(address, text_find(address, TEXT("/in/")), 400)).at;
	return r;
}

/* A code as somebody types it: small letters, a hyphen, blanks at the ends. */
static const char *code_form(struct hall *h, struct text code)
{
	struct buffer b = buffer_in(h->arena);
	buffer_add_chars(&b, "code=+");
	for (size_t i = 0; i < code.size; i++) {
		char c = code.at[i];
		buffer_add_char(&b, c == ' ' ? '-' : (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
	}
	return buffer_text(&b).at;
}

static struct reply type_code(struct hall *h, struct visitor *v, struct text code)
{
	return house_press(&h->house, h->arena, v, "/code", code_form(h, code));
}

static void test_way_in(struct hall *h)
{
	struct house *house = &h->house;
	struct text code, second;
	const char *card, *other;
	struct visitor a = house_visitor(house, h->arena, 0), b = a, c;
	struct reply r = make_way(h, &code, &card);
	CHECK(r.status == 200 && code.size == CODE_ALOUD_SIZE + 1 && strlen(card) > 40,
		"one button makes a card, a text, a code and a link (%d)", r.status);
	CHECK(head_value(r.head, "Referrer-Policy").size > 0 &&
			text_is_chars(head_value(r.head, "Referrer-Policy"), "no-referrer"),
		"the page keeps its address to itself");
	CHECK(house_shows(&r, "<svg") && !house_shows(&r, "Kanarialintu</p>"),
		"with a square to scan");
	struct text pass = between(h, &r, "paper pass", "{{end}}");
	CHECK(text_find(pass, TEXT("Kanarialintu")) == pass.size && pass.size > 500,
		"and no name on the card");
	CHECK(counts(h, "SELECT count(*) FROM audit WHERE verb = 'card-made' AND actor > 0", "1"),
		"that it was made, and by whom, is in the chain");
	CHECK(counts(h, "SELECT count(*) FROM audit WHERE verb = 'looked' AND fact LIKE '%card'",
		      "1"),
		"and the client will see that");
	make_way(h, &second, &other);
	CHECK(house_get(house, h->arena, NULL, text_of(card)).status == 410,
		"a newer way in ends the older one");
	CHECK(type_code(h, &a, code).status == 422, "and its code");
	r = type_code(h, &b, second);
	CHECK(r.status == 303 && b.session.size == TOKEN_CHARS,
		"the code opens the door, however it was typed (%d)", r.status);
	CHECK(house_get(house, h->arena, NULL, text_of(other)).status == 410,
		"and uses up the card of it");
	c = house_visitor(house, h->arena, 0);
	r = type_code(h, &c, second);
	CHECK(r.status == 422 && house_shows(&r, "half an hour") &&
			house_shows(&r,
				arena_print(h->arena, "value=\"%s\"", code_form(h, second) + 6).at),
		"a second time it doesn't, and what was typed stays (%d)", r.status);
}

static void test_code_ends(struct hall *h)
{
	struct text code;
	const char *card;
	struct visitor v = house_visitor(&h->house, h->arena, 0);
	make_way(h, &code, &card);
	if (!house_sql(&h->house,
		    "UPDATE card SET code_ends = code_ends - 1801 WHERE code IS NOT NULL"))
		abort();
	CHECK(type_code(h, &v, code).status == 422, "after half an hour the code opens nothing");
	CHECK(house_get(&h->house, h->arena, NULL, text_of(card)).status == 200,
		"but the card of it still does");
	struct reply r = house_press(&h->house, h->arena, &v, "/code", "code=K7RN-4");
	CHECK(r.status == 422 && house_shows(&r, "value=\"K7RN-4\""),
		"half a code is told so, and stays");
	r = house_press(&h->house, h->arena, &v, "/code", "code=K7RN-4CAX");
	CHECK(r.status == 422 && house_shows(&r, "There is no X in any code"),
		"so is a letter that is in none");
}

static void test_staff(struct hall *h)
{
	int64_t both = house_person(&h->house, "Both", ROLE_CLIENT | ROLE_ADMIN);
	tie_up(h, both, h->coach.person);
	struct reply r = house_press(&h->house, h->arena, &h->coach, path_of(h, both, "/card"), "");
	CHECK(r.status == 403 && house_shows(&r, "Only an admin"),
		"a coach makes no way in as somebody who works here (%d)", r.status);
	CHECK(counts(h,
		      arena_print(h->arena, "SELECT count(*) FROM card WHERE person = %lld",
			      (long long)both)
			      .at,
		      "0"),
		"and no card of them");
}

static int try_from(struct hall *h, int n)
{
	struct visitor v = house_visitor(&h->house, h->arena, 0);
	struct text form =
		arena_print(h->arena, "csrf=%.*s&code=2222%04d", SHOWN(v.csrf), 2222 + n % 5);
	struct text from = arena_print(h->arena,
		"Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: 192.0.2.%d\r\n", n % 200 + 1);
	return house_ask(&h->house, h->arena,
		&(struct house_request){ "POST", TEXT("/code"), &v, from.at, form })
		.status;
}

/* From as many addresses as there are tries: what holds is the brake over all of them. */
static void test_code_brake(struct hall *h)
{
	int heard = 0, slowed = 0;
	for (int i = 0; i < 3 * TRIES_MOST; i++) {
		int status = try_from(h, i);
		heard += status == 422;
		slowed += status == 429;
	}
	/* a minute may turn while we try */
	CHECK(heard <= 2 * TRIES_MOST && slowed >= TRIES_MOST,
		"of %d guesses from everywhere %d are heard, %d are slowed", 3 * TRIES_MOST, heard,
		slowed);
}

/* ---- a table of people ---------------------------------------------------------------------- */

static enum outcome understand(
	struct hall *h, struct text table, bool codes_pass, struct import_plan *plan)
{
	*plan = (struct import_plan){ .good = 0 };
	return read_import(h->house.store, &h->house.conf, h->arena, table, codes_pass, plan);
}

static bool says_problem(
	const struct import_plan *plan, size_t line, size_t column, const char *start)
{
	for (size_t i = 0; i < plan->problem_count; i++) {
		if (plan->problems[i].line == line && plan->problems[i].column == column &&
			text_starts(text_of(plan->problems[i].words), text_of(start)))
			return true;
	}
	return false;
}

static void test_reading(struct hall *h)
{
	/* Excel with Finnish settings: Windows-1252, semicolons, CRLF */
	static const char odd[] = "Sukunimi;Etunimi;\xC4idinkieli;Ohjaaja;Huone\r\n"
				  "M\xE4kel\xE4;Kaisa;suomi;Ope\r\n"
				  "Smith;Jo;englanti;;2 b\r\n"
				  ";;ruotsi;Ope\r\n"
				  "Virta;Oi;arabia;Olematon\r\n"
				  "Aho;Ai;ruotsi;Kaksi\r\n";
	struct import_plan plan = { .good = 0 };
	CHECK(understand(h, (struct text){ odd, sizeof odd - 1 }, false, &plan) == DONE &&
			plan.row_count == 5 && plan.good == 2 && !plan.blocked,
		"a table as Excel saves it is read (%zu rows, %zu good)", plan.row_count,
		plan.good);
	CHECK(text_is_chars(plan.rows[0].row.name, "Kaisa Mäkelä") &&
			text_is_chars(plan.rows[0].row.language, "fi") &&
			plan.rows[0].row.coach != 0 &&
			text_is_chars(plan.rows[1].row.language, "en") &&
			plan.rows[1].row.coach == 0,
		"names, languages and coaches are found");
	CHECK(says_problem(&plan, 4, 2, "There is no name"), "a row without a name is told");
	CHECK(says_problem(&plan, 5, 4, "No coach"), "so is a coach whom nobody knows");
	CHECK(says_problem(&plan, 6, 4, "More than one"), "and one of whom there are two");
	CHECK(plan.rows[3].chooses, "a language without buttons is chosen by the person");
	CHECK(understand(h, TEXT("Nimi,Hetu\nKaisa,131052-308T\nMatti,\n"), false, &plan) == DONE &&
			plan.codes && plan.good == 1 &&
			says_problem(&plan, 2, 2, "This looks like a personal"),
		"a personal identity code in a cell leaves its row out");
	CHECK(understand(h, TEXT("Nimi,Hetu\nKaisa,131052-308T\nMatti,\n"), true, &plan) == DONE &&
			plan.good == 2,
		"unless it is said to be something else");
	CHECK(understand(h, TEXT("Kaisa;fi\nMatti;sv\n"), false, &plan) == DONE && plan.blocked,
		"without headings nothing is made");
	CHECK(understand(h, NO_TEXT, false, &plan) == DONE && plan.blocked && plan.row_count == 0,
		"nor of nothing");
	CHECK(understand(h, TEXT("Nimi;Kieli\nKaisa \"K\" L;fi;oho\n"), false, &plan) == DONE &&
			plan.blocked,
		"a row with too many cells stops the table");
}

static const char *number_of_import(struct hall *h)
{
	return house_value(&h->house, h->arena, "SELECT max(id) FROM import").at;
}

static const char *import_path(struct hall *h, const char *more)
{
	return arena_print(h->arena, "/import/%s%s", number_of_import(h), more).at;
}

#define THREE "do=make&table=Nimi;Kieli;Ohjaaja;Huone%0D%0AKaisa;fi;Ope;12%0D%0AJo;sv;;%0D%0A;;;9"

static void test_making(struct hall *h)
{
	struct house *house = &h->house;
	house_look(house, h->arena, &h->admin, "/import");
	struct reply r = house_press(
		house, h->arena, &h->admin, "/import", "do=look&table=Nimi;Kieli%0AKaisa;fi%0A");
	CHECK(r.status == 200 && house_shows(&r, "Nothing is saved yet") &&
			counts(h, "SELECT count(*) FROM import", "0"),
		"a first look saves nothing (%d)", r.status);
	r = house_press(house, h->arena, &h->admin, "/import", THREE);
	CHECK(r.status == 303 && house_leads(&r, import_path(h, "")),
		"pressed, people are made (%d)", r.status);
	CHECK(counts(h,
		      "SELECT group_concat(state || ':' || problem) FROM import_row ORDER BY "
		      "number",
		      "made:,made:,left-out:There is no name or nickname."),
		"row by row, and what was left out says why");
	CHECK(counts(h,
		      "SELECT count(*) FROM import_row JOIN card USING (person) JOIN person ON "
		      "person.id = import_row.person WHERE card.used = 0 AND ui_language <> ''",
		      "2") &&
			counts(h,
				"SELECT count(*) FROM import_row JOIN tie ON tie.client = "
				"import_row.person",
				"1"),
		"each with a card and a language, and a coach where one was named");
	r = house_press(house, h->arena, &h->admin, "/import", THREE);
	CHECK(r.status == 303 && counts(h, "SELECT count(*) FROM import", "1") &&
			counts(h, "SELECT count(*) FROM import_row", "3"),
		"the same table pressed twice is one");
	r = house_look(house, h->arena, &h->admin, import_path(h, ""));
	CHECK(house_shows(&r, "2 of 3 made") && house_shows(&r, "There is no name"),
		"its page tells how it went");
}

static void test_list(struct hall *h)
{
	struct house *house = &h->house;
	struct reply r = house_press(house, h->arena, &h->admin, import_path(h, ""), "do=list");
	struct text first = r.body;
	struct text head = text_line(&first), one = text_line(&first);
	CHECK(head_value(r.head, "Content-Disposition").size > 0 &&
			text_ends(head,
				TEXT("Nimi;Kieli;Ohjaaja;Huone;Number;Link;What became of it")),
		"the list goes back with the columns it came in with: %.*s", SHOWN(head));
	CHECK(text_starts(one, TEXT("Kaisa;fi;Ope;12;")), "and the cells as they were: %.*s",
		(int)(one.size < 20 ? one.size : 20), one.at);
	size_t at = text_find(one, TEXT("/in/"));
	struct text card = arena_copy(h->arena, text_part(one, at, 4 + TOKEN_CHARS));
	CHECK(house_get(house, h->arena, NULL, card).status == 200, "its link opens");
	r = house_look(house, h->arena, &h->admin, import_path(h, "/sheet"));
	CHECK(house_shows(&r, card.at) && !house_shows(&r, "Kaisa") && house_shows(&r, "-1</p>"),
		"the card has the same link and a number, and no name");
	house_look(house, h->arena, &h->admin, import_path(h, ""));
	struct visitor v = house_visitor(house, h->arena, 0);
	r = house_press(house, h->arena, &v, card.at, "");
	CHECK(r.status == 303, "it begins a session (%d)", r.status);
}

static void test_taking_back(struct hall *h)
{
	const char *path = import_path(h, "");
	struct reply r = house_press(&h->house, h->arena, &h->admin, path, "do=back");
	CHECK(r.status == 303 &&
			counts(h, "SELECT group_concat(state) FROM import_row ORDER BY number",
				"made,taken-back,left-out"),
		"taken back are those who haven't come in");
	CHECK(counts(h,
		      "SELECT count(*) FROM import_row JOIN person ON person.id = "
		      "import_row.person JOIN card ON card.person = person.id"
		      " WHERE state = 'taken-back' AND (person.name <> '' OR person.closed = 0"
		      " OR card.ends > unixepoch())",
		      "0"),
		"without a name, an open account or a card");
	r = house_press(&h->house, h->arena, &h->admin, path, "do=close");
	CHECK(r.status == 303 && counts(h, "SELECT count(*) FROM import_row", "0") &&
			counts(h, "SELECT count(*) FROM import", "0"),
		"closed, nothing of the table is left");
	CHECK(house_get(&h->house, h->arena, &h->admin, text_of(path)).status == 404,
		"nor a page of it");
}

/* Kept, and then the machine went down before a row was made. */
static void test_going_on(struct hall *h)
{
	struct import_plan plan;
	struct importer im = { .store = h->house.store,
		.seal = h->house.workshop->seal,
		.arena = h->arena,
		.origin = TEXT("https://x"),
		.actor = h->admin.person };
	int64_t id;
	if (understand(h, TEXT("Nimi;Ohjaaja\nA;Ope\nB;Ope\nC;Ope\n"), false, &plan) != DONE ||
		begin_import(&im, &plan, &id) != DONE || go_on_with_import(&im, id, 0) != DONE)
		abort();
	CHECK(counts(h, "SELECT group_concat(state) FROM import_row", "waiting,waiting,waiting"),
		"what was cut off before a row was made has them all");
	if (!house_sql(&h->house, "UPDATE import_row SET state = 'made' WHERE number = 1"))
		abort();
	struct reply r = house_look(&h->house, h->arena, &h->admin, import_path(h, ""));
	CHECK(house_shows(&r, "2 rows wait"), "its page says what waits");
	if (!house_sql(&h->house, "UPDATE person SET closed = 5 WHERE name = 'Ope'"))
		abort();
	r = house_press(&h->house, h->arena, &h->admin, import_path(h, ""), "do=go");
	CHECK(r.status == 303 &&
			counts(h, "SELECT group_concat(state) FROM import_row",
				"made,left-out,left-out"),
		"whose coach has left meanwhile is left out, and nothing is half made");
	if (!house_sql(&h->house, "UPDATE person SET closed = 0 WHERE name = 'Ope'"))
		abort();
	CHECK(counts(h, "SELECT count(*) FROM person WHERE name IN ('A', 'B', 'C')", "0"),
		"no person of it either");
	house_press(&h->house, h->arena, &h->admin, import_path(h, ""), "do=close");
}

/* ---- 10,000 rows ---------------------------------------------------------------------------- */

struct others {
	struct store *store;
	atomic_bool stop;
	int64_t longest, count;
};

static enum outcome touch(struct db *db, void *value)
{
	return touch_session(db, *(int64_t *)value, clock_now());
}

static void *work_beside(void *value)
{
	struct others *o = value;
	int64_t session = 1;
	while (!atomic_load(&o->stop)) {
		int64_t from = clock_ticks_us();
		if (store_change(o->store, touch, &session) != DONE)
			abort();
		int64_t took = clock_ticks_us() - from;
		o->longest = took > o->longest ? took : o->longest;
		o->count++;
		nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	}
	return NULL;
}

static struct text big_table(struct hall *h)
{
	struct buffer b = buffer_in(h->arena);
	buffer_add_chars(&b, "Nimi;Kieli;Ohjaaja;Huone\r\n");
	for (int i = 0; i < 10000; i++)
		buffer_print(&b, "Henkilö %d;%s;Ope;%d\r\n", i, i % 3 ? "suomi" : "ruotsi", i % 40);
	return buffer_text(&b);
}

static void test_ten_thousand(struct hall *h)
{
	struct import_plan plan;
	struct importer im = { .store = h->house.store,
		.seal = h->house.workshop->seal,
		.arena = h->arena,
		.origin = TEXT("https://x"),
		.actor = h->admin.person };
	struct others others = { .store = h->house.store };
	pthread_t thread;
	struct text table = big_table(h), list;
	int64_t id, at[6];
	int64_t session = 1, plain = clock_ticks_us();
	for (int i = 0; i < 500; i++) {
		if (store_change(h->house.store, touch, &session) != DONE)
			abort();
	}
	plain = (clock_ticks_us() - plain) / 500;
	at[0] = clock_ticks_us();
	CHECK(understand(h, table, false, &plan) == DONE && plan.good == 10000,
		"10,000 rows are understood");
	at[1] = clock_ticks_us();
	pthread_create(&thread, NULL, work_beside, &others);
	CHECK(begin_import(&im, &plan, &id) == DONE, "and kept");
	at[2] = clock_ticks_us();
	CHECK(go_on_with_import(&im, id, INT64_MAX) == DONE &&
			counts(h, "SELECT count(*) FROM import_row WHERE state = 'made'", "10000"),
		"and made");
	at[3] = clock_ticks_us();
	atomic_store(&others.stop, true);
	pthread_join(thread, NULL);
	CHECK(import_list(&im, id, &list) == DONE && list.size > table.size + 10000 * 50,
		"and told in one list");
	at[4] = clock_ticks_us();
	struct reply r =
		house_look(&h->house, h->arena, &h->admin, import_path(h, "/sheet?page=200"));
	CHECK(r.status == 200 && house_shows(&r, "-10000</p>"), "and printed, 50 a page");
	CHECK(house_look(&h->house, h->arena, &h->admin, import_path(h, "/sheet?page=201"))
				.status == 404,
		"and no page further");
	at[5] = clock_ticks_us();
	CHECK(close_import(&im, id) == DONE && counts(h, "SELECT count(*) FROM import_row", "0"),
		"and closed");
	printf("# 10,000 rows (%zu bytes): understood in %lld ms, kept in %lld, made in %lld "
	       "(%lld us a row), list of %zu bytes in %lld, closed in %lld; meanwhile %lld changes "
	       "of others, the longest %lld us; a small change alone takes %lld us\n",
		table.size, (long long)(at[1] - at[0]) / 1000, (long long)(at[2] - at[1]) / 1000,
		(long long)(at[3] - at[2]) / 1000, (long long)(at[3] - at[2]) / 10000, list.size,
		(long long)(at[4] - at[3]) / 1000, (long long)(clock_ticks_us() - at[5]) / 1000,
		(long long)others.count, (long long)others.longest, (long long)plain);
}

/* ---- opening the hall ----------------------------------------------------------------------- */

static bool fill_hall(struct hall *h)
{
	int64_t coach = house_person(&h->house, "Ope", ROLE_COACH);
	house_person(&h->house, "Kaksi", ROLE_COACH);
	house_person(&h->house, "kaksi", ROLE_COACH);
	h->client = house_person(&h->house, "Kanarialintu", ROLE_CLIENT);
	int64_t admin = house_person(&h->house, "Admin", ROLE_ADMIN);
	if (!coach || !h->client || !admin)
		return false;
	tie_up(h, h->client, coach);
	h->coach = house_visitor(&h->house, h->arena, coach);
	h->admin = house_visitor(&h->house, h->arena, admin);
	return true;
}

int main(int count, char **words)
{
	(void)count;
	struct hall h = { .house = { .proxy = TEXT("127.0.0.1") } };
	h.arena = arena_open();
	if (CHECK(house_open(&h.house, words[0]) && fill_hall(&h), "a whole workshop opens")) {
		test_way_in(&h);
		test_code_ends(&h);
		test_staff(&h);
		test_reading(&h);
		test_making(&h);
		test_list(&h);
		test_taking_back(&h);
		test_going_on(&h);
		test_ten_thousand(&h);
		test_code_brake(&h);
	}
	house_close(&h.house);
	arena_close(h.arena);
	return test_end();
}
