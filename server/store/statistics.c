/*
 * statistics: people one by one, to be counted by quarter, and the numbers that came of it. What a decision
 * took is read from the chain, which knows each step of a claim and what was promised at it.
 */
#include "store/inside.h"

/* ---- who began ------------------------------------------------------------------------------ */

enum outcome load_last_person(struct db *db, int64_t *person)
{
	OWN_QUERY q = query_of(db, Q_person_last);
	TRY(query_row(&q));
	*person = column_number(&q, 0);
	return DONE;
}

enum outcome list_starters(struct db *db, struct arena *a, int64_t after, int64_t last,
	int64_t from, int64_t until, struct starter **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_starter_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, after);
	bind_number(&q, 2, from);
	bind_number(&q, 3, until);
	bind_number(&q, 4, last);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = (struct starter){ .person = column_number(&q, 0),
			.language = column_text(&q, 1, a),
			.began = column_number(&q, 2) };
	}
	return rows_end(o);
}

enum outcome was_here(struct db *db, int64_t person, int64_t from, int64_t until, bool *was)
{
	OWN_QUERY q = query_of(db, Q_was_here);
	bind_number(&q, 1, person);
	bind_number(&q, 2, from);
	bind_number(&q, 3, until);
	TRY(query_row(&q));
	*was = column_number(&q, 0) != 0;
	return DONE;
}

/* ---- who was answered ----------------------------------------------------------------------- */

enum outcome list_helped(struct db *db, struct arena *a, int64_t from, int64_t until,
	struct helped **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_helped_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, from);
	bind_number(&q, 2, until);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = (struct helped){ .language = column_text(&q, 0, a),
			.asked = column_number(&q, 1),
			.answered = column_number(&q, 2),
			.answer_by = column_number(&q, 3) };
	}
	return rows_end(o);
}

/* ---- who was assessed ----------------------------------------------------------------------- */

static bool is_any_of(struct text verb, const char *const *verbs)
{
	while (*verbs && !text_is_chars(verb, *verbs))
		verbs++;
	return *verbs != NULL;
}

/* One step of the claim, as far as it belongs to the round of this decision; false once that is over. */
static bool take_step(struct assessed *one, int64_t at, struct text verb, struct text fact)
{
	static const char *const sends[] = { "claim-sent", "claim-confirmed", "claim-asked-again",
		"claim-reopened", NULL };
	static const char *const begins[] = { "claim-withdrawn", "claim-decided", NULL };
	struct text rest = fact;

	if (text_is_chars(verb, "claim-decided") && at == one->at)
		return false;
	if (is_any_of(verb, begins)) {
		one->sent = 0;
		one->returned = false;
	}
	if (text_is_chars(verb, "claim-returned"))
		one->returned = true;
	if (!is_any_of(verb, sends))
		return true;
	if (one->sent == 0)
		one->sent = at;
	if (text_is_chars(text_cut(&rest, ' '), "by"))
		clock_day(rest, &one->answer_by);
	return true;
}

static enum outcome load_steps(struct db *db, struct assessed *one)
{
	OWN_QUERY q = query_of(db, Q_claim_steps);
	enum outcome o;

	bind_number(&q, 1, one->claim);
	while ((o = query_row(&q)) == DONE)
		if (!take_step(one, column_number(&q, 0), column_slice(&q, 1), column_slice(&q, 2)))
			return DONE;
	return rows_end(o);
}

enum outcome list_assessed(struct db *db, struct arena *a, int64_t from, int64_t until,
	struct assessed **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_assessed_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, from);
	bind_number(&q, 2, until);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		struct assessed *one = &(*list)[(*count)++];
		*one = (struct assessed){ .claim = column_number(&q, 0),
			.language = column_text(&q, 1, a),
			.studied = text_is_chars(column_slice(&q, 2), "studied"),
			.answer_by = column_number(&q, 4),
			.at = column_number(&q, 5) };
		if (!claim_state_of(column_slice(&q, 3), &one->kind))
			return BROKEN;
		TRY(load_steps(db, one));
	}
	return rows_end(o);
}

/* ---- what is told --------------------------------------------------------------------------- */

static enum outcome add_figure(
	struct db *db, int64_t quarter, const struct told_figure *figure, size_t place)
{
	OWN_QUERY q = query_of(db, Q_figure_add);
	bind_number(&q, 1, quarter);
	bind_chars(&q, 2, topic_word(figure->topic));
	bind_number(&q, 3, (int64_t)place);
	bind_chars(&q, 4, grouping_word(figure->grouping));
	bind_text(&q, 5, figure->members);
	bind_chars(&q, 6, split_word(figure->split));
	bind_number(&q, 7, figure->first);
	bind_number(&q, 8, figure->last);
	bind_number(&q, 9, figure->people);
	return query_run(&q);
}

static bool is_told(const struct statistic *list, size_t count, int64_t quarter, enum topic topic)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].quarter == quarter && list[i].topic == topic)
			return true;
	return false;
}

enum outcome add_statistic(struct db *db, int64_t quarter, enum topic topic,
	const struct told_figure *figures, size_t count, int64_t now)
{
	OWN_ARENA a = arena_open();
	struct statistic *list;
	size_t told;

	TRY(list_statistics(db, a, &list, &told));
	if (is_told(list, told, quarter, topic))
		return OVERTAKEN;
	OWN_QUERY q = query_of(db, Q_statistic_add);
	bind_number(&q, 1, quarter);
	bind_chars(&q, 2, topic_word(topic));
	bind_number(&q, 3, now);
	TRY(query_run(&q));
	for (size_t i = 0; i < count; i++)
		TRY(add_figure(db, quarter, &figures[i], i));
	return DONE;
}

static enum outcome unreadable(void)
{
	log_fault("a number of the statistics in the database can't be read");
	return BROKEN;
}

enum outcome load_figures(struct db *db, struct arena *a, int64_t quarter,
	struct told_figure **figures, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_figure_list);
	enum outcome o;
	size_t room = 0;

	*figures = NULL;
	*count = 0;
	bind_number(&q, 1, quarter);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *figures, *count, room);
		struct told_figure *f = &(*figures)[(*count)++];
		*f = (struct told_figure){ .members = column_text(&q, 2, a),
			.first = (int)column_number(&q, 4),
			.last = (int)column_number(&q, 5),
			.people = column_number(&q, 6) };
		if (!topic_of(column_slice(&q, 0), &f->topic) ||
			!grouping_of(column_slice(&q, 1), &f->grouping) ||
			!split_of(column_slice(&q, 3), &f->split))
			return unreadable();
	}
	return rows_end(o);
}

enum outcome list_statistics(struct db *db, struct arena *a, struct statistic **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_statistic_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		struct statistic *one = &(*list)[(*count)++];
		one->quarter = column_number(&q, 0);
		if (!topic_of(column_slice(&q, 1), &one->topic))
			return unreadable();
	}
	return rows_end(o);
}
