/*
 * claim_files: files as evidence. One is added, exchanged or taken back while the claim is with the client,
 * like all they show; a file that is taken back is erased with it. What was sent stays as it is.
 */
#include "store/inside.h"

static enum outcome has_criterion(
	struct db *db, struct arena *a, int64_t claim, struct text criterion)
{
	struct claim_part *parts;
	size_t count;

	TRY(load_claim_parts(db, a, claim, &parts, &count));
	for (size_t i = 0; i < count; i++)
		if (text_is(parts[i].criterion, criterion))
			return DONE;
	return NOT_HERE;
}

/* The file of a piece of evidence that can still be taken back: not a sheet that was signed. */
static enum outcome find_open(
	struct db *db, struct arena *a, const struct claim *claim, int64_t evidence, struct file *f)
{
	struct evidence *list;
	size_t count;

	TRY(load_evidence(db, a, claim->id, &list, &count));
	for (size_t i = 0; i < count; i++)
		if (list[i].id == evidence && list[i].kind == EVIDENCE_FILE &&
			list[i].criterion.size > 0 && list[i].round == claim->round)
			return load_evidence_file(db, a, evidence, f);
	return NOT_HERE;
}

static enum outcome take_back(struct db *db, struct arena *a, const struct claim *claim,
	int64_t actor, int64_t evidence, int64_t now)
{
	struct file f;

	TRY(find_open(db, a, claim, evidence, &f));
	if (f.key.size > 0)
		TRY(erase_file(db, f.id, actor, now));
	return drop_evidence(db, evidence);
}

static enum outcome add_file(struct db *db, const struct claim *claim, int64_t actor,
	struct text criterion, struct file *f)
{
	struct evidence e = { .criterion = criterion,
		.kind = EVIDENCE_FILE,
		.words = NO_TEXT,
		.course = NO_TEXT,
		.page = NO_TEXT,
		.question = NO_TEXT,
		.verdict = NO_TEXT };

	TRY(insert_evidence(db, claim, &e, f->made));
	f->evidence = sqlite3_last_insert_rowid(db->sqlite);
	f->person = claim->person;
	return keep_file(db, f, actor);
}

enum outcome add_signed_sheet(
	struct db *db, const struct claim *claim, int64_t writer, struct file *f)
{
	return add_file(db, claim, writer, NO_TEXT, f);
}

enum outcome add_claim_file(struct db *db, int64_t id, int64_t actor, struct text criterion,
	int64_t instead, struct file *f)
{
	OWN_ARENA a = arena_open();
	struct claim claim;

	TRY(load_editable_claim(db, a, id, actor, &claim));
	TRY(has_criterion(db, a, id, criterion));
	/* taken back in another window meanwhile: then this one is one more */
	if (instead) {
		enum outcome o = take_back(db, a, &claim, actor, instead, f->made);
		if (o != NOT_HERE)
			TRY(o);
	}
	return add_file(db, &claim, actor, criterion, f);
}

enum outcome drop_claim_file(
	struct db *db, int64_t id, int64_t actor, int64_t evidence, int64_t now)
{
	OWN_ARENA a = arena_open();
	struct claim claim;

	TRY(load_editable_claim(db, a, id, actor, &claim));
	return take_back(db, a, &claim, actor, evidence, now);
}
