/*
 * inside: what the files of the pages room share.
 */
#ifndef ASKEL_PAGES_INSIDE_H
#define ASKEL_PAGES_INSIDE_H

#include "days.h"
#include "learn/learn.h"
#include "letters.h"
#include "pages/pages.h"
#include "screens_mine.h"
#include "screens_open.h"
#include "screens_statistics.h"
#include "suggest.h"
#include "words/words.h"

/* Every other room, and the settings that hold. Never changed once it is open: with other settings there
 * is another one over the same rooms (upkeep.c), so what does change stands behind a pointer. A request
 * keeps the one it began with. */
struct workshop {
	struct arena *arena; /* conf's copies */
	struct conf conf;
	const struct settings_reading *reading;  /* of askel.conf; may be NULL */
	const struct settings_reading *at_start; /* the same when the server started */
	bool broken;                             /* the file can't hold: `reading` says why */
	struct calendar calendar;                /* days off, as the store has them */
	struct upkeep *upkeep;
	struct seal *seal;
	struct store *store;
	struct vault *vault;
	struct cuts *cuts; /* whose uploads broke off */
	struct views *views;
	struct courses *courses;
	struct http_server *http;
	struct brake *brake;
	struct visits *visits;
	struct suggester *suggester;
	struct postman *postman;           /* NULL: there is no e-mail here */
	struct certificates *certificates; /* NULL where no address has TLS */
	struct oidc *oidc;                 /* NULL where no provider is set */
	const char *courses_folder;
	int64_t started;
	const struct piece **stored_pieces;  /* by language: the table of stored.c in words */
	const struct piece **picture_pieces; /* by language: all pictures to choose from */
	const struct piece *taken_style;     /* <style> of the document that is taken along */
};

/* Who.more of somebody signed in. */
struct signed_in {
	struct session session;
	struct person person;
};

static inline struct workshop *workshop_of(const struct request *rq)
{
	return rq->owner;
}

/* The session and settings of the signed-in person (never NULL behind a door other than ANYONE), or
 * of the one whose session has ended (who.expired), or NULL. */
static inline const struct signed_in *me_of(const struct request *rq)
{
	return rq->who.more;
}

/* A reader for as long as the variable lives. */
struct loan {
	struct store *store;
	struct db *db;
};
struct loan borrow(struct workshop *w);
void give_back(struct loan *loan);
#define BORROWED __attribute__((cleanup(give_back))) struct loan

/* ---- stored.c: what every column is for ---------------------------------------------------------- */

enum stored_group_name {
	STORED_WHO,
	STORED_ENTRY,
	STORED_TIES,
	STORED_MAIL, /* told where there is e-mail, or was */
	STORED_LEARNING,
	STORED_WORDS,
	STORED_CLAIMS,
	STORED_FEEDBACK,
	STORED_TRACE,
	STORED_HOUSE,
	STORED_GROUPS
};
/* Ground: the operator's (conf.ground), a duty in law, or none where nothing is about people. */
enum stored_ground { FOR_THE_SERVICE, FOR_A_DUTY, ABOUT_NOBODY };
enum stored_viewer {
	SEEN_BY_YOU,
	SEEN_BY_COACH, /* and you */
	SEEN_BY_KIND,  /* thoughts: you; the others: your coach too */
	SEEN_BY_WEEK,  /* you; your coach no more than the week */
	SEEN_BY_STAFF, /* your coach and the admin */
	SEEN_BY_TEAM,  /* coaches and their team lead */
	SEEN_BY_ADMIN,
	SEEN_AS_LOOKS, /* you, what is about looking at you */
	SEEN_BY_READERS,
	SEEN_BY_ANYBODY,
	SEEN_BY_LINK, /* you; others while you share it */
	SEEN_BY_NOBODY
};
enum stored_time {
	KEPT_UNTIL_LEFT,    /* until the hour after */
	KEPT_UNTIL_REMOVED, /* by the person, or likewise */
	KEPT_WITH_WORDS,    /* retention.words_days after leaving */
	KEPT_WITH_PERSON,   /* retention.learning_days after leaving */
	KEPT_AFTER_VISIT,   /* retention.sessions after the last */
	KEPT_AFTER_CARD,    /* retention.sessions after its end */
	KEPT_UNTIL_SENT,
	KEPT_UNTIL_BACK,   /* from the provider, or two hours */
	KEPT_UNTIL_CLOSED, /* by the admin, or IMPORT_DAYS */
	KEPT_AFTER_ANSWER, /* retention.feedback */
	KEPT_UNTIL_NEWER,
	KEPT_FOR_GOOD
};
struct stored_group {
	const char *name; /* msgid */
	enum stored_ground ground;
};
struct stored_row {
	enum stored_group_name group; /* rows of one stand together, in the order of the groups */
	const char *table, *columns;  /* "id name": each column of each table in one row */
	enum stored_viewer viewer;
	enum stored_time time;
	const char *purpose; /* msgid */
};
extern const struct stored_group stored_groups[STORED_GROUPS];
extern const struct stored_row stored_rows[];
extern const size_t stored_count;
extern const char *const left_here[]; /* "table.column" */
extern const size_t left_here_count;

