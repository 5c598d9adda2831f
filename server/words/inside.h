/* words, inside: what its own files share. */
#ifndef ASKEL_WORDS_INSIDE_H
#define ASKEL_WORDS_INSIDE_H

#include "words/words.h"

#include <utf8proc.h>

/* Characters, each as its number. */
struct characters {
	int32_t *at;
	size_t count;
};

typedef int32_t look_fn(int32_t character, void *value);

/* Decomposes well-formed `words` as the options (UTF8PROC_*) say; every character goes through
 * `look` first, where there is one. Room for a NUL is left behind, as utf8proc_reencode needs. */
struct characters decompose(
	struct arena *a, struct text words, utf8proc_option_t options, look_fn *look);
/* Well-formed words in NFC. */
struct text compose(struct arena *a, struct text words);

/* A blank of any kind: space, line end, no-break and zero-width ones. */
bool is_blank(int32_t character);
/* Of what words and numbers are made of, in any script: a letter, a mark on one, a digit. */
bool is_of_a_word(uint32_t character);

/* ---- tables --------------------------------------------------------------------------------------- */

#define CSV_SEPARATORS ";\t,"
#define CSV_GUARD '\''

/* A file in UTF-8, without its mark, and back. csv_encode changes *coding where that can't hold it. */
struct buffer csv_decode(struct arena *a, struct text bytes, enum csv_coding *coding);
struct text csv_encode(struct arena *a, struct text words, enum csv_coding coding);
/* Whether a spreadsheet may take a cell for a formula. What an apostrophe stands before is told by what
 * comes after it, so a guard changes nothing. */
bool csv_is_formula(struct text cell);

#endif
