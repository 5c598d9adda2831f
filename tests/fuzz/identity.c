/* Personal identity codes in typed words. */
#include "fuzz.h"
#include "words/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text words = input_of(data, size);
	struct identity found;
	size_t from = 0;

	while (identity_find(words, from, 20400, &found)) {
		HOLDS(found.kind == IDENTITY_FINNISH || found.kind == IDENTITY_SWEDISH);
		HOLDS(found.at >= from && found.size >= 11 && found.size <= words.size);
		HOLDS(found.at <= words.size - found.size);
		from = found.at + found.size;
	}
	HOLDS(!identity_find(words, size, 20400, &found));
	return 0;
}
