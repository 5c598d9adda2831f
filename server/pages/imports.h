/*
 * imports: a table of people, read and made: for its pages, for the hour's tidying and for a command
 * beside a server. A part of inside.h that few need.
 */
#ifndef ASKEL_PAGES_IMPORTS_H
#define ASKEL_PAGES_IMPORTS_H

#include "inside.h"

/* ---- import_read.c: a table of people, as far as it is understood -------------------------------- */

#define CELL_END \
	'\x1f' /* between the cells of a row as it is kept; clean_words() drops it from cells */

struct plan_problem {
	size_t line, column; /* from 1; 0 where it is about no one place */
	const char *words;   /* msgid, with {a} */
	struct text a;
	bool left_out; /* of this row alone; else of the whole table, of which nothing is made then */
};
struct plan_row {
	struct import_row row; /* problem is empty: see `problems` */
	struct text coach_name;
	bool chooses; /* a language was named that the buttons don't have */
};
struct import_plan {
	struct csv table;
	struct plan_row *rows; /* all but the header */
	size_t row_count;
	size_t good; /* rows that would be made */
	struct plan_problem *problems;
	size_t problem_count, problem_room;
	bool codes;   /* some of them are personal identity codes */
	bool blocked; /* by what is wrong with the whole table */
};
/* Reads a table as a municipality's spreadsheet holds one: a column for the name (or first and last
 * name), perhaps one for the language and one for the coach, by name or number; others are let be.
 * `codes_pass`: what looks like personal identity codes is said to be something else. Nothing is
 * saved. */
enum outcome read_import(struct store *store, const struct conf *conf, struct arena *a,
	struct text bytes, bool codes_pass, struct import_plan *plan) MUST_USE;
/* What is the matter, in words; English where views is NULL. */
struct text plan_problem_words(const struct views *views, struct arena *a, size_t language,
	const struct plan_problem *problem);

/* ---- import_make.c: the same, made ----------------------------------------------------------- */

/* What making needs of a workshop, or of a command beside one. */
struct importer {
	struct store *store;
	const struct seal *seal;
	const struct views *views; /* NULL: words of problems stay English */
	size_t language;
	struct arena *arena;
	struct text origin;
	int64_t actor;
};
/* Keeps what was understood, rows with problems as left out; nothing is made yet. The same table once
 * more is the same import. */
enum outcome begin_import(
	const struct importer *im, const struct import_plan *plan, int64_t *id) MUST_USE;
/* Makes, or takes back, rows until `until` (of clock_ticks_us); each is a change of its own, so nobody
 * else waits for it and nothing is half made. BUSY where the disk or the queue is full: what is done is
 * done, and going on is safe. */
enum outcome go_on_with_import(const struct importer *im, int64_t id, int64_t until) MUST_USE;
enum outcome take_import_back(const struct importer *im, int64_t id, int64_t until) MUST_USE;
enum outcome close_import(const struct importer *im, int64_t id) MUST_USE;
/* The token of a row's card. It is nowhere kept: it follows from our key and the import's secret, so it
 * can be shown until the import is closed and never after. */
struct text import_token(const struct importer *im, const struct import *import, int64_t number,
	unsigned char kept[DIGEST_SIZE]);
/* "3-127": on the card, and beside the name on the list. */
struct text import_number(struct arena *a, int64_t import, int64_t number);
/* The table as it came, with a column each for number, link and what became of the row; a CSV file. */
enum outcome import_list(const struct importer *im, int64_t id, struct text *bytes) MUST_USE;

#endif
