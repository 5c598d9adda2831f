/*
 * Written down together: a coach writes for a client who sits beside them, or types in what the client wrote
 * on paper. What may be written, and by whom, store_claims.h tells; the pages of a draft are the client's own
 * (claim_draft.c, claim_files.c), under another address. Here it is begun and confirmed: by the client, who
 * sends it signed in, or by a sheet that they signed, of which the coach hands in a picture.
 */
#include "inside.h"

#define PAPER_DAYS_MOST (2 * 366) /* what is older tells how things were */
#define YEAR 364                  /* days: a date without a year is the last such */

struct text together_link(const struct request *rq, int64_t client)
{
	return arena_print(rq->arena, "/clients/%lld/together", (long long)client);
}

struct request *in_language(const struct request *rq, size_t language)
{
	struct request *other = arena_take_of(rq->arena, struct request);
	struct signed_in *me = arena_take_of(rq->arena, struct signed_in);
	*other = *rq;
	*me = *me_of(rq);
	me->person.ui_language = language_at(workshop_of(rq)->views, language);
	me->person.course_language = me->person.ui_language;
	other->who.more = me;
	return other;
}

struct text paper_day_problem(const struct request *rq, struct text words, int64_t *day)
{
	int64_t today = clock_day_of(clock_now());
	*day = typed_day(words, today - YEAR);
	if (*day == 0)
		return tell(rq, N_("Write the day like this: 25.11.2026"));
	if (*day > today)
		return tell(rq,
			N_("That day hasn't come yet. Write the day that stands on the paper."));
	if (*day < today - PAPER_DAYS_MOST)
		return tell(rq,
			N_("That paper is more than two years old. Write it down anew together, "
			   "so that it tells how things are now."));
	return NO_TEXT;
}

/* ---- the draft ------------------------------------------------------------------------------- */

/* Whom the client may let: whoever wrote it already, or any of their coaches. */
static enum outcome fill_coaches(
	struct request *rq, struct db *db, const struct claim *claim, struct claim_draft_screen *s)
{
	int64_t *ids;
	size_t count;
	bool writer_there = false;
	TRY(list_claim_coaches(db, rq->arena, claim->person, clock_now(), &ids, &count));
	struct coach_choice *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		writer_there = writer_there || ids[i] == claim->writer;
	for (size_t i = 0; i < count; i++) {
		struct person person;
		if (writer_there ? ids[i] != claim->writer : claim->writer && claim->sent)
			continue;
		TRY(load_person(db, rq->arena, ids[i], &person));
		rows[s->coaches_count++] = (struct coach_choice){
			.value = arena_print(rq->arena, "%lld", (long long)ids[i]),
			.name = coach_called(rq, person.name)
		};
	}
	s->coaches = rows;
	return DONE;
}

static struct text day_as_typed(const struct request *rq, int64_t day)
{
	struct date date = clock_date(day);
	return day ? arena_print(rq->arena, "%d.%d.%d", date.day, date.month, date.year) : NO_TEXT;
}

enum outcome fill_together(
	struct request *rq, const struct claim_file *file, struct claim_draft_screen *s)
{
	const struct claim *claim = &file->claim;
	int64_t day;
	s->writes_for = file->writes_for;
	if (!claim->confirmed)
		s->written = written_words(rq, claim, file->writes_for.size > 0, &s->written_count);
	if (file->writes_for.size == 0) {
		s->writer = claim->writing ? coach_called(rq, claim->writer_name) : NO_TEXT;
		if (claim->writing)
			return DONE;
		BORROWED loan = borrow(workshop_of(rq));
		return fill_coaches(rq, loan.db, claim, s);
	}
	s->list_link = together_link(rq, claim->person);
	s->dated = claim->sent == 0;
	bool came = form_has(&rq->form, "day");
	s->paper_day = came ? typed(rq, "day") : day_as_typed(rq, claim->paper_day);
	if (came && s->paper_day.size > 0)
		s->paper_problem = paper_day_problem(rq, s->paper_day, &day);
	return DONE;
}

