/*
 * course_format: what it mends, what it leaves alone, and that it never changes what a file means.
 * The meaning is judged here by cmark's own XML and by the prose renderer, not by the formatter's
 * idea of it.
 *
 *	format [COUNT [SEED]]		20,000 random strings of seed 1 unless told
 *	format FILE.md			prints the file formatted
 */
#include <dirent.h>

#include "meant.h"
#include "test.h"

static enum outcome form(struct arena *a, struct text bytes, struct text *formed)
{
	struct problem problem;
	return course_format(a, bytes, NULL, formed, &problem);
}

/* ---- tables --------------------------------------------------------------------------------- */

static const struct {
	const char *says, *before, *after;
} cases[] = {
	{ "CRLF and CR become LF", "a\r\nb\rc", "a\nb\nc\n" },
	{ "a byte order mark goes", "\xEF\xBB\xBF---\ntitle: a\n---\nb\n",
		"---\ntitle: a\n---\n\nb\n" },
	{ "one line end at the end", "a\n\n\n", "a\n" },
	{ "nothing stays nothing", "", "" },
	{ "a byte order mark below an empty line is none",
		"\n\xEF\xBB\xBF"
		"a\n",
		"\n\xEF\xBB\xBF"
		"a\n" },
	{ "a form feed is no empty line", "\f\n\na\n", "\f\n\na\n" },
	{ "blanks at line ends go", "a \nb\t\n- c  \n", "a\nb\n- c\n" },
	{ "two blanks that break a line become a backslash", "a  \nb   \nc  \n", "a\\\nb\\\nc\n" },
	{ "a break after a backslash is left", "a\\  \nb\n", "a\\  \nb\n" },
	{ "blanks in code stay", "```  \na  \n\n\n b \n```\n", "```  \na  \n\n\n b \n```\n" },
	{ "blanks in indented code stay", "    a  \n\n\n    b \n\n\nc\n",
		"    a  \n\n\n    b \n\nc\n" },
	{ "blanks in a code span stay", "`a  \nb`\n", "`a  \nb`\n" },
	{ "blanks in a note stay", "<!-- n a  \n\n\nb -->\n", "<!-- n a  \n\n\nb -->\n" },
	{ "blanks behind a table go", "| a |  \n|---|  \n| b |  \n", "| a |\n|---|\n| b |\n" },
	{ "many empty lines become one", "a\n\n\n\nb\n\n \n\t\nc\n", "a\n\nb\n\nc\n" },
	{ "a heading stands apart", "a\n## b\nc\n", "a\n\n## b\n\nc\n" },
	{ "an underlined heading too", "a\n\nb  \nc\n---\nd\n", "a\n\nb\\\nc\n---\n\nd\n" },
	{ "a note stands apart", "a\n<!-- n b -->\nc\n", "a\n\n<!-- n b -->\n\nc\n" },
	{ "a q comment stays on its heading", "a\n<!-- q id=b -->\n\n\n## c\nd\n",
		"a\n\n<!-- q id=b -->\n## c\n\nd\n" },
	{ "a c comment stays at its item", "- a <!-- c id=b -->\n- c\n",
		"- a <!-- c id=b -->\n- c\n" },
	{ "a quote in a list is followed by an empty line",
		"- [ ] a\n  > b\n- [x] c\n\n  > d\n- [ ] e\n",
		"- [ ] a\n\n  > b\n\n- [x] c\n\n  > d\n\n- [ ] e\n" },
	{ "a quote at the start of an item stays there", "- > a\n- b\n", "- > a\n\n- b\n" },
	{ "a lazy line belongs to its quote", "> a\nb\n\nc\n", "> a\nb\n\nc\n" },
	{ "a quote before a list stands apart", "## a\n> b\n- c\n", "## a\n\n> b\n\n- c\n" },
	{ "inside a quote nothing is parted", "> ## a\n> b\n> > c\n", "> ## a\n> b\n> > c\n" },
	{ "the rest is done nevertheless", "> a\n> ## b\n> c\n\n\n\nd \n",
		"> a\n> ## b\n> c\n\nd\n" },
	{ "a quote at the start of an item parts no items", "- a\n- > b\n", "- a\n- > b\n" },
	{ "a tight list stays tight", "- a\n- b\n  - c\n", "- a\n- b\n  - c\n" },
	{ "a loose list stays loose", "- a\n\n\n- b\n", "- a\n\n- b\n" },
	{ "settings come in the format's order",
		"---\nminutes: 5\n# who checks\nreview_by: 2027-01-01\ntitle: \"a: b\"  "
		"\n\n---\nc\n",
		"---\ntitle: \"a: b\"\nminutes: 5\n# who checks\nreview_by: "
		"2027-01-01\n---\n\nc\n" },
	{ "lists move with their setting", "---\ncodes:\n  - a:1\n  - b:2\nunit: c\n---\n",
		"---\nunit: c\ncodes:\n  - a:1\n  - b:2\n---\n" },
	{ "lists at the edge too", "---\ncodes:\n- a:1\n- b:2\nunit: c\n---\n",
		"---\nunit: c\ncodes:\n- a:1\n- b:2\n---\n" },
	{ "unknown settings come last", "---\nhue: red\ntitle: a\n---\n",
		"---\ntitle: a\nhue: red\n---\n" },
	{ "what YAML can't read is left", "---\nminutes: [5\ntitle: a\n---\nb\n",
		"---\nminutes: [5\ntitle: a\n---\n\nb\n" },
	{ "a value of many lines is left where its order would break it",
		"---\nsummary: \"a\ntitle: b\"\ncourse: c\n---\n",
		"---\nsummary: \"a\ntitle: b\"\ncourse: c\n---\n" },
	{ "no settings, no fence", "a\n", "a\n" },
	{ "a rule of dashes further down is no fence", "a\n\n---\n\nb\n", "a\n\n---\n\nb\n" },
	{ "empty lines in code that has no end stay", "```\na\n\n\n", "```\na\n\n\n" },
};

