/*
 * tree: what holds for every Markdown body, checked on cmark's tree, whose nodes know their lines:
 * headings in steps, no HTML but our comments, links that lead somewhere, pictures with words,
 * plain language where it is promised. Problems are added to the reading; nothing is changed.
 */
#include "course/inside.h"

#include "words/words.h"

#include <cmark.h>
#include <ctype.h>
#include <string.h>

#define DEPTH_MOST 24 /* of nodes; far more than three levels of lists and quotes need */
#define SENTENCE_WORDS_MOST 15
#define PARAGRAPH_SENTENCES_MOST 4

static void close_iter_at(cmark_iter **iter)
{
	if (*iter)
		cmark_iter_free(*iter);
}
#define OWN_ITER __attribute__((cleanup(close_iter_at))) cmark_iter *

/* ---- headings ------------------------------------------------------------------------------- */

static void check_heading(struct reading *r, cmark_node *node, int *level)
{
	int now = cmark_node_get_heading_level(node);

	GROW(r->arena, r->headings, r->heading_count, r->heading_room);
	r->headings[r->heading_count++] = node;
	if (!cmark_node_first_child(node))
		node_problem(r, node, HEADING_EMPTY, NO_TEXT, NO_TEXT);
	if (now == 1 && r->source->name.kind != FILE_WORDS)
		node_problem(r, node, HEADING_FIRST, NO_TEXT, NO_TEXT);
	else if (now > *level + 1)
		node_problem(r, node, HEADING_SKIP, text_part(TEXT("######"), 0, (size_t)now),
			text_part(TEXT("######"), 0, (size_t)*level));
	*level = now;
}

/* ---- comments and HTML ---------------------------------------------------------------------- */

/* A q comment stands alone at the top; a c comment in an item of a unit. */
static bool belongs_here(const struct reading *r, cmark_node *node, enum comment_kind kind)
{
	bool block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
	bool unit = r->source->name.kind == FILE_UNIT;

	if (kind == COMMENT_QUESTION)
		return block && !unit && cmark_node_parent(node) == r->document &&
			r->source->name.kind == FILE_PAGE;
	if (kind == COMMENT_CRITERION)
		return !block && unit;
	return true;
}

static void check_html(struct reading *r, cmark_node *node)
{
	struct text rest = text_of(cmark_node_get_literal(node));
	struct comment comment;

	while (next_comment(&rest, &comment)) {
		if (comment.kind == COMMENT_UNKNOWN)
			node_problem(r, node, COMMENT_UNKNOWN_KIND, NO_TEXT, NO_TEXT);
		else if (!belongs_here(r, node, comment.kind))
			node_problem(r, node, COMMENT_PLACE, NO_TEXT, NO_TEXT);
	}
	if (text_starts(rest, TEXT("<!--")))
		node_problem(r, node, COMMENT_OPEN, NO_TEXT, NO_TEXT);
	else if (rest.size)
		node_problem(r, node, RAW_HTML, NO_TEXT, NO_TEXT);
}

/* A comment that isn't seen as one would be shown to readers. */
static void check_text(struct reading *r, cmark_node *node)
{
	const char *words = cmark_node_get_literal(node);

	if (words && strstr(words, "<!--"))
		node_problem(r, node, COMMENT_OPEN, NO_TEXT, NO_TEXT);
}

/* ---- links and pictures --------------------------------------------------------------------- */

/* "talk.webm" -> "talk.fi.vtt", in the words of the page or (for "fi-simple") of its language. */
static bool has_beside(struct reading *r, struct text media, struct text language,
	const char *ending, struct text *name)
{
	size_t dot = media.size;

	while (dot > 0 && media.at[dot - 1] != '.')
		dot--;
	*name = arena_print(
		r->arena, "%.*s%.*s.%s", SHOWN(text_part(media, 0, dot)), SHOWN(language), ending);
	return find_listed(r->look->listing,
		arena_print(
			r->arena, "%.*s/media/%.*s", SHOWN(r->source->name.course), SHOWN(*name)));
}

static void check_beside(struct reading *r, cmark_node *node, const struct media_file *media,
	const char *ending, enum problem_kind kind)
{
	struct text language = r->source->name.language, name;

	if (!has_beside(r, media->name, language, ending, &name) &&
		!has_beside(r, media->name, language_tag(language), ending, &name))
		node_problem(r, node, kind, media->name, name);
}

/* A file that is there but can't be sent (media.c leaves it out) is as good as lost. */
static void check_media(
	struct reading *r, cmark_node *node, struct text target, struct text address, bool picture)
{
	const struct media_file *media = find_media(&r->place, target);
	struct text own =
		arena_print(r->arena, "/courses/%.*s/media/", SHOWN(r->source->name.course));

