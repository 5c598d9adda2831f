/*
 * Badges from elsewhere: a file that somebody brings, each badge in it judged and, where it is intact, kept
 * as theirs from elsewhere. Never as ours: one that says it is this house's is held against our own keys,
 * and isn't kept either way. What a badge says is read from its document whenever it is shown; its picture
 * isn't, for anything may be in it. Nothing is fetched from anybody.
 */
#include "badges.h"
#include "inside.h"
#include "screens_badges.h"
#include "screens_wallet.h"

/* ---- a file that came ----------------------------------------------------------------------------- */

/* One badge of it. */
struct judged {
	struct badge_report report;
	struct brought_badge brought;
	int64_t actor;
	bool known;
};

static enum outcome keep_one(struct db *db, void *value)
{
	struct judged *j = value;
	struct person person;
	OWN_ARENA a = arena_open();
	TRY(load_person(db, a, j->brought.person, &person));
	if (person.closed)
		return NOT_HERE;
	return add_brought(db, &j->brought, j->actor, &j->known);
}

static bool says_ours(const struct conf *conf, struct text issuer_id)
{
	struct text origin = conf->badge_origin;
	return text_starts(issuer_id, origin) &&
		text_is(text_part(issuer_id, origin.size, issuer_id.size), TEXT("/ob/issuer"));
}

static void judge(const struct conf *conf, struct arena *a, const struct brought_file *brought,
	struct text own_issuer, struct text document, struct judged *j)
{
	int64_t now = clock_now();
	/* without a document first: whose it says it is decides which one it is held against */
	j->report = badge_verify(a, document, NO_TEXT, NO_TEXT, now);
	if (says_ours(conf, j->report.issuer_id))
		j->report = badge_verify(a, document, own_issuer, NO_TEXT, now);
	else if (j->report.verdict == BADGE_UNCHECKED && brought->issuer.size > 0)
		j->report = badge_verify(a, document, brought->issuer, brought->status, now);
	j->actor = brought->actor;
	j->brought = (struct brought_badge){ .person = brought->person,
		.document = j->report.json,
		.brought = now,
		.checked = j->report.verdict == BADGE_OURS ? now : 0 };
}

static bool is_intact(enum badge_verdict verdict)
{
	return verdict == BADGE_OURS || verdict == BADGE_UNCHECKED || verdict == BADGE_FOREIGN;
}

static enum outcome settle(
	struct store *store, const struct conf *conf, struct judged *j, struct brought_told *told)
{
	*told = (struct brought_told){ BROUGHT_REFUSED, j->report.verdict, j->report.name,
		j->report.issuer_name, j->report.issuer_id };
	if (says_ours(conf, j->report.issuer_id) && j->report.verdict == BADGE_OURS) {
		told->fate = BROUGHT_OURS;
		return DONE;
	}
	if (!is_intact(j->report.verdict) || says_ours(conf, j->report.issuer_id))
		return DONE;
	enum outcome o = store_change(store, keep_one, j);
	told->fate = o == OVERTAKEN ? BROUGHT_FULL : j->known ? BROUGHT_KNOWN : BROUGHT_NEW;
	return o == OVERTAKEN ? DONE : o;
}

enum outcome bring_badges(struct store *store, const struct conf *conf, struct arena *a,
	const struct brought_file *brought, struct brought_told **told, size_t *count)
{
	struct text *documents, own_issuer;
	struct person person;
	if (!badge_wallet_read(a, brought->file, &documents, count))
		return BAD_FORM;
	struct db *db = reader_borrow(store);
	enum outcome o = load_person(db, a, brought->person, &person);
	if (o == DONE)
		o = make_issuer_document(db, a, conf, &own_issuer);
	reader_return(store, db);
	TRY(o);
	*told = arena_take_many(a, *count, sizeof **told);
	for (size_t i = 0; i < *count; i++) {
		struct judged j = { .known = false };
		judge(conf, a, brought, own_issuer, documents[i], &j);
		TRY(settle(store, conf, &j, &(*told)[i]));
	}
	return DONE;
}

/* ---- the page that takes one ------------------------------------------------------------------------ */

static struct text fate_words(const struct request *rq, const struct brought_told *told)
{
	static const char *const words[] = {
		[BROUGHT_NEW] = N_("It is among your badges from elsewhere now."),
		[BROUGHT_KNOWN] = N_("You had it here already."),
		[BROUGHT_OURS] = N_("It was made here, so it isn't one from elsewhere."),
		[BROUGHT_FULL] = N_("There is no room for more. Remove one that you don't need, "
				    "and bring this again."),
	};
	if (told->fate == BROUGHT_REFUSED)
		return tell(rq, badge_verdict_words(told->verdict));
	return tell(rq, words[told->fate]);
}

static enum outcome show_form(struct request *rq, struct response *rs, struct bring_screen *s)
{
	fill_frame(rq, rs, &s->frame, tell(rq, N_("Bring badges from elsewhere")));
	if (s->file_problem.size > 0) {
		rs->status = 422;
		add_form_problem(rq, &s->frame, "file", s->file_problem);
	}
	return show(rq, rs, SCREEN_BRING, s);
}

enum outcome show_bring_form(struct request *rq, struct response *rs)
{
	struct bring_screen s = { .rows = NULL };
	return show_form(rq, rs, &s);
}

