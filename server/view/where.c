/*
 * where: follows the HTML of a page while its templates are bound, so that no field can stand where
 * escaping doesn't protect: only in text and in double-quoted values; addresses (href, src,
 * action...) begin with a field declared a link or with a fixed path; nothing in scripts, styles
 * and event attributes. A section must end in the same place it began, so what is true of a page
 * doesn't depend on which sections are shown. Works on values of `struct where`; owns nothing.
 */
#include "view/inside.h"

#include <string.h>

#define STRAY "a quote, < or = where an attribute's name belongs"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

/* Adds to a name; one too long to be of interest keeps only its beginning. */
static void add_to_name(char *name, size_t room, size_t *size, char c)
{
	if (*size < room)
		name[*size] = to_lower(c);
	*size += 1;
}

static bool name_is(const char *name, size_t size, const char *other)
{
	return size == strlen(other) && memcmp(name, other, size) == 0;
}

static enum attribute_kind attribute_kind(const char *name, size_t size)
{
	static const char *const links[] = { "href", "src", "action", "formaction", "srcset",
		"imagesrcset", "poster", "cite", "data", "ping", "background", "manifest",
		"longdesc", "xlink:href", "codebase" };
	static const char *const codes[] = { "style", "srcdoc" };

	if (size >= 2 && memcmp(name, "on", 2) == 0)
		return ATTRIBUTE_CODE;
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		if (name_is(name, size, codes[i]))
			return ATTRIBUTE_CODE;
	}
	for (size_t i = 0; i < COUNT_OF(links); i++) {
		if (name_is(name, size, links[i]))
			return ATTRIBUTE_LINK;
	}
	return ATTRIBUTE_PLAIN;
}

static bool holds_code(const struct where *w)
{
	return name_is(w->tag, w->tag_size, "script") || name_is(w->tag, w->tag_size, "style");
}

static void pass_text(struct where *w, char c)
{
	if (c == '<')
		w->place = IN_OPENING;
}

static void pass_opening(struct where *w, char c)
{
	if (c == '/' && !w->closing) {
		w->closing = true;
		return;
	}
	if (c == '!' && !w->closing) {
		w->place = IN_MARK;
		w->matched = 0;
	} else if (is_letter(c)) {
		w->place = IN_TAG_NAME;
		w->tags++;
		w->tag_size = 0;
		add_to_name(w->tag, sizeof w->tag, &w->tag_size, c);
	} else {
		w->closing = false;
		w->place = c == '<' ? IN_OPENING : IN_TEXT;
	}
}

static void pass_mark(struct where *w, char c)
{
	if (c == '-' && w->matched < 2 && ++w->matched == 2) {
		w->place = IN_COMMENT;
		w->matched = 0;
	} else if (c == '>') {
		w->place = IN_TEXT;
	} else if (c != '-') {
		w->matched = 2; /* a doctype */
	}
}

static void pass_comment(struct where *w, char c)
{
	if (c == '>' && w->matched >= 2)
		w->place = IN_TEXT;
	w->matched = c == '-' ? w->matched + 1 : 0;
}

static void pass_code(struct where *w, char c)
{
	size_t name_at = w->matched >= 2 ? w->matched - 2 : 0;

	if (w->matched == w->tag_size + 2) {
		if (c == '>' || is_blank(c) || c == '/') {
			w->place = c == '>' ? IN_TEXT : IN_TAG;
			w->closing = c != '>';
			return;
		}
		w->matched = 0;
	}
	if (w->matched == 1 && c == '/')
		w->matched = 2;
	else if (w->matched >= 2 && to_lower(c) == w->tag[name_at])
		w->matched++;
	else
		w->matched = c == '<';
}

static void end_tag(struct where *w)
{
	w->place = !w->closing && holds_code(w) ? IN_CODE : IN_TEXT;
	w->closing = false;
	w->matched = 0;
}

static void begin_attribute(struct where *w, char c)
{
	w->place = IN_ATTRIBUTE;
	w->name_size = 0;
	add_to_name(w->name, sizeof w->name, &w->name_size, c);
}

static const char *pass_tag(struct where *w, char c)
{
	if (c == '>')
		end_tag(w);
	else if (is_blank(c) || c == '/')
		w->place = IN_TAG;
	else if (w->place == IN_NAME_DONE)
		return "a Mustache tag in the middle of a name";
	else if (strchr("\"'<=", c))
		return STRAY;
	else if (w->place == IN_TAG_NAME)
		add_to_name(w->tag, sizeof w->tag, &w->tag_size, c);
	else
		begin_attribute(w, c);
	return NULL;
}

static const char *pass_attribute(struct where *w, char c)
{
	if (strchr("\"'<", c))
		return STRAY;
	if (c == '=')
		w->place = IN_EQUALS;
	else if (c == '>')
		end_tag(w);
	else if (is_blank(c) || c == '/')
		w->place = IN_TAG;
	else
		add_to_name(w->name, sizeof w->name, &w->name_size, c);
	return NULL;
}

