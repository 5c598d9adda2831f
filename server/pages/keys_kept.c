/*
 * Whether the keys are on paper: the admin types two words of the recovery sheet back. What is kept is
 * that it was so, of which keys, and when; after a key has been exchanged it is asked anew.
 */
#include "inside.h"

#define WORDS_ASKED 2

struct asked {
	size_t key, word;
};

/* Two words of two keys, always the same ones of the same keys, so that they can be looked for. */
static void choose_asked(const unsigned char mark[DIGEST_SIZE], struct asked asked[WORDS_ASKED])
{
	size_t first = mark[0] % SHEET_KEYS;
	asked[0] = (struct asked){ first, mark[1] % SHEET_WORDS };
	asked[1] = (struct asked){ (first + 1 + mark[2] % (SHEET_KEYS - 1)) % SHEET_KEYS,
		mark[3] % SHEET_WORDS };
}

static const char *const fields[WORDS_ASKED] = { "first", "second" };

/* When the recovery sheet of the keys that are in use was at hand; 0: never. */
static enum outcome load_keys_kept_day(struct request *rq, struct db *db, int64_t *made)
{
	unsigned char mark[DIGEST_SIZE];
	sheet_mark(workshop_of(rq)->seal, mark);
	return load_keys_kept(db, mark, made);
}

struct keeping {
	unsigned char mark[DIGEST_SIZE];
	int64_t actor, now;
};

static enum outcome keep_change(struct db *db, void *value)
{
	const struct keeping *k = value;
	return save_keys_kept(db, k->mark, k->actor, k->now);
}

/* False where a word isn't the one on the sheet; `rows` then say so. */
static bool fill_rows(struct request *rq, const unsigned char mark[DIGEST_SIZE], bool sent,
	struct sheet_word_row rows[WORDS_ASKED])
{
	struct asked asked[WORDS_ASKED];
	bool fits = true;
	choose_asked(mark, asked);
	for (size_t i = 0; i < WORDS_ASKED; i++) {
		struct sheet_word_row *row = &rows[i];
		*row = (struct sheet_word_row){ .field = text_of(fields[i]),
			.key = text_of(sheet_key_name(asked[i].key)),
			.number = (int64_t)asked[i].word + 1,
			.typed = typed(rq, fields[i]) };
		if (!sent ||
			sheet_word_is(
				workshop_of(rq)->seal, asked[i].key, asked[i].word, row->typed))
			continue;
		fits = false;
		row->problem = tell(rq,
			N_("This isn't the word that stands there. Look at the name of the key and "
			   "at "
			   "the number of the word."));
	}
	return fits;
}

static enum outcome show_form(
	struct request *rq, struct response *rs, const struct sheet_word_row rows[WORDS_ASKED])
{
	struct workshop *w = workshop_of(rq);
	struct keys_kept_screen s = { .words = rows,
		.words_count = WORDS_ASKED,
		.sheet_command =
			arena_print(rq->arena, "askel keys '%s' sheet FILE.html", w->conf.folder) };
	int64_t made;
	{
		BORROWED loan = borrow(w);
		TRY(load_keys_kept_day(rq, loan.db, &made));
	}
	if (made)
		s.kept_day = date_words(rq, clock_day_of(made));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Keys on paper")));
	s.frame.help_link = NO_TEXT;
	for (size_t i = 0; i < WORDS_ASKED; i++)
		if (rows[i].problem.size > 0) {
			add_form_problem(rq, &s.frame, fields[i], rows[i].problem);
			rs->status = outcome_status(BAD_FORM);
		}
	return show(rq, rs, SCREEN_KEYS_KEPT, &s);
}

enum outcome show_keys_kept(struct request *rq, struct response *rs)
{
	unsigned char mark[DIGEST_SIZE];
	struct sheet_word_row rows[WORDS_ASKED];
	sheet_mark(workshop_of(rq)->seal, mark);
	fill_rows(rq, mark, false, rows);
	return show_form(rq, rs, rows);
}

enum outcome keep_keys(struct request *rq, struct response *rs)
{
	struct keeping keeping = { .actor = rq->who.person, .now = clock_now() };
	struct sheet_word_row rows[WORDS_ASKED];
	sheet_mark(workshop_of(rq)->seal, keeping.mark);
	if (!fill_rows(rq, keeping.mark, true, rows))
		return show_form(rq, rs, rows);
	TRY(store_change(workshop_of(rq)->store, keep_change, &keeping));
	return see_other(rs, rq, "/status");
}
