/*
 * format: the canonical form of a course file. What may be done to a line depends on what stands
 * there (code and comments are left as they are, two blanks in a paragraph are a line break), which
 * cmark's tree tells; and whatever was done is kept only if both parsers still read the same. Else
 * less is done: the last step only mends line ends.
 */
#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "course/pen.h"
#include "seal/seal.h"

#define STAMP_BYTES 16
#define ALL_KINDS (IN_UNIT | IN_COURSE | IN_MODULE | IN_PAGE)

/* ---- the front matter ----------------------------------------------------------------------- */

/* A setting with the comments above it. */
struct setting {
	struct text lines;
	size_t order, at;
};

static size_t order_of(struct text line)
{
	static const char *const words[] = {
#define X(name, word, type, may, must) word,
		FRONT_KEYS(X)
#undef X
	};
	struct text key = text_part(line, 0, text_find_char(line, ':'));
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (text_is_chars(key, words[i]))
			return i;
	return COUNT_OF(words); /* unknown ones stay behind the others */
}

static bool starts_setting(struct text line)
{
	return line.size && !strchr(" \t#-]}", line.at[0]) && text_find_char(line, ':') < line.size;
}

static int by_order(const void *a, const void *b)
{
	const struct setting *left = a, *right = b;
	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return left->at < right->at ? -1 : left->at > right->at;
}

static struct text without_end_blanks(struct text line)
{
	while (line.size && strchr(" \t", line.at[line.size - 1]))
		line.size--;
	return line;
}

static void add_comments(struct buffer *out, struct text lines)
{
	while (lines.at && lines.size) {
		struct text line = text_line(&lines);
		if (!text_starts(line, TEXT("#")))
			return;
		buffer_add(out, line);
		buffer_add_char(out, '\n');
	}
}

/* The settings in the format's order, without `dropped` (COUNT: none); what was said above that one
 * stays, at the end, where the new one comes. */
static struct text order_settings(struct arena *a, struct text yaml, size_t dropped)
{
	struct setting *settings = NULL;
	size_t count = 0, room = 0;
	struct buffer lines = buffer_in(a), out = buffer_in(a);
	struct setting open = { .order = FRONT_KEY_COUNT + 1 };
	while (yaml.at && yaml.size) {
		struct text line = without_end_blanks(text_line(&yaml));
		bool comment = line.size && line.at[0] == '#';
		bool starts = starts_setting(line);
		bool begun = open.order <= FRONT_KEY_COUNT;
		if ((starts || comment) && begun) {
			open.lines = buffer_text(&lines);
			GROW(a, settings, count, room);
			settings[count++] = open;
			lines = buffer_in(a);
			open = (struct setting){ .order = FRONT_KEY_COUNT + 1, .at = count };
		}
		if (starts)
			open.order = order_of(line);
		if (line.size == 0)
			continue; /* where a value needs its empty line, the meaning would change */
		buffer_add(&lines, line);
		buffer_add_char(&lines, '\n');
	}
	open.lines = buffer_text(&lines);
	GROW(a, settings, count, room);
	settings[count++] = open;
	qsort(settings, count, sizeof *settings, by_order);
	for (size_t i = 0; i < count; i++)
		if (settings[i].order != dropped)
			buffer_add(&out, settings[i].lines);
	for (size_t i = 0; i < count; i++)
		if (settings[i].order == dropped)
			add_comments(&out, settings[i].lines);
	return buffer_text(&out);
}

static bool same_value(const struct front_value *a, const struct front_value *b)
{
	if (a->here != b->here || !text_is(a->words, b->words) || a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!text_is(a->items[i].words, b->items[i].words))
			return false;
	return true;
}

static bool was_unread(const struct problem_list *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		if (problems->items[i].message ==
			problem_of(FRONT_UNREAD, NO_TEXT, NO_TEXT).message)
			return true;
	return false;
}

