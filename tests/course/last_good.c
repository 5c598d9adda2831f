/*
 * Last good forms: an author's typo blocks nobody. Courses and units with errors are shown as they
 * were when they last passed the check, also after a restart, from what the keeper kept.
 */
#include "course/inside.h"
#include "folder.h"

#include <fcntl.h>

#define TOP "---\ntitle: A page\n---\n"
#define PAGE "c/10-m/10-p.en.md"
#define OTHER "d/10-m/10-p.en.md"

/* ---- a keeper in memory --------------------------------------------------------------------- */

struct kept_group {
	struct text id;
	struct source_file *files;
	size_t count;
};
struct memory {
	struct arena *arena;
	struct kept_group groups[8];
	size_t count, saves, loads;
	bool failing;
};

static enum outcome save_group(
	void *context, struct text group, const struct source_file *files, size_t count)
{
	struct memory *memory = context;
	struct kept_group *kept = memory->groups;

	memory->saves++;
	if (memory->failing)
		return BROKEN;
	while (kept < memory->groups + memory->count && !text_is(kept->id, group))
		kept++;
	if (kept == memory->groups + memory->count)
		memory->count++;
	*kept = (struct kept_group){ arena_copy(memory->arena, group),
		arena_take_many(memory->arena, count, sizeof *files), count };
	for (size_t i = 0; i < count; i++)
		kept->files[i] = (struct source_file){ arena_copy(memory->arena, files[i].name),
			arena_copy(memory->arena, files[i].bytes) };
	return DONE;
}

static enum outcome load_group(void *context, struct arena *a, struct text group,
	struct source_file **files, size_t *count)
{
	struct memory *memory = context;

	(void)a;
	memory->loads++;
	if (memory->failing)
		return BROKEN;
	for (size_t i = 0; i < memory->count; i++) {
		if (!text_is(memory->groups[i].id, group))
			continue;
		*files = memory->groups[i].files;
		*count = memory->groups[i].count;
		return DONE;
	}
	return NOT_HERE;
}

static enum outcome list_groups(void *context, struct arena *a, struct text **groups, size_t *count)
{
	struct memory *memory = context;

	*groups = arena_take_many(a, memory->count + 1, sizeof **groups);
	for (*count = 0; *count < memory->count; ++*count)
		(*groups)[*count] = memory->groups[*count].id;
	return DONE;
}

/* ---- one place to try in -------------------------------------------------------------------- */

struct trial {
	struct folder folder;
	struct memory memory;
	struct course_settings settings;
	struct keeping *keeping;
	struct kept_library *now;
};

static void write_one(struct trial *t, const char *name, const char *bytes)
{
	folder_write(&t->folder, name, text_of(bytes));
}

static void write_course(struct trial *t, const char *id)
{
	char name[100], bytes[200];

	snprintf(name, sizeof name, "%s/course.en.md", id);
	snprintf(bytes, sizeof bytes,
		"---\ncourse: %s\ntitle: C\nsummary: S\nfirst_language: en\nunits: [u]\n---\n", id);
	write_one(t, name, bytes);
	snprintf(name, sizeof name, "%s/10-m/module.en.md", id);
	write_one(t, name, TOP);
	snprintf(name, sizeof name, "%s/10-m/10-p.en.md", id);
	write_one(t, name, "---\ntitle: A page\ncriteria: [do]\n---\nFirst form.\n");
}

static void open_trial(struct trial *t)
{
	*t = (struct trial){ .folder = folder_open(), .memory = { .arena = arena_open() } };
	write_one(t, "units/u.en.md",
		"---\nunit: u\ntitle: U\n---\n## You do\n\n- I do. <!-- c id=do -->\n"
		"- I see. <!-- c id=see -->\n");
	write_course(t, "c");
	write_course(t, "d");
}

static void restart(struct trial *t)
{
	t->settings = (struct course_settings){ .folder = t->folder.path,
		.keeper = { &t->memory, save_group, load_group, list_groups } };
	if (t->keeping)
		keeping_close(t->keeping);
	if (t->now)
		library_release(&t->now->library);
	t->now = NULL;
	t->keeping = keeping_open(&t->settings);
}

/* Looks, and shows what there is now. */
static const struct library *look(struct trial *t)
{
	struct kept_library *kept = NULL;

	if (look_again(t->keeping, &kept) == DONE && kept) {
		if (t->now)
			library_release(&t->now->library);
		t->now = kept;
	}
	return &t->now->library;
}

