/*
 * store: SQLite (the only room with sqlite3.h). Migrations, one catalogue of statements, a small
 * pool of readers, one writer thread, the audit chain.
 *
 * Reading: borrow a reader, load what the page needs (copied to the arena), return it before
 * anything is sent. Changing: store_change() hands a function to the writer thread, which runs
 * waiting functions one by one, each in a savepoint, commits once (WAL, synchronous=FULL), signs
 * the audit head, and only then lets them all go: DONE means on disk. `struct db` stands for a
 * connection in both; functions marked (change) may only be called inside a change function.
 *
 * All times are seconds since 1970 (UTC) and are passed in, days are days since 1970-01-01. Texts
 * that come out live in the arena that was passed. Expected answers are outcomes; a fault is
 * BROKEN, or BUSY where the disk is full or the queue is, and is logged here, once.
 */
#ifndef ASKEL_STORE_H
#define ASKEL_STORE_H

#include "base/base.h"
#include "learn/learn.h"
#include "seal/seal.h"

struct store;
struct db;

struct store_settings {
	const char *path;        /* askel.db */
	const struct seal *seal; /* signs heads; must outlive the store */
	bool make;               /* make the file where there is none, else NOT_HERE */
	int readers;             /* 0: 2 x cores */
	/* For a command beside a server that runs: both write, each in its own transactions, and add
	 * to one chain. Without it the second to open a file is refused. */
	bool beside;
	int queue_most; /* waiting changes; 0: 256; past it BUSY at once */
};

/* Opens, backs the file up beside itself and migrates it where it is older, refuses (BROKEN, told)
 * one that is newer; prepares every statement of the catalogue once; starts the writer. */
enum outcome store_open(const struct store_settings *settings, struct store **store) MUST_USE;
/* Finishes waiting changes first. */
void store_close(struct store *store);

/* Waits for a free reader. Never fails: connections were opened at start. */
struct db *reader_borrow(struct store *store);
/* The same; all it reads until it is returned is of one moment, not older than this call. The
 * quicker one: while nobody commits anything, the moment of the loan before is still good. */
struct db *reader_borrow_moment(struct store *store);
void reader_return(struct store *store, struct db *db);

typedef enum outcome change_fn(struct db *db, void *value);
/* Runs `change` in the writer and waits for the commit. What `change` returns other than DONE rolls
 * back its own savepoint and is returned; where the commit fails, BUSY or BROKEN is, whatever
 * `change` said. `value` is the caller's and stays valid throughout. */
enum outcome store_change(struct store *store, change_fn *change, void *value) MUST_USE;
/* The same without waiting, for what nobody would miss (a visit); `value` (at most 512 bytes) is
 * copied. Dropped silently where the queue is over half full. */
void store_change_later(struct store *store, change_fn *change, const void *value, size_t size);

/* A number that rises with every commit of ours, for caches. */
uint64_t store_commits(const struct store *store);

/* ---- how it stands, for /metrics and /health ------------------------------------------------- */

struct store_numbers {
	uint64_t commits, failed;  /* groups of changes since the start */
	uint64_t refused, dropped; /* changes: told BUSY for a full queue; those nobody waits for */
	struct spread group_sizes; /* changes in a commit */
	struct spread commit_us;   /* the commits themselves, microseconds */
	size_t queued, queue_most; /* changes that wait right now */
	size_t readers, lent;      /* right now */
	uint64_t loans, waits;     /* since the start; loans that had to wait for a reader */
	uint64_t faults;           /* of the database, as logged */
	uint64_t disk_free;        /* bytes, where the file is; UINT64_MAX: not known */
};
/* None of these waits for a disk, a change or a reader. */
void store_numbers(struct store *store, struct store_numbers *n);

enum store_ail {
	STORE_WELL,
	STORE_READERS, /* a read fails, or no reader came back for three seconds */
	STORE_WRITER,  /* the last commit failed, or a group takes more than three seconds */
	STORE_DISK,    /* there is no room left where the file is */
};
/* After a failed commit it has the writer try again now and then, so that a store that is well
 * again says so though nobody changes anything. */
enum store_ail store_ails(struct store *store);

/* ---- people --------------------------------------------------------------------------------- */

/* name, bit, word in the database; the bits are http's doors */
#define ROLES(X) \
	X(ROLE_CLIENT, 1 << 0, "client") \
	X(ROLE_COACH, 1 << 1, "coach") \
	X(ROLE_LEAD, 1 << 2, "lead") \
	X(ROLE_AUTHOR, 1 << 3, "author") \
	X(ROLE_ADMIN, 1 << 4, "admin")
enum role {
#define X(name, bit, word) name = (bit),
	ROLES(X)
#undef X
};

struct person {
	int64_t id;
	struct text name;            /* what staff call the person; may be empty */
	unsigned roles;              /* bits */
	struct text ui_language;     /* empty: not chosen yet */
	struct text course_language; /* empty: not chosen yet; may be a variant, "fi-simple" */
	enum sign_in_way way; /* what goes with their sign-in name; WAY_NONE: they have none yet */
	int64_t closed;       /* when the person left; 0: is here */
	struct text organisation; /* of staff; may be empty */
	int unseen;               /* notices */
	int64_t made;
};

enum outcome add_person(struct db *db, struct text name, unsigned roles, int64_t now,
	int64_t *id) MUST_USE; /* (change) audited */
/* The same by an admin (0: a command on the machine itself). */
enum outcome add_person_by(struct db *db, int64_t actor, struct text name, unsigned roles,
	int64_t now, int64_t *id) MUST_USE; /* (change) audited */
enum outcome load_person(struct db *db, struct arena *a, int64_t id, struct person *p) MUST_USE;
enum outcome save_languages(struct db *db, int64_t person, struct text ui_language,
	struct text course_language) MUST_USE; /* (change) */
/* Makes somebody staff of an organisation, as those who look at the access log will read it. */
enum outcome save_organisation(
	struct db *db, int64_t person, struct text organisation) MUST_USE; /* (change) */
/* People with any of these roles, for `askel person`; at most `most`. */
enum outcome list_people(struct db *db, struct arena *a, unsigned roles, size_t most,
	struct person **people, size_t *count) MUST_USE;

/* ---- accounts: what an admin does with people ----------------------------------------------- */

/* "client,coach": the words of roles in their order, at most ROLES_WORDS - 1 bytes and a NUL. */
#define ROLES_WORDS 40
void roles_words(unsigned roles, char words[ROLES_WORDS]);
/* The bits of such words; false for an empty list or a word that is no role. */
bool roles_of_words(struct text words, unsigned *roles);

/* One row of the list of everybody. */
struct account_row {
	int64_t id;
	struct text name;
	unsigned roles;
	int64_t closed; /* when the person left; 0: is here */
};
struct account_filter {
	bool left;      /* those who have left, instead of those who are here */
	unsigned roles; /* with any of these; 0: whatever they are */
	bool alone;     /* clients whom no coach has a tie to at that moment */
};
/* Everybody who fits, by number (sorting by name is a matter of letters). */
enum outcome list_accounts(struct db *db, struct arena *a, const struct account_filter *filter,
	int64_t now, struct account_row **rows, size_t *count) MUST_USE;
/* Clients without a coach whose last coach this was: whom they left behind. */
enum outcome list_left_behind(struct db *db, struct arena *a, int64_t coach, int64_t now,
	struct account_row **rows, size_t *count) MUST_USE;
/* How many clients have no coach. */
enum outcome count_alone(struct db *db, int64_t now, int64_t *count) MUST_USE;
/* Whether a coach has a tie to this client. */
enum outcome has_coach(struct db *db, int64_t client, int64_t now, bool *has) MUST_USE;

/* Name and organisation as staff see them. Audited, without the words, where they change. */
enum outcome rename_person(struct db *db, int64_t person, struct text name,
	struct text organisation, int64_t actor, int64_t now) MUST_USE; /* (change) */
/* Makes the set of roles `roles`, if it is still `before` (ANY_ROLES: whatever it is); OVERTAKEN
 * otherwise. Who stops being coach or client has their ties of that kind ended at `now`, and their
 * absences. NO_ENTRY where nobody would be left who is an admin; NOT_HERE for whoever has left.
 * Audited where it changes. */
