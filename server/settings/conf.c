/*
 * askel.conf: read with libinih, each key known by one table, so that a key we don't know is told
 * and not passed over. The environment comes over the file: ASKEL_ADDRESS_ORIGIN is
 * [address] origin.
 */
#include "settings/inside.h"
#include "words/words.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *section, *key;
	enum need need;
	const char *meaning;
} settings[] = {
#define X(name, section, key, need, meaning) [SETTING_##name] = { section, key, need, meaning },
	SETTINGS(X)
#undef X
};

#define VALUE_MOST 160

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

/* What a line of the file can't hold: libinih reads 200 bytes of it, up to a comment. */
static bool line_fits(struct text value)
{
	for (size_t i = 0; i < value.size; i++) {
		unsigned char c = (unsigned char)value.at[i];
		if (c < 0x20 || c == 0x7f || c == ';')
			return false;
	}
	return value.size <= VALUE_MOST;
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

static bool number_fits(struct text value, int64_t least, int64_t most)
{
	int64_t n;
	return text_number(value, &n) && n >= least && n <= most;
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

/* The place of a word among `count`; false where it is none of them. */
static bool choice_of(struct text value, const char *const *words, size_t count, size_t *choice)
{
	for (*choice = 0; *choice < count; ++*choice) {
		if (text_is_chars(value, words[*choice]))
			return true;
	}
	return false;
}

/* Ways to sign in, with blanks between; 0 where a word is none of them or comes twice. */
static unsigned ways_of(struct text value)
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

static const char *ways_problem(struct text value)
{
	unsigned ways = ways_of(value);
	if (ways == 0)
		return "write passphrase, pictures, or both with a blank between";
	if (ways & WAY_PROVIDER)
		return "provider needs the address of an OpenID Connect provider, for which there "
		       "is no setting yet; leave it out";
	return NULL;
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
		return true;
	default:
		return false;
	}
}

/* What is wrong with the form of a value that a line can hold; NULL: nothing. */
static const char *form_problem(size_t setting, struct text t)
{
	size_t choice;
	int64_t day;
	switch (setting) {
	case SETTING_ORIGIN:
	case SETTING_BADGE_ORIGIN:
		return origin_fits(t) ? NULL
				      : "write it as https://name in small letters, without a path "
					"(http:// only for 127.0.0.1)";
	case SETTING_LISTEN:
		return listen_fits(t) ? NULL : "write it as ADDRESS:PORT, e.g. 127.0.0.1:8080";
	case SETTING_ANSWER_DAYS:
		return number_fits(t, 1, 30) ? NULL : "write a number of working days from 1 to 30";
	case SETTING_SESSIONS:
		return number_fits(t, 30, 3650)
			? NULL
			: "write a number of days from 30 (as long as an own phone stays signed "
			  "in) to 3650";
	case SETTING_CASELOAD_GOOD:
	case SETTING_CASELOAD_MOST:
		return number_fits(t, 1, 500) ? NULL : "write a number of people from 1 to 500";
	case SETTING_OWN_DAYS:
		return number_fits(t, 7, 3650) ? NULL : "write a number of days from 7 to 3650";
	case SETTING_WORDS_DAYS:
	case SETTING_LEARNING_DAYS:
		return number_fits(t, 1, 3650) ? NULL : "write a number of days from 1 to 3650";
	case SETTING_FEEDBACK:
		return number_fits(t, 30, 3650) ? NULL : "write a number of days from 30 to 3650";
	case SETTING_GROUND:
		return choice_of(t, ground_words, COUNT_OF(ground_words), &choice)
			? NULL
			: "write public-task, legal-duty or legitimate-interest";
	case SETTING_STATE:
		return choice_of(t, state_words, COUNT_OF(state_words), &choice)
			? NULL
			: "write full, partial or none";
	case SETTING_METRICS_TOKEN:
		return token_fits(t)
			? NULL
			: "write 20 or more letters and numbers that nobody can guess; "
			  "openssl rand -hex 20 makes some";
	case SETTING_WAYS:
		return ways_problem(t);
	case SETTING_ASSESSED:
		return clock_day(t, &day) ? NULL : "write a day as 2026-11-25";
	default:
		return post_problem(setting, t);
	}
}

bool setting_fits(struct arena *a, size_t setting, const char *value, struct text *wrong)
{
	struct text t = text_of(value), word = NO_TEXT;
	*wrong = NO_TEXT;
	if (t.size == 0 && settings[setting].need == NEEDED)
		*wrong = TEXT("it is empty");
	else if (!utf8_valid(t))
		*wrong = TEXT("it is not UTF-8 text");
	else if (!line_fits(t))
		*wrong = TEXT("write one line of at most 160 bytes, without ;");
	else if (t.size > 0 && form_problem(setting, t))
		*wrong = text_of(form_problem(setting, t));
	else if (is_read_by_outsiders(setting) && !name_is_neutral(a, t, &word))
		*wrong = arena_print(a,
			"outsiders read it, and \"%.*s\" would tell them who comes here",
			SHOWN(word));
	return wrong->size == 0;
}

/* ---- reading
 * ---------------------------------------------------------------------------------------------------
 */

struct reading {
	struct arena *arena;
	const char *path;
	FILE *file;
	int line;
	const char *values[SETTING_COUNT];
	int lines[SETTING_COUNT];
	bool fine;
};

/* Debian's libinih tells its handler no line numbers, so our reader counts the lines it gives. */
static char *give_line(char *line, int size, void *context)
{
	struct reading *r = context;
	r->line++;
	char *got = fgets(line, size, r->file);
	if (!got || strlen(line) < (size_t)size - 1 || line[size - 2] == '\n')
		return got;
	fprintf(stderr, "%s:%d: this line is too long - it may have %d bytes\n", r->path, r->line,
		size - 2);
	r->fine = false;
	for (int c = 0; c != '\n' && c != EOF;)
		c = fgetc(r->file);
	return got;
}

static int take_line(void *context, const char *section, const char *key, const char *value)
{
	struct reading *r = context;
	int line = r->line;
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (strcmp(settings[i].section, section) != 0 || strcmp(settings[i].key, key) != 0)
			continue;
		if (r->values[i]) {
			fprintf(stderr, "%s:%d: [%s] %s is given twice - remove one of them\n",
				r->path, line, section, key);
			r->fine = false;
		}
		r->values[i] = arena_copy_chars(r->arena, value).at;
		r->lines[i] = line;
		return 1;
	}
	fprintf(stderr, "%s:%d: there is no setting [%s] %s - look at the spelling\n", r->path,
		line, section, key);
	r->fine = false;
	return 1;
}

