/*
 * What the pages of claims have in common, for the one who asks and the one who assesses: a unit and its
 * criteria in words, what was shown, how it stands. A unit may have gone from the courses meanwhile: what
 * was asked and decided is shown all the same.
 */
#include "inside.h"

/* ---- units in words ------------------------------------------------------------------------- */

/* Index of the language of a unit to show: the reader's, else the one before its variant, else any. */
static size_t unit_language(const struct unit *unit, struct text wanted)
{
	for (size_t i = 0; i < unit->language_count; i++)
		if (text_is(unit->languages[i], wanted))
			return i;
	struct text tag = language_tag(wanted);
	for (size_t i = 0; i < unit->language_count; i++)
		if (text_is(unit->languages[i], tag))
			return i;
	return 0;
}

struct text unit_words(
	const struct unit *unit, const struct text *words, struct text wanted, struct text *lang)
{
	size_t at = unit_language(unit, wanted);
	for (size_t i = 0; i < unit->language_count && words[at].size == 0; i++)
		at = words[i].size > 0 ? i : at;
	*lang = language_tag(unit->languages[at]);
	return words[at];
}

struct text unit_title(
	const struct request *rq, const struct library *library, struct text id, struct text *lang)
{
	const struct unit *unit = find_unit(library, id);
	*lang = NO_TEXT;
	if (!unit)
		return id;
	struct text words = unit_words(unit, unit->titles, text_language(rq), lang);
	*lang = arena_copy(rq->arena, *lang);
	return arena_copy(rq->arena, words);
}

struct text criterion_words(
	const struct request *rq, const struct unit *unit, struct text id, struct text *lang)
{
	*lang = NO_TEXT;
	for (size_t o = 0; unit && o < unit->outcome_count; o++)
		for (size_t c = 0; c < unit->outcomes[o].criterion_count; c++) {
			const struct criterion *one = &unit->outcomes[o].criteria[c];
			if (!text_is(one->id, id))
				continue;
			struct text words = unit_words(unit, one->words, text_language(rq), lang);
			*lang = arena_copy(rq->arena, *lang);
			return arena_copy(rq->arena, words);
		}
	return id;
}

size_t unit_criteria(struct arena *a, const struct unit *unit, const struct text **ids)
{
	struct text *list = NULL;
	size_t count = 0, room = 0;
	for (size_t o = 0; o < unit->outcome_count; o++)
		for (size_t c = 0; c < unit->outcomes[o].criterion_count; c++) {
			GROW(a, list, count, room);
			list[count++] = unit->outcomes[o].criteria[c].id;
		}
	*ids = list;
	return count;
}

/* ---- what teaches a criterion --------------------------------------------------------------- */

bool course_has_unit(const struct course *course, struct text unit)
{
	for (size_t i = 0; i < course->unit_count; i++)
		if (text_is(course->units[i], unit))
			return true;
	return false;
}

bool page_teaches(const struct page *page, struct text criterion)
{
	for (size_t i = 0; i < page->criterion_count; i++)
		if (text_is(page->criteria[i], criterion))
			return true;
	return false;
}

#define TEACH_MOST 5

const struct first_row *teaching_pages(struct request *rq, const struct library *library,
	struct text unit, struct text criterion, size_t *count)
{
	struct first_row *rows = arena_take_many(rq->arena, TEACH_MOST, sizeof *rows);
	*count = 0;
	for (size_t c = 0; c < library->course_count; c++) {
		const struct course *course = &library->courses[c];
		if (!course_has_unit(course, unit))
			continue;
		for (size_t p = 0; p < course->page_count && *count < TEACH_MOST; p++) {
			const struct page *page = &course->pages[p];
			if (!page_teaches(page, criterion))
				continue;
			const struct page_words *words =
				page_words_for(course, page, text_language(rq));
			rows[(*count)++] = (struct first_row){ .link = page_path(rq->arena,
								       course->id, page->id),
				.lang = arena_copy(rq->arena, language_tag(words->language)),
				.title = arena_copy(rq->arena, words->title) };
		}
	}
	return rows;
}

/* ---- states and judgements in words --------------------------------------------------------- */

struct text self_words(const struct request *rq, enum self_rating self)
{
	static const char *const words[] = { [SELF_UNSAID] = "",
		[SELF_CAN] = N_("I can"),
		[SELF_PARTLY] = N_("Partly"),
		[SELF_NOT_YET] = N_("Not yet") };
	return *words[self] ? tell(rq, words[self]) : NO_TEXT;
}

