/*
 * A disk that is full or fails. The file system SQLite sees is the real one, but for writes and
 * syncs that fail while a switch is on: as with a real full disk, at COMMIT, with a group of
 * changes in the air. Everyone in the group must be told, nothing of it be in the file, and the
 * store go on as soon as there is space. Or only the file itself fails and its log doesn't: then
 * the log can't be moved, nobody is told anything but the admin, and it is moved when it can be.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>

#include "fixture.h"
#include "gate.h"
#include "store/inside.h"

/* The methods of one kind of file, with write and sync of ours, and the real ones. */
struct twin {
	sqlite3_io_methods failing; /* first: what a file points at */
	const sqlite3_io_methods *real;
	bool main; /* the file itself, not its log */
};

/* SQLite hands over nothing of ours, so they stand here. */
static sqlite3_vfs disk;
static sqlite3_vfs *real_disk;
static struct twin twins[8];
static pthread_mutex_t twins_lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int write_fails, sync_fails;           /* the code they answer with; 0: they work */
static atomic_int move_write_fails, move_sync_fails; /* of the file itself only */

static const struct twin *twin_at(const sqlite3_file *file)
{
	return (const struct twin *)file->pMethods;
}

static int code_for(const sqlite3_file *file, atomic_int *any, atomic_int *of_main)
{
	int code = twin_at(file)->main ? atomic_load(of_main) : 0;
	return code ? code : atomic_load(any);
}

static int write_or_fail(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
	int code = code_for(file, &write_fails, &move_write_fails);
	return code ? code : twin_at(file)->real->xWrite(file, bytes, size, at);
}

static int sync_or_fail(sqlite3_file *file, int flags)
{
	int code = code_for(file, &sync_fails, &move_sync_fails);
	return code ? code : twin_at(file)->real->xSync(file, flags);
}

