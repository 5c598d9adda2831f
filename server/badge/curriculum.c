/*
 * curriculum: what ePerusteet (the Finnish National Agency for Education) publishes of a module of a
 * common unit, read into plain words. Two generations are known: osaalue2014, where criteria stand
 * under each objective by level, and osaalue2020, where the objectives stand alone.
 */
#include "badge/inside.h"

#include <stdlib.h>
#include <string.h>

#define LEVEL_GOOD \
	"7" /* "Hyvä 3", what the objective itself says; T1 and K5 say less and more of it */

static const char *const languages[CURRICULUM_LANGUAGES] = { "fi", "sv", "en" };

/* ---- words ---------------------------------------------------------------------------------- */

/* "<p>a &amp; b</p>" as plain words with single blanks; what isn't known of HTML stays as it stands. */
static struct text plain_words(struct arena *a, struct text html)
{
	static const struct {
		const char *entity, *plain;
	} entities[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" },
		{ "&#39;", "'" }, { "&nbsp;", " " } };
	struct buffer b = buffer_in(a);
	bool blank = false;
	for (size_t i = 0; i < html.size; i++) {
		struct text rest = text_part(html, i, html.size);
		char one[2] = { html.at[i], '\0' };
		const char *plain = one;
		if (html.at[i] == '<' && text_find_char(rest, '>') < rest.size) {
			i += text_find_char(rest, '>');
			plain = " ";
		}
		for (size_t e = 0; e < COUNT_OF(entities); e++) {
			if (text_starts(rest, text_of(entities[e].entity))) {
				plain = entities[e].plain;
				i += strlen(entities[e].entity) - 1;
			}
		}
		if (strchr(" \t\r\n", plain[0])) {
			blank = b.size > 0;
			continue;
		}
		if (blank)
			buffer_add_char(&b, ' ');
		blank = false;
		buffer_add_chars(&b, plain);
	}
	return buffer_text(&b);
}

/* {"fi": ..., "sv": ..., "en": ...}; empty where a language is missing. */
static void read_words(struct arena *a, const json_t *said, struct text words[CURRICULUM_LANGUAGES])
{
	for (size_t l = 0; l < CURRICULUM_LANGUAGES; l++)
		words[l] = plain_words(a, words_of(said, languages[l]));
}

/* ---- objectives ----------------------------------------------------------------------------- */

struct reading {
	struct arena *arena;
	struct curriculum_module *module;
	size_t room;
};

static void add_objective(struct reading *r, const json_t *said, struct text number)
{
	struct curriculum_objective one = { .number = number };
	bool any = false;
	read_words(r->arena, said, one.words);
	for (size_t l = 0; l < CURRICULUM_LANGUAGES; l++)
		any = any || one.words[l].size > 0;
	if (!any || r->module->objective_count == CURRICULUM_OBJECTIVES_MOST)
		return;
	GROW(r->arena, r->module->objectives, r->module->objective_count, r->room);
	r->module->objectives[r->module->objective_count++] = one;
}

static struct text number_of(struct reading *r, size_t above, size_t number)
{
	return above > 0 ? arena_print(r->arena, "%zu.%zu", above, number)
			 : arena_print(r->arena, "%zu", number);
}

/* The written criteria of the level that says what the objective does; else of the first that has any. */
static const json_t *criteria_of(const json_t *target)
{
	const json_t *levels = json_object_get(target, "osaamistasonKriteerit"), *first = NULL;
	for (size_t i = 0; i < json_array_size(levels); i++) {
		const json_t *level = json_array_get(levels, i);
		const json_t *criteria = json_object_get(level, "kriteerit");
		if (json_array_size(criteria) == 0)
			continue;
		if (text_is_chars(words_of(level, "_osaamistaso"), LEVEL_GOOD))
			return criteria;
		first = first ? first : criteria;
	}
	return first;
}

static void read_targets(struct reading *r, const json_t *assessment)
{
	const json_t *areas = json_object_get(assessment, "arvioinninKohdealueet");
	size_t number = 0;
	for (size_t i = 0; i < json_array_size(areas); i++) {
		const json_t *targets =
			json_object_get(json_array_get(areas, i), "arvioinninKohteet");
		for (size_t k = 0; k < json_array_size(targets); k++) {
			const json_t *target = json_array_get(targets, k);
			const json_t *criteria = criteria_of(target);
			add_objective(
				r, json_object_get(target, "otsikko"), number_of(r, 0, ++number));
			for (size_t c = 0; c < json_array_size(criteria); c++)
				add_objective(r, json_array_get(criteria, c),
					number_of(r, number, c + 1));
		}
	}
}

static void read_requirements(struct reading *r, const json_t *list, size_t above)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		add_objective(r, json_object_get(json_array_get(list, i), "vaatimus"),
			number_of(r, above, i + 1));
}

static void read_requirement_areas(struct reading *r, const json_t *objectives)
{
	const json_t *areas = json_object_get(objectives, "kohdealueet");
	read_requirements(r, json_object_get(objectives, "vaatimukset"), 0);
	for (size_t i = 0; i < json_array_size(areas); i++) {
		const json_t *area = json_array_get(areas, i);
		add_objective(r, json_object_get(area, "kuvaus"), number_of(r, 0, i + 1));
		read_requirements(r, json_object_get(area, "vaatimukset"), i + 1);
	}
}

