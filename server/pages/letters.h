/*
 * letters: what the files about e-mail share; a part of inside.h, which alone includes it.
 */
#ifndef ASKEL_PAGES_LETTERS_H
#define ASKEL_PAGES_LETTERS_H

#include "pages/pages.h"

/* ---- letters.c: the words of e-mail -------------------------------------------------------------- */

/* Whom a letter goes to. */
struct letter_to {
	struct text address;
	size_t language;
	int64_t person, given; /* as store knows the address */
	int64_t now;
};
/* That something new waits, and no more. */
enum outcome write_news(const struct workshop *w, struct arena *a, const struct letter_to *to,
	struct text *bytes) MUST_USE;
/* A code for an address that was given. */
enum outcome write_code(const struct workshop *w, struct arena *a, const struct letter_to *to,
	struct text code, struct text *bytes) MUST_USE;
/* What stands behind /mail/stop/: whose address, and which. */
struct text make_stop_token(
	const struct seal *seal, struct arena *a, int64_t person, int64_t given);
bool read_stop_token(const struct seal *seal, struct arena *a, struct text token, int64_t *person,
	int64_t *given);
/* As the database has it. */
struct text seal_address(
	const struct seal *seal, struct arena *a, int64_t person, struct text address);
bool unseal_address(const struct seal *seal, struct arena *a, int64_t person, struct text sealed,
	struct text *address);
/* What a code for an address of theirs is bound to. */
struct text mail_code_about(struct arena *a, int64_t person);
/* What we call ourselves to a mail server. */
struct text post_own_name(const struct conf *conf);

/* ---- postman.c: the thread that carries e-mail --------------------------------------------------- */

/* Reads what it needs; nothing where no mail server is set. Then the thread, once all else is open. */
enum outcome postman_open(struct workshop *w) MUST_USE;
enum outcome postman_start(struct workshop *w) MUST_USE;
/* Ends the thread and what it is sending; then, once nobody asks any more, the rest. */
void postman_stop(struct workshop *w);
void postman_close(struct workshop *w);
/* Somebody waits for a code. */
void postman_wake(const struct workshop *w);
/* All that is due at `now`, by whoever calls. */
void postman_round(struct workshop *w, int64_t now);
struct postman_numbers {
	uint64_t sent, nobody, failed; /* letters, since the start */
	enum posted trouble;           /* POSTED: none */
	int64_t since;
};
void postman_numbers(const struct workshop *w, struct postman_numbers *n);

/* ---- mail.c ---------------------------------------------------------------------------------- */

/* Whether there is e-mail here, or an address is left of a time when there was. */
bool mail_is_kept(struct workshop *w);
/* How often e-mail goes to whoever is signed in; empty where there is none here. */
enum outcome load_mail_words(struct request *rq, struct text *words) MUST_USE;

/* ---- card.c ---------------------------------------------------------------------------------- */

/* What is to be said of a code that can't be one; empty where it can. `odd`: what is in none. */
struct text code_words(const struct request *rq, enum code_problem problem, struct text odd);

#endif
