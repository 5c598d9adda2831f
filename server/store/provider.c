/*
 * provider: whose sign-in at the organisation's provider is whose. The file knows keyed digests, so it
 * tells nobody without our key who has an account there; one is one person's, and a person has one.
 */
#include "store/inside.h"

static enum outcome read_link(const struct query *q, struct provider_link *link)
{
	TRY(query_row(q));
	*link = (struct provider_link){ column_number(q, 0), column_number(q, 1) };
	return DONE;
}

enum outcome find_provider_link(
	struct db *db, const unsigned char subject[DIGEST_SIZE], struct provider_link *link)
{
	OWN_QUERY q = query_of(db, Q_provider_find);
	bind_bytes(&q, 1, subject, DIGEST_SIZE);
	return read_link(&q, link);
}

enum outcome load_provider_link(struct db *db, int64_t person, struct provider_link *link)
{
	OWN_QUERY q = query_of(db, Q_provider_load);
	bind_number(&q, 1, person);
	return read_link(&q, link);
}

enum outcome save_provider_link(
	struct db *db, int64_t person, const unsigned char subject[DIGEST_SIZE], int64_t now)
{
	struct provider_link link;
	enum outcome o = find_provider_link(db, subject, &link);
	if (o == DONE && link.person != person)
		return OVERTAKEN;
	if (o != DONE && o != NOT_HERE)
		return o;
	OWN_QUERY q = query_of(db, Q_provider_save);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, subject, DIGEST_SIZE);
	bind_number(&q, 3, now);
	TRY(query_run(&q));
	return note_oneself(db, person, "provider-joined", NO_TEXT, now);
}

enum outcome drop_provider_link(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_provider_drop);
	bind_number(&q, 1, person);
	TRY(query_change(&q));
	return note_oneself(db, person, "provider-parted", NO_TEXT, now);
}

/* ---- a form under way ------------------------------------------------------------------------- */

enum outcome keep_provider_form(struct db *db, int64_t person,
	const unsigned char journey[DIGEST_SIZE], struct text sealed, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_provider_form_keep);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, journey, DIGEST_SIZE);
	bind_text(&q, 3, sealed);
	bind_number(&q, 4, now);
	return query_run(&q);
}

static enum outcome read_form(struct db *db, struct arena *a, int64_t person,
	const unsigned char journey[DIGEST_SIZE], struct text *sealed)
{
	OWN_QUERY q = query_of(db, Q_provider_form_take);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, journey, DIGEST_SIZE);
	TRY(query_row(&q));
	*sealed = column_text(&q, 0, a);
	return DONE;
}

enum outcome take_provider_form(struct db *db, struct arena *a, int64_t person,
	const unsigned char journey[DIGEST_SIZE], struct text *sealed)
{
	TRY(read_form(db, a, person, journey, sealed));
	OWN_QUERY q = query_of(db, Q_provider_form_drop);
	bind_number(&q, 1, person);
	bind_bytes(&q, 2, journey, DIGEST_SIZE);
	return query_run(&q);
}

enum outcome drop_old_provider_forms(struct db *db, int64_t before)
{
	OWN_QUERY q = query_of(db, Q_provider_form_drop_old);
	bind_number(&q, 1, before);
	return query_run(&q);
}
