/* Digests and encodings against published values and values from another implementation. */
#include "keys.h"

static bool is_hex(const void *bytes, size_t size, const char *hex)
{
	OWN_ARENA a = arena_open();
	return text_is_chars(hex_text(a, bytes, size), hex);
}

static void check_digest(void)
{
	static const struct {
		const char *says, *in;
		size_t size;
		const char *hex;
	} cases[] = {
		{ "BLAKE2b of abc is that of RFC 7693, appendix A", "abc", 64,
			"ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
			"7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923" },
		{ "with 32 bytes it is another", "abc", 32,
			"bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319" },
		{ "nothing has a digest, of 16 bytes, too", "", 16,
			"cae66941d9efbd404e4d88758ea67670" },
	};
	unsigned char digest[64];

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		digest_of(text_of(cases[i].in), digest, cases[i].size);
		CHECK(is_hex(digest, cases[i].size, cases[i].hex), "%s", cases[i].says);
	}
}

static void check_parts(void)
{
	const struct text parts[] = { TEXT("one"), NO_TEXT, TEXT("two") };
	static const struct {
		const char *says;
		struct text parts[3];
		size_t count;
	} others[] = {
		{ "joined parts hash otherwise", { { "onetwo", 6 }, { "", 0 }, { "", 0 } }, 3 },
		{ "parts cut elsewhere hash otherwise", { { "on", 2 }, { "e", 1 }, { "two", 3 } },
			3 },
		{ "parts in another order hash otherwise",
			{ { "two", 3 }, { "", 0 }, { "one", 3 } }, 3 },
		{ "an empty part counts", { { "one", 3 }, { "two", 3 } }, 2 },
		{ "so does one at the end", { { "one", 3 }, { "", 0 } }, 2 },
	};
	unsigned char digest[DIGEST_SIZE], other[DIGEST_SIZE];

	digest_parts(parts, 3, digest);
	CHECK(is_hex(digest, sizeof digest,
		      "6a2d971cf660efd0ddf9d3841a1572d230877fa9592b4824458f6f873c0e5c48"),
		"parts hash each after its length");
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		digest_parts(others[i].parts, others[i].count, other);
		CHECK(!same_bytes(digest, other, sizeof digest), "%s", others[i].says);
	}
	digest_parts((struct text[]){ { NULL, 0 } }, 1, digest);
	digest_parts((struct text[]){ { "", 0 } }, 1, other);
	CHECK(same_bytes(digest, other, sizeof digest), "nothing is an empty part");
}

static void check_keyed(void)
{
	struct key_folder folder = make_folder(), other_folder = make_folder();
	struct seal *seal = open_known(&folder), *other = NULL;
	const struct text parts[] = { TEXT("one"), NO_TEXT, TEXT("two") };
	unsigned char digest[DIGEST_SIZE], second[DIGEST_SIZE];

	keyed_digest(seal, "csrf token", parts, 3, digest);
	CHECK(is_hex(digest, sizeof digest,
		      "1b01ec13c01b808ca996cf0b86e9c07fab5503656b3b77c75fc0414b1d893bce"),
		"a keyed digest is what its parts, purpose and key make it");
	CHECK(keyed_number(seal, "csrf token", parts, 3) == UINT64_C(10124122474110779675),
		"a keyed number is its beginning");
	keyed_digest(seal, "csrf tokens", parts, 3, second);
	CHECK(!same_bytes(digest, second, sizeof digest), "another purpose makes another digest");
	if (seal_open(other_folder.path, true, &other) == DONE)
		keyed_digest(other, "csrf token", parts, 3, second);
	CHECK(other && !same_bytes(digest, second, sizeof digest), "so does another key");
	keyed_digest(seal, PURPOSE_CSRF, parts, 3, digest);
	CHECK(is_hex(digest, sizeof digest,
		      "ce081dbd3ed06ef7956934071a74535c2328e7b8b7628d7cdf4c8500a020d334"),
		"one with a kept subkey is what another implementation makes of it");
	keyed_digest(seal, PURPOSE_SHUFFLE, parts, 3, digest);
	CHECK(is_hex(digest, sizeof digest,
		      "3790c99ea3409b5ca14e55361d6bf7688f5ac29835a2e13750ab7c26888015ee"),
		"and so is the other");
	seal_close(seal);
	seal_close(other);
	sweep_folder(&folder);
	sweep_folder(&other_folder);
}

