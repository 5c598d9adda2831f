/*
 * question: one question of a page, from its q comment to its end, read from cmark's nodes. What
 * the reader sees becomes HTML here; what is right goes to the key, which never leaves the server
 * before an answer came.
 */
#include "course/inside.h"

#include "words/words.h"

#include <cmark.h>
#include <string.h>

/* How a type of question is answered in Markdown. */
enum answer_shape { SHAPE_BOXES, SHAPE_WORDS, SHAPE_NUMBER, SHAPE_ORDER, SHAPE_MATCH, SHAPE_NONE };
struct type_row {
	const char *word; /* in type=; "" without one */
	enum question_kind kind;
	enum answer_shape shape;
	const char *example;
};
static const struct type_row types[] = {
	{ "", ASK_ONE, SHAPE_BOXES, "- [ ] wrong, - [x] right" },
	{ "short", ASK_SHORT, SHAPE_WORDS, "- = the answer" },
	{ "number", ASK_NUMBER, SHAPE_NUMBER, "- = 5 +- 0.1" },
	{ "order", ASK_ORDER, SHAPE_ORDER, "1. first, 2. second" },
	{ "match", ASK_MATCH, SHAPE_MATCH, "- **term** - meaning" },
	{ "reflect", ASK_REFLECT, SHAPE_NONE, "" },
	{ "evidence", ASK_EVIDENCE, SHAPE_NONE, "" },
};
static const char known_values[] = "id, type, criterion, weight, explain_after, multi";

struct question_reading {
	struct reading *r;
	struct asked *asked;
	const struct type_row *type;
	bool multi;
	struct buffer hint, feedback, body;
	cmark_node *list; /* the answers */
	struct option_words *options;
	bool *ticks;
	size_t option_room, tick_room, accepted_room;
	struct text *accepted;
};

static void asked_problem(
	struct question_reading *q, enum problem_kind kind, struct text a, struct text b)
{
	body_problem(q->r, q->asked->line - q->r->first_line + 1, q->asked->column, kind, a, b);
}

/* ---- the comment ---------------------------------------------------------------------------- */

static void read_number_value(
	struct question_reading *q, const struct comment *comment, const char *name, int *value)
{
	struct text words;
	int64_t number;

	if (!comment_value(comment, name, &words))
		return;
	if (text_number(words, &number) && number >= 1 && number <= 20)
		*value = (int)number;
	else
		asked_problem(q, ASK_NUMBER_VALUE, text_of(name), NO_TEXT);
}

static void read_id_value(struct question_reading *q, const struct comment *comment,
	const char *name, struct text *id)
{
	struct text words;

	if (!comment_value(comment, name, &words))
		return;
	if (text_is_id(words))
		*id = arena_copy(q->r->arena, words);
	else
		asked_problem(q, NOT_ID, words, NO_TEXT);
}

static void read_type(struct question_reading *q, const struct comment *comment)
{
	struct text word = NO_TEXT;

	q->type = &types[0];
	if (!comment_value(comment, "type", &word))
		return;
	for (size_t i = 1; i < COUNT_OF(types); i++)
		if (text_is_chars(word, types[i].word)) {
			q->type = &types[i];
			return;
		}
	asked_problem(q, ASK_TYPE, word, NO_TEXT);
}

static bool is_known_value(struct text name)
{
	struct text rest = text_of(known_values);

	while (rest.at)
		if (text_is(text_trim(text_cut(&rest, ',')), name))
			return true;
	return false;
}

static void check_names(struct question_reading *q, const struct comment *comment)
{
	for (size_t i = 0; i < comment->count; i++) {
		const struct comment_value *value = &comment->values[i];
		if (!is_known_value(value->name))
			asked_problem(q, ASK_UNKNOWN, value->name, text_of(known_values));
		for (size_t k = 0; k < i; k++)
			if (text_is(comment->values[k].name, value->name)) {
				asked_problem(q, ASK_TWICE, value->name, NO_TEXT);
				break;
			}
	}
}

