/*
 * A claim while it is with the client: its parts as a list, in one's own words, and one page a criterion
 * with what one thinks oneself and what shows it. Every button keeps what stands on the page.
 */
#include "inside.h"

#define LINK_MOST 500

static struct text writing_link(const struct request *rq, int64_t claim)
{
	return arena_print(rq->arena, "/clients/%lld/together/%lld",
		(long long)about_of(rq)->client, (long long)claim);
}

/* Whoever wrote it down, and doesn't any more, isn't shown what the client makes of it. */
static enum outcome admit_writer(struct request *rq, struct claim_file *file)
{
	const struct about *about = about_of(rq);
	const struct claim *claim = &file->claim;
	if (claim->person != about->client || claim->writer != rq->who.person)
		return NOT_HERE;
	file->writes_for = person_called(rq, about->relation.client_name, about->client);
	file->base = may_here(rq, claim, ACT_EDIT)
		? writing_link(rq, claim->id)
		: arena_print(rq->arena, "/clients/%lld/together", (long long)about->client);
	return may_here(rq, claim, ACT_EDIT) ? DONE : OVERTAKEN;
}

enum outcome load_claim_here(struct request *rq, struct db *db, struct claim_file *file)
{
	int64_t id;
	*file = (struct claim_file){ .base = TEXT("/show") };
	if (!text_number(rq->captures[about_of(rq) ? 1 : 0], &id))
		return NOT_HERE;
	TRY(load_claim_file(rq, db, id, false, file));
	if (about_of(rq))
		return admit_writer(rq, file);
	return file->claim.person == rq->who.person ? DONE : NOT_HERE;
}

struct text behind_claim(const struct request *rq, size_t n)
{
	return rq->captures[n + (about_of(rq) ? 2 : 1)];
}

bool may_here(const struct request *rq, const struct claim *claim, enum claim_act act)
{
	return staff_may(claim, rq->who.person, false, act);
}

/* ---- the list of parts ---------------------------------------------------------------------- */

/* What their own words may be about, among the parts that nothing is shown for yet. */
static enum outcome suggest_parts(struct request *rq, const struct library *library,
	const struct claim_file *file, struct claim_part_row *rows)
{
	const struct unit *unit = find_unit(library, file->claim.unit);
	struct suggestion *list;
	size_t count;
	if (!unit || file->claim.words.size == 0)
		return DONE;
	TRY(suggest_criteria(workshop_of(rq)->suggester, library, rq->arena, file->claim.words,
		unit, &list, &count));
	for (size_t i = 0; i < file->part_count; i++) {
		const struct suggestion *one = suggestion_of(list, count, rows[i].id);
		if (one && rows[i].evidence_count == 0 && !rows[i].earlier &&
			rows[i].self.size == 0)
			rows[i].by = suggested_by(rq->arena, one);
	}
	return DONE;
}

/* Of who writes it down for somebody else, and asks nobody here for help. */
static void fill_frame_here(struct request *rq, struct response *rs, struct frame *frame,
	struct text title, const struct claim_file *file)
{
	fill_frame(rq, rs, frame, title);
	if (file->writes_for.size > 0)
		frame->help_link = NO_TEXT;
}

enum outcome show_claim_draft(
	struct request *rq, struct response *rs, const struct claim_file *file)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct claim *claim = &file->claim;
	struct text action = file->base;
	struct claim_part_row *parts = claim_part_rows(rq, library, file);
	TRY(suggest_parts(rq, library, file, parts));
	struct claim_draft_screen s = { .action = action,
		.words_link = arena_print(rq->arena, "%.*s/words", SHOWN(action)),
		.check_link = arena_print(rq->arena, "%.*s/check", SHOWN(action)),
		.told_words = claim->words.size > 0,
		.studied = claim->studied,
		.returned = claim->state == CLAIM_RETURNED,
		.stands = earlier_stands(claim),
		.owner = coach_called(rq, claim->said_by_name),
		.parts = parts,
		.parts_count = file->part_count,
		.moves = claim->moves };
	s.title = unit_title(rq, library, claim->unit, &s.lang);
	if (s.returned)
		s.message = paragraphs_of(rq->arena, claim->message, &s.message_count);
	TRY(fill_together(rq, file, &s));
	fill_frame_here(rq, rs, &s.frame, s.title, file);
	if (s.paper_problem.size > 0) {
		add_form_problem(rq, &s.frame, "day", s.paper_problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_CLAIM_DRAFT_PAGE, &s);
}

/* The claim, where its client may work at it; otherwise they are led to how it stands. */
static enum outcome load_editable(struct request *rq, struct claim_file *file)
{
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim_here(rq, loan.db, file));
	return may_here(rq, &file->claim, ACT_EDIT) ? DONE : OVERTAKEN;
}

