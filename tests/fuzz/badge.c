/*
 * A file in which somebody says there is a badge: JSON, SVG or PNG. What is found is sound and part of
 * the bounds; its canonical form is one; baked and taken out again it says the same; and a file is never
 * found to be of an issuer who isn't its own.
 */
#include "badge/badge.h"
#include "fuzz.h"

#define SVG TEXT("<svg><title>x</title></svg>")
#define ISSUER \
	TEXT("{\"id\":\"https://" \
	     "nobody.example\",\"verificationMethod\":[],\"assertionMethod\":[]}")

static void check_verdict(struct arena *a, struct text file)
{
	struct badge_report report = badge_verify(a, file, NO_TEXT, NO_TEXT, 1800000000);

	HOLDS(report.verdict != BADGE_OURS && report.verdict != BADGE_FOREIGN);
	HOLDS((report.verdict == BADGE_UNCHECKED) <= (report.rdfc_fits || report.jcs_fits));
	HOLDS(is_sound(report.name) && is_sound(report.issuer_name) && is_sound(report.issuer_id));
	report = badge_verify(a, file, ISSUER, NO_TEXT, 1800000000);
	HOLDS(report.verdict != BADGE_OURS && report.verdict != BADGE_UNCHECKED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text file = input_of(data, size), json, one, other, baked, again;
	size_t proof = 0;

	check_verdict(a, file);
	if (!badge_unbake(a, file, &json) || !badge_canonical_json(a, json, &one))
		return 0;
	HOLDS(is_sound(one));
	HOLDS(badge_canonical_json(a, one, &other) && text_is(one, other));
	HOLDS(badge_bake_svg(a, SVG, json, &baked) && badge_unbake(a, baked, &again));
	HOLDS(badge_canonical_json(a, again, &other) && text_is(one, other));
	if (badge_canonical_quads(a, json, NULL, &one))
		HOLDS(is_sound(one) && text_ends(one, TEXT(" .\n")));
	if (badge_canonical_quads(a, json, &proof, &one))
		HOLDS(is_sound(one) && text_ends(one, TEXT(" .\n")));
	return 0;
}
