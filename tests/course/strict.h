/*
 * A strict reader of the HTML that the course room writes; it shares no code with the writers: known
 * tags and attributes only, closed in order, no link in a link, five escapes and no others, and
 * addresses as a browser reads them. And both writers judged by it.
 */
#ifndef ASKEL_TEST_STRICT_H
#define ASKEL_TEST_STRICT_H

#include "course/pen.h"

#include <cmark.h>
#include <ctype.h>
#include <string.h>

struct strict {
	struct text html;
	size_t at;
	struct text open[256]; /* names of open elements */
	size_t depth;
	const char *fault;
};

static bool fail(struct strict *s, const char *why)
{
	if (!s->fault)
		s->fault = why;
	return false;
}

static bool in_list(struct text word, const char *list)
{
	struct text rest = text_of(list);
	while (rest.at)
		if (text_is(text_cut(&rest, ' '), word))
			return true;
	return false;
}

/* What a browser makes of an attribute: the five escapes decoded. */
static struct text decode(struct arena *a, struct text value)
{
	static const char *const pairs[][2] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&#39;", "'" }, { "&#x27;", "'" } };
	struct buffer plain = buffer_in(a);
	for (size_t i = 0; i < value.size; i++) {
		size_t pair = 0;
		while (pair < COUNT_OF(pairs) &&
			!text_starts(text_part(value, i, value.size), text_of(pairs[pair][0])))
			pair++;
		buffer_add_char(&plain, pair < COUNT_OF(pairs) ? pairs[pair][1][0] : value.at[i]);
		i += pair < COUNT_OF(pairs) ? strlen(pairs[pair][0]) - 1 : 0;
	}
	return buffer_text(&plain);
}

/* The URL Standard's view: only plain ASCII may be here, so no stripping is left to do. */
static bool address_safe(struct text url, bool picture)
{
	size_t scheme = 0;
	for (size_t i = 0; i < url.size; i++)
		if (url.at[i] <= 0x20 || url.at[i] >= 0x7F || url.at[i] == '\\' || url.at[i] == '"')
			return false;
	if (text_starts(url, TEXT("//")))
		return false;
	while (scheme < url.size &&
		(isalnum((unsigned char)url.at[scheme]) || strchr("+-.", url.at[scheme])))
		scheme++;
	if (scheme == 0 || scheme == url.size || url.at[scheme] != ':')
		return true;
	struct text rest = text_part(url, scheme, url.size);
	char name[8] = "";
	for (size_t i = 0; i < scheme && i < 7; i++)
		name[i] = (char)tolower((unsigned char)url.at[i]);
	if (picture)
		return false;
	if (scheme == 5 && strcmp(name, "https") == 0)
		return text_starts(rest, TEXT("://")) && rest.size > 3;
	if (scheme == 4 && strcmp(name, "http") == 0)
		return text_starts(rest, TEXT("://")) && rest.size > 3;
	return (scheme == 6 && strcmp(name, "mailto") == 0) ||
		(scheme == 3 && strcmp(name, "tel") == 0);
}

/* Whether every & begins one of the five escapes (' has two spellings). */
static bool well_escaped(struct text t)
{
	static const char *const escapes[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;",
		"&#x27;" };
	for (size_t i = 0; i < t.size; i++) {
		size_t known = 0;
		if (t.at[i] == '>' || t.at[i] == '<' || t.at[i] == '"')
			return false;
		while (t.at[i] == '&' && !text_starts(text_part(t, i, 8), text_of(escapes[known])))
			if (++known == COUNT_OF(escapes))
				return false;
	}
	return true;
}

/* ` name="value"` or ` name`; false at the tag's end or at a fault. */
static bool read_attribute(struct strict *s, struct arena *a, struct text tag)
{
	struct text rest = text_part(s->html, s->at, s->html.size);
	size_t end = 1;
	if (rest.size == 0 || rest.at[0] != ' ')
		return false;
	while (end < rest.size && (islower((unsigned char)rest.at[end]) || rest.at[end] == '-'))
		end++;
	struct text name = text_part(rest, 1, end - 1);
	s->at += end;
	if (in_list(name, "controls disabled checked default"))
		return true;
	if (!in_list(name,
		    "href rel src alt width height loading decoding preload kind srclang label "
		    "class id role tabindex aria-label scope start type"))
		return fail(s, "an attribute that isn't ours");
	if (!text_starts(text_part(rest, end, 2), TEXT("=\"")))
		return fail(s, "an attribute without a quoted value");
	rest = text_part(rest, end + 2, rest.size);
	struct text value = text_part(rest, 0, text_find_char(rest, '"'));
	s->at += 2 + value.size + 1;
	if (value.size == rest.size || !well_escaped(value))
		return fail(s, "a value that doesn't end or isn't escaped");
	if (in_list(name, "href src") &&
		!address_safe(decode(a, value), text_is_chars(name, "src")))
		return fail(s, "an address that a browser would follow elsewhere");
	if (text_is_chars(name, "href") && !text_is_chars(tag, "a"))
		return fail(s, "href on something that is no link");
	return true;
}

static bool is_open(const struct strict *s, const char *list)
{
	for (size_t i = 0; i < s->depth; i++)
		if (in_list(s->open[i], list))
			return true;
	return false;
}