/* ---- frame.c: what every screen has -------------------------------------------------------------
 */

/* Index of the language of buttons: the person's, else ?lang=, else that of the person whose session
 * has ended, else what the browser asks for. */
size_t ui_language(const struct request *rq);
struct text ui_tag(const struct request *rq);
/* The language of course text: the person's, else that of the buttons. */
struct text text_language(const struct request *rq);
/* A string for people in the language of this request. */
struct text tell(const struct request *rq, const char *msgid);
/* Fills the frame; `title` is the whole title but the public name. */
void fill_frame(struct request *rq, struct response *rs, struct frame *f, struct text title);
/* The same for a page that holds nothing personal while nobody is signed in: without a token for forms,
 * so that it sets no cookie. To be shown by show_public(). */
void fill_public_frame(struct request *rq, struct response *rs, struct frame *f, struct text title);
/* Adds to the error summary (and makes the title begin with it). `input` is the field's id. */
void add_form_problem(struct request *rq, struct frame *f, const char *input, struct text words);
/* Shows a screen; DONE. */
enum outcome show(struct request *rq, struct response *rs, enum screen screen, const void *page);
/* Shows a screen with a public frame: who isn't signed in may keep it and ask whether it has changed. */
enum outcome show_public(
	struct request *rq, struct response *rs, enum screen screen, const void *page);
/* What the operator wrote in the reader's language, else in the first there is; empty where nothing. */
struct said find_said(const struct request *rq, const struct said *said, size_t count);
/* "Monday 23 November" in the language of the buttons. */
struct text date_words(const struct request *rq, int64_t day);
/* "23 November 2026" */
struct text full_date_words(const struct request *rq, int64_t day);
/* The same in another language of buttons. */
struct text date_words_in(const struct request *rq, size_t language, int64_t day);
typedef struct text date_fn(const struct request *rq, int64_t day);
/* "Suomi", "Helppo suomi", "العربية": what a language calls itself; the tag where we don't know. */
struct text own_language_name(struct text tag);
/* What a person is called: "Number 12" where staff gave no name; and a coach to a client, likewise
 * "Your coach". */
struct text person_called(const struct request *rq, struct text name, int64_t id);
struct text coach_called(const struct request *rq, struct text name);
/* Long lists come in pages: the one asked for by ?page=N (from 0), or of `rows` in pages of `most` the
 * last where it is further; and links to these pages, as `link` with a number added: the first, the
 * last and those around the current one; none where one page holds them all. */
size_t page_asked(const struct request *rq);
size_t page_within(const struct request *rq, size_t rows, size_t most);
const struct page_link *page_links_to(struct request *rq, struct text link, size_t rows,
	size_t most, size_t current, size_t *count);
/* A path on this site: "/..." without a second slash, a backslash or control characters; at most
 * 400 bytes. Otherwise "/". */
struct text local_path(struct text path);
/* This request's own path and query, for coming back to. */
struct text here(const struct request *rq);
/* "/courses/ID", "/courses/ID/PAGE", encoded. */
struct text course_path(struct arena *a, struct text course);
struct text page_path(struct arena *a, struct text course, struct text page);
/* Typed words of a field, cleaned; empty where there are none or they aren't text. */
struct text typed(const struct request *rq, const char *field);
/* A passphrase as it is hashed: folded, for people write the same words with other capitals and
 * blanks the next time, and phones do so by themselves. */
