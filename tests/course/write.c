/*
 * HTML from cmark's nodes, for questions: the same shapes and the same care as in prose.
 */
#include <cmark.h>

#include "course/pen.h"
#include "test.h"

static bool resolve(struct place *place, struct text target, bool picture, struct text *address)
{
	if (text_starts(target, TEXT("dead")))
		return false;
	if (text_starts(target, TEXT("turned")))
		*address = TEXT("javascript:1");
	else
		*address = picture ? arena_print(place->arena, "/c/%.*s", SHOWN(target)) : target;
	return true;
}

static struct place some_place(struct arena *a)
{
	static const struct media_file media[] = {
		{ .name = { "a.png", 5 },
			.path = { "nowhere/a.png", 13 },
			.width = 4,
			.height = 3 },
		{ .name = { "s.mp3", 5 }, .path = { "nowhere/s.mp3", 13 }, .size = 3000 },
	};
	return (struct place){ .arena = a,
		.language = TEXT("en"),
		.resolve = resolve,
		.media = media,
		.media_count = COUNT_OF(media) };
}

#define PICTURE \
	"<img src=\"/c/media/a.png\" alt=\"b\" width=\"4\" height=\"3\" loading=\"lazy\" " \
	"decoding=\"async\">"
#define PLAYER \
	"<figure class=\"media\">\n<figcaption>b <span " \
	"class=\"size\">(3\u00A0kB)</span></figcaption>\n" \
	"<audio controls preload=\"none\" src=\"/c/media/s.mp3\"></audio>\n</figure>\n"

static const struct {
	const char *says, *markdown, *html;
} blocks[] = {
	{ "a paragraph", "a *b* **c** `<d>` & \"e\"",
		"<p>a <em>b</em> <strong>c</strong> <code>&lt;d&gt;</code> &amp; "
		"&quot;e&quot;</p>\n" },
	{ "soft and hard breaks", "a\nb  \nc\\\nd", "<p>a\nb<br>\nc<br>\nd</p>\n" },
	{ "a quote", "> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n" },
	{ "a tight list", "- a\n- b\n  - c",
		"<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n" },
	{ "a loose list", "- a\n\n- b",
		"<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n" },
	{ "a numbered list", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n" },
	{ "code", "```sh\na <b>\n```", "<pre><code>a &lt;b&gt;\n</code></pre>\n" },
	{ "a rule", "a\n\n***", "<p>a</p>\n<hr>\n" },
	{ "a heading", "### a *b* c", "<h3 id=\"h-a-b-c\">a <em>b</em> c</h3>\n" },
	{ "HTML is dropped", "<div>a</div>\n\nb <i>c</i> <!-- n d -->e", "<p>b c e</p>\n" },
	{ "a link outside", "[a](https://b.fi?c=1&d)",
		"<p><a href=\"https://b.fi?c=1&amp;d\" rel=\"noopener noreferrer\">a</a></p>\n" },
	{ "a link inside", "[a](b.md 'c')", "<p><a href=\"b.md\">a</a></p>\n" },
	{ "a dead link is its words", "[a *b*](dead.md)", "<p>a <em>b</em></p>\n" },
	{ "an address that turned out bad is refused too", "[a](turned.md) ![b](turned.png)",
		"<p>a b</p>\n" },
	{ "a script link is its words", "[a](javascript:1) <javascript:2>",
		"<p>a javascript:2</p>\n" },
	{ "a hidden script link too", "[a](&#106;ava&Tab;script&colon;1)", "<p>a</p>\n" },
	{ "a link in a link", "[a <https://b.fi> c](d)",
		"<p><a href=\"d\">a https://b.fi c</a></p>\n" },
	{ "a picture", "![b](media/a.png 'c')", "<p>" PICTURE "</p>\n" },
	{ "a picture in a link", "[![b](media/a.png)](d)",
		"<p><a href=\"d\">" PICTURE "</a></p>\n" },
	{ "a picture from elsewhere is its words", "![a *b*](https://c.fi/d.png)", "<p>a b</p>\n" },
	{ "marks in a description", "![a \"*b*\" `c` ![d](e)](media/x.png)",
		"<p><img src=\"/c/media/x.png\" alt=\"a &quot;b&quot; c d\" loading=\"lazy\" "
		"decoding=\"async\"></p>\n" },
	{ "a sound", "![b](media/s.mp3)", PLAYER },
	{ "a sound among words", "a\n![b](media/s.mp3) c", "<p>a</p>\n" PLAYER "<p>c</p>\n" },
	{ "a sound that is stressed", "*![b](media/s.mp3)*",
		"<p><em><a href=\"/c/media/s.mp3\">b (3\u00A0kB)</a></em></p>\n" },
	{ "a task mark is for the readers of questions", "- [x] a",
		"<ul>\n<li>[x] a</li>\n</ul>\n" },
	{ "entities", "&auml; &lt; &nope;", "<p>\u00E4 &lt; &amp;nope;</p>\n" },
};

static const struct {
	const char *says, *markdown, *html, *plain;
} inlines[] = {
	{ "words", "a *b* `c` <i>d</i>", "a <em>b</em> <code>c</code> d", "a b c d" },
	{ "lines", "a\nb\\\nc", "a\nb<br>\nc", "a b c" },
	{ "a heading's words", "## a [b](c) ![d](media/a.png)",
		"a <a href=\"c\">b</a> <img src=\"/c/media/a.png\" alt=\"d\" width=\"4\" "
		"height=\"3\" "
		"loading=\"lazy\" decoding=\"async\">",
		"a b d" },
	{ "a sound is a link here", "![b](media/s.mp3)",
		"<a href=\"/c/media/s.mp3\">b (3\u00A0kB)</a>", "b" },
	{ "blanks at the ends of plain words go", "a <!-- c id=b -->", "a ", "a" },
	{ "nothing", "##", "", "" },
};

static void check_blocks(void)
{
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < COUNT_OF(blocks); i++) {
		struct place place = some_place(a);
		struct buffer html = buffer_in(a);
		cmark_node *document = cmark_parse_document(
			blocks[i].markdown, strlen(blocks[i].markdown), CMARK_OPT_DEFAULT);
		write_blocks(&place, cmark_node_first_child(document), NULL, &html);
		if (!CHECK(text_is_chars(buffer_text(&html), blocks[i].html), "blocks: %s",
			    blocks[i].says))
			printf("# got: %s\n", buffer_text(&html).at);
		cmark_node_free(document);
	}
}

