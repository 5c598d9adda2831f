/*
 * A mistake in an assessment: an admin, who opens nobody's things, gives its number and why, and another
 * coach decides anew. The first decision stays where it is, and the new one names it.
 */
#include "inside.h"

#define WHY_MOST 2000 /* characters */

struct correction {
	struct text number, reason, number_problem, reason_problem;
	bool done;
};

static enum outcome show_form(struct request *rq, struct response *rs, const struct correction *c)
{
	struct corrections_screen s = { .number = c->number,
		.reason = c->reason,
		.number_problem = c->number_problem,
		.reason_problem = c->reason_problem,
		.done = c->done };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Correct an assessment")));
	s.frame.help_link = NO_TEXT;
	if (c->number_problem.size > 0)
		add_form_problem(rq, &s.frame, "number", c->number_problem);
	if (c->reason_problem.size > 0)
		add_form_problem(rq, &s.frame, "reason", c->reason_problem);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_CORRECTIONS, &s);
}

enum outcome show_corrections(struct request *rq, struct response *rs)
{
	struct correction c = { .number = typed(rq, "number"),
		.reason = typed(rq, "reason"),
		.done = form_has(&rq->query, "done") };
	return show_form(rq, rs, &c);
}

/* Only whether it is there and decided; nothing of what is in it. */
static enum outcome find_decided(struct request *rq, struct text number, struct claim *claim)
{
	int64_t id;
	if (!text_number(number, &id))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim(loan.db, rq->arena, id, claim));
	return claim_is_decided(claim->state) ? DONE : NOT_HERE;
}

enum outcome reopen_claim(struct request *rq, struct response *rs)
{
	const struct conf *conf = &workshop_of(rq)->conf;
	struct correction c = { .number = typed(rq, "number"), .reason = typed(rq, "reason") };
	struct claim claim;
	enum outcome o = find_decided(rq, c.number, &claim);
	if (o == NOT_HERE)
		c.number_problem = tell(rq,
			N_("There is no assessment of that number. A coach finds it in the "
			   "address of its page."));
	else
		TRY(o);
	if (c.reason.size == 0)
		c.reason_problem = tell(rq, N_("Write what the mistake is."));
	else if (utf8_count(c.reason) > WHY_MOST)
		c.reason_problem =
			tell(rq, N_("That is too long to send. Make it a little shorter."));
	if (c.number_problem.size + c.reason_problem.size > 0)
		return show_form(rq, rs, &c);
	struct claim_move move = { .claim = claim.id,
		.actor = rq->who.person,
		.admin = true,
		.now = clock_now(),
		.act = ACT_REOPEN,
		.moves = claim.moves,
		.message = c.reason,
		.assessors = NO_TEXT,
		.answer_days = conf->claim_days,
		.answer_by = working_day_from(rq, clock_day_of(clock_now()), conf->claim_days),
		.named = conf->claim_assessor };
	o = store_change(workshop_of(rq)->store, move_change, &move);
	if (o == OVERTAKEN || o == NO_ENTRY) {
		c.number_problem = tell(rq, N_("It is being looked at anew already."));
		return show_form(rq, rs, &c);
	}
	TRY(o);
	return see_other(rs, rq, "/corrections?done=yes");
}