/* ---- modules -------------------------------------------------------------------------------- */

/* Points as halves: 2.0 is 4. */
static int half_points_of(const json_t *module)
{
	const json_t *scope = json_object_get(module, "laajuus");
	double points = json_is_number(scope) ? json_number_value(scope) : 0;
	return points > 0 && points <= CURRICULUM_POINTS_MOST ? (int)(points * 2 + 0.5) : 0;
}

static void add_module(struct arena *a, struct curriculum *one, const json_t *said, bool compulsory)
{
	if (!json_is_object(said) || one->module_count == CURRICULUM_MODULES_MOST)
		return;
	struct curriculum_module *module = &one->modules[one->module_count];
	struct reading r = { .arena = a, .module = module };
	*module = (struct curriculum_module){ .compulsory = compulsory,
		.half_points = half_points_of(said) };
	read_targets(&r, json_object_get(said, "arviointi"));
	read_requirement_areas(&r, json_object_get(said, "tavoitteet2020"));
	one->module_count += module->objective_count > 0;
}

/* False where it isn't a module of a common unit. */
static bool read_one(struct arena *a, const json_t *said, struct curriculum *one)
{
	struct text type = words_of(said, "tyyppi"), code = words_of(said, "koodiUri");
	const json_t *old = json_object_get(said, "osaamistavoitteet");
	if (!text_is_chars(type, "osaalue2014") && !text_is_chars(type, "osaalue2020"))
		return false;
	*one = (struct curriculum){ .code = arena_copy(a, code) };
	read_words(a, json_object_get(said, "nimi"), one->names);
	for (size_t i = 0; i < json_array_size(old); i++) {
		const json_t *module = json_array_get(old, i);
		add_module(a, one, module, json_is_true(json_object_get(module, "pakollinen")));
	}
	add_module(a, one, json_object_get(said, "pakollisetOsaamistavoitteet"), true);
	add_module(a, one, json_object_get(said, "valinnaisetOsaamistavoitteet"), false);
	return code.size > 0 && one->names[0].size > 0 && one->module_count > 0;
}

/* ---- what is around them --------------------------------------------------------------------- */

struct listing {
	struct arena *arena;
	struct curriculum *list;
	size_t count;
	struct curriculum around; /* what the requirements say for all in them */
};

/* "koodi": {"uri", "versio"}, or "koodiUri" alone. */
static int code_version_of(const json_t *said)
{
	const json_t *version = json_object_get(json_object_get(said, "koodi"), "versio");
	double number = json_is_number(version) ? json_number_value(version) : 0;
	return number >= 1 && number <= 10000 ? (int)number : 0;
}

/* Days are midnights in Finland, two or three hours before those of UTC, in milliseconds since 1970;
 * where the machine's clock stands doesn't matter. A day that no calendar of ours has is none. */
#define FINLAND_AHEAD 3
static int64_t day_at(const json_t *said, const char *key)
{
	const json_t *moment = json_object_get(said, key);
	double ms = json_is_number(moment) ? json_number_value(moment) : 0;
	return ms > 0 && ms < 253402300800000.0
		? ((int64_t)(ms / 1000) + FINLAND_AHEAD * 3600) / 86400
		: 0;
}

static void add_modules(struct listing *l, const json_t *all)
{
	size_t there = json_is_array(all) ? json_array_size(all) : 1;
	for (size_t i = 0; i < there && l->count < CURRICULA_MOST; i++) {
		const json_t *said = json_is_array(all) ? json_array_get(all, i) : all;
		struct curriculum *one = &l->list[l->count];
		if (!read_one(l->arena, said, one))
			continue;
		one->code_version = code_version_of(said);
		one->unit_code = l->around.unit_code;
		one->diary = l->around.diary;
		one->from = l->around.from;
		one->until = l->around.until;
		l->count++;
	}
}

/* A unit with its modules. */
static void add_unit(struct listing *l, const json_t *unit)
{
	struct text code = words_of(unit, "koodiUri");
	l->around.unit_code = arena_copy(
		l->arena, code.size > 0 ? code : words_of(json_object_get(unit, "koodi"), "uri"));
	add_modules(l, json_object_get(unit, "osaAlueet"));
}

bool curriculum_read(struct arena *a, struct text bytes, struct curriculum **list, size_t *count)
{
	OWN_JSON json = read_json_within(bytes, CURRICULUM_BYTES_MOST);
	const json_t *units = json_object_get(json, "tutkinnonOsat");
	struct listing l = { .arena = a,
		.list = arena_take_many(a, CURRICULA_MOST, sizeof *l.list),
		.around = { .diary = arena_copy(a, words_of(json, "diaarinumero")),
			.from = day_at(json, "voimassaoloAlkaa"),
			.until = day_at(json, "voimassaoloLoppuu") } };

	for (size_t i = 0; i < json_array_size(units); i++)
		add_unit(&l, json_array_get(units, i));
	if (json_object_get(json, "osaAlueet"))
		add_unit(&l, json);
	else if (json && !units)
		add_modules(&l, json);
	*list = l.list;
	*count = l.count;
	return l.count > 0;
}
