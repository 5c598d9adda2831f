/*
 * visits: whose being on which page was written down within the last minute, so that reading on,
 * answering and coming back need neither a look into the file nor a sync of the disk. Of each person
 * and course only the latest page is known, as in the file the latest page is where one goes on.
 *
 * In fixed memory: where it is full the oldest gives way, and that visit is written once more. So is
 * every one after a start. What was remembered and then lost with its group of changes is missed for
 * a minute at most, if the person stays.
 */
#include "inside.h"

#include <pthread.h>
#include <stdlib.h>

#define MINUTE 60
#define SETS 4096 /* a power of two */
#define PLACES 4  /* in a set */
#define LOCKS 64

struct visited {
	int64_t person; /* 0: free */
	uint64_t course, page;
	int64_t at;
};

struct visits {
	pthread_mutex_t locks[LOCKS]; /* each of every 64th set */
	struct visited sets[SETS][PLACES];
};

struct visits *visits_open(void)
{
	struct visits *v = calloc(1, sizeof *v);

	if (!v) {
		log_fault("ending: out of memory");
		abort();
	}
	for (size_t i = 0; i < LOCKS; i++)
		pthread_mutex_init(&v->locks[i], NULL);
	return v;
}

void visits_close(struct visits *v)
{
	for (size_t i = 0; i < LOCKS; i++)
		pthread_mutex_destroy(&v->locks[i]);
	free(v);
}

/* FNV-1a: ids are the author's, so nobody chooses two that meet. */
static uint64_t number_of(struct text id)
{
	uint64_t number = 14695981039346656037u;

	for (size_t i = 0; i < id.size; i++)
		number = (number ^ (unsigned char)id.at[i]) * 1099511628211u;
	return number;
}

static struct visited visited_of(int64_t person, struct text course, struct text page, int64_t now)
{
	return (struct visited){ person, number_of(course), number_of(page), now };
}

static size_t set_of(const struct visited *one)
{
	uint64_t mixed = ((uint64_t)one->person ^ one->course) * 0x9E3779B97F4A7C15u;

	return (size_t)(mixed >> 40) % SETS;
}

static bool is_same(const struct visited *a, const struct visited *b)
{
	return a->person == b->person && a->course == b->course;
}

bool visits_hold(
	struct visits *v, int64_t person, struct text course, struct text page, int64_t now)
{
	struct visited one = visited_of(person, course, page, now);
	size_t set = set_of(&one);
	bool held = false;

	pthread_mutex_lock(&v->locks[set % LOCKS]);
	for (size_t i = 0; i < PLACES; i++) {
		const struct visited *place = &v->sets[set][i];
		held = held ||
			(is_same(place, &one) && place->page == one.page &&
				now - place->at < MINUTE);
	}
	pthread_mutex_unlock(&v->locks[set % LOCKS]);
	return held;
}

void visits_keep(
	struct visits *v, int64_t person, struct text course, struct text page, int64_t now)
{
	struct visited one = visited_of(person, course, page, now);
	size_t set = set_of(&one), at = 0;

	pthread_mutex_lock(&v->locks[set % LOCKS]);
	for (size_t i = 0; i < PLACES; i++)
		if (v->sets[set][i].at < v->sets[set][at].at)
			at = i;
	for (size_t i = 0; i < PLACES; i++)
		if (is_same(&v->sets[set][i], &one))
			at = i;
	v->sets[set][at] = one;
	pthread_mutex_unlock(&v->locks[set % LOCKS]);
}
