/* Whether a passphrase is too easy to guess. First line: the sign-in name. */
#include "fuzz.h"
#include "learn/learn.h"
#include "words/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text passphrase = input_of(data, size);
	struct text name = fold_words(a, first_line(&passphrase));
	struct text folded = fold_words(a, passphrase);
	size_t characters = utf8_count(passphrase);

	switch (passphrase_check(passphrase, folded, name)) {
	case PASSPHRASE_FINE:
		HOLDS(characters >= 12 && characters <= 200 && passphrase.size <= 1024);
		HOLDS(utf8_count(name) < 3 || text_find(folded, name) == folded.size);
		break;
	case PASSPHRASE_EMPTY:
		HOLDS(text_trim(passphrase).size == 0);
		break;
	case PASSPHRASE_SHORT:
		HOLDS(characters < 12);
		break;
	case PASSPHRASE_LONG:
		HOLDS(characters > 200 || passphrase.size > 1024 || folded.size > 1024);
		break;
	case PASSPHRASE_NAME:
		HOLDS(text_find(folded, name) < folded.size);
		break;
	case PASSPHRASE_COMMON:
		break;
	default:
		HOLDS(!"an answer that is none");
	}
	return 0;
}
