/*
 * ties: which coach works with which client, who stands in for whom, and so who may look at what.
 * A tie that has ended stays, for the looks that went through it name it; whether one holds is
 * asked of its moments each time.
 */
#include <stdio.h>

#include "store/inside.h"

#define X(name, word) [name] = (word),
static const char *const ground_words[] = { GROUNDS(X) };
#undef X

enum ground ground_of(struct text word)
{
	for (size_t i = 0; i < COUNT_OF(ground_words); i++)
		if (text_is_chars(word, ground_words[i]))
			return (enum ground)i;
	return GROUND_GUIDANCE;
}

/* NOT_HERE unless the person has that role and hasn't left. */
static enum outcome need_role(struct db *db, int64_t person, const char *role)
{
	OWN_QUERY q = query_of(db, Q_person_role);
	bind_number(&q, 1, person);
	bind_chars(&q, 2, role);
	return query_row(&q);
}

/* ---- ties ----------------------------------------------------------------------------------- */

static enum outcome need_no_tie(struct db *db, const struct tie *tie)
{
	OWN_QUERY q = query_of(db, Q_tie_between);
	bind_number(&q, 1, tie->client);
	bind_number(&q, 2, tie->coach);
	bind_number(&q, 3, tie->starts);
	enum outcome o = query_row(&q);
	return o == DONE ? OVERTAKEN : rows_end(o);
}

static enum outcome insert_tie(struct db *db, struct tie *tie)
{
	OWN_QUERY q = query_of(db, Q_tie_add);
	bind_number(&q, 1, tie->client);
	bind_number(&q, 2, tie->coach);
	bind_number(&q, 3, (tie->scope & SCOPE_LEARNING) != 0);
	bind_number(&q, 4, (tie->scope & SCOPE_CLAIMS) != 0);
	bind_chars(&q, 5, ground_words[tie->ground]);
	bind_number(&q, 6, tie->starts);
	bind_number(&q, 7, tie->ends);
	TRY(query_run(&q));
	tie->id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

static enum outcome tell_both(struct db *db, int64_t client, int64_t coach, enum notice_kind kind,
	int64_t tie, int64_t now)
{
	TRY(add_notice(db, client, kind, tie, now));
	return add_notice(db, coach, kind, tie, now);
}

enum outcome add_tie(struct db *db, struct tie *tie, int64_t actor)
{
	char fact[64];

	TRY(need_role(db, tie->client, "client"));
	TRY(need_role(db, tie->coach, "coach"));
	if (tie->client == tie->coach)
		return NOT_HERE;
	TRY(need_no_tie(db, tie));
	TRY(insert_tie(db, tie));
	TRY(tell_both(db, tie->client, tie->coach, NOTICE_TIE_BEGUN, tie->id, tie->starts));
	snprintf(fact, sizeof fact, "client %lld coach %lld", (long long)tie->client,
		(long long)tie->coach);
	return note_audit(db,
		&(struct audit_note){ .at = tie->starts,
			.actor = actor,
			.verb = "tie-begun",
			.subject_kind = "tie",
			.subject = tie->id,
			.fact = text_of(fact) });
}

static enum outcome close_tie(
	struct db *db, int64_t id, int64_t now, int64_t *client, int64_t *coach)
{
	OWN_QUERY q = query_of(db, Q_tie_end);
	bind_number(&q, 1, id);
	bind_number(&q, 2, now);
	enum outcome o = query_row(&q);
	if (o == NOT_HERE)
		return OVERTAKEN;
	if (o != DONE)
		return o;
	*client = column_number(&q, 0);
	*coach = column_number(&q, 1);
	return query_run(&q);
}

enum outcome end_tie(struct db *db, int64_t id, int64_t actor, int64_t now)
{
	int64_t client, coach;

	TRY(close_tie(db, id, now, &client, &coach));
	TRY(release_help(db, coach, client));
	TRY(release_claims(db, coach, client));
	TRY(tell_both(db, client, coach, NOTICE_TIE_ENDED, id, now));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "tie-ended",
			.subject_kind = "tie",
			.subject = id,
			.fact = NO_TEXT });
}

static enum outcome read_ties(
	const struct query *q, struct arena *a, struct tie **ties, size_t *count)
{
	enum outcome o;
	size_t room = 0;

	*ties = NULL;
	*count = 0;
	while ((o = query_row(q)) == DONE) {
		GROW(a, *ties, *count, room);
		(*ties)[(*count)++] = (struct tie){ .id = column_number(q, 0),
			.client = column_number(q, 1),
			.coach = column_number(q, 2),
			.organisation = column_text(q, 3, a),
			.scope = (unsigned)column_number(q, 4),
			.ground = ground_of(column_slice(q, 5)),
			.starts = column_number(q, 6),
			.ends = column_number(q, 7),
			.coach_name = column_text(q, 8, a),
			.client_name = column_text(q, 9, a) };
	}
	return rows_end(o);
}

