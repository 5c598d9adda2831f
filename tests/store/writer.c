/*
 * The writer: groups, refusals that take nobody with them, the bounded queue, changes nobody waits
 * for, draining at the end, readers who never wait.
 */
#include <pthread.h>
#include <sys/stat.h>

#include "fixture.h"
#include "gate.h"
#include "store/inside.h"

/* A note of a visit, as small a change as there is. */
struct visit_note {
	int64_t person;
	int number;
	enum { GOES_WELL, REFUSES, BREAKS, AUDITS_AND_REFUSES, AUDITS } how;
};

static enum outcome note(struct db *db, void *value)
{
	const struct visit_note *n = value;
	char page[20];
	int64_t person;

	snprintf(page, sizeof page, "page-%d", n->number);
	TRY(note_visit(db, n->person, TEXT("course"), text_of(page), NOW));
	switch (n->how) {
	case GOES_WELL:
		return DONE;
	case REFUSES:
		return OVERTAKEN;
	case BREAKS: /* nobody has this number */
		return note_visit(db, 999, TEXT("course"), text_of(page), NOW);
	case AUDITS_AND_REFUSES:
		TRY(add_person(db, NO_TEXT, ROLE_CLIENT, NOW, &person));
		return NOT_HERE;
	case AUDITS:
		return add_person(db, NO_TEXT, ROLE_CLIENT, NOW, &person);
	}
	return DONE;
}

static enum outcome make_person(struct db *db, void *value)
{
	return add_person(db, NO_TEXT, ROLE_CLIENT, NOW, value);
}

static int64_t visits(struct fixture *f)
{
	return raw_number(f->path, "SELECT count(*) FROM visit");
}

static void queue_up(struct fixture *f, struct caller *callers, struct visit_note *notes, int count,
	int64_t person)
{
	for (int i = 0; i < count; i++) {
		notes[i].person = person;
		notes[i].number = i;
		start(&callers[i], f->store, note, &notes[i]);
	}
	usleep(50 * 1000); /* for all to stand in the queue */
}

static void test_group(struct fixture *f, int64_t person)
{
	enum { COUNT = 60 };
	static struct visit_note notes[COUNT];
	static const enum outcome wants[] = { DONE, OVERTAKEN, BROKEN, NOT_HERE, DONE };
	struct caller callers[COUNT], first;
	struct gate gate = { 0 };
	struct text told = NO_TEXT;
	int wrong = 0;
	int64_t people = raw_number(f->path, "SELECT count(*) FROM person");

	uint64_t before = store_commits(f->store);
	close_gate(&gate, &first, f->store);
	for (int i = 0; i < COUNT; i++)
		notes[i].how = i % 5;
	queue_up(f, callers, notes, COUNT, person);
	open_gate(&gate, &first);
	for (int i = 0; i < COUNT; i++) {
		pthread_join(callers[i].thread, NULL);
		wrong += callers[i].went != wants[i % 5];
	}
	CHECK(first.went == DONE && wrong == 0, "each is told how its own change went");
	uint64_t commits = store_commits(f->store) - before;
	CHECK(commits > 0 && commits < COUNT / 4, "%d waiting changes took %d commits", COUNT,
		(int)commits);
	CHECK(visits(f) == COUNT * 2 / 5, "what went well is in the file, nothing else");
	CHECK(raw_number(f->path, "SELECT count(*) FROM person") == people + COUNT / 5,
		"what a refused change wrote first is undone");
	CHECK(verify(f, NULL, &told) == DONE, "and the chain is whole: %.*s", SHOWN(told));
}

static void test_queue(struct fixture *f, int64_t person)
{
	struct store_settings settings = {
		.path = f->path, .seal = f->seal, .readers = 1, .queue_most = 4
	};
	struct visit_note notes[5] = { 0 }, extra = { .person = person, .number = 900 };
	struct caller callers[5], first;
	struct gate gate = { 0 };

	store_close(f->store);
	need(store_open(&settings, &f->store) == DONE, "a store with a short queue");
	close_gate(&gate, &first, f->store);
	queue_up(f, callers, notes, 5, person);
	int refused = 0, served = 0, told = 0;
	while (!told) /* one of the five, while the gate is closed */
		for (int i = 0; i < 5; i++)
			told += caller_done(&callers[i]);
	store_change_later(f->store, note, &extra, sizeof extra);
	open_gate(&gate, &first);
	for (int i = 0; i < 5; i++) {
		pthread_join(callers[i].thread, NULL);
		refused += callers[i].went == BUSY;
		served += callers[i].went == DONE;
	}
	CHECK(told == 1 && refused == 1, "past the queue it is BUSY at once");
	CHECK(served == 4, "who waits in a full queue is served");
	extra.number = 901;
	CHECK(store_change(f->store, note, &extra) == DONE, "then there is room again");
	CHECK(raw_number(f->path, "SELECT count(*) FROM visit WHERE page = 'page-900'") == 0,
		"what nobody would miss was dropped when the queue was full");
	reopen_store(f);
}

