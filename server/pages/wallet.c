/*
 * All that was recognised, together: a summary to print, and one file that opens without us, with each
 * badge in it as it was signed, its picture, and sentences for a CV. What a badge says comes from the
 * badge; the sentences are the unit's as it is now, in the language that was asked for: where its author
 * gave none, its criteria, and where the unit is no more, those in the badge.
 */
#include "badges.h"
#include "inside.h"
#include "screens_wallet.h"

#define FILE_NAME "my-badges.html"

/* From here on the answer is in that language, whatever who asks reads otherwise. */
static void answer_in(struct request *rq, struct text tag)
{
	struct signed_in *me = arena_take_of(rq->arena, struct signed_in);
	*me = *me_of(rq);
	me->person.ui_language = me->person.course_language = tag;
	rq->who.more = me;
}

/* The language of buttons that was asked for; empty where there is none of that name. */
static struct text language_asked(const struct request *rq, struct text tag)
{
	struct views *views = workshop_of(rq)->views;
	size_t language = find_language(views, tag);
	return language < language_count(views) ? language_at(views, language) : NO_TEXT;
}

static const struct language_choice *language_choices(
	const struct request *rq, const char *link, struct text chosen, size_t *count)
{
	struct views *views = workshop_of(rq)->views;
	*count = language_count(views);
	struct language_choice *list = arena_take_many(rq->arena, *count, sizeof *list);
	for (size_t i = 0; i < *count; i++) {
		struct text tag = language_at(views, i);
		list[i] = (struct language_choice){ .tag = tag,
			.lang = language_tag(tag),
			.name = own_language_name(tag),
			.link = arena_print(rq->arena, "%s?lang=%.*s", link, SHOWN(tag)),
			.chosen = text_is(tag, chosen) };
	}
	return list;
}

/* ---- sentences for a CV ----------------------------------------------------------------------- */

/* Of the unit's languages the one that was asked for, else that of the badge, else its first. */
static size_t unit_language(const struct unit *unit, struct text wanted, struct text otherwise)
{
	size_t found = unit->language_count;
	for (size_t l = 0; l < unit->language_count; l++) {
		if (text_is(unit->languages[l], wanted))
			return l;
		if (found == unit->language_count && text_is(unit->languages[l], otherwise))
			found = l;
	}
	return found < unit->language_count ? found : 0;
}

static size_t count_sentences(const struct unit *unit, size_t language)
{
	size_t count = 0;
	for (size_t o = 0; o < unit->outcome_count; o++) {
		size_t given = unit->outcomes[o].cv[language].count;
		count += given ? given : unit->outcomes[o].criterion_count;
	}
	return count;
}

static void fill_sentences(
	struct request *rq, const struct unit *unit, size_t language, struct wallet_badge *row)
{
	struct said_row *rows =
		arena_take_many(rq->arena, count_sentences(unit, language) + 1, sizeof *rows);
	size_t count = 0;
	for (size_t o = 0; o < unit->outcome_count; o++) {
		const struct learning_outcome *outcome = &unit->outcomes[o];
		const struct cv_words *cv = &outcome->cv[language];
		for (size_t i = 0; i < cv->count; i++)
			rows[count++].words = arena_copy(rq->arena, cv->sentences[i]);
		for (size_t i = 0; i < outcome->criterion_count && cv->count == 0; i++)
			rows[count++].words =
				arena_copy(rq->arena, outcome->criteria[i].words[language]);
	}
	row->cv = rows;
	row->cv_count = count;
	row->cv_lang = arena_copy(rq->arena, language_tag(unit->languages[language]));
}

static void fill_cv(
	struct request *rq, const struct library *library, struct text id, struct wallet_badge *row)
{
	const struct unit *unit = find_unit(library, id);
	if (unit) {
		fill_sentences(rq, unit, unit_language(unit, ui_tag(rq), row->badge.lang), row);
	} else {
		row->cv = row->badge.criteria;
		row->cv_count = row->badge.criteria_count;
		row->cv_lang = row->badge.lang;
	}
	row->cv_dir = text_of(language_direction(row->cv_lang));
}

/* ---- what was recognised ------------------------------------------------------------------------ */

struct wallet {
	struct wallet_badge *badges;
	size_t badges_count;
	struct wallet_part *parts;
	size_t parts_count;
};

/* Those in force: one that was taken back says nothing any more. */
static enum outcome fill_badges(struct request *rq, const struct library *library,
	struct kept_badge *list, size_t count, struct wallet *wallet)
{
	for (size_t i = 0; i < count; i++) {
		struct badge_said said;
		if (list[i].revoked > 0)
			continue;
		struct wallet_badge *row = &wallet->badges[wallet->badges_count++];
		TRY(fill_badge_words(rq, &list[i], &row->badge, &said));
		row->badge.image = said.image.size > 0
			? arena_print(rq->arena, "/badges/%lld/svg", (long long)list[i].id)
			: NO_TEXT;
		row->address = list[i].shared > 0 ? badge_address(rq, &list[i]) : NO_TEXT;
		fill_cv(rq, library, list[i].unit, row);
	}
	return DONE;
}

