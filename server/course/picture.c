/*
 * picture: how wide and high a picture is shown, from its first bytes, so that a page keeps its
 * place while pictures load. Reads only what it needs and trusts no length it finds; a picture it
 * can't measure is 0 x 0 and simply goes without.
 */
#include <string.h>

#include "course/pen.h"

#define SIDE_MOST 30000

static unsigned byte_at(struct text t, size_t at)
{
	return at < t.size ? (unsigned char)t.at[at] : 0;
}

static unsigned big16(struct text t, size_t at)
{
	return byte_at(t, at) << 8 | byte_at(t, at + 1);
}

static unsigned little16(struct text t, size_t at)
{
	return byte_at(t, at + 1) << 8 | byte_at(t, at);
}

static unsigned little24(struct text t, size_t at)
{
	return byte_at(t, at + 2) << 16 | little16(t, at);
}

static bool holds(struct text t, size_t at, struct text bytes)
{
	return text_starts(text_part(t, at, t.size), bytes);
}

/* Orientation of a TIFF block (Exif 2.3, tag 0x0112), 1 where it doesn't say. */
static unsigned tiff_orientation(struct text tiff)
{
	bool big = holds(tiff, 0, TEXT("MM"));
	unsigned (*number)(struct text, size_t) = big ? big16 : little16;
	size_t table = big ? big16(tiff, 6) : little16(tiff, 4); /* always near in practice */
	unsigned count = number(tiff, table);
	for (size_t i = 0; i < count && table + 2 + i * 12 < tiff.size; i++)
		if (number(tiff, table + 2 + i * 12) == 0x0112)
			return number(tiff, table + 2 + i * 12 + 8);
	return 1;
}

/* Walks a JPEG's segments to the frame header; a photo lying on its side is shown upright. */
static void jpeg_size(struct text t, unsigned *width, unsigned *height)
{
	bool lying = false;
	for (size_t at = 2; at + 9 < t.size && byte_at(t, at) == 0xFF;) {
		unsigned marker = byte_at(t, at + 1), size = big16(t, at + 2);
		if (marker == 0xFF) {
			at++;
			continue;
		}
		if (marker == 0xE1 && holds(t, at + 4, TEXT("Exif\0\0"))) {
			unsigned way = tiff_orientation(text_part(t, at + 10, size));
			lying = way >= 5 && way <= 8;
		}
		if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
			marker != 0xCC) {
			*width = big16(t, at + (lying ? 5 : 7));
			*height = big16(t, at + (lying ? 7 : 5));
			return;
		}
		if (size < 2 || marker == 0xDA)
			return;
		at += 2 + size;
	}
}

static void webp_size(struct text t, unsigned *width, unsigned *height)
{
	if (holds(t, 12, TEXT("VP8X"))) {
		*width = little24(t, 24) + 1;
		*height = little24(t, 27) + 1;
	} else if (holds(t, 12, TEXT("VP8L")) && byte_at(t, 20) == 0x2F) {
		unsigned bits = little24(t, 21) | byte_at(t, 24) << 24;
		*width = (bits & 0x3FFF) + 1;
		*height = (bits >> 14 & 0x3FFF) + 1;
	} else if (holds(t, 12, TEXT("VP8 ")) && holds(t, 23, TEXT("\x9D\x01\x2A"))) {
		*width = little16(t, 26) & 0x3FFF;
		*height = little16(t, 28) & 0x3FFF;
	}
}

/* The value of an attribute of a start tag; empty where it isn't there. */
static struct text attribute_of(struct text tag, struct text name)
{
	for (size_t at = 0; at < tag.size; at++) {
		struct text rest = text_part(tag, at, tag.size);
		if ((at && !strchr(" \t\r\n", tag.at[at - 1])) || !text_starts(rest, name))
			continue;
		rest = text_trim(text_part(rest, name.size, rest.size));
		if (rest.size < 2 || rest.at[0] != '=')
			continue;
		rest = text_trim(text_part(rest, 1, rest.size));
		if (rest.size == 0 || (rest.at[0] != '"' && rest.at[0] != '\''))
			continue;
		char quote = rest.at[0];
		rest = text_part(rest, 1, rest.size);
		return text_trim(text_part(rest, 0, text_find_char(rest, quote)));
	}
	return NO_TEXT;
}

/* "120", "120.5px" -> 120; 0 for percents and other units. */
static unsigned whole_pixels(struct text value)
{
	unsigned pixels = 0;
	size_t at = 0;
	for (; at < value.size && value.at[at] >= '0' && value.at[at] <= '9'; at++)
		pixels = pixels > SIDE_MOST ? pixels : pixels * 10 + (unsigned)(value.at[at] - '0');
	if (at < value.size && value.at[at] == '.')
		for (at++; at < value.size && value.at[at] >= '0' && value.at[at] <= '9';)
			at++;
	struct text unit = text_part(value, at, value.size);
	return unit.size == 0 || text_is_chars(unit, "px") ? pixels : 0;
}

static void svg_size(struct text t, unsigned *width, unsigned *height)
{
	struct text tag = text_part(t, text_find(t, TEXT("<svg")), t.size);
	tag = text_part(tag, 0, text_find_char(tag, '>'));
	*width = whole_pixels(attribute_of(tag, TEXT("width")));
	*height = whole_pixels(attribute_of(tag, TEXT("height")));
	if (*width && *height)
		return;
	struct text box = attribute_of(tag, TEXT("viewBox")), side[4];
	size_t count = 0;
	while (box.size && count < COUNT_OF(side)) {
		size_t end = 0;
		while (end < box.size && !strchr(" ,\t\r\n", box.at[end]))
			end++;
		side[count++] = text_part(box, 0, end);
		while (end < box.size && strchr(" ,\t\r\n", box.at[end]))
			end++;
		box = text_part(box, end, box.size);
	}
	*width = count == 4 ? whole_pixels(side[2]) : 0;
	*height = count == 4 ? whole_pixels(side[3]) : 0;
}

void picture_size(struct text bytes, int *width, int *height)
{
	unsigned wide = 0, high = 0;
	if (text_starts(bytes, TEXT("\x89PNG\r\n\x1A\n")) && holds(bytes, 12, TEXT("IHDR"))) {
		wide = big16(bytes, 16) << 16 | big16(bytes, 18);
		high = big16(bytes, 20) << 16 | big16(bytes, 22);
	} else if (text_starts(bytes, TEXT("\xFF\xD8\xFF"))) {
		jpeg_size(bytes, &wide, &high);
	} else if (text_starts(bytes, TEXT("RIFF")) && holds(bytes, 8, TEXT("WEBP"))) {
		webp_size(bytes, &wide, &high);
	} else {
		svg_size(bytes, &wide, &high);
	}
	bool known = wide && high && wide <= SIDE_MOST && high <= SIDE_MOST;
	*width = known ? (int)wide : 0;
	*height = known ? (int)high : 0;
}
