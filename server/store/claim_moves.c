/*
 * claim_moves: the steps of a claim. One way through for all of them: the claim as it is now, learn's
 * table, what the act brings along, one UPDATE that only the state and count of steps the form was made
 * at let through, who is told, the chain. Two people at once: the second changes nothing.
 */
#include <stdio.h>

#include "store/inside.h"

struct step {
	struct db *db;
	struct arena *arena;
	struct claim_move *move;
	struct claim before, after; /* `after` becomes what the UPDATE writes */
	int64_t payload;            /* of the message */
};

static const struct {
	const char *verb;
	enum claim_saying said; /* how the message is kept; SAID_NOTHING: what was said stays */
} acts[] = {
	[ACT_SEND] = { "claim-sent", SAID_NOTHING },
	[ACT_LET_WRITE] = { "claim-shared", SAID_NOTHING },
	[ACT_WRITE_ALONE] = { "claim-unshared", SAID_NOTHING },
	[ACT_WRITE] = { "claim-written-on", SAID_NOTHING },
	[ACT_CONFIRM] = { "claim-confirmed", SAID_NOTHING },
	[ACT_TAKE_BACK] = { "claim-withdrawn", SAID_NOTHING },
	[ACT_RESUME] = { "claim-resumed", SAID_NOTHING },
	[ACT_ASK_AGAIN] = { "claim-asked-again", SAID_AGAIN },
	[ACT_TAKE] = { "claim-taken", SAID_NOTHING },
	[ACT_JUDGE] = { "claim-judged", SAID_NOTHING },
	[ACT_RETURN] = { "claim-returned", SAID_RETURNED },
	[ACT_AGREE] = { "claim-agreed", SAID_NOTHING },
	[ACT_SEEN] = { "claim-seen", SAID_NOTHING },
	[ACT_PROPOSE] = { "claim-proposed", SAID_PROPOSED },
	[ACT_APPROVE] = { "claim-decided", SAID_NOTHING },
	[ACT_APPROVE_PART] = { "claim-decided", SAID_NOTHING },
	[ACT_NOT_YET] = { "claim-decided", SAID_NOTHING },
	[ACT_SEND_BACK] = { "claim-sent-back", SAID_SENT_BACK },
	[ACT_HAND_OVER] = { "claim-handed-over", SAID_HANDED_OVER },
	[ACT_REOPEN] = { "claim-reopened", SAID_REOPENED },
};

/* ---- whether it may be ---------------------------------------------------------------------- */

static enum outcome admit_step(struct step *s)
{
	struct claim_move *m = s->move;
	struct claim_people people = claim_people_of(&s->before);
	bool took = false;

	if (s->before.moves != m->moves)
		return OVERTAKEN;
	if (s->before.round > 1 && m->actor != s->before.person)
		TRY(took_part(s->db, &s->before, m->actor, m->now, &took));
	enum claim_relation relation =
		m->admin ? BY_ADMIN : claim_relation_of(s->before.state, &people, m->actor, took);
	return claim_step(s->before.state, m->act, relation, &s->after.state) ? DONE : NO_ENTRY;
}

/* ---- judgements ----------------------------------------------------------------------------- */

static enum outcome keep_judgement(
	struct step *s, const struct claim_judgement *judgement, int64_t note)
{
	OWN_QUERY q = query_of(s->db, Q_claim_judge);
	bind_number(&q, 1, s->before.id);
	bind_number(&q, 2, s->before.round);
	bind_text(&q, 3, judgement->criterion);
	bind_chars(&q, 4, judgement_word(judgement->judgement));
	bind_number(&q, 5, note);
	bind_number(&q, 6, s->move->actor);
	bind_number(&q, 7, s->move->now);
	return query_run(&q);
}

/* The payload of a note that is the same already; 0 where it is new, or empty. */
static enum outcome find_note(
	struct step *s, const struct claim_judgement *judgement, int64_t *note)
{
	OWN_QUERY q = query_of(s->db, Q_claim_judgement_list);
	enum outcome o;

	*note = 0;
	bind_number(&q, 1, s->before.id);
	bind_number(&q, 2, s->before.round);
	while ((o = query_row(&q)) == DONE)
		if (text_is(column_slice(&q, 0), judgement->criterion) &&
			text_is(column_slice(&q, 2), judgement->note))
			*note = column_number(&q, 3);
	return rows_end(o);
}

