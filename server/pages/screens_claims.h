/*
 * screens_claims: the screens of showing what one can already do, and of assessing it; as screens.h says.
 * States and judgements come as words of the reader's language: there are many, and each says who is to do
 * what.
 */
#ifndef ASKEL_PAGES_SCREENS_CLAIMS_H
#define ASKEL_PAGES_SCREENS_CLAIMS_H

#include "screens.h"

/* One of our own, said about something. */
struct sentence {
	struct text words;
};

/* One claim of one's own in a list. */
struct claim_line {
	struct text link, lang, title, state;
};

/* A unit that can be asked for. */
struct unit_row {
	struct text value, lang, title;
	int64_t parts;
	bool studied; /* all of it has been studied here */
};

/* show.html: GET and POST /show */
struct show_screen {
	struct frame frame;
	const struct claim_line *claims;
	size_t claims_count;
	const struct unit_row *units;
	size_t units_count;
	const struct unit_row *studied; /* of units: those that are offered */
	size_t studied_count;
};

/* A page that can be looked at. */
struct sheet_row {
	struct text link;
	int64_t number;
};

/* A file that was handed in, as far as it can be looked at. */
struct file_view {
	struct text name;  /* as it was called */
	struct text about; /* "Picture, 1.2 MB" */
	bool large;        /* to be looked at, not only known again */
	bool gone;         /* erased: nothing below */
	bool later;        /* it couldn't be drawn yet */
	bool plain;        /* it can't be drawn at all */
	struct text page;  /* all of it; empty where this is all */
	struct text thumb, original;
	const struct sheet_row *first, *others;
	size_t first_count, others_count;
	int64_t pages;
	bool left_out; /* of so many, not all are there */
	const struct paragraph *words;
	size_t words_count;
	bool goes_on; /* there are more of them */
};

/* One thing that was shown. */
struct evidence_row {
	bool words, link, result, show, file; /* exactly one */
	const struct paragraph *paragraphs;   /* words; of a result what was answered */
	size_t paragraphs_count;
	struct text address;           /* link: plain text */
	struct text page, title, lang; /* result: link to its page, what it was */
	struct text verdict;           /* result: how it went; or empty */
	bool before;                   /* sent before: fixed */
	struct file_view view;         /* file */
	struct text change, remove;    /* file: values of buttons, where it can still be changed */
};

struct choice_row {
	struct text value, words, input, lang;
	struct text shown; /* the same in the reader's own language, where that is another */
	bool chosen;
};

/* One criterion, on every page of a claim. */
struct claim_part_row {
	struct text link; /* to what the client says of it, or empty */
	struct text id, lang, words;
	int64_t number;
	struct text self;      /* what they think themselves, in words; or empty */
	struct text judgement; /* as it was told, in words; or empty */
	bool shown, not_shown; /* of the judgement */
	bool earlier;          /* shown in an earlier claim */
	struct text by; /* own words that may be about it, while nothing is shown; or empty */
	const struct evidence_row *evidence;
	size_t evidence_count;
	const struct paragraph *note;
	size_t note_count;
	const struct first_row *teach; /* pages about it, where it isn't shown yet */
	size_t teach_count;
	/* to be judged: its fields are named by its number; what stands in them */
	bool judged_shown, judged_not_yet, judged_unclear; /* one, or none */
	struct text note_words, problem;
};

/* claim_draft.html: GET and POST /show/{claim} while it is with the client, and where a coach writes it down
 * with them /clients/{client}/together/{claim} */
struct claim_draft_screen {
	struct frame frame;
	struct text title, lang, action, words_link, check_link;
	bool told_words;                /* something is written */
	bool studied;                   /* basis */
	bool returned;                  /* exactly one of these two, or none */
	bool stands;                    /* where it is put aside, an earlier assessment does */
	struct text owner;              /* the coach of that */
	const struct sentence *written; /* who wrote it down */
	size_t written_count;
	struct text writer; /* to the client, while a coach writes with them: who; else empty */
	const struct coach_choice *coaches; /* whom the client may let write with them */
	size_t coaches_count;
	struct text writes_for, list_link;    /* to who writes it down: for whom; else empty */
	struct text paper_day, paper_problem; /* to them, while it was never sent: as typed */
	bool dated;                           /* that can still be said */
	const struct paragraph *message;
	size_t message_count;
	const struct claim_part_row *parts;
	size_t parts_count;
	int64_t moves;
};

