/*
 * csv: tables as spreadsheets save them (RFC 4180 and what people's programs make of it), read into
 * rows of cells. All cells lie in one decoded copy of the file, unquoted where they stand. Pure,
 * and bounded by the sizes in words.h.
 */
#include "words/inside.h"

#include <string.h>

/* What the reader knows where it is. */
struct reader {
	struct arena *arena;
	struct csv *table;
	char *at, *end; /* *end is NUL */
	size_t line;
	bool stop; /* a bound was met */
};

/* ---- problems ------------------------------------------------------------------------------------ */

static void add_problem(struct csv *table, enum csv_problem_kind kind, size_t line, size_t column)
{
	if (table->problem_count < CSV_PROBLEMS_MOST)
		table->problems[table->problem_count++] =
			(struct csv_problem){ kind, line, column };
}

/* ---- reading ------------------------------------------------------------------------------------- */

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Excel reads and writes a first line that names the separator: sep=; */
static void read_separator_line(struct reader *r)
{
	if (r->end - r->at < 5 || memcmp(r->at, "sep=", 4) != 0 ||
		!strchr(CSV_SEPARATORS, r->at[4]) || (r->end - r->at > 5 && !is_line_end(r->at[5])))
		return;
	r->table->separator = r->at[4];
	r->table->names_separator = true;
	r->at += 5;
	if (r->at < r->end) {
		r->at += r->at[0] == '\r' && r->at[1] == '\n' ? 2 : 1;
		r->line++;
	}
}

/* The separator that stands most often outside quotes in the first line with anything on it; where
 * none does, a semicolon. */
static char separator_of(const char *at, const char *end)
{
	size_t counts[sizeof CSV_SEPARATORS - 1] = { 0 }, best = 0;
	bool quoted = false, begun = false;

	for (; at < end && (quoted || !begun || !is_line_end(*at)); at++) {
		const char *separator = *at ? strchr(CSV_SEPARATORS, *at) : NULL;
		begun |= !is_line_end(*at);
		if (*at == '"')
			quoted = !quoted;
		else if (separator && !quoted)
			counts[separator - CSV_SEPARATORS]++;
	}
	for (size_t i = 1; i < COUNT_OF(counts); i++)
		if (counts[i] > counts[best])
			best = i;
	return CSV_SEPARATORS[best];
}

static void note_line_end(struct reader *r, enum csv_line_end line_end)
{
	if (r->table->line_end == CSV_NO_LINE_END)
		r->table->line_end = line_end;
}

/* Past a line end, if one stands here. */
static bool take_line_end(struct reader *r)
{
	if (r->at == r->end || !is_line_end(*r->at))
		return false;
	if (*r->at == '\n') {
		note_line_end(r, CSV_LF);
	} else if (r->at[1] == '\n') {
		note_line_end(r, CSV_CRLF);
		r->at++;
	} else {
		note_line_end(r, CSV_CR);
	}
	r->at++;
	r->line++;
	return true;
}

static bool ends_cell(const struct reader *r)
{
	return r->at == r->end || *r->at == r->table->separator || is_line_end(*r->at);
}

/* After an opening quote, up to behind the closing one; what was in it begins at `out`. A doubled quote
 * is one. Where the quote is never closed, the whole rest is in it. */
static char *take_quoted(struct reader *r, char *out, size_t column)
{
	size_t opened = r->line;

	while (r->at < r->end) {
		if (*r->at == '"') {
			if (r->at[1] != '"') {
				r->at++;
				return out;
			}
			r->at++;
		} else if (*r->at == '\n' || (*r->at == '\r' && r->at[1] != '\n')) {
			r->line++;
		}
		*out++ = *r->at++;
	}
	add_problem(r->table, CSV_OPEN_QUOTE, opened, column);
	return out;
}

/* The guard of csv_write goes. */
static struct text without_guard(struct text cell)
{
	return cell.size > 0 && cell.at[0] == CSV_GUARD && csv_is_formula(cell)
		? text_part(cell, 1, cell.size)
		: cell;
}

/* One cell up to its separator or line end, which stays. A quote that neither opens a cell nor closes
 * it is told and kept as it stands. */
static struct text take_cell(struct reader *r, size_t column)
{
	char *from = r->at, *out;
	bool told = false;

	while (r->at < r->end && *r->at == ' ')
		r->at++;
	if (r->at < r->end && *r->at == '"') {
		r->at++;
		out = take_quoted(r, from, column);
		while (r->at < r->end && *r->at == ' ')
			r->at++;
		if (!ends_cell(r)) {
			add_problem(r->table, CSV_STRAY_QUOTE, r->line, column);
			told = true;
		}
	} else {
		out = r->at;
	}
	while (!ends_cell(r)) {
		if (*r->at == '"' && !told) {
			add_problem(r->table, CSV_STRAY_QUOTE, r->line, column);
			told = true;
		}
		*out++ = *r->at++;
	}
	return (struct text){ from, (size_t)(out - from) };
}

