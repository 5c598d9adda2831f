/* http, inside: the small pure steps that the parsers of this room share. */
#ifndef ASKEL_HTTP_PARSE_H
#define ASKEL_HTTP_PARSE_H

#include "base/base.h"

int hex_digit(char c); /* -1 for what is none */
/* Decodes %XX (and '+' to a blank) to *out, with a NUL behind it, and moves *out past that. False
 * for an escape that is none. Needs t.size + 1 bytes at *out. */
bool percent_decode(struct text t, bool plus, char **out, struct text *decoded);
/* Well-formed UTF-8 without NUL. */
bool text_is_sound(struct text t);

#endif
