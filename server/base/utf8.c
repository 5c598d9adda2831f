/*
 * utf8: well-formed UTF-8 as Unicode 15, table 3-7 has it. One reader (`read_one`) knows the table;
 * the rest asks it, so what is valid and what can be walked never differ.
 */
#include "base/base.h"

#include <string.h>

#define REPLACEMENT 0xFFFD

/* Bytes of the well-formed character at `at` (1 to 4), which goes to *c; 0 where there is none. */
static size_t read_one(const unsigned char *at, size_t left, uint32_t *c)
{
	unsigned char lead = at[0], low = 0x80, high = 0xBF;
	size_t size;

	if (lead < 0x80) {
		*c = lead;
		return 1;
	}
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (left < size)
		return 0;
	/* The second byte alone keeps out overlong forms, surrogates and what is past the end. */
	if (lead == 0xE0)
		low = 0xA0;
	else if (lead == 0xED)
		high = 0x9F;
	else if (lead == 0xF0)
		low = 0x90;
	else if (lead == 0xF4)
		high = 0x8F;
	if (at[1] < low || at[1] > high)
		return 0;
	*c = (lead & (0x7FU >> size)) << 6 | (at[1] & 0x3FU);
	for (size_t i = 2; i < size; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		*c = *c << 6 | (at[i] & 0x3FU);
	}
	return size;
}

bool utf8_valid(struct text t)
{
	const unsigned char *at = (const unsigned char *)t.at;
	size_t left = t.size;

	while (left) {
		uint64_t eight;
		uint32_t c;
		size_t size;

		if (left >= sizeof eight) {
			memcpy(&eight, at, sizeof eight);
			if (!(eight & 0x8080808080808080U)) {
				at += sizeof eight, left -= sizeof eight;
				continue;
			}
		}
		size = read_one(at, left, &c);
		if (!size)
			return false;
		at += size, left -= size;
	}
	return true;
}

uint32_t utf8_next(struct text t, size_t *from)
{
	uint32_t c = REPLACEMENT;
	size_t size = read_one((const unsigned char *)t.at + *from, t.size - *from, &c);

	*from += size ? size : 1;
	return size ? c : REPLACEMENT;
}

size_t utf8_put(char out[4], uint32_t c)
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = REPLACEMENT;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

size_t utf8_count(struct text t)
{
	size_t count = 0;
	for (size_t at = 0; at < t.size; count++)
		utf8_next(t, &at);
	return count;
}
