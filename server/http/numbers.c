/*
 * numbers: what http counts while it works, and how it stands right now, for /metrics. Counting is
 * one atomic addition a figure; what is counted is a route's pattern, a status and a time, never
 * who or what. A request that fits no route counts under "-", one for a file of ours under
 * "/static".
 */
#include "http/inside.h"

/* Microseconds: from a page out of memory to a phone that is given up on. */
static const int64_t time_steps[] = { 100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000,
	250000, 500000, 1000000, 2500000, 5000000, 0 };

#define STATIC_ROW(server) ((server)->set.route_count)
#define OTHER_ROW(server) ((server)->set.route_count + 1)
#define ROW_COUNT(server) ((server)->set.route_count + 2)

void tally_open(struct http_server *server)
{
	struct tally *t = &server->tally;

	t->requests = arena_take_many(
		server->arena, ROW_COUNT(server) * STATUS_COUNT, sizeof *t->requests);
	t->times.steps = time_steps;
}

static size_t row_of(const struct exchange *x)
{
	if (x->rq.route)
		return (size_t)(x->rq.route - x->server->set.routes);
	return static_is(x->rq.path) ? STATIC_ROW(x->server) : OTHER_ROW(x->server);
}

const char *pattern_of(const struct exchange *x)
{
	if (x->rq.route)
		return x->rq.route->pattern;
	return static_is(x->rq.path) ? "/static" : "-";
}

void tally_request(const struct exchange *x, int64_t us)
{
	struct tally *t = &x->server->tally;
	size_t at = row_of(x) * STATUS_COUNT + status_place(x->status);

	atomic_fetch_add_explicit(&t->requests[at], 1, memory_order_relaxed);
	histogram_add(&t->times, us);
}

static struct request_count count_of(const struct http_server *server, size_t row, size_t place)
{
	const struct http_settings *set = &server->set;
	struct request_count c = { .pattern = row == STATIC_ROW(server) ? "/static" : "-",
		.method = GET,
		.status = status_at(place) };

	if (row < set->route_count) {
		c.pattern = set->routes[row].pattern;
		c.method = set->routes[row].method;
	}
	return c;
}

/* The counts that aren't 0, row by row. */
static void list_requests(struct http_server *server, struct arena *a, struct http_numbers *n)
{
	struct request_count *list = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < ROW_COUNT(server) * STATUS_COUNT; i++) {
		uint64_t requests =
			atomic_load_explicit(&server->tally.requests[i], memory_order_relaxed);
		if (requests == 0)
			continue;
		GROW(a, list, count, room);
		list[count] = count_of(server, i / STATUS_COUNT, i % STATUS_COUNT);
		list[count].count = requests;
		count++;
	}
	n->requests = list;
	n->request_rows = count;
}

void http_numbers(struct http_server *server, struct arena *a, struct http_numbers *n)
{
	*n = (struct http_numbers){ .threads = server->threads,
		.times = histogram_read(&server->tally.times) };
	watch_numbers(&server->watch, n);
	pthread_mutex_lock(&server->pool.lock);
	n->arenas = server->pool.count;
	for (size_t i = 0; i < server->pool.count; i++)
		n->arena_bytes += arena_size(server->pool.free[i]);
	pthread_mutex_unlock(&server->pool.lock);
	list_requests(server, a, n);
}

bool http_stuck(const struct http_server *server)
{
	return atomic_load(&server->watch.stuck);
}