static void test_later(struct fixture *f, int64_t person)
{
	struct visit_note n = { .person = person };
	struct caller first, waits;
	struct gate gate = { 0 };
	int64_t before = visits(f);

	close_gate(&gate, &first, f->store);
	for (n.number = 1000; n.number < 1020; n.number++)
		store_change_later(f->store, note, &n, sizeof n);
	n.number = 2000;
	start(&waits, f->store, note, &n);
	usleep(50 * 1000);
	sem_post(&gate.go);
	store_close(f->store); /* while the writer is in the change and all that behind it */
	pthread_join(first.thread, NULL);
	pthread_join(waits.thread, NULL);
	CHECK(first.went == DONE && waits.went == DONE, "closing finishes what waits");
	CHECK(visits(f) == before + 21, "and what nobody waits for, with the values of then");
	need(open_store(f, false) == DONE, "the store opens again");
}

/* Nobody waits for these, so they wait for each other, but never longer than somebody who does. */
static void test_together(struct fixture *f, int64_t person)
{
	enum { COUNT = 60 };
	struct visit_note n = { .person = person };
	int64_t before = visits(f);
	uint64_t commits = store_commits(f->store);

	for (int i = 0; i < COUNT; i++) {
		n.number = 7000 + i;
		store_change_later(f->store, note, &n, sizeof n);
		usleep(1000); /* time enough for a commit each */
	}
	for (int i = 0; i < 100 && visits(f) < before + COUNT; i++)
		usleep(20 * 1000);
	commits = store_commits(f->store) - commits;
	CHECK(visits(f) == before + COUNT, "what nobody waits for is written by itself");
	CHECK(commits < COUNT * 2 / 3, "%d such changes took %d commits", COUNT, (int)commits);
	n.number = 8000;
	store_change_later(f->store, note, &n, sizeof n);
	n.number = 8001;
	CHECK(store_change(f->store, note, &n) == DONE && visits(f) == before + COUNT + 2,
		"a change that somebody waits for takes along what stands before it");
}

static enum outcome change_in_change(struct db *db, void *value)
{
	(void)db;
	struct fixture *f = value;
	int64_t person;
	return store_change(f->store, make_person, &person);
}

static void test_misuse(struct fixture *f, int64_t person)
{
	struct db *db = reader_borrow(f->store);
	CHECK(note_visit(db, person, TEXT("course"), TEXT("page"), NOW) == BROKEN,
		"a reader can't change anything");
	reader_return(f->store, db);
	CHECK(store_change(f->store, change_in_change, f) == BROKEN,
		"a change inside a change is refused, not waited for");
}

static void test_readers(struct fixture *f, int64_t person)
{
	struct visit_note n = { .person = person, .number = 3000 };
	struct visit *list;
	size_t before, during, after;
	struct caller first, second;
	struct gate gate = { 0 };
	struct db *one = reader_borrow(f->store), *two = reader_borrow(f->store);

	CHECK(one != two, "two who borrow get two readers");
	need(load_visits(one, f->arena, person, TEXT("course"), &list, &before) == DONE, "visits");
	close_gate(&gate, &first, f->store);
	start(&second, f->store, note, &n);
	need(load_visits(one, f->arena, person, TEXT("course"), &list, &during) == DONE, "visits");
	open_gate(&gate, &first);
	pthread_join(second.thread, NULL);
	need(load_visits(one, f->arena, person, TEXT("course"), &list, &after) == DONE, "visits");
	CHECK(before == during && after == before + 1,
		"readers read on while the writer works and see what was committed");
	reader_return(f->store, one);
	reader_return(f->store, two);
	CHECK(reader_borrow(f->store) == two, "the last one returned is lent first");
	reader_return(f->store, two);
}

struct reading {
	pthread_t thread;
	struct fixture *f;
	int64_t person;
	int reads, wrong;
	size_t want; /* visits, all the while */
};

static void *read_on(void *context)
{
	struct reading *r = context;
	OWN_ARENA a = arena_open();

	for (; r->reads < 2000; r->reads++) {
		struct visit *list;
		size_t count;
		struct db *db = reader_borrow(r->f->store);
		r->wrong += load_visits(db, a, r->person, TEXT("course"), &list, &count) != DONE ||
			count != r->want;
		reader_return(r->f->store, db);
		arena_reset(a);
	}
	return NULL;
}

