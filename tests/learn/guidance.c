/* Guidance: promises that weren't kept, how long ago somebody was here, who is quiet. */
#include "learn/learn.h"
#include "test.h"

static int64_t day_of(const char *text)
{
	int64_t day = 0;
	if (!clock_day(text_of(text), &day))
		abort();
	return day;
}

static void check_promises(void)
{
	static const struct {
		const char *says, *first, *today, *day;
		int days;
		bool late;
	} cases[] = {
		{ "before the day the promise stands", "2026-11-25", "2026-11-23", "2026-11-25", 2,
			false },
		{ "on the day itself, too", "2026-11-25", "2026-11-25", "2026-11-25", 2, false },
		{ "the day after, a new one is given from the old", "2026-11-25", "2026-11-26",
			"2026-11-27", 2, true },
		{ "and stays until it has passed", "2026-11-25", "2026-11-27", "2026-11-27", 2,
			true },
		{ "over a weekend", "2026-11-25", "2026-11-28", "2026-12-01", 2, true },
		{ "over Christmas", "2026-12-23", "2026-12-24", "2026-12-29", 2, true },
		{ "and again, however late it is", "2026-11-25", "2026-12-31", "2026-12-31", 2,
			true },
		{ "without days to wait, the next working day", "2026-11-27", "2026-11-28",
			"2026-11-30", 0, true },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct promise p = promise_now(
			day_of(cases[i].first), cases[i].days, day_of(cases[i].today), NULL);
		char day[11];
		clock_day_text(p.day, day);
		CHECK(strcmp(day, cases[i].day) == 0 && p.late == cases[i].late, "%s (%s)",
			cases[i].says, day);
	}
}

/* A date that was told holds until it has passed: it never moves by itself. */
static void check_promises_hold(void)
{
	int64_t first = day_of("2026-11-25");
	struct promise before = promise_now(first, 3, first, NULL);
	bool holds = true;

	for (int64_t today = first; today < first + 400; today++) {
		struct promise p = promise_now(first, 3, today, NULL);
		holds = holds && p.day >= today && (today > before.day || p.day == before.day);
		before = p;
	}
	CHECK(holds, "for a year of days a promised day never moves before it has passed");
}

/* Nor do days off that come and go: every day the house closes some day of the next weeks, or opens again. */
static void check_promises_hold_days_off(void)
{
	int64_t first = day_of("2026-11-25");
	struct day_off rows[400];
	struct calendar calendar = { rows, 0 };
	bool holds = true;
	int moved = 0;

	for (int64_t today = first; today < first + 400; today++) {
		struct promise before = promise_now(first, 3, today, &calendar);
		int64_t in_days = (today * 7) % 11;
		rows[calendar.count++] = (struct day_off){
			.day = today + in_days, .open = in_days == 4, .from = today
		};
		if (today % 3 == 0)
			rows[calendar.count / 2].until = today;
		for (int64_t later = today; later <= before.day; later++)
			holds = holds && promise_now(first, 3, later, &calendar).day == before.day;
		moved += before.day != promise_now(first, 3, today, NULL).day;
	}
	CHECK(holds, "a promised day holds until it has passed, whatever days off come and go");
	CHECK(moved > 50, "which do count for the promises that are made afterwards (%d)", moved);
}

static void check_ages(void)
{
	static const struct {
		const char *says, *last;
		enum visit_age age;
		enum silence silence;
	} cases[] = {
		{ "today, a Wednesday", "2026-11-25", VISIT_THIS_WEEK, SILENCE_NONE },
		{ "on Monday of this week", "2026-11-23", VISIT_THIS_WEEK, SILENCE_NONE },
		{ "on Sunday is last week", "2026-11-22", VISIT_LAST_WEEK, SILENCE_NONE },
		{ "six days ago", "2026-11-19", VISIT_LAST_WEEK, SILENCE_NONE },
		{ "seven days ago is quiet", "2026-11-18", VISIT_LAST_WEEK, SILENCE_SHORT },
		{ "on Monday of last week", "2026-11-16", VISIT_LAST_WEEK, SILENCE_SHORT },
		{ "before is earlier", "2026-11-15", VISIT_EARLIER, SILENCE_SHORT },
		{ "thirteen days ago", "2026-11-12", VISIT_EARLIER, SILENCE_SHORT },
		{ "fourteen days ago is very quiet", "2026-11-11", VISIT_EARLIER, SILENCE_LONG },
		{ "a year ago", "2025-11-11", VISIT_EARLIER, SILENCE_LONG },
	};
	int64_t today = day_of("2026-11-25");

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t last = day_of(cases[i].last);
		CHECK(visit_age_of(last, today) == cases[i].age &&
				silence_of(last, today) == cases[i].silence,
			"here %s", cases[i].says);
	}
	CHECK(visit_age_of(0, today) == VISIT_NEVER, "never here");
}

int main(void)
{
	check_promises();
	check_promises_hold();
	check_promises_hold_days_off();
	check_ages();
	return test_end();
}
