/*
 * unit: one file of a competence unit: headings are learning outcomes, the items under them
 * criteria, each with an id in a c comment; a quote after them has sentences for a CV. Plain text
 * only: units are shown in badges and on certificates as well as on pages.
 */
#include "course/inside.h"

#include <cmark.h>
#include <string.h>

struct unit_reading {
	struct reading *r;
	size_t outcome_room;
	struct stated_outcome *outcome; /* the last one */
};

static void refuse_words(struct reading *r, cmark_node *node, struct text words)
{
	struct text found;

	if (find_forbidden(r->look->settings, words, &found))
		node_problem(r, node, WORD_FORBIDDEN, found, NO_TEXT);
}

static void read_outcome(struct unit_reading *u, cmark_node *heading)
{
	struct source *source = u->r->source;
	struct text words = arena_copy(u->r->arena, text_trim(plain_words(u->r->arena, heading)));

	if (cmark_node_get_heading_level(heading) != 2)
		node_problem(u->r, heading, UNIT_TEXT, NO_TEXT, NO_TEXT);
	refuse_words(u->r, heading, words);
	GROW(u->r->arena, source->outcomes, source->outcome_count, u->outcome_room);
	u->outcome = &source->outcomes[source->outcome_count++];
	*u->outcome = (struct stated_outcome){ .words = words,
		.line = cmark_node_get_start_line(heading) + u->r->first_line - 1 };
}

/* The c comment of an item's paragraph. */
static bool criterion_comment(cmark_node *paragraph, struct comment *comment)
{
	for (cmark_node *n = cmark_node_first_child(paragraph); n; n = cmark_node_next(n)) {
		struct text rest;
		if (cmark_node_get_type(n) != CMARK_NODE_HTML_INLINE)
			continue;
		rest = text_of(cmark_node_get_literal(n));
		if (next_comment(&rest, comment) && comment->kind == COMMENT_CRITERION)
			return true;
	}
	return false;
}

static void check_values(struct reading *r, cmark_node *node, const struct comment *comment)
{
	for (size_t i = 0; i < comment->count; i++) {
		struct text name = comment->values[i].name;
		if (!text_is_chars(name, "id") && !text_is_chars(name, "objective"))
			node_problem(r, node, ASK_UNKNOWN, name, TEXT("id, objective"));
		for (size_t k = 0; k < i; k++)
			if (text_is(comment->values[k].name, name))
				node_problem(r, node, ASK_TWICE, name, NO_TEXT);
	}
}

static void read_criterion(struct unit_reading *u, cmark_node *item)
{
	struct reading *r = u->r;
	cmark_node *paragraph = cmark_node_first_child(item);
	struct comment comment = { 0 };
	struct text id = NO_TEXT, objective = NO_TEXT, words;

	if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
		cmark_node_next(paragraph)) {
		node_problem(r, item, UNIT_TEXT, NO_TEXT, NO_TEXT);
		return;
	}
	words = arena_copy(r->arena, text_trim(plain_words(r->arena, paragraph)));
	refuse_words(r, item, words);
	if (!words.size)
		node_problem(r, item, ASK_EMPTY, NO_TEXT, NO_TEXT);
	if (!criterion_comment(paragraph, &comment) || !comment_value(&comment, "id", &id)) {
		node_problem(r, item, UNIT_NO_ID, NO_TEXT, NO_TEXT);
		return;
	}
	check_values(r, item, &comment);
	comment_value(&comment, "objective", &objective);
	if (!text_is_id(id)) {
		node_problem(r, item, NOT_ID, id, NO_TEXT);
		return;
	}
	GROW(r->arena, u->outcome->criteria, u->outcome->count, u->outcome->room);
	u->outcome->criteria[u->outcome->count++] = (struct stated){ .id = arena_copy(r->arena, id),
		.objective = arena_copy(r->arena, objective),
		.words = words,
		.line = cmark_node_get_start_line(item) + r->first_line - 1,
		.column = 1 };
}

