/*
 * screen: refuses what CivetWeb 1.15 lets through: two readings of where a request ends (both kinds
 * of length, doubled or junk lengths, folded lines, bare line ends), a missing or foreign Host,
 * other methods than ours, paths that mean something else once decoded. Looks at nothing but the
 * request line and the headers, and writes nothing.
 *
 * CivetWeb hands over names and values cut out of its buffer by NULs in place; so how the lines
 * followed one another can still be seen from where those stand.
 */
#include "http/inside.h"

#include <civetweb.h>

#include <string.h>

#define HEADER_BYTES_MOST (15 * 1024) /* CivetWeb's buffer holds 16 KB */

static enum outcome check_method(struct exchange *x)
{
	struct text method = text_of(x->info->request_method);

	x->rq.head = text_is_chars(method, "HEAD");
	if (text_is_chars(method, "GET") || x->rq.head) {
		x->rq.method = GET;
		return DONE;
	}
	if (text_is_chars(method, "POST")) {
		x->rq.method = POST;
		return DONE;
	}
	x->allow = "GET, HEAD, POST";
	return NO_METHOD;
}

/* token (RFC 9110, 5.6.2) */
static bool is_token(const char *name)
{
	if (*name == '\0')
		return false;
	for (; *name; name++) {
		bool letter = (*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z') ||
			(*name >= '0' && *name <= '9');
		if (!letter && !strchr("!#$%&'*+-.^_`|~", *name))
			return false;
	}
	return true;
}

/* Between a name and its value stood a colon (now a NUL) and blanks; a second NUL was a blank
 * before the colon, which RFC 9112 (5.1) wants refused. */
static bool is_joined(const struct mg_header *header)
{
	const char *at = header->name + strlen(header->name) + 1;

	for (; at < header->value; at++)
		if (*at != ' ' && *at != '\t')
			return false;
	return true;
}

static const char *end_of(const char *chars)
{
	return chars + strlen(chars);
}

/* The words of the request line, one blank apart; CivetWeb takes any number of blanks and even line
 * ends between them for one. */
static bool is_one_line(const struct mg_request_info *info)
{
	const char *target = info->query_string ? info->query_string : info->request_uri;

	return info->request_uri == end_of(info->request_method) + 1 &&
		info->http_version == end_of(target) + 1 + strlen("HTTP/");
}

/* Whether the last line is followed by the empty one: CR and LF, the latter cut to a NUL for it is
 * the last byte of all. CivetWeb stops at a CR already, and what stands behind that would be
 * nobody's. A request can be made (many leading blanks, a block that fills CivetWeb's buffer to its
 * last byte and ends in two LF) for which these are the bytes behind that buffer: then they lie in
 * what malloc rounds the size up by, and what they hold is no matter. Nothing else shows a folded
 * line, so they are looked at all the same. */
__attribute__((no_sanitize("address"))) static bool is_last(const char *line_end)
{
	return line_end[2] == '\r' && line_end[3] == '\0';
}

/* Every line ended in CRLF and the next began at once; after the last came the empty line. What
 * CivetWeb can't read (a folded line, say) ends its list of headers early, silently. */
static enum outcome check_lines(const struct mg_request_info *info)
{
	const char *end = end_of(info->http_version);

	if (!is_one_line(info))
		return BAD_REQUEST;
	for (int i = 0; i < info->num_headers; i++) {
		const struct mg_header *header = &info->http_headers[i];
		if (header->name != end + 2 || !is_token(header->name) || !is_joined(header))
			return BAD_REQUEST;
		end = end_of(header->value);
	}
	if (end - info->request_method > HEADER_BYTES_MOST)
		return HEADERS_TOO_LARGE;
	return end[1] == '\0' && is_last(end) ? DONE : BAD_REQUEST;
}

static enum outcome check_length(struct exchange *x)
{
	size_t lengths, encodings;
	struct text length = header_of(x->info, "Content-Length", &lengths);

	header_of(x->info, "Transfer-Encoding", &encodings);
	if (encodings)
		return NO_LENGTH;
	if (lengths == 0)
		return x->rq.method == POST ? NO_LENGTH : DONE;
	if (lengths > 1 || length.size == 0 || length.at[0] == '-' ||
		!text_number(length, &x->body_size))
		return BAD_REQUEST;
	if (x->rq.method != POST && x->body_size)
		return BAD_REQUEST;
	x->body_left = x->body_size > 0;
	return DONE;
}

/* Who watches from this machine asks under the address we listen on, and most can't say another. */
static bool is_aside(struct exchange *x, struct text host)
{
	struct text name = text_part(host, 0, text_find_char(host, ':'));
	struct text port = text_part(host, name.size + 1, SIZE_MAX);
	int64_t number = 0;

	return strncmp(x->info->remote_addr, "127.", 4) == 0 &&
		(text_is_chars(name, "127.0.0.1") || text_is_nocase(name, "localhost")) &&
		text_number(port, &number) && number == x->server->port;
}

static enum outcome check_host(struct exchange *x)
{
	size_t count;
	struct text host = header_of(x->info, "Host", &count);

	if (count != 1)
		return BAD_REQUEST;
	for (size_t i = 0; i < x->server->host_count; i++) {
		if (!text_is_nocase(host, x->server->hosts[i].at))
			continue;
		x->rq.host = x->server->hosts[i];
		x->rq.guest = i >= x->server->own_host_count;
		return DONE;
	}
	x->aside = is_aside(x, host);
	x->rq.host = x->server->hosts[0];
	return x->aside ? DONE : BAD_REQUEST;
}

static enum outcome check_expect(const struct exchange *x)
{
	struct text expect = header_of(x->info, "Expect", NULL);
	return !expect.at || text_is_nocase(expect, "100-continue") ? DONE : BAD_REQUEST;
}

/* The target as it came: CivetWeb has cut off the query. An absolute one names a host of its own.
 */
static enum outcome check_target(struct exchange *x)
{
	return path_read(x->rq.arena, text_of(x->info->request_uri), &x->rq.path);
}

enum outcome screen_request(struct exchange *x)
{
	/* CivetWeb drops the headers past its table without a word. */
	if (x->info->num_headers >= MG_MAX_HEADERS)
		return HEADERS_TOO_LARGE;
	TRY(check_method(x));
	TRY(check_lines(x->info));
	TRY(check_length(x));
	TRY(check_host(x));
	TRY(check_expect(x));
	return check_target(x);
}
