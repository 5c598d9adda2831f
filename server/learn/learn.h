/*
 * learn: what is true about learning. Pure: values in, values out; no files, SQL, HTTP, clocks or
 * random numbers (a caller passes `now` or a seed). Everything it returns is either by value or in
 * the arena it was given.
 */
#ifndef ASKEL_LEARN_H
#define ASKEL_LEARN_H

#include "base/base.h"

/* ---- questions ------------------------------------------------------------------------------ */

/* name, the word in `type=` and in the database */
#define QUESTION_KINDS(X) \
	X(ASK_ONE, "one")           /* radio buttons */ \
	X(ASK_MANY, "many")         /* check boxes */ \
	X(ASK_SHORT, "short")       /* a text field */ \
	X(ASK_NUMBER, "number")     /* a number field, comma or point */ \
	X(ASK_ORDER, "order")       /* a place for each item */ \
	X(ASK_MATCH, "match")       /* a meaning for each term */ \
	X(ASK_REFLECT, "reflect")   /* the reader's own words */ \
	X(ASK_EVIDENCE, "evidence") /* words to the coach, tied to a criterion */

enum question_kind {
#define X(name, word) name,
	QUESTION_KINDS(X)
#undef X
		QUESTION_KIND_COUNT
};
const char *question_kind_word(enum question_kind kind);
bool question_kind_of(struct text word, enum question_kind *kind);

/* A decimal number kept exactly, in millionths; |value| < 10^12. */
struct decimal {
	int64_t millionths;
};
/* Reads "5", "-0,25", "1 000.5", ",5" and "5," (comma or point, once; blanks and no-break spaces among
 * the digits are dropped; a minus may be U+2212; Arabic and Persian digits and their decimal sign are
 * read, too). At most six decimals. False where it is no such number, and *out is left alone. */
bool decimal_read(struct text words, struct decimal *out);

#define KEY_DIGEST_SIZE 16
#define OPTIONS_MOST 40         /* options, items or terms in one question */
#define ANSWER_WORDS_MOST 10000 /* characters a person may type into one answer */
#define SHORT_WORDS_MOST 200    /* the same for one-line answers */

/* What marking needs to know of a question; no word of it is for the reader, and none of it leaves
 * the server before the answer came. Owned by the library that made it. */
struct question_key {
	struct text id;
	struct text criterion; /* may be empty */
	enum question_kind kind;
	size_t option_count;         /* choices, items to order, terms to match; else 0 */
	const bool *ticks;           /* ASK_ONE, ASK_MANY: option_count of them */
	const struct text *accepted; /* ASK_SHORT: folded, from every language of the course */
	size_t accepted_count;
	struct decimal number, tolerance; /* ASK_NUMBER */
	int weight;                       /* 1 where the file says nothing */
	int explain_after; /* wrong tries before the answer is explained; 0: never by itself */
	unsigned char digest[KEY_DIGEST_SIZE]; /* see key_digest */
};

/* Fills key->digest from option count and ticks, which is what an old choice depends on: the old
 * choice is shown again only if the digest is the same. For kinds without options it is the kind
 * alone, so words typed before stay shown when the accepted answers change. */
void key_digest(struct question_key *key);

/* An answer as it came from a form or from the database. */
struct given {
	/* ASK_SHORT, ASK_NUMBER, ASK_REFLECT, ASK_EVIDENCE: as typed */
	struct text words;
	/* ASK_SHORT: the same, folded by words/ (the caller does it, for learn is pure) */
	struct text folded;
	/* ASK_ONE, ASK_MANY: numbers of chosen options, file order, from 1, rising.
	 * ASK_ORDER: chosen[i] is the place (from 1) given to item i; 0: none given.
	 * ASK_MATCH: chosen[i] is the number of the meaning given to term i; 0: none given. */
	uint8_t chosen[OPTIONS_MOST];
	size_t chosen_count;
};

/* As stored: "2" or "1,3" or "2,1,3"; empty for kinds that are typed (their words are stored beside). */
struct text given_text(struct arena *a, const struct given *given);
/* Back again, into chosen and chosen_count alone; false (and nothing written) for what is not such a
 * list, spelled as given_text spells it, or holds a number over 255 or too many. */
bool given_read(struct text stored, struct given *given);

#define VERDICTS(X) \
	X(VERDICT_RIGHT, "right") \
	X(VERDICT_PARTLY, "partly") /* many, order, match: some of it */ \
	X(VERDICT_WRONG, "wrong") \
	X(VERDICT_GIVEN, "given") /* nothing to be right about: reflect, evidence */
