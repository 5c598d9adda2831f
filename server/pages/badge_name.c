/*
 * How one's name is spelled on badges to come, or that they carry none: a page of its own, and a question
 * that is asked before a claim is sent (claim_send.c), for a badge is signed once and never changed.
 */
#include "badges.h"

enum outcome load_naming(struct request *rq, struct db *db, struct badge_naming *naming)
{
	*naming = (struct badge_naming){ .name = NO_TEXT };
	enum outcome o = load_badge_name(db, rq->arena, rq->who.person, &naming->name);
	if (o == NOT_HERE)
		return DONE;
	TRY(o);
	naming->with_name = naming->name.size > 0;
	naming->without_name = !naming->with_name;
	return DONE;
}

struct badge_naming typed_naming(const struct request *rq)
{
	struct text choice = form_value(&rq->form, "choice");
	return (struct badge_naming){ .name = typed(rq, "name"),
		.with_name = text_is(choice, TEXT("with")),
		.without_name = text_is(choice, TEXT("without")) };
}

bool check_naming(const struct request *rq, struct badge_naming *naming)
{
	if (!naming->with_name && !naming->without_name)
		naming->choice_problem =
			tell(rq, N_("Choose whether your badges carry your name."));
	else if (naming->with_name)
		naming->name_problem = name_problem(rq, naming->name,
			N_("Write your name, or choose to have none on your badges."));
	return naming->choice_problem.size == 0 && naming->name_problem.size == 0;
}

void add_naming_problems(struct request *rq, struct frame *f, const struct badge_naming *naming)
{
	if (naming->choice_problem.size > 0)
		add_form_problem(rq, f, "choice", naming->choice_problem);
	if (naming->name_problem.size > 0)
		add_form_problem(rq, f, "name", naming->name_problem);
}

enum outcome keep_naming(
	struct db *db, const struct badge_naming *naming, int64_t person, int64_t now)
{
	return save_badge_name(db, person, naming->with_name ? naming->name : NO_TEXT, now);
}

/* ---- the page of its own ------------------------------------------------------------------------ */

static enum outcome show_name_form(
	struct request *rq, struct response *rs, struct badge_name_screen *s)
{
	fill_frame(rq, rs, &s->frame, tell(rq, N_("Your name on badges")));
	add_naming_problems(rq, &s->frame, &s->naming);
	if (s->frame.problems_count > 0)
		rs->status = 422;
	return show(rq, rs, SCREEN_BADGE_NAME, s);
}

enum outcome show_badge_name(struct request *rq, struct response *rs)
{
	struct badge_name_screen s = { .naming = typed_naming(rq) };
	if (!rq->again) {
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_naming(rq, loan.db, &s.naming));
	}
	return show_name_form(rq, rs, &s);
}

struct naming_change {
	const struct badge_naming *naming;
	int64_t person, now;
};

static enum outcome keep_name(struct db *db, void *value)
{
	const struct naming_change *c = value;
	return keep_naming(db, c->naming, c->person, c->now);
}

enum outcome choose_badge_name(struct request *rq, struct response *rs)
{
	struct badge_name_screen s = { .naming = typed_naming(rq) };
	if (!check_naming(rq, &s.naming))
		return show_name_form(rq, rs, &s);
	struct naming_change change = { &s.naming, rq->who.person, clock_now() };
	TRY(store_change(workshop_of(rq)->store, keep_name, &change));
	return see_other(rs, rq, "/badges");
}
