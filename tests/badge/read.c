/*
 * Badges as files that anybody may bring: what is taken out of pictures, what is refused, and what is
 * said of documents that were never signed, or by somebody else. Whether what we sign is right, others
 * say (canonical.c, others.test.mjs).
 */
#include "badge/inside.h"
#include "test.h"

#include <sys/stat.h>

#define JSON "{\"a\":1}"
#define OPEN "<openbadges:credential>"
#define CLOSE "</openbadges:credential>"
#define SVG(inside) \
	"<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">" inside "<g/></svg>"
#define LONG "]]>"

static void check_svg(void)
{
	static const struct {
		const char *says, *svg, *json;
	} cases[] = {
		{ "CDATA is taken as it is", SVG(OPEN "<![CDATA[" JSON "]]>" CLOSE), JSON },
		{ "blanks around it are none of it", SVG(OPEN "\n <![CDATA[ " JSON " ]]> " CLOSE),
			JSON },
		{ "words with references are read", SVG(OPEN "{&quot;a&quot;:1}" CLOSE), JSON },
		{ "several pieces are one", SVG(OPEN "<![CDATA[{\"a\"]]><![CDATA[:1}]]>" CLOSE),
			JSON },
		{ "it may stand deeper", SVG("<metadata>" OPEN JSON CLOSE "</metadata>"), JSON },
		{ "after a declaration and comments",
			"<?xml version=\"1.0\"?><!-- <svg> -->" SVG("<!-- x -->" OPEN JSON CLOSE),
			JSON },
		{ "a '>' in quotes ends no tag", SVG("<g id=\"a>b\"/>" OPEN JSON CLOSE), JSON },
		{ "a badge in a comment is none", SVG("<!--" OPEN JSON CLOSE "-->"), NULL },
		{ "nor in CDATA of something else", SVG("<g><![CDATA[" OPEN JSON CLOSE "]]></g>"),
			NULL },
		{ "two badges are none", SVG(OPEN JSON CLOSE OPEN JSON CLOSE), NULL },
		{ "nor is an empty one", SVG("<openbadges:credential/>"), NULL },
		{ "nor one of nothing", SVG(OPEN CLOSE), NULL },
		{ "one that only refers to a token isn't read",
			SVG("<openbadges:credential verify=\"x\"/>"), NULL },
		{ "elements inside are refused", SVG(OPEN "<b>" JSON "</b>" CLOSE), NULL },
		{ "a comment inside, too", SVG(OPEN "<!-- -->" JSON CLOSE), NULL },
		{ "a reference that isn't XML's own", SVG(OPEN "&x;" CLOSE), NULL },
		{ "a reference without an end", SVG(OPEN "&quot" CLOSE), NULL },
		{ "without its namespace it is none", "<svg>" OPEN JSON CLOSE "</svg>", NULL },
		{ "a DOCTYPE may rename what follows",
			"<!DOCTYPE svg [<!ENTITY x \"y\">]>" SVG(OPEN JSON CLOSE), NULL },
		{ "another root is no SVG", "<html>" SVG(OPEN JSON CLOSE) "</html>", NULL },
		{ "a tag without an end", "<svg" OPEN JSON CLOSE, NULL },
		{ "a badge without an end", SVG(OPEN JSON), NULL },
		{ "CDATA without an end", SVG(OPEN "<![CDATA[" JSON CLOSE), NULL },
		{ "a quote without an end", "<svg a=\"" OPEN JSON CLOSE, NULL },
		{ "bytes that are no UTF-8", SVG(OPEN "\"\xff\"" CLOSE), NULL },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct text json = NO_TEXT;
		bool read = badge_unbake(a, text_of(cases[i].svg), &json);
		CHECK(cases[i].json ? read && text_is_chars(json, cases[i].json) : !read, "%s",
			cases[i].says);
	}
}

static void check_baking(void)
{
	static const char *const documents[] = { JSON, "{\"a\":\"]]>\"}", "{\"a\":\"]]]]>>\"}",
		"{\"a\":\"\xef\xbf\xbe\xef\xbf\xbf\"}", "{\"a\":\"<![CDATA[\"}",
		"{\"a\":\"</openbadges:credential>\"}", "{\"a\":\"&amp;\"}" };
	OWN_ARENA a = arena_open();
	struct text svg = TEXT("<svg width=\"1\">\n<g/></svg>"), baked, json, one, other;

	for (size_t i = 0; i < COUNT_OF(documents); i++) {
		bool fine = badge_bake_svg(a, svg, text_of(documents[i]), &baked) &&
			badge_unbake(a, baked, &json) && badge_canonical_json(a, json, &one) &&
			badge_canonical_json(a, text_of(documents[i]), &other) &&
			text_is(one, other);
		CHECK(fine, "%s comes out of an SVG as it went in", documents[i]);
	}
	CHECK(!badge_bake_svg(a, baked, TEXT(JSON), &json), "an SVG with a badge takes no second");
	CHECK(!badge_bake_svg(a, TEXT("<svg/>"), TEXT(JSON), &json),
		"one without an inside takes none");
	CHECK(!badge_bake_svg(a, svg, TEXT("{"), &json), "what is no JSON isn't baked");
}

