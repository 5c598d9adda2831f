/* Histograms: which step a value falls into, and that no count is lost among threads. */
#include "base/base.h"

#include "test.h"

#include <pthread.h>

static const int64_t steps[] = { 10, 100, 1000, 0 };

static const struct {
	const char *says;
	int64_t value;
	size_t step;
} rows[] = {
	{ "nothing falls into the first step", 0, 0 },
	{ "less than nothing too", -5, 0 },
	{ "a value at the end of a step belongs to it", 10, 0 },
	{ "one more begins the next", 11, 1 },
	{ "the last step ends where it says", 1000, 2 },
	{ "what is more than all steps has a place", 1001, 3 },
	{ "however much it is", INT64_MAX, 3 },
};

static void test_steps(void)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct histogram h = { .steps = steps };
		histogram_add(&h, rows[i].value);
		struct spread s = histogram_read(&h);
		uint64_t all = 0;
		for (size_t n = 0; n <= s.step_count; n++)
			all += s.counts[n];
		CHECK(s.step_count == 3 && all == 1 && s.counts[rows[i].step] == 1 &&
				s.sum == (uint64_t)(rows[i].value > 0 ? rows[i].value : 0),
			"%s", rows[i].says);
	}
}

static void *add_many(void *given)
{
	for (int i = 0; i < 20000; i++)
		histogram_add(given, i % 200);
	return NULL;
}

static void test_threads(void)
{
	struct histogram h = { .steps = steps };
	pthread_t threads[4];
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_create(&threads[i], NULL, add_many, &h);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_join(threads[i], NULL);
	struct spread s = histogram_read(&h);
	CHECK(s.counts[0] == 4 * 1100 && s.counts[1] == 4 * 9000 && s.counts[2] == 4 * 9900 &&
			s.sum == (uint64_t)4 * 1990000,
		"four threads that add at once lose nothing");
}

int main(void)
{
	test_steps();
	test_threads();
	return test_end();
}
