/*
 * days_off: what an admin says about the house: days on which it is closed, or open though they are
 * holidays. Rows stay when they no longer hold, so that what was promised by them can be counted again
 * (learn.h, promise_now). Beside them stands the chain's row of a changed setting, whose value is
 * askel.conf's.
 */
#include "store/inside.h"

enum outcome load_days_off(struct db *db, struct arena *a, struct calendar *calendar)
{
	OWN_QUERY q = query_of(db, Q_day_off_list);
	struct day_off *days = NULL;
	size_t count = 0, room = 0;
	enum outcome o;

	while ((o = query_row(&q)) == DONE) {
		int64_t ended = column_number(&q, 5);
		GROW(a, days, count, room);
		days[count++] = (struct day_off){ .id = column_number(&q, 0),
			.day = column_number(&q, 1),
			.open = column_number(&q, 2) != 0,
			.name = column_text(&q, 3, a),
			.from = clock_day_of(column_number(&q, 4)),
			.until = ended ? clock_day_of(ended) : 0 };
	}
	*calendar = (struct calendar){ days, count };
	return rows_end(o);
}

enum outcome count_day_off_changes(struct db *db, int64_t *changes)
{
	OWN_QUERY q = query_of(db, Q_day_off_changes);
	TRY(query_row(&q));
	*changes = column_number(&q, 0);
	return DONE;
}

static enum outcome note(
	struct db *db, const char *verb, int64_t id, int64_t day, int64_t actor, int64_t now)
{
	char fact[11];
	clock_day_text(day, fact);
	return note_fact(db, verb, "day-off", id, text_of(fact), actor, now);
}

enum outcome add_day_off(
	struct db *db, const struct day_off *off, int64_t actor, int64_t now, int64_t *id)
{
	{
		OWN_QUERY q = query_of(db, Q_day_off_of);
		bind_number(&q, 1, off->day);
		enum outcome o = query_row(&q);
		if (o != NOT_HERE)
			return o == DONE ? OVERTAKEN : o;
	}
	OWN_QUERY q = query_of(db, Q_day_off_add);
	bind_number(&q, 1, off->day);
	bind_number(&q, 2, off->open);
	bind_text(&q, 3, off->name);
	bind_number(&q, 4, now);
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(db->sqlite);
	return note(db, off->open ? "day-opened" : "day-closed", *id, off->day, actor, now);
}

enum outcome end_day_off(struct db *db, int64_t id, int64_t actor, int64_t now)
{
	int64_t day;
	{
		OWN_QUERY q = query_of(db, Q_day_off_day);
		bind_number(&q, 1, id);
		enum outcome o = query_row(&q);
		if (o != DONE)
			return o == NOT_HERE ? OVERTAKEN : o;
		day = column_number(&q, 0);
	}
	OWN_QUERY q = query_of(db, Q_day_off_end);
	bind_number(&q, 1, id);
	bind_number(&q, 2, now);
	TRY(query_run(&q));
	return note(db, "day-as-usual", id, day, actor, now);
}

enum outcome note_setting(struct db *db, struct text key, int64_t actor, int64_t now)
{
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "setting-changed",
			.subject_kind = "setting",
			.fact = key });
}
