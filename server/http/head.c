/*
 * head: the one writer of response headers. No value with a control character gets out: such an
 * answer is void and the fault is logged, so nothing that came from outside can split a response.
 * What every answer carries for the browser's own walls is here too.
 */
#include "http/inside.h"

#include <string.h>

#define CSP \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " \
	"media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " \
	"frame-ancestors 'none'"
#define CSP_SANDBOX "default-src 'none'; frame-ancestors 'none'; sandbox"
#define PERMISSIONS "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
/* The same on every answer, so it is put there in one piece. */
#define ALWAYS \
	"X-Content-Type-Options: nosniff\r\n" \
	"Permissions-Policy: " PERMISSIONS "\r\n" \
	"Cross-Origin-Opener-Policy: same-origin\r\n"
#define YEAR_SECONDS "31536000"
#define BUSY_RETRY_SECONDS 5 /* where nobody said better */

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" },
	{ 206, "Partial Content" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 410, "Gone" },
	{ 411, "Length Required" },
	{ 413, "Content Too Large" },
	{ 415, "Unsupported Media Type" },
	{ 416, "Range Not Satisfiable" },
	{ 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 503, "Service Unavailable" },
};

_Static_assert(COUNT_OF(reasons) + 1 == STATUS_COUNT, "STATUS_COUNT counts the list");

size_t status_place(int status)
{
	size_t i = 0;

	while (i < COUNT_OF(reasons) && reasons[i].status != status)
		i++;
	return i;
}

int status_at(size_t place)
{
	return place < COUNT_OF(reasons) ? reasons[place].status : 0;
}

static const char *reason_of(int status)
{
	size_t i = status_place(status);
	return i < COUNT_OF(reasons) ? reasons[i].reason : "-";
}

static void put_two(char *at, int64_t number)
{
	at[0] = (char)('0' + number / 10 % 10);
	at[1] = (char)('0' + number % 10);
}

/* IMF-fixdate (RFC 9110, 5.6.7); strftime would follow the locale, and gmtime_r takes a lock that
 * all threads share. */
static struct text date_text(struct arena *a)
{
	static const char weekdays[] = "ThuFriSatSunMonTueWed"; /* 1970 began on a Thursday */
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int64_t now = clock_now(), days = now / 86400, seconds = now % 86400;
	struct date date = clock_date(days);
	char out[] = "Thu, 01 Jan 1970 00:00:00 GMT";

	memcpy(out, weekdays + days % 7 * 3, 3);
	put_two(out + 5, date.day);
	memcpy(out + 8, months + 3 * (date.month - 1), 3);
	put_two(out + 12, date.year / 100);
	put_two(out + 14, date.year);
	put_two(out + 17, seconds / 3600);
	put_two(out + 20, seconds / 60 % 60);
	put_two(out + 23, seconds % 60);
	return arena_copy(a, (struct text){ out, sizeof out - 1 });
}

struct head head_start(struct arena *a, int status)
{
	struct head h = { .out = buffer_in(a) };

	buffer_print(&h.out, "HTTP/1.1 %d %s\r\n", status, reason_of(status));
	head_add(&h, "Date", date_text(a));
	return h;
}

void head_add(struct head *h, const char *name, struct text value)
{
	for (size_t i = 0; i < value.size; i++) {
		unsigned char byte = (unsigned char)value.at[i];
		if (byte < 0x20 || byte == 0x7f) {
			h->spoiled = name;
			return;
		}
	}
	buffer_add_chars(&h->out, name);
	buffer_add(&h->out, TEXT(": "));
	buffer_add(&h->out, value);
	buffer_add(&h->out, TEXT("\r\n"));
}

void head_add_number(struct head *h, const char *name, uint64_t value)
{
	buffer_print(&h->out, "%s: %llu\r\n", name, (unsigned long long)value);
}

static void add_security(struct head *h, const struct exchange *x)
{
	head_add(h, "Content-Security-Policy", x->rs.sandboxed ? TEXT(CSP_SANDBOX) : TEXT(CSP));
	head_add(h, "Referrer-Policy",
		x->rs.no_referrer ? TEXT("no-referrer") : TEXT("same-origin"));
	buffer_add(&h->out, TEXT(ALWAYS));
	head_add(h, "Cross-Origin-Resource-Policy",
		x->rs.for_anybody ? TEXT("cross-origin") : TEXT("same-origin"));
	if (x->rs.for_anybody)
		head_add(h, "Access-Control-Allow-Origin", TEXT("*"));
	if (x->server->secure)
		head_add(h, "Strict-Transport-Security", TEXT("max-age=" YEAR_SECONDS));
	/* Not "cookies": that would clear those of the whole registered domain, and our own two are
	 * dropped by name. */
	if (x->rs.clear_site)
		head_add(h, "Clear-Site-Data", TEXT("\"cache\", \"storage\""));
}

