/*
 * A page of a course: read it, answer its questions, go on. The whole page is one form, so whatever
 * button is pressed (check, next, help, languages), what stands in every field comes along: it is
 * answered or kept as a draft, and nothing typed is ever lost.
 */
#include "inside.h"

#include <string.h>

/* One page of a course with what this person has done on it. */
struct lesson {
	const struct course *course;
	const struct page *page;
	size_t index; /* in course->pages */
	const struct page_words *words;
	const struct answer **answers; /* one per question; NULL: none yet */
	const struct draft **drafts;   /* likewise */
	struct filled *filled;         /* likewise: what came with this form */
	enum given_problem *problems;  /* likewise */
};

/* ---- load ----------------------------------------------------------------------------------- */

static enum outcome find_lesson(
	struct request *rq, const struct library *library, struct lesson *lesson)
{
	*lesson = (struct lesson){ .course = find_course(library, rq->captures[0]) };
	if (!lesson->course)
		return NOT_HERE;
	lesson->index = find_page(lesson->course, rq->captures[1]);
	if (lesson->index == lesson->course->page_count)
		return NOT_HERE;
	lesson->page = &lesson->course->pages[lesson->index];
	lesson->words = page_words_for(lesson->course, lesson->page, text_language(rq));
	size_t count = lesson->page->key_count;
	lesson->answers = arena_take_many(rq->arena, count + 1, sizeof *lesson->answers);
	lesson->drafts = arena_take_many(rq->arena, count + 1, sizeof *lesson->drafts);
	lesson->filled = arena_take_many(rq->arena, count + 1, sizeof *lesson->filled);
	lesson->problems = arena_take_many(rq->arena, count + 1, sizeof *lesson->problems);
	for (size_t i = 0; i < count; i++)
		lesson->filled[i] = filled_from_form(rq, lesson->course, &lesson->page->keys[i]);
	return DONE;
}

/* By this page's own questions: a question that came from another page brings its answer along, and
 * a course has many more than a page. */
static enum outcome find_answers(struct request *rq, struct db *db, struct lesson *lesson)
{
	const struct page *page = lesson->page;
	struct answer *list = arena_take_many(rq->arena, page->key_count + 1, sizeof *list);
	for (size_t q = 0; q < page->key_count; q++) {
		enum outcome o = load_answer(db, rq->arena, rq->who.person, lesson->course->id,
			page->keys[q].id, &list[q]);
		if (o == DONE)
			lesson->answers[q] = &list[q];
		else if (o != NOT_HERE)
			return o;
	}
	return DONE;
}

static enum outcome load_lesson(struct request *rq, struct lesson *lesson)
{
	struct draft *drafts;
	size_t draft_count;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(find_answers(rq, loan.db, lesson));
	TRY(load_drafts(
		loan.db, rq->arena, rq->who.person, lesson->course->id, &drafts, &draft_count));
	for (size_t i = 0; i < draft_count; i++) {
		size_t q = find_question(lesson->page, drafts[i].question);
		/* numbers chosen of an older form of the question would mean other options */
		if (q < lesson->page->key_count &&
			memcmp(drafts[i].key, lesson->page->keys[q].digest, KEY_DIGEST_SIZE) == 0)
			lesson->drafts[q] = &drafts[i];
	}
	return DONE;
}

/* What was sent in before, where the question still has the same key. */
static struct filled answered(const struct lesson *lesson, size_t q)
{
	const struct answer *answer = lesson->answers[q];
	const struct question_key *key = &lesson->page->keys[q];
	if (!answer || memcmp(answer->key, key->digest, KEY_DIGEST_SIZE) != 0)
		return (struct filled){ .any = false, .given.words = NO_TEXT };
	return filled_from_stored(key, answer->chosen, answer->words);
}

/* ---- show ----------------------------------------------------------------------------------- */

/* What stands in the fields: this form's, else a draft, else the answer that was sent in. */
static struct question_state state_of(
	const struct lesson *lesson, size_t q, const struct question_words *words)
{
	const struct question_key *key = &lesson->page->keys[q];
	struct question_state state = { .key = key,
		.words = words,
		.answer = lesson->answers[q],
		.problem = lesson->problems[q],
		.shown = answered(lesson, q) };
	const struct draft *draft = lesson->drafts[q];
	if (lesson->filled[q].came) {
		state.draft = lesson->filled[q].any &&
			!same_filled(key, &lesson->filled[q], &state.shown);
		state.shown = lesson->filled[q];
	} else if (draft) {
		state.shown = filled_from_stored(key, draft->chosen, draft->words);
		state.draft = true;
	}
	return state;
}

