/* A table as a spreadsheet saved it (CSV): its cells, its problems, and written again the same. */
#include "fuzz.h"
#include "words/words.h"

static bool has(const struct csv *table, enum csv_problem_kind kind)
{
	for (size_t i = 0; i < table->problem_count; i++)
		if (table->problems[i].kind == kind)
			return true;
	return false;
}

static void check_cells(const struct csv *table)
{
	HOLDS(table->row_count <= CSV_ROWS_MOST && table->columns <= CSV_COLUMNS_MOST);
	HOLDS(table->problem_count <= CSV_PROBLEMS_MOST);
	for (size_t r = 0; r < table->row_count; r++) {
		const struct csv_row *row = &table->rows[r];
		HOLDS(row->count <= table->columns && row->line >= 1);
		HOLDS(r == 0 || row->line > table->rows[r - 1].line);
		for (size_t c = 0; c < row->count; c++)
			HOLDS(utf8_valid(csv_cell(table, r, c)));
		HOLDS(csv_cell(table, r, row->count).size == 0);
	}
	HOLDS(csv_cell(table, table->row_count, 0).size == 0);
}

static void check_writing(struct arena *a, const struct csv *table)
{
	struct csv again;

	HOLDS(csv_read(a, csv_write(a, table), &again));
	HOLDS(again.row_count == table->row_count && again.columns == table->columns);
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->columns; c++)
			HOLDS(text_is(csv_cell(table, r, c), csv_cell(&again, r, c)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct csv table;
	bool fine = csv_read(a, input_of(data, size), &table);

	HOLDS(fine == (table.problem_count == 0));
	HOLDS(arena_within(a, 512 * size));
	HOLDS(table.row_count > 0 || !fine || has(&table, CSV_NOTHING));
	check_cells(&table);
	/* a first cell that begins as a workbook does is taken for one once nothing stands before it;
	 * its control characters are none that clean_words() lets be kept */
	if (fine && !text_starts(csv_cell(&table, 0, 0), TEXT("PK\x03\x04")))
		check_writing(a, &table);
	return 0;
}
