/* The path of a request: decoded once, refused where it could mean two things. */
#include "fuzz.h"
#include "http/http.h"

/* Written as a link of ours would be, segment by segment. */
static struct text write_path(struct arena *a, struct text path)
{
	struct buffer out = buffer_in(a);
	for (struct text rest = text_part(path, 1, path.size); rest.at;) {
		buffer_add_char(&out, '/');
		buffer_add_url(&out, text_cut(&rest, '/'));
	}
	return buffer_text(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text raw = input_of(data, size), path, again;
	enum outcome o = path_read(a, raw, &path);

	HOLDS(o == DONE || o == BAD_REQUEST);
	HOLDS(arena_within(a, 2 * size));
	if (o != DONE) {
		HOLDS(path.size == 0);
		return 0;
	}
	HOLDS(path.size <= size && path.at[0] == '/' && is_sound(path));
	HOLDS(path.at[path.size] == '\0');
	for (size_t i = 0; i < path.size; i++)
		HOLDS((unsigned char)path.at[i] >= 0x20 && path.at[i] != 0x7F &&
			path.at[i] != '\\');
	for (struct text rest = path; rest.at;) {
		struct text segment = text_cut(&rest, '/');
		HOLDS(!text_is(segment, TEXT(".")) && !text_is(segment, TEXT("..")));
	}
	HOLDS(path_read(a, write_path(a, path), &again) == DONE && text_is(path, again));
	return 0;
}
