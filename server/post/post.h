/*
 * post: letters that leave by e-mail, and what is fetched from another server (the only room with
 * curl/curl.h). A letter is written as bytes by a pure function that lets nothing into its header but
 * what belongs there, and handed to the one mail server of the settings, which sends it on. The room
 * knows neither people nor pages.
 *
 * Promises: the server is who it says it is, or nothing is said to it (certificate and name are
 * checked, TLS 1.2 at least) unless the settings say plainly that it goes without; a letter is handed
 * over at most once by one call; each call ends within its time, or as soon as post_stop() is called;
 * no address and no word of a letter is ever logged. What comes out lives in the arena that was passed.
 */
#ifndef ASKEL_POST_H
#define ASKEL_POST_H

#include "base/base.h"

/* ---- letters -------------------------------------------------------------------------------- */

struct letter {
	struct text from_name;     /* may be empty */
	struct text from, to;      /* addresses */
	struct text subject, body; /* UTF-8; the body's lines end with LF */
	struct text language;      /* a tag: "fi" */
	struct text id, host; /* Message-ID: ID@HOST; letters, digits and hyphens; a host's name */
	/* One press stops letters of this kind (RFC 2369, RFC 8058): an address that takes a POST.
	 * Empty: there is none. */
	struct text stop;
	int64_t date; /* seconds since 1970 */
};

/* The letter as RFC 5322 has it: header fields folded and, where they aren't ASCII, in encoded words
 * (RFC 2047); the body as quoted-printable, so that any server takes it; said to be made by a machine
 * (RFC 3834), so that no absence is answered to it. BAD_FORM where a control character stands in what
 * becomes a header field, or an address is none: nothing is repaired. */
enum outcome letter_write(
	struct arena *a, const struct letter *letter, struct text *bytes) MUST_USE;

/* ---- sending -------------------------------------------------------------------------------- */

enum post_security {
	POST_STARTTLS, /* plain first, then TLS before anything else (RFC 3207) */
	POST_TLS,      /* from the first byte (RFC 8314) */
	POST_PLAIN,    /* neither secret nor sure: for a server on this machine */
};
/* The port where nothing is said: 587, 465, 25. */
int usual_port(enum post_security security);

struct post_settings {
	struct text server; /* a host's name; empty: there is no e-mail here */
	int port;
	enum post_security security;
	struct text authorities;    /* file of certificates to trust; empty: the system's */
	struct text user, password; /* empty: nobody signs in there */
	struct text from;           /* who gets what comes back */
	struct text own_name;       /* what we call ourselves to the server: a host's name */
	int seconds;                /* for one letter, all in all; 0: 60 */
};

struct post;
/* Opens no connection yet. Call it before other threads run; copies the settings. */
enum outcome post_open(const struct post_settings *settings, struct post **post) MUST_USE;
void post_close(struct post *post); /* NULL is fine */

/* How it went. Those up to POST_UNREACHED are about this letter; from there on about the server,
 * and the next letter would fare no better. */
#define POSTED_LIST(X) \
	X(POSTED, "posted")                   /* the server has it */ \
	X(POSTED_PERHAPS, "perhaps")          /* cut off after all was said: it may have it */ \
	X(POSTED_LATER, "later")              /* not to this address now */ \
	X(POSTED_NOBODY, "nobody")            /* there is no such address, it says */ \
	X(POST_UNREACHED, "unreached")        /* no answer, or not in time, or not now */ \
	X(POST_UNTRUSTED, "untrusted")        /* no TLS, or another's certificate */ \
	X(POST_SIGN_IN_REFUSED, "no-sign-in") /* user and password don't fit */ \
	X(POST_UNWELCOME, "unwelcome")        /* it takes nothing from us, or to others */
enum posted {
#define X(name, word) name,
	POSTED_LIST(X)
#undef X
		POSTED_COUNT
};

/* Hands a letter over and waits for the answer. For one thread at a time, never one that answers
 * people. */
enum posted post_send(struct post *post, struct text to, struct text bytes) MUST_USE;
/* Says goodbye to the server, whose connection is kept between letters. */
void post_rest(struct post *post);
/* From any thread: what is under way ends at once, and so does every later one (POST_UNREACHED). */
void post_stop(struct post *post);

/* ---- fetching ------------------------------------------------------------------------------- */

struct fetch {
	const char *address; /* https, or with `plain` http as well */
	struct text
		form; /* a POST of this body, application/x-www-form-urlencoded; at == NULL: GET */
	struct text user, password; /* HTTP Basic; empty user: none */
	size_t most;                /* bytes of an answer */
	int seconds;                /* name, connection and answer, all in all */
	bool plain;
};
struct fetched {
	int status;
	struct text body; /* in the arena */
};
/* One request, one answer: no redirect is followed, no cookie kept, no connection left open; the other
 * end is who it says (certificate and name), TLS 1.2 at least. A proxy of the environment's is used, as
 * libcurl does. BUSY where no answer came within these limits (the reason is logged, never what was sent
 * or where to). From any thread. */
enum outcome post_fetch(
	struct arena *a, const struct fetch *fetch, struct fetched *fetched) MUST_USE;

/* ---- certificates --------------------------------------------------------------------------- */

struct certificate {
	bool trusted; /* its name and its signers are right, and it holds now */
	/* The days when it begins and ends to hold, in seconds since 1970: of the certificate and those
	 * above it that came along, the part that all have in common. 0: it doesn't tell. */
	int64_t first, last;
};
/* What a browser would be shown at an https address: one handshake, nothing is asked and no certificate
 * refused, for the dates of a bad one are wanted too. `authorities`: a file of certificates to trust;
 * NULL: the system's. No proxy is used. BUSY where nobody answers in TLS within these seconds. */
enum outcome post_look_at_certificate(const char *address, const char *authorities, int seconds,
	struct certificate *certificate) MUST_USE;

#endif
