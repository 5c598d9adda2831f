/* What is drawn of files: pictures upright and without what a camera writes beside them, pages, words;
 * and nothing of files that are broken, locked, bombs, or not what they are said to be. */
#include "easel.h"

#include "pack/pack.h"

#include <webp/encode.h>

/* ---- pictures --------------------------------------------------------------------------------- */

/* Where a pixel of the upright picture stands in a file of this orientation (Exif 2.32, 4.6.4: what the
 * file's first row and first column are). */
static void place_of(int orientation, const struct pixels *up, int x, int y, int *column, int *row)
{
	int right = up->wide - 1 - x, bottom = up->high - 1 - y;
	int columns[] = { x, x, right, right, x, y, y, bottom, bottom };
	int rows[] = { y, y, y, bottom, bottom, x, right, right, x };

	*column = columns[orientation];
	*row = rows[orientation];
}

static struct pixels stored_as(struct arena *a, const struct pixels *up, int orientation)
{
	bool turned = orientation > 4;
	struct pixels p = { turned ? up->high : up->wide, turned ? up->wide : up->high,
		arena_take(a, (size_t)up->wide * (size_t)up->high * 3) };

	for (int y = 0; y < up->high; y++)
		for (int x = 0; x < up->wide; x++) {
			int column, row;
			place_of(orientation, up, x, y, &column, &row);
			memcpy(p.rgb + ((ptrdiff_t)row * p.wide + column) * 3, pixel_at(up, x, y),
				3);
		}
	return p;
}

static void test_orientations(void)
{
	for (int orientation = 0; orientation <= 8; orientation++) {
		OWN_ARENA a = arena_open();
		struct pixels up = red_corner(a, 80, 48);
		struct pixels stored = stored_as(a, &up, orientation);
		struct drawn drawn = draw_bytes(a, FILE_JPEG, write_jpeg(a, &stored, orientation));
		CHECK(drawn.whole && drawn.count == 2 && drawn.frames[0].head.kind == FRAME_THUMB &&
				drawn.frames[1].head.kind == FRAME_SHEET,
			"a picture of orientation %d is drawn", orientation);
		if (drawn.count != 2)
			continue;
		struct pixels seen = read_jpeg(a, drawn.frames[1].bytes);
		CHECK(seen.wide == 80 && seen.high == 48, "as large as it was (%d x %d)", seen.wide,
			seen.high);
		CHECK(is_red(&seen, 10, 8) && is_white(&seen, 60, 8) && is_white(&seen, 10, 40) &&
				is_white(&seen, 60, 40),
			"and upright");
		CHECK(text_find(drawn.frames[1].bytes, TEXT("60.17N")) ==
					drawn.frames[1].bytes.size &&
				text_find(drawn.frames[1].bytes, TEXT("Exif")) ==
					drawn.frames[1].bytes.size,
			"without what the camera wrote beside it");
	}
}

