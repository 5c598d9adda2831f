/*
 * A whole request's head, cut up in place as CivetWeb 1.15 does it, through the screen and the
 * readers of its headers. What the screen lets pass must be a request by the letter of RFC 9112 (a
 * strict reader of its own stands below), so that no proxy in front reads another request in the
 * same bytes; and what is taken from it holds what http.h says.
 */
#include "fuzz.h"
#include "http/inside.h"

#include <arpa/inet.h>
#include <civetweb.h>
#include <ctype.h>

#define PROXY "127.0.0.1"

/* ---- CivetWeb's side ------------------------------------------------------------------------- */

/* The size of the head with its empty line; 0 where CivetWeb finds no end or a byte it refuses. */
static size_t head_size(struct text t)
{
	for (size_t i = 0; i < t.size; i++) {
		unsigned char c = (unsigned char)t.at[i];
		struct text rest = text_part(t, i, t.size);
		if (c < 128 && !isprint(c) && c != '\r' && c != '\n')
			return 0;
		if (text_starts(rest, TEXT("\n\n")))
			return i + 2;
		if (text_starts(rest, TEXT("\r\n\r\n")))
			return i + 4;
	}
	return 0;
}

/* Ends a word of the request line with NULs over what follows it; NULL where it isn't one. */
static char *end_word(char *at, bool last)
{
	while (isgraph((unsigned char)*at))
		at++;
	if (last ? *at != '\r' && *at != '\n' : *at != ' ')
		return NULL;
	do
		*at++ = '\0';
	while (isspace((unsigned char)*at));
	return last || isgraph((unsigned char)*at) ? at : NULL;
}

/* One header off *at; false where CivetWeb stops reading them. */
static bool cut_header(char **at, struct mg_header *header, bool *more)
{
	char *c = *at;

	*more = false;
	while (*c != ':' && *c >= 33 && *c <= 126)
		c++;
	if (c == *at)
		return false;
	while (*c == ' ')
		*c++ = '\0';
	if (*c != ':')
		return false;
	*c++ = '\0';
	header->name = *at;
	while (*c == ' ' || *c == '\t')
		c++;
	header->value = c;
	c += strcspn(c, "\r\n");
	if (*c == '\r')
		*c++ = '\0';
	if (c[0] != '\n' && c[-1] == '\0' && c > header->value)
		return false; /* a CR alone */
	if (*c)
		*c++ = '\0';
	*at = c;
	*more = *c && *c != '\r' && *c != '\n';
	return true;
}

static bool cut_request(char *at, struct mg_request_info *info)
{
	char *question;
	bool more = true;

	info->request_method = at;
	info->request_uri = at = end_word(at, false);
	info->http_version = at = at ? end_word(at, false) : NULL;
	at = at ? end_word(at, true) : NULL;
	if (!at || strncmp(info->http_version, "HTTP/", 5) != 0)
		return false;
	info->http_version += 5;
	while (more && info->num_headers < MG_MAX_HEADERS &&
		cut_header(&at, &info->http_headers[info->num_headers], &more))
		info->num_headers++;
	question = strchr(info->request_uri, '?');
	if (question)
		*question++ = '\0';
	info->query_string = question;
	return true;
}

/* ---- a strict reader -------------------------------------------------------------------------- */

/* What the raw head says. */
struct strict {
	size_t headers, hosts, lengths, encodings;
	int64_t length;
};

static bool read_field(struct text line, struct strict *s)
{
	struct text value = line, name = text_cut(&value, ':');

	if (!value.at || !name.size)
		return false;
	for (size_t i = 0; i < name.size; i++)
		if (!isalnum((unsigned char)name.at[i]) && !strchr("!#$%&'*+-.^_`|~", name.at[i]))
			return false;
	for (size_t i = 0; i < value.size; i++)
		if (value.at[i] == '\r' || value.at[i] == '\0')
			return false;
	s->headers++;
	s->hosts += text_is_nocase(name, "Host");
	s->encodings += text_is_nocase(name, "Transfer-Encoding");
	if (!text_is_nocase(name, "Content-Length"))
		return true;
	s->lengths++;
	return text_number(text_trim(value), &s->length) && s->length >= 0;
}

/* method SP target SP version CRLF *( field CRLF ) CRLF, to the last byte. The two bytes behind the
 * version may be others than CR and LF: CivetWeb has overwritten them by the time the screen looks,
 * and no line is lost by it. */
