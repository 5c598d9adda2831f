/* PNG: what is made is what libpng's kin draw (tests/badge/others.test.mjs shows it to Chromium and
 * pngcheck); here, texts in pictures of anybody's, chunk by chunk. */
#include "pack/pack.h"
#include "test.h"

#include <zlib.h>

#define KEYWORD "askel"

/* A chunk with a true checksum, or one turned by `wrong`. */
static void add_chunk(struct buffer *b, const char *type, struct text data, uint32_t wrong)
{
	uint32_t crc = (uint32_t)crc32(0, (const Bytef *)type, 4);

	crc = (uint32_t)crc32_z(crc, (const Bytef *)data.at, data.size) ^ wrong;
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_add_char(b, (char)(data.size >> shift));
	buffer_add(b, (struct text){ type, 4 });
	buffer_add(b, data);
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_add_char(b, (char)(crc >> shift));
}

struct piece_of {
	const char *type;
	struct text data;
	uint32_t wrong;
};

static void check_texts(void)
{
#define HEAD \
	{ \
		"IHDR", TEXT("0123456789abc"), 0 \
	}
#define TAIL \
	{ \
		"IEND", NO_TEXT, 0 \
	}
#define WORDS \
	{ \
		"iTXt", TEXT("askel\0\0\0\0\0words"), 0 \
	}
	static const struct {
		const char *says;
		struct piece_of pieces[5];
		enum png_text found;
	} cases[] = {
		{ "a text is found", { HEAD, WORDS, TAIL }, PNG_TEXT_READ },
		{ "after other chunks, too", { HEAD, { "tEXt", TEXT("askel\0x"), 0 }, WORDS, TAIL },
			PNG_TEXT_READ },
		{ "languages are passed over",
			{ HEAD, { "iTXt", TEXT("askel\0\0\0fi\0x\0words"), 0 }, TAIL },
			PNG_TEXT_READ },
		{ "a longer keyword is another",
			{ HEAD, { "iTXt", TEXT("askel2\0\0\0\0\0words"), 0 }, TAIL },
			PNG_TEXT_NONE },
		{ "so is a shorter one", { HEAD, { "iTXt", TEXT("aske\0\0\0\0\0words"), 0 }, TAIL },
			PNG_TEXT_NONE },
		{ "none is none", { HEAD, TAIL }, PNG_TEXT_NONE },
		{ "two are one too many", { HEAD, WORDS, WORDS, TAIL }, PNG_TEXT_TWICE },
		{ "a compressed one isn't read",
			{ HEAD, { "iTXt", TEXT("askel\0\1\0\0\0words"), 0 }, TAIL },
			PNG_TEXT_PACKED },
		{ "a flag that isn't known",
			{ HEAD, { "iTXt", TEXT("askel\0\2\0\0\0words"), 0 }, TAIL },
			PNG_TEXT_NO_PNG },
		{ "a text without its fields", { HEAD, { "iTXt", TEXT("askel\0\0\0\0"), 0 }, TAIL },
			PNG_TEXT_NO_PNG },
		{ "a keyword alone", { HEAD, { "iTXt", TEXT("askel"), 0 }, TAIL }, PNG_TEXT_NONE },
		{ "a wrong checksum", { HEAD, { "iTXt", TEXT("askel\0\0\0\0\0words"), 1 }, TAIL },
			PNG_TEXT_NO_PNG },
		{ "without a header", { WORDS, TAIL }, PNG_TEXT_NO_PNG },
		{ "with two headers", { HEAD, HEAD, TAIL }, PNG_TEXT_NO_PNG },
		{ "without an end", { HEAD, WORDS }, PNG_TEXT_NO_PNG },
		{ "with something after its end", { HEAD, TAIL, WORDS }, PNG_TEXT_NO_PNG },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct buffer b = buffer_in(a);
		struct text text = NO_TEXT;
		buffer_add(&b, TEXT("\x89PNG\r\n\x1a\n"));
		for (const struct piece_of *p = cases[i].pieces; p->type; p++)
			add_chunk(&b, p->type, p->data, p->wrong);
		enum png_text found = png_text_read(buffer_text(&b), KEYWORD, &text);
		CHECK(found == cases[i].found &&
				(found != PNG_TEXT_READ || text_is_chars(text, "words")),
			"%s", cases[i].says);
	}
}

static void check_making(void)
{
	static const unsigned char pixels[2 * 3 * 4] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	OWN_ARENA a = arena_open();
	struct text png = png_make(a, pixels, 2, 3), with, text, twice;

	CHECK(png_text_read(png, KEYWORD, NULL) == PNG_TEXT_NONE, "a picture of ours is whole");
	CHECK(png_text_add(a, png, KEYWORD, TEXT("ä\n"), &with) &&
			png_text_read(with, KEYWORD, &text) == PNG_TEXT_READ &&
			text_is_chars(text, "ä\n"),
		"a text that was added is found");
	CHECK(!png_text_add(a, with, KEYWORD, TEXT("x"), &twice), "but none is added twice");
	CHECK(!png_text_add(a, png, KEYWORD, (struct text){ "a\0b", 3 }, &twice) &&
			!png_text_add(a, png, KEYWORD, TEXT("\xff"), &twice),
		"nor one with a NUL, or no UTF-8");
	for (size_t size = 0; size < with.size; size++)
		if (png_text_read(text_part(with, 0, size), KEYWORD, &text) != PNG_TEXT_NO_PNG)
			CHECK(false, "cut after %zu bytes it is no PNG", size);
}

static void check_gzip(void)
{
	OWN_ARENA a = arena_open();
	char *zeros = arena_take(a, 100000);
	struct text packed = gzip_make(a, (struct text){ zeros, 100000 }), plain;

	CHECK(gzip_read(a, packed, 100000, &plain) && plain.size == 100000,
		"what is packed is read");
	CHECK(!gzip_read(a, packed, 99999, &plain), "not past the most that is wanted");
	CHECK(!gzip_read(a, text_part(packed, 0, packed.size - 1), 100000, &plain), "nor cut");
	CHECK(!gzip_read(a, arena_print(a, "%.*sx", 0, "x"), 100, &plain), "nor what is none");
	struct buffer b = buffer_in(a);
	buffer_add(&b, packed);
	buffer_add_char(&b, 'x');
	CHECK(!gzip_read(a, buffer_text(&b), 100000, &plain), "nor with more after it");
}

int main(void)
{
	check_texts();
	check_making();
	check_gzip();
	return test_end();
}
