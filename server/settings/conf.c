/*
 * conf: the table of settings, and whether a value will do for one of them. What is wrong is told in a
 * sentence that a page can say in any language, for the admin meets the same checks in the browser.
 */
#include "inside.h"
#include "words/words.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>

const struct setting_about setting_table[SETTING_COUNT] = {
#define X(name, section, key, need, meaning) [SETTING_##name] = { section, key, need, meaning },
	SETTINGS(X)
#undef X
};

/* What a setting can be where it isn't any words. */
static const struct {
	int64_t least, most;
} ranges[SETTING_COUNT] = {
	[SETTING_ANSWER_DAYS] = { 1, 30 },
	[SETTING_CLAIM_DAYS] = { 1, 60 },
	[SETTING_CLAIM_SHARE] = { 0, 100 },
	[SETTING_CLAIM_ASSESSOR] = { 1, INT32_MAX },
	[SETTING_CASELOAD_GOOD] = { 1, 500 },
	[SETTING_CASELOAD_MOST] = { 1, 500 },
	/* as long as an own phone stays signed in */
	[SETTING_SESSIONS] = { 30, 3650 },
	[SETTING_FEEDBACK] = { 30, 3650 },
	[SETTING_OWN_DAYS] = { 7, 3650 },
	[SETTING_WORDS_DAYS] = { 1, 3650 },
	[SETTING_LEARNING_DAYS] = { 1, 3650 },
};

bool setting_is_number(size_t setting)
{
	return ranges[setting].most > 0;
}

bool setting_is_many(size_t setting)
{
	return setting == SETTING_WAYS;
}

enum setting_when setting_when(size_t setting)
{
	switch (setting) {
	case SETTING_ORIGIN:
	case SETTING_BADGE_ORIGIN:
	case SETTING_LISTEN:
	case SETTING_TRUSTED_PROXY:
	case SETTING_KEYS:
	case SETTING_PROVIDER_ISSUER:
	case SETTING_PROVIDER_CLIENT:
	case SETTING_PROVIDER_NAME:
	case SETTING_PROVIDER_FACTOR:
	case SETTING_POST_SERVER:
	case SETTING_POST_PORT:
	case SETTING_POST_SECURITY:
	case SETTING_POST_AUTHORITIES:
	case SETTING_POST_USER:
	case SETTING_POST_PASSWORD_FILE:
	case SETTING_POST_SENDER:
	case SETTING_POST_SENDER_NAME:
	case SETTING_POST_HOUR:
	case SETTING_POST_DAYS:
		return AT_START;
	case SETTING_METRICS_TOKEN:
		return LIVE_SECRET;
	default:
		return LIVE;
	}
}

size_t find_setting(struct text section, struct text key)
{
	size_t i = 0;
	while (i < SETTING_COUNT &&
		(!text_is_chars(section, setting_table[i].section) ||
			!text_is_chars(key, setting_table[i].key)))
		i++;
	return i;
}

/* ---- whether a value will do ---------------------------------------------------------------- */

static bool origin_fits(struct text value)
{
	bool secure = text_starts(value, TEXT("https://"));
	if (!secure && !text_starts(value, TEXT("http://")))
		return false;
	struct text host = text_part(value, secure ? 8 : 7, value.size);
	for (size_t i = 0; i < host.size; i++) {
		if (!islower((unsigned char)host.at[i]) && !isdigit((unsigned char)host.at[i]) &&
			!strchr(".-:", host.at[i]))
			return false;
	}
	if (secure)
		return host.size > 0;
	struct text name = text_part(host, 0, text_find_char(host, ':'));
	return text_is(name, TEXT("localhost")) || text_starts(name, TEXT("127."));
}

static bool listen_fits(struct text value)
{
	struct text rest = value, address = text_cut(&rest, ':');
	int64_t port;
	for (size_t i = 0; i < address.size; i++) {
		if (!isalnum((unsigned char)address.at[i]) && !strchr(".-", address.at[i]))
			return false;
	}
	return address.size > 0 && rest.at && text_number(rest, &port) && port >= 0 &&
		port <= 65535;
}

/* What a line of the file can't hold: libinih reads 200 bytes of it, up to a comment, and takes the
 * blanks off both ends. */
