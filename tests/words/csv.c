/* Tables as people's spreadsheets save them, read and written back. */
#include "test.h"
#include "words/words.h"

static const char *const kinds[] = {
	[CSV_NOTHING] = "nothing",
	[CSV_TOO_LARGE] = "large",
	[CSV_TOO_MANY_ROWS] = "many",
	[CSV_TOO_WIDE] = "wide",
	[CSV_WORKBOOK] = "workbook",
	[CSV_NO_WORDS] = "no words",
	[CSV_CODING] = "coding",
	[CSV_OPEN_QUOTE] = "open",
	[CSV_STRAY_QUOTE] = "stray",
	[CSV_BEYOND_HEADER] = "beyond",
};

/* Rows as "LINE:cell|cell" with a slash between them, then what is wrong as " !kind@LINE,COLUMN". */
static const char *shown(struct arena *a, const struct csv *table)
{
	struct buffer out = buffer_in(a);

	for (size_t row = 0; row < table->row_count; row++) {
		buffer_print(&out, "%s%zu:", row ? "/" : "", table->rows[row].line);
		for (size_t i = 0; i < table->rows[row].count; i++) {
			buffer_add_chars(&out, i ? "|" : "");
			buffer_add(&out, table->rows[row].cells[i]);
		}
	}
	for (size_t i = 0; i < table->problem_count; i++)
		buffer_print(&out, " !%s@%zu,%zu", kinds[table->problems[i].kind],
			table->problems[i].line, table->problems[i].column);
	return buffer_text(&out).at;
}

