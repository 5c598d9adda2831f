/*
 * Whether an SVG draws and does nothing else. What the scan says must not hang on how a picture is
 * spelled: the same one with its character references written out is judged the same, and what is
 * let through has none of the words that could do something.
 */
#include "course/pen.h"
#include "fuzz.h"

#include <ctype.h>

/* "#106;" or "#x6A;" at `t`: the character, where it is printable ASCII that has no meaning of its
 * own in XML; 0 otherwise. */
static char referred(struct text t, size_t *size)
{
	char digits[12] = "", *end;
	size_t semicolon = text_find_char(text_part(t, 0, sizeof digits), ';');

	if (t.size < 3 || t.at[0] != '#' || semicolon >= sizeof digits || semicolon >= t.size)
		return 0;
	memcpy(digits, t.at + 1, semicolon - 1);
	bool hex = digits[0] == 'x';
	if (!isxdigit((unsigned char)digits[hex]))
		return 0;
	unsigned long c = strtoul(digits + hex, &end, hex ? 16 : 10);
	*size = semicolon + 1;
	return *end == '\0' && c > 0x20 && c < 0x7F && !strchr("<>&\"'", (int)c) ? (char)c : 0;
}

static struct text write_out(struct arena *a, struct text svg)
{
	struct buffer out = buffer_in(a);

	for (size_t i = 0; i < svg.size; i++) {
		size_t size = 0;
		char c = svg.at[i] == '&' ? referred(text_part(svg, i + 1, 16), &size) : 0;
		buffer_add_char(&out, c ? c : svg.at[i]);
		i += c ? size : 0;
	}
	return buffer_text(&out);
}

/* Whether a word stands in the picture, whatever its case, and isn't the end of a longer one; names of
 * elements are whole. */
static bool holds(struct text svg, const char *word)
{
	size_t size = strlen(word);

	for (size_t i = 0; i + size <= svg.size; i++) {
		char before = i ? svg.at[i - 1] : ' ';
		bool starts = !isalpha((unsigned char)word[0]) ||
			!(isalnum((unsigned char)before) || strchr("-_.", before));
		char after = i + size < svg.size ? svg.at[i + size] : ' ';
		bool ends = word[0] != '<' || strchr(" \t\r\n\f/<>", after);
		if (starts && ends && strncasecmp(svg.at + i, word, size) == 0)
			return true;
	}
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const never[] = { "<script", "<foreignobject", "<!doctype", "<!entity",
		"<iframe", "<?xml-stylesheet", "@import", "url(http", "url(//", "href=\"http",
		"href=\"/", "href='j", "href=\"data:text", "src=\"http", " onload=\"",
		" onclick=", "=\"javascript:", "attributename=\"href", "attributename=\"on" };
	OWN_ARENA a = arena_open();
	struct text svg = input_of(data, size), plain;

	if (!svg_draws_only(svg))
		return 0;
	HOLDS(is_sound(svg));
	plain = write_out(a, svg);
	HOLDS(svg_draws_only(plain));
	for (size_t i = 0; i < COUNT_OF(never); i++)
		HOLDS(!holds(plain, never[i]));
	return 0;
}
