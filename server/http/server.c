/*
 * server: the glue to CivetWeb, all of whose own features stay off: no document root, CGI, listing,
 * CORS, WebSocket or handlers of its own. Every request is answered from begin_request, so nothing
 * of CivetWeb's runs between the screen and the answer. struct http_server owns everything; the
 * only process-wide things are CivetWeb's own (mg_init_library) and the handler of the waking
 * signal.
 */
#include "http/inside.h"

#include <civetweb.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define REQUEST_SECONDS 5
#define CLOSE_SECONDS 10 /* for requests in progress to end */

/* ---- arenas ------------------------------------------------------------------------------------
 */

static struct arena *pool_take(struct arena_pool *pool)
{
	struct arena *a = NULL;

	pthread_mutex_lock(&pool->lock);
	if (pool->count)
		a = pool->free[--pool->count];
	pthread_mutex_unlock(&pool->lock);
	return a ? a : arena_open();
}

static void pool_give(struct arena_pool *pool, struct arena *a)
{
	arena_reset(a);
	pthread_mutex_lock(&pool->lock);
	/* Never more than one a thread, which is what there is room for. */
	pool->free[pool->count++] = a;
	pthread_mutex_unlock(&pool->lock);
}

/* ---- one request ---------------------------------------------------------------------------- */

/* As CivetWeb decides it, so that what we say is what it does. */
static bool browser_keeps(const struct mg_request_info *info)
{
	struct text connection = header_of(info, "Connection", NULL);

	if (header_of(info, "Upgrade", NULL).at)
		return false;
	if (connection.at)
		return list_has(connection, "keep-alive");
	return strcmp(info->http_version, "1.1") == 0;
}

static enum outcome handle_post(struct exchange *x)
{
	struct request *rq = &x->rq;
	bool by_link = rq->route->door & BY_LINK;

	bool opens = route_opens(rq->route, &rq->who), file = rq->route->door & TAKES_FILE;

	if (!by_link)
		TRY(csrf_check_origin(x));
	/* a form is read for whoever sends it, lest it be lost; a file only for those it is open to */
	if (opens || !file)
		TRY(file ? upload_read_form(x) : request_read_form(x));
	if (!opens)
		return rq->who.person ? NO_ENTRY : SIGN_IN;
	if (!by_link)
		TRY(csrf_check_token(x));
	return route_run(&x->server->set.hooks, rq, &x->rs);
}

static enum outcome handle(struct exchange *x)
{
	const struct http_hooks *hooks = &x->server->set.hooks;
	struct request *rq = &x->rq;
	enum outcome filled = request_fill(x);
	enum outcome found = static_is(rq->path) ? NOT_HERE : route_find(x);
	if (rq->guest && (found != DONE || !(rq->route->door & FOR_GUESTS))) {
		rq->route = NULL; /* under this host there is no such thing, whatever the method */
		found = NOT_HERE;
	}
	bool unasked = found == DONE && rq->route->door & UNASKED;

	if (x->aside && !unasked)
		return BAD_REQUEST;
	if (static_is(rq->path))
		return static_fill(x);
	if (unasked)
		return filled == DONE ? rq->route->run(rq, &x->rs) : filled;
	if (atomic_load(&x->server->watch.stuck))
		return BUSY;
	if (!rq->guest && (found != DONE || !(rq->route->door & BY_LINK)))
		rq->who = hooks->who_is(rq->owner, rq->arena, rq->session);
	TRY(filled);
	TRY(found);
	if (rq->method == POST)
		return handle_post(x);
	if (!route_opens(rq->route, &rq->who))
		return rq->who.person ? NO_ENTRY : SIGN_IN;
	return route_run(hooks, rq, &x->rs);
}

static void empty_response(struct exchange *x)
{
	x->rs = (struct response){ .page = parcel_in(x->rq.arena) };
}

