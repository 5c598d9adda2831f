/*
 * Random strings of Markdown's own tokens through both writers; whatever the two parsers make of
 * them, what comes out must be well-formed and safe as judged by the strict reader of strict.h.
 *
 *	safety [COUNT [SEED]]		200,000 strings of seed 1 unless told
 */
#include "strict.h"
#include "test.h"

static const char *const tokens[] = { "[", "]", "(", ")", "![", "](", "<", ">", "<!--", "-->",
	"<b>", "</b>", "<div>", "<a href=\"javascript:1\">", "<script>", "</script>",
	"<img src=x onerror=1>", "<?", "?>", "<![CDATA[", "]]>",
	"javascript:", "JaVaScRiPt:", "java\tscript:", "java&Tab;script:", "javascript&colon;",
	"&#106;avascript:", "&#x6A;avascript:", "&#0;", "\x01javascript:", "&NewLine;",
	"vbscript:", "data:text/html,", "data:image/svg+xml,", "file:///", "https://a.fi/",
	"http:", "https:/\\", "mailto:a@b.fi", "tel:+358", "//evil.fi", "/\\evil.fi", "\\\\evil.fi",
	"&sol;&sol;evil.fi", "&bsol;", "#h", "?q=1&r=2", "./b.md", "media/a.svg", "media/a.webm",
	"media/s.mp3", "media/s.mp3)", "![a](media/a.webm)", "![s](media/s.mp3)", "[x](", "![y](",
	"<https://", "<javascript:1>", "<a@b.fi>", "[r]", "[r]: javascript:1\n", "[s]: /x 'y'\n",
	"[s]", "\"", "'", "\" onclick=\"", "\\", "\\\"", "`", "``", "```\n", "~~~\n", "~~", "*",
	"**", "_", "__", "***", "#", "## ", "###### ", "\n", "\n\n", "  \n", "\\\n", " ", "  ",
	"    ", "\t", "- ", "+ ", "1. ", "7) ", "- [ ] ", "- [x] ", "> ", "---\n", "===\n", "|",
	"|---|---|\n", "a|b\n-|-\n", "| a | b |\n|---|--:|\n| c |", "&amp;", "&lt;", "&quot;", "&",
	"&auml;", "&nope;", ";", ":", "!", "a", "b", "word", "\u00E4", "\u202E", "\U0001F600", "0",
	"." };

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t count_unsafe(uint64_t count, uint64_t seed)
{
	size_t unsafe = 0;
	uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
	OWN_ARENA a = arena_open();
	for (uint64_t i = 0; i < count && unsafe < 10; i++, arena_reset(a)) {
		struct buffer markdown = buffer_in(a);
		size_t length = 2 + next_random(&state) % 14;
		while (length--)
			buffer_add_chars(&markdown, tokens[next_random(&state) % COUNT_OF(tokens)]);
		const char *fault = judge_both(a, buffer_text(&markdown), i & 1);
		unsafe += fault != NULL;
		if (fault)
			printf("# %s in what is made of:\n%.*s\n", fault,
				SHOWN(buffer_text(&markdown)));
	}
	return unsafe;
}

/* The reader must see what is wrong, or its silence means nothing. */
static void check_the_reader(void)
{
	static const struct {
		const char *says, *html;
		bool fine;
	} cases[] = {
		{ "plain words", "<p>a &amp; b</p>\n", true },
		{ "a link", "<p><a href=\"https://a.fi/?a=1&amp;b=2\" rel=\"noopener\">a</a></p>",
			true },
		{ "a script link", "<p><a href=\"javascript:1\">a</a></p>", false },
		{ "a script link with an escape", "<a href=\"java&Tab;script:1\">a</a>", false },
		{ "another host", "<a href=\"//a.fi\">a</a>", false },
		{ "https without slashes", "<a href=\"https:a.fi\">a</a>", false },
		{ "a backslash", "<a href=\"/\\a.fi\">a</a>", false },
		{ "a picture from elsewhere", "<img src=\"https://a.fi/a.png\" alt=\"\">", false },
		{ "a tag closed too early", "<p><em>a</p></em>", false },
		{ "a tag left open", "<p>a", false },
		{ "a link in a link", "<a href=\"/\"><em><a href=\"/\">a</a></em></a>", false },
		{ "a raw bracket", "<p>a < b</p>", false },
		{ "a raw ampersand", "<p>a &b</p>", false },
		{ "a handler", "<p onclick=\"a\">a</p>", false },
		{ "a script", "<script>a</script>", false },
		{ "a list in a paragraph", "<p><ul></ul></p>", false },
	};
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK((judge(a, text_of(cases[i].html)) == NULL) == cases[i].fine,
			"the strict reader %s %s", cases[i].fine ? "takes" : "refuses",
			cases[i].says);
}

/* Strings that once were, or for others are, trouble. */
static void check_known(void)
{
	static const char *const known[] = { "<!--[x](javascript:1)", "*\n\n    [x](javascript:1)",
		"[a <https://b.fi> c](/d)", "[![a](b.svg)](javascript:1)",
		"![[a](b)](javascript:1)", "![a](media/a.webm) b ![c](media/s.mp3)",
		"[![a](media/a.webm)](/b)", "# ![a](media/a.webm)", "- [ ] ![a](media/a.webm)",
		"- ![a](media/a.webm) b",
		"|a|b|\n|---|---|\n|![a](media/a.webm)|[b](javascript:1)|", "[](/a)", "# ",
		"[a](<  >)", "[a](&#x09;javascript:1)", "[a](\\\\a.fi)", "![\"onerror=1](a.svg)",
		"- [ ]\n- [x]" };
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < COUNT_OF(known); i++) {
		const char *fault = judge_both(a, text_of(known[i]), i & 1);
		CHECK(!fault, "what is made of a known string is safe (%zu: %s)", i,
			fault ? fault : "well");
	}
}

int main(int count, char **arguments)
{
	uint64_t strings = count > 1 ? strtoull(arguments[1], NULL, 10) : 200000;
	uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
	check_the_reader();
	check_known();
	CHECK(count_unsafe(strings, seed) == 0,
		"nothing unsafe in %llu random strings of seed %llu", (unsigned long long)strings,
		(unsigned long long)seed);
	return test_end();
}
