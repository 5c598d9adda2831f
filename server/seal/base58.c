/*
 * base58: keys and signatures as Multibase's `z` spells them (Bitcoin's alphabet, leading zeros as
 * ones): a number turned from base 256 to base 58 and back, digit by digit. Quadratic, so for small
 * ones only. Public values; the time may tell what they are.
 */
#include "seal/inside.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS_MOST (BASE58_MOST * 138 / 100 + 1) /* log(256) / log(58) < 1.38 */

static const char digits[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/* number = number * base + more, in digits of base `own`, least first; returns how many there are. */
static size_t push(unsigned char *number, size_t count, unsigned own, unsigned base, unsigned more)
{
	for (size_t i = 0; i < count; i++) {
		more += number[i] * base;
		number[i] = (unsigned char)(more % own);
		more /= own;
	}
	for (; more; more /= own)
		number[count++] = (unsigned char)(more % own);
	return count;
}

struct text base58_text(struct arena *a, struct text bytes)
{
	unsigned char number[DIGITS_MOST];
	size_t count = 0, zeros = 0;
	struct buffer chars = buffer_in(a);

	if (bytes.size > BASE58_MOST) {
		log_fault("ending: %zu bytes are too many for base 58", bytes.size);
		abort();
	}
	while (zeros < bytes.size && bytes.at[zeros] == 0)
		zeros++;
	for (size_t i = zeros; i < bytes.size; i++)
		count = push(number, count, 58, 256, (unsigned char)bytes.at[i]);
	for (size_t i = 0; i < zeros; i++)
		buffer_add_char(&chars, digits[0]);
	while (count > 0)
		buffer_add_char(&chars, digits[number[--count]]);
	return buffer_text(&chars);
}

bool base58_read(struct text chars, void *bytes, size_t size)
{
	unsigned char number[BASE58_MOST + 1], *out = bytes;
	size_t count = 0, zeros = 0;

	if (size > BASE58_MOST)
		return false;
	while (zeros < chars.size && chars.at[zeros] == digits[0])
		zeros++;
	for (size_t i = zeros; i < chars.size; i++) {
		const char *digit = chars.at[i] ? strchr(digits, chars.at[i]) : NULL;
		if (!digit)
			return false;
		count = push(number, count, 256, 58, (unsigned)(digit - digits));
		if (zeros + count > size)
			return false;
	}
	if (zeros + count != size)
		return false;
	memset(out, 0, zeros);
	for (size_t i = 0; i < count; i++)
		out[zeros + i] = number[count - 1 - i];
	return true;
}
