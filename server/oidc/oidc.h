/*
 * oidc: signing in with the organisation's own OpenID Connect provider (the only room with
 * cjose/cjose.h, which checks signatures; JSON is read with jansson). Authorization code flow with
 * PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636): the browser is sent to the provider and comes
 * back with a code, which the server itself exchanges for an ID token. Nothing but `openid` is asked
 * for, so all that comes to be known is a subject: no name, no address.
 *
 * Promises: the person was asked again for this very journey, whatever session the browser had with
 * the provider (a shared computer keeps it); a token counts only where the provider's published key
 * signed it with an algorithm for signatures, for us, for this journey and now; what the provider sends
 * is bounded in size, and what is asked of it in time and in number. The room opens no connection: it
 * is given a function that fetches. Codes, tokens and the secret are never logged.
 *
 * What comes out lives in the arena that was passed.
 */
#ifndef ASKEL_OIDC_H
#define ASKEL_OIDC_H

#include "base/base.h"

/* ---- what the room asks of whoever opens it -------------------------------------------------- */

struct oidc_request {
	const char *address;
	struct text form;           /* a POST of this body; at == NULL: a GET */
	struct text user, password; /* HTTP Basic; empty user: none */
	size_t most;                /* bytes of an answer that is still read */
	int seconds;                /* all in all */
	bool plain;                 /* http will do: the provider is on this machine */
};
struct oidc_reply {
	int status;
	struct text body;
};
/* BUSY where there is no answer, or none within these limits. Follows no redirect, keeps no cookie. */
typedef enum outcome oidc_fetch(void *context, struct arena *a, const struct oidc_request *request,
	struct oidc_reply *reply);

struct oidc_settings {
	struct text issuer;        /* as the provider spells it; see issuer_fits() */
	struct text client_id;     /* who we are there */
	struct text secret;        /* empty: PKCE alone */
	struct text return_to;     /* our address that people come back to, as registered there */
	struct text second_factor; /* words, see oidc_person; may be empty */
	int keys_rest;             /* seconds between two loads for a key that isn't known; 0: 10 */
	oidc_fetch *fetch;
	void *context;
};

/* Whether this may be an issuer: https, or http on this machine; no query, no fragment, no user. */
bool issuer_fits(struct text issuer);

struct oidc;
/* Asks the provider nothing yet. Texts must outlive it. */
struct oidc *oidc_open(const struct oidc_settings *settings);
void oidc_close(struct oidc *o); /* NULL is fine */

/* ---- a journey ------------------------------------------------------------------------------- */

/* How it went; but for the first, what can be said to the person. */
enum oidc_end {
	OIDC_DONE,
	OIDC_AWAY,    /* the provider doesn't answer, or not as one should */
	OIDC_BUSY,    /* too many ask it at this moment */
	OIDC_REFUSED, /* it doesn't know this code, or what it says doesn't hold */
};

/* Everything is made new for each journey, from random bytes. */
struct oidc_journey {
	struct text state, nonce, verifier; /* [A-Za-z0-9_-], the last 43 to 128 of them */
	int64_t began;
	struct text language; /* of the provider's page, a tag */
};

/* Where to send the browser. May take as long as two answers of the provider's. */
enum oidc_end oidc_begin(struct oidc *o, struct arena *a, const struct oidc_journey *journey,
	struct text *address) MUST_USE;

struct oidc_person {
	struct text subject; /* unique and never given to another, with this issuer */
	/* The token names one of settings.second_factor: its `acr` is that word, or its `amr` has it. */
	bool second_factor;
};

/* What the browser brought back, but for `state`, which whoever calls has compared. */
struct oidc_return {
	struct text code;
	struct text issuer; /* `iss` (RFC 9207); empty: not said */
};

/* Who it is. Exchanges the code, which works once. May take as long as three answers. */
enum oidc_end oidc_finish(struct oidc *o, struct arena *a, const struct oidc_journey *journey,
	const struct oidc_return *back, struct oidc_person *person) MUST_USE;

#endif
