/*
 * What falls due, once an hour: old sessions and feedback go, accounts whose time is over close, and
 * what was kept of those who have left is erased. Who it is about is read outside the writer; each
 * change is small and looks again, so that people who work meanwhile wait for none of it, and what is
 * not done in one hour is done in the next.
 */
#include "imports.h"
#include "upkeep.h"

#include <limits.h>

#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#define PEOPLE_MOST 100   /* of each kind, an hour */
#define CHANGES_MOST 5000 /* that erase something, an hour */

struct tidy {
	int64_t sessions, feedback, forms; /* dropped before */
};

static enum outcome drop_old(struct db *db, void *value)
{
	const struct tidy *tidy = value;
	TRY(drop_old_sessions(db, tidy->sessions));
	TRY(drop_old_provider_forms(db, tidy->forms));
	return drop_old_access_feedback(db, tidy->feedback);
}

/* ---- whose time is over --------------------------------------------------------------------- */

struct leaver {
	int64_t person, before, now;
};

static enum outcome close_one(struct db *db, void *value)
{
	const struct leaver *leaver = value;
	return close_leaver(db, leaver->person, leaver->before, leaver->now);
}

static enum outcome close_due(struct workshop *w, struct arena *a, int64_t now)
{
	struct leaver leaver = { .before = now - (int64_t)w->conf.own_days * DAY, .now = now };
	int64_t *people;
	size_t count;
	{
		BORROWED loan = borrow(w);
		TRY(list_leavers(loan.db, a, leaver.before, PEOPLE_MOST, &people, &count));
	}
	for (size_t i = 0; i < count; i++) {
		leaver.person = people[i];
		enum outcome o = store_change(w->store, close_one, &leaver);
		if (o != DONE && o != OVERTAKEN) /* a coach has them again */
			return o;
	}
	return DONE;
}

/* ---- what was kept of those who left -------------------------------------------------------- */

struct erasing {
	int64_t person, actor, now;
	enum erase_class class;
	bool more;
};

static enum outcome erase_part(struct db *db, void *value)
{
	struct erasing *e = value;
	return erase_some(db, e->person, e->class, e->actor, e->now, &e->more);
}

/* At most *changes of them, which goes down. */
static enum outcome erase_class_of(
	struct store *store, int64_t person, enum erase_class class, int64_t now, int *changes)
{
	struct erasing e = { .person = person, .now = now, .class = class, .more = true };
	for (; e.more && *changes > 0; --*changes)
		TRY(store_change(store, erase_part, &e));
	return DONE;
}

static enum outcome erase_due(struct workshop *w, struct arena *a, int64_t now, int *changes)
{
	const int days[ERASE_CLASSES] = { [ERASE_ENTRY] = 0,
		[ERASE_WORDS] = w->conf.words_days,
		[ERASE_LEARNING] = w->conf.learning_days };
	for (int class = 0; class < ERASE_CLASSES; class ++) {
		int64_t *people, before = now - (int64_t)days[class] * DAY;
		size_t count;
		{
			BORROWED loan = borrow(w);
			TRY(list_erasable(loan.db, a, (enum erase_class) class, before, PEOPLE_MOST,
				&people, &count));
		}
		for (size_t i = 0; i < count; i++)
			TRY(erase_class_of(
				w->store, people[i], (enum erase_class) class, now, changes));
	}
	return DONE;
}

enum outcome erase_person(struct store *store, int64_t person, int64_t now)
{
	for (int class = 0; class < ERASE_CLASSES; class ++) {
		int changes = INT_MAX;
		TRY(erase_class_of(store, person, (enum erase_class) class, now, &changes));
	}
	return DONE;
}

/* ---- tables of people ----------------------------------------------------------------------- */

#define IMPORT_DAYS 14

/* A table that nobody closed: the names in it are with the people by now, and its links have been
 * handed over or are made anew one by one. */
static enum outcome close_old_imports(struct workshop *w, struct arena *a, int64_t now)
{
	struct importer im = { .store = w->store, .seal = w->seal, .arena = a };
	struct import *list;
	size_t count;
	{
		BORROWED loan = borrow(w);
		TRY(list_imports(loan.db, a, &list, &count));
	}
	for (size_t i = 0; i < count; i++) {
		if (list[i].made < now - (int64_t)IMPORT_DAYS * DAY)
			TRY(close_import(&im, list[i].id));
	}
	return DONE;
}

/* ---- files whose key is gone ---------------------------------------------------------------- */

#define NOISE_MOST 1000 /* an hour */

static enum outcome note_gone(struct db *db, void *value)
{
	const int64_t *file = value;
	return note_noise_gone(db, *file);
}

static enum outcome remove_noise(struct workshop *w, struct arena *a)
{
	struct file_noise *noise;
	size_t count;
	{
		BORROWED loan = borrow(w);
		TRY(list_noise(loan.db, a, NOISE_MOST, &noise, &count));
	}
	for (size_t i = 0; i < count; i++) {
		TRY(vault_remove(w->vault, noise[i].place));
		TRY(store_change(w->store, note_gone, &noise[i].id));
	}
	return DONE;
}

/* ---- the hour ------------------------------------------------------------------------------- */

static enum outcome nothing(struct db *db, void *value)
{
	(void)db;
	(void)value;
	return DONE;
}

static enum outcome tidy_all(struct workshop *w, struct arena *a)
{
	int64_t now = clock_now();
	int changes = CHANGES_MOST;
	struct tidy tidy = { now - (int64_t)w->conf.session_days * DAY,
		now - (int64_t)w->conf.feedback_days * DAY, now - HOUR };
	TRY(store_change(w->store, drop_old, &tidy));
	TRY(close_old_imports(w, a, now));
	TRY(close_due(w, a, now));
	TRY(erase_due(w, a, now, &changes));
	TRY(remove_noise(w, a));
	TRY(make_statistics(w->store, &w->conf, &w->calendar, now));
	/* whatever was erased since the last time, also by people themselves or by a command beside
	 * us, is to be in the log no longer */
	store_empty_log(w->store);
	return store_change(w->store, nothing, NULL);
}

void workshop_tidy(struct workshop *any)
{
	OWN_ARENA a = arena_open();
	struct workshop *w = hold_workshop(any);
	if (tidy_all(w, a) != DONE)
		log_note("pages: what is old could not be dropped now; the next hour tries again");
	let_go_workshop(w);
}
