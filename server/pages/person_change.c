/*
 * What an admin does with one account: its name and roles, a new one-time link, ties that begin and
 * end, and leaving today. The page has a form for each; the field `do` says which was sent.
 */
#include "inside.h"

#define DAY 86400
#define HANDED_MOST 50 /* clients given to a coach in one go */

struct account_change {
	struct person person; /* as it should be */
	int64_t id, admin, now;
	unsigned before;
	struct tie tie;
	int64_t clients[HANDED_MOST];
	size_t client_count;
	int64_t ends; /* of a link */
	unsigned char kept[DIGEST_SIZE];
};

static struct account_change change_of(const struct request *rq)
{
	return (struct account_change){ .person = about_of(rq)->person,
		.id = about_of(rq)->client,
		.admin = rq->who.person,
		.now = clock_now() };
}

static enum outcome back(struct request *rq, struct response *rs)
{
	return see_other(rs, rq, "/people/%lld", (long long)about_of(rq)->client);
}

static enum outcome run(struct request *rq, change_fn *change, struct account_change *c)
{
	return store_change(workshop_of(rq)->store, change, c);
}

/* ---- name and roles ------------------------------------------------------------------------- */

static enum outcome save_change(struct db *db, void *value)
{
	struct account_change *c = value;
	TRY(change_roles(db, c->id, c->before, c->person.roles, c->admin, c->now));
	return rename_person(db, c->id, c->person.name, c->person.organisation, c->admin, c->now);
}

static enum outcome save(struct request *rq, struct response *rs)
{
	struct account_change c = change_of(rq);
	struct account_problems wrong = { .coach = NO_TEXT };
	int64_t before;
	if (!text_number(form_value(&rq->form, "before"), &before))
		return BAD_REQUEST;
	c.before = (unsigned)before;
	if (!read_person_fields(rq, &c.person, &wrong.fields))
		return show_account(rq, rs, &wrong);
	enum outcome o = run(rq, save_change, &c);
	if (o == DONE)
		return back(rq, rs);
	if (o == NO_ENTRY)
		wrong.fields.roles_problem =
			tell(rq, N_("Nobody else is an admin. Make somebody an admin first."));
	wrong.overtaken = o == OVERTAKEN;
	return o == NO_ENTRY || o == OVERTAKEN ? show_account(rq, rs, &wrong) : o;
}

/* ---- a one-time link ------------------------------------------------------------------------ */

static enum outcome link_change(struct db *db, void *value)
{
	const struct account_change *c = value;
	TRY(add_card_by(db, c->admin, c->id, c->kept, c->now, c->ends, false));
	if (!(c->person.roles & ROLE_CLIENT))
		return DONE;
	return note_look(db, c->admin, c->id, 0, LOOK_CARD, c->now);
}

/* Shown by this answer alone: we keep no more than its digest. */
static enum outcome make_link(struct request *rq, struct response *rs)
{
	struct account_change c = change_of(rq);
	struct text token = token_make(rq->arena, c.kept);
	c.ends = c.now + link_days(&c.person) * DAY;
	TRY(run(rq, link_change, &c));
	struct person_link_screen s = { .back = arena_print(
						rq->arena, "/people/%lld", (long long)c.id),
		.name = person_called(rq, c.person.name, c.id),
		.address = arena_print(rq->arena, "%.*s/in/%.*s",
			SHOWN(workshop_of(rq)->conf.origin), SHOWN(token)),
		.ends = date_words(rq, clock_day_of(c.ends)) };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A new link")));
	s.frame.help_link = NO_TEXT;
	rs->no_referrer = true;
	return show(rq, rs, SCREEN_PERSON_LINK, &s);
}

/* ---- ties ----------------------------------------------------------------------------------- */

static enum outcome tie_change(struct db *db, void *value)
{
	struct account_change *c = value;
	return add_tie(db, &c->tie, c->admin);
}

static struct text coach_problem(const struct request *rq, enum outcome o)
{
	if (o == OVERTAKEN)
		return tell(rq, N_("They work together already. Choose another coach."));
	return tell(rq, N_("Choose a coach."));
}

static enum outcome begin_tie(struct request *rq, struct response *rs)
{
	struct account_change c = change_of(rq);
	struct account_problems wrong = { .coach = NO_TEXT };
	bool assess = text_is_chars(form_value(&rq->form, "ground"), "assessment");
	c.tie = (struct tie){ .client = c.id,
		.scope = (form_has(&rq->form, "learning") ? SCOPE_LEARNING : 0u) |
			(form_has(&rq->form, "claims") ? SCOPE_CLAIMS : 0u),
		.ground = assess ? GROUND_ASSESSMENT : GROUND_GUIDANCE,
		.starts = c.now };
	if (!text_number(form_value(&rq->form, "coach"), &c.tie.coach))
		wrong.coach = tell(rq, N_("Choose a coach."));
	if (c.tie.scope == 0)
		wrong.scope = tell(rq, N_("Choose at least one thing they work on together."));
	if (wrong.coach.size > 0 || wrong.scope.size > 0)
		return show_account(rq, rs, &wrong);
	enum outcome o = run(rq, tie_change, &c);
	if (o == DONE)
		return back(rq, rs);
	if (o != OVERTAKEN && o != NOT_HERE)
		return o;
	wrong.coach = coach_problem(rq, o);
	return show_account(rq, rs, &wrong);
}

