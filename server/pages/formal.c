/*
 * formal: whether a unit of the courses is formal, which is that an admin has put an official unit beside
 * it whose requirements are in force, and an objective beside each criterion. Its points are the official
 * ones then. What its file says (formal, points) is its author's wish and decides nothing.
 */
#include "school.h"

const struct official_objective *objective_called(
	const struct official_module *module, struct text number)
{
	for (size_t i = 0; i < module->objective_count; i++)
		if (text_is(module->objectives[i].number, number))
			return &module->objectives[i];
	return NULL;
}

const struct official_objective *objective_of(const struct mapping *mapping, struct text criterion)
{
	for (size_t i = 0; i < mapping->part_count; i++)
		if (text_is(mapping->parts[i].criterion, criterion))
			return objective_called(
				mapping->official.modules, mapping->parts[i].number);
	return NULL;
}

static size_t count_gaps(struct arena *a, const struct unit *unit, const struct mapping *mapping)
{
	const struct text *criteria;
	size_t count = unit_criteria(a, unit, &criteria), gaps = 0;
	for (size_t i = 0; i < count; i++)
		gaps += objective_of(mapping, criteria[i]) == NULL;
	return gaps;
}

enum outcome load_formal(struct db *db, struct arena *a, const struct unit *unit, int64_t day,
	struct formal_unit *formal)
{
	*formal = (struct formal_unit){ .formal = FORMAL_NOT };
	if (!unit)
		return DONE;
	enum outcome o = load_mapping(db, a, unit->id, &formal->mapping);
	if (o == NOT_HERE)
		return DONE;
	TRY(o);
	formal->gaps = count_gaps(a, unit, &formal->mapping);
	formal->formal = formal_on(&(struct formal_facts){ true, formal->mapping.official.from,
					   formal->mapping.official.until, formal->gaps },
		day);
	return DONE;
}

enum outcome count_formal_troubles(
	struct db *db, struct arena *a, const struct library *library, int64_t *troubles)
{
	int64_t today = clock_day_of(clock_now());
	struct text *units;
	size_t count;
	*troubles = 0;
	TRY(list_mapped_units(db, a, &units, &count));
	for (size_t i = 0; i < count; i++) {
		const struct unit *unit = find_unit(library, units[i]);
		struct formal_unit formal;
		TRY(load_formal(db, a, unit, today, &formal));
		*troubles += unit && formal.formal != FORMAL_NOW;
	}
	return DONE;
}

/* ---- in words --------------------------------------------------------------------------------- */

struct text official_words(
	const struct request *rq, const struct text words[OFFICIAL_LANGUAGES], struct text *lang)
{
	static const char *const languages[] = { "fi", "sv", "en" };
	struct text tag = language_tag(ui_tag(rq));
	size_t at = OFFICIAL_LANGUAGES;
	for (size_t l = 0; l < OFFICIAL_LANGUAGES; l++)
		if (words[l].size > 0 &&
			(at == OFFICIAL_LANGUAGES || text_is_chars(tag, languages[l])))
			at = l;
	*lang = at < OFFICIAL_LANGUAGES ? text_of(languages[at]) : NO_TEXT;
	return at < OFFICIAL_LANGUAGES ? words[at] : NO_TEXT;
}

struct text points_words(const struct request *rq, int tenths)
{
	bool english = text_is(language_tag(ui_tag(rq)), TEXT("en"));
	if (tenths % 10 == 0)
		return arena_print(rq->arena, "%d", tenths / 10);
	return arena_print(rq->arena, "%d%c%d", tenths / 10, english ? '.' : ',', tenths % 10);
}

/* "1 August 2026 - 31 July 2030", or from then on. */
static struct text dates_words(const struct request *rq, int64_t from, int64_t until)
{
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
		until ? N_("in force {a} - {b}") : N_("in force from {a} on"),
		full_date_words(rq, from), until ? full_date_words(rq, until) : NO_TEXT);
}

struct text official_line(const struct request *rq, const struct official *official)
{
	const struct official_module *module = official->modules;
	struct buffer b = buffer_in(rq->arena);
	buffer_print(&b, "%.*s, %.*s",
		SHOWN(module->compulsory ? tell(rq, N_("the part that all do"))
					 : tell(rq, N_("the part that may be chosen"))),
		SHOWN(say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
			N_("{a} competence points"), points_words(rq, module->half_points * 5),
			NO_TEXT)));
	if (official->unit_code.size > 0)
		buffer_print(&b, " · %.*s", SHOWN(official->unit_code));
	buffer_print(&b, " · %.*s", SHOWN(official->code));
	if (official->diary.size > 0)
		buffer_print(&b, " · %.*s", SHOWN(official->diary));
	buffer_print(&b, " · %.*s", SHOWN(dates_words(rq, official->from, official->until)));
	return buffer_text(&b);
}
