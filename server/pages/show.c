/*
 * Show what you can already do: one's own claims, the units that can be asked for, and what was studied
 * here to its end, for which Askel offers to ask.
 */
#include "inside.h"

#include <string.h>

/* ---- studied -------------------------------------------------------------------------------- */

static const struct answer *answer_to(
	const struct answer *answers, size_t count, struct text question)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(answers[i].question, question))
			return &answers[i];
	return NULL;
}

/* Of a criterion in one course: whether it is there at all, and whether its pages are done and its
 * questions right (or given to a coach). */
struct studying {
	bool there, whole;
};

static void look_at_page(const struct page *page, enum page_state state, struct text criterion,
	const struct answer *answers, size_t count, struct studying *s)
{
	if (page_teaches(page, criterion)) {
		s->there = true;
		s->whole = s->whole && state == PAGE_DONE;
	}
	for (size_t q = 0; q < page->key_count; q++) {
		if (!text_is(page->keys[q].criterion, criterion))
			continue;
		const struct answer *answer = answer_to(answers, count, page->keys[q].id);
		s->there = true;
		s->whole = s->whole && answer &&
			(answer->right_once || answer->verdict == VERDICT_GIVEN);
	}
}

static enum outcome is_studied(struct request *rq, struct db *db, const struct library *library,
	const struct unit *unit, bool *studied)
{
	const struct text *ids;
	size_t count = unit_criteria(rq->arena, unit, &ids);
	struct studying *criteria = arena_take_many(rq->arena, count + 1, sizeof *criteria);
	for (size_t i = 0; i < count; i++)
		criteria[i].whole = true;
	for (size_t c = 0; c < library->course_count; c++) {
		const struct course *course = &library->courses[c];
		struct course_progress progress;
		struct answer *answers;
		size_t answer_count;
		if (!course_has_unit(course, unit->id))
			continue;
		TRY(load_progress(db, rq->arena, rq->who.person, course, &progress));
		TRY(load_answers(
			db, rq->arena, rq->who.person, course->id, &answers, &answer_count));
		for (size_t p = 0; p < course->page_count; p++)
			for (size_t i = 0; i < count; i++)
				look_at_page(&course->pages[p], progress.states[p], ids[i], answers,
					answer_count, &criteria[i]);
	}
	*studied = count > 0;
	for (size_t i = 0; i < count; i++)
		*studied = *studied && criteria[i].there && criteria[i].whole;
	return DONE;
}

/* ---- units ---------------------------------------------------------------------------------- */

bool claim_is_under_way(const struct claim *claim)
{
	return claim->state != CLAIM_WITHDRAWN && claim->state != CLAIM_PARTLY &&
		claim->state != CLAIM_NOT_YET;
}

static bool is_open(const struct claim *claims, size_t count, struct text unit)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(claims[i].unit, unit) && claim_is_under_way(&claims[i]))
			return true;
	return false;
}

static struct unit_row unit_row_of(
	struct request *rq, const struct library *library, const struct unit *unit, bool studied)
{
	const struct text *ids;
	struct unit_row row = { .value = arena_copy(rq->arena, unit->id),
		.parts = (int64_t)unit_criteria(rq->arena, unit, &ids),
		.studied = studied };
	row.title = unit_title(rq, library, unit->id, &row.lang);
	return row;
}

/* Units that aren't asked for already. */
static enum outcome list_units(struct request *rq, struct db *db, const struct library *library,
	const struct claim *claims, size_t count, struct show_screen *s)
{
	struct unit_row *rows = arena_take_many(rq->arena, library->unit_count + 1, sizeof *rows);
	struct unit_row *studied =
		arena_take_many(rq->arena, library->unit_count + 1, sizeof *rows);
	for (size_t i = 0; i < library->unit_count; i++) {
		const struct unit *unit = &library->units[i];
		bool whole;
		if (is_open(claims, count, unit->id))
			continue;
		TRY(is_studied(rq, db, library, unit, &whole));
		rows[s->units_count] = unit_row_of(rq, library, unit, whole);
		if (whole)
			studied[s->studied_count++] = rows[s->units_count];
		s->units_count++;
	}
	s->units = rows;
	s->studied = studied;
	return DONE;
}

/* What there is to know on other pages, too: a claim that is under way, and what was answered of late. */
static bool is_current(const struct claim *claim)
{
	return claim->state != CLAIM_WITHDRAWN && claim->state != CLAIM_APPROVED;
}

enum outcome load_claim_lines(struct request *rq, struct db *db, const struct library *library,
	const struct claim_line **lines, size_t *count)
{
	struct claim *claims;
	size_t all;
	*count = 0;
	TRY(list_own_claims(db, rq->arena, rq->who.person, &claims, &all));
	struct claim_line *rows = arena_take_many(rq->arena, all + 1, sizeof *rows);
	for (size_t i = 0; i < all; i++)
		if (is_current(&claims[i]))
			rows[(*count)++] = claim_line_of(rq, library, &claims[i]);
	*lines = rows;
	return DONE;
}

