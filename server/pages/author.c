/*
 * The state of the courses, for authors and admins: what the check found in the folder, in plain
 * words, and what readers are shown meanwhile.
 */
#include "inside.h"

/* A sentence of the check in the language of the buttons, with its arguments put in. */
static struct text problem_words(struct request *rq, const char *msgid, const struct problem *p)
{
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), msgid, p->a, p->b);
}

static void fill_problem(struct request *rq, const struct problem *p, struct problem_row *row)
{
	row->place = p->line > 0
		? arena_print(rq->arena, "%.*s:%d:%d", SHOWN(p->file), p->line, p->column)
		: p->file;
	row->words = problem_words(rq, p->message, p);
	row->hint = p->hint && p->hint[0] ? problem_words(rq, p->hint, p) : NO_TEXT;
	row->warning = p->warning;
}

/* Problems stand sorted by file, so those of one course stand together. */
static size_t fill_group(struct request *rq, const struct library *library, size_t first,
	struct problem_group *group)
{
	const struct problem *problems = library->problems;
	size_t end = first;
	group->course = problems[first].course;
	while (end < library->problem_count && text_is(problems[end].course, group->course))
		end++;
	struct problem_row *rows = arena_take_many(rq->arena, end - first, sizeof *rows);
	for (size_t i = first; i < end; i++) {
		fill_problem(rq, &problems[i], &rows[i - first]);
		group->errors += !problems[i].warning;
		group->warnings += problems[i].warning;
	}
	group->rows = rows;
	group->rows_count = end - first;
	const struct course *course = find_course(library, group->course);
	group->old_form = course && course->old_form;
	group->absent = !course && !text_is_chars(group->course, "units");
	return end;
}

enum outcome show_author(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	HELD_LIBRARY library = library_hold(w->courses);
	struct author_screen s = { .courses = (int64_t)library->course_count,
		.folder = text_of(w->courses_folder) };
	for (size_t i = 0; i < library->course_count; i++)
		s.pages += (int64_t)library->courses[i].page_count;
	struct problem_group *groups =
		arena_take_many(rq->arena, library->problem_count + 1, sizeof *groups);
	for (size_t i = 0; i < library->problem_count; s.groups_count++)
		i = fill_group(rq, library, i, &groups[s.groups_count]);
	s.groups = groups;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("State of the courses")));
	return show(rq, rs, SCREEN_AUTHOR, &s);
}