static const char *pass_equals(struct where *w, char c)
{
	if (is_blank(c))
		return "a blank before an attribute's value";
	if (c == '>') {
		end_tag(w);
		return NULL;
	}
	w->values++;
	w->quote = c == '\'' ? c : 0;
	w->place = c == '"' ? IN_VALUE : IN_OTHER_VALUE;
	w->attribute = attribute_kind(w->name, w->name_size);
	w->link = LINK_NOTHING;
	return w->place == IN_VALUE ? NULL : "an attribute's value belongs in double quotes";
}

static void pass_other_value(struct where *w, char c)
{
	if (w->quote ? c == w->quote : is_blank(c))
		w->place = IN_TAG;
	else if (!w->quote && c == '>')
		end_tag(w);
}

static void pass_value(struct where *w, char c)
{
	if (c == '"')
		w->place = IN_TAG;
	else if (w->link == LINK_NOTHING)
		w->link = c == '/' ? LINK_SLASH : c == '?' || c == '#' ? LINK_SAFE : LINK_FIXED;
	else if (w->link == LINK_SLASH)
		w->link = strchr("/\\&", c) || (unsigned char)c <= ' ' ? LINK_FIXED : LINK_SAFE;
	else if (w->link == LINK_FIELD && (c == '?' || c == '#'))
		w->link = LINK_SAFE;
}

static const char *pass_byte(struct where *w, char c)
{
	switch (w->place) {
	case IN_TEXT:
		pass_text(w, c);
		return NULL;
	case IN_OPENING:
		pass_opening(w, c);
		return NULL;
	case IN_MARK:
		pass_mark(w, c);
		return NULL;
	case IN_COMMENT:
		pass_comment(w, c);
		return NULL;
	case IN_TAG_NAME:
	case IN_TAG:
	case IN_NAME_DONE:
		return pass_tag(w, c);
	case IN_ATTRIBUTE:
		return pass_attribute(w, c);
	case IN_EQUALS:
		return pass_equals(w, c);
	case IN_VALUE:
		pass_value(w, c);
		return NULL;
	case IN_OTHER_VALUE:
		pass_other_value(w, c);
		return NULL;
	case IN_CODE:
		pass_code(w, c);
		return NULL;
	}
	return NULL;
}

const char *where_pass(struct where *w, struct text html)
{
	const char *problem = NULL;

	for (size_t i = 0; i < html.size; i++) {
		const char *found = pass_byte(w, html.at[i]);
		if (found && !problem)
			problem = found;
	}
	return problem;
}

static const char *show_in_link(struct where *w, enum field_kind kind)
{
	switch (w->link) {
	case LINK_NOTHING:
		if (kind != FIELD_IS_LINK)
			return "an address must begin with a field that is a link, or a fixed path";
		w->link = LINK_FIELD;
		return NULL;
	case LINK_SLASH:
		return "a field right after the / that an address begins with";
	case LINK_FIELD:
		return "a field after a link, before any ? or #";
	case LINK_FIXED:
		return "a field in an address that begins with neither a link nor a path of ours";
	case LINK_SAFE:
		return NULL;
	}
	return NULL;
}

const char *where_show(struct where *w, enum field_kind kind, bool raw)
{
	if (w->place == IN_TEXT)
		return NULL;
	if (w->place == IN_CODE)
		return "a field in a script or style";
	if (w->place == IN_COMMENT)
		return "a field in a comment that is sent";
	if (w->place != IN_VALUE)
		return "a field stands in text or in a double-quoted attribute, nowhere else";
	if (raw)
		return "markup in an attribute";
	if (w->attribute == ATTRIBUTE_CODE)
		return "a field in an attribute that holds code or style";
	return w->attribute == ATTRIBUTE_LINK ? show_in_link(w, kind) : NULL;
}

const char *where_say(const struct where *w)
{
	if (w->place == IN_TEXT || (w->place == IN_VALUE && w->attribute == ATTRIBUTE_PLAIN))
		return NULL;
	return "words stand in text or in a double-quoted attribute that is no address or code";
}

const char *where_mark(struct where *w)
{
	switch (w->place) {
	case IN_TEXT:
	case IN_TAG:
	case IN_NAME_DONE:
	case IN_VALUE:
		return NULL;
	case IN_TAG_NAME:
	case IN_ATTRIBUTE:
		w->place = IN_NAME_DONE;
		return NULL;
	case IN_CODE:
		return "a Mustache tag in a script or style";
	case IN_COMMENT:
		return "a Mustache tag in a comment that is sent";
	default:
		return "a Mustache tag in the middle of an HTML tag's name or value";
	}
}

static bool in_tag(const struct where *w)
{
	return w->place == IN_TAG || w->place == IN_NAME_DONE;
}

const char *where_join(const struct where *before, struct where *after)
{
	bool same = in_tag(before) ? in_tag(after) && before->tags == after->tags
				   : before->place == after->place;

	if (!same || (before->place == IN_VALUE && before->values != after->values))
		return "the section ends in another place of the HTML than it begins";
	if (before->place == IN_VALUE && before->link != after->link)
		after->link = before->link == LINK_FIXED || after->link == LINK_FIXED ? LINK_FIXED
										      : LINK_FIELD;
	return NULL;
}
