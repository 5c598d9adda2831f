/*
 * writer: the one thread that changes the file. It takes what waits as one group: BEGIN, each
 * change in a savepoint of its own, the signed head, COMMIT, and only then everyone is told.
 * Changes that come while a group is being made join it, up to GROUP_MOST of them or GROUP_US of
 * work, so the busier the server is the fewer syncs a change costs. Where the commit fails, nothing
 * of the group is in the file and all of it is told so, those too who were refused, for what they
 * were refused for may have been taken back; the connection is clean again for the next one.
 *
 * After a sync that failed the system may have dropped what it couldn't write and yet say that all
 * is well the next time. The writer goes on with the same connection, because SQLite never counts
 * on a second sync of the same write: the next group is written over the frames of the one that
 * failed, each frame before them was synced by a commit that went well (synchronous=FULL), and a
 * move of the log whose sync fails counts as not made: all its pages are written again the next
 * time, and until then readers take them from the log. What remains is that a group all were told
 * had failed may stand whole in the log until the next one is written: where the server is killed
 * before, it is there after all, as after an answer that was lost on its way. Never half of it.
 * (tests/store/power.c: syncs that fail and forget, then the power goes.)
 *
 * A waiting change lives on its caller's stack, or, where nobody waits, in one of the slots made at
 * the start. `lock` guards the queue and what is told; the connection is the thread's own.
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "store/inside.h"

#ifndef GROUP_MOST /* make bench compares it with groups of one */
#define GROUP_MOST 100
#endif
#define GROUP_US 5000
/* What nobody waits for is kept this long, unless somebody who waits comes or a group is full: each
 * commit is a sync, and makes every reader forget the pages it had in memory. */
#define LATER_MS 20
/* Half as many as http/ has threads, each of which can wait for one change: where the disk stands
 * still, the others go on showing pages and tell who would change something at once. */
#define QUEUE_MOST 256
/* Pages in the log before it is moved into the file: when nobody waits, and in any case; and from
 * where on it is told that it can't be. */
#define LOG_PAGES 1000
#define LOG_PAGES_MOST 8000
#define LOG_PAGES_TOLD 10000

struct waiting {
	struct waiting *next;
	change_fn *change;
	void *value;
	enum outcome went;
	bool told;
	bool later; /* a slot: nobody waits */
	pthread_cond_t tell;
};

struct later {
	struct waiting waiting; /* first, so that one is the other */
	_Alignas(max_align_t) unsigned char value[LATER_MOST];
};

/* A list with an end to add at. */
struct line {
	struct waiting *first, **end;
	int count;
};

struct writer {
	struct db *db; /* the thread's own */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t work; /* something waits, or it is time to stop */
	struct line queue;
	int awaited;           /* of the queue, those that somebody waits for */
	struct waiting *slots; /* free ones */
	int queue_most;
	int callers;         /* still inside writer_change() */
	pthread_cond_t left; /* the last of them went, while stopping */
	bool stopping;
	bool log_stuck;       /* the log couldn't be moved the last time, which was logged */
	int log_held;         /* its pages then, where a reader needed many of them; else 0 */
	atomic_bool emptying; /* the log is to be emptied, for it holds what was erased */
	_Atomic uint64_t commits;
	struct writer_tally tally;
	void (*let_go)(void *context); /* makes idle readers need nothing of the log */
	void *let_go_context;
};

static void line_add(struct line *line, struct waiting *w)
{
	w->next = NULL;
	*(line->first ? line->end : &line->first) = w;
	line->end = &w->next;
	line->count++;
}

static struct waiting *line_take(struct line *line)
{
	struct waiting *w = line->first;
	if (!w)
		return NULL;
	line->first = w->next;
	line->count--;
	return w;
}

/* ---- a group of changes --------------------------------------------------------------------- */

static struct waiting *take_waiting(struct writer *writer)
{
	pthread_mutex_lock(&writer->lock);
	struct waiting *w = line_take(&writer->queue);
	if (w && !w->later)
		writer->awaited--;
	pthread_mutex_unlock(&writer->lock);
	return w;
}

