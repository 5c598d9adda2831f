/*
 * The form of a claim on paper: an empty one for each unit, to be filled in by pen and typed in later. It
 * holds the same questions in the same order as the pages do. What is printed names neither this service nor
 * anybody: whose it is, its owner writes, and who finds it lying about learns no more.
 *
 * It can be had in any language of the buttons (?lang=), for a coach prints it in that of their client;
 * then all of the page is in it, also what is around the form.
 */
#include "inside.h"

enum outcome show_claim_papers(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct claim_papers_screen s = { .coach = (rq->who.roles & ROLE_COACH) != 0 };
	struct paper_row *rows = arena_take_many(rq->arena, library->unit_count + 1, sizeof *rows);
	for (size_t i = 0; i < library->unit_count; i++) {
		rows[i].link = paper_link(rq, library->units[i].id, NO_TEXT);
		rows[i].title = unit_title(rq, library, library->units[i].id, &rows[i].lang);
	}
	s.units = rows;
	s.units_count = library->unit_count;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("On paper")));
	return show(rq, rs, SCREEN_CLAIM_PAPERS, &s);
}

struct text paper_link(const struct request *rq, struct text unit, struct text language)
{
	struct buffer b = buffer_in(rq->arena);
	buffer_add_chars(&b, "/paper/");
	buffer_add_url(&b, unit);
	if (language.size > 0) {
		buffer_add_chars(&b, "?lang=");
		buffer_add_url(&b, language);
	}
	return buffer_text(&b);
}

/* ---- the form -------------------------------------------------------------------------------- */

static void offer_languages(
	struct request *rq, const struct unit *unit, size_t chosen, struct claim_paper_screen *s)
{
	const struct views *views = workshop_of(rq)->views;
	size_t count = language_count(views);
	struct language_choice *list = arena_take_many(rq->arena, count, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		struct text tag = language_at(views, i);
		list[i] = (struct language_choice){ .tag = tag,
			.lang = language_tag(tag),
			.name = own_language_name(tag),
			.link = paper_link(rq, unit->id, tag),
			.chosen = i == chosen };
	}
	s->languages = list;
	s->languages_count = count;
}

static void fill_outcomes(struct request *rq, const struct unit *unit, struct text wanted,
	struct claim_paper_screen *s)
{
	struct paper_outcome *rows =
		arena_take_many(rq->arena, unit->outcome_count + 1, sizeof *rows);
	int64_t number = 0;
	for (size_t o = 0; o < unit->outcome_count; o++) {
		const struct learning_outcome *outcome = &unit->outcomes[o];
		struct paper_part *parts =
			arena_take_many(rq->arena, outcome->criterion_count + 1, sizeof *parts);
		rows[o].words = unit_words(unit, outcome->words, wanted, &rows[o].lang);
		for (size_t c = 0; c < outcome->criterion_count; c++) {
			parts[c].number = ++number;
			parts[c].words = unit_words(
				unit, outcome->criteria[c].words, wanted, &parts[c].lang);
		}
		rows[o].parts = parts;
		rows[o].parts_count = outcome->criterion_count;
	}
	s->outcomes = rows;
	s->outcomes_count = unit->outcome_count;
}

enum outcome show_claim_paper(struct request *rq, struct response *rs)
{
	const struct workshop *w = workshop_of(rq);
	HELD_LIBRARY library = library_hold(w->courses);
	const struct unit *unit = find_unit(library, rq->captures[0]);
	struct text asked = form_value(&rq->query, "lang"), wanted = text_language(rq);
	size_t language = ui_language(rq), count = language_count(w->views);
	struct claim_paper_screen s = { .title = NO_TEXT };
	if (!unit)
		return NOT_HERE;
	if (asked.at && find_language(w->views, asked) < count) {
		language = find_language(w->views, asked);
		wanted = language_at(w->views, language);
	}
	s.title = unit_words(unit, unit->titles, wanted, &s.lang);
	offer_languages(rq, unit, language, &s);
	fill_outcomes(rq, unit, wanted, &s);
	fill_frame(rq, rs, &s.frame, s.title);
	s.frame.lang = language_tag(language_at(w->views, language));
	s.frame.dir = text_of(language_direction(language_at(w->views, language)));
	s.frame.more_css = static_path(w->http, "paper.css");
	view_show(w->views, SCREEN_CLAIM_PAPER, language, &s, &rs->page);
	return DONE;
}
