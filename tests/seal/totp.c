/*
 * The second factor against the vectors of its standards. With words as arguments this is the
 * program that totp.test.sh compares with oathtool: BASE32 SECONDS prints the code of that moment.
 */
#include "seal/inside.h"
#include "test.h"

static struct text repeated(struct arena *a, int byte, size_t size)
{
	return (struct text){ memset(arena_take(a, size + 1), byte, size), size };
}

/* RFC 2202, section 3. */
static void check_hmac(void)
{
	OWN_ARENA a = arena_open();
	unsigned char rising[25];
	const struct {
		struct text key, bytes;
		const char *hex;
	} cases[] = {
		{ repeated(a, 0x0b, 20), TEXT("Hi There"),
			"b617318655057264e28bc0b6fb378c8ef146be00" },
		{ TEXT("Jefe"), TEXT("what do ya want for nothing?"),
			"effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
		{ repeated(a, 0xaa, 20), repeated(a, 0xdd, 50),
			"125d7342b9ac11cd91a39af48aa17b4f63f175d3" },
		{ bytes_text(rising, sizeof rising), repeated(a, 0xcd, 50),
			"4c9007f4026250c6bc8414f9bf50c86c2d7235da" },
		{ repeated(a, 0x0c, 20), TEXT("Test With Truncation"),
			"4c1a03424b55e07fe7f27be1d58bb9324a9a5a04" },
		{ repeated(a, 0xaa, 80),
			TEXT("Test Using Larger Than Block-Size Key - Hash Key First"),
			"aa4ae5e15272d00e95705637ce8a3b55ed402112" },
		{ repeated(a, 0xaa, 80),
			TEXT("Test Using Larger Than Block-Size Key and Larger Than One Block-Size "
			     "Data"),
			"e8e99d0f45237d786d6bbaa7965c7808bbff1a91" },
	};

	for (size_t i = 0; i < sizeof rising; i++)
		rising[i] = (unsigned char)(i + 1);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		unsigned char digest[HMAC_SHA1_SIZE];
		hmac_sha1(cases[i].key, cases[i].bytes, digest);
		CHECK(text_is_chars(hex_text(a, digest, sizeof digest), cases[i].hex),
			"HMAC-SHA-1, test case %zu of RFC 2202", i + 1);
	}
}

#define SECRET TEXT("12345678901234567890")

