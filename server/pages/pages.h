/*
 * pages: what people do here. One file a page family; routes.h lists every address. The only room
 * that knows what a handler needs from every other: it opens them all as `struct workshop`, and
 * gives http/ its hooks (who is asking, what an error page looks like, where a line goes).
 *
 * A handler reads as four sentences: load (one reader, given back before anything is sent), decide
 * (learn/), save (one change handed to the writer), show (a screen).
 */
#ifndef ASKEL_PAGES_H
#define ASKEL_PAGES_H

#include "base/base.h"
#include "course/course.h"
#include "http/http.h"
#include "seal/seal.h"
#include "store/store.h"
#include "view/view.h"

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

/* What the operator found not to be accessible, in one language. */
struct gaps {
	struct text language, words;
};
#define GAPS_MOST 3
/* where no setting says otherwise */
#define FEEDBACK_DAYS 365
/* Time to take one's things along, and to come back: what one wrote is the most personal and is of use
 * to nobody after that; what one did lets somebody who comes back within a year go on where they were. */
#define OWN_DAYS 90
#define WORDS_DAYS 90
#define LEARNING_DAYS 365
#define CASELOAD_GOOD 20
#define CASELOAD_MOST 25

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
	int64_t assessed;     /* a day */
	struct text assessor; /* from outside; empty: the place itself */
	struct gaps gaps[GAPS_MOST];
	size_t gaps_count;
	struct text metrics_token;    /* opens /metrics from elsewhere; empty: nothing does */
	const struct text *forbidden; /* words refused where outsiders read */
	size_t forbidden_count;
	bool demo;   /* says so on every page; cheap hashing */
	int threads; /* of http; 0: its own choice */
};

struct workshop;

/* Opens keys, store, translations and templates, courses and at last the door (http). What fails is
 * logged where it is found. */
enum outcome workshop_open(const struct conf *conf, struct workshop **workshop) MUST_USE;
/* Shuts the door, lets what is in progress end, closes the rest. */
void workshop_close(struct workshop *workshop);
int workshop_port(const struct workshop *workshop);
struct store *workshop_store(const struct workshop *workshop);
/* What falls due from time to time: old sessions go, accounts whose time is over close, and what was
 * kept of those who left is erased, in small changes. Called by serve once an hour. */
void workshop_tidy(struct workshop *workshop);

/* Erases all of somebody who has left, now, whatever the retention: OVERTAKEN where they haven't. May
 * take many changes. (For `askel person erase`.) */
enum outcome erase_person(struct store *store, int64_t person, int64_t now) MUST_USE;

/* A new person and a card for them: the card's address on this site ("/in/TOKEN"). `ends`: 0 for
 * never. (For commands; the same functions stand behind later pages.) */
enum outcome make_person_card(struct store *store, struct arena *a, struct text name,
	unsigned roles, int64_t ends, bool lasting, struct text *path) MUST_USE;
enum outcome make_card(struct store *store, struct arena *a, int64_t person, int64_t ends,
	bool lasting, struct text *path) MUST_USE;
/* For staff who lost their phone: using it takes their second factor away, of which they and all
 * admins are told. */
enum outcome make_new_phone_card(struct store *store, struct arena *a, int64_t person, int64_t ends,
	struct text *path) MUST_USE;

/* A table of people (`bytes`, as a spreadsheet saves it), for a command: what was understood goes to
 * `told`, a line each; with `make` its people are made and *list is the table with number and link, as
 * import_list() in inside.h says. BAD_FORM where something is wrong with the table as a whole, of which
 * nothing is made then. `codes_pass`: what looks like personal identity codes is something else. */
struct import_told {
	struct text lines;
	size_t rows, made, left_out;
};
enum outcome import_people(struct store *store, const struct seal *seal, const struct conf *conf,
	struct arena *a, struct text bytes, bool codes_pass, bool make, struct import_told *told,
	struct text *list) MUST_USE;

/* Every address, for http/ and for the tests that walk them. */
extern const struct route routes[];
extern const size_t route_count;

/* The good_keeper of a store, and settings for the course room: shared with `askel check`. */
struct course_settings course_settings_for(const struct conf *conf, const char *folder);

#endif
