/* Which addresses fit a pattern. First line: the pattern; the rest: the path. */
#include "fuzz.h"
#include "http/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text path = input_of(data, size);
	/* patterns are our own, so they hold no NUL */
	const char *pattern = arena_copy_chars(a, arena_copy(a, first_line(&path)).at).at;
	struct text captures[CAPTURES_MOST], rest = text_of(pattern);
	struct buffer put = buffer_in(a);
	size_t captured = 0;

	if (!route_fits(pattern, path, captures))
		return 0;
	/* the pattern with what was captured put in is the path */
	while (rest.at) {
		struct text segment = text_cut(&rest, '/');
		bool name = segment.size && segment.at[0] == '{';
		if (name) {
			HOLDS(captured < CAPTURES_MOST);
			segment = captures[captured++];
			HOLDS(segment.size && is_part(segment, path));
			HOLDS(text_find_char(segment, '/') == segment.size);
		}
		buffer_add(&put, segment);
		if (rest.at)
			buffer_add_char(&put, '/');
	}
	HOLDS(text_is(buffer_text(&put), path));
	for (; captured < CAPTURES_MOST; captured++)
		HOLDS(captures[captured].size == 0);
	return 0;
}