static void close_trial(struct trial *t)
{
	restart(t);
	keeping_close(t->keeping);
	arena_close(t->memory.arena);
	folder_close(&t->folder);
}

/* What the page of a course says; empty where there is no such course. */
static const char *words_of(const struct library *library, const char *id)
{
	const struct course *course = find_course(library, text_of(id));

	if (!course || !course->page_count || !course->pages[0].words[0]->part_count)
		return "";
	return course->pages[0].words[0]->parts[0].prose->plain.at;
}

static bool says(const struct library *library, const char *id, const char *words, bool old_form)
{
	const struct course *course = find_course(library, text_of(id));

	if (course && course->old_form == old_form && !strcmp(words_of(library, id), words))
		return true;
	printf("# %s: %s, says %s\n", id,
		!course                    ? "gone"
			: course->old_form ? "old form"
					   : "as it is",
		words_of(library, id));
	return false;
}

/* ---- trying --------------------------------------------------------------------------------- */

static void try_a_typo(void)
{
	struct trial t;
	const struct library *library;

	open_trial(&t);
	restart(&t);
	library = look(&t);
	CHECK(library->error_count == 0 && says(library, "c", "<p>First form.</p>", false),
		"a good course is shown as it is");
	CHECK(t.memory.saves == 3 && t.memory.count == 3, "two courses and a unit are kept");
	look(&t);
	CHECK(t.memory.saves == 3 && t.now->library.number == 1,
		"nothing is saved when nothing changed");

	write_one(&t, PAGE, TOP "Second form. <b>HTML</b>\n");
	library = look(&t);
	CHECK(says(library, "c", "<p>First form.</p>", true) && library->error_count == 2 &&
			says(library, "d", "<p>First form.</p>", false),
		"a course with errors is shown in its last good form, others as they are");
	write_one(&t, "d/10-m/10-p.en.md", TOP "Second form.\n");
	library = look(&t);
	CHECK(says(library, "c", "<p>First form.</p>", true) &&
			says(library, "d", "<p>Second form.</p>", false) && t.memory.saves == 4,
		"authors of other courses go on");
	write_one(&t, PAGE, TOP "Third form.\n");
	library = look(&t);
	CHECK(says(library, "c", "<p>Third form.</p>", false) && library->error_count == 0 &&
			t.memory.saves == 5,
		"once mended it is shown as it is, and kept");
	close_trial(&t);
}

static void try_a_restart(void)
{
	struct trial t;
	const struct library *library;

	open_trial(&t);
	restart(&t);
	look(&t);
	restart(&t);
	library = look(&t);
	CHECK(t.memory.saves == 3 && t.memory.loads == 6,
		"after a restart what is kept already isn't saved again");
	write_one(&t, PAGE, "no settings\n");
	write_one(&t, "units/u.en.md", "nor here\n");
	restart(&t);
	library = look(&t);
	CHECK(says(library, "c", "<p>First form.</p>", true) &&
			says(library, "d", "<p>First form.</p>", false),
		"after a restart a course with errors comes from the keeper");
	CHECK(library->unit_count == 1 && library->units[0].old_form &&
			library->units[0].outcomes[0].criterion_count == 2,
		"and so does a unit");
	t.memory.count = 0;
	restart(&t);
	library = look(&t);
	CHECK(!find_course(library, TEXT("c")) && library->unit_count == 0 &&
			library->error_count > 0,
		"with nothing kept there is nothing to show but the problems");
	t.memory.failing = true;
	write_one(&t, PAGE, TOP "Good again.\n");
	library = look(&t);
	CHECK(says(library, "c", "<p>Good again.</p>", false),
		"a keeper that fails keeps nobody waiting");
	write_one(&t, PAGE, "bad\n");
	restart(&t);
	look(&t);
	t.memory.failing = false;
	write_one(&t, PAGE, TOP "Good still.\n");
	look(&t);
	CHECK(t.memory.count == 1, "and the next form is saved");
	write_one(&t, PAGE, "bad again\n");
	t.memory.failing = true;
	restart(&t);
	library = look(&t);
	CHECK(!find_course(library, TEXT("c")), "a keeper that fails gives nothing");
	t.memory.failing = false;
	write_one(&t, "c/notes.txt", "something changes\n");
	CHECK(says(look(&t), "c", "<p>Good still.</p>", true), "but it is asked again");
	close_trial(&t);
}

