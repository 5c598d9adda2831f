/* The two parsers of forms: tables of what is read and what is refused, every truncation, and
 * random damage. Run with SAN=address,undefined the last two look for reads past the input. */
#include "http/http.h"
#include "test.h"

/* Bytes in a block of their own size, so that a read past them is seen. */
static struct text tight(struct text t)
{
	char *copy = malloc(t.size + !t.size);

	if (t.size)
		memcpy(copy, t.at, t.size);
	return (struct text){ copy, t.size };
}

/* Fields as one line: name=value with file names in <>, joined by '|'. */
static struct text shown(struct arena *a, const struct form *form)
{
	struct buffer b = buffer_in(a);

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];
		if (i)
			buffer_add_char(&b, '|');
		buffer_add(&b, field->name);
		if (field->file_name.size)
			buffer_print(&b, "<%.*s>", SHOWN(field->file_name));
		buffer_add_char(&b, '=');
		buffer_add(&b, field->value);
	}
	return buffer_text(&b);
}

/* ---- urlencoded ----------------------------------------------------------------------------- */

static const struct {
	const char *says;
	struct text body;
	enum outcome want;
	const char *fields;
} urlencoded[] = {
	{ "an empty body is a form without fields", TEXT(""), DONE, "" },
	{ "one field", TEXT("a=1"), DONE, "a=1" },
	{ "two fields keep their order", TEXT("b=2&a=1"), DONE, "b=2|a=1" },
	{ "a name may come twice", TEXT("a=1&a=2"), DONE, "a=1|a=2" },
	{ "a field without '=' is empty", TEXT("a&b=1"), DONE, "a=|b=1" },
	{ "an empty name is a name", TEXT("=x"), DONE, "=x" },
	{ "nothing between two '&' is no field", TEXT("&&a=1&&"), DONE, "a=1" },
	{ "only the first '=' divides", TEXT("a=b=c"), DONE, "a=b=c" },
	{ "'+' is a blank", TEXT("a=x+y&b+c=d"), DONE, "a=x y|b c=d" },
	{ "an escaped '+' is a plus", TEXT("a=x%2By"), DONE, "a=x+y" },
	{ "escapes are decoded once", TEXT("a=%2541"), DONE, "a=%41" },
	{ "escaped '&' and '=' don't divide", TEXT("a=%26b%3D"), DONE, "a=&b=" },
	{ "letters of both cases in escapes", TEXT("a=%c3%A4"), DONE, "a=\xc3\xa4" },
	{ "raw UTF-8 is taken", TEXT("a=\xc3\xa4"), DONE, "a=\xc3\xa4" },
	{ "line ends in a text area", TEXT("a=1%0D%0A2"), DONE, "a=1\r\n2" },
	{ "an escape cut short", TEXT("a=%4"), BAD_REQUEST, "" },
	{ "an escape of nothing", TEXT("a=%"), BAD_REQUEST, "" },
	{ "an escape that isn't hex", TEXT("a=%G1"), BAD_REQUEST, "" },
	{ "an escape with a sign", TEXT("a=%+1"), BAD_REQUEST, "" },
	{ "an escape that runs over the '&'", TEXT("a=%4&b=1"), BAD_REQUEST, "" },
	{ "an escaped NUL", TEXT("a=1%002"), BAD_REQUEST, "" },
	{ "an escaped NUL in a name", TEXT("a%00=1"), BAD_REQUEST, "" },
	{ "a raw NUL", TEXT("a=1\0b=2"), BAD_REQUEST, "" },
	{ "an overlong form of '/'", TEXT("a=%C0%AF"), BAD_REQUEST, "" },
	{ "an overlong NUL", TEXT("a=%C0%80"), BAD_REQUEST, "" },
	{ "a surrogate", TEXT("a=%ED%A0%80"), BAD_REQUEST, "" },
	{ "a character past the last one", TEXT("a=%F4%90%80%80"), BAD_REQUEST, "" },
	{ "a character cut in two by '&'", TEXT("a=%C3&b=%A4"), BAD_REQUEST, "" },
	{ "Latin-1", TEXT("a=\xe4"), BAD_REQUEST, "" },
};

