/*
 * Prose as HTML: golden pairs (tests/course/prose/NAME.md and NAME.html), the address allow-list,
 *ids of headings, and bombs. With a file name it prints what that file becomes:
 *
 *	prose [FILE.md]
 */
#include <dirent.h>

#include "course/pen.h"
#include "test.h"

#define PAIRS "tests/course/prose"

static bool resolve(struct place *place, struct text target, bool picture, struct text *address)
{
	(void)picture;
	if (text_starts(target, TEXT("dead")) || text_starts(target, TEXT("media/lost")))
		return false;
	*address = text_starts(target, TEXT("#"))
		? target
		: arena_print(place->arena, "/courses/demo/%.*s", SHOWN(target));
	return true;
}

static struct text say(void *context, struct text language, const char *msgid)
{
	(void)context;
	if (!text_is_chars(language, "fi"))
		return text_of(msgid);
	if (strcmp(msgid, "Transcript") == 0)
		return TEXT("Sama tekstinä");
	if (strcmp(msgid, "What the video shows and says") == 0)
		return TEXT("Mitä videolla näkyy & sanotaan");
	return strcmp(msgid, "Table") == 0 ? TEXT("Taulukko") : text_of(msgid);
}

#define NAMED(n) \
	.name = { n, sizeof n - 1 }, .path = { PAIRS "/media/" n, sizeof PAIRS "/media/" n - 1 }

static struct place demo_place(struct arena *a)
{
	static const struct course_settings settings = { .say = say };
	static const struct media_file media[] = {
		{ NAMED("call.mp3"), .size = 640400 },
		{ NAMED("my photo.jpg"), .width = 800, .height = 600 },
		{ NAMED("ok.png"), .width = 16, .height = 16 },
		{ NAMED("phone.svg"), .width = 320, .height = 180 },
		{ NAMED("sign-in.en.vtt") },
		{ NAMED("sign-in.fi-simple.vtt") },
		{ NAMED("sign-in.fi.vtt") },
		{ NAMED("sign-in.webm"), .size = 1234567 },
		{ NAMED("sign-in.x y.vtt") },
		{ NAMED("sign-in2.fi.vtt") },
	};
	return (struct place){ .arena = a,
		.language = TEXT("fi"),
		.resolve = resolve,
		.media = media,
		.media_count = COUNT_OF(media),
		.settings = &settings };
}

static enum outcome render(struct arena *a, struct text markdown, struct text *html)
{
	struct place place = demo_place(a);
	struct buffer out = buffer_in(a);
	struct heading_seen *headings;
	size_t count;
	TRY(render_prose(&place, markdown, &out, &headings, &count));
	*html = buffer_text(&out);
	return DONE;
}

static void check_pair(struct text name)
{
	OWN_ARENA a = arena_open();
	struct text markdown, want, got = NO_TEXT;
	struct text stem = text_part(name, 0, name.size - 3);
	const char *source = arena_print(a, PAIRS "/%.*s.md", SHOWN(stem)).at;
	const char *golden = arena_print(a, PAIRS "/%.*s.html", SHOWN(stem)).at;
	if (file_read(a, source, COURSE_FILE_MOST, &markdown) != DONE ||
		file_read(a, golden, COURSE_FILE_MOST, &want) != DONE) {
		CHECK(false, "the pair %.*s can be read", SHOWN(stem));
		return;
	}
	CHECK(render(a, markdown, &got) == DONE && text_is(got, want), "%.*s.md becomes %.*s.html",
		SHOWN(stem), SHOWN(stem));
	size_t same = 0;
	while (same < got.size && same < want.size && got.at[same] == want.at[same])
		same++;
	if (!text_is(got, want))
		printf("# they part at: %.*s\n", SHOWN(text_part(got, same, 120)));
}

static void check_pairs(void)
{
	DIR *folder = opendir(PAIRS);
	size_t count = 0;
	if (!folder) {
		CHECK(false, "the folder of pairs is there (run from the top)");
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder));)
		if (text_ends(text_of(entry->d_name), TEXT(".md"))) {
			check_pair(text_of(entry->d_name));
			count++;
		}
	closedir(folder);
	CHECK(count >= 8, "all pairs were found");
}

