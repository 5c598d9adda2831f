/*
 * For the tests of the view room: a page struct with every kind of field, and views opened from
 * templates written in the test itself.
 */
#ifndef ASKEL_VIEW_TRY_H
#define ASKEL_VIEW_TRY_H

#include "test.h"
#include "view/inside.h"

struct person {
	struct text name, link;
	int64_t pages;
};

struct page {
	struct text title, empty, body_html, link, phone_link, bad_link;
	const struct piece *prose_html, *no_prose;
	bool open, shut;
	int64_t count, none, minus;
	const struct person *people;
	size_t people_count;
	const struct person *nobody;
	size_t nobody_count;
	struct person owner;
	const struct person *guest, *stranger;
};

static const struct field person_fields[] = { FIELD_TEXT(person, name), FIELD_LINK(person, link),
	FIELD_NUMBER(person, pages), END_OF_FIELDS };

static const struct field page_fields[] = { FIELD_TEXT(page, title), FIELD_TEXT(page, empty),
	FIELD_HTML(page, body_html), FIELD_LINK(page, link), FIELD_LINK(page, phone_link),
	FIELD_LINK(page, bad_link), FIELD_PIECE(page, prose_html), FIELD_PIECE(page, no_prose),
	FIELD_FLAG(page, open), FIELD_FLAG(page, shut), FIELD_NUMBER(page, count),
	FIELD_NUMBER(page, none), FIELD_NUMBER(page, minus),
	FIELD_ROWS(page, people, person_fields), FIELD_ROWS(page, nobody, person_fields),
	FIELD_STRUCT(page, owner, person_fields), FIELD_MAYBE(page, guest, person_fields),
	FIELD_MAYBE(page, stranger, person_fields), END_OF_FIELDS };

/* A page with something in every field. */
__attribute__((unused)) static struct page full_page(struct arena *a)
{
	static const struct person people[] = { { TEXT("Aino"), TEXT("/p/1"), 1 },
		{ TEXT("Bo & Co"), TEXT("/p/2?a=1&b=2"), 2 } };

	return (struct page){ .title = TEXT("<b> & \"q\" 'a'"),
		.empty = NO_TEXT,
		.body_html = TEXT("<p>it & so</p>"),
		.link = TEXT("/here?a=1&b=2"),
		.phone_link = TEXT("tel:+358401234"),
		.bad_link = TEXT("javascript:alert(1)"),
		.prose_html = piece_make(a, TEXT("<p>prose</p>")),
		.open = true,
		.count = 7,
		.minus = -3,
		.people = people,
		.people_count = COUNT_OF(people),
		.owner = people[0],
		.guest = &people[1] };
}

/* Views of the first template (its name is "page") in the languages of `tags` ("en fi"), from the
 * shelf given. NULL where it was refused; then `problems` holds why. */
__attribute__((unused)) static struct views *open_page(struct arena *a, struct problems *problems,
	const struct shelf_file *shelf, size_t file_count, const char *over_folder,
	const char *tags)
{
	static const struct template_row row = { "page", page_fields };
	struct text languages[8], rest = text_of(tags);
	struct view_settings settings = { .shelf = shelf,
		.shelf_count = file_count,
		.over_folder = over_folder,
		.rows = &row,
		.row_count = 1,
		.languages = languages };
	struct views *views = NULL;

	while (rest.at && settings.language_count < COUNT_OF(languages))
		languages[settings.language_count++] = text_cut(&rest, ' ');
	*problems = (struct problems){ .arena = a };
	gather_views(&settings, problems, &views);
	return views;
}

__attribute__((unused)) static struct text show_page(
	struct arena *a, const struct views *views, size_t language, const struct page *page)
{
	struct parcel out = parcel_in(a);

	view_show(views, 0, language, page, &out);
	return parcel_plain(&out);
}

/* Is this exactly one of the problems? */
__attribute__((unused)) static bool has_problem(const struct problems *problems, const char *line)
{
	for (size_t i = 0; i < problems->count; i++) {
		if (text_is_chars(problems->lines[i], line))
			return true;
	}
	return false;
}

__attribute__((unused)) static void print_problems(const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		printf("# %.*s\n", SHOWN(problems->lines[i]));
}

#endif
