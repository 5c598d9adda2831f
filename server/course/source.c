/*
 * source: one file of a course, read and checked as far as it can be alone. A source is immutable,
 * counted and has an arena of its own, so that after an edit only the edited file is read again and
 * all other sources go from library to library as they are.
 *
 * What a source depends on besides its bytes is written down in it: the links it asked the listing
 * about, with the answers (`ties`), and the course's media where it shows any. While a new look
 * would give the same answers the source stays right; else it is read anew. That is how pages are
 * rendered once and still never show a dead link.
 */
#include "course/inside.h"

#include "seal/seal.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

/* A stamp younger than this when the file is read may hide another change in the same tick. */
#define YOUNG_MS 100

struct source *hold_source(struct source *source)
{
	atomic_fetch_add(&source->holders, 1);
	return source;
}

void release_source(struct source *source)
{
	if (!source || atomic_fetch_sub(&source->holders, 1) != 1)
		return;
	release_media(source->media);
	arena_close(source->arena);
}

const struct front_value *front_of(const struct source *source, enum front_key key)
{
	return source->front.values[key].here ? &source->front.values[key] : NULL;
}

static struct media_set *media_of(const struct look *look, struct text course)
{
	for (size_t i = 0; i < look->media_count; i++)
		if (text_is(look->media[i]->course, course))
			return look->media[i];
	return NULL;
}

bool is_young(const struct stamp *stamp)
{
	return stamp->changed_ns / 1000000 > clock_now_ms() - YOUNG_MS;
}

bool source_holds(const struct source *source, const struct look *look, bool names_same)
{
	OWN_ARENA scratch = NULL;

	if (source->media && source->media != media_of(look, source->name.course))
		return false;
	if (!source->tie_count || names_same)
		return true;
	scratch = arena_open();
	for (size_t i = 0; i < source->tie_count; i++) {
		const struct link_tie *tie = &source->ties[i];
		struct text address;
		enum link_fate fate = resolve_link(
			scratch, look->listing, &source->name, tie->target, tie->picture, &address);
		if (fate != tie->fate || !text_is(address, tie->address))
			return false;
	}
	return true;
}

/* ---- problems in the file ------------------------------------------------------------------- */

/* Editors count characters, parsers bytes. */
static int character_column(const struct reading *r, int line, int column)
{
	if (line < 1 || (size_t)line > r->line_count || column < 1)
		return column < 1 ? 1 : column;
	return (int)utf8_count(text_part(r->lines[line - 1], 0, (size_t)column - 1)) + 1;
}

void body_problem(struct reading *r, int line, int column, enum problem_kind kind, struct text a,
	struct text b)
{
	source_problem(&r->problems, r->source, line + r->first_line - 1,
		character_column(r, line, column), kind, a, b);
}

void node_problem(struct reading *r, struct cmark_node *node, enum problem_kind kind, struct text a,
	struct text b)
{
	/* Some inline nodes have no place of their own; the block around them has. */
	while (node && cmark_node_get_start_line(node) == 0)
		node = cmark_node_parent(node);
	body_problem(r, node ? cmark_node_get_start_line(node) : 1,
		node ? cmark_node_get_start_column(node) : 1, kind, a, b);
}

struct text file_part(struct text path)
{
	size_t at = path.size;

	while (at > 0 && path.at[at - 1] != '/')
		at--;
	return text_part(path, at, path.size);
}

void source_problem(struct problem_list *problems, const struct source *source, int line,
	int column, enum problem_kind kind, struct text a, struct text b)
{
	struct problem problem = problem_of(kind, a, b);

	problem.course = source->name.course;
	problem.file = source->name.path;
	problem.line = line;
	problem.column = column;
	add_problem(problems, &problem);
}

static void file_problem(struct reading *r, enum problem_kind kind, int line, int column)
{
	source_problem(&r->problems, r->source, line, column, kind, file_part(r->source->name.path),
		NO_TEXT);
}

/* ---- bytes and lines ------------------------------------------------------------------------ */

/* Where the bytes stop being UTF-8, as a line and a column. */
static void place_of_bad_byte(struct text bytes, int *line, int *column)
{
	size_t at = 0, start = 0;

	*line = 1;
	while (at < bytes.size) {
		size_t from = at;
		uint32_t c = utf8_next(bytes, &at);
		if (c == 0xFFFD && !utf8_valid(text_part(bytes, from, at - from)))
			break;
		if (c == '\n') {
			++*line;
			start = at;
		}
		*column = (int)utf8_count(text_part(bytes, start, at - start)) + 1;
	}
}

