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

static const char *fixed_holiday(struct date date)
{
	static const struct {
		int month, day;
		const char *name;
	} holidays[] = { { 1, 1, N_("New Year's Day") }, { 1, 6, N_("Epiphany") },
		{ 5, 1, N_("May Day") }, { 12, 6, N_("Independence Day") },
		{ 12, 24, N_("Christmas Eve") }, { 12, 25, N_("Christmas Day") },
		{ 12, 26, N_("Boxing Day") } };

	for (size_t i = 0; i < COUNT_OF(holidays); i++)
		if (holidays[i].month == date.month && holidays[i].day == date.day)
			return holidays[i].name;
	return NULL;
}

static const char *easter_holiday(int64_t day, int year)
{
	static const struct {
		int after_easter;
		const char *name;
	} holidays[] = { { -2, N_("Good Friday") }, { 0, N_("Easter Sunday") },
		{ 1, N_("Easter Monday") }, { 39, N_("Ascension Day") }, { 49, N_("Pentecost") } };
	int64_t easter = easter_of(year);

	for (size_t i = 0; i < COUNT_OF(holidays); i++)
		if (day == easter + holidays[i].after_easter)
			return holidays[i].name;
	return NULL;
}

static const char *midsummer(struct date date, enum weekday weekday)
{
	if (date.month == 6 && weekday == FRIDAY && date.day >= 19 && date.day <= 25)
		return N_("Midsummer Eve");
	if (date.month == 6 && weekday == SATURDAY && date.day >= 20 && date.day <= 26)
		return N_("Midsummer Day");
	return NULL;
}

static const char *all_saints(struct date date, enum weekday weekday)
{
	bool fits = weekday == SATURDAY &&
		((date.month == 10 && date.day == 31) || (date.month == 11 && date.day <= 6));

	return fits ? N_("All Saints' Day") : NULL;
}

const char *holiday_fi(int64_t day)
{
	struct date date = clock_date(day);
	enum weekday weekday = weekday_of(day);
	const char *name = fixed_holiday(date);

	if (!name)
		name = easter_holiday(day, date.year);
	if (!name)
		name = midsummer(date, weekday);
	return name ? name : all_saints(date, weekday);
}

bool is_weekend(int64_t day)
{
	return weekday_of(day) >= SATURDAY;
}

const struct day_off *day_off_of(const struct calendar *calendar, int64_t day, int64_t known)
{
	for (size_t i = 0; calendar && i < calendar->count; i++) {
		const struct day_off *off = &calendar->days[i];
		if (off->day == day && off->from <= known &&
			(off->until == 0 || off->until > known))
			return off;
	}
	return NULL;
}

static bool is_working_day(const struct calendar *calendar, int64_t day, int64_t known)
{
	const struct day_off *off = day_off_of(calendar, day, known);

	if (is_weekend(day))
		return false;
	return off ? off->open : !holiday_fi(day);
}

int64_t working_day_after(int64_t day, int count, const struct calendar *calendar, int64_t known)
{
	while (count > 0) {
		day++;
		if (is_working_day(calendar, day, known))
			count--;
	}
	return day;
}

int working_days_between(int64_t from, int64_t to, const struct calendar *calendar, int64_t known)
{
	int count = 0;

	while (from < to) {
		from++;
		if (is_working_day(calendar, from, known))
			count++;
	}
	return count;
}

const char *day_off_problem(int64_t day, bool open, int64_t today)
{
	if (day < today)
		return N_("That day has passed.");
	if (day > today + DAYS_OFF_AHEAD)
		return N_("That is too far ahead. Choose a day within the next five years.");
	if (is_weekend(day))
		return N_("That is a Saturday or a Sunday, which are days off anyway.");
	if (!open && holiday_fi(day))
		return N_("That is a holiday, so it is a day off already.");
	if (open && !holiday_fi(day))
		return N_("That is no holiday, so it is a working day already.");
	return NULL;
}
