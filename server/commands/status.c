/*
 * status DIR: what the admin reads at /status, on the machine itself: a line a thing, and first whether it is
 * in order. Ends with 1 where something is to be looked at, so that anything that runs by the clock can ask.
 */
#include "inside.h"

#include <stdarg.h>
#include <stdio.h>

#define MB INT64_C(1000000)

static void PRINTF_LIKE(3, 4) print(bool good, const char *thing, const char *format, ...)
{
	va_list words;
	printf("%-5s %-12s ", good ? "ok" : "look", thing);
	va_start(words, format);
	vprintf(format, words);
	va_end(words);
	putchar('\n');
}

static const char *day_of(struct arena *a, int64_t moment)
{
	char day[11];
	clock_day_text(clock_day_of(moment), day);
	return arena_copy_chars(a, day).at;
}

static void print_records(struct arena *a, const struct house_state *s)
{
	print(s->course_errors == 0, "courses",
		s->course_errors ? "%lld things to mend: askel check tells them" : "in order",
		(long long)s->course_errors);
	print(s->formal_troubles == 0, "formal",
		s->formal_troubles ? "%lld units stand beside requirements that are over, or have "
				     "gaps: /curricula"
				   : "in order",
		(long long)s->formal_troubles);
	print(!s->deciders_few && s->stuck == 0, "assessing",
		"%lld may assess (two are needed for a second person), %lld requests wait for a "
		"person there isn't",
		(long long)s->deciders, (long long)s->stuck);
	if (s->backup.made)
		print(!s->backup_late, "backup", "made on %s, %lld MB, %s",
			day_of(a, s->backup.made), (long long)(s->backup.size + MB - 1) / MB,
			s->backup.with_keys ? "with the keys" : "without the keys");
	else
		print(!s->backup_late, "backup", "none has been made: askel backup makes one");
}

static void print_machine(struct arena *a, const struct conf *conf, const struct house_state *s)
{
	print(!s->disk_low, "disk", "%lld MB free, the database takes %lld MB",
		(long long)s->free_space / MB, (long long)(s->database + MB - 1) / MB);
	/* keys that others can open are opened by no command, which says so */
	print(true, "keys", "%s%s", conf->keys, s->keys_beside ? ", on the disk of the data" : "");
	if (s->keys_kept)
		print(true, "keys", "on paper: the sheet was at hand on %s",
			day_of(a, s->keys_kept));
	else
		print(!s->keys_wanted, "keys",
			"nobody has shown that they are on paper: /status/keys");
}

/* How many are to be looked at. */
static int64_t print_certificates(struct arena *a, const struct conf *conf)
{
	static const char *const words[] = {
		"doesn't answer this machine", "holds", "should have been renewed: it holds",
		"is over: it held",
		"isn't made for this address, or this machine knows nobody who signed it: it holds"
	};
	struct certificate_seen seen[HOUSE_ADDRESSES];
	size_t count = house_addresses(a, conf, seen);
	int64_t troubles = 0;
	for (size_t i = 0; i < count; i++) {
		look_at_certificate(&seen[i]);
		bool trouble = is_certificate_trouble(seen[i].state);
		troubles += trouble;
		print(!trouble, "certificate", "%.*s %s%s%s", SHOWN(seen[i].address),
			words[seen[i].state], seen[i].last ? " until " : "",
			seen[i].last ? day_of(a, seen[i].last) : "");
	}
	return troubles;
}

static enum outcome look(struct arena *a, const struct conf *conf, const struct records *records,
	struct house_state *state)
{
	struct course_settings settings =
		course_settings_for(conf, arena_print(a, "%s/courses", conf->folder).at);
	HELD_LIBRARY library = NULL;
	TRY(courses_check(&settings, &library));
	struct db *db = reader_borrow(records->store);
	enum outcome o = look_at_house(a, db, conf, records->seal, library, state);
	reader_return(records->store, db);
	return o;
}

static int run_status(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *folder;
	int plain;
	struct conf conf;
	struct house_state state;
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };
	if (!read_options(&status_command, count, words, none, &folder, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&status_command, "name the folder of the installation");
	if (!read_conf(a, folder, &conf) || open_records(&conf, false, &records) != DONE ||
		look(a, &conf, &records, &state) != DONE)
		return EXIT_FAULT;
	print(true, "version", ASKEL_VERSION);
	print_records(a, &state);
	print_machine(a, &conf, &state);
	return state.troubles + print_certificates(a, &conf) > 0 ? EXIT_FAULT : EXIT_DONE;
}

const struct command status_command = { "status", "DIR", "what of a house is to be looked at",
	"Prints what /status says of an installation, a line a thing: \"ok\" or \"look\", what it "
	"is about, and\nwhat to do. Ends with 1 where something is to be looked at. Looks at the "
	"certificates of the\nhouse's https addresses as a browser does. What e-mail does only the "
	"server that runs knows:\n/status and /metrics tell.\n",
	run_status };
