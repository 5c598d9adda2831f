/*
 * One body of Markdown through both writers: prose by md4c, questions by cmark. Whatever the two
 * parsers make of it, what comes out is judged by the strict reader of the course room's tests:
 * known tags and attributes, no scheme outside https, http, mailto and tel, nothing that leaves the
 * site unasked.
 */
#include "course/strict.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text markdown = input_of(data, size);
	const char *fault;

	/* what the readers let through to the writers */
	if (!is_sound(markdown))
		return 0;
	fault = judge_both(a, markdown, size & 1);
	if (fault)
		dprintf(2, "%s\n", fault);
	HOLDS(!fault);
	return 0;
}