struct text judgement_words(const struct request *rq, enum judgement judgement)
{
	static const char *const words[] = { [JUDGED_NOTHING] = "",
		[JUDGED_SHOWN] = N_("Shown"),
		[JUDGED_NOT_YET] = N_("Not shown yet"),
		[JUDGED_UNCLEAR] = N_("Can't be told yet") };
	return *words[judgement] ? tell(rq, words[judgement]) : NO_TEXT;
}

struct promise claim_promise(const struct request *rq, const struct claim *claim)
{
	return promise_now(claim->answer_by, claim->answer_days, clock_day_of(clock_now()),
		&workshop_of(rq)->calendar);
}

/* {a}: the coach, {b}: a day. */
static struct text say_state(
	const struct request *rq, const char *msgid, struct text who, struct text day)
{
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), msgid, who, day);
}

/* While it is a draft: what a coach wrote down waits for the client's word. */
static struct text draft_words(const struct request *rq, const struct claim *claim)
{
	if (claim->writer && !claim->confirmed)
		return say_state(rq,
			N_("{a} wrote this down with you. Look at it, and say if it is right."),
			coach_called(rq, claim->writer_name), NO_TEXT);
	return tell(rq, N_("Not sent yet"));
}

/* By whom, from what; and how it was confirmed. To the client and to staff. */
static const char *const written_by[2][2] = {
	{ N_("{a} wrote this down with you."), N_("{a} typed this in from your paper of {b}.") },
	{ N_("{a} wrote this down together with the client."),
		N_("{a} typed this in from the client's paper of {b}.") },
};
static const char *const confirmed_words[2][3] = {
	{ N_("It counts only when you have said that it is right."),
		N_("You said that it is right, {b}."),
		N_("You signed that it is right. {a} handed in a picture of the sheet, {b}.") },
	{ N_("The client hasn't confirmed it yet."), N_("The client confirmed it themselves, {b}."),
		N_("The client confirmed it by signing a sheet, handed in {b}.") },
};

const struct sentence *written_words(
	const struct request *rq, const struct claim *claim, bool staff, size_t *count)
{
	struct sentence *rows = arena_take_many(rq->arena, 2, sizeof *rows);
	struct text who = claim->writer_name.size > 0 || !staff
		? coach_called(rq, claim->writer_name)
		: person_called(rq, NO_TEXT, claim->writer);
	*count = claim->writer ? 2 : 0;
	if (*count == 0)
		return rows;
	rows[0].words = say_state(rq, written_by[staff][claim->paper_day > 0], who,
		full_date_words(rq, claim->paper_day));
	rows[1].words = say_state(rq, confirmed_words[staff][claim->confirmed_by], who,
		full_date_words(rq, clock_day_of(claim->confirmed)));
	return rows;
}

struct text claim_state_words(const struct request *rq, const struct claim *claim)
{
	static const char *const words[] = {
		[CLAIM_DRAFT] = "", /* draft_words() */
		[CLAIM_SUBMITTED] = N_("It has arrived. You will get an answer by {b}."),
		[CLAIM_IN_REVIEW] = N_("{a} is looking at it. You will get an answer by {b}."),
		[CLAIM_RETURNED] = N_("It needs a little more from you"),
		[CLAIM_DEMONSTRATION] = N_("You have agreed with {a} to show it in practice."),
		[CLAIM_PROPOSED] = N_("Nearly ready: another person looks at it, too. You will get "
				      "an answer by {b}."),
		[CLAIM_APPROVED] = N_("Approved"),
		[CLAIM_PARTLY] = N_("Partly approved"),
		[CLAIM_NOT_YET] = N_("Not approved yet"),
		[CLAIM_AGAIN] = N_("Another person will assess it anew. You will get an answer by "
				   "{b}."),
		[CLAIM_WITHDRAWN] = N_("You have taken this back. You can go on with it whenever "
				       "you like."),
	};
	if (claim->state == CLAIM_DRAFT)
		return draft_words(rq, claim);
	struct text day = claim->answer_by ? date_words(rq, claim_promise(rq, claim).day) : NO_TEXT;
	if (claim->state == CLAIM_IN_REVIEW && claim->assessor == 0)
		return say_state(rq, words[CLAIM_SUBMITTED], NO_TEXT, day);
	return say_state(rq, words[claim->state], coach_called(rq, claim->assessor_name), day);
}