static void check_shapes(void)
{
	static const struct {
		const char *says, *file, *rows;
	} cases[] = {
		{ "semicolons", "Nimi;Kieli\r\nVille;fi\r\n", "1:Nimi|Kieli/2:Ville|fi" },
		{ "commas", "name,language\nVille,fi\n", "1:name|language/2:Ville|fi" },
		{ "tabs", "name\tlanguage\nVille\tfi\n", "1:name|language/2:Ville|fi" },
		{ "line ends of old Macs", "a;b\rc;d\r", "1:a|b/2:c|d" },
		{ "no line end at the end", "a;b\r\nc;d", "1:a|b/2:c|d" },
		{ "line ends mixed", "a;b\r\nc;d\ne;f\rg;h", "1:a|b/2:c|d/3:e|f/4:g|h" },
		{ "one column", "Nimi\nVille\nKalle, nuorempi\n",
			"1:Nimi/2:Ville/3:Kalle, nuorempi" },
		{ "commas in cells where semicolons part them", "a;b\n1,5;x,y,z\n",
			"1:a|b/2:1,5|x,y,z" },
		{ "more commas inside quotes than separators", "\"a,b,c\";d\ne;f\n",
			"1:a,b,c|d/2:e|f" },
		{ "the same number of both: semicolons", "a,b;c\n1;2\n", "1:a,b|c/2:1|2" },
		{ "a first line that names the separator", "sep=,\r\na;x,b\r\n", "2:a;x|b" },
		{ "that line alone with another", "sep=\t\na,b\tc\n", "2:a,b|c" },
		{ "what looks like it is a cell", "sep=;x\n", "1:sep=|x" },
		{ "empty cells inside", "a;;c\n;;3\n", "1:a||c/2:||3" },
		{ "empty cells at the end go", "a;b;;;\n1;;;;\n", "1:a|b/2:1" },
		{ "empty rows go, lines are counted", ";;\n\na;b\n\n;\nc;d\n;;;\n\n",
			"3:a|b/6:c|d" },
		{ "blanks stay", " a ;b \n", "1: a |b " },
		{ "quotes", "\"a\";\"b\"\n\"c\";d\n", "1:a|b/2:c|d" },
		{ "doubled quotes", "a\n\"5\"\" ruutu\"\n\"\"\"\"\n", "1:a/2:5\" ruutu/3:\"" },
		{ "separators in quotes", "a;b\n\"x;y\";z\n", "1:a|b/2:x;y|z" },
		{ "line ends in quotes, lines counted", "a;b\r\n\"x\ny\r\nz\rw\";1\r\nc;d\r\n",
			"1:a|b/2:x\ny\r\nz\rw|1/6:c|d" },
		{ "an empty cell in quotes", "a;b\n\"\";c\n", "1:a|b/2:|c" },
		{ "a row of them is empty", "a;b\n\"\";\"\"\n", "1:a|b" },
		{ "blanks around quotes", "a; \"b\" ;c\n", "1:a|b|c" },
		{ "a quote that closes at the end of the file", "a;\"b\"", "1:a|b" },
		{ "an apostrophe before words stays", "a\n'n\n", "1:a/2:'n" },
		{ "an apostrophe before a formula goes", "a\n'=1+1\n''=x\n' -y\n",
			"1:a/2:=1+1/3:'=x/4: -y" },
		{ "a formula is only words", "a\n=1+1\n", "1:a/2:=1+1" },
		{ "nothing", "", " !nothing@0,0" },
		{ "only empty rows", ";;\n\r\n;\n", " !nothing@0,0" },
		{ "only a mark", "\xEF\xBB\xBF", " !nothing@0,0" },
		{ "only a separator named", "sep=;", " !nothing@0,0" },
		{ "a quote inside a cell is told and kept", "a;b\nc;5\" x\n",
			"1:a|b/2:c|5\" x !stray@2,2" },
		{ "once a cell", "a;b\n5\"x\";c\n", "1:a|b/2:5\"x\"|c !stray@2,1" },
		{ "words after a closing quote, too", "a;b\n\"c\"d;e\n",
			"1:a|b/2:cd|e !stray@2,1" },
		{ "and a quote after it", "a;b\n\"c\" \"d\";e\n", "1:a|b/2:c\"d\"|e !stray@2,1" },
		{ "a quote never closed is told where it opens", "a;b\nc;\"d\ne;f\n",
			"1:a|b/2:c|d\ne;f\n !open@2,2" },
		{ "a quote alone", "a\n\"", "1:a !open@2,1" },
		{ "a row beyond its header is told and kept", "a;b\n1;2;3;4\n",
			"1:a|b/2:1|2|3|4 !beyond@2,3" },
		{ "by one cell, too", "a;b\n1;2;3\n", "1:a|b/2:1|2|3 !beyond@2,3" },
		{ "unless only empty cells are there", "a;b\n1;2;;;\n", "1:a|b/2:1|2" },
		{ "a workbook", "PK\3\4 and so on", " !workbook@0,0" },
		{ "an older workbook", "\xD0\xCF\x11\xE0 and so on", " !workbook@0,0" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct csv table;
		bool well = csv_read(a, text_of(cases[i].file), &table);
		const char *rows = shown(a, &table);
		CHECK(strcmp(rows, cases[i].rows) == 0 && well == !strchr(cases[i].rows, '!'), "%s",
			cases[i].says);
		if (strcmp(rows, cases[i].rows) != 0)
			printf("# %s\n# not %s\n", rows, cases[i].rows);
	}
}

#define BYTES(literal) \
	{ \
		literal, sizeof(literal) - 1 \
	}

static void check_codings(void)
{
	static const struct {
		const char *says;
		struct text file;
		enum csv_coding coding;
		const char *rows;
	} cases[] = {
		{ "ASCII is UTF-8", BYTES("a;b\n"), CSV_UTF8, "1:a|b" },
		{ "UTF-8", BYTES("\u00C4ij\u00E4;\u20AC\n"), CSV_UTF8, "1:\u00C4ij\u00E4|\u20AC" },
		{ "UTF-8 with a mark", BYTES("\xEF\xBB\xBF\u00C4ij\u00E4;b\n"), CSV_UTF8_MARKED,
			"1:\u00C4ij\u00E4|b" },
		{ "Windows-1252", BYTES("\xC4ij\xE4;\x80 \x96 \x8Aule\n\xF6;\xE5\n"),
			CSV_WINDOWS_1252,
			"1:\u00C4ij\u00E4|\u20AC \u2013 \u0160ule/2:\u00F6|\u00E5" },
		{ "Windows-1252 with one pair that could be UTF-8",
			BYTES("\xC3\xA4;\xE4;\xF6\xF6\n"), CSV_WINDOWS_1252,
			"1:\u00C3\u00A4|\u00E4|\u00F6\u00F6" },
		{ "UTF-16 as Excel's Unicode text",
			BYTES("\xFF\xFE\xC4\0i\0\t\0\xAC\x20\r\0\n\0b\0\t\0\x3D\xD8\x00\xDE\r\0\n"
			      "\0"),
			CSV_UTF16LE, "1:\u00C4i|\u20AC/2:b|\U0001F600" },
		{ "UTF-16 with half a character",
			BYTES("\xFF\xFE"
			      "a\0\n\0b\0\x3D\xD8"
			      "c\0\n\0"),
			CSV_UTF16LE, "1:a/2:b\uFFFDc !coding@2,0" },
		{ "UTF-16 with the other half",
			BYTES("\xFF\xFE"
			      "a\0\x00\xDE"),
			CSV_UTF16LE, "1:a\uFFFD !coding@1,0" },
		{ "UTF-16 that ends in half a character", BYTES("\xFF\xFE\x3D\xD8"), CSV_UTF16LE,
			"1:\uFFFD !coding@1,0" },
		{ "UTF-16 with an odd byte",
			BYTES("\xFF\xFE"
			      "a\0b"),
			CSV_UTF16LE, "1:a\uFFFD !coding@1,0" },
		{ "UTF-8 with a damaged byte is still UTF-8", BYTES("\u00C4;\u00C4\n\u00E4;\xE4\n"),
			CSV_UTF8, "1:\u00C4|\u00C4/2:\u00E4|\uFFFD !coding@2,0" },
		{ "a mark says UTF-8 whatever follows", BYTES("\xEF\xBB\xBF\xE4\r\n\xE4\n"),
			CSV_UTF8_MARKED, "1:\uFFFD/2:\uFFFD !coding@1,0" },
		{ "UTF-16 without a mark is no words", BYTES("a\0;\0b\0\n\0"), CSV_UTF8,
			" !no words@0,0" },
		{ "nor is a NUL", BYTES("a;b\0c\n"), CSV_UTF8, " !no words@0,0" },
		{ "nor one in UTF-16",
			BYTES("\xFF\xFE"
			      "a\0\0\0"),
			CSV_UTF16LE, " !no words@0,0" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct csv table;
		csv_read(a, cases[i].file, &table);
		CHECK(table.coding == cases[i].coding &&
				strcmp(shown(a, &table), cases[i].rows) == 0,
			"%s (%s)", cases[i].says, shown(a, &table));
	}
}

/* What it read is written as it was; what can't be is written otherwise. */
static void check_written(void)
{
	static const struct {
		const char *says;
		struct text file, written;
	} cases[] = {
		{ "semicolons, CR LF", BYTES("a;b\r\nc;d\r\n"), BYTES("a;b\r\nc;d\r\n") },
		{ "commas, LF", BYTES("a,b\nc,d\n"), BYTES("a,b\nc,d\n") },
		{ "tabs, CR", BYTES("a\tb\rc\td\r"), BYTES("a\tb\rc\td\r") },
		{ "a separator named", BYTES("sep=,\na,b\n"), BYTES("sep=,\na,b\n") },
		{ "no line end", BYTES("a;b"), BYTES("a;b\r\n") },
		{ "Windows-1252", BYTES("\xC4;\x80\r\n"), BYTES("\xC4;\x80\r\n") },
		{ "UTF-8 with a mark", BYTES("\xEF\xBB\xBF\u00C4;b\r\n"),
			BYTES("\xEF\xBB\xBF\u00C4;b\r\n") },
		{ "UTF-16", BYTES("\xFF\xFE\xC4\0\t\0\x3D\xD8\x00\xDE\r\0\n\0"),
			BYTES("\xFF\xFE\xC4\0\t\0\x3D\xD8\x00\xDE\r\0\n\0") },
		{ "rows as wide as the widest", BYTES("a;b;c\n1\n"), BYTES("a;b;c\n1;;\n") },
		{ "quotes only where they are wanted",
			BYTES("\"a\";\"b;c\";\"d,e\"\n\"f\"\"\";\"g\nh\"\n"),
			BYTES("a;\"b;c\";\"d,e\"\n\"f\"\"\";\"g\nh\";\n") },
		{ "formulas made harmless",
			BYTES("a;b;c;d\n=1+1;+358;-5;@x\n \t=1;\"\rx\";\"\n=2\";'=3\n"),
			BYTES("a;b;c;d\n'=1+1;'+358;'-5;'@x\n\"' "
			      "\t=1\";\"'\rx\";\"'\n=2\";'=3\n") },
		{ "in wide characters, too, and after blanks",
			BYTES("a;b\n\uFF1D1;\u00A0\u200B=1\n"),
			BYTES("a;b\n'\uFF1D1;'\u00A0\u200B=1\n") },
		{ "words that hold a sign are left", BYTES("a;b\nx=1;a-b\n"),
			BYTES("a;b\nx=1;a-b\n") },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct csv table;
		struct text written;
		csv_read(a, cases[i].file, &table);
		written = csv_write(a, &table);
		CHECK(text_is(written, cases[i].written), "%s", cases[i].says);
		if (!text_is(written, cases[i].written))
			printf("# %.*s\n", SHOWN(written));
	}
}

static bool same_cells(const struct csv *one, const struct csv *other)
{
	size_t rows = one->row_count;
	size_t columns = one->columns > other->columns ? one->columns : other->columns;

	if (rows != other->row_count)
		return false;
	for (size_t row = 0; row < rows; row++)
		for (size_t column = 0; column < columns; column++)
			if (!text_is(csv_cell(one, row, column), csv_cell(other, row, column)))
				return false;
	return true;
}

/* splitmix64, so that every run sees the same tables. */
static uint64_t roll(uint64_t *dice)
{
	uint64_t z = *dice += 0x9E3779B97F4A7C15;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
	return z ^ (z >> 31);
}

static size_t below(uint64_t *dice, size_t limit)
{
	return (size_t)(roll(dice) % limit);
}

/* What cells, separators and trouble are made of. */
static const char *const bits[] = { "", "", "a", "b", " ", ";", ",", "\t", "\"", "\"\"", "'", "=",
	"+", "-", "@", "\n", "\r", "\r\n", "\u00E4", "\u00C3", "\u00A4", "\u20AC", "\u0416",
	"\U0001F600", "\uFF1D", "\u00A0", "sep=;", "\uFEFF", "\u00FF\u00FE", "x" };

static struct text make_words(uint64_t *dice, struct arena *a, size_t most)
{
	struct buffer out = buffer_in(a);

	for (size_t count = below(dice, most); count > 0; count--)
		buffer_add_chars(&out, bits[below(dice, COUNT_OF(bits))]);
	return buffer_text(&out);
}

static void make_table(uint64_t *dice, struct arena *a, struct csv *table)
{
	*table = (struct csv){
		.coding = (enum csv_coding)below(dice, 4),
		.line_end = (enum csv_line_end)below(dice, 4),
		.separator = ";\t,"[below(dice, 3)],
		.names_separator = below(dice, 4) == 0,
		.columns = 1 + below(dice, 4),
		.row_count = 1 + below(dice, 5),
	};
	table->rows = arena_take_many(a, table->row_count, sizeof *table->rows);
	for (size_t row = 0; row < table->row_count; row++) {
		struct csv_row *made = &table->rows[row];
		made->count = table->columns;
		made->cells = arena_take_many(a, made->count, sizeof *made->cells);
		for (size_t i = 0; i < made->count; i++)
			made->cells[i] = make_words(dice, a, 5);
		/* Something in the last column of the header, and in each row. */
		if (row == 0 || below(dice, 2))
			made->cells[made->count - 1] =
				arena_print(a, "%.*sx", SHOWN(made->cells[made->count - 1]));
		else
			made->cells[0] = arena_print(a, "x%.*s", SHOWN(made->cells[0]));
	}
}

static void check_trips(void)
{
	enum { TIMES = 20000 };
	uint64_t dice = 3;
	int apart = 0;

	for (int i = 0; i < TIMES; i++) {
		OWN_ARENA a = arena_open();
		struct csv table, back;
		make_table(&dice, a, &table);
		if ((!csv_read(a, csv_write(a, &table), &back) || !same_cells(&table, &back)) &&
			apart++ < 3)
			printf("# %s\n# came back as %s\n", shown(a, &table), shown(a, &back));
	}
	CHECK(apart == 0, "tables in every form come back from their file cell by cell");
}

static void check_harmless(void)
{
	enum { TIMES = 20000 };
	uint64_t dice = 5;
	int harmful = 0;

	for (int i = 0; i < TIMES; i++) {
		OWN_ARENA a = arena_open();
		struct csv table;
		struct text rest;
		make_table(&dice, a, &table);
		table.coding = CSV_UTF8_MARKED;
		table.line_end = CSV_LF;
		table.names_separator = false;
		for (size_t row = 0; row < table.row_count; row++)
			for (size_t j = 0; j < table.columns; j++) {
				/* One line a cell, so that the first character is easily seen. */
				struct text *cell = &table.rows[row].cells[j];
				if (text_find_char(*cell, '\n') < cell->size ||
					text_find_char(*cell, '\r') < cell->size)
					*cell = TEXT("-");
			}
		table.columns = 1;
		rest = text_part(csv_write(a, &table), 3, SIZE_MAX);
		while (rest.at) {
			struct text line = text_line(&rest);
			if (text_starts(line, TEXT("\"")))
				line = text_part(line, 1, line.size);
			harmful += line.size > 0 && strchr("=+-@\t\r", line.at[0]) != NULL;
		}
	}
	CHECK(harmful == 0, "no cell that is written begins as a formula does");
}

/* Any bytes: nothing breaks, all that was read is well-formed and ends in NUL, and what is written of
 * it reads the same. */
static void check_any_bytes(void)
{
	enum { TIMES = 20000 };
	static const char *const marks[] = { "", "", "\xEF\xBB\xBF", "\xFF\xFE", "\xE4", "PK" };
	uint64_t dice = 9;
	int apart = 0, wrong = 0, clean = 0;

	for (int i = 0; i < TIMES; i++) {
		OWN_ARENA a = arena_open();
		struct buffer file = buffer_in(a);
		struct csv table, back;

		buffer_add_chars(&file, marks[below(&dice, COUNT_OF(marks))]);
		buffer_add(&file, make_words(&dice, a, 40));
		for (size_t spoil = below(&dice, 3); spoil > 0 && file.size > 0; spoil--)
			file.at[below(&dice, file.size)] = (char)roll(&dice);
		clean += csv_read(a, arena_copy(a, buffer_text(&file)), &table);
		for (size_t row = 0; row < table.row_count; row++)
			for (size_t j = 0; j < table.rows[row].count; j++) {
				struct text cell = table.rows[row].cells[j];
				wrong += !utf8_valid(cell) || cell.at[cell.size] != '\0' ||
					memchr(cell.at, '\0', cell.size) != NULL;
			}
		if (table.row_count == 0)
			continue;
		csv_read(a, csv_write(a, &table), &back);
		if (!same_cells(&table, &back) && apart++ < 3)
			printf("# %s\n# came back as %s\n", shown(a, &table), shown(a, &back));
	}
	CHECK(wrong == 0, "whatever the bytes, cells are well-formed words that end");
	CHECK(apart == 0, "and come back from the file written of them");
	CHECK(clean > TIMES / 20, "of which some (%d) are tables", clean);
}

static struct text many(struct arena *a, const char *part, size_t times)
{
	struct buffer out = buffer_in(a);

	for (size_t i = 0; i < times; i++)
		buffer_add_chars(&out, part);
	return buffer_text(&out);
}

static void check_bounds(void)
{
	OWN_ARENA a = arena_open();
	struct csv table;
	struct text wide;

	CHECK(csv_read(a, many(a, "a;b\r\n", 10001), &table) && table.row_count == 10001,
		"a header and 10,000 rows are read");
	CHECK(!csv_read(a, many(a, "a;b\r\n", 10002), &table) && table.row_count == 10001 &&
			strcmp(shown(a, &table) + strlen(shown(a, &table)) - 14,
				" !many@10002,1") == 0,
		"one more is told with its line");
	CHECK(csv_read(a, arena_print(a, "%s;;\n\n;\n", many(a, "a;b\n", 10001).at), &table),
		"empty rows don't count");
	CHECK(!csv_read(a, many(a, "a", CSV_BYTES_MOST + 1), &table) && table.row_count == 0 &&
			table.problems[0].kind == CSV_TOO_LARGE,
		"two million bytes and one are too many");
	CHECK(csv_read(a, many(a, "a", CSV_BYTES_MOST), &table) && table.row_count == 1,
		"two million are not");
	CHECK(!csv_read(a, many(a, ";", CSV_BYTES_MOST), &table) &&
			table.problems[0].kind == CSV_NOTHING,
		"two million separators are nothing");
	CHECK(!csv_read(a, many(a, "\"", CSV_BYTES_MOST - 1), &table) && table.problem_count == 1 &&
			table.problems[0].kind == CSV_OPEN_QUOTE,
		"two million quotes are one cell");
	wide = many(a, "a;", CSV_COLUMNS_MOST);
	CHECK(csv_read(a, wide, &table) && table.columns == CSV_COLUMNS_MOST,
		"64 columns are read");
	CHECK(!csv_read(a, arena_print(a, "%sb;c\nd\n", wide.at), &table) &&
			table.columns == CSV_COLUMNS_MOST && table.problem_count == 1 &&
			table.problems[0].kind == CSV_TOO_WIDE && table.problems[0].column == 65 &&
			table.row_count == 2,
		"what stands to the right of them is told once a row and left out");
	CHECK(!csv_read(a, many(a, "a\"\n", 500), &table) &&
			table.problem_count == CSV_PROBLEMS_MOST && table.row_count == 500 &&
			table.problems[CSV_PROBLEMS_MOST - 1].line == CSV_PROBLEMS_MOST,
		"of many problems the first twenty are told");
}

int main(void)
{
	check_shapes();
	check_codings();
	check_written();
	check_trips();
	check_harmless();
	check_any_bytes();
	check_bounds();
	return test_end();
}