static enum outcome load_written(struct request *rq, struct claim_file *file)
{
	BORROWED loan = borrow(workshop_of(rq));
	return load_claim_here(rq, loan.db, file);
}

struct paper_change {
	int64_t claim, writer, day, now;
};

static enum outcome paper_change(struct db *db, void *value)
{
	const struct paper_change *c = value;
	return save_paper_day(db, c->claim, c->writer, c->day, c->now);
}

enum outcome act_on_written(struct request *rq, struct response *rs)
{
	struct claim_file file;
	TRY(load_written(rq, &file));
	struct paper_change change = { file.claim.id, rq->who.person, 0, clock_now() };
	struct text words = typed(rq, "day");
	/* none stands there: it wasn't on paper */
	if (words.size > 0 && paper_day_problem(rq, words, &change.day).size > 0)
		return show_claim_draft(rq, rs, &file);
	TRY(store_change(workshop_of(rq)->store, paper_change, &change));
	return see_other(rs, rq, "%.*s", SHOWN(file.base));
}

/* ---- beginning ------------------------------------------------------------------------------- */

struct beginning_problems {
	struct text unit, how, day;
};

static struct together_row together_row_of(
	struct request *rq, const struct library *library, const struct claim *claim)
{
	struct together_row row = { .claim = claim->id,
		.moves = claim->moves,
		.state = staff_state_words(rq, claim),
		.link = may_here(rq, claim, ACT_EDIT)
			? arena_print(rq->arena, "%.*s/%lld",
				  SHOWN(together_link(rq, claim->person)), (long long)claim->id)
			: NO_TEXT };
	row.title = unit_title(rq, library, claim->unit, &row.lang);
	return row;
}

static enum outcome fill_under_way(
	struct request *rq, const struct library *library, struct claim_together_screen *s)
{
	struct claim *claims;
	size_t count;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_client_claims(
			loan.db, rq->arena, about_of(rq)->client, rq->who.person, &claims, &count));
	}
	struct together_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		if (may_here(rq, &claims[i], ACT_EDIT) || may_here(rq, &claims[i], ACT_WRITE))
			rows[s->claims_count++] = together_row_of(rq, library, &claims[i]);
	s->claims = rows;
	return DONE;
}

static void fill_units(
	struct request *rq, const struct library *library, struct claim_together_screen *s)
{
	struct choice_row *rows = arena_take_many(rq->arena, library->unit_count + 1, sizeof *rows);
	struct text chosen = form_value(&rq->form, "unit");
	for (size_t i = 0; i < library->unit_count; i++) {
		struct text id = library->units[i].id;
		rows[i] = (struct choice_row){ .value = arena_copy(rq->arena, id),
			.input = arena_print(rq->arena, "unit-%zu", i + 1),
			.shown = NO_TEXT,
			.chosen = text_is(chosen, id) };
		rows[i].words = unit_title(rq, library, id, &rows[i].lang);
	}
	s->units = rows;
	s->units_count = library->unit_count;
}

static enum outcome show_together_with(
	struct request *rq, struct response *rs, const struct beginning_problems *wrong)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct about *about = about_of(rq);
	struct text how = form_value(&rq->form, "how");
	struct claim_together_screen s = { .action = together_link(rq, about->client),
		.name = person_called(rq, about->relation.client_name, about->client),
		.client_link = about->relation.scope & SCOPE_LEARNING
			? arena_print(rq->arena, "/clients/%lld", (long long)about->client)
			: NO_TEXT,
		.now = text_is_chars(how, "now"),
		.paper = text_is_chars(how, "paper"),
		.day = typed(rq, "day"),
		.unit_problem = wrong->unit,
		.how_problem = wrong->how,
		.day_problem = wrong->day };
	TRY(fill_under_way(rq, library, &s));
	fill_units(rq, library, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Write it down together")));
	s.frame.help_link = NO_TEXT;
	const struct {
		const char *input;
		struct text words;
	} problems[] = { { "unit-1", wrong->unit }, { "how-now", wrong->how },
		{ "day", wrong->day } };
	for (size_t i = 0; i < COUNT_OF(problems); i++)
		if (problems[i].words.size > 0)
			add_form_problem(rq, &s.frame, problems[i].input, problems[i].words);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_CLAIM_TOGETHER, &s);
}

