/*
 * encode: bytes as characters and back, in time that doesn't tell what they are. Reading is strict:
 * every byte list has one spelling in base64url, and one in each case in hex.
 */
#include "seal/inside.h"

bool same_bytes(const void *a, const void *b, size_t size)
{
	return sodium_memcmp(a, b, size) == 0;
}

struct text bytes_text(const void *bytes, size_t size)
{
	return (struct text){ bytes, size };
}

struct text hex_text(struct arena *a, const void *bytes, size_t size)
{
	char *hex = arena_take_many(a, size + 1, 2);
	sodium_bin2hex(hex, size * 2 + 1, bytes, size);
	return (struct text){ hex, size * 2 };
}

bool hex_read(struct text hex, void *bytes, size_t size)
{
	size_t read;
	return sodium_hex2bin(bytes, size, hex.at, hex.size, NULL, &read, NULL) == 0 &&
		read == size;
}

struct text base64url_text(struct arena *a, struct text bytes)
{
	size_t room =
		sodium_base64_encoded_len(bytes.size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *chars = arena_take(a, room);

	sodium_bin2base64(chars, room, (const unsigned char *)bytes.at, bytes.size,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return (struct text){ chars, room - 1 };
}

bool base64url_bytes(struct text chars, unsigned char *bytes, size_t room, size_t *size)
{
	unsigned char all = 0;

	/* libsodium 1.0.18 takes every byte past ASCII for a digit: further spellings. */
	for (size_t i = 0; i < chars.size; i++)
		all |= (unsigned char)chars.at[i];
	return sodium_base642bin(bytes, room, chars.at, chars.size, NULL, size, NULL,
		       sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
		all < 0x80;
}

bool base64url_read(struct arena *a, struct text chars, struct text *bytes)
{
	size_t room = chars.size / 4 * 3 + 3, size;
	unsigned char *at = arena_take(a, room + 1);

	if (!base64url_bytes(chars, at, room, &size))
		return false;
	at[size] = '\0';
	*bytes = bytes_text(at, size);
	return true;
}

struct text base64_text(struct arena *a, struct text bytes)
{
	size_t room = sodium_base64_encoded_len(bytes.size, sodium_base64_VARIANT_ORIGINAL);
	char *chars = arena_take(a, room);

	sodium_bin2base64(chars, room, (const unsigned char *)bytes.at, bytes.size,
		sodium_base64_VARIANT_ORIGINAL);
	return (struct text){ chars, room - 1 };
}

bool base64_read(struct arena *a, struct text chars, struct text *bytes)
{
	size_t room = chars.size / 4 * 3 + 3, size;
	unsigned char *at = arena_take(a, room + 1), all = 0;

	for (size_t i = 0; i < chars.size; i++) /* as in base64url_bytes */
		all |= (unsigned char)chars.at[i];
	if (all >= 0x80 ||
		sodium_base642bin(at, room, chars.at, chars.size, NULL, &size, NULL,
			sodium_base64_VARIANT_ORIGINAL) != 0)
		return false;
	*bytes = bytes_text(at, size);
	return true;
}
