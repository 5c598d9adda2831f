/*
 * Open to anybody: how to get help by phone, and the accessibility statement that the act on digital
 * services (306/2019) asks for, in the order of the EU's model (Decision (EU) 2018/1523).
 */
#include "inside.h"

enum outcome show_contact(struct request *rq, struct response *rs)
{
	struct plain_screen s = { 0 };
	fill_public_frame(rq, rs, &s.frame, tell(rq, N_("Help and phone")));
	return show_public(rq, rs, SCREEN_CONTACT, &s);
}

/* The day the shipped words of the statement were last held against the program: to be moved when they
 * are. */
static const struct date statement_made = { 2026, 11, 25 };

enum outcome show_accessibility(struct request *rq, struct response *rs)
{
	const struct workshop *w = workshop_of(rq);
	const struct conf *conf = &w->conf;
	struct said gaps = find_said(rq, conf->gaps, conf->gaps_count);
	struct statement_screen s = { .origin = conf->origin,
		.full = conf->access_state == ACCESS_FULL,
		.partial = conf->access_state == ACCESS_PARTIAL,
		.none = conf->access_state == ACCESS_NONE,
		.gaps = gaps.words,
		.gaps_lang = gaps.language,
		.assessed = conf->assessed ? full_date_words(rq, conf->assessed) : NO_TEXT,
		.assessor = conf->assessor,
		.made = full_date_words(rq, clock_days(statement_made)),
		.supervisor = conf->supervisor };
	fill_public_frame(rq, rs, &s.frame, tell(rq, N_("Accessibility")));
	return show_public(rq, rs, SCREEN_ACCESSIBILITY, &s);
}
