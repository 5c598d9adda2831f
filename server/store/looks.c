/*
 * looks: who opened what about a client. They are rows of the chain: nobody, an admin least of all,
 * can take one away without `verify` telling. A fact holds numbers alone: "TIE WORD" of a page,
 * "CLIENT:TIE,CLIENT:TIE" of a list; the tie is 0 where an admin looked at accounts. Lists of ties
 * are of the kind "list", those of accounts "people", of a coach's clients to their team lead "team", for they are looked for in different ways.
 */
#include <stdio.h>

#include "store/inside.h"

enum outcome note_look(
	struct db *db, int64_t staff, int64_t client, int64_t tie, const char *what, int64_t now)
{
	char fact[96];

	snprintf(fact, sizeof fact, "%lld %s", (long long)tie, what);
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = staff,
			.verb = "looked",
			.subject_kind = "person",
			.subject = client,
			.fact = text_of(fact) });
}

static enum outcome note_list(struct db *db, int64_t staff, const char *kind,
	const struct listed *listed, size_t count, int64_t now)
{
	char fact[LISTED_MOST * 42];
	size_t size = 0;

	if (count == 0)
		return DONE;
	for (size_t i = 0; i < count && i < LISTED_MOST; i++)
		size += (size_t)snprintf(fact + size, sizeof fact - size, "%s%lld:%lld",
			i > 0 ? "," : "", (long long)listed[i].client, (long long)listed[i].tie);
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = staff,
			.verb = "listed",
			.subject_kind = kind,
			.fact = { fact, size } });
}

enum outcome note_listed(
	struct db *db, int64_t staff, const struct listed *listed, size_t count, int64_t now)
{
	return note_list(db, staff, "list", listed, count, now);
}

static enum outcome note_people(struct db *db, int64_t staff, const char *kind,
	const int64_t *clients, size_t count, int64_t now)
{
	struct listed listed[LISTED_MOST];

	for (size_t i = 0; i < count && i < LISTED_MOST; i++)
		listed[i] = (struct listed){ .client = clients[i] };
	return note_list(db, staff, kind, listed, count, now);
}

enum outcome note_accounts_listed(
	struct db *db, int64_t admin, const int64_t *clients, size_t count, int64_t now)
{
	return note_people(db, admin, "people", clients, count, now);
}

enum outcome note_team_listed(
	struct db *db, int64_t lead, const int64_t *clients, size_t count, int64_t now)
{
	return note_people(db, lead, "team", clients, count, now);
}

enum outcome list_looks(struct db *db, struct arena *a, int64_t client, int64_t before, size_t most,
	struct look **looks, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_look_list);
	enum outcome o;
	size_t room = 0;

	*looks = NULL;
	*count = 0;
	bind_number(&q, 1, client);
	bind_number(&q, 2, before > 0 ? before : INT64_MAX);
	bind_number(&q, 3, (int64_t)most);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *looks, *count, room);
		(*looks)[(*count)++] = (struct look){ .number = column_number(&q, 0),
			.at = column_number(&q, 1),
			.staff = column_number(&q, 2),
			.list = column_number(&q, 3) != 0,
			.what = column_text(&q, 4, a),
			.staff_name = column_text(&q, 5, a),
			.organisation = column_text(&q, 6, a),
			.ground = ground_of(column_slice(&q, 7)),
			.lead = column_number(&q, 9) != 0,
			.admin = column_number(&q, 8) != 0 && column_number(&q, 9) == 0 };
	}
	return rows_end(o);
}
