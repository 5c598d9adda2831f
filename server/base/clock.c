/*
 * clock: what time it is, and days as numbers. Days count from 1970-01-01 in the Gregorian calendar
 * of all years 0000 to 9999. Only clock_day_of knows the local time zone (TZ).
 */
#include "base/base.h"

#include <time.h>

#define DAYS_BEFORE_1970 719468 /* from 0000-03-01 */
#define FIRST_DAY (-719528)     /* 0000-01-01 */
#define LAST_DAY 2932896        /* 9999-12-31 */

static int64_t read_clock(clockid_t id, int64_t per_second)
{
	struct timespec now = { 0 };
	clock_gettime(id, &now);
	return now.tv_sec * per_second + now.tv_nsec / (1000000000 / per_second);
}

int64_t clock_now(void)
{
	return read_clock(CLOCK_REALTIME, 1);
}

int64_t clock_now_ms(void)
{
	return read_clock(CLOCK_REALTIME, 1000);
}

int64_t clock_ticks_us(void)
{
	return read_clock(CLOCK_MONOTONIC, 1000000);
}

/* Years are counted from March, so the leap day is the last of its year and months before it need
 * no exception; 400 years are 146,097 days. */
int64_t clock_days(struct date date)
{
	int64_t year = date.year - (date.month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
	int64_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_BEFORE_1970;
}

struct date clock_date(int64_t days)
{
	int64_t z, era, of_era, year, of_year, month, day;

	days = days < FIRST_DAY ? FIRST_DAY : days > LAST_DAY ? LAST_DAY : days;
	z = days + DAYS_BEFORE_1970;
	era = (z >= 0 ? z : z - 146096) / 146097;
	of_era = z - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	day = of_year - (153 * month + 2) / 5 + 1;
	month += month < 10 ? 3 : -9;
	return (struct date){ (int)(year + era * 400 + (month <= 2)), (int)month, (int)day };
}

static void put_digits(char *out, int number, int digits)
{
	while (digits--) {
		out[digits] = (char)('0' + number % 10);
		number /= 10;
	}
}

void clock_day_text(int64_t days, char out[11])
{
	struct date date = clock_date(days);

	put_digits(out, date.year, 4);
	out[4] = '-';
	put_digits(out + 5, date.month, 2);
	out[7] = '-';
	put_digits(out + 8, date.day, 2);
	out[10] = '\0';
}

bool clock_day(struct text t, int64_t *days)
{
	static const char shape[] = "0000-00-00";
	int64_t year, month, day, found;

	if (t.size != sizeof shape - 1)
		return false;
	for (size_t i = 0; i < t.size; i++)
		if (shape[i] == '-' ? t.at[i] != '-' : t.at[i] < '0' || t.at[i] > '9')
			return false;
	if (!text_number(text_part(t, 0, 4), &year) || !text_number(text_part(t, 5, 2), &month) ||
		!text_number(text_part(t, 8, 2), &day) || month < 1 || month > 12)
		return false;
	/* The 31st of April comes back as the 1st of May: no such day. */
	found = clock_days((struct date){ (int)year, (int)month, (int)day });
	if (clock_date(found).month != month)
		return false;
	*days = found;
	return true;
}

int64_t clock_day_of(int64_t seconds)
{
	time_t moment = (time_t)seconds;
	struct tm local;

	if (!localtime_r(&moment, &local))
		return seconds / 86400 - (seconds % 86400 < 0);
	return clock_days((struct date){ local.tm_year + 1900, local.tm_mon + 1, local.tm_mday });
}

int clock_minute_of(int64_t seconds)
{
	time_t moment = (time_t)seconds;
	struct tm local;

	if (!localtime_r(&moment, &local))
		return (int)((seconds % 86400 + 86400) % 86400 / 60);
	return local.tm_hour * 60 + local.tm_min;
}

int64_t clock_moment(int64_t day, int minute)
{
	struct date date = clock_date(day);
	struct tm local = { .tm_year = date.year - 1900,
		.tm_mon = date.month - 1,
		.tm_mday = date.day,
		.tm_hour = minute / 60,
		.tm_min = minute % 60,
		.tm_isdst = -1 };

	return (int64_t)mktime(&local);
}
