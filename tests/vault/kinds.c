/* What a file is, by its first bytes, whatever it is called. */
#include "test.h"
#include "vault/vault.h"

#define DOCX \
	"PK\3\4\x14\0\6\0\10\0\0\0!\0" \
	"ABCDEFGHIJKL" \
	"\x13\0\0\0[Content_Types].xml......"

int main(void)
{
	static const struct {
		const char *says;
		struct text head;
		enum file_problem problem;
		enum file_kind kind;
	} rows[] = {
		{ "a JPEG", { "\xff\xd8\xff\xe0..JFIF", 10 }, FILE_FITS, FILE_JPEG },
		{ "a PNG", { "\x89PNG\r\n\x1a\n....", 12 }, FILE_FITS, FILE_PNG },
		{ "a WebP", { "RIFF\x10\0\0\0WEBPVP8L", 16 }, FILE_FITS, FILE_WEBP },
		{ "a PDF", { "%PDF-1.7\n", 9 }, FILE_FITS, FILE_PDF },
		{ "a Word document", { DOCX "PK\3\4word/document.xml", sizeof DOCX + 20 },
			FILE_FITS, FILE_DOCX },
		{ "a spreadsheet of Excel", { DOCX "xl/workbook.xml", sizeof DOCX + 14 },
			FILE_SHEET, FILE_TEXT },
		{ "another archive", { "PK\3\4\x14\0\0\0\0\0abcdefghijklmnopqrst photo.jpg", 40 },
			FILE_UNKNOWN, FILE_TEXT },
		{ "plain words", { "Siivosin kaksi vuotta.\r\n\tJa enemm\xc3\xa4n", 36 }, FILE_FITS,
			FILE_TEXT },
		{ "words as Windows wrote them", { "Ty\xf6t\xe4", 5 }, FILE_FITS, FILE_TEXT },
		{ "words of two bytes each", { "\xff\xfeT\0y\0\xf6\0", 8 }, FILE_FITS, FILE_TEXT },
		{ "words that begin like a bitmap", { "BMW 320 huolto", 14 }, FILE_FITS,
			FILE_TEXT },
		{ "a page of HTML, which is words to us", { "<script>alert(1)</script>", 25 },
			FILE_FITS, FILE_TEXT },
		{ "a drawing of SVG, which is words too", { "<svg onload=alert(1)>", 21 },
			FILE_FITS, FILE_TEXT },
		{ "an iPhone's HEIC",
			{ "\0\0\0\x18"
			  "ftypheic....",
				16 },
			FILE_HEIC, FILE_TEXT },
		{ "an AVIF",
			{ "\0\0\0\x18"
			  "ftypavif....",
				16 },
			FILE_HEIC, FILE_TEXT },
		{ "a video",
			{ "\0\0\0\x18"
			  "ftypisom....",
				16 },
			FILE_VIDEO, FILE_TEXT },
		{ "an old Word file", { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", 12 }, FILE_SHEET,
			FILE_TEXT },
		{ "a program",
			{ "\x7f"
			  "ELF\2\1\1\0",
				8 },
			FILE_UNKNOWN, FILE_TEXT },
		{ "a GIF", { "GIF89a\1\0\1\0", 10 }, FILE_UNKNOWN, FILE_TEXT },
		{ "nothing", { "", 0 }, FILE_EMPTY, FILE_TEXT },
		{ "a PDF with something before it", { "\0%PDF-1.7", 9 }, FILE_UNKNOWN, FILE_TEXT },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		enum file_kind kind;
		enum file_problem problem = file_kind_of(rows[i].head, &kind);
		CHECK(problem == rows[i].problem && (problem != FILE_FITS || kind == rows[i].kind),
			"%s is known for what it is (%d, %s)", rows[i].says, (int)problem,
			file_kind_word(kind));
	}
	for (int i = 0; i < FILE_KIND_COUNT; i++) {
		enum file_kind kind;
		CHECK(file_kind_of_word(text_of(file_kind_word((enum file_kind)i)), &kind) &&
				(int)kind == i,
			"the word %s comes back", file_kind_word((enum file_kind)i));
	}
	return test_end();
}
