/*
 * A team lead's pages: who of the coaches has how many clients, what waits and what is late, who is
 * away; and naming who stands in. Counts alone; nothing of any client opens from here.
 */
#include "inside.h"

#include <stdlib.h>

#define TEAM_MOST 25          /* coaches on a page */
#define CHOICES_MOST 60       /* of those who may stand in; of more, one looks for a name */
#define ABSENCE_DAYS_MOST 400 /* a longer one is a mistake */
#define FIND_MOST 200         /* bytes of a name looked for */

struct team {
	struct text organisation;
	struct team_row *rows;
	size_t count;
	struct absence *absences;
	size_t absence_count;
	int64_t now, today;
};

/* ---- load ----------------------------------------------------------------------------------- */

/* Who has the most that is late comes first, then the most that waits. */
static int compare_rows(const void *a, const void *b)
{
	const struct team_row *one = a, *other = b;
	if (one->overdue != other->overdue)
		return one->overdue < other->overdue ? 1 : -1;
	if (one->waiting != other->waiting)
		return one->waiting < other->waiting ? 1 : -1;
	return one->coach < other->coach ? -1 : one->coach > other->coach;
}

static enum outcome load_team(struct request *rq, struct team *team)
{
	*team = (struct team){ .organisation = me_of(rq)->person.organisation, .now = clock_now() };
	team->today = clock_day_of(team->now);
	BORROWED loan = borrow(workshop_of(rq));
	TRY(list_team(loan.db, rq->arena, team->organisation, team->now, team->today, &team->rows,
		&team->count));
	TRY(list_absences(loan.db, rq->arena, team->organisation, team->now, &team->absences,
		&team->absence_count));
	qsort(team->rows, team->count, sizeof *team->rows, compare_rows);
	return DONE;
}

/* ---- the form of an absence ----------------------------------------------------------------- */

struct absence_form {
	const struct team_row *coach; /* who is away; NULL: nobody of this team */
	int64_t substitute;
	struct text from, to, find; /* as typed */
	int64_t from_day, to_day;
	struct text substitute_problem, from_problem, to_problem;
};

static const struct team_row *find_coach(const struct team *team, int64_t coach)
{
	for (size_t i = 0; i < team->count; i++) {
		if (team->rows[i].coach == coach)
			return &team->rows[i];
	}
	return NULL;
}

/* A number in the form where there is one, else in the address; 0 where it is none. */
static int64_t number_asked(const struct request *rq, const char *name)
{
	int64_t number;
	struct text value = form_value(&rq->form, name);
	if (!value.at)
		value = form_value(&rq->query, name);
	return text_number(value, &number) ? number : 0;
}

static struct absence_form read_form(struct request *rq, const struct team *team)
{
	struct text find = form_value(&rq->query, "find");
	struct absence_form form = { .coach = find_coach(team, number_asked(rq, "coach")),
		.substitute = number_asked(rq, "substitute"),
		.from = typed(rq, "from"),
		.to = typed(rq, "to") };
	if (find.at && find.size <= FIND_MOST && !clean_words(rq->arena, find, &form.find))
		form.find = NO_TEXT;
	form.from_day = typed_day(form.from, team->today);
	form.to_day = typed_day(form.to, team->today);
	return form;
}

static bool check_form(struct request *rq, const struct team *team, struct absence_form *f)
{
	if (!find_coach(team, f->substitute) || f->substitute == f->coach->coach)
		f->substitute_problem = tell(rq, N_("Choose who stands in."));
	if (f->from_day == 0)
		f->from_problem = tell(rq, N_("Write the day like this: 25.11.2026"));
	if (f->to_day == 0)
		f->to_problem = tell(rq, N_("Write the day like this: 25.11.2026"));
	else if (f->to_day < f->from_day || f->to_day < team->today)
		f->to_problem =
			tell(rq, N_("The last day comes after the first, and not before today."));
	else if (f->to_day - f->from_day > ABSENCE_DAYS_MOST)
		f->to_problem = tell(rq, N_("That is more than a year. Write a nearer day."));
	return f->substitute_problem.size + f->from_problem.size + f->to_problem.size == 0;
}

/* ---- show ----------------------------------------------------------------------------------- */

