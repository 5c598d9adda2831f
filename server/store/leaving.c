/*
 * leaving: the time after somebody's last tie, and what is erased once they have left. Words go
 * through the chain: each payload by an audit row and an erasure, so that `verify` can tell a word
 * that was erased from one that somebody took. What has no words of a person stays: ties and the
 * chain are numbers. One call erases so little that nobody waits for it.
 */
#include "store/inside.h"

#define FILES_AT_ONCE 5
#define PAYLOADS_AT_ONCE 10 /* each is two rows, a row less and a digest */

static const struct {
	const char *word; /* in the chain */
	enum query_name due, more;
} classes[] = {
	[ERASE_ENTRY] = { "entry", Q_erasable_entry, Q_erase_more_entry },
	[ERASE_WORDS] = { "words", Q_erasable_words, Q_erase_more_words },
	[ERASE_LEARNING] = { "learning", Q_erasable_learning, Q_erase_more_learning },
};

/* ---- after the last tie --------------------------------------------------------------------- */

enum outcome load_last_tie(struct db *db, int64_t client, int64_t *ends)
{
	OWN_QUERY q = query_of(db, Q_tie_last);
	bind_number(&q, 1, client);
	TRY(query_row(&q));
	*ends = column_number(&q, 0);
	return DONE;
}

static enum outcome read_numbers(
	const struct query *q, struct arena *a, int64_t **numbers, size_t *count)
{
	enum outcome o;
	size_t room = 0;

	*numbers = NULL;
	*count = 0;
	while ((o = query_row(q)) == DONE) {
		GROW(a, *numbers, *count, room);
		(*numbers)[(*count)++] = column_number(q, 0);
	}
	return rows_end(o);
}

static enum outcome list_before(struct db *db, struct arena *a, enum query_name name,
	int64_t before, size_t most, int64_t **people, size_t *count)
{
	OWN_QUERY q = query_of(db, name);
	bind_number(&q, 1, before);
	bind_number(&q, 2, (int64_t)most);
	return read_numbers(&q, a, people, count);
}

enum outcome list_leavers(struct db *db, struct arena *a, int64_t before, size_t most,
	int64_t **people, size_t *count)
{
	return list_before(db, a, Q_leaver_list, before, most, people, count);
}

enum outcome close_leaver(struct db *db, int64_t person, int64_t before, int64_t now)
{
	OWN_ARENA a = arena_open();
	struct person p;
	int64_t ends;

	TRY(load_person(db, a, person, &p));
	TRY(load_last_tie(db, person, &ends));
	if (p.closed || p.roles != ROLE_CLIENT || ends == 0 || ends > before)
		return OVERTAKEN;
	return close_person(db, person, 0, now);
}

/* ---- erasing -------------------------------------------------------------------------------- */

enum outcome list_erasable(struct db *db, struct arena *a, enum erase_class class, int64_t before,
	size_t most, int64_t **people, size_t *count)
{
	return list_before(db, a, classes[class].due, before, most, people, count);
}

static enum outcome run_for(struct db *db, enum query_name name, int64_t person)
{
	OWN_QUERY q = query_of(db, name);
	bind_number(&q, 1, person);
	return query_run(&q);
}

static enum outcome note_erased(struct db *db, const char *kind, int64_t subject, struct text fact,
	int64_t actor, int64_t now)
{
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = VERB_ERASED,
			.subject_kind = kind,
			.subject = subject,
			.fact = fact });
}

static enum outcome erase_payload(struct db *db, int64_t payload, int64_t actor, int64_t now)
{
	TRY(note_erased(db, "payload", payload, NO_TEXT, actor, now));
	OWN_QUERY q = query_of(db, Q_erasure_add);
	bind_number(&q, 1, payload);
	bind_number(&q, 2, db->chain.tip.number);
	TRY(query_run(&q));
	return run_for(db, Q_payload_erase, payload);
}

static enum outcome some_payloads(
	struct db *db, int64_t person, int64_t payloads[PAYLOADS_AT_ONCE], size_t *count)
{
	OWN_QUERY q = query_of(db, Q_payload_some);
	enum outcome o = DONE;

	bind_number(&q, 1, person);
	bind_number(&q, 2, PAYLOADS_AT_ONCE);
	*count = 0;
	while (*count < PAYLOADS_AT_ONCE && (o = query_row(&q)) == DONE)
		payloads[(*count)++] = column_number(&q, 0);
	return rows_end(o);
}

static enum outcome erase_words(struct db *db, int64_t person, int64_t actor, int64_t now)
{
	int64_t payloads[PAYLOADS_AT_ONCE];
	size_t count;

	TRY(some_payloads(db, person, payloads, &count));
	for (size_t i = 0; i < count; i++)
		TRY(erase_payload(db, payloads[i], actor, now));
	TRY(erase_some_files(db, person, FILES_AT_ONCE, actor, now));
	return run_for(db, Q_erase_drafts, person);
}

static enum outcome erase_all(
	struct db *db, const enum query_name *names, size_t count, int64_t person)
{
	for (size_t i = 0; i < count; i++)
		TRY(run_for(db, names[i], person));
	return DONE;
}

static enum outcome erase_of(
	struct db *db, int64_t person, enum erase_class class, int64_t actor, int64_t now)
{
	static const enum query_name entry[] = { Q_erase_way_back, Q_erase_factor,
		Q_erase_paper_codes, Q_erase_cards, Q_erase_sessions, Q_erase_notices, Q_erase_mail,
		Q_erase_provider_link, Q_erase_provider_form };
	static const enum query_name learning[] = { Q_erase_answers, Q_erase_visits, Q_erase_help,
		Q_erase_badges, Q_erase_brought, Q_erase_badge_name, Q_erase_evidence,
		Q_erase_judgements, Q_erase_demonstrations, Q_erase_school_answers,
		Q_erase_sendings, Q_erase_awards, Q_erase_decisions, Q_erase_parts, Q_erase_claim,
		Q_erase_name };

	switch (class) {
	case ERASE_ENTRY:
		return erase_all(db, entry, COUNT_OF(entry), person);
	case ERASE_WORDS:
		return erase_words(db, person, actor, now);
	case ERASE_LEARNING:
		return erase_all(db, learning, COUNT_OF(learning), person);
	}
	return BROKEN;
}

static enum outcome has_more(struct db *db, int64_t person, enum erase_class class, bool *more)
{
	OWN_QUERY q = query_of(db, classes[class].more);
	bind_number(&q, 1, person);
	TRY(query_row(&q));
	*more = column_number(&q, 0) != 0;
	return DONE;
}

enum outcome erase_some(struct db *db, int64_t person, enum erase_class class, int64_t actor,
	int64_t now, bool *more)
{
	OWN_ARENA a = arena_open();
	struct person p;

	TRY(load_person(db, a, person, &p));
	if (!p.closed)
		return OVERTAKEN;
	TRY(has_more(db, person, class, more));
	if (!*more)
		return DONE;
	TRY(erase_of(db, person, class, actor, now));
	TRY(has_more(db, person, class, more));
	if (*more)
		return DONE;
	return note_erased(db, "person", person, text_of(classes[class].word), actor, now);
}
