/* Time: browsers that send slowly, read slowly, or say nothing; a server that is full; closing
 * while a request is being answered. Limits are seconds here, so margins are wide. */
#include "app.h"
#include "probes.h"

#include <dirent.h>
#include <sys/resource.h>
#include <sys/wait.h>

static double seconds_since(int64_t ticks)
{
	return (double)(clock_ticks_us() - ticks) / 1e6;
}

static void wait_ms(int ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
}

static struct text get_text(struct arena *a, const struct app *app, const char *path)
{
	return arena_print(a, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, app->host);
}

/* Sends one byte each `every_ms` until the server closes or `most` seconds are over; how long that
 * took. */
static double drip(int fd, int every_ms, double most, char byte)
{
	int64_t began = clock_ticks_us();
	struct pollfd wait = { fd, POLLIN, 0 };

	while (seconds_since(began) < most) {
		if (poll(&wait, 1, every_ms) > 0 || send(fd, &byte, 1, MSG_NOSIGNAL) < 0)
			break;
	}
	return seconds_since(began);
}

/* ---- who sends slowly, with a limit of one second ------------------------------------------- */

static void test_silent(const struct app *app)
{
	OWN_ARENA a = arena_open();
	int fd = probe_connect(app->port);
	int64_t began = clock_ticks_us();
	struct reply r = probe_read(a, fd, false, 100, 4000);
	double took = seconds_since(began);

	CHECK(r.closed && r.status == 0 && took > 0.7 && took < 3,
		"a silent connection is closed after its second (%.1f s)", took);
	close(fd);
	fd = probe_connect(app->port);
	probe_write(fd, get_text(a, app, "/"));
	r = probe_read(a, fd, false, 100, 1000);
	began = clock_ticks_us();
	CHECK(r.status == 200 && !r.closed, "a connection is kept");
	r = probe_read(a, fd, false, 100, 4000);
	took = seconds_since(began);
	CHECK(r.closed && r.status == 0 && took < 3, "but not for ever (%.1f s)", took);
	close(fd);
}

static void test_slow_header(const struct app *app)
{
	OWN_ARENA a = arena_open();
	int fd = probe_connect(app->port);
	struct reply r;
	double took;

	probe_write(fd, TEXT("GET / HTTP/1.1\r\nX-Slow: "));
	took = drip(fd, 200, 6, 'x');
	r = probe_read(a, fd, false, 100, 500);
	CHECK(took < 3 && r.status == 408 && r.closed, "a dripped header is cut (%.1f s)", took);
	close(fd);
	/* CivetWeb would look at the clock again only with the next byte. */
	fd = probe_connect(app->port);
	wait_ms(800);
	probe_write(fd, TEXT("GET / HTTP/1.1\r\nX-Slow: "));
	took = drip(fd, 3000, 9, 'x');
	CHECK(took < 2.5, "on the second, not with the next byte (%.1f s)", took);
	close(fd);
}

static void test_slow_body(const struct app *app)
{
	OWN_ARENA a = arena_open();
	int fd = probe_connect(app->port);
	struct reply r;
	double took;

	probe_write(fd,
		arena_print(a,
			"POST /form HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
			"50000\r\n\r\n",
			app->host));
	took = drip(fd, 200, 8, 'x');
	r = probe_read(a, fd, false, 100, 500);
	CHECK(took > 1.5 && took < 5 && r.status == 408 && r.closed,
		"a dripped form is cut after its three seconds (%.1f s)", took);
	close(fd);
	fd = probe_connect(app->port);
	probe_write(fd,
		arena_print(a,
			"POST /form HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: cross-site\r\n"
			"Content-Length: 50000\r\n\r\n",
			app->host));
	took = drip(fd, 200, 8, 'x');
	r = probe_read(a, fd, false, 2000, 3000);
	CHECK(took < 1.4 && r.status == 403 && r.closed,
		"a form that is refused is answered before it has come (%.1f s)", took);
	close(fd);
}

