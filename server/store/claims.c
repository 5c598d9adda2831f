/*
 * claims: what a client says and shows of what they can, criterion by criterion, and all of it read back.
 * Steps from one state to the next are claim_moves.c's.
 */
#include "store/inside.h"

#define X(name, word) [name] = (word),
static const char *const second_words[] = { CLAIM_SECONDS(X) };
static const char *const route_words[] = { CLAIM_ROUTES(X) };
static const char *const saying_words[] = { CLAIM_SAYINGS(X) };
static const char *const ground_words[] = { CLAIM_GROUNDS(X) };
static const char *const confirmation_words[] = { CLAIM_CONFIRMATIONS(X) };
#undef X

/* The words in the file are in a CHECK of the same list. */
static int place_of(const char *const *words, size_t count, struct text word)
{
	size_t place = text_place(word, words, count);
	return place < count ? (int)place : 0;
}

const char *claim_second_word(enum claim_second second)
{
	return second_words[second];
}

const char *claim_route_word(enum claim_route route)
{
	return route_words[route];
}

const char *claim_ground_word(enum claim_ground ground)
{
	return ground_words[ground];
}

const char *claim_confirmation_word(enum claim_confirmation confirmed_by)
{
	return confirmation_words[confirmed_by];
}

const char *claim_saying_word(enum claim_saying said)
{
	return saying_words[said];
}

/* ---- reading -------------------------------------------------------------------------------- */

static enum outcome unreadable(void)
{
	log_fault("a claim in the database can't be read");
	return BROKEN;
}

static enum outcome read_claim(const struct query *q, struct arena *a, struct claim *c)
{
	*c = (struct claim){ .id = column_number(q, 0),
		.person = column_number(q, 1),
		.unit = column_text(q, 2, a),
		.version = column_text(q, 3, a),
		.studied = text_is_chars(column_slice(q, 4), "studied"),
		.round = (int)column_number(q, 6),
		.moves = column_number(q, 7),
		.writer = column_number(q, 8),
		.paper_day = column_number(q, 9),
		.made = column_number(q, 10),
		.sent = column_number(q, 11),
		.answer_by = column_number(q, 12),
		.answer_days = (int)column_number(q, 13),
		.assessor = column_number(q, 14),
		.assessor_name = column_text(q, 15, a),
		.proposer = column_number(q, 16),
		.proposer_name = column_text(q, 17, a),
		.second = (enum claim_second)place_of(
			second_words, COUNT_OF(second_words), column_slice(q, 18)),
		.route = (enum claim_route)place_of(
			route_words, COUNT_OF(route_words), column_slice(q, 19)),
		.said = (enum claim_saying)place_of(
			saying_words, COUNT_OF(saying_words), column_slice(q, 20)),
		.said_by_name = column_text(q, 21, a),
		.person_name = column_text(q, 22, a),
		.ground = (enum claim_ground)place_of(
			ground_words, COUNT_OF(ground_words), column_slice(q, 23)),
		.writer_name = column_text(q, 24, a),
		.writing = column_number(q, 25) != 0,
		.confirmed = column_number(q, 26),
		.confirmed_by = (enum claim_confirmation)place_of(
			confirmation_words, COUNT_OF(confirmation_words), column_slice(q, 27)),
		.words = NO_TEXT,
		.message = NO_TEXT,
		.assessors = NO_TEXT };
	return claim_state_of(column_slice(q, 5), &c->state) ? DONE : unreadable();
}

#define AFTER_CLAIM 28 /* the first column behind CLAIM_COLUMNS */

enum outcome load_claim(struct db *db, struct arena *a, int64_t id, struct claim *claim)
{
	OWN_QUERY q = query_of(db, Q_claim_load);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	TRY(read_claim(&q, a, claim));
	claim->words = column_text(&q, AFTER_CLAIM, a);
	claim->message = column_text(&q, AFTER_CLAIM + 1, a);
	claim->assessors = column_text(&q, AFTER_CLAIM + 2, a);
	return DONE;
}

static enum outcome read_claims(
	const struct query *q, struct arena *a, struct claim **claims, size_t *count)
{
	enum outcome o;
	size_t room = 0;

	*claims = NULL;
	*count = 0;
	while ((o = query_row(q)) == DONE) {
		GROW(a, *claims, *count, room);
		TRY(read_claim(q, a, &(*claims)[(*count)++]));
	}
	return rows_end(o);
}

enum outcome list_own_claims(
	struct db *db, struct arena *a, int64_t person, struct claim **claims, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_claim_list_own);
	bind_number(&q, 1, person);
	return read_claims(&q, a, claims, count);
}

