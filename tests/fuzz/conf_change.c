/*
 * One setting changed in a file that somebody wrote by hand (settings/change.c): it says the new value
 * then and else what it said before, and no other line is touched. The input: the setting's number, its
 * value, the file.
 */
#include "fuzz.h"
#include "settings/settings.h"

#include <ctype.h>

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static struct text next_line(struct text *rest)
{
	size_t end = text_find_char(*rest, '\n');
	struct text line = text_part(*rest, 0, end < rest->size ? end + 1 : end);
	*rest = text_part(*rest, line.size, rest->size);
	return line;
}

/* ";key =", which holds the place of a value that isn't there. */
static bool is_place(struct text line, const char *key)
{
	struct text name = text_part(line, 0, text_find_char(line, '='));
	return text_starts(text_trim(line), TEXT(";")) &&
		text_ends(text_trim(name), text_of(key)) &&
		text_trim(text_part(line, name.size + 1, line.size)).size == 0;
}

/* Whether every line of the old file but `without` stands in the new one, in its order. */
static bool keeps_lines(struct text before, struct text after, int without)
{
	struct text old = before, new = after;
	for (int line = 1; old.size > 0; line++) {
		struct text kept = next_line(&old);
		bool found = line == without;
		/* the last line may have had no end, and something may stand behind it now */
		bool open = old.size == 0 && kept.at[kept.size - 1] != '\n';
		while (!found && new.size > 0) {
			struct text one = next_line(&new);
			found = text_is(one, kept) ||
				(open && text_starts(one, kept) &&
					text_trim(text_part(one, kept.size, one.size)).size == 0);
		}
		if (!found)
			return false;
	}
	return true;
}

/* No line goes but the one that was changed, or one place that was kept for the value. */
static bool keeps_all(struct text before, struct text after, int changed, const char *key)
{
	struct text rest = before;
	if (keeps_lines(before, after, changed))
		return true;
	for (int line = 1; changed == 0 && rest.size > 0; line++)
		if (is_place(next_line(&rest), key) && keeps_lines(before, after, line))
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text rest = input_of(data, size), number = first_line(&rest);
	struct text value = text_trim(first_line(&rest)), after;
	struct settings_reading before, now, again;
	struct setting_wrong wrong;
	int64_t setting;

	if (!text_number(number, &setting) || setting < 0 || setting >= SETTING_COUNT)
		return 0;
	value = arena_copy(a, value);
	if (memchr(value.at, '\0', value.size))
		return 0;
	read_settings_text(a, rest, &before);
	if (before.problem_count > 0 ||
		(value.size > 0 && !setting_fits(a, NULL, (size_t)setting, value.at, &wrong)))
		return 0;
	after = conf_with(a, rest, (size_t)setting, value);
	read_settings_text(a, after, &now);
	HOLDS(now.problem_count == 0);
	for (size_t i = 0; i < SETTING_COUNT; i++)
		HOLDS(i == (size_t)setting || same(before.in_file[i], now.in_file[i]));
	HOLDS(text_is(text_of(now.in_file[setting]), value));
	HOLDS(keeps_all(rest, after, before.lines[setting], setting_table[setting].key));
	/* the same once more changes nothing; and taken away it is as good as never said */
	HOLDS(text_is(conf_with(a, after, (size_t)setting, value), after));
	read_settings_text(a, conf_with(a, after, (size_t)setting, NO_TEXT), &again);
	HOLDS(again.problem_count == 0 && !again.in_file[setting]);
	return 0;
}
