/*
 * bake: credentials put into pictures and taken out again (Open Badges 3.0, section 5.3). Pictures may
 * be anybody's, so each reader is one pass over bounded bytes that never guesses: what is no whole
 * picture, or holds two badges, holds none.
 */
#include "badge/inside.h"

#include <string.h>

#define KEYWORD "openbadgecredential"
#define NAMESPACE "https://purl.imsglobal.org/ob/v3p0"
#define ELEMENT "openbadges:credential"

/* ---- SVG --------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A place in an SVG. */
struct place {
	struct text svg;
	size_t at;
};

static struct text rest_of(const struct place *p)
{
	return text_part(p->svg, p->at, p->svg.size);
}

/* Past the next `end`; false where there is none. */
static bool pass(struct place *p, struct text end)
{
	size_t found = text_find(rest_of(p), end);

	if (found == p->svg.size - p->at)
		return false;
	p->at += found + end.size;
	return true;
}

/* A tag: its name and what stands in it after the name. */
struct tag {
	struct text name, inside;
	size_t at; /* of its '<' */
	bool closes, is_empty;
};

/* At a '<' that opens a tag. Attributes may hold '>' in quotes. */
static bool read_tag(struct place *p, struct tag *tag)
{
	struct text svg = p->svg;
	size_t from, at = p->at + 1;
	char quote = '\0';

	*tag = (struct tag){ .at = p->at, .closes = at < svg.size && svg.at[at] == '/' };
	from = at += tag->closes;
	while (at < svg.size && !is_blank(svg.at[at]) && !strchr("/><\"'=", svg.at[at]))
		at++;
	tag->name = text_part(svg, from, at - from);
	from = at;
	for (; at < svg.size; at++) {
		char c = svg.at[at];
		if (quote && c == quote)
			quote = '\0';
		else if (!quote && (c == '"' || c == '\''))
			quote = c;
		else if (!quote && (c == '>' || c == '<'))
			break;
	}
	if (tag->name.size == 0 || at == svg.size || svg.at[at] != '>')
		return false;
	tag->inside = text_part(svg, from, at - from);
	tag->is_empty = at > from && svg.at[at - 1] == '/';
	p->at = at + 1;
	return true;
}

/* The next tag, past words, comments, CDATA and instructions. A DOCTYPE may rename what follows, so it
 * ends the reading. False at the end or where it is no XML. */
static bool next_tag(struct place *p, struct tag *tag)
{
	for (;;) {
		if (!pass(p, TEXT("<")))
			return false;
		p->at--;
		if (text_starts(rest_of(p), TEXT("<!--"))) {
			p->at += 4;
			if (!pass(p, TEXT("-->")))
				return false;
		} else if (text_starts(rest_of(p), TEXT("<![CDATA["))) {
			if (!pass(p, TEXT("]]>")))
				return false;
		} else if (text_starts(rest_of(p), TEXT("<?"))) {
			if (!pass(p, TEXT("?>")))
				return false;
		} else {
			return !text_starts(rest_of(p), TEXT("<!")) && read_tag(p, tag);
		}
	}
}

static bool add_reference(struct buffer *b, struct text name)
{
	static const struct {
		const char *name;
		char c;
	} names[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' },
		{ "apos", '\'' } };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (!text_is_chars(name, names[i].name))
			continue;
		buffer_add_char(b, names[i].c);
		return true;
	}
	return false;
}

/* What an element says: words with the five named references, and CDATA. */
static bool read_words(struct arena *a, struct text inside, struct text *words)
{
	struct buffer b = buffer_in(a);
	struct place p = { inside, 0 };

	while (p.at < inside.size) {
		char c = inside.at[p.at];
		size_t from = p.at;
		if (c == '<') {
			if (!text_starts(rest_of(&p), TEXT("<![CDATA[")) || !pass(&p, TEXT("]]>")))
				return false;
			buffer_add(&b, text_part(inside, from + 9, p.at - from - 12));
		} else if (c == '&') {
			struct text reference = text_part(inside, from, 8);
			size_t end = text_find_char(reference, ';');
			if (end == reference.size ||
				!add_reference(&b, text_part(inside, from + 1, end - 1)))
				return false;
			p.at += end + 1;
		} else {
			buffer_add_char(&b, c);
			p.at++;
		}
	}
	*words = text_trim(buffer_text(&b));
	return true;
}

