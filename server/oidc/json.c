/*
 * json: objects that came from outside, through jansson; who asks for a member of another kind gets
 * nothing.
 */
#include "oidc/inside.h"

#define SECONDS_MOST 253402300799.0 /* the end of the year 9999 */

void json_drop(json_t **at)
{
	json_decref(*at);
}

json_t *json_read(struct text bytes)
{
	json_t *read = json_loadb(bytes.at, bytes.size, JSON_REJECT_DUPLICATES, NULL);
	if (json_is_object(read))
		return read;
	json_decref(read);
	return NULL;
}

static struct text text_in(const json_t *value)
{
	return json_is_string(value)
		? (struct text){ json_string_value(value), json_string_length(value) }
		: NO_TEXT;
}

struct text json_text(const json_t *from, const char *name)
{
	return text_in(json_object_get(from, name));
}

bool json_has_text(const json_t *from, const char *name, struct text value)
{
	const json_t *member = json_object_get(from, name);
	if (json_is_string(member))
		return text_is(text_in(member), value);
	for (size_t i = 0; i < json_array_size(member); i++) {
		const json_t *one = json_array_get(member, i);
		if (json_is_string(one) && text_is(text_in(one), value))
			return true;
	}
	return false;
}

bool json_seconds(const json_t *from, const char *name, int64_t *seconds)
{
	const json_t *member = json_object_get(from, name);
	if (!json_is_number(member))
		return false;
	double value = json_number_value(member);
	if (!(value >= 0 && value <= SECONDS_MOST))
		return false;
	*seconds = (int64_t)value;
	return true;
}
