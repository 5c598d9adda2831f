/* Forms that a file comes with: whole, slow, cut off, too large, from those who may and those who may
 * not; and answers that are made while they are sent. */
#include "app.h"
#include "probes.h"

#define BOUND "----bound7"

static void wait_ms(int ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
}

/* As a browser writes it: fields before, the file, a field behind. */
static struct text file_body(struct arena *a, const char *csrf, const char *name, struct text bytes)
{
	struct buffer b = buffer_in(a);

	buffer_print(&b,
		"--" BOUND "\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n", csrf);
	buffer_print(&b,
		"--" BOUND "\r\nContent-Disposition: form-data; name=\"file\"; "
		"filename=\"%s\"\r\nContent-Type: image/jpeg\r\n\r\n",
		name);
	buffer_add(&b, bytes);
	buffer_add_chars(&b,
		"\r\n--" BOUND "\r\nContent-Disposition: form-data; "
		"name=\"name\"\r\n\r\nmy words\r\n--" BOUND "--\r\n");
	return buffer_text(&b);
}

static struct text head_for(
	struct arena *a, const struct app *app, struct text token, size_t size, const char *from)
{
	return arena_print(a,
		"POST /file HTTP/1.1\r\nHost: %s\r\nCookie: askel-%d=%.*s\r\nSec-Fetch-Site: %s\r\n"
		"Content-Type: multipart/form-data; boundary=" BOUND
		"\r\nContent-Length: %zu\r\n\r\n",
		app->host, app->port, SHOWN(token), from, size);
}

static const char *csrf_of(struct arena *a, const struct app *app)
{
	struct reply r = probe(a, app->port,
		arena_print(a, "GET /mine HTTP/1.1\r\nHost: %s\r\nCookie: askel-%d=%.*s\r\n\r\n",
			app->host, app->port, SHOWN(app->client)));
	struct text line = text_line(&r.body);
	return arena_copy(a, text_part(line, 5, SIZE_MAX)).at;
}

static struct text bytes_of(struct arena *a, size_t size, unsigned *sum)
{
	char *bytes = arena_take(a, size + 1);

	*sum = 0;
	for (size_t i = 0; i < size; i++) {
		bytes[i] = (char)(i * 31 % 253);
		*sum += (unsigned)((i + 1) % 65521) * (unsigned char)bytes[i];
	}
	return (struct text){ bytes, size };
}

static void test_whole(const struct app *app)
{
	static const size_t sizes[] = { 0, 1, 16383, 16384, 70000, 5000000, UPLOAD_MOST };

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		OWN_ARENA a = arena_open();
		unsigned sum;
		struct text bytes = bytes_of(a, sizes[i], &sum);
		struct text body = file_body(a, csrf_of(a, app), "cat.jpg", bytes);
		int fd = probe_connect(app->port);
		probe_write(fd, head_for(a, app, app->client, body.size, "same-origin"));
		probe_write(fd, body);
		struct reply r = probe_read(a, fd, false, 20, 8000);
		struct text want =
			arena_print(a, "file=cat.jpg size=%zu sum=%u name=my words", sizes[i], sum);
		CHECK(r.status == 200 && text_starts(r.body, want),
			"a file of %zu bytes arrives as it is (%d %.*s)", sizes[i], r.status,
			(int)(r.body.size < 80 ? r.body.size : 80), r.body.at);
		CHECK(text_ends(r.body, TEXT("&name=my%20words")),
			"and the other fields are a form that can be kept");
		close(fd);
	}
}

static void test_memory(const struct app *app)
{
	struct http_numbers n;
	OWN_ARENA a = arena_open();

	http_numbers(app->server, a, &n);
	CHECK(n.arena_bytes / (n.arenas ? n.arenas : 1) < (uint64_t)1 << 20,
		"twenty megabytes that came were never held (%llu bytes in %zu arenas)",
		(unsigned long long)n.arena_bytes, n.arenas);
}

