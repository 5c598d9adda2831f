/*
 * audit: the chain of what was done. A row's digest covers the row and the digest of the one
 * before; the head (the last row's number and digest) is signed once a group of changes, in the
 * same commit. Before the first row of a group the end of the chain is held against its signed
 * head. Where they differ somebody changed the file by hand: that goes into the chain as a row of
 * its own, so that the next head can't cover it up. No fact here holds a personal word.
 */
#include <stdio.h>
#include <string.h>

#include "store/inside.h"

/* The only list of verbs. They are never renamed: the rows that hold them can't be changed. */
static const char *const verbs[] = {
	"made",                /* the file itself */
	VERB_CHAIN_BROKEN,     /* fact: where the head was and where the chain ended */
	"person-added",        /* fact: roles */
	"card-made",           /* subject: the person; fact: the card */
	"card-used",           /* actor: the person */
	"way-back-saved",      /* made or replaced */
	"provider-joined",     /* a sign-in at the organisation's provider, made or replaced */
	"provider-parted",     /* by the person */
	"second-factor-set",   /* made or replaced; fact: which */
	"reset-allowed",       /* by a card that was made for it */
	"second-factor-reset", /* taken away; actor: the person, by a card for it */
	"paper-code-used",     /* in place of the second factor */
	"signed-in",           /* fact: card, passphrase, pictures or provider */
	"signed-out",          /* subject: a session, or the person and fact: all or others */
	"evidence-given",      /* subject: the payload; fact: course/question */
	"help-asked",          /* subject: the request */
	"help-taken",          /* by the coach who will answer */
	"help-answered",       /* payload: the answer, where there are words */
	"tie-begun",           /* subject: the tie; fact: client and coach */
	"tie-ended",           /* subject: the tie */
	"client-handed-over",  /* fact: by which coach to which; payload: a note */
	"claim-begun",         /* subject: the claim; these until claim-withdrawn */
	"claim-sent",          /* payload: their words, each evidence-given, too; fact: answer by */
	"claim-shared",        /* the client lets a coach write in it; fact: whom */
	"claim-unshared",      /* and goes on alone */
	"claim-written-on",    /* by who wrote it, together with the client */
	"claim-paper",         /* typed in from a paper; fact: of what day */
	"claim-confirmed",     /* the same with a sheet that the client signed; fact: answer by */
	"claim-withdrawn",     /* by the client, who may go on with it */
	"claim-resumed",       /* they do */
	"claim-asked-again",   /* payload: why; fact: answer by; so of claim-reopened */
	"claim-taken",         /* by who assesses it */
	"claim-judged",        /* fact: how many criteria */
	"claim-returned",      /* payload: what to add */
	"claim-agreed",        /* on a demonstration */
	"claim-seen",          /* payload: what was seen there */
	"claim-proposed",      /* payload: the reason */
	"claim-sent-back",     /* payload: why */
	"claim-handed-over",   /* fact: to whom; payload: a note */
	"claim-decided",       /* fact: kind and decision; payload: the reason */
	"claim-reopened",      /* by an admin; payload: why */
	"award-made",          /* subject: the award; fact: the decision */
	"award-ended",         /* subject: the claim that was reopened */
	"curriculum-added",    /* subject: the version of an official unit; fact: its code */
	"curriculum-renewed",  /* its end or number; the same */
	"unit-mapped",         /* subject: the mapping; fact: the unit of the courses */
	"unit-unmapped",       /* the same, of the mapping before */
	"disclosed",           /* to a school, by the client: subject: the sending; payload: what */
	"school-answered",     /* written down by actor; subject: the sending; fact: what */
	"absence-named",       /* subject: the absence; fact: coach and substitute */
	"absence-ended",       /* subject: the absence */
	"looked",              /* a page about a person, before it was shown; fact: tie, page */
	"listed",              /* people on a list; fact: each with the tie, 0 for an admin's */
	"renamed",             /* name or organisation, by an admin */
	"roles-changed",       /* fact: the set of roles from now on */
	"person-closed",       /* the account of somebody who leaves */
	"import-begun",        /* subject: the import; fact: rows */
	"import-closed",       /* subject: the import */
	"taken-back",          /* subject: a person of an import who never came in */
	VERB_ERASED,         /* a payload or a file, or of a person fact: entry, words, learning */
	VERB_FILE_GIVEN,     /* subject: the file; actor: who handed it in */
	"taken-along",       /* by the person: all that is theirs; fact: page or all */
	"issuer-key-added",  /* fact: the public key */
	"badge-made",        /* subject: the badge */
	"badge-shared",      /* by its holder */
	"badge-unshared",    /* by its holder */
	"badge-revoked",     /* fact: why */
	"badge-brought",     /* from elsewhere; subject: it, of brought_badge */
	"issuer-checked",    /* of one that was brought: it fits its issuer's document */
	"brought-dropped",   /* by whom it was brought */
	"mail-given",        /* an e-mail address, by the person */
	"mail-confirmed",    /* it is theirs */
	"mail-removed",      /* fact: page or link */
	"feedback-answered", /* subject: the feedback on accessibility; actor: who said so */
	"backup-made",       /* by a command; fact: with or without keys */
	"keys-kept",         /* the recovery sheet is at hand; actor: who showed it */
	"feedback-reopened", /* it was no answer after all */
	"setting-changed",   /* in askel.conf, noted before it is written; fact: section.key */
	"day-closed",        /* subject: the day off; fact: the day */
	"day-opened",        /* the same of a holiday on which the house is open */
	"day-as-usual",      /* the day off no longer holds */
};

