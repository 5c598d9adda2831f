/*
 * How things go in the house, in numbers of many: what was told of a quarter (statistics_make.c), as tables for
 * whoever signs in.
 */
#include "inside.h"

/* ---- words ---------------------------------------------------------------------------------- */

static struct text with(const struct request *rq, const char *msgid, struct text a, struct text b)
{
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), msgid, a, b);
}

static struct text number_text(const struct request *rq, int64_t number)
{
	return arena_print(rq->arena, "%lld", (long long)number);
}

/* "the same day", "2 working days" */
static struct text days_words(const struct request *rq, int days)
{
	if (days == 0)
		return tell(rq, N_("the same day"));
	return say_count(workshop_of(rq)->views, rq->arena, ui_language(rq), N_("one working day"),
		N_("{n} working days"), days);
}

static struct text member_words(const struct request *rq, struct text member)
{
	if (text_is_chars(member, "prior"))
		return tell(rq, N_("Learned elsewhere"));
	if (text_is_chars(member, "studied"))
		return tell(rq, N_("Studied here"));
	if (text_is_chars(member, "other"))
		return tell(rq, N_("other languages"));
	return own_language_name(member);
}

/* "English and other languages" */
static struct text group_words(const struct request *rq, struct text members)
{
	if (members.size == 0)
		return tell(rq, N_("Everybody"));
	struct text words = member_words(rq, text_cut(&members, ','));
	while (members.at) {
		struct text next = member_words(rq, text_cut(&members, ','));
		words = members.at ? arena_print(rq->arena, "%.*s, %.*s", SHOWN(words), SHOWN(next))
				   : with(rq, N_("{a} and {b}"), words, next);
	}
	return words;
}

static const char *assessed_words(size_t first, size_t last)
{
	static const char *const words[3][3] = {
		{ N_("approved"), N_("approved, wholly or partly"), NULL },
		{ NULL, N_("partly approved"), N_("partly or not yet approved") },
		{ NULL, NULL, N_("not yet approved") },
	};
	return words[first][last];
}

static const char *const captions[TOPIC_COUNT] = {
	[TOPIC_STARTED] = N_("People who began"),
	[TOPIC_HELPED] = N_("People who asked a coach and were answered"),
	[TOPIC_ASSESSED] = N_("People whose skills were assessed"),
};

static const char *const notes[TOPIC_COUNT] = {
	[TOPIC_STARTED] =
		N_("Whoever opened a page or answered in that week came back. It may have "
		   "been a few more, for visits are not written down one by one. Nobody's "
		   "presence is counted by this."),
	[TOPIC_HELPED] = N_("Where somebody was answered several times, the latest time counts."),
	[TOPIC_ASSESSED] = N_("Where somebody was assessed several times, the latest time counts. "
			      "The days are counted from sending it to the assessment."),
};

static const char *const heads[SPLIT_COUNT] = {
	[SPLIT_WEEK_2] = N_("Came back in the second week"),
	[SPLIT_WEEK_10] = N_("Came back in the tenth week"),
	[SPLIT_DAYS] = N_("How soon, at the latest"),
	[SPLIT_LATE] = N_("Later than promised"),
	[SPLIT_OUTCOME] = N_("Assessment"),
	[SPLIT_RETURNED] = N_("Asked to add something first"),
};

/* ---- one group ------------------------------------------------------------------------------ */

/* The figures of one group, by split. */
struct group {
	enum topic topic;
	enum grouping grouping;
	struct text members;
	int64_t people;
	struct bands bands[SPLIT_COUNT];
	int64_t cells[SPLIT_COUNT][COUNTED_COLUMNS];
};

/* Takes the next group out of the figures, which lie group by group, how many people it is first. */
static struct group take_group(const struct told_figure **at, const struct told_figure *end)
{
	struct group g = { .topic = (*at)->topic,
		.grouping = (*at)->grouping,
		.members = (*at)->members,
		.people = (*at)->people };
	for (++*at; *at < end && (*at)->split != SPLIT_NONE; ++*at) {
		struct bands *bands = &g.bands[(*at)->split];
		g.cells[(*at)->split][bands->count] = (*at)->people;
		bands->ends[bands->count++] = (size_t)(*at)->last + 1;
	}
	return g;
}

static void add_line(struct statistic_cell *cell, struct text words)
{
	struct statistic_line *lines = (struct statistic_line *)cell->lines;
	lines[cell->lines_count++].words = words;
}

static int days_of(const struct group *g, int tenths)
{
	return days_until(told_by(&g->bands[SPLIT_DAYS], g->cells[SPLIT_DAYS], g->people, tenths));
}

/* Whoever waited longest is in a band without end: of them it is told how many didn't. */
static void add_soon(const struct request *rq, const struct group *g, struct statistic_cell *cell)
{
	const struct bands *bands = &g->bands[SPLIT_DAYS];
	int half = days_of(g, 5), nine = days_of(g, 9);
	int longest = days_until(bands->ends[bands->count - 2] - 1);
	if (half >= 0 && (nine >= 0 || half < longest))
		add_line(cell, with(rq, N_("half of them: {a}"), days_words(rq, half), NO_TEXT));
	if (nine >= 0) {
		add_line(cell, with(rq, N_("nine of ten: {a}"), days_words(rq, nine), NO_TEXT));
		return;
	}
	int64_t people = g->people - g->cells[SPLIT_DAYS][bands->count - 1];
	struct text share =
		with(rq, N_("{a} of {b}"), number_text(rq, people), number_text(rq, g->people));
	add_line(cell, with(rq, "{a}: {b}", share, days_words(rq, longest)));
}

