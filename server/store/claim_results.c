/*
 * claim_results: answers given here as evidence. While a claim is with its client they are what the answers are
 * now; when it is sent they become what they are at that moment, and stay so: whoever answers anew later changes
 * nothing of what was shown. A question that was right once is right.
 */
#include "store/inside.h"

static bool is_open_answer(const struct claim *claim, const struct evidence *e)
{
	return (claim->state == CLAIM_DRAFT || claim->state == CLAIM_RETURNED) &&
		e->kind == EVIDENCE_RESULT && e->round == claim->round && e->question.size > 0;
}

enum outcome fix_result(struct db *db, struct arena *a, int64_t person, struct evidence *evidence)
{
	evidence->verdict = NO_TEXT;
	if (evidence->kind != EVIDENCE_RESULT || evidence->question.size == 0)
		return DONE;
	OWN_QUERY q = query_of(db, Q_evidence_answer);
	bind_number(&q, 1, person);
	bind_text(&q, 2, evidence->course);
	bind_text(&q, 3, evidence->question);
	TRY(query_row(&q));
	evidence->payload = column_number(&q, 0);
	evidence->verdict = column_text(&q, 1, a);
	evidence->words = column_text(&q, 2, a);
	return DONE;
}

enum outcome refresh_results(struct db *db, struct arena *a, const struct claim *claim,
	struct evidence *evidence, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_open_answer(claim, &evidence[i]))
			continue;
		enum outcome o = fix_result(db, a, claim->person, &evidence[i]);
		if (o != DONE && o != NOT_HERE)
			return o;
	}
	return DONE;
}

/* Evidence is never changed, so another piece takes its place. */
static enum outcome keep_result(struct db *db, struct arena *a, const struct claim *claim,
	const struct evidence *old, int64_t now)
{
	struct evidence e = *old;
	enum outcome o = fix_result(db, a, claim->person, &e);

	if (o == DONE && e.payload == old->payload && text_is(e.verdict, old->verdict))
		return DONE;
	if (o != DONE && o != NOT_HERE)
		return o;
	TRY(drop_evidence(db, old->id));
	return o == DONE ? insert_evidence(db, claim, &e, now) : DONE;
}

enum outcome keep_results(struct db *db, struct arena *a, const struct claim *claim, int64_t now)
{
	struct evidence *list;
	size_t count;

	TRY(load_evidence(db, a, claim->id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (is_open_answer(claim, &list[i]))
			TRY(keep_result(db, a, claim, &list[i], now));
	return DONE;
}

enum outcome drop_result(struct db *db, int64_t claim, int64_t actor, int64_t evidence)
{
	OWN_ARENA a = arena_open();
	struct claim c;
	struct evidence *list;
	size_t count;

	TRY(load_editable_claim(db, a, claim, actor, &c));
	TRY(load_evidence(db, a, claim, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (list[i].id == evidence && list[i].kind == EVIDENCE_RESULT &&
			list[i].round == c.round)
			return drop_evidence(db, evidence);
	return DONE;
}
