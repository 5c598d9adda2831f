/*
 * read: askel.conf as it stands, with the environment over it: ASKEL_ADDRESS_ORIGIN is [address] origin.
 * libinih tells sections, keys and values; we count the lines it is given, so that each problem and
 * each value has its line, and an unknown key is told and not passed over.
 */
#include "inside.h"

#include <ctype.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the file ----------------------------------------------------------------------------------- */

#define LINE_MOST (INI_MAX_LINE - 2) /* what libinih takes besides the line's end and a NUL */

struct lines {
	struct settings_reading *reading;
	struct text rest;
	int line;
};

static void add_problem(struct settings_reading *r, struct conf_problem problem)
{
	GROW(r->arena, r->problems, r->problem_count, r->problem_room);
	r->problems[r->problem_count++] = problem;
}

/* Debian's libinih tells its handler no line numbers, so our reader counts the lines it gives. */
static char *give_line(char *into, int size, void *context)
{
	struct lines *lines = context;
	if (!lines->rest.at || lines->rest.size == 0)
		return NULL;
	lines->line++;
	size_t end = text_find_char(lines->rest, '\n');
	size_t whole = end < lines->rest.size ? end + 1 : end;
	size_t fits = whole < (size_t)size - 1 ? whole : (size_t)size - 1;
	if (end > LINE_MOST)
		add_problem(lines->reading,
			(struct conf_problem){ .line = lines->line,
				.setting = SETTING_COUNT,
				.words = N_("This line is too long: it may have {a} bytes."),
				.a = arena_print(lines->reading->arena, "%d", LINE_MOST) });
	if (memchr(lines->rest.at, '\0', whole))
		add_problem(lines->reading,
			(struct conf_problem){ .line = lines->line,
				.setting = SETTING_COUNT,
				.words = N_("This line can't be read. Write key = value.") });
	memcpy(into, lines->rest.at, fits);
	into[fits] = '\0';
	lines->rest = text_part(lines->rest, whole, lines->rest.size);
	return into;
}

static struct text shown_key(struct arena *a, const char *section, const char *key)
{
	return arena_print(a, "[%s] %s", section, key);
}

static int take_line(void *context, const char *section, const char *key, const char *value)
{
	struct lines *lines = context;
	struct settings_reading *r = lines->reading;
	size_t i = find_setting(text_of(section), text_of(key));
	struct conf_problem problem = {
		.line = lines->line, .setting = i, .a = shown_key(r->arena, section, key)
	};
	if (i == SETTING_COUNT) {
		problem.words = N_("There is no setting {a}. Look at the spelling.");
		add_problem(r, problem);
		return 1;
	}
	if (r->lines[i] > 0) {
		problem.words = N_("{a} is given twice. Remove one of them.");
		add_problem(r, problem);
	}
	r->in_file[i] = arena_copy_chars(r->arena, value).at;
	r->lines[i] = lines->line;
	return 1;
}

void read_settings_text(struct arena *a, struct text bytes, struct settings_reading *r)
{
	struct lines lines = { .reading = r, .rest = bytes };
	*r = (struct settings_reading){ .arena = a, .bytes = bytes, .path = NO_TEXT };
	int line = ini_parse_stream(give_line, &lines, take_line, &lines);
	if (line != 0)
		add_problem(r,
			(struct conf_problem){ .line = line,
				.setting = SETTING_COUNT,
				.words = N_("This line can't be read. Write key = value.") });
}

/* ---- the environment, and what holds ------------------------------------------------------------ */

/* "ASKEL_ADDRESS_ORIGIN" */
struct text setting_environment(struct arena *a, size_t setting)
{
	struct text name = arena_print(
		a, "ASKEL_%s_%s", setting_table[setting].section, setting_table[setting].key);
	char *upper = arena_take(a, name.size + 1);
	for (size_t i = 0; i < name.size; i++)
		upper[i] = (char)toupper((unsigned char)name.at[i]);
	return (struct text){ upper, name.size };
}

static void check_value(struct settings_reading *r, size_t i)
{
	struct conf_problem problem = { .line = r->over[i] ? 0 : r->lines[i],
		.environment = r->over[i] != NULL,
		.setting = i,
		.a = shown_key(r->arena, setting_table[i].section, setting_table[i].key) };
	if (!r->values[i] && setting_table[i].need == NEEDED) {
		problem.words = N_("{a} is missing.");
		add_problem(r, problem);
	} else if (r->values[i] &&
		!setting_fits(r->arena, r->folder, i, r->values[i], &problem.wrong)) {
		/* what nobody else may know doesn't belong in a log */
		problem.words = setting_when(i) == LIVE_SECRET ? N_("{a} can't be that.")
							       : N_("{a} can't be \"{b}\".");
		problem.b = text_of(r->values[i]);
		add_problem(r, problem);
	}
}

