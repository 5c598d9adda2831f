/*
 * The canonical forms against what others have published: RFC 8785's examples, and W3C's vectors of
 * both suites, bit for bit, where they are there. With a file as its word the program prints the
 * N-Quads of that document (and of its proof number n) for tests/badge/others.test.mjs.
 */
#include "badge/inside.h"
#include "test.h"

#include <math.h>

#define VECTORS "../shared/data/openbadges/vectors/TestVectors/"

/* ---- RFC 8785 --------------------------------------------------------------------------------- */

static void check_json(void)
{
	static const struct {
		const char *says, *in, *out;
	} cases[] = {
		{ "the example of 3.2.2 has the form of 3.2.4",
			"{\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, "
			"0.000000000000000000000000001],\n"
			"\"string\": "
			"\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
			"\"literals\": [null, true, false]}",
			"{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,"
			"0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}" },
		{ "members stand in the order of UTF-16 (3.2.3)",
			"{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\","
			"\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\"1\":\"One\","
			"\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
			"\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
			"{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
			"\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
			"\"😀\":\"Emoji: Grinning Face\","
			"\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}" },
		{ "all escapes there are", "\"\\b\\t\\n\\f\\r\\u000b\\u001f\\u007f\\u2028\\/\\\"\"",
			"\"\\b\\t\\n\\f\\r\\u000b\\u001f\x7f\xe2\x80\xa8/\\\"\"" },
		{ "what is made of two marks stays made of two", "\"A\\u030a\"", "\"A\xcc\x8a\"" },
		{ "nothing is added to what is empty", " { \"b\" : [ ] , \"a\" : { } } ",
			"{\"a\":{},\"b\":[]}" },
		{ "a name that begins another comes first", "{\"ab\":1,\"a\":2,\"\":3}",
			"{\"\":3,\"a\":2,\"ab\":1}" },
		{ "a number past 53 bits is the nearest double", "9007199254740993",
			"9007199254740992" },
	};
	static const struct {
		const char *says, *in;
	} refused[] = {
		{ "a member twice", "{\"a\":1,\"a\":2}" },
		{ "a member twice, once escaped", "{\"a\":1,\"\\u0061\":2}" },
		{ "half a pair of surrogates", "\"\\ud800\"" },
		{ "the other half", "\"\\udc00\"" },
		{ "bytes that are no UTF-8", "\"\xff\"" },
		{ "a surrogate as bytes", "\"\xed\xa0\x80\"" },
		{ "a NUL", "\"\\u0000\"" },
		{ "a number past all doubles", "1e400" },
		{ "no number", "NaN" },
		{ "words after the end", "{} {}" },
		{ "a comma too many", "[1,]" },
		{ "a zero too many", "[01]" },
		{ "a control character as it is", "\"\n\"" },
		{ "nothing", "" },
	};
	OWN_ARENA a = arena_open();
	struct text out;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(badge_canonical_json(a, text_of(cases[i].in), &out) &&
				text_is_chars(out, cases[i].out),
			"%s", cases[i].says);
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		CHECK(!badge_canonical_json(a, text_of(refused[i].in), &out), "%s is refused",
			refused[i].says);
}

static void check_depth(void)
{
	OWN_ARENA a = arena_open();
	char deep[80];
	struct text out;

	memset(deep, '[', 33);
	memset(deep + 33, ']', 33);
	CHECK(!badge_canonical_json(a, (struct text){ deep, 66 }, &out), "33 levels are too deep");
	CHECK(badge_canonical_json(a, (struct text){ deep + 1, 64 }, &out), "32 are not");
	CHECK(badge_canonical_json(a, TEXT("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[\""), &out),
		"brackets in a string are none");
	char *large = arena_take(a, BADGE_JSON_MOST + 10);
	memset(large, ' ', BADGE_JSON_MOST + 1);
	large[0] = '1';
	CHECK(badge_canonical_json(a, (struct text){ large, BADGE_JSON_MOST }, &out) &&
			!badge_canonical_json(a, (struct text){ large, BADGE_JSON_MOST + 1 }, &out),
		"a document has its largest size");
}

