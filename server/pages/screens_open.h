/*
 * screens_open: the screens of what is open to anybody, and of what the admin does with it; as screens.h
 * says.
 */
#ifndef ASKEL_PAGES_SCREENS_OPEN_H
#define ASKEL_PAGES_SCREENS_OPEN_H

#include "screens.h"

/* contact.html has a frame alone: plain_screen. */

/* One row of stored.c, as sentences. */
struct stored_line {
	struct text purpose, seen, kept, columns;
};

struct stored_section {
	struct text name, ground;
	const struct stored_line *rows;
	size_t rows_count;
};

/* stored.html: a part of the privacy page, rendered once at start. */
struct stored_screen {
	const struct stored_section *sections;
	size_t sections_count;
};

/* privacy.html: GET /privacy */
struct privacy_screen {
	struct frame frame;
	bool client; /* who reads is signed in as one: what concerns them alone is said */
	struct text controller, contact;
	struct text ground;        /* a sentence */
	struct text sessions_kept; /* a sentence */
	int64_t own_days, words_days, learning_days;
	bool passphrase, pictures;       /* ways to show that it is you; at least one */
	struct text provider;            /* name of the organisation's; empty: there is none */
	bool provider_clients;           /* a way for clients, too */
	struct text reason, reason_lang; /* why these, in the operator's words */
	bool mail;                       /* people can ask for e-mail */
	const struct piece *stored_html;
};

/* accessibility.html: GET /accessibility */
struct statement_screen {
	struct frame frame;
	struct text origin;
	bool full, partial, none; /* exactly one */
	struct text gaps, gaps_lang;
	struct text assessed; /* a date; empty: the place hasn't assessed it yet */
	struct text assessor; /* from outside */
	struct text made;     /* a date: of the words themselves */
	struct text supervisor;
};

/* access_form.html: GET and POST /accessibility/feedback */
struct access_form_screen {
	struct frame frame;
	struct text action; /* link */
	struct text words, words_problem;
	struct text reach, reach_problem;
	int64_t days; /* within which there is an answer */
};

/* access_thanks.html: GET /accessibility/thanks */
struct access_thanks_screen {
	struct frame frame;
	int64_t days;
};

/* ---- the admin's side ------------------------------------------------------------------------ */

/* One piece of feedback on accessibility, in a list or by itself. */
struct access_row {
	struct text link;
	struct text words;               /* what it begins with */
	struct text answer_by, answered; /* dates */
	bool late, done;
};

/* access_feedback.html: GET /feedback */
struct access_list_screen {
	struct frame frame;
	bool answered; /* shows what was answered, else what waits */
	int64_t waiting;
	const struct access_row *rows;
	size_t rows_count;
	struct text previous_link, next_link; /* empty: none */
};

/* access_one.html: GET /feedback/{feedback} */
struct access_one_screen {
	struct frame frame;
	struct access_row row;
	struct text action; /* link */
	const struct paragraph *paragraphs;
	size_t paragraphs_count;
	struct text reach, sent;
	struct text language; /* by its own name */
};

#endif