void check_settings(struct settings_reading *r)
{
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const char *over = getenv(setting_environment(r->arena, i).at);
		r->over[i] = over ? arena_copy_chars(r->arena, over).at : NULL;
		r->values[i] = r->over[i] ? r->over[i] : r->in_file[i];
		check_value(r, i);
	}
	const char *together = together_problem(r->values);
	if (together)
		add_problem(
			r, (struct conf_problem){ .setting = SETTING_COUNT, .words = together });
}

enum outcome read_settings(struct arena *a, const char *folder, struct settings_reading *r)
{
	struct text path = settings_path(a, folder), bytes;
	enum outcome o = file_read(a, path.at, CONF_MOST, &bytes);
	if (o != DONE) {
		*r = (struct settings_reading){ .arena = a, .path = path, .folder = folder };
		return o;
	}
	read_settings_text(a, bytes, r);
	r->path = path;
	r->folder = folder;
	check_settings(r);
	return r->problem_count > 0 ? BAD_FORM : DONE;
}

/* ---- as values ---------------------------------------------------------------------------------- */

static struct text value_of(const struct settings_reading *r, size_t setting)
{
	return text_of(r->values[setting]);
}

static int number_or(const struct settings_reading *r, size_t setting, int otherwise)
{
	int64_t n = otherwise;
	text_number(value_of(r, setting), &n);
	return (int)n;
}

static void read_languages(const struct settings_reading *r, struct conf *conf)
{
	struct text rest = value_of(r, SETTING_LANGUAGES);
	while (rest.at && conf->language_count < LANGUAGES_MOST) {
		struct text one = text_trim(text_cut(&rest, ' '));
		if (one.size > 0)
			conf->languages[conf->language_count++] = arena_copy(r->arena, one);
	}
}

/* Its place among the words it can be; the first where nothing is said. */
static size_t word_of(const struct settings_reading *r, size_t setting)
{
	size_t count, choice;
	const char *const *words = setting_choices(setting, &count);
	return choice_of(value_of(r, setting), words, count, &choice) ? choice : 0;
}

static const size_t gaps[SAID_MOST] = { SETTING_GAPS_FI, SETTING_GAPS_SV, SETTING_GAPS_EN },
		    reasons[SAID_MOST] = { SETTING_REASON_FI, SETTING_REASON_SV,
			    SETTING_REASON_EN };

/* The operator's words in the languages they wrote them in; how many. */
static size_t read_said(
	const struct settings_reading *r, const size_t from[SAID_MOST], struct said *said)
{
	static const char *const languages[SAID_MOST] = { "fi", "sv", "en" };
	size_t count = 0;
	for (size_t i = 0; i < SAID_MOST; i++) {
		struct text words = value_of(r, from[i]);
		if (words.size > 0)
			said[count++] = (struct said){ text_of(languages[i]), words };
	}
	return count;
}

/* What the public pages say of the place: all of it may be missing, and they say less then. */
static void read_public(const struct settings_reading *r, struct conf *conf)
{
	conf->controller = value_of(r, SETTING_CONTROLLER);
	conf->contact = value_of(r, SETTING_CONTACT);
	conf->ground = (enum data_ground)word_of(r, SETTING_GROUND);
	conf->supervisor = value_of(r, SETTING_SUPERVISOR);
	conf->access_state = (enum access_state)word_of(r, SETTING_STATE);
	conf->assessor = value_of(r, SETTING_ASSESSOR);
	if (value_of(r, SETTING_ASSESSED).size > 0)
		clock_day(value_of(r, SETTING_ASSESSED), &conf->assessed);
	conf->gaps_count = read_said(r, gaps, conf->gaps);
	conf->ways = value_of(r, SETTING_WAYS).size > 0 ? ways_of(value_of(r, SETTING_WAYS))
							: USUAL_WAYS;
	conf->reason_count = read_said(r, reasons, conf->reasons);
}

