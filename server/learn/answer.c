/*
 * answer: what was answered, whether it can be marked, and how it went. Pure; keys belong to the
 * library, words to the caller.
 */
#include "learn/learn.h"

#include "seal/seal.h"

#include <string.h>

void key_digest(struct question_key *key)
{
	char form[32 + OPTIONS_MOST];
	const char *kind = question_kind_word(key->kind);
	size_t size = strlen(kind) + 1;
	size_t count = key->option_count < OPTIONS_MOST ? key->option_count : OPTIONS_MOST;

	/* The kind with its NUL, the count, a byte a tick. */
	memcpy(form, kind, size);
	form[size++] = (char)count;
	for (size_t i = 0; key->ticks && i < count; i++)
		form[size++] = (char)key->ticks[i];
	digest_of((struct text){ form, size }, key->digest, sizeof key->digest);
}

struct text given_text(struct arena *a, const struct given *given)
{
	struct buffer b = buffer_in(a);

	for (size_t i = 0; i < given->chosen_count; i++)
		buffer_print(&b, "%s%u", i ? "," : "", given->chosen[i]);
	return buffer_text(&b);
}

bool given_read(struct text stored, struct given *given)
{
	uint8_t chosen[OPTIONS_MOST] = { 0 };
	size_t count = 0;

	while (stored.size || count) {
		struct text part = text_cut(&stored, ',');
		int64_t number;

		if (count == OPTIONS_MOST || !text_number(part, &number) || number < 0 ||
			number > 255)
			return false;
		/* One spelling a number: no "01", no "-0". */
		if (part.size > 1 && (part.at[0] == '0' || part.at[0] == '-'))
			return false;
		chosen[count++] = (uint8_t)number;
		if (!stored.at)
			break;
	}
	memcpy(given->chosen, chosen, count);
	given->chosen_count = count;
	return true;
}

/* ---- checking ------------------------------------------------------------------------------- */

static enum given_problem check_words(struct text words, size_t most)
{
	/* No character is longer than four bytes, so most need no counting. */
	if (words.size > most && (words.size > most * 4 || utf8_count(words) > most))
		return GIVEN_TOO_LONG;
	return text_trim(words).size ? GIVEN_WELL : GIVEN_NOTHING;
}

static enum given_problem check_number(struct text words)
{
	struct decimal number;
	enum given_problem problem = check_words(words, SHORT_WORDS_MOST);

	if (problem != GIVEN_WELL)
		return problem;
	return decimal_read(words, &number) ? GIVEN_WELL : GIVEN_NO_NUMBER;
}

static enum given_problem check_choice(const struct question_key *key, const struct given *given)
{
	if (given->chosen_count == 0)
		return GIVEN_NOTHING;
	if (key->kind == ASK_ONE && given->chosen_count > 1)
		return GIVEN_NO_OPTION;
	for (size_t i = 0; i < given->chosen_count; i++)
		if (given->chosen[i] < 1 || given->chosen[i] > key->option_count ||
			(i && given->chosen[i] <= given->chosen[i - 1]))
			return GIVEN_NO_OPTION;
	return GIVEN_WELL;
}

static enum given_problem check_places(const struct question_key *key, const struct given *given)
{
	size_t set = 0;
	bool taken[OPTIONS_MOST + 1] = { false }, twice = false;

	if (given->chosen_count > key->option_count)
		return GIVEN_NO_OPTION;
	for (size_t i = 0; i < given->chosen_count; i++) {
		uint8_t place = given->chosen[i];
		if (place > key->option_count)
			return GIVEN_NO_OPTION;
		set += place != 0;
		twice = twice || (place && taken[place]);
		taken[place] = true;
	}
	if (set == 0)
		return GIVEN_NOTHING;
	if (set < key->option_count)
		return GIVEN_NOT_ALL;
	return twice && key->kind == ASK_ORDER ? GIVEN_PLACE_TWICE : GIVEN_WELL;
}

enum given_problem given_check(const struct question_key *key, const struct given *given)
{
	if (given->chosen_count > OPTIONS_MOST || key->option_count > OPTIONS_MOST)
		return GIVEN_NO_OPTION;
	switch (key->kind) {
	case ASK_ONE:
	case ASK_MANY:
		return check_choice(key, given);
	case ASK_ORDER:
	case ASK_MATCH:
		return check_places(key, given);
	case ASK_NUMBER:
		return check_number(given->words);
	case ASK_SHORT:
		return check_words(given->words, SHORT_WORDS_MOST);
	case ASK_REFLECT:
	case ASK_EVIDENCE:
	case QUESTION_KIND_COUNT:
		break;
	}
	return check_words(given->words, ANSWER_WORDS_MOST);
}

/* ---- marking -------------------------------------------------------------------------------- */

/* All of `whole` right and nothing wrong, some of it right, or none. */
static enum verdict verdict_from(size_t right, size_t wrong, size_t whole)
{
	if (right == whole && wrong == 0)
		return VERDICT_RIGHT;
	return right ? VERDICT_PARTLY : VERDICT_WRONG;
}

static enum verdict mark_choice(const struct question_key *key, const struct given *given)
{
	size_t right = 0, ticked = 0;

	for (size_t i = 0; i < given->chosen_count; i++)
		right += key->ticks[given->chosen[i] - 1];
	if (key->kind == ASK_ONE)
		return right ? VERDICT_RIGHT : VERDICT_WRONG;
	for (size_t i = 0; i < key->option_count; i++)
		ticked += key->ticks[i];
	return verdict_from(right, given->chosen_count - right, ticked);
}

static enum verdict mark_places(const struct question_key *key, const struct given *given)
{
	size_t right = 0;

	for (size_t i = 0; i < key->option_count; i++)
		right += given->chosen[i] == i + 1;
	return verdict_from(right, 0, key->option_count);
}

static enum verdict mark_short(const struct question_key *key, const struct given *given)
{
	for (size_t i = 0; i < key->accepted_count; i++)
		if (text_is(key->accepted[i], given->folded))
			return VERDICT_RIGHT;
	return VERDICT_WRONG;
}

static enum verdict mark_number(const struct question_key *key, const struct given *given)
{
	struct decimal number;
	int64_t off;

	if (!decimal_read(given->words, &number))
		return VERDICT_WRONG;
	/* Both are under 10^18, so the difference fits. */
	off = number.millionths - key->number.millionths;
	return (off < 0 ? -off : off) <= key->tolerance.millionths ? VERDICT_RIGHT : VERDICT_WRONG;
}

enum verdict mark_answer(const struct question_key *key, const struct given *given)
{
	if (given_check(key, given) != GIVEN_WELL)
		return VERDICT_WRONG;
	switch (key->kind) {
	case ASK_ONE:
	case ASK_MANY:
		return mark_choice(key, given);
	case ASK_ORDER:
	case ASK_MATCH:
		return mark_places(key, given);
	case ASK_SHORT:
		return mark_short(key, given);
	case ASK_NUMBER:
		return mark_number(key, given);
	case ASK_REFLECT:
	case ASK_EVIDENCE:
	case QUESTION_KIND_COUNT:
		break;
	}
	return VERDICT_GIVEN;
}