static void fill_rows(struct request *rq, const struct team *team, struct team_screen *s)
{
	const struct conf *conf = &workshop_of(rq)->conf;
	size_t last = team->count > 0 ? (team->count - 1) / TEAM_MOST : 0;
	size_t page = page_asked(rq) < last ? page_asked(rq) : last;
	struct coach_row *rows = arena_take_many(rq->arena, TEAM_MOST, sizeof *rows);
	for (size_t i = 0; i < team->count; i++) {
		const struct team_row *row = &team->rows[i];
		s->clients += row->clients;
		s->waiting += row->waiting;
		s->overdue += row->overdue;
		if (i / TEAM_MOST != page)
			continue;
		rows[s->coaches_count++] = (struct coach_row){ .name = person_called(
								       rq, row->name, row->coach),
			.clients = row->clients,
			.waiting = row->waiting,
			.overdue = row->overdue,
			.claims = row->claims,
			.claims_overdue = row->claims_overdue,
			.full = row->clients >= conf->caseload_good &&
				row->clients <= conf->caseload_most,
			.over = row->clients > conf->caseload_most,
			.waits_days = row->oldest
				? working_days_between(clock_day_of(row->oldest), team->today,
					  &workshop_of(rq)->calendar, team->today)
				: 0,
			.link = arena_print(
				rq->arena, "/team/absence?coach=%lld", (long long)row->coach),
			.away = row->away != 0,
			.away_until = row->away ? date_words(rq, clock_day_of(row->away_ends - 1))
						: NO_TEXT,
			.substitute = row->substitute_name };
	}
	s->coaches = rows;
	s->coaches_all = (int64_t)team->count;
	s->page_links = page_links_to(
		rq, TEXT("/team?page="), team->count, TEAM_MOST, page, &s->page_links_count);
}

static void fill_absences(struct request *rq, const struct team *team, struct team_screen *s)
{
	struct absence_row *rows =
		arena_take_many(rq->arena, team->absence_count + 1, sizeof *rows);
	for (size_t i = 0; i < team->absence_count; i++) {
		const struct absence *absence = &team->absences[i];
		rows[i] = (struct absence_row){ .number = absence->id,
			.name = person_called(rq, absence->coach_name, absence->coach),
			.substitute =
				person_called(rq, absence->substitute_name, absence->substitute),
			.from = date_words(rq, clock_day_of(absence->starts)),
			.to = date_words(rq, clock_day_of(absence->ends - 1)) };
	}
	s->absences = rows;
	s->absences_count = team->absence_count;
}

