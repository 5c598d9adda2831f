/*
 * An import, made: kept first, then made row by row, told, taken back or closed. Going on after a
 * pause is always safe, for a row that was made says so itself.
 */
#include "imports.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define CARD_DAYS 30
#define ROWS_AT_ONCE 200 /* read at a time */
#define ROWS_A_CHANGE 4  /* made at a time: well under the millisecond that a change may take */

static struct text words_for(const struct importer *im, const char *msgid)
{
	return im->views ? say(im->views, im->language, msgid) : text_of(msgid);
}

/* ---- keeping -------------------------------------------------------------------------------- */

struct begin_change {
	struct import import;
	const struct import_row *rows;
	size_t count;
};

static enum outcome begin(struct db *db, void *value)
{
	struct begin_change *c = value;
	return add_import(db, &c->import);
}

static enum outcome keep_rows(struct db *db, void *value)
{
	const struct begin_change *c = value;
	return add_import_rows(db, c->import.id, c->rows, c->count);
}

static struct text header_of(const struct importer *im, const struct csv *table)
{
	struct buffer b = buffer_in(im->arena);
	for (size_t c = 0; c < table->rows[0].count; c++) {
		struct text clean = NO_TEXT;
		if (c > 0)
			buffer_add_char(&b, CELL_END);
		if (clean_words(im->arena, csv_cell(table, 0, c), &clean))
			buffer_add(&b, clean);
	}
	return buffer_text(&b);
}

/* One table, whatever its line ends and coding; nobody can try out tables against it. */
static void digest_plan(const struct importer *im, const struct import_plan *plan,
	unsigned char digest[DIGEST_SIZE])
{
	struct text *parts = arena_take_many(im->arena, plan->row_count + 1, sizeof *parts);
	parts[0] = header_of(im, &plan->table);
	for (size_t i = 0; i < plan->row_count; i++)
		parts[i + 1] = plan->rows[i].row.cells;
	keyed_digest(im->seal, "table of people", parts, plan->row_count + 1, digest);
}

/* The rows as they are kept, with the words of their first problem each. Problems stand in the order
 * of lines. */
static struct import_row *rows_of(const struct importer *im, const struct import_plan *plan)
{
	struct import_row *rows = arena_take_many(im->arena, plan->row_count + 1, sizeof *rows);
	size_t p = 0;
	for (size_t i = 0; i < plan->row_count; i++) {
		rows[i] = plan->rows[i].row;
		if (rows[i].state != IMPORT_LEFT_OUT)
			continue;
		while (p < plan->problem_count && (int64_t)plan->problems[p].line < rows[i].line)
			p++;
		if (p < plan->problem_count)
			rows[i].problem = plan_problem_words(
				im->views, im->arena, im->language, &plan->problems[p]);
	}
	return rows;
}

enum outcome begin_import(const struct importer *im, const struct import_plan *plan, int64_t *id)
{
	const struct csv *table = &plan->table;
	struct begin_change change = { .import = { .actor = im->actor,
					       .made = clock_now(),
					       .total = (int64_t)plan->row_count,
					       .coding = (int)table->coding,
					       .line_end = (int)table->line_end,
					       .separator = { &table->separator, 1 },
					       .header = header_of(im, table) } };
	const struct import_row *rows = rows_of(im, plan);
	digest_plan(im, plan, change.import.digest);
	random_fill(change.import.secret, sizeof change.import.secret);
	TRY(store_change(im->store, begin, &change));
	*id = change.import.id;
	for (size_t i = 0; i < plan->row_count; i += IMPORT_ROWS_AT_ONCE) {
		size_t left = plan->row_count - i;
		change.rows = rows + i;
		change.count = left < IMPORT_ROWS_AT_ONCE ? left : IMPORT_ROWS_AT_ONCE;
		TRY(store_change(im->store, keep_rows, &change));
	}
	return DONE;
}

/* ---- making and taking back ----------------------------------------------------------------- */

struct text import_token(const struct importer *im, const struct import *import, int64_t number,
	unsigned char kept[DIGEST_SIZE])
{
	unsigned char token[TOKEN_SIZE];
	struct text parts[] = { bytes_text(import->secret, sizeof import->secret),
		bytes_text(&import->id, sizeof import->id), bytes_text(&number, sizeof number) };
	_Static_assert(sizeof token == DIGEST_SIZE, "a digest is as good as a token");
	keyed_digest(im->seal, "card of an import", parts, COUNT_OF(parts), token);
	struct text chars = base64url_text(im->arena, bytes_text(token, sizeof token));
	token_kept(chars, kept);
	return chars;
}

struct row_change {
	const struct importer *im;
	const struct import *import;
	const struct import_row *rows;
	size_t count;
	int64_t now;
	unsigned char kept[ROWS_A_CHANGE][DIGEST_SIZE]; /* of the rows' tokens */
	struct text problem;
	bool gone;
};