static void check_hex(void)
{
	static const struct {
		const char *hex;
		size_t size;
		bool is;
	} cases[] = { { "00ff10", 3, true }, { "00FF10", 3, true }, { "", 0, true },
		{ "00ff1", 3, false }, { "00ff10", 2, false }, { "00ff10", 4, false },
		{ "00fg10", 3, false }, { "0x0010", 3, false }, { "00 f10", 3, false },
		{ "00ff1", 2, false } };

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		unsigned char bytes[8] = { 0 };
		bool is = hex_read(text_of(cases[i].hex), bytes, cases[i].size);
		CHECK(is == cases[i].is && (!is || !cases[i].size || bytes[1] == 0xFF),
			"\"%s\" %s %zu bytes in hex", cases[i].hex, cases[i].is ? "is" : "is not",
			cases[i].size);
	}
}

static void check_base64url(void)
{
	static const struct {
		const char *bytes, *chars;
	} cases[] = { { "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" },
		{ "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" },
		{ "\xFB\xFF\xFE", "-__-" } };
	static const char *const bad[] = { "Z", "Zg==", "Zm8=", "Zh", "Zm9", "+__-", "-_/-",
		"Zm 9v", "Zm9v\n", "Zm9vYg.", "\xC3\xA4" };
	OWN_ARENA a = arena_open();
	struct text back;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CHECK(text_is_chars(base64url_text(a, text_of(cases[i].bytes)), cases[i].chars),
			"\"%s\" is spelled in base64url", cases[i].chars);
		CHECK(base64url_read(a, text_of(cases[i].chars), &back) &&
				text_is_chars(back, cases[i].bytes) && back.at[back.size] == '\0',
			"\"%s\" is read back", cases[i].chars);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		CHECK(!base64url_read(a, text_of(bad[i]), &back), "\"%s\" is no base64url", bad[i]);
	CHECK(!base64url_read(a, (struct text){ "Zm9v\0", 5 }, &back), "a NUL is in none");
	int digits = 0;
	for (int byte = 0; byte < 256; byte++) {
		char chars[] = { 'Z', 'm', '9', (char)byte };
		digits += base64url_read(a, (struct text){ chars, sizeof chars }, &back);
	}
	CHECK(digits == 64, "of all bytes 64 are digits of base64url (%d)", digits);
}

/* Of all the spellings of one token only one is taken: the last character has two bits to spare. */
static void check_tokens(void)
{
	OWN_ARENA a = arena_open();
	unsigned char kept[DIGEST_SIZE], again[DIGEST_SIZE], other[DIGEST_SIZE];
	struct text token = token_make(a, kept), second = token_make(a, other);
	char *chars;
	int taken = 0;

	CHECK(token.size == TOKEN_CHARS && !text_is(token, second),
		"tokens are fresh and 43 characters");
	CHECK(token_kept(token, again) && same_bytes(kept, again, sizeof kept),
		"what came in is known by what was kept");
	CHECK(!same_bytes(kept, other, sizeof kept), "another token is kept as another");
	CHECK(text_find(token, bytes_text(kept, 6)) == token.size,
		"what is kept doesn't hold the token");
	CHECK(has_token_form(token) && !has_token_form(text_part(token, 0, 42)) &&
			!has_token_form(NO_TEXT) &&
			!has_token_form(arena_print(a, "%.42s;", token.at)) &&
			!has_token_form(arena_print(a, "%.42s=", token.at)),
		"what could be a token has its length and its letters");
	CHECK(!token_kept(text_part(token, 0, 42), again) && !token_kept(NO_TEXT, again) &&
			!token_kept(arena_print(a, "%.*sA", SHOWN(token)), again),
		"shorter and longer ones are no tokens");
	chars = (char *)arena_copy(a, token).at;
	for (int c = 1; c < 256; c++) {
		chars[42] = (char)c;
		taken += token_kept((struct text){ chars, TOKEN_CHARS }, again);
	}
	CHECK(taken == 16, "of 255 last characters the 16 that spell whole bytes are taken");
}

