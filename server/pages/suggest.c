/*
 * What somebody tells in their own words -> criteria it may be about, and which words led to each. It
 * suggests; the person chooses, and a coach decides.
 *
 * A criterion is looked for among its own words, what it belongs to, and what the pages that teach it
 * say, in each language it is written in: people write in any of them, whatever the buttons say. The
 * index is made when it is asked for first, and anew when the courses have changed; one thread looks at
 * a time, for a few milliseconds.
 */
#include "inside.h"

#include <pthread.h>
#include <stdlib.h>

#define LANGUAGES 3
#define WORDS_MOST 80       /* of what is told */
#define DOCUMENT_WORDS 2000 /* different ones, of one criterion */
#define HITS_MOST 40        /* criteria that one word may lead to */
#define PART_WEIGHT 0.4     /* of half a compound, against the whole word */
#define SCORE_LEAST 1.5     /* below, it is chance: a word of the running text of one page */
#define SHARE_LEAST 0.3     /* of the nearest one's */
#define WORD_SHARE_LEAST 0.3

static const char *const tags[LANGUAGES] = { "fi", "sv", "en" };

struct place {
	size_t unit, outcome, criterion; /* in the library of that number */
};

struct suggester {
	pthread_mutex_t lock;
	struct forms *forms[LANGUAGES]; /* NULL: none for it on this machine */
	struct arena *arena;            /* of what was made from one library */
	uint64_t library;               /* its number; 0: none yet */
	struct near *near[LANGUAGES];
	struct place *places;
	size_t place_count;
};

struct suggester *suggester_open(void)
{
	struct suggester *s = calloc(1, sizeof *s);
	if (!s) {
		log_fault("ending: out of memory");
		abort();
	}
	pthread_mutex_init(&s->lock, NULL);
	/* every list for every language: what is told goes through each, and "läst" is no "last" */
	OWN_ARENA a = arena_open();
	struct buffer stops = buffer_in(a);
	for (size_t l = 0; l < LANGUAGES; l++) {
		const struct shelf_file *list = shelf_find(
			shelf_files, shelf_count, arena_print(a, "stops/%s.txt", tags[l]));
		buffer_add(&stops, list ? list->bytes : NO_TEXT);
		buffer_add_char(&stops, '\n');
	}
	for (size_t l = 0; l < LANGUAGES; l++)
		if (forms_open(text_of(tags[l]), buffer_text(&stops), &s->forms[l]) != DONE)
			s->forms[l] = NULL;
	return s;
}

static void forget(struct suggester *s)
{
	for (size_t l = 0; l < LANGUAGES; l++) {
		near_close(s->near[l]);
		s->near[l] = NULL;
	}
	arena_close(s->arena);
	s->arena = NULL;
	s->library = 0;
}

void suggester_close(struct suggester *s)
{
	forget(s);
	for (size_t l = 0; l < LANGUAGES; l++)
		forms_close(s->forms[l]);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* ---- the index ------------------------------------------------------------------------------ */

static void add_plain(struct buffer *b, struct text words)
{
	buffer_add(b, words);
	buffer_add_char(b, '\n');
}

/* Each word once for every time its text has it would let long pages win; so each comes once. */
static struct text listed(struct forms *forms, struct arena *a, struct text words)
{
	struct buffer b = buffer_in(a);
	struct word_form *list;
	size_t count;
	forms_of(forms, a, words, DOCUMENT_WORDS, &list, &count);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < list[i].base_count; k++)
			add_plain(&b, list[i].bases[k]);
		for (size_t k = 0; k < list[i].part_count; k++)
			add_plain(&b, list[i].parts[k]);
	}
	return buffer_text(&b);
}

/* What is learnt of a language: the bases of all criteria and of what they belong to. */
static void learn_words(
	struct suggester *s, size_t language, struct arena *a, struct near_document *documents)
{
	struct text *bases = NULL;
	size_t count = 0, room = 0;
	for (size_t i = 0; i < s->place_count; i++) {
		struct text rest[] = { documents[i].own, documents[i].about };
		for (size_t k = 0; k < COUNT_OF(rest); k++)
			while (rest[k].at) {
				struct text base = text_cut(&rest[k], '\n');
				GROW(a, bases, count, room);
				bases[count++] = base;
			}
	}
	forms_learn(s->forms[language], bases, count);
}