enum outcome list_client_claims(struct db *db, struct arena *a, int64_t person, int64_t staff,
	struct claim **claims, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_claim_of_client);
	bind_number(&q, 1, person);
	bind_number(&q, 2, staff);
	return read_claims(&q, a, claims, count);
}

enum outcome list_waiting_claims(struct db *db, struct arena *a, int64_t staff, int64_t now,
	struct waiting_claim **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_claim_waiting);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, staff);
	bind_number(&q, 2, now);
	bind_number(&q, 3, SCOPE_CLAIMS);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		struct waiting_claim *c = &(*list)[(*count)++];
		*c = (struct waiting_claim){ .id = column_number(&q, 0),
			.person = column_number(&q, 1),
			.assessor = column_number(&q, 3),
			.proposer = column_number(&q, 4),
			.sent = column_number(&q, 5),
			.answer_by = column_number(&q, 6),
			.answer_days = (int)column_number(&q, 7),
			.person_name = column_text(&q, 8, a),
			.tie = column_number(&q, 9),
			.substitute = column_number(&q, 10) != 0 };
		if (!claim_state_of(column_slice(&q, 2), &c->state))
			return unreadable();
	}
	return rows_end(o);
}

enum outcome load_waiting_claim(
	struct db *db, struct arena *a, const struct waiting_claim *waiting, struct claim *claim)
{
	OWN_QUERY q = query_of(db, Q_claim_row);
	bind_number(&q, 1, waiting->id);
	TRY(query_row(&q));
	TRY(read_claim(&q, a, claim));
	claim->tie = waiting->tie;
	claim->substitute = waiting->substitute;
	return DONE;
}

enum outcome load_claim_parts(
	struct db *db, struct arena *a, int64_t claim, struct claim_part **parts, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_claim_part_list);
	enum outcome o;
	size_t room = 0;

	*parts = NULL;
	*count = 0;
	bind_number(&q, 1, claim);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *parts, *count, room);
		struct claim_part *part = &(*parts)[(*count)++];
		*part = (struct claim_part){ .criterion = column_text(&q, 0, a),
			.earlier = column_number(&q, 2) };
		if (!self_rating_of(column_slice(&q, 1), &part->self))
			return unreadable();
	}
	return rows_end(o);
}

enum outcome load_evidence(
	struct db *db, struct arena *a, int64_t claim, struct evidence **evidence, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_evidence_list);
	enum outcome o;
	size_t room = 0;

	*evidence = NULL;
	*count = 0;
	bind_number(&q, 1, claim);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *evidence, *count, room);
		struct evidence *e = &(*evidence)[(*count)++];
		*e = (struct evidence){ .id = column_number(&q, 0),
			.criterion = column_text(&q, 1, a),
			.round = (int)column_number(&q, 2),
			.words = column_text(&q, 4, a),
			.payload = column_number(&q, 5),
			.course = column_text(&q, 6, a),
			.page = column_text(&q, 7, a),
			.question = column_text(&q, 8, a),
			.verdict = column_text(&q, 9, a),
			.made = column_number(&q, 10) };
		if (!evidence_kind_of(column_slice(&q, 3), &e->kind))
			return unreadable();
	}
	return rows_end(o);
}

enum outcome load_claim_judgements(struct db *db, struct arena *a, int64_t claim, int round,
	struct claim_judgement **judgements, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_claim_judgement_list);
	enum outcome o;
	size_t room = 0;

	*judgements = NULL;
	*count = 0;
	bind_number(&q, 1, claim);
	bind_number(&q, 2, round);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *judgements, *count, room);
		struct claim_judgement *j = &(*judgements)[(*count)++];
		*j = (struct claim_judgement){ .criterion = column_text(&q, 0, a),
			.note = column_text(&q, 2, a) };
		if (!judgement_of(column_slice(&q, 1), &j->judgement))
			return unreadable();
	}
	return rows_end(o);
}

enum outcome load_demonstrations(
	struct db *db, struct arena *a, int64_t claim, struct demonstration **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_claim_demonstration_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, claim);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = (struct demonstration){ .id = column_number(&q, 0),
			.at = column_number(&q, 1),
			.place = column_text(&q, 2, a),
			.tasks = column_text(&q, 3, a),
			.present = column_text(&q, 4, a),
			.seen = column_text(&q, 5, a),
			.noted = column_number(&q, 6) };
	}
	return rows_end(o);
}

