/*
 * files: what is known of files that were handed in; their bytes lie beside the database (the vault). The
 * chain has the digest of the sealed bytes, which tells nothing of what is in them, so a file that was
 * changed, swapped or taken away is found. To erase one is to forget its key here, with a row in the chain;
 * that the noise which is left goes from the disk comes after, and can be done again.
 */
#include <stdio.h>
#include <string.h>

#include "store/inside.h"

static void read_file(const struct query *q, struct arena *a, struct file *f)
{
	*f = (struct file){ .id = column_number(q, 0),
		.person = column_number(q, 1),
		.evidence = column_number(q, 2),
		.name = column_text(q, 3, a),
		.kind = column_text(q, 4, a),
		.size = column_number(q, 5),
		.crc = (uint32_t)column_number(q, 6),
		.place = column_text(q, 7, a),
		.key = column_text(q, 8, a),
		.drawn = column_number(q, 10) != 0,
		.sheets = column_number(q, 11),
		.pages = column_number(q, 12),
		.words = column_number(q, 13) != 0,
		.made = column_number(q, 14) };
	column_bytes(q, 9, f->digest, DIGEST_SIZE);
}

static enum outcome insert_file(struct db *db, struct file *f)
{
	OWN_QUERY q = query_of(db, Q_file_add);
	bind_number(&q, 1, f->person);
	bind_number(&q, 2, f->evidence);
	bind_text(&q, 3, f->name);
	bind_text(&q, 4, f->kind);
	bind_number(&q, 5, f->size);
	bind_number(&q, 6, f->crc);
	bind_text(&q, 7, f->place);
	bind_bytes(&q, 8, f->key.at, f->key.size);
	bind_bytes(&q, 9, f->digest, DIGEST_SIZE);
	bind_number(&q, 10, f->made);
	TRY(query_run(&q));
	f->id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

enum outcome keep_file(struct db *db, struct file *f, int64_t actor)
{
	OWN_ARENA a = arena_open();

	TRY(insert_file(db, f));
	return note_audit(db,
		&(struct audit_note){ .at = f->made,
			.actor = actor,
			.verb = VERB_FILE_GIVEN,
			.subject_kind = "file",
			.subject = f->id,
			.fact = hex_text(a, f->digest, DIGEST_SIZE) });
}

static enum outcome load_by(
	struct db *db, struct arena *a, enum query_name name, int64_t id, struct file *f)
{
	OWN_QUERY q = query_of(db, name);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	read_file(&q, a, f);
	return DONE;
}

enum outcome load_file(struct db *db, struct arena *a, int64_t id, struct file *f)
{
	return load_by(db, a, Q_file_load, id, f);
}

enum outcome load_evidence_file(struct db *db, struct arena *a, int64_t evidence, struct file *f)
{
	return load_by(db, a, Q_file_of_evidence, evidence, f);
}

static enum outcome list_by(struct db *db, struct arena *a, enum query_name name, int64_t id,
	struct file **files, size_t *count)
{
	OWN_QUERY q = query_of(db, name);
	enum outcome o;
	size_t room = 0;

	*files = NULL;
	*count = 0;
	bind_number(&q, 1, id);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *files, *count, room);
		read_file(&q, a, &(*files)[(*count)++]);
	}
	return rows_end(o);
}

enum outcome list_files(
	struct db *db, struct arena *a, int64_t person, struct file **files, size_t *count)
{
	return list_by(db, a, Q_file_list, person, files, count);
}

enum outcome list_claim_files(
	struct db *db, struct arena *a, int64_t claim, struct file **files, size_t *count)
{
	return list_by(db, a, Q_file_of_claim, claim, files, count);
}

enum outcome sum_files(struct db *db, int64_t person, int64_t *count, int64_t *bytes)
{
	OWN_QUERY q = query_of(db, Q_file_sum);
	bind_number(&q, 1, person);
	TRY(query_row(&q));
	*count = column_number(&q, 0);
	*bytes = column_number(&q, 1);
	return DONE;
}

enum outcome knows_place(struct db *db, struct text place)
{
	OWN_QUERY q = query_of(db, Q_file_known);
	bind_text(&q, 1, place);
	return query_row(&q);
}

enum outcome save_drawn(struct db *db, int64_t file, int64_t sheets, int64_t pages, bool words)
{
	OWN_QUERY q = query_of(db, Q_file_drawn);
	bind_number(&q, 1, file);
	bind_number(&q, 2, sheets);
	bind_number(&q, 3, pages);
	bind_number(&q, 4, words);
	return query_run(&q);
}

/* ---- erasing -------------------------------------------------------------------------------- */

