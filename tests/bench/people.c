/*
 * Fills an installation with people who have been learning, for measuring: clients with a session
 * of their own on their own phone, each somewhere in the course, with the answers, visits and now
 * and then a draft that brought them there; a coach for every 25 of them, whom every tenth client
 * asks for help, and a team lead over all coaches. The tables are the
 * store's own; the rows are put in beside it, for the writer is made for people and not for millions
 * of them (so the chain doesn't speak of them). Where they are there already, only the sessions
 * that will be used are made fresh. With CLAIMS each client has that many, the last of them open, and one
 * coach more assesses MORNING of them.
 *
 *	people DIR COUNT [CLAIMS]	writes DIR/clients, DIR/coaches, DIR/leads and DIR/morning:
 *		session tokens, one a line
 */
#include "pages/inside.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define USED_MOST 4000  /* sessions that are used, spread over all */
#define CLIENTS_EACH 25 /* of a coach */
#define DRAFT_EVERY 4
#define HELP_EVERY 10
#define MORNING 500 /* open claims of one coach */
#define CLAIM_PARTS 7
#define BEFORE 1000 /* numbers of people left to whoever is there already, as init's admin */

static sqlite3 *db;

static void need(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "people: %s: %s\n", what, db ? sqlite3_errmsg(db) : "no database");
	exit(1);
}

static void run(const char *sql)
{
	need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sql);
}