static void test_urlencoded(void)
{
	for (size_t i = 0; i < COUNT_OF(urlencoded); i++) {
		OWN_ARENA a = arena_open();
		struct text body = tight(urlencoded[i].body);
		struct form form;
		enum outcome o = form_read(a, body, &form);
		CHECK(o == urlencoded[i].want &&
				text_is_chars(shown(a, &form), urlencoded[i].fields),
			"form: %s", urlencoded[i].says);
		free((char *)body.at);
	}
}

static struct text repeat(struct arena *a, const char *field, size_t times)
{
	struct buffer b = buffer_in(a);

	for (size_t i = 0; i < times; i++)
		buffer_add_chars(&b, field);
	return buffer_text(&b);
}

static void test_limits_and_lookups(void)
{
	OWN_ARENA a = arena_open();
	struct form form;

	CHECK(form_read(a, repeat(a, "a=1&", FIELDS_MOST), &form) == DONE &&
			form.count == FIELDS_MOST,
		"a form holds %d fields", FIELDS_MOST);
	CHECK(form_read(a, repeat(a, "a=1&", FIELDS_MOST + 1), &form) == TOO_LARGE &&
			form.count == 0,
		"one more is too many, and nothing is kept");
	CHECK(form_read(a, TEXT("a=1&b=&a=2"), &form) == DONE, "a form to look things up in");
	CHECK(text_is_chars(form_value(&form, "a"), "1"), "the first of a name");
	CHECK(text_is_chars(form_value_at(&form, "a", 1), "2"), "the second of a name");
	CHECK(form_value_at(&form, "a", 2).at == NULL, "past the last there is none");
	CHECK(form_value(&form, "b").at && form_value(&form, "b").size == 0,
		"an empty one is there");
	CHECK(form_value(&form, "c").at == NULL && !form_has(&form, "c"), "a missing one isn't");
	CHECK(strlen(form_value(&form, "a").at) == 1, "values end in a NUL");
}

/* ---- multipart ------------------------------------------------------------------------------ */

#define TYPE "multipart/form-data; boundary=xYz"
#define PART(name) "--xYz\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART(name, file) \
	"--xYz\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file \
	"\"\r\nContent-Type: application/pdf\r\n\r\n"
#define END "\r\n--xYz--\r\n"

