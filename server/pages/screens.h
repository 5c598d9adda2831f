/*
 * screens: what each template shows, as typed structs; private to the pages room. The field tables
 * in screens.c are what templates are checked against at start: a name in a template that isn't
 * here stops the start. Rows and texts live in the request's arena.
 *
 * Fields named *_html hold markup made by us only (course/, a QR code). `link` fields are paths on
 * this site. What all screens have, and those of coming in, stand in screens_entry.h.
 */
#ifndef ASKEL_PAGES_SCREENS_H
#define ASKEL_PAGES_SCREENS_H

#include "screens_entry.h"

/* ---- learning ------------------------------------------------------------------------------------ */

/* Stepping stones: one a page, done or not; always with the same in words. */
struct stone {
	bool done;
};

struct course_row {
	struct text link, lang, title, summary;
	bool not_started, started, done;
	int64_t pages, pages_done, minutes;
	bool has_minutes;
};

/* One question of one's own: exactly one of the flags. */
struct help_row {
	struct text link, where, answer_by;
	bool asked, late, answered; /* late: not answered, and the first promise wasn't kept */
	struct text owner;          /* asked or late: the coach who has taken it, or empty */
};

/* home.html: where to go on, own courses as a task list. */
struct home_screen {
	struct frame frame;
	bool has_continue, fresh; /* fresh: nothing opened yet; the button says Start */
	struct text continue_link, continue_lang, continue_title, continue_course;
	int64_t continue_done, continue_pages, continue_minutes;
	bool continue_has_minutes;
	const struct stone *stones;
	size_t stones_count;
	const struct course_row *courses;
	size_t courses_count;
	bool all_done;
	bool no_courses;
	const struct help_row *help;
	size_t help_count;
	bool no_way_back; /* a gentle line that offers one */
	bool author;      /* link to the state of the courses */
	int64_t author_problems;
	bool coach; /* link to the desk */
	bool lead;  /* link to the team */
	int64_t coach_waiting, coach_claims;
	bool admin; /* links to people, status and the feedback on accessibility */
	int64_t admin_waiting, admin_alone, admin_troubles;
	struct text last_day; /* on which they can sign in; empty: no end is known */
	bool client;          /* may show what they can */
	const struct claim_line *claims;
	size_t claims_count;
};

struct page_row {
	struct text link, lang, title;
	bool not_started, started, done, probe;
	bool more; /* there is something to say under the title: probe or minutes */
	bool has_minutes;
	int64_t minutes;
};

struct module_row {
	struct text lang, title;
	const struct piece *intro_html;
	const struct page_row *pages;
	size_t pages_count;
};

/* course.html */
struct course_screen {
	struct frame frame;
	struct text lang, dir, title, summary; /* of the course text */
	const struct piece *intro_html;
	bool has_continue, fresh, done;
	struct text continue_link, continue_title;
	int64_t pages, pages_done;
	const struct stone *stones;
	size_t stones_count;
	const struct module_row *modules;
	size_t modules_count;
	bool other_language; /* not in the reader's language */
	struct text wanted_name, shown_name;
	const struct unit_row *studied; /* all of it studied: Askel offers to ask */
	size_t studied_count;
};

/* One entry of a select: a place or a meaning. */
struct pick_row {
	int64_t number;
	struct text words; /* plain */
	bool picked;
};

struct option_row {
	struct text input; /* id of its input, unique on the page */
	struct text field; /* its form name */
	int64_t number;    /* value: number in file order */
	struct text html;  /* inline */
	bool chosen;
	const struct pick_row *picks; /* order: places; match: meanings */
	size_t picks_count;
};

/* What is said about one chosen option, or about the whole answer. */
struct feedback_row {
	struct text option_html; /* which option it is about; may be empty */
	struct text html;        /* blocks */
};

struct feedback {
	struct text id; /* of its heading: the 303 lands there, it takes focus */
	bool right, partly, wrong, given_reflect, given_evidence;
	bool counted; /* order, match, many: "{hits} of {of} are right" is shown */
	int64_t hits, of;
	const struct feedback_row *rows;
	size_t rows_count;
	bool explained; /* the answer is shown: after explain_after wrong tries, or when right */
	const struct feedback_row *explanation; /* order: in the right order, etc. */
	size_t explanation_count;
	struct text answer_words; /* short and number: the answer in words, when explained */
};

struct question_block {
	struct text id; /* of the question's section */
	struct text heading_id;
	bool h2, h3, h4, h5, h6; /* its heading's level */
	struct text heading_html, body_html, hint_html;
	struct text heading;                                                  /* plain */
	bool one, many, short_words, number, order, match, reflect, evidence; /* exactly one */
	struct text field, input; /* form name and id of a one-field kind */
	struct text value;        /* typed words to show */
	const struct option_row *options;
	size_t options_count;
	struct text problem; /* beside the field */
	struct text problem_id;
	struct text button;              /* value of its button */
	bool main;                       /* its button is the page's filled one */
	bool again;                      /* answered before: the button says so */
	bool kept;                       /* what stands here is typed but not sent in yet */
	const struct feedback *feedback; /* of the latest answer, if the old choice is shown */
	bool stands; /* answered (right once), but the question has changed since: the result stands */
};

