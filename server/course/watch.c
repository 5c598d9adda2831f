/*
 * watch: the open folder. A thread of its own looks at the files two or three times a second and
 * swaps in a new library when something changed; asking for stamps works on every file system,
 * where notifications don't. Holding a library is a lock and a count; the last to let go of an old
 * one frees it.
 */
#include "course/inside.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#define LOOK_EVERY_MS 400

struct courses {
	struct arena *arena;
	struct course_settings settings; /* a copy of its own */
	struct keeping *keeping;         /* the thread's, once it runs */
	pthread_t thread;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t wake;
	bool closing;
	struct kept_library *now;
};

/* ---- holding -------------------------------------------------------------------------------- */

static void release_kept(struct kept_library *kept)
{
	if (atomic_fetch_sub(&kept->holders, 1) != 1)
		return;
	for (size_t i = 0; i < kept->source_count; i++)
		release_source(kept->sources[i]);
	for (size_t i = 0; i < kept->media_count; i++)
		release_media(kept->media[i]);
	arena_close(kept->arena);
}

const struct library *library_hold(struct courses *courses)
{
	struct kept_library *kept;

	pthread_mutex_lock(&courses->lock);
	kept = courses->now;
	atomic_fetch_add(&kept->holders, 1);
	pthread_mutex_unlock(&courses->lock);
	return &kept->library;
}

void library_release(const struct library *library)
{
	/* A library is the first member of its kept_library, and only the count is written. */
	if (library)
		release_kept((struct kept_library *)library);
}

void library_release_at(const struct library **library)
{
	library_release(*library);
}

/* ---- looking -------------------------------------------------------------------------------- */

static void swap_library(struct courses *courses, struct kept_library *kept)
{
	struct kept_library *old;

	pthread_mutex_lock(&courses->lock);
	old = courses->now;
	courses->now = kept;
	pthread_mutex_unlock(&courses->lock);
	if (old)
		release_kept(old);
	log_note("courses: %zu courses, %zu units, %zu errors", kept->library.course_count,
		kept->library.unit_count, kept->library.error_count);
}

/* Waits for the next look; false when it is time to end. */
static bool wait_a_while(struct courses *courses)
{
	struct timespec until;
	bool going_on;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += LOOK_EVERY_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_mutex_lock(&courses->lock);
	while (!courses->closing &&
		pthread_cond_timedwait(&courses->wake, &courses->lock, &until) != ETIMEDOUT)
		;
	going_on = !courses->closing;
	pthread_mutex_unlock(&courses->lock);
	return going_on;
}

static void *watch(void *context)
{
	struct courses *courses = context;
	struct kept_library *kept;

	while (wait_a_while(courses))
		if (look_again(courses->keeping, &kept) == DONE && kept)
			swap_library(courses, kept);
	return NULL;
}

/* ---- opening and closing -------------------------------------------------------------------- */

static void copy_settings(
	struct arena *a, const struct course_settings *from, struct course_settings *to)
{
	struct text *forbidden = arena_take_many(a, from->forbidden_count + 1, sizeof *forbidden);

	*to = *from;
	to->folder = arena_copy_chars(a, from->folder).at;
	for (size_t i = 0; i < from->forbidden_count; i++)
		forbidden[i] = arena_copy(a, from->forbidden[i]);
	to->forbidden = forbidden;
}

static void forget(struct courses *courses)
{
	keeping_close(courses->keeping);
	if (courses->now)
		release_kept(courses->now);
	pthread_cond_destroy(&courses->wake);
	pthread_mutex_destroy(&courses->lock);
	arena_close(courses->arena);
}

static void open_locks(struct courses *courses)
{
	pthread_condattr_t steady;

	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&courses->wake, &steady);
	pthread_condattr_destroy(&steady);
	pthread_mutex_init(&courses->lock, NULL);
}

enum outcome courses_open(const struct course_settings *settings, struct courses **opened)
{
	struct arena *arena = arena_open();
	struct courses *courses = arena_take_of(arena, struct courses);
	int error;

	courses->arena = arena;
	copy_settings(arena, settings, &courses->settings);
	open_locks(courses);
	courses->keeping = keeping_open(&courses->settings);
	if (look_again(courses->keeping, &courses->now) != DONE) {
		forget(courses);
		return BROKEN;
	}
	error = pthread_create(&courses->thread, NULL, watch, courses);
	if (error) {
		log_fault("could not start the thread that watches courses: %s", strerror(error));
		forget(courses);
		return BROKEN;
	}
	*opened = courses;
	return DONE;
}

void courses_close(struct courses *courses)
{
	if (!courses)
		return;
	pthread_mutex_lock(&courses->lock);
	courses->closing = true;
	pthread_cond_signal(&courses->wake);
	pthread_mutex_unlock(&courses->lock);
	pthread_join(courses->thread, NULL);
	forget(courses);
}

enum outcome courses_check(const struct course_settings *settings, const struct library **library)
{
	struct keeping *keeping = keeping_open(settings);
	struct kept_library *kept;
	enum outcome went = look_again(keeping, &kept);

	keeping_close(keeping);
	if (went == DONE)
		*library = &kept->library;
	return went;
}
