/* seal, inside: what its own files share. */
#ifndef ASKEL_SEAL_INSIDE_H
#define ASKEL_SEAL_INSIDE_H

#include "seal/seal.h"

#include <sodium.h>

/* ---- encode -------------------------------------------------------------------------------- */

/* As base64url_read, into `room` bytes; false also where they are too few. */
bool base64url_bytes(struct text chars, unsigned char *bytes, size_t room, size_t *size);

/* ---- codes ------------------------------------------------------------------------------------- */

#define HMAC_SHA1_SIZE 20

/* RFC 2104 with SHA-1 (FIPS 180-4). */
void hmac_sha1(struct text key, struct text bytes, unsigned char digest[HMAC_SHA1_SIZE]);
/* A character that people put between the groups of a code: a blank of any kind, a hyphen, a dot. */
bool is_between_groups(uint32_t c);

/* ---- keys -------------------------------------------------------------------------------------
 */

#define KEY_SIZE 32
#define USUAL_PURPOSES 2 /* whose subkeys are made once, see keys.c */

/* In memory of its own that is locked, guarded, left out of core dumps and, once it is open,
 * read-only (sodium_malloc). Only the gate behind its pointer changes. */
struct seal {
	unsigned char root[KEY_SIZE];
	unsigned char usual[USUAL_PURPOSES][KEY_SIZE]; /* in the order of usual_purposes */
	unsigned char audit_seed[KEY_SIZE];
	unsigned char audit_secret[crypto_sign_SECRETKEYBYTES];
	unsigned char audit_public[PUBLIC_KEY_SIZE];
	unsigned char badge_seed[KEY_SIZE];
	unsigned char badge_secret[crypto_sign_SECRETKEYBYTES];
	unsigned char badge_public[PUBLIC_KEY_SIZE];
	unsigned long long hash_rounds;
	size_t hash_bytes;
	struct gate *gate;
};

/* Pure. False with *trouble. The caller wipes the keys. */
bool sheet_read(
	struct text typed, unsigned char keys[SHEET_KEYS][KEY_SIZE], struct sheet_trouble *trouble);

/* What a subkey is for; the numbers are kept for ever, for old values depend on them. */
enum key_use { KEY_FOR_DIGESTS = 1, KEY_FOR_SEALING = 2 };

/* The subkey of a use and purpose. The caller wipes it. */
void subkey_make(const struct seal *seal, enum key_use use, const char *purpose,
	unsigned char key[KEY_SIZE]);

#endif
