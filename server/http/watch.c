/*
 * watch: who holds a worker thread, and for how long. CivetWeb gives a thread to a connection for
 * as long as the connection lasts, and its time limits start anew with every byte; so a thread of
 * ours looks at all workers ten times a second and wakes those that have waited too long for bytes.
 *
 * How long is too long depends on who else wants the thread, never on who it is: behind a proxy,
 * in a class, at a phone company all have one address.
 *
 *	calm	as the settings say
 *	pressed	under a quarter is free: answers close their connection, whoever holds one without
 *		asking anything is let go after a second, or half of one where it was answered before
 *	full	hardly any is free: after a quarter of a second and at once, and so is a form that
 *		comes slower than any phone sends. Who waits for a thread gets one in time for
 *		an answer, however many hold theirs for nothing
 *	stuck	all but a few threads are at work and late: newcomers are told to wait a moment
 *
 * Waking is a signal with an empty handler, which makes poll() return; CivetWeb takes that for a
 * failed read. It is sent only while the worker stands in the table as waiting or reading, under
 * the lock with which the worker itself changes that; one that comes between two polls is lost and
 * sent again a tenth of a second later. SA_RESTART keeps it from being seen by anything but poll(),
 * which never restarts (signal(7)).
 */
#include "http/inside.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#define WAKE SIGURG /* ignored where nobody asks for it */
#define TICK_US ((int64_t)100 * 1000)
#define PRESSED_FIRST_US ((int64_t)1000 * 1000) /* for a first request when threads are scarce */
#define PRESSED_NEXT_US ((int64_t)500 * 1000)   /* for a further one on the connection */
#define FULL_FIRST_US ((int64_t)250 * 1000)     /* the same when hardly any is free */
#define FULL_NEXT_US ((int64_t)50 * 1000)
#define FULL_BODY_US ((int64_t)1000 * 1000) /* of a request; after this its body must come faster */
#define FULL_BODY_BYTES 2000                /* than so many bytes a second */
#define LATE_US ((int64_t)1000 * 1000)      /* a request still not answered after this */

static void wake_handler(int signal)
{
	(void)signal;
}

/* Under the lock. */
static void set_phase(struct worker *worker, enum phase phase, bool first, int64_t deadline)
{
	enum phase was = worker->phase;
	/* A request is as old as its first phase, whether it was read first or not. */
	if (phase == PHASE_WAITING || was == PHASE_WAITING)
		worker->since = clock_ticks_us();
	worker->phase = phase;
	worker->first = first;
	worker->deadline = deadline;
	worker->got = 0;
	worker->file = false;
	/* who is told that it took too long is no late answer of ours */
	if (phase != PHASE_ANSWERING || was != PHASE_READING)
		worker->woken = false;
}

static void worker_set(struct worker *worker, enum phase phase, bool first, int64_t deadline)
{
	pthread_mutex_lock(&worker->lock);
	set_phase(worker, phase, first, deadline);
	pthread_mutex_unlock(&worker->lock);
}

void worker_got(struct worker *worker, size_t got)
{
	pthread_mutex_lock(&worker->lock);
	worker->got = got;
	pthread_mutex_unlock(&worker->lock);
}

void worker_wait(struct worker *worker, bool first)
{
	worker_set(worker, PHASE_WAITING, first, 0);
}

void worker_read(struct worker *worker, int64_t deadline)
{
	worker_set(worker, PHASE_READING, false, deadline);
}

void worker_read_file(struct worker *worker, int64_t deadline)
{
	pthread_mutex_lock(&worker->lock);
	set_phase(worker, PHASE_READING, false, deadline);
	worker->file = true;
	pthread_mutex_unlock(&worker->lock);
}

void worker_answer(struct worker *worker)
{
	worker_set(worker, PHASE_ANSWERING, false, 0);
}

void worker_away(struct worker *worker)
{
	worker_set(worker, PHASE_AWAY, false, 0);
}

/* How things stand in one tick. */
struct tick {
	int64_t now;
	bool pressed, full, closing;
	size_t late; /* requests older than LATE_US */
};

/* How long one may hold a thread before it has asked anything. */
static int64_t patience(const struct watch *w, const struct worker *worker, const struct tick *tick)
{
	if (tick->full)
		return worker->first ? FULL_FIRST_US : FULL_NEXT_US;
	if (tick->pressed)
		return worker->first ? PRESSED_FIRST_US : PRESSED_NEXT_US;
	return w->request_us;
}

static bool drips(const struct worker *worker, int64_t taken)
{
	return taken > FULL_BODY_US && worker->got < (uint64_t)taken * FULL_BODY_BYTES / 1000000;
}

static bool is_overdue(const struct watch *w, const struct worker *worker, const struct tick *tick)
{
	int64_t waited = tick->now - worker->since;

	switch (worker->phase) {
	case PHASE_WAITING:
		if (tick->closing)
			return true;
		return waited > patience(w, worker, tick);
	case PHASE_READING:
		if (worker->file)
			return tick->now > worker->deadline || tick->closing;
		return tick->now > worker->deadline || (tick->full && drips(worker, waited));
	case PHASE_AWAY:
	case PHASE_ANSWERING:
		break;
	}
	return false;
}

static void look_at(struct watch *w, struct worker *worker, struct tick *tick)
{
	pthread_mutex_lock(&worker->lock);
	if (is_overdue(w, worker, tick)) {
		pthread_kill(worker->thread, WAKE);
		atomic_fetch_add(
			worker->phase == PHASE_READING ? &w->cut_reading : &w->cut_waiting, 1);
	}
	if ((worker->phase == PHASE_READING || worker->phase == PHASE_ANSWERING) &&
		tick->now - worker->since > LATE_US)
		tick->late++;
	pthread_mutex_unlock(&worker->lock);
}

