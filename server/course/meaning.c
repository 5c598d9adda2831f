/*
 * meaning: what a body says to the two parsers, written down so that two bodies can be compared.
 * course_format keeps nothing that changes it. Left out on purpose: where things stand, whether a
 * hard break is two blanks or a backslash, and whether a list that holds a quote, a heading or a
 * comment is loose, because the format wants blank lines around those.
 */
#include <cmark.h>
#include <md4c.h>
#include <string.h>

#include "course/pen.h"

struct text *cut_lines(struct arena *a, struct text body, size_t *count)
{
	struct text *lines = NULL;
	size_t room = 0;
	*count = 0;
	while (body.at && body.size) {
		GROW(a, lines, *count, room);
		lines[(*count)++] = text_line(&body);
	}
	return lines;
}

/* ---- cmark ---------------------------------------------------------------------------------- */

struct tree_walk {
	struct buffer *out;
	const struct text *lines;
	size_t line_count;
	size_t marks;   /* quotes, headings and comments so far */
	size_t *before; /* the same at the start of each open list */
	size_t depth, room;
	bool table;
};

bool looks_like_table(const struct text *lines, size_t line_count, struct cmark_node *paragraph)
{
	size_t second = (size_t)cmark_node_get_start_line(paragraph); /* index of the line after */
	bool dash = false, bar = false;
	if (cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH || second >= line_count ||
		(int)second >= cmark_node_get_end_line(paragraph))
		return false;
	for (size_t i = 0; i < lines[second].size; i++) {
		if (!strchr("|:->  \t", lines[second].at[i]))
			return false;
		dash = dash || lines[second].at[i] == '-';
		bar = bar || lines[second].at[i] == '|';
	}
	return dash && bar;
}

static void tell_list(struct tree_walk *w, cmark_node *list, bool entering)
{
	if (entering) {
		GROW(w->out->arena, w->before, w->depth, w->room);
		w->before[w->depth++] = w->marks;
		buffer_print(w->out, "(list %d %d %d", (int)cmark_node_get_list_type(list),
			(int)cmark_node_get_list_delim(list), cmark_node_get_list_start(list));
		return;
	}
	bool any = w->depth && w->before[--w->depth] != w->marks;
	buffer_print(w->out, " %s)",
		any                                       ? ""
			: cmark_node_get_list_tight(list) ? "tight"
							  : "loose");
}

static void tell_words(struct tree_walk *w, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
		buffer_add_chars(
			w->out, type == CMARK_NODE_LINEBREAK && !w->table ? "(break)" : "(line)");
	else if (type == CMARK_NODE_TEXT)
		buffer_add_chars(w->out, literal); /* parsers cut text where they like */
	else
		buffer_print(w->out, "(%s %zu ", cmark_node_get_type_string(node), strlen(literal));
	if (type == CMARK_NODE_CODE_BLOCK)
		buffer_print(w->out, "%s ", cmark_node_get_fence_info(node));
	if (literal && type != CMARK_NODE_TEXT) {
		buffer_add_chars(w->out, literal);
		buffer_add_char(w->out, ')');
	}
}

static void tell_node(struct tree_walk *w, cmark_node *node, bool entering)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_HEADING ||
		type == CMARK_NODE_HTML_BLOCK)
		w->marks++;
	if (type == CMARK_NODE_PARAGRAPH)
		w->table = entering && looks_like_table(w->lines, w->line_count, node);
	if (type == CMARK_NODE_LIST) {
		tell_list(w, node, entering);
	} else if (cmark_node_get_literal(node) || type == CMARK_NODE_SOFTBREAK ||
		type == CMARK_NODE_LINEBREAK) {
		tell_words(w, node);
	} else if (!entering) {
		buffer_add_char(w->out, ')');
	} else {
		buffer_print(w->out, "(%s %d ", cmark_node_get_type_string(node),
			cmark_node_get_heading_level(node));
		if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
			buffer_print(w->out, "<%s> <%s> ", cmark_node_get_url(node),
				cmark_node_get_title(node));
	}
}

static void tell_tree(struct buffer *out, struct text body)
{
	cmark_node *document = cmark_parse_document(body.at, body.size, CMARK_OPT_DEFAULT);
	cmark_iter *steps = cmark_iter_new(document);
	struct tree_walk walk = { .out = out };
	walk.lines = cut_lines(out->arena, body, &walk.line_count);
	for (cmark_event_type event; (event = cmark_iter_next(steps)) != CMARK_EVENT_DONE;)
		tell_node(&walk, cmark_iter_get_node(steps), event == CMARK_EVENT_ENTER);
	cmark_iter_free(steps);
	cmark_node_free(document);
}

