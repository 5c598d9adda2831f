/*
 * Statistics: what is told of many, and that nothing told tells of fewer than five. The latter is tried
 * with all small tables there are: those that are told in the same words are put together, and no number
 * of people below the least, in a cell or in any set of cells, may be the same in all of them.
 */
#include "learn/learn.h"
#include "test.h"

/* ---- all small tables ----------------------------------------------------------------------- */

#define CELLS_MOST 8
#define SETS (1u << CELLS_MOST)

/* People are parted by language, basis and two splits; a cell is one way of all four. */
struct shape {
	const char *says;
	size_t languages, bases, columns[2];
	int64_t least;
	int most; /* people */
};

/* All tables that are told in the same words. */
struct alike {
	uint64_t words; /* a digest of them; 0: none */
	uint8_t least[SETS], most[SETS];
};
#define ALIKE_ROOM (1u << 16)

static void add_words(uint64_t *digest, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < size; i++)
		*digest = (*digest ^ at[i]) * UINT64_C(1099511628211);
}

static void add_told(
	uint64_t *digest, bool any, const struct told_counts *told, const struct counts *c)
{
	add_words(digest, &any, sizeof any);
	if (!any)
		return;
	add_words(digest, told->group_of, c->rows * sizeof *told->group_of);
	add_words(digest, told->people, told->groups * sizeof *told->people);
	for (size_t s = 0; s < c->splits; s++) {
		const struct bands *b = &told->bands[s];
		add_words(digest, &b->count, sizeof b->count);
		add_words(digest, b->ends, b->count * sizeof *b->ends);
		for (size_t g = 0; g < told->groups; g++)
			add_words(digest, told->cells[g][s], b->count * sizeof *told->cells[g][s]);
	}
}

static struct counts counts_by(const struct shape *shape, const int *cells, bool by_basis)
{
	struct counts c = { .rows = by_basis ? shape->bases : shape->languages, .splits = 2 };
	size_t cell = 0;

	memcpy(c.columns, shape->columns, sizeof shape->columns);
	for (size_t l = 0; l < shape->languages; l++)
		for (size_t b = 0; b < shape->bases; b++)
			for (size_t x = 0; x < shape->columns[0]; x++)
				for (size_t y = 0; y < shape->columns[1]; y++, cell++) {
					size_t row = by_basis ? b : l;
					c.people[row] += cells[cell];
					c.cells[row][0][x] += cells[cell];
					c.cells[row][1][y] += cells[cell];
				}
	return c;
}

/* A digest of all that is told of a table. */
static uint64_t words_of(const struct shape *shape, const int *cells)
{
	struct counts language = counts_by(shape, cells, false);
	struct counts basis = counts_by(shape, cells, true);
	struct told_counts told;
	uint64_t digest = UINT64_C(14695981039346656037);
	bool any = tell_all(&language, shape->least, &told);

	add_told(&digest, any, &told, &language);
	any = tell_rows(&language, shape->least, &told);
	add_told(&digest, any, &told, &language);
	any = tell_rows(&basis, shape->least, &told);
	add_told(&digest, any, &told, &basis);
	return digest | 1;
}

static struct alike *alike_of(struct alike *all, uint64_t words)
{
	size_t at = words % ALIKE_ROOM;

	while (all[at].words != 0 && all[at].words != words)
		at = (at + 1) % ALIKE_ROOM;
	return &all[at];
}

static void note_table(
	struct alike *all, const struct shape *shape, const int *cells, size_t count, size_t *kinds)
{
	uint64_t words = words_of(shape, cells);
	struct alike *one = alike_of(all, words);
	uint8_t sums[SETS] = { 0 };
	bool first = one->words == 0;

	one->words = words;
	*kinds += first;
	for (unsigned set = 1; set < 1u << count; set++) {
		sums[set] = (uint8_t)(sums[set & (set - 1)] + cells[__builtin_ctz(set)]);
		if (first || sums[set] < one->least[set])
			one->least[set] = sums[set];
		if (first || sums[set] > one->most[set])
			one->most[set] = sums[set];
	}
}

/* Sets of cells that whoever reads all that is told knows to hold so many people, under the least. */
static size_t count_derived(const struct alike *all, const struct shape *shape, size_t count)
{
	size_t derived = 0;

	for (size_t i = 0; i < ALIKE_ROOM; i++)
		for (unsigned set = 1; all[i].words != 0 && set < 1u << count; set++)
			derived += all[i].least[set] == all[i].most[set] && all[i].most[set] > 0 &&
				all[i].most[set] < shape->least;
	return derived;
}

/* The next table of as many people; false after the last. */
static bool next_table(int *cells, size_t count)
{
	size_t i = 0;
	int moved;

	while (i < count && cells[i] == 0)
		i++;
	if (i + 1 >= count)
		return false;
	moved = cells[i];
	cells[i] = 0;
	cells[0] = moved - 1;
	cells[i + 1]++;
	return true;
}

