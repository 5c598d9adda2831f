/*
 * Approving what somebody has shown: with the badge that is made, signed and kept in the same change, and beside it the
 * same decision with no badge. In turn, RUNS each, every one of another person; from the change handed to the writer
 * to the commit on the disk. Prints a line of JSON with the medians in milliseconds.
 *
 *	approve [RUNS]
 */
#include "../pages/house.h"
#include "median.h"
#include "pages/badges.h"

#define RUNS_MOST 300
#define CRITERIA_MOST 40

struct bench {
	struct house house;
	struct arena *arena;
	int64_t coach;
	struct text criteria[CRITERIA_MOST];
	size_t criterion_count;
};

static void need(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "approve: %s\n", what);
	exit(1);
}

struct beginning {
	struct claim claim;
	const struct bench *bench;
};

static enum outcome begin(struct db *db, void *value)
{
	struct beginning *b = value;
	struct tie tie = { .client = b->claim.person,
		.coach = b->bench->coach,
		.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
		.ground = GROUND_GUIDANCE,
		.organisation = NO_TEXT,
		.starts = clock_now() - 100 };
	struct claim_part part = { .criterion = b->bench->criteria[0], .self = SELF_CAN };
	struct evidence shown = { .criterion = part.criterion,
		.kind = EVIDENCE_SHOW,
		.words = NO_TEXT,
		.course = NO_TEXT,
		.page = NO_TEXT,
		.question = NO_TEXT };
	TRY(add_tie(db, &tie, 0));
	TRY(begin_claim(db, &b->claim, b->bench->criteria, b->bench->criterion_count));
	return save_claim_part(db, b->claim.id, b->claim.person, &part, &shown, 1, clock_now());
}

static enum outcome move(struct db *db, void *value)
{
	return move_claim(db, value);
}

static int64_t step(
	struct bench *b, int64_t claim, int64_t actor, enum claim_act act, award_fn *award)
{
	OWN_ARENA a = arena_open();
	struct claim_judgement judged[CRITERIA_MOST];
	struct claim now;
	struct db *db = reader_borrow(b->house.store);

	need(load_claim(db, a, claim, &now) == DONE, "the claim");
	reader_return(b->house.store, db);
	for (size_t i = 0; i < b->criterion_count; i++)
		judged[i] = (struct claim_judgement){ b->criteria[i], JUDGED_SHOWN, NO_TEXT };
	struct claim_move m = { .claim = claim,
		.actor = actor,
		.act = act,
		.now = clock_now(),
		.moves = now.moves,
		.message = act == ACT_APPROVE ? TEXT("Because.") : NO_TEXT,
		.answer_by = clock_day_of(clock_now()) + 14,
		.answer_days = 10,
		.second = SECOND_NONE,
		.judgements = judged,
		.judgement_count = b->criterion_count,
		.assessors = NO_TEXT,
		.demonstration = { .place = NO_TEXT,
			.tasks = NO_TEXT,
			.present = NO_TEXT,
			.seen = NO_TEXT },
		.award = award,
		.award_context = b->house.workshop };
	int64_t began = clock_ticks_us();
	need(store_change(b->house.store, move, &m) == DONE, "a step of it");
	return clock_ticks_us() - began;
}

static int64_t approve(struct bench *b, award_fn *award)
{
	struct beginning first = { .claim = { .person = house_person(
						      &b->house, "client", ROLE_CLIENT),
					   .unit = TEXT("safe-online"),
					   .version = TEXT("2.2"),
					   .made = clock_now() },
		.bench = b };

	need(store_change(b->house.store, begin, &first) == DONE, "it begins");
	step(b, first.claim.id, first.claim.person, ACT_SEND, NULL);
	step(b, first.claim.id, b->coach, ACT_TAKE, NULL);
	step(b, first.claim.id, b->coach, ACT_JUDGE, NULL);
	return step(b, first.claim.id, b->coach, ACT_APPROVE, award);
}

static void find_criteria(struct bench *b)
{
	HELD_LIBRARY library = library_hold(b->house.workshop->courses);
	const struct unit *unit = find_unit(library, TEXT("safe-online"));

	for (size_t i = 0; unit && i < unit->outcome_count; i++)
		for (size_t k = 0; k < unit->outcomes[i].criterion_count; k++) {
			need(b->criterion_count < CRITERIA_MOST, "room for criteria");
			b->criteria[b->criterion_count++] =
				arena_copy(b->arena, unit->outcomes[i].criteria[k].id);
		}
	need(b->criterion_count > 0, "the unit");
}

int main(int count, char **words)
{
	struct bench b = { .arena = arena_open() };
	int64_t runs = 60, issued[RUNS_MOST], alone[RUNS_MOST];

	if (count > 1)
		text_number(text_of(words[1]), &runs);
	need(runs > 0 && runs <= RUNS_MOST && house_open(&b.house, words[0]), "a house opens");
	b.coach = house_person(&b.house, "coach", ROLE_COACH);
	find_criteria(&b);
	approve(&b, issue_badge);
	approve(&b, NULL);
	for (int64_t i = 0; i < runs; i++) {
		issued[i] = approve(&b, issue_badge);
		alone[i] = approve(&b, NULL);
	}
	double with = median(issued, (size_t)runs), without = median(alone, (size_t)runs);
	printf("{\"runs\": %lld, \"issued\": %.2f, \"alone\": %.2f, \"ratio\": %.2f}\n",
		(long long)runs, with, without, with / without);
	house_close(&b.house);
	arena_close(b.arena);
	return 0;
}
