/*
 * From a coach's decision to a badge, in one change: what it says, in whose language, with which name;
 * that it is found intact and this house's; that opening the decision again takes it back.
 */
#include "badge.h"

#define NOW_ISH clock_now()

struct walk {
	struct house house;
	struct arena *arena;
	int64_t client, coach, admin;
	struct text *criteria;
	size_t criterion_count;
};

static enum outcome tie_them(struct db *db, void *value)
{
	const struct walk *w = value;
	struct tie tie = { .client = w->client,
		.coach = w->coach,
		.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
		.ground = GROUND_GUIDANCE,
		.organisation = NO_TEXT,
		.starts = NOW_ISH - 100 };
	TRY(add_tie(db, &tie, 0));
	TRY(save_languages(db, w->client, TEXT("fi"), TEXT("fi-simple")));
	return save_badge_name(db, w->client, TEXT("Maija \"M\" Meikäläinen"), NOW_ISH);
}

struct beginning {
	struct claim claim;
	const struct walk *w;
};

static enum outcome begin(struct db *db, void *value)
{
	struct beginning *b = value;
	TRY(begin_claim(db, &b->claim, b->w->criteria, b->w->criterion_count));
	struct claim_part part = { .criterion = b->w->criteria[0], .self = SELF_CAN };
	struct evidence evidence[] = { { .criterion = part.criterion,
					       .kind = EVIDENCE_WORDS,
					       .words = TEXT("kanarialintu did this for years"),
					       .course = NO_TEXT,
					       .page = NO_TEXT,
					       .question = NO_TEXT },
		{ .criterion = part.criterion,
			.kind = EVIDENCE_SHOW,
			.words = NO_TEXT,
			.course = NO_TEXT,
			.page = NO_TEXT,
			.question = NO_TEXT } };
	return save_claim_part(db, b->claim.id, b->claim.person, &part, evidence, 2, NOW_ISH);
}

static enum outcome move(struct db *db, void *value)
{
	return move_claim(db, value);
}

static enum outcome step(struct walk *w, int64_t claim, int64_t actor, enum claim_act act)
{
	struct claim_judgement *judged =
		arena_take_many(w->arena, w->criterion_count, sizeof *judged);
	struct claim now;
	struct db *db = reader_borrow(w->house.store);
	if (load_claim(db, w->arena, claim, &now) != DONE)
		abort();
	reader_return(w->house.store, db);
	for (size_t i = 0; i < w->criterion_count; i++)
		judged[i] = (struct claim_judgement){ w->criteria[i], JUDGED_SHOWN, NO_TEXT };
	struct claim_move m = { .claim = claim,
		.actor = actor,
		.act = act,
		.now = NOW_ISH,
		.moves = now.moves,
		.admin = act == ACT_REOPEN,
		.message = act == ACT_SEND || act == ACT_TAKE ? NO_TEXT : TEXT("Because."),
		.answer_by = clock_day_of(NOW_ISH) + 14,
		.answer_days = 10,
		.second = SECOND_NONE,
		.judgements = judged,
		.judgement_count = w->criterion_count,
		.assessors = NO_TEXT,
		.demonstration = { .place = NO_TEXT,
			.tasks = NO_TEXT,
			.present = NO_TEXT,
			.seen = NO_TEXT },
		.award = issue_badge,
		.award_context = w->house.workshop };
	return store_change(w->house.store, move, &m);
}

static int64_t begin_one(struct walk *w)
{
	struct beginning b = { .claim = { .person = w->client,
				       .unit = TEXT("safe-online"),
				       .version = TEXT("2.2"),
				       .made = NOW_ISH },
		.w = w };
	if (store_change(w->house.store, begin, &b) != DONE)
		abort();
	return b.claim.id;
}

static size_t badges_of(struct walk *w, struct kept_badge **list)
{
	size_t count = 0;
	struct db *db = reader_borrow(w->house.store);
	if (list_badges(db, w->arena, w->client, list, &count) != DONE)
		abort();
	reader_return(w->house.store, db);
	return count;
}

static enum badge_verdict judged_as(struct walk *w, const struct kept_badge *badge)
{
	struct reply issuer = house_get(&w->house, w->arena, NULL, TEXT("/ob/issuer"));
	struct text about = arena_copy(w->arena, issuer.body);
	struct reply list = house_get(&w->house, w->arena, NULL, TEXT("/ob/status/1"));
	return badge_verify(w->arena, badge->document, about, list.body, NOW_ISH).verdict;
}

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

