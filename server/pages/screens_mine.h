/*
 * Screens of one's own things: the name, notices, who has looked, taking everything along, leaving. Struct fields are what the
 * templates can name (screens.c).
 */
#ifndef ASKEL_PAGES_SCREENS_MINE_H
#define ASKEL_PAGES_SCREENS_MINE_H

#include "screens.h"

/* name.html: GET, POST /name */
struct name_screen {
	struct frame frame;
	struct text name, name_problem;
};

/* mail.html: GET, POST /mail. Exactly one of the first three. */
struct mail_screen {
	struct frame frame;
	bool give, confirm, choose;
	struct text known; /* the address there is, or empty */
	bool refused;      /* which a mail server doesn't know */
	struct text back;  /* give: where it stays as it is */
	struct text address, address_problem, code, code_problem, often_problem;
	bool waiting;              /* confirm: the code hasn't left yet */
	bool stuck;                /* no e-mail leaves right now */
	bool never, daily, weekly; /* choose: what holds */
};

/* stop_mail.html: GET, POST /mail/stop/{stop} */
struct stop_mail_screen {
	struct frame frame;
	struct text action;
	bool stopped;
};

/* take.html: GET /take; and where POST /take can't give what was asked */
struct take_screen {
	struct frame frame;
	bool too_large, soon; /* more than fits; asked too often just now */
};

/* leave.html: GET, POST /leave; left.html: GET /left */
struct leave_screen {
	struct frame frame;
	bool staff; /* works here besides: an admin closes such an account */
	int64_t words_days, learning_days;
};

struct notice_row {
	struct text link, when, name;
	bool unseen;
	bool help_asked, help_taken, help_answered, tie_begun, tie_ended, substitute, factor_reset,
		mail_refused; /* one */
	bool claim_sent, claim_taken, claim_returned, claim_agreed, claim_proposed, claim_sent_back,
		claim_decided, claim_again, claim_handed, claim_reopened, claim_withdrawn,
		school_answered, claim_written, claim_shared, claim_confirmed;
	bool coach; /* told to a coach (of a tie), not to the client */
	bool own;   /* told to whose second factor it was, not to an admin */
};

/* notices.html: GET /notices */
struct notices_screen {
	struct frame frame;
	const struct notice_row *notices;
	size_t notices_count;
	bool any_unseen;
	bool mail;         /* one can be told by e-mail, too */
	struct text older; /* link to the next ones, or empty */
};

/* Looks of one person on one day. */
struct look_row {
	struct text when, name, organisation;
	bool list, page, help, card, claim, together, account,
		other;                          /* what was looked at, any of them */
	bool guidance, assessment, admin, lead; /* on which ground: one */
	struct text things;                     /* the same in words: "your page, a question" */
};

/* An approved unit that one sent to a school oneself. */
struct sent_row {
	struct text title, lang, school, when;
};

/* looks.html: GET /looks: who has looked at my things */
struct looks_screen {
	struct frame frame;
	const struct look_row *looks;
	size_t looks_count;
	struct text older;
	const struct sent_row *sent; /* what went to schools, by oneself */
	size_t sent_count;
};

/* ---- taken.html: the document -------------------------------------------------------------------- */

struct taken_page {
	struct text lang, title;
	bool not_started, started, done;
	struct text first, last; /* days; last is empty where it is the same one */
};

/* Also a draft; then there is no verdict. */
struct taken_answer {
	struct text lang, question, asked; /* its heading, and what stands below it; plain */
	struct text when, verdict;
	const struct paragraph *words;
	size_t words_count;
};

struct taken_course {
	struct text lang, title;
	const struct taken_page *pages; /* those that were opened */
	size_t pages_count;
	const struct taken_answer *answers, *thoughts, *given, *drafts;
	size_t answers_count, thoughts_count, given_count, drafts_count;
};

struct taken_help {
	struct text lang, where, when;
	const struct paragraph *words, *answer;
	size_t words_count, answer_count;
	struct text owner, answered, ring; /* answered: a day, or empty */
};

struct taken_claim {
	struct text lang, title, state, when; /* when: begun */
	const struct sentence *written;       /* by whom, where a coach wrote it down */
	size_t written_count;
	const struct paragraph *words;
	size_t words_count;
	const struct claim_part_row *parts;
	size_t parts_count;
	const struct demonstration_row *demonstrations;
	size_t demonstrations_count;
	const struct decision_row *decisions;
	size_t decisions_count;
};

struct taken_tie {
	struct text name, organisation, from, until; /* until: empty while it holds */
};

struct taken_session {
	struct text when, last;
	bool by_card, own;
};

struct taken_screen {
	struct frame frame;
	const struct piece *style_html;
	struct text made;
	struct text name, organisation;
	int64_t number;
	struct text came, ui_name, text_name, sign_in_name;
	const struct taken_course *courses;
	size_t courses_count;
	const struct taken_help *help;
	size_t help_count;
	const struct taken_claim *claims;
	size_t claims_count;
	const struct taken_tie *ties;
	size_t ties_count;
	const struct look_row *looks;
	size_t looks_count;
	const struct notice_row *notices;
	size_t notices_count;
	const struct taken_session *sessions;
	size_t sessions_count;
};

#endif