#define ANY_ROLES (~0u)
enum outcome change_roles(struct db *db, int64_t person, unsigned before, unsigned roles,
	int64_t actor, int64_t now) MUST_USE; /* (change) */
/* Leaves today: the account is closed, sessions and open cards end, ties and absences too, and what
 * they had taken to answer is nobody's again. Nothing is erased. OVERTAKEN where they have left
 * before, NO_ENTRY for the last admin. Audited. */
enum outcome close_person(
	struct db *db, int64_t person, int64_t actor, int64_t now) MUST_USE; /* (change) */

/* ---- what an admin says about the house --------------------------------------------------------- */

/* All days off there are and were, by day. */
enum outcome load_days_off(struct db *db, struct arena *a, struct calendar *calendar) MUST_USE;
/* A number that is another one after every change of them. */
enum outcome count_day_off_changes(struct db *db, int64_t *changes) MUST_USE;
/* Adds one (day, open, name); OVERTAKEN where the day is one already. Audited. */
enum outcome add_day_off(struct db *db, const struct day_off *off, int64_t actor, int64_t now,
	int64_t *id) MUST_USE; /* (change) */
/* It no longer holds; OVERTAKEN where it didn't any more. Audited. */
enum outcome end_day_off(
	struct db *db, int64_t id, int64_t actor, int64_t now) MUST_USE; /* (change) */
/* That a setting ("help.phone") is about to be changed: its row of the chain, without the value. */
enum outcome note_setting(
	struct db *db, struct text key, int64_t actor, int64_t now) MUST_USE; /* (change) */

/* ---- leaving and erasing -------------------------------------------------------------------- */

/* When the last tie of a client ends: 0 where there never was one, INT64_MAX where one is open. */
enum outcome load_last_tie(struct db *db, int64_t client, int64_t *ends) MUST_USE;
/* Clients, nothing else besides, who are still here though their last tie had ended before `before`. */
enum outcome list_leavers(struct db *db, struct arena *a, int64_t before, size_t most,
	int64_t **people, size_t *count) MUST_USE;
/* Closes one of them; OVERTAKEN where that is no longer so. Audited. */
enum outcome close_leaver(
	struct db *db, int64_t person, int64_t before, int64_t now) MUST_USE; /* (change) */

/* What is kept of whoever has left, each class for a time of its own. */
enum erase_class {
	ERASE_ENTRY,    /* ways in, sign-ins, notices */
	ERASE_WORDS,    /* all they wrote or were written: payloads, drafts; files they handed in */
	ERASE_LEARNING, /* answers, visits, where they asked; name and languages */
};
#define ERASE_CLASSES 3
/* Those who left before `before` and of whom there is something of this class. */
enum outcome list_erasable(struct db *db, struct arena *a, enum erase_class class, int64_t before,
	size_t most, int64_t **people, size_t *count) MUST_USE;
/* Erases a part that takes under a millisecond; `more`: call it again. Payloads each by an erasure in
 * the chain, the class by one more row of it once nothing is left. Ties and the chain are numbers and
 * stay; so does the name of whoever was staff, for those whom they looked at. OVERTAKEN for a person
 * who hasn't left. */
enum outcome erase_some(struct db *db, int64_t person, enum erase_class class, int64_t actor,
	int64_t now, bool *more) MUST_USE; /* (change) */
/* What was erased is zeroes in the file, but the log still holds older pages: asks the writer to empty
 * it after its next group, or as soon as no reader needs it. */
void store_empty_log(struct store *store);

/* ---- taking everything along ---------------------------------------------------------------- */

/* One value of a row about a person; `words` are good until the call ends. */
struct taken_value {
	const char *table, *column; /* column NULL: the table begins, rows or none */
	bool first, last;           /* of its row */
	bool nothing;               /* NULL */
	bool is_number;
	int64_t number;
	struct text words;
};
/* Every stored value that is a person's own but digests, salts and keys, table by table, by `visit`,
 * which says false to stop (TOO_LARGE then). Needs a reader of one moment. */
enum outcome walk_own(struct db *db, int64_t person,
	bool (*visit)(void *context, const struct taken_value *value), void *context) MUST_USE;
/* "table.column" of all that walk_own() shows, for the test that holds it against the privacy page. */
enum outcome list_taken_columns(
	struct db *db, struct arena *a, struct text **names, size_t *count) MUST_USE;
/* Courses they have opened or answered in, by id. */
enum outcome list_own_courses(struct db *db, struct arena *a, int64_t person, struct text **courses,
	size_t *count) MUST_USE;

/* ---- files that were handed in ---------------------------------------------------------------- */

struct file {
	int64_t id, person, evidence;
	struct text name; /* as it was called, cleaned by the caller; empty once erased */
	struct text kind; /* the vault's word */
	int64_t size;
	uint32_t crc;
	struct text place; /* in the vault */
	struct text key;   /* wrapped; empty: erased */
	unsigned char digest[DIGEST_SIZE];
	bool drawn;            /* whether it was tried, and what came of it: */
	int64_t sheets, pages; /* pages that can be looked at, of so many */
	bool words;
	int64_t made;
};
/* The bytes are on the disk before this is called. Audited, with the digest. */
enum outcome keep_file(
	struct db *db, struct file *f, int64_t actor) MUST_USE; /* (change) fills id */
enum outcome load_file(struct db *db, struct arena *a, int64_t id, struct file *f) MUST_USE;
enum outcome load_evidence_file(
	struct db *db, struct arena *a, int64_t evidence, struct file *f) MUST_USE;
/* A person's, but what was erased. */
enum outcome list_files(struct db *db, struct arena *a, int64_t person, struct file **files,
	size_t *count) MUST_USE;
/* How many those are, and their bytes. */
enum outcome sum_files(struct db *db, int64_t person, int64_t *count, int64_t *bytes) MUST_USE;
/* Whether there is a file at this place of the vault: DONE or NOT_HERE. */
enum outcome knows_place(struct db *db, struct text place) MUST_USE;
enum outcome save_drawn(struct db *db, int64_t file, int64_t sheets, int64_t pages,
	bool words) MUST_USE; /* (change) */
/* Forgets its key and its name: what lies on the disk is noise from then on. NOT_HERE where it was
 * erased before. Audited. */
enum outcome erase_file(
	struct db *db, int64_t file, int64_t actor, int64_t now) MUST_USE; /* (change) */
/* That noise, to be removed from the disk; and that it was. */
struct file_noise {
	int64_t id;
	struct text place;
};
enum outcome list_noise(struct db *db, struct arena *a, size_t most, struct file_noise **noise,
	size_t *count) MUST_USE;
enum outcome note_noise_gone(struct db *db, int64_t file) MUST_USE; /* (change) */
/* Walks all files the chain speaks of; `look` says how the bytes at a place are: DONE as in the digest,
 * NOT_HERE, or BROKEN. What is wrong is told a line each (row numbers only), and BROKEN then; so is what
 * was erased, which isn't wrong. */
enum outcome verify_files(struct db *db,
	enum outcome (*look)(
		void *context, struct text place, const unsigned char digest[DIGEST_SIZE]),
	void *look_context, void (*tell)(void *context, const char *line), void *context) MUST_USE;

/* ---- cards: one-time links ------------------------------------------------------------------ */

struct card {
	int64_t id, person;
	int64_t made, ends; /* ends: 0 for never */
	int64_t used;       /* 0: not yet */
	bool lasting;       /* a demo's card: may be used again and again */
	bool new_phone;     /* whoever uses it must have the second factor taken away */
};

enum outcome add_card(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	int64_t now, int64_t ends, bool lasting) MUST_USE; /* (change) audited */
/* The same by an admin or coach (0: a command on the machine itself). NOT_HERE for whoever isn't
 * there or has left. */
enum outcome add_card_by(struct db *db, int64_t actor, int64_t person,
	const unsigned char kept[DIGEST_SIZE], int64_t now, int64_t ends,
	bool lasting) MUST_USE; /* (change) audited */
/* For staff who lost their phone: the card also lets in without the second factor there was (whoever
 * uses the card calls reset_second_factor in the same change). `actor`: 0 for a command on the machine
 * itself. */
