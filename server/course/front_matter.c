/*
 * front_matter: the YAML between the two lines of --- at the top of a file, read from libyaml's
 * events (the only file with yaml.h). What is taken is a mapping of known keys to single values or
 * flat lists of them: no aliases, no tags, nothing nested, so nothing that grows. Values are in
 * the arena of the problem list.
 */
#include "course/inside.h"

#include <string.h>
#include <yaml.h>

#define FRONT_MOST 16384 /* 16 KB */

struct front_row {
	const char *word;
	enum front_type type;
	unsigned may, must;
};
static const struct front_row rows[] = {
#define X(name, word, type, may, must) { word, type, may, must },
	FRONT_KEYS(X)
#undef X
};

struct front_reader {
	struct problem_list *problems;
	const struct file_name *name;
	unsigned which;
	int first_line; /* line in the file of the YAML's first line */
	yaml_parser_t parser;
	yaml_event_t event; /* the last one; owned */
	bool stopped;       /* nothing more can be read */
};

static void problem_at(struct front_reader *r, enum problem_kind kind, int line, int column,
	struct text a, struct text b)
{
	struct problem problem = problem_of(kind, a, b);

	problem.course = r->name->course;
	problem.file = r->name->path;
	problem.line = line;
	problem.column = column;
	add_problem(r->problems, &problem);
}

static int line_of(const struct front_reader *r, yaml_mark_t mark)
{
	return r->first_line + (int)mark.line;
}

static int column_of(yaml_mark_t mark)
{
	return (int)mark.column + 1;
}

static void stop_reading(struct front_reader *r, yaml_mark_t mark, const char *why)
{
	if (!r->stopped)
		problem_at(
			r, FRONT_UNREAD, line_of(r, mark), column_of(mark), text_of(why), NO_TEXT);
	r->stopped = true;
}

/* The next event into r->event; false where reading has stopped. */
static bool next_event(struct front_reader *r)
{
	if (r->stopped)
		return false;
	yaml_event_delete(&r->event);
	if (yaml_parser_parse(&r->parser, &r->event))
		return true;
	memset(&r->event, 0, sizeof r->event);
	stop_reading(r, r->parser.problem_mark,
		r->parser.problem ? r->parser.problem : "something is wrong here");
	return false;
}

static bool is_plain_scalar(struct front_reader *r)
{
	const yaml_event_t *e = &r->event;

	if (e->type == YAML_ALIAS_EVENT ||
		(e->type == YAML_SCALAR_EVENT && (e->data.scalar.anchor || e->data.scalar.tag)))
		stop_reading(
			r, e->start_mark, "the signs & * and ! have a meaning of their own here");
	return !r->stopped && e->type == YAML_SCALAR_EVENT;
}

static struct front_item take_scalar(struct front_reader *r)
{
	const yaml_event_t *e = &r->event;
	struct text words = { (const char *)e->data.scalar.value, e->data.scalar.length };

	return (struct front_item){ .words = arena_copy(r->problems->arena, text_trim(words)),
		.line = line_of(r, e->start_mark),
		.column = column_of(e->start_mark) };
}

/* Past what was opened by the event at hand. */
static void skip_nested(struct front_reader *r)
{
	int depth = 1;

	while (depth > 0 && next_event(r)) {
		if (r->event.type == YAML_SEQUENCE_START_EVENT ||
			r->event.type == YAML_MAPPING_START_EVENT)
			depth++;
		if (r->event.type == YAML_SEQUENCE_END_EVENT ||
			r->event.type == YAML_MAPPING_END_EVENT)
			depth--;
	}
}

/* The items of a list; false where one of them isn't a single value. */
static bool take_list(struct front_reader *r, struct front_value *value)
{
	bool flat = true;
	size_t room = 0;

	while (next_event(r) && r->event.type != YAML_SEQUENCE_END_EVENT) {
		if (is_plain_scalar(r)) {
			GROW(r->problems->arena, value->items, value->count, room);
			value->items[value->count++] = take_scalar(r);
			continue;
		}
		flat = false;
		skip_nested(r);
	}
	return flat && !r->stopped;
}

static bool is_list_type(enum front_type type)
{
	return type == FRONT_IDS || type == FRONT_LIST;
}

