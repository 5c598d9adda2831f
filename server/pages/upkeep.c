/*
 * upkeep: a workshop for every state of askel.conf. A workshop is never changed; when the file is (by
 * the admin's page, by `askel set`, in an editor), another one takes its place in whole, over the same
 * rooms, and requests that have begun end with the one they began with. A thread looks at the file's
 * stamps twice a second, as course/ does at courses, and at the days off, which a command may change. A
 * file that can't be read leaves the settings as they were, and the workshop says what is wrong with it.
 *
 * What belongs to the machine (address, keys, threads) is that of the start.
 */
#include "upkeep.h"
#include "letters.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define LOOK_EVERY_MS 400

/* What tells one state of a file from another without reading it. */
struct stamp {
	bool there;
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
};

/* Opened once for a list of languages and kept until the end: there are as many as there are orders of
 * the languages that an admin tries. */
struct open_views {
	struct views *views;
	const struct conf *conf; /* whose languages */
	struct open_views *next;
};

struct kept_workshop {
	struct workshop workshop; /* first, so that a workshop is its own keeper */
	_Atomic int holders;
	struct kept_workshop *good; /* whose settings these are, where the file is broken */
};

struct upkeep {
	struct arena *arena;
	struct kept_workshop *first;
	pthread_t thread;
	bool running;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t wake;
	bool closing;
	struct kept_workshop *now;
	pthread_mutex_t looking; /* one at a time; of what follows */
	struct stamp stamp;
	int64_t day_off_changes;
	struct open_views *views;
};

/* ---- holding ------------------------------------------------------------------------------------ */

static void release(struct kept_workshop *kept)
{
	if (atomic_fetch_sub(&kept->holders, 1) != 1)
		return;
	if (kept->good)
		release(kept->good);
	arena_close(kept->workshop.arena);
}

static struct kept_workshop *keep(struct upkeep *u)
{
	pthread_mutex_lock(&u->lock);
	struct kept_workshop *kept = u->now;
	atomic_fetch_add(&kept->holders, 1);
	pthread_mutex_unlock(&u->lock);
	return kept;
}

void *hold_workshop(void *any)
{
	struct workshop *w = any;
	return &keep(w->upkeep)->workshop;
}

void let_go_workshop(void *held)
{
	release((struct kept_workshop *)held);
}

static void swap_in(struct upkeep *u, struct kept_workshop *kept)
{
	pthread_mutex_lock(&u->lock);
	struct kept_workshop *old = u->now;
	u->now = kept;
	pthread_mutex_unlock(&u->lock);
	release(old);
}

/* ---- another workshop --------------------------------------------------------------------------- */

static struct stamp stamp_of(const struct workshop *w)
{
	struct stat about;
	char path[4096];
	snprintf(path, sizeof path, "%s/askel.conf", w->conf.folder);
	if (stat(path, &about) != 0)
		return (struct stamp){ 0 };
	return (struct stamp){ true, about.st_dev, about.st_ino, about.st_size, about.st_mtim };
}

static bool same_stamp(const struct stamp *a, const struct stamp *b)
{
	return a->there == b->there && a->device == b->device && a->inode == b->inode &&
		a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
		a->changed.tv_nsec == b->changed.tv_nsec;
}

static void keep_machine(const struct conf *from, struct conf *to)
{
	to->folder = from->folder;
	to->keys = from->keys;
	to->origin = from->origin;
	to->badge_origin = from->badge_origin;
	to->listen = from->listen;
	to->trusted_proxy = from->trusted_proxy;
	to->demo = from->demo;
	to->post = from->post;
	to->threads = from->threads;
}

static bool same_languages(const struct conf *a, const struct conf *b)
{
	bool same = a->language_count == b->language_count;
	for (size_t i = 0; same && i < a->language_count; i++)
		same = text_is(a->languages[i], b->languages[i]);
	return same;
}

