/*
 * show: steps + values -> parcel. Takes no memory but the parcel's; contexts are frames on the
 * stack. Nothing here can fail: what could was refused when the steps were bound.
 */
#include "view/inside.h"

#include <stdio.h>

static void show_steps(const struct lookup *lookup, const struct code *code, size_t from,
	size_t end, const struct context *context, struct parcel *out);

/* A link that leads off this site is a fault of the page that made it. Its value isn't logged. */
static void show_link(struct text link, const struct place *place, struct parcel *out)
{
	if (link_is_safe(link)) {
		parcel_add_html(out, link);
		return;
	}
	log_fault("view: the link \"%.*s\" leads nowhere safe; shown as #", SHOWN(place->name));
	parcel_add(out, TEXT("#"));
}

static void show_value(const struct step *step, const struct value *value, struct parcel *out)
{
	char digits[24];

	switch (value->kind) {
	case VALUE_WORDS:
		if (step->kind == STEP_RAW)
			parcel_add(out, value->words);
		else if (step->kind == STEP_LINK)
			show_link(value->words, step->place, out);
		else
			parcel_add_html(out, value->words);
		break;
	case VALUE_NUMBER:
		snprintf(digits, sizeof digits, "%lld", (long long)value->number);
		parcel_add(out, text_of(digits));
		break;
	case VALUE_PIECE:
		if (value->piece)
			parcel_add_piece(out, value->piece);
		break;
	case VALUE_NONE:
	case VALUE_ONE:
	case VALUE_ROWS:
		break;
	}
}

/* Is there anything a section of this value would show? */
static bool value_holds(const struct value *value)
{
	switch (value->kind) {
	case VALUE_WORDS:
		return value->words.size > 0;
	case VALUE_NUMBER:
		return value->number != 0;
	case VALUE_PIECE:
		return value->piece && value->piece->plain.size > 0;
	case VALUE_ROWS:
		return value->count > 0;
	case VALUE_ONE:
		return true;
	case VALUE_NONE:
		break;
	}
	return false;
}

static void show_section(const struct lookup *lookup, const struct code *code, size_t at,
	const struct context *context, struct parcel *out)
{
	const struct step *step = &code->steps[at];
	struct value value = read_place(lookup, context, step->place);
	size_t times = !value_holds(&value) ? 0 : value.kind == VALUE_ROWS ? value.count : 1;

	for (size_t i = 0; i < times; i++) {
		const void *opened = value.kind == VALUE_ROWS ? lookup->row(&value, i) : value.at;
		struct context inner = { opened, context };
		show_steps(lookup, code, at + 1, step->after, opened ? &inner : context, out);
	}
}

static void show_steps(const struct lookup *lookup, const struct code *code, size_t from,
	size_t end, const struct context *context, struct parcel *out)
{
	struct value value;

	for (size_t at = from; at < end;) {
		const struct step *step = &code->steps[at];
		switch (step->kind) {
		case STEP_WORDS:
			parcel_add(out, step->words);
			break;
		case STEP_PIECE:
			parcel_add_piece(out, step->piece);
			break;
		case STEP_VALUE:
		case STEP_RAW:
		case STEP_LINK:
			value = read_place(lookup, context, step->place);
			show_value(step, &value, out);
			break;
		case STEP_SECTION:
			show_section(lookup, code, at, context, out);
			break;
		case STEP_UNLESS:
			value = read_place(lookup, context, step->place);
			if (!value_holds(&value))
				show_steps(lookup, code, at + 1, step->after, context, out);
			break;
		case STEP_COUNTED:
			value = read_place(lookup, context, step->place);
			show_code(lookup, &step->codes[plural_form(step->plural, value.number)],
				context, out);
			break;
		case STEP_CALL:
			show_code(lookup, step->codes, context, out);
			break;
		}
		at = step->after;
	}
}

void show_code(const struct lookup *lookup, const struct code *code, const struct context *context,
	struct parcel *out)
{
	show_steps(lookup, code, 0, code->count, context, out);
}
