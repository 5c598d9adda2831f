/*
 * An answer as it came from a form or from the database: read, checked and marked. First line: the
 * kind, then a `1` or `0` an option that says whether it is ticked; second line: what was chosen,
 * as it is stored; third: the accepted answer; the rest: the words.
 */
#include "fuzz.h"
#include "learn/learn.h"
#include "words/words.h"

static struct question_key read_key(struct text line, bool ticks[OPTIONS_MOST])
{
	struct question_key key = { .ticks = ticks };

	if (!question_kind_of(text_cut(&line, ' '), &key.kind))
		key.kind = ASK_MANY;
	for (size_t i = 0; i < line.size && i < OPTIONS_MOST; i++)
		ticks[key.option_count++] = line.at[i] == '1';
	return key;
}

static void check_stored(struct arena *a, struct text stored, struct given *given)
{
	struct given before = *given, again = { .words = NO_TEXT };

	if (!given_read(stored, given)) {
		HOLDS(memcmp(&before, given, sizeof before) == 0);
		return;
	}
	/* one spelling */
	HOLDS(given->chosen_count <= OPTIONS_MOST);
	HOLDS(text_is(given_text(a, given), stored));
	HOLDS(given_read(given_text(a, given), &again));
	HOLDS(again.chosen_count == given->chosen_count &&
		memcmp(again.chosen, given->chosen, sizeof again.chosen) == 0);
}

/* The right answer to a question of options. */
static struct given right_answer(const struct question_key *key)
{
	struct given given = { .words = NO_TEXT };

	for (size_t i = 0; i < key->option_count; i++)
		if (key->kind == ASK_ORDER || key->kind == ASK_MATCH || key->ticks[i])
			given.chosen[given.chosen_count++] = (uint8_t)(i + 1);
	return given;
}

static void check_marking(const struct question_key *key, const struct given *given)
{
	enum given_problem problem = given_check(key, given);
	enum verdict verdict = mark_answer(key, given);

	HOLDS((unsigned)problem <= GIVEN_NO_OPTION && (unsigned)verdict < VERDICT_COUNT);
	HOLDS(problem == GIVEN_WELL || verdict == VERDICT_WRONG);
	HOLDS((verdict == VERDICT_GIVEN) ==
		(problem == GIVEN_WELL && (key->kind == ASK_REFLECT || key->kind == ASK_EVIDENCE)));
	if (key->option_count == 0 || key->kind == ASK_SHORT || key->kind == ASK_NUMBER ||
		key->kind == ASK_REFLECT || key->kind == ASK_EVIDENCE)
		return;
	struct given right = right_answer(key);
	if (given_check(key, &right) == GIVEN_WELL)
		HOLDS(mark_answer(key, &right) == VERDICT_RIGHT);
	if (verdict == VERDICT_RIGHT && key->kind != ASK_ONE)
		HOLDS(right.chosen_count == given->chosen_count &&
			memcmp(right.chosen, given->chosen, right.chosen_count) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text rest = input_of(data, size);
	bool ticks[OPTIONS_MOST] = { false };
	struct question_key key = read_key(first_line(&rest), ticks);
	struct text stored = first_line(&rest);
	struct text accepted = fold_words(a, first_line(&rest));
	struct given given = { .words = rest, .folded = fold_words(a, rest) };

	key.accepted = &accepted;
	key.accepted_count = 1;
	key_digest(&key);
	check_stored(a, stored, &given);
	check_marking(&key, &given);
	return 0;
}
