/*
 * store_staff: who works with whom: ties, looks, help, notices, e-mail, tables of people; a part of store.h, which alone includes it.
 */
#ifndef ASKEL_STORE_STAFF_H
#define ASKEL_STORE_STAFF_H

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

/* A client goes from one coach to another. */
struct hand_over {
	int64_t id, client, giver, taker, at;
	struct text note; /* to the client, and to whoever takes over; may be empty */
	struct text giver_name, taker_name; /* as they are now; only filled in by lists */
};
/* At h->at, by `actor`, in one change: the giver's tie ends, and the taker has one of the same scope and
 * ground, or keeps the one they have; questions that the giver had taken, claims they had, and what they began
 * to write down with the client, follow with their answer-by dates. What isn't followed (a claim looked at
 * anew, a draft that the client began) is released as by end_tie. The client is told before the taker can
 * open anything. NOT_HERE where the giver has no tie, or the taker is no coach here; OVERTAKEN where the two
 * work together already, but not on all that the giver does. Audited. */
enum outcome hand_over_client(
	struct db *db, struct hand_over *h, int64_t actor) MUST_USE; /* (change) fills id */
/* Newest first. */
enum outcome list_hand_overs(struct db *db, struct arena *a, int64_t client,
	struct hand_over **list, size_t *count) MUST_USE;

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

/* The same of a team lead who hands a client over, and sees the names of a coach's clients. */
enum outcome note_team_listed(struct db *db, int64_t lead, const int64_t *clients, size_t count,
	int64_t now) MUST_USE; /* (change) */

struct look {
	int64_t number, at, staff;
	bool list;        /* on a list among others; `what` is empty */
	struct text what; /* the word it was noted with */
	struct text staff_name, organisation;
	bool admin; /* to manage accounts, through no tie; otherwise on a tie's ground */
	bool lead;  /* the same to hand over; admin is false then */
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
	X(NOTICE_CLAIM_WITHDRAWN, "claim-withdrawn") /* to who had it */ \
	X(NOTICE_CLAIM_WRITTEN, "claim-written")     /* to the client: by a coach, from now on */ \
	X(NOTICE_CLAIM_SHARED, "claim-shared")       /* to the coach who may write in it */ \
	X(NOTICE_CLAIM_CONFIRMED, "claim-confirmed") /* to the client: by a sheet they signed */ \
	X(NOTICE_SCHOOL_ANSWERED, "school-answered") /* to the client: a coach wrote it down */
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

#endif