static void read_comment(struct question_reading *q, const struct comment *comment)
{
	struct question_key *key = &q->asked->key;
	struct text words;

	check_names(q, comment);
	key->id = key->criterion = NO_TEXT;
	key->weight = 1;
	read_type(q, comment);
	key->kind = q->type->kind;
	if (!comment_value(comment, "id", &words))
		asked_problem(q, ASK_NO_ID, NO_TEXT, NO_TEXT);
	read_id_value(q, comment, "id", &key->id);
	read_id_value(q, comment, "criterion", &key->criterion);
	read_number_value(q, comment, "weight", &key->weight);
	read_number_value(q, comment, "explain_after", &key->explain_after);
	q->multi = comment_value(comment, "multi", &words);
	if (q->multi && q->type->shape != SHAPE_BOXES)
		asked_problem(q, ASK_MULTI, NO_TEXT, NO_TEXT);
	if (key->kind == ASK_EVIDENCE && !key->criterion.size)
		asked_problem(q, ASK_NO_CRITERION, NO_TEXT, NO_TEXT);
}

/* ---- items ---------------------------------------------------------------------------------- */

static void write_quote(struct question_reading *q, cmark_node *quote, struct buffer *html)
{
	write_blocks(&q->r->place, cmark_node_first_child(quote), NULL, html);
}

static struct text inlines_of(struct question_reading *q, cmark_node *parent)
{
	struct buffer html = buffer_in(q->r->arena);

	write_inlines(&q->r->place, parent, &html);
	return text_trim(buffer_text(&html));
}

/* The paragraph of an item; NULL (a problem was added) where there is none. What follows it may
 * only be quotes, which go to `feedback`, and notes. */
static cmark_node *read_item(struct question_reading *q, cmark_node *item, struct buffer *feedback)
{
	cmark_node *first = cmark_node_first_child(item), *node;

	if (!first || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH) {
		node_problem(q->r, item, first ? ASK_MORE : ASK_EMPTY, NO_TEXT, NO_TEXT);
		return NULL;
	}
	for (node = cmark_node_next(first); node; node = cmark_node_next(node)) {
		if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
			write_quote(q, node, feedback);
		else if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK)
			node_problem(q->r, node, ASK_MORE, NO_TEXT, NO_TEXT);
	}
	return first;
}

/* Adds an option; two that look alike are told. */
static struct option_words *add_option(
	struct question_reading *q, cmark_node *item, struct option_words option)
{
	struct question_key *key = &q->asked->key;
	size_t count = key->option_count;

	if (!option.html.size)
		node_problem(q->r, item, ASK_EMPTY, NO_TEXT, NO_TEXT);
	for (size_t i = 0; option.html.size && i < count; i++)
		if (text_is(q->options[i].html, option.html) ||
			(option.meaning_html.size &&
				text_is(q->options[i].meaning_html, option.meaning_html))) {
			node_problem(q->r, item, ASK_SAME,
				plain_words(q->r->arena, cmark_node_first_child(item)), NO_TEXT);
			break;
		}
	GROW(q->r->arena, q->options, count, q->option_room);
	q->options[key->option_count++] = option;
	return &q->options[count];
}

/* Takes "[x] " off the front of a paragraph; false where no box stands there. */
static bool take_box(struct arena *a, cmark_node *paragraph, bool *ticked)
{
	cmark_node *first = cmark_node_first_child(paragraph);
	const char *words = first && cmark_node_get_type(first) == CMARK_NODE_TEXT
		? cmark_node_get_literal(first)
		: "";
	struct text rest = text_of(words);

	*ticked = text_starts(rest, TEXT("[x]")) || text_starts(rest, TEXT("[X]"));
	if (!*ticked && !text_starts(rest, TEXT("[ ]")))
		return false;
	rest = text_part(rest, 3, rest.size);
	if (rest.size && rest.at[0] != ' ' && rest.at[0] != '\t')
		return false;
	if (!rest.size && cmark_node_next(first))
		return false;
	/* Copied first: setting the literal lets the old one go. */
	cmark_node_set_literal(first, arena_copy(a, text_part(rest, 1, rest.size)).at);
	return true;
}

