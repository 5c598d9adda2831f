/*
 * days: days of the house, as pages count and read them (frame.c); a part of inside.h.
 */
#ifndef ASKEL_PAGES_DAYS_H
#define ASKEL_PAGES_DAYS_H

#include "learn/learn.h"
#include "pages/pages.h"

/* Working days by what is known now, and the promise of a question by what was known then. */
int64_t working_day_from(const struct request *rq, int64_t day, int count);
struct promise promise_of(const struct request *rq, const struct help *help);
/* A day as people write it here, "25.11.2026" or "25.11." (of this year, or the next where that has
 * passed), or as a date field sends it, "2026-11-25". 0 where it is none. */
int64_t typed_day(struct text words, int64_t today);

#endif
