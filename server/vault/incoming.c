/*
 * incoming: a file on its way in, from blocks of any size to sealed blocks on the disk. What can't be kept
 * is passed over to its end, so that whoever sends it hears why; nothing of it stays.
 *
 * Two threads share the work: the request's takes bytes from the network and fills blocks, another seals them, digests
 * what comes of it and writes it. Few send at once (http/upload.c), so there are few of these. A block belongs to the one
 * or the other; `lock` guards which.
 */
#include "inside.h"

#include "pack/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define BLOCKS 4 /* one is filled, one is sealed, others wait */
#define SEALER_STACK ((size_t)256 * 1024)
#define LOOK_EVERY ((uint64_t)1 << 20) /* bytes between two looks at how much room there is */

_Static_assert(KIND_BYTES <= STREAM_BLOCK, "the first block tells what a file is");

struct incoming {
	struct vault *vault;
	struct arena *arena;
	enum file_problem problem;
	int fd; /* -1: none */
	struct handed handed;
	char *blocks[BLOCKS]; /* STREAM_BLOCK plain bytes each; a ring */
	size_t sizes[BLOCKS];
	size_t filling, used; /* which block, and how much of it; the request's */

	/* the sealer's, once it runs */
	struct stream *stream;
	struct digesting *digest;
	unsigned char *sealed;
	uint64_t written;
	enum file_problem trouble;

	bool running; /* there is such a thread */
	pthread_t sealer;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	/* under the lock */
	size_t waiting; /* full blocks before `filling` */
	bool last;      /* the newest of them is the last of the file */
	bool stop;      /* nobody wants them any more */
	bool failed;    /* trouble says why */
};

static struct text place_text(const struct incoming *in)
{
	return (struct text){ in->handed.place, PLACE_CHARS };
}

static enum file_problem failed_to(const char *what)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return FILE_NO_ROOM;
	log_fault("could not %s a file that was handed in: %s", what, strerror(errno));
	return FILE_BROKEN;
}

/* The last room on the disk is the database's: without it nobody's words could be kept. */
static enum file_problem look_for_room(const struct incoming *in)
{
	struct statvfs disk;
	bool little = fstatvfs(in->fd, &disk) == 0 &&
		(uint64_t)disk.f_bavail * disk.f_frsize < FILE_ROOM_KEPT;

	return little ? FILE_NO_ROOM : FILE_FITS;
}

static enum file_problem write_sealed(struct incoming *in, struct text bytes)
{
	digest_add(in->digest, bytes);
	return write_all(in->fd, bytes) ? FILE_FITS : failed_to("write");
}

/* ---- sealing ---------------------------------------------------------------------------------- */

