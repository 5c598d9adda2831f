/* Answers: numbers as typed, what can be marked, and how each kind of question is marked. */
#include "learn/learn.h"
#include "test.h"

static void check_decimals(void)
{
	static const struct {
		const char *typed;
		bool is;
		int64_t millionths;
	} cases[] = {
		{ "5", true, 5000000 },
		{ "0", true, 0 },
		{ "-0", true, 0 },
		{ "-0,25", true, -250000 },
		{ "0.25", true, 250000 },
		{ "1 000.5", true, 1000500000 },
		{ "1\u00A0000,5", true, 1000500000 },
		{ "1\u202F000\u2009000", true, 1000000000000 },
		{ "  7  ", true, 7000000 },
		{ "- 7", true, -7000000 },
		{ "\u22127", true, -7000000 },
		{ ",5", true, 500000 },
		{ "5,", true, 5000000 },
		{ "007", true, 7000000 },
		{ "0000000000000000000000000001", true, 1000000 },
		{ "0,000001", true, 1 },
		{ "0,123456", true, 123456 },
		{ "0,1234567", false, 0 },
		{ "0,0000000", false, 0 },
		{ "999999999999", true, INT64_C(999999999999000000) },
		{ "999999999999,999999", true, INT64_C(999999999999999999) },
		{ "-999999999999,999999", true, INT64_C(-999999999999999999) },
		{ "1000000000000", false, 0 },
		{ "99999999999999999999999999", false, 0 },
		{ "\u0663\u066B\u0665", true, 3500000 },
		{ "\u06F1\u06F2", true, 12000000 },
		{ "", false, 0 },
		{ " ", false, 0 },
		{ "-", false, 0 },
		{ ",", false, 0 },
		{ "-,", false, 0 },
		{ "--5", false, 0 },
		{ "5-", false, 0 },
		{ "5-3", false, 0 },
		{ ",-5", false, 0 },
		{ "+5", false, 0 },
		{ "1,2,3", false, 0 },
		{ "1.000,5", false, 0 },
		{ "1e3", false, 0 },
		{ "0x10", false, 0 },
		{ "5 kg", false, 0 },
		{ "five", false, 0 },
		{ "nan", false, 0 },
		{ "inf", false, 0 },
		{ "5\xFF", false, 0 },
		{ "\u00BD", false, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct decimal out = { 42 };
		bool is = decimal_read(text_of(cases[i].typed), &out);
		CHECK(is == cases[i].is && out.millionths == (is ? cases[i].millionths : 42),
			"\"%s\" is %s", cases[i].typed, cases[i].is ? "that number" : "no number");
	}
}

/* What is printed of a number reads back as it. */
static void check_decimal_trips(void)
{
	OWN_ARENA a = arena_open();
	uint64_t state = 99;
	int lost = 0;

	for (int i = 0; i < 5000; i++) {
		int64_t n;
		struct decimal out = { 0 };
		state = state * 6364136223846793005U + 1442695040888963407U;
		n = (int64_t)(state % 1999999999999999999U) - 999999999999999999;
		n /= i % 3 ? 1 : 1000003;
		lost += !decimal_read(arena_print(a, "%s%lld,%06lld", n < 0 ? "-" : "",
					      llabs(n) / 1000000, llabs(n) % 1000000),
				&out) ||
			out.millionths != n;
	}
	CHECK(lost == 0, "5000 numbers read back as they are printed");
}

static void check_lists(void)
{
	static const struct {
		const char *stored;
		bool is;
		size_t count;
	} cases[] = { { "", true, 0 }, { "2", true, 1 }, { "1,3", true, 2 }, { "2,1,3", true, 3 },
		{ "0,0,1", true, 3 }, { "255", true, 1 },
		{ "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,"
		  "30,"
		  "31,32,33,34,35,36,37,38,39,40",
			true, 40 },
		{ "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,"
		  "30,"
		  "31,32,33,34,35,36,37,38,39,40,41",
			false, 0 },
		{ "256", false, 0 }, { "-1", false, 0 }, { "-0", false, 0 }, { "01", false, 0 },
		{ "1,", false, 0 }, { ",1", false, 0 }, { "1,,2", false, 0 }, { ",", false, 0 },
		{ "1, 2", false, 0 }, { "1;2", false, 0 }, { "a", false, 0 }, { "1.5", false, 0 },
		{ "99999999999999999999", false, 0 } };
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct given given = {
			.chosen = { 9, 9 }, .chosen_count = 2, .words = TEXT("kept")
		};
		bool is = given_read(text_of(cases[i].stored), &given);
		struct text back = given_text(a, &given);

		CHECK(is == cases[i].is && text_is_chars(back, is ? cases[i].stored : "9,9") &&
				given.chosen_count == (is ? cases[i].count : 2) &&
				text_is_chars(given.words, "kept"),
			"\"%s\" is %s", cases[i].stored,
			cases[i].is ? "read and written back" : "no list, and changes nothing");
	}
}

