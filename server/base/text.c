/*
 * text: slices of bytes. Nothing here allocates or owns; every slice returned lies inside the one
 * that came in. Comparisons are bytewise: whoever needs them by language uses words/.
 */
#include "base/base.h"

#include <string.h>

struct text text_of(const char *chars)
{
	return chars ? (struct text){ chars, strlen(chars) } : NO_TEXT;
}

bool text_is(struct text a, struct text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

bool text_is_chars(struct text a, const char *b)
{
	return text_is(a, text_of(b));
}

size_t text_place(struct text word, const char *const *words, size_t count)
{
	size_t i = 0;

	while (i < count && !text_is_chars(word, words[i]))
		i++;
	return i;
}

int text_compare(struct text a, struct text b)
{
	size_t both = a.size < b.size ? a.size : b.size;
	int order = both ? memcmp(a.at, b.at, both) : 0;
	return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool text_starts(struct text whole, struct text start)
{
	return whole.size >= start.size && text_is((struct text){ whole.at, start.size }, start);
}

bool text_ends(struct text whole, struct text end)
{
	return whole.size >= end.size &&
		text_is(text_part(whole, whole.size - end.size, end.size), end);
}

struct text text_part(struct text whole, size_t from, size_t size)
{
	if (from >= whole.size)
		return (struct text){ whole.size ? whole.at + whole.size : "", 0 };
	return (struct text){ whole.at + from,
		size < whole.size - from ? size : whole.size - from };
}

size_t text_find(struct text whole, struct text needle)
{
	if (needle.size == 0)
		return 0;
	const char *found =
		whole.size ? memmem(whole.at, whole.size, needle.at, needle.size) : NULL;
	return found ? (size_t)(found - whole.at) : whole.size;
}

size_t text_find_char(struct text whole, char c)
{
	const char *found = whole.size ? memchr(whole.at, c, whole.size) : NULL;
	return found ? (size_t)(found - whole.at) : whole.size;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct text text_trim(struct text t)
{
	while (t.size && is_blank(t.at[t.size - 1]))
		t.size--;
	while (t.size && is_blank(*t.at))
		t.at++, t.size--;
	return t;
}

struct text text_cut(struct text *rest, char stop)
{
	if (!rest->at)
		return NO_TEXT;
	struct text part = { rest->at, text_find_char(*rest, stop) };
	if (part.size == rest->size)
		*rest = (struct text){ NULL, 0 };
	else
		*rest = text_part(*rest, part.size + 1, SIZE_MAX);
	return part;
}

struct text text_line(struct text *rest)
{
	struct text line = text_cut(rest, '\n');
	if (rest->size == 0)
		*rest = (struct text){ NULL, 0 };
	if (line.size && line.at[line.size - 1] == '\r')
		line.size--;
	return line;
}

bool text_number(struct text t, int64_t *value)
{
	bool minus = t.size && *t.at == '-';
	int64_t number = 0;

	if (t.size == minus)
		return false;
	/* Counted downwards, for the least number has no positive twin. */
	for (size_t i = minus; i < t.size; i++) {
		if (t.at[i] < '0' || t.at[i] > '9')
			return false;
		if (__builtin_mul_overflow(number, 10, &number) ||
			__builtin_sub_overflow(number, t.at[i] - '0', &number))
			return false;
	}
	if (!minus && __builtin_sub_overflow((int64_t)0, number, &number))
		return false;
	*value = number;
	return true;
}

bool text_is_id(struct text t)
{
	if (t.size < 1 || t.size > 64 || t.at[0] == '-' || t.at[t.size - 1] == '-')
		return false;
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}