/* A paragraph of the quote: what somebody who can do this may write in a CV. */
static void read_sentence(struct unit_reading *u, cmark_node *node)
{
	struct reading *r = u->r;
	struct stated_outcome *outcome = u->outcome;
	struct text words;

	if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) {
		node_problem(r, node, CV_TEXT, NO_TEXT, NO_TEXT);
		return;
	}
	words = arena_copy(r->arena, text_trim(plain_words(r->arena, node)));
	refuse_words(r, node, words);
	if (!words.size)
		node_problem(r, node, CV_TEXT, NO_TEXT, NO_TEXT);
	else if (utf8_count(words) > CV_CHARACTERS_MOST)
		node_problem(r, node, CV_LONG, NO_TEXT, NO_TEXT);
	else if (outcome->cv_count == CV_SENTENCES_MOST)
		node_problem(r, node, CV_MANY, NO_TEXT, NO_TEXT);
	else {
		GROW(r->arena, outcome->cv, outcome->cv_count, outcome->cv_room);
		outcome->cv[outcome->cv_count++] = words;
	}
}

static void check_settings(struct reading *r)
{
	const struct front_value *formal = front_of(r->source, KEY_FORMAL);
	const struct front_value *points = front_of(r->source, KEY_POINTS);
	const struct front_value *from = front_of(r->source, KEY_VALID_FROM);
	const struct front_value *to = front_of(r->source, KEY_VALID_TO);

	if (points && !(formal && formal->number))
		body_problem(
			r, points->line - r->first_line + 1, 1, POINTS_INFORMAL, NO_TEXT, NO_TEXT);
	if (from && to && to->number < from->number)
		body_problem(r, to->line - r->first_line + 1, 1, DAYS_TURNED, NO_TEXT, NO_TEXT);
}

/* The badge is a picture of the units' own media; what it shows is told with it, to outsiders, too. */
static void check_badge(struct reading *r)
{
	const struct front_value *badge = front_of(r->source, KEY_BADGE);
	const struct front_value *alt = front_of(r->source, KEY_BADGE_ALT);
	struct text found;

	if (alt && find_forbidden(r->look->settings, alt->words, &found))
		body_problem(r, alt->line - r->first_line + 1, 1, WORD_FORBIDDEN, found, NO_TEXT);

	if (badge && tie_link(r, badge->words, true)->fate != LINK_WELL)
		body_problem(
			r, badge->line - r->first_line + 1, 1, UNIT_BADGE, badge->words, NO_TEXT);
}

/* An outcome is over: it must have had criteria. */
static void end_outcome(struct unit_reading *u)
{
	if (u->outcome && !u->outcome->count)
		body_problem(u->r, u->outcome->line - u->r->first_line + 1, 1, UNIT_NO_CRITERION,
			NO_TEXT, NO_TEXT);
}

void read_unit(struct reading *r)
{
	struct unit_reading u = { .r = r };
	cmark_node *node, *item;

	check_settings(r);
	check_badge(r);
	for (node = cmark_node_first_child(r->document); node; node = cmark_node_next(node)) {
		cmark_node_type type = cmark_node_get_type(node);
		if (type == CMARK_NODE_HEADING) {
			end_outcome(&u);
			read_outcome(&u, node);
		} else if (type == CMARK_NODE_LIST && u.outcome) {
			item = cmark_node_first_child(node);
			for (; item; item = cmark_node_next(item))
				read_criterion(&u, item);
		} else if (type == CMARK_NODE_BLOCK_QUOTE && u.outcome) {
			item = cmark_node_first_child(node);
			for (; item; item = cmark_node_next(item))
				read_sentence(&u, item);
		} else if (type != CMARK_NODE_HTML_BLOCK)
			node_problem(r, node, UNIT_TEXT, NO_TEXT, NO_TEXT);
	}
	end_outcome(&u);
	if (!u.outcome)
		body_problem(r, 1, 1, UNIT_NO_OUTCOME, NO_TEXT, NO_TEXT);
}
