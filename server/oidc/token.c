/*
 * token: whether an ID token is one (OpenID Connect Core 1.0, sections 2 and 3.1.3.7; RFC 8725 for what
 * goes wrong elsewhere). The signature is cjose's to check; which algorithms and which keys may stand
 * behind one is decided here, before cjose sees the token: no `none`, no key that is a shared secret, no
 * header that asks for more than we know (crit).
 */
#include "oidc/inside.h"
#include "seal/seal.h"

#include <cjose/cjose.h>

#include <string.h>

#define RSA_LEAST 2048 /* bits */
#define RSA_MOST 8192
#define KEYS_MOST 64

static const struct algorithm {
	const char *name, *kind; /* `alg` (RFC 7518, 3.1), `kty` */
	cjose_jwk_ec_curve curve;
} algorithms[] = {
	{ "RS256", "RSA", CJOSE_JWK_EC_INVALID },
	{ "RS384", "RSA", CJOSE_JWK_EC_INVALID },
	{ "RS512", "RSA", CJOSE_JWK_EC_INVALID },
	{ "PS256", "RSA", CJOSE_JWK_EC_INVALID },
	{ "PS384", "RSA", CJOSE_JWK_EC_INVALID },
	{ "PS512", "RSA", CJOSE_JWK_EC_INVALID },
	{ "ES256", "EC", CJOSE_JWK_EC_P_256 },
	{ "ES384", "EC", CJOSE_JWK_EC_P_384 },
	{ "ES512", "EC", CJOSE_JWK_EC_P_521 },
};

const char *token_fault_words(enum token_fault fault)
{
	static const char *const words[] = {
#define X(name, words) (words),
		TOKEN_FAULTS(X)
#undef X
	};
	return words[fault];
}

/* ---- its three parts -------------------------------------------------------------------------- */

struct parts {
	json_t *header, *claims;
};

static void drop_parts(struct parts *parts)
{
	json_decref(parts->header);
	json_decref(parts->claims);
}
#define OWN_PARTS __attribute__((cleanup(drop_parts))) struct parts

static json_t *part_read(struct arena *a, struct text chars)
{
	struct text bytes;
	return base64url_read(a, chars, &bytes) ? json_read(bytes) : NULL;
}

/* Three parts, none of them empty (RFC 7515, section 7.1). */
static bool parts_read(struct arena *a, struct text token, struct parts *parts)
{
	struct text rest = token, signature;
	if (token.size > TOKEN_MOST)
		return false;
	parts->header = part_read(a, text_cut(&rest, '.'));
	parts->claims = part_read(a, text_cut(&rest, '.'));
	return parts->header && parts->claims && rest.size > 0 &&
		base64url_read(a, rest, &signature);
}

static const struct algorithm *algorithm_of(const json_t *header)
{
	struct text name = json_text(header, "alg"), kind = json_text(header, "typ");
	if (json_object_get(header, "crit") || json_object_get(header, "zip") ||
		json_object_get(header, "b64"))
		return NULL;
	/* a token of another kind says so (RFC 8725, 3.11) */
	if (json_object_get(header, "typ") && !text_is_chars(kind, "JWT") &&
		!text_is_chars(kind, "jwt"))
		return NULL;
	for (size_t i = 0; i < COUNT_OF(algorithms); i++)
		if (text_is_chars(name, algorithms[i].name))
			return &algorithms[i];
	return NULL;
}

/* ---- keys ------------------------------------------------------------------------------------- */

static bool member_may_be(const json_t *key, const char *name, const char *value)
{
	return !json_object_get(key, name) || text_is_chars(json_text(key, name), value);
}

/* The only key that may have signed it; NULL where there is none, or more than one and the token
 * doesn't say which. */
static const json_t *find_key(
	const json_t *set, const json_t *header, const struct algorithm *algorithm)
{
	const json_t *keys = json_object_get(set, "keys"), *found = NULL;
	bool named = json_object_get(header, "kid") != NULL;
	for (size_t i = 0; i < json_array_size(keys) && i < KEYS_MOST; i++) {
		const json_t *key = json_array_get(keys, i);
		if (!text_is_chars(json_text(key, "kty"), algorithm->kind) ||
			!member_may_be(key, "use", "sig") ||
			!member_may_be(key, "alg", algorithm->name))
			continue;
		if (named &&
			(!json_object_get(key, "kid") ||
				!text_is(json_text(key, "kid"), json_text(header, "kid"))))
			continue;
		if (found)
			return NULL;
		found = key;
	}
	return found;
}

static void release_key(cjose_jwk_t **key)
{
	if (*key)
		cjose_jwk_release(*key);
}

static void release_jws(cjose_jws_t **jws)
{
	if (*jws)
		cjose_jws_release(*jws);
}

