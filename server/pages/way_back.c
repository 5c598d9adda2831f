/*
 * A way back in: a sign-in name of two plain words, and a passphrase or pictures of one's own. Asked for
 * the first time somebody comes, and where something of their own needs it; changed later. Before a
 * change they show what they have now, and that they did goes along sealed.
 */
#include "inside.h"
#include "provider.h"

/* Right after coming in by card the old passphrase isn't asked: the card is the proof. That the old one
 * was shown is good for as long. */
#define PROOF_IS_FRESH (30 * 60)

/* ---- what there is now ---------------------------------------------------------------------- */

static struct text shown_about(const struct request *rq)
{
	return arena_print(rq->arena, "shown by %lld in %lld", (long long)rq->who.person,
		(long long)me_of(rq)->session.id);
}

/* Whether this form brings along that they have shown it. */
static bool was_shown(const struct request *rq)
{
	struct text bytes;
	int64_t at;
	return unseal_bytes(workshop_of(rq)->seal, rq->arena, form_value(&rq->form, "shown"),
		       shown_about(rq), &bytes) &&
		text_number(bytes, &at) && clock_now() - at < PROOF_IS_FRESH;
}

static struct text seal_shown(const struct request *rq)
{
	struct text now = arena_print(rq->arena, "%lld", (long long)clock_now());
	return seal_bytes(workshop_of(rq)->seal, rq->arena, now, shown_about(rq));
}

static bool current_is_asked(const struct request *rq)
{
	const struct signed_in *me = me_of(rq);
	return me->person.way != WAY_NONE &&
		!(me->session.by_card && clock_now() - me->session.started < PROOF_IS_FRESH);
}

/* ---- the name ------------------------------------------------------------------------------- */

static struct text offer_about(const struct request *rq)
{
	return arena_print(rq->arena, "way back %lld", (long long)rq->who.person);
}

/* A sign-in name nobody has: two words of the person's language, a third if need be. */
static enum outcome offer_name(struct request *rq, struct text *name)
{
	struct text file = arena_print(rq->arena, "names/%.*s.txt", SHOWN(ui_tag(rq)));
	const struct shelf_file *list = shelf_find(shelf_files, shelf_count, file);
	if (!list)
		list = shelf_find(shelf_files, shelf_count, TEXT("names/en.txt"));
	BORROWED loan = borrow(workshop_of(rq));
	for (int i = 0; i < 60; i++) {
		uint32_t dice[3];
		struct way_back taken;
		random_fill(dice, sizeof dice);
		*name = sign_in_name(rq->arena, list ? list->bytes : NO_TEXT, dice, i >= 20);
		enum outcome o =
			find_way_back(loan.db, rq->arena, fold_words(rq->arena, *name), &taken);
		if (o == NOT_HERE)
			return DONE;
		TRY(o);
	}
	log_fault("pages: no free sign-in name was found in 60 tries");
	return BROKEN;
}

/* The name there is, the one that was offered on the form, or a new offer. */
static enum outcome name_for(struct request *rq, bool other, struct text *name, struct text *sealed)
{
	struct workshop *w = workshop_of(rq);
	if (me_of(rq)->person.way) {
		struct way_back way;
		BORROWED loan = borrow(w);
		TRY(load_way_back(loan.db, rq->arena, rq->who.person, &way));
		*name = way.name;
		*sealed = NO_TEXT;
		return DONE;
	}
	*sealed = form_value(&rq->form, "sealed_name");
	if (!other && sealed->size > 0 &&
		unseal_bytes(w->seal, rq->arena, *sealed, offer_about(rq), name))
		return DONE;
	TRY(offer_name(rq, name));
	*sealed = seal_bytes(w->seal, rq->arena, *name, offer_about(rq));
	return DONE;
}

/* ---- the two pages -------------------------------------------------------------------------- */

/* What is being made, and how far it has come. */
struct making {
	struct carried carried;
	enum sign_in_way way;
	struct text name, sealed_name;
	struct text shown;
	struct picking picking; /* and with a passphrase only the problem */
};

/* Staff need a passphrase to come back with, but in a demo. */
static bool way_back_can_wait(const struct request *rq)
{
	const struct person *p = &me_of(rq)->person;
	return has_way_back(rq, p) || !is_staff(p) || workshop_of(rq)->conf.demo;
}

/* What the form was for, what they have now, else words where they may have them. */
static enum sign_in_way way_to_make(const struct request *rq)
{
	struct text act = form_value(&rq->form, "do"), by = form_value(&rq->form, "by");
	const struct person *p = &me_of(rq)->person;
	unsigned ways = ways_for(rq, p);
	bool words = text_is_chars(act, "words"), pictures = text_is_chars(act, "pictures");
	if (!words && !pictures && !form_has(&rq->form, "step")) {
		words = text_is_chars(by, "words");
		pictures = text_is_chars(by, "pictures");
	}
	if (!words && !pictures)
		pictures = p->way == WAY_PICTURES;
	if (!(ways & WAY_PICTURES))
		return WAY_PASSPHRASE;
	return pictures || !(ways & WAY_PASSPHRASE) ? WAY_PICTURES : WAY_PASSPHRASE;
}

