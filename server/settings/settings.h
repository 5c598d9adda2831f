/*
 * settings: askel.conf. Every key it may have stands in one table; here it is read with the environment
 * over it and checked, and one value of it is changed with all else left as somebody wrote it (the
 * only room with ini.h).
 */
#ifndef ASKEL_SETTINGS_H
#define ASKEL_SETTINGS_H

#include "base/base.h"
#include "learn/learn.h"

#define LANGUAGES_MOST 16

/* The ground for keeping personal data (GDPR, Article 6(1)): points e, c and f; the first is usual. */
#define DATA_GROUNDS(X) \
	X(GROUND_PUBLIC_TASK, "public-task") \
	X(GROUND_LEGAL_DUTY, "legal-duty") \
	X(GROUND_LEGITIMATE_INTEREST, "legitimate-interest")
enum data_ground {
#define X(name, word) name,
	DATA_GROUNDS(X)
#undef X
};

/* The three findings of the EU's model statement (Decision (EU) 2018/1523, annex, section 1). */
#define ACCESS_STATES(X) \
	X(ACCESS_PARTIAL, "partial") \
	X(ACCESS_FULL, "full") \
	X(ACCESS_NONE, "none")
enum access_state {
#define X(name, word) name,
	ACCESS_STATES(X)
#undef X
};

/* Of enum sign_in_way, where no setting says otherwise. */
#define USUAL_WAYS (WAY_PASSPHRASE | WAY_PICTURES)

/* The organisation's OpenID Connect provider; with an empty issuer there is none. */
struct provider_settings {
	struct text issuer, client_id, name;
	struct text second_factor; /* words, may be empty */
};
#define PROVIDER_SECRET "provider.secret" /* in DIR.keys; empty or none: PKCE alone */

/* The operator's own words in one language. */
struct said {
	struct text language, words;
};
#define SAID_MOST 3
/* where no setting says otherwise */
#define FEEDBACK_DAYS 365
/* Time to take one's things along, and to come back: what one wrote is the most personal and is of use
 * to nobody after that; what one did lets somebody who comes back within a year go on where they were. */
#define OWN_DAYS 90
#define WORDS_DAYS 90
#define LEARNING_DAYS 365
#define CLAIM_DAYS 10
#define CLAIM_SHARE 10
#define CASELOAD_GOOD 20
#define CASELOAD_MOST 25

/* How we talk to the mail server. */
#define MAIL_SECURITIES(X) \
	X(MAIL_STARTTLS, "starttls") \
	X(MAIL_TLS, "tls") \
	X(MAIL_PLAIN, "plain")
enum mail_security {
#define X(name, word) name,
	MAIL_SECURITIES(X)
#undef X
};
/* where no setting says otherwise: at nine, Monday to Friday */
#define POST_HOUR 9
#define POST_WEEKDAYS 0x1fu

/* E-mail: where it goes out and when; without a server there is none. */
struct post_conf {
	struct text server;
	int port; /* 0: the usual one */
	enum mail_security security;
	struct text authorities;         /* file of certificates; empty: the system's */
	struct text user, password_file; /* user empty: nobody signs in there */
	struct text sender, sender_name; /* sender_name empty: the public name */
	int hour;
	unsigned weekdays; /* bits from Monday */
};

/* The settings of an installation, as read from DIR/askel.conf by commands/. Texts live as long as
 * the process. */