enum outcome let_card_reset(struct db *db, int64_t actor, int64_t person,
	const unsigned char kept[DIGEST_SIZE], int64_t now) MUST_USE; /* (change) audited */
/* NOT_HERE where there is none; USED_UP where it was used or has ended (the card is filled in). */
enum outcome load_card(struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now,
	struct card *card) MUST_USE;
/* Marks it used: USED_UP where someone was first. */
enum outcome use_card(struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now,
	struct card *card) MUST_USE; /* (change) audited */

/* A way in that staff hand over: a card, and the code of it that is read aloud. */
struct way_in {
	int64_t person, actor;
	unsigned char kept[DIGEST_SIZE]; /* of the card's token */
	unsigned char code[DIGEST_SIZE]; /* of the code */
	int64_t made, ends, code_ends;
};
/* Makes it the only one: earlier cards of the person that weren't used end. NOT_HERE for whoever isn't
 * there or has left, OVERTAKEN where another code that is good now is the same: take a new one. */
enum outcome add_way_in(struct db *db, const struct way_in *way) MUST_USE; /* (change) audited */
/* Which card a code belongs to that is good now: what is kept of its token. NOT_HERE where none. */
enum outcome find_code(struct db *db, const unsigned char code[DIGEST_SIZE], int64_t now,
	unsigned char kept[DIGEST_SIZE]) MUST_USE;

/* A demo's cards end when it starts and stops: all lasting ones that haven't ended. */
enum outcome end_lasting_cards(struct db *db, int64_t now) MUST_USE; /* (change) */

/* ---- the way back: sign-in name and passphrase, or pictures ---------------------------------- */

struct way_back {
	int64_t person;
	struct text name;   /* as shown: "sininen kuppi" */
	struct text folded; /* as compared */
	struct text hash;
	enum sign_in_way way; /* what the hash is of */
};
/* NOT_HERE where nobody has that name. */
enum outcome find_way_back(
	struct db *db, struct arena *a, struct text folded, struct way_back *w) MUST_USE;
enum outcome load_way_back(
	struct db *db, struct arena *a, int64_t person, struct way_back *w) MUST_USE;
/* Makes or replaces; OVERTAKEN where another person has the name. Audited. */
enum outcome save_way_back(
	struct db *db, const struct way_back *w, int64_t now) MUST_USE; /* (change) */

/* ---- the organisation's provider -------------------------------------------------------------- */

struct provider_link {
	int64_t person, made;
};
/* By the keyed digest of issuer and subject, or by person; NOT_HERE where there is none. */
enum outcome find_provider_link(struct db *db, const unsigned char subject[DIGEST_SIZE],
	struct provider_link *link) MUST_USE;
enum outcome load_provider_link(struct db *db, int64_t person, struct provider_link *link) MUST_USE;
/* Makes or replaces; OVERTAKEN where another person has it. Audited. */
enum outcome save_provider_link(struct db *db, int64_t person,
	const unsigned char subject[DIGEST_SIZE], int64_t now) MUST_USE; /* (change) */
/* NOT_HERE where there is none. Audited. */
enum outcome drop_provider_link(struct db *db, int64_t person, int64_t now) MUST_USE; /* (change) */

/* A sealed form, until its person is back from the provider; one each. */
enum outcome keep_provider_form(struct db *db, int64_t person,
	const unsigned char journey[DIGEST_SIZE], struct text sealed,
	int64_t now) MUST_USE; /* (change) */
/* Gives it back once; NOT_HERE where there is none of that journey. */
enum outcome take_provider_form(struct db *db, struct arena *a, int64_t person,
	const unsigned char journey[DIGEST_SIZE], struct text *sealed) MUST_USE; /* (change) */
enum outcome drop_old_provider_forms(struct db *db, int64_t before) MUST_USE;    /* (change) */

/* ---- sessions ------------------------------------------------------------------------------- */

struct session {
	int64_t id, person;
	enum device device;
	int64_t started, seen, ended; /* ended: 0 while it isn't */
	bool by_card;                 /* signed in by card, not by name */
	int64_t strong_at; /* a passphrase (or pictures) was shown, or own matters used, last; 0: not yet */
	int64_t factor_at; /* staff's second factor was shown; 0: not yet */
};

/* Audited as sign-in by `way` ("card", or a word of enum sign_in_way). */
enum outcome add_session(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	enum device device, const char *way, int64_t now, int64_t *id) MUST_USE; /* (change) */
/* Session and person in one look-up; also of sessions that have ended or grown old (the caller
 * decides by learn's session_alive). */
enum outcome load_session(struct db *db, struct arena *a, const unsigned char kept[DIGEST_SIZE],
	struct session *s, struct person *p) MUST_USE;
enum outcome touch_session(struct db *db, int64_t id, int64_t now) MUST_USE; /* (change) */
/* A passphrase was shown in it, or own matters used; with `factor` the second factor was. */
enum outcome strengthen_session(
	struct db *db, int64_t id, bool factor, int64_t now) MUST_USE; /* (change) */
/* An own device that becomes another's asks for the passphrase again, lest saying so be a way around
 * the 15 minutes. */
enum outcome save_device(struct db *db, int64_t id, enum device device) MUST_USE; /* (change) */
enum outcome end_session(struct db *db, int64_t id, int64_t now) MUST_USE; /* (change) audited */
/* All of a person's but `except` (0: none kept). */
enum outcome end_sessions(
	struct db *db, int64_t person, int64_t except, int64_t now) MUST_USE; /* (change) audited */
/* A person's, as far as they are kept; newest first. */
enum outcome list_sessions(struct db *db, struct arena *a, int64_t person,
	struct session **sessions, size_t *count) MUST_USE;
/* Drops sessions that ended or were last seen before `before`, and used or ended cards likewise; at
 * most 500 of each a call, so that nobody waits for it: to be called often. */
enum outcome drop_old_sessions(struct db *db, int64_t before) MUST_USE; /* (change) */

/* ---- the second factor of staff ------------------------------------------------------------- */

struct second_factor {
	int64_t person;
	struct text sealed; /* the secret, sealed by the caller for this person */
	int64_t last_step;  /* of the code used last (seal's totp_fits); -1: none */
	int64_t made;
	int wrong;  /* codes in a row that didn't fit */
	int papers; /* paper codes left */
};
/* NOT_HERE where the person has none. */
enum outcome load_second_factor(
	struct db *db, struct arena *a, int64_t person, struct second_factor *factor) MUST_USE;
/* Makes it, or replaces the one made at `replaces` (0: there must be none), with its paper codes, of
 * which it keeps the digests; OVERTAKEN where what there is isn't that. Audited. */
enum outcome save_second_factor(struct db *db, const struct second_factor *factor,
	const unsigned char kept[PAPER_CODES][DIGEST_SIZE],
	int64_t replaces) MUST_USE; /* (change) */
/* A code fits: its step becomes the last one. OVERTAKEN where this step or a later one was used. */
enum outcome use_factor_step(struct db *db, int64_t person, int64_t step) MUST_USE; /* (change) */
/* NOT_HERE where the person has no such code, or used it before. Audited. */
enum outcome use_paper_code(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	int64_t now) MUST_USE;                                         /* (change) */
enum outcome count_wrong_code(struct db *db, int64_t person) MUST_USE; /* (change) */
/* Takes it away with its paper codes, and ends the person's sessions; the person and all admins are
 * told. Nothing where there is none. Audited. */
enum outcome reset_second_factor(
	struct db *db, int64_t person, int64_t now) MUST_USE; /* (change) */

/* ---- learning ------------------------------------------------------------------------------- */

struct answer {
	struct text question;
	enum question_kind kind;
	struct text chosen; /* given_text() of the latest answer; empty for typed kinds */
	struct text words;  /* typed kinds: the latest words (a payload for reflect and evidence) */
	enum verdict verdict; /* of the latest answer */
	bool right_once; /* was right at some time: a result stands while the question exists */
	int tries;       /* answers so far */
	int wrong_tries; /* of these not right */
	unsigned char key[KEY_DIGEST_SIZE];
	int64_t at;
};