enum verdict {
#define X(name, word) name,
	VERDICTS(X)
#undef X
		VERDICT_COUNT
};
const char *verdict_word(enum verdict verdict);
bool verdict_of(struct text word, enum verdict *verdict);

/* Why an answer can't be taken as it is; each has a sentence for the person in pages/. */
enum given_problem {
	GIVEN_WELL,
	GIVEN_NOTHING,     /* nothing chosen or typed */
	GIVEN_NOT_ALL,     /* order, match: some item has no place */
	GIVEN_PLACE_TWICE, /* order: two items in one place */
	GIVEN_NO_NUMBER,   /* number: not a number we can read */
	GIVEN_TOO_LONG,
	GIVEN_NO_OPTION, /* a number that is no option of this question (the page has changed) */
};

/* Whether the answer can be marked. Too long is said before anything about the words, NO_OPTION before
 * NOT_ALL, NOT_ALL before PLACE_TWICE. Two terms may be given one meaning: that is only wrong. */
enum given_problem given_check(const struct question_key *key, const struct given *given);
/* Marks a checked answer; one that would not pass the check is wrong. ASK_MANY is partly right where at least one ticked option was chosen and
 * what was chosen is not all and only the ticked ones; ORDER and MATCH where at least one (but not
 * every) item stands right. */
enum verdict mark_answer(const struct question_key *key, const struct given *given);

/* A permutation of 0..count-1 (count at most OPTIONS_MOST) from a seed (of person and question), the
 * same every time and on every machine: Fisher-Yates with splitmix64. For
 * `no_luck` (ASK_ORDER) and count > 1 never the identity, so that the file's order, which is the
 * answer, is never shown. */
void shuffle_options(uint64_t seed, size_t count, bool no_luck, uint8_t *order);

/* ---- progress ------------------------------------------------------------------------------- */

enum page_state { PAGE_NOT_STARTED, PAGE_STARTED, PAGE_DONE };

/* A page is done when it was opened and all its questions have an answer, right or wrong: questions
 * stay open for ever and hold nobody back. */
enum page_state page_state_of(bool opened, size_t questions, size_t answered);

struct progress {
	size_t pages, done, started;
};
/* not started / started / done for a whole course or module. One without pages is not started. */
enum page_state progress_state(struct progress p);

/* Where to go on: the page last visited if it is not done, else the first one after it that isn't
 * done, else the first that isn't done, else (all done) `count`. last == count: none visited yet. */
size_t continue_at(const enum page_state *states, size_t count, size_t last);

/* ---- sessions and sign-in ---------------------------------------------------------------------- */

#define DEVICES(X) \
	X(DEVICE_UNASKED, "unasked") /* treated as shared until the person has said */ \
	X(DEVICE_OWN, "own") \
	X(DEVICE_SHARED, "shared")
enum device {
#define X(name, word) name,
	DEVICES(X)
#undef X
		DEVICE_COUNT
};
const char *device_word(enum device device);
bool device_of(struct text word, enum device *device);

/* Seconds. Own: 30 days from the last visit, 180 days in all. Shared: 30 minutes idle, 12 hours in
 * all. Staff on any device: 30 minutes idle, 8 hours in all (ASVS 5.0 V7.3.1, V7.3.2). */
struct session_limits {
	int64_t idle, whole;
};
/* Both limits hold at once, the moment itself being past; a clock set back ends nothing. */
struct session_limits session_limits_of(enum device device, bool staff);
bool session_alive(struct session_limits limits, int64_t started, int64_t seen, int64_t now);

/* Whether own matters (help, who has looked, claims) are open to a session in which a passphrase was
 * shown, or own matters used, last at `strong_at` (0: never): on an own device, whose session lasts
 * for weeks, for 15 minutes; elsewhere as long as the session, which is short itself. */
bool own_matters_open(enum device device, int64_t strong_at, int64_t now);

/* Seconds to wait before try number `tries` + 1 on one sign-in name (or card, or address) is heard:
 * five are free, then 2, 4, 8 ... up to 60; never for good, for whoever knows a name could else lock
 * its person out (ASVS 5.0 V6.3.1, NIST SP 800-63B 5.2.2). Pure: brake state lives elsewhere. */
int64_t sign_in_wait(int tries);

/* Ways to the strong sign-in that own matters ask of a client. Staff always have a passphrase, and a
 * second factor besides. */
