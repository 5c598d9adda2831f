/*
 * pack: bytes put together and squeezed (zlib), as pages, gzip, ZIP archives and PNG pictures, tar
 * archives, and
 * drawn as QR codes (libqrencode). Pieces and
 * parcels are the heart of a page: prose that is the same for everybody is deflated once, personal
 * words are only ever stored, so no secret is compressed (BREACH, CVE-2013-3587) and a page costs
 * microseconds.
 *
 * A piece is immutable and lives in the arena it was made in (library or process); a parcel lives
 * in a request's arena and only points at pieces.
 */
#ifndef ASKEL_PACK_H
#define ASKEL_PACK_H

#include "base/base.h"

/* Public bytes, deflated to a full flush (RFC 1951; no back-reference leaves the piece), so that
 * pieces can be joined in any order. */
struct piece {
	struct text plain;
	struct text deflated; /* ends byte-aligned after an empty stored block */
	uint32_t crc;         /* CRC-32 of plain */
	uint32_t crc_op;      /* zlib's crc32_combine_gen(plain.size) */
};

/* Makes a piece of a copy of `plain`; level 9, for what is made once and sent often. */
const struct piece *piece_make(struct arena *a, struct text plain);

/* A page on its way: pieces and stored words in order. A piece too small to gain by deflating goes
 * among the stored words around it. */
struct parcel {
	struct arena *arena;
	struct parcel_piece *pieces;
	size_t count, room;
	size_t plain, deflated; /* bytes of all pieces, as they are and deflated */
	struct buffer loose;    /* the stored words, one after another */
};

struct parcel parcel_in(struct arena *a);
void parcel_add_piece(struct parcel *p, const struct piece *piece);
/* Stored, never compressed. The bytes are copied. */
static inline void parcel_add(struct parcel *p, struct text words)
{
	buffer_add(&p->loose, words);
}
/* The same, escaped as buffer_add_html. */
static inline void parcel_add_html(struct parcel *p, struct text words)
{
	buffer_add_html(&p->loose, words);
}
/* Bytes of the whole, as it is. */
static inline size_t parcel_size(const struct parcel *p)
{
	return p->plain + p->loose.size;
}
/* The whole as it is, or as one gzip member (RFC 1952). In the parcel's arena. */
struct text parcel_plain(struct parcel *p);
struct text parcel_gzip(struct parcel *p);

/* One gzip member of some public bytes at level 9: for static files. */
struct text gzip_make(struct arena *a, struct text plain);
/* One gzip member and nothing after it, from outside: false where it isn't one, or is over `most`
 * bytes when inflated. Takes `most` bytes of the arena in any case. */
bool gzip_read(struct arena *a, struct text member, size_t most, struct text *plain);

/* CRC-32 (RFC 1952, section 8) of bytes that come in parts: 0 before the first. */
uint32_t crc_add(uint32_t crc, struct text bytes);

/* ---- ZIP archives ----------------------------------------------------------------------------- */

#define ZIP_FILES_MOST 1000
#define ZIP_BYTES_MOST ((uint64_t)2 << 30) /* of all files together; what is held: ZIP_HELD_MOST */
#define ZIP_HELD_MOST ((size_t)256 << 20)

/* A file that is held is deflated. One that is too large for that is stored as it comes: `next` gives its
 * bytes, at most `room`, 0 where it can't go on; its size and CRC-32 are known before. */
struct zip_file {
	struct text name; /* UTF-8, with '/' between folders; no two the same */
	struct text bytes;
	size_t (*next)(void *context, char *bytes, size_t room); /* NULL: it is held */
	void *context;
	uint64_t size;
	uint32_t crc;
};
/* Files dated midnight of `day` (days since 1970-01-01), as one archive. False for an empty name, for
 * what is over the bounds above, and for what isn't held. Never for what a stranger may ask a length of:
 * secrets and strangers' words don't go into one archive together. */
bool zip_make(struct arena *a, const struct zip_file *files, size_t count, int64_t day,
	struct text *archive);
/* The same on its way: so many bytes, then at most `room` of them at a time; 0 after the last, or where
 * a file couldn't go on. NULL as false above. */
struct zip_flow;
struct zip_flow *zip_flow(struct arena *a, const struct zip_file *files, size_t count, int64_t day);
uint64_t zip_flow_size(const struct zip_flow *f);
size_t zip_flow_next(struct zip_flow *f, char *bytes, size_t room);

