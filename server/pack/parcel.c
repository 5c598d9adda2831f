/*
 * parcel: pieces and stored words joined to one answer. Words are copied into the parcel's own
 * buffer when they are added; pieces are only pointed at and must outlive the parcel.
 *
 * Joined as gzip: deflated pieces one after another (each ends byte-aligned and looks back to
 * nothing before itself), words as stored blocks (RFC 1951, 3.2.4), an empty last block. The
 * checksum of a piece is known, so only the words are read for it.
 */
#include "pack/inside.h"

#include <zlib.h>

#define STORED_MOST ((size_t)65535) /* bytes in one stored block */
#define STORED_HEAD ((size_t)5)

/* Where a piece stands: after so many of the loose words. */
struct parcel_piece {
	const struct piece *piece;
	size_t after;
};

struct parcel parcel_in(struct arena *a)
{
	return (struct parcel){ .arena = a, .loose = buffer_in(a) };
}

void parcel_add_piece(struct parcel *p, const struct piece *piece)
{
	if (piece->deflated.size >= piece->plain.size) {
		parcel_add(p, piece->plain);
		return;
	}
	GROW(p->arena, p->pieces, p->count, p->room);
	p->pieces[p->count++] = (struct parcel_piece){ piece, p->loose.size };
	p->plain += piece->plain.size;
	p->deflated += piece->deflated.size;
}

/* The words between piece `i` and the one before; after the last one where there is no such piece. */
static struct text words_before(const struct parcel *p, size_t i)
{
	size_t from = i > 0 ? p->pieces[i - 1].after : 0;
	size_t to = i < p->count ? p->pieces[i].after : p->loose.size;

	return to > from ? (struct text){ p->loose.at + from, to - from } : NO_TEXT;
}

struct text parcel_plain(struct parcel *p)
{
	struct buffer whole = buffer_in(p->arena);

	buffer_reserve(&whole, parcel_size(p));
	for (size_t i = 0; i < p->count; i++) {
		buffer_add(&whole, words_before(p, i));
		buffer_add(&whole, p->pieces[i].piece->plain);
	}
	buffer_add(&whole, words_before(p, p->count));
	return buffer_text(&whole);
}

/* The least significant byte first. */
static void add_number(struct buffer *b, uint32_t number, size_t bytes)
{
	char out[4];
	for (size_t i = 0; i < bytes; i++)
		out[i] = (char)(number >> 8 * i);
	buffer_add(b, (struct text){ out, bytes });
}

static void add_stored(struct buffer *b, struct text words)
{
	while (words.size) {
		struct text block = text_part(words, 0, STORED_MOST);
		buffer_add_char(b, 0);
		add_number(b, (uint32_t)block.size, 2);
		add_number(b, ~(uint32_t)block.size, 2);
		buffer_add(b, block);
		words = text_part(words, block.size, SIZE_MAX);
	}
}

/* No less than it takes: words may stand before, between and after the pieces. */
static size_t gzip_most(const struct parcel *p)
{
	size_t blocks = p->count + 1 + p->loose.size / STORED_MOST;

	return 10 + 2 + 8 /* head, last block, checksum and length */
		+ p->deflated + p->loose.size + blocks * STORED_HEAD;
}

struct text parcel_gzip(struct parcel *p)
{
	static const char head[] = { 0x1f, (char)0x8b, 8, 0, 0, 0, 0, 0, 0, (char)0xff };
	static const char last_block[] = { 3, 0 }; /* last, fixed codes, end of block */
	struct buffer whole = buffer_in(p->arena);
	uLong crc = 0;

	buffer_reserve(&whole, gzip_most(p));
	buffer_add(&whole, (struct text){ head, sizeof head });
	for (size_t i = 0; i <= p->count; i++) {
		struct text words = words_before(p, i);
		add_stored(&whole, words);
		crc = crc32_z(crc, (const Bytef *)words.at, words.size);
		if (i < p->count) {
			const struct piece *piece = p->pieces[i].piece;
			buffer_add(&whole, piece->deflated);
			crc = crc32_combine_op(crc, piece->crc, piece->crc_op);
		}
	}
	buffer_add(&whole, (struct text){ last_block, sizeof last_block });
	add_number(&whole, (uint32_t)crc, 4);
	add_number(&whole, (uint32_t)parcel_size(p), 4);
	return buffer_text(&whole);
}
