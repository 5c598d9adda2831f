/* pack, inside: what its own files share. */
#ifndef ASKEL_PACK_INSIDE_H
#define ASKEL_PACK_INSIDE_H

#include "pack/pack.h"

/* `plain` through zlib at level 9, in `a`. Raw: RFC 1951 and flushed in full, to be joined;
 * otherwise a whole gzip member. */
struct text squeeze(struct arena *a, struct text plain, bool raw);
/* The same as a zlib stream (RFC 1950), which PNG has inside. */
struct text squeeze_zlib(struct arena *a, struct text plain);

#endif
