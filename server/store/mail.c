/*
 * mail: the e-mail addresses people gave, sealed before they come here, and what is due to go to them.
 * A row that an e-mail is sent of is marked before it is sent, so that no round reaches anybody twice,
 * whatever breaks in between; which notices it told of is kept once the mail server has it. So an
 * e-mail that got lost half-way is made good by the next round, and none is doubled.
 */
#include "store/inside.h"

#define X(name, word) [name] = (word),
static const char *const often_words[] = { MAIL_OFTEN(X) };
#undef X

bool mail_often_of(struct text word, enum mail_often *often)
{
	size_t place = text_place(word, often_words, COUNT_OF(often_words));
	if (place == COUNT_OF(often_words))
		return false;
	*often = (enum mail_often)place;
	return true;
}

/* ---- what a person does --------------------------------------------------------------------- */

enum outcome load_mail(struct db *db, struct arena *a, int64_t person, struct mail *mail)
{
	OWN_QUERY q = query_of(db, Q_mail_load);
	bind_number(&q, 1, person);
	TRY(query_row(&q));
	*mail = (struct mail){ .person = column_number(&q, 0),
		.address = column_text(&q, 1, a),
		.given = column_number(&q, 2),
		.confirmed = column_number(&q, 3),
		.wanted = column_number(&q, 5),
		.code = column_number(&q, 6) != 0,
		.code_ends = column_number(&q, 7),
		.refused = column_number(&q, 8) };
	if (mail_often_of(column_slice(&q, 4), &mail->often))
		return DONE;
	log_fault("how often e-mail goes to somebody can't be read in the database");
	return BROKEN;
}

enum outcome want_mail_code(struct db *db, int64_t person, int64_t day, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_mail_want_code);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	bind_number(&q, 3, day);
	bind_number(&q, 4, MAIL_CODES_A_DAY);
	enum outcome o = query_change(&q);
	return o == NOT_HERE ? SLOW_DOWN : o;
}

enum outcome give_mail_address(
	struct db *db, int64_t person, struct text sealed, int64_t day, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_mail_give);
	bind_number(&q, 1, person);
	bind_text(&q, 2, sealed);
	bind_number(&q, 3, now);
	TRY(query_run(&q));
	TRY(note_oneself(db, person, "mail-given", NO_TEXT, now));
	return want_mail_code(db, person, day, now);
}

enum outcome confirm_mail(
	struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE], int64_t now)
{
	OWN_QUERY q = query_of(db, Q_mail_confirm);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, kept, DIGEST_SIZE);
	bind_number(&q, 3, now);
	bind_number(&q, 4, MAIL_WRONG_MOST);
	TRY(query_change(&q));
	return note_oneself(db, person, "mail-confirmed", NO_TEXT, now);
}

enum outcome count_wrong_mail_code(struct db *db, int64_t person)
{
	OWN_QUERY q = query_of(db, Q_mail_wrong);
	bind_number(&q, 1, person);
	return query_run(&q);
}

enum outcome choose_mail(struct db *db, int64_t person, enum mail_often often, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_mail_choose);
	bind_number(&q, 1, person);
	bind_chars(&q, 2, often_words[often]);
	bind_number(&q, 3, now);
	return query_change(&q);
}

enum outcome drop_mail_address(
	struct db *db, int64_t person, int64_t given, bool by_link, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_mail_drop);
	bind_number(&q, 1, person);
	bind_number(&q, 2, given);
	TRY(query_change(&q));
	return note_oneself(db, person, "mail-removed", by_link ? TEXT("link") : TEXT("page"), now);
}

static enum outcome count_rows(struct db *db, enum query_name name, int64_t *count)
{
	OWN_QUERY q = query_of(db, name);
	TRY(query_row(&q));
	*count = column_number(&q, 0);
	return DONE;
}

enum outcome count_mail_readers(struct db *db, int64_t *count)
{
	return count_rows(db, Q_mail_count, count);
}

