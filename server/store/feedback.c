/*
 * feedback: what people say about accessibility. Anybody may send it, so the chain doesn't hold it: it
 * knows only who marked it as answered. Its words can therefore simply be dropped in time.
 */
#include "store/inside.h"

static enum outcome insert_access_feedback(struct db *db, struct access_feedback *f)
{
	OWN_QUERY q = query_of(db, Q_access_feedback_add);
	bind_text(&q, 1, f->words);
	bind_text(&q, 2, f->reach);
	bind_text(&q, 3, f->language);
	bind_number(&q, 4, f->sent);
	bind_number(&q, 5, f->answer_by);
	TRY(query_run(&q));
	f->id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

enum outcome add_access_feedback(struct db *db, struct access_feedback *f)
{
	{
		OWN_QUERY q = query_of(db, Q_access_feedback_same);
		bind_number(&q, 1, f->sent - SAME_FEEDBACK_SECONDS);
		bind_text(&q, 2, f->words);
		bind_text(&q, 3, f->reach);
		enum outcome o = query_row(&q);
		if (o == DONE)
			f->id = column_number(&q, 0);
		if (o != NOT_HERE)
			return o;
	}
	return insert_access_feedback(db, f);
}

static struct access_feedback read_access_feedback(const struct query *q, struct arena *a)
{
	return (struct access_feedback){ .id = column_number(q, 0),
		.words = column_text(q, 1, a),
		.reach = column_text(q, 2, a),
		.language = column_text(q, 3, a),
		.sent = column_number(q, 4),
		.answer_by = column_number(q, 5),
		.answered = column_number(q, 6) };
}

enum outcome list_access_feedback(struct db *db, struct arena *a, bool answered, size_t skip,
	size_t most, struct access_feedback **list, size_t *count)
{
	OWN_QUERY q =
		query_of(db, answered ? Q_access_feedback_answered : Q_access_feedback_waiting);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, (int64_t)most);
	bind_number(&q, 2, (int64_t)skip);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = read_access_feedback(&q, a);
	}
	return rows_end(o);
}

enum outcome load_access_feedback(
	struct db *db, struct arena *a, int64_t id, struct access_feedback *f)
{
	OWN_QUERY q = query_of(db, Q_access_feedback_load);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	*f = read_access_feedback(&q, a);
	return DONE;
}

enum outcome count_access_feedback(struct db *db, int64_t *waiting)
{
	OWN_QUERY q = query_of(db, Q_access_feedback_count);
	TRY(query_row(&q));
	*waiting = column_number(&q, 0);
	return DONE;
}

enum outcome mark_access_feedback(
	struct db *db, int64_t id, bool answered, int64_t actor, int64_t now)
{
	enum outcome o;
	{
		OWN_QUERY q = query_of(db, Q_access_feedback_mark);
		bind_number(&q, 1, id);
		bind_number(&q, 2, answered ? now : 0);
		o = query_change(&q);
	}
	/* marked so already: pressed twice, or by somebody else a moment ago */
	if (o == NOT_HERE) {
		OWN_QUERY q = query_of(db, Q_access_feedback_load);
		bind_number(&q, 1, id);
		return query_row(&q);
	}
	TRY(o);
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = answered ? "feedback-answered" : "feedback-reopened",
			.subject_kind = "access_feedback",
			.subject = id,
			.fact = NO_TEXT });
}

enum outcome drop_old_access_feedback(struct db *db, int64_t before)
{
	OWN_QUERY q = query_of(db, Q_access_feedback_drop);
	bind_number(&q, 1, before);
	return query_run(&q);
}
