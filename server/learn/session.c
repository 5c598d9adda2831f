/*
 * session: how long a sign-in lasts and how fast one may be tried. Pure: the clock is the caller's.
 */
#include "learn/learn.h"

#define MINUTES(n) ((int64_t)(n)*60)
#define HOURS(n) MINUTES((n)*60)
#define DAYS(n) HOURS((n)*24)

#define FREE_TRIES 5
#define WAIT_MOST 60

struct session_limits session_limits_of(enum device device, bool staff)
{
	if (staff)
		return (struct session_limits){ .idle = MINUTES(30), .whole = HOURS(8) };
	if (device == DEVICE_OWN)
		return (struct session_limits){ .idle = DAYS(30), .whole = DAYS(180) };
	return (struct session_limits){ .idle = MINUTES(30), .whole = HOURS(12) };
}

bool session_alive(struct session_limits limits, int64_t started, int64_t seen, int64_t now)
{
	return now - seen < limits.idle && now - started < limits.whole;
}

bool own_matters_open(enum device device, int64_t strong_at, int64_t now)
{
	return strong_at != 0 && (device != DEVICE_OWN || now - strong_at < MINUTES(15));
}

int64_t sign_in_wait(int tries)
{
	int64_t wait = 2;

	if (tries < FREE_TRIES)
		return 0;
	for (int i = FREE_TRIES; i < tries && wait < WAIT_MOST; i++)
		wait *= 2;
	return wait < WAIT_MOST ? wait : WAIT_MOST;
}
