/*
 * route: which row of the table a path and a method fall on, and whether its door opens. A linear
 * scan: a table of two hundred rows costs under two microseconds.
 */
#include "http/inside.h"

/* Compares one segment; a "{name}" takes any that isn't empty. */
static bool segment_fits(struct text pattern, struct text segment, bool *captured)
{
	*captured = pattern.size && pattern.at[0] == '{';
	return *captured ? segment.size > 0 : text_is(pattern, segment);
}

bool route_fits(const char *pattern, struct text path, struct text captures[CAPTURES_MOST])
{
	struct text left = text_of(pattern), rest = path;
	size_t count = 0;

	for (size_t i = 0; i < CAPTURES_MOST; i++)
		captures[i] = NO_TEXT;
	while (left.at && rest.at) {
		bool captured;
		struct text segment = text_cut(&rest, '/');
		if (!segment_fits(text_cut(&left, '/'), segment, &captured))
			return false;
		if (captured && count == CAPTURES_MOST)
			return false;
		if (captured)
			captures[count++] = segment;
	}
	return !left.at && !rest.at;
}

/* The row for a method and a path; NULL, and which methods (bits) the path has rows for. */
static const struct route *match(const struct http_settings *set, enum method method,
	struct text path, struct text captures[CAPTURES_MOST], unsigned *methods)
{
	char first = path.size > 1 ? path.at[1] : '\0';

	*methods = 0;
	for (size_t i = 0; i < set->route_count; i++) {
		const struct route *route = &set->routes[i];
		char wanted = route->pattern[1];
		/* most rows are out by the first letter already */
		if (wanted != '{' && wanted != first)
			continue;
		if (!route_fits(route->pattern, path, captures))
			continue;
		if (route->method == method)
			return route;
		*methods |= 1u << route->method;
	}
	return NULL;
}

enum outcome route_find(struct exchange *x)
{
	static const char *const allows[1 << METHOD_COUNT] = {
		[1 << GET] = "GET, HEAD",
		[1 << POST] = "POST",
	};
	struct request *rq = &x->rq;
	unsigned methods;

	rq->route = match(&x->server->set, rq->method, rq->path, rq->captures, &methods);
	if (rq->route)
		return DONE;
	x->allow = allows[methods];
	return methods ? NO_METHOD : NOT_HERE;
}

bool route_opens(const struct route *route, const struct who *who)
{
	return route->door & ANYONE || route->door & who->roles;
}

enum outcome route_run(const struct http_hooks *hooks, struct request *rq, struct response *rs)
{
	if (hooks->admit)
		TRY(hooks->admit(rq));
	return rq->route->run(rq, rs);
}

enum outcome request_again(struct request *rq, struct response *rs, struct text path,
	struct text body, struct text body_type)
{
	const struct exchange *x = rq->inside;
	struct request *again = arena_take_of(rq->arena, struct request);
	unsigned methods;

	*again = *rq;
	again->method = GET;
	again->again = true;
	again->path = path;
	again->raw_query = NO_TEXT;
	again->query = (struct form){ NULL, 0 };
	again->body = body;
	again->body_type = body_type;
	TRY(form_of(rq->arena, body, body_type, &again->form));
	again->route = match(&x->server->set, GET, path, again->captures, &methods);
	if (!again->route)
		return NOT_HERE;
	if (!route_opens(again->route, &again->who))
		return NO_ENTRY;
	return route_run(&x->server->set.hooks, again, rs);
}
