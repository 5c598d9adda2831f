/*
 * inside: what the files of the course room share and nobody else sees. The writers (render.c,
 * write.c, media.c) turn Markdown into HTML; the readers (page.c, question.c, unit.c ...) make
 * checked courses of it. Everything made lives in the arena that was passed.
 */
#ifndef ASKEL_COURSE_INSIDE_H
#define ASKEL_COURSE_INSIDE_H

#include "course/course.h"

/* ---- the seam between readers and writers ------------------------------------------------------ */

/* Where a piece of Markdown stands, so that links and pictures can be resolved and problems placed. */
struct place {
	struct arena *arena;          /* what is made lives here */
	struct text course, file;     /* course id; file name below the courses folder, for problems */
	struct text language;         /* "fi-simple" */
	int first_line;               /* line in the file of the Markdown's first line */
	/* An author's link or picture target -> the address on the site. false: dead (a problem was added). */
	bool (*resolve)(struct place *place, struct text target, bool picture, struct text *address);
	void *context;                /* half A's: for resolve and problems */
	const struct media_file *media;
	size_t media_count;
	const struct course_settings *settings;
	/* The writers' own; zero at first. One place kept for all pieces of a page keeps the ids of
	 * its headings apart. */
	struct ids *ids;
};

/* https, http, mailto, tel, relative, # after entity decoding and stripping bytes <= 0x20. */
bool url_allowed(struct text url);

/* Prose -> HTML. BAD_FORM where output passed 8 x input + 64 KB. headings: collects (level, plain
 * text) in order for the two-parser comparison. */
struct heading_seen {
	int level;
	struct text words;
	struct text id; /* without '#': "h-what-it-says" */
};
enum outcome render_prose(struct place *place, struct text markdown, struct buffer *html,
	struct heading_seen **headings, size_t *heading_count);

/* From cmark nodes. */
struct cmark_node;
void write_inlines(struct place *place, struct cmark_node *parent, struct buffer *html);
void write_blocks(struct place *place, struct cmark_node *first, struct cmark_node *end,
	struct buffer *html);
struct text plain_words(struct arena *a, struct cmark_node *parent);

enum outcome read_media(
	struct arena *a, const char *folder, struct media_file **media, size_t *count);

/* ---- the writers' own ---------------------------------------------------------------------------- */

/* Marks what translators must see where it isn't said at once. */
#ifndef N_
#define N_(msgid) msgid
#endif

/* The characters an entity ("&auml;", "&#228;") stands for; itself where there is no such entity. */
struct text entity_words(struct arena *a, struct text entity);
/* A target (entities decoded) -> what goes in href or src, through place->resolve where it has no
 * scheme. false: refused. */
bool find_address(struct place *place, struct text target, bool picture, struct text *address);
/* An address into an attribute: percent-encoded where a URL needs it, then escaped. */
void add_address(struct buffer *html, struct text address);
bool url_external(struct text address); /* http or https */
/* "media/phone.svg" -> that media file, NULL where it isn't one of this course's. */
const struct media_file *find_media(const struct place *place, struct text target);
/* A msgid in the language of the place. */
struct text say_at(const struct place *place, const char *msgid);
/* "h-" and an ASCII slug of the words; not given before in this place. */
struct text make_id(struct place *place, struct text words);

enum media_kind { MEDIA_PICTURE, MEDIA_SOUND, MEDIA_VIDEO };
enum media_kind media_kind_of(struct text target); /* by the end of the name */

/* Width and height in pixels of a PNG, JPEG, WebP or SVG; 0 where the bytes don't say. */
void picture_size(struct text bytes, int *width, int *height);

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
	struct buffer *out;  /* where HTML goes now: `page`, or `held` in a heading or table */
	struct buffer *page;
	struct buffer held;  /* what stands in an element whose start tag needs its words */
	struct buffer words; /* plain words of the heading or cell that is open */
	struct buffer alt;   /* the same of the picture that is open */
	struct open_span *spans;
	size_t span_count, span_room;
	size_t links, pictures; /* how many stand open around */
	struct text target;	/* of the outermost open picture */
	bool phrasing;		/* nothing but phrasing content fits here */
	bool bare;		/* no players here: inside a transcript */
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

/* render_prose for a transcript: headings are paragraphs, no players. */
enum outcome render_transcript(struct place *place, struct text markdown, struct buffer *html);

/* ---- the readers' own ---------------------------------------------------------------------------- */

#endif
