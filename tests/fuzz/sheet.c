/* Words of keys as somebody typed them: taken only whole, and what is named as wrong is part of them. */
#include "fuzz.h"
#include "seal/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text typed = input_of(data, size);
	unsigned char keys[SHEET_KEYS][KEY_SIZE];
	struct sheet_trouble t;

	HOLDS(sheet_read(typed, keys, &t) == (t.problem == SHEET_FINE));
	HOLDS(t.key < SHEET_KEYS && t.word <= SHEET_WORDS);
	HOLDS(t.typed.size == 0 || is_part(t.typed, typed));
	return 0;
}
