/*
 * badges: what the pages about badges share, and how one is made when a claim is approved.
 */
#ifndef ASKEL_PAGES_BADGES_H
#define ASKEL_PAGES_BADGES_H

#include "inside.h"

#define BADGE_TYPE "application/vc+ld+json"
/* badge_issue.c, an award_fn: signs and keeps the badge of a new award; `context` is the workshop. */
enum outcome issue_badge(struct db *db, void *context, const struct award *award) MUST_USE;
struct badge_words;
enum outcome fill_badge_words(struct request *rq, const struct kept_badge *badge,
	struct badge_words *words, struct badge_said *said) MUST_USE;
/* The whole address that others see it at. */
struct text badge_address(struct request *rq, const struct kept_badge *badge);
/* "svg", "png" or "json", as an attachment; NOT_HERE for another. */
enum outcome send_badge_file(struct request *rq, struct response *rs,
	const struct kept_badge *badge, struct text form) MUST_USE;

#endif
