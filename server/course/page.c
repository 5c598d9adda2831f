/*
 * page: the body of a course, module or page as parts: prose and questions in turn. cmark's tree
 * says where a question begins and ends; the lines between questions are prose and go to the
 * renderer as they stand, so both parsers see the same lines, and the headings they see in them
 * are compared.
 */
#include "course/inside.h"

#include <cmark.h>
#include <string.h>

/* A page is one form, and a form holds 256 fields with its token and button (http's FIELDS_MOST). */
#define FIELDS_ON_PAGE 200

struct parts {
	struct reading *r;
	size_t room, asked_room;
	size_t fields;  /* of the questions so far */
	int prose_from; /* the line prose goes on from */
};

/* ---- prose ---------------------------------------------------------------------------------- */

/* The same words however they are broken into lines. */
static bool same_words(struct text a, struct text b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.size && strchr(" \t\r\n", a.at[i]))
			i++;
		while (k < b.size && strchr(" \t\r\n", b.at[k]))
			k++;
		if (i == a.size || k == b.size)
			return i == a.size && k == b.size;
		if (a.at[i++] != b.at[k++])
			return false;
	}
}

/* The first heading of the tree at a line or after it. */
static size_t heading_at(const struct reading *r, int line)
{
	size_t low = 0, high = r->heading_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (cmark_node_get_start_line(r->headings[middle]) < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void compare_headings(
	struct reading *r, int from, int to, const struct heading_seen *seen, size_t count)
{
	size_t first = heading_at(r, from), last = heading_at(r, to);

	for (size_t i = 0; i < last - first; i++) {
		cmark_node *node = r->headings[first + i];
		struct text words = plain_words(r->arena, node);
		if (i < count && seen[i].level == cmark_node_get_heading_level(node) &&
			same_words(seen[i].words, words))
			continue;
		node_problem(r, node, HEADINGS_DIFFER, words, NO_TEXT);
		return; /* from here on they are out of step */
	}
	if (last - first < count)
		body_problem(r, from, 1, HEADINGS_DIFFER, seen[last - first].words, NO_TEXT);
}

struct text render_lines(struct reading *r, int from, int to)
{
	struct text markdown = body_lines(r, from, to);
	struct buffer html = buffer_in(r->arena);
	struct heading_seen *seen = NULL;
	size_t count = 0;

	if (!text_trim(markdown).size)
		return NO_TEXT;
	r->place.first_line = r->first_line + from - 1;
	if (render_prose(&r->place, markdown, &html, &seen, &count) != DONE) {
		body_problem(r, from, 1, TEXT_GROWS, NO_TEXT, NO_TEXT);
		return NO_TEXT;
	}
	compare_headings(r, from, to, seen, count);
	return text_trim(buffer_text(&html));
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* `prose` NULL: the next question. */
static void add_part(struct parts *parts, const struct piece *prose)
{
	struct source *source = parts->r->source;

	GROW(parts->r->arena, source->parts, source->part_count, parts->room);
	source->parts[source->part_count++] = (struct part){ .prose = prose };
}

static void end_prose(struct parts *parts, int line)
{
	struct text html = render_lines(parts->r, parts->prose_from, line);

	if (html.size)
		add_part(parts, piece_make(parts->r->arena, html));
	parts->prose_from = line;
}

/* The q comment of an HTML block; false where it has none. */
static bool question_comment(cmark_node *node, struct comment *comment)
{
	struct text rest;

	if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK)
		return false;
	rest = text_of(cmark_node_get_literal(node));
	while (next_comment(&rest, comment))
		if (comment->kind == COMMENT_QUESTION)
			return true;
	return false;
}

/* The first node after a question's heading that no longer belongs to it; NULL: the page ends. */
static cmark_node *question_end(cmark_node *heading)
{
	cmark_node *node = cmark_node_next(heading);
	struct comment comment;

	while (node && cmark_node_get_type(node) != CMARK_NODE_HEADING &&
		cmark_node_get_type(node) != CMARK_NODE_THEMATIC_BREAK &&
		!question_comment(node, &comment))
		node = cmark_node_next(node);
	return node;
}

/* Notes may stand between the q comment and its heading. */
static cmark_node *question_heading(cmark_node *comment)
{
	cmark_node *node = cmark_node_next(comment);
	struct comment next;

	while (node && cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK &&
		!question_comment(node, &next))
		node = cmark_node_next(node);
	return node && cmark_node_get_type(node) == CMARK_NODE_HEADING ? node : NULL;
}

static void count_fields(struct parts *parts, cmark_node *node, const struct question_key *key)
{
	size_t before = parts->fields;

	parts->fields += key->option_count ? key->option_count : 1;
	if (before <= FIELDS_ON_PAGE && parts->fields > FIELDS_ON_PAGE)
		node_problem(parts->r, node, ASK_MANY_FIELDS, NO_TEXT, NO_TEXT);
}

/* Takes a question and returns the node after it. */
static cmark_node *take_question(struct parts *parts, cmark_node *node, struct comment *comment)
{
	struct reading *r = parts->r;
	struct source *source = r->source;
	cmark_node *heading = question_heading(node), *end;
	int end_line;

	end_prose(parts, cmark_node_get_start_line(node));
	parts->prose_from = cmark_node_get_end_line(node) + 1;
	if (!heading) {
		node_problem(r, node, ASK_NO_HEADING, NO_TEXT, NO_TEXT);
		return cmark_node_next(node);
	}
	end = question_end(heading);
	end_line = end ? cmark_node_get_start_line(end) : (int)r->line_count + 1;
	add_part(parts, NULL);
	GROW(r->arena, source->asked, source->asked_count, parts->asked_room);
	source->asked[source->asked_count] =
		(struct asked){ .line = cmark_node_get_start_line(node) + r->first_line - 1,
			.column = 1 };
	read_question(r, comment, heading, end, end_line, &source->asked[source->asked_count]);
	source->asked[source->asked_count].words.question = source->asked_count;
	count_fields(parts, node, &source->asked[source->asked_count].key);
	source->asked_count++;
	parts->prose_from = end_line;
	if (end && cmark_node_get_type(end) == CMARK_NODE_THEMATIC_BREAK) {
		parts->prose_from = end_line + 1; /* it ends the question and isn't shown */
		end = cmark_node_next(end);
	}
	return end;
}

void read_parts(struct reading *r)
{
	struct parts parts = { .r = r, .prose_from = 1 };
	cmark_node *node = cmark_node_first_child(r->document);
	struct comment comment;

	while (node) {
		if (question_comment(node, &comment) && r->source->name.kind == FILE_PAGE)
			node = take_question(&parts, node, &comment);
		else
			node = cmark_node_next(node);
	}
	end_prose(&parts, (int)r->line_count + 1);
	/* The list of questions has stopped growing: now parts can point into it. */
	for (size_t i = 0, question = 0; i < r->source->part_count; i++)
		if (!r->source->parts[i].prose)
			r->source->parts[i].question = &r->source->asked[question++].words;
}
