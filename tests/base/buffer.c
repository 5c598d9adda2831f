/* Buffers: adding in every way, the cap, and escaping for HTML and addresses. */
#include "base/base.h"
#include "test.h"

static void check_add(void)
{
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a);

	/* What was used before isn't clean. */
	arena_print(a, "%01000d", 1);
	arena_reset(a);
	CHECK(text_is(buffer_text(&b), NO_TEXT), "a new buffer is empty");
	buffer_add(&b, TEXT("one"));
	buffer_add_char(&b, ' ');
	buffer_add_chars(&b, "two");
	CHECK(buffer_text(&b).at[7] == '\0', "what was added ends with a NUL");
	buffer_add_chars(&b, NULL);
	buffer_add(&b, (struct text){ NULL, 0 });
	buffer_print(&b, " %d", 3);
	CHECK(text_is_chars(buffer_text(&b), "one two 3") && b.at[b.size] == '\0',
		"adds come one after another, and a NUL behind");
	buffer_add(&b, (struct text){ "\0x", 2 });
	CHECK(b.size == 11, "a NUL can be added");
}

/* The same as a plain array would say, whatever the sizes and whoever else takes from the arena. */
static void check_growth(void)
{
	static char expected[300000];
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a);
	size_t size = 0;

	for (unsigned i = 0; size < sizeof expected - 3000; i++) {
		char bytes[2500];
		size_t more = i * 7919 % sizeof bytes;
		memset(bytes, 'a' + (int)(i % 26), more);
		memcpy(expected + size, bytes, more);
		size += more;
		buffer_add(&b, (struct text){ bytes, more });
		expected[size++] = '.';
		buffer_add_char(&b, '.');
		size += (size_t)sprintf(expected + size, "%0*d", (int)(i % 400) + 1, 7);
		buffer_print(&b, "%0*d", (int)(i % 400) + 1, 7);
		if (i % 5 == 0)
			memset(arena_take(a, 33), 0xFF, 33);
	}
	CHECK(text_is(buffer_text(&b), (struct text){ expected, size }) && b.at[size] == '\0',
		"a buffer grows past blocks and keeps every byte");
}

static void check_reserve(void)
{
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a);
	char *at;

	buffer_reserve(&b, 5000);
	CHECK(b.size == 0 && buffer_text(&b).size == 0, "reserving adds nothing");
	at = b.at;
	for (int i = 0; i < 5000; i++)
		buffer_add_char(&b, 'x');
	CHECK(b.at == at && b.size == 5000, "what was reserved needs no more room");
	buffer_reserve(&b, SIZE_MAX / 8 > 10 ? 10 : 0);
	CHECK(b.size == 5000 && b.room >= 5010, "more can be reserved later");
}

static void check_cap(void)
{
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a), c = buffer_in(a), d = buffer_in(a), e = buffer_in(a);

	b.cap = 5;
	buffer_add(&b, TEXT("abc"));
	CHECK(!b.full, "below its cap a buffer isn't full");
	buffer_add(&b, TEXT("de"));
	CHECK(!b.full && b.size == 5, "it can be filled to the cap");
	buffer_add(&b, NO_TEXT);
	CHECK(!b.full, "adding nothing to it then is no fault");
	buffer_add_char(&b, 'f');
	CHECK(b.full && text_is_chars(buffer_text(&b), "abcde"),
		"one more and it is full, unchanged");
	c.cap = 5;
	buffer_add(&c, TEXT("abc"));
	buffer_add(&c, TEXT("defg"));
	CHECK(c.full && c.size == 3, "what doesn't fit is left out whole");
	buffer_add_char(&c, 'x');
	buffer_print(&c, "y");
	buffer_add_html(&c, TEXT("<"));
	CHECK(text_is_chars(buffer_text(&c), "abc"), "and nothing more is added after it");
	d.cap = 1000;
	buffer_print(&d, "%0900d", 1);
	buffer_print(&d, "%0101d", 1);
	e.cap = 5;
	buffer_add(&e, TEXT("abcde"));
	CHECK(!e.full && e.size == 5, "one add may fill it to the cap");
	CHECK(d.full && d.size == 900, "a print past the cap is left out, too");
}

