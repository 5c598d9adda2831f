/*
 * problems: the catalogue of problems.h as a table, and one problem as a line a person reads. A
 * problem points at its message in the table, which is how its weight is found again.
 */
#include "course/inside.h"

#include <stdlib.h>
#include <string.h>

struct problem_row {
	enum problem_weight weight;
	const char *message, *hint;
};

static const struct problem_row rows[] = {
#define X(name, weight, message, hint) { weight, message, hint },
	PROBLEMS(X)
#undef X
};

struct problem problem_of(enum problem_kind kind, struct text a, struct text b)
{
	return (struct problem){ .warning = rows[kind].weight == WARNING,
		.message = rows[kind].message,
		.hint = rows[kind].hint,
		.a = a,
		.b = b };
}

enum problem_weight problem_weight_of(const struct problem *problem)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].message == problem->message)
			return rows[i].weight;
	return FAULT;
}

struct text whole_characters(struct text t, size_t most)
{
	size_t size = t.size < most ? t.size : most;

	while (size > 0 && size < t.size && ((unsigned char)t.at[size] & 0xC0) == 0x80)
		size--;
	return text_part(t, 0, size);
}

void add_problem(struct problem_list *list, const struct problem *problem)
{
	struct problem copy = *problem;

	copy.file = arena_copy(list->arena, problem->file);
	copy.course = arena_copy(list->arena, problem->course);
	/* Arguments are shown in a line: no more of them than helps. */
	copy.a = arena_copy(list->arena, whole_characters(problem->a, 120));
	copy.b = arena_copy(list->arena, whole_characters(problem->b, 200));
	GROW(list->arena, list->items, list->count, list->room);
	list->items[list->count++] = copy;
}

static int compare_problems(const void *a, const void *b)
{
	const struct problem *p = a, *q = b;
	int order = text_compare(p->file, q->file);

	if (!order)
		order = (p->line > q->line) - (p->line < q->line);
	if (!order)
		order = (p->column > q->column) - (p->column < q->column);
	if (!order)
		order = strcmp(p->message, q->message);
	return order ? order : text_compare(p->a, q->a);
}

void sort_problems(struct problem *problems, size_t count)
{
	if (count)
		qsort(problems, count, sizeof *problems, compare_problems);
}

/* {a} and {b} filled in; what was typed keeps to one line. */
static void add_filled(struct buffer *line, struct text words, const struct problem *p)
{
	for (size_t i = 0; i < words.size; i++) {
		struct text three = text_part(words, i, 3);
		struct text filled = text_is_chars(three, "{a}") ? p->a : p->b;
		if (!text_is_chars(three, "{a}") && !text_is_chars(three, "{b}")) {
			buffer_add_char(line, words.at[i]);
			continue;
		}
		for (size_t k = 0; k < filled.size; k++)
			buffer_add_char(line,
				(char)((unsigned char)filled.at[k] < ' ' ? ' ' : filled.at[k]));
		i += 2;
	}
}

struct text problem_line(struct arena *a, const struct problem *p,
	const struct course_settings *settings, struct text language)
{
	struct buffer line = buffer_in(a);
	struct text message = text_of(p->message), hint = text_of(p->hint);

	if (settings && settings->say) {
		message = settings->say(settings->say_context, language, p->message);
		hint = settings->say(settings->say_context, language, p->hint);
	}
	buffer_add(&line, p->file);
	buffer_print(&line, ":%d:%d: ", p->line ? p->line : 1, p->column ? p->column : 1);
	if (p->warning)
		buffer_add_chars(&line, "warning: ");
	add_filled(&line, message, p);
	buffer_add_chars(&line, " - ");
	add_filled(&line, hint, p);
	return buffer_text(&line);
}
