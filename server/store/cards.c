/*
 * cards: one-time links. The file knows only the digest of a card's token; whoever comes first uses
 * the card up, for that is one UPDATE in the writer.
 */
#include <stdio.h>

#include "store/inside.h"

static void read_card(const struct query *q, struct card *card)
{
	*card = (struct card){ .id = column_number(q, 0),
		.person = column_number(q, 1),
		.made = column_number(q, 2),
		.ends = column_number(q, 3),
		.used = column_number(q, 4),
		.lasting = column_number(q, 5) != 0,
		.new_phone = column_number(q, 6) != 0 };
}

static enum outcome insert_card(struct db *db, int64_t person,
	const unsigned char kept[DIGEST_SIZE], int64_t now, int64_t ends, bool lasting)
{
	OWN_QUERY q = query_of(db, Q_card_add);
	bind_bytes(&q, 1, kept, DIGEST_SIZE);
	bind_number(&q, 2, person);
	bind_number(&q, 3, now);
	bind_number(&q, 4, ends);
	bind_number(&q, 5, lasting);
	return query_change(&q);
}

enum outcome add_card(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	int64_t now, int64_t ends, bool lasting)
{
	return add_card_by(db, 0, person, kept, now, ends, lasting);
}

enum outcome add_card_by(struct db *db, int64_t actor, int64_t person,
	const unsigned char kept[DIGEST_SIZE], int64_t now, int64_t ends, bool lasting)
{
	char fact[48];

	TRY(insert_card(db, person, kept, now, ends, lasting));
	snprintf(fact, sizeof fact, "card %lld%s", (long long)sqlite3_last_insert_rowid(db->sqlite),
		lasting ? ", lasting" : "");
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "card-made",
			.subject_kind = "person",
			.subject = person,
			.fact = text_of(fact) });
}

/* ---- ways in that staff hand over ----------------------------------------------------------- */

enum outcome end_unused_cards(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_card_end_unused);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	return query_run(&q);
}

static enum outcome insert_way_in(struct db *db, const struct way_in *way)
{
	OWN_QUERY q = query_of(db, Q_card_renew);
	bind_bytes(&q, 1, way->kept, DIGEST_SIZE);
	bind_number(&q, 2, way->person);
	bind_number(&q, 3, way->made);
	bind_number(&q, 4, way->ends);
	bind_bytes(&q, 5, way->code, DIGEST_SIZE);
	bind_number(&q, 6, way->code_ends);
	return query_change(&q);
}

enum outcome find_code(struct db *db, const unsigned char code[DIGEST_SIZE], int64_t now,
	unsigned char kept[DIGEST_SIZE])
{
	OWN_QUERY q = query_of(db, Q_code_find);
	bind_bytes(&q, 1, code, DIGEST_SIZE);
	bind_number(&q, 2, now);
	TRY(query_row(&q));
	return column_bytes(&q, 0, kept, DIGEST_SIZE) ? DONE : BROKEN;
}

enum outcome add_way_in(struct db *db, const struct way_in *way)
{
	unsigned char other[DIGEST_SIZE];
	char fact[48];

	TRY(end_unused_cards(db, way->person, way->made));
	enum outcome o = find_code(db, way->code, way->made, other);
	if (o != NOT_HERE)
		return o == DONE ? OVERTAKEN : o;
	TRY(insert_way_in(db, way));
	snprintf(fact, sizeof fact, "card %lld, code",
		(long long)sqlite3_last_insert_rowid(db->sqlite));
	return note_audit(db,
		&(struct audit_note){ .at = way->made,
			.actor = way->actor,
			.verb = "card-made",
			.subject_kind = "person",
			.subject = way->person,
			.fact = text_of(fact) });
}

enum outcome let_card_reset(struct db *db, int64_t actor, int64_t person,
	const unsigned char kept[DIGEST_SIZE], int64_t now)
{
	OWN_QUERY q = query_of(db, Q_card_new_phone);
	bind_bytes(&q, 1, kept, DIGEST_SIZE);
	bind_number(&q, 2, person);
	TRY(query_change(&q));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "reset-allowed",
			.subject_kind = "person",
			.subject = person,
			.fact = NO_TEXT });
}

enum outcome load_card(
	struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now, struct card *card)
{
	OWN_QUERY q = query_of(db, Q_card_load);
	bind_bytes(&q, 1, kept, DIGEST_SIZE);
	TRY(query_row(&q));
	read_card(&q, card);
	bool ended = card->ends != 0 && card->ends <= now;
	return ended || (card->used && !card->lasting) ? USED_UP : DONE;
}

static enum outcome mark_used(
	struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now, struct card *card)
{
	OWN_QUERY q = query_of(db, Q_card_use);
	bind_bytes(&q, 1, kept, DIGEST_SIZE);
	bind_number(&q, 2, now);
	TRY(query_row(&q));
	read_card(&q, card);
	return query_run(&q);
}

enum outcome use_card(
	struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now, struct card *card)
{
	enum outcome o = mark_used(db, kept, now, card);

	if (o == NOT_HERE) /* none, or too late: the card says which */
		return load_card(db, kept, now, card);
	if (o != DONE)
		return o;
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = card->person,
			.verb = "card-used",
			.subject_kind = "card",
			.subject = card->id,
			.fact = NO_TEXT });
}

enum outcome end_lasting_cards(struct db *db, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_card_end_lasting);
	bind_number(&q, 1, now);
	return query_run(&q);
}
