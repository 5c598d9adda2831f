/*
 * http, inside: what the files of this room share. One request's state is a struct exchange on the
 * worker's stack; everything that outlives a request is in struct http_server.
 */
#ifndef ASKEL_HTTP_INSIDE_H
#define ASKEL_HTTP_INSIDE_H

#include "http/http.h"

#include <pthread.h>
#include <stdatomic.h>

struct mg_connection;
struct mg_context;
struct mg_request_info;

/* ---- watch.c: who holds a worker thread, and since when ---------------------------------------
 */

enum phase {
	PHASE_AWAY,      /* no connection, or the thread has ended */
	PHASE_WAITING,   /* for the header of a request */
	PHASE_READING,   /* a body; `deadline` holds */
	PHASE_ANSWERING, /* a handler runs or an answer is being sent: never disturbed */
};

struct worker {
	pthread_mutex_t lock; /* over all below; the thread is only signalled under it */
	pthread_t thread;
	enum phase phase;
	bool first;       /* of its connection: nothing has been answered yet */
	int64_t since;    /* of the phase WAITING, or of the request; clock_ticks_us */
	int64_t deadline; /* of READING */
	size_t got;       /* bytes of the body, so far */
	bool woken;       /* because it took too long */
	bool file;        /* what is read is a file, which has time: see upload.c */
};

struct watch {
	pthread_t thread;
	pthread_mutex_t lock; /* over `ending`, for the condition */
	pthread_cond_t turn;
	bool running, ending;
	struct worker *workers;
	size_t count;
	struct worker master; /* CivetWeb's accepting thread, to be woken when we close */
	int64_t request_us;
	atomic_size_t taken; /* workers that have a thread */
	atomic_size_t held;  /* of them, those that a connection owns */
	atomic_bool full;    /* hardly a thread was free, two looks in a row */
	atomic_bool stuck;   /* so many requests are late that newcomers are sent away */
	atomic_bool closing; /* whoever waits for a request is let go at once */
	_Atomic uint64_t connections, cut_waiting, cut_reading; /* see struct http_numbers */
};

enum outcome watch_open(
	struct watch *w, struct arena *a, size_t threads, int64_t request_us) MUST_USE;
void watch_close(struct watch *w);
/* Puts the calling thread into the table; NULL when there are more than were said. */
struct worker *watch_join(struct watch *w);
struct worker *watch_join_as_master(struct watch *w);
void worker_wait(struct worker *worker, bool first);
void worker_read(struct worker *worker, int64_t deadline);
/* The same for a file, which is let be however slowly it comes, until the deadline. */
void worker_read_file(struct worker *worker, int64_t deadline);
/* So much of the body has come. */
void worker_got(struct worker *worker, size_t got);
void worker_answer(struct worker *worker);
void worker_away(struct worker *worker);
/* Under a quarter of the threads are free. */
bool watch_is_pressed(struct watch *w);
void watch_numbers(struct watch *w, struct http_numbers *n);

/* ---- the server ----------------------------------------------------------------------------- */

struct static_file {
	struct text name;    /* "askel.css" */
	struct text address; /* "/static/0123456789abcdef/askel.css" */
	struct text bytes, gzip, etag;
	const char *type;
};

/* Arenas of requests that are over, the last used on top: as many as were ever needed at once, and
 * the warm one first. A thread keeps none, for with 512 of them most would lie idle. */
struct arena_pool {
	pthread_mutex_t lock;
	struct arena **free;
	size_t count;
};

#define UPLOADS_MOST 16

/* Who is sending a file right now; see upload.c. */
struct uploads {
	pthread_mutex_t lock;
	pthread_cond_t freed;
	int64_t who[UPLOADS_MOST];
	size_t count, most;
};

/* What is counted since the start. */
struct tally {
	_Atomic uint64_t *requests; /* STATUS_COUNT a route, and two rows more; see numbers.c */
	struct histogram times;
	_Atomic uint64_t faults;
};

struct http_server {
	struct arena *arena;               /* all below lives here */
	struct http_settings set;          /* texts copied */
	struct text origin;                /* with the real port */
	bool secure;                       /* the origin is https */
	bool loopback;                     /* the origin is http on this machine */
	struct text *hosts;                /* that are let in, lower case */
	size_t host_count, own_host_count; /* the origin's first, then those of guests */
	const char *session_cookie, *visit_cookie, *journey_cookie; /* their names */
	struct static_file *files;                                  /* by name */
	size_t file_count;
	struct mg_context *context;
	int port;
	size_t threads;
	int64_t request_us;
	size_t queue; /* of connections that wait for a thread */
	struct arena_pool pool;
	struct watch watch;
	struct uploads uploads;
	struct tally tally;
	atomic_bool open;        /* all above is as it will be; workers look no sooner */
	atomic_size_t in_flight; /* requests begun and not yet answered */
};

/* ---- places.c: how many connections there is room for --------------------------------------- */

/* Sets threads and queue by what was asked for and by the limit on open files, which is raised as
 * far as it may be. */
void places_settle(struct http_server *server);

/* ---- one request ---------------------------------------------------------------------------- */

