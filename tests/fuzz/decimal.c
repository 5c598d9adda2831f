/* Numbers as people type them. */
#include "fuzz.h"
#include "learn/learn.h"

#define MILLION INT64_C(1000000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct decimal number = { 77 }, again;
	int64_t plain;

	if (!decimal_read(input_of(data, size), &number)) {
		HOLDS(number.millionths == 77);
		return 0;
	}
	int64_t whole = number.millionths < 0 ? -number.millionths : number.millionths;
	HOLDS(whole < MILLION * MILLION * MILLION);
	/* the same value in plain digits, with a point and with a comma */
	for (const char *mark = ".,"; *mark; mark++)
		HOLDS(decimal_read(
			      arena_print(a, "%s%lld%c%06lld", number.millionths < 0 ? "-" : "",
				      (long long)(whole / MILLION), *mark,
				      (long long)(whole % MILLION)),
			      &again) &&
			again.millionths == number.millionths);
	if (text_number(input_of(data, size), &plain))
		HOLDS(number.millionths == plain * MILLION);
	return 0;
}