/* ---- tar archives ----------------------------------------------------------------------------- */

#define TAR_BLOCK 512
#define TAR_NAME_MOST 255
#define TAR_SIZE_MOST UINT64_C(077777777777) /* eleven octal digits: 8 GB less a byte */

/* A plain file in an archive (ustar): its head, its bytes, zeroes up to a whole block; two blocks of
 * zeroes end it. Anybody's tar opens it. */
struct tar_file {
	struct text name; /* with '/' between folders */
	uint64_t size;
	int64_t made; /* seconds since 1970 */
};
/* Whether a name stays in the folder it is opened in: UTF-8, relative, no empty, "." or ".." part, no
 * control character or backslash. */
bool tar_name_fits(struct text name);
/* False for such a name, one that can't be divided as the format wants, or what is too large. */
bool tar_head_make(const struct tar_file *file, char head[TAR_BLOCK]);
enum tar_head {
	TAR_FILE,
	TAR_END,     /* a block of zeroes */
	TAR_NO_HEAD, /* anything that tar_head_make doesn't make */
};
/* Pure. The name is copied to the arena. */
enum tar_head tar_head_read(struct arena *a, struct text block, struct tar_file *file);
/* Zeroes after so many bytes. */
size_t tar_padding(uint64_t size);

/* ---- PNG pictures ------------------------------------------------------------------------------ */

#define PNG_BYTES_MOST ((size_t)4 << 20) /* of a picture that is read */
#define PNG_SIDE_MOST 1024

/* width * height pixels of four bytes (red, green, blue, opacity), row by row, as a PNG (W3C, third
 * edition): 8 bits, true colour with opacity, no interlacing. Sides from 1 to PNG_SIDE_MOST. */
struct text png_make(struct arena *a, const unsigned char *pixels, uint32_t width, uint32_t height);

enum png_text {
	PNG_TEXT_READ,
	PNG_TEXT_NONE,   /* a PNG without a text of that keyword */
	PNG_TEXT_TWICE,  /* with several */
	PNG_TEXT_PACKED, /* with one that is compressed, which isn't read */
	PNG_TEXT_NO_PNG, /* no PNG, or a torn one: every chunk's length and checksum is looked at */
};
/* The text of the iTXt chunk with this keyword: a slice of the picture, of any bytes. Pure; looks at
 * no pixel. `text` may be NULL. */
enum png_text png_text_read(struct text png, const char *keyword, struct text *text);
/* The picture with such a chunk before its end, uncompressed, without language (11.3.3.4). False where
 * png_text_read doesn't say PNG_TEXT_NONE, or the text holds a NUL or is no UTF-8. */
bool png_text_add(
	struct arena *a, struct text png, const char *keyword, struct text words, struct text *out);

/* ---- QR codes --------------------------------------------------------------------------------- */

#define QR_BYTES_MOST 412 /* what version 15 holds at level M: 77 modules a side */

/* The modules of a QR code (ISO/IEC 18004), without the light border around it. */
struct qr {
	size_t side;               /* modules a side */
	const unsigned char *dark; /* side * side of them, row by row; 1 is dark, 0 light */
};

/* Bytes (an address, which readers take as UTF-8) as a QR code in byte mode with error correction
 * M (15 %), in the smallest version that holds them: an address of 62 bytes takes 33 modules a side,
 * of 84 37, of 106 41. Takes about a millisecond, for eight masks are tried. False where there is
 * nothing or more than QR_BYTES_MOST. */
bool qr_make(struct arena *a, struct text words, struct qr *qr);
/* The code as an SVG element, black on white whatever the colours around it, so that it can be read
 * in dark mode and on paper; with the border of 4 light modules that belongs to it (section 6.3.8).
 * `title` is its text alternative, plain text. `millimetres` is the side with the border; a style
 * sheet may set another. Phones want 0.4 mm a module: 25 mm do for up to 180 bytes, and 30 mm, which
 * a card of 85 x 54 mm has room for, for up to 287.
 * What is in a code is often a secret (a way in), so it is stored in pages, never deflated. */
struct text qr_svg(struct arena *a, const struct qr *qr, struct text title, int millimetres);

#endif