enum outcome show_together(struct request *rq, struct response *rs)
{
	return show_together_with(
		rq, rs, &(struct beginning_problems){ NO_TEXT, NO_TEXT, NO_TEXT });
}

/* One that came back, and that they wrote: the client is told that it is written on. */
static enum outcome write_on(struct request *rq, struct response *rs)
{
	struct claim_file file;
	int64_t id;
	if (!text_number(form_value(&rq->form, "claim"), &id))
		return BAD_REQUEST;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_claim_file(rq, loan.db, id, true, &file));
	}
	if (file.claim.person != about_of(rq)->client || !may_here(rq, &file.claim, ACT_WRITE))
		return NOT_HERE;
	struct claim_move move = client_move(rq, &file.claim, ACT_WRITE);
	TRY(store_change(workshop_of(rq)->store, move_change, &move));
	return see_other(
		rs, rq, "%.*s/%lld", SHOWN(together_link(rq, file.claim.person)), (long long)id);
}

struct written_beginning {
	struct claim claim;
	const struct text *criteria;
	size_t count;
};

static enum outcome begin_change(struct db *db, void *value)
{
	struct written_beginning *b = value;
	return begin_together(db, &b->claim, b->criteria, b->count);
}

static struct beginning_problems check_beginning(
	const struct request *rq, const struct unit *unit, int64_t *day)
{
	struct beginning_problems wrong = { NO_TEXT, NO_TEXT, NO_TEXT };
	struct text how = form_value(&rq->form, "how");
	*day = 0;
	if (!unit)
		wrong.unit = tell(rq, N_("Choose what it is about."));
	if (text_is_chars(how, "paper"))
		wrong.day = paper_day_problem(rq, typed(rq, "day"), day);
	else if (!text_is_chars(how, "now"))
		wrong.how = tell(rq, N_("Choose whether you write it now or type it in."));
	return wrong;
}

enum outcome begin_written_claim(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct about *about = about_of(rq);
	const struct unit *unit = find_unit(library, form_value(&rq->form, "unit"));
	int64_t day;
	if (text_is_chars(form_value(&rq->form, "do"), "write"))
		return write_on(rq, rs);
	struct beginning_problems wrong = check_beginning(rq, unit, &day);
	if (wrong.unit.size + wrong.how.size + wrong.day.size > 0)
		return show_together_with(rq, rs, &wrong);
	struct written_beginning b = { .claim = { .person = about->client,
					       .unit = unit->id,
					       .version = unit->version,
					       .writer = rq->who.person,
					       .paper_day = day,
					       .made = clock_now() } };
	b.count = unit_criteria(rq->arena, unit, &b.criteria);
	enum outcome o = about->relation.client_closed
		? NOT_HERE
		: store_change(workshop_of(rq)->store, begin_change, &b);
	if (o == NO_ENTRY)
		wrong.unit = tell(rq,
			N_("This is under way already. If your client works at it alone, they can "
			   "let you write there, on their own page of it."));
	if (o == OVERTAKEN)
		wrong.unit = tell(rq, N_("This is approved already. Choose something else."));
	if (wrong.unit.size > 0)
		return show_together_with(rq, rs, &wrong);
	TRY(o);
	return see_other(rs, rq, "%.*s/%lld", SHOWN(together_link(rq, about->client)),
		(long long)b.claim.id);
}

/* ---- confirming ------------------------------------------------------------------------------ */

