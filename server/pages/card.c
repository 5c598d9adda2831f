/*
 * Cards: a one-time link on paper. Looking changes nothing, however often and by whomever (link
 * previews, scanners, HEAD); only the button uses it up.
 */
#include "inside.h"

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

/* The token of the session that this card begins in this browser: whoever presses twice asks for the
 * same one. Nobody can make it without our key. */
static struct text token_for_card(struct request *rq, unsigned char kept[DIGEST_SIZE])
{
	unsigned char token[TOKEN_SIZE];
	struct text parts[] = { rq->captures[0], form_value(&rq->form, "csrf") };
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

enum outcome use_card_now(struct request *rq, struct response *rs)
{
	struct card_use use = { .arena = rq->arena, .start = session_start_of(rq, 0, "card") };
	if (!token_kept(rq->captures[0], use.kept))
		return show_card_as(rq, rs, NOT_HERE);
	use.token = token_for_card(rq, use.start.kept);
	enum outcome o = store_change(workshop_of(rq)->store, spend_card, &use);
	if (o == USED_UP && pressed_before(rq, use.token))
		o = DONE;
	if (o == USED_UP || o == NOT_HERE)
		return show_card_as(rq, rs, o);
	TRY(o);
	TRY(enter_session(rq, rs, use.token));
	return go_to_next_step(rq, rs, &me_of(rq)->person, DEVICE_UNASKED, true, TEXT("/"));
}
