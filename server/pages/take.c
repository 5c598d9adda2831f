/*
 * Taking everything along: one document to read, or a ZIP archive with the document, everything as JSON and
 * each file that was handed in. Document and JSON are made in the request's arena, within a bound that no
 * life here comes near; files are opened while they are sent, one after the other. A few times in ten
 * minutes. That it was taken is in the chain before it leaves.
 *
 * everything.json, version 1: {"askel": {"version", "made", "person"}, TABLE: [{COLUMN: VALUE}]}; each
 * table of taking.c is there, with rows or none, and named as on the privacy page. Times are seconds
 * since 1970 (UTC), 0 for "not"; answer_by is a day since 1970-01-01. A table or column may be added
 * under the same version; one that goes or changes its meaning makes a new one.
 */
#include "inside.h"

#include <string.h>

#define VERSION 1
#define JSON_MOST ((size_t)4 << 20) /* two thousand pages of writing */
#define TIMES_MOST 10               /* until the brake is felt */

/* ---- everything.json ------------------------------------------------------------------------ */

static void add_value(struct buffer *b, const struct taken_value *value)
{
	buffer_add_chars(b, value->first ? "{" : ", ");
	buffer_add_json(b, text_of(value->column));
	buffer_add_chars(b, ": ");
	if (value->nothing)
		buffer_add_chars(b, "null");
	else if (value->is_number)
		buffer_print(b, "%lld", (long long)value->number);
	else
		buffer_add_json(b, value->words);
	buffer_add_chars(b, value->last ? "}" : "");
}

struct writing {
	const struct request *rq;
	struct buffer json;
	bool rows; /* of the table that is being written */
};

/* What is stored sealed though it is no secret from whose it is. */
static struct text opened(const struct request *rq, const struct taken_value *value)
{
	struct text address;
	if (strcmp(value->table, "mail") != 0 || strcmp(value->column, "address") != 0 ||
		!unseal_address(
			workshop_of(rq)->seal, rq->arena, rq->who.person, value->words, &address))
		return value->words;
	return address;
}

static bool write_value(void *context, const struct taken_value *value)
{
	struct writing *w = context;
	struct buffer *b = &w->json;
	if (!value->column) {
		buffer_print(b, "%s],\n\"%s\": [", w->rows ? "\n" : "", value->table);
		w->rows = false;
		return !b->full;
	}
	if (value->first)
		buffer_add_chars(b, w->rows ? ",\n" : "\n");
	w->rows = true;
	struct taken_value shown = *value;
	shown.words = opened(w->rq, value);
	add_value(b, &shown);
	return !b->full;
}

static enum outcome make_json(struct request *rq, struct db *db, struct text *json)
{
	struct writing w = { .rq = rq, .json = buffer_in(rq->arena) };
	w.json.cap = JSON_MOST;
	buffer_print(&w.json, "{\n\"askel\": [{\"version\": %d, \"made\": %lld, \"person\": %lld}",
		VERSION, (long long)clock_now(), (long long)rq->who.person);
	TRY(walk_own(db, rq->who.person, write_value, &w));
	buffer_print(&w.json, "%s]\n}\n", w.rows ? "\n" : "");
	if (w.json.full)
		return TOO_LARGE;
	*json = buffer_text(&w.json);
	return DONE;
}

/* ---- the pages ------------------------------------------------------------------------------ */

static enum outcome show_offer(struct request *rq, struct response *rs, struct take_screen *s)
{
	fill_frame(rq, rs, &s->frame, tell(rq, N_("Take everything with you")));
	return show(rq, rs, SCREEN_TAKE, s);
}

enum outcome show_take(struct request *rq, struct response *rs)
{
	struct take_screen s = { .too_large = false };
	return show_offer(rq, rs, &s);
}

struct taking {
	int64_t person, now;
	bool all;
};

static enum outcome note_taken(struct db *db, void *value)
{
	const struct taking *t = value;
	return note_audit(db,
		&(struct audit_note){ .at = t->now,
			.actor = t->person,
			.verb = "taken-along",
			.subject_kind = "person",
			.subject = t->person,
			.fact = t->all ? TEXT("all") : TEXT("page") });
}

static bool too_often(struct request *rq, int64_t now)
{
	struct workshop *w = workshop_of(rq);
	struct text key = arena_print(rq->arena, "take %lld", (long long)rq->who.person);
	int64_t since;
	if (brake_tries(w->brake, key, now, &since) >= TIMES_MOST)
		return true;
	brake_count(w->brake, key, now);
	return false;
}

static enum outcome refuse_taking(struct request *rq, struct response *rs, enum outcome o)
{
	struct take_screen s = { .too_large = o == TOO_LARGE, .soon = o == SLOW_DOWN };
	rs->status = outcome_status(o);
	return show_offer(rq, rs, &s);
}

#define DOCUMENT "my-things.html"
#define ARCHIVE "my-things.zip"

static enum outcome make_files(struct request *rq, struct text *html, struct text *json)
{
	struct workshop *w = workshop_of(rq);
	HELD_LIBRARY library = library_hold(w->courses);
	BORROWED loan = borrow(w);
	TRY(make_json(rq, loan.db, json));
	return make_document(rq, loan.db, library, html);
}