static void add_outcomes(
	const struct request *rq, const struct group *g, struct statistic_cell *cell)
{
	const struct bands *bands = &g->bands[SPLIT_OUTCOME];
	for (size_t b = 0; b < bands->count; b++)
		add_line(cell,
			with(rq, "{b}: {a}", number_text(rq, g->cells[SPLIT_OUTCOME][b]),
				tell(rq,
					assessed_words(b > 0 ? bands->ends[b - 1] : 0,
						bands->ends[b] - 1))));
}

static struct statistic_cell cell_of(
	const struct request *rq, const struct group *g, enum split split)
{
	struct statistic_cell cell = { .head = tell(rq, heads[split]),
		.lines = arena_take_many(rq->arena, COUNTED_COLUMNS, sizeof *cell.lines) };
	if (g->bands[split].count == 0)
		return cell;
	if (split == SPLIT_OUTCOME) {
		add_outcomes(rq, g, &cell);
	} else if (split == SPLIT_DAYS) {
		add_soon(rq, g, &cell);
	} else {
		add_line(&cell,
			with(rq, N_("{a} of {b}"), number_text(rq, g->cells[split][0]),
				number_text(rq, g->people)));
	}
	return cell;
}

/* That there is too little to tell is said once, of everybody. */
static struct statistic_row row_of(const struct request *rq, const struct group *g)
{
	size_t count;
	const enum split *splits = topic_splits(g->topic, &count);
	struct statistic_cell *cells = arena_take_many(rq->arena, count, sizeof *cells);
	struct statistic_row row = {
		.name = group_words(rq, g->members), .people = g->people, .cells = cells
	};
	for (size_t i = 0; i < count; i++) {
		if (g->grouping == BY_NOTHING || g->bands[splits[i]].count > 0)
			cells[row.cells_count++] = cell_of(rq, g, splits[i]);
	}
	return row;
}

/* ---- the page ------------------------------------------------------------------------------- */

struct numbers {
	int64_t first, quarter; /* the one that is shown; 0: none */
	struct statistic *told;
	size_t told_count;
	struct told_figure *figures;
	size_t figure_count;
};

static bool is_told(const struct numbers *n, enum topic topic)
{
	for (size_t i = 0; i < n->told_count; i++) {
		if (n->told[i].quarter == n->quarter && n->told[i].topic == topic)
			return true;
	}
	return false;
}

/* The quarter asked for, if it has been told, else the latest. */
static enum outcome load_numbers(struct request *rq, struct numbers *n)
{
	int64_t asked = 0;
	*n = (struct numbers){ 0 };
	BORROWED loan = borrow(workshop_of(rq));
	TRY(first_quarter(loan.db, &n->first));
	TRY(list_statistics(loan.db, rq->arena, &n->told, &n->told_count));
	if (!clock_day(form_value(&rq->query, "quarter"), &asked))
		asked = 0;
	for (size_t i = n->told_count; i-- > 0;) {
		if (n->told[i].quarter == asked || i == 0)
			n->quarter = n->told[i].quarter;
		if (n->quarter)
			break;
	}
	return load_figures(loan.db, rq->arena, n->quarter, &n->figures, &n->figure_count);
}

static struct statistic_topic topic_told(
	const struct request *rq, const struct numbers *n, enum topic topic)
{
	const struct told_figure *at = n->figures, *end = at + n->figure_count;
	struct statistic_row *rows = arena_take_many(rq->arena, n->figure_count + 1, sizeof *rows);
	struct statistic_topic t = {
		.caption = tell(rq, captions[topic]), .note = tell(rq, notes[topic]), .rows = rows
	};
	if (!is_told(n, topic))
		t.due = full_date_words(rq, topic_due(topic, n->quarter));
	while (at < end) {
		struct group g = take_group(&at, end);
		if (g.topic == topic)
			rows[t.rows_count++] = row_of(rq, &g);
	}
	return t;
}

static struct text quarter_words(const struct request *rq, int64_t quarter)
{
	return arena_print(rq->arena, "%.*s – %.*s", SHOWN(full_date_words(rq, quarter)),
		SHOWN(full_date_words(rq, quarter_after(quarter) - 1)));
}

static void fill_quarters(
	const struct request *rq, const struct numbers *n, struct statistics_screen *s)
{
	struct quarter_link *links = arena_take_many(rq->arena, n->told_count + 1, sizeof *links);
	char day[11];
	for (size_t i = 0; i < n->told_count; i++) {
		int64_t quarter = n->told[i].quarter;
		if (i > 0 && n->told[i - 1].quarter == quarter)
			continue;
		clock_day_text(quarter, day);
		links[s->quarters_count++] = (struct quarter_link){
			.link = arena_print(rq->arena, "/statistics?quarter=%s", day),
			.name = quarter_words(rq, quarter),
			.current = quarter == n->quarter
		};
	}
	s->quarters = links;
	if (s->quarters_count < 2)
		s->quarters_count = 0;
}

enum outcome show_statistics(struct request *rq, struct response *rs)
{
	struct numbers n;
	struct statistic_topic topics[TOPIC_COUNT];
	struct statistics_screen s = { .topics = topics };
	TRY(load_numbers(rq, &n));
	if (n.quarter) {
		s.period = quarter_words(rq, n.quarter);
		for (enum topic t = 0; t < TOPIC_COUNT; t++)
			topics[s.topics_count++] = topic_told(rq, &n, t);
	} else {
		s.first = full_date_words(rq, quarter_after(n.first));
	}
	fill_quarters(rq, &n, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("How things go here, in numbers")));
	s.frame.wide = true;
	s.frame.more_css = static_path(workshop_of(rq)->http, "statistics.css");
	return show(rq, rs, SCREEN_STATISTICS, &s);
}
