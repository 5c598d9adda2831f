/*
 * buffer: text that grows in an arena, the tool every page is written with. `room` leaves one byte
 * for the NUL and never passes the cap, so the common add is one comparison and one copy. A full
 * buffer stays as it was before the text that didn't fit: nothing is cut in the middle.
 */
#include "base/inside.h"

#include <stdio.h>
#include <string.h>

#define FIRST_ROOM ((size_t)255)

struct buffer buffer_in(struct arena *a)
{
	return (struct buffer){ .arena = a };
}

/* Makes room for `more` bytes and the NUL; false where the buffer is full by then. */
static bool make_room(struct buffer *b, size_t more)
{
	size_t need, room;
	char *at;

	if (b->full)
		return false;
	if (__builtin_add_overflow(b->size, more, &need) || need > SIZE_MAX / 4)
		end_process("a buffer grew past all memory");
	if (b->cap && need > b->cap) {
		b->full = true;
		b->room = b->size;
		return false;
	}
	if (b->at && need <= b->room)
		return true;
	room = b->room * 2 + 1 > FIRST_ROOM ? b->room * 2 + 1 : FIRST_ROOM;
	if (room < need)
		room = need;
	if (b->cap && room > b->cap)
		room = b->cap;
	if (!b->at || !arena_stretch(b->arena, b->at, b->room + 1, room + 1)) {
		at = arena_take_unset(b->arena, room + 1);
		if (b->at)
			memcpy(at, b->at, b->size);
		b->at = at;
	}
	b->room = room;
	return true;
}

bool buffer_reserve(struct buffer *b, size_t more)
{
	return (b->at && more <= b->room - b->size) || make_room(b, more);
}

void buffer_add_chars(struct buffer *b, const char *chars)
{
	buffer_add(b, text_of(chars));
}

void buffer_add_char(struct buffer *b, char c)
{
	if (b->size == b->room && !make_room(b, 1))
		return;
	b->at[b->size++] = c;
}

void buffer_print(struct buffer *b, const char *format, ...)
{
	va_list arguments;
	int size;

	if (!make_room(b, 0))
		return;
	va_start(arguments, format);
	size = vsnprintf(b->at + b->size, b->room - b->size + 1, format, arguments);
	va_end(arguments);
	if (size < 0)
		end_process("a text could not be printed");
	if ((size_t)size > b->room - b->size) {
		if (!make_room(b, (size_t)size))
			return;
		va_start(arguments, format);
		vsnprintf(b->at + b->size, (size_t)size + 1, format, arguments);
		va_end(arguments);
	}
	b->size += (size_t)size;
}

static struct text html_form(char c)
{
	switch (c) {
	case '&':
		return TEXT("&amp;");
	case '<':
		return TEXT("&lt;");
	case '>':
		return TEXT("&gt;");
	case '"':
		return TEXT("&quot;");
	default:
		return TEXT("&#39;");
	}
}

#define EACH_BYTE(byte) (0x0101010101010101u * (byte))

/* Whether any of eight bytes is 0: below 0x80 only a 0 borrows from its top bit. */
static inline bool has_zero(uint64_t bytes)
{
	return ((bytes - EACH_BYTE(0x01)) & ~bytes & EACH_BYTE(0x80)) != 0;
}

/* & and ' differ in one bit, as do < and >, so three looks find all five. */
static inline bool has_special(uint64_t bytes)
{
	return has_zero((bytes | EACH_BYTE('&' ^ '\'')) ^ EACH_BYTE('\'')) ||
		has_zero((bytes | EACH_BYTE('<' ^ '>')) ^ EACH_BYTE('>')) ||
		has_zero(bytes ^ EACH_BYTE('"'));
}

/* How many bytes from `from` on stand for themselves. */
static size_t plain_run(struct text t, size_t from)
{
	static const bool special[256] = {
		['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true
	};
	size_t i = from;
	uint64_t bytes;

	for (; t.size - i >= sizeof bytes; i += sizeof bytes) {
		memcpy(&bytes, t.at + i, sizeof bytes);
		if (has_special(bytes))
			break;
	}
	while (i < t.size && !special[(unsigned char)t.at[i]])
		i++;
	return i - from;
}

void buffer_add_html(struct buffer *b, struct text t)
{
	for (size_t at = 0; at < t.size; at++) {
		size_t plain = plain_run(t, at);
		buffer_add(b, (struct text){ t.at + at, plain });
		at += plain;
		if (at < t.size)
			buffer_add(b, html_form(t.at[at]));
	}
}

void buffer_add_json(struct buffer *b, struct text t)
{
	size_t from = 0;

	buffer_add_char(b, '"');
	for (size_t i = 0; i < t.size; i++) {
		unsigned char c = (unsigned char)t.at[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buffer_add(b, (struct text){ t.at + from, i - from });
		if (c == '\n')
			buffer_add_chars(b, "\\n");
		else if (c < 0x20)
			buffer_print(b, "\\u%04x", c);
		else
			buffer_print(b, "\\%c", c);
		from = i + 1;
	}
	buffer_add(b, text_part(t, from, SIZE_MAX));
	buffer_add_char(b, '"');
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '-' || c == '.' || c == '_' || c == '~';
}

void buffer_add_url(struct buffer *b, struct text t)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t from = 0;

	for (size_t i = 0; i < t.size; i++) {
		unsigned char byte = (unsigned char)t.at[i];
		if (is_unreserved(t.at[i]))
			continue;
		buffer_add(b, (struct text){ t.at + from, i - from });
		buffer_add(b,
			(struct text){ (char[]){ '%', digits[byte >> 4], digits[byte & 15] }, 3 });
		from = i + 1;
	}
	buffer_add(b, text_part(t, from, SIZE_MAX));
}

struct text buffer_text(struct buffer *b)
{
	if (!b->at)
		return NO_TEXT;
	b->at[b->size] = '\0';
	return (struct text){ b->at, b->size };
}
