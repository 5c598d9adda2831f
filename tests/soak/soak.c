/*
 * soak: a real server under people and attackers for a long time; see soak.h for who they are. A
 * line a minute, then what was aimed at and what was reached.
 *
 *	soak [--minutes M | --short] [--thinking N] [--busy N] [--attacking N]
 *	ASKEL: the program (build/askel)
 *	SAN: set for a build with sanitizers, whose memory tells nothing
 *
 * --short is for `make test`: fewer people, half a minute, TAP, and only what is no matter of luck
 * on a busy machine. Exit codes: 0 every aim is met, 1 not so, 2 wrong use or no server.
 */
#include "soak.h"

#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define SECOND ((int64_t)1000 * 1000)
#define MB(bytes) ((double)(bytes) / 1048576)
#define P99_AIM_US (100 * 1000)
#define GROWTH_MOST ((uint64_t)8 * 1024 * 1024) /* of memory, after the first part of a run */

struct soak {
	const char *askel;
	struct served server;
	struct crowd crowd;
	struct server_state before, most; /* most: since it was warm */
	uint64_t warm;                    /* resident bytes once all caches were filled */
	uint64_t arena_warm, arena_most;  /* bytes of request arenas that lie ready */
	int without;                      /* the most that were left without an answer in a line */
	bool is_short;
	double seconds;
	struct crowd_sizes sizes;
};

/* ---- setting out ---------------------------------------------------------------------------- */

static bool open_soak(struct soak *s)
{
	struct rlimit files;

	/* the client's own sockets; the server raises its limit by itself */
	getrlimit(RLIMIT_NOFILE, &files);
	struct rlimit was = files;
	s->crowd.arena = arena_open();
	s->crowd.server = &s->server;
	if (!server_install(&s->server, s->askel))
		return false;
	/* as a shell or an init system would start it */
	files.rlim_cur = files.rlim_max < 1024 ? files.rlim_max : 1024;
	setrlimit(RLIMIT_NOFILE, &files);
	bool started = server_start(&s->server, s->askel);
	was.rlim_cur = was.rlim_max < 8192 ? was.rlim_max : 8192;
	setrlimit(RLIMIT_NOFILE, &was);
	if (!started || !crowd_gather(&s->crowd, &s->sizes, s->askel))
		return false;
	s->before = server_look(&s->server);
	return true;
}

static double arena_bytes(struct soak *s, const char *name)
{
	OWN_ARENA a = arena_open();
	struct text request = arena_print(a,
		"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
		s->server.port);

	return metric_of(server_ask(&s->server, a, request), name);
}

/* ---- a line a minute ------------------------------------------------------------------------ */

static void print_head(void)
{
	printf("#   time  answers/s   new: p50    p99    max  kept: p50    p99  wait  none wrong  "
	       "attacks  RSS MB  arenas MB  fds threads\n");
}

static void print_line(
	struct soak *s, double at, double took, const struct server_state *state, double arenas)
{
	const struct crowd_counts *n = &s->crowd.now;

	printf("# %6.1f %10.0f %11.2f %6.2f %6.0f %10.2f %6.2f %5llu %5llu %5llu %8llu %7.1f "
	       "%10.2f "
	       "%4d %7d\n",
		at, (double)n->answers / took, (double)times_at(&n->fresh, 0.5) / 1000,
		(double)times_at(&n->fresh, 0.99) / 1000, (double)n->fresh.most / 1000,
		(double)times_at(&n->kept, 0.5) / 1000, (double)times_at(&n->kept, 0.99) / 1000,
		(unsigned long long)n->told_to_wait, (unsigned long long)n->unanswered,
		(unsigned long long)n->wrong, (unsigned long long)n->attacks, MB(state->resident),
		arenas / 1048576, state->descriptors, state->threads);
	fflush(stdout);
}

static void add_times(struct times *to, const struct times *from)
{
	for (size_t i = 0; i < TIME_PLACES; i++)
		to->counts[i] += from->counts[i];
	to->all += from->all;
	to->most = from->most > to->most ? from->most : to->most;
}

