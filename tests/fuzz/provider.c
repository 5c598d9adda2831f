/*
 * What a provider says of itself, and what its token endpoint answers. Whatever it says, a browser and our
 * secret go to addresses that are https, or on this machine where the provider is.
 */
#include "fuzz.h"
#include "oidc/inside.h"

static void check_address(struct text address, bool plain)
{
	HOLDS(address.size > 0 && address.size <= ADDRESS_MOST);
	HOLDS(text_starts(address, TEXT("https://")) ||
		(plain &&
			(text_starts(address, TEXT("http://127.")) ||
				text_starts(address, TEXT("http://localhost")) ||
				text_starts(address, TEXT("http://[::1]")))));
	for (size_t i = 0; i < address.size; i++)
		HOLDS(address.at[i] > ' ' && address.at[i] < 0x7f && address.at[i] != '"');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text rest = input_of(data, size), issuer = first_line(&rest), token = NO_TEXT;
	struct provider p;
	const char *why = NULL;
	const struct oidc_settings settings = { .issuer = issuer,
		.client_id = TEXT("askel"),
		.secret = TEXT("hush"),
		.return_to = TEXT("https://learn.example.fi/provider/return"),
		.second_factor = NO_TEXT };
	const struct oidc_journey journey = { .state = TEXT("state"),
		.nonce = TEXT("nonce"),
		.verifier = TEXT("verifier"),
		.language = TEXT("fi") };

	HOLDS(!issuer_fits(issuer) || endpoint_fits(issuer, true));
	if (provider_read(a, rest, issuer, &p, &why)) {
		check_address(p.authorization, is_plain(issuer));
		check_address(p.token, is_plain(issuer));
		check_address(p.keys, is_plain(issuer));
		struct text address = authorization_address(a, &p, &settings, &journey);
		HOLDS(text_starts(address, p.authorization) && !strstr(address.at, "hush"));
		struct oidc_request request =
			token_request(a, &p, &settings, &journey, TEXT("code"));
		HOLDS(text_is_chars(p.token, request.address));
		HOLDS((request.password.size > 0) == !p.secret_in_form);
	} else {
		HOLDS(why != NULL);
	}
	if (token_reply_read(a, rest, &token))
		HOLDS(token.size > 0 && token.size <= TOKEN_MOST);
	return 0;
}
