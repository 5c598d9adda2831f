/*
 * sendings: what a client sent to a school by their own act, and what the school answered. One way through
 * for all steps: the newest sending of the claim as it is now, learn's table, what the act brings along,
 * one UPDATE that only the count of answers the form was made at lets through, the chain.
 */
#include "store/inside.h"

/* ---- reading ------------------------------------------------------------------------------------ */

enum outcome load_award_of_claim(struct db *db, struct arena *a, int64_t claim, struct award *award)
{
	OWN_QUERY q = query_of(db, Q_award_of_claim);
	bind_number(&q, 1, claim);
	TRY(query_row(&q));
	*award = (struct award){ .id = column_number(&q, 0),
		.person = column_number(&q, 1),
		.unit = column_text(&q, 2, a),
		.version = column_text(&q, 3, a),
		.claim = column_number(&q, 4),
		.decision = column_number(&q, 5),
		.made = column_number(&q, 6) };
	return DONE;
}

static struct sending read_sending(const struct query *q, struct arena *a, bool sheet)
{
	struct sending sending = { .id = column_number(q, 0),
		.person = column_number(q, 1),
		.claim = column_number(q, 2),
		.award = column_number(q, 3),
		.mapping = column_number(q, 4),
		.moves = column_number(q, 5),
		.sent = column_number(q, 6),
		.unit = column_text(q, 7, a),
		.school = column_text(q, 8, a),
		.payload = column_number(q, 10),
		.sheet = sheet ? column_text(q, 11, a) : NO_TEXT };
	/* the CHECK of the table holds it */
	(void)school_state_of(column_slice(q, 9), &sending.state);
	return sending;
}

enum outcome list_sendings(
	struct db *db, struct arena *a, int64_t person, struct sending **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_sending_list);
	size_t room = 0;
	enum outcome o;
	*list = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = read_sending(&q, a, false);
	}
	return rows_end(o);
}

static enum outcome load_one(
	struct db *db, struct arena *a, enum query_name name, int64_t id, struct sending *sending)
{
	OWN_QUERY q = query_of(db, name);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	*sending = read_sending(&q, a, true);
	return DONE;
}

enum outcome load_sending(struct db *db, struct arena *a, int64_t id, struct sending *sending)
{
	return load_one(db, a, Q_sending_by_id, id, sending);
}

enum outcome load_sending_of_claim(
	struct db *db, struct arena *a, int64_t claim, struct sending *sending)
{
	return load_one(db, a, Q_sending_of_claim, claim, sending);
}

enum outcome list_school_answers(
	struct db *db, struct arena *a, int64_t sending, struct school_answer **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_school_answer_list);
	size_t room = 0;
	enum outcome o;
	*list = NULL;
	*count = 0;
	bind_number(&q, 1, sending);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		struct school_answer *one = &(*list)[(*count)++];
		*one = (struct school_answer){ .id = column_number(&q, 0),
			.provider = column_text(&q, 2, a),
			.day = column_number(&q, 3),
			.grade = column_text(&q, 4, a),
			.writer = column_number(&q, 5),
			.made = column_number(&q, 6),
			.badge = column_number(&q, 7),
			.writer_name = column_text(&q, 8, a) };
		(void)school_state_of(column_slice(&q, 1), &one->state);
	}
	return rows_end(o);
}

/* ---- steps ---------------------------------------------------------------------------------------- */

static enum outcome note(struct db *db, const struct school_move *move, const char *verb,
	int64_t sending, struct text fact, int64_t payload)
{
	return note_audit(db,
		&(struct audit_note){ .at = move->now,
			.actor = move->actor,
			.verb = verb,
			.subject_kind = "sending",
			.subject = sending,
			.fact = fact,
			.payload = payload });
}

