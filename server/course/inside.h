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
};

/* https, http, mailto, tel, relative, # after entity decoding and stripping bytes <= 0x20. */
bool url_allowed(struct text url);

/* Prose -> HTML. BAD_FORM where output passed 8 x input + 64 KB. headings: collects (level, plain
 * text) in order for the two-parser comparison. */
struct heading_seen {
	int level;
	struct text words;
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

/* ---- the readers' own ---------------------------------------------------------------------------- */

#endif
