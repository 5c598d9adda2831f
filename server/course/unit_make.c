/*
 * unit_make: the files of one unit, a language each, compared and put together as a struct unit.
 * What all languages share (formal, points, codes ...) may stand in any of them; where it stands
 * twice it must say the same.
 */
#include "course/inside.h"
#include "course/pen.h"

#include <stdlib.h>

static const enum front_key shared[] = { KEY_FORMAL, KEY_POINTS, KEY_FRAMEWORK, KEY_VERSION,
	KEY_CODES, KEY_SECOND_PERSON, KEY_BADGE, KEY_VALID_FROM, KEY_VALID_TO };

/* ---- settings that languages share: also for courses and pages ------------------------------ */

const struct source *who_sets(struct source *const *files, size_t count, enum front_key key)
{
	for (size_t i = 0; i < count; i++)
		if (files[i] && front_of(files[i], key))
			return files[i];
	return NULL;
}

const struct front_value *shared_front(
	struct source *const *files, size_t count, enum front_key key)
{
	const struct source *source = who_sets(files, count, key);

	return source ? front_of(source, key) : NULL;
}

static bool same_value(const struct front_value *a, const struct front_value *b)
{
	if (a->count != b->count || !text_is(a->words, b->words))
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!text_is(a->items[i].words, b->items[i].words))
			return false;
	return true;
}

static const char *key_word(enum front_key key)
{
	static const char *const words[] = {
#define X(name, word, type, may, must) word,
		FRONT_KEYS(X)
#undef X
	};
	return words[key];
}

void check_shared(struct source *const *files, size_t count, const enum front_key *keys,
	size_t key_count, struct problem_list *problems)
{
	for (size_t k = 0; k < key_count; k++) {
		const struct source *first = who_sets(files, count, keys[k]);
		for (size_t i = 0; first && i < count; i++) {
			const struct front_value *value =
				files[i] ? front_of(files[i], keys[k]) : NULL;
			if (value && !same_value(value, front_of(first, keys[k])))
				source_problem(problems, files[i], value->line, 1, SETTING_DIFFERS,
					text_of(key_word(keys[k])), file_part(first->name.path));
		}
	}
}

/* ---- languages compared --------------------------------------------------------------------- */

static void differ(struct problem_list *problems, const struct source *source,
	const struct source *first, int line, struct text at)
{
	source_problem(problems, source, line, 1, CRITERIA_DIFFER, file_part(first->name.path), at);
}

/* Tells the first place where two languages differ; one place says enough. */
static void compare_unit(
	const struct source *first, const struct source *other, struct problem_list *problems)
{
	size_t least = first->outcome_count < other->outcome_count ? first->outcome_count
								   : other->outcome_count;

	for (size_t i = 0; i < least; i++) {
		const struct stated_outcome *a = &first->outcomes[i], *b = &other->outcomes[i];
		for (size_t k = 0; k < a->count || k < b->count; k++) {
			const struct stated *c = k < a->count ? &a->criteria[k] : NULL;
			const struct stated *d = k < b->count ? &b->criteria[k] : NULL;
			if (c && d && text_is(c->id, d->id) && text_is(c->objective, d->objective))
				continue;
			differ(problems, other, first, d ? d->line : b->line,
				d           ? d->id
					: c ? c->id
					    : NO_TEXT);
			return;
		}
	}
	if (first->outcome_count != other->outcome_count)
		differ(problems, other, first, 0,
			first->outcome_count > least ? first->outcomes[least].words
						     : other->outcomes[least].words);
}

/* Sentences for a CV that one language has and another lacks; their number may differ. */
static void compare_sentences(const struct unit_files *files, struct problem_list *problems)
{
	for (size_t o = 0; o < files->all[0]->outcome_count; o++) {
		const struct source *has = NULL;
		for (size_t l = 0; l < files->count && !has; l++)
			if (o < files->all[l]->outcome_count && files->all[l]->outcomes[o].cv_count)
				has = files->all[l];
		for (size_t l = 0; has && l < files->count; l++) {
			const struct source *one = files->all[l];
			if (o < one->outcome_count && !one->outcomes[o].cv_count)
				source_problem(problems, one, one->outcomes[o].line, 1, CV_MISSING,
					file_part(has->name.path), NO_TEXT);
		}
	}
}

void check_unit(const struct unit_files *files, struct problem_list *problems)
{
	check_shared(files->all, files->count, shared, COUNT_OF(shared), problems);
	for (size_t i = 1; i < files->count; i++)
		compare_unit(files->all[0], files->all[i], problems);
	compare_sentences(files, problems);
}

