/*
 * issuer: who signs, and what was taken back: the two documents that a badge leads to.
 */
#include "badge/inside.h"

#include <string.h>

#define LIST_BYTES (BADGE_STATUS_PLACES / 8)
#define LIST_BYTES_MOST ((size_t)1 << 20) /* of a list that is read */

/* A controller document (W3C Controlled Identifiers 1.0) that is a Profile of Open Badges, too. */
enum outcome badge_issuer_make(struct arena *a, const struct badge_issuer *issuer,
	const unsigned char (*keys)[PUBLIC_KEY_SIZE], size_t key_count, struct text *json)
{
	OWN_ARENA scratch = arena_open();
	OWN_JSON document = json_object();
	json_t *methods = json_array(), *names = json_array();
	struct text id = arena_print(scratch, "%.*s/ob/issuer", SHOWN(issuer->origin));
	/* first, for what frames it by that context (jsonld-signatures) */
	json_t *contexts =
		list_json("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1");

	add(contexts, chars_json(OB_CONTEXT));
	put(document, "@context", contexts);
	put(document, "id", words_json(id));
	put(document, "type", list_json("Profile", NULL));
	put(document, "name", words_json(issuer->name));
	put(document, "url", words_json(issuer->origin));
	for (size_t i = 0; i < key_count; i++) {
		struct text key = badge_key_text(scratch, keys[i]);
		struct text name = arena_print(scratch, "%.*s#%.*s", SHOWN(id), SHOWN(key));
		json_t *method = json_object();
		put(method, "id", words_json(name));
		put(method, "type", chars_json("Multikey"));
		put(method, "controller", words_json(id));
		put(method, "publicKeyMultibase", words_json(key));
		add(methods, method);
		add(names, words_json(name));
	}
	put(document, "verificationMethod", methods);
	put(document, "assertionMethod", names);
	return finish_document(a, document, json);
}

/* Bit 0 is the highest of the first byte (Bitstring Status List 1.0, section 3.1). */
static struct text make_bits(struct arena *a, const uint32_t *revoked, size_t count)
{
	unsigned char *bits = arena_take(a, LIST_BYTES);

	for (size_t i = 0; i < count; i++)
		if (revoked[i] < BADGE_STATUS_PLACES)
			bits[revoked[i] / 8] |= (unsigned char)(0x80 >> revoked[i] % 8);
	return bytes_text(bits, LIST_BYTES);
}

enum outcome badge_status_make(const struct seal *seal, struct arena *a,
	const struct badge_issuer *issuer, const uint32_t *revoked, size_t count, int64_t now,
	struct text *json)
{
	OWN_ARENA scratch = arena_open();
	OWN_JSON document = json_object();
	json_t *subject = json_object();
	struct text id = arena_print(scratch, "%.*s/ob/status/1", SHOWN(issuer->origin));
	struct text issuer_id = arena_print(scratch, "%.*s/ob/issuer", SHOWN(issuer->origin));
	struct text packed = gzip_make(scratch, make_bits(scratch, revoked, count));

	put(subject, "id", words_json(arena_print(scratch, "%.*s#list", SHOWN(id))));
	put(subject, "type", chars_json("BitstringStatusList"));
	put(subject, "statusPurpose", chars_json("revocation"));
	put(subject, "encodedList",
		words_json(arena_join(scratch, "u", base64url_text(scratch, packed))));
	put(document, "@context", list_json(VC_CONTEXT, NULL));
	put(document, "id", words_json(id));
	put(document, "type", list_json("VerifiableCredential", "BitstringStatusListCredential"));
	put(document, "issuer", words_json(issuer_id));
	put(document, "validFrom", words_json(moment_text(scratch, now)));
	put(document, "credentialSubject", subject);
	TRY(sign_document(seal, scratch, document, issuer_id, now));
	return finish_document(a, document, json);
}

bool read_status(struct arena *a, const json_t *list, size_t place, bool *set)
{
	const json_t *subject = json_object_get(list, "credentialSubject");
	struct text encoded = words_of(subject, "encodedList"), packed, bits;

	if (!says_type(json_object_get(list, "type"), "BitstringStatusListCredential") ||
		!says_type(json_object_get(subject, "type"), "BitstringStatusList") ||
		!text_is(words_of(subject, "statusPurpose"), TEXT("revocation")) ||
		!text_starts(encoded, TEXT("u")) ||
		!base64url_read(a, text_part(encoded, 1, encoded.size), &packed) ||
		!gzip_read(a, packed, LIST_BYTES_MOST, &bits) || place / 8 >= bits.size)
		return false;
	*set = ((unsigned char)bits.at[place / 8] & 0x80 >> place % 8) != 0;
	return true;
}
