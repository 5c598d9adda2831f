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
enum outcome count_formal_troubles(
	struct db *db, struct arena *a, const struct library *library, int64_t *troubles) MUST_USE;

/* ---- school_sheet.c: what goes to a school --------------------------------------------------------- */

/* All that there is to say of an approved claim. */
struct school_matter {
	struct claim_file file;
	struct award award;
	struct formal_unit formal; /* as it is today */
	struct mapping mapping;    /* that it goes, or went, by; id 0: none */
	struct sending sending;    /* the newest; id 0: nothing was sent */
	enum school_state state;
};
/* What stands on the sheet, but for name and day of birth. */
void fill_school_sheet(struct request *rq, const struct library *library,
	const struct school_matter *matter, struct school_sheet *sheet);
/* The same for a program, with eHOKS's fields (Opetushallitus: aiemmin hankittu yhteisen tutkinnon osan
 * osa-alue), as far as they can be known here: codes' versions and the ids of schools are the school's to
 * add. Without name and day of birth it is what is kept; `json` with them is what is handed over. */
struct text school_sheet_json(
	struct request *rq, const struct school_matter *matter, const struct school_sheet *sheet);
struct text school_json_of(struct arena *a, struct text kept, struct text name, int64_t born);

/* ---- school.c ---------------------------------------------------------------------------------------- */

/* How it stands with the school, in one sentence; `answer` may be NULL. */
struct text school_state_words(const struct request *rq, const struct sending *sending,
	const struct school_answer *answer);
/* The newest sending of a claim in one sentence; empty where nothing was sent. */
enum outcome load_school_line(
	struct request *rq, struct db *db, int64_t claim, struct text *words) MUST_USE;

#endif
