/*
 * words: what is known of words in languages (utf8proc; later voikko, libstemmer, hunspell). Pure
 * functions on UTF-8; results are in the arena given.
 */
#ifndef ASKEL_WORDS_H
#define ASKEL_WORDS_H

#include "base/base.h"

/* For comparing what people type: compatibility-decomposed, case-folded, marks off (a = ä = Á),
 * every kind of blank and invisible character dropped, typographic dashes and quotes made plain.
 * "  Å bo\u00A0Akademi " and "aboakademi" fold alike. Ill-formed UTF-8 folds to empty. */
struct text fold_words(struct arena *a, struct text words);

/* For sorting names in lists: as above, but blanks kept as one blank and å ä ö sorted after z. */
struct text sort_key(struct arena *a, struct text words);

/* Typed text made safe to keep: NFC, CRLF to LF, other C0/C1 controls and noncharacters dropped,
 * blanks trimmed off the ends of the whole; false where it isn't UTF-8. */
bool clean_words(struct arena *a, struct text typed, struct text *clean);

#endif
