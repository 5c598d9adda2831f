/*
 * gather: the files of one course put in order: languages, modules, pages. What is wrong with
 * their names and what is missing is told here; the words themselves are compared in check.c.
 */
#include "course/inside.h"

#include <stdlib.h>

struct gathering {
	struct course_files *files;
	struct problem_list *problems;
	struct arena *arena;
	size_t module_room, page_room;
};

static bool is_page_kind(enum file_kind kind)
{
	return kind == FILE_COURSE || kind == FILE_MODULE || kind == FILE_PAGE;
}

/* ---- languages ------------------------------------------------------------------------------ */

static const struct source *first_of_kind(const struct course_files *files, enum file_kind kind)
{
	for (size_t i = 0; i < files->all_count; i++)
		if (files->all[i]->name.kind == kind)
			return files->all[i];
	return NULL;
}

static const struct front_value *first_language(const struct course_files *files)
{
	for (size_t i = 0; i < files->all_count; i++) {
		const struct source *source = files->all[i];
		if (source->name.kind == FILE_COURSE && front_of(source, KEY_FIRST_LANGUAGE))
			return front_of(source, KEY_FIRST_LANGUAGE);
	}
	return NULL;
}

static size_t language_number(const struct course_files *files, struct text language)
{
	size_t i = 0;

	while (i < files->language_count && !text_is(files->languages[i], language))
		i++;
	return i;
}

static void gather_languages(struct gathering *g, struct text first)
{
	struct course_files *files = g->files;
	size_t room = 0;

	GROW(g->arena, files->languages, files->language_count, room);
	files->languages[files->language_count++] = first;
	for (size_t i = 0; i < files->all_count; i++) {
		const struct file_name *name = &files->all[i]->name;
		if (!is_page_kind(name->kind) ||
			language_number(files, name->language) < files->language_count)
			continue;
		GROW(g->arena, files->languages, files->language_count, room);
		files->languages[files->language_count++] = arena_copy(g->arena, name->language);
	}
	sort_texts(files->languages + 1, files->language_count - 1);
}

static struct source **open_languages(struct gathering *g)
{
	return arena_take_many(g->arena, g->files->language_count, sizeof(struct source *));
}

/* ---- modules and pages ---------------------------------------------------------------------- */

/* Sources come in order of their paths, so those of one module and of one page follow each other.
 */
static struct module_files *module_of(struct gathering *g, const struct file_name *name)
{
	struct course_files *files = g->files;
	struct module_files *last = NULL;

	if (files->module_count)
		last = &files->modules[files->module_count - 1];
	if (last && text_is(last->folder, name->folder))
		return last;
	GROW(g->arena, files->modules, files->module_count, g->module_room);
	last = &files->modules[files->module_count++];
	*last = (struct module_files){ .by_language = open_languages(g),
		.id = arena_copy(g->arena, name->module),
		.folder = name->folder,
		.order = name->module_order };
	return last;
}

static struct page_files *page_of(struct gathering *g, const struct file_name *name, size_t module)
{
	struct course_files *files = g->files;
	struct page_files *last = NULL;

	if (files->page_count)
		last = &files->pages[files->page_count - 1];
	if (last && last->module == module && text_is(last->stem, name->stem))
		return last;
	GROW(g->arena, files->pages, files->page_count, g->page_room);
	last = &files->pages[files->page_count++];
	*last = (struct page_files){ .by_language = open_languages(g),
		.id = arena_copy(g->arena, name->id),
		.stem = name->stem,
		.module = module,
		.order = name->order };
	return last;
}

static void gather_files(struct gathering *g)
{
	struct course_files *files = g->files;

	files->by_language = open_languages(g);
	for (size_t i = 0; i < files->all_count; i++) {
		struct source *source = files->all[i];
		const struct file_name *name = &source->name;
		size_t language = language_number(files, name->language);
		if (name->kind == FILE_COURSE)
			files->by_language[language] = source;
		if (name->kind != FILE_MODULE && name->kind != FILE_PAGE)
			continue;
		struct module_files *module = module_of(g, name);
		if (name->kind == FILE_MODULE)
			module->by_language[language] = source;
		else
			page_of(g, name, (size_t)(module - files->modules))->by_language[language] =
				source;
	}
}

/* ---- order ---------------------------------------------------------------------------------- */

static int compare_modules(const void *a, const void *b)
{
	const struct module_files *m = a, *n = b;

	if (m->order != n->order)
		return m->order < n->order ? -1 : 1;
	return text_compare(m->folder, n->folder);
}

static int compare_pages(const void *a, const void *b)
{
	const struct page_files *p = a, *q = b;

	if (p->module != q->module)
		return p->module < q->module ? -1 : 1;
	if (p->order != q->order)
		return p->order < q->order ? -1 : 1;
	return text_compare(p->stem, q->stem);
}

