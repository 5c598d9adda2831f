/*
 * An ID token and the keys it is held against: the first line is the token, the rest a key set. Either
 * it holds, and names somebody, or it names nobody and why is told.
 */
#include "fuzz.h"
#include "oidc/inside.h"

static const struct token_wish wish = { .issuer = { "https://id.example.fi", 21 },
	.client_id = { "askel", 5 },
	.nonce = { "n-0S6_WzA2Mj", 12 },
	.second_factor = { "mfa", 3 },
	.now = 1800000000,
	.asked_since = 1799999990 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text rest = input_of(data, size), token = first_line(&rest);
	struct oidc_person person = { .subject = NO_TEXT };
	enum token_fault fault = token_check(a, token, rest, &wish, &person);

	HOLDS(fault != TOKEN_HOLDS || person.subject.size > 0);
	HOLDS(fault == TOKEN_HOLDS || person.subject.size == 0);
	HOLDS(person.subject.size <= SUBJECT_MOST);
	HOLDS(strlen(token_fault_words(fault)) > 0);
	HOLDS(arena_within(a, 4 * size));
	return 0;
}
