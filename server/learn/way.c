/*
 * way: how people show that it is they, as it stands in settings and in the database.
 */
#include "learn/learn.h"

static const struct {
	enum sign_in_way way;
	const char *word;
} ways[] = {
#define X(name, bit, word) { name, (word) },
	SIGN_IN_WAYS(X)
#undef X
};

const char *way_word(enum sign_in_way way)
{
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		if (ways[i].way == way)
			return ways[i].word;
	}
	return "";
}

bool way_of(struct text word, enum sign_in_way *way)
{
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		if (text_is_chars(word, ways[i].word)) {
			*way = ways[i].way;
			return true;
		}
	}
	return false;
}
