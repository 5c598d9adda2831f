/* Sealed bytes come back whole, or not at all. */
#include "keys.h"

static void check_trips(const struct seal *seal)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 31, 32, 33, 1000, 65536 };
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct text bytes = { memset(arena_take(a, sizes[i] + 1), 0xC3, sizes[i] + 1),
			sizes[i] };
		struct text sealed = seal_bytes(seal, a, bytes, TEXT("person 7 /claims"));
		struct text back = TEXT("other");

		CHECK(unseal_bytes(seal, a, sealed, TEXT("person 7 /claims"), &back) &&
				text_is(back, bytes) && back.at[back.size] == '\0',
			"%zu sealed bytes come back", sizes[i]);
	}
}

static void check_bound(const struct seal *seal, const struct seal *other)
{
	OWN_ARENA a = arena_open();
	struct text words = TEXT("my own words, long enough to be seen"), back = TEXT("as before");
	struct text sealed = seal_bytes(seal, a, words, TEXT("person 7"));
	struct text bytes = NO_TEXT;

	CHECK(!unseal_bytes(seal, a, sealed, TEXT("person 8"), &back),
		"for another person it stays shut");
	CHECK(!unseal_bytes(seal, a, sealed, NO_TEXT, &back), "and for nobody");
	CHECK(!unseal_bytes(other, a, sealed, TEXT("person 7"), &back), "and elsewhere");
	CHECK(text_is_chars(back, "as before"), "what stays shut changes nothing");
	CHECK(!text_is(sealed, seal_bytes(seal, a, words, TEXT("person 7"))),
		"the same words sealed twice look different");
	CHECK(base64url_read(a, sealed, &bytes) &&
			text_find(bytes, TEXT("own words")) == bytes.size &&
			text_find(bytes, TEXT("person")) == bytes.size,
		"neither words nor person can be read from outside");
	CHECK(!unseal_bytes(seal, a, NO_TEXT, NO_TEXT, &back) &&
			!unseal_bytes(seal, a, TEXT("Zm9v"), NO_TEXT, &back) &&
			!unseal_bytes(seal, a, TEXT("no base64url!"), NO_TEXT, &back) &&
			!unseal_bytes(seal, a, base64url_text(a, text_part(bytes, 0, 39)),
				TEXT("person 7"), &back),
		"what is too short or no base64url stays shut");
}

static void check_flips(const struct seal *seal)
{
	OWN_ARENA a = arena_open();
	struct text about = TEXT("person 7"), back, box, sealed;
	char *bytes;
	int opened = 0;

	sealed = seal_bytes(seal, a, TEXT("my own words"), about);
	if (!base64url_read(a, sealed, &box))
		exit(1);
	bytes = (char *)box.at;
	for (size_t bit = 0; bit < box.size * 8; bit++) {
		bytes[bit / 8] ^= (char)(1 << bit % 8);
		opened += unseal_bytes(seal, a, base64url_text(a, box), about, &back);
		bytes[bit / 8] ^= (char)(1 << bit % 8);
	}
	CHECK(opened == 0, "with any bit flipped it stays shut");
	for (size_t size = 0; size < box.size; size++)
		opened += unseal_bytes(
			seal, a, base64url_text(a, text_part(box, 0, size)), about, &back);
	CHECK(opened == 0, "cut anywhere, too");
	CHECK(unseal_bytes(seal, a, base64url_text(a, box), about, &back) &&
			text_is_chars(back, "my own words"),
		"and flipped back it opens");
}

/* Made by this code once: forms sealed before an update must open after it. */
static void check_older(const struct seal *seal)
{
	OWN_ARENA a = arena_open();
	struct text back = NO_TEXT;

	CHECK(unseal_bytes(seal, a,
		      TEXT("LfXucThtDrYrNkZ4ruh0ElxFun6d9oiIMVkW0VwfVKKnVP_3nVGj_05QCn_"
			   "ZNS4rzUwqhsuXVxlJ"),
		      TEXT("person 7"), &back) &&
			text_is_chars(back, "words from before"),
		"what an earlier version sealed opens");
}

int main(void)
{
	struct key_folder folder = make_folder(), other_folder = make_folder();
	struct seal *seal = open_known(&folder), *other = NULL;

	if (seal_open(other_folder.path, true, &other) != DONE)
		return 1;
	check_trips(seal);
	check_bound(seal, other);
	check_flips(seal);
	check_older(seal);
	seal_close(seal);
	seal_close(other);
	sweep_folder(&folder);
	sweep_folder(&other_folder);
	return test_end();
}
