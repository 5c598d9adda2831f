/* Another server may do what it wants: an answer comes within its time and its size, or none. */
#include "post/post.h"
#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

enum manner { ANSWERS, SAYS_NOTHING, NEVER_ENDS, DRIPS, LEADS_ON, SAYS_IT_IS_LONG, NO_HTTP };

struct server {
	int listening, port;
	enum manner manner;
	atomic_int asked;
	char request[4096];
	pthread_t thread;
};

static void say(int to, const char *chars)
{
	if (write(to, chars, strlen(chars)) < 0)
		return;
}

static void drip(int to, const char *bytes, size_t size, useconds_t rest, int times)
{
	for (int i = 0; i < times; i++) {
		if (send(to, bytes, size, MSG_NOSIGNAL) < 0)
			return;
		usleep(rest);
	}
}

static void serve_one(struct server *s, int to)
{
	static char much[65536];
	memset(much, ' ', sizeof much);
	ssize_t got = read(to, s->request, sizeof s->request - 1);
	s->request[got > 0 ? got : 0] = '\0';
	atomic_fetch_add(&s->asked, 1);
	switch (s->manner) {
	case ANSWERS:
		say(to, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
		break;
	case SAYS_NOTHING:
		usleep(4000000);
		break;
	case NEVER_ENDS:
		say(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
		drip(to, much, sizeof much, 0, 100000);
		break;
	case DRIPS:
		say(to, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
		drip(to, much, 1, 200000, 30);
		break;
	case LEADS_ON:
		say(to,
			"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: "
			"0\r\n"
			"Connection: close\r\n\r\n");
		break;
	case SAYS_IT_IS_LONG:
		say(to, "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n{}");
		break;
	case NO_HTTP:
		say(to, "220 mail.example.fi ready\r\n");
		break;
	}
	close(to);
}

static void *serve(void *value)
{
	struct server *s = value;
	int to;
	while ((to = accept(s->listening, NULL, NULL)) >= 0)
		serve_one(s, to);
	return NULL;
}

static void open_server(struct server *s, enum manner manner)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	s->manner = manner;
	s->listening = socket(AF_INET, SOCK_STREAM, 0);
	if (s->listening < 0 || bind(s->listening, (struct sockaddr *)&at, sizeof at) != 0 ||
		listen(s->listening, 5) != 0 ||
		getsockname(s->listening, (struct sockaddr *)&at, &size) != 0)
		exit(2);
	s->port = ntohs(at.sin_port);
	pthread_create(&s->thread, NULL, serve, s);
}

static void close_server(struct server *s)
{
	shutdown(s->listening, SHUT_RDWR);
	pthread_join(s->thread, NULL);
	close(s->listening);
}

static struct fetch fetch_from(struct arena *a, const struct server *s, const char *scheme)
{
	return (struct fetch){ .address = arena_print(a, "%s://127.0.0.1:%d/x", scheme, s->port).at,
		.form = { NULL, 0 },
		.user = NO_TEXT,
		.password = NO_TEXT,
		.most = 65536,
		.seconds = 2,
		.plain = true };
}

static void check_manners(void)
{
	static const struct {
		enum manner manner;
		const char *words;
		enum outcome outcome;
		int status;
	} rows[] = {
		{ ANSWERS, "one that answers", DONE, 200 },
		{ SAYS_NOTHING, "one that says nothing", BUSY, 0 },
		{ NEVER_ENDS, "one that never ends", BUSY, 0 },
		{ DRIPS, "one that drips", BUSY, 0 },
		{ LEADS_ON, "one that leads elsewhere is not followed", DONE, 302 },
		{ SAYS_IT_IS_LONG, "one that says it will be long", BUSY, 0 },
		{ NO_HTTP, "one that speaks something else", BUSY, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		OWN_ARENA a = arena_open();
		struct server s = { 0 };
		struct fetched fetched = { 0 };
		open_server(&s, rows[i].manner);
		struct fetch fetch = fetch_from(a, &s, "http");
		int64_t from = clock_ticks_us();
		enum outcome o = post_fetch(a, &fetch, &fetched);
		int64_t ms = (clock_ticks_us() - from) / 1000;
		CHECK(o == rows[i].outcome && fetched.status == rows[i].status && ms < 3000 &&
				arena_size(a) < 1024 * 1024,
			"%s: %d in %d ms, %zu bytes", rows[i].words, fetched.status, (int)ms,
			arena_size(a));
		close_server(&s);
	}
}

static void check_request(void)
{
	OWN_ARENA a = arena_open();
	struct server s = { 0 };
	struct fetched fetched = { 0 };
	open_server(&s, ANSWERS);
	struct fetch fetch = fetch_from(a, &s, "http");
	fetch.form = TEXT("a=1&b=2");
	fetch.user = TEXT("learn");
	fetch.password = TEXT("hush");
	CHECK(post_fetch(a, &fetch, &fetched) == DONE && text_is_chars(fetched.body, "{}") &&
			strstr(s.request, "POST /x HTTP/1.1\r\n") == s.request &&
			strstr(s.request, "\r\nAuthorization: Basic bGVhcm46aHVzaA==\r\n") &&
			strstr(s.request,
				"\r\nContent-Type: application/x-www-form-urlencoded\r\n") &&
			strstr(s.request, "\r\n\r\na=1&b=2"),
		"a form goes as it is, with user and password");
	CHECK(!strstr(s.request, "User-Agent") && !strstr(s.request, "Cookie"),
		"and nothing that tells more of us");
	close_server(&s);
}

static void check_addresses(void)
{
	OWN_ARENA a = arena_open();
	struct server s = { 0 };
	struct fetched fetched = { 0 };
	open_server(&s, ANSWERS);
	struct fetch fetch = fetch_from(a, &s, "http");
	fetch.plain = false;
	CHECK(post_fetch(a, &fetch, &fetched) == BUSY && s.asked == 0,
		"plain http is not even tried where it isn't allowed");
	fetch = fetch_from(a, &s, "https");
	CHECK(post_fetch(a, &fetch, &fetched) == BUSY, "a server without TLS is no https server");
	fetch.address = "file:///etc/passwd";
	fetch.plain = true;
	CHECK(post_fetch(a, &fetch, &fetched) == BUSY && fetched.body.size == 0,
		"nor is a file an answer");
	fetch.address = "http://127.0.0.1:1/";
	CHECK(post_fetch(a, &fetch, &fetched) == BUSY, "nobody there");
	close_server(&s);
}

int main(void)
{
	check_manners();
	check_request();
	check_addresses();
	return test_end();
}