/* RFC 8785, appendix B: IEEE 754 bits and what ECMAScript writes. */
static void check_numbers(void)
{
	static const struct {
		uint64_t bits;
		const char *out;
	} cases[] = {
		{ 0x0000000000000000, "0" },
		{ 0x8000000000000000, "0" },
		{ 0x0000000000000001, "5e-324" },
		{ 0x8000000000000001, "-5e-324" },
		{ 0x7fefffffffffffff, "1.7976931348623157e+308" },
		{ 0xffefffffffffffff, "-1.7976931348623157e+308" },
		{ 0x4340000000000000, "9007199254740992" },
		{ 0xc340000000000000, "-9007199254740992" },
		{ 0x4430000000000000, "295147905179352830000" },
		{ 0x44b52d02c7e14af5, "9.999999999999997e+22" },
		{ 0x44b52d02c7e14af6, "1e+23" },
		{ 0x44b52d02c7e14af7, "1.0000000000000001e+23" },
		{ 0x444b1ae4d6e2ef4e, "999999999999999700000" },
		{ 0x444b1ae4d6e2ef4f, "999999999999999900000" },
		{ 0x444b1ae4d6e2ef50, "1e+21" },
		{ 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" },
		{ 0x3eb0c6f7a0b5ed8d, "0.000001" },
		{ 0x41b3de4355555553, "333333333.3333332" },
		{ 0x41b3de4355555554, "333333333.33333325" },
		{ 0x41b3de4355555555, "333333333.3333333" },
		{ 0x41b3de4355555556, "333333333.3333334" },
		{ 0x41b3de4355555557, "333333333.33333343" },
		{ 0xbecbf647612f3696, "-0.0000033333333333333333" },
		{ 0x43143ff3c1cb0959, "1424953923781206.2" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct buffer b = buffer_in(a);
		double number;
		memcpy(&number, &cases[i].bits, sizeof number);
		add_number(&b, number);
		CHECK(text_is_chars(buffer_text(&b), cases[i].out), "%s is written so",
			cases[i].out);
	}
}

/* ---- W3C's vectors -------------------------------------------------------------------------------- */

static struct text vector(struct arena *a, const char *name)
{
	struct text bytes = NO_TEXT;
	if (file_read(a, arena_print(a, VECTORS "%s", name).at, 1 << 20, &bytes) != DONE)
		printf("# %s can't be read\n", name);
	return bytes;
}

/* The published key pair: only its public half is needed to see that the signature is the one. */
static bool vector_key(struct arena *a, unsigned char key[PUBLIC_KEY_SIZE])
{
	OWN_JSON pair = read_json(vector(a, "keyPair.json"));
	return pair && read_key(words_of(pair, "publicKeyMultibase"), key);
}

static struct text hex_digest(struct arena *a, struct text t)
{
	unsigned char digest[SHA256_SIZE];
	sha256_of(t, digest);
	return hex_text(a, digest, sizeof digest);
}

/* A suite's steps: the two canonical texts, their digests, both together, the signature over them. */
static void check_steps(struct arena *a, const char *suite, const char *folder, const char *end,
	struct text options, struct text document)
{
	unsigned char key[PUBLIC_KEY_SIZE], digest[2 * SHA256_SIZE], signature[SIGNATURE_SIZE];
	struct text value = vector(a, arena_print(a, "%s/sigBTC58%s.txt", folder, end).at);
	struct text hex = vector(a, arena_print(a, "%s/sigHex%s.txt", folder, end).at);

	CHECK(text_is(hex_digest(a, document),
		      vector(a, arena_print(a, "%s/docHash%s.txt", folder, end).at)),
		"%s: the document's digest is the published one", suite);
	CHECK(text_is(hex_digest(a, options),
		      vector(a, arena_print(a, "%s/proofHash%s.txt", folder, end).at)),
		"%s: so is that of the proof's options", suite);
	badge_digest(options, document, digest);
	CHECK(text_is(hex_text(a, digest, sizeof digest),
		      vector(a, arena_print(a, "%s/combinedHash%s.txt", folder, end).at)),
		"%s: so are both together", suite);
	CHECK(text_starts(value, TEXT("z")) &&
			base58_read(text_part(value, 1, value.size), signature, sizeof signature) &&
			text_is(hex_text(a, signature, sizeof signature), hex),
		"%s: the signature in base 58 is the one in hex", suite);
	CHECK(vector_key(a, key) &&
			signature_fits(bytes_text(digest, sizeof digest), signature, key),
		"%s: and fits what is signed", suite);
	digest[0] ^= 1;
	CHECK(!signature_fits(bytes_text(digest, sizeof digest), signature, key),
		"%s: but nothing else", suite);
}

static void check_jcs(struct arena *a)
{
	struct text document, options;
	unsigned char key[PUBLIC_KEY_SIZE];
	OWN_JSON signed_one = read_json(vector(a, "eddsa-jcs-2022/signedJCS.json"));

	CHECK(badge_canonical_json(a, vector(a, "unsigned.json"), &document) &&
			text_is(document, vector(a, "eddsa-jcs-2022/canonDocJCS.txt")),
		"eddsa-jcs-2022: the document's form is the published one");
	CHECK(badge_canonical_json(a, vector(a, "eddsa-jcs-2022/proofConfigJCS.json"), &options) &&
			text_is(options, vector(a, "eddsa-jcs-2022/proofCanonJCS.txt")),
		"eddsa-jcs-2022: so is that of the proof's options");
	check_steps(a, "eddsa-jcs-2022", "eddsa-jcs-2022", "JCS", options, document);
	CHECK(vector_key(a, key) &&
			check_proof(a, signed_one, json_object_get(signed_one, "proof"), key) ==
				PROOF_FITS,
		"eddsa-jcs-2022: the signed document is found intact");
	put(signed_one, "name", chars_json("Another"));
	CHECK(check_proof(a, signed_one, json_object_get(signed_one, "proof"), key) == PROOF_WRONG,
		"eddsa-jcs-2022: and, with another name, not");
}

/* The published secret key, in a seal: from what is signed on, ours is theirs bit for bit. */
static void check_signing(struct arena *a)
{
	static const char *const suites[][2] = { { "eddsa-jcs-2022", "JCS" },
		{ "eddsa-rdfc-2022", "DataInt" }, { "eddsa-rdfc-2022/employ", "DataInt" } };
	OWN_JSON pair = read_json(vector(a, "keyPair.json"));
	struct text secret = words_of(pair, "privateKeyMultibase");
	unsigned char bytes[2 + 32], digest[2 * SHA256_SIZE], signature[SIGNATURE_SIZE];
	char folder[] = "/tmp/askel-badge-XXXXXX";
	struct seal *seal = NULL;

	CHECK(mkdtemp(folder) &&
			base58_read(text_part(secret, 1, secret.size), bytes, sizeof bytes) &&
			bytes[0] == 0x80 && bytes[1] == 0x26,
		"the published secret key can be read");
	if (file_write(arena_print(a, "%s/badge.key", folder).at, bytes_text(bytes + 2, 32),
		    0600) != DONE ||
		seal_open(folder, true, &seal) != DONE)
		exit(1);
	for (size_t i = 0; i < COUNT_OF(suites); i++) {
		struct text hex = vector(
			a, arena_print(a, "%s/combinedHash%s.txt", suites[i][0], suites[i][1]).at);
		CHECK(hex_read(hex, digest, sizeof digest), "%s: there is something to sign",
			suites[i][0]);
		badge_sign(seal, bytes_text(digest, sizeof digest), signature);
		CHECK(text_is(hex_text(a, signature, sizeof signature),
			      vector(a,
				      arena_print(a, "%s/sigHex%s.txt", suites[i][0], suites[i][1])
					      .at)),
			"%s: our signature is the published one, bit for bit", suites[i][0]);
	}
	seal_close(seal);
	CHECK(system(arena_print(a, "rm -rf %s", folder).at) == 0,
		"the test leaves nothing behind");
}

static void check_vectors(void)
{
	static const char *const rdfc[] = { "eddsa-rdfc-2022", "eddsa-rdfc-2022/employ" };
	OWN_ARENA a = arena_open();
	struct text bytes;

	if (file_read(a, VECTORS "keyPair.json", 4096, &bytes) != DONE) {
		test_skip("W3C's vectors want ../shared/data/openbadges");
		return;
	}
	check_jcs(a);
	for (size_t i = 0; i < COUNT_OF(rdfc); i++)
		check_steps(a, rdfc[i], rdfc[i], "DataInt",
			vector(a, arena_print(a, "%s/proofCanonDataInt.txt", rdfc[i]).at),
			vector(a, arena_print(a, "%s/canonDocDataInt.txt", rdfc[i]).at));
	check_signing(a);
}

/* ---- N-Quads of a file ------------------------------------------------------------------------------ */

static int print_quads(const char *path, const char *number)
{
	OWN_ARENA a = arena_open();
	size_t proof = number ? (size_t)atoi(number) : 0;
	struct text bytes, quads;

	if (file_read(a, path, BADGE_JSON_MOST, &bytes) != DONE ||
		!badge_canonical_quads(a, bytes, number ? &proof : NULL, &quads))
		return 1;
	fwrite(quads.at, 1, quads.size, stdout);
	return 0;
}

int main(int count, char **words)
{
	if (count > 1)
		return print_quads(words[1], count > 2 ? words[2] : NULL);
	check_json();
	check_depth();
	check_numbers();
	check_vectors();
	return test_end();
}
