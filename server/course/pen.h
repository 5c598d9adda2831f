/*
 * pen: what the writers share among themselves and the readers needn't see: the pen that writes the
 * shapes of HTML, addresses, ids, media, and what course_format compares. Everything made lives in
 * the arena of the place or the one that was passed.
 */
#ifndef ASKEL_COURSE_PEN_H
#define ASKEL_COURSE_PEN_H

#include "course/inside.h"

/* What md4c reads on top of CommonMark. No permissive autolinks: they are quadratic. */
#define PROSE_FLAGS (MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH)

/* The characters an entity ("&auml;", "&#228;") stands for; itself where there is none such. */
struct text entity_words(struct arena *a, struct text entity);
/* A target (entities decoded) -> what goes in href or src, through place->resolve where it has no
 * scheme. false: refused. */
bool find_address(struct place *place, struct text target, bool picture, struct text *address);
/* An address into an attribute: percent-encoded where a URL needs it, then escaped. */
void add_address(struct buffer *html, struct text address);
bool url_external(struct text address); /* http or https */
/* A msgid in the language of the place. */
struct text say_at(const struct place *place, const char *msgid);
/* "h-" and an ASCII slug of the words; not given before in this place. */
struct text make_id(struct place *place, struct text words);

enum media_kind { MEDIA_PICTURE, MEDIA_SOUND, MEDIA_VIDEO };
enum media_kind media_kind_of(struct text target); /* by the end of the name */

/* Width and height in pixels of a PNG, JPEG, WebP or SVG; 0 where the bytes don't say. */
void picture_size(struct text bytes, int *width, int *height);

/* Whether an SVG draws and does nothing else: no script, handlers, foreign content or references
 * that leave the file. */
bool svg_draws_only(struct text bytes);

/* The player of a sound or video with its size, captions and transcript. */
void write_figure(struct place *place, struct text target, struct text address, struct text alt,
	struct buffer *html);
/* "1,2 MB" as the language writes numbers. */
struct text size_words(struct arena *a, struct text language, int64_t bytes);

/* Where a piece of HTML is being written: both writers turn what their parser tells into these
 * calls, so that prose and questions have the same shapes. What is opened is closed in order
 * whatever a parser says. */
struct pen {
	struct place *place;
	struct buffer *out; /* where HTML goes now: `page`, or `held` in a heading or table */
	struct buffer *page;
	struct buffer held;  /* what stands in an element whose start tag needs its words */
	struct buffer words; /* plain words of the heading or cell that is open */
	struct buffer alt;   /* the same of the picture that is open */
	struct open_span *spans;
	size_t span_count, span_room;
	size_t links, pictures; /* how many stand open around */
	struct text target;     /* of the outermost open picture */
	bool phrasing;          /* nothing but phrasing content fits here */
	bool bare;              /* no players here: inside a transcript */
	bool paragraph_waits, paragraph_open, box_waits, box_ticked, label_open, words_wanted;
	struct heading_seen *headings;
	size_t heading_count, heading_room;
};

struct pen pen_on(struct place *place, struct buffer *html);
void open_block(struct pen *pen, const char *start_tag);
void close_block(struct pen *pen, const char *end_tag);
void open_paragraph(struct pen *pen);
void close_paragraph(struct pen *pen);
void open_item(struct pen *pen, bool task, bool ticked);
void close_item(struct pen *pen);
void open_heading(struct pen *pen);
void close_heading(struct pen *pen, int level);
void open_span(struct pen *pen, const char *start_tag, const char *end_tag);
void open_link(struct pen *pen, struct text target);
void close_span(struct pen *pen);
void open_picture(struct pen *pen, struct text target);
void close_picture(struct pen *pen);
void add_words(struct pen *pen, struct text words);
void add_break(struct pen *pen, bool hard);
void end_inlines(struct pen *pen);

/* The lines of a body without their ends; what follows the last end is no line. */
struct text *cut_lines(struct arena *a, struct text body, size_t *count);
/* Whether md4c takes a paragraph of the tree for a table. */
bool looks_like_table(const struct text *lines, size_t line_count, struct cmark_node *paragraph);
/* What a body says to both parsers, to be compared; false where it is a bomb. */
bool body_meaning(struct arena *a, struct text body, struct text *meaning);

/* render_prose for a transcript: headings are paragraphs, no players. */
enum outcome render_transcript(struct place *place, struct text markdown, struct buffer *html);

#endif
