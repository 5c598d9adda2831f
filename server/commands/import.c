/*
 * import DIR FILE: people from a table, from the machine itself. import eperusteet is a file of its own.
 */
#include "inside.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TABLE_MOST ((size_t)2 * 1024 * 1024)

static int tell_import(const struct import_told *told, enum outcome o, bool make)
{
	fprintf(stderr, "%.*s", SHOWN(told->lines));
	if (o != DONE && o != BAD_FORM)
		return EXIT_FAULT;
	fprintf(stderr, "%zu rows, %zu left out, %zu made\n", told->rows, told->left_out,
		told->made);
	if (o == DONE && !make)
		fprintf(stderr, "Nothing is saved yet: --make LIST makes them.\n");
	return o == DONE ? EXIT_DONE : EXIT_FAULT;
}

static int run_import(int count, char **words)
{
	const char *plain[2], *list_path = NULL;
	bool codes_pass = false;
	const struct option options[] = { { "make", &list_path, NULL },
		{ "codes-are-else", NULL, &codes_pass }, { 0 } };
	int plain_count;
	struct conf conf;
	struct text bytes, list = NO_TEXT;
	struct import_told told = { .lines = NO_TEXT };
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };
	if (count > 0 && strcmp(words[0], "eperusteet") == 0)
		return run_import_eperusteet(count, words);
	if (!read_options(&import_command, count, words, options, plain, 2, &plain_count))
		return EXIT_USE;
	if (plain_count != 2)
		return wrong_use(&import_command, "name the installation and the file");
	enum outcome o = file_read(a, plain[1], TABLE_MOST, &bytes);
	if (o != DONE) {
		fprintf(stderr, "askel import: %s %s\n", plain[1],
			o == NOT_HERE            ? "isn't there"
				: o == TOO_LARGE ? "is over 2 MB: make two files of it"
						 : "can't be read");
		return EXIT_FAULT;
	}
	if (list_path && access(list_path, F_OK) == 0) {
		fprintf(stderr, "askel import: %s is there already; choose another name\n",
			list_path);
		return EXIT_FAULT;
	}
	if (!read_conf(a, plain[0], &conf) || open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	o = import_people(
		records.store, records.seal, &conf, a, bytes, codes_pass, false, &told, &list);
	/* written once before anybody is made: where it can't be, their links would be lost */
	if (o == DONE && list_path) {
		if (file_write(list_path, NO_TEXT, 0600) != DONE)
			return EXIT_FAULT;
		o = import_people(records.store, records.seal, &conf, a, bytes, codes_pass, true,
			&told, &list);
	}
	int code = tell_import(&told, o, list_path != NULL);
	if (code == EXIT_DONE && list_path && file_write(list_path, list, 0600) != DONE)
		return EXIT_FAULT;
	return code;
}

const struct command import_command = { "import",
	"DIR FILE [--make LIST] [--codes-are-else]\n"
	"       askel import eperusteet DIR FILE [--from YYYY-MM-DD] [--until YYYY-MM-DD] [--diary "
	"NUMBER]",
	"people from a table; official units from ePerusteet",
	"Reads a table as a spreadsheet saves it (CSV) and says what is the matter with which row; "
	"saves\n"
	"nothing. --make LIST makes the people, each with a tie to the coach that is named and a\n"
	"one-time link, and writes the table with numbers and links to the file LIST, which only "
	"you\n"
	"can read. --codes-are-else: what looks like personal identity codes is something else.\n"
	"import eperusteet keeps the official units in a file of ePerusteet (JSON) as a version; "
	"an admin "
	"puts\nthem beside units of the courses at /curricula. --from and --until: first and last "
	"day "
	"in force, and\n--diary the number of the requirements, where the file doesn't say them. A "
	"version never changes; its\nend may be said later by the same file with --until.",
	run_import };
