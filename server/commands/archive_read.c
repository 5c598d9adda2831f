/*
 * archive_read: a backup that comes back, which may come from anywhere. It is looked through to its end, heads,
 * names, sizes and the digest of all of it, before a byte is written; then each file is made
 * in a folder that was empty, under a name that stays in it (tar_name_fits), never over another one and
 * never through a link. It isn't squeezed, so nothing in it can grow.
 */
#include "inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)64 * 1024)
#define ABOUT_MOST 4096
#define END_MOST 256

static void close_at(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define OWN_FD __attribute__((cleanup(close_at))) int

/* One way through the archive. */
struct reading {
	struct arena *arena;
	const char *path;
	int fd;
	uint64_t size, at;
	struct digesting *digest;
	char *room;         /* CHUNK bytes */
	const char *folder; /* where files are made; NULL: they are only looked at */
	struct backup_about *about;
};

static bool refuse(const struct reading *r, const char *why)
{
	fprintf(stderr, "askel: %s %s\n", r->path, why);
	return false;
}

/* The next bytes. */
static bool take_uncounted(struct reading *r, char *bytes, size_t size)
{
	if (r->size - r->at < size)
		return refuse(r, "ends too early: it was cut off on its way");
	for (size_t got = 0; got < size;) {
		ssize_t more = pread(r->fd, bytes + got, size - got, (off_t)(r->at + got));
		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			return refuse(r, "can't be read");
		got += (size_t)more;
	}
	r->at += size;
	return true;
}

/* The same; they count into the digest. */
static bool take(struct reading *r, char *bytes, size_t size)
{
	if (!take_uncounted(r, bytes, size))
		return false;
	digest_add(r->digest, (struct text){ bytes, size });
	return true;
}

/* The whole of a small file in it, with what fills its last block. */
static bool take_small(
	struct reading *r, const struct tar_file *file, uint64_t most, struct text *bytes)
{
	if (file->size > most)
		return refuse(r, "is no backup of Askel's");
	size_t whole = (size_t)file->size + tar_padding(file->size);
	char *at = arena_take(r->arena, whole + 1);
	*bytes = (struct text){ at, (size_t)file->size };
	return take(r, at, whole);
}

/* ---- names ------------------------------------------------------------------------------------ */

/* What a backup may hold, and the modes it gets; the first that fits. */
static const struct {
	const char *begins; /* ends with '/': all below it */
	unsigned file, folder;
} places[] = {
	{ "askel.db", 0600, 0 },
	{ "askel.conf", 0640, 0 },
	{ "courses/", 0644, 0755 },
	{ "templates/", 0644, 0755 },
	{ "static/", 0644, 0755 },
	{ "files/", 0600, 0700 },
	{ "keys/", 0600, 0700 },
};

/* NOT a place: COUNT_OF(places). */
static size_t place_of(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct text begins = text_of(places[i].begins);
		bool below = begins.at[begins.size - 1] == '/';
		if (below ? text_starts(name, begins) : text_is(name, begins))
			return i;
	}
	return COUNT_OF(places);
}

/* ---- one file --------------------------------------------------------------------------------- */

static bool make_file(struct reading *r, struct text name, size_t place, int *fd)
{
	struct text path = arena_print(r->arena, "%s/%.*s", r->folder, SHOWN(name));

	if (places[place].folder &&
		folder_make(folder_above(r->arena, path.at), places[place].folder) != DONE)
		return false;
	*fd = open(
		path.at, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, places[place].file);
	if (*fd >= 0 && fchmod(*fd, places[place].file) == 0)
		return true;
	fprintf(stderr, "askel: could not make %.*s: %s\n", SHOWN(path), strerror(errno));
	return false;
}

static bool write_chunk(const struct reading *r, int fd, struct text bytes)
{
	while (bytes.size > 0) {
		ssize_t put = write(fd, bytes.at, bytes.size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) {
			fprintf(stderr, "askel: could not write in %s: %s\n", r->folder,
				strerror(errno));
			return false;
		}
		bytes = text_part(bytes, (size_t)put, SIZE_MAX);
	}
	return true;
}

