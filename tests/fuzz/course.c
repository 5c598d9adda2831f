/*
 * A whole courses folder: "@@ PATH" begins the next file. Each is read as it would be from disk, the
 * course `c` and the units are checked and, where nothing is wrong, put together. Problems have a
 * place, pages are judged by the strict reader, pieces inflate to what they say.
 */
#include "course/strict.h"
#include "fuzz.h"

#include <zlib.h>

#define FILES_HERE 16

struct folder_here {
	struct listing listing;
	struct listed files[FILES_HERE];
	struct text bytes[FILES_HERE]; /* in the order of `files` */
	struct source *sources[FILES_HERE];
	size_t count;
};

/* What a folder can hold: names without NUL or line ends, each once. */
static void cut_files(struct arena *a, struct text all, struct folder_here *folder)
{
	struct text paths[FILES_HERE], bytes[FILES_HERE];
	size_t count = 0;

	while (all.size) {
		const char *start = all.at;
		struct text line = first_line(&all), path = text_part(line, 3, line.size);
		if (text_starts(line, TEXT("@@ "))) {
			bool known = !is_sound(path) || path.size > 200 || path.size == 0;
			for (size_t i = 0; i < count; i++)
				known = known || text_is(paths[i], path);
			if (known || count == FILES_HERE)
				return;
			paths[count] = path;
			bytes[count++] = NO_TEXT;
		} else if (count) {
			struct text *b = &bytes[count - 1];
			if (!b->size)
				b->at = start;
			b->size = (size_t)((all.size ? all.at : line.at + line.size) - b->at);
		}
		for (size_t i = 0; i < count; i++)
			read_name(paths[i], &folder->files[i].name);
	}
	folder->count = count;
	folder->listing = (struct listing){ folder->files, count };
	sort_listing(&folder->listing);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			if (text_is(folder->files[i].name.path, paths[k]))
				folder->bytes[i] = arena_copy(a, bytes[k]);
}

static void check_problems(struct arena *a, const struct problem *problems, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct problem *p = &problems[i];
		HOLDS(p->message && p->hint && p->line >= 0 && p->column >= 0);
		HOLDS(is_sound(problem_line(a, p, NULL, TEXT("en"))));
	}
}

static size_t count_faults(const struct problem *problems, size_t count)
{
	size_t faults = 0;

	for (size_t i = 0; i < count; i++)
		faults += problem_weight_of(&problems[i]) == FAULT;
	return faults;
}

static void judge_here(struct arena *a, struct text html)
{
	const char *fault = judge(a, html);

	if (fault)
		dprintf(2, "%s\n", fault);
	HOLDS(!fault && utf8_valid(html));
}

static void check_piece(struct arena *a, const struct piece *piece)
{
	char *out = arena_take(a, piece->plain.size + 1);
	z_stream z = { .next_in = (z_const Bytef *)piece->deflated.at,
		.avail_in = (uInt)piece->deflated.size,
		.next_out = (Bytef *)out,
		.avail_out = (uInt)piece->plain.size + 1 };

	HOLDS(inflateInit2(&z, -15) == Z_OK);
	int went = inflate(&z, Z_SYNC_FLUSH);
	HOLDS(went == Z_OK || went == Z_BUF_ERROR);
	HOLDS(z.avail_in == 0 && z.total_out == piece->plain.size);
	HOLDS(memcmp(out, piece->plain.at, piece->plain.size) == 0);
	HOLDS(crc32(0, (const Bytef *)out, (uInt)piece->plain.size) == piece->crc);
	inflateEnd(&z);
	judge_here(a, piece->plain);
}

static void check_question(struct arena *a, const struct question_words *q)
{
	judge_here(a, q->heading_html);
	judge_here(a, q->body_html);
	judge_here(a, q->hint_html);
	judge_here(a, q->feedback_html);
	HOLDS(is_sound(q->heading) && q->level >= 1 && q->level <= 6);
}

static void check_source(struct arena *a, const struct source *source, size_t size)
{
	size_t lines = 1;

	for (size_t i = 0; i < source->bytes.size; i++)
		lines += source->bytes.at[i] == '\n' || source->bytes.at[i] == '\r';
	for (size_t i = 0; i < source->problem_count; i++)
		HOLDS((size_t)source->problems[i].line <= lines + 1);
	check_problems(a, source->problems, source->problem_count);
	for (size_t o = 0; o < source->outcome_count; o++) {
		const struct stated_outcome *outcome = &source->outcomes[o];
		HOLDS(outcome->cv_count <= CV_SENTENCES_MOST);
		for (size_t i = 0; i < outcome->cv_count; i++)
			HOLDS(outcome->cv[i].size && is_sound(outcome->cv[i]) &&
				utf8_count(outcome->cv[i]) <= CV_CHARACTERS_MOST);
	}
	for (size_t i = 0; i < source->part_count; i++) {
		const struct part *part = &source->parts[i];
		HOLDS(!part->prose != !part->question);
		if (part->prose)
			check_piece(a, part->prose);
		else
			check_question(a, part->question);
	}
	HOLDS(arena_within(source->arena, 4096 * size + (source->part_count + 1) * 262144));
}

