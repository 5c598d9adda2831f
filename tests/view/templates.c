/*
 * Templates with typed fields: what is shown, what is escaped, and what stops the start, with the
 * line it is on; partials, the installation's own templates, and pages as parcels.
 */
#include "try.h"

#include <stdio.h>
#include <unistd.h>
#include <zlib.h>

static const struct {
	const char *says, *html, *shown;
} showings[] = {
	{ "all five special characters are escaped in text", "<p>{{title}}</p>",
		"<p>&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39;</p>" },
	{ "all five special characters are escaped in an attribute", "<p title=\"{{title}}\">",
		"<p title=\"&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39;\">" },
	{ "markup made by us is shown as it is", "{{{body_html}}}{{&body_html}}",
		"<p>it & so</p><p>it & so</p>" },
	{ "a piece is shown as it is", "[{{{prose_html}}}]", "[<p>prose</p>]" },
	{ "no piece is nothing", "[{{{no_prose}}}]", "[]" },
	{ "numbers are written out", "{{count}} {{none}} {{minus}}", "7 0 -3" },
	{ "a link keeps its address, escaped", "<a href=\"{{link}}\">",
		"<a href=\"/here?a=1&amp;b=2\">" },
	{ "a telephone link is a link", "<a href=\"{{phone_link}}\">",
		"<a href=\"tel:+358401234\">" },
	{ "a link that isn't safe becomes #", "<a href=\"{{bad_link}}\">", "<a href=\"#\">" },
	{ "a link that isn't safe becomes # in text, too", "{{bad_link}}", "#" },
	{ "a fixed path may go on with a field", "<a href=\"/p/{{count}}\">", "<a href=\"/p/7\">" },
	{ "a fragment may be a field", "<a href=\"#{{count}}\">", "<a href=\"#7\">" },
	{ "a link may go on with a query", "<a href=\"{{link}}&amp;x#{{count}}\">",
		"<a href=\"/here?a=1&amp;b=2&amp;x#7\">" },
	{ "a flag opens a section or its opposite",
		"{{#open}}o{{/open}}{{^open}}s{{/open}}"
		"{{#shut}}o{{/shut}}{{^shut}}s{{/shut}}",
		"os" },
	{ "a text is asked whether it is empty",
		"{{#title}}y{{/title}}{{^title}}n{{/title}}{{#empty}}y{{/empty}}{{^empty}}n{{/"
		"empty}}",
		"yn" },
	{ "a number is asked whether it is 0",
		"{{#count}}y{{/count}}{{#minus}}y{{/minus}}{{#none}}y{{/none}}{{^none}}n{{/none}}",
		"yyn" },
	{ "a link is asked whether there is one", "{{#link}}y{{/link}}{{^link}}n{{/link}}", "y" },
	{ "a piece is asked whether there is one",
		"{{#prose_html}}y{{/prose_html}}{{#no_prose}}y{{/no_prose}}{{^no_prose}}n{{/"
		"no_prose}}",
		"yn" },
	{ "rows are shown one by one", "{{#people}}{{name}} {{/people}}", "Aino Bo &amp; Co " },
	{ "no rows show nothing, and the opposite once",
		"{{#nobody}}x{{/nobody}}{{^nobody}}none{{/nobody}}{{^people}}none{{/people}}",
		"none" },
	{ "names of the page are found inside a row", "{{#people}}{{count}}{{name}}{{/people}}",
		"7Aino7Bo &amp; Co" },
	{ "the innermost name wins", "{{#people}}{{#owner}}{{name}}{{/owner}}{{link}} {{/people}}",
		"Aino/p/1 Aino/p/2?a=1&amp;b=2 " },
	{ "a struct is a context", "{{#owner}}{{name}}{{/owner}}", "Aino" },
	{ "a pointer is a context where there is something",
		"{{#guest}}{{name}}{{/guest}}{{#stranger}}{{name}}{{/stranger}}{{^stranger}}-{{/"
		"stranger}}",
		"Bo &amp; Co-" },
	{ "dotted names go into structs and pointers", "{{owner.name}} {{guest.pages}}", "Aino 2" },
	{ "a dotted name through nothing is nothing",
		"[{{stranger.name}}{{#stranger.name}}x{{/stranger.name}}]", "[]" },
	{ "a section may be an attribute",
		"<input{{#open}} checked{{/open}}{{#shut}} disabled"
		"{{/shut}}>",
		"<input checked>" },
	{ "a section may be part of a value", "<p class=\"a{{#open}} b{{/open}}\">",
		"<p class=\"a b\">" },
	{ "a comment is not sent", "a{{! not {me} }}b", "ab" },
	{ "standalone tags leave no line", "a\n  {{#open}}\nb\n  {{/open}}\nc\n", "a\nb\nc\n" },
	{ "words stand as they are", "<p>{{#t}}Save{{/t}}</p>", "<p>Save</p>" },
	{ "words over several lines are one line", "{{#t}}\n  Save\n\tit  now\n{{/t}}",
		"Save it now" },
	{ "words are escaped", "<p title=\"{{#t}}It's \"me\" & you < 3{{/t}}\">",
		"<p title=\"It&#39;s &quot;me&quot; &amp; you &lt; 3\">" },
	{ "a field among words is escaped", "{{#t}}Hi {title}, {count} times{{/t}}",
		"Hi &lt;b&gt; &amp; &quot;q&quot; &#39;a&#39;, 7 times" },
	{ "a dotted field among words", "{{#t}}Hi {owner.name}{{/t}}", "Hi Aino" },
	{ "counted words in the plural", "{{#tn count}}one page|{n} pages{{/tn}}", "7 pages" },
	{ "counted words in the singular", "{{#tn owner.pages}}one page|{n} pages{{/tn}}",
		"one page" },
	{ "counted words with other fields",
		"{{#people}}{{#tn pages}}{name}: a page|{name}: {n} of {count}{{/tn}};{{/people}}",
		"Aino: a page;Bo &amp; Co: 2 of 7;" },
	{ "words with a context are only words without a translation", "{{#t verb}}Open{{/t}}",
		"Open" },
	{ "a script of a fixed address passes", "<script src=\"/a.js\"></script>{{count}}",
		"<script src=\"/a.js\"></script>7" },
	{ "a comment of HTML passes", "<!-- <a href='{ --> {{count}}", "<!-- <a href='{ --> 7" },
	{ "a < that is no tag passes", "1 < 2 <{{count}}", NULL },
	{ "other delimiters", "{{=<% %>=}}<%count%> {{count}}", "7 {{count}}" },
};

