/*
 * inflate: undoes DEFLATE (RFC 1951) in a gzip member (RFC 1952), with its length and CRC looked at.
 * Written for reading, not for speed: codes are found bit by bit from the counts of each length, as
 * section 3.2.2 orders them.
 */
#include "soak.h"

#include <string.h>

#define CODE_BITS_MOST 15
#define SYMBOLS_MOST 288

struct bits {
	struct text from;
	size_t at;
	uint32_t held;
	int count;
	bool short_of; /* ran out of bytes, or met what can't be */
};

struct code {
	uint16_t counts[CODE_BITS_MOST + 1]; /* symbols of each length */
	uint16_t symbols[SYMBOLS_MOST];      /* in the order of their codes */
};

static uint32_t take_bits(struct bits *b, int count)
{
	while (b->count < count) {
		if (b->at == b->from.size) {
			b->short_of = true;
			return 0;
		}
		b->held |= (uint32_t)(unsigned char)b->from.at[b->at++] << b->count;
		b->count += 8;
	}
	uint32_t value = b->held & ((1u << count) - 1);
	b->held >>= count;
	b->count -= count;
	return value;
}

static void make_code(struct code *c, const unsigned char *lengths, size_t count)
{
	uint16_t next[CODE_BITS_MOST + 2] = { 0 };

	memset(c, 0, sizeof *c);
	for (size_t i = 0; i < count; i++)
		c->counts[lengths[i]]++;
	c->counts[0] = 0;
	for (int i = 1; i <= CODE_BITS_MOST; i++)
		next[i + 1] = (uint16_t)(next[i] + c->counts[i]);
	for (size_t i = 0; i < count; i++)
		if (lengths[i])
			c->symbols[next[lengths[i]]++] = (uint16_t)i;
}

static int take_symbol(struct bits *b, const struct code *c)
{
	int code = 0, first = 0, index = 0;

	for (int length = 1; length <= CODE_BITS_MOST && !b->short_of; length++) {
		code |= (int)take_bits(b, 1);
		if (code - first < c->counts[length])
			return c->symbols[index + code - first];
		index += c->counts[length];
		first = (first + c->counts[length]) << 1;
		code <<= 1;
	}
	b->short_of = true;
	return 256;
}

static void copy_back(struct bits *b, struct buffer *out, int length, uint32_t distance)
{
	if (distance > out->size) {
		b->short_of = true;
		return;
	}
	while (length-- > 0)
		buffer_add_char(out, out->at[out->size - distance]);
}

static void take_block(
	struct bits *b, struct buffer *out, const struct code *words, const struct code *distances)
{
	static const uint16_t length_from[] = { 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27,
		31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258 };
	static const unsigned char length_bits[] = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
		3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0 };
	static const uint16_t far_from[] = { 1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129,
		193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
		24577 };

	while (!b->short_of) {
		int symbol = take_symbol(b, words);
		if (symbol == 256)
			return;
		if (symbol < 256) {
			buffer_add_char(out, (char)symbol);
			continue;
		}
		symbol -= 257;
		if (symbol >= (int)COUNT_OF(length_from))
			break;
		int length = length_from[symbol] + (int)take_bits(b, length_bits[symbol]);
		int far = take_symbol(b, distances);
		if (far >= (int)COUNT_OF(far_from))
			break;
		copy_back(b, out, length, far_from[far] + take_bits(b, far < 2 ? 0 : far / 2 - 1));
	}
	b->short_of = true;
}

static void take_stored(struct bits *b, struct buffer *out)
{
	b->held = 0;
	b->count = 0;
	uint32_t size = take_bits(b, 16), check = take_bits(b, 16);
	if ((size ^ check) != 0xffff || size > b->from.size - b->at) {
		b->short_of = true;
		return;
	}
	buffer_add(out, text_part(b->from, b->at, size));
	b->at += size;
}

static void take_fixed(struct bits *b, struct buffer *out)
{
	unsigned char lengths[SYMBOLS_MOST];
	struct code words, distances;

	for (int i = 0; i < SYMBOLS_MOST; i++)
		lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
	make_code(&words, lengths, SYMBOLS_MOST);
	memset(lengths, 5, 30);
	make_code(&distances, lengths, 30);
	take_block(b, out, &words, &distances);
}

/* The lengths of both codes, which are coded themselves. */
static bool take_lengths(
	struct bits *b, const struct code *code, unsigned char *lengths, size_t count)
{
	for (size_t i = 0; i < count && !b->short_of;) {
		int symbol = take_symbol(b, code);
		unsigned char value = 0;
		size_t times;
		if (symbol < 16) {
			lengths[i++] = (unsigned char)symbol;
			continue;
		}
		if (symbol == 16) {
			if (i == 0)
				return false;
			value = lengths[i - 1];
			times = 3 + take_bits(b, 2);
		} else {
			times = symbol == 17 ? 3 + take_bits(b, 3) : 11 + take_bits(b, 7);
		}
		if (times > count - i)
			return false;
		memset(lengths + i, value, times);
		i += times;
	}
	return !b->short_of;
}

static void take_coded(struct bits *b, struct buffer *out)
{
	static const unsigned char order[] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13,
		2, 14, 1, 15 };
	unsigned char lengths[SYMBOLS_MOST + 32] = { 0 };
	struct code code, words, distances;
	size_t word_count = 257 + take_bits(b, 5), distance_count = 1 + take_bits(b, 5);
	size_t count = 4 + take_bits(b, 4);

	for (size_t i = 0; i < count && i < COUNT_OF(order); i++)
		lengths[order[i]] = (unsigned char)take_bits(b, 3);
	make_code(&code, lengths, COUNT_OF(order));
	memset(lengths, 0, sizeof lengths);
	if (word_count > 286 || distance_count > 30 ||
		!take_lengths(b, &code, lengths, word_count + distance_count)) {
		b->short_of = true;
		return;
	}
	make_code(&words, lengths, word_count);
	make_code(&distances, lengths + word_count, distance_count);
	take_block(b, out, &words, &distances);
}

static uint32_t crc_of(struct text t)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < t.size; i++) {
		crc ^= (unsigned char)t.at[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

static uint32_t take_number(struct bits *b)
{
	uint32_t low = take_bits(b, 16);
	return low | take_bits(b, 16) << 16;
}

struct text gunzip(struct arena *a, struct text bytes)
{
	struct bits b = { .from = bytes, .at = 10 };
	struct buffer out = buffer_in(a);
	bool last;

	/* a plain header, as we make it: no name, no comment */
	if (bytes.size < 18 || memcmp(bytes.at, "\x1f\x8b\x08\0", 4) != 0)
		return NO_TEXT;
	do {
		last = take_bits(&b, 1);
		switch (take_bits(&b, 2)) {
		case 0:
			take_stored(&b, &out);
			break;
		case 1:
			take_fixed(&b, &out);
			break;
		case 2:
			take_coded(&b, &out);
			break;
		default:
			b.short_of = true;
		}
	} while (!last && !b.short_of);
	b.held = 0;
	b.count = 0;
	uint32_t crc = take_number(&b), size = take_number(&b);
	struct text made = buffer_text(&out);
	if (b.short_of || b.at != bytes.size || size != made.size || crc != crc_of(made))
		return NO_TEXT;
	return made;
}
