/*
 * working_days: which days an answer can be promised by. Computed from the calendar, so no list
 * runs out; learn.h says by which acts.
 */
#include "learn/learn.h"

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

static enum weekday weekday_of(int64_t day)
{
	/* 1970-01-01 was a Thursday. */
	return (enum weekday)(((day + THURSDAY) % 7 + 7) % 7);
}

/* Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as Meeus has it). */
static int64_t easter_of(int year)
{
	int golden = year % 19, century = year / 100, of_century = year % 100;
	int shift = century - (century + 8) / 25;
	int moon = (19 * golden + century - century / 4 - (shift + 1) / 3 + 15) % 30;
	int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
	int late = (golden + 11 * moon + 22 * to_sunday) / 451;
	int date = moon + to_sunday - 7 * late + 114;

	return clock_days((struct date){ year, date / 31, date % 31 + 1 });
}

static bool is_fixed_holiday(struct date date)
{
	static const struct {
		int month, day;
	} holidays[] = { { 1, 1 }, { 1, 6 }, { 5, 1 }, { 12, 6 }, { 12, 24 }, { 12, 25 },
		{ 12, 26 } };

	for (size_t i = 0; i < COUNT_OF(holidays); i++)
		if (holidays[i].month == date.month && holidays[i].day == date.day)
			return true;
	return false;
}

static bool is_easter_holiday(int64_t day, int year)
{
	/* Good Friday, Easter Sunday and Monday, Ascension, Pentecost. */
	static const int after_easter[] = { -2, 0, 1, 39, 49 };
	int64_t easter = easter_of(year);

	for (size_t i = 0; i < COUNT_OF(after_easter); i++)
		if (day == easter + after_easter[i])
			return true;
	return false;
}

static bool is_midsummer(struct date date, enum weekday weekday)
{
	return date.month == 6 &&
		((weekday == FRIDAY && date.day >= 19 && date.day <= 25) ||
			(weekday == SATURDAY && date.day >= 20 && date.day <= 26));
}

static bool is_all_saints(struct date date, enum weekday weekday)
{
	return weekday == SATURDAY &&
		((date.month == 10 && date.day == 31) || (date.month == 11 && date.day <= 6));
}

bool is_holiday_fi(int64_t day)
{
	struct date date = clock_date(day);
	enum weekday weekday = weekday_of(day);

	return is_fixed_holiday(date) || is_easter_holiday(day, date.year) ||
		is_midsummer(date, weekday) || is_all_saints(date, weekday);
}

static bool is_working_day(int64_t day)
{
	return weekday_of(day) < SATURDAY && !is_holiday_fi(day);
}

int64_t working_day_after(int64_t day, int count)
{
	while (count > 0) {
		day++;
		if (is_working_day(day))
			count--;
	}
	return day;
}

int working_days_between(int64_t from, int64_t to)
{
	int count = 0;

	while (from < to) {
		from++;
		if (is_working_day(from))
			count++;
	}
	return count;
}
