/*
 * characters: what the other files of words/ ask utf8proc. Its results are put in the arena and not
 * on its heap, so nothing here is freed by hand.
 */
#include "words/inside.h"

struct characters decompose(
	struct arena *a, struct text words, utf8proc_option_t options, look_fn *look)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)words.at;
	utf8proc_ssize_t size = (utf8proc_ssize_t)words.size, count;
	struct characters found = { 0 };

	count = utf8proc_decompose_custom(bytes, size, NULL, 0, options, look, NULL);
	found.at = arena_take_many(a, count > 0 ? (size_t)count + 1 : 1, sizeof *found.at);
	if (count > 0)
		count = utf8proc_decompose_custom(
			bytes, size, found.at, count, options, look, NULL);
	found.count = count > 0 ? (size_t)count : 0;
	return found;
}

struct text compose(struct arena *a, struct text words)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	struct characters found = decompose(a, words, options, NULL);
	utf8proc_ssize_t size = utf8proc_reencode(found.at, (utf8proc_ssize_t)found.count, options);

	return (struct text){ (const char *)found.at, size > 0 ? (size_t)size : 0 };
}

bool is_blank(int32_t character)
{
	switch (utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		/* Tab to carriage return, next line, braille blank, zero-width space and no-break.
		 */
		return (character >= 0x09 && character <= 0x0D) || character == 0x85 ||
			character == 0x2800 || character == 0x200B || character == 0xFEFF;
	}
}

bool is_of_a_word(uint32_t c)
{
	switch (utf8proc_category((int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}
