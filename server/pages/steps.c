/*
 * Coming in: a session begins, the few things asked the first time, and the way back into a form
 * whose session had ended. What was typed then travels sealed inside the sign-in form itself, bound
 * to the person and the page, so nothing of it lies on the server.
 */
#include "inside.h"

#include <string.h>

/* A sealed form grows by a third in base64 and must fit in one request with the rest. */
#define KEPT_MOST (360 * 1024)

struct session_start {
	int64_t person, now, id;
	unsigned char kept[DIGEST_SIZE];
	enum device device;
	const char *way;
	int64_t ended; /* the session this browser had before, if any */
};

static enum outcome begin_session(struct db *db, void *value)
{
	struct session_start *start = value;
	if (start->ended)
		TRY(end_session(db, start->ended, start->now));
	return add_session(
		db, start->person, start->kept, start->device, start->way, start->now, &start->id);
}

enum outcome start_session(struct request *rq, struct response *rs, int64_t person,
	enum device device, const char *way)
{
	struct workshop *w = workshop_of(rq);
	const struct signed_in *before = me_of(rq);
	struct session_start start = { .person = person,
		.now = clock_now(),
		.device = device,
		.way = way,
		.ended = before ? before->session.id : 0 };
	struct text token = token_make(rq->arena, start.kept);
	TRY(store_change(w->store, begin_session, &start));
	rs->cookie = token;
	rs->cookie_age = device == DEVICE_OWN ? session_limits_of(DEVICE_OWN, false).idle : 0;
	rq->session = token;
	rq->who = who_is(w, rq->arena, token);
	return rq->who.person == person ? DONE : BROKEN;
}

enum outcome go_to_next_step(struct request *rq, struct response *rs, const struct person *p,
	enum device device, bool fresh)
{
	if (p->ui_language.size == 0)
		return see_other(rs, rq, "/languages");
	if (device == DEVICE_UNASKED)
		return see_other(rs, rq, "/device");
	if (fresh && !p->way_back)
		return see_other(rs, rq, "/way-back");
	return see_other(rs, rq, "/");
}

/* What a sealed form is bound to. */
static struct text kept_about(const struct request *rq, int64_t person, struct text path)
{
	return arena_print(rq->arena, "form %lld %.*s", (long long)person, SHOWN(path));
}

/* Seals the form of a request whose session has ended into the sign-in screen. */
static void keep_form(struct request *rq, struct sign_in_screen *s)
{
	s->ended = true;
	if (rq->method != POST || rq->body.size == 0 || rq->body.size > KEPT_MOST)
		return;
	struct buffer whole = buffer_in(rq->arena);
	buffer_add(&whole, rq->body_type);
	buffer_add_char(&whole, '\n');
	buffer_add(&whole, rq->body);
	s->kept = true;
	s->kept_path = here(rq);
	s->kept_form = seal_bytes(workshop_of(rq)->seal, rq->arena, buffer_text(&whole),
		kept_about(rq, rq->who.expired, s->kept_path));
}

static struct text sign_in_action(const struct request *rq)
{
	return arena_print(rq->arena, "/sign-in?lang=%.*s", SHOWN(ui_tag(rq)));
}

