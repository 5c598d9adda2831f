/*
 * request: what a handler sees of a request, from headers, query and body. The body is read in
 * small blocks within one deadline (watch.c wakes us past it, for CivetWeb's own limit starts anew
 * with every byte) and never over FORM_MOST. Texts of headers are slices of CivetWeb's buffer,
 * which stands until the answer is sent.
 */
#include "http/inside.h"

#include <arpa/inet.h>
#include <civetweb.h>

#include <string.h>
#include <strings.h>

#define BLOCK_BYTES ((size_t)16 * 1024)
#define LET_GO_BYTES ((int64_t)1024 * 1024)
#define LET_GO_US ((int64_t)1000 * 1000)

bool text_is_nocase(struct text a, const char *b)
{
	return a.size == strlen(b) && (a.size == 0 || strncasecmp(a.at, b, a.size) == 0);
}

/* Most names differ in their first letter already. */
static bool is_named(const struct mg_header *header, const char *name)
{
	return (header->name[0] | 0x20) == (name[0] | 0x20) && strcasecmp(header->name, name) == 0;
}

struct text header_of(const struct mg_request_info *info, const char *name, size_t *count)
{
	struct text value = { NULL, 0 };
	size_t found = 0;

	for (int i = 0; i < info->num_headers; i++)
		if (is_named(&info->http_headers[i], name) && found++ == 0)
			value = text_trim(text_of(info->http_headers[i].value));
	if (count)
		*count = found;
	return value;
}

bool list_has(struct text list, const char *word)
{
	for (struct text rest = list; rest.at;) {
		struct text one = text_cut(&rest, ',');
		if (text_is_nocase(text_trim(text_cut(&one, ';')), word))
			return true;
	}
	return false;
}

/* "gzip" with a weight other than 0 (RFC 9110, 12.5.3). */
static bool takes_gzip(struct text list)
{
	for (struct text rest = list; rest.at;) {
		struct text weight = text_cut(&rest, ',');
		struct text coding = text_trim(text_cut(&weight, ';'));
		if (!text_is_nocase(coding, "gzip"))
			continue;
		weight = text_trim(weight.at ? weight : NO_TEXT);
		if (!text_starts(weight, TEXT("q=0")))
			return true;
		for (size_t i = 3; i < weight.size; i++)
			if (weight.at[i] >= '1' && weight.at[i] <= '9')
				return true;
		return false;
	}
	return false;
}

/* The last address of X-Forwarded-For is the one our proxy saw; those before it anybody can write.
 */
static struct text address_of(const struct exchange *x)
{
	struct text direct = text_of(x->info->remote_addr), last = { NULL, 0 };
	unsigned char bytes[sizeof(struct in6_addr)];

	if (!text_is(direct, x->server->set.trusted_proxy))
		return direct;
	for (int i = 0; i < x->info->num_headers; i++)
		if (is_named(&x->info->http_headers[i], "X-Forwarded-For"))
			last = text_of(x->info->http_headers[i].value);
	for (struct text rest = last; rest.at;)
		last = text_trim(text_cut(&rest, ','));
	last = arena_copy(x->rq.arena, last);
	if (inet_pton(AF_INET, last.at, bytes) == 1 || inet_pton(AF_INET6, last.at, bytes) == 1)
		return last;
	return direct;
}

/* Whether nothing stands between this machine and us: who comes from outside comes through a proxy,
 * and every proxy says so in one of these. */
static bool is_local(const struct exchange *x)
{
	static const char *const passed_on[] = { "Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
		"X-Forwarded-Proto", "X-Real-IP", "Via" };

	if (strncmp(x->info->remote_addr, "127.", 4) != 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(passed_on); i++)
		if (header_of(x->info, passed_on[i], NULL).at)
			return false;
	return true;
}

/* Only what has the form of a token goes on, for it may be sent back; whether it is one is found out
 * by whoever looks it up. */
static struct text token_cookie(struct text cookies, const char *name)
{
	struct text value = cookie_value(cookies, name);

	return value.at && has_token_form(value) ? value : NO_TEXT;
}

static struct text journey_cookie(struct text cookies, const char *name)
{
	struct text value = cookie_value(cookies, name);

	return value.at && value.size <= JOURNEY_MOST ? value : NO_TEXT;
}

static struct text filled(struct text t)
{
	return t.at ? t : NO_TEXT;
}