static enum outcome keep_words(struct step *s, struct text words, int64_t *payload)
{
	*payload = 0;
	if (words.size == 0)
		return DONE;
	return add_payload(s->db, s->before.person, PAYLOAD_CLAIM, words, s->move->now, payload);
}

static bool has_part(const struct claim_part *parts, size_t count, struct text criterion)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(parts[i].criterion, criterion))
			return true;
	return false;
}

static enum outcome keep_judgements(struct step *s)
{
	struct claim_part *parts;
	size_t count;
	int64_t note;

	TRY(load_claim_parts(s->db, s->arena, s->before.id, &parts, &count));
	for (size_t i = 0; i < s->move->judgement_count; i++) {
		const struct claim_judgement *one = &s->move->judgements[i];
		if (!has_part(parts, count, one->criterion))
			return NOT_HERE;
		TRY(find_note(s, one, &note));
		if (note == 0)
			TRY(keep_words(s, one->note, &note));
		TRY(keep_judgement(s, one, note));
	}
	s->after.route = s->move->route;
	if (text_is(s->move->assessors, s->before.assessors))
		return DONE;
	TRY(keep_words(s, s->move->assessors, &note));
	OWN_QUERY q = query_of(s->db, Q_claim_assessors);
	bind_number(&q, 1, s->before.id);
	bind_number(&q, 2, note);
	return query_run(&q);
}

/* The judgement of each criterion in this round; shown before and not judged now is shown. */
static enum outcome load_verdicts(
	struct step *s, enum judgement **verdicts, size_t *count, int *shown)
{
	struct claim_part *parts;
	struct claim_judgement *list;
	size_t listed;

	TRY(load_claim_parts(s->db, s->arena, s->before.id, &parts, count));
	TRY(load_claim_judgements(s->db, s->arena, s->before.id, s->before.round, &list, &listed));
	*verdicts = arena_take_many(s->arena, *count + 1, sizeof **verdicts);
	*shown = 0;
	for (size_t i = 0; i < *count; i++) {
		for (size_t k = 0; k < listed; k++)
			if (text_is(list[k].criterion, parts[i].criterion))
				(*verdicts)[i] = list[k].judgement;
		if ((*verdicts)[i] == JUDGED_NOTHING && parts[i].earlier)
			(*verdicts)[i] = JUDGED_SHOWN;
		*shown += (*verdicts)[i] == JUDGED_SHOWN;
	}
	return DONE;
}

/* ---- deciding ------------------------------------------------------------------------------- */

static enum outcome check_verdicts(struct step *s, size_t *parts, int *shown)
{
	enum judgement *verdicts;
	enum claim_act act;

	TRY(load_verdicts(s, &verdicts, parts, shown));
	if (!claim_decision(verdicts, *parts, &act))
		return BAD_FORM;
	return s->move->act == ACT_PROPOSE || s->move->act == act ? DONE : BAD_FORM;
}

static enum outcome insert_decision(struct step *s, size_t parts, int shown, int64_t *id)
{
	OWN_QUERY q = query_of(s->db, Q_decision_add);
	bind_number(&q, 1, s->before.id);
	bind_number(&q, 2, s->before.round);
	bind_chars(&q, 3, claim_state_word(s->after.state));
	bind_number(&q, 4, shown);
	bind_number(&q, 5, (int64_t)parts);
	bind_number(&q, 6, s->payload);
	bind_number(&q, 7, s->before.state == CLAIM_PROPOSED ? s->before.proposer : 0);
	bind_number(&q, 8, s->move->actor);
	bind_number(&q, 9, s->move->now);
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(s->db->sqlite);
	return DONE;
}

static enum outcome note_about(
	struct step *s, const char *verb, const char *kind, int64_t subject, struct text fact)
{
	return note_audit(s->db,
		&(struct audit_note){ .at = s->move->now,
			.actor = s->move->actor,
			.verb = verb,
			.subject_kind = kind,
			.subject = subject,
			.fact = fact });
}

