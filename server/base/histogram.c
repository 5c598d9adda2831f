/*
 * histogram: how values are spread over fixed steps, counted by many threads at once without a lock.
 * A reader may see a value in a step and not yet in the sum: it reads figures for a graph.
 */
#include "base/base.h"

void histogram_add(struct histogram *h, int64_t value)
{
	size_t i = 0;

	while (i < STEPS_MOST && h->steps[i] && value > h->steps[i])
		i++;
	atomic_fetch_add_explicit(&h->counts[i], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&h->sum, (uint64_t)(value > 0 ? value : 0), memory_order_relaxed);
}

struct spread histogram_read(const struct histogram *h)
{
	struct spread s = { .steps = h->steps };

	while (s.step_count < STEPS_MOST && h->steps[s.step_count])
		s.step_count++;
	for (size_t i = 0; i <= s.step_count; i++)
		s.counts[i] = atomic_load_explicit(&h->counts[i], memory_order_relaxed);
	s.sum = atomic_load_explicit(&h->sum, memory_order_relaxed);
	return s;
}
