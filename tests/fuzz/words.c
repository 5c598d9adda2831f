/* Words as people type them: folded for comparing, keyed for sorting, cleaned for keeping. */
#include "words/words.h"
#include "fuzz.h"

/* The most that one byte of well-formed text decomposes to: U+FDFA, three bytes, is eighteen letters
 * of two bytes. */
#define GROWTH 12

static void check_clean(struct arena *a, struct text typed)
{
	struct text clean, again;
	size_t at = 0;

	HOLDS(clean_words(a, typed, &clean) == utf8_valid(typed));
	if (!utf8_valid(typed))
		return;
	HOLDS(is_sound(clean) && clean.size <= GROWTH * typed.size);
	HOLDS(text_is(text_trim(clean), clean));
	while (at < clean.size) {
		uint32_t c = utf8_next(clean, &at);
		HOLDS(c == '\n' || (c >= 0x20 && !(c >= 0x7F && c < 0xA0)));
		HOLDS((c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF));
	}
	HOLDS(clean_words(a, clean, &again) && text_is(clean, again));
	/* a name that was kept is found by what is typed the next time */
	HOLDS(text_is(fold_words(a, clean), fold_words(a, again)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text typed = input_of(data, size);
	struct text folded = fold_words(a, typed), key = sort_key(a, typed);

	HOLDS(is_sound(folded) && is_sound(key));
	HOLDS(folded.size <= GROWTH * size && key.size <= GROWTH * size);
	HOLDS(utf8_valid(typed) || (folded.size == 0 && key.size == 0));
	HOLDS(text_find_char(folded, ' ') == folded.size);
	HOLDS(text_is(text_trim(key), key));
	check_clean(a, typed);
	HOLDS(arena_within(a, 600 * size));
	return 0;
}
