/*
 * Nine o'clock: a whole class behind one address comes in by passphrase at once. Few passphrases are
 * hashed at a time; so most are told to wait a moment, lose nothing of what they typed, and that
 * they were told is not held against them or their neighbours; people who read are served
 * meanwhile.
 */
#include "house.h"

#include <pthread.h>

#define PHRASE "lumi kaapeli omena valssi"
#define CLASS_SIZE 130 /* more than the tries that an address has before it is slowed */
#define RUSH 24        /* at one moment */
#define AT_THE_GATE 14 /* it has room for ten */

struct class
{
	struct house house;
	char names[CLASS_SIZE][32];
};

/* ---- accounts ------------------------------------------------------------------------------- */

static enum outcome add_way(struct db *db, void *value)
{
	return save_way_back(db, value, clock_now());
}

static bool fill_class(struct class *c, int size, struct text hash)
{
	OWN_ARENA a = arena_open();
	for (int i = 0; i < size; i++) {
		snprintf(c->names[i], sizeof c->names[i], "pilvi sana%d", i);
		struct way_back way = { .person = house_person(&c->house, "", ROLE_CLIENT),
			.name = text_of(c->names[i]),
			.folded = fold_words(a, text_of(c->names[i])),
			.hash = hash,
			.way = WAY_PASSPHRASE };
		if (!way.person || store_change(c->house.store, add_way, &way) != DONE)
			return false;
	}
	return true;
}

static struct text hash_of(struct class *c)
{
	struct arena *a = c->house.arena;
	struct text hash = NO_TEXT;
	if (passphrase_hash(c->house.workshop->seal, a, fold_words(a, TEXT(PHRASE)), &hash) != DONE)
		abort();
	return hash;
}

static struct reply sign_in_as(
	struct class *c, struct arena *a, struct visitor *v, const char *name, const char *phrase)
{
	struct buffer form = buffer_in(a);
	buffer_add_chars(&form, "name=");
	buffer_add_url(&form, text_of(name));
	buffer_add_chars(&form, "&passphrase=");
	buffer_add_url(&form, text_of(phrase));
	return house_press(&c->house, a, v, "/sign-in", buffer_text(&form).at);
}

/* ---- one after another ------------------------------------------------------------------------ */

static void test_class(const char *program)
{
	struct class *c = calloc(1, sizeof *c);
	int in = 0, status = 0;
	if (CHECK(house_open(&c->house, program) && fill_class(c, CLASS_SIZE, hash_of(c)),
		    "a class of %d has passphrases", CLASS_SIZE)) {
		for (int i = 0; i < CLASS_SIZE; i++) {
			OWN_ARENA a = arena_open();
			struct visitor v = house_visitor(&c->house, a, 0);
			struct reply r = sign_in_as(c, a, &v, c->names[i], PHRASE);
			in += r.status == 303;
			status = r.status != 303 && status == 0 ? r.status : status;
		}
		CHECK(in == CLASS_SIZE,
			"behind one address all of them sign in, one after another (%d, then %d)",
			in, status);
		for (int i = 0; i < 120 && status != 429; i++) {
			OWN_ARENA a = arena_open();
			struct visitor v = house_visitor(&c->house, a, 0);
			status = sign_in_as(c, a, &v, c->names[i], "not the right one").status;
		}
		CHECK(status == 429, "whoever guesses from there is still slowed (%d)", status);
	}
	house_close(&c->house);
	free(c);
}

/* ---- all at once ------------------------------------------------------------------------------ */

struct comer {
	struct class *class;
	pthread_barrier_t *start;
	int number, status, told; /* told: how often to wait a moment */
	bool kept;                /* each time with the name still there, and when to come back */
};

/* Signs in, and presses the button again as long as they are told to wait. */
static void *come(void *given)
{
	struct comer *me = given;
	struct class *c = me->class;
	OWN_ARENA a = arena_open();
	struct visitor v = house_visitor(&c->house, a, 0);
	const char *name = c->names[me->number];
	const char *field = arena_print(a, "value=\"%s\"", name).at;
	me->kept = true;
	pthread_barrier_wait(me->start);
	for (int i = 0; i < 200; i++) {
		struct reply r = sign_in_as(c, a, &v, name, PHRASE);
		me->status = r.status;
		if (r.status != 503)
			break;
		me->told++;
		me->kept = me->kept && house_shows(&r, field) &&
			head_value(r.head, "Retry-After").size > 0;
		nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
	}
	return NULL;
}

