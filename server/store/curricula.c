/*
 * curricula: official units by version, kept as they were published, and which of them stands beside a
 * unit of the courses.
 */
#include "store/inside.h"

#include <string.h>

/* ---- versions ------------------------------------------------------------------------------- */

static void digest_words(
	struct digesting *d, struct arena *a, const struct text words[OFFICIAL_LANGUAGES])
{
	for (size_t l = 0; l < OFFICIAL_LANGUAGES; l++)
		digest_add(d, arena_print(a, "%zu:%.*s;", words[l].size, SHOWN(words[l])));
}

/* Of all that may never change; each text with its length, so that none can be taken for two. */
static void digest_official(const struct official *official, unsigned char digest[DIGEST_SIZE])
{
	OWN_ARENA a = arena_open();
	struct digesting *d = digest_begin(a);
	digest_add(d, arena_print(a, "%.*s;", SHOWN(official->code)));
	digest_words(d, a, official->names);
	for (size_t m = 0; m < official->module_count; m++) {
		const struct official_module *module = &official->modules[m];
		digest_add(d, arena_print(a, "%d,%d;", module->compulsory, module->half_points));
		for (size_t i = 0; i < module->objective_count; i++) {
			digest_add(d, arena_print(a, "%.*s=", SHOWN(module->objectives[i].number)));
			digest_words(d, a, module->objectives[i].words);
		}
	}
	digest_end(d, digest);
}

static enum outcome add_objective(
	struct db *db, int64_t module, size_t place, const struct official_objective *one)
{
	OWN_QUERY q = query_of(db, Q_curriculum_objective_add);
	bind_number(&q, 1, module);
	bind_number(&q, 2, (int64_t)place);
	bind_text(&q, 3, one->number);
	for (int l = 0; l < OFFICIAL_LANGUAGES; l++)
		bind_text(&q, 4 + l, one->words[l]);
	return query_run(&q);
}

static enum outcome add_module(struct db *db, int64_t curriculum, struct official_module *module)
{
	{
		OWN_QUERY q = query_of(db, Q_curriculum_module_add);
		bind_number(&q, 1, curriculum);
		bind_number(&q, 2, module->compulsory);
		bind_number(&q, 3, module->half_points);
		TRY(query_run(&q));
	}
	module->id = sqlite3_last_insert_rowid(db->sqlite);
	for (size_t i = 0; i < module->objective_count; i++)
		TRY(add_objective(db, module->id, i, &module->objectives[i]));
	return DONE;
}

/* What may come to be known later of a version; what isn't said stays. */
static enum outcome renew(struct db *db, const struct official *official, int64_t now)
{
	{
		OWN_QUERY q = query_of(db, Q_curriculum_renew);
		bind_number(&q, 1, official->id);
		bind_number(&q, 2, official->until);
		bind_text(&q, 3, official->diary);
		enum outcome o = query_change(&q);
		if (o != DONE) /* nothing new */
			return rows_end(o);
	}
	return note_fact(
		db, "curriculum-renewed", "curriculum", official->id, official->code, 0, now);
}

static enum outcome insert_official(
	struct db *db, struct official *official, const unsigned char *digest, int64_t now)
{
	{
		OWN_QUERY q = query_of(db, Q_curriculum_add);
		bind_text(&q, 1, official->code);
		bind_number(&q, 2, official->code_version);
		bind_text(&q, 3, official->unit_code);
		bind_text(&q, 4, official->diary);
		bind_number(&q, 5, official->from);
		bind_number(&q, 6, official->until);
		for (int l = 0; l < OFFICIAL_LANGUAGES; l++)
			bind_text(&q, 7 + l, official->names[l]);
		bind_bytes(&q, 10, digest, DIGEST_SIZE);
		bind_number(&q, 11, now);
		TRY(query_run(&q));
	}
	official->id = sqlite3_last_insert_rowid(db->sqlite);
	for (size_t m = 0; m < official->module_count; m++)
		TRY(add_module(db, official->id, &official->modules[m]));
	return note_fact(
		db, "curriculum-added", "curriculum", official->id, official->code, 0, now);
}

