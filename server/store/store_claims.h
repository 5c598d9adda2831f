/*
 * store_claims: what people can: files, badges, claims; a part of store.h, which alone includes it.
 */
#ifndef ASKEL_STORE_CLAIMS_H
#define ASKEL_STORE_CLAIMS_H

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
/* The badges of a claim whose decision is opened again: that of the assessment, and that of a school
 * which names it, where they are in force. Audited. */
enum outcome revoke_badge_of_claim(
	struct db *db, int64_t claim, int64_t actor, int64_t now) MUST_USE; /* (change) */
/* A badge that somebody else signed, as its holder brought it along. */
#define BROUGHT_MOST 50 /* a person's */
struct brought_badge {
	int64_t id, person;
	struct text document;
	int64_t brought, checked; /* checked: when it fitted its issuer's document; 0: not */
};
/* Keeps brought->person, document, brought and checked, and fills id; *known: it was there already, and
 * nothing changed but that its issuer is checked now where it wasn't. OVERTAKEN: there are BROUGHT_MOST.
 * Audited. */
enum outcome add_brought(struct db *db, struct brought_badge *brought, int64_t actor,
	bool *known) MUST_USE; /* (change) */
enum outcome load_brought(
	struct db *db, struct arena *a, int64_t id, struct brought_badge *brought) MUST_USE;
/* Newest first. */
enum outcome list_brought(struct db *db, struct arena *a, int64_t person,
	struct brought_badge **list, size_t *count) MUST_USE;
/* By whom it was brought alone; NOT_HERE otherwise. Audited. */
enum outcome drop_brought(
	struct db *db, int64_t id, int64_t person, int64_t now) MUST_USE; /* (change) */
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

/* how the client confirmed what a coach wrote down */
#define CLAIM_CONFIRMATIONS(X) \
	X(CONFIRMED_NOT, "")        /* not yet, or there was nothing to confirm */ \
	X(CONFIRMED_OWN, "own")     /* sent it, signed in themselves */ \
	X(CONFIRMED_SHEET, "sheet") /* signed a sheet, of which there is a picture */
enum claim_confirmation {
#define X(name, word) name,
	CLAIM_CONFIRMATIONS(X)
#undef X
};

struct claim {
	int64_t id, person;
	struct text unit, version;
	bool studied; /* basis: here; else learned elsewhere */
	enum claim_state state;
	int round;         /* 1, and one more each time it is assessed anew */
	int64_t moves;     /* steps so far */
	int64_t writer;    /* the coach who wrote it down with them; 0: nobody */
	int64_t paper_day; /* of the paper it was typed in from; 0: none */
	bool writing;      /* with the client and the writer, who both write in it */
	int64_t confirmed; /* what was written down, by the client; 0: not, or not anew */
	enum claim_confirmation confirmed_by;
	int64_t made, sent; /* sent: last; 0: not yet */
	int64_t answer_by;  /* a day, promised when it was sent */
	int answer_days;
	int64_t assessor, proposer;
	struct text assessor_name, proposer_name;
	enum claim_second second;
	enum claim_route route;
	enum claim_ground ground;
	enum claim_saying said;
	struct text said_by_name, person_name, writer_name;
	/* only filled in by load_claim; payloads */
	struct text words, message, assessors;
	/* only filled in by load_waiting_claim */
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
	struct text criterion; /* empty: a sheet on which the client signed, a file */
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

/* Begins one for claim->person, unit, version, basis and made; what was shown in one
 * that was partly approved stays shown. DONE with the one that is open already for that unit, if there
 * is; OVERTAKEN where the unit has been approved. Audited. */
enum outcome begin_claim(struct db *db, struct claim *claim, const struct text *criteria,
	size_t count) MUST_USE; /* (change) fills id */
enum outcome load_claim(struct db *db, struct arena *a, int64_t id, struct claim *claim) MUST_USE;
/* Newest first; without the payloads. */
enum outcome list_own_claims(struct db *db, struct arena *a, int64_t person, struct claim **claims,
	size_t *count) MUST_USE;
/* The same as far as it is for `staff`: not what they took back, nor a draft, unless it is one that `staff`
 * writes in together with them. */
enum outcome list_client_claims(struct db *db, struct arena *a, int64_t person, int64_t staff,
	struct claim **claims, size_t *count) MUST_USE;
/* What tells which of many are shown, and in which order. */
struct waiting_claim {
	int64_t id, person, assessor, proposer, sent, answer_by;
	int answer_days;
	enum claim_state state;
	struct text person_name;
	int64_t tie;
	bool substitute;
};
/* What waits of everybody whose claims `staff` may see at `now`, what was returned to them, and drafts that
 * `staff` writes in together with them; oldest first. */
enum outcome list_waiting_claims(struct db *db, struct arena *a, int64_t staff, int64_t now,
	struct waiting_claim **list, size_t *count) MUST_USE;
/* All of one of them, but the payloads. */
enum outcome load_waiting_claim(struct db *db, struct arena *a, const struct waiting_claim *waiting,
	struct claim *claim) MUST_USE;
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

/* ---- claim_together.c: written down by a coach, with the client ----
 *
 * A draft that a client began is theirs alone: no coach reads it, let alone writes in it, before the client
 * has let them (ACT_LET_WRITE). A coach begins one of their own for the client, who is told in the same
 * change, before a word stands in it, and may write in it, too, go on alone (ACT_WRITE_ALONE), or take it
 * away (ACT_TAKE_BACK). Who wrote it, and the day of a paper it was typed in from, are marked for
 * good from the day it is sent on. It is sent by the client alone, or with a sheet that they signed. */

/* Begins one that claim->writer writes down with claim->person; or goes on with the one that they write
 * already. NO_ENTRY where one is under way in which they may not write; else as begin_claim. The client is
 * told. */
enum outcome begin_together(struct db *db, struct claim *claim, const struct text *criteria,
	size_t count) MUST_USE; /* (change) fills id */
/* The day of the paper (0: none), by its writer and before it was ever sent; else OVERTAKEN. Audited. */
enum outcome save_paper_day(struct db *db, int64_t claim, int64_t writer, int64_t day,
	int64_t now) MUST_USE; /* (change) */

/* What a client says and shows: OVERTAKEN where the claim isn't with them (any more), or isn't theirs.
 * `actor` is the client, or the coach who writes it down with them. */
enum outcome save_claim_words(struct db *db, int64_t claim, int64_t actor, struct text words,
	int64_t now) MUST_USE; /* (change) */
/* Replaces words, link, results and the wish to show of one criterion, as far as they were added since
 * the last decision; files stay. Results are course, page and question; the answer goes along, as it is
 * when the claim is sent. NOT_HERE for a criterion the claim hasn't got. */
enum outcome save_claim_part(struct db *db, int64_t claim, int64_t actor,
	const struct claim_part *part, const struct evidence *evidence, size_t count,
	int64_t now) MUST_USE; /* (change) */

/* Puts answers as they are now into evidence that isn't sent yet. */
enum outcome refresh_results(struct db *db, struct arena *a, const struct claim *claim,
	struct evidence *evidence, size_t count) MUST_USE;
/* A result that stands no more, because its page has changed, goes. */
enum outcome drop_result(
	struct db *db, int64_t claim, int64_t actor, int64_t evidence) MUST_USE; /* (change) */

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
	int64_t to;                         /* to hand over; to let write */
	struct file *sheet;                 /* to confirm: handed in, place and so on filled in */
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

#endif