static void check_small_tables(void)
{
	static const struct shape shapes[] = {
		{ "rows alone, five and more", 4, 1, { 1, 1 }, 5, 26 },
		{ "two rows, two columns, five and more", 2, 1, { 2, 1 }, 5, 44 },
		{ "three rows and two columns", 3, 1, { 2, 1 }, 3, 22 },
		{ "two rows and three columns", 2, 1, { 3, 1 }, 3, 20 },
		{ "two rows and two splits", 2, 1, { 2, 2 }, 2, 12 },
		{ "two ways to part people in rows, and columns", 2, 2, { 2, 1 }, 2, 12 },
		{ "one row and four columns", 1, 1, { 4, 1 }, 4, 30 },
	};
	struct alike *all = malloc(ALIKE_ROOM * sizeof *all);

	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		const struct shape *shape = &shapes[i];
		size_t count =
			shape->languages * shape->bases * shape->columns[0] * shape->columns[1];
		size_t derived = 0, tables = 0, kinds = 0;
		/* of fewer nothing is told at all, not even how many they are */
		for (int people = (int)shape->least; people <= shape->most; people++) {
			int cells[CELLS_MOST] = { people };
			memset(all, 0, ALIKE_ROOM * sizeof *all);
			do {
				note_table(all, shape, cells, count, &kinds);
				tables++;
			} while (next_table(cells, count));
			derived += count_derived(all, shape, count);
		}
		CHECK(derived == 0 && kinds > 20,
			"%s: %zu tables told in %zu ways, %zu numbers under %lld follow",
			shape->says, tables, kinds, derived, (long long)shape->least);
	}
	free(all);
}

/* ---- tables of sentences -------------------------------------------------------------------- */

#define ROWS 4