static bool in_transaction(const struct db *db)
{
	return !sqlite3_get_autocommit(db->sqlite);
}

/* Runs one change. What it did is undone where it isn't DONE. False where that took the whole
 * transaction with it, as a full disk does. */
static bool run_change(struct db *db, struct waiting *w)
{
	struct chain was = db->chain;

	w->went = query_alone(db, Q_change_begin);
	if (w->went != DONE)
		return false;
	w->went = w->change(db, w->value);
	if (!in_transaction(db))
		return false;
	if (w->went != DONE) {
		db->chain = was;
		if (query_alone(db, Q_change_undo) != DONE)
			return false;
	}
	return query_alone(db, Q_change_end) == DONE;
}

/* Runs waiting changes until the group is whole. What it answers holds for all of them. */
static enum outcome run_group(struct writer *writer, struct line *group)
{
	struct db *db = writer->db;
	int64_t until = clock_ticks_us() + GROUP_US;
	struct waiting *w;

	TRY(query_alone(db, Q_begin));
	db->chain.joined = db->chain.added = false;
	while (group->count < GROUP_MOST && (w = take_waiting(writer))) {
		line_add(group, w);
		if (!run_change(db, w))
			return w->went == BUSY ? BUSY : BROKEN;
		if (clock_ticks_us() >= until)
			break;
	}
	TRY(sign_head(db));
	int64_t began = clock_ticks_us();
	TRY(query_alone(db, Q_commit));
	histogram_add(&writer->tally.commit_us, clock_ticks_us() - began);
	return DONE;
}

static void tell_group(struct writer *writer, struct line *group, enum outcome whole)
{
	struct waiting *w;

	pthread_mutex_lock(&writer->lock);
	while ((w = line_take(group))) {
		if (whole != DONE)
			w->went = whole;
		w->told = true;
		if (w->later) {
			w->next = writer->slots;
			writer->slots = w;
		} else {
			pthread_cond_signal(&w->tell);
		}
	}
	pthread_mutex_unlock(&writer->lock);
}

/* A change can't begin: all who wait would meet the same. */
static void refuse_waiting(struct writer *writer, struct line *group, enum outcome whole)
{
	struct waiting *w;

	while ((w = take_waiting(writer))) {
		w->went = whole;
		line_add(group, w);
	}
}

/* Told once, and once more when it is over. `left`: pages that a reader still needs. */
static void tell_log(struct writer *writer, bool failed, int left)
{
	bool stuck = failed || left > LOG_PAGES_TOLD;

	if (failed && !writer->log_stuck && db_fault(writer->db, "moving its log") != DONE)
		log_note("the log of the database grows until that works; nothing is lost");
	else if (stuck && !writer->log_stuck)
		log_note("the log of the database has grown by %d pages that can't be moved: a "
			 "program that reads the file holds on to an old state of it; nothing is "
			 "lost",
			left);
	else if (!stuck && writer->log_stuck)
		log_note("the log of the database is moved again");
	writer->log_stuck = stuck;
}

/* Moves the log into the file when that keeps nobody, before it grows long. Readers don't wait for
 * it, nor does it for them: where one of them needs much of it, the rest waits until the log has
 * grown as much again. */
