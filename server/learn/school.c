/*
 * school: whether a unit is formal on a day, and what becomes of one that was sent to a school, as one
 * table. Whoever is in it may; whoever isn't may not.
 */
#include "learn/learn.h"

enum formal formal_on(const struct formal_facts *facts, int64_t day)
{
	if (!facts->mapped)
		return FORMAL_NOT;
	if (facts->until && day > facts->until)
		return FORMAL_OVER;
	if (day < facts->from)
		return FORMAL_TO_COME;
	return facts->gaps > 0 ? FORMAL_GAPS : FORMAL_NOW;
}

#define AT(state) (1u << (state))
#define BY(relation) (1u << (relation))
#define IS_ANSWERED (AT(SCHOOL_CONFIRMED) | AT(SCHOOL_REFUSED))
#define EITHER (BY(OF_CLIENT) | BY(OF_COACH))

static const struct {
	enum school_act act;
	unsigned from, by; /* bits of states and relations */
	enum school_state to;
} steps[] = {
	{ SCHOOL_SEND, AT(SCHOOL_NOTHING) | AT(SCHOOL_REFUSED), BY(OF_CLIENT), SCHOOL_SENT },
	/* of one that was answered: the answer is set right */
	{ SCHOOL_CONFIRM, AT(SCHOOL_SENT) | IS_ANSWERED, EITHER, SCHOOL_CONFIRMED },
	{ SCHOOL_REFUSE, AT(SCHOOL_SENT) | IS_ANSWERED, EITHER, SCHOOL_REFUSED },
	{ SCHOOL_UNDO, IS_ANSWERED, EITHER, SCHOOL_SENT },
	{ SCHOOL_DROP, AT(SCHOOL_SENT), BY(OF_CLIENT), SCHOOL_NOTHING },
};

bool school_step(enum school_state state, enum school_act act, enum school_relation relation,
	enum school_state *next)
{
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		if (steps[i].act != act || !(steps[i].from & AT(state)) ||
			!(steps[i].by & BY(relation)))
			continue;
		*next = steps[i].to;
		return true;
	}
	return false;
}

#define X(name, word) [name] = (word),
static const char *const words[] = { SCHOOL_STATES(X) };
#undef X

const char *school_state_word(enum school_state state)
{
	return words[state];
}

bool school_state_of(struct text word, enum school_state *state)
{
	size_t i = text_place(word, words, COUNT_OF(words));

	*state = (enum school_state)i;
	return i < COUNT_OF(words);
}
