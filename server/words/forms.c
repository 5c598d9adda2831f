/*
 * forms: the words of a text as a dictionary lists them, so that "siivosin" and "siivous" are found
 * by one another. Finnish by voikko, which knows inflection, compounds and what a word was made from;
 * Swedish and English by libstemmer, which cuts endings off. Words that say nothing alone (and, I,
 * have) are left out: of Finnish by their class and a list, of the others by a list.
 */
#include "words/inside.h"

#include <libstemmer.h>
#include <libvoikko/voikko.h>
#include <stdlib.h>

/* voikko is given no longer one: it takes time with the square of it. */
#define WORD_BYTES 100
#define BASES_MOST 4
#define PARTS_MOST 6
#define STEM_LEAST 4 /* bytes of a stem that is trusted to be one */
#define PART_LEAST 3 /* of what stands before it in a compound */

struct forms {
	struct arena *arena;
	struct text language;
	struct VoikkoHandle *voikko; /* of Finnish where there is its dictionary, else NULL */
	struct sb_stemmer *stemmer;  /* else this */
	const struct text *stops;    /* folded, in order */
	size_t stop_count, stop_room;
	struct arena *learnt; /* where `known` is */
	struct text *known;   /* bases for finding the parts of compounds, in order; may be none */
	size_t known_count;
};

static const struct {
	const char *language, *algorithm;
} stemmers[] = { { "fi", "finnish" }, { "sv", "swedish" }, { "en", "english" } };

/* Of these alone a person can tell what somebody did; the rest hold a sentence together. */
#define VERB "teonsana"
static const char *const telling_classes[] = { "nimisana", "laatusana", "nimisana_laatusana", VERB,
	"nimi", "lyhenne" };
static const char *const binding_classes[] = { "sidesana", "asemosana", "kieltosana" };

/* ---- opening -------------------------------------------------------------------------------- */

static void read_stops(struct forms *forms, struct text list)
{
	struct text *stops = NULL;
	while (list.at) {
		struct text line = text_trim(text_line(&list));
		if (line.size == 0)
			continue;
		GROW(forms->arena, stops, forms->stop_count, forms->stop_room);
		stops[forms->stop_count++] = fold_words(forms->arena, line);
	}
	forms->stops = stops;
}

enum outcome forms_open(struct text language, struct text stops, struct forms **opened)
{
	const char *algorithm = NULL, *trouble = NULL;
	for (size_t i = 0; i < COUNT_OF(stemmers); i++)
		if (text_is_chars(language, stemmers[i].language))
			algorithm = stemmers[i].algorithm;
	if (!algorithm)
		return NOT_HERE;
	struct arena *a = arena_open();
	struct forms *forms = arena_take_of(a, struct forms);
	forms->arena = a;
	forms->language = arena_copy(a, language);
	if (text_is_chars(language, "fi"))
		forms->voikko = voikkoInit(&trouble, "fi", NULL);
	if (!forms->voikko)
		forms->stemmer = sb_stemmer_new(algorithm, NULL);
	if (!forms->voikko && !forms->stemmer) {
		log_fault("words: no stemmer for %s", algorithm);
		arena_close(a);
		return BROKEN;
	}
	read_stops(forms, stops);
	*opened = forms;
	return DONE;
}

void forms_close(struct forms *forms)
{
	if (!forms)
		return;
	if (forms->voikko)
		voikkoTerminate(forms->voikko);
	if (forms->stemmer)
		sb_stemmer_delete(forms->stemmer);
	arena_close(forms->learnt);
	arena_close(forms->arena);
}

