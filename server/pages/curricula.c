/*
 * Official units beside those of the courses, for the admin: what has been imported, how formal each unit
 * is, and putting an official unit that is in force beside one, with an objective beside each criterion.
 */
#include "school.h"

#define FIELD_START "o-" /* of the field of a criterion */

/* ---- the list ----------------------------------------------------------------------------------- */

static struct text formal_state_words(
	const struct request *rq, const struct unit *unit, const struct formal_unit *formal)
{
	const struct official *official = &formal->mapping.official;
	const char *words = NULL;
	struct text day;
	switch (formal->formal) {
	case FORMAL_NOT:
		return unit->formal
			? tell(rq,
				  N_("Its author means it to be formal, but no official unit "
				     "stands "
				     "beside it yet. So it gives a badge and no points."))
			: tell(rq, N_("It gives a badge and no points."));
	case FORMAL_NOW:
		words = N_("A school can confirm it: {a} competence points.");
		day = points_words(rq, official->modules->half_points * 5);
		break;
	case FORMAL_TO_COME:
		words = N_("A school can confirm it from {a} on.");
		day = full_date_words(rq, official->from);
		break;
	case FORMAL_OVER:
		words = N_("The official unit beside it was in force until {a}. Nothing new can be "
			   "sent to a school before one that is in force stands beside it.");
		day = full_date_words(rq, official->until);
		break;
	case FORMAL_GAPS:
		return tell(rq,
			N_("A part of it has no official objective beside it, so nothing can be "
			   "sent to a school. Put one beside each part."));
	}
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), words, day, NO_TEXT);
}

static bool is_trouble(enum formal formal)
{
	return formal == FORMAL_OVER || formal == FORMAL_GAPS || formal == FORMAL_TO_COME;
}

static bool in_force(const struct official *official, int64_t day)
{
	struct formal_facts facts = { true, official->from, official->until, 0 };
	return formal_on(&facts, day) == FORMAL_NOW;
}

/* Each module of each version as an official of its own. */
static struct official_row official_row_of(
	const struct request *rq, const struct official *official, size_t module, int64_t day)
{
	struct official one = *official;
	one.modules = &official->modules[module];
	struct official_row row = { .value = arena_print(
					    rq->arena, "%lld", (long long)one.modules->id),
		.line = official_line(rq, &one),
		.in_force = in_force(&one, day) };
	row.name = official_words(rq, one.names, &row.lang);
	return row;
}

/* All, or those that a unit can stand beside today. */
static enum outcome fill_officials(struct request *rq, struct db *db, bool choose, int64_t chosen,
	const struct official_row **rows, size_t *count)
{
	int64_t day = clock_day_of(clock_now());
	struct official *list;
	struct official_row *out = NULL;
	size_t listed, room = 0;
	*count = 0;
	TRY(list_officials(db, rq->arena, &list, &listed));
	for (size_t i = 0; i < listed; i++) {
		for (size_t m = 0; m < list[i].module_count; m++) {
			bool fits = in_force(&list[i], day) && list[i].modules[m].half_points > 0;
			if (choose && !fits)
				continue;
			GROW(rq->arena, out, *count, room);
			out[*count] = official_row_of(rq, &list[i], m, day);
			out[(*count)++].chosen = list[i].modules[m].id == chosen;
		}
	}
	*rows = out;
	return DONE;
}

static enum outcome fill_units(struct request *rq, struct db *db, const struct library *library,
	struct curricula_screen *s)
{
	int64_t day = clock_day_of(clock_now());
	struct curricula_unit_row *rows =
		arena_take_many(rq->arena, library->unit_count + 1, sizeof *rows);
	for (size_t i = 0; i < library->unit_count; i++) {
		const struct unit *unit = &library->units[i];
		struct formal_unit formal;
		TRY(load_formal(db, rq->arena, unit, day, &formal));
		rows[i] = (struct curricula_unit_row){ .link = arena_print(rq->arena,
							       "/curricula/%.*s", SHOWN(unit->id)),
			.state = formal_state_words(rq, unit, &formal),
			.trouble = is_trouble(formal.formal) };
		rows[i].title = unit_title(rq, library, unit->id, &rows[i].lang);
	}
	s->units = rows;
	s->units_count = library->unit_count;
	return DONE;
}