static void check_files(void)
{
	OWN_ARENA a = arena_open();
	struct text json, png = badge_art_png(a, badge_art_of(TEXT("x"), false, 2026)), baked;

	CHECK(badge_unbake(a, TEXT("\xef\xbb\xbf \n" JSON "\n"), &json) &&
			text_is_chars(json, JSON),
		"JSON may begin with a mark of its encoding and blanks");
	CHECK(!badge_unbake(a, TEXT("eyJhbGciOiJFZERTQSJ9.e30.x"), &json), "a token isn't read");
	CHECK(!badge_unbake(a, NO_TEXT, &json), "nothing is no badge");
	CHECK(!badge_unbake(a, png, &json), "a picture without a badge is none");
	CHECK(badge_bake_png(a, png, TEXT(JSON), &baked) && badge_unbake(a, baked, &json) &&
			text_is_chars(json, JSON),
		"what is baked into a PNG comes out as it went in");
	CHECK(!badge_bake_png(a, baked, TEXT(JSON), &json), "a PNG with a badge takes no second");
	bool any = false;
	for (size_t size = 0; size < baked.size; size += size < 100 ? 1 : 97)
		any |= badge_unbake(a, text_part(baked, 0, size), &json);
	CHECK(!any, "a PNG cut anywhere holds none");
	char *turned = arena_take(a, baked.size);
	size_t at = text_find(baked, TEXT(JSON)) + 2;
	memcpy(turned, baked.at, baked.size);
	turned[at] ^= 1;
	CHECK(!badge_unbake(a, (struct text){ turned, baked.size }, &json),
		"nor does one with a bit turned");
}

static void check_verdicts(void)
{
#define BADGE(rest) \
	"{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"," \
	"\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"]," \
	"\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"]," \
	"\"issuer\":{\"id\":\"https://a.example\"}" rest "}"
	static const struct {
		const char *says, *file, *issuer;
		enum badge_verdict verdict;
	} cases[] = {
		{ "nothing", "", "", BADGE_UNREADABLE },
		{ "no JSON", "{", "", BADGE_UNREADABLE },
		{ "a list", "[1]", "", BADGE_UNREADABLE },
		{ "something else", "{\"a\":1}", "", BADGE_NO_BADGE },
		{ "a badge of another version",
			"{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\"}",
			"", BADGE_NO_BADGE },
		{ "another credential",
			"{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
			"\"type\":[\"VerifiableCredential\"]}",
			"", BADGE_NO_BADGE },
		{ "one without a signature", BADGE(""), "", BADGE_UNSIGNED },
		{ "one with none that is known here",
			BADGE(",\"proof\":[{\"type\":\"DataIntegrityProof\",\"cryptosuite\":"
			      "\"ecdsa-sd-2023\","
			      "\"verificationMethod\":\"https://"
			      "a.example#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\","
			      "\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z1\"}]"),
			"", BADGE_UNSIGNED },
		{ "one whose key is somebody else's",
			BADGE(",\"proof\":[{\"type\":\"DataIntegrityProof\",\"cryptosuite\":"
			      "\"eddsa-jcs-2022\","
			      "\"verificationMethod\":\"https://"
			      "b.example#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\","
			      "\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z1\"}]"),
			"", BADGE_UNSIGNED },
		{ "one whose signature is none",
			BADGE(",\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-"
			      "jcs-2022\","
			      "\"verificationMethod\":\"https://"
			      "a.example#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\","
			      "\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z1\"}"),
			"", BADGE_CHANGED },
		{ "one under the issuer's name with a key that isn't theirs",
			BADGE(",\"proof\":{\"type\":\"DataIntegrityProof\"}"),
			"{\"id\":\"https://a.example\"}", BADGE_CHANGED },
		{ "an issuer that can't be read", BADGE(""), "{", BADGE_BAD_ISSUER },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct badge_report report = badge_verify(
			a, text_of(cases[i].file), text_of(cases[i].issuer), NO_TEXT, 1800000000);
		CHECK(report.verdict == cases[i].verdict && !report.rdfc_fits && !report.jcs_fits &&
				report.name.size == 0,
			"%s: %s", cases[i].says, badge_verdict_words(report.verdict));
	}
}

