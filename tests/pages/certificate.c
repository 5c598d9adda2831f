/* What a look at a certificate means. (The looks themselves: tests/post, tests/web.) */
#include "pages/certificate.h"
#include "test.h"

#define DAY INT64_C(86400)
#define NOW (INT64_C(20000) * DAY)

static const struct row {
	const char *says;
	enum outcome looked;
	bool trusted;
	int64_t age, left; /* days; both 0: it tells no days */
	enum certificate_state state;
} rows[] = {
	{ "where nobody answers nothing is known", BUSY, false, 0, 0, CERTIFICATE_UNSEEN },
	{ "ninety days, renewed lately", DONE, true, 10, 80, CERTIFICATE_GOOD },
	{ "ninety days, about to be renewed", DONE, true, 61, 29, CERTIFICATE_GOOD },
	{ "ninety days, fifteen left", DONE, true, 75, 15, CERTIFICATE_GOOD },
	{ "ninety days, fourteen left: its renewal failed", DONE, true, 76, 14,
		CERTIFICATE_ENDS_SOON },
	{ "six days, two left: it is renewed in a moment", DONE, true, 4, 2, CERTIFICATE_GOOD },
	{ "six days, less than one left", DONE, true, 6, 0, CERTIFICATE_ENDS_SOON },
	{ "a year, fifteen days left", DONE, true, 350, 15, CERTIFICATE_GOOD },
	{ "a year, thirteen days left", DONE, true, 352, 13, CERTIFICATE_ENDS_SOON },
	{ "one that is over, whatever else", DONE, false, 91, -1, CERTIFICATE_OVER },
	{ "one by nobody", DONE, false, 10, 80, CERTIFICATE_UNTRUSTED },
};

int main(void)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct row *row = &rows[i];
		struct certificate c = { row->trusted, NOW - row->age * DAY,
			NOW + row->left * DAY };
		/* an hour is left of the last day, and the fourteenth has begun */
		if (row->left >= 0 && row->left < 15)
			c.last += row->left ? -3600 : 3600;
		if (row->looked != DONE)
			c = (struct certificate){ 0 };
		enum certificate_state state = certificate_state(row->looked, &c, NOW);
		CHECK(state == row->state &&
				is_certificate_trouble(state) == (state > CERTIFICATE_GOOD),
			"%s (%d)", row->says, (int)state);
	}
	struct certificate silent = { .trusted = true };
	CHECK(certificate_state(DONE, &silent, NOW) == CERTIFICATE_UNTRUSTED,
		"one that tells no days is nothing to trust");
	return test_end();
}
