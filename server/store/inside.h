/*
 * inside: what the files of the store room share. `struct db` is one connection with its prepared
 * statements; the writer's also knows where the audit chain stands. A file here asks the database
 * something by taking a query of the catalogue, binding to it and stepping it; the query gives
 * itself back when its variable goes out of scope, so what is read from a row is copied first.
 */
#ifndef ASKEL_STORE_INSIDE_H
#define ASKEL_STORE_INSIDE_H

#include <sqlite3.h>
#include <stdatomic.h>

#include "store/queries_accounts.h"
#include "store/queries_audit.h"
#include "store/queries_backup.h"
#include "store/queries_badges.h"
#include "store/queries_claims.h"
#include "store/queries_days_off.h"
#include "store/queries_entry.h"
#include "store/queries_feedback.h"
#include "store/queries_files.h"
#include "store/queries_imports.h"
#include "store/queries_kept.h"
#include "store/queries_learning.h"
#include "store/queries_leaving.h"
#include "store/queries_mail.h"
#include "store/queries_people.h"
#include "store/queries_school.h"
#include "store/queries_staff.h"
#include "store/queries_statistics.h"
#include "store/queries_writer.h"
#include "store/store.h"

#define QUERIES(Q) \
	QUERIES_WRITER(Q) \
	QUERIES_PEOPLE(Q) \
	QUERIES_ENTRY(Q) \
	QUERIES_LEARNING(Q) \
	QUERIES_STAFF(Q) \
	QUERIES_FEEDBACK(Q) \
	QUERIES_FILES(Q) \
	QUERIES_ACCOUNTS(Q) \
	QUERIES_LEAVING(Q) \
	QUERIES_MAIL(Q) \
	QUERIES_KEPT(Q) \
	QUERIES_DAYS_OFF(Q) \
	QUERIES_IMPORTS(Q) \
	QUERIES_BADGES(Q) \
	QUERIES_CLAIMS(Q) \
	QUERIES_SCHOOL(Q) \
	QUERIES_BACKUP(Q) \
	QUERIES_STATISTICS(Q) \
	QUERIES_AUDIT(Q)

enum query_name {
#define Q(name, sql) Q_##name,
	QUERIES(Q)
#undef Q
		QUERY_COUNT
};

/* Where the audit chain stands in the group of changes that is being made. A value: the writer
 * copies it before a change and puts it back when the change is rolled back. */
struct chain {
	const struct seal *seal; /* NULL for a reader, which can't add to the chain */
	bool joined;             /* the last row and the head were looked up in this group */
	bool added;              /* this group added rows, so a new head is due */
	struct audit_head tip;   /* the last row; its signature means nothing */
	struct audit_head ours;  /* the head we signed and committed last; number 0: none yet */
};

struct db {
	sqlite3 *sqlite;
	sqlite3_stmt *ready[QUERY_COUNT]; /* NULL: not prepared yet */
	struct chain chain;
	int wal_pages;           /* the writer's: pages in the log after the last commit */
	_Atomic uint64_t faults; /* of this connection, as db_fault tells them */
	atomic_bool disk_full;   /* the last of them was */
	/* A reader's, see moment.c: */
	const _Atomic uint64_t *log_head; /* in memory shared with whoever has the file open */
	uint64_t moment[12];              /* what it was when this moment began */
	uint64_t let_go;                  /* how often moments had been let go by then */
	struct db *next;                  /* among readers that are free */
};

/* ---- db.c: one connection -----------------------------------------------------------------------
 */

#define WAIT_MS 5000 /* for a lock of another program, say a copy being made by hand */

enum db_use { DB_WRITES, DB_READS };

/* Opens an existing file, even an empty one, and changes nothing in it yet. */
enum outcome db_open(struct db *db, const char *path, enum db_use use) MUST_USE;
/* Turns the write-ahead log on, which the file remembers, and syncs its name; for the writer's
 * connection, before anything is changed. */
