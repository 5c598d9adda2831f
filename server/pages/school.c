/*
 * An approved unit goes to a school: by the client's own act, to one school at a time, after they have
 * seen the sheet. Name and day of birth are typed onto it and come back in the answer to the same form,
 * filled in, to print or to save; the fields travel hidden in that page, and nothing of them is kept.
 * What the school answered is written down by the client or a coach of theirs, and can be set right.
 */
#include "school.h"
#include "badges.h"

#define OLDEST_YEARS 120
#define YEAR 364      /* days, so that today is within it */
#define CHECK_DAYS 14 /* in which a school can be asked to look again */

/* ---- the matter ------------------------------------------------------------------------------------- */

/* Everything about the claim that is loaded; OVERTAKEN where it isn't approved (any more). */
static enum outcome load_matter(struct request *rq, struct db *db, const struct library *library,
	int64_t claim, bool staff, struct school_matter *m)
{
	TRY(load_claim_file(rq, db, claim, staff, &m->file));
	TRY(load_formal(db, rq->arena, find_unit(library, m->file.claim.unit),
		clock_day_of(clock_now()), &m->formal));
	enum outcome o = load_sending_of_claim(db, rq->arena, claim, &m->sending);
	if (o == DONE)
		TRY(load_mapping_by_id(db, rq->arena, m->sending.mapping, &m->mapping));
	else if (o != NOT_HERE)
		return o;
	m->state = o == DONE ? m->sending.state : SCHOOL_NOTHING;
	o = load_award_of_claim(db, rq->arena, claim, &m->award);
	return o == NOT_HERE && m->sending.id == 0 ? OVERTAKEN : o == NOT_HERE ? DONE : o;
}

/* Of the claim in the address, if it is that person's. */
static enum outcome find_matter(struct request *rq, const struct library *library,
	struct text claim, bool staff, int64_t person, struct school_matter *m)
{
	int64_t id;
	*m = (struct school_matter){ .state = SCHOOL_NOTHING };
	if (!text_number(claim, &id))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	enum outcome o = load_matter(rq, loan.db, library, id, staff, m);
	if (o != DONE && o != OVERTAKEN)
		return o;
	return m->file.claim.person == person ? o : NOT_HERE;
}

static enum outcome own_matter(
	struct request *rq, const struct library *library, struct school_matter *m)
{
	return find_matter(rq, library, rq->captures[0], false, rq->who.person, m);
}

/* Of a claim behind {client}, once something was sent: before, it is the client's alone. */
static enum outcome client_matter(
	struct request *rq, const struct library *library, struct school_matter *m)
{
	enum outcome o = find_matter(rq, library, rq->captures[1], true, about_of(rq)->client, m);
	if (o != DONE && o != OVERTAKEN)
		return o;
	return m->sending.id > 0 ? DONE : NOT_HERE;
}

static bool may_send(const struct school_matter *m)
{
	enum school_state next;
	return m->award.id > 0 && m->formal.formal == FORMAL_NOW &&
		school_step(m->state, SCHOOL_SEND, OF_CLIENT, &next);
}

/* ---- in words ----------------------------------------------------------------------------------------- */

struct text school_state_words(
	const struct request *rq, const struct sending *sending, const struct school_answer *answer)
{
	static const char *const words[SCHOOL_STATE_COUNT] = {
		[SCHOOL_NOTHING] = N_("It didn't go to {a} after all."),
		[SCHOOL_SENT] = N_("It went to {a} on {b}. There is no answer yet."),
		[SCHOOL_CONFIRMED] = N_("{a} has confirmed it, on {b}."),
		[SCHOOL_REFUSED] = N_("{a} did not confirm it, on {b}."),
	};
	bool granted = answer && sending->state == SCHOOL_CONFIRMED;
	int64_t day = answer && answer->day ? answer->day : clock_day_of(sending->sent);
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), words[sending->state],
		granted ? answer->provider : sending->school, full_date_words(rq, day));
}

