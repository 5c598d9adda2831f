/*
 * digest: hashes, plain and keyed, random bytes, and the tokens made of both. Nothing is kept: keys
 * made for one call are wiped before it returns.
 */
#include "seal/inside.h"

#include <nettle/sha2.h>

void random_fill(void *bytes, size_t size)
{
	randombytes_buf(bytes, size);
}

uint32_t random_below(uint32_t limit)
{
	return randombytes_uniform(limit);
}

/* Every part after its length, least significant byte first. */
static void digest_list(const struct text *parts, size_t count, const unsigned char *key,
	unsigned char digest[DIGEST_SIZE])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, key, key ? KEY_SIZE : 0, DIGEST_SIZE);
	for (size_t i = 0; i < count; i++) {
		unsigned char size[8];
		for (size_t at = 0; at < sizeof size; at++)
			size[at] = (unsigned char)((uint64_t)parts[i].size >> 8 * at);
		crypto_generichash_update(&state, size, sizeof size);
		crypto_generichash_update(
			&state, (const unsigned char *)parts[i].at, parts[i].size);
	}
	crypto_generichash_final(&state, digest, DIGEST_SIZE);
	sodium_memzero(&state, sizeof state);
}

void digest_parts(const struct text *parts, size_t count, unsigned char digest[DIGEST_SIZE])
{
	digest_list(parts, count, NULL, digest);
}

void digest_of(struct text bytes, unsigned char *digest, size_t size)
{
	crypto_generichash(digest, size, (const unsigned char *)bytes.at, bytes.size, NULL, 0);
}

struct digesting {
	crypto_generichash_state state;
};

struct digesting *digest_begin(struct arena *a)
{
	/* sodium wants its state aligned further than an arena does */
	size_t step = _Alignof(struct digesting);
	uintptr_t at = (uintptr_t)arena_take(a, sizeof(struct digesting) + step);
	struct digesting *d = (struct digesting *)((at + step - 1) / step * step);

	crypto_generichash_init(&d->state, NULL, 0, DIGEST_SIZE);
	return d;
}

void digest_add(struct digesting *d, struct text bytes)
{
	crypto_generichash_update(&d->state, (const unsigned char *)bytes.at, bytes.size);
}

void digest_end(struct digesting *d, unsigned char digest[DIGEST_SIZE])
{
	crypto_generichash_final(&d->state, digest, DIGEST_SIZE);
}

void sha256_of(struct text bytes, unsigned char digest[SHA256_SIZE])
{
	/* nettle's, for it uses what processors have for it: four times as fast as libsodium's */
	_Static_assert(SHA256_SIZE == SHA256_DIGEST_SIZE, "a SHA-256 digest");
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, bytes.size, (const uint8_t *)bytes.at);
	sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

void keyed_digest(const struct seal *seal, const char *purpose, const struct text *parts,
	size_t count, unsigned char digest[DIGEST_SIZE])
{
	unsigned char key[KEY_SIZE];

	subkey_make(seal, KEY_FOR_DIGESTS, purpose, key);
	digest_list(parts, count, key, digest);
	sodium_memzero(key, sizeof key);
}

uint64_t keyed_number(
	const struct seal *seal, const char *purpose, const struct text *parts, size_t count)
{
	unsigned char digest[DIGEST_SIZE];
	uint64_t number = 0;

	keyed_digest(seal, purpose, parts, count, digest);
	for (size_t i = 0; i < sizeof number; i++)
		number |= (uint64_t)digest[i] << 8 * i;
	return number;
}

struct text token_make(struct arena *a, unsigned char kept[DIGEST_SIZE])
{
	unsigned char token[TOKEN_SIZE];
	struct text chars;

	randombytes_buf(token, sizeof token);
	digest_of(bytes_text(token, sizeof token), kept, DIGEST_SIZE);
	chars = base64url_text(a, bytes_text(token, sizeof token));
	sodium_memzero(token, sizeof token);
	return chars;
}

bool has_token_form(struct text token)
{
	if (token.size != TOKEN_CHARS)
		return false;
	for (size_t i = 0; i < token.size; i++) {
		char c = token.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    c == '-' || c == '_'))
			return false;
	}
	return true;
}

bool token_kept(struct text token, unsigned char kept[DIGEST_SIZE])
{
	unsigned char bytes[TOKEN_SIZE];
	size_t size;
	bool is_token = token.size == TOKEN_CHARS &&
		base64url_bytes(token, bytes, sizeof bytes, &size) && size == sizeof bytes;

	if (is_token)
		digest_of(bytes_text(bytes, sizeof bytes), kept, DIGEST_SIZE);
	sodium_memzero(bytes, sizeof bytes);
	return is_token;
}
