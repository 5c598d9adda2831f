/*
 * words: what is known of words in languages (utf8proc, voikko, libstemmer), and of the words that
 * people type and hand in as tables. Functions on UTF-8, pure but for what `struct forms` holds; results
 * are in the arena given.
 */
#ifndef ASKEL_WORDS_H
#define ASKEL_WORDS_H

#include "base/base.h"

#define FOLD_BYTES ((size_t)64 * 1024) /* what is longer folds to empty, so nobody types a bomb */

/* For comparing what people type: compatibility-decomposed (NFKD), case-folded, marks off
 * (a = ä = Á), letters with a stroke or joined as the nearest plain ones (ø o, ł l, đ d, ı i, æ ae,
 * œ oe, ß ss, þ th), every kind of blank and invisible character dropped, typographic dashes and
 * quotes made plain. "  Å bo\u00A0Akademi " and "aboakademi" fold alike. Marks come off where readers
 * leave them out (Latin, Greek, Cyrillic, Hebrew, Arabic) and stay where they are vowels or other
 * letters (Thai, Devanagari, kana). Ill-formed UTF-8 folds to empty. */
struct text fold_words(struct arena *a, struct text words);

/* For sorting names in lists, bytewise: as above, but blanks between words kept as one blank, and
 * å, ä (with æ) and ö (with ø) sorted after z in this order, as Finnish and Swedish do. */
struct text sort_key(struct arena *a, struct text words);

/* Typed text made safe to keep: NFC, CRLF and CR to LF, a tab to a blank, other C0/C1 controls and
 * noncharacters dropped, blanks of every kind trimmed off the ends of the whole; false where it
 * isn't UTF-8. */
bool clean_words(struct arena *a, struct text typed, struct text *clean);

/* The words of a plain text file as people's programs save one: UTF-8 with or without a mark, UTF-16LE
 * with one, or Windows-1252; cleaned as above, damaged characters as U+FFFD. */
struct text decode_words(struct arena *a, struct text bytes);

/* ---- personal identity codes -------------------------------------------------------------------- */

enum identity_kind { IDENTITY_FINNISH, IDENTITY_SWEDISH };

struct identity {
	enum identity_kind kind;
	size_t at, size; /* bytes of the words it was found in */
};

/* The first personal identity code in typed words that begins at `from` or later; so all are found by
 * going on from at + size. For pointing at it before it is kept: no field asks for one.
 *
 * Finnish (henkilötunnus; Government Decree 128/2010 as it is from 1.1.2023 on): DDMMYY, a separator
 * (+ 18YY; - and U to Y 19YY; A to F 20YY), a number from 002 (900 to 999 are given for a time), a
 * control character. Swedish (personnummer; Folkbokföringslag 1991:481, section 18; days over 60 are
 * those of a samordningsnummer): YYMMDD-NNNN, YYYYMMDD-NNNN and YYYYMMDDNNNN with the control digit of
 * Luhn.
 * Ten digits in one aren't taken for a Swedish one, nor a blank for its separator: phone numbers look
 * so.
 *
 * In any case, with up to three blanks either side of the separator and any kind of dash as '-'; only
 * with dates that were, up to `today` (days since 1970); not where letters or digits go on before or
 * after. Measured: of phone numbers, dates, IBANs and sums as people write them fewer than one in
 * 100,000 is taken for one; of numbers that just happen to be written DDDDDD-DDDD one in 120; of dates
 * with a time behind (20250131-1530), which are of the Swedish form, one in ten. */
bool identity_find(struct text words, size_t from, int64_t today, struct identity *found);

/* ---- base forms ---------------------------------------------------------------------------------- */

/* What knows the words of one language; for one thread at a time (a voikko handle that two threads use
 * ends the process). */
struct forms;

/* A word of a text. All but `typed` is folded. */
struct word_form {
	struct text typed;  /* as it stands in the text */
	struct text *bases; /* as a dictionary lists it, each way it can be read; 1 to 4 of them */
	size_t base_count;
	struct text *parts; /* of a compound, and what it was made from; at most 6 */
	size_t part_count;
};

/* `language` is fi, sv or en; NOT_HERE for others, BROKEN (logged) where there is no stemmer. Finnish is
 * read by voikko's dictionary; where the machine has none, by libstemmer as the others, without parts.
 * `stops`: words a line, in base form, that say nothing alone and are left out. */
enum outcome forms_open(struct text language, struct text stops, struct forms **forms) MUST_USE;
void forms_close(struct forms *forms); /* NULL is fine */
/* Whether a dictionary is there: parts are known. */
bool forms_know_words(const struct forms *forms);
/* Bases (as forms_of() gives them) by which compounds are taken apart where no dictionary does it: what
 * ends in one of these is made with it. In place of those learnt before. */
