/*
 * badges: what the pages about badges share, and how one is made when a claim is approved.
 */
#ifndef ASKEL_PAGES_BADGES_H
#define ASKEL_PAGES_BADGES_H

#include "inside.h"
#include "screens_badges.h"

#define BADGE_TYPE "application/vc+ld+json"
/* badge_issue.c, an award_fn: signs and keeps the badge of a new award; `context` is the workshop. */
enum outcome issue_badge(struct db *db, void *context, const struct award *award) MUST_USE;
/* The same, a confirm_fn: that of an award whose points a school has granted. */
enum outcome confirm_badge(struct db *db, void *context, const struct sending *sending,
	const struct school_answer *answer, int64_t *badge) MUST_USE;
enum outcome fill_badge_words(struct request *rq, const struct kept_badge *badge,
	struct badge_words *words, struct badge_said *said) MUST_USE;
/* The badge that the address names; another's is as if there were none. */
enum outcome own_badge(struct request *rq, struct kept_badge *badge) MUST_USE;
/* brought.c: those from elsewhere. */
enum outcome list_elsewhere(struct request *rq, struct db *db, struct badges_screen *s) MUST_USE;
/* The whole address that others see it at. */
struct text badge_address(struct request *rq, const struct kept_badge *badge);
/* "svg", "png" or "json", as an attachment; NOT_HERE for another. */
enum outcome send_badge_file(struct request *rq, struct response *rs,
	const struct kept_badge *badge, struct text form) MUST_USE;

/* ---- badge_name.c: whether badges to come carry a name, and which ------------------------------- */

/* As it was chosen; neither flag where it wasn't yet. */
enum outcome load_naming(struct request *rq, struct db *db, struct badge_naming *naming) MUST_USE;
/* As the form has it; false where it needs another look, with its problems in it. */
struct badge_naming typed_naming(const struct request *rq);
bool check_naming(const struct request *rq, struct badge_naming *naming);
void add_naming_problems(struct request *rq, struct frame *f, const struct badge_naming *naming);
/* A change, or a part of one. */
enum outcome keep_naming(
	struct db *db, const struct badge_naming *naming, int64_t person, int64_t now) MUST_USE;

#endif
