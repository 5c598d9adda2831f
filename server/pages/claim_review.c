/*
 * A coach's review of a claim: what was shown beside each criterion, judging it, and all that can follow.
 * One form, whose buttons are those that learn's table allows; whatever is pressed, what stands in it is
 * sent or shown again. Who comes second sees both: how it stands now, and their own.
 */
#include "badges.h"
#include "inside.h"
#include "school.h"

#define PARTS_MOST 6 /* on a page */

/* ---- the screen ----------------------------------------------------------------------------- */

static void fill_acts(
	const struct claim *claim, int64_t staff, bool took, struct claim_review_screen *s)
{
#define MAY(act) staff_may(claim, staff, took, act)
	s->can_take = MAY(ACT_TAKE);
	s->takes_over = s->can_take && claim->assessor != 0 && claim->assessor != staff &&
		claim->state != CLAIM_SUBMITTED;
	/* whoever may take it may do at once what it is taken for */
	bool first = s->can_take && !s->takes_over && claim->state != CLAIM_DEMONSTRATION;
	s->can_judge = MAY(ACT_JUDGE) || first;
	s->can_return = MAY(ACT_RETURN) || first;
	s->can_agree = MAY(ACT_AGREE) || first;
	s->can_see = MAY(ACT_SEEN);
	s->can_hand_over = MAY(ACT_HAND_OVER);
	bool two = claim->second > SECOND_NONE || claim->writer == staff;
	s->can_decide = s->can_judge && !two;
	s->can_propose = s->can_judge;
	s->can_confirm = claim->state == CLAIM_PROPOSED && MAY(ACT_APPROVE);
	s->can_send_back = MAY(ACT_SEND_BACK);
	s->waits_for_other = claim->state == CLAIM_PROPOSED && !s->can_confirm;
	s->took_part = took;
#undef MAY
}

/* Ready sentences in the client's language, and in the coach's own where that is another. */
static const struct choice_row *ready_choices(struct request *rq, const char *const *sentences,
	size_t count, size_t chosen, const char *input)
{
	const struct views *views = workshop_of(rq)->views;
	size_t theirs = client_language(rq), own = ui_language(rq);
	struct choice_row *rows = arena_take_many(rq->arena, count, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct choice_row){ .value = arena_print(rq->arena, "%zu", i),
			.words = say(views, theirs, sentences[i]),
			.lang = language_tag(language_at(views, theirs)),
			.input = arena_print(rq->arena, "%s-%zu", input, i + 1),
			.shown = theirs != own ? say(views, own, sentences[i]) : NO_TEXT,
			.chosen = chosen == i };
	return rows;
}

static void fill_judging(struct claim_part_row *row, const struct review_part *part)
{
	row->judged_shown = part->judgement == JUDGED_SHOWN;
	row->judged_not_yet = part->judgement == JUDGED_NOT_YET;
	row->judged_unclear = part->judgement == JUDGED_UNCLEAR;
	row->note_words = part->note;
	row->problem = part->problem;
}

/* What was written here and can't be sent any more: each line as it stood. */
static void fill_unsent(struct request *rq, const struct claim_file *file,
	const struct claim_part_row *rows, const struct review_form *form,
	struct claim_review_screen *s)
{
	struct buffer b = buffer_in(rq->arena);
	for (size_t i = 0; i < file->part_count; i++) {
		struct text note = form->parts[i].note;
		if (!form->parts[i].came ||
			(form->parts[i].judgement == JUDGED_NOTHING && note.size == 0))
			continue;
		struct text judged = judgement_words(rq, form->parts[i].judgement);
		buffer_print(
			&b, "%.*s: %.*s %.*s\n", SHOWN(rows[i].words), SHOWN(judged), SHOWN(note));
	}
	buffer_add(&b, reason_words(rq, form));
	s->unsent =
		paragraphs_of(rq->arena, arena_copy(rq->arena, buffer_text(&b)), &s->unsent_count);
}

/* Parts, a page at a time, and behind them a page for what follows. What stands on one is kept when
 * another is opened. */