enum outcome erase_file(struct db *db, int64_t file, int64_t actor, int64_t now)
{
	TRY(note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = VERB_ERASED,
			.subject_kind = "file",
			.subject = file }));
	OWN_QUERY q = query_of(db, Q_file_erase);
	bind_number(&q, 1, file);
	bind_number(&q, 2, db->chain.tip.number);
	return query_change(&q);
}

enum outcome erase_some_files(
	struct db *db, int64_t person, size_t most, int64_t actor, int64_t now)
{
	int64_t files[16];
	size_t count = 0;
	enum outcome o = DONE;

	{
		OWN_QUERY q = query_of(db, Q_file_some);
		bind_number(&q, 1, person);
		bind_number(&q, 2, (int64_t)most);
		while (count < COUNT_OF(files) && (o = query_row(&q)) == DONE)
			files[count++] = column_number(&q, 0);
	}
	TRY(rows_end(o));
	for (size_t i = 0; i < count; i++)
		TRY(erase_file(db, files[i], actor, now));
	return DONE;
}

enum outcome list_noise(
	struct db *db, struct arena *a, size_t most, struct file_noise **noise, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_file_to_remove);
	enum outcome o;
	size_t room = 0;

	*noise = NULL;
	*count = 0;
	bind_number(&q, 1, (int64_t)most);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *noise, *count, room);
		(*noise)[(*count)++] =
			(struct file_noise){ column_number(&q, 0), column_text(&q, 1, a) };
	}
	return rows_end(o);
}

enum outcome note_noise_gone(struct db *db, int64_t file)
{
	OWN_QUERY q = query_of(db, Q_file_gone);
	bind_number(&q, 1, file);
	return query_run(&q);
}

/* ---- verifying ------------------------------------------------------------------------------ */

struct file_walk {
	enum outcome (*look)(
		void *context, struct text place, const unsigned char digest[DIGEST_SIZE]);
	void *look_context;
	void (*tell)(void *context, const char *line);
	void *context;
	bool wrong;
};

static void PRINTF_LIKE(3, 4) tell_file(struct file_walk *w, bool wrong, const char *format, ...)
{
	char line[200];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	w->wrong = w->wrong || wrong;
	w->tell(w->context, line);
}

static bool is_null(const struct query *q, int at)
{
	return sqlite3_column_type(q->statement, at) == SQLITE_NULL;
}

static void check_bytes(struct file_walk *w, const struct query *q, long long number)
{
	unsigned char chained[DIGEST_SIZE], kept[DIGEST_SIZE];

	if (!hex_read(column_slice(q, 2), chained, sizeof chained) ||
		!column_bytes(q, 3, kept, sizeof kept) || memcmp(chained, kept, sizeof kept) != 0) {
		tell_file(w, true, "row %lld: its file was exchanged", number);
		return;
	}
	switch (w->look(w->look_context, column_slice(q, 4), chained)) {
	case DONE:
		return;
	case NOT_HERE:
		tell_file(w, true, "row %lld: its file is missing", number);
		return;
	default:
		tell_file(w, true, "row %lld: its file was changed", number);
	}
}

static void check_file(struct file_walk *w, const struct query *q)
{
	long long number = column_number(q, 0);
	bool known = !is_null(q, 4), here = !is_null(q, 5), erased = !is_null(q, 6);
	char day[11];

	if (!known || (!here && !erased)) {
		tell_file(w, true, "row %lld: its file is gone without an erasure", number);
		return;
	}
	if (here) {
		check_bytes(w, q, number);
		return;
	}
	clock_day_text(clock_day_of(column_number(q, 6)), day);
	tell_file(w, false, "row %lld: file erased on %s", number, day);
}

static enum outcome tell_unchained(struct db *db, struct file_walk *w)
{
	OWN_QUERY q = query_of(db, Q_file_unchained);
	enum outcome o;

	while ((o = query_row(&q)) == DONE)
		tell_file(w, true, "file %lld was added: the chain doesn't know it",
			(long long)column_number(&q, 0));
	return rows_end(o);
}

enum outcome verify_files(struct db *db,
	enum outcome (*look)(
		void *context, struct text place, const unsigned char digest[DIGEST_SIZE]),
	void *look_context, void (*tell)(void *context, const char *line), void *context)
{
	struct file_walk w = { look, look_context, tell, context, false };
	OWN_QUERY q = query_of(db, Q_file_walk);
	enum outcome o;

	while ((o = query_row(&q)) == DONE)
		check_file(&w, &q);
	TRY(rows_end(o));
	TRY(tell_unchained(db, &w));
	return w.wrong ? BROKEN : DONE;
}