/* Saves the latest answer to one question: counts the try, keeps right_once, drops the draft. Words
 * of reflect and evidence become a payload; evidence is audited. answer->tries, wrong_tries and
 * right_once are filled in from what was. */
enum outcome save_answer(struct db *db, int64_t person, struct text course, struct text page,
	struct answer *answer) MUST_USE; /* (change) */
/* All of one person's answers in a course: a question that moved to another page is found there. */
enum outcome load_answers(struct db *db, struct arena *a, int64_t person, struct text course,
	struct answer **answers, size_t *count) MUST_USE;
/* Ids of the questions of a course that one person has answered, by id. */
enum outcome load_answered(struct db *db, struct arena *a, int64_t person, struct text course,
	struct text **questions, size_t *count) MUST_USE;
/* One person's answer to one question; NOT_HERE where there is none yet. */
enum outcome load_answer(struct db *db, struct arena *a, int64_t person, struct text course,
	struct text question, struct answer *answer) MUST_USE;

/* What was typed or chosen but not sent in yet: kept when a person leaves a page by any of its
 * buttons. `words` or `chosen` as in struct answer. */
struct draft {
	struct text question, chosen, words;
	unsigned char key[KEY_DIGEST_SIZE]; /* of the question when it was chosen */
};
enum outcome save_draft(struct db *db, int64_t person, struct text course, struct text page,
	const struct draft *draft,
	int64_t now) MUST_USE; /* (change); empty words and choice: dropped */
enum outcome load_drafts(struct db *db, struct arena *a, int64_t person, struct text course,
	struct draft **drafts, size_t *count) MUST_USE;

struct visit {
	struct text page;
	int64_t first, last;
};
/* The page was opened: first visit kept, last one moved. */
enum outcome note_visit(struct db *db, int64_t person, struct text course, struct text page,
	int64_t now) MUST_USE; /* (change) */
enum outcome load_visits(struct db *db, struct arena *a, int64_t person, struct text course,
	struct visit **visits, size_t *count) MUST_USE;
/* ---- ties: who works with whom -------------------------------------------------------------- */

/* scope of a tie, and its bit in http's doors divided by TIE_LEARNING */
enum scope { SCOPE_LEARNING = 1 << 0, SCOPE_CLAIMS = 1 << 1 };

/* name, word in the database: why a coach may look (GDPR art. 6(1)(e), act 703/2023 section 11) */
#define GROUNDS(X) \
	X(GROUND_GUIDANCE, "guidance") \
	X(GROUND_ASSESSMENT, "assessment")
enum ground {
#define X(name, word) name,
	GROUNDS(X)
#undef X
};

struct tie {
	int64_t id, client, coach;
	struct text organisation;
	unsigned scope; /* bits of enum scope; never 0 */
	enum ground ground;
	int64_t starts, ends;                /* moments; ends: 0 for open */
	struct text coach_name, client_name; /* as they are now; only filled in by lists */
};
/* NOT_HERE where one of the two isn't there, has left, or lacks the role; OVERTAKEN where an open tie
 * of the two stands already. Both are told by a notice; audited. */
enum outcome add_tie(struct db *db, struct tie *tie, int64_t actor) MUST_USE; /* (change) */
/* Ends it at `now`: access ends that moment, and a question of the client that the coach had taken
 * is nobody's again. OVERTAKEN where it has ended before. */
enum outcome end_tie(struct db *db, int64_t id, int64_t actor, int64_t now) MUST_USE; /* (change) */
/* All ties of a client, also ended ones, newest first. */
enum outcome list_ties(
	struct db *db, struct arena *a, int64_t client, struct tie **ties, size_t *count) MUST_USE;
/* Ties of a coach that hold at `now` or will, by number. */
enum outcome list_coach_ties(struct db *db, struct arena *a, int64_t coach, int64_t now,
	struct tie **ties, size_t *count) MUST_USE;

/* While a coach is away, a substitute opens what the coach's ties open. */
struct absence {
	int64_t id, coach, substitute;
	int64_t starts, ends; /* moments; ends is the first moment it no longer holds */
	struct text coach_name, substitute_name; /* only filled in by lists */
};
/* NOT_HERE unless both are coaches who haven't left. The substitute is told; audited. */
enum outcome add_absence(
	struct db *db, struct absence *absence, int64_t actor) MUST_USE; /* (change) */
enum outcome end_absence(
	struct db *db, int64_t id, int64_t actor, int64_t now) MUST_USE; /* (change) audited */

/* A coach as their team lead sees them: counts, and nothing of any client. */
struct team_row {
	int64_t coach;
	struct text name;
	int clients; /* open ties in the scope of learning */
	int waiting; /* open questions of these */
	int overdue; /* of them, past the day that was promised first */
	int claims;  /* claims that wait for a coach, of clients whose claims they may see */
	int claims_overdue;
	int64_t oldest; /* when the oldest of them was asked; 0: none waits */
	int64_t away;   /* the absence that holds now; 0: none */
	int64_t away_ends;
	struct text substitute_name;
};
/* Coaches of an organisation who haven't left, with what waits for each at `now` on the day `today`;
 * unsorted. A question with two coaches counts for both. */
enum outcome list_team(struct db *db, struct arena *a, struct text organisation, int64_t now,
	int64_t today, struct team_row **team, size_t *count) MUST_USE;
/* Absences of an organisation's coaches that hold or are still to come, the next to end first. */
enum outcome list_absences(struct db *db, struct arena *a, struct text organisation, int64_t now,
	struct absence **list, size_t *count) MUST_USE;

/* How somebody on the staff stands to a client at a moment. */
struct relation {
	int64_t tie; /* through which tie; 0: none, nothing opens */
	bool substitute;
	unsigned scope;
	struct text client_name, client_language; /* of buttons */
	bool client_closed;
};
/* DONE with tie == 0 where there is none in that scope. */
enum outcome find_relation(struct db *db, struct arena *a, int64_t staff, int64_t client,
	enum scope scope, int64_t now, struct relation *relation) MUST_USE;

struct client_row {
	int64_t id, tie;
	struct text name;
	bool substitute;
	int64_t since;     /* the tie's beginning */
	int64_t last_seen; /* a page opened or signed in; 0: never */
	int help_open;     /* questions that wait */
};
/* Everybody whom `staff` may look at now in this scope, unsorted (sorting is a matter of letters). */
enum outcome list_clients(struct db *db, struct arena *a, int64_t staff, enum scope scope,
	int64_t now, struct client_row **clients, size_t *count) MUST_USE;

/* When somebody opened a page or was signed in last; 0: never. */
enum outcome load_last_seen(struct db *db, int64_t person, int64_t *at) MUST_USE;

/* ---- looks: who opened what about whom ------------------------------------------------------ */

/* Rows of the chain, so that nobody can take one away unseen. Written before the page is shown. */
enum outcome note_look(struct db *db, int64_t staff, int64_t client, int64_t tie, const char *what,
	int64_t now) MUST_USE; /* (change) `what`: the page, as a word */
/* A list with names and states: one row with the numbers of those on it (at most LISTED_MOST). */
#define LISTED_MOST 50
struct listed {
	int64_t client, tie;
};
enum outcome note_listed(struct db *db, int64_t staff, const struct listed *listed, size_t count,
	int64_t now) MUST_USE; /* (change) none at all: nothing is noted */
/* An admin has no tie: they look at accounts, never at what somebody does here. Who is told of it
 * reads the admin's reason for it. `what`: LOOK_ACCOUNT or another word; note_look with tie 0. */
#define LOOK_ACCOUNT "account"
enum outcome note_accounts_listed(struct db *db, int64_t admin, const int64_t *clients,
	size_t count, int64_t now) MUST_USE; /* (change) at most LISTED_MOST; none: nothing noted */

struct look {
	int64_t number, at, staff;
	bool list;        /* on a list among others; `what` is empty */
	struct text what; /* the word it was noted with */
	struct text staff_name, organisation;
	bool admin; /* to manage accounts, through no tie; otherwise on a tie's ground */
	enum ground ground;
};
/* Who looked at a client, newest first: at most `most` from before row `before` (0: the newest). */
enum outcome list_looks(struct db *db, struct arena *a, int64_t client, int64_t before, size_t most,
	struct look **looks, size_t *count) MUST_USE;