struct conf {
	const char *folder; /* DIR */
	const char *keys;   /* DIR.keys/, unless the file says otherwise */
	struct text origin; /* "https://learn.example.fi" */
	struct text badge_origin;
	struct text listen; /* "127.0.0.1:8080" */
	struct text trusted_proxy;
	struct text public_name; /* what people and outsiders see; never tells what the place is */
	struct text issuer_name;
	struct text languages[LANGUAGES_MOST]; /* of buttons; the first is the default */
	size_t language_count;
	struct text help_phone, help_hours;
	int answer_days;                  /* working days within which help is promised */
	int claim_days;                   /* the same for a claim */
	bool claim_second;                /* a second person decides each claim */
	int claim_share;                  /* or of a hundred so many, by chance */
	int64_t claim_assessor;           /* who decides where nobody else may; 0: nobody */
	struct text claim_treatment;      /* whom to tell how one was treated; may be empty */
	int caseload_good, caseload_most; /* clients of a coach */
	int session_days;  /* retention.sessions: ended sessions and used cards are dropped after */
	int feedback_days; /* retention.feedback: answered feedback is dropped after */
	int own_days;      /* retention.own_days: sign-in after the last tie has ended */
	int words_days, learning_days; /* what is kept after leaving, and how long */
	/* What public pages say of the place; empty or 0 where the operator said nothing. */
	struct text controller, contact; /* of people's data (GDPR, Article 4(7)) */
	enum data_ground ground;
	struct text supervisor; /* of accessibility */
	enum access_state access_state;
	int64_t assessed;            /* a day */
	struct text assessor;        /* from outside; empty: the place itself */
	struct said gaps[SAID_MOST]; /* what was found not to be accessible */
	size_t gaps_count;
	unsigned ways;                  /* of enum sign_in_way: those allowed; not 0 */
	struct said reasons[SAID_MOST]; /* why these */
	size_t reason_count;
	struct post_conf post;
	struct provider_settings provider;
	const char *draw_program;     /* no setting: NULL, askel-draw beside this program */
	struct text metrics_token;    /* opens /metrics from elsewhere; empty: nothing does */
	const struct text *forbidden; /* words refused where outsiders read */
	size_t forbidden_count;
	bool demo;   /* says so on every page; cheap hashing */
	int threads; /* of http; 0: its own choice */
};

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
	X(CLAIM_DAYS, "claims", "answer_days", OPTIONAL, \
		"Working days within which what somebody showed is assessed; 10 where nothing is " \
		"said") \
	X(CLAIM_SECOND, "claims", "second_person", OPTIONAL, \
		"Whether two people decide each time: yes or no") \
	X(CLAIM_SHARE, "claims", "second_share", OPTIONAL, \
		"Otherwise in how many of a hundred, by chance; 10 where nothing is said") \
	X(CLAIM_ASSESSOR, "claims", "assessor", OPTIONAL, \
		"The number of the coach who decides where no other coach of the client may") \
	X(CLAIM_TREATMENT, "claims", "treatment", OPTIONAL, \
		"Whom people may tell how they were treated, and how, e.g. a name and a phone") \
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
	X(WAYS, "sign_in", "ways", OPTIONAL, \
		"How clients show that it is them: passphrase, pictures, provider, with blanks " \
		"between; the first two where nothing is said. Staff always have a passphrase") \
	X(REASON_FI, "sign_in", "reason_fi", OPTIONAL, \
		"Why these ways, in Finnish: the privacy page says so") \
	X(REASON_SV, "sign_in", "reason_sv", OPTIONAL, "Why these ways, in Swedish") \
	X(REASON_EN, "sign_in", "reason_en", OPTIONAL, "Why these ways, in English") \
	X(PROVIDER_ISSUER, "provider", "issuer", OPTIONAL, \
		"The organisation's OpenID Connect provider, by which people may sign in: its " \
		"issuer, written exactly as it does") \
	X(PROVIDER_CLIENT, "provider", "client_id", OPTIONAL, \
		"What it calls us; register ORIGIN/provider/return there, under the public name " \
		"alone. Its client secret goes into provider.secret beside the keys") \
	X(PROVIDER_NAME, "provider", "name", OPTIONAL, \
		"What people call it: the name on the button and on its own page") \
	X(PROVIDER_FACTOR, "provider", "second_factor", OPTIONAL, \
		"Words in its tokens' acr or amr that stand for staff's second factor, e.g. mfa; " \
		"where nothing is said they show their own besides") \
	X(KEYS, "keys", "folder", OPTIONAL, "Where the keys are; DIR.keys where nothing is said") \
	X(POST_SERVER, "post", "server", OPTIONAL, \
		"The mail server that takes e-mail from here and sends it on. With it people may " \
		"ask for an e-mail when something new waits for them") \
	X(POST_PORT, "post", "port", OPTIONAL, \
		"Its port; 587 for starttls, 465 for tls, 25 for plain where nothing is said") \
	X(POST_SECURITY, "post", "security", OPTIONAL, \
		"starttls, tls, or plain for a server on this machine; starttls where nothing is " \
		"said") \
	X(POST_AUTHORITIES, "post", "authorities", OPTIONAL, \
		"A file of certificates (PEM) that the server's is checked with; the system's " \
		"where nothing is said") \
	X(POST_USER, "post", "user", OPTIONAL, \
		"The name to sign in with there; none where the server asks for none") \
	X(POST_PASSWORD_FILE, "post", "password_file", OPTIONAL, \
		"The file whose first line is its password; post.password in the folder of keys " \
		"where nothing is said") \
	X(POST_SENDER, "post", "sender", OPTIONAL, \
		"The address e-mail comes from, e.g. no-reply@example.fi; it must not tell who " \
		"gets it") \
	X(POST_SENDER_NAME, "post", "sender_name", OPTIONAL, \
		"The name beside that address; the public name where nothing is said") \
	X(POST_HOUR, "post", "hour", OPTIONAL, \
		"The hour of the day at which e-mail leaves, 0 to 23; 9 where nothing is said") \
	X(POST_DAYS, "post", "days", OPTIONAL, \
		"The days on which it leaves; mon tue wed thu fri where nothing is said. Who " \
		"wants it weekly gets it on the first of them") \
	X(METRICS_TOKEN, "metrics", "token", OPTIONAL, \
		"With it /metrics can be read from another machine; 20 or more letters and " \
		"numbers")
