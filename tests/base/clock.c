/* Days as numbers: known ones, every one of ten thousand years there and back, and none that isn't.
 */
#include "base/base.h"
#include "test.h"

#include <time.h>

static void check_known(void)
{
	static const struct {
		const char *day;
		int64_t days;
	} cases[] = { { "1970-01-01", 0 }, { "1970-01-02", 1 }, { "1969-12-31", -1 },
		{ "2000-02-29", 11016 }, { "2000-03-01", 11017 }, { "1900-03-01", -25508 },
		{ "2024-02-29", 19782 }, { "2026-11-23", 20780 }, { "2038-01-19", 24855 },
		{ "0000-01-01", -719528 }, { "9999-12-31", 2932896 } };

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t days = 42;
		char out[11];
		clock_day_text(cases[i].days, out);
		CHECK(clock_day(text_of(cases[i].day), &days) && days == cases[i].days &&
				strcmp(out, cases[i].day) == 0,
			"%s is day %lld", cases[i].day, (long long)cases[i].days);
	}
}

static void check_all(void)
{
	/* Counted up by hand beside it. */
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	struct date date = { 0, 1, 1 };
	int wrong = 0;

	for (int64_t days = -719528; days <= 2932896; days++) {
		struct date found = clock_date(days);
		int leap = date.year % 4 == 0 && (date.year % 100 || date.year % 400 == 0);

		wrong += found.year != date.year || found.month != date.month ||
			found.day != date.day || clock_days(date) != days;
		if (++date.day > lengths[date.month - 1] + (date.month == 2 && leap)) {
			date.day = 1;
			date.year += date.month == 12;
			date.month = date.month % 12 + 1;
		}
	}
	CHECK(wrong == 0, "every day from 0000-01-01 to 9999-12-31 comes there and back");
}

static void check_none(void)
{
	static const char *const cases[] = { "", "2025-02-29", "1900-02-29", "2025-04-31",
		"2025-13-01", "2025-00-10", "2025-01-00", "2025-01-32", "2025-1-1", "25-01-01",
		"2025/01/01", "2025-01-01 ", " 2025-01-01", "2025-01-0x", "-025-01-01",
		"20250-1-01", "2025-01-+1" };
	char out[11];

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t days = 42;
		CHECK(!clock_day(text_of(cases[i]), &days) && days == 42, "\"%s\" is no day",
			cases[i]);
	}
	clock_day_text(INT64_MAX, out);
	CHECK(strcmp(out, "9999-12-31") == 0, "past the last day it stays the last day");
	clock_day_text(INT64_MIN, out);
	CHECK(strcmp(out, "0000-01-01") == 0, "before the first it stays the first");
}

static void check_local(void)
{
	static const struct {
		const char *says, *zone;
		int64_t moment;
		const char *day;
	} cases[] = {
		{ "in UTC a day begins at midnight UTC", "UTC0", 1767225600, "2026-01-01" },
		{ "and ends a second before the next", "UTC0", 1767225599, "2025-12-31" },
		{ "two hours east it has begun by then", "EET-2EEST,M3.5.0/3,M10.5.0/4", 1767225599,
			"2026-01-01" },
		{ "three hours east in summer", "EET-2EEST,M3.5.0/3,M10.5.0/4", 1751317200,
			"2025-07-01" },
		{ "west of Greenwich it is still the day before", "EST5", 1767225600,
			"2025-12-31" },
		{ "before 1970 days are counted down", "UTC0", -1, "1969-12-31" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char out[11];
		setenv("TZ", cases[i].zone, 1);
		tzset();
		clock_day_text(clock_day_of(cases[i].moment), out);
		CHECK(strcmp(out, cases[i].day) == 0, "%s", cases[i].says);
	}
}

static void check_now(void)
{
	int64_t s = clock_now(), ms = clock_now_ms(), before = clock_ticks_us(), after;
	struct timespec nap = { 0, 2000000 };

	CHECK(s > 1700000000 && llabs(s - (int64_t)time(NULL)) <= 1, "now is now");
	CHECK(ms / 1000 - s >= 0 && ms / 1000 - s <= 1, "in milliseconds, too");
	nanosleep(&nap, NULL);
	after = clock_ticks_us();
	CHECK(after - before >= 2000 && after - before < 10000000, "ticks are microseconds");
}

int main(void)
{
	check_known();
	check_all();
	check_none();
	check_local();
	check_now();
	return test_end();
}
