/*
 * Counting: once a quarter is over, what happened in it is counted, put together by learn's rule and kept for
 * good; what isn't told is forgotten with the counts. Nothing here is in a hurry: people are read a few
 * thousand at a time, and of the writer it takes one small change.
 */
#include "inside.h"

#define PEOPLE_AT_ONCE 2000

struct counter {
	struct store *store;
	const struct calendar *calendar;
	const struct text *languages; /* rows by language; the last row is all others */
	size_t language_rows;
	int64_t now, quarter, from, until; /* moments */
	enum topic topic;
	struct counts by[GROUPING_COUNT];
};

/* ---- rows and columns ----------------------------------------------------------------------- */

static size_t language_row(const struct counter *c, struct text language)
{
	size_t row = 0;
	while (row + 1 < c->language_rows && !text_is(c->languages[row], language))
		row++;
	return row;
}

/* Of what is counted yes or no. */
static size_t yes(bool is)
{
	return is ? 0 : 1;
}

static size_t waited_column(const struct counter *c, int64_t from, int64_t until)
{
	int64_t day = clock_day_of(until);
	return days_column(working_days_between(clock_day_of(from), day, c->calendar, day));
}

/* ---- the three topics ----------------------------------------------------------------------- */

static enum outcome came_back(struct db *db, const struct starter *s, enum split week, bool *came)
{
	struct week_of w = week_counted(week);
	int64_t day = clock_day_of(s->began);
	return was_here(db, s->person, clock_moment(day + w.first, 0),
		clock_moment(day + w.last + 1, 0), came);
}

static enum outcome count_some_starters(struct counter *c, int64_t after)
{
	OWN_ARENA a = arena_open();
	BORROWED loan = { c->store, reader_borrow(c->store) };
	struct starter *list;
	size_t count;
	TRY(list_starters(
		loan.db, a, after, after + PEOPLE_AT_ONCE, c->from, c->until, &list, &count));
	for (size_t i = 0; i < count; i++) {
		bool second, tenth;
		TRY(came_back(loan.db, &list[i], SPLIT_WEEK_2, &second));
		TRY(came_back(loan.db, &list[i], SPLIT_WEEK_10, &tenth));
		count_person(&c->by[BY_LANGUAGE], language_row(c, list[i].language),
			(size_t[]){ yes(second), yes(tenth) });
	}
	return DONE;
}

static enum outcome count_starters(struct counter *c)
{
	int64_t last = 0;
	{
		BORROWED loan = { c->store, reader_borrow(c->store) };
		TRY(load_last_person(loan.db, &last));
	}
	for (int64_t after = 0; after < last; after += PEOPLE_AT_ONCE)
		TRY(count_some_starters(c, after));
	return DONE;
}

static enum outcome count_helped(struct counter *c)
{
	OWN_ARENA a = arena_open();
	BORROWED loan = { c->store, reader_borrow(c->store) };
	struct helped *list;
	size_t count;
	TRY(list_helped(loan.db, a, c->from, c->until, &list, &count));
	for (size_t i = 0; i < count; i++) {
		const struct helped *one = &list[i];
		count_person(&c->by[BY_LANGUAGE], language_row(c, one->language),
			(size_t[]){ waited_column(c, one->asked, one->answered),
				yes(clock_day_of(one->answered) > one->answer_by) });
	}
	return DONE;
}

static enum outcome count_assessed(struct counter *c)
{
	OWN_ARENA a = arena_open();
	BORROWED loan = { c->store, reader_borrow(c->store) };
	struct assessed *list;
	size_t count;
	TRY(list_assessed(loan.db, a, c->from, c->until, &list, &count));
	for (size_t i = 0; i < count; i++) {
		const struct assessed *one = &list[i];
		const size_t columns[] = { (size_t)(one->kind - CLAIM_APPROVED),
			waited_column(c, one->sent ? one->sent : one->at, one->at),
			yes(clock_day_of(one->at) > one->answer_by), yes(one->returned) };
		count_person(&c->by[BY_LANGUAGE], language_row(c, one->language), columns);
		count_person(&c->by[BY_BASIS], one->studied, columns);
	}
	return DONE;
}
_Static_assert(CLAIM_PARTLY == CLAIM_APPROVED + 1 && CLAIM_NOT_YET == CLAIM_APPROVED + 2,
	"columns of SPLIT_OUTCOME");

/* ---- figures -------------------------------------------------------------------------------- */

struct figures {
	struct arena *arena;
	struct told_figure *list;
	size_t count, room;
};

static void add_figure(struct figures *f, struct told_figure figure)
{
	GROW(f->arena, f->list, f->count, f->room);
	f->list[f->count++] = figure;
}

