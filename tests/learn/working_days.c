/* Working days: known Easters and holidays, and days counted over them. */
#include "learn/learn.h"
#include "test.h"

static int64_t day(const char *chars)
{
	int64_t days = 0;
	if (!clock_day(text_of(chars), &days))
		printf("# no such day: %s\n", chars);
	return days;
}

static void check_easter(void)
{
	static const char *const easters[] = { "1818-03-22", "1943-04-25", "1992-04-19",
		"2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20",
		"2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18", "2076-04-19",
		"2285-03-22" };

	for (size_t i = 0; i < COUNT_OF(easters); i++) {
		int64_t easter = day(easters[i]);
		CHECK(holiday_fi(easter) && holiday_fi(easter - 2) && holiday_fi(easter + 1) &&
				holiday_fi(easter + 39) && holiday_fi(easter + 49),
			"Easter of %.4s is on %s, and its feasts with it", easters[i], easters[i]);
		CHECK(!holiday_fi(easter - 3) && !holiday_fi(easter + 2),
			"Maundy Thursday and the Tuesday after are none in %.4s", easters[i]);
	}
}

/* Every holiday of a year, by the almanac, so that none is missing and none too many. */
static void check_years(void)
{
	static const struct {
		const char *year, *days[18];
	} years[] = {
		{ "2024",
			{ "01-01", "01-06", "03-29", "03-31", "04-01", "05-01", "05-09", "05-19",
				"06-21", "06-22", "11-02", "12-06", "12-24", "12-25", "12-26" } },
		{ "2025",
			{ "01-01", "01-06", "04-18", "04-20", "04-21", "05-01", "05-29", "06-08",
				"06-20", "06-21", "11-01", "12-06", "12-24", "12-25", "12-26" } },
		{ "2026",
			{ "01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24",
				"06-19", "06-20", "10-31", "12-06", "12-24", "12-25", "12-26" } },
		{ "2027",
			{ "01-01", "01-06", "03-26", "03-28", "03-29", "05-01", "05-06", "05-16",
				"06-25", "06-26", "11-06", "12-06", "12-24", "12-25", "12-26" } },
		/* Ascension on May Day: one holiday less. */
		{ "2008",
			{ "01-01", "01-06", "03-21", "03-23", "03-24", "05-01", "05-11", "06-20",
				"06-21", "11-01", "12-06", "12-24", "12-25", "12-26" } },
	};

	for (size_t y = 0; y < COUNT_OF(years); y++) {
		char first[16], text[11];
		int64_t from;
		int wrong = 0;
		size_t found = 0;

		snprintf(first, sizeof first, "%s-01-01", years[y].year);
		from = day(first);
		for (int64_t d = from; clock_date(d).year == clock_date(from).year; d++) {
			if (!holiday_fi(d))
				continue;
			clock_day_text(d, text);
			wrong += !years[y].days[found] ||
				strcmp(text + 5, years[y].days[found]) != 0;
			found += years[y].days[found] != NULL;
		}
		CHECK(wrong == 0 && !years[y].days[found],
			"%s has the holidays of the almanac and no other", years[y].year);
	}
}