/* The first question without an answer has the filled button; when all have one, Next has it. */
static size_t main_question(const struct lesson *lesson)
{
	size_t q = 0;
	while (q < lesson->page->key_count && lesson->answers[q])
		q++;
	return q;
}

static void fill_parts(struct request *rq, const struct lesson *lesson, struct lesson_screen *s)
{
	struct part_row *rows =
		arena_take_many(rq->arena, lesson->words->part_count + 1, sizeof *rows);
	size_t main = main_question(lesson);
	for (size_t i = 0; i < lesson->words->part_count; i++) {
		const struct part *part = &lesson->words->parts[i];
		rows[i].prose_html = part->prose;
		if (!part->question)
			continue;
		struct question_state state =
			state_of(lesson, part->question->question, part->question);
		state.main = part->question->question == main;
		rows[i].question = question_block_for(rq, lesson->course, &state);
	}
	s->parts = rows;
	s->parts_count = lesson->words->part_count;
	s->next_main = main == lesson->page->key_count;
	s->done = s->next_main;
	s->has_questions = lesson->page->key_count > 0;
}

/* "You see the page in Suomi, for it isn't in Svenska yet", "checked on DATE". */
static void fill_notes(struct request *rq, const struct lesson *lesson, struct lesson_screen *s)
{
	struct text wanted = text_language(rq);
	int64_t day;
	s->other_language = !text_is(lesson->words->language, wanted);
	s->wanted_name = own_language_name(wanted);
	s->shown_name = own_language_name(lesson->words->language);
	if (clock_day(lesson->words->review_by, &day) && day < clock_day_of(clock_now()))
		s->checked = date_words(rq, day);
}

static void add_first(struct request *rq, const struct lesson *lesson,
	const struct course_progress *p, const struct text *required, size_t count,
	struct first_row *rows, size_t *row_count)
{
	const struct course *course = lesson->course;
	for (size_t i = 0; i < count; i++) {
		size_t index = find_page(course, required[i]);
		if (index == course->page_count || p->states[index] == PAGE_DONE)
			continue;
		const struct page_words *words =
			page_words_for(course, &course->pages[index], text_language(rq));
		rows[(*row_count)++] =
			(struct first_row){ .link = page_path(rq->arena, course->id, required[i]),
				.lang = language_tag(words->language),
				.title = words->title };
	}
}

/* What the author means to be done before this page. Nothing is ever locked: a reader may know. */
static enum outcome fill_first(
	struct request *rq, const struct lesson *lesson, struct lesson_screen *s)
{
	const struct page *page = lesson->page;
	const struct module *module = &lesson->course->modules[page->module];
	size_t most = page->require_count + module->require_count;
	struct course_progress p;
	if (most == 0)
		return DONE;
	struct first_row *rows = arena_take_many(rq->arena, most, sizeof *rows);
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_progress(loan.db, rq->arena, rq->who.person, lesson->course, &p));
	}
	add_first(rq, lesson, &p, module->requires, module->require_count, rows, &s->first_count);
	add_first(rq, lesson, &p, page->requires, page->require_count, rows, &s->first_count);
	s->first = rows;
	return DONE;
}

/* What was answered about this page since. Who has no notice has no such answer: nothing is asked. */
static enum outcome fill_answers(
	struct request *rq, const struct lesson *lesson, struct lesson_screen *s)
{
	struct help *list;
	size_t count;
	if (me_of(rq)->person.unseen == 0)
		return DONE;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_open_help(loan.db, rq->arena, rq->who.person, &list, &count));
	}
	struct help_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		if (list[i].answered && text_is(list[i].page, lesson->page->id) &&
			text_is(list[i].course, lesson->course->id))
			rows[s->answers_count++] = help_row_of(rq, &list[i]);
	}
	s->answers = rows;
	return DONE;
}

