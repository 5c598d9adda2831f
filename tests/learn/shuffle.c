/* The order of options: a permutation, a person's own, never the answer, and fair. */
#include "learn/learn.h"
#include "test.h"

static bool is_permutation(const uint8_t *order, size_t count)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < count; i++) {
		if (order[i] >= count || seen >> order[i] & 1)
			return false;
		seen |= UINT64_C(1) << order[i];
	}
	return true;
}

static bool is_identity(const uint8_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (order[i] != i)
			return false;
	return true;
}

static void check_orders(void)
{
	int broken = 0, unsteady = 0, lucky = 0, spilled = 0;

	for (uint64_t seed = 0; seed < 300; seed++) {
		for (size_t count = 0; count <= OPTIONS_MOST; count++) {
			uint8_t order[OPTIONS_MOST + 1], again[OPTIONS_MOST + 1];
			bool no_luck = seed % 2;

			order[count] = again[count] = 0xEE;
			shuffle_options(seed * 0x0101010101010101U, count, no_luck, order);
			shuffle_options(seed * 0x0101010101010101U, count, no_luck, again);
			broken += !is_permutation(order, count);
			unsteady += memcmp(order, again, count) != 0;
			lucky += no_luck && count > 1 && is_identity(order, count);
			spilled += order[count] != 0xEE;
		}
	}
	CHECK(broken == 0, "an order has every option once");
	CHECK(unsteady == 0, "the same seed gives the same order");
	CHECK(lucky == 0, "without luck the file's own order never comes");
	CHECK(spilled == 0, "nothing is written past the last option");
}

static void check_known(void)
{
	/* Frozen: a person's order must stay theirs after an update. */
	static const uint8_t expected[] = { 4, 3, 2, 0, 7, 6, 1, 5 };
	uint8_t order[8], one[1] = { 7 };

	shuffle_options(42, 8, false, order);
	CHECK(memcmp(order, expected, sizeof order) == 0,
		"the order of seed 42 is as ever (%d %d %d %d %d %d %d %d)", order[0], order[1],
		order[2], order[3], order[4], order[5], order[6], order[7]);
	shuffle_options(42, 1, true, one);
	CHECK(one[0] == 0, "one option has one order");
}

/* Each option in each place: the squares of what is off, over what was expected. For 25 degrees of
 * freedom less what is tied, 60 is passed once in many thousand fair tries, and the seeds are
 * fixed. */
static void check_fair(bool no_luck, size_t count, const char *says)
{
	unsigned times[6][6] = { { 0 } };
	const unsigned tries = 30000;
	double off = 0, expected = (double)tries / (double)count;

	for (uint64_t seed = 1; seed <= tries; seed++) {
		uint8_t order[6];
		shuffle_options(seed, count, no_luck, order);
		for (size_t i = 0; i < count; i++)
			times[i][order[i]]++;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			off += (times[i][j] - expected) * (times[i][j] - expected) / expected;
	CHECK(off < 60, "%s (%.1f)", says, off);
}

int main(void)
{
	check_orders();
	check_known();
	check_fair(false, 6, "every option comes in every place about as often");
	check_fair(false, 3, "also where there are few");
	check_fair(true, 6, "and without luck hardly less so");
	return test_end();
}