/* ---- files that were handed in -------------------------------------------------------------- */

/* One of them, opened when its turn comes and closed before the next. */
struct taking_file {
	struct vault *vault;
	const struct file *file;
	struct arena *arena; /* NULL: not open */
	struct opened *opened;
	int64_t taken; /* bytes */
};

static void close_file(struct taking_file *t)
{
	if (!t->arena)
		return;
	opened_close(t->opened);
	arena_close(t->arena);
	t->arena = NULL;
	t->opened = NULL;
}

static bool open_file(struct taking_file *t)
{
	if (t->arena)
		return t->opened != NULL;
	t->arena = arena_open();
	return vault_read(t->vault, t->arena, t->file->place, PART_ORIGINAL, t->file->key,
		       &t->opened) == DONE;
}

static size_t next_of_file(void *context, char *bytes, size_t room)
{
	struct taking_file *t = context;
	size_t got = open_file(t) ? opened_next(t->opened, bytes, room) : 0;
	t->taken += (int64_t)got;
	if (got == 0 || t->taken == t->file->size)
		close_file(t);
	return got;
}

/* "files/12-certificate.pdf": the number is that of everything.json, and makes it the only one. */
static struct text name_in_archive(struct arena *a, const struct file *file)
{
	struct buffer b = buffer_in(a);
	enum file_kind kind = FILE_TEXT;
	buffer_print(&b, "files/%lld", (long long)file->id);
	for (size_t i = 0; i < file->name.size; i++) {
		char c = file->name.at[i];
		/* what some system takes for more than a part of a name */
		bool odd = (unsigned char)c < ' ' || text_find_char(TEXT("/\\:*?\"<>|"), c) < 9;
		buffer_add_chars(&b, i == 0 ? "-" : "");
		buffer_add_char(&b, odd ? '_' : c);
	}
	if (file->name.size == 0 && file_kind_of_word(file->kind, &kind))
		buffer_print(&b, ".%s", file_kind_ending(kind));
	return buffer_text(&b);
}

struct archive {
	struct zip_flow *flow;
	struct taking_file *files;
	size_t count;
};

static size_t next_of_archive(void *context, char *bytes, size_t room)
{
	struct archive *archive = context;
	return zip_flow_next(archive->flow, bytes, room);
}

static void end_archive(void *context)
{
	struct archive *archive = context;
	for (size_t i = 0; i < archive->count; i++)
		close_file(&archive->files[i]);
}

static enum outcome list_own_files(struct request *rq, struct file **files, size_t *count)
{
	BORROWED loan = borrow(workshop_of(rq));
	return list_files(loan.db, rq->arena, rq->who.person, files, count);
}

static enum outcome send_archive(
	struct request *rq, struct response *rs, struct text html, struct text json)
{
	struct arena *a = rq->arena;
	struct archive *archive = arena_take_of(a, struct archive);
	struct file *files;
	size_t count;
	TRY(list_own_files(rq, &files, &count));
	struct zip_file *entries = arena_take_many(a, count + 2, sizeof *entries);
	archive->files = arena_take_many(a, count + 1, sizeof *archive->files);
	archive->count = count;
	entries[0] = (struct zip_file){ .name = TEXT(DOCUMENT), .bytes = html };
	entries[1] = (struct zip_file){ .name = TEXT("everything.json"), .bytes = json };
	for (size_t i = 0; i < count; i++) {
		archive->files[i] =
			(struct taking_file){ .vault = workshop_of(rq)->vault, .file = &files[i] };
		entries[i + 2] = (struct zip_file){ .name = name_in_archive(a, &files[i]),
			.next = next_of_file,
			.context = &archive->files[i],
			.size = (uint64_t)files[i].size,
			.crc = files[i].crc };
	}
	archive->flow = zip_flow(a, entries, count + 2, clock_day_of(clock_now()));
	if (!archive->flow)
		return TOO_LARGE;
	struct flow *flow = arena_take_of(a, struct flow);
	*flow = (struct flow){ zip_flow_size(archive->flow), next_of_archive, end_archive,
		archive };
	rs->flow = flow;
	rs->type = "application/zip";
	rs->file_name = ARCHIVE;
	return DONE;
}

static enum outcome send(
	struct request *rq, struct response *rs, bool all, struct text html, struct text json)
{
	rs->attachment = true;
	rs->sandboxed = true;
	if (all)
		return send_archive(rq, rs, html, json);
	rs->file_name = DOCUMENT;
	rs->bytes = html;
	return DONE;
}

enum outcome take_along(struct request *rq, struct response *rs)
{
	struct text html, json;
	struct taking t = { .person = rq->who.person,
		.now = clock_now(),
		.all = text_is_chars(form_value(&rq->form, "form"), "all") };
	if (too_often(rq, t.now))
		return refuse_taking(rq, rs, SLOW_DOWN);
	enum outcome o = make_files(rq, &html, &json);
	if (o == TOO_LARGE)
		return refuse_taking(rq, rs, o);
	TRY(o);
	TRY(store_change(workshop_of(rq)->store, note_taken, &t));
	return send(rq, rs, t.all, html, json);
}
