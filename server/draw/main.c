/*
 * askel-draw KIND: into the cage, then a file from standard input, then frames to standard output.
 */
#include "inside.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_BYTES_MOST ((size_t)20 << 20)

static bool write_all(const void *bytes, size_t size)
{
	for (const char *at = bytes; size;) {
		ssize_t put = write(STDOUT_FILENO, at, size);
		if (put <= 0)
			return false;
		at += put;
		size -= (size_t)put;
	}
	return true;
}

static void write_frame(void *context, const struct frame_head *head, const void *bytes)
{
	(void)context;
	if (!write_all(head, sizeof *head) || !write_all(bytes, head->size))
		_exit(4);
}

static bool read_file(struct text *bytes)
{
	char *at = malloc(FILE_BYTES_MOST + 1);
	size_t size = 0;
	ssize_t got = 1;

	while (at && size <= FILE_BYTES_MOST && got > 0) {
		got = read(STDIN_FILENO, at + size, FILE_BYTES_MOST + 1 - size);
		if (got > 0)
			size += (size_t)got;
	}
	*bytes = (struct text){ at, size };
	return at && got == 0 && size <= FILE_BYTES_MOST;
}

static bool kind_of(const char *word, enum file_kind *kind)
{
	static const char *const words[] = {
#define X(name, word, type, ending) [name] = (word),
		FILE_KINDS(X)
#undef X
	};

	for (int i = 0; i < FILE_KIND_COUNT; i++) {
		if (strcmp(words[i], word) != 0)
			continue;
		*kind = (enum file_kind)i;
		return true;
	}
	return false;
}

int main(int count, char **words)
{
	struct easel easel = { .put = write_frame };
	enum file_kind kind;
	struct text bytes;

	if (count != 2 || !kind_of(words[1], &kind)) {
		(void)!write(STDERR_FILENO, "askel-draw is run by askel\n", 27);
		return 2;
	}
	if (!cage_enter() || !read_file(&bytes))
		_exit(1);
	/* the process ends here and gives back nothing by itself: the system does */
	_exit(draw_file(&easel, bytes, kind) ? 0 : 1);
}
