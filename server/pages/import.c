/*
 * A table of people, handed in by an admin: looked at first, with what is the matter row by row, and
 * nothing kept; then made, told, printed and closed. The table goes along in the form itself, so that a
 * cell can be mended on the page, and nothing of it lies on the server before the admin says so.
 */
#include "imports.h"
#include "screens_hand_over.h"

#define PROBLEMS_SHOWN 20 /* the list tells them all */
#define SAMPLES_SHOWN 5
#define MAKE_US 2000000 /* what one press makes, so that nobody looks at a page that doesn't come */
#define SHEET_CARDS 50  /* at about a millisecond a square */
#define CARD_DAYS 30
#define DAY (24 * 60 * 60)
#define QR_MILLIMETRES 34

static struct importer importer_of(const struct request *rq)
{
	const struct workshop *w = workshop_of(rq);
	return (struct importer){ .store = w->store,
		.seal = w->seal,
		.views = w->views,
		.language = ui_language(rq),
		.arena = rq->arena,
		.origin = w->conf.origin,
		.actor = rq->who.person };
}

/* ---- the table that came -------------------------------------------------------------------- */

/* The file where one was chosen, else what stands in the field. */
static struct text table_of(const struct request *rq, bool *is_file)
{
	struct text table = form_value(&rq->form, "table");
	*is_file = false;
	for (size_t i = 0; i < rq->form.count; i++) {
		const struct form_field *field = &rq->form.fields[i];
		if (!text_is_chars(field->name, "file") || field->value.size == 0)
			continue;
		*is_file = true;
		return field->value;
	}
	return table.at ? table : NO_TEXT;
}

static int small_field(const struct request *rq, const char *name, int most, int otherwise)
{
	int64_t number;
	bool is_there = text_number(form_value(&rq->form, name), &number);
	return is_there && number >= 0 && number <= most ? (int)number : otherwise;
}

/* What was read, as it is shown for mending; and how the file was written, which the list that goes back
 * keeps to, however often the table has been through this form. */
static void carry_table(struct request *rq, bool is_file, struct import_plan *plan)
{
	if (is_file)
		return;
	plan->table.coding =
		(enum csv_coding)small_field(rq, "coding", CSV_WINDOWS_1252, CSV_UTF8_MARKED);
	plan->table.line_end = (enum csv_line_end)small_field(rq, "ends", CSV_CR, CSV_CRLF);
}

static struct text table_to_mend(struct request *rq, const struct import_plan *plan)
{
	struct csv shown = plan->table;
	shown.coding = CSV_UTF8;
	shown.line_end = CSV_LF;
	shown.names_separator = false;
	return csv_write(rq->arena, &shown);
}

/* ---- looking -------------------------------------------------------------------------------- */

static void fill_problems(
	struct request *rq, const struct import_plan *plan, struct import_screen *s)
{
	struct import_problem_row *rows =
		arena_take_many(rq->arena, PROBLEMS_SHOWN + 1, sizeof *rows);
	for (size_t i = 0; i < plan->problem_count && i < PROBLEMS_SHOWN; i++) {
		const struct plan_problem *problem = &plan->problems[i];
		rows[s->problems_count++] =
			(struct import_problem_row){ .line = (int64_t)problem->line,
				.column = (int64_t)problem->column,
				.left_out = problem->left_out,
				.words = plan_problem_words(workshop_of(rq)->views, rq->arena,
					ui_language(rq), problem) };
	}
	s->problems = rows;
	s->problems_more = (int64_t)(plan->problem_count - s->problems_count);
}

static void fill_samples(
	struct request *rq, const struct import_plan *plan, struct import_screen *s)
{
	struct import_sample_row *rows =
		arena_take_many(rq->arena, SAMPLES_SHOWN + 1, sizeof *rows);
	for (size_t i = 0; i < plan->row_count && s->samples_count < SAMPLES_SHOWN; i++) {
		const struct plan_row *row = &plan->rows[i];
		if (row->row.state != IMPORT_WAITING)
			continue;
		rows[s->samples_count++] = (struct import_sample_row){ .line = row->row.line,
			.name = row->row.name,
			.language = row->row.language.size > 0
				? own_language_name(row->row.language)
				: NO_TEXT,
			.chooses = row->chooses,
			.coach = row->row.coach ? person_called(rq, row->coach_name, row->row.coach)
						: NO_TEXT };
	}
	s->samples = rows;
}

