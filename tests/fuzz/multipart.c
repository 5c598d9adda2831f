/* multipart/form-data. First line: the Content-Type; the rest is the body. Coming in other blocks it is
 * the same form; a file that is taken has the same bytes, and the form then has the rest. */
#include "fuzz.h"
#include "http/http.h"

#define BOUNDARY "=fuzz="

/* Whether a form can be written back: nothing in it looks like our boundary, and no name holds what
 * is an escape in one. */
static bool is_writable(struct form form)
{
	for (size_t i = 0; i < form.count; i++) {
		const struct form_field *f = &form.fields[i];
		if (text_find(f->value, TEXT(BOUNDARY)) < f->value.size ||
			text_find_char(f->name, '\\') < f->name.size ||
			text_find_char(f->file_name, '\\') < f->file_name.size)
			return false;
	}
	return true;
}

static void write_name(struct buffer *out, const char *what, struct text name)
{
	buffer_print(out, "; %s=\"", what);
	for (size_t i = 0; i < name.size; i++)
		if (name.at[i] == '"')
			buffer_add_chars(out, "%22");
		else
			buffer_add_char(out, name.at[i]);
	buffer_add_char(out, '"');
}

/* As browsers write it. */
static struct text write_form(struct arena *a, struct form form)
{
	struct buffer out = buffer_in(a);

	for (size_t i = 0; i < form.count; i++) {
		const struct form_field *f = &form.fields[i];
		buffer_add_chars(&out, "--" BOUNDARY "\r\nContent-Disposition: form-data");
		write_name(&out, "name", f->name);
		if (f->file_name.size)
			write_name(&out, "filename", f->file_name);
		buffer_add_chars(&out, "\r\n\r\n");
		buffer_add(&out, f->value);
		buffer_add_chars(&out, "\r\n");
	}
	buffer_add_chars(&out, "--" BOUNDARY "--\r\n");
	return buffer_text(&out);
}

static void check_writing(struct arena *a, struct form form)
{
	struct form again;
	enum outcome o = multipart_read(
		a, write_form(a, form), TEXT("multipart/form-data; boundary=" BOUNDARY), &again);

	HOLDS(o == DONE && again.count == form.count);
	for (size_t i = 0; i < form.count; i++) {
		HOLDS(text_is(form.fields[i].name, again.fields[i].name));
		HOLDS(text_is(form.fields[i].value, again.fields[i].value));
		HOLDS(text_is(form.fields[i].file_name, again.fields[i].file_name));
	}
}

struct taken {
	struct text name;
	struct buffer bytes;
	int files;
};

static void begin_file(void *context, struct text name)
{
	struct taken *taken = context;
	taken->name = name;
	taken->files++;
}

static void take_file(void *context, struct text bytes)
{
	struct taken *taken = context;
	buffer_add(&taken->bytes, bytes);
}

static size_t count_files(struct form form)
{
	size_t count = 0;
	for (size_t i = 0; i < form.count; i++)
		count += form.fields[i].file_name.size > 0;
	return count;
}

/* In blocks of `step` bytes and, with a taker, its file apart. */
static void check_blocks(struct text type, struct text body, size_t step, bool takes,
	enum outcome o, struct form form)
{
	OWN_ARENA a = arena_open();
	struct taken taken = { .name = NO_TEXT, .bytes = buffer_in(a) };
	struct file_taker taker = { &taken, begin_file, take_file };
	struct multipart *m = multipart_begin(a, type, takes ? &taker : NULL);
	struct form other = { NULL, 0 };
	enum outcome again = m ? DONE : BAD_REQUEST;

	for (size_t at = 0; at < body.size && again == DONE; at += step)
		again = multipart_feed(m, text_part(body, at, step));
	if (again == DONE)
		again = multipart_end(m, &other);
	if (takes && again != o) { /* for a second file alone */
		HOLDS(again == BAD_REQUEST && taken.files == 1);
		return;
	}
	HOLDS(again == o && other.count == form.count);
	HOLDS(!takes || o != DONE || (size_t)taken.files == count_files(form));
	for (size_t i = 0; i < form.count; i++) {
		bool file = takes && form.fields[i].file_name.size;
		HOLDS(text_is(form.fields[i].name, other.fields[i].name));
		HOLDS(text_is(form.fields[i].file_name, other.fields[i].file_name));
		HOLDS(text_is(form.fields[i].value,
			file ? buffer_text(&taken.bytes) : other.fields[i].value));
		HOLDS(!file ||
			(other.fields[i].value.size == 0 &&
				text_is(taken.name, form.fields[i].file_name)));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text body = input_of(data, size), type = first_line(&body);
	struct form form = { NULL, 1 };
	enum outcome o = multipart_read(a, body, type, &form);
	size_t bytes = 0;

	HOLDS(o == DONE || o == BAD_REQUEST || o == TOO_LARGE);
	HOLDS(arena_within(a, 8 * size + FIELDS_MOST * 4 * sizeof *form.fields));
	HOLDS(o == DONE || form.count == 0);
	HOLDS(form.count <= FIELDS_MOST);
	for (size_t i = 0; i < form.count; i++) {
		const struct form_field *f = &form.fields[i];
		HOLDS(is_sound(f->name) && is_sound(f->file_name));
		HOLDS(text_find(f->name, TEXT("%22")) == f->name.size);
		HOLDS(text_find(f->file_name, TEXT("%22")) == f->file_name.size);
		HOLDS(f->file_name.size || is_sound(f->value));
		bytes += f->name.size + f->file_name.size + f->value.size;
	}
	HOLDS(bytes <= body.size);
	check_blocks(type, body, 1 + size % 7, false, o, form);
	check_blocks(type, body, 1 + size % 40, true, o, form);
	if (o == DONE && is_writable(form))
		check_writing(a, form);
	return 0;
}
