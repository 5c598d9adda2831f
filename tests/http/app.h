/*
 * A small workshop for the tests of http: a handful of routes behind each kind of door, people who
 * are their session token, and a server of it on a free port.
 */
#ifndef TESTS_HTTP_APP_H
#define TESTS_HTTP_APP_H

#include "http/http.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct app {
	char folder[64]; /* of its keys and files */
	struct seal *seal;
	struct http_server *server;
	struct arena *arena;
	struct text client, coach, ended; /* session tokens */
	struct text media;                /* path of a file of MEDIA_BYTES */
	atomic_int notes, last_status, inside;
	atomic_int slow_ms;
	atomic_int ended_files, cut_files;
	char host[64];
	int port;
};

/* A file that came with a form, as far as tests look at it. */
struct app_file {
	char name[64];
	size_t size;
	unsigned sum; /* of its bytes, each times its place */
};

#define MEDIA_BYTES 200000
#define PIECE "A paragraph that is the same for everybody and is deflated once. "

/* ---- handlers ------------------------------------------------------------------------------- */

__attribute__((unused)) static enum outcome app_home(struct request *rq, struct response *rs)
{
	parcel_add(&rs->page, TEXT("<h1>Home</h1>"));
	for (int i = 0; i < 40; i++)
		parcel_add(&rs->page, TEXT(PIECE));
	rs->shared = form_has(&rq->query, "shared");
	if (form_has(&rq->query, "etag"))
		rs->etag = TEXT("\"home-1\"");
	if (form_has(&rq->query, "token"))
		request_csrf(rq, rs);
	rs->no_referrer = form_has(&rq->query, "secret");
	return DONE;
}

/* Shows what arrived, so that tests can look at it. */
__attribute__((unused)) static enum outcome app_form(struct request *rq, struct response *rs)
{
	struct text csrf = request_csrf(rq, rs);
	struct text name = form_value(&rq->form, "name");

	rs->bytes = arena_print(rq->arena,
		"csrf=%.*s\nagain=%d\nname=%.*s\npath=%.*s\nhead=%d\naddress=%.*s\nprefetch=%"
		"d\nsession=%zu\n",
		SHOWN(csrf), rq->again, (int)name.size, name.at ? name.at : "", SHOWN(rq->path),
		rq->head, SHOWN(rq->address), rq->prefetch, rq->session.size);
	rs->type = "text/plain; charset=utf-8";
	return DONE;
}

__attribute__((unused)) static enum outcome app_save(struct request *rq, struct response *rs)
{
	struct text name = form_value(&rq->form, "name");

	if (form_has(&rq->form, "wrong")) {
		parcel_add(&rs->page, TEXT("look again"));
		rs->status = 422;
		return DONE;
	}
	return see_other(rs, rq, "/saved?size=%zu", name.size);
}

__attribute__((unused)) static enum outcome app_sign_in(struct request *rq, struct response *rs)
{
	rs->cookie = form_value(&rq->form, "token");
	rs->cookie_age = 3600;
	if (form_has(&rq->form, "again"))
		return request_again(rq, rs, TEXT("/form"), TEXT("name=kept+words"),
			TEXT("application/x-www-form-urlencoded"));
	return see_other(rs, rq, "/");
}

__attribute__((unused)) static enum outcome app_sign_out(struct request *rq, struct response *rs)
{
	rs->cookie_gone = rs->clear_site = true;
	return see_other(rs, rq, "/");
}

__attribute__((unused)) static enum outcome app_go(struct request *rq, struct response *rs)
{
	return see_other(rs, rq, "%.*s", SHOWN(form_value(&rq->query, "to")));
}

__attribute__((unused)) static enum outcome app_media(struct request *rq, struct response *rs)
{
	const struct app *app = rq->owner;

	rs->file = app->media;
	rs->type = "video/mp4";
	rs->shared = true;
	rs->attachment = rs->sandboxed = form_has(&rq->query, "original");
	if (form_has(&rq->query, "gone"))
		rs->file = arena_print(rq->arena, "%s/gone", app->folder);
	if (form_has(&rq->query, "link"))
		rs->file = arena_print(rq->arena, "%s/link", app->folder);
	return DONE;
}

__attribute__((unused)) static enum outcome app_slow(struct request *rq, struct response *rs)
{
	struct app *app = rq->owner;
	int ms = atomic_load(&app->slow_ms);

	atomic_fetch_add(&app->inside, 1);
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
	atomic_fetch_sub(&app->inside, 1);
	parcel_add(&rs->page, TEXT("at last"));
	return DONE;
}

