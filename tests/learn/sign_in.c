/* Signing in: how long it lasts, how fast it is tried, good passphrases and names. */
#include "learn/learn.h"
#include "test.h"
#include "words/words.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static void check_sessions(void)
{
	static const struct {
		const char *says;
		enum device device;
		bool staff;
		int64_t started, seen; /* seconds ago */
		bool alive;
	} cases[] = {
		{ "own device: a second before 30 days idle", DEVICE_OWN, false, 40 * DAY,
			30 * DAY - 1, true },
		{ "own device: 30 days idle", DEVICE_OWN, false, 40 * DAY, 30 * DAY, false },
		{ "own device: a second before 180 days", DEVICE_OWN, false, 180 * DAY - 1, 0,
			true },
		{ "own device: 180 days", DEVICE_OWN, false, 180 * DAY, 0, false },
		{ "shared: a second before 30 minutes idle", DEVICE_SHARED, false, HOUR,
			30 * MINUTE - 1, true },
		{ "shared: 30 minutes idle", DEVICE_SHARED, false, HOUR, 30 * MINUTE, false },
		{ "shared: a second before 12 hours", DEVICE_SHARED, false, 12 * HOUR - 1, 0,
			true },
		{ "shared: 12 hours", DEVICE_SHARED, false, 12 * HOUR, 0, false },
		{ "unasked is as shared, idle", DEVICE_UNASKED, false, HOUR, 30 * MINUTE, false },
		{ "unasked is as shared, in all", DEVICE_UNASKED, false, 12 * HOUR - 1, 0, true },
		{ "staff on their own device: 30 minutes idle", DEVICE_OWN, true, HOUR, 30 * MINUTE,
			false },
		{ "staff: a second before 8 hours", DEVICE_OWN, true, 8 * HOUR - 1, 0, true },
		{ "staff: 8 hours", DEVICE_OWN, true, 8 * HOUR, 0, false },
		{ "staff on a shared one: 8 hours", DEVICE_SHARED, true, 8 * HOUR, 0, false },
		{ "a clock set back ends nothing", DEVICE_SHARED, false, -HOUR, -HOUR, true },
	};
	const int64_t now = 1800000000;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(session_alive(session_limits_of(cases[i].device, cases[i].staff),
			      now - cases[i].started, now - cases[i].seen, now) == cases[i].alive,
			"%s: %s", cases[i].says, cases[i].alive ? "goes on" : "is over");
}

static void check_waits(void)
{
	static const int64_t waits[] = { 0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60 };

	for (int tries = 0; tries < (int)COUNT_OF(waits); tries++)
		CHECK(sign_in_wait(tries) == waits[tries], "after %d tries one waits %lld s", tries,
			(long long)waits[tries]);
	CHECK(sign_in_wait(1000000000) == 60, "and never for good");
	CHECK(sign_in_wait(-1) == 0, "nor for nothing");
}

