/*
 * provider: what the settings of the organisation's provider need of each other, and the client secret
 * it gave us. That stands beside the keys, for askel.conf is read by more people than keys are.
 */
#include "settings/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define SECRET_MOST 1000 /* bytes */

/* What goes through a form and HTTP Basic as it is (RFC 6749, appendix A.2: VSCHAR). */
static bool secret_fits(struct text secret)
{
	for (size_t i = 0; i < secret.size; i++)
		if (secret.at[i] < ' ' || secret.at[i] > '~')
			return false;
	return secret.size > 0 && secret.size <= SECRET_MOST;
}

static bool is_given(const char *value)
{
	return value && *value;
}

static bool has_word(const char *value, const char *word)
{
	struct text rest = text_of(value);
	while (rest.at) {
		if (text_is_chars(text_trim(text_cut(&rest, ' ')), word))
			return true;
	}
	return false;
}

const char *provider_problem(const char *const values[SETTING_COUNT])
{
	bool issuer = is_given(values[SETTING_PROVIDER_ISSUER]);
	if (!issuer && has_word(values[SETTING_WAYS], "provider"))
		return N_("[sign_in] ways names provider, but [provider] issuer is missing");
	if (issuer &&
		!(is_given(values[SETTING_PROVIDER_CLIENT]) &&
			is_given(values[SETTING_PROVIDER_NAME])))
		return N_("[provider] issuer needs client_id and name besides");
	return NULL;
}

void read_provider(const char *const values[SETTING_COUNT], struct provider_settings *provider)
{
	*provider = (struct provider_settings){ .issuer = text_of(values[SETTING_PROVIDER_ISSUER]),
		.client_id = text_of(values[SETTING_PROVIDER_CLIENT]),
		.name = text_of(values[SETTING_PROVIDER_NAME]),
		.second_factor = text_of(values[SETTING_PROVIDER_FACTOR]) };
}

bool read_provider_secret(struct arena *a, const struct conf *conf, struct text *secret)
{
	const char *path = arena_print(a, "%s/" PROVIDER_SECRET, conf->keys).at;
	const char *over = getenv("ASKEL_PROVIDER_SECRET");
	struct stat there;
	*secret = NO_TEXT;
	if (conf->provider.issuer.size == 0)
		return true;
	if (over) {
		*secret = arena_copy_chars(a, over);
		path = "ASKEL_PROVIDER_SECRET";
	} else {
		if (lstat(path, &there) != 0)
			return true;
		if (there.st_mode & (S_IRWXG | S_IRWXO)) {
			fprintf(stderr, "%s: others can read it - chmod 600 %s\n", path, path);
			return false;
		}
		struct text bytes;
		if (file_read(a, path, SECRET_MOST + 2, &bytes) != DONE) {
			fprintf(stderr, "%s: can't be read\n", path);
			return false;
		}
		*secret = text_trim(bytes);
	}
	if (secret_fits(*secret))
		return true;
	fprintf(stderr, "%s: it must be one line of at most %d letters, numbers and signs\n", path,
		SECRET_MOST);
	return false;
}