#define SIGN_IN_WAYS(X) \
	X(WAY_PASSPHRASE, 1, "passphrase") \
	X(WAY_PICTURES, 2, "pictures") \
	X(WAY_PROVIDER, 4, "provider")
enum sign_in_way {
	WAY_NONE, /* yet */
#define X(name, bit, word) name = (bit),
	SIGN_IN_WAYS(X)
#undef X
};
/* "" for WAY_NONE. */
const char *way_word(enum sign_in_way way);
bool way_of(struct text word, enum sign_in_way *way);

enum passphrase_problem {
	PASSPHRASE_FINE,
	PASSPHRASE_EMPTY,
	PASSPHRASE_SHORT,  /* under 12 characters */
	PASSPHRASE_LONG,   /* over 200 characters or 1,024 bytes */
	PASSPHRASE_COMMON, /* a well-known one, one repeated character or word, a row of keys */
	PASSPHRASE_NAME,   /* holds the sign-in name (where that has three characters or more) */
};
/* `folded` and `name_folded` as words/ folds them (case, blanks and diacritics gone). No rule asks for
 * digits or signs (NIST SP 800-63B 5.1.1.2): length counts, and not being what everybody tries. A
 * passphrase is common where a few well-known words, rows of keys, repeats and short numbers make up
 * all of it ("salasana2024", "qwertyuiop12", "P@ssw0rd 123"). */
enum passphrase_problem passphrase_check(
	struct text passphrase, struct text folded, struct text name_folded);

/* ---- pictures as a passphrase -------------------------------------------------------------------
 *
 * Five of 48 pictures, in order, each once: 48 * 47 * 46 * 45 * 44 = 205 million, 27.6 bits where they
 * are taken by lot; six letters by lot, the least that passphrase_check() lets pass, are 28.2. What
 * people choose is worth less, as with words; how much less nobody can say, so nothing here rests on
 * it. Against guessing at the door stands the brake: at one name no more than one try a minute is
 * heard in the long run, from wherever (sign_in_wait), which in a whole year is one in 400 of all
 * choices. Against guessing at a stolen database stands our key, which isn't in it: what is hashed
 * (Argon2id) is a keyed digest of the choice. */

/* In the order in which they stand, six to a group. The words are what a choice is made of, so that no
 * picture may ever be renamed or taken out. */
/* The formatter would make a staircase of them. */
/* clang-format off */
#define PICTURES(X) \
	X(CAT, "cat") X(FISH, "fish") X(BIRD, "bird") \
	X(BUTTERFLY, "butterfly") X(SNAIL, "snail") X(RABBIT, "rabbit") \
	X(APPLE, "apple") X(CARROT, "carrot") X(CHERRY, "cherry") \
	X(BREAD, "bread") X(CHEESE, "cheese") X(MUSHROOM, "mushroom") \
	X(CHAIR, "chair") X(LAMP, "lamp") X(BED, "bed") \
	X(CLOCK, "clock") X(KEY, "key") X(CANDLE, "candle") \
	X(HAMMER, "hammer") X(SAW, "saw") X(SCISSORS, "scissors") \
	X(BRUSH, "brush") X(BUCKET, "bucket") X(LADDER, "ladder") \
	X(TREE, "tree") X(FLOWER, "flower") X(LEAF, "leaf") \
	X(MOUNTAIN, "mountain") X(FIRE, "fire") X(TENT, "tent") \
	X(SUN, "sun") X(MOON, "moon") X(STAR, "star") \
	X(CLOUD, "cloud") X(RAINBOW, "rainbow") X(SNOWFLAKE, "snowflake") \
	X(BOAT, "boat") X(BICYCLE, "bicycle") X(CAR, "car") \
	X(PLANE, "plane") X(TRAIN, "train") X(BRIDGE, "bridge") \
	X(HAT, "hat") X(BOOT, "boot") X(MITTEN, "mitten") \
	X(SOCK, "sock") X(SHIRT, "shirt") X(GLASSES, "glasses")
/* clang-format on */
enum picture {
#define X(name, word) PICTURE_##name,
	PICTURES(X)
#undef X
		PICTURE_COUNT
};
#define PICTURES_IN_GROUP 6
#define PICTURE_GROUPS (PICTURE_COUNT / PICTURES_IN_GROUP)
#define PICTURES_CHOSEN 5
#define PICTURE_GROUPS_LEAST 3 /* that a choice is made of */

const char *picture_word(enum picture picture);
bool picture_of(struct text word, enum picture *picture);

