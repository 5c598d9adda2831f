/*
 * provider_own: a person's own choice whether their sign-in at the organisation's provider opens what is
 * theirs here. Joining is as good as a new passphrase, so whoever has a way to show that it is they shows
 * it first; who has only a card may begin with this.
 */
#include "provider.h"

static enum outcome load_own(struct request *rq, struct provider_link *link)
{
	BORROWED loan = borrow(workshop_of(rq));
	enum outcome o = load_provider_link(loan.db, rq->who.person, link);
	return o == NOT_HERE ? DONE : o;
}

/* DONE; PROVE_FIRST for a client who has a way to show that it is they and hasn't of late. Staff have by
 * then, or they wouldn't be here. */
static enum outcome check_sure(const struct request *rq, const struct provider_link *link)
{
	const struct signed_in *me = me_of(rq);
	bool has_way = me->person.way != WAY_NONE || link->person;
	if (is_staff(&me->person) || !has_way)
		return DONE;
	return own_matters_open(me->session.device, me->session.strong_at, clock_now())
		? DONE
		: PROVE_FIRST;
}

enum outcome show_own_provider_after(
	struct request *rq, struct response *rs, const struct carried *carried, struct text problem)
{
	const struct workshop *w = workshop_of(rq);
	const struct person *p = &me_of(rq)->person;
	struct provider_link link = { 0 };
	TRY(load_own(rq, &link));
	struct provider_own_screen s = { .provider = w->conf.provider.name,
		.linked = link.person != 0,
		.staff = is_staff(p),
		.since = link.person ? full_date_words(rq, clock_day_of(link.made)) : NO_TEXT,
		.only = link.person != 0 && !has_way_back(rq, p),
		.factor = w->conf.provider.second_factor.size > 0,
		.next = carried->next };
	fill_frame(rq, rs, &s.frame, provider_words(rq, N_("Sign in with {a}")));
	if (problem.size > 0)
		add_form_problem(rq, &s.frame, "provider", problem);
	return show(rq, rs, SCREEN_PROVIDER_OWN, &s);
}

enum outcome show_own_provider(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	if (!provider_is_open_to(rq, &me_of(rq)->person))
		return NOT_HERE;
	return show_own_provider_after(rq, rs, &carried, NO_TEXT);
}

struct parting {
	int64_t person, now;
};

static enum outcome part(struct db *db, void *value)
{
	const struct parting *parting = value;
	enum outcome o = drop_provider_link(db, parting->person, parting->now);
	return o == NOT_HERE ? DONE : o; /* pressed twice */
}

enum outcome change_own_provider(struct request *rq, struct response *rs)
{
	struct parting parting = { rq->who.person, clock_now() };
	struct carried carried = carried_of(rq);
	struct provider_link link = { 0 };
	if (!provider_is_open_to(rq, &me_of(rq)->person))
		return NOT_HERE;
	TRY(load_own(rq, &link));
	TRY(check_sure(rq, &link));
	if (!text_is_chars(form_value(&rq->form, "do"), "part"))
		return go_to_join(rq, rs, &carried);
	TRY(store_change(workshop_of(rq)->store, part, &parting));
	return see_other(rs, rq, "/provider/own");
}
