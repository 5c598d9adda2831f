/*
 * factor: the second factor of staff. The secret is sealed before it comes here; of paper codes the
 * file knows keyed digests. A code's step is kept in the same statement that looks whether it is a
 * later one, so no code is used twice, however many ask at once.
 */
#include "store/inside.h"

enum outcome load_second_factor(
	struct db *db, struct arena *a, int64_t person, struct second_factor *factor)
{
	OWN_QUERY q = query_of(db, Q_factor_load);
	bind_number(&q, 1, person);
	TRY(query_row(&q));
	*factor = (struct second_factor){ .person = column_number(&q, 0),
		.sealed = column_text(&q, 1, a),
		.last_step = column_number(&q, 2),
		.made = column_number(&q, 3),
		.wrong = (int)column_number(&q, 4),
		.papers = (int)column_number(&q, 5) };
	return DONE;
}

/* When the one there is was made; 0: there is none. */
static enum outcome load_made(struct db *db, int64_t person, int64_t *made)
{
	OWN_QUERY q = query_of(db, Q_factor_load);
	bind_number(&q, 1, person);
	enum outcome o = query_row(&q);
	*made = o == DONE ? column_number(&q, 3) : 0;
	return o == NOT_HERE ? DONE : o;
}

static enum outcome run_for(struct db *db, enum query_name name, int64_t person)
{
	OWN_QUERY q = query_of(db, name);
	bind_number(&q, 1, person);
	return query_run(&q);
}

static enum outcome write_factor(struct db *db, const struct second_factor *factor)
{
	OWN_QUERY q = query_of(db, Q_factor_save);
	bind_number(&q, 1, factor->person);
	bind_text(&q, 2, factor->sealed);
	bind_number(&q, 3, factor->last_step);
	bind_number(&q, 4, factor->made);
	return query_run(&q);
}

static enum outcome add_paper_code(
	struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE])
{
	OWN_QUERY q = query_of(db, Q_paper_code_add);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, kept, DIGEST_SIZE);
	return query_run(&q);
}

enum outcome save_second_factor(struct db *db, const struct second_factor *factor,
	const unsigned char kept[PAPER_CODES][DIGEST_SIZE], int64_t replaces)
{
	int64_t made;
	TRY(load_made(db, factor->person, &made));
	if (made != replaces)
		return OVERTAKEN;
	TRY(write_factor(db, factor));
	TRY(run_for(db, Q_paper_code_drop, factor->person));
	for (size_t i = 0; i < PAPER_CODES; i++)
		TRY(add_paper_code(db, factor->person, kept[i]));
	return note_oneself(db, factor->person, "second-factor-set",
		made ? TEXT("replaced") : TEXT("first"), factor->made);
}

enum outcome use_factor_step(struct db *db, int64_t person, int64_t step)
{
	OWN_QUERY q = query_of(db, Q_factor_step);
	bind_number(&q, 1, person);
	bind_number(&q, 2, step);
	enum outcome o = query_change(&q);
	return o == NOT_HERE ? OVERTAKEN : o;
}

static enum outcome mark_paper_code(
	struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE], int64_t now)
{
	OWN_QUERY q = query_of(db, Q_paper_code_use);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, kept, DIGEST_SIZE);
	bind_number(&q, 3, now);
	return query_change(&q);
}

enum outcome use_paper_code(
	struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE], int64_t now)
{
	TRY(mark_paper_code(db, person, kept, now));
	TRY(run_for(db, Q_factor_right, person));
	return note_oneself(db, person, "paper-code-used", NO_TEXT, now);
}

enum outcome count_wrong_code(struct db *db, int64_t person)
{
	return run_for(db, Q_factor_wrong, person);
}

static enum outcome tell_admins(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_factor_admins);
	enum outcome o;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE)
		TRY(add_notice(db, column_number(&q, 0), NOTICE_FACTOR_RESET, person, now));
	return rows_end(o);
}

enum outcome reset_second_factor(struct db *db, int64_t person, int64_t now)
{
	int64_t made;
	TRY(load_made(db, person, &made));
	if (made == 0)
		return DONE;
	TRY(run_for(db, Q_factor_drop, person));
	TRY(run_for(db, Q_paper_code_drop, person));
	TRY(end_sessions(db, person, 0, now));
	TRY(note_oneself(db, person, "second-factor-reset", NO_TEXT, now));
	TRY(add_notice(db, person, NOTICE_FACTOR_RESET, person, now));
	return tell_admins(db, person, now);
}