static int compare_texts(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

void forms_learn(struct forms *forms, const struct text *bases, size_t count)
{
	arena_close(forms->learnt);
	forms->learnt = arena_open();
	forms->known = arena_take_many(forms->learnt, count + 1, sizeof *forms->known);
	forms->known_count = count;
	for (size_t i = 0; i < count; i++)
		forms->known[i] = arena_copy(forms->learnt, bases[i]);
	if (count > 0)
		qsort(forms->known, count, sizeof *forms->known, compare_texts);
}

bool forms_know_words(const struct forms *forms)
{
	return forms->voikko != NULL;
}

/* ---- one word ------------------------------------------------------------------------------- */

static bool is_stop(const struct forms *forms, struct text folded)
{
	for (size_t i = 0; i < forms->stop_count; i++)
		if (text_is(forms->stops[i], folded))
			return true;
	return false;
}

static void add_once(struct text *list, size_t *count, size_t most, struct text one)
{
	for (size_t i = 0; i < *count; i++)
		if (text_is(list[i], one))
			return;
	if (one.size > 0 && *count < most)
		list[(*count)++] = one;
}

/* The next thing in brackets of "+työ(työ)+sopimus(sopimus)"; endings, which have a + or - before them
 * there, are passed over. Empty at the end. */
static struct text next_part(struct text *made_of)
{
	while (made_of->at) {
		(void)text_cut(made_of, '(');
		struct text base = made_of->at ? text_cut(made_of, ')') : NO_TEXT;
		if (base.size > 1 && base.at[0] != '+' && base.at[0] != '-')
			return base;
	}
	return NO_TEXT;
}

static void add_parts(
	struct forms *forms, struct arena *a, struct text made_of, struct word_form *form)
{
	struct text part;
	while ((part = next_part(&made_of)).size > 0) {
		struct text folded = fold_words(a, part);
		bool whole = false;
		for (size_t i = 0; i < form->base_count; i++)
			whole = whole || text_is(form->bases[i], folded);
		if (!whole && !is_stop(forms, folded))
			add_once(form->parts, &form->part_count, PARTS_MOST, folded);
	}
}

static bool is_one_of(struct text class, const char *const *classes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_is_chars(class, classes[i]))
			return true;
	return false;
}

/* A copy of what voikko tells of a reading; empty where it tells nothing. */
static struct text told(struct arena *a, const struct voikko_mor_analysis *reading, const char *key)
{
	char *value = voikko_mor_analysis_value_cstr(reading, key);
	struct text copy = value ? arena_copy_chars(a, value) : NO_TEXT;
	voikko_free_mor_analysis_value_cstr(value);
	return copy;
}

/* One way to read a word; a word has up to a dozen. False where it says nothing alone, however else it
 * may be read: "siitä" is of "se" in a person's text and hardly ever of "siittää". */
static bool add_reading(struct forms *forms, struct arena *a,
	const struct voikko_mor_analysis *reading, struct word_form *form)
{
	struct text class = told(a, reading, "CLASS"), made_of = told(a, reading, "WORDBASES");
	struct text base = told(a, reading, "BASEFORM");
	bool verb = text_is_chars(class, VERB);

	if (is_one_of(class, binding_classes, COUNT_OF(binding_classes)))
		return false;
	if (!is_one_of(class, telling_classes, COUNT_OF(telling_classes)))
		return true;
	if (told(a, reading, "PARTICIPLE").size > 0) { /* "siivonnut" is listed under "siivota" */
		struct text rest = made_of, of = next_part(&rest);
		verb = of.size > 0;
		base = verb ? of : base;
	}
	base = fold_words(a, base);
	/* a noun of the list may be another word's form: "ajoin" of "aika", and of "ajaa" */
	if (is_stop(forms, base))
		return !verb;
	add_once(form->bases, &form->base_count, BASES_MOST, base);
	add_parts(forms, a, made_of, form);
	return true;
}

/* False where the dictionary doesn't have it. */
static bool read_finnish(
	struct forms *forms, struct arena *a, struct text word, struct word_form *form)
{
	struct text copy = arena_copy(a, word);
	struct voikko_mor_analysis **readings = voikkoAnalyzeWordCstr(forms->voikko, copy.at);
	bool known = readings && readings[0];

	for (size_t i = 0; known && readings[i]; i++)
		if (!add_reading(forms, a, readings[i], form)) {
			form->base_count = 0;
			break;
		}
	voikko_free_mor_analysis(readings);
	return known;
}

/* libstemmer wants small letters, composed; folding takes accents off, which the dots of å, ä and ö
 * are not, so it is the stem that is folded. */
/* Swedish: Snowball leaves the definite form of neuters and its genitive as they are ("avtalet"). */
static struct text without_article(struct text stem)
{
	static const char *const articles[] = { "ets", "ens", "et", "en" };
	for (size_t i = 0; i < COUNT_OF(articles); i++) {
		struct text article = text_of(articles[i]);
		if (text_ends(stem, article) && stem.size >= article.size + STEM_LEAST)
			return text_part(stem, 0, stem.size - article.size);
	}
	return stem;
}