/* Whether two front matters can be read and say the same, apart from `dropped`. */
static bool same_settings(struct arena *a, struct text before, struct text after, size_t dropped)
{
	struct problem_list problems[2] = { { .arena = a }, { .arena = a } };
	struct file_name name = { .kind = FILE_OTHER };
	struct front *front = arena_take_many(a, 2, sizeof *front);
	read_front(&problems[0], &name, ALL_KINDS, before, &front[0]);
	read_front(&problems[1], &name, ALL_KINDS, after, &front[1]);
	for (size_t i = 0; i < FRONT_KEY_COUNT; i++)
		if (i != dropped && !same_value(&front[0].values[i], &front[1].values[i]))
			return false;
	return !was_unread(&problems[0]) && !was_unread(&problems[1]) &&
		(dropped < FRONT_KEY_COUNT || problems[0].count == problems[1].count);
}

/* Without the lines that give the source's digest: where the settings can't be put in order. */
static struct text without_stamp(struct arena *a, struct text yaml)
{
	struct buffer out = buffer_in(a);
	while (yaml.at && yaml.size) {
		struct text line = text_line(&yaml);
		if (order_of(line) == KEY_TRANSLATED_FROM)
			continue;
		buffer_add(&out, line);
		buffer_add_char(&out, '\n');
	}
	return buffer_text(&out);
}

/* In order where that says the same, else as it is. */
static struct text order_safely(struct arena *a, struct text yaml, size_t dropped, bool *ordered)
{
	struct text in_order = order_settings(a, yaml, dropped);
	*ordered = same_settings(a, yaml, in_order, dropped);
	return *ordered ? in_order : yaml;
}

static struct text format_front(struct arena *a, struct text yaml, const struct text *source)
{
	unsigned char digest[STAMP_BYTES];
	size_t dropped = source ? KEY_TRANSLATED_FROM : FRONT_KEY_COUNT + 2;
	bool ordered;
	yaml = order_safely(a, yaml, dropped, &ordered);
	if (!source)
		return yaml;
	if (!ordered) /* it may be the old stamp that can't be read */
		yaml = order_safely(a, without_stamp(a, yaml), dropped, &ordered);
	digest_of(*source, digest, sizeof digest);
	return arena_print(
		a, "%.*stranslated_from: %s\n", SHOWN(yaml), hex_text(a, digest, sizeof digest).at);
}

/* ---- the body ------------------------------------------------------------------------------- */

enum effort { ALL_OF_IT, NOT_IN_PARAGRAPHS, LINE_ENDS_ONLY };

/* What is known of each line; one more than there are lines. */
struct line_state {
	bool kept;     /* code or raw HTML: as it is */
	bool words;    /* another line of the same words follows */
	bool apart;    /* an empty line belongs before it */
	bool attached; /* none belongs before it: the heading of a q comment */
};

struct body_form {
	struct arena *arena;
	struct text *lines;
	size_t count;
	struct line_state *states;
	enum effort effort;
};

/* Nothing but blanks and tabs (CommonMark 0.30, 2.1); a form feed, say, makes a paragraph. */
static bool is_empty(struct text line)
{
	for (size_t i = 0; i < line.size; i++)
		if (!strchr(" \t\r\n", line.at[i]))
			return false;
	return true;
}

static bool in_quote(cmark_node *node)
{
	while ((node = cmark_node_parent(node)))
		if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
			return true;
	return false;
}

static bool is_question_comment(cmark_node *node)
{
	struct comment comment;
	struct text rest = text_of(node && cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
			? cmark_node_get_literal(node)
			: "");
	return next_comment(&rest, &comment) && comment.kind == COMMENT_QUESTION && is_empty(rest);
}

static bool is_underline(struct text line)
{
	line = text_trim(line);
	for (size_t i = 0; i < line.size; i++)
		if (line.at[i] != line.at[0])
			return false;
	return line.size && strchr("=-", line.at[0]);
}

/* Where a node's lines begin and end, as indices: [first, end). cmark 0.30 tells the end of HTML a
 * line too early and that of an underlined heading a line too late. */