static void read_box_item(struct question_reading *q, cmark_node *item)
{
	struct buffer feedback = buffer_in(q->r->arena);
	cmark_node *paragraph = read_item(q, item, &feedback);
	size_t count = q->asked->key.option_count;
	bool ticked = false;

	if (!paragraph)
		return;
	if (!take_box(q->r->arena, paragraph, &ticked)) {
		node_problem(q->r, item, ASK_NO_BOX, NO_TEXT, NO_TEXT);
		return;
	}
	GROW(q->r->arena, q->ticks, count, q->tick_room);
	q->ticks[count] = ticked;
	add_option(q, item,
		(struct option_words){ .html = inlines_of(q, paragraph),
			.meaning_html = NO_TEXT,
			.feedback_html = buffer_text(&feedback) });
}

static void read_order_item(struct question_reading *q, cmark_node *item)
{
	struct buffer feedback = buffer_in(q->r->arena);
	cmark_node *paragraph = read_item(q, item, &feedback);

	if (paragraph)
		add_option(q, item,
			(struct option_words){ .html = inlines_of(q, paragraph),
				.meaning_html = NO_TEXT,
				.feedback_html = buffer_text(&feedback) });
}

/* Takes " - " (or a longer dash, or a colon) off the text after a term. */
static bool take_dash(struct arena *a, cmark_node *node)
{
	static const char *const dashes[] = { "- ", "\xE2\x80\x93 ", "\xE2\x80\x94 ",
		"\xE2\x88\x92 " };
	struct text words;

	if (!node || cmark_node_get_type(node) != CMARK_NODE_TEXT)
		return false;
	words = text_of(cmark_node_get_literal(node));
	while (words.size && strchr(" \t", words.at[0]))
		words = text_part(words, 1, words.size);
	for (size_t i = 0; i < COUNT_OF(dashes); i++) {
		if (!text_starts(words, text_of(dashes[i])))
			continue;
		words = text_part(words, strlen(dashes[i]), words.size);
		cmark_node_set_literal(node, arena_copy(a, words).at);
		return true;
	}
	return false;
}

static void read_match_item(struct question_reading *q, cmark_node *item)
{
	struct buffer feedback = buffer_in(q->r->arena);
	cmark_node *paragraph = read_item(q, item, &feedback);
	cmark_node *term = paragraph ? cmark_node_first_child(paragraph) : NULL;
	struct option_words option = { .feedback_html = buffer_text(&feedback) };

	if (!paragraph)
		return;
	if (!term || cmark_node_get_type(term) != CMARK_NODE_STRONG ||
		!take_dash(q->r->arena, cmark_node_next(term))) {
		node_problem(q->r, item, ASK_NO_TERM, NO_TEXT, NO_TEXT);
		return;
	}
	option.html = inlines_of(q, term);
	cmark_node_unlink(term);
	option.meaning_html = inlines_of(q, paragraph);
	cmark_node_free(term);
	if (!option.meaning_html.size)
		node_problem(q->r, item, ASK_NO_TERM, NO_TEXT, NO_TEXT);
	add_option(q, item, option);
}

/* "= text" -> "text". */
static bool read_equals(struct question_reading *q, cmark_node *item, struct text *words)
{
	cmark_node *paragraph = read_item(q, item, &q->feedback);

	if (!paragraph)
		return false;
	*words = text_trim(plain_words(q->r->arena, paragraph));
	if (!text_starts(*words, TEXT("="))) {
		node_problem(q->r, item, ASK_NO_EQUALS, NO_TEXT, NO_TEXT);
		return false;
	}
	*words = text_trim(text_part(*words, 1, words->size));
	if (words->size)
		return true;
	node_problem(q->r, item, ASK_EMPTY, NO_TEXT, NO_TEXT);
	return false;
}