/* The value that stands at the event at hand, of the right shape; false (a problem was added). */
static bool take_value(
	struct front_reader *r, const struct front_row *row, struct front_value *value)
{
	struct front_item one = { 0 };
	bool list = r->event.type == YAML_SEQUENCE_START_EVENT, well = true;

	value->line = line_of(r, r->event.start_mark);
	value->column = column_of(r->event.start_mark);
	if (list)
		well = take_list(r, value);
	else if (is_plain_scalar(r))
		one = take_scalar(r);
	else if (!r->stopped) {
		skip_nested(r);
		well = false;
	}
	if (r->stopped)
		return false;
	value->words = one.words;
	if (well && list == is_list_type(row->type))
		return true;
	if (well && !list && !one.words.size)
		problem_at(r, FRONT_EMPTY, value->line, value->column, text_of(row->word), NO_TEXT);
	else
		problem_at(r, is_list_type(row->type) ? NOT_LIST : NOT_WORDS, value->line,
			value->column, text_of(row->word), NO_TEXT);
	return false;
}

static bool read_points(struct text words, int64_t *half_points)
{
	struct decimal points;

	if (!decimal_read(words, &points) || points.millionths % 500000 != 0)
		return false;
	*half_points = points.millionths / 500000;
	return *half_points >= 1 && *half_points <= 1000;
}

static bool is_digest(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if (!strchr("0123456789abcdef", t.at[i]))
			return false;
	return t.size == 32;
}

/* What is wrong with a single value of a type, or PROBLEM_KIND_COUNT; fills value->number. */
static enum problem_kind judge_value(enum front_type type, struct front_value *value)
{
	struct text words = value->words;
	int64_t *number = &value->number;

	switch (type) {
	case FRONT_WORDS:
		return text_find_char(words, '\n') < words.size ? NOT_WORDS : PROBLEM_KIND_COUNT;
	case FRONT_ID:
		return text_is_id(words) ? PROBLEM_KIND_COUNT : NOT_ID;
	case FRONT_YES_NO:
		*number = text_is_chars(words, "yes");
		return *number || text_is_chars(words, "no") ? PROBLEM_KIND_COUNT : NOT_YES_NO;
	case FRONT_MINUTES:
		return text_number(words, number) && *number >= 1 && *number <= 6000
			? PROBLEM_KIND_COUNT
			: NOT_MINUTES;
	case FRONT_POINTS:
		return read_points(words, number) ? PROBLEM_KIND_COUNT : NOT_POINTS;
	case FRONT_DAY:
		return clock_day(words, number) ? PROBLEM_KIND_COUNT : NOT_DAY;
	case FRONT_LANGUAGE:
		return is_language(words) ? PROBLEM_KIND_COUNT : NOT_LANGUAGE;
	case FRONT_DIGEST:
		return is_digest(words) ? PROBLEM_KIND_COUNT : NOT_DIGEST;
	case FRONT_IDS:
	case FRONT_LIST:
		break;
	}
	return PROBLEM_KIND_COUNT;
}

static bool judge_items(
	struct front_reader *r, const struct front_row *row, const struct front_value *value)
{
	bool well = true;

	for (size_t i = 0; i < value->count; i++) {
		const struct front_item *item = &value->items[i];
		enum problem_kind kind = PROBLEM_KIND_COUNT;
		if (!item->words.size)
			kind = FRONT_EMPTY;
		else if (row->type == FRONT_IDS && !text_is_id(item->words))
			kind = NOT_ID;
		else if (text_find_char(item->words, '\n') < item->words.size)
			kind = NOT_WORDS;
		if (kind == PROBLEM_KIND_COUNT)
			continue;
		problem_at(r, kind, item->line, item->column,
			kind == NOT_ID ? item->words : text_of(row->word), NO_TEXT);
		well = false;
	}
	return well;
}

/* Names the keys that may stand in this kind of file, for the hint. */
static struct text known_keys(struct front_reader *r)
{
	struct buffer words = buffer_in(r->problems->arena);

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (!(rows[i].may & r->which))
			continue;
		buffer_add_chars(&words, words.size ? ", " : "");
		buffer_add_chars(&words, rows[i].word);
	}
	return buffer_text(&words);
}

