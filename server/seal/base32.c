/*
 * base32: bytes as letters that a person can type (RFC 4648, section 6), in time that doesn't tell
 * what they are. Writing has one form; reading takes what people and apps make of it.
 */
#include "seal/inside.h"

#define BITS 5 /* a character */

/* All ones where from <= c <= to, else 0. */
static int32_t within(int32_t c, int32_t from, int32_t to)
{
	uint32_t outside = (uint32_t)(c - from) | (uint32_t)(to - c);

	return -(int32_t)(~outside >> 31);
}

static char digit_of(int32_t value)
{
	return (char)('A' + value + (within(value, 26, 31) & ('2' - 26 - 'A')));
}

/* 0 to 31, or -1 where the character is none of them. */
static int32_t value_of(int32_t c)
{
	int32_t upper = within(c, 'A', 'Z'), lower = within(c, 'a', 'z'),
		digit = within(c, '2', '7');
	int32_t value = (upper & (c - 'A')) | (lower & (c - 'a')) | (digit & (c - '2' + 26));

	return value | ~(upper | lower | digit);
}

struct text base32_text(struct arena *a, struct text bytes)
{
	size_t size = (bytes.size * 8 + BITS - 1) / BITS, at = 0;
	char *chars = arena_take(a, size + 1);
	uint32_t held = 0;
	int bits = 0;

	for (size_t i = 0; i < size; i++) {
		if (bits < BITS) {
			/* Past the last byte come noughts. */
			held = held << 8 | (at < bytes.size ? (unsigned char)bytes.at[at] : 0);
			at++;
			bits += 8;
		}
		bits -= BITS;
		chars[i] = digit_of((int32_t)(held >> bits & 0x1F));
	}
	return (struct text){ chars, size };
}

/* Without blanks, hyphens, and the padding at the end. */
static struct text bare(struct arena *a, struct text chars)
{
	struct buffer kept = buffer_in(a);
	struct text left;
	size_t at = 0;

	buffer_reserve(&kept, chars.size);
	while (at < chars.size) {
		size_t from = at;
		if (!is_between_groups(utf8_next(chars, &at)))
			buffer_add(&kept, text_part(chars, from, at - from));
	}
	left = buffer_text(&kept);
	while (text_ends(left, TEXT("=")))
		left.size--;
	return left;
}

bool base32_read(struct arena *a, struct text chars, struct text *bytes)
{
	struct text left = bare(a, chars);
	size_t size = left.size * BITS / 8, at = 0;
	unsigned char *out = arena_take(a, size + 1);
	uint32_t held = 0;
	int32_t wrong = 0;
	int bits = 0;

	for (size_t i = 0; i < left.size; i++) {
		int32_t value = value_of((unsigned char)left.at[i]);
		wrong |= value;
		held = held << BITS | (uint32_t)(value & 0x1F);
		bits += BITS;
		if (bits >= 8) {
			bits -= 8;
			out[at++] = (unsigned char)(held >> bits & 0xFF);
		}
	}
	/* What is left over is less than a character, and noughts. */
	if (wrong < 0 || bits >= BITS || (held & ((1u << bits) - 1)) != 0)
		return false;
	*bytes = bytes_text(out, size);
	return true;
}