__attribute__((unused)) static enum outcome app_odd(struct request *rq, struct response *rs)
{
	if (text_is_chars(rq->captures[0], "empty"))
		return DONE;
	if (text_is_chars(rq->captures[0], "type"))
		rs->type = "text/html\r\nSet-Cookie: a=b";
	if (text_is_chars(rq->captures[0], "cookie"))
		rs->cookie = TEXT("x; Domain=evil.example");
	if (text_is_chars(rq->captures[0], "etag"))
		rs->etag = TEXT("\"a\nb\"");
	parcel_add(&rs->page, TEXT("odd"));
	return text_is_chars(rq->captures[0], "refused") ? OVERTAKEN : DONE;
}

/* Says what came. */
__attribute__((unused)) static enum outcome app_file(struct request *rq, struct response *rs)
{
	const struct app_file *file = rq->file;
	struct text name = form_value(&rq->form, "name");

	rs->type = "text/plain; charset=utf-8";
	rs->bytes = arena_print(rq->arena, "file=%s size=%zu sum=%u name=%.*s body=%.*s",
		file ? file->name : "none", file ? file->size : 0, file ? file->sum : 0,
		(int)name.size, name.at ? name.at : "", SHOWN(rq->body));
	return DONE;
}

/* A hundred thousand letters that nobody holds at once; ?short: they end too soon. */
__attribute__((unused)) static size_t app_letters(void *context, char *bytes, size_t room)
{
	size_t *left = context;
	size_t some = room < 7000 ? room : 7000;

	some = some < *left ? some : *left;
	memset(bytes, 'f', some);
	*left -= some;
	return some;
}

__attribute__((unused)) static void app_letters_end(void *context)
{
	size_t *left = context;
	*left = 0;
}

__attribute__((unused)) static enum outcome app_flow(struct request *rq, struct response *rs)
{
	struct flow *flow = arena_take_of(rq->arena, struct flow);
	size_t *left = arena_take_of(rq->arena, size_t);

	*left = form_has(&rq->query, "short") ? 50000 : 100000;
	*flow = (struct flow){ 100000, app_letters, app_letters_end, left };
	rs->flow = flow;
	rs->attachment = rs->sandboxed = true;
	rs->file_name = "letters.txt";
	return DONE;
}

/* The names stand for themselves in `name`. */
static const struct route app_routes[] = {
	{ GET, "/", ANYONE, app_home, "app_home" },
	{ GET, "/form", ANYONE, app_form, "app_form" },
	{ POST, "/form", ANYONE, app_save, "app_save" },
	{ GET, "/open", ANYONE | FOR_GUESTS, app_home, "app_home" },
	{ POST, "/open", ANYONE | FOR_GUESTS, app_save, "app_save" },
	{ GET, "/mine", SIGNED_IN, app_form, "app_form" },
	{ POST, "/mine", SIGNED_IN, app_save, "app_save" },
	{ GET, "/coach", DOOR_COACH, app_form, "app_form" },
	{ POST, "/coach", DOOR_COACH, app_save, "app_save" },
	{ POST, "/sign-in", ANYONE, app_sign_in, "app_sign_in" },
	{ POST, "/sign-out", ANYONE, app_sign_out, "app_sign_out" },
	{ GET, "/go", ANYONE, app_go, "app_go" },
	{ GET, "/media", ANYONE, app_media, "app_media" },
	{ GET, "/slow", ANYONE, app_slow, "app_slow" },
	{ GET, "/odd/{kind}", ANYONE, app_odd, "app_odd" },
	{ POST, "/file", DOOR_CLIENT | TAKES_FILE, app_file, "app_file" },
	{ GET, "/flow", ANYONE, app_flow, "app_flow" },
};

static const struct shelf_file app_shelf[] = {
	{ "static/app.css", { "body { color: black; background: white; color: black }\n", 55 } },
	{ "static/favicon.svg", { "<svg xmlns='http://www.w3.org/2000/svg'/>", 41 } },
	{ "static/pictures/dot.png", { "\x89PNG", 4 } },
	{ "templates/home.html", { "{{x}}", 5 } },
};

/* ---- hooks ---------------------------------------------------------------------------------- */

static struct who app_who_is(void *owner, struct arena *a, struct text token)
{
	const struct app *app = owner;