static void span_of(const struct body_form *f, cmark_node *node, size_t *first, size_t *end)
{
	int from = cmark_node_get_start_line(node), to = cmark_node_get_end_line(node);
	cmark_node_type type = cmark_node_get_type(node);
	struct text html =
		text_of(type == CMARK_NODE_HTML_BLOCK ? cmark_node_get_literal(node) : "");
	for (size_t i = 0, line = (size_t)from; i < html.size; i++)
		if (html.at[i] == '\n')
			to = (int)line++;
	*first = from > 0 ? (size_t)from - 1 : 0;
	*end = to > 0 ? (size_t)to : 0;
	*end = *end < f->count ? *end : f->count;
	*first = *first < *end ? *first : *end;
	while (*end > *first && is_empty(f->lines[*end - 1]))
		--*end;
	while (type == CMARK_NODE_HEADING && *end > *first + 1 && !is_underline(f->lines[*end - 1]))
		--*end;
}

static void mark_words(struct body_form *f, cmark_node *node, size_t first, size_t end)
{
	bool table = looks_like_table(f->lines, f->count, node);
	for (size_t i = first; i + 1 < end; i++)
		f->states[i].words = !table;
}

/* Headings, quotes and comments stand apart. Inside a quote an empty line would end it. */
static void mark_apart(struct body_form *f, cmark_node *node, size_t first, size_t end)
{
	cmark_node *previous = cmark_node_previous(node);
	if (in_quote(node))
		return;
	if (cmark_node_get_type(node) == CMARK_NODE_HEADING && is_question_comment(previous))
		f->states[first].attached = true;
	else if (previous)
		f->states[first].apart = true;
	f->states[end].apart = true;
}

static void mark_node(struct body_form *f, cmark_node *node)
{
	size_t first, end;
	span_of(f, node, &first, &end);
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE_BLOCK:
		for (size_t i = first; i < end; i++)
			f->states[i].kept = true;
		break;
	case CMARK_NODE_HTML_BLOCK:
		for (size_t i = first; i < end; i++)
			f->states[i].kept = true;
		mark_apart(f, node, first, end);
		break;
	case CMARK_NODE_PARAGRAPH:
		mark_words(f, node, first, end);
		break;
	case CMARK_NODE_HEADING:
		mark_words(f, node, first, end ? end - 1 : 0);
		mark_apart(f, node, first, end);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		mark_apart(f, node, first, end);
		break;
	default:
		break;
	}
}

static void mark_lines(struct body_form *f, struct text body)
{
	cmark_node *document = cmark_parse_document(body.at, body.size, CMARK_OPT_DEFAULT);
	cmark_iter *steps = cmark_iter_new(document);
	for (cmark_event_type event; (event = cmark_iter_next(steps)) != CMARK_EVENT_DONE;)
		if (event == CMARK_EVENT_ENTER)
			mark_node(f, cmark_iter_get_node(steps));
	cmark_iter_free(steps);
	cmark_node_free(document);
}

/* A line without blanks at its end; two of them inside words are a break and become a backslash. */
static void add_line(const struct body_form *f, size_t i, struct buffer *out)
{
	struct text line = f->lines[i], bare = without_end_blanks(line);
	const struct line_state *state = &f->states[i];
	bool leave = state->kept || (state->words && f->effort == NOT_IN_PARAGRAPHS);
	bool breaks = state->words && text_ends(line, TEXT("  "));
	if (leave || (breaks && text_ends(bare, TEXT("\\")))) {
		buffer_add(out, line);
	} else {
		buffer_add(out, bare);
		if (breaks)
			buffer_add_char(out, '\\');
	}
	buffer_add_char(out, '\n');
}

/* `body` has LF ends only. */
static struct text format_body(struct arena *a, struct text body, enum effort effort)
{
	struct body_form f = { .arena = a, .effort = effort };
	struct buffer out = buffer_in(a);
	f.lines = cut_lines(a, body, &f.count);
	f.states = arena_take_many(a, f.count + 1, sizeof *f.states);
	mark_lines(&f, body);
	bool empty = false; /* lines were left out since the last one that was written */
	for (size_t i = 0; i < f.count; i++) {
		const struct line_state *state = &f.states[i];
		if (is_empty(f.lines[i]) && !state->kept) {
			empty = true;
			f.states[i + 1].apart |= state->apart;
			continue;
		}
		if (out.size && !state->attached && (empty || state->apart))
			buffer_add_char(&out, '\n');
		add_line(&f, i, &out);
		empty = false;
	}
	return buffer_text(&out);
}

