/*
 * ids: the ids of headings, made of their words so that an author can link to them and an address
 * with #h-... goes on working while other parts of the page change. A hash table in the place's
 * arena knows those given, so a page of ten thousand equal headings costs no more than one of ten
 * thousand different ones.
 */
#include <string.h>

#include "course/pen.h"
#include "words/words.h"

#define SLUG_MOST 60

struct given_id {
	struct text id; /* at == NULL: free */
	unsigned again; /* the number the next one of the same words gets */
};

struct ids {
	struct given_id *slots;
	size_t count, room; /* room: a power of two, at most half full */
};

static struct given_id *find_slot(struct given_id *slots, size_t room, struct text id)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a: these are words of our own authors */
	for (size_t i = 0; i < id.size; i++)
		hash = (hash ^ (unsigned char)id.at[i]) * 1099511628211u;
	for (size_t at = hash & (room - 1);; at = (at + 1) & (room - 1))
		if (!slots[at].id.at || text_is(slots[at].id, id))
			return &slots[at];
}

static void make_room(struct arena *a, struct ids *ids)
{
	if (ids->room && ids->count < ids->room / 2)
		return;
	size_t room = ids->room ? ids->room * 2 : 16;
	struct given_id *slots = arena_take_many(a, room, sizeof *slots);
	for (size_t i = 0; i < ids->room; i++)
		if (ids->slots[i].id.at)
			*find_slot(slots, room, ids->slots[i].id) = ids->slots[i];
	ids->slots = slots;
	ids->room = room;
}

/* True where the id was free, and is given now; *slot is where it stands either way. */
static bool give_id(struct arena *a, struct ids *ids, struct text id, struct given_id **slot)
{
	make_room(a, ids);
	*slot = find_slot(ids->slots, ids->room, id);
	if ((*slot)->id.at)
		return false;
	**slot = (struct given_id){ id, 2 };
	ids->count++;
	return true;
}

/* a-z and 0-9 of each word, marks off, a dash between words. */
static void add_slug(struct arena *a, struct buffer *id, struct text words)
{
	size_t start = id->size;
	while (words.at && id->size - start < SLUG_MOST) {
		struct text word = fold_words(a, text_cut(&words, ' '));
		bool first = true;
		for (size_t i = 0; i < word.size && id->size - start < SLUG_MOST; i++) {
			char c = word.at[i];
			if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
				continue;
			if (first && id->size > start)
				buffer_add_char(id, '-');
			first = false;
			buffer_add_char(id, c);
		}
	}
	if (id->size == start)
		buffer_add_chars(id, "part"); /* no Latin letters: Arabic, Russian ... */
}

struct text make_id(struct place *place, struct text words)
{
	struct arena *a = place->arena;
	struct buffer slug = buffer_in(a);
	struct given_id *first, *slot;
	if (!place->ids)
		place->ids = arena_take_of(a, struct ids);
	buffer_add_chars(&slug, "h-");
	add_slug(a, &slug, words);
	struct text id = buffer_text(&slug);
	if (give_id(a, place->ids, id, &first))
		return id;
	for (unsigned number = first->again;; number++) {
		struct text next = arena_print(a, "%.*s-%u", SHOWN(id), number);
		if (give_id(a, place->ids, next, &slot)) {
			/* The table may have moved: look the first one up again. */
			find_slot(place->ids->slots, place->ids->room, id)->again = number + 1;
			return next;
		}
	}
}