static bool has_badge(const struct kept_badge *list, size_t count, struct text unit)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].revoked == 0 && text_is(list[i].unit, unit))
			return true;
	return false;
}

/* What was shown in a claim that was partly approved. */
static void fill_part(struct request *rq, const struct library *library,
	const struct claim_file *file, struct wallet_part *row)
{
	const struct unit *unit = find_unit(library, file->claim.unit);
	struct said_row *rows = arena_take_many(rq->arena, file->part_count + 1, sizeof *rows);
	for (size_t i = 0; i < file->part_count; i++) {
		struct text note, lang;
		if (part_judgement(file, &file->parts[i], &note) == JUDGED_SHOWN)
			rows[row->criteria_count++].words = arena_copy(rq->arena,
				criterion_words(rq, unit, file->parts[i].criterion, &lang));
	}
	row->title = arena_copy(rq->arena, unit_title(rq, library, file->claim.unit, &row->lang));
	row->lang = arena_copy(rq->arena, row->lang);
	row->criteria = rows;
}

/* Of each unit without a badge the last claim that was partly approved. */
static enum outcome fill_parts(struct request *rq, struct db *db, const struct library *library,
	const struct kept_badge *list, size_t badge_count, struct wallet *wallet)
{
	struct claim *claims;
	size_t count;
	TRY(list_own_claims(db, rq->arena, rq->who.person, &claims, &count));
	wallet->parts = arena_take_many(rq->arena, count + 1, sizeof *wallet->parts);
	for (size_t i = 0; i < count; i++) {
		struct claim_file file;
		bool told = has_badge(list, badge_count, claims[i].unit);
		for (size_t k = 0; k < i; k++)
			told = told ||
				(claims[k].state == CLAIM_PARTLY &&
					text_is(claims[k].unit, claims[i].unit));
		if (told || claims[i].state != CLAIM_PARTLY)
			continue;
		TRY(load_claim_file(rq, db, claims[i].id, false, &file));
		fill_part(rq, library, &file, &wallet->parts[wallet->parts_count++]);
	}
	return DONE;
}

static enum outcome load_wallet(
	struct request *rq, struct wallet *wallet, struct kept_badge **list, size_t *count)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	BORROWED loan = borrow(workshop_of(rq));
	*wallet = (struct wallet){ .badges = NULL };
	TRY(list_badges(loan.db, rq->arena, rq->who.person, list, count));
	wallet->badges = arena_take_many(rq->arena, *count + 1, sizeof *wallet->badges);
	TRY(fill_badges(rq, library, *list, *count, wallet));
	return fill_parts(rq, loan.db, library, *list, *count, wallet);
}

static struct text verify_address(const struct request *rq)
{
	return arena_print(rq->arena, "%.*s/ob/verify", SHOWN(workshop_of(rq)->conf.badge_origin));
}

/* ---- on paper ------------------------------------------------------------------------------------ */

enum outcome show_summary(struct request *rq, struct response *rs)
{
	struct text asked = language_asked(rq, form_value(&rq->query, "lang"));
	struct summary_screen s = { .made = NO_TEXT };
	struct wallet wallet;
	struct kept_badge *list;
	size_t count;
	if (asked.size > 0)
		answer_in(rq, asked);
	TRY(load_wallet(rq, &wallet, &list, &count));
	s.languages = language_choices(rq, "/badges/summary", ui_tag(rq), &s.languages_count);
	s.badges = wallet.badges;
	s.badges_count = wallet.badges_count;
	s.parts = wallet.parts;
	s.parts_count = wallet.parts_count;
	s.nothing = s.badges_count == 0 && s.parts_count == 0;
	s.made = full_date_words(rq, clock_day_of(clock_now()));
	s.verify_address = verify_address(rq);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Summary of what I can do")));
	s.frame.more_css = static_path(workshop_of(rq)->http, "paper.css");
	return show(rq, rs, SCREEN_SUMMARY, &s);
}

/* ---- in one file --------------------------------------------------------------------------------- */

static enum outcome show_form(struct request *rq, struct response *rs, struct wallet_form_screen *s)
{
	struct text chosen = language_asked(rq, form_value(&rq->form, "language"));
	s->languages = language_choices(
		rq, "/badges/wallet", chosen.size > 0 ? chosen : ui_tag(rq), &s->languages_count);
	fill_frame(rq, rs, &s->frame, tell(rq, N_("All your badges in one file")));
	if (s->choice_problem.size > 0)
		add_form_problem(rq, &s->frame, "choice", s->choice_problem);
	if (s->name_problem.size > 0)
		add_form_problem(rq, &s->frame, "name", s->name_problem);
	if (s->choice_problem.size > 0 || s->name_problem.size > 0)
		rs->status = 422;
	return show(rq, rs, SCREEN_WALLET_FORM, s);
}

