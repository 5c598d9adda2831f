/*
 * screens_badges: badges, one's own and as others see them.
 */
#ifndef ASKEL_PAGES_SCREENS_BADGES_H
#define ASKEL_PAGES_SCREENS_BADGES_H

#include "screens_claims.h"

struct badge_row {
	struct text link, title, lang, image, caption, when;
	struct text provider, confirmed,
		points; /* provider: the school that granted them, or empty */
	bool shared, revoked;
};

/* One that somebody else signed. */
struct elsewhere_row {
	struct text link, title, issuer, issuer_id;
	bool checked; /* it fitted its issuer's document */
};

/* badges.html: GET /badges */
struct badges_screen {
	struct frame frame;
	const struct badge_row *badges;
	size_t badges_count;
	const struct elsewhere_row *elsewhere;
	size_t elsewhere_count;
	struct text name;     /* as it is spelled on badges to come */
	bool named, nameless; /* chosen: a name, or none; neither: not chosen yet */
};

/* badge_name.html: GET, POST /badges/name */
struct badge_name_screen {
	struct frame frame;
	struct badge_naming naming;
};

struct said_row {
	struct text words;
};

/* What a badge says: badge_said.html, part of the three below. */
struct badge_words {
	struct text title, lang, dir, description, note, issuer, provider, points, when, confirmed;
	struct text image, caption;
	const struct said_row *criteria, *evidence;
	size_t criteria_count, evidence_count;
};

/* badge.html: GET, POST /badges/{badge} */
struct badge_screen {
	struct frame frame;
	struct badge_words badge;
	struct text action, address, svg_link, png_link, json_link, paper_link, back_link;
	bool shared, revoked, carries_name;
	bool asked, was_mistake, reopened; /* why it was taken back */
};

/* take_back.html: GET, POST /badges/{badge}/take-back */
struct take_back_screen {
	struct frame frame;
	struct badge_words badge;
	struct text back, action;
	bool shared, revoked;
};

/* badge_mistake.html: GET, POST /corrections/badge */
struct badge_mistake_screen {
	struct frame frame;
	struct text address, address_problem;
	bool done;
};

/* certificate.html: GET /badges/{badge}/certificate: a sheet to print */
struct certificate_screen {
	struct frame frame;
	struct badge_words badge;
	struct text back, address, qr_html;
	bool shared;
};

/* shown.html: GET, POST /b/{address}: what others see */
struct shown_screen {
	struct frame frame;
	struct badge_words badge;
	struct text action, json_link, verify_link, name, name_problem;
	bool carries_name, matches, differs; /* what the name that was typed turned out to be */
	bool revoked, was_mistake;
};

#endif
