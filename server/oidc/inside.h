/*
 * inside: what the files of the oidc room share: the pure parts, which tests and fuzzing look at too.
 */
#ifndef ASKEL_OIDC_INSIDE_H
#define ASKEL_OIDC_INSIDE_H

#include "oidc/oidc.h"

#include <jansson.h>

#define PAGE_MOST (64 * 1024) /* bytes of a discovery document, of a key set, of a token reply */
#define TOKEN_MOST (16 * 1024)
#define ADDRESS_MOST 1000
#define SUBJECT_MOST 255 /* OpenID Connect Core 1.0, section 2 */
#define CLOCK_SKEW 60    /* seconds that the provider's clock may be off */

/* ---- json.c ----------------------------------------------------------------------------------- */

void json_drop(json_t **at);
#define OWN_JSON __attribute__((cleanup(json_drop))) json_t
/* An object, or NULL: no key twice, no NUL in a string. */
json_t *json_read(struct text bytes);
/* A member that is a text; empty where it is missing or something else. Lives as long as `from`. */
struct text json_text(const json_t *from, const char *name);
/* Whether a member is this text, or an array that holds it. */
bool json_has_text(const json_t *from, const char *name, struct text value);
/* A member that is a number and fits; false otherwise. */
bool json_seconds(const json_t *from, const char *name, int64_t *seconds);

/* ---- address.c -------------------------------------------------------------------------------- */

/* An address that a request or a browser may be sent to. */
bool endpoint_fits(struct text address, bool plain);
/* Whether an issuer is plain http, so that its endpoints may be. */
bool is_plain(struct text issuer);

/* ---- discovery.c: what the provider says of itself ------------------------------------------- */

struct provider {
	struct text authorization, token, keys; /* addresses */
	bool secret_in_form; /* the token endpoint wants the secret there, not as HTTP Basic */
	bool says_issuer;    /* whoever comes back brings `iss` (RFC 9207) */
};
/* OpenID Connect Discovery 1.0, section 4.3. *why says what is wrong with it. */
bool provider_read(struct arena *a, struct text bytes, struct text issuer, struct provider *p,
	const char **why);
/* Where a browser is sent (OpenID Connect Core 1.0, section 3.1.2.1). */
struct text authorization_address(struct arena *a, const struct provider *p,
	const struct oidc_settings *settings, const struct oidc_journey *journey);
/* What is asked of the token endpoint (section 3.1.3.1), and what it answers: the ID token in it. */
struct oidc_request token_request(struct arena *a, const struct provider *p,
	const struct oidc_settings *settings, const struct oidc_journey *journey, struct text code);
bool token_reply_read(struct arena *a, struct text bytes, struct text *id_token);

/* ---- token.c: an ID token, or why it is none --------------------------------------------------- */

#define TOKEN_FAULTS(X) \
	X(TOKEN_HOLDS, "holds") \
	X(TOKEN_NO_FORM, "is no signed token") \
	X(TOKEN_ALGORITHM, "is signed in a way that isn't accepted") \
	X(TOKEN_UNKNOWN_KEY, "is signed with a key that the provider doesn't publish") \
	X(TOKEN_SIGNATURE, "isn't signed by the provider") \
	X(TOKEN_ISSUER, "is of another provider") \
	X(TOKEN_AUDIENCE, "is meant for somebody else") \
	X(TOKEN_TIME, "isn't valid now: are both clocks right?") \
	X(TOKEN_NONCE, "is of another journey") \
	X(TOKEN_NOT_ASKED, "doesn't say that the person was asked now (auth_time)") \
	X(TOKEN_SUBJECT, "names nobody")
enum token_fault {
#define X(name, words) name,
	TOKEN_FAULTS(X)
#undef X
};
const char *token_fault_words(enum token_fault fault);

struct token_wish {
	struct text issuer, client_id, nonce, second_factor;
	int64_t now, asked_since;
};
/* OpenID Connect Core 1.0, section 3.1.3.7. `keys` is a JWK set (RFC 7517). Thread-safe. */
enum token_fault token_check(struct arena *a, struct text token, struct text keys,
	const struct token_wish *wish, struct oidc_person *person);

#endif
