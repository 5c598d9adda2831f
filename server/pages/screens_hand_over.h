/*
 * screens_hand_over: the screens of a new way in and of a table of people on its way in; as screens.h
 * says.
 */
#ifndef ASKEL_PAGES_SCREENS_HAND_OVER_H
#define ASKEL_PAGES_SCREENS_HAND_OVER_H

#include "screens.h"

/* card.html: GET /in/{card}; one button, Start. */
struct card_screen {
	struct frame frame;
	bool usable, used, unknown; /* exactly one */
	struct text action;         /* link */
};

/* code.html: GET and POST /code: the code of a card, typed */
struct code_screen {
	struct frame frame;
	struct text action;             /* link */
	struct text code, code_problem; /* as typed */
};

/* way_in.html: GET and POST /clients/{client}/card */
struct way_in_screen {
	struct frame frame;
	struct text name, client_link, action; /* links */
	bool staff;                            /* works here, too: not for a coach to open */
	bool made;                             /* and all below is there, this once */
	struct text code_address;              /* as one says it: without "https://" */
	struct text address, code, until;      /* until: a day, in words of the coach */
	struct text qr_html;
	struct text sms;
	struct text lang, dir;               /* the client's: of the card and the text */
	struct text open_words, until_words; /* on the card */
};

struct import_problem_row {
	int64_t line, column; /* from 1; 0: about no one place */
	struct text words;
	bool left_out; /* of this row alone */
};

struct import_sample_row {
	int64_t line;
	struct text name, language, coach; /* the last two may be empty */
	bool chooses;                      /* a language the buttons don't have */
};

struct import_link_row {
	struct text link, when;
	int64_t total;
};

/* import.html: GET and POST /import: nothing of what it shows is kept */
struct import_screen {
	struct frame frame;
	bool looked, blocked, codes, codes_pass;
	struct text table;         /* as read, for mending */
	struct text coding, ends;  /* of the file it came in, for the list that goes back */
	struct text table_problem; /* beside the field */
	int64_t rows, good, left_out;
	const struct import_problem_row *problems;
	size_t problems_count;
	int64_t problems_more;
	const struct import_sample_row *samples;
	size_t samples_count;
	const struct import_link_row *imports; /* that aren't closed */
	size_t imports_count;
};

/* import_one.html: GET and POST /import/{import} */
struct import_one_screen {
	struct frame frame;
	struct text action, sheet_link; /* links */
	struct text when;
	int64_t total, made, waiting, left_out, taken_back;
	bool whole; /* all rows have come; else it was cut off before any was made */
	bool done;  /* none waits */
	const struct import_problem_row *problems; /* why rows were left out */
	size_t problems_count;
	int64_t problems_more;
};

struct pass_row {
	struct text number, qr_html, address, lang, dir;
	struct text open_words, until_words;
};

/* import_sheet.html: GET /import/{import}/sheet: cards without names, ten an A4 page */
struct import_sheet_screen {
	struct frame frame;
	struct text back; /* link */
	const struct pass_row *passes;
	size_t passes_count;
	const struct page_link *page_links;
	size_t page_links_count;
};

#endif
