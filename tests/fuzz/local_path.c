/* Where a form says to go on (`next`): never off the site. */
#include "fuzz.h"
#include "pages/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text asked = input_of(data, size), path = local_path(asked);

	HOLDS(text_is(path, asked) || text_is_chars(path, "/"));
	/* as a browser reads it (URL Standard): no scheme, no host, nothing it would strip */
	HOLDS(path.size && path.at[0] == '/');
	HOLDS(path.size == 1 || (path.at[1] != '/' && path.at[1] != '\\'));
	for (size_t i = 0; i < path.size; i++)
		HOLDS(path.at[i] > 0x20 && path.at[i] < 0x7F && !strchr("\\\"<>", path.at[i]));
	return 0;
}
