/*
 * days_off: the days on which answers aren't promised, a year a page: the holidays of Finland, which the
 * house may work on, and days on which it is closed. Dates that people were told stay (learn.h,
 * promise_now).
 */
#include "upkeep.h"

#include <string.h>

#define YEARS_AHEAD 4
#define SOON_DAYS 14

struct day_form {
	int64_t day; /* 0: none typed, or not to be read */
	struct text typed_day, name, day_problem, name_problem;
};

static int this_year(void)
{
	return clock_date(clock_day_of(clock_now())).year;
}

static int year_asked(const struct request *rq)
{
	int64_t year;
	int now = this_year();
	struct text asked = form_value(rq->method == POST ? &rq->form : &rq->query, "year");
	bool there = text_number(asked, &year) && year >= now && year <= now + YEARS_AHEAD;
	return there ? (int)year : now;
}

/* ---- the page ----------------------------------------------------------------------------------- */

/* False for a day that is as any other. */
static bool fill_line(struct request *rq, int64_t day, int64_t today, struct day_off_line *line)
{
	const struct day_off *off = day_off_of(&workshop_of(rq)->calendar, day, today);
	const char *holiday = holiday_fi(day);
	char written[11];
	if (is_weekend(day) || (!holiday && (!off || off->open)))
		return false;
	clock_day_text(day, written);
	*line = (struct day_off_line){ .day = date_words(rq, day),
		.name = off && !off->open ? off->name : tell(rq, holiday),
		.value = arena_copy_chars(rq->arena, written),
		.button = off ? TEXT("as-usual") : TEXT("open"),
		.holiday = !off,
		.opened = off && off->open,
		.closed = off && !off->open,
		.past = day < today };
	return true;
}

const struct day_off_line *days_off_soon(struct request *rq, size_t *count)
{
	int64_t today = clock_day_of(clock_now());
	struct day_off_line *days = arena_take_many(rq->arena, SOON_DAYS, sizeof *days);
	*count = 0;
	for (int64_t day = today; day < today + SOON_DAYS; day++)
		if (fill_line(rq, day, today, &days[*count]) && !days[*count].opened)
			++*count;
	return days;
}

static enum outcome show_year(struct request *rq, struct response *rs, const struct day_form *form)
{
	int year = year_asked(rq);
	int64_t first = clock_days((struct date){ year, 1, 1 }),
		last = clock_days((struct date){ year, 12, 31 }), today = clock_day_of(clock_now());
	struct day_off_line *days =
		arena_take_many(rq->arena, (size_t)(last - first + 1), sizeof *days);
	struct days_off_screen s = { .year = year,
		.days = days,
		.day = form->typed_day,
		.name = form->name,
		.day_problem = form->day_problem,
		.name_problem = form->name_problem };
	for (int64_t day = first; day <= last; day++)
		s.days_count += fill_line(rq, day, today, &days[s.days_count]);
	if (year > this_year())
		s.before = arena_print(rq->arena, "/settings/days-off?year=%d", year - 1);
	if (year < this_year() + YEARS_AHEAD)
		s.after = arena_print(rq->arena, "/settings/days-off?year=%d", year + 1);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Days off")));
	s.frame.help_link = NO_TEXT;
	if (s.day_problem.size > 0)
		add_form_problem(rq, &s.frame, "day", s.day_problem);
	if (s.name_problem.size > 0)
		add_form_problem(rq, &s.frame, "name", s.name_problem);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_DAYS_OFF, &s);
}

static struct day_form read_form(const struct request *rq)
{
	struct day_form form = { .typed_day = typed(rq, "day"), .name = typed(rq, "name") };
	form.day = typed_day(form.typed_day, clock_day_of(clock_now()));
	return form;
}

enum outcome show_days_off(struct request *rq, struct response *rs)
{
	struct day_form form = { .typed_day = NO_TEXT, .name = NO_TEXT };
	if (rq->again)
		form = read_form(rq);
	return show_year(rq, rs, &form);
}

/* ---- changing ----------------------------------------------------------------------------------- */

struct change {
	struct day_off off;
	int64_t actor, now;
};

static enum outcome add(struct db *db, void *value)
{
	struct change *c = value;
	return add_day_off(db, &c->off, c->actor, c->now, &c->off.id);
}

static enum outcome end(struct db *db, void *value)
{
	const struct change *c = value;
	return end_day_off(db, c->off.id, c->actor, c->now);
}

/* False where the form needs another look. */
static bool check_form(const struct request *rq, struct day_form *form)
{
	const char *problem = form->day == 0
		? N_("Write the day like this: 25.11.2026")
		: day_off_problem(form->day, false, clock_day_of(clock_now()));
	if (problem)
		form->day_problem = tell(rq, problem);
	if (form->name.size == 0)
		form->name_problem = tell(rq, N_("Write what day it is, for coaches to read."));
	else if (utf8_count(form->name) > DAY_NAME_MOST)
		form->name_problem =
			tell(rq, N_("That is too long to keep. Make it a little shorter."));
	return form->day_problem.size == 0 && form->name_problem.size == 0;
}

static enum outcome go_back(struct request *rq, struct response *rs, enum outcome o, int64_t day)
{
	if (o != DONE && o != OVERTAKEN) /* another admin did the same meanwhile */
		return o;
	take_over_settings(workshop_of(rq));
	return see_other(rs, rq, "/settings/days-off?year=%d", clock_date(day).year);
}

static enum outcome close_day(struct request *rq, struct response *rs)
{
	struct day_form form = read_form(rq);
	struct change change = { .actor = rq->who.person, .now = clock_now() };
	bool fine = check_form(rq, &form);
	if (fine && day_off_of(&workshop_of(rq)->calendar, form.day, clock_day_of(change.now))) {
		form.day_problem = tell(rq, N_("That day is on the list already."));
		fine = false;
	}
	if (!fine)
		return show_year(rq, rs, &form);
	change.off = (struct day_off){ .day = form.day, .name = form.name };
	return go_back(rq, rs, store_change(workshop_of(rq)->store, add, &change), form.day);
}

/* The pressed button of a day that is on the list: what it isn't already. */
static enum outcome turn_day(struct request *rq, struct response *rs, bool open, int64_t day)
{
	struct change change = { .actor = rq->who.person, .now = clock_now() };
	int64_t today = clock_day_of(change.now);
	const struct day_off *off = day_off_of(&workshop_of(rq)->calendar, day, today);
	enum outcome o = DONE;
	if (open && !off && !day_off_problem(day, true, today)) {
		change.off = (struct day_off){ .day = day, .open = true, .name = NO_TEXT };
		o = store_change(workshop_of(rq)->store, add, &change);
	} else if (!open && off && day >= today) {
		change.off.id = off->id;
		o = store_change(workshop_of(rq)->store, end, &change);
	}
	return go_back(rq, rs, o, day);
}

enum outcome change_days_off(struct request *rq, struct response *rs)
{
	static const char *const buttons[] = { "as-usual", "open" };
	int64_t day;
	for (size_t i = 0; i < COUNT_OF(buttons); i++) {
		struct text value = form_value(&rq->form, buttons[i]);
		if (clock_day(value, &day))
			return turn_day(rq, rs, i == 1, day);
	}
	return close_day(rq, rs);
}