static void read_pair(struct front_reader *r, struct front *front)
{
	struct front_item key = take_scalar(r);
	struct front_value value = { .given = true, .here = true };
	enum problem_kind wrong;
	size_t i = 0;

	while (i < COUNT_OF(rows) &&
		!(text_is_chars(key.words, rows[i].word) && rows[i].may & r->which))
		i++;
	if (!next_event(r))
		return;
	if (i == COUNT_OF(rows)) {
		problem_at(r, FRONT_UNKNOWN, key.line, key.column, key.words, known_keys(r));
		if (!is_plain_scalar(r) && !r->stopped)
			skip_nested(r);
		return;
	}
	if (front->values[i].given)
		problem_at(r, FRONT_TWICE, key.line, key.column, key.words, NO_TEXT);
	front->values[i] = (struct front_value){ .given = true };
	if (!take_value(r, &rows[i], &value))
		return;
	if (is_list_type(rows[i].type)) {
		if (judge_items(r, &rows[i], &value))
			front->values[i] = value;
		return;
	}
	wrong = value.words.size ? judge_value(rows[i].type, &value) : FRONT_EMPTY;
	if (wrong == PROBLEM_KIND_COUNT)
		front->values[i] = value;
	else
		problem_at(r, wrong, value.line, value.column,
			wrong == NOT_ID || wrong == NOT_LANGUAGE ? value.words : key.words,
			NO_TEXT);
}

static void read_pairs(struct front_reader *r, struct front *front)
{
	if (!next_event(r) || !next_event(r)) /* the stream begins; a document or the end */
		return;
	if (r->event.type == YAML_STREAM_END_EVENT || !next_event(r))
		return;
	if (r->event.type != YAML_MAPPING_START_EVENT) {
		stop_reading(r, r->event.start_mark, "these aren't lines of the form name: value");
		return;
	}
	while (next_event(r) && r->event.type != YAML_MAPPING_END_EVENT) {
		if (is_plain_scalar(r))
			read_pair(r, front);
		else
			stop_reading(r, r->event.start_mark, "a name was expected here");
	}
	if (next_event(r) && next_event(r) && r->event.type != YAML_STREAM_END_EVENT)
		stop_reading(r, r->event.start_mark, "something stands after the settings");
}

void read_front(struct problem_list *problems, const struct file_name *name, unsigned which,
	struct text yaml, struct front *front)
{
	struct front_reader reader = {
		.problems = problems, .name = name, .which = which, .first_line = 2
	};

	if (yaml.size > FRONT_MOST) {
		problem_at(&reader, FRONT_LONG, 1, 1, NO_TEXT, NO_TEXT);
		return;
	}
	if (!yaml_parser_initialize(&reader.parser)) {
		log_fault("no memory for reading front matter");
		problem_at(&reader, FRONT_UNREAD, 1, 1, TEXT("no memory"), NO_TEXT);
		return;
	}
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)yaml.at, yaml.size);
	read_pairs(&reader, front);
	yaml_event_delete(&reader.event);
	yaml_parser_delete(&reader.parser);
	if (reader.stopped)
		return; /* one fault isn't told as many */
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].must & which && !front->values[i].given)
			problem_at(&reader, FRONT_NEEDED, 1, 1, text_of(rows[i].word), NO_TEXT);
}

/* The next line of *rest, CRLF or LF; `---` with blanks after it ends the front matter. */
static bool is_fence(struct text line)
{
	return text_starts(line, TEXT("---")) && text_trim(line).size == 3;
}

bool split_front(
	struct text bytes, struct text *yaml, struct text *body, int *body_line, bool *unclosed)
{
	struct text rest = bytes, line = text_line(&rest);
	const char *start = rest.at;
	int number = 1;

	*unclosed = false;
	*yaml = NO_TEXT;
	*body = bytes;
	*body_line = 1;
	if (!is_fence(line))
		return false;
	while (rest.at) {
		const char *before = rest.at;
		line = text_line(&rest);
		number++;
		if (!is_fence(line))
			continue;
		*yaml = (struct text){ start, (size_t)(before - start) };
		*body = rest.at ? rest : (struct text){ bytes.at + bytes.size, 0 };
		*body_line = number + 1;
		return true;
	}
	*unclosed = true;
	return false;
}
