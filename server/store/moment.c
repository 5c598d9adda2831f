/*
 * moment: readers that stay at one moment. To begin and end a read transaction takes locks in the
 * head of the log, of the process and of the file, which under load was a third of what a page
 * cost; and all a page reads should be of one moment anyway. So a reader keeps its transaction from
 * one loan to the next for as long as nobody, in this process or another, has committed anything.
 *
 * Whether somebody has is seen without a lock: every commit writes the head of the wal-index, two
 * copies of 48 bytes at the start of the shared memory (sqlite.org/walformat.html, 2.1), which
 * holds a counter and a checksum. SQLite itself compares the same bytes when a transaction begins.
 * They are copied before it begins, so a commit between the two is seen as one too many, never as
 * one too few.
 *
 * An old moment keeps the log from being moved into the file, and any from being begun anew. So the
 * writer lets go those of idle readers before it moves the log and once more when it has, and the
 * others renew theirs at the next loan.
 */
#include <string.h>

#include "store/inside.h"

#define HEAD_BYTES (2 * 48)
#define SHARED_BYTES (32 * 1024) /* the first part of the shared memory, as SQLite maps it */

_Static_assert(sizeof((struct db *)0)->moment == HEAD_BYTES, "both copies");

enum outcome moment_open(struct db *db)
{
	sqlite3_file *file = NULL;
	void volatile *shared = NULL;
	int64_t tables;

	TRY(db_number(db, "SELECT count(*) FROM sqlite_schema", &tables)); /* opens the log */
	if (sqlite3_file_control(db->sqlite, "main", SQLITE_FCNTL_FILE_POINTER, &file) ==
			SQLITE_OK &&
		file->pMethods && file->pMethods->iVersion >= 2 &&
		file->pMethods->xShmMap(file, 0, SHARED_BYTES, 0, &shared) == SQLITE_OK)
		db->log_head = (const _Atomic uint64_t *)shared;
	if (!db->log_head)
		return db_fault(db, "a look at its log");
	return DONE;
}

/* Copies the head; says whether it is another than the one known. */
static bool head_has_changed(struct db *db)
{
	uint64_t now[HEAD_BYTES / sizeof(uint64_t)];

	for (size_t i = 0; i < COUNT_OF(now); i++)
		now[i] = atomic_load_explicit(&db->log_head[i], memory_order_acquire);
	if (memcmp(now, db->moment, sizeof now) == 0)
		return false;
	memcpy(db->moment, now, sizeof now);
	return true;
}

void moment_end(struct db *db)
{
	if (!sqlite3_get_autocommit(db->sqlite) && query_alone(db, Q_commit) != DONE)
		log_fault("a reader could not let go of its moment");
}

void moment_keep(struct db *db, uint64_t let_go)
{
	bool open = !sqlite3_get_autocommit(db->sqlite), changed = head_has_changed(db);

	if (open && !changed && db->let_go == let_go)
		return;
	db->let_go = let_go;
	moment_end(db);
	/* Should that fail (it is told), each look-up is of a moment of its own. */
	if (query_alone(db, Q_begin_reading) != DONE)
		log_note("a reader could not hold on to a moment");
}