	(void)a;
	if (text_is(token, app->client))
		return (struct who){ .person = 7, .roles = DOOR_CLIENT };
	if (text_is(token, app->coach))
		return (struct who){ .person = 8, .roles = DOOR_COACH };
	if (text_is(token, app->ended))
		return (struct who){ .expired = 7 };
	return (struct who){ 0 };
}

static void app_refuse(struct request *rq, struct response *rs, enum outcome o)
{
	struct text name = form_value(&rq->form, "name");

	/* One outcome is left to http's own plain page. */
	if (o == OVERTAKEN)
		return;
	parcel_add(&rs->page, TEXT("refused: "));
	parcel_add_html(&rs->page, text_of(outcome_name(o)));
	parcel_add(&rs->page, TEXT(" kept: "));
	parcel_add_html(&rs->page, name.at ? name : NO_TEXT);
}

static void app_note(void *owner, const char *pattern, enum method method, int status, int64_t us)
{
	struct app *app = owner;

	(void)pattern;
	(void)method;
	(void)us;
	atomic_fetch_add(&app->notes, 1);
	atomic_store(&app->last_status, status);
}

static void *app_file_begin(struct request *rq, struct text name)
{
	struct app_file *file = arena_take_of(rq->arena, struct app_file);

	if (text_is_chars(name, "unwanted"))
		return NULL;
	snprintf(file->name, sizeof file->name, "%.*s", SHOWN(name));
	return file;
}

static void app_file_take(void *given, struct text bytes)
{
	struct app_file *file = given;

	for (size_t i = 0; i < bytes.size; i++)
		file->sum += (unsigned)(++file->size % 65521) * (unsigned char)bytes.at[i];
}

static void app_file_end(struct request *rq, bool cut)
{
	struct app *app = rq->owner;

	atomic_fetch_add(cut ? &app->cut_files : &app->ended_files, 1);
}

/* ---- opening and closing -------------------------------------------------------------------- */

static bool app_write_media(struct app *app)
{
	char *bytes = arena_take(app->arena, MEDIA_BYTES);

	for (size_t i = 0; i < MEDIA_BYTES; i++)
		bytes[i] = (char)('a' + i % 23);
	app->media = arena_print(app->arena, "%s/media", app->folder);
	if (file_write(app->media.at, (struct text){ bytes, MEDIA_BYTES }, 0600) != DONE)
		return false;
	return symlink(app->media.at, arena_print(app->arena, "%s/link", app->folder).at) == 0;
}

/* Opens the app with these settings, of which only what differs needs filling. */
__attribute__((unused)) static bool app_open(struct app *app, struct http_settings set)
{
	unsigned char kept[DIGEST_SIZE];

	strcpy(app->folder, "/tmp/askel-http-XXXXXX");
	app->arena = arena_open();
	if (!mkdtemp(app->folder) ||
		seal_open(arena_print(app->arena, "%s/keys", app->folder).at, true, &app->seal) !=
			DONE ||
		!app_write_media(app))
		return false;
	app->client = token_make(app->arena, kept);
	app->coach = token_make(app->arena, kept);
	app->ended = token_make(app->arena, kept);
	if (!set.origin.size)
		set.origin = TEXT("http://127.0.0.1:0");
	set.listen = TEXT("127.0.0.1:0");
	set.routes = app_routes;
	set.route_count = COUNT_OF(app_routes);
	set.shelf = app_shelf;
	set.shelf_count = COUNT_OF(app_shelf);
	set.seal = app->seal;
	set.hooks = (struct http_hooks){ .owner = app,
		.who_is = app_who_is,
		.refuse = app_refuse,
		.note = app_note,
		.file_begin = app_file_begin,
		.file_take = app_file_take,
		.file_end = app_file_end };
	if (http_open(&set, &app->server) != DONE)
		return false;
	app->port = http_port(app->server);
	snprintf(app->host, sizeof app->host, "127.0.0.1:%d", app->port);
	return true;
}

__attribute__((unused)) static void app_close(struct app *app)
{
	static const char *const left[] = { "media", "link", "keys/seal.key", "keys/audit.key",
		"keys", "over/app.css", "over", "" };
	char path[128];

	http_close(app->server);
	seal_close(app->seal);
	for (size_t i = 0; i < COUNT_OF(left); i++) {
		snprintf(path, sizeof path, "%s/%s", app->folder, left[i]);
		remove(path);
	}
	arena_close(app->arena);
}

#endif
