/*
 * frames: what leaves the drawing program. Pixmaps become JPEG (the one format that every browser of the
 * last twenty years shows), which holds nothing but the picture.
 */
#include "inside.h"

#include <stdio.h>

#include <jpeglib.h>

#include <stdlib.h>

#define SHEET_QUALITY 80
#define THUMB_QUALITY 75

static void put(struct easel *e, enum frame_kind kind, const void *bytes, size_t size)
{
	struct frame_head head = { (uint32_t)kind, (uint32_t)size, e->pages };

	if (size == 0 || size > DRAWN_MOST - e->size)
		fz_throw(e->ctx, FZ_ERROR_GENERIC, "too much was drawn");
	e->size += size;
	e->put(e->context, &head, bytes);
}

/* libjpeg's own way ends the process as well, but with words on stderr. */
static void give_up(j_common_ptr jpeg)
{
	(void)jpeg;
	_Exit(3);
}

static void say_nothing(j_common_ptr jpeg, int level)
{
	(void)jpeg;
	(void)level;
}

static void put_jpeg(struct easel *e, enum frame_kind kind, const fz_pixmap *pixels, int quality)
{
	struct jpeg_error_mgr errors;
	struct jpeg_compress_struct jpeg = { .err = jpeg_std_error(&errors) };
	unsigned char *bytes = NULL;
	unsigned long size = 0;

	errors.error_exit = give_up;
	errors.emit_message = say_nothing;
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &size);
	jpeg.image_width = (JDIMENSION)pixels->w;
	jpeg.image_height = (JDIMENSION)pixels->h;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, quality, TRUE);
	jpeg.optimize_coding = TRUE;
	jpeg_simple_progression(&jpeg); /* on a slow line all of it is soon there, if coarse */
	jpeg_start_compress(&jpeg, TRUE);
	for (int y = 0; y < pixels->h; y++) {
		JSAMPROW row = pixels->samples + (ptrdiff_t)y * pixels->stride;
		jpeg_write_scanlines(&jpeg, &row, 1);
	}
	jpeg_finish_compress(&jpeg);
	put(e, kind, bytes, size);
	jpeg_destroy_compress(&jpeg);
	free(bytes);
}

void fit(int *wide, int *high, int most)
{
	int longer = *wide > *high ? *wide : *high;

	if (longer > most) {
		*wide = (int)((int64_t)*wide * most / longer);
		*high = (int)((int64_t)*high * most / longer);
	}
	*wide = *wide < 1 ? 1 : *wide;
	*high = *high < 1 ? 1 : *high;
}

static void put_thumb(struct easel *e, fz_pixmap *sheet)
{
	int wide = sheet->w, high = sheet->h;

	fit(&wide, &high, THUMB_PIXELS);
	fz_image *image = fz_new_image_from_pixmap(e->ctx, sheet, NULL);
	fz_pixmap *thumb = image_on_white(e->ctx, image, fz_identity, wide, high);
	put_jpeg(e, FRAME_THUMB, thumb, THUMB_QUALITY);
	fz_drop_pixmap(e->ctx, thumb);
	fz_drop_image(e->ctx, image);
}

void put_sheet(struct easel *e, fz_pixmap *sheet, bool first)
{
	if (first)
		put_thumb(e, sheet);
	put_jpeg(e, FRAME_SHEET, sheet, SHEET_QUALITY);
}

void put_words(struct easel *e, struct text words)
{
	size_t size = words.size < DRAWN_WORDS_MOST ? words.size : DRAWN_WORDS_MOST;

	/* no character is cut in two */
	while (size < words.size && size > 0 && ((unsigned char)words.at[size] & 0xc0) == 0x80)
		size--;
	if (size)
		put(e, FRAME_WORDS, words.at, size);
}

fz_pixmap *white_sheet(fz_context *ctx, int width, int height)
{
	fz_irect box = { 0, 0, width, height };
	fz_pixmap *sheet = fz_new_pixmap_with_bbox(ctx, fz_device_rgb(ctx), box, NULL, 0);

	fz_clear_pixmap_with_value(ctx, sheet, 255);
	return sheet;
}

fz_pixmap *image_on_white(fz_context *ctx, fz_image *image, fz_matrix turn, int wide, int high)
{
	fz_pixmap *sheet = white_sheet(ctx, wide, high);
	fz_device *device = fz_new_draw_device(ctx, fz_identity, sheet);

	fz_fill_image(ctx, device, image, fz_concat(turn, fz_scale((float)wide, (float)high)), 1,
		fz_default_color_params);
	fz_close_device(ctx, device);
	fz_drop_device(ctx, device);
	return sheet;
}