/* ---- all units ------------------------------------------------------------------------------ */

size_t gather_units(
	struct arena *a, struct source **sources, size_t count, struct unit_files **units)
{
	size_t unit_count = 0, room = 0;

	*units = NULL;
	for (size_t i = 0; i < count; i++) {
		struct unit_files *last = unit_count ? &(*units)[unit_count - 1] : NULL;
		if (sources[i]->name.kind != FILE_UNIT)
			continue;
		if (last && text_is(last->id, sources[i]->name.id)) {
			last->count++;
			continue;
		}
		GROW(a, *units, unit_count, room);
		(*units)[unit_count++] = (struct unit_files){
			.id = sources[i]->name.id, .all = &sources[i], .count = 1
		};
	}
	return unit_count;
}

struct criterion_place {
	struct text id;
	const struct source *source;
	const struct stated *stated;
	size_t unit;
};

static int compare_places(const void *a, const void *b)
{
	const struct criterion_place *p = a, *q = b;
	int order = text_compare(p->id, q->id);

	if (order)
		return order;
	if (p->unit != q->unit)
		return p->unit < q->unit ? -1 : 1;
	return (p->stated > q->stated) - (p->stated < q->stated);
}

static void list_criteria(struct arena *a, const struct unit_files *units, size_t unit,
	struct criterion_place **places, size_t *count, size_t *room)
{
	const struct source *source = units[unit].all[0];

	for (size_t i = 0; i < source->outcome_count; i++)
		for (size_t k = 0; k < source->outcomes[i].count; k++) {
			const struct stated *stated = &source->outcomes[i].criteria[k];
			GROW(a, *places, *count, *room);
			(*places)[(*count)++] =
				(struct criterion_place){ stated->id, source, stated, unit };
		}
}

/* Languages that other units have. */
static void miss_languages(
	const struct unit_files *units, size_t count, size_t unit, struct problem_list *problems)
{
	const struct unit_files *mine = &units[unit];
	struct text *told = NULL;
	size_t told_count = 0, room = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < units[i].count; k++) {
			struct text language = units[i].all[k]->name.language;
			bool there = is_simple(language);
			for (size_t m = 0; m < mine->count; m++)
				there = there || text_is(mine->all[m]->name.language, language);
			for (size_t m = 0; m < told_count; m++)
				there = there || text_is(told[m], language);
			if (there)
				continue;
			GROW(problems->arena, told, told_count, room);
			told[told_count++] = language;
			source_problem(problems, mine->all[0], 0, 0, NO_TRANSLATION, language,
				arena_print(problems->arena, "%.*s.%.*s.md", SHOWN(mine->id),
					SHOWN(language)));
		}
}

void check_units(
	const struct unit_files *units, size_t count, bool *clean, struct problem_list *problems)
{
	struct criterion_place *places = NULL;
	size_t place_count = 0, room = 0;

	for (size_t i = 0; i < count; i++) {
		clean[i] = true;
		check_unit(&units[i], problems);
		list_criteria(problems->arena, units, i, &places, &place_count, &room);
		miss_languages(units, count, i, problems);
	}
	if (place_count)
		qsort(places, place_count, sizeof *places, compare_places);
	for (size_t i = 1; i < place_count; i++) {
		if (!text_is(places[i - 1].id, places[i].id))
			continue;
		clean[places[i].unit] = false;
		source_problem(problems, places[i].source, places[i].stated->line,
			places[i].stated->column, TWICE_CRITERION, places[i].id,
			file_part(places[i - 1].source->name.path));
	}
}

/* ---- made
 * -----------------------------------------------------------------------------------------------
 */

static struct text shared_words(const struct unit_files *files, enum front_key key)
{
	const struct front_value *value = shared_front(files->all, files->count, key);

	return value ? value->words : NO_TEXT;
}

static int64_t shared_number(const struct unit_files *files, enum front_key key)
{
	const struct front_value *value = shared_front(files->all, files->count, key);

	return value ? value->number : 0;
}

static void make_criterion(struct arena *a, const struct unit_files *files, size_t outcome,
	size_t i, struct criterion *criterion)
{
	const struct stated *first = &files->all[0]->outcomes[outcome].criteria[i];
	struct text *words = arena_take_many(a, files->count, sizeof *words);

	for (size_t l = 0; l < files->count; l++)
		words[l] = files->all[l]->outcomes[outcome].criteria[i].words;
	*criterion = (struct criterion){
		.id = first->id, .objective = first->objective, .words = words
	};
}

