/*
 * store_entry: how people come in: cards, the way back, the provider, sessions, the second factor; a part of store.h, which alone includes it.
 */
#ifndef ASKEL_STORE_ENTRY_H
#define ASKEL_STORE_ENTRY_H

#include "store/store_people.h"

/* ---- cards: one-time links ------------------------------------------------------------------ */

struct card {
	int64_t id, person;
	int64_t made, ends; /* ends: 0 for never */
	int64_t used;       /* 0: not yet */
	bool lasting;       /* a demo's card: may be used again and again */
	bool new_phone;     /* whoever uses it must have the second factor taken away */
};

enum outcome add_card(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	int64_t now, int64_t ends, bool lasting) MUST_USE; /* (change) audited */
/* The same by an admin or coach (0: a command on the machine itself). NOT_HERE for whoever isn't
 * there or has left. */
enum outcome add_card_by(struct db *db, int64_t actor, int64_t person,
	const unsigned char kept[DIGEST_SIZE], int64_t now, int64_t ends,
	bool lasting) MUST_USE; /* (change) audited */
/* For staff who lost their phone: the card also lets in without the second factor there was (whoever
 * uses the card calls reset_second_factor in the same change). `actor`: 0 for a command on the machine
 * itself. */
enum outcome let_card_reset(struct db *db, int64_t actor, int64_t person,
	const unsigned char kept[DIGEST_SIZE], int64_t now) MUST_USE; /* (change) audited */
/* NOT_HERE where there is none; USED_UP where it was used or has ended (the card is filled in). */
enum outcome load_card(struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now,
	struct card *card) MUST_USE;
/* Marks it used: USED_UP where someone was first. */
enum outcome use_card(struct db *db, const unsigned char kept[DIGEST_SIZE], int64_t now,
	struct card *card) MUST_USE; /* (change) audited */

/* A way in that staff hand over: a card, and the code of it that is read aloud. */
struct way_in {
	int64_t person, actor;
	unsigned char kept[DIGEST_SIZE]; /* of the card's token */
	unsigned char code[DIGEST_SIZE]; /* of the code */
	int64_t made, ends, code_ends;
};
/* Makes it the only one: earlier cards of the person that weren't used end. NOT_HERE for whoever isn't
 * there or has left, OVERTAKEN where another code that is good now is the same: take a new one. */
enum outcome add_way_in(struct db *db, const struct way_in *way) MUST_USE; /* (change) audited */
/* Which card a code belongs to that is good now: what is kept of its token. NOT_HERE where none. */
enum outcome find_code(struct db *db, const unsigned char code[DIGEST_SIZE], int64_t now,
	unsigned char kept[DIGEST_SIZE]) MUST_USE;

/* A demo's cards end when it starts and stops: all lasting ones that haven't ended. */
enum outcome end_lasting_cards(struct db *db, int64_t now) MUST_USE; /* (change) */

/* ---- the way back: sign-in name and passphrase, or pictures ---------------------------------- */

struct way_back {
	int64_t person;
	struct text name;   /* as shown: "sininen kuppi" */
	struct text folded; /* as compared */
	struct text hash;
	enum sign_in_way way; /* what the hash is of */
};
/* NOT_HERE where nobody has that name. */
enum outcome find_way_back(
	struct db *db, struct arena *a, struct text folded, struct way_back *w) MUST_USE;
enum outcome load_way_back(
	struct db *db, struct arena *a, int64_t person, struct way_back *w) MUST_USE;
/* Makes or replaces; OVERTAKEN where another person has the name. Audited. */
enum outcome save_way_back(
	struct db *db, const struct way_back *w, int64_t now) MUST_USE; /* (change) */

/* ---- the organisation's provider -------------------------------------------------------------- */

struct provider_link {
	int64_t person, made;
};
/* By the keyed digest of issuer and subject, or by person; NOT_HERE where there is none. */
enum outcome find_provider_link(struct db *db, const unsigned char subject[DIGEST_SIZE],
	struct provider_link *link) MUST_USE;
enum outcome load_provider_link(struct db *db, int64_t person, struct provider_link *link) MUST_USE;
/* Makes or replaces; OVERTAKEN where another person has it. Audited. */
enum outcome save_provider_link(struct db *db, int64_t person,
	const unsigned char subject[DIGEST_SIZE], int64_t now) MUST_USE; /* (change) */
/* NOT_HERE where there is none. Audited. */
enum outcome drop_provider_link(struct db *db, int64_t person, int64_t now) MUST_USE; /* (change) */