/* The views in the languages of w->conf. */
static enum outcome find_views(struct upkeep *u, struct workshop *w)
{
	for (struct open_views *v = u->views; v; v = v->next) {
		if (same_languages(v->conf, &w->conf)) {
			w->views = v->views;
			return DONE;
		}
	}
	struct open_views *opened = arena_take_of(u->arena, struct open_views);
	struct conf *conf = arena_take_of(u->arena, struct conf);
	conf->language_count = w->conf.language_count;
	for (size_t i = 0; i < conf->language_count; i++)
		conf->languages[i] = arena_copy(u->arena, w->conf.languages[i]);
	TRY(open_views(w));
	*opened = (struct open_views){ w->views, conf, u->views };
	u->views = opened;
	return DONE;
}

/* Which settings have another value than before: keys alone, for values may be nobody's business. */
static void tell_change(
	struct arena *a, const struct settings_reading *before, const struct settings_reading *now)
{
	struct buffer keys = buffer_in(a);
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (before && !text_is(text_of(before->values[i]), text_of(now->values[i])))
			buffer_print(&keys, "%s %s.%s", keys.size > 0 ? "," : "",
				setting_table[i].section, setting_table[i].key);
	}
	log_note("settings: askel.conf was read again:%.*s",
		SHOWN(keys.size > 0 ? buffer_text(&keys) : TEXT(" nothing else is said")));
}

static void tell_problems(const struct settings_reading *r)
{
	if (r->problem_count == 0)
		log_fault("settings: %.*s can't be read; those from before hold", SHOWN(r->path));
	for (size_t i = 0; i < r->problem_count; i++)
		log_fault("settings: %.*s: %.*s Those from before hold.",
			SHOWN(conf_problem_place(r, &r->problems[i])),
			SHOWN(conf_problem_words(r, &r->problems[i])));
}

/* The settings of the file in `w`, whose arena is its own; BAD_FORM where they can't hold. `again`: the
 * file is the same as before, of which enough was told then. */
static enum outcome take_over_file(struct upkeep *u, struct workshop *w, bool again)
{
	struct settings_reading *r = arena_take_of(w->arena, struct settings_reading);
	const struct settings_reading *before = w->reading;
	enum outcome o = read_settings(w->arena, w->conf.folder, r);
	w->reading = r;
	w->broken = o != DONE;
	if (o != DONE) {
		if (!again)
			tell_problems(r);
		return BAD_FORM;
	}
	struct conf conf = conf_of_reading(r);
	keep_machine(&u->first->workshop.conf, &conf);
	w->conf = conf;
	TRY(find_views(u, w));
	make_stored_pieces(w, mail_is_kept(w));
	if (!again)
		tell_change(w->arena, before, r);
	return DONE;
}

/* A workshop as `good` with the settings of the file, or with those of `good`, which it holds then. */
static void make_next(
	struct upkeep *u, struct kept_workshop *good, struct kept_workshop *next, bool again)
{
	struct calendar calendar = next->workshop.calendar;
	struct arena *arena = next->workshop.arena;
	next->holders = 1;
	next->workshop = good->workshop;
	next->workshop.arena = arena;
	next->workshop.calendar = calendar;
	if (take_over_file(u, &next->workshop, again) == DONE)
		return;
	atomic_fetch_add(&good->holders, 1);
	next->good = good;
	next->workshop.conf = good->workshop.conf;
	next->workshop.views = good->workshop.views;
	next->workshop.stored_pieces = good->workshop.stored_pieces;
	next->workshop.broken = true;
}

/* Where the file or the days off have changed: another workshop. What can't be read of the database is
 * read at the next look. */
