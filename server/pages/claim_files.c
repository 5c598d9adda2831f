/*
 * Files as evidence: handing one in for a criterion, in place of another or besides; taking one back; looking
 * at one, as its owner or as a coach with a tie for claims. Who looks for a file of somebody else's finds
 * nothing, as where there is none.
 */
#include "inside.h"

struct file *file_of_evidence(const struct claim_file *file, int64_t evidence)
{
	for (size_t i = 0; i < file->file_count; i++)
		if (file->files[i].evidence == evidence)
			return &file->files[i];
	return NULL;
}

static const struct evidence *find_evidence(const struct claim_file *file, struct text number)
{
	int64_t id;
	for (size_t i = 0; text_number(number, &id) && i < file->evidence_count; i++)
		if (file->evidence[i].id == id && file->evidence[i].kind == EVIDENCE_FILE)
			return &file->evidence[i];
	return NULL;
}

static struct text part_link(
	const struct request *rq, const struct claim_file *file, struct text criterion)
{
	return arena_print(rq->arena, "%.*s/part/%.*s", SHOWN(file->base), SHOWN(criterion));
}

/* ---- handing one in ---------------------------------------------------------------------------- */

static enum outcome load_for_file(struct request *rq, struct claim_file *file)
{
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim_here(rq, loan.db, file));
	for (size_t i = 0; i < file->part_count; i++)
		if (text_is(file->parts[i].criterion, behind_claim(rq, 0)))
			return may_here(rq, &file->claim, ACT_EDIT) ? DONE : OVERTAKEN;
	return NOT_HERE;
}

/* What it comes instead of, as the form or the address says; NULL: nothing. */
static const struct evidence *replaced(const struct request *rq, const struct claim_file *file)
{
	const struct form *form = rq->method == POST ? &rq->form : &rq->query;
	const struct evidence *e = find_evidence(file, form_value(form, "instead"));
	return e && e->round == file->claim.round && text_is(e->criterion, behind_claim(rq, 0))
		? e
		: NULL;
}

static enum outcome show_form(
	struct request *rq, struct response *rs, const struct claim_file *file, struct text problem)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	const struct evidence *old = replaced(rq, file);
	const struct file *old_file = old ? file_of_evidence(file, old->id) : NULL;
	struct claim_file_screen s = { .problem = problem,
		.writes_for = file->writes_for,
		.back = part_link(rq, file, behind_claim(rq, 0)) };
	s.action = arena_print(rq->arena, "%.*s/file", SHOWN(s.back));
	s.title = unit_title(rq, library, file->claim.unit, &s.lang);
	s.part_words = criterion_words(
		rq, find_unit(library, file->claim.unit), behind_claim(rq, 0), &s.part_lang);
	if (old_file) {
		s.instead = arena_print(rq->arena, "%lld", (long long)old->id);
		s.old = old_file->name;
	}
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A picture or a document")));
	if (problem.size > 0)
		add_form_problem(rq, &s.frame, "file", problem);
	if (problem.size > 0 && !rs->status)
		rs->status = outcome_status(BAD_FORM);
	return show(rq, rs, SCREEN_CLAIM_FILE, &s);
}

static enum outcome to_part(struct request *rq, struct response *rs, const struct claim_file *file,
	struct text criterion)
{
	return see_other(rs, rq, "%.*s#files", SHOWN(part_link(rq, file, criterion)));
}

enum outcome show_file_form(struct request *rq, struct response *rs)
{
	struct claim_file file;
	enum outcome o = load_for_file(rq, &file);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	bool cut = was_cut(workshop_of(rq)->cuts, rq->who.person);
	return show_form(rq, rs, &file, cut ? tell(rq, outcome_words(CUT_OFF)) : NO_TEXT);
}

enum outcome show_file_too_large(struct request *rq, struct response *rs)
{
	struct claim_file file;
	/* it was refused before that was asked */
	if (rq->route->door & TIED)
		TRY(admit(rq));
	rs->status = outcome_status(TOO_LARGE);
	if (rq->route->run == confirm_by_sheet) {
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_claim_here(rq, loan.db, &file));
		give_back(&loan);
		return show_confirm_with(rq, rs, &file, file_problem_words(rq, FILE_TOO_LARGE));
	}
	TRY(load_for_file(rq, &file));
	return show_form(rq, rs, &file, file_problem_words(rq, FILE_TOO_LARGE));
}

struct file_change {
	int64_t claim, actor, instead, now;
	struct text criterion;
	struct file file;
};

static enum outcome file_change(struct db *db, void *value)
{
	struct file_change *c = value;
	return add_claim_file(db, c->claim, c->actor, c->criterion, c->instead, &c->file);
}

