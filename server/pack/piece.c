/*
 * piece: public bytes squeezed once, to be sent often. All of zlib's own memory is in an arena that
 * ends with the call; what is returned is a copy of its exact size in the caller's arena.
 */
#include "pack/inside.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#define LEVEL 9
#define MEMORY_LEVEL 9
#define GZIP_WINDOW (15 + 16)
#define RAW_WINDOW (-15)
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

struct text squeeze(struct arena *a, struct text plain, bool raw)
{
	OWN_ARENA scratch = arena_open();
	z_stream stream = { .zalloc = take_many, .zfree = leave, .opaque = scratch };
	size_t room = 0;
	int went = Z_BUF_ERROR;

	if (plain.size < INT_MAX / 2 &&
		deflateInit2(&stream, LEVEL, Z_DEFLATED, raw ? RAW_WINDOW : GZIP_WINDOW,
			MEMORY_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK) {
		room = deflateBound(&stream, plain.size) + FLUSH_BYTES;
		stream.next_in = (z_const Bytef *)plain.at;
		stream.avail_in = (uInt)plain.size;
		stream.next_out = arena_take(scratch, room);
		stream.avail_out = (uInt)room;
		went = deflate(&stream, raw ? Z_FULL_FLUSH : Z_FINISH);
		deflateEnd(&stream);
	}
	if (went != (raw ? Z_OK : Z_STREAM_END) || stream.avail_in || !stream.avail_out) {
		/* Memory and room are there, so this is a size no door lets in or another zlib. */
		log_fault("ending: zlib could not deflate %zu bytes", plain.size);
		abort();
	}
	size_t size = room - stream.avail_out;
	return arena_copy(a, (struct text){ (const char *)stream.next_out - size, size });
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
