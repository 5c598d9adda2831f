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
	int queue_most; /* waiting changes; 0: 1,024; past it BUSY at once */
};

/* Opens, backs the file up beside itself and migrates it where it is older, refuses (BROKEN, told)
 * one that is newer; prepares every statement of the catalogue once; starts the writer. */
enum outcome store_open(const struct store_settings *settings, struct store **store) MUST_USE;
/* Finishes waiting changes first. */
void store_close(struct store *store);

/* Waits for a free reader. Never fails: connections were opened at start. */
struct db *reader_borrow(struct store *store);
void reader_return(struct store *store, struct db *db);

typedef enum outcome change_fn(struct db *db, void *value);
/* Runs `change` in the writer and waits for the commit. What `change` returns other than DONE rolls
 * back its own savepoint and is returned. `value` is the caller's and stays valid throughout. */
enum outcome store_change(struct store *store, change_fn *change, void *value) MUST_USE;
/* The same without waiting, for what nobody would miss (a visit); `value` (at most 512 bytes) is
 * copied. Dropped silently where the queue is over half full. */
void store_change_later(struct store *store, change_fn *change, const void *value, size_t size);

/* A number that rises with every commit of ours, for caches. */
uint64_t store_commits(const struct store *store);

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
	bool way_back;               /* has sign-in name and passphrase */
	bool closed;
};

enum outcome add_person(struct db *db, struct text name, unsigned roles, int64_t now,
	int64_t *id) MUST_USE; /* (change) audited */
enum outcome load_person(struct db *db, struct arena *a, int64_t id, struct person *p) MUST_USE;
enum outcome save_languages(struct db *db, int64_t person, struct text ui_language,
	struct text course_language) MUST_USE; /* (change) */
/* People with any of these roles, for `askel person`; at most `most`. */
enum outcome list_people(struct db *db, struct arena *a, unsigned roles, size_t most,
	struct person **people, size_t *count) MUST_USE;

/* ---- cards: one-time links ------------------------------------------------------------------ */

struct card {
	int64_t id, person;
	int64_t made, ends; /* ends: 0 for never */
	int64_t used;       /* 0: not yet */
	bool lasting;       /* a demo's card: may be used again and again */
};

enum outcome add_card(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	int64_t now, int64_t ends, bool lasting) MUST_USE; /* (change) audited */
/* NOT_HERE where there is none; USED_UP where it was used or has ended (the card is filled in). */
enum outcome load_card(struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now,
	struct card *card) MUST_USE;
/* Marks it used: USED_UP where someone was first. */
enum outcome use_card(struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now,
	struct card *card) MUST_USE; /* (change) audited */

/* A demo's cards end when it starts and stops: all lasting ones that haven't ended. */
enum outcome end_lasting_cards(struct db *db, int64_t now) MUST_USE; /* (change) */

/* ---- the way back: sign-in name and passphrase ---------------------------------------------- */

struct way_back {
	int64_t person;
	struct text name;   /* as shown: "sininen kuppi" */
	struct text folded; /* as compared */
	struct text hash;
};
/* NOT_HERE where nobody has that name. */
enum outcome find_way_back(
	struct db *db, struct arena *a, struct text folded, struct way_back *w) MUST_USE;
enum outcome load_way_back(
	struct db *db, struct arena *a, int64_t person, struct way_back *w) MUST_USE;
/* Makes or replaces; OVERTAKEN where another person has the name. Audited. */
enum outcome save_way_back(
	struct db *db, const struct way_back *w, int64_t now) MUST_USE; /* (change) */

/* ---- sessions ------------------------------------------------------------------------------- */

struct session {
	int64_t id, person;
	enum device device;
	int64_t started, seen, ended; /* ended: 0 while it isn't */
	bool by_card;                 /* signed in by card, not by passphrase */
};

/* Audited as sign-in by `way` ("card" or "passphrase"). */
enum outcome add_session(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	enum device device, const char *way, int64_t now, int64_t *id) MUST_USE; /* (change) */
/* Session and person in one look-up; also of sessions that have ended or grown old (the caller
 * decides by learn's session_alive). */
enum outcome load_session(struct db *db, struct arena *a, const unsigned char kept[DIGEST_SIZE],
	struct session *s, struct person *p) MUST_USE;
enum outcome touch_session(struct db *db, int64_t id, int64_t now) MUST_USE;      /* (change) */
enum outcome save_device(struct db *db, int64_t id, enum device device) MUST_USE; /* (change) */
enum outcome end_session(struct db *db, int64_t id, int64_t now) MUST_USE; /* (change) audited */
/* All of a person's but `except` (0: none kept). */
enum outcome end_sessions(
	struct db *db, int64_t person, int64_t except, int64_t now) MUST_USE; /* (change) audited */
/* Drops sessions that ended or were last seen before `before`, and used or ended cards likewise; at
 * most 500 of each a call, so that nobody waits for it: to be called often. */
enum outcome drop_old_sessions(struct db *db, int64_t before) MUST_USE; /* (change) */

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
/* ---- help ----------------------------------------------------------------------------------- */

struct help {
	int64_t id, person;
	struct text course, page, question; /* each may be empty */
	struct text words;                  /* a payload */
	int64_t asked;
	int64_t answer_by; /* a day */
};
enum outcome add_help(struct db *db, struct help *help) MUST_USE; /* (change) fills id; audited */
enum outcome load_help(struct db *db, struct arena *a, int64_t id, struct help *help) MUST_USE;
/* A person's open requests, newest first. */
enum outcome load_open_help(
	struct db *db, struct arena *a, int64_t person, struct help **list, size_t *count) MUST_USE;

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

#endif