static const bool first_ticked[] = { true, false, false };
static const bool two_ticked[] = { true, false, true, false };
static const struct text accepted[] = { { "salasana", 8 }, { "password", 8 } };

static const struct question_key
	one = { .kind = ASK_ONE, .option_count = 3, .ticks = first_ticked },
	many = { .kind = ASK_MANY, .option_count = 4, .ticks = two_ticked },
	order = { .kind = ASK_ORDER, .option_count = 4 },
	match = { .kind = ASK_MATCH, .option_count = 4 },
	brief = { .kind = ASK_SHORT, .accepted = accepted, .accepted_count = 2 },
	number = { .kind = ASK_NUMBER, .number = { 2500000 }, .tolerance = { 100000 } },
	exact = { .kind = ASK_NUMBER, .number = { -3000000 } }, reflect = { .kind = ASK_REFLECT },
	evidence = { .kind = ASK_EVIDENCE };

/* What is chosen is written as it is stored; an answer that can't be marked is wrong. */
static void check_choices(void)
{
	static const struct {
		const char *says;
		const struct question_key *key;
		const char *chosen;
		enum given_problem problem;
		enum verdict verdict;
	} cases[] = {
		{ "one: the ticked option is right", &one, "1", GIVEN_WELL, VERDICT_RIGHT },
		{ "one: another is wrong", &one, "2", GIVEN_WELL, VERDICT_WRONG },
		{ "one: the last is an option", &one, "3", GIVEN_WELL, VERDICT_WRONG },
		{ "one: nothing chosen is nothing", &one, "", GIVEN_NOTHING, VERDICT_WRONG },
		{ "one: nought is no option", &one, "0", GIVEN_NO_OPTION, VERDICT_WRONG },
		{ "one: past the last is no option", &one, "4", GIVEN_NO_OPTION, VERDICT_WRONG },
		{ "one: 255 is no option", &one, "255", GIVEN_NO_OPTION, VERDICT_WRONG },
		{ "one: two can't be chosen", &one, "1,2", GIVEN_NO_OPTION, VERDICT_WRONG },
		{ "many: all and only the ticked is right", &many, "1,3", GIVEN_WELL,
			VERDICT_RIGHT },
		{ "many: some of them is partly", &many, "1", GIVEN_WELL, VERDICT_PARTLY },
		{ "many: all and one more is partly", &many, "1,3,4", GIVEN_WELL, VERDICT_PARTLY },
		{ "many: everything chosen is partly", &many, "1,2,3,4", GIVEN_WELL,
			VERDICT_PARTLY },
		{ "many: one of each is partly", &many, "2,3", GIVEN_WELL, VERDICT_PARTLY },
		{ "many: only others is wrong", &many, "2,4", GIVEN_WELL, VERDICT_WRONG },
		{ "many: nothing chosen is nothing", &many, "", GIVEN_NOTHING, VERDICT_WRONG },
		{ "many: past the last is no option", &many, "1,5", GIVEN_NO_OPTION,
			VERDICT_WRONG },
		{ "many: nought is no option", &many, "0,1", GIVEN_NO_OPTION, VERDICT_WRONG },
		{ "many: none is chosen twice", &many, "1,1", GIVEN_NO_OPTION, VERDICT_WRONG },
		{ "many: options come rising", &many, "3,1", GIVEN_NO_OPTION, VERDICT_WRONG },
		{ "order: each in its place is right", &order, "1,2,3,4", GIVEN_WELL,
			VERDICT_RIGHT },
		{ "order: two exchanged is partly", &order, "2,1,3,4", GIVEN_WELL, VERDICT_PARTLY },
		{ "order: none in its place is wrong", &order, "4,3,2,1", GIVEN_WELL,
			VERDICT_WRONG },
		{ "order: nothing is nothing", &order, "", GIVEN_NOTHING, VERDICT_WRONG },
		{ "order: no place given is nothing", &order, "0,0,0,0", GIVEN_NOTHING,
			VERDICT_WRONG },
		{ "order: one without a place is not all", &order, "1,2,0,4", GIVEN_NOT_ALL,
			VERDICT_WRONG },
		{ "order: too few items is not all", &order, "1,2,3", GIVEN_NOT_ALL,
			VERDICT_WRONG },
		{ "order: a place twice can't be", &order, "1,2,2,4", GIVEN_PLACE_TWICE,
			VERDICT_WRONG },
		{ "order: not all is said before a place twice", &order, "1,1,0,0", GIVEN_NOT_ALL,
			VERDICT_WRONG },
		{ "order: a place that isn't there", &order, "1,2,3,5", GIVEN_NO_OPTION,
			VERDICT_WRONG },
		{ "order: that is said before not all", &order, "5,0,0,0", GIVEN_NO_OPTION,
			VERDICT_WRONG },
		{ "order: more items than there are", &order, "1,2,3,4,1", GIVEN_NO_OPTION,
			VERDICT_WRONG },
		{ "match: each its meaning is right", &match, "1,2,3,4", GIVEN_WELL,
			VERDICT_RIGHT },
		{ "match: some is partly", &match, "1,3,2,4", GIVEN_WELL, VERDICT_PARTLY },
		{ "match: one meaning twice is only wrong there", &match, "1,1,3,4", GIVEN_WELL,
			VERDICT_PARTLY },
		{ "match: one meaning for all is partly", &match, "2,2,2,2", GIVEN_WELL,
			VERDICT_PARTLY },
		{ "match: none right is wrong", &match, "2,1,4,3", GIVEN_WELL, VERDICT_WRONG },
		{ "match: one without is not all", &match, "1,0,3,4", GIVEN_NOT_ALL,
			VERDICT_WRONG },
		{ "match: nothing is nothing", &match, "0,0,0,0", GIVEN_NOTHING, VERDICT_WRONG },
		{ "match: a meaning that isn't there", &match, "1,2,3,9", GIVEN_NO_OPTION,
			VERDICT_WRONG },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct given given = { .words = NO_TEXT, .folded = NO_TEXT };
		CHECK(given_read(text_of(cases[i].chosen), &given) &&
				given_check(cases[i].key, &given) == cases[i].problem &&
				mark_answer(cases[i].key, &given) == cases[i].verdict,
			"%s", cases[i].says);
	}
}

