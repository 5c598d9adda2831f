/*
 * QR codes: versions, modules and the drawing. With words as arguments this is the program that
 * qr.test.mjs reads drawings of: TEXT TITLE MILLIMETRES prints the SVG of it.
 */
#include "pack/pack.h"
#include "test.h"

static struct text repeated(struct arena *a, char c, size_t size)
{
	return (struct text){ memset(arena_take(a, size + 1), c, size), size };
}

static void check_sizes(void)
{
	/* What a version holds in byte mode at level M: ISO/IEC 18004, table 7. */
	static const size_t holds[] = { 14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331,
		362, QR_BYTES_MOST };
	OWN_ARENA a = arena_open();
	struct qr qr = { 0 };

	for (size_t i = 0; i < COUNT_OF(holds); i++) {
		size_t side = 21 + 4 * i;
		CHECK(qr_make(a, repeated(a, 'x', holds[i]), &qr) && qr.side == side,
			"%zu bytes have %zu modules a side", holds[i], side);
		if (i + 1 < COUNT_OF(holds))
			CHECK(qr_make(a, repeated(a, 'x', holds[i] + 1), &qr) &&
					qr.side == side + 4,
				"one more has %zu", side + 4);
	}
	CHECK(qr_make(a, repeated(a, '7', 14), &qr) && qr.side == 21 &&
			qr_make(a, repeated(a, '7', 15), &qr) && qr.side == 25,
		"digits are bytes, too");
	qr.side = 7;
	CHECK(!qr_make(a, repeated(a, 'x', QR_BYTES_MOST + 1), &qr) && !qr_make(a, NO_TEXT, &qr) &&
			qr.side == 7,
		"too much and nothing at all are refused");
}

static bool is_dark(const struct qr *qr, size_t row, size_t column)
{
	return qr->dark[row * qr->side + column] == 1;
}

/* The 7 x 7 finder pattern (section 6.3.3) whose top left module stands there. */
static bool is_finder(const struct qr *qr, size_t row, size_t column)
{
	for (size_t y = 0; y < 7; y++)
		for (size_t x = 0; x < 7; x++) {
			bool ring = y == 0 || y == 6 || x == 0 || x == 6;
			bool core = y >= 2 && y <= 4 && x >= 2 && x <= 4;
			if (is_dark(qr, row + y, column + x) != (ring || core))
				return false;
		}
	return true;
}

/* The two bits of the level in both copies of the format (section 7.9): 00 is M. Masked by 10. */
static bool is_level_m(const struct qr *qr)
{
	size_t last = qr->side - 1;
	return is_dark(qr, 8, 0) && !is_dark(qr, 8, 1) && is_dark(qr, last, 8) &&
		!is_dark(qr, last - 1, 8);
}

static void check_modules(void)
{
	OWN_ARENA a = arena_open();
	struct qr qr = { 0 };
	int wrong = 0;

	for (size_t size = 1; size <= QR_BYTES_MOST; size += 7) {
		if (!qr_make(a, repeated(a, (char)(size * 31), size), &qr)) {
			wrong++;
			continue;
		}
		wrong += !is_finder(&qr, 0, 0) || !is_finder(&qr, 0, qr.side - 7) ||
			!is_finder(&qr, qr.side - 7, 0) || !is_level_m(&qr);
		for (size_t i = 8; i < qr.side - 8; i++)
			wrong += is_dark(&qr, 6, i) != (i % 2 == 0);
	}
	CHECK(wrong == 0, "finders, timing and level stand where the standard has them");
}

/* Every module of a drawing, from its path alone. */
static size_t modules_drawn(struct text svg, unsigned char *dark, size_t side)
{
	struct text rest = svg, path;
	const char *at, *end;
	size_t x = 0, y = 0, count = 0;

	rest = text_part(rest, text_find(rest, TEXT(" d=\"")) + 4, rest.size);
	path = text_cut(&rest, '"');
	for (at = path.at, end = at + path.size; at < end;) {
		char *next = NULL;
		char act = *at++;
		size_t number = strtoul(at, &next, 10);
		if (act == 'M') {
			x = number;
			y = strtoul(next, &next, 10);
			next += 2; /* .5 */
		} else if (act == 'm') {
			x += number;
			next += 2; /* 0 */
		} else {
			for (; number > 0; number--, x++, count++)
				dark[y * side + x] = 1;
		}
		at = next;
	}
	return count;
}

static void check_drawing(void)
{
	OWN_ARENA a = arena_open();
	struct qr qr = { 0 };
	struct text svg;
	unsigned char *drawn;
	size_t side, count = 0, apart = 0;

	if (!qr_make(a, TEXT("https://learn.example.fi/in/abc"), &qr))
		exit(1);
	svg = qr_svg(a, &qr, TEXT("Way in for <Ville> & \"co\""), 30);
	side = qr.side + 8;
	drawn = arena_take_many(a, side, side);
	modules_drawn(svg, drawn, side);
	for (size_t y = 0; y < side; y++)
		for (size_t x = 0; x < side; x++) {
			bool inside = y >= 4 && x >= 4 && y < qr.side + 4 && x < qr.side + 4;
			bool dark = inside && is_dark(&qr, y - 4, x - 4);
			count += dark;
			apart += dark != (drawn[y * side + x] == 1);
		}
	CHECK(apart == 0 && count > 200, "each dark module is drawn, and nothing in the border");
	CHECK(text_find(svg, TEXT("viewBox=\"0 0 37 37\"")) < svg.size &&
			text_find(svg, TEXT("<rect width=\"37\" height=\"37\" fill=\"#fff\"/>")) <
				svg.size,
		"a white ground with a border of four modules lies under it");
	CHECK(text_find(svg, TEXT("<title>Way in for &lt;Ville&gt; &amp; &quot;co&quot;</title>")) <
			svg.size,
		"its title is escaped");
	CHECK(text_find(svg, TEXT("style")) == svg.size &&
			text_find(svg, TEXT("class")) == svg.size,
		"no style is in it, which a page's policy would refuse");
	CHECK(svg.at[svg.size] == '\0' && text_ends(svg, TEXT("</svg>")), "it ends where it ends");
	CHECK(svg.size < qr.side * qr.side * 4, "a module takes less than four bytes (%zu of %zu)",
		svg.size, qr.side * qr.side);
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct qr qr;

	if (count == 4) {
		if (!qr_make(a, text_of(words[1]), &qr))
			return 1;
		printf("%s\n", qr_svg(a, &qr, text_of(words[2]), atoi(words[3])).at);
		return 0;
	}
	check_sizes();
	check_modules();
	check_drawing();
	return test_end();
}
