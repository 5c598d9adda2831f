/*
 * way_back: sign-in names and hashes of passphrases or pictures. Names are one person's by their folded form,
 * so that two people can't have names that look alike.
 */
#include "store/inside.h"

static enum outcome read_way_back(const struct query *q, struct arena *a, struct way_back *w)
{
	TRY(query_row(q));
	*w = (struct way_back){ .person = column_number(q, 0),
		.name = column_text(q, 1, a),
		.folded = column_text(q, 2, a),
		.hash = column_text(q, 3, a) };
	return way_of(column_slice(q, 4), &w->way) ? DONE : BROKEN;
}

enum outcome find_way_back(struct db *db, struct arena *a, struct text folded, struct way_back *w)
{
	OWN_QUERY q = query_of(db, Q_way_back_find);
	bind_text(&q, 1, folded);
	return read_way_back(&q, a, w);
}

enum outcome load_way_back(struct db *db, struct arena *a, int64_t person, struct way_back *w)
{
	OWN_QUERY q = query_of(db, Q_way_back_load);
	bind_number(&q, 1, person);
	return read_way_back(&q, a, w);
}

/* OVERTAKEN where another person has the name. */
static enum outcome check_owner(struct db *db, const struct way_back *w)
{
	OWN_QUERY q = query_of(db, Q_way_back_owner);
	bind_text(&q, 1, w->folded);
	enum outcome o = query_row(&q);
	if (o == DONE && column_number(&q, 0) != w->person)
		return OVERTAKEN;
	return rows_end(o);
}

enum outcome save_way_back(struct db *db, const struct way_back *w, int64_t now)
{
	TRY(check_owner(db, w));
	OWN_QUERY q = query_of(db, Q_way_back_save);
	bind_number(&q, 1, w->person);
	bind_text(&q, 2, w->name);
	bind_text(&q, 3, w->folded);
	bind_text(&q, 4, w->hash);
	bind_number(&q, 5, now);
	bind_chars(&q, 6, way_word(w->way));
	TRY(query_run(&q));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = w->person,
			.verb = "way-back-saved",
			.subject_kind = "person",
			.subject = w->person,
			.fact = NO_TEXT });
}
