/*
 * The power goes, at any moment: while the server starts for the first time, while many people's
 * changes are made and the log is moved, while an older file is brought forward, while a file is
 * written. power.h notes all that is asked of the disk and makes the disk as it may be after; here
 * each such disk is started on. Every change that was acknowledged before the moment must be there,
 * none that wasn't sent or was refused, the chain whole and with every head that was told, courses
 * in a form that was kept whole; a copy beside an older file whole whenever it is there.
 *
 *	CUTS	how often the power goes while changes are made (300)	SEED	to see a failure again
 *
 * All of it is in memory; README and power.h say what this can't show.
 */
#undef _FORTIFY_SOURCE /* the system's calls are defined here */
#include "power.h"

#include <dirent.h>
#include <inttypes.h>

#include "older.h"

#define DEEDS_MOST 100000
#define HEADS_MOST 4096
#define THREADS 4
#define KEPT_BASE INT64_C(1000000)
#define HEAD_BASE INT64_C(2000000)
#define FORM_SIZE 12000

static uint64_t seed;

/* ---- folders -------------------------------------------------------------------------------- */

struct place {
	struct fixture f;        /* f.path: the database of the disk after the cut */
	char live[96], disk[96]; /* folders: where it happens, and the disk after the cut */
};

static void empty_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	char path[PATH_MAX];
	const struct dirent *entry;

	need(dir != NULL, "the folder");
	while ((entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
			unlink(path);
	}
	closedir(dir);
}

static struct place place_open(void)
{
	struct place p = { .f = { .folder = "/dev/shm/askel-power-XXXXXX",
				   .arena = arena_open() } };
	char keys[PATH_MAX];

	if (!mkdtemp(p.f.folder)) {
		strcpy(p.f.folder, "/tmp/askel-power-XXXXXX");
		need(mkdtemp(p.f.folder) != NULL, "a folder for the test");
	}
	snprintf(p.live, sizeof p.live, "%s/live", p.f.folder);
	snprintf(p.disk, sizeof p.disk, "%s/disk", p.f.folder);
	snprintf(p.f.path, sizeof p.f.path, "%s/askel.db", p.disk);
	snprintf(keys, sizeof keys, "%s/keys", p.f.folder);
	need(mkdir(p.live, 0700) == 0 && mkdir(p.disk, 0700) == 0, "two folders");
	need(seal_open(keys, true, &p.f.seal) == DONE, "keys for the test");
	return p;
}

static enum outcome open_live(struct place *p, struct store **store)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/askel.db", p->live);
	struct store_settings settings = {
		.path = path, .seal = p->f.seal, .make = true, .readers = 2
	};
	return store_open(&settings, store);
}

/* ---- changes while the power is there ------------------------------------------------------- */

enum deed_kind { EVIDENCE, DRAFT, HELP, REFUSED, DEED_KINDS };

struct deed {
	int64_t person, number; /* its kind is number % DEED_KINDS */
};

static enum outcome give_evidence(struct db *db, const struct deed *d, struct text words)
{
	struct answer answer = { .question = words,
		.kind = ASK_EVIDENCE,
		.words = words,
		.verdict = VERDICT_GIVEN,
		.at = NOW };
	return save_answer(db, d->person, TEXT("course"), TEXT("page"), &answer);
}

static enum outcome do_deed(struct db *db, void *value)
{
	const struct deed *d = value;
	char chars[24];

	snprintf(chars, sizeof chars, "n%" PRId64, d->number);
	struct text words = text_of(chars);
	struct draft draft = { .question = words, .chosen = NO_TEXT, .words = words };
	struct help help = { .person = d->person,
		.course = NO_TEXT,
		.page = NO_TEXT,
		.question = NO_TEXT,
		.words = words,
		.asked = NOW };
	switch (d->number % DEED_KINDS) {
	case EVIDENCE:
		return give_evidence(db, d, words);
	case DRAFT:
		return save_draft(db, d->person, TEXT("course"), TEXT("page"), &draft, NOW);
	case HELP:
		return add_help(db, &help);
	default:
		TRY(give_evidence(db, d, words));
		return OVERTAKEN;
	}
}

