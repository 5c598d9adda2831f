/* draw, inside: what the files of the drawing program share. Whatever fails ends the process: it is one
 * file's, and the frames that have left it are good. */
#ifndef ASKEL_DRAW_INSIDE_H
#define ASKEL_DRAW_INSIDE_H

#include "draw/draw.h"

#include <mupdf/fitz.h>

#define PIXELS_MOST ((uint64_t)64 * 1000 * 1000) /* of a picture before it is made smaller */

/* ---- cage.c --------------------------------------------------------------------------------- */

/* From here on this process can read and write what it has open and take some memory, for a few seconds
 * of work; whatever else it asks of the system ends it. False: not so, nothing may be read. */
bool cage_enter(void);

/* ---- frames.c -------------------------------------------------------------------------------- */

/* Where frames go. The drawing program writes them to its standard output; a test may look at them. */
struct easel {
	fz_context *ctx;
	const fz_alloc_context *memory; /* NULL: malloc */
	void (*put)(void *context, const struct frame_head *head, const void *bytes);
	void *context;
	uint32_t pages;
	size_t size; /* of all frames so far */
};

/* Frames of a pixmap (three colours, no transparency): with `first` a thumbnail, then the sheet. */
void put_sheet(struct easel *e, fz_pixmap *sheet, bool first);
/* At most DRAWN_WORDS_MOST bytes of them; nothing where there are none. */
void put_words(struct easel *e, struct text words);
/* A pixmap of that size, white. */
fz_pixmap *white_sheet(fz_context *ctx, int width, int height);

/* An image on white, filling that many pixels after it was turned. */
fz_pixmap *image_on_white(fz_context *ctx, fz_image *image, fz_matrix turn, int wide, int high);
/* The same shape with its longer side no longer than `most`, and no side nothing. */
void fit(int *wide, int *high, int most);

/* ---- one for each kind; each may throw (fz_throw) ---------------------------------------------- */

void draw_picture(struct easel *e, struct text bytes, enum file_kind kind);
/* A WebP as an image of MuPDF's, made smaller while it is read. */
fz_image *read_webp(fz_context *ctx, struct text bytes);
void draw_pdf(struct easel *e, struct text bytes);
void draw_document(struct easel *e, struct text bytes, enum file_kind kind);

/* Exif's number of how a WebP is turned, 1 to 8; 0: it doesn't say. Any bytes. */
int webp_orientation(struct text bytes);

/* All of it: true where it was drawn. */
bool draw_file(struct easel *e, struct text bytes, enum file_kind kind);

#endif