static const struct {
	const char *says, *html, *problem;
} refusals[] = {
	{ "an unknown name", "a\n\n{{titel}}", "templates/page.html:3: no field \"titel\" here" },
	{ "an unknown section", "{{#titel}}{{/titel}}",
		"templates/page.html:1: no field \"titel\" here" },
	{ "an unknown part of a dotted name", "{{owner.age}}",
		"templates/page.html:1: no field \"owner.age\" here" },
	{ "a dotted name into rows", "{{people.name}}",
		"templates/page.html:1: no field \"people.name\" here" },
	{ "a dotted name into a text", "{{title.name}}",
		"templates/page.html:1: no field \"title.name\" here" },
	{ "a name of a row outside of it", "{{#people}}{{/people}}\n{{name}}",
		"templates/page.html:2: no field \"name\" here" },
	{ "the dot", "{{#people}}{{.}}{{/people}}", "templates/page.html:1: no field \".\" here" },
	{ "a text unescaped", "{{{title}}}",
		"templates/page.html:1: \"title\" isn't markup: {{{...}}} would show it "
		"unescaped" },
	{ "a number unescaped", "\n{{&count}}",
		"templates/page.html:2: \"count\" isn't markup: {{{...}}} would show it "
		"unescaped" },
	{ "markup escaped", "{{body_html}}",
		"templates/page.html:1: \"body_html\" is markup: write it as {{{...}}}" },
	{ "a piece escaped", "{{prose_html}}",
		"templates/page.html:1: \"prose_html\" is markup: write it as {{{...}}}" },
	{ "a flag shown", "{{open}}",
		"templates/page.html:1: \"open\" is a flag: it can open a section, not be shown" },
	{ "rows shown", "{{people}}",
		"templates/page.html:1: \"people\" holds other fields: it can "
		"open a section, not be shown" },
	{ "a section that isn't closed", "a\n{{#open}}",
		"templates/page.html:2: {{#open}} is never closed" },
	{ "an inverted section that isn't closed", "{{^open}}",
		"templates/page.html:1: {{^open}} is never closed" },
	{ "a section closed by another name", "{{#open}}\n{{/shut}}",
		"templates/page.html:2: {{/shut}} stands where {{/open}} (line 1) belongs" },
	{ "an end without a beginning", "{{/open}}",
		"templates/page.html:1: {{/open}} closes "
		"nothing" },
	{ "a tag without an end", "a\n{{title",
		"templates/page.html:2: the tag that begins here has "
		"no end" },
	{ "a tag without a name", "{{}}", "templates/page.html:1: a tag without a name" },
	{ "delimiters that aren't two", "{{=<%=}}",
		"templates/page.html:1: two delimiters with a blank between them belong here" },
	{ "a partial that isn't there", "{{>nope}}",
		"templates/page.html:1: there is no template \"nope\"" },
	{ "a partial from another folder", "{{>../secret}}",
		"templates/page.html:1: there is no template \"../secret\"" },
	{ "words without words", "{{#t}} {{/t}}",
		"templates/page.html:1: there are no words to "
		"translate" },
	{ "words that aren't closed", "\n{{#t}}Save",
		"templates/page.html:2: {{#t}} is never closed" },
	{ "a tag among words", "{{#t}}Hi {{title}}{{/t}}",
		"templates/page.html:1: {{#t}} holds words and {name}s, no other tags" },
	{ "markup among words", "{{#t}}<b>Hi</b>{{/t}}",
		"templates/page.html:1: markup among the words \"<b>Hi</b>\"" },
	{ "an entity among words", "{{#t}}a&nbsp;b{{/t}}",
		"templates/page.html:1: an entity (write the character itself) among the words "
		"\"a&nbsp;b\"" },
	{ "a brace among words", "{{#t}}a { b{{/t}}",
		"templates/page.html:1: a brace that isn't a {name} among the words \"a { b\"" },
	{ "an unknown field among words", "{{#t}}Hi {nam}{{/t}}",
		"templates/page.html:1: no field \"nam\" here" },
	{ "markup as a field among words", "{{#t}}Hi {body_html}{{/t}}",
		"templates/page.html:1: {body_html} among words must be a text or a number" },
	{ "counted words without a count", "{{#tn}}a|b{{/tn}}",
		"templates/page.html:1: {{#tn count}} needs a number and two forms: one|many" },
	{ "counted words with one form", "{{#tn count}}a{{/tn}}",
		"templates/page.html:1: {{#tn count}} needs a number and two forms: one|many" },
	{ "counted words with three forms", "{{#tn count}}a|b|c{{/tn}}",
		"templates/page.html:1: {{#tn count}} needs a number and two forms: one|many" },
	{ "words counted by a text", "{{#tn title}}a|b{{/tn}}",
		"templates/page.html:1: \"title\" isn't a number to count by" },
	{ "a text as an address", "\n<a href=\"{{title}}\">",
		"templates/page.html:2: an address must begin with a field that is a link, or a "
		"fixed "
		"path" },
	{ "a text as an address, in capitals", "<a\n\nHREF=\"{{title}}\">",
		"templates/page.html:3: an address must begin with a field that is a link, or a "
		"fixed "
		"path" },
	{ "a text as the address of a picture", "<img src=\"{{title}}\">",
		"templates/page.html:1: an address must begin with a field that is a link, or a "
		"fixed "
		"path" },
	{ "a text as the address of a form", "<form action=\"{{title}}\">",
		"templates/page.html:1: an address must begin with a field that is a link, or a "
		"fixed "
		"path" },
	{ "a text as the address of a button", "<button formaction=\"{{title}}\">",
		"templates/page.html:1: an address must begin with a field that is a link, or a "
		"fixed "
		"path" },
	{ "a field right after the first slash", "<a href=\"/{{count}}\">",
		"templates/page.html:1: a field right after the / that an address begins with" },
	{ "a field in an address elsewhere", "<a href=\"https://{{title}}\">",
		"templates/page.html:1: a field in an address that begins with neither a link nor "
		"a "
		"path of ours" },
	{ "a field in an address begun with two slashes", "<a href=\"//{{title}}\">",
		"templates/page.html:1: a field in an address that begins with neither a link nor "
		"a "
		"path of ours" },
	{ "two fields in an address", "<a href=\"{{link}}{{count}}\">",
		"templates/page.html:1: a field after a link, before any ? or #" },
	{ "a field after a section that may have begun the address",
		"<a href=\"{{#open}}/a/{{/open}}{{count}}\">",
		"templates/page.html:1: a field after a link, before any ? or #" },
	{ "words as an address", "<a href=\"{{#t}}x{{/t}}\">",
		"templates/page.html:1: words stand in text or in a double-quoted attribute that "
		"is no "
		"address or code" },
	{ "a field in an event attribute", "<a onclick=\"{{count}}\">",
		"templates/page.html:1: a field in an attribute that holds code or style" },
	{ "a field in a style attribute", "<a style=\"{{count}}\">",
		"templates/page.html:1: a field in an attribute that holds code or style" },
	{ "a field in a script", "<script>\n{{count}}</script>",
		"templates/page.html:2: a field in a script or style" },
	{ "a field in a style", "<STYLE>{{count}}</STYLE>",
		"templates/page.html:1: a field in a script or style" },
	{ "a section in a script", "<script>{{#open}}1{{/open}}</script>",
		"templates/page.html:1: a Mustache tag in a script or style" },
	{ "a field in a script after something like its end",
		"<script>'</scripting'{{count}}"
		"</script>",
		"templates/page.html:1: a field in a script or style" },
	{ "a field in a comment that is sent", "<!-- {{count}} -->",
		"templates/page.html:1: a field in a comment that is sent" },
	{ "a field in a tag", "<p {{title}}>",
		"templates/page.html:1: a field stands in text or in "
		"a double-quoted attribute, nowhere else" },
	{ "a field as a tag's name", "<p><{{title}}>",
		"templates/page.html:1: a field stands in text or in a double-quoted attribute, "
		"nowhere "
		"else" },
	{ "an attribute in single quotes", "<p title='{{title}}'>",
		"templates/page.html:1: an attribute's value belongs in double quotes" },
	{ "an attribute without quotes", "<p title={{title}}>",
		"templates/page.html:1: a field stands in text or in a double-quoted attribute, "
		"nowhere "
		"else" },
	{ "an attribute without quotes, fixed", "<p title=x>",
		"templates/page.html:1: an attribute's value belongs in double quotes" },
	{ "a blank before an attribute's =", "<a href =\"{{title}}\">",
		"templates/page.html:1: a quote, < or = where an attribute's name belongs" },
	{ "a problem some lines into literal HTML", "<p>\n<b>\n</b><p title='x'>",
		"templates/page.html:3: an attribute's value belongs in double quotes" },
	{ "a field in a script after another end tag", "<script></strong>{{count}}</script>",
		"templates/page.html:1: a field in a script or style" },
	{ "markup in an attribute", "<p title=\"{{{body_html}}}\">",
		"templates/page.html:1: markup in an attribute" },
	{ "a name split by a section", "<a {{#open}}data-{{/open}}href=\"{{title}}\">",
		"templates/page.html:1: a Mustache tag in the middle of a name" },
	{ "a section that ends inside a tag", "{{#open}}<p {{/open}}>",
		"templates/page.html:1: the section ends in another place of the HTML than it "
		"begins" },
	{ "a section that ends in another attribute",
		"<a class=\"{{#open}}\" href=\"{{/open}}{{title}}\">",
		"templates/page.html:1: the section ends in another place of the HTML than it "
		"begins" },
	{ "a section that ends in another tag", "<a {{#open}}><b {{/open}}>",
		"templates/page.html:1: the section ends in another place of the HTML than it "
		"begins" },
	{ "a section that opens a script", "{{#open}}<script>{{/open}}</script>",
		"templates/page.html:1: the section ends in another place of the HTML than it "
		"begins" },
	{ "a page that ends inside a tag", "<p",
		"templates/page.html: the page ends in the middle of "
		"a tag, comment or script" },
	{ "bytes that aren't UTF-8", "\xc3(", "templates/page.html: it isn't UTF-8" },
};