static const struct {
	const char *value, *words;
} grades[] = { { "1", "1" }, { "2", "2" }, { "3", "3" }, { "4", "4" }, { "5", "5" },
	{ "pass", N_("accepted, without a number") } };

static struct text grade_words(const struct request *rq, struct text grade)
{
	return text_is_chars(grade, "pass") ? tell(rq, grades[COUNT_OF(grades) - 1].words) : grade;
}

static bool is_grade(struct text grade)
{
	for (size_t i = 0; i < COUNT_OF(grades); i++)
		if (text_is_chars(grade, grades[i].value))
			return true;
	return false;
}

enum outcome load_school_line(struct request *rq, struct db *db, int64_t claim, struct text *words)
{
	struct sending sending;
	struct school_answer *answers;
	size_t count;
	*words = NO_TEXT;
	enum outcome o = load_sending_of_claim(db, rq->arena, claim, &sending);
	if (o == NOT_HERE)
		return DONE;
	TRY(o);
	TRY(list_school_answers(db, rq->arena, sending.id, &answers, &count));
	*words = school_state_words(rq, &sending, count > 0 ? &answers[count - 1] : NULL);
	return DONE;
}

static struct text number_words(const struct request *rq, int64_t number)
{
	return arena_print(rq->arena, "%lld", (long long)number);
}

/* Why it can't go, to the client; empty where it can, or where something went. */
static struct text why_not(const struct request *rq, const struct school_matter *m)
{
	if (m->state == SCHOOL_SENT || m->state == SCHOOL_CONFIRMED || may_send(m))
		return NO_TEXT;
	if (m->award.id == 0)
		return tell(rq, N_("This is being assessed anew, so it can't go to a school now."));
	return tell(rq,
		m->formal.formal == FORMAL_OVER
			? N_("The official requirements it was held against are no longer in "
			     "force, so it can't go to a school now. Your badge stays. Your coach "
			     "can ask when new ones are here.")
			: N_("Schools don't grant points for this unit at the moment. Your badge "
			     "stays."));
}

/* ---- what the forms hold -------------------------------------------------------------------------- */

static struct school_fields read_fields(const struct request *rq)
{
	return (struct school_fields){
		.school = typed(rq, "school"), .name = typed(rq, "name"), .born = typed(rq, "born")
	};
}

static int64_t day_born(const struct school_fields *fields)
{
	int64_t today = clock_day_of(clock_now()), day = typed_day(fields->born, today);
	return day < today && day > today - OLDEST_YEARS * 366 ? day : 0;
}

/* False where they need another look. `school`: it is asked for, too. */
static bool check_fields(const struct request *rq, struct school_fields *fields, bool school)
{
	if (school && fields->school.size == 0)
		fields->school_problem = tell(rq, N_("Write which school it goes to."));
	else if (school &&
		(utf8_count(fields->school) > SCHOOL_NAME_MOST ||
			text_find_char(fields->school, '\n') < fields->school.size))
		fields->school_problem =
			tell(rq, N_("That is too long to keep. Make it a little shorter."));
	fields->name_problem = name_problem(
		rq, fields->name, N_("Write your name: the school has to know whose sheet it is."));
	if (day_born(fields) == 0)
		fields->born_problem =
			tell(rq, N_("Write your day of birth like this: 25.11.1980"));
	return fields->school_problem.size == 0 && fields->name_problem.size == 0 &&
		fields->born_problem.size == 0;
}

struct answer_form {
	struct text answer, provider, day, grade;
	struct text answer_problem, provider_problem, day_problem, grade_problem;
};

static struct answer_form read_answer(const struct request *rq)
{
	return (struct answer_form){ .answer = form_value(&rq->form, "answer"),
		.provider = typed(rq, "provider"),
		.day = typed(rq, "day"),
		.grade = form_value(&rq->form, "grade") };
}

