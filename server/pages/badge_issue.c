/*
 * A badge on approval, in the same change as the decision: what the unit says in the holder's language,
 * how it was seen by kinds alone, the name as its holder has chosen it, signed and kept. The change that
 * approves calls it (store.h: award_fn); where it fails there is no decision either. A second one, which
 * names the first, once a school has granted the points: in the change that writes down its answer
 * (confirm_fn).
 */
#include "badges.h"
#include "school.h"

#define ADDRESS_SIZE 16 /* random bytes: nobody finds a badge by trying addresses */

/* Everything that is said in one language. */
struct issuing {
	struct workshop *w;
	struct arena *arena;
	const struct unit *unit;
	bool formal;     /* a school can confirm the unit, as things stand when it is approved */
	size_t language; /* of the unit's */
	size_t ui;       /* of the sentences that are ours */
};

static struct text say_of(const struct issuing *i, const char *msgid)
{
	return say(i->w->views, i->ui, msgid);
}

/* The unit's language nearest to the one a person reads courses in, and the language of buttons for the
 * words around it: the same, where there is one. */
static void choose_language(struct issuing *i, const struct person *person)
{
	struct text wanted = language_tag(
		person->course_language.size > 0 ? person->course_language : person->ui_language);
	const struct views *views = i->w->views;
	i->language = 0;
	for (size_t l = 0; l < i->unit->language_count; l++)
		if (text_is(i->unit->languages[l], wanted))
			i->language = l;
	i->ui = find_language(views, language_tag(i->unit->languages[i->language]));
	if (i->ui == language_count(views))
		i->ui = find_language(views, person->ui_language);
	if (i->ui == language_count(views))
		i->ui = 0;
}

static struct badge_outcome outcome_of(
	const struct issuing *i, const struct learning_outcome *outcome)
{
	struct badge_criterion *criteria =
		arena_take_many(i->arena, outcome->criterion_count + 1, sizeof *criteria);
	for (size_t k = 0; k < outcome->criterion_count; k++)
		criteria[k] = (struct badge_criterion){ outcome->criteria[k].id,
			outcome->criteria[k].words[i->language] };
	return (struct badge_outcome){ outcome->words[i->language], criteria,
		outcome->criterion_count };
}

static struct badge_unit badge_unit_of(const struct issuing *i)
{
	const struct unit *unit = i->unit;
	struct badge_outcome *outcomes =
		arena_take_many(i->arena, unit->outcome_count + 1, sizeof *outcomes);
	for (size_t o = 0; o < unit->outcome_count; o++)
		outcomes[o] = outcome_of(i, &unit->outcomes[o]);
	return (struct badge_unit){ .id = unit->id,
		.title = unit->titles[i->language],
		.language = language_tag(unit->languages[i->language]),
		.version = unit->version,
		.outcomes = outcomes,
		.outcome_count = unit->outcome_count,
		.codes = unit->codes,
		.code_count = unit->code_count,
		.formal = i->formal };
}

/* Kinds of evidence, each once: what a picture shows is nobody's business who reads the badge. */
static enum outcome list_kinds(struct db *db, const struct issuing *i, int64_t claim,
	struct badge_evidence **kinds, size_t *count)
{
	static const char *const words[EVIDENCE_KIND_COUNT] = {
		[EVIDENCE_WORDS] = N_("Own words"),
		[EVIDENCE_LINK] = N_("Link"),
		[EVIDENCE_RESULT] = N_("Something done in a course"),
		[EVIDENCE_SHOW] = N_("Practical demonstration"),
		[EVIDENCE_FILE] = N_("Picture or document"),
	};
	bool seen[EVIDENCE_KIND_COUNT] = { false };
	struct evidence *evidence;
	size_t evidence_count;
	TRY(load_evidence(db, i->arena, claim, &evidence, &evidence_count));
	for (size_t e = 0; e < evidence_count; e++)
		seen[evidence[e].kind] = true;
	*kinds = arena_take_many(i->arena, EVIDENCE_KIND_COUNT, sizeof **kinds);
	*count = 0;
	for (size_t k = 0; k < EVIDENCE_KIND_COUNT; k++)
		if (seen[k])
			(*kinds)[(*count)++] =
				(struct badge_evidence){ say_of(i, words[k]), NO_TEXT };
	return DONE;
}

/* The author's own drawing, where the badge can be put into it; else one of ours. */
static void draw(const struct issuing *i, struct badge_award *award)
{
	int year = clock_date(clock_day_of(award->awarded)).year;
	const struct unit *unit = i->unit;
	struct text tried, seen = unit->art_words[i->language];
	if (unit->art.size > 0 && badge_bake_svg(i->arena, unit->art, TEXT("{}"), &tried)) {
		award->image = unit->art;
		award->caption = arena_print(i->arena, "%.*s, %d",
			SHOWN(seen.size > 0 ? seen : award->unit.title), year);
		return;
	}
	struct badge_art art =
		badge_art_of(unit->id, badge_is_digital(unit->codes, unit->code_count), year);
	award->image = badge_art_svg(
		i->arena, art, arena_print(i->arena, "%.*s, %d", SHOWN(award->unit.title), year));
	award->caption =
		arena_print(i->arena, "%.*s, %d", SHOWN(say_of(i, badge_art_words(art))), year);
}

/* The words that a badge says of itself, and its drawing; `note` where points are told of. */
static void describe(
	const struct issuing *i, struct badge_award *award, const char *words, bool note)
{
	award->description = say_of(i, words);
	award->note = note ? award->description : NO_TEXT;
	draw(i, award);
}