static void check_passphrases(void)
{
	static const struct {
		const char *passphrase, *name;
		enum passphrase_problem problem;
	} cases[] = {
		{ "syksyn lehdet putoavat", "", PASSPHRASE_FINE },
		{ "Tarvitsen uuden kännykän", "", PASSPHRASE_FINE },
		{ "correct horse battery staple", "", PASSPHRASE_FINE },
		{ "jag dricker kaffe varje dag", "", PASSPHRASE_FINE },
		{ "x7Q!m2#Lk9pW", "", PASSPHRASE_FINE },
		{ "пароль который помню", "", PASSPHRASE_FINE },
		{ "salasana on avain oveen", "", PASSPHRASE_FINE },
		{ "kolme kissaa katolla", "", PASSPHRASE_FINE },
		{ "", "", PASSPHRASE_EMPTY },
		{ "    ", "", PASSPHRASE_EMPTY },
		{ "lyhyt lause", "", PASSPHRASE_SHORT },
		{ "a", "", PASSPHRASE_SHORT },
		{ "sininen tuoli 4", "sininen tuoli", PASSPHRASE_NAME },
		{ "minä Sininen-Tuoli", "sininen-tuoli", PASSPHRASE_NAME },
		{ "SININENTUOLI on kiva", "Sininen Tuoli", PASSPHRASE_NAME },
		{ "aalto osuu laituriin", "al", PASSPHRASE_FINE },
		{ "password1234", "", PASSPHRASE_COMMON },
		{ "Password 2024!", "", PASSPHRASE_COMMON },
		{ "P@ssw0rd 123", "", PASSPHRASE_COMMON },
		{ "salasana2024", "", PASSPHRASE_COMMON },
		{ "Salasana12345", "", PASSPHRASE_COMMON },
		{ "lösenord2025", "", PASSPHRASE_COMMON },
		{ "tervetuloa1!", "", PASSPHRASE_COMMON },
		{ "kissa123456789", "", PASSPHRASE_COMMON },
		{ "suomi finland 1917", "", PASSPHRASE_COMMON },
		{ "this is my password", "", PASSPHRASE_COMMON },
		{ "iloveyou12345", "", PASSPHRASE_COMMON },
		{ "123456789012", "", PASSPHRASE_COMMON },
		{ "1234 5678 9012", "", PASSPHRASE_COMMON },
		{ "098765432109", "", PASSPHRASE_COMMON },
		{ "111111222222", "", PASSPHRASE_COMMON },
		{ "aaaaaaaaaaaa", "", PASSPHRASE_COMMON },
		{ "ääääääääääääää", "", PASSPHRASE_COMMON },
		{ "aaaa bbbb cccc", "", PASSPHRASE_COMMON },
		{ "abcdefghijkl", "", PASSPHRASE_COMMON },
		{ "lkjihgfedcba", "", PASSPHRASE_COMMON },
		{ "abcabcabcabc", "", PASSPHRASE_COMMON },
		{ "qwertyuiopas", "", PASSPHRASE_COMMON },
		{ "QwertyUiop[]", "", PASSPHRASE_COMMON },
		{ "qwerty123456", "", PASSPHRASE_COMMON },
		{ "1qaz2wsx3edc", "", PASSPHRASE_COMMON },
		{ "1q2w3e4r5t6y", "", PASSPHRASE_COMMON },
		{ "hevonen hevonen", "", PASSPHRASE_COMMON },
		{ "hevonenhevonenhev", "", PASSPHRASE_COMMON },
		{ "a           b", "", PASSPHRASE_COMMON },
		{ "............", "", PASSPHRASE_COMMON },
		{ "k p x d g z h", "", PASSPHRASE_COMMON },
		{ "salasana kpxd", "", PASSPHRASE_COMMON },
		{ "salasana kpxdg", "", PASSPHRASE_FINE },
	};
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text passphrase = text_of(cases[i].passphrase);
		enum passphrase_problem problem = passphrase_check(passphrase,
			fold_words(a, passphrase), fold_words(a, text_of(cases[i].name)));
		CHECK(problem == cases[i].problem, "\"%s\" has problem %d (%d)",
			cases[i].passphrase, cases[i].problem, problem);
	}
}

static void check_lengths(void)
{
	static const struct {
		const char *says, *letters;
		size_t count;
		enum passphrase_problem problem;
	} cases[] = {
		{ "eleven letters are short", "aplösfgrktmv", 11, PASSPHRASE_SHORT },
		{ "twelve are enough, of two bytes, too", "äpöåfgrktmvbn", 12, PASSPHRASE_FINE },
		{ "eleven of two bytes are short", "äöåäöåäöåäöå", 11, PASSPHRASE_SHORT },
		{ "200 are fine", "koska sade lakkaa, menen ulos ja juoksen. ", 200,
			PASSPHRASE_FINE },
		{ "201 are long", "koska sade lakkaa, menen ulos ja juoksen. ", 201,
			PASSPHRASE_LONG },
		{ "200 of four bytes are not too long, only the same over and over",
			"\U0001F600\U0001F408\U0001F6B2\U0001F333", 200, PASSPHRASE_COMMON },
	};
	OWN_ARENA a = arena_open();
	struct text bytes;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text letters = text_of(cases[i].letters), passphrase;
		struct buffer b = buffer_in(a);
		size_t at = 0;

		/* Over and over, with a letter of its own now and then, so that it isn't one
		 * repeated. */
		for (size_t n = 0; n < cases[i].count; n++) {
			size_t from = at;
			utf8_next(letters, &at);
			if (n % 37 == 36 && i != COUNT_OF(cases) - 1)
				buffer_add_char(&b, (char)('a' + n % 23));
			else
				buffer_add(&b, text_part(letters, from, at - from));
			at = at == letters.size ? 0 : at;
		}
		passphrase = buffer_text(&b);
		CHECK(passphrase_check(passphrase, fold_words(a, passphrase), NO_TEXT) ==
				cases[i].problem,
			"%s", cases[i].says);
	}
	bytes = (struct text){ memset(arena_take(a, 1025), 0xFF, 1025), 1025 };
	CHECK(passphrase_check(bytes, NO_TEXT, NO_TEXT) == PASSPHRASE_LONG, "1,025 bytes are long");
}

