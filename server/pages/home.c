/*
 * The front page (where to go on, own courses) and a course's own page (its modules and pages as a
 * task list).
 */
#include "inside.h"
#include "provider.h"

/* ---- the front page ------------------------------------------------------------------------- */

static void fill_course_row(struct request *rq, const struct course *course,
	const struct course_progress *p, struct course_row *row)
{
	const struct course_words *words =
		&course->words[course_language(course, text_language(rq))];
	enum page_state state = progress_state(p->whole);
	*row = (struct course_row){ .link = course_path(rq->arena, course->id),
		.lang = language_tag(words->language),
		.title = words->title,
		.summary = words->summary,
		.not_started = state == PAGE_NOT_STARTED,
		.started = state == PAGE_STARTED,
		.done = state == PAGE_DONE,
		.pages = (int64_t)p->whole.pages,
		.pages_done = (int64_t)p->whole.done,
		.minutes = course->minutes,
		.has_minutes = course->minutes > 0 };
}

/* Minutes of the module's pages that aren't done. */
static int64_t minutes_left(const struct course *course, const struct course_progress *p,
	size_t module, struct text language)
{
	const struct module *m = &course->modules[module];
	int64_t minutes = 0;
	for (size_t i = m->first_page; i < m->first_page + m->page_count; i++) {
		if (p->states[i] != PAGE_DONE)
			minutes += page_words_for(course, &course->pages[i], language)->minutes;
	}
	return minutes;
}

static void fill_continue(struct request *rq, const struct course *course,
	const struct course_progress *p, struct home_screen *s)
{
	struct text language = text_language(rq);
	const struct page *page = &course->pages[p->next];
	const struct page_words *words = page_words_for(course, page, language);
	struct progress module = module_progress(course, p, page->module);
	s->has_continue = true;
	s->fresh = p->last == course->page_count;
	s->continue_link = page_path(rq->arena, course->id, page->id);
	s->continue_lang = language_tag(words->language);
	s->continue_title = words->title;
	s->continue_course = course->words[course_language(course, language)].title;
	s->continue_done = (int64_t)module.done;
	s->continue_pages = (int64_t)module.pages;
	s->continue_minutes = minutes_left(course, p, page->module, language);
	s->continue_has_minutes = s->continue_minutes > 0;
	s->stones = module_stones(rq->arena, course, p, page->module);
	s->stones_count = module.pages;
}

/* The course to go on with: the one opened last that isn't all done, else the first such. */
static size_t choose_course(const struct library *library, const struct course_progress *progress)
{
	size_t best = library->course_count;
	for (size_t i = 0; i < library->course_count; i++) {
		if (progress[i].next == library->courses[i].page_count)
			continue;
		if (best == library->course_count || progress[i].last_at > progress[best].last_at)
			best = i;
	}
	return best;
}

/* The title of a page or course in the reader's language; of what was asked from elsewhere, or about
 * what is no more, that it is a question. */
static struct text place_words(struct request *rq, const struct library *library,
	struct text course_id, struct text page_id)
{
	const struct course *course = find_course(library, course_id);
	if (!course)
		return tell(rq, N_("Your question"));
	size_t page = find_page(course, page_id);
	struct text language = text_language(rq);
	struct text title = course->words[course_language(course, language)].title;
	if (page == course->page_count)
		return title;
	return page_words_for(course, &course->pages[page], language)->title;
}

struct help_row help_row_of(struct request *rq, const struct help *help)
{
	struct promise promise = promise_of(rq, help);
	return (struct help_row){ .link = arena_print(rq->arena, "/help/%lld", (long long)help->id),
		.answer_by = date_words(rq, promise.day),
		.answered = help->answered != 0,
		.late = !help->answered && promise.late,
		.asked = !help->answered && !promise.late,
		.owner = coach_called(rq, help->owner_name) };
}

