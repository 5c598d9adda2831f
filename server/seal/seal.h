/*
 * seal: all cryptography (the only room with sodium.h, and with nettle for the digest that
 * libsodium lacks and the one that it is slow at). Promises: keys never leave struct seal but as
 * the results of these functions; comparisons of secrets take the same time whatever they hold;
 * password hashing is bounded (2 at once, 8 waiting), so it can't eat the machine.
 */
#ifndef ASKEL_SEAL_H
#define ASKEL_SEAL_H

#include "base/base.h"

#define DIGEST_SIZE 32
#define TOKEN_SIZE 32  /* random bytes in a session or card token */
#define TOKEN_CHARS 43 /* the same in base64url without padding */
#define SHA256_SIZE 32
#define SIGNATURE_SIZE 64
#define PUBLIC_KEY_SIZE 32

struct seal;

/* Reads the keys from `folder` (DIR.keys/: `seal.key`, 32 random bytes for keyed hashes and sealed
 * forms; `audit.key` and `badge.key`, Ed25519 seeds), refusing a folder or file that others can read.
 * With `make` the folder (0700) and missing keys (0600) are made first; a missing `badge.key` is made
 * beside the other two in any case. Keys are mlocked where the machine lets us. BROKEN is logged;
 * NOT_HERE where keys are missing and `make` is false. */
enum outcome seal_open(const char *folder, bool make, struct seal **seal) MUST_USE;
void seal_close(struct seal *seal);

void random_fill(void *bytes, size_t size);
uint32_t random_below(uint32_t limit);

/* BLAKE2b-256 (RFC 7693); parts are hashed one after another, each after its 8-byte length, so no
 * two lists of parts hash alike. */
void digest_parts(const struct text *parts, size_t count, unsigned char digest[DIGEST_SIZE]);
void digest_of(struct text bytes, unsigned char *digest, size_t size); /* plain; size 16 to 64 */
/* SHA-256 (FIPS 180-4): only where a standard asks for it (Data Integrity proofs, Open Badges, PKCE). */
void sha256_of(struct text bytes, unsigned char digest[SHA256_SIZE]);
#define PURPOSE_CSRF "csrf-tok" /* every page makes some of these: their subkeys are kept */
#define PURPOSE_SHUFFLE "shuffle."
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
/* base64 with padding (RFC 4648, section 4), for data: addresses. */
struct text base64_text(struct arena *a, struct text bytes);
bool base64_read(struct arena *a, struct text chars, struct text *bytes);
/* Base58 in the alphabet of Bitcoin, as Multibase's `z` has it; for keys and signatures, so of at most
 * BASE58_MOST bytes (more ends the process). Reading wants exactly `size` bytes, in their one
 * spelling. */
#define BASE58_MOST 128
struct text base58_text(struct arena *a, struct text bytes);
bool base58_read(struct text chars, void *bytes, size_t size);

/* A fresh token and what the database keeps of it (BLAKE2b-256). */
struct text token_make(struct arena *a, unsigned char kept[DIGEST_SIZE]);
/* Whether a token could look like that: cheap, for what is only passed on. */
bool has_token_form(struct text token);
/* What the database would keep of a token that came in; false where it is no token. */
bool token_kept(struct text token, unsigned char kept[DIGEST_SIZE]);

/* ---- keys on paper ------------------------------------------------------------------------------ */

/* All keys as words of five letters, a line for each four, under the names of their files: what a
 * recovery sheet holds. Whoever reads it has the keys. */
#define SHEET_KEYS 3
#define SHEET_WORDS 24 /* of each key */
struct text sheet_text(const struct seal *seal, struct arena *a);
const char *sheet_key_name(size_t key);
/* Whether that is the word that stands there on the sheet of these keys (both from 0), in any case. */
bool sheet_word_is(const struct seal *seal, size_t key, size_t word, struct text typed);
/* Which keys these are: another value after one of them was exchanged. */
void sheet_mark(const struct seal *seal, unsigned char mark[DIGEST_SIZE]);

