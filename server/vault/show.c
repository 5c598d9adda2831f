/*
 * show: what can be looked at of a file. Pictures, pages and documents go through the drawing program,
 * words that are words already through the decoder of words; either is kept beside the file.
 */
#include "inside.h"

#include "words/words.h"

#include <stdio.h>

struct showing {
	struct vault *vault;
	struct text place;
	struct file_key key;
	struct opened *opened;
	struct drawn *drawn;
	enum outcome went;
};

static size_t more_of_file(void *context, char *bytes, size_t room)
{
	struct showing *s = context;
	return opened_next(s->opened, bytes, room);
}

static void keep(struct showing *s, struct arena *a, const char *part, struct text bytes)
{
	enum outcome o = keep_part(s->vault, a, s->place, part, &s->key, bytes);
	if (s->went == DONE)
		s->went = o;
}

static void keep_words(struct showing *s, struct arena *a, struct text words)
{
	if (words.size == 0)
		return;
	keep(s, a, PART_WORDS, words);
	s->drawn->words = true;
}

/* A JPEG from its first marker to its last; whoever shows it to a browser says that it is one. */
static bool is_jpeg(struct text bytes)
{
	return text_starts(bytes, TEXT("\xff\xd8\xff")) && text_ends(bytes, TEXT("\xff\xd9"));
}

static void take_frame(void *context, const struct frame *frame)
{
	struct showing *s = context;
	OWN_ARENA a = arena_open();
	char part[16];
	struct text words;

	s->drawn->pages = frame->pages;
	switch (frame->kind) {
	case FRAME_THUMB:
		if (is_jpeg(frame->bytes))
			keep(s, a, PART_THUMB, frame->bytes);
		break;
	case FRAME_SHEET:
		if (!is_jpeg(frame->bytes) || s->drawn->sheets == SHEETS_MOST)
			break;
		snprintf(part, sizeof part, "%u", (unsigned)++s->drawn->sheets);
		keep(s, a, part, frame->bytes);
		break;
	case FRAME_WORDS:
		if (clean_words(a, frame->bytes, &words))
			keep_words(s, a, text_part(words, 0, DRAWN_WORDS_MOST));
		break;
	case FRAME_KINDS_END:
		break;
	}
}

static void show_text(struct showing *s, struct arena *a)
{
	size_t most = opened_size(s->opened) < DRAWN_WORDS_MOST ? (size_t)opened_size(s->opened)
								: DRAWN_WORDS_MOST;
	char *bytes = arena_take(a, most + 1);
	size_t size = 0, some = 1;

	while (size < most && some) {
		some = opened_next(s->opened, bytes + size, most - size);
		size += some;
	}
	keep_words(s, a, decode_words(a, (struct text){ bytes, size }));
}

static enum outcome draw(struct showing *s, struct arena *a, enum file_kind kind)
{
	struct drawing d = { s->vault->draw, kind, more_of_file, take_frame, s };

	if (kind == FILE_TEXT) {
		show_text(s, a);
		return s->went;
	}
	TRY(gate_enter(s->vault->gate));
	enum outcome o = run_drawing(&d);
	gate_leave(s->vault->gate);
	return o == DONE ? s->went : o;
}

enum outcome vault_draw(struct vault *v, struct text place, struct text wrapped,
	enum file_kind kind, struct drawn *drawn)
{
	OWN_ARENA a = arena_open();
	struct showing s = { .vault = v, .place = place, .drawn = drawn, .went = DONE };

	*drawn = (struct drawn){ 0, 0, false };
	TRY(vault_read(v, a, place, PART_ORIGINAL, wrapped, &s.opened));
	if (!file_key_unwrap(v->seal, wrapped, place, &s.key)) {
		opened_close(s.opened);
		return BROKEN;
	}
	enum outcome o = draw(&s, a, kind);
	file_key_forget(&s.key);
	opened_close(s.opened);
	return o;
}
