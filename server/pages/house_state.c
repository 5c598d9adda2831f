/*
 * The state of a house as the page at /status and `askel status` tell it: what of the disk, the keys, the
 * records and the courses its admin has to look at.
 */
#include "certificate.h"
#include "school.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#define MB INT64_C(1000000)
#define BACKUP_LATE (INT64_C(7) * 86400)
#define DISK_LEAST (500 * MB) /* free; and room for one more copy of the database */
#define DECIDERS_LEAST 2      /* for a second person and for a new assessment */

static int64_t size_of(struct arena *a, const char *folder, const char *name)
{
	struct stat st;
	return stat(arena_print(a, "%s/%s", folder, name).at, &st) == 0 ? (int64_t)st.st_size : 0;
}

static void look_at_machine(struct arena *a, const struct conf *conf, struct house_state *s)
{
	struct statvfs disk;
	struct stat data, keys;
	s->database =
		size_of(a, conf->folder, "askel.db") + size_of(a, conf->folder, "askel.db-wal");
	s->free_space = -1;
	if (statvfs(conf->folder, &disk) == 0) {
		s->free_space = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
		s->disk_low = s->free_space < DISK_LEAST || s->free_space < s->database;
	}
	if (stat(conf->folder, &data) == 0 && stat(conf->keys, &keys) == 0) {
		s->keys_open = (keys.st_mode & (S_IRWXG | S_IRWXO)) != 0;
		s->keys_beside = keys.st_dev == data.st_dev;
	}
}

/* A house that is younger than that may have none yet; a demo needs none. */
static bool is_backup_late(const struct conf *conf, const struct backup_made *backup)
{
	int64_t last = backup->made ? backup->made : backup->since;
	return !conf->demo && clock_now() - last > BACKUP_LATE;
}

enum outcome look_at_house(struct arena *a, struct db *db, const struct conf *conf,
	const struct seal *seal, const struct library *library, struct house_state *s)
{
	unsigned char mark[DIGEST_SIZE];
	*s = (struct house_state){ .course_errors = (int64_t)library->error_count };
	look_at_machine(a, conf, s);
	sheet_mark(seal, mark);
	TRY(load_keys_kept(db, mark, &s->keys_kept));
	TRY(load_backup(db, &s->backup));
	TRY(count_formal_troubles(db, a, library, &s->formal_troubles));
	TRY(count_deciders(db, clock_now(), &s->deciders, &s->stuck));
	s->keys_wanted = !conf->demo && !s->keys_kept;
	s->backup_late = is_backup_late(conf, &s->backup);
	s->deciders_few = s->deciders < DECIDERS_LEAST;
	s->troubles = (s->course_errors > 0) + s->disk_low + s->keys_open + s->keys_wanted +
		s->backup_late + (s->formal_troubles > 0) + (s->deciders_few || s->stuck > 0);
	return DONE;
}
