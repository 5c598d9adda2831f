/*
 * The canonical form of a course file. First line: the source a translation is stamped from, or
 * nothing. Formatting again changes nothing, and the file means the same as judged by others.
 */
#include "course/meant.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text bytes = input_of(data, size), source = first_line(&bytes);
	const struct text *from = source.size ? &source : NULL;
	struct text formed = { NULL, 0 }, again;
	struct problem problem = { 0 };
	enum outcome o = course_format(a, bytes, from, &formed, &problem);

	HOLDS(o == DONE || o == BAD_FORM);
	if (o != DONE) {
		HOLDS(problem.message && problem.line >= 0 && problem.column >= 0);
		return 0;
	}
	HOLDS(is_sound(formed) && text_find_char(formed, '\r') == formed.size);
	HOLDS(formed.size <= 3 * size + 64);
	HOLDS(course_format(a, formed, from, &again, &problem) == DONE);
	HOLDS(text_is(formed, again));
	/* Notepad's mark is none of its words, as for who reads the file */
	if (text_starts(bytes, TEXT("\xEF\xBB\xBF")))
		bytes = text_part(bytes, 3, bytes.size);
	/* a CR alone becomes a line end for whoever takes it for none */
	if (!from && !memchr(bytes.at, '\r', bytes.size))
		HOLDS(text_is(judged(a, bytes), judged(a, formed)));
	return 0;
}