struct exchange {
	struct http_server *server;
	struct mg_connection *connection;
	const struct mg_request_info *info; /* NULL where no request could be read */
	struct worker *worker;
	struct request rq;
	struct response rs;
	int64_t began;     /* clock_ticks_us */
	int64_t body_size; /* as the header says; 0 without a body */
	bool body_left;    /* not read yet */
	bool cut;          /* it stopped coming: nobody may be there to answer to */
	bool keep;         /* the connection, after this answer */
	bool aside;        /* came under our own address: only for what is UNASKED */
	struct text fetch_site, origin, if_range;
	struct text visit; /* the visit cookie's value, or empty */
	bool visit_fresh;  /* made for this answer */
	const char *allow; /* for 405 */
	int status;        /* of what was sent */
};

/* The value of a header, its names compared without case; at == NULL where it is missing. *count
 * (unless NULL) says how many of that name came. */
struct text header_of(const struct mg_request_info *info, const char *name, size_t *count);
bool text_is_nocase(struct text a, const char *b);
/* Whether a comma-separated list holds this word, without case; parameters after ';' don't count.
 */
bool list_has(struct text list, const char *word);

/* screen.c: everything CivetWeb lets through and we don't. Fills method, head, path, host,
 * body_size, body_left and keep of the exchange. */
enum outcome screen_request(struct exchange *x) MUST_USE;

/* request.c: fills the rest of rq from headers and query. */
enum outcome request_fill(struct exchange *x) MUST_USE;
/* Reads the body within its deadline and parses it into rq->form. */
enum outcome request_read_form(struct exchange *x) MUST_USE;
/* Parses a body by its type: DONE with an empty form for an empty body. */
enum outcome form_of(
	struct arena *a, struct text body, struct text type, struct form *form) MUST_USE;
/* One block of the body; less than asked for where the browser stops or the deadline passes. */
size_t read_block(struct exchange *x, char *block, size_t size);
/* Says that the body may come, to a browser that asks first. */
enum outcome request_let_come(struct exchange *x) MUST_USE;
/* After an answer that came before the body was read: takes in a little of it, so that the browser
 * gets to read the answer. */
void request_let_go(struct exchange *x);

/* upload.c: a form with a file. */
void uploads_open(struct http_server *server);
void uploads_close(struct http_server *server);
/* Reads such a form, its file going to hooks.file_take as it comes; what else is in it is in rq->form
 * and, so that it can be kept like any other, in rq->body. */
enum outcome upload_read_form(struct exchange *x) MUST_USE;

/* csrf.c */
enum outcome csrf_check_origin(const struct exchange *x) MUST_USE;
enum outcome csrf_check_token(const struct exchange *x) MUST_USE;

/* route.c */
enum outcome route_find(struct exchange *x) MUST_USE;
bool route_opens(const struct route *route, const struct who *who);
/* The last steps of every request that its door has let in: hooks.admit, then the handler. */
enum outcome route_run(const struct http_hooks *hooks, struct request *rq, struct response *rs);

/* static.c */
enum outcome static_open(struct http_server *server) MUST_USE;
/* Whether a path is ours to answer; and its file into x->rs, or NOT_HERE or NO_METHOD. */
bool static_is(struct text path);
enum outcome static_fill(struct exchange *x) MUST_USE;

/* answer.c: head and body in one write. */
void answer_send(struct exchange *x, enum outcome o);
/* A page of our own making that needs nothing but the outcome; the connection is closed after.
 * Status 0 is the outcome's. */
void answer_plain(struct exchange *x, enum outcome o, int status);
bool response_is_filled(const struct response *rs);
/* False where the connection has failed. */
bool exchange_write(struct exchange *x, struct text bytes);
/* Whether the browser has what this ETag names. */
bool browser_has(const struct exchange *x);

/* numbers.c */
void tally_open(struct http_server *server);
void tally_request(const struct exchange *x, int64_t us);
/* "/help/{id}", "/static" or "-". */
const char *pattern_of(const struct exchange *x);

/* head.c: the one writer of headers, and the list of statuses we send. */
#define STATUS_COUNT 22 /* with one place for what isn't in the list */
size_t status_place(int status);
int status_at(size_t place); /* 0: the last place */
struct head {
	struct buffer out;
	const char
		*spoiled; /* the name of a header whose value held a line end; the answer is void */
};
struct head head_start(struct arena *a, int status);
void head_add(struct head *h, const char *name, struct text value);
void head_add_number(struct head *h, const char *name, uint64_t value);
/* What every answer carries, and what this response asks for but its body. */
void head_add_answer(struct head *h, const struct exchange *x, int status);
void head_add_caching(struct head *h, const struct exchange *x, bool coded);
void head_end(struct head *h, const struct exchange *x);

/* file.c: streams rs->file, or a range of it. */
enum outcome file_answer(struct exchange *x) MUST_USE;
/* Whoever takes so few bytes, on the whole, that they hold a thread for too long. */
bool is_too_slow(int64_t began, uint64_t sent);

/* flow.c: streams rs->flow. */
enum outcome flow_answer(struct exchange *x) MUST_USE;

#endif