static void check_names(void)
{
#define LIST "\nblue\nred\r\n  warm \n\n\nboat\nriver\n\nnot read\n"
	static const struct {
		const char *says, *list;
		uint32_t dice[3];
		bool three;
		const char *name;
	} cases[] = {
		{ "the first of each", LIST, { 0, 0, 0 }, false, "blue boat" },
		{ "the last of each", LIST, { 2, 1, 0 }, false, "warm river" },
		{ "dice past the end go round", LIST, { 4, 7, 0 }, false, "red river" },
		{ "the greatest dice", LIST, { UINT32_MAX, UINT32_MAX, 0 }, false, "blue river" },
		{ "a third word stands in the middle", LIST, { 0, 0, 0 }, true, "blue red boat" },
		{ "and is another one", LIST, { 0, 0, 1 }, true, "blue warm boat" },
		{ "whatever the dice", LIST, { 2, 1, UINT32_MAX }, true, "warm red river" },
		{ "one describing word gives no third", "blue\n\nboat", { 5, 5, 5 }, true,
			"blue boat" },
		{ "a list without things gives no name", "blue\nred\n", { 0, 0, 0 }, false, "" },
		{ "nor does one without a word behind", "blue\n\n\n", { 0, 0, 0 }, false, "" },
		{ "nor an empty one", "", { 0, 0, 0 }, false, "" },
		{ "nor one of blank lines", "\n\n \n", { 0, 0, 0 }, false, "" },
	};
	OWN_ARENA a = arena_open();
	int doubled = 0;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(text_is_chars(sign_in_name(a, text_of(cases[i].list), cases[i].dice,
					    cases[i].three),
			      cases[i].name),
			"%s", cases[i].says);
	for (uint32_t n = 0; n < 60; n++) {
		uint32_t dice[3] = { n, n / 3, n / 5 };
		struct text rest = sign_in_name(a, TEXT(LIST), dice, true);
		struct text first = text_cut(&rest, ' '), second = text_cut(&rest, ' ');
		doubled += text_is(first, second);
	}
	CHECK(doubled == 0, "no describing word comes twice in a name");
}

static void check_own_matters(void)
{
	static const struct {
		enum device device;
		int64_t strong_at, now;
		bool open;
	} cases[] = {
		{ DEVICE_OWN, 0, 1000, false },
		{ DEVICE_SHARED, 0, 1000, false },
		{ DEVICE_OWN, 1000, 1000 + 899, true },
		{ DEVICE_OWN, 1000, 1000 + 900, false },
		{ DEVICE_OWN, 1000, 900, true }, /* a clock set back */
		{ DEVICE_SHARED, 1000, 1000 + 12 * 3600, true },
		{ DEVICE_UNASKED, 1000, 1000 + 3600, true },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(own_matters_open(cases[i].device, cases[i].strong_at, cases[i].now) ==
				cases[i].open,
			"own matters on a device (%s) shown at %lld %s at %lld",
			device_word(cases[i].device), (long long)cases[i].strong_at,
			cases[i].open ? "are open" : "ask", (long long)cases[i].now);
}

int main(void)
{
	check_own_matters();
	check_sessions();
	check_waits();
	check_passphrases();
	check_lengths();
	check_names();
	return test_end();
}
