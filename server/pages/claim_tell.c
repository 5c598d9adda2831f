/*
 * Telling in one's own words what one has done, before anything is chosen: Askel suggests which parts of
 * which units it may be about and says by which words. A person who doesn't know what such things are
 * called begins here. Nothing is kept before they begin with one; then their words go along.
 */
#include "inside.h"

/* ---- what is suggested ---------------------------------------------------------------------- */

struct text suggested_by(struct arena *a, const struct suggestion *one)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < one->word_count; i++) {
		buffer_add_chars(&b, i > 0 ? ", " : "");
		buffer_add(&b, one->words[i]);
	}
	return buffer_text(&b);
}

const struct suggestion *suggestion_of(
	const struct suggestion *list, size_t count, struct text criterion)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(list[i].criterion->id, criterion))
			return &list[i];
	return NULL;
}

static struct told_unit *unit_among(struct told_unit *units, size_t count, struct text id)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(units[i].value, id))
			return &units[i];
	return NULL;
}

static const struct claim *claim_among(const struct claim *claims, size_t count, struct text unit)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(claims[i].unit, unit) && claim_is_under_way(&claims[i]))
			return &claims[i];
	return NULL;
}

/* Units in the order of the nearest part of each; its parts below it. */
static struct told_unit *fill_told(struct request *rq, const struct library *library,
	const struct suggestion *list, size_t count, struct claim_tell_screen *s)
{
	struct arena *a = rq->arena;
	struct told_unit *units = arena_take_many(a, count + 1, sizeof *units);
	for (size_t i = 0; i < count; i++) {
		struct text id = list[i].unit->id;
		struct told_unit *unit = unit_among(units, s->units_count, id);
		if (!unit) {
			unit = &units[s->units_count++];
			unit->value = arena_copy(a, id);
			unit->title = unit_title(rq, library, id, &unit->lang);
			unit->parts = arena_take_many(a, count, sizeof *unit->parts);
		}
		struct told_part *part = &unit->parts[unit->parts_count++];
		part->words = criterion_words(rq, list[i].unit, list[i].criterion->id, &part->lang);
		part->by = suggested_by(a, &list[i]);
	}
	return units;
}

static enum outcome link_begun(struct request *rq, struct told_unit *units, size_t unit_count)
{
	struct claim *claims;
	size_t count;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(list_own_claims(loan.db, rq->arena, rq->who.person, &claims, &count));
	for (size_t i = 0; i < unit_count; i++) {
		const struct claim *claim = claim_among(claims, count, units[i].value);
		if (claim && !may_here(rq, claim, ACT_EDIT))
			units[i].link = arena_print(rq->arena, "/show/%lld", (long long)claim->id);
	}
	return DONE;
}

/* ---- the page ------------------------------------------------------------------------------- */

enum outcome show_tell_with(struct request *rq, struct response *rs, struct text problem)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct claim_tell_screen s = { .words = typed(rq, "words"), .words_problem = problem };
	struct suggestion *list = NULL;
	size_t count = 0;
	s.looked = s.words.size > 0 && problem.size == 0;
	if (s.looked) {
		TRY(suggest_criteria(workshop_of(rq)->suggester, library, rq->arena, s.words, NULL,
			&list, &count));
		struct told_unit *units = fill_told(rq, library, list, count, &s);
		TRY(link_begun(rq, units, s.units_count));
		s.units = units;
	}
	fill_frame(rq, rs, &s.frame,
		s.units_count > 0 ? tell(rq, N_("Your words may be about these"))
				  : tell(rq, N_("Tell what you have done")));
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "words", problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_CLAIM_TELL, &s);
}

enum outcome show_tell(struct request *rq, struct response *rs)
{
	return show_tell_with(rq, rs, NO_TEXT);
}

enum outcome look_at_told(struct request *rq, struct response *rs)
{
	struct text words = typed(rq, "words");
	if (words.size == 0)
		return show_tell_with(rq, rs, tell(rq, N_("Write a few words first.")));
	return show_tell_with(rq, rs, claim_words_problem(rq, words));
}
