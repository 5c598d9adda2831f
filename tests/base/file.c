/* Whole files: read within a limit, written whole or not at all, in folders made on the way. */
#include "base/base.h"
#include "test.h"

#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/askel-file-XXXXXX";

static const char *in_folder(const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % COUNT_OF(paths)];
	snprintf(path, PATH_MAX, "%s/%s", folder, name);
	return path;
}

static unsigned mode_of(const char *path)
{
	struct stat about;
	return lstat(path, &about) == 0 ? about.st_mode & 07777 : 0;
}

static size_t count_entries(const char *path)
{
	DIR *dir = opendir(path);
	size_t count = 0;

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count - 2;
}

static void check_write(void)
{
	OWN_ARENA a = arena_open();
	struct text bytes = NO_TEXT, long_bytes;

	CHECK(file_write(in_folder("one"), TEXT("first"), 0640) == DONE &&
			file_read(a, in_folder("one"), 100, &bytes) == DONE &&
			text_is_chars(bytes, "first"),
		"a file comes back as it was written");
	CHECK(bytes.at[bytes.size] == '\0', "with a NUL behind it");
	CHECK(mode_of(in_folder("one")) == 0640, "it has the mode asked for");
	umask(077);
	CHECK(file_write(in_folder("one"), TEXT("second, longer"), 0644) == DONE &&
			file_read(a, in_folder("one"), 100, &bytes) == DONE &&
			text_is_chars(bytes, "second, longer"),
		"it is written over");
	CHECK(mode_of(in_folder("one")) == 0644, "and the umask takes nothing off its mode");
	umask(022);
	CHECK(count_entries(folder) == 1, "nothing is left beside it");
	long_bytes = (struct text){ memset(arena_take(a, 1000000), 'x', 1000000), 1000000 };
	CHECK(file_write(in_folder("one"), long_bytes, 0600) == DONE &&
			file_read(a, in_folder("one"), 1000000, &bytes) == DONE &&
			text_is(bytes, long_bytes),
		"a long one, too");
	CHECK(file_write(in_folder("one"), NO_TEXT, 0600) == DONE &&
			file_read(a, in_folder("one"), 0, &bytes) == DONE && bytes.size == 0,
		"and an empty one");
	CHECK(chdir(folder) == 0 && file_write("plain", TEXT("x"), 0600) == DONE &&
			file_read(a, "plain", 10, &bytes) == DONE && unlink("plain") == 0,
		"a name without a folder is one in this folder");
}

static void check_refusals(void)
{
	OWN_ARENA a = arena_open();
	struct text bytes = TEXT("as before");
	char long_name[PATH_MAX + 10];

	CHECK(file_write(in_folder("ten"), TEXT("0123456789"), 0600) == DONE &&
			file_read(a, in_folder("ten"), 10, &bytes) == DONE,
		"a file of exactly the limit is read");
	bytes = TEXT("as before");
	CHECK(file_read(a, in_folder("ten"), 9, &bytes) == TOO_LARGE, "one byte more is too large");
	CHECK(file_read(a, in_folder("none"), 9, &bytes) == NOT_HERE,
		"what isn't there isn't here");
	CHECK(file_read(a, in_folder("ten/below"), 9, &bytes) == NOT_HERE,
		"nothing is below a file");
	CHECK(file_read(a, folder, 9, &bytes) == NOT_HERE, "a folder is no file");
	CHECK(symlink("ten", in_folder("link")) == 0 &&
			file_read(a, in_folder("link"), 100, &bytes) == NOT_HERE,
		"a symbolic link is not followed");
	CHECK(mkfifo(in_folder("pipe"), 0600) == 0 &&
			file_read(a, in_folder("pipe"), 100, &bytes) == NOT_HERE,
		"a pipe is no file and holds nobody up");
	memset(long_name, 'a', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	CHECK(file_read(a, long_name, 9, &bytes) == NOT_HERE, "a name too long is nobody's");
	CHECK(file_write(long_name, TEXT("x"), 0600) == BROKEN, "and can't be written");
	CHECK(file_write(in_folder("none/x"), TEXT("x"), 0600) == BROKEN, "nor what has no folder");
	CHECK(mkdir(in_folder("taken"), 0700) == 0 &&
			file_write(in_folder("taken"), TEXT("x"), 0600) == BROKEN,
		"a folder is not written over");
	CHECK(text_is_chars(bytes, "as before"), "what was not read is left alone");
	CHECK(file_write(in_folder("link"), TEXT("new"), 0600) == DONE &&
			file_read(a, in_folder("ten"), 10, &bytes) == DONE &&
			text_is_chars(bytes, "0123456789"),
		"writing replaces a link and not what it points to");
	CHECK(count_entries(folder) == 5, "no failed write leaves anything behind");
}

static void check_folders(void)
{
	umask(027);
	CHECK(folder_make(in_folder("a/b/c"), 0750) == DONE &&
			mode_of(in_folder("a/b/c")) == 0750 && mode_of(in_folder("a")) == 0750,
		"a folder is made with those above it");
	CHECK(folder_make(in_folder("a/b/c"), 0700) == DONE && mode_of(in_folder("a/b/c")) == 0750,
		"one that stands already stays as it is");
	CHECK(folder_make(in_folder("a//d///"), 0777) == DONE && mode_of(in_folder("a/d")) == 0777,
		"slashes may be doubled, and the umask takes nothing off");
	CHECK(file_write(in_folder("a/file"), TEXT("x"), 0600) == DONE &&
			folder_make(in_folder("a/file"), 0700) == BROKEN &&
			folder_make(in_folder("a/file/below"), 0700) == BROKEN,
		"a file is in the way");
	CHECK(folder_make("", 0700) == BROKEN, "a folder has a name");
	CHECK(folder_make("/", 0700) == DONE, "the root stands");
	umask(022);
}

int main(void)
{
	char sweep[64];

	if (!mkdtemp(folder))
		return 1;
	check_write();
	check_refusals();
	check_folders();
	snprintf(sweep, sizeof sweep, "rm -rf %s", folder);
	CHECK(chdir("/") == 0 && system(sweep) == 0, "nothing is left behind");
	return test_end();
}