enum outcome hand_in_file(struct request *rq, struct response *rs)
{
	struct claim_file file;
	enum outcome o = load_for_file(rq, &file);
	if (o == OVERTAKEN)
		return see_other(rs, rq, "%.*s", SHOWN(file.base));
	TRY(o);
	struct file_change c = {
		.claim = file.claim.id, .actor = rq->who.person, .criterion = behind_claim(rq, 0)
	};
	const struct evidence *old = replaced(rq, &file);
	c.instead = old ? old->id : 0;
	enum file_problem problem = receive_file(rq, &c.file);
	if (problem != FILE_FITS)
		return show_form(rq, rs, &file, file_problem_words(rq, problem));
	o = store_change(workshop_of(rq)->store, file_change, &c);
	if (o == BUSY)
		return show_form(rq, rs, &file, file_problem_words(rq, FILE_NO_ROOM));
	TRY(o);
	know_file(rq);
	/* whoever sent it is told at once; the page that comes now has it drawn */
	return to_part(rq, rs, &file, c.criterion);
}

/* ---- the page of the part ------------------------------------------------------------------------ */

static enum outcome drop_change(struct db *db, void *value)
{
	const struct file_change *c = value;
	return drop_claim_file(db, c->claim, c->actor, c->instead, c->now);
}

static enum outcome remove_file(struct request *rq, struct response *rs,
	const struct claim_file *file, struct text criterion, const struct evidence *e)
{
	struct file_change c = { .claim = file->claim.id,
		.actor = rq->who.person,
		.instead = e->id,
		.now = clock_now() };
	enum outcome o = store_change(workshop_of(rq)->store, drop_change, &c);
	if (o != NOT_HERE) /* pressed twice: it is gone */
		TRY(o);
	return to_part(rq, rs, file, criterion);
}

enum outcome press_file_button(struct request *rq, struct response *rs,
	const struct claim_file *file, struct text criterion, bool *went)
{
	struct text rest = form_value(&rq->form, "do"), act = text_cut(&rest, '-');
	struct text form =
		arena_print(rq->arena, "%.*s/file", SHOWN(part_link(rq, file, criterion)));
	const struct evidence *e = find_evidence(file, rest.at ? rest : NO_TEXT);
	*went = true;
	if (text_is_chars(act, "file"))
		return see_other(rs, rq, "%.*s", SHOWN(form));
	if (text_is_chars(act, "change"))
		return see_other(rs, rq, "%.*s?instead=%.*s", SHOWN(form), e ? (int)rest.size : 0,
			e ? rest.at : "");
	if (text_is_chars(act, "remove"))
		return e ? remove_file(rq, rs, file, criterion, e)
			 : to_part(rq, rs, file, criterion);
	*went = false;
	return DONE;
}

/* ---- looking at one ------------------------------------------------------------------------------ */

static enum outcome load_own_file(struct request *rq, struct claim_file *claim, struct file **file)
{
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_claim_here(rq, loan.db, claim));
	const struct evidence *e = find_evidence(claim, behind_claim(rq, 0));
	*file = e ? file_of_evidence(claim, e->id) : NULL;
	return *file ? DONE : NOT_HERE;
}

static enum outcome load_client_file(
	struct request *rq, struct claim_file *claim, struct file **file)
{
	TRY(load_client_claim(rq, claim));
	const struct evidence *e = find_evidence(claim, rq->captures[2]);
	*file = e ? file_of_evidence(claim, e->id) : NULL;
	return *file ? DONE : NOT_HERE;
}

static enum outcome show_file(struct request *rq, struct response *rs,
	const struct claim_file *claim, struct file *file, struct text back, struct text base)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct file_screen s = { .back = back };
	s.title = unit_title(rq, library, claim->claim.unit, &s.lang);
	s.view = file_view_of(rq, file, base, FILE_WHOLE);
	fill_frame(rq, rs, &s.frame, s.view.name);
	return show(rq, rs, SCREEN_FILE, &s);
}

enum outcome show_own_file(struct request *rq, struct response *rs)
{
	struct claim_file claim;
	struct file *file;
	TRY(load_own_file(rq, &claim, &file));
	return show_file(rq, rs, &claim, file, claim.base, rq->path);
}

enum outcome send_own_file(struct request *rq, struct response *rs)
{
	struct claim_file claim;
	struct file *file;
	TRY(load_own_file(rq, &claim, &file));
	return send_part(rq, rs, file, behind_claim(rq, 1));
}

enum outcome show_client_file(struct request *rq, struct response *rs)
{
	struct claim_file claim;
	struct file *file;
	TRY(load_client_file(rq, &claim, &file));
	return show_file(rq, rs, &claim, file, claim.base, rq->path);
}

enum outcome send_client_file(struct request *rq, struct response *rs)
{
	struct claim_file claim;
	struct file *file;
	TRY(load_client_file(rq, &claim, &file));
	return send_part(rq, rs, file, rq->captures[3]);
}
