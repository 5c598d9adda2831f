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

/* A piece, or (without one) the next `size` bytes of the loose words. */
struct parcel_item {
	const struct piece *piece;
	size_t size;
};

struct parcel parcel_in(struct arena *a)
{
	return (struct parcel){ .arena = a, .loose = buffer_in(a) };
}

static void add_item(struct parcel *p, const struct piece *piece, size_t size)
{
	p->size += size;
	if (!piece && p->count && !p->items[p->count - 1].piece) {
		p->items[p->count - 1].size += size;
		return;
	}
	GROW(p->arena, p->items, p->count, p->room);
	p->items[p->count++] = (struct parcel_item){ piece, size };
}

void parcel_add_piece(struct parcel *p, const struct piece *piece)
{
	if (piece->deflated.size >= piece->plain.size)
		parcel_add(p, piece->plain);
	else
		add_item(p, piece, piece->plain.size);
}

void parcel_add(struct parcel *p, struct text words)
{
	if (words.size == 0)
		return;
	buffer_add(&p->loose, words);
	add_item(p, NULL, words.size);
}

void parcel_add_html(struct parcel *p, struct text words)
{
	size_t was = p->loose.size;

	buffer_add_html(&p->loose, words);
	if (p->loose.size > was)
		add_item(p, NULL, p->loose.size - was);
}

struct text parcel_plain(struct parcel *p)
{
	struct buffer whole = buffer_in(p->arena);
	size_t from = 0;

	buffer_reserve(&whole, p->size);
	for (size_t i = 0; i < p->count; i++) {
		const struct parcel_item *item = &p->items[i];
		if (item->piece) {
			buffer_add(&whole, item->piece->plain);
		} else {
			buffer_add(&whole, (struct text){ p->loose.at + from, item->size });
			from += item->size;
		}
	}
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

static size_t gzip_size(const struct parcel *p)
{
	size_t size = 10 + 2 + 8; /* head, last block, checksum and length */

	for (size_t i = 0; i < p->count; i++) {
		const struct parcel_item *item = &p->items[i];
		size_t blocks = (item->size + STORED_MOST - 1) / STORED_MOST;
		size += item->piece ? item->piece->deflated.size
				    : item->size + blocks * STORED_HEAD;
	}
	return size;
}

struct text parcel_gzip(struct parcel *p)
{
	static const char head[] = { 0x1f, (char)0x8b, 8, 0, 0, 0, 0, 0, 0, (char)0xff };
	static const char last_block[] = { 3, 0 }; /* last, fixed codes, end of block */
	struct buffer whole = buffer_in(p->arena);
	size_t from = 0;
	uLong crc = 0;

	buffer_reserve(&whole, gzip_size(p));
	buffer_add(&whole, (struct text){ head, sizeof head });
	for (size_t i = 0; i < p->count; i++) {
		const struct parcel_item *item = &p->items[i];
		if (item->piece) {
			buffer_add(&whole, item->piece->deflated);
			crc = crc32_combine_op(crc, item->piece->crc, item->piece->crc_op);
		} else {
			struct text words = { p->loose.at + from, item->size };
			add_stored(&whole, words);
			crc = crc32_z(crc, (const Bytef *)words.at, words.size);
			from += item->size;
		}
	}
	buffer_add(&whole, (struct text){ last_block, sizeof last_block });
	add_number(&whole, (uint32_t)crc, 4);
	add_number(&whole, (uint32_t)p->size, 4);
	return buffer_text(&whole);
}