struct claim_line claim_line_of(
	struct request *rq, const struct library *library, const struct claim *claim)
{
	struct claim_line line = { .link = arena_print(
					   rq->arena, "/show/%lld", (long long)claim->id),
		.state = claim_state_words(rq, claim) };
	line.title = unit_title(rq, library, claim->unit, &line.lang);
	return line;
}

/* ---- a claim with all that belongs to it ---------------------------------------------------- */

/* The round whose judgements a client is told: of what was returned the one under way, else of the last
 * decision. */
static int told_round(const struct claim_file *file)
{
	const struct claim *claim = &file->claim;
	if (claim->state == CLAIM_RETURNED)
		return claim->round;
	return file->decision_count > 0 ? file->decisions[file->decision_count - 1].round : 0;
}

/* What was shown for an assessment that was taken back is the client's alone. */
static void leave_out_later(struct claim_file *file)
{
	size_t kept = 0;
	for (size_t i = 0; i < file->evidence_count; i++) {
		if (file->evidence[i].round <= file->claim.round)
			file->evidence[kept++] = file->evidence[i];
	}
	file->evidence_count = kept;
}

enum outcome load_claim_file(
	struct request *rq, struct db *db, int64_t id, bool staff, struct claim_file *file)
{
	struct arena *a = rq->arena;
	*file = (struct claim_file){ .parts = NULL };
	TRY(load_claim(db, a, id, &file->claim));
	TRY(load_claim_parts(db, a, id, &file->parts, &file->part_count));
	TRY(load_evidence(db, a, id, &file->evidence, &file->evidence_count));
	TRY(list_claim_files(db, a, id, &file->files, &file->file_count));
	file->staff = staff;
	file->writes_for = NO_TEXT;
	file->base =
		staff ? review_link(a, &file->claim) : arena_print(a, "/show/%lld", (long long)id);
	if (staff)
		leave_out_later(file);
	TRY(load_decisions(db, a, id, &file->decisions, &file->decision_count));
	TRY(load_demonstrations(db, a, id, &file->demonstrations, &file->demonstration_count));
	return load_claim_judgements(db, a, id, staff ? file->claim.round : told_round(file),
		&file->judgements, &file->judgement_count);
}

/* ---- what was shown ------------------------------------------------------------------------- */

/* Of an answer or a page done here: what it was, in words. */
static void fill_result(struct request *rq, const struct library *library, const struct evidence *e,
	struct evidence_row *row)
{
	struct help_place place = find_place(rq, library, e->course, e->page);
	enum verdict verdict;
	row->page = place_link(rq, &place);
	row->title = arena_copy(rq->arena, place_title(rq, &place, &row->lang));
	row->lang = arena_copy(rq->arena, row->lang);
	struct text question = place_question(&place, e->question);
	if (question.size > 0)
		row->title =
			arena_print(rq->arena, "%.*s: %.*s", SHOWN(row->title), SHOWN(question));
	if (row->title.size == 0)
		row->title = e->page;
	if (e->question.size == 0)
		row->verdict = tell(rq, N_("The page is done."));
	else if (verdict_of(e->verdict, &verdict))
		row->verdict =
			verdict == VERDICT_GIVEN ? NO_TEXT : verdict_words(rq, ASK_ONE, verdict);
}

static void fill_file(struct request *rq, const struct claim_file *claim, const struct evidence *e,
	struct evidence_row *row)
{
	struct file *file = file_of_evidence(claim, e->id);
	row->file = file != NULL;
	if (!file)
		return;
	row->view = file_view_of(rq, file,
		arena_print(rq->arena, "%.*s/file/%lld", SHOWN(claim->base), (long long)e->id),
		claim->staff ? FILE_LARGE : FILE_SMALL);
	row->change = arena_print(rq->arena, "change-%lld", (long long)e->id);
	row->remove = arena_print(rq->arena, "remove-%lld", (long long)e->id);
}

struct evidence_row evidence_row_of(struct request *rq, const struct library *library,
	const struct claim_file *file, const struct evidence *e)
{
	struct evidence_row row = { .words = e->kind == EVIDENCE_WORDS,
		.link = e->kind == EVIDENCE_LINK,
		.result = e->kind == EVIDENCE_RESULT,
		.show = e->kind == EVIDENCE_SHOW,
		.before = e->round < file->claim.round };
	if (row.link)
		row.address = e->words;
	else
		row.paragraphs = paragraphs_of(rq->arena, e->words, &row.paragraphs_count);
	if (row.result)
		fill_result(rq, library, e, &row);
	if (e->kind == EVIDENCE_FILE)
		fill_file(rq, file, e, &row);
	return row;
}

