/*
 * screens_school: official units beside those of the courses, and what goes to schools.
 */
#ifndef ASKEL_PAGES_SCREENS_SCHOOL_H
#define ASKEL_PAGES_SCREENS_SCHOOL_H

#include "screens_claims.h"

/* ---- for the admin ------------------------------------------------------------------------------ */

/* A unit of the courses, and how formal it is. */
struct curricula_unit_row {
	struct text link, lang, title, state;
	bool trouble;
};
/* An official unit, in a list or to choose from. */
struct official_row {
	struct text value, lang, name, line;
	bool in_force, chosen;
};

/* curricula.html: GET /curricula */
struct curricula_screen {
	struct frame frame;
	const struct curricula_unit_row *units;
	size_t units_count;
	const struct official_row *officials;
	size_t officials_count;
	struct text command; /* that brings some */
};

struct objective_row {
	struct text number, lang, words;
};
/* A criterion, with the number of the objective beside it. */
struct mapped_row {
	struct text field, lang, words, number, problem;
	struct text objective, objective_lang; /* what that number says */
};

/* curriculum_unit.html: GET and POST /curricula/{unit} */
struct curriculum_unit_screen {
	struct frame frame;
	struct text lang, title, action, state;
	bool trouble, mapped, overtaken;
	struct text was;                      /* the mapping the form is made at */
	const struct official_row *officials; /* in force, to choose from */
	size_t officials_count;
	struct text official, name, name_lang, line; /* the one that is chosen; empty: none yet */
	struct text official_problem;
	const struct objective_row *objectives;
	size_t objectives_count;
	const struct mapped_row *parts;
	size_t parts_count;
};

#endif