/* ---- md4c ----------------------------------------------------------------------------------- */

/* md4c has no paragraphs in tight lists, and loses the mark of a task after a quote: both are told
 * as if it hadn't. */
struct call_walk {
	struct buffer *out;
	bool words;  /* in a paragraph, or where one would be */
	bool *items; /* of each open block: whether it is an item */
	size_t depth, room;
};

/* Blanks before a line end, which md4c leaves in its text. */
static void drop_blanks(struct call_walk *w)
{
	while (w->out->size && strchr(" \t", w->out->at[w->out->size - 1]))
		w->out->size--;
}

static void end_words(struct call_walk *w)
{
	drop_blanks(w);
	if (w->words)
		buffer_add_chars(w->out, ")");
	w->words = false;
}

static void start_words(struct call_walk *w)
{
	if (!w->words && w->depth && w->items[w->depth - 1]) {
		buffer_add_chars(w->out, "(p:");
		w->words = true;
	}
}

static void tell_attribute(struct call_walk *w, const MD_ATTRIBUTE *attribute)
{
	buffer_add_chars(w->out, "<");
	buffer_add(w->out, (struct text){ attribute->text, attribute->size });
	buffer_add_chars(w->out, ">:");
}

static int so_far(const struct call_walk *w)
{
	return w->out->full ? -1 : 0;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct call_walk *w = context;
	if (type == MD_BLOCK_P && w->words)
		return so_far(w); /* the paragraph of a task, whose mark was told already */
	end_words(w);
	if (type == MD_BLOCK_P) {
		buffer_add_chars(w->out, "(p:");
		w->words = true;
		return so_far(w);
	}
	GROW(w->out->arena, w->items, w->depth, w->room);
	w->items[w->depth++] = type == MD_BLOCK_LI;
	buffer_print(w->out, "(block %d:", (int)type);
	if (type == MD_BLOCK_H)
		buffer_print(w->out, "%u:", ((const MD_BLOCK_H_DETAIL *)detail)->level);
	else if (type == MD_BLOCK_OL)
		buffer_print(w->out, "%u:", ((const MD_BLOCK_OL_DETAIL *)detail)->start);
	else if (type == MD_BLOCK_CODE)
		tell_attribute(w, &((const MD_BLOCK_CODE_DETAIL *)detail)->info);
	else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
		buffer_print(w->out, "%d:", (int)((const MD_BLOCK_TD_DETAIL *)detail)->align);
	const MD_BLOCK_LI_DETAIL *item = detail;
	if (type == MD_BLOCK_LI && item->is_task) {
		start_words(w);
		buffer_print(w->out, "[%c] ", item->task_mark);
	}
	return so_far(w);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct call_walk *w = context;
	(void)detail;
	end_words(w);
	if (type != MD_BLOCK_P) {
		buffer_add_char(w->out, ')');
		w->depth--;
	}
	return so_far(w);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct call_walk *w = context;
	start_words(w);
	buffer_print(w->out, "(span %d:", (int)type);
	if (type == MD_SPAN_A)
		tell_attribute(w, &((const MD_SPAN_A_DETAIL *)detail)->href);
	if (type == MD_SPAN_IMG)
		tell_attribute(w, &((const MD_SPAN_IMG_DETAIL *)detail)->src);
	return so_far(w);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct call_walk *w = context;
	(void)type, (void)detail;
	buffer_add_char(w->out, ')');
	return so_far(w);
}

static int tell_text(MD_TEXTTYPE type, const MD_CHAR *chars, MD_SIZE size, void *context)
{
	struct call_walk *w = context;
	start_words(w);
	if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
		drop_blanks(w);
		buffer_add_chars(w->out, type == MD_TEXT_BR ? "(break)" : "(line)");
	} else {
		buffer_add(w->out, (struct text){ chars, size });
	}
	return so_far(w);
}

static bool tell_calls(struct buffer *out, struct text body)
{
	static const MD_PARSER parser = {
		.flags = PROSE_FLAGS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = tell_text,
	};
	struct call_walk walk = { .out = out };
	out->cap = out->size + 16 * body.size + 1048576;
	return md_parse(body.at, (MD_SIZE)body.size, &parser, &walk) == 0;
}

bool body_meaning(struct arena *a, struct text body, struct text *meaning)
{
	struct buffer out = buffer_in(a);
	tell_tree(&out, body);
	bool told = tell_calls(&out, body);
	*meaning = buffer_text(&out);
	return told;
}
