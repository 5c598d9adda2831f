/*
 * Check before you send, and sending: all that the coach will see, with a way to change each thing. By when
 * there is an answer is promised in working days. How the name is spelled on the badge is asked here, for
 * it is signed in the change that approves.
 */
#include "badges.h"

enum outcome move_change(struct db *db, void *move)
{
	return move_claim(db, move);
}

struct claim_move client_move(
	const struct request *rq, const struct claim *claim, enum claim_act act)
{
	const struct conf *conf = &workshop_of(rq)->conf;
	struct claim_move move = { .claim = claim->id,
		.actor = rq->who.person,
		.now = clock_now(),
		.act = act,
		.message = NO_TEXT,
		.assessors = NO_TEXT,
		.answer_days = conf->claim_days,
		.answer_by = working_day_from(rq, clock_day_of(clock_now()), conf->claim_days),
		.named = conf->claim_assessor };
	/* of a form made before somebody else did something */
	if (!text_number(form_value(&rq->form, "moves"), &move.moves))
		move.moves = -1;
	return move;
}

bool claim_holds_anything(const struct claim_file *file)
{
	bool any = file->claim.words.size > 0 || file->evidence_count > 0;
	for (size_t i = 0; i < file->part_count; i++)
		any = any || file->parts[i].earlier;
	return any;
}

/* A claim as it is sent. */
struct sendable {
	struct claim_file file;
	struct badge_naming naming;
	struct settled settled;
};

static enum outcome show_check(struct request *rq, struct response *rs,
	const struct sendable *sendable, struct text problem)
{
	const struct claim_file *file = &sendable->file;
	const struct badge_naming *naming = &sendable->naming;
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct text back = arena_print(rq->arena, "/show/%lld", (long long)file->claim.id);
	struct claim_move move = client_move(rq, &file->claim, ACT_SEND);
	struct claim_check_screen s = { .back = back,
		.action = arena_print(rq->arena, "%.*s/check", SHOWN(back)),
		.words_link = arena_print(rq->arena, "%.*s/words", SHOWN(back)),
		.parts = claim_part_rows(rq, library, file),
		.parts_count = file->part_count,
		.answer_by = date_words(rq, move.answer_by),
		.problem = problem,
		.results = sendable->settled.mark,
		.gone = (int64_t)sendable->settled.gone_count,
		.naming = *naming,
		.moves = file->claim.moves };
	s.title = unit_title(rq, library, file->claim.unit, &s.lang);
	s.words = paragraphs_of(rq->arena, file->claim.words, &s.words_count);
	if (!file->claim.confirmed)
		s.written = written_words(rq, &file->claim, false, &s.written_count);
	fill_frame(rq, rs, &s.frame,
		tell(rq, s.written_count > 0 ? N_("Is this right?") : N_("Check before you send")));
	if (problem.size > 0)
		add_form_problem(rq, &s.frame, "change-words", problem);
	add_naming_problems(rq, &s.frame, naming);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_CLAIM_CHECK, &s);
}

static enum outcome load_sendable(struct request *rq, struct sendable *s)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim_here(rq, loan.db, &s->file));
	TRY(load_naming(rq, loan.db, &s->naming));
	if (!may_here(rq, &s->file.claim, ACT_SEND))
		return OVERTAKEN;
	return settle_results(rq, loan.db, library, &s->file, &s->settled);
}

enum outcome show_claim_check(struct request *rq, struct response *rs)
{
	struct sendable s;
	enum outcome o = load_sendable(rq, &s);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(s.file.base));
	TRY(o);
	if (rq->again)
		s.naming = typed_naming(rq);
	return show_check(rq, rs, &s, NO_TEXT);
}

enum claim_second second_of(const struct request *rq, const struct claim *claim)
{
	const struct conf *conf = &workshop_of(rq)->conf;
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct unit *unit = find_unit(library, claim->unit);
	uint32_t dice;
	if (unit && unit->second_person)
		return SECOND_UNIT;
	if (conf->claim_second)
		return SECOND_HOUSE;
	random_fill(&dice, sizeof dice);
	return dice % 100 < (uint32_t)conf->claim_share ? SECOND_DRAWN : SECOND_NONE;
}

struct sending_claim {
	struct claim_move move;
	const struct sendable *sendable;
};

static enum outcome send_change(struct db *db, void *value)
{
	struct sending_claim *s = value;
	const struct settled *settled = &s->sendable->settled;
	TRY(keep_naming(db, &s->sendable->naming, s->move.actor, s->move.now));
	for (size_t i = 0; i < settled->gone_count; i++)
		TRY(drop_result(db, s->move.claim, s->move.actor, settled->gone[i]));
	return move_claim(db, &s->move);
}

/* Why it can't be sent as it is; empty: it can. What is sent is what was looked at. */
static struct text sending_problem(const struct request *rq, const struct sendable *s)
{
	if (!claim_holds_anything(&s->file))
		return tell(rq,
			N_("There is nothing to look at yet. Tell or show something first: one "
			   "part is enough."));
	if (!text_is(form_value(&rq->form, "results"), s->settled.mark))
		return tell(rq,
			N_("What you had chosen from here has changed since you looked. Look at it "
			   "once more, then send it."));
	return NO_TEXT;
}

enum outcome send_claim(struct request *rq, struct response *rs)
{
	struct sendable s;
	enum outcome o = load_sendable(rq, &s);
	/* pressed twice: it is sent */
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(s.file.base));
	TRY(o);
	s.naming = typed_naming(rq);
	bool named = check_naming(rq, &s.naming);
	struct text problem = sending_problem(rq, &s);
	if (problem.size > 0 || !named)
		return show_check(rq, rs, &s, problem);
	struct sending_claim sending = { client_move(rq, &s.file.claim, ACT_SEND), &s };
	sending.move.second = second_of(rq, &s.file.claim);
	TRY(store_change(workshop_of(rq)->store, send_change, &sending));
	return see_other(rs, rq, "%.*s", SHOWN(s.file.base));
}
