/*
 * outcome: the status, name and sentence of each way a thing can go, from the one list in base.h.
 * A number that is no outcome (a fault in our code) reads as BROKEN.
 */
#include "base/base.h"

static const struct {
	int status;
	const char *name, *words;
} outcomes[] = {
#define X(name, status, words) [name] = { status, #name, words },
	OUTCOMES(X)
#undef X
};

static size_t row_of(enum outcome o)
{
	return (size_t)o < COUNT_OF(outcomes) ? (size_t)o : BROKEN;
}

int outcome_status(enum outcome o)
{
	return outcomes[row_of(o)].status;
}

const char *outcome_name(enum outcome o)
{
	return outcomes[row_of(o)].name;
}

const char *outcome_words(enum outcome o)
{
	return outcomes[row_of(o)].words;
}
