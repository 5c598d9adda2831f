/*
 * address: which addresses are good enough to send a person's browser or our secret to (RFC 3986).
 */
#include "oidc/inside.h"

#include <string.h>

bool is_plain(struct text issuer)
{
	return text_starts(issuer, TEXT("http://"));
}

static bool is_this_machine(struct text host)
{
	return text_is(host, TEXT("localhost")) || text_is(host, TEXT("[::1]")) ||
		text_starts(host, TEXT("127."));
}

/* "name", "name:port" or "[...]:port": nothing before an @, no blank port. */
static bool authority_fits(struct text authority, bool plain)
{
	size_t end = text_find_char(authority, ']');
	size_t from = end < authority.size ? end + 1 : text_find_char(authority, ':');
	struct text host = text_part(authority, 0, from);
	struct text port = text_part(authority, from, SIZE_MAX);
	int64_t number;

	if (host.size == 0 || text_find_char(authority, '@') < authority.size)
		return false;
	if (port.size > 0 &&
		(port.at[0] != ':' || !text_number(text_part(port, 1, SIZE_MAX), &number) ||
			number < 1 || number > 65535))
		return false;
	return !plain || is_this_machine(host);
}

/* Printable ASCII that stands in an address as it is; no fragment. */
static bool characters_fit(struct text address)
{
	for (size_t i = 0; i < address.size; i++)
		if (address.at[i] <= ' ' || address.at[i] > '~' ||
			strchr("\"#<>\\^`{|}", address.at[i]))
			return false;
	return address.size <= ADDRESS_MOST;
}

bool endpoint_fits(struct text address, bool plain)
{
	bool http = is_plain(address);
	if (!characters_fit(address) || (!http && !text_starts(address, TEXT("https://"))) ||
		(http && !plain))
		return false;
	struct text rest = text_part(address, http ? 7 : 8, SIZE_MAX);
	size_t end = 0;
	while (end < rest.size && rest.at[end] != '/' && rest.at[end] != '?')
		end++;
	return authority_fits(text_part(rest, 0, end), http);
}

bool issuer_fits(struct text issuer)
{
	return endpoint_fits(issuer, true) && text_find_char(issuer, '?') == issuer.size;
}