/* How many questions wait for a coach. */
static enum outcome count_waiting(struct request *rq, struct db *db, struct home_screen *s)
{
	struct help *list;
	size_t count;
	s->lead = (rq->who.roles & ROLE_LEAD) != 0;
	s->coach = (rq->who.roles & ROLE_COACH) != 0;
	if (!s->coach)
		return DONE;
	TRY(load_waiting_help(db, rq->arena, rq->who.person, clock_now(), &list, &count));
	s->coach_waiting = (int64_t)count;
	struct waiting_claim *claims;
	TRY(list_waiting_claims(db, rq->arena, rq->who.person, clock_now(), &claims, &count));
	for (size_t i = 0; i < count; i++)
		s->coach_claims += claim_waits_for_staff(claims[i].state);
	return DONE;
}

/* What an admin would want to know before anything else. */
static enum outcome fill_admin(struct request *rq, struct db *db, struct home_screen *s)
{
	if (!s->admin)
		return DONE;
	TRY(count_access_feedback(db, &s->admin_waiting));
	TRY(count_alone(db, clock_now(), &s->admin_alone));
	return count_troubles(rq, db, &s->admin_troubles);
}

/* The newest ones: whoever asks more than this is answered all the same. */
#define HELP_ROWS_MOST 10

static enum outcome load_help_rows(
	struct request *rq, struct db *db, const struct library *library, struct home_screen *s)
{
	struct help *open;
	size_t count;
	TRY(load_open_help(db, rq->arena, rq->who.person, &open, &count));
	count = count < HELP_ROWS_MOST ? count : HELP_ROWS_MOST;
	struct help_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		rows[i] = help_row_of(rq, &open[i]);
		rows[i].where = place_words(rq, library, open[i].course, open[i].page);
	}
	s->help = rows;
	s->help_count = count;
	return DONE;
}

enum outcome show_home(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	const struct signed_in *me = me_of(rq);
	if (me->person.ui_language.size == 0 || me->session.device == DEVICE_UNASKED)
		return go_to_next_step(rq, rs, &me->person, me->session.device, false, TEXT("/"));
	bool no_way_back = !has_way_back(rq, &me->person);
	if (no_way_back) {
		struct text provider;
		TRY(provider_for(rq, &me->person, &provider));
		no_way_back = provider.size == 0;
	}
	HELD_LIBRARY library = library_hold(w->courses);
	struct home_screen s = { .no_courses = library->course_count == 0,
		.no_way_back = no_way_back,
		.author = (me->person.roles & (ROLE_AUTHOR | ROLE_ADMIN)) != 0,
		.author_problems = (int64_t)library->error_count,
		.admin = (me->person.roles & ROLE_ADMIN) != 0,
		.client = (me->person.roles & ROLE_CLIENT) != 0 };
	struct course_progress *progress =
		arena_take_many(rq->arena, library->course_count + 1, sizeof *progress);
	struct course_row *rows =
		arena_take_many(rq->arena, library->course_count + 1, sizeof *rows);
	{
		BORROWED loan = borrow(w);
		for (size_t i = 0; i < library->course_count; i++)
			TRY(load_progress(loan.db, rq->arena, rq->who.person, &library->courses[i],
				&progress[i]));
		TRY(load_help_rows(rq, loan.db, library, &s));
		if (s.client)
			TRY(load_claim_lines(rq, loan.db, library, &s.claims, &s.claims_count));
		TRY(count_waiting(rq, loan.db, &s));
		TRY(fill_admin(rq, loan.db, &s));
		TRY(load_last_day(rq, loan.db, &me->person, &s.last_day));
	}
	for (size_t i = 0; i < library->course_count; i++)
		fill_course_row(rq, &library->courses[i], &progress[i], &rows[i]);
	s.courses = rows;
	s.courses_count = library->course_count;
	size_t chosen = choose_course(library, progress);
	if (chosen < library->course_count)
		fill_continue(rq, &library->courses[chosen], &progress[chosen], &s);
	s.all_done = !s.has_continue && !s.no_courses;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Front page")));
	return show(rq, rs, SCREEN_HOME, &s);
}

/* ---- a course's page ------------------------------------------------------------------------ */

