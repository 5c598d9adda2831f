/*
 * form: application/x-www-form-urlencoded bodies and queries, decoded once into fields. Pure and
 * bounded: the output is never longer than the input, and what isn't well-formed is refused whole.
 * The fields live in the arena given.
 */
#include "http/inside.h"
#include "http/parse.h"

#include <string.h>

int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool percent_decode(struct text t, bool plus, char **out, struct text *decoded)
{
	char *at = *out, *to = at;

	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		if (c == '%') {
			int high = i + 2 < t.size ? hex_digit(t.at[i + 1]) : -1;
			int low = i + 2 < t.size ? hex_digit(t.at[i + 2]) : -1;
			if (high < 0 || low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		*to++ = c;
	}
	*decoded = (struct text){ at, (size_t)(to - at) };
	*to++ = '\0';
	*out = to;
	return true;
}

bool text_is_sound(struct text t)
{
	return (t.size == 0 || !memchr(t.at, '\0', t.size)) && utf8_valid(t);
}

enum outcome form_read(struct arena *a, struct text body, struct form *form)
{
	struct form_field *fields = NULL;
	size_t count = 0, room = 0;
	/* A field's '=' and '&' leave room for the two NULs; the last one has neither. */
	char *out = arena_take(a, body.size + 2);

	*form = (struct form){ NULL, 0 };
	for (struct text rest = body; rest.at;) {
		struct text value = text_cut(&rest, '&'), name;
		if (value.size == 0)
			continue;
		name = text_cut(&value, '=');
		if (count == FIELDS_MOST)
			return TOO_LARGE;
		GROW(a, fields, count, room);
		if (!percent_decode(name, true, &out, &fields[count].name))
			return BAD_REQUEST;
		fields[count].value = fields[count].file_name = NO_TEXT;
		if (value.at && !percent_decode(value, true, &out, &fields[count].value))
			return BAD_REQUEST;
		if (!text_is_sound(fields[count].name) || !text_is_sound(fields[count].value))
			return BAD_REQUEST;
		count++;
	}
	*form = (struct form){ fields, count };
	return DONE;
}

struct text form_value_at(const struct form *form, const char *name, size_t n)
{
	for (size_t i = 0; i < form->count; i++)
		if (text_is_chars(form->fields[i].name, name) && n-- == 0)
			return form->fields[i].value;
	return (struct text){ NULL, 0 };
}

struct text form_value(const struct form *form, const char *name)
{
	return form_value_at(form, name, 0);
}

bool form_has(const struct form *form, const char *name)
{
	return form_value_at(form, name, 0).at != NULL;
}
