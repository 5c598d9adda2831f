/*
 * numbers: what the store counts while it works, how it stands right now for /metrics, and whether
 * it ails for /health. The writer counts with atomic additions; readers are counted under the lock
 * their pool has anyway. Nobody here waits for a disk, a change or a reader.
 */
#include <stdio.h>
#include <sys/statvfs.h>

#include "store/inside.h"

#define LATE_US ((int64_t)3000 * 1000)  /* a group or a loan that lasts so long is stuck */
#define PROBE_US ((int64_t)1000 * 1000) /* between two tries of ours after a failure */
#define DISK_LEAST ((uint64_t)1024 * 1024)

static const int64_t size_steps[] = { 1, 2, 5, 10, 20, 50, 100, 0 };
/* Microseconds: from memory to a card that is worn out. */
static const int64_t commit_steps[] = { 100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000,
	100000, 250000, 500000, 1000000, 0 };

void writer_tally_open(struct writer_tally *t)
{
	t->sizes.steps = size_steps;
	t->commit_us.steps = commit_steps;
}

void writer_tally_begin(struct writer_tally *t)
{
	atomic_store(&t->busy_since, clock_ticks_us());
}

void writer_tally_end(struct writer_tally *t, int changes, enum outcome whole)
{
	atomic_store(&t->failing, whole != DONE);
	if (whole == DONE) {
		histogram_add(&t->sizes, changes);
		return;
	}
	atomic_fetch_add(&t->failed, 1);
	atomic_store(&t->tried, clock_ticks_us());
}

static uint64_t disk_free(const char *path)
{
	struct statvfs about;

	return statvfs(path, &about) == 0 ? (uint64_t)about.f_bavail * about.f_frsize : UINT64_MAX;
}

void store_numbers(struct store *store, struct store_numbers *n)
{
	*n = (struct store_numbers){ .disk_free = disk_free(store_path(store)) };
	writer_numbers(store_writer(store), n);
	readers_numbers(store, n);
}

/* ---- what ails ------------------------------------------------------------------------------ */

/* Writes what is there already, which takes a page of the log and a sync like any other change. */
static enum outcome write_nothing_new(struct db *db, void *value)
{
	char sql[64];
	int64_t version;

	(void)value;
	TRY(db_number(db, "PRAGMA user_version", &version));
	snprintf(sql, sizeof sql, "PRAGMA user_version = %lld", (long long)version);
	return db_run(db, sql);
}

/* After a failed commit only another one tells that all is well again, and it may be long until
 * somebody changes something, the more so where a proxy keeps people away meanwhile. */
static void try_again(struct store *store, struct writer_tally *t)
{
	int64_t tried = atomic_load(&t->tried), now = clock_ticks_us();

	if (now - tried > PROBE_US && atomic_compare_exchange_strong(&t->tried, &tried, now))
		store_change_later(store, write_nothing_new, "", 0);
}

static bool can_read(struct db *db)
{
	OWN_QUERY q = query_of(db, Q_head_load);
	return rows_end(query_row(&q)) == DONE;
}

enum store_ail store_ails(struct store *store)
{
	struct writer_tally *t = writer_tally(store_writer(store));
	int64_t busy = atomic_load(&t->busy_since), returned;
	struct db *db = reader_try(store, &returned);
	bool full, failing = writer_is_failing(store_writer(store), &full);
	bool read = db ? can_read(db) : clock_ticks_us() - returned < LATE_US;

	if (db)
		reader_return(store, db);
	if (!read)
		return STORE_READERS;
	if (failing)
		try_again(store, t);
	if ((failing && full) || disk_free(store_path(store)) < DISK_LEAST)
		return STORE_DISK;
	if (failing || (busy && clock_ticks_us() - busy > LATE_US))
		return STORE_WRITER;
	return STORE_WELL;
}