static bool line_fits(struct text value)
{
	for (size_t i = 0; i < value.size; i++) {
		unsigned char c = (unsigned char)value.at[i];
		if (c < 0x20 || c == 0x7f || c == ';')
			return false;
	}
	return value.size <= SETTING_MOST && text_is(value, text_trim(value));
}

/* A name that outsiders read must not tell that a person is a client. */
static bool name_is_neutral(struct arena *a, struct text name, struct text *word)
{
	struct conf words = { 0 };
	struct text folded = fold_words(a, name);
	load_forbidden(a, &words);
	for (size_t i = 0; i < words.forbidden_count; i++) {
		/* what is let through in titles has no place in a name */
		if (text_starts(words.forbidden[i], TEXT("!")))
			continue;
		if (text_find(folded, fold_words(a, words.forbidden[i])) < folded.size) {
			*word = words.forbidden[i];
			return false;
		}
	}
	return true;
}

static bool number_fits(size_t setting, struct text value)
{
	int64_t n;
	return text_number(value, &n) && n >= ranges[setting].least && n <= ranges[setting].most;
}

/* Long enough not to be guessed, of what fits a header and a shell. */
static bool token_fits(struct text value)
{
	for (size_t i = 0; i < value.size; i++) {
		if (!isalnum((unsigned char)value.at[i]) && !strchr("-_.~+/=", value.at[i]))
			return false;
	}
	return value.size >= 20;
}

#define X(name, word) [name] = (word),
static const char *const ground_words[] = { DATA_GROUNDS(X) };
static const char *const state_words[] = { ACCESS_STATES(X) };
#undef X
#define X(name, bit, word) (word),
static const char *const way_words[] = { SIGN_IN_WAYS(X) };
#undef X
#define X(name, bit, word) (bit),
static const unsigned way_bits[] = { SIGN_IN_WAYS(X) };
#undef X

static const char *const second_words[] = { "no", "yes" };

const char *const *setting_choices(size_t setting, size_t *count)
{
	switch (setting) {
	case SETTING_GROUND:
		*count = COUNT_OF(ground_words);
		return ground_words;
	case SETTING_CLAIM_SECOND:
		*count = COUNT_OF(second_words);
		return second_words;
	case SETTING_STATE:
		*count = COUNT_OF(state_words);
		return state_words;
	case SETTING_WAYS:
		*count = COUNT_OF(way_words);
		return way_words;
	default:
		*count = 0;
		return NULL;
	}
}

bool choice_of(struct text value, const char *const *words, size_t count, size_t *choice)
{
	for (*choice = 0; *choice < count; ++*choice) {
		if (text_is_chars(value, words[*choice]))
			return true;
	}
	return false;
}

unsigned ways_of(struct text value)
{
	unsigned ways = 0;
	while (value.at) {
		struct text word = text_trim(text_cut(&value, ' '));
		enum sign_in_way way = WAY_NONE;
		if (word.size == 0)
			continue;
		if (!way_of(word, &way) || ways & way)
			return 0;
		ways |= way;
	}
	return ways;
}

static struct text words_of_ways(struct arena *a, unsigned ways)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < COUNT_OF(way_words); i++) {
		if (ways & way_bits[i])
			buffer_print(&b, "%s%s", b.size > 0 ? " " : "", way_words[i]);
	}
	return buffer_text(&b);
}

static const char *ways_problem(struct text value)
{
	unsigned ways = ways_of(value);
	if (ways == 0)
		return N_("Write passphrase, pictures, provider, or several with blanks between.");
	if (ways == WAY_PROVIDER)
		return N_("The provider goes with passphrase or pictures: not everybody has an "
			  "account there.");
	return NULL;
}

/* An issuer is an origin and perhaps a path (OpenID Connect Discovery 1.0, section 3). */
static bool issuer_fits(struct text value)
{
	size_t from = text_find(value, TEXT("://"));
	struct text behind = text_part(value, from < value.size ? from + 3 : from, value.size);
	size_t end = value.size - behind.size + text_find_char(behind, '/');
	struct text path = text_part(value, end, value.size);
	for (size_t i = 0; i < path.size; i++) {
		if (!isalnum((unsigned char)path.at[i]) && !strchr("/-._~", path.at[i]))
			return false;
	}
	return origin_fits(text_part(value, 0, end));
}

