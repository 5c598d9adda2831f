/*
 * view: Mustache templates + typed page structs + translations -> pieces of HTML. Knows no SQL and
 * no HTTP. Everything is read, resolved and pre-deflated once at start, per language; afterwards
 * `struct views` is immutable and shared by all threads without locks.
 *
 * The language (https://mustache.5.md and the official suite, core: comments, delimiters,
 * interpolation, inverted, partials, sections), with these differences:
 * - every name is resolved at start against the field tables of the page struct and its rows; an
 *   unknown name, an unclosed section, or {{{x}}} on what isn't html stops the start with
 *   file:line;
 * - {{#t}}Save{{/t}} is a translatable string; {name} inside it stands for a field, escaped;
 *   {{#tn count}}one page|{n} pages{{/tn}} has plural forms by the number field `count`;
 *   {{#t verb}}Open{{/t}} has a msgctxt, where one English word is two in another language;
 *   translations are text and are always escaped: no markup in them;
 * - fields stand only in text and in double-quoted attributes; an address (href, src, action...)
 *   begins with a FIELD_IS_LINK or a fixed path; nothing in script, style and on...=; a section
 *   ends where in the HTML it began.
 * A section of rows, a struct or a maybe opens its fields; one of a flag, number or text only asks
 * whether there is any. Layouts are partials: {{> top}} ... {{> bottom}}.
 */
#ifndef ASKEL_VIEW_H
#define ASKEL_VIEW_H

#include "base/base.h"
#include "pack/pack.h"

/* ---- fields of page structs ------------------------------------------------------------ */

enum field_kind {
	FIELD_IS_TEXT,   /* struct text, escaped */
	FIELD_IS_HTML,   /* struct text, as it is; only course/ and view/ make it */
	FIELD_IS_PIECE,  /* const struct piece *, as it is; NULL is nothing */
	FIELD_IS_LINK,   /* struct text: a path on this site ("/..." but not "//"), "#...", "?...",
			  * "tel:...", "mailto:..." or ""; anything else is shown as "#" */
	FIELD_IS_FLAG,   /* bool */
	FIELD_IS_NUMBER, /* int64_t */
	FIELD_IS_ROWS,   /* T *name; size_t name_count */
	FIELD_IS_STRUCT, /* T name, embedded: a section that is always shown once */
	FIELD_IS_MAYBE,  /* const T *name: shown once where not NULL */
};

struct field {
	const char *name;
	enum field_kind kind;
	size_t at;                  /* offset in the struct */
	size_t count_at;            /* rows: offset of name_count */
	size_t row_size;            /* rows */
	const struct field *fields; /* rows, struct, maybe: ends with a NULL name */
};

/* The formatter takes #n for a directive. */
/* clang-format off */
#define FIELD_TEXT(s, n) { #n, FIELD_IS_TEXT, offsetof(struct s, n), 0, 0, 0 }
#define FIELD_HTML(s, n) { #n, FIELD_IS_HTML, offsetof(struct s, n), 0, 0, 0 }
#define FIELD_PIECE(s, n) { #n, FIELD_IS_PIECE, offsetof(struct s, n), 0, 0, 0 }
#define FIELD_LINK(s, n) { #n, FIELD_IS_LINK, offsetof(struct s, n), 0, 0, 0 }
#define FIELD_FLAG(s, n) { #n, FIELD_IS_FLAG, offsetof(struct s, n), 0, 0, 0 }
#define FIELD_NUMBER(s, n) { #n, FIELD_IS_NUMBER, offsetof(struct s, n), 0, 0, 0 }
#define FIELD_ROWS(s, n, f)                                                                        \
	{ #n, FIELD_IS_ROWS, offsetof(struct s, n), offsetof(struct s, n##_count),                 \
		sizeof *((struct s *)0)->n, f }
#define FIELD_STRUCT(s, n, f) { #n, FIELD_IS_STRUCT, offsetof(struct s, n), 0, 0, f }
#define FIELD_MAYBE(s, n, f) { #n, FIELD_IS_MAYBE, offsetof(struct s, n), 0, 0, f }
#define END_OF_FIELDS { 0, FIELD_IS_TEXT, 0, 0, 0, 0 }
/* clang-format on */

/* ---- translations ---------------------------------------------------------------------- */

struct views;

/* The languages of buttons, in the order asked for; each has its po/XX.mo, English needs none. */
size_t language_count(const struct views *v);
struct text language_at(const struct views *v, size_t index);
/* Index of a tag ("sv", also "sv-FI"), or language_count. */
size_t find_language(const struct views *v, struct text tag);
/* The best of our languages for an Accept-Language header (RFC 9110, 12.5.4), else `otherwise`. */
size_t accept_language(const struct views *v, struct text header, size_t otherwise);

/* A string in a language (the msgid itself where it is missing). Lives as long as the views. Give
 * it a literal, or one marked by N_(): templates/po/extract.sh finds both. */
struct text say(const struct views *v, size_t language, const char *msgid);
/* With {a} and {b} put in; plain text, in the arena. */
struct text say_with(const struct views *v, struct arena *a, size_t language, const char *msgid,
	struct text value_a, struct text value_b);
/* With the plural form that `n` asks for; {n} is the number. */
struct text say_count(const struct views *v, struct arena *a, size_t language, const char *one,
	const char *many, int64_t n);

/* ---- opening and showing --------------------------------------------------------------- */

/* Every template that is shown by itself; partials need no row. */
struct template_row {
	const char *name; /* "home": templates/home.html */
	const struct field *fields;
};

struct view_settings {
	const struct shelf_file *shelf;
	size_t shelf_count;
	/* DIR/templates, whose files come before the shelf's of the same name; NULL: none. */
	const char *over_folder;
	const struct template_row *rows; /* indexed by the caller's enum */
	size_t row_count;
	const struct text *languages; /* asked for, e.g. fi sv en; the first is the default */
	size_t language_count;
};

/* BROKEN with every problem logged as file:line: message. */
enum outcome views_open(const struct view_settings *settings, struct views **views) MUST_USE;
void views_close(struct views *views);

/* Adds row `row` in a language to the parcel. Cannot fail: what could fail stopped the start. */
void view_show(
	const struct views *v, size_t row, size_t language, const void *page, struct parcel *out);

#endif
