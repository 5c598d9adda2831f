/*
 * init DIR: asks what an installation needs (or takes it as options) and makes it; ends with a
 * link for the first admin, good for half an hour. There is no default password anywhere.
 */
#include "inside.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINK_SECONDS (30 * 60)

/* `usual`: NULL where there is none, empty where the setting may be left out. What is unasked can be
 * given as an option, or written into the file later. */
static const struct {
	const char *option, *usual;
	bool unasked;
} questions[SETTING_COUNT] = {
	[SETTING_ORIGIN] = { "origin", NULL, false },
	[SETTING_BADGE_ORIGIN] = { "badge-origin", NULL, false },
	[SETTING_LISTEN] = { "listen", "127.0.0.1:8080", false },
	[SETTING_TRUSTED_PROXY] = { "trusted-proxy", "127.0.0.1", false },
	[SETTING_PUBLIC_NAME] = { "public-name", NULL, false },
	[SETTING_ISSUER_NAME] = { "issuer-name", NULL, false },
	[SETTING_LANGUAGES] = { "languages", "fi sv en", false },
	[SETTING_PHONE] = { "help-phone", NULL, false },
	[SETTING_HOURS] = { "help-hours", NULL, false },
	[SETTING_ANSWER_DAYS] = { "answer-days", "2", false },
	[SETTING_CLAIM_DAYS] = { "claim-days", "10", false },
	[SETTING_CLAIM_SECOND] = { "claim-second-person", "", true },
	[SETTING_CLAIM_SHARE] = { "claim-second-share", "", true },
	[SETTING_CLAIM_ASSESSOR] = { "claim-assessor", "", true },
	[SETTING_CLAIM_TREATMENT] = { "claim-treatment", "", true },
	[SETTING_CASELOAD_GOOD] = { "caseload-good", "20", false },
	[SETTING_CASELOAD_MOST] = { "caseload-most", "25", false },
	[SETTING_SESSIONS] = { "retention-sessions", "400", false },
	[SETTING_FEEDBACK] = { "retention-feedback", "365", false },
	[SETTING_OWN_DAYS] = { "retention-own-days", "90", false },
	[SETTING_WORDS_DAYS] = { "retention-words-days", "90", false },
	[SETTING_LEARNING_DAYS] = { "retention-learning-days", "365", false },
	[SETTING_CONTROLLER] = { "controller", "", false },
	[SETTING_CONTACT] = { "privacy-contact", "", false },
	[SETTING_GROUND] = { "privacy-ground", "public-task", false },
	[SETTING_SUPERVISOR] = { "accessibility-supervisor", "", false },
	[SETTING_STATE] = { "accessibility-state", "", true },
	[SETTING_ASSESSED] = { "accessibility-date", "", true },
	[SETTING_ASSESSOR] = { "accessibility-assessor", "", true },
	[SETTING_GAPS_FI] = { "accessibility-gaps-fi", "", true },
	[SETTING_GAPS_SV] = { "accessibility-gaps-sv", "", true },
	[SETTING_GAPS_EN] = { "accessibility-gaps-en", "", true },
	[SETTING_WAYS] = { "sign-in-ways", "passphrase pictures", false },
	[SETTING_REASON_FI] = { "sign-in-reason-fi", "", true },
	[SETTING_REASON_SV] = { "sign-in-reason-sv", "", true },
	[SETTING_REASON_EN] = { "sign-in-reason-en", "", true },
	[SETTING_PROVIDER_ISSUER] = { "provider-issuer", "", true },
	[SETTING_PROVIDER_CLIENT] = { "provider-client-id", "", true },
	[SETTING_PROVIDER_NAME] = { "provider-name", "", true },
	[SETTING_PROVIDER_FACTOR] = { "provider-second-factor", "", true },
	[SETTING_KEYS] = { "keys", "", false },
	[SETTING_POST_SERVER] = { "post-server", "", true },
	[SETTING_POST_PORT] = { "post-port", "", true },
	[SETTING_POST_SECURITY] = { "post-security", "", true },
	[SETTING_POST_AUTHORITIES] = { "post-authorities", "", true },
	[SETTING_POST_USER] = { "post-user", "", true },
	[SETTING_POST_PASSWORD_FILE] = { "post-password-file", "", true },
	[SETTING_POST_SENDER] = { "post-sender", "", true },
	[SETTING_POST_SENDER_NAME] = { "post-sender-name", "", true },
	[SETTING_POST_HOUR] = { "post-hour", "", true },
	[SETTING_POST_DAYS] = { "post-days", "", true },
	[SETTING_METRICS_TOKEN] = { "metrics-token", "", false },
};

/* Asks on the terminal until the answer will do; NULL at the end of input. */
static const char *ask(struct arena *a, size_t setting)
{
	char line[512];
	struct setting_wrong wrong;
	const char *usual = questions[setting].usual;
	for (;;) {
		printf("%s\n%s", setting_table[setting].meaning, usual && *usual ? "[" : "");
		printf("%s%s: ", usual ? usual : "", usual && *usual ? "]" : "");
		fflush(stdout);
		if (!fgets(line, sizeof line, stdin))
			return NULL;
		struct text typed = text_trim(text_of(line));
		const char *value = typed.size > 0 ? arena_copy(a, typed).at : usual;
		if (setting_fits(a, NULL, setting, value ? value : "", &wrong))
			return value;
		printf("That won't do. %.*s\n",
			SHOWN(english_words(a, wrong.words, wrong.a, wrong.b)));
	}
}

