/* An ID token counts only where everything about it is right; each row breaks one thing. */
#include "sign.h"

#define NONCE "n-0S6_WzA2Mj"

static const struct token_wish wish = { .issuer = { ISSUER, sizeof ISSUER - 1 },
	.client_id = { "askel", 5 },
	.nonce = { NONCE, sizeof NONCE - 1 },
	.second_factor = { "mfa high", 8 },
	.now = NOW,
	.asked_since = NOW - 20 };

static enum token_fault check(
	struct arena *a, struct text token, struct text keys, struct oidc_person *person)
{
	*person = (struct oidc_person){ 0 };
	return token_check(a, token, keys, &wish, person);
}

/* ---- claims --------------------------------------------------------------------------------- */

static void check_claims(const struct pair *pair)
{
	static const struct {
		const char *words, *changes;
		enum token_fault fault;
	} rows[] = {
		{ "a token as it should be", "{}", TOKEN_HOLDS },
		{ "of another issuer", "{\"iss\":\"https://id.example.com\"}", TOKEN_ISSUER },
		{ "of an issuer that only begins alike", "{\"iss\":\"" ISSUER "/\"}",
			TOKEN_ISSUER },
		{ "of no issuer", "{\"iss\":null}", TOKEN_ISSUER },
		{ "for another client", "{\"aud\":\"other\"}", TOKEN_AUDIENCE },
		{ "for nobody", "{\"aud\":null}", TOKEN_AUDIENCE },
		{ "for us in a list", "{\"aud\":[\"askel\"]}", TOKEN_HOLDS },
		{ "for us and others, issued to us",
			"{\"aud\":[\"x\",\"askel\"],\"azp\":\"askel\"}", TOKEN_HOLDS },
		{ "for us and others, issued to nobody", "{\"aud\":[\"x\",\"askel\"]}",
			TOKEN_AUDIENCE },
		{ "for us, issued to another", "{\"azp\":\"x\"}", TOKEN_AUDIENCE },
		{ "for us, issued to a number", "{\"azp\":7}", TOKEN_AUDIENCE },
		{ "that has run out", "{\"exp\":1799999900}", TOKEN_TIME },
		{ "that ran out within what clocks differ", "{\"exp\":1799999950}", TOKEN_HOLDS },
		{ "that never runs out", "{\"exp\":null}", TOKEN_TIME },
		{ "that runs out in words", "{\"exp\":\"1900000000\"}", TOKEN_TIME },
		{ "that runs out past all time", "{\"exp\":1e300}", TOKEN_TIME },
		{ "of the future", "{\"iat\":1800000100}", TOKEN_TIME },
		{ "of no time", "{\"iat\":null}", TOKEN_TIME },
		{ "that begins later", "{\"nbf\":1800000100}", TOKEN_TIME },
		{ "that has begun", "{\"nbf\":1799999999}", TOKEN_HOLDS },
		{ "with times in parts of seconds", "{\"exp\":1800000300.5}", TOKEN_HOLDS },
		{ "of another journey", "{\"nonce\":\"n-0S6_WzA2Mk\"}", TOKEN_NONCE },
		{ "of a journey that begins alike", "{\"nonce\":\"n-0S6_\"}", TOKEN_NONCE },
		{ "of no journey", "{\"nonce\":null}", TOKEN_NONCE },
		{ "of somebody asked before the journey", "{\"auth_time\":1799999900}",
			TOKEN_NOT_ASKED },
		{ "of somebody who wasn't asked", "{\"auth_time\":null}", TOKEN_NOT_ASKED },
		{ "of somebody asked in the future", "{\"auth_time\":1800000100}",
			TOKEN_NOT_ASKED },
		{ "of nobody", "{\"sub\":\"\"}", TOKEN_SUBJECT },
		{ "without a subject", "{\"sub\":null}", TOKEN_SUBJECT },
		{ "of a subject that is a number", "{\"sub\":7}", TOKEN_SUBJECT },
		{ "of a subject with a line end", "{\"sub\":\"a\\nb\"}", TOKEN_SUBJECT },
	};
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{\"kid\":\"k1\",\"use\":\"sig\"}" };
	struct text keys = key_set(a, pair, besides, 1);
	struct oidc_person person;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text token = signed_token(a, pair, "{\"alg\":\"RS256\",\"kid\":\"k1\"}",
			claims_with(a, NOW, NONCE, rows[i].changes));
		enum token_fault fault = check(a, token, keys, &person);
		CHECK(fault == rows[i].fault && (person.subject.size > 0) == (fault == TOKEN_HOLDS),
			"%s: %s", rows[i].words, token_fault_words(fault));
	}
}

