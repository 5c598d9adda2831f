/*
 * coverage: which criterion is taught, asked and shown where: a Markdown table a unit, so that it
 * reads well in a terminal and can be pasted into a report.
 */
#include "course/inside.h"

enum { TAUGHT, ASKED, SHOWN_BY, COLUMNS };

/* "safe-online/good-password, safe-online/more", each page once. */
struct cell {
	struct buffer words;
	struct text last;
};

static void add_place(struct cell *cell, struct text course, struct text page)
{
	if (text_is(cell->last, page))
		return;
	cell->last = page;
	buffer_print(&cell->words, "%s%.*s/%.*s", cell->words.size ? ", " : "", SHOWN(course),
		SHOWN(page));
}

static void look_at_page(struct cell *cells, const struct course *course, const struct page *page,
	struct text criterion)
{
	for (size_t i = 0; i < page->criterion_count; i++)
		if (text_is(page->criteria[i], criterion))
			add_place(&cells[TAUGHT], course->id, page->id);
	for (size_t i = 0; i < page->key_count; i++)
		if (text_is(page->keys[i].criterion, criterion))
			add_place(&cells[page->keys[i].kind == ASK_EVIDENCE ? SHOWN_BY : ASKED],
				course->id, page->id);
}

static void add_row(
	struct buffer *table, struct arena *a, const struct library *library, struct text criterion)
{
	struct cell cells[COLUMNS];

	for (int i = 0; i < COLUMNS; i++)
		cells[i] = (struct cell){ .words = buffer_in(a), .last = NO_TEXT };
	for (size_t c = 0; c < library->course_count; c++) {
		const struct course *course = &library->courses[c];
		for (int i = 0; i < COLUMNS; i++)
			cells[i].last = NO_TEXT;
		for (size_t p = 0; p < course->page_count; p++)
			look_at_page(cells, course, &course->pages[p], criterion);
	}
	buffer_print(table, "| %.*s |", SHOWN(criterion));
	for (int i = 0; i < COLUMNS; i++) {
		struct text words = buffer_text(&cells[i].words);
		buffer_print(table, " %.*s |", SHOWN(words.size ? words : TEXT("-")));
	}
	buffer_add_char(table, '\n');
}

struct text coverage_table(struct arena *a, const struct library *library)
{
	struct buffer table = buffer_in(a);

	for (size_t u = 0; u < library->unit_count; u++) {
		const struct unit *unit = &library->units[u];
		buffer_print(&table, "%s| %.*s | taught by | asked by | shown by |\n",
			u ? "\n" : "", SHOWN(unit->id));
		buffer_add_chars(&table, "| --- | --- | --- | --- |\n");
		for (size_t o = 0; o < unit->outcome_count; o++)
			for (size_t i = 0; i < unit->outcomes[o].criterion_count; i++)
				add_row(&table, a, library, unit->outcomes[o].criteria[i].id);
	}
	return buffer_text(&table);
}