static void test_approval(struct walk *w, int64_t claim)
{
	struct kept_badge *list;
	struct badge_said said;
	CHECK(step(w, claim, w->client, ACT_SEND) == DONE &&
			step(w, claim, w->coach, ACT_TAKE) == DONE &&
			step(w, claim, w->coach, ACT_JUDGE) == DONE && badges_of(w, &list) == 0,
		"before the decision there is no badge");
	int64_t began = clock_ticks_us();
	CHECK(step(w, claim, w->coach, ACT_APPROVE) == DONE, "it is approved");
	printf("# approved, signed and on the disk in %lld us\n",
		(long long)(clock_ticks_us() - began));
	if (!CHECK(badges_of(w, &list) == 1, "with it there is one badge"))
		return;
	CHECK(judged_as(w, &list[0]) == BADGE_OURS, "intact, and this house's");
	CHECK(badge_read(w->arena, list[0].document, &said) && text_is_chars(said.language, "fi") &&
			has(said.title, "Turvallisesti") &&
			said.criterion_count == w->criterion_count,
		"in the holder's language, without its variant, with every criterion");
	CHECK(text_is(said.holder_hash,
		      badge_holder_hash(w->arena, TEXT("Maija \"M\" Meikäläinen"), said.salt)) &&
			!has(list[0].document, "Meik"),
		"with a seal of the name as it was chosen, not the name");
	CHECK(said.evidence_count == 2 && text_is_chars(said.evidence[0], "Omat sanat") &&
			!has(list[0].document, "kanarialintu"),
		"how it was seen is told by kinds, without a word of the person's");
	CHECK(!has(list[0].document, "credits") && list[0].shared == 0 && list[0].revoked == 0,
		"no credits, not shared, in force");
	CHECK(list[0].address.size == 22, "at an address that nobody guesses");
}

static void test_reopening(struct walk *w, int64_t claim)
{
	struct kept_badge *list;
	CHECK(step(w, claim, w->admin, ACT_REOPEN) == DONE, "an admin opens the decision again");
	if (!CHECK(badges_of(w, &list) == 1, "the badge stays where it was"))
		return;
	CHECK(list[0].revoked > 0 && list[0].reason == REVOKED_REOPENED &&
			judged_as(w, &list[0]) == BADGE_REVOKED,
		"but is taken back, for everybody who checks it");
}

static enum outcome refuse_award(struct db *db, void *context, const struct award *award)
{
	(void)db, (void)context, (void)award;
	return BROKEN;
}

static void test_together(struct walk *w)
{
	struct text before = house_value(&w->house, w->arena, "SELECT count(*) FROM decision");
	int64_t other = house_person(&w->house, "other", ROLE_CLIENT), client = w->client;
	w->client = other;
	struct walk alone = *w;
	if (store_change(w->house.store, tie_them, &alone) != DONE)
		abort();
	int64_t claim = begin_one(w);
	CHECK(step(w, claim, other, ACT_SEND) == DONE &&
			step(w, claim, w->coach, ACT_TAKE) == DONE &&
			step(w, claim, w->coach, ACT_JUDGE) == DONE,
		"another claim is judged");
	struct claim now;
	struct db *db = reader_borrow(w->house.store);
	enum outcome o = load_claim(db, w->arena, claim, &now);
	reader_return(w->house.store, db);
	struct claim_move m = { .claim = claim,
		.actor = w->coach,
		.act = ACT_APPROVE,
		.now = NOW_ISH,
		.moves = now.moves,
		.message = TEXT("Because."),
		.assessors = NO_TEXT,
		.demonstration = { .place = NO_TEXT,
			.tasks = NO_TEXT,
			.present = NO_TEXT,
			.seen = NO_TEXT },
		.award = refuse_award };
	CHECK(o == DONE && store_change(w->house.store, move, &m) == BROKEN &&
			text_is(before,
				house_value(&w->house, w->arena, "SELECT count(*) FROM decision")),
		"where the badge can't be made there is no decision either");
	w->client = client;
}

#define OWN_ART \
	"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">" \
	"<title>Lehti</title><path d=\"M0 8L8 0z\"/></svg>\n"

