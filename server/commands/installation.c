/*
 * The folders and files of an installation: made by init and demo, opened by every command that
 * needs the records.
 */
#include "inside.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* "courses/safe-online/course.fi.md" of the shelf -> DIR/courses/safe-online/course.fi.md */
static enum outcome copy_courses(struct arena *a, const char *folder)
{
	for (size_t i = 0; i < shelf_count; i++) {
		if (strncmp(shelf_files[i].name, "courses/", 8) != 0)
			continue;
		struct text path = arena_print(a, "%s/%s", folder, shelf_files[i].name);
		struct stat there;
		if (lstat(path.at, &there) == 0)
			continue;
		size_t cut = path.size;
		while (path.at[cut - 1] != '/')
			cut--;
		TRY(folder_make(arena_copy(a, text_part(path, 0, cut - 1)).at, 0755));
		TRY(file_write(path.at, shelf_files[i].bytes, 0644));
	}
	return DONE;
}

enum outcome open_records(const struct conf *conf, bool make, struct records *r)
{
	char path[4096];
	*r = (struct records){ .folder = conf->folder };
	TRY(seal_open(conf->keys, make, &r->seal));
	snprintf(path, sizeof path, "%s/askel.db", conf->folder);
	struct store_settings settings = {
		.path = path, .seal = r->seal, .make = make, .beside = true, .readers = 1
	};
	return store_open(&settings, &r->store);
}

void close_records(struct records *r)
{
	if (r->store)
		store_close(r->store);
	if (r->seal)
		seal_close(r->seal);
	*r = (struct records){ 0 };
}

enum outcome make_installation(struct arena *a, const struct conf *conf, struct text conf_file)
{
	OPEN_RECORDS records = { 0 };
	TRY(folder_make(conf->folder, 0750));
	TRY(folder_make(arena_print(a, "%s/files", conf->folder).at, 0700));
	TRY(copy_courses(a, conf->folder));
	TRY(open_records(conf, true, &records));
	/* last, for it is what makes the folder an installation */
	return file_write(arena_print(a, "%s/askel.conf", conf->folder).at, conf_file, 0640);
}