/* The day of the paper: since it was sent, and not one to come. */
static int64_t answer_day(const struct answer_form *form, const struct school_matter *m)
{
	/* "25.11." is the last one there was */
	int64_t today = clock_day_of(clock_now()), day = typed_day(form->day, today - YEAR);
	return day <= today && day >= clock_day_of(m->sending.sent) ? day : 0;
}

static bool check_answer(
	const struct request *rq, const struct school_matter *m, struct answer_form *form)
{
	bool confirmed = text_is_chars(form->answer, "confirmed");
	if (!confirmed && !text_is_chars(form->answer, "refused"))
		form->answer_problem = tell(rq, N_("Choose what the school answered."));
	if (answer_day(form, m) == 0)
		form->day_problem = tell(rq,
			N_("Write the day on the school's paper, between the day it was sent and "
			   "today."));
	if (confirmed && form->provider.size == 0)
		form->provider_problem = tell(rq, N_("Write which school has confirmed it."));
	else if (confirmed &&
		(utf8_count(form->provider) > SCHOOL_NAME_MOST ||
			text_find_char(form->provider, '\n') < form->provider.size))
		form->provider_problem =
			tell(rq, N_("That is too long to keep. Make it a little shorter."));
	if (confirmed && !is_grade(form->grade))
		form->grade_problem = tell(rq, N_("Choose the grade that stands on the paper."));
	return form->answer_problem.size == 0 && form->day_problem.size == 0 &&
		form->provider_problem.size == 0 && form->grade_problem.size == 0;
}

/* ---- the page --------------------------------------------------------------------------------------- */

struct school_page {
	const struct library *library;
	const struct school_matter *matter;
	struct school_fields fields;
	struct answer_form answer;
	bool staff, overtaken;
	struct text action, back;
};

/* What has been written down so far, and the latest of it (NULL: nothing). */
static enum outcome fill_answers(struct request *rq, const struct school_matter *m,
	struct school_screen *s, const struct school_answer **last)
{
	struct school_answer *list;
	size_t count;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_school_answers(loan.db, rq->arena, m->sending.id, &list, &count));
	}
	struct school_answer_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		struct sending then = m->sending;
		then.state = list[i].state;
		rows[i].words = school_state_words(rq, &then, &list[i]);
		if (list[i].grade.size > 0)
			rows[i].words = say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
				N_("{a} Grade: {b}"), rows[i].words,
				grade_words(rq, list[i].grade));
		rows[i].who = arena_print(rq->arena, "%.*s, %.*s",
			SHOWN(list[i].writer == rq->who.person
					? tell(rq, N_("Written down by you"))
					: coach_called(rq, list[i].writer_name)),
			SHOWN(full_date_words(rq, clock_day_of(list[i].made))));
	}
	s->answers = rows;
	s->answers_count = count;
	*last = count > 0 ? &list[count - 1] : NULL;
	return DONE;
}

static const struct school_answer_fields *answer_fields(
	struct request *rq, const struct school_page *page, const struct school_answer *last)
{
	const struct answer_form *form = &page->answer;
	const struct school_matter *m = page->matter;
	struct school_answer_fields *f = arena_take(rq->arena, sizeof *f);
	struct choice_row *rows = arena_take_many(rq->arena, COUNT_OF(grades), sizeof *rows);
	bool came = form->answer.size > 0 || form->day.at;
	for (size_t i = 0; i < COUNT_OF(grades); i++) {
		rows[i].value = text_of(grades[i].value);
		rows[i].words = grade_words(rq, rows[i].value);
		rows[i].chosen = text_is(form->grade, rows[i].value);
	}
	*f = (struct school_answer_fields){ .provider = came ? form->provider : m->sending.school,
		.day = form->day,
		.provider_problem = form->provider_problem,
		.day_problem = form->day_problem,
		.grade_problem = form->grade_problem,
		.answer_problem = form->answer_problem,
		.confirmed = text_is_chars(form->answer, "confirmed"),
		.refused = text_is_chars(form->answer, "refused"),
		.grades = rows,
		.grades_count = COUNT_OF(grades),
		.moves = number_words(rq, m->sending.moves),
		.sending = number_words(rq, m->sending.id),
		.open = came,
		.answered = last && (m->state == SCHOOL_CONFIRMED || m->state == SCHOOL_REFUSED) };
	return f;
}

