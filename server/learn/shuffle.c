/*
 * shuffle: an order of options that is each person's own and stays theirs. The numbers come from
 * splitmix64 (Steele, Lea and Flood 2014), written out here so that an order is the same on every
 * machine and after every update.
 */
#include "learn/learn.h"

static uint64_t next_number(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

/* Below `limit` (at most OPTIONS_MOST). The upper half of the number scaled down; what that favours
 * some results by is one part in a hundred million. */
static size_t next_below(uint64_t *state, size_t limit)
{
	return (size_t)((next_number(state) >> 32) * limit >> 32);
}

static bool is_identity(const uint8_t *order, size_t count)
{
	size_t i = 0;
	while (i < count && order[i] == i)
		i++;
	return i == count;
}

void shuffle_options(uint64_t seed, size_t count, bool no_luck, uint8_t *order)
{
	uint64_t state = seed;

	do {
		for (size_t i = 0; i < count; i++)
			order[i] = (uint8_t)i;
		for (size_t i = count; i > 1; i--) {
			size_t other = next_below(&state, i);
			uint8_t last = order[i - 1];
			order[i - 1] = order[other];
			order[other] = last;
		}
	} while (no_luck && count > 1 && is_identity(order, count));
}