static const struct {
	const char *says, *type;
	struct text body;
	enum outcome want;
	const char *fields;
} multipart[] = {
	{ "one part", TYPE, TEXT(PART("a") "1" END), DONE, "a=1" },
	{ "two parts", TYPE, TEXT(PART("a") "1\r\n" PART("b") "2" END), DONE, "a=1|b=2" },
	{ "an empty part", TYPE, TEXT(PART("a") END), DONE, "a=" },
	{ "a part of headers only", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=a\r\n\r\n--xYz--"), DONE,
		"a=" },
	{ "no parts", TYPE, TEXT("--xYz--\r\n"), DONE, "" },
	{ "without a line end at the very end", TYPE, TEXT(PART("a") "1\r\n--xYz--"), DONE, "a=1" },
	{ "a file", TYPE, TEXT(FILE_PART("f", "cv.pdf") "%PDF" END), DONE, "f<cv.pdf>=%PDF" },
	{ "a file may hold any bytes", TYPE, TEXT(FILE_PART("f", "x") "\xff\r\n\xfe" END), DONE,
		"f<x>=\xff\r\n\xfe" },
	{ "no file chosen", TYPE, TEXT(FILE_PART("f", "") END), DONE, "f=" },
	{ "a quote in a file name, as browsers write it", TYPE,
		TEXT(FILE_PART("f", "a%22b") "1" END), DONE, "f<a\"b>=1" },
	{ "a quote in a file name, as curl writes it", TYPE, TEXT(FILE_PART("f", "a\\\"b") "1" END),
		DONE, "f<a\"b>=1" },
	{ "a path of Windows in a file name", TYPE, TEXT(FILE_PART("f", "C:\\x\\y") "1" END), DONE,
		"f<C:\\x\\y>=1" },
	{ "an escaped line end in a file name stays escaped", TYPE,
		TEXT(FILE_PART("f", "a%0D%0Ab") "1" END), DONE, "f<a%0D%0Ab>=1" },
	{ "a semicolon in a quoted name", TYPE, TEXT(PART("a; b") "1" END), DONE, "a; b=1" },
	{ "a name without quotes", TYPE,
		TEXT("--xYz\r\ncontent-disposition:form-data;name=a\r\n\r\n1" END), DONE, "a=1" },
	{ "other headers are passed over", TYPE,
		TEXT("--xYz\r\nX-Y: z\r\nContent-Disposition: form-data; name=a\r\n\r\n1" END),
		DONE, "a=1" },
	{ "filename* is not for forms: not a file", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=a; "
		     "filename*=UTF-8''e\r\n\r\n1" END),
		DONE, "a=1" },
	{ "a preamble is passed over", TYPE, TEXT("hello\r\n" PART("a") "1" END), DONE, "a=1" },
	{ "what follows the end is passed over", TYPE, TEXT(PART("a") "1" END PART("b") "2" END),
		DONE, "a=1" },
	{ "blanks behind a delimiter", TYPE,
		TEXT("--xYz \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1" END), DONE,
		"a=1" },
	{ "a longer boundary is content", TYPE, TEXT(PART("a") "1\r\n--xYzz\r\n2" END), DONE,
		"a=1\r\n--xYzz\r\n2" },
	{ "the boundary inside a line is content", TYPE, TEXT(PART("a") "1 --xYz\r\n2" END), DONE,
		"a=1 --xYz\r\n2" },
	{ "a line end before the delimiter belongs to it, one before that doesn't", TYPE,
		TEXT(PART("a") "1\r\n" END), DONE, "a=1\r\n" },
	{ "a boundary in quotes", "Multipart/Form-Data; charset=utf-8; boundary=\"xYz\"",
		TEXT(PART("a") "1" END), DONE, "a=1" },
	{ "a missing end", TYPE, TEXT(PART("a") "1"), BAD_REQUEST, "" },
	{ "an end cut short", TYPE, TEXT(PART("a") "1\r\n--xYz-"), BAD_REQUEST, "" },
	{ "line ends of LF only", TYPE,
		TEXT("--xYz\nContent-Disposition: form-data; name=a\n\n1\n--xYz--\n"), BAD_REQUEST,
		"" },
	{ "a LF alone between headers", TYPE,
		TEXT("--xYz\r\nX: y\nContent-Disposition: form-data; name=a\r\n\r\n1" END),
		BAD_REQUEST, "" },
	{ "a folded header", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n1" END),
		BAD_REQUEST, "" },
	{ "a part without a name", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data\r\n\r\n1" END), BAD_REQUEST, "" },
	{ "a part without a disposition", TYPE, TEXT("--xYz\r\nX: y\r\n\r\n1" END), BAD_REQUEST,
		"" },
	{ "a part without headers", TYPE, TEXT("--xYz\r\n\r\n1" END), BAD_REQUEST, "" },
	{ "two names", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n1" END),
		BAD_REQUEST, "" },
	{ "two file names", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=a; filename=b; "
		     "filename=c\r\n\r\n1" END),
		BAD_REQUEST, "" },
	{ "two dispositions", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=a\r\n"
		     "Content-Disposition: form-data; name=b\r\n\r\n1" END),
		BAD_REQUEST, "" },
	{ "another disposition", TYPE,
		TEXT("--xYz\r\nContent-Disposition: attachment; name=a\r\n\r\n1" END), BAD_REQUEST,
		"" },
	{ "a quote left open", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1" END), BAD_REQUEST,
		"" },
	{ "junk behind the parameters", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n1" END),
		BAD_REQUEST, "" },
	{ "base64 content", TYPE,
		TEXT("--xYz\r\nContent-Disposition: form-data; name=a\r\n"
		     "Content-Transfer-Encoding: base64\r\n\r\nMQ==" END),
		BAD_REQUEST, "" },
	{ "a NUL in words", TYPE, TEXT(PART("a") "1\0" END), BAD_REQUEST, "" },
	{ "a NUL in a header", TYPE, TEXT(PART("a\0b") "1" END), BAD_REQUEST, "" },
	{ "words that aren't UTF-8", TYPE, TEXT(PART("a") "\xe4" END), BAD_REQUEST, "" },
	{ "a file name that isn't UTF-8", TYPE, TEXT(FILE_PART("f", "\xe4") "1" END), BAD_REQUEST,
		"" },
	{ "no boundary", "multipart/form-data", TEXT(PART("a") "1" END), BAD_REQUEST, "" },
	{ "an empty boundary", "multipart/form-data; boundary=", TEXT("--\r\n\r\n----"),
		BAD_REQUEST, "" },
	{ "two boundaries", TYPE "; boundary=b", TEXT(PART("a") "1" END), BAD_REQUEST, "" },
	{ "two boundaries, the last of which fits", "multipart/form-data; boundary=b; boundary=xYz",
		TEXT(PART("a") "1" END), BAD_REQUEST, "" },
	{ "junk behind the boundary", "multipart/form-data; boundary=\"xYz\"z",
		TEXT(PART("a") "1" END), BAD_REQUEST, "" },
	{ "a LF alone in a name", TYPE, TEXT(PART("a\nb") "1" END), BAD_REQUEST, "" },
	{ "a CR alone in a name", TYPE, TEXT(PART("a\rb") "1" END), BAD_REQUEST, "" },
	{ "a boundary of other characters", "multipart/form-data; boundary=\"x\x7fz\"",
		TEXT("--x\x7fz--"), BAD_REQUEST, "" },
	{ "a boundary too long",
		"multipart/form-data; "
		"boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		TEXT("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa--"),
		BAD_REQUEST, "" },
	{ "another kind of multipart", "multipart/mixed; boundary=xYz", TEXT(PART("a") "1" END),
		BAD_REQUEST, "" },
	{ "an empty body", TYPE, TEXT(""), BAD_REQUEST, "" },
};

