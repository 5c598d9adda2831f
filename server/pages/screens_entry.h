/*
 * screens_entry: what every screen has, and the screens of coming in: cards, signing in, the first
 * steps, the passphrase and the second factor. A part of screens.h.
 */
#ifndef ASKEL_PAGES_SCREENS_ENTRY_H
#define ASKEL_PAGES_SCREENS_ENTRY_H

#include "view/view.h"

/* ---- shared by every screen ------------------------------------------------------------------- */

struct language_choice {
	struct text tag;  /* "fi", "fi-simple": the value sent */
	struct text lang; /* "fi": for lang="" */
	struct text name; /* in its own language: "Suomi", "Helppo suomi", "Svenska" */
	struct text link; /* anonymous pages: this page in that language */
	bool chosen;
};

/* One thing that needs another look; the summary links to the field. */
struct form_problem {
	struct text field; /* "#" + id of the field: FIELD_LINK */
	struct text words; /* the same words as beside the field */
};

struct frame {
	struct text lang;  /* of the buttons */
	struct text dir;   /* "ltr" or "rtl" */
	struct text title; /* whole <title> but the public name: begins with how it went */
	struct text public_name;
	struct text css, js, icon; /* links to static files; icon may be empty */
	struct text
		more_css; /* a link, for pages of a kind: paper.css (to print: only what is in .paper
			     * comes out), pictures.css; else empty */
	struct text csrf;
	struct text pointed; /* marks of identity codes that were pointed out on this form */
	bool signed_in;
	bool demo;      /* a line that says so */
	bool again;     /* a form that comes back after signing in, as it was left */
	bool guest;     /* under the badges' own address: nothing leads to the house */
	bool wide;      /* two columns where there is room: staff pages */
	bool lesson;    /* header buttons belong to the lesson's form, so nothing typed is lost */
	int64_t unseen; /* notices; 0: the header doesn't speak of them */
	bool desk;      /* who works with clients: a link to their desk */
	struct text languages_link; /* signed in: /languages?back=... */
	struct text language_name;  /* of the buttons, own name: the header's link text */
	struct text help_link;      /* signed in: /help?... ; empty where help makes no sense */
	struct text lang_query;     /* not signed in: "?lang=fi", for what is open to anybody */
	struct text help_phone, help_phone_link, help_hours;
	const struct language_choice
		*languages; /* not signed in: the choice stands in the header */
	size_t languages_count;
	const struct form_problem *problems; /* the error summary; none: not shown */
	size_t problems_count;
};

/* ---- signing in --------------------------------------------------------------------------------- */

/* What goes along in the hidden fields of a page that stands between somebody and where they were
 * going: the path, or the form they sent, sealed, which comes back afterwards. */
struct carried {
	struct text next;       /* local path */
	struct text form, path; /* sealed, and the path it is of; empty: no form */
};

/* sign_in.html: GET and POST /sign-in, and wherever a session has ended. */
struct sign_in_screen {
	struct frame frame;
	bool ended; /* the session had ended in mid-work */
	struct carried carried;
	struct text action; /* link: /sign-in, with the language that was chosen */
	struct text name;   /* as typed */
	struct text name_problem, passphrase_problem;
	bool pictures;        /* are a way in, too */
	struct text provider; /* name of the organisation's provider; empty: there is none */
};

/* A picture to choose, or one that was chosen. */
struct picture_row {
	struct text word; /* the value sent */
	struct text name;
	struct text link; /* into pictures.svg */
};
struct picture_group {
	struct text name;
	const struct picture_row *pictures;
	size_t pictures_count;
};
/* picture_grid.html: a part of pictures.html, rendered once at start. */
struct picture_grid_screen {
	const struct picture_group *groups;
	size_t groups_count;
};

