/*
 * document: the words of a text document (ODF 1.3, part 3; Office Open XML, ISO/IEC 29500-1), a paragraph
 * a line. How they looked, pictures and remarks are left out: whoever wants those opens the file. The
 * archive and the XML are read by MuPDF, and a bomb in them bursts against the limits of cage.c.
 */
#include "inside.h"

#include <string.h>

/* What an element means for the words in it; MuPDF drops the prefixes of names. */
enum meaning { MEANS_NOTHING, MEANS_LINE, MEANS_BLANK, MEANS_BREAK, MEANS_CELL, MEANS_SKIP };
struct element {
	const char *tag;
	enum meaning meaning;
};

static const struct element odf[] = { { "p", MEANS_LINE }, { "h", MEANS_LINE },
	{ "s", MEANS_BLANK }, { "tab", MEANS_BLANK }, { "line-break", MEANS_BREAK },
	{ "table-cell", MEANS_CELL }, { "tracked-changes", MEANS_SKIP },
	{ "annotation", MEANS_SKIP }, { NULL, MEANS_NOTHING } };
static const struct element ooxml[] = { { "p", MEANS_LINE }, { "tab", MEANS_BLANK },
	{ "br", MEANS_BREAK }, { "cr", MEANS_BREAK }, { "tc", MEANS_CELL },
	{ "instrText", MEANS_SKIP }, { "delText", MEANS_SKIP }, { "pPr", MEANS_SKIP },
	{ "rPr", MEANS_SKIP }, { "Fallback", MEANS_SKIP }, { NULL, MEANS_NOTHING } };

static enum meaning meaning_of(const struct element *elements, const char *tag)
{
	for (; elements->tag; elements++)
		if (strcmp(elements->tag, tag) == 0)
			return elements->meaning;
	return MEANS_NOTHING;
}

static void begin_element(fz_context *ctx, fz_buffer *words, enum meaning meaning)
{
	if (meaning == MEANS_BLANK)
		fz_append_byte(ctx, words, ' ');
	if (meaning == MEANS_BREAK)
		fz_append_byte(ctx, words, '\n');
}

static void end_element(fz_context *ctx, fz_buffer *words, enum meaning meaning)
{
	if (meaning == MEANS_LINE)
		fz_append_byte(ctx, words, '\n');
}

/* The next element or text in the order of the file, without going into `at` where `in` is false. By
 * hand and not by calling oneself: how deep a file is nested is its own affair. */
static fz_xml *next_of(fz_context *ctx, fz_xml *at, fz_xml *top, bool in,
	const struct element *elements, fz_buffer *words)
{
	if (in && fz_xml_down(at))
		return fz_xml_down(at);
	while (at && at != top) {
		if (fz_xml_tag(at))
			end_element(ctx, words, meaning_of(elements, fz_xml_tag(at)));
		if (fz_xml_next(at))
			return fz_xml_next(at);
		at = fz_xml_up(at);
	}
	return NULL;
}

static void add_words(
	fz_context *ctx, fz_buffer *words, fz_xml *top, const struct element *elements)
{
	fz_xml *at = top;

	while (at && words->len < DRAWN_WORDS_MOST) {
		enum meaning meaning = MEANS_NOTHING;
		if (fz_xml_text(at))
			fz_append_string(ctx, words, fz_xml_text(at));
		else if (fz_xml_tag(at))
			meaning = meaning_of(elements, fz_xml_tag(at));
		begin_element(ctx, words, meaning);
		at = next_of(ctx, at, top, meaning != MEANS_SKIP, elements, words);
	}
}

void draw_document(struct easel *e, struct text bytes, enum file_kind kind)
{
	fz_context *ctx = e->ctx;
	bool is_odf = kind == FILE_ODT;
	fz_stream *stream = fz_open_memory(ctx, (const unsigned char *)bytes.at, bytes.size);
	fz_archive *archive = fz_open_zip_archive_with_stream(ctx, stream);
	fz_buffer *xml =
		fz_read_archive_entry(ctx, archive, is_odf ? "content.xml" : "word/document.xml");
	/* ODF marks blanks that count by elements; Word keeps them between tags */
	fz_xml_doc *document = fz_parse_xml(ctx, xml, 1);
	fz_xml *body = fz_xml_find_dfs(fz_xml_root(document), "body", NULL, NULL);
	fz_buffer *words = fz_new_buffer(ctx, 1024);

	add_words(ctx, words, body, is_odf ? odf : ooxml);
	e->pages = 0;
	put_words(e, (struct text){ (const char *)words->data, words->len });
}
