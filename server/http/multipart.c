/*
 * multipart: multipart/form-data bodies (RFC 7578) over a bounded buffer. Strict where leniency
 * would let two readers see two forms: CRLF line ends, a closing boundary, one Content-Disposition
 * with one name, no other transfer encoding than the plain ones. `filename*` isn't for forms (7578,
 * 4.2) and is passed over. Pure; names and words are copied into the arena, contents of files are
 * slices of the body.
 */
#include "http/inside.h"
#include "http/parse.h"

#include <string.h>

#define PART_HEADERS_MOST 4096 /* bytes of the headers of one part */

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

/* Whether what stands behind "--boundary" makes it a delimiter; *after is what follows its line. A
 * longer boundary that only begins like ours is content. */
static enum delimiter delimiter_behind(struct text behind, struct text *after)
{
	size_t i = 0;

	if (text_starts(behind, TEXT("--"))) {
		*after = text_part(behind, 2, SIZE_MAX);
		return LAST;
	}
	while (i < behind.size && is_blank(behind.at[i]))
		i++;
	if (!text_starts(text_part(behind, i, 2), TEXT("\r\n")))
		return NO_DELIMITER;
	*after = text_part(behind, i + 2, SIZE_MAX);
	return NEXT_PART;
}

/* Cuts *rest at the next delimiter. `mark` is CRLF "--boundary". */
static enum delimiter cut_part(struct text *rest, struct text mark, struct text *content)
{
	size_t from = 0;

	for (;;) {
		struct text ahead = text_part(*rest, from, SIZE_MAX), after;
		size_t found = text_find(ahead, mark);
		enum delimiter kind;
		if (found == ahead.size)
			return NO_DELIMITER;
		kind = delimiter_behind(text_part(ahead, found + mark.size, SIZE_MAX), &after);
		if (kind != NO_DELIMITER) {
			*content = text_part(*rest, 0, from + found);
			*rest = after;
			return kind;
		}
		from += found + 1;
	}
}

static enum outcome add_part(struct arena *a, const struct part_head *head, struct text content,
	struct form_field *field)
{
	field->name = head->name;
	field->file_name = head->file_name;
	if (head->file_name.size) {
		field->value = content;
		return DONE;
	}
	field->value = arena_copy(a, content);
	return text_is_sound(content) ? DONE : BAD_REQUEST;
}

enum outcome multipart_read(struct arena *a, struct text body, struct text type, struct form *form)
{
	struct form_field *fields = NULL;
	size_t count = 0, room = 0;
	struct text boundary, mark, content, rest = body;
	enum delimiter kind;

	*form = (struct form){ NULL, 0 };
	if (!find_boundary(type, &boundary))
		return BAD_REQUEST;
	mark = arena_print(a, "\r\n--%.*s", SHOWN(boundary));
	/* The first delimiter may open the body, without a line end of its own. */
	if (text_starts(body, text_part(mark, 2, SIZE_MAX)))
		kind = delimiter_behind(text_part(body, mark.size - 2, SIZE_MAX), &rest);
	else
		kind = NO_DELIMITER;
	if (kind == NO_DELIMITER)
		kind = cut_part(&rest, mark, &content);
	while (kind == NEXT_PART) {
		struct part_head head = { NO_TEXT, NO_TEXT, false, false };
		if (count == FIELDS_MOST)
			return TOO_LARGE;
		GROW(a, fields, count, room);
		/* A part without content ends at the line end of its headers. */
		TRY(read_part_head(a, &rest, &head));
		rest = (struct text){ rest.at - 2, rest.size + 2 };
		kind = cut_part(&rest, mark, &content);
		if (kind == NO_DELIMITER)
			break;
		TRY(add_part(a, &head, text_part(content, 2, SIZE_MAX), &fields[count]));
		count++;
	}
	if (kind != LAST)
		return BAD_REQUEST;
	*form = (struct form){ fields, count };
	return DONE;
}