static enum outcome sign_and_keep(
	struct db *db, const struct issuing *i, struct badge_award *award, struct kept_badge *badge)
{
	struct badge_issuer issuer = issuer_of(&i->w->conf);
	TRY(take_badge_place(db, &badge->place));
	award->status_index = (uint32_t)badge->place;
	enum outcome o = badge_make(i->w->seal, i->arena, &issuer, award, &badge->document);
	if (o != DONE) {
		log_fault("no badge could be made of unit %.*s", SHOWN(i->unit->id));
		return BROKEN;
	}
	return add_badge(db, badge);
}

/* What both kinds have in common, in the language of its holder. */
static enum outcome prepare(struct db *db, struct issuing *i, const struct award *award,
	int64_t now, struct kept_badge *badge, struct badge_award *said)
{
	struct person person;
	struct badge_evidence *kinds;
	unsigned char address[ADDRESS_SIZE];
	struct text name = NO_TEXT;
	size_t count;
	TRY(load_person(db, i->arena, award->person, &person));
	choose_language(i, &person);
	TRY(list_kinds(db, i, award->claim, &kinds, &count));
	enum outcome named = load_badge_name(db, i->arena, award->person, &name);
	if (named != DONE && named != NOT_HERE)
		return named;
	random_fill(address, sizeof address);
	*badge = (struct kept_badge){ .person = award->person,
		.award = award->id,
		.address = base64url_text(i->arena, bytes_text(address, sizeof address)),
		.unit = award->unit,
		.made = now };
	*said = (struct badge_award){ .id = badge->address,
		.subject = badge_subject_make(i->arena),
		.unit = badge_unit_of(i),
		.holder = name,
		.salt = badge_salt_make(i->arena),
		.evidence = kinds,
		.evidence_count = count,
		.awarded = award->made,
		.issued = now };
	return DONE;
}

static enum outcome issue(struct db *db, struct issuing *i, const struct award *award)
{
	static const char not_granted[] =
		N_("In the assessment here, the holder can do this. No school has granted "
		   "competence points for it yet.");
	struct formal_unit formal;
	struct kept_badge badge;
	struct badge_award said;
	TRY(load_formal(db, i->arena, i->unit, clock_day_of(award->made), &formal));
	i->formal = formal.formal == FORMAL_NOW;
	TRY(prepare(db, i, award, award->made, &badge, &said));
	describe(i, &said,
		i->formal
			? not_granted
			: N_("The holder has shown every part of this unit, and it was assessed."),
		i->formal);
	return sign_and_keep(db, i, &said, &badge);
}

/* Its files are gone: what was decided stands all the same. */
static void tell_no_unit(struct text unit)
{
	log_fault("unit %.*s is not in the courses folder: no badge was made", SHOWN(unit));
}

enum outcome issue_badge(struct db *db, void *context, const struct award *award)
{
	OWN_ARENA arena = arena_open();
	struct issuing i = { .w = context, .arena = arena };
	HELD_LIBRARY library = library_hold(i.w->courses);
	i.unit = find_unit(library, award->unit);
	if (i.unit)
		return issue(db, &i, award);
	tell_no_unit(award->unit);
	return DONE;
}

/* ---- once a school has granted the points ------------------------------------------------------- */

/* The badge of the assessment, which the second one names: the oldest of the award. */
static enum outcome find_first(
	struct db *db, struct arena *a, const struct award *award, struct kept_badge *first)
{
	struct kept_badge *list;
	size_t count;
	TRY(list_badges(db, a, award->person, &list, &count));
	for (size_t k = count; k > 0; k--)
		if (list[k - 1].award == award->id) {
			*first = list[k - 1];
			return DONE;
		}
	return NOT_HERE;
}

static enum outcome issue_confirmed(struct db *db, struct issuing *i, const struct award *award,
	const struct mapping *mapping, const struct school_answer *answer, int64_t *id)
{
	struct kept_badge badge, first;
	struct badge_award said;
	TRY(find_first(db, i->arena, award, &first));
	i->formal = true;
	TRY(prepare(db, i, award, answer->made, &badge, &said));
	struct badge_confirmation confirmation = { .first = arena_print(i->arena, "%.*s/b/%.*s",
							   SHOWN(i->w->conf.badge_origin),
							   SHOWN(first.address)),
		.first_name = said.unit.title,
		.credit_tenths = mapping->official.modules->half_points * 5,
		.provider = answer->provider,
		.day = answer->day };
	said.confirmation = &confirmation;
	describe(i, &said,
		N_("A school has confirmed that the holder can do this, and has granted the "
		   "competence points."),
		true);
	TRY(sign_and_keep(db, i, &said, &badge));
	*id = badge.id;
	return DONE;
}

enum outcome confirm_badge(struct db *db, void *context, const struct sending *sending,
	const struct school_answer *answer, int64_t *badge)
{
	OWN_ARENA arena = arena_open();
	struct issuing i = { .w = context, .arena = arena };
	HELD_LIBRARY library = library_hold(i.w->courses);
	struct mapping mapping;
	struct award award;
	*badge = 0;
	enum outcome o = load_award_of_claim(db, arena, sending->claim, &award);
	/* what was assessed is looked at anew: the school's answer stands, without a badge */
	if (o == NOT_HERE || (o == DONE && award.id != sending->award))
		return DONE;
	TRY(o);
	TRY(load_mapping_by_id(db, arena, sending->mapping, &mapping));
	i.unit = find_unit(library, award.unit);
	if (i.unit)
		o = issue_confirmed(db, &i, &award, &mapping, answer, badge);
	if (!i.unit || o == NOT_HERE)
		tell_no_unit(award.unit);
	return o == NOT_HERE ? DONE : o;
}
