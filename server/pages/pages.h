/*
 * pages: what people do here. One file a page family; routes.h lists every address. The only room
 * that knows what a handler needs from every other: it opens them all as `struct workshop`, and
 * gives http/ its hooks (who is asking, what an error page looks like, where a line goes).
 *
 * A handler reads as four sentences: load (one reader, given back before anything is sent), decide
 * (learn/), save (one change handed to the writer), show (a screen).
 */
#ifndef ASKEL_PAGES_H
#define ASKEL_PAGES_H

#include "badge/badge.h"
#include "base/base.h"
#include "course/course.h"
#include "http/http.h"
#include "post/post.h"
#include "seal/seal.h"
#include "settings/settings.h"
#include "store/store.h"
#include "vault/vault.h"
#include "view/view.h"

struct workshop;

/* Opens keys, store, translations and templates, courses and at last the door (http). What fails is
 * logged where it is found. */
enum outcome workshop_open(const struct conf *conf, struct workshop **workshop) MUST_USE;
/* Shuts the door, lets what is in progress end, closes the rest. */
void workshop_close(struct workshop *workshop);
int workshop_port(const struct workshop *workshop);
struct store *workshop_store(const struct workshop *workshop);
/* What falls due from time to time: old sessions go, accounts whose time is over close, and what was
 * kept of those who left is erased, in small changes. Called by serve once an hour. */
void workshop_tidy(struct workshop *workshop);

/* Erases all of somebody who has left, now, whatever the retention: OVERTAKEN where they haven't. May
 * take many changes. (For `askel person erase`.) */
enum outcome erase_person(struct store *store, int64_t person, int64_t now) MUST_USE;

/* Counts what is due of the quarters that are over and keeps what is told of it; what was told before
 * stays. Takes some seconds where there are a million people; nobody waits for it. */
enum outcome make_statistics(struct store *store, const struct conf *conf,
	const struct calendar *calendar, int64_t now) MUST_USE;

/* A new person and a card for them: the card's address on this site ("/in/TOKEN"). `ends`: 0 for
 * never. (For commands; the same functions stand behind later pages.) */
enum outcome make_person_card(struct store *store, struct arena *a, struct text name,
	unsigned roles, int64_t ends, bool lasting, struct text *path) MUST_USE;
enum outcome make_card(struct store *store, struct arena *a, int64_t person, int64_t ends,
	bool lasting, struct text *path) MUST_USE;
/* For staff who lost their phone: using it takes their second factor away, of which they and all
 * admins are told. */
enum outcome make_new_phone_card(struct store *store, struct arena *a, int64_t person, int64_t ends,
	struct text *path) MUST_USE;

/* A table of people (`bytes`, as a spreadsheet saves it), for a command: what was understood goes to
 * `told`, a line each; with `make` its people are made and *list is the table with number and link, as
 * import_list() in inside.h says. BAD_FORM where something is wrong with the table as a whole, of which
 * nothing is made then. `codes_pass`: what looks like personal identity codes is something else. */
struct import_told {
	struct text lines;
	size_t rows, made, left_out;
};
enum outcome import_people(struct store *store, const struct seal *seal, const struct conf *conf,
	struct arena *a, struct text bytes, bool codes_pass, bool make, struct import_told *told,
	struct text *list) MUST_USE;

/* What the admin of a house has to look at (house_state.c); of certificates and e-mail others tell. */
struct house_state {
	int64_t database, free_space; /* bytes; free_space -1: the system doesn't say */
	bool disk_low;
	bool keys_open, keys_beside; /* others may read them; on the disk of the data */
	bool keys_wanted;            /* nobody has shown that they are on paper */
	int64_t keys_kept;           /* when somebody did; 0: never */
	int64_t course_errors;
	int64_t formal_troubles; /* units whose official unit is over, or doesn't fit any more */
	struct backup_made backup;
	bool backup_late;
	int64_t deciders, stuck; /* who may assess; claims that wait for a person there isn't */
	bool deciders_few;
	int64_t troubles; /* how many of these are to be looked at */
};
enum outcome look_at_house(struct arena *a, struct db *db, const struct conf *conf,
	const struct seal *seal, const struct library *library, struct house_state *s) MUST_USE;

