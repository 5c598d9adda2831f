/*
 * Staff who lost the phone with their second key, and their paper codes: an admin makes a link that
 * lets them in without it. Whoever uses it gets in as them, so the page asks first, the link is short,
 * it is written down who made it, and once it is used they and all admins are told (store/factor.c).
 */
#include "inside.h"

#define LINK_SECONDS 86400

enum outcome has_second_key(struct request *rq, const struct person *p, bool *has)
{
	struct second_factor factor;
	*has = false;
	if (!is_staff(p) || p->closed)
		return DONE;
	BORROWED loan = borrow(workshop_of(rq));
	enum outcome o = load_second_factor(loan.db, rq->arena, p->id, &factor);
	*has = o == DONE;
	return o == NOT_HERE ? DONE : o;
}

/* Not for oneself: an open session of an admin could else be made to set the key up anew without a
 * code (factor.c asks for one). */
static bool is_own(const struct request *rq)
{
	return about_of(rq)->client == rq->who.person;
}

static enum outcome show_new_phone_with(
	struct request *rq, struct response *rs, bool needed, struct text problem)
{
	const struct person *p = &about_of(rq)->person;
	struct text back = arena_print(rq->arena, "/people/%lld", (long long)p->id);
	struct new_phone_screen s = { .back = back,
		.action = arena_print(rq->arena, "%.*s/new-phone", SHOWN(back)),
		.name = person_called(rq, p->name, p->id),
		.self = is_own(rq),
		.needless = !needed && !is_own(rq),
		.sure_problem = problem };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("The phone with the second key is lost")));
	s.frame.help_link = NO_TEXT;
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "sure", problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_NEW_PHONE, &s);
}

enum outcome show_new_phone(struct request *rq, struct response *rs)
{
	bool needed;
	TRY(has_second_key(rq, &about_of(rq)->person, &needed));
	return show_new_phone_with(rq, rs, needed, NO_TEXT);
}

struct new_phone_change {
	int64_t admin, person, now;
	bool client; /* too, who reads that a way in was made */
	unsigned char kept[DIGEST_SIZE];
};

static enum outcome add_new_phone_card(struct db *db, void *value)
{
	const struct new_phone_change *c = value;
	TRY(add_card_by(db, c->admin, c->person, c->kept, c->now, c->now + LINK_SECONDS, false));
	TRY(let_card_reset(db, c->admin, c->person, c->kept, c->now));
	return c->client ? note_look(db, c->admin, c->person, 0, LOOK_CARD, c->now) : DONE;
}

/* Shown by this answer alone: we keep no more than its digest. */
static enum outcome make_new_phone_link(struct request *rq, struct response *rs)
{
	const struct person *p = &about_of(rq)->person;
	struct new_phone_change c = { .admin = rq->who.person,
		.person = p->id,
		.now = clock_now(),
		.client = (p->roles & ROLE_CLIENT) != 0 };
	struct text token = token_make(rq->arena, c.kept);
	TRY(store_change(workshop_of(rq)->store, add_new_phone_card, &c));
	struct person_link_screen s = { .back = arena_print(
						rq->arena, "/people/%lld", (long long)p->id),
		.name = person_called(rq, p->name, p->id),
		.address = way_in_address(rq, token),
		.ends = date_words(rq, clock_day_of(c.now + LINK_SECONDS)),
		.new_phone = true };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A new link")));
	s.frame.help_link = NO_TEXT;
	rs->no_referrer = true;
	return show(rq, rs, SCREEN_PERSON_LINK, &s);
}

enum outcome let_new_phone_in(struct request *rq, struct response *rs)
{
	bool needed;
	TRY(has_second_key(rq, &about_of(rq)->person, &needed));
	if (!needed || is_own(rq))
		return see_other(rs, rq, "/people/%lld", (long long)about_of(rq)->client);
	if (!form_has(&rq->form, "sure"))
		return show_new_phone_with(rq, rs, needed,
			tell(rq, N_("Make sure that it is them, and tick that you have.")));
	return make_new_phone_link(rq, rs);
}
