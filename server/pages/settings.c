/*
 * settings: what an admin decides, in the browser: a list of all there is with what holds now, and a
 * small form for each part of it. askel.conf is the one truth, and it is also edited by hand; so a form
 * remembers what it was filled from, and where somebody else has changed a value meanwhile, both are
 * shown and nothing is overwritten unseen.
 */
#include "settings_words.h"
#include "upkeep.h"

#include <stdio.h>
#include <string.h>

#define TRIES_MOST 3 /* at a file that somebody else writes in the same moment */

/* ---- changing ----------------------------------------------------------------------------------- */

struct note_change {
	const struct setting_change *changes;
	size_t count;
	int64_t actor, now;
};

static enum outcome note_changes(struct db *db, void *value)
{
	const struct note_change *c = value;
	for (size_t i = 0; i < c->count; i++) {
		const struct setting_about *about = &setting_table[c->changes[i].setting];
		char key[64];
		snprintf(key, sizeof key, "%s.%s", about->section, about->key);
		TRY(note_setting(db, text_of(key), c->actor, c->now));
	}
	return DONE;
}

/* The rows come first: a change without its row would be worse than a row whose change then fails. */
enum outcome change_settings(struct store *store, const struct settings_reading *reading,
	const struct setting_change *changes, size_t count, int64_t actor)
{
	struct note_change note = { changes, count, actor, clock_now() };
	struct text bytes = reading->bytes;
	for (size_t i = 0; i < count; i++)
		bytes = conf_with(reading->arena, bytes, changes[i].setting, changes[i].value);
	TRY(store_change(store, note_changes, &note));
	return save_settings(reading, bytes);
}

/* ---- the file as it stands ---------------------------------------------------------------------- */

static const struct conf_trouble *troubles_of(
	const struct request *rq, const struct settings_reading *r, size_t *count)
{
	struct conf_trouble *list = arena_take_many(rq->arena, r->problem_count + 1, sizeof *list);
	for (size_t i = 0; i < r->problem_count; i++) {
		const struct conf_problem *p = &r->problems[i];
		const struct setting_wrong first = { p->words, p->a, p->b };
		struct text more = setting_wrong_words(rq, &p->wrong);
		list[i] = (struct conf_trouble){ .place = conf_problem_place(r, p),
			.words = arena_print(rq->arena, "%.*s%s%.*s",
				SHOWN(setting_wrong_words(rq, &first)), more.size > 0 ? " " : "",
				SHOWN(more)) };
	}
	*count = r->problem_count;
	return list;
}

/* DONE also where the file holds problems, which are shown. */
static enum outcome read_now(struct request *rq, struct settings_reading *r)
{
	enum outcome o = read_settings(rq->arena, workshop_of(rq)->conf.folder, r);
	return o == BAD_FORM ? DONE : o;
}

/* What the server that runs goes by, of what belongs to the machine. */
static struct text in_use(const struct workshop *w, size_t setting)
{
	switch (setting) {
	case SETTING_ORIGIN: /* these two are a demo's own, whatever its file says */
	case SETTING_BADGE_ORIGIN:
		return setting == SETTING_ORIGIN ? w->conf.origin : w->conf.badge_origin;
	case SETTING_LISTEN:
		return w->conf.listen;
	case SETTING_KEYS:
		return text_of(w->conf.keys);
	default:
		return w->at_start ? text_of(w->at_start->values[setting]) : NO_TEXT;
	}
}

static struct setting_line line_of(
	struct request *rq, const struct settings_reading *r, size_t setting)
{
	struct text value = text_of(r->values[setting]);
	struct setting_line line = { .label = setting_label(rq, setting),
		.value = setting_value_words(rq, setting, value),
		.usual = setting_value_words(rq, setting, setting_usual(rq->arena, setting)),
		.environment = r->over[setting] ? setting_environment(rq->arena, setting) : NO_TEXT,
		.missed = value.size == 0 && setting_table[setting].need == ADVISED };
	if (setting_when(setting) != AT_START)
		return line;
	struct text now = in_use(workshop_of(rq), setting);
	if (value.size > 0 && !text_is(value, now))
		line.next = value;
	line.value = now;
	return line;
}

