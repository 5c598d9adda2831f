/*
 * Taking a badge back for good: by its holder, who is told first what that means, and by an admin, where
 * what it says was never so. The list of those taken back tells it to whoever checks the badge; what was
 * approved stays as it is. That a decision is opened again takes its badge back by itself (the store).
 */
#include "badges.h"
#include "inside.h"
#include "screens_badges.h"

struct revoking {
	int64_t badge, actor, now;
	enum revoke_reason reason;
};

static enum outcome revoke_change(struct db *db, void *value)
{
	const struct revoking *r = value;
	return revoke_badge(db, r->badge, r->reason, r->actor, r->now);
}

/* DONE also where it was taken back before. */
static enum outcome revoke(struct request *rq, int64_t badge, enum revoke_reason reason)
{
	struct revoking r = { badge, rq->who.person, clock_now(), reason };
	enum outcome o = store_change(workshop_of(rq)->store, revoke_change, &r);
	return o == OVERTAKEN ? DONE : o;
}

/* ---- by its holder ------------------------------------------------------------------------------- */

enum outcome show_take_back(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	struct badge_said said;
	struct take_back_screen s = { .revoked = false };
	TRY(own_badge(rq, &badge));
	TRY(fill_badge_words(rq, &badge, &s.badge, &said));
	s.back = arena_print(rq->arena, "/badges/%lld", (long long)badge.id);
	s.action = arena_print(rq->arena, "/badges/%lld/take-back", (long long)badge.id);
	s.shared = badge.shared > 0;
	s.revoked = badge.revoked > 0;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Take the badge back")));
	return show(rq, rs, SCREEN_TAKE_BACK, &s);
}

enum outcome take_own_badge_back(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	TRY(own_badge(rq, &badge));
	if (!text_is(form_value(&rq->form, "do"), TEXT("take-back")))
		return BAD_FORM;
	TRY(revoke(rq, badge.id, REVOKED_ASKED));
	return see_other(rs, rq, "/badges/%lld", (long long)badge.id);
}

/* ---- by an admin ------------------------------------------------------------------------------------ */

static enum outcome show_mistake_form(
	struct request *rq, struct response *rs, struct badge_mistake_screen *s)
{
	fill_frame(rq, rs, &s->frame, tell(rq, N_("Take a wrong badge back")));
	s->frame.help_link = NO_TEXT;
	if (s->address_problem.size > 0) {
		rs->status = 422;
		add_form_problem(rq, &s->frame, "address", s->address_problem);
	}
	return show(rq, rs, SCREEN_BADGE_MISTAKE, s);
}

enum outcome show_badge_mistake(struct request *rq, struct response *rs)
{
	struct badge_mistake_screen s = { .address = typed(rq, "address"),
		.done = form_has(&rq->query, "done") };
	return show_mistake_form(rq, rs, &s);
}

/* "https://badges.example.fi/b/ADDRESS" or its last part. */
static struct text address_typed(struct text words)
{
	struct text rest = words;
	while (text_find_char(rest, '/') < rest.size)
		text_cut(&rest, '/');
	return text_part(rest, 0, text_find_char(rest, '?'));
}

/* An admin opens nobody's things: only whether there is one. */
enum outcome take_wrong_badge_back(struct request *rq, struct response *rs)
{
	struct badge_mistake_screen s = { .address = typed(rq, "address") };
	struct kept_badge badge;
	enum outcome o;
	{
		BORROWED loan = borrow(workshop_of(rq));
		o = find_badge(loan.db, rq->arena, address_typed(s.address), &badge);
	}
	if (o == NOT_HERE) {
		s.address_problem = tell(rq,
			N_("There is no badge with that address. Copy the whole address that "
			   "stands on the badge's page."));
		return show_mistake_form(rq, rs, &s);
	}
	TRY(o);
	if (badge.revoked > 0) {
		s.address_problem = tell(rq, N_("That badge has been taken back already."));
		return show_mistake_form(rq, rs, &s);
	}
	TRY(revoke(rq, badge.id, REVOKED_MISTAKE));
	return see_other(rs, rq, "/corrections/badge?done=yes");
}