/* A course in a good form: two files that say which. */
static enum outcome keep_form(struct db *db, void *value)
{
	char bytes[FORM_SIZE];
	int64_t form = *(const int64_t *)value;

	for (size_t i = 0; i < sizeof bytes; i += 8)
		snprintf(bytes + i, 8, "%7" PRId64, form);
	struct kept_file files[] = { { TEXT("course.en.md"), { bytes, sizeof bytes } },
		{ TEXT("page.en.md"), { bytes, sizeof bytes } } };
	return save_kept_files(db, TEXT("course"), files, COUNT_OF(files), NOW);
}

static enum outcome make_person(struct db *db, void *value)
{
	return add_person(db, NO_TEXT, ROLE_CLIENT, NOW, value);
}

struct worker {
	pthread_t thread;
	struct store *store;
	int64_t person, first, count, *form;
};

static struct audit_head heads[HEADS_MOST];
static size_t head_count;

static void tell_head(struct store *store)
{
	struct db *db = reader_borrow(store);
	need(head_count < HEADS_MOST && load_head(db, &heads[head_count]) == DONE, "a head");
	reader_return(store, db);
	power_mark(EVENT_TOLD, HEAD_BASE + (int64_t)head_count++);
}

static bool went_as_it_may(enum outcome o, enum outcome want)
{
	return o == want || (machine.sync_fails && o == BROKEN);
}

/* The first worker keeps courses and heads, too. */
static void *work(void *context)
{
	struct worker *w = context;

	for (int64_t i = 0; i < w->count; i++) {
		struct deed d = { w->person, w->first + i * THREADS };
		power_mark(EVENT_SENT, d.number);
		enum outcome o = store_change(w->store, do_deed, &d);
		need(went_as_it_may(o, d.number % DEED_KINDS == REFUSED ? OVERTAKEN : DONE),
			"a change");
		if (o == DONE)
			power_mark(EVENT_TOLD, d.number);
		if (!w->form || i % 2)
			continue;
		++*w->form;
		power_mark(EVENT_SENT, KEPT_BASE + *w->form);
		o = store_change(w->store, keep_form, w->form);
		need(went_as_it_may(o, DONE), "a course is kept");
		if (o != DONE)
			continue;
		power_mark(EVENT_TOLD, KEPT_BASE + *w->form);
		tell_head(w->store);
	}
	return NULL;
}

static void work_together(
	struct store *store, int64_t person, int64_t *next, int64_t count, int64_t *form)
{
	struct worker workers[THREADS];

