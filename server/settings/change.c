/*
 * change: askel.conf written, with one value changed in place. The file is also the admin's own, to be
 * edited by hand, so all that a change isn't about stays byte by byte: comments, order, blanks, line
 * ends. Where lines are is asked of the same reading that libinih makes, so both agree on what a line is.
 */
#include "inside.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_MOST (INI_MAX_LINE - 2) /* what libinih takes besides the line's end and a NUL */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static struct text skip_blanks(struct text t)
{
	size_t at = 0;
	while (at < t.size && is_blank(t.at[at]))
		at++;
	return text_part(t, at, t.size);
}

/* A line with its end; moves *rest past it. */
static struct text whole_line(struct text *rest)
{
	size_t end = text_find_char(*rest, '\n');
	struct text line = text_part(*rest, 0, end < rest->size ? end + 1 : end);
	*rest = text_part(*rest, line.size, rest->size);
	return line;
}

/* "\r\n", "\n", or nothing at the end of a file. */
static struct text end_of(struct text line)
{
	size_t size = line.size > 0 && line.at[line.size - 1] == '\n';
	if (size > 0 && line.size > 1 && line.at[line.size - 2] == '\r')
		size = 2;
	return text_part(line, line.size - size, size);
}

/* ---- a line that holds a value ------------------------------------------------------------------ */

/* "key  =  " | value | "  ; comment" */
struct parts {
	struct text before, value, after, end;
};

static struct parts parts_of(struct text line)
{
	struct parts p = { .end = end_of(line) };
	struct text body = text_part(line, 0, line.size - p.end.size);
	size_t sign = 0;
	while (sign < body.size && body.at[sign] != '=' && body.at[sign] != ':')
		sign++;
	struct text rest = text_part(body, sign + 1, body.size);
	struct text value = skip_blanks(rest);
	p.before = text_part(body, 0, body.size - value.size);
	/* a ; behind a blank begins a comment; right behind the sign there is always one */
	size_t end = 0;
	while (end < value.size &&
		!(value.at[end] == ';' &&
			(end == 0 ? rest.size > value.size : is_blank(value.at[end - 1]))))
		end++;
	while (end > 0 && is_blank(value.at[end - 1]))
		end--;
	p.value = text_part(value, 0, end);
	p.after = text_part(value, end, value.size);
	return p;
}

/* The line with another value. Where a line can't hold all that somebody put on it, their comment gets
 * one of its own above. */
static void add_line(struct buffer *b, size_t setting, struct text line, struct text value)
{
	struct parts p = parts_of(line);
	/* where there was no value the blanks before the comment stand in `before` */
	struct text blank = text_starts(p.after, TEXT(";")) ? TEXT(" ") : NO_TEXT;
	if (p.before.size + value.size + blank.size + p.after.size + p.end.size <= LINE_MOST) {
		buffer_add(b, p.before);
		buffer_add(b, value);
		buffer_add(b, blank);
		buffer_add(b, p.after);
		buffer_add(b, p.end);
		return;
	}
	struct text comment = skip_blanks(p.after), end = p.end.size > 0 ? p.end : TEXT("\n");
	if (comment.size > 0) {
		buffer_add(b, comment);
		buffer_add(b, end);
	}
	buffer_print(b, "%s = ", setting_table[setting].key);
	buffer_add(b, value);
	buffer_add(b, p.end);
}

/* ---- where a value would stand ------------------------------------------------------------------ */

/* ";key =" as `askel init` leaves it where nothing is said. */
static bool is_place_for(struct text line, const char *key)
{
	struct text rest = skip_blanks(line);
	size_t size = strlen(key);
	if (!text_starts(rest, TEXT(";")))
		return false;
	rest = skip_blanks(text_part(rest, 1, rest.size));
	if (!text_starts(rest, text_of(key)))
		return false;
	rest = skip_blanks(text_part(rest, size, rest.size));
	return text_starts(rest, TEXT("=")) && text_trim(text_part(rest, 1, rest.size)).size == 0;
}

static bool is_section(struct text line, struct text *name)
{
	struct text rest = text_trim(line);
	size_t end = text_find_char(rest, ']');
	if (!text_starts(rest, TEXT("[")) || end == rest.size)
		return false;
	*name = text_part(rest, 1, end - 1);
	return true;
}

static bool is_comment(struct text line)
{
	struct text rest = skip_blanks(line);
	return rest.size > 0 && (rest.at[0] == ';' || rest.at[0] == '#');
}

struct place {
	int line;     /* the value's own from 1, or the one to write behind; 0: the very end */
	bool instead; /* in place of it */
	bool section; /* there is one */
};

static struct place find_place(struct text bytes, size_t setting)
{
	struct place place = { 0 };
	struct text rest = bytes, name;
	bool inside = false;
	/* a byte order mark may stand before the first section */
	if (text_starts(rest, TEXT("\xEF\xBB\xBF")))
		rest = text_part(rest, 3, rest.size);
	for (int line = 1; rest.size > 0; line++) {
		struct text one = whole_line(&rest);
		if (is_section(one, &name)) {
			/* of two parts of a section the first one gets it */
			if (place.section)
				return place;
			inside = text_is_chars(name, setting_table[setting].section);
		}
		if (inside && is_place_for(one, setting_table[setting].key))
			return (struct place){ .line = line, .instead = true, .section = true };
		/* comments behind the last value may be about the next section */
		if (inside && text_trim(one).size > 0 && !is_comment(one))
			place = (struct place){ .line = line, .section = true };
	}
	return place;
}

