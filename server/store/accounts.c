/*
 * accounts: what an admin does with people: name, organisation, the set of roles, leaving. What a
 * role gave ends with it, in the same change: nobody keeps a tie as coach who is no coach.
 */
#include "store/inside.h"

/* ---- lists ---------------------------------------------------------------------------------- */

static enum outcome read_accounts(
	const struct query *q, struct arena *a, struct account_row **rows, size_t *count)
{
	enum outcome o;
	size_t room = 0;

	*rows = NULL;
	*count = 0;
	while ((o = query_row(q)) == DONE) {
		GROW(a, *rows, *count, room);
		(*rows)[(*count)++] = (struct account_row){ .id = column_number(q, 0),
			.name = column_text(q, 1, a),
			.roles = (unsigned)column_number(q, 2),
			.closed = column_number(q, 3) };
	}
	return rows_end(o);
}

enum outcome list_accounts(struct db *db, struct arena *a, const struct account_filter *filter,
	int64_t now, struct account_row **rows, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_account_list);
	bind_number(&q, 1, filter->left);
	bind_number(&q, 2, now);
	bind_number(&q, 3, filter->roles);
	bind_number(&q, 4, filter->alone);
	return read_accounts(&q, a, rows, count);
}

enum outcome list_left_behind(struct db *db, struct arena *a, int64_t coach, int64_t now,
	struct account_row **rows, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_account_left_behind);
	bind_number(&q, 1, coach);
	bind_number(&q, 2, now);
	return read_accounts(&q, a, rows, count);
}

enum outcome count_alone(struct db *db, int64_t now, int64_t *count)
{
	OWN_QUERY q = query_of(db, Q_account_alone);
	bind_number(&q, 2, now);
	TRY(query_row(&q));
	*count = column_number(&q, 0);
	return DONE;
}

enum outcome has_coach(struct db *db, int64_t client, int64_t now, bool *has)
{
	OWN_QUERY q = query_of(db, Q_account_coached);
	bind_number(&q, 1, client);
	bind_number(&q, 2, now);
	TRY(query_row(&q));
	*has = column_number(&q, 0) == 0;
	return DONE;
}

/* ---- changes -------------------------------------------------------------------------------- */

static enum outcome note_person(struct db *db, int64_t person, const char *verb, struct text fact,
	int64_t actor, int64_t now)
{
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = verb,
			.subject_kind = "person",
			.subject = person,
			.fact = fact });
}

enum outcome rename_person(struct db *db, int64_t person, struct text name,
	struct text organisation, int64_t actor, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_account_rename);
	bind_number(&q, 1, person);
	bind_text(&q, 2, name);
	bind_text(&q, 3, organisation);
	enum outcome o = query_change(&q);
	if (o == NOT_HERE) /* the same as before */
		return DONE;
	TRY(o);
	return note_person(db, person, "renamed", NO_TEXT, actor, now);
}

/* NO_ENTRY where this is the only admin who is here. */
static enum outcome need_other_admin(struct db *db, int64_t person)
{
	OWN_QUERY q = query_of(db, Q_admin_other);
	bind_number(&q, 1, person);
	enum outcome o = query_row(&q);
	return o == NOT_HERE ? NO_ENTRY : o;
}

#define ENDED_AT_ONCE 64

/* The first numbers that a query answers with; its rows change as they are worked off. */
static enum outcome first_numbers(
	const struct query *q, int64_t numbers[ENDED_AT_ONCE], size_t *count)
{
	enum outcome o = DONE;

	*count = 0;
	while (*count < ENDED_AT_ONCE && (o = query_row(q)) == DONE)
		numbers[(*count)++] = column_number(q, 0);
	return rows_end(o);
}

static enum outcome open_ties(struct db *db, int64_t person, unsigned roles, int64_t now,
	int64_t ties[ENDED_AT_ONCE], size_t *count)
{
	OWN_QUERY q = query_of(db, Q_tie_open);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	bind_number(&q, 3, (roles & ROLE_COACH) != 0);
	bind_number(&q, 4, (roles & ROLE_CLIENT) != 0);
	return first_numbers(&q, ties, count);
}

