/*
 * http: CivetWeb <-> request and response (the only room with civetweb.h). Turns bytes from outside
 * into checked values before any other room sees them: the screen (see screen.c), path, query,
 * form, cookies, CSRF, route table with doors; and a response into one write. Who a person is, what
 * an error page looks like and where lines go it asks pages/ through `struct http_hooks`.
 *
 * A request, its response and all they point at live in the worker's arena until the answer is
 * sent. Handlers run on CivetWeb's worker threads; they never see a connection.
 */
#ifndef ASKEL_HTTP_H
#define ASKEL_HTTP_H

#include "base/base.h"
#include "pack/pack.h"
#include "seal/seal.h"

#define FORM_MOST (512 * 1024) /* bytes of a request body */
#define UPLOAD_MOST \
	(20 * 1024 * 1024) /* bytes of a file that comes along, where a route TAKES_FILE */
#define FIELDS_MOST 256    /* fields of a form or query */
#define CAPTURES_MOST 4
#define JOURNEY_SECONDS 900
#define JOURNEY_MOST 2000

/* ---- request ------------------------------------------------------------------------------------ */

enum method { GET, POST, METHOD_COUNT };

struct form_field {
	struct text name, value; /* decoded once; valid UTF-8 without NUL, or the form is refused */
	struct text file_name;   /* multipart only: empty for what isn't a file */
};

struct form {
	const struct form_field *fields; /* in the order they came */
	size_t count;
};

/* The first field of that name, or an empty text with at == NULL. */
struct text form_value(const struct form *form, const char *name);
/* The n-th (from 0) of that name; at == NULL past the last. */
struct text form_value_at(const struct form *form, const char *name, size_t n);
bool form_has(const struct form *form, const char *name);

/* Who is asking, as pages/ found out. */
struct who {
	int64_t person; /* 0: nobody is signed in */
	unsigned roles; /* bits of the doors below; 0 for nobody */
	int64_t expired; /* the person whose session has ended, where the cookie still tells; else 0 */
	const void *more; /* pages' own */
};

/* Doors: which bits of who.roles may pass. ANYONE is open without signing in. A door that is TIED
 * leads to somebody's own things: hooks.admit looks at how who asks stands to them, in that scope.
 * UNASKED (for GET) is open to machines that watch: no session is looked up, it is answered also when
 * the server is full, and from this machine under its own address too, whatever the origin.
 * BY_LINK (with ANYONE) is open to whoever has the address, which holds a secret, and to machines they
 * gave it to: no session is looked up, so nothing is done there in anybody's name, and a POST needs no
 * token.
 * OWN_MATTER is what a card or an open phone alone don't show, ON_THE_WAY_IN a step of coming in, open
 * to staff also before their second factor: hooks.admit looks at how surely it is they who ask.
 * FOR_GUESTS is answered under another host of ours, too (http_settings.more_hosts), where nobody is
 * signed in and nothing else but static files is.
 * TAKES_FILE (for POST) is a form that one file may come with; only whoever passes the door is read
 * at all. Never with ANYONE. */
enum {
	DOOR_CLIENT = 1 << 0,
	DOOR_COACH = 1 << 1,
	DOOR_LEAD = 1 << 2,
	DOOR_AUTHOR = 1 << 3,
	DOOR_ADMIN = 1 << 4,
	DOOR_STAFF = DOOR_COACH | DOOR_LEAD | DOOR_AUTHOR | DOOR_ADMIN,
	SIGNED_IN = DOOR_CLIENT | DOOR_STAFF,
	ANYONE = 1 << 8,
	TIE_LEARNING = 1 << 9,
	TIE_CLAIMS = 1 << 10,
	TIED = TIE_LEARNING | TIE_CLAIMS,
	UNASKED = 1 << 11,
	OWN_MATTER = 1 << 12,
	ON_THE_WAY_IN = 1 << 13,
	TAKES_FILE = 1 << 14,
	BY_LINK = 1 << 15,
	FOR_GUESTS = 1 << 16,
};