static enum outcome show_words(struct request *rq, struct response *rs, const struct making *m)
{
	const struct person *p = &me_of(rq)->person;
	struct way_back_screen s = { .has = p->way != WAY_NONE,
		.gone = has_old_way(rq, p),
		.name = m->name,
		.sealed_name = m->sealed_name,
		.shown = m->shown,
		.passphrase = form_value(&rq->form, "passphrase"),
		.passphrase_problem = m->picking.problem,
		.carried = m->carried,
		.for_own = !is_staff(p) && (m->carried.form.size > 0 || m->carried.next.size > 1),
		.can_wait = way_back_can_wait(rq),
		.can_pictures = (ways_for(rq, p) & WAY_PICTURES) != 0 };
	if (!is_staff(p) && p->way == WAY_NONE && provider_is_open_to(rq, p))
		s.provider = workshop_of(rq)->conf.provider.name;
	if (form_has(&rq->form, "step")) /* what they have now, which isn't to be shown */
		s.passphrase = NO_TEXT;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your way back in")));
	if (m->picking.problem.size > 0)
		add_form_problem(rq, &s.frame, "passphrase", m->picking.problem);
	return show(rq, rs, SCREEN_WAY_BACK, &s);
}

static enum outcome show_making(struct request *rq, struct response *rs, const struct making *m)
{
	const struct person *p = &me_of(rq)->person;
	if (m->way == WAY_PASSPHRASE)
		return show_words(rq, rs, m);
	struct pictures_screen s = { .making = true,
		.has = p->way != WAY_NONE,
		.gone = has_old_way(rq, p),
		.carried = m->carried,
		.action = TEXT("/way-back"),
		.name = m->name,
		.sealed_name = m->sealed_name,
		.shown = m->shown,
		.can_words = (ways_for(rq, p) & WAY_PASSPHRASE) != 0,
		.can_other = p->way == WAY_NONE,
		.can_wait = way_back_can_wait(rq) };
	s.more = s.can_words || s.can_other || s.can_wait;
	return show_pictures(rq, rs, &m->picking, &s);
}

enum outcome show_way_back_first(
	struct request *rq, struct response *rs, const struct carried *carried)
{
	struct making m = {
		.carried = *carried, .way = way_to_make(rq), .shown = form_value(&rq->form, "shown")
	};
	if (current_is_asked(rq) && !was_shown(rq))
		return ask_own_way(rq, rs, carried, true);
	TRY(name_for(rq, false, &m.name, &m.sealed_name));
	return show_making(rq, rs, &m);
}

enum outcome show_way_back(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	return show_way_back_first(rq, rs, &carried);
}

/* ---- what is the matter --------------------------------------------------------------------- */

static struct text passphrase_words(const struct request *rq, struct text name)
{
	struct text passphrase = form_value(&rq->form, "passphrase");
	switch (passphrase_check(
		passphrase, fold_words(rq->arena, passphrase), fold_words(rq->arena, name))) {
	case PASSPHRASE_FINE:
		return NO_TEXT;
	case PASSPHRASE_EMPTY:
		return tell(rq, N_("Write a passphrase: three or four words."));
	case PASSPHRASE_SHORT:
		return tell(rq,
			N_("Make it a little longer: at least 12 characters. Three or four "
			   "words are easy to remember."));
	case PASSPHRASE_LONG:
		return tell(rq, N_("That is very long. Make it at most 200 characters."));
	case PASSPHRASE_COMMON:
		return tell(rq,
			N_("Many people use that one, so it is easy to guess. Choose other "
			   "words."));
	case PASSPHRASE_NAME:
		return tell(rq, N_("Leave your sign-in name out of it. Choose other words."));
	}
	return NO_TEXT;
}

static struct text pictures_words(const struct request *rq, const struct chosen_pictures *chosen)
{
	switch (pictures_check(chosen)) {
	case PICTURES_FINE:
		return NO_TEXT;
	case PICTURES_FEW:
		return tell(rq, N_("Choose five pictures."));
	case PICTURES_ALIKE:
		return tell(rq,
			N_("Pictures of one kind are easy to guess. Take some away and choose "
			   "from at least three groups."));
	case PICTURES_ROW:
		return tell(rq,
			N_("Pictures in a row are easy to guess. Take some away and choose "
			   "others."));
	}
	return NO_TEXT;
}

