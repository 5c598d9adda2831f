/*
 * Raw sockets against the whole workshop: every request that no server of ours may fall for, aimed
 * at a page with a form and at one behind the door; bodies and headers that drip in; and that people are served
 * all the while. (tests/http aims the same at a small workshop and looks closer.)
 */
#include "house.h"

/* A sender that gives a byte at a time: what it has sent so far and when it was let go. */
struct drip {
	const char *says;
	struct text start; /* sent at once */
	int fd;
	int64_t began, closed;
};

#define DRIP_MOST_US ((int64_t)25 * 1000000)

static bool is_closed(int fd)
{
	char block[4096];
	struct pollfd wait = { fd, POLLIN, 0 };
	ssize_t got = 1;
	while (poll(&wait, 1, 0) > 0 && (got = recv(fd, block, sizeof block, 0)) > 0)
		continue;
	return got <= 0;
}

/* A second a byte to each until all are let go; meanwhile a page is asked for again and again. */
static void test_drips(struct house *h)
{
	OWN_ARENA a = arena_open();
	const char *form =
		"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\n";
	struct drip drips[] = {
		{ .says = "a header",
			.start = TEXT("GET /sign-in HTTP/1.1\r\nHost: {host}\r\nX: ") },
		{ .says = "a request line", .start = TEXT("GET /sign-in") },
		{ .says = "a form",
			.start = arena_print(a, "%sContent-Length: 100\r\n\r\n", form) },
		{ .says = "a form that will be refused",
			.start = arena_print(
				a, "%sOrigin: null\r\nContent-Length: 500000\r\n\r\n", form) },
		{ .says = "nothing", .start = NO_TEXT },
	};
	int64_t slowest = 0, began = clock_ticks_us();
	size_t open = COUNT_OF(drips);
	for (size_t i = 0; i < COUNT_OF(drips); i++) {
		drips[i].fd = probe_connect(h->port);
		drips[i].began = clock_ticks_us();
		probe_write(drips[i].fd, probe_fill(a, drips[i].start, h->host, ""));
	}
	while (open > 0 && clock_ticks_us() - began < DRIP_MOST_US) {
		int64_t asked = clock_ticks_us();
		struct reply r = house_get(h, a, NULL, TEXT("/sign-in"));
		int64_t took = clock_ticks_us() - asked;
		if (r.status != 200)
			took = DRIP_MOST_US;
		slowest = took > slowest ? took : slowest;
		for (size_t i = 0; i < COUNT_OF(drips); i++) {
			if (drips[i].closed || !is_closed(drips[i].fd))
				continue;
			drips[i].closed = clock_ticks_us();
			open--;
		}
		for (size_t i = 0; i < COUNT_OF(drips); i++) {
			if (!drips[i].closed && drips[i].start.size > 0)
				probe_write(drips[i].fd, TEXT("x"));
		}
		nanosleep(&(struct timespec){ .tv_nsec = 500000000 }, NULL);
	}
	for (size_t i = 0; i < COUNT_OF(drips); i++) {
		double seconds = (double)(drips[i].closed - drips[i].began) / 1e6;
		CHECK(drips[i].closed && seconds < 17, "who drips %s is let go (%.1f s)",
			drips[i].says, seconds);
		close(drips[i].fd);
	}
	CHECK(slowest < 2000000, "people are served all the while (slowest %.1f ms)",
		(double)slowest / 1000);
}

/* More silent connections than a phone network opens; a new one is served at once. */
static void test_silence(struct house *h)
{
	OWN_ARENA a = arena_open();
	int silent[200];
	for (size_t i = 0; i < COUNT_OF(silent); i++)
		silent[i] = probe_connect(h->port);
	int64_t began = clock_ticks_us();
	struct reply r = house_get(h, a, NULL, TEXT("/sign-in"));
	double ms = (double)(clock_ticks_us() - began) / 1000;
	CHECK(r.status == 200 && ms < 2000, "beside %zu silent connections a page takes %.0f ms",
		COUNT_OF(silent), ms);
	for (size_t i = 0; i < COUNT_OF(silent); i++)
		close(silent[i]);
}

/* What came in must not be in the log, whatever it was. */
static void test_log(struct house *h)
{
	static const char *const marks[] = { "evil", "passwd", "X-A", "\r", "Set-Cookie", "BREW" };
	OWN_ARENA a = arena_open();
	struct text log;
	if (!CHECK(file_read(a, h->log, (size_t)64 << 20, &log) == DONE, "there is a log"))
		return;
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		CHECK(text_find(log, text_of(marks[i])) == log.size,
			"mark %zu of the requests is not in the log", i);
	CHECK(text_find(log, TEXT("<3>")) == log.size, "none of them was a fault of ours");
}

int main(int count, char **words)
{
	struct house h = { .threads = 512 };
	(void)count;
	if (CHECK(house_open(&h, words[0]), "a whole workshop opens")) {
		probe_screen(h.port, h.host, "/sign-in");
		probe_screen(h.port, h.host, "/");
		probe_sizes(h.port, h.host, "/sign-in");
		test_silence(&h);
		test_drips(&h);
		test_log(&h);
	}
	house_close(&h);
	return test_end();
}