static bool check_bytes(struct reading *r, struct text bytes)
{
	int line = 1, column = 1;

	if (!utf8_valid(bytes)) {
		place_of_bad_byte(bytes, &line, &column);
		file_problem(r, FILE_BYTES, line, column);
		return false;
	}
	if (memchr(bytes.at, '\0', bytes.size)) {
		file_problem(r, FILE_NUL, 0, 0);
		return false;
	}
	return true;
}

/* A line as both parsers see it: up to LF, CRLF or a lone CR. */
static struct text next_line(struct text *rest)
{
	size_t size = 0, end;

	while (size < rest->size && rest->at[size] != '\n' && rest->at[size] != '\r')
		size++;
	end = size;
	if (end < rest->size && rest->at[end] == '\r')
		end++;
	if (end < rest->size && rest->at[end] == '\n')
		end++;
	struct text line = text_part(*rest, 0, size);
	*rest = text_part(*rest, end, rest->size);
	return line;
}

static void split_lines(struct reading *r)
{
	struct text rest = r->source->body;
	size_t room = 0;

	while (rest.size) {
		GROW(r->arena, r->lines, r->line_count, room);
		r->lines[r->line_count++] = next_line(&rest);
	}
}

struct text body_lines(const struct reading *r, int from, int to)
{
	const char *end = r->source->body.at + r->source->body.size;
	const char *start = end;

	if (from >= 1 && (size_t)from <= r->line_count)
		start = r->lines[from - 1].at;
	if (to >= 1 && (size_t)to <= r->line_count)
		end = r->lines[to - 1].at;
	return start < end ? (struct text){ start, (size_t)(end - start) } : NO_TEXT;
}

/* ---- links ---------------------------------------------------------------------------------- */

const struct link_tie *tie_link(struct reading *r, struct text target, bool picture)
{
	struct source *source = r->source;
	struct link_tie *tie;

	for (size_t i = 0; i < source->tie_count; i++)
		if (source->ties[i].picture == picture && text_is(source->ties[i].target, target))
			return &source->ties[i];
	GROW(r->arena, source->ties, source->tie_count, r->tie_room);
	tie = &source->ties[source->tie_count++];
	*tie = (struct link_tie){ .target = arena_copy(r->arena, target), .picture = picture };
	tie->fate = resolve_link(
		r->arena, r->look->listing, &source->name, tie->target, picture, &tie->address);
	return tie;
}

/* For the writers. The tree's links are tied and judged before anything is written, so a new one
 * here is one that only the other parser sees. */
static bool resolve_here(
	struct place *place, struct text target, bool picture, struct text *address)
{
	static const enum problem_kind kinds[] = {
		[LINK_NOWHERE] = LINK_DEAD,
		[LINK_REFUSED] = LINK_SCHEME,
		[LINK_FOREIGN] = PICTURE_OUTSIDE,
	};
	struct reading *r = place->context;
	size_t known = r->source->tie_count;
	const struct link_tie *tie = tie_link(r, target, picture);

	if (r->source->tie_count > known && tie->fate != LINK_WELL)
		body_problem(r, place->first_line - r->first_line + 1, 1,
			picture && tie->fate == LINK_NOWHERE ? PICTURE_LOST : kinds[tie->fate],
			target, NO_TEXT);
	*address = tie->address;
	return tie->fate == LINK_WELL;
}

static void open_place(struct reading *r)
{
	const struct source *source = r->source;
	const struct media_set *media = media_of(r->look, source->name.course);

	r->place = (struct place){ .arena = r->arena,
		.course = source->name.course,
		.file = source->name.path,
		.language = source->name.language,
		.first_line = r->first_line,
		.resolve = resolve_here,
		.context = r,
		.media = media ? media->files : NULL,
		.media_count = media ? media->count : 0,
		.settings = r->look->settings };
}

/* A file that shows or links media, or whose links reach none, depends on what media there are. */
static void tie_media(struct reading *r)
{
	struct source *source = r->source;
	struct media_set *media = media_of(r->look, source->name.course);

	for (size_t i = 0; media && !source->media && i < source->tie_count; i++)
		if (text_find(source->ties[i].target, TEXT("media/")) < source->ties[i].target.size)
			source->media = hold_media(media);
}

/* ---- the file ------------------------------------------------------------------------------- */

static void read_top(struct reading *r, struct text bytes)
{
	static const unsigned in[] = {
		[FILE_UNIT] = IN_UNIT,
		[FILE_COURSE] = IN_COURSE,
		[FILE_MODULE] = IN_MODULE,
		[FILE_PAGE] = IN_PAGE,
		[FILE_WORDS] = 0,
	};
	struct source *source = r->source;
	struct text yaml;
	bool unclosed;

	r->first_line = 1;
	source->body = bytes;
	if (!in[source->name.kind])
		return;
	if (split_front(bytes, &yaml, &source->body, &r->first_line, &unclosed))
		read_front(
			&r->problems, &source->name, in[source->name.kind], yaml, &source->front);
	else
		file_problem(r, unclosed ? FRONT_OPEN : FRONT_MISSING, 1, 1);
}