static void fill_module(struct request *rq, const struct course *course,
	const struct course_progress *p, size_t index, struct module_row *row)
{
	struct text language = text_language(rq);
	const struct module *module = &course->modules[index];
	const struct module_words *words = &module->words[course_language(course, language)];
	struct page_row *pages = arena_take_many(rq->arena, module->page_count + 1, sizeof *pages);
	for (size_t i = 0; i < module->page_count; i++) {
		const struct page *page = &course->pages[module->first_page + i];
		const struct page_words *page_words = page_words_for(course, page, language);
		enum page_state state = p->states[module->first_page + i];
		pages[i] = (struct page_row){ .link = page_path(rq->arena, course->id, page->id),
			.lang = language_tag(page_words->language),
			.title = page_words->title,
			.not_started = state == PAGE_NOT_STARTED,
			.started = state == PAGE_STARTED,
			.done = state == PAGE_DONE,
			.probe = page->probe,
			.more = page->probe || page_words->minutes > 0,
			.has_minutes = page_words->minutes > 0,
			.minutes = page_words->minutes };
	}
	*row = (struct module_row){ .lang = language_tag(words->language),
		.title = words->title,
		.intro_html = words->intro,
		.pages = pages,
		.pages_count = module->page_count };
}

/* A stone a page of the whole course; none where there are so many that they'd say nothing. */
#define STONES_MOST 24

static void fill_course_stones(
	struct request *rq, const struct course_progress *p, struct course_screen *s)
{
	if (p->whole.pages > STONES_MOST)
		return;
	struct stone *stones = arena_take_many(rq->arena, p->whole.pages + 1, sizeof *stones);
	for (size_t i = 0; i < p->whole.pages; i++)
		stones[i].done = p->states[i] == PAGE_DONE;
	s->stones = stones;
	s->stones_count = p->whole.pages;
}

static void fill_course_continue(struct request *rq, const struct course *course,
	const struct course_progress *p, struct course_screen *s)
{
	s->done = p->whole.pages > 0 && p->next == course->page_count;
	if (p->next == course->page_count)
		return;
	const struct page *page = &course->pages[p->next];
	s->has_continue = true;
	s->fresh = p->last == course->page_count;
	s->continue_link = page_path(rq->arena, course->id, page->id);
	s->continue_title = page_words_for(course, page, text_language(rq))->title;
}

enum outcome show_course(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	HELD_LIBRARY library = library_hold(w->courses);
	const struct course *course = find_course(library, rq->captures[0]);
	if (!course)
		return NOT_HERE;
	struct course_progress p;
	const struct unit_row *studied;
	size_t studied_count;
	{
		BORROWED loan = borrow(w);
		TRY(load_progress(loan.db, rq->arena, rq->who.person, course, &p));
		TRY(load_studied(rq, loan.db, library, course, &studied, &studied_count));
	}
	struct text wanted = text_language(rq);
	const struct course_words *words = &course->words[course_language(course, wanted)];
	struct course_screen s = { .lang = language_tag(words->language),
		.dir = text_of(language_direction(words->language)),
		.title = words->title,
		.summary = words->summary,
		.intro_html = words->intro,
		.pages = (int64_t)p.whole.pages,
		.pages_done = (int64_t)p.whole.done,
		.other_language = !text_is(words->language, wanted),
		.wanted_name = own_language_name(wanted),
		.shown_name = own_language_name(words->language),
		.modules_count = course->module_count,
		.studied = studied,
		.studied_count = studied_count };
	struct module_row *modules =
		arena_take_many(rq->arena, course->module_count + 1, sizeof *modules);
	for (size_t i = 0; i < course->module_count; i++)
		fill_module(rq, course, &p, i, &modules[i]);
	s.modules = modules;
	fill_course_stones(rq, &p, &s);
	fill_course_continue(rq, course, &p, &s);
	fill_frame(rq, rs, &s.frame, words->title);
	return show(rq, rs, SCREEN_COURSE, &s);
}

/* ---- its pictures and sounds ---------------------------------------------------------------- */

enum outcome send_media(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct course *course = find_course(library, rq->captures[0]);
	if (!course)
		return NOT_HERE;
	for (size_t i = 0; i < course->media_count; i++) {
		const struct media_file *file = &course->media[i];
		if (!text_is(file->name, rq->captures[1]))
			continue;
		rs->file = arena_copy(rq->arena, file->path);
		rs->type = arena_copy(rq->arena, file->type).at;
		rs->etag = arena_print(rq->arena, "\"%.*s\"", SHOWN(file->digest));
		rs->sandboxed = true;
		rs->shared = true;
		return DONE;
	}
	return NOT_HERE;
}
