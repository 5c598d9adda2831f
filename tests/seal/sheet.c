/* Keys on paper: words that come back as the same keys; and what was misread is named. */
#include "keys.h"
#include "seal/inside.h"

/* Where word `word` of a key begins in the sheet. */
static size_t place_of(const char *sheet, size_t key, size_t word)
{
	const char *at = strstr(sheet, sheet_key_name(key)) + strlen(sheet_key_name(key));
	for (size_t w = 0;; w++) {
		while (*at < 'a' || *at > 'z')
			at++;
		if (w == word)
			return (size_t)(at - sheet);
		at += 5;
	}
}

static void check_errors(struct text sheet)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	unsigned char keys[SHEET_KEYS][KEY_SIZE];
	struct sheet_trouble t;
	char typed[2048];
	size_t taken = 0, named = 0, tried = 0;

	for (size_t key = 0; key < SHEET_KEYS; key++)
		for (size_t i = 0; i < SHEET_WORDS * 5 * 26; i++) {
			memcpy(typed, sheet.at, sheet.size + 1);
			char *at = typed + place_of(sheet.at, key, i / 130) + i / 26 % 5;
			if (*at == letters[i % 26])
				continue;
			*at = letters[i % 26];
			tried++;
			taken += sheet_read((struct text){ typed, sheet.size }, keys, &t);
			named += t.problem == SHEET_WORD_WRONG && t.key == key && t.word == i / 130;
		}
	CHECK(tried > 8000 && taken == 0, "no sheet with one wrong letter is taken");
	CHECK(named * 100 > tried * 95, "nearly always the word is named (%zu of %zu)", named,
		tried);
	memcpy(typed, sheet.at, sheet.size + 1);
	size_t first = place_of(sheet.at, 0, 4), second = place_of(sheet.at, 0, 5);
	memcpy(typed + first, sheet.at + second, 5);
	memcpy(typed + second, sheet.at + first, 5);
	CHECK(!sheet_read((struct text){ typed, sheet.size }, keys, &t),
		"words that changed places are noticed");
}

static const struct {
	const char *typed;
	enum sheet_problem problem;
	const char *sentence;
} wrong[] = {
	{ "", SHEET_KEY_MISSING, "nothing" },
	{ "# only words to people", SHEET_KEY_MISSING, "what is said to people" },
	{ "babab", SHEET_NO_NAME, "a word without a key's name" },
	{ "seal.key", SHEET_WORDS_MISSING, "a name without words" },
	{ "seal.key\n 1  hello", SHEET_WORD_WRONG, "a word that is none" },
	{ "seal.key\naudit.key", SHEET_WORDS_MISSING, "a name in the place of words" },
};

int main(void)
{
	struct key_folder folder = make_folder();
	struct sheet_trouble t;
	struct seal *seal = NULL;
	unsigned char keys[SHEET_KEYS][KEY_SIZE];
	char made[128], back[128];
	OWN_ARENA a = arena_open();

	path_in(&folder, "a.keys", made);
	path_in(&folder, "b.keys", back);
	if (!CHECK(seal_open(made, true, &seal) == DONE, "there are keys"))
		return test_end();
	struct text sheet = sheet_text(seal, a);
	CHECK(sheet_take_back(back, sheet, &t) == DONE && t.problem == SHEET_FINE,
		"words of a sheet are taken back");
	struct seal *again = NULL;
	CHECK(seal_open(back, false, &again) == DONE, "as keys that are good");
	CHECK(again && text_is(sheet_text(again, a), sheet), "the same ones");
	char *large = arena_copy(a, sheet).at ? arena_take(a, sheet.size + 1) : NULL;
	for (size_t i = 0; i < sheet.size; i++)
		large[i] = sheet.at[i] >= 'a' && sheet.at[i] <= 'z' && i > place_of(sheet.at, 2, 0)
			? (char)(sheet.at[i] - 32)
			: sheet.at[i];
	CHECK(sheet_take_back(back, arena_print(a, "# On paper\r\n%s", large), &t) == DONE,
		"in capitals, under a heading, and where they are already");
	size_t fit = 0, elsewhere = 0;
	for (size_t w = 0; w < SHEET_KEYS * SHEET_WORDS; w++) {
		size_t key = w / SHEET_WORDS, word = w % SHEET_WORDS,
		       at = place_of(sheet.at, key, word);
		fit += sheet_word_is(seal, key, word, text_part(sheet, at, 5));
		elsewhere +=
			sheet_word_is(seal, (key + 1) % SHEET_KEYS, word, text_part(sheet, at, 5));
	}
	CHECK(fit == SHEET_KEYS * SHEET_WORDS && elsewhere == 0,
		"each word is known where it stands and nowhere else (%zu, %zu)", fit, elsewhere);
	CHECK(!sheet_word_is(seal, 0, 0, NO_TEXT) && !sheet_word_is(seal, 0, 0, TEXT("gusovgusov")),
		"nothing is no word, nor is too much");
	check_errors(sheet);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		CHECK(!sheet_read(text_of(wrong[i].typed), keys, &t) &&
				t.problem == wrong[i].problem,
			"%s is refused for what it is", wrong[i].sentence);
	struct seal *other = NULL;
	path_in(&folder, "c.keys", made);
	unsigned char mark[DIGEST_SIZE], same[DIGEST_SIZE], another[DIGEST_SIZE];
	CHECK(seal_open(made, true, &other) == DONE &&
			sheet_take_back(made, sheet, &t) == OVERTAKEN,
		"other keys that stand there are left");
	sheet_mark(seal, mark), sheet_mark(again, same), sheet_mark(other, another);
	CHECK(memcmp(mark, same, DIGEST_SIZE) == 0 && memcmp(mark, another, DIGEST_SIZE) != 0,
		"the same keys have the same mark, others another");
	seal_close(seal);
	seal_close(again);
	seal_close(other);
	sweep_folder(&folder);
	return test_end();
}