/* A sealed form, until its person is back from the provider; one each. */
enum outcome keep_provider_form(struct db *db, int64_t person,
	const unsigned char journey[DIGEST_SIZE], struct text sealed,
	int64_t now) MUST_USE; /* (change) */
/* Gives it back once; NOT_HERE where there is none of that journey. */
enum outcome take_provider_form(struct db *db, struct arena *a, int64_t person,
	const unsigned char journey[DIGEST_SIZE], struct text *sealed) MUST_USE; /* (change) */
enum outcome drop_old_provider_forms(struct db *db, int64_t before) MUST_USE;    /* (change) */

/* ---- sessions ------------------------------------------------------------------------------- */

struct session {
	int64_t id, person;
	enum device device;
	int64_t started, seen, ended; /* ended: 0 while it isn't */
	bool by_card;                 /* signed in by card, not by name */
	int64_t strong_at; /* a passphrase (or pictures) was shown, or own matters used, last; 0: not yet */
	int64_t factor_at; /* staff's second factor was shown; 0: not yet */
};

/* Audited as sign-in by `way` ("card", or a word of enum sign_in_way). */
enum outcome add_session(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	enum device device, const char *way, int64_t now, int64_t *id) MUST_USE; /* (change) */
/* Session and person in one look-up; also of sessions that have ended or grown old (the caller
 * decides by learn's session_alive). */
enum outcome load_session(struct db *db, struct arena *a, const unsigned char kept[DIGEST_SIZE],
	struct session *s, struct person *p) MUST_USE;
enum outcome touch_session(struct db *db, int64_t id, int64_t now) MUST_USE; /* (change) */
/* A passphrase was shown in it, or own matters used; with `factor` the second factor was. */
enum outcome strengthen_session(
	struct db *db, int64_t id, bool factor, int64_t now) MUST_USE; /* (change) */
/* An own device that becomes another's asks for the passphrase again, lest saying so be a way around
 * the 15 minutes. */
enum outcome save_device(struct db *db, int64_t id, enum device device) MUST_USE; /* (change) */
enum outcome end_session(struct db *db, int64_t id, int64_t now) MUST_USE; /* (change) audited */
/* All of a person's but `except` (0: none kept). */
enum outcome end_sessions(
	struct db *db, int64_t person, int64_t except, int64_t now) MUST_USE; /* (change) audited */
/* A person's, as far as they are kept; newest first. */
enum outcome list_sessions(struct db *db, struct arena *a, int64_t person,
	struct session **sessions, size_t *count) MUST_USE;
/* Drops sessions that ended or were last seen before `before`, and used or ended cards likewise; at
 * most 500 of each a call, so that nobody waits for it: to be called often. */
enum outcome drop_old_sessions(struct db *db, int64_t before) MUST_USE; /* (change) */

/* ---- the second factor of staff ------------------------------------------------------------- */

struct second_factor {
	int64_t person;
	struct text sealed; /* the secret, sealed by the caller for this person */
	int64_t last_step;  /* of the code used last (seal's totp_fits); -1: none */
	int64_t made;
	int wrong;  /* codes in a row that didn't fit */
	int papers; /* paper codes left */
};
/* NOT_HERE where the person has none. */
enum outcome load_second_factor(
	struct db *db, struct arena *a, int64_t person, struct second_factor *factor) MUST_USE;
/* Makes it, or replaces the one made at `replaces` (0: there must be none), with its paper codes, of
 * which it keeps the digests; OVERTAKEN where what there is isn't that. Audited. */
enum outcome save_second_factor(struct db *db, const struct second_factor *factor,
	const unsigned char kept[PAPER_CODES][DIGEST_SIZE],
	int64_t replaces) MUST_USE; /* (change) */
/* A code fits: its step becomes the last one. OVERTAKEN where this step or a later one was used. */
enum outcome use_factor_step(struct db *db, int64_t person, int64_t step) MUST_USE; /* (change) */
/* NOT_HERE where the person has no such code, or used it before. Audited. */
enum outcome use_paper_code(struct db *db, int64_t person, const unsigned char kept[DIGEST_SIZE],
	int64_t now) MUST_USE;                                         /* (change) */
enum outcome count_wrong_code(struct db *db, int64_t person) MUST_USE; /* (change) */
/* Takes it away with its paper codes, and ends the person's sessions; the person and all admins are
 * told. Nothing where there is none. Audited. */
enum outcome reset_second_factor(
	struct db *db, int64_t person, int64_t now) MUST_USE; /* (change) */

#endif
