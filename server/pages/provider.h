/*
 * provider: signing in with the organisation's provider, for the pages that lead there. A part of
 * inside.h that few need.
 */
#ifndef ASKEL_PAGES_PROVIDER_H
#define ASKEL_PAGES_PROVIDER_H

#include "inside.h"
#include "oidc/oidc.h"

/* ---- provider.c: signing in with the organisation's provider ------------------------------------ */

/* Opens it where the settings name one. */
enum outcome open_provider(struct workshop *w) MUST_USE;
/* The provider's name where this person may use it to show that it is they: it is set, allowed to them,
 * and they have joined it. Empty otherwise. */
enum outcome provider_for(
	const struct request *rq, const struct person *p, struct text *name) MUST_USE;
/* Whether somebody may use it at all: staff where there is one, others where it is a way for them. */
bool provider_is_open_to(const struct request *rq, const struct person *p);
/* Sets out to join the signed-in person's sign-in there with them here. */
enum outcome go_to_join(struct request *rq, struct response *rs, const struct carried *carried);
/* A sentence with the provider's name in it. */
struct text provider_words(const struct request *rq, const char *msgid);

/* ---- provider_own.c ---- */

enum outcome show_own_provider_after(struct request *rq, struct response *rs,
	const struct carried *carried, struct text problem);
/* The page that asks for nothing but a journey there. */
enum outcome show_provider_proof(struct request *rq, struct response *rs,
	const struct carried *carried, struct text problem);

/* ---- steps.c ---- */

/* The sign-in form with all that is carried, and what went wrong elsewhere. */
enum outcome show_sign_in_after(struct request *rq, struct response *rs,
	const struct carried *carried, int status, struct text problem);
/* Whether a form that is carried is this person's. */
bool carried_is_of(const struct request *rq, int64_t person, const struct carried *carried);

#endif