static enum outcome back_to_claim(
	struct request *rq, struct response *rs, const struct claim_file *file)
{
	return see_other(rs, rq, "%.*s", SHOWN(file->base));
}

/* What the field holds now: as typed where the form came, else as it is kept. */
static struct text field_or(const struct request *rq, const char *field, struct text kept)
{
	return form_has(&rq->form, field) ? typed(rq, field) : kept;
}

/* ---- in one's own words --------------------------------------------------------------------- */

static enum outcome show_words(
	struct request *rq, struct response *rs, const struct claim_file *file, struct text problem)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct claim_words_screen s = { .action = arena_print(
						rq->arena, "%.*s/words", SHOWN(file->base)),
		.back = file->base,
		.writes_for = file->writes_for,
		.words = field_or(rq, "words", file->claim.words),
		.words_problem = problem };
	s.title = unit_title(rq, library, file->claim.unit, &s.lang);
	fill_frame_here(rq, rs, &s.frame, tell(rq, N_("In your own words")), file);
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "words", problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_CLAIM_WORDS, &s);
}

enum outcome show_claim_words(struct request *rq, struct response *rs)
{
	struct claim_file file;
	enum outcome o = load_editable(rq, &file);
	if (o == OVERTAKEN)
		return back_to_claim(rq, rs, &file);
	TRY(o);
	return show_words(rq, rs, &file, NO_TEXT);
}

struct words_change {
	int64_t claim, person, now;
	struct text words;
};

static enum outcome words_change(struct db *db, void *value)
{
	const struct words_change *c = value;
	return save_claim_words(db, c->claim, c->person, c->words, c->now);
}

static struct text too_long(const struct request *rq, struct text words, size_t most)
{
	return utf8_count(words) > most
		? tell(rq, N_("That is too long to send. Make it a little shorter."))
		: NO_TEXT;
}

struct text claim_words_problem(const struct request *rq, struct text words)
{
	return too_long(rq, words, CLAIM_WORDS_MOST);
}

enum outcome keep_claim_words(struct request *rq, struct response *rs)
{
	struct claim_file file;
	TRY(load_editable(rq, &file));
	struct words_change change = { file.claim.id, rq->who.person, clock_now(),
		typed(rq, "words") };
	struct text problem = claim_words_problem(rq, change.words);
	if (problem.size > 0)
		return show_words(rq, rs, &file, problem);
	TRY(store_change(workshop_of(rq)->store, words_change, &change));
	return back_to_claim(rq, rs, &file);
}

/* ---- one criterion -------------------------------------------------------------------------- */

/* The place of the criterion in the address among the parts, or part_count. */
static size_t part_of(const struct request *rq, const struct claim_file *file)
{
	size_t at = 0;
	while (at < file->part_count && !text_is(file->parts[at].criterion, behind_claim(rq, 0)))
		at++;
	return at;
}

/* The piece of that kind that can still be changed, or NULL. */
static const struct evidence *open_evidence(
	const struct claim_file *file, struct text criterion, enum evidence_kind kind)
{
	for (size_t i = 0; i < file->evidence_count; i++) {
		const struct evidence *e = &file->evidence[i];
		if (e->kind == kind && e->round == file->claim.round &&
			text_is(e->criterion, criterion))
			return e;
	}
	return NULL;
}

static struct text open_words(
	const struct claim_file *file, struct text criterion, enum evidence_kind kind)
{
	const struct evidence *e = open_evidence(file, criterion, kind);
	return e ? e->words : NO_TEXT;
}

static void fill_self(
	struct request *rq, const struct claim_part *part, struct claim_part_screen *s)
{
	static const enum self_rating offered[] = { SELF_CAN, SELF_PARTLY, SELF_NOT_YET };
	struct text chosen = field_or(rq, "self", text_of(self_rating_word(part->self)));
	struct choice_row *rows = arena_take_many(rq->arena, COUNT_OF(offered), sizeof *rows);
	for (size_t i = 0; i < COUNT_OF(offered); i++)
		rows[i] = (struct choice_row){ .value = text_of(self_rating_word(offered[i])),
			.words = self_words(rq, offered[i]),
			.input = arena_print(rq->arena, "self-%zu", i + 1),
			.chosen = text_is_chars(chosen, self_rating_word(offered[i])) };
	s->self = rows;
	s->self_count = COUNT_OF(offered);
}

/* Ticked: in the form that came, else as it is kept. */
static bool is_ticked(const struct request *rq, const struct claim_file *file,
	struct text criterion, const struct shown_result *result)
{
	if (form_has(&rq->form, "self") || form_has(&rq->form, "words")) {
		struct text value;
		for (size_t n = 0; (value = form_value_at(&rq->form, "result", n)).at; n++)
			if (text_is(value, result->value))
				return true;
		return false;
	}
	for (size_t i = 0; i < file->evidence_count; i++) {
		const struct evidence *e = &file->evidence[i];
		if (e->kind == EVIDENCE_RESULT && e->round == file->claim.round &&
			text_is(e->criterion, criterion) && text_is(e->course, result->course) &&
			text_is(e->page, result->page) && text_is(e->question, result->question))
			return true;
	}
	return false;
}