enum outcome show_curricula(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct curricula_screen s = { .command = arena_print(rq->arena,
					      "askel import eperusteet '%s' FILE",
					      workshop_of(rq)->conf.folder) };
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(fill_units(rq, loan.db, library, &s));
		TRY(fill_officials(rq, loan.db, false, 0, &s.officials, &s.officials_count));
	}
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Official units")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_CURRICULA, &s);
}

/* ---- one unit ------------------------------------------------------------------------------------- */

/* What the form holds, or what stands in it at first. */
struct mapping_form {
	const struct unit *unit;
	struct formal_unit formal;
	int64_t module;           /* the official one that is chosen; 0: none */
	struct official official; /* it */
	const struct text *criteria;
	size_t count;
	struct text *numbers, *problems; /* one per criterion */
	struct text official_problem;
	bool overtaken;
};

/* Numbers as they stand beside the criteria now, else as the author has them in the unit's file. */
static void fill_numbers(struct mapping_form *form)
{
	const struct mapping *mapping = &form->formal.mapping;
	size_t at = 0;
	for (size_t o = 0; o < form->unit->outcome_count; o++) {
		const struct learning_outcome *outcome = &form->unit->outcomes[o];
		for (size_t c = 0; c < outcome->criterion_count; c++, at++) {
			const struct official_objective *one = form->formal.formal != FORMAL_NOT
				? objective_of(mapping, outcome->criteria[c].id)
				: NULL;
			struct text number = one ? one->number : outcome->criteria[c].objective;
			if (objective_called(form->official.modules, number))
				form->numbers[at] = number;
		}
	}
}

static void read_numbers(const struct request *rq, struct mapping_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		form->numbers[i] = typed(rq,
			arena_print(rq->arena, FIELD_START "%.*s", SHOWN(form->criteria[i])).at);
}

/* The unit of the address, and the official one that the form or the address names. */
static enum outcome load_mapping_form(struct request *rq, const struct library *library,
	const struct form *fields, struct mapping_form *form)
{
	*form = (struct mapping_form){ .unit = find_unit(library, rq->captures[0]) };
	if (!form->unit)
		return NOT_HERE;
	form->count = unit_criteria(rq->arena, form->unit, &form->criteria);
	form->numbers = arena_take_many(rq->arena, form->count + 1, sizeof *form->numbers);
	form->problems = arena_take_many(rq->arena, form->count + 1, sizeof *form->problems);
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_formal(loan.db, rq->arena, form->unit, clock_day_of(clock_now()), &form->formal));
	if (!text_number(form_value(fields, "official"), &form->module))
		form->module = 0;
	if (form->module == 0)
		return DONE;
	enum outcome o = load_official(loan.db, rq->arena, form->module, &form->official);
	if (o == NOT_HERE)
		form->module = 0;
	return o == NOT_HERE ? DONE : o;
}

static void fill_mapped(struct request *rq, const struct library *library,
	const struct mapping_form *form, struct curriculum_unit_screen *s)
{
	const struct official_module *module = form->official.modules;
	struct objective_row *objectives =
		arena_take_many(rq->arena, module->objective_count + 1, sizeof *objectives);
	struct mapped_row *parts = arena_take_many(rq->arena, form->count + 1, sizeof *parts);
	for (size_t i = 0; i < module->objective_count; i++) {
		objectives[i].number = module->objectives[i].number;
		objectives[i].words =
			official_words(rq, module->objectives[i].words, &objectives[i].lang);
	}
	for (size_t i = 0; i < form->count; i++) {
		const struct official_objective *one = objective_called(module, form->numbers[i]);
		parts[i] = (struct mapped_row){ .field = arena_print(rq->arena, FIELD_START "%.*s",
							SHOWN(form->criteria[i])),
			.number = form->numbers[i],
			.problem = form->problems[i] };
		parts[i].words = criterion_words(
			rq, find_unit(library, form->unit->id), form->criteria[i], &parts[i].lang);
		if (one)
			parts[i].objective =
				official_words(rq, one->words, &parts[i].objective_lang);
	}
	s->objectives = objectives;
	s->objectives_count = module->objective_count;
	s->parts = parts;
	s->parts_count = form->count;
	s->official = arena_print(rq->arena, "%lld", (long long)form->module);
	s->name = official_words(rq, form->official.names, &s->name_lang);
	s->line = official_line(rq, &form->official);
}

