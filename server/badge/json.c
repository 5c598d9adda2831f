/*
 * json: trees in and out of jansson, within bounds. A tree is small and short-lived; where memory is
 * out the process ends, as with arenas.
 */
#include "badge/inside.h"

#include <stdlib.h>
#include <string.h>

void json_let_go(json_t **json)
{
	json_decref(*json);
}

/* Whether brackets nest at most that deep; strings are passed over. jansson would go down 2,048 levels,
 * and so would all that walks the tree after it. */
static bool is_shallow(struct text bytes)
{
	size_t depth = 0;
	bool inside = false;

	for (size_t i = 0; i < bytes.size; i++) {
		char c = bytes.at[i];
		if (inside) {
			i += c == '\\';
			inside = c != '"';
		} else if (c == '"') {
			inside = true;
		} else if (c == '{' || c == '[') {
			if (++depth > JSON_DEPTH_MOST)
				return false;
		} else if ((c == '}' || c == ']') && depth > 0) {
			depth--;
		}
	}
	return true;
}

json_t *read_json_within(struct text bytes, size_t most)
{
	if (bytes.size == 0 || bytes.size > most || !utf8_valid(bytes) || !is_shallow(bytes))
		return NULL;
	return json_loadb(bytes.at, bytes.size,
		JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY, NULL);
}

json_t *read_json(struct text bytes)
{
	return read_json_within(bytes, BADGE_JSON_MOST);
}

static void end_without_memory(bool went)
{
	if (went)
		return;
	log_fault("ending: no memory for a document");
	abort();
}

void put(json_t *object, const char *key, json_t *value)
{
	end_without_memory(value && json_object_set_new(object, key, value) == 0);
}

void add(json_t *array, json_t *value)
{
	end_without_memory(value && json_array_append_new(array, value) == 0);
}

json_t *words_json(struct text words)
{
	json_t *json = json_stringn(words.at, words.size);
	end_without_memory(json != NULL);
	return json;
}

json_t *chars_json(const char *chars)
{
	return words_json(text_of(chars));
}

json_t *list_json(const char *first, const char *second)
{
	json_t *list = json_array();
	add(list, chars_json(first));
	if (second)
		add(list, chars_json(second));
	return list;
}

struct text words_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_string(value))
		return NO_TEXT;
	return (struct text){ json_string_value(value), json_string_length(value) };
}

bool says_type(const json_t *value, const char *type)
{
	if (json_is_string(value))
		return strcmp(json_string_value(value), type) == 0;
	for (size_t i = 0; i < json_array_size(value); i++) {
		const json_t *one = json_array_get(value, i);
		if (json_is_string(one) && strcmp(json_string_value(one), type) == 0)
			return true;
	}
	return false;
}