static void check_typed(void)
{
	static const struct {
		const char *says;
		const struct question_key *key;
		const char *words, *folded;
		enum given_problem problem;
		enum verdict verdict;
	} cases[] = {
		{ "short: an accepted word is right", &brief, "Sala sana", "salasana", GIVEN_WELL,
			VERDICT_RIGHT },
		{ "short: in any language of the course", &brief, "password", "password",
			GIVEN_WELL, VERDICT_RIGHT },
		{ "short: another is wrong", &brief, "salasanat", "salasanat", GIVEN_WELL,
			VERDICT_WRONG },
		{ "short: blanks are nothing", &brief, " \n ", "", GIVEN_NOTHING, VERDICT_WRONG },
		{ "short: nothing is nothing", &brief, "", "", GIVEN_NOTHING, VERDICT_WRONG },
		{ "number: the number is right", &number, "2,5", "", GIVEN_WELL, VERDICT_RIGHT },
		{ "number: with a point, too", &number, "2.50", "", GIVEN_WELL, VERDICT_RIGHT },
		{ "number: at the lower end of the tolerance", &number, "2,4", "", GIVEN_WELL,
			VERDICT_RIGHT },
		{ "number: at the upper end", &number, "2,6", "", GIVEN_WELL, VERDICT_RIGHT },
		{ "number: a millionth below is wrong", &number, "2,399999", "", GIVEN_WELL,
			VERDICT_WRONG },
		{ "number: a millionth above is wrong", &number, "2,600001", "", GIVEN_WELL,
			VERDICT_WRONG },
		{ "number: the other sign is wrong", &number, "-2,5", "", GIVEN_WELL,
			VERDICT_WRONG },
		{ "number: as far off as can be", &number, "-999999999999", "", GIVEN_WELL,
			VERDICT_WRONG },
		{ "number: without tolerance only itself", &exact, "-3", "", GIVEN_WELL,
			VERDICT_RIGHT },
		{ "number: and nothing beside", &exact, "-3,000001", "", GIVEN_WELL,
			VERDICT_WRONG },
		{ "number: words are no number", &number, "two and a half", "", GIVEN_NO_NUMBER,
			VERDICT_WRONG },
		{ "number: nothing is nothing", &number, " ", "", GIVEN_NOTHING, VERDICT_WRONG },
		{ "reflect: own words are given", &reflect, "I learned", "", GIVEN_WELL,
			VERDICT_GIVEN },
		{ "reflect: blanks are nothing", &reflect, "\n", "", GIVEN_NOTHING, VERDICT_WRONG },
		{ "evidence: own words are given", &evidence, "I did", "", GIVEN_WELL,
			VERDICT_GIVEN },
		{ "evidence: nothing is nothing", &evidence, "", "", GIVEN_NOTHING, VERDICT_WRONG },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct given given = { .words = text_of(cases[i].words),
			.folded = text_of(cases[i].folded) };
		CHECK(given_check(cases[i].key, &given) == cases[i].problem &&
				mark_answer(cases[i].key, &given) == cases[i].verdict,
			"%s", cases[i].says);
	}
}