enum outcome add_official(struct db *db, struct official *official, int64_t now, bool *known)
{
	unsigned char digest[DIGEST_SIZE], there[DIGEST_SIZE];
	digest_official(official, digest);
	*known = false;
	{
		OWN_QUERY q = query_of(db, Q_curriculum_known);
		bind_text(&q, 1, official->code);
		bind_number(&q, 2, official->from);
		enum outcome o = query_row(&q);
		if (o == NOT_HERE)
			return insert_official(db, official, digest, now);
		TRY(o);
		official->id = column_number(&q, 0);
		column_bytes(&q, 1, there, DIGEST_SIZE);
	}
	*known = true;
	return memcmp(there, digest, DIGEST_SIZE) == 0 ? renew(db, official, now) : OVERTAKEN;
}

/* ---- reading them ----------------------------------------------------------------------------- */

#define COLUMNS_OF_OFFICIAL 10

static struct official read_official(const struct query *q, struct arena *a)
{
	return (struct official){ .id = column_number(q, 0),
		.code = column_text(q, 1, a),
		.code_version = column_number(q, 2),
		.unit_code = column_text(q, 3, a),
		.diary = column_text(q, 4, a),
		.from = column_number(q, 5),
		.until = column_number(q, 6),
		.names = { column_text(q, 7, a), column_text(q, 8, a), column_text(q, 9, a) } };
}

static struct official_module read_module(const struct query *q, int at)
{
	return (struct official_module){ .id = column_number(q, at),
		.compulsory = column_number(q, at + 1) != 0,
		.half_points = (int)column_number(q, at + 2) };
}

static enum outcome list_modules(struct db *db, struct arena *a, struct official *official)
{
	OWN_QUERY q = query_of(db, Q_curriculum_module_list);
	size_t room = 0;
	enum outcome o;
	bind_number(&q, 1, official->id);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, official->modules, official->module_count, room);
		official->modules[official->module_count++] = read_module(&q, 0);
	}
	return rows_end(o);
}

enum outcome list_officials(struct db *db, struct arena *a, struct official **list, size_t *count)
{
	size_t room = 0;
	*list = NULL;
	*count = 0;
	{
		OWN_QUERY q = query_of(db, Q_curriculum_list);
		enum outcome o;
		while ((o = query_row(&q)) == DONE) {
			GROW(a, *list, *count, room);
			(*list)[(*count)++] = read_official(&q, a);
		}
		TRY(rows_end(o));
	}
	for (size_t i = 0; i < *count; i++)
		TRY(list_modules(db, a, &(*list)[i]));
	return DONE;
}

static enum outcome load_objectives(struct db *db, struct arena *a, struct official_module *module)
{
	OWN_QUERY q = query_of(db, Q_curriculum_objective_list);
	size_t room = 0;
	enum outcome o;
	bind_number(&q, 1, module->id);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, module->objectives, module->objective_count, room);
		module->objectives[module->objective_count++] = (struct official_objective){
			column_text(&q, 0, a),
			{ column_text(&q, 1, a), column_text(&q, 2, a), column_text(&q, 3, a) }
		};
	}
	return rows_end(o);
}

enum outcome load_official(
	struct db *db, struct arena *a, int64_t module, struct official *official)
{
	{
		OWN_QUERY q = query_of(db, Q_curriculum_of_module);
		bind_number(&q, 1, module);
		TRY(query_row(&q));
		*official = read_official(&q, a);
		official->modules = arena_take(a, sizeof *official->modules);
		official->module_count = 1;
		official->modules[0] = read_module(&q, COLUMNS_OF_OFFICIAL);
	}
	return load_objectives(db, a, official->modules);
}

/* ---- mappings --------------------------------------------------------------------------------- */

