/*
 * A good course, read to its last field, and what readers look up in a library: languages and what
 * stands in for them, ids, addresses, coverage.
 */
#include "course/inside.h"
#include "folder.h"

static const struct {
	const char *name, *bytes;
} files[] = {
	{ "README.md", "Not a course." },
	{ "notes.txt", "Nor this." },
	{ "units/alone.fi.md",
		"\xEF\xBB\xBF---\r\nunit: alone\r\ntitle: Yksin\r\n---\r\n"
		"## Osaat\r\n\r\n- Osaan. <!-- c id=alone-1 -->\r\n" },
	{ "units/whole.en.md",
		"---\nunit: whole\ntitle: \"A whole: unit\"\nformal: yes\npoints: 2.5\nframework: "
		"digcomp\n"
		"version: \"2.2\"\ncodes:\n  - digcomp-2.2:4.1\n  - osaamismerkit:1026\n"
		"second_person: yes\nbadge: media/whole.svg\nbadge_alt: a whole "
		"circle\nvalid_from: 2026-08-01\n"
		"valid_to: 2029-07-31\n---\n<!-- n A note. -->\n\n## You can & do\n\n"
		"- I do *this*. <!-- c id=this objective=2 -->\n- I do `that`. <!-- c id=that "
		"-->\n\n"
		"## You know\n\n- I know. <!-- c id=know -->\n\n"
		"> I know *much*, and\n> more.\n>\n> I tell it.\n" },
	{ "units/whole.fi.md",
		"---\nunit: whole\ntitle: Koko\nbadge_alt: koko ympyrä\npoints: 2.5\nformal: "
		"yes\n---\n## Osaat\n\n"
		"- Teen tämän. <!-- c id=this objective=2 -->\n- Teen tuon. <!-- c id=that -->\n\n"
		"## Tiedät\n\n- Tiedän. <!-- c id=know -->\n\n> Tiedän paljon.\n" },
	{ "units/media/whole.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n" },
	{ "b/course.fi.md",
		"---\ncourse: b\ntitle: Kurssi\nsummary: Mitä opit\nfirst_language: fi\n"
		"units: [whole, alone]\nlicense: CC BY 4.0\nauthors: [Aino, Ville]\nminutes: "
		"60\n---\n"
		"Tervetuloa. [Sivulle](10-first/10-start.fi.md)\n" },
	{ "b/course.en.md",
		"---\ncourse: b\ntitle: Course\nsummary: What you learn\n---\nWelcome.\n" },
	{ "b/10-first/module.fi.md", "---\ntitle: Ensin\nminutes: 5\n---\n" },
	{ "b/10-first/module.en.md", "---\ntitle: First\n---\nFirst things.\n" },
	{ "b/10-first/20-then.fi.md", "---\ntitle: Sitten\nrequires: [start]\n---\nSanoja.\n" },
	{ "b/10-first/10-start.fi.md",
		"---\ntitle: Alku\nminutes: 5\ncriteria: [this, know]\nreview_by: 2999-01-31\n---\n"
		"Sanoja.\n\n<!-- q id=q1 type=short criterion=this -->\n## Mikä?\n\n- = Yksi\n" },
	{ "b/10-first/10-start.fi-simple.md",
		"---\ntitle: Alku\n---\nSanoja.\n\n<!-- q id=q1 type=short criterion=this -->\n## "
		"Mikä?\n\n"
		"- = yksi\n- = 1\n" },
	{ "b/10-first/10-start.en.md",
		"---\ntitle: Start\nminutes: 4\n---\nWords.\n\n<!-- q id=q1 type=short "
		"criterion=this -->\n"
		"## Which?\n\n- = One\n" },
	{ "b/20-last/module.fi.md", "---\ntitle: Lopuksi\n---\n" },
	{ "b/20-last/module.en.md", "---\ntitle: Last\n---\n" },
	{ "b/20-last/90-probe.fi.md",
		"---\ntitle: Näytä\nprobe: yes\n---\n<!-- q id=q2 type=evidence criterion=that "
		"-->\n"
		"## Näytä\n\n<!-- q id=q3 -->\n## Kumpi?\n\n- [ ] a\n- [x] b\n" },
	{ "b/20-last/90-probe.en.md",
		"---\ntitle: Show\n---\n<!-- q id=q2 type=evidence criterion=that -->\n"
		"## Show\n\n<!-- q id=q3 -->\n## Which?\n\n- [ ] a\n- [x] b\n" },
	{ "b-two/course.en.md",
		"---\ncourse: b-two\ntitle: Two\nsummary: S\nfirst_language: en\n---\n"
		"[One](../b/course.en.md), [a page](../b/20-last/90-probe.fi.md#x), "
		"[a module](../b/10-first/module.en.md#x), [a unit](../units/whole.en.md), "
		"[a picture](media/a%20dot.svg), <https://example.org/>\n" },
	{ "b-two/10-m/module.en.md", "---\ntitle: M\n---\n" },
	{ "b-two/10-m/10-p.en.md", "---\ntitle: P\n---\n" },
	{ "b-two/10-m/9-nine.en.md", "---\ntitle: Nine\n---\n" },
	{ "b-two/9-nine/module.en.md", "---\ntitle: Nine\n---\n" },
	{ "b-two/media/a dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n" },
	/* what editors and systems leave behind */
	{ "b/10-first/.10-start.fi.md.swp", "x" },
	{ "b/10-first/10-start.fi.md~", "x" },
	{ "b/10-first/#10-start.fi.md#", "x" },
	{ ".git/HEAD.fi.md", "x" },
};

