/*
 * statistics: which numbers of people are told, and which are put together first, by the rule in
 * learn_statistics.h; and what is counted when.
 */
#include "learn/learn.h"

#include <string.h>

void count_person(struct counts *c, size_t row, const size_t *columns)
{
	c->people[row]++;
	for (size_t s = 0; s < c->splits; s++)
		c->cells[row][s][columns[s]]++;
}

/* ---- columns -------------------------------------------------------------------------------- */

/* Puts columns together, from the first on, until each band has `least`; what is left over goes to the last.
 * One band alone says nothing that the number of people doesn't. */
static struct bands band_together(const int64_t *cells, size_t columns, int64_t least)
{
	struct bands b = { 0 };
	int64_t sum = 0;

	for (size_t i = 0; i < columns; i++) {
		sum += cells[i];
		if (sum < least)
			continue;
		b.ends[b.count++] = i + 1;
		sum = 0;
	}
	if (b.count > 0)
		b.ends[b.count - 1] = columns;
	if (b.count < 2)
		b.count = 0;
	return b;
}

/* The same with the bands that there are in place of columns. */
static struct bands band_wider(const struct bands *fine, const int64_t *cells, int64_t least)
{
	struct bands b = band_together(cells, fine->count, least);

	for (size_t i = 0; i < b.count; i++)
		b.ends[i] = fine->ends[b.ends[i] - 1];
	return b;
}