enum outcome load_decisions(
	struct db *db, struct arena *a, int64_t claim, struct decision **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_decision_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, claim);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		struct decision *d = &(*list)[(*count)++];
		*d = (struct decision){ .id = column_number(&q, 0),
			.round = (int)column_number(&q, 1),
			.ground = (enum claim_ground)place_of(
				ground_words, COUNT_OF(ground_words), column_slice(&q, 3)),
			.shown = (int)column_number(&q, 4),
			.parts = (int)column_number(&q, 5),
			.reason = column_text(&q, 6, a),
			.proposer = column_number(&q, 7),
			.proposer_name = column_text(&q, 8, a),
			.decider = column_number(&q, 9),
			.decider_name = column_text(&q, 10, a),
			.second = (enum claim_second)place_of(
				second_words, COUNT_OF(second_words), column_slice(&q, 11)),
			.route = (enum claim_route)place_of(
				route_words, COUNT_OF(route_words), column_slice(&q, 12)),
			.at = column_number(&q, 13),
			.names = column_number(&q, 14) };
		if (!claim_state_of(column_slice(&q, 2), &d->kind))
			return unreadable();
	}
	return rows_end(o);
}

enum outcome list_awards(
	struct db *db, struct arena *a, int64_t person, struct award **awards, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_award_of);
	enum outcome o;
	size_t room = 0;

	*awards = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *awards, *count, room);
		(*awards)[(*count)++] = (struct award){ .id = column_number(&q, 0),
			.person = person,
			.unit = column_text(&q, 1, a),
			.version = column_text(&q, 2, a),
			.claim = column_number(&q, 3),
			.decision = column_number(&q, 4),
			.made = column_number(&q, 5) };
	}
	return rows_end(o);
}

/* ---- beginning ------------------------------------------------------------------------------ */

/* NOT_HERE where none is open for that unit. */
static enum outcome find_open(struct db *db, struct claim *claim)
{
	OWN_QUERY q = query_of(db, Q_claim_of_unit);
	bind_number(&q, 1, claim->person);
	bind_text(&q, 2, claim->unit);
	TRY(query_row(&q));
	claim->id = column_number(&q, 0);
	return DONE;
}

static enum outcome need_no_award(struct db *db, const struct claim *claim)
{
	OWN_QUERY q = query_of(db, Q_award_of);
	enum outcome o;

	bind_number(&q, 1, claim->person);
	while ((o = query_row(&q)) == DONE)
		if (text_is(column_slice(&q, 1), claim->unit))
			return OVERTAKEN;
	return rows_end(o);
}

static enum outcome insert_claim(struct db *db, struct claim *claim)
{
	OWN_QUERY q = query_of(db, Q_claim_add);
	bind_number(&q, 1, claim->person);
	bind_text(&q, 2, claim->unit);
	bind_text(&q, 3, claim->version);
	bind_chars(&q, 4, claim->studied ? "studied" : "prior");
	bind_number(&q, 5, claim->writer);
	bind_number(&q, 6, claim->paper_day);
	bind_number(&q, 7, claim->made);
	TRY(query_run(&q));
	claim->id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

static enum outcome insert_part(
	struct db *db, const struct claim *claim, struct text criterion, size_t place)
{
	OWN_QUERY q = query_of(db, Q_claim_part_add);
	bind_number(&q, 1, claim->id);
	bind_text(&q, 2, criterion);
	bind_number(&q, 3, (int64_t)place);
	bind_number(&q, 4, claim->person);
	bind_text(&q, 5, claim->unit);
	return query_run(&q);
}

enum outcome begin_claim(
	struct db *db, struct claim *claim, const struct text *criteria, size_t count)
{
	enum outcome o = find_open(db, claim);

	if (o != NOT_HERE)
		return o;
	TRY(need_no_award(db, claim));
	TRY(insert_claim(db, claim));
	for (size_t i = 0; i < count; i++)
		TRY(insert_part(db, claim, criteria[i], i));
	return note_audit(db,
		&(struct audit_note){ .at = claim->made,
			.actor = claim->writer ? claim->writer : claim->person,
			.verb = "claim-begun",
			.subject_kind = "claim",
			.subject = claim->id,
			.fact = claim->unit });
}

/* ---- what a client says and shows ----------------------------------------------------------- */

enum outcome load_editable_claim(
	struct db *db, struct arena *a, int64_t id, int64_t actor, struct claim *claim)
{
	enum claim_state next;

