/*
 * parse: the text of one template -> a flat list of nodes; a section holds the nodes up to its
 * `after`. Knows Mustache's grammar (delimiters, standalone tags, indentation) and the two tags of
 * our own, {{#t}} and {{#tn}}; knows nothing of names. Goes on after a problem so that one start
 * shows them all. Nodes point into the bytes they were parsed from.
 */
#include "view/inside.h"

#include <stdlib.h>
#include <string.h>

enum { NESTING_MOST = 64 };

struct parser {
	struct arena *arena;
	struct problems *problems;
	struct source *source;
	struct text all;
	size_t at; /* first byte that is no node yet */
	unsigned line;
	size_t line_at; /* `line` is right for this byte */
	struct text open, close;
	size_t sections[NESTING_MOST]; /* nodes not closed yet */
	size_t depth;
};

/* A tag as it stands in the text. */
struct tag {
	char sigil; /* # ^ / > ! = & { or 0 for a value */
	struct text name;
	size_t from, end; /* with its delimiters */
	unsigned line;
};

#define COMPLAIN(p, tag_line, format, ...) \
	note_problem((p)->problems, "%.*s:%u: " format, SHOWN((p)->source->file), (tag_line), \
		##__VA_ARGS__)

static unsigned line_of(struct parser *p, size_t at)
{
	for (; p->line_at < at; p->line_at++)
		p->line += p->all.at[p->line_at] == '\n';
	return p->line;
}

static size_t find_from(struct text all, struct text needle, size_t from)
{
	return from + text_find(text_part(all, from, all.size), needle);
}

static struct node *add_node(struct parser *p, enum node_kind kind, unsigned line)
{
	struct source *s = p->source;

	GROW(p->arena, s->nodes, s->count, s->room);
	s->nodes[s->count] = (struct node){ .kind = kind, .line = line };
	return &s->nodes[s->count++];
}

static void add_words(struct parser *p, size_t from, size_t end)
{
	if (from < end)
		add_node(p, NODE_WORDS, line_of(p, from))->text =
			text_part(p->all, from, end - from);
}

/* Finds the next tag; false at the end of the text or where a tag has no end. */
static bool next_tag(struct parser *p, struct tag *tag)
{
	size_t inner, end;
	struct text close = p->close;

	tag->from = find_from(p->all, p->open, p->at);
	if (tag->from >= p->all.size)
		return false;
	tag->line = line_of(p, tag->from);
	inner = tag->from + p->open.size;
	tag->sigil = inner < p->all.size ? p->all.at[inner] : 0;
	if (tag->sigil && strchr("#^/>!=&{", tag->sigil))
		inner++;
	else
		tag->sigil = 0;
	if (tag->sigil == '{')
		close = arena_print(p->arena, "}%.*s", SHOWN(p->close));
	if (tag->sigil == '=')
		close = arena_print(p->arena, "=%.*s", SHOWN(p->close));
	end = find_from(p->all, close, inner);
	if (end >= p->all.size) {
		COMPLAIN(p, tag->line, "the tag that begins here has no end");
		return false;
	}
	tag->name = text_trim(text_part(p->all, inner, end - inner));
	tag->end = end + close.size;
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Does a tag stand alone on its line? Then *from and *end are those of the line, its end included.
 */
static bool stands_alone(const struct parser *p, const struct tag *tag, size_t *from, size_t *end)
{
	const char *all = p->all.at;
	size_t first = tag->from, last = tag->end;

	while (first > 0 && is_blank(all[first - 1]))
		first--;
	while (last < p->all.size && is_blank(all[last]))
		last++;
	if (first > 0 && all[first - 1] != '\n')
		return false;
	if (last < p->all.size && all[last] == '\r' && last + 1 < p->all.size)
		last++;
	if (last < p->all.size && all[last] != '\n')
		return false;
	*from = first;
	*end = last < p->all.size ? last + 1 : last;
	return true;
}

static void set_delimiters(struct parser *p, const struct tag *tag)
{
	struct text rest = tag->name, open;
	size_t blank = 0;

	while (blank < rest.size && !is_blank(rest.at[blank]))
		blank++;
	open = text_part(rest, 0, blank);
	rest = text_trim(text_part(rest, blank, rest.size));
	if (open.size == 0 || rest.size == 0 || text_find_char(rest, ' ') < rest.size) {
		COMPLAIN(p, tag->line, "two delimiters with a blank between them belong here");
		return;
	}
	p->open = open;
	p->close = rest;
}

static void open_section(struct parser *p, const struct tag *tag)
{
	struct node *node = add_node(p, tag->sigil == '#' ? NODE_SECTION : NODE_UNLESS, tag->line);

	node->name = tag->name;
	if (p->depth < NESTING_MOST)
		p->sections[p->depth] = p->source->count - 1;
	else if (p->depth == NESTING_MOST)
		COMPLAIN(p, tag->line, "more than %d sections in one another", NESTING_MOST);
	p->depth++;
}

static void close_section(struct parser *p, const struct tag *tag)
{
	struct node *node;

	if (p->depth == 0) {
		COMPLAIN(p, tag->line, "{{/%.*s}} closes nothing", SHOWN(tag->name));
		return;
	}
	if (--p->depth >= NESTING_MOST)
		return;
	node = &p->source->nodes[p->sections[p->depth]];
	node->after = p->source->count;
	if (!text_is(node->name, tag->name))
		COMPLAIN(p, tag->line, "{{/%.*s}} stands where {{/%.*s}} (line %u) belongs",
			SHOWN(tag->name), SHOWN(node->name), node->line);
}

/* Runs of blanks and line ends become one blank; none at either end. */
static struct text fold_blanks(struct arena *a, struct text words)
{
	struct buffer out = buffer_in(a);

	words = text_trim(words);
	for (size_t i = 0; i < words.size; i++) {
		bool blank = words.at[i] != 0 && strchr(" \t\r\n", words.at[i]);
		if (!blank)
			buffer_add_char(&out, words.at[i]);
		else if (out.size && out.at[out.size - 1] != ' ')
			buffer_add_char(&out, ' ');
	}
	return buffer_text(&out);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What is wrong with the words from here on, or NULL. */
static const char *words_fault(struct text words)
{
	char first = words.at[0], next = words.size > 1 ? words.at[1] : 0;

	if (first == '{' || first == '}')
		return "a brace that isn't a {name}";
	if (first == '<' && (is_letter(next) || next == '/' || next == '!'))
		return "markup";
	if (first == '&' && (is_letter(next) || next == '#')) {
		size_t end = 2;
		while (end < words.size &&
			(is_letter(words.at[end]) || strchr("0123456789", words.at[end])))
			end++;
		if (end < words.size && words.at[end] == ';')
			return "an entity (write the character itself)";
	}
	return NULL;
}

/* Words for translators hold {name}s, but no other braces, no markup and no entities. */
static void check_words(struct parser *p, unsigned line, struct text words)
{
	struct text rest = words, name;

	if (words.size == 0)
		COMPLAIN(p, line, "there are no words to translate");
	while (rest.at) {
		struct text part = cut_placeholder(&rest, &name);
		for (size_t i = 0; i < part.size; i++) {
			const char *fault = words_fault(text_part(part, i, part.size));
			if (fault)
				COMPLAIN(p, line, "%s among the words \"%.*s\"", fault,
					SHOWN(words));
		}
	}
}

/* {{#t}}...{{/t}} and {{#tn n}}...{{/tn}}: the words up to the closing tag are one node. */
static void read_words(struct parser *p, const struct tag *tag, bool counted)
{
	struct text name = text_trim(text_part(tag->name, counted ? 2 : 1, tag->name.size));
	struct text words, one;
	const char *kind = counted ? "tn" : "t";
	struct node *node;
	struct tag end;
	bool closed = false;

	p->at = tag->end;
	while (next_tag(p, &end)) {
		p->at = end.end;
		closed = end.sigil == '/' && text_is_chars(end.name, kind);
		if (closed)
			break;
		COMPLAIN(p, end.line, "{{#%s}} holds words and {name}s, no other tags", kind);
	}
	if (!closed) {
		COMPLAIN(p, tag->line, "{{#%s}} is never closed", kind);
		return;
	}
	words = text_part(p->all, tag->end, end.from - tag->end);
	one = counted ? text_cut(&words, '|') : words;
	node = add_node(p, counted ? NODE_COUNTED : NODE_STRING, tag->line);
	node->name = name;
	node->text = fold_blanks(p->arena, one);
	check_words(p, tag->line, node->text);
	if (!counted)
		return;
	if (!words.at || text_find_char(words, '|') < words.size || name.size == 0) {
		COMPLAIN(p, tag->line, "{{#tn count}} needs a number and two forms: one|many");
		return;
	}
	node = &p->source->nodes[p->source->count - 1];
	node->more = fold_blanks(p->arena, words);
	check_words(p, tag->line, node->more);
}

static bool holds_words(const struct tag *tag, const char *name)
{
	size_t size = strlen(name);

	return tag->sigil == '#' && text_starts(tag->name, text_of(name)) &&
		(tag->name.size == size || is_blank(tag->name.at[size]));
}

static void add_value(struct parser *p, const struct tag *tag)
{
	add_node(p, tag->sigil ? NODE_RAW : NODE_VALUE, tag->line)->name = tag->name;
}

static void add_partial(struct parser *p, const struct tag *tag, struct text indent)
{
	struct node *node = add_node(p, NODE_PARTIAL, tag->line);

	node->name = tag->name;
	node->text = indent;
}

static void take_tag(struct parser *p, const struct tag *tag)
{
	size_t from = tag->from, end = tag->end;
	bool value = tag->sigil == 0 || tag->sigil == '&' || tag->sigil == '{';
	bool counted = holds_words(tag, "tn"), words = counted || holds_words(tag, "t");
	bool alone = !value && !words && stands_alone(p, tag, &from, &end);

	add_words(p, p->at, from);
	p->at = end;
	if (tag->name.size == 0 && tag->sigil != '!')
		COMPLAIN(p, tag->line, "a tag without a name");
	else if (words)
		read_words(p, tag, counted);
	else if (value)
		add_value(p, tag);
	else if (tag->sigil == '>')
		add_partial(p, tag, alone ? text_part(p->all, from, tag->from - from) : NO_TEXT);
	else if (tag->sigil == '=')
		set_delimiters(p, tag);
	else if (tag->sigil == '/')
		close_section(p, tag);
	else if (tag->sigil != '!')
		open_section(p, tag);
}

/* A standalone partial's lines are all set in as far as its tag was. */
static struct text indent_lines(struct arena *a, struct text bytes, struct text indent)
{
	struct buffer out = buffer_in(a);

	if (indent.size == 0)
		return bytes;
	for (size_t i = 0; i < bytes.size; i++) {
		if (i == 0 || bytes.at[i - 1] == '\n')
			buffer_add(&out, indent);
		buffer_add_char(&out, bytes.at[i]);
	}
	return buffer_text(&out);
}

bool parse_source(
	struct arena *a, struct text bytes, struct problems *problems, struct source *source)
{
	size_t problems_before = problems->count;
	struct parser p = { .arena = a,
		.problems = problems,
		.source = source,
		.all = indent_lines(a, bytes, source->indent),
		.line = 1,
		.open = TEXT("{{"),
		.close = TEXT("}}") };
	struct tag tag;

	while (next_tag(&p, &tag))
		take_tag(&p, &tag);
	add_words(&p, p.at, p.all.size);
	while (p.depth > 0) {
		struct node *node;
		if (--p.depth >= NESTING_MOST)
			continue;
		node = &source->nodes[p.sections[p.depth]];
		node->after = source->count;
		COMPLAIN(&p, node->line, "{{%c%.*s}} is never closed",
			node->kind == NODE_SECTION ? '#' : '^', SHOWN(node->name));
	}
	return problems->count == problems_before;
}