/* ---- the list ----------------------------------------------------------------------------------- */

/* Of what a house has or hasn't (e-mail, a provider): while it hasn't, one line says so. */
static bool goes_without(const struct settings_reading *r, size_t setting)
{
	static const size_t firsts[] = { SETTING_POST_SERVER, SETTING_PROVIDER_ISSUER };
	for (size_t i = 0; i < COUNT_OF(firsts); i++)
		if (setting != firsts[i] && text_of(r->values[firsts[i]]).size == 0 &&
			text_of(r->values[setting]).size == 0 &&
			strcmp(setting_table[setting].section, setting_table[firsts[i]].section) ==
				0)
			return true;
	return false;
}

static struct settings_part part_of(
	struct request *rq, const struct settings_reading *r, const struct settings_group *group)
{
	struct setting_line *lines = arena_take_many(rq->arena, SETTING_COUNT, sizeof *lines);
	struct settings_part part = { .id = text_of(group->id),
		.name = tell(rq, group->name),
		.about = group->about ? tell(rq, group->about) : NO_TEXT,
		.link = settings_group_has_form(group)
			? arena_print(rq->arena, "/settings/%s", group->id)
			: NO_TEXT,
		.lines = lines };
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (settings_group_of(i) != group)
			continue;
		if (goes_without(r, i)) /* then there is nothing to say about it either */
			part.about = NO_TEXT;
		else
			lines[part.lines_count++] = line_of(rq, r, i);
	}
	return part;
}

/* How many days of one's own there are from today on. */
static void count_days(const struct request *rq, struct settings_screen *s)
{
	const struct calendar *calendar = &workshop_of(rq)->calendar;
	int64_t today = clock_day_of(clock_now());
	for (size_t i = 0; i < calendar->count; i++) {
		const struct day_off *off = &calendar->days[i];
		if (off->until == 0 && off->day >= today)
			*(off->open ? &s->opened : &s->closed) += 1;
	}
}

enum outcome show_settings(struct request *rq, struct response *rs)
{
	struct settings_reading r;
	struct text saved = form_value(&rq->query, "saved");
	TRY(read_now(rq, &r));
	struct settings_part *parts =
		arena_take_many(rq->arena, settings_group_count, sizeof *parts);
	struct settings_screen s = { .parts = parts, .path = r.path };
	for (size_t i = 0; i < settings_group_count; i++) {
		struct settings_part part = part_of(rq, &r, &settings_groups[i]);
		if (part.lines_count > 0)
			parts[s.parts_count++] = part;
		if (saved.at && text_is_chars(saved, settings_groups[i].id))
			s.saved = part.name;
	}
	s.troubles = troubles_of(rq, &r, &s.troubles_count);
	count_days(rq, &s);
	fill_frame(rq, rs, &s.frame,
		s.saved.size > 0 ? tell(rq, N_("Saved – settings")) : tell(rq, N_("Settings")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_SETTINGS, &s);
}

/* ---- one form ----------------------------------------------------------------------------------- */

/* A field on its way: what the file says, what it said when the form was made, what was typed; each as
 * the file would say it, or as it was typed where that can't be. */
struct setting_answer {
	size_t setting;
	struct text file, was, typed;
	struct text shown; /* in its field */
	struct setting_wrong wrong;
	bool overtaken;
};

static struct text field_name(struct arena *a, size_t setting)
{
	return arena_print(a, "%s.%s", setting_table[setting].section, setting_table[setting].key);
}

/* What was ticked, with blanks between; of languages the one that comes first first. */
static struct text ticked(const struct request *rq, size_t setting, const char *name)
{
	struct text first = form_value(&rq->form, arena_print(rq->arena, "%s.first", name).at);
	struct buffer b = buffer_in(rq->arena);
	struct text one;
	if (setting == SETTING_LANGUAGES && first.size > 0)
		buffer_add(&b, first);
	for (size_t n = 0; (one = form_value_at(&rq->form, name, n)).at; n++) {
		if (setting == SETTING_LANGUAGES && text_is(one, first))
			continue;
		buffer_print(&b, "%s%.*s", b.size > 0 ? " " : "", SHOWN(one));
	}
	return buffer_text(&b);
}

static bool is_ticked(size_t setting)
{
	return setting == SETTING_LANGUAGES || setting_is_many(setting);
}

static void read_answer(const struct request *rq, struct setting_answer *answer)
{
	struct text name = field_name(rq->arena, answer->setting);
	if (is_ticked(answer->setting))
		answer->typed = ticked(rq, answer->setting, name.at);
	else
		answer->typed = typed(rq, name.at);
	answer->shown = answer->typed;
	answer->was = form_value(&rq->form, arena_print(rq->arena, "was.%.*s", SHOWN(name)).at);
	answer->was = answer->was.at ? answer->was : NO_TEXT;
	int64_t day = typed_day(answer->typed, clock_day_of(clock_now()));
	char written[11];
	if (answer->setting != SETTING_ASSESSED || day == 0)
		return;
	clock_day_text(day, written);
	answer->typed = arena_copy_chars(rq->arena, written);
}

/* As people write a day, so that it is read in the field as in a sentence. */
static struct text shown_value(const struct request *rq, size_t setting, struct text value)
{
	int64_t day;
	if (setting != SETTING_ASSESSED || !clock_day(value, &day))
		return value;
	struct date date = clock_date(day);
	return arena_print(rq->arena, "%d.%d.%d", date.day, date.month, date.year);
}

/* What is chosen where nothing is said counts as said, so that looking changes nothing. */
static struct text file_value(
	const struct request *rq, const struct settings_reading *r, size_t setting)
{
	size_t count;
	struct text value = text_of(r->in_file[setting]);
	if (value.size > 0 || !setting_choices(setting, &count))
		return value;
	return setting_usual(rq->arena, setting);
}

/* The settings of a group that a form can change; how many. */
static size_t answers_of(const struct request *rq, const struct settings_reading *r,
	const struct settings_group *group, struct setting_answer *answers)
{
	size_t count = 0;
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (settings_group_of(i) != group || r->over[i])
			continue;
		struct text value = file_value(rq, r, i);
		answers[count++] = (struct setting_answer){ .setting = i,
			.file = value,
			.was = value,
			.typed = value,
			.shown = shown_value(rq, i, value) };
	}
	return count;
}