static bool is_verb(const char *verb)
{
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		if (strcmp(verb, verbs[i]) == 0)
			return true;
	return false;
}

struct text number_bytes(int64_t number, unsigned char bytes[8])
{
	for (size_t i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
	return bytes_text(bytes, 8);
}

void digest_row(const struct audit_row *row, const unsigned char before[DIGEST_SIZE],
	unsigned char digest[DIGEST_SIZE])
{
	unsigned char number[8], at[8], actor[8], subject[8], payload[8];
	struct text parts[] = {
		number_bytes(row->number, number),
		number_bytes(row->at, at),
		number_bytes(row->actor, actor),
		row->verb,
		row->subject_kind,
		number_bytes(row->subject, subject),
		row->fact,
		number_bytes(row->payload, payload),
		row->payload_digest,
		bytes_text(before, DIGEST_SIZE),
	};
	digest_parts(parts, COUNT_OF(parts), digest);
}

/* ---- the head ------------------------------------------------------------------------------- */

#define HEAD_WORDS "askel audit head"
#define HEAD_SIZE (sizeof HEAD_WORDS - 1 + 8 + DIGEST_SIZE)

static struct text head_bytes(const struct audit_head *head, unsigned char bytes[HEAD_SIZE])
{
	size_t words = sizeof HEAD_WORDS - 1;

	memcpy(bytes, HEAD_WORDS, words);
	number_bytes(head->number, bytes + words);
	memcpy(bytes + words + 8, head->digest, DIGEST_SIZE);
	return bytes_text(bytes, HEAD_SIZE);
}

bool head_signed(const struct audit_head *head, const struct seal *seal)
{
	unsigned char bytes[HEAD_SIZE], key[PUBLIC_KEY_SIZE];

	audit_public_key(seal, key);
	return signature_fits(head_bytes(head, bytes), head->signature, key);
}

enum outcome load_head(struct db *db, struct audit_head *head)
{
	OWN_QUERY q = query_of(db, Q_head_load);
	enum outcome o = query_row(&q);

	*head = (struct audit_head){ 0 };
	if (o != DONE)
		return rows_end(o);
	head->number = column_number(&q, 0);
	column_bytes(&q, 1, head->digest, DIGEST_SIZE);
	column_bytes(&q, 2, head->signature, SIGNATURE_SIZE);
	return DONE;
}

enum outcome sign_head(struct db *db)
{
	struct audit_head head = db->chain.tip;
	unsigned char bytes[HEAD_SIZE];

	if (!db->chain.added)
		return DONE;
	audit_sign(db->chain.seal, head_bytes(&head, bytes), head.signature);
	OWN_QUERY q = query_of(db, Q_head_save);
	bind_number(&q, 1, head.number);
	bind_bytes(&q, 2, head.digest, DIGEST_SIZE);
	bind_bytes(&q, 3, head.signature, SIGNATURE_SIZE);
	TRY(query_run(&q));
	db->chain.ours = head;
	return DONE;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static enum outcome load_payload_digest(
	struct db *db, int64_t payload, unsigned char digest[DIGEST_SIZE])
{
	OWN_QUERY q = query_of(db, Q_payload_load);
	enum outcome o;

	bind_number(&q, 1, payload);
	o = query_row(&q);
	if (o == NOT_HERE)
		log_fault("an audit row names a payload that isn't there");
	if (o != DONE)
		return o == NOT_HERE ? BROKEN : o;
	digest_payload(&q, 0, digest);
	return DONE;
}

static enum outcome add_row(struct db *db, const struct audit_note *note)
{
	struct audit_head *tip = &db->chain.tip;
	unsigned char payload[DIGEST_SIZE], digest[DIGEST_SIZE];
	struct audit_row row = { .number = tip->number + 1,
		.at = note->at,
		.actor = note->actor,
		.verb = text_of(note->verb),
		.subject_kind = text_of(note->subject_kind),
		.subject = note->subject,
		.fact = note->fact,
		.payload = note->payload };

