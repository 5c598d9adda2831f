/*
 * library: one look at the folder and the library it gives. Files that didn't change keep their
 * sources; units are made first, then the courses that name them; what has errors is shown in its
 * last good form. A library holds the sources and media its texts live in, so an older one stays
 * readable while newer ones come.
 */
#include "course/inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- sources from look to look -------------------------------------------------------------- */

static void release_sources(struct sources *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		release_source(sources->items[i]);
	for (size_t i = 0; i < sources->media_count; i++)
		release_media(sources->media[i]);
	arena_close(sources->arena);
	*sources = (struct sources){ 0 };
}

static struct source *find_source(const struct sources *sources, struct text path)
{
	size_t low = 0, high = sources->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(path, sources->items[middle]->name.path);
		if (order == 0)
			return sources->items[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool same_stamp(const struct stamp *a, const struct stamp *b)
{
	return a->size == b->size && a->changed_ns == b->changed_ns && a->inode == b->inode;
}

/* The media of each course: the old set where the folder looks the same. */
static void take_media(
	const struct course_settings *settings, const struct sources *old, struct sources *new)
{
	const struct listing *all = &new->listing;

	new->media = arena_take_many(new->arena, all->count + 1, sizeof *new->media);
	for (size_t i = 0; i < all->count;) {
		struct listing part = { .files = &all->files[i] };
		struct text course = all->files[i].name.course;
		struct media_set *set = NULL;
		bool any = false;
		while (i < all->count && text_is(all->files[i].name.course, course)) {
			any = any || text_is_chars(all->files[i].name.folder, "media");
			part.count++;
			i++;
		}
		if (!any)
			continue;
		for (size_t k = 0; k < old->media_count; k++)
			if (text_is(old->media[k]->course, course) &&
				media_set_holds(old->media[k], &part))
				set = hold_media(old->media[k]);
		new->media[new->media_count++] =
			set ? set : read_media_set(settings, course, &part);
	}
}

/* Reads what must be read; what can stay, stays. */
static void take_sources(const struct look *look, const struct sources *old, struct sources *new)
{
	bool names_same = same_names(&old->listing, &new->listing);

	new->items = arena_take_many(new->arena, new->listing.count + 1, sizeof(struct source *));
	for (size_t i = 0; i < new->listing.count; i++) {
		const struct listed *listed = &new->listing.files[i];
		struct source *source = NULL;
		if (listed->name.kind == FILE_OTHER)
			continue;
		source = find_source(old, listed->name.path);
		if (source && !source->renewed && source->name.kind == listed->name.kind &&
			same_stamp(&source->stamp, &listed->stamp) &&
			source_holds(source, look, names_same))
			source = hold_source(source);
		else
			source = load_source(look, listed);
		if (source)
			new->items[new->count++] = source;
	}
}

/* Files that were read in the very moment they changed are read once more when that moment is
 * over. True where one of them has other bytes now. */
static bool renew_young(struct keeping *keeping)
{
	struct sources *sources = &keeping->sources;
	bool renewed = false;

	for (size_t i = 0; i < sources->count; i++) {
		struct source *source = sources->items[i];
		OWN_ARENA scratch = NULL;
		struct text path, bytes;
		if (!source->young || is_young(&source->stamp))
			continue;
		scratch = arena_open();
		path = arena_print(
			scratch, "%s/%.*s", keeping->settings->folder, SHOWN(source->name.path));
		source->young = false;
		source->renewed = file_read(scratch, path.at, COURSE_FILE_MOST, &bytes) != DONE ||
			!text_is(bytes, source->bytes);
		renewed = renewed || source->renewed;
	}
	return renewed;
}

/* ---- building ------------------------------------------------------------------------------- */

struct building {
	struct keeping *keeping;
	const struct look *look;
	struct arena *arena;
	struct kept_library *kept;
	struct problem_list problems;
	struct known known;
	struct unit *units;
	struct course *courses;
	size_t unit_count, course_count, unit_room, course_room, source_room;
	size_t known_unit_room, known_criterion_room;
};

/* Errors among problems number `from` up to `to`; without `ties` only faults. */
static size_t count_errors(const struct problem *problems, size_t from, size_t to, bool ties)
{
	size_t found = 0;

	for (size_t i = from; i < to; i++)
		found += !problems[i].warning && (ties || problem_weight_of(&problems[i]) == FAULT);
	return found;
}

/* Errors of the sources themselves: all of them, or (ties == false) only faults. */
static size_t source_errors(struct source *const *sources, size_t count, bool ties)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += count_errors(sources[i]->problems, 0, sources[i]->problem_count, ties);
	return found;
}

/* The library's texts live in these: it holds them. */
static void hold_all(struct building *b, struct source *const *sources, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		GROW(b->arena, b->kept->sources, b->kept->source_count, b->source_room);
		b->kept->sources[b->kept->source_count++] = hold_source(sources[i]);
	}
}

