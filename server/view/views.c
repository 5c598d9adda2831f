/*
 * views: opens everything at start - templates and catalogues from the shelf, those of the
 * installation's own folder before them - and shows pages from then on. All problems are found in
 * one go. `struct views` owns its arena and is never changed after views_open; sources and nodes
 * are forgotten when it returns.
 */
#include "view/inside.h"

#include <stdio.h>

enum {
	TEMPLATE_BYTES_MOST = 256 << 10,
	CATALOGUE_BYTES_MOST = 4 << 20,
};

/* ---- problems -------------------------------------------------------------------------- */

void note_problem(struct problems *p, const char *format, ...)
{
	char line[400];
	va_list arguments;
	int size;

	va_start(arguments, format);
	size = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	if (size < 0)
		return;
	for (size_t i = 0; i < p->count; i++) {
		if (text_is_chars(p->lines[i], line))
			return;
	}
	GROW(p->arena, p->lines, p->count, p->room);
	p->lines[p->count++] = arena_copy_chars(p->arena, line);
}

/* ---- files ----------------------------------------------------------------------------- */

/* What it takes to open the views. */
struct opening {
	const struct view_settings *settings;
	struct arena *arena, *scratch;
	struct problems *problems;
};

/* over_folder/NAME before PREFIX/NAME of the shelf; *file says which it was. */
static bool find_file(struct opening *o, const char *prefix, struct text name, size_t limit,
	struct text *file, struct text *bytes)
{
	const struct view_settings *settings = o->settings;
	const struct shelf_file *shelved;
	enum outcome outcome = NOT_HERE;

	if (settings->over_folder) {
		*file = arena_print(o->scratch, "%s/%.*s", settings->over_folder, SHOWN(name));
		outcome = file_read(o->arena, file->at, limit, bytes);
	}
	if (outcome == DONE)
		return true;
	if (outcome != NOT_HERE) {
		note_problem(o->problems, "%.*s: it can't be read, or is longer than %zu bytes",
			SHOWN(*file), limit);
		return false;
	}
	*file = arena_print(o->scratch, "%s%.*s", prefix, SHOWN(name));
	shelved = shelf_find(settings->shelf, settings->shelf_count, *file);
	if (shelved)
		*bytes = shelved->bytes;
	return shelved != NULL;
}

/* Names come from templates: small letters, digits, _ - and / between them. */
static bool is_template_name(struct text name)
{
	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
		bool joint = (c == '-' || c == '/') && i > 0 && name.at[i - 1] != '/';
		if (!plain && !joint)
			return false;
	}
	return name.size > 0;
}

static bool find_template(void *self, struct text name, struct text *file, struct text *bytes)
{
	struct opening *o = self;
	struct text with_end = arena_print(o->scratch, "%.*s.html", SHOWN(name));

	if (!is_template_name(name) ||
		!find_file(o, "templates/", with_end, TEMPLATE_BYTES_MOST, file, bytes))
		return false;
	if (!utf8_valid(*bytes))
		note_problem(o->problems, "%.*s: it isn't UTF-8", SHOWN(*file));
	return true;
}

/* ---- opening --------------------------------------------------------------------------- */

/* English needs no catalogue: it is what the msgids are written in. */
static void open_language(struct opening *o, struct text tag, struct language *language)
{
	struct text name = arena_print(o->scratch, "po/%.*s.mo", SHOWN(tag)), file, bytes;

	language->tag = arena_copy(o->arena, tag);
	make_empty_catalogue(o->arena, &language->catalogue);
	if (!text_is_id(tag))
		note_problem(o->problems, "\"%.*s\" is no language tag", SHOWN(tag));
	else if (find_file(o, "", name, CATALOGUE_BYTES_MOST, &file, &bytes))
		read_catalogue(o->arena, file, bytes, o->problems, &language->catalogue);
	else if (!text_is_chars(tag, "en"))
		note_problem(o->problems,
			"there is no translation for the language \"%.*s\" (%.*s)", SHOWN(tag),
			SHOWN(file));
}

static void open_pages(struct opening *o, struct views *v)
{
	struct binder b = { .arena = o->arena,
		.scratch = o->scratch,
		.problems = o->problems,
		.lookup = &typed_lookup,
		.finder = { find_template, o } };

	for (size_t row = 0; row < v->row_count; row++) {
		const struct template_row *page = &o->settings->rows[row];
		for (size_t i = 0; i < v->language_count; i++) {
			b.catalogue = &v->languages[i].catalogue;
			bind_template(&b, text_of(page->name), page->fields,
				&v->codes[row * v->language_count + i]);
		}
	}
}

bool gather_views(
	const struct view_settings *settings, struct problems *problems, struct views **views)
{
	OWN_ARENA scratch = arena_open();
	struct arena *arena = arena_open();
	struct views *v = arena_take_of(arena, struct views);
	struct opening o = { settings, arena, scratch, problems };

	*views = v;
	*v = (struct views){ .arena = arena,
		.language_count = settings->language_count,
		.row_count = settings->row_count };
	v->languages = arena_take_many(arena, v->language_count, sizeof *v->languages);
	v->codes = arena_take_many(arena, v->row_count * v->language_count, sizeof *v->codes);
	if (v->language_count == 0)
		note_problem(problems, "no language is asked for");
	for (size_t i = 0; i < v->language_count; i++)
		open_language(&o, settings->languages[i], &v->languages[i]);
	open_pages(&o, v);
	if (problems->count == 0)
		return true;
	views_close(v);
	*views = NULL;
	return false;
}

enum outcome views_open(const struct view_settings *settings, struct views **views)
{
	OWN_ARENA arena = arena_open();
	struct problems problems = { .arena = arena };

	if (gather_views(settings, &problems, views))
		return DONE;
	for (size_t i = 0; i < problems.count; i++)
		log_fault("%.*s", SHOWN(problems.lines[i]));
	return BROKEN;
}

void views_close(struct views *views)
{
	if (views)
		arena_close(views->arena);
}

void view_show(
	const struct views *v, size_t row, size_t language, const void *page, struct parcel *out)
{
	const struct context context = { page, NULL };

	if (row >= v->row_count || language >= v->language_count) {
		log_fault("view: there is no page %zu in language %zu", row, language);
		return;
	}
	show_code(&typed_lookup, &v->codes[row * v->language_count + language], &context, out);
}