struct part_row {
	const struct piece *prose_html;        /* or */
	const struct question_block *question; /* one of the two */
};

/* A page that is to be done before this one. */
struct first_row {
	struct text link, lang, title;
};

/* lesson.html: one page of a course. The whole page is one form, so whatever button is pressed,
 * nothing typed is lost. */
struct lesson_screen {
	struct frame frame;
	struct text lang, dir, title; /* of the text */
	struct text course_link, course_title, course_lang, module_title;
	struct text action;    /* link: this page */
	int64_t number, pages; /* "Page 2 of 5" in its module */
	const struct part_row *parts;
	size_t parts_count;
	bool probe;
	bool next_main; /* the Next button is the filled one */
	bool last;      /* the last page of the course: the button says so */
	bool has_previous;
	struct text previous_link;
	bool done;
	bool other_language;
	struct text wanted_name, shown_name;
	const struct first_row *first; /* what the author means to come before, not done yet */
	size_t first_count;
	const struct help_row *answers; /* questions about this page that were answered since */
	size_t answers_count;
	struct text checked; /* "review_by" has passed: a date in words, or empty */
	bool has_questions;
};

/* ---- help ------------------------------------------------------------------------------------------ */

struct about_row {
	struct text value, words, lang;
	struct text input;
	bool chosen;
};

/* help.html: GET and POST /help */
struct help_screen {
	struct frame frame;
	struct text course, page; /* ids, hidden */
	struct text place;        /* "Course: page" in words, may be empty */
	struct text place_lang;
	const struct about_row *about; /* the page's questions */
	size_t about_count;
	bool whole_page; /* nothing of `about` is chosen */
	struct text words, words_problem;
	struct text answer_by; /* a date in words */
	struct text back;
};

/* Typed words, a paragraph each: html escaped by us. */
struct paragraph {
	struct text html;
};

/* help_arrived.html: GET /help/arrived: right after asking, for whoever signed in by card alone */
struct help_arrived_screen {
	struct frame frame;
	struct text answer_by;  /* a day in words */
	struct text back, link; /* to go on; to what was asked */
};

/* help_sent.html: GET /help/{id}: a question of one's own, until and after it is answered */
struct help_sent_screen {
	struct frame frame;
	bool asked, taken, answered;     /* exactly one */
	bool late;                       /* not answered, and the first promise wasn't kept */
	struct text owner;               /* taken, answered: the coach */
	struct text answer_by, promised; /* the date that holds, and the one that was not kept */
	struct text place, place_lang, back;
	const struct paragraph *paragraphs;
	size_t paragraphs_count;
	const struct paragraph *answer;
	size_t answer_count;
	struct text ring; /* when the coach rings: day and time in words, or empty */
};

/* ---- own things -------------------------------------------------------------------------------------- */
/* me.html */
struct me_screen {
	struct frame frame;
	bool own, shared, staff; /* exactly one */
	bool has_way_back, by_pictures;
	struct text sign_in_name;
	struct text provider; /* name of the organisation's, where they may use it; else empty */
	bool provider_linked;
	struct text ui_name, text_name; /* languages by their own names */
	bool client;
	struct text name;     /* what staff call a client who isn't staff besides; else empty */
	struct text last_day; /* on which they can sign in; empty: no end is known */
	struct text mail;     /* how often it comes; empty: there is none here */
	bool can_leave;       /* by themselves */
};

/* ---- staff ---------------------------------------------------------------------------------------------- */

struct problem_row {
	struct text place; /* file:line:col */
	struct text words, hint;
	bool warning;
};

struct problem_group {
	struct text course;
	bool old_form; /* readers see the last good form */
	bool absent;   /* nothing good was ever there: readers see nothing */
	int64_t errors, warnings;
	const struct problem_row *rows;
	size_t rows_count;
};

/* author.html: GET /author: the state of the courses. */
struct author_screen {
	struct frame frame;
	const struct problem_group *groups;
	size_t groups_count;
	int64_t courses, pages;
	struct text folder;
};

struct waiting_row {
	struct text link, name, where, where_lang;
	struct text asked, answer_by; /* days in words */
	struct text owner;            /* who has it, or empty */
	bool own;                     /* I have it */
	bool late, substitute;
};

/* In words, never more than this of when somebody was here. */
struct desk_row {
	struct text link, name;
	bool never, this_week, last_week, earlier; /* exactly one */
	bool substitute, waiting, quiet, long_quiet;
	int64_t pages_done, pages;
};