enum outcome mail_was_given(struct db *db, bool *given)
{
	int64_t count;
	TRY(count_rows(db, Q_mail_any, &count));
	*given = count > 0;
	return DONE;
}

/* ---- what is due ---------------------------------------------------------------------------- */

static enum outcome read_due(
	const struct query *q, struct arena *a, struct mail_due **due, size_t *count)
{
	enum outcome o;
	size_t room = 0;

	*due = NULL;
	*count = 0;
	while ((o = query_row(q)) == DONE) {
		GROW(a, *due, *count, room);
		(*due)[(*count)++] = (struct mail_due){ .person = column_number(q, 0),
			.address = column_text(q, 1, a),
			.given = column_number(q, 2),
			.language = column_text(q, 3, a),
			.round = column_number(q, 4),
			.tries = (int)column_number(q, 5),
			.wanted = column_number(q, 6),
			.newest = column_number(q, 7) };
	}
	return rows_end(o);
}

enum outcome list_mail_codes_due(struct db *db, struct arena *a, int64_t since, int64_t now,
	size_t most, struct mail_due **due, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_mail_codes_due);
	bind_number(&q, 1, now);
	bind_number(&q, 2, since);
	bind_number(&q, 3, (int64_t)most);
	return read_due(&q, a, due, count);
}

enum outcome list_mail_due(struct db *db, struct arena *a, enum mail_often often, int64_t round,
	int64_t now, size_t most, struct mail_due **due, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_mail_due);
	bind_number(&q, 1, now);
	bind_chars(&q, 2, often_words[often]);
	bind_number(&q, 3, round);
	bind_number(&q, 4, (int64_t)most);
	return read_due(&q, a, due, count);
}

static enum outcome overtaken(enum outcome o)
{
	return o == NOT_HERE ? OVERTAKEN : o;
}

enum outcome start_mail_code(struct db *db, const struct mail_due *due,
	const unsigned char kept[DIGEST_SIZE], int64_t ends)
{
	OWN_QUERY q = query_of(db, Q_mail_start_code);
	bind_number(&q, 1, due->person);
	bind_number(&q, 2, due->given);
	bind_bytes(&q, 3, kept, DIGEST_SIZE);
	bind_number(&q, 4, ends);
	return overtaken(query_change(&q));
}

enum outcome start_mail(struct db *db, const struct mail_due *due, int64_t round)
{
	OWN_QUERY q = query_of(db, Q_mail_start);
	bind_number(&q, 1, due->person);
	bind_number(&q, 2, due->given);
	bind_number(&q, 3, round);
	return overtaken(query_change(&q));
}

enum outcome mail_went(struct db *db, const struct mail_due *due)
{
	OWN_QUERY q = query_of(db, Q_mail_sent);
	bind_number(&q, 1, due->person);
	bind_number(&q, 2, due->given);
	bind_number(&q, 3, due->newest);
	return query_run(&q);
}

enum outcome mail_stayed(struct db *db, const struct mail_due *due, int tries, int64_t again_at)
{
	OWN_QUERY q = query_of(db, Q_mail_back);
	bind_number(&q, 1, due->person);
	bind_number(&q, 2, due->given);
	bind_number(&q, 3, due->round);
	bind_number(&q, 4, due->wanted);
	bind_number(&q, 5, again_at);
	bind_number(&q, 6, tries);
	return query_run(&q);
}

enum outcome mail_was_refused(struct db *db, const struct mail_due *due, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_mail_refused);
	bind_number(&q, 1, due->person);
	bind_number(&q, 2, due->given);
	bind_number(&q, 3, now);
	enum outcome o = query_change(&q);
	if (o == NOT_HERE) /* it was changed or taken away meanwhile */
		return DONE;
	TRY(o);
	return add_notice(db, due->person, NOTICE_MAIL_REFUSED, due->person, now);
}