static enum outcome end_change(struct db *db, void *value)
{
	const struct account_change *c = value;
	return end_tie(db, c->tie.id, c->admin, c->now);
}

/* Only a tie of this client; ended by another meanwhile is as well. */
static enum outcome stop_tie(struct request *rq, struct response *rs)
{
	struct account_change c = change_of(rq);
	struct tie *ties;
	size_t count;
	bool theirs = false;
	if (!text_number(form_value(&rq->form, "end"), &c.tie.id))
		return BAD_REQUEST;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_ties(loan.db, rq->arena, c.id, &ties, &count));
	}
	for (size_t i = 0; i < count; i++)
		theirs |= ties[i].id == c.tie.id;
	if (!theirs)
		return NOT_HERE;
	enum outcome o = run(rq, end_change, &c);
	return o == DONE || o == OVERTAKEN ? back(rq, rs) : o;
}

/* ---- those a coach left behind -------------------------------------------------------------- */

static enum outcome hand_change(struct db *db, void *value)
{
	struct account_change *c = value;
	for (size_t i = 0; i < c->client_count; i++) {
		struct tie tie = { .client = c->clients[i],
			.coach = c->tie.coach,
			.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
			.ground = GROUND_GUIDANCE,
			.starts = c->now };
		enum outcome o = add_tie(db, &tie, c->admin);
		/* who has them already, as another admin did it meanwhile, is left as it is */
		if (o != DONE && o != OVERTAKEN)
			return o;
	}
	return DONE;
}

static enum outcome hand_over(struct request *rq, struct response *rs)
{
	struct account_change c = change_of(rq);
	struct account_problems wrong = { .coach = NO_TEXT };
	for (size_t n = 0; c.client_count < HANDED_MOST; n++) {
		struct text value = form_value_at(&rq->form, "client", n);
		if (!value.at)
			break;
		if (text_number(value, &c.clients[c.client_count]))
			c.client_count++;
	}
	if (c.client_count == 0)
		wrong.left_behind = tell(rq, N_("Tick at least one client."));
	else if (!text_number(form_value(&rq->form, "coach"), &c.tie.coach))
		wrong.left_behind = tell(rq, N_("Choose a coach."));
	if (wrong.left_behind.size > 0)
		return show_account(rq, rs, &wrong);
	enum outcome o = run(rq, hand_change, &c);
	if (o != NOT_HERE)
		return o == DONE ? back(rq, rs) : o;
	wrong.left_behind = tell(rq,
		N_("The coach or one of the clients has left meanwhile. Look at the list again."));
	return show_account(rq, rs, &wrong);
}

enum outcome change_person(struct request *rq, struct response *rs)
{
	static const struct {
		const char *act;
		handler *run;
	} acts[] = {
		{ "save", save },
		{ "link", make_link },
		{ "tie", begin_tie },
		{ "hand", hand_over },
	};
	if (form_has(&rq->form, "end"))
		return stop_tie(rq, rs);
	struct text act = form_value(&rq->form, "do");
	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		if (text_is_chars(act, acts[i].act))
			return acts[i].run(rq, rs);
	}
	return BAD_REQUEST;
}

/* ---- leaves today --------------------------------------------------------------------------- */

static enum outcome show_leaving_with(struct request *rq, struct response *rs, bool last_admin)
{
	const struct person *p = &about_of(rq)->person;
	struct tie *ties;
	size_t count = 0;
	if (p->roles & ROLE_COACH) {
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_coach_ties(loan.db, rq->arena, p->id, clock_now(), &ties, &count));
	}
	struct leaving_screen s = { .action = arena_print(
					    rq->arena, "/people/%lld/leave", (long long)p->id),
		.back = arena_print(rq->arena, "/people/%lld", (long long)p->id),
		.name = person_called(rq, p->name, p->id),
		.self = p->id == rq->who.person,
		.last_admin = last_admin,
		.closed = p->closed != 0,
		.clients = (int64_t)count,
		.coach = (p->roles & ROLE_COACH) != 0 };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Leaves today")));
	s.frame.help_link = NO_TEXT;
	if (last_admin)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_LEAVING, &s);
}

enum outcome show_leaving(struct request *rq, struct response *rs)
{
	return show_leaving_with(rq, rs, false);
}

static enum outcome close_change(struct db *db, void *value)
{
	const struct account_change *c = value;
	return close_person(db, c->id, c->admin, c->now);
}

enum outcome leave_today(struct request *rq, struct response *rs)
{
	struct account_change c = change_of(rq);
	enum outcome o = run(rq, close_change, &c);
	if (o == NO_ENTRY)
		return show_leaving_with(rq, rs, true);
	if (o != DONE && o != OVERTAKEN) /* by another meanwhile is as well */
		return o;
	if (c.id != c.admin)
		return back(rq, rs);
	rs->cookie_gone = true;
	return see_other(rs, rq, "/signed-out");
}
