/*
 * The name that staff call a person by, as the person wants it. A nickname is enough; nobody but staff
 * sees it. Who is staff has a name that others rely on (who has looked): an admin changes that one.
 */
#include "inside.h"

static enum outcome show_form(struct request *rq, struct response *rs, struct name_screen *s)
{
	fill_frame(rq, rs, &s->frame, tell(rq, N_("What we call you")));
	if (s->name_problem.size > 0) {
		rs->status = 422;
		add_form_problem(rq, &s->frame, "name", s->name_problem);
	}
	return show(rq, rs, SCREEN_NAME, s);
}

enum outcome show_name(struct request *rq, struct response *rs)
{
	if (is_staff(&me_of(rq)->person))
		return NO_ENTRY;
	struct name_screen s = { .name = rq->again ? typed(rq, "name") : me_of(rq)->person.name };
	return show_form(rq, rs, &s);
}

struct text name_problem(const struct request *rq, struct text name, const char *missing)
{
	struct identity found;
	if (name.size == 0)
		return tell(rq, missing);
	if (utf8_count(name) > PERSON_NAME_MOST || text_find_char(name, '\n') < name.size)
		return tell(rq, N_("That is too long to keep. Make it a little shorter."));
	if (identity_find(name, 0, clock_day_of(clock_now()), &found))
		return tell(rq,
			N_("This looks like a personal identity code. It isn't needed here: leave "
			   "it out."));
	return NO_TEXT;
}

struct renaming {
	int64_t person, now;
	struct text name, organisation;
};

static enum outcome rename_own(struct db *db, void *value)
{
	const struct renaming *r = value;
	return rename_person(db, r->person, r->name, r->organisation, r->person, r->now);
}

enum outcome change_name(struct request *rq, struct response *rs)
{
	const struct person *me = &me_of(rq)->person;
	if (is_staff(me))
		return NO_ENTRY;
	struct name_screen s = { .name = typed(rq, "name") };
	s.name_problem = name_problem(rq, s.name, N_("Write a name. A nickname is enough."));
	if (s.name_problem.size > 0)
		return show_form(rq, rs, &s);
	struct renaming r = { me->id, clock_now(), s.name, me->organisation };
	TRY(store_change(workshop_of(rq)->store, rename_own, &r));
	return see_other(rs, rq, "/me");
}
