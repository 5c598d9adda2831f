/*
 * For those who watch the machine, not for people: /health, a word for the proxy and the unit, and
 * /metrics, figures for Prometheus (text format 0.0.4). Neither knows a session, both read what the
 * rooms count anyway and wait for nothing. There is no personal data in them: patterns of routes,
 * statuses, counts and times.
 */
#include "certificate.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* ---- /health -------------------------------------------------------------------------------- */

static const char *ailment(struct workshop *w)
{
	static const char *const words[] = {
		[STORE_READERS] = "readers", [STORE_WRITER] = "writer", [STORE_DISK] = "disk"
	};
	enum store_ail ail = store_ails(w->store);

	if (ail != STORE_WELL)
		return words[ail];
	return http_stuck(w->http) ? "crowd" : NULL;
}

enum outcome show_health(struct request *rq, struct response *rs)
{
	const char *ails = ailment(workshop_of(rq));

	rs->status = ails ? outcome_status(BUSY) : 0;
	rs->type = "text/plain; charset=utf-8";
	rs->bytes = arena_print(rq->arena, "%s\n", ails ? ails : "ok");
	return DONE;
}

/* ---- writing the format --------------------------------------------------------------------- */

static void add_family(struct buffer *b, const char *name, const char *type, const char *help)
{
	buffer_print(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* Most figures stand alone under their name. */
struct figure {
	const char *name, *type, *help;
	uint64_t value;
};

static void add_figures(struct buffer *b, const struct figure *figures, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct figure *f = &figures[i];
		add_family(b, f->name, f->type, f->help);
		buffer_print(b, "%s %llu\n", f->name, (unsigned long long)f->value);
	}
}

/* A time in seconds, of which we count microseconds. Without trailing zeros. */
static void add_seconds(struct buffer *b, uint64_t us)
{
	char part[8];
	size_t end = (size_t)snprintf(part, sizeof part, ".%06u", (unsigned)(us % 1000000));

	while (part[end - 1] == '0')
		end--;
	buffer_print(
		b, "%llu%.*s", (unsigned long long)(us / 1000000), end > 1 ? (int)end : 0, part);
}

static void add_value(struct buffer *b, uint64_t value, bool seconds)
{
	if (seconds)
		add_seconds(b, value);
	else
		buffer_print(b, "%llu", (unsigned long long)value);
}

/* Each bucket counts all up to its end; the last, +Inf, is the count. */
static void add_spread(
	struct buffer *b, const char *name, const char *help, const struct spread *s, bool seconds)
{
	uint64_t all = 0;

	add_family(b, name, "histogram", help);
	for (size_t i = 0; i < s->step_count; i++) {
		all += s->counts[i];
		buffer_print(b, "%s_bucket{le=\"", name);
		add_value(b, (uint64_t)s->steps[i], seconds);
		buffer_print(b, "\"} %llu\n", (unsigned long long)all);
	}
	all += s->counts[s->step_count];
	buffer_print(
		b, "%s_bucket{le=\"+Inf\"} %llu\n%s_sum ", name, (unsigned long long)all, name);
	add_value(b, s->sum, seconds);
	buffer_print(b, "\n%s_count %llu\n", name, (unsigned long long)all);
}

/* ---- the rooms ------------------------------------------------------------------------------ */

static void add_requests(struct buffer *b, const struct http_numbers *n)
{
	add_family(b, "askel_http_requests_total", "counter",
		"Requests by route pattern and status, since the start.");
	for (size_t i = 0; i < n->request_rows; i++) {
		const struct request_count *row = &n->requests[i];
		buffer_print(b,
			"askel_http_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"} "
			"%llu\n",
			row->method == POST ? "POST" : "GET", row->pattern, row->status,
			(unsigned long long)row->count);
	}
	add_spread(b, "askel_http_request_seconds", "Time a request took, without its header.",
		&n->times, true);
}