#define DIGITS_LEAST 3 /* 112 */

/* Words may stand around it; a press dials its digits. */
static bool phone_fits(struct text value)
{
	size_t digits = 0;
	for (size_t i = 0; i < value.size; i++)
		digits += value.at[i] >= '0' && value.at[i] <= '9';
	return digits >= DIGITS_LEAST;
}

static bool is_read_by_outsiders(size_t setting)
{
	switch (setting) {
	case SETTING_ORIGIN:
	case SETTING_BADGE_ORIGIN:
	case SETTING_PUBLIC_NAME:
	case SETTING_ISSUER_NAME:
	case SETTING_PHONE:
	case SETTING_HOURS:
	case SETTING_CONTROLLER:
	case SETTING_CONTACT:
	case SETTING_SUPERVISOR:
	case SETTING_ASSESSOR:
	case SETTING_GAPS_FI:
	case SETTING_GAPS_SV:
	case SETTING_GAPS_EN:
	case SETTING_REASON_FI:
	case SETTING_REASON_SV:
	case SETTING_REASON_EN:
	case SETTING_POST_SENDER:
	case SETTING_POST_SENDER_NAME:
	case SETTING_PROVIDER_CLIENT:
	case SETTING_PROVIDER_NAME:
		return true;
	default:
		return false;
	}
}

/* Every language of buttons but English, which is what they are written in, needs its translations. */
static bool has_translation(struct arena *a, const char *folder, struct text tag)
{
	struct text file = arena_print(a, "po/%.*s.mo", SHOWN(tag));
	struct stat there;
	if (!text_is_id(tag))
		return false;
	if (text_is_chars(tag, "en") || shelf_find(shelf_files, shelf_count, file))
		return true;
	return folder &&
		stat(arena_print(a, "%s/templates/%.*s", folder, SHOWN(file)).at, &there) == 0;
}

static bool languages_fit(
	struct arena *a, const char *folder, struct text value, struct setting_wrong *wrong)
{
	struct text rest = value;
	size_t count = 0;
	while (rest.at) {
		struct text tag = text_trim(text_cut(&rest, ' '));
		if (tag.size == 0)
			continue;
		if (!has_translation(a, folder, tag)) {
			*wrong = (struct setting_wrong){
				.words = N_("There is no translation for the language \"{a}\"."),
				.a = tag
			};
			return false;
		}
		if (++count > LANGUAGES_MOST) {
			*wrong = (struct setting_wrong){ .words = N_("There are more than {a}."),
				.a = arena_print(a, "%d", LANGUAGES_MOST) };
			return false;
		}
	}
	return count > 0;
}

/* What is wrong with the form of a value that a line can hold; NULL: nothing. */
static const char *form_problem(size_t setting, struct text t)
{
	size_t choice, count;
	const char *const *choices = setting_choices(setting, &count);
	int64_t day;
	if (choices && !setting_is_many(setting))
		return choice_of(t, choices, count, &choice) ? NULL : N_("Write one of: {a}.");
	if (setting_is_number(setting))
		return number_fits(setting, t) ? NULL : N_("Write a whole number from {a} to {b}.");
	switch (setting) {
	case SETTING_ORIGIN:
	case SETTING_BADGE_ORIGIN:
		return origin_fits(t)
			? NULL
			: N_("Write it as https://name in small letters, without a path (http:// "
			     "only for 127.0.0.1).");
	case SETTING_LISTEN:
		return listen_fits(t) ? NULL : N_("Write it as ADDRESS:PORT, e.g. 127.0.0.1:8080.");
	case SETTING_METRICS_TOKEN:
		return token_fits(t)
			? NULL
			: N_("Write 20 or more letters and numbers that nobody can guess; openssl "
			     "rand -hex 20 makes some.");
	case SETTING_WAYS:
		return ways_problem(t);
	case SETTING_PROVIDER_ISSUER:
		return issuer_fits(t) ? NULL
				      : N_("Write it as https://name or https://name/path, as the "
					   "provider does (http:// only for 127.0.0.1).");
	case SETTING_PHONE:
		return phone_fits(t) ? NULL : N_("Write a phone number, e.g. 040 123 4567.");
	case SETTING_ASSESSED:
		return clock_day(t, &day) ? NULL : N_("Write the day like this: 2026-11-25.");
	default:
		return post_problem(setting, t);
	}
}