/* The keeper's disk was full when a form passed the check; then there is space, and nobody edits. */
static void try_a_full_keeper(void)
{
	struct trial t;

	open_trial(&t);
	restart(&t);
	look(&t);
	t.memory.failing = true;
	write_one(&t, PAGE, TOP "Kept late.\n");
	CHECK(says(look(&t), "c", "<p>Kept late.</p>", false), "a form that isn't kept is shown");
	size_t saves = t.memory.saves;
	for (int i = 0; i < 100; i++)
		look(&t);
	CHECK(t.memory.saves > saves && t.memory.saves < saves + 10,
		"a keeper that fails is asked again, not at every look (%zu)",
		t.memory.saves - saves);
	t.memory.failing = false;
	for (int i = 0; i < 100; i++)
		look(&t);
	saves = t.memory.saves;
	for (int i = 0; i < 100; i++)
		look(&t);
	CHECK(t.memory.saves == saves, "when it has taken the form it is asked no more");
	write_one(&t, PAGE, "bad\n");
	restart(&t);
	CHECK(says(look(&t), "c", "<p>Kept late.</p>", true),
		"the form was kept by itself: after a slip and a restart it is shown");
	close_trial(&t);
}

static void try_ties(void)
{
	struct trial t;
	const struct library *library;

	open_trial(&t);
	write_one(&t, PAGE, "---\ntitle: A page\ncriteria: [see]\n---\n![dot](../media/dot.svg)\n");
	write_one(&t, "c/media/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n");
	restart(&t);
	library = look(&t);
	CHECK(library->error_count == 0, "a page with a picture is good");
	folder_remove(&t.folder, "c/media/dot.svg");
	library = look(&t);
	CHECK(library->error_count == 1 && find_course(library, TEXT("c")) &&
			find_course(library, TEXT("c"))->old_form,
		"a picture taken away is an error, and the course stays");
	restart(&t);
	library = look(&t);
	CHECK(find_course(library, TEXT("c")) && find_course(library, TEXT("c"))->old_form,
		"also after a restart, without the picture");
	write_one(&t, "c/media/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n");
	library = look(&t);
	CHECK(library->error_count == 0, "a picture brought back mends a page that wasn't touched");

	write_one(&t, "c/media/dot.svg",
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"></svg>\n");
	library = look(&t);
	CHECK(strstr(words_of(library, "c"), "width=\"30\" height=\"20\""),
		"a picture that changed changes the pages that show it");

	write_one(&t, "units/v.en.md",
		"---\nunit: v\ntitle: V\n---\n## You do\n\n- I go. <!-- c id=go -->\n");
	look(&t);
	write_one(&t, "units/v.en.md",
		"---\nunit: v\ntitle: V\n---\n## You do\n\n- I do. <!-- c id=do -->\n");
	library = look(&t);
	CHECK(library->error_count == 1 && !library->units[0].old_form &&
			library->units[1].old_form &&
			!strcmp(library->units[1].outcomes[0].criteria[0].words[0].at, "I go."),
		"a unit that takes another's criterion stays as it was");
	folder_remove(&t.folder, "units/v.en.md");
	write_one(&t, "units/u.en.md",
		"---\nunit: u\ntitle: U\n---\n## You do\n\n- I do. <!-- c id=do -->\n");
	library = look(&t);
	CHECK(library->error_count == 1 && find_course(library, TEXT("c"))->old_form &&
			!library->units[0].old_form,
		"a criterion taken away is an error of the course that names it");
	write_one(&t, "units/u.en.md", "broken\n");
	library = look(&t);
	CHECK(library->unit_count == 1 && library->units[0].old_form &&
			!find_course(library, TEXT("d"))->old_form,
		"a unit with errors stays, and the courses that name it stay as they are");
	close_trial(&t);
}

