/*
 * proof: signatures on documents (W3C Data Integrity EdDSA Cryptosuites 1.0, sections 3.2 and 3.3).
 * Both suites sign the digest of the proof's options, then that of the document without any proofs;
 * they differ in the canonical form of the two.
 */
#include "badge/inside.h"

#include <string.h>

/* Multicodec's mark of an Ed25519 public key, as it stands before the key in a Multikey. */
static const unsigned char key_mark[2] = { 0xed, 0x01 };

struct text badge_key_text(struct arena *a, const unsigned char key[PUBLIC_KEY_SIZE])
{
	unsigned char bytes[sizeof key_mark + PUBLIC_KEY_SIZE];

	memcpy(bytes, key_mark, sizeof key_mark);
	memcpy(bytes + sizeof key_mark, key, PUBLIC_KEY_SIZE);
	return arena_join(a, "z", base58_text(a, bytes_text(bytes, sizeof bytes)));
}

bool read_key(struct text multibase, unsigned char key[PUBLIC_KEY_SIZE])
{
	unsigned char bytes[sizeof key_mark + PUBLIC_KEY_SIZE];

	if (!text_starts(multibase, TEXT("z")) ||
		!base58_read(text_part(multibase, 1, multibase.size), bytes, sizeof bytes) ||
		memcmp(bytes, key_mark, sizeof key_mark) != 0)
		return false;
	memcpy(key, bytes + sizeof key_mark, PUBLIC_KEY_SIZE);
	return true;
}

void badge_digest(struct text options, struct text document, unsigned char digest[2 * SHA256_SIZE])
{
	sha256_of(options, digest);
	sha256_of(document, digest + SHA256_SIZE);
}

/* A copy without some members; the members themselves are shared. */
static json_t *without(const json_t *object, const char *first, const char *second)
{
	json_t *copy = json_copy((json_t *)object);

	if (copy) {
		json_object_del(copy, first);
		if (second)
			json_object_del(copy, second);
	}
	return copy;
}

/* The two texts whose digests are signed; false where they can't be made here. */
static bool canonical_pair(struct arena *a, const json_t *document, const json_t *options,
	bool rdfc, struct text *options_text, struct text *document_text)
{
	OWN_JSON bare = without(document, "proof", rdfc ? "@context" : NULL);
	OWN_JSON bare_options = rdfc ? without(options, "@context", NULL) : NULL;

	if (!rdfc) {
		*options_text = canonical_json(a, options);
		*document_text = canonical_json(a, bare);
		return true;
	}
	return is_our_context(json_object_get(document, "@context")) &&
		canonical_quads(a, bare_options, options_text) &&
		canonical_quads(a, bare, document_text);
}

/* ---- making --------------------------------------------------------------------------------- */

struct text moment_text(struct arena *a, int64_t seconds)
{
	int64_t days = seconds / 86400, rest = seconds % 86400;
	char day[11];

	if (rest < 0)
		days--, rest += 86400;
	clock_day_text(days, day);
	return arena_print(a, "%sT%02d:%02d:%02dZ", day, (int)(rest / 3600), (int)(rest / 60 % 60),
		(int)(rest % 60));
}

static json_t *make_options(
	struct arena *a, const json_t *document, const char *suite, struct text method, int64_t now)
{
	json_t *options = json_object();

	/* the copy of the context is signed with eddsa-jcs-2022 and stays in the proof (3.3.1) */
	if (strcmp(suite, JCS_SUITE) == 0)
		put(options, "@context", json_deep_copy(json_object_get(document, "@context")));
	put(options, "type", chars_json("DataIntegrityProof"));
	put(options, "cryptosuite", chars_json(suite));
	put(options, "created", words_json(moment_text(a, now)));
	put(options, "verificationMethod", words_json(method));
	put(options, "proofPurpose", chars_json("assertionMethod"));
	return options;
}

enum outcome sign_document(const struct seal *seal, struct arena *a, json_t *document,
	struct text issuer_id, int64_t now)
{
	static const char *const suites[] = { RDFC_SUITE, JCS_SUITE };
	unsigned char key[PUBLIC_KEY_SIZE], digest[2 * SHA256_SIZE], signature[SIGNATURE_SIZE];
	OWN_JSON proofs = json_array();
	struct text method, options_text, document_text;