static enum outcome make_rows(struct db *db, void *value)
{
	const struct row_change *c = value;
	for (size_t i = 0; i < c->count; i++)
		TRY(make_import_row(db, c->import, &c->rows[i], c->kept[i], c->now,
			c->now + (int64_t)CARD_DAYS * DAY));
	return DONE;
}

static enum outcome leave_row_out(struct db *db, void *value)
{
	const struct row_change *c = value;
	return leave_out_import_row(db, c->import->id, c->rows[0].number, c->problem);
}

/* Who came in meanwhile stays. */
static enum outcome take_rows_back(struct db *db, void *value)
{
	const struct row_change *c = value;
	for (size_t i = 0; i < c->count; i++) {
		enum outcome o =
			take_back_import_row(db, c->import->id, &c->rows[i], c->im->actor, c->now);
		if (o != OVERTAKEN)
			TRY(o);
	}
	return DONE;
}

static enum outcome make_or_leave_out(const struct importer *im, struct row_change *c)
{
	const struct row_change all = *c;
	for (size_t i = 0; i < c->count; i++)
		import_token(im, c->import, c->rows[i].number, c->kept[i]);
	enum outcome o = store_change(im->store, make_rows, c);
	if (o != NOT_HERE)
		return o;
	if (c->count == 1) {
		const char *left = N_("The coach has left meanwhile. Choose another.");
		c->problem = words_for(im, left);
		return store_change(im->store, leave_row_out, c);
	}
	/* one of them can't be made, and so none was: each by itself */
	c->count = 1;
	for (size_t i = 0; i < all.count; i++) {
		c->rows = all.rows + i;
		TRY(make_or_leave_out(im, c));
	}
	return DONE;
}

static enum outcome take_back(const struct importer *im, struct row_change *c)
{
	return store_change(im->store, take_rows_back, c);
}

/* All rows of a state from the first on, a few a change. */
static enum outcome each_row(const struct importer *im, int64_t id, enum import_state state,
	int64_t until, enum outcome (*run)(const struct importer *im, struct row_change *c))
{
	OWN_ARENA a = arena_open();
	struct importer own = *im;
	struct import import;
	struct row_change change = { .im = im, .import = &import, .now = clock_now() };
	int64_t after = 0;
	own.arena = a;
	for (;;) {
		struct import_row *rows;
		size_t count;
		arena_reset(a);
		{
			BORROWED loan = { im->store, reader_borrow(im->store) };
			TRY(load_import(loan.db, a, id, &import));
			TRY(list_import_rows(
				loan.db, a, id, state, after, ROWS_AT_ONCE, &rows, &count));
		}
		if (count == 0)
			return DONE;
		for (size_t i = 0; i < count; i += ROWS_A_CHANGE) {
			if (clock_ticks_us() > until)
				return DONE;
			change.rows = rows + i;
			change.count = count - i < ROWS_A_CHANGE ? count - i : ROWS_A_CHANGE;
			TRY(run(&own, &change));
		}
		after = rows[count - 1].number;
	}
}

enum outcome go_on_with_import(const struct importer *im, int64_t id, int64_t until)
{
	return each_row(im, id, IMPORT_WAITING, until, make_or_leave_out);
}

enum outcome take_import_back(const struct importer *im, int64_t id, int64_t until)
{
	TRY(each_row(im, id, IMPORT_WAITING, until, take_back));
	return each_row(im, id, IMPORT_MADE, until, take_back);
}

static enum outcome drop_part(struct db *db, void *value)
{
	struct row_change *c = value;
	return drop_import(db, c->import->id, c->im->actor, c->now, &c->gone);
}

enum outcome close_import(const struct importer *im, int64_t id)
{
	struct import import = { .id = id };
	struct row_change change = { .im = im, .import = &import, .now = clock_now() };
	{
		BORROWED loan = { im->store, reader_borrow(im->store) };
		TRY(load_import(loan.db, im->arena, id, &import));
	}
	/* another window may have dropped the last of it: then as many parts as there could be */
	for (int64_t part = 0; !change.gone && part <= import.total; part++)
		TRY(store_change(im->store, drop_part, &change));
	return DONE;
}

/* ---- the list back -------------------------------------------------------------------------- */

struct text import_number(struct arena *a, int64_t import, int64_t number)
{
	return arena_print(a, "%lld-%lld", (long long)import, (long long)number);
}

static const char *became(enum import_state state)
{
	switch (state) {
	case IMPORT_WAITING:
		return N_("Not made yet");
	case IMPORT_MADE:
		return N_("Made");
	case IMPORT_TAKEN_BACK:
		return N_("Taken back");
	case IMPORT_LEFT_OUT:
	case IMPORT_STATE_COUNT:
		break;
	}
	return N_("Left out");
}

