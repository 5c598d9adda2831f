/*
 * kept: the source files of courses and units in their last good form, a group each, replaced as a
 * whole.
 */
#include "store/inside.h"

static enum outcome drop_group(struct db *db, struct text group)
{
	OWN_QUERY q = query_of(db, Q_kept_drop);
	bind_text(&q, 1, group);
	return query_run(&q);
}

static enum outcome add_group(struct db *db, struct text group, int64_t now, int64_t *id)
{
	OWN_QUERY q = query_of(db, Q_kept_group_add);
	bind_text(&q, 1, group);
	bind_number(&q, 2, now);
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

static enum outcome add_file(struct db *db, int64_t group, const struct kept_file *file)
{
	OWN_QUERY q = query_of(db, Q_kept_file_add);
	bind_number(&q, 1, group);
	bind_text(&q, 2, file->name);
	bind_bytes(&q, 3, file->bytes.at, file->bytes.size);
	return query_run(&q);
}

enum outcome save_kept_files(
	struct db *db, struct text group, const struct kept_file *files, size_t count, int64_t now)
{
	int64_t id;

	TRY(drop_group(db, group));
	if (count == 0)
		return DONE;
	TRY(add_group(db, group, now, &id));
	for (size_t i = 0; i < count; i++)
		TRY(add_file(db, id, &files[i]));
	return DONE;
}

enum outcome load_kept_files(
	struct db *db, struct arena *a, struct text group, struct kept_file **files, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_kept_list);
	enum outcome o;
	size_t room = 0;

	*files = NULL;
	*count = 0;
	bind_text(&q, 1, group);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *files, *count, room);
		(*files)[(*count)++] = (struct kept_file){ .name = column_text(&q, 0, a),
			.bytes = column_text(&q, 1, a) };
	}
	return o == NOT_HERE && *count > 0 ? DONE : o;
}

enum outcome list_kept_groups(struct db *db, struct arena *a, struct text **groups, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_kept_groups);
	enum outcome o;
	size_t room = 0;

	*groups = NULL;
	*count = 0;
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *groups, *count, room);
		(*groups)[(*count)++] = column_text(&q, 0, a);
	}
	return rows_end(o);
}
