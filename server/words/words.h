/*
 * words: what is known of words in languages (utf8proc; later voikko, libstemmer, hunspell). Pure
 * functions on UTF-8; results are in the arena given.
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

/* ---- personal identity codes -------------------------------------------------------------------- */

enum identity_kind { IDENTITY_FINNISH, IDENTITY_SWEDISH };

struct identity {
	enum identity_kind kind;
	size_t at, size; /* bytes of the words it was found in */
};

/* The first personal identity code in typed words that begins at `from` or later; so all are found by
 * going on from at + size. For pointing at it before it is kept: no field asks for one.
 *
 * Finnish (henkilötunnus; Government Decree 128/2010 as it is from 1.1.2023 on): DDMMYY, a separator (+ 18YY; -
 * and U to Y 19YY; A to F 20YY), a number from 002 (900 to 999 are given for a time), a control
 * character. Swedish (personnummer; Folkbokföringslag 1991:481, section 18; days over 60 are those of a
 * samordningsnummer): YYMMDD-NNNN, YYYYMMDD-NNNN and YYYYMMDDNNNN with the control digit of Luhn.
 * Ten digits in one aren't taken for a Swedish one, nor a blank for its separator: phone numbers look
 * so.
 *
 * In any case, with up to three blanks either side of the separator and any kind of dash as '-'; only
 * with dates that were, up to `today` (days since 1970); not where letters or digits go on before or
 * after. Measured: of phone numbers, dates, IBANs and sums as people write them fewer than one in
 * 100,000 is taken for one; of numbers that just happen to be written DDDDDD-DDDD one in 120; of dates
 * with a time behind (20250131-1530), which are of the Swedish form, one in ten. */
bool identity_find(struct text words, size_t from, int64_t today, struct identity *found);

#endif
