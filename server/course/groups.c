/*
 * groups: the last good form of each course and unit. While the process runs it is a list of held
 * sources; across restarts it is what the keeper has. A form is saved when it passed the check and
 * isn't what is kept already.
 */
#include "course/inside.h"

#include "seal/seal.h"

#include <string.h>

static void let_go(struct group *group)
{
	for (size_t i = 0; i < group->count; i++)
		release_source(group->sources[i]);
	arena_close(group->arena);
	group->arena = NULL;
	group->count = 0;
}

void groups_close(struct groups *groups)
{
	for (size_t i = 0; i < groups->count; i++)
		let_go(&groups->items[i]);
}

struct group *group_of(struct groups *groups, struct text id)
{
	struct group *group;

	for (size_t i = 0; i < groups->count; i++)
		if (text_is(groups->items[i].id, id))
			return &groups->items[i];
	GROW(groups->arena, groups->items, groups->count, groups->room);
	group = &groups->items[groups->count++];
	*group = (struct group){ .id = arena_copy(groups->arena, id) };
	return group;
}

/* ---- what is kept of a course --------------------------------------------------------------- */

static bool is_kept_kind(enum file_kind kind)
{
	return kind == FILE_COURSE || kind == FILE_MODULE || kind == FILE_PAGE || kind == FILE_UNIT;
}

static struct text name_below(const struct source *source)
{
	return text_part(source->name.path, source->name.course.size + 1, source->name.path.size);
}

/* Of names and bytes, so that renamed files are another form. */
static void digest_files(struct arena *a, const struct source_file *files, size_t count,
	unsigned char digest[DIGEST_SIZE])
{
	struct text *parts = arena_take_many(a, 2 * count + 1, sizeof *parts);

	for (size_t i = 0; i < count; i++) {
		unsigned char *bytes = arena_take(a, DIGEST_SIZE);
		digest_of(files[i].bytes, bytes, DIGEST_SIZE);
		parts[2 * i] = files[i].name;
		parts[2 * i + 1] = bytes_text(bytes, DIGEST_SIZE);
	}
	digest_parts(parts, 2 * count, digest);
}

/* The same, from digests that were made when the files were read. */
static void digest_sources(struct arena *a, struct source *const *sources, size_t count,
	unsigned char digest[DIGEST_SIZE])
{
	struct text *parts = arena_take_many(a, 2 * count + 1, sizeof *parts);
	size_t parts_count = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_kept_kind(sources[i]->name.kind))
			continue;
		parts[parts_count++] = name_below(sources[i]);
		parts[parts_count++] = bytes_text(sources[i]->digest, DIGEST_SIZE);
	}
	digest_parts(parts, parts_count, digest);
}

static enum outcome load_files(struct keeping *keeping, struct arena *a, struct group *group,
	struct source_file **files, size_t *count)
{
	const struct good_keeper *keeper = &keeping->settings->keeper;
	enum outcome went =
		keeper->load ? keeper->load(keeper->context, a, group->id, files, count) : NOT_HERE;

	group->asked = went == DONE || went == NOT_HERE;
	if (went == DONE) {
		digest_files(a, *files, *count, group->digest);
		group->saved = true;
	}
	return went;
}

static void save_files(
	struct keeping *keeping, struct group *group, struct source *const *sources, size_t count)
{
	const struct good_keeper *keeper = &keeping->settings->keeper;
	OWN_ARENA scratch = arena_open();
	struct source_file *files = arena_take_many(scratch, count + 1, sizeof *files);
	size_t file_count = 0;

	for (size_t i = 0; i < count; i++)
		if (is_kept_kind(sources[i]->name.kind))
			files[file_count++] =
				(struct source_file){ name_below(sources[i]), sources[i]->bytes };
	/* A keeper that fails has logged why; a later look tries again. */
	group->saved = keeper->save(keeper->context, group->id, files, file_count) == DONE;
}