enum sheet_problem {
	SHEET_FINE,
	SHEET_WORD_WRONG, /* `typed` isn't the word that stands there */
	SHEET_WORDS_MISSING,
	SHEET_SUM_WRONG, /* each word could be, but not all of them together */
	SHEET_NO_NAME,   /* `typed` stands where the name of a key should */
	SHEET_KEY_MISSING,
};
struct sheet_trouble {
	enum sheet_problem problem;
	size_t key, word; /* from 0 */
	struct text typed;
};
/* Keys out of such words, in any case, with numbers and lines that begin with # passed over, as files in
 * `folder` (made where it isn't there). BAD_FORM where something is wrong with the words, and nothing
 * is made then; OVERTAKEN where another key stands there, which is left. */
enum outcome sheet_take_back(
	const char *folder, struct text typed, struct sheet_trouble *trouble) MUST_USE;

/* ---- codes that people type ------------------------------------------------------------------- */

/* One-time codes, shown in groups: "K7RN 4CA2" and "7HW3K PX4RA". */
enum code_use {
	CODE_ALOUD,    /* a way in read out on the phone: 14 characters, 30.5 bits */
	CODE_ON_PAPER, /* in place of the second factor: 23 characters, 45 bits */
};
#define CODE_ALOUD_SIZE 8
#define CODE_ON_PAPER_SIZE 10
#define PAPER_CODES 10
/* A code read aloud is nobody's until it fits, so the brake must hold for all together: besides
 * sign_in_wait() by address, at most so many codes a minute that fit nothing, from wherever. That is
 * 900 guesses in its half hour; with 100 codes alive one in 16,000 such half hours finds one. */
#define CODE_ALOUD_SECONDS 1800
#define CODE_ALOUD_TRIES_A_MINUTE 30

/* A fresh code and what the database keeps of it: a digest keyed with this installation's key, for
 * so few bits could else be tried out from the database alone. It fits only with the same `about`
 * (the person of a paper code; NO_TEXT for one read aloud, which is looked up by its digest). */
struct text code_make(const struct seal *seal, struct arena *a, enum code_use use,
	struct text about, unsigned char kept[DIGEST_SIZE]);
/* Ten that differ. */
void paper_codes_make(const struct seal *seal, struct arena *a, struct text about,
	struct text codes[PAPER_CODES], unsigned char kept[PAPER_CODES][DIGEST_SIZE]);

enum code_problem {
	CODE_FINE,
	CODE_EMPTY, /* nothing typed */
	CODE_SHORT,
	CODE_LONG,
	CODE_UNUSED, /* holds a character that is in no code and could stand for none or several */
};
/* What the database would keep of a code as typed: in any case, with blanks, hyphens and dots
 * anywhere, a character misheard or misread as far as it can mean one thing only (M for N, 9 for 8;
 * Z for 2). What is no code costs no try. *unused is set, to a part of `typed`, for CODE_UNUSED. */
enum code_problem code_kept(const struct seal *seal, enum code_use use, struct text about,
	struct text typed, unsigned char kept[DIGEST_SIZE], struct text *unused);

/* ---- the second factor (TOTP, RFC 6238: HMAC-SHA-1, six digits, 30 seconds) --------------------- */

#define TOTP_SECRET_SIZE 20 /* random bytes, as RFC 4226 section 4 recommends */
#define TOTP_SECONDS 30
#define TOTP_DIGITS 6

/* Base32 (RFC 4648, section 6) in capitals without padding; read in any case, with blanks and hyphens
 * anywhere, with or without padding. False where it is none. */
struct text base32_text(struct arena *a, struct text bytes);
bool base32_read(struct arena *a, struct text chars, struct text *bytes);

/* The code of a step (seconds since 1970 / TOTP_SECONDS). */
void totp_code(struct text secret, int64_t step, char code[TOTP_DIGITS + 1]);

enum totp {
	TOTP_FITS,
	TOTP_USED,    /* it fits, but this step or a later one was used already */
	TOTP_WRONG,   /* six digits that fit no step about now */
	TOTP_NO_CODE, /* not six digits; costs no try */
};
/* Whether what was typed (blanks and hyphens anywhere) is the code of now or of one step before or
 * after (section 5.2). `last_step` is the step that the person used last, -1 for none; for
 * TOTP_FITS *step is the one used now. Whoever calls keeps it, and only where the kept one is still
 * lower, in one statement, so that no code is used twice. */
enum totp totp_fits(
	struct text secret, struct text typed, int64_t now, int64_t last_step, int64_t *step);
/* What an authenticator app reads from a QR code (the "Key Uri Format" that apps agree on). It shows
 * issuer and label on a phone that others may see: the public name, and nothing that tells a role or
 * a person. Colons in them are left out. */
