/*
 * vault: the folder of files: opening it, settling what a stop left, removing, checking.
 */
#include "inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DRAWINGS 2
#define DRAWINGS_WAITING 16

void close_at(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

bool write_all(int fd, struct text bytes)
{
	while (bytes.size) {
		ssize_t put = write(fd, bytes.at, bytes.size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes = text_part(bytes, (size_t)put, SIZE_MAX);
	}
	return true;
}

void path_of(const struct vault *v, struct text place, const char *part, bool hidden,
	char path[PATH_MAX])
{
	snprintf(path, PATH_MAX, "%s/%s%.*s%s%s", v->folder, hidden ? "." : "", SHOWN(place),
		*part ? "." : "", part);
}

bool is_place(struct text t)
{
	if (t.size != PLACE_CHARS)
		return false;
	for (size_t i = 0; i < t.size; i++)
		if (!strchr("0123456789abcdef", t.at[i]) || t.at[i] == '\0')
			return false;
	return true;
}

struct text about_part(struct arena *a, struct text place, const char *part)
{
	return arena_print(a, "%.*s %s", SHOWN(place), part);
}

/* ---- opening -------------------------------------------------------------------------------- */

/* Where this program stands, so stands the one that draws. */
static const char *program_beside(struct arena *a)
{
	char path[PATH_MAX];
	ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);

	return size > 0 ? arena_print(a, "%.*s-draw", (int)size, path).at : "askel-draw";
}

enum outcome vault_open(const struct vault_settings *settings, struct vault **vault)
{
	struct arena *a = arena_open();
	struct vault *v = arena_take_of(a, struct vault);

	*vault = NULL;
	v->arena = a;
	v->folder = arena_copy_chars(a, settings->folder).at;
	v->seal = settings->seal;
	v->draw = settings->draw ? arena_copy_chars(a, settings->draw).at : program_beside(a);
	v->gate = gate_open(
		settings->drawings_most ? settings->drawings_most : DRAWINGS, DRAWINGS_WAITING);
	if (access(v->draw, X_OK) < 0)
		log_note(
			"%s isn't there: files can be handed in and opened, but not looked at here",
			v->draw);
	enum outcome o = folder_make(v->folder, 0700);
	if (o != DONE) {
		vault_close(v);
		return o;
	}
	*vault = v;
	return DONE;
}

void vault_close(struct vault *v)
{
	if (!v)
		return;
	gate_close(v->gate);
	arena_close(v->arena);
}

/* ---- what a stop left ------------------------------------------------------------------------- */

static void settle_one(struct vault *v, struct text place, bool known)
{
	char hidden[PATH_MAX], path[PATH_MAX];

	path_of(v, place, PART_ORIGINAL, true, hidden);
	path_of(v, place, PART_ORIGINAL, false, path);
	if (known ? rename(hidden, path) < 0 : unlink(hidden) < 0)
		log_fault("could not settle a file that was handed in: %s", strerror(errno));
}

static void close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

enum outcome vault_settle(
	struct vault *v, bool (*is_known)(void *context, struct text place), void *context)
{
	__attribute__((cleanup(close_folder))) DIR *folder = opendir(v->folder);
	const struct dirent *entry;

	if (!folder) {
		log_fault("could not open %s: %s", v->folder, strerror(errno));
		return BROKEN;
	}
	while ((entry = readdir(folder))) {
		struct text place = text_of(entry->d_name + (entry->d_name[0] == '.'));
		if (entry->d_name[0] != '.' || !is_place(text_part(place, 0, PLACE_CHARS)))
			continue;
		/* what was being drawn is drawn again */
		settle_one(v, place, place.size == PLACE_CHARS && is_known(context, place));
	}
	char any[PATH_MAX];
	path_of(v, NO_TEXT, PART_ORIGINAL, false, any);
	return file_sync_name(any);
}

/* ---- removing ------------------------------------------------------------------------------------
 */

static bool remove_part(struct vault *v, struct text place, const char *part)
{
	char path[PATH_MAX];

	path_of(v, place, part, false, path);
	return unlink(path) == 0 || errno == ENOENT;
}

enum outcome vault_remove(struct vault *v, struct text place)
{
	char path[PATH_MAX], part[8];
	bool gone = remove_part(v, place, PART_ORIGINAL) && remove_part(v, place, PART_WORDS);

	for (int i = 0; i <= SHEETS_MOST; i++) {
		snprintf(part, sizeof part, "%d", i);
		gone = remove_part(v, place, part) && gone;
	}
	if (!gone) {
		log_fault("could not remove a file: %s", strerror(errno));
		return BROKEN;
	}
	path_of(v, place, PART_ORIGINAL, false, path);
	return file_sync_name(path);
}
