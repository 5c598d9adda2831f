/* The small pure parsers: paths, routes, cookies, ranges; and the brake on tries. */
#include "http/http.h"
#include "test.h"

#include <pthread.h>

static const struct {
	const char *says, *raw;
	enum outcome want;
	const char *path;
} paths[] = {
	{ "the front page", "/", DONE, "/" },
	{ "a plain path", "/courses/tekstit", DONE, "/courses/tekstit" },
	{ "an escape is decoded", "/a%20b", DONE, "/a b" },
	{ "an escape is decoded once", "/a%2520b", DONE, "/a%20b" },
	{ "an escaped escape of NUL stays what it is", "/a%2500", DONE, "/a%00" },
	{ "UTF-8", "/%C3%A4", DONE, "/\xc3\xa4" },
	{ "a plus is a plus", "/a+b", DONE, "/a+b" },
	{ "a dot inside a segment", "/a.b/..c/.d/e..", DONE, "/a.b/..c/.d/e.." },
	{ "empty segments stay", "//a//", DONE, "//a//" },
	{ "nothing", "", BAD_REQUEST, "" },
	{ "no slash", "a", BAD_REQUEST, "" },
	{ "an absolute address", "http://127.0.0.1/", BAD_REQUEST, "" },
	{ "NUL", "/a%00b", BAD_REQUEST, "" },
	{ "a line end", "/a%0d%0aX:%20y", BAD_REQUEST, "" },
	{ "a tab", "/%09", BAD_REQUEST, "" },
	{ "ESC", "/%1B", BAD_REQUEST, "" },
	{ "DEL", "/%7f", BAD_REQUEST, "" },
	{ "a backslash", "/a\\b", BAD_REQUEST, "" },
	{ "an escaped backslash", "/a%5Cb", BAD_REQUEST, "" },
	{ "an escaped slash", "/a%2Fb", BAD_REQUEST, "" },
	{ "an escaped slash in small letters", "/a%2f..", BAD_REQUEST, "" },
	{ "a dot segment", "/a/./b", BAD_REQUEST, "" },
	{ "two dots", "/a/../b", BAD_REQUEST, "" },
	{ "two dots at the end", "/a/..", BAD_REQUEST, "" },
	{ "escaped dots", "/a/%2e%2E/b", BAD_REQUEST, "" },
	{ "one of two dots escaped", "/.%2e/etc", BAD_REQUEST, "" },
	{ "an escape cut short", "/a%2", BAD_REQUEST, "" },
	{ "an escape that isn't hex", "/a%zz", BAD_REQUEST, "" },
	{ "overlong '/'", "/a%C0%AFb", BAD_REQUEST, "" },
	{ "a lone continuation byte", "/%80", BAD_REQUEST, "" },
	{ "a surrogate", "/%ED%A0%80", BAD_REQUEST, "" },
};

static void test_paths(void)
{
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		OWN_ARENA a = arena_open();
		char *raw = strdup(paths[i].raw);
		struct text path;
		enum outcome o = path_read(a, (struct text){ raw, strlen(raw) }, &path);
		CHECK(o == paths[i].want && text_is_chars(path, paths[i].path), "path: %s",
			paths[i].says);
		free(raw);
	}
}

static void test_every_path_byte(void)
{
	int let_in = 0;

	for (int byte = 0; byte < 256; byte++) {
		OWN_ARENA a = arena_open();
		struct text path;
		if (path_read(a, arena_print(a, "/a%%%02X", (unsigned)byte), &path) == DONE)
			let_in++;
	}
	CHECK(let_in == 0x7f - 0x20 - 2,
		"of all escaped bytes the printable ASCII ones but '/' and '\\' are let in alone");
}

static const struct {
	const char *says, *pattern, *path;
	bool fits;
	const char *first, *second;
} routes[] = {
	{ "the front page", "/", "/", true, "", "" },
	{ "a longer path is another", "/", "/a", false, "", "" },
	{ "a fixed path", "/courses", "/courses", true, "", "" },
	{ "a prefix is another", "/courses", "/courses/a", false, "", "" },
	{ "a slash at the end makes another", "/courses", "/courses/", false, "", "" },
	{ "a case of letters makes another", "/courses", "/Courses", false, "", "" },
	{ "a name takes a segment", "/c/{id}", "/c/abc", true, "abc", "" },
	{ "two names", "/c/{id}/{page}", "/c/abc/de", true, "abc", "de" },
	{ "a name before fixed words", "/c/{id}/edit", "/c/abc/edit", true, "abc", "" },
	{ "a name takes one segment only", "/c/{id}", "/c/a/b", false, "", "" },
	{ "a name takes no empty segment", "/c/{id}", "/c/", false, "", "" },
	{ "nor one in the middle", "/c/{id}/edit", "/c//edit", false, "", "" },
	{ "a name takes odd characters", "/c/{id}", "/c/{id}", true, "{id}", "" },
	{ "an empty path", "/", "", false, "", "" },
};

