/*
 * admit: the last thing asked before a handler runs. First how surely it is they who ask
 * (strength.c). Behind a TIED door stands somebody's own
 * things: who asks must have a tie to that person, in the door's scope and at this moment, and that
 * they looked is written down before anything is shown. Outside a tie the address answers as if
 * there were nothing, for that somebody is a client is itself nobody's business.
 *
 * A pattern with {person} is about an account: an admin, who has no tie, sees name, roles and who
 * works with whom. Where it is a client's, that is a look as well, and the client reads so.
 * It also holds back every form with a personal identity code in it, once, so that it is pointed out
 * before anything is kept.
 *
 * It is asked for every route there is; the grid test holds that a pattern with {client} has a tied
 * door, so no page can be forgotten.
 */
#include "inside.h"

#include <stdio.h>
#include <string.h>

#define WORD_MOST 32

struct look_note {
	int64_t staff, client, tie, now;
	char what[WORD_MOST];
};

static enum outcome write_look(struct db *db, void *value)
{
	const struct look_note *note = value;
	return note_look(db, note->staff, note->client, note->tie, note->what, note->now);
}

/* "/clients/{client}/help/{help}" -> "help" */
static void name_what(const char *pattern, char what[WORD_MOST])
{
	const char *behind = strchr(pattern, '}') + 1;
	struct text word = text_of(*behind == '/' ? behind + 1 : LOOK_PAGE);
	snprintf(what, WORD_MOST, "%.*s", (int)text_find_char(word, '/'), word.at);
}

static enum scope scope_of(unsigned door)
{
	return door & TIE_CLAIMS ? SCOPE_CLAIMS : SCOPE_LEARNING;
}

/* What is written down together is no other coach's, whatever their tie: they find nothing there. */
static enum outcome need_writer(struct request *rq, int64_t client)
{
	struct claim claim;
	int64_t id;
	BORROWED loan = borrow(workshop_of(rq));
	if (!text_number(rq->captures[1], &id))
		return NOT_HERE;
	TRY(load_claim(loan.db, rq->arena, id, &claim));
	return claim.person == client && claim.writer == rq->who.person ? DONE : NOT_HERE;
}

/* The account that the address names. */
static enum outcome admit_admin(struct request *rq)
{
	struct workshop *w = workshop_of(rq);
	struct about *about = arena_take_of(rq->arena, struct about);
	if (!text_number(rq->captures[0], &about->client))
		return NOT_HERE;
	{
		BORROWED loan = borrow(w);
		TRY(load_person(loan.db, rq->arena, about->client, &about->person));
	}
	rq->about = about;
	if (!(about->person.roles & ROLE_CLIENT))
		return DONE;
	struct look_note note = { rq->who.person, about->client, 0, clock_now(), LOOK_ACCOUNT };
	return store_change(w->store, write_look, &note);
}

static enum outcome admit_tied(struct request *rq)
{
	struct workshop *w = workshop_of(rq);
	struct about *about = arena_take_of(rq->arena, struct about);
	if (!text_number(rq->captures[0], &about->client))
		return NOT_HERE;
	struct look_note note = {
		.staff = rq->who.person, .client = about->client, .now = clock_now()
	};
	{
		BORROWED loan = borrow(w);
		TRY(find_relation(loan.db, rq->arena, note.staff, note.client,
			scope_of(rq->route->door), note.now, &about->relation));
	}
	if (about->relation.tie == 0)
		return NOT_HERE;
	if (strstr(rq->route->pattern, "/together/{claim}"))
		TRY(need_writer(rq, about->client));
	note.tie = about->relation.tie;
	name_what(rq->route->pattern, note.what);
	rq->about = about;
	return store_change(w->store, write_look, &note);
}

enum outcome admit(struct request *rq)
{
	TRY(check_strength(rq));
	if (rq->method == POST && holds_new_code(rq))
		return BAD_FORM;
	if (rq->route->door & TIED)
		return admit_tied(rq);
	return strstr(rq->route->pattern, "{person}") ? admit_admin(rq) : DONE;
}
