/*
 * Everything the check can say, said: small courses with one thing wrong each, and the problems
 * they give to the last column. Each case is two good courses and two units with a few files
 * changed; the walk at the end proves that no problem of the catalogue is without a case.
 */
#include "course/inside.h"
#include "folder.h"

/* ---- what is good --------------------------------------------------------------------------- */

#define TOP "---\ntitle: A page\n---\n" /* the body begins at line 4 */
#define COURSE_TOP "---\ncourse: d\ntitle: D\nsummary: Words\nfirst_language: en\n"
#define UNIT_TOP "---\nunit: v\ntitle: V\n"
#define OUTCOME "## You can\n\n- I can. <!-- c id=can -->\n"
#define ASK_TOP "<!-- q id=one -->\n## Which?\n\n"
#define TWO_BOXES "- [ ] wrong\n- [x] right\n"
#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"></svg>\n"
#define PAGE "d/10-m/10-p.en.md"
#define OTHER "d/10-m/20-q.en.md"
#define UNIT "units/v.en.md"
#define FIFTY "12345678901234567890123456789012345678901234567890"
#define HUNDRED FIFTY FIFTY

struct change {
	const char *file, *bytes; /* bytes NULL: the file isn't there */
	size_t size;              /* where strlen won't do */
};

/* Course c in two languages, course d in one; units u (two) and v (one language at first). */
static const struct change good[] = {
	{ "units/u.en.md", "---\nunit: u\ntitle: U\n---\n\n## You do\n\n- I do. <!-- c id=do -->\n",
		0 },
	{ "units/u.fi.md", "---\nunit: u\ntitle: U\n---\n\n## Teet\n\n- Teen. <!-- c id=do -->\n",
		0 },
	{ "units/v.en.md", UNIT_TOP "---\n" OUTCOME, 0 },
	{ "units/v.fi.md", UNIT_TOP "---\n" OUTCOME, 0 },
	{ "c/course.en.md", "---\ncourse: c\ntitle: C\nsummary: Words\nfirst_language: en\n---\n",
		0 },
	{ "c/course.fi.md", "---\ncourse: c\ntitle: C\nsummary: Sanoja\n---\n", 0 },
	{ "c/10-m/module.en.md", TOP, 0 },
	{ "c/10-m/module.fi.md", TOP, 0 },
	{ "c/10-m/10-p.en.md", TOP ASK_TOP TWO_BOXES, 0 },
	{ "c/10-m/10-p.fi.md", TOP ASK_TOP "- [ ] väärin\n- [x] oikein\n", 0 },
	{ "d/course.en.md", COURSE_TOP "---\n", 0 },
	{ "d/10-m/module.en.md", TOP, 0 },
	{ "d/10-m/10-p.en.md", TOP "Words.\n", 0 },
	{ "d/10-m/20-q.en.md", TOP "More words.\n", 0 },
	{ "d/media/dot.svg", SVG, 0 },
	{ "d/media/talk.mp3", "ID3 sound", 0 },
	{ "d/media/film.webm", "\x1A\x45\xDF\xA3", 0 },
};

/* ---- what is wrong -------------------------------------------------------------------------- */

struct expected {
	enum problem_kind kind;
	const char *where, *a, *b;
};
struct bad_case {
	const char *sentence;
	struct change changes[3];
	struct expected expected[3];
};

#define PAGE_CASE(sentence, bytes, ...) \
	{ \
		sentence, { { PAGE, bytes, 0 } }, \
		{ \
			__VA_ARGS__ \
		} \
	}
#define UNIT_CASE(sentence, bytes, ...) \
	{ \
		sentence, { { UNIT, bytes, 0 }, { "units/v.fi.md", NULL, 0 } }, \
		{ \
			{ NO_TRANSLATION, UNIT ":1:1", "fi", "v.fi.md" }, __VA_ARGS__ \
		} \
	}
#define LONG_NAME "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIGEST "00000000000000000000000000000000"

