/*
 * A client's question, and the coach's answer to it: a ready sentence in the client's language, own
 * words, or a time when the coach rings; any of them together. One form, whose buttons take the
 * question or answer it; whatever is pressed, what was typed is sent or shown again.
 */
#include "inside.h"

#include <string.h>

#define REPLY_WORDS_MOST 4000 /* characters */
#define RING_DAYS 6           /* today and working days after it */

/* Sentences that fit many questions. Short, and nothing in them that blames. */
static const char *const ready[] = {
	N_("Good question. Let's look at it together when we meet next."),
	N_("Read the page once more in peace, and then try again. You can't break anything."),
	N_("You can leave this for now and go on. We will come back to it together."),
	N_("Your answer is fine as it is. You can go on."),
};

/* What the form holds. */
struct answer_form {
	size_t ready; /* index, or COUNT_OF(ready) */
	struct text words, time;
	int64_t day; /* 0: doesn't ring */
	int minute;  /* -1: no time of day */
	struct text words_problem, time_problem;
	bool overtaken;
};

/* ---- reading the form ----------------------------------------------------------------------- */

/* The n-th day that can be chosen: today, then working days. */
static int64_t ring_day(const struct request *rq, int64_t today, int n)
{
	return n == 0 ? today : working_day_from(rq, today, n);
}

static int64_t read_day(const struct request *rq, struct text value)
{
	int64_t day, today = clock_day_of(clock_now());
	if (!clock_day(value, &day))
		return 0;
	for (int n = 0; n < RING_DAYS; n++) {
		if (day == ring_day(rq, today, n))
			return day;
	}
	return 0;
}

static struct answer_form read_answer_form(const struct request *rq)
{
	struct text chosen = form_value(&rq->form, "ready");
	struct answer_form form = { .ready = COUNT_OF(ready),
		.words = typed(rq, "words"),
		.time = typed(rq, "time"),
		.day = read_day(rq, form_value(&rq->form, "day")) };
	int64_t index;
	if (text_number(chosen, &index) && index >= 0 && index < (int64_t)COUNT_OF(ready))
		form.ready = (size_t)index;
	form.minute = time_typed(form.time);
	return form;
}

static bool holds_anything(const struct answer_form *form)
{
	return form->ready < COUNT_OF(ready) || form->words.size > 0 || form->time.size > 0 ||
		form->day > 0;
}

/* False where the form needs another look. */
static bool check_answer_form(const struct request *rq, struct answer_form *form)
{
	if (utf8_count(form->words) > REPLY_WORDS_MOST)
		form->words_problem =
			tell(rq, N_("That is too long to send. Make it a little shorter."));
	if (form->day > 0 && form->minute < 0)
		form->time_problem = tell(rq, N_("Write when you will ring, for example 13.30."));
	else if (form->day == 0 && form->time.size > 0)
		form->time_problem = tell(rq, N_("Choose the day, too, or leave the time empty."));
	else if (form->day > 0 && clock_moment(form->day, form->minute) < clock_now())
		form->time_problem = tell(rq, N_("That time has passed. Choose a later one."));
	if (!holds_anything(form))
		form->words_problem = tell(
			rq, N_("Choose a sentence, write your own, or say when you will ring."));
	return form->words_problem.size == 0 && form->time_problem.size == 0;
}

/* ---- the screen ----------------------------------------------------------------------------- */

/* The client's language of buttons: what they chose, else the first we have. */
size_t client_language(const struct request *rq)
{
	const struct views *views = workshop_of(rq)->views;
	size_t found = find_language(views, about_of(rq)->relation.client_language);
	return found < language_count(views) ? found : 0;
}

static void fill_ready(
	struct request *rq, const struct answer_form *form, struct client_help_screen *s)
{
	const struct views *views = workshop_of(rq)->views;
	size_t theirs = client_language(rq), own = ui_language(rq);
	struct ready_row *rows = arena_take_many(rq->arena, COUNT_OF(ready), sizeof *rows);
	for (size_t i = 0; i < COUNT_OF(ready); i++)
		rows[i] = (struct ready_row){ .words = say(views, theirs, ready[i]),
			.lang = language_tag(language_at(views, theirs)),
			.value = arena_print(rq->arena, "%zu", i),
			.input = arena_print(rq->arena, "ready-%zu", i + 1),
			.shown = theirs != own ? say(views, own, ready[i]) : NO_TEXT,
			.chosen = form->ready == i };
	s->ready = rows;
	s->ready_count = COUNT_OF(ready);
	s->no_ready = form->ready == COUNT_OF(ready);
}

static void fill_days(
	struct request *rq, const struct answer_form *form, struct client_help_screen *s)
{
	int64_t today = clock_day_of(clock_now());
	struct day_choice *rows = arena_take_many(rq->arena, RING_DAYS, sizeof *rows);
	for (int n = 0; n < RING_DAYS; n++) {
		int64_t day = ring_day(rq, today, n);
		char value[11];
		clock_day_text(day, value);
		rows[n] = (struct day_choice){ .value = arena_copy_chars(rq->arena, value),
			.words = date_words(rq, day),
			.chosen = day == form->day };
	}
	s->days = rows;
	s->days_count = RING_DAYS;
	s->no_day = form->day == 0;
}