	for (int i = 0; i < THREADS; i++) {
		/* steps that let every thread do every kind of deed */
		workers[i] = (struct worker){ .store = store,
			.person = person,
			.count = count,
			.first = *next + i,
			.form = i == 0 ? form : NULL };
		need(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0, "a thread");
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(workers[i].thread, NULL);
	*next += count * THREADS;
}

/* ---- what must be there --------------------------------------------------------------------- */

struct expected {
	bool sent[DEEDS_MOST], told[DEEDS_MOST];
	int64_t form_sent, form_told;
	ptrdiff_t head; /* the last one told; -1: none */
	bool opened;    /* the store was open and said so */
};

#define OPENED INT64_C(3000000)

static void expect(struct expected *e, const struct event *event)
{
	bool told = event->act == EVENT_TOLD;

	if (event->act != EVENT_SENT && !told)
		return;
	if (event->at == OPENED)
		e->opened = true;
	else if (event->at >= HEAD_BASE)
		e->head = event->at - HEAD_BASE;
	else if (event->at >= KEPT_BASE)
		*(told ? &e->form_told : &e->form_sent) = event->at - KEPT_BASE;
	else
		(told ? e->told : e->sent)[event->at] = true;
}

static struct {
	int cuts, shut, lost, invented, broken, forms, opened_late;
} found;

static void mark_there(sqlite3 *raw, const char *sql, bool *there)
{
	sqlite3_stmt *rows;
	need(sqlite3_prepare_v2(raw, sql, -1, &rows, NULL) == SQLITE_OK, "a look");
	while (sqlite3_step(rows) == SQLITE_ROW) {
		int64_t number = sqlite3_column_int64(rows, 0);
		if (number >= 0 && number < DEEDS_MOST)
			there[number] = true;
	}
	sqlite3_finalize(rows);
}

static void check_deeds(struct place *p, const struct expected *e)
{
	static bool there[DEEDS_MOST];
	sqlite3 *raw = NULL;
	int lost = 0, invented = 0;

	memset(there, 0, sizeof there);
	need(sqlite3_open(p->f.path, &raw) == SQLITE_OK, "a look at the file");
	mark_there(raw,
		"SELECT substr(question, 2) FROM answer JOIN payload ON payload.id = payload"
		" WHERE question = payload.words",
		there);
	mark_there(raw, "SELECT substr(question, 2) FROM draft WHERE question = words", there);
	mark_there(raw, "SELECT substr(words, 2) FROM help JOIN payload ON payload.id = payload",
		there);
	sqlite3_close(raw);
	for (int64_t n = 0; n < DEEDS_MOST; n++) {
		lost += e->told[n] && !there[n];
		invented += there[n] && (!e->sent[n] || n % DEED_KINDS == REFUSED);
	}
	found.lost += lost > 0;
	found.invented += invented > 0;
}

/* Both files of the course in one form, the last that was told or the one after it. */
static bool form_whole(struct place *p, const struct expected *e)
{
	struct kept_file *files;
	size_t count, whole = 0;
	OWN_ARENA a = arena_open();
	struct db *db = reader_borrow(p->f.store);
	enum outcome o = load_kept_files(db, a, TEXT("course"), &files, &count);

	reader_return(p->f.store, db);
	if (o != DONE)
		return e->form_told == 0;
	int64_t form = strtoll(files[0].bytes.at, NULL, 10);
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at + 8 <= files[i].bytes.size; at += 8)
			whole += strtoll(files[i].bytes.at + at, NULL, 10) == form;
	return count == 2 && whole == (size_t)2 * FORM_SIZE / 8 && form >= e->form_told &&
		form <= e->form_sent;
}

/* Starts on the disk as it is now. */
static void check_start(struct place *p, const struct expected *e)
{
	struct text told = NO_TEXT;
	const struct audit_head *known = e->head >= 0 ? &heads[e->head] : NULL;

	p->f.store = NULL;
	if (open_store(&p->f, !e->opened) != DONE) {
		found.shut++;
		return;
	}
	struct arena *whole = p->f.arena;
	p->f.arena = arena_open();
	check_deeds(p, e);
	found.broken += verify(&p->f, known, &told) != DONE ||
		raw_number(p->f.path,
			"SELECT integrity_check = 'ok' FROM pragma_integrity_check") != 1;
	found.forms += !form_whole(p, e);
	arena_close(p->f.arena);
	p->f.arena = whole;
	store_close(p->f.store);
}

/* ---- the scenes ----------------------------------------------------------------------------- */

/* Cuts the power at about `cuts` moments of what was noted, each with one disk of many. */
static void cut_at_moments(struct place *p, int cuts)
{
	static struct expected e;
	struct disk_state disk = disk_begin(seed);

	memset(&e, 0, sizeof e);
	e.head = -1;
	for (size_t i = 0; i < machine.count; i++) {
		pass(&disk, i);
		expect(&e, &machine.events[i]);
		if (chance_below(&disk, (uint32_t)machine.count) >= (uint32_t)cuts)
			continue;
		empty_folder(p->disk);
		power_cut(&disk, p->disk);
		check_start(p, &e);
		found.cuts++;
	}
	disk_end(&disk);
}

static void tell_found(const char *when)
{
	CHECK(found.cuts > 0 && found.shut == 0,
		"%s the power went %d times, and the server starts by itself (not: %d)", when,
		found.cuts, found.shut);
	CHECK(found.lost == 0, "what was acknowledged is there (not: %d)", found.lost);
	CHECK(found.invented == 0, "nothing that wasn't sent or was refused (but: %d)",
		found.invented);
	CHECK(found.broken == 0, "the file is whole, and the chain with every head told (not: %d)",
		found.broken);
	CHECK(found.forms == 0, "the course is in a form that was kept (not: %d)", found.forms);
	memset(&found, 0, sizeof found);
}

