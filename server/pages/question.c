/*
 * One question as a reader sees it: what stands in its fields, the order of its options, what is
 * said of the answer. Right answers and feedback come out of here only for an answer that was
 * given.
 */
#include "inside.h"

#include <string.h>

/* ---- what is filled in ---------------------------------------------------------------------- */

static bool is_typed(enum question_kind kind)
{
	return kind == ASK_SHORT || kind == ASK_NUMBER || kind == ASK_REFLECT ||
		kind == ASK_EVIDENCE;
}

static struct text field_name(struct arena *a, struct text question)
{
	return arena_join(a, "q.", question);
}

/* "q-ID-3": a name of one of several, by a small number from 1. */
static struct text numbered(
	struct arena *a, const char *before, struct text id, char stop, size_t n)
{
	struct buffer b = buffer_in(a);
	buffer_add_chars(&b, before);
	buffer_add(&b, id);
	buffer_add_char(&b, stop);
	if (n >= 10)
		buffer_add_char(&b, (char)('0' + n / 10 % 10));
	buffer_add_char(&b, (char)('0' + n % 10));
	return buffer_text(&b);
}

/* The field of one row of order or match; rows are numbered as they stand on the page, from 0. */
static struct text row_field(struct arena *a, struct text question, size_t row)
{
	return numbered(a, "q.", question, '.', row + 1);
}

/* The same person sees the same order each time; two people see two. */
static uint64_t shuffle_seed(struct request *rq, const struct course *course,
	const struct question_key *key, const char *what)
{
	struct text parts[] = { bytes_text(&rq->who.person, sizeof rq->who.person), course->id,
		key->id, text_of(what) };
	return keyed_number(workshop_of(rq)->seal, PURPOSE_SHUFFLE, parts, COUNT_OF(parts));
}

/* Which option stands in which row, and which meaning at which place of every list of meanings: each
 * only where the question has any, for a seed costs more than all the rest of a row. */
static void shuffle_rows(struct request *rq, const struct course *course,
	const struct question_key *key, uint8_t order[OPTIONS_MOST], uint8_t meanings[OPTIONS_MOST])
{
	if (key->option_count > 0)
		shuffle_options(shuffle_seed(rq, course, key, "options"), key->option_count,
			key->kind == ASK_ORDER, order);
	if (key->kind == ASK_MATCH)
		shuffle_options(shuffle_seed(rq, course, key, "meanings"), key->option_count, false,
			meanings);
}

/* A small number from a form; 0 where it is none (or not a place). */
static uint8_t small_number(struct text words)
{
	int64_t n;
	return words.at && text_number(words, &n) && n > 0 && n <= OPTIONS_MOST ? (uint8_t)n : 0;
}

static void add_chosen(struct given *given, uint8_t number)
{
	size_t at = given->chosen_count;
	for (size_t i = 0; i < given->chosen_count; i++) {
		if (given->chosen[i] == number)
			return;
	}
	if (at == OPTIONS_MOST)
		return;
	while (at > 0 && given->chosen[at - 1] > number) {
		given->chosen[at] = given->chosen[at - 1];
		at--;
	}
	given->chosen[at] = number;
	given->chosen_count++;
}

static void fill_typed(struct request *rq, const struct question_key *key, struct filled *f)
{
	struct text field = field_name(rq->arena, key->id);
	f->came = form_has(&rq->form, field.at);
	f->given.words = typed(rq, field.at);
	if (key->kind == ASK_SHORT)
		f->given.folded = fold_words(rq->arena, f->given.words);
	f->any = f->given.words.size > 0;
}

/* A hidden empty field comes along with check boxes, so that none ticked can be told from none
 * there; a radio button once chosen stays chosen. */
static void fill_choice(struct request *rq, const struct question_key *key, struct filled *f)
{
	struct text field = field_name(rq->arena, key->id);
	f->came = form_has(&rq->form, field.at);
	for (size_t n = 0; n <= OPTIONS_MOST; n++) {
		struct text value = form_value_at(&rq->form, field.at, n);
		if (!value.at)
			break;
		if (small_number(value))
			add_chosen(&f->given, small_number(value));
	}
	f->any = f->given.chosen_count > 0;
}

/* More or fewer rows than there are now: the author has changed the question meanwhile, and which
 * row was which nobody knows any more. */
static bool has_its_rows(struct request *rq, const struct question_key *key)
{
	for (size_t i = 0; i <= key->option_count; i++) {
		bool wanted = i < key->option_count;
		if (form_has(&rq->form, row_field(rq->arena, key->id, i).at) != wanted)
			return false;
	}
	return true;
}

