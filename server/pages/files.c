/*
 * Files that people hand in: how they come in, beside the form (http's hooks); how what is shown of them is
 * made and sent. Whose file it is and who may look at it is the business of whoever asks here.
 */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

/* Of one person, lest one fill the disk of all. */
#define FILES_MOST 200
#define BYTES_MOST ((int64_t)500 << 20)
#define NAME_MOST 120 /* bytes of a name, as kept */
#define SHEET_BYTES_MOST ((size_t)4 << 20)
#define BEGINNING 1200 /* bytes of a document's words beside a criterion */

/* ---- coming in -------------------------------------------------------------------------------- */

struct coming {
	struct incoming *in; /* NULL: it isn't taken in */
	struct text name;
	bool known; /* the database has it */
	bool ended;
};

/* What a phone calls it, without the folders some browsers put before. */
static struct text clean_name(struct arena *a, struct text name)
{
	struct text clean = NO_TEXT;
	for (size_t i = name.size; i > 0; i--) {
		if (name.at[i - 1] == '/' || name.at[i - 1] == '\\') {
			name = text_part(name, i, SIZE_MAX);
			break;
		}
	}
	if (!clean_words(a, name, &clean))
		return NO_TEXT;
	size_t size = clean.size < NAME_MOST ? clean.size : NAME_MOST;
	while (size < clean.size && size > 0 && ((unsigned char)clean.at[size] & 0xc0) == 0x80)
		size--;
	return text_part(clean, 0, size);
}

static bool has_enough(struct request *rq)
{
	int64_t count = 0, bytes = 0, person = rq->who.person;
	BORROWED loan = borrow(workshop_of(rq));
	/* whoever hands it in for a client: it is that client's */
	if (rq->route->door & TIED && !text_number(rq->captures[0], &person))
		return true;
	return sum_files(loan.db, person, &count, &bytes) != DONE || count >= FILES_MOST ||
		bytes >= BYTES_MOST;
}

void *begin_file(struct request *rq, struct text name)
{
	struct coming *c = arena_take_of(rq->arena, struct coming);
	c->name = clean_name(rq->arena, name);
	c->in = has_enough(rq) ? NULL : vault_take_in(workshop_of(rq)->vault, rq->arena);
	return c;
}

void take_file(void *file, struct text bytes)
{
	struct coming *c = file;
	if (c->in)
		incoming_take(c->in, bytes);
}

void end_file(struct request *rq, bool cut)
{
	struct coming *c = rq->file;
	if (c->in)
		incoming_close(c->in, c->known);
	if (cut)
		note_cut(workshop_of(rq)->cuts, rq->who.person);
}

enum file_problem receive_file(struct request *rq, struct file *file)
{
	struct coming *c = rq->file;
	struct handed *handed = arena_take_of(rq->arena, struct handed);
	if (!c)
		return FILE_EMPTY;
	if (!c->in)
		return FILE_ENOUGH;
	enum file_problem problem = incoming_end(c->in, handed);
	if (problem != FILE_FITS)
		return problem;
	*file = (struct file){ .name = c->name,
		.kind = text_of(file_kind_word(handed->kind)),
		.size = (int64_t)handed->size,
		.crc = handed->crc,
		.place = { handed->place, PLACE_CHARS },
		.key = bytes_text(handed->wrapped, sizeof handed->wrapped),
		.made = clock_now() };
	memcpy(file->digest, handed->digest, sizeof file->digest);
	return FILE_FITS;
}

void know_file(struct request *rq)
{
	struct coming *c = rq->file;
	c->known = true;
	incoming_close(c->in, true);
	c->in = NULL;
}

struct text file_problem_words(const struct request *rq, enum file_problem problem)
{
	static const char *const words[] = {
		[FILE_EMPTY] = N_("Choose a picture or a document first."),
		[FILE_TOO_LARGE] = N_("That file is larger than 20 MB. Take a new picture with a "
				      "smaller size, or send a part of it."),
		[FILE_HEIC] = N_("This picture is in a form that only some phones can show "
				 "(HEIC). Take a screenshot of it and send that. On an iPhone you "
				 "can also choose Settings, Camera, Formats, Most Compatible, and "
				 "take the picture again."),
		[FILE_VIDEO] = N_("Video and sound can't be sent here. Send a picture, or tell in "
				  "your own words."),
		[FILE_SHEET] = N_("This document can't be shown here. Save it as PDF in the "
				  "program you made it with, and send that."),
		[FILE_UNKNOWN] = N_("This kind of file can't be sent here. Send a picture (JPEG, "
				    "PNG, WebP), a PDF, or a text document (Word, ODT, plain "
				    "text)."),
		[FILE_NO_ROOM] = N_("There is no room for the file here right now. The fault is "
				    "ours. Your text is safe. Try again later."),
		[FILE_BROKEN] = N_("The file could not be kept. The fault is ours. Your text is "
				   "safe. Try again."),
		[FILE_ENOUGH] = N_("You have sent as much as there is room for. Remove something "
				   "first, or ask for help."),
	};
	return tell(rq, words[problem]);
}

