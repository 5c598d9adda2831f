/*
 * file: whole files read and written. A file is written beside and renamed over, so a reader (or a
 * power cut) finds the old bytes or the new ones, never half. Files opened here are closed here.
 */
#include "base/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_at(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define OWN_FD __attribute__((cleanup(close_at))) int

static enum outcome fault(const char *act, const char *path)
{
	log_fault("could not %s %s: %s", act, path, strerror(errno));
	return BROKEN;
}

enum outcome file_read(struct arena *a, const char *path, size_t limit, struct text *bytes)
{
	/* O_NONBLOCK: opening a named pipe must not hold a thread. */
	OWN_FD fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat about;
	size_t size = 0;
	char *at;

	if (fd < 0 && errno == ELOOP)
		log_note("%s is a symbolic link, which is not followed", path);
	if (fd < 0 &&
		(errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENAMETOOLONG))
		return NOT_HERE;
	if (fd < 0)
		return fault("open", path);
	if (fstat(fd, &about) < 0)
		return fault("look at", path);
	if (!S_ISREG(about.st_mode))
		return NOT_HERE;
	if ((uintmax_t)about.st_size > limit)
		return TOO_LARGE;
	at = arena_take_unset(a, (size_t)about.st_size + 1);
	while (size < (size_t)about.st_size) {
		ssize_t got = read(fd, at + size, (size_t)about.st_size - size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault("read", path);
		if (got == 0)
			break;
		size += (size_t)got;
	}
	at[size] = '\0';
	*bytes = (struct text){ at, size };
	return DONE;
}

/* The bytes of `path` up to and with its last slash; 0: the folder we are in. */
static size_t folder_size(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? (size_t)(slash - path) + 1 : 0;
}

enum outcome file_sync_name(const char *path)
{
	char folder[PATH_MAX];
	size_t size = folder_size(path);

	snprintf(folder, sizeof folder, "%.*s", size ? (int)size : 1, size ? path : ".");
	OWN_FD fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) < 0)
		return fault("sync", folder);
	return DONE;
}

static enum outcome write_beside(const char *beside, int fd, struct text bytes, unsigned mode)
{
	for (size_t size = 0; size < bytes.size;) {
		ssize_t put = write(fd, bytes.at + size, bytes.size - size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return fault("write", beside);
		size += (size_t)put;
	}
	if (fchmod(fd, (mode_t)mode) < 0)
		return fault("set the mode of", beside);
	if (fsync(fd) < 0)
		return fault("sync", beside);
	return DONE;
}

enum outcome file_write(const char *path, struct text bytes, unsigned mode)
{
	char beside[PATH_MAX];
	size_t folder = folder_size(path);
	enum outcome went;

	/* A leading dot, so that whoever lists the folder passes over it. */
	if ((size_t)snprintf(beside, sizeof beside, "%.*s.%s.XXXXXX", (int)folder, path,
		    path + folder) >= sizeof beside) {
		errno = ENAMETOOLONG;
		return fault("write", path);
	}
	OWN_FD fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0)
		return fault("make", beside);
	went = write_beside(beside, fd, bytes, mode);
	if (went == DONE && rename(beside, path) < 0)
		went = fault("replace", path);
	if (went != DONE) {
		unlink(beside);
		return went;
	}
	return file_sync_name(path);
}

static enum outcome make_one(const char *path, unsigned mode)
{
	struct stat about;

	if (mkdir(path, (mode_t)mode) == 0) {
		/* mkdir took the umask off. */
		if (chmod(path, (mode_t)mode) < 0)
			return fault("set the mode of", path);
		return file_sync_name(path);
	}
	if (errno != EEXIST)
		return fault("make the folder", path);
	if (stat(path, &about) < 0)
		return fault("look at", path);
	errno = ENOTDIR;
	return S_ISDIR(about.st_mode) ? DONE : fault("make the folder", path);
}

enum outcome folder_make(const char *path, unsigned mode)
{
	char part[PATH_MAX];
	size_t size = strlen(path);

	if (size == 0 || size >= sizeof part) {
		errno = size ? ENAMETOOLONG : ENOENT;
		return fault("make the folder", path);
	}
	memcpy(part, path, size + 1);
	while (size > 1 && part[size - 1] == '/')
		part[--size] = '\0';
	for (size_t i = 1; i < size; i++) {
		if (part[i] != '/' || part[i - 1] == '/')
			continue;
		part[i] = '\0';
		TRY(make_one(part, mode));
		part[i] = '/';
	}
	return make_one(part, mode);
}
