/*
 * totp: the second factor of staff, a code of six digits from an app of theirs (RFC 6238). SHA-1 is
 * what every such app knows; HMAC stands firm on it. It comes from nettle, for libsodium has none.
 */
#include "seal/inside.h"

#include <nettle/hmac.h>

#define COUNTER_SIZE 8
#define WINDOW 1 /* steps either side of now that are heard, too: RFC 6238, section 5.2 */
#define CODES 1000000

void hmac_sha1(struct text key, struct text bytes, unsigned char digest[HMAC_SHA1_SIZE])
{
	struct hmac_sha1_ctx state;

	hmac_sha1_set_key(&state, key.size, (const uint8_t *)key.at);
	hmac_sha1_update(&state, bytes.size, (const uint8_t *)bytes.at);
	hmac_sha1_digest(&state, HMAC_SHA1_SIZE, digest);
	sodium_memzero(&state, sizeof state);
}

/* RFC 4226, section 5.3, with the step as its counter. */
void totp_code(struct text secret, int64_t step, char code[TOTP_DIGITS + 1])
{
	unsigned char counter[COUNTER_SIZE], digest[HMAC_SHA1_SIZE];
	uint32_t number;
	size_t from;

	for (size_t i = 0; i < COUNTER_SIZE; i++)
		counter[i] = (unsigned char)((uint64_t)step >> (COUNTER_SIZE - 1 - i) * 8);
	hmac_sha1(secret, bytes_text(counter, sizeof counter), digest);
	from = digest[HMAC_SHA1_SIZE - 1] & 0x0F;
	number = (digest[from] & 0x7Fu) << 24 | (uint32_t)digest[from + 1] << 16 |
		(uint32_t)digest[from + 2] << 8 | digest[from + 3];
	number %= CODES;
	for (size_t i = TOTP_DIGITS; i > 0; i--, number /= 10)
		code[i - 1] = (char)('0' + number % 10);
	code[TOTP_DIGITS] = '\0';
	sodium_memzero(digest, sizeof digest);
}

/* The six digits typed, perhaps in groups; false where it is something else. */
static bool read_digits(struct text typed, char code[TOTP_DIGITS])
{
	size_t count = 0, at = 0;

	while (at < typed.size) {
		uint32_t c = utf8_next(typed, &at);
		if (is_between_groups(c))
			continue;
		if (c < '0' || c > '9' || count == TOTP_DIGITS)
			return false;
		code[count++] = (char)c;
	}
	return count == TOTP_DIGITS;
}

enum totp totp_fits(
	struct text secret, struct text typed, int64_t now, int64_t last_step, int64_t *step)
{
	int64_t middle = now / TOTP_SECONDS;
	char code[TOTP_DIGITS], due[TOTP_DIGITS + 1];
	enum totp went = TOTP_WRONG;

	if (!read_digits(typed, code))
		return TOTP_NO_CODE;
	/* All are looked at whichever fits, the latest first: the earliest unused one stays. */
	for (int64_t at = middle + WINDOW; at >= middle - WINDOW; at--) {
		totp_code(secret, at, due);
		if (!same_bytes(code, due, TOTP_DIGITS))
			continue;
		if (at > last_step) {
			*step = at;
			went = TOTP_FITS;
		} else if (went == TOTP_WRONG) {
			went = TOTP_USED;
		}
	}
	sodium_memzero(due, sizeof due);
	return went;
}

/* A colon parts issuer and label, percent-encoded or not, so neither may hold one. */
static void add_name(struct buffer *address, struct text name)
{
	while (name.at)
		buffer_add_url(address, text_cut(&name, ':'));
}

struct text totp_address(struct arena *a, struct text secret, struct text issuer, struct text label)
{
	struct buffer address = buffer_in(a);

	buffer_add_chars(&address, "otpauth://totp/");
	add_name(&address, issuer);
	buffer_add_char(&address, ':');
	add_name(&address, label);
	buffer_add_chars(&address, "?secret=");
	buffer_add(&address, base32_text(a, secret));
	buffer_add_chars(&address, "&issuer=");
	add_name(&address, issuer);
	return buffer_text(&address);
}
