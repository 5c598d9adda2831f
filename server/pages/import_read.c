/*
 * A table of people, read: which column is what by the names that people give them, which coach and
 * language is meant, and what is the matter with which cell. Nothing is saved here.
 */
#include "imports.h"

#include <stdlib.h>
#include <string.h>

#define COACHES_MOST 10000
#define PROBLEMS_MOST (3 * CSV_ROWS_MOST + CSV_PROBLEMS_MOST) /* a row has three at most */

/* ---- columns -------------------------------------------------------------------------------- */

enum column { COLUMN_NAME, COLUMN_FIRST, COLUMN_LAST, COLUMN_LANGUAGE, COLUMN_COACH, COLUMN_COUNT };

/* Folded, as fold_words() does it: small letters without marks and blanks. */
static const struct {
	enum column column;
	const char *names;
} headings[] = {
	{ COLUMN_NAME,
		"nimi,kokonimi,asiakas,asiakkaannimi,nimimerkki,lempinimi,kutsumanimi,"
		"namn,kund,klient,smeknamn,tilltalsnamn,name,fullname,nickname,client" },
	{ COLUMN_FIRST, "etunimi,etunimet,fornamn,firstname,givenname" },
	{ COLUMN_LAST, "sukunimi,efternamn,slaktnamn,lastname,surname,familyname" },
	{ COLUMN_LANGUAGE,
		"kieli,aidinkieli,asiointikieli,palvelukieli,kielet,sprak,modersmal,"
		"kontaktsprak,language,mothertongue" },
	{ COLUMN_COACH,
		"valmentaja,ohjaaja,omavalmentaja,tyovalmentaja,yksilovalmentaja,vastuuohjaaja,"
		"vastuuhenkilo,handledare,jobbcoach,arbetscoach,ansvarig,coach,advisor" },
};

static bool is_one_of(struct text word, const char *words)
{
	struct text rest = text_of(words);
	while (rest.at) {
		if (text_is(text_cut(&rest, ','), word))
			return true;
	}
	return false;
}

/* What a table is read with. */
struct reading {
	struct arena *arena;
	const struct conf *conf;
	struct import_plan *plan;
	size_t columns[COLUMN_COUNT]; /* index + 1; 0: there is none */
	const struct coach *coaches;  /* sorted by name */
	size_t coach_count;
	bool codes_pass;
	int64_t today;
};

static void add_problem(struct reading *r, const struct plan_problem *problem)
{
	struct import_plan *plan = r->plan;
	plan->blocked |= !problem->left_out;
	if (plan->problem_count == PROBLEMS_MOST)
		return;
	GROW(r->arena, plan->problems, plan->problem_count, plan->problem_room);
	plan->problems[plan->problem_count++] = *problem;
}

/* A cell, cleaned; blanks and line ends within it as one blank each would be too much to ask of. */
static struct text cell_of(struct reading *r, size_t row, size_t column)
{
	struct text clean = NO_TEXT;
	if (!clean_words(r->arena, csv_cell(&r->plan->table, row, column), &clean))
		return NO_TEXT;
	return clean;
}

static struct text named_cell(struct reading *r, size_t row, enum column column)
{
	return r->columns[column] > 0 ? cell_of(r, row, r->columns[column] - 1) : NO_TEXT;
}

static void find_columns(struct reading *r)
{
	const struct csv *table = &r->plan->table;
	for (size_t c = 0; c < table->rows[0].count; c++) {
		struct text name = fold_words(r->arena, cell_of(r, 0, c));
		for (size_t h = 0; h < COUNT_OF(headings); h++) {
			if (is_one_of(name, headings[h].names) &&
				r->columns[headings[h].column] == 0)
				r->columns[headings[h].column] = c + 1;
		}
	}
	if (r->columns[COLUMN_NAME] == 0 && r->columns[COLUMN_FIRST] == 0)
		add_problem(r,
			&(struct plan_problem){ .line = table->rows[0].line,
				.words = N_("No column is called Name. Give the column with names "
					    "or nicknames that heading.") });
}