struct request {
	struct arena *arena;
	void *owner;        /* as hooks.hold gave it: pages' struct workshop */
	enum method method; /* HEAD comes as GET with head set */
	bool head;
	bool guest;       /* under another host than the origin's: nothing leads to what is there */
	bool again;       /* a form shown again after sign-in: render it, change nothing */
	bool prefetch;    /* the browser fetches ahead (Sec-Purpose): note no visit */
	struct text path; /* decoded once, starts with '/', valid UTF-8, no control characters */
	struct text raw_query;
	struct form query, form;
	struct text body;                    /* raw bytes of the form, as they came */
	struct text body_type;               /* its Content-Type */
	struct text captures[CAPTURES_MOST]; /* {names} of the pattern, in order */
	const struct route *route;
	struct who who;
	const void *about;   /* pages' own: what hooks.admit found out for the handler */
	void *file;          /* hooks.file_begin's; NULL: none came, or it had no name */
	struct text session; /* the session cookie's value, or empty */
	struct text journey; /* the journey cookie's value as it came, or empty */
	struct text host;    /* as the browser asked for it: one of those let in */
	struct text accept, accept_language, if_none_match, range;
	struct text
		address; /* of the client, through a trusted proxy; for brakes only, never logged */
	struct text authorization; /* the header, or empty */
	bool local;   /* from this machine itself, and nothing says that a proxy passed it on */
	bool gzip;    /* the browser takes it */
	void *inside; /* http's own */
};

/* ---- response ------------------------------------------------------------------------------------- */

/* Bytes that are too many to be held: so many, as `next` gives them, at most `room` at a time; 0 where it
 * can't go on, and the connection is cut for the browser to see that. `end` is called once, also where
 * nothing was sent. */
struct flow {
	uint64_t size;
	size_t (*next)(void *context, char *bytes, size_t room);
	void (*end)(void *context);
	void *context;
};

/* A handler fills its response and returns DONE, also for a page of its own that isn't a success:
 * the form with its problems sets `status` to 422 and returns DONE. Any other outcome throws away
 * what the handler filled, and hooks.refuse makes the page of that outcome. A handler that returns
 * DONE and filled nothing is a fault. */
struct response {
	int status;         /* 0: 200, or 303 where `location` is set, or the outcome's in refuse */
	struct parcel page; /* HTML; ready for parcel_add when the handler is called */
	struct text bytes;  /* instead of page, where at isn't NULL */
	struct text bytes_gzip; /* the same as a gzip member, or empty */
	const char *type;       /* NULL: "text/html; charset=utf-8" */
	struct text location;   /* 303 */
	struct text etag;       /* with quotes; empty: none */
	bool immutable;         /* public, a year; otherwise private pages say no-store */
	bool shared;            /* public without a session: cache with revalidation */
	bool for_anybody;       /* other sites' pages may read it: public documents alone */
	bool attachment, sandboxed;
	const char
		*file_name; /* of an attachment: ASCII letters, digits, '-' and '.'; NULL: none */
	bool clear_site;    /* Clear-Site-Data, at sign-out */
	struct text file;   /* path on disk: send this file (with Range) instead of bytes */
	const struct flow *flow; /* send these bytes, made on the way, instead */
	struct text cookie;      /* new session token to set; at == NULL: leave the cookie alone */
	bool cookie_gone;        /* drop session and visit cookies */
	int64_t cookie_age;      /* seconds; 0: until the browser closes */
	/* What the browser is to bring back from another site within JOURNEY_SECONDS: [A-Za-z0-9_-], at
	 * most JOURNEY_MOST bytes. */
	struct text journey;
	bool journey_gone; /* drop it */
	/* This page goes on to an address elsewhere by itself (the Refresh header of the HTML standard).
	 * A 303 after a form wouldn't get there: our policy lets forms go nowhere but here. Whoever sets
	 * it knows the address. */
	struct text onward;
	int retry_after;  /* seconds; 0: not said */
	bool no_referrer; /* the address itself is a secret (cards) */
};

/* 303 to a path of this site, printed; values must have been url-encoded by the caller (buffer_add_url). */
enum outcome see_other(struct response *rs, struct request *rq, const char *format, ...)
	PRINTF_LIKE(3, 4);

typedef enum outcome handler(struct request *rq, struct response *rs);

