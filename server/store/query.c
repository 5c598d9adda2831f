/*
 * query: statements of the catalogue, prepared on a connection at their first use and kept. A query
 * is taken, bound, stepped and read, and gives itself back at the end of its scope. One that
 * couldn't be had (logged) is a NULL statement, which every function here bears, so that the code
 * that uses it asks only once, when it steps.
 */
#include <string.h>

#include "store/inside.h"

#define Q(name, sql) [Q_##name] = #name,
static const char *const query_names[] = { QUERIES(Q) };
#undef Q
#define Q(name, sql) [Q_##name] = (sql),
static const char *const query_sql[] = { QUERIES(Q) };
#undef Q

struct query query_of(struct db *db, enum query_name name)
{
	sqlite3_stmt **ready = &db->ready[name];
	struct query none = { db, NULL, name };

	if (!*ready &&
		sqlite3_prepare_v3(db->sqlite, query_sql[name], -1, SQLITE_PREPARE_PERSISTENT,
			ready, NULL) != SQLITE_OK) {
		log_fault(
			"could not prepare %s: %s", query_names[name], sqlite3_errmsg(db->sqlite));
		return none;
	}
	if (sqlite3_stmt_busy(*ready)) {
		log_fault("%s was taken twice at a time", query_names[name]);
		return none;
	}
	return (struct query){ db, *ready, name };
}

void query_end(struct query *q)
{
	if (!q->statement)
		return;
	sqlite3_reset(q->statement);
	sqlite3_clear_bindings(q->statement);
}

void bind_number(const struct query *q, int at, int64_t number)
{
	if (q->statement)
		sqlite3_bind_int64(q->statement, at, number);
}

/* What can't be bound (too long for a row) stays NULL, and every column refuses NULL. */
void bind_text(const struct query *q, int at, struct text t)
{
	if (q->statement)
		sqlite3_bind_text64(
			q->statement, at, t.size ? t.at : "", t.size, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_chars(const struct query *q, int at, const char *chars)
{
	bind_text(q, at, text_of(chars));
}

void bind_bytes(const struct query *q, int at, const void *bytes, size_t size)
{
	if (q->statement)
		sqlite3_bind_blob64(q->statement, at, size ? bytes : "", size, SQLITE_STATIC);
}

enum outcome query_row(const struct query *q)
{
	if (!q->statement)
		return BROKEN;
	switch (sqlite3_step(q->statement)) {
	case SQLITE_ROW:
		return DONE;
	case SQLITE_DONE:
		return NOT_HERE;
	default:
		return db_fault(q->db, query_names[q->name]);
	}
}

enum outcome query_run(const struct query *q)
{
	enum outcome o;

	do
		o = query_row(q);
	while (o == DONE);
	return rows_end(o);
}

enum outcome query_change(const struct query *q)
{
	TRY(query_run(q));
	return sqlite3_changes(q->db->sqlite) > 0 ? DONE : NOT_HERE;
}

enum outcome query_alone(struct db *db, enum query_name name)
{
	OWN_QUERY q = query_of(db, name);
	return query_run(&q);
}

enum outcome rows_end(enum outcome last)
{
	return last == NOT_HERE ? DONE : last;
}

int64_t column_number(const struct query *q, int at)
{
	return sqlite3_column_int64(q->statement, at);
}

struct text column_slice(const struct query *q, int at)
{
	const char *bytes = sqlite3_column_blob(q->statement, at);
	size_t size = (size_t)sqlite3_column_bytes(q->statement, at);
	return bytes ? (struct text){ bytes, size } : NO_TEXT;
}

struct text column_text(const struct query *q, int at, struct arena *a)
{
	return arena_copy(a, column_slice(q, at));
}

bool column_bytes(const struct query *q, int at, void *bytes, size_t size)
{
	struct text t = column_slice(q, at);
	if (t.size != size)
		return false;
	memcpy(bytes, t.at, size);
	return true;
}
