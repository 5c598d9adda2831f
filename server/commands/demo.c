/*
 * demo: the whole workshop on this machine, in a folder of its own, with a link for each role. The
 * links work until the demo stops; another start makes new ones.
 */
#include "inside.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct demo {
	struct arena *arena;
	struct conf conf;
};

static const struct {
	const char *name;
	unsigned roles;
} demo_people[] = {
	{ "client", ROLE_CLIENT },
	{ "coach", ROLE_COACH },
	{ "author", ROLE_AUTHOR },
	{ "admin", ROLE_ADMIN },
};

/* The person of a role that an earlier start of the same demo made; 0: none. */
static enum outcome find_demo_person(
	struct store *store, struct arena *a, unsigned role, int64_t *id)
{
	struct person *people;
	size_t count;
	struct db *db = reader_borrow(store);
	enum outcome o = list_people(db, a, role, SIZE_MAX, &people, &count);
	reader_return(store, db);
	*id = 0;
	if (o != DONE)
		return o;
	for (size_t i = 0; i < count && *id == 0; i++)
		*id = people[i].closed ? 0 : people[i].id; /* one may have been let go */
	return DONE;
}

/* The demo's coach works with its client, as they would anywhere. */
static enum outcome make_demo_tie(struct db *db, void *value)
{
	struct tie *tie = value;
	enum outcome o = add_tie(db, tie, 0);
	return o == OVERTAKEN ? DONE : o; /* an earlier start of the same demo did */
}

static enum outcome tie_demo_people(struct store *store, struct arena *a)
{
	struct tie tie = { .scope = SCOPE_LEARNING | SCOPE_CLAIMS,
		.ground = GROUND_GUIDANCE,
		.starts = clock_now() };
	TRY(find_demo_person(store, a, ROLE_CLIENT, &tie.client));
	TRY(find_demo_person(store, a, ROLE_COACH, &tie.coach));
	return store_change(store, make_demo_tie, &tie);
}

static int print_links(struct workshop *workshop, void *context)
{
	struct demo *demo = context;
	struct store *store = workshop_store(workshop);
	for (size_t i = 0; i < COUNT_OF(demo_people); i++) {
		int64_t id;
		struct text path;
		enum outcome o = find_demo_person(store, demo->arena, demo_people[i].roles, &id);
		if (o == DONE && id == 0)
			o = make_person_card(store, demo->arena, text_of(demo_people[i].name),
				demo_people[i].roles, 0, true, &path);
		else if (o == DONE)
			o = make_card(store, demo->arena, id, 0, true, &path);
		if (o != DONE)
			return EXIT_FAULT;
		printf("%s http://127.0.0.1:%d%.*s\n", demo_people[i].name, workshop_port(workshop),
			SHOWN(path));
	}
	if (tie_demo_people(store, demo->arena) != DONE)
		return EXIT_FAULT;
	printf("The links work until the demo stops (Ctrl-C). Its files are in %s\n",
		demo->conf.folder);
	fflush(stdout);
	return EXIT_DONE;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
	(void)st;
	(void)kind;
	(void)place;
	return remove(path);
}

static void remove_folder(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* By this a demo knows its own folder again: it signs anybody in who can read its links, so it keeps
 * away from a real installation. */
#define DEMO_MARK "; A demo: whoever has its links gets in.\n"

static bool is_demo(struct arena *a, const char *conf_path)
{
	struct text bytes;
	if (file_read(a, conf_path, CONF_MOST, &bytes) == DONE &&
		text_starts(bytes, TEXT(DEMO_MARK)))
		return true;
	fprintf(stderr, "askel demo: %s is not a demo's - name another folder, or none\n",
		conf_path);
	return false;
}

/* Settings of a demo: plain names, a number that reaches nobody. */
static enum outcome make_demo(struct demo *demo, const char *folder, const char *listen)
{
	struct arena *a = demo->arena;
	struct text origin = arena_print(a, "http://%s", listen);
	const char *values[SETTING_COUNT] = { [SETTING_ORIGIN] = origin.at,
		[SETTING_BADGE_ORIGIN] = origin.at,
		[SETTING_LISTEN] = listen,
		[SETTING_PUBLIC_NAME] = "Oppimispaikka",
		[SETTING_ISSUER_NAME] = "Oppimispaikka",
		[SETTING_LANGUAGES] = "fi sv en",
		[SETTING_PHONE] = "010 000 0000",
		[SETTING_HOURS] = "9–15",
		[SETTING_ANSWER_DAYS] = "2",
		[SETTING_SESSIONS] = "400",
		[SETTING_CONTROLLER] = "Oppimispaikka, demo",
		[SETTING_CONTACT] = "010 000 0000",
		[SETTING_SUPERVISOR] = "Traficom, www.saavutettavuusvaatimukset.fi",
		[SETTING_ASSESSED] = "2026-11-25" };
	struct stat there;
	struct text path = arena_print(a, "%s/askel.conf", folder);
	if (lstat(path.at, &there) != 0) {
		struct conf conf = { .folder = folder,
			.keys = arena_print(a, "%s.keys", folder).at };
		struct text written = conf_text(a, values);
		TRY(make_installation(a, &conf, arena_print(a, DEMO_MARK "%.*s", SHOWN(written))));
	} else if (!is_demo(a, path.at)) {
		return BROKEN;
	}
	if (!read_conf(a, folder, &demo->conf))
		return BROKEN;
	/* the address given now comes over the one the folder was made with */
	demo->conf.origin = demo->conf.badge_origin = origin;
	demo->conf.listen = text_of(listen);
	demo->conf.demo = true;
	return DONE;
}

static int run_demo(int count, char **words)
{
	const char *listen = "127.0.0.1:8080", *folder = NULL;
	const struct option options[] = { { "listen", &listen, NULL }, { "data", &folder, NULL },
		{ 0 } };
	char made[] = "/tmp/askel-demo-XXXXXX";
	int plain;
	struct setting_wrong wrong;
	OWN_ARENA a = arena_open();
	struct demo demo = { .arena = a };
	if (!read_options(&demo_command, count, words, options, NULL, 0, &plain))
		return EXIT_USE;
	if (!setting_fits(a, NULL, SETTING_LISTEN, listen, &wrong) ||
		(strncmp(listen, "127.0.0.1:", 10) != 0 && strncmp(listen, "localhost:", 10) != 0))
		return wrong_use(&demo_command,
			"--listen takes an address of this machine alone: 127.0.0.1:PORT");
	if (!folder && !mkdtemp(made)) {
		perror("askel demo: a folder could not be made");
		return EXIT_FAULT;
	}
	const char *place = folder ? clean_folder(a, folder) : arena_print(a, "%s/askel", made).at;
	int code = EXIT_FAULT;
	if (make_demo(&demo, place, listen) == DONE)
		code = serve_until_told(&demo.conf, print_links, &demo);
	if (!folder)
		remove_folder(made);
	return code;
}

const struct command demo_command = { "demo", "[--listen 127.0.0.1:PORT] [--data DIR]",
	"try it on this machine",
	"Starts everything on a loopback address with a shipped course, and prints a sign-in link "
	"for\n"
	"each role, one a line. The links work until the demo stops. Without --data the files are "
	"in\n"
	"a folder that is removed at the end.",
	run_demo };
