/*
 * imports: a table of people on its way in. Its rows are kept here first, a few a change, and then
 * each becomes a person, a tie and a card in a change of its own: however long the table is, nobody
 * else waits, and after a crash it is known of every row whether it was made. All of it is dropped
 * when the admin has the list.
 */
#include <stdio.h>
#include <string.h>

#include "store/inside.h"

#define X(name, word) [name] = (word),
static const char *const state_words[IMPORT_STATE_COUNT] = { IMPORT_STATES(X) };
#undef X

static enum import_state state_of(struct text word)
{
	for (size_t i = 0; i < IMPORT_STATE_COUNT; i++)
		if (text_is_chars(word, state_words[i]))
			return (enum import_state)i;
	return IMPORT_LEFT_OUT;
}

/* ---- the table ------------------------------------------------------------------------------ */

/* The import that holds this table already, or NOT_HERE. */
static enum outcome find_same(struct db *db, struct import *import)
{
	OWN_QUERY q = query_of(db, Q_import_same);
	bind_bytes(&q, 1, import->digest, DIGEST_SIZE);
	TRY(query_row(&q));
	import->id = column_number(&q, 0);
	return DONE;
}

static enum outcome insert_import(struct db *db, struct import *import)
{
	OWN_QUERY q = query_of(db, Q_import_add);
	bind_number(&q, 1, import->actor);
	bind_number(&q, 2, import->made);
	bind_bytes(&q, 3, import->secret, DIGEST_SIZE);
	bind_bytes(&q, 4, import->digest, DIGEST_SIZE);
	bind_number(&q, 5, import->total);
	bind_number(&q, 6, import->coding);
	bind_number(&q, 7, import->line_end);
	bind_text(&q, 8, import->separator);
	bind_text(&q, 9, import->header);
	TRY(query_run(&q));
	import->id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

enum outcome add_import(struct db *db, struct import *import)
{
	char fact[32];
	enum outcome o = find_same(db, import);

	if (o != NOT_HERE)
		return o;
	TRY(insert_import(db, import));
	snprintf(fact, sizeof fact, "%lld rows", (long long)import->total);
	return note_audit(db,
		&(struct audit_note){ .at = import->made,
			.actor = import->actor,
			.verb = "import-begun",
			.subject_kind = "import",
			.subject = import->id,
			.fact = text_of(fact) });
}

static enum outcome add_row(struct db *db, int64_t import, const struct import_row *row)
{
	OWN_QUERY q = query_of(db, Q_import_row_add);
	bind_number(&q, 1, import);
	bind_number(&q, 2, row->number);
	bind_number(&q, 3, row->line);
	bind_text(&q, 4, row->cells);
	bind_text(&q, 5, row->name);
	bind_text(&q, 6, row->language);
	bind_number(&q, 7, row->coach);
	bind_chars(&q, 8, state_words[row->state]);
	bind_text(&q, 9, row->problem);
	return query_run(&q);
}

enum outcome add_import_rows(
	struct db *db, int64_t import, const struct import_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(add_row(db, import, &rows[i]));
	return DONE;
}

static bool read_import(const struct query *q, struct arena *a, struct import *import)
{
	*import = (struct import){ .id = column_number(q, 0),
		.actor = column_number(q, 1),
		.made = column_number(q, 2),
		.total = column_number(q, 5),
		.coding = (int)column_number(q, 6),
		.line_end = (int)column_number(q, 7),
		.separator = column_text(q, 8, a),
		.header = column_text(q, 9, a) };
	return column_bytes(q, 3, import->secret, DIGEST_SIZE) &&
		column_bytes(q, 4, import->digest, DIGEST_SIZE);
}

static enum outcome count_rows(struct db *db, struct import *import)
{
	OWN_QUERY q = query_of(db, Q_import_counts);
	enum outcome o;

	bind_number(&q, 1, import->id);
	while ((o = query_row(&q)) == DONE)
		import->counts[state_of(column_slice(&q, 0))] = column_number(&q, 1);
	return rows_end(o);
}

static enum outcome read_one(struct db *db, struct arena *a, int64_t id, struct import *import)
{
	OWN_QUERY q = query_of(db, Q_import_load);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	return read_import(&q, a, import) ? DONE : BROKEN;
}

enum outcome load_import(struct db *db, struct arena *a, int64_t id, struct import *import)
{
	TRY(read_one(db, a, id, import));
	return count_rows(db, import);
}

enum outcome list_imports(struct db *db, struct arena *a, struct import **imports, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_import_list);
	enum outcome o;
	size_t room = 0;

	*imports = NULL;
	*count = 0;
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *imports, *count, room);
		if (!read_import(&q, a, &(*imports)[(*count)++]))
			return BROKEN;
	}
	return rows_end(o);
}

