/*
 * render: prose -> HTML, by md4c's callbacks. md4c reads tables, task lists and strikethrough on
 * top of CommonMark; it runs with HTML on, and what it takes for HTML is dropped here (with HTML
 * off it would print authors' comments). md_html() isn't used, for it checks no address. Output is
 * cut at 8 x input + 64 KB: a table or a reference can otherwise make 269 MB of 64 KB.
 */
#include <md4c.h>
#include <string.h>

#include "course/pen.h"

#define TOO_MUCH (-1) /* negative: md4c mishandles positive answers of callbacks */

struct prose {
	struct pen pen;
	size_t start, most; /* of the caller's buffer */
	bool code;          /* in a code block */
	/* Tables: their start tag names them after the first row. */
	struct buffer table_name;
	size_t cell; /* where the open cell's start tag stands */
};

/* What an attribute stands for: entities decoded, NUL replaced. */
static struct text attribute_words(struct arena *a, const MD_ATTRIBUTE *attribute)
{
	struct buffer words = buffer_in(a);
	for (size_t i = 0; attribute->size && attribute->substr_offsets[i] < attribute->size; i++) {
		size_t from = attribute->substr_offsets[i];
		struct text part = { attribute->text + from,
			attribute->substr_offsets[i + 1] - from };
		if (attribute->substr_types[i] == MD_TEXT_ENTITY)
			part = entity_words(a, part);
		else if (attribute->substr_types[i] == MD_TEXT_NULLCHAR)
			part = TEXT("\uFFFD");
		buffer_add(&words, part);
	}
	return buffer_text(&words);
}

/* ---- tables -------------------------------------------------------------------------------------
 */

/* A table scrolls sideways on a narrow screen, so the box around it takes the focus and has a name;
 * a group, for a region would be one landmark more for each table of a page. */
static void open_table(struct prose *p)
{
	open_block(&p->pen, "");
	p->pen.held.size = p->table_name.size = 0;
	p->pen.out = &p->pen.held;
}