static void check_made(struct arena *a, const struct course *course)
{
	for (size_t i = 0; i < course->language_count; i++)
		check_piece(a, course->words[i].intro);
	for (size_t m = 0; m < course->module_count; m++)
		HOLDS(course->modules[m].first_page + course->modules[m].page_count <=
			course->page_count);
	for (size_t p = 0; p < course->page_count; p++) {
		const struct page *page = &course->pages[p];
		HOLDS(page->module < course->module_count && text_is_id(page->id));
		for (size_t k = 0; k < page->key_count; k++) {
			const struct question_key *key = &page->keys[k];
			HOLDS(text_is_id(key->id) && key->option_count <= OPTIONS_MOST);
			HOLDS(key->kind < QUESTION_KIND_COUNT);
		}
		const struct page_words *words = page_words_for(course, page, TEXT("sv"));
		for (size_t i = 0; i < words->part_count; i++) {
			const struct question_words *q = words->parts[i].question;
			HOLDS(!q || (q->question < page->key_count && q->level >= 2));
		}
	}
}

/* The sources of one course (or all units), which follow each other. */
static size_t group_of_course(struct folder_here *folder, const char *course, struct source **all)
{
	size_t count = 0;

	for (size_t i = 0; i < folder->count; i++)
		if (folder->sources[i] && text_is_chars(folder->sources[i]->name.course, course))
			all[count++] = folder->sources[i];
	return count;
}

static size_t faults_of(struct source **all, size_t count)
{
	size_t faults = 0;

	for (size_t i = 0; i < count; i++)
		faults += count_faults(all[i]->problems, all[i]->problem_count);
	return faults;
}

static void put_together(struct arena *a, struct folder_here *folder, struct media_set *media)
{
	struct source *all[FILES_HERE];
	size_t count = group_of_course(folder, "c", all);
	struct problem_list problems = { .arena = a };
	struct known known = { .today = 20000 };
	struct course_files files;
	struct course course = { 0 };

	if (!gather_course(TEXT("c"), all, count, &files, &problems)) {
		HOLDS(count == 0 || count_faults(problems.items, problems.count) ||
			faults_of(all, count));
		return;
	}
	check_course(&files, &known, &problems);
	check_problems(a, problems.items, problems.count);
	if (faults_of(all, count) + count_faults(problems.items, problems.count))
		return;
	make_course(a, &files, media, &course);
	check_made(a, &course);
}

static void put_units_together(struct arena *a, struct folder_here *folder)
{
	struct source *all[FILES_HERE];
	size_t count = group_of_course(folder, "units", all), unit_count;
	struct problem_list problems = { .arena = a };
	struct unit_files *units;
	bool clean[FILES_HERE];

	unit_count = gather_units(a, all, count, &units);
	HOLDS(unit_count <= count);
	check_units(units, unit_count, clean, &problems);
	check_problems(a, problems.items, problems.count);
	for (size_t i = 0; i < unit_count; i++) {
		struct problem_list own = { .arena = a };
		struct unit unit = { 0 };
		check_unit(&units[i], &own);
		if (faults_of(units[i].all, units[i].count) + count_faults(own.items, own.count))
			continue;
		make_unit(a, &units[i], &unit);
		HOLDS(text_is_id(unit.id) && unit.language_count == units[i].count);
		HOLDS(unit.outcome_count > 0 && (unit.formal || unit.half_points == 0));
		for (size_t o = 0; o < unit.outcome_count; o++)
			for (size_t k = 0; k < unit.outcomes[o].criterion_count; k++)
				HOLDS(text_is_id(unit.outcomes[o].criteria[k].id));
	}
}

static const struct media_file media_files[] = {
	{ .name = { "a.svg", 5 }, .type = { "image/svg+xml", 13 }, .width = 32, .height = 16 },
	{ .name = { "f.webm", 6 }, .path = { "nowhere/f.webm", 14 }, .size = 1234567 },
	{ .name = { "f.fi.vtt", 8 }, .size = 100 },
	{ .name = { "s.mp3", 5 }, .path = { "nowhere/s.mp3", 13 }, .size = 5 },
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct text forbidden[] = { { "client", 6 }, { "!client side", 12 } };
	OWN_ARENA a = arena_open();
	struct folder_here *folder = arena_take_of(a, struct folder_here);
	struct course_settings settings = {
		.folder = "nowhere", .forbidden = forbidden, .forbidden_count = COUNT_OF(forbidden)
	};
	struct media_set media = { .holders = 1,
		.course = TEXT("c"),
		.files = (struct media_file *)media_files,
		.count = COUNT_OF(media_files) };
	struct media_set *sets[] = { &media };
	struct look look = { &settings, &folder->listing, sets, 1 };

	cut_files(a, input_of(data, size), folder);
	for (size_t i = 0; i < folder->count; i++) {
		if (folder->files[i].name.kind == FILE_OTHER)
			continue;
		folder->sources[i] = make_source(&look, &folder->files[i], folder->bytes[i]);
		check_source(a, folder->sources[i], folder->bytes[i].size);
	}
	put_together(a, folder, &media);
	put_units_together(a, folder);
	for (size_t i = 0; i < folder->count; i++)
		if (folder->sources[i])
			release_source(folder->sources[i]);
	return 0;
}
