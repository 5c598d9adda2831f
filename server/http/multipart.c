/*
 * multipart: multipart/form-data bodies (RFC 7578) as they come, in blocks of any size, through one
 * small window; cutting them elsewhere gives the same form. Strict where leniency
 * would let two readers see two forms: CRLF line ends, a closing boundary, one Content-Disposition
 * with one name, no other transfer encoding than the plain ones. `filename*` isn't for forms (7578,
 * 4.2) and is passed over. Pure; names and words are copied into the arena, and so are contents of
 * files that nobody takes.
 */
#include "http/inside.h"
#include "http/parse.h"

#include <string.h>

#define PART_HEADERS_MOST 4096 /* bytes of the headers of one part */
#define WINDOW_BYTES ((size_t)16 * 1024)
#define PADDING_MOST 16 /* blanks behind a delimiter (RFC 2046, 5.1.1); browsers write none */

struct part_head {
	struct text name, file_name;
	bool named, filed;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* RFC 2046, 5.1.1: what a boundary may be made of. */
static bool is_boundary(struct text t)
{
	if (t.size == 0 || t.size > 70 || is_blank(t.at[t.size - 1]))
		return false;
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		bool letter =
			(c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!letter && (c == '\0' || !strchr("'()+_,-./:=? ", c)))
			return false;
	}
	return true;
}

/* Takes one `; name=value` off the front of *rest; the value is as it stands, without its quotes.
 * Inside quotes only `\"` is an escape, for browsers send backslashes of file names bare. */
static bool next_parameter(struct text *rest, struct text *name, struct text *value)
{
	struct text t = text_trim(*rest);
	size_t equals, end;

	if (t.size == 0 || t.at[0] != ';')
		return false;
	t = text_trim(text_part(t, 1, SIZE_MAX));
	equals = text_find_char(t, '=');
	if (equals == t.size || equals == 0)
		return false;
	*name = text_part(t, 0, equals);
	t = text_part(t, equals + 1, SIZE_MAX);
	if (t.size && t.at[0] == '"') {
		for (end = 1; end < t.size && t.at[end] != '"'; end++)
			if (t.at[end] == '\\' && end + 1 < t.size && t.at[end + 1] == '"')
				end++;
		if (end >= t.size)
			return false;
		*value = text_part(t, 1, end - 1);
		*rest = text_part(t, end + 1, SIZE_MAX);
		return true;
	}
	for (end = 0; end < t.size && t.at[end] != ';' && !is_blank(t.at[end]); end++)
		if (t.at[end] == '"')
			return false;
	*value = text_part(t, 0, end);
	*rest = text_part(t, end, SIZE_MAX);
	return true;
}

static bool find_boundary(struct text type, struct text *boundary)
{
	size_t semicolon = text_find_char(type, ';');
	struct text rest = text_part(type, semicolon, SIZE_MAX), name, value;
	bool found = false;

	if (!text_is_nocase(text_trim(text_part(type, 0, semicolon)), "multipart/form-data"))
		return false;
	while (next_parameter(&rest, &name, &value)) {
		if (!text_is_nocase(name, "boundary"))
			continue;
		if (found)
			return false;
		found = true;
		*boundary = value;
	}
	return found && text_trim(rest).size == 0 && is_boundary(*boundary);
}

/* A name as browsers write it (HTML, "multipart/form-data encoding algorithm"): `%22` is a quote.
 * The escapes of line ends stay escapes: no name of ours holds one. */
static struct text unescape_name(struct arena *a, struct text t)
{
	char *out = arena_take(a, t.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < t.size; i++) {
		if (text_starts(text_part(t, i, 3), TEXT("%22"))) {
			out[size++] = '"';
			i += 2;
		} else if (text_starts(text_part(t, i, 2), TEXT("\\\""))) {
			out[size++] = '"';
			i++;
		} else {
			out[size++] = t.at[i];
		}
	}
	return (struct text){ out, size };
}

static enum outcome read_disposition(struct arena *a, struct text value, struct part_head *head)
{
	size_t semicolon = text_find_char(value, ';');
	struct text rest = text_part(value, semicolon, SIZE_MAX), name, worth;