static void check_json(void)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "", "\"\"" },
		{ "sana <b>", "\"sana <b>\"" },
		{ "\"a\\b\"", "\"\\\"a\\\\b\\\"\"" },
		{ "a\nb\tc\x1f", "\"a\\nb\\u0009c\\u001f\"" },
		{ "työ – كلمات", "\"työ – كلمات\"" },
	};
	OWN_ARENA a = arena_open();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buffer b = buffer_in(a);
		buffer_add_json(&b, text_of(cases[i].in));
		CHECK(text_is_chars(buffer_text(&b), cases[i].out), "as JSON: %s", cases[i].out);
	}
	int escaped = 0;
	for (int byte = 0; byte < 128; byte++) {
		char one = (char)byte;
		struct buffer b = buffer_in(a);
		buffer_add_json(&b, (struct text){ &one, 1 });
		escaped += (b.size == 3) != (byte >= 0x20 && byte != '"' && byte != '\\');
	}
	CHECK(escaped == 0, "of ASCII only quotes, backslashes and controls are escaped for JSON");
}

static void check_html(void)
{
	static const struct {
		const char *says, *in, *out;
	} cases[] = {
		{ "plain words stay", "plain words", "plain words" },
		{ "nothing stays nothing", "", "" },
		{ "a tag is shown, not made", "<b>", "&lt;b&gt;" },
		{ "quotes can't leave an attribute", "\"'", "&quot;&#39;" },
		{ "an entity is shown as typed", "&amp;", "&amp;amp;" },
		{ "specials at both ends", "<a>", "&lt;a&gt;" },
		{ "letters of other alphabets stay", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80",
			"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct buffer b = buffer_in(a);
		buffer_add_html(&b, text_of(cases[i].in));
		CHECK(text_is_chars(buffer_text(&b), cases[i].out), "%s", cases[i].says);
	}
}

static void check_every_byte(void)
{
	OWN_ARENA a = arena_open();
	int html = 0, url = 0;

	for (int byte = 0; byte < 256; byte++) {
		char one = (char)byte, percent[4];
		struct buffer b = buffer_in(a), c = buffer_in(a);
		bool plain = byte && byte < 128 &&
			strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
				byte);

		buffer_add_html(&b, (struct text){ &one, 1 });
		html += (b.size == 1) == (byte && strchr("&<>\"'", byte) != NULL);
		buffer_add_url(&c, (struct text){ &one, 1 });
		snprintf(percent, sizeof percent, "%%%02X", (unsigned)byte);
		url += plain ? !(c.size == 1 && c.at[0] == one)
			     : !text_is_chars(buffer_text(&c), percent);
	}
	CHECK(html == 0, "of all bytes only the five special ones are escaped for HTML");
	CHECK(url == 0, "of all bytes only the unreserved ones stand in an address as they are");
}

/* Every byte at every place of a short text, against one byte at a time. */
static void check_html_everywhere(void)
{
	OWN_ARENA a = arena_open();
	int wrong = 0;

	for (size_t size = 1; size < 20; size++)
		for (size_t at = 0; at < size; at++)
			for (int c = 0; c < 256; c++) {
				struct buffer b = buffer_in(a), expected = buffer_in(a);
				char text[20];
				memset(text, size % 2 ? 'e' : '\xe4', sizeof text);
				text[at] = (char)c;
				buffer_add_html(&b, (struct text){ text, size });
				for (size_t i = 0; i < size; i++)
					buffer_add_html(&expected, (struct text){ text + i, 1 });
				wrong += !text_is(buffer_text(&b), buffer_text(&expected));
				arena_reset(a);
			}
	CHECK(wrong == 0, "every byte is escaped or not alike wherever it stands");
}

int main(void)
{
	check_add();
	check_growth();
	check_reserve();
	check_cap();
	check_html();
	check_json();
	check_every_byte();
	check_html_everywhere();
	return test_end();
}
