/*
 * A file brought forward under kill -9: a child takes steps that rebuild and fill tables of real
 * work, is killed at a random moment, and again, until it is through. After each kill the file must
 * be whole, at a step done or not begun, and so must the copy beside it whenever it is there; at
 * last all of it is there in the newest form.
 *
 *	KILLS	how many (80)
 *
 * For the kills of the whole server: `steps count` tells how many steps this program knows, and
 * `steps older PATH KEYS N ROWS` makes the file that one with N steps left behind.
 */
#include <signal.h>
#include <sys/wait.h>

#include "older.h"

#define ROWS 1500

static enum outcome bring(const char *path, struct steps steps)
{
	struct db db;
	enum outcome o = db_open(&db, path, DB_WRITES);
	if (o == DONE)
		o = migrate(&db, path, steps.list, steps.count);
	db_close(&db);
	return o;
}

static void copy_file(const char *from, const char *to)
{
	OWN_ARENA a = arena_open();
	struct text bytes;
	need(file_read(a, from, 1 << 26, &bytes) == DONE && file_write(to, bytes, 0600) == DONE,
		"a copy of the older file");
}

static void remove_at(const char *path, const char *more)
{
	char whole[PATH_MAX + 32];
	snprintf(whole, sizeof whole, "%s%s", path, more);
	unlink(whole);
}

/* Microseconds a child lives; 0: to its end. True where it came to its end. */
static bool run_child(const char *path, struct steps steps, int64_t lives)
{
	int status;
	pid_t child = fork();

	need(child >= 0, "a child");
	if (child == 0)
		_exit(bring(path, steps) == DONE ? 0 : 3);
	if (lives > 0) {
		usleep((useconds_t)lives);
		kill(child, SIGKILL);
	}
	need(waitpid(child, &status, 0) == child, "the child ends");
	if (WIFEXITED(status))
		CHECK(WEXITSTATUS(status) == 0, "it is brought forward");
	return WIFEXITED(status);
}

struct tally {
	int kills, halfway, copies, bad, bad_copies;
};

/* One file, from `from` steps to all of them, killed again and again. */
static void bring_through(struct fixture *f, const char *older, struct steps steps, size_t from,
	int64_t needs, struct tally *tally)
{
	char path[PATH_MAX], copy[PATH_MAX + 32];
	int was = steps.list[from - 1].number, newest = steps.list[steps.count - 1].number;

	snprintf(path, sizeof path, "%s/brought.db", f->folder);
	snprintf(copy, sizeof copy, "%s.before-%d", path, newest);
	remove_at(path, "-wal");
	remove_at(path, "-shm");
	unlink(copy);
	copy_file(older, path);
	/* little time at first: each start has to do all again that was not committed */
	for (int64_t most = needs / 4; !run_child(path, steps, 1 + random_below((uint32_t)most));
		most += needs / 4) {
		int64_t at = raw_number(path, "PRAGMA user_version");
		tally->kills++;
		tally->halfway += at > was && at < newest;
		tally->bad += !whole_file(path, f->seal, was, newest, ROWS);
		if (access(copy, F_OK) != 0)
			continue;
		/* a copy made at a later start has the steps taken until then */
		tally->copies++;
		tally->bad_copies += !whole_file(copy, f->seal, was, newest - 1, ROWS);
	}
	/* the tally was filled with what was there when its step was taken */
	tally->bad += !whole_file(path, f->seal, newest, newest, ROWS) ||
		raw_number(path, "SELECT count(*) FROM tally WHERE words LIKE '%.'") !=
			(from <= migration_count ? ROWS : 0);
}

static int64_t time_needed(struct fixture *f, const char *older, struct steps steps)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/timed.db", f->folder);
	copy_file(older, path);
	int64_t began = clock_ticks_us();
	need(run_child(path, steps, 0), "a file brought forward");
	return clock_ticks_us() - began;
}

static void test_kills(struct fixture *f, struct steps steps, size_t from, int kills)
{
	struct tally t = { 0 };
	char older[PATH_MAX];

	snprintf(older, sizeof older, "%s/older-%zu.db", f->folder, from);
	need(make_older(older, f->seal, steps, from, ROWS) == DONE, "an older file");
	int64_t needs = time_needed(f, older, steps);
	/* on a busy machine most are killed before they come to the copy */
	while (t.kills < kills || (t.copies == 0 && t.kills < 20 * kills))
		bring_through(f, older, steps, from, needs, &t);
	CHECK(t.bad == 0,
		"from step %zu to %zu, killed %d times (%d with a part of the steps done): whole "
		"each time, all there at last (not: %d)",
		from, steps.count, t.kills, t.halfway, t.bad);
	CHECK(t.copies > 0 && t.bad_copies == 0,
		"the copy beside it is whole whenever it is there (%d times, not: %d)", t.copies,
		t.bad_copies);
}

static int make_file(char **words)
{
	struct seal *seal = NULL;
	struct steps own = { (struct migration *)migrations, migration_count };
	bool made = seal_open(words[1], false, &seal) == DONE &&
		make_older(words[0], seal, own, (size_t)atoi(words[2]), atoi(words[3])) == DONE;

	if (seal)
		seal_close(seal);
	return made ? 0 : 1;
}

int main(int count, char **words)
{
	if (count == 2 && strcmp(words[1], "count") == 0)
		return printf("%zu\n", migration_count) < 0;
	if (count == 6 && strcmp(words[1], "older") == 0)
		return make_file(words + 2);

	const char *asked = getenv("KILLS");
	struct fixture f = fixture_open();
	store_close(f.store); /* before a fork there must be no threads */
	f.store = NULL;
	struct steps steps = longer_list(f.arena);
	for (size_t from = 1; from < steps.count; from++)
		test_kills(&f, steps, from, (asked ? atoi(asked) : 80) / (int)(steps.count - 1));
	fixture_close(&f);
	return test_end();
}