static void check_inlines(void)
{
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < COUNT_OF(inlines); i++) {
		struct place place = some_place(a);
		struct buffer html = buffer_in(a);
		cmark_node *document = cmark_parse_document(
			inlines[i].markdown, strlen(inlines[i].markdown), CMARK_OPT_DEFAULT);
		cmark_node *first = cmark_node_first_child(document);
		write_inlines(&place, first, &html);
		if (!CHECK(text_is_chars(buffer_text(&html), inlines[i].html), "inlines: %s",
			    inlines[i].says))
			printf("# got: %s\n", buffer_text(&html).at);
		CHECK(text_is_chars(plain_words(a, first), inlines[i].plain), "plain words: %s",
			inlines[i].says);
		cmark_node_free(document);
	}
}

static void check_ends(void)
{
	static const char markdown[] = "a\n\n> b\n\n- c\n- d\n";
	OWN_ARENA a = arena_open();
	struct place place = some_place(a);
	struct buffer part = buffer_in(a), item = buffer_in(a), deep = buffer_in(a),
		      html = buffer_in(a);
	cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	cmark_node *first = cmark_node_first_child(document);
	cmark_node *list = cmark_node_next(cmark_node_next(first));
	write_blocks(&place, first, list, &part);
	CHECK(text_is_chars(
		      buffer_text(&part), "<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n"),
		"blocks up to and without the end");
	write_blocks(&place, cmark_node_first_child(cmark_node_first_child(list)), NULL, &item);
	CHECK(text_is_chars(buffer_text(&item), "<p>c</p>\n"),
		"what stands in a tight list is a paragraph when asked for by itself");
	cmark_node_free(document);
	for (size_t i = 0; i < 100000; i++)
		buffer_add_chars(&deep, "> ");
	document = cmark_parse_document(deep.at, deep.size, CMARK_OPT_DEFAULT);
	write_blocks(&place, cmark_node_first_child(document), NULL, &html);
	CHECK(html.size > 100000, "a hundred thousand nested quotes take no stack");
	CHECK(plain_words(a, document).size == 0, "nor do their plain words");
	cmark_node_free(document);
}

int main(void)
{
	check_blocks();
	check_inlines();
	check_ends();
	return test_end();
}
