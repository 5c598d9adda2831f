/*
 * Both writers against the examples of the CommonMark specification: prose (md4c) and questions
 * (cmark) must show what the specification says, wherever the course format doesn't say otherwise.
 * The examples are read from the npm package commonmark-spec (tests/node_modules, put there by
 * make); without it the test is skipped. HTML is compared as a browser would take it: entities
 * decoded, white space as in the specification's own normalizer, and only the attributes that mean
 * something to CommonMark.
 *
 *	commonmark [SPEC.TXT]
 */
#include <cmark.h>
#include <ctype.h>

#include "course/pen.h"
#include "test.h"

/* Why an example isn't compared; each is a rule of the course format. */
enum reason { COMPARED, HOLDS_HTML, ADDRESS_REFUSED, LINK_EMPTY, HEADING_IS_EMPTY, LINK_IN_LINK };
static const char *const reasons[] = { "compared", "hold raw HTML, which is dropped",
	"hold an address that is refused", "hold a link without words, which is dropped",
	"hold a heading without words, which is dropped", "hold a link inside a link" };

/* Examples where a parser of Debian 12 differs from the specification; the writers can't mend it.
 */
static const struct exception {
	const char *markdown, *why;
} exceptions[] = {
	{ "*$*alpha.\n\n*\u00A3*bravo.\n\n*\u20AC*charlie.\n",
		"0.31 counts currency signs as punctuation; both parsers are of 0.30" },
	{ "foo <!--> foo -->\n\nfoo <!---> foo -->\n",
		"0.31 takes <!--> for a comment; both parsers are of 0.30" },
	{ "foo <!-- this is a --\ncomment - with hyphens -->\n",
		"0.31 lets comments hold two hyphens; both parsers are of 0.30" },
};

