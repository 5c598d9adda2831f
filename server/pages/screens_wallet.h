/*
 * screens_wallet: all badges together, on paper and in one file.
 */
#ifndef ASKEL_PAGES_SCREENS_WALLET_H
#define ASKEL_PAGES_SCREENS_WALLET_H

#include "screens_badges.h"

/* wallet_badge.html, part of summary.html and wallet.html */
struct wallet_badge {
	struct badge_words badge;
	struct text picture_html, file_html; /* in the file: picture and badge themselves */
	struct text address;                 /* empty while it isn't shared */
	const struct said_row *cv;           /* sentences for a CV */
	size_t cv_count;
	struct text cv_lang, cv_dir;
};

/* A unit of which some parts were approved; no badge is made of it. */
struct wallet_part {
	struct text title, lang;
	const struct said_row *criteria;
	size_t criteria_count;
};

/* summary.html: GET /badges/summary */
struct summary_screen {
	struct frame frame;
	const struct language_choice *languages;
	size_t languages_count;
	const struct wallet_badge *badges;
	size_t badges_count;
	const struct wallet_part *parts;
	size_t parts_count;
	struct text made, verify_address;
	bool nothing;
};

/* wallet_form.html: GET, POST /badges/wallet */
struct wallet_form_screen {
	struct frame frame;
	const struct language_choice *languages;
	size_t languages_count;
	struct text name, name_problem, choice_problem;
	bool with_name, without_name;
	bool nothing; /* there are no badges in force */
};

/* wallet.html: the file that POST /badges/wallet gives. Of the frame only lang, dir and title. */
struct wallet_screen {
	struct frame frame;
	const struct piece *style_html;
	struct text name; /* empty: none is wanted */
	struct text made, verify_address;
	const struct wallet_badge *badges;
	size_t badges_count;
	const struct wallet_part *parts;
	size_t parts_count;
};

/* What became of a badge in a file that was brought. */
struct brought_row {
	struct text title, issuer, words;
};

/* bring.html: GET, POST /badges/bring */
struct bring_screen {
	struct frame frame;
	struct text file_problem;
	const struct brought_row *rows; /* after a file came */
	size_t rows_count;
};

/* brought.html: GET, POST /badges/brought/{brought} */
struct brought_screen {
	struct frame frame;
	struct text action, json_link;
	struct text title, issuer, issuer_id, since, brought, checked, words;
	const struct said_row *criteria;
	size_t criteria_count;
};

#endif
