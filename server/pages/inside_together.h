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

/* ---- the handlers --------------------------------------------------------------------------- */

handler show_claim_papers, show_claim_paper;

#endif