const struct sheet_row *signed_sheets(
	struct request *rq, const struct claim_file *file, size_t *count)
{
	struct sheet_row *rows = arena_take_many(rq->arena, file->evidence_count + 1, sizeof *rows);
	*count = 0;
	for (size_t i = 0; i < file->evidence_count; i++)
		if (file->evidence[i].criterion.size == 0)
			rows[(*count)++].link = arena_print(rq->arena, "%.*s/file/%lld",
				SHOWN(file->base), (long long)file->evidence[i].id);
	return rows;
}

enum outcome show_confirm_with(
	struct request *rq, struct response *rs, const struct claim_file *file, struct text problem)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct claim_move move = client_move(rq, &file->claim, ACT_CONFIRM);
	struct claim_confirm_screen s = { .back = file->base,
		.action = arena_print(rq->arena, "%.*s/check", SHOWN(file->base)),
		.sheet_link = arena_print(rq->arena, "%.*s/sheet", SHOWN(file->base)),
		.name = file->writes_for,
		.answer_by = date_words(rq, move.answer_by),
		.problem = problem,
		.empty = !claim_holds_anything(file),
		.moves = file->claim.moves };
	s.title = unit_title(rq, library, file->claim.unit, &s.lang);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Have it confirmed")));
	s.frame.help_link = NO_TEXT;
	if (problem.size > 0)
		add_form_problem(rq, &s.frame, "file", problem);
	if (problem.size > 0 && !rs->status)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_CLAIM_CONFIRM, &s);
}

enum outcome show_confirm(struct request *rq, struct response *rs)
{
	struct claim_file file;
	enum outcome o = load_written(rq, &file);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	bool cut = was_cut(workshop_of(rq)->cuts, rq->who.person);
	return show_confirm_with(rq, rs, &file, cut ? tell(rq, outcome_words(CUT_OFF)) : NO_TEXT);
}

enum outcome confirm_by_sheet(struct request *rq, struct response *rs)
{
	struct claim_file file;
	struct file sheet;
	enum outcome o = load_written(rq, &file);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	if (!claim_holds_anything(&file))
		return show_confirm_with(rq, rs, &file, NO_TEXT);
	enum file_problem problem = receive_file(rq, &sheet);
	if (problem != FILE_FITS)
		return show_confirm_with(rq, rs, &file, file_problem_words(rq, problem));
	struct claim_move move = client_move(rq, &file.claim, ACT_CONFIRM);
	move.second = second_of(rq, &file.claim);
	move.sheet = &sheet;
	o = store_change(workshop_of(rq)->store, move_change, &move);
	if (o == OVERTAKEN)
		return show_confirm_with(rq, rs, &file,
			tell(rq,
				N_("Something was changed meanwhile. Look at it once more, and "
				   "hand the sheet in again if it is still right.")));
	if (o == BUSY)
		return show_confirm_with(rq, rs, &file, file_problem_words(rq, FILE_NO_ROOM));
	TRY(o);
	know_file(rq);
	file.claim.state = CLAIM_SUBMITTED;
	return see_other(rs, rq, "%.*s", SHOWN(review_link(rq->arena, &file.claim)));
}

/* All that stands there, to be read and signed by the client: in their language. */
enum outcome show_claim_sheet(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct request *theirs = in_language(rq, client_language(rq));
	struct claim_file file;
	enum outcome o = load_written(theirs, &file);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	struct claim_sheet_screen s = { .back = arena_print(
						rq->arena, "%.*s/check", SHOWN(file.base)),
		.parts = claim_part_rows(theirs, library, &file),
		.parts_count = file.part_count };
	s.title = unit_title(theirs, library, file.claim.unit, &s.lang);
	s.words = paragraphs_of(rq->arena, file.claim.words, &s.words_count);
	fill_frame(theirs, rs, &s.frame, s.title);
	s.frame.help_link = NO_TEXT;
	s.frame.more_css = static_path(workshop_of(rq)->http, "paper.css");
	return show(theirs, rs, SCREEN_CLAIM_SHEET, &s);
}
