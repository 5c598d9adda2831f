/* Words: what folds alike, how names sort, and what is kept of typed text. */
#include "words/words.h"
#include "test.h"

static void check_fold(void)
{
	static const struct {
		const char *says, *words, *folded;
	} cases[] = {
		{ "nothing folds to nothing", "", "" },
		{ "case goes", "HeLLo", "hello" },
		{ "blanks of every kind go", "  \u00C5 bo\u00A0Akademi \t\n\u2003\u3000\u200B",
			"aboakademi" },
		{ "marks go", "a\u00E4\u00C1\u00E5\u0101", "aaaaa" },
		{ "marks typed apart go", "a\u0308o\u030A", "ao" },
		{ "\u00F8 is o", "\u00D8re \u00F8re", "oreore" },
		{ "\u00F8 with a mark, too", "\u01FE\u01FF", "oo" },
		{ "\u0142 is l", "\u0141\u00F3d\u017A", "lodz" },
		{ "\u0111 is d", "\u0110or\u0111e", "dorde" },
		{ "\u00E6 is ae", "\u00C6\u00E6\u01FD", "aeaeae" },
		{ "\u0153 is oe", "c\u0153ur", "coeur" },
		{ "\u00DF is ss", "Stra\u00DFe STRASSE \u1E9E", "strassestrassess" },
		{ "\u00FE is th and \u00F0 is d", "\u00DE\u00F3r\u00F0ur", "thordur" },
		{ "dotless and dotted i are i", "\u0130\u0131I", "iii" },
		{ "S\u00E1mi letters are plain", "\u014A\u014B\u0166\u0167\u010D", "nnttc" },
		{ "ligatures come apart", "\uFB01nland", "finland" },
		{ "wide letters are plain", "\uFF21\uFF22\uFF11", "ab1" },
		{ "raised digits are plain", "m\u00B2", "m2" },
		{ "dashes are plain", "a\u2010b\u2013c\u2014d\u2212e", "a-b-c-d-e" },
		{ "single quotes are plain", "it\u2019s \u2018so\u00B4 `a\u2032", "it's'so''a'" },
		{ "double quotes are plain", "\u201Cso\u201D \u00ABso\u00BB \u201E\u2033",
			"\"so\"\"so\"\"\"" },
		{ "a soft hyphen goes", "sala\u00ADsana", "salasana" },
		{ "joiners and direction marks go", "a\u200Db\u200Fc\u202Ed\u2060e\uFEFF",
			"abcde" },
		{ "controls go",
			"a\x01"
			"b\x7F",
			"ab" },
		{ "signs stay", "p@$$w0rd!?", "p@$$w0rd!?" },
		{ "Greek folds", "\u038C\u03C3\u03BF\u03C2", "\u03BF\u03C3\u03BF\u03C3" },
		{ "Cyrillic folds", "\u0401\u043B\u043A\u0430", "\u0435\u043B\u043A\u0430" },
		{ "Arabic vowel marks go", "\u0643\u064E\u062A\u064E\u0628", "\u0643\u062A\u0628" },
		{ "Hebrew points go", "\u05E9\u05C1\u05B8", "\u05E9" },
		{ "Thai vowels stay", "\u0E01\u0E34\u0E19", "\u0E01\u0E34\u0E19" },
		{ "Hindi vowels stay", "\u0939\u093F\u0928\u094D\u0926\u0940",
			"\u0939\u093F\u0928\u094D\u0926\u0940" },
		{ "kana keep their sound marks", "\u304C", "\u304B\u3099" },
		{ "pictures stay", "\U0001F600", "\U0001F600" },
		{ "ill-formed words fold to nothing", "abc\xFF", "" },
	};
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text folded = fold_words(a, text_of(cases[i].words));
		CHECK(text_is_chars(folded, cases[i].folded), "%s (%.*s)", cases[i].says,
			SHOWN(folded));
		CHECK(text_is(fold_words(a, folded), folded), "%s, and folded again it is the same",
			cases[i].says);
	}
}

