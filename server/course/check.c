/*
 * check: the files of one course compared with each other and with what they name: the same
 * questions in every language, units and criteria that exist, pages that are required, days that
 * have passed. Only adds problems.
 */
#include "course/inside.h"

#include "seal/seal.h"

#include <stdlib.h>

static const enum front_key shared_by_course[] = { KEY_FIRST_LANGUAGE, KEY_UNITS, KEY_LICENSE,
	KEY_MINUTES };
static const enum front_key shared_by_page[] = { KEY_CRITERIA, KEY_REQUIRES, KEY_PROBE };

/* ---- sorted lists of ids -------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

void sort_texts(struct text *texts, size_t count)
{
	if (count)
		qsort(texts, count, sizeof *texts, compare_texts);
}

bool is_known(const struct text *sorted, size_t count, struct text id)
{
	return count && bsearch(&id, sorted, count, sizeof *sorted, compare_texts);
}

/* ---- questions in two languages ------------------------------------------------------------- */

static bool same_ticks(const struct question_key *a, const struct question_key *b)
{
	for (size_t i = 0; a->ticks && b->ticks && i < a->option_count; i++)
		if (a->ticks[i] != b->ticks[i])
			return false;
	return true;
}

/* What differs, or PROBLEM_KIND_COUNT. */
static enum problem_kind compare_keys(const struct question_key *a, const struct question_key *b)
{
	bool choice = a->kind == ASK_ONE || a->kind == ASK_MANY;
	bool both = choice && (b->kind == ASK_ONE || b->kind == ASK_MANY);

	if ((a->kind != b->kind && !both) || a->weight != b->weight ||
		a->explain_after != b->explain_after || !text_is(a->criterion, b->criterion))
		return KIND_DIFFERS;
	if (a->option_count != b->option_count)
		return OPTIONS_DIFFER;
	if (both && !same_ticks(a, b))
		return TICKS_DIFFER;
	if (a->kind != b->kind) /* multi in one language only */
		return KIND_DIFFERS;
	if (a->kind == ASK_NUMBER &&
		(a->number.millionths != b->number.millionths ||
			a->tolerance.millionths != b->tolerance.millionths))
		return NUMBER_DIFFERS;
	return PROBLEM_KIND_COUNT;
}

static void compare_questions(
	const struct source *first, const struct source *other, struct problem_list *problems)
{
	struct text name = file_part(first->name.path);

	for (size_t i = 0; i < first->asked_count || i < other->asked_count; i++) {
		const struct asked *a = i < first->asked_count ? &first->asked[i] : NULL;
		const struct asked *b = i < other->asked_count ? &other->asked[i] : NULL;
		if (!a || !b || !text_is(a->key.id, b->key.id)) {
			/* From here on everything would differ: one line says it. */
			source_problem(problems, other, b ? b->line : 0, b ? b->column : 0,
				QUESTIONS_DIFFER, name,
				b           ? b->key.id
					: a ? a->key.id
					    : NO_TEXT);
			return;
		}
		enum problem_kind kind = compare_keys(&a->key, &b->key);
		if (kind != PROBLEM_KIND_COUNT)
			source_problem(problems, other, b->line, b->column, kind, name, b->key.id);
	}
}

/* ---- ids of questions ----------------------------------------------------------------------- */

struct question_place {
	struct text id;
	const struct source *source;
	const struct asked *asked;
	size_t number; /* in the order of the course */
};

static int compare_places(const void *a, const void *b)
{
	const struct question_place *p = a, *q = b;
	int order = text_compare(p->id, q->id);

	return order ? order : (p->number > q->number) - (p->number < q->number);
}

static void check_question_ids(const struct course_files *files, struct problem_list *problems)
{
	struct question_place *places = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < files->page_count; i++) {
		const struct source *source = files->pages[i].by_language[0];
		for (size_t k = 0; source && k < source->asked_count; k++) {
			const struct asked *asked = &source->asked[k];
			if (!asked->key.id.size)
				continue;
			GROW(problems->arena, places, count, room);
			places[count] =
				(struct question_place){ asked->key.id, source, asked, count };
			count++;
		}
	}
	if (count)
		qsort(places, count, sizeof *places, compare_places);
	for (size_t i = 1; i < count; i++)
		if (text_is(places[i - 1].id, places[i].id))
			source_problem(problems, places[i].source, places[i].asked->line,
				places[i].asked->column, TWICE_QUESTION, places[i].id,
				file_part(places[i - 1].source->name.path));
}

/* ---- what is named -------------------------------------------------------------------------- */

