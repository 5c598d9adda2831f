/* UTF-8: what is well-formed, every character there and back, and walking over what isn't. */
#include "base/base.h"
#include "test.h"

static void check_forms(void)
{
	static const struct {
		const char *says, *bytes;
		bool valid;
	} cases[] = {
		{ "nothing is well-formed", "", true },
		{ "so is ASCII", "plain words", true },
		{ "and what is longer than eight bytes with a letter late in it",
			"abcdefghij\xC3\xA4", true },
		{ "two bytes", "\xC3\xA5", true },
		{ "the least and most of two", "\xC2\x80\xDF\xBF", true },
		{ "the least and most of three", "\xE0\xA0\x80\xEF\xBF\xBF", true },
		{ "the least and most of four", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", true },
		{ "either side of the surrogates", "\xED\x9F\xBF\xEE\x80\x80", true },
		{ "a lone continuation is ill-formed", "\x80", false },
		{ "overlong two bytes", "\xC0\x80", false },
		{ "overlong slash", "\xC1\xBF", false },
		{ "overlong three bytes", "\xE0\x9F\xBF", false },
		{ "overlong four bytes", "\xF0\x8F\xBF\xBF", false },
		{ "a surrogate", "\xED\xA0\x80", false },
		{ "past the last character", "\xF4\x90\x80\x80", false },
		{ "a lead that only begins what is past it", "\xF5\x80\x80\x80", false },
		{ "five bytes", "\xF8\x88\x80\x80\x80", false },
		{ "FF", "\xFF", false },
		{ "two of three bytes", "\xE2\x82", false },
		{ "three of four", "\xF0\x9F\x98", false },
		{ "a lead before ASCII", "\xC3(", false },
		{ "a broken third byte", "\xE2\x82(", false },
		{ "a broken fourth byte", "\xF0\x9F\x98(", false },
		{ "a fault after eight good bytes", "abcdefgh\xFF", false },
		{ "a fault within eight bytes",
			"abc\xFF"
			"efghij",
			false },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(utf8_valid(text_of(cases[i].bytes)) == cases[i].valid, "%s", cases[i].says);
	CHECK(utf8_valid((struct text){ "a\0b", 3 }), "a NUL is a character");
}

static void check_every_character(void)
{
	int lost = 0, unlike = 0;

	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char out[4];
		size_t size = utf8_put(out, c), at = 0;
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;
		uint32_t back = utf8_next((struct text){ out, size }, &at);

		lost += back != (surrogate ? 0xFFFD : c) || at != size;
		unlike += !utf8_valid((struct text){ out, size });
	}
	CHECK(lost == 0, "every character comes back, a surrogate as U+FFFD");
	CHECK(unlike == 0, "what is put is well-formed");
	char out[4];
	CHECK(utf8_put(out, 0x110000) == 3 && memcmp(out, "\xEF\xBF\xBD", 3) == 0,
		"what is no character is put as U+FFFD");
}

/* The rule of table 3-7 in another form: decode loosely, then ask whether it was the shortest form
 * of a character. */
static bool valid_otherwise(const unsigned char *b, size_t size)
{
	uint32_t c;
	char out[4];

	if (size == 1)
		return b[0] < 0x80;
	if (size == 2)
		c = (b[0] & 0x1FU) << 6 | (b[1] & 0x3FU);
	else
		c = (b[0] & 0x0FU) << 12 | (b[1] & 0x3FU) << 6 | (b[2] & 0x3FU);
	return utf8_put(out, c) == size && memcmp(out, b, size) == 0;
}

static void check_all_short_forms(void)
{
	int differ = 0;

	/* Every three bytes that begin as a form of three, and every two. */
	for (uint32_t n = 0xE00000; n <= 0xEFFFFF; n++) {
		unsigned char b[] = { (unsigned char)(n >> 16), (unsigned char)(n >> 8),
			(unsigned char)n };
		differ += utf8_valid((struct text){ (char *)b, 3 }) != valid_otherwise(b, 3);
	}
	for (uint32_t n = 0x8000; n <= 0xFFFF; n++) {
		unsigned char b[] = { (unsigned char)(n >> 8), (unsigned char)n };
		differ += utf8_valid((struct text){ (char *)b, 2 }) != valid_otherwise(b, 2);
	}
	CHECK(differ == 0, "all forms of two and three bytes are judged as their characters are");
}

static void check_walk(void)
{
	struct text broken = TEXT("a\xE2\x82\xC3\xA4\xFF");
	static const uint32_t seen[] = { 'a', 0xFFFD, 0xFFFD, 0xE4, 0xFFFD };
	size_t at = 0;

	for (size_t i = 0; i < COUNT_OF(seen); i++)
		CHECK(at < broken.size && utf8_next(broken, &at) == seen[i],
			"character %zu of a broken text is U+%04X", i + 1, (unsigned)seen[i]);
	CHECK(at == broken.size, "a walk over a broken text ends at its end");
	CHECK(utf8_count(broken) == 5 && utf8_count(TEXT("\xC3\xA4i\xF0\x9F\x98\x80")) == 3 &&
			utf8_count(NO_TEXT) == 0,
		"characters are counted, broken ones, too");
}

int main(void)
{
	check_forms();
	check_every_character();
	check_all_short_forms();
	check_walk();
	return test_end();
}
