/*
 * Coming in: a session begins, the few things asked the first time, and the way back into a form
 * whose session had ended. What was typed then travels sealed inside the sign-in form itself, bound
 * to the person and the page, so nothing of it lies on the server.
 */
#include "inside.h"
#include "provider.h"

#include <string.h>

/* A sealed form grows by a third in base64 and must fit in one request with the rest. */
#define KEPT_MOST (360 * 1024)

struct session_start session_start_of(const struct request *rq, int64_t person, const char *way)
{
	const struct signed_in *before = me_of(rq);
	return (struct session_start){ .person = person,
		.now = clock_now(),
		.way = way,
		.ended = before ? before->session.id : 0 };
}

enum outcome begin_session(struct db *db, void *value)
{
	const struct session_start *start = value;
	int64_t id;
	if (start->ended)
		TRY(end_session(db, start->ended, start->now));
	return add_session(
		db, start->person, start->kept, DEVICE_UNASKED, start->way, start->now, &id);
}

enum outcome enter_session(struct request *rq, struct response *rs, struct text token)
{
	rs->cookie = token;
	rq->session = token;
	rq->who = who_is(workshop_of(rq), rq->arena, token);
	return rq->who.person ? DONE : BROKEN;
}

bool is_staff(const struct person *p)
{
	return (p->roles & ~(unsigned)ROLE_CLIENT) != 0;
}

int64_t cookie_age_of(const struct person *p, enum device device)
{
	return device == DEVICE_OWN && !is_staff(p) ? session_limits_of(device, false).idle : 0;
}

enum outcome go_by_step(struct request *rq, struct response *rs, const char *step,
	const char *field, struct text next)
{
	struct buffer b = buffer_in(rq->arena);
	buffer_add_chars(&b, step);
	if (next.size > 1) {
		buffer_print(&b, "?%s=", field);
		buffer_add_url(&b, next);
	}
	return see_other(rs, rq, "%.*s", SHOWN(buffer_text(&b)));
}

enum outcome go_to_next_step(struct request *rq, struct response *rs, const struct person *p,
	enum device device, bool fresh, struct text next)
{
	if (p->ui_language.size == 0)
		return go_by_step(rq, rs, "/languages", "back", next);
	if (device == DEVICE_UNASKED)
		return go_by_step(rq, rs, "/device", "back", next);
	if (fresh && !has_way_back(rq, p))
		return see_other(rs, rq, "/way-back");
	if (factor_is_due(rq))
		return go_by_step(rq, rs, "/second-factor", "next", next);
	return see_other(rs, rq, "%.*s", SHOWN(next));
}

/* ---- what goes along through a page in between ---------------------------------------------- */

/* What a sealed form is bound to. */
static struct text kept_about(const struct request *rq, int64_t person, struct text path)
{
	return arena_print(rq->arena, "form %lld %.*s", (long long)person, SHOWN(path));
}

struct carried carried_of(const struct request *rq)
{
	bool sent = rq->method == POST || rq->again;
	return (struct carried){ .next = local_path(
					 form_value(sent ? &rq->form : &rq->query, "next")),
		.form = form_value(&rq->form, "kept_form"),
		.path = form_value(&rq->form, "kept_path") };
}

struct carried carry_form(const struct request *rq, int64_t person)
{
	struct carried c = { .next = here(rq), .form = NO_TEXT, .path = NO_TEXT };
	bool between = rq->route &&
		(rq->route->run == show_it_is_me || rq->route->run == use_second_factor ||
			rq->route->run == go_to_provider);
	if (between) /* what it brought goes on; the secret typed there is asked for again */
		return carried_of(rq);
	if (rq->method != POST || rq->body.size == 0 || rq->body.size > KEPT_MOST)
		return c;
	struct buffer whole = buffer_in(rq->arena);
	buffer_add(&whole, rq->body_type);
	buffer_add_char(&whole, '\n');
	buffer_add(&whole, rq->body);
	c.path = here(rq);
	c.form = seal_bytes(workshop_of(rq)->seal, rq->arena, buffer_text(&whole),
		kept_about(rq, person, c.path));
	return c;
}

bool carried_is_of(const struct request *rq, int64_t person, const struct carried *c)
{
	struct text whole;
	return person && c->form.size > 0 &&
		unseal_bytes(workshop_of(rq)->seal, rq->arena, c->form,
			kept_about(rq, person, local_path(c->path)), &whole);
}

