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

const char *question_kind_word(enum question_kind kind)
{
	return kind < QUESTION_KIND_COUNT ? kind_words[kind] : "";
}

bool question_kind_of(struct text word, enum question_kind *kind)
{
	size_t found = text_place(word, kind_words, COUNT_OF(kind_words));
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
	size_t found = text_place(word, verdict_words, COUNT_OF(verdict_words));
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
	size_t found = text_place(word, device_words, COUNT_OF(device_words));
	if (found < DEVICE_COUNT)
		*device = (enum device)found;
	return found < DEVICE_COUNT;
}