struct text setting_usual(struct arena *a, size_t setting)
{
	static const int numbers[SETTING_COUNT] = { [SETTING_CLAIM_DAYS] = CLAIM_DAYS,
		[SETTING_CLAIM_SHARE] = CLAIM_SHARE,
		[SETTING_CASELOAD_GOOD] = CASELOAD_GOOD,
		[SETTING_CASELOAD_MOST] = CASELOAD_MOST,
		[SETTING_FEEDBACK] = FEEDBACK_DAYS,
		[SETTING_OWN_DAYS] = OWN_DAYS,
		[SETTING_WORDS_DAYS] = WORDS_DAYS,
		[SETTING_LEARNING_DAYS] = LEARNING_DAYS };
	size_t count;
	const char *const *choices = setting_choices(setting, &count);
	if (numbers[setting] > 0)
		return arena_print(a, "%d", numbers[setting]);
	if (choices && !setting_is_many(setting))
		return text_of(choices[0]);
	return setting == SETTING_WAYS ? words_of_ways(a, USUAL_WAYS) : NO_TEXT;
}

/* What stands for {a} and {b} in it. */
static struct setting_wrong explained(struct arena *a, size_t setting, const char *words)
{
	struct setting_wrong wrong = { .words = words };
	size_t count;
	const char *const *choices = setting_choices(setting, &count);
	if (setting_is_number(setting)) {
		wrong.a = arena_print(a, "%lld", (long long)ranges[setting].least);
		wrong.b = arena_print(a, "%lld", (long long)ranges[setting].most);
	} else if (choices) {
		struct buffer b = buffer_in(a);
		for (size_t i = 0; i < count; i++)
			buffer_print(&b, "%s%s", i > 0 ? ", " : "", choices[i]);
		wrong.a = buffer_text(&b);
	}
	return wrong;
}

bool setting_fits(struct arena *a, const char *folder, size_t setting, const char *value,
	struct setting_wrong *wrong)
{
	struct text t = text_of(value), word = NO_TEXT;
	const char *problem;
	*wrong = (struct setting_wrong){ 0 };
	if (t.size == 0) {
		if (setting_table[setting].need == NEEDED)
			wrong->words = N_("This can't be empty.");
	} else if (!utf8_valid(t)) {
		wrong->words = N_("This is not UTF-8 text.");
	} else if (!line_fits(t)) {
		*wrong = (struct setting_wrong){
			.words = N_(
				"Write one line of at most {a} letters, without a semicolon (;)."),
			.a = arena_print(a, "%d", SETTING_MOST)
		};
	} else if ((problem = form_problem(setting, t))) {
		*wrong = explained(a, setting, problem);
	} else if (setting == SETTING_LANGUAGES) {
		languages_fit(a, folder, t, wrong);
	} else if (is_read_by_outsiders(setting) && !name_is_neutral(a, t, &word)) {
		*wrong = (struct setting_wrong){
			.words = N_("Outsiders read this, and the word \"{a}\" would "
				    "tell them who comes here. Leave it out."),
			.a = word
		};
	}
	return wrong->words == NULL;
}

/* ---- words for people at a terminal ----------------------------------------------------------- */

struct text english_words(
	struct arena *a, const char *words, struct text value_a, struct text value_b)
{
	struct buffer out = buffer_in(a);
	for (const char *at = words; *at; at++) {
		bool first = strncmp(at, "{a}", 3) == 0, second = strncmp(at, "{b}", 3) == 0;
		if (!first && !second) {
			buffer_add_char(&out, *at);
			continue;
		}
		buffer_add(&out, first ? value_a : value_b);
		at += 2;
	}
	return buffer_text(&out);
}

void load_forbidden(struct arena *a, struct conf *conf)
{
	const struct shelf_file *file = shelf_find(shelf_files, shelf_count, TEXT("forbidden.txt"));
	struct text *words = NULL, rest = file ? file->bytes : NO_TEXT;
	size_t count = 0, room = 0;
	while (rest.at) {
		struct text word = text_trim(text_line(&rest));
		if (word.size == 0)
			continue;
		GROW(a, words, count, room);
		words[count++] = word;
	}
	conf->forbidden = words;
	conf->forbidden_count = count;
}