enum outcome show_sign_in_again(struct request *rq, struct response *rs)
{
	struct sign_in_screen s = { .next = here(rq), .action = sign_in_action(rq) };
	if (rq->who.expired)
		keep_form(rq, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Sign in")));
	rs->status = 401;
	return show(rq, rs, SCREEN_SIGN_IN, &s);
}

enum outcome show_sign_in(struct request *rq, struct response *rs)
{
	if (rq->who.person)
		return see_other(rs, rq, "/");
	struct sign_in_screen s = { .next = local_path(form_value(&rq->query, "next")),
		.ended = rq->who.expired != 0,
		.action = sign_in_action(rq) };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Sign in")));
	return show(rq, rs, SCREEN_SIGN_IN, &s);
}

/* The sign-in form once more, with what was typed (but the passphrase) and what is the matter. */
static enum outcome sign_in_once_more(
	struct request *rq, struct response *rs, int status, struct text about_passphrase)
{
	struct sign_in_screen s = { .next = local_path(form_value(&rq->form, "next")),
		.action = sign_in_action(rq),
		.name = typed(rq, "name"),
		.kept_form = form_value(&rq->form, "kept_form"),
		.kept_path = form_value(&rq->form, "kept_path"),
		.passphrase_problem = about_passphrase };
	s.kept = s.ended = s.kept_form.size > 0;
	if (s.name.size == 0)
		s.name_problem = tell(rq, N_("Write your sign-in name: two words."));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Sign in")));
	if (s.name_problem.size > 0)
		add_form_problem(rq, &s.frame, "name", s.name_problem);
	if (s.passphrase_problem.size > 0)
		add_form_problem(rq, &s.frame, "passphrase", s.passphrase_problem);
	rs->status = status;
	return show(rq, rs, SCREEN_SIGN_IN, &s);
}

/* ---- a brake on tries ----------------------------------------------------------------------- */

/* A whole class may sit behind one address, so an address is slowed a twentieth as fast. */
#define CLASS_SIZE 20

static int64_t wait_left(struct request *rq, struct text key, int share)
{
	int64_t since = 0;
	int tries = brake_tries(workshop_of(rq)->brake, key, clock_now(), &since);
	int64_t wait = sign_in_wait(tries / share);
	return wait > since ? wait - since : 0;
}

struct tries {
	struct text name, address;
};

static struct tries tries_of(struct request *rq, struct text folded)
{
	return (struct tries){ arena_print(rq->arena, "name %.*s", SHOWN(folded)),
		arena_print(rq->arena, "address %.*s", SHOWN(rq->address)) };
}

static enum outcome slow_down(struct request *rq, struct response *rs, int64_t seconds)
{
	rs->retry_after = (int)seconds;
	return sign_in_once_more(rq, rs, outcome_status(SLOW_DOWN),
		say_count(workshop_of(rq)->views, rq->arena, ui_language(rq),
			N_("There have been many tries. Wait one second, then try again."),
			N_("There have been many tries. Wait {n} seconds, then try again."),
			seconds));
}

/* ---- signing in ----------------------------------------------------------------------------- */

/* After signing in: the form that was kept, word for word, or the page that was asked for. */
static enum outcome go_on(struct request *rq, struct response *rs)
{
	struct text sealed = form_value(&rq->form, "kept_form");
	struct text path = local_path(form_value(&rq->form, "kept_path"));
	struct text whole;
	const struct signed_in *me = me_of(rq);
	if (sealed.size > 0 &&
		unseal_bytes(workshop_of(rq)->seal, rq->arena, sealed,
			kept_about(rq, rq->who.person, path), &whole)) {
		struct text type = text_line(&whole);
		struct text only_path = text_part(path, 0, text_find_char(path, '?'));
		return request_again(rq, rs, only_path, whole, type);
	}
	if (me->person.ui_language.size == 0 || me->session.device == DEVICE_UNASKED)
		return go_to_next_step(rq, rs, &me->person, me->session.device, false);
	return see_other(rs, rq, "%.*s", SHOWN(local_path(form_value(&rq->form, "next"))));
}

/* DONE and the person, NO_ENTRY, BUSY; takes as long whether or not there is such a name. */
static enum outcome check_sign_in(
	struct request *rq, struct text folded, struct text passphrase, int64_t *person)
{
	struct way_back way = { 0 };
	enum outcome found;
	{
		BORROWED loan = borrow(workshop_of(rq));
		found = find_way_back(loan.db, rq->arena, folded, &way);
	}
	if (found != DONE && found != NOT_HERE)
		return found;
	TRY(passphrase_fits(workshop_of(rq)->seal, passphrase, found == DONE ? way.hash : NO_TEXT));
	*person = way.person;
	return DONE;
}

enum outcome sign_in(struct request *rq, struct response *rs)
{
	struct brake *brake = workshop_of(rq)->brake;
	struct text folded = fold_words(rq->arena, typed(rq, "name"));
	struct text passphrase = form_value(&rq->form, "passphrase");
	int64_t person = 0, now = clock_now();
	if (folded.size == 0 || passphrase.size == 0)
		return sign_in_once_more(rq, rs, outcome_status(BAD_FORM),
			passphrase.size == 0 ? tell(rq, N_("Write your passphrase.")) : NO_TEXT);
	struct tries tries = tries_of(rq, folded);
	int64_t wait = wait_left(rq, tries.name, 1),
		wait_address = wait_left(rq, tries.address, CLASS_SIZE);
	if (wait > 0 || wait_address > 0)
		return slow_down(rq, rs, wait > wait_address ? wait : wait_address);
	/* counted before the slow hashing, so that many tries at once are all counted */
	brake_count(brake, tries.name, now);
	brake_count(brake, tries.address, now);
	enum outcome o = check_sign_in(rq, folded, typed_passphrase(rq, "passphrase"), &person);
	if (o == BUSY) {
		rs->retry_after = 5;
		return sign_in_once_more(
			rq, rs, outcome_status(BUSY), tell(rq, outcome_words(BUSY)));
	}
	if (o == NO_ENTRY)
		return sign_in_once_more(rq, rs, outcome_status(BAD_FORM),
			tell(rq,
				N_("That name and passphrase don't go together. Look at the "
				   "spelling and try again.")));
	TRY(o);
	brake_forget(brake, tries.name);
	TRY(start_session(rq, rs, person, DEVICE_UNASKED, "passphrase"));
	return go_on(rq, rs);
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
