/*
 * crowd: people with accounts, and what their browsers do: ask, read the answer to its end, look
 * whether it is whole and theirs, think, ask again on the socket they were left, or on a new one
 * where it is gone, as a browser does.
 */
#include "soak.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define SECOND ((int64_t)1000 * 1000)
#define ANSWER_MOST ((size_t)256 * 1024)
#define PATIENCE_US (15 * SECOND) /* without a whole answer by then there is none */
#define TICK_MS 2
#define MARK "soakmark"

/* ---- times ---------------------------------------------------------------------------------- */

/* Sixteen places for each doubling. */
static size_t place_of_time(int64_t us)
{
	size_t doubling = 0;

	while (us >> doubling >= 32)
		doubling++;
	size_t place = doubling * 16 + (size_t)(us >> doubling);
	return place < TIME_PLACES ? place : TIME_PLACES - 1;
}

void times_add(struct times *t, int64_t us)
{
	t->counts[place_of_time(us)]++;
	t->all++;
	t->most = us > t->most ? us : t->most;
}

int64_t times_at(const struct times *t, double share)
{
	uint64_t seen = 0, wanted = (uint64_t)((double)t->all * share);

	for (size_t i = 0; i < TIME_PLACES; i++) {
		seen += t->counts[i];
		if (seen <= wanted || seen == 0)
			continue;
		int64_t end = i < 32 ? (int64_t)i : (int64_t)(i % 16 + 17) << (i / 16 - 1);
		return end < t->most ? end : t->most;
	}
	return t->most;
}

uint32_t crowd_random(struct crowd *c, uint32_t below)
{
	/* xorshift64*; the same walk every time it is given the same start */
	c->dice ^= c->dice >> 12;
	c->dice ^= c->dice << 25;
	c->dice ^= c->dice >> 27;
	return (uint32_t)((c->dice * 0x2545f4914f6cdd1d) >> 32) % below;
}

/* ---- places --------------------------------------------------------------------------------- */

enum place_kind { PAGE, OWN_PAGE, POSTED, FILE_OF_OURS };

struct place {
	enum place_kind kind;
	const char *path;
};

#define COURSE "/courses/safe-online"
#define QUESTION_PAGE COURSE "/good-password"
#define OWN_WORDS_PAGE COURSE "/show-what-you-can"

static const struct place places[] = {
	{ PAGE, "/" },
	{ PAGE, COURSE },
	{ PAGE, QUESTION_PAGE },
	{ OWN_PAGE, OWN_WORDS_PAGE },
	{ PAGE, COURSE "/keeping-passwords" },
	{ PAGE, COURSE "/signs-of-a-scam" },
	{ PAGE, "/help" },
	{ PAGE, "/me" },
	{ POSTED, QUESTION_PAGE },
};

/* ---- people --------------------------------------------------------------------------------- */

static struct text head_value(struct text head, const char *name)
{
	for (struct text rest = head; rest.at;) {
		struct text value = text_line(&rest), found = text_cut(&value, ':');
		if (value.at && found.size == strlen(name) &&
			strncasecmp(found.at, name, found.size) == 0)
			return text_trim(value);
	}
	return NO_TEXT;
}

static struct text between(struct text whole, struct text start, char stop)
{
	size_t at = text_find(whole, start);
	struct text rest = text_part(whole, at + start.size, SIZE_MAX);

	return at < whole.size ? text_cut(&rest, stop) : NO_TEXT;
}

static struct text csrf_of(struct text page)
{
	return between(page, TEXT("name=\"csrf\" value=\""), '"');
}

/* A request of somebody who comes in; takes the cookie and the token of the answer. */
static struct text ask(
	struct crowd *c, struct arena *a, struct person *p, const char *path, const char *form)
{
	struct text request, answer, cookie;
	struct text body = form ? arena_print(a, "csrf=%s&%s", p->csrf, form) : NO_TEXT;

	request = arena_print(a,
		"%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n"
		"Accept-Language: en\r\nCookie: %s\r\nSec-Fetch-Site: same-origin\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
		"%zu\r\n\r\n%.*s",
		form ? "POST" : "GET", path, c->server->port, p->cookie, body.size, SHOWN(body));
	answer = server_ask(c->server, a, request);
	cookie = head_value(answer, "Set-Cookie");
	cookie = text_part(cookie, 0, text_find_char(cookie, ';'));
	if (cookie.size)
		snprintf(p->cookie, sizeof p->cookie, "%.*s", SHOWN(cookie));
	if (csrf_of(answer).size)
		snprintf(p->csrf, sizeof p->csrf, "%.*s", SHOWN(csrf_of(answer)));
	return answer;
}

