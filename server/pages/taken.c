/*
 * The document of a person's own things: one HTML file that opens without us for as long as there are
 * browsers: its style in itself, no script, no picture, no address. Words are the person's language of
 * buttons, dates have their years. Questions come with their words as courses have them today; where a
 * question is no more, its id stands for it.
 */
#include "inside.h"

#include <string.h>

#define LOOKS_MOST 5000
#define NOTICES_MOST 5000

void make_taken_style(struct workshop *w)
{
	const struct shelf_file *css =
		shelf_find(shelf_files, shelf_count, TEXT("static/taken.css"));
	struct buffer b = buffer_in(w->arena);
	buffer_add_chars(&b, "<style>\n");
	buffer_add(&b, css ? css->bytes : NO_TEXT);
	buffer_add_chars(&b, "</style>\n");
	w->taken_style = piece_make(w->arena, buffer_text(&b));
}

static struct text day_words(const struct request *rq, int64_t moment)
{
	return moment ? full_date_words(rq, clock_day_of(moment)) : NO_TEXT;
}

/* The day of a later moment; empty where it is the same one. */
static struct text later_words(const struct request *rq, int64_t first, int64_t last)
{
	bool same = clock_day_of(first) == clock_day_of(last);
	return same ? NO_TEXT : day_words(rq, last);
}

/* ---- answers -------------------------------------------------------------------------------- */

/* A question as its course has it today. */
struct asked {
	const struct question_key *key; /* NULL: it is no more */
	const struct question_words *words;
	struct text lang;
};

static const struct question_words *words_on(const struct page_words *words, size_t question)
{
	for (size_t i = 0; i < words->part_count; i++) {
		const struct question_words *one = words->parts[i].question;
		if (one && one->question == question)
			return one;
	}
	return NULL;
}

static struct asked find_asked(
	const struct request *rq, const struct course *course, struct text question)
{
	struct asked asked = { .key = NULL };
	for (size_t p = 0; course && p < course->page_count; p++) {
		const struct page *page = &course->pages[p];
		size_t q = find_question(page, question);
		if (q == page->key_count)
			continue;
		const struct page_words *words = page_words_for(course, page, text_language(rq));
		asked.words = words_on(words, q);
		asked.key = asked.words ? &page->keys[q] : NULL;
		asked.lang = language_tag(words->language);
	}
	return asked;
}

static void fill_question(
	struct arena *a, const struct asked *asked, struct text id, struct taken_answer *row)
{
	row->lang = asked->lang;
	row->question = asked->key ? asked->words->heading : id;
	row->asked = asked->key ? text_trim(plain_of_html(a, asked->words->body_html)) : NO_TEXT;
}

static struct text option_html(struct arena *a, const struct asked *asked, size_t number)
{
	struct buffer b = buffer_in(a);
	if (number > 0 && number <= asked->key->option_count)
		buffer_add_html(&b, plain_of_html(a, asked->words->options[number - 1].html));
	return buffer_text(&b);
}

static struct text meaning_html(struct arena *a, const struct asked *asked, size_t number)
{
	struct buffer b = buffer_in(a);
	buffer_add_chars(&b, " – ");
	if (number > 0 && number <= asked->key->option_count)
		buffer_add_html(
			&b, plain_of_html(a, asked->words->options[number - 1].meaning_html));
	return buffer_text(&b);
}

/* What was chosen for item `i` of them, or the i-th choice. */
static struct text chosen_html(
	struct arena *a, const struct asked *asked, const struct given *given, size_t i)
{
	size_t number = given->chosen[i];
	struct buffer b = buffer_in(a);
	switch (asked->key->kind) {
	case ASK_ORDER:
		buffer_print(&b, "%zu. ", number);
		buffer_add(&b, option_html(a, asked, i + 1));
		break;
	case ASK_MATCH:
		buffer_add(&b, option_html(a, asked, i + 1));
		buffer_add(&b, meaning_html(a, asked, number));
		break;
	default:
		buffer_add(&b, option_html(a, asked, number));
	}
	return arena_copy(a, buffer_text(&b));
}

/* The choice by its words while the question's key is the same; otherwise the numbers that are kept. */
static const struct paragraph *answer_words(struct arena *a, const struct asked *asked,
	struct text chosen, struct text words, const unsigned char key[KEY_DIGEST_SIZE],
	size_t *count)
{
	struct given given = { .chosen_count = 0 };
	if (words.size > 0)
		return paragraphs_of(a, words, count);
	if (!asked->key || memcmp(asked->key->digest, key, KEY_DIGEST_SIZE) != 0 ||
		!given_read(chosen, &given))
		return paragraphs_of(a, chosen, count);
	struct paragraph *rows = arena_take_many(a, given.chosen_count + 1, sizeof *rows);
	*count = given.chosen_count;
	for (size_t i = 0; i < given.chosen_count; i++)
		rows[i].html = chosen_html(a, asked, &given, i);
	return rows;
}

/* The lists of a course's answers, each with room for all of them. */
struct answer_lists {
	struct taken_answer *answers, *thoughts, *given;
};