enum outcome list_ties(
	struct db *db, struct arena *a, int64_t client, struct tie **ties, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_tie_list);
	bind_number(&q, 1, client);
	return read_ties(&q, a, ties, count);
}

enum outcome list_coach_ties(struct db *db, struct arena *a, int64_t coach, int64_t now,
	struct tie **ties, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_tie_list_coach);
	bind_number(&q, 1, coach);
	bind_number(&q, 2, now);
	return read_ties(&q, a, ties, count);
}

/* ---- a client goes to another coach ------------------------------------------------------------ */

/* The tie of the two that holds at `now`; number 0 where there is none. */
static enum outcome find_tie(
	struct db *db, int64_t client, int64_t coach, int64_t now, struct tie *tie)
{
	OWN_ARENA a = arena_open();
	struct tie *ties;
	size_t count;

	*tie = (struct tie){ .id = 0 };
	TRY(list_ties(db, a, client, &ties, &count));
	for (size_t i = 0; i < count; i++)
		if (ties[i].coach == coach && ties[i].starts <= now &&
			(ties[i].ends == 0 || ties[i].ends > now))
			*tie = (struct tie){ .id = ties[i].id,
				.client = client,
				.coach = coach,
				.scope = ties[i].scope,
				.ground = ties[i].ground };
	return DONE;
}

static enum outcome insert_hand_over(
	struct db *db, struct hand_over *h, int64_t actor, int64_t *note)
{
	*note = 0;
	if (h->note.size > 0)
		TRY(add_payload(db, h->client, PAYLOAD_HELP, h->note, h->at, note));
	OWN_QUERY q = query_of(db, Q_hand_over_add);
	bind_number(&q, 1, h->client);
	bind_number(&q, 2, h->giver);
	bind_number(&q, 3, h->taker);
	bind_number(&q, 4, *note);
	bind_number(&q, 5, actor);
	bind_number(&q, 6, h->at);
	TRY(query_run(&q));
	h->id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

/* What the giver had of the client is the taker's. */
static enum outcome move_work(struct db *db, const struct hand_over *h)
{
	static const enum query_name moves[] = { Q_help_follow, Q_claim_follow,
		Q_claim_written_follow };

	for (size_t i = 0; i < COUNT_OF(moves); i++) {
		OWN_QUERY q = query_of(db, moves[i]);
		bind_number(&q, 1, h->giver);
		bind_number(&q, 2, h->client);
		bind_number(&q, 3, h->taker);
		TRY(query_run(&q));
	}
	return DONE;
}

enum outcome hand_over_client(struct db *db, struct hand_over *h, int64_t actor)
{
	struct tie old, new;
	int64_t note;
	char fact[64];

	TRY(need_role(db, h->taker, "coach"));
	TRY(find_tie(db, h->client, h->giver, h->at, &old));
	TRY(find_tie(db, h->client, h->taker, h->at, &new));
	if (old.id == 0 || h->giver == h->taker || h->client == h->taker)
		return NOT_HERE;
	if (new.id && (new.scope &old.scope) != old.scope)
		return OVERTAKEN;
	TRY(insert_hand_over(db, h, actor, &note));
	TRY(move_work(db, h));
	TRY(end_tie(db, old.id, actor, h->at));
	if (new.id == 0) {
		new = (struct tie){ .client = h->client,
			.coach = h->taker,
			.scope = old.scope,
			.ground = old.ground,
			.starts = h->at };
		TRY(add_tie(db, &new, actor));
	}
	snprintf(fact, sizeof fact, "coach %lld to %lld", (long long)h->giver, (long long)h->taker);
	return note_audit(db,
		&(struct audit_note){ .at = h->at,
			.actor = actor,
			.verb = "client-handed-over",
			.subject_kind = "person",
			.subject = h->client,
			.fact = text_of(fact),
			.payload = note });
}

enum outcome list_hand_overs(
	struct db *db, struct arena *a, int64_t client, struct hand_over **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_hand_over_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_number(&q, 1, client);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = (struct hand_over){ .id = column_number(&q, 0),
			.client = client,
			.giver = column_number(&q, 1),
			.taker = column_number(&q, 2),
			.at = column_number(&q, 3),
			.note = column_text(&q, 4, a),
			.giver_name = column_text(&q, 5, a),
			.taker_name = column_text(&q, 6, a) };
	}
	return rows_end(o);
}

/* ---- absences ------------------------------------------------------------------------------- */

enum outcome add_absence(struct db *db, struct absence *absence, int64_t actor)
{
	char fact[64];