#define ADDED 3 /* columns */

/* `width` cells as they came, then the added ones. */
static void fill_list_row(const struct importer *im, struct csv_row *row, struct text cells,
	size_t width, const struct text added[ADDED])
{
	size_t c = 0;
	struct text rest = cells;
	row->count = width + ADDED;
	row->cells = arena_take_many(im->arena, row->count, sizeof *row->cells);
	for (; c < width; c++)
		row->cells[c] = rest.at ? text_cut(&rest, CELL_END) : NO_TEXT;
	for (size_t i = 0; i < ADDED; i++)
		row->cells[c++] = added[i];
}

static void fill_list(const struct importer *im, const struct import *import,
	const struct import_row *rows, size_t count, size_t width, struct csv *table)
{
	unsigned char kept[DIGEST_SIZE];
	const struct text names[ADDED] = { words_for(im, N_("Number")), words_for(im, N_("Link")),
		words_for(im, N_("What became of it")) };
	table->rows = arena_take_many(im->arena, count + 1, sizeof *table->rows);
	table->row_count = count + 1;
	fill_list_row(im, &table->rows[0], import->header, width, names);
	for (size_t i = 0; i < count; i++) {
		const struct import_row *row = &rows[i];
		bool made = row->state == IMPORT_MADE;
		struct text state = words_for(im, became(row->state));
		const struct text added[ADDED] = {
			made ? import_number(im->arena, import->id, row->number) : NO_TEXT,
			made ? arena_print(im->arena, "%.*s/in/%.*s", SHOWN(im->origin),
				       SHOWN(import_token(im, import, row->number, kept)))
			     : NO_TEXT,
			row->problem.size > 0 ? arena_print(im->arena, "%.*s: %.*s", SHOWN(state),
							SHOWN(row->problem))
					      : state
		};
		fill_list_row(im, &table->rows[i + 1], row->cells, width, added);
	}
}

static size_t cells_in(struct text cells)
{
	size_t count = 1;
	for (size_t i = 0; i < cells.size; i++)
		count += cells.at[i] == CELL_END;
	return count;
}

enum outcome import_list(const struct importer *im, int64_t id, struct text *bytes)
{
	struct import import;
	struct import_row *rows;
	size_t count;
	{
		BORROWED loan = { im->store, reader_borrow(im->store) };
		TRY(load_import(loan.db, im->arena, id, &import));
		TRY(list_import_rows(loan.db, im->arena, id, IMPORT_STATE_COUNT, 0, CSV_ROWS_MOST,
			&rows, &count));
	}
	size_t width = cells_in(import.header);
	struct csv table = { .coding = (enum csv_coding)import.coding,
		.line_end = (enum csv_line_end)import.line_end,
		.separator = import.separator.size > 0 ? import.separator.at[0] : ';',
		.columns = width + ADDED };
	/* cells of a row may go on where the headings have ended */
	for (size_t i = 0; i < count; i++)
		width = cells_in(rows[i].cells) > width ? cells_in(rows[i].cells) : width;
	fill_list(im, &import, rows, count, width, &table);
	table.columns = width + ADDED;
	*bytes = csv_write(im->arena, &table);
	return DONE;
}

/* ---- all at once, for a command ------------------------------------------------------------- */

static struct text problem_lines(struct arena *a, const struct import_plan *plan)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < plan->problem_count; i++) {
		const struct plan_problem *problem = &plan->problems[i];
		struct text words = plan_problem_words(NULL, a, 0, problem);
		if (problem->line > 0)
			buffer_print(&b, "line %zu", problem->line);
		if (problem->column > 0)
			buffer_print(&b, ", column %zu", problem->column);
		buffer_print(&b, "%s%.*s\n", problem->line > 0 ? ": " : "", SHOWN(words));
	}
	return buffer_text(&b);
}

enum outcome import_people(struct store *store, const struct seal *seal, const struct conf *conf,
	struct arena *a, struct text bytes, bool codes_pass, bool make, struct import_told *told,
	struct text *list)
{
	struct importer im = { .store = store, .seal = seal, .arena = a, .origin = conf->origin };
	struct import_plan plan;
	int64_t id;
	*list = NO_TEXT;
	TRY(read_import(store, conf, a, bytes, codes_pass, &plan));
	*told = (struct import_told){ .lines = problem_lines(a, &plan),
		.rows = plan.row_count,
		.left_out = plan.row_count - plan.good };
	if (plan.blocked || plan.good == 0)
		return BAD_FORM;
	if (!make)
		return DONE;
	TRY(begin_import(&im, &plan, &id));
	TRY(go_on_with_import(&im, id, INT64_MAX));
	told->made = plan.good;
	TRY(import_list(&im, id, list));
	return close_import(&im, id);
}