/* A choice as far as it is made. */
struct chosen_pictures {
	size_t count;
	enum picture at[PICTURES_CHOSEN];
};
/* False where it is in it already, or all are chosen. */
bool add_picture(struct chosen_pictures *chosen, enum picture picture);
/* "cat sun key"; read again: false where it is nothing that chosen_text() writes. */
struct text chosen_text(struct arena *a, const struct chosen_pictures *chosen);
bool chosen_of(struct text words, struct chosen_pictures *chosen);

enum pictures_problem {
	PICTURES_FINE,
	PICTURES_FEW,   /* not all are chosen */
	PICTURES_ALIKE, /* of fewer than three groups: all animals is what many take */
	PICTURES_ROW, /* each as far from the one before as the next, as the first of each group */
};
/* Whether a new choice is too easy to guess. */
enum pictures_problem pictures_check(const struct chosen_pictures *chosen);

/* Picks a sign-in name of two plain words, "word word", from a list file (names.LANG.txt: describing
 * words one a line, a blank line, things). `dice` are random numbers; where `three`, a second, other
 * describing word stands in the middle. Empty where the list lacks one of the two. */
struct text sign_in_name(struct arena *a, struct text list, const uint32_t dice[3], bool three);

/* ---- working days ------------------------------------------------------------------------------ */

/* Whether offices in Finland are closed on this day, weekends aside: what the day is called (an English
 * msgid), or NULL. Church holidays as the Church Act (652/2023) has them: New Year, Epiphany, Good Friday,
 * Easter Sunday and Monday, Ascension, Pentecost, Midsummer Day (Saturday of 20-26 June), All Saints
 * (Saturday of 31 October - 6 November), Christmas Day and the day after; Independence Day by the act
 * 388/1937, May Day by the act 272/1944. Midsummer Eve (the Friday) and Christmas Eve are no holidays by
 * any act, but no office works on them, so nobody is promised an answer by them. Holds from 1992 on:
 * before, Epiphany and Ascension were moved to Saturdays. */
const char *holiday_fi(int64_t day);
bool is_weekend(int64_t day);

/* A day on which the house is closed, or open though it is a holiday; with the local days between which
 * that held, so that what was promised by it can be told again for ever. */
#define DAY_NAME_MOST 80 /* characters of its name */
struct day_off {
	int64_t id; /* the store's */
	int64_t day;
	bool open;
	int64_t from, until; /* known from this day on, and no longer from that; until 0: holds */
	struct text name;    /* of a closed day */
};
/* All of them there ever were. NULL stands for an empty one everywhere. */
struct calendar {
	const struct day_off *days;
	size_t count;
};
/* What the house says of `day`, as it was known on the day `known`; NULL: nothing of its own. */
const struct day_off *day_off_of(const struct calendar *calendar, int64_t day, int64_t known);

/* What is wrong with closing the house on a day, or opening it on a holiday (an English msgid); NULL:
 * nothing. */
#define DAYS_OFF_AHEAD (5 * 366)
const char *day_off_problem(int64_t day, bool open, int64_t today);

/* The day `count` working days (Monday to Friday, holidays and days off left out) after `day`; days
 * since 1970-01-01; `day` itself where count is 0 or less. Computed, so every year is known. */
int64_t working_day_after(int64_t day, int count, const struct calendar *calendar, int64_t known);
/* Working days after `from` up to and with `to`; 0 where `to` is not after `from`. The other way round
 * to working_day_after: n of them lie between a day and the one n working days after it. Counted day
 * by day, so it is for what people wait for, not for centuries. What was promised by a Friday is late
 * on the Saturday (promise_now), though by no working day yet. */
int working_days_between(int64_t from, int64_t to, const struct calendar *calendar, int64_t known);

/* ---- guidance: what is told of time ------------------------------------------------------------- */

/* By when an answer is promised, seen from `today`. Once the day that was promised first has passed,
 * a new one is given, the same number of working days (`days`, as counted when it was asked) after
 * it, again and again; so the date a person is told follows from what is stored and never slips by
 * itself. Days off that are added or taken away later move no date that was told: each new date is
 * counted by what was known on the last day of the one before, which is when it is given. Whoever is
 * told "by Thursday" and finds the house closed on it has been promised something all the same; a date
 * that moved by itself couldn't be held on to. All days since 1970-01-01, local. */
struct promise {
	int64_t day;
	bool late; /* `day` is not the one promised first */
};
struct promise promise_now(int64_t first, int days, int64_t today, const struct calendar *calendar);

/* All that a coach is told of when somebody was here last: no day and no time of day. Weeks begin on
 * Monday. `last`: the local day, 0 for never. */
