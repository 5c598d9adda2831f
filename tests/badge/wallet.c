/*
 * Several badges in one document: put there and found again byte for byte, and what is refused.
 */
#include "badge/inside.h"
#include "test.h"

#define BEGINS "data:application/vc+ld+json;base64,"
#define ONE "\"" BEGINS "eyJhIjoxfQ==\""

static void check_reading(void)
{
	static const struct {
		const char *says, *file;
		size_t count; /* 0: refused */
	} cases[] = {
		{ "a document with one", "<!doctype html><a href=" ONE ">x</a>", 1 },
		{ "with two", "<html><a href=" ONE ">x</a><a href=" ONE ">y</a>", 2 },
		{ "with a mark and blanks before it",
			"\xef\xbb\xbf\n<!doctype html><a href=" ONE ">", 1 },
		{ "a badge's own file", "{\"a\":1}", 1 },
		{ "a drawing with a badge in it",
			"<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">"
			"<openbadges:credential>{\"a\":1}</openbadges:credential></svg>",
			1 },
		{ "no file", "", 0 },
		{ "a document without any", "<!doctype html><p>x</p>", 0 },
		{ "words with an address in them", "x" ONE, 0 },
		{ "one that was cut off", "<html><a href=\"" BEGINS "eyJhIjoxfQ", 0 },
		{ "one that is no base64", "<html><a href=\"" BEGINS "eyJhIjoxfQ==}\">", 0 },
		{ "an empty one", "<html><a href=\"" BEGINS "\">", 0 },
		{ "a whole one before one that was cut off",
			"<html><a href=" ONE "><a href=\"" BEGINS "eyJhIjox", 0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct text *documents;
		size_t count;
		bool read = badge_wallet_read(a, text_of(cases[i].file), &documents, &count);
		bool same = read == (cases[i].count > 0) && (!read || count == cases[i].count);
		for (size_t k = 0; read && k < count; k++)
			same = same && text_is(documents[k], TEXT("{\"a\":1}"));
		CHECK(same, "%s: %zu", cases[i].says, count);
	}
}

static void check_bounds(void)
{
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a);
	struct text *documents;
	size_t count;

	buffer_add_chars(&b, "<html>");
	for (size_t i = 0; i < WALLET_BADGES_MOST; i++)
		buffer_add_chars(&b, "<a href=" ONE ">");
	CHECK(badge_wallet_read(a, buffer_text(&b), &documents, &count) &&
			count == WALLET_BADGES_MOST,
		"as many as there may be are read");
	buffer_add_chars(&b, "<a href=" ONE ">");
	CHECK(!badge_wallet_read(a, buffer_text(&b), &documents, &count), "and not one more");

	struct buffer large = buffer_in(a), page = buffer_in(a);
	buffer_reserve(&large, BADGE_JSON_MOST + 1);
	for (size_t i = 0; i < BADGE_JSON_MOST; i++)
		buffer_add_char(&large, '{');
	buffer_add_chars(&page, "<html><a href=\"");
	buffer_add(&page, badge_wallet_address(a, buffer_text(&large)));
	buffer_add_chars(&page, "\">");
	CHECK(badge_wallet_read(a, buffer_text(&page), &documents, &count) && count == 1 &&
			text_is(documents[0], buffer_text(&large)),
		"the largest document comes back as it was");
	buffer_add_char(&large, '{');
	page = buffer_in(a);
	buffer_add_chars(&page, "<html><a href=\"");
	buffer_add(&page, badge_wallet_address(a, buffer_text(&large)));
	buffer_add_chars(&page, "\">");
	CHECK(!badge_wallet_read(a, buffer_text(&page), &documents, &count),
		"one byte more is too many");
}

int main(void)
{
	check_reading();
	check_bounds();
	return test_end();
}