static void tell_sources(struct building *b, struct source *const *sources, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sources[i]->problem_count; k++)
			add_problem(&b->problems, &sources[i]->problems[k]);
}

/* ---- units
 * -----------------------------------------------------------------------------------------------
 */

static void know_unit(struct building *b, const struct unit_files *files)
{
	struct known *known = &b->known;

	GROW(b->arena, known->units, known->unit_count, b->known_unit_room);
	known->units[known->unit_count++] = files->id;
	for (size_t l = 0; l < files->count; l++)
		for (size_t i = 0; i < files->all[l]->outcome_count; i++) {
			const struct stated_outcome *outcome = &files->all[l]->outcomes[i];
			for (size_t k = 0; k < outcome->count; k++) {
				GROW(b->arena, known->criteria, known->criterion_count,
					b->known_criterion_room);
				known->criteria[known->criterion_count++] = outcome->criteria[k].id;
			}
		}
}

static struct media_set *media_of(const struct building *b, struct text course)
{
	for (size_t i = 0; i < b->look->media_count; i++)
		if (text_is(b->look->media[i]->course, course))
			return b->look->media[i];
	return NULL;
}

/* A unit of these files, or nothing where they have faults. */
static bool add_unit(struct building *b, const struct unit_files *files, bool old_form)
{
	struct problem_list problems = { .arena = b->arena };

	check_unit(files, &problems);
	if (source_errors(files->all, files->count, !old_form) ||
		count_errors(problems.items, 0, problems.count, !old_form))
		return false;
	if (old_form)
		hold_all(b, files->all, files->count);
	GROW(b->arena, b->units, b->unit_count, b->unit_room);
	make_unit(b->arena, files, &b->units[b->unit_count]);
	take_badge_art(b->arena, files, media_of(b, TEXT("units")), &b->units[b->unit_count],
		&b->problems);
	b->units[b->unit_count++].old_form = old_form;
	return true;
}

static void build_unit(struct building *b, const struct unit_files *files, bool clean)
{
	struct text id = arena_print(b->arena, "units/%.*s", SHOWN(files->id));
	const struct group *good;

	if (clean && add_unit(b, files, false)) {
		keep_good(b->keeping, id, files->all, files->count);
		know_unit(b, files);
		return;
	}
	good = find_good(b->keeping, b->look, id, TEXT("units"));
	know_unit(b, files);
	if (good) {
		struct unit_files kept = {
			.id = files->id, .all = good->sources, .count = good->count
		};
		know_unit(b, &kept);
		add_unit(b, &kept, true);
	}
}

/* The folder of the units can't be read: all that were good are shown as they were. */
static void build_lost_units(struct building *b)
{
	struct text *ids;
	size_t count = list_good(b->keeping, b->arena, TEXT("units/"), &ids);

	for (size_t i = 0; i < count; i++) {
		struct unit_files files = { .id = text_part(ids[i], 6, ids[i].size) };
		build_unit(b, &files, false);
	}
}

static int compare_units(const void *a, const void *b)
{
	return text_compare(((const struct unit *)a)->id, ((const struct unit *)b)->id);
}

static void build_units(struct building *b, struct source **sources, size_t count)
{
	struct unit_files *units;
	size_t unit_count = gather_units(b->arena, sources, count, &units);
	bool *clean = arena_take_many(b->arena, unit_count + 1, sizeof *clean);

	tell_sources(b, sources, count);
	check_units(units, unit_count, clean, &b->problems);
	for (size_t i = 0; i < unit_count; i++)
		build_unit(b, &units[i], clean[i]);
	if (count == 1 && sources[0]->name.kind == FILE_SHUT_FOLDER)
		build_lost_units(b);
	sort_texts(b->known.units, b->known.unit_count);
	sort_texts(b->known.criteria, b->known.criterion_count);
	if (b->unit_count)
		qsort(b->units, b->unit_count, sizeof *b->units, compare_units);
}

/* ---- courses
 * -----------------------------------------------------------------------------------------------
 */

/* A course of these sources; false where they have errors (in an old form: faults). */
static bool add_course(struct building *b, struct text id, struct source **sources, size_t count,
	struct problem_list *problems, bool old_form)
{
	struct course_files files;
	size_t before = problems->count; /* what stands in the list already is others' */
	bool whole = gather_course(id, sources, count, &files, problems);

	if (whole)
		check_course(&files, &b->known, problems);
	if (!whole || source_errors(sources, count, !old_form) ||
		count_errors(problems->items, before, problems->count, !old_form))
		return false;
	if (old_form)
		hold_all(b, sources, count);
	GROW(b->arena, b->courses, b->course_count, b->course_room);
	make_course(b->arena, &files, media_of(b, id), &b->courses[b->course_count]);
	b->courses[b->course_count++].old_form = old_form;
	return true;
}

