/*
 * listing: what the courses folder holds, by lstat alone, so that a look at a thousand pages costs
 * milliseconds and works on any file system. Symbolic links below the folder are never followed;
 * hidden files and what editors leave behind aren't seen.
 */
#include "course/inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
	struct arena *arena;
	struct listing *listing;
	size_t room;
};

static void close_folder_at(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}
#define OWN_FOLDER __attribute__((cleanup(close_folder_at))) DIR *

/* ".git", "page.md~", ".page.md.swp", "#page.md#", "4913": not what an author wrote. */
static bool is_leftover(const char *name)
{
	size_t size = strlen(name);

	return name[0] == '.' || name[size - 1] == '~' ||
		(name[0] == '#' && name[size - 1] == '#') ||
		(size > 4 &&
			(!strcmp(name + size - 4, ".swp") || !strcmp(name + size - 4, ".tmp")));
}

static void list_file(struct walk *walk, struct text path, const struct stat *about)
{
	struct listing *listing = walk->listing;
	struct listed listed = { .stamp = { .size = about->st_size,
					 .changed_ns = (int64_t)about->st_mtim.tv_sec * 1000000000 +
						 about->st_mtim.tv_nsec,
					 .inode = about->st_ino } };

	read_name(path, &listed.name);
	GROW(walk->arena, listing->files, listing->count, walk->room);
	listing->files[listing->count++] = listed;
}

/* A folder that can't be opened: what is in it isn't gone, so its course isn't either. */
static void list_shut(struct walk *walk, struct text path, const struct stat *about)
{
	if (errno != EACCES && errno != EPERM)
		return;
	list_file(walk, path, about);
	walk->listing->files[walk->listing->count - 1].name.kind = FILE_SHUT_FOLDER;
}

/* NULL where it is gone, is no folder or is a symbolic link. */
static DIR *open_folder(int above, const char *name)
{
	int fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder;

	if (fd < 0)
		return NULL;
	folder = fdopendir(fd);
	if (!folder)
		close(fd);
	return folder;
}

/* Folders are three deep at most, so the recursion is too. */
static void walk_folder(struct walk *walk, DIR *folder, struct text path, int depth)
{
	struct dirent *entry;

	while ((entry = readdir(folder)) && walk->listing->count < FILES_MOST) {
		struct stat about;
		struct text name = text_of(entry->d_name), below;
		if (is_leftover(entry->d_name) ||
			fstatat(dirfd(folder), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		below = path.size ? arena_print(walk->arena, "%s/%s", path.at, name.at)
				  : arena_copy(walk->arena, name);
		if (S_ISREG(about.st_mode))
			list_file(walk, below, &about);
		if (S_ISDIR(about.st_mode) && depth < FOLDER_DEPTH_MOST) {
			OWN_FOLDER inner = open_folder(dirfd(folder), entry->d_name);
			if (inner)
				walk_folder(walk, inner, below, depth + 1);
			else
				list_shut(walk, below, &about);
		}
	}
}

static int compare_listed(const void *a, const void *b)
{
	return text_compare(
		((const struct listed *)a)->name.path, ((const struct listed *)b)->name.path);
}

void sort_listing(struct listing *listing)
{
	if (listing->count)
		qsort(listing->files, listing->count, sizeof *listing->files, compare_listed);
}

enum outcome walk_courses(struct arena *a, const char *folder, struct listing *listing)
{
	struct walk walk = { .arena = a, .listing = listing };
	OWN_FOLDER open = opendir(folder);

	*listing = (struct listing){ 0 };
	if (!open)
		return NOT_HERE;
	walk_folder(&walk, open, NO_TEXT, 1);
	sort_listing(listing);
	return DONE;
}

const struct listed *find_listed(const struct listing *listing, struct text path)
{
	size_t low = 0, high = listing->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(path, listing->files[middle].name.path);
		if (order == 0)
			return &listing->files[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool same_names(const struct listing *a, const struct listing *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!text_is(a->files[i].name.path, b->files[i].name.path))
			return false;
	return true;
}

bool same_stamps(const struct listing *a, const struct listing *b)
{
	if (!same_names(a, b))
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct stamp *s = &a->files[i].stamp, *t = &b->files[i].stamp;
		if (s->size != t->size || s->changed_ns != t->changed_ns || s->inode != t->inode)
			return false;
	}
	return true;
}

struct listing listing_of(const struct listing *listing, struct text course)
{
	struct listing part = { .files = listing->files };
	size_t i = 0;

	while (i < listing->count && !text_is(listing->files[i].name.course, course))
		i++;
	part.files = listing->files + i;
	while (i + part.count < listing->count &&
		text_is(part.files[part.count].name.course, course))
		part.count++;
	return part;
}