static bool leads(struct text answer)
{
	return text_starts(answer, TEXT("HTTP/1.1 303 "));
}

/* Comes in by card, and leaves words that are shown on one page from then on. */
static bool come_in(struct crowd *c, struct person *p, int number, const char *askel)
{
	OWN_ARENA a = arena_open();
	char card[128];

	snprintf(p->mark, sizeof p->mark, MARK "%dx", number);
	if (!server_card(c->server, askel, card))
		return false;
	ask(c, a, p, card, NULL);
	if (!leads(ask(c, a, p, card, "")))
		return false;
	ask(c, a, p, "/languages", NULL);
	if (!leads(ask(c, a, p, "/languages", "ui=en&text=en")) ||
		!leads(ask(c, a, p, "/device", "device=own")))
		return false;
	ask(c, a, p, OWN_WORDS_PAGE, NULL);
	const char *form =
		arena_print(a, "do=check.my-scam-message&q.my-scam-message=%s", p->mark).at;
	return leads(ask(c, a, p, OWN_WORDS_PAGE, form));
}

static bool is_browser(const struct visitor *v)
{
	return v->kind != ATTACKING;
}

static void add_visitors(struct crowd *c, enum visitor_kind kind, int count)
{
	for (int i = 0; i < count; i++) {
		struct visitor *v = &c->visitors[c->count++];
		*v = (struct visitor){ .kind = kind, .number = i, .fd = -1 };
		v->person = &c->people[crowd_random(c, (uint32_t)c->person_count)];
		v->due = clock_ticks_us() + crowd_random(c, 3 * SECOND);
		if (is_browser(v))
			v->answer = arena_take(c->arena, ANSWER_MOST);
	}
}

bool crowd_gather(struct crowd *c, const struct crowd_sizes *sizes, const char *askel)
{
	c->epoll = epoll_create1(EPOLL_CLOEXEC);
	c->dice = 88172645463325252ULL;
	c->people = arena_take_many(c->arena, (size_t)sizes->people, sizeof *c->people);
	for (int i = 0; i < sizes->people; i++, c->person_count++)
		if (!come_in(c, &c->people[i], i, askel))
			return false;
	c->visitors = arena_take_many(c->arena,
		(size_t)(sizes->thinking + sizes->busy + sizes->attacking), sizeof *c->visitors);
	c->busy_count = sizes->busy;
	add_visitors(c, BUSY_ONE, sizes->busy);
	add_visitors(c, THINKING, sizes->thinking);
	add_visitors(c, ATTACKING, sizes->attacking);
	return true;
}

/* ---- sockets -------------------------------------------------------------------------------- */