static enum outcome send(struct db *db, struct arena *a, const struct school_move *move)
{
	struct award award;
	int64_t sheet, id;
	TRY(load_award_of_claim(db, a, move->claim, &award));
	TRY(add_payload(db, award.person, PAYLOAD_CLAIM, move->sheet, move->now, &sheet));
	{
		OWN_QUERY q = query_of(db, Q_sending_add);
		bind_number(&q, 1, award.person);
		bind_number(&q, 2, move->claim);
		bind_number(&q, 3, award.id);
		bind_number(&q, 4, move->mapping);
		bind_text(&q, 5, move->school);
		bind_number(&q, 6, sheet);
		bind_number(&q, 7, move->now);
		TRY(query_run(&q));
	}
	id = sqlite3_last_insert_rowid(db->sqlite);
	return note(db, move, "disclosed", id, arena_print(a, "claim %lld", (long long)move->claim),
		sheet);
}

/* The badge that the answer before made says what isn't so. */
static enum outcome take_badge_back(struct db *db, struct arena *a, const struct school_move *move,
	const struct sending *sending)
{
	struct school_answer *answers;
	size_t count;
	TRY(list_school_answers(db, a, sending->id, &answers, &count));
	if (count == 0 || answers[count - 1].badge == 0)
		return DONE;
	enum outcome o =
		revoke_badge(db, answers[count - 1].badge, REVOKED_MISTAKE, move->actor, move->now);
	return o == OVERTAKEN ? DONE : o; /* taken back with the assessment */
}

static enum outcome add_answer(struct db *db, const struct school_move *move,
	const struct sending *sending, const struct school_answer *answer)
{
	OWN_QUERY q = query_of(db, Q_school_answer_add);
	bind_number(&q, 1, sending->id);
	bind_chars(&q, 2, school_state_word(answer->state));
	bind_text(&q, 3, answer->provider);
	bind_number(&q, 4, answer->day);
	bind_text(&q, 5, answer->grade);
	bind_number(&q, 6, move->actor);
	bind_number(&q, 7, move->now);
	bind_number(&q, 8, answer->badge);
	return query_run(&q);
}

static enum outcome change_state(
	struct db *db, const struct school_move *move, enum school_state next)
{
	OWN_QUERY q = query_of(db, Q_sending_move);
	bind_number(&q, 1, move->sending);
	bind_number(&q, 2, move->moves);
	bind_chars(&q, 3, school_state_word(next));
	enum outcome o = query_change(&q);
	return o == NOT_HERE ? OVERTAKEN : o;
}

/* Says what a school answered, or sets it right. */
static enum outcome answer(struct db *db, struct arena *a, const struct school_move *move,
	const struct sending *sending, enum school_state next)
{
	bool granted = next == SCHOOL_CONFIRMED;
	struct school_answer said = { .state = next,
		.provider = granted ? move->provider : NO_TEXT,
		.grade = granted ? move->grade : NO_TEXT,
		.day = granted || next == SCHOOL_REFUSED ? move->day : 0,
		.writer = move->actor,
		.made = move->now };
	TRY(take_badge_back(db, a, move, sending));
	TRY(change_state(db, move, next));
	if (granted && move->confirm)
		TRY(move->confirm(db, move->context, sending, &said, &said.badge));
	TRY(add_answer(db, move, sending, &said));
	if (move->actor != sending->person)
		TRY(add_notice(
			db, sending->person, NOTICE_SCHOOL_ANSWERED, sending->claim, move->now));
	return note(db, move, "school-answered", sending->id,
		text_of(next == SCHOOL_NOTHING ? "dropped" : school_state_word(next)), 0);
}

enum outcome move_sending(struct db *db, const struct school_move *move)
{
	OWN_ARENA a = arena_open();
	struct sending sending = { .state = SCHOOL_NOTHING };
	enum school_state next;
	enum outcome o = load_sending_of_claim(db, a, move->claim, &sending);
	TRY(rows_end(o));
	if (sending.id != move->sending || sending.moves != move->moves)
		return OVERTAKEN;
	if (!school_step(sending.state, move->act, move->relation, &next))
		return NO_ENTRY;
	if (move->act == SCHOOL_SEND)
		return send(db, a, move);
	return answer(db, a, move, &sending, next);
}