/* Modules by number, pages by module and number; modules know their pages. */
static void put_in_order(struct gathering *g)
{
	struct course_files *files = g->files;
	size_t *places = arena_take_many(g->arena, files->module_count + 1, sizeof *places);

	for (size_t i = 0; i < files->module_count; i++)
		files->modules[i].first_page = i; /* its old number, for a moment */
	if (files->module_count)
		qsort(files->modules, files->module_count, sizeof *files->modules, compare_modules);
	for (size_t i = 0; i < files->module_count; i++)
		places[files->modules[i].first_page] = i;
	for (size_t i = 0; i < files->page_count; i++)
		files->pages[i].module = places[files->pages[i].module];
	if (files->page_count)
		qsort(files->pages, files->page_count, sizeof *files->pages, compare_pages);
	for (size_t i = 0, page = 0; i < files->module_count; i++) {
		files->modules[i].first_page = page;
		while (page < files->page_count && files->pages[page].module == i)
			page++;
		files->modules[i].page_count = page - files->modules[i].first_page;
	}
}

/* ---- what is missing or there twice --------------------------------------------------------- */

static const struct source *any_language(struct gathering *g, struct source *const *by_language)
{
	for (size_t i = 0; i < g->files->language_count; i++)
		if (by_language[i])
			return by_language[i];
	return NULL;
}

/* A language is expected everywhere when the course itself has it; plain-language pages are extras.
 */
static void miss_languages(struct gathering *g, struct source *const *by_language)
{
	const struct course_files *files = g->files;
	const struct source *there = any_language(g, by_language);

	for (size_t i = 0; there && i < files->language_count; i++) {
		struct text language = files->languages[i], name;
		if (by_language[i] || (i > 0 && (is_simple(language) || !files->by_language[i])))
			continue;
		name = arena_print(
			g->arena, "%.*s.%.*s.md", SHOWN(there->name.stem), SHOWN(language));
		source_problem(g->problems, there, 0, 0, i ? NO_TRANSLATION : NO_FIRST_FILE,
			language, name);
	}
}

static int compare_page_ids(const void *a, const void *b)
{
	const struct page_files *const *p = a, *const *q = b;
	int order = text_compare((*p)->id, (*q)->id);

	return order ? order : (*p > *q) - (*p < *q);
}

/* Two pages of one id: one page whose languages have different numbers, or truly two. */
static void tell_twice(struct gathering *g, struct page_files *first, struct page_files *second)
{
	const struct source *there = any_language(g, first->by_language);
	const struct source *here = any_language(g, second->by_language);
	bool overlap = first->module != second->module;

	for (size_t i = 0; i < g->files->language_count; i++)
		overlap = overlap || (first->by_language[i] && second->by_language[i]);
	if (overlap)
		source_problem(g->problems, here, 0, 0, TWICE_PAGE, second->id, there->name.path);
	else
		source_problem(g->problems, here, 0, 0, ORDER_DIFFERS, file_part(there->name.path),
			NO_TEXT);
}

static void check_page_ids(struct gathering *g)
{
	size_t count = g->files->page_count;
	struct page_files **by_id = arena_take_many(g->arena, count + 1, sizeof *by_id);

	for (size_t i = 0; i < count; i++)
		by_id[i] = &g->files->pages[i];
	if (count)
		qsort(by_id, count, sizeof *by_id, compare_page_ids);
	for (size_t i = 1; i < count; i++)
		if (text_is(by_id[i - 1]->id, by_id[i]->id))
			tell_twice(g, by_id[i - 1], by_id[i]);
}

static void check_modules(struct gathering *g)
{
	struct course_files *files = g->files;

	for (size_t i = 0; i < files->module_count; i++) {
		struct module_files *module = &files->modules[i];
		const struct source *there = any_language(g, module->by_language);
		if (!there) {
			there = any_language(g, files->pages[module->first_page].by_language);
			source_problem(
				g->problems, there, 0, 0, NO_MODULE_FILE, module->folder, NO_TEXT);
		}
		for (size_t k = 0; k < i; k++)
			if (text_is(files->modules[k].id, module->id))
				source_problem(g->problems, there, 0, 0, TWICE_MODULE, module->id,
					files->modules[k].folder);
	}
}

bool gather_course(struct text id, struct source **all, size_t count, struct course_files *files,
	struct problem_list *problems)
{
	struct gathering g = { .files = files, .problems = problems, .arena = problems->arena };
	const struct front_value *first;
	const struct source *course;

	*files = (struct course_files){
		.id = arena_copy(problems->arena, id), .all = all, .all_count = count
	};
	course = first_of_kind(files, FILE_COURSE);
	if (!course || !text_is_id(id)) {
		struct problem problem =
			problem_of(course ? FOLDER_NAME : NO_COURSE_FILE, id, NO_TEXT);
		problem.course = problem.file = files->id;
		add_problem(problems, &problem);
		return false;
	}
	first = first_language(files);
	if (!first) {
		source_problem(problems, course, 0, 0, NO_FIRST_LANGUAGE, NO_TEXT, NO_TEXT);
		return false;
	}
	gather_languages(&g, first->words);
	gather_files(&g);
	put_in_order(&g);
	if (!files->page_count)
		source_problem(problems, course, 0, 0, NO_PAGES, NO_TEXT, NO_TEXT);
	check_page_ids(&g);
	check_modules(&g);
	miss_languages(&g, files->by_language);
	for (size_t i = 0; i < files->module_count; i++)
		miss_languages(&g, files->modules[i].by_language);
	for (size_t i = 0; i < files->page_count; i++)
		miss_languages(&g, files->pages[i].by_language);
	return files->by_language[0] != NULL;
}