static bool is(struct text t, const char *chars)
{
	return text_is_chars(t, chars);
}

static void check_unit_fields(const struct library *library)
{
	const struct unit *unit = find_unit(library, TEXT("whole"));

	CHECK(library->unit_count == 2 && is(library->units[0].id, "alone") && unit &&
			!find_unit(library, TEXT("who")),
		"units are found by their ids");
	if (!unit)
		return;
	CHECK(unit->language_count == 2 && is(unit->languages[0], "en") &&
			is(unit->languages[1], "fi") && is(unit->titles[0], "A whole: unit") &&
			is(unit->titles[1], "Koko"),
		"a unit has its titles by language");
	CHECK(unit->formal && unit->second_person && unit->half_points == 5 && !unit->old_form &&
			is(unit->framework, "digcomp") && is(unit->version, "2.2") &&
			is(unit->badge, "media/whole.svg") &&
			is(unit->art, "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n") &&
			is(unit->art_words[0], "a whole circle") &&
			is(unit->art_words[1], "koko ympyrä") &&
			is(unit->valid_from, "2026-08-01") && is(unit->valid_to, "2029-07-31") &&
			unit->code_count == 2 && is(unit->codes[1], "osaamismerkit:1026"),
		"a unit has what its settings say in any language");
	CHECK(unit->outcome_count == 2 && is(unit->outcomes[0].words[0], "You can & do") &&
			is(unit->outcomes[1].words[1], "Tiedät") &&
			unit->outcomes[0].criterion_count == 2 &&
			is(unit->outcomes[0].criteria[0].id, "this") &&
			is(unit->outcomes[0].criteria[0].objective, "2") &&
			is(unit->outcomes[0].criteria[0].words[0], "I do this.") &&
			is(unit->outcomes[0].criteria[1].objective, "") &&
			is(unit->outcomes[0].criteria[1].words[0], "I do that.") &&
			is(unit->outcomes[1].criteria[0].words[1], "Tiedän."),
		"outcomes and criteria are plain words in every language");
	CHECK(unit->outcomes[0].cv[0].count == 0 && unit->outcomes[1].cv[0].count == 2 &&
			is(unit->outcomes[1].cv[0].sentences[0], "I know much, and more.") &&
			is(unit->outcomes[1].cv[0].sentences[1], "I tell it.") &&
			unit->outcomes[1].cv[1].count == 1 &&
			is(unit->outcomes[1].cv[1].sentences[0], "Tiedän paljon."),
		"what may be written in a CV is plain sentences, as many as each language has");
	unit = find_unit(library, TEXT("alone"));
	CHECK(unit && !unit->formal && unit->half_points == 0 && is(unit->titles[0], "Yksin") &&
			is(unit->outcomes[0].words[0], "Osaat"),
		"a file from Windows reads the same");
}

