/*
 * url: which addresses an author may link to, and how they are written into an attribute. Neither
 * Markdown parser is a sanitiser (md4c passes javascript: on, and the two don't see the same
 * links), so every address goes through here on its way out, whatever parsed it. Percent signs are
 * not decoded: a browser doesn't decode them either before it looks for a scheme.
 */
#include <cmark.h>
#include <string.h>

#include "course/pen.h"

/* The next byte that a browser wouldn't drop in front of or inside a scheme, or -1. */
static int next_visible(struct text url, size_t *at)
{
	while (*at < url.size) {
		unsigned char c = (unsigned char)url.at[(*at)++];
		if (c > 0x20)
			return c;
	}
	return -1;
}

/* Reads up to the colon of a scheme: false where `url` has none. scheme is NUL-terminated, lower
 * case and cut where it wouldn't fit (no scheme we know is that long). */
static bool read_scheme(struct text url, char scheme[16], size_t *after)
{
	size_t at = 0, size = 0;
	for (int c; (c = next_visible(url, &at)) >= 0;) {
		if (c == ':') {
			*after = at;
			scheme[size] = 0;
			return true;
		}
		if (c == '/' || c == '?' || c == '#')
			return false;
		if (size < 15)
			scheme[size++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	return false;
}

bool url_allowed(struct text url)
{
	char scheme[16];
	size_t at = 0;
	if (text_find_char(url, '\\') < url.size)
		return false; /* browsers take it for '/': "/\host" leaves the site */
	if (!read_scheme(url, scheme, &at))
		return !(next_visible(url, &at) == '/' && next_visible(url, &at) == '/');
	if (strcmp(scheme, "mailto") == 0 || strcmp(scheme, "tel") == 0)
		return next_visible(url, &at) >= 0;
	if (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)
		return false;
	/* To the letter: what is dropped above is written percent-encoded, and so stands in between. */
	struct text rest = text_part(url, at, url.size);
	return text_starts(rest, TEXT("//")) && rest.size > 2 && (unsigned char)rest.at[2] > 0x20 &&
		!strchr("/?#", rest.at[2]);
}

bool url_external(struct text address)
{
	char scheme[16];
	size_t after;
	return read_scheme(address, scheme, &after) && strncmp(scheme, "http", 4) == 0;
}

bool find_address(struct place *place, struct text target, bool picture, struct text *address)
{
	char scheme[16];
	size_t after;
	if (!url_allowed(target))
		return false;
	*address = target;
	if (read_scheme(target, scheme, &after))
		return !picture; /* pages ask nothing of other sites: no pictures from there */
	if (!place->resolve)
		return true;
	return place->resolve(place, target, picture, address) && url_allowed(*address);
}

void add_address(struct buffer *html, struct text address)
{
	static const char kept[] =
		"-_.!~*'();/?:@&=+$,#%"; /* RFC 2396 and '%', as CommonMark has it */
	for (size_t i = 0; i < address.size; i++) {
		unsigned char c = (unsigned char)address.at[i];
		bool plain =
			(c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (plain || (c && strchr(kept, c)))
			buffer_add_html(html, text_part(address, i, 1));
		else
			buffer_print(html, "%%%02X", c);
	}
}

/* "#228;" or "#xE4;" (what stands after '&'): false where it is something else. */
static bool read_numeric(struct text t, uint32_t *value)
{
	bool hex = t.size > 2 && (t.at[1] == 'x' || t.at[1] == 'X');
	size_t first = hex ? 2 : 1, digits = 0;
	*value = 0;
	for (size_t i = first; i < t.size && t.at[i] != ';'; i++, digits++) {
		char c = t.at[i];
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
			: c >= 'a' && c <= 'f'        ? (unsigned)(c - 'a' + 10)
			: c >= 'A' && c <= 'F'        ? (unsigned)(c - 'A' + 10)
						      : 16;
		if (digit >= (hex ? 16u : 10u))
			return false;
		*value = *value > 0x110000 ? *value : *value * (hex ? 16 : 10) + digit;
	}
	return digits > 0;
}

/* cmark knows the 2,125 names of HTML, so no second table of them is kept: a document that holds
 * nothing but the entity has one paragraph of its characters. */
static struct text named_entity(struct arena *a, struct text entity)
{
	struct buffer words = buffer_in(a);
	cmark_node *document = cmark_parse_document(entity.at, entity.size, CMARK_OPT_DEFAULT);
	cmark_node *paragraph = cmark_node_first_child(document);
	for (cmark_node *n = paragraph ? cmark_node_first_child(paragraph) : NULL; n;
		n = cmark_node_next(n))
		if (cmark_node_get_literal(n))
			buffer_add_chars(&words, cmark_node_get_literal(n));
	cmark_node_free(document);
	return buffer_text(&words);
}

struct text entity_words(struct arena *a, struct text entity)
{
	static const struct {
		const char *name, *words;
	} common[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" },
		{ "&nbsp;", "\xC2\xA0" } };
	uint32_t value;
	for (size_t i = 0; i < COUNT_OF(common); i++)
		if (text_is_chars(entity, common[i].name))
			return text_of(common[i].words);
	if (entity.size > 3 && entity.at[1] == '#') {
		if (!read_numeric(text_part(entity, 1, entity.size), &value))
			return entity;
		char out[4];
		size_t size = utf8_put(out, value ? value : 0xFFFD);
		return arena_copy(a, (struct text){ out, size });
	}
	return named_entity(a, entity);
}
