/*
 * jcs: the one form of a JSON text (JSON Canonicalization Scheme, RFC 8785): members in the order of
 * their names' UTF-16 code units, no blanks, few escapes, numbers as ECMAScript writes them.
 */
#include "badge/inside.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MOST 17 /* enough for every double */

/* The code unit at *at (a byte), which moves on; of a character beyond 16 bits only the first unit is
 * told, which orders it against all others but those beyond 16 bits. */
static uint32_t first_unit(struct text name, size_t *at)
{
	uint32_t c = utf8_next(name, at);
	return c < 0x10000 ? c : 0xD800 + ((c - 0x10000) >> 10);
}

/* In UTF-16, characters beyond 16 bits come before U+E000 to U+FFFF; among themselves they stand in
 * their own order, as bytes of UTF-8 do. */
static int compare_names(const void *one, const void *other)
{
	struct text a = text_of(*(const char *const *)one),
		    b = text_of(*(const char *const *)other);
	size_t i = 0, k = 0;

	while (i < a.size && k < b.size) {
		size_t from_a = i, from_b = k;
		uint32_t first = first_unit(a, &i), second = first_unit(b, &k);
		if (first != second)
			return first < second ? -1 : 1;
		int order = text_compare(
			text_part(a, from_a, i - from_a), text_part(b, from_b, k - from_b));
		if (order)
			return order;
	}
	return (i < a.size) - (k < b.size);
}

static void add_string(struct buffer *b, struct text t)
{
	static const char escapes[] = "btn?fr"; /* of 8 to 13 */
	size_t from = 0;

	buffer_add_char(b, '"');
	for (size_t i = 0; i < t.size; i++) {
		unsigned char c = (unsigned char)t.at[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buffer_add(b, text_part(t, from, i - from));
		if (c >= 0x20)
			buffer_print(b, "\\%c", c);
		else if (c >= 8 && c <= 13 && c != 11)
			buffer_print(b, "\\%c", escapes[c - 8]);
		else
			buffer_print(b, "\\u%04x", c);
		from = i + 1;
	}
	buffer_add(b, text_part(t, from, SIZE_MAX));
	buffer_add_char(b, '"');
}

/* The fewest digits that read back as the number, and the place of the point after the first
 * `*point` of them. */
static size_t shortest_digits(double number, char digits[DIGITS_MOST + 1], int *point)
{
	char form[40];
	size_t count = 0;

	for (int precision = 0; precision < DIGITS_MOST; precision++) {
		snprintf(form, sizeof form, "%.*e", precision, number);
		if (strtod(form, NULL) == number)
			break;
	}
	*point = atoi(strchr(form, 'e') + 1) + 1;
	for (const char *c = form; *c != 'e'; c++)
		if (*c != '.')
			digits[count++] = *c;
	while (count > 1 && digits[count - 1] == '0')
		count--;
	digits[count] = '\0';
	return count;
}

static void add_zeros(struct buffer *b, int count)
{
	while (count-- > 0)
		buffer_add_char(b, '0');
}

void add_number(struct buffer *b, double number)
{
	char digits[DIGITS_MOST + 1];
	int point, count;

	if (number == 0) {
		buffer_add_char(b, '0');
		return;
	}
	if (number < 0)
		buffer_add_char(b, '-');
	count = (int)shortest_digits(fabs(number), digits, &point);
	if (point > 21 || point <= -6) {
		buffer_add_char(b, digits[0]);
		if (count > 1)
			buffer_print(b, ".%s", digits + 1);
		buffer_print(b, "e%+d", point - 1);
	} else if (point <= 0) {
		buffer_add_chars(b, "0.");
		add_zeros(b, -point);
		buffer_add_chars(b, digits);
	} else if (point >= count) {
		buffer_add_chars(b, digits);
		add_zeros(b, point - count);
	} else {
		buffer_print(b, "%.*s.%s", point, digits, digits + point);
	}
}

static void add_value(struct buffer *b, const json_t *json);

static void add_object(struct buffer *b, const json_t *json)
{
	size_t size = json_object_size(json), count = 0;
	const char **names = arena_take_many(b->arena, size + 1, sizeof *names);
	json_t *object = (json_t *)json; /* iterating changes nothing */

	for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at))
		names[count++] = json_object_iter_key(at);
	if (count)
		qsort(names, count, sizeof *names, compare_names);
	buffer_add_char(b, '{');
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_add_char(b, ',');
		add_string(b, text_of(names[i]));
		buffer_add_char(b, ':');
		add_value(b, json_object_get(json, names[i]));
	}
	buffer_add_char(b, '}');
}

static void add_array(struct buffer *b, const json_t *json)
{
	buffer_add_char(b, '[');
	for (size_t i = 0; i < json_array_size(json); i++) {
		if (i)
			buffer_add_char(b, ',');
		add_value(b, json_array_get(json, i));
	}
	buffer_add_char(b, ']');
}

/* As deep as the tree, which read_json bounds. */
static void add_value(struct buffer *b, const json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		add_object(b, json);
		break;
	case JSON_ARRAY:
		add_array(b, json);
		break;
	case JSON_STRING:
		add_string(b, (struct text){ json_string_value(json), json_string_length(json) });
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		add_number(b, json_number_value(json));
		break;
	case JSON_TRUE:
		buffer_add_chars(b, "true");
		break;
	case JSON_FALSE:
		buffer_add_chars(b, "false");
		break;
	case JSON_NULL:
		buffer_add_chars(b, "null");
		break;
	}
}

struct text canonical_json(struct arena *a, const json_t *json)
{
	OWN_ARENA scratch = arena_open();
	struct buffer b = buffer_in(scratch);

	add_value(&b, json);
	return arena_copy(a, buffer_text(&b));
}

bool badge_canonical_json(struct arena *a, struct text json, struct text *canonical)
{
	OWN_JSON read = read_json(json);

	if (!read)
		return false;
	*canonical = canonical_json(a, read);
	return true;
}