static enum outcome end_ties(
	struct db *db, int64_t person, unsigned roles, int64_t actor, int64_t now)
{
	int64_t ties[ENDED_AT_ONCE];
	size_t count;

	do {
		TRY(open_ties(db, person, roles, now, ties, &count));
		for (size_t i = 0; i < count; i++)
			TRY(end_tie(db, ties[i], actor, now));
	} while (count == ENDED_AT_ONCE);
	return DONE;
}

static enum outcome open_absences(
	struct db *db, int64_t person, int64_t now, int64_t absences[ENDED_AT_ONCE], size_t *count)
{
	OWN_QUERY q = query_of(db, Q_absence_open);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	return first_numbers(&q, absences, count);
}

static enum outcome end_absences(struct db *db, int64_t person, int64_t actor, int64_t now)
{
	int64_t absences[ENDED_AT_ONCE];
	size_t count;

	do {
		TRY(open_absences(db, person, now, absences, &count));
		for (size_t i = 0; i < count; i++)
			TRY(end_absence(db, absences[i], actor, now));
	} while (count == ENDED_AT_ONCE);
	return DONE;
}

/* Ends what these roles gave. */
static enum outcome end_work(
	struct db *db, int64_t person, unsigned roles, int64_t actor, int64_t now)
{
	TRY(end_ties(db, person, roles, actor, now));
	if (!(roles & ROLE_COACH))
		return DONE;
	TRY(end_absences(db, person, actor, now));
	/* also what they had taken in another coach's place */
	TRY(release_help(db, person, 0));
	return release_claims(db, person, 0);
}

static enum outcome replace_roles(struct db *db, int64_t person, unsigned roles)
{
	OWN_QUERY q = query_of(db, Q_role_drop);
	bind_number(&q, 1, person);
	TRY(query_run(&q));
	return add_roles(db, person, roles);
}

enum outcome change_roles(
	struct db *db, int64_t person, unsigned before, unsigned roles, int64_t actor, int64_t now)
{
	OWN_ARENA a = arena_open();
	char fact[ROLES_WORDS];
	struct person p;

	TRY(load_person(db, a, person, &p));
	if (p.closed)
		return NOT_HERE;
	if (before != ANY_ROLES && before != p.roles)
		return OVERTAKEN;
	if (roles == p.roles)
		return DONE;
	unsigned lost = p.roles & ~roles;
	if (lost & ROLE_ADMIN)
		TRY(need_other_admin(db, person));
	TRY(end_work(db, person, lost, actor, now));
	TRY(replace_roles(db, person, roles));
	roles_words(roles, fact);
	return note_person(db, person, "roles-changed", text_of(fact), actor, now);
}

/* ---- leaving -------------------------------------------------------------------------------- */

static enum outcome end_open_cards(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_card_end_open);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	return query_run(&q);
}

static enum outcome end_all_sessions(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_session_end_others);
	bind_number(&q, 1, person);
	bind_number(&q, 2, 0);
	bind_number(&q, 3, now);
	return query_run(&q);
}

static enum outcome mark_closed(struct db *db, int64_t person, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_account_close);
	bind_number(&q, 1, person);
	bind_number(&q, 2, now);
	return query_change(&q);
}

enum outcome close_person(struct db *db, int64_t person, int64_t actor, int64_t now)
{
	OWN_ARENA a = arena_open();
	struct person p;

	TRY(load_person(db, a, person, &p));
	if (p.closed)
		return OVERTAKEN;
	if (p.roles & ROLE_ADMIN)
		TRY(need_other_admin(db, person));
	TRY(end_work(db, person, ROLE_COACH | ROLE_CLIENT, actor, now));
	TRY(end_open_cards(db, person, now));
	TRY(end_all_sessions(db, person, now));
	TRY(mark_closed(db, person, now));
	return note_person(db, person, "person-closed", NO_TEXT, actor, now);
}
