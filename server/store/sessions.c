/*
 * sessions: who is signed in where. The file knows only the digest of a session's token. One
 * look-up finds session, person and roles, for every request asks. A session that ended stays until
 * it is dropped with the old ones.
 */
#include <string.h>

#include "store/inside.h"

static enum outcome insert_session(struct db *db, int64_t person,
	const unsigned char kept[DIGEST_SIZE], enum device device, bool by_card, int64_t now,
	int64_t *id)
{
	OWN_QUERY q = query_of(db, Q_session_add);
	bind_bytes(&q, 1, kept, DIGEST_SIZE);
	bind_number(&q, 2, person);
	bind_chars(&q, 3, device_word(device));
	bind_number(&q, 4, now);
	bind_number(&q, 5, by_card);
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

enum outcome add_session(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	enum device device, const char *way, int64_t now, int64_t *id)
{
	TRY(insert_session(db, person, kept, device, strcmp(way, "card") == 0, now, id));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = person,
			.verb = "signed-in",
			.subject_kind = "session",
			.subject = *id,
			.fact = text_of(way) });
}

static struct session read_session(const struct query *q)
{
	struct session s = { .id = column_number(q, 0),
		.person = column_number(q, 1),
		.started = column_number(q, 3),
		.seen = column_number(q, 4),
		.ended = column_number(q, 5),
		.by_card = column_number(q, 6) != 0 };
	if (!device_of(column_slice(q, 2), &s.device))
		s.device = DEVICE_UNASKED;
	return s;
}

enum outcome load_session(struct db *db, struct arena *a, const unsigned char kept[DIGEST_SIZE],
	struct session *s, struct person *p)
{
	OWN_QUERY q = query_of(db, Q_session_load);
	bind_bytes(&q, 1, kept, DIGEST_SIZE);
	TRY(query_row(&q));
	*s = read_session(&q);
	s->strong_at = column_number(&q, 7);
	s->factor_at = column_number(&q, 8);
	read_person(&q, 9, a, p);
	return DONE;
}

enum outcome list_sessions(
	struct db *db, struct arena *a, int64_t person, struct session **sessions, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_session_list);
	enum outcome o;
	size_t room = 0;

	*sessions = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *sessions, *count, room);
		(*sessions)[(*count)++] = read_session(&q);
	}
	return rows_end(o);
}

enum outcome touch_session(struct db *db, int64_t id, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_session_touch);
	bind_number(&q, 1, id);
	bind_number(&q, 2, now);
	return query_run(&q);
}

enum outcome strengthen_session(struct db *db, int64_t id, bool factor, int64_t now)
{
	OWN_QUERY q = query_of(db, factor ? Q_session_factor : Q_session_strong);
	bind_number(&q, 1, id);
	bind_number(&q, 2, now);
	return query_change(&q);
}

enum outcome save_device(struct db *db, int64_t id, enum device device)
{
	OWN_QUERY q = query_of(db, Q_session_device);
	bind_number(&q, 1, id);
	bind_chars(&q, 2, device_word(device));
	return query_change(&q);
}

static enum outcome find_person(struct db *db, int64_t session, int64_t *person)
{
	OWN_QUERY q = query_of(db, Q_session_person);
	bind_number(&q, 1, session);
	TRY(query_row(&q));
	*person = column_number(&q, 0);
	return DONE;
}

static enum outcome note_end(struct db *db, int64_t person, const char *kind, int64_t subject,
	struct text fact, int64_t now)
{
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = person,
			.verb = "signed-out",
			.subject_kind = kind,
			.subject = subject,
			.fact = fact });
}

enum outcome end_session(struct db *db, int64_t id, int64_t now)
{
	int64_t person;

	TRY(find_person(db, id, &person));
	OWN_QUERY q = query_of(db, Q_session_end);
	bind_number(&q, 1, id);
	bind_number(&q, 2, now);
	enum outcome o = query_change(&q);
	if (o == NOT_HERE) /* it has ended before, which was noted then */
		return DONE;
	if (o != DONE)
		return o;
	return note_end(db, person, "session", id, NO_TEXT, now);
}

enum outcome end_sessions(struct db *db, int64_t person, int64_t except, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_session_end_others);
	bind_number(&q, 1, person);
	bind_number(&q, 2, except);
	bind_number(&q, 3, now);
	enum outcome o = query_change(&q);
	if (o != DONE)
		return rows_end(o);
	return note_end(db, person, "person", person, except ? TEXT("others") : TEXT("all"), now);
}

static enum outcome drop_before(struct db *db, enum query_name name, int64_t before)
{
	OWN_QUERY q = query_of(db, name);
	bind_number(&q, 1, before);
	return query_run(&q);
}

enum outcome drop_old_sessions(struct db *db, int64_t before)
{
	TRY(drop_before(db, Q_session_drop, before));
	TRY(drop_before(db, Q_card_drop_used, before));
	return drop_before(db, Q_card_drop_ended, before);
}