/* ---- help ----------------------------------------------------------------------------------- */

struct help {
	int64_t id, person;
	struct text course, page, question; /* each may be empty */
	struct text words;                  /* a payload */
	int64_t asked;
	int64_t answer_by; /* a day, promised first */
	int answer_days;   /* working days that promise was made with */
	int64_t owner;     /* the coach who took it; 0: nobody yet */
	struct text owner_name;
	int64_t answered;        /* 0: open */
	struct text answer;      /* a payload; may be empty where the coach rings */
	int64_t ring_at;         /* the coach rings at this moment; 0: doesn't */
	int64_t seen;            /* the answer was read; 0: not yet */
	struct text person_name; /* only filled in by load_waiting_help */
};
/* Tells the coaches of the person by a notice. */
enum outcome add_help(struct db *db, struct help *help) MUST_USE; /* (change) fills id; audited */
enum outcome load_help(struct db *db, struct arena *a, int64_t id, struct help *help) MUST_USE;
/* A person's requests that are open or whose answer they haven't seen, newest first. */
enum outcome load_open_help(
	struct db *db, struct arena *a, int64_t person, struct help **list, size_t *count) MUST_USE;
/* All that a person ever asked, newest first. */
enum outcome list_own_help(
	struct db *db, struct arena *a, int64_t person, struct help **list, size_t *count) MUST_USE;
/* What waits for `staff` at `now`: open questions of everybody they may look at, oldest first. */
enum outcome load_waiting_help(struct db *db, struct arena *a, int64_t staff, int64_t now,
	struct help **list, size_t *count) MUST_USE;
/* Makes `staff` the one who answers. OVERTAKEN where it was answered, or where it isn't `before`
 * (0: nobody) who has it any more. Audited; the person is told. */
enum outcome take_help(struct db *db, int64_t id, int64_t staff, int64_t before,
	int64_t now) MUST_USE; /* (change) */
/* Answers in help->answer and ring_at (one of the two at least); whoever answers is the owner.
 * OVERTAKEN where it was answered before. Audited; the person is told, nobody else waits. */
enum outcome answer_help(
	struct db *db, const struct help *help, int64_t staff, int64_t now) MUST_USE; /* (change) */
/* The person has opened the answer. */
enum outcome see_help(
	struct db *db, int64_t id, int64_t person, int64_t now) MUST_USE; /* (change) */

/* ---- badges ----------------------------------------------------------------------------------- */

#define BADGE_PLACES 131072 /* in the list of those taken back */

/* why a badge was taken back */
#define REVOKE_REASONS(X) \
	X(REVOKED_NOT, "") \
	X(REVOKED_REOPENED, "reopened") /* its decision was opened again */ \
	X(REVOKED_ASKED, "asked")       /* its holder wanted it */ \
	X(REVOKED_MISTAKE, "mistake")   /* what it says was never so */
enum revoke_reason {
#define X(name, word) name,
	REVOKE_REASONS(X)
#undef X
};

/* A badge as it was signed. */
struct kept_badge {
	int64_t id, person, award;
	struct text address; /* what stands after /b/ */
	int64_t place;       /* in the list of those taken back */
	struct text unit, document;
	int64_t made, shared, revoked; /* shared, revoked: since when; 0: not */
	enum revoke_reason reason;
};

/* Keeps the public half of a key that signs; DONE also where it is known. Audited. */
enum outcome add_issuer_key(struct db *db, const unsigned char key[PUBLIC_KEY_SIZE],
	int64_t now) MUST_USE; /* (change) */
/* Every key that ever signed, the newest first. */
enum outcome load_issuer_keys(struct db *db, struct arena *a,
	unsigned char (**keys)[PUBLIC_KEY_SIZE], size_t *count) MUST_USE;
/* A place that was never given before. */
enum outcome take_badge_place(struct db *db, int64_t *place) MUST_USE; /* (change) */
enum outcome list_revoked_places(
	struct db *db, struct arena *a, uint32_t **places, size_t *count) MUST_USE;
/* Keeps badge->person, award, address, place (taken before), unit, document and made. Audited. */
enum outcome add_badge(struct db *db, struct kept_badge *badge) MUST_USE; /* (change) fills id */
enum outcome load_badge(
	struct db *db, struct arena *a, int64_t id, struct kept_badge *badge) MUST_USE;
enum outcome find_badge(
	struct db *db, struct arena *a, struct text address, struct kept_badge *badge) MUST_USE;
/* Newest first. */
enum outcome list_badges(struct db *db, struct arena *a, int64_t person, struct kept_badge **list,
	size_t *count) MUST_USE;
/* By its holder alone; DONE also where it was so. Audited. */
enum outcome share_badge(
	struct db *db, int64_t id, int64_t person, bool share, int64_t now) MUST_USE; /* (change) */
/* OVERTAKEN where it was taken back before. Audited. */
enum outcome revoke_badge(struct db *db, int64_t id, enum revoke_reason reason, int64_t actor,
	int64_t now) MUST_USE; /* (change) */
/* The badge of a claim whose decision is opened again, where there is one that is in force. Audited. */
enum outcome revoke_badge_of_claim(
	struct db *db, int64_t claim, int64_t actor, int64_t now) MUST_USE; /* (change) */
/* How a person wants their name on badges to come; empty: not at all. NOT_HERE: they haven't said. */
enum outcome save_badge_name(
	struct db *db, int64_t person, struct text name, int64_t now) MUST_USE; /* (change) */
enum outcome load_badge_name(
	struct db *db, struct arena *a, int64_t person, struct text *name) MUST_USE;

/* ---- claims: that a competence unit be recognised --------------------------------------------- */

/* why a second person decides; UNSET until the claim is first sent */
#define CLAIM_SECONDS(X) \
	X(SECOND_UNSET, "unset") \
	X(SECOND_NONE, "none") \
	X(SECOND_UNIT, "unit")   /* the unit asks for one */ \
	X(SECOND_HOUSE, "house") /* the setting does */ \
	X(SECOND_DRAWN, "drawn") /* by chance */
enum claim_second {
#define X(name, word) name,
	CLAIM_SECONDS(X)
#undef X
};

/* how it was assessed: eHOKS's three */
#define CLAIM_ROUTES(X) \
	X(ROUTE_DOCUMENTS, "documents") \
	X(ROUTE_ASSESSORS, "assessors") \
	X(ROUTE_DEMONSTRATION, "demonstration")
enum claim_route {
#define X(name, word) name,
	CLAIM_ROUTES(X)
#undef X
};

/* why a round is what it is */
#define CLAIM_GROUNDS(X) \
	X(CLAIM_FIRST, "first") \
	X(CLAIM_ASKED, "again")       /* by the client */ \
	X(CLAIM_REOPENED, "reopened") /* by an admin, for there was a mistake */
enum claim_ground {
#define X(name, word) name,
	CLAIM_GROUNDS(X)
#undef X
};

/* what was written last between client and staff */
#define CLAIM_SAYINGS(X) \
	X(SAID_NOTHING, "") \
	X(SAID_RETURNED, "returned") \
	X(SAID_PROPOSED, "proposed") \
	X(SAID_SENT_BACK, "sent-back") \
	X(SAID_AGAIN, "again") \
	X(SAID_REOPENED, "reopened") \
	X(SAID_HANDED_OVER, "handed-over")
enum claim_saying {
#define X(name, word) name,
	CLAIM_SAYINGS(X)
#undef X
};

struct claim {
	int64_t id, person;
	struct text unit, version;
	bool studied; /* basis: here; else learned elsewhere */
	enum claim_state state;
	int round;          /* 1, and one more each time it is assessed anew */
	int64_t moves;      /* steps so far */
	int64_t writer;     /* the coach who wrote it down with them; 0: nobody */
	int64_t paper_day;  /* of the paper it was typed in from; 0: none */
	int64_t made, sent; /* sent: last; 0: not yet */
	int64_t answer_by;  /* a day, promised when it was sent */
	int answer_days;
	int64_t assessor, proposer;
	struct text assessor_name, proposer_name;
	enum claim_second second;
	enum claim_route route;
	enum claim_ground ground;
	enum claim_saying said;
	struct text said_by_name, person_name;
	/* only filled in by load_claim; payloads */
	struct text words, message, assessors;
	/* only filled in by list_waiting_claims */
	int64_t tie;
	bool substitute;
};

