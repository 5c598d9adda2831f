/*
 * qr: QR codes (ISO/IEC 18004) as modules and as a drawing. libqrencode finds the modules; what is
 * drawn of them, and how it is told to who can't see it, is ours.
 */
#include "pack/inside.h"

#include <qrencode.h>
#include <stdlib.h>

#define QUIET 4 /* light modules around it (ISO/IEC 18004, section 6.3.8) */

static void free_code(QRcode **code)
{
	if (*code)
		QRcode_free(*code);
}

bool qr_make(struct arena *a, struct text words, struct qr *qr)
{
	__attribute__((cleanup(free_code))) QRcode *code = NULL;
	unsigned char *dark;
	size_t count;

	if (words.size == 0 || words.size > QR_BYTES_MOST)
		return false;
	code = QRcode_encodeData((int)words.size, (const unsigned char *)words.at, 0, QR_ECLEVEL_M);
	if (!code) {
		/* The size fits, so memory is out. */
		log_fault("ending: no QR code could be made of %zu bytes", words.size);
		abort();
	}
	count = (size_t)code->width * (size_t)code->width;
	dark = arena_take(a, count);
	for (size_t i = 0; i < count; i++)
		dark[i] = code->data[i] & 1;
	*qr = (struct qr){ .side = (size_t)code->width, .dark = dark };
	return true;
}

/* The dark modules of a row as strokes: where the first begins, then lengths and gaps in turn. */
static void add_row(struct buffer *path, const struct qr *qr, size_t row)
{
	const unsigned char *dark = qr->dark + row * qr->side;
	size_t at = 0, pen = 0;

	while (at < qr->side) {
		size_t from = at;
		while (at < qr->side && dark[at] == dark[from])
			at++;
		if (!dark[from])
			continue;
		if (pen == 0)
			buffer_print(path, "M%zu %zu.5", from + QUIET, row + QUIET);
		else
			buffer_print(path, "m%zu 0", from - pen);
		buffer_print(path, "h%zu", at - from);
		pen = at;
	}
}

struct text qr_svg(struct arena *a, const struct qr *qr, struct text title, int millimetres)
{
	struct buffer svg = buffer_in(a);
	size_t side = qr->side + 2 * QUIET;

	buffer_reserve(&svg, 400 + title.size + qr->side * qr->side * 4);
	buffer_print(&svg,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%dmm\" height=\"%dmm\" "
		"viewBox=\"0 0 %zu %zu\" role=\"img\" shape-rendering=\"crispEdges\"><title>",
		millimetres, millimetres, side, side);
	buffer_add_html(&svg, title);
	buffer_print(&svg,
		"</title><rect width=\"%zu\" height=\"%zu\" fill=\"#fff\"/><path stroke=\"#000\" "
		"d=\"",
		side, side);
	for (size_t row = 0; row < qr->side; row++)
		add_row(&svg, qr, row);
	buffer_add_chars(&svg, "\"/></svg>");
	return buffer_text(&svg);
}