static void test_multipart(void)
{
	for (size_t i = 0; i < COUNT_OF(multipart); i++) {
		OWN_ARENA a = arena_open();
		struct text body = tight(multipart[i].body);
		struct text type = tight(text_of(multipart[i].type));
		struct form form;
		enum outcome o = multipart_read(a, body, type, &form);
		CHECK(o == multipart[i].want && text_is_chars(shown(a, &form), multipart[i].fields),
			"multipart: %s", multipart[i].says);
		free((char *)body.at);
		free((char *)type.at);
	}
}

static void test_multipart_limits(void)
{
	OWN_ARENA a = arena_open();
	struct buffer b = buffer_in(a);
	struct form form;
	struct text many = repeat(a, PART("a") "1\r\n", FIELDS_MOST);

	buffer_add(&b, many);
	buffer_add_chars(&b, "--xYz--");
	CHECK(multipart_read(a, buffer_text(&b), TEXT(TYPE), &form) == DONE &&
			form.count == FIELDS_MOST,
		"multipart: %d parts are read", FIELDS_MOST);
	b = buffer_in(a);
	buffer_add(&b, many);
	buffer_add_chars(&b, PART("a") "1" END);
	CHECK(multipart_read(a, buffer_text(&b), TEXT(TYPE), &form) == TOO_LARGE,
		"multipart: one more is too many");
	b = buffer_in(a);
	buffer_add_chars(&b, "--xYz\r\nX: ");
	buffer_add(&b, repeat(a, "x", 5000));
	buffer_add_chars(&b, "\r\nContent-Disposition: form-data; name=a\r\n\r\n1" END);
	CHECK(multipart_read(a, buffer_text(&b), TEXT(TYPE), &form) == BAD_REQUEST,
		"multipart: headers of 5 KB are refused");
}