	if (note->payload) {
		TRY(load_payload_digest(db, note->payload, payload));
		row.payload_digest = bytes_text(payload, DIGEST_SIZE);
	}
	digest_row(&row, tip->digest, digest);
	OWN_QUERY q = query_of(db, Q_audit_add);
	bind_number(&q, 1, row.number);
	bind_number(&q, 2, row.at);
	bind_number(&q, 3, row.actor);
	bind_text(&q, 4, row.verb);
	bind_text(&q, 5, row.subject_kind);
	bind_number(&q, 6, row.subject);
	bind_text(&q, 7, row.fact);
	bind_number(&q, 8, row.payload);
	bind_bytes(&q, 9, row.payload_digest.at, row.payload_digest.size);
	bind_bytes(&q, 10, digest, DIGEST_SIZE);
	TRY(query_run(&q));
	tip->number = row.number;
	memcpy(tip->digest, digest, DIGEST_SIZE);
	db->chain.added = true;
	return DONE;
}

static enum outcome load_tip(struct db *db, struct audit_head *tip)
{
	OWN_QUERY q = query_of(db, Q_audit_last);
	enum outcome o = query_row(&q);

	*tip = (struct audit_head){ 0 };
	if (o != DONE)
		return rows_end(o);
	tip->number = column_number(&q, 0);
	column_bytes(&q, 1, tip->digest, DIGEST_SIZE);
	return DONE;
}

/* Whether the chain still holds the row that we signed last: an older head put back together with
 * its rows doesn't. */
static enum outcome find_ours(struct db *db, bool *found)
{
	const struct audit_head *ours = &db->chain.ours;
	unsigned char digest[DIGEST_SIZE];

	OWN_QUERY q = query_of(db, Q_audit_at);
	bind_number(&q, 1, ours->number);
	enum outcome o = query_row(&q);
	*found = o == DONE && column_bytes(&q, 0, digest, DIGEST_SIZE) &&
		memcmp(digest, ours->digest, DIGEST_SIZE) == 0;
	return rows_end(o);
}

/* Whether the chain ends at a head that we signed, or a command that works beside us. */
static enum outcome check_head(struct db *db, const struct audit_head *head, bool *fits)
{
	const struct chain *chain = &db->chain;

	*fits = head->number == chain->tip.number &&
		memcmp(head->digest, chain->tip.digest, DIGEST_SIZE) == 0;
	if (!*fits || memcmp(head, &chain->ours, sizeof *head) == 0)
		return DONE;
	*fits = head_signed(head, chain->seal);
	return *fits && chain->ours.number != 0 ? find_ours(db, fits) : DONE;
}

/* Finds the end of the chain for this group of changes. */
static enum outcome join_chain(struct db *db, int64_t now)
{
	struct chain *chain = &db->chain;
	struct audit_head head;
	char fact[80];
	bool fits;

	if (chain->joined)
		return DONE;
	TRY(load_tip(db, &chain->tip));
	TRY(load_head(db, &head));
	chain->joined = true;
	TRY(check_head(db, &head, &fits));
	if (fits)
		return DONE;
	snprintf(fact, sizeof fact, "head %lld, last row %lld", (long long)head.number,
		(long long)chain->tip.number);
	log_fault("the audit chain doesn't end where it was signed (%s): the file was changed by "
		  "hand; the chain goes on and says so",
		fact);
	return add_row(db,
		&(struct audit_note){ .at = now,
			.verb = VERB_CHAIN_BROKEN,
			.subject_kind = "audit",
			.subject = chain->tip.number,
			.fact = text_of(fact) });
}

enum outcome note_audit(struct db *db, const struct audit_note *note)
{
	if (!db->chain.seal || !is_verb(note->verb)) {
		log_fault("no audit row can be made of %s here", note->verb);
		return BROKEN;
	}
	TRY(join_chain(db, note->at));
	return add_row(db, note);
}

enum outcome note_fact(struct db *db, const char *verb, const char *kind, int64_t subject,
	struct text fact, int64_t actor, int64_t now)
{
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = verb,
			.subject_kind = kind,
			.subject = subject,
			.fact = fact });
}

enum outcome note_oneself(
	struct db *db, int64_t person, const char *verb, struct text fact, int64_t now)
{
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = person,
			.verb = verb,
			.subject_kind = "person",
			.subject = person,
			.fact = fact });
}

/* Adding a person is audited, so people without a chain mean that somebody took the whole of it. */
static enum outcome has_people(struct db *db, bool *has)
{
	OWN_QUERY q = query_of(db, Q_person_any);
	enum outcome o = query_row(&q);

	*has = o == DONE;
	return rows_end(o);
}

enum outcome begin_chain(struct db *db, void *now)
{
	struct audit_head tip, head;
	bool people;

	TRY(load_tip(db, &tip));
	TRY(load_head(db, &head));
	if (tip.number != 0 || head.number != 0)
		return DONE;
	TRY(has_people(db, &people));
	if (people)
		log_fault("the whole audit chain is gone: a new one begins and says so");
	return note_audit(db,
		&(struct audit_note){ .at = *(const int64_t *)now,
			.verb = people ? VERB_CHAIN_BROKEN : "made",
			.subject_kind = "migration",
			.subject = migrations[migration_count - 1].number,
			.fact = people ? TEXT("all rows gone") : NO_TEXT });
}