static enum reason reason_of(cmark_node *document)
{
	enum reason reason = COMPARED;
	cmark_iter *steps = cmark_iter_new(document);
	size_t links = 0;
	for (cmark_event_type event; (event = cmark_iter_next(steps)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(steps);
		cmark_node_type type = cmark_node_get_type(node);
		bool link = type == CMARK_NODE_LINK, entering = event == CMARK_EVENT_ENTER;
		struct text url = text_of(cmark_node_get_url(node));
		if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
			reason = HOLDS_HTML;
		else if ((link || type == CMARK_NODE_IMAGE) && !url_allowed(url))
			reason = ADDRESS_REFUSED;
		else if (type == CMARK_NODE_IMAGE && url_external(url))
			reason = ADDRESS_REFUSED;
		else if (link && !cmark_node_first_child(node))
			reason = LINK_EMPTY;
		else if (type == CMARK_NODE_HEADING && !cmark_node_first_child(node))
			reason = HEADING_IS_EMPTY;
		if (link && entering && links++)
			reason = LINK_IN_LINK;
		links -= link && !entering;
	}
	cmark_iter_free(steps);
	return reason;
}

/* ---- HTML as a browser takes it ------------------------------------------------------------- */

static bool is_block_tag(struct text name)
{
	static const char *const blocks[] = { "p", "ul", "ol", "li", "blockquote", "pre", "hr",
		"h1", "h2", "h3", "h4", "h5", "h6", "br", "table", "thead", "tbody", "tr", "th",
		"td", "div" };
	for (size_t i = 0; i < COUNT_OF(blocks); i++)
		if (text_is_chars(name, blocks[i]))
			return true;
	return false;
}

static void add_decoded(struct buffer *out, struct text t, bool verbatim)
{
	for (size_t i = 0; i < t.size; i++) {
		struct text rest = text_part(t, i, t.size);
		size_t end = t.at[i] == '&' ? text_find_char(rest, ';') : rest.size;
		if (end < rest.size && end < 32) {
			buffer_add(out, entity_words(out->arena, text_part(rest, 0, end + 1)));
			i += end;
		} else if (verbatim || !isspace((unsigned char)t.at[i])) {
			buffer_add_char(out, t.at[i]);
		} else if (out->size && !isspace((unsigned char)out->at[out->size - 1])) {
			buffer_add_char(out, ' ');
		}
	}
}

/* The attributes that CommonMark means: href, src, alt, start. */
static void add_tag(struct buffer *out, struct text tag)
{
	struct text rest = tag, name = text_cut(&rest, ' ');
	bool block = is_block_tag(name.at[0] == '/' ? text_part(name, 1, name.size) : name);
	while (block && out->size && isspace((unsigned char)out->at[out->size - 1]))
		out->size--;
	buffer_print(out, "\1%.*s", SHOWN(name)); /* not '<': decoded text may hold that */
	while (rest.at && rest.size) {
		struct text key = text_part(rest, 0, text_find_char(rest, '='));
		rest = text_part(rest, key.size + 1, rest.size);
		struct text value = NO_TEXT;
		if (rest.size && rest.at[0] == '"') {
			rest = text_part(rest, 1, rest.size);
			value = text_cut(&rest, '"');
		}
		key = text_trim(key);
		if (text_is_chars(key, "href") || text_is_chars(key, "src") ||
			text_is_chars(key, "alt") || text_is_chars(key, "start")) {
			buffer_print(out, " %.*s=\"", SHOWN(key));
			add_decoded(out, value, true);
			buffer_add_char(out, '"');
		}
	}
	buffer_add_char(out, '\2');
	if (block)
		buffer_add_char(out, '\n');
}

static struct text normal_html(struct arena *a, struct text html)
{
	struct buffer out = buffer_in(a);
	bool pre = false;
	while (html.size) {
		size_t text_end = text_find_char(html, '<');
		add_decoded(&out, text_part(html, 0, text_end), pre);
		html = text_part(html, text_end, html.size);
		if (html.size == 0)
			break;
		size_t end = text_find_char(html, '>');
		struct text tag = text_part(html, 1, end - 1);
		if (text_ends(tag, TEXT("/")))
			tag = text_trim(text_part(tag, 0, tag.size - 1));
		add_tag(&out, tag);
		pre = text_starts(tag, TEXT("pre")) || (pre && !text_starts(tag, TEXT("/pre")));
		html = text_part(html, end + 1, html.size);
	}
	return text_trim(buffer_text(&out));
}

/* ---- the examples --------------------------------------------------------------------------- */

struct example {
	int number;
	struct text section, markdown, html;
};

/* The next example of spec.txt; its arrows stand for tabs. */
static bool next_example(struct arena *a, struct text *spec, struct example *example)
{
	static const char fence[] = "````````````````````````````````";
	struct buffer parts[2] = { buffer_in(a), buffer_in(a) };
	int part = -1;
	while (spec->at) {
		struct text line = text_line(spec);
		if (part < 0 && text_starts(line, TEXT("#")) && line.size > 2)
			example->section =
				text_trim(text_part(line, text_find_char(line, ' '), line.size));
		if (part < 0 && text_starts(line, text_of(fence)) &&
			text_ends(line, TEXT(" example"))) {
			part = 0;
		} else if (part >= 0 && text_is_chars(line, fence)) {
			example->number++;
			example->markdown = buffer_text(&parts[0]);
			example->html = buffer_text(&parts[1]);
			return true;
		} else if (part == 0 && text_is_chars(line, ".")) {
			part = 1;
		} else if (part >= 0) {
			for (size_t i = 0; i < line.size;) {
				bool arrow = text_starts(text_part(line, i, 3), TEXT("\u2192"));
				buffer_add_char(&parts[part], arrow ? '\t' : line.at[i]);
				i += arrow ? 3 : 1;
			}
			buffer_add_char(&parts[part], '\n');
		}
	}
	return false;
}

static const char *exception_of(struct text markdown)
{
	for (size_t i = 0; i < COUNT_OF(exceptions); i++)
		if (text_is_chars(markdown, exceptions[i].markdown))
			return exceptions[i].why;
	return NULL;
}

static struct text shown_as_prose(struct arena *a, struct text markdown)
{
	struct place place = { .arena = a, .language = TEXT("en") };
	struct buffer html = buffer_in(a);
	struct heading_seen *headings;
	size_t count;
	if (render_prose(&place, markdown, &html, &headings, &count) != DONE)
		return TEXT("(refused)");
	return normal_html(a, buffer_text(&html));
}

static struct text shown_as_question(struct arena *a, cmark_node *document)
{
	struct place place = { .arena = a, .language = TEXT("en") };
	struct buffer html = buffer_in(a);
	write_blocks(&place, cmark_node_first_child(document), NULL, &html);
	return normal_html(a, buffer_text(&html));
}

static void compare(const struct example *e, const char *writer, struct text got, struct text want)
{
	if (!CHECK(text_is(got, want), "%s shows example %d (%.*s) as CommonMark does", writer,
		    e->number, SHOWN(e->section)))
		printf("# markdown:\n%.*s\n# got:\n%.*s\n# wanted:\n%.*s\n", SHOWN(e->markdown),
			SHOWN(got), SHOWN(want));
}

int main(int count, char **arguments)
{
	const char *path = count > 1 ? arguments[1] : "tests/node_modules/commonmark-spec/spec.txt";
	size_t seen[COUNT_OF(reasons)] = { 0 }, excepted = 0;
	struct example example = { 0 };
	struct text spec;
	OWN_ARENA whole = arena_open();
	OWN_ARENA scratch = arena_open();
	if (file_read(whole, path, 1024 * 1024, &spec) != DONE) {
		test_skip("the CommonMark examples aren't here (npm package commonmark-spec)");
		return test_end();
	}
	while (next_example(whole, &spec, &example)) {
		cmark_node *document = cmark_parse_document(
			example.markdown.at, example.markdown.size, CMARK_OPT_DEFAULT);
		enum reason reason = reason_of(document);
		const char *why = reason == COMPARED ? exception_of(example.markdown) : NULL;
		struct text want = normal_html(scratch, example.html);
		seen[reason] += why == NULL;
		excepted += why != NULL;
		if (why)
			printf("# example %d is an exception: %s\n", example.number, why);
		if (reason == COMPARED && !why)
			compare(&example, "prose", shown_as_prose(scratch, example.markdown), want);
		if (reason == COMPARED && !why)
			compare(&example, "a question", shown_as_question(scratch, document), want);
		cmark_node_free(document);
		arena_reset(scratch);
	}
	for (size_t i = 0; i < COUNT_OF(reasons); i++)
		printf("# %zu examples %s\n", seen[i], reasons[i]);
	printf("# %zu examples are exceptions of a parser\n", excepted);
	CHECK(seen[COMPARED] > 450, "most of the specification's examples are compared");
	return test_end();
}
