/* Which of our languages a browser would like (Accept-Language). */
#include "fuzz.h"
#include "view/inside.h"

#include <ctype.h>

/* Whether the header names the tag's language, whatever the case. */
static bool names(struct text header, struct text tag)
{
	for (size_t i = 0; i + tag.size <= header.size; i++) {
		size_t same = 0;
		while (same < tag.size &&
			tolower((unsigned char)header.at[i + same]) == tag.at[same])
			same++;
		if (same == tag.size)
			return true;
	}
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct language languages[] = { { .tag = { "fi", 2 } }, { .tag = { "sv", 2 } },
		{ .tag = { "en", 2 } }, { .tag = { "ckb", 3 } } };
	const struct views views = { .languages = languages,
		.language_count = COUNT_OF(languages) };
	struct text header = input_of(data, size);
	size_t otherwise = size % COUNT_OF(languages);
	size_t found = accept_language(&views, header, otherwise);

	HOLDS(found < COUNT_OF(languages));
	HOLDS(found == otherwise || names(header, languages[found].tag));
	found = find_language(&views, header);
	HOLDS(found == COUNT_OF(languages) || names(header, languages[found].tag));
	return 0;
}
