/*
 * csv_write: tables for spreadsheets, in the form they came in. Pure.
 */
#include "words/inside.h"

#include <string.h>

bool csv_is_formula(struct text cell)
{
	size_t at = 0;

	while (at < cell.size) {
		uint32_t c = utf8_next(cell, &at);
		switch (c) {
		case '=':
		case '+':
		case '-':
		case '@':
		case 0xFF1D: /* the same, wide */
		case 0xFF0B:
		case 0xFF0D:
		case 0xFF20:
		case '\t':
		case '\r':
		case '\n':
			return true;
		default:
			if (c != CSV_GUARD && !is_blank((int32_t)c))
				return false;
		}
	}
	return false;
}

/* What any reader could take for the end of the cell, whichever separator it goes by, or for the line
 * that names the separator. */
static bool wants_quotes(struct text cell)
{
	for (size_t i = 0; i < cell.size; i++)
		if (cell.at[i] == '"' || cell.at[i] == '\n' || cell.at[i] == '\r' ||
			(cell.at[i] && strchr(CSV_SEPARATORS, cell.at[i])))
			return true;
	return text_is_chars(cell, "sep=");
}

static void add_cell(struct buffer *out, struct text cell)
{
	bool quoted = wants_quotes(cell);

	if (quoted)
		buffer_add_char(out, '"');
	if (csv_is_formula(cell))
		buffer_add_char(out, CSV_GUARD);
	for (size_t i = 0; i < cell.size; i++) {
		if (cell.at[i] == '"')
			buffer_add_char(out, '"');
		buffer_add_char(out, cell.at[i]);
	}
	if (quoted)
		buffer_add_char(out, '"');
}

struct text csv_write(struct arena *a, const struct csv *table)
{
	static const char *const line_ends[] = {
		[CSV_NO_LINE_END] = "\r\n",
		[CSV_CRLF] = "\r\n",
		[CSV_LF] = "\n",
		[CSV_CR] = "\r",
	};
	const char *line_end = line_ends[table->line_end];
	struct buffer out = buffer_in(a);

	if (table->names_separator)
		buffer_print(&out, "sep=%c%s", table->separator, line_end);
	for (size_t row = 0; row < table->row_count; row++) {
		for (size_t column = 0; column < table->columns; column++) {
			if (column > 0)
				buffer_add_char(&out, table->separator);
			add_cell(&out, csv_cell(table, row, column));
		}
		buffer_add_chars(&out, line_end);
	}
	return csv_encode(a, buffer_text(&out), table->coding);
}
