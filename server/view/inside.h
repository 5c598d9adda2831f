/*
 * What the files of the view room share. The road of a template: parse.c (text -> nodes), bind.c
 * (nodes + field tables + a language -> steps; where.c watches the HTML around them), show.c
 * (steps + values -> parcel). Values come through `struct lookup`, which has two backs: typed
 * structs (fields.c) in the server, JSON in tests/view/suite.c, so that the official suite runs
 * the same engine. Translations: mo.c reads a catalogue, plural.c its plural formula.
 *
 * Two arenas: `scratch` holds sources and nodes until the start is over; `arena` what lives as long
 * as the views.
 */
#ifndef ASKEL_VIEW_INSIDE_H
#define ASKEL_VIEW_INSIDE_H

#include "view/view.h"

#include <string.h>

/* ---- problems -------------------------------------------------------------------------- */

/* Everything found at start, each said once (a partial is bound many times). */
struct problems {
	struct arena *arena;
	struct text *lines;
	size_t count, room;
};

void note_problem(struct problems *p, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- {name} in translatable words ------------------------------------------------------ */

/* Cuts *rest at its first {name}: returns what stood before it; *name stays empty (at == NULL)
 * where there was none. The loop of text_cut: `while (rest.at)`. */
struct text cut_placeholder(struct text *rest, struct text *name);

/* ---- translations ---------------------------------------------------------------------- */

enum {
	PLURAL_FORMS_MOST = 8,
	PLURAL_NODES_MOST = 160,
};

/* A formula in C's words (?: || && == != < <= > >= + - * / % ! n), as a tree in an array. */
struct plural_node {
	uint8_t kind;
	uint8_t a, b, c; /* nodes it works on */
	uint32_t number;
};

struct plural {
	unsigned forms; /* nplurals */
	uint8_t root, count;
	struct plural_node nodes[PLURAL_NODES_MOST];
};

/* n != 1: English, and what a catalogue without a formula means. */
extern const struct plural plural_of_english;
/* Reads "nplurals=2; plural=(n != 1);"; false leaves *plural in no usable state. */
bool read_plural(struct text header, struct plural *plural);
/* Which form a number asks for, always below plural->forms. */
unsigned plural_form(const struct plural *plural, int64_t n);

struct entry {
	struct text key;          /* msgid, or msgctxt \4 msgid; without its plural */
	const struct text *forms; /* msgstr, or one for each plural form */
	unsigned form_count;
};

/* One po/XX.mo. Keys and forms point into its bytes, which must outlive it. */
struct catalogue {
	struct plural plural;
	const struct entry *entries;
	size_t count;
	uint32_t *slots; /* open addressing: 1 + index of an entry, 0 for none */
	size_t slot_mask;
};

/* A catalogue without a word: every msgid stands for itself. */
void make_empty_catalogue(struct arena *a, struct catalogue *c);
/* False with the problem added (`file` names it) where the bytes are no sound catalogue. */
bool read_catalogue(struct arena *a, struct text file, struct text bytes, struct problems *problems,
	struct catalogue *c);
/* NULL where there is no such key. */
const struct entry *find_entry(const struct catalogue *c, struct text key);

/* ---- parsing --------------------------------------------------------------------------- */

enum node_kind {
	NODE_WORDS,   /* text */
	NODE_VALUE,   /* {{name}} */
	NODE_RAW,     /* {{{name}}}, {{&name}} */
	NODE_SECTION, /* {{#name}}, up to the node `after` */
	NODE_UNLESS,  /* {{^name}}, the same */
	NODE_PARTIAL, /* {{>name}}, `text` is its indentation */
	NODE_STRING,  /* {{#t name}}text{{/t}}, name is the msgctxt or empty */
	NODE_COUNTED, /* {{#tn name}}text|more{{/tn}} */
};

struct node {
	enum node_kind kind;
	unsigned line;
	struct text name;
	struct text text, more;
	size_t after;
};

/* One template file, parsed. */
struct source {
	struct text name;   /* "home" */
	struct text indent; /* of the standalone partial tag that asked for it */
	struct text file;   /* for problems: "templates/home.html" */
	struct node *nodes;
	size_t count, room;
	struct code *code; /* untyped lookups only: bound once, called from every use */
};

/* Fills source->nodes. False where problems were added. */
bool parse_source(
	struct arena *a, struct text bytes, struct problems *problems, struct source *source);

/* ---- where in the HTML a tag stands ---------------------------------------------------- */

enum html_place {
	IN_TEXT,
	IN_OPENING, /* just after < */
	IN_MARK,    /* <!...: doctype */
	IN_COMMENT, /* <!-- ... */
	IN_TAG_NAME,
	IN_TAG,         /* between attributes */
	IN_NAME_DONE,   /* a Mustache tag has ended a name: only a blank, / or > may follow */
	IN_ATTRIBUTE,   /* its name */
	IN_EQUALS,      /* before its value */
	IN_VALUE,       /* double-quoted */
	IN_OTHER_VALUE, /* single-quoted or bare: no place for a field */
	IN_CODE,        /* script or style */
};

enum attribute_kind {
	ATTRIBUTE_PLAIN,
	ATTRIBUTE_LINK, /* href, src, action and their like */
	ATTRIBUTE_CODE, /* on..., style, srcdoc */
};

/* How far the address in an ATTRIBUTE_LINK has got. */
enum link_part {
	LINK_NOTHING, /* a link field must come first */
	LINK_SLASH,   /* "/": a field here could make it "//elsewhere" */
	LINK_FIELD,   /* a link field: no other field before ? or # */
	LINK_FIXED,   /* begun with other words: no field at all */
	LINK_SAFE,    /* "/path", "?" or "#": fields may follow */
};

struct where {
	enum html_place place;
	enum attribute_kind attribute;
	enum link_part link;
	char quote;            /* of IN_OTHER_VALUE; 0 when bare */
	bool closing;          /* </tag */
	unsigned tags, values; /* opened so far */
	unsigned matched;      /* bytes of the end of a comment or script seen */
	char tag[12], name[24];
	size_t tag_size, name_size;
};

/* Passes over literal HTML; returns a problem or NULL. */
const char *where_pass(struct where *w, struct text html);
/* May a field of this kind be shown here? Notes that it was. Returns a problem or NULL. */
const char *where_show(struct where *w, enum field_kind kind, bool raw);
/* May translated words stand here? */
const char *where_say(const struct where *w);
/* A section begins or ends here (or a partial): names end, too. */
const char *where_mark(struct where *w);
/* After a section's end: is this where it began? */
const char *where_join(const struct where *before, struct where *after);

/* ---- values ---------------------------------------------------------------------------- */

/* The contexts names are looked up in, innermost first: at start as tables... */
struct scope {
	const struct field *fields;
	const struct scope *up;
};

/* ... and on the way out as structs. */
struct context {
	const void *at;
	const struct context *up;
};

/* Where a value is found: `ups` contexts out, then along `path`, whose last field is the value. */
struct place {
	struct text name; /* as written */
	unsigned ups;
	/* No pointer stands on the way, so the struct that `last` is a field of is `at` bytes into
	 * its context: nearly every place is such a one. */
	bool direct;
	size_t at;
	struct field last;
	const struct field *const *path; /* NULL in untyped lookups */
	size_t path_count;
};

enum value_kind {
	VALUE_NONE,
	VALUE_WORDS,
	VALUE_NUMBER, /* also a flag */
	VALUE_PIECE,
	VALUE_ONE,  /* a context of its own */
	VALUE_ROWS, /* `count` contexts */
};

struct value {
	enum value_kind kind;
	const void *at; /* the context a section of it opens; NULL opens none */
	union {
		struct text words;
		int64_t number;
		const struct piece *piece;
		struct {
			size_t count, row_size;
		};
	};
};

/* Where values come from. */
struct lookup {
	/* At start: finds a name seen from a scope; false: there is none. NULL: names are looked up
	 * only when shown, and nothing about them is checked. */
	bool (*bind)(
		struct arena *a, const struct scope *scope, struct text name, struct place *place);
	struct value (*read)(const struct context *context, const struct place *place);
	const void *(*row)(const struct value *rows, size_t index);
};

/* Page structs, described by field tables. */
extern const struct lookup typed_lookup;
/* The value of one field of the struct at `at`; memcpy, for a void pointer has no type to read
 * through. Here, for a page reads some hundreds. */
static inline struct value read_field(const char *at, const struct field *field)
{
	const char *value_at = at + field->at;
	struct value value = { .kind = VALUE_WORDS };

	switch (field->kind) {
	case FIELD_IS_TEXT:
	case FIELD_IS_HTML:
	case FIELD_IS_LINK:
		memcpy(&value.words, value_at, sizeof value.words);
		break;
	case FIELD_IS_FLAG:
		value.kind = VALUE_NUMBER;
		value.number = *(const bool *)(const void *)value_at;
		break;
	case FIELD_IS_NUMBER:
		value.kind = VALUE_NUMBER;
		memcpy(&value.number, value_at, sizeof value.number);
		break;
	case FIELD_IS_PIECE:
		value.kind = VALUE_PIECE;
		memcpy(&value.piece, value_at, sizeof value.piece);
		break;
	case FIELD_IS_ROWS:
		value.kind = VALUE_ROWS;
		memcpy(&value.at, value_at, sizeof value.at);
		memcpy(&value.count, at + field->count_at, sizeof value.count);
		value.row_size = field->row_size;
		break;
	case FIELD_IS_STRUCT:
		value.kind = VALUE_ONE;
		value.at = value_at;
		break;
	case FIELD_IS_MAYBE:
		memcpy(&value.at, value_at, sizeof value.at);
		value.kind = value.at ? VALUE_ONE : VALUE_NONE;
		break;
	}
	return value;
}
static inline struct value read_place(
	const struct lookup *lookup, const struct context *context, const struct place *place)
{
	if (!place->direct)
		return lookup->read(context, place);
	for (unsigned i = 0; i < place->ups; i++)
		context = context->up;
	return read_field((const char *)context->at + place->at, &place->last);
}
/* The kind of a bound place's value. */
enum field_kind place_kind(const struct place *place);
/* What FIELD_IS_LINK lets through. */
bool link_is_safe(struct text link);

/* ---- binding and showing --------------------------------------------------------------- */

enum step_kind {
	STEP_WORDS,
	STEP_PIECE,
	STEP_VALUE,
	STEP_RAW,
	STEP_LINK,
	STEP_SECTION,
	STEP_UNLESS,
	STEP_COUNTED, /* one of `codes`, chosen by the number at `place` */
	STEP_CALL,    /* codes[0]: a partial in untyped lookups */
};

struct step {
	enum step_kind kind;
	size_t after; /* the next step; of a section the one past its end */
	union {
		struct text words;
		const struct piece *piece;
		const struct place *place;
	};
	const struct code *codes;
	const struct plural *plural;
};

struct code {
	struct step *steps;
	size_t count, room;
};

/* Where templates are found; false where there is none of that name. */
struct finder {
	bool (*find)(void *self, struct text name, struct text *file, struct text *bytes);
	void *self;
};

/* Pieces made so far, in lists by their size. */
struct shared {
	const struct piece *piece;
	struct shared *next;
};

/* Places bound so far, in lists by their name. */
struct shared_place {
	const struct place *place;
	struct shared_place *next;
};

struct binder {
	struct arena *arena, *scratch;
	struct problems *problems;
	const struct lookup *lookup;
	struct finder finder;
	const struct catalogue *catalogue;
	struct source **sources; /* parsed already */
	size_t source_count, source_room;
	struct shared *shared[256];
	struct shared_place *places[256];
	/* While a template is bound: */
	const struct source *source;
	struct code *code;
	struct buffer run; /* literal HTML that is no step yet */
	struct where where;
	unsigned depth; /* partials within partials */
	bool too_deep;  /* said already: bind no more of them */
};

/* Binds template `name` to a table of fields. False where problems were added. */
bool bind_template(
	struct binder *b, struct text name, const struct field *fields, struct code *code);
void show_code(const struct lookup *lookup, const struct code *code, const struct context *context,
	struct parcel *out);

struct language {
	struct text tag;
	struct catalogue catalogue;
};

struct views {
	struct arena *arena;
	struct language *languages;
	size_t language_count;
	struct code *codes; /* row * language_count + language */
	size_t row_count;
};

/* views_open with the problems handed out instead of logged. */
bool gather_views(
	const struct view_settings *settings, struct problems *problems, struct views **views);

#endif
