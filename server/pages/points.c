/*
 * One's own competence points: three numbers that are never added up, what was assessed here, what a
 * school has confirmed and what one did not; and unit by unit how it stands.
 */
#include "school.h"

struct summing {
	struct request *rq;
	struct db *db;
	const struct library *library;
	struct points_row *rows;
	size_t count;
	int assessed, confirmed, refused; /* half points */
};

/* One approved unit: by what it went to a school by, else by what stands beside it today. A unit without
 * points isn't told of. */
static enum outcome add_award(struct summing *s, const struct award *award)
{
	struct arena *a = s->rq->arena;
	struct sending sending = { .state = SCHOOL_NOTHING };
	struct formal_unit formal;
	struct points_row *row = &s->rows[s->count];
	int half_points = 0;
	TRY(load_formal(
		s->db, a, find_unit(s->library, award->unit), clock_day_of(clock_now()), &formal));
	enum outcome o = load_sending_of_claim(s->db, a, award->claim, &sending);
	if (o == DONE)
		TRY(load_mapping_by_id(s->db, a, sending.mapping, &formal.mapping));
	else if (o != NOT_HERE)
		return o;
	if (o == DONE || formal.formal == FORMAL_NOW)
		half_points = formal.mapping.official.modules->half_points;
	if (half_points == 0)
		return DONE;
	s->assessed += half_points;
	s->confirmed += sending.state == SCHOOL_CONFIRMED ? half_points : 0;
	s->refused += sending.state == SCHOOL_REFUSED ? half_points : 0;
	*row = (struct points_row){ .link = arena_print(
					    a, "/show/%lld/school", (long long)award->claim),
		.points = points_words(s->rq, half_points * 5) };
	row->title = unit_title(s->rq, s->library, award->unit, &row->lang);
	TRY(load_school_line(s->rq, s->db, award->claim, &row->state));
	if (row->state.size == 0)
		row->state = tell(s->rq,
			N_("Assessed here. Official points come from a school, if you take it to "
			   "one."));
	s->count++;
	return DONE;
}

enum outcome show_points(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct award *awards;
	size_t count;
	struct summing s = { .rq = rq, .library = library };
	{
		BORROWED loan = borrow(workshop_of(rq));
		s.db = loan.db;
		TRY(list_awards(loan.db, rq->arena, rq->who.person, &awards, &count));
		s.rows = arena_take_many(rq->arena, count + 1, sizeof *s.rows);
		for (size_t i = 0; i < count; i++)
			TRY(add_award(&s, &awards[i]));
	}
	struct points_screen page = { .assessed = points_words(rq, s.assessed * 5),
		.confirmed = points_words(rq, s.confirmed * 5),
		.refused = points_words(rq, s.refused * 5),
		.units = s.rows,
		.units_count = s.count };
	fill_frame(rq, rs, &page.frame, tell(rq, N_("Your competence points")));
	return show(rq, rs, SCREEN_POINTS, &page);
}