static void check_addresses(void)
{
	static const struct {
		const char *says, *url;
		bool allowed;
	} cases[] = {
		{ "https", "https://example.com/a?b#c", true },
		{ "http", "http://example.com", true },
		{ "https with a blank between its slashes", "https:/ /example.com", false },
		{ "https with a control character before its host", "https://\x0E/example.com",
			false },
		{ "HTTPS in capitals", "HTTPS://example.com", true },
		{ "mail", "mailto:a@example.com", true },
		{ "a phone number", "tel:+358 40 123", true },
		{ "a relative path", "20-next.fi.md", true },
		{ "a path from the top", "/courses/a", true },
		{ "a path upwards", "../units/a.md", true },
		{ "a fragment", "#part", true },
		{ "a query", "?a=b:c", true },
		{ "a colon after a slash", "a/b:c", true },
		{ "nothing", "", true },
		{ "a script", "javascript:alert(1)", false },
		{ "a script in mixed case", "JavaScript:1", false },
		{ "a script after blanks", " \t\n\x01javascript:1", false },
		{ "a script cut by a tab", "java\tscript:1", false },
		{ "a script cut by a line end", "java\r\nscript:1", false },
		{ "a script with blanks before the colon", "javascript :1", false },
		{ "a script behind a fragment-like start", "javascript:#", false },
		{ "data", "data:text/html,a", false },
		{ "a picture as data", "data:image/png;base64,AA", false },
		{ "vbscript", "vbscript:1", false },
		{ "a file", "file:///etc/passwd", false },
		{ "a blob", "blob:https://example.com/1", false },
		{ "ftp", "ftp://example.com", false },
		{ "an unknown scheme", "a:b", false },
		{ "a colon first", ":a", false },
		{ "a scheme longer than any we know", "httpshttpshttpshttps://a", false },
		{ "another host", "//example.com", false },
		{ "another host after a blank", " //example.com", false },
		{ "another host cut by a tab", "/\t/example.com", false },
		{ "a backslash for a slash", "/\\example.com", false },
		{ "two backslashes", "\\\\example.com", false },
		{ "a backslash anywhere", "a\\b", false },
		{ "https without slashes", "https:example.com", false },
		{ "https with one slash", "https:/example.com", false },
		{ "https without a host", "https://", false },
		{ "https with a third slash", "https:///example.com", false },
		{ "mail to nobody", "mailto:", false },
		{ "a call to nobody", "tel: ", false },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(url_allowed(text_of(cases[i].url)) == cases[i].allowed, "%s is %s",
			cases[i].says, cases[i].allowed ? "allowed" : "refused");
	CHECK(!url_allowed((struct text){ "\0javascript:1", 13 }),
		"a script after a NUL is refused");
}

static void check_ids(void)
{
	OWN_ARENA a = arena_open();
	struct place place = demo_place(a);
	static const struct {
		const char *words, *id;
	} cases[] = {
		{ "First things", "h-first-things" },
		{ "First  things!", "h-first-things-2" },
		{ "First things 2", "h-first-things-2-2" },
		{ "FIRST THINGS", "h-first-things-3" },
		{ "Äiti & Isä", "h-aiti-isa" },
		{ "Работа", "h-part" },
		{ "", "h-part-2" },
		{ "<script>", "h-script" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text id = make_id(&place, text_of(cases[i].words));
		CHECK(text_is_chars(id, cases[i].id), "the heading \"%s\" gets the id %s",
			cases[i].words, cases[i].id);
	}
	struct text html = buffer_text(&(struct buffer){ .arena = a });
	struct buffer first = buffer_in(a), second = buffer_in(a);
	struct heading_seen *headings;
	size_t count = 0;
	place.ids = NULL;
	CHECK(render_prose(&place, TEXT("## Same\n"), &first, &headings, &count) == DONE &&
			render_prose(&place, TEXT("text\n\n### Same *words* here\n\n## Same\n"),
				&second, &headings, &count) == DONE,
		"two pieces of a page are rendered");
	html = buffer_text(&second);
	CHECK(text_find(html, TEXT("id=\"h-same-2\"")) < html.size,
		"one place keeps the ids of its pieces apart");
	CHECK(count == 2 && headings[0].level == 3 &&
			text_is_chars(headings[0].words, "Same words here") &&
			text_is_chars(headings[1].id, "h-same-2"),
		"headings are told with level, plain words and id");
}

static void check_sizes(void)
{
	static const struct {
		const char *language;
		int64_t bytes;
		const char *words;
	} cases[] = {
		{ "fi", 1234567, "1,2\u00A0MB" },
		{ "fi-simple", 1260000, "1,3\u00A0MB" },
		{ "sv", 63999999, "64,0\u00A0MB" },
		{ "en", 1000000, "1.0\u00A0MB" },
		{ "en", 999001, "1.0\u00A0MB" },
		{ "en", 999000, "999\u00A0kB" },
		{ "fi", 1, "1\u00A0kB" },
		{ "zh-Hant", 5500000, "5.5\u00A0MB" },
	};
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text words = size_words(a, text_of(cases[i].language), cases[i].bytes);
		CHECK(text_is_chars(words, cases[i].words), "%lld bytes are %s in %s",
			(long long)cases[i].bytes, cases[i].words, cases[i].language);
	}
}

/* ---- bombs ---------------------------------------------------------------------------------- */

static struct text repeated(struct arena *a, const char *head, const char *unit, size_t size)
{
	struct buffer bomb = buffer_in(a);
	buffer_add_chars(&bomb, head);
	while (bomb.size + strlen(unit) <= size)
		buffer_add_chars(&bomb, unit);
	return buffer_text(&bomb);
}

static void check_bomb(const char *says, struct text bomb, enum outcome want)
{
	OWN_ARENA a = arena_open();
	struct text html = NO_TEXT;
	int64_t start = clock_ticks_us();
	enum outcome got = render(a, bomb, &html);
	int64_t took = (clock_ticks_us() - start) / 1000;
	CHECK(got == want, "%s: %s", says, outcome_name(want));
	CHECK(html.size <= 8 * bomb.size + 64 * 1024 + 2 * COURSE_FILE_MOST,
		"%s: what comes out is bounded (%zu bytes)", says, html.size);
	CHECK(took < 2000, "%s: ends soon (%lld ms)", says, (long long)took);
}

static void check_bombs(void)
{
	OWN_ARENA a = arena_open();
	const size_t most = COURSE_FILE_MOST;
	struct buffer links = buffer_in(a), table = buffer_in(a);
	buffer_add_chars(&links, "[a]: /");
	for (size_t i = 0; i < 32 * 1024; i++)
		buffer_add_char(&links, 'x');
	buffer_add_chars(&links, "\n\n");
	while (links.size < 64 * 1024)
		buffer_add_chars(&links, "[a]");
	check_bomb("a reference used ten thousand times", buffer_text(&links), BAD_FORM);
	for (size_t i = 0; i < 1000; i++)
		buffer_add_chars(&table, "|a");
	buffer_add_chars(&table, "|\n");
	for (size_t i = 0; i < 1000; i++)
		buffer_add_chars(&table, "|---");
	buffer_add_chars(&table, "|\n");
	while (table.size < 64 * 1024)
		buffer_add_chars(&table, "a\n");
	check_bomb("a table of a thousand columns", buffer_text(&table), BAD_FORM);
	check_bomb("nested quotes", repeated(a, "", "> ", most), BAD_FORM);
	check_bomb("open brackets", repeated(a, "", "[", 64 * 1024), DONE);
	check_bomb("open pictures", repeated(a, "", "![[]()", 64 * 1024), DONE);
	check_bomb("unclosed stress", repeated(a, "", "*a **a ", 64 * 1024), DONE);
	check_bomb("equal headings", repeated(a, "", "# a\n", most), DONE);
	check_bomb("entities", repeated(a, "", "&auml;", most), DONE);
	check_bomb("characters to escape", repeated(a, "", "'", most), DONE);
	CHECK(render(a, repeated(a, "", "a", most + 1), &(struct text){ 0 }) == TOO_LARGE,
		"a piece over 256 KB is refused unread");
}

static int print_file(const char *path)
{
	OWN_ARENA a = arena_open();
	struct text markdown, html;
	if (file_read(a, path, COURSE_FILE_MOST, &markdown) != DONE ||
		render(a, markdown, &html) != DONE)
		return 1;
	return fwrite(html.at, 1, html.size, stdout) == html.size ? 0 : 1;
}

/* A piece of a longer text is read as if nothing stood behind it. */
static void check_slices(void)
{
	struct text whole = TEXT("| a |\n|---|\n| [b](c)");
	OWN_ARENA a = arena_open();
	struct buffer html = buffer_in(a);
	struct heading_seen *headings;
	size_t count;
	struct place place = demo_place(a);
	enum outcome went =
		render_prose(&place, text_part(whole, 0, whole.size - 1), &html, &headings, &count);
	CHECK(went == DONE && text_find(buffer_text(&html), TEXT("[b](c</td>")) < html.size,
		"a link whose end stands behind the text is none");
}

int main(int count, char **arguments)
{
	if (count > 1)
		return print_file(arguments[1]);
	check_pairs();
	check_addresses();
	check_ids();
	check_sizes();
	check_bombs();
	check_slices();
	return test_end();
}
