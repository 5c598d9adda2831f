/*
 * One account as an admin sees it: name, roles, who works with whom, a new one-time link. Nothing of
 * what the person does here: no courses, no questions, no visits.
 */
#include "inside.h"

#include <stdlib.h>

#define CLIENTS_MOST 25 /* of a coach, on one page */
#define LEFT_MOST 10    /* of those a coach left behind, at a time */
#define COACHES_MOST 15 /* in the list to choose from */
#define BEFORE_MOST 5   /* ended ties */
_Static_assert(CLIENTS_MOST + LEFT_MOST <= LISTED_MOST,
	"everybody on a page fits in the row that says who was listed");

#define FIND_MOST 200
#define STAFF_LINK_DAYS 7
#define CLIENT_LINK_DAYS 30

int64_t link_days(const struct person *p)
{
	return is_staff(p) ? STAFF_LINK_DAYS : CLIENT_LINK_DAYS;
}

static bool is_act(const struct request *rq, const char *act)
{
	return (rq->method == POST || rq->again) && text_is_chars(form_value(&rq->form, "do"), act);
}

/* ---- whom a client works with --------------------------------------------------------------- */

static struct tie_line tie_line_of(
	struct request *rq, const struct tie *tie, int64_t other, struct text name)
{
	return (struct tie_line){ .link = arena_print(rq->arena, "/people/%lld", (long long)other),
		.name = person_called(rq, name, other),
		.organisation = tie->organisation,
		.since = date_words(rq, clock_day_of(tie->starts)),
		.until = tie->ends ? date_words(rq, clock_day_of(tie->ends)) : NO_TEXT,
		.number = tie->id,
		.learning = (tie->scope & SCOPE_LEARNING) != 0,
		.claims = (tie->scope & SCOPE_CLAIMS) != 0,
		.guidance = tie->ground == GROUND_GUIDANCE,
		.assessment = tie->ground == GROUND_ASSESSMENT };
}

static bool is_over(const struct tie *tie, int64_t now)
{
	return tie->ends != 0 && tie->ends <= now;
}

static enum outcome fill_coaches(struct request *rq, struct db *db, int64_t client, int64_t now,
	struct person_screen *s, struct tie **ties, size_t *count)
{
	TRY(list_ties(db, rq->arena, client, ties, count));
	struct tie_line *holding = arena_take_many(rq->arena, *count + 1, sizeof *holding);
	struct tie_line *before = arena_take_many(rq->arena, BEFORE_MOST, sizeof *before);
	for (size_t i = 0; i < *count; i++) {
		const struct tie *tie = &(*ties)[i];
		if (!is_over(tie, now))
			holding[s->coaches_count++] =
				tie_line_of(rq, tie, tie->coach, tie->coach_name);
		else if (s->before_coaches_count < BEFORE_MOST)
			before[s->before_coaches_count++] =
				tie_line_of(rq, tie, tie->coach, tie->coach_name);
	}
	s->coaches = holding;
	s->before_coaches = before;
	return DONE;
}

/* ---- coaches to choose from ----------------------------------------------------------------- */

struct choice {
	struct text key;
	const struct person *coach;
};

static int compare_choices(const void *a, const void *b)
{
	return text_compare(((const struct choice *)a)->key, ((const struct choice *)b)->key);
}

static bool is_among(const int64_t *people, size_t count, int64_t person)
{
	for (size_t i = 0; i < count; i++)
		if (people[i] == person)
			return true;
	return false;
}

