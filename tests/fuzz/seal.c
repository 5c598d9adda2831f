/*
 * What comes back to us as characters: tokens, hex, base64url, sealed forms. First line: what a
 * sealed form is bound to.
 */
#include "fuzz.h"
#include "seal/inside.h"

#include <ctype.h>

static void check_spelling(struct arena *a, struct text chars)
{
	unsigned char bytes[16], kept[DIGEST_SIZE];
	struct text read;

	/* every list of bytes has one spelling in base64url, and one in small hex */
	if (base64url_read(a, chars, &read))
		HOLDS(text_is(base64url_text(a, read), chars));
	if (hex_read(chars, bytes, sizeof bytes)) {
		struct text hex = hex_text(a, bytes, sizeof bytes);
		HOLDS(hex.size == chars.size);
		for (size_t i = 0; i < hex.size; i++)
			HOLDS(hex.at[i] == tolower((unsigned char)chars.at[i]));
	}
	if (token_kept(chars, kept))
		HOLDS(chars.size == TOKEN_CHARS && base64url_read(a, chars, &read) &&
			read.size == TOKEN_SIZE);
	HOLDS(base64url_read(a, base64url_text(a, chars), &read) && text_is(read, chars));
}

static void check_box(struct arena *a, struct text bytes, struct text about)
{
	static const struct seal seal;
	struct text opened, sealed = seal_bytes(&seal, a, bytes, about);
	char *other = (char *)arena_copy(a, sealed).at;

	HOLDS(unseal_bytes(&seal, a, sealed, about, &opened) && text_is(opened, bytes));
	HOLDS(!unseal_bytes(&seal, a, bytes, about, &opened));
	HOLDS(!unseal_bytes(&seal, a, sealed, arena_print(a, "%.*s.", SHOWN(about)), &opened));
	HOLDS(!unseal_bytes(&seal, a, text_part(sealed, 0, sealed.size - 1), about, &opened));
	/* a character anywhere in it changed */
	other[bytes.size % sealed.size] ^= 1;
	HOLDS(!unseal_bytes(&seal, a, (struct text){ other, sealed.size }, about, &opened));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text rest = input_of(data, size), about = first_line(&rest);

	check_spelling(a, rest);
	check_box(a, rest, about);
	HOLDS(arena_within(a, 32 * size));
	return 0;
}