static enum outcome load_parts(struct db *db, struct arena *a, struct mapping *mapping)
{
	OWN_QUERY q = query_of(db, Q_mapping_part_list);
	size_t room = 0;
	enum outcome o;
	bind_number(&q, 1, mapping->id);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, mapping->parts, mapping->part_count, room);
		mapping->parts[mapping->part_count++] =
			(struct mapped_criterion){ column_text(&q, 0, a), column_text(&q, 1, a) };
	}
	return rows_end(o);
}

/* The row that the query finds, with all that belongs to it. */
static enum outcome read_mapping(
	struct db *db, struct arena *a, struct query *q, struct mapping *mapping)
{
	TRY(query_row(q));
	*mapping = (struct mapping){
		.id = column_number(q, 0), .unit = column_text(q, 1, a), .made = column_number(q, 3)
	};
	TRY(load_official(db, a, column_number(q, 2), &mapping->official));
	return load_parts(db, a, mapping);
}

enum outcome load_mapping(struct db *db, struct arena *a, struct text unit, struct mapping *mapping)
{
	OWN_QUERY q = query_of(db, Q_mapping_of);
	bind_text(&q, 1, unit);
	return read_mapping(db, a, &q, mapping);
}

enum outcome load_mapping_by_id(struct db *db, struct arena *a, int64_t id, struct mapping *mapping)
{
	OWN_QUERY q = query_of(db, Q_mapping_by_id);
	bind_number(&q, 1, id);
	return read_mapping(db, a, &q, mapping);
}

enum outcome list_mapped_units(struct db *db, struct arena *a, struct text **units, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_mapping_list);
	size_t room = 0;
	enum outcome o;
	*units = NULL;
	*count = 0;
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *units, *count, room);
		(*units)[(*count)++] = column_text(&q, 0, a);
	}
	return rows_end(o);
}

static enum outcome mapping_there(struct db *db, struct text unit, int64_t *id)
{
	OWN_QUERY q = query_of(db, Q_mapping_of);
	bind_text(&q, 1, unit);
	enum outcome o = query_row(&q);
	*id = o == DONE ? column_number(&q, 0) : 0;
	return rows_end(o == DONE ? NOT_HERE : o);
}

static enum outcome end_mapping(struct db *db, const struct mapping_change *change)
{
	if (change->was == 0)
		return DONE;
	{
		OWN_QUERY q = query_of(db, Q_mapping_end);
		bind_number(&q, 1, change->was);
		bind_number(&q, 2, change->now);
		TRY(query_run(&q));
	}
	return note_fact(db, "unit-unmapped", "unit-mapping", change->was, change->unit,
		change->actor, change->now);
}

static enum outcome insert_mapping(struct db *db, const struct mapping_change *change, int64_t *id)
{
	{
		OWN_QUERY q = query_of(db, Q_mapping_add);
		bind_text(&q, 1, change->unit);
		bind_number(&q, 2, change->module);
		bind_number(&q, 3, change->now);
		TRY(query_run(&q));
	}
	*id = sqlite3_last_insert_rowid(db->sqlite);
	for (size_t i = 0; i < change->part_count; i++) {
		OWN_QUERY q = query_of(db, Q_mapping_part_add);
		bind_number(&q, 1, *id);
		bind_text(&q, 2, change->parts[i].criterion);
		bind_text(&q, 3, change->parts[i].number);
		TRY(query_run(&q));
	}
	return DONE;
}

enum outcome change_mapping(struct db *db, const struct mapping_change *change)
{
	OWN_ARENA a = arena_open();
	struct official official;
	int64_t there, id;
	TRY(mapping_there(db, change->unit, &there));
	if (there != change->was)
		return OVERTAKEN;
	TRY(end_mapping(db, change));
	if (change->module == 0)
		return DONE;
	TRY(load_official(db, a, change->module, &official));
	TRY(insert_mapping(db, change, &id));
	return note_fact(
		db, "unit-mapped", "unit-mapping", id, change->unit, change->actor, change->now);
}