static bool teaches(const struct page *page, struct text criterion)
{
	for (size_t i = 0; i < page->criterion_count; i++)
		if (text_is(page->criteria[i], criterion))
			return true;
	return false;
}

/* The pages of a course that teach the criterion: titles and what is asked to `about`, the running text
 * to `prose`. */
static void add_pages(const struct course *course, const char *tag, struct text criterion,
	struct arena *a, struct buffer *about, struct buffer *prose)
{
	size_t l = 0;
	while (l < course->language_count && !text_is_chars(course->languages[l], tag))
		l++;
	for (size_t p = 0; p < course->page_count && l < course->language_count; p++) {
		const struct page_words *words = course->pages[p].words[l];
		if (!words || !teaches(&course->pages[p], criterion))
			continue;
		add_plain(about, words->title);
		for (size_t i = 0; i < words->part_count; i++) {
			const struct part *part = &words->parts[i];
			if (part->question)
				add_plain(about, part->question->heading);
			else
				add_plain(prose, plain_of_html(a, part->prose->plain));
		}
	}
}

static size_t language_of(const struct unit *unit, const char *tag)
{
	size_t l = 0;
	while (l < unit->language_count && !text_is_chars(unit->languages[l], tag))
		l++;
	return l;
}

static const struct criterion *criterion_at(const struct library *library, struct place at)
{
	return &library->units[at.unit].outcomes[at.outcome].criteria[at.criterion];
}

static struct near_document document_of(struct suggester *s, size_t language,
	const struct library *library, struct place at, struct arena *a)
{
	const struct unit *unit = &library->units[at.unit];
	const struct criterion *criterion = criterion_at(library, at);
	struct buffer about = buffer_in(a), prose = buffer_in(a);
	size_t l = language_of(unit, tags[language]);

	if (l == unit->language_count)
		return (struct near_document){ NO_TEXT, NO_TEXT, NO_TEXT };
	add_plain(&about, unit->titles[l]);
	add_plain(&about, unit->outcomes[at.outcome].words[l]);
	for (size_t c = 0; c < library->course_count; c++)
		add_pages(&library->courses[c], tags[language], criterion->id, a, &about, &prose);
	return (struct near_document){ listed(s->forms[language], a, criterion->words[l]),
		listed(s->forms[language], a, buffer_text(&about)),
		listed(s->forms[language], a, buffer_text(&prose)) };
}

static void find_places(struct suggester *s, const struct library *library)
{
	size_t room = 0;
	s->place_count = 0;
	s->places = NULL;
	for (size_t u = 0; u < library->unit_count; u++)
		for (size_t o = 0; o < library->units[u].outcome_count; o++)
			for (size_t c = 0; c < library->units[u].outcomes[o].criterion_count; c++) {
				GROW(s->arena, s->places, s->place_count, room);
				s->places[s->place_count++] = (struct place){ u, o, c };
			}
}

static enum outcome make_index(struct suggester *s, const struct library *library)
{
	if (s->library == library->number)
		return DONE;
	forget(s);
	s->arena = arena_open();
	find_places(s, library);
	for (size_t l = 0; l < LANGUAGES; l++) {
		OWN_ARENA a = arena_open();
		struct near_document *documents =
			arena_take_many(a, s->place_count, sizeof *documents);
		if (!s->forms[l])
			continue;
		for (size_t i = 0; i < s->place_count; i++)
			documents[i] = document_of(s, l, library, s->places[i], a);
		if (!forms_know_words(
			    s->forms[l])) { /* and once more, with compounds taken apart */
			learn_words(s, l, a, documents);
			for (size_t i = 0; i < s->place_count; i++)
				documents[i] = document_of(s, l, library, s->places[i], a);
		}
		TRY(near_open(documents, s->place_count, &s->near[l]));
	}
	s->library = library->number;
	return DONE;
}

/* ---- asking --------------------------------------------------------------------------------- */

/* What has been found so far of each place. */
struct tally {
	double score;
	double most; /* of one word */
	struct {
		struct text typed;
		double score;
	} words[WORDS_MOST];
	size_t word_count;
};