	TRY(need_role(db, absence->coach, "coach"));
	TRY(need_role(db, absence->substitute, "coach"));
	if (absence->coach == absence->substitute || absence->ends < absence->starts)
		return NOT_HERE;
	OWN_QUERY q = query_of(db, Q_absence_add);
	bind_number(&q, 1, absence->coach);
	bind_number(&q, 2, absence->substitute);
	bind_number(&q, 3, absence->starts);
	bind_number(&q, 4, absence->ends);
	TRY(query_run(&q));
	absence->id = sqlite3_last_insert_rowid(db->sqlite);
	int64_t now = clock_now();
	TRY(add_notice(db, absence->substitute, NOTICE_SUBSTITUTE, absence->id, now));
	snprintf(fact, sizeof fact, "coach %lld substitute %lld", (long long)absence->coach,
		(long long)absence->substitute);
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "absence-named",
			.subject_kind = "absence",
			.subject = absence->id,
			.fact = text_of(fact) });
}

static enum outcome close_absence(struct db *db, int64_t id, int64_t now)
{
	OWN_QUERY q = query_of(db, Q_absence_end);
	bind_number(&q, 1, id);
	bind_number(&q, 2, now);
	enum outcome o = query_row(&q);
	if (o != DONE)
		return o == NOT_HERE ? OVERTAKEN : o;
	return query_run(&q);
}

enum outcome end_absence(struct db *db, int64_t id, int64_t actor, int64_t now)
{
	TRY(close_absence(db, id, now));
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "absence-ended",
			.subject_kind = "absence",
			.subject = id,
			.fact = NO_TEXT });
}

/* ---- a team --------------------------------------------------------------------------------- */

enum outcome list_team(struct db *db, struct arena *a, struct text organisation, int64_t now,
	int64_t today, struct team_row **team, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_team_list);
	enum outcome o;
	size_t room = 0;

	*team = NULL;
	*count = 0;
	bind_text(&q, 1, organisation);
	bind_number(&q, 2, now);
	bind_number(&q, 3, today);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *team, *count, room);
		(*team)[(*count)++] = (struct team_row){ .coach = column_number(&q, 0),
			.name = column_text(&q, 1, a),
			.clients = (int)column_number(&q, 2),
			.waiting = (int)column_number(&q, 3),
			.overdue = (int)column_number(&q, 4),
			.oldest = column_number(&q, 5),
			.away = column_number(&q, 6),
			.away_ends = column_number(&q, 7),
			.substitute_name = column_text(&q, 8, a),
			.claims = (int)column_number(&q, 9),
			.claims_overdue = (int)column_number(&q, 10) };
	}
	return rows_end(o);
}

enum outcome list_absences(struct db *db, struct arena *a, struct text organisation, int64_t now,
	struct absence **list, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_absence_list);
	enum outcome o;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	bind_text(&q, 1, organisation);
	bind_number(&q, 2, now);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = (struct absence){ .id = column_number(&q, 0),
			.coach = column_number(&q, 1),
			.substitute = column_number(&q, 2),
			.starts = column_number(&q, 3),
			.ends = column_number(&q, 4),
			.coach_name = column_text(&q, 5, a),
			.substitute_name = column_text(&q, 6, a) };
	}
	return rows_end(o);
}

/* ---- who may look at whom ------------------------------------------------------------------- */

enum outcome find_relation(struct db *db, struct arena *a, int64_t staff, int64_t client,
	enum scope scope, int64_t now, struct relation *relation)
{
	OWN_QUERY q = query_of(db, Q_relation);
	*relation = (struct relation){ .client_name = NO_TEXT, .client_language = NO_TEXT };
	bind_number(&q, 1, staff);
	bind_number(&q, 2, now);
	bind_number(&q, 3, scope);
	bind_number(&q, 4, client);
	enum outcome o = query_row(&q);
	if (o != DONE)
		return rows_end(o);
	*relation = (struct relation){ .tie = column_number(&q, 0),
		.substitute = column_number(&q, 1) != 0,
		.scope = (unsigned)column_number(&q, 2),
		.client_name = column_text(&q, 3, a),
		.client_language = column_text(&q, 4, a),
		.client_closed = column_number(&q, 5) != 0 };
	return DONE;
}

enum outcome list_clients(struct db *db, struct arena *a, int64_t staff, enum scope scope,
	int64_t now, struct client_row **clients, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_client_list);
	enum outcome o;
	size_t room = 0;

	*clients = NULL;
	*count = 0;
	bind_number(&q, 1, staff);
	bind_number(&q, 2, now);
	bind_number(&q, 3, scope);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *clients, *count, room);
		(*clients)[(*count)++] = (struct client_row){ .id = column_number(&q, 0),
			.tie = column_number(&q, 1),
			.name = column_text(&q, 2, a),
			.substitute = column_number(&q, 3) != 0,
			.since = column_number(&q, 4),
			.last_seen = column_number(&q, 5),
			.help_open = (int)column_number(&q, 6) };
	}
	return rows_end(o);
}

enum outcome load_last_seen(struct db *db, int64_t person, int64_t *at)
{
	OWN_QUERY q = query_of(db, Q_last_seen);
	bind_number(&q, 1, person);
	TRY(query_row(&q));
	*at = column_number(&q, 0);
	return DONE;
}