/* ---- truncation and damage ------------------------------------------------------------------ */

static const struct text whole = TEXT(
	PART("a") "1\r\n" FILE_PART("f", "x\\\"%22.pdf") "\xff%PDF\r\n" PART("b") "\xc3\xa4" END);

static void test_truncation(void)
{
	size_t refused = 0, whole_enough = whole.size - 2;

	for (size_t size = 0; size < whole.size; size++) {
		OWN_ARENA a = arena_open();
		struct text body = tight(text_part(whole, 0, size));
		struct form form;
		if (multipart_read(a, body, TEXT(TYPE), &form) == BAD_REQUEST && form.count == 0)
			refused++;
		free((char *)body.at);
	}
	CHECK(refused == whole_enough, "a multipart form cut anywhere before its end is refused");
	refused = 0;
	for (size_t size = 0; size < sizeof TYPE - 1; size++) {
		OWN_ARENA a = arena_open();
		struct text type = tight(text_part(TEXT(TYPE), 0, size));
		struct form form;
		if (multipart_read(a, whole, type, &form) == BAD_REQUEST)
			refused++;
		free((char *)type.at);
	}
	CHECK(refused == sizeof TYPE - 1, "so is one whose type is cut");
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Some bytes of `from` changed, dropped or doubled. */
static struct text damaged(struct text from, uint32_t *state)
{
	static const char likely[] = "\r\n-=&%+;:\"\\xYz \0\xc3\xff";
	char *copy = malloc(from.size * 2 + 1);
	size_t size = 0;

	for (size_t i = 0; i < from.size; i++) {
		uint32_t dice = next_random(state) % 64;
		copy[size] = from.at[i];
		if (dice == 0)
			copy[size] = likely[next_random(state) % (sizeof likely - 1)];
		if (dice == 1)
			continue;
		size++;
		if (dice == 2)
			copy[size++] = from.at[i];
	}
	copy = realloc(copy, size + !size);
	return (struct text){ copy, size };
}

/* What a form that was let in must keep to, whatever came. */
static bool is_sound(const struct form *form, struct text body)
{
	size_t bytes = 0;

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];
		bool file = field->file_name.size > 0;
		bytes += field->name.size + field->value.size;
		if (!utf8_valid(field->name) || (!file && !utf8_valid(field->value)) ||
			strlen(field->name.at) != field->name.size ||
			(!file && strlen(field->value.at) != field->value.size))
			return false;
	}
	return form->count <= FIELDS_MOST && bytes <= body.size;
}

static void test_damage(void)
{
	static const struct text encoded =
		TEXT("name=K%C3%A4yt%C3%A4j%C3%A4&a=1&a=2&&b+c=%26%3d+x&=&last=%0D%0A");
	uint32_t state = 1;
	int read = 0, unsound = 0;

	for (int i = 0; i < 30000; i++) {
		OWN_ARENA a = arena_open();
		bool parts = i % 2;
		struct text body = damaged(parts ? whole : encoded, &state);
		struct form form;
		enum outcome o = parts ? multipart_read(a, body, TEXT(TYPE), &form)
				       : form_read(a, body, &form);
		read += o == DONE;
		if (o == DONE ? !is_sound(&form, body) : form.count != 0)
			unsound++;
		free((char *)body.at);
	}
	CHECK(unsound == 0 && read > 1000, "30,000 damaged forms: %d read, every one of them sound",
		read);
}

int main(void)
{
	test_urlencoded();
	test_limits_and_lookups();
	test_multipart();
	test_multipart_limits();
	test_truncation();
	test_damage();
	return test_end();
}
