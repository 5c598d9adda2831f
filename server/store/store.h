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

/* ---- what is kept, family by family ---------------------------------------------------------- */

#include "store/store_claims.h"
#include "store/store_entry.h"
#include "store/store_people.h"
#include "store/store_school.h"
#include "store/store_staff.h"
#include "store/store_statistics.h"

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
/* The same without a payload. */
enum outcome note_fact(struct db *db, const char *verb, const char *kind, int64_t subject,
	struct text fact, int64_t actor, int64_t now) MUST_USE; /* (change) */

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