	if (!media && text_starts(address, own))
		node_problem(r, node, picture ? PICTURE_LOST : LINK_DEAD, target, NO_TEXT);
	if (!media)
		return;
	if (text_starts(media->type, TEXT("audio/")))
		check_beside(r, node, media, "md", SOUND_UNWRITTEN);
	if (text_starts(media->type, TEXT("video/"))) {
		check_beside(r, node, media, "vtt", VIDEO_UNCAPTIONED);
		check_beside(r, node, media, "md", VIDEO_UNWRITTEN);
	}
}

static bool holds_words(struct arena *a, cmark_node *node)
{
	return text_trim(plain_words(a, node)).size > 0;
}

static void check_link(struct reading *r, cmark_node *node, bool picture)
{
	struct text target = text_of(cmark_node_get_url(node));
	const struct link_tie *tie = tie_link(r, target, picture);

	if (picture && !holds_words(r->arena, node))
		node_problem(r, node, PICTURE_SILENT, target, NO_TEXT);
	if (tie->fate == LINK_REFUSED)
		node_problem(r, node, LINK_SCHEME, target, NO_TEXT);
	if (tie->fate == LINK_FOREIGN)
		node_problem(r, node, PICTURE_OUTSIDE, target, NO_TEXT);
	if (tie->fate == LINK_NOWHERE)
		node_problem(r, node, picture ? PICTURE_LOST : LINK_DEAD, target, NO_TEXT);
	if (tie->fate == LINK_WELL)
		check_media(r, node, target, tie->address, picture);
}

/* [words]: address, alone on a line: it would be lost to the pieces that a page is cut into. */
static void check_definitions(struct reading *r, const bool *in_code)
{
	for (size_t i = 0; i < r->line_count; i++) {
		struct text line = r->lines[i];
		size_t from = 0, close;
		while (from < line.size && strchr(" \t>", line.at[from]))
			from++;
		close = text_find_char(line, ']');
		if (from >= line.size || line.at[from] != '[' || close + 1 >= line.size ||
			line.at[close + 1] != ':' || in_code[i])
			continue;
		body_problem(r, (int)i + 1, (int)from + 1, LINK_APART, NO_TEXT, NO_TEXT);
	}
}

/* ---- lists and quotes ----------------------------------------------------------------------- */

static bool is_blank_line(const struct reading *r, int line)
{
	return line < 1 || (size_t)line > r->line_count || !text_trim(r->lines[line - 1]).size;
}

/* An item that ends in a quote, and another item right under it. */
static void check_item(struct reading *r, cmark_node *item)
{
	cmark_node *last = cmark_node_last_child(item), *next = cmark_node_next(item);

	if (last && next && cmark_node_get_type(last) == CMARK_NODE_BLOCK_QUOTE &&
		!is_blank_line(r, cmark_node_get_start_line(next) - 1))
		node_problem(r, last, QUOTE_TIGHT, NO_TEXT, NO_TEXT);
}

static int count_words(struct text words)
{
	int count = 0;
	bool inside = false;

	for (size_t i = 0; i < words.size; i++) {
		bool blank = isspace((unsigned char)words.at[i]);
		/* A dash or the like between blanks is no word. */
		bool word = !blank &&
			(isalnum((unsigned char)words.at[i]) ||
				((unsigned char)words.at[i] & 0x80 && words.at[i] != '\xE2'));
		if (blank)
			inside = false;
		else if (word && !inside) {
			inside = true;
			count++;
		}
	}
	return count;
}

static bool ends_sentence(struct text words, size_t at)
{
	return strchr(".!?", words.at[at]) &&
		(at + 1 == words.size || isspace((unsigned char)words.at[at + 1]));
}

/* cmark knows no tables: to it one is a paragraph, whose second line rules off the head. */
static bool is_table(const struct reading *r, cmark_node *paragraph)
{
	int line = cmark_node_get_start_line(paragraph);
	struct text rule = text_trim(body_lines(r, line + 1, line + 2));

	for (size_t i = 0; i < rule.size; i++)
		if (!strchr("|:- \t", rule.at[i]))
			return false;
	return text_find_char(rule, '-') < rule.size && text_find_char(rule, '|') < rule.size;
}

static void check_plainness(struct reading *r, cmark_node *paragraph)
{
	if (is_table(r, paragraph))
		return;
	struct text words = plain_words(r->arena, paragraph);
	size_t from = 0;
	int sentences = 0;

	for (size_t i = 0; i < words.size; i++) {
		if (!ends_sentence(words, i) && i + 1 < words.size)
			continue;
		int count = count_words(text_part(words, from, i + 1 - from));
		if (count > SENTENCE_WORDS_MOST)
			node_problem(r, paragraph, SENTENCE_LONG,
				arena_print(r->arena, "%d", count), NO_TEXT);
		sentences += count > 0;
		from = i + 1;
	}
	if (sentences > PARAGRAPH_SENTENCES_MOST)
		node_problem(r, paragraph, PARAGRAPH_LONG, arena_print(r->arena, "%d", sentences),
			NO_TEXT);
}