static void add_http(struct request *rq, struct buffer *b)
{
	struct http_numbers n;

	http_numbers(workshop_of(rq)->http, rq->arena, &n);
	add_requests(b, &n);
	const struct figure figures[] = {
		{ "askel_http_connections_total", "counter", "Connections that got a thread.",
			n.connections },
		{ "askel_http_threads", "gauge", "Threads for connections.", n.threads },
		{ "askel_http_threads_held", "gauge", "Threads that a connection holds.", n.held },
		{ "askel_http_threads_waiting", "gauge", "Of them, those that wait for a request.",
			n.waiting },
		{ "askel_http_threads_reading", "gauge", "Of them, those that read a form.",
			n.reading },
		{ "askel_http_threads_answering", "gauge", "Of them, those that answer.",
			n.answering },
		{ "askel_http_pressed", "gauge", "1: under a quarter of the threads is free.",
			n.pressed },
		{ "askel_http_full", "gauge", "1: hardly a thread is free.", n.full },
		{ "askel_http_stuck", "gauge",
			"1: so many are late that newcomers are told to wait.", n.stuck },
		{ "askel_http_cut_waiting_total", "counter",
			"Connections let go that asked nothing for too long.", n.cut_waiting },
		{ "askel_http_cut_reading_total", "counter",
			"Requests let go whose form came too slowly.", n.cut_reading },
		{ "askel_http_faults_total", "counter", "Requests that met a fault of ours.",
			n.faults },
		{ "askel_http_arenas", "gauge", "Memory of requests, lying ready.", n.arenas },
		{ "askel_http_arena_bytes", "gauge", "Bytes in it.", n.arena_bytes },
	};
	add_figures(b, figures, COUNT_OF(figures));
}

static void add_store(struct request *rq, struct buffer *b)
{
	struct store_numbers n;

	store_numbers(workshop_of(rq)->store, &n);
	const struct figure figures[] = {
		{ "askel_store_groups_failed_total", "counter", "Groups of changes that failed.",
			n.failed },
		{ "askel_store_refused_total", "counter",
			"Changes refused because the queue was full.", n.refused },
		{ "askel_store_dropped_total", "counter",
			"Changes nobody waits for that found no place.", n.dropped },
		{ "askel_store_queued", "gauge", "Changes that wait for the writer.", n.queued },
		{ "askel_store_queue_most", "gauge", "As many may wait.", n.queue_most },
		{ "askel_store_readers", "gauge", "Connections for reading.", n.readers },
		{ "askel_store_readers_lent", "gauge", "Of them, those in use.", n.lent },
		{ "askel_store_loans_total", "counter", "Times a reader was borrowed.", n.loans },
		{ "askel_store_waits_total", "counter", "Of them, those that had to wait.",
			n.waits },
		{ "askel_store_faults_total", "counter", "Faults of the database, as logged.",
			n.faults },
	};
	add_figures(b, figures, COUNT_OF(figures));
	add_spread(b, "askel_store_group_changes", "Changes in a commit.", &n.group_sizes, false);
	add_spread(b, "askel_store_commit_seconds", "Time of a commit.", &n.commit_us, true);
	if (n.disk_free == UINT64_MAX)
		return;
	add_figures(b,
		&(struct figure){ "askel_disk_free_bytes", "gauge", "Room where the database is.",
			n.disk_free },
		1);
}

static void add_seal(struct request *rq, struct buffer *b)
{
	struct seal_numbers n;

	seal_numbers(workshop_of(rq)->seal, &n);
	const struct figure figures[] = {
		{ "askel_passphrases_running", "gauge", "Passphrases being hashed.",
			(uint64_t)n.running },
		{ "askel_passphrases_waiting", "gauge", "Passphrases that wait for that.",
			(uint64_t)n.waiting },
		{ "askel_passphrases_hashed_total", "counter", "Passphrases hashed.", n.hashed },
		{ "askel_passphrases_refused_total", "counter",
			"Passphrases refused because enough were waiting.", n.refused },
	};
	add_figures(b, figures, COUNT_OF(figures));
}

/* Only where there is e-mail. */
static void add_post(struct request *rq, struct buffer *b)
{
	struct postman_numbers n;

	postman_numbers(workshop_of(rq), &n);
	const struct figure figures[] = {
		{ "askel_mail_sent_total", "counter", "E-mails that the mail server has taken.",
			n.sent },
		{ "askel_mail_unknown_total", "counter",
			"E-mails to addresses that it doesn't know.", n.nobody },
		{ "askel_mail_failed_total", "counter", "Tries that ended in anything else.",
			n.failed },
		{ "askel_mail_trouble", "gauge", "1: the mail server takes nothing from us.",
			n.trouble != POSTED },
	};
	if (workshop_of(rq)->postman)
		add_figures(b, figures, COUNT_OF(figures));
}

