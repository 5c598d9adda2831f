/* A provider of one's own: keys made for this run, tokens signed with them by cjose. */
#ifndef ASKEL_TEST_OIDC_SIGN_H
#define ASKEL_TEST_OIDC_SIGN_H

#include "oidc/inside.h"
#include "seal/seal.h"
#include "test.h"

#include <cjose/cjose.h>

#define ISSUER "https://id.example.fi"
#define NOW 1800000000

struct pair {
	cjose_jwk_t *jwk;
	char *public; /* JSON, without kid */
};

static struct pair pair_of(cjose_jwk_t *jwk)
{
	cjose_err error;
	struct pair pair = { jwk, jwk ? cjose_jwk_to_json(jwk, false, &error) : NULL };
	if (!pair.public) {
		fprintf(stderr, "no key could be made\n");
		exit(1);
	}
	return pair;
}

__attribute__((unused)) static struct pair rsa_pair(size_t bits)
{
	cjose_err error;
	return pair_of(cjose_jwk_create_RSA_random(bits, (const uint8_t *)"\1\0\1", 3, &error));
}

__attribute__((unused)) static struct pair ec_pair(cjose_jwk_ec_curve curve)
{
	cjose_err error;
	return pair_of(cjose_jwk_create_EC_random(curve, &error));
}

static void pair_free(struct pair *pair)
{
	cjose_jwk_release(pair->jwk);
	free(pair->public);
}

/* {"keys":[...]} of members that are told besides, each {"kid":"a",...}. */
__attribute__((unused)) static struct text key_set(
	struct arena *a, const struct pair *pairs, const char *const *besides, size_t count)
{
	OWN_JSON *set = json_pack("{s:[]}", "keys");
	for (size_t i = 0; i < count; i++) {
		json_t *key = json_loads(pairs[i].public, 0, NULL);
		OWN_JSON *more = json_loads(besides[i], 0, NULL);
		json_object_update(key, more);
		json_array_append_new(json_object_get(set, "keys"), key);
	}
	char *chars = json_dumps(set, JSON_COMPACT);
	struct text t = arena_copy_chars(a, chars);
	free(chars);
	return t;
}

/* A token of these claims, with this header, signed by cjose. */
static struct text signed_token(
	struct arena *a, const struct pair *pair, const char *header, const char *claims)
{
	OWN_JSON *head = json_loads(header, 0, NULL);
	cjose_err error = { 0 };
	const char *chars = NULL;
	cjose_jws_t *jws = cjose_jws_sign(
		pair->jwk, (cjose_header_t *)head, (const uint8_t *)claims, strlen(claims), &error);
	if (!jws || !cjose_jws_export(jws, &chars, &error)) {
		fprintf(stderr, "can't sign: %s\n", error.message);
		exit(1);
	}
	struct text t = arena_copy_chars(a, chars);
	cjose_jws_release(jws);
	return t;
}

/* The usual claims with some changed: {"aud":"other"}; null takes one away. */
static const char *claims_with(struct arena *a, int64_t now, const char *nonce, const char *changes)
{
	OWN_JSON *claims = json_pack("{s:s,s:s,s:s,s:I,s:I,s:I,s:s}", "iss", ISSUER, "sub", "kim-7",
		"aud", "askel", "exp", (json_int_t)(now + 300), "iat", (json_int_t)now, "auth_time",
		(json_int_t)(now - 5), "nonce", nonce);
	OWN_JSON *more = json_loads(changes, 0, NULL);
	const char *name;
	json_t *value;
	json_object_foreach(more, name, value)
	{
		if (json_is_null(value))
			json_object_del(claims, name);
		else
			json_object_set(claims, name, value);
	}
	char *chars = json_dumps(claims, JSON_COMPACT);
	const char *copy = arena_copy_chars(a, chars).at;
	free(chars);
	return copy;
}

#endif