/* One criterion, as the client sees it. */
struct claim_part {
	struct text criterion;
	enum self_rating self;
	int64_t earlier; /* the claim in which it was shown before; 0: none */
};

struct evidence {
	int64_t id;
	struct text criterion;
	int round; /* of the claim when it was added: what is of an earlier one is fixed */
	enum evidence_kind kind;
	struct text words; /* words and link; of a result the words that were given then */
	int64_t payload;
	struct text course, page, question; /* of a result; question empty: the whole page */
	struct text verdict;                /* of a result, then: learn's word, or empty */
	int64_t made;
};

struct claim_judgement {
	struct text criterion;
	enum judgement judgement;
	struct text note; /* a payload */
};

struct demonstration {
	int64_t id, at; /* at: the moment */
	struct text place, tasks, present, seen;
	int64_t noted; /* when what was seen was written down; 0: not yet */
};

struct decision {
	int64_t id;
	int round;
	enum claim_state kind; /* approved, partly or not yet */
	enum claim_ground ground;
	int shown, parts;          /* criteria */
	struct text reason;        /* a payload */
	int64_t proposer, decider; /* proposer 0: decided by one */
	struct text proposer_name, decider_name;
	enum claim_second second;
	enum claim_route route;
	int64_t at;
	int64_t names; /* the decision it stands instead of; 0: none */
};

struct award {
	int64_t id, person;
	struct text unit, version;
	int64_t claim, decision, made;
};

/* Begins one for claim->person, unit, version, basis, writer, paper_day and made; what was shown in one
 * that was partly approved stays shown. DONE with the one that is open already for that unit, if there
 * is; OVERTAKEN where the unit has been approved. Audited. */
enum outcome begin_claim(struct db *db, struct claim *claim, const struct text *criteria,
	size_t count) MUST_USE; /* (change) fills id */
enum outcome load_claim(struct db *db, struct arena *a, int64_t id, struct claim *claim) MUST_USE;
/* Newest first; without the payloads. */
enum outcome list_own_claims(struct db *db, struct arena *a, int64_t person, struct claim **claims,
	size_t *count) MUST_USE;
/* The same as far as it is for staff: not what the client works at alone, nor what they took back. */
enum outcome list_client_claims(struct db *db, struct arena *a, int64_t person,
	struct claim **claims, size_t *count) MUST_USE;
/* What waits of everybody whose claims `staff` may see at `now`, and what was returned to them; oldest
 * first. */
enum outcome list_waiting_claims(struct db *db, struct arena *a, int64_t staff, int64_t now,
	struct claim **claims, size_t *count) MUST_USE;
enum outcome load_claim_parts(struct db *db, struct arena *a, int64_t claim,
	struct claim_part **parts, size_t *count) MUST_USE;
enum outcome load_evidence(struct db *db, struct arena *a, int64_t claim,
	struct evidence **evidence, size_t *count) MUST_USE;
enum outcome load_claim_judgements(struct db *db, struct arena *a, int64_t claim, int round,
	struct claim_judgement **judgements, size_t *count) MUST_USE;
enum outcome load_demonstrations(struct db *db, struct arena *a, int64_t claim,
	struct demonstration **list, size_t *count) MUST_USE;
/* Oldest first. */
enum outcome load_decisions(struct db *db, struct arena *a, int64_t claim, struct decision **list,
	size_t *count) MUST_USE;
/* Units that were approved and not opened again. */
enum outcome list_awards(struct db *db, struct arena *a, int64_t person, struct award **awards,
	size_t *count) MUST_USE;

/* Whether `who` had part in a decision that is looked at anew, or guides the client beside who did. */
enum outcome took_part(
	struct db *db, const struct claim *claim, int64_t who, int64_t now, bool *took) MUST_USE;
struct claim_people claim_people_of(const struct claim *claim);

/* What a client says and shows: OVERTAKEN where the claim isn't with them (any more), or isn't theirs.
 * `actor` is the client, or the coach who writes it down with them. */
enum outcome save_claim_words(struct db *db, int64_t claim, int64_t actor, struct text words,
	int64_t now) MUST_USE; /* (change) */
/* Replaces words, link, results and the wish to show of one criterion, as far as they were added since
 * the last decision; files stay. Results are course, page and question; the answer as it is now goes
 * along. NOT_HERE for a criterion the claim hasn't got. */
enum outcome save_claim_part(struct db *db, int64_t claim, int64_t actor,
	const struct claim_part *part, const struct evidence *evidence, size_t count,
	int64_t now) MUST_USE; /* (change) */

/* A file for a criterion (f->evidence and f->person are filled in), in place of another where `instead` is
 * the evidence of that. OVERTAKEN where the claim isn't with the client; NOT_HERE for a criterion it
 * hasn't got. */
enum outcome add_claim_file(struct db *db, int64_t claim, int64_t actor, struct text criterion,
	int64_t instead, struct file *f) MUST_USE; /* (change) */
/* Takes it back, which erases the file. NOT_HERE where it isn't there any more, or was sent before. */
enum outcome drop_claim_file(struct db *db, int64_t claim, int64_t actor, int64_t evidence,
	int64_t now) MUST_USE; /* (change) */
enum outcome list_claim_files(
	struct db *db, struct arena *a, int64_t claim, struct file **files, size_t *count) MUST_USE;

/* Called with a new award in the change that makes it: what it answers other than DONE takes all of the
 * change back. Here the badge is built and signed. */
typedef enum outcome award_fn(struct db *db, void *context, const struct award *award);

/* One step of a claim: who, which, and what goes with it. */
struct claim_move {
	int64_t claim, actor, now;
	enum claim_act act;
	int64_t moves; /* those there were when the form was made */
	bool admin;    /* acts as an admin: ACT_REOPEN */
	struct text
		message;   /* to return, propose, send back, hand over, ask again, reopen, decide */
	int64_t answer_by; /* to send, ask again, reopen: a day, and in how many working days */
	int answer_days;
	enum claim_second second;                 /* to send for the first time */
	const struct claim_judgement *judgements; /* to judge */
	size_t judgement_count;
	enum claim_route route;             /* to judge */
	struct text assessors;              /* to judge: names, organisation */
	struct demonstration demonstration; /* to agree: at, place, tasks; seen: the others */
	int64_t to;                         /* to hand over */
	int64_t named; /* who gets a tie where nobody else may decide; 0: nobody */
	award_fn *award;
	void *award_context;
};
/* Takes it as learn's table has it. OVERTAKEN where somebody was first (move->moves); NO_ENTRY where the
 * table refuses it; BAD_FORM where judgements make no such decision; NOT_HERE where `to` may not have
 * it. Those who wait for it are told; audited. move->moves becomes that of the next step. */
enum outcome move_claim(struct db *db, struct claim_move *move) MUST_USE; /* (change) */

/* Who may have it besides who has: ids and names of coaches with a tie for claims to the client. */
enum outcome list_claim_coaches(struct db *db, struct arena *a, int64_t client, int64_t now,
	int64_t **coaches, size_t *count) MUST_USE;
/* How many people there are who can decide, and how many claims wait for somebody there isn't. */
enum outcome count_deciders(struct db *db, int64_t now, int64_t *deciders, int64_t *stuck) MUST_USE;

/* ---- notices -------------------------------------------------------------------------------- */