struct text totp_address(
	struct arena *a, struct text secret, struct text issuer, struct text label);

/* ---- sealed bytes, passphrases, signatures ------------------------------------------------------- */

/* Bytes sealed with XChaCha20-Poly1305 under this installation's key, bound to `about` (which is
 * not in the result); base64url. Opens only with the same `about`; false otherwise. */
struct text seal_bytes(
	const struct seal *seal, struct arena *a, struct text bytes, struct text about);
bool unseal_bytes(const struct seal *seal, struct arena *a, struct text sealed, struct text about,
	struct text *bytes);

/* ---- files under keys of their own ------------------------------------------------------------ */

/* A file's key is random; what is kept of it is wrapped by this installation's key for uploads and bound
 * to `about`. Without that the file is noise: to erase a file is to forget its wrapped key. */
#define FILE_KEY_SIZE 32
#define WRAPPED_KEY_SIZE (24 + FILE_KEY_SIZE + 16)
struct file_key {
	unsigned char bytes[FILE_KEY_SIZE];
};
void file_key_make(struct file_key *key);
void file_key_wrap(const struct seal *seal, const struct file_key *key, struct text about,
	unsigned char wrapped[WRAPPED_KEY_SIZE]);
bool file_key_unwrap(
	const struct seal *seal, struct text wrapped, struct text about, struct file_key *key);
void file_key_forget(struct file_key *key);

/* Bytes of any number, block by block (libsodium's secretstream, XChaCha20-Poly1305): a block changed,
 * moved, missing or cut off at the end is found when it is opened. `about` is bound in, so that one
 * stream can't stand for another under the same key. A sealed file is the head, then each block of
 * STREAM_BLOCK plain bytes and STREAM_MORE more; the last may be shorter and is marked. */
#define STREAM_HEAD 24
#define STREAM_BLOCK ((size_t)64 * 1024)
#define STREAM_MORE 17
struct stream;
struct stream *stream_to_seal(struct arena *a, const struct file_key *key, struct text about,
	unsigned char head[STREAM_HEAD]);
/* False where the head is none. */
bool stream_to_open(struct arena *a, const struct file_key *key, struct text about,
	const unsigned char head[STREAM_HEAD], struct stream **stream);
/* `sealed` has room for plain.size + STREAM_MORE. */
void stream_seal(struct stream *s, struct text plain, bool last, unsigned char *sealed);
/* `plain` has room for sealed.size - STREAM_MORE; false: these bytes were changed, or it isn't the last
 * as it should be, or is though it shouldn't. */
bool stream_open(struct stream *s, struct text sealed, bool last, unsigned char *plain);
void stream_forget(struct stream *s); /* the keys in it */
/* How large `size` plain bytes are when sealed. */
uint64_t stream_size(uint64_t size);

/* digest_of() of bytes that come in parts. */
struct digesting;
struct digesting *digest_begin(struct arena *a);
void digest_add(struct digesting *d, struct text bytes);
void digest_end(struct digesting *d, unsigned char digest[DIGEST_SIZE]);

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

/* The gate before passphrase hashing: right now, and since the start. */
struct seal_numbers {
	int running, waiting;
	uint64_t hashed, refused; /* refused: told BUSY */
};
void seal_numbers(const struct seal *seal, struct seal_numbers *n);

/* Ed25519 (RFC 8032) with the audit key. */
void audit_sign(
	const struct seal *seal, struct text bytes, unsigned char signature[SIGNATURE_SIZE]);
void audit_public_key(const struct seal *seal, unsigned char key[PUBLIC_KEY_SIZE]);
/* Ed25519 with the badge key, which signs credentials and nothing else. */
void badge_sign(
	const struct seal *seal, struct text bytes, unsigned char signature[SIGNATURE_SIZE]);
void badge_public_key(const struct seal *seal, unsigned char key[PUBLIC_KEY_SIZE]);
/* Puts a new key in the place of `badge.key`, whole or not at all; the old one is gone, so its public
 * half must be kept before. Whoever has the folder open goes on with the old one until opened anew. */
enum outcome badge_key_replace(const char *folder) MUST_USE;
/* Whether `key` made the signature; false also for keys of small order and the like. */
bool signature_fits(struct text bytes, const unsigned char signature[SIGNATURE_SIZE],
	const unsigned char key[PUBLIC_KEY_SIZE]);

#endif