/* Whether it is to be written; false also where it needs another look. */
static bool decide(const struct request *rq, struct setting_answer *answer)
{
	struct text day = TEXT("25.11.2026");
	if (text_is(answer->typed, answer->file) || text_is(answer->typed, answer->was)) {
		/* untouched: what somebody else made of it meanwhile stays */
		answer->shown = shown_value(rq, answer->setting, answer->file);
		answer->was = answer->file;
		return false;
	}
	if (!text_is(answer->was, answer->file)) {
		answer->overtaken = true;
		answer->was = answer->file;
		return false;
	}
	if (setting_is_many(answer->setting) && answer->typed.size == 0)
		answer->wrong.words = N_("Choose at least one.");
	else if (!setting_fits(rq->arena, workshop_of(rq)->conf.folder, answer->setting,
			 answer->typed.at, &answer->wrong) &&
		answer->setting == SETTING_ASSESSED)
		answer->wrong = (struct setting_wrong){ .words = N_("Write the day like this: {a}"),
			.a = day };
	return answer->wrong.words == NULL;
}

/* ---- its screen --------------------------------------------------------------------------------- */

static bool has_word(struct text list, struct text word)
{
	while (list.at) {
		if (text_is(text_trim(text_cut(&list, ' ')), word))
			return true;
	}
	return false;
}

struct choices {
	struct setting_choice *rows;
	size_t count;
};

static void add_choice(struct request *rq, const struct setting_answer *answer, struct text name,
	struct text input, struct text word, struct choices *choices)
{
	struct text first = text_trim(answer->shown);
	size_t at = choices->count++;
	choices->rows[at] = (struct setting_choice){
		.input = at == 0 ? input : arena_print(rq->arena, "%.*s-%zu", SHOWN(input), at + 1),
		.name = name,
		.value = word,
		.words = setting_choice_words(rq, answer->setting, word),
		.lang = answer->setting == SETTING_LANGUAGES ? language_tag(word) : NO_TEXT,
		.chosen = has_word(answer->shown, word),
		.first = text_is(text_cut(&first, ' '), word)
	};
}