/* A body in two parts with a pause is a slow phone, not an attack. */
static void test_pause(const struct app *app)
{
	OWN_ARENA a = arena_open();
	int fd = probe_connect(app->port);
	struct reply r;

	probe_write(fd,
		arena_print(a,
			"POST /form HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
			"9\r\n\r\nname=",
			app->host));
	wait_ms(600);
	probe_write(fd, TEXT("an"));
	wait_ms(600);
	probe_write(fd, TEXT("na"));
	r = probe_read(a, fd, false, 50, 2000);
	CHECK(r.status == 403 && text_find(r.body, TEXT("kept: anna")) < r.body.size,
		"a form with two pauses arrives whole");
	close(fd);
}

static void test_slow_reader(const struct app *app)
{
	OWN_ARENA a = arena_open();
	int fd = probe_connect(app->port), small = 2048, before;
	int64_t began = clock_ticks_us();

	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	before = atomic_load(&app->notes);
	/* More than the machine keeps for a connection that nobody reads. */
	for (int i = 0; i < 60; i++)
		probe_write(fd, get_text(a, app, "/media"));
	for (int noted = -1, still = 0; still < 15 && seconds_since(began) < 12; still++) {
		if (atomic_load(&app->notes) != noted)
			still = 0;
		noted = atomic_load(&app->notes);
		wait_ms(100);
	}
	CHECK(atomic_load(&app->notes) < before + 60 && seconds_since(began) < 12,
		"a browser that reads nothing is let go in the middle");
	close(fd);
}

static void test_slow(void)
{
	struct app app = { 0 };

	CHECK(app_open(&app, (struct http_settings){ .threads = 16, .request_seconds = 1 }),
		"a workshop that waits a second opens");
	test_silent(&app);
	test_slow_header(&app);
	test_slow_body(&app);
	test_pause(&app);
	test_slow_reader(&app);
	app_close(&app);
}

/* ---- a server that is full ------------------------------------------------------------------ */

static void test_fairness(void)
{
	struct app app = { 0 };
	OWN_ARENA a = arena_open();
	int silent[24];
	struct reply r;
	int64_t began;
	double took;

	CHECK(app_open(&app, (struct http_settings){ .threads = 8, .request_seconds = 20 }),
		"a workshop with eight threads that waits long opens");
	for (size_t i = 0; i < 6; i++)
		silent[i] = probe_connect(app.port);
	wait_ms(50);
	r = probe(a, app.port, get_text(a, &app, "/"));
	CHECK(text_is_chars(head_value(r.head, "Connection"), "close"),
		"with few threads free connections are not kept");
	for (size_t i = 6; i < COUNT_OF(silent); i++)
		silent[i] = probe_connect(app.port);
	wait_ms(50);
	began = clock_ticks_us();
	r = probe_to_end(a, app.port, get_text(a, &app, "/"));
	took = seconds_since(began);
	/* of the 40 s that waiting for them would take; busy machines need some of the rest */
	CHECK(r.status == 200 && took < 10,
		"three times as many silent connections as threads hold a browser up for %.1f s",
		took);
	for (size_t i = 0; i < COUNT_OF(silent); i++)
		close(silent[i]);
	wait_ms(300);
	r = probe(a, app.port, get_text(a, &app, "/"));
	CHECK(text_is_chars(head_value(r.head, "Connection"), "keep-alive"),
		"when they are gone, connections are kept again");
	app_close(&app);
}

/* What holds a thread without asking: sent once, then a byte now and then by nobody. */
static const struct {
	const char *says, *start;
	double most; /* seconds for a browser to be answered behind six times as many as threads */
} holders[] = {
	{ "silent connections", "", 5 },
	{ "halves of a header", "GET / HTTP/1.1\r\nX-Slow: ", 5 },
	{ "forms that don't come",
		"POST /form HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
		"500\r\n\r\nname=",
		15 },
	{ "connections kept for nothing", "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n", 4 },
};