/* How often the log went into the file: a sync of the file itself, not of its log. */
static int log_moves(void)
{
	int moves = 0;
	for (size_t i = 0; i < machine.count; i++)
		moves += machine.events[i].act == EVENT_SYNC && machine.events[i].file == 0;
	return moves;
}

/* As the system's keeper does: where it doesn't start, once more. */
static struct store *start_live(struct place *p)
{
	struct store *store = NULL;
	for (int i = 0; i < 400 && !store; i++)
		need(went_as_it_may(open_live(p, &store), DONE), "a store");
	need(store != NULL, "a store that starts at last");
	power_mark(EVENT_TOLD, OPENED);
	return store;
}

static int64_t first_person(struct store *store)
{
	int64_t person;
	enum outcome o;

	do
		o = store_change(store, make_person, &person);
	while (o != DONE && went_as_it_may(o, DONE));
	need(o == DONE, "a person");
	return person;
}

/* A server's first start, the first changes, its end, and one more start. */
static void test_first_start(
	struct place *p, const char *when, uint32_t sync_fails, int lives, int cuts)
{
	for (int i = 0; i < lives; i++) {
		int64_t next = 0, form = 0;
		empty_folder(p->live);
		head_count = 0;
		power_note(p->live, sync_fails);
		struct store *store = start_live(p);
		work_together(store, first_person(store), &next, 1, &form);
		store_close(store);
		store_close(start_live(p));
		power_note_end();
		cut_at_moments(p, cuts / lives);
	}
	tell_found(when);
}

static void test_changes(struct place *p, const char *when, uint32_t sync_fails, int cuts)
{
	int64_t person = 0, next = 0, form = 0;
	int moves = 0;

	empty_folder(p->live);
	head_count = 0;
	power_note(p->live, sync_fails);
	for (int life = 0; life < 3; life++) {
		struct store *store = start_live(p);
		person = person ? person : first_person(store);
		/* the second life is long, with pauses: its log is moved before people work on */
		int before = log_moves();
		for (int part = 0; part < (life == 1 ? 4 : 1); part++) {
			work_together(store, person, &next, life == 1 ? 60 : 12, &form);
			usleep(20 * 1000);
			first_person(store);
		}
		moves += log_moves() - before;
		store_close(store);
	}
	power_note_end();
	cut_at_moments(p, cuts);
	CHECK(moves > 0, "the log was moved while people worked, %d times", moves);
	tell_found(when);
}

static void copy_in(const char *from, const char *to)
{
	OWN_ARENA a = arena_open();
	struct text bytes;
	need(file_read(a, from, 1 << 26, &bytes) == DONE && file_write(to, bytes, 0600) == DONE,
		"a copy");
}

static enum outcome bring(const char *path, struct steps steps)
{
	struct db db;
	enum outcome o = db_open(&db, path, DB_WRITES);
	if (o == DONE)
		o = migrate(&db, path, steps.list, steps.count);
	db_close(&db);
	return o;
}

