/*
 * stats DIR: how things go, in numbers of many: what was told of each quarter, a figure a line, and first
 * counts what is due. Beside a server that runs, too.
 */
#include "inside.h"

#include <stdio.h>

/* "0", "3-5", "91-": working days. */
static struct text days_called(struct arena *a, const struct told_figure *f)
{
	int from = f->first > 0 ? days_until((size_t)f->first - 1) + 1 : 0;
	int until = days_until((size_t)f->last);
	if (until < 0)
		return arena_print(a, "%d-", from);
	return from == until ? arena_print(a, "%d", from) : arena_print(a, "%d-%d", from, until);
}

static struct text columns_called(struct arena *a, const struct told_figure *f)
{
	static const char *const outcomes[] = { "approved", "partly", "not-yet" };
	struct buffer b = buffer_in(a);
	if (f->split == SPLIT_NONE)
		return TEXT("people");
	buffer_print(&b, "%s ", split_word(f->split));
	if (f->split == SPLIT_DAYS)
		buffer_add(&b, days_called(a, f));
	else if (f->split == SPLIT_OUTCOME)
		for (int i = f->first; i <= f->last; i++)
			buffer_print(&b, "%s%s", i > f->first ? "," : "", outcomes[i]);
	else
		buffer_add_chars(&b, f->first == 0 ? "yes" : "no");
	return buffer_text(&b);
}

static void print_figure(struct arena *a, int64_t quarter, const struct told_figure *f)
{
	char day[11];
	clock_day_text(quarter, day);
	printf("%s  %-8s  %-20.*s  %-24.*s  %lld\n", day, topic_word(f->topic),
		SHOWN(f->members.size > 0 ? f->members : TEXT("all")), SHOWN(columns_called(a, f)),
		(long long)f->people);
}

/* The oldest quarter first, so that what is new stands at the end. */
static enum outcome print_all(struct arena *a, struct db *db)
{
	struct statistic *told;
	size_t count;
	TRY(list_statistics(db, a, &told, &count));
	for (size_t i = count; i-- > 0;) {
		struct told_figure *figures;
		size_t figure_count;
		TRY(load_figures(db, a, told[i].quarter, &figures, &figure_count));
		for (size_t k = 0; k < figure_count; k++)
			if (figures[k].topic == told[i].topic)
				print_figure(a, told[i].quarter, &figures[k]);
	}
	if (count == 0)
		printf("No quarter is over yet since this installation was made.\n");
	return DONE;
}

static enum outcome load_calendar(struct arena *a, struct store *store, struct calendar *calendar)
{
	struct db *db = reader_borrow(store);
	enum outcome o = load_days_off(db, a, calendar);
	reader_return(store, db);
	return o;
}

static int run_stats(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *folder;
	int plain;
	struct conf conf;
	struct calendar calendar;
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };
	if (!read_options(&stats_command, count, words, none, &folder, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&stats_command, "name the folder of the installation");
	if (!read_conf(a, folder, &conf) || open_records(&conf, false, &records) != DONE ||
		load_calendar(a, records.store, &calendar) != DONE ||
		make_statistics(records.store, &conf, &calendar, clock_now()) != DONE)
		return EXIT_FAULT;
	struct db *db = reader_borrow(records.store);
	enum outcome o = print_all(a, db);
	reader_return(records.store, db);
	return o == DONE ? EXIT_DONE : EXIT_FAULT;
}

const struct command stats_command = { "stats", "DIR", "how things go, in numbers of many",
	"Prints what was told of each quarter that is over, a line a figure: the quarter by its "
	"first day,\nthe topic, of whom, what, and how many people. The same is read at "
	"/statistics by whoever signs in.\n"
	"Topics: started (came back in weeks 2 and 10, told 70 days later), helped and assessed "
	"(working\ndays, later than promised, what came of it). Who was counted several times "
	"counts "
	"once.\n"
	"No number is under five, and none follows from others: what is smaller is put together "
	"with\nwhat stands beside it, and one more row with each that is too small. What was told "
	"once stays.",
	run_stats };
