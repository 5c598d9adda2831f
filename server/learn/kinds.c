/*
 * kinds: the words that kinds of question, verdicts and devices are stored by, from the lists in
 * learn.h, and back again. A number outside its list (a fault in our code) reads as "".
 */
#include "learn/learn.h"

#define X(name, word) [name] = (word),
static const char *const kind_words[] = { QUESTION_KINDS(X) };
static const char *const verdict_words[] = { VERDICTS(X) };
static const char *const device_words[] = { DEVICES(X) };
#undef X

/* The number of `word` among `count` words, or `count` where it is none of them. */
static size_t find_word(const char *const *words, size_t count, struct text word)
{
	size_t i = 0;
	while (i < count && !text_is_chars(word, words[i]))
		i++;
	return i;
}

const char *question_kind_word(enum question_kind kind)
{
	return kind < QUESTION_KIND_COUNT ? kind_words[kind] : "";
}

bool question_kind_of(struct text word, enum question_kind *kind)
{
	size_t found = find_word(kind_words, COUNT_OF(kind_words), word);
	if (found < QUESTION_KIND_COUNT)
		*kind = (enum question_kind)found;
	return found < QUESTION_KIND_COUNT;
}

const char *verdict_word(enum verdict verdict)
{
	return verdict < VERDICT_COUNT ? verdict_words[verdict] : "";
}

bool verdict_of(struct text word, enum verdict *verdict)
{
	size_t found = find_word(verdict_words, COUNT_OF(verdict_words), word);
	if (found < VERDICT_COUNT)
		*verdict = (enum verdict)found;
	return found < VERDICT_COUNT;
}

const char *device_word(enum device device)
{
	return device < DEVICE_COUNT ? device_words[device] : "";
}

bool device_of(struct text word, enum device *device)
{
	size_t found = find_word(device_words, COUNT_OF(device_words), word);
	if (found < DEVICE_COUNT)
		*device = (enum device)found;
	return found < DEVICE_COUNT;
}