static const struct {
	const char *link;
	bool safe;
} links[] = { { "", true }, { "/", true }, { "/a/b?c=d#e", true }, { "#", true }, { "#top", true },
	{ "?page=2", true }, { "tel:+358 40", false }, { "tel:+358-40(1)", true },
	{ "tel:", false }, { "tel:1;ext=javascript", false }, { "mailto:a.b+c@example.org", true },
	{ "mailto:", false }, { "mailto:a@b?cc=c@d", false }, { "//evil.example", false },
	{ "/\\evil.example", false }, { "\\\\evil.example", false }, { "/\t/evil.example", false },
	{ "/\n/evil.example", false }, { "\t//evil.example", false }, { " /a", false },
	{ "/a b", false }, { "https://example.org/", false }, { "javascript:alert(1)", false },
	{ "JavaScript:alert(1)", false }, { "data:text/html,x", false }, { "relative", false },
	{ "../up", false }, { "TEL:1", false } };

static void test_showings(struct arena *a, const struct page *page)
{
	for (size_t i = 0; i < COUNT_OF(showings); i++) {
		struct shelf_file file = { "templates/page.html", text_of(showings[i].html) };
		struct problems problems;
		struct views *views = open_page(a, &problems, &file, 1, NULL, "en");
		struct text shown = views ? show_page(a, views, 0, page) : NO_TEXT;
		if (!showings[i].shown) {
			CHECK(!views, "%s only where it is text", showings[i].says);
			continue;
		}
		if (!CHECK(text_is_chars(shown, showings[i].shown), "%s", showings[i].says))
			printf("# shown: %.*s\n", SHOWN(shown));
		print_problems(&problems);
		views_close(views);
	}
}