static enum outcome fill_open_imports(struct request *rq, struct import_screen *s)
{
	struct import *list;
	size_t count;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_imports(loan.db, rq->arena, &list, &count));
	}
	struct import_link_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct import_link_row){ .link = arena_print(rq->arena, "/import/%lld",
							    (long long)list[i].id),
			.when = date_words(rq, clock_day_of(list[i].made)),
			.total = list[i].total };
	s->imports = rows;
	s->imports_count = count;
	return DONE;
}

static bool codes_pass(const struct request *rq)
{
	return text_is_chars(form_value(&rq->form, "codes"), "other");
}

/* The page, with what was understood of `plan` where there is one. */
static enum outcome show_plan(
	struct request *rq, struct response *rs, const struct import_plan *plan)
{
	struct import_screen s = { .table = NO_TEXT, .coding = NO_TEXT, .ends = NO_TEXT };
	TRY(fill_open_imports(rq, &s));
	if (plan) {
		s.looked = plan->row_count > 0;
		s.blocked = plan->blocked || plan->good == 0;
		s.codes = plan->codes;
		s.codes_pass = codes_pass(rq);
		s.table = plan->table.row_count > 0 ? table_to_mend(rq, plan) : NO_TEXT;
		s.coding = arena_print(rq->arena, "%d", (int)plan->table.coding);
		s.ends = arena_print(rq->arena, "%d", (int)plan->table.line_end);
		s.rows = (int64_t)plan->row_count;
		s.good = (int64_t)plan->good;
		s.left_out = s.rows - s.good;
		fill_problems(rq, plan, &s);
		fill_samples(rq, plan, &s);
	}
	fill_frame(rq, rs, &s.frame, tell(rq, N_("People from a table")));
	s.frame.help_link = NO_TEXT;
	if (plan && plan->blocked) {
		s.table_problem = s.problems[0].words;
		add_form_problem(rq, &s.frame, "table", s.table_problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_IMPORT, &s);
}

static enum outcome read_form(struct request *rq, struct import_plan *plan)
{
	struct workshop *w = workshop_of(rq);
	bool is_file;
	struct text table = table_of(rq, &is_file);
	TRY(read_import(w->store, &w->conf, rq->arena, table, codes_pass(rq), plan));
	carry_table(rq, is_file, plan);
	return DONE;
}

enum outcome show_import(struct request *rq, struct response *rs)
{
	struct import_plan plan;
	if (!rq->again)
		return show_plan(rq, rs, NULL);
	TRY(read_form(rq, &plan));
	return show_plan(rq, rs, &plan);
}

enum outcome hand_in_import(struct request *rq, struct response *rs)
{
	struct importer im = importer_of(rq);
	struct import_plan plan;
	int64_t id;
	TRY(read_form(rq, &plan));
	if (!text_is_chars(form_value(&rq->form, "do"), "make") || plan.blocked || plan.good == 0)
		return show_plan(rq, rs, &plan);
	TRY(begin_import(&im, &plan, &id));
	TRY(go_on_with_import(&im, id, clock_ticks_us() + MAKE_US));
	return see_other(rs, rq, "/import/%lld", (long long)id);
}

/* ---- one import ----------------------------------------------------------------------------- */

static enum outcome load_named(struct request *rq, struct import *import)
{
	int64_t id;
	if (!text_number(rq->captures[0], &id))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	return load_import(loan.db, rq->arena, id, import);
}

static enum outcome fill_left_out(
	struct request *rq, const struct import *import, struct import_one_screen *s)
{
	struct import_row *rows;
	size_t count;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_import_rows(loan.db, rq->arena, import->id, IMPORT_LEFT_OUT, 0,
			PROBLEMS_SHOWN, &rows, &count));
	}
	struct import_problem_row *out = arena_take_many(rq->arena, count + 1, sizeof *out);
	for (size_t i = 0; i < count; i++)
		out[i] = (struct import_problem_row){
			.line = rows[i].line, .words = rows[i].problem, .left_out = true
		};
	s->problems = out;
	s->problems_count = count;
	s->problems_more = s->left_out - (int64_t)count;
	return DONE;
}

enum outcome show_one_import(struct request *rq, struct response *rs)
{
	struct import import;
	TRY(load_named(rq, &import));
	struct import_one_screen s = { .action = arena_print(
					       rq->arena, "/import/%lld", (long long)import.id),
		.sheet_link = arena_print(rq->arena, "/import/%lld/sheet", (long long)import.id),
		.when = date_words(rq, clock_day_of(import.made)),
		.total = import.total,
		.made = import.counts[IMPORT_MADE],
		.waiting = import.counts[IMPORT_WAITING],
		.left_out = import.counts[IMPORT_LEFT_OUT],
		.taken_back = import.counts[IMPORT_TAKEN_BACK] };
	s.whole = s.made + s.waiting + s.left_out + s.taken_back == s.total;
	s.done = s.waiting == 0;
	TRY(fill_left_out(rq, &import, &s));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("People from a table")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_IMPORT_ONE, &s);
}