static bool take_file(struct reading *r, const struct tar_file *file)
{
	OWN_FD fd = -1;
	size_t place = place_of(file->name);

	if (place == COUNT_OF(places))
		return refuse(r, "holds a file that belongs in no backup");
	if (place + 1 == COUNT_OF(places))
		r->about->keys_inside = true;
	r->about->files++;
	if (r->folder && !make_file(r, file->name, place, &fd))
		return false;
	for (uint64_t left = file->size; left > 0;) {
		size_t size = left < CHUNK ? (size_t)left : CHUNK;
		if (!take(r, r->room, size) ||
			(fd >= 0 && !write_chunk(r, fd, (struct text){ r->room, size })))
			return false;
		left -= size;
	}
	if (fd >= 0 && fsync(fd) < 0)
		return refuse(r, "could not be brought to the disk");
	return take(r, r->room, tar_padding(file->size));
}

/* ---- the whole -------------------------------------------------------------------------------- */

static bool read_about(struct reading *r, const struct tar_file *file)
{
	struct text bytes, line;

	if (!text_is_chars(file->name, BACKUP_ABOUT) || !take_small(r, file, ABOUT_MOST, &bytes))
		return refuse(r, "is no backup of Askel's");
	if (!text_is_chars(text_line(&bytes), BACKUP_FIRST_LINE))
		return refuse(r, "is a backup that this Askel can't read: use a newer one");
	while (bytes.at) {
		line = text_line(&bytes);
		struct text word = text_cut(&line, ' ');
		if (text_is_chars(word, "head") && read_head(line, &r->about->head))
			return true;
	}
	return refuse(r, "doesn't say where its chain ends");
}

static bool read_end(struct reading *r, const struct tar_file *file)
{
	unsigned char digest[DIGEST_SIZE], kept[DIGEST_SIZE];
	struct text bytes;

	digest_end(r->digest, digest);
	r->digest = digest_begin(r->arena); /* of what comes after nobody asks */
	if (!take_small(r, file, END_MOST, &bytes))
		return false;
	if (!hex_read(text_line(&bytes), kept, sizeof kept) ||
		memcmp(kept, digest, DIGEST_SIZE) != 0)
		return refuse(r, "was damaged or changed: its digest isn't that of what is in it");
	if (r->size - r->at != 2 * TAR_BLOCK)
		return refuse(r, "has something behind its end, or no end");
	return true;
}

static bool walk(struct reading *r)
{
	char block[TAR_BLOCK];

	for (bool first = true;; first = false) {
		OWN_ARENA a = arena_open();
		struct tar_file file;
		r->arena = a;
		if (!take_uncounted(r, block, TAR_BLOCK))
			return false;
		if (tar_head_read(a, (struct text){ block, TAR_BLOCK }, &file) != TAR_FILE)
			return refuse(r,
				first ? "is no backup of Askel's"
				      : "was damaged or changed: a head in it is none");
		if (text_is_chars(file.name, BACKUP_END))
			return read_end(r, &file);
		digest_add(r->digest, (struct text){ block, TAR_BLOCK });
		if (first ? !read_about(r, &file) : !take_file(r, &file))
			return false;
	}
}

bool archive_read(const char *path, const char *folder, struct backup_about *about)
{
	OWN_ARENA a = arena_open();
	OWN_FD fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	struct reading r = { .path = path,
		.fd = fd,
		.digest = digest_begin(a),
		.room = arena_take(a, CHUNK),
		.folder = folder,
		.about = about };

	*about = (struct backup_about){ 0 };
	if (fd < 0 || fstat(fd, &st) < 0)
		return refuse(&r, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return refuse(&r, "is no file");
	r.size = (uint64_t)st.st_size;
	return walk(&r);
}
