/*
 * sign: Ed25519 signatures under the audit chain and on badges. Anyone with the public key can check
 * them; only this installation can make them.
 */
#include "seal/inside.h"

#include <string.h>

_Static_assert(SIGNATURE_SIZE == crypto_sign_BYTES, "an Ed25519 signature");
_Static_assert(PUBLIC_KEY_SIZE == crypto_sign_PUBLICKEYBYTES, "an Ed25519 public key");

void audit_sign(const struct seal *seal, struct text bytes, unsigned char signature[SIGNATURE_SIZE])
{
	crypto_sign_detached(
		signature, NULL, (const unsigned char *)bytes.at, bytes.size, seal->audit_secret);
}

void audit_public_key(const struct seal *seal, unsigned char key[PUBLIC_KEY_SIZE])
{
	memcpy(key, seal->audit_public, PUBLIC_KEY_SIZE);
}

void badge_sign(const struct seal *seal, struct text bytes, unsigned char signature[SIGNATURE_SIZE])
{
	crypto_sign_detached(
		signature, NULL, (const unsigned char *)bytes.at, bytes.size, seal->badge_secret);
}

void badge_public_key(const struct seal *seal, unsigned char key[PUBLIC_KEY_SIZE])
{
	memcpy(key, seal->badge_public, PUBLIC_KEY_SIZE);
}

bool signature_fits(struct text bytes, const unsigned char signature[SIGNATURE_SIZE],
	const unsigned char key[PUBLIC_KEY_SIZE])
{
	return crypto_sign_verify_detached(
		       signature, (const unsigned char *)bytes.at, bytes.size, key) == 0;
}