static const struct bad_case cases[] = {
	{ "a good library has no problems", { { NULL, NULL, 0 } }, { { 0, NULL, NULL, NULL } } },

	/* files */
	{ "a page without a number", { { "d/10-m/p.en.md", TOP, 0 } },
		{ { FILE_NAME, "d/10-m/p.en.md:1:1", "p.en.md", "" } } },
	{ "a page without a language", { { "d/10-m/30-r.md", TOP, 0 } },
		{ { FILE_NAME, "d/10-m/30-r.md:1:1", "30-r.md", "" } } },
	{ "a page with a capital letter", { { "d/10-m/30-Rest.en.md", TOP, 0 } },
		{ { FILE_NAME, "d/10-m/30-Rest.en.md:1:1", "30-Rest.en.md", "" } } },
	{ "a module without a number", { { "d/more/10-r.en.md", TOP, 0 } },
		{ { FOLDER_NAME, "d/more/10-r.en.md:1:1", "more", "" } } },
	{ "a course with a capital letter",
		{ { "E/course.en.md", "---\ncourse: e\ntitle: E\nsummary: S\n---\n", 0 } },
		{ { FOLDER_NAME, "E:1:1", "E", "" },
			{ ID_NOT_NAME, "E/course.en.md:2:9", "e", "E" } } },
	{ "a file over 256 KB", { { PAGE, NULL, COURSE_FILE_MOST + 1 } },
		{ { FILE_LARGE, PAGE ":1:1", "10-p.en.md", "" } } },
	PAGE_CASE("bytes that aren't UTF-8", TOP "One\ntw\xF6\n",
		{ FILE_BYTES, PAGE ":5:3", "10-p.en.md", "" }),
	{ "a NUL", { { PAGE, TOP "a\0b", sizeof(TOP "a\0b") - 1 } },
		{ { FILE_NUL, PAGE ":1:1", "10-p.en.md", "" } } },
	{ "a file that can't be read", { { PAGE, "shut", 0 } },
		{ { FILE_SHUT, PAGE ":1:1", "10-p.en.md", "" } } },
	{ "a picture over 64 MB", { { "d/media/big.png", NULL, MEDIA_FILE_MOST + 1 } },
		{ { MEDIA_LARGE, "d/media/big.png:1:1", "big.png", "" } } },
	{ "a picture that isn't one", { { "d/media/false.png", "words", 0 } },
		{ { MEDIA_ODD, "d/media/false.png:1:1", "false.png", "" } } },

	/* settings at the top */
	PAGE_CASE("no settings", "Words.\n", { FRONT_MISSING, PAGE ":1:1", "10-p.en.md", "" }),
	PAGE_CASE("settings without an end", "---\ntitle: A\n\nWords.\n",
		{ FRONT_OPEN, PAGE ":1:1", "10-p.en.md", "" }),
	{ "settings over 16 KB", { { PAGE, "---\ntitle: %s\n---\n", 17000 } },
		{ { FRONT_LONG, PAGE ":1:1", "", "" } } },
	PAGE_CASE("settings that aren't YAML", "---\ntitle: [one\n---\n",
		{ FRONT_UNREAD, PAGE ":3:1", "did not find expected ',' or ']'", "" }),
	PAGE_CASE("an alias", "---\ntitle: &a A\n---\n",
		{ FRONT_UNREAD, PAGE ":2:8", "the signs & * and ! have a meaning of their own here",
			"" }),
	PAGE_CASE("settings that are a list", "---\n- title\n---\n",
		{ FRONT_UNREAD, PAGE ":2:1", "these aren't lines of the form name: value", "" }),
	PAGE_CASE("an unknown setting", "---\ntitle: A\nauthor: Me\n---\n",
		{ FRONT_UNKNOWN, PAGE ":3:1", "author",
			"title, minutes, criteria, requires, probe, review_by, translated_from" }),
	PAGE_CASE("a setting of another kind of file", "---\ntitle: A\nbadge: b.svg\n---\n",
		{ FRONT_UNKNOWN, PAGE ":3:1", "badge",
			"title, minutes, criteria, requires, probe, review_by, translated_from" }),
	PAGE_CASE("a setting given twice", "---\ntitle: A\ntitle: B\n---\n",
		{ FRONT_TWICE, PAGE ":3:1", "title", "" }),
	PAGE_CASE("no title", "---\nminutes: 5\n---\n", { FRONT_NEEDED, PAGE ":1:1", "title", "" }),
	PAGE_CASE(
		"an empty title", "---\ntitle:\n---\n", { FRONT_EMPTY, PAGE ":2:7", "title", "" }),
	PAGE_CASE("a title that is a list", "---\ntitle: [a, b]\n---\n",
		{ NOT_WORDS, PAGE ":2:8", "title", "" }),
	PAGE_CASE("a title in two lines", "---\ntitle: |\n  a\n  b\n---\n",
		{ NOT_WORDS, PAGE ":2:8", "title", "" }),
	PAGE_CASE("criteria that aren't a list", "---\ntitle: A\ncriteria: do\n---\n",
		{ NOT_LIST, PAGE ":3:11", "criteria", "" }),
	PAGE_CASE("lists in a list", "---\ntitle: A\ncriteria: [[do]]\n---\n",
		{ NOT_LIST, PAGE ":3:11", "criteria", "" }),
	PAGE_CASE("an id with a space", "---\ntitle: A\ncriteria: [do it]\n---\n",
		{ NOT_ID, PAGE ":3:12", "do it", "" }),
	PAGE_CASE("neither yes nor no", "---\ntitle: A\nprobe: perhaps\n---\n",
		{ NOT_YES_NO, PAGE ":3:8", "probe", "" }),
	PAGE_CASE("minutes in words", "---\ntitle: A\nminutes: ten\n---\n",
		{ NOT_MINUTES, PAGE ":3:10", "minutes", "" }),
	UNIT_CASE("points that aren't halves", UNIT_TOP "formal: yes\npoints: 1.3\n---\n" OUTCOME,
		{ NOT_POINTS, UNIT ":5:9", "points", "" }),
	PAGE_CASE("a day that isn't there", "---\ntitle: A\nreview_by: 2027-02-30\n---\n",
		{ NOT_DAY, PAGE ":3:12", "review_by", "" }),
	{ "a first language that is no language",
		{ { "d/course.en.md",
			"---\ncourse: d\ntitle: D\nsummary: S\nfirst_language: English\n---\n",
			0 } },
		{ { NO_FIRST_LANGUAGE, "d/course.en.md:1:1", "", "" },
			{ NOT_LANGUAGE, "d/course.en.md:5:17", "English", "" } } },
	PAGE_CASE("a stamp written by hand", "---\ntitle: A\ntranslated_from: yesterday\n---\n",
		{ NOT_DIGEST, PAGE ":3:18", "translated_from", "" }),
	UNIT_CASE("points without formal", UNIT_TOP "points: 2\n---\n" OUTCOME,
		{ POINTS_INFORMAL, UNIT ":4:1", "", "" }),
	UNIT_CASE("a unit that ends before it begins",
		UNIT_TOP "valid_from: 2027-01-01\nvalid_to: 2026-01-01\n---\n" OUTCOME,
		{ DAYS_TURNED, UNIT ":5:1", "", "" }),
	UNIT_CASE("a unit with another id", "---\nunit: w\ntitle: V\n---\n" OUTCOME,
		{ ID_NOT_NAME, UNIT ":2:7", "w", "v" }),
	PAGE_CASE("a page that should have been checked",
		"---\ntitle: A\nreview_by: 2001-01-01\n---\n",
		{ REVIEW_PAST, PAGE ":3:12", "2001-01-01", "" }),
	{ "a translation of an older text",
		{ { "c/10-m/10-p.fi.md",
			"---\ntitle: A\ntranslated_from: " DIGEST "\n---\n" ASK_TOP TWO_BOXES,
			0 } },
		{ { TRANSLATION_STALE, "c/10-m/10-p.fi.md:3:1", "10-p.en.md", "" } } },

	/* text */
	PAGE_CASE("a heading with one #", TOP "# Title\n", { HEADING_FIRST, PAGE ":4:1", "", "" }),
	PAGE_CASE("a heading level skipped", TOP "## Two\n\n#### Four\n",
		{ HEADING_SKIP, PAGE ":6:1", "####", "##" }),
	PAGE_CASE("a first heading too deep", TOP "### Three\n",
		{ HEADING_SKIP, PAGE ":4:1", "###", "#" }),
	PAGE_CASE("a heading without words", TOP "##\n", { HEADING_EMPTY, PAGE ":4:1", "", "" }),
	PAGE_CASE("a heading that only one parser sees",
		TOP "| a | b |\n| --- | --- |\n| c | d |\n## Two\n",
		{ HEADINGS_DIFFER, PAGE ":7:1", "Two", "" }),
	PAGE_CASE("a heading whose words both parsers see otherwise", TOP "Words.\n\n## ~~Two~~\n",
		{ HEADINGS_DIFFER, PAGE ":6:1", "~~Two~~", "" }),
	PAGE_CASE("HTML in a line", TOP "Words <b>in bold</b>.\n",
		{ RAW_HTML, PAGE ":4:7", "", "" }, { RAW_HTML, PAGE ":4:17", "", "" }),
	PAGE_CASE("HTML that stands alone", TOP "<div>\nWords\n</div>\n",
		{ RAW_HTML, PAGE ":4:1", "", "" }),
	PAGE_CASE("words after a comment", TOP "<!-- n a note --> and words\n",
		{ RAW_HTML, PAGE ":4:1", "", "" }),
	PAGE_CASE("a comment of no kind", TOP "<!-- todo: more -->\n",
		{ COMMENT_UNKNOWN_KIND, PAGE ":4:1", "", "" }),
	PAGE_CASE("a comment without an end", TOP "<!-- n a note\n",
		{ COMMENT_OPEN, PAGE ":4:1", "", "" }),
	PAGE_CASE("a note in a line that readers would see", TOP "Words. <!-- n a -- b -->\n",
		{ COMMENT_OPEN, PAGE ":4:1", "", "" }),
	PAGE_CASE("a q comment inside a list", TOP "- item\n\n  <!-- q id=one -->\n",
		{ COMMENT_PLACE, PAGE ":6:3", "", "" }),
	{ "a q comment in a module", { { "d/10-m/module.en.md", TOP ASK_TOP TWO_BOXES, 0 } },
		{ { COMMENT_PLACE, "d/10-m/module.en.md:4:1", "", "" } } },
	PAGE_CASE("a link that runs a script", TOP "[a](javascript:alert(1))\n",
		{ LINK_SCHEME, PAGE ":4:1", "javascript:alert(1)", "" }),
	PAGE_CASE("a link to no page", TOP "Words: [a](30-gone.en.md)\n",
		{ LINK_DEAD, PAGE ":4:8", "30-gone.en.md", "" }),
	PAGE_CASE("a link out of the courses", TOP "[a](../../../etc/passwd)\n",
		{ LINK_DEAD, PAGE ":4:1", "../../../etc/passwd", "" }),
	PAGE_CASE("an address apart from its link", TOP "[a][b]\n\n[b]: https://example.org/\n",
		{ LINK_APART, PAGE ":6:1", "", "" }),
	PAGE_CASE("the same in a block of code", TOP "```\n[b]: https://example.org/\n```\n",
		{ 0, NULL, NULL, NULL }),
	PAGE_CASE("a picture without a description", TOP "![](../media/dot.svg)\n",
		{ PICTURE_SILENT, PAGE ":4:1", "../media/dot.svg", "" }),
	PAGE_CASE("a picture that isn't there", TOP "![a dot](../media/gone.svg)\n",
		{ PICTURE_LOST, PAGE ":4:1", "../media/gone.svg", "" }),
	PAGE_CASE("a picture somewhere else", TOP "![a dot](https://example.org/dot.png)\n",
		{ PICTURE_OUTSIDE, PAGE ":4:1", "https://example.org/dot.png", "" }),
	PAGE_CASE("a sound without a transcript", TOP "![a talk](../media/talk.mp3)\n",
		{ SOUND_UNWRITTEN, PAGE ":4:1", "talk.mp3", "talk.en.md" }),
	{ "a video without a description",
		{ { PAGE, TOP "![a film](../media/film.webm)\n", 0 },
			{ "d/media/film.en.vtt", "WEBVTT\n", 0 } },
		{ { VIDEO_UNWRITTEN, PAGE ":4:1", "film.webm", "film.en.md" } } },
	{ "a video without captions",
		{ { PAGE, TOP "![a film](../media/film.webm)\n", 0 },
			{ "d/media/film.en.md", "What is seen.\n", 0 } },
		{ { VIDEO_UNCAPTIONED, PAGE ":4:1", "film.webm", "film.en.vtt" } } },
	{ "HTML in a transcript", { { "d/media/talk.en.md", "A <b>talk</b>.\n", 0 } },
		{ { RAW_HTML, "d/media/talk.en.md:1:3", "", "" },
			{ RAW_HTML, "d/media/talk.en.md:1:10", "", "" } } },
	PAGE_CASE("quotes inside each other without end",
		TOP "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > words\n",
		{ TEXT_DEEP, PAGE ":4:47", "", "" }),
	{ "text that grows", { { PAGE, "grows", 0 } }, { { TEXT_GROWS, PAGE ":4:1", "", "" } } },
	PAGE_CASE("no empty line after a quote in a list", TOP "- one\n\n  > quote\n- two\n",
		{ QUOTE_TIGHT, PAGE ":6:3", "", "" }),
	{ "a long sentence in plain language",
		{ { "d/10-m/10-p.en-simple.md",
			TOP "A b c d e f g h i j k l m n o. A b c d e f g h i j k l m n o p.\n",
			0 } },
		{ { SENTENCE_LONG, "d/10-m/10-p.en-simple.md:4:1", "16", "" } } },
	{ "a long paragraph in plain language, but not a table",
		{ { "d/10-m/10-p.en-simple.md",
			TOP "One. Two. Three. Four.\n\nOne. Two. Three. Four. Five!\n\n"
			    "| One. | Two. |\n|---|---|\n| Three. | Four. |\n| Five. | Six. |\n",
			0 } },
		{ { PARAGRAPH_LONG, "d/10-m/10-p.en-simple.md:6:1", "5", "" } } },
	UNIT_CASE("a word that tells where it was learned",
		UNIT_TOP "---\n## You can\n\n- Työpajalla teen. <!-- c id=can -->\n",
		{ WORD_FORBIDDEN, UNIT ":7:1", "työpaja", "" }),
	UNIT_CASE("the same in the title", "---\nunit: v\ntitle: My Workshop\n---\n" OUTCOME,
		{ WORD_FORBIDDEN, UNIT ":3:8", "workshop", "" }),
	UNIT_CASE("a word that is refused where it isn't let through",
		"---\nunit: v\ntitle: A social office\n---\n" OUTCOME,
		{ WORD_FORBIDDEN, UNIT ":3:8", "social", "" }),
	UNIT_CASE("a word that is let through, then another",
		"---\nunit: v\ntitle: Social media in a workshop\n---\n" OUTCOME,
		{ WORD_FORBIDDEN, UNIT ":3:8", "workshop", "" }),

	/* questions */
	PAGE_CASE("a q comment without a heading", TOP "<!-- q id=one -->\nWhich?\n\n" TWO_BOXES,
		{ ASK_NO_HEADING, PAGE ":4:1", "", "" }),
	PAGE_CASE("a question without an id", TOP "<!-- q -->\n## Which?\n\n" TWO_BOXES,
		{ ASK_NO_ID, PAGE ":4:1", "", "" }),
	PAGE_CASE("a question with a bad id", TOP "<!-- q id=One -->\n## Which?\n\n" TWO_BOXES,
		{ NOT_ID, PAGE ":4:1", "One", "" }),
	PAGE_CASE("an unknown word in a q comment",
		TOP "<!-- q id=one points=3 -->\n## Which?\n\n" TWO_BOXES,
		{ ASK_UNKNOWN, PAGE ":4:1", "points",
			"id, type, criterion, weight, explain_after, multi" }),
	PAGE_CASE("an id given twice", TOP "<!-- q id=one id=two -->\n## Which?\n\n" TWO_BOXES,
		{ ASK_TWICE, PAGE ":4:1", "id", "" }),
	PAGE_CASE("a type that isn't one",
		TOP "<!-- q id=one type=essay -->\n## Which?\n\n" TWO_BOXES,
		{ ASK_TYPE, PAGE ":4:1", "essay", "" }),
	PAGE_CASE("a weight of nothing", TOP "<!-- q id=one weight=0 -->\n## Which?\n\n" TWO_BOXES,
		{ ASK_NUMBER_VALUE, PAGE ":4:1", "weight", "" }),
	PAGE_CASE("multi for words",
		TOP "<!-- q id=one type=short multi -->\n## What?\n\n- = this\n",
		{ ASK_MULTI, PAGE ":4:1", "", "" }),
	PAGE_CASE("a question without answers", TOP ASK_TOP "- wrong\n- right\n",
		{ ASK_NO_ANSWERS, PAGE ":4:1", "- [ ] wrong, - [x] right", "" }),
	PAGE_CASE("an order with bullets",
		TOP "<!-- q id=one type=order -->\n## Order?\n\n- a\n- b\n",
		{ ASK_NO_ANSWERS, PAGE ":4:1", "1. first, 2. second", "" }),
	PAGE_CASE("one answer to choose from", TOP ASK_TOP "- [x] right\n",
		{ ASK_FEW, PAGE ":4:1", "", "" }),
	{ "more than forty answers", { { PAGE, "options", 0 } },
		{ { ASK_MANY_OPTIONS, PAGE ":47:1", "", "" } } },
	{ "more than two hundred fields", { { PAGE, "fields", 0 } },
		{ { ASK_MANY_FIELDS, PAGE ":1004:1", "", "" } } },
	PAGE_CASE("no right answer", TOP ASK_TOP "- [ ] a\n- [ ] b\n",
		{ ASK_NONE_RIGHT, PAGE ":4:1", "", "" }),
	PAGE_CASE("an answer without a box", TOP ASK_TOP TWO_BOXES "- neither\n",
		{ ASK_NO_BOX, PAGE ":9:1", "", "" }),
	PAGE_CASE("an answer right after its box", TOP ASK_TOP TWO_BOXES "- [ ]neither\n",
		{ ASK_NO_BOX, PAGE ":9:1", "", "" }),
	PAGE_CASE("an answer without words", TOP ASK_TOP TWO_BOXES "- [ ]\n",
		{ ASK_EMPTY, PAGE ":9:1", "", "" }),
	PAGE_CASE("two answers that are the same", TOP ASK_TOP TWO_BOXES "- [ ] right\n",
		{ ASK_SAME, PAGE ":9:1", "right", "" }),
	PAGE_CASE("an answer of two paragraphs", TOP ASK_TOP "- [ ] a\n\n  more\n\n- [x] b\n",
		{ ASK_MORE, PAGE ":9:3", "", "" }),
	PAGE_CASE("a quote that belongs to no answer", TOP ASK_TOP "- [ ] a\n- [x] b\n\n> Right.\n",
		{ ASK_AFTER, PAGE ":10:1", "", "" }),
	PAGE_CASE("a short answer without =",
		TOP "<!-- q id=one type=short -->\n## What?\n\n- = this\n- that\n",
		{ ASK_NO_EQUALS, PAGE ":8:1", "", "" }),
	{ "a short answer that is long", { { PAGE, "long answer", 0 } },
		{ { ASK_LONG, PAGE ":7:1", "", "" } } },
	PAGE_CASE("a number in words",
		TOP "<!-- q id=one type=number -->\n## How many?\n\n- = five\n",
		{ ASK_NO_NUMBER, PAGE ":7:1", "five", "" }),
	PAGE_CASE("a number give or take less than nothing",
		TOP "<!-- q id=one type=number -->\n## How many?\n\n- = 5 +- -1\n",
		{ ASK_NO_NUMBER, PAGE ":7:1", "5 +- -1", "" }),
	PAGE_CASE("two numbers",
		TOP "<!-- q id=one type=number -->\n## How many?\n\n- = 5\n- = 6\n",
		{ ASK_ONE_NUMBER, PAGE ":8:1", "", "" }),
	PAGE_CASE("a term without a meaning",
		TOP "<!-- q id=one type=match -->\n## Match\n\n- **a** - one\n- **b** two\n- **c** "
		    "- three\n",
		{ ASK_NO_TERM, PAGE ":8:1", "", "" }),
	PAGE_CASE("two meanings that are the same",
		TOP "<!-- q id=one type=match -->\n## Match\n\n- **a** - one\n- **b** - one\n",
		{ ASK_SAME, PAGE ":8:1", "one", "" }),
	PAGE_CASE("evidence of nothing", TOP "<!-- q id=one type=evidence -->\n## Show it\n",
		{ ASK_NO_CRITERION, PAGE ":4:1", "", "" }),

	/* units */
	UNIT_CASE("a unit without outcomes", UNIT_TOP "---\n",
		{ UNIT_NO_OUTCOME, UNIT ":5:1", "", "" }),
	UNIT_CASE("an outcome without criteria",
		UNIT_TOP "---\n## You can\n\n## You do\n\n"
			 "- I can. <!-- c id=can -->\n",
		{ UNIT_NO_CRITERION, UNIT ":5:1", "", "" }),
	UNIT_CASE("text in a unit", UNIT_TOP "---\nWords.\n\n" OUTCOME,
		{ UNIT_TEXT, UNIT ":5:1", "", "" }),
	UNIT_CASE("a criterion without an id", UNIT_TOP "---\n" OUTCOME "- I do.\n",
		{ UNIT_NO_ID, UNIT ":8:1", "", "" }),
	UNIT_CASE("a quote in a unit that is no sentence",
		UNIT_TOP "---\n" OUTCOME "\n> - I do it well.\n", { CV_TEXT, UNIT ":9:3", "", "" }),
	UNIT_CASE("a quote in a unit that says nothing",
		UNIT_TOP "---\n" OUTCOME "\n> <!-- n -->\n", { CV_TEXT, UNIT ":9:3", "", "" }),
	UNIT_CASE("a quote before any outcome", UNIT_TOP "---\n> I can.\n\n" OUTCOME,
		{ UNIT_TEXT, UNIT ":5:1", "", "" }),
	UNIT_CASE("a sentence for a CV that is too long",
		UNIT_TOP "---\n" OUTCOME "\n> I" HUNDRED HUNDRED HUNDRED "\n",
		{ CV_LONG, UNIT ":9:3", "", "" }),
	UNIT_CASE("too many sentences for a CV",
		UNIT_TOP "---\n" OUTCOME "\n> I a.\n>\n> I b.\n>\n> I c.\n>\n> I d.\n>\n> I e.\n",
		{ CV_MANY, UNIT ":17:3", "", "" }),
	UNIT_CASE("a word of ours in a sentence for a CV",
		UNIT_TOP "---\n" OUTCOME "\n> I worked in a workshop.\n",
		{ WORD_FORBIDDEN, UNIT ":9:3", "workshop", "" }),
	UNIT_CASE("a badge that isn't there",
		UNIT_TOP "badge: media/v.svg\nbadge_alt: a leaf\n---\n" OUTCOME,
		{ UNIT_BADGE, UNIT ":4:1", "media/v.svg", "" }),
	{ "a badge that is no drawing",
		{ { UNIT, UNIT_TOP "badge: media/v.png\nbadge_alt: a leaf\n---\n" OUTCOME, 0 },
			{ "units/v.fi.md", UNIT_TOP "badge_alt: lehti\n---\n" OUTCOME, 0 },
			{ "units/media/v.png", "\x89PNG\r\n\x1A\n", 0 } },
		{ { UNIT_ART, UNIT ":4:1", "media/v.png", "" } } },
	{ "a badge that begins with something else",
		{ { UNIT, UNIT_TOP "badge: media/v.svg\nbadge_alt: a leaf\n---\n" OUTCOME, 0 },
			{ "units/v.fi.md", UNIT_TOP "badge_alt: lehti\n---\n" OUTCOME, 0 },
			{ "units/media/v.svg", "<!-- x -->" SVG, 0 } },
		{ { UNIT_ART, UNIT ":4:1", "media/v.svg", "" } } },
	{ "a badge without a description in one language",
		{ { UNIT, UNIT_TOP "badge: media/v.svg\nbadge_alt: a leaf\n---\n" OUTCOME, 0 },
			{ "units/media/v.svg", SVG, 0 } },
		{ { UNIT_ART_SILENT, "units/v.fi.md:1:1", "", "" } } },
	{ "a word of ours in what a badge shows",
		{ { UNIT, UNIT_TOP "badge: media/v.svg\nbadge_alt: a workshop\n---\n" OUTCOME, 0 },
			{ "units/v.fi.md", UNIT_TOP "badge_alt: lehti\n---\n" OUTCOME, 0 },
			{ "units/media/v.svg", SVG, 0 } },
		{ { WORD_FORBIDDEN, UNIT ":5:1", "workshop", "" } } },

	/* files together */
	UNIT_CASE("a criterion that another unit has",
		UNIT_TOP "---\n## You can\n\n- I do. <!-- c id=do -->\n",
		{ TWICE_CRITERION, UNIT ":7:1", "do", "u.en.md" }),
	{ "a question that another page has",
		{ { PAGE, TOP ASK_TOP TWO_BOXES, 0 }, { OTHER, TOP ASK_TOP TWO_BOXES, 0 } },
		{ { TWICE_QUESTION, OTHER ":4:1", "one", "10-p.en.md" } } },
	{ "two pages of one name",
		{ { "d/20-n/10-p.en.md", TOP, 0 }, { "d/20-n/module.en.md", TOP, 0 } },
		{ { TWICE_PAGE, "d/20-n/10-p.en.md:1:1", "p", PAGE } } },
	{ "two modules of one name", { { "d/20-m/module.en.md", TOP, 0 } },
		{ { TWICE_MODULE, "d/20-m/module.en.md:1:1", "m", "10-m" } } },
	{ "a unit that isn't there", { { "d/course.en.md", COURSE_TOP "units: [x]\n---\n", 0 } },
		{ { NO_UNIT, "d/course.en.md:6:9", "x", "" } } },
	PAGE_CASE("a criterion that isn't there", "---\ntitle: A\ncriteria: [do, fly]\n---\n",
		{ NO_CRITERION, PAGE ":3:16", "fly", "" }),
	PAGE_CASE("a question of such a criterion",
		TOP "<!-- q id=one criterion=fly -->\n## Which?\n\n" TWO_BOXES,
		{ NO_CRITERION, PAGE ":4:1", "fly", "" }),
	PAGE_CASE("a page required that isn't there", "---\ntitle: A\nrequires: [x]\n---\n",
		{ NO_REQUIRED, PAGE ":3:12", "x", "" }),
	PAGE_CASE("a page that requires itself", "---\ntitle: A\nrequires: [p]\n---\n",
		{ LATER_REQUIRED, PAGE ":3:12", "p", "" }),
	PAGE_CASE("a page required that comes later", "---\ntitle: A\nrequires: [q]\n---\n",
		{ LATER_REQUIRED, PAGE ":3:12", "q", "" }),
	{ "a course without its file", { { "d/course.en.md", NULL, 0 } },
		{ { NO_COURSE_FILE, "d:1:1", "d", "" } } },
	{ "a course without a first language",
		{ { "d/course.en.md", "---\ncourse: d\ntitle: D\nsummary: S\n---\n", 0 } },
		{ { NO_FIRST_LANGUAGE, "d/course.en.md:1:1", "", "" } } },
	{ "a page missing in the first language",
		{ { PAGE, NULL, 0 }, { "d/10-m/10-p.fi.md", TOP, 0 } },
		{ { NO_FIRST_FILE, "d/10-m/10-p.fi.md:1:1", "en", "10-p.en.md" } } },
	{ "a course without pages",
		{ { PAGE, NULL, 0 }, { OTHER, NULL, 0 }, { "d/10-m/module.en.md", NULL, 0 } },
		{ { NO_PAGES, "d/course.en.md:1:1", "", "" } } },
	{ "a module without its file", { { "d/10-m/module.en.md", NULL, 0 } },
		{ { NO_MODULE_FILE, PAGE ":1:1", "10-m", "" } } },
	{ "a page missing in another language", { { "c/10-m/10-p.fi.md", NULL, 0 } },
		{ { NO_TRANSLATION, "c/10-m/10-p.en.md:1:1", "fi", "10-p.fi.md" } } },
	{ "two numbers for one page",
		{ { "c/10-m/10-p.fi.md", NULL, 0 },
			{ "c/10-m/20-p.fi.md", TOP ASK_TOP TWO_BOXES, 0 } },
		{ { NO_TRANSLATION, "c/10-m/10-p.en.md:1:1", "fi", "10-p.fi.md" },
			{ ORDER_DIFFERS, "c/10-m/20-p.fi.md:1:1", "10-p.en.md", "" },
			{ NO_FIRST_FILE, "c/10-m/20-p.fi.md:1:1", "en", "20-p.en.md" } } },
	{ "settings that differ between languages",
		{ { "c/10-m/10-p.en.md", "---\ntitle: A\ncriteria: [do]\n---\n" ASK_TOP TWO_BOXES,
			  0 },
			{ "c/10-m/10-p.fi.md",
				"---\ntitle: A\ncriteria: [can]\n---\n" ASK_TOP TWO_BOXES, 0 } },
		{ { SETTING_DIFFERS, "c/10-m/10-p.fi.md:3:1", "criteria", "10-p.en.md" } } },
	{ "another question in another language",
		{ { "c/10-m/10-p.fi.md", TOP "<!-- q id=two -->\n## Mikä?\n\n" TWO_BOXES, 0 } },
		{ { QUESTIONS_DIFFER, "c/10-m/10-p.fi.md:4:1", "10-p.en.md", "two" } } },
	{ "a question missing in another language", { { "c/10-m/10-p.fi.md", TOP "Sanoja.\n", 0 } },
		{ { QUESTIONS_DIFFER, "c/10-m/10-p.fi.md:1:1", "10-p.en.md", "one" } } },
	{ "another kind of question in another language",
		{ { "c/10-m/10-p.fi.md", TOP "<!-- q id=one weight=2 -->\n## Mikä?\n\n" TWO_BOXES,
			0 } },
		{ { KIND_DIFFERS, "c/10-m/10-p.fi.md:4:1", "10-p.en.md", "one" } } },
	{ "more answers in another language",
		{ { "c/10-m/10-p.fi.md", TOP ASK_TOP TWO_BOXES "- [ ] kolmas\n", 0 } },
		{ { OPTIONS_DIFFER, "c/10-m/10-p.fi.md:4:1", "10-p.en.md", "one" } } },
	{ "other ticks in another language",
		{ { "c/10-m/10-p.fi.md", TOP ASK_TOP "- [x] väärin\n- [ ] oikein\n", 0 } },
		{ { TICKS_DIFFER, "c/10-m/10-p.fi.md:4:1", "10-p.en.md", "one" } } },
	{ "another number in another language",
		{ { "c/10-m/10-p.en.md",
			  TOP "<!-- q id=one type=number -->\n## How many?\n\n- = 5\n", 0 },
			{ "c/10-m/10-p.fi.md",
				TOP "<!-- q id=one type=number -->\n## Montako?\n\n- = 5,5\n",
				0 } },
		{ { NUMBER_DIFFERS, "c/10-m/10-p.fi.md:4:1", "10-p.en.md", "one" } } },
	{ "other criteria in another language",
		{ { "units/v.fi.md", UNIT_TOP "---\n## Osaat\n\n- Osaan. <!-- c id=osaan -->\n",
			0 } },
		{ { CRITERIA_DIFFER, "units/v.fi.md:7:1", "v.en.md", "osaan" } } },
	{ "another objective in another language",
		{ { "units/v.fi.md",
			UNIT_TOP "---\n## Osaat\n\n- Osaan. <!-- c id=can objective=1 -->\n", 0 } },
		{ { CRITERIA_DIFFER, "units/v.fi.md:7:1", "v.en.md", "can" } } },
	{ "an outcome missing in another language",
		{ { UNIT, UNIT_TOP "---\n" OUTCOME "\n## More\n\n- I more. <!-- c id=more -->\n",
			0 } },
		{ { CRITERIA_DIFFER, "units/v.fi.md:1:1", "v.en.md", "More" } } },
	{ "sentences for a CV in one language alone",
		{ { UNIT, UNIT_TOP "---\n" OUTCOME "\n> I do it well.\n", 0 } },
		{ { CV_MISSING, "units/v.fi.md:5:1", "v.en.md", "" } } },
};

