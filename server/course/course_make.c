/*
 * course_make: a struct course from files without faults. Words stay in the arenas of their
 * sources, which the library holds; what joins languages (keys, accepted answers) is made new.
 */
#include "course/inside.h"

struct making {
	struct arena *arena;
	const struct course_files *files;
	const struct piece *nothing; /* for intros without words */
};

/* The number of the language whose words stand in where this one's are missing: "fi" for
 * "fi-simple", else the first. */
static size_t stand_in(const struct making *m, struct source *const *by_language, size_t language)
{
	const struct course_files *files = m->files;
	struct text tag = language_tag(files->languages[language]);

	if (by_language[language])
		return language;
	for (size_t i = 0; i < files->language_count; i++)
		if (by_language[i] && text_is(files->languages[i], tag))
			return i;
	return 0;
}

static const struct piece *intro_of(const struct making *m, const struct source *source)
{
	return source->part_count && source->parts[0].prose ? source->parts[0].prose : m->nothing;
}

static struct text words_of(const struct source *source, enum front_key key)
{
	const struct front_value *value = front_of(source, key);

	return value ? value->words : NO_TEXT;
}

static int number_of(const struct source *source, enum front_key key)
{
	const struct front_value *value = front_of(source, key);

	return value ? (int)value->number : 0;
}

static struct text *list_of(const struct making *m, struct source *const *by_language,
	enum front_key key, size_t *count)
{
	const struct front_value *value = shared_front(by_language, m->files->language_count, key);
	struct text *list;

	*count = value ? value->count : 0;
	list = arena_take_many(m->arena, *count + 1, sizeof *list);
	for (size_t i = 0; i < *count; i++)
		list[i] = value->items[i].words;
	return list;
}

/* ---- questions ------------------------------------------------------------------------------ */

static bool holds_text(const struct text *texts, size_t count, struct text t)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(texts[i], t))
			return true;
	return false;
}

/* An answer is right if it is right in any of the course's languages. */
static void join_accepted(const struct making *m, const struct page_files *page, size_t question,
	struct question_key *key)
{
	struct text *accepted = NULL;
	size_t count = 0, room = 0;

	for (size_t l = 0; l < m->files->language_count; l++) {
		const struct source *source = page->by_language[l];
		const struct question_key *other = source ? &source->asked[question].key : NULL;
		for (size_t i = 0; other && i < other->accepted_count; i++) {
			if (holds_text(accepted, count, other->accepted[i]))
				continue;
			GROW(m->arena, accepted, count, room);
			accepted[count++] = other->accepted[i];
		}
	}
	key->accepted = accepted;
	key->accepted_count = count;
}

static struct question_key *make_keys(const struct making *m, const struct page_files *page)
{
	const struct source *first = page->by_language[0];
	/* there always is one: the check refuses a page without its first language */
	size_t count = first ? first->asked_count : 0;
	struct question_key *keys = arena_take_many(m->arena, count + 1, sizeof *keys);

	for (size_t i = 0; i < count; i++) {
		keys[i] = first->asked[i].key;
		if (keys[i].kind == ASK_SHORT)
			join_accepted(m, page, i, &keys[i]);
		key_digest(&keys[i]);
	}
	return keys;
}

/* ---- pages and modules ---------------------------------------------------------------------- */

static const struct page_words *make_page_words(const struct making *m, size_t language,
	const struct source *first, const struct source *source)
{
	struct page_words *words = arena_take_of(m->arena, struct page_words);

	*words = (struct page_words){ .language = m->files->languages[language],
		.title = words_of(source, KEY_TITLE),
		.minutes = number_of(source, KEY_MINUTES),
		.parts = source->parts,
		.part_count = source->part_count,
		.review_by = words_of(source, KEY_REVIEW_BY),
		.stale = is_stale(first, source) };
	return words;
}