static void close_table(struct prose *p)
{
	struct pen *pen = &p->pen;
	struct text name = buffer_text(&p->table_name);
	pen->out = pen->page;
	buffer_add_chars(
		pen->out, "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
	buffer_add_html(pen->out, name.size ? name : say_at(pen->place, N_("Table")));
	buffer_add_chars(pen->out, "\">\n<table>\n");
	buffer_add(pen->out, buffer_text(&pen->held));
	buffer_add_chars(pen->out, "</table>\n</div>\n");
}

static void open_cell(struct prose *p, bool head, const MD_BLOCK_TD_DETAIL *detail)
{
	static const char *const align[] = { "", " class=\"left\"", " class=\"center\"",
		" class=\"right\"" };
	struct pen *pen = &p->pen;
	open_block(pen, "");
	p->cell = pen->out->size;
	buffer_print(pen->out, "<%s%s>", head ? "th scope=\"col\"" : "td",
		align[detail->align <= MD_ALIGN_RIGHT ? detail->align : MD_ALIGN_DEFAULT]);
	pen->phrasing = true;
	pen->words_wanted = head;
	pen->words.size = 0;
}

static void close_cell(struct prose *p, bool head)
{
	struct pen *pen = &p->pen;
	struct text words = text_trim(buffer_text(&pen->words));
	end_inlines(pen);
	pen->phrasing = pen->words_wanted = false;
	if (!head) {
		buffer_add_chars(pen->out, "</td>\n");
	} else if (words.size == 0) {
		pen->out->size = p->cell; /* an empty corner names no column */
		buffer_add_chars(pen->out, "<td></td>\n");
	} else {
		if (p->table_name.size)
			buffer_add_chars(&p->table_name, ", ");
		buffer_add(&p->table_name, words);
		buffer_add_chars(pen->out, "</th>\n");
	}
}

/* ---- md4c's calls -------------------------------------------------------------------------------
 */

static int so_far(const struct prose *p)
{
	size_t held = p->pen.out == p->pen.page ? 0 : p->pen.held.size;
	return p->pen.page->size - p->start + held > p->most ? TOO_MUCH : 0;
}

static void open_ordered(struct pen *pen, unsigned start)
{
	open_block(pen, "<ol");
	if (start != 1)
		buffer_print(pen->out, " start=\"%u\"", start);
	buffer_add_chars(pen->out, ">\n");
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct prose *p = context;
	struct pen *pen = &p->pen;
	const MD_BLOCK_LI_DETAIL *item = detail;
	switch (type) {
	case MD_BLOCK_DOC:
	case MD_BLOCK_HTML:
		break;
	case MD_BLOCK_QUOTE:
		open_block(pen, "<blockquote>\n");
		break;
	case MD_BLOCK_UL:
		open_block(pen, "<ul>\n");
		break;
	case MD_BLOCK_OL:
		open_ordered(pen, ((const MD_BLOCK_OL_DETAIL *)detail)->start);
		break;
	case MD_BLOCK_LI:
		open_item(pen, item->is_task, item->is_task && item->task_mark != ' ');
		break;
	case MD_BLOCK_HR:
		open_block(pen, "<hr>\n");
		break;
	case MD_BLOCK_H:
		open_heading(pen);
		break;
	case MD_BLOCK_CODE:
		open_block(pen, "<pre><code>");
		p->code = true;
		break;
	case MD_BLOCK_P:
		open_paragraph(pen);
		break;
	case MD_BLOCK_TABLE:
		open_table(p);
		break;
	case MD_BLOCK_THEAD:
		open_block(pen, "<thead>\n");
		break;
	case MD_BLOCK_TBODY:
		open_block(pen, "<tbody>\n");
		break;
	case MD_BLOCK_TR:
		open_block(pen, "<tr>\n");
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		open_cell(p, type == MD_BLOCK_TH, detail);
		break;
	}
	return so_far(p);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct prose *p = context;
	struct pen *pen = &p->pen;
	switch (type) {
	case MD_BLOCK_DOC:
	case MD_BLOCK_HTML:
	case MD_BLOCK_HR:
		break;
	case MD_BLOCK_QUOTE:
		close_block(pen, "</blockquote>\n");
		break;
	case MD_BLOCK_UL:
		close_block(pen, "</ul>\n");
		break;
	case MD_BLOCK_OL:
		close_block(pen, "</ol>\n");
		break;
	case MD_BLOCK_LI:
		close_item(pen);
		break;
	case MD_BLOCK_H:
		close_heading(pen, (int)((const MD_BLOCK_H_DETAIL *)detail)->level);
		break;
	case MD_BLOCK_CODE:
		buffer_add_chars(pen->out, "</code></pre>\n");
		p->code = false;
		break;
	case MD_BLOCK_P:
		close_paragraph(pen);
		break;
	case MD_BLOCK_TABLE:
		close_table(p);
		break;
	case MD_BLOCK_THEAD:
		close_block(pen, "</thead>\n");
		break;
	case MD_BLOCK_TBODY:
		close_block(pen, "</tbody>\n");
		break;
	case MD_BLOCK_TR:
		close_block(pen, "</tr>\n");
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		close_cell(p, type == MD_BLOCK_TH);
		break;
	}
	return so_far(p);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct prose *p = context;
	struct pen *pen = &p->pen;
	struct arena *a = pen->place->arena;
	switch (type) {
	case MD_SPAN_EM:
		open_span(pen, "<em>", "</em>");
		break;
	case MD_SPAN_STRONG:
		open_span(pen, "<strong>", "</strong>");
		break;
	case MD_SPAN_CODE:
		open_span(pen, "<code>", "</code>");
		break;
	case MD_SPAN_DEL:
		open_span(pen, "<del>", "</del>");
		break;
	case MD_SPAN_A:
		open_link(pen, attribute_words(a, &((const MD_SPAN_A_DETAIL *)detail)->href));
		break;
	case MD_SPAN_IMG:
		open_picture(pen, attribute_words(a, &((const MD_SPAN_IMG_DETAIL *)detail)->src));
		break;
	default: /* what our flags leave off */
		open_span(pen, "", "");
	}
	return so_far(p);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct prose *p = context;
	(void)detail;
	if (type == MD_SPAN_IMG)
		close_picture(&p->pen);
	else
		close_span(&p->pen);
	return so_far(p);
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *chars, MD_SIZE size, void *context)
{
	struct prose *p = context;
	struct pen *pen = &p->pen;
	struct text words = { chars, size };
	switch (type) {
	case MD_TEXT_NULLCHAR:
		words = TEXT("\uFFFD");
		break;
	case MD_TEXT_ENTITY:
		words = entity_words(pen->place->arena, words);
		break;
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		add_break(pen, type == MD_TEXT_BR);
		return so_far(p);
	case MD_TEXT_HTML:
		return 0;
	default:
		break;
	}
	if (p->code)
		buffer_add_html(pen->out, words);
	else
		add_words(pen, words);
	return so_far(p);
}

static enum outcome parse_prose(struct prose *p, struct text markdown)
{
	static const MD_PARSER parser = {
		.flags = PROSE_FLAGS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = add_text,
	};
	p->start = p->pen.page->size;
	p->most = 8 * markdown.size + 65536;
	p->table_name = buffer_in(p->pen.place->arena);
	if (markdown.size > COURSE_FILE_MOST)
		return TOO_LARGE;
	/* A copy with a NUL behind it: md4c 0.4.8 looks at the byte behind what it is given, and where
	 * that is a ')' it may walk out of memory. */
	OWN_ARENA scratch = arena_open();
	markdown = arena_copy(scratch, markdown);
	if (md_parse(markdown.at, (MD_SIZE)markdown.size, &parser, p) == 0)
		return DONE;
	p->pen.page->size = p->start;
	return BAD_FORM;
}

enum outcome render_prose(struct place *place, struct text markdown, struct buffer *html,
	struct heading_seen **headings, size_t *heading_count)
{
	struct prose p = { .pen = pen_on(place, html) };
	TRY(parse_prose(&p, markdown));
	*headings = p.pen.headings;
	*heading_count = p.pen.heading_count;
	return DONE;
}

enum outcome render_transcript(struct place *place, struct text markdown, struct buffer *html)
{
	struct prose p = { .pen = pen_on(place, html) };
	p.pen.bare = true;
	return parse_prose(&p, markdown);
}