#define CHOICES_MOST (2 * LANGUAGES_MOST)

/* Every language there are translations for, those that are chosen in their order first. */
static void add_languages(struct request *rq, const struct setting_answer *answer, struct text name,
	struct text input, struct choices *choices)
{
	struct text rest = answer->shown;
	while (rest.at && choices->count < LANGUAGES_MOST) {
		struct text one = text_trim(text_cut(&rest, ' '));
		if (one.size > 0)
			add_choice(rq, answer, name, input, one, choices);
	}
	if (!has_word(answer->shown, TEXT("en")))
		add_choice(rq, answer, name, input, TEXT("en"), choices);
	for (size_t i = 0; i < shelf_count && choices->count < CHOICES_MOST; i++) {
		struct text file = text_of(shelf_files[i].name);
		if (!text_starts(file, TEXT("po/")) || !text_ends(file, TEXT(".mo")))
			continue;
		struct text tag = text_part(file, 3, file.size - 6);
		if (!has_word(answer->shown, tag))
			add_choice(rq, answer, name, input, arena_copy(rq->arena, tag), choices);
	}
}

/* Only what would do: a way that still lacks something isn't offered, unless it stands in the file. */
static void add_choices(struct request *rq, const struct setting_answer *answer, struct text name,
	struct text input, struct choices *choices)
{
	size_t count;
	struct setting_wrong wrong;
	const char *const *list = setting_choices(answer->setting, &count);
	for (size_t i = 0; i < count && choices->count < CHOICES_MOST; i++) {
		if (has_word(answer->shown, text_of(list[i])) ||
			setting_fits(rq->arena, NULL, answer->setting, list[i], &wrong))
			add_choice(rq, answer, name, input, text_of(list[i]), choices);
	}
}

/* "help.answer_days" -> "help-answer_days" */
static struct text input_of(struct arena *a, size_t setting)
{
	return arena_print(a, "%s-%s", setting_table[setting].section, setting_table[setting].key);
}

static struct setting_field field_of(struct request *rq, const struct setting_answer *answer)
{
	size_t i = answer->setting, count;
	struct text name = field_name(rq->arena, i), input = input_of(rq->arena, i);
	struct choices choices = {
		arena_take_many(rq->arena, CHOICES_MOST + 1, sizeof *choices.rows), 0
	};
	bool some = is_ticked(i), one = !some && setting_choices(i, &count) != NULL;
	if (i == SETTING_LANGUAGES)
		add_languages(rq, answer, name, input, &choices);
	else if (some || one)
		add_choices(rq, answer, name, input, &choices);
	struct setting_field field = { .input = input,
		.name = name,
		.label = setting_label(rq, i),
		.hint = setting_hint(rq, i),
		.usual = one || some ? NO_TEXT : setting_usual(rq->arena, i),
		.value = answer->shown,
		.was = answer->was,
		.problem = setting_wrong_words(rq, &answer->wrong),
		.number = setting_is_number(i),
		.day = i == SETTING_ASSESSED,
		.one = one,
		.some = some,
		.languages = i == SETTING_LANGUAGES,
		.choices = choices.rows,
		.choices_count = choices.count };
	field.line = !field.number && !field.day && !one && !some;
	if (answer->overtaken) {
		field.problem = tell(rq,
			N_("Somebody else has changed this meanwhile. Keep yours or take theirs, "
			   "then save again."));
		field.newer = answer->file.size > 0 ? setting_value_words(rq, i, answer->file)
						    : tell(rq, N_("nothing"));
	}
	return field;
}

static struct setting_field fixed_field(
	struct request *rq, const struct settings_reading *r, size_t setting)
{
	return (struct setting_field){ .label = setting_label(rq, setting),
		.value = setting_value_words(rq, setting, text_of(r->over[setting])),
		.environment = setting_environment(rq->arena, setting),
		.fixed = true };
}

