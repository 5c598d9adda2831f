/*
 * inside: what the commands share: options, settings, folders of an installation.
 */
#ifndef ASKEL_COMMANDS_INSIDE_H
#define ASKEL_COMMANDS_INSIDE_H

#include "commands/commands.h"
#include "pages/pages.h"

/* ---- options -------------------------------------------------------------------------------- */

/* One "--name VALUE" or "--name=VALUE" (or, with flag set, plain "--name"). */
struct option {
	const char *name; /* without the hyphens; the last one is NULL */
	const char **value;
	bool *flag;
};
/* Takes the options out of words; what is left are the plain ones, at most `most`. False after
 * telling what was wrong. */
bool read_options(const struct command *command, int count, char **words,
	const struct option *options, const char **plain, int most, int *plain_count);
/* Says what was wrong and how the command is used; EXIT_USE. */
int wrong_use(const struct command *command, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- settings ------------------------------------------------------------------------------- */

/* Whether a setting must be there. ADVISED: an installation works without it, but one of its public
 * pages then says less than the law asks; `askel check` tells. */
enum need { NEEDED, ADVISED, OPTIONAL };

/* Every key of askel.conf: its place, section and key, whether it must be there, what it stands for. A
 * key that came after the first release is never NEEDED: older installations must start. */
#define SETTINGS(X) \
	X(ORIGIN, "address", "origin", NEEDED, \
		"The address people use, e.g. https://learn.example.fi") \
	X(BADGE_ORIGIN, "address", "badge_origin", NEEDED, \
		"The address badges will name, e.g. " \
		"https://badges.example.fi") \
	X(LISTEN, "address", "listen", NEEDED, \
		"Where the server listens: 127.0.0.1:8080 behind a proxy") \
	X(TRUSTED_PROXY, "address", "trusted_proxy", OPTIONAL, \
		"The proxy's own address, usually 127.0.0.1") \
	X(PUBLIC_NAME, "names", "public_name", NEEDED, \
		"The name people see; it must not tell who comes here") \
	X(ISSUER_NAME, "names", "issuer_name", NEEDED, \
		"The name that badges and certificates carry") \
	X(LANGUAGES, "names", "languages", NEEDED, \
		"Languages of the buttons, the usual one first") \
	X(PHONE, "help", "phone", NEEDED, "The number people may call") \
	X(HOURS, "help", "hours", NEEDED, "When somebody answers it, e.g. 9-15") \
	X(ANSWER_DAYS, "help", "answer_days", NEEDED, \
		"Working days within which a question is answered") \
	X(CASELOAD_GOOD, "staff", "caseload_good", OPTIONAL, \
		"Clients a coach has time for; 20 where nothing is said") \
	X(CASELOAD_MOST, "staff", "caseload_most", OPTIONAL, \
		"Clients a coach has at most: more is told to the team lead; 25 where nothing is " \
		"said") \
	X(SESSIONS, "retention", "sessions", NEEDED, \
		"Days after which old sign-ins and used cards go") \
	X(FEEDBACK, "retention", "feedback", OPTIONAL, \
		"Days after which answered feedback on accessibility goes; 365 where nothing is " \
		"said") \
	X(OWN_DAYS, "retention", "own_days", OPTIONAL, \
		"Days somebody can still sign in after their last coach's tie has ended; 90 " \
		"where " \
		"nothing is said") \
	X(WORDS_DAYS, "retention", "words_days", OPTIONAL, \
		"Days after leaving until all that somebody wrote is erased; 90 where nothing is " \
		"said") \
	X(LEARNING_DAYS, "retention", "learning_days", OPTIONAL, \
		"Days after leaving until what somebody did, and their name, is erased; 365 " \
		"where " \
		"nothing is said") \
	X(CONTROLLER, "privacy", "controller", ADVISED, \
		"Who answers for people's data (the controller), e.g. the name of the " \
		"municipality") \
	X(CONTACT, "privacy", "contact", ADVISED, \
		"Where people ask about their data: e-mail or phone of the data protection " \
		"officer") \
	X(GROUND, "privacy", "ground", OPTIONAL, \
		"Why the data may be kept (GDPR, Article 6): public-task, legal-duty or " \
		"legitimate-interest") \
	X(SUPERVISOR, "accessibility", "supervisor", ADVISED, \
		"The authority that supervises accessibility, and its address") \
	X(STATE, "accessibility", "state", OPTIONAL, \
		"How accessible the service is found to be: full, partial or none") \
	X(ASSESSED, "accessibility", "date", ADVISED, \
		"The day you assessed it yourselves, e.g. 2026-11-25") \
	X(ASSESSOR, "accessibility", "assessor", OPTIONAL, \
		"Who assessed it, where somebody from outside did") \
	X(GAPS_FI, "accessibility", "gaps_fi", OPTIONAL, "What is not accessible, in Finnish") \
	X(GAPS_SV, "accessibility", "gaps_sv", OPTIONAL, "What is not accessible, in Swedish") \
	X(GAPS_EN, "accessibility", "gaps_en", OPTIONAL, "What is not accessible, in English") \
	X(KEYS, "keys", "folder", OPTIONAL, "Where the keys are; DIR.keys where nothing is said") \
	X(METRICS_TOKEN, "metrics", "token", OPTIONAL, \
		"With it /metrics can be read from another machine; 20 or more letters and " \
		"numbers")
enum setting {
#define X(name, section, key, need, meaning) SETTING_##name,
	SETTINGS(X)
#undef X
		SETTING_COUNT
};

/* Reads DIR/askel.conf with ASKEL_SECTION_KEY from the environment over it; an unknown key, a
 * missing one or a bad value is told with its line. False then. */
bool read_conf(struct arena *a, const char *folder, struct conf *conf);
/* The text of an askel.conf from values in the order of SETTINGS (NULL: left out). */
struct text conf_text(struct arena *a, const char *const *values);
#define CONF_MOST (64 * 1024) /* bytes of an askel.conf */
/* Tells on standard output which ADVISED settings an installation lacks, a line each; how many. */
size_t print_advice(struct arena *a, const char *folder);
/* Whether one value would do for a setting; what is wrong otherwise. */
bool setting_fits(struct arena *a, size_t setting, const char *value, struct text *wrong);

/* The words refused where outsiders read, from the shelf. */
void load_forbidden(struct arena *a, struct conf *conf);

/* ---- an installation ------------------------------------------------------------------------ */

/* The path of a folder as it was typed, without slashes at its end; "." and ".." by their own names,
 * for DIR.keys stands beside it. */
const char *clean_folder(struct arena *a, const char *typed);
/* Makes DIR with its folders, the keys, the database, and copies the shipped courses out,
 * where a file isn't there already: what is there is somebody's. */
enum outcome make_installation(
	struct arena *a, const struct conf *conf, struct text conf_file) MUST_USE;
/* Opens keys and database of DIR for a command that needs no more; closed by close_records. */
struct records {
	struct seal *seal;
	struct store *store;
};
enum outcome open_records(const struct conf *conf, bool make, struct records *r) MUST_USE;
void close_records(struct records *r);
#define OPEN_RECORDS __attribute__((cleanup(close_records))) struct records

/* Serves until SIGTERM or SIGINT; `ready` is told once the door is open. Links of a demo end when it
 * starts and when it stops. */
int serve_until_told(const struct conf *conf,
	int (*ready)(struct workshop *workshop, void *context), void *context);

extern const struct command serve_command, demo_command, init_command, check_command, fmt_command,
	person_command, import_command, verify_command;

#endif