/* Adds to what each hit scores for this word; best of the ways to read it, not the sum. */
static enum outcome look_up(
	struct near *near, struct arena *a, struct text base, double weight, double *scores)
{
	struct near_hit hits[HITS_MOST];
	size_t count;
	TRY(near_find(near, a, base, hits, HITS_MOST, &count));
	for (size_t i = 0; i < count; i++) {
		double score = hits[i].score * weight;
		if (score > scores[hits[i].document])
			scores[hits[i].document] = score;
	}
	return DONE;
}

static enum outcome add_word(struct suggester *s, size_t language, struct arena *a,
	const struct word_form *form, struct tally *tallies)
{
	double *scores = arena_take_many(a, s->place_count, sizeof *scores);
	for (size_t i = 0; i < form->base_count; i++)
		TRY(look_up(s->near[language], a, form->bases[i], 1, scores));
	for (size_t i = 0; i < form->part_count; i++)
		TRY(look_up(s->near[language], a, form->parts[i], PART_WEIGHT, scores));
	for (size_t i = 0; i < s->place_count; i++) {
		struct tally *tally = &tallies[i];
		tally->score += scores[i];
		tally->most = scores[i] > tally->most ? scores[i] : tally->most;
		tally->words[tally->word_count].typed = form->typed;
		tally->words[tally->word_count++].score = scores[i];
	}
	return DONE;
}

/* The better of what two languages found, place by place. */
static enum outcome ask_language(struct suggester *s, size_t language, struct arena *a,
	struct text words, struct tally *best)
{
	struct tally *tallies = arena_take_many(a, s->place_count, sizeof *tallies);
	struct word_form *list;
	size_t count;
	forms_of(s->forms[language], a, words, WORDS_MOST, &list, &count);
	for (size_t i = 0; i < count; i++)
		TRY(add_word(s, language, a, &list[i], tallies));
	for (size_t i = 0; i < s->place_count; i++)
		if (tallies[i].score > best[i].score)
			best[i] = tallies[i];
	return DONE;
}

static enum outcome ask(struct suggester *s, const struct library *library, struct arena *a,
	struct text words, struct tally **best)
{
	TRY(make_index(s, library));
	*best = arena_take_many(a, s->place_count, sizeof **best);
	for (size_t l = 0; l < LANGUAGES; l++)
		if (s->near[l])
			TRY(ask_language(s, l, a, words, *best));
	return DONE;
}

/* The words that led there: those that tell much less than the one that tells most aren't worth reading. */
static void fill_words(struct arena *a, const struct tally *tally, struct suggestion *one)
{
	struct text *words = arena_take_many(a, SUGGESTED_WORDS_MOST, sizeof *words);
	for (size_t i = 0; i < tally->word_count && one->word_count < SUGGESTED_WORDS_MOST; i++)
		if (tally->words[i].score >= tally->most * WORD_SHARE_LEAST)
			words[one->word_count++] = tally->words[i].typed;
	one->words = words;
}

static int nearer_first(const void *a, const void *b)
{
	const struct suggestion *one = a, *other = b;
	return (one->score < other->score) - (one->score > other->score);
}

enum outcome suggest_criteria(struct suggester *s, const struct library *library, struct arena *a,
	struct text words, const struct unit *unit, struct suggestion **list, size_t *count)
{
	struct tally *best;
	size_t room = 0;
	double top = 0;
	*list = NULL;
	*count = 0;
	pthread_mutex_lock(&s->lock);
	enum outcome o = ask(s, library, a, words, &best);
	size_t places = o == DONE ? s->place_count : 0;
	for (size_t i = 0; i < places; i++) {
		const struct place *at = &s->places[i];
		if (best[i].score < SCORE_LEAST || (unit && unit != &library->units[at->unit]))
			continue;
		top = best[i].score > top ? best[i].score : top;
		GROW(a, *list, *count, room);
		(*list)[(*count)++] = (struct suggestion){ .unit = &library->units[at->unit],
			.criterion = criterion_at(library, *at),
			.score = best[i].score };
		fill_words(a, &best[i], &(*list)[*count - 1]);
	}
	pthread_mutex_unlock(&s->lock);
	if (*count > 0)
		qsort(*list, *count, sizeof **list, nearer_first);
	while (*count > SUGGESTIONS_MOST ||
		(*count > 0 && (*list)[*count - 1].score < top * SHARE_LEAST))
		--*count;
	return o;
}