/* ---- keeping it ----------------------------------------------------------------------------- */

struct way_back_change {
	struct way_back way;
	int64_t session, now;
};

static enum outcome change_way_back(struct db *db, void *value)
{
	struct way_back_change *c = value;
	TRY(save_way_back(db, &c->way, c->now));
	TRY(strengthen_session(db, c->session, false, c->now));
	/* whoever knew the old passphrase is out (ASVS 5.0 V7.4.3) */
	return end_sessions(db, c->way.person, c->session, c->now);
}

/* On to what asked for it, or for staff to the second factor. */
static enum outcome leave_way_back(struct request *rq, struct response *rs, struct text usual)
{
	struct carried carried = carried_of(rq);
	const struct signed_in *me = me_of(rq);
	if (carried.form.size > 0 || carried.next.size > 1)
		return go_on(rq, rs, &carried);
	if (is_staff(&me->person) && me->session.factor_at == 0 && text_is_chars(usual, "/"))
		return see_other(rs, rq, "/second-factor");
	return see_other(rs, rq, "%.*s", SHOWN(usual));
}

static enum outcome save_way_back_of(
	struct request *rq, struct response *rs, const struct making *m)
{
	struct workshop *w = workshop_of(rq);
	struct way_back_change change = { .session = me_of(rq)->session.id, .now = clock_now() };
	change.way = (struct way_back){ .person = rq->who.person,
		.name = m->name,
		.folded = fold_words(rq->arena, m->name),
		.way = m->way };
	struct text secret = m->way == WAY_PICTURES ? pictures_secret(rq, &m->picking.chosen)
						    : typed_passphrase(rq, "passphrase");
	TRY(passphrase_hash(w->seal, rq->arena, secret, &change.way.hash));
	TRY(store_change(w->store, change_way_back, &change));
	struct text usual = me_of(rq)->person.way ? TEXT("/me") : TEXT("/");
	rq->who = who_is(w, rq->arena, rq->session);
	return rq->who.person ? leave_way_back(rq, rs, usual) : SIGN_IN;
}

/* Saves what is made; or the page again, with what is the matter. */
static enum outcome save_making(struct request *rq, struct response *rs, struct making *m)
{
	m->picking.problem = m->way == WAY_PICTURES ? pictures_words(rq, &m->picking.chosen)
						    : passphrase_words(rq, m->name);
	if (m->picking.problem.size > 0) {
		rs->status = outcome_status(BAD_FORM);
		return show_making(rq, rs, m);
	}
	enum outcome o = save_way_back_of(rq, rs, m);
	if (o == OVERTAKEN) {
		TRY(name_for(rq, true, &m->name, &m->sealed_name));
		m->picking.problem = tell(rq,
			N_("Somebody took that name a moment ago. Here is another one for you."));
	} else if (o == BUSY) {
		m->picking.problem = tell(rq, outcome_words(o));
		rs->retry_after = 5;
	} else {
		return o;
	}
	rs->status = outcome_status(o);
	return show_making(rq, rs, m);
}

/* First what they have now; true where that is done, here or before. */
static enum outcome show_current_first(
	struct request *rq, struct response *rs, struct making *m, bool *fits)
{
	*fits = !current_is_asked(rq) || was_shown(rq);
	m->shown = form_value(&rq->form, "shown");
	if (*fits)
		return DONE;
	if (!form_has(&rq->form, "step"))
		return ask_own_way(rq, rs, &m->carried, true);
	TRY(take_own_way(rq, rs, &m->carried, true, fits));
	m->shown = seal_shown(rq);
	return DONE;
}

enum outcome choose_way_back(struct request *rq, struct response *rs)
{
	struct text act = form_value(&rq->form, "do");
	struct making m = { .carried = carried_of(rq), .way = way_to_make(rq) };
	bool fits, step = form_has(&rq->form, "step"), other = text_is_chars(act, "other");
	if (text_is_chars(act, "later") && way_back_can_wait(rq))
		return is_staff(&me_of(rq)->person) && !me_of(rq)->person.way
			? leave_way_back(rq, rs, TEXT("/"))
			: see_other(rs, rq, "/");
	TRY(show_current_first(rq, rs, &m, &fits));
	if (!fits)
		return DONE;
	TRY(name_for(rq, other, &m.name, &m.sealed_name));
	/* a form that showed what they have now says nothing of what is to be */
	if (m.way == WAY_PICTURES && !step)
		m.picking = picking_of(rq);
	if (step || other || text_is_chars(act, "words") || text_is_chars(act, "pictures"))
		return show_making(rq, rs, &m);
	if (m.way == WAY_PICTURES && !m.picking.sent)
		return show_making(rq, rs, &m);
	return save_making(rq, rs, &m);
}
