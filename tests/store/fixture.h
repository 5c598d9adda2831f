/*
 * fixture: a folder of its own for each test program, keys in it, and a store opened there. A raw
 * connection stands for somebody with the file in their hands.
 */
#ifndef ASKEL_TESTS_STORE_FIXTURE_H
#define ASKEL_TESTS_STORE_FIXTURE_H

#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store.h"
#include "test.h"

#define NOW INT64_C(1800000000) /* 2027-01-15 */

struct fixture {
	char folder[64], path[PATH_MAX];
	struct seal *seal;
	struct store *store;
	struct arena *arena;
};

__attribute__((unused)) static void need(bool holds, const char *what)
{
	if (holds)
		return;
	printf("Bail out! %s\n", what);
	exit(1);
}

__attribute__((unused)) static enum outcome open_store(struct fixture *f, bool make)
{
	struct store_settings settings = {
		.path = f->path, .seal = f->seal, .make = make, .readers = 2
	};
	return store_open(&settings, &f->store);
}

__attribute__((unused)) static void reopen_store(struct fixture *f)
{
	store_close(f->store);
	need(open_store(f, false) == DONE, "the store opens again");
}

__attribute__((unused)) static struct fixture fixture_open(void)
{
	struct fixture f = { .folder = "/tmp/askel-store-XXXXXX", .arena = arena_open() };
	char keys[PATH_MAX];

	need(mkdtemp(f.folder) != NULL, "a folder for the test");
	snprintf(f.path, sizeof f.path, "%s/askel.db", f.folder);
	snprintf(keys, sizeof keys, "%s/keys", f.folder);
	need(seal_open(keys, true, &f.seal) == DONE, "keys for the test");
	need(open_store(&f, true) == DONE, "a store for the test");
	return f;
}

__attribute__((unused)) static void remove_folder(const char *folder)
{
	char command[PATH_MAX];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	need(system(command) == 0, "the folder goes");
}

__attribute__((unused)) static void fixture_close(struct fixture *f)
{
	if (f->store)
		store_close(f->store);
	seal_close(f->seal);
	arena_close(f->arena);
	remove_folder(f->folder);
}

struct fixture_person {
	unsigned roles;
	int64_t id;
};

__attribute__((unused)) static enum outcome add_fixture_person(struct db *db, void *value)
{
	struct fixture_person *p = value;
	return add_person(db, TEXT("Somebody"), p->roles, NOW, &p->id);
}

__attribute__((unused)) static int64_t add_somebody(struct fixture *f, unsigned roles)
{
	struct fixture_person p = { .roles = roles };
	need(store_change(f->store, add_fixture_person, &p) == DONE, "a person");
	return p.id;
}

/* SQL on a connection of our own; false where it fails. */
__attribute__((unused)) static bool raw_run(const char *path, const char *sql)
{
	sqlite3 *raw = NULL;
	bool ran = sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		sqlite3_busy_timeout(raw, 2000) == SQLITE_OK &&
		sqlite3_exec(raw, sql, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(raw);
	return ran;
}

/* The number a SELECT answers with; -1 where it has none. */
__attribute__((unused)) static int64_t raw_number(const char *path, const char *sql)
{
	sqlite3 *raw = NULL;
	sqlite3_stmt *statement = NULL;
	int64_t number = -1;

	if (sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(raw, sql, -1, &statement, NULL) == SQLITE_OK &&
		sqlite3_step(statement) == SQLITE_ROW)
		number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(raw);
	return number;
}

__attribute__((unused)) static void gather_line(void *context, const char *line)
{
	buffer_print(context, "%s; ", line);
}

/* What verify_audit() answers and tells. */
__attribute__((unused)) static enum outcome verify(
	struct fixture *f, const struct audit_head *known, struct text *told)
{
	struct buffer lines = buffer_in(f->arena);
	struct db *db = reader_borrow(f->store);
	enum outcome o = verify_audit(db, f->seal, known, gather_line, &lines);

	reader_return(f->store, db);
	*told = buffer_text(&lines);
	return o;
}

__attribute__((unused)) static struct audit_head head_now(struct fixture *f)
{
	struct audit_head head;
	struct db *db = reader_borrow(f->store);

	need(load_head(db, &head) == DONE, "a head");
	reader_return(f->store, db);
	return head;
}

/* What a person's row says of roles, way back and notices is what their own rows say. */
__attribute__((unused)) static void check_people_rows(const char *path)
{
	CHECK(raw_number(path,
		      "SELECT count(*) FROM person WHERE"
		      " roles <> (SELECT coalesce(group_concat(role), '') FROM role"
		      " WHERE role.person = person.id)"
		      " OR way_in <> coalesce((SELECT way FROM way_back"
		      " WHERE way_back.person = person.id), '')"
		      " OR unseen <> (SELECT count(*) FROM notice"
		      " WHERE notice.person = person.id AND seen = 0)") == 0,
		"every person's row says what their roles, way back and notices say");
	CHECK(raw_number(path, "SELECT count(*) FROM person WHERE roles <> ''") > 0,
		"and some have roles");
}

#endif