static void fill_rows(struct request *rq, const struct course *course,
	const struct question_key *key, struct filled *f)
{
	uint8_t order[OPTIONS_MOST], meanings[OPTIONS_MOST];
	f->came = has_its_rows(rq, key);
	if (!f->came)
		return;
	shuffle_rows(rq, course, key, order, meanings);
	f->given.chosen_count = key->option_count;
	for (size_t i = 0; i < key->option_count; i++) {
		struct text field = row_field(rq->arena, key->id, i);
		uint8_t chosen = small_number(form_value(&rq->form, field.at));
		if (key->kind == ASK_MATCH && chosen > 0 && chosen <= key->option_count)
			chosen = (uint8_t)(meanings[chosen - 1] + 1);
		f->given.chosen[order[i]] = chosen;
		f->any = f->any || chosen > 0;
	}
}

struct filled filled_from_form(
	struct request *rq, const struct course *course, const struct question_key *key)
{
	struct filled f = { .given.words = NO_TEXT, .given.folded = NO_TEXT };
	if (is_typed(key->kind))
		fill_typed(rq, key, &f);
	else if (key->kind == ASK_ONE || key->kind == ASK_MANY)
		fill_choice(rq, key, &f);
	else
		fill_rows(rq, course, key, &f);
	return f;
}

struct filled filled_from_stored(
	const struct question_key *key, struct text chosen, struct text words)
{
	struct filled f = { .given.words = NO_TEXT, .given.folded = NO_TEXT };
	if (is_typed(key->kind)) {
		f.given.words = words;
		f.any = words.size > 0;
	} else if (chosen.size > 0 && given_read(chosen, &f.given)) {
		f.any = true;
	}
	return f;
}

bool same_filled(const struct question_key *key, const struct filled *a, const struct filled *b)
{
	if (a->any != b->any)
		return false;
	if (is_typed(key->kind))
		return text_is(a->given.words, b->given.words);
	return a->given.chosen_count == b->given.chosen_count &&
		memcmp(a->given.chosen, b->given.chosen, a->given.chosen_count) == 0;
}

/* ---- words about answers -------------------------------------------------------------------- */

struct text given_problem_words(
	const struct request *rq, enum question_kind kind, enum given_problem problem)
{
	switch (problem) {
	case GIVEN_WELL:
		return NO_TEXT;
	case GIVEN_NOTHING:
		if (kind == ASK_ONE)
			return tell(rq, N_("Choose one of the answers first."));
		if (kind == ASK_MANY)
			return tell(rq, N_("Choose at least one of the answers first."));
		if (kind == ASK_ORDER)
			return tell(rq, N_("Choose a place for each line first."));
		if (kind == ASK_MATCH)
			return tell(rq, N_("Choose a meaning for each line first."));
		if (kind == ASK_NUMBER)
			return tell(rq, N_("Write a number first."));
		return tell(rq, N_("Write something first."));
	case GIVEN_NOT_ALL:
		return kind == ASK_ORDER ? tell(rq, N_("Some line has no place yet."))
					 : tell(rq, N_("Some line has no meaning yet."));
	case GIVEN_PLACE_TWICE:
		return tell(rq, N_("Two lines have the same place. Give each line its own."));
	case GIVEN_NO_NUMBER:
		return tell(rq, N_("Write it in digits, for example 12 or 0,5."));
	case GIVEN_TOO_LONG:
		return tell(rq, N_("That is too long to keep. Make it a little shorter."));
	case GIVEN_NO_OPTION:
		return tell(rq, N_("The question has changed. Choose again."));
	}
	return NO_TEXT;
}

struct text verdict_words(const struct request *rq, enum question_kind kind, enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_RIGHT:
		return tell(rq, N_("Right."));
	case VERDICT_PARTLY:
		return tell(rq, N_("Partly right."));
	case VERDICT_WRONG:
		return tell(rq, N_("Not quite yet."));
	case VERDICT_GIVEN:
		return kind == ASK_EVIDENCE ? tell(rq, N_("Sent to your coach."))
					    : tell(rq, N_("Saved."));
	case VERDICT_COUNT:
		break;
	}
	return NO_TEXT;
}

struct text question_input(struct arena *a, const struct question_key *key)
{
	return is_typed(key->kind) ? arena_join(a, "q-", key->id)
				   : numbered(a, "q-", key->id, '-', 1);
}

struct text feedback_id(struct arena *a, struct text question)
{
	return arena_join(a, "a-", question);
}