enum outcome bring_file(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct brought_file brought = { .person = rq->who.person,
		.actor = rq->who.person,
		.file = form_value(&rq->form, "file") };
	struct bring_screen s = { .rows = NULL };
	struct brought_told *told;
	size_t count;
	if (!brought.file.at || brought.file.size == 0) {
		s.file_problem = tell(rq, N_("Choose a file first."));
		return show_form(rq, rs, &s);
	}
	enum outcome o = bring_badges(w->store, &w->conf, rq->arena, &brought, &told, &count);
	if (o == BAD_FORM) {
		s.file_problem = tell(rq,
			N_("There are no badges in this file that can be read. Choose the file as "
			   "you saved it, or a badge that you saved."));
		return show_form(rq, rs, &s);
	}
	TRY(o);
	struct brought_row *rows = arena_take_many(rq->arena, count, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct brought_row){ told[i].name, told[i].issuer_name,
			fate_words(rq, &told[i]) };
	s.rows = rows;
	s.rows_count = count;
	return show_form(rq, rs, &s);
}

/* ---- one of them ------------------------------------------------------------------------------------ */

static enum outcome own_brought(struct request *rq, struct brought_badge *brought)
{
	int64_t id;
	if (!text_number(rq->captures[0], &id))
		return NOT_HERE;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(load_brought(loan.db, rq->arena, id, brought));
	return brought->person == rq->who.person ? DONE : NOT_HERE;
}

static struct text link_of(
	struct request *rq, const struct brought_badge *brought, const char *more)
{
	return arena_print(rq->arena, "/badges/brought/%lld%s", (long long)brought->id, more);
}

static struct badge_report report_of(struct request *rq, const struct brought_badge *brought)
{
	return badge_verify(rq->arena, brought->document, NO_TEXT, NO_TEXT, clock_now());
}

/* Not every badge has a name. */
static struct text title_of(const struct request *rq, const struct badge_report *report)
{
	return report->name.size > 0 ? report->name : tell(rq, N_("A badge from elsewhere"));
}

enum outcome list_elsewhere(struct request *rq, struct db *db, struct badges_screen *s)
{
	struct brought_badge *list;
	TRY(list_brought(db, rq->arena, rq->who.person, &list, &s->elsewhere_count));
	struct elsewhere_row *rows =
		arena_take_many(rq->arena, s->elsewhere_count + 1, sizeof *rows);
	for (size_t i = 0; i < s->elsewhere_count; i++) {
		struct badge_report report = report_of(rq, &list[i]);
		rows[i] = (struct elsewhere_row){ .link = link_of(rq, &list[i], ""),
			.title = title_of(rq, &report),
			.issuer = report.issuer_name,
			.issuer_id = report.issuer_id,
			.checked = list[i].checked > 0 };
	}
	s->elsewhere = rows;
	return DONE;
}

/* The day of "2026-11-25T16:00:00Z"; whatever else it says, as it stands. */
static struct text day_said(const struct request *rq, struct text moment)
{
	int64_t day;
	bool told = clock_day(text_part(moment, 0, sizeof "2026-11-25" - 1), &day);
	return told ? full_date_words(rq, day) : moment;
}

enum outcome show_brought(struct request *rq, struct response *rs)
{
	struct brought_badge brought;
	struct badge_said said;
	TRY(own_brought(rq, &brought));
	struct badge_report report = report_of(rq, &brought);
	struct brought_screen s = { .action = link_of(rq, &brought, ""),
		.json_link = link_of(rq, &brought, "/json"),
		.title = title_of(rq, &report),
		.issuer = report.issuer_name,
		.issuer_id = report.issuer_id,
		.since = day_said(rq, report.valid_from),
		.brought = full_date_words(rq, clock_day_of(brought.brought)),
		.checked = brought.checked > 0 ? full_date_words(rq, clock_day_of(brought.checked))
					       : NO_TEXT };
	/* the issuer's own document was held against it when it came, or it wasn't */
	if (brought.checked == 0 || report.verdict != BADGE_UNCHECKED)
		s.words = tell(rq, badge_verdict_words(report.verdict));
	if (badge_read(rq->arena, brought.document, &said)) {
		struct said_row *rows =
			arena_take_many(rq->arena, said.criterion_count + 1, sizeof *rows);
		for (size_t i = 0; i < said.criterion_count; i++)
			rows[i].words = said.criteria[i];
		s.criteria = rows;
		s.criteria_count = said.criterion_count;
	}
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A badge from elsewhere")));
	return show(rq, rs, SCREEN_BROUGHT, &s);
}

struct dropping {
	int64_t id, person, now;
};

static enum outcome drop_change(struct db *db, void *value)
{
	const struct dropping *d = value;
	return drop_brought(db, d->id, d->person, d->now);
}

enum outcome drop_own_brought(struct request *rq, struct response *rs)
{
	struct brought_badge brought;
	TRY(own_brought(rq, &brought));
	if (!text_is(form_value(&rq->form, "do"), TEXT("remove")))
		return BAD_FORM;
	struct dropping d = { brought.id, rq->who.person, clock_now() };
	TRY(store_change(workshop_of(rq)->store, drop_change, &d));
	return see_other(rs, rq, "/badges");
}

enum outcome send_brought(struct request *rq, struct response *rs)
{
	struct brought_badge brought;
	TRY(own_brought(rq, &brought));
	rs->bytes = brought.document;
	rs->type = BADGE_TYPE;
	rs->file_name = "badge.json";
	rs->attachment = rs->sandboxed = true;
	return DONE;
}