static void answer(struct exchange *x)
{
	enum outcome o;

	empty_response(x);
	o = handle(x);
	if (x->cut) {
		answer_plain(x, o == CUT_OFF ? CUT_OFF : BAD_REQUEST, 408);
		return;
	}
	if (o == DONE && !response_is_filled(&x->rs)) {
		log_fault("the handler %s answered nothing",
			x->rq.route ? x->rq.route->name : "of static files");
		o = BROKEN;
	}
	if (o == BROKEN)
		atomic_fetch_add(&x->server->tally.faults, 1);
	if (x->body_left || x->aside)
		x->keep = false;
	if (o != DONE) {
		empty_response(x);
		x->server->set.hooks.refuse(&x->rq, &x->rs, o);
	}
	answer_send(x, o);
}

static void exchange(struct exchange *x)
{
	/* Until the port is known, nobody can have been told to come here. */
	enum outcome o = atomic_load(&x->server->open) ? screen_request(x) : BUSY;

	x->keep = o == DONE && browser_keeps(x->info) && !watch_is_pressed(&x->server->watch) &&
		!atomic_load(&x->server->watch.closing);
	if (o == DONE)
		answer(x);
	else
		answer_plain(x, o, 0);
	if (x->rq.file)
		x->server->set.hooks.file_end(&x->rq, x->cut);
	if (!x->keep)
		mg_disable_connection_keep_alive(x->connection);
	/* One that asks before it sends has nothing under way. */
	if (x->body_left && o == DONE && !header_of(x->info, "Expect", NULL).at)
		request_let_go(x);
}

/* ---- CivetWeb's callbacks ------------------------------------------------------------------- */

static struct http_server *server_of(const struct mg_connection *connection)
{
	return mg_get_user_data(mg_get_context(connection));
}

static struct exchange exchange_of(struct mg_connection *connection)
{
	struct http_server *server = server_of(connection);
	const struct http_hooks *hooks = &server->set.hooks;
	struct exchange x = {
		.server = server,
		.connection = connection,
		.info = mg_get_request_info(connection),
		.worker = mg_get_thread_pointer(connection),
		.began = clock_ticks_us(),
	};

	x.rq.owner = hooks->hold ? hooks->hold(hooks->owner) : hooks->owner;
	x.rq.arena = pool_take(&server->pool);
	x.rq.path = x.rq.raw_query = x.rq.session = x.rq.host = NO_TEXT;
	x.rq.body = x.rq.body_type = x.visit = NO_TEXT;
	return x;
}

/* After the answer: one more in the counts, and a line in the log. */
static void tell_of(const struct exchange *x)
{
	const struct http_hooks *hooks = &x->server->set.hooks;
	int64_t us = clock_ticks_us() - x->began;

	tally_request(x, us);
	if (hooks->note)
		hooks->note(x->rq.owner, pattern_of(x), x->rq.method, x->status, us);
}

static void finish(struct exchange *x)
{
	const struct http_hooks *hooks = &x->server->set.hooks;

	tell_of(x);
	if (hooks->let_go)
		hooks->let_go(x->rq.owner);
	pool_give(&x->server->pool, x->rq.arena);
}

static int on_request(struct mg_connection *connection)
{
	struct exchange x = exchange_of(connection);

	x.rq.inside = &x;
	worker_answer(x.worker);
	atomic_fetch_add(&x.server->in_flight, 1);
	exchange(&x);
	finish(&x);
	atomic_fetch_sub(&x.server->in_flight, 1);
	return x.status;
}

static void on_end(const struct mg_connection *connection, int status)
{
	(void)status;
	worker_wait(mg_get_thread_pointer(connection), false);
}

static int on_connection(const struct mg_connection *connection, void **data)
{
	(void)data;
	atomic_fetch_add(&server_of(connection)->watch.held, 1);
	atomic_fetch_add(&server_of(connection)->watch.connections, 1);
	worker_wait(mg_get_thread_pointer(connection), true);
	return 0;
}

static void on_closed(const struct mg_connection *connection)
{
	worker_away(mg_get_thread_pointer(connection));
	atomic_fetch_sub(&server_of(connection)->watch.held, 1);
}

/* Whether the request line could be read, down to a method that isn't ours. */
static bool is_other_method(const struct mg_request_info *info)
{
	static const char *const ours[] = { "GET", "HEAD", "POST" };

	if (!info || !info->request_method || !info->http_version)
		return false;
	for (size_t i = 0; i < COUNT_OF(ours); i++)
		if (strcmp(info->request_method, ours[i]) == 0)
			return false;
	return true;
}

