/*
 * The form of a coach's review: what it holds, and whether that is enough for what is to be done with it.
 * Nothing here changes anything.
 */
#include "inside.h"

#define REASON_MOST 4000 /* characters */

/* Sentences for the whole and for one part. Short, warm, and each says what can be done. */
const char *const ready_reasons[READY_REASONS] = {
	N_("You can do this well. Thank you for showing it so clearly."),
	N_("You can already do much of this. For the rest, look at the pages below and show it "
	   "again."),
	N_("You are on your way. Look at the pages below and show it again: we will help."),
	N_("Please add a little to the parts that are marked below."),
};
const char *const ready_notes[READY_NOTES] = {
	N_("What you told shows it well."),
	N_("Tell a little more about what you did yourself."),
	N_("This can't be seen yet from what you sent."),
	N_("It would be good to see this in practice."),
};

static size_t ready_of(struct text value, size_t most)
{
	int64_t index;
	return text_number(value, &index) && index >= 0 && index < (int64_t)most ? (size_t)index
										 : most;
}

/* Part `at` as the form has it where it stood on that page (fields "jN" and "nN", N from 1), else as it is
 * kept. */
static struct review_part read_part(
	const struct request *rq, const struct claim_file *file, size_t at)
{
	const char *field = arena_print(rq->arena, "n%zu", at + 1).at;
	struct review_part r = { .note = NO_TEXT, .problem = NO_TEXT };
	r.judgement = part_judgement(file, &file->parts[at], &r.note);
	if (!form_has(&rq->form, field))
		return r;
	r.came = true;
	r.note = typed(rq, field);
	field = arena_print(rq->arena, "j%zu", at + 1).at;
	if (!judgement_of(form_value(&rq->form, field), &r.judgement))
		r.judgement = JUDGED_NOTHING;
	return r;
}

static enum claim_route route_of(const struct request *rq, enum claim_route kept)
{
	struct text value = form_value(&rq->form, "route");
	if (text_is_chars(value, "assessors"))
		return ROUTE_ASSESSORS;
	if (text_is_chars(value, "demonstration"))
		return ROUTE_DEMONSTRATION;
	return value.at ? ROUTE_DOCUMENTS : kept;
}

struct review_form read_review(const struct request *rq, const struct claim_file *file)
{
	bool came = form_has(&rq->form, "moves");
	struct review_form form = { .parts = arena_take_many(
					    rq->arena, file->part_count + 1, sizeof *form.parts),
		.ready = ready_of(form_value(&rq->form, "ready"), READY_REASONS),
		.reason = typed(rq, "reason"),
		.assessors = came ? typed(rq, "assessors") : file->claim.assessors,
		.day = typed(rq, "day"),
		.time = typed(rq, "time"),
		.place = typed(rq, "place"),
		.tasks = typed(rq, "tasks"),
		.present = typed(rq, "present"),
		.seen = typed(rq, "seen"),
		.route = route_of(rq, file->claim.route),
		.came = came };
	if (!text_number(form_value(&rq->form, "to"), &form.to))
		form.to = 0;
	for (size_t i = 0; i < file->part_count; i++)
		form.parts[i] = read_part(rq, file, i);
	if (came && text_is_chars(form_value(&rq->form, "do"), "all")) {
		for (size_t i = 0; i < file->part_count; i++)
			form.parts[i].judgement = JUDGED_SHOWN;
		if (form.ready == READY_REASONS && form.reason.size == 0)
			form.ready = 0;
	}
	return form;
}

struct text reason_words(const struct request *rq, const struct review_form *form)
{
	struct buffer b = buffer_in(rq->arena);
	if (form->ready < READY_REASONS)
		buffer_add(&b,
			say(workshop_of(rq)->views, client_language(rq),
				ready_reasons[form->ready]));
	if (b.size > 0 && form->reason.size > 0)
		buffer_add_chars(&b, "\n\n");
	buffer_add(&b, form->reason);
	return buffer_text(&b);
}

/* ---- whether it is enough ------------------------------------------------------------------- */

static struct text too_long(const struct request *rq, struct text words)
{
	return utf8_count(words) > REASON_MOST
		? tell(rq, N_("That is too long to send. Make it a little shorter."))
		: NO_TEXT;
}