struct route {
	enum method method;
	const char *pattern; /* "/courses/{course}/{page}": a {name} takes one segment */
	unsigned door;
	handler *run;
	const char *name; /* the handler's, for tests and metrics */
};

/* The token for the hidden field `csrf` of every form on this answer. Bound to the session (the new
 * one where rs->cookie is set already), or, before sign-in, to a random `visit` cookie which this
 * call makes the answer set. */
struct text request_csrf(struct request *rq, struct response *rs);

/* Runs the GET row for `path` with the form's fields taken from `body` and rq->again set: after a
 * sign-in in the middle of a form. rq->who must be the new one. */
enum outcome request_again(struct request *rq, struct response *rs, struct text path,
	struct text body, struct text body_type) MUST_USE;

/* ---- the server ------------------------------------------------------------------------------------ */

struct http_server;

struct http_hooks {
	void *owner;
	/* What a request sees as its owner from its start until its answer was sent, where that may
	 * be another one from one request to the next; let go afterwards. NULL: `owner` itself. */
	void *(*hold)(void *owner);
	void (*let_go)(void *held);
	/* Who holds this session token (empty: nobody). Must not fail: a fault is nobody, logged. */
	struct who (*who_is)(void *owner, struct arena *a, struct text token);
	/* Whether this request may go on to its handler, once its door and its token have let it
	 * in; asked for every route there is, so no handler can forget. What it answers other than
	 * DONE is refused. NULL: nothing more is asked. */
	enum outcome (*admit)(struct request *rq);
	/* Makes the page of an outcome other than DONE into rs (which is empty). rq->route may be
	 * NULL. For SIGN_IN and STALE_FORM on a POST it keeps the form (rq->body). With BUSY,
	 * rq->who is nobody: it must not wait for anything. Where it fills nothing, http sends a
	 * plain page with outcome_words(). */
	void (*refuse)(struct request *rq, struct response *rs, enum outcome o);
	/* After the answer was sent: route pattern (or "-"), method, status, microseconds. */
	void (*note)(void *owner, const char *pattern, enum method method, int status, int64_t us);
	/* For routes that TAKES_FILE; NULL where there are none. A file has begun to come: what will
	 * hold it (rq->file). Then its bytes, in blocks; after the last the form is parsed and the
	 * handler called. Once the answer was sent it may go, and so it may where the handler was
	 * never called. `cut`: it stopped coming, and perhaps nobody was there to be told. */
	void *(*file_begin)(struct request *rq, struct text name);
	void (*file_take)(void *file, struct text bytes);
	void (*file_end)(struct request *rq, bool cut);
	/* Once, when static_path() works and before anybody is let in. NULL: nothing to do. */
	void (*ready)(void *owner, struct http_server *server);
};

struct http_settings {
	/* "https://learn.example.fi" or "http://127.0.0.1:8080"; over http on a loopback address
	 * the port is the one listened on, and both 127.0.0.1 and localhost are let in. */
	struct text origin;
	struct text listen;        /* "127.0.0.1:8080"; port 0 takes a free one */
	struct text trusted_proxy; /* address whose X-Forwarded-For is believed; may be empty */
	const struct text
		*more_hosts; /* other Host values (the badge origin's), for what is FOR_GUESTS */
	size_t more_host_count;
	const struct route *routes;
	size_t route_count;
	const struct shelf_file *shelf; /* static/ is served from here, at /static/DIGEST/NAME */
	size_t shelf_count;
	const char *over_folder; /* DIR/static, file by file over the shelf; NULL: none */
	/* HTML at the end of the plain pages that http makes itself: links to what is open
	 * to anybody. Made by us, never from outside; may be empty. */
	struct text plain_foot;
	int threads;         /* 0: 512, or what the limit on open files leaves room for */
	int request_seconds; /* 0: 5; a whole request must have come within three times this, but
				for files, see upload.c */
	const struct seal *seal;
	struct http_hooks hooks;
};

enum outcome http_open(const struct http_settings *settings, struct http_server **server) MUST_USE;
/* Lets requests in progress end. */
void http_close(struct http_server *server);
int http_port(const struct http_server *server);
/* The address of a static file: "/static/3f2a.../askel.css"; empty where there is none. */
struct text static_path(const struct http_server *server, const char *name);

