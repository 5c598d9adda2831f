/*
 * taking: all that is stored about a person, table by table and column by column, for themselves.
 * Left here are what guards a secret or a seal: digests of tokens and passphrases, salts, keys of
 * questions (right answers could be guessed from them). A test holds this list against stored.c.
 */
#include "store/inside.h"

static const struct {
	const char *table;
	enum query_name query;
} tables[] = {
	{ "person", Q_take_person },
	{ "role", Q_take_role },
	{ "card", Q_take_card },
	{ "way_back", Q_take_way_back },
	{ "provider_link", Q_take_provider_link },
	{ "session", Q_take_session },
	{ "tie", Q_take_tie },
	{ "hand_over", Q_take_hand_over },
	{ "notice", Q_take_notice },
	{ "mail", Q_take_mail },
	{ "visit", Q_take_visit },
	{ "answer", Q_take_answer },
	{ "draft", Q_take_draft },
	{ "payload", Q_take_payload },
	{ "help", Q_take_help },
	{ "badge", Q_take_badge },
	{ "badge_place", Q_take_badge_place },
	{ "badge_name", Q_take_badge_name },
	{ "brought_badge", Q_take_brought },
	{ "claim", Q_take_claim },
	{ "claim_part", Q_take_claim_part },
	{ "claim_judgement", Q_take_claim_judgement },
	{ "evidence", Q_take_evidence },
	{ "demonstration", Q_take_demonstration },
	{ "decision", Q_take_decision },
	{ "award", Q_take_award },
	{ "sending", Q_take_sending },
	{ "school_answer", Q_take_school_answer },
	{ "file", Q_take_file },
	{ "audit", Q_take_audit },
};

static struct taken_value value_at(const struct query *q, const char *table, int at)
{
	int type = sqlite3_column_type(q->statement, at);
	return (struct taken_value){ .table = table,
		.column = sqlite3_column_name(q->statement, at),
		.first = at == 0,
		.last = at + 1 == sqlite3_column_count(q->statement),
		.nothing = type == SQLITE_NULL,
		.is_number = type == SQLITE_INTEGER,
		.number = column_number(q, at),
		.words = type == SQLITE_TEXT ? column_slice(q, at) : NO_TEXT };
}

enum outcome walk_own(struct db *db, int64_t person,
	bool (*visit)(void *context, const struct taken_value *value), void *context)
{
	enum outcome o = NOT_HERE;

	for (size_t t = 0; t < COUNT_OF(tables) && o == NOT_HERE; t++) {
		OWN_QUERY q = query_of(db, tables[t].query);
		struct taken_value begins = { .table = tables[t].table };
		bind_number(&q, 1, person);
		if (!visit(context, &begins))
			return TOO_LARGE;
		while ((o = query_row(&q)) == DONE) {
			for (int i = 0; i < sqlite3_column_count(q.statement); i++) {
				struct taken_value value = value_at(&q, tables[t].table, i);
				if (!visit(context, &value))
					return TOO_LARGE;
			}
		}
	}
	return rows_end(o);
}

enum outcome list_taken_columns(struct db *db, struct arena *a, struct text **names, size_t *count)
{
	size_t room = 0;

	*names = NULL;
	*count = 0;
	for (size_t t = 0; t < COUNT_OF(tables); t++) {
		OWN_QUERY q = query_of(db, tables[t].query);
		for (int i = 0; i < sqlite3_column_count(q.statement); i++) {
			GROW(a, *names, *count, room);
			(*names)[(*count)++] = arena_print(
				a, "%s.%s", tables[t].table, sqlite3_column_name(q.statement, i));
		}
	}
	return DONE;
}

/* ---- what the document asks for besides ------------------------------------------------------ */

enum outcome list_own_courses(
	struct db *db, struct arena *a, int64_t person, struct text **courses, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_own_courses);
	enum outcome o;
	size_t room = 0;

	*courses = NULL;
	*count = 0;
	bind_number(&q, 1, person);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *courses, *count, room);
		(*courses)[(*count)++] = column_text(&q, 0, a);
	}
	return rows_end(o);
}