struct text typed_passphrase(const struct request *rq, const char *field);

/* ---- pointed.c: personal identity codes in what was typed ------------------------------------- */

/* Whether a form that came holds a personal identity code that wasn't pointed out yet; asked for every
 * form there is before its handler runs (admit.c). A form that tables are typed in points out by
 * itself. */
bool holds_new_code(const struct request *rq);
/* Says where, on the form shown again, and lets it pass the next time: "131052-3…" is all that is
 * repeated of it. */
void point_out_codes(struct request *rq, struct frame *f);
/* Of all codes in the form, for the hidden field `pointed`; empty where there are none. */
struct text pointed_marks(const struct request *rq);

/* ---- steps.c: where somebody goes after signing in ------------------------------------------ */

/* The next thing to ask a person who comes in: languages, device, a way back (of whoever is `fresh`
 * from a card); when all is known, on to `next`, a path on this site that goes along until then. */
enum outcome go_to_next_step(struct request *rq, struct response *rs, const struct person *p,
	enum device device, bool fresh, struct text next);
/* A session to be begun, on a device not asked about yet. */
struct session_start {
	int64_t person, now;
	unsigned char kept[DIGEST_SIZE];
	const char *way;
	int64_t ended; /* the session this browser had before, if any */
};
struct session_start session_start_of(const struct request *rq, int64_t person, const char *way);
enum outcome begin_session(struct db *db, void *start); /* a change, or a part of one */
/* After the commit: the cookie is set, and rq->who is theirs from here on. */
enum outcome enter_session(struct request *rq, struct response *rs, struct text token);
/* Staff sessions are short on any device. */
bool is_staff(const struct person *p);
/* How long the browser is to keep the cookie: seconds, or 0 for until it closes. */
int64_t cookie_age_of(const struct person *p, enum device device);
/* Seconds until another try of this key (as the brake counts it) is heard, where it is slowed a
 * `share`-th as fast as tries at one name are; 0: now. And how that is told. */
int64_t wait_left(const struct request *rq, struct text key, int share);
struct text many_tries_words(const struct request *rq, int64_t seconds);
/* The sign-in form, with the reason for it; keeps what was typed where rq->who.expired tells whose
 * it is. */
enum outcome show_sign_in_again(struct request *rq, struct response *rs);
/* A 303 to a step, with the path to go on to afterwards in that field. */
enum outcome go_by_step(struct request *rq, struct response *rs, const char *step,
	const char *field, struct text next);

/* What came along in the form, or in the address of a page that was asked for. */
struct carried carried_of(const struct request *rq);
/* What is to come back after a page in between: this request's form, sealed, bound to the person and
 * to its path, so that nothing of it lies on the server; or where to go. */
struct carried carry_form(const struct request *rq, int64_t person);
/* Behind the page in between, as rq->who: the form that was kept, word for word, or the next step. */
enum outcome go_on(struct request *rq, struct response *rs, const struct carried *carried);

/* ---- strength.c: how surely it is they who ask ---------------------------------------------- */

/* DONE, or PROVE_FIRST where this route asks for more than the session has shown. */
enum outcome check_strength(const struct request *rq) MUST_USE;
/* Instead of a page that isn't shown yet: to what is asked for, and a form is kept meanwhile. */
enum outcome lead_to_proof(struct request *rq, struct response *rs);
/* The page that asks for what the session lacks. */
enum outcome show_proof(struct request *rq, struct response *rs, const struct carried *carried);
/* Keeps that it was shown now; rq->who is as sure from here on. */
enum outcome strengthen(struct request *rq, bool factor) MUST_USE;
/* Ways of enum sign_in_way that somebody may have: staff a passphrase, others what the settings allow. */
unsigned ways_for(const struct request *rq, const struct person *p);
/* Whether they have one of these; or one that was taken out of the settings, which is only good for
 * making another. */
bool has_way_back(const struct request *rq, const struct person *p);
bool has_old_way(const struct request *rq, const struct person *p);
/* Asks who is signed in for the passphrase or pictures they have: before own matters, or (`current`)
 * before they make new ones. */
enum outcome ask_own_way(
	struct request *rq, struct response *rs, const struct carried *carried, bool current);
