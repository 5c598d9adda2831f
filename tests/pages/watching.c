/*
 * Those who watch the machine: /health says what ails and is never late, /metrics holds to the text
 * format and tells the truth, both to those who may ask and with nothing of anybody in them.
 */
#include "house.h"

#include <ctype.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/resource.h>

#define TOKEN "a-token-of-twenty-or-more"
#define PROXY "Host: {host}\r\nX-Forwarded-For: 192.0.2.7\r\n"

/* ---- a strict reader of the text format, version 0.0.4 ---------------------------------------- */

#define SAMPLES_MOST 2000
struct sample {
	struct text name, labels, value;
	struct text family, type; /* of the TYPE line it stands under */
};
struct metrics {
	struct sample samples[SAMPLES_MOST];
	size_t count, families;
	const char *wrong; /* the first thing that isn't as it should be, or NULL */
	struct text line;  /* where */
};

static bool is_name(struct text t)
{
	if (t.size == 0 || isdigit((unsigned char)t.at[0]))
		return false;
	for (size_t i = 0; i < t.size; i++)
		if (!isalnum((unsigned char)t.at[i]) && t.at[i] != '_' && t.at[i] != ':')
			return false;
	return true;
}

static bool is_value(struct text t)
{
	char chars[64], *end;
	if (t.size == 0 || t.size >= sizeof chars || isspace((unsigned char)t.at[0]))
		return false;
	memcpy(chars, t.at, t.size);
	chars[t.size] = '\0';
	return strtod(chars, &end) >= 0 && *end == '\0';
}

/* {a="b",c="d"} with \\, \" and \n as the only escapes. */
static bool are_labels(struct text t)
{
	while (t.size) {
		struct text name = text_cut(&t, '=');
		size_t end = 1;
		if (!is_name(name) || !t.at || t.size < 2 || t.at[0] != '"')
			return false;
		for (; end < t.size && t.at[end] != '"'; end++)
			if (t.at[end] == '\\' && !strchr("\\\"n", t.at[++end]))
				return false;
		if (end >= t.size)
			return false;
		t = text_part(t, end + 1, SIZE_MAX);
		if (t.size && t.at[0] != ',')
			return false;
		t = text_part(t, 1, SIZE_MAX);
	}
	return true;
}

/* Whether a sample may stand under a family: its own name, or for a histogram the three others. */
static bool belongs(struct text name, struct text family, struct text type)
{
	static const char *const ends[] = { "_bucket", "_sum", "_count" };
	if (!text_is_chars(type, "histogram"))
		return text_is(name, family);
	if (!text_starts(name, family))
		return false;
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (text_is_chars(text_part(name, family.size, SIZE_MAX), ends[i]))
			return true;
	return false;
}

static const char *read_sample(
	struct metrics *m, struct text line, struct text family, struct text type)
{
	struct sample s = { .family = family, .type = type, .labels = NO_TEXT };
	size_t open = text_find_char(line, '{'), close = line.size;
	while (close > 0 && line.at[close - 1] != '}')
		close--;
	if (open < line.size && close > open) {
		s.name = text_part(line, 0, open);
		s.labels = text_part(line, open + 1, close - open - 2);
		line = text_part(line, close, SIZE_MAX);
	} else {
		s.name = text_part(line, 0, text_find_char(line, ' '));
		line = text_part(line, s.name.size, SIZE_MAX);
	}
	if (!is_name(s.name) || !are_labels(s.labels))
		return "a name or labels";
	if (!text_starts(line, TEXT(" ")))
		return "one blank before the value";
	s.value = text_part(line, 1, SIZE_MAX);
	if (!is_value(s.value))
		return "a number";
	if (!belongs(s.name, family, type))
		return "a sample under its own TYPE";
	for (size_t i = 0; i < m->count; i++)
		if (text_is(m->samples[i].name, s.name) && text_is(m->samples[i].labels, s.labels))
			return "a sample said once";
	if (m->count == SAMPLES_MOST)
		return "fewer samples";
	m->samples[m->count++] = s;
	return NULL;
}

