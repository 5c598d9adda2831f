/* Visits that were written down lately: which looks need no writing, and that a crowd costs writes
 * but never keeps one from being made. */
#include "pages/inside.h"
#include "test.h"

#define NOW 1800000000
#define COURSE TEXT("safe-online")
#define PAGE TEXT("good-password")
#define OTHER TEXT("keeping-passwords")

static void test_one(void)
{
	struct visits *v = visits_open();

	CHECK(!visits_hold(v, 1, COURSE, PAGE, NOW), "at first nothing is known");
	CHECK(!visits_hold(v, 0, NO_TEXT, NO_TEXT, NOW), "not even of nobody, nowhere");
	visits_keep(v, 1, COURSE, PAGE, NOW);
	CHECK(visits_hold(v, 1, COURSE, PAGE, NOW), "a visit just written is known");
	CHECK(visits_hold(v, 1, COURSE, PAGE, NOW + 59), "for a minute");
	CHECK(!visits_hold(v, 1, COURSE, PAGE, NOW + 60), "and no longer");
	CHECK(!visits_hold(v, 2, COURSE, PAGE, NOW), "of another person nothing is");
	CHECK(!visits_hold(v, 1, TEXT("work-life"), PAGE, NOW), "nor of another course");
	CHECK(!visits_hold(v, 1, COURSE, OTHER, NOW), "nor of another page");
	visits_keep(v, 1, COURSE, PAGE, NOW + 50);
	CHECK(visits_hold(v, 1, COURSE, PAGE, NOW + 100), "one written again lasts from then on");
	visits_keep(v, 1, COURSE, OTHER, NOW + 51);
	CHECK(visits_hold(v, 1, COURSE, OTHER, NOW + 51), "the page opened last is known");
	CHECK(!visits_hold(v, 1, COURSE, PAGE, NOW + 51),
		"going back to the one before is a visit to write");
	visits_keep(v, 1, TEXT("work-life"), PAGE, NOW + 52);
	CHECK(visits_hold(v, 1, COURSE, OTHER, NOW + 52) &&
			visits_hold(v, 1, TEXT("work-life"), PAGE, NOW + 52),
		"courses don't push each other out");
	visits_close(v);
}

/* So many that some share their place in memory with the one that is known. */
static void test_neighbours(void)
{
	OWN_ARENA a = arena_open();
	struct visits *v = visits_open();
	int held = 0;

	visits_keep(v, 1, COURSE, PAGE, NOW);
	for (int64_t i = 2; i < 50000; i++) {
		held += visits_hold(v, 1, arena_print(a, "course-%d", (int)i), PAGE, NOW);
		held += visits_hold(v, i, COURSE, PAGE, NOW);
		arena_reset(a);
	}
	CHECK(held == 0, "of 50,000 other people and courses nothing is known");
	visits_close(v);
}

static size_t count_held(struct visits *v, int64_t people, int64_t now)
{
	size_t held = 0;
	for (int64_t person = 1; person <= people; person++)
		held += visits_hold(v, person, COURSE, PAGE, now);
	return held;
}

static void test_crowd(void)
{
	struct visits *v = visits_open();

	for (int64_t person = 1; person <= 3000; person++)
		visits_keep(v, person, COURSE, PAGE, NOW);
	CHECK(count_held(v, 3000, NOW) > 2950, "a crowd of 3,000 is known");
	for (int64_t person = 3001; person <= 100000; person++)
		visits_keep(v, person, COURSE, PAGE, NOW + 1);
	CHECK(count_held(v, 3000, NOW + 1) == 0,
		"a hundred thousand later the oldest are forgotten");
	CHECK(visits_hold(v, 100000, COURSE, PAGE, NOW + 1), "but who came last is known");
	visits_close(v);
}

int main(void)
{
	test_one();
	test_neighbours();
	test_crowd();
	return test_end();
}
