/*
 * A courses folder for one test: made under $TMPDIR, filled with small files, gone afterwards.
 */
#ifndef ASKEL_TEST_FOLDER_H
#define ASKEL_TEST_FOLDER_H

#include "base/base.h"
#include "test.h"

#include <ftw.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
	char path[200];
};

/* For root no file is shut: tests that shut some are run as nobody, as far as files go. */
__attribute__((unused)) static void become(unsigned group, unsigned user)
{
	if (getuid() != 0)
		return;
	if ((user == 0 && seteuid(0)) || setegid(group) || (user != 0 && seteuid(user)))
		perror("could not become another");
	prctl(PR_SET_DUMPABLE, 1); /* what LeakSanitizer needs and the change took */
}
#define NOBODY 65534, 65534
#define ONESELF 0, 0

__attribute__((unused)) static struct folder folder_open(void)
{
	struct folder folder;
	const char *above = getenv("TMPDIR");

	snprintf(folder.path, sizeof folder.path, "%s/askel-course-XXXXXX", above ? above : "/tmp");
	if (!mkdtemp(folder.path)) {
		perror(folder.path);
		exit(1);
	}
	return folder;
}

/* Plain writing in place, as an editor without manners would; no fsync, tests are many. */
__attribute__((unused)) static void folder_write(
	const struct folder *folder, const char *name, struct text bytes)
{
	char path[600], *slash;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder->path, name);
	for (slash = strchr(path + strlen(folder->path) + 1, '/'); slash;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	file = fopen(path, "wb");
	if (!file || fwrite(bytes.at, 1, bytes.size, file) != bytes.size || fclose(file)) {
		perror(path);
		exit(1);
	}
}

__attribute__((unused)) static void folder_remove(const struct folder *folder, const char *name)
{
	char path[600];

	snprintf(path, sizeof path, "%s/%s", folder->path, name);
	unlink(path);
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *ftw)
{
	(void)about;
	(void)type;
	(void)ftw;
	return remove(path);
}

__attribute__((unused)) static void folder_close(struct folder *folder)
{
	nftw(folder->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