static bool read_strictly(struct text head, struct strict *s)
{
	size_t end = text_find_char(head, '\r'), feed = text_find_char(head, '\n');
	end = feed < end ? feed : end;
	struct text line = text_part(head, 0, end), method, target;

	method = text_cut(&line, ' ');
	target = line.at ? text_cut(&line, ' ') : NO_TEXT;
	if (!method.size || !target.size || !line.at || !text_starts(line, TEXT("HTTP/")) ||
		text_find_char(line, ' ') < line.size)
		return false;
	for (;;) {
		head = text_part(head, end + 2, head.size);
		end = text_find(head, TEXT("\r\n"));
		if (end == head.size)
			return false;
		if (end == 0)
			return head.size == 2;
		line = text_part(head, 0, end);
		if (text_find_char(line, '\n') < line.size || !read_field(line, s))
			return false;
	}
}

/* ---- the promise ------------------------------------------------------------------------------ */

static bool is_token_or_empty(struct text token)
{
	return token.size == 0 || token.size == TOKEN_CHARS;
}

static void check_filled(struct exchange *x)
{
	enum outcome o = request_fill(x);
	unsigned char bytes[sizeof(struct in6_addr)];

	HOLDS(o == DONE || o == BAD_REQUEST || o == TOO_LARGE);
	HOLDS(is_token_or_empty(x->rq.session) && is_token_or_empty(x->visit));
	HOLDS(inet_pton(AF_INET, x->rq.address.at, bytes) == 1 ||
		inet_pton(AF_INET6, x->rq.address.at, bytes) == 1);
	HOLDS(x->rq.query.count <= FIELDS_MOST);
	for (size_t i = 0; i < x->rq.query.count; i++)
		HOLDS(is_sound(x->rq.query.fields[i].name) &&
			is_sound(x->rq.query.fields[i].value));
	x->rs = (struct response){ .shared = true, .etag = TEXT("\"a1\"") };
	if (browser_has(x))
		HOLDS(x->rq.method == GET &&
			(text_find(x->rq.if_none_match, TEXT("\"a1\"")) <
					x->rq.if_none_match.size ||
				text_find_char(x->rq.if_none_match, '*') <
					x->rq.if_none_match.size));
	o = csrf_check_origin(x);
	HOLDS(o == DONE || o == NO_ENTRY);
}

static void check_passed(const struct exchange *x, struct text raw)
{
	struct strict s = { 0 };

	HOLDS(read_strictly(raw, &s));
	HOLDS(s.headers == (size_t)x->info->num_headers);
	HOLDS(s.hosts == 1 && s.encodings == 0 && s.lengths <= 1);
	HOLDS(x->body_size == s.length && x->body_left == (s.length > 0));
	HOLDS(x->rq.method == POST || !x->body_left);
	HOLDS(x->rq.path.at[0] == '/' && is_sound(x->rq.path));
	HOLDS(text_is_chars(x->rq.host, "a.fi") || text_is_chars(x->rq.host, "a.fi:443"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct text hosts[] = { { "a.fi", 4 }, { "a.fi:443", 8 } };
	OWN_ARENA a = arena_open();
	struct text raw = input_of(data, size);
	struct mg_request_info info = { .remote_addr = PROXY };
	struct http_server server = { .hosts = hosts,
		.host_count = COUNT_OF(hosts),
		.session_cookie = "__Host-askel",
		.visit_cookie = "__Host-askel-visit",
		.origin = TEXT("https://a.fi"),
		.secure = true,
		.set.trusted_proxy = TEXT(PROXY) };
	struct exchange x = { .server = &server, .info = &info, .rq.arena = a };
	char *buffer;
	enum outcome o;

	while (raw.size && isspace((unsigned char)raw.at[0]))
		raw = text_part(raw, 1, raw.size);
	raw = text_part(raw, 0, head_size(raw));
	if (raw.size == 0)
		return 0;
	buffer = (char *)arena_copy(a, raw).at;
	buffer[raw.size - 1] = '\0';
	if (!cut_request(buffer, &info))
		return 0;
	o = screen_request(&x);
	HOLDS(o == DONE || o == BAD_REQUEST || o == NO_METHOD || o == NO_LENGTH ||
		o == HEADERS_TOO_LARGE);
	HOLDS(arena_within(a, 8 * size));
	if (o != DONE)
		return 0;
	check_passed(&x, raw);
	check_filled(&x);
	return 0;
}