enum setting {
#define X(name, section, key, need, meaning) SETTING_##name,
	SETTINGS(X)
#undef X
		SETTING_COUNT
};

/* Row of the table above. */
struct setting_about {
	const char *section, *key;
	enum need need;
	const char *meaning; /* English: it stands in the file */
};
extern const struct setting_about setting_table[SETTING_COUNT];

/* When a changed setting holds. AT_START: it belongs to the machine, and to the next start of the
 * server. LIVE_SECRET: at once, but no page or log shows it. */
enum setting_when { LIVE, AT_START, LIVE_SECRET };
enum setting_when setting_when(size_t setting);
bool setting_is_number(size_t setting);
/* The words one of which (of which some, with blanks between, where it is many) it must be, or NULL. */
bool setting_is_many(size_t setting);
const char *const *setting_choices(size_t setting, size_t *count);
/* What holds where nothing is said, as the file would say it; empty where nothing does. */
struct text setting_usual(struct arena *a, size_t setting);
/* SETTING_COUNT where there is none of that name. */
size_t find_setting(struct text section, struct text key);

/* ---- checking ----------------------------------------------------------------------------------- */

#define SETTING_MOST 160 /* bytes of a value */

/* What is wrong with a value: an English msgid with {a} and {b}; words NULL: nothing. */
struct setting_wrong {
	const char *words;
	struct text a, b;
};
/* Whether one value would do for a setting. `folder`: the installation, whose templates/po may hold more
 * languages; NULL before there is one. */
bool setting_fits(struct arena *a, const char *folder, size_t setting, const char *value,
	struct setting_wrong *wrong);
/* A msgid with its {a} and {b}, in English, for a terminal. */
struct text english_words(
	struct arena *a, const char *words, struct text value_a, struct text value_b);

/* What is wrong with values that fit each alone (a msgid); NULL: nothing. */
const char *together_problem(const char *const values[SETTING_COUNT]);