static enum outcome show_part(struct request *rq, struct response *rs,
	const struct settings_reading *r, const struct settings_group *group,
	const struct setting_answer *answers, size_t count, const char *problem)
{
	struct setting_field *fields = arena_take_many(rq->arena, SETTING_COUNT, sizeof *fields);
	struct settings_part_screen s = { .action =
						  arena_print(rq->arena, "/settings/%s", group->id),
		.name = tell(rq, group->name),
		.about = group->about ? tell(rq, group->about) : NO_TEXT,
		.problem = problem ? tell(rq, problem) : NO_TEXT,
		.fields = fields };
	bool overtaken = false;
	s.troubles = troubles_of(rq, r, &s.troubles_count);
	fill_frame(rq, rs, &s.frame, s.name);
	s.frame.help_link = NO_TEXT;
	for (size_t i = 0, a = 0; i < SETTING_COUNT; i++) {
		if (settings_group_of(i) != group)
			continue;
		struct setting_field *field = &fields[s.fields_count++];
		*field = r->over[i] || a == count ? fixed_field(rq, r, i)
						  : field_of(rq, &answers[a++]);
		overtaken = overtaken || field->newer.size > 0;
		if (field->problem.size > 0)
			add_form_problem(rq, &s.frame, field->input.at, field->problem);
	}
	if (s.problem.size > 0)
		add_form_problem(rq, &s.frame, "problem", s.problem);
	if (s.frame.problems_count > 0)
		rs->status = outcome_status(problem ? BROKEN : overtaken ? OVERTAKEN : BAD_FORM);
	return show(rq, rs, SCREEN_SETTINGS_PART, &s);
}

static const struct settings_group *group_asked(const struct request *rq)
{
	for (size_t i = 0; i < settings_group_count; i++) {
		const struct settings_group *group = &settings_groups[i];
		if (settings_group_has_form(group) && text_is_chars(rq->captures[0], group->id))
			return group;
	}
	return NULL;
}

enum outcome show_settings_part(struct request *rq, struct response *rs)
{
	const struct settings_group *group = group_asked(rq);
	struct settings_reading r;
	struct setting_answer answers[SETTING_COUNT];
	if (!group)
		return NOT_HERE;
	TRY(read_now(rq, &r));
	size_t count = answers_of(rq, &r, group, answers);
	for (size_t i = 0; rq->again && i < count; i++)
		read_answer(rq, &answers[i]);
	return show_part(rq, rs, &r, group, answers, count, NULL);
}

/* ---- saving ------------------------------------------------------------------------------------- */

/* One try: reads, decides, and writes where nothing needs another look. *shown: it does, and the form was
 * shown with it. */
static enum outcome try_to_save(
	struct request *rq, struct response *rs, const struct settings_group *group, bool *shown)
{
	struct settings_reading r;
	struct setting_answer answers[SETTING_COUNT];
	struct setting_change changes[SETTING_COUNT];
	size_t change_count = 0;
	TRY(read_now(rq, &r));
	size_t count = answers_of(rq, &r, group, answers);
	for (size_t i = 0; i < count; i++) {
		read_answer(rq, &answers[i]);
		if (decide(rq, &answers[i]))
			changes[change_count++] =
				(struct setting_change){ answers[i].setting, answers[i].typed };
		*shown = *shown || answers[i].wrong.words || answers[i].overtaken;
	}
	if (*shown)
		return show_part(rq, rs, &r, group, answers, count, NULL);
	if (change_count == 0)
		return DONE;
	enum outcome o =
		change_settings(workshop_of(rq)->store, &r, changes, change_count, rq->who.person);
	if (o != BROKEN && o != TOO_LARGE)
		return o;
	*shown = true;
	return show_part(rq, rs, &r, group, answers, count,
		N_("The file askel.conf could not be written, so nothing is changed. Look at the "
		   "log "
		   "and at who may write the folder, or change the file on the machine."));
}

enum outcome save_settings_part(struct request *rq, struct response *rs)
{
	const struct settings_group *group = group_asked(rq);
	enum outcome o = OVERTAKEN;
	bool shown = false;
	if (!group)
		return NOT_HERE;
	for (int tries = 0; o == OVERTAKEN && !shown && tries < TRIES_MOST; tries++)
		o = try_to_save(rq, rs, group, &shown);
	if (o != DONE || shown)
		return o;
	take_over_settings(workshop_of(rq));
	return see_other(rs, rq, "/settings?saved=%s#saved", group->id);
}