enum visit_age { VISIT_NEVER, VISIT_THIS_WEEK, VISIT_LAST_WEEK, VISIT_EARLIER };
enum visit_age visit_age_of(int64_t last, int64_t today);

/* Who may like to hear from their coach: nothing opened for a week, or for two. Before the first
 * visit `last` is the day the coach and they began. */
#define SILENCE_DAYS 7
#define SILENCE_LONG_DAYS 14
enum silence { SILENCE_NONE, SILENCE_SHORT, SILENCE_LONG };
enum silence silence_of(int64_t last, int64_t today);

/* ---- days of the post --------------------------------------------------------------------------- */

/* "mon tue sun" as bits, of which bit 0 is Monday; false where a word is no weekday or there is none. */
bool weekdays_read(struct text words, unsigned *weekdays);
/* The first of them in a week that begins on Monday. */
unsigned first_weekday(unsigned weekdays);
/* The latest day not after `day` (days since 1970-01-01) that falls on one of these weekdays, of which
 * there must be one. */
int64_t last_of_weekdays(unsigned weekdays, int64_t day);
/* Seconds until a letter that wasn't taken after so many tries before is tried again: the longer the
 * more there were, half a day at most. */
int64_t post_pause(int tries);

/* ---- claims: from "I can already do this" to a decision ---------------------------------------- */

/* A claim asks that one competence unit be recognised; names and words in the database. */
#define CLAIM_STATES(X) \
	X(CLAIM_DRAFT, "draft")                 /* with the client */ \
	X(CLAIM_SUBMITTED, "submitted")         /* waits for a coach to take it */ \
	X(CLAIM_IN_REVIEW, "in-review")         /* a named coach judges it */ \
	X(CLAIM_RETURNED, "returned")           /* with the client, who was told what to add */ \
	X(CLAIM_DEMONSTRATION, "demonstration") /* a day is agreed on which they show it */ \
	X(CLAIM_PROPOSED, "proposed")           /* waits for the second person */ \
	X(CLAIM_APPROVED, "approved")           /* the whole unit */ \
	X(CLAIM_PARTLY, "partly-approved")      /* what was shown stays theirs */ \
	X(CLAIM_NOT_YET, "not-yet") \
	X(CLAIM_AGAIN, "again")         /* waits for another person to assess it anew */ \
	X(CLAIM_WITHDRAWN, "withdrawn") /* taken back by the client, who may go on with it */
enum claim_state {
#define X(name, word) name,
	CLAIM_STATES(X)
#undef X
		CLAIM_STATE_COUNT
};

/* What somebody does with a claim. */
#define CLAIM_ACTS(X) \
	X(ACT_EDIT)        /* words, self-assessment, evidence */ \
	X(ACT_SEND)        /* and so confirm it, where a coach wrote it down */ \
	X(ACT_LET_WRITE)   /* a coach read and write it, together with the client */ \
	X(ACT_WRITE_ALONE) /* go on without that coach */ \
	X(ACT_WRITE)       /* go on writing it down with the client, who is to add something */ \
	X(ACT_CONFIRM)     /* send it with a sheet on which the client signed that it is theirs */ \
	X(ACT_TAKE_BACK) \
	X(ACT_RESUME)    /* go on with what was taken back */ \
	X(ACT_ASK_AGAIN) /* for a new assessment by another person */ \
	X(ACT_TAKE)      /* become the one who assesses it */ \
	X(ACT_JUDGE)     /* keep judgements that aren't told yet */ \
	X(ACT_RETURN)    /* with what to add */ \
	X(ACT_AGREE)     /* on a day, a place and tasks for a demonstration */ \
	X(ACT_SEEN)      /* what was seen there is noted down */ \
	X(ACT_PROPOSE)   /* to the second person */ \
	X(ACT_APPROVE)   /* the whole unit; these three follow from the judgements */ \
	X(ACT_APPROVE_PART) \
	X(ACT_NOT_YET) \
	X(ACT_SEND_BACK) /* a proposal, for another look */ \
	X(ACT_HAND_OVER) /* to another coach */ \
	X(ACT_REOPEN)    /* a mistake was found: another person decides anew */
enum claim_act {
#define X(name) name,
	CLAIM_ACTS(X)
#undef X
		CLAIM_ACT_COUNT
};