/* "ASKEL_ADDRESS_ORIGIN" */
static const char *environment_name(struct arena *a, size_t setting)
{
	struct text name =
		arena_print(a, "ASKEL_%s_%s", settings[setting].section, settings[setting].key);
	char *upper = arena_take(a, name.size + 1);
	for (size_t i = 0; i < name.size; i++)
		upper[i] = (char)toupper((unsigned char)name.at[i]);
	return upper;
}

/* Where a value stands: file and line, or the environment. */
static const char *place_of(const struct reading *r, size_t setting, bool over)
{
	if (over)
		return environment_name(r->arena, setting);
	return arena_print(r->arena, "%s:%d", r->path, r->lines[setting]).at;
}

static void check_values(struct reading *r)
{
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const char *over = getenv(environment_name(r->arena, i));
		struct text wrong;
		r->values[i] = over ? arena_copy_chars(r->arena, over).at : r->values[i];
		if (!r->values[i] && settings[i].need == NEEDED) {
			fprintf(stderr, "%s: [%s] %s is missing - %s\n", r->path,
				settings[i].section, settings[i].key, settings[i].meaning);
			r->fine = false;
		} else if (r->values[i] && !setting_fits(r->arena, i, r->values[i], &wrong)) {
			fprintf(stderr, "%s: [%s] %s can't be \"%s\" - %.*s\n",
				place_of(r, i, over != NULL), settings[i].section, settings[i].key,
				r->values[i], SHOWN(wrong));
			r->fine = false;
		}
	}
}

