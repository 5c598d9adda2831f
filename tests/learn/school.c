/*
 * Formal units and schools: when a school can confirm a unit, and every triple of state, act and who,
 * against a list of what is allowed that was written apart from the table.
 */
#include "learn/learn.h"
#include "test.h"

#define DAY 20000

static void check_formal(void)
{
	static const struct {
		const char *says;
		struct formal_facts facts;
		enum formal is;
	} cases[] = {
		{ "a unit without an official one isn't formal", { false, 0, 0, 0 }, FORMAL_NOT },
		{ "nor is it with gaps", { false, DAY - 1, 0, 3 }, FORMAL_NOT },
		{ "with one that is in force it is", { true, DAY - 1, DAY + 1, 0 }, FORMAL_NOW },
		{ "also on the first day", { true, DAY, DAY + 1, 0 }, FORMAL_NOW },
		{ "and on the last", { true, DAY - 9, DAY, 0 }, FORMAL_NOW },
		{ "and where no end is known", { true, DAY - 9, 0, 0 }, FORMAL_NOW },
		{ "not the day before", { true, DAY + 1, 0, 0 }, FORMAL_TO_COME },
		{ "nor the day after", { true, DAY - 9, DAY - 1, 0 }, FORMAL_OVER },
		{ "nor while a criterion has no objective", { true, DAY - 9, 0, 1 }, FORMAL_GAPS },
		{ "what is over is told before what is missing", { true, DAY - 9, DAY - 1, 1 },
			FORMAL_OVER },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(formal_on(&cases[i].facts, DAY) == cases[i].is, "%s", cases[i].says);
}

static const struct {
	enum school_state from;
	enum school_act act;
	enum school_relation by;
	enum school_state to;
} allowed[] = {
	{ SCHOOL_NOTHING, SCHOOL_SEND, OF_CLIENT, SCHOOL_SENT },
	{ SCHOOL_REFUSED, SCHOOL_SEND, OF_CLIENT, SCHOOL_SENT },
	{ SCHOOL_SENT, SCHOOL_DROP, OF_CLIENT, SCHOOL_NOTHING },
	{ SCHOOL_SENT, SCHOOL_CONFIRM, OF_CLIENT, SCHOOL_CONFIRMED },
	{ SCHOOL_SENT, SCHOOL_CONFIRM, OF_COACH, SCHOOL_CONFIRMED },
	{ SCHOOL_SENT, SCHOOL_REFUSE, OF_CLIENT, SCHOOL_REFUSED },
	{ SCHOOL_SENT, SCHOOL_REFUSE, OF_COACH, SCHOOL_REFUSED },
	{ SCHOOL_CONFIRMED, SCHOOL_CONFIRM, OF_CLIENT, SCHOOL_CONFIRMED },
	{ SCHOOL_CONFIRMED, SCHOOL_CONFIRM, OF_COACH, SCHOOL_CONFIRMED },
	{ SCHOOL_CONFIRMED, SCHOOL_REFUSE, OF_CLIENT, SCHOOL_REFUSED },
	{ SCHOOL_CONFIRMED, SCHOOL_REFUSE, OF_COACH, SCHOOL_REFUSED },
	{ SCHOOL_CONFIRMED, SCHOOL_UNDO, OF_CLIENT, SCHOOL_SENT },
	{ SCHOOL_CONFIRMED, SCHOOL_UNDO, OF_COACH, SCHOOL_SENT },
	{ SCHOOL_REFUSED, SCHOOL_CONFIRM, OF_CLIENT, SCHOOL_CONFIRMED },
	{ SCHOOL_REFUSED, SCHOOL_CONFIRM, OF_COACH, SCHOOL_CONFIRMED },
	{ SCHOOL_REFUSED, SCHOOL_REFUSE, OF_CLIENT, SCHOOL_REFUSED },
	{ SCHOOL_REFUSED, SCHOOL_REFUSE, OF_COACH, SCHOOL_REFUSED },
	{ SCHOOL_REFUSED, SCHOOL_UNDO, OF_CLIENT, SCHOOL_SENT },
	{ SCHOOL_REFUSED, SCHOOL_UNDO, OF_COACH, SCHOOL_SENT },
};

/* Where the list lets them go; SCHOOL_STATE_COUNT: nowhere. */
static enum school_state listed(int state, int act, int relation)
{
	for (size_t i = 0; i < COUNT_OF(allowed); i++)
		if ((int)allowed[i].from == state && (int)allowed[i].act == act &&
			(int)allowed[i].by == relation)
			return allowed[i].to;
	return SCHOOL_STATE_COUNT;
}

static void check_triples(void)
{
	for (int state = 0; state < SCHOOL_STATE_COUNT; state++)
		for (int act = 0; act < SCHOOL_ACT_COUNT; act++)
			for (int relation = 0; relation < SCHOOL_RELATION_COUNT; relation++) {
				enum school_state next = SCHOOL_STATE_COUNT,
						  wanted = listed(state, act, relation);
				bool may =
					school_step((enum school_state)state, (enum school_act)act,
						(enum school_relation)relation, &next);
				CHECK(may == (wanted != SCHOOL_STATE_COUNT) && next == wanted,
					"from \"%s\" act %d by %d is as it should be",
					school_state_word((enum school_state)state), act, relation);
			}
}

static void check_words(void)
{
	enum school_state state;
	for (int i = 0; i < SCHOOL_STATE_COUNT; i++)
		CHECK(school_state_of(text_of(school_state_word((enum school_state)i)), &state) &&
				(int)state == i,
			"state %d is read again as it is written", i);
	CHECK(!school_state_of(TEXT("granted"), &state), "another word is none");
}

int main(void)
{
	check_formal();
	check_triples();
	check_words();
	return test_end();
}