static enum outcome make_award(struct step *s, int64_t decision)
{
	struct award award = { .person = s->before.person,
		.unit = s->before.unit,
		.version = s->before.version,
		.claim = s->before.id,
		.decision = decision,
		.made = s->move->now };
	{
		OWN_QUERY q = query_of(s->db, Q_award_add);
		bind_number(&q, 1, award.person);
		bind_text(&q, 2, award.unit);
		bind_text(&q, 3, award.version);
		bind_number(&q, 4, award.claim);
		bind_number(&q, 5, award.decision);
		bind_number(&q, 6, award.made);
		TRY(query_run(&q));
	}
	award.id = sqlite3_last_insert_rowid(s->db->sqlite);
	TRY(note_about(s, "award-made", "award", award.id,
		arena_print(s->arena, "decision %lld", (long long)decision)));
	return s->move->award ? s->move->award(s->db, s->move->award_context, &award) : DONE;
}

static enum outcome decide(struct step *s)
{
	size_t parts;
	int shown;
	int64_t decision;

	TRY(check_verdicts(s, &parts, &shown));
	/* The second person gives the reason, or lets the proposer's stand. */
	if (s->payload == 0 && s->before.state == CLAIM_PROPOSED)
		TRY(keep_words(s, s->before.message, &s->payload));
	TRY(insert_decision(s, parts, shown, &decision));
	return s->after.state == CLAIM_APPROVED ? make_award(s, decision) : DONE;
}

/* A proposal names who made it; who waits for it is told by tell(). */
static enum outcome propose(struct step *s)
{
	size_t parts;
	int shown;

	s->after.proposer = s->move->actor;
	return check_verdicts(s, &parts, &shown);
}

/* ---- the other acts ------------------------------------------------------------------------- */

static enum outcome add_demonstration(struct step *s)
{
	int64_t place, tasks;

	TRY(keep_words(s, s->move->demonstration.place, &place));
	TRY(keep_words(s, s->move->demonstration.tasks, &tasks));
	OWN_QUERY q = query_of(s->db, Q_claim_demonstration_add);
	bind_number(&q, 1, s->before.id);
	bind_number(&q, 2, s->move->demonstration.at);
	bind_number(&q, 3, place);
	bind_number(&q, 4, tasks);
	bind_number(&q, 5, s->move->actor);
	bind_number(&q, 6, s->move->now);
	return query_run(&q);
}

static enum outcome note_demonstration(struct step *s)
{
	int64_t present, seen;

	TRY(keep_words(s, s->move->demonstration.present, &present));
	TRY(keep_words(s, s->move->demonstration.seen, &seen));
	s->payload = seen;
	s->after.route = ROUTE_DEMONSTRATION;
	OWN_QUERY q = query_of(s->db, Q_claim_demonstration_seen);
	bind_number(&q, 1, s->before.id);
	bind_number(&q, 2, s->move->demonstration.at);
	bind_number(&q, 3, present);
	bind_number(&q, 4, seen);
	bind_number(&q, 5, s->move->now);
	return query_run(&q);
}

static void promise(struct step *s)
{
	s->after.sent = s->move->now;
	s->after.answer_by = s->move->answer_by;
	s->after.answer_days = s->move->answer_days;
}

static enum outcome may_open(struct step *s, int64_t coach, bool *may)
{
	int64_t *coaches;
	size_t count;

	*may = false;
	TRY(list_claim_coaches(s->db, s->arena, s->before.person, s->move->now, &coaches, &count));
	for (size_t i = 0; i < count; i++)
		*may = *may || coaches[i] == coach;
	return DONE;
}

/* The coach it goes to may open it, and had no part in what is looked at anew. */
static enum outcome hand_over(struct step *s)
{
	bool took, may;

	TRY(may_open(s, s->move->to, &may));
	TRY(took_part(s->db, &s->before, s->move->to, s->move->now, &took));
	if (!may || (took && s->before.round > 1) || s->move->to == s->move->actor)
		return NOT_HERE;
	s->after.assessor = s->move->to;
	return DONE;
}

/* OVERTAKEN where another one is under way for the same unit. */
static enum outcome need_no_other(struct step *s)
{
	OWN_QUERY q = query_of(s->db, Q_claim_of_unit);
	bind_number(&q, 1, s->before.person);
	bind_text(&q, 2, s->before.unit);
	enum outcome o = query_row(&q);
	return o == DONE ? OVERTAKEN : rows_end(o);
}

/* One that nothing is of yet, for one that was taken back keeps its number. */
static enum outcome next_round(struct step *s)
{
	OWN_QUERY q = query_of(s->db, Q_claim_last_round);
	bind_number(&q, 1, s->before.id);
	TRY(query_row(&q));
	s->after.round = (int)column_number(&q, 0) + 1;
	return DONE;
}

