/*
 * Opening: the file's words against the lists in the code, its settings, who may open it, and how
 * an older file is brought forward.
 */
#include <ctype.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "fixture.h"
#include "store/inside.h"

/* ---- words ---------------------------------------------------------------------------------- */

#define X(name, word) word,
static const char *const kinds[] = { QUESTION_KINDS(X) NULL };
static const char *const verdicts[] = { VERDICTS(X) NULL };
static const char *const devices[] = { DEVICES(X) NULL };
static const char *const payloads[] = { PAYLOAD_KINDS(X) NULL };
#undef X
#define X(name, word) word,
static const char *const notices[] = { NOTICE_KINDS(X) NULL };
static const char *const often[] = { MAIL_OFTEN(X) NULL };
#undef X
#define X(name, bit, word) word,
static const char *const roles[] = { ROLES(X) NULL };
#undef X

static struct text raw_text(struct fixture *f, const char *sql)
{
	sqlite3 *raw = NULL;
	sqlite3_stmt *statement = NULL;
	struct text t = NO_TEXT;

	if (sqlite3_open(f->path, &raw) == SQLITE_OK &&
		sqlite3_prepare_v2(raw, sql, -1, &statement, NULL) == SQLITE_OK &&
		sqlite3_step(statement) == SQLITE_ROW)
		t = arena_copy_chars(f->arena, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	sqlite3_close(raw);
	return t;
}

static void test_words(struct fixture *f)
{
	static const struct {
		const char *table, *column;
		const char *const *words;
	} lists[] = {
		{ "role", "role", roles },
		{ "session", "device", devices },
		{ "payload", "kind", payloads },
		{ "answer", "kind", kinds },
		{ "answer", "verdict", verdicts },
		{ "notice", "kind", notices },
		{ "mail", "often", often },
	};
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct text sql = raw_text(f,
			arena_print(f->arena, "SELECT sql FROM sqlite_schema WHERE name = '%s'",
				lists[i].table)
				.at);
		struct buffer check = buffer_in(f->arena);
		buffer_print(&check, "CHECK (%s IN (", lists[i].column);
		for (const char *const *word = lists[i].words; *word; word++)
			buffer_print(&check, "%s'%s'", word == lists[i].words ? "" : ", ", *word);
		buffer_add_chars(&check, "))");
		CHECK(text_find(sql, buffer_text(&check)) < sql.size,
			"%s.%s knows the words of its list, no more and no less", lists[i].table,
			lists[i].column);
	}
}

static void test_schema(struct fixture *f)
{
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND"
		      " type = 'table' AND name NOT LIKE 'sqlite%' AND NOT strict") == 0,
		"every table is strict");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM pragma_table_list AS t, "
		      "pragma_foreign_key_list(t.name) AS k"
		      " WHERE t.schema = 'main' AND k.\"table\" = 'payload' AND NOT EXISTS"
		      " (SELECT 1 FROM pragma_index_list(t.name) AS i, pragma_index_info(i.name) "
		      "AS c"
		      " WHERE c.name = k.\"from\" AND c.seqno = 0)") == 0,
		"what points at a payload is found by it");
	CHECK(raw_number(f->path, "SELECT count(*) FROM migration") == (int64_t)migration_count &&
			raw_number(f->path, "PRAGMA user_version") ==
				migrations[migration_count - 1].number,
		"the file knows its steps");
}

