/* The settings at the top of a file, read as those of each kind of file. */
#include "course/inside.h"
#include "fuzz.h"

#include <ctype.h>

static const enum front_type types[] = {
#define X(name, word, type, may, must) type,
	FRONT_KEYS(X)
#undef X
};

static void check_value(enum front_type type, const struct front_value *value)
{
	HOLDS(value->given || !value->here);
	if (!value->here)
		return;
	HOLDS(value->line >= 2 && value->column >= 1);
	HOLDS(is_sound(value->words) || memchr(value->words.at, '\0', value->words.size));
	HOLDS(type != FRONT_ID || text_is_id(value->words));
	HOLDS(type != FRONT_YES_NO || value->number == 0 || value->number == 1);
	HOLDS(type != FRONT_MINUTES || (value->number >= 1 && value->number <= 6000));
	HOLDS(type != FRONT_POINTS || (value->number >= 1 && value->number <= 1000));
	HOLDS(type != FRONT_LANGUAGE || is_language(value->words));
	if (type != FRONT_IDS && type != FRONT_LIST)
		HOLDS(value->count == 0 && value->words.size > 0 &&
			!memchr(value->words.at, '\n', value->words.size));
	for (size_t i = 0; i < value->count; i++) {
		HOLDS(value->items[i].words.size > 0 && value->items[i].line >= value->line);
		HOLDS(type != FRONT_IDS || text_is_id(value->items[i].words));
	}
}

static void check_front(struct text bytes, struct text yaml, unsigned which)
{
	OWN_ARENA a = arena_open();
	struct problem_list problems = { .arena = a };
	struct file_name name = { .path = TEXT("c/course.fi.md"), .course = TEXT("c") };
	struct front front = { 0 };
	int lines = 1;

	for (size_t i = 0; i < bytes.size; i++)
		lines += bytes.at[i] == '\n' || bytes.at[i] == '\r' || (bytes.at[i] & 0x80);
	read_front(&problems, &name, which, yaml, &front);
	for (size_t i = 0; i < FRONT_KEY_COUNT; i++)
		check_value(types[i], &front.values[i]);
	for (size_t i = 0; i < problems.count; i++) {
		const struct problem *p = &problems.items[i];
		HOLDS(p->message && p->hint && p->line >= 1 && p->line <= lines && p->column >= 1);
		HOLDS(utf8_valid(p->a) && utf8_valid(p->b));
	}
	HOLDS(arena_within(a, 2048 * bytes.size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned kinds[] = { IN_UNIT, IN_COURSE, IN_MODULE, IN_PAGE };
	struct text bytes = input_of(data, size), yaml, body;
	bool unclosed;
	int line;

	/* files that aren't UTF-8, or hold a NUL, are refused before */
	if (!is_sound(bytes))
		return 0;
	if (!split_front(bytes, &yaml, &body, &line, &unclosed)) {
		HOLDS(text_is(body, bytes) && yaml.size == 0 && line == 1);
		return 0;
	}
	HOLDS(!unclosed && line >= 3 && is_part(yaml, bytes) && is_part(body, bytes));
	HOLDS(yaml.size + body.size < bytes.size);
	HOLDS(body.size == 0 || body.at + body.size == bytes.at + bytes.size);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		check_front(bytes, yaml, kinds[i]);
	return 0;
}
