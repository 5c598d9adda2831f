/*
 * certificate: until when the certificates of this house's addresses hold (certificate.c).
 */
#ifndef ASKEL_PAGES_CERTIFICATE_H
#define ASKEL_PAGES_CERTIFICATE_H

#include "inside.h"

/* The thread, once all else is open; none where no address has TLS, or for a demo. */
enum outcome certificates_start(struct workshop *w) MUST_USE;
/* Ends it within the seconds that one look may take; then, once nobody asks any more, the rest. */
void certificates_stop(struct workshop *w);
void certificates_close(struct workshop *w);
/* What the last look saw, one for each address; how many. Where something is wrong, asking makes the
 * thread look again. */
size_t certificates_seen(struct workshop *w, struct arena *a, const struct certificate_seen **seen);

#endif
