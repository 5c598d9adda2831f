/* A head of an archive of anybody's: what is read stays in its folder and is written the same. */
#include "fuzz.h"
#include "pack/pack.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text block = input_of(data, size);
	struct tar_file file;
	char again[TAR_BLOCK];

	if (tar_head_read(a, block, &file) == TAR_FILE) {
		HOLDS(tar_name_fits(file.name));
		HOLDS(file.name.at[0] != '/' && !strstr(file.name.at, "../"));
		HOLDS(file.size <= TAR_SIZE_MOST);
		HOLDS(tar_head_make(&file, again));
		HOLDS(memcmp(again, block.at, TAR_BLOCK) == 0);
	}
	/* The same bytes as a name of somebody's. */
	file = (struct tar_file){ .name = block, .size = size };
	if (tar_head_make(&file, again)) {
		struct tar_file read;
		HOLDS(tar_name_fits(block));
		HOLDS(tar_head_read(a, (struct text){ again, TAR_BLOCK }, &read) == TAR_FILE);
		HOLDS(text_is(read.name, block) && read.size == size);
	}
	return 0;
}