/* Fills in what no option gave: from the terminal, or from what is usual. */
static bool complete(struct arena *a, const char **values)
{
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		struct setting_wrong wrong;
		if (!values[i])
			values[i] =
				terminal && !questions[i].unasked ? ask(a, i) : questions[i].usual;
		if (!values[i]) {
			fprintf(stderr, "askel init: --%s is missing - %s\n", questions[i].option,
				setting_table[i].meaning);
			return false;
		}
		if (*values[i] && !setting_fits(a, NULL, i, values[i], &wrong)) {
			fprintf(stderr, "askel init: --%s can't be \"%s\". %.*s\n",
				questions[i].option, values[i],
				SHOWN(english_words(a, wrong.words, wrong.a, wrong.b)));
			return false;
		}
		if (!*values[i])
			values[i] = NULL;
	}
	if (together_problem(values))
		fprintf(stderr, "askel init: %s\n", together_problem(values));
	return !together_problem(values);
}

static int print_admin_link(struct arena *a, const struct conf *conf)
{
	OPEN_RECORDS records = { 0 };
	struct text path;
	if (open_records(conf, false, &records) != DONE ||
		make_person_card(records.store, a, TEXT("admin"), ROLE_ADMIN,
			clock_now() + LINK_SECONDS, false, &path) != DONE)
		return EXIT_FAULT;
	printf("\nThe installation stands in %s, its keys in %s.\n"
	       "Open the doors with: askel serve %s\n"
	       "Then sign in within 30 minutes; this link works once:\n%.*s%.*s\n",
		conf->folder, conf->keys, conf->folder, SHOWN(conf->origin), SHOWN(path));
	/* Keys go to people's eyes, never into the log of a script. */
	if (isatty(STDOUT_FILENO)) {
		printf("\n");
		return print_sheet(a, conf, records.seal, NULL);
	}
	printf("Put the keys on paper: askel keys %s sheet FILE.html\n", conf->folder);
	return EXIT_DONE;
}

static int run_init(int count, char **words)
{
	const char *values[SETTING_COUNT] = { 0 }, *folder;
	struct option options[SETTING_COUNT + 1] = { 0 };
	int plain;
	struct stat there;
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < SETTING_COUNT; i++)
		options[i] = (struct option){ questions[i].option, &values[i], NULL };
	if (!read_options(&init_command, count, words, options, &folder, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&init_command, "name the folder to make");
	folder = clean_folder(a, folder);
	if (lstat(arena_print(a, "%s/askel.conf", folder).at, &there) == 0) {
		fprintf(stderr, "askel init: there is an installation in %s already\n", folder);
		return EXIT_FAULT;
	}
	if (!complete(a, values))
		return EXIT_USE;
	struct conf conf = { .folder = folder,
		.origin = text_of(values[SETTING_ORIGIN]),
		.keys = values[SETTING_KEYS] ? values[SETTING_KEYS]
					     : arena_print(a, "%s.keys", folder).at };
	if (make_installation(a, &conf, conf_text(a, values)) != DONE)
		return EXIT_FAULT;
	return print_admin_link(a, &conf);
}

const struct command init_command = { "init",
	"DIR [--origin URL --badge-origin URL --public-name NAME --issuer-name NAME\n"
	"           --help-phone NUMBER --help-hours HOURS] [--listen ADDRESS:PORT]\n"
	"           [--trusted-proxy ADDRESS] [--languages \"fi sv en\"] [--answer-days N]\n"
	"           [--retention-sessions DAYS] [--retention-feedback DAYS]\n"
	"           [--retention-own-days N] [--retention-words-days N]\n"
	"           [--retention-learning-days N] [--keys DIR] [--metrics-token TOKEN]\n"
	"           [--controller NAME --privacy-contact WHERE --privacy-ground GROUND]\n"
	"           [--accessibility-supervisor NAME --accessibility-date YYYY-MM-DD ...]\n"
	"           [--sign-in-ways \"passphrase pictures\"] [--sign-in-reason-fi WORDS ...]\n"
	"           [--post-server NAME --post-sender ADDRESS ...]\n"
	"           [--provider-issuer URL --provider-client-id ID --provider-name NAME]",
	"make an installation",
	"Asks what an installation needs, or takes it as options, and makes it in DIR: "
	"askel.conf,\n"
	"askel.db, courses/ (yours from then on), and keys in DIR.keys. Ends with a sign-in link "
	"for\n"
	"the first admin, good once and for 30 minutes. Names that outsiders read must not tell "
	"that\n"
	"a person is a client here; words that would are refused. What --accessibility-..., "
	"--privacy-...,\n--sign-in-..., --provider-... and --post-... are for stands in "
	"askel.conf, where "
	"they can be written later, too.",
	run_init };