/* Every look-up goes by an index: none reads a whole table that grows with people. */
static void test_plans(struct fixture *f)
{
	static const struct {
		const char *name, *sql;
	} catalogue[] = {
#define Q(name, sql) { #name, sql },
		QUERIES(Q)
#undef Q
	};
	static const char *const growing[] = { "person", "role", "card", "way_back", "session",
		"payload", "answer", "draft", "visit", "place", "help", "audit", "access_feedback",
		"mail" };
	struct db db;

	need(db_open(&db, f->path, DB_READS) == DONE, "a connection");
	for (size_t i = 0; i < COUNT_OF(catalogue); i++) {
		bool whole = strcmp(catalogue[i].name, "audit_walk") == 0 ||
			strcmp(catalogue[i].name, "file_walk") == 0 ||    /* of files alone */
			strcmp(catalogue[i].name, "audit_last") == 0 ||   /* one row from the end */
			strcmp(catalogue[i].name, "person_any") == 0 ||   /* one row */
			strcmp(catalogue[i].name, "mail_any") == 0 ||     /* likewise */
			strcmp(catalogue[i].name, "account_list") == 0 || /* everybody */
			strcmp(catalogue[i].name, "team_list") == 0; /* what is open, by an index */
		struct text plan = arena_print(f->arena, "EXPLAIN QUERY PLAN %s", catalogue[i].sql);
		sqlite3_stmt *statement = NULL;
		if (whole ||
			sqlite3_prepare_v2(db.sqlite, plan.at, -1, &statement, NULL) != SQLITE_OK)
			continue;
		const char *scanned = NULL;
		while (sqlite3_step(statement) == SQLITE_ROW) {
			struct text line = text_of((const char *)sqlite3_column_text(statement, 3));
			for (size_t t = 0; t < COUNT_OF(growing); t++) {
				struct text scan = arena_print(f->arena, "SCAN %s", growing[t]);
				if (text_is(text_part(line, 0, scan.size), scan) &&
					(line.size == scan.size || line.at[scan.size] == ' '))
					scanned = growing[t];
			}
		}
		sqlite3_finalize(statement);
		CHECK(!scanned, "%s finds its rows%s%s", catalogue[i].name,
			scanned ? ", but reads all of " : "", scanned ? scanned : "");
	}
	db_close(&db);
}

/* ---- settings ------------------------------------------------------------------------------- */

/* A statement whose plan depends on what is bound is parsed and planned anew each time. */
static void test_bindings(struct fixture *f)
{
	static const char *const names[] = {
#define Q(name, sql) #name,
		QUERIES(Q)
#undef Q
	};
	struct db db;

	need(db_open(&db, f->path, DB_READS) == DONE, "a connection");
	for (int name = 0; name < QUERY_COUNT; name++) {
		struct query q = query_of(&db, (enum query_name)name);
		need(q.statement != NULL, "a statement");
		if (!sqlite3_stmt_readonly(q.statement))
			continue;
		for (int64_t value = 1; value <= 3; value++) {
			for (int at = 1; at <= sqlite3_bind_parameter_count(q.statement); at++)
				sqlite3_bind_int64(q.statement, at, value);
			sqlite3_step(q.statement);
			query_end(&q);
		}
		CHECK(sqlite3_stmt_status(q.statement, SQLITE_STMTSTATUS_REPREPARE, 0) == 0,
			"%s is planned once, whatever is bound", names[name]);
	}
	db_close(&db);
}