enum outcome request_fill(struct exchange *x)
{
	const struct mg_request_info *info = x->info;
	struct request *rq = &x->rq;
	struct text cookies = header_of(info, "Cookie", NULL), purpose;
	size_t count;

	rq->raw_query = text_of(info->query_string);
	rq->session = token_cookie(cookies, x->server->session_cookie);
	x->visit = token_cookie(cookies, x->server->visit_cookie);
	rq->accept = filled(header_of(info, "Accept", NULL));
	rq->journey = journey_cookie(cookies, x->server->journey_cookie);
	rq->accept_language = filled(header_of(info, "Accept-Language", NULL));
	rq->if_none_match = filled(header_of(info, "If-None-Match", NULL));
	rq->range = filled(header_of(info, "Range", NULL));
	x->if_range = header_of(info, "If-Range", NULL);
	rq->gzip = takes_gzip(header_of(info, "Accept-Encoding", NULL));
	purpose = header_of(info, "Sec-Purpose", NULL);
	rq->prefetch =
		list_has(purpose.at ? purpose : header_of(info, "Purpose", NULL), "prefetch");
	rq->address = address_of(x);
	rq->local = is_local(x);
	rq->authorization = filled(header_of(info, "Authorization", NULL));
	x->fetch_site = header_of(info, "Sec-Fetch-Site", &count);
	if (count > 1)
		x->fetch_site = NO_TEXT; /* said twice: as good as from elsewhere */
	x->origin = header_of(info, "Origin", &count);
	if (count > 1)
		x->origin = NO_TEXT;
	return form_read(rq->arena, rq->raw_query, &rq->query);
}

enum outcome form_of(struct arena *a, struct text body, struct text type, struct form *form)
{
	struct text media = text_trim(text_part(type, 0, text_find_char(type, ';')));

	*form = (struct form){ NULL, 0 };
	if (body.size == 0)
		return DONE;
	if (text_is_nocase(media, "application/x-www-form-urlencoded"))
		return form_read(a, body, form);
	if (text_is_nocase(media, "multipart/form-data"))
		return multipart_read(a, body, type, form);
	return WRONG_TYPE;
}

size_t read_block(struct exchange *x, char *block, size_t size)
{
	int got = mg_read(x->connection, block, size);
	return got > 0 ? (size_t)got : 0;
}

/* The buffer grows with what really comes, so that a mere promise of bytes takes no memory. */
static bool read_body(struct exchange *x, int64_t deadline, struct text *body)
{
	struct buffer bytes = buffer_in(x->rq.arena);
	size_t left = (size_t)x->body_size;
	char block[BLOCK_BYTES];

	worker_read(x->worker, deadline);
	while (left) {
		size_t got = read_block(x, block, left < sizeof block ? left : sizeof block);
		if (got == 0 || clock_ticks_us() > deadline)
			break;
		buffer_add(&bytes, (struct text){ block, got });
		left -= got;
		worker_got(x->worker, bytes.size);
	}
	worker_answer(x->worker);
	*body = buffer_text(&bytes);
	return left == 0;
}

enum outcome request_let_come(struct exchange *x)
{
	if (x->body_size && header_of(x->info, "Expect", NULL).at &&
		strcmp(x->info->http_version, "1.0") != 0 &&
		!exchange_write(x, TEXT("HTTP/1.1 100 Continue\r\n\r\n")))
		return BAD_REQUEST;
	return DONE;
}

enum outcome request_read_form(struct exchange *x)
{
	struct request *rq = &x->rq;

	if (x->body_size > FORM_MOST)
		return TOO_LARGE;
	TRY(request_let_come(x));
	/* The header took at most a third of the whole request's time. */
	x->cut = !read_body(x, x->began + 2 * x->server->request_us, &rq->body);
	x->body_left = false;
	if (x->cut)
		return BAD_REQUEST;
	rq->body_type = filled(header_of(x->info, "Content-Type", NULL));
	return form_of(rq->arena, rq->body, rq->body_type, &rq->form);
}

void request_let_go(struct exchange *x)
{
	int64_t deadline = clock_ticks_us() + LET_GO_US, left = LET_GO_BYTES;
	char block[BLOCK_BYTES];

	worker_read(x->worker, deadline);
	while (left > 0 && clock_ticks_us() < deadline) {
		size_t got = read_block(x, block, sizeof block);
		if (got == 0)
			break;
		left -= (int64_t)got;
	}
	worker_answer(x->worker);
}