/* Each family once: HELP, TYPE, then its samples. */
static void read_metrics(struct metrics *m, struct text body)
{
	struct text family = NO_TEXT, type = NO_TEXT, helped = NO_TEXT;
	m->count = m->families = 0;
	m->wrong = text_ends(body, TEXT("\n")) ? NULL : "a line end at the end";
	while (body.at && !m->wrong) {
		struct text rest = m->line = text_line(&body);
		if (text_starts(rest, TEXT("# HELP "))) {
			rest = text_part(rest, 7, SIZE_MAX);
			helped = text_cut(&rest, ' ');
			m->wrong = is_name(helped) && rest.size ? NULL : "a HELP with words";
		} else if (text_starts(rest, TEXT("# TYPE "))) {
			rest = text_part(rest, 7, SIZE_MAX);
			family = text_cut(&rest, ' ');
			type = rest;
			m->families++;
			if (!text_is(family, helped))
				m->wrong = "a HELP before its TYPE";
			for (size_t i = 0; i < m->count; i++)
				if (text_is(m->samples[i].family, family))
					m->wrong = "a family said once";
			if (!text_is_chars(type, "counter") && !text_is_chars(type, "gauge") &&
				!text_is_chars(type, "histogram"))
				m->wrong = "a type there is";
			if (text_is_chars(type, "counter") && !text_ends(family, TEXT("_total")))
				m->wrong = "a counter whose name ends in _total";
		} else {
			m->wrong = read_sample(m, rest, family, type);
		}
	}
}

static double value_of(const struct metrics *m, const char *name, const char *labels)
{
	for (size_t i = 0; i < m->count; i++)
		if (text_is_chars(m->samples[i].name, name) &&
			text_is_chars(m->samples[i].labels, labels))
			return atof(m->samples[i].value.at);
	return -1;
}

/* Buckets rise, end in +Inf, and that is the count. */
static bool is_histogram(struct arena *a, const struct metrics *m, const char *family)
{
	double last_end = -1, last = 0, all = -1;
	const char *bucket = arena_print(a, "%s_bucket", family).at;
	for (size_t i = 0; i < m->count; i++) {
		const struct sample *s = &m->samples[i];
		if (!text_is_chars(s->name, bucket))
			continue;
		double value = atof(s->value.at);
		bool whole = text_is_chars(s->labels, "le=\"+Inf\"");
		double end = whole ? 1e300 : atof(s->labels.at + sizeof "le=\"" - 1);
		if (!text_starts(s->labels, TEXT("le=\"")) || end <= last_end || value < last)
			return false;
		last_end = end;
		last = value;
		all = whole ? value : all;
	}
	return all >= 0 && all == value_of(m, arena_print(a, "%s_count", family).at, "") &&
		value_of(m, arena_print(a, "%s_sum", family).at, "") >= 0;
}

static const struct {
	const char *says, *text;
	bool good;
} formats[] = {
	{ "a family", "# HELP a_total b c\n# TYPE a_total counter\na_total 1\n", true },
	{ "labels", "# HELP a b\n# TYPE a gauge\na{b=\"c\",d=\"e\\\"\"} 0.5\na{b=\"d\"} 1\n",
		true },
	{ "no line end", "# HELP a b\n# TYPE a gauge\na 1", false },
	{ "no TYPE", "# HELP a b\na 1\n", false },
	{ "a sample twice", "# HELP a b\n# TYPE a gauge\na 1\na 1\n", false },
	{ "no number", "# HELP a b\n# TYPE a gauge\na one\n", false },
	{ "an open label", "# HELP a b\n# TYPE a gauge\na{b=\"c} 1\n", false },
	{ "two blanks", "# HELP a b\n# TYPE a gauge\na  1\n", false },
	{ "an empty line", "# HELP a b\n# TYPE a gauge\n\na 1\n", false },
};

static void test_reader(struct metrics *m)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		read_metrics(m, text_of(formats[i].text));
		CHECK((m->wrong == NULL) == formats[i].good, "the reader of the format %s %s",
			formats[i].good ? "takes" : "refuses", formats[i].says);
	}
}

/* ---- asking ----------------------------------------------------------------------------------- */

/* A request of a machine, with these headers. */
static struct reply ask_as(
	struct house *h, struct arena *a, const char *method, const char *path, const char *headers)
{
	struct text filled = probe_fill(a, text_of(headers), h->host, "");
	return probe_to_end(a, h->port,
		arena_print(a, "%s %s HTTP/1.1\r\n%.*sConnection: close\r\n\r\n", method, path,
			SHOWN(filled)));
}

static bool says(struct house *h, struct arena *a, int status, const char *word)
{
	int64_t began = clock_ticks_us();
	struct reply r = ask_as(h, a, "GET", "/health", "Host: {host}\r\n");
	return r.status == status && text_is(r.body, arena_print(a, "%s\n", word)) &&
		clock_ticks_us() - began < 2000000;
}