enum outcome find_coach_choices(struct request *rq, struct db *db, const int64_t *without,
	size_t without_count, struct coach_choices *c)
{
	struct person *people;
	size_t count, found = 0, fit = 0;
	int64_t chosen;
	struct text find =
		form_value(rq->again || rq->method == POST ? &rq->form : &rq->query, "find-coach");
	c->find = NO_TEXT;
	c->count = 0;
	if (find.at && find.size <= FIND_MOST && !clean_words(rq->arena, find, &c->find))
		c->find = NO_TEXT;
	find = fold_words(rq->arena, c->find);
	TRY(list_people(db, rq->arena, ROLE_COACH, SIZE_MAX, &people, &count));
	struct choice *all = arena_take_many(rq->arena, count + 1, sizeof *all);
	for (size_t i = 0; i < count; i++) {
		const struct person *p = &people[i];
		if (p->closed || is_among(without, without_count, p->id))
			continue;
		found++;
		struct text folded = fold_words(rq->arena, p->name);
		if (find.size == 0 || text_find(folded, find) < folded.size)
			all[fit++] = (struct choice){ sort_key(rq->arena, p->name), p };
	}
	qsort(all, fit, sizeof *all, compare_choices);
	if (!text_number(form_value(&rq->form, "coach"), &chosen))
		chosen = 0;
	struct coach_choice *rows = arena_take_many(rq->arena, COACHES_MOST, sizeof *rows);
	for (size_t i = 0; i < fit && i < COACHES_MOST; i++) {
		const struct person *p = all[i].coach;
		rows[c->count++] = (struct coach_choice){ .value = arena_print(rq->arena, "%lld",
								  (long long)p->id),
			.name = person_called(rq, p->name, p->id),
			.chosen = p->id == chosen };
	}
	c->rows = rows;
	c->many = found > COACHES_MOST;
	return DONE;
}

/* Coaches but for `except` and those of `ties`. */
static enum outcome fill_choices(struct request *rq, struct db *db, int64_t except,
	const struct tie *ties, size_t tie_count, struct person_screen *s)
{
	int64_t *without = arena_take_many(rq->arena, tie_count + 1, sizeof *without);
	int64_t now = clock_now();
	size_t count = 0;
	struct coach_choices c;
	without[count++] = except;
	for (size_t i = 0; i < tie_count; i++)
		if (!is_over(&ties[i], now))
			without[count++] = ties[i].coach;
	TRY(find_coach_choices(rq, db, without, count, &c));
	s->choices = c.rows;
	s->choices_count = c.count;
	s->many_coaches = c.many;
	s->find_coach = c.find;
	return DONE;
}

/* ---- whom a coach works with, and left behind ----------------------------------------------- */

struct shown_clients {
	int64_t ids[LISTED_MOST];
	size_t count;
};

static enum outcome fill_clients(struct request *rq, struct db *db, const struct person *p,
	int64_t now, struct person_screen *s, struct shown_clients *shown)
{
	struct tie *ties;
	size_t count;
	TRY(list_coach_ties(db, rq->arena, p->id, now, &ties, &count));
	size_t page = page_within(rq, count, CLIENTS_MOST);
	struct tie_line *rows = arena_take_many(rq->arena, CLIENTS_MOST, sizeof *rows);
	for (size_t i = page * CLIENTS_MOST; i < count && s->clients_count < CLIENTS_MOST; i++) {
		rows[s->clients_count++] =
			tie_line_of(rq, &ties[i], ties[i].client, ties[i].client_name);
		shown->ids[shown->count++] = ties[i].client;
	}
	s->clients = rows;
	s->clients_all = (int64_t)count;
	s->page_links =
		page_links_to(rq, arena_print(rq->arena, "/people/%lld?page=", (long long)p->id),
			count, CLIENTS_MOST, page, &s->page_links_count);
	return DONE;
}

/* Ticked where the form had them ticked, and all of them before there was one. */
static bool is_ticked(const struct request *rq, int64_t client)
{
	int64_t id;
	if (!is_act(rq, "hand"))
		return true;
	for (size_t n = 0;; n++) {
		struct text value = form_value_at(&rq->form, "client", n);
		if (!value.at)
			return false;
		if (text_number(value, &id) && id == client)
			return true;
	}
}

static enum outcome fill_left_behind(struct request *rq, struct db *db, const struct person *p,
	int64_t now, struct person_screen *s, struct shown_clients *shown)
{
	struct account_row *left;
	size_t count;
	TRY(list_left_behind(db, rq->arena, p->id, now, &left, &count));
	struct left_line *rows = arena_take_many(rq->arena, LEFT_MOST, sizeof *rows);
	for (size_t i = 0; i < count && i < LEFT_MOST; i++) {
		rows[s->left_behind_count++] = (struct left_line){
			.link = arena_print(rq->arena, "/people/%lld", (long long)left[i].id),
			.name = person_called(rq, left[i].name, left[i].id),
			.value = arena_print(rq->arena, "%lld", (long long)left[i].id),
			.chosen = is_ticked(rq, left[i].id)
		};
		shown->ids[shown->count++] = left[i].id;
	}
	s->left_behind = rows;
	s->left_behind_more = (int64_t)(count - s->left_behind_count);
	return DONE;
}