/* Takes what that page sent. Where it isn't theirs, or more is to be chosen, the page is shown again
 * and *fits is false. */
enum outcome take_own_way(struct request *rq, struct response *rs, const struct carried *carried,
	bool current, bool *fits) MUST_USE;
/* Counts a try at something of the signed-in person's; seconds to wait first, or 0. */
int64_t count_try(struct request *rq, const char *what);
void forget_tries(struct request *rq, const char *what);
/* Whether this session of staff still has to show a second factor, or in a demo is offered to. */
bool factor_is_due(const struct request *rq);

/* ---- pictures.c: pictures in place of a passphrase -------------------------------------------- */

/* Puts all pictures to choose from into words once a language; `drawings` is the path of pictures.svg. */
void make_picture_pieces(struct workshop *w, struct text drawings);
/* How far choosing has come with the button of this form. */
struct picking {
	struct chosen_pictures chosen;
	bool whole; /* all are chosen */
	bool sent;  /* and the button that sends them was pressed */
	struct text problem;
};
struct picking picking_of(const struct request *rq);
/* What is hashed of a choice: nobody can make it without our key. */
struct text pictures_secret(const struct request *rq, const struct chosen_pictures *chosen);
/* Shows the page; of `s` the caller fills in what it is for. */
enum outcome show_pictures(struct request *rq, struct response *rs, const struct picking *picking,
	struct pictures_screen *s);

/* ---- way_back.c --------------------------------------------------------------------------------- */

/* The page for making a passphrase or choosing pictures, on the way to something of one's own. */
enum outcome show_way_back_first(
	struct request *rq, struct response *rs, const struct carried *carried);

/* ---- factor.c: the second factor of staff --------------------------------------------------- */

/* Asks for a code, or sets it up where there is none yet. */
enum outcome show_factor(struct request *rq, struct response *rs, const struct carried *carried);

/* ---- progress.c: a person in a course ------------------------------------------------------- */

struct course_progress {
	enum page_state *states; /* one per course page */
	struct progress whole;
	size_t last; /* index of the page opened last, or page_count */
	size_t next; /* where to go on, or page_count when all is done */
	int64_t last_at;
};
enum outcome load_progress(struct db *db, struct arena *a, int64_t person,
	const struct course *course, struct course_progress *p) MUST_USE;
struct progress module_progress(
	const struct course *course, const struct course_progress *p, size_t module);
const struct stone *module_stones(struct arena *a, const struct course *course,
	const struct course_progress *p, size_t module);

/* ---- place.c: where a question was asked, and typed words ------------------------------------- */

/* What a request for help is about, as far as it still exists. */
struct help_place {
	const struct course *course;
	const struct page *page;
	const struct page_words *words;
};
struct help_place find_place(struct request *rq, const struct library *library,
	struct text course_id, struct text page_id);
struct text place_link(struct request *rq, const struct help_place *place);
/* The page's title, or the course's; with the language it is in. */
struct text place_title(
	const struct request *rq, const struct help_place *place, struct text *lang);
/* The heading of a question of that page, or empty. */
struct text place_question(const struct help_place *place, struct text question);
/* A blank line makes a paragraph; nothing else is made of typed words. */
const struct paragraph *paragraphs_of(struct arena *a, struct text words, size_t *count);
/* "Monday 23 November at 13:30": when a coach rings; empty where moment is 0. */
struct text ring_words(const struct request *rq, int64_t moment);

/* ---- home.c ----------------------------------------------------------------------------------- */

/* A question of one's own in a list, but for where it was asked. */
struct help_row help_row_of(struct request *rq, const struct help *help);

/* ---- admit.c: how who asks stands to the one it is about ------------------------------------ */

/* rq->about behind a TIED door, or where the pattern has {person}. */
struct about {
	int64_t client;           /* or {person} */
	struct relation relation; /* TIED */
	struct person person;     /* {person} */
};
static inline const struct about *about_of(const struct request *rq)
{
	return rq->about;
}
/* The words of looks: what stands behind {client} in a pattern, and this for the page itself. */
#define LOOK_PAGE "page"
#define LOOK_CARD "card" /* a new way in was made */

/* ---- people.c: everybody ---------------------------------------------------------------------- */

