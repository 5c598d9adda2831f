/*
 * How surely it is they who ask. A card or a link alone opens courses; own matters ask for the
 * passphrase besides, on an own phone again after 15 minutes without them. Staff show a second
 * factor before anything else opens. admit.c asks here for every route there is.
 *
 * The session keeps its token when it grows stronger: nobody but this browser has ever had it, and
 * whoever presses twice on a slow line would else lose it with the first answer.
 */
#include "inside.h"

#define MINUTE 60

static bool is_whole(const struct request *rq)
{
	return workshop_of(rq)->conf.demo || me_of(rq)->session.factor_at != 0;
}

bool factor_is_due(const struct request *rq)
{
	const struct signed_in *me = me_of(rq);
	if (!is_staff(&me->person) || me->session.factor_at != 0)
		return false;
	/* a demo offers it once, when somebody comes in */
	return !workshop_of(rq)->conf.demo || me->session.device == DEVICE_UNASKED;
}

/* ---- keeping it ----------------------------------------------------------------------------- */

struct proof {
	int64_t session, now;
	bool factor;
};

static enum outcome keep_proof(struct db *db, void *value)
{
	const struct proof *proof = value;
	return strengthen_session(db, proof->session, proof->factor, proof->now);
}

enum outcome strengthen(struct request *rq, bool factor)
{
	struct workshop *w = workshop_of(rq);
	struct proof proof = { me_of(rq)->session.id, clock_now(), factor };
	TRY(store_change(w->store, keep_proof, &proof));
	rq->who = who_is(w, rq->arena, rq->session);
	return rq->who.person ? DONE : SIGN_IN;
}

/* Own matters were used: the 15 minutes begin anew. */
static void keep_strong(const struct request *rq)
{
	const struct session *session = &me_of(rq)->session;
	struct proof proof = { session->id, clock_now(), false };
	if (!rq->head && !rq->prefetch && proof.now - session->strong_at >= MINUTE)
		store_change_later(workshop_of(rq)->store, keep_proof, &proof, sizeof proof);
}

/* ---- asking for it -------------------------------------------------------------------------- */

enum outcome check_strength(const struct request *rq)
{
	const struct signed_in *me = me_of(rq);
	unsigned door = rq->route->door;
	if (!rq->who.person || door & (ANYONE | UNASKED))
		return DONE;
	if (is_staff(&me->person))
		return door & ON_THE_WAY_IN || is_whole(rq) ? DONE : PROVE_FIRST;
	if (!(door & OWN_MATTER))
		return DONE;
	if (!own_matters_open(me->session.device, me->session.strong_at, clock_now()))
		return PROVE_FIRST;
	keep_strong(rq);
	return DONE;
}

static enum outcome show_passphrase_with(
	struct request *rq, struct response *rs, const struct carried *carried, struct text problem)
{
	struct passphrase_screen s = { .carried = *carried, .passphrase_problem = problem };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your passphrase")));
	if (problem.size > 0)
		add_form_problem(rq, &s.frame, "passphrase", problem);
	return show(rq, rs, SCREEN_PASSPHRASE, &s);
}

enum outcome show_proof(struct request *rq, struct response *rs, const struct carried *carried)
{
	const struct person *p = &me_of(rq)->person;
	if (is_staff(p))
		return show_factor(rq, rs, carried);
	if (!p->way_back)
		return show_way_back_first(rq, rs, carried);
	return show_passphrase_with(rq, rs, carried, NO_TEXT);
}

enum outcome lead_to_proof(struct request *rq, struct response *rs)
{
	const struct person *p = &me_of(rq)->person;
	if (rq->method == GET)
		return go_by_step(rq, rs,
			is_staff(p)           ? "/second-factor"
				: p->way_back ? "/passphrase"
					      : "/way-back",
			"next", here(rq));
	struct carried carried = carry_form(rq, rq->who.person);
	rs->status = outcome_status(PROVE_FIRST);
	return show_proof(rq, rs, &carried);
}

/* ---- tries ---------------------------------------------------------------------------------- */

static struct text tries_key(const struct request *rq, const char *what)
{
	return arena_print(rq->arena, "%s %lld", what, (long long)rq->who.person);
}

int64_t count_try(struct request *rq, const char *what)
{
	struct brake *brake = workshop_of(rq)->brake;
	struct text key = tries_key(rq, what);
	int64_t now = clock_now(), since = 0;
	int64_t wait = sign_in_wait(brake_tries(brake, key, now, &since));
	if (wait > since)
		return wait - since;
	brake_count(brake, key, now);
	return 0;
}

void forget_tries(struct request *rq, const char *what)
{
	brake_forget(workshop_of(rq)->brake, tries_key(rq, what));
}

/* ---- the passphrase ------------------------------------------------------------------------- */

enum outcome check_own_passphrase(struct request *rq, const char *field, int64_t *wait)
{
	struct way_back way;
	*wait = count_try(rq, "passphrase");
	if (*wait > 0)
		return SLOW_DOWN;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_way_back(loan.db, rq->arena, rq->who.person, &way));
	}
	TRY(passphrase_fits(workshop_of(rq)->seal, typed_passphrase(rq, field), way.hash));
	forget_tries(rq, "passphrase");
	return DONE;
}

/* Only clients are ever asked here, and only while it is due. */
static bool passphrase_is_due(const struct request *rq)
{
	const struct signed_in *me = me_of(rq);
	return !is_staff(&me->person) &&
		!own_matters_open(me->session.device, me->session.strong_at, clock_now());
}

enum outcome show_passphrase(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	if (!passphrase_is_due(rq))
		return rq->again ? go_on(rq, rs, &carried)
				 : see_other(rs, rq, "%.*s", SHOWN(carried.next));
	return show_proof(rq, rs, &carried);
}

static enum outcome passphrase_once_more(
	struct request *rq, struct response *rs, int status, struct text problem)
{
	struct carried carried = carried_of(rq);
	rs->status = status;
	return show_passphrase_with(rq, rs, &carried, problem);
}

enum outcome show_it_is_me(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	int64_t wait = 0;
	if (!me_of(rq)->person.way_back)
		return show_way_back_first(rq, rs, &carried);
	if (typed_passphrase(rq, "passphrase").size == 0)
		return passphrase_once_more(
			rq, rs, outcome_status(BAD_FORM), tell(rq, N_("Write your passphrase.")));
	enum outcome o = check_own_passphrase(rq, "passphrase", &wait);
	if (o == NO_ENTRY)
		return passphrase_once_more(rq, rs, outcome_status(BAD_FORM),
			tell(rq, N_("That is not your passphrase. Look at the spelling.")));
	if (o == SLOW_DOWN || o == BUSY) {
		rs->retry_after = o == BUSY ? 5 : (int)wait;
		return passphrase_once_more(rq, rs, outcome_status(o),
			o == BUSY ? tell(rq, outcome_words(o)) : many_tries_words(rq, wait));
	}
	TRY(o);
	TRY(strengthen(rq, false));
	return go_on(rq, rs, &carried);
}
