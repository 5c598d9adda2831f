/*
 * How one's own claim stands: in one sentence, who has it and by when there is an answer; each criterion
 * with its judgement and why; what next. Taking it back, going on with it, asking for a new assessment.
 */
#include "badges.h"
#include "school.h"

#define AGAIN_WORDS_MOST 2000 /* characters */

/* What a message of staff to the client is, in words; of what isn't for them, nothing. */
static struct text said_words(const struct request *rq, const struct claim *claim)
{
	struct text who = coach_called(rq, claim->said_by_name);
	const char *words = claim->said == SAID_HANDED_OVER
		? N_("{a} has handed this over to another coach")
		: claim->said == SAID_REOPENED
		? N_("An admin has asked for this to be looked at anew, because there was a "
		     "mistake in the assessment")
		: claim->said == SAID_AGAIN ? N_("Why you asked for a new assessment")
					    : NULL;
	return words
		? say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), words, who, NO_TEXT)
		: NO_TEXT;
}

static void fill_waiting(struct request *rq, const struct claim *claim, struct claim_screen *s)
{
	struct promise promise = claim_promise(rq, claim);
	s->waits = claim_waits_for_staff(claim->state);
	s->late = s->waits && promise.late;
	s->answer_by = date_words(rq, promise.day);
	s->promised = date_words(rq, claim->answer_by);
	s->drawn = claim->second == SECOND_DRAWN;
	s->two = claim->second == SECOND_UNIT || claim->second == SECOND_HOUSE;
	s->said = s->waits ? said_words(rq, claim) : NO_TEXT;
	if (s->said.size > 0)
		s->message = paragraphs_of(rq->arena, claim->message, &s->message_count);
}

bool earlier_stands(const struct claim *claim)
{
	return claim->ground == CLAIM_ASKED && !claim_is_decided(claim->state);
}

/* An admin had a mistake looked at anew, and that isn't decided yet. */
static bool is_corrected(const struct claim *claim)
{
	return claim->ground == CLAIM_REOPENED && !claim_is_decided(claim->state);
}

/* The decision that stands, and those before it. */
static void fill_decisions(
	struct request *rq, const struct claim_file *file, struct claim_screen *s)
{
	s->before = decision_rows(rq, file);
	s->before_count = file->decision_count;
	if (file->decision_count == 0 || is_corrected(&file->claim))
		return;
	s->before_count--;
	s->decision = &s->before[s->before_count];
}

static enum outcome show_sent(struct request *rq, struct response *rs,
	const struct claim_file *file, const struct library *library)
{
	const struct claim *claim = &file->claim;
	struct badge_naming naming;
	struct formal_unit formal;
	struct text school;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_naming(rq, loan.db, &naming));
		TRY(load_formal(loan.db, rq->arena, find_unit(library, claim->unit),
			clock_day_of(clock_now()), &formal));
		TRY(load_school_line(rq, loan.db, claim->id, &school));
	}
	struct claim_screen s = { .action = arena_print(
					  rq->arena, "/show/%lld", (long long)claim->id),
		.state = claim_state_words(rq, claim),
		.formal = formal.formal == FORMAL_NOW,
		.parts = claim_part_rows(rq, library, file),
		.parts_count = file->part_count,
		.demonstrations = demonstration_rows(rq, file),
		.demonstrations_count = file->demonstration_count,
		.can_take_back = may_here(rq, claim, ACT_TAKE_BACK),
		.stands = earlier_stands(claim),
		.can_resume = may_here(rq, claim, ACT_RESUME),
		.can_ask_again = may_here(rq, claim, ACT_ASK_AGAIN),
		.treatment = workshop_of(rq)->conf.claim_treatment,
		.own = claim->person == rq->who.person,
		.naming = naming,
		.school = school,
		.moves = claim->moves };
	s.written = written_words(rq, claim, false, &s.written_count);
	s.sheets = signed_sheets(rq, file, &s.sheets_count);
	if (s.formal || school.size > 0)
		s.school_link = arena_print(rq->arena, "/show/%lld/school", (long long)claim->id);
	fill_waiting(rq, claim, &s);
	fill_decisions(rq, file, &s);
	s.words = paragraphs_of(rq->arena, claim->words, &s.words_count);
	s.title = unit_title(rq, library, claim->unit, &s.lang);
	fill_frame(rq, rs, &s.frame, s.title);
	return show(rq, rs, SCREEN_CLAIM, &s);
}

enum outcome show_claim(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct claim_file file;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_claim_here(rq, loan.db, &file));
	}
	return may_here(rq, &file.claim, ACT_EDIT) ? show_claim_draft(rq, rs, &file)
						   : show_sent(rq, rs, &file, library);
}

/* Somebody was first: how it stands now is what they need to see. */
static enum outcome move_and_look(struct request *rq, struct response *rs, struct claim_move *move)
{
	enum outcome o = store_change(workshop_of(rq)->store, move_change, move);
	/* NOT_HERE: a coach who isn't theirs any more */
	if (o != DONE && o != OVERTAKEN && o != NO_ENTRY && o != NOT_HERE)
		return o;
	return see_other(rs, rq, "/show/%lld", (long long)move->claim);
}

enum outcome act_on_claim(struct request *rq, struct response *rs)
{
	struct claim_file file;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_claim_here(rq, loan.db, &file));
	}
	struct text button = form_value(&rq->form, "do");
	int64_t coach;
	enum claim_act act = text_is_chars(button, "resume") ? ACT_RESUME
		: text_is_chars(button, "alone")             ? ACT_WRITE_ALONE
							     : ACT_TAKE_BACK;
	bool let = text_number(form_value(&rq->form, "let"), &coach);
	struct claim_move move = client_move(rq, &file.claim, let ? ACT_LET_WRITE : act);
	move.to = let ? coach : 0;
	return move_and_look(rq, rs, &move);
}

/* ---- a new assessment ----------------------------------------------------------------------- */

static enum outcome show_again(
	struct request *rq, struct response *rs, const struct claim *claim, struct text problem)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct text back = arena_print(rq->arena, "/show/%lld", (long long)claim->id);
	struct claim_again_screen s = { .back = back,
		.action = arena_print(rq->arena, "%.*s/again", SHOWN(back)),
		.words = typed(rq, "words"),
		.words_problem = problem,
		.answer_by = date_words(rq, client_move(rq, claim, ACT_ASK_AGAIN).answer_by),
		.moves = claim->moves };
	s.title = unit_title(rq, library, claim->unit, &s.lang);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Ask for a new assessment")));
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "words", problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_CLAIM_AGAIN_PAGE, &s);
}

static enum outcome load_again(struct request *rq, struct claim_file *file)
{
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim_here(rq, loan.db, file));
	return may_here(rq, &file->claim, ACT_ASK_AGAIN) ? DONE : OVERTAKEN;
}

enum outcome show_claim_again(struct request *rq, struct response *rs)
{
	struct claim_file file;
	enum outcome o = load_again(rq, &file);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	return show_again(rq, rs, &file.claim, NO_TEXT);
}

enum outcome ask_again(struct request *rq, struct response *rs)
{
	struct claim_file file;
	enum outcome o = load_again(rq, &file);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	struct claim_move move = client_move(rq, &file.claim, ACT_ASK_AGAIN);
	move.message = typed(rq, "words");
	if (utf8_count(move.message) > AGAIN_WORDS_MOST)
		return show_again(rq, rs, &file.claim,
			tell(rq, N_("That is too long to send. Make it a little shorter.")));
	return move_and_look(rq, rs, &move);
}