/* Where an SVG's first tag ends; false where it is no SVG. */
static bool open_svg(struct place *p, struct tag *root)
{
	return p->svg.size <= BADGE_FILE_MOST && utf8_valid(p->svg) &&
		text_find_char(p->svg, '\0') == p->svg.size && next_tag(p, root) &&
		text_is(root->name, TEXT("svg")) && !root->closes && !root->is_empty;
}

/* Every badge in an SVG is looked for; one is what is wanted. */
static size_t find_badges(struct place *p, struct text *inside)
{
	size_t count = 0;
	struct tag tag, end;

	while (next_tag(p, &tag)) {
		if (tag.closes || !text_is(tag.name, TEXT(ELEMENT)))
			continue;
		size_t from = p->at;
		*inside = NO_TEXT;
		count++;
		if (tag.is_empty)
			continue;
		if (!next_tag(p, &end) || !end.closes || !text_is(end.name, TEXT(ELEMENT)))
			return 2; /* other elements inside: nothing of ours */
		*inside = text_part(p->svg, from, end.at - from);
	}
	return count;
}

static bool unbake_svg(struct arena *a, struct text svg, struct text *json)
{
	struct place p = { svg, 0 };
	struct tag root;
	struct text inside = NO_TEXT;

	return open_svg(&p, &root) && text_find(root.inside, TEXT(NAMESPACE)) < root.inside.size &&
		find_badges(&p, &inside) == 1 && read_words(a, inside, json) && json->size > 0;
}

/* JSON that can stand in CDATA: "]]>" only occurs inside its strings, and so do U+FFFE and U+FFFF,
 * which XML doesn't allow; each has an escape there, and no signature hangs on the spelling. */
static void add_for_cdata(struct buffer *b, struct text json)
{
	for (size_t i = 0; i < json.size; i++) {
		struct text rest = text_part(json, i, 3);
		if (text_is(rest, TEXT("]]>"))) {
			buffer_add_chars(b, "]]\\u003e");
			i += 2;
		} else if (text_is(rest, TEXT("\xef\xbf\xbe")) ||
			text_is(rest, TEXT("\xef\xbf\xbf"))) {
			buffer_print(b, "\\uff%02x", (unsigned char)rest.at[2] + 0x40);
			i += 2;
		} else {
			buffer_add_char(b, json.at[i]);
		}
	}
}

bool badge_bake_svg(struct arena *a, struct text svg, struct text json, struct text *baked)
{
	struct place p = { svg, 0 };
	struct tag root;
	struct text inside;
	struct buffer b = buffer_in(a);
	OWN_JSON read = read_json(json);

	if (!read || !open_svg(&p, &root) ||
		text_find(root.inside, TEXT("xmlns:openbadges")) < root.inside.size)
		return false;
	size_t end = p.at;
	if (find_badges(&p, &inside) != 0)
		return false;
	buffer_add(&b, text_part(svg, 0, end - 1));
	buffer_add_chars(&b, " xmlns:openbadges=\"" NAMESPACE "\"><" ELEMENT "><![CDATA[");
	add_for_cdata(&b, json);
	buffer_add_chars(&b, "]]></" ELEMENT ">");
	buffer_add(&b, text_part(svg, end, svg.size));
	*baked = buffer_text(&b);
	return true;
}

/* ---- PNG, and whichever it is --------------------------------------------------------------------- */

bool badge_bake_png(struct arena *a, struct text png, struct text json, struct text *baked)
{
	OWN_JSON read = read_json(json);
	return read && png_text_add(a, png, KEYWORD, json, baked);
}

bool badge_unbake(struct arena *a, struct text file, struct text *json)
{
	struct text start = file;

	if (file.size > BADGE_FILE_MOST)
		return false;
	if (text_starts(file, TEXT("\x89PNG")))
		return png_text_read(file, KEYWORD, json) == PNG_TEXT_READ;
	if (text_starts(start, TEXT("\xef\xbb\xbf")))
		start = text_part(start, 3, start.size);
	start = text_trim(start);
	if (text_starts(start, TEXT("{"))) {
		*json = start;
		return true;
	}
	return text_starts(start, TEXT("<")) && unbake_svg(a, start, json);
}