/* From `from` steps to all of them. The file's own bytes count as synced before. */
static void test_steps(struct place *p, struct steps steps, size_t from, int cuts)
{
	char path[PATH_MAX], older[PATH_MAX], copy[PATH_MAX + 32];
	int newest = steps.list[steps.count - 1].number, cut = 0, bad = 0, bad_copies = 0,
	    copies = 0;
	int was = from ? steps.list[from - 1].number : 0, rows = from ? 60 : 0;

	snprintf(path, sizeof path, "%s/askel.db", p->live);
	snprintf(older, sizeof older, "%s/older.db", p->f.folder);
	snprintf(copy, sizeof copy, "%s.before-%d", p->f.path, newest);
	need(make_older(older, p->f.seal, steps, from, rows) == DONE, "an older file");
	empty_folder(p->live);
	power_note(p->live, 0);
	copy_in(older, path);
	size_t begins = machine.count;
	need(bring(path, steps) == DONE, "a file brought forward");
	power_note_end();
	struct disk_state disk = disk_begin(seed + from);
	for (size_t i = 0; i < machine.count; i++) {
		pass(&disk, i);
		if (i < begins ||
			chance_below(&disk, (uint32_t)(machine.count - begins)) >= (uint32_t)cuts)
			continue;
		empty_folder(p->disk);
		power_cut(&disk, p->disk);
		cut++;
		if (access(copy, F_OK) == 0) {
			copies++;
			bad_copies += !whole_file(copy, p->f.seal, was, was, rows);
		}
		bad += !whole_file(p->f.path, p->f.seal, was, newest, rows) ||
			bring(p->f.path, steps) != DONE ||
			!whole_file(p->f.path, p->f.seal, newest, newest, rows);
	}
	disk_end(&disk);
	CHECK(cut > 0 && bad == 0,
		"while %zu of %zu steps were taken the power went %d times: the file is whole, and "
		"is "
		"brought forward (not: %d)",
		steps.count - from, steps.count, cut, bad);
	CHECK((copies > 0 || from == 0) && bad_copies == 0,
		"and each copy that is there is whole (%d, not: %d)", copies, bad_copies);
}

/* ---- files of base -------------------------------------------------------------------------- */

static void test_files(struct place *p, int cuts)
{
	char path[PATH_MAX], after[PATH_MAX];
	int bad = 0, cut = 0;
	int64_t sent = -1, told = -1;

	empty_folder(p->live);
	power_note(p->live, 0);
	snprintf(path, sizeof path, "%s/file", p->live);
	snprintf(after, sizeof after, "%s/file", p->disk);
	for (int64_t i = 0; i < 40; i++) {
		char bytes[9000];
		memset(bytes, 'a' + (int)(i % 26), sizeof bytes);
		power_mark(EVENT_SENT, i);
		need(file_write(path, (struct text){ bytes, 5000 + 100 * (size_t)i }, 0600) == DONE,
			"a file");
		power_mark(EVENT_TOLD, i);
	}
	power_note_end();
	struct disk_state disk = disk_begin(seed);
	for (size_t i = 0; i < machine.count; i++) {
		const struct event *e = &machine.events[i];
		pass(&disk, i);
		sent = e->act == EVENT_SENT ? e->at : sent;
		told = e->act == EVENT_TOLD ? e->at : told;
		for (int again = 0; again < cuts / 100; again++, cut++) {
			OWN_ARENA a = arena_open();
			struct text bytes;
			empty_folder(p->disk);
			power_cut(&disk, p->disk);
			enum outcome o = file_read(a, after, 10000, &bytes);
			int64_t which = o == DONE ? ((int64_t)bytes.size - 5000) / 100 : -1;
			bool whole = which >= told && which <= sent;
			for (size_t at = 0; o == DONE && at < bytes.size; at++)
				whole = whole && bytes.at[at] == 'a' + (int)(which % 26);
			bad += !whole;
		}
	}
	disk_end(&disk);
	CHECK(bad == 0,
		"while files were written the power went %d times: each holds its old bytes or its "
		"new "
		"ones, and the new ones once that was said (not: %d)",
		cut, bad);
}

int main(void)
{
	const char *asked = getenv("CUTS"), *again = getenv("SEED");
	int cuts = asked ? atoi(asked) : 300;

	seed = again ? strtoull(again, NULL, 10) : random_below(1000000) + 1;
	printf("# SEED=%" PRIu64 "\n", seed);
	struct place p = place_open();
	struct steps steps = longer_list(p.f.arena);
	test_files(&p, cuts);
	test_first_start(&p, "around a first start", 0, 4, cuts / 3);
	test_first_start(&p, "around a first start where syncs fail", 4, 25, cuts / 2);
	test_changes(&p, "while people worked", 0, cuts);
	test_changes(&p, "while people worked and syncs failed", 12, cuts / 2);
	for (size_t from = 0; from < steps.count; from++)
		test_steps(&p, steps, from, cuts / 4);
	seal_close(p.f.seal);
	arena_close(p.f.arena);
	remove_folder(p.f.folder);
	return test_end();
}