static enum outcome send_list(struct request *rq, struct response *rs, int64_t id)
{
	struct importer im = importer_of(rq);
	TRY(import_list(&im, id, &rs->bytes));
	rs->type = "text/csv";
	rs->attachment = true;
	rs->sandboxed = true;
	return DONE;
}

enum outcome move_import(struct request *rq, struct response *rs)
{
	struct importer im = importer_of(rq);
	struct import import;
	struct text act = form_value(&rq->form, "do");
	int64_t until = clock_ticks_us() + MAKE_US;
	TRY(load_named(rq, &import));
	if (text_is_chars(act, "list"))
		return send_list(rq, rs, import.id);
	if (text_is_chars(act, "close")) {
		TRY(close_import(&im, import.id));
		return see_other(rs, rq, "/import");
	}
	if (text_is_chars(act, "back"))
		TRY(take_import_back(&im, import.id, until));
	else if (text_is_chars(act, "go"))
		TRY(go_on_with_import(&im, import.id, until));
	return see_other(rs, rq, "/import/%lld", (long long)import.id);
}

/* ---- cards ---------------------------------------------------------------------------------- */

static enum outcome fill_pass(struct request *rq, const struct import *import,
	const struct import_row *row, struct pass_row *pass)
{
	struct workshop *w = workshop_of(rq);
	struct importer im = importer_of(rq);
	unsigned char kept[DIGEST_SIZE];
	size_t count = language_count(w->views), named = find_language(w->views, row->language);
	size_t theirs = row->language.size > 0 && named < count ? named : 0;
	struct qr qr;
	pass->address = way_in_address(rq, import_token(&im, import, row->number, kept));
	if (!qr_make(rq->arena, pass->address, &qr))
		return BROKEN;
	pass->number = import_number(rq->arena, import->id, row->number);
	pass->lang = language_tag(language_at(w->views, theirs));
	pass->dir = text_of(language_direction(language_at(w->views, theirs)));
	pass->open_words = say(w->views, theirs, N_("Point your phone's camera at the square."));
	pass->until_words = say_with(w->views, rq->arena, theirs, N_("Opens once, until {a}."),
		date_words_in(rq, theirs, clock_day_of(import->made + (int64_t)CARD_DAYS * DAY)),
		NO_TEXT);
	pass->qr_html = qr_svg(rq->arena, &qr,
		say(w->views, theirs, N_("The link as a square to scan")), QR_MILLIMETRES);
	return DONE;
}

/* Cards of those made, as the page asked for holds them. */
static enum outcome fill_passes(
	struct request *rq, const struct import *import, size_t page, struct import_sheet_screen *s)
{
	struct import_row *rows;
	size_t count, first = page * SHEET_CARDS;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_import_rows(loan.db, rq->arena, import->id, IMPORT_MADE, 0,
			first + SHEET_CARDS, &rows, &count));
	}
	struct pass_row *passes = arena_take_many(rq->arena, SHEET_CARDS + 1, sizeof *passes);
	for (size_t i = first; i < count; i++)
		TRY(fill_pass(rq, import, &rows[i], &passes[s->passes_count++]));
	s->passes = passes;
	return DONE;
}

enum outcome show_import_sheet(struct request *rq, struct response *rs)
{
	struct import import;
	TRY(load_named(rq, &import));
	struct import_sheet_screen s = { .back = arena_print(
						 rq->arena, "/import/%lld", (long long)import.id) };
	size_t made = (size_t)import.counts[IMPORT_MADE], page = page_asked(rq);
	if (page > 0 && page * SHEET_CARDS >= made)
		return NOT_HERE;
	TRY(fill_passes(rq, &import, page, &s));
	s.page_links = page_links_to(rq,
		arena_print(rq->arena, "/import/%lld/sheet?page=", (long long)import.id), made,
		SHEET_CARDS, page, &s.page_links_count);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Cards to print")));
	s.frame.help_link = NO_TEXT;
	s.frame.more_css = static_path(workshop_of(rq)->http, "paper.css");
	rs->no_referrer = true;
	return show(rq, rs, SCREEN_IMPORT_SHEET, &s);
}