/* libinih takes a line that begins with blanks for more of the value above it. */
static bool goes_on_behind(struct text bytes, int line)
{
	struct text rest = bytes;
	for (int at = 1; rest.size > 0; at++) {
		struct text one = whole_line(&rest);
		if (at > line && text_trim(one).size > 0 && !is_comment(one))
			return is_blank(one.at[0]);
	}
	return false;
}

static void add_value(struct buffer *b, size_t setting, struct text value, struct text end)
{
	buffer_print(b, "%s = %.*s%.*s", setting_table[setting].key, SHOWN(value), SHOWN(end));
}

/* Behind a line that has no end. */
static void end_line(struct buffer *b, struct text end)
{
	if (b->size > 0 && b->at[b->size - 1] != '\n')
		buffer_add(b, end);
}

static struct text with_new(struct arena *a, struct text bytes, size_t setting, struct text value)
{
	struct place place = find_place(bytes, setting);
	if (goes_on_behind(bytes, place.line))
		place = (struct place){ 0 };
	struct buffer b = buffer_in(a);
	struct text rest = bytes, first = rest, end = end_of(whole_line(&first));
	if (end.size == 0)
		end = TEXT("\n");
	for (int line = 1; rest.size > 0; line++) {
		struct text one = whole_line(&rest);
		if (line != place.line || !place.instead)
			buffer_add(&b, one);
		if (line != place.line)
			continue;
		end_line(&b, end);
		add_value(&b, setting, value, end);
	}
	if (!place.section) {
		end_line(&b, end);
		buffer_print(&b, "%.*s[%s]%.*s", SHOWN(b.size > 0 ? end : NO_TEXT),
			setting_table[setting].section, SHOWN(end));
		add_value(&b, setting, value, end);
	}
	return buffer_text(&b);
}

/* ---- the file ----------------------------------------------------------------------------------- */

/* A line that goes leaves its place, as `askel init` would have written it. */
static void add_nothing(struct buffer *b, size_t setting, struct text line)
{
	struct parts p = parts_of(line);
	struct text comment = skip_blanks(p.after);
	if (comment.size > 0) {
		buffer_add(b, comment);
		buffer_add(b, p.end.size > 0 ? p.end : TEXT("\n"));
	}
	buffer_print(b, ";%s =%.*s", setting_table[setting].key, SHOWN(p.end));
}

struct text conf_with(struct arena *a, struct text bytes, size_t setting, struct text value)
{
	struct settings_reading r;
	struct buffer b = buffer_in(a);
	struct text rest = bytes;
	read_settings_text(a, bytes, &r);
	if (r.lines[setting] == 0)
		return value.size > 0 ? with_new(a, bytes, setting, value) : bytes;
	for (int line = 1; rest.size > 0; line++) {
		struct text one = whole_line(&rest);
		if (line != r.lines[setting])
			buffer_add(&b, one);
		else if (value.size > 0)
			add_line(&b, setting, one, value);
		else
			add_nothing(&b, setting, one);
	}
	return buffer_text(&b);
}

struct text conf_text(struct arena *a, const char *const *values)
{
	struct buffer b = buffer_in(a);
	const char *section = "";
	buffer_add_chars(&b,
		"; Settings of this installation. A key that isn't known is an error.\n"
		"; ASKEL_SECTION_KEY in the environment comes over the file.\n");
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (strcmp(section, setting_table[i].section) != 0)
			buffer_print(&b, "\n[%s]\n", setting_table[i].section);
		section = setting_table[i].section;
		buffer_print(&b, "; %s\n", setting_table[i].meaning);
		if (values[i])
			buffer_print(&b, "%s = %s\n", setting_table[i].key, values[i]);
		else
			buffer_print(&b, ";%s =\n", setting_table[i].key);
	}
	return buffer_text(&b);
}

static void close_at(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static enum outcome fault(const char *act, struct text path)
{
	log_fault("could not %s %.*s: %s", act, SHOWN(path), strerror(errno));
	return BROKEN;
}

enum outcome save_settings(const struct settings_reading *r, struct text bytes)
{
	struct text now;
	struct stat about;
	/* of the folder, for the file itself is another one afterwards */
	__attribute__((cleanup(close_at))) int lock =
		open(r->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (lock < 0 || flock(lock, LOCK_EX) < 0)
		return fault("lock", text_of(r->folder));
	TRY(file_read(r->arena, r->path.at, CONF_MOST, &now));
	if (!text_is(now, r->bytes))
		return OVERTAKEN;
	if (bytes.size > CONF_MOST)
		return TOO_LARGE;
	if (stat(r->path.at, &about) < 0)
		return fault("look at", r->path);
	return file_write(r->path.at, bytes, about.st_mode & 0777);
}
