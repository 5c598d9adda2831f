/*
 * find: what readers of a library look up in it. Lists are in order of their ids where the header
 * says so; nothing here makes anything.
 */
#include "course/inside.h"

const struct course *find_course(const struct library *library, struct text id)
{
	size_t low = 0, high = library->course_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(id, library->courses[middle].id);
		if (order == 0)
			return &library->courses[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct unit *find_unit(const struct library *library, struct text id)
{
	size_t low = 0, high = library->unit_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(id, library->units[middle].id);
		if (order == 0)
			return &library->units[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

size_t find_page(const struct course *course, struct text id)
{
	size_t i = 0;

	while (i < course->page_count && !text_is(course->pages[i].id, id))
		i++;
	return i;
}

size_t find_question(const struct page *page, struct text id)
{
	size_t i = 0;

	while (i < page->key_count && !text_is(page->keys[i].id, id))
		i++;
	return i;
}

static size_t find_language(const struct course *course, struct text wanted)
{
	size_t i = 0;

	while (i < course->language_count && !text_is(course->languages[i], wanted))
		i++;
	return i;
}

/* Takes the last subtag off: "fi-simple" -> "fi" -> "". */
static struct text wider_language(struct text language)
{
	size_t at = language.size;

	while (at > 0 && language.at[at - 1] != '-')
		at--;
	return text_part(language, 0, at ? at - 1 : 0);
}

size_t course_language(const struct course *course, struct text wanted)
{
	for (; wanted.size; wanted = wider_language(wanted)) {
		size_t i = find_language(course, wanted);
		if (i < course->language_count)
			return i;
	}
	return 0;
}

const struct page_words *page_words_for(
	const struct course *course, const struct page *page, struct text wanted)
{
	for (; wanted.size; wanted = wider_language(wanted)) {
		size_t i = find_language(course, wanted);
		if (i < course->language_count && page->words[i])
			return page->words[i];
	}
	return page->words[0];
}

struct text language_tag(struct text language)
{
	return is_simple(language) ? text_part(language, 0, language.size - 7) : language;
}

const char *language_direction(struct text language)
{
	/* Languages whose usual script runs from right to left (CLDR likely subtags). */
	static const char *const from_right[] = { "ar", "arc", "arz", "azb", "ckb", "dv", "fa",
		"glk", "he", "iw", "khw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd",
		"syr", "ug", "ur", "yi" };
	struct text first = text_part(language, 0, text_find_char(language, '-'));

	bool longer = first.size < language.size;

	if (longer &&
		(text_find(language, TEXT("-Arab")) < language.size ||
			text_find(language, TEXT("-Hebr")) < language.size))
		return "rtl";
	if (longer &&
		(text_find(language, TEXT("-Latn")) < language.size ||
			text_find(language, TEXT("-Cyrl")) < language.size))
		return "ltr";
	for (size_t i = 0; i < COUNT_OF(from_right); i++)
		if (text_is_chars(first, from_right[i]))
			return "rtl";
	return "ltr";
}