static void add_counts(struct crowd *c)
{
	struct crowd_counts *to = &c->whole, *from = &c->now;

	to->answers += from->answers;
	to->told_to_wait += from->told_to_wait;
	to->unanswered += from->unanswered;
	to->stale += from->stale;
	to->attacks += from->attacks;
	if (to->wrong == 0)
		memcpy(to->first_wrong, from->first_wrong, sizeof to->first_wrong);
	to->wrong += from->wrong;
	add_times(&to->fresh, &from->fresh);
	add_times(&to->kept, &from->kept);
	*from = (struct crowd_counts){ 0 };
}

/* One stretch of the run; `warm` when its end is what later ones are measured against. */
static void run_line(struct soak *s, double length, double at, bool first, bool warm)
{
	int64_t began = clock_ticks_us();

	crowd_run(&s->crowd, began + (int64_t)(length * 1e6));
	double took = (double)(clock_ticks_us() - began) / 1e6;
	struct server_state state = server_look(&s->server);
	double arenas = arena_bytes(s, "askel_http_arena_bytes");
	print_line(s, at, took, &state, arenas);
	add_counts(&s->crowd);
	int without = crowd_without_answer(&s->crowd);
	/* in the first few seconds not everybody has come yet */
	if (!first)
		s->without = without > s->without ? without : s->without;
	if (warm) {
		s->warm = state.resident;
		s->arena_warm = (uint64_t)arenas;
	}
	if (!s->warm)
		return;
	s->most.resident = state.resident > s->most.resident ? state.resident : s->most.resident;
	s->most.threads = state.threads > s->most.threads ? state.threads : s->most.threads;
	s->arena_most = arenas > (double)s->arena_most ? (uint64_t)arenas : s->arena_most;
}

/* A line a minute, at least ten lines; the first third warms the server up. */
static void run(struct soak *s)
{
	double length = s->seconds / 10 < 60 ? s->seconds / 10 : 60;
	int lines = (int)(s->seconds / length + 0.5);

	/* thinking up to six seconds, and answered within a line */
	if (length < 9) {
		length = s->seconds / 3;
		lines = 3;
	}
	print_head();
	for (int i = 0; i < lines; i++)
		run_line(s, length, length * (i + 1) / 60, i == 0, i == (lines - 1) / 3);
}

/* ---- what was reached ----------------------------------------------------------------------- */

static void wait_ms(int ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
}

/* Everything that connections took must be back within the server's own time limits. */
static struct server_state settled(struct soak *s)
{
	struct server_state state = server_look(&s->server);

	for (int i = 0; i < 200 && state.descriptors > s->before.descriptors; i++) {
		wait_ms(100);
		state = server_look(&s->server);
	}
	return state;
}

static void judge_answers(const struct soak *s)
{
	const struct crowd_counts *n = &s->crowd.whole;

	CHECK(s->without == 0, "in every stretch everybody was answered (%d were not)", s->without);
	CHECK(n->answers > 0 && n->unanswered == 0, "no request of %llu went unanswered (%llu)",
		(unsigned long long)(n->answers + n->unanswered),
		(unsigned long long)n->unanswered);
	CHECK(n->wrong == 0, "every answer was whole and right (%llu were not)%s%s",
		(unsigned long long)n->wrong, n->wrong ? ", the first: " : "", n->first_wrong);
	CHECK(n->attacks > 0, "attackers came %llu times", (unsigned long long)n->attacks);
	if (s->is_short)
		return;
	CHECK(n->told_to_wait == 0, "nobody had to be told to wait (%llu were)",
		(unsigned long long)n->told_to_wait);
	CHECK(times_at(&n->fresh, 0.99) < P99_AIM_US,
		"a new connection is answered within 100 ms (p50 %.2f ms, p99 %.2f ms, max %.0f "
		"ms)",
		(double)times_at(&n->fresh, 0.5) / 1000, (double)times_at(&n->fresh, 0.99) / 1000,
		(double)n->fresh.most / 1000);
}

