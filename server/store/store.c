/*
 * store: opens the file, once for the whole machine (a lock file says so), and owns its
 * connections: the writer's and a small pool of readers, whose last returned is lent first, for its
 * cache is warm. All of it is in the store's arena and is closed by store_close().
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/inside.h"

struct store {
	struct arena *arena;
	int lock_file; /* -1: not ours */
	struct db changes;
	struct writer *writer; /* NULL: not started */
	struct db *readers;
	int reader_count;
	const char *path;
	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t returned;
	struct db *free;
	int lent;
	uint64_t loans, waits;
	int64_t returned_at;     /* clock_ticks_us */
	_Atomic uint64_t let_go; /* how often moments were let go */
};

/* ---- the file ------------------------------------------------------------------------------- */

static void drop_lock(struct store *store)
{
	if (store->lock_file >= 0)
		close(store->lock_file);
	store->lock_file = -1;
}

static enum outcome lock_path(struct store *store, const char *path, bool beside)
{
	char lock[PATH_MAX];

	if (snprintf(lock, sizeof lock, "%s.lock", path) >= (int)sizeof lock) {
		log_fault("the path of the database is too long");
		return BROKEN;
	}
	store->lock_file = open(lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (store->lock_file < 0) {
		log_fault("could not open %s: %s", lock, strerror(errno));
		return BROKEN;
	}
	if (flock(store->lock_file, LOCK_EX | LOCK_NB) == 0)
		return DONE;
	if (errno == EWOULDBLOCK && beside) {
		drop_lock(store);
		return DONE;
	}
	if (errno == EWOULDBLOCK)
		log_fault("%s is in use by an Askel that runs already: stop that one first", path);
	else
		log_fault("could not lock %s: %s", lock, strerror(errno));
	return BROKEN;
}

/* Makes the file, where it may, readable to us alone: SQLite gives its log the same mode. */
static enum outcome make_file(const char *path, bool make)
{
	int flags = O_RDWR | O_CLOEXEC | (make ? O_CREAT : 0);
	int fd = open(path, flags, 0600);

	if (fd < 0 && errno == ENOENT && !make)
		return NOT_HERE;
	if (fd < 0) {
		log_fault("could not open %s: %s", path, strerror(errno));
		return BROKEN;
	}
	close(fd);
	return DONE;
}

/*
 * Where a sync failed under an earlier start, the log may show a group in the system's memory that
 * isn't on the disk and never will be, for the system counts it as written. The group itself was
 * told that it failed; but what is added after it would be lost with it when the power goes. So
 * before SQLite looks at the log, what the system remembers of it is dropped and read from the
 * disk. The file needs none of it: pages whose sync failed stand in the log until one went well.
 * Before any connection is open: closing a file drops its locks.
 */
static enum outcome read_log_from_disk(const char *path)
{
	char log[PATH_MAX];

	snprintf(log, sizeof log, "%s-wal", path);
	int fd = open(log, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return DONE;
	if (fd < 0 || fsync(fd) < 0) {
		log_fault("could not sync %s: %s", log, strerror(errno));
		if (fd >= 0)
			close(fd);
		return BROKEN;
	}
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	close(fd);
	return DONE;
}

/* ---- readers -------------------------------------------------------------------------------- */

static int reader_count_of(const struct store_settings *settings)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (settings->readers > 0)
		return settings->readers;
	return cores > 1 ? 2 * (int)cores : 2;
}

static enum outcome open_readers(struct store *store, const struct store_settings *settings)
{
	int count = reader_count_of(settings);

	store->readers = arena_take_many(store->arena, (size_t)count, sizeof *store->readers);
	for (; store->reader_count < count; store->reader_count++) {
		struct db *db = &store->readers[store->reader_count];
		TRY(db_open(db, settings->path, DB_READS));
		TRY(moment_open(db));
		db->next = store->free;
		store->free = db;
	}
	return DONE;
}

static struct db *take_reader(struct store *store)
{
	struct db *db = store->free;