/* It goes to somebody else, with nothing of who had it. */
static enum outcome begin_anew(struct step *s)
{
	TRY(need_no_other(s));
	TRY(next_round(s));
	s->after.ground = s->move->act == ACT_REOPEN ? CLAIM_REOPENED : CLAIM_ASKED;
	s->after.assessor = s->after.proposer = 0;
	s->after.route = ROUTE_DOCUMENTS;
	promise(s);
	return DONE;
}

static enum outcome end_award(struct step *s)
{
	{
		OWN_QUERY q = query_of(s->db, Q_award_end);
		bind_number(&q, 1, s->before.id);
		bind_number(&q, 2, s->move->now);
		enum outcome o = query_change(&q);
		if (o != DONE)
			return rows_end(o);
	}
	TRY(note_about(s, "award-ended", "claim", s->before.id, NO_TEXT));
	return revoke_badge_of_claim(s->db, s->before.id, s->move->actor, s->move->now);
}

static enum outcome reopen(struct step *s)
{
	TRY(begin_anew(s));
	return end_award(s);
}

static enum outcome take_back(struct step *s)
{
	s->after.assessor = s->after.proposer = 0;
	s->after.writing = false;
	return s->after.state == CLAIM_AS_DECIDED
		? stand_again(s->db, s->arena, s->move, &s->before, &s->after)
		: DONE;
}

static enum outcome take(struct step *s)
{
	s->after.assessor = s->move->actor;
	return DONE;
}

/* All that was sent stands in the chain by its digest. */
static enum outcome note_sent(struct step *s)
{
	OWN_QUERY q = query_of(s->db, Q_evidence_payloads);
	enum outcome o;
	char fact[48];

	snprintf(fact, sizeof fact, "claim %lld", (long long)s->before.id);
	bind_number(&q, 1, s->before.id);
	bind_number(&q, 2, s->before.round);
	while ((o = query_row(&q)) == DONE)
		TRY(note_audit(s->db,
			&(struct audit_note){ .at = s->move->now,
				.actor = s->move->actor,
				.verb = "evidence-given",
				.subject_kind = "payload",
				.subject = column_number(&q, 0),
				.fact = text_of(fact),
				.payload = column_number(&q, 0) }));
	return rows_end(o);
}

static enum outcome send(struct step *s)
{
	OWN_QUERY q = query_of(s->db, Q_claim_words_payload);
	bind_number(&q, 1, s->before.id);
	TRY(query_row(&q));
	s->payload = column_number(&q, 0);
	if (s->before.second == SECOND_UNSET)
		s->after.second = s->move->second;
	if (s->before.writer && !s->before.confirmed) {
		s->after.confirmed = s->move->now;
		if (s->after.confirmed_by == CONFIRMED_NOT)
			s->after.confirmed_by = CONFIRMED_OWN;
	}
	s->after.writing = false;
	promise(s);
	TRY(keep_results(s->db, s->arena, &s->before, s->move->now));
	return note_sent(s);
}

/* ---- written down together ------------------------------------------------------------------ */

/* What stands there is to be confirmed anew. */
static enum outcome open_to_writer(struct step *s)
{
	s->after.writing = true;
	s->after.confirmed = 0;
	s->after.confirmed_by = CONFIRMED_NOT;
	return DONE;
}

/* One coach writes it down with the client: another one only where the first has gone and nothing was sent. */
static enum outcome let_write(struct step *s)
{
	int64_t writer = s->before.writer;
	bool may, first_may = false;

	TRY(may_open(s, s->move->to, &may));
	if (writer && writer != s->move->to)
		TRY(may_open(s, writer, &first_may));
	if (!may || first_may || (writer && writer != s->move->to && s->before.sent > 0))
		return NOT_HERE;
	s->after.writer = s->move->to;
	return open_to_writer(s);
}

static enum outcome write_alone(struct step *s)
{
	s->after.writing = false;
	return DONE;
}

static enum outcome confirm(struct step *s)
{
	TRY(add_signed_sheet(s->db, &s->before, s->move->actor, s->move->sheet));
	s->after.confirmed_by = CONFIRMED_SHEET;
	return send(s);
}