static void fill_question(struct request *rq, const struct help *help, struct client_help_screen *s)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct help_place place = find_place(rq, library, help->course, help->page);
	struct waiting_row row = waiting_row_of(rq, library, help);
	struct text lang;
	s->place = arena_copy(rq->arena, place_title(rq, &place, &lang));
	s->place_lang = arena_copy(rq->arena, lang);
	s->place_link = place_link(rq, &place);
	s->question = arena_copy(rq->arena, place_question(&place, help->question));
	s->asked = row.asked;
	s->answer_by = row.answer_by;
	s->late = row.late && !help->answered;
	s->own = row.own;
	s->owner = help->owner_name.size > 0 ? help->owner_name : tell(rq, N_("Another coach"));
	s->taken = help->owner != 0;
	s->before = help->owner;
	s->answered = help->answered != 0;
	s->paragraphs = paragraphs_of(rq->arena, help->words, &s->paragraphs_count);
	s->answer = paragraphs_of(rq->arena, help->answer, &s->answer_count);
	s->ring = ring_words(rq, help->ring_at);
}

static enum outcome show_question(struct request *rq, struct response *rs, const struct help *help,
	const struct answer_form *form)
{
	const struct about *about = about_of(rq);
	struct client_help_screen s = { .name = person_called(
						rq, about->relation.client_name, about->client),
		.client_link = arena_print(rq->arena, "/clients/%lld", (long long)about->client),
		.action = arena_print(rq->arena, "/clients/%lld/help/%lld",
			(long long)about->client, (long long)help->id),
		.words = form->words,
		.words_problem = form->words_problem,
		.time = form->time,
		.time_problem = form->time_problem,
		.overtaken = form->overtaken };
	if (form->overtaken)
		s.unsent = paragraphs_of(rq->arena, form->words, &s.unsent_count);
	fill_question(rq, help, &s);
	fill_ready(rq, form, &s);
	fill_days(rq, form, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A question for you")));
	s.frame.help_link = NO_TEXT;
	if (form->words_problem.size > 0)
		add_form_problem(rq, &s.frame, "words", form->words_problem);
	if (form->time_problem.size > 0)
		add_form_problem(rq, &s.frame, "time", form->time_problem);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	if (form->overtaken)
		rs->status = outcome_status(OVERTAKEN);
	return show(rq, rs, SCREEN_CLIENT_HELP, &s);
}

/* The request of the address, if it is this client's. */
static enum outcome load_theirs(struct request *rq, struct help *help)
{
	int64_t id;
	if (!text_number(rq->captures[1], &id))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_help(loan.db, rq->arena, id, help));
	return help->person == about_of(rq)->client ? DONE : NOT_HERE;
}

enum outcome show_client_help(struct request *rq, struct response *rs)
{
	struct help help;
	TRY(load_theirs(rq, &help));
	struct answer_form form = read_answer_form(rq);
	return show_question(rq, rs, &help, &form);
}

/* ---- taking and answering ------------------------------------------------------------------- */

struct help_change {
	struct help help;
	int64_t staff, before, now;
};

static enum outcome take_change(struct db *db, void *value)
{
	const struct help_change *c = value;
	return take_help(db, c->help.id, c->staff, c->before, c->now);
}

static enum outcome answer_change(struct db *db, void *value)
{
	const struct help_change *c = value;
	return answer_help(db, &c->help, c->staff, c->now);
}

/* The ready sentence first, in the client's language, then the coach's own words. */
static struct text answer_words(const struct request *rq, const struct answer_form *form)
{
	struct buffer b = buffer_in(rq->arena);
	if (form->ready < COUNT_OF(ready))
		buffer_add(
			&b, say(workshop_of(rq)->views, client_language(rq), ready[form->ready]));
	if (b.size > 0 && form->words.size > 0)
		buffer_add_chars(&b, "\n\n");
	buffer_add(&b, form->words);
	return buffer_text(&b);
}

/* Somebody was first: the page as it is now, and what was typed here. */
static enum outcome show_overtaken(
	struct request *rq, struct response *rs, struct answer_form *form)
{
	struct help help;
	TRY(load_theirs(rq, &help));
	form->overtaken = true;
	return show_question(rq, rs, &help, form);
}

static enum outcome take(
	struct request *rq, struct response *rs, struct help_change *c, struct answer_form *form)
{
	if (!text_number(form_value(&rq->form, "before"), &c->before))
		c->before = 0;
	enum outcome o = store_change(workshop_of(rq)->store, take_change, c);
	if (o == OVERTAKEN)
		return show_overtaken(rq, rs, form);
	TRY(o);
	if (!holds_anything(form))
		return see_other(rs, rq, "/clients/%lld/help/%lld", (long long)c->help.person,
			(long long)c->help.id);
	TRY(load_theirs(rq, &c->help));
	return show_question(rq, rs, &c->help, form);
}

enum outcome answer_client_help(struct request *rq, struct response *rs)
{
	struct help_change change = { .staff = rq->who.person, .now = clock_now() };
	TRY(load_theirs(rq, &change.help));
	struct answer_form form = read_answer_form(rq);
	if (text_is_chars(form_value(&rq->form, "do"), "take"))
		return take(rq, rs, &change, &form);
	if (!check_answer_form(rq, &form))
		return show_question(rq, rs, &change.help, &form);
	change.help.answer = answer_words(rq, &form);
	change.help.ring_at = form.day > 0 ? clock_moment(form.day, form.minute) : 0;
	enum outcome o = store_change(workshop_of(rq)->store, answer_change, &change);
	if (o == OVERTAKEN)
		return show_overtaken(rq, rs, &form);
	TRY(o);
	return see_other(rs, rq, "/desk");
}