	TRY(load_claim(db, a, id, claim));
	struct claim_people people = claim_people_of(claim);
	enum claim_relation relation = claim_relation_of(claim->state, &people, actor, false);
	return claim_step(claim->state, ACT_EDIT, relation, &next) ? DONE : OVERTAKEN;
}

static enum outcome set_words(struct db *db, int64_t claim, int64_t payload)
{
	OWN_QUERY q = query_of(db, Q_claim_words);
	bind_number(&q, 1, claim);
	bind_number(&q, 2, payload);
	return query_run(&q);
}

enum outcome save_claim_words(
	struct db *db, int64_t id, int64_t actor, struct text words, int64_t now)
{
	OWN_ARENA a = arena_open();
	struct claim claim;
	int64_t payload = 0;

	TRY(load_editable_claim(db, a, id, actor, &claim));
	if (text_is(claim.words, words))
		return DONE;
	if (words.size > 0)
		TRY(add_payload(db, claim.person, PAYLOAD_CLAIM, words, now, &payload));
	return set_words(db, id, payload);
}

static enum outcome set_self(struct db *db, int64_t claim, const struct claim_part *part)
{
	OWN_QUERY q = query_of(db, Q_claim_part_self);
	bind_number(&q, 1, claim);
	bind_text(&q, 2, part->criterion);
	bind_chars(&q, 3, self_rating_word(part->self));
	return query_change(&q);
}

enum outcome drop_evidence(struct db *db, int64_t id)
{
	OWN_QUERY q = query_of(db, Q_evidence_drop);
	bind_number(&q, 1, id);
	return query_run(&q);
}

enum outcome insert_evidence(
	struct db *db, const struct claim *claim, const struct evidence *e, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_evidence_add);
	bind_number(&q, 1, claim->id);
	bind_text(&q, 2, e->criterion);
	bind_number(&q, 3, claim->round);
	bind_chars(&q, 4, evidence_kind_word(e->kind));
	bind_number(&q, 5, e->payload);
	bind_text(&q, 6, e->course);
	bind_text(&q, 7, e->page);
	bind_text(&q, 8, e->question);
	bind_text(&q, 9, e->verdict);
	bind_number(&q, 10, now);
	return query_run(&q);
}

/* A result is never the same: the answer may be another by now. */
static bool same_evidence(const struct evidence *a, const struct evidence *b)
{
	return a->kind == b->kind && a->kind != EVIDENCE_RESULT && text_is(a->words, b->words);
}

static bool holds_evidence(const struct evidence *list, size_t count, const struct evidence *one)
{
	for (size_t i = 0; i < count; i++)
		if (same_evidence(&list[i], one))
			return true;
	return false;
}

/* What was there and isn't in the form any more goes; what stays keeps its number and its time. */
static enum outcome drop_others(struct db *db, const struct evidence *old, size_t old_count,
	const struct evidence *new, size_t new_count)
{
	for (size_t i = 0; i < old_count; i++)
		if (!holds_evidence(new, new_count, &old[i]))
			TRY(drop_evidence(db, old[i].id));
	return DONE;
}

static enum outcome add_one(struct db *db, struct arena *a, const struct claim *claim,
	const struct evidence *one, int64_t now)
{
	struct evidence e = *one;

	if (e.words.size > 0)
		TRY(add_payload(db, claim->person, PAYLOAD_EVIDENCE, e.words, now, &e.payload));
	TRY(fix_result(db, a, claim->person, &e));
	return insert_evidence(db, claim, &e, now);
}

/* Those of this criterion that can still be changed, and files aside. */
static size_t pick_open(const struct evidence *all, size_t count, const struct claim *claim,
	struct text criterion, struct evidence *picked)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (text_is(all[i].criterion, criterion) && all[i].round == claim->round &&
			all[i].kind != EVIDENCE_FILE)
			picked[found++] = all[i];
	return found;
}

enum outcome save_claim_part(struct db *db, int64_t id, int64_t actor,
	const struct claim_part *part, const struct evidence *evidence, size_t count, int64_t now)
{
	OWN_ARENA a = arena_open();
	struct claim claim;
	struct evidence *old;
	size_t old_count;

	TRY(load_editable_claim(db, a, id, actor, &claim));
	TRY(set_self(db, id, part));
	TRY(load_evidence(db, a, id, &old, &old_count));
	struct evidence *here = arena_take_many(a, old_count + 1, sizeof *here);
	size_t here_count = pick_open(old, old_count, &claim, part->criterion, here);
	TRY(drop_others(db, here, here_count, evidence, count));
	for (size_t i = 0; i < count; i++)
		if (!holds_evidence(here, here_count, &evidence[i]))
			TRY(add_one(db, a, &claim, &evidence[i], now));
	return DONE;
}