static void judge_server(struct soak *s)
{
	struct server_state after = settled(s);
	double held = arena_bytes(s, "askel_http_threads_held");
	uint64_t faults = atomic_load(&s->server.faults);

	if (getenv("SAN") && *getenv("SAN"))
		test_skip("memory under sanitizers tells nothing");
	else
		CHECK(s->most.resident < s->warm + GROWTH_MOST &&
				after.resident < s->warm + GROWTH_MOST,
			"memory is flat: %.1f MB warm, %.1f at most after, %.1f in the end",
			MB(s->warm), MB(s->most.resident), MB(after.resident));
	CHECK(s->arena_most <= 2 * s->arena_warm + GROWTH_MOST,
		"so are the arenas of requests: %.2f MB warm, %.2f at most after",
		MB(s->arena_warm), MB(s->arena_most));
	CHECK(after.threads == s->before.threads && s->most.threads == s->before.threads,
		"threads are as many as before (%d, %d)", s->before.threads, after.threads);
	CHECK(after.descriptors == s->before.descriptors && held == 1,
		"every connection was given back (%d descriptors before, %d after)",
		s->before.descriptors, after.descriptors);
	CHECK(faults == 0 && atomic_load(&s->server.lines) > 0, "no fault is in the log%s%s",
		faults ? ": " : "", s->server.first_fault);
	CHECK(arena_bytes(s, "askel_http_faults_total") == 0 &&
			arena_bytes(s, "askel_store_faults_total") == 0,
		"nor in the metrics");
}

static bool read_words(struct soak *s, int count, char **words)
{
	const struct {
		const char *word;
		int *value;
	} numbers[] = { { "--thinking", &s->sizes.thinking }, { "--busy", &s->sizes.busy },
		{ "--attacking", &s->sizes.attacking } };

	s->seconds = 30 * 60;
	s->sizes = (struct crowd_sizes){ 800, 64, 200, 100 };
	for (int i = 1; i < count; i++) {
		size_t n = 0;
		if (strcmp(words[i], "--short") == 0) {
			s->is_short = true;
			s->seconds = 28;
			s->sizes = (struct crowd_sizes){ 120, 16, 70, 12 };
			continue;
		}
		while (n < COUNT_OF(numbers) && strcmp(words[i], numbers[n].word) != 0)
			n++;
		bool minutes = strcmp(words[i], "--minutes") == 0;
		if (++i == count || (!minutes && n == COUNT_OF(numbers)))
			return false;
		if (minutes)
			s->seconds = atof(words[i]) * 60;
		else
			*numbers[n].value = atoi(words[i]);
	}
	for (size_t n = 0; n < COUNT_OF(numbers); n++)
		if (*numbers[n].value < 0 || *numbers[n].value > 4000)
			return false;
	return s->seconds >= 20 && s->seconds <= 7 * 86400;
}

int main(int count, char **words)
{
	struct soak s = { .askel = getenv("ASKEL") ? getenv("ASKEL") : "build/askel" };

	if (!read_words(&s, count, words)) {
		fprintf(stderr,
			"use: soak [--minutes M | --short] [--thinking N] [--busy N] [--attacking "
			"N]\nM from 0.34 to 10080, N up to 4000\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	if (!open_soak(&s)) {
		fprintf(stderr, "soak: the server or its people could not be set up\n");
		server_stop(&s.server);
		return 2;
	}
	run(&s);
	crowd_leave(&s.crowd);
	add_counts(&s.crowd);
	judge_answers(&s);
	judge_server(&s);
	CHECK(server_stop(&s.server) == 0, "told to stop, the server stops in order");
	printf("# kept connections that were gone when they were used: %llu\n",
		(unsigned long long)s.crowd.whole.stale);
	arena_close(s.crowd.arena);
	return test_end();
}
