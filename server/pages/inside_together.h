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

/* ---- the handlers --------------------------------------------------------------------------- */

handler show_claim_papers, show_claim_paper;
handler show_together, begin_written_claim, act_on_written, show_confirm, confirm_by_sheet,
	show_claim_sheet;

#endif