static void fill_results(struct request *rq, const struct claim_file *file, struct text criterion,
	const struct shown_result *results, size_t count, struct claim_part_screen *s)
{
	struct choice_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct choice_row){ .value = results[i].value,
			.words = results[i].words,
			.lang = results[i].lang,
			.input = arena_print(rq->arena, "result-%zu", i + 1),
			.chosen = is_ticked(rq, file, criterion, &results[i]) };
	s->results = rows;
	s->results_count = count;
}

/* What was sent before the last decision stays. */
static void fill_before(struct request *rq, const struct library *library,
	const struct claim_file *file, struct text criterion, struct claim_part_screen *s)
{
	struct evidence_row *rows =
		arena_take_many(rq->arena, file->evidence_count + 1, sizeof *rows);
	for (size_t i = 0; i < file->evidence_count; i++) {
		const struct evidence *e = &file->evidence[i];
		if (e->round < file->claim.round && text_is(e->criterion, criterion))
			rows[s->before_count++] = evidence_row_of(rq, library, file, e);
	}
	s->before = rows;
}

/* Files that can still be changed. */
static void fill_files(struct request *rq, const struct library *library,
	const struct claim_file *file, struct text criterion, struct claim_part_screen *s)
{
	struct evidence_row *rows =
		arena_take_many(rq->arena, file->evidence_count + 1, sizeof *rows);
	for (size_t i = 0; i < file->evidence_count; i++) {
		const struct evidence *e = &file->evidence[i];
		if (e->kind == EVIDENCE_FILE && e->round == file->claim.round &&
			text_is(e->criterion, criterion))
			rows[s->files_count++] = evidence_row_of(rq, library, file, e);
	}
	s->files = rows;
}

/* What was done here, for its owner to choose from: a coach isn't shown it. */
static enum outcome offer_results(struct request *rq, const struct library *library,
	const struct claim_file *file, struct text criterion, struct shown_result **results,
	size_t *count)
{
	*results = NULL;
	*count = 0;
	if (file->writes_for.size > 0)
		return DONE;
	BORROWED loan = borrow(workshop_of(rq));
	return load_results(rq, loan.db, library, file->claim.unit, criterion, results, count);
}

struct part_problems {
	struct text words, address;
};

static enum outcome show_part(struct request *rq, struct response *rs,
	const struct claim_file *file, size_t at, const struct part_problems *problems)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct claim_part *part = &file->parts[at];
	struct text id = part->criterion;
	bool came = form_has(&rq->form, "words");
	struct claim_part_screen s = { .back = file->base,
		.writes_for = file->writes_for,
		.number = (int64_t)at + 1,
		.parts = (int64_t)file->part_count,
		.earlier = part->earlier != 0,
		.words = field_or(rq, "words", open_words(file, id, EVIDENCE_WORDS)),
		.address = field_or(rq, "address", open_words(file, id, EVIDENCE_LINK)),
		.words_problem = problems->words,
		.address_problem = problems->address,
		.show = came ? form_has(&rq->form, "show")
			     : open_evidence(file, id, EVIDENCE_SHOW) != NULL,
		.last = at + 1 == file->part_count };
	struct shown_result *results;
	size_t count;
	s.action = arena_print(rq->arena, "%.*s/part/%.*s", SHOWN(s.back), SHOWN(id));
	s.title = unit_title(rq, library, file->claim.unit, &s.lang);
	s.part_words = criterion_words(rq, find_unit(library, file->claim.unit), id, &s.part_lang);
	TRY(offer_results(rq, library, file, id, &results, &count));
	fill_self(rq, part, &s);
	fill_results(rq, file, id, results, count, &s);
	fill_before(rq, library, file, id, &s);
	fill_files(rq, library, file, id, &s);
	s.teach = teaching_pages(rq, library, file->claim.unit, id, &s.teach_count);
	fill_frame_here(rq, rs, &s.frame, s.part_words, file);
	if (problems->words.size > 0)
		add_form_problem(rq, &s.frame, "words", problems->words);
	if (problems->address.size > 0)
		add_form_problem(rq, &s.frame, "address", problems->address);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_CLAIM_PART, &s);
}