bool watch_is_pressed(struct watch *w)
{
	size_t held = atomic_load(&w->held);
	return held * 4 > w->count * 3;
}

static size_t workers_taken(struct watch *w)
{
	size_t taken = atomic_load(&w->taken);
	return taken < w->count ? taken : w->count;
}

/* A few threads are kept for telling newcomers that all others are stuck. */
static size_t reserve_of(const struct watch *w)
{
	return w->count / 16 ? w->count / 16 : 1;
}

/* Fewer free than the reserve is. One look alone may fall on a burst that is over by itself. */
static bool is_crowded(struct watch *w)
{
	return atomic_load(&w->held) + reserve_of(w) > w->count;
}

static void look_around(struct watch *w, bool *crowded)
{
	bool was_crowded = *crowded;
	struct tick tick = {
		.now = clock_ticks_us(),
		.pressed = watch_is_pressed(w),
		.closing = atomic_load(&w->closing),
	};

	*crowded = is_crowded(w);
	tick.full = *crowded && was_crowded;
	atomic_store(&w->full, tick.full);
	for (size_t i = 0; i < workers_taken(w); i++)
		look_at(w, &w->workers[i], &tick);
	if (tick.closing)
		look_at(w, &w->master, &tick);
	atomic_store(&w->stuck, tick.late >= w->count - reserve_of(w));
}

static void *run_watch(void *given)
{
	struct watch *w = given;
	struct timespec until;
	bool crowded = false;

	pthread_mutex_lock(&w->lock);
	while (!w->ending) {
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += TICK_US * 1000;
		if (until.tv_nsec >= 1000000000) {
			until.tv_nsec -= 1000000000;
			until.tv_sec++;
		}
		pthread_cond_timedwait(&w->turn, &w->lock, &until);
		pthread_mutex_unlock(&w->lock);
		look_around(w, &crowded);
		pthread_mutex_lock(&w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

enum outcome watch_open(struct watch *w, struct arena *a, size_t threads, int64_t request_us)
{
	struct sigaction act = { .sa_handler = wake_handler, .sa_flags = SA_RESTART };
	pthread_condattr_t about;

	w->count = threads;
	w->request_us = request_us;
	w->workers = arena_take_many(a, threads, sizeof *w->workers);
	for (size_t i = 0; i < threads; i++)
		pthread_mutex_init(&w->workers[i].lock, NULL);
	pthread_mutex_init(&w->master.lock, NULL);
	pthread_mutex_init(&w->lock, NULL);
	pthread_condattr_init(&about);
	pthread_condattr_setclock(&about, CLOCK_MONOTONIC);
	pthread_cond_init(&w->turn, &about);
	pthread_condattr_destroy(&about);
	sigemptyset(&act.sa_mask);
	if (sigaction(WAKE, &act, NULL) < 0 ||
		pthread_create(&w->thread, NULL, run_watch, w) != 0) {
		log_fault("could not start the watch over the workers: %s", strerror(errno));
		return BROKEN;
	}
	w->running = true;
	return DONE;
}

void watch_close(struct watch *w)
{
	if (w->running) {
		pthread_mutex_lock(&w->lock);
		w->ending = true;
		pthread_cond_signal(&w->turn);
		pthread_mutex_unlock(&w->lock);
		pthread_join(w->thread, NULL);
	}
	for (size_t i = 0; i < w->count; i++)
		pthread_mutex_destroy(&w->workers[i].lock);
	if (w->count) {
		pthread_mutex_destroy(&w->master.lock);
		pthread_mutex_destroy(&w->lock);
		pthread_cond_destroy(&w->turn);
	}
}

static void join(struct worker *worker, enum phase phase)
{
	sigset_t wake;

	/* main may have blocked signals to wait for them in one place; threads inherit that. */
	sigemptyset(&wake);
	sigaddset(&wake, WAKE);
	pthread_sigmask(SIG_UNBLOCK, &wake, NULL);
	pthread_mutex_lock(&worker->lock);
	worker->thread = pthread_self();
	worker->phase = phase;
	pthread_mutex_unlock(&worker->lock);
}

struct worker *watch_join(struct watch *w)
{
	size_t i = atomic_fetch_add(&w->taken, 1);

	if (i >= w->count)
		return NULL;
	join(&w->workers[i], PHASE_AWAY);
	return &w->workers[i];
}

struct worker *watch_join_as_master(struct watch *w)
{
	join(&w->master, PHASE_WAITING);
	return &w->master;
}

void watch_numbers(struct watch *w, struct http_numbers *n)
{
	size_t *const counts[] = { [PHASE_WAITING] = &n->waiting,
		[PHASE_READING] = &n->reading,
		[PHASE_ANSWERING] = &n->answering };

	for (size_t i = 0; i < workers_taken(w); i++) {
		struct worker *worker = &w->workers[i];
		pthread_mutex_lock(&worker->lock);
		if (worker->phase != PHASE_AWAY)
			++*counts[worker->phase];
		pthread_mutex_unlock(&worker->lock);
	}
	n->held = atomic_load(&w->held);
	n->pressed = watch_is_pressed(w);
	n->full = atomic_load(&w->full);
	n->stuck = atomic_load(&w->stuck);
	n->connections = atomic_load(&w->connections);
	n->cut_waiting = atomic_load(&w->cut_waiting);
	n->cut_reading = atomic_load(&w->cut_reading);
}
