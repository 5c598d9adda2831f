/*
 * learning: the latest answer to each question, drafts, visits. What short and number questions
 * were given stays in the answer; what a person wrote of themselves (reflect, evidence) is a
 * payload, a new one each time, and what was given to a coach is in the chain.
 */
#include <stdio.h>

#include "store/inside.h"

/* ---- answers -------------------------------------------------------------------------------- */

static enum outcome load_tries(
	struct db *db, int64_t person, struct text course, struct answer *answer)
{
	OWN_QUERY q = query_of(db, Q_answer_before);
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	bind_text(&q, 3, answer->question);
	enum outcome o = query_row(&q);
	bool before = o == DONE;
	answer->tries = before ? (int)column_number(&q, 0) : 0;
	answer->wrong_tries = before ? (int)column_number(&q, 1) : 0;
	answer->right_once = before && column_number(&q, 2) != 0;
	return rows_end(o);
}

/* Words to a coach are audited with their digest; a reflection is the reader's own. */
static enum outcome keep_words(struct db *db, int64_t person, struct text course,
	const struct answer *answer, int64_t *payload)
{
	char fact[160];
	bool evidence = answer->kind == ASK_EVIDENCE;

	*payload = 0;
	if (!evidence && answer->kind != ASK_REFLECT)
		return DONE;
	TRY(add_payload(db, person, evidence ? PAYLOAD_EVIDENCE : PAYLOAD_REFLECT, answer->words,
		answer->at, payload));
	if (!evidence)
		return DONE;
	snprintf(fact, sizeof fact, "%.*s/%.*s", SHOWN(course), SHOWN(answer->question));
	return note_audit(db,
		&(struct audit_note){ .at = answer->at,
			.actor = person,
			.verb = "evidence-given",
			.subject_kind = "payload",
			.subject = *payload,
			.fact = text_of(fact),
			.payload = *payload });
}

static enum outcome drop_draft(
	struct db *db, int64_t person, struct text course, struct text question)
{
	OWN_QUERY q = query_of(db, Q_draft_drop);
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	bind_text(&q, 3, question);
	return query_run(&q);
}

static enum outcome write_answer(struct db *db, int64_t person, struct text course,
	struct text page, const struct answer *answer, int64_t payload)
{
	OWN_QUERY q = query_of(db, Q_answer_save);
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	bind_text(&q, 3, answer->question);
	bind_text(&q, 4, page);
	bind_chars(&q, 5, question_kind_word(answer->kind));
	bind_text(&q, 6, answer->chosen);
	bind_text(&q, 7, payload ? NO_TEXT : answer->words);
	bind_number(&q, 8, payload);
	bind_chars(&q, 9, verdict_word(answer->verdict));
	bind_number(&q, 10, answer->right_once);
	bind_number(&q, 11, answer->tries);
	bind_number(&q, 12, answer->wrong_tries);
	bind_bytes(&q, 13, answer->key, KEY_DIGEST_SIZE);
	bind_number(&q, 14, answer->at);
	return query_run(&q);
}

enum outcome save_answer(
	struct db *db, int64_t person, struct text course, struct text page, struct answer *answer)
{
	int64_t payload;

	TRY(load_tries(db, person, course, answer));
	answer->tries++;
	answer->wrong_tries +=
		answer->verdict == VERDICT_WRONG || answer->verdict == VERDICT_PARTLY;
	answer->right_once |= answer->verdict == VERDICT_RIGHT;
	TRY(keep_words(db, person, course, answer, &payload));
	TRY(write_answer(db, person, course, page, answer, payload));
	return drop_draft(db, person, course, answer->question);
}

/* The words in the file are in a CHECK of the same list, so not knowing one is a fault. */
static enum outcome read_answer(const struct query *q, struct arena *a, struct answer *answer)
{
	*answer = (struct answer){ .question = column_text(q, 0, a),
		.chosen = column_text(q, 2, a),
		.words = column_text(q, 3, a),
		.right_once = column_number(q, 5) != 0,
		.tries = (int)column_number(q, 6),
		.wrong_tries = (int)column_number(q, 7),
		.at = column_number(q, 9) };
	if (question_kind_of(column_slice(q, 1), &answer->kind) &&
		verdict_of(column_slice(q, 4), &answer->verdict) &&
		column_bytes(q, 8, answer->key, KEY_DIGEST_SIZE))
		return DONE;
	log_fault("an answer in the database can't be read");
	return BROKEN;
}

enum outcome load_answers(struct db *db, struct arena *a, int64_t person, struct text course,
	struct answer **answers, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_answer_list);
	enum outcome o;
	size_t room = 0;

	*answers = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *answers, *count, room);
		TRY(read_answer(&q, a, &(*answers)[(*count)++]));
	}
	return rows_end(o);
}

enum outcome load_answered(struct db *db, struct arena *a, int64_t person, struct text course,
	struct text **questions, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_answer_ids);
	enum outcome o;
	size_t room = 0;

	*questions = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *questions, *count, room);
		(*questions)[(*count)++] = column_text(&q, 0, a);
	}
	return rows_end(o);
}

enum outcome load_answer(struct db *db, struct arena *a, int64_t person, struct text course,
	struct text question, struct answer *answer)
{
	OWN_QUERY q = query_of(db, Q_answer_of);
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	bind_text(&q, 3, question);
	TRY(query_row(&q));
	return read_answer(&q, a, answer);
}

/* ---- drafts --------------------------------------------------------------------------------- */

enum outcome save_draft(struct db *db, int64_t person, struct text course, struct text page,
	const struct draft *draft, int64_t now)
{
	if (draft->words.size == 0 && draft->chosen.size == 0)
		return drop_draft(db, person, course, draft->question);
	OWN_QUERY q = query_of(db, Q_draft_save);
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	bind_text(&q, 3, draft->question);
	bind_text(&q, 4, page);
	bind_text(&q, 5, draft->chosen);
	bind_text(&q, 6, draft->words);
	bind_bytes(&q, 7, draft->key, KEY_DIGEST_SIZE);
	bind_number(&q, 8, now);
	return query_run(&q);
}

enum outcome load_drafts(struct db *db, struct arena *a, int64_t person, struct text course,
	struct draft **drafts, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_draft_list);
	enum outcome o;
	size_t room = 0;

	*drafts = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *drafts, *count, room);
		struct draft *draft = &(*drafts)[(*count)++];
		*draft = (struct draft){ .question = column_text(&q, 0, a),
			.chosen = column_text(&q, 1, a),
			.words = column_text(&q, 2, a) };
		if (!column_bytes(&q, 3, draft->key, KEY_DIGEST_SIZE))
			return BROKEN;
	}
	return rows_end(o);
}

/* ---- visits --------------------------------------------------------------------------------- */

enum outcome note_visit(
	struct db *db, int64_t person, struct text course, struct text page, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_visit_note);
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	bind_text(&q, 3, page);
	bind_number(&q, 4, now);
	return query_run(&q);
}

enum outcome load_visits(struct db *db, struct arena *a, int64_t person, struct text course,
	struct visit **visits, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_visit_list);
	enum outcome o;
	size_t room = 0;

	*visits = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	bind_text(&q, 2, course);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *visits, *count, room);
		(*visits)[(*count)++] = (struct visit){ .page = column_text(&q, 0, a),
			.first = column_number(&q, 1),
			.last = column_number(&q, 2) };
	}
	return rows_end(o);
}