static void tell_school_problems(
	struct request *rq, const struct school_page *page, struct frame *f)
{
	const struct {
		const char *input;
		struct text words;
	} problems[] = { { "school", page->fields.school_problem },
		{ "name", page->fields.name_problem }, { "born", page->fields.born_problem },
		{ "answer", page->answer.answer_problem }, { "day", page->answer.day_problem },
		{ "provider", page->answer.provider_problem },
		{ "grade", page->answer.grade_problem } };
	for (size_t i = 0; i < COUNT_OF(problems); i++)
		if (problems[i].words.size > 0)
			add_form_problem(rq, f, problems[i].input, problems[i].words);
}

static void fill_refused(const struct request *rq, const struct school_matter *m,
	const struct school_answer *last, struct school_screen *s)
{
	s->refused = m->state == SCHOOL_REFUSED;
	s->treatment = workshop_of(rq)->conf.claim_treatment;
	if (s->refused && last && last->day + CHECK_DAYS >= clock_day_of(clock_now()))
		s->check_by = date_words(rq, last->day + CHECK_DAYS);
}

static enum outcome show_page(
	struct request *rq, struct response *rs, const struct school_page *page)
{
	const struct school_matter *m = page->matter;
	const struct school_answer *last;
	struct school_matter would = *m; /* by what holds today, where it may go */
	struct school_sheet sheet;
	enum school_state next;
	struct school_screen s = { .action = page->action,
		.back = page->back,
		.own = !page->staff,
		.can_send = !page->staff && may_send(m),
		.sent = m->state == SCHOOL_SENT,
		.can_drop = school_step(m->state, SCHOOL_DROP, OF_CLIENT, &next),
		.overtaken = page->overtaken,
		.why_not = page->staff ? NO_TEXT : why_not(rq, m),
		.moves = number_words(rq, m->sending.moves),
		.sending = number_words(rq, m->sending.id),
		.fields = page->fields };
	TRY(fill_answers(rq, m, &s, &last));
	if (m->sending.id > 0)
		s.state = school_state_words(rq, &m->sending, last);
	if (m->state != SCHOOL_NOTHING)
		s.answer = answer_fields(rq, page, last);
	fill_refused(rq, m, last, &s);
	s.title = unit_title(rq, page->library, m->file.claim.unit, &s.lang);
	if (s.can_send) {
		would.mapping = m->formal.mapping;
		fill_school_sheet(rq, page->library, &would, &sheet);
		s.sheet = &sheet;
	}
	fill_frame(rq, rs, &s.frame, tell(rq, N_("To a school")));
	if (page->staff)
		s.frame.help_link = NO_TEXT;
	tell_school_problems(rq, page, &s.frame);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	if (page->overtaken)
		rs->status = outcome_status(OVERTAKEN);
	return show(rq, rs, SCREEN_SCHOOL, &s);
}

static struct school_page own_page(
	const struct request *rq, const struct library *library, const struct school_matter *m)
{
	struct text back = arena_print(rq->arena, "/show/%lld", (long long)m->file.claim.id);
	return (struct school_page){ .library = library,
		.matter = m,
		.back = back,
		.action = arena_print(rq->arena, "%.*s/school", SHOWN(back)) };
}

static struct school_page client_page(
	const struct request *rq, const struct library *library, const struct school_matter *m)
{
	struct text back = review_link(rq->arena, &m->file.claim);
	return (struct school_page){ .library = library,
		.matter = m,
		.staff = true,
		.back = back,
		.action = arena_print(rq->arena, "%.*s/school", SHOWN(back)) };
}