/* "client, coach" in the language of the buttons. */
struct text roles_called(const struct request *rq, unsigned roles);
/* Writes down that these clients stood on a list of accounts; before it is shown. */
enum outcome note_clients_listed(struct request *rq, const int64_t *clients, size_t count) MUST_USE;

/* ---- account.c, person.c: one account ------------------------------------------------------- */

/* Fields of a person that the form of a new one and that of an old one share. */
void fill_person_fields(struct request *rq, const struct person *p, struct person_fields *fields);
/* What the form holds; false where it needs another look, with its problems in `fields`. */
bool read_person_fields(const struct request *rq, struct person *p, struct person_fields *fields);
void add_person_problems(struct request *rq, struct response *rs,
	const struct person_fields *fields, struct frame *f);

/* What an act on the page of a person left to look at. */
struct account_problems {
	struct person_fields fields; /* only its problems */
	struct text coach, scope, left_behind;
	bool overtaken; /* another admin changed the roles meanwhile */
};
enum outcome show_account(
	struct request *rq, struct response *rs, const struct account_problems *wrong);
/* How many days a new one-time link of theirs is good for. */
int64_t link_days(const struct person *p);
/* Whether somebody who shows a second key to come in has set it up. */
enum outcome has_second_key(struct request *rq, const struct person *p, bool *has) MUST_USE;

/* ---- status.c --------------------------------------------------------------------------------- */

/* How many things aren't in order. */
enum outcome count_troubles(struct request *rq, struct db *db, int64_t *count) MUST_USE;

/* ---- way_in.c ---------------------------------------------------------------------------------- */

/* "https://learn.example.fi/in/TOKEN" */
struct text way_in_address(const struct request *rq, struct text token);

/* ---- client.c: a person as their coach sees them -------------------------------------------- */

/* Everything on the screen but its frame and who looks. */
enum outcome fill_client(struct request *rq, int64_t person, const struct library *library,
	struct client_screen *s) MUST_USE;
/* A question that waits, as its row says it; not its link. */
struct waiting_row waiting_row_of(
	struct request *rq, const struct library *library, const struct help *help);
/* The states of pages in all courses, summed up. */
enum outcome load_sum(struct db *db, struct arena *a, int64_t person, const struct library *library,
	struct progress *sum) MUST_USE;

/* ---- question.c: one question on a page ----------------------------------------------------- */

/* What a form or the database holds for one question, and whether there is anything at all. */
struct filled {
	struct given given;
	bool any;
	bool came; /* the form had this question on it, in the shape it has now */
};
/* As the form has it: fields "q.ID", and for order and match "q.ID.N", where rows and meanings are
 * numbered as they stand on this person's page: numbers of the file would give the answer away. */
struct filled filled_from_form(
	struct request *rq, const struct course *course, const struct question_key *key);
/* As it was stored: given_text() of choices, or words. */
struct filled filled_from_stored(
	const struct question_key *key, struct text chosen, struct text words);
bool same_filled(const struct question_key *key, const struct filled *a, const struct filled *b);

/* Everything that decides how a question looks. */
struct question_state {
	const struct question_key *key;
	const struct question_words *words;
	const struct answer *answer; /* NULL: none yet */
	struct filled shown;         /* what stands in the fields */
	bool draft;                  /* shown is typed but not sent in */
	enum given_problem problem;
	bool main;
};
const struct question_block *question_block_for(
	struct request *rq, const struct course *course, const struct question_state *state);
struct text given_problem_words(
	const struct request *rq, enum question_kind kind, enum given_problem problem);
/* Our own HTML as plain words, for what can hold no markup (an <option>). */
struct text plain_of_html(struct arena *a, struct text html);
/* id of the first field of a question, and of the heading of its feedback. */
struct text question_input(struct arena *a, const struct question_key *key);
struct text feedback_id(struct arena *a, struct text question);
/* "Right.", "Partly right." ... : how it went, in words. */
struct text verdict_words(const struct request *rq, enum question_kind kind, enum verdict verdict);

/* ---- visits.c: visits that were written down within the last minute --------------------------- */

struct visits;
struct visits *visits_open(void);
void visits_close(struct visits *v);
/* Whether the last that was kept of this person in this course is this page, less than a minute
 * ago. */
