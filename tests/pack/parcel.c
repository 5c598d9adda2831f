/*
 * A parcel is the same page whichever way it leaves: as it is or as gzip, and what is personal in
 * it is never compressed. Mixes come from a fixed seed, so a failure comes back.
 */
#include "pack/pack.h"
#include "test.h"

#include <zlib.h>

#define MIXES 3000

/* splitmix64: enough for mixes, the same everywhere. */
static uint64_t next_number(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15U);
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
	z = (z ^ z >> 27) * 0x94D049BB133111EBU;
	return z ^ z >> 31;
}

static bool gunzip(struct arena *a, struct text gzip, size_t size, struct text *plain)
{
	char *at = arena_take(a, size + 1);
	z_stream stream = { .next_in = (z_const Bytef *)gzip.at,
		.avail_in = (uInt)gzip.size,
		.next_out = (Bytef *)at,
		.avail_out = (uInt)size + 1 };
	int went;

	if (inflateInit2(&stream, 15 + 16) != Z_OK)
		return false;
	went = inflate(&stream, Z_FINISH);
	*plain = (struct text){ at, (size_t)stream.total_out };
	inflateEnd(&stream);
	/* The end of the member is checked by zlib: checksum, length, and nothing behind it. */
	return went == Z_STREAM_END && stream.avail_in == 0;
}

/* Prose: squeezable, `size` bytes of a few words. */
static struct text prose(struct arena *a, uint64_t *state, size_t size)
{
	static const char *words[] = { "<li>", "phone ", "scam ", "</li>\n", "message ", "å ",
		"the " };
	struct buffer b = buffer_in(a);
	while (b.size < size)
		buffer_add_chars(&b, words[next_number(state) % COUNT_OF(words)]);
	return text_part(buffer_text(&b), 0, size);
}

static struct text noise(struct arena *a, uint64_t *state, size_t size)
{
	char *at = arena_take(a, size + 1);
	for (size_t i = 0; i < size; i++)
		at[i] = (char)next_number(state);
	return (struct text){ at, size };
}

/* One random item into both the parcel and what it should say. */
static void add_something(
	struct arena *a, uint64_t *state, struct parcel *p, struct buffer *expected)
{
	static const size_t sizes[] = { 0, 1, 2, 7, 40, 300, 5000 };
	size_t most = sizes[next_number(state) % COUNT_OF(sizes)];
	size_t size = most ? next_number(state) % (most + 1) : 0;
	bool dull = next_number(state) % 4;
	struct text words = dull ? prose(a, state, size) : noise(a, state, size);

	switch (next_number(state) % 3) {
	case 0:
		parcel_add_piece(p, piece_make(a, words));
		buffer_add(expected, words);
		break;
	case 1:
		parcel_add(p, words);
		buffer_add(expected, words);
		break;
	default:
		parcel_add_html(p, words);
		buffer_add_html(expected, words);
	}
}

static void check_mixes(void)
{
	OWN_ARENA a = arena_open();
	uint64_t state = 20250704;
	int wrong_plain = 0, wrong_gzip = 0, wrong_size = 0;

	for (int i = 0; i < MIXES; i++) {
		struct parcel p = parcel_in(a);
		struct buffer expected = buffer_in(a);
		struct text plain, back = NO_TEXT;

		for (uint64_t left = next_number(&state) % 12; left; left--)
			add_something(a, &state, &p, &expected);
		plain = parcel_plain(&p);
		wrong_plain += !text_is(plain, buffer_text(&expected));
		wrong_size += parcel_size(&p) != plain.size;
		wrong_gzip +=
			!gunzip(a, parcel_gzip(&p), plain.size, &back) || !text_is(back, plain);
		arena_reset(a);
	}
	CHECK(wrong_plain == 0, "%d random mixes read as they were put together", MIXES);
	CHECK(wrong_gzip == 0, "%d random mixes come back the same through gzip", MIXES);
	CHECK(wrong_size == 0, "a parcel knows its size in %d random mixes", MIXES);
}