/* By the settings alone a browser would wait six rounds of twenty seconds, or of forty for a form. */
static void test_full(void)
{
	for (size_t i = 0; i < COUNT_OF(holders); i++) {
		struct app app = { 0 };
		OWN_ARENA a = arena_open();
		int held[48];
		CHECK(app_open(&app, (struct http_settings){ .threads = 8, .request_seconds = 20 }),
			"a workshop with eight threads opens");
		struct text start = probe_fill(a, text_of(holders[i].start), app.host, "");
		for (size_t n = 0; n < COUNT_OF(held); n++) {
			held[n] = probe_connect(app.port);
			probe_write(held[n], start);
		}
		int64_t began = clock_ticks_us();
		int fd = probe_connect(app.port);
		probe_write(fd, get_text(a, &app, "/"));
		struct reply r = probe_read(a, fd, false, 50, 60000);
		/* or told to wait a moment, where this machine is slow itself */
		CHECK((r.status == 200 || r.status == 503) &&
				seconds_since(began) < holders[i].most,
			"behind six times as many %s as threads a browser is answered in %.1f s",
			holders[i].says, seconds_since(began));
		close(fd);
		for (size_t n = 0; n < COUNT_OF(held); n++)
			close(held[n]);
		app_close(&app);
	}
}

/* Where no thread is free, a form that comes at the speed of a poor phone still arrives. */
static void test_poor_phone(void)
{
	struct app app = { 0 };
	OWN_ARENA a = arena_open();
	int silent[40];
	char part[600];

	memset(part, 'x', sizeof part);
	CHECK(app_open(&app, (struct http_settings){ .threads = 4, .request_seconds = 20 }),
		"a workshop with four threads opens");
	int fd = probe_connect(app.port);
	probe_write(fd,
		arena_print(a,
			"POST /form HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
			"9005\r\n\r\nname=",
			app.host));
	for (size_t i = 0; i < COUNT_OF(silent); i++)
		silent[i] = probe_connect(app.port);
	for (int i = 0; i < 15; i++) {
		probe_write(fd, (struct text){ part, sizeof part });
		wait_ms(150); /* 4,000 bytes a second */
	}
	struct reply r = probe_read(a, fd, false, 50, 5000);
	CHECK(r.status == 403 && text_find(r.body, TEXT("kept: xxx")) < r.body.size,
		"a form at 4 KB a second arrives whole while others want its thread (%d)",
		r.status);
	close(fd);
	for (size_t i = 0; i < COUNT_OF(silent); i++)
		close(silent[i]);
	app_close(&app);
}

/* ---- descriptors ---------------------------------------------------------------------------- */

/* A workshop in a process of its own, started with so few open files allowed; its port, once it is
 * open. It stays until the pipe it was given is closed. */
static int open_with_few(rlim_t soft, rlim_t hard, int *stay, pid_t *child)
{
	int to[2], from[2], port = 0;

	if (pipe(to) < 0 || pipe(from) < 0)
		return 0;
	*child = fork();
	if (*child == 0) {
		struct rlimit files = { soft, hard };
		struct app app = { 0 };
		char byte;
		close(to[1]);
		close(from[0]);
		setrlimit(RLIMIT_NOFILE, &files);
		if (app_open(&app, (struct http_settings){ .threads = 16, .request_seconds = 20 }))
			port = app.port;
		if (write(from[1], &port, sizeof port) != sizeof port || read(to[0], &byte, 1) < 0)
			_exit(1);
		app_close(&app);
		_exit(0);
	}
	close(to[0]);
	close(from[1]);
	if (read(from[0], &port, sizeof port) != sizeof port)
		port = 0;
	close(from[0]);
	*stay = to[1];
	return port;
}

