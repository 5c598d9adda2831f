/*
 * get DIR, set DIR: the settings of an installation, read and changed with the same checks as `askel
 * check` and the admin's page, and with the same row in the chain. A server that runs takes a changed
 * file over within a second.
 */
#include "inside.h"

#include <stdio.h>
#include <string.h>

/* "help.phone"; SETTING_COUNT where there is none of that name, which was told. */
static size_t setting_named(const char *word)
{
	struct text key = text_of(word), section = text_cut(&key, '.');
	size_t setting = find_setting(section, key.at ? key : NO_TEXT);
	if (setting == SETTING_COUNT)
		fprintf(stderr, "askel: there is no setting \"%s\" - askel get DIR lists them\n\n",
			word);
	return setting;
}

/* False where there is no file to read, which was told. What is wrong in it may be what is to be
 * mended, so it is told and stops nothing. */
static bool read_installation(struct arena *a, const char *typed, struct settings_reading *r)
{
	const char *folder = clean_folder(a, typed);
	enum outcome o = read_settings(a, folder, r);
	if (o == NOT_HERE)
		fprintf(stderr, "%.*s: there is no installation here - askel init %s makes one\n",
			SHOWN(r->path), folder);
	for (size_t i = 0; i < r->problem_count; i++)
		fprintf(stderr, "%.*s: %.*s\n", SHOWN(conf_problem_place(r, &r->problems[i])),
			SHOWN(conf_problem_words(r, &r->problems[i])));
	return o == DONE || o == BAD_FORM;
}

/* ---- get ---------------------------------------------------------------------------------------- */

static void print_setting(const struct settings_reading *r, size_t i)
{
	const char *value = r->values[i] ? r->values[i] : "";
	if (setting_when(i) == LIVE_SECRET && *value)
		value = "(said, and not shown in a list)";
	printf("%s.%s = %s", setting_table[i].section, setting_table[i].key, value);
	if (r->over[i])
		printf(" ; from %.*s", SHOWN(setting_environment(r->arena, i)));
	printf("\n");
}

static int run_get(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *plain[2] = { 0 };
	int plain_count;
	size_t setting = SETTING_COUNT;
	struct settings_reading r;
	OWN_ARENA a = arena_open();
	if (!read_options(&get_command, count, words, none, plain, 2, &plain_count))
		return EXIT_USE;
	if (plain_count < 1)
		return wrong_use(&get_command, "name the folder of the installation");
	if (plain_count == 2 && (setting = setting_named(plain[1])) == SETTING_COUNT)
		return EXIT_USE;
	if (!read_installation(a, plain[0], &r))
		return EXIT_FAULT;
	if (setting < SETTING_COUNT) {
		printf("%s\n", r.values[setting] ? r.values[setting] : "");
		return EXIT_DONE;
	}
	for (size_t i = 0; i < SETTING_COUNT; i++)
		print_setting(&r, i);
	return r.problem_count > 0 ? EXIT_FAULT : EXIT_DONE;
}

const struct command get_command = { "get", "DIR [SECTION.KEY]", "settings as they hold",
	"Prints one setting of an installation, or all of them, one a line as SECTION.KEY = VALUE, "
	"with\nwhat the environment says over askel.conf. Secrets are printed only where they are "
	"named.",
	run_get };

/* ---- set ---------------------------------------------------------------------------------------- */

static int save(struct settings_reading *r, size_t setting, struct text value)
{
	struct conf conf = conf_of_reading(r);
	struct setting_change change = { setting, value };
	OPEN_RECORDS records = { 0 };
	if (text_is(text_of(r->in_file[setting]), value))
		return EXIT_DONE;
	if (open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	enum outcome o = change_settings(records.store, r, &change, 1, 0);
	if (o == OVERTAKEN)
		fprintf(stderr,
			"askel set: somebody else changed the file meanwhile - try again\n");
	return o == DONE ? EXIT_DONE : EXIT_FAULT;
}

static int run_set(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *plain[3] = { 0 };
	int plain_count;
	struct settings_reading r;
	struct setting_wrong wrong;
	OWN_ARENA a = arena_open();
	if (!read_options(&set_command, count, words, none, plain, 3, &plain_count))
		return EXIT_USE;
	if (plain_count != 3)
		return wrong_use(&set_command,
			"name the installation, the setting and its value (\"\" for none)");
	size_t setting = setting_named(plain[1]);
	struct text value = arena_copy(a, text_trim(text_of(plain[2])));
	if (setting == SETTING_COUNT)
		return EXIT_USE;
	if (!read_installation(a, plain[0], &r))
		return EXIT_FAULT;
	if (!setting_fits(a, r.folder, setting, value.at, &wrong)) {
		fprintf(stderr, "askel set: %s can't be \"%.*s\". %.*s\n", plain[1], SHOWN(value),
			SHOWN(english_words(a, wrong.words, wrong.a, wrong.b)));
		return EXIT_FAULT;
	}
	int code = save(&r, setting, value);
	if (code == EXIT_DONE && r.over[setting])
		fprintf(stderr, "askel set: %.*s in the environment comes over it\n",
			SHOWN(setting_environment(a, setting)));
	if (code == EXIT_DONE && setting_when(setting) == AT_START)
		printf("A server that runs goes by it from its next start.\n");
	return code;
}

const struct command set_command = { "set", "DIR SECTION.KEY VALUE", "change a setting",
	"Changes one setting in askel.conf, checked as askel check does, and leaves all else in "
	"the file\nas it is; \"\" takes a value away that may be left out. A server that runs goes "
	"by it within a\nsecond, but for [address] and [keys], which need a start. The chain says "
	"which setting was\nchanged, not what it says.",
	run_set };