struct text plain_of_html(struct arena *a, struct text html)
{
	static const struct {
		struct text entity;
		char c;
	} entities[] = { { { "&amp;", 5 }, '&' }, { { "&lt;", 4 }, '<' }, { { "&gt;", 4 }, '>' },
		{ { "&quot;", 6 }, '"' }, { { "&#39;", 5 }, '\'' } };
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < html.size; i++) {
		struct text rest = text_part(html, i, html.size);
		if (html.at[i] == '<') {
			i += text_find_char(rest, '>');
			continue;
		}
		size_t e = 0;
		while (e < COUNT_OF(entities) && !text_starts(rest, entities[e].entity))
			e++;
		if (e == COUNT_OF(entities)) {
			buffer_add_char(&b, html.at[i]);
			continue;
		}
		buffer_add_char(&b, entities[e].c);
		i += entities[e].entity.size - 1;
	}
	return arena_copy(a, buffer_text(&b));
}

/* ---- fields
 * -------------------------------------------------------------------------------------------------
 */

static bool was_chosen(const struct given *given, size_t number)
{
	for (size_t i = 0; i < given->chosen_count; i++) {
		if (given->chosen[i] == number)
			return true;
	}
	return false;
}

/* Places 1, 2, 3 ... of an order question. */
static const struct pick_row *place_picks(struct request *rq, size_t count, uint8_t chosen)
{
	struct pick_row *picks = arena_take_many(rq->arena, count, sizeof *picks);
	for (size_t i = 0; i < count; i++)
		picks[i] = (struct pick_row){ .number = (int64_t)i + 1,
			.words = arena_print(rq->arena, "%zu", i + 1),
			.picked = chosen == i + 1 };
	return picks;
}

/* All meanings of a match question as plain words, shuffled once for all its terms. */
static const struct text *meaning_words(
	struct request *rq, const struct question_state *state, const uint8_t *order)
{
	size_t count = state->key->option_count;
	struct text *words = arena_take_many(rq->arena, count, sizeof *words);
	for (size_t i = 0; i < count; i++)
		words[i] = plain_of_html(rq->arena, state->words->options[order[i]].meaning_html);
	return words;
}

static const struct pick_row *meaning_picks(struct request *rq, const struct text *words,
	size_t count, const uint8_t *order, uint8_t chosen)
{
	struct pick_row *picks = arena_take_many(rq->arena, count, sizeof *picks);
	for (size_t i = 0; i < count; i++)
		picks[i] = (struct pick_row){ .number = (int64_t)i + 1,
			.words = words[i],
			.picked = chosen == order[i] + 1 };
	return picks;
}

static void fill_options(struct request *rq, const struct course *course,
	const struct question_state *state, struct question_block *block)
{
	const struct question_key *key = state->key;
	const struct given *given = &state->shown.given;
	uint8_t order[OPTIONS_MOST], meanings[OPTIONS_MOST];
	bool rows = key->kind == ASK_ORDER || key->kind == ASK_MATCH;
	const struct text *words = NULL;
	shuffle_rows(rq, course, key, order, meanings);
	if (key->kind == ASK_MATCH)
		words = meaning_words(rq, state, meanings);
	struct option_row *list = arena_take_many(rq->arena, key->option_count + 1, sizeof *list);
	for (size_t i = 0; i < key->option_count; i++) {
		size_t option = order[i];
		struct option_row *row = &list[i];
		uint8_t chosen = option < given->chosen_count ? given->chosen[option] : 0;
		row->input = numbered(rq->arena, "q-", key->id, '-', i + 1);
		row->field = rows ? row_field(rq->arena, key->id, i) : block->field;
		row->number = (int64_t)option + 1;
		row->html = state->words->options[option].html;
		row->chosen = !rows && was_chosen(given, option + 1);
		if (key->kind == ASK_ORDER)
			row->picks = place_picks(rq, key->option_count, chosen);
		if (key->kind == ASK_MATCH)
			row->picks = meaning_picks(rq, words, key->option_count, meanings, chosen);
		row->picks_count = rows ? key->option_count : 0;
	}
	block->options = list;
	block->options_count = key->option_count;
}

/* ---- what is said of an answer -------------------------------------------------------------- */

/* How much of it is right, where that says something. */
static void count_hits(
	const struct question_key *key, const struct given *given, struct feedback *f)
{
	for (size_t i = 0; i < key->option_count; i++) {
		if (key->kind == ASK_MANY) {
			f->of += key->ticks[i];
			f->hits += key->ticks[i] && was_chosen(given, i + 1);
		} else if (key->kind == ASK_ORDER || key->kind == ASK_MATCH) {
			f->of++;
			f->hits += i < given->chosen_count && given->chosen[i] == i + 1;
		}
	}
	f->counted = f->of > 0 && f->partly;
}

