/*
 * E-mail: an address of one's own, for whoever wants to be told that something new waits. One thing
 * after another: the address, a code that came to it, how often. Nothing but codes goes to an address
 * before somebody who is signed in has shown the code, so a wrong one tells a stranger nothing; and
 * nothing goes at all until they say how often. A link in each letter stops it without signing in.
 */
#include "inside.h"

#include <ctype.h>

#define LETTERS_TO_ONE 6 /* to one address, from whomever, until the brake is felt */

static bool is_offered(const struct request *rq)
{
	return workshop_of(rq)->postman != NULL;
}

/* ---- what there is -------------------------------------------------------------------------- */

struct own_mail {
	struct mail mail;
	struct text address; /* empty: none */
};

static enum outcome load_own(struct request *rq, struct own_mail *own)
{
	struct workshop *w = workshop_of(rq);
	*own = (struct own_mail){ .address = NO_TEXT };
	{
		BORROWED loan = borrow(w);
		enum outcome o = load_mail(loan.db, rq->arena, rq->who.person, &own->mail);
		if (o == NOT_HERE)
			return DONE;
		TRY(o);
	}
	if (own->mail.address.size > 0 &&
		!unseal_address(
			w->seal, rq->arena, rq->who.person, own->mail.address, &own->address)) {
		log_fault("pages: an e-mail address was sealed with other keys than these");
		return BROKEN;
	}
	return DONE;
}

bool mail_is_kept(struct workshop *w)
{
	bool given;
	BORROWED loan = borrow(w);
	return w->postman || mail_was_given(loan.db, &given) != DONE || given;
}

enum outcome load_mail_words(struct request *rq, struct text *words)
{
	struct own_mail own;
	*words = NO_TEXT;
	if (!is_offered(rq))
		return DONE;
	TRY(load_own(rq, &own));
	if (!own.mail.confirmed || own.mail.refused || own.mail.often == MAIL_NEVER)
		*words = tell(rq, N_("Not in use."));
	else
		*words = own.mail.often == MAIL_DAILY ? tell(rq, N_("Once a day at most."))
						      : tell(rq, N_("Once a week at most."));
	return DONE;
}

/* ---- the page ------------------------------------------------------------------------------- */

enum step { STEP_ADDRESS, STEP_CODE, STEP_OFTEN };

static enum step step_of(const struct request *rq, const struct own_mail *own)
{
	bool changing = form_has(&rq->query, "change") || form_has(&rq->form, "address");
	if (own->address.size == 0 || own->mail.refused || changing)
		return STEP_ADDRESS;
	return own->mail.confirmed ? STEP_OFTEN : STEP_CODE;
}

static struct text title_of(const struct request *rq, enum step step)
{
	switch (step) {
	case STEP_ADDRESS:
		return tell(rq, N_("An e-mail when something new waits"));
	case STEP_CODE:
		return tell(rq, N_("The code from your e-mail"));
	case STEP_OFTEN:
		return tell(rq, N_("How often do you want e-mail?"));
	}
	return NO_TEXT;
}

/* What was typed and isn't taken comes with `problem`, beside its field. */
static enum outcome show_step(struct request *rq, struct response *rs, const struct own_mail *own,
	enum step step, enum outcome status, struct text problem)
{
	struct postman_numbers n;
	bool typed_address = rq->method == POST || rq->again;
	postman_numbers(workshop_of(rq), &n);
	struct mail_screen s = { .give = step == STEP_ADDRESS,
		.confirm = step == STEP_CODE,
		.choose = step == STEP_OFTEN,
		.known = own->address,
		.refused = own->mail.refused != 0,
		.back = own->address.size > 0 && !own->mail.refused ? TEXT("/mail") : TEXT("/me"),
		.address =
			step == STEP_ADDRESS && typed_address ? typed(rq, "address") : own->address,
		.code = typed(rq, "code"),
		.waiting = own->mail.wanted != 0,
		.stuck = n.trouble != POSTED,
		.never = own->mail.often == MAIL_NEVER,
		.daily = own->mail.often == MAIL_DAILY,
		.weekly = own->mail.often == MAIL_WEEKLY };
	fill_frame(rq, rs, &s.frame, title_of(rq, step));
	if (problem.size > 0) {
		static const char *const fields[] = { "address", "code", "often-never" };
		struct text *places[] = { &s.address_problem, &s.code_problem, &s.often_problem };
		*places[step] = problem;
		rs->status = outcome_status(status);
		add_form_problem(rq, &s.frame, fields[step], problem);
	}
	return show(rq, rs, SCREEN_MAIL, &s);
}