enum outcome show_school(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct school_matter m;
	enum outcome o = own_matter(rq, library, &m);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "/show/%lld", (long long)m.file.claim.id);
	TRY(o);
	struct school_page page = own_page(rq, library, &m);
	if (rq->again) {
		page.fields = read_fields(rq);
		page.answer = read_answer(rq);
	}
	return show_page(rq, rs, &page);
}

enum outcome show_client_school(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct school_matter m;
	TRY(client_matter(rq, library, &m));
	struct school_page page = client_page(rq, library, &m);
	if (rq->again)
		page.answer = read_answer(rq);
	return show_page(rq, rs, &page);
}

/* ---- the filled sheet --------------------------------------------------------------------------------- */

static enum outcome show_sheet(
	struct request *rq, struct response *rs, const struct school_page *page, bool gone)
{
	const struct school_matter *m = page->matter;
	struct school_sheet_screen s = { .action = page->action,
		.back = page->action,
		.school = gone ? m->sending.school : page->fields.school,
		.name = page->fields.name,
		.born = page->fields.born,
		.moves = number_words(rq, m->sending.moves),
		.sending = number_words(rq, m->sending.id),
		.mapping = number_words(rq, m->mapping.id),
		.gone = gone };
	fill_school_sheet(rq, page->library, m, &s.sheet);
	s.sheet.name = page->fields.name;
	s.sheet.born = full_date_words(rq, day_born(&page->fields));
	s.title = s.sheet.title;
	s.lang = s.sheet.lang;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("What goes to the school")));
	s.frame.more_css = static_path(workshop_of(rq)->http, "paper.css");
	return show(rq, rs, SCREEN_SCHOOL_SHEET_PAGE, &s);
}

/* ---- acts --------------------------------------------------------------------------------------------- */

static enum outcome move_change_school(struct db *db, void *value)
{
	return move_sending(db, value);
}

static struct school_move school_move_of(
	const struct request *rq, const struct school_matter *m, enum school_act act, bool staff)
{
	struct school_move move = { .claim = m->file.claim.id,
		.actor = rq->who.person,
		.now = clock_now(),
		.act = act,
		.relation = staff ? OF_COACH : OF_CLIENT,
		.school = NO_TEXT,
		.sheet = NO_TEXT,
		.provider = NO_TEXT,
		.grade = NO_TEXT,
		.confirm = confirm_badge,
		.context = workshop_of(rq) };
	/* of a form made before somebody else did something */
	if (!text_number(form_value(&rq->form, "moves"), &move.moves) ||
		!text_number(form_value(&rq->form, "sending"), &move.sending))
		move.moves = -1;
	return move;
}

/* Sends what was seen; what is by other requirements than the sheet that was looked at is shown again. */
static enum outcome send_it(
	struct request *rq, struct response *rs, struct school_page *page, struct school_matter *m)
{
	struct school_sheet sheet;
	int64_t seen;
	if (!text_number(form_value(&rq->form, "mapping"), &seen) || seen != m->mapping.id)
		return show_sheet(rq, rs, page, false);
	struct school_move move = school_move_of(rq, m, SCHOOL_SEND, false);
	fill_school_sheet(rq, page->library, m, &sheet);
	move.mapping = m->mapping.id;
	move.school = page->fields.school;
	move.sheet = school_sheet_json(rq, m, &sheet);
	enum outcome o = store_change(workshop_of(rq)->store, move_change_school, &move);
	if (o != DONE && o != OVERTAKEN && o != NO_ENTRY)
		return o;
	TRY(own_matter(rq, page->library, m));
	page->overtaken = o != DONE;
	return o == DONE ? show_sheet(rq, rs, page, true) : show_page(rq, rs, page);
}