enum outcome db_write_ahead(struct db *db) MUST_USE;
/* Fine on one that was never opened. */
void db_close(struct db *db);
/* Prepares the whole catalogue: a typo stops the start, not a person. */
enum outcome db_prepare_all(struct db *db) MUST_USE;
/* Runs statements that are no part of the catalogue (settings, migrations). */
enum outcome db_run(struct db *db, const char *sql) MUST_USE;
/* The number that a statement outside the catalogue answers with. */
enum outcome db_number(struct db *db, const char *sql, int64_t *number) MUST_USE;
/* What a failed call of SQLite means to a person: BUSY where waiting or space helps, else BROKEN.
 * Logged here, with what was tried. */
enum outcome db_fault(struct db *db, const char *what) MUST_USE;

/* ---- moment.c: a reader's snapshot -------------------------------------------------------- */

/* Finds the head of the log, where a reader sees that something was committed. */
enum outcome moment_open(struct db *db) MUST_USE;
/* What is read from here on is of one moment, not older than now. `let_go`: how often moments have
 * been let go. */
void moment_keep(struct db *db, uint64_t let_go);
/* Fine where there is none. */
void moment_end(struct db *db);

/* ---- query.c: one statement of the catalogue ------------------------------------------------ */

struct query {
	struct db *db;
	sqlite3_stmt
		*statement; /* NULL where it couldn't be had, which is logged: the others bear it */
	enum query_name name;
};

struct query query_of(struct db *db, enum query_name name);
void query_end(struct query *q);
/* Resets and unbinds the statement when the variable goes. */
#define OWN_QUERY __attribute__((cleanup(query_end))) struct query

/* Texts and bytes are not copied: they must outlive the query. */
void bind_number(const struct query *q, int at, int64_t number);
void bind_text(const struct query *q, int at, struct text t);
void bind_chars(const struct query *q, int at, const char *chars);
void bind_bytes(const struct query *q, int at, const void *bytes, size_t size);

/* DONE: there is a row to read; NOT_HERE: no more of them. */
enum outcome query_row(const struct query *q) MUST_USE;
/* Runs it to the end. */
enum outcome query_run(const struct query *q) MUST_USE;
/* Runs it to the end; NOT_HERE where it changed no row. */
enum outcome query_change(const struct query *q) MUST_USE;
/* query_of, query_run and query_end of a statement that takes and gives nothing. */
enum outcome query_alone(struct db *db, enum query_name name) MUST_USE;
/* How a loop over query_row ended: NOT_HERE after the last row is what one wants. */
enum outcome rows_end(enum outcome last) MUST_USE;

int64_t column_number(const struct query *q, int at);
/* A slice of the row itself, valid until the next step. */
struct text column_slice(const struct query *q, int at);
struct text column_text(const struct query *q, int at, struct arena *a);
/* Fills `bytes` only where the column has exactly that size. */
bool column_bytes(const struct query *q, int at, void *bytes, size_t size);

/* ---- people.c ------------------------------------------------------------------------------- */

/* Reads PERSON_COLUMNS that begin at column `at`. */
void read_person(const struct query *q, int at, struct arena *a, struct person *p);
/* Rows for the roles, of which the person must have none before. */
enum outcome add_roles(struct db *db, int64_t person, unsigned roles) MUST_USE;

/* ---- cards.c --------------------------------------------------------------------------------- */

/* Cards of a person that weren't used end. */
enum outcome end_unused_cards(struct db *db, int64_t person, int64_t now) MUST_USE;

/* ---- ties.c --------------------------------------------------------------------------------- */

/* The words in the file are in a CHECK of the same list. */
enum ground ground_of(struct text word);

/* ---- help.c --------------------------------------------------------------------------------- */

/* Open questions that `owner` had taken, of one person or (0) of everybody, are nobody's again. */
enum outcome release_help(struct db *db, int64_t owner, int64_t person) MUST_USE;

