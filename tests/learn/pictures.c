/*
 * Pictures in place of a passphrase: which words are a choice, and which choices are too easy to guess.
 */
#include "learn/learn.h"
#include "test.h"

static const struct {
	const char *says, *words;
	bool read;
	size_t count;
} readings[] = {
	{ "nothing is a choice of none", "", true, 0 },
	{ "one picture", "cat", true, 1 },
	{ "five pictures", "cat sun key boat hat", true, 5 },
	{ "six are too many", "cat sun key boat hat fish", false, 0 },
	{ "each comes once", "cat sun cat", false, 0 },
	{ "a word that is no picture", "cat dog", false, 0 },
	{ "a part of a picture's word", "ca", false, 0 },
	{ "more than a picture's word", "cats", false, 0 },
	{ "capitals are other words", "Cat", false, 0 },
	{ "a blank before", " cat", false, 0 },
	{ "a blank behind", "cat ", false, 0 },
	{ "two blanks between", "cat  sun", false, 0 },
	{ "another sign between", "cat,sun", false, 0 },
};

static void test_reading(struct arena *a)
{
	for (size_t i = 0; i < COUNT_OF(readings); i++) {
		struct chosen_pictures chosen;
		bool read = chosen_of(text_of(readings[i].words), &chosen);
		CHECK(read == readings[i].read && (!read || chosen.count == readings[i].count),
			"%s", readings[i].says);
		CHECK(!read || text_is_chars(chosen_text(a, &chosen), readings[i].words),
			"%s: written again it says the same", readings[i].says);
	}
	struct chosen_pictures chosen;
	CHECK(!chosen_of((struct text){ "cat\0", 4 }, &chosen), "a zero byte is no part of one");
}

static const struct {
	const char *says, *words;
	enum pictures_problem problem;
} checks[] = {
	{ "pictures of many groups, in no order", "moon key cat boat hat", PICTURES_FINE },
	{ "three groups are enough", "cat fish sun moon hat", PICTURES_FINE },
	{ "two are not", "cat fish sun moon star", PICTURES_ALIKE },
	{ "all of one kind", "cat fish bird butterfly snail", PICTURES_ALIKE },
	{ "the first of each group", "cat apple chair hammer tree", PICTURES_ROW },
	{ "the same from the end", "hat boat sun tree hammer", PICTURES_ROW },
	{ "the last of each group", "rabbit mushroom candle ladder tent", PICTURES_ROW },
	{ "four", "moon key cat boat", PICTURES_FEW },
	{ "none", "", PICTURES_FEW },
};

static void test_checking(void)
{
	for (size_t i = 0; i < COUNT_OF(checks); i++) {
		struct chosen_pictures chosen;
		if (!chosen_of(text_of(checks[i].words), &chosen))
			chosen.count = 0;
		CHECK(pictures_check(&chosen) == checks[i].problem, "%s", checks[i].says);
	}
}

/* Every seventh picture stands aslant, one to the right in each group. */
static void test_slant(void)
{
	struct chosen_pictures chosen = { .count = 0 };
	for (int i = 0; i < PICTURES_CHOSEN; i++)
		add_picture(&chosen, (enum picture)(i * 7));
	CHECK(pictures_check(&chosen) == PICTURES_ROW, "a row aslant is a row, too");
	CHECK(!add_picture(&chosen, PICTURE_GLASSES) && chosen.count == PICTURES_CHOSEN,
		"there is no sixth");
}

static void test_words(void)
{
	size_t right = 0;
	for (size_t i = 0; i < PICTURE_COUNT; i++) {
		enum picture found;
		right += picture_of(text_of(picture_word((enum picture)i)), &found) && found == i;
	}
	CHECK(right == PICTURE_COUNT && PICTURE_COUNT == 48, "each picture has a word of its own");
	CHECK(PICTURE_GROUPS == 8, "there are eight groups");
}

static void test_ways(void)
{
	static const enum sign_in_way ways[] = { WAY_PASSPHRASE, WAY_PICTURES, WAY_PROVIDER };
	enum sign_in_way found = WAY_NONE;
	for (size_t i = 0; i < COUNT_OF(ways); i++)
		CHECK(way_of(text_of(way_word(ways[i])), &found) && found == ways[i],
			"%s is a way to sign in", way_word(ways[i]));
	CHECK(!way_of(TEXT("card"), &found) && !way_of(TEXT(""), &found), "others are none");
	CHECK(*way_word(WAY_NONE) == '\0', "no way has no word");
}

int main(void)
{
	OWN_ARENA a = arena_open();
	test_reading(a);
	test_checking();
	test_slant();
	test_words();
	test_ways();
	return test_end();
}