enum outcome go_on(struct request *rq, struct response *rs, const struct carried *c)
{
	struct text path = local_path(c->path), whole;
	const struct signed_in *me = me_of(rq);
	if (c->form.size > 0 &&
		unseal_bytes(workshop_of(rq)->seal, rq->arena, c->form,
			kept_about(rq, rq->who.person, path), &whole)) {
		struct text type = text_line(&whole);
		struct text only_path = text_part(path, 0, text_find_char(path, '?'));
		enum outcome o = request_again(rq, rs, only_path, whole, type);
		return o == PROVE_FIRST ? show_proof(rq, rs, c) : o;
	}
	return go_to_next_step(rq, rs, &me->person, me->session.device, false, c->next);
}

/* ---- the sign-in form ----------------------------------------------------------------------- */

static struct text sign_in_action(const struct request *rq)
{
	return arena_print(rq->arena, "/sign-in?lang=%.*s", SHOWN(ui_tag(rq)));
}

/* Whether anybody may come in by pictures. */
static bool pictures_open(const struct request *rq)
{
	return (workshop_of(rq)->conf.ways & WAY_PICTURES) != 0;
}

/* A link to another language would leave a kept form behind, so then there is none: the page is in
 * the language of the person whose form it is. */
static void fill_sign_in_frame(struct request *rq, struct response *rs, struct sign_in_screen *s)
{
	fill_frame(rq, rs, &s->frame, tell(rq, N_("Sign in")));
	if (s->carried.form.size > 0)
		s->frame.languages_count = 0;
	s->provider = workshop_of(rq)->conf.provider.name;
}

enum outcome show_sign_in_again(struct request *rq, struct response *rs)
{
	struct sign_in_screen s = {
		.carried = { .next = here(rq), .form = NO_TEXT, .path = NO_TEXT },
		.action = sign_in_action(rq),
		.pictures = pictures_open(rq)
	};
	if (rq->who.expired) {
		s.ended = true;
		s.carried = carry_form(rq, rq->who.expired);
	}
	fill_sign_in_frame(rq, rs, &s);
	rs->status = 401;
	return show(rq, rs, SCREEN_SIGN_IN, &s);
}

enum outcome show_sign_in_after(struct request *rq, struct response *rs,
	const struct carried *carried, int status, struct text problem)
{
	struct sign_in_screen s = {
		.carried = *carried, .action = sign_in_action(rq), .ended = carried->form.size > 0
	};
	fill_sign_in_frame(rq, rs, &s);
	s.frame.languages_count = 0; /* they would lead back to where it went wrong */
	add_form_problem(rq, &s.frame, "provider", problem);
	rs->status = status;
	return show(rq, rs, SCREEN_SIGN_IN, &s);
}

/* The sign-in form with all it brought but the passphrase. */
static struct sign_in_screen sign_in_as_sent(const struct request *rq)
{
	bool sent = rq->method == POST || rq->again;
	struct carried carried = carried_of(rq);
	return (struct sign_in_screen){ .carried = carried,
		.action = sign_in_action(rq),
		.name = typed(rq, "name"),
		.pictures = pictures_open(rq),
		.ended = carried.form.size > 0 || (!sent && rq->who.expired) };
}

enum outcome show_sign_in(struct request *rq, struct response *rs)
{
	/* signed in already, perhaps in another window: a form that was kept is theirs all the same */
	if (rq->who.person) {
		struct carried carried = carried_of(rq);
		return rq->again ? go_on(rq, rs, &carried) : see_other(rs, rq, "/");
	}
	struct sign_in_screen s = sign_in_as_sent(rq);
	fill_sign_in_frame(rq, rs, &s);
	return show(rq, rs, SCREEN_SIGN_IN, &s);
}

/* The sign-in form once more, with what is the matter. */
static enum outcome sign_in_once_more(
	struct request *rq, struct response *rs, int status, struct text about_passphrase)
{
	struct sign_in_screen s = sign_in_as_sent(rq);
	s.passphrase_problem = about_passphrase;
	if (s.name.size == 0)
		s.name_problem = tell(rq, N_("Write your sign-in name: two words."));
	fill_sign_in_frame(rq, rs, &s);
	if (s.name_problem.size > 0)
		add_form_problem(rq, &s.frame, "name", s.name_problem);
	if (s.passphrase_problem.size > 0)
		add_form_problem(rq, &s.frame, "passphrase", s.passphrase_problem);
	rs->status = status;
	return show(rq, rs, SCREEN_SIGN_IN, &s);
}

/* ---- pictures in place of the passphrase ---------------------------------------------------- */