void keep_good(struct keeping *keeping, struct text id, struct source **sources, size_t count)
{
	struct group *group = group_of(&keeping->groups, id);
	OWN_ARENA scratch = arena_open();
	unsigned char digest[DIGEST_SIZE];
	struct source_file *files;
	size_t file_count;

	let_go(group);
	group->arena = arena_open();
	group->sources = arena_take_many(group->arena, count + 1, sizeof *group->sources);
	for (size_t i = 0; i < count; i++)
		group->sources[group->count++] = hold_source(sources[i]);
	if (!keeping->settings->keeper.save)
		return;
	if (!group->asked && load_files(keeping, scratch, group, &files, &file_count) != DONE)
		group->saved = false;
	digest_sources(scratch, sources, count, digest);
	if (group->saved && !memcmp(digest, group->digest, sizeof digest))
		return;
	memcpy(group->digest, digest, sizeof digest);
	save_files(keeping, group, sources, count);
}

/* Once in so many looks, some ten seconds. */
#define OFFER_AGAIN 25

void save_unsaved(struct keeping *keeping)
{
	if (!keeping->settings->keeper.save || ++keeping->looks % OFFER_AGAIN != 0)
		return;
	for (size_t i = 0; i < keeping->groups.count; i++) {
		struct group *group = &keeping->groups.items[i];
		if (group->count > 0 && !group->saved)
			save_files(keeping, group, group->sources, group->count);
	}
}

/* ---- and brought back ----------------------------------------------------------------------- */

/* The listing as it would be with the kept files in the place of those on disk; media stay. */
static struct listing kept_listing(struct arena *a, const struct listing *disk, struct text course,
	const struct listed *kept, size_t count)
{
	struct listing listing = { .files = arena_take_many(
					   a, disk->count + count + 1, sizeof *listing.files) };

	for (size_t i = 0; i < disk->count; i++)
		if (!text_is(disk->files[i].name.course, course) ||
			!is_kept_kind(disk->files[i].name.kind))
			listing.files[listing.count++] = disk->files[i];
	for (size_t i = 0; i < count; i++)
		listing.files[listing.count++] = kept[i];
	sort_listing(&listing);
	return listing;
}

static void read_kept(const struct look *look, struct group *group, struct text course,
	const struct source_file *files, size_t count)
{
	OWN_ARENA scratch = arena_open();
	struct listed *listed = arena_take_many(scratch, count + 1, sizeof *listed);
	struct listing listing;
	struct look then = *look;

	for (size_t i = 0; i < count; i++)
		read_name(arena_print(scratch, "%.*s/%.*s", SHOWN(course), SHOWN(files[i].name)),
			&listed[i].name);
	listing = kept_listing(scratch, look->listing, course, listed, count);
	then.listing = &listing;
	group->arena = arena_open();
	group->sources = arena_take_many(group->arena, count + 1, sizeof *group->sources);
	for (size_t i = 0; i < count; i++)
		if (is_kept_kind(listed[i].name.kind))
			group->sources[group->count++] =
				make_source(&then, &listed[i], files[i].bytes);
}

const struct group *find_good(
	struct keeping *keeping, const struct look *look, struct text id, struct text course)
{
	struct group *group = group_of(&keeping->groups, id);
	OWN_ARENA scratch = arena_open();
	struct source_file *files;
	size_t count;

	if (!group->count && !group->asked &&
		load_files(keeping, scratch, group, &files, &count) == DONE)
		read_kept(look, group, course, files, count);
	return group->count ? group : NULL;
}

size_t list_good(struct keeping *keeping, struct arena *a, struct text prefix, struct text **ids)
{
	const struct good_keeper *keeper = &keeping->settings->keeper;
	const struct groups *groups = &keeping->groups;
	struct text *all = NULL;
	size_t count = 0, all_count = 0, room = 0;

	*ids = NULL;
	if (keeper->list && keeper->list(keeper->context, a, &all, &all_count) != DONE)
		all_count = 0;
	for (size_t i = 0; i < all_count + groups->count; i++) {
		struct text id = i < all_count ? all[i] : groups->items[i - all_count].id;
		bool wanted = text_starts(id, prefix);
		for (size_t k = 0; k < count; k++)
			wanted = wanted && !text_is((*ids)[k], id);
		if (!wanted)
			continue;
		GROW(a, *ids, count, room);
		(*ids)[count++] = arena_copy(a, id);
	}
	return count;
}