static void test_routes(void)
{
	struct text captures[CAPTURES_MOST];

	for (size_t i = 0; i < COUNT_OF(routes); i++) {
		bool fits = route_fits(routes[i].pattern, text_of(routes[i].path), captures);
		CHECK(fits == routes[i].fits &&
				(!fits ||
					(text_is_chars(captures[0], routes[i].first) &&
						text_is_chars(captures[1], routes[i].second))),
			"route: %s", routes[i].says);
	}
}

static const struct {
	const char *says, *header, *want; /* NULL: none */
} cookies[] = {
	{ "the only one", "sid=abc", "abc" },
	{ "among others", "a=1; sid=abc; b=2", "abc" },
	{ "the first of two", "sid=1; sid=2", "1" },
	{ "an empty one", "sid=", "" },
	{ "without a blank behind ';'", "a=1;sid=abc", "abc" },
	{ "a value with '='", "sid=a=b", "a=b" },
	{ "quotes are part of the value", "sid=\"a\"", "\"a\"" },
	{ "a missing one", "a=1; b=2", NULL },
	{ "a name that ends alike", "xsid=abc", NULL },
	{ "a name that begins alike", "sidx=abc", NULL },
	{ "a name in another case", "SID=abc", NULL },
	{ "a value that looks like it", "a=sid=abc", NULL },
	{ "a name without '='", "sid", NULL },
	{ "nothing", "", NULL },
	{ "only dividers", ";;;", NULL },
};

static void test_cookies(void)
{
	for (size_t i = 0; i < COUNT_OF(cookies); i++) {
		struct text value = cookie_value(text_of(cookies[i].header), "sid");
		CHECK(cookies[i].want ? value.at && text_is_chars(value, cookies[i].want)
				      : !value.at,
			"cookie: %s", cookies[i].says);
	}
	CHECK(cookie_value((struct text){ NULL, 0 }, "sid").at == NULL, "cookie: no header at all");
}

static const struct {
	const char *says, *header;
	uint64_t size;
	enum range want;
	uint64_t from, count;
} ranges[] = {
	{ "no header", "", 100, RANGE_NONE, 0, 0 },
	{ "the first ten bytes", "bytes=0-9", 100, RANGE_PART, 0, 10 },
	{ "one byte", "bytes=99-99", 100, RANGE_PART, 99, 1 },
	{ "from the middle on", "bytes=50-", 100, RANGE_PART, 50, 50 },
	{ "an end past the last byte", "bytes=90-1000", 100, RANGE_PART, 90, 10 },
	{ "the last ten bytes", "bytes=-10", 100, RANGE_PART, 90, 10 },
	{ "the last bytes, more than there are", "bytes=-1000", 100, RANGE_PART, 0, 100 },
	{ "all of it", "bytes=0-", 100, RANGE_PART, 0, 100 },
	{ "a start past the last byte", "bytes=100-", 100, RANGE_OUTSIDE, 0, 0 },
	{ "the last none", "bytes=-0", 100, RANGE_OUTSIDE, 0, 0 },
	{ "anything of an empty file", "bytes=0-", 0, RANGE_OUTSIDE, 0, 0 },
	{ "the end of an empty file", "bytes=-5", 0, RANGE_OUTSIDE, 0, 0 },
	{ "numbers that no file reaches", "bytes=99999999999999999999-", 100, RANGE_OUTSIDE, 0, 0 },
	{ "an end that no file reaches", "bytes=5-99999999999999999999", 100, RANGE_PART, 5, 95 },
	{ "a start behind the end", "bytes=9-0", 100, RANGE_NONE, 0, 0 },
	{ "several ranges", "bytes=0-1,5-6", 100, RANGE_NONE, 0, 0 },
	{ "another unit", "lines=0-9", 100, RANGE_NONE, 0, 0 },
	{ "nothing asked", "bytes=", 100, RANGE_NONE, 0, 0 },
	{ "only a dash", "bytes=-", 100, RANGE_NONE, 0, 0 },
	{ "a sign", "bytes=+0-9", 100, RANGE_NONE, 0, 0 },
	{ "two dashes", "bytes=--9", 100, RANGE_NONE, 0, 0 },
	{ "letters", "bytes=a-b", 100, RANGE_NONE, 0, 0 },
};