static void fill_part_evidence(struct request *rq, const struct library *library,
	const struct claim_file *file, struct claim_part_row *row)
{
	struct evidence_row *rows =
		arena_take_many(rq->arena, file->evidence_count + 1, sizeof *rows);
	for (size_t i = 0; i < file->evidence_count; i++)
		if (text_is(file->evidence[i].criterion, row->id))
			rows[row->evidence_count++] =
				evidence_row_of(rq, library, file, &file->evidence[i]);
	row->evidence = rows;
}

enum judgement part_judgement(
	const struct claim_file *file, const struct claim_part *part, struct text *note)
{
	*note = NO_TEXT;
	for (size_t i = 0; i < file->judgement_count; i++) {
		const struct claim_judgement *one = &file->judgements[i];
		if (!text_is(one->criterion, part->criterion))
			continue;
		*note = one->note;
		if (one->judgement != JUDGED_NOTHING)
			return one->judgement;
	}
	return part->earlier ? JUDGED_SHOWN : JUDGED_NOTHING;
}

struct claim_part_row *claim_part_rows(
	struct request *rq, const struct library *library, const struct claim_file *file)
{
	const struct unit *unit = find_unit(library, file->claim.unit);
	struct claim_part_row *rows =
		arena_take_many(rq->arena, file->part_count + 1, sizeof *rows);
	for (size_t i = 0; i < file->part_count; i++) {
		const struct claim_part *part = &file->parts[i];
		struct text note;
		enum judgement judgement = part_judgement(file, part, &note);
		struct claim_part_row *row = &rows[i];
		*row = (struct claim_part_row){ .id = part->criterion,
			.number = (int64_t)i + 1,
			.link = file->staff ? NO_TEXT
					    : arena_print(rq->arena, "%.*s/part/%.*s",
						      SHOWN(file->base), SHOWN(part->criterion)),
			.self = self_words(rq, part->self),
			.judgement = judgement_words(rq, judgement),
			.shown = judgement == JUDGED_SHOWN,
			.not_shown = judgement != JUDGED_NOTHING && judgement != JUDGED_SHOWN,
			.earlier = part->earlier != 0 };
		row->words = criterion_words(rq, unit, part->criterion, &row->lang);
		row->note = paragraphs_of(rq->arena, note, &row->note_count);
		fill_part_evidence(rq, library, file, row);
	}
	return rows;
}

const struct demonstration_row *demonstration_rows(
	struct request *rq, const struct claim_file *file)
{
	struct arena *a = rq->arena;
	struct demonstration_row *rows =
		arena_take_many(a, file->demonstration_count + 1, sizeof *rows);
	for (size_t i = 0; i < file->demonstration_count; i++) {
		const struct demonstration *d = &file->demonstrations[i];
		struct demonstration_row *row = &rows[i];
		row->when = ring_words(rq, d->at);
		row->noted = d->noted != 0;
		row->place = paragraphs_of(a, d->place, &row->place_count);
		row->tasks = paragraphs_of(a, d->tasks, &row->tasks_count);
		row->present = paragraphs_of(a, d->present, &row->present_count);
		row->seen = paragraphs_of(a, d->seen, &row->seen_count);
	}
	return rows;
}

const struct decision_row *decision_rows(struct request *rq, const struct claim_file *file)
{
	struct decision_row *rows =
		arena_take_many(rq->arena, file->decision_count + 1, sizeof *rows);
	for (size_t i = 0; i < file->decision_count; i++) {
		const struct decision *d = &file->decisions[i];
		struct claim then = { .state = d->kind };
		rows[i] = (struct decision_row){ .when = full_date_words(rq, clock_day_of(d->at)),
			.kind = claim_state_words(rq, &then),
			.who = coach_called(rq, d->decider_name),
			.with = d->proposer ? coach_called(rq, d->proposer_name) : NO_TEXT,
			.ground = d->ground == CLAIM_ASKED
				? tell(rq, N_("A new assessment was asked for."))
				: d->ground == CLAIM_REOPENED
				? tell(rq, N_("An earlier assessment was corrected."))
				: NO_TEXT,
			.shown = d->shown,
			.parts = d->parts,
			.whole = d->kind == CLAIM_APPROVED,
			.partly = d->kind == CLAIM_PARTLY,
			.not_yet = d->kind == CLAIM_NOT_YET };
		rows[i].reason = paragraphs_of(rq->arena, d->reason, &rows[i].reason_count);
	}
	return rows;
}
