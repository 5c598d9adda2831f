/* A badge in a house: signed by its key, kept as an approval keeps it. */
#ifndef ASKEL_TESTS_PAGES_BADGE_H
#define ASKEL_TESTS_PAGES_BADGE_H

#include "house.h"
#include "pages/badges.h"

struct house_badge {
	struct kept_badge badge;
	struct badge_award award;
	struct arena *arena;
	const struct workshop *w;
	bool shared;
};

__attribute__((unused)) static enum outcome keep_house_badge(struct db *db, void *value)
{
	struct house_badge *h = value;
	struct badge_issuer issuer = issuer_of(&h->w->conf);

	TRY(take_badge_place(db, &h->badge.place));
	h->award.status_index = (uint32_t)h->badge.place;
	TRY(badge_make(h->w->seal, h->arena, &issuer, &h->award, &h->badge.document));
	TRY(add_badge(db, &h->badge));
	return h->shared ? share_badge(db, h->badge.id, h->badge.person, true, h->badge.made)
			 : DONE;
}

/* A badge of `person`, of a small unit; `name`: the holder's, or empty. */
__attribute__((unused)) static struct kept_badge add_house_badge(
	struct house *house, struct arena *a, int64_t person, struct text name, bool shared)
{
	static const struct badge_criterion criteria[] = {
		{ { "long", 4 }, { "I make a long password.", 23 } },
		{ { "two", 3 }, { "I sign in with two steps.", 25 } },
	};
	struct badge_outcome *outcome = arena_take_of(a, struct badge_outcome);
	struct text *code = arena_take_of(a, struct text);
	unsigned char address[16];
	*outcome = (struct badge_outcome){ TEXT("You can protect your accounts"), criteria, 2 };
	*code = TEXT("digcomp-2.2:4.2");
	random_fill(address, sizeof address);
	struct house_badge h = { .arena = a, .w = house->workshop, .shared = shared };
	h.badge = (struct kept_badge){ .person = person,
		.award = 1,
		.address = base64url_text(a, bytes_text(address, sizeof address)),
		.unit = TEXT("safe-online"),
		.made = clock_now() };
	struct badge_art art = badge_art_of(h.badge.unit, true, 2026);
	h.award = (struct badge_award){ .id = h.badge.address,
		.subject = badge_subject_make(a),
		.unit = { .id = h.badge.unit,
			.title = TEXT("Safe \"online\" <b>"),
			.language = TEXT("en"),
			.outcomes = outcome,
			.outcome_count = 1,
			.codes = code,
			.code_count = 1 },
		.description = TEXT("The holder has shown every part of this unit."),
		.holder = name,
		.salt = badge_salt_make(a),
		.image = badge_art_svg(a, art, TEXT("Safe online, 2026")),
		.caption = TEXT("a key, 2026"),
		.awarded = h.badge.made,
		.issued = h.badge.made };
	if (store_change(house->store, keep_house_badge, &h) != DONE)
		abort();
	return h.badge;
}

#endif
