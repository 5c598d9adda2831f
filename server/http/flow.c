/*
 * flow: an answer whose bytes are made while they are sent: a file that is opened on the way, an archive
 * of many. Its size is known before, so the browser sees when the end is missing.
 */
#include "http/inside.h"

#define BLOCK_BYTES ((size_t)64 * 1024)

static struct head make_head(struct exchange *x)
{
	struct head h = head_start(x->rq.arena, 200);

	head_add_answer(&h, x, 200);
	head_add_caching(&h, x, false);
	head_add(&h, "Content-Type", text_of(x->rs.type ? x->rs.type : "application/octet-stream"));
	head_add_number(&h, "Content-Length", x->rs.flow->size);
	head_end(&h, x);
	return h;
}

/* False where the connection must end. */
static bool stream(struct exchange *x, char *block)
{
	const struct flow *flow = x->rs.flow;
	int64_t began = clock_ticks_us();

	for (uint64_t sent = 0; sent < flow->size;) {
		uint64_t left = flow->size - sent;
		size_t got = flow->next(
			flow->context, block, left < BLOCK_BYTES ? (size_t)left : BLOCK_BYTES);
		if (got == 0 || !exchange_write(x, (struct text){ block, got }))
			return false;
		sent += got;
		if (is_too_slow(began, sent))
			return false;
	}
	return true;
}

enum outcome flow_answer(struct exchange *x)
{
	const struct flow *flow = x->rs.flow;
	struct head h = make_head(x);

	if (h.spoiled) {
		log_fault("an answer held a line end in its header %s", h.spoiled);
		flow->end(flow->context);
		return BROKEN;
	}
	x->status = 200;
	if (!exchange_write(x, buffer_text(&h.out)) ||
		(!x->rq.head && !stream(x, arena_take(x->rq.arena, BLOCK_BYTES))))
		x->keep = false;
	flow->end(flow->context);
	return DONE;
}
