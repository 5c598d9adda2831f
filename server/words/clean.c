/*
 * clean: typed text made safe to keep. What a person sees stays as it is; what nobody sees and a
 * machine stumbles over goes. Pure; the result is in the arena given.
 */
#include "words/inside.h"

static bool is_noncharacter(uint32_t c)
{
	return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static struct text drop_controls(struct arena *a, struct text typed)
{
	struct buffer kept = buffer_in(a);
	size_t at = 0;

	buffer_reserve(&kept, typed.size);
	while (at < typed.size) {
		size_t from = at;
		uint32_t c = utf8_next(typed, &at);
		if (c == '\r') {
			/* Of CRLF the LF comes by itself. */
			if (at == typed.size || typed.at[at] != '\n')
				buffer_add_char(&kept, '\n');
		} else if (c == '\t') {
			buffer_add_char(&kept, ' ');
		} else if (c == '\n' || (!is_control(c) && !is_noncharacter(c))) {
			buffer_add(&kept, text_part(typed, from, at - from));
		}
	}
	return buffer_text(&kept);
}

static struct text trim_blanks(struct text t)
{
	size_t first = t.size, end = 0, at = 0;

	while (at < t.size) {
		size_t from = at;
		if (is_blank((int32_t)utf8_next(t, &at)))
			continue;
		if (first == t.size)
			first = from;
		end = at;
	}
	return end ? text_part(t, first, end - first) : NO_TEXT;
}

bool clean_words(struct arena *a, struct text typed, struct text *clean)
{
	if (!utf8_valid(typed))
		return false;
	*clean = arena_copy(a, trim_blanks(compose(a, drop_controls(a, typed))));
	return true;
}
