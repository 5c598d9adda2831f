/*
 * Leaving: how long somebody can still sign in once nobody works with them any more, and leaving by
 * oneself. The account closes at once; what was kept goes later, class by class (tidy.c).
 */
#include "inside.h"

#define DAY (24 * 60 * 60)

enum outcome load_last_day(
	struct request *rq, struct db *db, const struct person *p, struct text *words)
{
	int64_t ends;
	*words = NO_TEXT;
	if (p->roles != ROLE_CLIENT)
		return DONE;
	TRY(load_last_tie(db, p->id, &ends));
	if (ends == 0 || ends > clock_now())
		return DONE;
	/* it closes in the hour after that moment: the day before is the last whole one */
	int64_t closes = ends + (int64_t)workshop_of(rq)->conf.own_days * DAY;
	*words = full_date_words(rq, clock_day_of(closes) - 1);
	return DONE;
}

/* ---- by oneself ----------------------------------------------------------------------------- */

static struct leave_screen leave_of(const struct request *rq)
{
	const struct conf *conf = &workshop_of(rq)->conf;
	return (struct leave_screen){ .staff = (rq->who.roles & ~(unsigned)ROLE_CLIENT) != 0,
		.words_days = conf->words_days,
		.learning_days = conf->learning_days };
}

enum outcome show_leave(struct request *rq, struct response *rs)
{
	struct leave_screen s = leave_of(rq);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Stop using this")));
	return show(rq, rs, SCREEN_LEAVE, &s);
}

struct leaving {
	int64_t person, now;
};

static enum outcome close_own(struct db *db, void *value)
{
	const struct leaving *leaving = value;
	return close_person(db, leaving->person, leaving->person, leaving->now);
}

enum outcome leave_for_good(struct request *rq, struct response *rs)
{
	struct leaving leaving = { rq->who.person, clock_now() };
	struct text language = ui_tag(rq);
	if (!text_is_chars(form_value(&rq->form, "do"), "close"))
		return see_other(rs, rq, "/leave");
	if (leave_of(rq).staff) /* others depend on them: an admin does it */
		return NO_ENTRY;
	enum outcome o = store_change(workshop_of(rq)->store, close_own, &leaving);
	if (o != DONE && o != OVERTAKEN) /* pressed twice */
		return o;
	rs->cookie_gone = true;
	rs->clear_site = true;
	return see_other(rs, rq, "/left?lang=%.*s", SHOWN(language));
}

enum outcome show_left(struct request *rq, struct response *rs)
{
	struct leave_screen s = leave_of(rq);
	if (rq->who.person)
		return see_other(rs, rq, "/");
	fill_public_frame(rq, rs, &s.frame, tell(rq, N_("Your account is closed")));
	return show_public(rq, rs, SCREEN_LEFT, &s);
}