static void check_random(void)
{
	unsigned char one[32] = { 0 }, two[32] = { 0 };
	unsigned seen = 0;
	int past = 0;

	random_fill(one, sizeof one);
	random_fill(two, sizeof two);
	CHECK(!same_bytes(one, two, sizeof one), "random bytes are fresh");
	for (int i = 0; i < 500; i++) {
		uint32_t number = random_below(5);
		past += number >= 5;
		seen |= 1U << (number % 32);
	}
	CHECK(past == 0 && seen == 31,
		"random numbers are below their limit, and all of them come");
	CHECK(random_below(1) == 0, "below one there is only nought");
	CHECK(same_bytes("abc", "abc", 3) && !same_bytes("abc", "abd", 3) &&
			same_bytes("a", "b", 0),
		"same bytes are the same");
}

/* NIST's examples for FIPS 180-4, and RFC 4648, section 10. */
static void check_standards(void)
{
	unsigned char digest[SHA256_SIZE];
	static const char *const base64[][2] = { { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
		{ "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" }, { "\xfb\xff", "+/8=" } };
	OWN_ARENA a = arena_open();

	sha256_of(TEXT("abc"), digest);
	CHECK(is_hex(digest, sizeof digest,
		      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
		"SHA-256 of abc is NIST's");
	sha256_of(NO_TEXT, digest);
	CHECK(is_hex(digest, sizeof digest,
		      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
		"and so is that of nothing");
	for (size_t i = 0; i < COUNT_OF(base64); i++)
		CHECK(text_is_chars(base64_text(a, text_of(base64[i][0])), base64[i][1]),
			"base64 is padded: \"%s\"", base64[i][1]);
}

/* The examples of the IETF draft on base 58 (draft-msporny-base58-03, section 5), and the edges. */
static void check_base58(void)
{
	static const struct {
		struct text bytes;
		const char *chars;
	} cases[] = {
		{ { "Hello World!", 12 }, "2NEpo7TZRRrLZSi2U" },
		{ { "The quick brown fox jumps over the lazy dog.", 44 },
			"USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z" },
		{ { "\x00\x00\x28\x7f\xb4\xcd", 6 }, "11233QC4" },
		{ { "", 0 }, "" },
		{ { "\0", 1 }, "1" },
		{ { "\xff", 1 }, "5Q" },
	};
	static const char *const refused[] = { "0", "O", "I", "l", "2NEpo7TZRRrLZSi2V ",
		"12NEpo7TZRRrLZSi2U", "2NEpo7TZRRrLZSi", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "" };
	unsigned char bytes[BASE58_MOST], again[BASE58_MOST];
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(text_is_chars(base58_text(a, cases[i].bytes), cases[i].chars) &&
				base58_read(text_of(cases[i].chars), bytes, cases[i].bytes.size) &&
				same_bytes(bytes, cases[i].bytes.at, cases[i].bytes.size),
			"\"%s\" is base 58 there and back", cases[i].chars);
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		CHECK(!base58_read(text_of(refused[i]), bytes, 12), "\"%s\" is no 12 bytes of it",
			refused[i]);
	for (size_t size = 0; size <= BASE58_MOST; size++) {
		random_fill(bytes, sizeof bytes);
		if (size % 2 && size > 3)
			bytes[0] = bytes[1] = 0;
		struct text chars = base58_text(a, bytes_text(bytes, size));
		if (!base58_read(chars, again, size) || !same_bytes(bytes, again, size))
			CHECK(false, "%zu bytes come back", size);
	}
	CHECK(!base58_read(TEXT("1"), bytes, BASE58_MOST + 1), "more than the most is refused");
}

int main(void)
{
	check_digest();
	check_parts();
	check_standards();
	check_base58();
	check_keyed();
	check_hex();
	check_base64url();
	check_tokens();
	check_random();
	return test_end();
}
