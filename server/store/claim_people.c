/*
 * claim_people: who has to do with a claim: who may have it, whom it is taken from, who is told of a step of
 * it and needn't hear of it any more.
 */
#include "store/inside.h"

struct claim_people claim_people_of(const struct claim *claim)
{
	return (struct claim_people){ .client = claim->person,
		.writer = claim->writer,
		.assessor = claim->assessor,
		.proposer = claim->proposer,
		.second = claim->second > SECOND_NONE,
		.anew = claim->round > 1 || claim_is_decided(claim->state),
		.writing = claim->writing };
}

enum outcome took_part(
	struct db *db, const struct claim *claim, int64_t who, int64_t now, bool *took)
{
	OWN_QUERY q = query_of(db, Q_claim_took_part);
	bind_number(&q, 1, claim->id);
	bind_number(&q, 2, who);
	bind_number(&q, 3, now);
	enum outcome o = query_row(&q);
	*took = o == DONE;
	return rows_end(o);
}

enum outcome list_claim_coaches(struct db *db, struct arena *a, int64_t client, int64_t now,
	int64_t **coaches, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_claim_coaches);
	enum outcome o;
	size_t room = 0;

	*coaches = NULL;
	*count = 0;
	bind_number(&q, 1, client);
	bind_number(&q, 2, now);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *coaches, *count, room);
		(*coaches)[(*count)++] = column_number(&q, 0);
	}
	return rows_end(o);
}

static enum outcome number_of(struct db *db, enum query_name name, int64_t now, int64_t *number)
{
	OWN_QUERY q = query_of(db, name);
	if (name == Q_claim_stuck)
		bind_number(&q, 1, now);
	TRY(query_row(&q));
	*number = column_number(&q, 0);
	return DONE;
}

enum outcome count_deciders(struct db *db, int64_t now, int64_t *deciders, int64_t *stuck)
{
	TRY(number_of(db, Q_claim_deciders, now, deciders));
	return number_of(db, Q_claim_stuck, now, stuck);
}

enum outcome release_claims(struct db *db, int64_t owner, int64_t person)
{
	{
		OWN_QUERY q = query_of(db, Q_claim_release);
		bind_number(&q, 1, owner);
		bind_number(&q, 2, person);
		TRY(query_run(&q));
	}
	/* what they wrote down with somebody is with that person alone */
	OWN_QUERY q = query_of(db, Q_claim_release_written);
	bind_number(&q, 1, owner);
	bind_number(&q, 2, person);
	return query_run(&q);
}

/* ---- who is told ---------------------------------------------------------------------------- */

struct telling {
	struct db *db;
	struct arena *arena;
	const struct claim_move *move;
	const struct claim *before, *after;
};

static enum outcome tell_one(const struct telling *s, int64_t person, enum notice_kind kind)
{
	return person == 0 || person == s->move->actor
		? DONE
		: add_notice(s->db, person, kind, s->before->id, s->move->now);
}

/* Coaches who may act on it now; where there is none, the one named for that gets a tie of the client,
 * for claims alone. */
static enum outcome tell_coaches(const struct telling *s, enum notice_kind kind)
{
	int64_t *coaches;
	size_t count, told = 0;
	struct claim_people people = claim_people_of(s->after);
	enum claim_act act = s->after->state == CLAIM_PROPOSED ? ACT_APPROVE : ACT_TAKE;

