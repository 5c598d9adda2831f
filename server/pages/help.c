/*
 * Asking for help, from any page: what is asked goes with the page and the question it is about,
 * and the person is told by when they will hear.
 */
#include "inside.h"

#define HELP_WORDS_MOST 4000 /* characters */

/* What the request is about, as far as it still exists. */
struct help_place {
	const struct course *course;
	const struct page *page;
	const struct page_words *words;
};

static struct help_place find_place(struct request *rq, const struct library *library,
	struct text course_id, struct text page_id)
{
	struct help_place place = { .course = course_id.size > 0 ? find_course(library, course_id)
								 : NULL };
	if (!place.course)
		return place;
	size_t index = find_page(place.course, page_id);
	if (index == place.course->page_count)
		return place;
	place.page = &place.course->pages[index];
	place.words = page_words_for(place.course, place.page, text_language(rq));
	return place;
}

static struct text place_link(struct request *rq, const struct help_place *place)
{
	if (place->page)
		return page_path(rq->arena, place->course->id, place->page->id);
	return place->course ? course_path(rq->arena, place->course->id) : TEXT("/");
}

/* The page's title, or the course's; with the language it is in. */
static struct text place_title(
	const struct request *rq, const struct help_place *place, struct text *lang)
{
	*lang = NO_TEXT;
	if (!place->course)
		return NO_TEXT;
	const struct course_words *course =
		&place->course->words[course_language(place->course, text_language(rq))];
	*lang = language_tag(place->words ? place->words->language : course->language);
	return place->words ? place->words->title : course->title;
}

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
	return working_day_after(clock_day_of(clock_now()), workshop_of(rq)->conf.answer_days);
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

enum outcome ask_help(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct help_change change = { .arena = rq->arena };
	struct help *help = &change.help;
	*help = (struct help){ .person = rq->who.person,
		.words = typed(rq, "words"),
		.asked = clock_now(),
		.answer_by = promised_day(rq) };
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
	return see_other(rs, rq, "/help/%lld", (long long)help->id);
}

/* ---- after sending -------------------------------------------------------------------------- */

/* A blank line makes a paragraph; nothing else is made of typed words. */
static void fill_paragraphs(struct request *rq, struct text words, struct help_sent_screen *s)
{
	struct feedback_row *rows = NULL;
	size_t count = 0, room = 0;
	struct buffer b = buffer_in(rq->arena);
	while (words.at) {
		struct text line = text_line(&words);
		bool blank = text_trim(line).size == 0;
		if (!blank) {
			if (b.size > 0)
				buffer_add_chars(&b, "<br>");
			buffer_add_html(&b, line);
		}
		if (b.size > 0 && (blank || !words.at)) {
			GROW(rq->arena, rows, count, room);
			rows[count++] = (struct feedback_row){ .html = arena_copy(rq->arena,
								       buffer_text(&b)) };
			b = buffer_in(rq->arena);
		}
	}
	s->paragraphs = rows;
	s->paragraphs_count = count;
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
	HELD_LIBRARY library = library_hold(w->courses);
	struct help_place place = find_place(rq, library, help.course, help.page);
	struct help_sent_screen s = { .answer_by = date_words(rq, help.answer_by),
		.words = help.words,
		.back = place_link(rq, &place) };
	s.place = place_title(rq, &place, &s.place_lang);
	fill_paragraphs(rq, help.words, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your question has arrived")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_HELP_SENT, &s);
}