/* How many more files a process may open. */
static int spare_files(pid_t process)
{
	struct rlimit files = { 0 };
	char path[64];
	int open = 0;

	snprintf(path, sizeof path, "/proc/%d/fd", (int)process);
	DIR *list = opendir(path);
	if (!list || prlimit(process, RLIMIT_NOFILE, NULL, &files) < 0)
		return -1;
	for (const struct dirent *one; (one = readdir(list));)
		open += one->d_name[0] != '.';
	closedir(list);
	return (int)files.rlim_cur - open;
}

/* Without descriptors CivetWeb's accepting thread spins, and no file can be opened for those who were
 * let in. */
static void test_descriptors(void)
{
	static const struct {
		const char *says;
		rlim_t soft, hard;
	} limits[] = {
		{ "a soft limit of 64 open files", 64, 4096 },
		{ "a hard limit of 200 open files", 64, 200 },
	};

	for (size_t i = 0; i < COUNT_OF(limits); i++) {
		OWN_ARENA a = arena_open();
		int silent[260], stay = -1;
		pid_t child = -1;
		int port = open_with_few(limits[i].soft, limits[i].hard, &stay, &child);
		CHECK(port > 0, "a workshop opens under %s", limits[i].says);
		for (size_t n = 0; n < COUNT_OF(silent); n++)
			silent[n] = probe_connect(port);
		wait_ms(100);
		CHECK(spare_files(child) >= 20,
			"among 260 silent connections it can still open files (%d)",
			spare_files(child));
		int64_t began = clock_ticks_us();
		int fd = probe_connect(port);
		probe_write(fd,
			arena_print(a, "GET /media HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", port));
		struct reply r = probe_read(a, fd, false, 50, 60000);
		CHECK(r.status == 200 && r.body.size == MEDIA_BYTES,
			"and behind them a browser gets one (%d, %.1f s)", r.status,
			seconds_since(began));
		close(fd);
		for (size_t n = 0; n < COUNT_OF(silent); n++)
			close(silent[n]);
		close(stay);
		waitpid(child, NULL, 0);
	}
}

static void test_stuck(void)
{
	struct app app = { .slow_ms = 2200 };
	OWN_ARENA a = arena_open();
	struct reply r;
	int64_t began;
	int stuck[3];

	CHECK(app_open(&app, (struct http_settings){ .threads = 4 }),
		"a workshop with four threads opens");
	for (size_t i = 0; i < COUNT_OF(stuck); i++) {
		stuck[i] = probe_connect(app.port);
		probe_write(stuck[i], get_text(a, &app, "/slow"));
	}
	wait_ms(300);
	CHECK(probe_to_end(a, app.port, get_text(a, &app, "/")).status == 200,
		"three busy threads of four are no matter yet");
	wait_ms(1200);
	began = clock_ticks_us();
	r = probe_to_end(a, app.port, get_text(a, &app, "/"));
	CHECK(r.status == 503 && seconds_since(began) < 0.5 &&
			text_find(r.body, TEXT("BUSY")) < r.body.size &&
			text_is_chars(head_value(r.head, "Retry-After"), "5"),
		"after a second whoever comes is told to wait a moment (%d)", r.status);
	CHECK(probe_to_end(a, app.port, get_text(a, &app, "/favicon.ico")).status == 200,
		"the page that says so gets its style and pictures");
	for (size_t i = 0; i < COUNT_OF(stuck); i++) {
		r = probe_read(a, stuck[i], false, 50, 4000);
		CHECK(r.status == 200 && text_is_chars(r.body, "at last"),
			"who came before is answered in the end");
		close(stuck[i]);
	}
	wait_ms(300);
	CHECK(probe(a, app.port, get_text(a, &app, "/")).status == 200, "then all is well again");
	app_close(&app);
}

/* ---- closing -------------------------------------------------------------------------------- */

static void *close_server(void *given)
{
	struct app *app = given;

	http_close(app->server);
	app->server = NULL;
	return NULL;
}