enum outcome show_mail(struct request *rq, struct response *rs)
{
	struct own_mail own;
	if (!is_offered(rq))
		return NOT_HERE;
	TRY(load_own(rq, &own));
	return show_step(rq, rs, &own, step_of(rq, &own), DONE, NO_TEXT);
}

/* ---- the address ---------------------------------------------------------------------------- */

struct mail_change {
	int64_t person, given, day, now;
	struct text sealed;
	enum mail_often often;
	bool by_link;
	unsigned char kept[DIGEST_SIZE];
};

static enum outcome give_address(struct db *db, void *value)
{
	const struct mail_change *c = value;
	return give_mail_address(db, c->person, c->sealed, c->day, c->now);
}

static enum outcome want_code(struct db *db, void *value)
{
	const struct mail_change *c = value;
	return want_mail_code(db, c->person, c->day, c->now);
}

/* Whoever it belongs to gets no heap of letters from here, whoever gives it. */
static bool address_is_spared(struct request *rq, struct text address, int64_t now)
{
	struct brake *brake = workshop_of(rq)->brake;
	struct buffer key = buffer_in(rq->arena);
	int64_t since;
	buffer_add_chars(&key, "letters to ");
	for (size_t i = 0; i < address.size; i++)
		buffer_add_char(&key, (char)tolower((unsigned char)address.at[i]));
	if (brake_tries(brake, buffer_text(&key), now, &since) >= LETTERS_TO_ONE)
		return true;
	brake_count(brake, buffer_text(&key), now);
	return false;
}

static enum outcome send_code(struct request *rq, struct response *rs, const struct own_mail *own,
	enum step step, struct text address, change_fn *change)
{
	struct workshop *w = workshop_of(rq);
	int64_t now = clock_now();
	struct mail_change c = { .person = rq->who.person,
		.day = clock_day_of(now),
		.now = now,
		.sealed = seal_address(w->seal, rq->arena, rq->who.person, address) };
	enum outcome o = address_is_spared(rq, address, now) ? SLOW_DOWN
							     : store_change(w->store, change, &c);
	if (o == SLOW_DOWN)
		return show_step(rq, rs, own, step, o,
			tell(rq,
				N_("Many codes have been asked for today. The last one you got may "
				   "still work. Otherwise try again tomorrow.")));
	TRY(o);
	postman_wake(w);
	return see_other(rs, rq, "/mail");
}

static enum outcome take_address(
	struct request *rq, struct response *rs, const struct own_mail *own)
{
	struct text address;
	if (!mail_address_read(typed(rq, "address"), &address))
		return show_step(rq, rs, own, STEP_ADDRESS, BAD_FORM,
			tell(rq,
				N_("Write your e-mail address. It looks like name@example.com: no "
				   "blanks, one @ and a dot after it.")));
	/* pressed twice, or nothing was changed */
	if (text_is(address, own->address) && !own->mail.refused &&
		(own->mail.confirmed || own->mail.wanted))
		return see_other(rs, rq, "/mail");
	return send_code(rq, rs, own, STEP_ADDRESS, address, give_address);
}

/* ---- the code ------------------------------------------------------------------------------- */

static enum outcome confirm(struct db *db, void *value)
{
	const struct mail_change *c = value;
	return confirm_mail(db, c->person, c->kept, c->now);
}

static enum outcome count_wrong(struct db *db, void *value)
{
	const struct mail_change *c = value;
	return count_wrong_mail_code(db, c->person);
}