/* What CivetWeb found unreadable before it asked us. Its message may hold what came in and is
 * dropped. */
static int on_unreadable(struct mg_connection *connection, int status, const char *message)
{
	struct exchange x = exchange_of(connection);
	bool slow = x.began - x.worker->since >= x.server->request_us;

	(void)message;
	x.rq.inside = &x;
	x.allow = "GET, HEAD, POST";
	if (status == 400 && is_other_method(x.info))
		answer_plain(&x, NO_METHOD, 0);
	else
		answer_plain(&x, BAD_REQUEST, slow ? 408 : 0);
	mg_disable_connection_keep_alive(connection);
	finish(&x);
	return 0;
}

/* CivetWeb's own lines may name addresses and paths: only those of the start are passed on. */
static int on_message(const struct mg_connection *connection, const char *message)
{
	const struct http_server *server = server_of(connection);

	if (server && !atomic_load(&server->open))
		log_note("CivetWeb: %s", message);
	return 1;
}

static void *on_thread(const struct mg_context *context, int type)
{
	struct http_server *server = mg_get_user_data(context);

	if (type == 1)
		return watch_join(&server->watch);
	return type == 0 ? watch_join_as_master(&server->watch) : NULL;
}

static void on_thread_end(const struct mg_context *context, int type, void *worker)
{
	(void)context;
	(void)type;
	if (worker)
		worker_away(worker);
}

/* ---- opening and closing -------------------------------------------------------------------- */

static enum outcome start(struct http_server *server)
{
	struct arena *a = server->arena;
	const char *timeout = arena_print(a, "%lld", (long long)server->request_us / 1000).at;
	const char *const options[][2] = {
		{ "listening_ports", server->set.listen.at },
		{ "num_threads", arena_print(a, "%zu", server->threads).at },
		{ "connection_queue", arena_print(a, "%zu", server->queue).at },
		{ "listen_backlog", "1024" },
		{ "tcp_nodelay", "1" },
		{ "max_request_size", "16384" },
		{ "request_timeout_ms", timeout },
		{ "keep_alive_timeout_ms", timeout },
		{ "enable_keep_alive", "yes" },
		{ "decode_url", "no" },
		{ "enable_directory_listing", "no" },
		{ "cgi_pattern", "" },
		{ "ssi_pattern", "" },
		{ "access_control_allow_origin", "" },
		{ "access_control_allow_methods", "" },
		{ "access_control_allow_headers", "" },
		{ NULL, NULL },
	};
	struct mg_callbacks callbacks = {
		.begin_request = on_request,
		.end_request = on_end,
		.log_message = on_message,
		.connection_closed = on_closed,
		.http_error = on_unreadable,
		.init_thread = on_thread,
		.exit_thread = on_thread_end,
		.init_connection = on_connection,
	};
	struct mg_server_port port;

	/* linger_timeout_ms stays unset: with it a worker waits for the last byte to arrive. */
	mg_init_library(MG_FEATURES_DEFAULT);
	server->context = mg_start(&callbacks, server, (const char **)options);
	if (!server->context) {
		mg_exit_library();
		log_fault("could not listen on %.*s", SHOWN(server->set.listen));
		return BROKEN;
	}
	if (mg_get_server_ports(server->context, 1, &port) != 1)
		return BROKEN;
	server->port = port.port;
	return DONE;
}

/* "127.0.0.1:8080" of "http://127.0.0.1:8080" */
static struct text host_of(struct text origin)
{
	size_t from = text_find(origin, TEXT("://"));
	struct text rest = text_part(origin, from + 3, SIZE_MAX);
	return text_part(rest, 0, text_find_char(rest, '/'));
}

static void add_host(struct http_server *server, struct text host)
{
	if (host.size)
		server->hosts[server->host_count++] = arena_copy(server->arena, host);
}