static void fill_pages(
	struct request *rq, const struct claim_file *file, struct claim_review_screen *s)
{
	size_t of_parts = (file->part_count + PARTS_MOST - 1) / PARTS_MOST;
	size_t page = page_within(rq, of_parts * PARTS_MOST + 1, PARTS_MOST);
	int64_t asked;
	if (text_number(form_value(&rq->form, "page"), &asked) && asked >= 1 &&
		asked <= (int64_t)of_parts + 1)
		page = (size_t)asked - 1;
	struct page_link *links = arena_take_many(rq->arena, of_parts + 1, sizeof *links);
	for (size_t i = 0; i <= of_parts; i++)
		links[i] = (struct page_link){ NO_TEXT, (int64_t)i + 1, i == page };
	s->pages = links;
	s->pages_count = of_parts > 1 ? of_parts : 0;
	s->page = (int64_t)page + 1;
	s->next = (int64_t)page + 2;
	s->end_page = (int64_t)of_parts + 1;
	s->first = page == 0;
	s->end = page == of_parts;
	size_t from = page * PARTS_MOST, to = from + PARTS_MOST;
	s->parts_count = s->end ? 0 : (to < file->part_count ? to : file->part_count) - from;
	s->first_number = (int64_t)from + 1;
	s->last_number = (int64_t)(from + s->parts_count);
}

static void fill_parts(struct request *rq, const struct library *library,
	const struct claim_file *file, const struct review_form *form,
	struct claim_review_screen *s)
{
	struct claim_part_row *rows = claim_part_rows(rq, library, file);
	for (size_t i = 0; i < file->part_count; i++)
		fill_judging(&rows[i], &form->parts[i]);
	if (form->overtaken && !s->can_judge)
		fill_unsent(rq, file, rows, form, s);
	fill_pages(rq, file, s);
	s->parts = s->end ? rows : &rows[s->first_number - 1];
	s->parts_all = (int64_t)file->part_count;
}

static void fill_notes(struct request *rq, struct claim_review_screen *s)
{
	const struct views *views = workshop_of(rq)->views;
	struct note_choice *rows = arena_take_many(rq->arena, READY_NOTES, sizeof *rows);
	for (size_t i = 0; i < READY_NOTES; i++)
		rows[i].words = say(views, client_language(rq), ready_notes[i]);
	s->notes = rows;
	s->notes_count = READY_NOTES;
}

static void fill_routes(
	struct request *rq, const struct review_form *form, struct claim_review_screen *s)
{
	static const struct {
		enum claim_route route;
		const char *value, *words;
	} offered[] = {
		{ ROUTE_DOCUMENTS, "documents", N_("From what was sent") },
		{ ROUTE_ASSESSORS, "assessors", N_("Together with assessors") },
		{ ROUTE_DEMONSTRATION, "demonstration", N_("From a practical demonstration") },
	};
	struct choice_row *rows = arena_take_many(rq->arena, COUNT_OF(offered), sizeof *rows);
	for (size_t i = 0; i < COUNT_OF(offered); i++)
		rows[i] = (struct choice_row){ .value = text_of(offered[i].value),
			.words = tell(rq, offered[i].words),
			.input = arena_print(rq->arena, "route-%zu", i + 1),
			.chosen = form->route == offered[i].route };
	s->routes = rows;
	s->routes_count = COUNT_OF(offered);
}

/* Whom it can be handed over to. */
static enum outcome fill_coaches(struct request *rq, struct db *db, const struct claim *claim,
	const struct review_form *form, struct claim_review_screen *s)
{
	int64_t *ids;
	size_t count;
	if (!s->can_hand_over)
		return DONE;
	TRY(list_claim_coaches(db, rq->arena, claim->person, clock_now(), &ids, &count));
	struct coach_choice *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		struct person person;
		bool took = false;
		if (ids[i] == rq->who.person)
			continue;
		if (claim->round > 1)
			TRY(took_part(db, claim, ids[i], clock_now(), &took));
		if (took)
			continue;
		TRY(load_person(db, rq->arena, ids[i], &person));
		rows[s->coaches_count++] = (struct coach_choice){
			.value = arena_print(rq->arena, "%lld", (long long)ids[i]),
			.name = person_called(rq, person.name, person.id),
			.chosen = ids[i] == form->to
		};
	}
	s->coaches = rows;
	s->can_hand_over = s->coaches_count > 0;
	return DONE;
}