static void test_settings(struct fixture *f)
{
	static const struct {
		const char *says, *sql;
		enum db_use use;
		int64_t want;
	} cases[] = {
		{ "a writer syncs each commit", "PRAGMA synchronous", DB_WRITES, 2 },
		{ "a writer holds foreign keys", "PRAGMA foreign_keys", DB_WRITES, 1 },
		{ "a writer's REPLACE runs triggers", "PRAGMA recursive_triggers", DB_WRITES, 1 },
		{ "a writer overwrites what it deletes", "PRAGMA secure_delete", DB_WRITES, 1 },
		{ "a writer doesn't trust the schema", "PRAGMA trusted_schema", DB_WRITES, 0 },
		{ "a reader doesn't either", "PRAGMA trusted_schema", DB_READS, 0 },
		{ "a reader only reads", "PRAGMA query_only", DB_READS, 1 },
		{ "a reader is small", "PRAGMA cache_size", DB_READS, -2048 },
		{ "nothing temporary goes to the disk", "PRAGMA temp_store", DB_READS, 2 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct db db;
		int64_t number = -1;
		need(db_open(&db, f->path, cases[i].use) == DONE, "a connection");
		CHECK(db_number(&db, cases[i].sql, &number) == DONE && number == cases[i].want,
			"%s", cases[i].says);
		db_close(&db);
	}
}

static unsigned mode_of(const char *path, const char *more)
{
	char whole[PATH_MAX];
	struct stat about;
	snprintf(whole, sizeof whole, "%s%s", path, more);
	return stat(whole, &about) == 0 ? about.st_mode & 0777 : 0;
}

static void test_files(struct fixture *f)
{
	struct store *second = NULL;
	struct store_settings settings = { .path = f->path, .seal = f->seal };
	char elsewhere[PATH_MAX];

	CHECK(mode_of(f->path, "") == 0600 && mode_of(f->path, "-wal") == 0600 &&
			mode_of(f->path, ".lock") == 0600,
		"the file, its log and its lock are for us alone");
	CHECK(store_open(&settings, &second) == BROKEN, "a file that is open isn't opened again");
	snprintf(elsewhere, sizeof elsewhere, "%s/none.db", f->folder);
	settings.path = elsewhere;
	CHECK(store_open(&settings, &second) == NOT_HERE && mode_of(elsewhere, "") == 0 &&
			mode_of(elsewhere, ".lock") == 0,
		"where there is no file none is made unasked");
	settings.make = true;
	CHECK(store_open(&settings, &second) == DONE, "two files are open beside each other");
	store_close(second);
	CHECK(mode_of(elsewhere, "-wal") == 0, "a closed file has no log left");
	settings.make = false;
	CHECK(store_open(&settings, &second) == DONE, "a closed file opens again");
	store_close(second);
	snprintf(elsewhere, sizeof elsewhere, "%s/no/such/folder.db", f->folder);
	settings.make = true;
	CHECK(store_open(&settings, &second) == BROKEN, "no folder is made for it");
}

/* ---- other files ---------------------------------------------------------------------------- */

static void test_refused(struct fixture *f)
{
	static const struct {
		const char *says, *sql;
	} cases[] = {
		{ "a file of a newer Askel is refused",
			"PRAGMA application_id = 0x41736b6c; PRAGMA user_version = 1000; CREATE "
			"TABLE t(a)" },
		{ "a file of another program is refused", "CREATE TABLE t(a)" },
		{ "a file of another program with a number of its own is refused",
			"PRAGMA application_id = 5; PRAGMA user_version = 1; CREATE TABLE t(a)" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct store *store = NULL;
		struct text before, after;
		char path[PATH_MAX];
		sqlite3 *raw = NULL;
		snprintf(path, sizeof path, "%s/other-%zu.db", f->folder, i);
		need(sqlite3_open(path, &raw) == SQLITE_OK &&
				sqlite3_exec(raw, cases[i].sql, NULL, NULL, NULL) == SQLITE_OK,
			"a file of another kind");
		sqlite3_close(raw);
		need(file_read(f->arena, path, 1 << 20, &before) == DONE, "its bytes");
		struct store_settings settings = { .path = path, .seal = f->seal, .make = true };
		CHECK(store_open(&settings, &store) == BROKEN, "%s", cases[i].says);
		CHECK(file_read(f->arena, path, 1 << 20, &after) == DONE && text_is(before, after),
			"and not a byte of it changed");
	}
	char path[PATH_MAX];
	struct store *store = NULL;
	snprintf(path, sizeof path, "%s/no-database.db", f->folder);
	need(file_write(path,
		     TEXT("This is a letter, not a database. It is long enough to be read, "
			  "so that its first page is looked at and found to be none."),
		     0600) == DONE,
		"a letter");
	struct store_settings settings = { .path = path, .seal = f->seal };
	CHECK(store_open(&settings, &store) == BROKEN, "what is no database is refused");
}

/* ---- steps ---------------------------------------------------------------------------------- */

static const char *const make_cups[] = {
	"CREATE TABLE cup (id INTEGER PRIMARY KEY, colour TEXT) STRICT;",
	"INSERT INTO cup(colour) VALUES ('blue'), ('green')", NULL
};
/* Rebuilds a table another points at, as steps must that change a CHECK. */
static const char *const make_saucers[] = {
	"CREATE TABLE saucer (id INTEGER PRIMARY KEY, cup INTEGER REFERENCES cup) STRICT;"
	"INSERT INTO saucer(cup) SELECT id FROM cup;"
	"CREATE TABLE new_cup (id INTEGER PRIMARY KEY, colour TEXT, size INTEGER) STRICT;"
	"INSERT INTO new_cup SELECT id, colour, 3 FROM cup; DROP TABLE cup;"
	"ALTER TABLE new_cup RENAME TO cup",
	NULL
};
static const char *const break_cups[] = { "DELETE FROM cup WHERE id = 1", NULL };
static const char *const mistype[] = { "UPDATE cup SET colour = 'red'; UPDATE cup SET weight = 1",
	NULL };
static const struct migration steps[] = {
	{ 1, "cups", make_cups },
	{ 2, "saucers", make_saucers },
};
static const struct migration dangling[] = {
	{ 1, "cups", make_cups },
	{ 2, "saucers", make_saucers },
	{ 3, "fewer cups", break_cups },
};
static const struct migration mistyped[] = {
	{ 1, "cups", make_cups },
	{ 2, "saucers", make_saucers },
	{ 3, "weights", mistype },
};

static enum outcome bring(const char *path, const struct migration *list, size_t count)
{
	struct db db;
	enum outcome o = db_open(&db, path, DB_WRITES);
	if (o == DONE)
		o = migrate(&db, path, list, count);
	db_close(&db);
	return o;
}

static void test_steps(struct fixture *f)
{
	char path[PATH_MAX], copy[PATH_MAX], part[PATH_MAX];

	snprintf(path, sizeof path, "%s/steps.db", f->folder);
	snprintf(copy, sizeof copy, "%s/steps.db.before-2", f->folder);
	snprintf(part, sizeof part, "%s/steps.db.before-2.part", f->folder);
	need(file_write(path, NO_TEXT, 0600) == DONE, "an empty file");
	CHECK(bring(path, steps, 1) == DONE && raw_number(path, "PRAGMA user_version") == 1 &&
			raw_number(path, "SELECT count(*) FROM cup") == 2,
		"an empty file takes its first step");
	CHECK(mode_of(f->folder, "/steps.db.before-1") == 0, "of which no copy is needed");
	CHECK(bring(path, steps, 1) == DONE && raw_number(path, "SELECT count(*) FROM cup") == 2,
		"a step is taken once");
	struct db db;
	need(db_open(&db, path, DB_WRITES) == DONE, "a connection");
	CHECK(migrate_nothing(&db, path, steps, 2) == BROKEN &&
			raw_number(path, "PRAGMA user_version") == 1 &&
			migrate_nothing(&db, path, steps, 1) == DONE,
		"beside another program no step is taken");
	db_close(&db);
	need(file_write(part, TEXT("left by a power cut"), 0600) == DONE, "a broken copy");
	CHECK(bring(path, steps, 2) == DONE && raw_number(path, "PRAGMA user_version") == 2 &&
			raw_number(path, "SELECT count(*) FROM cup WHERE size = 3") == 2 &&
			raw_number(path, "SELECT count(*) FROM saucer WHERE cup IS NOT NULL") == 2,
		"an older file takes the next one, though it rebuilds what others point at");
	CHECK(raw_number(copy, "PRAGMA user_version") == 1 &&
			raw_number(copy, "SELECT count(*) FROM cup") == 2 &&
			raw_number(copy,
				"SELECT count(*) FROM sqlite_schema WHERE name = 'saucer'") == 0 &&
			mode_of(copy, "") == 0600 && mode_of(part, "") == 0,
		"and stands beside itself as it was, for us alone");
	CHECK(raw_number(path,
		      "SELECT group_concat(number || name) = '1cups,2saucers' FROM migration"
		      " WHERE applied > 1700000000") == 1,
		"the file tells which steps it took and when");
	CHECK(bring(path, steps, 1) == BROKEN, "a program that knows less refuses it");
	CHECK(bring(path, mistyped, 3) == BROKEN && raw_number(path, "PRAGMA user_version") == 2 &&
			raw_number(path, "SELECT count(*) FROM cup WHERE colour = 'red'") == 0 &&
			raw_number(path, "SELECT count(*) FROM migration") == 2,
		"a step that fails leaves nothing behind");
	CHECK(bring(path, dangling, 3) == BROKEN &&
			raw_number(path, "SELECT count(*) FROM cup") == 2 &&
			raw_number(path, "PRAGMA user_version") == 2,
		"a step that leaves rows pointing at nothing is taken back");
	CHECK(mode_of(f->folder, "/steps.db.before-3") == 0600, "after a copy was made");
}

/* Step 9 puts into a person's row what until then stood elsewhere alone. */
static void test_one_row(struct fixture *f)
{
	static const char people[] =
		"INSERT INTO person(id, name, made) VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 1);"
		"INSERT INTO role VALUES (1, 'lead'), (1, 'coach'), (2, 'client');"
		"INSERT INTO way_back VALUES (1, 'm', 'm', 'h', 1, 'passphrase'),"
		" (2, 'n', 'n', 'h', 1, 'pictures');"
		"INSERT INTO notice(person, kind, subject, made, seen) VALUES"
		" (2, 'help-taken', 1, 1, 0), (2, 'help-taken', 2, 1, 5), (2, 'tie-begun', 3, 1, "
		"0);";
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/people.db", f->folder);
	need(file_write(path, NO_TEXT, 0600) == DONE, "an empty file");
	need(bring(path, migrations, 8) == DONE && raw_run(path, people), "people of step 8");
	CHECK(bring(path, migrations, migration_count) == DONE,
		"a file of step 8 is brought forward");
	check_people_rows(path);
	CHECK(raw_number(path,
		      "SELECT group_concat(roles || way_in || unseen, ' ') ="
		      " 'coach,leadpassphrase0 clientpictures2 0' FROM person") == 1,
		"roles are words, a way back is there or not, notices not seen are counted");
	CHECK(raw_run(path,
		      "DELETE FROM role WHERE role = 'coach'; INSERT INTO role VALUES (3, 'admin');"
		      "DELETE FROM way_back WHERE person = 2; UPDATE way_back SET way = 'pictures';"
		      "UPDATE notice SET seen = 9 WHERE subject = 1;"
		      "UPDATE notice SET seen = 0 WHERE subject = 2; DELETE FROM notice WHERE "
		      "subject = 3") &&
			raw_number(path,
				"SELECT group_concat(roles || way_in || unseen, ' ') ="
				" 'leadpictures0 client1 admin0' FROM person") == 1,
		"and follow whatever changes");
	CHECK(!raw_run(path, "UPDATE role SET person = 2 WHERE person = 3") &&
			!raw_run(path, "UPDATE role SET role = 'author' WHERE person = 3"),
		"a role is dropped and added, never changed");
}

int main(void)
{
	struct fixture f = fixture_open();

	test_words(&f);
	test_schema(&f);
	test_plans(&f);
	test_bindings(&f);
	test_settings(&f);
	test_files(&f);
	test_refused(&f);
	test_steps(&f);
	test_one_row(&f);
	fixture_close(&f);
	return test_end();
}