static void sum_bands(const int64_t *cells, const struct bands *b, int64_t *sums)
{
	size_t column = 0;

	for (size_t i = 0; i < b->count; i++)
		for (; column < b->ends[i]; column++)
			sums[i] += cells[column];
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* Adds up the rows of each group, in the bands of `told`. */
static void sum_groups(const struct counts *c, struct told_counts *told)
{
	for (size_t row = 0; row < c->rows; row++) {
		size_t g = told->group_of[row];
		told->people[g] += c->people[row];
		for (size_t s = 0; s < c->splits; s++)
			sum_bands(c->cells[row][s], &told->bands[s], told->cells[g][s]);
	}
}

static bool is_big_enough(
	const struct counts *c, const struct told_counts *told, size_t row, int64_t least)
{
	if (c->people[row] < least)
		return false;
	for (size_t s = 0; s < c->splits; s++) {
		int64_t sums[COUNTED_COLUMNS] = { 0 };
		sum_bands(c->cells[row][s], &told->bands[s], sums);
		for (size_t i = 0; i < told->bands[s].count; i++)
			if (sums[i] < least)
				return false;
	}
	return true;
}

bool tell_all(const struct counts *c, int64_t least, struct told_counts *told)
{
	struct told_counts columns = { .groups = 1 };

	*told = (struct told_counts){ .groups = 1 };
	for (size_t s = 0; s < c->splits; s++)
		for (size_t i = 0; i < c->columns[s]; i++)
			columns.bands[s].ends[columns.bands[s].count++] = i + 1;
	sum_groups(c, &columns);
	if (columns.people[0] < least)
		return false;
	for (size_t s = 0; s < c->splits; s++)
		told->bands[s] = band_together(columns.cells[0][s], c->columns[s], least);
	sum_groups(c, told);
	return true;
}

/* Those that are too small become one with the last that isn't. */
static size_t group_rows(struct told_counts *told, const bool *small, size_t rows)
{
	size_t count = 0, small_ones = 0, with = rows, together = rows;

	for (size_t row = 0; row < rows; row++) {
		small_ones += small[row];
		if (!small[row])
			with = row;
	}
	for (size_t row = 0; row < rows; row++) {
		bool joins = small_ones > 0 && (small[row] || row == with);
		if (joins && together == rows)
			together = count++;
		told->group_of[row] = joins ? together : count++;
	}
	return count;
}

bool tell_rows(const struct counts *c, int64_t least, struct told_counts *told)
{
	struct told_counts all;
	bool small[COUNTED_ROWS];

	if (!tell_all(c, least, &all))
		return false;
	*told = (struct told_counts){ 0 };
	for (size_t s = 0; s < c->splits; s++)
		told->bands[s] =
			band_wider(&all.bands[s], all.cells[0][s], least * (int64_t)c->rows);
	for (size_t row = 0; row < c->rows; row++)
		small[row] = !is_big_enough(c, told, row, least);
	told->groups = group_rows(told, small, c->rows);
	sum_groups(c, told);
	return told->groups > 1;
}

size_t told_by(const struct bands *bands, const int64_t *cells, int64_t people, int tenths)
{
	int64_t sum = 0;
	size_t band = 0;

	while (band + 1 < bands->count) {
		sum += cells[band];
		if (sum * 10 >= people * tenths)
			break;
		band++;
	}
	return bands->ends[band] - 1;
}

/* ---- what is counted ------------------------------------------------------------------------ */

#define X(name, word) word,
static const char *const topic_words[] = { TOPICS(X) };
static const char *const grouping_words[] = { GROUPINGS(X) };
#undef X
#define X(name, word, columns) word,
static const char *const split_words[] = { SPLITS(X) };
#undef X
#define X(name, word, columns) columns,
static const size_t split_columns[] = { SPLITS(X) };
#undef X

const char *topic_word(enum topic topic)
{
	return topic_words[topic];
}

bool topic_of(struct text word, enum topic *topic)
{
	*topic = (enum topic)text_place(word, topic_words, TOPIC_COUNT);
	return *topic < TOPIC_COUNT;
}

const char *split_word(enum split split)
{
	return split_words[split];
}

bool split_of(struct text word, enum split *split)
{
	*split = (enum split)text_place(word, split_words, SPLIT_COUNT);
	return *split < SPLIT_COUNT;
}

const char *grouping_word(enum grouping grouping)
{
	return grouping_words[grouping];
}

bool grouping_of(struct text word, enum grouping *grouping)
{
	*grouping = (enum grouping)text_place(word, grouping_words, GROUPING_COUNT);
	return *grouping < GROUPING_COUNT;
}

const enum split *topic_splits(enum topic topic, size_t *count)
{
	static const enum split splits[TOPIC_COUNT][COUNTED_SPLITS] = {
		[TOPIC_STARTED] = { SPLIT_WEEK_2, SPLIT_WEEK_10 },
		[TOPIC_HELPED] = { SPLIT_DAYS, SPLIT_LATE },
		[TOPIC_ASSESSED] = { SPLIT_OUTCOME, SPLIT_DAYS, SPLIT_LATE, SPLIT_RETURNED },
	};

	*count = 0;
	while (*count < COUNTED_SPLITS && splits[topic][*count] != SPLIT_NONE)
		++*count;
	return splits[topic];
}

struct counts counts_of(enum topic topic, size_t rows)
{
	struct counts c = { .rows = rows };
	const enum split *splits = topic_splits(topic, &c.splits);

	for (size_t s = 0; s < c.splits; s++)
		c.columns[s] = split_columns[splits[s]];
	return c;
}

static const int day_ends[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 60, 90,
	-1 };
_Static_assert(COUNT_OF(day_ends) <= COUNTED_COLUMNS, "all columns of days fit");

size_t days_column(int days)
{
	size_t column = 0;

	while (day_ends[column] >= 0 && day_ends[column] < days)
		column++;
	return column;
}

int days_until(size_t column)
{
	return day_ends[column];
}

int64_t quarter_of(int64_t day)
{
	struct date date = clock_date(day);

	return clock_days((struct date){ date.year, (date.month - 1) / 3 * 3 + 1, 1 });
}

int64_t quarter_after(int64_t quarter)
{
	return quarter_of(quarter + 100); /* none is shorter than 90 days or longer than 92 */
}

struct week_of week_counted(enum split split)
{
	return split == SPLIT_WEEK_2 ? (struct week_of){ 7, 13 } : (struct week_of){ 63, 69 };
}

int64_t topic_due(enum topic topic, int64_t quarter)
{
	int64_t over = quarter_after(quarter);

	return topic == TOPIC_STARTED ? over + week_counted(SPLIT_WEEK_10).last : over;
}
