/*
 * claim_together: a claim that a coach writes down with the client, or types in from their paper. Its other
 * steps are claim_moves.c's, like those of every claim.
 */
#include <stdio.h>

#include "store/inside.h"

/* Of the one that is open already: theirs to write in, or not. */
static enum outcome go_on(struct db *db, const struct claim *claim)
{
	OWN_ARENA a = arena_open();
	struct claim open;

	TRY(load_claim(db, a, claim->id, &open));
	return open.writer == claim->writer && open.writing ? DONE : NO_ENTRY;
}

enum outcome begin_together(
	struct db *db, struct claim *claim, const struct text *criteria, size_t count)
{
	{
		OWN_QUERY q = query_of(db, Q_claim_of_unit);
		bind_number(&q, 1, claim->person);
		bind_text(&q, 2, claim->unit);
		enum outcome o = query_row(&q);
		claim->id = o == DONE ? column_number(&q, 0) : 0;
		TRY(rows_end(o == DONE ? NOT_HERE : o));
	}
	if (claim->id)
		return go_on(db, claim);
	TRY(begin_claim(db, claim, criteria, count));
	return add_notice(db, claim->person, NOTICE_CLAIM_WRITTEN, claim->id, claim->made);
}

enum outcome save_paper_day(struct db *db, int64_t id, int64_t writer, int64_t day, int64_t now)
{
	OWN_ARENA a = arena_open();
	struct claim claim;
	char fact[32];

	TRY(load_editable_claim(db, a, id, writer, &claim));
	if (claim.writer != writer || claim.sent > 0)
		return OVERTAKEN;
	if (claim.paper_day == day)
		return DONE;
	{
		OWN_QUERY q = query_of(db, Q_claim_paper_day);
		bind_number(&q, 1, id);
		bind_number(&q, 2, day);
		TRY(query_run(&q));
	}
	snprintf(fact, sizeof fact, "day %lld", (long long)day);
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = writer,
			.verb = "claim-paper",
			.subject_kind = "claim",
			.subject = id,
			.fact = text_of(fact) });
}