/* ---- how it stands, for /health and /metrics ---------------------------------------------------------- */

struct request_count {
	const char *pattern; /* of the route; "/static"; "-" */
	enum method method;
	int status; /* 0: one that isn't in our list */
	uint64_t count;
};

struct http_numbers {
	size_t threads, held;               /* held: by a connection */
	size_t waiting, reading, answering; /* of them, in each phase */
	bool pressed, full, stuck;          /* see watch.c */
	uint64_t connections;               /* that got a thread, since the start */
	uint64_t cut_waiting, cut_reading;  /* let go because they were slow */
	uint64_t faults;                    /* of ours, logged here */
	size_t arenas;                      /* of requests, lying ready */
	uint64_t arena_bytes;
	const struct request_count *requests; /* since the start; only what isn't 0 */
	size_t request_rows;
	struct spread times; /* of requests, microseconds */
};
void http_numbers(struct http_server *server, struct arena *a, struct http_numbers *n);
/* So many requests are late that newcomers are told to wait. */
bool http_stuck(const struct http_server *server);

/* ---- a brake on tries -------------------------------------------------------------------------------- */

/* Counts tries by key (a sign-in name, a card, an address) in fixed memory; keys are hashed with a
 * random key, old ones fade: a count halves every ten minutes. Thread-safe. */
struct brake;
struct brake *brake_open(void);
void brake_close(struct brake *b);
/* Tries counted for this key so far, and the seconds since the last of them. */
int brake_tries(struct brake *b, struct text key, int64_t now, int64_t *since);
void brake_count(struct brake *b, struct text key, int64_t now);
/* For what may be used once: whether this is the first time; true again after twenty minutes without. */
bool brake_first(struct brake *b, struct text key, int64_t now);
/* Takes one counted try back: it wasn't one. */
void brake_take_back(struct brake *b, struct text key);
void brake_forget(struct brake *b, struct text key);

/* ---- pure parsers, for tests and fuzzing ---------------------------------------------------------------- */

/* application/x-www-form-urlencoded (WHATWG URL, section 5.1). BAD_REQUEST for bad escapes, NUL or
 * ill-formed UTF-8; TOO_LARGE for too many fields. On any other outcome than DONE the form is
 * empty. */
enum outcome form_read(struct arena *a, struct text body, struct form *form) MUST_USE;
/* multipart/form-data (RFC 7578) with the boundary taken from `type`. */
enum outcome multipart_read(
	struct arena *a, struct text body, struct text type, struct form *form) MUST_USE;
/* The same in blocks, as they come; the form lives in the arena. Where there is a taker, the one
 * file of a form (a second is BAD_REQUEST) goes to it and not into the form, whose field has only
 * its name. NULL: `type` names no boundary. */
struct multipart;
struct file_taker {
	void *context;
	void (*begin)(void *context, struct text name);
	void (*take)(void *context, struct text bytes); /* some at a time, in order */
};
struct multipart *multipart_begin(
	struct arena *a, struct text type, const struct file_taker *taker);
enum outcome multipart_feed(struct multipart *m, struct text bytes) MUST_USE;
enum outcome multipart_end(struct multipart *m, struct form *form) MUST_USE;
/* The value of one cookie (RFC 6265, 5.4) or at == NULL. */
struct text cookie_value(struct text header, const char *name);
/* Decodes a path once; BAD_REQUEST for control characters, backslash, bad UTF-8, bad escapes, "%00"
 * and "%2F". Dot segments are refused, not resolved. */
enum outcome path_read(struct arena *a, struct text raw, struct text *path) MUST_USE;
/* Whether a pattern fits a path; captures are slices of path. */
bool route_fits(const char *pattern, struct text path, struct text captures[CAPTURES_MOST]);
/* What a Range header (RFC 9110, 14.2) asks of `size` bytes. Anything but one range of bytes is as
 * good as none, which the RFC allows. */
enum range { RANGE_NONE, RANGE_PART, RANGE_OUTSIDE };
enum range range_read(struct text header, uint64_t size, uint64_t *from, uint64_t *count);

#endif