/* ---- uploads that broke off --------------------------------------------------------------------
 */

/* Nobody was there to be told when it broke off: they are told when they come back. A few places are
 * enough, and a lost one costs no more than the sentence. */
#define CUTS 64
struct cuts {
	_Atomic int64_t who[CUTS];
};

struct cuts *make_cuts(struct arena *a)
{
	return arena_take_of(a, struct cuts);
}

void note_cut(struct cuts *cuts, int64_t person)
{
	atomic_store(&cuts->who[person % CUTS], person);
}

bool was_cut(struct cuts *cuts, int64_t person)
{
	return atomic_compare_exchange_strong(&cuts->who[person % CUTS], &(int64_t){ person }, 0);
}

/* ---- what can be looked at -------------------------------------------------------------------- */

struct drawing_change {
	int64_t file;
	struct drawn drawn;
};

static enum outcome drawing_change(struct db *db, void *value)
{
	const struct drawing_change *c = value;
	return save_drawn(db, c->file, c->drawn.sheets, c->drawn.pages, c->drawn.words);
}

static enum outcome draw_anew(struct request *rq, struct file *file)
{
	struct workshop *w = workshop_of(rq);
	struct drawing_change c = { .file = file->id };
	enum file_kind kind;
	if (!file_kind_of_word(file->kind, &kind))
		return BROKEN;
	TRY(vault_draw(w->vault, file->place, file->key, kind, &c.drawn));
	TRY(store_change(w->store, drawing_change, &c));
	file->drawn = true;
	file->sheets = c.drawn.sheets;
	file->pages = c.drawn.pages;
	file->words = c.drawn.words;
	return DONE;
}

void draw_file(struct request *rq, struct file *file)
{
	/* what can't be drawn now is tried again by whoever looks next */
	if (!file->drawn && file->key.size > 0 && draw_anew(rq, file) != DONE)
		file->drawn = false;
}

static enum outcome read_part(
	struct request *rq, struct file *file, const char *part, struct text *bytes)
{
	struct workshop *w = workshop_of(rq);
	enum outcome o = vault_read_all(
		w->vault, rq->arena, file->place, part, file->key, SHEET_BYTES_MOST, bytes);
	if (o != NOT_HERE)
		return o;
	/* it was drawn, but a stop came before that was on the disk */
	TRY(draw_anew(rq, file));
	return vault_read_all(
		w->vault, rq->arena, file->place, part, file->key, SHEET_BYTES_MOST, bytes);
}

struct text file_words(struct request *rq, struct file *file)
{
	struct text words;
	return file->words && read_part(rq, file, PART_WORDS, &words) == DONE ? words : NO_TEXT;
}

/* ---- sending ------------------------------------------------------------------------------------ */

static size_t next_bytes(void *context, char *bytes, size_t room)
{
	return opened_next(context, bytes, room);
}

static void end_bytes(void *context)
{
	opened_close(context);
}

/* As it was handed in: a file to keep, that no browser opens here. */
static enum outcome send_original(
	struct request *rq, struct response *rs, const struct file *file, enum file_kind kind)
{
	struct flow *flow = arena_take_of(rq->arena, struct flow);
	struct opened *opened;
	TRY(vault_read(
		workshop_of(rq)->vault, rq->arena, file->place, PART_ORIGINAL, file->key, &opened));
	*flow = (struct flow){ opened_size(opened), next_bytes, end_bytes, opened };
	rs->flow = flow;
	rs->attachment = rs->sandboxed = true;
	/* words in whatever coding they came */
	rs->type = kind == FILE_TEXT ? "application/octet-stream" : file_kind_type(kind);
	rs->file_name =
		arena_print(rq->arena, "file-%lld.%s", (long long)file->id, file_kind_ending(kind))
			.at;
	return DONE;
}