/* "look", "change" and "send": on the way to a school. */
static enum outcome go_to_school(
	struct request *rq, struct response *rs, struct school_page *page, struct school_matter *m)
{
	struct text act = form_value(&rq->form, "do");
	/* pressed twice: it is on its way */
	if (m->state == SCHOOL_SENT && text_is(page->fields.school, m->sending.school))
		return check_fields(rq, &page->fields, false) ? show_sheet(rq, rs, page, true)
							      : show_page(rq, rs, page);
	page->overtaken = !may_send(m);
	if (page->overtaken || !check_fields(rq, &page->fields, true) ||
		text_is_chars(act, "change"))
		return show_page(rq, rs, page);
	m->mapping = m->formal.mapping;
	return text_is_chars(act, "send") ? send_it(rq, rs, page, m)
					  : show_sheet(rq, rs, page, false);
}

/* "sheet" and "json": what has gone, with the name once more. */
static enum outcome show_gone(struct request *rq, struct response *rs, struct school_page *page,
	const struct school_matter *m)
{
	if (m->sending.id == 0 || m->state == SCHOOL_NOTHING)
		return see_other(rs, rq, "%s", page->action.at);
	if (!check_fields(rq, &page->fields, false))
		return show_page(rq, rs, page);
	if (!text_is_chars(form_value(&rq->form, "do"), "json"))
		return show_sheet(rq, rs, page, true);
	rs->bytes = school_json_of(
		rq->arena, m->sending.sheet, page->fields.name, day_born(&page->fields));
	rs->type = "application/json";
	rs->file_name = "sheet.json";
	rs->attachment = rs->sandboxed = true;
	return DONE;
}

/* "answer", "undo" and "drop": what became of it. */
static enum outcome write_answer(struct request *rq, struct response *rs, struct school_page *page,
	const struct school_matter *m)
{
	struct text act = form_value(&rq->form, "do");
	enum school_act step = SCHOOL_UNDO;
	page->answer = read_answer(rq);
	if (text_is_chars(act, "drop"))
		step = SCHOOL_DROP;
	else if (!text_is_chars(act, "undo") && !check_answer(rq, m, &page->answer))
		return show_page(rq, rs, page);
	else if (!text_is_chars(act, "undo"))
		step = text_is_chars(page->answer.answer, "confirmed") ? SCHOOL_CONFIRM
								       : SCHOOL_REFUSE;
	struct school_move move = school_move_of(rq, m, step, page->staff);
	move.provider = page->answer.provider;
	move.grade = page->answer.grade;
	move.day = answer_day(&page->answer, m);
	enum outcome o = store_change(workshop_of(rq)->store, move_change_school, &move);
	page->overtaken = o == OVERTAKEN || o == NO_ENTRY;
	if (page->overtaken)
		return show_page(rq, rs, page);
	TRY(o);
	return see_other(rs, rq, "%s", page->action.at);
}

static bool is_act(const struct request *rq, const char *const *acts)
{
	struct text act = form_value(&rq->form, "do");
	while (*acts && !text_is_chars(act, *acts))
		acts++;
	return *acts != NULL;
}

static const char *const answers[] = { "answer", "undo", NULL };
static const char *const own_answers[] = { "answer", "undo", "drop", NULL };
static const char *const onward[] = { "look", "change", "send", NULL };
static const char *const once_more[] = { "sheet", "json", NULL };

enum outcome act_on_school(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct school_matter m;
	enum outcome o = own_matter(rq, library, &m);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "/show/%lld", (long long)m.file.claim.id);
	TRY(o);
	struct school_page page = own_page(rq, library, &m);
	page.fields = read_fields(rq);
	if (is_act(rq, onward))
		return go_to_school(rq, rs, &page, &m);
	if (is_act(rq, once_more))
		return show_gone(rq, rs, &page, &m);
	return is_act(rq, own_answers) ? write_answer(rq, rs, &page, &m) : BAD_FORM;
}

enum outcome answer_for_client(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct school_matter m;
	TRY(client_matter(rq, library, &m));
	struct school_page page = client_page(rq, library, &m);
	return is_act(rq, answers) ? write_answer(rq, rs, &page, &m) : BAD_FORM;
}