static struct taken_answer *next_row(
	struct answer_lists *lists, struct taken_course *c, enum question_kind kind)
{
	if (kind == ASK_REFLECT)
		return &lists->thoughts[c->thoughts_count++];
	if (kind == ASK_EVIDENCE)
		return &lists->given[c->given_count++];
	return &lists->answers[c->answers_count++];
}

static enum outcome fill_answers(struct request *rq, struct db *db, struct text id,
	const struct course *course, struct taken_course *c)
{
	struct arena *a = rq->arena;
	struct answer *answers;
	size_t count;
	TRY(load_answers(db, a, rq->who.person, id, &answers, &count));
	struct answer_lists lists = { arena_take_many(a, count + 1, sizeof *c->answers),
		arena_take_many(a, count + 1, sizeof *c->thoughts),
		arena_take_many(a, count + 1, sizeof *c->given) };
	for (size_t i = 0; i < count; i++) {
		const struct answer *one = &answers[i];
		struct asked asked = find_asked(rq, course, one->question);
		struct taken_answer *row = next_row(&lists, c, one->kind);
		fill_question(a, &asked, one->question, row);
		row->when = day_words(rq, one->at);
		row->verdict = one->verdict == VERDICT_GIVEN
			? NO_TEXT
			: verdict_words(rq, one->kind, one->verdict);
		row->words = answer_words(
			a, &asked, one->chosen, one->words, one->key, &row->words_count);
	}
	c->answers = lists.answers;
	c->thoughts = lists.thoughts;
	c->given = lists.given;
	return DONE;
}

static enum outcome fill_drafts(struct request *rq, struct db *db, struct text id,
	const struct course *course, struct taken_course *c)
{
	struct draft *drafts;
	TRY(load_drafts(db, rq->arena, rq->who.person, id, &drafts, &c->drafts_count));
	struct taken_answer *rows = arena_take_many(rq->arena, c->drafts_count + 1, sizeof *rows);
	for (size_t i = 0; i < c->drafts_count; i++) {
		struct asked asked = find_asked(rq, course, drafts[i].question);
		fill_question(rq->arena, &asked, drafts[i].question, &rows[i]);
		rows[i].words = answer_words(rq->arena, &asked, drafts[i].chosen, drafts[i].words,
			drafts[i].key, &rows[i].words_count);
	}
	c->drafts = rows;
	return DONE;
}

/* ---- courses -------------------------------------------------------------------------------- */

static void fill_page(struct request *rq, const struct course *course,
	const struct course_progress *p, const struct visit *visit, struct taken_page *row)
{
	size_t at = course ? find_page(course, visit->page) : 0;
	bool known = course && at < course->page_count;
	*row = (struct taken_page){ .title = visit->page,
		.first = day_words(rq, visit->first),
		.last = later_words(rq, visit->first, visit->last),
		.done = known && p->states[at] == PAGE_DONE };
	row->started = !row->done;
	if (!known)
		return;
	const struct page_words *words =
		page_words_for(course, &course->pages[at], text_language(rq));
	row->lang = language_tag(words->language);
	row->title = words->title;
}

static enum outcome fill_course(struct request *rq, struct db *db, struct text id,
	const struct course *course, struct taken_course *c)
{
	struct visit *visits;
	struct course_progress p = { .states = NULL };
	*c = (struct taken_course){ .title = id };
	if (course) {
		const struct course_words *words =
			&course->words[course_language(course, text_language(rq))];
		c->lang = language_tag(words->language);
		c->title = words->title;
		TRY(load_progress(db, rq->arena, rq->who.person, course, &p));
	}
	TRY(load_visits(db, rq->arena, rq->who.person, id, &visits, &c->pages_count));
	struct taken_page *pages = arena_take_many(rq->arena, c->pages_count + 1, sizeof *pages);
	for (size_t i = 0; i < c->pages_count; i++)
		fill_page(rq, course, &p, &visits[i], &pages[i]);
	c->pages = pages;
	TRY(fill_answers(rq, db, id, course, c));
	return fill_drafts(rq, db, id, course, c);
}

static enum outcome fill_courses(
	struct request *rq, struct db *db, const struct library *library, struct taken_screen *s)
{
	struct text *ids;
	TRY(list_own_courses(db, rq->arena, rq->who.person, &ids, &s->courses_count));
	struct taken_course *rows = arena_take_many(rq->arena, s->courses_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->courses_count; i++)
		TRY(fill_course(rq, db, ids[i], find_course(library, ids[i]), &rows[i]));
	s->courses = rows;
	return DONE;
}

/* ---- people and questions ------------------------------------------------------------------- */

static enum outcome fill_help(
	struct request *rq, struct db *db, const struct library *library, struct taken_screen *s)
{
	struct help *list;
	TRY(list_own_help(db, rq->arena, rq->who.person, &list, &s->help_count));
	struct taken_help *rows = arena_take_many(rq->arena, s->help_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->help_count; i++) {
		struct help_place place = find_place(rq, library, list[i].course, list[i].page);
		rows[i] = (struct taken_help){ .when = day_words(rq, list[i].asked),
			.owner = coach_called(rq, list[i].owner_name),
			.answered = day_words(rq, list[i].answered),
			.ring = ring_words(rq, list[i].ring_at) };
		rows[i].where = place_title(rq, &place, &rows[i].lang);
		rows[i].words = paragraphs_of(rq->arena, list[i].words, &rows[i].words_count);
		rows[i].answer = paragraphs_of(rq->arena, list[i].answer, &rows[i].answer_count);
	}
	s->help = rows;
	return DONE;
}