/* ---- the page ------------------------------------------------------------------------------- */

/* The form as it was sent, else as it begins: both scopes, to guide. */
static void fill_tie_form(struct request *rq, struct person_screen *s)
{
	bool sent = is_act(rq, "tie");
	s->learning = !sent || form_has(&rq->form, "learning");
	s->claims = !sent || form_has(&rq->form, "claims");
	s->assessment = sent && text_is_chars(form_value(&rq->form, "ground"), "assessment");
}

static enum outcome fill_work(struct request *rq, const struct person *p, struct person_screen *s)
{
	int64_t now = clock_now();
	struct shown_clients shown = { .count = 0 };
	{
		BORROWED loan = borrow(workshop_of(rq));
		struct tie *ties = NULL;
		size_t count = 0;
		if (p->roles & ROLE_CLIENT)
			TRY(fill_coaches(rq, loan.db, p->id, now, s, &ties, &count));
		if (p->roles & ROLE_COACH)
			TRY(fill_clients(rq, loan.db, p, now, s, &shown));
		TRY(fill_left_behind(rq, loan.db, p, now, s, &shown));
		if ((s->client && !s->closed) || s->left_behind_count > 0)
			TRY(fill_choices(rq, loan.db, p->id, ties, count, s));
	}
	return note_clients_listed(rq, shown.ids, shown.count);
}

enum outcome show_account(
	struct request *rq, struct response *rs, const struct account_problems *wrong)
{
	const struct person *p = &about_of(rq)->person;
	struct person form = *p;
	struct person_fields ignored = { .name = NO_TEXT };
	struct person_screen s = { .action =
					   arena_print(rq->arena, "/people/%lld", (long long)p->id),
		.name = person_called(rq, p->name, p->id),
		.roles = roles_called(rq, p->roles),
		.made = date_words(rq, clock_day_of(p->made)),
		.left = p->closed ? date_words(rq, clock_day_of(p->closed)) : NO_TEXT,
		.closed = p->closed != 0,
		.client = (p->roles & ROLE_CLIENT) != 0,
		.coach = (p->roles & ROLE_COACH) != 0 && !p->closed,
		.fields = wrong->fields,
		.before = p->roles,
		.overtaken = wrong->overtaken,
		.coach_problem = wrong->coach,
		.scope_problem = wrong->scope,
		.left_behind_problem = wrong->left_behind,
		.find_coach = NO_TEXT,
		.days = link_days(p) };
	if (is_act(rq, "save"))
		read_person_fields(rq, &form, &ignored);
	fill_person_fields(rq, &form, &s.fields);
	fill_tie_form(rq, &s);
	TRY(fill_work(rq, p, &s));
	TRY(has_second_key(rq, p, &s.second_key));
	fill_frame(rq, rs, &s.frame, s.name);
	s.frame.help_link = NO_TEXT;
	s.frame.wide = true;
	add_person_problems(rq, rs, &s.fields, &s.frame);
	const struct {
		const char *input;
		struct text words;
	} more[] = { { "coach", wrong->coach }, { "scope", wrong->scope },
		{ "hand-coach", wrong->left_behind } };
	for (size_t i = 0; i < COUNT_OF(more); i++) {
		if (more[i].words.size == 0)
			continue;
		add_form_problem(rq, &s.frame, more[i].input, more[i].words);
		rs->status = outcome_status(BAD_FORM);
	}
	if (wrong->overtaken)
		rs->status = outcome_status(OVERTAKEN);
	return show(rq, rs, SCREEN_PERSON, &s);
}

enum outcome show_person(struct request *rq, struct response *rs)
{
	return show_account(rq, rs, &(struct account_problems){ .coach = NO_TEXT });
}
