/* base, inside: what its own files share. */
#ifndef ASKEL_BASE_INSIDE_H
#define ASKEL_BASE_INSIDE_H

#include "base/base.h"

/* As arena_take, but the bytes hold anything: for what is written over at once. */
void *arena_take_unset(struct arena *a, size_t size) __attribute__((returns_nonnull));
/* Makes the thing last taken from the arena longer where it stands; false where it isn't the last
 * or there is no room behind it. */
bool arena_stretch(struct arena *a, const void *at, size_t was, size_t now);

/* Says why and ends the process: for what every size cap should have kept from happening. */
void end_process(const char *why) __attribute__((noreturn));

#endif