static void test_sizes(void)
{
	static const struct {
		int wide, high, sheet_wide, sheet_high, thumb_wide, thumb_high;
	} rows[] = {
		{ 3200, 2400, 1600, 1200, 320, 240 },
		{ 1, 1, 1, 1, 1, 1 },
		{ 3000, 2, 1600, 1, 320, 1 },
		{ 100, 1601, 99, 1600, 19, 320 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		OWN_ARENA a = arena_open();
		struct pixels p = red_corner(a, rows[i].wide, rows[i].high);
		struct drawn drawn = draw_bytes(a, FILE_JPEG, write_jpeg(a, &p, 0));
		CHECK(drawn.whole && drawn.count == 2, "a picture of %d x %d is drawn",
			rows[i].wide, rows[i].high);
		if (drawn.count != 2)
			continue;
		struct pixels thumb = read_jpeg(a, drawn.frames[0].bytes);
		struct pixels sheet = read_jpeg(a, drawn.frames[1].bytes);
		CHECK(sheet.wide == rows[i].sheet_wide && sheet.high == rows[i].sheet_high &&
				thumb.wide == rows[i].thumb_wide &&
				thumb.high == rows[i].thumb_high,
			"as %d x %d and %d x %d", sheet.wide, sheet.high, thumb.wide, thumb.high);
	}
}

/* Half seen through: what is behind is white. */
static void add_little(struct buffer *b, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		buffer_add_char(b, (char)(number >> 8 * i & 0xff));
}

static void add_chunk(struct buffer *b, const char *name, struct text bytes)
{
	buffer_add_chars(b, name);
	add_little(b, (uint32_t)bytes.size);
	buffer_add(b, bytes);
	if (bytes.size % 2)
		buffer_add_char(b, '\0');
}

/* A WebP with Exif behind the picture (WebP Container Specification, "Extended File Format"), in either order of
 * bytes, with or without what a JPEG has before it. */
static struct text write_webp(
	struct arena *a, const struct pixels *p, int orientation, bool big, bool marked)
{
	/* a mark, the head, one entry of a directory, and no other directory */
	static const unsigned char little_exif[32] =
		"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0";
	static const unsigned char big_exif[32] =
		"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01";
	struct buffer inside = buffer_in(a), all = buffer_in(a), head = buffer_in(a);
	unsigned char exif[32];
	uint8_t *out;

	memcpy(exif, big ? big_exif : little_exif, sizeof exif);
	exif[big ? 25 : 24] = (unsigned char)orientation;
	size_t size = WebPEncodeLosslessRGB(p->rgb, p->wide, p->high, p->wide * 3, &out);
	add_little(&head, 0x08);
	add_little(&head, (uint32_t)(p->wide - 1) | (uint32_t)(p->high - 1) << 24);
	buffer_add_char(&head, (char)((p->high - 1) >> 8));
	buffer_add_char(&head, '\0');
	buffer_add_chars(&inside, "WEBP");
	add_chunk(&inside, "VP8X", buffer_text(&head));
	/* the chunk of the plain file, whole */
	buffer_add(&inside, (struct text){ (const char *)out + 12, size - 12 });
	add_chunk(&inside, "EXIF",
		(struct text){
			(const char *)exif + (marked ? 0 : 6), sizeof exif - (marked ? 0 : 6) });
	add_chunk(&all, "RIFF", buffer_text(&inside));
	WebPFree(out);
	return buffer_text(&all);
}

static void test_webp_orientations(void)
{
	for (int i = 0; i < 36; i++) {
		OWN_ARENA a = arena_open();
		int orientation = i % 9;
		struct pixels up = red_corner(a, 80, 48);
		struct pixels stored = stored_as(a, &up, orientation);
		struct text bytes = write_webp(a, &stored, orientation, i / 9 % 2, i / 18);
		struct drawn drawn = draw_bytes(a, FILE_WEBP, bytes);
		if (!CHECK(drawn.whole && drawn.count == 2, "a WebP of orientation %d is drawn",
			    orientation))
			continue;
		struct pixels seen = read_jpeg(a, drawn.frames[1].bytes);
		CHECK(seen.wide == 80 && seen.high == 48 && is_red(&seen, 10, 8) &&
				is_white(&seen, 60, 8) && is_white(&seen, 10, 40) &&
				is_white(&seen, 60, 40),
			"upright, with %s bytes %s", i / 9 % 2 ? "big-endian" : "little-endian",
			i / 18 ? "behind a mark" : "alone");
		/* what is cut off or says nonsense says nothing, and nothing outside is read */
		for (size_t size = 0; size < bytes.size; size += 7) {
			char *part = malloc(size + 1);
			memcpy(part, bytes.at, size);
			int found = webp_orientation((struct text){ part, size });
			if (found < 0 || found > 8)
				CHECK(false, "%zu bytes of it say %d", size, found);
			free(part);
		}
	}
}

static void test_webp(void)
{
	OWN_ARENA a = arena_open();
	unsigned char rgba[64 * 64 * 4];
	uint8_t *out = NULL;

	for (size_t i = 0; i < sizeof rgba; i += 4) {
		rgba[i] = 255;
		rgba[i + 1] = rgba[i + 2] = 0;
		rgba[i + 3] = i < sizeof rgba / 2 ? 255 : 0;
	}
	size_t size = WebPEncodeLosslessRGBA(rgba, 64, 64, 64 * 4, &out);
	struct text bytes = { (const char *)out, size };
	struct drawn drawn = draw_bytes(a, FILE_WEBP, bytes);
	CHECK(drawn.whole && drawn.count == 2, "a WebP is drawn");
	if (drawn.count == 2) {
		struct pixels seen = read_jpeg(a, drawn.frames[1].bytes);
		CHECK(is_red(&seen, 30, 10) && is_white(&seen, 30, 55),
			"on white where one sees through it");
	}
	drawn = draw_bytes(a, FILE_JPEG, bytes);
	CHECK(!drawn.whole && drawn.count == 0, "a WebP that is said to be a JPEG isn't drawn");
	drawn = draw_bytes(a, FILE_WEBP, text_part(bytes, 0, size / 2));
	CHECK(!drawn.whole && drawn.count == 0, "nor half of one");
	WebPFree(out);
}

/* ---- pages ------------------------------------------------------------------------------------ */

static void test_pdf(void)
{
	OWN_ARENA a = arena_open();
	struct drawn drawn = draw_bytes(a, FILE_PDF, write_pdf(a, 3, "Hygieniapassi 2019", ""));

	CHECK(drawn.whole && drawn.count == 5 && drawn.frames[0].head.kind == FRAME_THUMB &&
			drawn.frames[3].head.kind == FRAME_SHEET &&
			drawn.frames[4].head.kind == FRAME_WORDS && drawn.frames[0].head.pages == 3,
		"three pages are three sheets and their words (%zu)", drawn.count);
	if (drawn.count == 5) {
		struct pixels sheet = read_jpeg(a, drawn.frames[1].bytes);
		CHECK(sheet.high == 1600 && is_red(&sheet, 100, 100) &&
				is_white(&sheet, sheet.wide - 50, 100),
			"as they would be printed (%d x %d)", sheet.wide, sheet.high);
		CHECK(text_find(drawn.frames[4].bytes, TEXT("Hygieniapassi 2019")) <
				drawn.frames[4].bytes.size,
			"and the words are those on them");
	}
	drawn = draw_bytes(a, FILE_PDF, write_pdf(a, 30, "page", ""));
	CHECK(drawn.whole && drawn.count == SHEETS_MOST + 2 && drawn.frames[0].head.pages == 30,
		"of many pages the first %d are drawn, and how many there are is told (%zu)",
		SHEETS_MOST, drawn.count);
	drawn = draw_bytes(a, FILE_PDF,
		write_pdf(a, 1, "calm", "/OpenAction << /S /JavaScript /JS (while(1){}) >>"));
	CHECK(drawn.whole && drawn.count == 3, "a script in it isn't run");
	drawn = draw_bytes(a, FILE_PDF, TEXT("%PDF-1.7\nno more than that"));
	CHECK(!drawn.whole && drawn.count == 0, "what only begins like a PDF isn't drawn");
}

/* ---- words ------------------------------------------------------------------------------------ */

static struct text archive_of(struct arena *a, const char *name, struct text bytes)
{
	struct zip_file files[] = { { .name = text_of(name), .bytes = bytes } };
	struct text archive = NO_TEXT;

	CHECK(zip_make(a, files, 1, 20000, &archive), "an archive is made");
	return archive;
}

static void test_words(void)
{
	static const struct {
		const char *says;
		enum file_kind kind;
		const char *name, *xml, *words;
	} rows[] = {
		{ "paragraphs of Word are lines", FILE_DOCX, "word/document.xml",
			"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Siivosin</w:t></w:r>"
			"<w:r><w:t xml:space='preserve'> kaksi vuotta</w:t></w:r></w:p>"
			"<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
			"</w:body></w:document>",
			"Siivosin kaksi vuotta\na b\nc\n" },
		{ "what was deleted in Word is left out", FILE_DOCX, "word/document.xml",
			"<w:document xmlns:w='w'><w:body><w:p><w:del><w:r><w:delText>no</w:delText>"
			"</w:r></w:del><w:r><w:t>yes</w:t></w:r></w:p></w:body></w:document>",
			"yes\n" },
		{ "headings, blanks and lists of ODF are there", FILE_ODT, "content.xml",
			"<o:document-content xmlns:o='o' "
			"xmlns:t='t'><o:body><o:text><t:h>Ty\xc3\xb6</t:h>"
			"<t:list><t:list-item><t:p>one<t:s/>two</t:p></t:list-item></t:list>"
			"<t:p>three<t:line-break/>four</t:p></o:text></o:body></"
			"o:document-content>",
			"Ty\xc3\xb6\none two\nthree\nfour\n" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		OWN_ARENA a = arena_open();
		struct drawn drawn = draw_bytes(
			a, rows[i].kind, archive_of(a, rows[i].name, text_of(rows[i].xml)));
		CHECK(drawn.whole && drawn.count == 1 && drawn.frames[0].head.kind == FRAME_WORDS &&
				text_is_chars(drawn.frames[0].bytes, rows[i].words),
			"%s (%.*s)", rows[i].says,
			drawn.count ? (int)drawn.frames[0].bytes.size : 0,
			drawn.count ? drawn.frames[0].bytes.at : "");
	}
}

static void test_bombs(void)
{
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a);

	for (int i = 0; i < 100000; i++)
		buffer_add_chars(&b, "<a>");
	struct drawn drawn =
		draw_bytes(a, FILE_DOCX, archive_of(a, "word/document.xml", buffer_text(&b)));
	CHECK(drawn.count == 0, "a hundred thousand elements in one another are survived");
	b = buffer_in(a);
	buffer_add_chars(&b, "<d><body>");
	for (int i = 0; i < 400000; i++)
		buffer_add_chars(&b, "<p>\xc3\xa4</p>");
	buffer_add_chars(&b, "</body></d>");
	drawn = draw_bytes(a, FILE_DOCX, archive_of(a, "word/document.xml", buffer_text(&b)));
	CHECK(drawn.whole && drawn.count == 1 && drawn.frames[0].head.size <= DRAWN_WORDS_MOST &&
			utf8_valid(drawn.frames[0].bytes),
		"of endless words the first are given, none of them cut in two");
	drawn = draw_bytes(a, FILE_ODT, archive_of(a, "word/document.xml", TEXT("<a/>")));
	CHECK(!drawn.whole && drawn.count == 0, "a document of another kind isn't drawn");
}

int main(void)
{
	test_orientations();
	test_sizes();
	test_webp();
	test_webp_orientations();
	test_pdf();
	test_words();
	test_bombs();
	return test_end();
}
