/*
 * How surely it is they who ask. A card or a link alone opens courses; own matters ask for the
 * passphrase or the pictures besides, on an own phone again after 15 minutes without them. Which of
 * the two a client may have is a setting; who has one that isn't allowed any more makes another first. Staff show a second
 * factor before anything else opens. admit.c asks here for every route there is.
 *
 * The session keeps its token when it grows stronger: nobody but this browser has ever had it, and
 * whoever presses twice on a slow line would else lose it with the first answer.
 */
#include "inside.h"
#include "provider.h"

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

/* ---- ways ----------------------------------------------------------------------------------- */

unsigned ways_for(const struct request *rq, const struct person *p)
{
	return is_staff(p) ? WAY_PASSPHRASE : workshop_of(rq)->conf.ways;
}

bool has_way_back(const struct request *rq, const struct person *p)
{
	return (ways_for(rq, p) & p->way) != 0;
}

bool has_old_way(const struct request *rq, const struct person *p)
{
	return p->way != WAY_NONE && !has_way_back(rq, p);
}

/* What they had isn't good any more, and they haven't joined their sign-in at the provider either. */
static bool must_make_way(const struct request *rq, const struct person *p)
{
	struct text provider;
	return has_old_way(rq, p) && (provider_for(rq, p, &provider) != DONE || provider.size == 0);
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
	if (must_make_way(rq, &me->person) ||
		!own_matters_open(me->session.device, me->session.strong_at, clock_now()))
		return PROVE_FIRST;
	keep_strong(rq);
	return DONE;
}

/* The page that asks, for a passphrase or for pictures; with what is the matter. */
static enum outcome show_own_way(struct request *rq, struct response *rs,
	const struct carried *carried, bool current, const struct picking *picking)
{
	struct text provider = NO_TEXT;
	if (!current)
		TRY(provider_for(rq, &me_of(rq)->person, &provider));
	struct text action = current ? TEXT("/way-back") : TEXT("/passphrase");
	if (me_of(rq)->person.way == WAY_PICTURES) {
		struct pictures_screen s = { .carried = *carried,
			.current = current,
			.own = !current,
			.action = action,
			.provider = provider };
		return show_pictures(rq, rs, picking, &s);
	}
	struct passphrase_screen s = { .carried = *carried,
		.action = action,
		.current = current,
		.passphrase_problem = picking->problem,
		.provider = provider };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your passphrase")));
	if (picking->problem.size > 0)
		add_form_problem(rq, &s.frame, "passphrase", picking->problem);
	return show(rq, rs, SCREEN_PASSPHRASE, &s);
}

enum outcome ask_own_way(
	struct request *rq, struct response *rs, const struct carried *carried, bool current)
{
	struct picking nothing = { .problem = NO_TEXT };
	return show_own_way(rq, rs, carried, current, &nothing);
}

/* Of whoever has no passphrase and no pictures that are good for it: their sign-in at the provider, or a
 * way to be made first. */
static enum outcome show_first_way(
	struct request *rq, struct response *rs, const struct carried *carried)
{
	struct text provider;
	TRY(provider_for(rq, &me_of(rq)->person, &provider));
	return provider.size > 0 ? show_provider_proof(rq, rs, carried, NO_TEXT)
				 : show_way_back_first(rq, rs, carried);
}

enum outcome show_proof(struct request *rq, struct response *rs, const struct carried *carried)
{
	const struct person *p = &me_of(rq)->person;
	if (is_staff(p))
		return show_factor(rq, rs, carried);
	if (!has_way_back(rq, p))
		return show_first_way(rq, rs, carried);
	return ask_own_way(rq, rs, carried, false);
}