/* ---- coaches -------------------------------------------------------------------------------- */

struct coach {
	int64_t id;
	struct text folded, name;
};

static int compare_coaches(const void *a, const void *b)
{
	const struct coach *one = a, *other = b;
	return text_compare(one->folded, other->folded);
}

static enum outcome load_coaches(struct store *store, struct reading *r)
{
	struct person *people;
	size_t count;
	{
		BORROWED loan = { store, reader_borrow(store) };
		TRY(list_people(loan.db, r->arena, ROLE_COACH, COACHES_MOST, &people, &count));
	}
	struct coach *coaches = arena_take_many(r->arena, count + 1, sizeof *coaches);
	for (size_t i = 0; i < count; i++) {
		if (people[i].closed)
			continue;
		coaches[r->coach_count++] = (struct coach){ people[i].id,
			fold_words(r->arena, people[i].name), people[i].name };
	}
	qsort(coaches, r->coach_count, sizeof *coaches, compare_coaches);
	r->coaches = coaches;
	return DONE;
}

static const char *const no_such_coach =
	N_("No coach is called {a}. Write the name as it is here, or the coach's number.");
static const char *const two_such_coaches =
	N_("More than one coach is called {a}. Write the coach's number.");

/* NULL where the coach is found (or none is named), else what is the matter. */
static const char *find_coach_named(struct reading *r, struct text cell, struct plan_row *row)
{
	int64_t number;
	struct coach wanted = { .folded = fold_words(r->arena, cell) };
	if (cell.size == 0)
		return NULL;
	if (text_number(cell, &number)) {
		for (size_t i = 0; i < r->coach_count; i++) {
			if (r->coaches[i].id == number) {
				row->row.coach = number;
				row->coach_name = r->coaches[i].name;
				return NULL;
			}
		}
		return no_such_coach;
	}
	const struct coach *found =
		bsearch(&wanted, r->coaches, r->coach_count, sizeof wanted, compare_coaches);
	if (!found)
		return no_such_coach;
	const struct coach *end = r->coaches + r->coach_count;
	if ((found > r->coaches && compare_coaches(found - 1, found) == 0) ||
		(found + 1 < end && compare_coaches(found + 1, found) == 0))
		return two_such_coaches;
	row->row.coach = found->id;
	row->coach_name = found->name;
	return NULL;
}

/* ---- languages ------------------------------------------------------------------------------ */

/* Names in Finnish, Swedish and English, folded. A language's own name is known without this. */
static const struct {
	const char *tag, *names;
} language_names[] = {
	{ "fi", "suomi,finska,finnish,suomenkieli" },
	{ "sv", "ruotsi,svenska,swedish,ruotsinkieli" },
	{ "en", "englanti,engelska,english,englanninkieli" },
	{ "ar", "arabia,arabiska,arabic" },
	{ "et", "viro,estniska,estonian" },
	{ "fa", "persia,farsi,persiska,persian" },
	{ "ku", "kurdi,kurdiska,kurdish" },
	{ "ru", "venaja,ryska,russian" },
	{ "so", "somali,somaliska" },
	{ "th", "thai,thailandska" },
	{ "tr", "turkki,turkiska,turkish" },
	{ "uk", "ukraina,ukrainska,ukrainian" },
	{ "vi", "vietnam,vietnamesiska,vietnamese" },
};

