/*
 * answer: a response into bytes: body chosen (page or bytes, gzip or not, 304 for what the browser
 * has), headers from head.c, one mg_write for both (two writes cost 44 ms with Nagle's delay).
 * Where a response can't be sent as it is, a plain page of our own goes out instead.
 */
#include "http/inside.h"

#include <civetweb.h>

#include <stdio.h>
#include <string.h>

bool response_is_filled(const struct response *rs)
{
	return parcel_size(&rs->page) || rs->bytes.at || rs->location.size || rs->file.size ||
		rs->flow;
}

/* Weak comparison (RFC 9110, 13.1.2): W/ is passed over on both sides. */
static bool etag_matches(struct text list, struct text etag)
{
	if (text_starts(etag, TEXT("W/")))
		etag = text_part(etag, 2, SIZE_MAX);
	for (struct text rest = list; rest.at;) {
		struct text one = text_trim(text_cut(&rest, ','));
		if (text_starts(one, TEXT("W/")))
			one = text_part(one, 2, SIZE_MAX);
		if (text_is_chars(one, "*") || text_is(one, etag))
			return true;
	}
	return false;
}

bool browser_has(const struct exchange *x)
{
	const struct response *rs = &x->rs;

	return (rs->status == 0 || rs->status == 200) && rs->etag.size &&
		(rs->shared || rs->immutable) && x->rq.method == GET && x->rq.if_none_match.size &&
		etag_matches(x->rq.if_none_match, rs->etag);
}

static struct text body_of(struct exchange *x, bool *coded)
{
	struct response *rs = &x->rs;

	*coded = false;
	if (rs->location.size)
		return NO_TEXT;
	if (rs->bytes.at) {
		*coded = x->rq.gzip && rs->bytes_gzip.size;
		return *coded ? rs->bytes_gzip : rs->bytes;
	}
	*coded = x->rq.gzip;
	return *coded ? parcel_gzip(&rs->page) : parcel_plain(&rs->page);
}

static int status_of(const struct response *rs, enum outcome o)
{
	if (rs->status)
		return rs->status;
	if (rs->location.size)
		return 303;
	return outcome_status(o);
}

/* False where the connection has failed. */
bool exchange_write(struct exchange *x, struct text bytes)
{
	return mg_write(x->connection, bytes.at, bytes.size) == (int)bytes.size;
}

static bool send_bytes(struct exchange *x, enum outcome o)
{
	struct response *rs = &x->rs;
	int status = status_of(rs, o);
	bool known = o == DONE && browser_has(x), coded;
	struct text body = body_of(x, &coded);
	struct head h;

	h = head_start(x->rq.arena, x->status = known ? 304 : status);
	head_add_answer(&h, x, status);
	if (!known) {
		if (!rs->location.size)
			head_add(&h, "Content-Type",
				text_of(rs->type ? rs->type : "text/html; charset=utf-8"));
		if (coded)
			head_add(&h, "Content-Encoding", TEXT("gzip"));
		head_add_number(&h, "Content-Length", body.size);
	}
	head_add_caching(&h, x, coded);
	head_end(&h, x);
	if (h.spoiled) {
		log_fault("an answer held a line end in its header %s", h.spoiled);
		return false;
	}
	if (!x->rq.head && !known)
		buffer_add(&h.out, body);
	if (!exchange_write(x, buffer_text(&h.out)))
		x->keep = false;
	return true;
}

static struct text plain_page(struct arena *a, enum outcome o, struct text foot)
{
	struct buffer b = buffer_in(a);

	buffer_add_chars(&b,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	buffer_add_html(&b, text_of(outcome_words(o)));
	buffer_add_chars(&b, "</title>\n</head>\n<body>\n<h1>");
	buffer_add_html(&b, text_of(outcome_words(o)));
	buffer_add_chars(&b, "</h1>\n<p><a href=\"/\">Go to the front page</a></p>\n");
	buffer_add(&b, foot);
	buffer_add_chars(&b, "</body>\n</html>\n");
	return buffer_text(&b);
}

static void fill_plain(struct exchange *x, enum outcome o)
{
	x->rs = (struct response){ .bytes = plain_page(x->rq.arena, o,
					   x->rq.guest ? NO_TEXT : x->server->set.plain_foot) };
}

/* When the answer can't be written, what it would have set must not be set either. */
void answer_send(struct exchange *x, enum outcome o)
{
	if (x->rs.file.size || x->rs.flow) {
		enum outcome sent = x->rs.flow ? flow_answer(x) : file_answer(x);
		if (sent == DONE)
			return;
		o = sent;
		fill_plain(x, o);
	}
	if (!response_is_filled(&x->rs))
		fill_plain(x, o);
	if (send_bytes(x, o))
		return;
	x->visit_fresh = false;
	fill_plain(x, BROKEN);
	send_bytes(x, BROKEN);
}

void answer_plain(struct exchange *x, enum outcome o, int status)
{
	x->keep = false;
	x->visit_fresh = false;
	x->rq.gzip = false;
	fill_plain(x, o);
	x->rs.status = status;
	send_bytes(x, o);
}

/* A path of this site and nothing a browser would take for another: "//host" and "/\\host" are. */
static bool is_own_path(struct text t)
{
	if (t.size == 0 || t.at[0] != '/' || (t.size > 1 && (t.at[1] == '/' || t.at[1] == '\\')))
		return false;
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] <= 0x20 || (unsigned char)t.at[i] >= 0x7f)
			return false;
	return true;
}

enum outcome see_other(struct response *rs, struct request *rq, const char *format, ...)
{
	va_list arguments;
	char *at;
	int size;

	va_start(arguments, format);
	size = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	at = arena_take(rq->arena, (size_t)(size < 0 ? 0 : size) + 1);
	va_start(arguments, format);
	vsnprintf(at, (size_t)(size < 0 ? 0 : size) + 1, format, arguments);
	va_end(arguments);
	if (!is_own_path(text_of(at))) {
		log_fault("a redirect of %s does not lead to a path of this site",
			rq->route ? rq->route->pattern : "-");
		return BROKEN;
	}
	rs->location = text_of(at);
	return DONE;
}