/* The words of the rows of a group. */
static struct text members_of(struct arena *a, const struct counter *c, enum grouping grouping,
	const struct told_counts *told, size_t group)
{
	static const char *const bases[] = { "prior", "studied" };
	struct buffer b = buffer_in(a);
	for (size_t row = 0; grouping != BY_NOTHING && row < c->by[grouping].rows; row++) {
		if (told->group_of[row] != group)
			continue;
		buffer_add_chars(&b, b.size > 0 ? "," : "");
		if (grouping == BY_BASIS)
			buffer_add_chars(&b, bases[row > 0]);
		else
			buffer_add(
				&b, row + 1 < c->language_rows ? c->languages[row] : TEXT("other"));
	}
	return buffer_text(&b);
}

static void add_figures(struct figures *f, const struct counter *c, enum grouping grouping,
	const struct told_counts *told)
{
	size_t splits;
	const enum split *split = topic_splits(c->topic, &splits);
	for (size_t g = 0; g < told->groups; g++) {
		struct told_figure figure = { .topic = c->topic,
			.grouping = grouping,
			.members = members_of(f->arena, c, grouping, told, g),
			.people = told->people[g] };
		add_figure(f, figure);
		for (size_t s = 0; s < splits; s++) {
			const struct bands *bands = &told->bands[s];
			for (size_t b = 0; b < bands->count; b++) {
				figure.split = split[s];
				figure.first = b > 0 ? (int)bands->ends[b - 1] : 0;
				figure.last = (int)bands->ends[b] - 1;
				figure.people = told->cells[g][s][b];
				add_figure(f, figure);
			}
		}
	}
}

static void tell_counts(struct figures *f, const struct counter *c)
{
	struct told_counts told;
	if (tell_all(&c->by[BY_LANGUAGE], COUNTED_LEAST, &told))
		add_figures(f, c, BY_NOTHING, &told);
	for (enum grouping g = BY_LANGUAGE; g <= BY_BASIS; g++) {
		if (tell_rows(&c->by[g], COUNTED_LEAST, &told))
			add_figures(f, c, g, &told);
	}
}

/* ---- a quarter ------------------------------------------------------------------------------ */

struct telling {
	const struct counter *counter;
	const struct figures *figures;
};

static enum outcome keep(struct db *db, void *value)
{
	const struct telling *t = value;
	return add_statistic(db, t->counter->quarter, t->counter->topic, t->figures->list,
		t->figures->count, t->counter->now);
}

static enum outcome count_topic(struct counter *c, enum topic topic)
{
	static enum outcome (*const count[TOPIC_COUNT])(struct counter *) = {
		[TOPIC_STARTED] = count_starters,
		[TOPIC_HELPED] = count_helped,
		[TOPIC_ASSESSED] = count_assessed,
	};
	OWN_ARENA a = arena_open();
	struct figures figures = { .arena = a };
	struct telling telling = { c, &figures };
	c->topic = topic;
	c->by[BY_LANGUAGE] = counts_of(topic, c->language_rows);
	c->by[BY_BASIS] = counts_of(topic, 2);
	TRY(count[topic](c));
	tell_counts(&figures, c);
	enum outcome o = store_change(c->store, keep, &telling);
	return o == OVERTAKEN ? DONE : o; /* a command beside us was first */
}

static bool is_told(const struct statistic *list, size_t count, int64_t quarter, enum topic topic)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].quarter == quarter && list[i].topic == topic)
			return true;
	}
	return false;
}

enum outcome first_quarter(struct db *db, int64_t *quarter)
{
	struct backup_made house;
	TRY(load_backup(db, &house));
	*quarter = quarter_of(clock_day_of(house.since));
	return DONE;
}

enum outcome make_statistics(
	struct store *store, const struct conf *conf, const struct calendar *calendar, int64_t now)
{
	OWN_ARENA a = arena_open();
	size_t most = COUNTED_ROWS - 1, count;
	struct counter c = { .store = store,
		.calendar = calendar,
		.languages = conf->languages,
		.language_rows = 1 + (conf->language_count < most ? conf->language_count : most),
		.now = now };
	struct statistic *told;
	int64_t today = clock_day_of(now);
	{
		BORROWED loan = { store, reader_borrow(store) };
		TRY(list_statistics(loan.db, a, &told, &count));
		TRY(first_quarter(loan.db, &c.quarter));
	}
	for (; quarter_after(c.quarter) <= today; c.quarter = quarter_after(c.quarter)) {
		c.from = clock_moment(c.quarter, 0);
		c.until = clock_moment(quarter_after(c.quarter), 0);
		for (enum topic t = 0; t < TOPIC_COUNT; t++) {
			if (topic_due(t, c.quarter) <= today && !is_told(told, count, c.quarter, t))
				TRY(count_topic(&c, t));
		}
	}
	return DONE;
}
