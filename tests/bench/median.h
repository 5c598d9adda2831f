/* The time in the middle, for programs that measure two things in turn. */
#ifndef ASKEL_TESTS_BENCH_MEDIAN_H
#define ASKEL_TESTS_BENCH_MEDIAN_H

#include <stdint.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Of microseconds, in milliseconds; sorts them. */
static double median(int64_t *times, size_t count)
{
	qsort(times, count, sizeof *times, by_size);
	return (double)(times[(count - 1) / 2] + times[count / 2]) / 2000;
}

#endif