static void fill_form(
	struct request *rq, const struct review_form *form, struct claim_review_screen *s)
{
	s->ready = ready_choices(rq, ready_reasons, READY_REASONS, form->ready, "ready");
	s->ready_count = READY_REASONS;
	s->no_ready = form->ready == READY_REASONS;
	s->pages_problem = form->pages_problem;
	s->reason = form->reason;
	s->reason_problem = form->reason_problem;
	s->assessors = form->assessors;
	s->assessors_problem = form->assessors_problem;
	s->day = form->day;
	s->time = form->time;
	s->place = form->place;
	s->tasks = form->tasks;
	s->day_problem = form->day_problem;
	s->place_problem = form->place_problem;
	s->tasks_problem = form->tasks_problem;
	s->present = form->present;
	s->seen = form->seen;
	s->seen_problem = form->seen_problem;
	s->to_problem = form->to_problem;
	s->overtaken = form->overtaken;
	fill_routes(rq, form, s);
	fill_notes(rq, s);
}

static void fill_about(struct request *rq, const struct library *library,
	const struct claim_file *file, struct claim_review_screen *s)
{
	static const char *const said[] = { [SAID_NOTHING] = NULL,
		[SAID_RETURNED] = N_("What was asked for"),
		[SAID_PROPOSED] = N_("Why it was proposed"),
		[SAID_SENT_BACK] = N_("Why it came back"),
		[SAID_AGAIN] = N_("Why a new assessment is asked for"),
		[SAID_REOPENED] = N_("Why it is to be corrected"),
		[SAID_HANDED_OVER] = N_("A note from the coach before you") };
	const struct claim *claim = &file->claim;
	struct promise promise = claim_promise(rq, claim);
	s->name = person_called(rq, claim->person_name, claim->person);
	s->title = unit_title(rq, library, claim->unit, &s->lang);
	s->state = staff_state_words(rq, claim);
	s->answer_by = date_words(rq, promise.day);
	s->late = promise.late;
	s->waited = days_waited(rq, claim);
	s->owner = claim->assessor_name;
	s->own = claim->assessor == rq->who.person;
	s->waits = claim_waits_for_staff(claim->state);
	s->sent = claim->sent ? date_words(rq, clock_day_of(claim->sent)) : NO_TEXT;
	s->studied = claim->studied;
	s->anew = claim->round > 1;
	s->drawn = claim->second == SECOND_DRAWN;
	s->two = claim->second > SECOND_NONE;
	s->written = written_words(rq, claim, true, &s->written_count);
	s->sheets = signed_sheets(rq, file, &s->sheets_count);
	s->together_link = together_link(rq, claim->person);
	s->words = paragraphs_of(rq->arena, claim->words, &s->words_count);
	if (said[claim->said] && claim->message.size > 0) {
		s->said = tell(rq, said[claim->said]);
		s->message = paragraphs_of(rq->arena, claim->message, &s->message_count);
	}
	s->demonstrations = demonstration_rows(rq, file);
	s->demonstrations_count = file->demonstration_count;
	s->before = decision_rows(rq, file);
	s->before_count = file->decision_count;
}

/* What the judgements that are kept make of it. */
static bool kept_act(const struct request *rq, const struct claim_file *file, enum claim_act *act)
{
	enum judgement *judgements =
		arena_take_many(rq->arena, file->part_count + 1, sizeof *judgements);
	struct text note;
	for (size_t i = 0; i < file->part_count; i++)
		judgements[i] = part_judgement(file, &file->parts[i], &note);
	return claim_decision(judgements, file->part_count, act);
}

static struct text outcome_of_judgements(const struct request *rq, const struct claim_file *file)
{
	enum claim_act act;
	if (!kept_act(rq, file, &act))
		return NO_TEXT;
	return tell(rq,
		act == ACT_APPROVE                ? N_("Proposed: to be approved")
			: act == ACT_APPROVE_PART ? N_("Proposed: to be approved in part")
						  : N_("Proposed: not to be approved yet"));
}