static struct text value_of(const struct reading *r, size_t setting)
{
	return text_of(r->values[setting]);
}

static int number_of(const struct reading *r, size_t setting)
{
	int64_t n = 0;
	text_number(value_of(r, setting), &n);
	return (int)n;
}

static int number_or(const struct reading *r, size_t setting, int otherwise)
{
	return value_of(r, setting).size > 0 ? number_of(r, setting) : otherwise;
}

static void read_languages(struct reading *r, struct conf *conf)
{
	struct text rest = value_of(r, SETTING_LANGUAGES);
	while (rest.at && conf->language_count < LANGUAGES_MOST) {
		struct text one = text_trim(text_cut(&rest, ' '));
		if (one.size > 0)
			conf->languages[conf->language_count++] = arena_copy(r->arena, one);
	}
}

/* What each alone is fine, but not with the others. */
static void check_together(struct reading *r)
{
	const char *wrong = together_problem(r->values);
	if (!wrong)
		return;
	fprintf(stderr, "%s: %s\n", r->path, wrong);
	r->fine = false;
}

/* Reads the file and the environment into r; false where anything is wrong, which was told. */
static bool read_values(struct arena *a, const char *folder, struct reading *r)
{
	*r = (struct reading){
		.arena = a, .fine = true, .path = arena_print(a, "%s/askel.conf", folder).at
	};
	r->file = fopen(r->path, "re");
	if (!r->file && errno != ENOENT && errno != ENOTDIR) {
		fprintf(stderr, "%s: %s\n", r->path, strerror(errno));
		return false;
	}
	if (!r->file) {
		fprintf(stderr, "%s: there is no installation here - askel init %s makes one\n",
			r->path, folder);
		return false;
	}
	int line = ini_parse_stream(give_line, r, take_line, r);
	fclose(r->file);
	if (line != 0) {
		fprintf(stderr, "%s:%d: this line can't be read - write key = value\n", r->path,
			line);
		r->fine = false;
	}
	check_values(r);
	check_together(r);
	return r->fine;
}

static size_t word_of(
	const struct reading *r, size_t setting, const char *const *words, size_t count)
{
	size_t choice;
	return choice_of(value_of(r, setting), words, count, &choice) ? choice : 0;
}

static const size_t gaps[SAID_MOST] = { SETTING_GAPS_FI, SETTING_GAPS_SV, SETTING_GAPS_EN },
		    reasons[SAID_MOST] = { SETTING_REASON_FI, SETTING_REASON_SV,
			    SETTING_REASON_EN };

/* The operator's words in the languages they wrote them in; how many. */
static size_t read_said(
	const struct reading *r, const size_t settings_of[SAID_MOST], struct said *said)
{
	static const char *const languages[SAID_MOST] = { "fi", "sv", "en" };
	size_t count = 0;
	for (size_t i = 0; i < SAID_MOST; i++) {
		struct text words = value_of(r, settings_of[i]);
		if (words.size > 0)
			said[count++] = (struct said){ text_of(languages[i]), words };
	}
	return count;
}

/* What the public pages say of the place: all of it may be missing, and they say less then. */
static void read_public(const struct reading *r, struct conf *conf)
{
	conf->controller = value_of(r, SETTING_CONTROLLER);
	conf->contact = value_of(r, SETTING_CONTACT);
	conf->ground =
		(enum data_ground)word_of(r, SETTING_GROUND, ground_words, COUNT_OF(ground_words));
	conf->supervisor = value_of(r, SETTING_SUPERVISOR);
	conf->access_state =
		(enum access_state)word_of(r, SETTING_STATE, state_words, COUNT_OF(state_words));
	conf->assessor = value_of(r, SETTING_ASSESSOR);
	if (value_of(r, SETTING_ASSESSED).size > 0)
		clock_day(value_of(r, SETTING_ASSESSED), &conf->assessed);
	conf->gaps_count = read_said(r, gaps, conf->gaps);
	if (value_of(r, SETTING_WAYS).size > 0)
		conf->ways = ways_of(value_of(r, SETTING_WAYS));
	conf->reason_count = read_said(r, reasons, conf->reasons);
}