/* The writer has written and stands still: if reading waited for it, this would never end. */
static void test_readers_never_wait(struct fixture *f, int64_t person)
{
	struct visit_note n = { .person = person, .number = 5000 };
	struct gate gate = { .before = note, .value = &n };
	struct reading readings[4];
	struct caller first;
	size_t before = (size_t)visits(f);
	int reads = 0, wrong = 0;

	close_gate(&gate, &first, f->store);
	for (int i = 0; i < 4; i++) {
		readings[i] = (struct reading){ .f = f, .person = person, .want = before };
		need(pthread_create(&readings[i].thread, NULL, read_on, &readings[i]) == 0,
			"a thread");
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(readings[i].thread, NULL);
		reads += readings[i].reads;
		wrong += readings[i].wrong;
	}
	CHECK(reads == 8000 && wrong == 0 && !caller_done(&first),
		"while the writer stands still in one change, %d reads are made and see none of it "
		"(wrong: %d)",
		reads, wrong);
	open_gate(&gate, &first);
	CHECK(first.went == DONE && visits(f) == (int64_t)before + 1, "and then it is there");
}

static enum outcome be_impatient(struct db *db, void *value)
{
	(void)value;
	return sqlite3_busy_timeout(db->sqlite, 50) == SQLITE_OK ? DONE : BROKEN;
}

/* Somebody holds the file with a program of their own. */
static void test_locked(struct fixture *f, int64_t person)
{
	struct visit_note notes[4] = { 0 };
	struct caller callers[4];
	sqlite3 *raw = NULL;

	need(store_change(f->store, be_impatient, NULL) == DONE, "little patience");
	need(sqlite3_open(f->path, &raw) == SQLITE_OK &&
			sqlite3_exec(raw, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK,
		"a lock");
	int64_t before = visits(f);
	queue_up(f, callers, notes, 4, person);
	for (int i = 0; i < 4; i++) {
		pthread_join(callers[i].thread, NULL);
		CHECK(callers[i].went == BUSY, "where no change can begin each is told BUSY");
	}
	CHECK(visits(f) == before, "and nothing is changed");
	sqlite3_close(raw);
	notes[0].number = 4000;
	CHECK(store_change(f->store, note, &notes[0]) == DONE, "until the lock is gone");
	reopen_store(f);
}

static enum outcome keep_bytes(struct db *db, void *value)
{
	struct kept_file file = { TEXT("file"), { value, 100 * 1000 } };
	return save_kept_files(db, TEXT("group"), &file, 1, NOW);
}

static void test_log(struct fixture *f)
{
	static char bytes[100 * 1000];
	char log[PATH_MAX + 8];
	struct stat about;
	enum outcome o = DONE;

	for (int i = 0; i < 600 && o == DONE; i++) {
		memset(bytes, i, sizeof bytes);
		o = store_change(f->store, keep_bytes, bytes);
	}
	snprintf(log, sizeof log, "%s-wal", f->path);
	need(stat(log, &about) == 0, "a log");
	/* never more than LOG_PAGES_MOST and a group, however little idle time there was */
	CHECK(o == DONE && about.st_size < 40 * 1000 * 1000,
		"after 60 MB of changes the log is shorter: it is moved into the file (%lld)",
		(long long)about.st_size);
}

struct crowd {
	struct fixture *f;
	int64_t person;
	int number, wrong;
};

static void *write_and_read(void *context)
{
	struct crowd *c = context;
	OWN_ARENA a = arena_open();

	for (int i = 0; i < 40; i++) {
		struct visit_note n = { c->person, c->number * 1000 + 10000 + i, AUDITS };
		struct audit_head head;
		c->wrong += store_change(c->f->store, note, &n) != DONE;
		struct db *db = reader_borrow(c->f->store);
		c->wrong += load_head(db, &head) != DONE || head.number == 0;
		reader_return(c->f->store, db);
		arena_reset(a);
	}
	return NULL;
}

static void test_crowd(struct fixture *f, int64_t person)
{
	struct crowd crowd[16];
	pthread_t threads[16];
	struct text told = NO_TEXT;
	int wrong = 0;
	int64_t before = visits(f);

	for (int i = 0; i < 16; i++) {
		crowd[i] = (struct crowd){ f, person, i, 0 };
		need(pthread_create(&threads[i], NULL, write_and_read, &crowd[i]) == 0, "a thread");
	}
	for (int i = 0; i < 16; i++) {
		pthread_join(threads[i], NULL);
		wrong += crowd[i].wrong;
	}
	CHECK(wrong == 0 && visits(f) == before + 16 * 40,
		"sixteen threads with two readers and one writer lose nothing");
	CHECK(verify(f, NULL, &told) == DONE, "and the chain is whole");
}

int main(void)
{
	struct fixture f = fixture_open();
	int64_t person;

	need(store_change(f.store, make_person, &person) == DONE, "a person");
	test_group(&f, person);
	test_queue(&f, person);
	test_later(&f, person);
	test_together(&f, person);
	test_misuse(&f, person);
	test_readers(&f, person);
	test_readers_never_wait(&f, person);
	test_locked(&f, person);
	test_log(&f);
	test_crowd(&f, person);
	fixture_close(&f);
	return test_end();
}