static void tell_problems(
	struct request *rq, const struct review_form *form, struct claim_review_screen *s)
{
	const struct {
		const char *input;
		struct text words;
	} problems[] = { { "pages", form->pages_problem }, { "reason", form->reason_problem },
		{ "assessors", form->assessors_problem }, { "day", form->day_problem },
		{ "place", form->place_problem }, { "tasks", form->tasks_problem },
		{ "seen", form->seen_problem }, { "to", form->to_problem } };
	for (size_t i = 0; i < s->parts_count; i++)
		if (s->parts[i].problem.size > 0)
			add_form_problem(rq, &s->frame,
				arena_print(rq->arena, "j%lld", (long long)s->parts[i].number).at,
				arena_print(rq->arena, "%.*s %.*s", SHOWN(s->parts[i].words),
					SHOWN(s->parts[i].problem)));
	for (size_t i = 0; i < COUNT_OF(problems); i++)
		if (problems[i].words.size > 0)
			add_form_problem(rq, &s->frame, problems[i].input, problems[i].words);
}

static enum outcome show_review(struct request *rq, struct response *rs,
	const struct claim_file *file, const struct review_form *form)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct about *about = about_of(rq);
	const struct claim *claim = &file->claim;
	struct claim_review_screen s = { .action = review_link(rq->arena, claim),
		.client_link = about->relation.scope & SCOPE_LEARNING
			? arena_print(rq->arena, "/clients/%lld", (long long)about->client)
			: NO_TEXT,
		.client_lang = ui_tag(rq),
		.moves = claim->moves };
	struct formal_unit formal;
	bool took = false;
	{
		BORROWED loan = borrow(workshop_of(rq));
		if (claim->round > 1)
			TRY(took_part(loan.db, claim, rq->who.person, clock_now(), &took));
		fill_acts(claim, rq->who.person, took, &s);
		TRY(fill_coaches(rq, loan.db, claim, form, &s));
		TRY(load_formal(loan.db, rq->arena, find_unit(library, claim->unit),
			clock_day_of(clock_now()), &formal));
		TRY(load_school_line(rq, loan.db, claim->id, &s.school));
	}
	s.formal = formal.formal == FORMAL_NOW;
	if (s.school.size > 0)
		s.school_link = arena_print(rq->arena, "%.*s/school", SHOWN(s.action));
	fill_about(rq, library, file, &s);
	fill_parts(rq, library, file, form, &s);
	fill_form(rq, form, &s);
	s.may_act = s.can_take || s.can_judge || s.can_agree || s.can_see || s.can_hand_over ||
		s.can_confirm || s.can_send_back;
	s.outcome = claim->state == CLAIM_PROPOSED ? outcome_of_judgements(rq, file) : NO_TEXT;
	fill_frame(rq, rs, &s.frame, s.title);
	s.frame.help_link = NO_TEXT;
	s.frame.wide = true;
	tell_problems(rq, form, &s);
	if (s.frame.problems_count > 0 && !rs->status)
		rs->status = outcome_status(BAD_FORM);
	if (form->overtaken)
		rs->status = outcome_status(OVERTAKEN);
	return show(rq, rs, SCREEN_CLAIM_REVIEW, &s);
}

enum outcome load_client_claim(struct request *rq, struct claim_file *file)
{
	int64_t id;
	if (!text_number(rq->captures[1], &id))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim_file(rq, loan.db, id, true, file));
	const struct claim *claim = &file->claim;
	bool alone = claim->state == CLAIM_DRAFT || claim->state == CLAIM_WITHDRAWN;
	return claim->person == about_of(rq)->client && !alone ? DONE : NOT_HERE;
}

enum outcome show_claim_review(struct request *rq, struct response *rs)
{
	struct claim_file file;
	TRY(load_client_claim(rq, &file));
	struct review_form form = read_review(rq, &file);
	return show_review(rq, rs, &file, &form);
}

/* ---- acts ----------------------------------------------------------------------------------- */

#define STEPS_AT_ONCE 3