static void test_health(struct house *h)
{
	OWN_ARENA a = arena_open();
	struct reply r = ask_as(h, a, "HEAD", "/health", "Host: {host}\r\n");
	CHECK(says(h, a, 200, "ok"), "a workshop that is well says ok");
	CHECK(r.status == 200 && r.body.size == 0, "to HEAD too");
	CHECK(!head_value(r.head, "Set-Cookie").at, "and leaves no cookie");
	CHECK(ask_as(h, a, "POST", "/health", "Host: {host}\r\nContent-Length: 0\r\n").status ==
			405,
		"nothing is posted there");
	CHECK(ask_as(h, a, "GET", "/health", PROXY).status == 200, "a proxy may ask, too");
}

/* ---- who may see /metrics --------------------------------------------------------------------- */

static const struct {
	const char *says, *headers;
	int status;
} askers[] = {
	{ "this machine", "Host: {host}\r\n", 200 },
	{ "this machine with a wrong token",
		"Host: {host}\r\nAuthorization: Bearer no-such-token-at-all\r\n", 200 },
	{ "somebody behind a proxy", PROXY, 404 },
	{ "somebody behind a proxy that says Forwarded",
		"Host: {host}\r\nForwarded: for=192.0.2.7\r\n", 404 },
	{ "somebody behind a proxy that says Via", "Host: {host}\r\nVia: 1.1 x\r\n", 404 },
	{ "somebody behind a proxy that says X-Real-IP", "Host: {host}\r\nX-Real-IP: 192.0.2.7\r\n",
		404 },
	{ "somebody who says they are this machine",
		"Host: {host}\r\nX-Forwarded-For: 127.0.0.1\r\n", 404 },
	{ "whoever has the token", PROXY "Authorization: Bearer " TOKEN "\r\n", 200 },
	{ "whoever has most of it", PROXY "Authorization: Bearer a-token-of-twenty-or-mor\r\n",
		404 },
	{ "whoever has more than it", PROXY "Authorization: Bearer " TOKEN "e\r\n", 404 },
	{ "whoever has it under another scheme", PROXY "Authorization: Basic " TOKEN "\r\n", 404 },
	{ "whoever brings an empty token", PROXY "Authorization: Bearer \r\n", 404 },
};

static void test_askers(struct house *h)
{
	for (size_t i = 0; i < COUNT_OF(askers); i++) {
		OWN_ARENA a = arena_open();
		struct reply r = ask_as(h, a, "GET", "/metrics", askers[i].headers);
		bool told = text_find(r.body, TEXT("askel_")) < r.body.size;
		CHECK(r.status == askers[i].status && told == (r.status == 200),
			"%s gets %d from /metrics (%d)", askers[i].says, askers[i].status,
			r.status);
	}
}

/* ---- what is in it ---------------------------------------------------------------------------- */

static void look_at_metrics(struct house *h, struct arena *a, struct metrics *m)
{
	struct reply r = ask_as(h, a, "GET", "/metrics", "Host: {host}\r\n");
	read_metrics(m, r.body);
	CHECK(r.status == 200 && !m->wrong && m->families > 30, "/metrics holds to the format%s%s",
		m->wrong ? ", but for " : "",
		m->wrong ? arena_print(a, "%s: %.*s", m->wrong, SHOWN(m->line)).at : "");
	CHECK(text_is_chars(head_value(r.head, "Content-Type"),
		      "text/plain; version=0.0.4; charset=utf-8"),
		"and says which");
}

#define HELP_ROW "method=\"GET\",route=\"/help/{id}\",status=\"404\""
#define HOME_ROW "method=\"GET\",route=\"/\",status=\"200\""

