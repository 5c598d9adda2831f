/*
 * screens_together: the screens of what is written by pen or together with a coach, and of handing a client
 * over; as screens.h says.
 */
#ifndef ASKEL_PAGES_SCREENS_TOGETHER_H
#define ASKEL_PAGES_SCREENS_TOGETHER_H

#include "screens_accounts.h"
#include "screens_claims.h"

/* A unit whose form can be printed. */
struct paper_row {
	struct text link, lang, title;
};

/* claim_papers.html: GET /paper */
struct claim_papers_screen {
	struct frame frame;
	bool coach;
	const struct paper_row *units;
	size_t units_count;
};

/* A learning outcome on the form, and its criteria. */
struct paper_part {
	struct text lang, words;
	int64_t number;
};
struct paper_outcome {
	struct text lang, words;
	const struct paper_part *parts;
	size_t parts_count;
};

/* claim_paper.html: GET /paper/{unit}; all of it is said in the language of the form */
struct claim_paper_screen {
	struct frame frame;
	struct text title, lang;
	const struct language_choice *languages;
	size_t languages_count;
	const struct paper_outcome *outcomes;
	size_t outcomes_count;
};

/* One that is under way, or that came back and may be written on. */
struct together_row {
	struct text link; /* empty: it is to be gone on with first */
	struct text lang, title, state;
	int64_t claim, moves;
};

/* claim_together.html: GET and POST /clients/{client}/together */
struct claim_together_screen {
	struct frame frame;
	struct text action, name, client_link;
	const struct together_row *claims;
	size_t claims_count;
	const struct choice_row *units;
	size_t units_count;
	bool now, paper; /* chosen: one or none */
	struct text day, unit_problem, how_problem, day_problem;
};

/* claim_confirm.html: GET and POST /clients/{client}/together/{claim}/check */
struct claim_confirm_screen {
	struct frame frame;
	struct text title, lang, back, action, sheet_link, name;
	struct text answer_by, problem;
	bool empty; /* nothing stands there yet */
	int64_t moves;
};

/* claim_sheet.html: GET /clients/{client}/together/{claim}/sheet; said in the language of the client */
struct claim_sheet_screen {
	struct frame frame;
	struct text title, lang, back;
	const struct paragraph *words;
	size_t words_count;
	const struct claim_part_row *parts;
	size_t parts_count;
};

/* ---- another coach ---------------------------------------------------------------------------- */

/* hand_client.html: GET and POST /clients/{client}/hand-over, and /team/hand-over of a team lead */
struct hand_client_screen {
	struct frame frame;
	struct text action, name, client_link; /* name: the client, or the coach of a lead's page */
	bool lead, substitute;              /* substitute: who only stands in hands nobody over */
	int64_t giver;                      /* lead: the coach whose client it is */
	const struct coach_choice *clients; /* lead: to choose from */
	size_t clients_count;
	struct text client_problem;
	const struct coach_choice *choices;
	size_t choices_count;
	bool many_coaches;
	struct text find_coach, coach_problem, note, note_problem;
};

/* Once: from whom to whom. */
struct handed_row {
	struct text giver, taker, when;
	const struct paragraph *note;
	size_t note_count;
};

/* coaches.html: GET /coaches: one's own */
struct coaches_screen {
	struct frame frame;
	const struct tie_line *coaches;
	size_t coaches_count;
	const struct handed_row *handed;
	size_t handed_count;
};

#endif