static const sqlite3_io_methods *twin_of(const sqlite3_io_methods *real, bool is_main)
{
	size_t i = 0;

	pthread_mutex_lock(&twins_lock);
	while (i < COUNT_OF(twins) && twins[i].real &&
		(twins[i].real != real || twins[i].main != is_main))
		i++;
	need(i < COUNT_OF(twins), "few kinds of file");
	if (!twins[i].real) {
		twins[i] = (struct twin){ *real, real, is_main };
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
		file->pMethods = twin_of(file->pMethods, (flags & SQLITE_OPEN_MAIN_DB) != 0);
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

static int64_t people(struct fixture *f)
{
	return raw_number(f->path, "SELECT count(*) FROM person");
}

#define GROUP 12

/* Changes from many threads at once; every third is refused by itself. */
static void run_group(struct fixture *f, struct caller callers[GROUP], int64_t made[GROUP])
{
	struct gate gate = { 0 };
	struct caller first;

	close_gate(&gate, &first, f->store); /* so that they come as one group */
	for (int i = 0; i < GROUP; i++)
		start(&callers[i], f->store, i % 3 == 2 ? refuse : make_person, &made[i]);
	usleep(50 * 1000); /* for all to stand in the queue */
	open_gate(&gate, &first);
	for (int i = 0; i < GROUP; i++)
		pthread_join(callers[i].thread, NULL);
}

static void test_failure(
	struct fixture *f, const char *says, atomic_int *which, int code, enum outcome want)
{
	struct caller callers[GROUP];
	int64_t made[GROUP];
	struct text told = NO_TEXT;
	int64_t before = people(f), person;
	int wrong = 0;

	atomic_store(which, code);
	uint64_t commits = store_commits(f->store);
	run_group(f, callers, made);
	bool none = store_commits(f->store) <= commits + 1; /* the one at the gate wrote nothing */
	atomic_store(which, 0);
	for (int i = 0; i < GROUP; i++)
		wrong += callers[i].went != want;
	CHECK(wrong == 0, "%s: everyone is told %s, who was refused too", says, outcome_name(want));
	CHECK(people(f) == before && none, "%s: nothing is half done", says);
	CHECK(store_change(f->store, make_person, &person) == DONE && people(f) == before + 1,
		"%s: and then it goes on", says);
	CHECK(verify(f, NULL, &told) == DONE, "%s: the chain is whole: %.*s", says, SHOWN(told));
}

/* ---- changes that nobody waits for ---------------------------------------------------------- */

static enum outcome note(struct db *db, void *value)
{
	char page[20];
	snprintf(page, sizeof page, "page-%d", *(int *)value);
	return note_visit(db, 1, TEXT("course"), text_of(page), NOW);
}

static enum outcome nothing(struct db *db, void *value)
{
	(void)db, (void)value;
	return DONE;
}

/* More of them than there are places to keep one: places that don't come back would be missed. */
static void test_later(struct fixture *f)
{
	int number, fine = 1;
	int64_t before = raw_number(f->path, "SELECT count(*) FROM visit");

	atomic_store(&write_fails, SQLITE_FULL);
	for (number = 0; number < 600; number++) {
		store_change_later(f->store, note, &number, sizeof number);
		if (number % 50 == 49)
			fine &= store_change(f->store, nothing, NULL) != BROKEN;
	}
	atomic_store(&write_fails, 0);
	CHECK(fine && raw_number(f->path, "SELECT count(*) FROM visit") == before,
		"what nobody waits for is gone with its group");
	for (number = 1000; number < 1020; number++)
		store_change_later(f->store, note, &number, sizeof number);
	CHECK(store_change(f->store, nothing, NULL) == DONE &&
			raw_number(f->path, "SELECT count(*) FROM visit") == before + 20,
		"and takes no place with it: with space all the next ones are kept");
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

/* ---- a log that can't be moved -------------------------------------------------------------- */

/* How often the admin was told; from here on what would be read in the journal is in the file. */
static int times_told(struct fixture *f, const char *words)
{
	OWN_ARENA a = arena_open();
	struct text log;
	char path[PATH_MAX];
	int times = 0;

	snprintf(path, sizeof path, "%s/journal", f->folder);
	need(file_read(a, path, 1 << 20, &log) == DONE, "the journal");
	for (size_t at; (at = text_find(log, text_of(words))) < log.size; times++)
		log = text_part(log, at + 1, log.size);
	return times;
}

static void keep_journal(struct fixture *f)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/journal", f->folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
	need(fd >= 0 && dup2(fd, STDERR_FILENO) >= 0, "a journal");
	close(fd);
}

static int64_t log_size(struct fixture *f)
{
	char path[PATH_MAX + 8];
	struct stat about;
	snprintf(path, sizeof path, "%s-wal", f->path);
	return stat(path, &about) == 0 ? about.st_size : -1;
}

/* Changes of about 100 pages each; how many went well. */
static int change_much(struct fixture *f, int count)
{
	static char big[400 * 1024];
	int well = 0;

	for (int i = 0; i < count; i++) {
		memset(big, 'a' + i % 26, sizeof big);
		well += store_change(f->store, fill_space, big) == DONE;
	}
	return well;
}

/* Small changes with pauses, so that the writer is idle now and then, until the admin has been told
 * so often. */
static bool told_so_often(struct fixture *f, const char *words, int times)
{
	int64_t person;

	for (int i = 0; i < 500 && times_told(f, words) < times; i++) {
		need(store_change(f->store, make_person, &person) == DONE, "a small change");
		usleep(5000);
	}
	return times_told(f, words) == times;
}

/* The log is moved and written from its beginning again. */
static bool begins_anew(struct fixture *f)
{
	int64_t grown = log_size(f);
	return change_much(f, 5) == 5 && log_size(f) == grown;
}

static void test_no_move(struct fixture *f, const char *says, atomic_int *which, int code)
{
	int told = times_told(f, "moving its log"), over = times_told(f, "is moved again");
	struct text lines = NO_TEXT;

	reopen_store(f); /* with a log that begins anew */
	atomic_store(which, code);
	CHECK(change_much(f, 15) == 15, "%s: changes are made all the same", says);
	CHECK(told_so_often(f, "moving its log", told + 1), "%s: the admin is told", says);
	CHECK(change_much(f, 5) == 5 && times_told(f, "moving its log") == told + 1 &&
			times_told(f, "is moved again") == over,
		"%s: once", says);
	atomic_store(which, 0);
	CHECK(told_so_often(f, "is moved again", over + 1) && begins_anew(f),
		"%s: when it can be, the log is moved, and that is told too", says);
	CHECK(verify(f, NULL, &lines) == DONE, "%s: the chain is whole", says);
}

/* A program that looks at an old state for very long. */
static void test_held_log(struct fixture *f)
{
	static const char held[] = "holds on to an old state";
	sqlite3 *raw = NULL;
	int over = times_told(f, "is moved again");

	reopen_store(f);
	need(sqlite3_open(f->path, &raw) == SQLITE_OK &&
			sqlite3_exec(raw, "BEGIN; SELECT count(*) FROM person", NULL, NULL, NULL) ==
				SQLITE_OK,
		"somebody who reads");
	CHECK(change_much(f, 115) == 115, "while a program holds an old state, changes are made");
	CHECK(told_so_often(f, held, 1), "the admin is told once why the log grows");
	sqlite3_close(raw);
	CHECK(change_much(f, 12) == 12 && told_so_often(f, "is moved again", over + 1) &&
			begins_anew(f),
		"when it lets go the log is moved");
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

/* Whether the store says so within some seconds, with nobody changing anything. */
static bool comes_to_say(struct fixture *f, enum store_ail ail)
{
	for (int i = 0; i < 100 && store_ails(f->store) != ail; i++)
		nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	return store_ails(f->store) == ail;
}

static void test_ails(
	struct fixture *f, const char *says, atomic_int *which, int code, enum store_ail ail)
{
	struct store_numbers before, after;
	int64_t person;

	CHECK(store_ails(f->store) == STORE_WELL, "before %s the store is well", says);
	store_numbers(f->store, &before);
	atomic_store(which, code);
	CHECK(store_change(f->store, make_person, &person) != DONE, "%s is met", says);
	CHECK(store_ails(f->store) == ail, "and the store says so");
	/* longer than it leaves between two tries of its own */
	nanosleep(&(struct timespec){ .tv_sec = 1, .tv_nsec = 300000000 }, NULL);
	(void)store_ails(f->store);
	nanosleep(&(struct timespec){ .tv_nsec = 300000000 }, NULL);
	CHECK(store_ails(f->store) == ail, "and while that lasts it goes on saying so");
	store_numbers(f->store, &after);
	CHECK(after.failed >= before.failed + 2 && after.faults >= before.faults + 2 &&
			after.commits == before.commits,
		"having tried by itself (%llu groups failed)",
		(unsigned long long)(after.failed - before.failed));
	atomic_store(which, 0);
	CHECK(comes_to_say(f, STORE_WELL), "after %s it is well again, by itself", says);
	store_numbers(f->store, &after);
	CHECK(after.commits == before.commits + 1, "with one commit, which changed nothing");
}

int main(void)
{
	use_failing_disk();
	struct fixture f = fixture_open();

	test_failure(&f, "a full disk", &write_fails, SQLITE_FULL, BUSY);
	test_failure(&f, "a disk that fails to write", &write_fails, SQLITE_IOERR_WRITE, BROKEN);
	test_failure(&f, "a disk that fails to sync", &sync_fails, SQLITE_IOERR_FSYNC, BROKEN);
	test_later(&f);
	test_ails(&f, "a full disk", &write_fails, SQLITE_FULL, STORE_DISK);
	test_ails(&f, "a disk that fails to sync", &sync_fails, SQLITE_IOERR_FSYNC, STORE_WRITER);
	test_no_pages(&f);
	keep_journal(&f);
	test_no_move(&f, "a file that can't grow", &move_write_fails, SQLITE_FULL);
	test_no_move(&f, "a file that can't be synced", &move_sync_fails, SQLITE_IOERR_FSYNC);
	test_held_log(&f);
	test_full_at_start(&f);
	fixture_close(&f);
	return test_end();
}