/* What an https address of the house shows to browsers (certificate.c). */
enum certificate_state {
	CERTIFICATE_UNSEEN, /* not yet looked, or it doesn't answer this machine */
	CERTIFICATE_GOOD,
	CERTIFICATE_ENDS_SOON, /* and whatever renews it should have */
	CERTIFICATE_OVER,
	CERTIFICATE_UNTRUSTED, /* another's, or signed by nobody whom this machine trusts */
};
struct certificate_seen {
	struct text address;
	enum certificate_state state;
	int64_t last; /* seconds since 1970; 0: not known */
};
#define HOUSE_ADDRESSES 2 /* at most: of the house, of its badges */
/* Those of its addresses that have TLS, not looked at yet; how many. */
size_t house_addresses(
	struct arena *a, const struct conf *conf, struct certificate_seen seen[HOUSE_ADDRESSES]);
/* Looks at one, which may take some seconds. */
void look_at_certificate(struct certificate_seen *seen);
/* What a look (post_look_at_certificate) means for the people of the house. */
enum certificate_state certificate_state(
	enum outcome looked, const struct certificate *certificate, int64_t now) MUST_USE;
bool is_certificate_trouble(enum certificate_state state);

/* What badges lead to (issuer.c): the issuer's document, the list of those taken back, and a page that
 * checks badges without us. keep_issuer_key: the key at hand becomes one of those that ever signed. */
enum outcome keep_issuer_key(struct store *store, const struct seal *seal) MUST_USE;
struct badge_issuer issuer_of(const struct conf *conf);
enum outcome make_issuer_document(
	struct db *db, struct arena *a, const struct conf *conf, struct text *json) MUST_USE;
enum outcome make_status_document(struct db *db, struct arena *a, const struct conf *conf,
	const struct seal *seal, struct text *json) MUST_USE;
struct text make_verify_page(struct arena *a, const struct views *views, struct text issuer);

/* Badges from elsewhere (brought.c): what became of each in a file that somebody brought. */
enum brought_fate {
	BROUGHT_NEW,   /* kept, as one of theirs from elsewhere */
	BROUGHT_KNOWN, /* was there already */
	BROUGHT_OURS,  /* this house signed it: it is on its holder's page, and isn't kept twice */
	BROUGHT_FULL,  /* there are BROUGHT_MOST already */
	BROUGHT_REFUSED, /* `verdict` says why */
};
struct brought_told {
	enum brought_fate fate;
	enum badge_verdict verdict; /* BADGE_OURS: it fits the issuer's document that was given */
	struct text name, issuer_name, issuer_id; /* empty where it isn't intact */
};
struct brought_file {
	int64_t person, actor;      /* whose badges they are; who brings them, 0: a command */
	struct text file;           /* as badge_wallet_read */
	struct text issuer, status; /* its issuer's documents, as badge_verify; empty: none */
};
/* Judges each badge in a file and keeps those that are intact. BAD_FORM where there is none in it;
 * NOT_HERE where there is no such person, or they have left. Nothing is fetched from anywhere, and whose
 * a badge is isn't known. */
enum outcome bring_badges(struct store *store, const struct conf *conf, struct arena *a,
	const struct brought_file *brought, struct brought_told **told, size_t *count) MUST_USE;

/* Other values for settings: each gets its row in the chain before the file is written, which is done in
 * one go. OVERTAKEN where the file isn't as it was read. Values are checked by the caller. */
struct setting_change {
	size_t setting;
	struct text value; /* empty: none any more */
};
enum outcome change_settings(struct store *store, const struct settings_reading *reading,
	const struct setting_change *changes, size_t count, int64_t actor) MUST_USE;

/* Every address, for http/ and for the tests that walk them. */
extern const struct route routes[];
extern const size_t route_count;

/* The good_keeper of a store, and settings for the course room: shared with `askel check`. */
struct course_settings course_settings_for(const struct conf *conf, const char *folder);

#endif