/* name, word in the database; what `subject` is */
#define NOTICE_KINDS(X) \
	X(NOTICE_HELP_ASKED, "help-asked")       /* to coaches: the request */ \
	X(NOTICE_HELP_TAKEN, "help-taken")       /* to the one who asked */ \
	X(NOTICE_HELP_ANSWERED, "help-answered") /* to the one who asked */ \
	X(NOTICE_TIE_BEGUN, "tie-begun")         /* to both: the tie */ \
	X(NOTICE_TIE_ENDED, "tie-ended")         /* to both: the tie */ \
	X(NOTICE_SUBSTITUTE, "substitute")       /* to the substitute: the absence */ \
	X(NOTICE_FACTOR_RESET, "factor-reset")   /* to them and all admins: whose it was */ \
	X(NOTICE_MAIL_REFUSED, "mail-refused")   /* whose address it was: themselves */ \
	X(NOTICE_CLAIM_SENT, "claim-sent")       /* to coaches; of all these: the claim */ \
	X(NOTICE_CLAIM_TAKEN, "claim-taken")     /* to the client */ \
	X(NOTICE_CLAIM_RETURNED, "claim-returned") \
	X(NOTICE_CLAIM_AGREED, "claim-agreed") \
	X(NOTICE_CLAIM_PROPOSED, "claim-proposed")   /* to coaches who may decide it */ \
	X(NOTICE_CLAIM_SENT_BACK, "claim-sent-back") /* to the proposer */ \
	X(NOTICE_CLAIM_DECIDED, "claim-decided")     /* to the client */ \
	X(NOTICE_CLAIM_AGAIN, "claim-again")         /* to coaches who may take it */ \
	X(NOTICE_CLAIM_HANDED, "claim-handed")       /* to the client, first */ \
	X(NOTICE_CLAIM_GIVEN, "claim-given")         /* to the coach who has it now */ \
	X(NOTICE_CLAIM_REOPENED, "claim-reopened")   /* to the client */ \
	X(NOTICE_CLAIM_WITHDRAWN, "claim-withdrawn") /* to who had it */
enum notice_kind {
#define X(name, word) name,
	NOTICE_KINDS(X)
#undef X
};

struct notice {
	int64_t id, subject, made, seen;
	enum notice_kind kind;
	int64_t about; /* the other person: who asked, answers, began or stands in; 0: gone */
	struct text about_name;
};
enum outcome add_notice(struct db *db, int64_t person, enum notice_kind kind, int64_t subject,
	int64_t now) MUST_USE; /* (change) */
/* Newest first, at most `most` from before notice `before` (0: the newest). */
enum outcome list_notices(struct db *db, struct arena *a, int64_t person, int64_t before,
	size_t most, struct notice **notices, size_t *count) MUST_USE;
/* All of a person's, or those of one kind about one subject (for whoever is told of it). */
enum outcome see_notices(struct db *db, int64_t person, int64_t now) MUST_USE; /* (change) */
enum outcome see_notices_about(
	struct db *db, enum notice_kind kind, int64_t subject, int64_t now) MUST_USE; /* (change) */

/* ---- e-mail --------------------------------------------------------------------------------- */

/* How often somebody is told by e-mail that something new waits; name, word in the database. */
#define MAIL_OFTEN(X) \
	X(MAIL_NEVER, "never") \
	X(MAIL_DAILY, "daily") \
	X(MAIL_WEEKLY, "weekly")
enum mail_often {
#define X(name, word) name,
	MAIL_OFTEN(X)
#undef X
};
bool mail_often_of(struct text word, enum mail_often *often);
#define MAIL_CODES_A_DAY 5 /* to an address a person gave: it may be somebody else's */
#define MAIL_WRONG_MOST 10 /* codes typed that don't fit; then a new one is asked for */

/* The address a person gave. Nothing goes to it but a code, until they show that they got the code. */
struct mail {
	int64_t person;
	struct text address; /* sealed by whoever calls; empty: none any more */
	int64_t given;       /* when, and which: no two of one person have the same */
	int64_t confirmed;   /* 0: not yet */
	enum mail_often often;
	int64_t wanted; /* a code is still to be sent, asked for at this moment; 0: none */
	bool code;      /* one was sent, good until code_ends */
	int64_t code_ends;
	int64_t refused; /* when a mail server said that there is no such address; 0: it didn't */
};
/* NOT_HERE where they never gave one. */
enum outcome load_mail(struct db *db, struct arena *a, int64_t person, struct mail *mail) MUST_USE;
/* Takes the place of the one before, and asks for a code on the local day `day`. SLOW_DOWN where too
 * many were asked for on that day. Audited. */
enum outcome give_mail_address(struct db *db, int64_t person, struct text sealed, int64_t day,
	int64_t now) MUST_USE; /* (change) */
/* Another code to the same address; SLOW_DOWN likewise, and where there is nothing to confirm. */
enum outcome want_mail_code(
	struct db *db, int64_t person, int64_t day, int64_t now) MUST_USE; /* (change) */
/* NOT_HERE where the code doesn't fit, or no more. Audited. */
enum outcome confirm_mail(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	int64_t now) MUST_USE;                                              /* (change) */
enum outcome count_wrong_mail_code(struct db *db, int64_t person) MUST_USE; /* (change) */
/* From the next round on. NOT_HERE where there is no confirmed address. */
enum outcome choose_mail(
	struct db *db, int64_t person, enum mail_often often, int64_t now) MUST_USE; /* (change) */
/* Forgets the address `given` (0: whichever it is); NOT_HERE where there is none. Audited. */
enum outcome drop_mail_address(struct db *db, int64_t person, int64_t given, bool by_link,
	int64_t now) MUST_USE; /* (change) */
/* Who gets e-mail; and whether anybody ever gave an address and is here still. */
enum outcome count_mail_readers(struct db *db, int64_t *count) MUST_USE;
enum outcome mail_was_given(struct db *db, bool *given) MUST_USE;

/* What is to go to somebody. */
struct mail_due {
	int64_t person, given;
	struct text address; /* sealed */
	struct text language;
	int64_t round;  /* the one before */
	int tries;      /* so far, of this one */
	int64_t wanted; /* a code, asked for then; else 0 */
	int64_t newest; /* else the newest notice it tells of */
};
/* Codes asked for after `since`, in their order. */
enum outcome list_mail_codes_due(struct db *db, struct arena *a, int64_t since, int64_t now,
	size_t most, struct mail_due **due, size_t *count) MUST_USE;
/* Who wants e-mail that often and has notices not seen, made by the moment `round`, and newer than those
 * an e-mail told of; whose last round was before. */
enum outcome list_mail_due(struct db *db, struct arena *a, enum mail_often often, int64_t round,
	int64_t now, size_t most, struct mail_due **due, size_t *count) MUST_USE;
/* Before it is sent: OVERTAKEN where the person changed their mind, or it was sent already. */
enum outcome start_mail_code(struct db *db, const struct mail_due *due,
	const unsigned char kept[DIGEST_SIZE], int64_t ends) MUST_USE; /* (change) */
enum outcome start_mail(
	struct db *db, const struct mail_due *due, int64_t round) MUST_USE; /* (change) */
/* After that: the server has it; it has it not, and is asked again from a moment on; it knows no such
 * address, which the person is told by a notice. Nothing of the three where that isn't known. */
enum outcome mail_went(struct db *db, const struct mail_due *due) MUST_USE; /* (change) */
enum outcome mail_stayed(struct db *db, const struct mail_due *due, int tries,
	int64_t again_at) MUST_USE; /* (change) */
enum outcome mail_was_refused(
	struct db *db, const struct mail_due *due, int64_t now) MUST_USE; /* (change) */

/* ---- feedback on accessibility --------------------------------------------------------------- */

/* Anybody may send it, signed in or not, so it holds no person. */
struct access_feedback {
	int64_t id;
	struct text words;
	struct text reach;    /* where to answer, as typed; may be empty */
	struct text language; /* of the buttons then */
	int64_t sent;
	int64_t answer_by; /* a day */
	int64_t answered;  /* 0: not yet */
};

#define SAME_FEEDBACK_SECONDS 600

/* Fills id. The same words and reach within SAME_FEEDBACK_SECONDS are the same press: nothing is
 * added and id is that of the first. */
enum outcome add_access_feedback(struct db *db, struct access_feedback *f) MUST_USE; /* (change) */
/* What waits, oldest first; or what was answered, the latest first. At most `most` after `skip`. */
enum outcome list_access_feedback(struct db *db, struct arena *a, bool answered, size_t skip,
	size_t most, struct access_feedback **list, size_t *count) MUST_USE;
enum outcome load_access_feedback(
	struct db *db, struct arena *a, int64_t id, struct access_feedback *f) MUST_USE;