static void check_second_factor(const struct pair *pair)
{
	static const struct {
		const char *words, *changes;
		bool second;
	} rows[] = {
		{ "nothing said is no second factor", "{}", false },
		{ "amr says mfa", "{\"amr\":[\"pwd\",\"mfa\"]}", true },
		{ "amr says only pwd", "{\"amr\":[\"pwd\"]}", false },
		{ "amr says mfa in a longer word", "{\"amr\":[\"mfa-not\"]}", false },
		{ "acr is one of the words", "{\"acr\":\"high\"}", true },
		{ "acr is all of the words", "{\"acr\":\"mfa high\"}", false },
		{ "acr is empty", "{\"acr\":\"\"}", false },
	};
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{}" };
	struct text keys = key_set(a, pair, besides, 1);
	struct oidc_person person;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text token = signed_token(a, pair, "{\"alg\":\"RS256\"}",
			claims_with(a, NOW, NONCE, rows[i].changes));
		CHECK(check(a, token, keys, &person) == TOKEN_HOLDS &&
				person.second_factor == rows[i].second &&
				text_is_chars(person.subject, "kim-7"),
			"%s", rows[i].words);
	}
}

/* ---- signatures ------------------------------------------------------------------------------ */

static struct text encoded(struct arena *a, const char *chars)
{
	return base64url_text(a, text_of(chars));
}

/* A token that nobody signed. */
static struct text made_up(struct arena *a, const char *header, const char *signature)
{
	return arena_print(a, "%.*s.%.*s.%s", SHOWN(encoded(a, header)),
		SHOWN(encoded(a, claims_with(a, NOW, NONCE, "{}"))), signature);
}

static void check_algorithms(const struct pair *rsa, const struct pair *stranger)
{
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{\"kid\":\"k1\"}" };
	struct text keys = key_set(a, rsa, besides, 1);
	const char *claims = claims_with(a, NOW, NONCE, "{}");
	struct oidc_person person;
	cjose_err error;
	/* the key that everybody can read, used as if it were a shared secret */
	struct pair secret = pair_of(cjose_jwk_create_oct_spec(
		(const uint8_t *)rsa->public, strlen(rsa->public), &error));
	struct text confused =
		signed_token(a, &secret, "{\"alg\":\"HS256\",\"kid\":\"k1\"}", claims);
	static const char *const oct[] = { "{\"kid\":\"k1\"}" };
	struct text with_secret = key_set(a, &secret, oct, 1);
	struct text fine =
		signed_token(a, rsa, "{\"alg\":\"PS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}", claims);
	struct text foreign =
		signed_token(a, stranger, "{\"alg\":\"RS256\",\"kid\":\"k1\"}", claims);

	CHECK(check(a, fine, keys, &person) == TOKEN_HOLDS, "signed with PS256");
	CHECK(check(a, foreign, keys, &person) == TOKEN_SIGNATURE,
		"signed by a stranger who says it is the provider's key");
	CHECK(check(a, confused, keys, &person) == TOKEN_ALGORITHM,
		"signed with the public key as a shared secret");
	CHECK(check(a, confused, with_secret, &person) == TOKEN_ALGORITHM,
		"signed with a shared secret, also where the set has it");
	CHECK(check(a, made_up(a, "{\"alg\":\"none\"}", ""), keys, &person) != TOKEN_HOLDS &&
			check(a, made_up(a, "{\"alg\":\"none\"}", "AAAA"), keys, &person) ==
				TOKEN_ALGORITHM &&
			check(a, made_up(a, "{\"alg\":\"None\"}", "AAAA"), keys, &person) ==
				TOKEN_ALGORITHM,
		"not signed at all");
	CHECK(check(a, made_up(a, "{\"alg\":[\"RS256\"]}", "AAAA"), keys, &person) ==
				TOKEN_ALGORITHM &&
			check(a, made_up(a, "{\"kid\":\"k1\"}", "AAAA"), keys, &person) ==
				TOKEN_ALGORITHM,
		"an algorithm that is a list, or missing");
	CHECK(check(a, signed_token(a, rsa, "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", claims), keys,
		      &person) == TOKEN_ALGORITHM,
		"an access token is no ID token");
	CHECK(check(a, signed_token(a, rsa, "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}", claims),
		      keys, &person) == TOKEN_ALGORITHM,
		"a header that asks for what we don't know");
	pair_free(&secret);
}