static void test_refusals(struct arena *a)
{
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		struct shelf_file file = { "templates/page.html", text_of(refusals[i].html) };
		struct problems problems;
		struct views *views = open_page(a, &problems, &file, 1, NULL, "en");
		if (!CHECK(!views && has_problem(&problems, refusals[i].problem),
			    "stops the start: %s", refusals[i].says))
			print_problems(&problems);
		views_close(views);
	}
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Whatever stands in a template, it is shown or refused; a sanitizer watches. */
static void test_mutations(const struct page *page)
{
	static const char whole[] =
		"<!doctype html>\n<!-- c -->{{! c }}\n{{#people}}\n  {{! pages }}\n"
		"<a href=\"{{link}}?a={{pages}}\"{{^open}} class=\"x\"{{/open}}>{{name}}</a>"
		"\n{{/people}}\n{{{body_html}}}{{#t x}}Hi {title}{{/t}}{{#tn count}}one|{n}{{/tn}}"
		"<script src=\"/a.js\"></script>{{owner.name}}{{=<% %>=}}<%count%><%={{ }}=%>";
	static const char telling[] = "{}#^/>!=&<|\"'. \n%tn";
	OWN_ARENA a = arena_open();
	uint32_t state = 4711;
	size_t shown = 0, refused = 0;

	for (int i = 0; i < 2000; i++) {
		char *bytes = malloc(sizeof whole - 1);
		struct shelf_file file = { "templates/page.html", { bytes, sizeof whole - 1 } };
		struct problems problems;
		struct views *views;
		memcpy(bytes, whole, sizeof whole - 1);
		for (uint32_t j = 0, times = next_random(&state) % 4; j < times; j++)
			bytes[next_random(&state) % (sizeof whole - 1)] =
				telling[next_random(&state) % (sizeof telling - 1)];
		views = open_page(a, &problems, &file, 1, NULL, "en");
		if (views)
			show_page(a, views, 0, page);
		shown += views != NULL;
		refused += views == NULL && problems.count > 0;
		views_close(views);
		free(bytes);
		arena_reset(a);
	}
	CHECK(shown > 100 && refused > 100 && shown + refused == 2000,
		"2000 mutations: %zu shown, %zu refused with a reason", shown, refused);
}