enum outcome list_import_rows(struct db *db, struct arena *a, int64_t import,
	enum import_state state, int64_t after, size_t most, struct import_row **rows,
	size_t *count)
{
	OWN_QUERY q = query_of(db, Q_import_rows);
	enum outcome o;
	size_t room = 0;

	*rows = NULL;
	*count = 0;
	bind_number(&q, 1, import);
	bind_number(&q, 2, after);
	bind_chars(&q, 3, state < IMPORT_STATE_COUNT ? state_words[state] : "");
	bind_number(&q, 4, (int64_t)most);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *rows, *count, room);
		(*rows)[(*count)++] = (struct import_row){ .number = column_number(&q, 0),
			.line = column_number(&q, 1),
			.coach = column_number(&q, 2),
			.person = column_number(&q, 3),
			.cells = column_text(&q, 4, a),
			.name = column_text(&q, 5, a),
			.language = column_text(&q, 6, a),
			.problem = column_text(&q, 7, a),
			.state = state_of(column_slice(&q, 8)) };
	}
	return rows_end(o);
}

/* ---- one row -------------------------------------------------------------------------------- */

/* A statement about one row; NOT_HERE where its state was another. */
static enum outcome move_row(struct db *db, enum query_name name, int64_t import, int64_t number)
{
	OWN_QUERY q = query_of(db, name);
	bind_number(&q, 1, import);
	bind_number(&q, 2, number);
	return query_change(&q);
}

static enum outcome keep_person(struct db *db, int64_t import, int64_t number, int64_t person)
{
	OWN_QUERY q = query_of(db, Q_import_row_person);
	bind_number(&q, 1, import);
	bind_number(&q, 2, number);
	bind_number(&q, 3, person);
	return query_change(&q);
}

enum outcome make_import_row(struct db *db, const struct import *import,
	const struct import_row *row, const unsigned char kept[DIGEST_SIZE], int64_t now,
	int64_t card_ends)
{
	int64_t person;
	enum outcome o = move_row(db, Q_import_row_take, import->id, row->number);

	if (o == NOT_HERE)
		return DONE;
	TRY(o);
	TRY(add_person_by(db, import->actor, row->name, ROLE_CLIENT, now, &person));
	if (row->language.size > 0)
		TRY(save_languages(db, person, row->language, row->language));
	if (row->coach != 0) {
		struct tie tie = { .client = person,
			.coach = row->coach,
			.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
			.ground = GROUND_GUIDANCE,
			.starts = now };
		TRY(add_tie(db, &tie, import->actor));
	}
	TRY(add_card_by(db, import->actor, person, kept, now, card_ends, false));
	return keep_person(db, import->id, row->number, person);
}

enum outcome leave_out_import_row(
	struct db *db, int64_t import, int64_t number, struct text problem)
{
	OWN_QUERY q = query_of(db, Q_import_row_left_out);
	bind_number(&q, 1, import);
	bind_number(&q, 2, number);
	bind_text(&q, 3, problem);
	return query_run(&q);
}

/* ---- taking back ---------------------------------------------------------------------------- */

static enum outcome need_not_come_in(struct db *db, int64_t person)
{
	OWN_QUERY q = query_of(db, Q_import_came_in);
	bind_number(&q, 1, person);
	enum outcome o = query_row(&q);
	return o == DONE ? OVERTAKEN : rows_end(o);
}

#define TIES_MOST 20

static enum outcome end_ties_of(struct db *db, int64_t person, int64_t actor, int64_t now)
{
	int64_t ties[TIES_MOST];
	size_t count = 0;
	{
		OWN_QUERY q = query_of(db, Q_import_ties);
		enum outcome o = DONE;
		bind_number(&q, 1, person);
		bind_number(&q, 2, now);
		while (count < TIES_MOST && (o = query_row(&q)) == DONE)
			ties[count++] = column_number(&q, 0);
		if (o != DONE)
			TRY(rows_end(o));
	}
	for (size_t i = 0; i < count; i++)
		TRY(end_tie(db, ties[i], actor, now));
	return DONE;
}

static enum outcome close_gone(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_import_person_gone);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	return query_change(&q);
}

enum outcome take_back_import_row(
	struct db *db, int64_t import, const struct import_row *row, int64_t actor, int64_t now)
{
	enum outcome o;

	if (row->person != 0)
		TRY(need_not_come_in(db, row->person));
	o = move_row(db, Q_import_row_back, import, row->number);
	if (o == NOT_HERE || row->person == 0)
		return o == NOT_HERE ? DONE : o;
	TRY(o);
	TRY(end_ties_of(db, row->person, actor, now));
	TRY(end_unused_cards(db, row->person, now));
	TRY(close_gone(db, row->person, now));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "taken-back",
			.subject_kind = "person",
			.subject = row->person,
			.fact = NO_TEXT });
}

/* ---- the end -------------------------------------------------------------------------------- */

static enum outcome drop_rows(struct db *db, int64_t import)
{
	OWN_QUERY q = query_of(db, Q_import_rows_drop);
	bind_number(&q, 1, import);
	return query_run(&q);
}

static enum outcome drop_whole(struct db *db, int64_t import)
{
	OWN_QUERY q = query_of(db, Q_import_drop);
	bind_number(&q, 1, import);
	return query_change(&q);
}

enum outcome drop_import(struct db *db, int64_t import, int64_t actor, int64_t now, bool *gone)
{
	enum outcome o;

	TRY(drop_rows(db, import));
	o = drop_whole(db, import);
	*gone = o == DONE;
	if (o != DONE) /* more rows, or dropped before */
		return rows_end(o);
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "import-closed",
			.subject_kind = "import",
			.subject = import,
			.fact = NO_TEXT });
}
