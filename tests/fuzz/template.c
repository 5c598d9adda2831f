/*
 * Templates, as an installation may put its own over ours: "@@ NAME" begins the next one, the first
 * is the page. What passes the start shows a page of hostile values, and none of them gets out of
 * the place it stands in.
 */
#include "fuzz.h"
#include "view/try.h"

#include <zlib.h>

#define HOSTILE "\x02<\"'&>\x03"

struct files {
	struct text all;
};

/* The text behind the line "@@ name"; the page is what stands before all of them. */
static bool find(void *self, struct text name, struct text *file, struct text *bytes)
{
	struct text rest = ((struct files *)self)->all;
	bool here = text_is_chars(name, "page"), found = here;
	const char *start = rest.at, *end = rest.at;

	while (rest.at && rest.size) {
		struct text line = first_line(&rest);
		bool head = text_starts(line, TEXT("@@ "));
		if (head && here)
			break;
		if (head && text_is(text_part(line, 3, line.size), name)) {
			here = found = true;
			start = rest.at;
		}
		end = rest.size ? rest.at : line.at + line.size;
	}
	*file = name;
	*bytes = here && end > start ? (struct text){ start, (size_t)(end - start) } : NO_TEXT;
	return found;
}

static struct page hostile_page(struct arena *a)
{
	static const struct person people[] = { { TEXT(HOSTILE), TEXT("javascript:\x02"), 1 },
		{ TEXT(HOSTILE), TEXT("//\x02"), 2 } };
	struct page page = full_page(a);

	page.title = TEXT(HOSTILE);
	page.bad_link = TEXT("javascript:\x02");
	page.people = people;
	page.people_count = COUNT_OF(people);
	page.owner = people[0];
	page.guest = &people[1];
	return page;
}

static void check_gzip(struct arena *a, struct parcel *parcel, struct text plain)
{
	struct text gzip = parcel_gzip(parcel);
	char *out = arena_take(a, plain.size + 1);
	z_stream z = { .next_in = (z_const Bytef *)gzip.at,
		.avail_in = (uInt)gzip.size,
		.next_out = (Bytef *)out,
		.avail_out = (uInt)plain.size + 1 };

	HOLDS(inflateInit2(&z, 15 + 16) == Z_OK);
	HOLDS(inflate(&z, Z_FINISH) == Z_STREAM_END && z.avail_in == 0);
	HOLDS(z.total_out == plain.size && memcmp(out, plain.at, plain.size) == 0);
	inflateEnd(&z);
}

static void check_shown(struct arena *a, const struct code *code, struct text source)
{
	struct page page = hostile_page(a);
	const struct context context = { &page, NULL };
	struct parcel parcel = parcel_in(a);
	struct text plain;

	show_code(&typed_lookup, code, &context, &parcel);
	plain = parcel_plain(&parcel);
	/* the sign of a hostile value stands only before escapes, and no such link is shown */
	for (size_t i = 0; i < plain.size; i++)
		if (plain.at[i] == '\x02')
			HOLDS(text_starts(text_part(plain, i + 1, 4), TEXT("&lt;")));
	if (text_find(source, TEXT("{{")) == source.size)
		HOLDS(text_is(plain, source));
	check_gzip(a, &parcel, plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct files files = { input_of(data, size) };
	struct problems problems = { .arena = a };
	struct catalogue empty;
	struct binder b = { .arena = a,
		.scratch = a,
		.problems = &problems,
		.lookup = &typed_lookup,
		.finder = { find, &files },
		.catalogue = &empty };
	struct text file, source;
	struct code code = { 0 };

	/* views_open refuses what isn't UTF-8; the two signs are ours */
	if (!is_sound(files.all) || memchr(data, '\x02', size) || memchr(data, '\x03', size))
		return 0;
	make_empty_catalogue(a, &empty);
	HOLDS(bind_template(&b, TEXT("page"), page_fields, &code) == (problems.count == 0));
	for (size_t i = 0; i < problems.count; i++)
		HOLDS(problems.lines[i].size > 0 && !memchr(problems.lines[i].at, '\0', 1));
	find(&files, TEXT("page"), &file, &source);
	if (problems.count == 0)
		check_shown(a, &code, source);
	return 0;
}