static void test_refused(const struct app *app)
{
	static const struct {
		const char *says, *from, *csrf;
		bool coach, ended;
		size_t size;
		int status;
	} rows[] = {
		{ "from another site", "cross-site", "", false, false, 400, 403 },
		{ "of somebody who may not", "same-origin", "", true, false, 400, 403 },
		{ "of somebody whose session has ended", "same-origin", "", false, true, 400, 401 },
		{ "with a token of another page", "same-origin", "AAAA", false, false, 400, 403 },
		{ "over the bound", "same-origin", "", false, false, UPLOAD_MOST + 600000, 413 },
		{ "far over the bound", "same-origin", "", false, false, 3 * UPLOAD_MOST, 413 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		OWN_ARENA a = arena_open();
		unsigned sum;
		struct text bytes = bytes_of(a, rows[i].size, &sum), token = app->client;
		struct text body = file_body(a, rows[i].csrf, "cat.jpg", bytes);
		int fd = probe_connect(app->port), before = atomic_load(&app->ended_files);
		if (rows[i].coach)
			token = app->coach;
		if (rows[i].ended)
			token = app->ended;
		probe_write(fd, head_for(a, app, token, body.size, rows[i].from));
		/* what isn't read to its end is answered before the body comes */
		bool early = rows[i].size > 2 * UPLOAD_MOST || rows[i].status == 401 ||
			rows[i].coach || rows[i].from[0] == 'c';
		if (!early)
			probe_write(fd, body);
		struct reply r = probe_read(a, fd, false, 20, 8000);
		CHECK(r.status == rows[i].status, "a file %s is refused (%d)%s", rows[i].says,
			r.status, early ? ", before a byte of it was read" : "");
		wait_ms(50);
		CHECK(!early || atomic_load(&app->ended_files) == before,
			"nothing was made to hold it");
		close(fd);
	}
}

static void test_two_files(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct text body =
		TEXT("--" BOUND "\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n1"
		     "\r\n--" BOUND "\r\nContent-Disposition: form-data; name=c; filename=d"
		     "\r\n\r\n2\r\n--" BOUND "--\r\n");
	int fd = probe_connect(app->port);

	probe_write(fd, head_for(a, app, app->client, body.size, "same-origin"));
	probe_write(fd, body);
	struct reply r = probe_read(a, fd, false, 20, 4000);
	CHECK(r.status == 400, "two files in one form are refused (%d)", r.status);
	close(fd);
}

/* A second is the limit of a silent read here, and three that of any other form. */
static void test_slow(const struct app *app)
{
	OWN_ARENA a = arena_open();
	unsigned sum;
	struct text bytes = bytes_of(a, 60000, &sum);
	struct text body = file_body(a, csrf_of(a, app), "cat.jpg", bytes);
	int fd = probe_connect(app->port);

	probe_write(fd, head_for(a, app, app->client, body.size, "same-origin"));
	for (size_t at = 0; at < body.size; at += 20000) {
		probe_write(fd, text_part(body, at, 20000));
		wait_ms(2300);
	}
	struct reply r = probe_read(a, fd, false, 20, 4000);
	CHECK(r.status == 200 && text_find(r.body, arena_print(a, "sum=%u ", sum)) < r.body.size,
		"a picture that stands still for two seconds again and again arrives (%d)",
		r.status);
	close(fd);
}

static void test_cut(const struct app *app)
{
	OWN_ARENA a = arena_open();
	unsigned sum;
	struct text bytes = bytes_of(a, 300000, &sum);
	struct text body = file_body(a, csrf_of(a, app), "cat.jpg", bytes);
	int fd = probe_connect(app->port), before = atomic_load(&app->cut_files);

	probe_write(fd, head_for(a, app, app->client, body.size, "same-origin"));
	probe_write(fd, text_part(body, 0, 150000));
	wait_ms(100);
	int64_t began = clock_ticks_us();
	shutdown(fd, SHUT_WR);
	struct reply r = probe_read(a, fd, false, 20, 8000);
	CHECK(r.status == 408 && text_find(r.body, TEXT("Your text is safe")) < r.body.size,
		"one that breaks off is told so where somebody still listens (%d)", r.status);
	CHECK(clock_ticks_us() - began < 2000000, "at once");
	wait_ms(50);
	CHECK(atomic_load(&app->cut_files) == before + 1, "and what held it is let go");
	close(fd);
}

/* One place with so few threads: the second waits for the first. */
static void test_places(const struct app *app)
{
	OWN_ARENA a = arena_open();
	unsigned sum;
	struct text bytes = bytes_of(a, 30000, &sum);
	struct text body = file_body(a, csrf_of(a, app), "cat.jpg", bytes);
	int first = probe_connect(app->port), second = probe_connect(app->port);

	probe_write(first, head_for(a, app, app->client, body.size, "same-origin"));
	probe_write(first, text_part(body, 0, 20000));
	wait_ms(200);
	probe_write(second, head_for(a, app, app->client, body.size, "same-origin"));
	probe_write(second, body);
	struct reply r = probe_read(a, second, false, 20, 700);
	CHECK(r.status == 0, "while one sends the next waits (%d)", r.status);
	CHECK(probe(a, app->port, arena_print(a, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", app->host))
				.status == 200,
		"and pages are shown meanwhile");
	probe_write(first, text_part(body, 20000, SIZE_MAX));
	r = probe_read(a, first, false, 20, 4000);
	CHECK(r.status == 200, "the first arrives (%d)", r.status);
	r = probe_read(a, second, false, 20, 4000);
	CHECK(r.status == 200, "then the second (%d)", r.status);
	close(first);
	close(second);
}

static void test_flow(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct reply r = probe(
		a, app->port, arena_print(a, "GET /flow HTTP/1.1\r\nHost: %s\r\n\r\n", app->host));

	CHECK(r.status == 200 && r.body.size == 100000 && !r.closed,
		"bytes that are made on the way arrive, and the connection stays");
	CHECK(text_find(head_value(r.head, "Content-Disposition"), TEXT("letters.txt")) <
				head_value(r.head, "Content-Disposition").size &&
			text_is_chars(head_value(r.head, "X-Content-Type-Options"), "nosniff") &&
			text_find(head_value(r.head, "Content-Security-Policy"), TEXT("sandbox")) <
				head_value(r.head, "Content-Security-Policy").size,
		"as a file to keep, sandboxed");
	r = probe_to_end(a, app->port,
		arena_print(a, "GET /flow?short HTTP/1.1\r\nHost: %s\r\n\r\n", app->host));
	CHECK(r.closed && r.body.size == 50000, "where they end too soon the connection does");
}

int main(void)
{
	struct app app = { 0 };

	CHECK(app_open(&app, (struct http_settings){ .threads = 8, .request_seconds = 1 }),
		"a workshop that takes files opens");
	test_whole(&app);
	test_memory(&app);
	test_refused(&app);
	test_two_files(&app);
	test_slow(&app);
	test_cut(&app);
	test_places(&app);
	test_flow(&app);
	app_close(&app);
	return test_end();
}
