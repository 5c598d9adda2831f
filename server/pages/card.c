/*
 * Cards: a one-time link on paper. Looking changes nothing, however often and by whomever (link
 * previews, scanners, HEAD); only the button uses it up. The same card may also be opened by a short
 * code that somebody was told.
 */
#include "inside.h"
#include "screens_hand_over.h"

#include <string.h>

/* The card of this address; a token that can't be one is simply none. */
static enum outcome find_card(
	struct request *rq, unsigned char kept[DIGEST_SIZE], struct card *card)
{
	if (!token_kept(rq->captures[0], kept))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	return load_card(loan.db, kept, clock_now(), card);
}

static enum outcome show_card_as(struct request *rq, struct response *rs, enum outcome found)
{
	struct card_screen s = { .usable = found == DONE,
		.used = found == USED_UP,
		.unknown = found == NOT_HERE,
		.action = arena_print(rq->arena, "/in/%.*s?lang=%.*s", SHOWN(rq->captures[0]),
			SHOWN(ui_tag(rq))) };
	fill_frame(rq, rs, &s.frame,
		found == DONE ? tell(rq, N_("Welcome")) : tell(rq, N_("This link doesn't open")));
	rs->no_referrer = true;
	rs->status = found == DONE ? 0 : outcome_status(found);
	return show(rq, rs, SCREEN_CARD, &s);
}

enum outcome show_card(struct request *rq, struct response *rs)
{
	unsigned char kept[DIGEST_SIZE];
	struct card card;
	enum outcome found = find_card(rq, kept, &card);
	if (found == DONE || found == USED_UP || found == NOT_HERE)
		return show_card_as(rq, rs, found);
	return found;
}

/* A card is used and its session begun in one change: nobody is left with a spent card outside. */
struct card_use {
	struct arena *arena;
	unsigned char kept[DIGEST_SIZE];
	struct card card;
	struct text token; /* of the session */
	struct session_start start;
};

/* The card of somebody who has left opens nothing. */
static enum outcome spend_card(struct db *db, void *value)
{
	struct card_use *use = value;
	struct person owner;
	TRY(use_card(db, use->kept, use->start.now, &use->card));
	TRY(load_person(db, use->arena, use->card.person, &owner));
	if (owner.closed)
		return USED_UP;
	if (use->card.new_phone)
		TRY(reset_second_factor(db, owner.id, use->start.now));
	/* a demo's card begins more than one, so that its token can't be told beforehand */
	if (use->card.lasting)
		use->token = token_make(use->arena, use->start.kept);
	use->start.person = owner.id;
	return begin_session(db, &use->start);
}

/* The token of the session that this way in (a card's token, a code) begins in this browser: whoever
 * presses twice asks for the same one. Nobody can make it without our key. */
static struct text token_for(struct request *rq, struct text way, unsigned char kept[DIGEST_SIZE])
{
	unsigned char token[TOKEN_SIZE];
	struct text parts[] = { way, form_value(&rq->form, "csrf") };
	_Static_assert(sizeof token == DIGEST_SIZE, "a digest is as good as a token");
	keyed_digest(workshop_of(rq)->seal, "session of a card", parts, COUNT_OF(parts), token);
	struct text chars = base64url_text(rq->arena, bytes_text(token, sizeof token));
	token_kept(chars, kept);
	return chars;
}

/* Seconds within which a second press counts as the same one: a browser shows the answer to the last
 * alone, and may have dropped the first with its cookie. */
#define PRESSED_TWICE 60

/* Whether the first press has begun this session just now. */
static bool pressed_before(const struct request *rq, struct text token)
{
	struct who who = who_is(workshop_of(rq), rq->arena, token);
	const struct signed_in *me = who.more;
	return who.person && clock_now() - me->session.started < PRESSED_TWICE;
}

static enum outcome begin_with_card(struct request *rq, struct response *rs, struct text token)
{
	TRY(enter_session(rq, rs, token));
	return go_to_next_step(rq, rs, &me_of(rq)->person, DEVICE_UNASKED, true, TEXT("/"));
}

