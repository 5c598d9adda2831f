/*
 * draw: what strangers' files look like, made by a program of its own, build/askel-draw: a picture smaller,
 * upright and without what a camera writes beside it; the pages of a PDF; the words of a document. It gets
 * a file on its standard input and gives frames on its standard output, and can do nothing else: before
 * it reads the first byte it gives up (cage.c) files, network, other processes, and all but a little
 * time and memory. So a file that takes it over has taken over nothing, and whoever reads its frames
 * believes nothing but their sizes.
 *
 * It is no part of askel and shares no memory with it: the server never maps the libraries that read
 * strangers' files (MuPDF, libjpeg, libwebp; only this room has their headers and seccomp.h), nor is
 * it a work with MuPDF in the sense of that one's licence (AGPL). MuPDF was taken for it lives with the
 * least: its fonts are in it, so of all files it needs none, and ten system calls are all it makes;
 * poppler wants fontconfig, thirty libraries and a file system.
 *
 * This header is all that the server knows of it.
 */
#ifndef ASKEL_DRAW_H
#define ASKEL_DRAW_H

#include "base/base.h"

/* What can be handed in: name, type, how such files' names end. */
#define FILE_KINDS(X) \
	X(FILE_JPEG, "jpeg", "image/jpeg", "jpg") \
	X(FILE_PNG, "png", "image/png", "png") \
	X(FILE_WEBP, "webp", "image/webp", "webp") \
	X(FILE_PDF, "pdf", "application/pdf", "pdf") \
	X(FILE_ODT, "odt", "application/vnd.oasis.opendocument.text", "odt") \
	X(FILE_DOCX, "docx", \
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx") \
	X(FILE_TEXT, "text", "text/plain", "txt")
enum file_kind {
#define X(name, word, type, ending) name,
	FILE_KINDS(X)
#undef X
		FILE_KIND_COUNT
};

#define SHEET_PIXELS 1600 /* the longer side of a picture or page as it is shown */
#define THUMB_PIXELS 320  /* and beside its name */
#define SHEETS_MOST 20    /* pages of a PDF that are drawn */
#define DRAWN_WORDS_MOST ((size_t)200 * 1000) /* bytes of a document's words */
#define DRAWN_MOST ((size_t)24 << 20)         /* bytes of all frames */

/* Called as `askel-draw KIND`. What it writes: frames, each with this before its bytes. A thumbnail
 * comes first, then a sheet for each page, words last; what can't be drawn has none of them. It ends with
 * 0 where all was drawn, with anything else where it wasn't, or not all. */
enum frame_kind { FRAME_THUMB = 1, FRAME_SHEET, FRAME_WORDS, FRAME_KINDS_END };
struct frame_head {
	uint32_t kind;
	uint32_t size;  /* bytes that follow: a JPEG, or UTF-8 */
	uint32_t pages; /* of the whole document, drawn or not */
};

#endif
