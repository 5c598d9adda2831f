/*
 * A person in a course: which pages are done, where to go on. Loads what the database knows and
 * lets learn/ judge.
 */
#include "inside.h"

/* Questions of this page that have an answer, whatever the answer was. */
static size_t count_answered(const struct page *page, const struct text *questions, size_t count)
{
	size_t answered = 0;
	for (size_t q = 0; q < page->key_count; q++) {
		for (size_t i = 0; i < count; i++) {
			if (text_is(questions[i], page->keys[q].id)) {
				answered++;
				break;
			}
		}
	}
	return answered;
}

enum outcome load_progress(struct db *db, struct arena *a, int64_t person,
	const struct course *course, struct course_progress *p)
{
	struct text *answered;
	struct visit *visits;
	size_t answered_count, visit_count;
	TRY(load_answered(db, a, person, course->id, &answered, &answered_count));
	TRY(load_visits(db, a, person, course->id, &visits, &visit_count));
	*p = (struct course_progress){ .last = course->page_count,
		.states = arena_take_many(a, course->page_count + 1, sizeof *p->states) };
	p->whole.pages = course->page_count;
	bool *opened = arena_take_many(a, course->page_count + 1, sizeof *opened);
	for (size_t v = 0; v < visit_count; v++) {
		size_t page = find_page(course, visits[v].page);
		if (page == course->page_count)
			continue;
		opened[page] = true;
		if (p->last == course->page_count || visits[v].last > p->last_at) {
			p->last = page;
			p->last_at = visits[v].last;
		}
	}
	for (size_t i = 0; i < course->page_count; i++) {
		const struct page *page = &course->pages[i];
		p->states[i] = page_state_of(
			opened[i], page->key_count, count_answered(page, answered, answered_count));
		p->whole.done += p->states[i] == PAGE_DONE;
		p->whole.started += p->states[i] == PAGE_STARTED;
	}
	p->next = continue_at(p->states, course->page_count, p->last);
	return DONE;
}

struct progress module_progress(
	const struct course *course, const struct course_progress *p, size_t module)
{
	const struct module *m = &course->modules[module];
	struct progress sum = { .pages = m->page_count };
	for (size_t i = m->first_page; i < m->first_page + m->page_count; i++) {
		sum.done += p->states[i] == PAGE_DONE;
		sum.started += p->states[i] == PAGE_STARTED;
	}
	return sum;
}

const struct stone *module_stones(struct arena *a, const struct course *course,
	const struct course_progress *p, size_t module)
{
	const struct module *m = &course->modules[module];
	struct stone *stones = arena_take_many(a, m->page_count + 1, sizeof *stones);
	for (size_t i = 0; i < m->page_count; i++)
		stones[i].done = p->states[m->first_page + i] == PAGE_DONE;
	return stones;
}