static void check_items(const struct source *source, enum front_key key, const struct text *known,
	size_t count, enum problem_kind kind, struct problem_list *problems)
{
	const struct front_value *value = source ? front_of(source, key) : NULL;

	for (size_t i = 0; value && i < value->count; i++) {
		const struct front_item *item = &value->items[i];
		if (!is_known(known, count, item->words))
			source_problem(problems, source, item->line, item->column, kind,
				item->words, NO_TEXT);
	}
}

static void check_criteria(const struct course_files *files, struct source *const *by_language,
	const struct known *known, struct problem_list *problems)
{
	const struct source *setter = who_sets(by_language, files->language_count, KEY_CRITERIA);
	const struct source *first = by_language[0];

	check_items(setter, KEY_CRITERIA, known->criteria, known->criterion_count, NO_CRITERION,
		problems);
	for (size_t i = 0; first && i < first->asked_count; i++) {
		const struct asked *asked = &first->asked[i];
		if (asked->key.criterion.size &&
			!is_known(known->criteria, known->criterion_count, asked->key.criterion))
			source_problem(problems, first, asked->line, asked->column, NO_CRITERION,
				asked->key.criterion, NO_TEXT);
	}
}

/* The first page of the page or module of that id, or page_count. */
static size_t find_required(const struct course_files *files, struct text id)
{
	for (size_t i = 0; i < files->module_count; i++)
		if (text_is(files->modules[i].id, id))
			return files->modules[i].first_page;
	for (size_t i = 0; i < files->page_count; i++)
		if (text_is(files->pages[i].id, id))
			return i;
	return files->page_count;
}

/* `before` is the number of the first page of what requires. */
static void check_requires(const struct course_files *files, struct source *const *by_language,
	size_t before, struct problem_list *problems)
{
	const struct source *setter = who_sets(by_language, files->language_count, KEY_REQUIRES);
	const struct front_value *value = setter ? front_of(setter, KEY_REQUIRES) : NULL;

	for (size_t i = 0; value && i < value->count; i++) {
		const struct front_item *item = &value->items[i];
		size_t page = find_required(files, item->words);
		if (page >= before)
			source_problem(problems, setter, item->line, item->column,
				page == files->page_count ? NO_REQUIRED : LATER_REQUIRED,
				item->words, NO_TEXT);
	}
}

/* ---- one thing in all its languages --------------------------------------------------------- */

static void check_days(
	const struct source *source, const struct known *known, struct problem_list *problems)
{
	const struct front_value *day = front_of(source, KEY_REVIEW_BY);

	if (day && day->number < known->today)
		source_problem(
			problems, source, day->line, day->column, REVIEW_PAST, day->words, NO_TEXT);
}

bool is_stale(const struct source *first, const struct source *source)
{
	const struct front_value *from = front_of(source, KEY_TRANSLATED_FROM);
	unsigned char digest[sizeof first->body_digest];

	return from && source != first && hex_read(from->words, digest, sizeof digest) &&
		!same_bytes(digest, first->body_digest, sizeof digest);
}

static void check_languages(const struct course_files *files, struct source *const *by_language,
	const struct known *known, struct problem_list *problems)
{
	const struct source *first = by_language[0];

	check_shared(by_language, files->language_count, shared_by_page, COUNT_OF(shared_by_page),
		problems);
	check_criteria(files, by_language, known, problems);
	for (size_t i = 0; i < files->language_count; i++) {
		const struct source *source = by_language[i];
		if (!source)
			continue;
		check_days(source, known, problems);
		if (!first || source == first)
			continue;
		compare_questions(first, source, problems);
		if (is_stale(first, source))
			source_problem(problems, source,
				front_of(source, KEY_TRANSLATED_FROM)->line, 1, TRANSLATION_STALE,
				file_part(first->name.path), NO_TEXT);
	}
}

void check_course(
	const struct course_files *files, const struct known *known, struct problem_list *problems)
{
	check_shared(files->by_language, files->language_count, shared_by_course,
		COUNT_OF(shared_by_course), problems);
	check_items(who_sets(files->by_language, files->language_count, KEY_UNITS), KEY_UNITS,
		known->units, known->unit_count, NO_UNIT, problems);
	check_question_ids(files, problems);
	for (size_t i = 0; i < files->module_count; i++) {
		const struct module_files *module = &files->modules[i];
		check_languages(files, module->by_language, known, problems);
		check_requires(files, module->by_language, module->first_page, problems);
	}
	for (size_t i = 0; i < files->page_count; i++) {
		check_languages(files, files->pages[i].by_language, known, problems);
		check_requires(files, files->pages[i].by_language, i, problems);
	}
}