static void check_lengths(void)
{
	static const struct {
		const char *says, *letter;
		const struct question_key *key;
		size_t letters;
		enum given_problem problem;
	} cases[] = {
		{ "short: 200 letters", "a", &brief, 200, GIVEN_WELL },
		{ "short: 201 are too long", "a", &brief, 201, GIVEN_TOO_LONG },
		{ "short: 200 of two bytes", "\u00E4", &brief, 200, GIVEN_WELL },
		{ "short: 201 of two bytes are too long", "\u00E4", &brief, 201, GIVEN_TOO_LONG },
		{ "short: 200 of four bytes", "\U0001F600", &brief, 200, GIVEN_WELL },
		{ "number: 200 noughts are a number", "0", &number, 200, GIVEN_WELL },
		{ "number: 201 are too long", "0", &number, 201, GIVEN_TOO_LONG },
		{ "reflect: 10,000 letters", "\u00E4", &reflect, 10000, GIVEN_WELL },
		{ "reflect: 10,001 are too long", "\u00E4", &reflect, 10001, GIVEN_TOO_LONG },
		{ "evidence: 10,001 are too long", "a", &evidence, 10001, GIVEN_TOO_LONG },
		{ "too long is said before nothing", " ", &evidence, 10001, GIVEN_TOO_LONG },
	};
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buffer b = buffer_in(a);
		struct given given = { .folded = NO_TEXT };
		for (size_t n = 0; n < cases[i].letters; n++)
			buffer_add_chars(&b, cases[i].letter);
		given.words = buffer_text(&b);
		CHECK(given_check(cases[i].key, &given) == cases[i].problem, "%s", cases[i].says);
	}
}

static bool same_digest(struct question_key a, struct question_key b)
{
	key_digest(&a);
	key_digest(&b);
	return memcmp(a.digest, b.digest, sizeof a.digest) == 0;
}

static void check_digests(void)
{
	static const bool second_ticked[] = { false, true, false },
			  longer[] = { true, false, false, false };
	struct question_key other = one, fewer = brief, nearer = number, heavier = one;

	heavier.weight = 5;
	heavier.id = TEXT("other");
	CHECK(same_digest(one, heavier), "id and weight don't change the digest of a key");
	other.ticks = second_ticked;
	CHECK(!same_digest(one, other), "another tick does");
	other.ticks = longer;
	other.option_count = 4;
	CHECK(!same_digest(one, other), "so does one more option");
	other = one;
	other.kind = ASK_MANY;
	CHECK(!same_digest(one, other), "and another kind");
	fewer.accepted_count = 1;
	nearer.tolerance.millionths = 0;
	CHECK(same_digest(brief, fewer) && same_digest(number, nearer) &&
			same_digest(number, exact),
		"accepted words and numbers don't, so what was typed stays shown");
	other = order;
	other.option_count = 3;
	CHECK(!same_digest(order, other) && !same_digest(order, match), "the number of items does");
	CHECK(!same_digest(brief, number) && !same_digest(reflect, evidence),
		"kinds that are typed differ, too");
}

static void check_words(void)
{
	enum question_kind kind = QUESTION_KIND_COUNT;
	enum verdict verdict = VERDICT_COUNT;
	enum device device = DEVICE_COUNT;
	int lost = 0;

	for (int i = 0; i < QUESTION_KIND_COUNT; i++)
		lost += !question_kind_of(
				text_of(question_kind_word((enum question_kind)i)), &kind) ||
			(int)kind != i;
	for (int i = 0; i < VERDICT_COUNT; i++)
		lost += !verdict_of(text_of(verdict_word((enum verdict)i)), &verdict) ||
			(int)verdict != i;
	for (int i = 0; i < DEVICE_COUNT; i++)
		lost += !device_of(text_of(device_word((enum device)i)), &device) ||
			(int)device != i;
	CHECK(lost == 0, "each kind, verdict and device comes back by its word");
	kind = ASK_ORDER;
	verdict = VERDICT_GIVEN;
	device = DEVICE_OWN;
	CHECK(!question_kind_of(TEXT("ONE"), &kind) && !question_kind_of(NO_TEXT, &kind) &&
			!verdict_of(TEXT("rightly"), &verdict) && !device_of(TEXT("ow"), &device),
		"other words are none");
	CHECK(kind == ASK_ORDER && verdict == VERDICT_GIVEN && device == DEVICE_OWN,
		"and change nothing");
	CHECK(strcmp(question_kind_word(QUESTION_KIND_COUNT), "") == 0 &&
			strcmp(verdict_word(VERDICT_COUNT), "") == 0 &&
			strcmp(device_word(DEVICE_COUNT), "") == 0,
		"past the last there is no word");
}

int main(void)
{
	check_decimals();
	check_decimal_trips();
	check_lists();
	check_choices();
	check_typed();
	check_lengths();
	check_digests();
	check_words();
	return test_end();
}
