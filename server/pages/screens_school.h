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

/* ---- what goes to a school ------------------------------------------------------------------------ */

struct said_words {
	struct text words;
};
struct school_sheet_part {
	struct text lang, words, number, objective, objective_lang, judgement;
	int64_t place; /* from 1 */
};
/* school_sheet.html, a part of the pages below: all that goes. */
struct school_sheet {
	struct text name, born; /* empty: a line to write on */
	struct text issuer, title, lang, official, official_lang, line, points;
	struct text decided, sent, route;
	const struct said_words *assessors;
	size_t assessors_count;
	const struct paragraph *others; /* who else assessed it, as it was typed */
	size_t others_count;
	const struct demonstration_row *demonstrations;
	size_t demonstrations_count;
	const struct school_sheet_part *parts;
	size_t parts_count;
};
/* school_fields.html: what is typed onto the sheet. */
struct school_fields {
	struct text school, name, born, school_problem, name_problem, born_problem;
};
/* school_answer.html: what the school answered. */
struct school_answer_fields {
	struct text provider, day, provider_problem, day_problem, grade_problem, answer_problem;
	bool confirmed, refused;
	const struct choice_row *grades;
	size_t grades_count;
	struct text moves, sending;
	bool answered; /* there is one already, which is set right */
	bool open;     /* it needs another look */
};
struct school_answer_row {
	struct text words, who;
};

/* school.html: GET and POST /show/{claim}/school, and what a coach sees of it */
struct school_screen {
	struct frame frame;
	struct text action, back, title, lang, state, why_not, treatment;
	bool own, can_send, sent, can_drop, refused, overtaken;
	struct text check_by; /* of one that was refused: until when the school can be asked */
	struct text moves, sending, mapping;
	struct school_fields fields;
	const struct school_sheet *sheet;          /* what would go, or NULL */
	const struct school_answer_fields *answer; /* NULL: nothing to answer */
	const struct school_answer_row *answers;   /* so far */
	size_t answers_count;
};

/* school_sheet_page.html: the filled sheet, before it goes and afterwards */
struct school_sheet_screen {
	struct frame frame;
	struct text action, back, title, lang, school, name, born;
	struct text moves, sending, mapping;
	bool gone; /* it has */
	struct school_sheet sheet;
};

struct points_row {
	struct text link, title, lang, points, state;
};
/* points.html: GET /points */
struct points_screen {
	struct frame frame;
	struct text assessed, confirmed, refused;
	const struct points_row *units;
	size_t units_count;
};

#endif