/* The body with nothing done to it that a reader could see. */
static struct text trim_body(struct text body)
{
	for (size_t end; (end = text_find_char(body, '\n')) < body.size &&
		is_empty(text_part(body, 0, end));)
		body = text_part(body, end + 1, body.size);
	return is_empty(body) ? NO_TEXT : body;
}

/* The most that can be done in one go without a parser reading it differently. */
static struct text format_once(struct arena *a, struct text body)
{
	struct text before, after;
	if (!body_meaning(a, body, &before))
		return body;
	for (enum effort effort = ALL_OF_IT; effort < LINE_ENDS_ONLY; effort++) {
		struct text formed = format_body(a, body, effort);
		if (body_meaning(a, formed, &after) && text_is(before, after))
			return formed;
	}
	return body;
}

/* Until nothing more changes: what was mended can make more possible. */
static struct text format_safely(struct arena *a, struct text body)
{
	for (int tries = 0; tries < 8; tries++) {
		struct text formed = format_once(a, body);
		if (text_is(formed, body))
			break;
		body = formed;
	}
	return body;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* CRLF and CR become LF; the last line has an end. */
static struct text mend_line_ends(struct arena *a, struct text bytes)
{
	struct buffer out = buffer_in(a);
	for (size_t i = 0; i < bytes.size; i++) {
		bool pair = bytes.at[i] == '\r' && i + 1 < bytes.size && bytes.at[i + 1] == '\n';
		char c = bytes.at[i];
		if (c == '\r')
			c = '\n';
		if (!pair)
			buffer_add_char(&out, c);
	}
	if (out.size && out.at[out.size - 1] != '\n')
		buffer_add_char(&out, '\n');
	return buffer_text(&out);
}

static enum outcome refuse(struct problem *problem, enum problem_kind kind, int line)
{
	*problem = problem_of(kind, NO_TEXT, NO_TEXT);
	problem->line = problem->column = line;
	return BAD_FORM;
}

enum outcome course_format(struct arena *a, struct text bytes, const struct text *source,
	struct text *formatted, struct problem *problem)
{
	struct text yaml, body;
	bool unclosed;
	int body_line;
	if (bytes.size > COURSE_FILE_MOST)
		return refuse(problem, FILE_LARGE, 0);
	if (!utf8_valid(bytes))
		return refuse(problem, FILE_BYTES, 0);
	if (text_find_char(bytes, '\0') < bytes.size)
		return refuse(problem, FILE_NUL, 0);
	OWN_ARENA scratch = arena_open();
	if (text_starts(bytes, TEXT("\xEF\xBB\xBF")))
		bytes = text_part(bytes, 3, bytes.size);
	bytes = mend_line_ends(scratch, bytes);
	struct text source_body = NO_TEXT;
	if (source) {
		split_front(*source, &yaml, &source_body, &body_line, &unclosed);
		source = &source_body;
	}
	bool front = split_front(bytes, &yaml, &body, &body_line, &unclosed);
	if (unclosed)
		return refuse(problem, FRONT_OPEN, 1);
	if (source && !front)
		return refuse(problem, FRONT_MISSING, 1);
	struct buffer out = buffer_in(a);
	body = format_safely(scratch, trim_body(body));
	if (front) {
		buffer_add_chars(&out, "---\n");
		buffer_add(&out, format_front(scratch, yaml, source));
		buffer_add_chars(&out, body.size ? "---\n\n" : "---\n");
	}
	/* a rule would be taken for a fence, a space without width for Notepad's mark */
	if (!front && (text_starts(body, TEXT("---")) || text_starts(body, TEXT("\xEF\xBB\xBF"))))
		buffer_add_char(&out, '\n');
	buffer_add(&out, body);
	*formatted = buffer_text(&out);
	return DONE;
}
