/*
 * csrf: that a POST was meant by the person and came from a page of ours. Two walls: where the
 * browser says the request comes from (Sec-Fetch-Site, else Origin), and a token bound to the
 * session, or before sign-in to a random cookie. The token is a keyed digest, so nothing is stored,
 * and comparing takes the same time whatever came.
 */
#include "http/inside.h"

enum came_from { FROM_HERE, FROM_ELSEWHERE, NOT_SAID };

/* The demo is reached by both names of this machine; Host has been checked by then. */
static bool is_own_origin(const struct exchange *x)
{
	struct text origin = x->origin;

	if (x->rq.guest) { /* a page of that host posts to it, and to nothing else */
		struct text scheme = text_cut(&origin, ':');
		return text_is_chars(scheme, x->server->secure ? "https" : "http") &&
			text_starts(origin, TEXT("//")) &&
			text_is(text_part(origin, 2, SIZE_MAX), x->rq.host);
	}
	if (text_is(origin, x->server->origin))
		return true;
	return x->server->loopback && text_starts(origin, TEXT("http://")) &&
		text_is(text_part(origin, sizeof "http://" - 1, SIZE_MAX), x->rq.host);
}

static enum came_from came_from(const struct exchange *x)
{
	if (x->fetch_site.at)
		return text_is_chars(x->fetch_site, "same-origin") ? FROM_HERE : FROM_ELSEWHERE;
	/* A page with Referrer-Policy no-referrer posts `null` to its own origin too. */
	if (!x->origin.at || text_is_chars(x->origin, "null"))
		return NOT_SAID;
	return is_own_origin(x) ? FROM_HERE : FROM_ELSEWHERE;
}

static struct text token_for(const struct exchange *x, const char *kind, struct text secret)
{
	struct text parts[] = { text_of(kind), secret };
	unsigned char digest[DIGEST_SIZE];

	keyed_digest(x->server->set.seal, PURPOSE_CSRF, parts, COUNT_OF(parts), digest);
	return base64url_text(x->rq.arena, bytes_text(digest, sizeof digest));
}

struct text request_csrf(struct request *rq, struct response *rs)
{
	struct exchange *x = rq->inside;
	unsigned char kept[DIGEST_SIZE];

	if (rs->cookie.at)
		return token_for(x, "session", rs->cookie);
	if (rq->who.person && !rs->cookie_gone)
		return token_for(x, "session", rq->session);
	if (!x->visit.size) {
		x->visit = token_make(rq->arena, kept);
		x->visit_fresh = true;
	}
	return token_for(x, "visit", x->visit);
}

enum outcome csrf_check_origin(const struct exchange *x)
{
	return came_from(x) == FROM_ELSEWHERE ? NO_ENTRY : DONE;
}

enum outcome csrf_check_token(const struct exchange *x)
{
	struct text came = form_value(&x->rq.form, "csrf"), want = NO_TEXT;

	if (x->rq.who.person)
		want = token_for(x, "session", x->rq.session);
	else if (x->visit.size)
		want = token_for(x, "visit", x->visit);
	if (want.size && came.size == want.size && same_bytes(came.at, want.at, want.size))
		return DONE;
	/* Showing the form again with a new token is only safe when a page of ours sent it. */
	return came_from(x) == FROM_HERE ? STALE_FORM : NO_ENTRY;
}