static enum outcome fill_claims(
	struct request *rq, struct db *db, const struct library *library, struct taken_screen *s)
{
	struct claim *list;
	TRY(list_own_claims(db, rq->arena, rq->who.person, &list, &s->claims_count));
	struct taken_claim *rows = arena_take_many(rq->arena, s->claims_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->claims_count; i++) {
		struct taken_claim *row = &rows[i];
		struct claim_file file;
		TRY(load_claim_file(rq, db, list[i].id, false, &file));
		row->title = unit_title(rq, library, file.claim.unit, &row->lang);
		row->state = claim_state_words(rq, &file.claim);
		row->when = day_words(rq, file.claim.made);
		row->written = written_words(rq, &file.claim, false, &row->written_count);
		row->words = paragraphs_of(rq->arena, file.claim.words, &row->words_count);
		row->parts = claim_part_rows(rq, library, &file);
		row->parts_count = file.part_count;
		row->demonstrations = demonstration_rows(rq, &file);
		row->demonstrations_count = file.demonstration_count;
		row->decisions = decision_rows(rq, &file);
		row->decisions_count = file.decision_count;
	}
	s->claims = rows;
	return DONE;
}

static enum outcome fill_ties(struct request *rq, struct db *db, struct taken_screen *s)
{
	struct tie *list;
	TRY(list_ties(db, rq->arena, rq->who.person, &list, &s->ties_count));
	struct taken_tie *rows = arena_take_many(rq->arena, s->ties_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->ties_count; i++)
		rows[i] = (struct taken_tie){ .name = coach_called(rq, list[i].coach_name),
			.organisation = list[i].organisation,
			.from = day_words(rq, list[i].starts),
			.until = day_words(rq, list[i].ends) };
	s->ties = rows;
	return DONE;
}

static enum outcome fill_told(struct request *rq, struct db *db, struct taken_screen *s)
{
	struct look *looks;
	struct notice *notices;
	size_t count;
	TRY(list_looks(db, rq->arena, rq->who.person, 0, LOOKS_MOST, &looks, &count));
	s->looks = look_rows_of(rq, looks, count, full_date_words, &s->looks_count);
	TRY(list_notices(
		db, rq->arena, rq->who.person, 0, NOTICES_MOST, &notices, &s->notices_count));
	struct notice_row *rows = arena_take_many(rq->arena, s->notices_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->notices_count; i++)
		rows[i] = notice_row_of(rq, &notices[i], full_date_words);
	s->notices = rows;
	return DONE;
}

static enum outcome fill_sessions(struct request *rq, struct db *db, struct taken_screen *s)
{
	struct session *list;
	TRY(list_sessions(db, rq->arena, rq->who.person, &list, &s->sessions_count));
	struct taken_session *rows =
		arena_take_many(rq->arena, s->sessions_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->sessions_count; i++)
		rows[i] = (struct taken_session){ .when = day_words(rq, list[i].started),
			.last = later_words(rq, list[i].started, list[i].seen),
			.by_card = list[i].by_card,
			.own = list[i].device == DEVICE_OWN };
	s->sessions = rows;
	return DONE;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static enum outcome fill_who(struct request *rq, struct db *db, struct taken_screen *s)
{
	const struct person *me = &me_of(rq)->person;
	struct way_back way = { .name = NO_TEXT };
	if (me->way)
		TRY(load_way_back(db, rq->arena, me->id, &way));
	s->name = me->name;
	s->organisation = me->organisation;
	s->number = me->id;
	s->came = day_words(rq, me->made);
	s->ui_name = own_language_name(ui_tag(rq));
	s->text_name = own_language_name(text_language(rq));
	s->sign_in_name = way.name;
	return DONE;
}

enum outcome make_document(
	struct request *rq, struct db *db, const struct library *library, struct text *html)
{
	struct workshop *w = workshop_of(rq);
	struct text lang = ui_tag(rq);
	struct parcel parcel = parcel_in(rq->arena);
	struct taken_screen s = { .style_html = w->taken_style,
		.made = day_words(rq, clock_now()),
		.frame = { .lang = language_tag(lang),
			.dir = text_of(language_direction(lang)),
			.title = tell(rq, N_("My things")),
			.public_name = w->conf.public_name } };
	TRY(fill_who(rq, db, &s));
	TRY(fill_courses(rq, db, library, &s));
	TRY(fill_help(rq, db, library, &s));
	TRY(fill_claims(rq, db, library, &s));
	TRY(fill_ties(rq, db, &s));
	TRY(fill_told(rq, db, &s));
	TRY(fill_sessions(rq, db, &s));
	view_show(w->views, SCREEN_TAKEN, ui_language(rq), &s, &parcel);
	*html = parcel_plain(&parcel);
	return DONE;
}
