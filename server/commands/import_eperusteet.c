/*
 * import eperusteet DIR FILE: official units as ePerusteet publishes them. What is in a file is kept as a
 * version of its own, which never changes; who works with it is the admin, at /curricula.
 */
#include "inside.h"

#include "badge/badge.h"

#include <stdio.h>

_Static_assert((int)OFFICIAL_LANGUAGES == (int)CURRICULUM_LANGUAGES &&
		(int)OFFICIAL_FI == (int)CURRICULUM_FI && (int)OFFICIAL_SV == (int)CURRICULUM_SV &&
		(int)OFFICIAL_EN == (int)CURRICULUM_EN,
	"both rooms count languages alike");

#define DIARY_MOST 40 /* bytes: "OPH-1234-2026" */

/* What the file may not say, from the command. */
struct given_by {
	int64_t from, until; /* 0: not said */
	struct text diary;
};

/* ---- from what is read to what is kept ------------------------------------------------------- */

static struct official_module module_of(struct arena *a, const struct curriculum_module *read)
{
	struct official_module module = { .compulsory = read->compulsory,
		.half_points = read->half_points,
		.objectives =
			arena_take_many(a, read->objective_count + 1, sizeof *module.objectives),
		.objective_count = read->objective_count };
	for (size_t i = 0; i < read->objective_count; i++) {
		module.objectives[i].number = read->objectives[i].number;
		for (int l = 0; l < OFFICIAL_LANGUAGES; l++)
			module.objectives[i].words[l] = read->objectives[i].words[l];
	}
	return module;
}

static struct official official_of(
	struct arena *a, const struct curriculum *read, const struct given_by *said)
{
	struct official official = { .code = read->code,
		.code_version = read->code_version,
		.unit_code = read->unit_code,
		.diary = said->diary.size > 0 ? said->diary : read->diary,
		.from = said->from ? said->from : read->from,
		.until = said->until ? said->until : read->until,
		.modules = arena_take_many(a, read->module_count + 1, sizeof *official.modules),
		.module_count = read->module_count };
	for (int l = 0; l < OFFICIAL_LANGUAGES; l++)
		official.names[l] = read->names[l];
	for (size_t m = 0; m < read->module_count; m++)
		official.modules[m] = module_of(a, &read->modules[m]);
	return official;
}

/* ---- keeping it: all of the file or nothing ---------------------------------------------------- */

struct keeping {
	struct official *list;
	bool *known;
	size_t count, at;
	int64_t now;
};

static enum outcome keep_all(struct db *db, void *value)
{
	struct keeping *k = value;
	for (k->at = 0; k->at < k->count; k->at++)
		TRY(add_official(db, &k->list[k->at], k->now, &k->known[k->at]));
	return DONE;
}

static void tell_one(const struct official *official, bool known)
{
	char from[11], until[11];
	clock_day_text(official->from, from);
	clock_day_text(official->until, until);
	printf("%.*s  %.*s  %s%s%s  %s\n", SHOWN(official->code),
		SHOWN(official->names[OFFICIAL_FI]), from, official->until ? " - " : " on",
		official->until ? until : "", known ? "was there" : "new");
}

static int keep(const struct conf *conf, struct keeping *keeping)
{
	OPEN_RECORDS records = { 0 };
	if (open_records(conf, false, &records) != DONE)
		return EXIT_FAULT;
	enum outcome o = store_change(records.store, keep_all, keeping);
	if (o == OVERTAKEN)
		fprintf(stderr,
			"askel import: %.*s is there with the same first day and other words, and "
			"a "
			"version\nnever changes. Nothing was saved. Does --from say the first day "
			"of "
			"this file?\n",
			SHOWN(keeping->list[keeping->at].code));
	if (o != DONE)
		return EXIT_FAULT;
	for (size_t i = 0; i < keeping->count; i++)
		tell_one(&keeping->list[i], keeping->known[i]);
	return EXIT_DONE;
}

/* ---- the command --------------------------------------------------------------------------------- */

static bool read_days(const char *from, const char *until, struct given_by *said)
{
	return (!from || clock_day(text_of(from), &said->from)) &&
		(!until || clock_day(text_of(until), &said->until)) &&
		(!said->from || !said->until || said->until >= said->from);
}

static int read_file(struct arena *a, const char *path, struct curriculum **list, size_t *count)
{
	struct text bytes;
	enum outcome o = file_read(a, path, CURRICULUM_BYTES_MOST, &bytes);
	if (o == DONE && curriculum_read(a, bytes, list, count))
		return EXIT_DONE;
	fprintf(stderr, "askel import: %s %s\n", path,
		o == NOT_HERE            ? "isn't there"
			: o == TOO_LARGE ? "is over 8 MB"
			: o != DONE      ? "can't be read"
				    : "holds no official unit: it should be JSON from ePerusteet, "
				      "with osaAlueet in it");
	return EXIT_FAULT;
}

int run_import_eperusteet(int count, char **words)
{
	const char *plain[3], *from = NULL, *until = NULL, *diary = NULL;
	const struct option options[] = { { "from", &from, NULL }, { "until", &until, NULL },
		{ "diary", &diary, NULL }, { 0 } };
	int plain_count;
	struct conf conf;
	struct curriculum *read;
	size_t read_count = 0;
	struct given_by said = { .diary = NO_TEXT };
	OWN_ARENA a = arena_open();
	if (!read_options(&import_command, count, words, options, plain, 3, &plain_count))
		return EXIT_USE;
	if (plain_count != 3)
		return wrong_use(&import_command, "name the installation and the file");
	if (!read_days(from, until, &said))
		return wrong_use(&import_command,
			"write days like this: 2026-08-01, the first before the last");
	if (diary)
		said.diary = text_of(diary);
	if (said.diary.size > DIARY_MOST || !utf8_valid(said.diary))
		return wrong_use(
			&import_command, "a diary number has at most %d letters", DIARY_MOST);
	if (!read_conf(a, plain[1], &conf) || read_file(a, plain[2], &read, &read_count))
		return EXIT_FAULT;
	struct keeping keeping = { .list = arena_take_many(a, read_count, sizeof *keeping.list),
		.known = arena_take_many(a, read_count, sizeof *keeping.known),
		.count = read_count,
		.now = clock_now() };
	for (size_t i = 0; i < read_count; i++) {
		keeping.list[i] = official_of(a, &read[i], &said);
		if (keeping.list[i].until && keeping.list[i].until < keeping.list[i].from) {
			fprintf(stderr,
				"askel import: the last day in force would be before the first\n");
			return EXIT_FAULT;
		}
		if (keeping.list[i].from == 0) {
			fprintf(stderr,
				"askel import: the file doesn't say since when it is in force: add "
				"--from YYYY-MM-DD,\nand --until YYYY-MM-DD where it is no "
				"longer\n");
			return EXIT_FAULT;
		}
	}
	return keep(&conf, &keeping);
}
