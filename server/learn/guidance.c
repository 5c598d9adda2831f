/*
 * guidance: what a coach and a client are told of time: by when an answer is promised now, how long
 * ago somebody was here, whether they may like to hear from somebody.
 */
#include "learn/learn.h"

struct promise promise_now(int64_t first, int days, int64_t today, const struct calendar *calendar)
{
	struct promise promise = { .day = first, .late = today > first };

	/* Without working days to wait, the new date is the next working day. */
	while (promise.day < today)
		promise.day =
			working_day_after(promise.day, days > 0 ? days : 1, calendar, promise.day);
	return promise;
}

/* The Monday of a day's week (ISO 8601); 1970-01-01 was a Thursday. */
static int64_t monday_of(int64_t day)
{
	return day - ((day + 3) % 7 + 7) % 7;
}

enum visit_age visit_age_of(int64_t last, int64_t today)
{
	if (last == 0)
		return VISIT_NEVER;
	if (last >= monday_of(today))
		return VISIT_THIS_WEEK;
	return last >= monday_of(today) - 7 ? VISIT_LAST_WEEK : VISIT_EARLIER;
}

enum silence silence_of(int64_t last, int64_t today)
{
	if (today - last >= SILENCE_LONG_DAYS)
		return SILENCE_LONG;
	return today - last >= SILENCE_DAYS ? SILENCE_SHORT : SILENCE_NONE;
}