static struct wallet_form_screen typed_wish(const struct request *rq)
{
	struct text choice = form_value(&rq->form, "choice");
	return (struct wallet_form_screen){ .name = typed(rq, "name"),
		.with_name = text_is(choice, TEXT("with")),
		.without_name = text_is(choice, TEXT("without")) };
}

enum outcome show_wallet_form(struct request *rq, struct response *rs)
{
	struct wallet_form_screen s = typed_wish(rq);
	struct wallet wallet;
	struct kept_badge *list;
	size_t count;
	TRY(load_wallet(rq, &wallet, &list, &count));
	s.nothing = wallet.badges_count == 0 && wallet.parts_count == 0;
	if (!rq->again) {
		BORROWED loan = borrow(workshop_of(rq));
		enum outcome o = load_badge_name(loan.db, rq->arena, rq->who.person, &s.name);
		if (o != DONE && o != NOT_HERE)
			return o;
	}
	return show_form(rq, rs, &s);
}

/* Ours, as it was signed: nothing in it that could end an attribute. */
static struct text picture_html(struct request *rq, const struct badge_said *said)
{
	struct buffer b = buffer_in(rq->arena);
	if (said->image.size == 0)
		return NO_TEXT;
	buffer_add_chars(&b, "<img width=\"128\" height=\"128\" alt=\"");
	buffer_add_html(&b, said->caption);
	buffer_add_chars(&b, "\" src=\"");
	buffer_add_html(&b, said->image);
	buffer_add_chars(&b, "\">");
	return buffer_text(&b);
}

static struct text file_html(struct request *rq, const struct kept_badge *badge)
{
	struct buffer b = buffer_in(rq->arena);
	buffer_add_chars(&b, "<a download=\"");
	buffer_add_html(&b, badge->unit);
	buffer_add_chars(&b, ".json\" href=\"");
	buffer_add(&b, badge_wallet_address(rq->arena, badge->document));
	buffer_add_chars(&b, "\">");
	buffer_add_html(&b, tell(rq, N_("Save the signed badge")));
	buffer_add_chars(&b, "</a>");
	return buffer_text(&b);
}

/* Badges and pictures themselves, for nothing is fetched from the file. */
static bool put_inside(
	struct request *rq, const struct kept_badge *list, size_t count, struct wallet *wallet)
{
	struct wallet_badge *row = wallet->badges;
	for (size_t i = 0; i < count; i++) {
		struct badge_said said;
		if (list[i].revoked > 0)
			continue;
		if (!badge_read(rq->arena, list[i].document, &said))
			return false;
		row->badge.image = NO_TEXT; /* an address of ours */
		row->picture_html = picture_html(rq, &said);
		row->file_html = file_html(rq, &list[i]);
		row++;
	}
	return true;
}

static enum outcome make_wallet(struct request *rq, struct text name, struct text *html)
{
	struct workshop *w = workshop_of(rq);
	struct text lang = language_tag(ui_tag(rq));
	struct parcel parcel = parcel_in(rq->arena);
	struct wallet wallet;
	struct kept_badge *list;
	size_t count;
	TRY(load_wallet(rq, &wallet, &list, &count));
	if (!put_inside(rq, list, count, &wallet))
		return BROKEN;
	struct wallet_screen s = { .style_html = w->taken_style,
		.name = name,
		.made = full_date_words(rq, clock_day_of(clock_now())),
		.verify_address = verify_address(rq),
		.badges = wallet.badges,
		.badges_count = wallet.badges_count,
		.parts = wallet.parts,
		.parts_count = wallet.parts_count,
		.frame = { .lang = lang,
			.dir = text_of(language_direction(lang)),
			.title = tell(rq, N_("Summary of what I can do")) } };
	view_show(w->views, SCREEN_WALLET, ui_language(rq), &s, &parcel);
	*html = parcel_plain(&parcel);
	return DONE;
}

enum outcome send_wallet(struct request *rq, struct response *rs)
{
	struct wallet_form_screen s = typed_wish(rq);
	struct text language = language_asked(rq, form_value(&rq->form, "language"));
	if (!s.with_name && !s.without_name)
		s.choice_problem = tell(rq, N_("Choose whether your name stands in the file."));
	else if (s.with_name)
		s.name_problem = name_problem(
			rq, s.name, N_("Write your name, or choose a file without it."));
	if (s.choice_problem.size > 0 || s.name_problem.size > 0)
		return show_form(rq, rs, &s);
	if (language.size > 0)
		answer_in(rq, language);
	TRY(make_wallet(rq, s.with_name ? s.name : NO_TEXT, &rs->bytes));
	rs->file_name = FILE_NAME;
	rs->attachment = rs->sandboxed = true;
	return DONE;
}
