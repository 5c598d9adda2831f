/*
 * Results from here: what a person has done in the courses of a unit that shows one criterion of it: pages
 * that teach it and are done, and questions about it that were right, or given to a coach; those of the
 * probes among them.
 */
#include "inside.h"

struct gathering {
	struct request *rq;
	const struct course *course;
	struct shown_result *results;
	size_t count, room;
};

/* The heading of a question, in the language of the page's words. */
static struct text heading_of(const struct page_words *words, size_t key)
{
	for (size_t i = 0; i < words->part_count; i++)
		if (words->parts[i].question && words->parts[i].question->question == key)
			return words->parts[i].question->heading;
	return NO_TEXT;
}

static void add_result(struct gathering *g, const struct page *page, size_t key)
{
	struct arena *a = g->rq->arena;
	const struct page_words *words = page_words_for(g->course, page, text_language(g->rq));
	bool whole = key == page->key_count;
	struct text question = whole ? NO_TEXT : page->keys[key].id;
	struct text heading = whole ? NO_TEXT : heading_of(words, key);
	GROW(a, g->results, g->count, g->room);
	g->results[g->count++] = (struct shown_result){ .course = arena_copy(a, g->course->id),
		.page = arena_copy(a, page->id),
		.question = arena_copy(a, question),
		.value = arena_print(a, "%.*s/%.*s/%.*s", SHOWN(g->course->id), SHOWN(page->id),
			SHOWN(question)),
		.words = heading.size > 0
			? arena_print(a, "%.*s: %.*s", SHOWN(words->title), SHOWN(heading))
			: arena_copy(a, words->title),
		.lang = arena_copy(a, language_tag(words->language)) };
}

static bool is_good(const struct answer *answers, size_t count, struct text question)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(answers[i].question, question))
			return answers[i].right_once || answers[i].verdict == VERDICT_GIVEN;
	return false;
}

static void gather_page(struct gathering *g, const struct page *page, enum page_state state,
	struct text criterion, const struct answer *answers, size_t count)
{
	if (state == PAGE_DONE && page_teaches(page, criterion))
		add_result(g, page, page->key_count);
	for (size_t q = 0; q < page->key_count; q++)
		if (text_is(page->keys[q].criterion, criterion) &&
			is_good(answers, count, page->keys[q].id))
			add_result(g, page, q);
}

enum outcome load_results(struct request *rq, struct db *db, const struct library *library,
	struct text unit, struct text criterion, struct shown_result **results, size_t *count)
{
	struct gathering g = { .rq = rq };
	for (size_t c = 0; c < library->course_count; c++) {
		struct course_progress progress;
		struct answer *answers;
		size_t answer_count;
		g.course = &library->courses[c];
		if (!course_has_unit(g.course, unit))
			continue;
		TRY(load_progress(db, rq->arena, rq->who.person, g.course, &progress));
		TRY(load_answers(
			db, rq->arena, rq->who.person, g.course->id, &answers, &answer_count));
		for (size_t p = 0; p < g.course->page_count; p++)
			gather_page(&g, &g.course->pages[p], progress.states[p], criterion, answers,
				answer_count);
	}
	*results = g.results;
	*count = g.count;
	return DONE;
}

static enum outcome result_stands(struct request *rq, struct db *db, const struct library *library,
	struct text unit, const struct evidence *e, bool *stands)
{
	struct shown_result *results;
	size_t count;
	*stands = false;
	TRY(load_results(rq, db, library, unit, e->criterion, &results, &count));
	for (size_t i = 0; i < count; i++)
		*stands = *stands ||
			(text_is(results[i].course, e->course) &&
				text_is(results[i].page, e->page) &&
				text_is(results[i].question, e->question));
	return DONE;
}

/* What is shown of results, and told again by the form: an answer that is given meanwhile is another one. */
static struct text mark_of(struct arena *a, const struct claim_file *file)
{
	struct buffer b = buffer_in(a);
	unsigned char digest[16];
	for (size_t i = 0; i < file->evidence_count; i++) {
		const struct evidence *e = &file->evidence[i];
		if (e->kind == EVIDENCE_RESULT && e->round == file->claim.round)
			buffer_print(&b, "%lld %lld %.*s\n", (long long)e->id,
				(long long)e->payload, SHOWN(e->verdict));
	}
	digest_of(buffer_text(&b), digest, sizeof digest);
	return b.size > 0 ? hex_text(a, digest, sizeof digest) : NO_TEXT;
}

enum outcome settle_results(struct request *rq, struct db *db, const struct library *library,
	struct claim_file *file, struct settled *s)
{
	size_t kept = 0;
	*s = (struct settled){ .gone = arena_take_many(
				       rq->arena, file->evidence_count + 1, sizeof *s->gone) };
	TRY(refresh_results(db, rq->arena, &file->claim, file->evidence, file->evidence_count));
	for (size_t i = 0; i < file->evidence_count; i++) {
		const struct evidence *e = &file->evidence[i];
		bool stands = true;
		if (e->kind == EVIDENCE_RESULT && e->round == file->claim.round)
			TRY(result_stands(rq, db, library, file->claim.unit, e, &stands));
		if (stands)
			file->evidence[kept++] = *e;
		else
			s->gone[s->gone_count++] = e->id;
	}
	file->evidence_count = kept;
	s->mark = mark_of(rq->arena, file);
	return DONE;
}

struct evidence evidence_of_result(const struct shown_result *result, struct text criterion)
{
	return (struct evidence){ .criterion = criterion,
		.kind = EVIDENCE_RESULT,
		.words = NO_TEXT,
		.course = result->course,
		.page = result->page,
		.question = result->question };
}