/* The tag among the buttons' languages; empty where it isn't one of them. */
static struct text language_of(struct reading *r, struct text cell)
{
	struct text word = fold_words(r->arena, cell);
	for (size_t l = 0; l < r->conf->language_count; l++) {
		struct text tag = r->conf->languages[l];
		if (text_is(word, fold_words(r->arena, tag)) ||
			text_is(word, fold_words(r->arena, own_language_name(tag))))
			return tag;
		for (size_t i = 0; i < COUNT_OF(language_names); i++) {
			if (text_is_chars(tag, language_names[i].tag) &&
				is_one_of(word, language_names[i].names))
				return tag;
		}
	}
	return NO_TEXT;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static struct text name_in(struct reading *r, size_t row)
{
	struct text name = named_cell(r, row, COLUMN_NAME);
	struct text first = named_cell(r, row, COLUMN_FIRST);
	struct text last = named_cell(r, row, COLUMN_LAST);
	if (name.size > 0)
		return name;
	if (first.size == 0 || last.size == 0)
		return first.size > 0 ? first : last;
	return arena_print(r->arena, "%.*s %.*s", SHOWN(first), SHOWN(last));
}

#define REPEATED_MOST 40 /* characters of a cell that are repeated with what is the matter */

static struct text beginning_of(struct arena *a, struct text words)
{
	size_t at = 0;
	for (int i = 0; i < REPEATED_MOST && at < words.size; i++)
		utf8_next(words, &at);
	return at < words.size ? arena_print(a, "%.*s…", (int)at, words.at) : words;
}

static void leave_out(
	struct reading *r, size_t row, size_t column, const char *words, struct text a)
{
	add_problem(r,
		&(struct plan_problem){ .line = r->plan->table.rows[row].line,
			.column = column,
			.words = words,
			.a = a,
			.left_out = true });
}

/* The first cell of a row with a personal identity code in it, from 1; 0: none. */
static size_t code_in(struct reading *r, size_t row, struct text *start)
{
	struct identity found;
	if (r->codes_pass)
		return 0;
	for (size_t c = 0; c < r->plan->table.rows[row].count; c++) {
		struct text cell = cell_of(r, row, c);
		if (!identity_find(cell, 0, r->today, &found))
			continue;
		*start = text_part(cell, found.at, found.size < 8 ? found.size : 8);
		return c + 1;
	}
	return 0;
}

/* The cells as they are kept. */
static struct text joined(struct reading *r, size_t row)
{
	struct buffer b = buffer_in(r->arena);
	for (size_t c = 0; c < r->plan->table.rows[row].count; c++) {
		if (c > 0)
			buffer_add_char(&b, CELL_END);
		buffer_add(&b, cell_of(r, row, c));
	}
	return buffer_text(&b);
}

static void read_row(struct reading *r, size_t row, struct plan_row *out)
{
	const char *coach_problem;
	struct text language = named_cell(r, row, COLUMN_LANGUAGE);
	struct text coach = named_cell(r, row, COLUMN_COACH), start = NO_TEXT;
	size_t name_column =
		r->columns[COLUMN_NAME] ? r->columns[COLUMN_NAME] : r->columns[COLUMN_FIRST];
	size_t before = r->plan->problem_count, code;
	out->row = (struct import_row){ .number = (int64_t)row,
		.line = (int64_t)r->plan->table.rows[row].line,
		.cells = joined(r, row),
		.name = name_in(r, row),
		.language = language.size > 0 ? language_of(r, language) : NO_TEXT,
		.problem = NO_TEXT };
	out->coach_name = NO_TEXT;
	out->chooses = language.size > 0 && out->row.language.size == 0;
	coach_problem = find_coach_named(r, coach, out);
	if (out->row.name.size == 0)
		leave_out(r, row, name_column, N_("There is no name or nickname."), NO_TEXT);
	else if (utf8_count(out->row.name) > PERSON_NAME_MOST)
		leave_out(r, row, name_column, N_("The name is very long. Make it shorter."),
			NO_TEXT);
	if (coach_problem)
		leave_out(r, row, r->columns[COLUMN_COACH], coach_problem,
			beginning_of(r->arena, coach));
	code = code_in(r, row, &start);
	if (code > 0) {
		r->plan->codes = true;
		leave_out(r, row, code,
			N_("This looks like a personal identity code: {a}… Take the column out: "
			   "nobody needs it here."),
			start);
	}
	out->row.state = r->plan->problem_count > before ? IMPORT_LEFT_OUT : IMPORT_WAITING;
	r->plan->good += out->row.state == IMPORT_WAITING;
}

/* ---- the table as a whole ------------------------------------------------------------------- */

static const char *table_problem_words(enum csv_problem_kind kind)
{
	switch (kind) {
	case CSV_NOTHING:
		return N_("There is nothing in it yet. Choose a file, or paste the table.");
	case CSV_TOO_LARGE:
		return N_("That is too large. Make two files of it.");
	case CSV_TOO_MANY_ROWS:
		return N_("There are more than 10,000 rows. Make two files of it.");
	case CSV_TOO_WIDE:
		return N_("There are too many columns. Leave out those that aren't needed.");
	case CSV_WORKBOOK:
		return N_("This is a workbook. Open it in Excel or LibreOffice and save it as CSV, "
			  "or copy the cells and paste them here.");
	case CSV_NO_WORDS:
		return N_("This is no table. Choose the file that was saved as CSV.");
	case CSV_CODING:
		return N_(
			"Here a letter is damaged. Save the file as CSV UTF-8, or mend the letter "
			"below.");
	case CSV_OPEN_QUOTE:
		return N_("A quotation mark begins here and never ends. Add the other one, or take "
			  "it out.");
	case CSV_STRAY_QUOTE:
		return N_("There is a quotation mark in the middle of a cell. Is the row as it "
			  "should be?");
	case CSV_BEYOND_HEADER:
		return N_("This row has more cells than there are headings. Perhaps a comma or a "
			  "semicolon stands inside a cell.");
	}
	return "";
}

static void add_table_problems(struct reading *r)
{
	const struct csv *table = &r->plan->table;
	for (size_t i = 0; i < table->problem_count; i++)
		add_problem(r,
			&(struct plan_problem){ .line = table->problems[i].line,
				.column = table->problems[i].column,
				.words = table_problem_words(table->problems[i].kind),
				.a = NO_TEXT });
}

enum outcome read_import(struct store *store, const struct conf *conf, struct arena *a,
	struct text bytes, bool codes_pass, struct import_plan *plan)
{
	struct reading r = { .arena = a,
		.conf = conf,
		.plan = plan,
		.codes_pass = codes_pass,
		.today = clock_day_of(clock_now()) };
	*plan = (struct import_plan){ .good = 0 };
	bool whole = csv_read(a, bytes, &plan->table);
	if (!whole)
		add_table_problems(&r);
	if (plan->table.row_count == 0)
		return DONE;
	TRY(load_coaches(store, &r));
	find_columns(&r);
	if (r.columns[COLUMN_NAME] == 0 && r.columns[COLUMN_FIRST] == 0)
		return DONE;
	if (plan->table.row_count == 1)
		add_problem(&r,
			&(struct plan_problem){
				.words = N_("There are headings, but no rows under them.") });
	plan->row_count = plan->table.row_count - 1;
	plan->rows = arena_take_many(a, plan->row_count + 1, sizeof *plan->rows);
	for (size_t i = 0; i < plan->row_count; i++)
		read_row(&r, i + 1, &plan->rows[i]);
	return DONE;
}

/* {a} put in, where there are no views to do it. */
static struct text put_in(struct arena *a, struct text words, struct text value)
{
	size_t at = text_find(words, TEXT("{a}"));
	if (at == words.size)
		return words;
	return arena_print(a, "%.*s%.*s%.*s", (int)at, words.at, SHOWN(value),
		SHOWN(text_part(words, at + 3, words.size)));
}

struct text plan_problem_words(const struct views *views, struct arena *a, size_t language,
	const struct plan_problem *problem)
{
	return views ? say_with(views, a, language, problem->words, problem->a, NO_TEXT)
		     : put_in(a, text_of(problem->words), problem->a);
}