struct conf conf_of_reading(const struct settings_reading *r)
{
	struct arena *a = r->arena;
	const char *keys = r->values[SETTING_KEYS];
	struct conf conf = { .folder = r->folder,
		.keys = keys && *keys ? keys : arena_print(a, "%s.keys", r->folder).at,
		.origin = value_of(r, SETTING_ORIGIN),
		.badge_origin = value_of(r, SETTING_BADGE_ORIGIN),
		.listen = value_of(r, SETTING_LISTEN),
		.trusted_proxy = value_of(r, SETTING_TRUSTED_PROXY),
		.public_name = value_of(r, SETTING_PUBLIC_NAME),
		.issuer_name = value_of(r, SETTING_ISSUER_NAME),
		.help_phone = value_of(r, SETTING_PHONE),
		.help_hours = value_of(r, SETTING_HOURS),
		.answer_days = number_or(r, SETTING_ANSWER_DAYS, 0),
		.claim_days = number_or(r, SETTING_CLAIM_DAYS, CLAIM_DAYS),
		.claim_second = text_is_chars(value_of(r, SETTING_CLAIM_SECOND), "yes"),
		.claim_share = number_or(r, SETTING_CLAIM_SHARE, CLAIM_SHARE),
		.claim_assessor = number_or(r, SETTING_CLAIM_ASSESSOR, 0),
		.claim_treatment = value_of(r, SETTING_CLAIM_TREATMENT),
		.caseload_good = number_or(r, SETTING_CASELOAD_GOOD, CASELOAD_GOOD),
		.caseload_most = number_or(r, SETTING_CASELOAD_MOST, CASELOAD_MOST),
		.session_days = number_or(r, SETTING_SESSIONS, 0),
		.feedback_days = number_or(r, SETTING_FEEDBACK, FEEDBACK_DAYS),
		.own_days = number_or(r, SETTING_OWN_DAYS, OWN_DAYS),
		.words_days = number_or(r, SETTING_WORDS_DAYS, WORDS_DAYS),
		.learning_days = number_or(r, SETTING_LEARNING_DAYS, LEARNING_DAYS),
		.metrics_token = value_of(r, SETTING_METRICS_TOKEN) };
	read_languages(r, &conf);
	read_public(r, &conf);
	read_post(r->values, &conf.post);
	read_provider(r->values, &conf.provider);
	load_forbidden(a, &conf);
	return conf;
}

/* ---- for commands ------------------------------------------------------------------------------- */

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

/* A link to the file stays one: what it leads to is read, and written. */
struct text settings_path(struct arena *a, const char *folder)
{
	struct text path = arena_print(a, "%s/askel.conf", folder);
	char *real = realpath(path.at, NULL);
	if (real)
		path = arena_copy_chars(a, real);
	free(real);
	return path;
}

struct text conf_problem_place(const struct settings_reading *r, const struct conf_problem *p)
{
	if (p->environment)
		return setting_environment(r->arena, p->setting);
	if (p->line == 0)
		return r->path;
	return arena_print(r->arena, "%.*s:%d", SHOWN(r->path), p->line);
}

struct text conf_problem_words(const struct settings_reading *r, const struct conf_problem *p)
{
	struct text words = english_words(r->arena, p->words, p->a, p->b);
	if (!p->wrong.words)
		return words;
	return arena_print(r->arena, "%.*s %.*s", SHOWN(words),
		SHOWN(english_words(r->arena, p->wrong.words, p->wrong.a, p->wrong.b)));
}

/* Reads DIR; false where anything is wrong, which was told. */
static bool read_told(struct arena *a, const char *typed, struct settings_reading *r)
{
	const char *folder = clean_folder(a, typed);
	enum outcome o = read_settings(a, folder, r);
	if (o == NOT_HERE)
		fprintf(stderr, "%.*s: there is no installation here - askel init %s makes one\n",
			SHOWN(r->path), folder);
	else if (o == TOO_LARGE)
		fprintf(stderr, "%.*s: it may have %d bytes\n", SHOWN(r->path), CONF_MOST);
	for (size_t i = 0; i < r->problem_count; i++)
		fprintf(stderr, "%.*s: %.*s\n", SHOWN(conf_problem_place(r, &r->problems[i])),
			SHOWN(conf_problem_words(r, &r->problems[i])));
	return o == DONE;
}

bool read_conf(struct arena *a, const char *typed, struct conf *conf)
{
	struct settings_reading r;
	if (!read_told(a, typed, &r))
		return false;
	*conf = conf_of_reading(&r);
	return true;
}

size_t print_advice(struct arena *a, const char *typed)
{
	struct settings_reading r;
	struct said said[SAID_MOST];
	size_t count = 0;
	if (read_settings(a, clean_folder(a, typed), &r) != DONE)
		return 0;
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (setting_table[i].need != ADVISED || value_of(&r, i).size > 0)
			continue;
		printf("%.*s: warning: [%s] %s is missing, so a public page says less than it "
		       "should "
		       "- %s\n",
			SHOWN(r.path), setting_table[i].section, setting_table[i].key,
			setting_table[i].meaning);
		count++;
	}
	if (read_said(&r, reasons, said) == 0) {
		printf("%.*s: warning: [sign_in] reason_fi, reason_sv and reason_en are missing - "
		       "say in one of them why people sign in as they do, so that the privacy "
		       "page can\n",
			SHOWN(r.path));
		count++;
	}
	return count;
}
