/*
 * sheet: the keys on paper: as text, as a page for A4 that needs nothing but itself, and back from words that
 * somebody typed or a phone read.
 */
#include "inside.h"

#include <stdio.h>
#include <string.h>

#define TYPED_MOST ((size_t)64 * 1024)
#define QR_SIDE 38 /* millimetres */

static const char head[] =
	"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
	"<title>Recovery sheet</title>\n<style>\n@page { size: A4; margin: 15mm }\n"
	"body { font: 11pt sans-serif; color: #000; background: #fff; max-width: 180mm; "
	"margin: 5mm auto }\n"
	"h1 { font-size: 16pt } h2 { font: bold 11pt monospace; margin: 6mm 0 2mm }\n"
	"section { display: flex; flex-wrap: wrap; gap: 4mm 8mm; break-inside: avoid; "
	"align-items: start }\n"
	"h2 { flex: 1 0 100% } pre { font: 13pt/1.5 monospace; margin: 0; white-space: pre-wrap }\n"
	"</style></head>\n<body>\n<h1>Recovery sheet</h1>\n"
	"<p>These words are keys. With them and a backup everything in it can be opened, and "
	"badges "
	"signed. Keep this sheet locked up, and not where the backups are. When keys change, print "
	"a "
	"new one and destroy this one.</p>\n"
	"<p>To take the keys back, type the words, or let a phone read the squares, into a file, "
	"the "
	"names above them too, and run: <code>askel keys DIR restore FILE</code></p>\n";

/* "seal.key" and its words, of which a line each: cut off the front of *rest. */
static struct text cut_key(struct text *rest)
{
	struct text whole = *rest;
	text_line(rest);
	while (rest->size > 0 && rest->at[0] == ' ')
		text_line(rest);
	return text_part(whole, 0, rest->at ? whole.size - rest->size : SIZE_MAX);
}

/* The same with one blank where there are several, or a line end. */
static struct text squeezed(struct arena *a, struct text t)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < t.size; i++) {
		bool blank = t.at[i] == ' ' || t.at[i] == '\n';
		if (!blank)
			buffer_add_char(&b, t.at[i]);
		else if (b.size > 0 && b.at[b.size - 1] != ' ')
			buffer_add_char(&b, ' ');
	}
	return text_trim(buffer_text(&b));
}

static bool make_page(
	struct arena *a, const struct conf *conf, struct text sheet, struct text *html)
{
	struct buffer b = buffer_in(a);
	char day[11];

	clock_day_text(clock_day_of(clock_now()), day);
	buffer_add_chars(&b, head);
	buffer_add_chars(&b, "<p>");
	buffer_add_html(&b, conf->origin);
	buffer_print(&b, ", %s</p>\n", day);
	for (struct text rest = sheet; rest.size > 0;) {
		struct text words = cut_key(&rest), name = text_line(&words);
		struct qr qr;
		if (!qr_make(a, squeezed(a, arena_print(a, "%.*s %.*s", SHOWN(name), SHOWN(words))),
			    &qr))
			return false;
		buffer_print(&b, "<section><h2>%.*s</h2>\n", SHOWN(name));
		buffer_add(&b, qr_svg(a, &qr, name, QR_SIDE));
		buffer_print(&b, "\n<pre>%.*s</pre></section>\n", SHOWN(words));
	}
	buffer_add_chars(&b, "</body></html>\n");
	*html = buffer_text(&b);
	return true;
}

int print_sheet(struct arena *a, const struct conf *conf, const struct seal *seal, const char *path)
{
	struct text sheet = sheet_text(seal, a), html;

	if (!path) {
		printf("# Recovery sheet: these words are the keys. Keep them locked up, on paper, "
		       "and "
		       "not where the\n# backups are. askel keys DIR restore takes them "
		       "back.\n%.*s",
			SHOWN(sheet));
		return EXIT_DONE;
	}
	if (!make_page(a, conf, sheet, &html) || file_write(path, html, 0600) != DONE)
		return EXIT_FAULT;
	printf("%s is written: print it, lock the paper up, and remove the file.\n", path);
	return EXIT_DONE;
}

static bool read_typed(struct arena *a, const char *path, struct text *typed)
{
	char *room;

	if (path)
		return file_read(a, path, TYPED_MOST, typed) == DONE ||
			(fprintf(stderr, "askel: %s can't be read\n", path), false);
	room = arena_take(a, TYPED_MOST);
	*typed = (struct text){ room, fread(room, 1, TYPED_MOST, stdin) };
	return true;
}

static void tell_trouble(const struct sheet_trouble *t)
{
	const char *name = sheet_key_name(t->key);
	int number = (int)t->word + 1;

	switch (t->problem) {
	case SHEET_WORD_WRONG:
		fprintf(stderr,
			"askel: word %d of %s can't be \"%.*s\": look at it once more, letter by "
			"letter, and whether all words before it are there\n",
			number, name, SHOWN(t->typed));
		return;
	case SHEET_WORDS_MISSING:
		fprintf(stderr, "askel: word %d of %s and those after it are missing\n", number,
			name);
		return;
	case SHEET_SUM_WRONG:
		fprintf(stderr,
			"askel: a word of %s is wrong, but which can't be said: look at all "
			"of them\n",
			name);
		return;
	case SHEET_NO_NAME:
		fprintf(stderr,
			"askel: \"%.*s\" stands where the name of a key should: type the names "
			"above the words, too\n",
			SHOWN(t->typed));
		return;
	case SHEET_KEY_MISSING:
		fprintf(stderr, "askel: %s and its words are missing\n", name);
		return;
	case SHEET_FINE:
		return;
	}
}

bool take_sheet(struct arena *a, const char *keys, const char *path)
{
	struct sheet_trouble trouble;
	struct text typed;

	if (!read_typed(a, path, &typed))
		return false;
	switch (sheet_take_back(keys, typed, &trouble)) {
	case DONE:
		printf("The keys stand in %s.\n", keys);
		return true;
	case BAD_FORM:
		tell_trouble(&trouble);
		return false;
	case OVERTAKEN:
		fprintf(stderr,
			"askel: in %s there are other keys than those of the sheet. They were "
			"left; "
			"move them away first.\n",
			keys);
		return false;
	default:
		return false;
	}
}