static void read_words_item(struct question_reading *q, cmark_node *item)
{
	struct question_key *key = &q->asked->key;
	struct text words, folded;

	if (!read_equals(q, item, &words))
		return;
	folded = fold_words(q->r->arena, words);
	if (!folded.size)
		node_problem(q->r, item, ASK_EMPTY, NO_TEXT, NO_TEXT);
	if (utf8_count(words) > SHORT_WORDS_MOST)
		node_problem(q->r, item, ASK_LONG, NO_TEXT, NO_TEXT);
	if (!q->asked->words.answer.size)
		q->asked->words.answer = arena_copy(q->r->arena, words);
	GROW(q->r->arena, q->accepted, key->accepted_count, q->accepted_room);
	q->accepted[key->accepted_count++] = folded;
}

/* "5 +- 0.1" -> "5", "0.1". */
static struct text split_tolerance(struct text *words)
{
	static const char *const signs[] = { "+-", "\xC2\xB1", "+/-" };
	struct text whole = *words;

	for (size_t i = 0; i < COUNT_OF(signs); i++) {
		size_t at = text_find(whole, text_of(signs[i]));
		if (at == whole.size)
			continue;
		*words = text_trim(text_part(whole, 0, at));
		return text_trim(text_part(whole, at + strlen(signs[i]), whole.size));
	}
	return TEXT("0");
}

static void read_number_item(struct question_reading *q, cmark_node *item)
{
	struct question_key *key = &q->asked->key;
	struct text words, tolerance, whole;

	if (!read_equals(q, item, &words))
		return;
	if (q->asked->words.answer.size) {
		node_problem(q->r, item, ASK_ONE_NUMBER, NO_TEXT, NO_TEXT);
		return;
	}
	whole = words;
	tolerance = split_tolerance(&words);
	q->asked->words.answer = arena_copy(q->r->arena, words);
	if (!decimal_read(words, &key->number) || !decimal_read(tolerance, &key->tolerance) ||
		key->tolerance.millionths < 0)
		node_problem(q->r, item, ASK_NO_NUMBER, whole, NO_TEXT);
}

/* ---- the answers ---------------------------------------------------------------------------- */

static void read_list(struct question_reading *q)
{
	static void (*const read_one[])(struct question_reading *, cmark_node *) = {
		[SHAPE_BOXES] = read_box_item,
		[SHAPE_WORDS] = read_words_item,
		[SHAPE_NUMBER] = read_number_item,
		[SHAPE_ORDER] = read_order_item,
		[SHAPE_MATCH] = read_match_item,
	};
	cmark_node *item;

	for (item = cmark_node_first_child(q->list); item; item = cmark_node_next(item)) {
		if (q->asked->key.option_count == OPTIONS_MOST) {
			node_problem(q->r, item, ASK_MANY_OPTIONS, NO_TEXT, NO_TEXT);
			break;
		}
		read_one[q->type->shape](q, item);
	}
}

/* The text an item begins with; empty where it begins otherwise. */
static struct text first_words(cmark_node *item)
{
	cmark_node *paragraph = cmark_node_first_child(item), *first;

	if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
		return NO_TEXT;
	first = cmark_node_first_child(paragraph);
	return first && cmark_node_get_type(first) == CMARK_NODE_TEXT
		? text_of(cmark_node_get_literal(first))
		: NO_TEXT;
}

static bool begins_strong(cmark_node *item)
{
	cmark_node *paragraph = cmark_node_first_child(item);
	cmark_node *first = paragraph ? cmark_node_first_child(paragraph) : NULL;

	return first && cmark_node_get_type(first) == CMARK_NODE_STRONG;
}

static bool is_answer(enum answer_shape shape, cmark_node *item)
{
	struct text words = first_words(item);

	switch (shape) {
	case SHAPE_BOXES:
		return text_starts(words, TEXT("[ ]")) || text_starts(words, TEXT("[]")) ||
			text_starts(words, TEXT("[x]")) || text_starts(words, TEXT("[X]"));
	case SHAPE_WORDS:
	case SHAPE_NUMBER:
		return text_starts(words, TEXT("="));
	case SHAPE_MATCH:
		return begins_strong(item);
	case SHAPE_ORDER:
		return true;
	case SHAPE_NONE:
		break;
	}
	return false;
}

/* A list where at least one item is an answer of the type's shape; other lists are part of the
 * question. */