struct page_link {
	struct text link;
	int64_t number;
	bool current;
};

/* A day on which answers are not promised, on the admin's page of them and on the desk. */
struct day_off_line {
	struct text day, name, button, value;
	bool holiday, opened, closed; /* one: a holiday as the almanac has it, or ours */
	bool past;
};

/* desk.html: GET /desk: who waits for a coach, and who may like to hear from them */
struct desk_screen {
	struct frame frame;
	const struct waiting_row *waiting;
	size_t waiting_count;
	int64_t waiting_more; /* beyond those shown */
	const struct claim_wait_row *claims;
	size_t claims_count;
	int64_t claims_more;
	const struct desk_row *quiet;
	size_t quiet_count;
	int64_t quiet_more;
	struct text quiet_link;              /* to all of them */
	const struct day_off_line *days_off; /* within two weeks */
	size_t days_off_count;
	int64_t clients_all;
	bool filter; /* there are enough of them to look for one */
};

/* clients.html: GET /clients: whom a coach works with */
struct clients_screen {
	struct frame frame;
	const struct desk_row *clients;
	size_t clients_count;
	int64_t clients_all;                /* whom the coach has, whatever is chosen */
	bool filter;                        /* there are enough of them to look for one */
	int64_t found;                      /* of them chosen */
	struct text find;                   /* as typed */
	bool all, only_waiting, only_quiet; /* exactly one */
	const struct page_link *page_links;
	size_t page_links_count;
};

struct coach_row {
	struct text name, link;                        /* to naming a substitute */
	int64_t clients, waiting, overdue, waits_days; /* working days the oldest has waited */
	int64_t claims, claims_overdue;                /* what clients have shown, and waits */
	bool full, over;                               /* of clients: as many as is good, or more */
	bool away;
	struct text away_until, substitute;
};

struct coach_choice {
	struct text value, name;
	bool chosen;
};

struct absence_row {
	int64_t number;
	struct text name, substitute, from, to;
};

/* team.html: GET and POST /team */
struct team_screen {
	struct frame frame;
	struct text organisation;
	const struct coach_row *coaches;
	size_t coaches_count;
	int64_t coaches_all, clients, waiting, overdue; /* of all, not of this page alone */
	int64_t most;                                   /* clients a coach may have */
	const struct page_link *page_links;
	size_t page_links_count;
	const struct absence_row *absences;
	size_t absences_count;
};

/* absence.html: GET and POST /team/absence */
struct absence_screen {
	struct frame frame;
	struct text name;      /* who is away */
	struct text hand_link; /* to handing a client of theirs over; empty where there is none */
	int64_t coach;
	const struct coach_choice *choices; /* who may stand in */
	size_t choices_count;
	bool filter, too_many; /* a name can be looked for; there are more than are shown */
	struct text find, from, to;
	struct text substitute_problem, from_problem, to_problem;
};

struct client_course {
	struct text title, lang;
	int64_t pages_done, pages;
	bool not_started, started, done;
	const struct page_row *rows; /* pages that were started or done */
	size_t rows_count;
};

struct handed_row;

/* client.html: GET /clients/{client}, and GET /seen-as for the person themselves */
struct client_screen {
	struct frame frame;
	bool own_view;                   /* the person looks at what their coach sees */
	struct text way_in;              /* link */
	struct text together_link;       /* to write down what they can do, or empty */
	struct text hand_link;           /* to another coach; empty: not by who stands in */
	const struct handed_row *handed; /* to who looks, the last time; or NULL */
	struct text name;
	bool never, this_week, last_week, earlier; /* exactly one */
	bool substitute;
	const struct waiting_row *waiting; /* questions that are open */
	size_t waiting_count;
	const struct client_course *courses;
	size_t courses_count;
};

struct ready_row {
	struct text words, lang, value, input;
	struct text shown; /* the same in the coach's own language, where that is another */
	bool chosen;
};

struct day_choice {
	struct text value, words;
	bool chosen;
};

/* client_help.html: /clients/{client}/help/{help}: a question, and its answer */
struct client_help_screen {
	struct frame frame;
	struct text action, client_link, name;
	struct text place, place_lang, place_link, question, asked, answer_by;
	bool late, taken, own, answered; /* own: it is this coach's */
	bool overtaken;                  /* answered by another while this one wrote */
	struct text owner;
	int64_t before; /* who had it when the form was made; 0: nobody */
	const struct paragraph *paragraphs;
	size_t paragraphs_count;
	const struct ready_row *ready;
	size_t ready_count;
	bool no_ready;
	struct text words, words_problem, time, time_problem;
	const struct day_choice *days;
	size_t days_count;
	bool no_day;
	const struct paragraph *unsent; /* overtaken: what was written here */
	size_t unsent_count;
	const struct paragraph *answer;
	size_t answer_count;
	struct text ring;
};

