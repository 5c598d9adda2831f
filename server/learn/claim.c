/*
 * claim: who may do what with a claim, and what comes of it, as one table; and how judgements make a
 * decision. Whoever is in the table may; whoever isn't may not.
 */
#include "learn/learn.h"

#define AT(state) (1u << (state))
#define BY(relation) (1u << (relation))
#define STAYS (CLAIM_STATE_COUNT + 1)

/* Whoever has it, alone or with a second person to come. */
#define IS_CLIENT (BY(BY_CLIENT) | BY(BY_CLIENT_ANEW))
#define HAS_IT (BY(BY_ASSESSOR) | BY(BY_ONE_OF_TWO))
#define WITH_CLIENT (AT(CLAIM_DRAFT) | AT(CLAIM_RETURNED))
#define IS_DECIDED (AT(CLAIM_APPROVED) | AT(CLAIM_PARTLY) | AT(CLAIM_NOT_YET))
#define WAITS \
	(AT(CLAIM_SUBMITTED) | AT(CLAIM_IN_REVIEW) | AT(CLAIM_DEMONSTRATION) | \
		AT(CLAIM_PROPOSED) | AT(CLAIM_AGAIN))

static const struct {
	enum claim_act act;
	unsigned from, by; /* bits of states and relations */
	int to;            /* a state */
} steps[] = {
	{ ACT_EDIT, WITH_CLIENT, IS_CLIENT | BY(BY_WRITING), STAYS },
	{ ACT_SEND, WITH_CLIENT, IS_CLIENT, CLAIM_SUBMITTED },
	{ ACT_LET_WRITE, WITH_CLIENT, IS_CLIENT, STAYS },
	{ ACT_WRITE_ALONE, WITH_CLIENT, IS_CLIENT, STAYS },
	{ ACT_WRITE, AT(CLAIM_RETURNED), BY(BY_WRITER), STAYS },
	/* the client's word all the same: their signature */
	{ ACT_CONFIRM, WITH_CLIENT, BY(BY_WRITING), CLAIM_SUBMITTED },
	{ ACT_TAKE_BACK,
		AT(CLAIM_DRAFT) | AT(CLAIM_SUBMITTED) | AT(CLAIM_IN_REVIEW) | AT(CLAIM_RETURNED) |
			AT(CLAIM_DEMONSTRATION) | AT(CLAIM_PROPOSED),
		BY(BY_CLIENT), CLAIM_WITHDRAWN },
	{ ACT_TAKE_BACK, AT(CLAIM_DRAFT) | AT(CLAIM_RETURNED) | WAITS, BY(BY_CLIENT_ANEW),
		CLAIM_AS_DECIDED },
	{ ACT_RESUME, AT(CLAIM_WITHDRAWN), IS_CLIENT, CLAIM_DRAFT },
	{ ACT_ASK_AGAIN, AT(CLAIM_PARTLY) | AT(CLAIM_NOT_YET), IS_CLIENT, CLAIM_AGAIN },

	{ ACT_TAKE, AT(CLAIM_SUBMITTED) | AT(CLAIM_AGAIN), BY(BY_COACH) | BY(BY_WRITER) | HAS_IT,
		CLAIM_IN_REVIEW },
	/* from a coach who is away, or has left */
	{ ACT_TAKE, AT(CLAIM_IN_REVIEW) | AT(CLAIM_DEMONSTRATION), BY(BY_COACH) | BY(BY_WRITER),
		STAYS },
	{ ACT_JUDGE, AT(CLAIM_IN_REVIEW), HAS_IT, STAYS },
	{ ACT_RETURN, AT(CLAIM_IN_REVIEW), HAS_IT, CLAIM_RETURNED },
	{ ACT_AGREE, AT(CLAIM_IN_REVIEW) | AT(CLAIM_DEMONSTRATION), HAS_IT, CLAIM_DEMONSTRATION },
	{ ACT_SEEN, AT(CLAIM_DEMONSTRATION), HAS_IT, CLAIM_IN_REVIEW },
	{ ACT_PROPOSE, AT(CLAIM_IN_REVIEW), HAS_IT, CLAIM_PROPOSED },
	{ ACT_HAND_OVER, AT(CLAIM_IN_REVIEW) | AT(CLAIM_DEMONSTRATION), HAS_IT, STAYS },

	/* alone, or as the second person: never who proposed it or wrote it down */
	{ ACT_APPROVE, AT(CLAIM_IN_REVIEW), BY(BY_ASSESSOR), CLAIM_APPROVED },
	{ ACT_APPROVE_PART, AT(CLAIM_IN_REVIEW), BY(BY_ASSESSOR), CLAIM_PARTLY },
	{ ACT_NOT_YET, AT(CLAIM_IN_REVIEW), BY(BY_ASSESSOR), CLAIM_NOT_YET },
	{ ACT_APPROVE, AT(CLAIM_PROPOSED), BY(BY_COACH), CLAIM_APPROVED },
	{ ACT_APPROVE_PART, AT(CLAIM_PROPOSED), BY(BY_COACH), CLAIM_PARTLY },
	{ ACT_NOT_YET, AT(CLAIM_PROPOSED), BY(BY_COACH), CLAIM_NOT_YET },
	{ ACT_SEND_BACK, AT(CLAIM_PROPOSED), BY(BY_COACH) | BY(BY_PROPOSER), CLAIM_IN_REVIEW },

	{ ACT_REOPEN, IS_DECIDED, BY(BY_ADMIN), CLAIM_AGAIN },
};

