/*
 * inside_claims: what the pages of claims share; a part of inside.h, which alone includes it.
 */
#ifndef ASKEL_PAGES_INSIDE_CLAIMS_H
#define ASKEL_PAGES_INSIDE_CLAIMS_H

#include "screens_claims.h"

/* ---- place.c: times of day, as they are typed ------------------------------------------------ */

/* "9", "9.30", "09:30", "930": minutes since midnight of a time of day as people write it; -1: none. */
int time_typed(struct text typed_time);

/* The word of a look at one. */
#define LOOK_CLAIM "claims"
#define LOOK_TOGETHER "together" /* at one that is being written down */

/* ---- claim_common.c: what the pages of claims have in common -------------------------------- */

/* Words of a unit (one for each of its languages) in that language, or in the first that has them, which
 * `lang` then is; slices of the library. */
struct text unit_words(
	const struct unit *unit, const struct text *words, struct text wanted, struct text *lang);
/* Of a unit that is no more, its id. */
struct text unit_title(
	const struct request *rq, const struct library *library, struct text id, struct text *lang);
struct text criterion_words(
	const struct request *rq, const struct unit *unit, struct text id, struct text *lang);
/* The ids of all its criteria, in order; slices of the library. */
size_t unit_criteria(struct arena *a, const struct unit *unit, const struct text **ids);
bool course_has_unit(const struct course *course, struct text unit);
bool page_teaches(const struct page *page, struct text criterion);
const struct first_row *teaching_pages(struct request *rq, const struct library *library,
	struct text unit, struct text criterion, size_t *count);
struct text self_words(const struct request *rq, enum self_rating self);
struct text judgement_words(const struct request *rq, enum judgement judgement);
/* How it stands, in one sentence to the client. */
struct text claim_state_words(const struct request *rq, const struct claim *claim);
struct promise claim_promise(const struct request *rq, const struct claim *claim);
struct claim_line claim_line_of(
	struct request *rq, const struct library *library, const struct claim *claim);

/* A claim with all that belongs to it; judgements as far as the client has been told them, or for staff
 * those of the round under way. */
struct claim_file {
	struct claim claim;
	struct claim_part *parts;
	struct evidence *evidence;
	struct claim_judgement *judgements;
	struct decision *decisions;
	struct demonstration *demonstrations;
	struct file *files; /* each of a piece of evidence */
	size_t part_count, evidence_count, judgement_count, decision_count, demonstration_count;
	size_t file_count;
	bool staff;       /* it is looked at by a coach who assesses */
	struct text base; /* where it is, for who looks at it: what its other pages begin with */
	struct text writes_for; /* the client of who writes it down with them, or empty */
};
enum outcome load_claim_file(struct request *rq, struct db *db, int64_t id, bool staff,
	struct claim_file *file) MUST_USE;
enum judgement part_judgement(
	const struct claim_file *file, const struct claim_part *part, struct text *note);
struct claim_part_row *claim_part_rows(
	struct request *rq, const struct library *library, const struct claim_file *file);
struct evidence_row evidence_row_of(struct request *rq, const struct library *library,
	const struct claim_file *file, const struct evidence *e);
const struct demonstration_row *demonstration_rows(
	struct request *rq, const struct claim_file *file);
const struct decision_row *decision_rows(struct request *rq, const struct claim_file *file);

/* Who wrote it down and that it was confirmed, in sentences to who looks at it; none where nobody did. */
const struct sentence *written_words(
	const struct request *rq, const struct claim *claim, bool staff, size_t *count);

/* ---- claim_files.c: files as evidence ---------------------------------------------------------- */

/* The file of a piece of evidence; NULL where there is none. */
struct file *file_of_evidence(const struct claim_file *file, int64_t evidence);
/* A button of the page of a part: "file", "change-ID", "remove-ID", where what stands on the page is kept
 * already. *went: it was one of these, and the answer is in rs. */
enum outcome press_file_button(struct request *rq, struct response *rs,
	const struct claim_file *file, struct text criterion, bool *went) MUST_USE;

/* ---- results.c: what was done here that shows a criterion ------------------------------------ */

struct shown_result {
	struct text course, page, question; /* question empty: the whole page */
	struct text value;                  /* of a form: "course/page/question" */
	struct text words, lang;
};
/* Of the person who is signed in. */
enum outcome load_results(struct request *rq, struct db *db, const struct library *library,
	struct text unit, struct text criterion, struct shown_result **results,
	size_t *count) MUST_USE;
/* Of a claim that isn't sent yet: results as they are now, without those that stand no more, whose numbers
 * are in `gone`. `mark`: all of them, in a word for a form; empty where there are none. */
struct settled {
	int64_t *gone;
	size_t gone_count;
	struct text mark;
};
enum outcome settle_results(struct request *rq, struct db *db, const struct library *library,
	struct claim_file *file, struct settled *s) MUST_USE;
struct evidence evidence_of_result(const struct shown_result *result, struct text criterion);

/* ---- show.c, claim_draft.c, claim_page.c: one's own claims ---------------------------------- */

/* Own claims that aren't over, for the front page; and units whose criteria are all studied, for which
 * Askel offers to ask. */
