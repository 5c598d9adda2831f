/*
 * gate: holds the writer inside a change, so that what waits behind it is known and not left to
 * luck.
 */
#ifndef ASKEL_TESTS_STORE_GATE_H
#define ASKEL_TESTS_STORE_GATE_H

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <unistd.h>

#include "store/store.h"
#include "test.h"

struct gate {
	change_fn *before; /* what the change does first; NULL: nothing */
	void *value;
	sem_t inside, go; /* posted: the writer is in the change; it may leave */
};

static enum outcome wait_at_gate(struct db *db, void *value)
{
	struct gate *gate = value;
	if (gate->before)
		TRY(gate->before(db, gate->value));
	sem_post(&gate->inside);
	while (sem_wait(&gate->go) < 0)
		continue;
	usleep(6000); /* longer than a group works, so that the next one is a group of its own */
	return DONE;
}

struct caller {
	pthread_t thread;
	struct store *store;
	change_fn *change;
	void *value;
	enum outcome went;
	atomic_bool done;
};

static void *call(void *context)
{
	struct caller *c = context;
	c->went = store_change(c->store, c->change, c->value);
	atomic_store(&c->done, true);
	return NULL;
}

static void start(struct caller *c, struct store *store, change_fn *change, void *value)
{
	*c = (struct caller){ .store = store, .change = change, .value = value };
	if (pthread_create(&c->thread, NULL, call, c) != 0)
		abort();
}

static void close_gate(struct gate *gate, struct caller *c, struct store *store)
{
	sem_init(&gate->inside, 0, 0);
	sem_init(&gate->go, 0, 0);
	start(c, store, wait_at_gate, gate);
	while (sem_wait(&gate->inside) < 0)
		continue;
}

static void open_gate(struct gate *gate, struct caller *c)
{
	sem_post(&gate->go);
	pthread_join(c->thread, NULL);
	sem_destroy(&gate->inside);
	sem_destroy(&gate->go);
}

__attribute__((unused)) static bool caller_done(const struct caller *c)
{
	return atomic_load(&c->done);
}

#endif