static void test_ranges(void)
{
	for (size_t i = 0; i < COUNT_OF(ranges); i++) {
		uint64_t from = 0, count = 0;
		enum range range =
			range_read(text_of(ranges[i].header), ranges[i].size, &from, &count);
		CHECK(range == ranges[i].want &&
				(range != RANGE_PART ||
					(from == ranges[i].from && count == ranges[i].count)),
			"range: %s", ranges[i].says);
	}
}

/* ---- damage --------------------------------------------------------------------------------- */

static void test_damage(void)
{
	static const char bytes[] = "/%2eEfF05cC:;=-, bytes09{}\\\xc3\xa4\x7f";
	uint32_t state = 7;
	int wrong = 0;

	for (int i = 0; i < 60000; i++) {
		OWN_ARENA a = arena_open();
		struct text captures[CAPTURES_MOST], path;
		uint64_t from = 0, count = 0;
		char raw[24];
		size_t size;
		state = state * 1664525u + 1013904223u;
		size = state >> 27;
		size = size > sizeof raw ? sizeof raw : size;
		for (size_t j = 0; j < size; j++) {
			state = state * 1664525u + 1013904223u;
			raw[j] = bytes[(state >> 8) % (sizeof bytes - 1)];
		}
		struct text t = { memcpy(malloc(size + 1), raw, size), size };
		if (path_read(a, t, &path) == DONE &&
			(!utf8_valid(path) || path.at[0] != '/' || path.size > size ||
				text_find_char(path, '\\') < path.size))
			wrong++;
		if (range_read(t, 50, &from, &count) == RANGE_PART &&
			(count == 0 || from + count > 50))
			wrong++;
		cookie_value(t, "b");
		route_fits("/{a}/{b}", t, captures);
		free((char *)t.at);
	}
	CHECK(wrong == 0, "60,000 random values are read soundly or refused");
}

/* ---- the brake ------------------------------------------------------------------------------ */

static void test_brake(void)
{
	struct brake *b = brake_open();
	int64_t since = -1, now = 1000000;

	CHECK(brake_tries(b, TEXT("anna"), now, &since) == 0 && since == 0, "brake: no tries yet");
	for (int i = 0; i < 8; i++)
		brake_count(b, TEXT("anna"), now + i);
	CHECK(brake_tries(b, TEXT("anna"), now + 17, &since) == 8 && since == 10,
		"brake: eight tries, the last ten seconds ago");
	CHECK(brake_tries(b, TEXT("bert"), now, &since) == 0, "brake: another name has none");
	CHECK(brake_tries(b, TEXT("anna"), now + 7 + 600, &since) == 4,
		"brake: half of them after ten minutes");
	CHECK(brake_tries(b, TEXT("anna"), now + 7 + 1200, &since) == 2,
		"brake: a quarter after twenty");
	CHECK(brake_tries(b, TEXT("anna"), now + 1000000, &since) == 0, "brake: none in the end");
	brake_count(b, TEXT("anna"), now + 7 + 600);
	CHECK(brake_tries(b, TEXT("anna"), now + 7 + 600, &since) == 5 && since == 0,
		"brake: a new try adds to what is left");
	CHECK(brake_tries(b, TEXT("anna"), now, &since) == 5 && since == 0,
		"brake: a clock set back does no harm");
	brake_forget(b, TEXT("anna"));
	CHECK(brake_tries(b, TEXT("anna"), now + 700, &since) == 0, "brake: forgotten");
	brake_close(b);
}

static void test_brake_flood(void)
{
	struct brake *b = brake_open();
	int64_t since;
	int tries;

	for (int i = 0; i < 20; i++)
		brake_count(b, TEXT("guessed"), 1000);
	for (int i = 0; i < 40000; i++) {
		char key[16];
		brake_count(
			b, (struct text){ key, (size_t)snprintf(key, sizeof key, "k%d", i) }, 1000);
	}
	tries = brake_tries(b, TEXT("guessed"), 1000, &since);
	CHECK(tries == 20, "brake: forty thousand other names don't push out one that was guessed");
	brake_close(b);
}

static void *count_many(void *given)
{
	for (int i = 0; i < 5000; i++)
		brake_count(given, TEXT("same"), 1000);
	return NULL;
}

static void test_brake_threads(void)
{
	struct brake *b = brake_open();
	pthread_t threads[4];
	int64_t since;

	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_create(&threads[i], NULL, count_many, b);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_join(threads[i], NULL);
	CHECK(brake_tries(b, TEXT("same"), 1000, &since) == 20000,
		"brake: four threads at once lose no try");
	brake_close(b);
}

int main(void)
{
	test_paths();
	test_every_path_byte();
	test_routes();
	test_cookies();
	test_ranges();
	test_damage();
	test_brake();
	test_brake_flood();
	test_brake_threads();
	return test_end();
}
