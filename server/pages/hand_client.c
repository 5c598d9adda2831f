/*
 * Another coach: a client is handed over by their coach, or by the team lead, who sees the names of that
 * coach's clients and nothing else of them. The client is told in the same change, before the new coach can
 * open anything, and reads the note that goes along; so does the new coach. And the client's page of who their
 * coaches are.
 */
#include "inside.h"

#define NOTE_MOST 2000 /* characters */

/* ---- the form --------------------------------------------------------------------------------- */

bool read_handing(const struct request *rq, struct handing *h)
{
	h->change.note = typed(rq, "note");
	h->change.at = clock_now();
	if (!text_number(form_value(&rq->form, "coach"), &h->change.taker))
		h->coach_problem = tell(rq, N_("Choose a coach."));
	if (utf8_count(h->change.note) > NOTE_MOST)
		h->note_problem =
			tell(rq, N_("That is too long to send. Make it a little shorter."));
	return h->client_problem.size + h->coach_problem.size + h->note_problem.size == 0;
}

struct handing_change {
	struct hand_over *change;
	int64_t actor;
};

static enum outcome handing_change(struct db *db, void *value)
{
	const struct handing_change *c = value;
	return hand_over_client(db, c->change, c->actor);
}

enum outcome hand_over_now(struct request *rq, struct handing *h)
{
	struct handing_change c = { &h->change, rq->who.person };
	enum outcome o = store_change(workshop_of(rq)->store, handing_change, &c);
	if (o == OVERTAKEN)
		h->coach_problem = tell(rq,
			N_("They work together already, but not on all that is handed over. Ask an "
			   "admin to change that first."));
	if (o == NOT_HERE)
		h->coach_problem = tell(rq, N_("Choose a coach."));
	return o == NOT_HERE ? BAD_FORM : o;
}

enum outcome show_hand_client(struct request *rq, struct response *rs, const struct handing *h,
	struct hand_client_screen *s)
{
	struct coach_choices c;
	const int64_t without[] = { h->change.giver, h->change.client };
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(find_coach_choices(rq, loan.db, without, COUNT_OF(without), &c));
	}
	s->choices = c.rows;
	s->choices_count = c.count;
	s->many_coaches = c.many;
	s->find_coach = c.find;
	s->note = typed(rq, "note");
	s->client_problem = h->client_problem;
	s->coach_problem = h->coach_problem;
	s->note_problem = h->note_problem;
	fill_frame(rq, rs, &s->frame, tell(rq, N_("Hand over to another coach")));
	s->frame.help_link = NO_TEXT;
	const struct {
		const char *input;
		struct text words;
	} problems[] = { { "client", h->client_problem }, { "coach", h->coach_problem },
		{ "note", h->note_problem } };
	for (size_t i = 0; i < COUNT_OF(problems); i++)
		if (problems[i].words.size > 0)
			add_form_problem(rq, &s->frame, problems[i].input, problems[i].words);
	if (s->frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_HAND_CLIENT, s);
}

/* ---- by their coach --------------------------------------------------------------------------- */

static enum outcome show_own(struct request *rq, struct response *rs, const struct handing *h)
{
	const struct about *about = about_of(rq);
	struct text link = arena_print(rq->arena, "/clients/%lld", (long long)about->client);
	struct hand_client_screen s = { .action = arena_print(
						rq->arena, "%.*s/hand-over", SHOWN(link)),
		.client_link = link,
		.name = person_called(rq, about->relation.client_name, about->client),
		.substitute = about->relation.substitute };
	return show_hand_client(rq, rs, h, &s);
}

static struct handing own_handing(const struct request *rq)
{
	return (struct handing){ .change = { .client = about_of(rq)->client,
					 .giver = rq->who.person } };
}

enum outcome show_hand_over_client(struct request *rq, struct response *rs)
{
	struct handing h = own_handing(rq);
	return show_own(rq, rs, &h);
}

enum outcome hand_over_own_client(struct request *rq, struct response *rs)
{
	struct handing h = own_handing(rq);
	if (about_of(rq)->relation.substitute) {
		rs->status = outcome_status(NO_ENTRY);
		return show_own(rq, rs, &h);
	}
	if (!read_handing(rq, &h))
		return show_own(rq, rs, &h);
	enum outcome o = hand_over_now(rq, &h);
	if (o == OVERTAKEN || o == BAD_FORM)
		return show_own(rq, rs, &h);
	TRY(o);
	return see_other(rs, rq, "/desk");
}

/* ---- one's own coaches ------------------------------------------------------------------------ */

static struct handed_row handed_row_of(struct request *rq, const struct hand_over *h)
{
	struct handed_row row = { .giver = coach_called(rq, h->giver_name),
		.taker = coach_called(rq, h->taker_name),
		.when = full_date_words(rq, clock_day_of(h->at)) };
	row.note = paragraphs_of(rq->arena, h->note, &row.note_count);
	return row;
}

enum outcome load_handed_to_me(
	struct request *rq, struct db *db, int64_t client, const struct handed_row **row)
{
	struct hand_over *list;
	size_t count;
	TRY(list_hand_overs(db, rq->arena, client, &list, &count));
	if (count == 0 || list[0].taker != rq->who.person)
		return DONE;
	struct handed_row *found = arena_take_of(rq->arena, struct handed_row);
	*found = handed_row_of(rq, &list[0]);
	*row = found;
	return DONE;
}

static const struct tie_line *coach_lines(
	struct request *rq, const struct tie *ties, size_t tie_count, size_t *count)
{
	struct tie_line *rows = arena_take_many(rq->arena, tie_count + 1, sizeof *rows);
	int64_t now = clock_now();
	*count = 0;
	for (size_t i = 0; i < tie_count; i++) {
		const struct tie *tie = &ties[i];
		if (tie->starts > now || (tie->ends != 0 && tie->ends <= now))
			continue;
		rows[(*count)++] = (struct tie_line){ .name = coach_called(rq, tie->coach_name),
			.organisation = tie->organisation,
			.since = full_date_words(rq, clock_day_of(tie->starts)),
			.learning = (tie->scope & SCOPE_LEARNING) != 0,
			.claims = (tie->scope & SCOPE_CLAIMS) != 0,
			.guidance = tie->ground == GROUND_GUIDANCE,
			.assessment = tie->ground == GROUND_ASSESSMENT };
	}
	return rows;
}

enum outcome show_coaches(struct request *rq, struct response *rs)
{
	struct coaches_screen s = { .coaches = NULL };
	struct tie *ties;
	struct hand_over *handed;
	size_t tie_count;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_ties(loan.db, rq->arena, rq->who.person, &ties, &tie_count));
		TRY(list_hand_overs(loan.db, rq->arena, rq->who.person, &handed, &s.handed_count));
	}
	struct handed_row *rows = arena_take_many(rq->arena, s.handed_count + 1, sizeof *rows);
	for (size_t i = 0; i < s.handed_count; i++)
		rows[i] = handed_row_of(rq, &handed[i]);
	s.handed = rows;
	s.coaches = coach_lines(rq, ties, tie_count, &s.coaches_count);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your coaches")));
	return show(rq, rs, SCREEN_COACHES, &s);
}
