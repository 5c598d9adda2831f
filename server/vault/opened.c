/*
 * opened: sealed files read, block by block, and small ones written at once. Nobody sees a byte of a block
 * that isn't what was sealed.
 */
#include "inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEALED_BLOCK (STREAM_BLOCK + STREAM_MORE)

struct opened {
	int fd;
	uint64_t size, left; /* plain bytes: of all, not yet opened */
	struct stream *stream;
	unsigned char *sealed, *plain;
	size_t used, has; /* of the block that is open */
	bool broken;
};

/* How many plain bytes a sealed file of that size holds; false where none is that large. */
static bool plain_size(uint64_t sealed, uint64_t *size)
{
	if (sealed < STREAM_HEAD + STREAM_MORE)
		return false;
	uint64_t blocks = (sealed - STREAM_HEAD + SEALED_BLOCK - 1) / SEALED_BLOCK;
	*size = sealed - STREAM_HEAD - blocks * STREAM_MORE;
	return stream_size(*size) == sealed;
}

static bool read_whole(int fd, void *bytes, size_t size)
{
	for (size_t at = 0; at < size;) {
		ssize_t got = read(fd, (char *)bytes + at, size - at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += (size_t)got;
	}
	return true;
}

static enum outcome open_part(
	const struct vault *v, struct text place, const char *part, int *fd, uint64_t *sealed)
{
	char path[PATH_MAX];
	struct stat about;

	path_of(v, place, part, false, path);
	*fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	/* the database knows it, but its name was not yet settled */
	if (*fd < 0 && errno == ENOENT) {
		path_of(v, place, part, true, path);
		*fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	}
	if (*fd < 0 && errno == ENOENT)
		return NOT_HERE;
	if (*fd < 0 || fstat(*fd, &about) < 0) {
		log_fault("could not open a file that was kept: %s", strerror(errno));
		return BROKEN;
	}
	*sealed = (uint64_t)about.st_size;
	return DONE;
}

static enum outcome tell_changed(void)
{
	log_fault("a file that was kept is not what it was; askel verify tells which");
	return BROKEN;
}

enum outcome vault_read(struct vault *v, struct arena *a, struct text place, const char *part,
	struct text wrapped, struct opened **opened)
{
	struct opened *o = arena_take_of(a, struct opened);
	unsigned char head[STREAM_HEAD];
	struct file_key key;
	uint64_t sealed;

	*opened = NULL;
	if (!is_place(place))
		return NOT_HERE;
	TRY(open_part(v, place, part, &o->fd, &sealed));
	bool whole = plain_size(sealed, &o->size) && read_whole(o->fd, head, sizeof head) &&
		file_key_unwrap(v->seal, wrapped, place, &key);
	if (whole) {
		whole = stream_to_open(a, &key, about_part(a, place, part), head, &o->stream);
		file_key_forget(&key);
	}
	if (!whole) {
		close_at(&o->fd);
		return tell_changed();
	}
	o->left = o->size;
	size_t block = o->size < STREAM_BLOCK ? (size_t)o->size : STREAM_BLOCK;
	o->plain = arena_take(a, block + 1);
	o->sealed = arena_take(a, block + STREAM_MORE);
	*opened = o;
	return DONE;
}

uint64_t opened_size(const struct opened *o)
{
	return o->size;
}

static bool open_block(struct opened *o)
{
	size_t size = o->left < STREAM_BLOCK ? (size_t)o->left : STREAM_BLOCK;
	struct text sealed = bytes_text(o->sealed, size + STREAM_MORE);

	if (!read_whole(o->fd, o->sealed, sealed.size) ||
		!stream_open(o->stream, sealed, size == o->left, o->plain))
		return false;
	o->left -= size;
	o->used = 0;
	o->has = size;
	return true;
}

size_t opened_next(struct opened *o, char *bytes, size_t room)
{
	if (o->used == o->has && o->left && !o->broken && !open_block(o)) {
		o->broken = true;
		(void)tell_changed();
	}
	size_t some = o->broken ? 0 : o->has - o->used;
	some = some < room ? some : room;
	memcpy(bytes, o->plain + o->used, some);
	o->used += some;
	return some;
}

void opened_close(struct opened *o)
{
	if (!o)
		return;
	close_at(&o->fd);
	o->fd = -1;
	stream_forget(o->stream);
	memset(o->plain, 0, o->has);
}

enum outcome vault_read_all(struct vault *v, struct arena *a, struct text place, const char *part,
	struct text wrapped, size_t most, struct text *bytes)
{
	struct opened *o;
	size_t got = 0, some = 1;

	TRY(vault_read(v, a, place, part, wrapped, &o));
	size_t size = o->size < most ? (size_t)o->size : most;
	char *at = arena_take(a, size + 1);
	while (got < size && some) {
		some = opened_next(o, at + got, size - got);
		got += some;
	}
	opened_close(o);
	*bytes = (struct text){ at, got };
	return got == size ? DONE : BROKEN;
}

enum outcome vault_check(
	struct vault *v, struct text place, const unsigned char digest[DIGEST_SIZE])
{
	OWN_ARENA a = arena_open();
	OWN_FD fd = -1;
	struct digesting *d = digest_begin(a);
	unsigned char found[DIGEST_SIZE];
	char *block = arena_take(a, SEALED_BLOCK);
	uint64_t left;

	if (!is_place(place))
		return NOT_HERE;
	TRY(open_part(v, place, PART_ORIGINAL, &fd, &left));
	while (left) {
		size_t size = left < SEALED_BLOCK ? (size_t)left : SEALED_BLOCK;
		if (!read_whole(fd, block, size))
			return BROKEN;
		digest_add(d, (struct text){ block, size });
		left -= size;
	}
	digest_end(d, found);
	return same_bytes(found, digest, sizeof found) ? DONE : BROKEN;
}

/* ---- what was made of a file ------------------------------------------------------------------- */

static struct text seal_whole(
	struct arena *a, const struct file_key *key, struct text about, struct text bytes)
{
	unsigned char *sealed = arena_take(a, (size_t)stream_size(bytes.size)), *at = sealed;
	struct stream *s = stream_to_seal(a, key, about, at);
	bool last;

	at += STREAM_HEAD;
	do {
		struct text some = text_part(bytes, 0, STREAM_BLOCK);
		bytes = text_part(bytes, some.size, SIZE_MAX);
		last = bytes.size == 0;
		stream_seal(s, some, last, at);
		at += some.size + STREAM_MORE;
	} while (!last);
	stream_forget(s);
	return bytes_text(sealed, (size_t)(at - sealed));
}

enum outcome keep_part(struct vault *v, struct arena *a, struct text place, const char *part,
	const struct file_key *key, struct text bytes)
{
	struct text sealed = seal_whole(a, key, about_part(a, place, part), bytes);
	char path[PATH_MAX], hidden[PATH_MAX];

	path_of(v, place, part, false, path);
	path_of(v, place, part, true, hidden);
	OWN_FD fd = open(
		hidden, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (fd >= 0 && write_all(fd, sealed) && rename(hidden, path) == 0)
		return DONE;
	int why = errno;
	unlink(hidden);
	if (why != ENOSPC && why != EDQUOT)
		log_fault("could not keep what was drawn: %s", strerror(why));
	return BUSY;
}
