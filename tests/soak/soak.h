/*
 * soak: a crowd at a real server, all in one thread on one epoll: browsers that think, busy ones
 * that don't, and attackers. Each is a `struct visitor` with one socket; time and answers are
 * counted for each of them, for a load generator that only counts what was answered doesn't see
 * who was not.
 */
#ifndef TESTS_SOAK_H
#define TESTS_SOAK_H

#include "base/base.h"

#include <sys/types.h>

/* ---- times: enough places for percentiles within 5 % ------------------------------------------- */

#define TIME_PLACES 1024
struct times {
	uint64_t counts[TIME_PLACES], all;
	int64_t most; /* microseconds */
};
void times_add(struct times *t, int64_t us);
int64_t times_at(
	const struct times *t, double share); /* the value that `share` of them stay under */

/* ---- server.c: an installation of its own, and the server over it ------------------------------- */

struct served {
	char folder[64];
	pid_t process;
	int port, log; /* log: the server's stderr */
	_Atomic uint64_t faults, lines;
	char first_fault[256];
};
/* False after telling what went wrong. */
bool server_install(struct served *s, const char *askel);
bool server_start(struct served *s, const char *askel);
/* A new client's card: "/in/TOKEN". */
bool server_card(const struct served *s, const char *askel, char card[128]);
/* Stops it in order and removes the folder; its exit code, or -1. */
int server_stop(struct served *s);

struct server_state {
	uint64_t resident; /* bytes */
	int descriptors, threads;
};
struct server_state server_look(const struct served *s);
/* One request on a connection of its own, waited for; the whole answer, or an empty text. */
struct text server_ask(const struct served *s, struct arena *a, struct text request);
/* The value of a line of /metrics; -1 where there is none. */
double metric_of(struct text metrics, const char *name);

/* ---- crowd.c ------------------------------------------------------------------------------------ */

/* Somebody with an account; several browsers may be theirs. */
struct person {
	char cookie[128]; /* "askel-PORT=TOKEN" */
	char csrf[128];
	char mark[32]; /* words of theirs, which stand on one page and on nobody else's */
};

enum visitor_kind { THINKING, BUSY_ONE, ATTACKING };
enum visitor_state {
	RESTING,    /* until `due`, with or without a socket */
	CONNECTING, /* a request stands ready */
	ASKING,     /* sending it, reading the answer */
};

struct visitor {
	enum visitor_kind kind;
	enum visitor_state state;
	int number, fd;
	int64_t due;      /* clock_ticks_us: when to do the next thing */
	int64_t asked;    /* when this request was first tried */
	int64_t began;    /* when this connection was begun */
	bool fresh;       /* nothing was answered on this connection yet */
	bool gzip, again; /* again: the kept connection was gone, so it was asked once more */
	int step;         /* an attacker's place in what it does */
	const struct person *person;
	const struct place *place; /* what is asked for */
	char csrf[128];            /* from the last page with a form */
	char request[2048];
	size_t request_size, sent;
	char *answer; /* ANSWER_MOST bytes */
	size_t got;
	uint64_t answers; /* since the last look */
};

struct crowd_counts {
	uint64_t answers, told_to_wait; /* told_to_wait: 503 */
	uint64_t unanswered;            /* nothing whole in time, or a new connection cut */
	uint64_t wrong;                 /* an answer that isn't what it should be */
	uint64_t stale;           /* kept connections that were gone by the time they were used */
	uint64_t attacks;         /* connections of attackers */
	struct times fresh, kept; /* from connecting, or asking, to the last byte */
	char first_wrong[256];
};

struct crowd {
	struct arena *arena;
	const struct served *server;
	int epoll;
	struct visitor *visitors; /* the busy ones first */
	size_t count;
	int busy_count;
	struct person *people;
	size_t person_count;
	uint64_t dice;
	bool leaving; /* nobody asks anything new */
	struct crowd_counts now, whole;
};

struct crowd_sizes {
	int thinking, busy, attacking, people;
};
bool crowd_gather(struct crowd *c, const struct crowd_sizes *sizes, const char *askel);
/* Lets them go about for so long. */
void crowd_run(struct crowd *c, int64_t until);
/* Closes whatever is open once those who asked have been answered. */
void crowd_leave(struct crowd *c);
/* How many of those who think or are busy got no answer since the last call. */
int crowd_without_answer(struct crowd *c);
uint32_t crowd_random(struct crowd *c, uint32_t below);

/* ---- attack.c: what no browser does --------------------------------------------------------------- */

extern const int attack_count;
/* The next thing: connects, sends a little, waits; sets `due`. */
void attack_step(struct crowd *c, struct visitor *v, bool readable);
/* Begins a connection that doesn't block; false where that fails at once. */
bool visitor_connect(struct crowd *c, struct visitor *v);
void visitor_close(struct visitor *v);

/* ---- inflate.c -------------------------------------------------------------------------------------- */

/* A gzip member (RFC 1952) undone, or an empty text where it isn't one or doesn't add up. A decoder
 * of our own, for the server's is what is looked at. */
struct text gunzip(struct arena *a, struct text bytes);

#endif
