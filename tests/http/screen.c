/* The screen: the table of probes against the small workshop of app.h, and what needs more than one
 * request to show: keep-alive, pipelining, HEAD, Expect, bodies too large. */
#include "app.h"
#include "probes.h"

#define POST_HEAD \
	"POST /form HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n" \
	"Sec-Fetch-Site: same-origin\r\n"

/* A token for the sign-in-less form, with the cookie it is bound to, as headers and field. */
struct pass {
	struct text cookie, csrf;
};

static struct pass get_pass(struct arena *a, const struct app *app)
{
	struct reply r = probe(
		a, app->port, arena_print(a, "GET /form HTTP/1.1\r\nHost: %s\r\n\r\n", app->host));
	struct text set = head_value(r.head, "Set-Cookie");
	struct text line = r.body;

	line = text_line(&line);
	return (struct pass){ arena_copy(a, text_part(set, 0, text_find_char(set, ';'))),
		arena_copy(a, text_part(line, 5, SIZE_MAX)) };
}

static void test_keep_alive(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct pass pass = get_pass(a, app);
	struct text body = arena_print(a, "name=anna&csrf=%.*s", SHOWN(pass.csrf));
	struct text post =
		arena_print(a, POST_HEAD "Cookie: %.*s\r\nContent-Length: %zu\r\n\r\n%.*s",
			app->host, SHOWN(pass.cookie), body.size, SHOWN(body));
	struct text get = arena_print(a, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", app->host);
	struct buffer both = buffer_in(a);
	int fd = probe_connect(app->port);
	struct reply r;

	probe_write(fd, post);
	r = probe_read(a, fd, false, 50, 3000);
	CHECK(r.status == 303 && !r.closed &&
			text_is_chars(head_value(r.head, "Location"), "/saved?size=4") &&
			text_is_chars(head_value(r.head, "Connection"), "keep-alive"),
		"a form is taken and the connection kept");
	probe_write(fd, get);
	r = probe_read(a, fd, false, 50, 3000);
	CHECK(r.status == 200, "the next request on it is answered");
	close(fd);
	buffer_add(&both, post);
	buffer_add(&both, get);
	buffer_add(&both, get);
	r = probe(a, app->port, buffer_text(&both));
	CHECK(r.answers == 3 && r.status == 303, "three requests at once get three answers (%d)",
		r.answers);
	r = probe_to_end(a, app->port,
		arena_print(
			a, "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", app->host));
	CHECK(r.closed && text_is_chars(head_value(r.head, "Connection"), "close"),
		"a browser that wants the connection closed gets that");
	r = probe_to_end(
		a, app->port, arena_print(a, "GET / HTTP/1.0\r\nHost: %s\r\n\r\n", app->host));
	CHECK(r.closed && text_is_chars(head_value(r.head, "Connection"), "close"),
		"so does one of HTTP/1.0");
}

static void test_head(const struct app *app)
{
	static const char *const paths[] = { "/", "/?shared", "/form", "/media", "/nothing" };
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct reply get = probe(a, app->port,
			arena_print(a, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", paths[i], app->host));
		struct reply head = probe(a, app->port,
			arena_print(
				a, "HEAD %s HTTP/1.1\r\nHost: %s\r\n\r\n", paths[i], app->host));
		CHECK(head.status == get.status && head.body.size == 0 && get.body.size > 0 &&
				text_is(head_value(head.head, "Content-Length"),
					head_value(get.head, "Content-Length")) &&
				text_is(head_value(head.head, "Content-Type"),
					head_value(get.head, "Content-Type")),
			"HEAD %s says what GET says and sends no body", paths[i]);
	}
}

static void test_expect(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct pass pass = get_pass(a, app);
	struct text body = arena_print(a, "name=anna&csrf=%.*s", SHOWN(pass.csrf));
	int fd = probe_connect(app->port);
	struct reply r;

	probe_write(fd,
		arena_print(a,
			POST_HEAD
			"Cookie: %.*s\r\nExpect: 100-continue\r\nContent-Length: %zu\r\n\r\n",
			app->host, SHOWN(pass.cookie), body.size));
	r = probe_read(a, fd, false, 100, 2000);
	CHECK(r.status == 100 && r.answers == 1, "a browser that asks first is told to go on");
	probe_write(fd, body);
	r = probe_read(a, fd, false, 100, 2000);
	CHECK(r.status == 303, "and its form is taken");
	close(fd);
	fd = probe_connect(app->port);
	probe_write(fd,
		arena_print(a, POST_HEAD "Expect: 100-continue\r\nContent-Length: %d\r\n\r\n",
			app->host, FORM_MOST + 1));
	r = probe_read(a, fd, false, 100, 3000);
	CHECK(r.status == 413 && r.answers == 1 && r.closed,
		"one whose form is too large is told so before it sends it");
	close(fd);
}

static void test_too_large(const struct app *app)
{
	static const size_t sizes[] = { FORM_MOST + 1, 900 * 1024 };
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct text head = arena_print(
			a, POST_HEAD "Content-Length: %zu\r\n\r\n", app->host, sizes[i]);
		struct text body = { arena_take(a, sizes[i]), sizes[i] };
		int fd = probe_connect(app->port);
		struct reply r;
		memset((char *)body.at, 'a', body.size);
		probe_write(fd, head);
		probe_write(fd, body);
		r = probe_read(a, fd, false, 2000, 3000);
		CHECK(r.status == 413 && r.closed && !r.reset,
			"a form of %zu bytes gets its answer, not a broken connection", sizes[i]);
		close(fd);
	}
}

static void test_half_closed(const struct app *app)
{
	OWN_ARENA a = arena_open();
	int fd = probe_connect(app->port);
	struct reply r;

	probe_write(fd, arena_print(a, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", app->host));
	shutdown(fd, SHUT_WR);
	r = probe_read(a, fd, false, 1000, 3000);
	CHECK(r.status == 200 && r.closed, "a browser that has stopped sending gets its answer");
	close(fd);
	fd = probe_connect(app->port);
	probe_write(fd, arena_print(a, POST_HEAD "Content-Length: 100\r\n\r\nname=an", app->host));
	shutdown(fd, SHUT_WR);
	r = probe_read(a, fd, false, 1000, 3000);
	CHECK(r.closed && r.status == 408,
		"one that stops in the middle of a form is let go at once");
	close(fd);
}

static void test_bodies(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct pass pass = get_pass(a, app);
	static const struct {
		const char *says, *type, *body;
		int status;
	} rows[] = {
		{ "JSON", "application/json", "{\"name\":1}", 415 },
		{ "no type", "", "name=1", 415 },
		{ "text", "text/plain", "name=1", 415 },
		{ "a bad escape", "application/x-www-form-urlencoded", "name=%zz", 400 },
		{ "multipart without its end", "multipart/form-data; boundary=b", "--b\r\n", 400 },
		{ "a type with a charset", "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
			"name=1", 403 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct reply r = probe(a, app->port,
			arena_print(a,
				"POST /form HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
				"Cookie: %.*s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
				app->host, SHOWN(pass.cookie), rows[i].type, strlen(rows[i].body),
				rows[i].body));
		CHECK(r.status == rows[i].status, "a body of %s: %d", rows[i].says, r.status);
	}
}

static void test_many_lines(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a);
	int came = atomic_load(&app->notes);
	struct reply r;

	/* Blank lines before a request are passed over (RFC 9112, 2.2). */
	r = probe(
		a, app->port, arena_print(a, "\r\nGET / HTTP/1.1\r\nHost: %s\r\n\r\n", app->host));
	CHECK(r.status == 200, "let in: an empty line before the request");
	/* Leading blanks up to the very end of CivetWeb's buffer, and lines that end in LF. */
	for (size_t i = 0; i < 16384 - strlen("GET / HTTP/1.1\r\nHost: x\n\n"); i++)
		buffer_add_char(&b, ' ');
	buffer_add_chars(&b, "GET / HTTP/1.1\r\nHost: x\n\n");
	r = probe(a, app->port, buffer_text(&b));
	CHECK(r.status >= 400, "refused: a request that fills the buffer to its last byte");
	CHECK(atomic_load(&app->notes) == came + 2, "each of them is noted once");
}

int main(void)
{
	struct app app = { 0 };

	if (!CHECK(app_open(&app, (struct http_settings){ .threads = 16, .request_seconds = 2 }),
		    "the small workshop opens"))
		return test_end();
	probe_screen(app.port, app.host, "/");
	probe_sizes(app.port, app.host, "/");
	test_keep_alive(&app);
	test_head(&app);
	test_expect(&app);
	test_too_large(&app);
	test_half_closed(&app);
	test_bodies(&app);
	test_many_lines(&app);
	app_close(&app);
	return test_end();
}