	if (!text_is_nocase(text_trim(text_part(value, 0, semicolon)), "form-data"))
		return BAD_REQUEST;
	while (next_parameter(&rest, &name, &worth)) {
		if (text_is_nocase(name, "name")) {
			if (head->named)
				return BAD_REQUEST;
			head->named = true;
			head->name = unescape_name(a, worth);
		} else if (text_is_nocase(name, "filename")) {
			if (head->filed)
				return BAD_REQUEST;
			head->filed = true;
			head->file_name = unescape_name(a, worth);
		}
	}
	if (!head->named || text_trim(rest).size || !text_is_sound(head->name) ||
		!text_is_sound(head->file_name))
		return BAD_REQUEST;
	return DONE;
}

static enum outcome check_encoding(struct text value)
{
	static const char *const plain[] = { "7bit", "8bit", "binary" };

	for (size_t i = 0; i < COUNT_OF(plain); i++)
		if (text_is_nocase(value, plain[i]))
			return DONE;
	return BAD_REQUEST;
}

/* The headers of one part, up to the empty line, which *rest is moved past. */
static enum outcome read_part_head(struct arena *a, struct text *rest, struct part_head *head)
{
	struct text most = text_part(*rest, 0, PART_HEADERS_MOST), name, line;
	size_t end, used = 0;

	for (;;) {
		line = text_part(most, used, SIZE_MAX);
		end = text_find(line, TEXT("\r\n"));
		if (end == line.size)
			return BAD_REQUEST;
		line = text_part(line, 0, end);
		used += end + 2;
		if (line.size == 0)
			break;
		/* A NUL or a line end alone: no reader agrees with another on these. */
		if (memchr(line.at, '\0', line.size) || memchr(line.at, '\n', line.size) ||
			memchr(line.at, '\r', line.size))
			return BAD_REQUEST;
		end = text_find_char(line, ':');
		if (end == 0 || end == line.size || is_blank(line.at[0]) ||
			is_blank(line.at[end - 1]))
			return BAD_REQUEST;
		name = text_part(line, 0, end);
		line = text_trim(text_part(line, end + 1, SIZE_MAX));
		if (text_is_nocase(name, "Content-Disposition"))
			TRY(read_disposition(a, line, head));
		if (text_is_nocase(name, "Content-Transfer-Encoding"))
			TRY(check_encoding(line));
	}
	*rest = text_part(*rest, used, SIZE_MAX);
	return head->named ? DONE : BAD_REQUEST;
}

enum delimiter { NO_DELIMITER, NEXT_PART, LAST };

/* Whether what stands behind "--boundary" makes it a delimiter, and the size of that. A longer
 * boundary that only begins like ours is content. */
static enum delimiter delimiter_behind(struct text behind, size_t *size)
{
	size_t i = 0;

	if (text_starts(behind, TEXT("--"))) {
		*size = 2;
		return LAST;
	}
	while (i < behind.size && i < PADDING_MOST && is_blank(behind.at[i]))
		i++;
	*size = i + 2;
	return text_starts(text_part(behind, i, 2), TEXT("\r\n")) ? NEXT_PART : NO_DELIMITER;
}

/* ---- a form as it comes ---------------------------------------------------------------------- */

enum place { BEFORE_PARTS, IN_HEADERS, IN_VALUE, IN_FILE, BEHIND_PARTS };

struct multipart {
	struct arena *arena;
	const struct file_taker *taker;
	struct text mark; /* CRLF "--boundary" */
	char *window;
	size_t used; /* bytes in it that aren't done with */
	enum place place;
	size_t line_end; /* bytes of the one before a part's content, which is no content, to come */
	struct part_head head;
	struct buffer value;
	size_t kept; /* bytes of values so far */
	bool taken;  /* a file */
	struct form_field *fields;
	size_t count, room;
};

struct multipart *multipart_begin(struct arena *a, struct text type, const struct file_taker *taker)
{
	struct multipart *m = arena_take_of(a, struct multipart);
	struct text boundary;

	if (!find_boundary(type, &boundary))
		return NULL;
	m->arena = a;
	m->taker = taker;
	m->mark = arena_print(a, "\r\n--%.*s", SHOWN(boundary));
	m->window = arena_take(a, WINDOW_BYTES);
	/* The first delimiter may open the body, without a line end of its own. */
	memcpy(m->window, "\r\n", 2);
	m->used = 2;
	return m;
}

static struct text window_text(const struct multipart *m)
{
	return (struct text){ m->window, m->used };
}

static void drop(struct multipart *m, size_t size)
{
	m->used -= size;
	memmove(m->window, m->window + size, m->used);
}

/* Content of a part, which leaves the window. */
static enum outcome give(struct multipart *m, size_t size)
{
	size_t past = size < m->line_end ? size : m->line_end;
	struct text content = { m->window + past, size - past };

