/*
 * Feedback on accessibility: anybody may send it, signed in or not, and gets an answer within 14 days
 * (the act 306/2019); the admin sees what waits, the oldest first. Nothing of who sends it is kept
 * but what they write.
 */
#include "inside.h"

#define ANSWER_DAYS 14
#define WORDS_MOST 4000 /* characters */
#define REACH_MOST 200
#define PAGE_ROWS 25
#define PAGES_MOST 1000000
#define FIRST_WORDS 80 /* characters of each in the list */

/* ---- sending -------------------------------------------------------------------------------- */

static enum outcome show_form(
	struct request *rq, struct response *rs, struct access_form_screen *s, int status)
{
	s->days = ANSWER_DAYS;
	s->words = typed(rq, "words");
	s->reach = typed(rq, "reach");
	s->action = arena_print(rq->arena, "/accessibility/feedback?lang=%.*s", SHOWN(ui_tag(rq)));
	fill_frame(rq, rs, &s->frame, tell(rq, N_("Feedback on accessibility")));
	if (s->words_problem.size > 0)
		add_form_problem(rq, &s->frame, "words", s->words_problem);
	if (s->reach_problem.size > 0)
		add_form_problem(rq, &s->frame, "reach", s->reach_problem);
	rs->status = status;
	return show(rq, rs, SCREEN_ACCESS_FORM, s);
}

enum outcome show_access_form(struct request *rq, struct response *rs)
{
	struct access_form_screen s = { 0 };
	return show_form(rq, rs, &s, 0);
}

/* From one address a few at once and then a wait; a whole class may sit behind it. All together may
 * send many times as much before they wait, too: a flood from everywhere must not fill the disk, and
 * who meets it can still ring. */
#define ADDRESS_SHARE 4
#define EVERYBODY_SHARE 40

static enum outcome slow_down(
	struct request *rq, struct response *rs, struct access_form_screen *s, int64_t seconds)
{
	rs->retry_after = (int)seconds;
	s->words_problem = say_count(workshop_of(rq)->views, rq->arena, ui_language(rq),
		N_("A lot has been sent just now. Wait one second, then press Send again. Nothing "
		   "you wrote is lost."),
		N_("A lot has been sent just now. Wait {n} seconds, then press Send again. Nothing "
		   "you wrote is lost."),
		seconds);
	return show_form(rq, rs, s, outcome_status(SLOW_DOWN));
}

static enum outcome save_feedback(struct db *db, void *value)
{
	return add_access_feedback(db, value);
}

enum outcome send_access_feedback(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	int64_t now = clock_now();
	struct access_form_screen s = { 0 };
	struct access_feedback feedback = { .words = typed(rq, "words"),
		.reach = typed(rq, "reach"),
		.language = ui_tag(rq),
		.sent = now,
		.answer_by = clock_day_of(now) + ANSWER_DAYS };
	struct text too_long = tell(rq, N_("That is too long to send. Make it a little shorter."));
	if (feedback.words.size == 0)
		s.words_problem =
			tell(rq, N_("Write what is hard to use. One sentence is enough."));
	else if (utf8_count(feedback.words) > WORDS_MOST)
		s.words_problem = too_long;
	if (utf8_count(feedback.reach) > REACH_MOST)
		s.reach_problem = too_long;
	if (s.words_problem.size > 0 || s.reach_problem.size > 0)
		return show_form(rq, rs, &s, outcome_status(BAD_FORM));
	struct text address = arena_print(rq->arena, "feedback from %.*s", SHOWN(rq->address));
	struct text all = TEXT("feedback");
	int64_t wait = wait_left(rq, address, ADDRESS_SHARE);
	int64_t wait_for_all = wait_left(rq, all, EVERYBODY_SHARE);
	wait = wait > wait_for_all ? wait : wait_for_all;
	if (wait > 0)
		return slow_down(rq, rs, &s, wait);
	brake_count(w->brake, address, now);
	brake_count(w->brake, all, now);
	TRY(store_change(w->store, save_feedback, &feedback));
	return see_other(rs, rq, "/accessibility/thanks?lang=%.*s", SHOWN(ui_tag(rq)));
}

enum outcome show_access_thanks(struct request *rq, struct response *rs)
{
	struct access_thanks_screen s = { .days = ANSWER_DAYS };
	fill_public_frame(rq, rs, &s.frame, tell(rq, N_("Thank you for telling us")));
	return show_public(rq, rs, SCREEN_ACCESS_THANKS, &s);
}