/* ---- claims.c, claim_people.c ---------------------------------------------------------------- */

/* The words in the file. */
const char *claim_second_word(enum claim_second second);
const char *claim_route_word(enum claim_route route);
const char *claim_ground_word(enum claim_ground ground);
const char *claim_saying_word(enum claim_saying said);
const char *claim_confirmation_word(enum claim_confirmation confirmed_by);
/* The claim, where `actor` may work at it now; else OVERTAKEN. */
enum outcome load_editable_claim(
	struct db *db, struct arena *a, int64_t id, int64_t actor, struct claim *claim) MUST_USE;
enum outcome insert_evidence(
	struct db *db, const struct claim *claim, const struct evidence *e, int64_t now) MUST_USE;
enum outcome drop_evidence(struct db *db, int64_t id) MUST_USE;
/* A sheet on which the client signed that what `writer` wrote down is theirs: evidence of no criterion. */
enum outcome add_signed_sheet(
	struct db *db, const struct claim *claim, int64_t writer, struct file *f) MUST_USE;
/* What a claim becomes whose new assessment is taken back: `after`. */
enum outcome stand_again(struct db *db, struct arena *a, const struct claim_move *move,
	const struct claim *before, struct claim *after) MUST_USE;
/* Those who wait for what a step makes of a claim are told, and others needn't hear of it any more. */
enum outcome tell_claim_move(struct db *db, struct arena *a, const struct claim_move *move,
	const struct claim *before, const struct claim *after) MUST_USE;
/* Of an answer what it is now: payload, words and verdict. NOT_HERE where there is none. */
enum outcome fix_result(
	struct db *db, struct arena *a, int64_t person, struct evidence *evidence) MUST_USE;
/* The same of all that a claim which is sent now shows of answers. */
enum outcome keep_results(
	struct db *db, struct arena *a, const struct claim *claim, int64_t now) MUST_USE;
/* Claims that `owner` has, of one person or (0) of everybody, are nobody's until another takes them. */
enum outcome release_claims(struct db *db, int64_t owner, int64_t person) MUST_USE;

/* ---- migrate.c and schema.c ----------------------------------------------------------------- */

struct migration {
	int number; /* 1, 2, 3 ... without gaps */
	const char *name;
	const char *const *parts; /* SQL, one part after another; ends with NULL */
};
extern const struct migration migrations[];
extern const size_t migration_count;

/* Brings the file up to the last of the list, each step in one transaction; an existing file is
 * first copied to PATH.before-NUMBER. BROKEN for a file that is newer or isn't ours. */
enum outcome migrate(
	struct db *db, const char *path, const struct migration *list, size_t count) MUST_USE;
/* The same where somebody else has the file open: BROKEN (told) where it isn't up to date. */
enum outcome migrate_nothing(
	struct db *db, const char *path, const struct migration *list, size_t count) MUST_USE;

/* ---- backup.c ------------------------------------------------------------------------------- */

/* Copies all pages, those in the log too, into the empty file `part`; with `forget_name` that has no
 * name any more once it is open. */
enum outcome copy_pages(struct db *db, const char *part, bool forget_name) MUST_USE;

/* ---- writer.c ------------------------------------------------------------------------------- */

struct writer;

#define LATER_MOST 512 /* bytes of a value that nobody waits for */

/* The thread owns `db` from here on, which must outlive it. `let_go` is called in it before
 * and after the log is moved into the file. */
enum outcome writer_start(struct db *db, struct arena *a, int queue_most,
	void (*let_go)(void *context), void *context, struct writer **writer) MUST_USE;