/* What the author says of each chosen option. */
static void add_option_feedback(struct request *rq, const struct question_state *state,
	const struct given *given, struct feedback *f)
{
	const struct question_key *key = state->key;
	struct feedback_row *rows = arena_take_many(rq->arena, key->option_count + 1, sizeof *rows);
	size_t count = 0;
	if (state->words->feedback_html.size > 0)
		rows[count++].html = state->words->feedback_html;
	for (size_t i = 0; i < key->option_count && (key->kind == ASK_ONE || key->kind == ASK_MANY);
		i++) {
		const struct option_words *option = &state->words->options[i];
		if (!was_chosen(given, i + 1) || option->feedback_html.size == 0)
			continue;
		if (key->kind == ASK_MANY)
			rows[count].option_html = option->html;
		rows[count++].html = option->feedback_html;
	}
	f->rows = rows;
	f->rows_count = count;
}

/* The answer itself: after as many wrong tries as the author says. */
static void explain(struct request *rq, const struct question_state *state, struct feedback *f)
{
	const struct question_key *key = state->key;
	struct feedback_row *rows = arena_take_many(rq->arena, key->option_count + 1, sizeof *rows);
	size_t count = 0;
	f->explained = true;
	f->answer_words = state->words->answer;
	for (size_t i = 0; i < key->option_count; i++) {
		const struct option_words *option = &state->words->options[i];
		if ((key->kind == ASK_ONE || key->kind == ASK_MANY) && !key->ticks[i])
			continue;
		rows[count].option_html = option->html;
		rows[count++].html =
			key->kind == ASK_MATCH ? option->meaning_html : option->feedback_html;
	}
	f->explanation = rows;
	f->explanation_count = count;
}

static const struct feedback *feedback_for(struct request *rq, const struct question_state *state)
{
	const struct answer *answer = state->answer;
	const struct question_key *key = state->key;
	struct feedback *f = arena_take_of(rq->arena, struct feedback);
	struct filled was = filled_from_stored(key, answer->chosen, answer->words);
	f->id = feedback_id(rq->arena, key->id);
	f->right = answer->verdict == VERDICT_RIGHT;
	f->partly = answer->verdict == VERDICT_PARTLY;
	f->wrong = answer->verdict == VERDICT_WRONG;
	f->given_reflect = answer->verdict == VERDICT_GIVEN && key->kind == ASK_REFLECT;
	f->given_evidence = answer->verdict == VERDICT_GIVEN && key->kind == ASK_EVIDENCE;
	count_hits(key, &was.given, f);
	/* feedback_html of a typed kind is what is said of a right (or any) answer */
	if (f->right || f->given_reflect || f->given_evidence || key->option_count > 0)
		add_option_feedback(rq, state, &was.given, f);
	if ((f->wrong || f->partly) && key->explain_after > 0 &&
		answer->wrong_tries >= key->explain_after)
		explain(rq, state, f);
	return f;
}

/* ---- the whole block ------------------------------------------------------------------------ */

static void set_kind(enum question_kind kind, struct question_block *b)
{
	b->one = kind == ASK_ONE;
	b->many = kind == ASK_MANY;
	b->short_words = kind == ASK_SHORT;
	b->number = kind == ASK_NUMBER;
	b->order = kind == ASK_ORDER;
	b->match = kind == ASK_MATCH;
	b->reflect = kind == ASK_REFLECT;
	b->evidence = kind == ASK_EVIDENCE;
}

static void set_level(int level, struct question_block *b)
{
	b->h2 = level <= 2;
	b->h3 = level == 3;
	b->h4 = level == 4;
	b->h5 = level == 5;
	b->h6 = level >= 6;
}

const struct question_block *question_block_for(
	struct request *rq, const struct course *course, const struct question_state *state)
{
	const struct question_key *key = state->key;
	const struct question_words *words = state->words;
	struct question_block *b = arena_take_of(rq->arena, struct question_block);
	b->id = arena_join(rq->arena, "question-", key->id);
	b->heading_id = arena_join(rq->arena, "t-", key->id);
	b->heading = words->heading;
	b->heading_html = words->heading_html;
	b->body_html = words->body_html;
	b->hint_html = words->hint_html;
	b->field = field_name(rq->arena, key->id);
	b->input = question_input(rq->arena, key);
	b->value = state->shown.given.words;
	b->problem = given_problem_words(rq, key->kind, state->problem);
	b->problem_id = arena_join(rq->arena, "p-", key->id);
	b->button = arena_join(rq->arena, "check.", key->id);
	b->main = state->main;
	b->again = state->answer != NULL;
	b->kept = state->draft;
	set_kind(key->kind, b);
	set_level(words->level, b);
	fill_options(rq, course, state, b);
	if (state->answer) {
		bool same_key = memcmp(state->answer->key, key->digest, KEY_DIGEST_SIZE) == 0;
		if (same_key)
			b->feedback = feedback_for(rq, state);
		b->stands = !same_key;
	}
	return b;
}
