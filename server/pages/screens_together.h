/*
 * screens_together: the screens of what is written by pen or together with a coach, and of handing a client
 * over; as screens.h says.
 */
#ifndef ASKEL_PAGES_SCREENS_TOGETHER_H
#define ASKEL_PAGES_SCREENS_TOGETHER_H

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

#endif