static void check_cases(void)
{
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text got = NO_TEXT, again = NO_TEXT;
		enum outcome outcome = form(a, text_of(cases[i].before), &got);
		if (!CHECK(outcome == DONE && text_is_chars(got, cases[i].after), "%s",
			    cases[i].says))
			printf("# got: %.*s\n", SHOWN(got));
		CHECK(form(a, got, &again) == DONE && text_is(again, got), "%s, and it stays so",
			cases[i].says);
	}
}

static void check_refusals(void)
{
	static const struct {
		const char *says;
		struct text bytes;
		int line;
	} refused[] = {
		{ "bytes that aren't UTF-8", { "a\xFF", 2 }, 0 },
		{ "an empty character", { "a\0b", 3 }, 0 },
		{ "settings without an end", { "---\ntitle: a\n", 13 }, 1 },
	};
	OWN_ARENA a = arena_open();
	struct problem problem;
	struct text got, large = { arena_take(a, COURSE_FILE_MOST + 1), COURSE_FILE_MOST + 1 };
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		CHECK(course_format(a, refused[i].bytes, NULL, &got, &problem) == BAD_FORM &&
				problem.message && problem.line == refused[i].line,
			"%s: refused with a problem", refused[i].says);
	CHECK(course_format(a, large, NULL, &got, &problem) == BAD_FORM && problem.message,
		"a file over 256 KB is refused with a problem");
}

/* The stamps were made with b2sum -l 128. */
static void check_stamp(void)
{
	OWN_ARENA a = arena_open();
	struct text source = TEXT("\nHei.\n"), got = NO_TEXT, again = NO_TEXT;
	struct problem problem;
	static const char want[] =
		"---\ntitle: a\nminutes: 5\n"
		"translated_from: b0f73f82b86133170b2e1dd0180c024d\n---\n\nHello.\n";
	CHECK(course_format(a,
		      TEXT("---\ntranslated_from: 00\nminutes: 5\ntitle: a\n---\nHello.\n"),
		      &source, &got, &problem) == DONE &&
			text_is_chars(got, want),
		"a translation is stamped with its source's digest, once");
	CHECK(course_format(a, got, &source, &again, &problem) == DONE && text_is(got, again),
		"stamping again changes nothing");
	source = TEXT("---\ntitle: Otsikko\n---\n\nHei.\n");
	CHECK(course_format(a, got, &source, &again, &problem) == DONE && text_is(got, again),
		"a source's settings have no part in the stamp");
	CHECK(course_format(a, TEXT("---\nsummary: \"a\ntitle: b\"\ntranslated_from: 00\n---\n"),
		      &source, &got, &problem) == DONE &&
			text_is_chars(got,
				"---\nsummary: \"a\ntitle: b\"\ntranslated_from: "
				"b0f73f82b86133170b2e1dd0180c024d\n---\n"),
		"it is stamped once where the settings can't be put in order");
	static const char said[] = "---\ntitle: a\n# who read it\n"
				   "translated_from: b0f73f82b86133170b2e1dd0180c024d\n---\n";
	source = TEXT("\nHei.\n");
	CHECK(course_format(a, text_of(said), &source, &got, &problem) == DONE &&
			text_is_chars(got, said),
		"what was said above the stamp stays");
	CHECK(course_format(a, TEXT("---\ntranslated_from:a\ntitle: a \n---\n"), &source, &got,
		      &problem) == DONE &&
			course_format(a, got, &source, &again, &problem) == DONE &&
			text_is(got, again),
		"a stamp that can't be read is put right in one go");
	CHECK(course_format(a, TEXT("Hello.\n"), &source, &got, &problem) == BAD_FORM,
		"a file without settings can't be stamped");
}