bool visitor_connect(struct crowd *c, struct visitor *v)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)c->server->port) };
	struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP, .data.ptr = v };
	int one = 1;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	v->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	v->began = clock_ticks_us();
	v->fresh = true;
	if (v->fd < 0)
		return false;
	setsockopt(v->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (connect(v->fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) {
		close(v->fd);
		v->fd = -1;
		return false;
	}
	event.events |= EPOLLET;
	return epoll_ctl(c->epoll, EPOLL_CTL_ADD, v->fd, &event) == 0;
}

void visitor_close(struct visitor *v)
{
	if (v->fd >= 0)
		close(v->fd);
	v->fd = -1;
}

/* ---- asking --------------------------------------------------------------------------------- */

static void rest(struct crowd *c, struct visitor *v)
{
	int64_t now = clock_ticks_us();

	v->state = RESTING;
	v->due = v->kind == BUSY_ONE ? now : now + 2 * SECOND + crowd_random(c, 4 * SECOND);
}

static void write_request(struct crowd *c, struct visitor *v)
{
	const struct place *place = v->place;
	char form[256] = "";
	int form_size = 0;

	if (place->kind == POSTED)
		form_size = snprintf(form, sizeof form,
			"csrf=%s&do=check.best-password&q.best-password=%u",
			v->csrf[0] ? v->csrf : v->person->csrf, 1 + crowd_random(c, 4));
	v->gzip = crowd_random(c, 8) > 0;
	int size = snprintf(v->request, sizeof v->request,
		"%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n%s%s",
		place->kind == POSTED ? "POST" : "GET", place->path, c->server->port,
		v->person->cookie, v->gzip ? "Accept-Encoding: gzip, deflate, br\r\n" : "",
		"Accept-Language: en\r\nSec-Fetch-Site: same-origin\r\nUser-Agent: soak\r\n");
	size += snprintf(v->request + size, sizeof v->request - (size_t)size,
		place->kind == POSTED
			? "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
			  "%d\r\n\r\n%s"
			: "\r\n",
		form_size, form);
	v->request_size = (size_t)size;
}

/* On the kept socket, or a new one. */
static void send_again(struct crowd *c, struct visitor *v)
{
	v->sent = v->got = 0;
	if (v->fd < 0 && !visitor_connect(c, v)) {
		c->now.unanswered++;
		rest(c, v);
		return;
	}
	v->state = v->fresh ? CONNECTING : ASKING;
}

static void begin_asking(struct crowd *c, struct visitor *v)
{
	/* one in ten answers a question */
	size_t choice = crowd_random(c, 10) == 0 ? COUNT_OF(places) - 1
						 : crowd_random(c, COUNT_OF(places) - 1);
	v->place = &places[choice];
	v->again = false;
	v->asked = clock_ticks_us();
	if (v->fd >= 0)
		v->began = v->asked;
	write_request(c, v);
	send_again(c, v);
}

/* ---- looking at an answer ------------------------------------------------------------------- */

static void tell_wrong(struct crowd *c, const struct visitor *v, const char *why)
{
	if (c->now.wrong++ == 0)
		snprintf(c->now.first_wrong, sizeof c->now.first_wrong, "%s: %s: %.*s",
			v->place->path, why, (int)strcspn(v->answer, "\r\n"), v->answer);
}

/* Own words and the token of one's own session, and nobody else's words. */
static const char *not_theirs(const struct visitor *v, struct text page)
{
	struct text token = csrf_of(page);
	bool own = false;

	if (token.size && !text_is_chars(token, v->person->csrf))
		return "somebody else's token";
	for (struct text left = page;;) {
		size_t at = text_find(left, TEXT(MARK));
		if (at == left.size)
			break;
		left = text_part(left, at, SIZE_MAX);
		if (!text_starts(left, text_of(v->person->mark)))
			return "somebody else's words";
		own = true;
		left = text_part(left, 1, SIZE_MAX);
	}
	return v->place->kind == OWN_PAGE && !own ? "own words are missing" : NULL;
}

static const char *wrong_page(
	struct arena *a, struct visitor *v, struct text head, struct text body)
{
	bool coded = text_is_chars(head_value(head, "Content-Encoding"), "gzip");
	struct text page = coded ? gunzip(a, body) : body;

	if (coded != v->gzip)
		return coded ? "gzip that nobody asked for" : "no gzip";
	if (page.size == 0)
		return "gzip that doesn't decode";
	if (!text_ends(text_trim(page), TEXT("</html>")))
		return "a page without its end";
	if (csrf_of(page).size)
		snprintf(v->csrf, sizeof v->csrf, "%.*s", SHOWN(csrf_of(page)));
	return not_theirs(v, page);
}

static void look_at(struct crowd *c, struct visitor *v, struct text head, struct text body)
{
	OWN_ARENA a = arena_open();
	int status = atoi(head.at + sizeof "HTTP/1.1 " - 1);
	const char *why = NULL;

	if (status == 503) {
		c->now.told_to_wait++;
		why = head_value(head, "Retry-After").size ? NULL : "503 without Retry-After";
	} else if (v->place->kind == POSTED) {
		if (status != 303 ||
			!text_starts(head_value(head, "Location"), TEXT(QUESTION_PAGE)))
			why = "an answer that was not taken";
	} else if (status != 200) {
		why = "not 200";
	} else if (v->kind == THINKING || crowd_random(c, 16) == 0) {
		/* undoing gzip takes longer than the server takes to make it */
		why = wrong_page(a, v, head, body);
	}
	if (why)
		tell_wrong(c, v, why);
}

/* Whether the answer has come whole; then what comes of it. */
static bool take_answer(struct crowd *c, struct visitor *v)
{
	struct text came = { v->answer, v->got };
	size_t end = text_find(came, TEXT("\r\n\r\n"));
	struct text head = text_part(came, 0, end), body = text_part(came, end + 4, SIZE_MAX);
	int64_t size = 0, now = clock_ticks_us();

	if (end == came.size)
		return false;
	if (!text_number(head_value(head, "Content-Length"), &size) && v->place->kind != POSTED) {
		tell_wrong(c, v, "no length");
		visitor_close(v);
		rest(c, v);
		return true;
	}
	if (body.size < (size_t)size)
		return false;
	if (body.size > (size_t)size)
		tell_wrong(c, v, "more than its length");
	times_add(v->fresh ? &c->now.fresh : &c->now.kept, now - v->began);
	v->answers++;
	c->now.answers++;
	v->fresh = false;
	look_at(c, v, head, body);
	if (!text_is_chars(head_value(head, "Connection"), "keep-alive"))
		visitor_close(v);
	rest(c, v);
	return true;
}

/* The connection ended with no whole answer. Where it was a kept one that had gone meanwhile, a
 * browser asks once more on a new one. */
static void lost(struct crowd *c, struct visitor *v)
{
	bool stale = !v->fresh && v->got == 0 && !v->again;

	visitor_close(v);
	if (stale) {
		c->now.stale++;
		v->again = true;
		send_again(c, v);
		return;
	}
	c->now.unanswered++;
	if (getenv("SOAK_TELLS"))
		fprintf(stderr, "lost %s after %lld us, %zu bytes, fresh %d, again %d\n",
			v->place->path, (long long)(clock_ticks_us() - v->began), v->got, v->fresh,
			v->again);
	rest(c, v);
}

static void send_more(struct crowd *c, struct visitor *v)
{
	while (v->sent < v->request_size) {
		ssize_t put =
			send(v->fd, v->request + v->sent, v->request_size - v->sent, MSG_NOSIGNAL);
		if (put < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		if (put < 0) {
			lost(c, v);
			return;
		}
		v->sent += (size_t)put;
	}
	v->state = ASKING;
}

static void read_more(struct crowd *c, struct visitor *v)
{
	while (v->fd >= 0 && v->state == ASKING && v->sent == v->request_size) {
		ssize_t got = v->got + 1 < ANSWER_MOST
			? recv(v->fd, v->answer + v->got, ANSWER_MOST - 1 - v->got, 0)
			: 0;
		if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		if (got <= 0) {
			lost(c, v);
			return;
		}
		v->got += (size_t)got;
		v->answer[v->got] = '\0';
		if (take_answer(c, v))
			return;
	}
}

/* ---- going about ---------------------------------------------------------------------------- */

static void ready(struct crowd *c, struct visitor *v, uint32_t events)
{
	char byte;

	if (v->kind == ATTACKING) {
		attack_step(c, v, events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR));
		return;
	}
	if (v->state == RESTING) {
		/* the server let a kept connection go */
		if (v->fd >= 0 && recv(v->fd, &byte, 1, MSG_PEEK) >= 0)
			visitor_close(v);
		return;
	}
	if (v->state == CONNECTING && events & (EPOLLERR | EPOLLHUP)) {
		lost(c, v);
		return;
	}
	send_more(c, v);
	read_more(c, v);
}

static void look_at_clock(struct crowd *c, struct visitor *v, int64_t now)
{
	if (v->kind == ATTACKING) {
		if (now >= v->due && !c->leaving)
			attack_step(c, v, false);
		return;
	}
	if (v->state != RESTING) {
		if (now - v->asked < PATIENCE_US)
			return;
		c->now.unanswered++;
		if (getenv("SOAK_TELLS"))
			fprintf(stderr, "no answer to %s on %d, %zu bytes\n", v->place->path, v->fd,
				v->got);
		visitor_close(v);
		rest(c, v);
		return;
	}
	if (now < v->due || c->leaving)
		return;
	begin_asking(c, v);
	if (v->state == ASKING) {
		send_more(c, v);
		read_more(c, v);
	}
}

void crowd_run(struct crowd *c, int64_t until)
{
	struct epoll_event events[256];
	int64_t now, looked = 0;

	while ((now = clock_ticks_us()) < until) {
		int count = epoll_wait(c->epoll, events, COUNT_OF(events), TICK_MS);
		for (int i = 0; i < count; i++)
			ready(c, events[i].data.ptr, events[i].events);
		/* who is busy waits for no clock */
		for (int i = 0; i < c->busy_count; i++)
			look_at_clock(c, &c->visitors[i], now);
		if (now - looked < TICK_MS * 1000)
			continue;
		looked = now;
		for (size_t i = 0; i < c->count; i++)
			look_at_clock(c, &c->visitors[i], now);
	}
}

void crowd_leave(struct crowd *c)
{
	c->leaving = true;
	for (size_t i = 0; i < c->count; i++)
		if (c->visitors[i].kind == ATTACKING)
			visitor_close(&c->visitors[i]);
	crowd_run(c, clock_ticks_us() + 2 * SECOND);
	for (size_t i = 0; i < c->count; i++) {
		struct visitor *v = &c->visitors[i];
		if (is_browser(v) && v->state != RESTING)
			c->now.unanswered++;
		visitor_close(v);
	}
}

int crowd_without_answer(struct crowd *c)
{
	int without = 0;

	for (size_t i = 0; i < c->count; i++) {
		without += is_browser(&c->visitors[i]) && c->visitors[i].answers == 0;
		c->visitors[i].answers = 0;
	}
	return without;
}