	TRY(list_claim_coaches(s->db, s->arena, s->before->person, s->move->now, &coaches, &count));
	for (size_t i = 0; i < count; i++) {
		enum claim_state next;
		bool took = false;
		if (s->after->round > 1)
			TRY(took_part(s->db, s->after, coaches[i], s->move->now, &took));
		enum claim_relation relation =
			claim_relation_of(s->after->state, &people, coaches[i], took);
		if (!claim_step(s->after->state, act, relation, &next))
			continue;
		TRY(tell_one(s, coaches[i], kind));
		told++;
	}
	if (told > 0 || s->move->named == 0 || kind == NOTICE_CLAIM_SENT)
		return DONE;
	struct tie tie = { .client = s->before->person,
		.coach = s->move->named,
		.scope = SCOPE_CLAIMS,
		.ground = GROUND_ASSESSMENT,
		.starts = s->move->now };
	enum outcome o = add_tie(s->db, &tie, 0);
	if (o == NOT_HERE || o == OVERTAKEN) /* no coach any more, or had part in it */
		return DONE;
	TRY(o);
	return add_notice(s->db, s->move->named, kind, s->before->id, s->move->now);
}

enum outcome tell_claim_move(struct db *db, struct arena *a, const struct claim_move *move,
	const struct claim *before, const struct claim *after)
{
	const struct telling telling = { db, a, move, before, after }, *s = &telling;
	int64_t client = s->before->person;

	switch (s->move->act) {
	case ACT_SEND:
		return s->after->assessor ? tell_one(s, s->after->assessor, NOTICE_CLAIM_SENT)
					  : tell_coaches(s, NOTICE_CLAIM_SENT);
	case ACT_CONFIRM:
		TRY(tell_one(s, client, NOTICE_CLAIM_CONFIRMED));
		return s->after->assessor ? tell_one(s, s->after->assessor, NOTICE_CLAIM_SENT)
					  : tell_coaches(s, NOTICE_CLAIM_SENT);
	case ACT_LET_WRITE:
		return tell_one(s, s->after->writer, NOTICE_CLAIM_SHARED);
	case ACT_WRITE:
		return tell_one(s, client, NOTICE_CLAIM_WRITTEN);
	case ACT_TAKE_BACK:
		TRY(see_notices_about(s->db, NOTICE_CLAIM_SENT, s->before->id, s->move->now));
		TRY(see_notices_about(s->db, NOTICE_CLAIM_AGAIN, s->before->id, s->move->now));
		TRY(see_notices_about(s->db, NOTICE_CLAIM_PROPOSED, s->before->id, s->move->now));
		return tell_one(s, s->before->assessor, NOTICE_CLAIM_WITHDRAWN);
	case ACT_ASK_AGAIN:
		return tell_coaches(s, NOTICE_CLAIM_AGAIN);
	case ACT_REOPEN:
		TRY(tell_one(s, client, NOTICE_CLAIM_REOPENED));
		return tell_coaches(s, NOTICE_CLAIM_AGAIN);
	case ACT_TAKE:
		TRY(see_notices_about(s->db, NOTICE_CLAIM_SENT, s->before->id, s->move->now));
		TRY(see_notices_about(s->db, NOTICE_CLAIM_AGAIN, s->before->id, s->move->now));
		return tell_one(s, client, NOTICE_CLAIM_TAKEN);
	case ACT_RETURN:
		return tell_one(s, client, NOTICE_CLAIM_RETURNED);
	case ACT_AGREE:
		return tell_one(s, client, NOTICE_CLAIM_AGREED);
	case ACT_PROPOSE:
		return tell_coaches(s, NOTICE_CLAIM_PROPOSED);
	case ACT_SEND_BACK:
		TRY(see_notices_about(s->db, NOTICE_CLAIM_PROPOSED, s->before->id, s->move->now));
		return tell_one(s, s->before->proposer, NOTICE_CLAIM_SENT_BACK);
	case ACT_HAND_OVER:
		TRY(tell_one(s, client, NOTICE_CLAIM_HANDED));
		return tell_one(s, s->move->to, NOTICE_CLAIM_GIVEN);
	case ACT_APPROVE:
	case ACT_APPROVE_PART:
	case ACT_NOT_YET:
		TRY(see_notices_about(s->db, NOTICE_CLAIM_PROPOSED, s->before->id, s->move->now));
		return tell_one(s, client, NOTICE_CLAIM_DECIDED);
	default:
		return DONE;
	}
}
