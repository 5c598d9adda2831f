/*
 * brought: badges that others signed, as their holders brought them along. Known again by the digest of
 * the document, so that bringing one twice is harmless.
 */
#include "store/inside.h"

static enum outcome note(
	struct db *db, const char *verb, const struct brought_badge *brought, int64_t actor)
{
	return note_fact(db, verb, "brought_badge", brought->id, NO_TEXT, actor, brought->brought);
}

static enum outcome find(struct db *db, int64_t person, const unsigned char *digest, int64_t *id)
{
	OWN_QUERY q = query_of(db, Q_brought_find);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, digest, DIGEST_SIZE);
	TRY(query_row(&q));
	*id = column_number(&q, 0);
	return DONE;
}

/* Its issuer was looked at only now. */
static enum outcome check(struct db *db, const struct brought_badge *brought,
	const unsigned char *digest, int64_t actor)
{
	enum outcome o;
	{
		OWN_QUERY q = query_of(db, Q_brought_check);
		bind_number(&q, 1, brought->person);
		bind_bytes(&q, 2, digest, DIGEST_SIZE);
		bind_number(&q, 3, brought->checked);
		o = query_change(&q);
	}
	if (o == NOT_HERE) /* it was, or isn't now */
		return DONE;
	TRY(o);
	return note(db, "issuer-checked", brought, actor);
}

enum outcome add_brought(struct db *db, struct brought_badge *brought, int64_t actor, bool *known)
{
	unsigned char digest[DIGEST_SIZE];
	digest_of(brought->document, digest, sizeof digest);
	enum outcome o = find(db, brought->person, digest, &brought->id);
	*known = o == DONE;
	if (*known)
		return check(db, brought, digest, actor);
	if (o != NOT_HERE)
		return o;
	{
		OWN_QUERY q = query_of(db, Q_brought_add);
		bind_number(&q, 1, brought->person);
		bind_bytes(&q, 2, digest, sizeof digest);
		bind_text(&q, 3, brought->document);
		bind_number(&q, 4, brought->brought);
		bind_number(&q, 5, brought->checked);
		bind_number(&q, 6, BROUGHT_MOST);
		o = query_change(&q);
	}
	if (o == NOT_HERE)
		return OVERTAKEN;
	TRY(o);
	brought->id = sqlite3_last_insert_rowid(db->sqlite);
	return note(db, "badge-brought", brought, actor);
}

static struct brought_badge read_brought(const struct query *q, struct arena *a)
{
	return (struct brought_badge){ .id = column_number(q, 0),
		.person = column_number(q, 1),
		.document = column_text(q, 2, a),
		.brought = column_number(q, 3),
		.checked = column_number(q, 4) };
}

enum outcome load_brought(struct db *db, struct arena *a, int64_t id, struct brought_badge *brought)
{
	OWN_QUERY q = query_of(db, Q_brought_by_id);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	*brought = read_brought(&q, a);
	return DONE;
}

enum outcome list_brought(
	struct db *db, struct arena *a, int64_t person, struct brought_badge **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_brought_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = read_brought(&q, a);
	}
	return rows_end(o);
}

enum outcome drop_brought(struct db *db, int64_t id, int64_t person, int64_t now)
{
	struct brought_badge gone = { .id = id, .person = person, .brought = now };
	{
		OWN_QUERY q = query_of(db, Q_brought_drop);
		bind_number(&q, 1, id);
		bind_number(&q, 2, person);
		TRY(query_change(&q));
	}
	return note(db, "brought-dropped", &gone, person);
}
