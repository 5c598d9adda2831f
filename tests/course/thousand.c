/*
 * A library of a thousand pages (ten courses, a hundred pages each): after one edit only the edited
 * file is read again, and a look at an unchanged folder makes nothing. That is counted here; the
 * times are printed for `make bench`, which holds them against their aims.
 */
#include "course/inside.h"
#include "folder.h"

#define COURSES 10
#define MODULES 10
#define PAGES 10

static void add_prose(struct buffer *page, int seed)
{
	static const char *const words[] = { "password", "phone", "message", "bank", "careful",
		"together", "a", "the", "code", "long", "write", "never", "help", "coach",
		"today" };
	unsigned next = (unsigned)seed * 2654435761u + 1;

	for (int section = 0; section < 4; section++) {
		buffer_print(page, "## Section %d of page %d\n\n", section + 1, seed);
		for (int i = 0; i < 180; i++) {
			next = next * 1664525u + 1013904223u;
			buffer_print(page, "%s%s", words[(next >> 16) % COUNT_OF(words)],
				i % 12 == 11           ? ". "
					: i % 60 == 59 ? ".\n\n"
						       : " ");
		}
		buffer_add_chars(page,
			"\n\n- one thing, [a link](https://example.org/)\n"
			"- another **strong** thing\n\n");
	}
}

static void add_questions(struct buffer *page, int course, int seed)
{
	buffer_print(page,
		"<!-- q id=choice-%d criterion=can-%d -->\n### Which one is right?\n\n> A hint.\n\n"
		"- [ ] This one\n\n  > Not quite.\n\n- [x] That one\n\n  > Right.\n\n",
		seed, course);
	buffer_print(page,
		"<!-- q id=number-%d type=number -->\n### How many?\n\nCount them.\n\n- = %d +- "
		"1\n\n",
		seed, seed);
	buffer_print(page,
		"<!-- q id=order-%d type=order -->\n### In which order?\n\n1. First\n2. Then\n3. "
		"Last\n",
		seed);
}

static void make_page(struct buffer *page, int course, int seed, const char *more)
{
	buffer_print(page, "---\ntitle: Page %d\nminutes: 5\ncriteria: [can-%d]\n---\n\n%s\n\n",
		seed, course, more);
	if (seed % PAGES)
		buffer_print(page, "See [the page before](%d0-page-%d.en.md).\n\n",
			9 + seed % PAGES, seed - 1);
	add_prose(page, seed);
	add_questions(page, course, seed);
}

static void make_module(struct arena *a, const struct folder *folder, int course, int module)
{
	folder_write(folder,
		arena_print(a, "course-%d/%d-module-%d/module.en.md", course, module + 10, module)
			.at,
		TEXT("---\ntitle: A module\n---\n\nWords.\n"));
	for (int i = 0; i < PAGES; i++) {
		struct buffer page = buffer_in(a);
		int seed = module * PAGES + i;
		make_page(&page, course, seed, "");
		folder_write(folder,
			arena_print(a, "course-%d/%d-module-%d/%d0-page-%d.en.md", course,
				module + 10, module, 10 + i, seed)
				.at,
			buffer_text(&page));
	}
}

static void make_library(struct arena *a, const struct folder *folder)
{
	for (int course = 0; course < COURSES; course++) {
		folder_write(folder, arena_print(a, "units/unit-%d.en.md", course).at,
			arena_print(a,
				"---\nunit: unit-%d\ntitle: A unit\n---\n\n## You can\n\n"
				"- I can. <!-- c id=can-%d -->\n",
				course, course));
		folder_write(folder, arena_print(a, "course-%d/course.en.md", course).at,
			arena_print(a,
				"---\ncourse: course-%d\ntitle: A course\nsummary: Words\n"
				"first_language: en\nunits: [unit-%d]\n---\n\nWelcome.\n",
				course, course));
		for (int module = 0; module < MODULES; module++)
			make_module(a, folder, course, module);
	}
}

/* Microseconds of one look; *kept is the library it gave, if any. */
static int64_t time_look(struct keeping *keeping, struct kept_library **kept)
{
	int64_t start = clock_ticks_us();

	if (look_again(keeping, kept) != DONE)
		*kept = NULL;
	return clock_ticks_us() - start;
}

/* How many files of a library were read for it: those that the one before doesn't hold too. */
static size_t files_read(const struct kept_library *kept, const struct kept_library *before)
{
	size_t read = 0;

	for (size_t i = 0; i < kept->source_count; i++) {
		size_t k = 0;
		while (k < before->source_count && before->sources[k] != kept->sources[i])
			k++;
		read += k == before->source_count;
	}
	return read;
}

static void let_go(struct kept_library *kept)
{
	library_release(kept ? &kept->library : NULL);
}

int main(void)
{
	OWN_ARENA a = arena_open();
	struct folder folder = folder_open();
	struct course_settings settings = { .folder = folder.path };
	struct keeping *keeping = keeping_open(&settings);
	struct kept_library *first, *second, *third;
	struct buffer page = buffer_in(a);
	int64_t cold, idle, edit;

	make_library(a, &folder);
	cold = time_look(keeping, &first);
	CHECK(first && first->library.course_count == COURSES &&
			first->library.problem_count == 0 &&
			first->library.courses[0].page_count == MODULES * PAGES,
		"a thousand pages are ten courses without a problem");
	usleep(150 * 1000); /* what was just written is no longer young */
	time_look(keeping, &third);
	CHECK(!third, "nothing changed, nothing is made");
	idle = time_look(keeping, &third);
	make_page(&page, 3, 42, "An edit.");
	folder_write(&folder, "course-3/14-module-4/120-page-42.en.md", buffer_text(&page));
	edit = time_look(keeping, &second);
	CHECK(second && second->library.number == first->library.number + 1 &&
			second->library.problem_count == 0,
		"an edit gives a new library");
	if (first && second) {
		CHECK(second->source_count == first->source_count &&
				first->source_count > COURSES * MODULES * PAGES &&
				files_read(second, first) == 1,
			"one edit of %zu files reads one file again (%zu)", second->source_count,
			files_read(second, first));
	}
	printf("# cold %lld ms, one edit %lld ms, unchanged %lld ms\n", (long long)cold / 1000,
		(long long)edit / 1000, (long long)idle / 1000);
	let_go(first);
	let_go(second);
	keeping_close(keeping);
	folder_close(&folder);
	return test_end();
}
