/* Codes that people read, hear and type. */
#include "keys.h"

static const char *const letters_of[] = {
	[CODE_ALOUD] = "2345678ACFJKNR",
	[CODE_ON_PAPER] = "23456789ACEFHJKMNPRTWXY",
};

static bool fits(const struct seal *seal, enum code_use use, struct text about, struct text typed,
	const unsigned char kept[DIGEST_SIZE])
{
	unsigned char again[DIGEST_SIZE];
	struct text unused = NO_TEXT;

	return code_kept(seal, use, about, typed, again, &unused) == CODE_FINE &&
		same_bytes(again, kept, DIGEST_SIZE);
}

/* Groups as promised, each character as likely as any other. */
static void check_made(const struct seal *seal, enum code_use use, size_t size, size_t group)
{
	enum { TIMES = 4000 };
	OWN_ARENA a = arena_open();
	size_t seen[256] = { 0 }, count = strlen(letters_of[use]), least = TIMES * 10, most = 0;
	size_t total = 0;
	unsigned char kept[DIGEST_SIZE];
	int wrong = 0;

	for (int i = 0; i < TIMES; i++) {
		struct text code = code_make(seal, a, use, TEXT("7"), kept);
		wrong += code.size != size + size / group - 1 || code.at[group] != ' ' ||
			!fits(seal, use, TEXT("7"), code, kept);
		for (size_t at = 0; at < code.size; at++)
			seen[(unsigned char)code.at[at]]++;
	}
	CHECK(wrong == 0, "codes of %zu in groups of %zu fit what is kept of them", size, group);
	for (size_t i = 0; i < count; i++) {
		size_t times = seen[(unsigned char)letters_of[use][i]];
		least = times < least ? times : least;
		most = times > most ? times : most;
		total += times;
	}
	CHECK(total == TIMES * size, "they have %zu characters and no other", count);
	CHECK(least * 10 > most * 7, "each as often as any other (%zu to %zu)", least, most);
}

static void check_bound(const struct seal *seal, const struct seal *other)
{
	OWN_ARENA a = arena_open();
	unsigned char kept[DIGEST_SIZE], plain[DIGEST_SIZE];
	struct text code = code_make(seal, a, CODE_ON_PAPER, TEXT("7"), kept);

	CHECK(fits(seal, CODE_ON_PAPER, TEXT("7"), code, kept), "a code fits its person");
	CHECK(!fits(seal, CODE_ON_PAPER, TEXT("8"), code, kept), "and no other");
	CHECK(!fits(other, CODE_ON_PAPER, TEXT("7"), code, kept),
		"nor with another installation's key, so the database alone tells nothing");
	digest_of(code, plain, sizeof plain);
	CHECK(!same_bytes(plain, kept, sizeof plain), "what is kept is no plain digest");
}

