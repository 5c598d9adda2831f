/*
 * media_set: the media of one course, counted, so that they are read (each file is hashed) only
 * when something in their folder changed. Files too large to be sent are left out and told.
 */
#include "course/inside.h"

/* The stamps of the media, copied: they outlive the listing they came from. */
static struct listing copy_stamps(struct arena *a, const struct listing *files)
{
	struct listing copy = { .files = arena_take_many(a, files->count + 1, sizeof *copy.files) };

	for (size_t i = 0; i < files->count; i++) {
		const struct listed *file = &files->files[i];
		if (!text_is_chars(file->name.folder, "media"))
			continue;
		copy.files[copy.count].name.path = arena_copy(a, file->name.path);
		copy.files[copy.count++].stamp = file->stamp;
	}
	return copy;
}

bool media_set_holds(const struct media_set *set, const struct listing *files)
{
	OWN_ARENA scratch = arena_open();
	struct listing now = copy_stamps(scratch, files);

	return same_stamps(&set->stamps, &now);
}

struct media_set *read_media_set(
	const struct course_settings *settings, struct text course, const struct listing *files)
{
	struct arena *arena = arena_open();
	struct media_set *set = arena_take_of(arena, struct media_set);
	struct text folder = arena_print(arena, "%s/%.*s", settings->folder, SHOWN(course));

	atomic_init(&set->holders, 1);
	set->arena = arena;
	set->course = arena_copy(arena, course);
	set->stamps = copy_stamps(arena, files);
	/* A folder that can't be read has no media: the pages that show them say which are missing.
	 */
	if (read_media(arena, folder.at, &set->files, &set->count) != DONE)
		set->count = 0;
	return set;
}

struct media_set *hold_media(struct media_set *set)
{
	atomic_fetch_add(&set->holders, 1);
	return set;
}

void release_media(struct media_set *set)
{
	if (set && atomic_fetch_sub(&set->holders, 1) == 1)
		arena_close(set->arena);
}

static const struct media_file *find_file(const struct media_set *set, struct text name)
{
	for (size_t i = 0; set && i < set->count; i++)
		if (text_is(set->files[i].name, name))
			return &set->files[i];
	return NULL;
}

void tell_media(const struct listing *listing, struct media_set *const *sets, size_t count,
	struct problem_list *problems)
{
	for (size_t i = 0; i < listing->count; i++) {
		const struct listed *file = &listing->files[i];
		bool large = file->stamp.size > MEDIA_FILE_MOST;
		const struct media_set *set = NULL;
		struct problem problem = problem_of(
			large ? MEDIA_LARGE : MEDIA_ODD, file_part(file->name.path), NO_TEXT);
		if (!text_is_chars(file->name.folder, "media") || file->name.kind == FILE_WORDS)
			continue;
		for (size_t k = 0; k < count; k++)
			if (text_is(sets[k]->course, file->name.course))
				set = sets[k];
		if (find_file(set, file_part(file->name.path)))
			continue;
		problem.course = file->name.course;
		problem.file = file->name.path;
		add_problem(problems, &problem);
	}
}
