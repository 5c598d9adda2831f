/*
 * attack: what keeps a server's threads from people: silence, headers and forms that come in drops,
 * sockets half closed, cut off or kept for nothing, junk behind a request, answers nobody reads.
 * Each connects again as soon as it is let go.
 */
#include "soak.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define MS ((int64_t)1000)
#define SECOND (1000 * MS)
#define PAUSE_US (20 * MS) /* between two connections: "at once", and yet not a flood of SYNs */

struct attack {
	const char *says;
	const char *start; /* sent at once; {host} is the address */
	const char *drop;  /* then this again and again ... */
	int64_t every;     /* ... after so long; 0: nothing more */
	int drops;         /* at most */
	int64_t hold;      /* and then the connection is held so long */
	bool half, cut;    /* the sending side is closed at the end; the connection is reset */
};

#define FORM_START \
	"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n" \
	"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
#define PAGE "GET /sign-in HTTP/1.1\r\nHost: {host}\r\n\r\n"

static const struct attack attacks[] = {
	{ "silence", "", "", 0, 0, 60 * SECOND, false, false },
	{ "a slow header", "GET / HTTP/1.1\r\nHost: {host}\r\n", "X-Slow: y\r\n", SECOND, 100,
		SECOND, false, false },
	{ "a header byte by byte", "GET / HTTP/1.1\r\nX-Slow: ", "x", 100 * MS, 10000, SECOND,
		false, false },
	{ "a slow form", FORM_START "50000\r\n\r\nname=", "x", 500 * MS, 1000, SECOND, false,
		false },
	{ "a form just within its time", FORM_START "90\r\n\r\nname=", "x", 100 * MS, 85,
		20 * SECOND, false, false },
	{ "a form that is refused", FORM_START "500000\r\nOrigin: http://evil.example\r\n\r\n",
		"xxxxxxxxxxxxxxxx", 10 * MS, 1000, SECOND, false, false },
	{ "half a header, half closed", "GET / HTTP/1.1\r\nHost: {host}\r\n", "", 0, 0, 30 * SECOND,
		true, false },
	{ "a request, half closed", PAGE, "", 0, 0, 30 * SECOND, true, false },
	{ "a request, cut off", PAGE, "", 0, 0, MS, false, true },
	{ "half a form, cut off", FORM_START "5000\r\n\r\nname=", "x", 50 * MS, 20, MS, false,
		true },
	{ "a connection kept for nothing", PAGE, "", 0, 0, 60 * SECOND, false, false },
	{ "junk behind a request", PAGE "\x16\x03\x01 %%%% junk \r\n\r\n\r\nGET\r\n\r\n", "", 0, 0,
		5 * SECOND, false, false },
	{ "answers nobody reads", PAGE PAGE PAGE PAGE PAGE PAGE PAGE PAGE, PAGE, 20 * MS, 1000,
		20 * SECOND, false, false },
	{ "not HTTP at all", "\x80\x2e\x01\x03\x01\r\n\r\n", "\xff\xfe", 200 * MS, 50, SECOND,
		false, false },
};
const int attack_count = COUNT_OF(attacks);

static const struct attack *attack_of(const struct visitor *v)
{
	return &attacks[v->number % attack_count];
}

static void fill_host(const struct crowd *c, const char *from, char *out, size_t size)
{
	size_t at = 0;

	for (; *from && at + 32 < size; from++) {
		if (strncmp(from, "{host}", 6) == 0) {
			at += (size_t)snprintf(
				out + at, size - at, "127.0.0.1:%d", c->server->port);
			from += 5;
		} else {
			out[at++] = *from;
		}
	}
	out[at] = '\0';
}

static void begin_again(struct visitor *v)
{
	const struct attack *attack = attack_of(v);
	struct linger now = { .l_onoff = 1 };

	if (v->fd >= 0 && attack->cut)
		setsockopt(v->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	visitor_close(v);
	v->step = 0;
	v->due = clock_ticks_us() + PAUSE_US;
}

/* False where the server has let go. Whether all of it went is no matter to who attacks. */
static bool give(struct crowd *c, struct visitor *v, const char *what)
{
	char bytes[2048];

	fill_host(c, what, bytes, sizeof bytes);
	size_t size = strlen(bytes);
	return size == 0 || send(v->fd, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0 ||
		errno == EAGAIN;
}

static bool is_let_go(struct visitor *v)
{
	char block[16384];
	ssize_t got;

	if (strcmp(attack_of(v)->says, "answers nobody reads") == 0)
		return recv(v->fd, block, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
	while ((got = recv(v->fd, block, sizeof block, MSG_DONTWAIT)) > 0)
		continue;
	return got == 0 || errno != EAGAIN;
}

void attack_step(struct crowd *c, struct visitor *v, bool readable)
{
	const struct attack *attack = attack_of(v);
	int64_t now = clock_ticks_us();

	if (v->fd < 0) {
		if (now < v->due || c->leaving)
			return;
		c->now.attacks++;
		v->due = now + SECOND;
		if (!visitor_connect(c, v))
			begin_again(v);
		return;
	}
	if (readable && is_let_go(v)) {
		begin_again(v);
		return;
	}
	if (v->step > 0 && now < v->due)
		return;
	if (!give(c, v, v->step ? attack->drop : attack->start)) {
		begin_again(v);
		return;
	}
	v->step++;
	v->due = now + (attack->every && v->step <= attack->drops ? attack->every : attack->hold);
	if (!attack->every && v->step == 1 && attack->half)
		shutdown(v->fd, SHUT_WR);
	/* the hold is over */
	if (v->step > attack->drops + 1 || (!attack->every && v->step > 1))
		begin_again(v);
}