	m->line_end -= past;
	if (m->place == IN_FILE && m->taker)
		m->taker->take(m->taker->context, content);
	if (m->place == IN_VALUE) {
		m->kept += content.size;
		if (m->kept > FORM_MOST)
			return TOO_LARGE;
		buffer_add(&m->value, content);
	}
	drop(m, size);
	return DONE;
}

static enum outcome begin_part(struct multipart *m)
{
	struct text rest = window_text(m);
	size_t size = rest.size;

	if (m->count == FIELDS_MOST)
		return TOO_LARGE;
	m->head = (struct part_head){ NO_TEXT, NO_TEXT, false, false };
	TRY(read_part_head(m->arena, &rest, &m->head));
	/* A part without content ends at the line end of its headers. */
	drop(m, size - rest.size - 2);
	m->line_end = 2;
	m->value = buffer_in(m->arena);
	m->place = IN_VALUE;
	if (!m->taker || m->head.file_name.size == 0)
		return DONE;
	if (m->taken)
		return BAD_REQUEST;
	m->taken = true;
	m->place = IN_FILE;
	m->taker->begin(m->taker->context, m->head.file_name);
	return DONE;
}

static enum outcome end_part(struct multipart *m)
{
	struct form_field field = { m->head.name, buffer_text(&m->value), m->head.file_name };

	if (m->place == BEFORE_PARTS)
		return DONE;
	if (field.file_name.size == 0 && !text_is_sound(field.value))
		return BAD_REQUEST;
	GROW(m->arena, m->fields, m->count, m->room);
	m->fields[m->count++] = field;
	return DONE;
}

/* In content: up to the delimiter, or as much of it as is surely none. *moved: there is more to see
 * in the window. */
static enum outcome pass_content(struct multipart *m, bool last, bool *moved)
{
	struct text all = window_text(m);
	size_t found = text_find(all, m->mark), size;

	if (found == all.size) {
		size = all.size < m->mark.size ? 0 : all.size - m->mark.size + 1;
		return give(m, size);
	}
	struct text behind = text_part(all, found + m->mark.size, SIZE_MAX);
	if (!last && behind.size < PADDING_MOST + 2)
		return give(m, found);
	enum delimiter kind = delimiter_behind(behind, &size);
	*moved = true;
	if (kind == NO_DELIMITER)
		return give(m, found + 1);
	TRY(give(m, found));
	TRY(end_part(m));
	drop(m, m->mark.size + size);
	m->place = kind == LAST ? BEHIND_PARTS : IN_HEADERS;
	return DONE;
}

static enum outcome pass_headers(struct multipart *m, bool last, bool *moved)
{
	struct text all = window_text(m);
	bool whole = text_starts(all, TEXT("\r\n")) ||
		text_find(all, TEXT("\r\n\r\n")) < all.size || all.size >= PART_HEADERS_MOST;

	if (!whole)
		return last ? BAD_REQUEST : DONE;
	*moved = true;
	return begin_part(m);
}

static enum outcome pass(struct multipart *m, bool last)
{
	for (bool moved = true; moved;) {
		moved = false;
		if (m->place == BEHIND_PARTS)
			drop(m, m->used);
		else if (m->place == IN_HEADERS)
			TRY(pass_headers(m, last, &moved));
		else
			TRY(pass_content(m, last, &moved));
	}
	return DONE;
}

enum outcome multipart_feed(struct multipart *m, struct text bytes)
{
	while (bytes.size) {
		struct text some = text_part(bytes, 0, WINDOW_BYTES - m->used);
		memcpy(m->window + m->used, some.at, some.size);
		m->used += some.size;
		bytes = text_part(bytes, some.size, SIZE_MAX);
		TRY(pass(m, false));
	}
	return DONE;
}

enum outcome multipart_end(struct multipart *m, struct form *form)
{
	*form = (struct form){ NULL, 0 };
	TRY(pass(m, true));
	if (m->place != BEHIND_PARTS)
		return BAD_REQUEST;
	*form = (struct form){ m->fields, m->count };
	return DONE;
}

enum outcome multipart_read(struct arena *a, struct text body, struct text type, struct form *form)
{
	struct multipart *m = multipart_begin(a, type, NULL);

	*form = (struct form){ NULL, 0 };
	if (!m)
		return BAD_REQUEST;
	TRY(multipart_feed(m, body));
	return multipart_end(m, form);
}