static void check_size(void)
{
	OWN_ARENA a = arena_open();
	char *longest = memset(arena_take(a, FOLD_BYTES + 1), 'A', FOLD_BYTES + 1);

	CHECK(fold_words(a, (struct text){ longest, FOLD_BYTES }).size == FOLD_BYTES,
		"the longest words fold");
	CHECK(fold_words(a, (struct text){ longest, FOLD_BYTES + 1 }).size == 0 &&
			sort_key(a, (struct text){ longest, FOLD_BYTES + 1 }).size == 0,
		"longer ones fold to nothing");
	CHECK(fold_words(a, (struct text){ NULL, 0 }).size == 0, "no bytes fold to nothing");
	/* U+FDFA becomes eighteen characters, the most there is. */
	struct buffer b = buffer_in(a);
	while (b.size + 3 <= FOLD_BYTES)
		buffer_add_chars(&b, "\uFDFA");
	CHECK(fold_words(a, buffer_text(&b)).size > 0 && arena_size(a) < 20 * 1024 * 1024,
		"what grows most when folded stays within bounds");
}

/* Each name sorts before the next. */
static void check_sort(void)
{
	static const char *const names[] = { "Aalto", "Aalto Anna", "Aaltonen", "\u00C1bel", "Berg",
		"de Vries", "Dufva", "Nu\u00F1ez", "Nunezz", "Zacharias", "zorro", "\u00C5berg",
		"\u00C5sa", "\u00C6gir", "\u00C4ij\u00E4l\u00E4", "\u00C4nn", "\u00D6berg",
		"\u00D8rsted", "\u00D6stman", "\u0410\u043D\u043D\u0430" };
	static const struct {
		const char *says, *one, *other;
	} alike[] = {
		{ "case sorts alike", "VIRTANEN", "virtanen" },
		{ "blanks on the ends don't count", "  Anna ", "Anna" },
		{ "many blanks are one", "Anna \u00A0 Berg", "Anna Berg" },
		{ "an \u00E5 typed apart is an \u00E5", "A\u030Asa", "\u00C5sa" },
		{ "an \u00E4 typed apart is an \u00E4", "a\u0308", "\u00C4" },
		{ "joiners don't count", "An\u200Dna", "Anna" },
	};
	OWN_ARENA a = arena_open();

	for (size_t i = 1; i < COUNT_OF(names); i++)
		CHECK(text_compare(sort_key(a, text_of(names[i - 1])),
			      sort_key(a, text_of(names[i]))) < 0,
			"%s comes before %s", names[i - 1], names[i]);
	for (size_t i = 0; i < COUNT_OF(alike); i++)
		CHECK(text_is(sort_key(a, text_of(alike[i].one)),
			      sort_key(a, text_of(alike[i].other))),
			"%s", alike[i].says);
	CHECK(sort_key(a, TEXT("a\xFF")).size == 0 && sort_key(a, NO_TEXT).size == 0,
		"ill-formed names and none have no key");
}