static enum outcome take_code(struct request *rq, struct response *rs, const struct own_mail *own)
{
	struct workshop *w = workshop_of(rq);
	struct mail_change c = { .person = rq->who.person, .now = clock_now() };
	struct text odd = NO_TEXT;
	if (own->mail.confirmed) /* pressed twice */
		return see_other(rs, rq, "/mail");
	enum code_problem problem = code_kept(w->seal, CODE_ALOUD,
		mail_code_about(rq->arena, rq->who.person), typed(rq, "code"), c.kept, &odd);
	if (problem != CODE_FINE)
		return show_step(rq, rs, own, STEP_CODE, BAD_FORM, code_words(rq, problem, odd));
	enum outcome o = store_change(w->store, confirm, &c);
	if (o == NOT_HERE) {
		TRY(store_change(w->store, count_wrong, &c));
		return show_step(rq, rs, own, STEP_CODE, BAD_FORM,
			tell(rq,
				N_("This code doesn't fit. Look at the latest e-mail from us once "
				   "more, or ask for a new code: one works for an hour.")));
	}
	TRY(o);
	return see_other(rs, rq, "/mail");
}

/* ---- how often, and no more ----------------------------------------------------------------- */

static enum outcome choose(struct db *db, void *value)
{
	const struct mail_change *c = value;
	return choose_mail(db, c->person, c->often, c->now);
}

static enum outcome take_choice(struct request *rq, struct response *rs, const struct own_mail *own)
{
	struct mail_change c = { .person = rq->who.person, .now = clock_now() };
	if (!mail_often_of(form_value(&rq->form, "often"), &c.often))
		return show_step(rq, rs, own, STEP_OFTEN, BAD_FORM, tell(rq, N_("Choose one.")));
	enum outcome o = store_change(workshop_of(rq)->store, choose, &c);
	if (o == NOT_HERE) /* the address was taken away meanwhile */
		return see_other(rs, rq, "/mail");
	TRY(o);
	return see_other(rs, rq, "/me");
}

static enum outcome forget(struct db *db, void *value)
{
	const struct mail_change *c = value;
	return drop_mail_address(db, c->person, c->given, c->by_link, c->now);
}

static enum outcome forget_address(struct request *rq, int64_t person, int64_t given, bool by_link)
{
	struct mail_change c = {
		.person = person, .given = given, .by_link = by_link, .now = clock_now()
	};
	enum outcome o = store_change(workshop_of(rq)->store, forget, &c);
	return o == NOT_HERE ? DONE : o; /* it is gone already */
}

enum outcome change_mail(struct request *rq, struct response *rs)
{
	struct text act = form_value(&rq->form, "do");
	struct own_mail own;
	if (!is_offered(rq))
		return NOT_HERE;
	TRY(load_own(rq, &own));
	if (text_is_chars(act, "remove")) {
		TRY(forget_address(rq, rq->who.person, 0, false));
		return see_other(rs, rq, "/me");
	}
	if (text_is_chars(act, "address"))
		return take_address(rq, rs, &own);
	if (own.address.size == 0)
		return see_other(rs, rq, "/mail");
	if (text_is_chars(act, "often"))
		return take_choice(rq, rs, &own);
	if (text_is_chars(act, "again") && !own.mail.confirmed)
		return send_code(rq, rs, &own, STEP_CODE, own.address, want_code);
	return take_code(rq, rs, &own);
}

/* ---- the link in a letter ------------------------------------------------------------------- */

/* Whether the link is of a letter is told to nobody: without an address the page says the same. */
static enum outcome show_stop_page(struct request *rq, struct response *rs, bool stopped)
{
	struct stop_mail_screen s = { .stopped = stopped,
		.action = arena_print(rq->arena, "/mail/stop/%.*s?lang=%.*s",
			SHOWN(rq->captures[0]), SHOWN(ui_tag(rq))) };
	fill_public_frame(rq, rs, &s.frame,
		stopped ? tell(rq, N_("No more e-mail comes to you"))
			: tell(rq, N_("Stop e-mail")));
	rs->no_referrer = true;
	return show(rq, rs, SCREEN_STOP_MAIL, &s);
}

enum outcome show_stop_mail(struct request *rq, struct response *rs)
{
	return show_stop_page(rq, rs, false);
}

/* Also pressed by mail programs (RFC 8058), which want an answer and no other address. */
enum outcome stop_mail(struct request *rq, struct response *rs)
{
	int64_t person, given;
	if (read_stop_token(workshop_of(rq)->seal, rq->arena, rq->captures[0], &person, &given))
		TRY(forget_address(rq, person, given, true));
	return show_stop_page(rq, rs, true);
}
