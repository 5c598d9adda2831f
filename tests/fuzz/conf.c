/*
 * askel.conf, through libinih and our reader of its lines. What is taken fits its setting, and
 * written again it says the same.
 */
#include "fuzz.h"
#include "settings/settings.h"

#include <unistd.h>

static char folder[] = "/tmp/askel-conf-XXXXXX";

static void remove_folder(void)
{
	OWN_ARENA a = arena_open();

	unlink(arena_print(a, "%s/askel.conf", folder).at);
	rmdir(folder);
}

static bool read_here(struct arena *a, struct text bytes, struct conf *conf)
{
	FILE *file = fopen(arena_print(a, "%s/askel.conf", folder).at, "wb"), *before = stderr;
	bool fine;

	HOLDS(file && fwrite(bytes.at, 1, bytes.size, file) == bytes.size && fclose(file) == 0);
	/* what is wrong is told to people */
	stderr = fopen("/dev/null", "w");
	fine = read_conf(a, folder, conf);
	fclose(stderr);
	stderr = before;
	return fine;
}

static struct text ways_in_words(struct arena *a, unsigned ways)
{
	struct buffer b = buffer_in(a);

#define X(name, bit, word) \
	if (ways & (bit)) \
		buffer_add_chars(&b, word " ");
	SIGN_IN_WAYS(X)
#undef X
	return arena_copy(a, text_trim(buffer_text(&b)));
}

static void check_conf(struct arena *a, const struct conf *conf)
{
	struct buffer languages = buffer_in(a);
	struct conf again;
	struct setting_wrong wrong;

	for (size_t i = 0; i < conf->language_count; i++) {
		buffer_add_chars(&languages, i ? " " : "");
		buffer_add(&languages, conf->languages[i]);
	}
	const char *values[SETTING_COUNT] = { [SETTING_ORIGIN] = conf->origin.at,
		[SETTING_BADGE_ORIGIN] = conf->badge_origin.at,
		[SETTING_LISTEN] = conf->listen.at,
		[SETTING_TRUSTED_PROXY] = conf->trusted_proxy.at,
		[SETTING_PUBLIC_NAME] = conf->public_name.at,
		[SETTING_ISSUER_NAME] = conf->issuer_name.at,
		[SETTING_LANGUAGES] = buffer_text(&languages).at,
		[SETTING_PHONE] = conf->help_phone.at,
		[SETTING_HOURS] = conf->help_hours.at,
		[SETTING_ANSWER_DAYS] = arena_print(a, "%d", conf->answer_days).at,
		[SETTING_SESSIONS] = arena_print(a, "%d", conf->session_days).at,
		[SETTING_FEEDBACK] = arena_print(a, "%d", conf->feedback_days).at,
		[SETTING_CASELOAD_GOOD] = arena_print(a, "%d", conf->caseload_good).at,
		[SETTING_CASELOAD_MOST] = arena_print(a, "%d", conf->caseload_most).at,
		[SETTING_CONTROLLER] = conf->controller.at,
		[SETTING_CONTACT] = conf->contact.at,
		[SETTING_SUPERVISOR] = conf->supervisor.at,
		[SETTING_ASSESSOR] = conf->assessor.at,
		[SETTING_WAYS] = ways_in_words(a, conf->ways).at,
		[SETTING_PROVIDER_ISSUER] = conf->provider.issuer.at,
		[SETTING_PROVIDER_CLIENT] = conf->provider.client_id.at,
		[SETTING_PROVIDER_NAME] = conf->provider.name.at,
		[SETTING_KEYS] = conf->keys,
		[SETTING_METRICS_TOKEN] = conf->metrics_token.at };
	for (size_t i = 0; i < SETTING_COUNT; i++)
		HOLDS(!values[i] || !*values[i] || setting_fits(a, folder, i, values[i], &wrong));
	/* libinih trims values, and takes what follows a blank and ; for a comment */
	HOLDS(read_here(a, conf_text(a, values), &again));
	HOLDS(text_is(conf->origin, again.origin) && text_is(conf->listen, again.listen));
	HOLDS(text_is(conf->public_name, again.public_name));
	HOLDS(text_is(conf->issuer_name, again.issuer_name));
	HOLDS(text_is(conf->help_phone, again.help_phone));
	HOLDS(conf->answer_days == again.answer_days && conf->session_days == again.session_days);
	HOLDS(conf->feedback_days == again.feedback_days &&
		conf->caseload_good == again.caseload_good &&
		conf->caseload_most == again.caseload_most);
	HOLDS(text_is(conf->controller, again.controller) && text_is(conf->contact, again.contact));
	HOLDS(text_is(conf->supervisor, again.supervisor) &&
		text_is(conf->assessor, again.assessor) &&
		text_is(conf->metrics_token, again.metrics_token));
	HOLDS(text_is(conf->provider.issuer, again.provider.issuer) &&
		text_is(conf->provider.client_id, again.provider.client_id) &&
		text_is(conf->provider.name, again.provider.name));
	HOLDS(conf->provider.issuer.size == 0 ||
		(conf->provider.client_id.size > 0 && conf->provider.name.size > 0));
	HOLDS(conf->provider.issuer.size > 0 || !(conf->ways & WAY_PROVIDER));
	HOLDS(conf->ways != 0 && conf->ways == again.ways);
	HOLDS(conf->language_count == again.language_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool made;
	OWN_ARENA a = arena_open();
	struct conf conf;

	if (!made) {
		HOLDS(mkdtemp(folder));
		atexit(remove_folder);
		made = true;
	}
	if (read_here(a, input_of(data, size), &conf))
		check_conf(a, &conf);
	return 0;
}
