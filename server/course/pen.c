/*
 * pen: the HTML shapes of course text, written as a parser tells of them. render.c (md4c, prose)
 * and write.c (cmark, questions) only translate their parser's calls into these. Promises: every
 * word is escaped, every address went through find_address, what is opened is closed in order even
 * where a parser's calls don't match, and nothing is written that a screen reader would stumble on
 * (links without words, check boxes without labels).
 *
 * Start tags of paragraphs and check boxes wait for the first words, because a player takes the
 * place of the paragraph it stands in.
 */
#include <string.h>

#include "course/pen.h"

struct open_span {
	const char *end_tag; /* NULL: nothing was written */
	size_t start;        /* of a link: where its start tag stands in `out` */
	size_t inside;       /* and what comes after it; 0: not a link */
};

struct pen pen_on(struct place *place, struct buffer *html)
{
	return (struct pen){ .place = place,
		.out = html,
		.page = html,
		.held = buffer_in(place->arena),
		.words = buffer_in(place->arena),
		.alt = buffer_in(place->arena) };
}

/* Writes the start tags that waited for words. */
static void start_words(struct pen *pen)
{
	if (pen->paragraph_waits) {
		buffer_add_chars(pen->out, "<p>");
		pen->paragraph_waits = false;
		pen->paragraph_open = true;
	}
	if (pen->box_waits) {
		buffer_print(pen->out, "<label><input type=\"checkbox\" disabled%s> ",
			pen->box_ticked ? " checked" : "");
		pen->box_waits = false;
		pen->label_open = true;
	}
}

void add_words(struct pen *pen, struct text words)
{
	if (words.size == 0)
		return;
	if (pen->words_wanted)
		buffer_add(&pen->words, words);
	if (pen->pictures) {
		buffer_add(&pen->alt, words);
		return;
	}
	while (pen->paragraph_waits && words.size && words.at[0] == ' ')
		words = text_part(words, 1, words.size); /* what followed a player */
	if (words.size == 0)
		return;
	start_words(pen);
	buffer_add_html(pen->out, words);
}

void add_break(struct pen *pen, bool hard)
{
	if (pen->words_wanted)
		buffer_add_char(&pen->words, ' ');
	if (pen->pictures)
		buffer_add_char(&pen->alt, hard ? '\n' : ' ');
	else if (!pen->paragraph_waits)
		buffer_add_chars(pen->out, hard ? "<br>\n" : "\n");
}

/* ---- spans --------------------------------------------------------------------------------------
 */

static struct open_span *push_span(struct pen *pen, const char *end_tag)
{
	GROW(pen->place->arena, pen->spans, pen->span_count, pen->span_room);
	pen->spans[pen->span_count] = (struct open_span){ .end_tag = end_tag };
	return &pen->spans[pen->span_count++];
}

void open_span(struct pen *pen, const char *start_tag, const char *end_tag)
{
	if (pen->pictures)
		return;
	start_words(pen);
	push_span(pen, end_tag);
	buffer_add_chars(pen->out, start_tag);
}

void open_link(struct pen *pen, struct text target)
{
	struct text address;
	if (pen->pictures)
		return;
	start_words(pen);
	struct open_span *span = push_span(pen, NULL);
	if (pen->links || !find_address(pen->place, target, false, &address))
		return;
	span->end_tag = "</a>";
	span->start = pen->out->size;
	buffer_add_chars(pen->out, "<a href=\"");
	add_address(pen->out, address);
	buffer_add_chars(
		pen->out, url_external(address) ? "\" rel=\"noopener noreferrer\">" : "\">");
	span->inside = pen->out->size;
	pen->links++;
}

void close_span(struct pen *pen)
{
	if (pen->pictures || pen->span_count == 0)
		return;
	const struct open_span *span = &pen->spans[--pen->span_count];
	if (span->inside) {
		pen->links--;
		if (pen->out->size == span->inside) {
			pen->out->size = span->start; /* no words: nothing that could be followed */
			return;
		}
	}
	if (span->end_tag)
		buffer_add_chars(pen->out, span->end_tag);
}

void end_inlines(struct pen *pen)
{
	pen->pictures = 0;
	while (pen->span_count)
		close_span(pen);
	if (pen->label_open)
		buffer_add_chars(pen->out, "</label>");
	pen->label_open = false;
}

/* ---- pictures, sound and video ------------------------------------------------------------------
 */

void open_picture(struct pen *pen, struct text target)
{
	if (pen->pictures++ == 0) {
		pen->target = target;
		pen->alt.size = 0;
	}
}

static void write_picture(struct pen *pen, struct text address, struct text alt)
{
	const struct media_file *file = find_media(pen->place, pen->target);
	start_words(pen);
	buffer_add_chars(pen->out, "<img src=\"");
	add_address(pen->out, address);
	buffer_add_chars(pen->out, "\" alt=\"");
	buffer_add_html(pen->out, alt);
	buffer_add_char(pen->out, '"');
	if (file && file->width > 0 && file->height > 0)
		buffer_print(pen->out, " width=\"%d\" height=\"%d\"", file->width, file->height);
	buffer_add_chars(pen->out, " loading=\"lazy\" decoding=\"async\">");
}

