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

struct card_use {
	struct arena *arena;
	unsigned char kept[DIGEST_SIZE];
	struct card card;
};

/* The card of somebody who has left opens nothing. */
static enum outcome spend_card(struct db *db, void *value)
{
	struct card_use *use = value;
	struct person owner;
	TRY(use_card(db, use->kept, clock_now(), &use->card));
	TRY(load_person(db, use->arena, use->card.person, &owner));
	return owner.closed ? USED_UP : DONE;
}

enum outcome use_card_now(struct request *rq, struct response *rs)
{
	struct card_use use = { .arena = rq->arena };
	if (!token_kept(rq->captures[0], use.kept))
		return show_card_as(rq, rs, NOT_HERE);
	enum outcome o = store_change(workshop_of(rq)->store, spend_card, &use);
	if (o == USED_UP || o == NOT_HERE)
		return show_card_as(rq, rs, o);
	TRY(o);
	TRY(start_session(rq, rs, use.card.person, "card"));
	return go_to_next_step(rq, rs, &me_of(rq)->person, DEVICE_UNASKED, true, TEXT("/"));
}