/* Once it is sent: what was shown, how it was seen and why, and where it can be learned. */
static enum outcome show_part_sent(
	struct request *rq, struct response *rs, const struct claim_file *file, size_t at)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct claim_part_sent_screen s = { .back = file->base,
		.number = (int64_t)at + 1,
		.parts = (int64_t)file->part_count,
		.part = claim_part_rows(rq, library, file)[at] };
	s.title = unit_title(rq, library, file->claim.unit, &s.lang);
	s.part_words = s.part.words;
	s.part_lang = s.part.lang;
	if (!s.part.shown)
		s.part.teach = teaching_pages(
			rq, library, file->claim.unit, s.part.id, &s.part.teach_count);
	fill_frame(rq, rs, &s.frame, s.part_words);
	return show(rq, rs, SCREEN_CLAIM_PART_SENT, &s);
}

enum outcome show_claim_part(struct request *rq, struct response *rs)
{
	struct claim_file file;
	enum outcome o = load_editable(rq, &file);
	if (o != OVERTAKEN)
		TRY(o);
	/* what the client makes of it alone is for them to show */
	if (o == OVERTAKEN && file.writes_for.size > 0)
		return back_to_claim(rq, rs, &file);
	size_t at = part_of(rq, &file);
	if (at == file.part_count)
		return NOT_HERE;
	if (o == OVERTAKEN)
		return show_part_sent(rq, rs, &file, at);
	return show_part(rq, rs, &file, at, &(struct part_problems){ NO_TEXT, NO_TEXT });
}

struct part_change {
	int64_t claim, person, now;
	struct claim_part part;
	struct evidence *evidence;
	size_t count;
};

static enum outcome part_change(struct db *db, void *value)
{
	const struct part_change *c = value;
	return save_claim_part(db, c->claim, c->person, &c->part, c->evidence, c->count, c->now);
}

static void add_piece(struct part_change *c, enum evidence_kind kind, struct text words)
{
	c->evidence[c->count++] = (struct evidence){ .criterion = c->part.criterion,
		.kind = kind,
		.words = words,
		.course = NO_TEXT,
		.page = NO_TEXT,
		.question = NO_TEXT };
}

/* Those that the client chose stay, where a coach writes. */
static void keep_results(const struct claim_file *file, struct part_change *c)
{
	for (size_t i = 0; i < file->evidence_count; i++) {
		const struct evidence *e = &file->evidence[i];
		if (e->kind != EVIDENCE_RESULT || e->round != file->claim.round ||
			!text_is(e->criterion, c->part.criterion))
			continue;
		add_piece(c, EVIDENCE_RESULT, NO_TEXT);
		struct evidence *kept = &c->evidence[c->count - 1];
		kept->course = e->course;
		kept->page = e->page;
		kept->question = e->question;
	}
}

/* What stands on the page, as it is to be kept. Results that aren't theirs are left out. */
static enum outcome read_part(
	struct request *rq, const struct claim_file *file, struct part_change *c)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct text words = typed(rq, "words"), address = typed(rq, "address");
	struct shown_result *results;
	size_t count;
	TRY(offer_results(rq, library, file, c->part.criterion, &results, &count));
	c->evidence =
		arena_take_many(rq->arena, count + file->evidence_count + 3, sizeof *c->evidence);
	if (words.size > 0)
		add_piece(c, EVIDENCE_WORDS, words);
	if (address.size > 0)
		add_piece(c, EVIDENCE_LINK, address);
	if (form_has(&rq->form, "show"))
		add_piece(c, EVIDENCE_SHOW, NO_TEXT);
	for (size_t i = 0; i < count; i++)
		if (is_ticked(rq, file, c->part.criterion, &results[i]))
			c->evidence[c->count++] =
				evidence_of_result(&results[i], c->part.criterion);
	if (file->writes_for.size > 0)
		keep_results(file, c);
	return DONE;
}

enum outcome keep_claim_part(struct request *rq, struct response *rs)
{
	struct claim_file file;
	TRY(load_editable(rq, &file));
	size_t at = part_of(rq, &file);
	if (at == file.part_count)
		return NOT_HERE;
	struct part_change change = { file.claim.id, rq->who.person, clock_now(), file.parts[at],
		NULL, 0 };
	if (!self_rating_of(form_value(&rq->form, "self"), &change.part.self))
		change.part.self = SELF_UNSAID;
	struct part_problems problems = { too_long(rq, typed(rq, "words"), CLAIM_WORDS_MOST),
		too_long(rq, typed(rq, "address"), LINK_MOST) };
	if (problems.words.size > 0 || problems.address.size > 0)
		return show_part(rq, rs, &file, at, &problems);
	TRY(read_part(rq, &file, &change));
	TRY(store_change(workshop_of(rq)->store, part_change, &change));
	bool went;
	TRY(press_file_button(rq, rs, &file, change.part.criterion, &went));
	if (went)
		return DONE;
	if (!text_is_chars(form_value(&rq->form, "do"), "next") || at + 1 == file.part_count)
		return back_to_claim(rq, rs, &file);
	return see_other(
		rs, rq, "%.*s/part/%.*s", SHOWN(file.base), SHOWN(file.parts[at + 1].criterion));
}