static void check_moments(void)
{
	static const struct {
		const char *words;
		int64_t seconds;
	} cases[] = { { "1970-01-01T00:00:00Z", 0 }, { "2026-11-25T16:00:00Z", 1795622400 },
		{ "2026-11-25T18:00:00+02:00", 1795622400 },
		{ "2026-11-25T11:30:00-04:30", 1795622400 },
		{ "2026-11-25T16:00:00.123Z", 1795622400 } };
	static const char *const refused[] = { "", "2026-11-25", "2026-11-25T16:00:00",
		"2026-11-25T16:00:00z", "2026-13-25T16:00:00Z", "2026-11-25T16:00Z",
		"2026-11-25T16:00:00+2:00", "2026-11-25T-1:00:00Z", "2026-11-25T16:00:00Z " };
	OWN_ARENA a = arena_open();
	int64_t seconds;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(read_moment(text_of(cases[i].words), &seconds) && seconds == cases[i].seconds,
			"%s is that moment", cases[i].words);
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		CHECK(!read_moment(text_of(refused[i]), &seconds), "\"%s\" is none", refused[i]);
	CHECK(text_is_chars(moment_text(a, 1795622400), "2026-11-25T16:00:00Z") &&
			text_is_chars(moment_text(a, -1), "1969-12-31T23:59:59Z"),
		"moments are written with their zone");
}

static void check_holder(void)
{
	OWN_ARENA a = arena_open();
	struct text one = badge_subject_make(a), other = badge_subject_make(a);

	CHECK(text_is_chars(badge_holder_hash(a, TEXT("a@example.com"), TEXT("Kosher")),
		      "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"),
		"a hashed identity is the one of Open Badges' own example");
	CHECK(one.size == 45 && text_starts(one, TEXT("urn:uuid:")) && one.at[23] == '4' &&
			strchr("89ab", one.at[28]) && !text_is(one, other),
		"a subject has a fresh UUID of version 4: %.*s", SHOWN(one));
}

static void check_limits(void)
{
	struct text words = TEXT("x");
	struct badge_criterion criterion = { TEXT("a"), words };
	struct badge_outcome outcome = { words, &criterion, 1 };
	struct badge_issuer issuer = { TEXT("https://a.example"), words };
	struct badge_award good = { .id = words,
		.subject = TEXT("urn:uuid:1"),
		.unit = { words, words, TEXT("fi"), NO_TEXT, &outcome, 1, NULL, 0, false },
		.description = words };
	struct badge_award bad[7];
	static const char *const says[] = { "a badge with a slash in its id", "without an id",
		"with a title that is no UTF-8", "with a NUL", "past the list of those taken back",
		"with a description of 4,001 characters", "without a subject" };
	OWN_ARENA a = arena_open();
	struct seal *seal = NULL;
	char folder[] = "/tmp/askel-badge-XXXXXX";
	struct text json;
	char *large = arena_take(a, BADGE_WORDS_MOST + 1);

	memset(large, 'x', BADGE_WORDS_MOST + 1);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		bad[i] = good;
	bad[0].id = TEXT("a/b");
	bad[1].id = NO_TEXT;
	bad[2].unit.title = TEXT("\xff");
	bad[3].description = (struct text){ "a\0b", 3 };
	bad[4].status_index = BADGE_STATUS_PLACES;
	bad[5].description = (struct text){ large, BADGE_WORDS_MOST + 1 };
	bad[6].subject = NO_TEXT;
	if (!mkdtemp(folder) || seal_open(folder, true, &seal) != DONE)
		exit(1);
	CHECK(badge_make(seal, a, &issuer, &good, &json) == DONE, "a small badge can be made");
	good.description.size = 1;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		CHECK(badge_make(seal, a, &issuer, &bad[i], &json) == BAD_FORM, "%s is refused",
			says[i]);
	seal_close(seal);
	CHECK(system(arena_print(a, "rm -rf %s", folder).at) == 0,
		"the test leaves nothing behind");
}

static void check_art(void)
{
	OWN_ARENA a = arena_open();
	struct badge_art one = badge_art_of(TEXT("safe-online"), true, 2026);
	struct badge_art again = badge_art_of(TEXT("safe-online"), true, 2026);
	struct text svg = badge_art_svg(a, one, TEXT("<&\">"));
	bool seen[12][8] = { 0 };
	size_t kinds = 0;

	CHECK(one.sign == again.sign && one.colour == again.colour, "a unit always gets the same");
	CHECK(text_find(svg, TEXT("<title>&lt;&amp;&quot;&gt;</title>")) < svg.size,
		"its name stands in the drawing as text");
	CHECK(svg.size < 1500, "which is small: %zu bytes", svg.size);
	for (int i = 0; i < 200; i++) {
		struct badge_art art = badge_art_of(arena_print(a, "unit-%d", i), i % 2, 2026);
		kinds += !seen[art.sign][art.colour];
		seen[art.sign][art.colour] = true;
		if (badge_art_words(art)[0] != 'a')
			CHECK(false, "a sign has a word");
	}
	CHECK(kinds > 70, "two hundred units look %zu ways", kinds);
}

int main(void)
{
	check_svg();
	check_baking();
	check_files();
	check_verdicts();
	check_moments();
	check_holder();
	check_limits();
	check_art();
	return test_end();
}