static void make_page(const struct making *m, const struct page_files *files, struct page *page)
{
	size_t languages = m->files->language_count;
	const struct source *first = files->by_language[0];
	const struct page_words **words = arena_take_many(m->arena, languages, sizeof *words);
	const struct front_value *probe = shared_front(files->by_language, languages, KEY_PROBE);

	for (size_t i = 0; i < languages; i++)
		if (files->by_language[i])
			words[i] = make_page_words(m, i, first, files->by_language[i]);
	*page = (struct page){ .id = files->id,
		.module = files->module,
		.probe = probe && probe->number,
		.keys = make_keys(m, files),
		.key_count = first->asked_count,
		.words = words };
	page->criteria = list_of(m, files->by_language, KEY_CRITERIA, &page->criterion_count);
	page->requires = list_of(m, files->by_language, KEY_REQUIRES, &page->require_count);
}

static void make_module(
	const struct making *m, const struct module_files *files, struct module *module)
{
	size_t languages = m->files->language_count;
	struct module_words *words = arena_take_many(m->arena, languages, sizeof *words);

	for (size_t i = 0; i < languages; i++) {
		size_t there = stand_in(m, files->by_language, i);
		const struct source *source = files->by_language[there];
		words[i] = (struct module_words){ .language = m->files->languages[there],
			.title = words_of(source, KEY_TITLE),
			.intro = intro_of(m, source) };
	}
	*module = (struct module){ .id = files->id,
		.first_page = files->first_page,
		.page_count = files->page_count,
		.words = words };
	module->requires = list_of(m, files->by_language, KEY_REQUIRES, &module->require_count);
}

/* ---- the course ----------------------------------------------------------------------------- */

static struct text join_authors(const struct making *m)
{
	const struct front_value *authors =
		shared_front(m->files->by_language, m->files->language_count, KEY_AUTHORS);
	struct buffer names = buffer_in(m->arena);

	for (size_t i = 0; authors && i < authors->count; i++) {
		buffer_add_chars(&names, i ? ", " : "");
		buffer_add(&names, authors->items[i].words);
	}
	return buffer_text(&names);
}

static const struct course_words *make_course_words(const struct making *m)
{
	size_t languages = m->files->language_count;
	struct source *const *by_language = m->files->by_language;
	struct course_words *words = arena_take_many(m->arena, languages, sizeof *words);

	for (size_t i = 0; i < languages; i++) {
		size_t there = stand_in(m, by_language, i);
		const struct source *source = by_language[there];
		words[i] = (struct course_words){ .language = m->files->languages[there],
			.title = words_of(source, KEY_TITLE),
			.summary = words_of(source, KEY_SUMMARY),
			.intro = intro_of(m, source) };
	}
	return words;
}

static void set_from_top(const struct making *m, struct course *course)
{
	struct source *const *by_language = m->files->by_language;
	size_t languages = m->files->language_count;
	const struct front_value *license = shared_front(by_language, languages, KEY_LICENSE);
	const struct front_value *minutes = shared_front(by_language, languages, KEY_MINUTES);

	course->license = license ? license->words : NO_TEXT;
	course->minutes = minutes ? (int)minutes->number : 0;
	course->authors = join_authors(m);
	course->units = list_of(m, by_language, KEY_UNITS, &course->unit_count);
}

void make_course(struct arena *a, const struct course_files *files, const struct media_set *media,
	struct course *course)
{
	struct making m = { .arena = a, .files = files, .nothing = piece_make(a, NO_TEXT) };
	struct module *modules = arena_take_many(a, files->module_count, sizeof *modules);
	struct page *pages = arena_take_many(a, files->page_count, sizeof *pages);

	*course = (struct course){ .id = files->id,
		.first_language = files->languages[0],
		.languages = files->languages,
		.language_count = files->language_count,
		.words = make_course_words(&m),
		.modules = modules,
		.module_count = files->module_count,
		.pages = pages,
		.page_count = files->page_count,
		.media = media ? media->files : NULL,
		.media_count = media ? media->count : 0 };
	set_from_top(&m, course);
	for (size_t i = 0; i < files->module_count; i++)
		make_module(&m, &files->modules[i], &modules[i]);
	for (size_t i = 0; i < files->page_count; i++) {
		make_page(&m, &files->pages[i], &pages[i]);
		course->question_count += pages[i].key_count;
	}
}
