/*
 * days-off DIR: the days on which the house is closed, and the holidays on which it is open. Dates by
 * which answers are promised go by them from the day on which they are said.
 */
#include "inside.h"

#include "words/words.h"

#include <stdio.h>
#include <string.h>

struct call {
	struct arena *arena;
	struct store *store;
	int64_t now, today, day;
	const char *name;
	struct text clean; /* the name */
	struct calendar calendar;
};

static enum outcome load(struct call *c)
{
	struct db *db = reader_borrow(c->store);
	enum outcome o = load_days_off(db, c->arena, &c->calendar);
	reader_return(c->store, db);
	return o;
}

static int list(struct call *c)
{
	int year = clock_date(c->today).year;
	int64_t end = clock_days((struct date){ year + 2, 1, 1 });
	if (load(c) != DONE)
		return EXIT_FAULT;
	for (int64_t day = clock_days((struct date){ year, 1, 1 }); day < end; day++) {
		const struct day_off *off = day_off_of(&c->calendar, day, c->today);
		const char *holiday = holiday_fi(day);
		char written[11];
		if (is_weekend(day) || (!off && !holiday))
			continue;
		clock_day_text(day, written);
		if (off && !off->open)
			printf("%s  closed   %.*s\n", written, SHOWN(off->name));
		else
			printf("%s  %s  %s\n", written, off ? "open   " : "holiday",
				holiday ? holiday : "");
	}
	return EXIT_DONE;
}

struct change {
	struct day_off off;
	int64_t now;
};

static enum outcome add(struct db *db, void *value)
{
	struct change *change = value;
	return add_day_off(db, &change->off, 0, change->now, &change->off.id);
}

static enum outcome end(struct db *db, void *value)
{
	struct change *change = value;
	return end_day_off(db, change->off.id, 0, change->now);
}

static int add_one(struct call *c, bool open)
{
	struct change change = { { .day = c->day, .open = open, .name = NO_TEXT }, c->now };
	const char *problem = day_off_problem(c->day, open, c->today);
	if (problem) {
		fprintf(stderr, "askel days-off: %s\n", problem);
		return EXIT_FAULT;
	}
	if (!open)
		change.off.name = c->clean;
	enum outcome o = store_change(c->store, add, &change);
	if (o == OVERTAKEN)
		fprintf(stderr, "askel days-off: that day is on the list already\n");
	return o == DONE ? EXIT_DONE : EXIT_FAULT;
}

static int close_day(struct call *c)
{
	return add_one(c, false);
}

static int open_day(struct call *c)
{
	return add_one(c, true);
}

static int as_usual(struct call *c)
{
	if (load(c) != DONE)
		return EXIT_FAULT;
	const struct day_off *off = day_off_of(&c->calendar, c->day, c->today);
	struct change change = { .now = c->now };
	if (!off) {
		fprintf(stderr, "askel days-off: that day is as usual already\n");
		return EXIT_FAULT;
	}
	change.off.id = off->id;
	return store_change(c->store, end, &change) == DONE ? EXIT_DONE : EXIT_FAULT;
}

static const struct {
	const char *word;
	int words; /* with DIR and itself */
	int (*run)(struct call *c);
} acts[] = { { "list", 2, list }, { "close", 4, close_day }, { "open", 3, open_day },
	{ "as-usual", 3, as_usual } };

static int run_days_off(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *plain[4] = { 0 };
	int plain_count;
	size_t act = 0;
	struct conf conf;
	OWN_ARENA a = arena_open();
	struct call c = { .arena = a, .now = clock_now() };
	if (!read_options(&days_off_command, count, words, none, plain, 4, &plain_count))
		return EXIT_USE;
	if (plain_count < 1)
		return wrong_use(&days_off_command, "name the folder of the installation");
	while (act < COUNT_OF(acts) && strcmp(plain[1] ? plain[1] : "list", acts[act].word) != 0)
		act++;
	if (act == COUNT_OF(acts))
		return wrong_use(&days_off_command,
			"\"%s\" is none of list, close, open and as-usual", plain[1]);
	if ((plain_count > 1 ? plain_count : 2) != acts[act].words)
		return wrong_use(&days_off_command, "%s takes %d words more", acts[act].word,
			acts[act].words - 2);
	if (acts[act].words > 2 && !clock_day(text_of(plain[2]), &c.day))
		return wrong_use(&days_off_command, "write the day like this: 2026-12-31");
	c.today = clock_day_of(c.now);
	c.name = plain[3];
	if (c.name &&
		(!clean_words(a, text_of(c.name), &c.clean) || c.clean.size == 0 ||
			utf8_count(c.clean) > DAY_NAME_MOST))
		return wrong_use(
			&days_off_command, "the name is text of at most %d letters", DAY_NAME_MOST);
	OPEN_RECORDS records = { 0 };
	if (!read_conf(a, plain[0], &conf) || open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	c.store = records.store;
	return acts[act].run(&c);
}

const struct command days_off_command = { "days-off",
	"DIR [list]\n"
	"       askel days-off DIR close YYYY-MM-DD NAME\n"
	"       askel days-off DIR open YYYY-MM-DD\n"
	"       askel days-off DIR as-usual YYYY-MM-DD",
	"days on which the house is closed",
	"Dates by which answers are promised leave out weekends, the holidays of Finland and the "
	"days\non which the house is closed. close adds such a day, with a name that staff see; "
	"open says that\npeople are at work on a holiday; as-usual takes either back; list prints "
	"this year and the next.\nDates that people have been told don't move.",
	run_days_off };
