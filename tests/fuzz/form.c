/* application/x-www-form-urlencoded: what a form or a query says. */
#include "fuzz.h"
#include "http/http.h"

static void write_form(struct buffer *out, const struct form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		buffer_add_chars(out, i ? "&" : "");
		buffer_add_url(out, form->fields[i].name);
		buffer_add_char(out, '=');
		buffer_add_url(out, form->fields[i].value);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct form form = { NULL, 1 }, again;
	enum outcome o = form_read(a, input_of(data, size), &form);
	struct buffer written = buffer_in(a);
	size_t bytes = 0;

	HOLDS(o == DONE || o == BAD_REQUEST || o == TOO_LARGE);
	HOLDS(arena_within(a, 2 * size + FIELDS_MOST * 4 * sizeof *form.fields));
	HOLDS(o == DONE || form.count == 0);
	HOLDS(form.count <= FIELDS_MOST);
	for (size_t i = 0; i < form.count; i++) {
		const struct form_field *field = &form.fields[i];
		HOLDS(is_sound(field->name) && is_sound(field->value));
		HOLDS(field->file_name.size == 0);
		bytes += field->name.size + field->value.size;
	}
	HOLDS(bytes <= size);
	if (o != DONE)
		return 0;
	/* written as a browser would and read again it says the same */
	write_form(&written, &form);
	HOLDS(form_read(a, buffer_text(&written), &again) == DONE && again.count == form.count);
	for (size_t i = 0; i < form.count; i++) {
		HOLDS(text_is(form.fields[i].name, again.fields[i].name));
		HOLDS(text_is(form.fields[i].value, again.fields[i].value));
		HOLDS(form_value(&form, form.fields[i].name.at).at != NULL);
	}
	return 0;
}
