/*
 * help: what people ask a coach, and what they are answered. The words of both are payloads of the
 * person who asked; the chain knows them and when it was asked, taken and answered.
 */
#include "store/inside.h"

static enum outcome insert_help(
	struct db *db, const struct help *help, int64_t payload, int64_t *id)
{
	OWN_QUERY q = query_of(db, Q_help_add);
	bind_number(&q, 1, help->person);
	bind_text(&q, 2, help->course);
	bind_text(&q, 3, help->page);
	bind_text(&q, 4, help->question);
	bind_number(&q, 5, payload);
	bind_number(&q, 6, help->asked);
	bind_number(&q, 7, help->answer_by);
	bind_number(&q, 8, help->answer_days);
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

/* Everybody who may answer at this moment. */
static enum outcome tell_coaches(struct db *db, const struct help *help)
{
	OWN_QUERY q = query_of(db, Q_tie_coaches);
	enum outcome o;

	bind_number(&q, 1, help->person);
	bind_number(&q, 2, help->asked);
	while ((o = query_row(&q)) == DONE)
		TRY(add_notice(db, column_number(&q, 0), NOTICE_HELP_ASKED, help->id, help->asked));
	return rows_end(o);
}

enum outcome add_help(struct db *db, struct help *help)
{
	int64_t payload;

	TRY(add_payload(db, help->person, PAYLOAD_HELP, help->words, help->asked, &payload));
	TRY(insert_help(db, help, payload, &help->id));
	TRY(tell_coaches(db, help));
	return note_audit(db,
		&(struct audit_note){ .at = help->asked,
			.actor = help->person,
			.verb = "help-asked",
			.subject_kind = "help",
			.subject = help->id,
			.fact = NO_TEXT,
			.payload = payload });
}

static struct help read_help(const struct query *q, struct arena *a)
{
	return (struct help){ .id = column_number(q, 0),
		.person = column_number(q, 1),
		.course = column_text(q, 2, a),
		.page = column_text(q, 3, a),
		.question = column_text(q, 4, a),
		.words = column_text(q, 5, a),
		.asked = column_number(q, 6),
		.answer_by = column_number(q, 7),
		.answer_days = (int)column_number(q, 8),
		.owner = column_number(q, 9),
		.owner_name = column_text(q, 10, a),
		.answered = column_number(q, 11),
		.answer = column_text(q, 12, a),
		.ring_at = column_number(q, 13),
		.seen = column_number(q, 14),
		.person_name = column_text(q, 15, a) };
}

enum outcome load_help(struct db *db, struct arena *a, int64_t id, struct help *help)
{
	OWN_QUERY q = query_of(db, Q_help_load);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	*help = read_help(&q, a);
	return DONE;
}

static enum outcome read_helps(
	const struct query *q, struct arena *a, struct help **list, size_t *count)
{
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	while ((o = query_row(q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = read_help(q, a);
	}
	return rows_end(o);
}

enum outcome load_open_help(
	struct db *db, struct arena *a, int64_t person, struct help **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_help_list_open);
	bind_number(&q, 1, person);
	return read_helps(&q, a, list, count);
}

enum outcome list_own_help(
	struct db *db, struct arena *a, int64_t person, struct help **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_help_list_all);
	bind_number(&q, 1, person);
	return read_helps(&q, a, list, count);
}

enum outcome load_waiting_help(struct db *db, struct arena *a, int64_t staff, int64_t now,
	struct help **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_help_waiting);
	bind_number(&q, 1, staff);
	bind_number(&q, 2, now);
	bind_number(&q, 3, SCOPE_LEARNING);
	return read_helps(&q, a, list, count);
}

/* ---- answering ------------------------------------------------------------------------------ */

/* Runs an UPDATE that gives the person back; OVERTAKEN where it changed nothing. */
static enum outcome change_help(const struct query *q, int64_t *person)
{
	enum outcome o = query_row(q);

	if (o != DONE)
		return o == NOT_HERE ? OVERTAKEN : o;
	*person = column_number(q, 0);
	return query_run(q);
}

static enum outcome set_owner(
	struct db *db, int64_t id, int64_t staff, int64_t before, int64_t *person)
{
	OWN_QUERY q = query_of(db, Q_help_take);
	bind_number(&q, 1, id);
	bind_number(&q, 2, staff);
	bind_number(&q, 3, before);
	return change_help(&q, person);
}

enum outcome take_help(struct db *db, int64_t id, int64_t staff, int64_t before, int64_t now)
{
	int64_t person;

	TRY(set_owner(db, id, staff, before, &person));
	TRY(see_notices_about(db, NOTICE_HELP_ASKED, id, now));
	TRY(add_notice(db, person, NOTICE_HELP_TAKEN, id, now));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = staff,
			.verb = "help-taken",
			.subject_kind = "help",
			.subject = id,
			.fact = NO_TEXT });
}

static enum outcome close_help(struct db *db, const struct help *help, int64_t staff,
	int64_t payload, int64_t now, int64_t *person)
{
	OWN_QUERY q = query_of(db, Q_help_answer);
	bind_number(&q, 1, help->id);
	bind_number(&q, 2, staff);
	bind_number(&q, 3, payload);
	bind_number(&q, 4, help->ring_at);
	bind_number(&q, 5, now);
	return change_help(&q, person);
}

enum outcome answer_help(struct db *db, const struct help *help, int64_t staff, int64_t now)
{
	int64_t person, payload = 0;

	if (help->answer.size > 0)
		TRY(add_payload(db, help->person, PAYLOAD_HELP, help->answer, now, &payload));
	TRY(close_help(db, help, staff, payload, now, &person));
	if (person != help->person) {
		log_fault("an answer was about to be kept for somebody else");
		return BROKEN;
	}
	TRY(see_notices_about(db, NOTICE_HELP_ASKED, help->id, now));
	TRY(see_notices_about(db, NOTICE_HELP_TAKEN, help->id, now));
	TRY(add_notice(db, person, NOTICE_HELP_ANSWERED, help->id, now));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = staff,
			.verb = "help-answered",
			.subject_kind = "help",
			.subject = help->id,
			.fact = NO_TEXT,
			.payload = payload });
}

enum outcome see_help(struct db *db, int64_t id, int64_t person, int64_t now)
{
	{
		OWN_QUERY q = query_of(db, Q_help_see);
		bind_number(&q, 1, id);
		bind_number(&q, 2, person);
		bind_number(&q, 3, now);
		enum outcome o = query_change(&q);
		if (o != DONE) /* seen before, or not answered yet, or another's */
			return rows_end(o);
	}
	return see_notices_about(db, NOTICE_HELP_ANSWERED, id, now);
}

enum outcome release_help(struct db *db, int64_t owner, int64_t person)
{
	OWN_QUERY q = query_of(db, Q_help_release);
	bind_number(&q, 1, owner);
	bind_number(&q, 2, person);
	return query_run(&q);
}
