/*
 * pdf: the first pages of a PDF as sheets, and their words, for those who don't see them. Scripts in it
 * are not run, what it points at outside is not looked for.
 */
#include "inside.h"

#include <mupdf/pdf.h>

#define ENLARGED_MOST 4.0f /* a page the size of a stamp */

static fz_pixmap *draw_page(fz_context *ctx, fz_page *page)
{
	fz_rect box = fz_bound_page(ctx, page);
	float wide = box.x1 - box.x0, high = box.y1 - box.y0, longer = wide > high ? wide : high;

	if (!(longer >= 1) || !(wide >= 0) || !(high >= 0))
		fz_throw(ctx, FZ_ERROR_GENERIC, "a page without a size");
	float scale = SHEET_PIXELS / longer;
	scale = scale > ENLARGED_MOST ? ENLARGED_MOST : scale;
	int pixels_wide = (int)(wide * scale), pixels_high = (int)(high * scale);
	fz_pixmap *sheet = white_sheet(
		ctx, pixels_wide < 1 ? 1 : pixels_wide, pixels_high < 1 ? 1 : pixels_high);
	fz_matrix place = fz_concat(fz_translate(-box.x0, -box.y0), fz_scale(scale, scale));
	fz_device *device = fz_new_draw_device(ctx, place, sheet);
	fz_run_page(ctx, page, device, fz_identity, NULL);
	fz_close_device(ctx, device);
	fz_drop_device(ctx, device);
	return sheet;
}

/* Words go behind those of the pages before, a form feed's place between them taken by a line. */
static void add_words(fz_context *ctx, fz_page *page, fz_buffer *words)
{
	fz_stext_page *text = fz_new_stext_page_from_page(ctx, page, NULL);
	fz_buffer *more = fz_new_buffer_from_stext_page(ctx, text);

	fz_append_buffer(ctx, words, more);
	fz_append_byte(ctx, words, '\n');
	fz_drop_buffer(ctx, more);
	fz_drop_stext_page(ctx, text);
}

static void put_page(struct easel *e, fz_document *pdf, int number, fz_buffer *words)
{
	fz_page *page = fz_load_page(e->ctx, pdf, number);
	fz_pixmap *sheet = draw_page(e->ctx, page);

	put_sheet(e, sheet, number == 0);
	fz_drop_pixmap(e->ctx, sheet);
	if (words->len < DRAWN_WORDS_MOST)
		add_words(e->ctx, page, words);
	fz_drop_page(e->ctx, page);
}

void draw_pdf(struct easel *e, struct text bytes)
{
	fz_context *ctx = e->ctx;
	fz_stream *stream = fz_open_memory(ctx, (const unsigned char *)bytes.at, bytes.size);
	fz_document *pdf = &pdf_open_document_with_stream(ctx, stream)->super;
	fz_buffer *words = fz_new_buffer(ctx, 1024);

	if (fz_needs_password(ctx, pdf))
		fz_throw(ctx, FZ_ERROR_GENERIC, "a PDF that is locked");
	int pages = fz_count_pages(ctx, pdf);
	if (pages < 1)
		fz_throw(ctx, FZ_ERROR_GENERIC, "a PDF without pages");
	e->pages = (uint32_t)pages;
	for (int i = 0; i < pages && i < SHEETS_MOST; i++)
		put_page(e, pdf, i, words);
	put_words(e, (struct text){ (const char *)words->data, words->len });
}
