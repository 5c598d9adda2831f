/*
 * The screen of statistics. Struct fields are what the templates can name (fields_statistics.h).
 */
#ifndef ASKEL_PAGES_SCREENS_STATISTICS_H
#define ASKEL_PAGES_SCREENS_STATISTICS_H

#include "screens.h"

struct statistic_line {
	struct text words;
};
struct statistic_cell {
	struct text head; /* what is told */
	const struct statistic_line *lines;
	size_t lines_count; /* 0: too few to tell */
};
/* One group of people: a table of its own. */
struct statistic_row {
	struct text name;
	int64_t people;
	const struct statistic_cell *cells;
	size_t cells_count;
};
/* One topic of a quarter: a table a group, or why there is none. */
struct statistic_topic {
	struct text caption, note;
	struct text due; /* the day from which on it is told; empty: it is told */
	const struct statistic_row *rows;
	size_t rows_count; /* 0: fewer than five */
};
struct quarter_link {
	struct text link, name;
	bool current;
};

/* statistics.html: GET /statistics */
struct statistics_screen {
	struct frame frame;
	struct text first; /* the day of the first numbers; empty: there are some */
	struct text period;
	const struct statistic_topic *topics;
	size_t topics_count;
	const struct quarter_link *quarters;
	size_t quarters_count;
};

#endif