/* Finishes what waits. */
void writer_stop(struct writer *writer);
enum outcome writer_change(struct writer *writer, change_fn *change, void *value) MUST_USE;
void writer_change_later(struct writer *writer, change_fn *change, const void *value, size_t size);
/* After the next group, or the first one that nobody keeps from it. */
void writer_empty_log(struct writer *writer);
uint64_t writer_commits(const struct writer *writer);
struct writer_tally *writer_tally(struct writer *writer);
/* The last group failed; *full: for want of room. */
bool writer_is_failing(struct writer *writer, bool *full);
void writer_numbers(struct writer *writer, struct store_numbers *n);

/* ---- numbers.c: what is counted ------------------------------------------------------------- */

struct writer_tally {
	struct histogram sizes, commit_us; /* of groups that were committed */
	_Atomic uint64_t failed;           /* groups */
	_Atomic uint64_t refused, dropped; /* changes: told BUSY; those that nobody waits for */
	_Atomic int64_t busy_since;        /* clock_ticks_us of the group in the making; 0: none */
	_Atomic int64_t tried;             /* when a commit failed last, or was tried by us after */
	atomic_bool failing;               /* the last group failed */
};
void writer_tally_open(struct writer_tally *t);
void writer_tally_begin(struct writer_tally *t);
void writer_tally_end(struct writer_tally *t, int changes, enum outcome whole);

/* ---- store.c -------------------------------------------------------------------------------- */

struct writer *store_writer(const struct store *store);
const char *store_path(const struct store *store);
/* A reader if one is free; else NULL, and when (clock_ticks_us) the last was returned. */
struct db *reader_try(struct store *store, int64_t *returned);
void readers_numbers(struct store *store, struct store_numbers *n);

/* ---- payload.c ------------------------------------------------------------------------------ */

/* Personal words the chain speaks of, which can be erased without breaking it. */
#define PAYLOAD_KINDS(X) \
	X(PAYLOAD_REFLECT, "reflect") \
	X(PAYLOAD_EVIDENCE, "evidence") \
	X(PAYLOAD_HELP, "help") \
	X(PAYLOAD_CLAIM, "claim")
enum payload_kind {
#define X(name, word) name,
	PAYLOAD_KINDS(X)
#undef X
};

enum outcome add_payload(struct db *db, int64_t person, enum payload_kind kind, struct text words,
	int64_t now, int64_t *id) MUST_USE;
/* The digest of payload columns (id, person, kind, salt, words, made) that begin at `at`. */
void digest_payload(const struct query *q, int at, unsigned char digest[DIGEST_SIZE]);

/* ---- files.c -------------------------------------------------------------------------------- */

/* At most `most` (16) of a person's. */
enum outcome erase_some_files(
	struct db *db, int64_t person, size_t most, int64_t actor, int64_t now) MUST_USE;

/* ---- audit.c -------------------------------------------------------------------------------- */

#define VERB_ERASED "erased"             /* subject: the payload that is gone */
#define VERB_FILE_GIVEN "file-given"     /* fact: the digest of its sealed bytes */
#define VERB_CHAIN_BROKEN "chain-broken" /* the chain did not end at its signed head */

/* Somebody did something about themselves. */
enum outcome note_oneself(
	struct db *db, int64_t person, const char *verb, struct text fact, int64_t now) MUST_USE;

struct audit_row {
	int64_t number, at, actor, subject, payload;
	struct text verb, subject_kind, fact;
	struct text payload_digest; /* empty: no payload */
};
/* A number at a fixed width, most significant byte first, for digests and signatures. */
struct text number_bytes(int64_t number, unsigned char bytes[8]);
/* What the chain keeps of a row. */
void digest_row(const struct audit_row *row, const unsigned char before[DIGEST_SIZE],
	unsigned char digest[DIGEST_SIZE]);
bool head_signed(const struct audit_head *head, const struct seal *seal);
/* The first row of a new file. */
enum outcome begin_chain(struct db *db, void *now) MUST_USE; /* (change) */
/* Signs and keeps the head where this group of changes added rows. */
enum outcome sign_head(struct db *db) MUST_USE;

#endif
