/*
 * A person as their coach sees them: pages done, questions that wait, and in which week they were
 * here last. Never a time of day, a try, a wrong answer or a word that wasn't shared. The person
 * sees the very same page.
 */
#include "inside.h"

enum outcome load_sum(struct db *db, struct arena *a, int64_t person, const struct library *library,
	struct progress *sum)
{
	*sum = (struct progress){ 0 };
	for (size_t i = 0; i < library->course_count; i++) {
		struct course_progress p;
		TRY(load_progress(db, a, person, &library->courses[i], &p));
		sum->pages += p.whole.pages;
		sum->done += p.whole.done;
		sum->started += p.whole.started;
	}
	return DONE;
}

struct waiting_row waiting_row_of(
	struct request *rq, const struct library *library, const struct help *help)
{
	struct promise promise = promise_of(rq, help);
	struct help_place place = find_place(rq, library, help->course, help->page);
	struct waiting_row row = { .name = person_called(rq, help->person_name, help->person),
		.asked = date_words(rq, clock_day_of(help->asked)),
		.answer_by = date_words(rq, promise.day),
		.late = promise.late,
		.own = help->owner != 0 && help->owner == rq->who.person,
		.owner = help->owner == 0           ? NO_TEXT
			: help->owner_name.size > 0 ? help->owner_name
						    : tell(rq, N_("Another coach")) };
	row.where = place_title(rq, &place, &row.where_lang);
	return row;
}

static bool has_begun(enum page_state state)
{
	return state != PAGE_NOT_STARTED;
}

static void fill_pages(struct request *rq, const struct course *course,
	const struct course_progress *p, struct client_course *row)
{
	struct page_row *pages = arena_take_many(rq->arena, course->page_count + 1, sizeof *pages);
	for (size_t i = 0; i < course->page_count; i++) {
		if (!has_begun(p->states[i]))
			continue;
		const struct page_words *words =
			page_words_for(course, &course->pages[i], text_language(rq));
		pages[row->rows_count++] = (struct page_row){
			.link = page_path(rq->arena, course->id, course->pages[i].id),
			.lang = language_tag(words->language),
			.title = words->title,
			.started = p->states[i] == PAGE_STARTED,
			.done = p->states[i] == PAGE_DONE
		};
	}
	row->rows = pages;
}

static enum outcome fill_courses(struct request *rq, struct db *db, int64_t person,
	const struct library *library, struct client_screen *s, int64_t *last)
{
	struct client_course *rows =
		arena_take_many(rq->arena, library->course_count + 1, sizeof *rows);
	for (size_t i = 0; i < library->course_count; i++) {
		const struct course *course = &library->courses[i];
		const struct course_words *words =
			&course->words[course_language(course, text_language(rq))];
		struct course_progress p;
		TRY(load_progress(db, rq->arena, person, course, &p));
		enum page_state state = progress_state(p.whole);
		rows[i] = (struct client_course){ .title = words->title,
			.lang = language_tag(words->language),
			.pages = (int64_t)p.whole.pages,
			.pages_done = (int64_t)p.whole.done,
			.not_started = state == PAGE_NOT_STARTED,
			.started = state == PAGE_STARTED,
			.done = state == PAGE_DONE };
		fill_pages(rq, course, &p, &rows[i]);
		*last = p.last_at > *last ? p.last_at : *last;
	}
	s->courses = rows;
	s->courses_count = library->course_count;
	return DONE;
}

static void fill_waiting(struct request *rq, const struct library *library, int64_t person,
	const struct help *list, size_t count, struct client_screen *s)
{
	struct waiting_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		if (list[i].answered)
			continue;
		struct waiting_row *row = &rows[s->waiting_count++];
		*row = waiting_row_of(rq, library, &list[i]);
		row->link = s->own_view
			? arena_print(rq->arena, "/help/%lld", (long long)list[i].id)
			: arena_print(rq->arena, "/clients/%lld/help/%lld", (long long)person,
				  (long long)list[i].id);
	}
	s->waiting = rows;
}

enum outcome fill_client(
	struct request *rq, int64_t person, const struct library *library, struct client_screen *s)
{
	struct help *help;
	size_t help_count;
	int64_t last = 0, signed_in;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(fill_courses(rq, loan.db, person, library, s, &last));
		TRY(load_open_help(loan.db, rq->arena, person, &help, &help_count));
		TRY(load_last_seen(loan.db, person, &signed_in));
	}
	last = signed_in > last ? signed_in : last;
	enum visit_age age = visit_age_of(last ? clock_day_of(last) : 0, clock_day_of(clock_now()));
	s->never = age == VISIT_NEVER;
	s->this_week = age == VISIT_THIS_WEEK;
	s->last_week = age == VISIT_LAST_WEEK;
	s->earlier = age == VISIT_EARLIER;
	fill_waiting(rq, library, person, help, help_count, s);
	return DONE;
}

enum outcome show_client(struct request *rq, struct response *rs)
{
	const struct about *about = about_of(rq);
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct client_screen s = { .name = person_called(
					   rq, about->relation.client_name, about->client),
		.way_in = arena_print(rq->arena, "/clients/%lld/card", (long long)about->client),
		.together_link = about->relation.scope & SCOPE_CLAIMS
			? together_link(rq, about->client)
			: NO_TEXT,
		.hand_link = about->relation.substitute
			? NO_TEXT
			: arena_print(
				  rq->arena, "/clients/%lld/hand-over", (long long)about->client),
		.substitute = about->relation.substitute };
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_handed_to_me(rq, loan.db, about->client, &s.handed));
	}
	TRY(fill_client(rq, about->client, library, &s));
	fill_frame(rq, rs, &s.frame, s.name);
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_CLIENT, &s);
}

enum outcome show_seen_as(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct client_screen s = { .own_view = true, .name = me_of(rq)->person.name };
	TRY(fill_client(rq, rq->who.person, library, &s));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("How your coach sees you")));
	return show(rq, rs, SCREEN_CLIENT, &s);
}