static void test_empty_page(struct arena *a)
{
	struct shelf_file file = { "templates/page.html",
		TEXT("[{{title}}{{{body_html}}}{{link}}{{{prose_html}}}{{#people}}x{{/people}}"
		     "{{#guest}}x{{/guest}}{{#t}}{title}{{/t}}{{owner.name}}{{guest.link}}]") };
	struct problems problems;
	struct views *views = open_page(a, &problems, &file, 1, NULL, "en");
	struct page page = { 0 };

	CHECK(views && text_is_chars(show_page(a, views, 0, &page), "[]"),
		"a page struct of zeros shows nothing, and breaks nothing");
	views_close(views);
}

static void test_all_at_once(struct arena *a)
{
	struct shelf_file file = { "templates/page.html",
		TEXT("{{a}}\n{{b}}\n{{#c}}\n{{{title}}}") };
	struct problems problems;
	struct views *views = open_page(a, &problems, &file, 1, NULL, "en sv");

	CHECK(!views && has_problem(&problems, "templates/page.html:1: no field \"a\" here") &&
			has_problem(&problems, "templates/page.html:2: no field \"b\" here") &&
			has_problem(&problems, "templates/page.html:3: {{#c}} is never closed"),
		"one start shows all problems");
	CHECK(problems.count == 5, "each problem is said once, whatever the languages");
}

