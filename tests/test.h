/*
 * The harness: CHECK(condition, sentence...) prints one TAP line; a test program ends with
 * `return test_end();`. No framework, no magic: a failing line names file and line.
 */
#ifndef ASKEL_TEST_H
#define ASKEL_TEST_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int test_passed, test_failed;

__attribute__((unused, format(printf, 4, 5))) static bool test_check(
	bool holds, const char *file, int line, const char *format, ...)
{
	va_list arguments;
	if (holds)
		test_passed++;
	else
		test_failed++;
	printf("%sok %d - ", holds ? "" : "not ", test_passed + test_failed);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	if (holds)
		printf("\n");
	else
		printf(" (%s:%d)\n", file, line);
	fflush(stdout);
	return holds;
}

#define CHECK(condition, ...) test_check((condition), __FILE__, __LINE__, __VA_ARGS__)

/* A whole group that can't run here, with the reason. */
__attribute__((unused)) static void test_skip(const char *why)
{
	printf("ok %d - # SKIP %s\n", test_passed + test_failed + 1, why);
	test_passed++;
}

__attribute__((unused)) static int test_end(void)
{
	printf("1..%d\n", test_passed + test_failed);
	return test_failed ? 1 : 0;
}

#endif