static void check_codes(void)
{
	/* RFC 4226, appendix D. */
	static const char *const counted[] = { "755224", "287082", "359152", "969429", "338314",
		"254676", "287922", "162583", "399871", "520489" };
	/* RFC 6238, appendix B, the last six digits. */
	static const struct {
		int64_t seconds;
		const char *code;
	} timed[] = { { 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" },
		{ 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" } };
	char code[TOTP_DIGITS + 1];
	int64_t step = 0;

	for (size_t i = 0; i < COUNT_OF(counted); i++) {
		totp_code(SECRET, (int64_t)i, code);
		CHECK(strcmp(code, counted[i]) == 0, "counter %zu has the code of RFC 4226", i);
	}
	for (size_t i = 0; i < COUNT_OF(timed); i++)
		CHECK(totp_fits(SECRET, text_of(timed[i].code), timed[i].seconds, -1, &step) ==
					TOTP_FITS &&
				step == timed[i].seconds / 30,
			"second %lld has the code of RFC 6238", (long long)timed[i].seconds);
}

static void check_window(void)
{
	static const struct {
		const char *says;
		int64_t now, last;
		enum totp went;
		int64_t step;
	} cases[] = {
		/* 050471 is the code of step 37037037, seconds 1111111110 to 1111111139. */
		{ "fits in its first second", 1111111110, -1, TOTP_FITS, 37037037 },
		{ "fits in its last", 1111111139, -1, TOTP_FITS, 37037037 },
		{ "fits one step later, the clock of the phone being slow", 1111111169, -1,
			TOTP_FITS, 37037037 },
		{ "fits one step early, that clock being fast", 1111111080, -1, TOTP_FITS,
			37037037 },
		{ "is too old two steps later", 1111111170, -1, TOTP_WRONG, 7 },
		{ "is too early two steps before", 1111111079, -1, TOTP_WRONG, 7 },
		{ "fits after the step before it was used", 1111111110, 37037036, TOTP_FITS,
			37037037 },
		{ "is refused once it was used", 1111111110, 37037037, TOTP_USED, 7 },
		{ "and in the next step, too", 1111111145, 37037037, TOTP_USED, 7 },
		{ "and after a later one was used", 1111111139, 37037038, TOTP_USED, 7 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t step = 7;
		enum totp went =
			totp_fits(SECRET, TEXT("050471"), cases[i].now, cases[i].last, &step);
		CHECK(went == cases[i].went && step == cases[i].step, "a code %s", cases[i].says);
	}
}

static void check_typed(void)
{
	static const struct {
		const char *says, *typed;
		enum totp went;
	} cases[] = {
		{ "in two groups it fits", "050 471", TOTP_FITS },
		{ "in three with hyphens and blanks around it fits", " 05-04-71\t", TOTP_FITS },
		{ "with a no-break space it fits", "050\u00A0471", TOTP_FITS },
		{ "without its first nought it is no code", "50471", TOTP_NO_CODE },
		{ "with a digit too many it is none", "0504710", TOTP_NO_CODE },
		{ "nothing is none", "", TOTP_NO_CODE },
		{ "blanks are none", "  -  ", TOTP_NO_CODE },
		{ "letters are none", "O5O471", TOTP_NO_CODE },
		{ "ill-formed bytes are none", "05047\xFF", TOTP_NO_CODE },
		{ "other six digits are wrong", "050472", TOTP_WRONG },
		{ "the first digit counts", "150471", TOTP_WRONG },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t step = 0;
		CHECK(totp_fits(SECRET, text_of(cases[i].typed), 1111111111, -1, &step) ==
				cases[i].went,
			"%s", cases[i].says);
	}
}

/* RFC 4648, section 10, and what people and apps make of it. */
static void check_base32(void)
{
	static const struct {
		const char *bytes, *chars;
	} vectors[] = { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" },
		{ "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" } };
	static const struct {
		const char *says, *chars, *bytes;
	} typed[] = {
		{ "small letters are read", "mzxw6ytboi", "foobar" },
		{ "groups are read", "MZXW 6YTB-oi", "foobar" },
		{ "padding is read", "MZXW6YTBOI======", "foobar" },
		{ "padding cut short is read, with a blank after it", "MZXW6YTBOI== \n", "foobar" },
		{ "padding alone is nothing", "====", "" },
		{ "padding in the middle is refused", "MZXW=6YTBOI", NULL },
		{ "1, 8, 9 and 0 are refused", "MZXW6YT1", NULL },
		{ "8 is refused", "MZXW6YT8", NULL },
		{ "what lies beside the letters is refused", "MZXW6YT@", NULL },
		{ "and after them", "MZXW6YT[", NULL },
		{ "beside small ones, too", "MZXW6YT`", NULL },
		{ "and after those", "MZXW6YT{", NULL },
		{ "letters with marks are refused", "MZXW6YT\u00C4", NULL },
		{ "one character is half a byte", "M", NULL },
		{ "even where it is a nought", "A", NULL },
		{ "three are refused", "MZX", NULL },
		{ "six are refused", "MZXW6Y", NULL },
		{ "bits left over are refused", "MZ", NULL },
	};
	OWN_ARENA a = arena_open();
	unsigned char bytes[40];
	struct text back = NO_TEXT;
	int apart = 0;

	for (size_t i = 0; i < COUNT_OF(vectors); i++) {
		CHECK(text_is_chars(base32_text(a, text_of(vectors[i].bytes)), vectors[i].chars),
			"\"%s\" is written as in RFC 4648", vectors[i].bytes);
		CHECK(base32_read(a, text_of(vectors[i].chars), &back) &&
				text_is_chars(back, vectors[i].bytes),
			"and read as \"%s\"", vectors[i].bytes);
	}
	for (size_t i = 0; i < COUNT_OF(typed); i++) {
		back = TEXT("as before");
		CHECK(base32_read(a, text_of(typed[i].chars), &back) == (typed[i].bytes != NULL) &&
				text_is_chars(back, typed[i].bytes ? typed[i].bytes : "as before"),
			"%s", typed[i].says);
	}
	for (size_t size = 0; size <= sizeof bytes; size++)
		for (int times = 0; times < 50; times++) {
			struct text whole = bytes_text(bytes, size);
			random_fill(bytes, sizeof bytes);
			apart += !base32_read(a, base32_text(a, whole), &back) ||
				!text_is(back, whole) || back.at[back.size] != '\0';
		}
	CHECK(apart == 0, "all bytes come back as they went");
}

static void check_address(void)
{
	static const struct {
		const char *says, *issuer, *label, *address;
	} cases[] = {
		{ "plain names", "Learn", "staff",
			"otpauth://totp/"
			"Learn:staff?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Learn" },
		{ "names with blanks, signs and letters", "Oma \u00E4ly & co", "a?b/c#d%e",
			"otpauth://totp/Oma%20%C3%A4ly%20%26%20co:a%3Fb%2Fc%23d%25e?secret="
			"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Oma%20%C3%A4ly%20%26%20co" },
		{ "colons are left out", "a:b", ":c:",
			"otpauth://totp/ab:c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ab" },
	};
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(text_is_chars(totp_address(a, SECRET, text_of(cases[i].issuer),
					    text_of(cases[i].label)),
			      cases[i].address),
			"an address for the app: %s", cases[i].says);
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	char code[TOTP_DIGITS + 1];
	struct text secret;
	int64_t seconds;

	if (count == 3) {
		if (!base32_read(a, text_of(words[1]), &secret) ||
			!text_number(text_of(words[2]), &seconds))
			return 1;
		totp_code(secret, seconds / TOTP_SECONDS, code);
		printf("%s\n", code);
		return 0;
	}
	check_hmac();
	check_codes();
	check_window();
	check_typed();
	check_base32();
	check_address();
	return test_end();
}
