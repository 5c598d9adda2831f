/*
 * One's own badges: the list, one of them with sharing and files to take along, a sheet to print. Behind
 * a passphrase, for they are one's own alone.
 */
#include "badges.h"
#include "inside.h"
#include "screens_badges.h"

#define QR_MILLIMETRES 30

static struct text link_of(struct request *rq, const struct kept_badge *badge, const char *more)
{
	return arena_print(rq->arena, "/badges/%lld%s", (long long)badge->id, more);
}

enum outcome show_badges(struct request *rq, struct response *rs)
{
	struct kept_badge *badges;
	size_t count;
	struct badges_screen s = { .name = NO_TEXT };
	enum outcome named;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_badges(loan.db, rq->arena, rq->who.person, &badges, &count));
		TRY(list_elsewhere(rq, loan.db, &s));
		named = load_badge_name(loan.db, rq->arena, rq->who.person, &s.name);
	}
	if (named != DONE && named != NOT_HERE)
		return named;
	struct badge_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		struct badge_words words;
		struct badge_said said;
		TRY(fill_badge_words(rq, &badges[i], &words, &said));
		rows[i] = (struct badge_row){ .link = arena_print(rq->arena, "/badges/%lld",
						      (long long)badges[i].id),
			.title = words.title,
			.lang = words.lang,
			.image = words.caption.size > 0 ? link_of(rq, &badges[i], "/svg") : NO_TEXT,
			.caption = words.caption,
			.when = words.when,
			.provider = words.provider,
			.confirmed = words.confirmed,
			.points = words.points,
			.shared = badges[i].shared > 0,
			.revoked = badges[i].revoked > 0 };
	}
	s.badges = rows;
	s.badges_count = count;
	s.named = named == DONE && s.name.size > 0;
	s.nameless = named == DONE && s.name.size == 0;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your badges")));
	return show(rq, rs, SCREEN_BADGES, &s);
}

/* ---- one of them ------------------------------------------------------------------------------ */

enum outcome own_badge(struct request *rq, struct kept_badge *badge)
{
	int64_t id;
	if (!text_number(rq->captures[0], &id))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_badge(loan.db, rq->arena, id, badge));
	return badge->person == rq->who.person ? DONE : NOT_HERE;
}

enum outcome show_badge(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	struct badge_said said;
	struct badge_screen s = { .revoked = false };
	TRY(own_badge(rq, &badge));
	TRY(fill_badge_words(rq, &badge, &s.badge, &said));
	s.action = link_of(rq, &badge, "");
	s.svg_link = link_of(rq, &badge, "/svg");
	s.badge.image = said.image.size > 0 ? s.svg_link : NO_TEXT;
	s.png_link = link_of(rq, &badge, "/png");
	s.json_link = link_of(rq, &badge, "/json");
	s.paper_link = link_of(rq, &badge, "/certificate");
	s.address = badge_address(rq, &badge);
	s.shared = badge.shared > 0;
	s.revoked = badge.revoked > 0;
	s.asked = badge.reason == REVOKED_ASKED;
	s.was_mistake = badge.reason == REVOKED_MISTAKE;
	s.reopened = badge.reason == REVOKED_REOPENED;
	s.back_link = link_of(rq, &badge, "/take-back");
	s.carries_name = said.holder_hash.size > 0;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A badge of yours")));
	return show(rq, rs, SCREEN_BADGE, &s);
}

struct sharing {
	int64_t badge, person, now;
	bool share;
};

static enum outcome change_sharing(struct db *db, void *value)
{
	const struct sharing *sharing = value;
	return share_badge(db, sharing->badge, sharing->person, sharing->share, sharing->now);
}

enum outcome share_own_badge(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	struct text act = form_value(&rq->form, "do");
	TRY(own_badge(rq, &badge));
	if (!text_is(act, TEXT("share")) && !text_is(act, TEXT("unshare")))
		return BAD_FORM;
	struct sharing sharing = { badge.id, rq->who.person, clock_now(),
		text_is(act, TEXT("share")) };
	TRY(store_change(workshop_of(rq)->store, change_sharing, &sharing));
	return see_other(rs, rq, "/badges/%lld", (long long)badge.id);
}

enum outcome send_own_badge(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	TRY(own_badge(rq, &badge));
	return send_badge_file(rq, rs, &badge, rq->captures[1]);
}

enum outcome show_certificate(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	struct badge_said said;
	struct certificate_screen s = { .shared = false };
	struct qr qr;
	TRY(own_badge(rq, &badge));
	TRY(fill_badge_words(rq, &badge, &s.badge, &said));
	s.back = link_of(rq, &badge, "");
	s.address = badge_address(rq, &badge);
	s.badge.image = said.image.size > 0 ? link_of(rq, &badge, "/svg") : NO_TEXT;
	s.shared = badge.shared > 0;
	if (!qr_make(rq->arena, s.address, &qr))
		return BROKEN;
	s.qr_html =
		qr_svg(rq->arena, &qr, tell(rq, N_("The address of the badge")), QR_MILLIMETRES);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A badge on paper")));
	s.frame.more_css = static_path(workshop_of(rq)->http, "paper.css");
	return show(rq, rs, SCREEN_CERTIFICATE, &s);
}