enum outcome load_studied(struct request *rq, struct db *db, const struct library *library,
	const struct course *course, const struct unit_row **rows, size_t *count)
{
	struct claim *claims;
	size_t claim_count;
	struct unit_row *list = arena_take_many(rq->arena, course->unit_count + 1, sizeof *list);
	*count = 0;
	*rows = list;
	if (!(rq->who.roles & ROLE_CLIENT))
		return DONE;
	TRY(list_own_claims(db, rq->arena, rq->who.person, &claims, &claim_count));
	for (size_t i = 0; i < course->unit_count; i++) {
		const struct unit *unit = find_unit(library, course->units[i]);
		bool whole;
		if (!unit || is_open(claims, claim_count, unit->id))
			continue;
		TRY(is_studied(rq, db, library, unit, &whole));
		if (whole)
			list[(*count)++] = unit_row_of(rq, library, unit, true);
	}
	return DONE;
}

enum outcome show_units(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct show_screen s = { .claims = NULL };
	struct claim *claims;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_own_claims(loan.db, rq->arena, rq->who.person, &claims, &s.claims_count));
		TRY(list_units(rq, loan.db, library, claims, s.claims_count, &s));
	}
	struct claim_line *lines = arena_take_many(rq->arena, s.claims_count + 1, sizeof *lines);
	for (size_t i = 0; i < s.claims_count; i++)
		lines[i] = claim_line_of(rq, library, &claims[i]);
	s.claims = lines;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Show what you can already do")));
	return show(rq, rs, SCREEN_SHOW, &s);
}

/* ---- beginning ------------------------------------------------------------------------------ */

struct beginning {
	struct claim claim;
	struct text words; /* told before it was chosen; may be empty */
	const struct text *criteria;
	size_t count;
	/* studied here: what goes along for each criterion */
	const struct evidence *evidence;
	size_t evidence_count;
};

static enum outcome add_results(struct db *db, const struct beginning *b, struct text criterion)
{
	struct claim_part part = { .criterion = criterion, .self = SELF_UNSAID };
	size_t from = 0, to;
	while (from < b->evidence_count && !text_is(b->evidence[from].criterion, criterion))
		from++;
	for (to = from; to < b->evidence_count && text_is(b->evidence[to].criterion, criterion);)
		to++;
	return save_claim_part(db, b->claim.id, b->claim.person, &part, &b->evidence[from],
		to - from, b->claim.made);
}

/* What was told goes along: after what stands there already, if the two fit. */
static enum outcome add_told(
	struct db *db, struct arena *a, const struct beginning *b, const struct claim *claim)
{
	struct text words = b->words;
	if (words.size == 0 || text_find(claim->words, words) < claim->words.size)
		return DONE;
	if (claim->words.size > 0)
		words = arena_print(a, "%.*s\n\n%.*s", SHOWN(claim->words), SHOWN(words));
	if (utf8_count(words) > CLAIM_WORDS_MOST)
		return TOO_LARGE;
	return save_claim_words(db, claim->id, claim->person, words, b->claim.made);
}

static enum outcome begin_change(struct db *db, void *value)
{
	struct beginning *b = value;
	TRY(begin_claim(db, &b->claim, b->criteria, b->count));
	OWN_ARENA a = arena_open();
	struct claim claim;
	TRY(load_claim(db, a, b->claim.id, &claim));
	TRY(add_told(db, a, b, &claim));
	/* gone on with: nothing of what stands there is touched */
	if (!b->claim.studied || claim.made != b->claim.made || claim.state != CLAIM_DRAFT)
		return DONE;
	for (size_t i = 0; i < b->count; i++)
		TRY(add_results(db, b, b->criteria[i]));
	return DONE;
}

/* All that was done here for a unit, criterion by criterion. */
static enum outcome gather_results(struct request *rq, const struct library *library,
	const struct unit *unit, struct beginning *b)
{
	struct evidence *list = NULL;
	size_t room = 0;
	BORROWED loan = borrow(workshop_of(rq));
	for (size_t i = 0; i < b->count; i++) {
		struct shown_result *results;
		size_t count;
		TRY(load_results(rq, loan.db, library, unit->id, b->criteria[i], &results, &count));
		for (size_t r = 0; r < count; r++) {
			GROW(rq->arena, list, b->evidence_count, room);
			list[b->evidence_count++] = evidence_of_result(&results[r], b->criteria[i]);
		}
	}
	b->evidence = list;
	return DONE;
}

enum outcome begin_own_claim(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct unit *unit = find_unit(library, form_value(&rq->form, "unit"));
	struct text words = typed(rq, "words"), problem = claim_words_problem(rq, words);
	if (!unit)
		return show_units(rq, rs);
	if (problem.size > 0)
		return show_tell_with(rq, rs, problem);
	struct beginning b = { .words = words,
		.claim = { .person = rq->who.person,
			.unit = unit->id,
			.version = unit->version,
			.studied = text_is_chars(form_value(&rq->form, "basis"), "studied"),
			.made = clock_now() } };
	b.count = unit_criteria(rq->arena, unit, &b.criteria);
	if (b.claim.studied)
		TRY(gather_results(rq, library, unit, &b));
	enum outcome o = store_change(workshop_of(rq)->store, begin_change, &b);
	if (o == TOO_LARGE)
		return show_tell_with(rq, rs,
			tell(rq,
				N_("With what you have written before, that is too long to send. "
				   "Make it a little shorter.")));
	TRY(o);
	return see_other(rs, rq, "/show/%lld", (long long)b.claim.id);
}
