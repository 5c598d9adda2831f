/*
 * db: one connection to the file and how it is set. Writers are durable (WAL, synchronous=FULL);
 * readers can't change anything. Both are defensive: a schema that somebody tampered with can't run
 * functions, double quotes are no strings, lengths are limited. A connection is used by one thread
 * at a time, so SQLite needs no mutex for it.
 */
#include <errno.h>
#include <string.h>

#include "store/inside.h"

#define ROW_MOST (16 * 1024 * 1024)

enum outcome db_fault(struct db *db, const char *what)
{
	int code = sqlite3_extended_errcode(db->sqlite), error = sqlite3_system_errno(db->sqlite);
	bool full = (code & 0xFF) == SQLITE_FULL ||
		((code & 0xFF) == SQLITE_IOERR && (error == ENOSPC || error == EDQUOT));
	bool locked = (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;

	atomic_fetch_add(&db->faults, 1);
	atomic_store(&db->disk_full, full);
	log_fault("the database failed at %s: %s (%d)", what,
		full ? "the disk is full" : sqlite3_errmsg(db->sqlite), code);
	return full || locked ? BUSY : BROKEN;
}

enum outcome db_run(struct db *db, const char *sql)
{
	if (sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_fault(db, "a setting or a step");
	return DONE;
}

static void finalize_at(sqlite3_stmt **statement)
{
	sqlite3_finalize(*statement);
}

enum outcome db_number(struct db *db, const char *sql, int64_t *number)
{
	__attribute__((cleanup(finalize_at))) sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(db->sqlite, sql, -1, &statement, NULL) != SQLITE_OK ||
		sqlite3_step(statement) != SQLITE_ROW)
		return db_fault(db, "a look at itself");
	*number = sqlite3_column_int64(statement, 0);
	return DONE;
}

static enum outcome limit_db(sqlite3 *sqlite)
{
	static const struct {
		int name, on;
	} switches[] = {
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		/* Plans never depend on what is bound. Otherwise, where the condition of a partial index
		 * is compared with a parameter, each binding has the statement parsed and planned
		 * anew, which was a third of what a coach's list cost. */
		{ SQLITE_DBCONFIG_ENABLE_QPSG, 1 },
	};
	static const struct {
		int name, most;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, ROW_MOST },
		{ SQLITE_LIMIT_SQL_LENGTH, 64 * 1024 },
		{ SQLITE_LIMIT_COLUMN, 64 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 64 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(switches); i++)
		if (sqlite3_db_config(sqlite, switches[i].name, switches[i].on, NULL) != SQLITE_OK)
			return BROKEN;
	for (size_t i = 0; i < COUNT_OF(limits); i++)
		sqlite3_limit(sqlite, limits[i].name, limits[i].most);
	return DONE;
}

static int note_wal_pages(void *context, sqlite3 *sqlite, const char *name, int pages)
{
	(void)sqlite, (void)name;
	((struct db *)context)->wal_pages = pages;
	return SQLITE_OK;
}

static enum outcome set_db(struct db *db, enum db_use use)
{
	sqlite3_extended_result_codes(db->sqlite, 1);
	sqlite3_busy_timeout(db->sqlite, WAIT_MS);
	if (limit_db(db->sqlite) != DONE)
		return db_fault(db, "its limits");
	/* No mmap: a page that can't be read is a fault told to one person, not a SIGBUS for all. */
	TRY(db_run(db,
		"PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON;"
		"PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0"));
	return db_run(db,
		use == DB_READS ? "PRAGMA cache_size = -2048; PRAGMA query_only = ON"
				: "PRAGMA cache_size = -3072; PRAGMA cell_size_check = ON;"
				  "PRAGMA synchronous = FULL");
}

enum outcome db_write_ahead(struct db *db)
{
	__attribute__((cleanup(finalize_at))) sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(db->sqlite, "PRAGMA journal_mode = WAL", -1, &statement, NULL) !=
			SQLITE_OK ||
		sqlite3_step(statement) != SQLITE_ROW)
		return db_fault(db, "its settings");
	if (strcmp((const char *)sqlite3_column_text(statement, 0), "wal") != 0) {
		log_fault("the database can't keep a write-ahead log on this file system");
		return BROKEN;
	}
	if (sqlite3_step(statement) != SQLITE_DONE)
		return db_fault(db, "its settings");
	int64_t version; /* a look, so that the log is there */
	TRY(db_number(db, "PRAGMA user_version", &version));
	/* Before anything is changed: SQLite syncs the name of a new log, too, but doesn't hear where
	 * that fails. A log without a name takes all that is in it along when the power goes, and an
	 * older one whose end wasn't synced comes back and is taken for the newest. */
	TRY(file_sync_name(sqlite3_db_filename(db->sqlite, "main")));
	/* The writer itself moves the log into the file when nobody waits: a hook only counts. */
	sqlite3_wal_hook(db->sqlite, note_wal_pages, db);
	return db_run(db, "PRAGMA journal_size_limit = 67108864");
}

enum outcome db_open(struct db *db, const char *path, enum db_use use)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
	enum outcome o;

	*db = (struct db){ 0 };
	if (sqlite3_open_v2(path, &db->sqlite, flags, NULL) != SQLITE_OK)
		o = db_fault(db, "opening");
	else
		o = set_db(db, use);
	if (o != DONE)
		db_close(db);
	return o;
}

void db_close(struct db *db)
{
	for (size_t i = 0; i < QUERY_COUNT; i++)
		sqlite3_finalize(db->ready[i]);
	if (sqlite3_close(db->sqlite) != SQLITE_OK)
		log_fault("could not close the database: a statement of it is still open");
	*db = (struct db){ 0 };
}

enum outcome db_prepare_all(struct db *db)
{
	for (int name = 0; name < QUERY_COUNT; name++) {
		OWN_QUERY q = query_of(db, (enum query_name)name);
		if (!q.statement)
			return BROKEN;
	}
	return DONE;
}
