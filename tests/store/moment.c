/*
 * Readers at one moment: what was committed before a loan is always seen in it, whoever committed
 * it, what is committed during one is not, and a kept moment neither costs a new transaction nor
 * holds up the log.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include "fixture.h"
#include "store/inside.h"

static enum outcome make_person(struct db *db, void *value)
{
	return add_person(db, TEXT("first"), ROLE_CLIENT, NOW, value);
}

static enum outcome rename_first(struct db *db, void *value)
{
	return save_languages(db, 1, text_of(value), TEXT("fi"));
}

static void change(struct fixture *f, const char *language)
{
	need(store_change(f->store, rename_first, (void *)(uintptr_t)language) == DONE, "a change");
}

/* The language of buttons that a loan sees. */
static bool sees(struct fixture *f, struct db *db, const char *language)
{
	struct person p;
	return load_person(db, f->arena, 1, &p) == DONE && text_is_chars(p.ui_language, language);
}

static bool sees_in_a_new_loan(struct fixture *f, const char *language)
{
	struct db *db = reader_borrow_moment(f->store);
	bool seen = sees(f, db, language);
	reader_return(f->store, db);
	return seen;
}

static void test_own_commits(struct fixture *f)
{
	int unseen = 0;

	change(f, "sv");
	CHECK(sees_in_a_new_loan(f, "sv"), "a loan sees what was committed before it");
	struct db *db = reader_borrow_moment(f->store);
	need(sees(f, db, "sv"), "a moment begins");
	change(f, "en");
	CHECK(sees(f, db, "sv"), "and nothing that is committed after it began");
	reader_return(f->store, db);
	CHECK(sees_in_a_new_loan(f, "en"), "the next loan of that reader sees it");
	for (int i = 0; i < 500; i++) {
		const char *language = i % 2 ? "fi" : "sv";
		change(f, language);
		unseen += !sees_in_a_new_loan(f, language);
	}
	CHECK(unseen == 0, "five hundred times over (%d missed)", unseen);
	db = reader_borrow_moment(f->store);
	need(sees(f, db, "fi"), "a moment begins");
	reader_return(f->store, db);
	db = reader_borrow(f->store);
	change(f, "en");
	CHECK(sees(f, db, "en"), "a plain loan sees each change as it comes");
	reader_return(f->store, db);
}

/* A process of its own, as `askel person` beside a server is. */
static bool run_elsewhere(struct fixture *f, const char *sql)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		execlp("sqlite3", "sqlite3", f->path, sql, (char *)NULL);
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static void test_foreign_commits(struct fixture *f)
{
	int unseen = 0;

	change(f, "fi");
	need(sees_in_a_new_loan(f, "fi"), "a moment is kept");
	if (system("command -v sqlite3 >/dev/null") != 0) {
		test_skip("sqlite3 isn't installed: nobody else writes");
		return;
	}
	for (int i = 0; i < 10; i++) {
		const char *language = i % 2 ? "fi" : "sv";
		need(run_elsewhere(f,
			     arena_print(f->arena, "UPDATE person SET ui_language = '%s'", language)
				     .at),
			"a change by another process");
		unseen += !sees_in_a_new_loan(f, language);
	}
	CHECK(unseen == 0, "what another process commits is seen in the next loan (%d missed)",
		unseen);
}

/* How often a reader has begun a transaction. */
static int times_begun(struct db *db)
{
	return sqlite3_stmt_status(db->ready[Q_begin_reading], SQLITE_STMTSTATUS_RUN, 0);
}

static void test_kept(struct fixture *f)
{
	struct db *db = reader_borrow_moment(f->store);
	need(sees(f, db, "fi"), "a moment begins");
	int begun = times_begun(db);
	for (int i = 0; i < 10; i++) {
		reader_return(f->store, db);
		struct db *again = reader_borrow_moment(f->store);
		need(again == db && sees(f, db, "fi"), "the same reader, lent again");
	}
	CHECK(times_begun(db) == begun, "while nobody commits, no transaction begins");
	reader_return(f->store, db);
	change(f, "sv");
	need(reader_borrow_moment(f->store) == db, "the same reader");
	CHECK(times_begun(db) == begun + 1, "a commit makes the next loan begin one");
	reader_return(f->store, db);
	change(f, "fi");
}

static enum outcome keep_much(struct db *db, void *value)
{
	const struct kept_file *file = value;
	return save_kept_files(db, TEXT("much"), file, 1, NOW);
}

/* A million bytes are some 250 pages of the log, which is moved at 1,000. */
static void test_log_begins_anew(struct fixture *f)
{
	struct text bytes = { arena_take(f->arena, 1000000), 1000000 };
	struct kept_file file = { TEXT("file"), bytes };
	struct stat about;

	/* one reader holds on, idle, while the other works */
	struct db *idle = reader_borrow_moment(f->store), *busy = reader_borrow_moment(f->store);
	need(sees(f, idle, "fi") && sees(f, busy, "fi"), "two moments");
	reader_return(f->store, idle);
	reader_return(f->store, busy);
	for (int i = 0; i < 60; i++) {
		need(store_change(f->store, keep_much, &file) == DONE, "a large change");
		need(sees_in_a_new_loan(f, "fi"), "a moment");
		usleep(2000); /* the writer moves the log when nobody waits */
	}
	need(stat(arena_print(f->arena, "%s-wal", f->path).at, &about) == 0, "the log");
	CHECK(about.st_size < 20 * 1000000,
		"after sixty million bytes of changes the log is short (%lld)",
		(long long)about.st_size);
}

int main(void)
{
	struct fixture f = fixture_open();
	int64_t person = 0;

	need(store_change(f.store, make_person, &person) == DONE && person == 1, "a person");
	test_own_commits(&f);
	test_foreign_commits(&f);
	change(&f, "fi");
	test_kept(&f);
	test_log_begins_anew(&f);
	fixture_close(&f);
	return test_end();
}