static void check_course_fields(const struct course *course)
{
	CHECK(is(course->id, "b") && is(course->license, "CC BY 4.0") && course->minutes == 60 &&
			is(course->authors, "Aino, Ville") && is(course->first_language, "fi") &&
			course->unit_count == 2 && is(course->units[0], "whole") &&
			course->question_count == 3 && !course->old_form &&
			course->media_count == 0,
		"a course has what its settings say");
	CHECK(course->language_count == 3 && is(course->languages[0], "fi") &&
			is(course->languages[1], "en") && is(course->languages[2], "fi-simple"),
		"the first language is the first, the others in order");
	CHECK(is(course->words[0].title, "Kurssi") && is(course->words[0].summary, "Mitä opit") &&
			is(course->words[1].title, "Course") &&
			is(course->words[1].language, "en") &&
			is(course->words[0].intro->plain,
				"<p>Tervetuloa. <a href=\"/courses/b/start\">Sivulle</a></p>"),
		"a course has words in its languages");
	CHECK(is(course->words[2].title, "Kurssi") && is(course->words[2].language, "fi"),
		"where plain language is missing the language itself stands in, and says so");
	CHECK(course->module_count == 2 && is(course->modules[0].id, "first") &&
			course->modules[0].first_page == 0 && course->modules[0].page_count == 2 &&
			is(course->modules[1].id, "last") && course->modules[1].first_page == 2 &&
			is(course->modules[0].words[1].title, "First") &&
			is(course->modules[0].words[1].intro->plain, "<p>First things.</p>") &&
			course->modules[0].words[0].intro->plain.size == 0 &&
			is(course->modules[0].words[2].language, "fi"),
		"modules have their pages and words");
}

static void check_page_fields(const struct course *course)
{
	const struct page *start = &course->pages[0], *then = &course->pages[1];
	const struct page *probe = &course->pages[2];
	const struct question_key *key = &start->keys[0];

	CHECK(course->page_count == 3 && is(start->id, "start") && is(then->id, "then") &&
			is(probe->id, "probe") && probe->probe && !start->probe &&
			probe->module == 1 && start->module == 0,
		"pages stand in the order of their numbers");
	CHECK(start->criterion_count == 2 && is(start->criteria[1], "know") &&
			then->require_count == 1 && is(then->requires[0], "start"),
		"a page knows what it teaches and requires");
	CHECK(start->words[0] && start->words[1] && start->words[2] && then->words[0] &&
			!then->words[1] && !then->words[2],
		"a page has its languages, and none that is missing");
	CHECK(is(start->words[0]->title, "Alku") && start->words[0]->minutes == 5 &&
			start->words[1]->minutes == 4 && start->words[0]->part_count == 2 &&
			is(start->words[0]->review_by, "2999-01-31") && !start->words[0]->stale &&
			is(start->words[2]->language, "fi-simple"),
		"a page has what its settings say");
	CHECK(start->key_count == 1 && is(key->id, "q1") && is(key->criterion, "this") &&
			key->kind == ASK_SHORT && key->weight == 1 && key->accepted_count == 3 &&
			is(key->accepted[0], "yksi") && is(key->accepted[1], "one") &&
			is(key->accepted[2], "1"),
		"a short answer is right if it is right in any language");
	CHECK(probe->key_count == 2 && probe->keys[1].kind == ASK_ONE &&
			probe->keys[1].option_count == 2 && !probe->keys[1].ticks[0] &&
			probe->keys[1].ticks[1] && find_question(probe, TEXT("q3")) == 1 &&
			find_question(probe, TEXT("q1")) == 2,
		"questions are found on their page");
	struct question_key again = probe->keys[1];
	key_digest(&again);
	CHECK(!memcmp(again.digest, probe->keys[1].digest, sizeof again.digest),
		"a key has its digest");
}

