/*
 * school: what the pages about formal units and schools share.
 */
#ifndef ASKEL_PAGES_SCHOOL_H
#define ASKEL_PAGES_SCHOOL_H

#include "inside.h"
#include "screens_school.h"

/* ---- formal.c: whether a unit is formal, and what official unit stands beside it ----------------- */

struct formal_unit {
	enum formal formal;
	struct mapping mapping; /* but for FORMAL_NOT */
	size_t gaps;            /* criteria without an objective */
};
/* The one place that says whether a unit is formal on a day. A unit that is no more (NULL) isn't. */
enum outcome load_formal(struct db *db, struct arena *a, const struct unit *unit, int64_t day,
	struct formal_unit *formal) MUST_USE;
/* The objective that stands beside a criterion; NULL where none does. */
const struct official_objective *objective_of(const struct mapping *mapping, struct text criterion);
/* The objective of that number; NULL where there is none. */
const struct official_objective *objective_called(
	const struct official_module *module, struct text number);
/* One of official words in the language of the buttons, else the first there is; `lang` is which. */
struct text official_words(
	const struct request *rq, const struct text words[OFFICIAL_LANGUAGES], struct text *lang);
/* "2", "1,5": in the language of the buttons a comma, but in English. */
struct text points_words(const struct request *rq, int tenths);
/* Of an official unit, in one line: compulsory or not, points, number, dates. */
struct text official_line(const struct request *rq, const struct official *official);
/* How many units stand beside requirements that aren't in force, or have gaps. */
enum outcome count_formal_troubles(struct request *rq, struct db *db, const struct library *library,
	int64_t *troubles) MUST_USE;

#endif