/* ---- trying --------------------------------------------------------------------------------- */

/* Bytes that are made, where they are too many to be written out here. */
static struct text made_bytes(struct arena *a, const struct change *change)
{
	struct buffer bytes = buffer_in(a);

	if (!change->bytes)
		bytes = buffer_in(a), buffer_print(&bytes, "%*s", (int)change->size, "");
	else if (change->size == 17000)
		buffer_print(&bytes, "---\ntitle: %0*d\n---\n", (int)change->size, 1);
	else if (!strcmp(change->bytes, "options"))
		for (int i = -1; i < 42; i++)
			buffer_print(&bytes, i < 0 ? TOP ASK_TOP : "- [x] %d\n", i);
	else if (!strcmp(change->bytes, "fields"))
		for (int i = -1; i < 210; i++)
			i < 0 ? buffer_add_chars(&bytes, TOP)
			      : buffer_print(&bytes,
					"<!-- q id=q-%d type=short -->\n## Q%d\n\n- = a\n\n", i, i);
	else if (!strcmp(change->bytes, "long answer"))
		buffer_print(
			&bytes, TOP "<!-- q id=one type=short -->\n## What?\n\n- = %0201d\n", 1);
	else if (!strcmp(change->bytes, "grows")) {
		/* Many cells from few bytes: rows of a wide table that hold nothing. */
		buffer_add_chars(&bytes, TOP);
		for (int i = 0; i < 2000; i++)
			buffer_add_chars(&bytes, "|a");
		buffer_add_chars(&bytes, "|\n");
		for (int i = 0; i < 2000; i++)
			buffer_add_chars(&bytes, "|---");
		buffer_add_chars(&bytes, "|\n");
		for (int i = 0; i < 2000; i++)
			buffer_add_chars(&bytes, "|a\n");
	} else
		return (struct text){ change->bytes,
			change->size ? change->size : strlen(change->bytes) };
	return buffer_text(&bytes);
}