static bool read_start_tag(struct strict *s, struct arena *a)
{
	struct text rest = text_part(s->html, s->at, s->html.size);
	size_t end = 0;
	while (end < rest.size && isalnum((unsigned char)rest.at[end]))
		end++;
	struct text name = text_part(rest, 0, end);
	if (!in_list(name,
		    "p ul ol li blockquote pre code hr br h1 h2 h3 h4 h5 h6 em strong del a img "
		    "table thead tbody tr th td div label input figure figcaption audio video "
		    "track span details summary"))
		return fail(s, "a tag that isn't ours");
	if (in_list(name, "a label") && is_open(s, "a"))
		return fail(s, "a link in a link");
	if (!in_list(name, "code em strong del a img br label input span") &&
		is_open(s, "p h1 h2 h3 h4 h5 h6 em strong del a label span code") &&
		!(is_open(s, "video") && text_is_chars(name, "track")))
		return fail(s, "a block inside words");
	s->at += end;
	while (read_attribute(s, a, name))
		continue;
	if (s->fault || s->at >= s->html.size || s->html.at[s->at] != '>')
		return fail(s, "a tag that doesn't end");
	s->at++;
	if (in_list(name, "img br hr input track"))
		return true;
	if (s->depth == COUNT_OF(s->open))
		return fail(s, "too deep");
	s->open[s->depth++] = name;
	return true;
}

static bool read_end_tag(struct strict *s)
{
	struct text rest = text_part(s->html, s->at, s->html.size);
	struct text name = text_part(rest, 0, text_find_char(rest, '>'));
	s->at += name.size + 1;
	if (s->depth == 0 || !text_is(s->open[s->depth - 1], name))
		return fail(s, "a tag closed out of order");
	s->depth--;
	return true;
}

/* NULL where all is well, else what isn't. */
__attribute__((unused)) static const char *judge(struct arena *a, struct text html)
{
	struct strict *s = arena_take_of(a, struct strict);
	s->html = html;
	while (s->at < html.size && !s->fault) {
		struct text rest = text_part(html, s->at, html.size);
		struct text words = text_part(rest, 0, text_find_char(rest, '<'));
		if (!well_escaped(words))
			fail(s, "a character that should have been escaped");
		s->at += words.size;
		if (text_starts(text_part(html, s->at, 2), TEXT("</"))) {
			s->at += 2;
			read_end_tag(s);
		} else if (s->at < html.size) {
			s->at++;
			read_start_tag(s, a);
		}
	}
	if (!s->fault && s->depth)
		fail(s, "a tag that isn't closed");
	return s->fault;
}

/* ---- the two writers ------------------------------------------------------------------------ */

static bool resolve(struct place *place, struct text target, bool picture, struct text *address)
{
	if (text_find(target, TEXT("word")) < target.size)
		return false; /* some links are dead */
	*address = picture ? arena_print(place->arena, "/courses/c/%.*s", SHOWN(target)) : target;
	return true;
}

static struct place some_place(struct arena *a, bool with_resolve)
{
	static const struct media_file media[] = {
		{ .name = { "a.svg", 5 }, .size = 900, .width = 32, .height = 16 },
		{ .name = { "a.webm", 6 }, .path = { "nowhere/a.webm", 14 }, .size = 1234567 },
		{ .name = { "a.fi.vtt", 8 }, .size = 100 },
		{ .name = { "s.mp3", 5 }, .path = { "nowhere/s.mp3", 13 }, .size = 5 },
	};
	return (struct place){ .arena = a,
		.language = TEXT("fi"),
		.resolve = with_resolve ? resolve : NULL,
		.media = media,
		.media_count = COUNT_OF(media) };
}

static const char *judge_prose(struct arena *a, struct text markdown, bool with_resolve)
{
	struct place place = some_place(a, with_resolve);
	struct buffer html = buffer_in(a);
	struct heading_seen *headings;
	size_t count;
	enum outcome went = render_prose(&place, markdown, &html, &headings, &count);
	if (went != DONE && went != BAD_FORM)
		return "an answer that is neither DONE nor BAD_FORM";
	if (html.size > (went == DONE ? 8 * markdown.size + 65536 : 0))
		return "more than may come of so little";
	return judge(a, buffer_text(&html));
}

static const char *judge_question(struct arena *a, struct text markdown, bool with_resolve)
{
	struct place place = some_place(a, with_resolve);
	struct buffer blocks = buffer_in(a), inlines = buffer_in(a);
	cmark_node *document = cmark_parse_document(markdown.at, markdown.size, CMARK_OPT_DEFAULT);
	cmark_node *first = cmark_node_first_child(document);
	write_blocks(&place, first, NULL, &blocks);
	if (first)
		write_inlines(&place, first, &inlines);
	bool words = first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH;
	cmark_node_free(document);
	const char *fault = judge(a, buffer_text(&blocks));
	return fault || !words ? fault : judge(a, buffer_text(&inlines));
}

__attribute__((unused)) static const char *judge_both(
	struct arena *a, struct text markdown, bool with_resolve)
{
	const char *fault = judge_prose(a, markdown, with_resolve);
	return fault ? fault : judge_question(a, markdown, with_resolve);
}

#endif
