/*
 * claim_back: a new assessment is taken back before it was there: what was decided before stands as it was, with
 * the words it was sent with. What was judged and shown for what is taken back keeps the number of its round, which
 * no other gets.
 */
#include "store/inside.h"

/* The words that what stands was sent with, and that it was confirmed by sending it. */
static enum outcome restore_sent(struct db *db, const struct claim *before, struct claim *after)
{
	OWN_QUERY sent = query_of(db, Q_claim_sent_before);
	bind_number(&sent, 1, before->id);
	TRY(query_row(&sent));
	if (before->writer) {
		after->confirmed = column_number(&sent, 1);
		after->confirmed_by = column_number(&sent, 2) ? CONFIRMED_SHEET : CONFIRMED_OWN;
	}
	OWN_QUERY words = query_of(db, Q_claim_words);
	bind_number(&words, 1, before->id);
	bind_number(&words, 2, column_number(&sent, 0));
	return query_run(&words);
}

/* What a coach wrote down for what is taken back, and the client has never confirmed, goes with it. */
static enum outcome drop_unconfirmed(
	struct db *db, struct arena *a, const struct claim_move *move, const struct claim *before)
{
	struct evidence *list;
	size_t count;

	if (!before->writer || before->confirmed)
		return DONE;
	TRY(load_evidence(db, a, before->id, &list, &count));
	for (size_t i = 0; i < count; i++) {
		/* a sheet that was signed stays, as all that was confirmed */
		if (list[i].round != before->round || list[i].made < before->sent ||
			list[i].criterion.size == 0)
			continue;
		TRY(list[i].kind == EVIDENCE_FILE ? drop_claim_file(db, before->id, move->actor,
							    list[i].id, move->now)
						  : drop_evidence(db, list[i].id));
	}
	return DONE;
}

/* A new assessment that the client had asked for is no more: the decision before it stands. One that a mistake
 * was found in doesn't. */
enum outcome stand_again(struct db *db, struct arena *a, const struct claim_move *move,
	const struct claim *before, struct claim *after)
{
	struct decision *list;
	size_t count;

	after->state = CLAIM_WITHDRAWN;
	TRY(load_decisions(db, a, before->id, &list, &count));
	if (before->ground != CLAIM_ASKED || count == 0)
		return DONE;
	const struct decision *last = &list[count - 1];
	after->state = last->kind;
	after->round = last->round;
	after->ground = last->ground;
	after->route = last->route;
	TRY(drop_unconfirmed(db, a, move, before));
	return restore_sent(db, before, after);
}