/* How whoever acts stands to the claim. Staff among these have a tie to the client. */
#define CLAIM_RELATIONS(X) \
	X(BY_CLIENT) \
	X(BY_CLIENT_ANEW) /* the same, once there was a decision: it stands until there is another */ \
	X(BY_COACH)       /* no part in it so far */ \
	X(BY_WRITER)      /* wrote it down together with the client */ \
	X(BY_WRITING)     /* the same, while it is with the two of them */ \
	X(BY_ASSESSOR)    /* has it, and decides alone */ \
	X(BY_ONE_OF_TWO) /* has it, and a second person decides */ \
	X(BY_PROPOSER)   /* has proposed what now waits for the second person */ \
	X(BY_DECIDER)    /* had part in the decision that is looked at anew */ \
	X(BY_ADMIN)      /* opens nobody's claims, only one that was decided wrongly */
enum claim_relation {
#define X(name) name,
	CLAIM_RELATIONS(X)
#undef X
		CLAIM_RELATION_COUNT
};

const char *claim_state_word(enum claim_state state);
bool claim_state_of(struct text word, enum claim_state *state);

/* What a coach wrote down goes on from its draft only by the client's own ACT_SEND or by ACT_CONFIRM, so
 * nothing counts before the client has confirmed it. */

/* The one table of claims: what `act` makes of a claim in `state` when somebody who stands to it as
 * `relation` does it. False where they may not. Buttons are drawn from it and forms checked by it.
 * CLAIM_AS_DECIDED: a new assessment is taken back; what was decided before stands, or, where an admin had
 * it opened because of a mistake, nothing does and it is withdrawn. */
#define CLAIM_AS_DECIDED CLAIM_STATE_COUNT
bool claim_step(enum claim_state state, enum claim_act act, enum claim_relation relation,
	enum claim_state *next);

/* Who has had to do with a claim; 0: nobody. */
struct claim_people {
	int64_t client, writer, assessor, proposer;
	bool second;  /* a second person is asked for */
	bool anew;    /* there was a decision, which is looked at again */
	bool writing; /* the writer may write in it: only while it is a draft, or came back */
};
/* `took_part`: in the decision that is looked at anew, or works in a pair with who did. */
enum claim_relation claim_relation_of(
	enum claim_state state, const struct claim_people *people, int64_t who, bool took_part);

/* Approved, partly approved or not yet. */
bool claim_is_decided(enum claim_state state);
/* Somebody on the staff is expected to do something. */
bool claim_waits_for_staff(enum claim_state state);

/* What the client thinks of one criterion; kept apart from what the coach judges, for ever. */
#define SELF_RATINGS(X) \
	X(SELF_UNSAID, "") \
	X(SELF_CAN, "can") \
	X(SELF_PARTLY, "partly") \
	X(SELF_NOT_YET, "not-yet")
enum self_rating {
#define X(name, word) name,
	SELF_RATINGS(X)
#undef X
		SELF_RATING_COUNT
};
const char *self_rating_word(enum self_rating self);
bool self_rating_of(struct text word, enum self_rating *self);

#define JUDGEMENTS(X) \
	X(JUDGED_NOTHING, "") \
	X(JUDGED_SHOWN, "shown") \
	X(JUDGED_NOT_YET, "not-yet") \
	X(JUDGED_UNCLEAR, "unclear") /* can't be told from what there is */
enum judgement {
#define X(name, word) name,
	JUDGEMENTS(X)
#undef X
		JUDGEMENT_COUNT
};
const char *judgement_word(enum judgement judgement);
bool judgement_of(struct text word, enum judgement *judgement);

/* The decision that judgements of all criteria make: all shown: the whole unit; some: a part; none: not
 * yet. False while one is missing or can't be told: then something is to be added or shown first. */
bool claim_decision(const enum judgement *judgements, size_t count, enum claim_act *act);

/* What a person shows for a criterion. */
#define EVIDENCE_KINDS(X) \
	X(EVIDENCE_WORDS, "words")   /* their own */ \
	X(EVIDENCE_LINK, "link")     /* an address, as plain text */ \
	X(EVIDENCE_RESULT, "result") /* an answer given or a page done here */ \
	X(EVIDENCE_SHOW, "show")     /* "I would like to show it" */ \
	X(EVIDENCE_FILE, "file")
enum evidence_kind {
#define X(name, word) name,
	EVIDENCE_KINDS(X)
#undef X
		EVIDENCE_KIND_COUNT
};
const char *evidence_kind_word(enum evidence_kind kind);
bool evidence_kind_of(struct text word, enum evidence_kind *kind);

#include "learn/learn_school.h"
#include "learn/learn_statistics.h"

#endif