static void test_figures(struct house *h, struct metrics *m)
{
	static const char *const present[] = { "askel_http_connections_total", "askel_http_threads",
		"askel_http_threads_held", "askel_http_pressed", "askel_http_full",
		"askel_http_stuck", "askel_http_cut_waiting_total", "askel_store_queued",
		"askel_store_refused_total", "askel_store_readers", "askel_store_waits_total",
		"askel_passphrases_running", "askel_passphrases_waiting",
		"askel_passphrases_refused_total", "askel_courses", "askel_course_errors",
		"askel_courses_last_good", "askel_disk_free_bytes" };
	static const char *const more_than_none[] = { "process_resident_memory_bytes",
		"process_open_fds", "process_threads", "process_cpu_seconds_total",
		"askel_courses_changed_time_seconds" };
	OWN_ARENA a = arena_open();
	struct visitor v = house_visitor(h, a, house_person(h, "Kanarialintu", ROLE_CLIENT));
	look_at_metrics(h, a, m);
	double homes = value_of(m, "askel_http_requests_total", HOME_ROW);
	double commits = value_of(m, "askel_store_group_changes_count", "");
	double changes = value_of(m, "askel_store_group_changes_sum", "");
	house_look(h, a, &v, "/help/424242");
	house_look(h, a, &v, "/");
	house_look(h, a, &v, "/");
	house_press(h, a, &v, "/help", "words=Kanarialintu+asks");
	look_at_metrics(h, a, m);
	CHECK(value_of(m, "askel_http_requests_total", HOME_ROW) == (homes < 0 ? 0 : homes) + 2,
		"two looks at the front page are two in the count");
	CHECK(value_of(m, "askel_http_requests_total", HELP_ROW) == 1,
		"a look at what isn't there counts under its pattern");
	CHECK(value_of(m, "askel_store_group_changes_count", "") > commits &&
			value_of(m, "askel_store_group_changes_sum", "") > changes,
		"a question to a coach is a commit more");
	for (size_t i = 0; i < COUNT_OF(present); i++)
		CHECK(value_of(m, present[i], "") >= 0, "%s is there", present[i]);
	for (size_t i = 0; i < COUNT_OF(more_than_none); i++)
		CHECK(value_of(m, more_than_none[i], "") > 0, "%s is more than 0",
			more_than_none[i]);
	CHECK(value_of(m, "process_start_time_seconds", "") > (double)(clock_now() - 600) &&
			value_of(m, "process_start_time_seconds", "") <= (double)clock_now(),
		"the start is a moment ago");
	CHECK(is_histogram(a, m, "askel_http_request_seconds"), "times are a histogram");
	CHECK(is_histogram(a, m, "askel_store_commit_seconds"), "so are commits");
	CHECK(is_histogram(a, m, "askel_store_group_changes"), "and the sizes of groups");
	struct text all = ask_as(h, a, "GET", "/metrics", "Host: {host}\r\n").body;
	CHECK(text_find(all, TEXT("424242")) == all.size &&
			text_find(all, TEXT("Kanarialintu")) == all.size,
		"no address and no word of anybody is in it");
}

/* ---- ailments --------------------------------------------------------------------------------- */

struct blocked {
	struct store *store;
	sem_t inside, go;
};

static enum outcome block(struct db *db, void *value)
{
	struct blocked *b = value;
	(void)db;
	sem_post(&b->inside);
	sem_wait(&b->go);
	return DONE;
}

static void *block_writer(void *given)
{
	struct blocked *b = given;
	return store_change(b->store, block, b) == DONE ? given : NULL;
}

static void test_stuck(struct house *h)
{
	OWN_ARENA a = arena_open();
	struct blocked b = { .store = h->store };
	struct store_numbers n;
	struct db *readers[64];
	pthread_t writer;
	store_numbers(h->store, &n);
	sem_init(&b.inside, 0, 0);
	sem_init(&b.go, 0, 0);
	pthread_create(&writer, NULL, block_writer, &b);
	sem_wait(&b.inside);
	for (size_t i = 0; i < n.readers && i < COUNT_OF(readers); i++)
		readers[i] = reader_borrow(h->store);
	CHECK(says(h, a, 200, "ok"), "a writer and readers at work are no ailment");
	nanosleep(&(struct timespec){ .tv_sec = 3, .tv_nsec = 200000000 }, NULL);
	CHECK(says(h, a, 503, "readers"),
		"readers that don't come back are one after three seconds");
	CHECK(ask_as(h, a, "GET", "/metrics", "Host: {host}\r\n").status == 200,
		"/metrics answers all the while");
	for (size_t i = 0; i < n.readers && i < COUNT_OF(readers); i++)
		reader_return(h->store, readers[i]);
	CHECK(says(h, a, 503, "writer"), "so is a writer that is stuck");
	sem_post(&b.go);
	pthread_join(writer, NULL);
	bool well = false;
	for (int i = 0; i < 50 && !(well = says(h, a, 200, "ok")); i++)
		nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	CHECK(well, "and then all is well again");
	sem_destroy(&b.inside);
	sem_destroy(&b.go);
}

/* Three of four threads wait for a reader that doesn't come. The page that says so is made without
 * one, in the browser's language. */