static void make_outcome(
	struct arena *a, const struct unit_files *files, size_t i, struct learning_outcome *outcome)
{
	const struct stated_outcome *first = &files->all[0]->outcomes[i];
	struct criterion *criteria = arena_take_many(a, first->count, sizeof *criteria);
	struct text *words = arena_take_many(a, files->count, sizeof *words);
	struct cv_words *cv = arena_take_many(a, files->count, sizeof *cv);

	for (size_t l = 0; l < files->count; l++) {
		const struct stated_outcome *one = &files->all[l]->outcomes[i];
		words[l] = one->words;
		cv[l] = (struct cv_words){ one->cv, one->cv_count };
	}
	for (size_t k = 0; k < first->count; k++)
		make_criterion(a, files, i, k, &criteria[k]);
	*outcome = (struct learning_outcome){
		.words = words, .criteria = criteria, .criterion_count = first->count, .cv = cv
	};
}

static struct text *make_list(struct arena *a, const struct front_value *value, size_t *count)
{
	struct text *texts;

	*count = value ? value->count : 0;
	texts = arena_take_many(a, *count + 1, sizeof *texts);
	for (size_t i = 0; i < *count; i++)
		texts[i] = value->items[i].words;
	return texts;
}

static void tell_silence(const struct unit_files *files, struct problem_list *problems)
{
	for (size_t i = 0; i < files->count; i++)
		if (!front_of(files->all[i], KEY_BADGE_ALT))
			source_problem(
				problems, files->all[i], 1, 1, UNIT_ART_SILENT, NO_TEXT, NO_TEXT);
}

static bool is_drawing(struct text bytes)
{
	struct text start = text_trim(bytes);

	return bytes.size <= BADGE_ART_MOST && svg_draws_only(bytes) &&
		(text_starts(start, TEXT("<svg")) || text_starts(start, TEXT("<?xml")));
}

void take_badge_art(struct arena *a, const struct unit_files *files, const struct media_set *media,
	struct unit *unit, struct problem_list *problems)
{
	const struct source *source = who_sets(files->all, files->count, KEY_BADGE);
	struct text bytes;

	if (!source)
		return;
	tell_silence(files, problems);
	for (size_t i = 0; media && i < media->count; i++) {
		const struct media_file *file = &media->files[i];
		if (text_is(file->name, file_part(unit->badge)) &&
			file_read(a, file->path.at, BADGE_ART_MOST, &bytes) == DONE &&
			is_drawing(bytes))
			unit->art = bytes;
	}
	if (!unit->art.size)
		source_problem(problems, source, front_of(source, KEY_BADGE)->line, 1, UNIT_ART,
			unit->badge, NO_TEXT);
}

void make_unit(struct arena *a, const struct unit_files *files, struct unit *unit)
{
	const struct source *first = files->all[0];
	struct text *languages = arena_take_many(a, files->count, sizeof *languages);
	struct text *titles = arena_take_many(a, files->count, sizeof *titles);
	struct text *art_words = arena_take_many(a, files->count, sizeof *art_words);
	struct learning_outcome *outcomes =
		arena_take_many(a, first->outcome_count, sizeof *outcomes);

	*unit = (struct unit){ .id = arena_copy(a, files->id),
		.languages = languages,
		.language_count = files->count,
		.titles = titles,
		.art_words = art_words,
		.formal = shared_number(files, KEY_FORMAL) != 0,
		.second_person = shared_number(files, KEY_SECOND_PERSON) != 0,
		.half_points = (int)shared_number(files, KEY_POINTS),
		.framework = shared_words(files, KEY_FRAMEWORK),
		.version = shared_words(files, KEY_VERSION),
		.badge = shared_words(files, KEY_BADGE),
		.valid_from = shared_words(files, KEY_VALID_FROM),
		.valid_to = shared_words(files, KEY_VALID_TO),
		.outcomes = outcomes,
		.outcome_count = first->outcome_count };
	unit->codes =
		make_list(a, shared_front(files->all, files->count, KEY_CODES), &unit->code_count);
	for (size_t l = 0; l < files->count; l++) {
		languages[l] = arena_copy(a, files->all[l]->name.language);
		titles[l] = front_of(files->all[l], KEY_TITLE)->words;
		if (front_of(files->all[l], KEY_BADGE_ALT))
			art_words[l] = front_of(files->all[l], KEY_BADGE_ALT)->words;
	}
	for (size_t i = 0; i < first->outcome_count; i++)
		make_outcome(a, files, i, &outcomes[i]);
}