static void apply(struct arena *a, const struct folder *folder, const struct change *change)
{
	char path[600];

	if (!change->file)
		return;
	snprintf(path, sizeof path, "%s/%s", folder->path, change->file);
	if (!change->bytes && !change->size) {
		unlink(path);
		return;
	}
	if (change->size > COURSE_FILE_MOST + 1) { /* a hole is large enough */
		folder_write(folder, change->file, TEXT("x"));
		if (truncate(path, (off_t)change->size))
			perror(path);
		return;
	}
	folder_write(folder, change->file, made_bytes(a, change));
	if (change->bytes && !strcmp(change->bytes, "shut"))
		chmod(path, 0);
}

static struct text expected_line(struct arena *a, const struct expected *expected)
{
	struct problem problem =
		problem_of(expected->kind, text_of(expected->a), text_of(expected->b));
	struct text line = problem_line(a, &problem, NULL, NO_TEXT);

	/* The place is told apart: it stands before the words. */
	return arena_print(a, "%s%s", expected->where,
		text_part(line, text_find(line, TEXT(":1:1")) + 4, line.size).at);
}

static void try_case(const struct bad_case *bad, bool *seen)
{
	static const struct text forbidden[] = { TEXT("työpaja"), TEXT("workshop"), TEXT("social"),
		TEXT("!social media") };
	OWN_ARENA a = arena_open();
	struct folder folder = folder_open();
	struct course_settings settings = { .folder = folder.path,
		.forbidden = forbidden,
		.forbidden_count = COUNT_OF(forbidden) };
	HELD_LIBRARY library = NULL;
	size_t wanted = 0;

	for (size_t i = 0; i < COUNT_OF(good); i++)
		apply(a, &folder, &good[i]);
	for (size_t i = 0; i < COUNT_OF(bad->changes); i++)
		apply(a, &folder, &bad->changes[i]);
	if (!CHECK(courses_check(&settings, &library) == DONE, "the folder is checked: %s",
		    bad->sentence))
		return;
	while (wanted < COUNT_OF(bad->expected) && bad->expected[wanted].where)
		wanted++;
	CHECK(library->problem_count == wanted, "as many problems as there should be: %s",
		bad->sentence);
	for (size_t i = 0; i < library->problem_count; i++) {
		struct text line = problem_line(a, &library->problems[i], &settings, NO_TEXT);
		struct text right = i < wanted ? expected_line(a, &bad->expected[i]) : NO_TEXT;
		if (!CHECK(text_is(line, right), "%s", bad->sentence))
			printf("# said     %s\n# expected %s\n", line.at, right.at);
		if (i < wanted)
			seen[bad->expected[i].kind] = true;
	}
	folder_close(&folder);
}