static int64_t number(const char *sql)
{
	sqlite3_stmt *s;
	need(sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK, sql);
	need(sqlite3_step(s) == SQLITE_ROW, sql);
	int64_t n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

/* ---- rows ----------------------------------------------------------------------------------- */

#define STATEMENTS(S) \
	S(PERSON, \
		"INSERT INTO person(id, name, ui_language, course_language, made)" \
		" VALUES (?1, ?2, 'en', 'en', ?3)") \
	S(ROLE, "INSERT INTO role(person, role) VALUES (?1, ?2)") \
	S(SESSION, \
		"INSERT INTO session(id, kept, person, device, by_card, started, seen, ended)" \
		" VALUES (?1, randomblob(32), ?1, 'own', 1, ?2, ?2, 0)") \
	S(FRESH, \
		"UPDATE session SET kept = ?2, started = ?3, seen = ?3, ended = 0, strong_at = " \
		"?3," \
		" factor_at = ?3 WHERE id = ?1") \
	S(VISIT, \
		"INSERT INTO visit(person, course, page, first, last) VALUES (?1, ?2, ?3, ?4, " \
		"?4)") \
	S(ANSWER, \
		"INSERT INTO answer(person, course, question, page, kind, chosen, words, verdict," \
		" right_once, tries, wrong_tries, key, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, " \
		"?8," \
		" ?8 = 'right', 1, ?8 IN ('wrong', 'partly'), ?9, ?10)") \
	S(DRAFT, \
		"INSERT INTO draft(person, course, question, page, chosen, words, key, at)" \
		" VALUES (?1, ?2, ?3, ?4, '', 'not yet', ?5, ?6)") \
	S(HELP, \
		"INSERT INTO help(person, course, page, question, asked, answer_by, answer_days, " \
		"closed)" \
		" VALUES (?1, ?2, ?3, '', ?4, ?5, 2, 0)") \
	S(CLAIM, \
		"INSERT INTO claim(person, unit, version, basis, state, made, sent, answer_by," \
		" answer_days, assessor, second) VALUES (?1, ?2, '2.2', 'prior', ?3, ?4, ?4, ?5," \
		" 10, ?6, 'none')") \
	S(PART, \
		"INSERT INTO claim_part(claim, criterion, place, self)" \
		" VALUES ((SELECT max(id) FROM claim), ?1, ?2, 'can')") \
	S(DECISION, \
		"INSERT INTO decision(claim, round, kind, ground, shown, parts, reason, decider," \
		" second, route, at) SELECT max(id), 1, 'partly-approved', 'first', 3, ?1, 0, ?2," \
		" 'none', 'documents', ?3 FROM claim") \
	S(TIE, \
		"INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts," \
		" ends) VALUES (?1, ?2, '', 1, 1, 'guidance', ?3, 0)")
enum statement {
#define S(name, sql) name,
	STATEMENTS(S)
#undef S
		STATEMENT_COUNT
};
static sqlite3_stmt *ready[STATEMENT_COUNT];

static void prepare(void)
{
	static const char *const sql[] = {
#define S(name, words) words,
		STATEMENTS(S)
#undef S
	};
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		need(sqlite3_prepare_v2(db, sql[i], -1, &ready[i], NULL) == SQLITE_OK, sql[i]);
}

static void bind(enum statement s, int at, struct text t)
{
	sqlite3_bind_text(ready[s], at, t.size ? t.at : "", (int)t.size, SQLITE_STATIC);
}

static void step(enum statement s)
{
	need(sqlite3_step(ready[s]) == SQLITE_DONE, sqlite3_sql(ready[s]));
	sqlite3_reset(ready[s]);
}

static void add_person_row(int64_t id, const char *role, int64_t now)
{
	sqlite3_bind_int64(ready[PERSON], 1, id);
	bind(PERSON, 2, text_of(role));
	sqlite3_bind_int64(ready[PERSON], 3, now);
	step(PERSON);
	sqlite3_bind_int64(ready[ROLE], 1, id);
	bind(ROLE, 2, text_of(role));
	step(ROLE);
	sqlite3_bind_int64(ready[SESSION], 1, id);
	sqlite3_bind_int64(ready[SESSION], 2, now);
	step(SESSION);
}

static void add_answer(struct arena *a, int64_t person, const struct course *course,
	const struct page *page, const struct question_key *key, int64_t now)
{
	struct given given = { .words = NO_TEXT, .folded = NO_TEXT };
	bool order = key->kind == ASK_ORDER || key->kind == ASK_MATCH;
	given.chosen_count = order ? key->option_count : key->option_count > 0;
	for (size_t i = 0; i < given.chosen_count; i++)
		given.chosen[i] = (uint8_t)(order ? i + 1 : 1 + (size_t)person % key->option_count);
	if (key->option_count == 0)
		given.words = given.folded = TEXT("7");
	sqlite3_bind_int64(ready[ANSWER], 1, person);
	bind(ANSWER, 2, course->id);
	bind(ANSWER, 3, key->id);
	bind(ANSWER, 4, page->id);
	bind(ANSWER, 5, text_of(question_kind_word(key->kind)));
	bind(ANSWER, 6, key->option_count ? given_text(a, &given) : NO_TEXT);
	bind(ANSWER, 7, given.words);
	bind(ANSWER, 8, text_of(verdict_word(mark_answer(key, &given))));
	sqlite3_bind_blob(ready[ANSWER], 9, key->digest, KEY_DIGEST_SIZE, SQLITE_STATIC);
	sqlite3_bind_int64(ready[ANSWER], 10, now);
	step(ANSWER);
}

static void add_draft(
	int64_t person, const struct course *course, const struct page *page, int64_t now)
{
	if (page->key_count == 0)
		return;
	sqlite3_bind_int64(ready[DRAFT], 1, person);
	bind(DRAFT, 2, course->id);
	bind(DRAFT, 3, page->keys[0].id);
	bind(DRAFT, 4, page->id);
	sqlite3_bind_blob(ready[DRAFT], 5, page->keys[0].digest, KEY_DIGEST_SIZE, SQLITE_STATIC);
	sqlite3_bind_int64(ready[DRAFT], 6, now);
	step(DRAFT);
}

/* Pages read so far, all their questions answered; a draft on the one that comes next. */
static void add_learning(struct arena *a, int64_t person, const struct course *course, int64_t now)
{
	size_t read = (size_t)(person * 7 % (int64_t)(course->page_count + 1));
	for (size_t i = 0; i < read; i++) {
		const struct page *page = &course->pages[i];
		sqlite3_bind_int64(ready[VISIT], 1, person);
		bind(VISIT, 2, course->id);
		bind(VISIT, 3, page->id);
		sqlite3_bind_int64(ready[VISIT], 4, now);
		step(VISIT);
		for (size_t q = 0; q < page->key_count; q++)
			add_answer(a, person, course, page, &page->keys[q], now);
	}
	if (read < course->page_count && person % DRAFT_EVERY == 0)
		add_draft(person, course, &course->pages[read], now);
}

static void add_asked(
	int64_t person, const struct course *course, const struct page *page, int64_t now)
{
	sqlite3_bind_int64(ready[HELP], 1, person);
	bind(HELP, 2, course->id);
	bind(HELP, 3, page->id);
	sqlite3_bind_int64(ready[HELP], 4, now);
	sqlite3_bind_int64(ready[HELP], 5, clock_day_of(now) + 2);
	step(HELP);
}

/* All but the last are decided; that one waits for a coach, or is with one. */
static void add_claim(int64_t person, int64_t coach, int64_t number, bool last, int64_t now)
{
	static const char *const units[] = { "safe-online", "work-life" },
				 *open[] = { "submitted", "in-review" };
	OWN_ARENA a = arena_open();
	int64_t at = now - 86400 * (1 + person % 60);
	bool taken = last && person % 2;
	sqlite3_bind_int64(ready[CLAIM], 1, person);
	bind(CLAIM, 2,
		number < 2 ? text_of(units[number])
			   : arena_print(a, "unit-%lld", (long long)number));
	bind(CLAIM, 3, text_of(last ? open[taken] : "partly-approved"));
	sqlite3_bind_int64(ready[CLAIM], 4, at);
	sqlite3_bind_int64(ready[CLAIM], 5, clock_day_of(at) + 14);
	if (taken)
		sqlite3_bind_int64(ready[CLAIM], 6, coach);
	else
		sqlite3_bind_null(ready[CLAIM], 6);
	step(CLAIM);
	for (int64_t part = 0; part < CLAIM_PARTS; part++) {
		bind(PART, 1, arena_print(a, "criterion-%lld", (long long)part));
		sqlite3_bind_int64(ready[PART], 2, part);
		step(PART);
	}
	if (last)
		return;
	sqlite3_bind_int64(ready[DECISION], 1, CLAIM_PARTS);
	sqlite3_bind_int64(ready[DECISION], 2, coach);
	sqlite3_bind_int64(ready[DECISION], 3, at);
	step(DECISION);
}

static void add_coach(int64_t coach, int64_t first_client, int64_t clients, int64_t now)
{
	add_person_row(coach, "coach", now);
	for (int64_t client = first_client; client < first_client + clients; client++) {
		sqlite3_bind_int64(ready[TIE], 1, client);
		sqlite3_bind_int64(ready[TIE], 2, coach);
		sqlite3_bind_int64(ready[TIE], 3, now);
		step(TIE);
	}
}

/* The one before the team lead: the last coach. */
static int64_t lead_after(int64_t count)
{
	return BEFORE + count + count / CLIENTS_EACH;
}

/* The one before the coach with many claims: the team lead. */
static int64_t morning_after(int64_t count)
{
	return lead_after(count) + 1;
}

static void add_claims(int64_t count, int64_t claims, int64_t now)
{
	int64_t coach = morning_after(count) + 1;
	add_coach(coach, BEFORE + 1, MORNING < count ? MORNING : count, now);
	for (int64_t id = BEFORE + 1; id <= BEFORE + count; id++)
		for (int64_t i = 0; i < claims; i++)
			add_claim(id, coach, i, i == claims - 1, now);
}

/* Clients are BEFORE + 1 to BEFORE + count; coaches come after them, then the team lead. */
static void add_all(const struct course *course, int64_t count, int64_t now)
{
	OWN_ARENA a = arena_open();
	for (int64_t id = BEFORE + 1; id <= BEFORE + count; id++) {
		add_person_row(id, "client", now);
		add_learning(a, id, course, now);
		if (id % HELP_EVERY == 0)
			add_asked(id, course, &course->pages[0], now);
		arena_reset(a);
	}
	for (int64_t i = 0; i < count / CLIENTS_EACH; i++)
		add_coach(BEFORE + count + 1 + i, BEFORE + 1 + i * CLIENTS_EACH, CLIENTS_EACH, now);
	add_person_row(lead_after(count) + 1, "lead", now);
}

/* ---- sessions ------------------------------------------------------------------------------- */

/* New tokens for people spread evenly over `count` of them that begin after `after`. */
static void write_tokens(
	const char *folder, const char *name, int64_t after, int64_t count, int64_t now)
{
	OWN_ARENA a = arena_open();
	int64_t used = count < USED_MOST ? count : USED_MOST;
	FILE *out = fopen(arena_print(a, "%s/%s", folder, name).at, "w");
	need(out, "the list of tokens can't be written");
	for (int64_t i = 0; i < used; i++) {
		unsigned char kept[DIGEST_SIZE];
		struct text token = token_make(a, kept);
		sqlite3_bind_int64(ready[FRESH], 1, after + 1 + i * count / used);
		sqlite3_bind_blob(ready[FRESH], 2, kept, sizeof kept, SQLITE_STATIC);
		sqlite3_bind_int64(ready[FRESH], 3, now);
		step(FRESH);
		fprintf(out, "%.*s\n", SHOWN(token));
	}
	need(fclose(out) == 0, "the list of tokens can't be written");
}

int main(int argc, char **argv)
{
	OWN_ARENA a = arena_open();
	int64_t now = clock_now(), count = 0, claims = 0;
	struct courses *courses;
	need(argc >= 3 && text_number(text_of(argv[2]), &count) && count >= CLIENTS_EACH &&
			(argc == 3 || text_number(text_of(argv[3]), &claims)),
		"people DIR COUNT [CLAIMS]");
	struct course_settings settings = { .folder = arena_print(a, "%s/courses", argv[1]).at };
	need(courses_open(&settings, &courses) == DONE, "the courses can't be read");
	HELD_LIBRARY library = library_hold(courses);
	need(library->course_count > 0, "there is no course");
	need(sqlite3_open_v2(arena_print(a, "%s/askel.db", argv[1]).at, &db, SQLITE_OPEN_READWRITE,
		     NULL) == SQLITE_OK,
		"the database can't be opened");
	run("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN IMMEDIATE");
	prepare();
	if (number("SELECT count(*) FROM session") < count)
		add_all(&library->courses[0], count, now);
	if (claims > 0 && number("SELECT count(*) FROM claim") == 0)
		add_claims(count, claims, now);
	write_tokens(argv[1], "clients", BEFORE, count, now);
	write_tokens(argv[1], "coaches", BEFORE + count, count / CLIENTS_EACH, now);
	write_tokens(argv[1], "leads", lead_after(count), 1, now);
	write_tokens(argv[1], "morning", morning_after(count), claims > 0, now);
	/* what is still on its way to the disk would slow down the first to be measured */
	run("COMMIT; PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)");
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(ready[i]);
	sqlite3_close(db);
	library_release(library);
	library = NULL;
	courses_close(courses);
	return 0;
}
