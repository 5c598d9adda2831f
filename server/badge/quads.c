/*
 * quads: the canonical N-Quads of a document (RDF Dataset Canonicalization, RDFC-1.0) by the table of
 * terms. Where at most one node has no name of its own, that one is _:c14n0 and canonical form is: a
 * line a statement, sorted by bytes, none twice.
 */
#include "badge/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RDF_TYPE "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
#define CLASSES_MOST 4

struct quads {
	struct arena *arena;
	struct text *lines;
	size_t count, room;
	bool nameless; /* _:c14n0 is taken */
};

/* The classes of the node whose members are being looked at. */
struct node {
	struct text name; /* "<...>" or "_:c14n0" */
	const struct class *classes[CLASSES_MOST];
	size_t class_count;
};

static bool add_node(struct quads *q, const json_t *json, struct text *name);

/* An absolute IRI that can stand between < and > as it is. */
static bool is_iri(struct text t)
{
	size_t colon = text_find_char(t, ':');

	if (colon == 0 || colon == t.size)
		return false;
	for (size_t i = 0; i < t.size; i++) {
		unsigned char c = (unsigned char)t.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool inner = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
		if (i < colon && !letter && !(i > 0 && inner))
			return false;
		if (c <= 0x20 || c == 0x7f || strchr("<>\"{}|\\^`", c))
			return false;
	}
	return true;
}

/* As RDFC-1.0 section 5 wants literals: five escapes by name, other controls by number. */
static void add_literal(struct buffer *b, struct text t)
{
	buffer_add_char(b, '"');
	for (size_t i = 0; i < t.size; i++) {
		static const char named[] = "btn?fr"; /* of 8 to 13 */
		unsigned char c = (unsigned char)t.at[i];
		if (c == '"' || c == '\\')
			buffer_print(b, "\\%c", c);
		else if (c >= 8 && c <= 13 && c != 11)
			buffer_print(b, "\\%c", named[c - 8]);
		else if (c < 0x20 || c == 0x7f)
			buffer_print(b, "\\u%04X", c);
		else
			buffer_add_char(b, t.at[i]);
	}
	buffer_add_char(b, '"');
}

static void add_line(
	struct quads *q, struct text subject, const char *predicate, struct text object)
{
	GROW(q->arena, q->lines, q->count, q->room);
	q->lines[q->count++] =
		arena_print(q->arena, "%.*s %s %.*s .\n", SHOWN(subject), predicate, SHOWN(object));
}

static void add_statement(
	struct quads *q, const struct node *node, const struct term *term, struct text object)
{
	add_line(q, node->name, arena_print(q->arena, "<%s>", term->iri).at, object);
}

static struct text iri_of(struct quads *q, struct text t)
{
	return arena_print(q->arena, "<%.*s>", SHOWN(t));
}

static struct text typed(struct quads *q, struct text words, const char *datatype)
{
	struct buffer b = buffer_in(q->arena);

	add_literal(&b, words);
	if (datatype)
		buffer_print(&b, "^^<%s>", datatype);
	return buffer_text(&b);
}

static bool add_string(
	struct quads *q, const struct node *node, const struct term *term, struct text words)
{
	struct text object;

	if (term->kind && strcmp(term->kind, "@id") == 0) {
		if (!is_iri(words))
			return false;
		object = iri_of(q, words);
	} else if (term->kind && strcmp(term->kind, "@vocab") == 0) {
		if (!text_is(words, TEXT("assertionMethod")))
			return false;
		object = TEXT("<https://w3id.org/security#assertionMethod>");
	} else {
		object = typed(q, words, term->kind);
	}
	add_statement(q, node, term, object);
	return true;
}

/* As JSON-LD 1.1 API (section 8.2.2) writes them: whole numbers as such, others as "1.5E0". */
static bool add_value(
	struct quads *q, const struct node *node, const struct term *term, double number)
{
	struct buffer b = buffer_in(q->arena);

	if (!term->kind || term->kind[0] == '@' || !(number > -1e15 && number < 1e15))
		return false;
	if (number == (double)(int64_t)number) {
		buffer_print(&b, "%lld", (long long)number);
	} else {
		char form[40], *e;
		snprintf(form, sizeof form, "%.15e", number);
		e = strchr(form, 'e');
		char *end = e;
		while (end[-1] == '0' && end[-2] != '.')
			end--;
		buffer_print(&b, "%.*sE%d", (int)(end - form), form, atoi(e + 1));
	}
	add_statement(q, node, term, typed(q, buffer_text(&b), term->kind));
	return true;
}