static void check_rows(void)
{
	static const struct {
		const char *says;
		int people[ROWS];
		const char *groups; /* a letter a row; empty: not by rows */
	} cases[] = {
		{ "all big enough: each is told", { 5, 6, 7, 8 }, "abcd" },
		{ "one is too small: the last that isn't goes with it", { 9, 2, 7, 8 }, "abcb" },
		{ "also where the last is the small one", { 9, 6, 7, 2 }, "abcc" },
		{ "nobody is as few as four", { 9, 6, 7, 0 }, "abcc" },
		{ "two small ones that are enough together take one more all the same",
			{ 9, 7, 4, 4 }, "abbb" },
		{ "two left of four", { 9, 9, 1, 1 }, "abbb" },
		{ "one that is big enough: nothing by rows", { 30, 1, 1, 1 }, "" },
		{ "none that is", { 4, 4, 4, 4 }, "" },
		{ "fewer than five in all", { 1, 1, 1, 1 }, "" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct counts c = { .rows = ROWS };
		struct told_counts told;
		char groups[ROWS + 1] = "";
		for (size_t r = 0; r < ROWS; r++)
			c.people[r] = cases[i].people[r];
		if (tell_rows(&c, COUNTED_LEAST, &told))
			for (size_t r = 0; r < ROWS; r++)
				groups[r] = (char)('a' + told.group_of[r]);
		CHECK(strcmp(groups, cases[i].groups) == 0, "%s: %s", cases[i].says, groups);
	}
}

#define COLUMNS 5

static void check_columns(void)
{
	static const struct {
		const char *says;
		int cells[COLUMNS];
		const char *bands; /* a letter a column; empty: not told */
	} cases[] = {
		{ "all big enough: each is told", { 5, 6, 7, 8, 9 }, "abcde" },
		{ "a small one goes with the next", { 5, 2, 7, 8, 9 }, "abbcd" },
		{ "several go together until they are enough", { 1, 1, 1, 2, 9 }, "aaaab" },
		{ "what is left over goes to the last", { 9, 9, 1, 1, 1 }, "abbbb" },
		{ "nobody is as few as four", { 9, 0, 9, 0, 9 }, "abbcc" },
		{ "all of them in one: not told", { 30, 1, 1, 1, 1 }, "" },
		{ "fewer than five in all", { 1, 1, 1, 1, 0 }, "" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct counts c = { .rows = 1, .splits = 1, .columns = { COLUMNS } };
		struct told_counts told;
		char bands[COLUMNS + 1] = "";
		for (size_t k = 0; k < COLUMNS; k++) {
			c.cells[0][0][k] = cases[i].cells[k];
			c.people[0] += cases[i].cells[k];
		}
		bool any = tell_all(&c, COUNTED_LEAST, &told);
		for (size_t k = 0, b = 0; any && told.bands[0].count > 0 && k < COLUMNS; k++) {
			b += k == told.bands[0].ends[b];
			bands[k] = (char)('a' + b);
		}
		CHECK(strcmp(bands, cases[i].bands) == 0, "%s: %s", cases[i].says, bands);
	}
}

/* Bands by rows need as many people for each row. */
static void check_both(void)
{
	struct counts c = counts_of(TOPIC_ASSESSED, 2);
	struct told_counts told;
	static const int outcomes[2][3] = { { 40, 6, 6 }, { 30, 6, 6 } };

	for (size_t r = 0; r < 2; r++)
		for (size_t o = 0; o < 3; o++)
			for (int n = 0; n < outcomes[r][o]; n++)
				count_person(&c, r, (size_t[]){ o, 2, n % 40 != 0, 1 });
	CHECK(tell_all(&c, COUNTED_LEAST, &told) && told.people[0] == 94 &&
			told.bands[0].count == 3 && told.cells[0][0][1] == 12,
		"of all of them each outcome is told");
	CHECK(told.bands[1].count == 0 && told.bands[3].count == 0,
		"what is the same for everybody isn't told");
	CHECK(told.bands[2].count == 2 && told.cells[0][2][0] == 6, "six in time are told");
	CHECK(tell_rows(&c, COUNTED_LEAST, &told) && told.groups == 2 && told.people[1] == 42,
		"by rows there are two groups");
	CHECK(told.bands[0].count == 3 && told.cells[1][0][2] == 6,
		"where there are ten of an outcome, it is told by rows");
	CHECK(told.bands[2].count == 0, "where there are six, it isn't");
}

static void check_times(void)
{
	static const struct {
		const char *says;
		int days[8], count, half, most;
	} cases[] = {
		{ "half of them within a day, nine of ten within four", { 60, 20, 0, 5, 10, 5 }, 6,
			0, 4 },
		{ "where days are put together, by the end of them", { 2, 2, 2, 90, 4, 4 }, 6, 3,
			3 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct counts c = counts_of(TOPIC_HELPED, 1);
		struct told_counts told;
		for (size_t d = 0; d < 8; d++)
			for (int n = 0; n < cases[i].days[d]; n++)
				count_person(&c, 0, (size_t[]){ d, 0 });
		bool any = tell_all(&c, COUNTED_LEAST, &told);
		int half = days_until(told_by(&told.bands[0], told.cells[0][0], told.people[0], 5));
		int most = days_until(told_by(&told.bands[0], told.cells[0][0], told.people[0], 9));
		CHECK(any && half == cases[i].half && most == cases[i].most, "%s: %d and %d",
			cases[i].says, half, most);
	}
	for (int days = 0; days < 200; days++) {
		size_t column = days_column(days);
		bool fits = (days_until(column) < 0 || days <= days_until(column)) &&
			(column == 0 || days > days_until(column - 1));
		if (!fits)
			CHECK(false, "%d days are in column %zu", days, column);
	}
	CHECK(days_until(days_column(91)) == -1, "more than 90 days are without end");
}

static void check_quarters(void)
{
	static const struct {
		struct date day, quarter, next;
	} cases[] = {
		{ { 2026, 1, 1 }, { 2026, 1, 1 }, { 2026, 4, 1 } },
		{ { 2026, 3, 31 }, { 2026, 1, 1 }, { 2026, 4, 1 } },
		{ { 2028, 2, 29 }, { 2028, 1, 1 }, { 2028, 4, 1 } },
		{ { 2026, 11, 25 }, { 2026, 10, 1 }, { 2027, 1, 1 } },
		{ { 2026, 12, 31 }, { 2026, 10, 1 }, { 2027, 1, 1 } },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t quarter = clock_days(cases[i].quarter);
		CHECK(quarter_of(clock_days(cases[i].day)) == quarter &&
				quarter_after(quarter) == clock_days(cases[i].next),
			"%d-%02d-%02d is in the quarter of %d-%02d", cases[i].day.year,
			cases[i].day.month, cases[i].day.day, cases[i].quarter.year,
			cases[i].quarter.month);
	}
	int64_t autumn = clock_days((struct date){ 2026, 10, 1 });
	CHECK(topic_due(TOPIC_HELPED, autumn) == clock_days((struct date){ 2027, 1, 1 }),
		"answers of a quarter are told once it is over");
	CHECK(topic_due(TOPIC_STARTED, autumn) > clock_days((struct date){ 2026, 12, 31 }) +
				week_counted(SPLIT_WEEK_10).last,
		"who began on its last day has had ten weeks");
}

static void check_words(void)
{
	bool same = true;
	size_t count;

	for (enum topic t = 0; t < TOPIC_COUNT; t++) {
		enum topic back;
		same = same && topic_of(text_of(topic_word(t)), &back) && back == t;
		topic_splits(t, &count);
		same = same && count > 0;
	}
	for (enum split s = 0; s < SPLIT_COUNT; s++) {
		enum split back;
		same = same && split_of(text_of(split_word(s)), &back) && back == s;
	}
	for (enum grouping g = 0; g < GROUPING_COUNT; g++) {
		enum grouping back;
		same = same && grouping_of(text_of(grouping_word(g)), &back) && back == g;
	}
	CHECK(same, "each word of the database is read back as what it was written for");
}

int main(void)
{
	check_rows();
	check_columns();
	check_both();
	check_times();
	check_quarters();
	check_words();
	check_small_tables();
	return test_end();
}
