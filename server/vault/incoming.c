/*
 * incoming: a file on its way in, from blocks of any size to sealed blocks on the disk. What can't be kept
 * is passed over to its end, so that whoever sends it hears why; nothing of it stays.
 */
#include "inside.h"

#include "pack/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define LOOK_EVERY ((uint64_t)1 << 20) /* bytes between two looks at how much room there is */

_Static_assert(KIND_BYTES <= STREAM_BLOCK, "the first block tells what a file is");

struct incoming {
	struct vault *vault;
	struct arena *arena;
	enum file_problem problem;
	int fd; /* -1: none */
	struct handed handed;
	struct stream *stream;
	struct digesting *digest;
	char *block; /* STREAM_BLOCK plain bytes */
	size_t used;
	unsigned char *sealed;
};

static struct text place_text(const struct incoming *in)
{
	return (struct text){ in->handed.place, PLACE_CHARS };
}

static void fail(struct incoming *in, const char *what)
{
	if (errno == ENOSPC || errno == EDQUOT) {
		in->problem = FILE_NO_ROOM;
		return;
	}
	log_fault("could not %s a file that was handed in: %s", what, strerror(errno));
	in->problem = FILE_BROKEN;
}

/* The last room on the disk is the database's: without it nobody's words could be kept. */
static void look_for_room(struct incoming *in)
{
	struct statvfs disk;

	if (fstatvfs(in->fd, &disk) == 0 &&
		(uint64_t)disk.f_bavail * disk.f_frsize < FILE_ROOM_KEPT)
		in->problem = FILE_NO_ROOM;
}

static void write_sealed(struct incoming *in, struct text bytes)
{
	digest_add(in->digest, bytes);
	if (!write_all(in->fd, bytes))
		fail(in, "write");
}

static void make_place(struct incoming *in)
{
	unsigned char random[PLACE_CHARS / 2];

	random_fill(random, sizeof random);
	memcpy(in->handed.place, hex_text(in->arena, random, sizeof random).at, PLACE_CHARS);
}

static void begin(struct incoming *in)
{
	unsigned char head[STREAM_HEAD];
	struct file_key key;
	char path[PATH_MAX];

	make_place(in);
	path_of(in->vault, place_text(in), PART_ORIGINAL, true, path);
	in->fd =
		open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (in->fd < 0) {
		fail(in, "make");
		return;
	}
	look_for_room(in);
	file_key_make(&key);
	file_key_wrap(in->vault->seal, &key, place_text(in), in->handed.wrapped);
	in->stream = stream_to_seal(
		in->arena, &key, about_part(in->arena, place_text(in), PART_ORIGINAL), head);
	file_key_forget(&key);
	in->digest = digest_begin(in->arena);
	write_sealed(in, bytes_text(head, sizeof head));
}

struct incoming *vault_take_in(struct vault *v, struct arena *a)
{
	struct incoming *in = arena_take_of(a, struct incoming);

	in->vault = v;
	in->arena = a;
	in->fd = -1;
	in->block = arena_take(a, STREAM_BLOCK);
	in->sealed = arena_take(a, STREAM_BLOCK + STREAM_MORE);
	return in;
}

/* A block is full, or the last. */
static void end_block(struct incoming *in, bool last)
{
	struct text plain = { in->block, in->used };

	if (in->problem == FILE_FITS && !in->stream) {
		in->problem = file_kind_of(plain, &in->handed.kind);
		if (in->problem == FILE_FITS)
			begin(in);
	}
	if (in->problem != FILE_FITS)
		return;
	stream_seal(in->stream, plain, last, in->sealed);
	write_sealed(in, bytes_text(in->sealed, plain.size + STREAM_MORE));
	in->used = 0;
	if (in->handed.size % LOOK_EVERY >= STREAM_BLOCK)
		return;
	look_for_room(in);
	/* the disk has it by the time the last byte comes, and syncing finds little to do */
	sync_file_range(in->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

void incoming_take(struct incoming *in, struct text bytes)
{
	while (bytes.size && in->problem == FILE_FITS) {
		/* not before there is more, for the last block is marked */
		if (in->used == STREAM_BLOCK)
			end_block(in, false);
		struct text some = text_part(bytes, 0, STREAM_BLOCK - in->used);
		if (in->problem != FILE_FITS)
			return;
		memcpy(in->block + in->used, some.at, some.size);
		in->used += some.size;
		in->handed.crc = crc_add(in->handed.crc, some);
		in->handed.size += some.size;
		if (in->handed.size > FILE_BYTES_MOST)
			in->problem = FILE_TOO_LARGE;
		bytes = text_part(bytes, some.size, SIZE_MAX);
	}
}

/* The bytes, then the name. */
static void sync_all(struct incoming *in)
{
	char path[PATH_MAX];

	path_of(in->vault, place_text(in), PART_ORIGINAL, true, path);
	if (fsync(in->fd) < 0)
		fail(in, "sync");
	else if (file_sync_name(path) != DONE)
		in->problem = FILE_BROKEN;
}

enum file_problem incoming_end(struct incoming *in, struct handed *handed)
{
	end_block(in, true);
	if (in->problem == FILE_FITS)
		sync_all(in);
	if (in->problem != FILE_FITS)
		return in->problem;
	digest_end(in->digest, in->handed.digest);
	*handed = in->handed;
	return FILE_FITS;
}

void incoming_close(struct incoming *in, bool known)
{
	char hidden[PATH_MAX], path[PATH_MAX];

	if (in->stream)
		stream_forget(in->stream);
	memset(in->block, 0, STREAM_BLOCK);
	if (in->fd < 0)
		return;
	close_at(&in->fd);
	in->fd = -1;
	path_of(in->vault, place_text(in), PART_ORIGINAL, true, hidden);
	path_of(in->vault, place_text(in), PART_ORIGINAL, false, path);
	/* a name that doesn't reach the disk is settled at the next start */
	if (known ? rename(hidden, path) < 0 : unlink(hidden) < 0)
		log_fault("could not %s a file that was handed in: %s", known ? "name" : "remove",
			strerror(errno));
}