static void tell_mapping_problems(
	struct request *rq, const struct mapping_form *form, struct curriculum_unit_screen *s)
{
	if (form->official_problem.size > 0)
		add_form_problem(rq, &s->frame, "official", form->official_problem);
	for (size_t i = 0; i < form->count; i++)
		if (form->problems[i].size > 0)
			add_form_problem(rq, &s->frame, s->parts[i].field.at,
				arena_print(rq->arena, "%.*s %.*s", SHOWN(s->parts[i].words),
					SHOWN(form->problems[i])));
}

static enum outcome show_mapping(struct request *rq, struct response *rs,
	const struct library *library, const struct mapping_form *form)
{
	struct curriculum_unit_screen s = { .action = arena_print(rq->arena, "/curricula/%.*s",
						    SHOWN(form->unit->id)),
		.state = formal_state_words(rq, form->unit, &form->formal),
		.trouble = is_trouble(form->formal.formal),
		.mapped = form->formal.formal != FORMAL_NOT,
		.overtaken = form->overtaken,
		.was = arena_print(rq->arena, "%lld", (long long)form->formal.mapping.id),
		.official_problem = form->official_problem };
	int64_t chosen = form->module;
	if (!chosen && s.mapped)
		chosen = form->formal.mapping.official.modules->id;
	s.title = unit_title(rq, library, form->unit->id, &s.lang);
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(fill_officials(rq, loan.db, true, chosen, &s.officials, &s.officials_count));
	}
	if (form->module)
		fill_mapped(rq, library, form, &s);
	fill_frame(rq, rs, &s.frame, s.title);
	s.frame.help_link = NO_TEXT;
	tell_mapping_problems(rq, form, &s);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	if (form->overtaken)
		rs->status = outcome_status(OVERTAKEN);
	return show(rq, rs, SCREEN_CURRICULUM_UNIT, &s);
}

enum outcome show_curriculum_unit(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct mapping_form form;
	TRY(load_mapping_form(rq, library, rq->again ? &rq->form : &rq->query, &form));
	if (form.module && rq->again)
		read_numbers(rq, &form);
	else if (form.module)
		fill_numbers(&form);
	return show_mapping(rq, rs, library, &form);
}

/* ---- saving ----------------------------------------------------------------------------------------- */

static enum outcome save_mapping(struct db *db, void *value)
{
	return change_mapping(db, value);
}

/* False where the form needs another look. */
static bool check_mapping(const struct request *rq, struct mapping_form *form)
{
	bool fine = form->module && form->official.modules->half_points > 0 &&
		in_force(&form->official, clock_day_of(clock_now()));
	if (!fine)
		form->official_problem =
			tell(rq, N_("Choose an official unit that is in force today."));
	for (size_t i = 0; form->module && i < form->count; i++) {
		if (objective_called(form->official.modules, form->numbers[i]))
			continue;
		fine = false;
		form->problems[i] = tell(rq,
			form->numbers[i].size > 0
				? N_("There is no objective of this number. Choose one of those "
				     "above.")
				: N_("Write the number of the objective that it answers to."));
	}
	return fine;
}

enum outcome map_unit(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct mapping_form form;
	bool end = text_is_chars(form_value(&rq->form, "do"), "end");
	TRY(load_mapping_form(rq, library, &rq->form, &form));
	read_numbers(rq, &form);
	if (!end && !check_mapping(rq, &form))
		return show_mapping(rq, rs, library, &form);
	struct mapped_criterion *parts = arena_take_many(rq->arena, form.count + 1, sizeof *parts);
	for (size_t i = 0; i < form.count; i++)
		parts[i] = (struct mapped_criterion){ form.criteria[i], form.numbers[i] };
	struct mapping_change change = { .unit = form.unit->id,
		.module = end ? 0 : form.module,
		.parts = parts,
		.part_count = form.count,
		.actor = rq->who.person,
		.now = clock_now() };
	if (!text_number(form_value(&rq->form, "was"), &change.was))
		return BAD_FORM;
	enum outcome o = store_change(workshop_of(rq)->store, save_mapping, &change);
	form.overtaken = o == OVERTAKEN;
	if (form.overtaken)
		return show_mapping(rq, rs, library, &form);
	TRY(o);
	return see_other(rs, rq, "/curricula");
}
