/*
 * comment: the small language inside HTML comments: `<!-- q id=... -->`, `<!-- c id=... -->` and
 * notes, `<!-- n ... -->`. Pure functions on slices.
 */
#include "course/inside.h"

#include <string.h>

/* The next word of *rest, which moves past it. */
static struct text next_word(struct text *rest)
{
	size_t from = 0, to;

	while (from < rest->size && strchr(" \t\r\n", rest->at[from]))
		from++;
	to = from;
	while (to < rest->size && !strchr(" \t\r\n", rest->at[to]))
		to++;
	struct text word = text_part(*rest, from, to - from);
	*rest = text_part(*rest, to, rest->size);
	return word;
}

static void read_values(struct text words, struct comment *comment)
{
	for (struct text word = next_word(&words); word.size; word = next_word(&words)) {
		struct text value = word, name = text_cut(&value, '=');
		if (comment->count == COMMENT_VALUES_MOST)
			return;
		comment->values[comment->count++] =
			(struct comment_value){ name, value.at ? value : NO_TEXT };
	}
}

bool next_comment(struct text *rest, struct comment *comment)
{
	struct text here = text_trim(*rest), words, kind;
	size_t end;

	*comment = (struct comment){ .kind = COMMENT_UNKNOWN };
	*rest = here;
	if (!text_starts(here, TEXT("<!--")))
		return false;
	words = text_part(here, 4, here.size);
	end = text_find(words, TEXT("-->"));
	if (end == words.size)
		return false;
	*rest = text_part(words, end + 3, words.size);
	words = text_part(words, 0, end);
	kind = next_word(&words);
	if (text_is_chars(kind, "n"))
		comment->kind = COMMENT_NOTE;
	else if (text_is_chars(kind, "q"))
		comment->kind = COMMENT_QUESTION;
	else if (text_is_chars(kind, "c"))
		comment->kind = COMMENT_CRITERION;
	if (comment->kind == COMMENT_QUESTION || comment->kind == COMMENT_CRITERION)
		read_values(words, comment);
	return true;
}

bool comment_value(const struct comment *comment, const char *name, struct text *value)
{
	for (size_t i = 0; i < comment->count; i++) {
		if (!text_is_chars(comment->values[i].name, name))
			continue;
		*value = comment->values[i].value;
		return true;
	}
	return false;
}