void forms_learn(struct forms *forms, const struct text *bases, size_t count);
/* The first `most` words that say something alone, each once, in the order of the text; words over 100
 * bytes are passed over. */
void forms_of(struct forms *forms, struct arena *a, struct text words, size_t most,
	struct word_form **list, size_t *count);

/* ---- tables -------------------------------------------------------------------------------------- */

#define CSV_BYTES_MOST ((size_t)2 * 1024 * 1024)
#define CSV_ROWS_MOST 10001 /* the header and 10,000 more */
#define CSV_COLUMNS_MOST 64
#define CSV_PROBLEMS_MOST 20

/* Why a table can't be taken as it is; each has a sentence for the person in pages/. */
enum csv_problem_kind {
	CSV_NOTHING,       /* no row has anything in it */
	CSV_TOO_LARGE,     /* over CSV_BYTES_MOST; nothing was read */
	CSV_TOO_MANY_ROWS, /* the row at `line` is the first too many; those before it were read */
	CSV_TOO_WIDE,      /* something stands past column CSV_COLUMNS_MOST and was left out */
	CSV_WORKBOOK,      /* a file of Excel or LibreOffice itself: to be saved as CSV first */
	CSV_NO_WORDS,      /* bytes that are no text: a picture, another file */
	CSV_CODING,        /* the first damaged character, read as U+FFFD; no column */
	CSV_OPEN_QUOTE, /* the quote in this cell is never closed, so all after it is in the cell */
	CSV_STRAY_QUOTE, /* a quote inside a cell, kept as it stands */
	CSV_BEYOND_HEADER, /* a row goes on where the header has ended: mostly a separator typed inside
			    * a cell, so its cells may stand in wrong columns */
};
struct csv_problem {
	enum csv_problem_kind kind;
	size_t line, column; /* from 1; 0 where it is about no one place */
};

enum csv_coding { CSV_UTF8, CSV_UTF8_MARKED, CSV_UTF16LE, CSV_WINDOWS_1252 };
enum csv_line_end { CSV_NO_LINE_END, CSV_CRLF, CSV_LF, CSV_CR };

struct csv_row {
	size_t line;        /* where it begins in the file, from 1 */
	struct text *cells; /* UTF-8, blanks and line ends as they were: clean_words() them */
	size_t count;       /* without the empty cells at its end */
};

struct csv {
	enum csv_coding coding;
	enum csv_line_end line_end;
	char separator;       /* ';', ',' or a tab */
	bool names_separator; /* by a first line "sep=;", which is no row */
	struct csv_row *rows; /* the first is the header; rows with nothing in them are left out */
	size_t row_count, row_room;
	size_t columns; /* of the widest row */
	struct csv_problem
		problems[CSV_PROBLEMS_MOST]; /* the first ones, in the order of the file */
	size_t problem_count;
};

/* Reads a table as people's spreadsheets save it (RFC 4180, and Excel with Finnish settings): with
 * semicolons, tabs or commas, whichever the header has most of outside quotes; as UTF-8 with or without
 * a mark, UTF-16LE with one, or Windows-1252; with any line ends; with quotes, which a cell with
 * separators, line ends or (doubled) quotes in it needs, and blanks around them. False where there are
 * problems; the rows that could be read are there, too. */
bool csv_read(struct arena *a, struct text bytes, struct csv *table);
/* The cell in a row and column, both from 0; empty where there is none. */
struct text csv_cell(const struct csv *table, size_t row, size_t column);

/* The table as a file of the same kind; reading it gives the same cells. Cells that a spreadsheet would
 * take for a formula (OWASP, CSV Injection: = + - @ tab CR and LF, also after blanks and in their wide
 * forms) get an apostrophe before them, which csv_read takes off again. Where the coding can't hold what
 * is in the cells, it becomes UTF-8 with a mark, which Excel knows. */
struct text csv_write(struct arena *a, const struct csv *table);

/* ---- e-mail addresses ---------------------------------------------------------------------------- */

#define MAIL_ADDRESS_MOST 254 /* bytes (RFC 5321, 4.5.3.1.3, without the brackets) */

/* Whether this is an e-mail address as people have them: RFC 5321's dot-string before the @ (at most 64
 * bytes), a host's name with a dot in it after. Quoted strings, machines' numbers and letters outside
 * ASCII are refused: hardly a server takes them. *address is the part of `typed` without blanks around
 * it. */
bool mail_address_read(struct text typed, struct text *address);

#endif
