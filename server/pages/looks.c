/*
 * Who has looked: every look of staff at one's own things, from the chain, one row a day and
 * person. No time of day of theirs either.
 */
#include "inside.h"

#define LOOKS_MOST 200 /* looks that are made into rows at a time */

static void add_thing(struct look_row *row, const struct look *look)
{
	row->list |= look->list;
	if (look->list)
		return;
	bool page = text_is_chars(look->what, LOOK_PAGE), help = text_is_chars(look->what, "help");
	bool card = text_is_chars(look->what, LOOK_CARD);
	/* who hands a client over looks at that */
	bool account =
		text_is_chars(look->what, LOOK_ACCOUNT) || text_is_chars(look->what, "hand-over");
	bool claim = text_is_chars(look->what, LOOK_CLAIM);
	bool together = text_is_chars(look->what, LOOK_TOGETHER);
	row->page |= page;
	row->help |= help;
	row->card |= card;
	row->account |= account;
	row->claim |= claim;
	row->together |= together;
	row->other |= !page && !help && !card && !account && !claim && !together;
}

static struct text things_of(const struct request *rq, const struct look_row *row)
{
	const struct {
		bool seen;
		const char *words;
	} things[] = {
		{ row->page, N_("what you have done") },
		{ row->help, N_("a question of yours") },
		{ row->claim, N_("what you have shown that you can do") },
		{ row->together, N_("what you write down together") },
		{ row->card, N_("a new way in for you") },
		{ row->account, N_("your name and who your coaches are") },
		{ row->other, N_("something else of yours") },
		{ row->list && !row->admin && !row->lead, N_("your name on their own list") },
		{ row->list && (row->admin || row->lead), N_("your name on a list of people") },
	};
	struct buffer b = buffer_in(rq->arena);
	for (size_t i = 0; i < COUNT_OF(things); i++) {
		if (!things[i].seen)
			continue;
		buffer_add_chars(&b, b.size > 0 ? ", " : "");
		buffer_add(&b, tell(rq, things[i].words));
	}
	return buffer_text(&b);
}

/* Who is both coach and admin looks for two reasons, which stand apart. */
static bool same_day(const struct look *a, const struct look *b)
{
	return a->staff == b->staff && a->admin == b->admin && a->lead == b->lead &&
		clock_day_of(a->at) == clock_day_of(b->at);
}

/* The row of the same person and day, or a new one. Rows of one day stand together. */
static struct look_row *row_for(struct request *rq, struct look_row *rows,
	const struct look **firsts, size_t *count, const struct look *look, date_fn *date)
{
	for (size_t i = *count; i > 0 && clock_day_of(firsts[i - 1]->at) == clock_day_of(look->at);
		i--) {
		if (same_day(firsts[i - 1], look))
			return &rows[i - 1];
	}
	firsts[*count] = look;
	rows[*count] = (struct look_row){ .when = date(rq, clock_day_of(look->at)),
		.name = look->admin && look->staff_name.size == 0 ? tell(rq, N_("Admin"))
			: look->lead && look->staff_name.size == 0
			? tell(rq, N_("Team lead"))
			: coach_called(rq, look->staff_name),
		.organisation = look->organisation,
		.admin = look->admin,
		.lead = look->lead,
		.guidance = !look->admin && !look->lead && look->ground == GROUND_GUIDANCE,
		.assessment = !look->admin && !look->lead && look->ground == GROUND_ASSESSMENT };
	return &rows[(*count)++];
}

const struct look_row *look_rows_of(struct request *rq, const struct look *looks, size_t count,
	date_fn *date, size_t *rows_count)
{
	struct look_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	const struct look **firsts = arena_take_many(rq->arena, count + 1, sizeof *firsts);
	*rows_count = 0;
	for (size_t i = 0; i < count; i++)
		add_thing(row_for(rq, rows, firsts, rows_count, &looks[i], date), &looks[i]);
	for (size_t i = 0; i < *rows_count; i++)
		rows[i].things = things_of(rq, &rows[i]);
	return rows;
}

/* What they have sent to a school by themselves. */
static enum outcome fill_sent(struct request *rq, struct db *db, struct looks_screen *s)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct sending *list;
	size_t count;
	TRY(list_sendings(db, rq->arena, rq->who.person, &list, &count));
	struct sent_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		rows[i].title = unit_title(rq, library, list[i].unit, &rows[i].lang);
		rows[i].school = list[i].school;
		rows[i].when = date_words(rq, clock_day_of(list[i].sent));
	}
	s->sent = rows;
	s->sent_count = count;
	return DONE;
}

enum outcome show_looks(struct request *rq, struct response *rs)
{
	struct look *looks;
	size_t count;
	int64_t before;
	struct looks_screen s = { .older = NO_TEXT };
	if (!text_number(form_value(&rq->query, "before"), &before))
		before = 0;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_looks(
			loan.db, rq->arena, rq->who.person, before, LOOKS_MOST, &looks, &count));
		TRY(fill_sent(rq, loan.db, &s));
	}
	s.looks = look_rows_of(rq, looks, count, date_words, &s.looks_count);
	if (count == LOOKS_MOST)
		s.older = arena_print(
			rq->arena, "/looks?before=%lld", (long long)looks[count - 1].number);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Who has looked")));
	return show(rq, rs, SCREEN_LOOKS, &s);
}