/* Whether the name is to be shown with pictures: their page sent the form, or it was asked for. */
static bool comes_by_pictures(const struct request *rq)
{
	struct text act = form_value(&rq->form, "do");
	return pictures_open(rq) && !text_is_chars(act, "words") &&
		(text_is_chars(act, "pictures") ||
			text_is_chars(form_value(&rq->form, "by"), "pictures"));
}

static enum outcome show_sign_in_pictures(
	struct request *rq, struct response *rs, const struct picking *picking)
{
	struct pictures_screen s = { .sign_in = true,
		.carried = carried_of(rq),
		.action = sign_in_action(rq),
		.name = typed(rq, "name"),
		.more = true,
		.can_words = true };
	return show_pictures(rq, rs, picking, &s);
}

/* ---- a brake on tries ----------------------------------------------------------------------- */

/* Tries at one name from one address are slowed at once. A name from everywhere is slowed a tenth
 * as fast, so that one stranger who keeps trying can't keep its owner out; an address with any name
 * a twentieth as fast, for a whole class may sit behind it. */
#define STRANGERS 10
#define CLASS_SIZE 20

int64_t wait_left(const struct request *rq, struct text key, int share)
{
	int64_t since = 0;
	int tries = brake_tries(workshop_of(rq)->brake, key, clock_now(), &since);
	int64_t wait = sign_in_wait(tries / share);
	return wait > since ? wait - since : 0;
}

struct text many_tries_words(const struct request *rq, int64_t seconds)
{
	return say_count(workshop_of(rq)->views, rq->arena, ui_language(rq),
		N_("There have been many tries. Wait one second, then try again."),
		N_("There have been many tries. Wait {n} seconds, then try again."), seconds);
}

struct tries {
	struct text pair, name, address;
};

static struct tries tries_of(struct request *rq, struct text folded)
{
	return (struct tries){ arena_print(rq->arena, "name %.*s from %.*s", SHOWN(folded),
				       SHOWN(rq->address)),
		arena_print(rq->arena, "name %.*s", SHOWN(folded)),
		arena_print(rq->arena, "address %.*s", SHOWN(rq->address)) };
}

/* Seconds until the next try is heard; 0: now. */
static int64_t wait_for(struct request *rq, const struct tries *tries)
{
	int64_t waits[] = { wait_left(rq, tries->pair, 1), wait_left(rq, tries->name, STRANGERS),
		wait_left(rq, tries->address, CLASS_SIZE) };
	int64_t longest = 0;
	for (size_t i = 0; i < COUNT_OF(waits); i++)
		longest = waits[i] > longest ? waits[i] : longest;
	return longest;
}

/* ---- signing in ----------------------------------------------------------------------------- */

/* What somebody comes with. */
struct coming {
	struct text folded; /* sign-in name */
	enum sign_in_way way;
	struct text secret; /* as it is hashed */
	struct picking picking;
};

static enum outcome coming_once_more(struct request *rq, struct response *rs, struct coming *coming,
	enum outcome o, struct text problem)
{
	if (coming->way == WAY_PASSPHRASE)
		return sign_in_once_more(rq, rs, outcome_status(o), problem);
	coming->picking.problem = problem;
	rs->status = outcome_status(o);
	return show_sign_in_pictures(rq, rs, &coming->picking);
}

static enum outcome told_to_wait(
	struct request *rq, struct response *rs, struct coming *coming, int64_t seconds)
{
	rs->retry_after = (int)seconds;
	return coming_once_more(rq, rs, coming, SLOW_DOWN, many_tries_words(rq, seconds));
}

/* DONE and the person, NO_ENTRY (also for somebody who has left), BUSY; takes as long whether or
 * not there is such a name, and whichever way it goes with. */
static enum outcome check_coming(struct request *rq, const struct coming *coming, int64_t *person)
{
	struct way_back way = { 0 };
	struct person owner;
	enum outcome found;
	{
		BORROWED loan = borrow(workshop_of(rq));
		found = find_way_back(loan.db, rq->arena, coming->folded, &way);
	}
	if (found != DONE && found != NOT_HERE)
		return found;
	bool theirs = found == DONE && way.way == coming->way;
	TRY(passphrase_fits(workshop_of(rq)->seal, coming->secret, theirs ? way.hash : NO_TEXT));
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_person(loan.db, rq->arena, way.person, &owner));
	*person = way.person;
	return owner.closed ? NO_ENTRY : DONE;
}

