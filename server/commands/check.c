/*
 * check DIR: what is wrong with the courses (and, for an installation, with its settings), each as
 * file:line:column: message - hint.
 */
#include "inside.h"

#include <stdio.h>
#include <sys/stat.h>

static struct text say_english(void *context, struct text language, const char *msgid)
{
	(void)context;
	(void)language;
	return text_of(msgid);
}

static void print_problems(
	struct arena *a, const struct library *library, const struct course_settings *settings)
{
	for (size_t i = 0; i < library->problem_count; i++)
		printf("%.*s\n",
			SHOWN(problem_line(a, &library->problems[i], settings, TEXT("en"))));
}

static int check_courses(
	struct arena *a, const struct conf *conf, const char *folder, bool coverage)
{
	struct course_settings settings = course_settings_for(conf, folder);
	HELD_LIBRARY library = NULL;
	settings.say = say_english;
	if (courses_check(&settings, &library) != DONE) {
		fprintf(stderr, "askel check: %s can't be read - is it the folder of courses?\n",
			folder);
		return EXIT_FAULT;
	}
	print_problems(a, library, &settings);
	if (coverage) {
		struct text table = coverage_table(a, library);
		printf("%.*s", SHOWN(table));
	}
	size_t pages = 0;
	for (size_t i = 0; i < library->course_count; i++)
		pages += library->courses[i].page_count;
	printf("%zu courses, %zu pages: %zu errors, %zu warnings\n", library->course_count, pages,
		library->error_count, library->problem_count - library->error_count);
	return library->error_count > 0 ? EXIT_FAULT : EXIT_DONE;
}

static int run_check(int count, char **words)
{
	const char *folder;
	bool coverage = false;
	const struct option options[] = { { "coverage", NULL, &coverage }, { 0 } };
	int plain;
	struct stat there;
	struct conf conf = { 0 };
	OWN_ARENA a = arena_open();
	if (!read_options(&check_command, count, words, options, &folder, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&check_command, "name an installation or a folder of courses");
	bool installation = stat(arena_print(a, "%s/askel.conf", folder).at, &there) == 0;
	if (installation && !read_conf(a, folder, &conf))
		return EXIT_FAULT;
	load_forbidden(a, &conf);
	struct text password;
	if (installation &&
		(!read_post_password(a, &conf, &password) ||
			!read_provider_secret(a, &conf, &password)))
		return EXIT_FAULT;
	if (installation)
		print_advice(a, folder);
	const char *courses = installation ? arena_print(a, "%s/courses", folder).at : folder;
	return check_courses(a, &conf, courses, coverage);
}

const struct command check_command = { "check", "DIR [--coverage]", "check courses and settings",
	"Checks an installation (its settings and courses) or a folder of courses, and prints what "
	"it\n"
	"finds as file:line:column: message - hint. --coverage adds a table: each criterion, "
	"taught\n"
	"by, asked by, shown by. Ends with 1 where there are errors; warnings alone end with 0.",
	run_check };