static void try_links(void)
{
	struct trial t;
	const struct library *library;

	open_trial(&t);
	write_one(&t, PAGE, TOP "[next](20-next.en.md)\n");
	restart(&t);
	library = look(&t);
	CHECK(library->error_count == 1 && !find_course(library, TEXT("c")),
		"a dead link is an error, and nothing is kept of a course never good");
	write_one(&t, "c/10-m/20-next.en.md", TOP "Next.\n");
	library = look(&t);
	CHECK(library->error_count == 0 &&
			says(library, "c", "<p><a href=\"/courses/c/next\">next</a></p>", false),
		"a page that comes mends the link to it, in a file that wasn't touched");
	folder_remove(&t.folder, "c/10-m/20-next.en.md");
	library = look(&t);
	CHECK(library->error_count == 1 &&
			says(library, "c", "<p><a href=\"/courses/c/next\">next</a></p>", true) &&
			find_course(library, TEXT("c"))->page_count == 2,
		"a page that goes leaves the course in its last good form, page and all");
	restart(&t);
	library = look(&t);
	CHECK(says(library, "c", "<p><a href=\"/courses/c/next\">next</a></p>", true),
		"whose links lead to its own pages after a restart, too");
	close_trial(&t);
}

static void try_leaving(void)
{
	struct trial t;
	const struct library *library;
	char path[300];

	open_trial(&t);
	restart(&t);
	look(&t);
	folder_remove(&t.folder, PAGE);
	folder_remove(&t.folder, "c/10-m/module.en.md");
	folder_remove(&t.folder, "c/course.en.md");
	library = look(&t);
	CHECK(library->course_count == 1 && library->error_count == 0,
		"a course whose files are taken away is gone");
	snprintf(path, sizeof path, "%s/units", t.folder.path);
	chmod(path, 0);
	library = look(&t);
	CHECK(library->unit_count == 1 && library->units[0].old_form && library->error_count == 1,
		"units in a folder that can't be read are shown as they were");
	restart(&t);
	library = look(&t);
	CHECK(library->unit_count == 1 && library->units[0].old_form, "also after a restart");
	chmod(path, 0700);
	snprintf(path, sizeof path, "%s/d", t.folder.path);
	chmod(path, 0);
	library = look(&t);
	CHECK(says(library, "d", "<p>First form.</p>", true) && !library->units[0].old_form,
		"and so is a course in such a folder");
	chmod(path, 0700);
	close_trial(&t);
}

/* Two writes in one tick of the clock, of the same size: the stamp is the same. */
static void try_quick_hands(void)
{
	struct trial t;
	const struct library *library;
	char path[300];
	struct stat about;

	open_trial(&t);
	restart(&t);
	look(&t);
	write_one(&t, PAGE, TOP "One.\n");
	snprintf(path, sizeof path, "%s/" PAGE, t.folder.path);
	stat(path, &about);
	library = look(&t);
	CHECK(says(library, "c", "<p>One.</p>", false), "the first of two quick edits is seen");
	write_one(&t, PAGE, TOP "Two.\n");
	utimensat(AT_FDCWD, path, (struct timespec[2]){ about.st_atim, about.st_mtim }, 0);
	usleep(150 * 1000);
	library = look(&t);
	CHECK(says(library, "c", "<p>Two.</p>", false),
		"the second is seen, though the file has the same size and time");
	uint64_t number = library->number;
	CHECK(look(&t)->number == number, "and then there is peace");
	close_trial(&t);
}

static void try_holding(void)
{
	struct trial t;
	HELD_LIBRARY old = NULL;
	HELD_LIBRARY older = NULL;

	open_trial(&t);
	restart(&t);
	look(&t);
	old = &t.now->library;
	atomic_fetch_add(&t.now->holders, 1);
	write_one(&t, PAGE, TOP "Other words.\n");
	CHECK(says(look(&t), "c", "<p>Other words.</p>", false) &&
			says(old, "c", "<p>First form.</p>", false),
		"who holds an older library still reads it");
	write_one(&t, PAGE, "bad\n");
	restart(&t);
	look(&t);
	older = &t.now->library;
	atomic_fetch_add(&t.now->holders, 1);
	write_one(&t, PAGE, TOP "Mended.\n");
	CHECK(says(look(&t), "c", "<p>Mended.</p>", false) &&
			says(older, "c", "<p>Other words.</p>", true),
		"also a last good form that isn't kept any more");
	close_trial(&t);
	CHECK(says(old, "d", "<p>First form.</p>", false), "even when all else is closed");
}

int main(void)
{
	become(NOBODY);
	try_a_typo();
	try_a_restart();
	try_a_full_keeper();
	try_ties();
	try_links();
	try_leaving();
	try_quick_hands();
	try_holding();
	become(ONESELF);
	return test_end();
}
