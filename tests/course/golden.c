/*
 * Golden pages: what goes where. Each golden/NAME.md is read as a page, and everything the library
 * holds of it, prose, questions and keys, is written down and compared with golden/NAME.parts.
 * GOLDEN=write makes the .parts anew: look at the difference before it is committed.
 */
#include "course/inside.h"
#include "folder.h"

#include <dirent.h>
#include <inttypes.h>

#define GOLDEN "tests/course/golden"

static struct text read_text(struct arena *a, const char *path)
{
	struct text bytes = NO_TEXT;

	return file_read(a, path, 1 << 20, &bytes) == DONE ? bytes : NO_TEXT;
}

/* A field, only where there is something in it. */
static void dump(struct buffer *out, const char *name, struct text words)
{
	if (words.size)
		buffer_print(out, "%s: %.*s\n", name, SHOWN(text_trim(words)));
}

static void dump_key(struct buffer *out, const struct question_key *key)
{
	buffer_print(out, "--- %s: %s, weight %d, explain after %d\n", key->id.at,
		question_kind_word(key->kind), key->weight, key->explain_after);
	dump(out, "criterion", key->criterion);
	for (size_t i = 0; i < key->accepted_count; i++)
		dump(out, "accepted", key->accepted[i]);
	if (key->kind == ASK_NUMBER)
		buffer_print(out, "millionths: %" PRId64 " +- %" PRId64 "\n",
			key->number.millionths, key->tolerance.millionths);
}

static void dump_question(
	struct buffer *out, const struct question_key *key, const struct question_words *words)
{
	dump_key(out, key);
	buffer_print(out, "heading %d: %.*s\n", words->level, SHOWN(words->heading));
	dump(out, "heading html", words->heading_html);
	dump(out, "body", words->body_html);
	dump(out, "hint", words->hint_html);
	for (size_t i = 0; i < key->option_count; i++) {
		const struct option_words *option = &words->options[i];
		buffer_print(out, "option %zu%s: %.*s\n", i + 1,
			!key->ticks             ? ""
				: key->ticks[i] ? " right"
						: " wrong",
			SHOWN(option->html));
		dump(out, "  meaning", option->meaning_html);
		dump(out, "  feedback", option->feedback_html);
	}
	dump(out, "feedback", words->feedback_html);
	dump(out, "answer", words->answer);
}

static struct text dump_page(struct arena *a, const struct page *page)
{
	struct buffer out = buffer_in(a);
	const struct page_words *words = page->words[0];

	for (size_t i = 0; i < words->part_count; i++) {
		const struct part *part = &words->parts[i];
		if (part->prose)
			buffer_print(&out, "--- prose\n%.*s\n", SHOWN(part->prose->plain));
		else
			dump_question(&out, &page->keys[part->question->question], part->question);
	}
	return buffer_text(&out);
}

static void make_course_around(const struct folder *folder)
{
	folder_write(folder, "units/u.en.md",
		TEXT("---\nunit: u\ntitle: U\n---\n## You do\n\n- I do. <!-- c id=do -->\n"));
	folder_write(folder, "g/course.en.md",
		TEXT("---\ncourse: g\ntitle: G\nsummary: S\nfirst_language: en\n---\n"));
	folder_write(folder, "g/10-m/module.en.md", TEXT("---\ntitle: M\n---\n"));
	folder_write(folder, "g/media/dot.svg",
		TEXT("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" "
		     "height=\"1\"></svg>\n"));
}

static size_t copy_pages(struct arena *a, const struct folder *folder)
{
	DIR *golden = opendir(GOLDEN);
	struct dirent *entry;
	size_t count = 0;

	while (golden && (entry = readdir(golden))) {
		struct text name = text_of(entry->d_name);
		if (!text_ends(name, TEXT(".md")))
			continue;
		folder_write(folder,
			arena_print(a, "g/10-m/10-%.*s.en.md", (int)name.size - 3, name.at).at,
			read_text(a, arena_print(a, GOLDEN "/%s", name.at).at));
		count++;
	}
	if (golden)
		closedir(golden);
	return count;
}

static void compare_page(struct arena *a, const struct page *page)
{
	const char *path = arena_print(a, GOLDEN "/%s.parts", page->id.at).at;
	struct text is = dump_page(a, page), should = read_text(a, path), is_line, should_line;

	if (getenv("GOLDEN")) {
		CHECK(file_write(path, is, 0644) == DONE, "%s is written", path);
		return;
	}
	if (CHECK(should.size && text_is(is, should), "the parts of %s are where they were",
		    page->id.at))
		return;
	while (is.at && should.at) {
		is_line = text_line(&is);
		should_line = text_line(&should);
		if (!text_is(is_line, should_line)) {
			printf("# is     %.*s\n# should %.*s\n", SHOWN(is_line),
				SHOWN(should_line));
			return;
		}
	}
}

int main(void)
{
	OWN_ARENA a = arena_open();
	struct folder folder = folder_open();
	struct course_settings settings = { .folder = folder.path };
	HELD_LIBRARY library = NULL;
	size_t pages;

	make_course_around(&folder);
	pages = copy_pages(a, &folder);
	if (!CHECK(courses_check(&settings, &library) == DONE, "the golden pages are read"))
		return test_end();
	for (size_t i = 0; i < library->problem_count; i++)
		printf("# %s\n", problem_line(a, &library->problems[i], &settings, NO_TEXT).at);
	if (CHECK(pages >= 8 && library->problem_count == 0 && library->course_count == 1 &&
			    library->courses[0].page_count == pages,
		    "all golden pages are pages without problems"))
		for (size_t i = 0; i < pages; i++)
			compare_page(a, &library->courses[0].pages[i]);
	folder_close(&folder);
	return test_end();
}