/* What somebody's own words may be about. */
struct told_part {
	struct text lang, words, by; /* by: the words that led there */
};
struct told_unit {
	struct text value, lang, title;
	struct text link; /* to what has been sent of it already, or empty */
	struct told_part *parts;
	size_t parts_count;
};

/* claim_tell.html: GET and POST /show/tell */
struct claim_tell_screen {
	struct frame frame;
	struct text words, words_problem;
	bool looked; /* for what the words may be about */
	const struct told_unit *units;
	size_t units_count;
};

/* claim_words.html: /show/{claim}/words; also for who writes it down */
struct claim_words_screen {
	struct frame frame;
	struct text title, lang, action, back, words, words_problem;
	struct text writes_for; /* or empty */
};

/* claim_part.html: /show/{claim}/part/{criterion}; also for who writes it down */
struct claim_part_screen {
	struct frame frame;
	struct text title, lang, action, back;
	int64_t number, parts;
	struct text part_lang, part_words;
	struct text writes_for; /* or empty */
	bool earlier;
	const struct choice_row *self;
	size_t self_count;
	struct text words, words_problem, address, address_problem;
	const struct choice_row *results;
	size_t results_count;
	bool show;
	const struct evidence_row *files; /* those that can still be changed */
	size_t files_count;
	const struct evidence_row *before; /* sent before: fixed */
	size_t before_count;
	const struct first_row *teach;
	size_t teach_count;
	bool last;
};

/* claim_file.html: /show/{claim}/part/{criterion}/file; also for who writes it down */
struct claim_file_screen {
	struct frame frame;
	struct text title, lang, action, back, problem;
	struct text part_lang, part_words;
	struct text writes_for; /* or empty */
	struct text instead;    /* the evidence it comes instead of, or empty */
	struct text old;        /* the name of that */
};

/* file_page.html: one file, all of it, as its owner or their coach sees it */
struct file_screen {
	struct frame frame;
	struct text title, lang, back;
	struct file_view view;
};

/* badge_name_fields.html, a part of two pages: whether badges to come carry a name. Neither flag: it isn't
 * chosen yet. */
struct badge_naming {
	struct text name, name_problem, choice_problem;
	bool with_name, without_name;
};

/* claim_check.html: /show/{claim}/check */
struct claim_check_screen {
	struct frame frame;
	struct text title, lang, action, back, words_link;
	const struct sentence *written; /* who wrote it down, which is confirmed by sending it */
	size_t written_count;
	const struct paragraph *words;
	size_t words_count;
	const struct claim_part_row *parts;
	size_t parts_count;
	struct text answer_by, problem;
	struct text results; /* how those from here are now, in a word */
	int64_t gone;        /* so many of them count no more */
	struct badge_naming naming;
	int64_t moves;
};

struct demonstration_row {
	struct text when;
	const struct paragraph *place, *tasks, *present, *seen;
	size_t place_count, tasks_count, present_count, seen_count;
	bool noted;
};

struct decision_row {
	struct text when, kind, who, with; /* with: the second person, or empty */
	struct text ground;                /* why it was made, where it isn't the first */
	const struct paragraph *reason;
	size_t reason_count;
	int64_t shown, parts;
	bool whole, partly, not_yet; /* exactly one */
};

/* claim.html: GET and POST /show/{claim} once it is sent */
struct claim_screen {
	struct frame frame;
	struct text title, lang, action;
	struct text state; /* a sentence */
	struct text answer_by,
		promised; /* of what waits: the day that holds; promised: the one before */
	bool waits, late;
	bool drawn, two;  /* a second person decides, by chance or otherwise */
	struct text said; /* what a message is, in words */
	const struct paragraph *message;
	size_t message_count;
	const struct demonstration_row *demonstrations;
	size_t demonstrations_count;
	const struct decision_row *decision; /* that stands, or NULL */
	const struct decision_row *before;   /* earlier ones */
	size_t before_count;
	bool formal;
	const struct sentence *written; /* who wrote it down, and how it was confirmed */
	size_t written_count;
	const struct sheet_row *sheets; /* that were signed, with their pages */
	size_t sheets_count;
	const struct paragraph *words;
	size_t words_count;
	const struct claim_part_row *parts;
	size_t parts_count;
	bool can_take_back, can_resume, can_ask_again;
	bool own;                        /* who looks is the client */
	bool stands;                     /* where it is taken back, an earlier assessment does */
	struct text school_link, school; /* to a school; how it stands there, or empty */
	struct badge_naming naming;
	struct text treatment; /* whom to tell how one was treated, or empty */
	int64_t moves;
};

