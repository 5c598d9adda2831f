/*
 * The open folder: an edit is live within a second, libraries are held and let go from many threads
 * while new ones come (run this under TSan), and a folder that isn't there is said at once.
 */
#include "course/course.h"
#include "folder.h"

#include <pthread.h>
#include <stdatomic.h>

#define TOP "---\ntitle: A page\n---\n"
#define PAGE "c/10-m/10-p.en.md"
#define READERS 4

static void write_course(const struct folder *folder)
{
	folder_write(folder, "c/course.en.md",
		TEXT("---\ncourse: c\ntitle: C\nsummary: S\nfirst_language: en\n---\n"));
	folder_write(folder, "c/10-m/module.en.md", TEXT(TOP));
	folder_write(folder, PAGE, TEXT(TOP "Form 0.\n"));
}

static int form_of(const struct library *library)
{
	const struct course *course = find_course(library, TEXT("c"));
	int form = -1;

	if (course && course->pages[0].words[0]->part_count)
		sscanf(course->pages[0].words[0]->parts[0].prose->plain.at, "<p>Form %d.", &form);
	return form;
}

/* Milliseconds until a form is shown; -1: not within three seconds. */
static int64_t wait_for(struct courses *courses, int form)
{
	int64_t start = clock_ticks_us();

	while (clock_ticks_us() - start < 3000000) {
		HELD_LIBRARY library = library_hold(courses);
		if (form_of(library) == form)
			return (clock_ticks_us() - start) / 1000;
		usleep(10000);
	}
	return -1;
}

static void write_form(const struct folder *folder, int form)
{
	char bytes[100];

	snprintf(bytes, sizeof bytes, TOP "Form %d.\n", form);
	folder_write(folder, PAGE, text_of(bytes));
}

struct readers {
	struct courses *courses;
	atomic_bool stop;
	atomic_int backwards, holds;
};

static void *read_on(void *context)
{
	struct readers *readers = context;
	uint64_t last = 0;

	while (!atomic_load(&readers->stop)) {
		HELD_LIBRARY library = library_hold(readers->courses);
		if (library->number < last || form_of(library) < 0)
			atomic_fetch_add(&readers->backwards, 1);
		last = library->number;
		atomic_fetch_add(&readers->holds, 1);
		usleep(200);
	}
	return NULL;
}

static void try_readers(struct courses *courses, const struct folder *folder)
{
	struct readers readers = { .courses = courses };
	pthread_t threads[READERS];
	bool live = true;

	for (int i = 0; i < READERS; i++)
		if (pthread_create(&threads[i], NULL, read_on, &readers))
			exit(1);
	for (int form = 2; form < 6; form++) {
		write_form(folder, form);
		live = live && wait_for(courses, form) >= 0;
	}
	atomic_store(&readers.stop, true);
	for (int i = 0; i < READERS; i++)
		pthread_join(threads[i], NULL);
	CHECK(live && atomic_load(&readers.holds) > 100 && atomic_load(&readers.backwards) == 0,
		"readers never see a library go back or half made while four edits go live");
}

int main(void)
{
	struct folder folder = folder_open();
	struct course_settings settings = { .folder = folder.path };
	struct courses *courses = NULL;
	const struct library *kept;
	int64_t waited;

	write_course(&folder);
	if (!CHECK(courses_open(&settings, &courses) == DONE, "a folder of courses is opened"))
		return test_end();
	kept = library_hold(courses);
	CHECK(form_of(kept) == 0, "its courses are there at once");
	write_form(&folder, 1);
	waited = wait_for(courses, 1);
	CHECK(waited >= 0 && waited < 1000, "an edit is live within a second (%lld ms)",
		(long long)waited);
	try_readers(courses, &folder);
	courses_close(courses);
	CHECK(form_of(kept) == 0, "a library held from the beginning outlives the folder");
	library_release(kept);
	folder_close(&folder);
	CHECK(courses_open(&settings, &courses) == BROKEN,
		"a folder that isn't there can't be opened");
	return test_end();
}
