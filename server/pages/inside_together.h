/*
 * inside_together: what the pages of writing by pen or together, and of handing over, share; a part of
 * inside.h, which alone includes it.
 */
#ifndef ASKEL_PAGES_INSIDE_TOGETHER_H
#define ASKEL_PAGES_INSIDE_TOGETHER_H

#include "screens_together.h"

/* ---- claim_paper.c: forms to be filled in by pen ---------------------------------------------- */

/* Of that unit, in that language of the buttons; empty: the reader's own. */
struct text paper_link(const struct request *rq, struct text unit, struct text language);

/* ---- claim_together.c: a coach who writes it down with the client ------------------------------ */

/* Where it can be begun, and what is under way. */
struct text together_link(const struct request *rq, int64_t client);
/* The request as if it were made in that language of the buttons, courses too. */
struct request *in_language(const struct request *rq, size_t language);
/* What stands on the draft for who writes it with whom: whom the client may let, or until when. */
enum outcome fill_together(
	struct request *rq, const struct claim_file *file, struct claim_draft_screen *s) MUST_USE;
/* Why the day of a paper can't be that, or empty; `day` is it. */
struct text paper_day_problem(const struct request *rq, struct text words, int64_t *day);
/* Sheets that were signed, as links to their pages. */
const struct sheet_row *signed_sheets(
	struct request *rq, const struct claim_file *file, size_t *count);
/* The form for handing in a signed sheet, once more. */
enum outcome show_confirm_with(struct request *rq, struct response *rs,
	const struct claim_file *file, struct text problem);

/* ---- hand_client.c: another coach ------------------------------------------------------------------ */

/* Handing a client over: who hands them over, as the form has it. */
struct handing {
	struct hand_over
		change; /* client, giver: filled in by the caller, who has seen that they may */
	struct text client_problem, coach_problem, note_problem;
};
/* What it says besides; false where it needs another look. */
bool read_handing(const struct request *rq, struct handing *h);
/* Does it: OVERTAKEN and BAD_FORM where the form is to be shown again, with its problems. */
enum outcome hand_over_now(struct request *rq, struct handing *h) MUST_USE;
/* The page; of `s` the caller fills in whose it is. */
enum outcome show_hand_client(struct request *rq, struct response *rs, const struct handing *h,
	struct hand_client_screen *s);
/* The last time this client was handed over to who asks; none: *row is untouched. */
enum outcome load_handed_to_me(
	struct request *rq, struct db *db, int64_t client, const struct handed_row **row) MUST_USE;

/* ---- person.c: coaches to choose from, by the form's `coach` and a `find-coach` -------------------- */

struct coach_choices {
	const struct coach_choice *rows;
	size_t count;
	bool many; /* there are more than fit */
	struct text find;
};
enum outcome find_coach_choices(struct request *rq, struct db *db, const int64_t *without,
	size_t without_count, struct coach_choices *c) MUST_USE;

/* ---- the handlers --------------------------------------------------------------------------- */

handler show_claim_papers, show_claim_paper;
handler show_together, begin_written_claim, act_on_written, show_confirm, confirm_by_sheet,
	show_claim_sheet;
handler show_hand_over_client, hand_over_own_client, show_team_hand_over, hand_over_for_team,
	show_coaches;

#endif
