/*
 * notices: that something happened which a person will want to know. A notice names a row; the page
 * it leads to tells the rest.
 */
#include "store/inside.h"

#define X(name, word) [name] = (word),
static const char *const kind_words[] = { NOTICE_KINDS(X) };
#undef X

static bool kind_of(struct text word, enum notice_kind *kind)
{
	size_t place = text_place(word, kind_words, COUNT_OF(kind_words));
	if (place == COUNT_OF(kind_words))
		return false;
	*kind = (enum notice_kind)place;
	return true;
}

enum outcome add_notice(
	struct db *db, int64_t person, enum notice_kind kind, int64_t subject, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_notice_add);
	bind_number(&q, 1, person);
	bind_chars(&q, 2, kind_words[kind]);
	bind_number(&q, 3, subject);
	bind_number(&q, 4, now);
	return query_run(&q);
}

enum outcome list_notices(struct db *db, struct arena *a, int64_t person, int64_t before,
	size_t most, struct notice **notices, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_notice_list);
	enum outcome o;
	size_t room = 0;

	*notices = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	bind_number(&q, 2, before > 0 ? before : INT64_MAX);
	bind_number(&q, 3, (int64_t)most);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *notices, *count, room);
		struct notice *notice = &(*notices)[(*count)++];
		*notice = (struct notice){ .id = column_number(&q, 0),
			.subject = column_number(&q, 2),
			.made = column_number(&q, 3),
			.seen = column_number(&q, 4),
			.about = column_number(&q, 5),
			.about_name = column_text(&q, 6, a) };
		if (!kind_of(column_slice(&q, 1), &notice->kind)) {
			log_fault("a notice in the database can't be read");
			return BROKEN;
		}
	}
	return rows_end(o);
}

enum outcome see_notices(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_notice_see_all);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	return query_run(&q);
}

enum outcome see_notices_about(struct db *db, enum notice_kind kind, int64_t subject, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_notice_see_about);
	bind_chars(&q, 1, kind_words[kind]);
	bind_number(&q, 2, subject);
	bind_number(&q, 3, now);
	return query_run(&q);
}