static struct text part_problem(const struct request *rq, const struct review_part *part)
{
	if (part->judgement == JUDGED_NOTHING)
		return tell(rq, N_("Choose how you see this part."));
	if (part->judgement == JUDGED_UNCLEAR)
		return tell(rq,
			N_("While this can't be told, ask for more or agree on a "
			   "demonstration."));
	if (part->judgement == JUDGED_NOT_YET && part->note.size == 0)
		return tell(rq, N_("Say why, so that they know what to do."));
	return too_long(rq, part->note);
}

bool check_judgements(const struct request *rq, const struct claim_file *file,
	struct review_form *form, enum claim_act *act)
{
	enum judgement *judgements =
		arena_take_many(rq->arena, file->part_count + 1, sizeof *judgements);
	struct buffer elsewhere = buffer_in(rq->arena);
	bool fine = true;
	for (size_t i = 0; i < file->part_count; i++) {
		struct review_part *part = &form->parts[i];
		judgements[i] = part->judgement;
		part->problem = part_problem(rq, part);
		fine = fine && part->problem.size == 0;
		if (part->problem.size > 0 && !part->came)
			buffer_print(&elsewhere, "%s%zu", elsewhere.size ? ", " : "", i + 1);
	}
	if (elsewhere.size > 0)
		form->pages_problem = say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
			N_("Look at these parts on other pages first: {a}."),
			buffer_text(&elsewhere), NO_TEXT);
	if (!fine || !claim_decision(judgements, file->part_count, act))
		return false;
	if (*act != ACT_APPROVE && reason_words(rq, form).size == 0)
		form->reason_problem = tell(rq, N_("Choose a sentence or write your own."));
	else
		form->reason_problem = too_long(rq, form->reason);
	if (form->route == ROUTE_ASSESSORS && form->assessors.size == 0)
		form->assessors_problem = tell(rq, N_("Write who assessed it, and from where."));
	return form->reason_problem.size == 0 && form->assessors_problem.size == 0;
}

bool check_reason(const struct request *rq, struct review_form *form)
{
	form->reason_problem = reason_words(rq, form).size == 0
		? tell(rq, N_("Choose a sentence or write your own."))
		: too_long(rq, form->reason);
	return form->reason_problem.size == 0;
}

/* The moment in the form; 0 where it is none. */
static int64_t moment_of(const struct review_form *form)
{
	int64_t day = typed_day(form->day, clock_day_of(clock_now()));
	int minute = time_typed(form->time);
	return day > 0 && minute >= 0 ? clock_moment(day, minute) : 0;
}

bool check_agreed(const struct request *rq, struct review_form *form, struct demonstration *d)
{
	*d = (struct demonstration){ .at = moment_of(form),
		.place = form->place,
		.tasks = form->tasks,
		.present = NO_TEXT,
		.seen = NO_TEXT };
	if (d->at == 0)
		form->day_problem = tell(
			rq, N_("Write the day and the time, for example 25.11.2026 and 13.30."));
	else if (d->at < clock_now())
		form->day_problem = tell(rq, N_("That time has passed. Choose a later one."));
	if (form->place.size == 0)
		form->place_problem = tell(rq, N_("Write where it is, so that they find there."));
	if (form->tasks.size == 0)
		form->tasks_problem = tell(rq, N_("Write what they will do there."));
	if (too_long(rq, form->place).size > 0)
		form->place_problem = too_long(rq, form->place);
	if (too_long(rq, form->tasks).size > 0)
		form->tasks_problem = too_long(rq, form->tasks);
	return form->day_problem.size + form->place_problem.size + form->tasks_problem.size == 0;
}

bool check_seen(const struct request *rq, const struct claim_file *file, struct review_form *form,
	struct demonstration *d)
{
	size_t last = file->demonstration_count;
	*d = (struct demonstration){ .at = moment_of(form),
		.place = NO_TEXT,
		.tasks = NO_TEXT,
		.present = form->present,
		.seen = form->seen };
	/* it was as agreed where nothing else is said */
	if (d->at == 0 && form->day.size + form->time.size == 0 && last > 0)
		d->at = file->demonstrations[last - 1].at;
	if (d->at == 0)
		form->day_problem = tell(
			rq, N_("Write the day and the time, for example 25.11.2026 and 13.30."));
	form->seen_problem = form->seen.size == 0 ? tell(rq, N_("Write what you saw."))
						  : too_long(rq, form->seen);
	return form->day_problem.size + form->seen_problem.size == 0;
}
