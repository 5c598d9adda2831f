/*
 * pictures: the pictures that stand in for a passphrase, and what is too easy to guess among them.
 */
#include "learn/learn.h"

static const char *const words[PICTURE_COUNT] = {
#define X(name, word) [PICTURE_##name] = (word),
	PICTURES(X)
#undef X
};
_Static_assert(PICTURE_COUNT % PICTURES_IN_GROUP == 0, "all groups are whole");

const char *picture_word(enum picture picture)
{
	return words[picture];
}

bool picture_of(struct text word, enum picture *picture)
{
	for (size_t i = 0; i < PICTURE_COUNT; i++) {
		if (text_is_chars(word, words[i])) {
			*picture = (enum picture)i;
			return true;
		}
	}
	return false;
}

bool add_picture(struct chosen_pictures *chosen, enum picture picture)
{
	for (size_t i = 0; i < chosen->count; i++) {
		if (chosen->at[i] == picture)
			return false;
	}
	if (chosen->count == PICTURES_CHOSEN)
		return false;
	chosen->at[chosen->count++] = picture;
	return true;
}

struct text chosen_text(struct arena *a, const struct chosen_pictures *chosen)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < chosen->count; i++)
		buffer_print(&b, "%s%s", i ? " " : "", words[chosen->at[i]]);
	return buffer_text(&b);
}

bool chosen_of(struct text text, struct chosen_pictures *chosen)
{
	chosen->count = 0;
	while (text.size > 0) {
		enum picture picture;
		struct text word = text_cut(&text, ' ');
		if (!picture_of(word, &picture) || !add_picture(chosen, picture))
			return false;
		/* a blank at the end is one that chosen_text() doesn't write */
		if (text.at && text.size == 0)
			return false;
	}
	return true;
}

static size_t count_groups(const struct chosen_pictures *chosen)
{
	bool seen[PICTURE_GROUPS] = { false };
	size_t count = 0;
	for (size_t i = 0; i < chosen->count; i++) {
		size_t group = chosen->at[i] / PICTURES_IN_GROUP;
		count += !seen[group];
		seen[group] = true;
	}
	return count;
}

static bool is_row(const struct chosen_pictures *chosen)
{
	int step = (int)chosen->at[1] - (int)chosen->at[0];
	for (size_t i = 2; i < chosen->count; i++) {
		if ((int)chosen->at[i] - (int)chosen->at[i - 1] != step)
			return false;
	}
	return true;
}

enum pictures_problem pictures_check(const struct chosen_pictures *chosen)
{
	if (chosen->count < PICTURES_CHOSEN)
		return PICTURES_FEW;
	if (count_groups(chosen) < PICTURE_GROUPS_LEAST)
		return PICTURES_ALIKE;
	return is_row(chosen) ? PICTURES_ROW : PICTURES_FINE;
}
