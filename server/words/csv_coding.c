/*
 * csv_coding: tables between UTF-8 and what spreadsheets save. Pure.
 */
#include "words/inside.h"

/* 0x80 to 0x9F of Windows-1252; what it leaves open stays a control, as browsers have it (WHATWG
 * Encoding Standard, index windows-1252). */
static const uint16_t windows_1252[32] = { 0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
	0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019,
	0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	0x017E, 0x0178 };

static uint32_t from_windows_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

/* ---- reading ------------------------------------------------------------------------------------- */

static void add_character(struct buffer *out, uint32_t c)
{
	char bytes[4];

	buffer_add(out, (struct text){ bytes, utf8_put(bytes, c) });
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xDC00 && unit < 0xE000;
}

static uint32_t unit_at(struct text bytes, size_t at)
{
	return (unsigned char)bytes.at[at] | (uint32_t)(unsigned char)bytes.at[at + 1] << 8;
}

/* Halves of characters become U+FFFD, as does an odd byte at the end. */
static void decode_utf16(struct text bytes, struct buffer *out)
{
	size_t at = 0;

	while (at + 1 < bytes.size) {
		uint32_t c = unit_at(bytes, at);
		at += 2;
		if (c >= 0xD800 && c < 0xDC00 && at + 1 < bytes.size &&
			is_low(unit_at(bytes, at))) {
			c = 0x10000 + ((c - 0xD800) << 10) + (unit_at(bytes, at) - 0xDC00);
			at += 2;
		}
		add_character(out, c);
	}
	if (at < bytes.size)
		add_character(out, 0xFFFD);
}

static void decode_windows_1252(struct text bytes, struct buffer *out)
{
	for (size_t i = 0; i < bytes.size; i++)
		add_character(out, from_windows_1252((unsigned char)bytes.at[i]));
}

static void decode_utf8(struct text bytes, struct buffer *out)
{
	size_t at = 0;

	while (at < bytes.size)
		add_character(out, utf8_next(bytes, &at));
}

/* Without a mark: UTF-8 where more of its bytes beyond ASCII are well-formed characters than not, for
 * then the others are damage; in Windows-1252 hardly any are. */
static bool is_mostly_utf8(struct text bytes)
{
	size_t well = 0, ill = 0, at = 0;

	while (at < bytes.size) {
		size_t from = at;
		utf8_next(bytes, &at);
		if (at - from > 1)
			well++;
		else if ((unsigned char)bytes.at[from] >= 0x80)
			ill++;
	}
	return well >= ill;
}

static const struct text marks[] = {
	[CSV_UTF8] = { "", 0 },
	[CSV_UTF8_MARKED] = { "\xEF\xBB\xBF", 3 },
	[CSV_UTF16LE] = { "\xFF\xFE", 2 },
	[CSV_WINDOWS_1252] = { "", 0 },
};

/* The coding of a file, and the file without its mark. */
static enum csv_coding coding_of(struct text *bytes)
{
	for (enum csv_coding coding = CSV_UTF8_MARKED; coding <= CSV_UTF16LE; coding++)
		if (text_starts(*bytes, marks[coding])) {
			*bytes = text_part(*bytes, marks[coding].size, bytes->size);
			return coding;
		}
	return is_mostly_utf8(*bytes) ? CSV_UTF8 : CSV_WINDOWS_1252;
}

struct buffer csv_decode(struct arena *a, struct text bytes, enum csv_coding *coding)
{
	struct buffer out = buffer_in(a);

	*coding = coding_of(&bytes);
	buffer_reserve(&out, bytes.size + bytes.size / 8 + 4);
	if (*coding == CSV_UTF16LE)
		decode_utf16(bytes, &out);
	else if (*coding == CSV_WINDOWS_1252)
		decode_windows_1252(bytes, &out);
	else
		decode_utf8(bytes, &out);
	return out;
}

struct text decode_words(struct arena *a, struct text bytes)
{
	enum csv_coding coding;
	struct text clean;
	struct buffer words = csv_decode(a, bytes, &coding);

	return clean_words(a, buffer_text(&words), &clean) ? clean : NO_TEXT;
}

/* ---- writing ------------------------------------------------------------------------------------- */

/* False where Windows-1252 has no such character. */
static bool to_windows_1252(uint32_t c, char *byte)
{
	if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) {
		*byte = (char)c;
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(windows_1252); i++)
		if (windows_1252[i] == c) {
			*byte = (char)(0x80 + i);
			return true;
		}
	return false;
}

static bool encode_windows_1252(struct text words, struct buffer *out)
{
	size_t at = 0;
	char byte;

	while (at < words.size) {
		if (!to_windows_1252(utf8_next(words, &at), &byte))
			return false;
		buffer_add_char(out, byte);
	}
	return true;
}

static void add_unit(struct buffer *out, uint32_t unit)
{
	buffer_add_char(out, (char)(unit & 0xFF));
	buffer_add_char(out, (char)(unit >> 8 & 0xFF));
}

static void encode_utf16(struct text words, struct buffer *out)
{
	size_t at = 0;

	while (at < words.size) {
		uint32_t c = utf8_next(words, &at);
		if (c >= 0x10000) {
			add_unit(out, 0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + ((c - 0x10000) & 0x3FF);
		}
		add_unit(out, c);
	}
}

static bool is_ascii(struct text bytes)
{
	for (size_t i = 0; i < bytes.size; i++)
		if ((unsigned char)bytes.at[i] >= 0x80)
			return false;
	return true;
}

struct text csv_encode(struct arena *a, struct text words, enum csv_coding coding)
{
	struct buffer out = buffer_in(a);
	struct text bytes, body;
	bool fits = true;

	buffer_reserve(&out, words.size + 4);
	buffer_add(&out, marks[coding]);
	if (coding == CSV_UTF16LE)
		encode_utf16(words, &out);
	else if (coding == CSV_WINDOWS_1252)
		fits = encode_windows_1252(words, &out);
	else
		buffer_add(&out, words);
	body = bytes = buffer_text(&out);
	/* Without a mark the bytes must look like what they are. */
	if (fits && (is_ascii(bytes) || coding_of(&body) == coding))
		return bytes;
	return csv_encode(a, words, CSV_UTF8_MARKED);
}