static bool is_answers(const struct question_reading *q, cmark_node *node)
{
	bool ordered;

	if (cmark_node_get_type(node) != CMARK_NODE_LIST)
		return false;
	ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	if (ordered != (q->type->shape == SHAPE_ORDER))
		return false;
	for (node = cmark_node_first_child(node); node; node = cmark_node_next(node))
		if (is_answer(q->type->shape, node))
			return true;
	return false;
}

static void judge_options(struct question_reading *q)
{
	struct question_key *key = &q->asked->key;
	size_t ticked = 0;

	for (size_t i = 0; q->ticks && i < key->option_count; i++)
		ticked += q->ticks[i];
	if (!q->list) {
		asked_problem(q, ASK_NO_ANSWERS, text_of(q->type->example), NO_TEXT);
		return;
	}
	if (q->type->shape == SHAPE_WORDS || q->type->shape == SHAPE_NUMBER)
		return;
	if (key->option_count < 2)
		asked_problem(q, ASK_FEW, NO_TEXT, NO_TEXT);
	if (q->type->shape == SHAPE_BOXES && ticked == 0)
		asked_problem(q, ASK_NONE_RIGHT, NO_TEXT, NO_TEXT);
	if (q->type->shape == SHAPE_BOXES && (ticked > 1 || q->multi))
		key->kind = ASK_MANY;
}

/* ---- the body ------------------------------------------------------------------------------- */

static bool is_body(const struct question_reading *q, cmark_node *node)
{
	return cmark_node_get_type(node) != CMARK_NODE_BLOCK_QUOTE && !is_answers(q, node);
}

/* Renders the blocks from `node` up to the next quote, answers or end; returns what follows. */
static cmark_node *take_body(
	struct question_reading *q, cmark_node *node, cmark_node *end, int end_line)
{
	int from = cmark_node_get_start_line(node);

	while (node != end && is_body(q, node))
		node = cmark_node_next(node);
	if (node != end)
		end_line = cmark_node_get_start_line(node);
	buffer_add(&q->body, render_lines(q->r, from, end_line));
	return node;
}

/* After the answers only a quote may stand, in types whose items have no feedback of their own. */
static void take_after(struct question_reading *q, cmark_node *node)
{
	bool quote = cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;

	if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK)
		return;
	if (quote && (q->type->shape == SHAPE_WORDS || q->type->shape == SHAPE_NUMBER))
		write_quote(q, node, &q->feedback);
	else
		node_problem(q->r, node, ASK_AFTER, NO_TEXT, NO_TEXT);
}

static void read_blocks(struct question_reading *q, cmark_node *node, cmark_node *end, int end_line)
{
	while (node != end) {
		if (q->list)
			take_after(q, node);
		else if (is_answers(q, node)) {
			q->list = node;
			read_list(q);
		} else if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
			write_quote(q, node, &q->hint);
		else {
			node = take_body(q, node, end, end_line);
			continue;
		}
		node = cmark_node_next(node);
	}
}

void read_question(struct reading *r, struct comment *comment, struct cmark_node *heading,
	struct cmark_node *end, int end_line, struct asked *asked)
{
	struct question_reading q = { .r = r,
		.asked = asked,
		.hint = buffer_in(r->arena),
		.feedback = buffer_in(r->arena),
		.body = buffer_in(r->arena) };
	struct question_words *words = &asked->words;

	words->answer = NO_TEXT;
	read_comment(&q, comment);
	words->level = cmark_node_get_heading_level(heading);
	words->heading = arena_copy(r->arena, text_trim(plain_words(r->arena, heading)));
	words->heading_html = inlines_of(&q, heading);
	read_blocks(&q, cmark_node_next(heading), end, end_line);
	if (q.type->shape != SHAPE_NONE)
		judge_options(&q);
	words->body_html = buffer_text(&q.body);
	words->hint_html = buffer_text(&q.hint);
	words->feedback_html = buffer_text(&q.feedback);
	words->options = q.options;
	asked->key.ticks = q.ticks;
	asked->key.accepted = q.accepted;
}
