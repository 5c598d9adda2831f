/*
 * Personal identity codes in what people type: nobody needs one here, so each is pointed out before
 * anything is kept. Not forbidden: what looks like one may be something else, so the same form passes
 * when it is sent once more. Nothing is remembered for it: the form carries a mark of the codes that
 * were pointed out, which only we can make.
 */
#include "inside.h"

#define SHOWN_OF_A_CODE 8 /* bytes: the date, which tells the person which one is meant */

/* Fields whose words are never kept as they were typed, or that we made ourselves. */
static bool is_kept_words(const struct form_field *field)
{
	static const char *const apart[] = { "csrf", "pointed", "passphrase", "current",
		"kept_form", "kept_path", "sealed_name", "table" };
	for (size_t i = 0; i < COUNT_OF(apart); i++) {
		if (text_is_chars(field->name, apart[i]))
			return false;
	}
	return field->file_name.size == 0;
}

/* The next code in the fields of a form from *field and *at on; false where there is none. */
static bool next_code(
	const struct request *rq, int64_t today, size_t *field, size_t *at, struct identity *found)
{
	for (; *field < rq->form.count; ++*field, *at = 0) {
		const struct form_field *one = &rq->form.fields[*field];
		if (is_kept_words(one) && identity_find(one->value, *at, today, found))
			return true;
	}
	return false;
}

struct text pointed_marks(const struct request *rq)
{
	struct identity found;
	struct buffer codes = buffer_in(rq->arena);
	unsigned char digest[DIGEST_SIZE];
	size_t field = 0, at = 0;
	int64_t today = clock_day_of(clock_now());
	while (next_code(rq, today, &field, &at, &found)) {
		struct text value = rq->form.fields[field].value;
		buffer_add(&codes, fold_words(rq->arena, text_part(value, found.at, found.size)));
		buffer_add_char(&codes, '\n');
		at = found.at + found.size;
	}
	if (codes.size == 0)
		return NO_TEXT;
	struct text parts[] = { buffer_text(&codes) };
	keyed_digest(workshop_of(rq)->seal, "pointed out", parts, COUNT_OF(parts), digest);
	return base64url_text(rq->arena, bytes_text(digest, sizeof digest));
}

bool holds_new_code(const struct request *rq)
{
	struct text marks = pointed_marks(rq);
	return marks.size > 0 && !text_is(marks, form_value(&rq->form, "pointed"));
}

/* The id of a field: its name, which in questions of a lesson has points in it. */
static const char *input_of(struct arena *a, struct text name)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < name.size; i++)
		buffer_add_char(&b, name.at[i] == '.' ? '-' : name.at[i]);
	return buffer_text(&b).at;
}

void point_out_codes(struct request *rq, struct frame *f)
{
	struct identity found;
	size_t field = 0, at = 0;
	int64_t today = clock_day_of(clock_now());
	if (!holds_new_code(rq))
		return;
	f->again = false; /* that nothing is lost is said with what to look at */
	while (next_code(rq, today, &field, &at, &found)) {
		const struct form_field *one = &rq->form.fields[field];
		size_t shown = found.size < SHOWN_OF_A_CODE ? found.size : SHOWN_OF_A_CODE;
		add_form_problem(rq, f, input_of(rq->arena, one->name),
			say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
				N_("This looks like a personal identity code: {a}… Take it out, "
				   "please: nobody needs it here. If it is something else, press "
				   "the button once more."),
				text_part(one->value, found.at, shown), NO_TEXT));
		field++, at = 0; /* one a field is enough */
	}
}
