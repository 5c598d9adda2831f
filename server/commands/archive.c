/*
 * archive: a backup as one file, a tar archive that anybody's tar opens. Its first file says what it is;
 * its last one holds the digest of all before, so that what was torn or damaged on the way is seen
 * before a byte of it is used. While it is written it has no name, where the file system can do that: whatever
 * stops in between leaves nothing.
 */
#include "inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)64 * 1024)

struct archive {
	struct arena *arena;
	const char *path, *part; /* part: its hidden name meanwhile; NULL where it has none */
	int fd;
	struct digesting *digest;
	uint64_t size;
	int64_t made;
	bool failed; /* and told */
	char *room;  /* CHUNK bytes */
};

const char *folder_above(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return ".";
	return slash == path ? "/"
			     : arena_copy(a, (struct text){ path, (size_t)(slash - path) }).at;
}

bool archive_going(const struct archive *out)
{
	return !out->failed;
}

static void fail(struct archive *out, const char *what)
{
	if (!out->failed && (errno == ENOSPC || errno == EDQUOT))
		fprintf(stderr,
			"askel: the disk with %s is full. Make room there, or name a file on "
			"another disk.\n",
			out->path);
	else if (!out->failed)
		fprintf(stderr, "askel: could not %s %s: %s\n", what, out->path, strerror(errno));
	out->failed = true;
}

/* A file without a name; on file systems that have none, one with a hidden name, which the next backup
 * of that name writes over. */
static int open_nameless(struct archive *out)
{
	const char *folder = folder_above(out->arena, out->path), *slash = strrchr(out->path, '/');
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
		return fd;
	out->part =
		arena_print(out->arena, "%s/.%s.part", folder, slash ? slash + 1 : out->path).at;
	if (unlink(out->part) < 0 && errno != ENOENT)
		return -1;
	return open(out->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

struct archive *archive_make(struct arena *a, const char *path, int64_t made)
{
	struct archive *out = arena_take_of(a, struct archive);
	struct stat there;

	*out = (struct archive){ .arena = a,
		.path = path,
		.fd = -1,
		.digest = digest_begin(a),
		.made = made,
		.room = arena_take(a, CHUNK) };
	if (lstat(path, &there) == 0) {
		fprintf(stderr, "askel: %s is there already, and no backup is written over\n",
			path);
		out->failed = true;
		return out;
	}
	out->fd = open_nameless(out);
	if (out->fd < 0)
		fail(out, "make");
	return out;
}

static void write_bytes(struct archive *out, struct text bytes)
{
	struct text left = bytes;

	while (left.size > 0 && !out->failed) {
		ssize_t put = write(out->fd, left.at, left.size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			fail(out, "write");
		else
			left = text_part(left, (size_t)put, SIZE_MAX);
	}
	digest_add(out->digest, bytes);
	out->size += bytes.size;
}

static void write_zeroes(struct archive *out, size_t size)
{
	static const char zeroes[2 * TAR_BLOCK];
	write_bytes(out, (struct text){ zeroes, size });
}

static void write_head(struct archive *out, struct text name, uint64_t size)
{
	struct tar_file file = { .name = name, .size = size, .made = out->made };
	char head[TAR_BLOCK];

	if (!tar_head_make(&file, head)) {
		fprintf(stderr,
			"askel: %.*s can't go into a backup: its name is too long or odd, or it is "
			"over 8 GB\n",
			SHOWN(name));
		out->failed = true;
		return;
	}
	write_bytes(out, (struct text){ head, TAR_BLOCK });
}

void archive_add(struct archive *out, struct text name, struct text bytes)
{
	if (out->failed)
		return;
	write_head(out, name, bytes.size);
	write_bytes(out, bytes);
	write_zeroes(out, tar_padding(bytes.size));
}

void archive_add_file(struct archive *out, struct text name, int fd)
{
	struct stat about;

	if (out->failed)
		return;
	if (fstat(fd, &about) < 0) {
		fail(out, "look at a file for");
		return;
	}
	write_head(out, name, (uint64_t)about.st_size);
	for (off_t at = 0; at < about.st_size && !out->failed;) {
		off_t left = about.st_size - at;
		ssize_t got = pread(fd, out->room, left < (off_t)CHUNK ? (size_t)left : CHUNK, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			fprintf(stderr,
				got < 0 ? "askel: %.*s can't be read\n"
					: "askel: %.*s was changed while it was copied. Try "
					  "again.\n",
				SHOWN(name));
			out->failed = true;
			return;
		}
		write_bytes(out, (struct text){ out->room, (size_t)got });
		at += got;
	}
	write_zeroes(out, tar_padding((uint64_t)about.st_size));
}

/* A link, which never writes over anything; where there are none, a name. */
static bool give_name(struct archive *out)
{
	char self[64];

	snprintf(self, sizeof self, "/proc/self/fd/%d", out->fd);
	if (out->part)
		return renameat2(AT_FDCWD, out->part, AT_FDCWD, out->path, RENAME_NOREPLACE) == 0 ||
			(errno == EINVAL && rename(out->part, out->path) == 0);
	return linkat(AT_FDCWD, self, AT_FDCWD, out->path, AT_SYMLINK_FOLLOW) == 0;
}

void archive_fail(struct archive *out, const char *name)
{
	if (!out->failed)
		fprintf(stderr, "askel: %s can't be read: %s\n", name, strerror(errno));
	out->failed = true;
}

void archive_drop(struct archive *out)
{
	if (out->part)
		unlink(out->part);
	if (out->fd >= 0)
		close(out->fd);
	out->fd = -1;
	out->part = NULL;
}

bool archive_end(struct archive *out, uint64_t *size)
{
	unsigned char digest[DIGEST_SIZE];

	if (!out->failed) {
		digest_end(out->digest, digest);
		out->digest = digest_begin(out->arena); /* of what comes after nobody asks */
		struct text hex = hex_text(out->arena, digest, sizeof digest);
		archive_add(out, TEXT(BACKUP_END), arena_print(out->arena, "%.*s\n", SHOWN(hex)));
		write_zeroes(out, (size_t)2 * TAR_BLOCK);
	}
	if (!out->failed && fsync(out->fd) < 0)
		fail(out, "sync");
	if (!out->failed && !give_name(out))
		fail(out, "name");
	if (!out->failed)
		out->part = NULL; /* it has its name */
	archive_drop(out);
	*size = out->size;
	return !out->failed && file_sync_name(out->path) == DONE;
}
