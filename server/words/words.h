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

#endif
