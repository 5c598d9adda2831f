/* A gate lets a few in, a few wait, and turns the rest away at once. */
#include "base/base.h"
#include "test.h"

#include <pthread.h>
#include <time.h>

struct visit {
	struct gate *gate;
	pthread_mutex_t *lock;
	int *inside, *most, *turned_away;
};

static void *visit_gate(void *value)
{
	struct visit *visit = value;
	struct timespec nap = { 0, 2000000 };

	if (gate_enter(visit->gate) != DONE) {
		pthread_mutex_lock(visit->lock);
		++*visit->turned_away;
		pthread_mutex_unlock(visit->lock);
		return NULL;
	}
	pthread_mutex_lock(visit->lock);
	if (++*visit->inside > *visit->most)
		*visit->most = *visit->inside;
	pthread_mutex_unlock(visit->lock);
	nanosleep(&nap, NULL);
	pthread_mutex_lock(visit->lock);
	--*visit->inside;
	pthread_mutex_unlock(visit->lock);
	gate_leave(visit->gate);
	return NULL;
}

/* Until `waiting` wait, or a few seconds are over. */
static bool wait_for(struct gate *gate, int waiting)
{
	struct timespec nap = { 0, 1000000 };

	for (int i = 0; i < 5000; i++) {
		struct gate_numbers now;
		gate_numbers(gate, &now);
		if (now.waiting == waiting)
			return true;
		nanosleep(&nap, NULL);
	}
	return false;
}

static void check_gate(void)
{
	struct gate *gate = gate_open(2, 8);
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	int inside = 0, most = 0, turned_away = 0;
	struct gate_numbers now;
	struct visit visit = { gate, &lock, &inside, &most, &turned_away };
	pthread_t threads[8];

	CHECK(gate_enter(gate) == DONE && gate_enter(gate) == DONE, "two go in at once");
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_create(&threads[i], NULL, visit_gate, &visit);
	CHECK(wait_for(gate, 8), "eight more wait");
	CHECK(gate_enter(gate) == BUSY, "the eleventh is told at once");
	pthread_mutex_lock(&lock);
	CHECK(inside == 0, "nobody slips in while two are inside");
	pthread_mutex_unlock(&lock);
	gate_leave(gate);
	gate_leave(gate);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_join(threads[i], NULL);
	CHECK(turned_away == 0 && inside == 0, "all who waited got in and out");
	CHECK(most >= 1 && most <= 2, "and never more than two were inside");
	gate_numbers(gate, &now);
	CHECK(now.let_in == 10 && now.refused == 1, "both kinds are counted");
	CHECK(now.inside == 0 && now.waiting == 0 && gate_enter(gate) == DONE,
		"afterwards the gate is free again");
	gate_leave(gate);
	gate_close(gate);
	gate_close(NULL);
}

int main(void)
{
	check_gate();
	return test_end();
}
