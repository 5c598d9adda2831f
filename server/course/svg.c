/*
 * svg: whether an SVG only draws. Authors' pictures are shown through <img>, where nothing in them
 * runs, but a picture also has an address of its own that can be opened. So whatever could run,
 * load or lead elsewhere is refused: a plain scan that would rather refuse a harmless picture than
 * let a doubtful one through, because "save as plain SVG" mends it.
 */
#include <ctype.h>
#include <string.h>

#include "course/pen.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

/* Whether `at` begins with `word` (lower case), whatever the case there. */
static bool says(struct text at, const char *word)
{
	size_t size = strlen(word);
	return at.size >= size && strncasecmp(at.at, word, size) == 0;
}

/* Elements by their local name, so that a namespace prefix hides nothing. */
static bool element_refused(struct text at)
{
	static const char *const refused[] = { "script", "foreignobject", "iframe", "object",
		"embed", "audio", "video", "handler", "listener", "!doctype", "!entity", "!element",
		"!attlist", "!notation", "?xml-stylesheet" };
	size_t end = 0, local = 0;
	for (; end < at.size && !is_blank(at.at[end]) && !strchr("</>", at.at[end]); end++)
		if (at.at[end] == ':')
			local = end + 1;
	struct text name = text_part(at, local, end - local);
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		if (says(name, refused[i]) && strlen(refused[i]) == name.size)
			return true;
	return false;
}

/* What follows an attribute's name: its value, after the quote; false where no "=" comes. */
static bool read_value(struct text at, struct text *value)
{
	at = text_trim(at);
	if (at.size == 0 || at.at[0] != '=')
		return false;
	*value = text_trim(text_part(at, 1, at.size));
	if (value->size && (value->at[0] == '"' || value->at[0] == '\''))
		*value = text_trim(text_part(*value, 1, value->size));
	return true;
}

static bool stays_inside(struct text value)
{
	return says(value, "#") || says(value, "\"") || says(value, "'") || /* empty */
		says(value, "data:image/png") || says(value, "data:image/jpeg") ||
		says(value, "data:image/webp");
}

/* At the first letter of a word: an event handler, or a reference that leaves the file. */
static bool attribute_refused(struct text at)
{
	struct text value;
	size_t end = 0;
	while (end < at.size && (isalnum((unsigned char)at.at[end]) || strchr("-_.", at.at[end])))
		end++;
	struct text rest = text_part(at, end, at.size);
	rest = text_part(rest, 0, 200); /* enough for a value's start; keeps the scan linear */
	if (says(at, "on") && end > 2)
		return read_value(rest, &value);
	if ((says(at, "href") && end == 4) || (says(at, "src") && end == 3))
		return read_value(rest, &value) && !stays_inside(value);
	if (says(at, "attributename") && end == 13 && read_value(rest, &value))
		return says(value, "href") || says(value, "xlink:") || says(value, "on") ||
			text_find_char(text_part(value, 0, 20), ':') < 20 || says(value, "&");
	if (says(at, "url") && end == 3 && rest.size && rest.at[0] == '(') {
		rest = text_trim(text_part(rest, 1, rest.size));
		if (rest.size && (rest.at[0] == '"' || rest.at[0] == '\''))
			rest = text_part(rest, 1, rest.size);
		return !says(rest, "#") && !says(rest, "&quot;#") && !says(rest, "&apos;#");
	}
	if (says(at, "encoding") && end == 8 && read_value(rest, &value))
		return !says(value, "utf-8") && !says(value, "us-ascii");
	return says(at, "javascript:");
}

/* What follows a '&': a number ("#106;", "#x6A;") of a character that can be typed as it is. It could
 * spell any of the words above; the five names that XML needs can't. */
static bool reference_refused(struct text at)
{
	bool hex = says(at, "#x");
	unsigned number = 0;
	if (!says(at, "#"))
		return false;
	for (size_t i = hex ? 2 : 1; i < at.size && isxdigit((unsigned char)at.at[i]); i++) {
		int c = tolower((unsigned char)at.at[i]);
		unsigned digit = (unsigned)(isdigit(c) ? c - '0' : c - 'a' + 10);
		number = number > 0x10FFFF ? number : number * (hex ? 16 : 10) + digit;
	}
	return number > 0x20 && number < 0x7F;
}

bool svg_draws_only(struct text bytes)
{
	if (!utf8_valid(bytes) || memchr(bytes.at, 0, bytes.size) ||
		text_find(bytes, TEXT("<svg")) == bytes.size)
		return false;
	for (size_t i = 0; i < bytes.size; i++) {
		struct text rest = text_part(bytes, i + 1, bytes.size);
		char c = bytes.at[i];
		if (c == '<' && element_refused(rest))
			return false;
		if ((c == '@' && says(rest, "import")) || (c == '&' && reference_refused(rest)))
			return false;
		if (c == '\\')
			return false; /* an escape in CSS could spell any of these */
		bool word_starts = i == 0 ||
			!(isalnum((unsigned char)bytes.at[i - 1]) ||
				strchr("-_.", bytes.at[i - 1]));
		if (word_starts && isalpha((unsigned char)c) &&
			attribute_refused(text_part(bytes, i, bytes.size)))
			return false;
	}
	return true;
}