/* ---- the admin's list ----------------------------------------------------------------------- */

/* The page asked for, from 1. */
static int64_t list_page(const struct request *rq)
{
	size_t page = page_asked(rq);
	return page < PAGES_MOST ? (int64_t)page + 1 : 1;
}

static struct text list_link(struct arena *a, bool answered, int64_t page)
{
	return arena_print(
		a, "/feedback?%spage=%lld", answered ? "list=answered&" : "", (long long)page);
}

/* What it begins with, on one line. */
static struct text first_words(struct arena *a, struct text words)
{
	struct buffer b = buffer_in(a);
	size_t at = 0, from = 0;
	for (size_t count = 0; at < words.size && count < FIRST_WORDS; count++) {
		bool line_end = utf8_next(words, &at) == '\n';
		buffer_add(&b, line_end ? TEXT(" ") : text_part(words, from, at - from));
		from = at;
	}
	if (at < words.size)
		buffer_add_chars(&b, "…");
	return buffer_text(&b);
}

static void fill_row(struct request *rq, const struct access_feedback *f, struct access_row *row)
{
	*row = (struct access_row){ .link = arena_print(
					    rq->arena, "/feedback/%lld", (long long)f->id),
		.words = first_words(rq->arena, f->words),
		.answer_by = date_words(rq, f->answer_by),
		.answered = date_words(rq, clock_day_of(f->answered)),
		.late = !f->answered && f->answer_by < clock_day_of(clock_now()),
		.done = f->answered != 0 };
}

/* One row more than a page holds is loaded, to know whether there is another page. */
static enum outcome load_list(struct request *rq, struct access_list_screen *s, int64_t page)
{
	struct access_feedback *list;
	size_t count;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_access_feedback(loan.db, rq->arena, s->answered,
			(size_t)(page - 1) * PAGE_ROWS, PAGE_ROWS + 1, &list, &count));
		TRY(count_access_feedback(loan.db, &s->waiting));
	}
	if (count > PAGE_ROWS)
		s->next_link = list_link(rq->arena, s->answered, page + 1);
	if (page > 1)
		s->previous_link = list_link(rq->arena, s->answered, page - 1);
	s->rows_count = count < PAGE_ROWS ? count : PAGE_ROWS;
	struct access_row *rows = arena_take_many(rq->arena, s->rows_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->rows_count; i++)
		fill_row(rq, &list[i], &rows[i]);
	s->rows = rows;
	return DONE;
}

enum outcome show_access_feedback(struct request *rq, struct response *rs)
{
	struct access_list_screen s = { .answered = text_is_chars(
						form_value(&rq->query, "list"), "answered") };
	TRY(load_list(rq, &s, list_page(rq)));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Feedback on accessibility")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_ACCESS_FEEDBACK, &s);
}

/* ---- one of them ---------------------------------------------------------------------------- */

enum outcome show_one_feedback(struct request *rq, struct response *rs)
{
	struct access_feedback f;
	int64_t id;
	if (!text_number(rq->captures[0], &id))
		return NOT_HERE;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_access_feedback(loan.db, rq->arena, id, &f));
	}
	struct access_one_screen s = { .action = arena_print(
					       rq->arena, "/feedback/%lld", (long long)f.id),
		.reach = f.reach,
		.sent = date_words(rq, clock_day_of(f.sent)),
		.language = own_language_name(f.language) };
	fill_row(rq, &f, &s.row);
	s.paragraphs = paragraphs_of(rq->arena, f.words, &s.paragraphs_count);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Feedback on accessibility")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_ACCESS_ONE, &s);
}

struct mark {
	int64_t id, actor, now;
	bool answered;
};

static enum outcome save_mark(struct db *db, void *value)
{
	const struct mark *m = value;
	return mark_access_feedback(db, m->id, m->answered, m->actor, m->now);
}

enum outcome mark_feedback(struct request *rq, struct response *rs)
{
	struct mark mark = { .actor = rq->who.person,
		.now = clock_now(),
		.answered = text_is_chars(form_value(&rq->form, "do"), "answered") };
	if (!text_number(rq->captures[0], &mark.id))
		return NOT_HERE;
	TRY(store_change(workshop_of(rq)->store, save_mark, &mark));
	return see_other(rs, rq, "/feedback");
}