/* How the question just answered went: it begins the title, for that is read out first. */
static struct text lesson_title(struct request *rq, const struct lesson *lesson)
{
	struct text question = form_value(&rq->query, "q");
	size_t q = question.at ? find_question(lesson->page, question) : lesson->page->key_count;
	if (q == lesson->page->key_count || !lesson->answers[q] || rq->method == POST)
		return lesson->words->title;
	struct text verdict =
		verdict_words(rq, lesson->page->keys[q].kind, lesson->answers[q]->verdict);
	return arena_print(rq->arena, "%.*s %.*s", SHOWN(verdict), SHOWN(lesson->words->title));
}

static void add_problems(struct request *rq, const struct lesson *lesson, struct frame *f)
{
	for (size_t q = 0; q < lesson->page->key_count; q++) {
		const struct question_key *key = &lesson->page->keys[q];
		if (lesson->problems[q] != GIVEN_WELL)
			add_form_problem(rq, f, question_input(rq->arena, key).at,
				given_problem_words(rq, key->kind, lesson->problems[q]));
	}
}

static enum outcome show_loaded(
	struct request *rq, struct response *rs, const struct lesson *lesson)
{
	const struct course *course = lesson->course;
	const struct module *module = &course->modules[lesson->page->module];
	size_t language = course_language(course, text_language(rq));
	struct lesson_screen s = { .lang = language_tag(lesson->words->language),
		.dir = text_of(language_direction(lesson->words->language)),
		.title = lesson->words->title,
		.course_link = course_path(rq->arena, course->id),
		.course_title = course->words[language].title,
		.course_lang = language_tag(course->words[language].language),
		.module_title = module->words[language].title,
		.action = page_path(rq->arena, course->id, lesson->page->id),
		.number = (int64_t)(lesson->index - module->first_page) + 1,
		.pages = (int64_t)module->page_count,
		.probe = lesson->page->probe,
		.last = lesson->index + 1 == course->page_count,
		.has_previous = lesson->index > 0 };
	if (s.has_previous)
		s.previous_link =
			page_path(rq->arena, course->id, course->pages[lesson->index - 1].id);
	fill_parts(rq, lesson, &s);
	fill_notes(rq, lesson, &s);
	TRY(fill_first(rq, lesson, &s));
	TRY(fill_answers(rq, lesson, &s));
	fill_frame(rq, rs, &s.frame, lesson_title(rq, lesson));
	s.frame.lesson = true;
	add_problems(rq, lesson, &s.frame);
	return show(rq, rs, SCREEN_LESSON, &s);
}

/* ---- visits: what nobody would miss --------------------------------------------------------- */

#define ID_ROOM (64 + 1) /* text_is_id's most, and a NUL */

struct visit_note {
	struct visits *visits;
	int64_t person, now;
	char course[ID_ROOM], page[ID_ROOM];
};

static enum outcome write_visit(struct db *db, void *value)
{
	struct visit_note *note = value;
	struct text course = text_of(note->course), page = text_of(note->page);
	TRY(note_visit(db, note->person, course, page, note->now));
	visits_keep(note->visits, note->person, course, page, note->now);
	return DONE;
}

static struct visit_note visit_of(const struct request *rq, const struct lesson *lesson)
{
	struct visit_note note = {
		.visits = workshop_of(rq)->visits, .person = rq->who.person, .now = clock_now()
	};
	memcpy(note.course, lesson->course->id.at, lesson->course->id.size);
	memcpy(note.page, lesson->page->id.at, lesson->page->id.size);
	return note;
}

enum outcome show_lesson(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	HELD_LIBRARY library = library_hold(w->courses);
	struct lesson lesson;
	TRY(find_lesson(rq, library, &lesson));
	TRY(load_lesson(rq, &lesson));
	if (!rq->head && !rq->prefetch &&
		!visits_hold(w->visits, rq->who.person, lesson.course->id, lesson.page->id,
			clock_now())) {
		struct visit_note note = visit_of(rq, &lesson);
		store_change_later(w->store, write_visit, &note, sizeof note);
	}
	return show_loaded(rq, rs, &lesson);
}

/* ---- save
 * -----------------------------------------------------------------------------------------------
 */

