/*
 * The product's own table of addresses with one more row, for a server that is measured: /bare
 * answers, on the same threads and through the same door, with bytes that are ready: the page that
 * the handler beside it is compared with. Linked in the place of server/pages/routes.c; the rest of
 * that program is the product's, file by file.
 *
 *	BENCH_BODY	a file with the gzip bytes to answer with
 */
#include "pages/routes.h"
#include "pages/inside.h"

#include <pthread.h>
#include <stdlib.h>

#define BODY_MOST ((size_t)1024 * 1024)

static pthread_once_t asked = PTHREAD_ONCE_INIT;
static struct text body; /* for as long as the process lives */

static void load_body(void)
{
	const char *path = getenv("BENCH_BODY");
	if (!path || file_read(arena_open(), path, BODY_MOST, &body) != DONE)
		body = NO_TEXT;
}

static enum outcome show_bare(struct request *rq, struct response *rs)
{
	(void)rq;
	pthread_once(&asked, load_body);
	rs->bytes = rs->bytes_gzip = body;
	return body.size > 0 ? DONE : NOT_HERE;
}

const struct route routes[] = {
#define R(method, pattern, door, run) { method, pattern, door, run, #run },
	ROUTES(R)
#undef R
		{ GET, "/bare", ANYONE, show_bare, "show_bare" },
};
const size_t route_count = COUNT_OF(routes);
