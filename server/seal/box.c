/*
 * box: bytes that leave the house and come back untouched (a form held in a hidden field). Sealed
 * is base64url of nonce, cipher text and tag; `about` is bound in but not carried, so bytes sealed
 * for one person and page open nowhere else. The nonce is random: 24 bytes are long enough for
 * that.
 */
#include "seal/inside.h"

#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define PURPOSE "form"

struct text seal_bytes(
	const struct seal *seal, struct arena *a, struct text bytes, struct text about)
{
	unsigned char key[KEY_SIZE], *box = arena_take(a, NONCE_SIZE + bytes.size + TAG_SIZE);
	unsigned long long size;

	randombytes_buf(box, NONCE_SIZE);
	subkey_make(seal, KEY_FOR_SEALING, PURPOSE, key);
	crypto_aead_xchacha20poly1305_ietf_encrypt(box + NONCE_SIZE, &size,
		(const unsigned char *)bytes.at, bytes.size, (const unsigned char *)about.at,
		about.size, NULL, box, key);
	sodium_memzero(key, sizeof key);
	return base64url_text(a, bytes_text(box, NONCE_SIZE + (size_t)size));
}

bool unseal_bytes(const struct seal *seal, struct arena *a, struct text sealed, struct text about,
	struct text *bytes)
{
	unsigned char key[KEY_SIZE], *at;
	unsigned long long size;
	struct text box;
	bool opened;

	if (!base64url_read(a, sealed, &box) || box.size < NONCE_SIZE + TAG_SIZE)
		return false;
	at = arena_take(a, box.size - NONCE_SIZE - TAG_SIZE + 1);
	subkey_make(seal, KEY_FOR_SEALING, PURPOSE, key);
	opened = crypto_aead_xchacha20poly1305_ietf_decrypt(at, &size, NULL,
			 (const unsigned char *)box.at + NONCE_SIZE, box.size - NONCE_SIZE,
			 (const unsigned char *)about.at, about.size, (const unsigned char *)box.at,
			 key) == 0;
	sodium_memzero(key, sizeof key);
	if (opened)
		*bytes = bytes_text(at, (size_t)size);
	return opened;
}
