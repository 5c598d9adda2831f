/* What runs in the cage, as far as it is ours: the first line is the kind, the rest the file. Whatever the
 * bytes, frames are of their kinds, pictures are JPEG, words are words, and all of it within its bounds.
 * Memory that the drawing leaves to the end of its process is given back here. */
#include "fuzz.h"

#include "draw/inside.h"

#include <stddef.h>

struct piece {
	struct piece *next, *before;
	max_align_t bytes[];
};

struct memory {
	struct piece *first;
	size_t held;
};

#define HELD_MOST ((size_t)320 << 20) /* as the cage has it */

static void *take(void *context, size_t size)
{
	struct memory *m = context;
	if (size > HELD_MOST - sizeof(struct piece))
		return NULL;
	struct piece *p = malloc(sizeof *p + size);
	if (!p)
		return NULL;
	*p = (struct piece){ .next = m->first };
	if (p->next)
		p->next->before = p;
	m->first = p;
	return p->bytes;
}

static struct piece *piece_of(void *bytes)
{
	return (struct piece *)((char *)bytes - offsetof(struct piece, bytes));
}

static void leave(void *context, void *bytes)
{
	struct memory *m = context;
	if (!bytes)
		return;
	struct piece *p = piece_of(bytes);
	if (p->next)
		p->next->before = p->before;
	if (p->before)
		p->before->next = p->next;
	else
		m->first = p->next;
	free(p);
}

static void *resize(void *context, void *bytes, size_t size)
{
	if (!bytes)
		return take(context, size);
	if (size > HELD_MOST - sizeof(struct piece))
		return NULL;
	struct memory *m = context;
	struct piece *was = piece_of(bytes);
	struct piece *p = realloc(was, sizeof *p + size);
	if (!p)
		return NULL;
	if (p->next)
		p->next->before = p;
	if (p->before)
		p->before->next = p;
	else
		m->first = p;
	return p->bytes;
}

struct seen {
	size_t sheets, thumbs, words, bytes;
};

static void look(void *context, const struct frame_head *head, const void *bytes)
{
	struct seen *seen = context;
	struct text frame = { bytes, head->size };

	HOLDS(head->size > 0 && head->kind >= FRAME_THUMB && head->kind < FRAME_KINDS_END);
	seen->bytes += head->size;
	HOLDS(seen->bytes <= DRAWN_MOST);
	if (head->kind == FRAME_WORDS) {
		HOLDS(++seen->words == 1 && head->size <= DRAWN_WORDS_MOST);
		return;
	}
	HOLDS(text_starts(frame, TEXT("\xff\xd8\xff")) && text_ends(frame, TEXT("\xff\xd9")));
	HOLDS(head->pages >= 1);
	seen->thumbs += head->kind == FRAME_THUMB;
	seen->sheets += head->kind == FRAME_SHEET;
	HOLDS(seen->thumbs == 1 && seen->sheets <= SHEETS_MOST);
}

static enum file_kind kind_named(struct text word)
{
	static const char *const words[] = {
#define X(name, word, type, ending) [name] = (word),
		FILE_KINDS(X)
#undef X
	};
	for (int i = 0; i < FILE_KIND_COUNT; i++)
		if (text_is_chars(word, words[i]))
			return (enum file_kind)i;
	return FILE_TEXT;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text bytes = input_of(data, size), word = first_line(&bytes);
	struct memory memory = { NULL, 0 };
	fz_alloc_context own = { &memory, take, resize, leave };
	struct seen seen = { 0 };
	struct easel easel = { .memory = &own, .put = look, .context = &seen };
	enum file_kind kind = kind_named(word);
	bool drawn = draw_file(&easel, bytes, kind);

	HOLDS(!drawn || kind == FILE_ODT || kind == FILE_DOCX || seen.sheets > 0);
	HOLDS(!drawn || kind != FILE_TEXT);
	while (memory.first) {
		struct piece *p = memory.first;
		memory.first = p->next;
		free(p);
	}
	return 0;
}