/* ---- when it doesn't go as asked ---------------------------------------------------------------------------- */

/* problem.html: any outcome other than DONE. */
struct problem_screen {
	struct frame frame;
	struct text words; /* the outcome's sentence */
	int64_t status;
	bool home;         /* offer the way to the front page */
	struct text again; /* link to try again, or empty */
};

#include "screens_accounts.h"
#include "screens_settings.h"

enum screen {
	SCREEN_CARD,
	SCREEN_CODE,
	SCREEN_SIGN_IN,
	SCREEN_SIGNED_OUT,
	SCREEN_LANGUAGES,
	SCREEN_DEVICE,
	SCREEN_WAY_BACK,
	SCREEN_PASSPHRASE,
	SCREEN_PICTURES,
	SCREEN_PICTURE_GRID,
	SCREEN_SECOND_FACTOR,
	SCREEN_FACTOR_SETUP,
	SCREEN_PAPER_CODES,
	SCREEN_PROVIDER_ONWARD,
	SCREEN_PROVIDER_PROOF,
	SCREEN_PROVIDER_OWN,
	SCREEN_HOME,
	SCREEN_COURSE,
	SCREEN_LESSON,
	SCREEN_HELP,
	SCREEN_HELP_ARRIVED,
	SCREEN_HELP_SENT,
	SCREEN_ME,
	SCREEN_NAME,
	SCREEN_MAIL,
	SCREEN_STOP_MAIL,
	SCREEN_BADGES,
	SCREEN_BADGE_NAME,
	SCREEN_BADGE,
	SCREEN_SUMMARY,
	SCREEN_WALLET_FORM,
	SCREEN_WALLET,
	SCREEN_BRING,
	SCREEN_TAKE_BACK,
	SCREEN_BADGE_MISTAKE,
	SCREEN_BROUGHT,
	SCREEN_CERTIFICATE,
	SCREEN_SHOWN,
	SCREEN_TAKE,
	SCREEN_TAKEN,
	SCREEN_LEAVE,
	SCREEN_LEFT,
	SCREEN_NOTICES,
	SCREEN_LOOKS,
	SCREEN_DESK,
	SCREEN_CLIENTS,
	SCREEN_TEAM,
	SCREEN_STATISTICS,
	SCREEN_ABSENCE,
	SCREEN_CLIENT,
	SCREEN_WAY_IN,
	SCREEN_CLIENT_HELP,
	SCREEN_SHOW,
	SCREEN_CLAIM_DRAFT_PAGE,
	SCREEN_CLAIM_TELL,
	SCREEN_CLAIM_WORDS,
	SCREEN_CLAIM_PART,
	SCREEN_CLAIM_PART_SENT,
	SCREEN_CLAIM_FILE,
	SCREEN_FILE,
	SCREEN_CLAIM_CHECK,
	SCREEN_CLAIM,
	SCREEN_CLAIM_AGAIN_PAGE,
	SCREEN_CLAIMS,
	SCREEN_CLAIM_REVIEW,
	SCREEN_CLAIM_PAPERS,
	SCREEN_CLAIM_PAPER,
	SCREEN_CLAIM_TOGETHER,
	SCREEN_CLAIM_CONFIRM,
	SCREEN_CLAIM_SHEET,
	SCREEN_HAND_CLIENT,
	SCREEN_COACHES,
	SCREEN_CORRECTIONS,
	SCREEN_SCHOOL,
	SCREEN_SCHOOL_SHEET_PAGE,
	SCREEN_POINTS,
	SCREEN_CURRICULA,
	SCREEN_CURRICULUM_UNIT,
	SCREEN_CONTACT,
	SCREEN_STORED,
	SCREEN_PRIVACY,
	SCREEN_ACCESSIBILITY,
	SCREEN_ACCESS_FORM,
	SCREEN_ACCESS_THANKS,
	SCREEN_PEOPLE,
	SCREEN_NEW_PERSON,
	SCREEN_PERSON,
	SCREEN_PERSON_LINK,
	SCREEN_NEW_PHONE,
	SCREEN_LEAVING,
	SCREEN_STATUS,
	SCREEN_KEYS_KEPT,
	SCREEN_SETTINGS,
	SCREEN_SETTINGS_PART,
	SCREEN_DAYS_OFF,
	SCREEN_IMPORT,
	SCREEN_IMPORT_ONE,
	SCREEN_IMPORT_SHEET,
	SCREEN_AUTHOR,
	SCREEN_ACCESS_FEEDBACK,
	SCREEN_ACCESS_ONE,
	SCREEN_PROBLEM,
	SCREEN_COUNT,
};

extern const struct template_row screens[SCREEN_COUNT];

#endif