static void look_around(struct upkeep *u)
{
	struct kept_workshop *now = keep(u);
	struct stamp stamp = stamp_of(&now->workshop);
	bool same_file = same_stamp(&stamp, &u->stamp);
	BORROWED loan = borrow(&now->workshop);
	int64_t changes;
	if (count_day_off_changes(loan.db, &changes) == DONE &&
		(!same_file || changes != u->day_off_changes)) {
		struct arena *arena = arena_open();
		struct kept_workshop *next = arena_take_of(arena, struct kept_workshop);
		next->workshop.arena = arena;
		if (load_days_off(loan.db, arena, &next->workshop.calendar) == DONE) {
			make_next(u, now->good ? now->good : now, next, same_file);
			u->stamp = stamp;
			u->day_off_changes = changes;
			swap_in(u, next);
		} else {
			arena_close(arena);
		}
	}
	release(now);
}

void take_over_settings(struct workshop *w)
{
	pthread_mutex_lock(&w->upkeep->looking);
	look_around(w->upkeep);
	pthread_mutex_unlock(&w->upkeep->looking);
}

enum outcome upkeep_days(struct workshop *w)
{
	BORROWED loan = borrow(w);
	TRY(count_day_off_changes(loan.db, &w->upkeep->day_off_changes));
	return load_days_off(loan.db, w->arena, &w->calendar);
}

/* ---- the watch ---------------------------------------------------------------------------------- */

/* Waits for the next look; false when it is time to end. */
static bool wait_a_while(struct upkeep *u)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += LOOK_EVERY_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_mutex_lock(&u->lock);
	while (!u->closing && pthread_cond_timedwait(&u->wake, &u->lock, &until) != ETIMEDOUT)
		;
	bool going_on = !u->closing;
	pthread_mutex_unlock(&u->lock);
	return going_on;
}

static void *watch(void *context)
{
	struct upkeep *u = context;
	while (wait_a_while(u))
		take_over_settings(&u->first->workshop);
	return NULL;
}

/* ---- opening and closing ------------------------------------------------------------------------ */

struct workshop *upkeep_open(const struct conf *conf)
{
	struct arena *arena = arena_open();
	struct upkeep *u = arena_take_of(arena, struct upkeep);
	struct kept_workshop *first = arena_take_of(arena, struct kept_workshop);
	struct settings_reading *r = arena_take_of(arena, struct settings_reading);
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&u->wake, &steady);
	pthread_condattr_destroy(&steady);
	pthread_mutex_init(&u->lock, NULL);
	pthread_mutex_init(&u->looking, NULL);
	u->arena = arena;
	u->first = u->now = first;
	first->holders = 2; /* as the one that holds, and for as long as the process */
	first->workshop = (struct workshop){
		.arena = arena, .conf = *conf, .upkeep = u, .started = clock_now()
	};
	u->stamp = stamp_of(&first->workshop);
	/* the settings themselves were read by whoever calls; this is to compare with later */
	if (read_settings(arena, conf->folder, r) == DONE)
		first->workshop.reading = first->workshop.at_start = r;
	return &first->workshop;
}

enum outcome upkeep_views(struct workshop *w)
{
	return find_views(w->upkeep, w);
}

enum outcome upkeep_start(struct workshop *w)
{
	struct upkeep *u = w->upkeep;
	int error = pthread_create(&u->thread, NULL, watch, u);
	if (error) {
		log_fault("could not start the thread that watches settings: %s", strerror(error));
		return BROKEN;
	}
	u->running = true;
	return DONE;
}

void upkeep_stop(struct workshop *w)
{
	struct upkeep *u = w->upkeep;
	pthread_mutex_lock(&u->lock);
	u->closing = true;
	pthread_cond_signal(&u->wake);
	pthread_mutex_unlock(&u->lock);
	if (u->running)
		pthread_join(u->thread, NULL);
	u->running = false;
}

void upkeep_close(struct workshop *w)
{
	struct upkeep *u = w->upkeep;
	for (struct open_views *v = u->views; v; v = v->next)
		views_close(v->views);
	if (u->now != u->first)
		release(u->now);
	pthread_cond_destroy(&u->wake);
	pthread_mutex_destroy(&u->lock);
	pthread_mutex_destroy(&u->looking);
	arena_close(u->arena);
}