static void add_cookie(
	struct head *h, const struct exchange *x, const char *name, struct text value, int64_t age)
{
	struct arena *a = x->rq.arena;
	struct text keep = NO_TEXT;

	if (text_find_char(value, ';') < value.size) {
		h->spoiled = "Set-Cookie";
		return;
	}
	if (age)
		keep = arena_print(a, "; Max-Age=%lld", (long long)(age > 0 ? age : 0));
	head_add(h, "Set-Cookie",
		arena_print(a, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%.*s%s", name, SHOWN(value),
			SHOWN(keep), x->server->secure ? "; Secure" : ""));
}

static void add_cookies(struct head *h, const struct exchange *x)
{
	const struct http_server *server = x->server;

	if (x->rs.cookie_gone)
		add_cookie(h, x, server->session_cookie, NO_TEXT, -1);
	else if (x->rs.cookie.at)
		add_cookie(h, x, server->session_cookie, x->rs.cookie, x->rs.cookie_age);
	if (x->visit_fresh)
		add_cookie(h, x, server->visit_cookie, x->visit, 0);
	else if (x->rs.cookie_gone)
		add_cookie(h, x, server->visit_cookie, NO_TEXT, -1);
	if (x->rs.journey.at)
		add_cookie(h, x, server->journey_cookie, x->rs.journey, JOURNEY_SECONDS);
	else if (x->rs.journey_gone)
		add_cookie(h, x, server->journey_cookie, NO_TEXT, -1);
}

static bool sets_cookies(const struct exchange *x)
{
	return x->rs.cookie_gone || x->rs.cookie.at || x->visit_fresh || x->rs.journey.at ||
		x->rs.journey_gone;
}

void head_add_caching(struct head *h, const struct exchange *x, bool coded)
{
	const struct response *rs = &x->rs;
	bool public = (rs->immutable || rs->shared) && !sets_cookies(x);

	if (public && rs->immutable)
		head_add(h, "Cache-Control", TEXT("public, max-age=" YEAR_SECONDS ", immutable"));
	else if (public) /* behind a door only the browser itself may keep it */
		head_add(h, "Cache-Control",
			x->rq.who.person ? TEXT("private, no-cache") : TEXT("public, no-cache"));
	else
		head_add(h, "Cache-Control", TEXT("no-store"));
	if (public && !rs->immutable)
		head_add(h, "Vary", TEXT("Accept-Encoding, Accept-Language, Cookie"));
	else
		head_add(h, "Vary", TEXT("Accept-Encoding"));
	/* The same bytes coded otherwise are another thing (RFC 9110, 8.8.1): hence weak. */
	if (rs->etag.size)
		head_add(h, "ETag",
			coded ? arena_print(x->rq.arena, "W/%.*s", SHOWN(rs->etag)) : rs->etag);
}

void head_add_answer(struct head *h, const struct exchange *x, int status)
{
	const struct response *rs = &x->rs;
	int wait = rs->retry_after ? rs->retry_after : status == 503 ? BUSY_RETRY_SECONDS : 0;

	add_security(h, x);
	add_cookies(h, x);
	if (rs->location.size)
		head_add(h, "Location", rs->location);
	if (rs->onward.size)
		head_add(h, "Refresh", arena_print(x->rq.arena, "0;url=%.*s", SHOWN(rs->onward)));
	if (status == 405 && x->allow)
		head_add(h, "Allow", text_of(x->allow));
	if (wait)
		head_add_number(h, "Retry-After", (uint64_t)wait);
	if (rs->attachment) /* RFC 6266 */
		head_add(h, "Content-Disposition",
			rs->file_name ? arena_print(x->rq.arena, "attachment; filename=\"%s\"",
						rs->file_name)
				      : TEXT("attachment"));
}

void head_end(struct head *h, const struct exchange *x)
{
	head_add(h, "Connection", x->keep ? TEXT("keep-alive") : TEXT("close"));
	buffer_add(&h->out, TEXT("\r\n"));
}