enum outcome use_card_now(struct request *rq, struct response *rs)
{
	struct card_use use = { .arena = rq->arena, .start = session_start_of(rq, 0, "card") };
	if (!token_kept(rq->captures[0], use.kept))
		return show_card_as(rq, rs, NOT_HERE);
	use.token = token_for(rq, rq->captures[0], use.start.kept);
	enum outcome o = store_change(workshop_of(rq)->store, spend_card, &use);
	if (o == USED_UP && pressed_before(rq, use.token))
		o = DONE;
	if (o == USED_UP || o == NOT_HERE)
		return show_card_as(rq, rs, o);
	TRY(o);
	return begin_with_card(rq, rs, use.token);
}

/* ---- the code of a card, read aloud --------------------------------------------------------- */

static enum outcome show_code_with(
	struct request *rq, struct response *rs, enum outcome status, struct text problem)
{
	struct code_screen s = { .code = typed(rq, "code"),
		.code_problem = problem,
		.action = arena_print(rq->arena, "/code?lang=%.*s", SHOWN(ui_tag(rq))) };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A code you were told")));
	rs->no_referrer = true;
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "code", problem);
		rs->status = outcome_status(status);
	}
	return show(rq, rs, SCREEN_CODE, &s);
}

enum outcome show_code_form(struct request *rq, struct response *rs)
{
	return show_code_with(rq, rs, DONE, NO_TEXT);
}

struct text code_words(const struct request *rq, enum code_problem problem, struct text odd)
{
	switch (problem) {
	case CODE_FINE:
		return NO_TEXT;
	case CODE_EMPTY:
		return tell(rq, N_("Write the code: eight letters and numbers."));
	case CODE_SHORT:
		return tell(
			rq, N_("Something is missing: the code has eight letters and numbers."));
	case CODE_LONG:
		return tell(rq, N_("That is too many: the code has eight letters and numbers."));
	case CODE_UNUSED:
		return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
			N_("There is no {a} in any code. Ask what it could be instead."), odd,
			NO_TEXT);
	}
	return NO_TEXT;
}

/* A code is nobody's until it fits, so all that are tried count together, within this minute; and an
 * address with many tries is slowed as signing in is, but for a class that sits behind it. */
#define CODE_CLASS 4

static int64_t code_wait(struct request *rq, struct text address)
{
	struct brake *brake = workshop_of(rq)->brake;
	int64_t now = clock_now(), since, wait = wait_left(rq, address, CODE_CLASS);
	struct text minute = arena_print(rq->arena, "codes at minute %lld", (long long)(now / 60));
	if (wait > 0)
		return wait;
	/* counted before it is looked up, so that many at once are all counted */
	brake_count(brake, minute, now);
	brake_count(brake, address, now);
	return brake_tries(brake, minute, now, &since) > CODE_ALOUD_TRIES_A_MINUTE ? 60 - now % 60
										   : 0;
}

static enum outcome find_and_spend(struct db *db, void *value)
{
	struct card_use *use = value;
	unsigned char code[DIGEST_SIZE];
	memcpy(code, use->kept, sizeof code);
	TRY(find_code(db, code, use->start.now, use->kept));
	return spend_card(db, use);
}

enum outcome enter_code(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct card_use use = { .arena = rq->arena, .start = session_start_of(rq, 0, "card") };
	struct text odd = NO_TEXT;
	struct text address = arena_print(rq->arena, "codes from %.*s", SHOWN(rq->address));
	enum code_problem problem =
		code_kept(w->seal, CODE_ALOUD, NO_TEXT, typed(rq, "code"), use.kept, &odd);
	if (problem != CODE_FINE)
		return show_code_with(rq, rs, BAD_FORM, code_words(rq, problem, odd));
	int64_t wait = code_wait(rq, address);
	if (wait > 0) {
		rs->retry_after = (int)wait;
		return show_code_with(rq, rs, SLOW_DOWN, many_tries_words(rq, wait));
	}
	use.token = token_for(rq, hex_text(rq->arena, use.kept, sizeof use.kept), use.start.kept);
	enum outcome o = store_change(w->store, find_and_spend, &use);
	if ((o == NOT_HERE || o == USED_UP) && pressed_before(rq, use.token))
		o = DONE;
	if (o == NOT_HERE || o == USED_UP)
		return show_code_with(rq, rs, BAD_FORM,
			tell(rq,
				N_("This code doesn't open the door. Check it once more, or ask "
				   "for "
				   "a new one: a code works once, for half an hour.")));
	TRY(o);
	brake_forget(w->brake, address);
	return begin_with_card(rq, rs, use.token);
}