enum outcome show_team(struct request *rq, struct response *rs)
{
	struct team team;
	TRY(load_team(rq, &team));
	struct team_screen s = { .organisation = team.organisation,
		.most = workshop_of(rq)->conf.caseload_most };
	fill_rows(rq, &team, &s);
	fill_absences(rq, &team, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your team")));
	s.frame.help_link = NO_TEXT;
	s.frame.wide = true;
	return show(rq, rs, SCREEN_TEAM, &s);
}

/* ---- the page of one absence ---------------------------------------------------------------- */

static void fill_choices(struct request *rq, const struct team *team, const struct absence_form *f,
	struct absence_screen *s)
{
	struct text find = fold_words(rq->arena, f->find);
	struct coach_choice *rows = arena_take_many(rq->arena, CHOICES_MOST, sizeof *rows);
	for (size_t i = 0; i < team->count; i++) {
		const struct team_row *row = &team->rows[i];
		struct text name = person_called(rq, row->name, row->coach);
		struct text folded = fold_words(rq->arena, name);
		bool chosen = row->coach == f->substitute;
		if (row == f->coach ||
			(!chosen && find.size > 0 && text_find(folded, find) == folded.size))
			continue;
		if (s->choices_count == CHOICES_MOST) {
			s->too_many = true;
			break;
		}
		rows[s->choices_count++] = (struct coach_choice){
			.value = arena_print(rq->arena, "%lld", (long long)row->coach),
			.name = name,
			.chosen = chosen
		};
	}
	s->choices = rows;
	s->filter = team->count > CHOICES_MOST;
}

static void add_problems(struct request *rq, const struct absence_form *f, struct frame *frame)
{
	const struct {
		const char *input;
		struct text words;
	} problems[] = { { "substitute", f->substitute_problem }, { "from", f->from_problem },
		{ "to", f->to_problem } };
	for (size_t i = 0; i < COUNT_OF(problems); i++) {
		if (problems[i].words.size > 0)
			add_form_problem(rq, frame, problems[i].input, problems[i].words);
	}
}

static enum outcome show_form(struct request *rq, struct response *rs, const struct team *team,
	const struct absence_form *form)
{
	struct absence_screen s = { .name = person_called(
					    rq, form->coach->name, form->coach->coach),
		.coach = form->coach->coach,
		.hand_link = form->coach->clients > 0
			? arena_print(rq->arena, "/team/hand-over?giver=%lld",
				  (long long)form->coach->coach)
			: NO_TEXT,
		.from = form->from,
		.to = form->to,
		.find = form->find,
		.substitute_problem = form->substitute_problem,
		.from_problem = form->from_problem,
		.to_problem = form->to_problem };
	fill_choices(rq, team, form, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Name a substitute")));
	s.frame.help_link = NO_TEXT;
	add_problems(rq, form, &s.frame);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_ABSENCE, &s);
}

enum outcome show_absence(struct request *rq, struct response *rs)
{
	struct team team;
	TRY(load_team(rq, &team));
	struct absence_form form = read_form(rq, &team);
	return form.coach ? show_form(rq, rs, &team, &form) : NOT_HERE;
}

/* ---- save ----------------------------------------------------------------------------------- */

struct absence_change {
	struct absence absence;
	int64_t actor, now;
};

static enum outcome add_change(struct db *db, void *value)
{
	struct absence_change *c = value;
	return add_absence(db, &c->absence, c->actor);
}

static enum outcome end_change(struct db *db, void *value)
{
	const struct absence_change *c = value;
	return end_absence(db, c->absence.id, c->actor, c->now);
}

enum outcome add_team_absence(struct request *rq, struct response *rs)
{
	struct team team;
	TRY(load_team(rq, &team));
	struct absence_form form = read_form(rq, &team);
	if (!form.coach)
		return NOT_HERE;
	if (!check_form(rq, &team, &form))
		return show_form(rq, rs, &team, &form);
	struct absence_change change = { .actor = rq->who.person };
	change.absence = (struct absence){ .coach = form.coach->coach,
		.substitute = form.substitute,
		.starts = clock_moment(form.from_day, 0),
		.ends = clock_moment(form.to_day + 1, 0) };
	TRY(store_change(workshop_of(rq)->store, add_change, &change));
	return see_other(rs, rq, "/team");
}

/* An absence of one's own team, whose number the pressed button says. */
enum outcome end_team_absence(struct request *rq, struct response *rs)
{
	struct team team;
	struct absence_change change = { .actor = rq->who.person, .now = clock_now() };
	change.absence.id = number_asked(rq, "end");
	TRY(load_team(rq, &team));
	for (size_t i = 0; i < team.absence_count; i++) {
		if (team.absences[i].id != change.absence.id)
			continue;
		enum outcome o = store_change(workshop_of(rq)->store, end_change, &change);
		if (o != DONE && o != OVERTAKEN) /* ended meanwhile is what was wanted */
			return o;
		break;
	}
	return see_other(rs, rq, "/team");
}

/* ---- a client goes to another coach ---------------------------------------------------------- */

struct names_note {
	int64_t lead, now;
	int64_t clients[LISTED_MOST];
	size_t count;
};

static enum outcome write_names(struct db *db, void *value)
{
	const struct names_note *note = value;
	return note_team_listed(db, note->lead, note->clients, note->count, note->now);
}

/* Clients of the coach; which ones stand on the page is written down before. */
static enum outcome list_names(
	struct request *rq, int64_t coach, struct names_note *note, struct hand_client_screen *s)
{
	struct tie *ties;
	size_t count;
	int64_t chosen = number_asked(rq, "client");
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_coach_ties(loan.db, rq->arena, coach, note->now, &ties, &count));
	}
	struct coach_choice *rows = arena_take_many(rq->arena, LISTED_MOST, sizeof *rows);
	for (size_t i = 0; i < count && note->count < LISTED_MOST; i++) {
		if (ties[i].starts > note->now)
			continue;
		rows[note->count] = (struct coach_choice){ .value = arena_print(rq->arena, "%lld",
								   (long long)ties[i].client),
			.name = person_called(rq, ties[i].client_name, ties[i].client),
			.chosen = ties[i].client == chosen };
		note->clients[note->count++] = ties[i].client;
	}
	s->clients = rows;
	s->clients_count = note->count;
	return note->count > 0 ? store_change(workshop_of(rq)->store, write_names, note) : DONE;
}

static enum outcome show_names(struct request *rq, struct response *rs,
	const struct team_row *coach, const struct handing *h)
{
	struct names_note note = { .lead = rq->who.person, .now = clock_now() };
	struct hand_client_screen s = { .action = TEXT("/team/hand-over"),
		.client_link = NO_TEXT,
		.name = person_called(rq, coach->name, coach->coach),
		.lead = true,
		.giver = coach->coach };
	TRY(list_names(rq, coach->coach, &note, &s));
	return show_hand_client(rq, rs, h, &s);
}

enum outcome show_team_hand_over(struct request *rq, struct response *rs)
{
	struct team team;
	TRY(load_team(rq, &team));
	const struct team_row *coach = find_coach(&team, number_asked(rq, "giver"));
	struct handing h = { .change = { .giver = coach ? coach->coach : 0 } };
	return coach ? show_names(rq, rs, coach, &h) : NOT_HERE;
}

enum outcome hand_over_for_team(struct request *rq, struct response *rs)
{
	struct team team;
	TRY(load_team(rq, &team));
	const struct team_row *coach = find_coach(&team, number_asked(rq, "giver"));
	struct handing h = { .change = { .giver = coach ? coach->coach : 0,
				     .client = number_asked(rq, "client") } };
	if (!coach)
		return NOT_HERE;
	if (h.change.client == 0)
		h.client_problem = tell(rq, N_("Choose who is handed over."));
	if (!read_handing(rq, &h))
		return show_names(rq, rs, coach, &h);
	enum outcome o = hand_over_now(rq, &h);
	if (o == OVERTAKEN || o == BAD_FORM)
		return show_names(rq, rs, coach, &h);
	TRY(o);
	return see_other(rs, rq, "/team");
}
