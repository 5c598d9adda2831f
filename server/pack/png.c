/*
 * png: pictures of our own as PNG (W3C, third edition), and texts in pictures of anybody's. What is
 * read is chunks alone: each length is held against what is left, each checksum is made again, and no
 * pixel is unpacked.
 */
#include "pack/inside.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define SIGNATURE TEXT("\x89PNG\r\n\x1a\n")
#define CHUNK_FRAME 12 /* length, type and checksum (5.3) */
#define KEYWORD_MOST 79

static void add_number(struct buffer *b, uint32_t number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_add_char(b, (char)(unsigned char)(number >> shift));
}

static uint32_t number_at(struct text t, size_t at)
{
	uint32_t number = 0;
	for (size_t i = 0; i < 4; i++)
		number = number << 8 | (unsigned char)t.at[at + i];
	return number;
}

static uint32_t checksum(struct text t)
{
	return (uint32_t)crc32_z(0, (const Bytef *)t.at, t.size);
}

static void add_chunk(struct buffer *b, const char *type, struct text data)
{
	size_t from;

	add_number(b, (uint32_t)data.size);
	from = b->size;
	buffer_add(b, (struct text){ type, 4 });
	buffer_add(b, data);
	add_number(b, checksum((struct text){ b->at + from, b->size - from }));
}

/* Each row after its filter: 2, what differs from the row above (9.2), for our pictures are made of
 * areas of one colour. */
static struct text filter_rows(
	struct arena *a, const unsigned char *pixels, size_t row_bytes, uint32_t height)
{
	unsigned char *rows = arena_take_many(a, row_bytes + 1, height);
	unsigned char *to = rows;

	for (size_t y = 0; y < height; y++) {
		const unsigned char *row = pixels + y * row_bytes;
		*to++ = 2;
		for (size_t i = 0; i < row_bytes; i++)
			*to++ = (unsigned char)(row[i] - (y ? row[i - row_bytes] : 0));
	}
	return (struct text){ (const char *)rows, (row_bytes + 1) * height };
}

struct text png_make(struct arena *a, const unsigned char *pixels, uint32_t width, uint32_t height)
{
	OWN_ARENA scratch = arena_open();
	struct buffer head = buffer_in(scratch), png = buffer_in(a);

	if (width == 0 || height == 0 || width > PNG_SIDE_MOST || height > PNG_SIDE_MOST) {
		log_fault("ending: no PNG is %u pixels by %u", width, height);
		abort();
	}
	add_number(&head, width);
	add_number(&head, height);
	/* 8 bits, true colour with opacity; the one method each of deflating and filtering; no
	 * interlacing (11.2.1) */
	buffer_add(&head, (struct text){ "\x08\x06\0\0\0", 5 });
	buffer_add(&png, SIGNATURE);
	add_chunk(&png, "IHDR", buffer_text(&head));
	add_chunk(&png, "IDAT",
		squeeze_zlib(scratch, filter_rows(scratch, pixels, (size_t)width * 4, height)));
	add_chunk(&png, "IEND", NO_TEXT);
	return buffer_text(&png);
}

/* A chunk of a picture that may be anybody's. */
struct chunk {
	size_t at; /* of its length */
	struct text type, data;
};

/* The chunk at *at, which moves past it; false where there is no whole and sound one. */
static bool next_chunk(struct text png, size_t *at, struct chunk *chunk)
{
	size_t left = png.size - *at, size;

	if (left < CHUNK_FRAME)
		return false;
	size = number_at(png, *at);
	if (size > left - CHUNK_FRAME)
		return false;
	*chunk = (struct chunk){
		.at = *at, .type = text_part(png, *at + 4, 4), .data = text_part(png, *at + 8, size)
	};
	*at += size + CHUNK_FRAME;
	return checksum((struct text){ chunk->type.at, size + 4 }) == number_at(png, *at - 4);
}

/* Whether an iTXt chunk (11.3.3.4) has this keyword. */
static bool has_keyword(struct text data, const char *keyword)
{
	size_t size = strlen(keyword) + 1;
	return data.size >= size && memcmp(data.at, keyword, size) == 0;
}

/* What follows the keyword: flag, method, language, translated keyword, text. */
static enum png_text read_text(struct text rest, struct text *text)
{
	size_t language, translated;

	if (rest.size < 2)
		return PNG_TEXT_NO_PNG;
	if (rest.at[0] != 0)
		return rest.at[0] == 1 ? PNG_TEXT_PACKED : PNG_TEXT_NO_PNG;
	rest = text_part(rest, 2, rest.size);
	language = text_find_char(rest, '\0');
	if (language == rest.size)
		return PNG_TEXT_NO_PNG;
	rest = text_part(rest, language + 1, rest.size);
	translated = text_find_char(rest, '\0');
	if (translated == rest.size)
		return PNG_TEXT_NO_PNG;
	*text = text_part(rest, translated + 1, rest.size);
	return PNG_TEXT_READ;
}

/* The same with where the last chunk begins. */
static enum png_text find_text(
	struct text png, const char *keyword, struct text *text, size_t *end_at)
{
	enum png_text found = PNG_TEXT_NONE;
	struct chunk chunk;
	size_t at = SIGNATURE.size, count = 0;

	if (png.size > PNG_BYTES_MOST || !text_starts(png, SIGNATURE))
		return PNG_TEXT_NO_PNG;
	for (; next_chunk(png, &at, &chunk); count++) {
		if ((count == 0) != text_is(chunk.type, TEXT("IHDR")))
			return PNG_TEXT_NO_PNG;
		if (text_is(chunk.type, TEXT("IEND"))) {
			*end_at = chunk.at;
			return at == png.size ? found : PNG_TEXT_NO_PNG;
		}
		if (!text_is(chunk.type, TEXT("iTXt")) || !has_keyword(chunk.data, keyword))
			continue;
		if (found != PNG_TEXT_NONE)
			return PNG_TEXT_TWICE;
		found = read_text(
			text_part(chunk.data, strlen(keyword) + 1, chunk.data.size), text);
		if (found == PNG_TEXT_NO_PNG)
			return found;
	}
	return PNG_TEXT_NO_PNG;
}

enum png_text png_text_read(struct text png, const char *keyword, struct text *text)
{
	struct text found = NO_TEXT;
	size_t end;
	enum png_text went = find_text(png, keyword, &found, &end);

	if (went == PNG_TEXT_READ && text)
		*text = found;
	return went;
}

bool png_text_add(
	struct arena *a, struct text png, const char *keyword, struct text words, struct text *out)
{
	OWN_ARENA scratch = arena_open();
	struct buffer data = buffer_in(scratch), b = buffer_in(a);
	struct text none;
	size_t end;

	if (find_text(png, keyword, &none, &end) != PNG_TEXT_NONE ||
		strlen(keyword) > KEYWORD_MOST || words.size > PNG_BYTES_MOST - png.size ||
		!utf8_valid(words) || text_find_char(words, '\0') < words.size)
		return false;
	buffer_add(&data, (struct text){ keyword, strlen(keyword) + 1 });
	buffer_add(&data, (struct text){ "\0\0\0\0", 4 });
	buffer_add(&data, words);
	buffer_add(&b, text_part(png, 0, end));
	add_chunk(&b, "iTXt", buffer_text(&data));
	buffer_add(&b, text_part(png, end, png.size));
	*out = buffer_text(&b);
	return true;
}
