/*
 * store_statistics: how things go in the house, in numbers of many; a part of store.h, which alone includes
 * it.
 */
#ifndef ASKEL_STORE_STATISTICS_H
#define ASKEL_STORE_STATISTICS_H

/* ---- what is counted ---------------------------------------------------------------------------- */

/* A client who began (opened a page, asked, or wanted something assessed for the first time). */
struct starter {
	int64_t person, began;
	struct text language; /* of buttons; empty: not chosen */
};
/* Those who began between two moments, of the people numbered after `after` up to `last`. */
enum outcome list_starters(struct db *db, struct arena *a, int64_t after, int64_t last,
	int64_t from, int64_t until, struct starter **list, size_t *count) MUST_USE;
enum outcome load_last_person(struct db *db, int64_t *person) MUST_USE;
/* Whether they did anything between two moments, as far as what is kept still tells: of a page the first and
 * the last time, of an answer the last. */
enum outcome was_here(
	struct db *db, int64_t person, int64_t from, int64_t until, bool *was) MUST_USE;

/* The latest question of a person that was answered between two moments. */
struct helped {
	struct text language;
	int64_t asked, answered, answer_by; /* answer_by: a day */
};
enum outcome list_helped(struct db *db, struct arena *a, int64_t from, int64_t until,
	struct helped **list, size_t *count) MUST_USE;

/* The latest decision about a person between two moments. */
struct assessed {
	int64_t claim;
	struct text language;
	bool studied;
	enum claim_state kind;
	int64_t sent, answer_by; /* first in this round; the day that was promised last */
	int64_t at;
	bool returned; /* in this round */
};
enum outcome list_assessed(struct db *db, struct arena *a, int64_t from, int64_t until,
	struct assessed **list, size_t *count) MUST_USE;

/* ---- what is told ------------------------------------------------------------------------------- */

/* So many people of a group are in these columns of a split. */
struct told_figure {
	enum topic topic;
	enum grouping grouping;
	struct text members; /* "fi", "en,other", "prior"; of all of them empty */
	enum split split;
	int first, last;
	int64_t people;
};
/* Keeps what is told of a topic and a quarter (its first day); OVERTAKEN where it was told before. */
enum outcome add_statistic(struct db *db, int64_t quarter, enum topic topic,
	const struct told_figure *figures, size_t count, int64_t now) MUST_USE; /* (change) */
enum outcome load_figures(struct db *db, struct arena *a, int64_t quarter,
	struct told_figure **figures, size_t *count) MUST_USE;
/* What has been told, the latest quarter first. */
struct statistic {
	int64_t quarter;
	enum topic topic;
};
enum outcome list_statistics(
	struct db *db, struct arena *a, struct statistic **list, size_t *count) MUST_USE;

#endif