/* Only where a certificate has been seen: the first to end. */
static void add_certificate(struct request *rq, struct buffer *b)
{
	const struct certificate_seen *seen = NULL;
	size_t count = certificates_seen(workshop_of(rq), rq->arena, &seen);
	int64_t last = 0;

	for (size_t i = 0; i < count; i++)
		if (seen[i].last && (!last || seen[i].last < last))
			last = seen[i].last;
	const struct figure figures[] = {
		{ "askel_certificate_end_timestamp_seconds", "gauge",
			"When the first certificate of our addresses ends.", (uint64_t)last },
	};
	if (last)
		add_figures(b, figures, COUNT_OF(figures));
}

static void add_courses(struct request *rq, struct buffer *b)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	uint64_t old = 0;

	for (size_t i = 0; i < library->course_count; i++)
		old += library->courses[i].old_form;
	const struct figure figures[] = {
		{ "askel_courses", "gauge", "Courses that people can open.",
			library->course_count },
		{ "askel_courses_last_good", "gauge",
			"Of them, those shown in their last good form.", old },
		{ "askel_course_errors", "gauge", "Errors that the check found.",
			library->error_count },
		{ "askel_course_warnings", "gauge", "Warnings that it found.",
			library->problem_count - library->error_count },
		{ "askel_courses_changed_time_seconds", "gauge",
			"When the courses changed last, as seconds since 1970.",
			(uint64_t)library->made_ms / 1000 },
	};
	add_figures(b, figures, COUNT_OF(figures));
}

/* ---- the process, under the names every program has ----------------------------------------- */

/* proc(5): size and resident set, in pages */
static uint64_t resident_bytes(void)
{
	unsigned long long size, resident = 0;
	FILE *statm = fopen("/proc/self/statm", "re");

	if (!statm)
		return 0;
	if (fscanf(statm, "%llu %llu", &size, &resident) != 2)
		resident = 0;
	fclose(statm);
	return resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

static uint64_t entries_in(const char *folder)
{
	DIR *list = opendir(folder);
	uint64_t count = 0;

	if (!list)
		return 0;
	for (const struct dirent *one; (one = readdir(list));)
		count += one->d_name[0] != '.';
	closedir(list);
	return count;
}

static uint64_t used_us(const struct timeval *t)
{
	return (uint64_t)t->tv_sec * 1000000 + (uint64_t)t->tv_usec;
}

static void add_process(struct request *rq, struct buffer *b)
{
	struct rusage used = { 0 };
	const struct figure figures[] = {
		{ "process_resident_memory_bytes", "gauge", "Memory in use.", resident_bytes() },
		/* without the one that counts them */
		{ "process_open_fds", "gauge", "Open files and connections.",
			entries_in("/proc/self/fd") - 1 },
		{ "process_threads", "gauge", "Threads.", entries_in("/proc/self/task") },
		{ "process_start_time_seconds", "gauge", "Start, as seconds since 1970.",
			(uint64_t)workshop_of(rq)->started },
	};

	add_figures(b, figures, COUNT_OF(figures));
	getrusage(RUSAGE_SELF, &used);
	add_family(b, "process_cpu_seconds_total", "counter", "Processor time used.");
	buffer_add_chars(b, "process_cpu_seconds_total ");
	add_seconds(b, used_us(&used.ru_utime) + used_us(&used.ru_stime));
	buffer_add_char(b, '\n');
}

/* ---- /metrics ------------------------------------------------------------------------------- */

/* Whoever is on this machine, or brings the token of the settings ("Authorization: Bearer TOKEN",
 * RFC 6750). Digests are compared, so that the time tells neither bytes nor length. */
static bool may_watch(const struct request *rq)
{
	struct text token = workshop_of(rq)->conf.metrics_token, given = rq->authorization;
	struct text scheme = TEXT("Bearer ");
	unsigned char wanted[DIGEST_SIZE], came[DIGEST_SIZE];

	if (rq->local)
		return true;
	if (token.size == 0 || !text_starts(given, scheme))
		return false;
	digest_of(token, wanted, sizeof wanted);
	digest_of(text_part(given, scheme.size, given.size), came, sizeof came);
	return same_bytes(wanted, came, sizeof came);
}

enum outcome show_metrics(struct request *rq, struct response *rs)
{
	struct buffer b = buffer_in(rq->arena);

	/* to everybody else there is nothing here */
	if (!may_watch(rq))
		return NOT_HERE;
	add_http(rq, &b);
	add_store(rq, &b);
	add_seal(rq, &b);
	add_post(rq, &b);
	add_certificate(rq, &b);
	add_courses(rq, &b);
	add_process(rq, &b);
	rs->bytes = buffer_text(&b);
	rs->type = "text/plain; version=0.0.4; charset=utf-8";
	return DONE;
}
