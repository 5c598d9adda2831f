/*
 * A disk that is full or fails. The file system SQLite sees is the real one, but for writes and
 * syncs that fail while a switch is on: as with a real full disk, at COMMIT, with a group of
 * changes in the air. Everyone in the group must be told, nothing of it be in the file, and the
 * store go on as soon as there is space.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "fixture.h"
#include "store/inside.h"

/* The methods of one kind of file, with write and sync of ours, and the real ones. */
struct twin {
	sqlite3_io_methods failing; /* first: what a file points at */
	const sqlite3_io_methods *real;
};

/* SQLite hands over nothing of ours, so they stand here. */
static sqlite3_vfs disk;
static sqlite3_vfs *real_disk;
static struct twin twins[4];
static pthread_mutex_t twins_lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int write_fails, sync_fails; /* the code they answer with; 0: they work */

static const sqlite3_io_methods *real_of(const sqlite3_file *file)
{
	return ((const struct twin *)file->pMethods)->real;
}

static int write_or_fail(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
	int code = atomic_load(&write_fails);
	return code ? code : real_of(file)->xWrite(file, bytes, size, at);
}

static int sync_or_fail(sqlite3_file *file, int flags)
{
	int code = atomic_load(&sync_fails);
	return code ? code : real_of(file)->xSync(file, flags);
}

static const sqlite3_io_methods *twin_of(const sqlite3_io_methods *real)
{
	size_t i = 0;

	pthread_mutex_lock(&twins_lock);
	while (i < COUNT_OF(twins) && twins[i].real && twins[i].real != real)
		i++;
	need(i < COUNT_OF(twins), "few kinds of file");
	if (!twins[i].real) {
		twins[i] = (struct twin){ *real, real };
		twins[i].failing.xWrite = write_or_fail;
		twins[i].failing.xSync = sync_or_fail;
	}
	pthread_mutex_unlock(&twins_lock);
	return &twins[i].failing;
}

static int open_failing(
	sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
	(void)vfs;
	int code = real_disk->xOpen(real_disk, name, file, flags, flags_out);
	if (code == SQLITE_OK)
		file->pMethods = twin_of(file->pMethods);
	return code;
}

static void use_failing_disk(void)
{
	real_disk = sqlite3_vfs_find(NULL);
	disk = *real_disk;
	disk.zName = "failing";
	disk.xOpen = open_failing;
	need(sqlite3_vfs_register(&disk, 1) == SQLITE_OK, "a disk that fails when it is told to");
}

static enum outcome make_person(struct db *db, void *value)
{
	return add_person(db, NO_TEXT, ROLE_CLIENT, NOW, value);
}

static enum outcome refuse(struct db *db, void *value)
{
	TRY(make_person(db, value));
	return OVERTAKEN;
}

struct caller {
	pthread_t thread;
	struct store *store;
	change_fn *change;
	int64_t person;
	enum outcome went;
};

static void *call(void *context)
{
	struct caller *c = context;
	c->went = store_change(c->store, c->change, &c->person);
	return NULL;
}

static int64_t people(struct fixture *f)
{
	return raw_number(f->path, "SELECT count(*) FROM person");
}

#define GROUP 12

/* Changes from many threads at once; every third is refused by itself. */
static void run_group(struct fixture *f, struct caller callers[GROUP])
{
	for (int i = 0; i < GROUP; i++) {
		callers[i] = (struct caller){ .store = f->store,
			.change = i % 3 == 2 ? refuse : make_person };
		need(pthread_create(&callers[i].thread, NULL, call, &callers[i]) == 0, "a thread");
	}
	for (int i = 0; i < GROUP; i++)
		pthread_join(callers[i].thread, NULL);
}

static void test_failure(
	struct fixture *f, const char *says, atomic_int *which, int code, enum outcome want)
{
	struct caller callers[GROUP];
	struct text told = NO_TEXT;
	int64_t before = people(f), person;
	int wrong = 0;

	atomic_store(which, code);
	uint64_t commits = store_commits(f->store);
	run_group(f, callers);
	bool none = store_commits(f->store) == commits;
	atomic_store(which, 0);
	for (int i = 0; i < GROUP; i++)
		wrong += callers[i].went != want && !(i % 3 == 2 && callers[i].went == OVERTAKEN);
	CHECK(wrong == 0, "%s: everyone is told %s", says, outcome_name(want));
	CHECK(people(f) == before && none, "%s: nothing is half done", says);
	CHECK(store_change(f->store, make_person, &person) == DONE && people(f) == before + 1,
		"%s: and then it goes on", says);
	CHECK(verify(f, NULL, &told) == DONE, "%s: the chain is whole: %.*s", says, SHOWN(told));
}

/* Space runs out inside a change, not at the end. */
static enum outcome fill_space(struct db *db, void *value)
{
	struct kept_file file = { TEXT("big"), { value, 400 * 1024 } };
	return save_kept_files(db, TEXT("group"), &file, 1, NOW);
}

static enum outcome set_space(struct db *db, void *value)
{
	return db_run(db, value);
}

static void test_no_pages(struct fixture *f)
{
	static char big[400 * 1024];
	char limit[64];
	int64_t pages = raw_number(f->path, "PRAGMA page_count"), person;
	struct text told = NO_TEXT;

	snprintf(limit, sizeof limit, "PRAGMA max_page_count = %lld", (long long)pages + 20);
	need(store_change(f->store, set_space, limit) == DONE, "little space");
	CHECK(store_change(f->store, fill_space, big) == BUSY,
		"a change too large for the disk is BUSY");
	CHECK(store_change(f->store, make_person, &person) == DONE, "a smaller one still goes");
	need(store_change(f->store, set_space, "PRAGMA max_page_count = 1000000") == DONE, "space");
	CHECK(store_change(f->store, fill_space, big) == DONE, "with space the large one goes too");
	CHECK(verify(f, NULL, &told) == DONE, "and the chain is whole");
}

static void test_full_at_start(struct fixture *f)
{
	struct text told = NO_TEXT;

	store_close(f->store);
	atomic_store(&write_fails, SQLITE_FULL);
	need(!raw_run(f->path, "PRAGMA user_version = 77"), "the disk is full for us too");
	CHECK(open_store(f, false) == DONE, "a store opens on a full disk where nothing is new");
	int64_t person;
	CHECK(store_change(f->store, make_person, &person) == BUSY, "can't be changed");
	CHECK(verify(f, NULL, &told) == DONE, "and can be read");
	atomic_store(&write_fails, 0);
	CHECK(store_change(f->store, make_person, &person) == DONE, "until there is space");
}

int main(void)
{
	use_failing_disk();
	struct fixture f = fixture_open();

	test_failure(&f, "a full disk", &write_fails, SQLITE_FULL, BUSY);
	test_failure(&f, "a disk that fails to write", &write_fails, SQLITE_IOERR_WRITE, BROKEN);
	test_failure(&f, "a disk that fails to sync", &sync_fails, SQLITE_IOERR_FSYNC, BROKEN);
	test_no_pages(&f);
	test_full_at_start(&f);
	fixture_close(&f);
	return test_end();
}