/* Which Host values are let in, and what the origin is now that the port is known. */
static void settle_origin(struct http_server *server)
{
	const struct http_settings *set = &server->set;
	struct arena *a = server->arena;
	struct text host = host_of(set->origin);

	server->hosts = arena_take_many(a, set->more_host_count + 4, sizeof *server->hosts);
	server->origin = set->origin;
	if (server->loopback) {
		struct text name = text_part(host, 0, text_find_char(host, ':'));
		server->origin = arena_print(a, "http://%.*s:%d", SHOWN(name), server->port);
		add_host(server, arena_print(a, "127.0.0.1:%d", server->port));
		add_host(server, arena_print(a, "localhost:%d", server->port));
	} else {
		add_host(server, host);
		if (server->secure && text_find_char(host, ':') == host.size)
			add_host(server, arena_print(a, "%.*s:443", SHOWN(host)));
	}
	server->own_host_count = server->host_count;
	for (size_t i = 0; i < set->more_host_count; i++)
		add_host(server, set->more_hosts[i]);
	/* Cookies know no ports: without one in the name two demos would share them. */
	server->session_cookie =
		server->secure ? "__Host-askel" : arena_print(a, "askel-%d", server->port).at;
	server->visit_cookie = server->secure ? "__Host-askel-visit"
					      : arena_print(a, "askel-visit-%d", server->port).at;
	server->journey_cookie = server->secure
		? "__Host-askel-journey"
		: arena_print(a, "askel-journey-%d", server->port).at;
}

static struct http_server *make_server(const struct http_settings *set)
{
	struct arena *a = arena_open();
	struct http_server *server = arena_take_of(a, struct http_server);
	struct text host = host_of(set->origin);
	struct text name = text_part(host, 0, text_find_char(host, ':'));

	server->arena = a;
	server->set = *set;
	server->secure = text_starts(set->origin, TEXT("https://"));
	/* Without what may follow the host: browsers say no more than that. */
	server->set.origin =
		arena_print(a, "%s://%.*s", server->secure ? "https" : "http", SHOWN(host));
	server->set.listen = arena_copy(a, set->listen);
	server->set.trusted_proxy = arena_copy(a, set->trusted_proxy);
	server->loopback = !server->secure &&
		(text_is_chars(name, "127.0.0.1") || text_is_chars(name, "localhost"));
	places_settle(server);
	server->request_us =
		(int64_t)(set->request_seconds > 0 ? set->request_seconds : REQUEST_SECONDS) *
		1000000;
	server->pool.free = arena_take_many(a, server->threads + 1, sizeof(struct arena *));
	pthread_mutex_init(&server->pool.lock, NULL);
	tally_open(server);
	uploads_open(server);
	return server;
}

enum outcome http_open(const struct http_settings *settings, struct http_server **server)
{
	struct http_server *made = make_server(settings);
	enum outcome o = static_open(made);

	*server = NULL;
	if (o == DONE)
		o = watch_open(&made->watch, made->arena, made->threads, made->request_us);
	if (o == DONE)
		o = start(made);
	if (o != DONE) {
		http_close(made);
		return o;
	}
	settle_origin(made);
	*server = made; /* before anybody is let in: handlers ask the server, too */
	if (settings->hooks.ready)
		settings->hooks.ready(settings->hooks.owner, made);
	atomic_store(&made->open, true);
	return DONE;
}

static void wait_for_requests(struct http_server *server)
{
	int64_t until = clock_ticks_us() + (int64_t)CLOSE_SECONDS * 1000000;

	while (atomic_load(&server->in_flight) && clock_ticks_us() < until)
		nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL);
}

void http_close(struct http_server *server)
{
	if (!server)
		return;
	atomic_store(&server->watch.closing, true);
	if (server->context) {
		/* CivetWeb cuts what is being sent when it stops. */
		wait_for_requests(server);
		mg_stop(server->context);
		mg_exit_library();
	}
	watch_close(&server->watch);
	for (size_t i = 0; i < server->pool.count; i++)
		arena_close(server->pool.free[i]);
	pthread_mutex_destroy(&server->pool.lock);
	uploads_close(server);
	arena_close(server->arena);
}

int http_port(const struct http_server *server)
{
	return server->port;
}