/* claim_part_sent.html: /show/{claim}/part/{criterion} once it is sent */
struct claim_part_sent_screen {
	struct frame frame;
	struct text title, lang, back;
	int64_t number, parts;
	struct text part_lang, part_words;
	struct claim_part_row part;
};

/* claim_again.html: /show/{claim}/again */
struct claim_again_screen {
	struct frame frame;
	struct text title, lang, action, back, words, words_problem, answer_by;
	int64_t moves;
};

/* ---- staff ---------------------------------------------------------------------------------------- */

/* A claim that waits, or is with the client: how it stands in one line of words, for lists are long. */
struct claim_wait_row {
	struct text link, name, title, state;
	bool late;
};

/* claims.html: GET /claims */
struct claims_screen {
	struct frame frame;
	const struct claim_wait_row *claims;
	size_t claims_count;
	int64_t found, claims_all;
	bool filter, all, only_mine, only_new, only_late, only_client,
		only_written; /* exactly one of the only_ or all */
	int64_t written;      /* of those one writes down with clients and isn't shown now */
	struct text find;
	const struct page_link *page_links;
	size_t page_links_count;
};

struct note_choice {
	struct text words, lang;
};

/* claim_review.html: GET and POST /clients/{client}/claims/{claim} */
struct claim_review_screen {
	struct frame frame;
	struct text action, client_link, name, title, lang, client_lang;
	struct text state, answer_by, owner, sent;
	struct text school, school_link; /* how it stands with a school; empty: it went to none */
	int64_t moves, waited, parts_all;
	int64_t page, first_number, last_number; /* the part of the parts that is shown */
	int64_t next, end_page;
	bool first, end; /* end: behind the parts, where it is decided */
	bool late, waits, own, studied, anew, drawn, two, formal;
	const struct sentence *written; /* who wrote it down, and how it was confirmed */
	size_t written_count;
	const struct sheet_row *sheets; /* that were signed, with their pages */
	size_t sheets_count;
	struct text together_link; /* to write something down with them */
	bool overtaken;
	const struct paragraph *words, *message;
	size_t words_count, message_count;
	struct text said;
	const struct claim_part_row *parts; /* of this page */
	size_t parts_count;
	const struct page_link *pages;
	size_t pages_count;
	const struct note_choice *notes; /* ready sentences for one part */
	size_t notes_count;
	const struct demonstration_row *demonstrations;
	size_t demonstrations_count;
	const struct decision_row *before; /* decisions so far */
	size_t before_count;
	const struct paragraph *unsent; /* overtaken: what was written here */
	size_t unsent_count;
	/* buttons, from learn's table */
	bool may_act; /* any of what follows */
	bool can_take, takes_over, can_judge, can_decide, can_propose, can_return, can_agree,
		can_see, can_hand_over, can_confirm, can_send_back, waits_for_other, took_part;
	const struct choice_row *ready; /* sentences to go with it */
	size_t ready_count;
	bool no_ready;
	struct text pages_problem, reason, reason_problem;
	const struct choice_row *routes;
	size_t routes_count;
	struct text assessors, assessors_problem;
	struct text day, time, place, tasks, day_problem, place_problem, tasks_problem;
	struct text present, seen, seen_problem;
	const struct coach_choice *coaches;
	size_t coaches_count;
	struct text to_problem;
	struct text outcome; /* proposed: what the judgements make of it, in words */
};

/* corrections.html: GET and POST /corrections */
struct corrections_screen {
	struct frame frame;
	struct text number, number_problem, reason, reason_problem;
	bool done;
};

#endif