bool visits_hold(
	struct visits *v, int64_t person, struct text course, struct text page, int64_t now);
void visits_keep(
	struct visits *v, int64_t person, struct text course, struct text page, int64_t now);

/* ---- looks.c, notices.c: rows for other pages too ------------------------------------------- */

/* One row a day and person, with dates as `date` writes them. */
const struct look_row *look_rows_of(struct request *rq, const struct look *looks, size_t count,
	date_fn *date, size_t *rows_count);
struct notice_row notice_row_of(struct request *rq, const struct notice *notice, date_fn *date);

/* ---- leave.c: the time after the last coach ------------------------------------------------- */

/* The last day to sign in, in words, once nobody works with a client; else, and for staff, empty. */
enum outcome load_last_day(
	struct request *rq, struct db *db, const struct person *p, struct text *words) MUST_USE;

/* ---- statistics_make.c ---------------------------------------------------------------------- */

/* The quarter in which the house was opened: there are numbers from that on. */
enum outcome first_quarter(struct db *db, int64_t *quarter) MUST_USE;

/* ---- privacy.c ------------------------------------------------------------------------------ */

/* Puts the table of stored.c into words once a language: it is the same for everybody. `mail`: with
 * what is kept for e-mail. */
void make_stored_pieces(struct workshop *w, bool mail);

/* ---- the handlers --------------------------------------------------------------------------- */

handler show_home, show_course, show_lesson, leave_lesson, send_media;
handler show_card, use_card_now, show_code_form, enter_code, show_way_in, make_way_in;
handler show_sign_in, sign_in, sign_out, show_signed_out;
handler show_provider, go_to_provider, come_from_provider, show_own_provider, change_own_provider;
handler show_languages, choose_languages, show_device, choose_device, show_way_back,
	choose_way_back;
handler show_passphrase, show_it_is_me, show_second_factor, use_second_factor;
handler show_help, ask_help, show_help_arrived, show_help_sent;
handler show_me, show_author, show_statistics;
#define PERSON_NAME_MOST 200 /* characters, of a name and of an organisation */
/* Why a name that somebody typed for themselves can't be kept, or empty; `missing` (a msgid) where there is
 * none. */
struct text name_problem(const struct request *rq, struct text name, const char *missing);
handler show_name, change_name, show_take, take_along, show_leave, leave_for_good, show_left;
handler show_mail, change_mail, show_stop_mail, stop_mail;
handler show_notices, see_all_notices, show_looks, show_seen_as;
handler show_team, end_team_absence, show_absence, add_team_absence;
handler show_people, show_new_person, add_new_person, show_person, change_person, show_leaving,
	leave_today, show_new_phone, let_new_phone_in, show_status, show_keys_kept, keep_keys;
/* days_off.c: those of the next two weeks, for whoever answers. */
const struct day_off_line *days_off_soon(struct request *rq, size_t *count);
handler show_settings, show_settings_part, save_settings_part, show_days_off, change_days_off;
handler show_school, act_on_school, show_client_school, answer_for_client, show_points;
handler show_curricula, show_curriculum_unit, map_unit;
handler show_import, hand_in_import, show_one_import, move_import, show_import_sheet;
handler show_desk, show_clients, show_client, show_client_help, answer_client_help;
handler show_health, show_metrics;
handler show_issuer, show_status_list, show_verify_page, show_shown_badge, compare_name;
handler show_badges, show_badge, share_own_badge, send_own_badge, show_certificate, show_badge_name,
	choose_badge_name;
handler show_summary, show_wallet_form, send_wallet;
handler show_take_back, take_own_badge_back, show_badge_mistake, take_wrong_badge_back;
handler show_bring_form, bring_file, show_brought, drop_own_brought, send_brought;
handler show_contact, show_privacy, show_accessibility, show_access_form, send_access_feedback,
	show_access_thanks, show_access_feedback, show_one_feedback, mark_feedback;

/* The hooks of http. */
struct who who_is(void *owner, struct arena *a, struct text token);
enum outcome admit(struct request *rq);
void refuse(struct request *rq, struct response *rs, enum outcome o);
void note_request(void *owner, const char *pattern, enum method method, int status, int64_t us);
#include "inside_files.h"

#include "inside_claims.h"
#include "inside_together.h"
#endif
