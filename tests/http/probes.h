/*
 * Raw sockets against a running server: one request in, every byte of the answer out; and the table
 * of requests that no server of ours may fall for, to be aimed at any port, path and Host.
 */
#ifndef TESTS_HTTP_PROBES_H
#define TESTS_HTTP_PROBES_H

#include "base/base.h"

#include "test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct reply {
	int status;       /* 0: no answer came */
	int answers;      /* how many status lines came */
	bool closed;      /* the server closed the connection */
	bool reset;       /* and not in an orderly way: some systems lose the answer then */
	struct text head; /* of the first answer, with its status line */
	struct text body; /* what came behind it, all of it */
};

__attribute__((unused)) static int probe_connect(int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

__attribute__((unused)) static bool probe_write(int fd, struct text bytes)
{
	while (bytes.size) {
		ssize_t put = send(fd, bytes.at, bytes.size, MSG_NOSIGNAL);
		if (put <= 0)
			return false;
		bytes = text_part(bytes, (size_t)put, SIZE_MAX);
	}
	return true;
}

/* The value of a header in a head; at == NULL where there is none. `n` from 0 for the first. */
__attribute__((unused)) static struct text head_value_at(struct text head, const char *name, int n)
{
	struct text line;

	text_line(&head);
	while (head.at) {
		struct text value = line = text_line(&head), found = text_cut(&value, ':');
		if (value.at && found.size == strlen(name) &&
			strncasecmp(found.at, name, found.size) == 0 && n-- == 0)
			return text_trim(value);
	}
	return (struct text){ NULL, 0 };
}

__attribute__((unused)) static struct text head_value(struct text head, const char *name)
{
	return head_value_at(head, name, 0);
}

/* Whether the first answer has come whole; for HEAD it ends with its head. */
static bool is_whole(struct text came, bool head_only)
{
	size_t end = text_find(came, TEXT("\r\n\r\n"));
	struct text length = head_value(text_part(came, 0, end), "Content-Length");
	int64_t size = 0;

	if (end == came.size)
		return false;
	return head_only || !length.at || !text_number(length, &size) ||
		came.size - end - 4 >= (size_t)size;
}

static struct reply read_reply(struct arena *a, struct text came)
{
	struct reply r = { .body = NO_TEXT };
	size_t end = text_find(came, TEXT("\r\n\r\n"));
	int64_t status;

	if (text_number(text_part(came, sizeof "HTTP/1.1 " - 1, 3), &status))
		r.status = (int)status;
	r.head = text_part(came, 0, end);
	r.body = arena_copy(a, text_part(came, end + 4, SIZE_MAX));
	for (struct text rest = came; rest.size;) {
		size_t at = text_find(rest, TEXT("HTTP/1.1 "));
		r.answers += at < rest.size;
		rest = text_part(rest, at + 1, SIZE_MAX);
	}
	return r;
}

/* Reads until the server closes, or nothing more comes for `idle_ms` after a whole answer, or
 * `most_ms` are over. */
__attribute__((unused)) static struct reply probe_read(
	struct arena *a, int fd, bool head_only, int idle_ms, int most_ms)
{
	struct buffer b = buffer_in(a);
	int64_t until = clock_ticks_us() + (int64_t)most_ms * 1000;
	char block[65536];
	struct reply r;
	bool closed = false;
	int error = 0;
	socklen_t size = sizeof error;

	for (;;) {
		struct pollfd wait = { fd, POLLIN, 0 };
		int64_t left = (until - clock_ticks_us()) / 1000;
		ssize_t got;
		if (is_whole(buffer_text(&b), head_only) && left > idle_ms)
			left = idle_ms;
		if (left <= 0 || poll(&wait, 1, (int)left) <= 0)
			break;
		got = recv(fd, block, sizeof block, 0);
		if (got <= 0) {
			closed = true;
			/* An end that was in order may still have been followed by a reset. */
			getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
			error |= got < 0;
			break;
		}
		buffer_add(&b, (struct text){ block, (size_t)got });
	}
	r = read_reply(a, buffer_text(&b));
	r.closed = closed;
	r.reset = error != 0;
	return r;
}

/* One request on a connection of its own. */
static struct reply probe_patiently(struct arena *a, int port, struct text request, int idle_ms)
{
	struct reply r = { 0 };
	int fd = probe_connect(port);

	if (fd < 0)
		return r;
	probe_write(fd, request);
	r = probe_read(a, fd, text_starts(request, TEXT("HEAD ")), idle_ms, 5000);
	close(fd);
	return r;
}

/* For answers after which the connection is kept, of which the end is known. */
__attribute__((unused)) static struct reply probe(struct arena *a, int port, struct text request)
{
	return probe_patiently(a, port, request, 10);
}

/* For answers after which it is closed. */
__attribute__((unused)) static struct reply probe_to_end(
	struct arena *a, int port, struct text request)
{
	return probe_patiently(a, port, request, 2000);
}

/* "{host}" and "{path}" filled in; other braces stay. */
__attribute__((unused)) static struct text probe_fill(
	struct arena *a, struct text request, const char *host, const char *path)
{
	struct buffer b = buffer_in(a);

	for (size_t i = 0; i < request.size; i++) {
		if (text_starts(text_part(request, i, 6), TEXT("{host}"))) {
			buffer_add_chars(&b, host);
			i += 5;
		} else if (text_starts(text_part(request, i, 6), TEXT("{path}"))) {
			buffer_add_chars(&b, path);
			i += 5;
		} else {
			buffer_add_char(&b, request.at[i]);
		}
	}
	return buffer_text(&b);
}

/* ---- the table ------------------------------------------------------------------------------ */

#define GET_LINE "GET {path} HTTP/1.1\r\n"
#define POST_LINE "POST {path} HTTP/1.1\r\n"
#define HOST_LINE "Host: {host}\r\n"
#define URLENCODED "Content-Type: application/x-www-form-urlencoded\r\n"
#define LET_IN 0 /* answered in an ordinary way: anything below 400 */

struct probe_row {
	const char *says;
	struct text request;
	int status;
	const char *allow; /* the Allow header wanted; NULL: not looked at */
};

static const struct probe_row probe_rows[] = {
	{ "an ordinary request", TEXT(GET_LINE HOST_LINE "\r\n"), LET_IN, NULL },
	{ "a Host in capitals", TEXT(GET_LINE "HOST: {host}\r\n\r\n"), LET_IN, NULL },
	{ "HTTP/1.0 with a Host", TEXT("GET {path} HTTP/1.0\r\n" HOST_LINE "\r\n"), LET_IN, NULL },
	{ "a Content-Length of 0 on GET", TEXT(GET_LINE HOST_LINE "Content-Length: 0\r\n\r\n"),
		LET_IN, NULL },

	{ "both kinds of length",
		TEXT(POST_LINE HOST_LINE URLENCODED
			"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" GET_LINE
				HOST_LINE "\r\n"),
		411, NULL },
	{ "both kinds of length the other way round",
		TEXT(POST_LINE HOST_LINE URLENCODED
			"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
		411, NULL },
	{ "chunked alone",
		TEXT(POST_LINE HOST_LINE URLENCODED
			"Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n"),
		411, NULL },
	{ "Transfer-Encoding: identity",
		TEXT(POST_LINE HOST_LINE URLENCODED
			"Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\na=1"),
		411, NULL },
	{ "chunked on GET", TEXT(GET_LINE HOST_LINE "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
		411, NULL },
	{ "another transfer coding",
		TEXT(POST_LINE HOST_LINE "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400,
		NULL },
	{ "two different lengths",
		TEXT(POST_LINE HOST_LINE URLENCODED
			"Content-Length: 3\r\nContent-Length: 30\r\n\r\na=1" GET_LINE),
		400, NULL },
	{ "the same length twice",
		TEXT(POST_LINE HOST_LINE URLENCODED
			"Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1"),
		400, NULL },
	{ "a length with letters",
		TEXT(POST_LINE HOST_LINE URLENCODED "Content-Length: 3xyz\r\n\r\na=1"), 400, NULL },
	{ "a length with a sign", TEXT(POST_LINE HOST_LINE "Content-Length: +3\r\n\r\na=1"), 400,
		NULL },
	{ "a length below zero", TEXT(POST_LINE HOST_LINE "Content-Length: -3\r\n\r\na=1"), 400,
		NULL },
	{ "a zero with a sign", TEXT(POST_LINE HOST_LINE "Content-Length: -0\r\n\r\n"), 400, NULL },
	{ "an empty length", TEXT(POST_LINE HOST_LINE "Content-Length:\r\n\r\n"), 400, NULL },
	{ "a list of lengths", TEXT(POST_LINE HOST_LINE "Content-Length: 3, 3\r\n\r\na=1"), 400,
		NULL },
	{ "a length no number holds",
		TEXT(POST_LINE HOST_LINE "Content-Length: 99999999999999999999\r\n\r\na=1"), 400,
		NULL },
	{ "a body on GET",
		TEXT(GET_LINE HOST_LINE "Content-Length: 4\r\n\r\nGET " GET_LINE HOST_LINE "\r\n"),
		400, NULL },
	{ "POST without a length", TEXT(POST_LINE HOST_LINE URLENCODED "\r\na=1"), 411, NULL },

	{ "no Host", TEXT(GET_LINE "\r\n"), 400, NULL },
	{ "no Host but another header", TEXT(GET_LINE "Accept: */*\r\n\r\n"), 400, NULL },
	{ "an empty Host", TEXT(GET_LINE "Host:\r\n\r\n"), 400, NULL },
	{ "a foreign Host", TEXT(GET_LINE "Host: evil.example\r\n\r\n"), 400, NULL },
	{ "our Host with something behind", TEXT(GET_LINE "Host: {host}.evil.example\r\n\r\n"), 400,
		NULL },
	{ "our Host with a user before", TEXT(GET_LINE "Host: a@{host}\r\n\r\n"), 400, NULL },
	{ "two Hosts", TEXT(GET_LINE HOST_LINE "Host: evil.example\r\n\r\n"), 400, NULL },
	{ "the same Host twice", TEXT(GET_LINE HOST_LINE HOST_LINE "\r\n"), 400, NULL },
	{ "an absolute address", TEXT("GET http://{host}/ HTTP/1.1\r\n" HOST_LINE "\r\n"), -1,
		NULL },
	{ "an absolute address of another", TEXT("GET http://evil/ HTTP/1.1\r\n" HOST_LINE "\r\n"),
		-1, NULL },

	{ "a folded line",
		TEXT(GET_LINE HOST_LINE
			"X-A: b\r\n c\r\nContent-Length: 40\r\n\r\n" GET_LINE HOST_LINE "\r\n"),
		400, NULL },
	{ "a line folded with a tab", TEXT(GET_LINE HOST_LINE "X-A: b\r\n\tc\r\n\r\n"), 400, NULL },
	{ "a folded first line", TEXT(GET_LINE " " HOST_LINE "\r\n"), 400, NULL },
	{ "a blank before the colon", TEXT(POST_LINE HOST_LINE "Content-Length : 3\r\n\r\na=1"),
		400, NULL },
	{ "a line without a name", TEXT(GET_LINE HOST_LINE ": b\r\nX-A: b\r\n\r\n"), 400, NULL },
	{ "a line without a colon", TEXT(GET_LINE HOST_LINE "X-A\r\n\r\n"), 400, NULL },
	{ "a name that isn't one", TEXT(GET_LINE HOST_LINE "X(A): b\r\n\r\n"), 400, NULL },
	{ "a name with a byte past ASCII", TEXT(GET_LINE HOST_LINE "X\xc3\xa4: b\r\n\r\n"), 400,
		NULL },
	{ "lines that end in LF alone", TEXT("GET {path} HTTP/1.1\nHost: {host}\n\n"), 400, NULL },
	{ "one line that ends in LF alone", TEXT(GET_LINE "X-A: b\n" HOST_LINE "\r\n"), 400, NULL },
	{ "an empty line of LF alone", TEXT(GET_LINE "Host: {host}\r\n\n"), 400, NULL },
	{ "CR alone inside a value", TEXT(GET_LINE HOST_LINE "X-A: b\rX-B: c\r\n\r\n"), 400, NULL },
	{ "CR alone before a line, which CivetWeb takes for the end",
		TEXT(GET_LINE HOST_LINE "\rTransfer-Encoding: chunked\r\n\r\n"), 400, NULL },
	{ "CR alone before the first line", TEXT(GET_LINE "\r" HOST_LINE "\r\n"), 400, NULL },
	{ "two blanks in the request line", TEXT("GET  {path} HTTP/1.1\r\n" HOST_LINE "\r\n"), 400,
		NULL },
	{ "a line end in the request line", TEXT("GET {path} \r\nHTTP/1.1\r\n" HOST_LINE "\r\n"),
		400, NULL },
	{ "NUL inside a value", TEXT(GET_LINE HOST_LINE "X-A: b\0c\r\n\r\n"), 400, NULL },
	{ "a tab inside a value", TEXT(GET_LINE HOST_LINE "X-A: b\tc\r\n\r\n"), 400, NULL },
	{ "an expectation nobody knows",
		TEXT(POST_LINE HOST_LINE "Expect: tea\r\nContent-Length: 3\r\n\r\na=1"), 400,
		NULL },

	{ "%00", TEXT("GET {path}?x HTTP/1.1\r\n" HOST_LINE "X: y\r\n\r\n"), LET_IN, NULL },
	{ "%00 in the path", TEXT("GET /a%00b HTTP/1.1\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "a line end in the path", TEXT("GET /a%0d%0aX:y HTTP/1.1\r\n" HOST_LINE "\r\n"), 400,
		NULL },
	{ "DEL in the path", TEXT("GET /a%7f HTTP/1.1\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "a backslash", TEXT("GET /a\\b HTTP/1.1\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "an escaped backslash", TEXT("GET /..%5c..%5cetc HTTP/1.1\r\n" HOST_LINE "\r\n"), 400,
		NULL },
	{ "dot segments", TEXT("GET /../../etc/passwd HTTP/1.1\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "escaped dot segments",
		TEXT("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "a doubly escaped dot segment",
		TEXT("GET /%252e%252e/x HTTP/1.1\r\n" HOST_LINE "Connection: close\r\n\r\n"), 404,
		NULL },
	{ "raw UTF-8 in the path", TEXT("GET /\xc3\xa4 HTTP/1.1\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "overlong UTF-8", TEXT("GET /%c0%af HTTP/1.1\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "a bad escape in the query",
		TEXT("GET {path}?a=%zz HTTP/1.1\r\n" HOST_LINE "Connection: close\r\n\r\n"), 400,
		NULL },
	{ "NUL in the query",
		TEXT("GET {path}?a=%00 HTTP/1.1\r\n" HOST_LINE "Connection: close\r\n\r\n"), 400,
		NULL },

	{ "a preflight",
		TEXT("OPTIONS {path} HTTP/1.1\r\n" HOST_LINE "Origin: https://evil.example\r\n"
		     "Access-Control-Request-Method: DELETE\r\n\r\n"),
		405, "GET, HEAD, POST" },
	{ "OPTIONS", TEXT("OPTIONS {path} HTTP/1.1\r\n" HOST_LINE "\r\n"), 405, "GET, HEAD, POST" },
	{ "TRACE", TEXT("TRACE {path} HTTP/1.1\r\n" HOST_LINE "\r\n"), 405, "GET, HEAD, POST" },
	{ "PUT", TEXT("PUT {path} HTTP/1.1\r\n" HOST_LINE "Content-Length: 3\r\n\r\na=1"), 405,
		"GET, HEAD, POST" },
	{ "DELETE", TEXT("DELETE {path} HTTP/1.1\r\n" HOST_LINE "\r\n"), 405, "GET, HEAD, POST" },
	{ "PROPFIND", TEXT("PROPFIND {path} HTTP/1.1\r\n" HOST_LINE "\r\n"), 405,
		"GET, HEAD, POST" },
	{ "CONNECT", TEXT("CONNECT /a HTTP/1.1\r\n" HOST_LINE "\r\n"), 405, "GET, HEAD, POST" },
	{ "a method nobody knows", TEXT("BREW {path} HTTP/1.1\r\n" HOST_LINE "\r\n"), 405,
		"GET, HEAD, POST" },
	{ "a method in small letters", TEXT("get {path} HTTP/1.1\r\n" HOST_LINE "\r\n"), 405,
		NULL },
	{ "another version", TEXT("GET {path} HTTP/2.0\r\n" HOST_LINE "\r\n"), 400, NULL },
	{ "no version", TEXT("GET {path}\r\n\r\n"), 400, NULL },
	{ "junk", TEXT("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 400, NULL },
	{ "a WebSocket",
		TEXT(GET_LINE HOST_LINE "Connection: Upgrade\r\nUpgrade: websocket\r\n"
					"Sec-WebSocket-Version: 13\r\n"
					"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"),
		LET_IN, NULL },
};

/* What every refusal of the screen keeps to: one answer and the connection closed (so that what was
 * smuggled behind it is never read), and nothing of the request in it. */
static bool is_refused(const struct reply *r, const struct probe_row *row)
{
	struct text allow = head_value(r->head, "Allow");

	if (row->status == -1 && r->status == 0)
		return r->closed;
	return r->status == (row->status == -1 ? 400 : row->status) && r->answers == 1 &&
		r->closed && (!row->allow || text_is_chars(allow, row->allow)) &&
		text_find(r->body, TEXT("evil")) == r->body.size &&
		!head_value(r->head, "Access-Control-Allow-Origin").at &&
		head_value(r->head, "X-Content-Type-Options").at &&
		head_value(r->head, "Content-Security-Policy").at;
}

__attribute__((unused)) static void probe_screen(int port, const char *host, const char *path)
{
	for (size_t i = 0; i < COUNT_OF(probe_rows); i++) {
		const struct probe_row *row = &probe_rows[i];
		OWN_ARENA a = arena_open();
		struct text request = probe_fill(a, row->request, host, path);
		struct reply r = row->status == LET_IN ? probe(a, port, request)
						       : probe_to_end(a, port, request);
		bool good = row->status == LET_IN
			? r.status >= 200 && r.status < 400 && r.answers == 1
			: is_refused(&r, row);
		CHECK(good, "%s: %s (%d, %d answers)", row->status == LET_IN ? "let in" : "refused",
			row->says, r.status, r.answers);
	}
}

/* A request with `count` headers and `bytes` of padding in one more. */
__attribute__((unused)) static struct reply probe_headers(
	struct arena *a, int port, const char *host, const char *path, int count, int bytes)
{
	struct buffer b = buffer_in(a);

	buffer_print(&b, "GET %s HTTP/1.1\r\nHost: %s\r\n", path, host);
	for (int i = 2; i < count - (bytes > 0); i++)
		buffer_print(&b, "X-%d: y\r\n", i);
	if (bytes)
		buffer_print(&b, "X-Long: %0*d\r\n", bytes, 0);
	buffer_add_chars(&b, "Connection: close\r\n\r\n");
	return probe_to_end(a, port, buffer_text(&b));
}

static bool is_cut(struct reply r)
{
	return r.closed && (r.status == 0 || r.status == 400);
}

__attribute__((unused)) static void probe_sizes(int port, const char *host, const char *path)
{
	OWN_ARENA a = arena_open();

	CHECK(probe_headers(a, port, host, path, 63, 0).status < 400, "let in: 63 headers");
	CHECK(probe_headers(a, port, host, path, 65, 0).status == 431, "refused: 65 headers");
	CHECK(probe_headers(a, port, host, path, 100, 0).status == 431, "refused: 100 headers");
	CHECK(probe_headers(a, port, host, path, 3, 10000).status < 400,
		"let in: 10 KB of headers");
	CHECK(probe_headers(a, port, host, path, 3, 15800).status == 431,
		"refused: headers that nearly fill the buffer");
	/* These don't fit CivetWeb's buffer: it stops reading, and closing may overtake the answer.
	 */
	CHECK(is_cut(probe_headers(a, port, host, path, 3, 20000)), "refused: 20 KB of headers");
	CHECK(is_cut(probe_to_end(a, port,
		      arena_print(a, "GET /%0*d HTTP/1.1\r\nHost: %s\r\n\r\n", 20000, 0, host))),
		"refused: an address of 20 KB");
}

#endif