static enum outcome do_act(struct step *s)
{
	switch (s->move->act) {
	case ACT_SEND:
		return send(s);
	case ACT_CONFIRM:
		return confirm(s);
	case ACT_LET_WRITE:
		return let_write(s);
	case ACT_WRITE_ALONE:
		return write_alone(s);
	case ACT_WRITE:
		return open_to_writer(s);
	case ACT_TAKE_BACK:
		return take_back(s);
	case ACT_RESUME:
		return need_no_other(s);
	case ACT_ASK_AGAIN:
		return begin_anew(s);
	case ACT_TAKE:
		return take(s);
	case ACT_JUDGE:
		return keep_judgements(s);
	case ACT_AGREE:
		return add_demonstration(s);
	case ACT_SEEN:
		return note_demonstration(s);
	case ACT_PROPOSE:
		return propose(s);
	case ACT_APPROVE:
	case ACT_APPROVE_PART:
	case ACT_NOT_YET:
		return decide(s);
	case ACT_HAND_OVER:
		return hand_over(s);
	case ACT_REOPEN:
		return reopen(s);
	default:
		return DONE;
	}
}

/* ---- writing it down ------------------------------------------------------------------------ */

static enum outcome update_claim(struct step *s)
{
	OWN_QUERY q = query_of(s->db, Q_claim_move);
	bind_number(&q, 1, s->before.id);
	bind_chars(&q, 2, claim_state_word(s->before.state));
	bind_number(&q, 3, s->move->moves);
	bind_chars(&q, 4, claim_state_word(s->after.state));
	bind_number(&q, 5, s->after.round);
	bind_number(&q, 6, s->after.assessor);
	bind_number(&q, 7, s->after.proposer);
	bind_chars(&q, 8, claim_second_word(s->after.second));
	bind_number(&q, 9, s->after.sent);
	bind_number(&q, 10, s->after.answer_by);
	bind_number(&q, 11, s->after.answer_days);
	bind_chars(&q, 12, claim_route_word(s->after.route));
	bind_chars(&q, 13, claim_ground_word(s->after.ground));
	bind_number(&q, 14, s->after.writer);
	bind_number(&q, 15, s->after.writing);
	bind_number(&q, 16, s->after.confirmed);
	bind_chars(&q, 17, claim_confirmation_word(s->after.confirmed_by));
	enum outcome o = query_change(&q);
	return o == NOT_HERE ? OVERTAKEN : o;
}

static enum outcome keep_said(struct step *s)
{
	enum claim_saying said = acts[s->move->act].said;

	if (said == SAID_NOTHING)
		return DONE;
	OWN_QUERY q = query_of(s->db, Q_claim_say);
	bind_number(&q, 1, s->before.id);
	bind_chars(&q, 2, claim_saying_word(said));
	bind_number(&q, 3, s->payload);
	bind_number(&q, 4, s->move->actor);
	return query_run(&q);
}

/* "to 12", "approved", "5 criteria", "by 2026-12-03": no word of anybody's. */
static struct text fact_of(const struct step *s)
{
	const struct claim_move *m = s->move;
	char promised[11];

	if (m->act == ACT_HAND_OVER || m->act == ACT_LET_WRITE)
		return arena_print(s->arena, "to %lld", (long long)m->to);
	if (m->act == ACT_JUDGE)
		return arena_print(s->arena, "%zu criteria", m->judgement_count);
	if (claim_is_decided(s->after.state))
		return text_of(claim_state_word(s->after.state));
	if (m->act != ACT_SEND && m->act != ACT_CONFIRM && m->act != ACT_ASK_AGAIN &&
		m->act != ACT_REOPEN)
		return NO_TEXT;
	clock_day_text(m->answer_by, promised);
	return arena_print(s->arena, "by %s", promised);
}

enum outcome move_claim(struct db *db, struct claim_move *move)
{
	OWN_ARENA a = arena_open();
	struct step s = { .db = db, .arena = a, .move = move };

	TRY(load_claim(db, a, move->claim, &s.before));
	s.after = s.before;
	TRY(admit_step(&s));
	if (acts[move->act].said != SAID_NOTHING || claim_is_decided(s.after.state))
		TRY(keep_words(&s, move->message, &s.payload));
	TRY(do_act(&s));
	TRY(update_claim(&s));
	TRY(keep_said(&s));
	TRY(tell_claim_move(db, a, move, &s.before, &s.after));
	move->moves++;
	return note_audit(db,
		&(struct audit_note){ .at = move->now,
			.actor = move->actor,
			.verb = acts[move->act].verb,
			.subject_kind = "claim",
			.subject = move->claim,
			.fact = fact_of(&s),
			.payload = s.payload });
}