static void check_keys(const struct pair *rsa, const struct pair *other)
{
	OWN_ARENA a = arena_open();
	const char *claims = claims_with(a, NOW, NONCE, "{}");
	struct text named = signed_token(a, rsa, "{\"alg\":\"RS256\",\"kid\":\"k1\"}", claims);
	struct text unnamed = signed_token(a, rsa, "{\"alg\":\"RS256\"}", claims);
	const struct pair both[] = { *other, *rsa };
	static const struct {
		const char *words, *first, *second;
		enum token_fault named, unnamed;
	} rows[] = {
		{ "the second of two keys", "{\"kid\":\"k0\"}", "{\"kid\":\"k1\"}", TOKEN_HOLDS,
			TOKEN_UNKNOWN_KEY },
		{ "two keys of one name", "{\"kid\":\"k1\"}", "{\"kid\":\"k1\"}", TOKEN_UNKNOWN_KEY,
			TOKEN_UNKNOWN_KEY },
		{ "a key for secrets beside one for signatures", "{\"kid\":\"k0\",\"use\":\"enc\"}",
			"{\"kid\":\"k1\",\"use\":\"sig\"}", TOKEN_HOLDS, TOKEN_HOLDS },
		{ "the key is for secrets", "{\"kid\":\"k0\"}", "{\"kid\":\"k1\",\"use\":\"enc\"}",
			TOKEN_UNKNOWN_KEY, TOKEN_SIGNATURE },
		{ "the key is for another algorithm", "{\"kid\":\"k0\"}",
			"{\"kid\":\"k1\",\"alg\":\"PS256\"}", TOKEN_UNKNOWN_KEY, TOKEN_SIGNATURE },
		{ "keys without names", "{}", "{}", TOKEN_UNKNOWN_KEY, TOKEN_UNKNOWN_KEY },
	};
	struct oidc_person person;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *const besides[] = { rows[i].first, rows[i].second };
		struct text keys = key_set(a, both, besides, 2);
		CHECK(check(a, named, keys, &person) == rows[i].named, "%s, a token that names it",
			rows[i].words);
		CHECK(check(a, unnamed, keys, &person) == rows[i].unnamed,
			"%s, a token that names none", rows[i].words);
	}
	CHECK(check(a, named, TEXT("{\"keys\":[]}"), &person) == TOKEN_UNKNOWN_KEY &&
			check(a, named, TEXT("[]"), &person) == TOKEN_UNKNOWN_KEY &&
			check(a, named, NO_TEXT, &person) == TOKEN_UNKNOWN_KEY,
		"no keys at all");
}

static void check_curves(void)
{
	static const struct {
		const char *alg;
		cjose_jwk_ec_curve curve;
		enum token_fault fault;
	} rows[] = {
		{ "ES256", CJOSE_JWK_EC_P_256, TOKEN_HOLDS },
		{ "ES384", CJOSE_JWK_EC_P_384, TOKEN_HOLDS },
		{ "ES512", CJOSE_JWK_EC_P_521, TOKEN_HOLDS },
		{ "ES256", CJOSE_JWK_EC_P_384, TOKEN_UNKNOWN_KEY },
	};
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{}" };
	struct oidc_person person;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct pair pair = ec_pair(rows[i].curve);
		struct text token =
			signed_token(a, &pair, arena_print(a, "{\"alg\":\"%s\"}", rows[i].alg).at,
				claims_with(a, NOW, NONCE, "{}"));
		CHECK(check(a, token, key_set(a, &pair, besides, 1), &person) == rows[i].fault,
			"%s on curve %d", rows[i].alg, (int)rows[i].curve);
		pair_free(&pair);
	}
	struct pair small = rsa_pair(1024);
	CHECK(check(a,
		      signed_token(
			      a, &small, "{\"alg\":\"RS256\"}", claims_with(a, NOW, NONCE, "{}")),
		      key_set(a, &small, besides, 1), &person) == TOKEN_UNKNOWN_KEY,
		"a key of 1,024 bits is none");
	pair_free(&small);
}

/* Every bit of a token counts. */
static void check_flips(const struct pair *rsa)
{
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{}" };
	struct text keys = key_set(a, rsa, besides, 1);
	struct text token =
		signed_token(a, rsa, "{\"alg\":\"RS256\"}", claims_with(a, NOW, NONCE, "{}"));
	char *bytes = (char *)token.at;
	struct oidc_person person;
	size_t held = 0;

	for (size_t i = 0; i < token.size; i++) {
		for (int bit = 0; bit < 8; bit += 3) {
			bytes[i] ^= (char)(1 << bit);
			held += check(a, token, keys, &person) == TOKEN_HOLDS;
			bytes[i] ^= (char)(1 << bit);
		}
	}
	CHECK(held == 0, "%zu changed tokens are none: %zu held", token.size * 3, held);
	CHECK(check(a, token, keys, &person) == TOKEN_HOLDS, "the whole one is");
	CHECK(check(a, text_part(token, 0, token.size - 1), keys, &person) != TOKEN_HOLDS &&
			check(a, arena_print(a, "%.*s.", SHOWN(token)), keys, &person) ==
				TOKEN_NO_FORM &&
			check(a, arena_print(a, " %.*s", SHOWN(token)), keys, &person) ==
				TOKEN_NO_FORM &&
			check(a, NO_TEXT, keys, &person) == TOKEN_NO_FORM,
		"cut off, with more behind or before, or empty");
}

int main(void)
{
	struct pair rsa = rsa_pair(2048), other = rsa_pair(2048);
	check_claims(&rsa);
	check_second_factor(&rsa);
	check_algorithms(&rsa, &other);
	check_keys(&rsa, &other);
	check_curves();
	check_flips(&rsa);
	pair_free(&rsa);
	pair_free(&other);
	return test_end();
}