static void test_closing(void)
{
	struct app app = { .slow_ms = 800 };
	OWN_ARENA a = arena_open();
	int64_t began;
	pthread_t closer;
	struct reply r;
	int fd, idle;

	CHECK(app_open(&app, (struct http_settings){ .threads = 64 }), "a workshop opens");
	idle = probe_connect(app.port);
	fd = probe_connect(app.port);
	probe_write(fd, get_text(a, &app, "/slow"));
	wait_ms(200);
	CHECK(atomic_load(&app.inside) == 1, "a request is being answered");
	began = clock_ticks_us();
	pthread_create(&closer, NULL, close_server, &app);
	r = probe_read(a, fd, false, 1000, 3000);
	CHECK(r.status == 200 && text_is_chars(r.body, "at last"),
		"closing lets a request in progress end");
	pthread_join(closer, NULL);
	CHECK(seconds_since(began) > 0.4 && seconds_since(began) < 1.5,
		"and waits for nothing else (%.1f s)", seconds_since(began));
	close(fd);
	close(idle);
	CHECK(probe_connect(app.port) < 0, "nobody is let in any more");
	app_close(&app);
}

static void test_two_servers(void)
{
	struct app one = { 0 }, two = { 0 };
	struct http_server *third = NULL;
	OWN_ARENA a = arena_open();
	struct http_settings taken = { .listen = arena_print(a, "127.0.0.1:%d", 1),
		.origin = TEXT("http://127.0.0.1:1"),
		.threads = 2 };

	CHECK(app_open(&one, (struct http_settings){ .threads = 2 }) &&
			app_open(&two, (struct http_settings){ .threads = 2 }) &&
			one.port != two.port,
		"two workshops open in one program");
	CHECK(probe(a, one.port, get_text(a, &one, "/")).status == 200 &&
			probe(a, two.port, get_text(a, &two, "/")).status == 200,
		"both answer");
	taken.listen = text_of(two.host);
	CHECK(http_open(&taken, &third) == BROKEN && !third,
		"a third can't open on the port of another");
	app_close(&one);
	CHECK(probe(a, two.port, get_text(a, &two, "/")).status == 200,
		"closing one leaves the other");
	app_close(&two);
}

/* ---- all at once ---------------------------------------------------------------------------- */

#define CROWD 12
#define ROUNDS 60

struct crowd {
	const struct app *app;
	atomic_int good;
};

/* Keeps a connection, leaves it, asks for pages and files, goes away in the middle. */
static void *one_of_crowd(void *given)
{
	struct crowd *crowd = given;

	for (int i = 0; i < ROUNDS; i++) {
		OWN_ARENA a = arena_open();
		int fd = probe_connect(crowd->app->port);
		struct reply r;
		probe_write(fd, get_text(a, crowd->app, i % 3 ? "/" : "/media"));
		if (i % 5 == 4) {
			close(fd);
			atomic_fetch_add(&crowd->good, 1);
			continue;
		}
		r = probe_read(a, fd, false, i % 2, 5000);
		if (r.status == 200 && r.answers == 1 && r.body.size > 2000)
			atomic_fetch_add(&crowd->good, 1);
		close(fd);
	}
	return NULL;
}

static void test_crowd(void)
{
	struct app app = { 0 };
	struct crowd crowd = { .app = &app };
	pthread_t threads[CROWD];

	CHECK(app_open(&app, (struct http_settings){ .threads = 8 }), "a small workshop opens");
	for (size_t i = 0; i < CROWD; i++)
		pthread_create(&threads[i], NULL, one_of_crowd, &crowd);
	for (size_t i = 0; i < CROWD; i++)
		pthread_join(threads[i], NULL);
	CHECK(atomic_load(&crowd.good) == CROWD * ROUNDS,
		"twelve browsers on eight threads all get their %d answers (%d)", ROUNDS,
		atomic_load(&crowd.good));
	app_close(&app);
}

int main(void)
{
	test_descriptors();
	test_slow();
	test_fairness();
	test_full();
	test_poor_phone();
	test_stuck();
	test_closing();
	test_two_servers();
	test_crowd();
	return test_end();
}
