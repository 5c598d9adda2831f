/*
 * decimal: numbers as people type them, kept exactly. Millionths in 64 bits hold every number under
 * 10^12, so a comparison is a comparison and no answer is wrong by a rounding.
 */
#include "learn/learn.h"

#define DECIMALS 6
#define MILLION INT64_C(1000000)
#define MOST (INT64_C(1000000000000) * MILLION) /* not reached */

static bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x2007 || c == 0x2009 || c == 0x202F;
}

/* The digit a character is, or -1. */
static int digit_of(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0x0660 && c <= 0x0669)
		return (int)(c - 0x0660);
	if (c >= 0x06F0 && c <= 0x06F9)
		return (int)(c - 0x06F0);
	return -1;
}

/* What has been read of a number so far. */
struct reading {
	int64_t millionths;
	int digits, decimals;
	bool minus, point;
};

static bool read_digit(struct reading *r, int digit)
{
	int64_t worth = MILLION;

	r->digits++;
	if (!r->point) {
		if (r->millionths >= MOST / 10)
			return false;
		r->millionths = r->millionths * 10 + digit * MILLION;
		return true;
	}
	if (++r->decimals > DECIMALS)
		return false;
	for (int i = 0; i < r->decimals; i++)
		worth /= 10;
	r->millionths += digit * worth;
	return true;
}

static bool read_character(struct reading *r, uint32_t c)
{
	int digit = digit_of(c);

	if (digit >= 0)
		return read_digit(r, digit);
	if (c == ',' || c == '.' || c == 0x066B) {
		bool first = !r->point;
		r->point = true;
		return first;
	}
	if (c == '-' || c == 0x2212) {
		bool first = !r->minus && !r->digits && !r->point;
		r->minus = true;
		return first;
	}
	return is_space(c);
}

bool decimal_read(struct text words, struct decimal *out)
{
	struct reading r = { 0 };
	size_t at = 0;

	while (at < words.size)
		if (!read_character(&r, utf8_next(words, &at)))
			return false;
	if (!r.digits)
		return false;
	out->millionths = r.minus ? -r.millionths : r.millionths;
	return true;
}