static void check_secrets(void)
{
	OWN_ARENA a = arena_open();
	struct text secret = TEXT("csrf=csrf=csrf=csrf=csrf=csrf=csrf=csrf=csrf=csrf=");
	const struct piece *before = piece_make(a,
		TEXT("<p>csrf=csrf=csrf=csrf= "
		     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>"));
	struct parcel p = parcel_in(a);
	size_t sizes[2];
	struct text gzip;

	parcel_add_piece(&p, before);
	parcel_add(&p, secret);
	parcel_add_piece(&p, before);
	gzip = parcel_gzip(&p);
	CHECK(text_find(gzip, secret) < gzip.size, "a secret stands in the gzip as it is");
	CHECK(text_find(gzip, TEXT("</p>")) == gzip.size, "prose around it does not");
	/* What BREACH measures: does a right guess beside the secret make the answer shorter? */
	for (int guess = 0; guess < 2; guess++) {
		struct parcel q = parcel_in(a);
		parcel_add_piece(&q, before);
		parcel_add_html(&q, guess ? TEXT("token=7KQwm2x") : TEXT("token=ZZZZZZZ"));
		parcel_add(&q, TEXT("token=7KQwm2x"));
		parcel_add_piece(&q, before);
		sizes[guess] = parcel_gzip(&q).size;
	}
	CHECK(sizes[0] == sizes[1], "a right guess makes an answer no shorter than a wrong one");
}

static void check_long_words(void)
{
	static const size_t sizes[] = { 0, 1, 65534, 65535, 65536, 131070, 131071, 400000 };
	uint64_t state = 7;

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		OWN_ARENA a = arena_open();
		struct text words = noise(a, &state, sizes[i]), back = NO_TEXT;
		struct parcel p = parcel_in(a);
		struct text gzip;

		parcel_add(&p, words);
		gzip = parcel_gzip(&p);
		CHECK(gunzip(a, gzip, words.size, &back) && text_is(back, words),
			"%zu stored bytes come back the same", sizes[i]);
		CHECK(gzip.size == 20 + sizes[i] + (sizes[i] + 65534) / 65535 * 5,
			"%zu stored bytes take five bytes a block more", sizes[i]);
	}
}

static void check_order(void)
{
	OWN_ARENA a = arena_open();
	struct text long_words = arena_print(a, "%0500d", 1), other = arena_print(a, "%0400d", 2),
		    back;
	const struct piece *one = piece_make(a, long_words), *two = piece_make(a, other);
	struct parcel p = parcel_in(a), q = parcel_in(a);

	parcel_add_piece(&p, one);
	parcel_add_piece(&p, two);
	parcel_add_piece(&p, one);
	CHECK(gunzip(a, parcel_gzip(&p), 1400, &back) && back.size == 1400 &&
			text_starts(back, long_words) && text_ends(back, long_words),
		"a piece can be used twice and joined in any order");
	parcel_add_piece(&q, two);
	parcel_add_piece(&q, one);
	CHECK(gunzip(a, parcel_gzip(&q), 900, &back) && text_starts(back, other),
		"the other way round is the other page");
	parcel_add(&q, TEXT("end"));
	CHECK(text_ends(parcel_plain(&q), TEXT("end")), "a parcel can go on after it was read");
	CHECK(gunzip(a, parcel_gzip(&q), 903, &back) && text_ends(back, TEXT("end")),
		"and its gzip goes on too");
}

static void check_copies(void)
{
	OWN_ARENA a = arena_open();
	char words[] = "mine";
	struct parcel p = parcel_in(a);
	const struct piece *piece;

	parcel_add(&p, text_of(words));
	piece = piece_make(a, text_of(words));
	memset(words, 'x', sizeof words - 1);
	CHECK(text_is_chars(parcel_plain(&p), "mine"), "words are copied into the parcel");
	CHECK(text_is_chars(piece->plain, "mine"), "a piece keeps a copy of its bytes");
}

/* Deflated and flushed, each would take more than it has. */
static void check_tiny(struct arena *a)
{
	const struct piece *tiny = piece_make(a, TEXT("</a> "));
	struct parcel p = parcel_in(a);
	struct text back = NO_TEXT;

	parcel_add_piece(&p, tiny);
	parcel_add(&p, TEXT("word"));
	parcel_add_piece(&p, tiny);
	CHECK(parcel_gzip(&p).size == 20 + 5 + 14,
		"tiny pieces share a block with the words around");
	CHECK(gunzip(a, parcel_gzip(&p), 14, &back) && text_is_chars(back, "</a> word</a> "),
		"and come back in order");
}

static void check_gzip_make(void)
{
	OWN_ARENA a = arena_open();
	uint64_t state = 3;
	struct text css = prose(a, &state, 20000), noisy = noise(a, &state, 20000), back = NO_TEXT;
	struct text gzip = gzip_make(a, css);

	CHECK(gunzip(a, gzip, css.size, &back) && text_is(back, css),
		"a file comes back from gzip");
	CHECK(gzip.size < css.size / 3, "a dull file gets small");
	CHECK(gunzip(a, gzip_make(a, noisy), noisy.size, &back) && text_is(back, noisy),
		"so does noise, which doesn't get smaller");
	check_tiny(a);
	CHECK(gunzip(a, gzip_make(a, NO_TEXT), 0, &back) && back.size == 0, "and an empty file");
	CHECK(text_is(gzip, gzip_make(a, css)), "the same file gives the same bytes, for its ETag");
}

/* What zlib makes of it with the most memory there is to give. */
static size_t size_at_most(struct arena *a, struct text plain)
{
	size_t room = plain.size * 2 + 1000;
	z_stream stream = { .next_in = (z_const Bytef *)plain.at,
		.avail_in = (uInt)plain.size,
		.next_out = arena_take(a, room),
		.avail_out = (uInt)room };

	if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		return 0;
	deflate(&stream, Z_FULL_FLUSH);
	deflateEnd(&stream);
	return room - stream.avail_out;
}

/* Noise between two times the same words: only a window that reaches back over all of it helps. */
static void check_windows(void)
{
	static const size_t sizes[] = { 120, 250, 251, 500, 512, 762, 763, 1000, 2000, 16122, 16123,
		16384, 32505, 32506, 32700, 32768, 32769, 100000 };
	uint64_t state = 11;

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		OWN_ARENA a = arena_open();
		struct text words = prose(a, &state, 60), back = NO_TEXT;
		struct buffer b = buffer_in(a);
		struct parcel p = parcel_in(a);
		const struct piece *piece;

		buffer_add(&b, words);
		buffer_add(&b, noise(a, &state, sizes[i] - 2 * words.size));
		buffer_add(&b, words);
		piece = piece_make(a, buffer_text(&b));
		CHECK(piece->deflated.size == size_at_most(a, piece->plain),
			"a piece of %zu bytes is as small as with all the memory zlib takes",
			sizes[i]);
		parcel_add_piece(&p, piece);
		CHECK(gunzip(a, parcel_gzip(&p), sizes[i], &back) && text_is(back, piece->plain),
			"and comes back");
	}
}

int main(void)
{
	check_mixes();
	check_windows();
	check_secrets();
	check_long_words();
	check_order();
	check_copies();
	check_gzip_make();
	return test_end();
}
