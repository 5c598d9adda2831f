/* Codes as people read, hear and type them: one-time codes, base32, the second factor. */
#include "fuzz.h"
#include "seal/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct seal seal;
	OWN_ARENA a = arena_open();
	struct text typed = input_of(data, size), unused, bytes, again;
	unsigned char kept[DIGEST_SIZE];
	int64_t step = 7;

	for (int use = CODE_ALOUD; use <= CODE_ON_PAPER; use++) {
		unused = NO_TEXT;
		enum code_problem problem =
			code_kept(&seal, (enum code_use)use, NO_TEXT, typed, kept, &unused);
		HOLDS((unsigned)problem <= CODE_UNUSED);
		HOLDS(problem != CODE_UNUSED || (unused.size && is_part(unused, typed)));
		HOLDS(problem != CODE_FINE || size >= CODE_ALOUD_SIZE);
	}
	if (base32_read(a, typed, &bytes))
		HOLDS(base32_read(a, base32_text(a, bytes), &again) && text_is(bytes, again));
	HOLDS(base32_read(a, base32_text(a, typed), &again) && text_is(typed, again));
	enum totp fits = totp_fits(TEXT("12345678901234567890"), typed, 59, -1, &step);
	HOLDS((unsigned)fits <= TOTP_NO_CODE);
	HOLDS(fits == TOTP_FITS ? step >= 0 && step <= 2 : step == 7);
	HOLDS(arena_within(a, 32 * size));
	return 0;
}