static enum file_problem seal_block(struct incoming *in, struct text plain, bool last)
{
	stream_seal(in->stream, plain, last, in->sealed);
	enum file_problem problem =
		write_sealed(in, bytes_text(in->sealed, plain.size + STREAM_MORE));
	in->written += plain.size;
	if (problem != FILE_FITS || in->written % LOOK_EVERY >= STREAM_BLOCK)
		return problem;
	/* the disk has it by the time the last byte comes, and syncing finds little to do */
	sync_file_range(in->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	return look_for_room(in);
}

/* The oldest block that waits, if there is to be one. */
static bool next_block(struct incoming *in, struct text *plain, bool *last)
{
	pthread_mutex_lock(&in->lock);
	while (in->waiting == 0 && !in->stop)
		pthread_cond_wait(&in->changed, &in->lock);
	bool go_on = !in->stop;
	size_t oldest = (in->filling + BLOCKS - in->waiting) % BLOCKS;
	*plain = (struct text){ in->blocks[oldest], in->sizes[oldest] };
	*last = in->last && in->waiting == 1;
	pthread_mutex_unlock(&in->lock);
	return go_on;
}

/* That one is free again; false where there is no more to do. */
static bool block_done(struct incoming *in, bool last, enum file_problem problem)
{
	pthread_mutex_lock(&in->lock);
	in->waiting--;
	in->trouble = problem;
	in->failed = problem != FILE_FITS;
	pthread_cond_broadcast(&in->changed);
	pthread_mutex_unlock(&in->lock);
	return !last && problem == FILE_FITS;
}

static void *seal_blocks(void *value)
{
	struct incoming *in = value;
	struct text plain;
	bool last;

	while (next_block(in, &plain, &last))
		if (!block_done(in, last, seal_block(in, plain, last)))
			break;
	return NULL;
}

static bool start_sealer(struct incoming *in)
{
	pthread_attr_t about;

	pthread_mutex_init(&in->lock, NULL);
	pthread_cond_init(&in->changed, NULL);
	pthread_attr_init(&about);
	pthread_attr_setstacksize(&about, SEALER_STACK);
	in->running = pthread_create(&in->sealer, &about, seal_blocks, in) == 0;
	pthread_attr_destroy(&about);
	return in->running;
}

/* Waits until all that waits is sealed, or with `stop` only for what is under way. */
static void end_sealer(struct incoming *in, bool stop)
{
	if (!in->running)
		return;
	pthread_mutex_lock(&in->lock);
	in->stop = in->stop || stop;
	pthread_cond_broadcast(&in->changed);
	pthread_mutex_unlock(&in->lock);
	pthread_join(in->sealer, NULL);
	in->running = false;
	pthread_cond_destroy(&in->changed);
	pthread_mutex_destroy(&in->lock);
	if (in->problem == FILE_FITS)
		in->problem = in->trouble;
}

/* The block that was filled goes to the sealer, and there is another one to fill. */
static void hand_block(struct incoming *in, bool last)
{
	pthread_mutex_lock(&in->lock);
	in->sizes[in->filling] = in->used;
	in->filling = (in->filling + 1) % BLOCKS;
	in->waiting++;
	in->last = last;
	pthread_cond_broadcast(&in->changed);
	while (in->waiting == BLOCKS && !in->failed)
		pthread_cond_wait(&in->changed, &in->lock);
	if (in->failed)
		in->problem = in->trouble;
	pthread_mutex_unlock(&in->lock);
	in->used = 0;
}

/* ---- coming in -------------------------------------------------------------------------------- */

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
		in->problem = failed_to("make");
		return;
	}
	in->problem = look_for_room(in);
	file_key_make(&key);
	file_key_wrap(in->vault->seal, &key, place_text(in), in->handed.wrapped);
	in->stream = stream_to_seal(
		in->arena, &key, about_part(in->arena, place_text(in), PART_ORIGINAL), head);
	file_key_forget(&key);
	in->digest = digest_begin(in->arena);
	if (in->problem == FILE_FITS)
		in->problem = write_sealed(in, bytes_text(head, sizeof head));
	if (in->problem == FILE_FITS && !start_sealer(in))
		in->problem = failed_to("seal");
}

struct incoming *vault_take_in(struct vault *v, struct arena *a)
{
	struct incoming *in = arena_take_of(a, struct incoming);

	in->vault = v;
	in->arena = a;
	in->fd = -1;
	for (size_t i = 0; i < BLOCKS; i++)
		in->blocks[i] = arena_take(a, STREAM_BLOCK);
	in->sealed = arena_take(a, STREAM_BLOCK + STREAM_MORE);
	return in;
}

/* A block is full, or the last. */
static void end_block(struct incoming *in, bool last)
{
	struct text plain = { in->blocks[in->filling], in->used };

	if (in->problem == FILE_FITS && !in->stream) {
		in->problem = file_kind_of(plain, &in->handed.kind);
		if (in->problem == FILE_FITS)
			begin(in);
	}
	if (in->problem == FILE_FITS)
		hand_block(in, last);
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
		memcpy(in->blocks[in->filling] + in->used, some.at, some.size);
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
		in->problem = failed_to("sync");
	else if (file_sync_name(path) != DONE)
		in->problem = FILE_BROKEN;
}

enum file_problem incoming_end(struct incoming *in, struct handed *handed)
{
	end_block(in, true);
	end_sealer(in, in->problem != FILE_FITS);
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

	end_sealer(in, true);
	if (in->stream)
		stream_forget(in->stream);
	for (size_t i = 0; i < BLOCKS; i++)
		memset(in->blocks[i], 0, STREAM_BLOCK);
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