/* ---- the meaning, judged by others ---------------------------------------------------------- */

static bool stays_the_same(struct arena *a, struct text bytes)
{
	struct text formed, again;
	return form(a, bytes, &formed) == DONE && form(a, formed, &again) == DONE &&
		text_is(formed, again) && text_is(judged(a, bytes), judged(a, formed));
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void check_random(uint64_t count, uint64_t seed)
{
	static const char *const tokens[] = { "a", "b c", "\n", "\n", "\n\n", "\n\n\n", " ", "  ",
		"  \n", "\t", "\\\n", "- ", "- [ ] ", "- [x] ", "1. ", "2) ", "> ", "  > ", "    ",
		"## ", "#", "---\n", "===\n", "```\n", "~~~\n", "`", "``", "*", "**", "[a](b)",
		"![", "](c)", "[r]: /x\n", "<!-- n a -->", "<!-- n a\n", "-->", "<!-- q id=a -->\n",
		"<!-- c id=b -->", "<div>\n", "</div>\n", "| a | b |  \n", "|---|---|\n", "\r\n",
		"\r", "&amp;", "\\", "\u00E4" };
	OWN_ARENA a = arena_open();
	uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
	size_t changed = 0;
	for (uint64_t i = 0; i < count && changed < 5; i++, arena_reset(a)) {
		struct buffer markdown = buffer_in(a);
		size_t length = 2 + next_random(&state) % 14;
		while (length--)
			buffer_add_chars(&markdown, tokens[next_random(&state) % COUNT_OF(tokens)]);
		struct text bytes = buffer_text(&markdown), yaml, body;
		bool unclosed;
		int line;
		split_front(bytes, &yaml, &body, &line, &unclosed);
		if (unclosed || stays_the_same(a, bytes))
			continue;
		changed++;
		printf("# changed:\n%.*s\n# end\n", SHOWN(bytes));
	}
	CHECK(changed == 0,
		"%llu random strings of seed %llu keep their meaning and stay formatted",
		(unsigned long long)count, (unsigned long long)seed);
}

/* ---- the courses that come with Askel ------------------------------------------------------- */

static void check_folder(const char *path, size_t *seen, size_t *formed_already)
{
	OWN_ARENA a = arena_open();
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		struct text below = arena_print(a, "%s/%s", path, entry->d_name), bytes, formed;
		if (entry->d_name[0] == '.')
			continue;
		if (entry->d_type == DT_DIR)
			check_folder(below.at, seen, formed_already);
		if (!text_ends(below, TEXT(".md")) ||
			file_read(a, below.at, COURSE_FILE_MOST, &bytes) != DONE)
			continue;
		if (!stays_the_same(a, bytes))
			CHECK(false, "%s keeps its meaning", below.at);
		++*seen;
		*formed_already += form(a, bytes, &formed) == DONE && text_is(formed, bytes);
	}
	if (folder)
		closedir(folder);
}

static int print_file(const char *path)
{
	OWN_ARENA a = arena_open();
	struct text bytes, formed;
	if (file_read(a, path, COURSE_FILE_MOST, &bytes) != DONE || form(a, bytes, &formed) != DONE)
		return 1;
	return fwrite(formed.at, 1, formed.size, stdout) == formed.size ? 0 : 1;
}

int main(int count, char **arguments)
{
	size_t seen = 0, formed_already = 0;
	if (count > 1 && strchr(arguments[1], '.'))
		return print_file(arguments[1]);
	check_cases();
	check_refusals();
	check_stamp();
	check_folder("courses", &seen, &formed_already);
	CHECK(seen > 20, "the meaning of %zu shipped files was compared", seen);
	printf("# %zu of them are in canonical form\n", formed_already);
	check_random(count > 1 ? strtoull(arguments[1], NULL, 10) : 20000,
		count > 2 ? strtoull(arguments[2], NULL, 10) : 1);
	return test_end();
}