bool claim_step(enum claim_state state, enum claim_act act, enum claim_relation relation,
	enum claim_state *next)
{
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		if (steps[i].act != act || !(steps[i].from & AT(state)) ||
			!(steps[i].by & BY(relation)))
			continue;
		*next = steps[i].to == STAYS ? state : (enum claim_state)steps[i].to;
		return true;
	}
	return false;
}

enum claim_relation claim_relation_of(
	enum claim_state state, const struct claim_people *people, int64_t who, bool took_part)
{
	bool writer = who == people->writer;

	if (who == people->client)
		return people->anew ? BY_CLIENT_ANEW : BY_CLIENT;
	if (took_part)
		return BY_DECIDER;
	/* whoever else they are to it, while it isn't with staff */
	if (writer && (AT(state) & WITH_CLIENT))
		return people->writing ? BY_WRITING : BY_WRITER;
	if (state == CLAIM_PROPOSED && who == people->proposer)
		return BY_PROPOSER;
	/* who wrote it down never decides alone */
	if (state != CLAIM_PROPOSED && who == people->assessor)
		return people->second || writer ? BY_ONE_OF_TWO : BY_ASSESSOR;
	return writer ? BY_WRITER : BY_COACH;
}

bool claim_is_decided(enum claim_state state)
{
	return IS_DECIDED & AT(state);
}

bool claim_waits_for_staff(enum claim_state state)
{
	return WAITS & AT(state);
}

bool claim_decision(const enum judgement *judgements, size_t count, enum claim_act *act)
{
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (judgements[i] != JUDGED_SHOWN && judgements[i] != JUDGED_NOT_YET)
			return false;
		shown += judgements[i] == JUDGED_SHOWN;
	}
	*act = shown == count ? ACT_APPROVE : shown > 0 ? ACT_APPROVE_PART : ACT_NOT_YET;
	return count > 0;
}

/* ---- words of the database ------------------------------------------------------------------ */

#define X(name, word) [name] = (word),
static const char *const state_words[] = { CLAIM_STATES(X) };
static const char *const self_words[] = { SELF_RATINGS(X) };
static const char *const judgement_words[] = { JUDGEMENTS(X) };
static const char *const evidence_words[] = { EVIDENCE_KINDS(X) };
#undef X

const char *claim_state_word(enum claim_state state)
{
	return state_words[state];
}

bool claim_state_of(struct text word, enum claim_state *state)
{
	*state = (enum claim_state)text_place(word, state_words, COUNT_OF(state_words));
	return *state < CLAIM_STATE_COUNT;
}

const char *self_rating_word(enum self_rating self)
{
	return self_words[self];
}

bool self_rating_of(struct text word, enum self_rating *self)
{
	*self = (enum self_rating)text_place(word, self_words, COUNT_OF(self_words));
	return *self < SELF_RATING_COUNT;
}

const char *judgement_word(enum judgement judgement)
{
	return judgement_words[judgement];
}

bool judgement_of(struct text word, enum judgement *judgement)
{
	*judgement = (enum judgement)text_place(word, judgement_words, COUNT_OF(judgement_words));
	return *judgement < JUDGEMENT_COUNT;
}

const char *evidence_kind_word(enum evidence_kind kind)
{
	return evidence_words[kind];
}

bool evidence_kind_of(struct text word, enum evidence_kind *kind)
{
	*kind = (enum evidence_kind)text_place(word, evidence_words, COUNT_OF(evidence_words));
	return *kind < EVIDENCE_KIND_COUNT;
}