/* The unit with a drawing of its author's, as the library has it a moment later. */
static bool draw_own(struct walk *w, struct text drawing)
{
	const char *folder =
		arena_print(w->arena, "%s/units", w->house.workshop->courses_folder).at;
	const char *unit = arena_print(w->arena, "%s/safe-online.fi.md", folder).at;
	struct text file;
	if (folder_make(arena_print(w->arena, "%s/media", folder).at, 0755) != DONE ||
		file_write(arena_print(w->arena, "%s/media/own.svg", folder).at, drawing, 0644) !=
			DONE ||
		file_read(w->arena, unit, COURSE_FILE_MOST, &file) != DONE)
		return false;
	if (!has(file, "badge:")) {
		size_t end = text_find(file, TEXT("second_person"));
		file = arena_print(w->arena, "%.*sbadge: media/own.svg\nbadge_alt: lehti\n%.*s",
			SHOWN(text_part(file, 0, end)), SHOWN(text_part(file, end, file.size)));
		if (file_write(unit, file, 0644) != DONE)
			return false;
	}
	for (int tries = 0; tries < 400; tries++) {
		HELD_LIBRARY library = library_hold(w->house.workshop->courses);
		const struct unit *one = find_unit(library, TEXT("safe-online"));
		if (one && text_is(one->art, drawing))
			return true;
		usleep(50000);
	}
	return false;
}

static bool issue_to_another(struct walk *w, struct kept_badge *badge)
{
	struct kept_badge *list;
	w->client = house_person(&w->house, "another", ROLE_CLIENT);
	struct walk alone = *w;
	if (store_change(w->house.store, tie_them, &alone) != DONE)
		abort();
	int64_t claim = begin_one(w);
	bool fine = step(w, claim, w->client, ACT_SEND) == DONE &&
		step(w, claim, w->coach, ACT_TAKE) == DONE &&
		step(w, claim, w->coach, ACT_JUDGE) == DONE &&
		step(w, claim, w->coach, ACT_APPROVE) == DONE && badges_of(w, &list) == 1;
	if (fine)
		*badge = list[0];
	return fine;
}

static void test_art(struct walk *w)
{
	struct kept_badge badge;
	struct badge_said said;
	struct text baked, json, picture;
	if (!CHECK(draw_own(w, TEXT(OWN_ART)) && issue_to_another(w, &badge),
		    "an author gives the badge a drawing, and one is made"))
		return;
	struct text begins = TEXT("data:image/svg+xml;base64,");
	CHECK(badge_read(w->arena, badge.document, &said) && text_starts(said.image, begins) &&
			base64_read(w->arena, text_part(said.image, begins.size, said.image.size),
				&picture) &&
			text_is(picture, TEXT(OWN_ART)) && has(said.caption, "lehti, 20"),
		"it carries the drawing as it is, and what is to be seen on it");
	CHECK(judged_as(w, &badge) == BADGE_OURS, "intact, and this house's");
	CHECK(badge_bake_svg(w->arena, picture, badge.document, &baked) &&
			has(baked, "<path d=\"M0 8L8 0z\"/>") &&
			badge_unbake(w->arena, baked, &json) && text_is(json, badge.document),
		"the badge goes into the drawing and comes out of it");
	/* a drawing that nothing can be put into: with an element of ours in it already */
	CHECK(draw_own(w,
		      TEXT("<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">"
			   "<openbadges:credential/></svg>")) &&
			issue_to_another(w, &badge) &&
			badge_read(w->arena, badge.document, &said) &&
			!has(said.caption, "lehti") && judged_as(w, &badge) == BADGE_OURS,
		"where the badge can't be put into it, one is drawn");
}

int main(int count, char **words)
{
	struct walk w = { .arena = arena_open() };
	(void)count;
	if (!CHECK(house_open(&w.house, words[0]), "a house opens"))
		return test_end();
	w.client = house_person(&w.house, "client", ROLE_CLIENT);
	w.coach = house_person(&w.house, "coach", ROLE_COACH);
	w.admin = house_person(&w.house, "admin", ROLE_ADMIN);
	if (store_change(w.house.store, tie_them, &w) != DONE)
		abort();
	{
		HELD_LIBRARY library = library_hold(w.house.workshop->courses);
		const struct unit *unit = find_unit(library, TEXT("safe-online"));
		w.criteria = arena_take_many(w.arena, 40, sizeof *w.criteria);
		for (size_t i = 0; unit && i < unit->outcome_count; i++)
			for (size_t k = 0; k < unit->outcomes[i].criterion_count; k++)
				w.criteria[w.criterion_count++] =
					arena_copy(w.arena, unit->outcomes[i].criteria[k].id);
	}
	int64_t claim = begin_one(&w);
	test_approval(&w, claim);
	test_reopening(&w, claim);
	test_together(&w);
	test_art(&w);
	house_close(&w.house);
	arena_close(w.arena);
	return test_end();
}
