/*
 * kind: what a file is, by its first bytes. Names and types that come along say what a phone thinks; the
 * one who draws the file believes neither, and nor do we. Formats that we can't show are told apart as far
 * as there is something to advise. Pure, for any bytes.
 */
#include "vault/vault.h"

#include <string.h>

static const struct {
	const char *word, *type, *ending;
} kinds[] = {
#define X(name, word, type, ending) [name] = { word, type, ending },
	FILE_KINDS(X)
#undef X
};

const char *file_kind_word(enum file_kind kind)
{
	return kinds[kind].word;
}

const char *file_kind_type(enum file_kind kind)
{
	return kinds[kind].type;
}

const char *file_kind_ending(enum file_kind kind)
{
	return kinds[kind].ending;
}

bool file_kind_of_word(struct text word, enum file_kind *kind)
{
	for (int i = 0; i < FILE_KIND_COUNT; i++) {
		if (!text_is_chars(word, kinds[i].word))
			continue;
		*kind = (enum file_kind)i;
		return true;
	}
	return false;
}

bool is_picture(enum file_kind kind)
{
	return kind == FILE_JPEG || kind == FILE_PNG || kind == FILE_WEBP;
}

static bool has_at(struct text head, size_t at, struct text bytes)
{
	return text_starts(text_part(head, at, SIZE_MAX), bytes);
}

static bool has_anywhere(struct text head, struct text bytes)
{
	return text_find(head, bytes) < head.size;
}

/* ISO base media files (ISO/IEC 14496-12, 4.3): what they are is a brand of four letters. */
static enum file_problem media_of(struct text head)
{
	static const char *const pictures[] = { "heic", "heix", "heim", "heis", "hevc", "hevx",
		"mif1", "msf1", "avif", "avis" };

	for (size_t i = 0; i < COUNT_OF(pictures); i++)
		if (has_at(head, 8, text_of(pictures[i])))
			return FILE_HEIC;
	return FILE_VIDEO;
}

/* ODF says what it is in its first entry (ODF 1.3, part 2, 3.3); Office Open XML by the names of its parts,
 * which stand in the headers of entries (APPNOTE.TXT, 4.3.7) near the beginning. */
static enum file_problem archive_of(struct text head, enum file_kind *kind)
{
	static const struct text odt = { "mimetypeapplication/vnd.oasis.opendocument.text",
		sizeof "mimetypeapplication/vnd.oasis.opendocument.text" - 1 };

	if (has_at(head, 30, odt) && has_at(head, 30 + odt.size, TEXT("PK"))) {
		*kind = FILE_ODT;
		return FILE_FITS;
	}
	if (has_at(head, 30, TEXT("mimetypeapplication/vnd.oasis.opendocument.")))
		return FILE_SHEET;
	if (has_anywhere(head, TEXT("xl/workbook")) || has_anywhere(head, TEXT("ppt/presentation")))
		return FILE_SHEET;
	*kind = FILE_DOCX;
	return has_anywhere(head, TEXT("word/")) ? FILE_FITS : FILE_UNKNOWN;
}

/* No program writes these into words, but for tabs and ends of lines and pages. */
static bool is_word_byte(unsigned char c)
{
	return c >= 0x20 ? c != 0x7f : c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_text(struct text head)
{
	bool wide = text_starts(head, TEXT("\xff\xfe"));

	for (size_t i = 0; i < head.size; i++) {
		unsigned char c = (unsigned char)head.at[i];
		/* of a wide character the upper half is mostly zero */
		if (wide ? c == 0 && i % 2 == 0 && i > 1 : !is_word_byte(c))
			return false;
	}
	return true;
}

static const struct {
	struct text begins;
	enum file_problem problem;
	enum file_kind kind;
} beginnings[] = {
	{ { "\xff\xd8\xff", sizeof "\xff\xd8\xff" - 1 }, FILE_FITS, FILE_JPEG },
	{ { "\x89PNG\r\n\x1a\n", sizeof "\x89PNG\r\n\x1a\n" - 1 }, FILE_FITS, FILE_PNG },
	{ { "%PDF-", sizeof "%PDF-" - 1 }, FILE_FITS, FILE_PDF },
	{ { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sizeof "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" - 1 },
		FILE_SHEET, 0 }, /* Office until 2003 */
	{ { "{\\rtf", sizeof "{\\rtf" - 1 }, FILE_SHEET, 0 },
	{ { "ID3", sizeof "ID3" - 1 }, FILE_VIDEO, 0 },
	{ { "OggS", sizeof "OggS" - 1 }, FILE_VIDEO, 0 },
	{ { "\x1a\x45\xdf\xa3", sizeof "\x1a\x45\xdf\xa3" - 1 }, FILE_VIDEO,
		0 }, /* Matroska, WebM */
	{ { "GIF8", sizeof "GIF8" - 1 }, FILE_UNKNOWN, 0 },
	{ { "BM", sizeof "BM" - 1 }, FILE_UNKNOWN, 0 },
};

enum file_problem file_kind_of(struct text head, enum file_kind *kind)
{
	head = text_part(head, 0, KIND_BYTES);
	*kind = FILE_TEXT;
	if (head.size == 0)
		return FILE_EMPTY;
	if (has_at(head, 0, TEXT("RIFF"))) {
		*kind = FILE_WEBP;
		return has_at(head, 8, TEXT("WEBPVP8")) ? FILE_FITS : FILE_VIDEO;
	}
	if (has_at(head, 4, TEXT("ftyp")))
		return media_of(head);
	if (has_at(head, 0, TEXT("PK\x03\x04")))
		return archive_of(head, kind);
	for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
		if (!has_at(head, 0, beginnings[i].begins))
			continue;
		/* words may begin like that */
		if (beginnings[i].problem == FILE_UNKNOWN && is_text(head))
			break;
		*kind = beginnings[i].kind;
		return beginnings[i].problem;
	}
	return is_text(head) ? FILE_FITS : FILE_UNKNOWN;
}
