/*
 * badges: what was signed, byte for byte, for it is never made again; whose it is, whether they share it,
 * and whether it was taken back. The chain says that a badge was made, shared or taken back; what stands
 * in it is the signature's to guard.
 */
#include "store/inside.h"

#define PLACE_TRIES 64 /* at three quarters full one in 100 million is out of luck */

#define X(name, word) [name] = (word),
static const char *const reasons[] = { REVOKE_REASONS(X) };
#undef X

/* ---- keys ------------------------------------------------------------------------------------- */

enum outcome add_issuer_key(struct db *db, const unsigned char key[PUBLIC_KEY_SIZE], int64_t now)
{
	OWN_ARENA a = arena_open();
	enum outcome o;
	{
		OWN_QUERY q = query_of(db, Q_issuer_key_add);
		bind_bytes(&q, 1, key, PUBLIC_KEY_SIZE);
		bind_number(&q, 2, now);
		o = query_change(&q);
	}
	if (o == NOT_HERE) /* known already */
		return DONE;
	TRY(o);
	return note_fact(
		db, "issuer-key-added", "issuer_key", 0, hex_text(a, key, PUBLIC_KEY_SIZE), 0, now);
}

enum outcome load_issuer_keys(
	struct db *db, struct arena *a, unsigned char (**keys)[PUBLIC_KEY_SIZE], size_t *count)
{
	OWN_QUERY q = query_of(db, Q_issuer_key_list);
	enum outcome o;
	size_t room = 0;

	*keys = NULL;
	*count = 0;
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *keys, *count, room);
		column_bytes(&q, 0, (*keys)[(*count)++], PUBLIC_KEY_SIZE);
	}
	return rows_end(o);
}

/* ---- places ----------------------------------------------------------------------------------- */

/* At random, so that a place tells nobody when its badge was made, or how many there are. */
enum outcome take_badge_place(struct db *db, int64_t *place)
{
	for (int i = 0; i < PLACE_TRIES; i++) {
		OWN_QUERY q = query_of(db, Q_badge_place_take);
		*place = random_below(BADGE_PLACES);
		bind_number(&q, 1, *place);
		enum outcome o = query_change(&q);
		if (o != NOT_HERE)
			return o;
	}
	log_fault("no place was found in the list of badges taken back; is it full?");
	return BROKEN;
}

enum outcome list_revoked_places(struct db *db, struct arena *a, uint32_t **places, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_badge_place_revoked);
	enum outcome o;
	size_t room = 0;

	*places = NULL;
	*count = 0;
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *places, *count, room);
		(*places)[(*count)++] = (uint32_t)column_number(&q, 0);
	}
	return rows_end(o);
}

/* ---- badges ----------------------------------------------------------------------------------- */

static enum revoke_reason reason_of(struct text word)
{
	for (size_t i = 0; i < COUNT_OF(reasons); i++)
		if (text_is_chars(word, reasons[i]))
			return (enum revoke_reason)i;
	return REVOKED_NOT;
}

static struct kept_badge read_badge(const struct query *q, struct arena *a)
{
	return (struct kept_badge){ .id = column_number(q, 0),
		.person = column_number(q, 1),
		.award = column_number(q, 2),
		.address = column_text(q, 3, a),
		.place = column_number(q, 4),
		.unit = column_text(q, 5, a),
		.document = column_text(q, 6, a),
		.made = column_number(q, 7),
		.shared = column_number(q, 8),
		.revoked = column_number(q, 9),
		.reason = reason_of(column_slice(q, 10)) };
}

enum outcome add_badge(struct db *db, struct kept_badge *badge)
{
	{
		OWN_QUERY q = query_of(db, Q_badge_add);
		bind_number(&q, 1, badge->person);
		bind_number(&q, 2, badge->award);
		bind_text(&q, 3, badge->address);
		bind_number(&q, 4, badge->place);
		bind_text(&q, 5, badge->unit);
		bind_text(&q, 6, badge->document);
		bind_number(&q, 7, badge->made);
		TRY(query_run(&q));
	}
	badge->id = sqlite3_last_insert_rowid(db->sqlite);
	return note_fact(db, "badge-made", "badge", badge->id, NO_TEXT, 0, badge->made);
}

enum outcome load_badge(struct db *db, struct arena *a, int64_t id, struct kept_badge *badge)
{
	OWN_QUERY q = query_of(db, Q_badge_by_id);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	*badge = read_badge(&q, a);
	return DONE;
}

enum outcome find_badge(
	struct db *db, struct arena *a, struct text address, struct kept_badge *badge)
{
	OWN_QUERY q = query_of(db, Q_badge_by_address);
	bind_text(&q, 1, address);
	TRY(query_row(&q));
	*badge = read_badge(&q, a);
	return DONE;
}

enum outcome list_badges(
	struct db *db, struct arena *a, int64_t person, struct kept_badge **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_badge_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = read_badge(&q, a);
	}
	return rows_end(o);
}

enum outcome share_badge(struct db *db, int64_t id, int64_t person, bool share, int64_t now)
{
	enum outcome o;
	{
		OWN_QUERY q = query_of(db, Q_badge_share);
		bind_number(&q, 1, id);
		bind_number(&q, 2, person);
		bind_number(&q, 3, share ? now : 0);
		o = query_change(&q);
	}
	if (o == NOT_HERE) /* pressed twice */
		return DONE;
	TRY(o);
	return note_fact(
		db, share ? "badge-shared" : "badge-unshared", "badge", id, NO_TEXT, person, now);
}

enum outcome revoke_badge(
	struct db *db, int64_t id, enum revoke_reason reason, int64_t actor, int64_t now)
{
	enum outcome o;
	{
		OWN_QUERY q = query_of(db, Q_badge_revoke);
		bind_number(&q, 1, id);
		bind_number(&q, 2, now);
		bind_text(&q, 3, text_of(reasons[reason]));
		o = query_change(&q);
	}
	if (o == NOT_HERE)
		return OVERTAKEN;
	TRY(o);
	return note_fact(db, "badge-revoked", "badge", id, text_of(reasons[reason]), actor, now);
}

static enum outcome badge_in_force(struct db *db, int64_t claim, int64_t *badge)
{
	OWN_QUERY q = query_of(db, Q_badge_of_claim);
	bind_number(&q, 1, claim);
	TRY(query_row(&q));
	*badge = column_number(&q, 0);
	return DONE;
}

enum outcome revoke_badge_of_claim(struct db *db, int64_t claim, int64_t actor, int64_t now)
{
	enum outcome o;
	int64_t badge;
	while ((o = badge_in_force(db, claim, &badge)) == DONE)
		TRY(revoke_badge(db, badge, REVOKED_REOPENED, actor, now));
	return rows_end(o);
}

/* ---- the name on badges ------------------------------------------------------------------------ */

enum outcome save_badge_name(struct db *db, int64_t person, struct text name, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_badge_name_save);
	bind_number(&q, 1, person);
	bind_text(&q, 2, name);
	bind_number(&q, 3, now);
	return query_run(&q);
}

enum outcome load_badge_name(struct db *db, struct arena *a, int64_t person, struct text *name)
{
	OWN_QUERY q = query_of(db, Q_badge_name_load);
	bind_number(&q, 1, person);
	TRY(query_row(&q));
	*name = column_text(&q, 0, a);
	return DONE;
}