static enum outcome let_in(
	struct request *rq, struct response *rs, const struct coming *coming, int64_t person)
{
	struct session_start start = session_start_of(rq, person, way_word(coming->way));
	struct text token = token_make(rq->arena, start.kept);
	TRY(store_change(workshop_of(rq)->store, begin_session, &start));
	TRY(enter_session(rq, rs, token));
	struct carried carried = carried_of(rq);
	return go_on(rq, rs, &carried);
}

static enum outcome try_to_come_in(struct request *rq, struct response *rs, struct coming *coming)
{
	struct brake *brake = workshop_of(rq)->brake;
	struct tries tries = tries_of(rq, coming->folded);
	int64_t person = 0, now = clock_now(), wait = wait_for(rq, &tries);
	if (wait > 0)
		return told_to_wait(rq, rs, coming, wait);
	/* counted before the slow hashing, so that many tries at once are all counted */
	brake_count(brake, tries.pair, now);
	brake_count(brake, tries.name, now);
	brake_count(brake, tries.address, now);
	enum outcome o = check_coming(rq, coming, &person);
	if (o == BUSY) {
		/* nobody heard it, so it was no try */
		brake_take_back(brake, tries.pair);
		brake_take_back(brake, tries.name);
		brake_take_back(brake, tries.address);
		rs->retry_after = 5;
		return coming_once_more(rq, rs, coming, BUSY, tell(rq, outcome_words(BUSY)));
	}
	if (o == NO_ENTRY)
		return coming_once_more(rq, rs, coming, BAD_FORM,
			coming->way == WAY_PICTURES
				? tell(rq,
					  N_("That name and those pictures don't go together. Look "
					     "at both, and at the order, and try again."))
				: tell(rq,
					  N_("That name and passphrase don't go together. Look at "
					     "the spelling and try again.")));
	TRY(o);
	brake_forget(brake, tries.pair);
	brake_forget(brake, tries.name);
	/* and a whole class may come in from here, one after another */
	brake_take_back(brake, tries.address);
	return let_in(rq, rs, coming, person);
}

enum outcome sign_in(struct request *rq, struct response *rs)
{
	struct text act = form_value(&rq->form, "do");
	struct coming coming = { .folded = fold_words(rq->arena, typed(rq, "name")),
		.way = WAY_PASSPHRASE };
	if (comes_by_pictures(rq)) {
		coming.way = WAY_PICTURES;
		coming.picking = picking_of(rq);
		if (coming.folded.size == 0)
			return sign_in_once_more(rq, rs, outcome_status(BAD_FORM), NO_TEXT);
		if (!coming.picking.sent)
			return show_sign_in_pictures(rq, rs, &coming.picking);
		coming.secret = pictures_secret(rq, &coming.picking.chosen);
		return try_to_come_in(rq, rs, &coming);
	}
	if (text_is_chars(act, "words") || text_is_chars(act, "pictures")) {
		struct sign_in_screen s = sign_in_as_sent(rq);
		fill_sign_in_frame(rq, rs, &s);
		return show(rq, rs, SCREEN_SIGN_IN, &s);
	}
	bool typed_none = form_value(&rq->form, "passphrase").size == 0;
	if (coming.folded.size == 0 || typed_none)
		return sign_in_once_more(rq, rs, outcome_status(BAD_FORM),
			typed_none ? tell(rq, N_("Write your passphrase.")) : NO_TEXT);
	coming.secret = typed_passphrase(rq, "passphrase");
	return try_to_come_in(rq, rs, &coming);
}

/* ---- signing out ---------------------------------------------------------------------------- */

static enum outcome finish_session(struct db *db, void *value)
{
	return end_session(db, *(int64_t *)value, clock_now());
}

enum outcome sign_out(struct request *rq, struct response *rs)
{
	const struct signed_in *me = me_of(rq);
	struct text language = ui_tag(rq);
	if (me) {
		int64_t session = me->session.id;
		TRY(store_change(workshop_of(rq)->store, finish_session, &session));
	}
	rs->cookie_gone = true;
	rs->clear_site = true;
	return see_other(rs, rq, "/signed-out?lang=%.*s", SHOWN(language));
}

enum outcome show_signed_out(struct request *rq, struct response *rs)
{
	struct plain_screen s = { 0 };
	if (rq->who.person)
		return see_other(rs, rq, "/");
	fill_frame(rq, rs, &s.frame, tell(rq, N_("You are signed out")));
	return show(rq, rs, SCREEN_SIGNED_OUT, &s);
}
