/* Slices: cutting, finding, comparing, and the numbers and ids read from them. */
#include "base/base.h"
#include "test.h"

#include <limits.h>

static const struct text nothing = { NULL, 0 };

static void check_same(void)
{
	static const struct {
		const char *a, *b;
		int order;
	} cases[] = { { "", "", 0 }, { "a", "a", 0 }, { "a", "b", -1 }, { "b", "a", 1 },
		{ "a", "ab", -1 }, { "ab", "a", 1 }, { "", "a", -1 }, { "z", "\xC3\xA5", -1 },
		{ "ab", "b", -1 } };

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text a = text_of(cases[i].a), b = text_of(cases[i].b);
		int order = text_compare(a, b);
		CHECK((order > 0) - (order < 0) == cases[i].order &&
				text_is(a, b) == !cases[i].order,
			"\"%s\" and \"%s\" are in order %d", cases[i].a, cases[i].b,
			cases[i].order);
	}
	CHECK(text_is((struct text){ "a\0b", 3 }, (struct text){ "a\0b", 3 }) &&
			!text_is((struct text){ "a\0b", 3 }, (struct text){ "a\0c", 3 }),
		"a NUL ends no comparison");
	CHECK(text_is(nothing, NO_TEXT) && text_compare(nothing, NO_TEXT) == 0,
		"no bytes at all are an empty text");
	CHECK(text_of(NULL).at && text_of(NULL).size == 0, "NULL chars are an empty text");
	CHECK(text_is_chars(TEXT("on"), "on") && !text_is_chars(TEXT("on"), "onn") &&
			!text_is_chars(TEXT("on"), "o"),
		"a text is compared with chars to its end");
}

static void check_find(void)
{
	static const struct {
		const char *whole, *needle;
		size_t at;
	} cases[] = { { "one two", "two", 4 }, { "one two", "one", 0 }, { "one", "three", 3 },
		{ "", "a", 0 }, { "aab", "ab", 1 }, { "abc", "", 0 }, { "ab", "abc", 2 } };

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(text_find(text_of(cases[i].whole), text_of(cases[i].needle)) == cases[i].at,
			"\"%s\" is found in \"%s\" at %zu", cases[i].needle, cases[i].whole,
			cases[i].at);
	CHECK(text_find_char(TEXT("a/b/c"), '/') == 1 && text_find_char(TEXT("abc"), '/') == 3 &&
			text_find_char(nothing, '/') == 0,
		"a character is found first, or at the end");
	CHECK(text_starts(TEXT("abc"), TEXT("ab")) && text_starts(TEXT("abc"), NO_TEXT) &&
			text_starts(TEXT("abc"), TEXT("abc")) &&
			!text_starts(TEXT("abc"), TEXT("abcd")) &&
			!text_starts(TEXT("abc"), TEXT("bc")),
		"a text starts with its beginning only");
	CHECK(text_ends(TEXT("abc"), TEXT("bc")) && text_ends(TEXT("abc"), NO_TEXT) &&
			text_ends(TEXT("abc"), TEXT("abc")) &&
			!text_ends(TEXT("bc"), TEXT("abc")) && !text_ends(TEXT("abc"), TEXT("ab")),
		"a text ends with its end only");
}

static void check_part(void)
{
	static const struct {
		size_t from, size;
		const char *part;
	} cases[] = { { 0, 3, "abc" }, { 0, 99, "abc" }, { 1, 1, "b" }, { 2, SIZE_MAX, "c" },
		{ 3, 1, "" }, { 4, 1, "" }, { SIZE_MAX, SIZE_MAX, "" }, { 1, 0, "" } };

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(text_is_chars(
			      text_part(TEXT("abc"), cases[i].from, cases[i].size), cases[i].part),
			"the part from %zu, %zu long, is clamped to the text", cases[i].from,
			cases[i].size);
	CHECK(text_part(nothing, 0, 1).size == 0, "nothing has empty parts");
	CHECK(text_is_chars(text_trim(TEXT(" \t\r\n a b \v\f ")), "a b"),
		"blanks come off both ends");
	CHECK(text_trim(TEXT(" \n ")).size == 0 && text_trim(nothing).size == 0,
		"only blanks trim to nothing");
}

/* What a loop over cuts sees, with '|' between. */
static const char *seen_by(struct text rest, bool lines, char out[64])
{
	size_t size = 0;

	while (rest.at) {
		struct text part = lines ? text_line(&rest) : text_cut(&rest, ',');
		memcpy(out + size, part.at, part.size);
		size += part.size;
		out[size++] = '|';
	}
	out[size] = '\0';
	return out;
}

static void check_cut(void)
{
	static const struct {
		const char *says, *whole, *seen;
		bool lines;
	} cases[] = {
		{ "parts are cut at each stop", "a,b,c", "a|b|c|", false },
		{ "empty parts are seen", ",a,,b,", "|a||b||", false },
		{ "without a stop there is one part", "abc", "abc|", false },
		{ "an empty text has one empty part", "", "|", false },
		{ "lines end with LF", "a\nb\nc", "a|b|c|", true },
		{ "or with CRLF", "a\r\nb\r\n", "a|b|", true },
		{ "a line end at the very end opens no line", "a\n", "a|", true },
		{ "empty lines are seen", "\n\na\n\n", "||a||", true },
		{ "a CR inside stays", "a\rb\n", "a\rb|", true },
	};
	char out[64];
	struct text gone = nothing;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(strcmp(seen_by(text_of(cases[i].whole), cases[i].lines, out),
			      cases[i].seen) == 0,
			"%s", cases[i].says);
	CHECK(text_cut(&gone, ',').at && !gone.at, "cutting what is gone gives an empty text");
}

static void check_number(void)
{
	static const struct {
		const char *chars;
		bool is;
		int64_t value;
	} cases[] = {
		{ "0", true, 0 },
		{ "7", true, 7 },
		{ "007", true, 7 },
		{ "-12", true, -12 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "-9223372036854775809", false, 0 },
		{ "99999999999999999999999", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "--1", false, 0 },
		{ "+1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "1a", false, 0 },
		{ "0x10", false, 0 },
		{ "1.5", false, 0 },
		{ "\xD9\xA1", false, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t value = 424242;
		bool is = text_number(text_of(cases[i].chars), &value);
		CHECK(is == cases[i].is && value == (is ? cases[i].value : 424242),
			"\"%s\" is %s number", cases[i].chars, cases[i].is ? "a" : "no");
	}
}

static void check_id(void)
{
	static const struct {
		const char *chars;
		bool is;
	} cases[] = { { "a", true }, { "safe-online", true }, { "2fa", true }, { "a--b", true },
		{ "", false }, { "-a", false }, { "a-", false }, { "A", false }, { "a_b", false },
		{ "a b", false }, { "\xC3\xA4", false }, { "a.b", false }, { "a/b", false } };
	char most[66];

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(text_is_id(text_of(cases[i].chars)) == cases[i].is, "\"%s\" is %s id",
			cases[i].chars, cases[i].is ? "an" : "no");
	memset(most, 'a', sizeof most);
	CHECK(text_is_id((struct text){ most, 64 }) && !text_is_id((struct text){ most, 65 }),
		"an id has 64 bytes at most");
	CHECK(!text_is_id((struct text){ "a\0b", 3 }), "a NUL is in no id");
}

int main(void)
{
	check_same();
	check_find();
	check_part();
	check_cut();
	check_number();
	check_id();
	return test_end();
}
