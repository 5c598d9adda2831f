/*
 * path: the path of a request, decoded exactly once and checked, and the two small parsers that
 * read one header's value: a cookie and a range. Pure; results live in the arena given or are
 * slices of the input.
 */
#include "http/inside.h"
#include "http/parse.h"

#include <string.h>

static bool is_dot_segment(struct text segment)
{
	return text_is_chars(segment, ".") || text_is_chars(segment, "..");
}

/* An escaped slash would be taken for one that divides segments. */
static bool has_escaped_slash(struct text raw)
{
	for (size_t i = 0; i + 2 < raw.size; i++)
		if (raw.at[i] == '%' && raw.at[i + 1] == '2' && (raw.at[i + 2] | 32) == 'f')
			return true;
	return false;
}

static bool has_unwanted_byte(struct text path)
{
	for (size_t i = 0; i < path.size; i++) {
		unsigned char byte = (unsigned char)path.at[i];
		if (byte < 0x20 || byte == 0x7f || byte == '\\')
			return true;
	}
	return false;
}

enum outcome path_read(struct arena *a, struct text raw, struct text *path)
{
	char *out = arena_take(a, raw.size + 1);
	struct text decoded, rest;

	*path = NO_TEXT;
	if (raw.size == 0 || raw.at[0] != '/' || has_escaped_slash(raw))
		return BAD_REQUEST;
	if (!percent_decode(raw, false, &out, &decoded))
		return BAD_REQUEST;
	if (has_unwanted_byte(decoded) || !utf8_valid(decoded))
		return BAD_REQUEST;
	for (rest = decoded; rest.at;)
		if (is_dot_segment(text_cut(&rest, '/')))
			return BAD_REQUEST;
	*path = decoded;
	return DONE;
}

struct text cookie_value(struct text header, const char *name)
{
	for (struct text rest = header; rest.at;) {
		struct text value = text_trim(text_cut(&rest, ';'));
		struct text found = text_cut(&value, '=');
		if (value.at && text_is_chars(found, name))
			return value;
	}
	return (struct text){ NULL, 0 };
}

/* Digits only; more of them than a number holds are as many as there can be. */
static bool read_position(struct text digits, uint64_t *value)
{
	uint64_t sum = 0;

	if (digits.size == 0)
		return false;
	for (size_t i = 0; i < digits.size; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		if (__builtin_mul_overflow(sum, 10, &sum) ||
			__builtin_add_overflow(sum, (uint64_t)(digits.at[i] - '0'), &sum))
			sum = UINT64_MAX;
	}
	*value = sum;
	return true;
}

enum range range_read(struct text header, uint64_t size, uint64_t *from, uint64_t *count)
{
	struct text last, first;
	uint64_t low = 0, high = 0;

	if (!text_starts(header, TEXT("bytes=")))
		return RANGE_NONE;
	last = text_trim(text_part(header, sizeof "bytes=" - 1, SIZE_MAX));
	first = text_cut(&last, '-');
	if (!last.at)
		return RANGE_NONE;
	if (first.size == 0) {
		/* The last so many bytes. */
		if (!read_position(last, &high))
			return RANGE_NONE;
		if (high == 0 || size == 0)
			return RANGE_OUTSIDE;
		*count = high < size ? high : size;
		*from = size - *count;
		return RANGE_PART;
	}
	if (!read_position(first, &low))
		return RANGE_NONE;
	if (last.size == 0)
		high = UINT64_MAX;
	else if (!read_position(last, &high) || high < low)
		return RANGE_NONE;
	if (low >= size)
		return RANGE_OUTSIDE;
	*from = low;
	*count = (high < size - 1 ? high : size - 1) - low + 1;
	return RANGE_PART;
}