static bool key_fits(const cjose_jwk_t *key, const struct algorithm *algorithm)
{
	cjose_err error;
	if (algorithm->curve != CJOSE_JWK_EC_INVALID)
		return cjose_jwk_EC_get_curve(key, &error) == algorithm->curve;
	size_t bits = cjose_jwk_get_keysize(key, &error);
	return bits >= RSA_LEAST && bits <= RSA_MOST;
}

/* The public part alone, as cjose takes it: a set that tells more must not change what we do. */
static cjose_jwk_t *import_key(const json_t *key)
{
	static const char *const names[] = { "kty", "n", "e", "crv", "x", "y" };
	OWN_JSON *public = json_object();
	cjose_err error;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		json_t *member = json_object_get(key, names[i]);
		if (member && json_object_set(public, names[i], member) != 0)
			return NULL;
	}
	return cjose_jwk_import_json((cjose_header_t *)public, &error);
}

static enum token_fault check_signature(struct text token, const json_t *header, struct text keys)
{
	const struct algorithm *algorithm = algorithm_of(header);
	OWN_JSON *set = json_read(keys);
	cjose_err error;
	if (!algorithm)
		return TOKEN_ALGORITHM;
	const json_t *found = find_key(set, header, algorithm);
	if (!found)
		return TOKEN_UNKNOWN_KEY;
	__attribute__((cleanup(release_key))) cjose_jwk_t *key = import_key(found);
	if (!key || !key_fits(key, algorithm))
		return TOKEN_UNKNOWN_KEY;
	__attribute__((cleanup(release_jws))) cjose_jws_t *jws =
		cjose_jws_import(token.at, token.size, &error);
	return jws && cjose_jws_verify(jws, key, &error) ? TOKEN_HOLDS : TOKEN_SIGNATURE;
}

/* ---- what it says ------------------------------------------------------------------------------ */

/* For us, and issued to us where it says to whom. */
static bool is_for_us(const json_t *claims, struct text client)
{
	const json_t *audience = json_object_get(claims, "aud");
	if (!json_has_text(claims, "aud", client))
		return false;
	if (json_array_size(audience) > 1 || json_object_get(claims, "azp"))
		return text_is(json_text(claims, "azp"), client);
	return true;
}

static bool is_now(const json_t *claims, int64_t now)
{
	int64_t ends, made, begins;
	if (!json_seconds(claims, "exp", &ends) || !json_seconds(claims, "iat", &made))
		return false;
	if (json_object_get(claims, "nbf") &&
		(!json_seconds(claims, "nbf", &begins) || begins > now + CLOCK_SKEW))
		return false;
	return ends > now - CLOCK_SKEW && made <= now + CLOCK_SKEW;
}

static bool same_text(struct text a, struct text b)
{
	return a.size == b.size && a.size > 0 && same_bytes(a.at, b.at, a.size);
}

static bool subject_fits(struct text subject)
{
	for (size_t i = 0; i < subject.size; i++)
		if (subject.at[i] < ' ' || subject.at[i] > '~')
			return false;
	return subject.size > 0 && subject.size <= SUBJECT_MOST;
}

static bool names_second_factor(const json_t *claims, struct text words)
{
	while (words.at) {
		struct text word = text_cut(&words, ' ');
		if (word.size > 0 &&
			(text_is(json_text(claims, "acr"), word) ||
				json_has_text(claims, "amr", word)))
			return true;
	}
	return false;
}

static enum token_fault check_claims(const json_t *claims, const struct token_wish *wish)
{
	int64_t asked;
	if (!text_is(json_text(claims, "iss"), wish->issuer))
		return TOKEN_ISSUER;
	if (!is_for_us(claims, wish->client_id))
		return TOKEN_AUDIENCE;
	if (!is_now(claims, wish->now))
		return TOKEN_TIME;
	if (!same_text(json_text(claims, "nonce"), wish->nonce))
		return TOKEN_NONCE;
	if (!json_seconds(claims, "auth_time", &asked) || asked < wish->asked_since - CLOCK_SKEW ||
		asked > wish->now + CLOCK_SKEW)
		return TOKEN_NOT_ASKED;
	return subject_fits(json_text(claims, "sub")) ? TOKEN_HOLDS : TOKEN_SUBJECT;
}

enum token_fault token_check(struct arena *a, struct text token, struct text keys,
	const struct token_wish *wish, struct oidc_person *person)
{
	OWN_PARTS parts = { 0 };
	if (!parts_read(a, token, &parts))
		return TOKEN_NO_FORM;
	enum token_fault fault = check_signature(token, parts.header, keys);
	if (fault == TOKEN_HOLDS)
		fault = check_claims(parts.claims, wish);
	if (fault != TOKEN_HOLDS)
		return fault;
	person->subject = arena_copy(a, json_text(parts.claims, "sub"));
	person->second_factor = names_second_factor(parts.claims, wish->second_factor);
	return TOKEN_HOLDS;
}
