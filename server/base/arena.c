/*
 * arena: memory with one end. Blocks from malloc, handed out from the front; what
 * would waste the rest of a block gets a block of its own. The first block is kept over a reset, so
 * a worker's ordinary request costs no malloc. Bytes are zeroed when taken, not when forgotten.
 *
 * Under AddressSanitizer what isn't taken is poison and each taking has a gap behind it, so a read
 * of a forgotten request or past an item is caught as it would be with malloc.
 */
#include "base/inside.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif

#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#define POISON(at, size) ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#define GAP 16
#else
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#define GAP 0
#endif

#define BLOCK_BYTES ((size_t)64 * 1024)
#define SMALL_BYTES ((size_t)2 * 1024)
#define STEP alignof(max_align_t)

struct block {
	struct block *below;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *top;   /* small things are taken from here */
	struct block *first; /* kept over resets */
	size_t held;
	size_t next; /* bytes of the next block */
};

void end_process(const char *why)
{
	log_fault("ending: %s", why);
	abort();
}

/* The bytes a thing of `size` uses up: at least one step, so that no two things share an address.
 */
static size_t span_of(size_t size)
{
	if (size > SIZE_MAX / 2)
		end_process("asked for more memory than there can be");
	return (size + !size + STEP - 1) / STEP * STEP + GAP;
}

static struct block *block_make(struct arena *a, size_t size)
{
	struct block *b = malloc(sizeof *b + size);
	if (!b)
		end_process("out of memory");
	b->below = NULL;
	b->size = size;
	b->used = 0;
	a->held += size;
	POISON(b->bytes, size);
	return b;
}

static void block_free(struct arena *a, struct block *b)
{
	a->held -= b->size;
	UNPOISON(b->bytes, b->size);
	free(b);
}

static struct arena *open_with(size_t bytes)
{
	struct arena *a = calloc(1, sizeof *a);
	if (!a)
		end_process("out of memory");
	a->top = a->first = block_make(a, bytes);
	a->next = bytes < BLOCK_BYTES / 2 ? 2 * bytes : BLOCK_BYTES;
	return a;
}

struct arena *arena_open(void)
{
	return open_with(BLOCK_BYTES);
}

struct arena *arena_open_small(void)
{
	return open_with(SMALL_BYTES);
}

void arena_reset(struct arena *a)
{
	for (struct block *b = a->top, *below; b; b = below) {
		below = b->below;
		if (b != a->first)
			block_free(a, b);
	}
	a->top = a->first;
	a->first->below = NULL;
	a->first->used = 0;
	POISON(a->first->bytes, a->first->size);
}

void arena_close(struct arena *a)
{
	if (!a)
		return;
	arena_reset(a);
	block_free(a, a->first);
	free(a);
}

void arena_close_at(struct arena **a)
{
	arena_close(*a);
}

static void *take_from(struct block *b, size_t size, size_t span)
{
	void *taken = b->bytes + b->used;
	b->used += span;
	UNPOISON(taken, size);
	return taken;
}

void *arena_take_unset(struct arena *a, size_t size)
{
	size_t span = span_of(size);
	struct block *b = a->top;

	if (span <= b->size - b->used)
		return take_from(b, size, span);
	if (span > a->next / 4) {
		/* A block of its own goes below the top, whose rest stays in use. */
		b = block_make(a, span);
		b->below = a->top->below;
		a->top->below = b;
	} else {
		b = block_make(a, a->next);
		b->below = a->top;
		a->top = b;
		a->next = a->next < BLOCK_BYTES / 2 ? 2 * a->next : BLOCK_BYTES;
	}
	return take_from(b, size, span);
}

bool arena_stretch(struct arena *a, const void *at, size_t was, size_t now)
{
	struct block *b = a->top;
	size_t was_span = span_of(was), now_span = span_of(now);

	if (!at || b->used < was_span || (const char *)at != b->bytes + b->used - was_span ||
		now_span - was_span > b->size - b->used)
		return false;
	b->used += now_span - was_span;
	UNPOISON(at, now);
	return true;
}

void *arena_take(struct arena *a, size_t size)
{
	return memset(arena_take_unset(a, size), 0, size);
}

void *arena_take_many(struct arena *a, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		end_process("asked for more memory than there can be");
	return arena_take(a, bytes);
}

struct text arena_copy(struct arena *a, struct text t)
{
	char *copy = arena_take_unset(a, t.size + 1);
	if (t.size)
		memcpy(copy, t.at, t.size);
	copy[t.size] = '\0';
	return (struct text){ copy, t.size };
}

struct text arena_copy_chars(struct arena *a, const char *chars)
{
	return arena_copy(a, text_of(chars));
}

struct text arena_join(struct arena *a, const char *before, struct text t)
{
	size_t first = strlen(before);
	char *at = arena_take_unset(a, first + t.size + 1);

	memcpy(at, before, first);
	if (t.size)
		memcpy(at + first, t.at, t.size);
	at[first + t.size] = '\0';
	return (struct text){ at, first + t.size };
}

struct text arena_print(struct arena *a, const char *format, ...)
{
	char small[256], *at;
	va_list arguments;
	int size;

	va_start(arguments, format);
	size = vsnprintf(small, sizeof small, format, arguments);
	va_end(arguments);
	if (size < 0)
		end_process("a text could not be printed");
	if ((size_t)size < sizeof small)
		return arena_copy(a, (struct text){ small, (size_t)size });
	at = arena_take_unset(a, (size_t)size + 1);
	va_start(arguments, format);
	vsnprintf(at, (size_t)size + 1, format, arguments);
	va_end(arguments);
	return (struct text){ at, (size_t)size };
}

size_t arena_size(const struct arena *a)
{
	return a->held;
}

void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size)
{
	size_t was = *room * size, more, bytes;
	void *grown = items;

	if (count < *room)
		return items;
	if (__builtin_mul_overflow(*room ? *room : 4, 2, &more) ||
		__builtin_mul_overflow(more, size, &bytes))
		end_process("asked for more memory than there can be");
	if (!arena_stretch(a, items, was, bytes)) {
		grown = arena_take_unset(a, bytes);
		if (was)
			memcpy(grown, items, was);
	}
	memset((char *)grown + was, 0, bytes - was);
	*room = more;
	return grown;
}