/* pictures.html: wherever pictures stand in for a passphrase: /sign-in, /passphrase, /way-back */
struct pictures_screen {
	struct frame frame;
	bool sign_in, own, current, making; /* what for: exactly one */
	bool has;                           /* making: in place of a way back there is */
	bool gone;                          /* making: for the way they had is no longer used */
	struct carried carried;
	struct text action; /* link */
	struct text name;   /* sign_in: as typed; making: offered, or the one there is */
	struct text sealed_name, shown; /* making: as in way_back_screen */
	bool more;                      /* any of these: */
	bool can_words, can_other, can_wait;
	/* what show_pictures() fills in */
	struct text words; /* chosen so far, to be sent along */
	const struct picture_row *chosen;
	size_t chosen_count;
	bool whole;         /* all are chosen */
	int64_t most, next; /* how many there are to be; the number of the next one */
	struct text picture_problem;
	const struct piece *grid_html;
	struct text
		provider; /* own: name of the organisation's, where they have joined it; else empty */
};

/* provider_onward.html: for the moment until the browser follows its Refresh header */
struct provider_onward_screen {
	struct frame frame;
	struct text provider;
	struct text link_html; /* to the provider */
};

/* provider_proof.html: before own matters, and POST /provider where it went wrong */
struct provider_proof_screen {
	struct frame frame;
	struct text provider;
	struct carried carried;
	bool other;    /* they have another way as well: */
	bool pictures; /* pictures; else a passphrase */
};

/* provider_own.html: GET and POST /provider/own */
struct provider_own_screen {
	struct frame frame;
	struct text provider;
	bool linked, staff;
	struct text since; /* linked: a day */
	bool only;         /* linked, and they have no other way */
	bool factor;       /* staff: the provider's word stands for a second factor */
	struct text next;
};

/* signed_out.html */
struct plain_screen {
	struct frame frame;
};

/* languages.html: two settings, buttons and course text. */
struct languages_screen {
	struct frame frame;
	bool first; /* the first time here: "Welcome", and Continue instead of Save */
	const struct language_choice *ui;
	size_t ui_count;
	const struct language_choice *text;
	size_t text_count;
	struct text back;
};

/* device.html: is this your own phone? */
struct device_screen {
	struct frame frame;
	bool first, own, shared; /* the choice so far */
	struct text device_problem;
	bool staff; /* whose sign-in is short on any device */
	struct text back;
};

/* way_back.html: sign-in name of two plain words + passphrase. */
struct way_back_screen {
	struct frame frame;
	bool has;                /* there is one already: this changes the passphrase */
	bool gone;               /* for the way they had is no longer used */
	struct text name;        /* offered, or the one there is */
	struct text sealed_name; /* the offer, sealed, so that only offered names come back */
	struct text passphrase;  /* as typed, when something needs another look */
	struct text passphrase_problem;
	struct text shown; /* sealed: that they showed the passphrase or pictures there are now */
	struct carried carried;
	bool for_own; /* asked for because own matters need it */
	bool can_wait, can_pictures;
	struct text
		provider; /* name of the organisation's, where they may join it instead; else empty */
};

/* passphrase.html: GET and POST /passphrase, and where own matters ask for it; /way-back */
struct passphrase_screen {
	struct frame frame;
	struct text action; /* link */
	bool current;       /* asked before a new one is made; else before own matters */
	struct carried carried;
	struct text passphrase_problem;
	struct text
		provider; /* name of the organisation's, where they have joined it; else empty */
};

/* second_factor.html: GET and POST /second-factor: a code is asked for */
struct factor_screen {
	struct frame frame;
	struct carried carried;
	bool renew;          /* in already: the code opens setting it up anew */
	int64_t papers_left; /* renew: paper codes */
	bool can_wait;       /* a demo: may be left out */
	struct text code_problem;
};

struct word_row {
	struct text words;
};

/* factor_setup.html: POST and GET /second-factor: the code for the app, and a first code from it */
struct factor_setup_screen {
	struct frame frame;
	struct carried carried;
	struct text sealed; /* the secret */
	struct text qr_html, secret, code_problem;
	bool can_wait;
};

/* paper_codes.html: POST /second-factor: shown once */
struct paper_codes_screen {
	struct frame frame;
	struct carried carried;
	struct text sealed; /* secret, first code and paper codes: kept when they are put away */
	const struct word_row *codes;
	size_t codes_count;
};

#endif