/* Reads on while they come in. */
struct reader {
	struct class *class;
	atomic_bool ended;
	int pages, bad;
};

static void *read_on(void *given)
{
	struct reader *me = given;
	OWN_ARENA keep = arena_open();
	struct house *h = &me->class->house;
	struct visitor v = house_visitor(h, keep, house_person(h, "", ROLE_CLIENT));
	while (!atomic_load(&me->ended)) {
		OWN_ARENA a = arena_open();
		me->bad += house_get(h, a, &v, TEXT("/courses/safe-online")).status != 200;
		me->pages++;
	}
	return NULL;
}

/* Keeps the gate before hashing full, as a larger class would. */
struct crowd {
	struct class *class;
	atomic_bool ended;
	atomic_int refused;
};

static void *hash_on(void *given)
{
	struct crowd *me = given;
	while (!atomic_load(&me->ended)) {
		OWN_ARENA a = arena_open();
		struct text hash;
		if (passphrase_hash(me->class->house.workshop->seal, a, TEXT(PHRASE), &hash) ==
			BUSY)
			atomic_fetch_add(&me->refused, 1);
	}
	return NULL;
}

static void judge_rush(
	struct class *c, const struct comer comers[RUSH], const struct reader *reader, int refused)
{
	struct seal_numbers n;
	int in = 0, told = 0, lost = 0;
	for (int i = 0; i < RUSH; i++) {
		in += comers[i].status == 303;
		told += comers[i].told;
		lost += !comers[i].kept;
	}
	seal_numbers(c->house.workshop->seal, &n);
	CHECK(in == RUSH, "all %d who press the button at once get in in the end (%d)", RUSH, in);
	CHECK(told > 0 && n.refused == (uint64_t)(told + refused),
		"at first many are told to wait a moment (%d times), and are counted", told);
	CHECK(lost == 0, "each time with what they typed kept, and when to try again (%d not)",
		lost);
	CHECK(reader->pages > 0 && reader->bad == 0,
		"somebody who reads meanwhile gets every page (%d of %d not)", reader->bad,
		reader->pages);
}

static void run_rush(struct class *c)
{
	struct comer comers[RUSH];
	pthread_t threads[RUSH], hashing[AT_THE_GATE], reading;
	struct reader reader = { .class = c };
	struct crowd crowd = { .class = c };
	pthread_barrier_t start;
	pthread_barrier_init(&start, NULL, RUSH + 1);
	pthread_create(&reading, NULL, read_on, &reader);
	for (int i = 0; i < AT_THE_GATE; i++)
		pthread_create(&hashing[i], NULL, hash_on, &crowd);
	for (int i = 0; i < RUSH; i++) {
		comers[i] = (struct comer){ .class = c, .start = &start, .number = i };
		pthread_create(&threads[i], NULL, come, &comers[i]);
	}
	while (atomic_load(&crowd.refused) == 0)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	pthread_barrier_wait(&start);
	nanosleep(&(struct timespec){ .tv_nsec = 700000000 }, NULL);
	atomic_store(&crowd.ended, true);
	for (int i = 0; i < AT_THE_GATE; i++)
		pthread_join(hashing[i], NULL);
	for (int i = 0; i < RUSH; i++)
		pthread_join(threads[i], NULL);
	atomic_store(&reader.ended, true);
	pthread_join(reading, NULL);
	pthread_barrier_destroy(&start);
	judge_rush(c, comers, &reader, atomic_load(&crowd.refused));
}

static void test_rush(const char *program)
{
	struct class *c = calloc(1, sizeof *c);
	if (CHECK(house_open(&c->house, program) && fill_class(c, RUSH, hash_of(c)),
		    "a class that comes at one moment has passphrases"))
		run_rush(c);
	house_close(&c->house);
	free(c);
}

int main(int count, char **words)
{
	(void)count;
	test_class(words[0]);
	test_rush(words[0]);
	return test_end();
}
