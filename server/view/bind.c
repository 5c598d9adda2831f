/*
 * bind: nodes + field tables + one language -> steps. Names become ways through structs, partials
 * dissolve into the page (bound anew for each use, since names mean what they mean there), strings
 * become the language's words; all literal HTML that meets is joined, and runs that gain by it
 * are deflated now, so that showing a page is copying. Every problem is said with file and line.
 */
#include "view/inside.h"

#include <string.h>

enum {
	PARTIALS_MOST = 20, /* in one another */
	PIECE_LEAST = 64,   /* shorter literals are stored words */
};

#define COMPLAIN(b, node, format, ...) \
	note_problem((b)->problems, "%.*s:%u: " format, SHOWN((b)->source->file), (node)->line, \
		##__VA_ARGS__)

static void bind_nodes(struct binder *b, size_t from, size_t end, const struct scope *scope);

/* ---- steps ----------------------------------------------------------------------------- */

/* What stands on many pages, as a layout does, is deflated and kept once. */
static const struct piece *shared_piece(struct binder *b, struct text run)
{
	struct shared **found = &b->shared[run.size % COUNT_OF(b->shared)];

	while (*found && !text_is((*found)->piece->plain, run))
		found = &(*found)->next;
	if (!*found) {
		*found = arena_take_of(b->scratch, struct shared);
		(*found)->piece = piece_make(b->arena, run);
	}
	return (*found)->piece;
}

/* Literal HTML so far becomes a step. */
static void end_run(struct binder *b)
{
	struct code *code = b->code;
	struct text run = buffer_text(&b->run);
	struct step step = { .kind = STEP_WORDS };

	if (run.size == 0)
		return;
	if (run.size >= PIECE_LEAST) {
		step.kind = STEP_PIECE;
		step.piece = shared_piece(b, run);
	} else {
		step.words = arena_copy(b->arena, run);
	}
	GROW(b->scratch, code->steps, code->count, code->room);
	step.after = code->count + 1;
	code->steps[code->count++] = step;
	b->run.size = 0;
}

static struct step *add_step(struct binder *b, enum step_kind kind)
{
	struct code *code = b->code;

	end_run(b);
	GROW(b->scratch, code->steps, code->count, code->room);
	code->steps[code->count] = (struct step){ .kind = kind, .after = code->count + 1 };
	return &code->steps[code->count++];
}

/* All steps are there: kept as many as they are, without what growing left behind. */
static void end_code(struct binder *b, struct code *code)
{
	struct step *steps;

	end_run(b);
	steps = arena_take_many(b->arena, code->count, sizeof *steps);
	if (code->count)
		memcpy(steps, code->steps, code->count * sizeof *steps);
	code->steps = steps;
	code->room = code->count;
}

static void check_where(struct binder *b, const struct node *node, const char *problem)
{
	if (problem && b->lookup->bind)
		COMPLAIN(b, node, "%s", problem);
}

/* ---- names ----------------------------------------------------------------------------- */

static bool same_place(const struct place *a, const struct place *b)
{
	return text_is(a->name, b->name) && a->ups == b->ups && a->path_count == b->path_count &&
		(a->path_count == 0 ||
			memcmp(a->path, b->path, a->path_count * sizeof *a->path) == 0);
}

static struct place *copy_place(struct arena *a, const struct place *from)
{
	struct place *place = arena_take_of(a, struct place);
	const struct field **path = arena_take_many(a, from->path_count, sizeof *path);

	*place = *from;
	place->name = arena_copy(a, from->name);
	if (from->path_count)
		memcpy(path, from->path, from->path_count * sizeof *path);
	place->path = from->path_count ? path : NULL;
	return place;
}

/* What the same names lead to, in any language and on any page, is kept once. */
static const struct place *shared_place(struct binder *b, const struct place *place)
{
	size_t list =
		place->name.size * 7 + (place->name.size ? (unsigned char)place->name.at[0] : 0);
	struct shared_place **found = &b->places[list % COUNT_OF(b->places)];

	while (*found && !same_place((*found)->place, place))
		found = &(*found)->next;
	if (!*found) {
		*found = arena_take_of(b->scratch, struct shared_place);
		(*found)->place = copy_place(b->arena, place);
	}
	return (*found)->place;
}

/* NULL with the problem said where the name means nothing here. */
static const struct place *bind_name(
	struct binder *b, const struct node *node, struct text name, const struct scope *scope)
{
	struct place place = { .name = name };

	if (!b->lookup->bind || b->lookup->bind(b->scratch, scope, name, &place))
		return shared_place(b, &place);
	COMPLAIN(b, node, "no field \"%.*s\" here", SHOWN(name));
	return NULL;
}

static const char *kind_fault(enum field_kind kind, bool raw)
{
	bool markup = kind == FIELD_IS_HTML || kind == FIELD_IS_PIECE;

	if (kind == FIELD_IS_FLAG)
		return "is a flag: it can open a section, not be shown";
	if (kind == FIELD_IS_ROWS || kind == FIELD_IS_STRUCT || kind == FIELD_IS_MAYBE)
		return "holds other fields: it can open a section, not be shown";
	if (markup && !raw)
		return "is markup: write it as {{{...}}}";
	if (!markup && raw)
		return "isn't markup: {{{...}}} would show it unescaped";
	return NULL;
}

static void add_place(struct binder *b, const struct place *place, bool raw)
{
	bool link = b->lookup->bind && place_kind(place) == FIELD_IS_LINK;

	add_step(b, raw ? STEP_RAW : link ? STEP_LINK : STEP_VALUE)->place = place;
}

static void bind_value(struct binder *b, const struct node *node, const struct scope *scope)
{
	bool raw = node->kind == NODE_RAW;
	const struct place *place = bind_name(b, node, node->name, scope);
	const char *fault;

	if (!place)
		return;
	if (b->lookup->bind) {
		fault = kind_fault(place_kind(place), raw);
		if (fault) {
			COMPLAIN(b, node, "\"%.*s\" %s", SHOWN(node->name), fault);
			return;
		}
		check_where(b, node, where_show(&b->where, place_kind(place), raw));
	}
	add_place(b, place, raw);
}

/* ---- sections -------------------------------------------------------------------------- */

static bool opens_scope(enum field_kind kind)
{
	return kind == FIELD_IS_ROWS || kind == FIELD_IS_STRUCT || kind == FIELD_IS_MAYBE;
}

static void bind_section(
	struct binder *b, const struct node *node, size_t from, const struct scope *scope)
{
	bool unless = node->kind == NODE_UNLESS;
	const struct place *place = bind_name(b, node, node->name, scope);
	struct scope inner = { NULL, scope };
	struct where before;
	size_t at;

	if (!place)
		return;
	check_where(b, node, where_mark(&b->where));
	before = b->where;
	add_step(b, unless ? STEP_UNLESS : STEP_SECTION)->place = place;
	at = b->code->count - 1;
	if (!unless && b->lookup->bind && opens_scope(place_kind(place))) {
		inner.fields = place->path[place->path_count - 1]->fields;
		scope = &inner;
	}
	bind_nodes(b, from, node->after, scope);
	end_run(b);
	b->code->steps[at].after = b->code->count;
	check_where(b, node, where_mark(&b->where));
	check_where(b, node, where_join(&before, &b->where));
}

/* ---- partials -------------------------------------------------------------------------- */

static struct source *find_source(struct binder *b, struct text name, struct text indent)
{
	struct source *source;
	struct text file, bytes;

	for (size_t i = 0; i < b->source_count; i++) {
		if (text_is(b->sources[i]->name, name) && text_is(b->sources[i]->indent, indent))
			return b->sources[i];
	}
	if (!b->finder.find(b->finder.self, name, &file, &bytes))
		return NULL;
	source = arena_take_of(b->scratch, struct source);
	source->name = name;
	source->indent = indent;
	source->file = file;
	parse_source(b->scratch, bytes, b->problems, source);
	GROW(b->scratch, b->sources, b->source_count, b->source_room);
	b->sources[b->source_count++] = source;
	return source;
}

static void bind_source(struct binder *b, const struct source *source, const struct scope *scope)
{
	const struct source *outer = b->source;

	b->source = source;
	b->depth++;
	bind_nodes(b, 0, source->count, scope);
	b->depth--;
	b->source = outer;
}

/* Names of an untyped lookup mean the same everywhere: bound once, a partial may even call itself.
 */
static void call_source(struct binder *b, struct source *source)
{
	struct code *outer;
	struct step *step = add_step(b, STEP_CALL);

	if (source->code) {
		step->codes = source->code;
		return;
	}
	step->codes = source->code = arena_take_of(b->arena, struct code);
	outer = b->code;
	b->code = source->code;
	bind_source(b, source, NULL);
	end_code(b, source->code);
	b->code = outer;
}

static void bind_partial(struct binder *b, const struct node *node, const struct scope *scope)
{
	struct source *source = find_source(b, node->name, node->text);

	if (!b->lookup->bind) {
		if (source)
			call_source(b, source);
		return;
	}
	check_where(b, node, where_mark(&b->where));
	if (!source)
		COMPLAIN(b, node, "there is no template \"%.*s\"", SHOWN(node->name));
	else if (b->depth >= PARTIALS_MOST && !b->too_deep)
		COMPLAIN(b, node,
			"partials stand more than %d deep in one another: does \"%.*s\" "
			"show itself?",
			PARTIALS_MOST, SHOWN(node->name));
	else if (!b->too_deep)
		bind_source(b, source, scope);
	b->too_deep = b->too_deep || b->depth >= PARTIALS_MOST;
}

/* ---- words to translate ---------------------------------------------------------------- */

/* A {name} among translated words: a field that is plain text or a number. */
static const struct place *bind_placeholder(
	struct binder *b, const struct node *node, struct text name, const struct scope *scope)
{
	const struct place *place = bind_name(b, node, name, scope);
	enum field_kind kind;

	if (!place || !b->lookup->bind)
		return place;
	kind = place_kind(place);
	if (kind == FIELD_IS_TEXT || kind == FIELD_IS_NUMBER)
		return place;
	COMPLAIN(b, node, "{%.*s} among words must be a text or a number", SHOWN(name));
	return NULL;
}

/* Words with their {name}s; {n} is the number they are counted by, where there is one. */
static void bind_words(struct binder *b, const struct node *node, struct text words,
	const struct place *counted, const struct scope *scope)
{
	struct text name;

	while (words.at) {
		const struct place *place;
		buffer_add_html(&b->run, cut_placeholder(&words, &name));
		if (!name.at)
			continue;
		place = counted && text_is_chars(name, "n")
			? counted
			: bind_placeholder(b, node, name, scope);
		if (place)
			add_step(b, STEP_VALUE)->place = place;
	}
}

static struct text entry_key(struct binder *b, const struct node *node)
{
	if (node->kind == NODE_COUNTED || node->name.size == 0)
		return node->text;
	return arena_print(b->scratch, "%.*s\004%.*s", SHOWN(node->name), SHOWN(node->text));
}

static void bind_string(struct binder *b, const struct node *node, const struct scope *scope)
{
	const struct entry *entry = find_entry(b->catalogue, entry_key(b, node));

	check_where(b, node, where_say(&b->where));
	bind_words(b, node, entry ? entry->forms[0] : node->text, NULL, scope);
}

static void bind_counted(struct binder *b, const struct node *node, const struct scope *scope)
{
	const struct entry *entry = find_entry(b->catalogue, entry_key(b, node));
	const struct text untranslated[] = { node->text, node->more };
	bool translated = entry && entry->form_count == b->catalogue->plural.forms;
	const struct plural *plural = translated ? &b->catalogue->plural : &plural_of_english;
	const struct text *forms = translated ? entry->forms : untranslated;
	size_t count = translated ? entry->form_count : COUNT_OF(untranslated);
	const struct place *counted = bind_name(b, node, node->name, scope);
	struct code *outer = b->code, *codes;
	struct step *step;

	check_where(b, node, where_say(&b->where));
	if (!counted)
		return;
	if (b->lookup->bind && place_kind(counted) != FIELD_IS_NUMBER) {
		COMPLAIN(b, node, "\"%.*s\" isn't a number to count by", SHOWN(node->name));
		return;
	}
	codes = arena_take_many(b->arena, count, sizeof *codes);
	step = add_step(b, STEP_COUNTED);
	step->place = counted;
	step->plural = plural;
	step->codes = codes;
	for (size_t i = 0; i < count; i++) {
		b->code = &codes[i];
		bind_words(b, node, forms[i], counted, scope);
		end_code(b, &codes[i]);
	}
	b->code = outer;
}

/* Line by line, so that a problem names the line it is on. */
static void bind_literal(struct binder *b, const struct node *node)
{
	struct node line = *node;
	struct text rest = node->text;

	buffer_add(&b->run, node->text);
	while (rest.at) {
		struct text part = text_cut(&rest, '\n');
		check_where(b, &line, where_pass(&b->where, part));
		line.line++;
		if (rest.at)
			check_where(b, &line, where_pass(&b->where, TEXT("\n")));
	}
}

/* ---- all together ---------------------------------------------------------------------- */

static void bind_nodes(struct binder *b, size_t from, size_t end, const struct scope *scope)
{
	for (size_t at = from; at < end;) {
		const struct node *node = &b->source->nodes[at];
		bool section = node->kind == NODE_SECTION || node->kind == NODE_UNLESS;
		switch (node->kind) {
		case NODE_WORDS:
			bind_literal(b, node);
			break;
		case NODE_VALUE:
		case NODE_RAW:
			bind_value(b, node, scope);
			break;
		case NODE_SECTION:
		case NODE_UNLESS:
			bind_section(b, node, at + 1, scope);
			break;
		case NODE_PARTIAL:
			bind_partial(b, node, scope);
			break;
		case NODE_STRING:
			bind_string(b, node, scope);
			break;
		case NODE_COUNTED:
			bind_counted(b, node, scope);
			break;
		}
		at = section && node->after > at ? node->after : at + 1;
	}
}

bool bind_template(
	struct binder *b, struct text name, const struct field *fields, struct code *code)
{
	size_t problems_before = b->problems->count;
	struct scope scope = { fields, NULL };
	struct source *source = find_source(b, name, NO_TEXT);

	if (!source) {
		note_problem(b->problems, "there is no template \"%.*s\"", SHOWN(name));
		return false;
	}
	*code = (struct code){ 0 };
	b->code = code;
	b->run = buffer_in(b->scratch);
	b->where = (struct where){ 0 };
	b->depth = 0;
	b->too_deep = false;
	bind_source(b, source, &scope);
	end_code(b, code);
	if (b->lookup->bind && b->where.place != IN_TEXT)
		note_problem(b->problems,
			"%.*s: the page ends in the middle of a tag, comment or "
			"script",
			SHOWN(source->file));
	return b->problems->count == problems_before;
}
