/*
 * progress: how far a person has come, and where they go on. Pure; from counts and states alone.
 */
#include "learn/learn.h"

enum page_state page_state_of(bool opened, size_t questions, size_t answered)
{
	if (!opened)
		return answered ? PAGE_STARTED : PAGE_NOT_STARTED;
	return answered >= questions ? PAGE_DONE : PAGE_STARTED;
}

enum page_state progress_state(struct progress p)
{
	if (p.pages && p.done >= p.pages)
		return PAGE_DONE;
	return p.done || p.started ? PAGE_STARTED : PAGE_NOT_STARTED;
}

/* The first page in from..count-1 that is not done, or count. */
static size_t first_undone(const enum page_state *states, size_t from, size_t count)
{
	while (from < count && states[from] == PAGE_DONE)
		from++;
	return from;
}

size_t continue_at(const enum page_state *states, size_t count, size_t last)
{
	size_t found = last < count ? first_undone(states, last, count) : count;
	return found < count ? found : first_undone(states, 0, count);
}