static void check_lookups(const struct library *library, const struct course *course)
{
	const struct course *two = find_course(library, TEXT("b-two"));
	const struct page *then = &course->pages[1], *start = &course->pages[0];

	CHECK(library->course_count == 2 && two && !find_course(library, TEXT("b-")) &&
			!find_course(library, NO_TEXT),
		"courses are found by their ids");
	CHECK(find_page(course, TEXT("then")) == 1 && find_page(course, TEXT("x")) == 3,
		"pages are found by their ids");
	CHECK(course_language(course, TEXT("en")) == 1 &&
			course_language(course, TEXT("sv")) == 0 &&
			course_language(course, TEXT("fi-simple")) == 2 &&
			course_language(course, TEXT("en-simple")) == 1 &&
			course_language(course, NO_TEXT) == 0,
		"a course is shown in the language nearest to the one wanted");
	CHECK(is(page_words_for(course, then, TEXT("en"))->language, "fi") &&
			is(page_words_for(course, then, TEXT("fi-simple"))->language, "fi") &&
			is(page_words_for(course, start, TEXT("en-simple"))->language, "en") &&
			is(page_words_for(course, start, TEXT("fi-simple"))->language, "fi-simple"),
		"and so is a page, which may miss one");
	CHECK(two &&
			is(two->words[0].intro->plain,
				"<p><a href=\"/courses/b\">One</a>, "
				"<a href=\"/courses/b/probe#x\">a page</a>, "
				"<a href=\"/courses/b#x\">a module</a>, "
				"<a href=\"/units/whole\">a unit</a>, "
				"<a href=\"/courses/b-two/media/a%20dot.svg\">a picture</a>, "
				"<a href=\"https://example.org/\" rel=\"noopener noreferrer\">"
				"https://example.org/</a></p>"),
		"links between files are links between pages");
	if (two)
		printf("# %s\n", two->words[0].intro->plain.at);
	CHECK(two && two->page_count == 2 && is(two->pages[0].id, "nine") &&
			is(two->modules[0].id, "nine") && two->modules[1].page_count == 2 &&
			two->pages[1].module == 1,
		"nine comes before ten");
	CHECK(two && two->media_count == 1 && is(two->media[0].name, "a dot.svg") &&
			is(two->media[0].type, "image/svg+xml"),
		"media belong to their course");
}

