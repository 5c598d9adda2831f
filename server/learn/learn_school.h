/*
 * learn_school: what makes a unit formal, and what becomes of one that was sent to a school; a part of
 * learn.h, which alone includes it.
 */
#ifndef ASKEL_LEARN_SCHOOL_H
#define ASKEL_LEARN_SCHOOL_H

/* Whether a school can confirm a unit. It can while an official unit stands beside it whose
 * requirements are in force, and an official objective beside each criterion. What the unit's own file
 * says of itself (formal, points) is its author's wish. */
enum formal {
	FORMAL_NOT,     /* no official unit stands beside it */
	FORMAL_NOW,     /* in force, and whole */
	FORMAL_TO_COME, /* the requirements aren't in force yet */
	FORMAL_OVER,    /* or no longer */
	FORMAL_GAPS,    /* some criterion has no objective, as one that was added since */
};
struct formal_facts {
	bool mapped;
	int64_t from, until; /* first and last day in force; until 0: no end is known */
	size_t gaps;         /* criteria without an objective */
};
enum formal formal_on(const struct formal_facts *facts, int64_t day);

/* How what was sent to a school stands. A table of its own beside that of claims: a claim that was
 * approved stays approved whatever a school says, one that was refused may go to another school, and
 * what is said of a school's answer can be set right without touching the assessment here. */
#define SCHOOL_STATES(X) \
	X(SCHOOL_NOTHING, "")            /* nothing was sent, or it didn't go after all */ \
	X(SCHOOL_SENT, "sent")           /* a school has it */ \
	X(SCHOOL_CONFIRMED, "confirmed") /* and has granted the points */ \
	X(SCHOOL_REFUSED, "refused")
enum school_state {
#define X(name, word) name,
	SCHOOL_STATES(X)
#undef X
		SCHOOL_STATE_COUNT
};
#define SCHOOL_ACTS(X) \
	X(SCHOOL_SEND)    /* to one school */ \
	X(SCHOOL_CONFIRM) /* the school's answer is written down, or set right; so are the next */ \
	X(SCHOOL_REFUSE) \
	X(SCHOOL_UNDO) /* there is no answer yet */ \
	X(SCHOOL_DROP) /* it didn't go to that school after all */
enum school_act {
#define X(name) name,
	SCHOOL_ACTS(X)
#undef X
		SCHOOL_ACT_COUNT
};
enum school_relation { OF_CLIENT, OF_COACH, SCHOOL_RELATION_COUNT }; /* coach: tied for claims */
const char *school_state_word(enum school_state state);
bool school_state_of(struct text word, enum school_state *state);
/* The one table; false where they may not. Only a client sends, and one school at a time. */
bool school_step(enum school_state state, enum school_act act, enum school_relation relation,
	enum school_state *next);

#endif