static void test_partials(struct arena *a, const struct page *page)
{
	static const struct shelf_file shelf[] = {
		{ "templates/in/name.html", TEXT("<i>{{name}}</i>\n") },
		{ "templates/loop.html", TEXT("{{>loop}}{{>loop}}") },
		{ "templates/page.html",
			TEXT("<ul>\n{{#people}}\n  {{> in/name}}\n{{/people}}\n</ul>\n"
			     "{{#owner}}{{> in/name}}{{/owner}}") },
	};
	static const struct shelf_file loop[] = {
		{ "templates/loop.html", TEXT("<b>{{>loop}}{{>loop}}") },
		{ "templates/page.html", TEXT("{{>loop}}") },
	};
	static const struct shelf_file lost[] = {
		{ "templates/name.html", TEXT("\n{{name}}") },
		{ "templates/page.html", TEXT("{{#owner}}{{>name}}{{/owner}}{{>name}}") },
	};
	static const struct shelf_file outside[] = {
		{ "templates/../secret.html", TEXT("secret") },
		{ "templates/page.html", TEXT("{{> ../secret}}") },
	};
	struct problems problems;
	struct views *views = open_page(a, &problems, shelf, COUNT_OF(shelf), NULL, "en");

	CHECK(views &&
			text_is_chars(show_page(a, views, 0, page),
				"<ul>\n  <i>Aino</i>\n  <i>Bo &amp; Co</i>\n</ul>\n<i>Aino</i>\n"),
		"a partial means what its names mean where it is used, set in as its tag was");
	views_close(views);
	views = open_page(a, &problems, loop, COUNT_OF(loop), NULL, "en");
	CHECK(!views &&
			has_problem(&problems,
				"templates/loop.html:1: partials stand more than 20 "
				"deep in one another: does \"loop\" show itself?"),
		"a partial that shows itself stops the start, soon");
	views = open_page(a, &problems, lost, COUNT_OF(lost), NULL, "en");
	CHECK(!views && problems.count == 1 &&
			has_problem(&problems, "templates/name.html:2: no field \"name\" here"),
		"a name unknown where a partial is used is told of the partial");
	views = open_page(a, &problems, outside, COUNT_OF(outside), NULL, "en");
	CHECK(!views, "a partial's name never leads out of the templates");
}

static void write_file(struct arena *a, const char *folder, const char *name, const char *words)
{
	CHECK(file_write(arena_print(a, "%s/%s", folder, name).at, text_of(words), 0600) == DONE,
		"%s is written", name);
}

static void test_over_folder(struct arena *a, const struct page *page)
{
	static const struct shelf_file shelf[] = {
		{ "templates/bottom.html", TEXT("[shelf's bottom]") },
		{ "templates/page.html", TEXT("{{>top}}{{>bottom}}") },
		{ "templates/top.html", TEXT("[shelf's top]") },
	};
	char folder[] = "/tmp/askel-view-XXXXXX";
	struct problems problems;
	struct views *views;

	if (!CHECK(mkdtemp(folder) != NULL, "a folder for own templates"))
		return;
	write_file(a, folder, "top.html", "[own {{count}}]");
	views = open_page(a, &problems, shelf, COUNT_OF(shelf), folder, "en");
	CHECK(views && text_is_chars(show_page(a, views, 0, page), "[own 7][shelf's bottom]"),
		"an installation's own template comes before the shelf's, file by file");
	views_close(views);
	write_file(a, folder, "top.html", "\n{{nope}}");
	views = open_page(a, &problems, shelf, COUNT_OF(shelf), folder, "en");
	CHECK(!views &&
			has_problem(&problems,
				arena_print(a, "%s/top.html:2: no field \"nope\" here", folder).at),
		"a problem in it names the file where it is");
	write_file(a, folder, "top.html", arena_print(a, "%300000d", 1).at);
	views = open_page(a, &problems, shelf, COUNT_OF(shelf), folder, "en");
	CHECK(!views,
		"a template that is too long stops the start; the shelf's isn't shown instead");
	unlink(arena_print(a, "%s/top.html", folder).at);
	rmdir(folder);
}