static void move_log(struct writer *writer)
{
	struct db *db = writer->db;
	bool idle;
	int pages = 0, moved = 0;

	pthread_mutex_lock(&writer->lock);
	idle = writer->queue.count == 0;
	pthread_mutex_unlock(&writer->lock);
	if (db->wal_pages > 0 && db->wal_pages < writer->log_held)
		writer->log_held = 0; /* it began anew */
	if (db->wal_pages < writer->log_held + (idle ? LOG_PAGES : LOG_PAGES_MOST))
		return;
	writer->let_go(writer->let_go_context); /* or some of it could not be moved */
	int code = sqlite3_wal_checkpoint_v2(
		db->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
	db->wal_pages = 0;
	writer->let_go(writer->let_go_context); /* or it could not begin anew */
	if ((code & 0xFF) == SQLITE_BUSY)       /* a command beside us is moving it */
		return;
	int left = code == SQLITE_OK ? pages - moved : 0;
	writer->log_held = left >= LOG_PAGES ? pages : 0;
	tell_log(writer, code != SQLITE_OK, left);
}

/* Moves all of the log into the file and cuts it to nothing. Where a reader still needs it, or a
 * command beside us, nobody waits for that: the next group tries again. */
static void empty_log(struct writer *writer)
{
	struct db *db = writer->db;

	if (!atomic_load(&writer->emptying))
		return;
	writer->let_go(writer->let_go_context);
	sqlite3_busy_timeout(db->sqlite, 0);
	int code =
		sqlite3_wal_checkpoint_v2(db->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(db->sqlite, WAIT_MS);
	writer->let_go(writer->let_go_context);
	if ((code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED)
		return;
	atomic_store(&writer->emptying, false);
	if (code != SQLITE_OK && db_fault(db, "emptying its log") != DONE)
		return; /* told; the next hour asks again */
	db->wal_pages = writer->log_held = 0;
}

static void make_group(struct writer *writer)
{
	struct db *db = writer->db;
	struct chain was = db->chain;
	struct line group = { 0 };
	writer_tally_begin(&writer->tally);
	enum outcome whole = run_group(writer, &group);

	writer_tally_end(&writer->tally, group.count, whole);
	if (whole == DONE)
		atomic_fetch_add(&writer->commits, 1);
	else if (group.count == 0)
		refuse_waiting(writer, &group, whole);
	if (whole != DONE)
		db->chain = was;
	if (in_transaction(db) && query_alone(db, Q_rollback) != DONE)
		log_fault("a group of changes could not be taken back");
	tell_group(writer, &group, whole);
	move_log(writer);
	empty_log(writer);
	atomic_store(&writer->tally.busy_since, 0);
}

/* Waits, with the lock held, for a change and then for the group to be worth a commit. */
static void await_group(struct writer *writer)
{
	struct timespec until;

	while (writer->queue.count == 0 && !writer->stopping)
		pthread_cond_wait(&writer->work, &writer->lock);
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += LATER_MS * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	while (writer->awaited == 0 && writer->queue.count < GROUP_MOST && !writer->stopping)
		if (pthread_cond_timedwait(&writer->work, &writer->lock, &until) != 0)
			break;
}

static void *write_all(void *context)
{
	struct writer *writer = context;

	pthread_mutex_lock(&writer->lock);
	for (;;) {
		await_group(writer);
		if (writer->queue.count == 0)
			break;
		pthread_mutex_unlock(&writer->lock);
		make_group(writer);
		pthread_mutex_lock(&writer->lock);
	}
	pthread_mutex_unlock(&writer->lock);
	return NULL;
}

void writer_empty_log(struct writer *writer)
{
	atomic_store(&writer->emptying, true);
}

/* ---- those who wait ------------------------------------------------------------------------- */

enum outcome writer_change(struct writer *writer, change_fn *change, void *value)
{
	struct waiting w = { .change = change, .value = value, .tell = PTHREAD_COND_INITIALIZER };

	if (pthread_equal(pthread_self(), writer->thread)) {
		log_fault("a change asked for another change, which would wait for ever");
		return BROKEN;
	}
	pthread_mutex_lock(&writer->lock);
	if (writer->stopping || writer->queue.count >= writer->queue_most) {
		pthread_mutex_unlock(&writer->lock);
		atomic_fetch_add(&writer->tally.refused, 1);
		return BUSY;
	}
	line_add(&writer->queue, &w);
	if (writer->awaited++ == 0)
		pthread_cond_signal(&writer->work);
	writer->callers++;
	while (!w.told)
		pthread_cond_wait(&w.tell, &writer->lock);
	if (--writer->callers == 0 && writer->stopping)
		pthread_cond_signal(&writer->left);
	pthread_mutex_unlock(&writer->lock);
	pthread_cond_destroy(&w.tell);
	return w.went;
}

void writer_change_later(struct writer *writer, change_fn *change, const void *value, size_t size)
{
	if (size > LATER_MOST) {
		log_fault("a value of %zu bytes is too large for later", size);
		return;
	}
	pthread_mutex_lock(&writer->lock);
	struct later *slot = (struct later *)writer->slots;
	if (slot && !writer->stopping && writer->queue.count <= writer->queue_most / 2) {
		writer->slots = slot->waiting.next;
		slot->waiting =
			(struct waiting){ .change = change, .value = slot->value, .later = true };
		memcpy(slot->value, value, size);
		line_add(&writer->queue, &slot->waiting);
		/* those between the first and a whole group change nothing for who waits there */
		if (writer->queue.count == 1 || writer->queue.count == GROUP_MOST)
			pthread_cond_signal(&writer->work);
	} else {
		atomic_fetch_add(&writer->tally.dropped, 1);
	}
	pthread_mutex_unlock(&writer->lock);
}

uint64_t writer_commits(const struct writer *writer)
{
	return atomic_load(&writer->commits);
}

struct writer_tally *writer_tally(struct writer *writer)
{
	return &writer->tally;
}

bool writer_is_failing(struct writer *writer, bool *full)
{
	*full = atomic_load(&writer->db->disk_full);
	return atomic_load(&writer->tally.failing);
}

void writer_numbers(struct writer *writer, struct store_numbers *n)
{
	const struct writer_tally *t = &writer->tally;

	n->commits = writer_commits(writer);
	n->failed = atomic_load(&t->failed);
	n->refused = atomic_load(&t->refused);
	n->dropped = atomic_load(&t->dropped);
	n->group_sizes = histogram_read(&t->sizes);
	n->commit_us = histogram_read(&t->commit_us);
	n->queue_most = (size_t)writer->queue_most;
	pthread_mutex_lock(&writer->lock);
	n->queued = (size_t)writer->queue.count;
	pthread_mutex_unlock(&writer->lock);
}

/* ---- start and stop ------------------------------------------------------------------------- */

/* Signals are for the thread that waits for them in main. */
static int start_thread(struct writer *writer)
{
	sigset_t all, was;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	int failed = pthread_create(&writer->thread, NULL, write_all, writer);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	return failed;
}

enum outcome writer_start(struct db *db, struct arena *a, int queue_most,
	void (*let_go)(void *context), void *context, struct writer **writer)
{
	struct writer *w = arena_take_of(a, struct writer);

	w->db = db;
	w->let_go = let_go;
	w->let_go_context = context;
	w->queue_most = queue_most > 0 ? queue_most : QUEUE_MOST;
	writer_tally_open(&w->tally);
	pthread_mutex_init(&w->lock, NULL);
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&w->work, &steady);
	pthread_condattr_destroy(&steady);
	pthread_cond_init(&w->left, NULL);
	for (int i = 0; i <= w->queue_most / 2; i++) {
		struct later *slot = arena_take_of(a, struct later);
		slot->waiting.next = w->slots;
		w->slots = &slot->waiting;
	}
	int failed = start_thread(w);
	if (failed) {
		log_fault("could not start the writer: %s", strerror(failed));
		return BROKEN;
	}
	*writer = w;
	return DONE;
}

void writer_stop(struct writer *writer)
{
	pthread_mutex_lock(&writer->lock);
	writer->stopping = true;
	pthread_cond_signal(&writer->work);
	pthread_mutex_unlock(&writer->lock);
	pthread_join(writer->thread, NULL);
	pthread_mutex_lock(&writer->lock);
	while (writer->callers > 0)
		pthread_cond_wait(&writer->left, &writer->lock);
	pthread_mutex_unlock(&writer->lock);
	pthread_cond_destroy(&writer->left);
	pthread_cond_destroy(&writer->work);
	pthread_mutex_destroy(&writer->lock);
}