static void check_languages(void)
{
	static const struct {
		const char *language, *tag, *direction;
	} rows[] = {
		{ "fi", "fi", "ltr" },
		{ "fi-simple", "fi", "ltr" },
		{ "ar", "ar", "rtl" },
		{ "ckb", "ckb", "rtl" },
		{ "fa-simple", "fa", "rtl" },
		{ "ku", "ku", "ltr" },
		{ "ku-Arab", "ku-Arab", "rtl" },
		{ "az-Latn", "az-Latn", "ltr" },
		{ "ur", "ur", "rtl" },
		{ "", "", "ltr" },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		CHECK(is(language_tag(text_of(rows[i].language)), rows[i].tag) &&
				!strcmp(language_direction(text_of(rows[i].language)),
					rows[i].direction),
			"\"%s\" is lang=\"%s\" and runs %s", rows[i].language, rows[i].tag,
			rows[i].direction);
}

static void check_names(void)
{
	static const struct {
		const char *path;
		enum file_kind kind;
		const char *id, *language;
	} rows[] = {
		{ "units/work-life.fi.md", FILE_UNIT, "work-life", "fi" },
		{ "a/course.zh-Hant.md", FILE_COURSE, "a", "zh-Hant" },
		{ "a/10-m/module.fi-simple.md", FILE_MODULE, "m", "fi-simple" },
		{ "a/10-m/007-p-q.sv.md", FILE_PAGE, "p-q", "sv" },
		{ "a/media/talk.fi.md", FILE_WORDS, "", "fi" },
		{ "a/media/dot.svg", FILE_OTHER, "", "" },
		{ "a/10-m/README.md", FILE_OTHER, "", "" },
		{ "a/10-m/page.fi.md", FILE_MISNAMED, "", "fi" },
		{ "a/10-m/10-p.Finnish.md", FILE_MISNAMED, "", "" },
		{ "a/10-m/10-.fi.md", FILE_MISNAMED, "", "fi" },
		{ "a/10-m/1000000-p.fi.md", FILE_MISNAMED, "", "fi" },
		{ "a/other.fi.md", FILE_MISNAMED, "", "fi" },
		{ "a.fi.md", FILE_OTHER, "", "" },
		{ "", FILE_OTHER, "", "" },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct file_name name;
		read_name(text_of(rows[i].path), &name);
		CHECK(name.kind == rows[i].kind && (!rows[i].id[0] || is(name.id, rows[i].id)) &&
				(!rows[i].language[0] || is(name.language, rows[i].language)),
			"the name \"%s\" says what the file is", rows[i].path);
	}
}

/* What course_format stamps is what the check compares with. */
static void check_stamp(struct arena *a, const struct folder *folder)
{
	struct course_settings settings = { .folder = folder->path };
	struct text source = TEXT("---\ntitle: Nine\n---\nNine words.\n"), yaml, body, stamped;
	struct problem problem;
	HELD_LIBRARY fresh = NULL;
	HELD_LIBRARY stale = NULL;
	int line;
	bool unclosed;

	split_front(source, &yaml, &body, &line, &unclosed);
	CHECK(course_format(a, TEXT("---\ntitle: Yhdeksän\n---\nSanoja.\n"), &body, &stamped,
		      &problem) == DONE,
		"a translation is stamped");
	folder_write(folder, "b-two/10-m/9-nine.en.md", source);
	folder_write(folder, "b-two/10-m/9-nine.fi.md", stamped);
	CHECK(courses_check(&settings, &fresh) == DONE &&
			!find_course(fresh, TEXT("b-two"))->pages[0].words[1]->stale,
		"a fresh stamp fits the source");
	folder_write(
		folder, "b-two/10-m/9-nine.en.md", TEXT("---\ntitle: Nine\n---\nTen words.\n"));
	CHECK(courses_check(&settings, &stale) == DONE &&
			find_course(stale, TEXT("b-two"))->pages[0].words[1]->stale,
		"and no longer when the source has changed");
}

static void check_coverage(struct arena *a, const struct library *library)
{
	struct text table = coverage_table(a, library);

	CHECK(is(table,
		      "| alone | taught by | asked by | shown by |\n| --- | --- | --- | --- |\n"
		      "| alone-1 | - | - | - |\n\n"
		      "| whole | taught by | asked by | shown by |\n| --- | --- | --- | --- |\n"
		      "| this | b/start | b/start | - |\n| that | - | - | b/probe |\n"
		      "| know | b/start | - | - |\n"),
		"coverage says where each criterion is taught, asked and shown");
}

int main(void)
{
	OWN_ARENA a = arena_open();
	struct folder folder = folder_open();
	struct course_settings settings = { .folder = folder.path };
	HELD_LIBRARY library = NULL;
	const struct course *course;
	struct listing listing;
	char link_path[300];

	for (size_t i = 0; i < COUNT_OF(files); i++)
		folder_write(&folder, files[i].name, text_of(files[i].bytes));
	snprintf(link_path, sizeof link_path, "%s/b/10-first/30-passwd.fi.md", folder.path);
	CHECK(symlink("/etc/passwd", link_path) == 0, "a symbolic link is laid");
	CHECK(walk_courses(a, folder.path, &listing) == DONE &&
			!find_listed(&listing, TEXT("b/10-first/30-passwd.fi.md")) &&
			find_listed(&listing, TEXT("b/10-first/20-then.fi.md")),
		"and not seen");
	if (!CHECK(courses_check(&settings, &library) == DONE, "the folder is checked"))
		return test_end();
	for (size_t i = 0; i < library->problem_count; i++)
		printf("# %s\n", problem_line(a, &library->problems[i], &settings, NO_TEXT).at);
	CHECK(library->error_count == 0 && library->problem_count == 2,
		"two translations are missing and nothing is wrong");
	check_unit_fields(library);
	course = find_course(library, TEXT("b"));
	if (CHECK(course && course->page_count == 3,
		    "the course is there, without what the link "
		    "points at")) {
		check_course_fields(course);
		check_page_fields(course);
		check_lookups(library, course);
		check_coverage(a, library);
	}
	check_languages();
	check_names();
	check_stamp(a, &folder);
	folder_close(&folder);
	return test_end();
}