static void check_clean(void)
{
	static const struct {
		const char *says, *typed, *clean;
	} cases[] = {
		{ "plain words stay", "Plain words, \u00E4\u00F6!", "Plain words, \u00E4\u00F6!" },
		{ "nothing stays nothing", "", "" },
		{ "only blanks are nothing", " \r\n\t\u00A0\u2028\u200B ", "" },
		{ "blanks come off the ends", "\n  words  \n", "words" },
		{ "and stay inside", "two  words\n\nnext", "two  words\n\nnext" },
		{ "CRLF becomes LF", "one\r\ntwo\r\n\r\nthree", "one\ntwo\n\nthree" },
		{ "so does a CR alone", "one\rtwo\r\rthree", "one\ntwo\n\nthree" },
		{ "a tab becomes a blank", "one\ttwo", "one two" },
		{ "other controls go", "o\x01n\x1B[31me\x7F\xC2\x85\xC2\x9F", "on[31me" },
		{ "noncharacters go", "a\uFDD0b\uFFFE\uFFFF\U0001FFFE\U0010FFFFc", "abc" },
		{ "marks are put together", "a\u0308o\u0308", "\u00E4\u00F6" },
		{ "also across a control", "a\x01\u0308", "\u00E4" },
		{ "but nothing is taken apart", "\uFB01 \u00B2 \u2026", "\uFB01 \u00B2 \u2026" },
		{ "quotes and dashes stay as typed", "\u201Cso\u201D \u2013",
			"\u201Cso\u201D \u2013" },
		{ "direction marks stay", "\u202Babc\u202C", "\u202Babc\u202C" },
		{ "markup is only words", "<b>&amp;", "<b>&amp;" },
		{ "U+FFFD itself is a character", "\uFFFD", "\uFFFD" },
	};
	OWN_ARENA a = arena_open();
	struct text clean = TEXT("as before");

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text again = NO_TEXT;
		CHECK(clean_words(a, text_of(cases[i].typed), &clean) &&
				text_is_chars(clean, cases[i].clean) &&
				clean.at[clean.size] == '\0',
			"%s", cases[i].says);
		CHECK(clean_words(a, clean, &again) && text_is(again, clean),
			"%s, and clean stays clean", cases[i].says);
	}
	clean = TEXT("as before");
	CHECK(!clean_words(a, TEXT("a\xC3"), &clean) && text_is_chars(clean, "as before"),
		"what isn't UTF-8 is refused");
	CHECK(clean_words(a, (struct text){ "a\0b", 3 }, &clean) && text_is_chars(clean, "ab"),
		"a NUL goes");
}

/* Every character alone: folding keeps to UTF-8, is done once, and cleaning is, too. */
static void check_every_character(void)
{
	OWN_ARENA a = arena_open();
	int unlike = 0, unsteady = 0, unclean = 0;

	for (uint32_t c = 0; c < 0x30000; c++) {
		char bytes[4];
		struct text one = { bytes, utf8_put(bytes, c) };
		struct text folded = fold_words(a, one), key = sort_key(a, one), clean, again;

		unlike += !utf8_valid(folded) || !utf8_valid(key);
		unsteady += !text_is(fold_words(a, folded), folded);
		unclean += !clean_words(a, one, &clean) || !clean_words(a, clean, &again) ||
			!text_is(clean, again) || !utf8_valid(clean);
		if (c % 64 == 0)
			arena_reset(a);
	}
	CHECK(unlike == 0, "every character folds to UTF-8");
	CHECK(unsteady == 0, "every character folded is folded for good (%d are not)", unsteady);
	CHECK(unclean == 0, "every character cleaned is clean");
}

/* Latin-1 goes a short way, and the long one where a soft hyphen, which folds to nothing, is in it:
 * both come to the same, for every pair of characters with and without a blank between. */
static void check_short_way(void)
{
	OWN_ARENA a = arena_open();
	int folds = 0, keys = 0;

	for (uint32_t c = 0x20; c < 0x120; c++) {
		for (uint32_t d = 0x20; d < 0x120; d++) {
			char one[4], two[4];
			size_t n = utf8_put(one, c), m = utf8_put(two, d);
			const char *between = (c + d) % 3 ? "" : " ";
			struct text quick =
				arena_print(a, " %.*s%s%.*s ", (int)n, one, between, (int)m, two);
			struct text slow = arena_print(a, "%.*s\u00AD", SHOWN(quick));
			folds += !text_is(fold_words(a, quick), fold_words(a, slow));
			keys += !text_is(sort_key(a, quick), sort_key(a, slow));
		}
		arena_reset(a);
	}
	CHECK(folds == 0, "the short way folds as the long one (%d do not)", folds);
	CHECK(keys == 0, "and sorts as it (%d do not)", keys);
}

int main(void)
{
	check_fold();
	check_size();
	check_sort();
	check_clean();
	check_every_character();
	check_short_way();
	return test_end();
}