/* What we drew. */
static enum outcome send_sheet(
	struct request *rq, struct response *rs, struct file *file, struct text part)
{
	int64_t number;
	if (!text_number(part, &number) || number < 0 || number > file->sheets || file->sheets == 0)
		return NOT_HERE;
	const char *name = arena_print(rq->arena, "%lld", (long long)number).at;
	TRY(read_part(rq, file, name, &rs->bytes));
	rs->type = "image/jpeg";
	rs->sandboxed = true;
	return DONE;
}

enum outcome send_part(struct request *rq, struct response *rs, struct file *file, struct text part)
{
	enum file_kind kind;
	if (file->key.size == 0 || !file_kind_of_word(file->kind, &kind))
		return NOT_HERE;
	return text_is_chars(part, "original") ? send_original(rq, rs, file, kind)
					       : send_sheet(rq, rs, file, part);
}

/* ---- rows --------------------------------------------------------------------------------------- */

/* "310 kB", "1.2 MB" */
static struct text size_words(const struct request *rq, int64_t bytes)
{
	struct arena *a = rq->arena;
	const struct views *views = workshop_of(rq)->views;
	int64_t tenths = (bytes * 10 + (1 << 19)) >> 20;
	if (tenths < 10)
		return say_with(views, a, ui_language(rq), N_("{a} kB"),
			arena_print(a, "%lld", (long long)((bytes + 1023) / 1024)), NO_TEXT);
	return say_with(views, a, ui_language(rq), N_("{a}.{b} MB"),
		arena_print(a, "%lld", (long long)(tenths / 10)),
		arena_print(a, "%lld", (long long)(tenths % 10)));
}

static struct text about_words(const struct request *rq, const struct file *file)
{
	enum file_kind kind;
	struct text what = tell(rq, N_("Document"));
	if (file_kind_of_word(file->kind, &kind) && is_picture(kind))
		what = tell(rq, N_("Picture"));
	return arena_print(rq->arena, "%.*s, %.*s", SHOWN(what), SHOWN(size_words(rq, file->size)));
}

static const struct sheet_row *sheet_rows(struct arena *a, const struct file *file,
	struct text base, int64_t from, int64_t to, size_t *count)
{
	struct sheet_row *rows = arena_take_many(a, (size_t)(to - from) + 2, sizeof *rows);
	*count = 0;
	for (int64_t i = from; i <= to && i <= file->sheets; i++)
		rows[(*count)++] = (struct sheet_row){
			.link = arena_print(a, "%.*s/%lld", SHOWN(base), (long long)i), .number = i
		};
	return rows;
}

/* The beginning, up to a blank. */
static struct text beginning_of(struct text words)
{
	size_t size = BEGINNING;
	if (words.size <= size)
		return words;
	while (size > 0 && words.at[size] != ' ' && words.at[size] != '\n')
		size--;
	return text_part(words, 0, size);
}

struct file_view file_view_of(
	struct request *rq, struct file *file, struct text base, enum file_size size)
{
	struct file_view v = { .name = file->name.size > 0 ? file->name : tell(rq, N_("A file")),
		.about = about_words(rq, file),
		.large = size != FILE_SMALL,
		.gone = file->key.size == 0 };
	if (v.gone)
		return v;
	draw_file(rq, file);
	v.later = !file->drawn;
	v.page = size == FILE_WHOLE ? NO_TEXT : base;
	v.original = arena_print(rq->arena, "%.*s/original", SHOWN(base));
	v.thumb = file->sheets > 0 ? arena_print(rq->arena, "%.*s/0", SHOWN(base)) : NO_TEXT;
	v.first = sheet_rows(rq->arena, file, base, 1, 1, &v.first_count);
	v.others = sheet_rows(rq->arena, file, base, 2, file->sheets, &v.others_count);
	v.pages = file->pages;
	v.left_out = file->pages > file->sheets;
	/* of what has pages, words are for those who can't see them */
	struct text words = size == FILE_SMALL ? NO_TEXT : file_words(rq, file);
	struct text told = size == FILE_WHOLE ? words : beginning_of(words);
	v.goes_on = told.size < words.size;
	v.words = paragraphs_of(rq->arena, told, &v.words_count);
	v.plain = file->drawn && file->sheets == 0 && !file->words;
	return v;
}