/* The cells of one row, without the empty ones at its end; the line end stays. */
static size_t take_cells(struct reader *r, struct text cells[CSV_COLUMNS_MOST])
{
	size_t count = 0, column = 0;
	bool wide = false;

	for (;;) {
		struct text cell = take_cell(r, column + 1);
		if (column < CSV_COLUMNS_MOST)
			cells[column] = cell;
		column++;
		if (cell.size > 0 && column <= CSV_COLUMNS_MOST)
			count = column;
		if (cell.size > 0 && column > CSV_COLUMNS_MOST && !wide) {
			add_problem(r->table, CSV_TOO_WIDE, r->line, column);
			wide = true;
		}
		if (r->at == r->end || is_line_end(*r->at))
			return count;
		r->at++;
	}
}

/* A row that has something in it. The first is the header; what stands to the right of it has lost its
 * place, mostly by a separator inside a cell without quotes. */
static void add_row(struct reader *r, size_t line, const struct text *cells, size_t count)
{
	struct csv *table = r->table;
	struct text *kept;

	if (count == 0)
		return;
	if (table->row_count == CSV_ROWS_MOST) {
		add_problem(table, CSV_TOO_MANY_ROWS, line, 1);
		r->stop = true;
		return;
	}
	if (table->row_count > 0 && count > table->rows[0].count)
		add_problem(table, CSV_BEYOND_HEADER, line, table->rows[0].count + 1);
	kept = arena_take_many(r->arena, count, sizeof *kept);
	for (size_t i = 0; i < count; i++)
		kept[i] = cells[i];
	GROW(r->arena, table->rows, table->row_count, table->row_room);
	table->rows[table->row_count++] = (struct csv_row){ line, kept, count };
	if (count > table->columns)
		table->columns = count;
}

/* Cells end in NUL, as all texts of ours, once what stood behind them has been read. */
static void finish_cells(struct csv *table)
{
	for (size_t i = 0; i < table->row_count; i++)
		for (size_t j = 0; j < table->rows[i].count; j++) {
			struct text *cell = &table->rows[i].cells[j];
			((char *)cell->at)[cell->size] = '\0';
			*cell = without_guard(*cell);
		}
}

static void read_rows(struct reader *r)
{
	struct text *cells = arena_take_many(r->arena, CSV_COLUMNS_MOST, sizeof *cells);

	while (r->at < r->end && !r->stop) {
		size_t line = r->line, count = take_cells(r, cells);
		add_row(r, line, cells, count);
		if (!take_line_end(r))
			break;
	}
	finish_cells(r->table);
}

/* The first character that is none: U+FFFD stands for it. */
static void check_coding(struct csv *table, struct text words)
{
	struct text lines = words, damage = TEXT("\xEF\xBF\xBD");
	size_t at = text_find(words, damage), line = 1;

	if (at == words.size)
		return;
	for (size_t i = 0; i < at; i++)
		line += lines.at[i] == '\n' || (lines.at[i] == '\r' && lines.at[i + 1] != '\n');
	add_problem(table, CSV_CODING, line, 0);
}

/* What is no table at all: nothing, too much, or a workbook (ZIP or the older OLE files) and other
 * files of bytes that are no words. */
static bool is_no_table(struct csv *table, struct text bytes)
{
	bool is_utf16 = text_starts(bytes, TEXT("\xFF\xFE"));

	if (bytes.size > CSV_BYTES_MOST)
		add_problem(table, CSV_TOO_LARGE, 0, 0);
	else if (text_starts(bytes, TEXT("PK\3\4")) || text_starts(bytes, TEXT("\xD0\xCF\x11\xE0")))
		add_problem(table, CSV_WORKBOOK, 0, 0);
	else if (!is_utf16 && text_find_char(bytes, '\0') < bytes.size)
		add_problem(table, CSV_NO_WORDS, 0, 0);
	return table->problem_count > 0;
}

bool csv_read(struct arena *a, struct text bytes, struct csv *table)
{
	struct reader r = { .arena = a, .table = table, .line = 1 };
	struct buffer words;

	*table = (struct csv){ .separator = ';' };
	if (is_no_table(table, bytes))
		return false;
	words = csv_decode(a, bytes, &table->coding);
	buffer_text(&words);
	if (memchr(words.at, '\0', words.size)) {
		add_problem(table, CSV_NO_WORDS, 0, 0);
		return false;
	}
	check_coding(table, (struct text){ words.at, words.size });
	r.at = words.at;
	r.end = words.at + words.size;
	table->separator = separator_of(r.at, r.end);
	read_separator_line(&r);
	read_rows(&r);
	if (table->row_count == 0)
		add_problem(table, CSV_NOTHING, 0, 0);
	return table->problem_count == 0;
}

struct text csv_cell(const struct csv *table, size_t row, size_t column)
{
	return row < table->row_count && column < table->rows[row].count
		? table->rows[row].cells[column]
		: NO_TEXT;
}