enum outcome load_claim_lines(struct request *rq, struct db *db, const struct library *library,
	const struct claim_line **lines, size_t *count) MUST_USE;
enum outcome load_studied(struct request *rq, struct db *db, const struct library *library,
	const struct course *course, const struct unit_row **rows, size_t *count) MUST_USE;
/* The claim of the address, /show/{claim} of one's own, or the one that a coach writes down with their
 * client: /clients/{client}/together/{claim}. OVERTAKEN where it is with that client alone by now. */
enum outcome load_claim_here(struct request *rq, struct db *db, struct claim_file *file) MUST_USE;
/* What stands for the n-th name behind {claim} in these addresses, from 0. */
struct text behind_claim(const struct request *rq, size_t n);
enum outcome show_claim_draft(
	struct request *rq, struct response *rs, const struct claim_file *file);
/* What an act of the client needs besides itself. */
struct claim_move client_move(
	const struct request *rq, const struct claim *claim, enum claim_act act);
/* Something must be there to look at: any words, anything shown, anything approved before. */
bool claim_holds_anything(const struct claim_file *file);
/* Whether a second person decides, and why; drawn once, when it is sent for the first time. */
enum claim_second second_of(const struct request *rq, const struct claim *claim);
/* A change: struct claim_move. */
enum outcome move_change(struct db *db, void *move);
/* Whether learn's table lets who asks do it: the client, or who writes it down with them. */
bool may_here(const struct request *rq, const struct claim *claim, enum claim_act act);
bool claim_is_under_way(const struct claim *claim);
/* A new assessment is asked for, and while it isn't there the one before it stands. */
bool earlier_stands(const struct claim *claim);
#define CLAIM_WORDS_MOST 4000 /* characters */
/* Why one's own words can't be kept as they are, or empty. */
struct text claim_words_problem(const struct request *rq, struct text words);

/* ---- claim_tell.c: one's own words first ------------------------------------------------------ */

/* The words that led to it: "suojaimia, kypärää". */
struct text suggested_by(struct arena *a, const struct suggestion *one);
/* The one about that criterion, or NULL. */
const struct suggestion *suggestion_of(
	const struct suggestion *list, size_t count, struct text criterion);
enum outcome show_tell_with(struct request *rq, struct response *rs, struct text problem);

/* ---- claims.c, claim_form.c, claim_review.c: a coach and claims ------------------------------- */

struct text staff_state_words(const struct request *rq, const struct claim *claim);
/* Whether learn's table lets somebody on the staff do it. */
bool staff_may(const struct claim *claim, int64_t staff, bool took, enum claim_act act);
/* The claim of the address, if it is this client's and isn't theirs alone. */
enum outcome load_client_claim(struct request *rq, struct claim_file *file) MUST_USE;
struct text review_link(struct arena *a, const struct claim *claim);
int64_t days_waited(const struct request *rq, const struct claim *claim);
struct claim_wait_row claim_wait_row_of(
	struct request *rq, const struct library *library, const struct claim *claim);

/* What the form of a review holds, as it came or (without a form) as it is kept. */
#define READY_REASONS 4
#define READY_NOTES 4
struct review_part {
	enum judgement judgement;
	struct text note, problem; /* note: as typed */
	bool came;                 /* it stood on the page that the form came from */
};
struct review_form {
	struct review_part *parts; /* one per part of the claim */
	size_t ready;              /* index, or READY_REASONS */
	struct text reason, assessors, day, time, place, tasks, present, seen;
	enum claim_route route;
	int64_t to;
	bool came;
	bool overtaken;
	struct text pages_problem, reason_problem, assessors_problem, day_problem, place_problem,
		tasks_problem, seen_problem, to_problem;
};
struct review_form read_review(const struct request *rq, const struct claim_file *file);
/* The client's language of buttons, in which ready sentences are said. */
size_t client_language(const struct request *rq);
/* The ready sentence first, then own words. */
struct text reason_words(const struct request *rq, const struct review_form *form);
extern const char *const ready_reasons[READY_REASONS]; /* msgids */
extern const char *const ready_notes[READY_NOTES];
/* What an act needs; false where the form needs another look. */
bool check_judgements(const struct request *rq, const struct claim_file *file,
	struct review_form *form, enum claim_act *act);
bool check_reason(const struct request *rq, struct review_form *form);
bool check_agreed(const struct request *rq, struct review_form *form, struct demonstration *d);
bool check_seen(const struct request *rq, const struct claim_file *file, struct review_form *form,
	struct demonstration *d);

/* ---- the handlers --------------------------------------------------------------------------- */

handler show_tell, look_at_told;
handler show_units, begin_own_claim, show_claim, act_on_claim, show_claim_words, keep_claim_words,
	show_claim_part, keep_claim_part, show_claim_check, send_claim, show_claim_again, ask_again;
handler show_file_form, hand_in_file, show_own_file, send_own_file, show_client_file,
	send_client_file;
/* For hooks.refuse: the form again, where what came was too much to be read. */
handler show_file_too_large;
handler show_claims, show_claim_review, review_claim, show_corrections, reopen_claim;

#endif
