/*
 * People who answer a question again and again, each on a connection of their own: what wrk can't
 * do, for every form carries the token of the page it stood on. A connection serves a few people in
 * turn; their tokens are fetched before the clock starts. Prints one line of JSON.
 *
 *	answers PORT TOKENS CONNECTIONS SECONDS PATH QUESTION
 */
#include "http/probes.h"

#include <netinet/tcp.h>
#include <pthread.h>

#define PEOPLE_EACH 8
#define CONNECTIONS_MOST 1024
#define TIMES_MOST 100000 /* of one connection */
#define BACK_MOST ((size_t)64 * 1024)

struct person {
	struct text session, csrf;
};

struct connection {
	pthread_t thread;
	int fd;
	struct arena *arena;
	struct person people[PEOPLE_EACH];
	int32_t *times; /* microseconds an answer took */
	size_t count;
	const char *failed; /* what came instead of an answer; NULL: nothing did */
};

static struct {
	int port;
	const char *path, *question;
	int64_t from, until; /* clock_ticks_us; 0: not begun */
	pthread_barrier_t ready;
} load;

/* One answer off a connection that stays open; at == NULL where it broke. */
static struct text read_answer(int fd, char *back)
{
	size_t size = 0;
	while (size < BACK_MOST) {
		ssize_t got = recv(fd, back + size, BACK_MOST - size, 0);
		if (got <= 0)
			return (struct text){ NULL, 0 };
		size += (size_t)got;
		if (is_whole((struct text){ back, size }, false))
			return (struct text){ back, size };
	}
	return (struct text){ NULL, 0 };
}

static struct text ask(
	struct connection *c, struct arena *a, const struct person *p, struct text form, char *back)
{
	struct buffer b = buffer_in(a);
	buffer_print(&b, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: askel-%d=%.*s\r\n",
		form.size > 0 ? "POST" : "GET", load.path, load.port, load.port, SHOWN(p->session));
	if (form.size > 0)
		buffer_print(&b,
			"Sec-Fetch-Site: same-origin\r\nContent-Length: %zu\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\n",
			form.size);
	buffer_print(&b, "\r\n%.*s", SHOWN(form));
	if (!probe_write(c->fd, buffer_text(&b)))
		return (struct text){ NULL, 0 };
	return read_answer(c->fd, back);
}

static bool find_token(struct connection *c, struct person *p, char *back)
{
	struct text mark = TEXT("name=\"csrf\" value=\""),
		    page = ask(c, c->arena, p, NO_TEXT, back);
	if (!page.at)
		return false;
	struct text rest = text_part(page, text_find(page, mark) + mark.size, SIZE_MAX);
	p->csrf = arena_copy(c->arena, text_cut(&rest, '"'));
	return p->csrf.size > 0;
}

/* Options 1, 2, 1, 2 ...: the same again would be no new answer. */
static struct text form_of_turn(struct arena *a, const struct person *p, size_t turn)
{
	return arena_print(a, "csrf=%.*s&do=check.%s&q.%s=%zu", SHOWN(p->csrf), load.question,
		load.question, 1 + turn / PEOPLE_EACH % 2);
}

static void answer_all(struct connection *c, char *back)
{
	OWN_ARENA a = arena_open();
	while (clock_ticks_us() < load.until && c->count < TIMES_MOST) {
		const struct person *p = &c->people[c->count % PEOPLE_EACH];
		struct text form = form_of_turn(a, p, c->count);
		int64_t began = clock_ticks_us();
		struct text came = ask(c, a, p, form, back);
		if (!came.at || !text_starts(came, TEXT("HTTP/1.1 303"))) {
			c->failed = came.at ? "another answer than 303" : "a broken connection";
			return;
		}
		c->times[c->count++] = (int32_t)(clock_ticks_us() - began);
		arena_reset(a);
	}
}

static void *run_connection(void *context)
{
	struct connection *c = context;
	char *back = arena_take(c->arena, BACK_MOST + 1);
	bool found = c->fd >= 0;
	for (size_t i = 0; found && i < PEOPLE_EACH; i++)
		found = find_token(c, &c->people[i], back);
	pthread_barrier_wait(&load.ready); /* all have their tokens */
	pthread_barrier_wait(&load.ready); /* the clock runs */
	if (found)
		answer_all(c, back);
	else
		c->failed = "no page with a token";
	close(c->fd);
	return NULL;
}

static int compare_times(const void *a, const void *b)
{
	return (*(const int32_t *)a > *(const int32_t *)b) -
		(*(const int32_t *)a < *(const int32_t *)b);
}

static int report(struct arena *a, const struct connection *all, size_t count)
{
	size_t sum = 0, at = 0;
	for (size_t i = 0; i < count; i++)
		sum += all[i].count;
	int32_t *times = arena_take_many(a, sum + 1, sizeof *times);
	for (size_t i = 0; i < count; i++) {
		if (all[i].failed)
			fprintf(stderr, "answers: connection %zu met %s\n", i, all[i].failed);
		if (all[i].failed)
			return 1;
		memcpy(times + at, all[i].times, all[i].count * sizeof *times);
		at += all[i].count;
	}
	qsort(times, sum, sizeof *times, compare_times);
	printf("{\"requests\":%zu,\"us\":%lld,\"p50\":%d,\"p99\":%d}\n", sum,
		(long long)(clock_ticks_us() - load.from), times[sum / 2], times[sum * 99 / 100]);
	return 0;
}

static void open_connection(struct arena *a, struct connection *c, struct text *tokens)
{
	int on = 1;
	c->arena = arena_open();
	c->times = arena_take_many(a, TIMES_MOST, sizeof *c->times);
	for (size_t i = 0; i < PEOPLE_EACH; i++)
		c->people[i].session = text_line(tokens);
	c->fd = probe_connect(load.port);
	if (c->fd >= 0)
		setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int main(int argc, char **argv)
{
	OWN_ARENA a = arena_open();
	int64_t port = 0, count = 0, seconds = 0;
	struct text tokens;
	if (argc != 7 || !text_number(text_of(argv[1]), &port) ||
		file_read(a, argv[2], (size_t)16 << 20, &tokens) != DONE ||
		!text_number(text_of(argv[3]), &count) || count < 1 || count > CONNECTIONS_MOST ||
		!text_number(text_of(argv[4]), &seconds)) {
		fprintf(stderr, "answers PORT TOKENS CONNECTIONS SECONDS PATH QUESTION\n");
		return 2;
	}
	load.port = (int)port;
	load.path = argv[5];
	load.question = argv[6];
	pthread_barrier_init(&load.ready, NULL, (unsigned)count + 1);
	struct connection *all = arena_take_many(a, (size_t)count, sizeof *all);
	for (int64_t i = 0; i < count; i++) {
		open_connection(a, &all[i], &tokens);
		if (pthread_create(&all[i].thread, NULL, run_connection, &all[i]) != 0)
			return 1;
	}
	pthread_barrier_wait(&load.ready);
	load.from = clock_ticks_us();
	load.until = load.from + seconds * 1000000;
	pthread_barrier_wait(&load.ready);
	for (int64_t i = 0; i < count; i++)
		pthread_join(all[i].thread, NULL);
	int code = report(a, all, (size_t)count);
	for (int64_t i = 0; i < count; i++)
		arena_close(all[i].arena);
	return code;
}
