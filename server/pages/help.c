/*
 * Asking for help, from any page: what is asked goes with the page and the question it is about,
 * and the person is told by when they will hear.
 */
#include "inside.h"

#define HELP_WORDS_MOST 4000 /* characters */

/* The questions of the page, to say which one it is about. */
static void fill_about(struct request *rq, const struct help_place *place, struct text chosen,
	struct help_screen *s)
{
	s->whole_page = true;
	if (!place->page)
		return;
	struct about_row *rows =
		arena_take_many(rq->arena, place->page->key_count + 1, sizeof *rows);
	size_t count = 0;
	for (size_t i = 0; i < place->words->part_count; i++) {
		const struct question_words *question = place->words->parts[i].question;
		if (!question || count == place->page->key_count)
			continue;
		struct text id = place->page->keys[question->question].id;
		rows[count] = (struct about_row){ .value = id,
			.words = question->heading,
			.lang = language_tag(place->words->language),
			.input = arena_print(rq->arena, "about-%zu", count + 1),
			.chosen = text_is(id, chosen) };
		s->whole_page = s->whole_page && !rows[count].chosen;
		count++;
	}
	s->about = rows;
	s->about_count = count;
}

static int64_t promised_day(const struct request *rq)
{
	return working_day_from(rq, clock_day_of(clock_now()), workshop_of(rq)->conf.answer_days);
}

/* A field of the form where there is one, else of the address. */
static struct text asked_for(const struct request *rq, const char *name)
{
	bool posted = rq->method == POST || rq->again;
	return form_value(posted ? &rq->form : &rq->query, name);
}

static enum outcome show_help_with(struct request *rq, struct response *rs, struct text problem)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct help_place place =
		find_place(rq, library, asked_for(rq, "course"), asked_for(rq, "page"));
	struct help_screen s = { .course = place.course ? place.course->id : NO_TEXT,
		.page = place.page ? place.page->id : NO_TEXT,
		.words = typed(rq, "words"),
		.words_problem = problem,
		.answer_by = date_words(rq, promised_day(rq)),
		.back = place_link(rq, &place) };
	s.place = place_title(rq, &place, &s.place_lang);
	fill_about(rq, &place, asked_for(rq, "about"), &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Ask for help")));
	s.frame.help_link = NO_TEXT;
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "words", problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_HELP, &s);
}

enum outcome show_help(struct request *rq, struct response *rs)
{
	return show_help_with(rq, rs, NO_TEXT);
}

/* A form pressed twice, or sent again by a browser that came back, asks once. */
#define SAME_PRESS (10 * 60)

struct help_change {
	struct arena *arena;
	struct help help;
};

static bool is_asked_again(const struct help *before, const struct help *help)
{
	return help->asked - before->asked < SAME_PRESS && text_is(before->words, help->words) &&
		text_is(before->course, help->course) && text_is(before->page, help->page) &&
		text_is(before->question, help->question);
}

static enum outcome save_help(struct db *db, void *value)
{
	struct help_change *c = value;
	struct help *open;
	size_t count;
	TRY(load_open_help(db, c->arena, c->help.person, &open, &count));
	for (size_t i = 0; i < count; i++) {
		if (!is_asked_again(&open[i], &c->help))
			continue;
		c->help.id = open[i].id;
		return DONE;
	}
	return add_help(db, &c->help);
}

/* To the question as it was sent; whoever signed in by card alone may ask, but what was asked is
 * shown only behind the passphrase, so they are thanked on a page of its own. */
static enum outcome go_to_thanks(struct request *rq, struct response *rs, const struct help *help)
{
	const struct signed_in *me = me_of(rq);
	if (is_staff(&me->person) ||
		own_matters_open(me->session.device, me->session.strong_at, clock_now()))
		return see_other(rs, rq, "/help/%lld", (long long)help->id);
	struct buffer b = buffer_in(rq->arena);
	buffer_print(&b, "/help/arrived?id=%lld&course=", (long long)help->id);
	buffer_add_url(&b, help->course);
	buffer_add_chars(&b, "&page=");
	buffer_add_url(&b, help->page);
	return see_other(rs, rq, "%.*s", SHOWN(buffer_text(&b)));
}