static void walk_catalogue(const bool *seen)
{
	static const char *const names[] = {
#define X(name, weight, message, hint) #name,
		PROBLEMS(X)
#undef X
	};
	for (size_t i = 0; i < PROBLEM_KIND_COUNT; i++) {
		struct problem problem = problem_of((enum problem_kind)i, TEXT("A"), TEXT("B"));
		struct text hint = text_of(problem.hint);
		CHECK(seen[i], "a case above says %s", names[i]);
		CHECK(hint.size > 10 &&
				text_ends(text_of(problem.message), TEXT(".")) ==
					!text_ends(text_of(problem.message), TEXT("{a}")),
			"%s is a sentence with a hint", names[i]);
	}
}

#define TEN "ääääääääää"
#define AUMLS TEN TEN TEN TEN TEN TEN TEN

static void try_lines(void)
{
	OWN_ARENA a = arena_open();
	struct problem_list list = { .arena = a };
	struct problem problem = problem_of(LINK_DEAD, TEXT("a\nb.md"), NO_TEXT);

	problem.file = TEXT("d/course.en.md");
	problem.line = 7;
	problem.column = 3;
	CHECK(text_is_chars(problem_line(a, &problem, NULL, NO_TEXT),
		      "d/course.en.md:7:3: The link a b.md leads nowhere. - Check the name of the "
		      "file, "
		      "as seen from this one: 20-next.en.md or ../20-scams/10-signs.en.md."),
		"a problem is one line whatever was typed");
	problem = problem_of(LINK_DEAD, text_part(TEXT(AUMLS), 0, 121), NO_TEXT);
	add_problem(&list, &problem);
	CHECK(list.items[0].a.size == 120 && utf8_valid(list.items[0].a),
		"a long argument is cut between characters");
	problem = problem_of(LINK_DEAD, text_part(TEXT("a" AUMLS), 0, 121), NO_TEXT);
	add_problem(&list, &problem);
	CHECK(list.items[1].a.size == 119 && utf8_valid(list.items[1].a),
		"also where that is in the middle of one");
	problem = problem_of(QUOTE_TIGHT, NO_TEXT, NO_TEXT);
	problem.file = TEXT("d/course.en.md");
	CHECK(text_starts(problem_line(a, &problem, NULL, NO_TEXT),
		      TEXT("d/course.en.md:1:1: warning: There is no empty line")),
		"a warning says that it is one");
}

int main(void)
{
	bool seen[PROBLEM_KIND_COUNT] = { false };

	become(NOBODY);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		try_case(&cases[i], seen);
	walk_catalogue(seen);
	try_lines();
	become(ONESELF);
	return test_end();
}
