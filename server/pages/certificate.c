/*
 * certificate: what the addresses of this house show to browsers, for the admin. TLS ends at the proxy
 * in front, whose files are none of ours, so a thread looks from outside as a browser does: at the
 * start, twice a day, and sooner while something is wrong, so that a mended certificate is soon seen.
 */
#include "certificate.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

#define DAY INT64_C(86400)
#define LOOK_SECONDS 5
#define EVERY (DAY / 2)
#define SOON 60 /* seconds; doubled with every look that finds something wrong */
/* What is renewed by itself is so with a third of its time to go (a half, where that is short): less
 * than this is left where that failed. */
#define LEFT_PART 6
#define LEFT_MOST (14 * DAY)

struct certificates {
	size_t count;
	pthread_t thread;
	bool started;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t wake;
	bool stop, woken;
	int64_t looked;
	struct certificate_seen seen[HOUSE_ADDRESSES];
};

/* ---- looking -------------------------------------------------------------------------------- */

enum certificate_state certificate_state(
	enum outcome looked, const struct certificate *c, int64_t now)
{
	if (looked != DONE)
		return CERTIFICATE_UNSEEN;
	if (c->last && c->last <= now)
		return CERTIFICATE_OVER;
	if (!c->trusted || !c->last)
		return CERTIFICATE_UNTRUSTED;
	int64_t least = c->first ? (c->last - c->first) / LEFT_PART : LEFT_MOST;
	return c->last - now < (least < LEFT_MOST ? least : LEFT_MOST) ? CERTIFICATE_ENDS_SOON
								       : CERTIFICATE_GOOD;
}

void look_at_certificate(struct certificate_seen *seen)
{
	struct certificate found;
	enum outcome o = post_look_at_certificate(seen->address.at, NULL, LOOK_SECONDS, &found);
	seen->state = certificate_state(o, &found, clock_now());
	seen->last = found.last;
}

/* True where all is well. */
static bool look_at_all(struct certificates *c)
{
	bool good = true;
	for (size_t i = 0; i < c->count; i++) {
		struct certificate_seen seen = { .address = c->seen[i].address };
		look_at_certificate(&seen);
		good = good && seen.state == CERTIFICATE_GOOD;
		pthread_mutex_lock(&c->lock);
		c->seen[i] = seen;
		c->looked = clock_now();
		pthread_mutex_unlock(&c->lock);
	}
	return good;
}

/* False when it is time to end. */
static bool wait_seconds(struct certificates *c, int64_t seconds)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += (time_t)seconds;
	pthread_mutex_lock(&c->lock);
	while (!c->stop && !c->woken &&
		pthread_cond_timedwait(&c->wake, &c->lock, &until) != ETIMEDOUT)
		;
	c->woken = false;
	bool going_on = !c->stop;
	pthread_mutex_unlock(&c->lock);
	return going_on;
}

static void *work(void *context)
{
	struct certificates *c = context;
	int64_t pause = SOON;
	do {
		bool good = look_at_all(c);
		pause = good ? EVERY : pause < EVERY / 2 ? pause * 2 : EVERY;
	} while (wait_seconds(c, pause));
	return NULL;
}

/* ---- what others are told ------------------------------------------------------------------- */

size_t certificates_seen(struct workshop *w, struct arena *a, const struct certificate_seen **seen)
{
	struct certificates *c = w->certificates;
	if (!c)
		return 0;
	struct certificate_seen *copy = arena_take_many(a, c->count, sizeof *copy);
	bool wrong = false;
	pthread_mutex_lock(&c->lock);
	for (size_t i = 0; i < c->count; i++) {
		copy[i] = c->seen[i];
		wrong = wrong || copy[i].state != CERTIFICATE_GOOD;
	}
	if (wrong && clock_now() - c->looked >= SOON) {
		c->woken = true;
		pthread_cond_signal(&c->wake);
	}
	pthread_mutex_unlock(&c->lock);
	*seen = copy;
	return c->count;
}

bool is_certificate_trouble(enum certificate_state state)
{
	return state >= CERTIFICATE_ENDS_SOON;
}

/* ---- opening and closing -------------------------------------------------------------------- */

size_t house_addresses(
	struct arena *a, const struct conf *conf, struct certificate_seen seen[HOUSE_ADDRESSES])
{
	const struct text origins[HOUSE_ADDRESSES] = { conf->origin, conf->badge_origin };
	size_t count = 0;
	for (size_t i = 0; i < HOUSE_ADDRESSES; i++) {
		bool known = count > 0 && text_is(origins[i], seen[0].address);
		if (!conf->demo && !known && text_starts(origins[i], TEXT("https://")))
			seen[count++] =
				(struct certificate_seen){ .address = arena_copy(a, origins[i]) };
	}
	return count;
}

enum outcome certificates_start(struct workshop *w)
{
	struct certificates *c = arena_take_of(w->arena, struct certificates);
	c->count = house_addresses(w->arena, &w->conf, c->seen);
	if (c->count == 0)
		return DONE;
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&c->wake, &steady);
	pthread_condattr_destroy(&steady);
	pthread_mutex_init(&c->lock, NULL);
	c->started = pthread_create(&c->thread, NULL, work, c) == 0;
	if (!c->started)
		log_fault("pages: no thread that looks at certificates");
	w->certificates = c;
	return c->started ? DONE : BROKEN;
}

void certificates_stop(struct workshop *w)
{
	struct certificates *c = w->certificates;
	if (!c || !c->started)
		return;
	pthread_mutex_lock(&c->lock);
	c->stop = true;
	pthread_cond_signal(&c->wake);
	pthread_mutex_unlock(&c->lock);
	pthread_join(c->thread, NULL);
	c->started = false;
}

void certificates_close(struct workshop *w)
{
	struct certificates *c = w->certificates;
	if (!c)
		return;
	pthread_cond_destroy(&c->wake);
	pthread_mutex_destroy(&c->lock);
	w->certificates = NULL;
}