/* A folder without any file of ours is no course. */
static bool is_course(struct source *const *sources, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (sources[i]->name.kind != FILE_WORDS)
			return true;
	return false;
}

static void build_course(struct building *b, struct text id, struct source **sources, size_t count)
{
	struct problem_list ignored = { .arena = b->arena };
	const struct group *good;

	tell_sources(b, sources, count);
	if (!is_course(sources, count))
		return;
	if (add_course(b, id, sources, count, &b->problems, false)) {
		keep_good(b->keeping, id, sources, count);
		return;
	}
	good = find_good(b->keeping, b->look, id, id);
	if (good)
		add_course(b, id, good->sources, good->count, &ignored, true);
}

static int compare_courses(const void *a, const void *b)
{
	return text_compare(((const struct course *)a)->id, ((const struct course *)b)->id);
}

static size_t same_course(const struct sources *sources, size_t from)
{
	struct text course = sources->items[from]->name.course;
	size_t to = from;

	while (to < sources->count && text_is(sources->items[to]->name.course, course))
		to++;
	return to;
}

static void build_courses(struct building *b, const struct sources *sources)
{
	for (size_t i = 0, next; i < sources->count; i = next) {
		struct text course = sources->items[i]->name.course;
		next = same_course(sources, i);
		if (!text_is_chars(course, "units"))
			build_course(b, course, sources->items + i, next - i);
	}
	if (b->course_count)
		qsort(b->courses, b->course_count, sizeof *b->courses, compare_courses);
}

/* ---- the whole
 * ------------------------------------------------------------------------------------------------
 */

static void hold_media_of(struct building *b, const struct sources *sources)
{
	b->kept->media =
		arena_take_many(b->arena, sources->media_count + 1, sizeof *b->kept->media);
	for (size_t i = 0; i < sources->media_count; i++)
		b->kept->media[b->kept->media_count++] = hold_media(sources->media[i]);
}

static struct kept_library *build_library(
	struct keeping *keeping, const struct look *look, const struct sources *sources)
{
	struct arena *arena = arena_open();
	struct kept_library *kept = arena_take_of(arena, struct kept_library);
	struct building b = { .keeping = keeping,
		.look = look,
		.arena = arena,
		.kept = kept,
		.problems = { .arena = arena },
		.known = { .today = keeping->today } };

	atomic_init(&kept->holders, 1);
	kept->arena = arena;
	hold_media_of(&b, sources);
	hold_all(&b, sources->items, sources->count); /* problems name their files */
	for (size_t i = 0; i < sources->count; i++)
		if (text_is_chars(sources->items[i]->name.course, "units")) {
			build_units(&b, sources->items + i, same_course(sources, i) - i);
			break;
		}
	build_courses(&b, sources);
	tell_media(&sources->listing, sources->media, sources->media_count, &b.problems);
	sort_problems(b.problems.items, b.problems.count);
	kept->library = (struct library){ .courses = b.courses,
		.course_count = b.course_count,
		.units = b.units,
		.unit_count = b.unit_count,
		.problems = b.problems.items,
		.problem_count = b.problems.count,
		.error_count = count_errors(b.problems.items, 0, b.problems.count, true),
		.made_ms = clock_now_ms(),
		.number = ++keeping->number };
	return kept;
}

enum outcome look_again(struct keeping *keeping, struct kept_library **kept)
{
	struct sources new = { .arena = arena_open() };
	struct look look = { .settings = keeping->settings, .listing = &new.listing };
	int64_t today = clock_day_of(clock_now());
	bool renewed;

	*kept = NULL;
	save_unsaved(keeping);
	if (walk_courses(new.arena, keeping->settings->folder, &new.listing) != DONE) {
		if (!keeping->lost)
			log_fault("could not open the courses folder %s: %s",
				keeping->settings->folder, strerror(errno));
		keeping->lost = true;
		release_sources(&new);
		return BROKEN;
	}
	keeping->lost = false;
	renewed = renew_young(keeping);
	if (!renewed && keeping->number && today == keeping->today &&
		same_stamps(&keeping->sources.listing, &new.listing)) {
		release_sources(&new);
		return DONE;
	}
	keeping->today = today;
	take_media(keeping->settings, &keeping->sources, &new);
	look.media = new.media;
	look.media_count = new.media_count;
	take_sources(&look, &keeping->sources, &new);
	*kept = build_library(keeping, &look, &new);
	release_sources(&keeping->sources);
	keeping->sources = new;
	return DONE;
}

struct keeping *keeping_open(const struct course_settings *settings)
{
	struct arena *arena = arena_open();
	struct keeping *keeping = arena_take_of(arena, struct keeping);

	keeping->arena = arena;
	keeping->settings = settings;
	keeping->groups.arena = arena;
	return keeping;
}

void keeping_close(struct keeping *keeping)
{
	groups_close(&keeping->groups);
	release_sources(&keeping->sources);
	arena_close(keeping->arena);
}