enum outcome lead_to_proof(struct request *rq, struct response *rs)
{
	const struct person *p = &me_of(rq)->person;
	struct text provider;
	TRY(provider_for(rq, p, &provider));
	if (rq->method == GET)
		return go_by_step(rq, rs,
			is_staff(p)                                        ? "/second-factor"
				: has_way_back(rq, p) || provider.size > 0 ? "/passphrase"
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

/* ---- the passphrase, or pictures ------------------------------------------------------------ */

/* DONE where `secret` is that of who is signed in; NO_ENTRY, BUSY, or SLOW_DOWN with the seconds to
 * wait. */
static enum outcome check_own_secret(struct request *rq, struct text secret, int64_t *wait)
{
	struct way_back way;
	*wait = count_try(rq, "passphrase");
	if (*wait > 0)
		return SLOW_DOWN;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_way_back(loan.db, rq->arena, rq->who.person, &way));
	}
	TRY(passphrase_fits(workshop_of(rq)->seal, secret, way.hash));
	forget_tries(rq, "passphrase");
	return DONE;
}

/* What they sent to be held against theirs; empty where there is nothing yet, which `picking` tells
 * of. */
static struct text secret_sent(struct request *rq, struct response *rs, struct picking *picking)
{
	*picking = (struct picking){ .problem = NO_TEXT };
	if (me_of(rq)->person.way == WAY_PICTURES) {
		*picking = picking_of(rq);
		return picking->sent ? pictures_secret(rq, &picking->chosen) : NO_TEXT;
	}
	struct text passphrase = typed_passphrase(rq, "passphrase");
	if (passphrase.size == 0 && form_has(&rq->form, "passphrase")) {
		picking->problem = tell(rq, N_("Write your passphrase."));
		rs->status = outcome_status(BAD_FORM);
	}
	return passphrase;
}

static struct text wrong_words(const struct request *rq, enum outcome o, int64_t wait)
{
	if (o == BUSY)
		return tell(rq, outcome_words(o));
	if (o == SLOW_DOWN)
		return many_tries_words(rq, wait);
	if (me_of(rq)->person.way == WAY_PICTURES)
		return tell(rq,
			N_("Those are not your pictures, or not in that order. Take the last one "
			   "away, or begin again."));
	return tell(rq, N_("That is not your passphrase. Look at the spelling."));
}

enum outcome take_own_way(struct request *rq, struct response *rs, const struct carried *carried,
	bool current, bool *fits)
{
	struct picking picking;
	int64_t wait = 0;
	struct text secret = secret_sent(rq, rs, &picking);
	*fits = false;
	if (secret.size == 0)
		return show_own_way(rq, rs, carried, current, &picking);
	enum outcome o = check_own_secret(rq, secret, &wait);
	*fits = o == DONE;
	if (o != NO_ENTRY && o != SLOW_DOWN && o != BUSY)
		return o;
	picking.problem = wrong_words(rq, o, wait);
	rs->status = outcome_status(o == NO_ENTRY ? BAD_FORM : o);
	if (o != NO_ENTRY)
		rs->retry_after = o == BUSY ? 5 : (int)wait;
	return show_own_way(rq, rs, carried, current, &picking);
}

/* Only clients are ever asked here, and only while it is due. */
static bool passphrase_is_due(const struct request *rq)
{
	const struct signed_in *me = me_of(rq);
	return !is_staff(&me->person) &&
		(must_make_way(rq, &me->person) ||
			!own_matters_open(me->session.device, me->session.strong_at, clock_now()));
}

enum outcome show_passphrase(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	if (!passphrase_is_due(rq))
		return rq->again ? go_on(rq, rs, &carried)
				 : see_other(rs, rq, "%.*s", SHOWN(carried.next));
	return show_proof(rq, rs, &carried);
}

enum outcome show_it_is_me(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	bool fits;
	if (!has_way_back(rq, &me_of(rq)->person))
		return show_first_way(rq, rs, &carried);
	TRY(take_own_way(rq, rs, &carried, false, &fits));
	if (!fits)
		return DONE;
	TRY(strengthen(rq, false));
	return go_on(rq, rs, &carried);
}
