/*
 * piece: public bytes squeezed once, to be sent often. All of zlib's own memory is in an arena that
 * ends with the call; what is returned is a copy of its exact size in the caller's arena.
 */
#include "pack/inside.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#define LEVEL 9
#define WINDOW_LEAST 9 /* zlib's bounds, as powers of two of bytes */
#define WINDOW_MOST 15
#define LOOK_AHEAD 262 /* zlib reaches back by this much less than its window */
#define GZIP 16        /* added to a window's size: with head and checksum */
#define FLUSH_BYTES 16 /* more than a full flush adds to what deflateBound tells */

static voidpf take_many(voidpf arena, uInt count, uInt size)
{
	return arena_take_many(arena, count, size);
}

static void leave(voidpf arena, voidpf address)
{
	(void)arena;
	(void)address;
}

/* The least window in which all of `size` bytes can be reached. What zlib sets up and zeroes goes
 * with it: 6 KiB where the largest takes 384, which is more work than deflating a short piece, of
 * which the templates have thousands. */
static int window_for(size_t size)
{
	int window = WINDOW_LEAST;
	while (window < WINDOW_MOST && ((size_t)1 << window) < size + LOOK_AHEAD)
		window++;
	return window;
}

/* What stands around the deflated bytes. */
enum form { RAW, GZIP_MEMBER, ZLIB_STREAM };

static int wrapped(int window, enum form form)
{
	return form == RAW ? -window : form == GZIP_MEMBER ? window + GZIP : window;
}

static struct text squeeze_as(struct arena *a, struct text plain, enum form form)
{
	int window = window_for(plain.size);
	/* room for as many symbols as there are bytes, so that all are one block */
	int memory = window - 6;
	OWN_ARENA scratch = arena_open();
	z_stream stream = { .zalloc = take_many, .zfree = leave, .opaque = scratch };
	size_t room = 0;
	int went = Z_BUF_ERROR;

	if (plain.size < INT_MAX / 2 &&
		deflateInit2(&stream, LEVEL, Z_DEFLATED, wrapped(window, form), memory,
			Z_DEFAULT_STRATEGY) == Z_OK) {
		room = deflateBound(&stream, plain.size) + FLUSH_BYTES;
		stream.next_in = (z_const Bytef *)plain.at;
		stream.avail_in = (uInt)plain.size;
		stream.next_out = arena_take(scratch, room);
		stream.avail_out = (uInt)room;
		went = deflate(&stream, form == RAW ? Z_FULL_FLUSH : Z_FINISH);
		deflateEnd(&stream);
	}
	if (went != (form == RAW ? Z_OK : Z_STREAM_END) || stream.avail_in || !stream.avail_out) {
		/* Memory and room are there, so this is a size no door lets in or another zlib. */
		log_fault("ending: zlib could not deflate %zu bytes", plain.size);
		abort();
	}
	size_t size = room - stream.avail_out;
	return arena_copy(a, (struct text){ (const char *)stream.next_out - size, size });
}

struct text squeeze(struct arena *a, struct text plain, bool raw)
{
	return squeeze_as(a, plain, raw ? RAW : GZIP_MEMBER);
}

struct text squeeze_zlib(struct arena *a, struct text plain)
{
	return squeeze_as(a, plain, ZLIB_STREAM);
}

const struct piece *piece_make(struct arena *a, struct text plain)
{
	struct piece *piece = arena_take_of(a, struct piece);

	piece->plain = arena_copy(a, plain);
	piece->deflated = squeeze(a, plain, true);
	piece->crc = (uint32_t)crc32_z(0, (const Bytef *)piece->plain.at, plain.size);
	piece->crc_op = (uint32_t)crc32_combine_gen64((z_off64_t)plain.size);
	return piece;
}

struct text gzip_make(struct arena *a, struct text plain)
{
	return squeeze(a, plain, false);
}

uint32_t crc_add(uint32_t crc, struct text bytes)
{
	return (uint32_t)crc32_z(crc, (const Bytef *)bytes.at, bytes.size);
}

bool gzip_read(struct arena *a, struct text member, size_t most, struct text *plain)
{
	OWN_ARENA scratch = arena_open();
	char *at = arena_take(a, most + 1);
	z_stream stream = { .zalloc = take_many,
		.zfree = leave,
		.opaque = scratch,
		.next_in = (z_const Bytef *)member.at,
		.avail_in = (uInt)member.size,
		.next_out = (Bytef *)at,
		.avail_out = (uInt)most };
	int went = Z_DATA_ERROR;

	if (member.size < INT_MAX && most < INT_MAX &&
		inflateInit2(&stream, WINDOW_MOST + GZIP) == Z_OK) {
		went = inflate(&stream, Z_FINISH);
		inflateEnd(&stream);
	}
	*plain = (struct text){ at, most - stream.avail_out };
	return went == Z_STREAM_END && stream.avail_in == 0;
}
