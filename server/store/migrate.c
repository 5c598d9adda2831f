/*
 * migrate: brings a file forward, never back. Each step is one transaction that also writes its row
 * in `migration` and the file's user_version, so a power cut leaves the step done or not begun.
 * Before an existing file is touched, a whole copy stands beside it, on disk. A file that a newer
 * program made, or that isn't an Askel database, is refused with a sentence.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/inside.h"

#define OUR_FILE 0x41736b6c /* "Askl", the application_id */

/* What a step needs besides its own SQL; the first one also makes the table of steps. */
static const char ledger[] =
	"CREATE TABLE IF NOT EXISTS migration ( -- the steps this file has gone through\n"
	"	number INTEGER PRIMARY KEY,\n"
	"	name TEXT NOT NULL,\n"
	"	applied INTEGER NOT NULL\n"
	") STRICT;\n";

static enum outcome fault_at(const char *act, const char *path)
{
	log_fault("could not %s %s: %s", act, path, strerror(errno));
	return errno == ENOSPC || errno == EDQUOT ? BUSY : BROKEN;
}

static enum outcome sync_bytes(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return fault_at("open", path);
	enum outcome o = fsync(fd) < 0 ? fault_at("sync", path) : DONE;
	close(fd);
	return o;
}

static enum outcome copy_beside(struct db *db, const char *path, int number)
{
	char whole[PATH_MAX], part[PATH_MAX];
	int fd;

	if (snprintf(whole, sizeof whole, "%s.before-%d", path, number) >= (int)sizeof whole ||
		snprintf(part, sizeof part, "%s.before-%d.part", path, number) >=
			(int)sizeof part) {
		log_fault("the path of the database is too long");
		return BROKEN;
	}
	if (unlink(part) < 0 && errno != ENOENT)
		return fault_at("remove", part);
	fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return fault_at("make", part);
	close(fd);
	TRY(copy_pages(db, part, false));
	TRY(sync_bytes(part));
	if (rename(part, whole) < 0)
		return fault_at("rename to", whole);
	TRY(file_sync_name(whole));
	log_note("%s was copied to %s before it is changed", path, whole);
	return DONE;
}

static enum outcome run_step(struct db *db, const struct migration *m)
{
	char sql[256];
	int64_t dangling;

	TRY(db_run(db, ledger));
	for (const char *const *part = m->parts; *part; part++)
		TRY(db_run(db, *part));
	/* Foreign keys were off, so that a step may rebuild a table others point at. */
	TRY(db_number(db, "SELECT count(*) FROM pragma_foreign_key_check", &dangling));
	if (dangling > 0) {
		log_fault("%lld rows would point at nothing", (long long)dangling);
		return BROKEN;
	}
	snprintf(sql, sizeof sql,
		"INSERT INTO migration(number, name, applied) VALUES (%d, '%.100s', %lld);"
		"PRAGMA user_version = %d; PRAGMA application_id = %d",
		m->number, m->name, (long long)clock_now(), m->number, OUR_FILE);
	return db_run(db, sql);
}

static enum outcome take_step(struct db *db, const struct migration *m)
{
	enum outcome o;

	TRY(db_run(db, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"));
	o = run_step(db, m);
	if (o == DONE)
		o = db_run(db, "COMMIT");
	if (o != DONE) {
		log_fault("step %d of the database (%s) was taken back", m->number, m->name);
		if (!sqlite3_get_autocommit(db->sqlite) && db_run(db, "ROLLBACK") != DONE)
			return BROKEN;
		return o;
	}
	return db_run(db, "PRAGMA foreign_keys = ON");
}

/* Whose file it is, and how far it has come; *version 0 is an empty one. */
static enum outcome know_file(struct db *db, const char *path, int64_t newest, int64_t *version)
{
	int64_t ours, tables;

	TRY(db_number(db, "PRAGMA user_version", version));
	TRY(db_number(db, "PRAGMA application_id", &ours));
	TRY(db_number(db, "SELECT count(*) FROM sqlite_schema", &tables));
	if (tables > 0 && ours != OUR_FILE) {
		log_fault(
			"%s is a database of some other program: nothing was changed in it", path);
		return BROKEN;
	}
	if (*version > newest) {
		log_fault("%s was made by a newer Askel (it is at step %lld, this program knows "
			  "%lld): "
			  "use that program or a newer one; nothing was changed",
			path, (long long)*version, (long long)newest);
		return BROKEN;
	}
	return DONE;
}

enum outcome migrate_nothing(
	struct db *db, const char *path, const struct migration *list, size_t count)
{
	int64_t version;
	int newest = list[count - 1].number;

	TRY(know_file(db, path, newest, &version));
	if (version == newest)
		return db_write_ahead(db);
	log_fault("%s is in use by an older Askel: stop that one first, so that the file can be "
		  "brought forward",
		path);
	return BROKEN;
}

enum outcome migrate(struct db *db, const char *path, const struct migration *list, size_t count)
{
	int64_t version;
	int newest = list[count - 1].number;

	TRY(know_file(db, path, newest, &version));
	TRY(db_write_ahead(db));
	if (version > 0 && version < newest)
		TRY(copy_beside(db, path, newest));
	for (size_t i = 0; i < count; i++)
		if (list[i].number > version)
			TRY(take_step(db, &list[i]));
	return DONE;
}