/* What one press of a button does: perhaps take it, keep the judgements, and the act itself; all or
 * nothing. */
struct review_change {
	struct claim_move steps[STEPS_AT_ONCE];
	size_t count;
};

static enum outcome review_change(struct db *db, void *value)
{
	struct review_change *c = value;
	for (size_t i = 0; i < c->count; i++) {
		c->steps[i].moves = i > 0 ? c->steps[i - 1].moves : c->steps[i].moves;
		TRY(move_claim(db, &c->steps[i]));
	}
	return DONE;
}

struct review {
	struct request *rq;
	struct response *rs;
	struct claim_file file;
	struct review_form form;
	struct claim_review_screen can; /* only what can be done */
	struct review_change change;
};

static struct claim_move *add_step(struct review *r, enum claim_act act)
{
	struct claim_move *step = &r->change.steps[r->change.count++];
	*step = (struct claim_move){ .claim = r->file.claim.id,
		.actor = r->rq->who.person,
		.now = clock_now(),
		.act = act,
		.message = NO_TEXT,
		.assessors = NO_TEXT,
		.demonstration = { .place = NO_TEXT,
			.tasks = NO_TEXT,
			.present = NO_TEXT,
			.seen = NO_TEXT },
		.named = workshop_of(r->rq)->conf.claim_assessor,
		.award = issue_badge,
		.award_context = workshop_of(r->rq) };
	if (!text_number(form_value(&r->rq->form, "moves"), &step->moves))
		step->moves = -1;
	return step;
}

/* Takes it first where it is nobody's, and keeps what was judged. */
static void add_judging(struct review *r)
{
	const struct claim_file *file = &r->file;
	if (r->can.can_take && !r->can.takes_over)
		add_step(r, ACT_TAKE);
	struct claim_move *step = add_step(r, ACT_JUDGE);
	struct claim_judgement *list =
		arena_take_many(r->rq->arena, file->part_count + 1, sizeof *list);
	for (size_t i = 0; i < file->part_count; i++)
		list[i] = (struct claim_judgement){ file->parts[i].criterion,
			r->form.parts[i].judgement, r->form.parts[i].note };
	step->judgements = list;
	step->judgement_count = file->part_count;
	step->route = r->form.route;
	step->assessors = r->form.assessors;
}

/* Somebody was first: the claim as it is now, and what was typed here. */
static enum outcome show_both(struct review *r)
{
	TRY(load_client_claim(r->rq, &r->file));
	struct review_form form = read_review(r->rq, &r->file);
	form.overtaken = true;
	return show_review(r->rq, r->rs, &r->file, &form);
}

static enum outcome do_steps(struct review *r, bool stay)
{
	enum outcome o = store_change(workshop_of(r->rq)->store, review_change, &r->change);
	if (o == OVERTAKEN || o == NO_ENTRY || o == BAD_FORM)
		return show_both(r);
	TRY(o);
	return stay
		? see_other(r->rs, r->rq, "%.*s", SHOWN(review_link(r->rq->arena, &r->file.claim)))
		: see_other(r->rs, r->rq, "/desk");
}

static enum outcome look_again(struct review *r)
{
	return show_review(r->rq, r->rs, &r->file, &r->form);
}

/* Taking it keeps nothing of the form; what was typed stands on the page again. */
static enum outcome do_take(struct review *r)
{
	add_step(r, ACT_TAKE);
	enum outcome o = store_change(workshop_of(r->rq)->store, review_change, &r->change);
	if (o == OVERTAKEN || o == NO_ENTRY)
		return show_both(r);
	TRY(o);
	return see_other(r->rs, r->rq, "%.*s", SHOWN(review_link(r->rq->arena, &r->file.claim)));
}

static enum outcome do_decide(struct review *r, bool propose)
{
	enum claim_act act;
	if (!check_judgements(r->rq, &r->file, &r->form, &act))
		return look_again(r);
	add_judging(r);
	/* where a second person is asked for, to decide is to propose */
	struct claim_move *step = add_step(r, propose || !r->can.can_decide ? ACT_PROPOSE : act);
	step->message = reason_words(r->rq, &r->form);
	return do_steps(r, false);
}

