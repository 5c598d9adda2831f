/*
 * places: how many connections there is room for. Each takes a descriptor, from when it is accepted;
 * where they run out, CivetWeb's accepting thread can only spin, and newcomers hear nothing. So the
 * soft limit on open files, which is 1,024 in most places, is raised to what threads, queue and
 * the rest of the workshop need, and where the hard limit is lower the queue is made smaller: who
 * doesn't fit waits in the system's own backlog, whose place is not ours.
 */
#include "http/inside.h"

#include <sys/resource.h>

#define THREADS 512
#define QUEUE 1024
#define LEAST 16   /* of either */
#define OTHERS 128 /* descriptors of the database, the log, courses being read ... */
#define EACH 2     /* a thread's connection, and a file it may be sending */

static rlim_t raise_limit(rlim_t need)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return need;
	if (limit.rlim_cur >= need)
		return limit.rlim_cur;
	limit.rlim_cur = limit.rlim_max < need ? limit.rlim_max : need;
	return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : need;
}

static size_t at_least(size_t count)
{
	return count < LEAST ? LEAST : count;
}

void places_settle(struct http_server *server)
{
	size_t asked = server->set.threads > 0 ? (size_t)server->set.threads : THREADS;
	size_t need = EACH * asked + QUEUE + OTHERS;
	rlim_t limit = raise_limit(need);
	size_t room = limit > OTHERS ? (size_t)limit - OTHERS : 0;

	server->threads = asked;
	server->queue = QUEUE;
	if (limit >= need)
		return;
	/* A third of the places to those who wait. */
	if (EACH * asked > room / 3 * 2 && server->set.threads == 0)
		server->threads = at_least(room / 3 * 2 / EACH);
	server->queue = at_least(room > EACH * server->threads ? room - EACH * server->threads : 0);
	log_note("the limit on open files leaves room for %zu connections and %zu that wait",
		server->threads, server->queue);
}
