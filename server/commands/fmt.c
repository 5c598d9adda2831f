/*
 * fmt FILE...: course files in their canonical form, and the stamp of what a translation was made
 * from.
 */
#include "inside.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* "10-contract/20-page.sv.md" -> folder, "20-page", "sv"; false for another kind of name. */
static bool split_name(struct arena *a, struct text path, struct text *folder, struct text *stem,
	struct text *language)
{
	size_t slash = path.size;
	while (slash > 0 && path.at[slash - 1] != '/')
		slash--;
	struct text rest = text_part(path, slash, path.size);
	*folder = slash > 0 ? arena_copy(a, text_part(path, 0, slash)) : TEXT("./");
	*stem = text_cut(&rest, '.');
	*language = text_cut(&rest, '.');
	return stem->size > 0 && language->size > 0 && text_is_chars(rest, "md");
}

/* The value of first_language in some course.XX.md of this folder or the one above; empty where
 * there is none. */
static struct text first_language(struct arena *a, struct text folder)
{
	for (int up = 0; up < 2; up++) {
		struct text path = up ? arena_print(a, "%.*s..", SHOWN(folder)) : folder;
		DIR *dir = opendir(path.at);
		struct text found = NO_TEXT;
		for (struct dirent *e; dir && found.size == 0 && (e = readdir(dir));) {
			struct text name = text_of(e->d_name), bytes;
			if (!text_starts(name, TEXT("course.")) || !text_ends(name, TEXT(".md")))
				continue;
			const char *file = arena_print(a, "%s/%s", path.at, e->d_name).at;
			if (file_read(a, file, COURSE_FILE_MOST, &bytes) != DONE)
				continue;
			while (bytes.at && found.size == 0) {
				struct text line = text_line(&bytes);
				if (text_starts(line, TEXT("first_language:")))
					found = text_trim(text_part(line, 15, line.size));
			}
		}
		if (dir)
			closedir(dir);
		if (found.size > 0)
			return found;
	}
	return NO_TEXT;
}

/* What a translation is made from: the same page in the course's first language. */
static bool read_source(struct arena *a, const char *path, struct text *source)
{
	struct text folder, stem, language;
	if (!split_name(a, text_of(path), &folder, &stem, &language)) {
		fprintf(stderr, "%s: a course file is called like 10-page.sv.md\n", path);
		return false;
	}
	if (text_is(stem, TEXT("course"))) {
		fprintf(stderr, "%s: only pages and modules carry a stamp\n", path);
		return false;
	}
	struct text first = first_language(a, folder);
	if (first.size == 0 || text_is(first, language)) {
		fprintf(stderr, "%s: this is no translation: the course's first language is %.*s\n",
			path, SHOWN(first.size > 0 ? first : TEXT("not known")));
		return false;
	}
	struct text from =
		arena_print(a, "%.*s%.*s.%.*s.md", SHOWN(folder), SHOWN(stem), SHOWN(first));
	if (file_read(a, from.at, COURSE_FILE_MOST, source) == DONE)
		return true;
	fprintf(stderr, "%s: its source %s can't be read\n", path, from.at);
	return false;
}

static int format_file(const char *path, bool only_check, bool translated)
{
	struct text bytes, source, formatted;
	struct problem problem = { 0 };
	struct stat was;
	OWN_ARENA a = arena_open();
	if (translated && !read_source(a, path, &source))
		return EXIT_FAULT;
	if (stat(path, &was) != 0 || file_read(a, path, COURSE_FILE_MOST, &bytes) != DONE) {
		fprintf(stderr, "%s: this file can't be read\n", path);
		return EXIT_FAULT;
	}
	if (course_format(a, bytes, translated ? &source : NULL, &formatted, &problem) != DONE) {
		problem.file = text_of(path);
		struct text line = problem_line(a, &problem, NULL, TEXT("en"));
		fprintf(stderr, "%.*s\n", SHOWN(line));
		return EXIT_FAULT;
	}
	if (text_is(bytes, formatted))
		return EXIT_DONE;
	printf("%s\n", path);
	if (only_check)
		return EXIT_FAULT;
	return file_write(path, formatted, was.st_mode & 0777) == DONE ? EXIT_DONE : EXIT_FAULT;
}

#define FILES_MOST 4096

static int run_fmt(int count, char **words)
{
	const char *files[FILES_MOST];
	bool only_check = false, translated = false;
	const struct option options[] = { { "check", NULL, &only_check },
		{ "translated", NULL, &translated }, { 0 } };
	int plain, code = EXIT_DONE;
	if (!read_options(&fmt_command, count, words, options, files, FILES_MOST, &plain))
		return EXIT_USE;
	if (plain == 0)
		return wrong_use(&fmt_command, "name at least one file");
	for (int i = 0; i < plain; i++) {
		if (format_file(files[i], only_check, translated) != EXIT_DONE)
			code = EXIT_FAULT;
	}
	return code;
}

const struct command fmt_command = { "fmt", "FILE... [--check] [--translated]",
	"write course files in their canonical form",
	"Rewrites course files in the canonical form and prints the names of those that changed; "
	"what\n"
	"they mean stays the same. --check only prints, and ends with 1 where a file would "
	"change.\n"
	"--translated stamps a translation with the text it was made from, so that `askel check` "
	"can\n"
	"tell when that text has changed since.",
	run_fmt };
