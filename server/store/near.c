/*
 * near: which of a list of documents a word is near to. An index in memory (FTS5) that knows nothing
 * of the file: what is in it comes from elsewhere and is made anew when that changes.
 */
#include "store/inside.h"

#include <stdlib.h>

struct near {
	sqlite3 *sqlite;
	sqlite3_stmt *find;
};

/* Words come folded and in base form, so the tokenizer only cuts them apart. */
static const char schema[] = "CREATE VIRTUAL TABLE near USING fts5(own, about, prose, "
			     "tokenize = 'unicode61 remove_diacritics 0', content = '')";
/* Column by column, for within one bm25 a word that stands in one place hardly weighs less than one in
 * another: it is how rare it is that counts. */
static const char find[] = "SELECT rowid, -bm25(near, 10.0, 0, 0) - bm25(near, 0, 10.0, 0) / 2"
			   " - bm25(near, 0, 0, 10.0) / 4 AS score FROM near "
			   "WHERE near MATCH ?1 ORDER BY score DESC, rowid LIMIT ?2";

static enum outcome near_fault(struct near *near)
{
	log_fault("the index of what is near to what failed: %s", sqlite3_errmsg(near->sqlite));
	return BROKEN;
}

static bool bind_words(sqlite3_stmt *statement, int place, struct text t)
{
	return sqlite3_bind_text(statement, place, t.at ? t.at : "", (int)t.size, SQLITE_STATIC) ==
		SQLITE_OK;
}

static enum outcome fill_near(
	struct near *near, const struct near_document *documents, size_t count)
{
	sqlite3_stmt *add = NULL;
	bool well = sqlite3_exec(near->sqlite, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(near->sqlite,
			"INSERT INTO near(rowid, own, about, prose) "
			"VALUES (?1, ?2, ?3, ?4)",
			-1, &add, NULL) == SQLITE_OK;

	for (size_t i = 0; well && i < count; i++) {
		well = sqlite3_bind_int64(add, 1, (sqlite3_int64)i) == SQLITE_OK &&
			bind_words(add, 2, documents[i].own) &&
			bind_words(add, 3, documents[i].about) &&
			bind_words(add, 4, documents[i].prose) &&
			sqlite3_step(add) == SQLITE_DONE && sqlite3_reset(add) == SQLITE_OK;
	}
	sqlite3_finalize(add);
	well = well && sqlite3_exec(near->sqlite, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
	return well ? DONE : near_fault(near);
}

enum outcome near_open(const struct near_document *documents, size_t count, struct near **opened)
{
	struct near *near = calloc(1, sizeof *near);
	enum outcome o = BROKEN;

	if (!near)
		abort(); /* as an arena does: sizes are capped at the door */
	if (sqlite3_open_v2(":memory:", &near->sqlite,
		    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_MEMORY,
		    NULL) == SQLITE_OK &&
		sqlite3_exec(near->sqlite, schema, NULL, NULL, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(near->sqlite, find, -1, &near->find, NULL) == SQLITE_OK)
		o = fill_near(near, documents, count);
	else
		o = near_fault(near);
	if (o == DONE)
		*opened = near;
	else
		near_close(near);
	return o;
}

void near_close(struct near *near)
{
	if (!near)
		return;
	sqlite3_finalize(near->find);
	sqlite3_close(near->sqlite);
	free(near);
}

/* A word as FTS5 takes one that is nothing but a word: in quotes, which are doubled inside. */
static struct text quote(struct arena *a, struct text word)
{
	struct buffer b = buffer_in(a);
	buffer_add_char(&b, '"');
	for (size_t i = 0; i < word.size; i++) {
		if (word.at[i] == '\0')
			continue;
		buffer_add_chars(&b, word.at[i] == '"' ? "\"" : "");
		buffer_add_char(&b, word.at[i]);
	}
	buffer_add_char(&b, '"');
	return buffer_text(&b);
}

enum outcome near_find(struct near *near, struct arena *a, struct text word, struct near_hit *hits,
	size_t most, size_t *count)
{
	int step = SQLITE_ERROR;
	*count = 0;
	if (bind_words(near->find, 1, quote(a, word)) &&
		sqlite3_bind_int64(near->find, 2, (sqlite3_int64)most) == SQLITE_OK) {
		while ((step = sqlite3_step(near->find)) == SQLITE_ROW && *count < most)
			hits[(*count)++] = (struct near_hit){
				.document = (size_t)sqlite3_column_int64(near->find, 0),
				.score = sqlite3_column_double(near->find, 1)
			};
	}
	bool well = step == SQLITE_DONE || step == SQLITE_ROW;
	enum outcome o = well ? DONE : near_fault(near);
	sqlite3_reset(near->find);
	sqlite3_clear_bindings(near->find);
	return o;
}
