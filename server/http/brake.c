/*
 * brake: counts tries by key in a fixed table, so that no flood of keys takes memory. A key has two
 * places it may stand in; when both are taken, the one with fewer tries left gives way, so a
 * guesser's row is not pushed out by passers-by. Keys are kept as keyed digests only. One mutex
 * holds the table, for a lookup is two comparisons.
 */
#include "http/http.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 4096 /* a power of two */
#define HALF_SECONDS 600
#define MOST 1000000 /* tries beyond this are as good as this many */

struct brake_row {
	uint64_t key; /* 0: free */
	int64_t last; /* time of the last try, and of the count as it stands */
	int tries;
};

struct brake {
	pthread_mutex_t lock;
	unsigned char secret[32];
	struct brake_row rows[ROWS];
};

struct brake *brake_open(void)
{
	struct brake *b = calloc(1, sizeof *b);

	if (!b) {
		log_fault("ending: out of memory");
		abort();
	}
	pthread_mutex_init(&b->lock, NULL);
	random_fill(b->secret, sizeof b->secret);
	return b;
}

void brake_close(struct brake *b)
{
	if (!b)
		return;
	pthread_mutex_destroy(&b->lock);
	free(b);
}

/* The key's number (never 0) and its two places. */
struct brake_mark {
	uint64_t key;
	size_t places[2];
};

static struct brake_mark mark_of(const struct brake *b, struct text key)
{
	struct text parts[] = { bytes_text(b->secret, sizeof b->secret), key };
	unsigned char digest[DIGEST_SIZE];
	struct brake_mark mark;
	uint32_t places[2];

	digest_parts(parts, COUNT_OF(parts), digest);
	memcpy(&mark.key, digest, sizeof mark.key);
	memcpy(places, digest + sizeof mark.key, sizeof places);
	mark.key |= !mark.key;
	mark.places[0] = places[0] % ROWS;
	mark.places[1] = places[1] % ROWS;
	return mark;
}

/* The tries of a row now: halved for each ten minutes since the last. */
static int faded(const struct brake_row *row, int64_t now)
{
	int64_t halves = now > row->last ? (now - row->last) / HALF_SECONDS : 0;
	return halves > 30 ? 0 : row->tries >> halves;
}

static struct brake_row *find_row(struct brake *b, const struct brake_mark *mark)
{
	for (size_t i = 0; i < COUNT_OF(mark->places); i++)
		if (b->rows[mark->places[i]].key == mark->key)
			return &b->rows[mark->places[i]];
	return NULL;
}

static struct brake_row *make_row(struct brake *b, const struct brake_mark *mark, int64_t now)
{
	struct brake_row *first = &b->rows[mark->places[0]], *second = &b->rows[mark->places[1]];
	struct brake_row *row = faded(first, now) <= faded(second, now) ? first : second;

	*row = (struct brake_row){ .key = mark->key };
	return row;
}

int brake_tries(struct brake *b, struct text key, int64_t now, int64_t *since)
{
	struct brake_mark mark = mark_of(b, key);
	struct brake_row *row;
	int tries = 0;

	*since = 0;
	pthread_mutex_lock(&b->lock);
	row = find_row(b, &mark);
	if (row) {
		tries = faded(row, now);
		*since = now > row->last ? now - row->last : 0;
	}
	pthread_mutex_unlock(&b->lock);
	return tries;
}

void brake_count(struct brake *b, struct text key, int64_t now)
{
	struct brake_mark mark = mark_of(b, key);
	struct brake_row *row;

	pthread_mutex_lock(&b->lock);
	row = find_row(b, &mark);
	if (!row)
		row = make_row(b, &mark, now);
	row->tries = faded(row, now);
	if (row->tries < MOST)
		row->tries++;
	row->last = now;
	pthread_mutex_unlock(&b->lock);
}

bool brake_first(struct brake *b, struct text key, int64_t now)
{
	struct brake_mark mark = mark_of(b, key);
	struct brake_row *row;
	bool first;

	pthread_mutex_lock(&b->lock);
	row = find_row(b, &mark);
	if (!row)
		row = make_row(b, &mark, now);
	first = faded(row, now) == 0;
	row->tries = 2; /* for twice ten minutes */
	row->last = now;
	pthread_mutex_unlock(&b->lock);
	return first;
}

void brake_take_back(struct brake *b, struct text key)
{
	struct brake_mark mark = mark_of(b, key);
	struct brake_row *row;

	pthread_mutex_lock(&b->lock);
	row = find_row(b, &mark);
	if (row && row->tries > 0)
		row->tries--;
	pthread_mutex_unlock(&b->lock);
}

void brake_forget(struct brake *b, struct text key)
{
	struct brake_mark mark = mark_of(b, key);
	struct brake_row *row;

	pthread_mutex_lock(&b->lock);
	row = find_row(b, &mark);
	if (row)
		*row = (struct brake_row){ 0 };
	pthread_mutex_unlock(&b->lock);
}
