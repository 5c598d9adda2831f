/*
 * write: HTML from cmark's nodes, for questions, whose structure the readers take from cmark's
 * tree. The shapes are the pen's, the same as in prose. Trees are walked with cmark's iterator, so
 * a thousand nested quotes take no stack.
 */
#include <cmark.h>
#include <string.h>

#include "course/pen.h"

struct walk {
	struct pen pen;
	cmark_node *root; /* the block that was asked for */
};

/* A paragraph in a tight list stands bare in its item. */
static bool is_bare_paragraph(const struct walk *w, cmark_node *node)
{
	cmark_node *item = cmark_node_parent(node);
	cmark_node *list = item && node != w->root ? cmark_node_parent(item) : NULL;
	return list && cmark_node_get_type(list) == CMARK_NODE_LIST &&
		cmark_node_get_list_tight(list);
}

static void write_list_tag(struct pen *pen, cmark_node *node, bool entering)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	if (!entering) {
		close_block(pen, ordered ? "</ol>\n" : "</ul>\n");
		return;
	}
	open_block(pen, ordered ? "<ol" : "<ul");
	if (ordered && cmark_node_get_list_start(node) != 1)
		buffer_print(pen->out, " start=\"%d\"", cmark_node_get_list_start(node));
	buffer_add_chars(pen->out, ">\n");
}

static void write_block_node(struct walk *w, cmark_node *node, bool entering)
{
	struct pen *pen = &w->pen;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		if (entering)
			open_block(pen, "<blockquote>\n");
		else
			close_block(pen, "</blockquote>\n");
		break;
	case CMARK_NODE_LIST:
		write_list_tag(pen, node, entering);
		break;
	case CMARK_NODE_ITEM:
		if (entering)
			open_item(pen, false, false);
		else
			close_item(pen);
		break;
	case CMARK_NODE_CODE_BLOCK:
		open_block(pen, "<pre><code>");
		buffer_add_html(pen->out, text_of(cmark_node_get_literal(node)));
		buffer_add_chars(pen->out, "</code></pre>\n");
		break;
	case CMARK_NODE_PARAGRAPH:
		if (is_bare_paragraph(w, node))
			end_inlines(pen);
		else if (entering)
			open_paragraph(pen);
		else
			close_paragraph(pen);
		break;
	case CMARK_NODE_HEADING:
		if (entering)
			open_heading(pen);
		else
			close_heading(pen, cmark_node_get_heading_level(node));
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		open_block(pen, "<hr>\n");
		break;
	default: /* the document; raw HTML, which is dropped */
		break;
	}
}

static void write_span_node(struct pen *pen, cmark_node *node, bool entering)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (!entering && type == CMARK_NODE_IMAGE)
		close_picture(pen);
	else if (!entering)
		close_span(pen);
	else if (type == CMARK_NODE_IMAGE)
		open_picture(pen, text_of(cmark_node_get_url(node)));
	else if (type == CMARK_NODE_LINK)
		open_link(pen, text_of(cmark_node_get_url(node)));
	else if (type == CMARK_NODE_STRONG)
		open_span(pen, "<strong>", "</strong>");
	else
		open_span(pen, "<em>", "</em>");
}

static void write_node(struct walk *w, cmark_node *node, bool entering)
{
	struct pen *pen = &w->pen;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		add_words(pen, text_of(cmark_node_get_literal(node)));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		add_break(pen, cmark_node_get_type(node) == CMARK_NODE_LINEBREAK);
		break;
	case CMARK_NODE_CODE:
		open_span(pen, "<code>", "</code>");
		add_words(pen, text_of(cmark_node_get_literal(node)));
		close_span(pen);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		write_span_node(pen, node, entering);
		break;
	default:
		write_block_node(w, node, entering);
	}
}

static void write_tree(struct walk *w, cmark_node *root)
{
	cmark_iter *steps = cmark_iter_new(root);
	w->root = root;
	for (cmark_event_type event; (event = cmark_iter_next(steps)) != CMARK_EVENT_DONE;)
		write_node(w, cmark_iter_get_node(steps), event == CMARK_EVENT_ENTER);
	cmark_iter_free(steps);
}

void write_inlines(struct place *place, struct cmark_node *parent, struct buffer *html)
{
	struct walk w = { .pen = pen_on(place, html) };
	w.pen.phrasing = true;
	for (cmark_node *n = cmark_node_first_child(parent); n; n = cmark_node_next(n))
		write_tree(&w, n);
	end_inlines(&w.pen);
}

void write_blocks(
	struct place *place, struct cmark_node *first, struct cmark_node *end, struct buffer *html)
{
	struct walk w = { .pen = pen_on(place, html) };
	for (cmark_node *n = first; n && n != end; n = cmark_node_next(n))
		write_tree(&w, n);
}

struct text plain_words(struct arena *a, struct cmark_node *parent)
{
	struct buffer words = buffer_in(a);
	cmark_iter *steps = cmark_iter_new(parent);
	while (cmark_iter_next(steps) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(steps);
		cmark_node_type type = cmark_node_get_type(node);
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			buffer_add_chars(&words, cmark_node_get_literal(node));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			buffer_add_char(&words, ' ');
	}
	cmark_iter_free(steps);
	return text_trim(buffer_text(&words));
}
