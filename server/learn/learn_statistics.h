/*
 * learn_statistics: what can be told of many without telling of one; a part of learn.h, which alone
 * includes it.
 */
#ifndef ASKEL_LEARN_STATISTICS_H
#define ASKEL_LEARN_STATISTICS_H

/*
 * Numbers of people under five are told nowhere, and follow from nothing that is told. The rule, in the
 * terms of statistical disclosure control (A. Hundepool et al., Handbook on Statistical Disclosure
 * Control, ESSnet SDC 2010, chapter 5, frequency tables):
 *
 *  1. Counted are people, each once in a table, so that five of one person are not five (minimum
 *     frequency rule, 0 to 4 alike: whoever is told "none" has been told of everybody).
 *  2. What is too small is put together with what stands beside it, never left out of a sum (table
 *     redesign): whatever is told is five or more, and so is every difference of what is told.
 *  3. How it is put together tells nothing either (R. Wong et al., Minimality Attack in Privacy Preserving
 *     Data Publishing, VLDB 2007). Columns: from the first on until there are enough, what is left over
 *     goes to the last; looked at are the sums of all rows alone. Rows: whatever has a cell that is too
 *     small, and always one more with it, which is the last row that is big enough, whatever its size.
 *     So another table, in which all these people are of that one row, would have been told in the same
 *     words; and within columns, too, people can change places.
 *  4. A table is of a time that is over, is told once and never again, and no times overlap: there is no
 *     page of yesterday to subtract from that of today.
 *
 * tests/learn/statistics.c makes all small tables there are, puts those together that are told in the same
 * words, and looks for any number of people from one to four, in a cell or in any set of cells, that is
 * the same in all of them.
 */
#define COUNTED_LEAST 5
#define COUNTED_ROWS 16
#define COUNTED_SPLITS 4
#define COUNTED_COLUMNS 24

/* People in rows, by how each split parts them; everybody is in one column of each split. */
struct counts {
	size_t rows, splits, columns[COUNTED_SPLITS];
	int64_t people[COUNTED_ROWS];
	int64_t cells[COUNTED_ROWS][COUNTED_SPLITS][COUNTED_COLUMNS];
};
/* One person more; the column of each split. */
void count_person(struct counts *c, size_t row, const size_t *columns);

/* Columns put together: band b ends before ends[b]. */
struct bands {
	size_t count; /* 0: nothing of this split is told */
	size_t ends[COUNTED_COLUMNS];
};
/* What may be told, row by row; rows of one group are one. */
struct told_counts {
	size_t groups, group_of[COUNTED_ROWS];
	struct bands bands[COUNTED_SPLITS];
	int64_t people[COUNTED_ROWS];                                 /* of a group */
	int64_t cells[COUNTED_ROWS][COUNTED_SPLITS][COUNTED_COLUMNS]; /* of a group, by band */
};
/* All rows as one group. False where there are fewer than `least` people: then nothing is told at all. */
bool tell_all(const struct counts *c, int64_t least, struct told_counts *told);
/* By rows, as far as there are two groups at least; else false. Splits are told in fewer bands, as many
 * as have enough people to be parted by rows. */
bool tell_rows(const struct counts *c, int64_t least, struct told_counts *told);
/* By which column `tenths` of ten of so many people are, whose bands hold `cells`: the last of that band. */
size_t told_by(const struct bands *bands, const int64_t *cells, int64_t people, int tenths);

/* ---- what is counted ---------------------------------------------------------------------------- */

/* of a quarter: those who began in it; of several answers or assessments of one person the latest */
#define TOPICS(X) \
	X(TOPIC_STARTED, "started") \
	X(TOPIC_HELPED, "helped") \
	X(TOPIC_ASSESSED, "assessed")
enum topic {
#define X(name, word) name,
	TOPICS(X)
#undef X
		TOPIC_COUNT
};

#define SPLITS(X) \
	X(SPLIT_NONE, "", 1)         /* how many people */ \
	X(SPLIT_WEEK_2, "week-2", 2) /* 0 came back, 1 didn't; so with all that are two */ \
	X(SPLIT_WEEK_10, "week-10", 2) \
	X(SPLIT_DAYS, "days", 20)        /* days_column() */ \
	X(SPLIT_LATE, "late", 2)         /* later than was promised */ \
	X(SPLIT_OUTCOME, "outcome", 3)   /* approved, partly, not yet */ \
	X(SPLIT_RETURNED, "returned", 2) /* for more, before it was decided */
enum split {
#define X(name, word, columns) name,
	SPLITS(X)
#undef X
		SPLIT_COUNT
};

#define GROUPINGS(X) \
	X(BY_NOTHING, "all") \
	X(BY_LANGUAGE, "language") \
	X(BY_BASIS, "basis") /* studied here, or learned elsewhere */
enum grouping {
#define X(name, word) name,
	GROUPINGS(X)
#undef X
		GROUPING_COUNT
};

const char *topic_word(enum topic topic);
bool topic_of(struct text word, enum topic *topic);
const char *split_word(enum split split);
bool split_of(struct text word, enum split *split);
const char *grouping_word(enum grouping grouping);
bool grouping_of(struct text word, enum grouping *grouping);
/* The splits of a topic in order, COUNTED_SPLITS at most; *count of them. */
const enum split *topic_splits(enum topic topic, size_t *count);
/* Counts of a topic in so many rows, with nobody in them yet. */
struct counts counts_of(enum topic topic, size_t rows);

/* Columns of SPLIT_DAYS: working days one by one at first, then several at a time; how far each goes, the
 * last (-1) without end. */
size_t days_column(int days);
int days_until(size_t column);

/* Quarters of the calendar, named by their first day; the one a day is in, and the next. */
int64_t quarter_of(int64_t day);
int64_t quarter_after(int64_t quarter);
/* The day from which on a topic of that quarter can be told: of those who began on its last day the tenth
 * week is over. */
int64_t topic_due(enum topic topic, int64_t quarter);
/* Days of the second and of the tenth week, counted from the day on which somebody began. */
struct week_of {
	int first, last;
};
struct week_of week_counted(enum split split);

#endif
