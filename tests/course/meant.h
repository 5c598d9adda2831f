/*
 * What a course file says, by means of others than the formatter's own: compared before and after.
 */
#ifndef ASKEL_TEST_MEANT_H
#define ASKEL_TEST_MEANT_H

#include "course/pen.h"
#include "words/words.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

/* cmark's XML without tight="...", and prose without paragraphs of items, check boxes (md4c loses
 * them before an empty line is put after a quote) and white space. */
__attribute__((unused)) static struct text judged(struct arena *a, struct text bytes)
{
	struct text yaml, body;
	int line;
	bool unclosed;
	struct buffer out = buffer_in(a), html = buffer_in(a);
	struct place place = { .arena = a };
	struct heading_seen *headings;
	size_t count = 0;
	split_front(bytes, &yaml, &body, &line, &unclosed);
	cmark_node *document = cmark_parse_document(body.at, body.size, CMARK_OPT_DEFAULT);
	cmark_consolidate_text_nodes(document);
	char *xml = cmark_render_xml(document, CMARK_OPT_DEFAULT);
	static const char nothing[] = "<text xml:space=\"preserve\"></text>";
	bool table = text_find_char(body, '|') < body.size && text_find_char(body, '-') < body.size;
	for (const char *at = xml; *at; at++) {
		if (strncmp(at, " tight=\"", 8) == 0) {
			at = strchr(at + 8, '"');
		} else if (table && strncmp(at, "<linebreak", 10) == 0) {
			buffer_add_chars(&out, "<softbreak"); /* cmark knows no tables */
			at += 9;
		} else if (strncmp(at, nothing, sizeof nothing - 1) == 0) {
			at += sizeof nothing - 2; /* stands before some breaks of two blanks */
			while (out.size && strchr(" \n", out.at[out.size - 1]))
				out.size--;
		} else {
			buffer_add_char(&out, *at);
		}
	}
	free(xml);
	cmark_node_free(document);
	if (render_prose(&place, body, &html, &headings, &count) == DONE)
		for (size_t i = 0; i < count; i++)
			buffer_print(&out, "%d %s\n", headings[i].level,
				fold_words(a, headings[i].words).at);
	return buffer_text(&out);
}

#endif