enum outcome ask_help(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct help_change change = { .arena = rq->arena };
	struct help *help = &change.help;
	*help = (struct help){ .person = rq->who.person,
		.words = typed(rq, "words"),
		.asked = clock_now(),
		.answer_by = promised_day(rq),
		.answer_days = w->conf.answer_days };
	if (help->words.size == 0)
		return show_help_with(rq, rs,
			tell(rq,
				N_("Write what you would like help with. One sentence is "
				   "enough.")));
	if (utf8_count(help->words) > HELP_WORDS_MOST)
		return show_help_with(rq, rs,
			tell(rq, N_("That is too long to send. Make it a little shorter.")));
	{
		HELD_LIBRARY library = library_hold(w->courses);
		struct help_place place = find_place(rq, library, form_value(&rq->form, "course"),
			form_value(&rq->form, "page"));
		struct text about = form_value(&rq->form, "about");
		help->course = place.course ? arena_copy(rq->arena, place.course->id) : NO_TEXT;
		help->page = place.page ? arena_copy(rq->arena, place.page->id) : NO_TEXT;
		bool known = place.page && about.at &&
			find_question(place.page, about) < place.page->key_count;
		help->question = known ? about : NO_TEXT;
	}
	TRY(store_change(w->store, save_help, &change));
	return go_to_thanks(rq, rs, help);
}

/* ---- after sending -------------------------------------------------------------------------- */

/* Nothing of the question itself: only that it has arrived, and by when there is an answer. */
enum outcome show_help_arrived(struct request *rq, struct response *rs)
{
	int64_t id;
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct help_place place = find_place(
		rq, library, form_value(&rq->query, "course"), form_value(&rq->query, "page"));
	struct help_arrived_screen s = { .answer_by = date_words(rq, promised_day(rq)),
		.back = place_link(rq, &place),
		.link = text_number(form_value(&rq->query, "id"), &id)
			? arena_print(rq->arena, "/help/%lld", (long long)id)
			: NO_TEXT };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your question has arrived")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_HELP_ARRIVED, &s);
}

/* That the answer was opened: what nobody would miss, for the page tells it anew. */
struct sight {
	int64_t help, person, now;
};

static enum outcome note_sight(struct db *db, void *value)
{
	const struct sight *sight = value;
	return see_help(db, sight->help, sight->person, sight->now);
}

static void fill_state(struct request *rq, const struct help *help, struct help_sent_screen *s)
{
	struct promise promise = promise_of(rq, help);
	s->answered = help->answered != 0;
	s->taken = !s->answered && help->owner != 0;
	s->asked = !s->answered && !s->taken;
	s->late = !s->answered && promise.late;
	s->owner = coach_called(rq, help->owner_name);
	s->answer_by = date_words(rq, promise.day);
	s->promised = date_words(rq, help->answer_by);
	s->answer = paragraphs_of(rq->arena, help->answer, &s->answer_count);
	s->ring = ring_words(rq, help->ring_at);
}

static struct text help_title(const struct request *rq, const struct help_sent_screen *s)
{
	if (s->answered)
		return tell(rq, N_("Your question has an answer"));
	return tell(rq, N_("Your question has arrived"));
}

enum outcome show_help_sent(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct help help;
	int64_t id;
	if (!text_number(rq->captures[0], &id))
		return NOT_HERE;
	{
		BORROWED loan = borrow(w);
		TRY(load_help(loan.db, rq->arena, id, &help));
	}
	if (help.person != rq->who.person)
		return NOT_HERE;
	if (help.answered && !help.seen && !rq->head && !rq->prefetch) {
		struct sight sight = { id, rq->who.person, clock_now() };
		store_change_later(w->store, note_sight, &sight, sizeof sight);
	}
	HELD_LIBRARY library = library_hold(w->courses);
	struct help_place place = find_place(rq, library, help.course, help.page);
	struct help_sent_screen s = { .back = place_link(rq, &place) };
	s.place = place_title(rq, &place, &s.place_lang);
	s.paragraphs = paragraphs_of(rq->arena, help.words, &s.paragraphs_count);
	fill_state(rq, &help, &s);
	fill_frame(rq, rs, &s.frame, help_title(rq, &s));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_HELP_SENT, &s);
}
