/* The small language inside HTML comments: questions, criteria, notes. */
#include "course/inside.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text all = input_of(data, size), rest = all, value;
	struct comment comment;

	for (;;) {
		size_t before = rest.size;
		if (!next_comment(&rest, &comment)) {
			HOLDS(rest.size <= before && is_part(rest, all));
			HOLDS(comment.count == 0);
			break;
		}
		HOLDS(rest.size + sizeof "<!---->" - 1 <= before && is_part(rest, all));
		HOLDS(comment.count <= COMMENT_VALUES_MOST);
		HOLDS(comment.count == 0 || comment.kind == COMMENT_QUESTION ||
			comment.kind == COMMENT_CRITERION);
		for (size_t i = 0; i < comment.count; i++) {
			HOLDS(is_part(comment.values[i].name, all));
			HOLDS(is_part(comment.values[i].value, all));
		}
	}
	HOLDS(!comment_value(&comment, "id", &value));
	return 0;
}