	badge_public_key(seal, key);
	method = arena_print(a, "%.*s#%.*s", SHOWN(issuer_id), SHOWN(badge_key_text(a, key)));
	for (size_t i = 0; i < COUNT_OF(suites); i++) {
		OWN_JSON options = make_options(a, document, suites[i], method, now);
		if (!canonical_pair(a, document, options, i == 0, &options_text, &document_text)) {
			log_fault("a document has words that its table lacks");
			return BROKEN;
		}
		badge_digest(options_text, document_text, digest);
		badge_sign(seal, bytes_text(digest, sizeof digest), signature);
		put(options, "proofValue",
			words_json(arena_join(
				a, "z", base58_text(a, bytes_text(signature, sizeof signature)))));
		add(proofs, json_incref(options));
	}
	put(document, "proof", json_incref(proofs));
	return DONE;
}

enum outcome finish_document(struct arena *a, const json_t *document, struct text *json)
{
	*json = canonical_json(a, document);
	return json->size <= BADGE_JSON_MOST ? DONE : BAD_FORM;
}

/* ---- checking -------------------------------------------------------------------------------- */

static bool read_signature(const json_t *proof, unsigned char signature[SIGNATURE_SIZE])
{
	struct text value = words_of(proof, "proofValue");
	return text_starts(value, TEXT("z")) &&
		base58_read(text_part(value, 1, value.size), signature, SIGNATURE_SIZE);
}

enum proof_state check_proof(struct arena *a, const json_t *document, const json_t *proof,
	const unsigned char key[PUBLIC_KEY_SIZE])
{
	bool rdfc = text_is(words_of(proof, "cryptosuite"), TEXT(RDFC_SUITE));
	unsigned char digest[2 * SHA256_SIZE], signature[SIGNATURE_SIZE];
	struct text options_text, document_text;
	OWN_JSON options = NULL;

	if (!json_is_object(proof) ||
		!text_is(words_of(proof, "type"), TEXT("DataIntegrityProof")) ||
		!text_is(words_of(proof, "proofPurpose"), TEXT("assertionMethod")) ||
		(!rdfc && !text_is(words_of(proof, "cryptosuite"), TEXT(JCS_SUITE))))
		return PROOF_UNKNOWN;
	/* The document is taken with the contexts it has: one added after signing, which the standard would
	 * let pass, makes it another document here, for nobody signed what it says then. */
	options = without(proof, "proofValue", NULL);
	if (!canonical_pair(a, document, options, rdfc, &options_text, &document_text))
		return PROOF_UNKNOWN;
	if (!read_signature(proof, signature))
		return PROOF_WRONG;
	badge_digest(options_text, document_text, digest);
	return signature_fits(bytes_text(digest, sizeof digest), signature, key) ? PROOF_FITS
										 : PROOF_WRONG;
}

#define PROOFS_MOST 8

struct proofs check_proofs(struct arena *a, const json_t *document, struct text issuer_id,
	key_fn *key_of, const void *context)
{
	struct proofs found = { .state = PROOF_UNKNOWN };
	const json_t *all = json_object_get(document, "proof");
	size_t count = json_is_array(all) ? json_array_size(all) : 1;

	for (size_t i = 0; i < count && i < PROOFS_MOST; i++) {
		const json_t *proof = json_is_array(all) ? json_array_get(all, i) : all;
		unsigned char key[PUBLIC_KEY_SIZE];
		if (!key_of(context, issuer_id, words_of(proof, "verificationMethod"), key))
			continue;
		enum proof_state state = check_proof(a, document, proof, key);
		bool rdfc = text_is(words_of(proof, "cryptosuite"), TEXT(RDFC_SUITE));
		if (state == PROOF_WRONG)
			return (struct proofs){ .state = PROOF_WRONG };
		if (state == PROOF_UNKNOWN)
			continue;
		found.state = PROOF_FITS;
		found.rdfc_fits |= rdfc;
		found.jcs_fits |= !rdfc;
	}
	return found;
}
