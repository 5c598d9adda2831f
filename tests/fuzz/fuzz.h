/*
 * What the fuzz targets share. A target is one parser of bytes from outside with what it promises:
 * tests/fuzz/NAME.c has one LLVMFuzzerTestOneInput and nothing else. `make fuzz` links it with
 * libFuzzer, which looks for bytes that break the promise; `make test` links it with
 * tests/replay.c, which shows it the seeds and past crashes that are kept.
 *
 * Where a parser takes more than one text, the first lines of the input are the others (first_line),
 * so that seeds can be read and written with an editor.
 */
#ifndef ASKEL_FUZZ_H
#define ASKEL_FUZZ_H

#include "base/base.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the parser promises, for every input. */
#define HOLDS(condition) \
	do { \
		if (!(condition)) { \
			dprintf(2, "%s:%d: doesn't hold: %s\n", __FILE__, __LINE__, #condition); \
			abort(); \
		} \
	} while (0)

__attribute__((unused)) static struct text input_of(const uint8_t *data, size_t size)
{
	return size ? (struct text){ (const char *)data, size } : NO_TEXT;
}

/* Cuts the first line off *rest, without its LF; all of it where there is none. */
__attribute__((unused)) static struct text first_line(struct text *rest)
{
	struct text line = text_cut(rest, '\n');
	if (!rest->at)
		*rest = NO_TEXT;
	return line;
}

/* Well-formed UTF-8 without NUL. */
__attribute__((unused)) static bool is_sound(struct text t)
{
	return (t.size == 0 || !memchr(t.at, '\0', t.size)) && utf8_valid(t);
}

/* A slice of `whole`; an empty one may be anywhere. */
__attribute__((unused)) static bool is_part(struct text part, struct text whole)
{
	return part.size == 0 ||
		(part.at >= whole.at && part.at + part.size <= whole.at + whole.size);
}

/* An arena holds no more than its first blocks and `most` bytes. */
__attribute__((unused)) static bool arena_within(const struct arena *a, size_t most)
{
	return arena_size(a) <= (size_t)128 * 1024 + most;
}

#endif