/* What a browser makes of the gzip form. */
static struct text inflate_all(struct arena *a, struct text gzip, size_t most)
{
	struct text plain = { arena_take(a, most), 0 };
	z_stream z = { .next_in = (unsigned char *)(uintptr_t)gzip.at,
		.avail_in = (unsigned)gzip.size,
		.next_out = (unsigned char *)(uintptr_t)plain.at,
		.avail_out = (unsigned)most };

	if (inflateInit2(&z, 15 + 16) != Z_OK)
		return plain;
	if (inflate(&z, Z_FINISH) == Z_STREAM_END)
		plain.size = most - z.avail_out;
	inflateEnd(&z);
	return plain;
}

static size_t count_steps(const struct code *code, enum step_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < code->count; i++)
		count += code->steps[i].kind == kind;
	return count;
}

static void test_pieces(struct arena *a, const struct page *page)
{
	static const struct shelf_file shelf[] = {
		{ "templates/page.html",
			TEXT("<p>A long run of words that is the same for everybody, {{#t}}with "
			     "words to "
			     "translate{{/t}} in it</p>{{> tail}}{{title}}<p>short</p>{{count}}"
			     "{{#people}}<li class=\"a-long-name-for-a-row another-long-name "
			     "and-one-more-for-good-measure\">{{name}}</li>{{/people}}") },
		{ "templates/tail.html", TEXT("<p>and a partial at its end</p>") },
	};
	struct problems problems;
	struct views *views = open_page(a, &problems, shelf, COUNT_OF(shelf), NULL, "en");
	struct parcel out = parcel_in(a);
	struct text plain;

	if (!CHECK(views != NULL, "a page with long runs opens"))
		return;
	CHECK(views->codes[0].count && views->codes[0].steps[0].kind == STEP_PIECE &&
			text_ends(views->codes[0].steps[0].piece->plain,
				TEXT("translate in it</p><p>and a partial at its end</p>")),
		"words without fields and partials join the literal text around them");
	CHECK(count_steps(&views->codes[0], STEP_PIECE) == 2,
		"long runs are pieces, deflated at start");
	CHECK(count_steps(&views->codes[0], STEP_WORDS) == 2, "short ones are stored words");
	view_show(views, 0, 0, page, &out);
	plain = parcel_plain(&out);
	CHECK(text_is(inflate_all(a, parcel_gzip(&out), plain.size + 100), plain),
		"a page is the same as it is and through gzip");
	views_close(views);
}

static void test_shared_pieces(struct arena *a)
{
	static const struct shelf_file shelf[] = {
		{ "templates/frame.html",
			TEXT("<p>A long run of words that stands on many pages, as a frame "
			     "does, 1</p>") },
		{ "templates/page.html",
			TEXT("{{> frame}}{{title}}{{> frame}}{{title}}<p>A long run of words that "
			     "stands on many pages, as a frame does, 2</p>") },
	};
	struct problems problems;
	struct views *views = open_page(a, &problems, shelf, COUNT_OF(shelf), NULL, "en");
	const struct step *steps;

	if (!CHECK(views && views->codes[0].count == 5, "a page with one partial twice opens"))
		return;
	steps = views->codes[0].steps;
	CHECK(steps[0].piece == steps[2].piece, "the same long run is deflated and kept once");
	CHECK(steps[4].piece != steps[0].piece &&
			text_ends(steps[4].piece->plain, TEXT("does, 2</p>")),
		"another one as long is its own");
	views_close(views);
}

int main(void)
{
	OWN_ARENA a = arena_open();
	struct page page = full_page(a);

	for (size_t i = 0; i < COUNT_OF(links); i++)
		CHECK(link_is_safe(text_of(links[i].link)) == links[i].safe,
			"the link \"%s\" is %s", links[i].link,
			links[i].safe ? "let through" : "held back");
	test_showings(a, &page);
	test_refusals(a);
	test_empty_page(a);
	test_all_at_once(a);
	test_partials(a, &page);
	test_over_folder(a, &page);
	test_pieces(a, &page);
	test_shared_pieces(a);
	test_mutations(&page);
	return test_end();
}