const char *clean_folder(struct arena *a, const char *typed)
{
	struct text t = text_of(typed);
	while (t.size > 1 && t.at[t.size - 1] == '/')
		t.size--;
	const char *folder = arena_copy(a, t).at;
	const char *slash = strrchr(folder, '/'), *last = slash ? slash + 1 : folder;
	if (strcmp(last, ".") != 0 && strcmp(last, "..") != 0)
		return folder;
	char *real = realpath(folder, NULL);
	if (real)
		folder = arena_copy_chars(a, real).at;
	free(real);
	return folder;
}

bool read_conf(struct arena *a, const char *typed, struct conf *conf)
{
	const char *folder = clean_folder(a, typed);
	struct reading r;
	if (!read_values(a, folder, &r))
		return false;
	const char *keys = r.values[SETTING_KEYS];
	*conf = (struct conf){ .folder = folder,
		.keys = keys && *keys ? keys : arena_print(a, "%s.keys", folder).at,
		.origin = value_of(&r, SETTING_ORIGIN),
		.badge_origin = value_of(&r, SETTING_BADGE_ORIGIN),
		.listen = value_of(&r, SETTING_LISTEN),
		.trusted_proxy = value_of(&r, SETTING_TRUSTED_PROXY),
		.public_name = value_of(&r, SETTING_PUBLIC_NAME),
		.issuer_name = value_of(&r, SETTING_ISSUER_NAME),
		.help_phone = value_of(&r, SETTING_PHONE),
		.help_hours = value_of(&r, SETTING_HOURS),
		.answer_days = number_of(&r, SETTING_ANSWER_DAYS),
		.caseload_good = number_or(&r, SETTING_CASELOAD_GOOD, CASELOAD_GOOD),
		.caseload_most = number_or(&r, SETTING_CASELOAD_MOST, CASELOAD_MOST),
		.session_days = number_of(&r, SETTING_SESSIONS),
		.feedback_days = number_or(&r, SETTING_FEEDBACK, FEEDBACK_DAYS),
		.own_days = number_or(&r, SETTING_OWN_DAYS, OWN_DAYS),
		.words_days = number_or(&r, SETTING_WORDS_DAYS, WORDS_DAYS),
		.learning_days = number_or(&r, SETTING_LEARNING_DAYS, LEARNING_DAYS),
		.ways = USUAL_WAYS,
		.metrics_token = value_of(&r, SETTING_METRICS_TOKEN) };
	read_languages(&r, conf);
	read_public(&r, conf);
	read_post(r.values, &conf->post);
	load_forbidden(a, conf);
	return true;
}

size_t print_advice(struct arena *a, const char *typed)
{
	struct reading r;
	struct said said[SAID_MOST];
	size_t count = 0;
	if (!read_values(a, clean_folder(a, typed), &r))
		return 0;
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (settings[i].need != ADVISED || value_of(&r, i).size > 0)
			continue;
		printf("%s: warning: [%s] %s is missing, so a public page says less than it should "
		       "- %s\n",
			r.path, settings[i].section, settings[i].key, settings[i].meaning);
		count++;
	}
	if (read_said(&r, reasons, said) == 0) {
		printf("%s: warning: [sign_in] reason_fi, reason_sv and reason_en are missing - "
		       "say in one of them why people sign in as they do, so that the privacy "
		       "page can\n",
			r.path);
		count++;
	}
	return count;
}

struct text conf_text(struct arena *a, const char *const *values)
{
	struct buffer b = buffer_in(a);
	const char *section = "";
	buffer_add_chars(&b,
		"; Settings of this installation. A key that isn't known is an error.\n"
		"; ASKEL_SECTION_KEY in the environment comes over the file.\n");
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (strcmp(section, settings[i].section) != 0)
			buffer_print(&b, "\n[%s]\n", settings[i].section);
		section = settings[i].section;
		buffer_print(&b, "; %s\n", settings[i].meaning);
		if (values[i])
			buffer_print(&b, "%s = %s\n", settings[i].key, values[i]);
		else
			buffer_print(&b, ";%s =\n", settings[i].key);
	}
	return buffer_text(&b);
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