static void test_crowd(const char *program)
{
	struct house h = { .threads = 4 };
	if (!CHECK(house_open(&h, program), "a workshop with four threads opens"))
		return;
	OWN_ARENA a = arena_open();
	struct visitor v = house_visitor(&h, a, house_person(&h, "", ROLE_CLIENT));
	struct store_numbers n;
	struct db *readers[64];
	int waiting[3];
	store_numbers(h.store, &n);
	for (size_t i = 0; i < n.readers && i < COUNT_OF(readers); i++)
		readers[i] = reader_borrow(h.store);
	struct text cookie = arena_print(
		a, "Host: %s\r\nCookie: askel-%d=%.*s\r\n", h.host, h.port, SHOWN(v.session));
	for (size_t i = 0; i < COUNT_OF(waiting); i++) {
		waiting[i] = probe_connect(h.port);
		probe_write(waiting[i],
			arena_print(a, "GET /help HTTP/1.1\r\n%.*s\r\n", SHOWN(cookie)));
	}
	nanosleep(&(struct timespec){ .tv_sec = 1, .tv_nsec = 400000000 }, NULL);
	const char *headers = arena_print(a, "%.*sAccept-Language: fi\r\n", SHOWN(cookie)).at;
	int64_t began = clock_ticks_us();
	struct reply r = ask_as(&h, a, "GET", "/help", headers);
	CHECK(r.status == 503 && clock_ticks_us() - began < 2000000 &&
			head_value(r.head, "Retry-After").size &&
			house_shows(&r, "<html lang=\"fi\"") && house_shows(&r, "askel.css"),
		"when all threads are late a newcomer is told so in their language, at once (%d)",
		r.status);
	CHECK(says(&h, a, 503, "crowd"), "and /health calls it a crowd");
	for (size_t i = 0; i < n.readers && i < COUNT_OF(readers); i++)
		reader_return(h.store, readers[i]);
	for (size_t i = 0; i < COUNT_OF(waiting); i++) {
		r = probe_read(a, waiting[i], false, 50, 5000);
		CHECK(r.status == 200, "who came before is answered (%d)", r.status);
		close(waiting[i]);
	}
	house_close(&h);
}

static void test_log(struct house *h)
{
	OWN_ARENA a = arena_open();
	struct text log = NO_TEXT;
	if (file_read(a, h->log, (size_t)64 << 20, &log) != DONE)
		log = NO_TEXT;
	CHECK(log.size && text_find(log, TEXT("/health 200")) == log.size &&
			text_find(log, TEXT("/metrics 200")) == log.size,
		"being well is not logged");
	CHECK(text_find(log, TEXT("/health 503")) < log.size, "being ill is");
}

/* ---- under another name ------------------------------------------------------------------------- */

static void test_aside(const char *program)
{
	struct house h = { .origin = TEXT("https://learn.example.fi"), .threads = 8 };
	if (!CHECK(house_open(&h, program), "a workshop under a name of its own opens"))
		return;
	OWN_ARENA a = arena_open();
	const char *host = arena_print(a, "Host: 127.0.0.1:%d\r\n", h.port).at;
	CHECK(ask_as(&h, a, "GET", "/health", host).status == 200 &&
			ask_as(&h, a, "GET", "/metrics", host).status == 200,
		"who watches asks under the address it listens on");
	CHECK(ask_as(&h, a, "GET", "/sign-in", host).status == 400, "and gets no page under it");
	CHECK(ask_as(&h, a, "GET", "/health", "Host: 127.0.0.1:1\r\n").status == 400,
		"nor a word under another port");
	CHECK(ask_as(&h, a, "GET", "/health", "Host: evil.example\r\n").status == 400,
		"or another name");
	CHECK(ask_as(&h, a, "GET", "/health", "Host: learn.example.fi\r\n").status == 200 &&
			ask_as(&h, a, "GET", "/sign-in", "Host: learn.example.fi\r\n").status ==
				200,
		"under its name it is as always");
	house_close(&h);
}

int main(int count, char **words)
{
	struct house h = { .token = TEXT(TOKEN), .proxy = TEXT("127.0.0.1") };
	struct metrics *m = calloc(1, sizeof *m);
	(void)count;
	test_reader(m);
	if (CHECK(house_open(&h, words[0]), "a whole workshop opens")) {
		test_health(&h);
		test_askers(&h);
		test_figures(&h, m);
		test_stuck(&h);
		test_log(&h);
	}
	house_close(&h);
	test_crowd(words[0]);
	test_aside(words[0]);
	free(m);
	return test_end();
}