/* A sound or video among words: its name and size lead to the file. */
static void write_media_link(struct pen *pen, struct text address, struct text alt)
{
	const struct media_file *file = find_media(pen->place, pen->target);
	start_words(pen);
	if (!pen->links) {
		buffer_add_chars(pen->out, "<a href=\"");
		add_address(pen->out, address);
		buffer_add_chars(pen->out, "\">");
	}
	buffer_add_html(pen->out, alt.size ? alt : file ? file->name : pen->target);
	if (file)
		buffer_print(pen->out, " (%s)",
			size_words(pen->place->arena, pen->place->language, file->size).at);
	if (!pen->links)
		buffer_add_chars(pen->out, "</a>");
}

static bool player_fits(const struct pen *pen)
{
	return !pen->phrasing && !pen->bare && !pen->span_count && !pen->label_open &&
		!pen->box_waits;
}

/* A player stands between paragraphs: what comes after it begins a new one. */
static void leave_paragraph(struct pen *pen)
{
	if (!pen->paragraph_open)
		return;
	while (strchr(" \n", pen->out->at[pen->out->size - 1]))
		pen->out->size--;
	buffer_add_chars(pen->out, "</p>\n");
	pen->paragraph_waits = true;
	pen->paragraph_open = false;
}

void close_picture(struct pen *pen)
{
	struct text address, alt = text_trim(buffer_text(&pen->alt));
	if (pen->pictures == 0 || --pen->pictures > 0)
		return;
	if (!find_address(pen->place, pen->target, true, &address)) {
		if (alt.size)
			start_words(pen);
		buffer_add_html(pen->out, alt);
	} else if (media_kind_of(pen->target) == MEDIA_PICTURE) {
		write_picture(pen, address, alt);
	} else if (!player_fits(pen)) {
		write_media_link(pen, address, alt);
	} else {
		leave_paragraph(pen);
		write_figure(pen->place, pen->target, address, alt, pen->out);
	}
}

/* ---- blocks -------------------------------------------------------------------------------------
 */

void open_block(struct pen *pen, const char *start_tag)
{
	end_inlines(pen);
	pen->box_waits = false;
	if (pen->out->size && pen->out->at[pen->out->size - 1] != '\n')
		buffer_add_char(pen->out, '\n');
	buffer_add_chars(pen->out, start_tag);
}

void close_block(struct pen *pen, const char *end_tag)
{
	end_inlines(pen);
	buffer_add_chars(pen->out, end_tag);
}

void open_paragraph(struct pen *pen)
{
	end_inlines(pen);
	if (pen->out->size && pen->out->at[pen->out->size - 1] != '\n')
		buffer_add_char(pen->out, '\n');
	pen->paragraph_waits = true;
}

void close_paragraph(struct pen *pen)
{
	end_inlines(pen);
	if (pen->paragraph_open)
		buffer_add_chars(pen->out, "</p>\n");
	pen->paragraph_waits = pen->paragraph_open = false;
}

void open_item(struct pen *pen, bool task, bool ticked)
{
	open_block(pen, task ? "<li class=\"todo\">" : "<li>");
	pen->box_waits = task;
	pen->box_ticked = ticked;
}

void close_item(struct pen *pen)
{
	close_block(pen, "</li>\n");
	pen->box_waits = false;
}

void open_heading(struct pen *pen)
{
	open_block(pen, "");
	pen->held.size = pen->words.size = 0;
	pen->out = &pen->held;
	pen->words_wanted = pen->phrasing = true;
}

/* A heading without words is left out (the check says so): nothing could be read of it. */
void close_heading(struct pen *pen, int level)
{
	struct arena *a = pen->place->arena;
	end_inlines(pen);
	struct text words = arena_copy(a, text_trim(buffer_text(&pen->words)));
	struct text id = words.size && !pen->bare ? make_id(pen->place, words) : NO_TEXT;
	pen->out = pen->page;
	pen->words_wanted = pen->phrasing = false;
	if (!pen->bare) {
		GROW(a, pen->headings, pen->heading_count, pen->heading_room);
		pen->headings[pen->heading_count++] = (struct heading_seen){ level, words, id };
	}
	if (words.size == 0)
		return;
	if (pen->bare)
		buffer_add_chars(pen->out, "<p><strong>");
	else
		buffer_print(pen->out, "<h%d id=\"%s\">", level, id.at);
	buffer_add(pen->out, buffer_text(&pen->held));
	if (pen->bare)
		buffer_add_chars(pen->out, "</strong></p>\n");
	else
		buffer_print(pen->out, "</h%d>\n", level);
}