	store->free = db->next;
	store->lent++;
	store->loans++;
	return db;
}

static struct db *await_reader(struct store *store)
{
	pthread_mutex_lock(&store->lock);
	store->waits += !store->free;
	while (!store->free)
		pthread_cond_wait(&store->returned, &store->lock);
	struct db *db = take_reader(store);
	pthread_mutex_unlock(&store->lock);
	return db;
}

struct db *reader_borrow(struct store *store)
{
	struct db *db = await_reader(store);
	moment_end(db);
	return db;
}

struct db *reader_borrow_moment(struct store *store)
{
	struct db *db = await_reader(store);
	moment_keep(db, atomic_load(&store->let_go));
	return db;
}

struct db *reader_try(struct store *store, int64_t *returned)
{
	pthread_mutex_lock(&store->lock);
	*returned = store->returned_at;
	struct db *db = store->free ? take_reader(store) : NULL;
	pthread_mutex_unlock(&store->lock);
	if (db)
		moment_end(db);
	return db;
}

void reader_return(struct store *store, struct db *db)
{
	pthread_mutex_lock(&store->lock);
	db->next = store->free;
	store->free = db;
	store->lent--;
	store->returned_at = clock_ticks_us();
	pthread_cond_signal(&store->returned);
	pthread_mutex_unlock(&store->lock);
}

void readers_numbers(struct store *store, struct store_numbers *n)
{
	pthread_mutex_lock(&store->lock);
	n->readers = (size_t)store->reader_count;
	n->lent = (size_t)store->lent;
	n->loans = store->loans;
	n->waits = store->waits;
	pthread_mutex_unlock(&store->lock);
	n->faults = atomic_load(&store->changes.faults);
	for (int i = 0; i < store->reader_count; i++)
		n->faults += atomic_load(&store->readers[i].faults);
}

void store_empty_log(struct store *store)
{
	writer_empty_log(store->writer);
}

/* Called by the writer, around its moving the log. */
static void let_moments_go(void *context)
{
	struct store *store = context;

	atomic_fetch_add(&store->let_go, 1);
	pthread_mutex_lock(&store->lock);
	for (struct db *db = store->free; db; db = db->next)
		moment_end(db);
	pthread_mutex_unlock(&store->lock);
}

/* ---- open and close ------------------------------------------------------------------------- */

/* Only who holds the lock changes the schema. A command that stays beside a server gives the lock
 * back at once, so that it never keeps the server from starting. */
static enum outcome bring_forward(struct store *store, const struct store_settings *settings)
{
	struct db *db = &store->changes;

	if (store->lock_file < 0)
		return migrate_nothing(db, settings->path, migrations, migration_count);
	TRY(migrate(db, settings->path, migrations, migration_count));
	if (settings->beside)
		drop_lock(store);
	return DONE;
}

static enum outcome open_all(struct store *store, const struct store_settings *settings)
{
	int64_t now = clock_now();

	TRY(make_file(settings->path, settings->make));
	TRY(lock_path(store, settings->path, settings->beside));
	if (store->lock_file >= 0)
		TRY(read_log_from_disk(settings->path));
	TRY(db_open(&store->changes, settings->path, DB_WRITES));
	TRY(bring_forward(store, settings));
	TRY(db_prepare_all(&store->changes));
	store->changes.chain.seal = settings->seal;
	TRY(open_readers(store, settings));
	TRY(writer_start(&store->changes, store->arena, settings->queue_most, let_moments_go, store,
		&store->writer));
	return store_change(store, begin_chain, &now);
}

/* For the whole process, before its first connection; later calls change nothing. SQLite counts the
 * bytes it holds under one lock for all threads, which half of all waiting at 64 connections was
 * for. And a connection takes its page cache at once (as large as db.c lets a reader's be), instead of
 * a page at a time from a heap that grows and shrinks with every commit. */
static void settle_sqlite(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, -2048);
}

enum outcome store_open(const struct store_settings *settings, struct store **store)
{
	struct arena *arena = arena_open();
	struct store *s = arena_take_of(arena, struct store);

	settle_sqlite();
	s->arena = arena;
	s->lock_file = -1;
	s->path = arena_copy_chars(arena, settings->path).at;
	s->returned_at = clock_ticks_us();
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->returned, NULL);
	enum outcome o = open_all(s, settings);
	if (o != DONE) {
		store_close(s);
		return o;
	}
	*store = s;
	return DONE;
}

void store_close(struct store *store)
{
	if (store->writer)
		writer_stop(store->writer);
	for (int i = 0; i < store->reader_count; i++)
		db_close(&store->readers[i]);
	db_close(&store->changes);
	drop_lock(store);
	pthread_cond_destroy(&store->returned);
	pthread_mutex_destroy(&store->lock);
	arena_close(store->arena);
}

enum outcome store_change(struct store *store, change_fn *change, void *value)
{
	return writer_change(store->writer, change, value);
}

void store_change_later(struct store *store, change_fn *change, const void *value, size_t size)
{
	writer_change_later(store->writer, change, value, size);
}

uint64_t store_commits(const struct store *store)
{
	return writer_commits(store->writer);
}

struct writer *store_writer(const struct store *store)
{
	return store->writer;
}

const char *store_path(const struct store *store)
{
	return store->path;
}
