/* Frames as a test looks at them, and files made by hand. */
#ifndef ASKEL_TEST_DRAW_EASEL_H
#define ASKEL_TEST_DRAW_EASEL_H

#include "draw/inside.h"
#include "test.h"

#include <jpeglib.h>

#define FRAMES_KEPT 32

struct kept_frame {
	struct frame_head head;
	struct text bytes;
};

struct drawn {
	struct arena *arena;
	struct kept_frame frames[FRAMES_KEPT];
	size_t count;
	bool whole; /* draw_file said so */
};

static void keep_frame(void *context, const struct frame_head *head, const void *bytes)
{
	struct drawn *drawn = context;
	if (drawn->count == FRAMES_KEPT)
		return;
	struct kept_frame *frame = &drawn->frames[drawn->count++];
	frame->head = *head;
	frame->bytes = arena_copy(drawn->arena, (struct text){ bytes, head->size });
}

__attribute__((unused)) static struct drawn draw_bytes(
	struct arena *a, enum file_kind kind, struct text bytes)
{
	struct drawn drawn = { .arena = a };
	struct easel easel = { .put = keep_frame, .context = &drawn };
	drawn.whole = draw_file(&easel, bytes, kind);
	return drawn;
}

struct pixels {
	int wide, high;
	unsigned char *rgb;
};

static const unsigned char *pixel_at(const struct pixels *p, int x, int y)
{
	return p->rgb + ((ptrdiff_t)y * p->wide + x) * 3;
}

__attribute__((unused)) static bool is_red(const struct pixels *p, int x, int y)
{
	const unsigned char *at = pixel_at(p, x, y);
	return at[0] > 180 && at[1] < 90 && at[2] < 90;
}

__attribute__((unused)) static bool is_white(const struct pixels *p, int x, int y)
{
	const unsigned char *at = pixel_at(p, x, y);
	return at[0] > 225 && at[1] > 225 && at[2] > 225;
}

__attribute__((unused)) static struct pixels read_jpeg(struct arena *a, struct text bytes)
{
	struct jpeg_error_mgr errors;
	struct jpeg_decompress_struct jpeg = { .err = jpeg_std_error(&errors) };

	jpeg_create_decompress(&jpeg);
	jpeg_mem_src(&jpeg, (const unsigned char *)bytes.at, bytes.size);
	jpeg_read_header(&jpeg, TRUE);
	jpeg.out_color_space = JCS_RGB;
	jpeg_start_decompress(&jpeg);
	struct pixels p = { (int)jpeg.output_width, (int)jpeg.output_height, NULL };
	p.rgb = arena_take(a, (size_t)p.wide * (size_t)p.high * 3);
	while (jpeg.output_scanline < jpeg.output_height) {
		JSAMPROW row = p.rgb + (ptrdiff_t)jpeg.output_scanline * p.wide * 3;
		jpeg_read_scanlines(&jpeg, &row, 1);
	}
	jpeg_finish_decompress(&jpeg);
	jpeg_destroy_decompress(&jpeg);
	return p;
}

/* A JPEG with Exif (2.32, 4.5.4 and 4.6.4) that says which way is up, and a secret in its remarks. */
__attribute__((unused)) static struct text write_jpeg(
	struct arena *a, const struct pixels *p, int orientation)
{
	unsigned char exif[] =
		"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
	struct jpeg_error_mgr errors;
	struct jpeg_compress_struct jpeg = { .err = jpeg_std_error(&errors) };
	unsigned char *bytes = NULL;
	unsigned long size = 0;

	exif[25] = (unsigned char)orientation;
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &size);
	jpeg.image_width = (JDIMENSION)p->wide;
	jpeg.image_height = (JDIMENSION)p->high;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, 95, TRUE);
	jpeg_start_compress(&jpeg, TRUE);
	if (orientation)
		jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, sizeof exif - 1);
	jpeg_write_marker(&jpeg, JPEG_COM, (const JOCTET *)"60.17N 24.94E", 13);
	for (int y = 0; y < p->high; y++) {
		JSAMPROW row = p->rgb + (ptrdiff_t)y * p->wide * 3;
		jpeg_write_scanlines(&jpeg, &row, 1);
	}
	jpeg_finish_compress(&jpeg);
	struct text made = arena_copy(a, (struct text){ (const char *)bytes, size });
	jpeg_destroy_compress(&jpeg);
	free(bytes);
	return made;
}

/* White, with a red upper left quarter. */
__attribute__((unused)) static struct pixels red_corner(struct arena *a, int wide, int high)
{
	struct pixels p = { wide, high, arena_take(a, (size_t)wide * (size_t)high * 3) };

	for (int y = 0; y < high; y++)
		for (int x = 0; x < wide; x++) {
			unsigned char *at = p.rgb + ((ptrdiff_t)y * wide + x) * 3;
			bool red = x < wide / 2 && y < high / 2;
			at[0] = 255;
			at[1] = at[2] = red ? 0 : 255;
		}
	return p;
}

/* A PDF with a line of words on each of some pages, its objects where its table says. */
__attribute__((unused)) static struct text write_pdf(
	struct arena *a, int pages, const char *words, const char *more)
{
	struct buffer b = buffer_in(a);
	size_t places[64];
	int n = 0;

	buffer_add_chars(&b, "%PDF-1.4\n");
	places[n++] = b.size;
	buffer_print(&b, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n", more);
	places[n++] = b.size;
	buffer_add_chars(&b, "2 0 obj\n<< /Type /Pages /Kids [");
	for (int i = 0; i < pages; i++)
		buffer_print(&b, "%d 0 R ", 5 + i);
	buffer_print(&b, "] /Count %d >>\nendobj\n", pages);
	places[n++] = b.size;
	buffer_add_chars(&b,
		"3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
		"/Encoding /WinAnsiEncoding >>\nendobj\n");
	places[n++] = b.size;
	struct text stream = arena_print(
		a, "1 0 0 rg 0 421 298 421 re f 0 g BT /F1 24 Tf 72 300 Td (%s) Tj ET", words);
	buffer_print(&b, "4 0 obj\n<< /Length %zu >>\nstream\n%.*s\nendstream\nendobj\n",
		stream.size, SHOWN(stream));
	for (int i = 0; i < pages; i++) {
		places[n++] = b.size;
		buffer_print(&b,
			"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
			"4 0 R "
			"/Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n",
			5 + i);
	}
	size_t table = b.size;
	buffer_print(&b, "xref\n0 %d\n0000000000 65535 f \n", n + 1);
	for (int i = 0; i < n; i++)
		buffer_print(&b, "%010zu 00000 n \n", places[i]);
	buffer_print(
		&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", n + 1, table);
	return buffer_text(&b);
}

#endif