static bool add_member(
	struct quads *q, const struct node *node, const struct term *term, const json_t *value)
{
	struct text name;

	switch (json_typeof(value)) {
	case JSON_STRING:
		return add_string(q, node, term,
			(struct text){ json_string_value(value), json_string_length(value) });
	case JSON_INTEGER:
	case JSON_REAL:
		return add_value(q, node, term, json_number_value(value));
	case JSON_TRUE:
	case JSON_FALSE:
		if (!term->kind || term->kind[0] == '@')
			return false;
		add_statement(q, node, term,
			typed(q, json_is_true(value) ? TEXT("true") : TEXT("false"), term->kind));
		return true;
	case JSON_OBJECT:
		/* a literal with a datatype can't be a node */
		if ((term->kind && strcmp(term->kind, "@id") != 0) || !add_node(q, value, &name))
			return false;
		add_statement(q, node, term, name);
		return true;
	default:
		return false;
	}
}

static const struct term *term_of(const struct node *node, const char *key)
{
	const struct term *term = find_term(NULL, key);
	for (size_t i = 0; i < node->class_count && !term; i++)
		term = find_term(node->classes[i], key);
	return term;
}

static bool add_members(
	struct quads *q, const struct node *node, const char *key, const json_t *value)
{
	const struct term *term = term_of(node, key);

	if (!term)
		return false;
	if (!json_is_array(value))
		return add_member(q, node, term, value);
	for (size_t i = 0; i < json_array_size(value); i++)
		if (!add_member(q, node, term, json_array_get(value, i)))
			return false;
	return true;
}

static bool add_class(struct quads *q, struct node *node, const json_t *name)
{
	const struct class *class = json_is_string(name)
		? find_class((struct text){ json_string_value(name), json_string_length(name) })
		: NULL;

	if (!class || node->class_count == CLASSES_MOST)
		return false;
	node->classes[node->class_count++] = class;
	add_line(q, node->name, RDF_TYPE, iri_of(q, text_of(class->iri)));
	return true;
}

static bool add_classes(struct quads *q, struct node *node, const json_t *type)
{
	if (!json_is_array(type))
		return !type || add_class(q, node, type);
	for (size_t i = 0; i < json_array_size(type); i++)
		if (!add_class(q, node, json_array_get(type, i)))
			return false;
	return true;
}

static bool name_node(struct quads *q, const json_t *id, struct text *name)
{
	struct text words;

	if (!id) {
		*name = TEXT("_:c14n0");
		bool first = !q->nameless;
		q->nameless = true;
		return first;
	}
	words = (struct text){ json_string_value(id), json_string_length(id) };
	if (!json_is_string(id) || !is_iri(words))
		return false;
	*name = iri_of(q, words);
	return true;
}

/* What a node says, and what those below it say. `@context` and `proof` are told apart by the
 * caller, who hands over the topmost node without them. */
static bool add_node(struct quads *q, const json_t *json, struct text *name)
{
	struct node node = { 0 };
	json_t *object = (json_t *)json; /* iterating changes nothing */

	if (!name_node(q, json_object_get(json, "id"), &node.name) ||
		!add_classes(q, &node, json_object_get(json, "type")))
		return false;
	*name = node.name;
	for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
		const char *key = json_object_iter_key(at);
		if (strcmp(key, "id") != 0 && strcmp(key, "type") != 0 &&
			!add_members(q, &node, key, json_object_iter_value(at)))
			return false;
	}
	return true;
}

static int compare_lines(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

bool canonical_quads(struct arena *a, const json_t *node, struct text *quads)
{
	OWN_ARENA scratch = arena_open();
	struct quads q = { .arena = scratch };
	struct buffer b = buffer_in(a);
	struct text name;

	if (!json_is_object(node) || !add_node(&q, node, &name) || q.count == 0)
		return false;
	qsort(q.lines, q.count, sizeof *q.lines, compare_lines);
	for (size_t i = 0; i < q.count; i++)
		if (i == 0 || !text_is(q.lines[i - 1], q.lines[i]))
			buffer_add(&b, q.lines[i]);
	*quads = buffer_text(&b);
	return true;
}
