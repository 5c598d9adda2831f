/*
 * gate: lets a few threads at a heavy work at once and a few more wait; the rest are turned away at
 * once, so a crowd can't eat the machine. A newcomer doesn't slip past those who wait.
 */
#include "base/base.h"

#include <pthread.h>
#include <stdlib.h>

struct gate {
	pthread_mutex_t lock;
	pthread_cond_t left;
	int inside, waiting, inside_most, waiting_most;
	uint64_t let_in, refused;
};

struct gate *gate_open(int inside, int waiting)
{
	struct gate *g = calloc(1, sizeof *g);

	if (!g) {
		log_fault("ending: out of memory");
		abort();
	}
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->left, NULL);
	g->inside_most = inside;
	g->waiting_most = waiting;
	return g;
}

void gate_close(struct gate *g)
{
	if (!g)
		return;
	pthread_cond_destroy(&g->left);
	pthread_mutex_destroy(&g->lock);
	free(g);
}

enum outcome gate_enter(struct gate *g)
{
	enum outcome went = DONE;

	pthread_mutex_lock(&g->lock);
	/* One who waits has a place promised, also while only about to wake. */
	if (g->inside + g->waiting < g->inside_most) {
		g->inside++;
	} else if (g->waiting < g->waiting_most) {
		g->waiting++;
		while (g->inside >= g->inside_most)
			pthread_cond_wait(&g->left, &g->lock);
		g->waiting--;
		g->inside++;
	} else {
		went = BUSY;
	}
	*(went == DONE ? &g->let_in : &g->refused) += 1;
	pthread_mutex_unlock(&g->lock);
	return went;
}

void gate_leave(struct gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->inside--;
	pthread_cond_signal(&g->left);
	pthread_mutex_unlock(&g->lock);
}

void gate_numbers(struct gate *g, struct gate_numbers *n)
{
	pthread_mutex_lock(&g->lock);
	*n = (struct gate_numbers){ g->inside, g->waiting, g->let_in, g->refused };
	pthread_mutex_unlock(&g->lock);
}
