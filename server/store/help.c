/*
 * help: what people ask a coach. The words are a payload; the chain knows that and when it was
 * asked.
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
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

enum outcome add_help(struct db *db, struct help *help)
{
	int64_t payload;

	TRY(add_payload(db, help->person, PAYLOAD_HELP, help->words, help->asked, &payload));
	TRY(insert_help(db, help, payload, &help->id));
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
		.answer_by = column_number(q, 7) };
}

enum outcome load_help(struct db *db, struct arena *a, int64_t id, struct help *help)
{
	OWN_QUERY q = query_of(db, Q_help_load);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	*help = read_help(&q, a);
	return DONE;
}

enum outcome load_open_help(
	struct db *db, struct arena *a, int64_t person, struct help **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_help_list_open);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = read_help(&q, a);
	}
	return rows_end(o);
}
