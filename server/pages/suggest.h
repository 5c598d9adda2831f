/*
 * suggest: what somebody tells in their own words -> criteria (suggest.c); a part of inside.h.
 */
#ifndef ASKEL_PAGES_SUGGEST_H
#define ASKEL_PAGES_SUGGEST_H

#include "pages/pages.h"

struct suggester;
#define SUGGESTIONS_MOST 6
#define SUGGESTED_WORDS_MOST 6

struct suggestion {
	const struct unit *unit; /* of the library that was asked */
	const struct criterion *criterion;
	double score;             /* more is nearer; only to be compared within one answer */
	const struct text *words; /* those that led here, as typed, each once; at least one */
	size_t word_count;
};

struct suggester *suggester_open(void);
void suggester_close(struct suggester *s);
/* The criteria that words are nearest to, the nearest first, of one unit or (NULL) of all; none where
 * the words say nothing of them. In Finnish, Swedish and English, whichever it was typed in. BROKEN
 * (logged) where the index can't be made. */
enum outcome suggest_criteria(struct suggester *s, const struct library *library, struct arena *a,
	struct text words, const struct unit *unit, struct suggestion **list,
	size_t *count) MUST_USE;

#endif