enum outcome count_access_feedback(struct db *db, int64_t *waiting) MUST_USE;
/* As answered, or as waiting again; NOT_HERE where there is none. Audited, once. */
enum outcome mark_access_feedback(struct db *db, int64_t id, bool answered, int64_t actor,
	int64_t now) MUST_USE; /* (change) */
/* Drops what was answered before `before`, at most 500 a call; what waits is never dropped. */
enum outcome drop_old_access_feedback(struct db *db, int64_t before) MUST_USE; /* (change) */

/* ---- imports: a table of people --------------------------------------------------------------- */

/* name, word in the database */
#define IMPORT_STATES(X) \
	X(IMPORT_WAITING, "waiting") \
	X(IMPORT_MADE, "made") \
	X(IMPORT_LEFT_OUT, "left-out") \
	X(IMPORT_TAKEN_BACK, "taken-back")
enum import_state {
#define X(name, word) name,
	IMPORT_STATES(X)
#undef X
		IMPORT_STATE_COUNT
};

struct import {
	int64_t id, actor, made;
	unsigned char secret[DIGEST_SIZE], digest[DIGEST_SIZE];
	int64_t total;
	int coding, line_end; /* as words' csv has them */
	struct text separator, header;
	int64_t counts[IMPORT_STATE_COUNT]; /* rows that are here, by state */
};
struct import_row {
	int64_t number, line, coach, person; /* coach, person: 0 for none */
	struct text cells, name, language, problem;
	enum import_state state;
};

/* DONE and the id also where the same table is here already (by its digest): pressed twice is once. */
enum outcome add_import(struct db *db, struct import *import) MUST_USE; /* (change) audited */
/* A part of its rows, at most IMPORT_ROWS_AT_ONCE, for nobody to wait; those that are there stay. */
#define IMPORT_ROWS_AT_ONCE 40
enum outcome add_import_rows(struct db *db, int64_t import, const struct import_row *rows,
	size_t count) MUST_USE; /* (change) */
enum outcome load_import(
	struct db *db, struct arena *a, int64_t id, struct import *import) MUST_USE;
/* At most `most` rows of a state (or IMPORT_STATE_COUNT: of any) behind row `after`. */
enum outcome list_import_rows(struct db *db, struct arena *a, int64_t import,
	enum import_state state, int64_t after, size_t most, struct import_row **rows,
	size_t *count) MUST_USE;
/* Newest first, without counts. */
enum outcome list_imports(
	struct db *db, struct arena *a, struct import **imports, size_t *count) MUST_USE;
/* One row that waits becomes a person, a tie to the coach and a card. Nothing where it isn't waiting any
 * more; NOT_HERE where its coach has left meanwhile. Audited as each of them. */
enum outcome make_import_row(struct db *db, const struct import *import,
	const struct import_row *row, const unsigned char kept[DIGEST_SIZE], int64_t now,
	int64_t card_ends) MUST_USE; /* (change) */
enum outcome leave_out_import_row(
	struct db *db, int64_t import, int64_t number, struct text problem) MUST_USE; /* (change) */
/* Takes a person of an import back, as if they had never been here: tie and card end, the name goes, the
 * account is closed. Whoever has come in by now stays (OVERTAKEN). Audited. */
enum outcome take_back_import_row(struct db *db, int64_t import, const struct import_row *row,
	int64_t actor, int64_t now) MUST_USE; /* (change) */
/* Drops a part of an import; *gone when it was the last, which is audited. load_import() answers
 * NOT_HERE from then on. */
enum outcome drop_import(struct db *db, int64_t import, int64_t actor, int64_t now,
	bool *gone) MUST_USE; /* (change) */

/* ---- last good forms of courses (see course.h's good_keeper) -------------------------------- */

struct kept_file {
	struct text name, bytes;
};
enum outcome save_kept_files(struct db *db, struct text group, const struct kept_file *files,
	size_t count, int64_t now) MUST_USE; /* (change) replaces the group */
enum outcome load_kept_files(struct db *db, struct arena *a, struct text group,
	struct kept_file **files, size_t *count) MUST_USE; /* NOT_HERE where none */
enum outcome list_kept_groups(
	struct db *db, struct arena *a, struct text **groups, size_t *count) MUST_USE;

/* ---- audit ---------------------------------------------------------------------------------- */

/*
 * Append-only (triggers), chained: digest = BLAKE2b-256 over (number, at, actor, verb, subject
 * kind, subject, fact, payload, payload digest, digest of the row before). Personal words are
 * never in it: they stand in `payload` rows, of which the chain holds a salted digest, so erasing
 * a payload leaves the chain whole. After each commit group that added rows, the head (number,
 * digest) is signed with Ed25519. A chain found not to end at its signed head goes on with a row
 * that says so, so that no later head covers a cut up. Whoever holds both database and key can
 * rewrite everything; only a copy of a head kept elsewhere shows that.
 */
struct audit_note {
	int64_t at;
	int64_t actor;            /* person; 0: the server itself */
	const char *verb;         /* a word of the list in audit.c */
	const char *subject_kind; /* "person", "card", "session", "payload", "help", ... */
	int64_t subject;
	struct text fact; /* short, without personal data: "card", "safe-online/best-password" */
	int64_t payload;  /* 0: none */
};
enum outcome note_audit(struct db *db, const struct audit_note *note) MUST_USE; /* (change) */

struct audit_head {
	int64_t number; /* 0: no row yet */
	unsigned char digest[DIGEST_SIZE];
	unsigned char signature[SIGNATURE_SIZE];
};
enum outcome load_head(struct db *db, struct audit_head *head) MUST_USE;
/* Walks the whole chain: what is wrong is told to `tell` a line each (row numbers only); DONE where
 * nothing is, else BROKEN. With `known` also that this head is in the chain. Payloads erased by an
 * erasure row are told as erased, which is not wrong. */
enum outcome verify_audit(struct db *db, const struct seal *seal, const struct audit_head *known,
	void (*tell)(void *context, const char *line), void *context) MUST_USE;

/* ---- backups --------------------------------------------------------------------------------- */

/* The whole file as it is for this reader of one moment, for as long as which the log can't be emptied:
 * some seconds a gigabyte, while all others read and write. *fd: a file in `folder` without a name,
 * the caller's to close. */
enum outcome copy_database(struct db *db, const char *folder, int *fd) MUST_USE;

struct backup_made {
	int64_t since; /* when the database was begun */
	int64_t made;  /* the last backup; 0: none yet */
	int64_t size;  /* bytes */
	bool with_keys;
};
/* That one was made (a struct backup_made, whose `since` isn't looked at). Audited. */
enum outcome note_backup(struct db *db, void *made) MUST_USE; /* (change) */
enum outcome load_backup(struct db *db, struct backup_made *made) MUST_USE;

/* That somebody showed the recovery sheet of the keys with this mark (seal's) to be at hand. Audited. */
enum outcome save_keys_kept(struct db *db, const unsigned char mark[DIGEST_SIZE], int64_t actor,
	int64_t now) MUST_USE; /* (change) */
/* When it was shown last; 0: never, or of other keys. */
enum outcome load_keys_kept(
	struct db *db, const unsigned char mark[DIGEST_SIZE], int64_t *made) MUST_USE;

/* ---- what is near to what ------------------------------------------------------------------- */

/* An index in memory of its own, beside the file; one thread at a time. */
struct near;
/* Words with blanks between, folded and in base form: those the document is known by, those of what it
 * belongs to, and those of what is written about it elsewhere. A word weighs 4, 2 and 1 there. */
struct near_document {
	struct text own, about, prose;
};
struct near_hit {
	size_t document; /* from 0, as they were given */
	double score; /* bm25: how much the word tells this document from others; more is nearer */
};
enum outcome near_open(
	const struct near_document *documents, size_t count, struct near **near) MUST_USE;
void near_close(struct near *near); /* NULL is fine */
/* Documents that hold a word (folded, in base form), the nearest first. Scores of several words add
 * up. What stands in nearly every document scores nothing. */
enum outcome near_find(struct near *near, struct arena *a, struct text word, struct near_hit *hits,
	size_t most, size_t *count) MUST_USE;

#endif