/* The provider's client secret: ASKEL_PROVIDER_SECRET, else PROVIDER_SECRET in the folder of keys; empty
 * where there is neither. False after telling why it can't be had; the secret itself is never told. */
bool read_provider_secret(struct arena *a, const struct conf *conf, struct text *secret);
/* The password of [post] user, in the arena; empty where there is no user. False where it can't be
 * read, or others can read it, too: logged. */
bool read_post_password(struct arena *a, const struct conf *conf, struct text *password);

/* The words refused where outsiders read, from the shelf. */
void load_forbidden(struct arena *a, struct conf *conf);

/* ---- reading ------------------------------------------------------------------------------------ */

#define CONF_MOST (64 * 1024) /* bytes of an askel.conf */

/* Something in the file, or in the environment over it, that can't hold: msgid with {a} and {b}, and a
 * second sentence where it is about a value. */
struct conf_problem {
	int line; /* from 1; 0: about no one line */
	bool environment;
	size_t setting; /* SETTING_COUNT where it is about none we know */
	const char *words;
	struct text a, b;
	struct setting_wrong wrong;
};

/* askel.conf as it stands. Texts live in the arena. */
struct settings_reading {
	struct arena *arena;
	const char *folder;
	struct text path, bytes;
	const char *in_file[SETTING_COUNT]; /* NULL: not there */
	int lines[SETTING_COUNT];           /* where, from 1 */
	const char *over[SETTING_COUNT];    /* from the environment; NULL: nothing */
	const char *values[SETTING_COUNT];  /* what holds */
	struct conf_problem *problems;
	size_t problem_count, problem_room;
};
/* Pure: the file alone, and what is wrong with its form. */
void read_settings_text(struct arena *a, struct text bytes, struct settings_reading *r);
/* Puts the environment over it and looks at every value. */
void check_settings(struct settings_reading *r);
/* Both, of DIR/askel.conf: DONE, BAD_FORM where there are problems, or as file_read() says. */
enum outcome read_settings(
	struct arena *a, const char *folder, struct settings_reading *r) MUST_USE;
/* A reading without problems as settings; texts are the reading's. */
struct conf conf_of_reading(const struct settings_reading *r);
/* The file itself, behind a symbolic link where there is one. */
struct text settings_path(struct arena *a, const char *folder);
/* "ASKEL_ADDRESS_ORIGIN" */
struct text setting_environment(struct arena *a, size_t setting);
/* "DIR/askel.conf:12", or the environment's name; and what is wrong there, in English. */
struct text conf_problem_place(const struct settings_reading *r, const struct conf_problem *p);
struct text conf_problem_words(const struct settings_reading *r, const struct conf_problem *p);

/* The same for a command: tells on standard error what is wrong, with its line. False then. */
bool read_conf(struct arena *a, const char *folder, struct conf *conf);
/* Tells on standard output which ADVISED settings an installation lacks, a line each; how many. */
size_t print_advice(struct arena *a, const char *folder);

/* ---- writing ------------------------------------------------------------------------------------ */

/* The text of an askel.conf from values in the order of SETTINGS (NULL: left out). */
struct text conf_text(struct arena *a, const char *const *values);
/* Pure: the same file with another value of one setting (empty: none any more). Comments, the order and
 * the spacing of all lines stay; a value that wasn't there goes where `askel init` would have written
 * it, or to the end of its section. `value` is one that fits. */
struct text conf_with(struct arena *a, struct text bytes, size_t setting, struct text value);
/* Writes the file that was read, where it hasn't changed since (else OVERTAKEN), for its readers in one
 * moment; keeps its mode. Who changes it through us waits for one another. */
enum outcome save_settings(const struct settings_reading *r, struct text bytes) MUST_USE;

/* The path of a folder as it was typed, without slashes at its end; "." and ".." by their own names,
 * for DIR.keys stands beside it. */
const char *clean_folder(struct arena *a, const char *typed);

#endif