/* ---- forbidden words ------------------------------------------------------------------------ */

static bool is_letter(uint32_t c)
{
	return c >= 0x80 ? c != 0x2013 && c != 0x2014 && c != 0xA0 : isalnum((int)c) != 0;
}

/* Text that begins at a word and holds as much as any forbidden words do, which may have blanks. */
static struct text fold_from(struct arena *a, struct text words, size_t from)
{
	return fold_words(a, whole_characters(text_part(words, from, words.size), 200));
}

/* Which entry of the list this text begins with, or count. "!social media" lets through what
 * "social" would refuse, wherever it stands in the list. */
static size_t forbidden_start(const struct text *folded_list, size_t count, struct text folded)
{
	size_t found = count;

	for (size_t i = 0; i < count; i++) {
		struct text entry = folded_list[i];
		bool lets_through = text_starts(entry, TEXT("!"));
		if (lets_through)
			entry = text_part(entry, 1, entry.size);
		if (!entry.size || !text_starts(folded, entry))
			continue;
		if (lets_through)
			return count;
		if (found == count)
			found = i;
	}
	return found;
}

bool find_forbidden(const struct course_settings *settings, struct text words, struct text *found)
{
	OWN_ARENA a = arena_open();
	size_t count = settings->forbidden_count, at = 0;
	struct text *list = arena_take_many(a, count + 1, sizeof *list);
	bool inside = false;

	for (size_t i = 0; i < count; i++)
		list[i] = fold_words(a, settings->forbidden[i]);
	while (count && at < words.size) {
		size_t from = at;
		bool letter = is_letter(utf8_next(words, &at)), begins = letter && !inside;
		inside = letter;
		if (!begins)
			continue;
		size_t bad = forbidden_start(list, count, fold_from(a, words, from));
		if (bad == count)
			continue;
		*found = settings->forbidden[bad];
		return true;
	}
	return false;
}

/* ---- the whole tree ------------------------------------------------------------------------- */

static void check_node(struct reading *r, cmark_node *node, int *level)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		check_heading(r, node, level);
		break;
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		check_html(r, node);
		break;
	case CMARK_NODE_TEXT:
		check_text(r, node);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		check_link(r, node, cmark_node_get_type(node) == CMARK_NODE_IMAGE);
		break;
	case CMARK_NODE_ITEM:
		check_item(r, node);
		break;
	case CMARK_NODE_PARAGRAPH:
		if (is_simple(r->source->name.language))
			check_plainness(r, node);
		break;
	default:
		break;
	}
}

/* Nodes that the iterator enters but doesn't leave. */
static bool is_leaf(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_THEMATIC_BREAK:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_TEXT:
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
		return true;
	default:
		return false;
	}
}

/* True where the tree is shallow enough to be walked by what follows. */
static bool check_depth(struct reading *r)
{
	OWN_ITER iter = cmark_iter_new(r->document);
	cmark_event_type event;
	int depth = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (event == CMARK_EVENT_EXIT)
			depth--;
		else if (!is_leaf(node) && ++depth > DEPTH_MOST) {
			node_problem(r, node, TEXT_DEEP, NO_TEXT, NO_TEXT);
			return false;
		}
	}
	return true;
}

static void mark_code(const struct reading *r, cmark_node *block, bool *in_code)
{
	int end = cmark_node_get_end_line(block);

	for (int line = cmark_node_get_start_line(block); line <= end; line++)
		if (line >= 1 && (size_t)line <= r->line_count)
			in_code[line - 1] = true;
}

void check_tree(struct reading *r)
{
	OWN_ITER iter = NULL;
	OWN_ARENA scratch = arena_open();
	cmark_event_type event;
	bool *in_code = arena_take(scratch, r->line_count + 1);
	int level = r->source->name.kind == FILE_WORDS ? 0 : 1;

	if (!check_depth(r)) {
		r->broken_structure = true;
		return;
	}
	iter = cmark_iter_new(r->document);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (event != CMARK_EVENT_ENTER)
			continue;
		check_node(r, cmark_iter_get_node(iter), &level);
		if (cmark_node_get_type(cmark_iter_get_node(iter)) == CMARK_NODE_CODE_BLOCK)
			mark_code(r, cmark_iter_get_node(iter), in_code);
	}
	check_definitions(r, in_code);
}