/* What the settings say that the name of the file and the eyes of outsiders have a part in. */
static void check_top(struct reading *r)
{
	const struct source *source = r->source;
	const struct front_value *title = front_of(source, KEY_TITLE);
	const struct front_value *id =
		front_of(source, source->name.kind == FILE_UNIT ? KEY_UNIT : KEY_COURSE);
	bool outside = source->name.kind == FILE_UNIT || source->name.kind == FILE_COURSE;
	struct text found;

	if (id && !text_is(id->words, source->name.id))
		source_problem(&r->problems, source, id->line, id->column, ID_NOT_NAME, id->words,
			source->name.id);
	if (outside && title && find_forbidden(r->look->settings, title->words, &found))
		source_problem(&r->problems, source, title->line, title->column, WORD_FORBIDDEN,
			found, NO_TEXT);
}

static void read_body(struct reading *r)
{
	const struct source *source = r->source;

	split_lines(r);
	open_place(r);
	r->document = cmark_parse_document(source->body.at, source->body.size, CMARK_OPT_DEFAULT);
	cmark_consolidate_text_nodes(r->document);
	check_tree(r);
	if (r->broken_structure)
		return;
	if (source->name.kind == FILE_UNIT)
		read_unit(r);
	else if (source->name.kind != FILE_WORDS)
		read_parts(r);
}

static void tell_misnamed(struct reading *r)
{
	const struct file_name *name = &r->source->name;
	bool folder = name->folder.size && !name->module.size;

	source_problem(&r->problems, r->source, 0, 0, folder ? FOLDER_NAME : FILE_NAME,
		folder ? name->folder : file_part(name->path), NO_TEXT);
}

static void read_source(struct reading *r)
{
	struct source *source = r->source;
	struct text bytes = source->bytes;

	digest_of(bytes, source->digest, sizeof source->digest);
	if (source->name.kind == FILE_MISNAMED) {
		tell_misnamed(r);
		return;
	}
	if (!check_bytes(r, bytes))
		return;
	if (text_starts(bytes, TEXT("\xEF\xBB\xBF"))) /* Notepad's mark */
		bytes = text_part(bytes, 3, bytes.size);
	read_top(r, bytes);
	check_top(r);
	digest_of(source->body, source->body_digest, sizeof source->body_digest);
	read_body(r);
	tie_media(r);
}

static struct source *open_source(const struct listed *listed)
{
	struct arena *arena = arena_open_small();
	struct source *source = arena_take_of(arena, struct source);

	atomic_init(&source->holders, 1);
	source->arena = arena;
	source->stamp = listed->stamp;
	source->young = is_young(&listed->stamp);
	read_name(arena_copy(arena, listed->name.path), &source->name);
	source->name.kind = listed->name.kind;
	source->bytes = source->body = NO_TEXT;
	return source;
}

static struct source *finish_source(struct reading *r)
{
	r->source->problems = r->problems.items;
	r->source->problem_count = r->problems.count;
	return r->source;
}

static struct reading reading_of(const struct look *look, struct source *source)
{
	return (struct reading){ .source = source,
		.look = look,
		.arena = source->arena,
		.problems = { .arena = source->arena } };
}

struct source *make_source(const struct look *look, const struct listed *listed, struct text bytes)
{
	struct source *source = open_source(listed);
	struct reading reading = reading_of(look, source);

	source->bytes = arena_copy(source->arena, bytes);
	read_source(&reading);
	if (reading.document)
		cmark_node_free(reading.document);
	return finish_source(&reading);
}

struct source *load_source(const struct look *look, const struct listed *listed)
{
	OWN_ARENA scratch = arena_open();
	struct text bytes,
		path = arena_print(
			scratch, "%s/%.*s", look->settings->folder, SHOWN(listed->name.path));
	enum outcome went = BROKEN;
	struct source *source;
	struct reading reading;

	if (listed->name.kind != FILE_SHUT_FOLDER)
		went = file_read(scratch, path.at, COURSE_FILE_MOST, &bytes);
	if (went == NOT_HERE)
		return NULL;
	if (went == DONE)
		return make_source(look, listed, bytes);
	source = open_source(listed);
	reading = reading_of(look, source);
	file_problem(&reading, went == TOO_LARGE ? FILE_LARGE : FILE_SHUT, 0, 0);
	return finish_source(&reading);
}
