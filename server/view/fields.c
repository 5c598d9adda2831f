/*
 * fields: page structs as a place where values come from. At start a name is resolved once against
 * the field tables, innermost context first, to a way through the structs; when a page is shown
 * that way is only followed. Nothing is copied: values point into the page struct.
 */
#include "view/inside.h"

#include <string.h>

static const struct field *find_field(const struct field *fields, struct text name)
{
	for (const struct field *f = fields; f && f->name; f++) {
		if (text_is_chars(name, f->name))
			return f;
	}
	return NULL;
}

static bool opens_one(enum field_kind kind)
{
	return kind == FIELD_IS_STRUCT || kind == FIELD_IS_MAYBE;
}

/* How the value is reached without walking the path. */
static void settle_place(struct place *place)
{
	size_t steps = place->path_count ? place->path_count - 1 : 0;

	place->direct = place->path_count > 0;
	for (size_t i = 0; i < steps; i++) {
		place->at += place->path[i]->at;
		place->direct = place->direct && place->path[i]->kind == FIELD_IS_STRUCT;
	}
	if (place->path_count)
		place->last = *place->path[steps];
}

/* "a.b.c": a is looked for from the inside out, b only in a, c only in b. */
static bool bind_typed(
	struct arena *a, const struct scope *scope, struct text name, struct place *place)
{
	struct text rest = name, part = text_cut(&rest, '.');
	const struct field *field = NULL;
	const struct field **path;
	size_t count = 1;

	for (size_t i = 0; i < name.size; i++)
		count += name.at[i] == '.';
	path = arena_take_many(a, count, sizeof *path);
	count = 0;
	*place = (struct place){ .name = name };
	for (; scope; scope = scope->up) {
		field = find_field(scope->fields, part);
		if (field)
			break;
		place->ups++;
	}
	while (field) {
		path[count++] = field;
		if (!rest.at)
			break;
		part = text_cut(&rest, '.');
		field = opens_one(field->kind) ? find_field(field->fields, part) : NULL;
	}
	place->path = path;
	place->path_count = count;
	settle_place(place);
	return field != NULL;
}

enum field_kind place_kind(const struct place *place)
{
	return place->path[place->path_count - 1]->kind;
}

static struct value read_typed(const struct context *context, const struct place *place)
{
	struct value value;

	for (unsigned i = 0; i < place->ups; i++)
		context = context->up;
	value = read_field(context->at, place->path[0]);
	for (size_t i = 1; i < place->path_count; i++) {
		if (value.kind != VALUE_ONE)
			return (struct value){ .kind = VALUE_NONE };
		value = read_field(value.at, place->path[i]);
	}
	return value;
}

static const void *typed_row(const struct value *rows, size_t index)
{
	return (const char *)rows->at + index * rows->row_size;
}

const struct lookup typed_lookup = { bind_typed, read_typed, typed_row };

/* Every byte one of "a-zA-Z0-9" or of `others`. */
static bool all_of(struct text t, const char *others)
{
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		bool plain =
			(c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!plain && (c == 0 || !strchr(others, c)))
			return false;
	}
	return true;
}

/* Browsers drop tabs and line ends from addresses and read \ as /: neither is let through. */
bool link_is_safe(struct text link)
{
	char second = link.size > 1 ? link.at[1] : 0;

	for (size_t i = 0; i < link.size; i++) {
		unsigned char c = (unsigned char)link.at[i];
		if (c <= ' ' || c == 0x7f || c == '\\')
			return false;
	}
	if (link.size == 0 || link.at[0] == '#' || link.at[0] == '?')
		return true;
	if (link.at[0] == '/')
		return second != '/';
	if (text_starts(link, TEXT("tel:")))
		return link.size > 4 && all_of(text_part(link, 4, link.size), "+-.()*#");
	if (text_starts(link, TEXT("mailto:")))
		return link.size > 7 && all_of(text_part(link, 7, link.size), "@+-._~%");
	return false;
}
