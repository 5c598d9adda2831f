/*
 * sign_in_name: names a person can keep in mind and say on the telephone, from a list of plain
 * words. The dice are the caller's, so this stays pure.
 */
#include "learn/learn.h"

/* The words of one part of the list, one after another. */
static struct text next_word(struct text *part)
{
	while (part->at) {
		struct text word = text_trim(text_line(part));
		if (word.size)
			return word;
	}
	return NO_TEXT;
}

/* Cuts the part up to the blank line after its words off *list. */
static struct text next_part(struct text *list)
{
	struct text part = *list;
	bool begun = false;

	while (list->at) {
		const char *at = list->at;
		if (text_trim(text_line(list)).size) {
			begun = true;
		} else if (begun) {
			part.size = (size_t)(at - part.at);
			break;
		}
	}
	return begun ? part : NO_TEXT;
}

static size_t count_words(struct text part)
{
	size_t count = 0;
	while (next_word(&part).size)
		count++;
	return count;
}

static struct text word_at(struct text part, size_t number)
{
	struct text word = next_word(&part);
	while (number--)
		word = next_word(&part);
	return word;
}

struct text sign_in_name(struct arena *a, struct text list, const uint32_t dice[3], bool three)
{
	struct text describing = next_part(&list), things = next_part(&list);
	size_t describing_count = count_words(describing), things_count = count_words(things);
	struct text first, thing, second;
	size_t one;

	if (!describing_count || !things_count)
		return NO_TEXT;
	one = dice[0] % describing_count;
	first = word_at(describing, one);
	thing = word_at(things, dice[1] % things_count);
	if (!three || describing_count < 2)
		return arena_print(a, "%.*s %.*s", SHOWN(first), SHOWN(thing));
	/* One of the others: as many steps on as there are others, at most. */
	second = word_at(
		describing, (one + 1 + dice[2] % (describing_count - 1)) % describing_count);
	return arena_print(a, "%.*s %.*s %.*s", SHOWN(first), SHOWN(second), SHOWN(thing));
}