static struct text stem_of(struct forms *forms, struct arena *a, struct text word)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
	struct characters found = decompose(a, word, options, NULL);
	utf8proc_ssize_t size = utf8proc_reencode(found.at, (utf8proc_ssize_t)found.count, options);
	struct text small = { (const char *)found.at, size > 0 ? (size_t)size : 0 };
	const sb_symbol *stem =
		sb_stemmer_stem(forms->stemmer, (const sb_symbol *)small.at, (int)small.size);
	if (!stem)
		return fold_words(a, small);
	struct text cut = { (const char *)stem, (size_t)sb_stemmer_length(forms->stemmer) };
	if (text_is_chars(forms->language, "sv"))
		cut = without_article(cut);
	return fold_words(a, cut);
}

static bool is_known(const struct forms *forms, struct text base)
{
	return base.size >= STEM_LEAST && forms->known_count > 0 &&
		bsearch(&base, forms->known, forms->known_count, sizeof base, compare_texts);
}

/* Swedish joins words as Finnish does, and no dictionary takes them apart. What ends in a word that was
 * learnt is made with it; what stands before is another, where that was learnt, with or without the s
 * that joins. */
static void split_compound(struct forms *forms, struct word_form *form)
{
	struct text whole = form->bases[0];
	for (size_t at = PART_LEAST; at + STEM_LEAST <= whole.size; at++) {
		struct text tail = text_part(whole, at, whole.size), head = text_part(whole, 0, at);
		if (!is_known(forms, tail))
			continue;
		add_once(form->parts, &form->part_count, PARTS_MOST, tail);
		if (!is_known(forms, head) && text_ends(head, TEXT("s")))
			head = text_part(head, 0, head.size - 1);
		if (is_known(forms, head))
			add_once(form->parts, &form->part_count, PARTS_MOST, head);
		return;
	}
}

/* False where it says nothing alone. */
static bool form_of(struct forms *forms, struct arena *a, struct text word, struct word_form *form)
{
	struct text folded = fold_words(a, word);
	*form = (struct word_form){ .typed = word,
		.bases = arena_take_many(a, BASES_MOST, sizeof *form->bases),
		.parts = arena_take_many(a, PARTS_MOST, sizeof *form->parts) };
	if (folded.size < 2 || is_stop(forms, folded))
		return false;
	if (!forms->voikko) {
		add_once(form->bases, &form->base_count, BASES_MOST, stem_of(forms, a, word));
		if (form->base_count > 0)
			split_compound(forms, form);
	} else if (!read_finnish(forms, a, word, form)) {
		/* a word of a trade, a name of a program, a slip of the finger */
		add_once(form->bases, &form->base_count, BASES_MOST, folded);
	}
	return form->base_count > 0;
}

/* ---- a text --------------------------------------------------------------------------------- */

/* The next run of letters from *at on, with single dashes inside; empty at the end. */
static struct text next_word(struct text words, size_t *at)
{
	size_t start = words.size, end = 0, next = *at;
	while (next < words.size) {
		size_t before = next;
		uint32_t c = utf8_next(words, &next);
		if (is_of_a_word(c)) {
			start = start == words.size ? before : start;
			end = next;
		} else if (start < words.size && (c != '-' || end != before)) {
			break;
		}
	}
	*at = next;
	return start < words.size ? text_part(words, start, end - start) : NO_TEXT;
}

static bool is_there(const struct word_form *list, size_t count, struct text base)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(list[i].bases[0], base))
			return true;
	return false;
}

void forms_of(struct forms *forms, struct arena *a, struct text words, size_t most,
	struct word_form **list, size_t *count)
{
	struct word_form form;
	size_t at = 0, room = 0, looked = 0;
	struct text word;

	*list = NULL;
	*count = 0;
	while (*count < most && looked < most * 8 && (word = next_word(words, &at)).size > 0) {
		looked++;
		if (word.size > WORD_BYTES || !form_of(forms, a, word, &form) ||
			is_there(*list, *count, form.bases[0]))
			continue;
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = form;
	}
}