/* All that one press of a button changes, made on the request's thread and run by the writer. */
struct lesson_change {
	struct visit_note visit;
	struct answer *answers;
	size_t answer_count;
	struct draft *drafts;
	size_t draft_count;
};

static enum outcome save_lesson(struct db *db, void *value)
{
	struct lesson_change *c = value;
	struct text course = text_of(c->visit.course), page = text_of(c->visit.page);
	for (size_t i = 0; i < c->draft_count; i++)
		TRY(save_draft(db, c->visit.person, course, page, &c->drafts[i], c->visit.now));
	for (size_t i = 0; i < c->answer_count; i++)
		TRY(save_answer(db, c->visit.person, course, page, &c->answers[i]));
	return write_visit(db, &c->visit); /* the last, for it is remembered at once */
}

static void add_answer(struct request *rq, struct lesson_change *c, const struct question_key *key,
	const struct given *given)
{
	struct answer *answer = &c->answers[c->answer_count++];
	*answer = (struct answer){ .question = key->id,
		.kind = key->kind,
		.chosen = key->option_count > 0 ? given_text(rq->arena, given) : NO_TEXT,
		.words = given->words,
		.verdict = mark_answer(key, given),
		.at = c->visit.now };
	memcpy(answer->key, key->digest, KEY_DIGEST_SIZE);
}

/* Whether the fields hold something other than what was sent in. */
static bool is_changed(const struct lesson *lesson, size_t q)
{
	struct filled before = answered(lesson, q);
	return lesson->filled[q].any &&
		!same_filled(&lesson->page->keys[q], &lesson->filled[q], &before);
}

/* Keeps what isn't answered now; an emptied field drops what was kept, one that wasn't on the form
 * doesn't. Past the length a person may type nothing is kept: the form itself comes back with it. */
static void add_draft(
	struct request *rq, struct lesson_change *c, const struct lesson *lesson, size_t q)
{
	const struct question_key *key = &lesson->page->keys[q];
	const struct filled *filled = &lesson->filled[q];
	bool changed = is_changed(lesson, q);
	if (!filled->came || (!changed && !lesson->drafts[q]) ||
		given_check(key, &filled->given) == GIVEN_TOO_LONG)
		return;
	struct draft *draft = &c->drafts[c->draft_count++];
	*draft = (struct draft){ .question = key->id, .chosen = NO_TEXT, .words = NO_TEXT };
	memcpy(draft->key, key->digest, KEY_DIGEST_SIZE);
	if (!changed)
		return;
	draft->words = filled->given.words;
	draft->chosen = key->option_count > 0 ? given_text(rq->arena, &filled->given) : NO_TEXT;
}

/* Which button was pressed. */
struct press {
	size_t check; /* a question, or key_count */
	bool sweep;   /* next, or Enter in a field: takes every answer that is whole and new */
	bool enter, next, help, languages, me, notices;
	const char *open; /* a page open to anybody, or NULL */
};

/* The links of the footer, which are buttons here; each sends its path without the slash. */
static const char *const open_pages[] = { "/contact", "/privacy", "/accessibility" };

static struct press press_of(const struct request *rq, const struct lesson *lesson)
{
	struct text act = form_value(&rq->form, "do");
	struct press press = { .check = lesson->page->key_count };
	if (text_starts(act, TEXT("check.")))
		press.check = find_question(lesson->page, text_part(act, 6, act.size));
	press.next = text_is_chars(act, "next");
	press.help = text_is_chars(act, "help");
	press.languages = text_is_chars(act, "languages");
	press.me = text_is_chars(act, "me");
	press.notices = text_is_chars(act, "notices");
	press.enter = text_is_chars(act, "auto");
	for (size_t i = 0; i < COUNT_OF(open_pages); i++) {
		if (text_is_chars(act, open_pages[i] + 1))
			press.open = open_pages[i];
	}
	press.sweep = press.next || press.enter;
	return press;
}

/* Whether this question's fields are an answer now. Words to a coach go only by their own button.
 */
static bool is_answered_now(const struct lesson *lesson, const struct press *press, size_t q)
{
	const struct question_key *key = &lesson->page->keys[q];
	if (given_check(key, &lesson->filled[q].given) != GIVEN_WELL || !is_changed(lesson, q))
		return false;
	return press->check == q || (press->sweep && key->kind != ASK_EVIDENCE);
}

