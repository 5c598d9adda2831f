/*
 * certificate: until when the certificates of this house's addresses hold (certificate.c).
 */
#ifndef ASKEL_PAGES_CERTIFICATE_H
#define ASKEL_PAGES_CERTIFICATE_H

#include "inside.h"

enum certificate_state {
	CERTIFICATE_UNSEEN, /* not yet looked, or it doesn't answer this machine */
	CERTIFICATE_GOOD,
	CERTIFICATE_ENDS_SOON, /* and whatever renews it should have */
	CERTIFICATE_OVER,
	CERTIFICATE_UNTRUSTED, /* another's, or signed by nobody whom this machine trusts */
};
struct certificate_seen {
	struct text address;
	enum certificate_state state;
	int64_t last; /* seconds since 1970; 0: not known */
};

/* What a look (post_look_at_certificate) means for the people of the house. */
enum certificate_state certificate_state(
	enum outcome looked, const struct certificate *certificate, int64_t now) MUST_USE;
/* The thread, once all else is open; none where no address has TLS, or for a demo. */
enum outcome certificates_start(struct workshop *w) MUST_USE;
/* Ends it within the seconds that one look may take; then, once nobody asks any more, the rest. */
void certificates_stop(struct workshop *w);
void certificates_close(struct workshop *w);
/* What the last look saw, one for each address; how many. Where something is wrong, asking makes the
 * thread look again. */
size_t certificates_seen(struct workshop *w, struct arena *a, const struct certificate_seen **seen);
bool is_certificate_trouble(enum certificate_state state);

#endif