static enum outcome do_return(struct review *r)
{
	if (!check_reason(r->rq, &r->form))
		return look_again(r);
	add_judging(r);
	add_step(r, ACT_RETURN)->message = reason_words(r->rq, &r->form);
	return do_steps(r, false);
}

static enum outcome do_agree(struct review *r)
{
	struct demonstration demonstration;
	if (!check_agreed(r->rq, &r->form, &demonstration))
		return look_again(r);
	if (r->file.claim.state != CLAIM_DEMONSTRATION)
		add_judging(r);
	add_step(r, ACT_AGREE)->demonstration = demonstration;
	return do_steps(r, true);
}

static enum outcome do_see(struct review *r)
{
	struct demonstration demonstration;
	if (!check_seen(r->rq, &r->file, &r->form, &demonstration))
		return look_again(r);
	add_step(r, ACT_SEEN)->demonstration = demonstration;
	return do_steps(r, true);
}

static enum outcome do_confirm(struct review *r)
{
	enum claim_act act;
	if (!kept_act(r->rq, &r->file, &act))
		return show_both(r);
	add_step(r, act)->message = reason_words(r->rq, &r->form);
	return do_steps(r, false);
}

static enum outcome do_send_back(struct review *r)
{
	/* who proposed it takes it back without a word */
	if (r->can.can_confirm && !check_reason(r->rq, &r->form))
		return look_again(r);
	add_step(r, ACT_SEND_BACK)->message = reason_words(r->rq, &r->form);
	return do_steps(r, !r->can.can_confirm);
}

static enum outcome do_hand_over(struct review *r)
{
	if (r->form.to == 0) {
		r->form.to_problem = tell(r->rq, N_("Choose who will go on with it."));
		return look_again(r);
	}
	if (r->file.claim.state == CLAIM_IN_REVIEW)
		add_judging(r);
	struct claim_move *step = add_step(r, ACT_HAND_OVER);
	step->to = r->form.to;
	step->message = reason_words(r->rq, &r->form);
	return do_steps(r, false);
}

/* Kept, and on to the page that was asked for, or the same. */
static enum outcome do_save(struct review *r)
{
	struct text button = form_value(&r->rq->form, "do");
	int64_t page;
	if (!text_number(form_value(&r->rq->form, "page"), &page))
		page = 1;
	if (text_starts(button, TEXT("page-")) &&
		!text_number(text_part(button, 5, button.size), &page))
		page = 1;
	add_judging(r);
	enum outcome o = store_change(workshop_of(r->rq)->store, review_change, &r->change);
	if (o == OVERTAKEN || o == NO_ENTRY)
		return show_both(r);
	TRY(o);
	return see_other(r->rs, r->rq, "%.*s?page=%lld",
		SHOWN(review_link(r->rq->arena, &r->file.claim)), (long long)page);
}

static enum outcome act_by_button(struct review *r, struct text button)
{
	static const struct {
		const char *button;
		enum outcome (*run)(struct review *r);
	} buttons[] = { { "take", do_take }, { "save", do_save }, { "return", do_return },
		{ "agree", do_agree }, { "see", do_see }, { "confirm", do_confirm },
		{ "send-back", do_send_back }, { "hand-over", do_hand_over } };
	for (size_t i = 0; i < COUNT_OF(buttons); i++)
		if (text_is_chars(button, buttons[i].button))
			return buttons[i].run(r);
	if (text_starts(button, TEXT("page-")))
		return do_save(r);
	return do_decide(r, text_is_chars(button, "propose"));
}

enum outcome review_claim(struct request *rq, struct response *rs)
{
	struct review r = { .rq = rq, .rs = rs };
	bool took = false;
	TRY(load_client_claim(rq, &r.file));
	r.form = read_review(rq, &r.file);
	if (r.file.claim.round > 1) {
		BORROWED loan = borrow(workshop_of(rq));
		TRY(took_part(loan.db, &r.file.claim, rq->who.person, clock_now(), &took));
	}
	fill_acts(&r.file.claim, rq->who.person, took, &r.can);
	return act_by_button(&r, form_value(&rq->form, "do"));
}
