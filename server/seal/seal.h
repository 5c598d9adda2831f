/*
 * seal: all cryptography (the only room with sodium.h). Promises: keys never leave struct seal but
 * as the results of these functions; comparisons of secrets take the same time whatever they hold;
 * password hashing is bounded (2 at once, 8 waiting), so it can't eat the machine.
 */
#ifndef ASKEL_SEAL_H
#define ASKEL_SEAL_H

#include "base/base.h"

#define DIGEST_SIZE 32
#define TOKEN_SIZE 32  /* random bytes in a session or card token */
#define TOKEN_CHARS 43 /* the same in base64url without padding */
#define SIGNATURE_SIZE 64
#define PUBLIC_KEY_SIZE 32

struct seal;

/* Reads the keys from `folder` (DIR.keys/: `seal.key`, 32 random bytes for keyed hashes and sealed
 * forms; `audit.key`, an Ed25519 seed), refusing a folder or file that others can read. With
 * `make` the folder (0700) and missing keys (0600) are made first. Keys are mlocked where the
 * machine lets us. BROKEN is logged; NOT_HERE where keys are missing and `make` is false. */
enum outcome seal_open(const char *folder, bool make, struct seal **seal) MUST_USE;
void seal_close(struct seal *seal);

void random_fill(void *bytes, size_t size);
uint32_t random_below(uint32_t limit);

/* BLAKE2b-256 (RFC 7693); parts are hashed one after another, each after its 8-byte length, so no
 * two lists of parts hash alike. */
void digest_parts(const struct text *parts, size_t count, unsigned char digest[DIGEST_SIZE]);
void digest_of(struct text bytes, unsigned char *digest, size_t size); /* plain; size 16 to 64 */
/* Keyed with a subkey made for `purpose` (crypto_kdf; its 8-byte context is the start of the
 * purpose's BLAKE2b, so a purpose may be as long as it reads well), so that one purpose's values mean
 * nothing for another. */
void keyed_digest(const struct seal *seal, const char *purpose, const struct text *parts,
	size_t count, unsigned char digest[DIGEST_SIZE]);
/* A 64-bit number of the same kind, for seeds. */
uint64_t keyed_number(
	const struct seal *seal, const char *purpose, const struct text *parts, size_t count);

bool same_bytes(const void *a, const void *b, size_t size);
struct text bytes_text(const void *bytes, size_t size); /* a slice over bytes */
struct text hex_text(struct arena *a, const void *bytes, size_t size);
bool hex_read(struct text hex, void *bytes, size_t size);
/* base64url without padding (RFC 4648, section 5). */
struct text base64url_text(struct arena *a, struct text bytes);
bool base64url_read(struct arena *a, struct text chars, struct text *bytes);

/* A fresh token and what the database keeps of it (BLAKE2b-256). */
struct text token_make(struct arena *a, unsigned char kept[DIGEST_SIZE]);
/* What the database would keep of a token that came in; false where it is no token. */
bool token_kept(struct text token, unsigned char kept[DIGEST_SIZE]);

/* Bytes sealed with XChaCha20-Poly1305 under this installation's key, bound to `about` (which is
 * not in the result); base64url. Opens only with the same `about`; false otherwise. */
struct text seal_bytes(
	const struct seal *seal, struct arena *a, struct text bytes, struct text about);
bool unseal_bytes(const struct seal *seal, struct arena *a, struct text sealed, struct text about,
	struct text *bytes);

/* Argon2id (RFC 9106; 64 MiB, t=3) as a crypt string. At most 2 run at once and 8 wait; more than
 * that is BUSY at once, and so is a machine without the memory. TOO_LARGE for a passphrase over
 * 1,024 bytes. */
enum outcome passphrase_hash(const struct seal *seal, struct arena *a, struct text passphrase,
	struct text *hash) MUST_USE;
/* DONE, NO_ENTRY where it doesn't fit (or is over 1,024 bytes), BUSY. With an empty `hash` (no such
 * person) it works as long and answers NO_ENTRY. */
enum outcome passphrase_fits(
	const struct seal *seal, struct text passphrase, struct text hash) MUST_USE;
/* For tests and demos only: cheaper hashing (8 MiB, t=1). */
void seal_hash_cheaply(struct seal *seal);

/* Ed25519 (RFC 8032) with the audit key. */
void audit_sign(
	const struct seal *seal, struct text bytes, unsigned char signature[SIGNATURE_SIZE]);
void audit_public_key(const struct seal *seal, unsigned char key[PUBLIC_KEY_SIZE]);
bool signature_fits(struct text bytes, const unsigned char signature[SIGNATURE_SIZE],
	const unsigned char key[PUBLIC_KEY_SIZE]);

#endif
