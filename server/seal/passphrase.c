/*
 * passphrase: Argon2id behind a gate. One hash takes tens of milliseconds and 64 MiB, so few run at
 * once; whoever finds the gate full is told so at once and may try again. A name that nobody has
 * costs the same work as a wrong passphrase, so the time doesn't tell who is here.
 */
#include "seal/inside.h"

#include <errno.h>
#include <string.h>

#define PASSPHRASE_BYTES ((size_t)1024)

/* Out of memory is a crowd, too: the gate keeps its own, but the machine has other work. */
static enum outcome no_memory(void)
{
	log_fault("no memory for a passphrase hash");
	return BUSY;
}

enum outcome passphrase_hash(
	const struct seal *seal, struct arena *a, struct text passphrase, struct text *hash)
{
	char made[crypto_pwhash_STRBYTES];
	int went;

	if (passphrase.size > PASSPHRASE_BYTES)
		return TOO_LARGE;
	TRY(gate_enter(seal->gate));
	went = crypto_pwhash_str_alg(made, passphrase.at, passphrase.size, seal->hash_rounds,
		seal->hash_bytes, crypto_pwhash_ALG_ARGON2ID13);
	gate_leave(seal->gate);
	if (went != 0)
		return no_memory();
	*hash = arena_copy_chars(a, made);
	return DONE;
}

static enum outcome verify(const char *hash, struct text passphrase)
{
	errno = 0;
	if (crypto_pwhash_str_verify(hash, passphrase.at, passphrase.size) == 0)
		return DONE;
	if (errno == ENOMEM)
		return no_memory();
	/* libsodium says EINVAL for a passphrase that doesn't fit, and nothing for a bad hash. */
	if (errno != EINVAL)
		log_fault("a stored passphrase hash could not be read");
	return NO_ENTRY;
}

/* The work of `verify` for a person who isn't there. */
static enum outcome verify_nobody(const struct seal *seal, struct text passphrase)
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES] = { 0 };
	unsigned char made[DIGEST_SIZE];
	int went = crypto_pwhash(made, sizeof made, passphrase.at, passphrase.size, salt,
		seal->hash_rounds, seal->hash_bytes, crypto_pwhash_ALG_ARGON2ID13);

	sodium_memzero(made, sizeof made);
	return went == 0 ? NO_ENTRY : no_memory();
}

enum outcome passphrase_fits(const struct seal *seal, struct text passphrase, struct text hash)
{
	char chars[crypto_pwhash_STRBYTES] = "";
	enum outcome went;

	if (passphrase.size > PASSPHRASE_BYTES)
		return NO_ENTRY;
	if (hash.size && hash.size < sizeof chars)
		memcpy(chars, hash.at, hash.size);
	TRY(gate_enter(seal->gate));
	went = hash.size ? verify(chars, passphrase) : verify_nobody(seal, passphrase);
	gate_leave(seal->gate);
	return went;
}

void seal_numbers(const struct seal *seal, struct seal_numbers *n)
{
	struct gate_numbers gate;

	gate_numbers(seal->gate, &gate);
	*n = (struct seal_numbers){ gate.inside, gate.waiting, gate.let_in, gate.refused };
}
