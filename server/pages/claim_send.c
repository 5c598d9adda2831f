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

static enum outcome show_check(struct request *rq, struct response *rs,
	const struct claim_file *file, const struct badge_naming *naming, struct text problem)
{
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

static enum outcome load_sendable(
	struct request *rq, struct claim_file *file, struct badge_naming *naming)
{
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim_here(rq, loan.db, file));
	TRY(load_naming(rq, loan.db, naming));
	return may_here(rq, &file->claim, ACT_SEND) ? DONE : OVERTAKEN;
}

enum outcome show_claim_check(struct request *rq, struct response *rs)
{
	struct claim_file file;
	struct badge_naming naming;
	enum outcome o = load_sendable(rq, &file, &naming);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	if (rq->again)
		naming = typed_naming(rq);
	return show_check(rq, rs, &file, &naming, NO_TEXT);
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
	const struct badge_naming *naming;
};

static enum outcome send_change(struct db *db, void *value)
{
	struct sending_claim *s = value;
	TRY(keep_naming(db, s->naming, s->move.actor, s->move.now));
	return move_claim(db, &s->move);
}

enum outcome send_claim(struct request *rq, struct response *rs)
{
	struct claim_file file;
	struct badge_naming naming;
	enum outcome o = load_sendable(rq, &file, &naming);
	/* pressed twice: it is sent */
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	naming = typed_naming(rq);
	bool named = check_naming(rq, &naming);
	if (!claim_holds_anything(&file) || !named)
		return show_check(rq, rs, &file, &naming,
			claim_holds_anything(&file)
				? NO_TEXT
				: tell(rq,
					  N_("There is nothing to look at yet. Tell or show "
					     "something first: one part is enough.")));
	struct sending_claim sending = { client_move(rq, &file.claim, ACT_SEND), &naming };
	sending.move.second = second_of(rq, &file.claim);
	TRY(store_change(workshop_of(rq)->store, send_change, &sending));
	return see_other(rs, rq, "%.*s", SHOWN(file.base));
}
