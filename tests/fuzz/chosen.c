/*
 * Pictures that came with a form. What is taken for a choice has each picture once and no more than
 * there are to be, and written again is the same, byte for byte.
 */
#include "fuzz.h"
#include "learn/learn.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text words = input_of(data, size);
	struct chosen_pictures chosen;
	unsigned long long seen = 0;

	if (!chosen_of(words, &chosen))
		return 0;
	HOLDS(chosen.count <= PICTURES_CHOSEN);
	for (size_t i = 0; i < chosen.count; i++) {
		HOLDS(chosen.at[i] < PICTURE_COUNT && !(seen >> chosen.at[i] & 1));
		seen |= 1ULL << chosen.at[i];
	}
	HOLDS(text_is(chosen_text(a, &chosen), words));
	HOLDS((pictures_check(&chosen) == PICTURES_FEW) == (chosen.count < PICTURES_CHOSEN));
	return 0;
}