static enum outcome go_where(struct request *rq, struct response *rs, const struct lesson *lesson,
	const struct press *press, struct text question)
{
	const struct course *course = lesson->course;
	struct text course_id = course->id, page = lesson->page->id;
	struct text link = page_path(rq->arena, course_id, page);
	if (press->me)
		return see_other(rs, rq, "/me");
	if (press->notices)
		return see_other(rs, rq, "/notices");
	if (press->open)
		return see_other(rs, rq, "%s", press->open);
	if (press->languages)
		return see_other(rs, rq, "/languages?back=%.*s", SHOWN(link));
	if (press->help)
		return see_other(
			rs, rq, "/help?course=%.*s&page=%.*s", SHOWN(course_id), SHOWN(page));
	if (question.size > 0)
		return see_other(rs, rq, "%.*s?q=%.*s#%.*s", SHOWN(link), SHOWN(question),
			SHOWN(feedback_id(rq->arena, question)));
	if (!press->next)
		return see_other(rs, rq, "%.*s", SHOWN(link));
	if (lesson->index + 1 == course->page_count)
		return see_other(rs, rq, "%.*s", SHOWN(course_path(rq->arena, course_id)));
	return see_other(rs, rq, "%.*s",
		SHOWN(page_path(rq->arena, course_id, course->pages[lesson->index + 1].id)));
}

/* What is to be said of fields that aren't answered now: by their own button all there is, by Enter
 * that words are no number, and by whatever button that what was typed is too long to keep. */
static enum given_problem problem_of(
	const struct lesson *lesson, const struct press *press, size_t q)
{
	const struct question_key *key = &lesson->page->keys[q];
	const struct filled *filled = &lesson->filled[q];
	enum given_problem problem = given_check(key, &filled->given);
	bool rows = key->kind == ASK_ORDER || key->kind == ASK_MATCH;
	if (press->check == q)
		return rows && !filled->came ? GIVEN_NO_OPTION : problem;
	bool told = problem == GIVEN_TOO_LONG ||
		(press->enter && problem == GIVEN_NO_NUMBER && is_changed(lesson, q));
	return told ? problem : GIVEN_WELL;
}

/* Sorts what came into answers and drafts; the id of the first question answered, or the one whose
 * unchanged answer was checked again. */
static struct text sort_form(struct request *rq, struct lesson *lesson, const struct press *press,
	struct lesson_change *c)
{
	struct text first = NO_TEXT;
	for (size_t q = 0; q < lesson->page->key_count; q++) {
		const struct question_key *key = &lesson->page->keys[q];
		if (is_answered_now(lesson, press, q)) {
			add_answer(rq, c, key, &lesson->filled[q].given);
			first = first.size > 0 ? first : key->id;
			continue;
		}
		add_draft(rq, c, lesson, q);
		lesson->problems[q] = problem_of(lesson, press, q);
		if (press->check == q && lesson->problems[q] == GIVEN_WELL)
			first = key->id;
	}
	return first;
}

static bool has_problems(const struct lesson *lesson)
{
	for (size_t q = 0; q < lesson->page->key_count; q++) {
		if (lesson->problems[q] != GIVEN_WELL)
			return true;
	}
	return false;
}

enum outcome leave_lesson(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	HELD_LIBRARY library = library_hold(w->courses);
	struct lesson lesson;
	TRY(find_lesson(rq, library, &lesson));
	TRY(load_lesson(rq, &lesson));
	size_t count = lesson.page->key_count;
	struct press press = press_of(rq, &lesson);
	struct lesson_change change = { .visit = visit_of(rq, &lesson),
		.answers = arena_take_many(rq->arena, count + 1, sizeof *change.answers),
		.drafts = arena_take_many(rq->arena, count + 1, sizeof *change.drafts) };
	struct text question = sort_form(rq, &lesson, &press, &change);
	TRY(store_change(w->store, save_lesson, &change));
	if (has_problems(&lesson)) {
		rs->status = outcome_status(BAD_FORM);
		TRY(load_lesson(rq, &lesson)); /* another answer may have been taken */
		return show_loaded(rq, rs, &lesson);
	}
	return go_where(rq, rs, &lesson, &press, question);
}