static void check_counting(void)
{
	static const struct {
		const char *says, *from;
		int count;
		const char *to;
	} cases[] = {
		{ "from Monday to Tuesday", "2025-09-01", 1, "2025-09-02" },
		{ "from Friday to Monday", "2025-09-05", 1, "2025-09-08" },
		{ "from Saturday to Monday", "2025-09-06", 1, "2025-09-08" },
		{ "from Sunday to Monday", "2025-09-07", 1, "2025-09-08" },
		{ "five days are a week", "2025-09-03", 5, "2025-09-10" },
		{ "ten are two", "2025-09-03", 10, "2025-09-17" },
		{ "no days stay where they are", "2025-09-06", 0, "2025-09-06" },
		{ "nor do less than none go back", "2025-09-06", -3, "2025-09-06" },
		{ "over Easter", "2025-04-17", 1, "2025-04-22" },
		{ "over Ascension", "2025-05-28", 1, "2025-05-30" },
		{ "over May Day", "2025-04-30", 1, "2025-05-02" },
		{ "over Midsummer", "2025-06-19", 1, "2025-06-23" },
		{ "over Christmas", "2025-12-23", 1, "2025-12-29" },
		{ "over New Year", "2025-12-31", 1, "2026-01-02" },
		{ "over Epiphany", "2026-01-05", 1, "2026-01-07" },
		{ "over Independence Day on a weekday", "2027-12-03", 1, "2027-12-07" },
		{ "Independence Day on a Saturday costs no day", "2025-12-05", 1, "2025-12-08" },
		{ "ten days over Christmas and New Year", "2025-12-22", 10, "2026-01-12" },
		{ "over a leap day", "2024-02-28", 2, "2024-03-01" },
		{ "before 1970, too", "1969-12-31", 1, "1970-01-02" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char to[11];
		clock_day_text(working_day_after(day(cases[i].from), cases[i].count, NULL, 0), to);
		CHECK(strcmp(to, cases[i].to) == 0, "%s (%s)", cases[i].says, to);
	}
}

/* One after another is the same as at once, and none is skipped. */
static void check_steps(void)
{
	int64_t from = day("2025-01-01"), step = from;
	int apart = 0;

	for (int count = 1; count <= 600; count++) {
		step = working_day_after(step, 1, NULL, 0);
		apart += working_day_after(from, count, NULL, 0) != step || holiday_fi(step);
	}
	CHECK(apart == 0, "counting one by one comes out where counting at once does");
}

static void check_between(void)
{
	static const struct {
		const char *says, *from, *to;
		int count;
	} cases[] = {
		{ "no working day has passed on the day itself", "2025-09-03", "2025-09-03", 0 },
		{ "nor before it", "2025-09-03", "2025-08-01", 0 },
		{ "one on the next", "2025-09-03", "2025-09-04", 1 },
		{ "none from Friday to Sunday", "2025-09-05", "2025-09-07", 0 },
		{ "one from Friday to Monday", "2025-09-05", "2025-09-08", 1 },
		{ "one from Saturday to Monday", "2025-09-06", "2025-09-08", 1 },
		{ "five in a week", "2025-09-03", "2025-09-10", 5 },
		{ "none over the four days of Easter", "2025-04-17", "2025-04-21", 0 },
		{ "one to the Tuesday after Easter", "2025-04-17", "2025-04-22", 1 },
		{ "none on Ascension", "2025-05-28", "2025-05-29", 0 },
		{ "none on May Day", "2025-04-30", "2025-05-01", 0 },
		{ "none over Midsummer, its Eve being a Friday", "2025-06-19", "2025-06-22", 0 },
		{ "none from before Christmas to the Sunday after", "2025-12-23", "2025-12-28", 0 },
		{ "three from Christmas to New Year", "2025-12-23", "2026-01-01", 3 },
		{ "a holiday on a Saturday takes no day away", "2025-12-05", "2025-12-08", 1 },
		{ "Epiphany on a weekday takes one", "2026-01-05", "2026-01-09", 3 },
		{ "all of 2025 has 251", "2024-12-31", "2025-12-31", 251 },
		{ "all of 2026 has 252", "2025-12-31", "2026-12-31", 252 },
		{ "over a leap day", "2024-02-28", "2024-03-01", 2 },
		{ "before 1970, too", "1969-12-31", "1970-01-02", 1 },
	};
	int apart = 0;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t from = day(cases[i].from), to = day(cases[i].to);
		int count = working_days_between(from, to, NULL, 0);
		CHECK(count == cases[i].count, "%s (%d)", cases[i].says, count);
	}
	for (int64_t from = day("2024-01-01"); from < day("2028-01-01"); from++)
		for (int count = 0; count <= 30; count++)
			apart += working_days_between(from, working_day_after(from, count, NULL, 0),
					 NULL, 0) != count;
	CHECK(apart == 0, "what lies between a day and the n-th working day after it is n");
}

/* What the house itself says: rows as they are known, one after another. */
static void check_days_off(void)
{
	int64_t monday = day("2026-12-07");
	const struct day_off rows[] = {
		{ .day = day("2026-12-09"), .from = monday },
		{ .day = day("2026-12-24"), .open = true, .from = monday },
		{ .day = day("2026-12-26"), .open = true, .from = monday },
		{ .day = day("2026-12-15"), .from = monday, .until = day("2026-12-10") },
		{ .day = day("2026-12-16"), .from = day("2026-12-10") },
	};
	const struct calendar calendar = { rows, COUNT_OF(rows) };
	static const struct {
		const char *says, *from;
		int count;
		const char *known, *to;
	} cases[] = {
		{ "a closed day is no working day", "2026-12-08", 1, "2026-12-08", "2026-12-10" },
		{ "before anybody knew of it, it was one", "2026-12-08", 1, "2026-12-06",
			"2026-12-09" },
		{ "a holiday on which the house is open is one", "2026-12-23", 1, "2026-12-08",
			"2026-12-24" },
		{ "but no Saturday", "2026-12-25", 1, "2026-12-08", "2026-12-28" },
		{ "a closed day taken away is none for what was counted before", "2026-12-14", 1,
			"2026-12-09", "2026-12-16" },
		{ "and a working day from the day it was taken away", "2026-12-14", 1, "2026-12-10",
			"2026-12-15" },
		{ "added later, it doesn't count for what was counted before", "2026-12-15", 1,
			"2026-12-09", "2026-12-16" },
		{ "but afterwards", "2026-12-15", 1, "2026-12-10", "2026-12-17" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t from = day(cases[i].from), known = day(cases[i].known);
		char to[11];
		clock_day_text(working_day_after(from, cases[i].count, &calendar, known), to);
		CHECK(strcmp(to, cases[i].to) == 0, "%s (%s)", cases[i].says, to);
		CHECK(working_days_between(from, day(cases[i].to), &calendar, known) ==
				cases[i].count,
			"%s, the other way round", cases[i].says);
	}
}

int main(void)
{
	check_easter();
	check_years();
	check_counting();
	check_steps();
	check_between();
	check_days_off();
	return test_end();
}
