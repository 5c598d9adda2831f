/* The days on which e-mail leaves. */
#include "learn/learn.h"
#include "test.h"

#define MONDAY 20780 /* 2026-11-23 */

int main(void)
{
	static const struct {
		const char *words;
		unsigned weekdays; /* 0: refused */
	} read[] = { { "mon", 1 }, { "sun", 64 }, { "mon tue wed thu fri", 31 }, { "fri  mon", 17 },
		{ "mon mon", 1 }, { "", 0 }, { " ", 0 }, { "monday", 0 }, { "mon,tue", 0 },
		{ "Mon", 0 } };
	static const struct {
		const char *sentence;
		unsigned weekdays;
		int64_t day, last;
	} last[] = {
		{ "the day itself", 1, MONDAY, MONDAY },
		{ "the day before", 1, MONDAY + 1, MONDAY },
		{ "six days before", 1, MONDAY + 6, MONDAY },
		{ "Friday, seen from Sunday", 31, MONDAY + 6, MONDAY + 4 },
		{ "Thursday, seen from Friday", 8, MONDAY + 4, MONDAY + 3 },
		{ "long before 1970", 1, MONDAY - 7 * 5000 + 2, MONDAY - 7 * 5000 },
	};
	struct date date = clock_date(MONDAY);
	unsigned weekdays;
	CHECK(date.year == 2026 && date.month == 11 && date.day == 23, "23 November 2026");
	for (size_t i = 0; i < COUNT_OF(read); i++) {
		bool is = weekdays_read(text_of(read[i].words), &weekdays);
		CHECK(is == (read[i].weekdays != 0) && (!is || weekdays == read[i].weekdays),
			"\"%s\" is %s", read[i].words, is ? "read" : "refused");
	}
	for (size_t i = 0; i < COUNT_OF(last); i++)
		CHECK(last_of_weekdays(last[i].weekdays, last[i].day) == last[i].last, "%s",
			last[i].sentence);
	CHECK(first_weekday(31) == 1 && first_weekday(96) == 32 && first_weekday(64) == 64,
		"the first of a week");
	CHECK(post_pause(0) == 300 && post_pause(1) == 900 && post_pause(4) == 43200 &&
			post_pause(400) == 43200,
		"pauses grow to half a day");
	return test_end();
}
