/*
 * The driver that a fuzz target is linked with in `make test`: shows it every seed and every past
 * crash (tests/fuzz/seeds/NAME, tests/fuzz/crashes/NAME), in a block of its own size, so that a
 * sanitizer sees a read past its end. A promise that doesn't hold ends the program; the last line
 * printed names the file.
 *
 *	NAME [FILE...]		only these files
 */
#include "fuzz/fuzz.h"
#include "test.h"

#include <dirent.h>

#define INPUT_MOST ((size_t)4 * 1024 * 1024)

static bool replay(const char *path)
{
	OWN_ARENA a = arena_open();
	struct text bytes;
	uint8_t *tight;

	printf("# %s\n", path);
	fflush(stdout);
	if (file_read(a, path, INPUT_MOST, &bytes) != DONE)
		return false;
	tight = malloc(bytes.size + !bytes.size);
	memcpy(tight, bytes.at, bytes.size);
	LLVMFuzzerTestOneInput(tight, bytes.size);
	free(tight);
	return true;
}

/* How many files of a folder were shown; a folder that isn't there has none. */
static size_t replay_folder(const char *name, const char *kind)
{
	OWN_ARENA a = arena_open();
	const char *path = arena_print(a, "tests/fuzz/%s/%s", kind, name).at;
	struct dirent **entries = NULL;
	int count = scandir(path, &entries, NULL, alphasort);
	size_t shown = 0;

	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.')
			shown += replay(arena_print(a, "%s/%s", path, entries[i]->d_name).at);
		free(entries[i]);
	}
	free(entries);
	return shown;
}

int main(int count, char **arguments)
{
	const char *slash = strrchr(arguments[0], '/'), *name = slash ? slash + 1 : arguments[0];
	size_t seeds, crashes;

	if (count > 1) {
		for (int i = 1; i < count; i++)
			CHECK(replay(arguments[i]), "%s: what it promises holds for %s", name,
				arguments[i]);
		return test_end();
	}
	seeds = replay_folder(name, "seeds");
	crashes = replay_folder(name, "crashes");
	CHECK(seeds > 0, "%s: what it promises holds for %zu seeds and %zu past crashes", name,
		seeds, crashes);
	return test_end();
}