/* Codes given out before an update must fit after it; computed with Python's hashlib. */
static void check_older(const struct seal *seal)
{
	OWN_ARENA a = arena_open();
	static const struct {
		enum code_use use;
		const char *code, *kept;
	} cases[] = {
		{ CODE_ALOUD, "K7RN 4CA2",
			"4d1e7364431141448216e16433bd473a182a59642355944f500859f981cfb912" },
		{ CODE_ON_PAPER, "7HW3K PX4RA",
			"8d6dd6294b2a95b0e7259837eeb72625a1e1329c14536fc1c33ddcaf51876f90" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		unsigned char kept[DIGEST_SIZE];
		struct text unused = NO_TEXT, hex = NO_TEXT;
		if (code_kept(seal, cases[i].use, TEXT("7"), text_of(cases[i].code), kept,
			    &unused) == CODE_FINE)
			hex = hex_text(a, kept, sizeof kept);
		CHECK(text_is_chars(hex, cases[i].kept), "%s from before still fits (%s)",
			cases[i].code, hex.at);
	}
}

static void check_typed(const struct seal *seal)
{
	static const struct {
		const char *says;
		enum code_use use;
		const char *typed;
		enum code_problem problem;
		const char *as; /* the code it is, or the character that is unused */
	} cases[] = {
		{ "as shown", CODE_ALOUD, "K7RN 4CA2", CODE_FINE, "K7RN4CA2" },
		{ "small", CODE_ALOUD, "k7rn 4ca2", CODE_FINE, "K7RN4CA2" },
		{ "in one", CODE_ALOUD, "k7rn4ca2", CODE_FINE, "K7RN4CA2" },
		{ "letter by letter", CODE_ALOUD, " k 7 r n\n4 c a 2 ", CODE_FINE, "K7RN4CA2" },
		{ "with hyphens of all kinds and dots", CODE_ALOUD, "k7-rn\u20134c.a\u22122",
			CODE_FINE, "K7RN4CA2" },
		{ "with a no-break and a zero-width space", CODE_ALOUD, "k7rn\u00A04c\u200Ba2",
			CODE_FINE, "K7RN4CA2" },
		{ "M heard for N, 9 for 8", CODE_ALOUD, "K7RM 49A2", CODE_FINE, "K7RN48A2" },
		{ "H for K, I for J, D for C", CODE_ALOUD, "h7ri 4da2", CODE_FINE, "K7RJ4CA2" },
		{ "T, P and V for C", CODE_ALOUD, "tpvC 2222", CODE_FINE, "CCCC2222" },
		{ "Z read for 2, \u00E4 heard for A", CODE_ALOUD, "k7rn 4c\u00E4z", CODE_FINE,
			"K7RN4CA2" },
		{ "\u00C4 for A", CODE_ALOUD, "k7rn 4c\u00C4z", CODE_FINE, "K7RN4CA2" },
		{ "S may be 5 or F", CODE_ALOUD, "k7rs 4ca2", CODE_UNUSED, "s" },
		{ "B may be 8 or C", CODE_ALOUD, "B7RN 4CA2", CODE_UNUSED, "B" },
		{ "0 is nothing", CODE_ALOUD, "K7RN 4CA0", CODE_UNUSED, "0" },
		{ "\u00F6 is nothing", CODE_ALOUD, "K7\u00F6N 4CA2", CODE_UNUSED, "\u00F6" },
		{ "nor is a sign", CODE_ALOUD, "K7RN!4CA2", CODE_UNUSED, "!" },
		{ "nor an ill-formed byte", CODE_ALOUD,
			"K7RN\xFF"
			"4CA2",
			CODE_UNUSED, "\xFF" },
		{ "nor a Cyrillic letter that looks like one", CODE_ALOUD, "\u041A7RN 4CA2",
			CODE_UNUSED, "\u041A" },
		{ "nothing typed", CODE_ALOUD, "", CODE_EMPTY, NULL },
		{ "blanks typed", CODE_ALOUD, " - ", CODE_EMPTY, NULL },
		{ "one too few", CODE_ALOUD, "K7RN 4CA", CODE_SHORT, NULL },
		{ "one too many", CODE_ALOUD, "K7RN 4CA22", CODE_LONG, NULL },
		{ "blanks after the whole", CODE_ALOUD, "K7RN 4CA2   ", CODE_FINE, "K7RN4CA2" },
		{ "on paper as shown", CODE_ON_PAPER, "7HW3K PX4RA", CODE_FINE, "7HW3KPX4RA" },
		{ "on paper small, in one", CODE_ON_PAPER, "7hw3kpx4ra", CODE_FINE, "7HW3KPX4RA" },
		{ "on paper Z, S, G and B read for digits", CODE_ON_PAPER, "ZSGB3 PX4RA", CODE_FINE,
			"25683PX4RA" },
		{ "on paper M is itself", CODE_ON_PAPER, "MHW3K PX4RA", CODE_FINE, "MHW3KPX4RA" },
		{ "on paper 9 is itself", CODE_ON_PAPER, "9HW3K PX4RA", CODE_FINE, "9HW3KPX4RA" },
		{ "on paper 1 is nothing", CODE_ON_PAPER, "7HW1K PX4RA", CODE_UNUSED, "1" },
		{ "on paper O is nothing", CODE_ON_PAPER, "7hwok px4ra", CODE_UNUSED, "o" },
		{ "on paper one too few", CODE_ON_PAPER, "7HW3K PX4R", CODE_SHORT, NULL },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		unsigned char kept[DIGEST_SIZE], wanted[DIGEST_SIZE];
		struct text unused = NO_TEXT;
		enum code_problem problem = code_kept(
			seal, cases[i].use, NO_TEXT, text_of(cases[i].typed), kept, &unused);
		bool right = problem == cases[i].problem;

		if (problem == CODE_FINE)
			right = right &&
				code_kept(seal, cases[i].use, NO_TEXT, text_of(cases[i].as), wanted,
					&unused) == CODE_FINE &&
				same_bytes(kept, wanted, DIGEST_SIZE);
		if (problem == CODE_UNUSED)
			right = right && text_is_chars(unused, cases[i].as);
		CHECK(right, "a code typed: %s", cases[i].says);
	}
}

/* What a code of one use is made of is read as itself, never as a mistake for another. */
static void check_letters(const struct seal *seal)
{
	for (enum code_use use = CODE_ALOUD; use <= CODE_ON_PAPER; use++) {
		size_t size = use == CODE_ALOUD ? CODE_ALOUD_SIZE : CODE_ON_PAPER_SIZE, same = 0;
		size_t count = strlen(letters_of[use]);
		unsigned char kept[32][DIGEST_SIZE];
		struct text unused;

		for (size_t i = 0; i < count; i++) {
			char typed[CODE_ON_PAPER_SIZE];
			memset(typed, letters_of[use][i], sizeof typed);
			if (code_kept(seal, use, NO_TEXT, (struct text){ typed, size }, kept[i],
				    &unused) != CODE_FINE)
				same++;
			for (size_t j = 0; j < i; j++)
				same += same_bytes(kept[i], kept[j], DIGEST_SIZE);
		}
		CHECK(same == 0, "each of its %zu characters is itself", count);
	}
}

static void check_paper(const struct seal *seal)
{
	OWN_ARENA a = arena_open();
	struct text codes[PAPER_CODES];
	unsigned char kept[PAPER_CODES][DIGEST_SIZE];
	int wrong = 0;

	paper_codes_make(seal, a, TEXT("7"), codes, kept);
	for (size_t i = 0; i < PAPER_CODES; i++) {
		wrong += !fits(seal, CODE_ON_PAPER, TEXT("7"), codes[i], kept[i]);
		for (size_t j = 0; j < i; j++)
			wrong += text_is(codes[i], codes[j]);
	}
	CHECK(wrong == 0, "ten paper codes differ, and each fits its own digest");
}

/* The promise of seal.h, in numbers. */
static void check_brake(void)
{
	double codes = 1, guesses = CODE_ALOUD_TRIES_A_MINUTE * (CODE_ALOUD_SECONDS / 60.0);

	for (int i = 0; i < CODE_ALOUD_SIZE; i++)
		codes *= (double)strlen(letters_of[CODE_ALOUD]);
	CHECK(codes > 1.47e9 && guesses * 100 / codes < 1 / 16000.0,
		"with 100 codes alive guessing for half an hour is hopeless (1 in %.0f)",
		codes / guesses / 100);
}

int main(void)
{
	struct key_folder folder = make_folder(), other_folder = make_folder();
	struct seal *seal = open_known(&folder), *other = NULL;

	if (seal_open(other_folder.path, true, &other) != DONE)
		return 1;
	check_made(seal, CODE_ALOUD, CODE_ALOUD_SIZE, 4);
	check_made(seal, CODE_ON_PAPER, CODE_ON_PAPER_SIZE, 5);
	check_bound(seal, other);
	check_older(seal);
	check_typed(seal);
	check_letters(seal);
	check_paper(seal);
	check_brake();
	seal_close(seal);
	seal_close(other);
	sweep_folder(&folder);
	sweep_folder(&other_folder);
	return test_end();
}
