/* What a request meets behind the screen: doors, cross-site requests, cookies, statuses, headers,
 * caching, ranges, static files; against the small workshop of app.h, over http and as https. */
#include "app.h"
#include "probes.h"

#include <zlib.h>

static struct reply get(struct arena *a, const struct app *app, const char *path, const char *more)
{
	return probe(a, app->port,
		arena_print(a, "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", path, app->host, more));
}

static struct reply post(struct arena *a, const struct app *app, const char *path, const char *more,
	struct text body)
{
	return probe(a, app->port,
		arena_print(a,
			"POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: "
			"application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n%s\r\n%.*s",
			path, app->host, body.size, more, SHOWN(body)));
}

static const char *cookie_line(struct arena *a, const struct app *app, struct text token)
{
	return arena_print(a, "Cookie: askel-%d=%.*s\r\n", app->port, SHOWN(token)).at;
}

static const char *both(struct arena *a, const char *one, const char *two)
{
	return arena_print(a, "%s%s", one, two).at;
}

static bool holds(struct text body, const char *words)
{
	return *words == '\0' || text_find(body, text_of(words)) < body.size;
}

/* The token that a page shown to this session carries, and the visit cookie it may have set. */
static struct text token_of(struct arena *a, const struct app *app, const char *cookie)
{
	struct text body = get(a, app, "/form", cookie).body;

	body = text_line(&body);
	return arena_copy(a, text_part(body, sizeof "csrf=" - 1, SIZE_MAX));
}

/* ---- doors ---------------------------------------------------------------------------------- */

enum asker { NOBODY, CLIENT, COACH, ENDED, STRANGER };

static const char *asker_cookie(struct arena *a, const struct app *app, enum asker asker)
{
	switch (asker) {
	case CLIENT:
		return cookie_line(a, app, app->client);
	case COACH:
		return cookie_line(a, app, app->coach);
	case ENDED:
		return cookie_line(a, app, app->ended);
	case STRANGER:
		return cookie_line(a, app, TEXT("not-a-token"));
	case NOBODY:
		break;
	}
	return "";
}

static const struct {
	const char *says, *path;
	enum asker asker;
	int status;
	const char *words;
} doors[] = {
	{ "an open page shows to nobody", "/form", NOBODY, 200, "csrf=" },
	{ "an open page shows to a client", "/form", CLIENT, 200, "csrf=" },
	{ "a page for whoever is signed in asks nobody to sign in", "/mine", NOBODY, 401,
		"SIGN_IN" },
	{ "it asks one whose session has ended", "/mine", ENDED, 401, "SIGN_IN" },
	{ "it asks one with a made-up cookie", "/mine", STRANGER, 401, "SIGN_IN" },
	{ "it shows to a client", "/mine", CLIENT, 200, "csrf=" },
	{ "it shows to a coach", "/mine", COACH, 200, "csrf=" },
	{ "a page for coaches shows to a coach", "/coach", COACH, 200, "csrf=" },
	{ "it is shut to a client", "/coach", CLIENT, 403, "NO_ENTRY" },
	{ "it asks nobody to sign in", "/coach", NOBODY, 401, "SIGN_IN" },
	{ "what isn't there isn't there for anybody", "/nothing", COACH, 404, "NOT_HERE" },
	{ "a path longer than a route isn't there", "/form/x", NOBODY, 404, "NOT_HERE" },
};

static void test_doors(const struct app *app)
{
	for (size_t i = 0; i < COUNT_OF(doors); i++) {
		OWN_ARENA a = arena_open();
		struct reply r = get(a, app, doors[i].path, asker_cookie(a, app, doors[i].asker));
		CHECK(r.status == doors[i].status && holds(r.body, doors[i].words) && !r.closed,
			"door: %s (%d)", doors[i].says, r.status);
	}
}

static void test_methods(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct reply r = get(a, app, "/sign-in", "");

	CHECK(r.status == 405 && text_is_chars(head_value(r.head, "Allow"), "POST"),
		"GET of a path that only takes POST: 405, Allow: POST");
	r = post(a, app, "/go", "", NO_TEXT);
	CHECK(r.status == 405 && text_is_chars(head_value(r.head, "Allow"), "GET, HEAD"),
		"POST to a path that only takes GET: 405, Allow: GET, HEAD");
	r = post(a, app, "/nothing", "", NO_TEXT);
	CHECK(r.status == 404 && !head_value(r.head, "Allow").at, "POST to nothing: 404");
}

/* ---- cross-site requests -------------------------------------------------------------------- */

enum token { RIGHT, WRONG, MISSING, OTHERS };

#define SAME "Sec-Fetch-Site: same-origin\r\n"
#define OURS "Origin: http://{host}\r\n"

static const struct {
	const char *says, *path, *more; /* {host} is filled in */
	enum asker asker;
	enum token token;
	int status;
	const char *words;
} posts[] = {
	/* signed in */
	{ "from here, with the token", "/mine", SAME OURS, CLIENT, RIGHT, 303, "" },
	{ "from here by Sec-Fetch-Site alone", "/mine", SAME, CLIENT, RIGHT, 303, "" },
	{ "from here by Origin alone", "/mine", OURS, CLIENT, RIGHT, 303, "" },
	{ "Sec-Fetch-Site decides where both are there", "/mine",
		SAME "Origin: https://evil.example\r\n", CLIENT, RIGHT, 303, "" },
	{ "neither is said: the token decides", "/mine", "", CLIENT, RIGHT, 303, "" },
	{ "Origin null, as pages without referrer send it: the token decides", "/mine",
		"Origin: null\r\n", CLIENT, RIGHT, 303, "" },
	{ "from another site", "/mine", "Sec-Fetch-Site: cross-site\r\n", CLIENT, RIGHT, 403,
		"NO_ENTRY" },
	{ "from another site, though Origin says otherwise", "/mine",
		"Sec-Fetch-Site: cross-site\r\n" OURS, CLIENT, RIGHT, 403, "NO_ENTRY" },
	{ "from another host of the same site", "/mine", "Sec-Fetch-Site: same-site\r\n", CLIENT,
		RIGHT, 403, "NO_ENTRY" },
	{ "typed in by hand", "/mine", "Sec-Fetch-Site: none\r\n", CLIENT, RIGHT, 403, "NO_ENTRY" },
	{ "Sec-Fetch-Site said twice", "/mine", SAME SAME, CLIENT, RIGHT, 403, "NO_ENTRY" },
	{ "Sec-Fetch-Site empty", "/mine", "Sec-Fetch-Site:\r\n", CLIENT, RIGHT, 403, "NO_ENTRY" },
	{ "from another origin", "/mine", "Origin: https://evil.example\r\n", CLIENT, RIGHT, 403,
		"NO_ENTRY" },
	{ "from an origin that begins like ours", "/mine", "Origin: http://{host}.evil.example\r\n",
		CLIENT, RIGHT, 403, "NO_ENTRY" },
	{ "from our origin over https", "/mine", "Origin: https://{host}\r\n", CLIENT, RIGHT, 403,
		"NO_ENTRY" },
	{ "from here with a wrong token: the form is shown again", "/mine", SAME, CLIENT, WRONG,
		403, "STALE_FORM kept: anna" },
	{ "from here without a token", "/mine", SAME, CLIENT, MISSING, 403,
		"STALE_FORM kept: anna" },
	{ "from here with another person's token", "/mine", SAME, CLIENT, OTHERS, 403,
		"STALE_FORM kept: anna" },
	{ "from nowhere known with a wrong token: nothing is shown", "/mine", "", CLIENT, WRONG,
		403, "NO_ENTRY" },
	{ "Origin null with a wrong token: nothing is shown", "/mine", "Origin: null\r\n", CLIENT,
		WRONG, 403, "NO_ENTRY" },
	{ "with the token to a shut door", "/coach", SAME, CLIENT, RIGHT, 403, "NO_ENTRY" },
	{ "with the token of a client, as a coach", "/coach", SAME, COACH, OTHERS, 403,
		"STALE_FORM" },
	{ "a coach with a coach's token", "/coach", SAME, COACH, RIGHT, 303, "" },
	/* not signed in */
	{ "the session has ended: sign in, and the form is kept", "/mine", SAME, ENDED, WRONG, 401,
		"SIGN_IN kept: anna" },
	{ "the session has ended and nothing is said", "/mine", "", ENDED, WRONG, 401,
		"SIGN_IN kept: anna" },
	{ "the session has ended, from another site: nothing is kept", "/mine",
		"Sec-Fetch-Site: cross-site\r\n", ENDED, RIGHT, 403, "NO_ENTRY kept: " },
	{ "the session has ended, from another origin", "/mine", "Origin: https://evil.example\r\n",
		ENDED, RIGHT, 403, "NO_ENTRY kept: " },
	{ "nobody, at a closed door", "/mine", SAME, NOBODY, MISSING, 401, "SIGN_IN kept: anna" },
	{ "nobody, at an open door, with the visit's token", "/form", SAME, NOBODY, RIGHT, 303,
		"" },
	{ "nobody, at an open door, with a wrong token", "/form", SAME, NOBODY, WRONG, 403,
		"STALE_FORM" },
	{ "nobody, at an open door, without one", "/form", SAME, NOBODY, MISSING, 403,
		"STALE_FORM" },
	{ "nobody, from another site, with the visit's token", "/form",
		"Sec-Fetch-Site: cross-site\r\n", NOBODY, RIGHT, 403, "NO_ENTRY" },
	{ "nobody, with a client's token", "/form", SAME, NOBODY, OTHERS, 403, "STALE_FORM" },
};

/* The cookies and the token of one row of the table. */
struct guise {
	const char *cookies;
	struct text token;
};

static struct guise guise_of(
	struct arena *a, const struct app *app, enum asker asker, enum token kind)
{
	struct guise g = { asker_cookie(a, app, asker), NO_TEXT };

	if (asker == NOBODY || asker == ENDED) {
		struct reply r = get(a, app, "/form", "");
		struct text set = head_value(r.head, "Set-Cookie");
		struct text line = text_line(&r.body);
		set = text_part(set, 0, text_find_char(set, ';'));
		g.cookies = arena_print(a, "Cookie: %.*s; askel-%d=%.*s\r\n", SHOWN(set), app->port,
			SHOWN(asker == ENDED ? app->ended : NO_TEXT))
				    .at;
		g.token = arena_copy(a, text_part(line, sizeof "csrf=" - 1, SIZE_MAX));
	} else {
		g.token = token_of(a, app, g.cookies);
	}
	if (kind == WRONG)
		g.token = TEXT("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	if (kind == OTHERS)
		g.token = token_of(
			a, app, cookie_line(a, app, asker == CLIENT ? app->coach : app->client));
	return g;
}

static void test_posts(const struct app *app)
{
	for (size_t i = 0; i < COUNT_OF(posts); i++) {
		OWN_ARENA a = arena_open();
		struct guise g = guise_of(a, app, posts[i].asker, posts[i].token);
		struct text more = probe_fill(a, text_of(posts[i].more), app->host, "");
		struct text body = posts[i].token == MISSING
			? TEXT("name=anna")
			: arena_print(a, "name=anna&csrf=%.*s", SHOWN(g.token));
		struct reply r = post(a, app, posts[i].path, both(a, g.cookies, more.at), body);
		CHECK(r.status == posts[i].status && holds(r.body, posts[i].words), "post: %s (%d)",
			posts[i].says, r.status);
	}
}

static void test_localhost(const struct app *app)
{
	OWN_ARENA a = arena_open();
	const char *cookie = cookie_line(a, app, app->client);
	struct text token = token_of(a, app, cookie);
	struct text body = arena_print(a, "name=anna&csrf=%.*s", SHOWN(token));
	struct reply r = probe(a, app->port,
		arena_print(a,
			"POST /mine HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: "
			"http://localhost:%d\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
			"%zu\r\n%s\r\n%.*s",
			app->port, app->port, body.size, cookie, SHOWN(body)));

	CHECK(r.status == 303, "the demo may be called localhost too");
	r = post(a, app, "/mine", both(a, cookie, "Origin: http://localhost:1\r\n"), body);
	CHECK(r.status == 403, "but not by another port");
}

/* ---- cookies -------------------------------------------------------------------------------- */

static void test_cookies(const struct app *app)
{
	OWN_ARENA a = arena_open();
	const char *client = cookie_line(a, app, app->client);
	struct guise g = guise_of(a, app, NOBODY, RIGHT);
	struct text body =
		arena_print(a, "token=%.*s&csrf=%.*s", SHOWN(app->client), SHOWN(g.token));
	struct reply r = post(a, app, "/sign-in", both(a, g.cookies, SAME), body);
	struct text want =
		arena_print(a, "askel-%d=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600",
			app->port, SHOWN(app->client));

	CHECK(r.status == 303 && text_is(head_value(r.head, "Set-Cookie"), want),
		"signing in sets the session cookie");
	CHECK(!head_value_at(r.head, "Set-Cookie", 1).at, "and no other");
	body = arena_print(a, "again=1&token=%.*s&csrf=%.*s", SHOWN(app->client), SHOWN(g.token));
	r = post(a, app, "/sign-in", both(a, g.cookies, SAME), body);
	CHECK(r.status == 200 && holds(r.body, "again=1\nname=kept words\npath=/form"),
		"after signing in the form that was begun is shown again, word for word");
	CHECK(holds(r.body, token_of(a, app, client).at), "with the token of the new session");
	body = arena_print(a, "csrf=%.*s", SHOWN(token_of(a, app, client)));
	r = post(a, app, "/sign-out", both(a, client, SAME), body);
	CHECK(r.status == 303 &&
			text_is(head_value(r.head, "Set-Cookie"),
				arena_print(a,
					"askel-%d=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
					app->port)) &&
			text_is(head_value_at(r.head, "Set-Cookie", 1),
				arena_print(a,
					"askel-visit-%d=; Path=/; HttpOnly; SameSite=Lax; "
					"Max-Age=0",
					app->port)),
		"signing out drops both cookies");
	CHECK(text_is_chars(head_value(r.head, "Clear-Site-Data"), "\"cache\", \"storage\""),
		"and has the browser forget what it kept");
	r = get(a, app, "/form", client);
	CHECK(!head_value(r.head, "Set-Cookie").at, "no visit cookie for who is signed in");
	r = get(a, app, "/form",
		arena_print(
			a, "Cookie: askel-visit-%d=junk; askel-%d=junk\r\n", app->port, app->port)
			.at);
	CHECK(head_value(r.head, "Set-Cookie").at && holds(r.body, "session=0\n"),
		"cookies that hold no token are as good as none");
	r = get(a, app, "/form", g.cookies);
	CHECK(!head_value(r.head, "Set-Cookie").at && holds(r.body, g.token.at),
		"a visit keeps its cookie and its token");
}

static void test_https(void)
{
	struct app app = { 0 };
	OWN_ARENA a = arena_open();
	static const struct text more[] = { TEXT("badges.example") };
	struct http_settings set = { .origin = TEXT("https://learn.example/"),
		.threads = 4,
		.trusted_proxy = TEXT("127.0.0.1"),
		.more_hosts = more,
		.more_host_count = 1 };
	struct reply r;

	CHECK(app_open(&app, set), "a workshop behind https opens");
	r = get(a, &app, "/", "");
	CHECK(r.status == 400, "its Host is not the address it listens on");
	strcpy(app.host, "badges.example");
	CHECK(get(a, &app, "/open", "").status == 200 &&
			get(a, &app, "/static/x", "").status == 404,
		"a further Host is let in to what is for guests");
	static const char *const others[] = { "/", "/form", "/mine", "/save", "/nothing" };
	for (size_t i = 0; i < COUNT_OF(others); i++)
		CHECK(get(a, &app, others[i], "").status == 404, "there is no %s for guests",
			others[i]);
	r = post(a, &app, "/open", "Origin: https://badges.example\r\n", TEXT("name=x"));
	CHECK(r.status == 403 && holds(r.body, "STALE_FORM"), "a page of that Host may post to it");
	r = post(a, &app, "/open", "Origin: https://learn.example\r\n", TEXT("name=x"));
	CHECK(r.status == 403 && holds(r.body, "NO_ENTRY"), "a page of the origin's may not");
	r = post(a, &app, "/form", "Origin: https://badges.example\r\n", TEXT("name=x"));
	CHECK(r.status == 404, "and to nothing else");
	strcpy(app.host, "LEARN.example:443");
	CHECK(get(a, &app, "/", "").status == 200, "its Host may name the port");
	strcpy(app.host, "learn.example");
	r = post(a, &app, "/open", "Origin: https://badges.example\r\n", TEXT("name=x"));
	CHECK(r.status == 403 && holds(r.body, "NO_ENTRY"), "nor may that Host's page post here");
	CHECK(get(a, &app, "/open", "").status == 200, "what is for guests is here, too");
	r = get(a, &app, "/form", "X-Forwarded-For: 6.6.6.6, 10.1.2.3\r\n");
	CHECK(text_starts(head_value(r.head, "Set-Cookie"), TEXT("__Host-askel-visit=")) &&
			text_ends(head_value(r.head, "Set-Cookie"),
				TEXT("; Path=/; HttpOnly; SameSite=Lax; Secure")),
		"cookies are __Host- and Secure");
	CHECK(holds(r.body, "address=10.1.2.3\n"), "the proxy is believed, by its last address");
	CHECK(text_is_chars(head_value(r.head, "Strict-Transport-Security"), "max-age=31536000"),
		"and https is asked for from now on");
	r = get(a, &app, "/form", "X-Forwarded-For: <script>\r\n");
	CHECK(holds(r.body, "address=127.0.0.1\n"), "what is no address is not taken for one");
	r = post(a, &app, "/form", "Origin: http://learn.example\r\n", TEXT("name=x"));
	CHECK(r.status == 403 && holds(r.body, "NO_ENTRY"), "the origin over http is another");
	r = post(a, &app, "/form", "Origin: https://learn.example\r\n", TEXT("name=x"));
	CHECK(r.status == 403 && holds(r.body, "STALE_FORM"), "the origin over https is ours");
	app_close(&app);
}

/* ---- headers, caching, squeezing ------------------------------------------------------------ */

static void test_headers(const struct app *app)
{
	static const char *const paths[] = { "/", "/form", "/media", "/nothing", "/mine" };
	OWN_ARENA a = arena_open();
	struct reply r;

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		r = get(a, app, paths[i], "");
		CHECK(holds(head_value(r.head, "Content-Security-Policy"), "default-src 'none'") &&
				text_is_chars(
					head_value(r.head, "X-Content-Type-Options"), "nosniff") &&
				text_is_chars(
					head_value(r.head, "Referrer-Policy"), "same-origin") &&
				text_is_chars(head_value(r.head, "Cross-Origin-Opener-Policy"),
					"same-origin") &&
				text_is_chars(head_value(r.head, "Cross-Origin-Resource-Policy"),
					"same-origin") &&
				head_value(r.head, "Permissions-Policy").at &&
				head_value(r.head, "Date").size == 29 &&
				!head_value(r.head, "Strict-Transport-Security").at &&
				!head_value(r.head, "Server").at,
			"headers: %s carries every wall", paths[i]);
	}
	char early[32], late[32];
	time_t before = time(NULL);
	r = get(a, app, "/", "");
	time_t after = time(NULL);
	strftime(early, sizeof early, "%a, %d %b %Y %H:%M:%S GMT", gmtime(&before));
	strftime(late, sizeof late, "%a, %d %b %Y %H:%M:%S GMT", gmtime(&after));
	CHECK(text_is_chars(head_value(r.head, "Date"), early) ||
			text_is_chars(head_value(r.head, "Date"), late) || after - before > 1,
		"headers: the date is today's, as RFC 9110 writes it");
	r = get(a, app, "/?secret", "");
	CHECK(text_is_chars(head_value(r.head, "Referrer-Policy"), "no-referrer"),
		"headers: a secret address is not passed on");
	r = get(a, app, "/", "");
	CHECK(text_is_chars(head_value(r.head, "Cache-Control"), "no-store") &&
			text_is_chars(
				head_value(r.head, "Content-Type"), "text/html; charset=utf-8"),
		"headers: a page is not stored");
	r = get(a, app, "/media?original", "");
	CHECK(text_is_chars(head_value(r.head, "Content-Disposition"), "attachment") &&
			holds(head_value(r.head, "Content-Security-Policy"), "sandbox"),
		"headers: what was uploaded is sandboxed and saved, not shown");
	r = get(a, app, "/form", "Sec-Purpose: prefetch;prerender\r\n");
	CHECK(holds(r.body, "prefetch=1"), "headers: fetching ahead is told from a visit");
	r = get(a, app, "/form", "X-Forwarded-For: 10.1.2.3\r\n");
	CHECK(holds(r.body, "address=127.0.0.1\n"), "headers: nobody is believed to be a proxy");
}

static void test_caching(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct reply r = get(a, app, "/?shared&etag", "");

	CHECK(text_is_chars(head_value(r.head, "Cache-Control"), "public, no-cache") &&
			text_is_chars(head_value(r.head, "ETag"), "\"home-1\"") &&
			text_is_chars(head_value(r.head, "Vary"),
				"Accept-Encoding, Accept-Language, Cookie"),
		"caching: a shared page may be kept and asked about");
	r = get(a, app, "/?shared&etag", "If-None-Match: \"home-1\"\r\n");
	CHECK(r.status == 304 && r.body.size == 0 && !head_value(r.head, "Content-Length").at &&
			text_is_chars(head_value(r.head, "ETag"), "\"home-1\""),
		"caching: what the browser has isn't sent again");
	CHECK(get(a, app, "/?shared&etag", "If-None-Match: \"x\", W/\"home-1\"\r\n").status == 304,
		"caching: a weak one in a list will do");
	CHECK(get(a, app, "/?shared&etag", "If-None-Match: *\r\n").status == 304,
		"caching: any will do");
	CHECK(get(a, app, "/?shared&etag", "If-None-Match: \"home-2\"\r\n").status == 200,
		"caching: another one won't");
	CHECK(get(a, app, "/?etag", "If-None-Match: *\r\n").status == 200,
		"caching: a private page is always sent");
	r = get(a, app, "/?shared&etag&token", "");
	CHECK(text_is_chars(head_value(r.head, "Cache-Control"), "no-store") &&
			head_value(r.head, "Set-Cookie").at,
		"caching: what sets a cookie is private");
}

/* What zlib makes of one gzip member; empty where it is none or more follows. */
static struct text unzipped(struct arena *a, struct text gzip)
{
	z_stream z = { 0 };
	size_t room = 1 << 16;
	char *out = arena_take(a, room);
	int end;

	inflateInit2(&z, 16 + MAX_WBITS);
	z.next_in = (unsigned char *)(uintptr_t)gzip.at;
	z.avail_in = (unsigned)gzip.size;
	z.next_out = (unsigned char *)out;
	z.avail_out = (unsigned)room;
	end = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	return end == Z_STREAM_END && z.avail_in == 0 ? (struct text){ out, z.total_out } : NO_TEXT;
}

static void test_gzip(const struct app *app)
{
	static const struct {
		const char *header;
		bool coded;
	} rows[] = {
		{ "gzip", true },
		{ "deflate, gzip, br", true },
		{ "br;q=1.0, GZIP;q=0.5", true },
		{ "gzip;q=0.001", true },
		{ "gzip;q=0", false },
		{ "identity", false },
		{ "gzip;q=0, identity", false },
		{ "gzip; q=0.000", false },
		{ "br, deflate", false },
		{ "xgzip", false },
		{ "", false },
	};
	OWN_ARENA a = arena_open();
	struct text plain = get(a, app, "/", "").body;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct reply r = get(
			a, app, "/", arena_print(a, "Accept-Encoding: %s\r\n", rows[i].header).at);
		struct text coding = head_value(r.head, "Content-Encoding");
		struct text body = rows[i].coded ? unzipped(a, r.body) : r.body;
		CHECK(rows[i].coded == (coding.at != NULL) && text_is(body, plain) &&
				text_is_chars(head_value(r.head, "Vary"), "Accept-Encoding"),
			"gzip: Accept-Encoding: %s", rows[i].header);
	}
}

/* ---- what would split an answer ------------------------------------------------------------- */

static void test_splitting(const struct app *app)
{
	static const struct {
		const char *to;
		int status;
	} rows[] = {
		{ "/ok", 303 },
		{ "/ok%3Fa=b%26c=d%23e", 303 },
		{ "", 500 },
		{ "ok", 500 },
		{ "//evil.example", 500 },
		{ "/%5Cevil.example", 500 },
		{ "https://evil.example/", 500 },
		{ "https:evil.example", 500 },
		{ "javascript:alert(1)", 500 },
		{ "/a%0D%0ASet-Cookie:%20b=c", 500 },
		{ "/a%0Ab", 500 },
		{ "/a%09b", 500 },
		{ "/a%20b", 500 },
		{ "/%C3%A4", 500 },
	};
	OWN_ARENA a = arena_open();

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct reply r = get(a, app, arena_print(a, "/go?to=%s", rows[i].to).at, "");
		CHECK(r.status == rows[i].status && !head_value(r.head, "Set-Cookie").at &&
				(r.status == 303) == (head_value(r.head, "Location").at != NULL),
			"redirect to %s: %d", rows[i].to, r.status);
	}
}

static void test_odd_answers(const struct app *app)
{
	static const char *const voids[] = { "type", "cookie", "etag" };
	OWN_ARENA a = arena_open();
	struct reply r;

	for (size_t i = 0; i < COUNT_OF(voids); i++) {
		r = get(a, app, arena_print(a, "/odd/%s", voids[i]).at, "");
		CHECK(r.status == 500 && r.answers == 1 && !head_value(r.head, "Set-Cookie").at &&
				!holds(r.body, "odd"),
			"an answer with a bad %s is void", voids[i]);
	}
	r = get(a, app, "/odd/empty", "");
	CHECK(r.status == 500 && holds(r.body, "BROKEN"),
		"a handler that fills nothing is a fault");
	r = get(a, app, "/odd/refused", "");
	CHECK(r.status == 409 && !holds(r.body, "odd") &&
			holds(r.body, "This was changed in another window."),
		"an outcome throws away what was filled; without a page for it, plain words are "
		"sent");
}

/* ---- files ---------------------------------------------------------------------------------- */

static void test_media(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct reply whole = get(a, app, "/media", "");
	struct text etag = head_value(whole.head, "ETag");
	struct reply r;

	CHECK(whole.status == 200 && whole.body.size == MEDIA_BYTES && etag.size > 2 &&
			whole.body.at[MEDIA_BYTES - 1] == 'a' + (MEDIA_BYTES - 1) % 23 &&
			text_is_chars(head_value(whole.head, "Accept-Ranges"), "bytes"),
		"media: sent whole");
	r = get(a, app, "/media", "Range: bytes=100000-169999\r\n");
	CHECK(r.status == 206 && text_is(r.body, text_part(whole.body, 100000, 70000)) &&
			text_is_chars(
				head_value(r.head, "Content-Range"), "bytes 100000-169999/200000"),
		"media: a part of it");
	r = get(a, app, "/media", "Range: bytes=-5\r\nAccept-Encoding: gzip\r\n");
	CHECK(r.status == 206 && text_is(r.body, text_part(whole.body, MEDIA_BYTES - 5, 5)),
		"media: its end");
	r = get(a, app, "/media", "Range: bytes=200000-\r\n");
	CHECK(r.status == 416 && r.body.size == 0 &&
			text_is_chars(head_value(r.head, "Content-Range"), "bytes */200000"),
		"media: past its end");
	r = get(a, app, "/media", "Range: bytes=0-1,4-5\r\n");
	CHECK(r.status == 200 && r.body.size == MEDIA_BYTES,
		"media: two parts are sent as the whole");
	r = get(a, app, "/media",
		arena_print(a, "Range: bytes=0-4\r\nIf-Range: %.*s\r\n", SHOWN(etag)).at);
	CHECK(r.status == 206, "media: a part of what the browser has the rest of");
	r = get(a, app, "/media", "Range: bytes=0-4\r\nIf-Range: \"other\"\r\n");
	CHECK(r.status == 200 && r.body.size == MEDIA_BYTES,
		"media: all of it when it has changed");
	r = get(a, app, "/media", arena_print(a, "If-None-Match: %.*s\r\n", SHOWN(etag)).at);
	CHECK(r.status == 304 && r.body.size == 0 && !r.closed, "media: nothing of what it has");
	CHECK(get(a, app, "/media?gone", "").status == 404, "media: a file that isn't there");
	CHECK(get(a, app, "/media?link", "").status == 404,
		"media: a symbolic link isn't followed");
}

static void test_static(const struct app *app)
{
	OWN_ARENA a = arena_open();
	struct text css = static_path(app->server, "app.css");
	struct text picture = static_path(app->server, "pictures/dot.png");
	struct reply r = get(a, app, css.at, "");

	CHECK(r.status == 200 && text_is(r.body, app_shelf[0].bytes) &&
			text_is_chars(
				head_value(r.head, "Content-Type"), "text/css; charset=utf-8") &&
			text_is_chars(head_value(r.head, "Cache-Control"),
				"public, max-age=31536000, immutable") &&
			!head_value(r.head, "Set-Cookie").at,
		"static: style at its own address, to be kept for a year");
	r = get(a, app, css.at,
		arena_print(a, "If-None-Match: %.*s\r\n", SHOWN(head_value(r.head, "ETag"))).at);
	CHECK(r.status == 304, "static: not sent to who has it");
	r = get(a, app, css.at, "Accept-Encoding: gzip\r\n");
	CHECK(r.status == 200 &&
			text_is(head_value(r.head, "Content-Encoding").at ? unzipped(a, r.body)
									  : r.body,
				app_shelf[0].bytes),
		"static: squeezed where that makes it smaller");
	r = get(a, app, picture.at, "Accept-Encoding: gzip\r\n");
	CHECK(r.status == 200 && !head_value(r.head, "Content-Encoding").at &&
			text_is_chars(head_value(r.head, "Content-Type"), "image/png"),
		"static: a picture in a folder, as it is");
	CHECK(get(a, app, "/static/0000000000000000/app.css", "").status == 404,
		"static: no other digest");
	CHECK(get(a, app, "/static/app.css", "").status == 404, "static: not without one");
	CHECK(get(a, app, "/templates/home.html", "").status == 404, "static: no other folder");
	r = get(a, app, "/favicon.ico", "");
	CHECK(r.status == 200 &&
			text_is_chars(head_value(r.head, "Content-Type"),
				"image/svg+xml; charset=utf-8") &&
			text_is_chars(head_value(r.head, "Cache-Control"), "public, no-cache"),
		"static: the icon browsers ask for by name");
	CHECK(post(a, app, css.at, "", NO_TEXT).status == 405, "static: not by POST");
	CHECK(static_path(app->server, "none.css").size == 0,
		"static: no address for what isn't there");
}

static void test_over_folder(void)
{
	struct app app = { 0 };
	OWN_ARENA a = arena_open();
	struct text css;
	struct reply r;

	strcpy(app.folder, "/tmp/askel-http-XXXXXX");
	CHECK(mkdtemp(app.folder) != NULL &&
			folder_make(arena_print(a, "%s/over", app.folder).at, 0700) == DONE &&
			file_write(arena_print(a, "%s/over/app.css", app.folder).at,
				TEXT("body { color: blue }"), 0600) == DONE,
		"a folder of an installation's own style");
	struct text over = arena_print(a, "%s/over", app.folder);
	struct app other = { 0 };
	CHECK(app_open(&other, (struct http_settings){ .threads = 2, .over_folder = over.at }),
		"a workshop with it opens");
	css = static_path(other.server, "app.css");
	r = get(a, &other, css.at, "");
	CHECK(r.status == 200 && text_is_chars(r.body, "body { color: blue }"),
		"static: the installation's own file goes first");
	r = get(a, &other, static_path(other.server, "favicon.svg").at, "");
	CHECK(r.status == 200 && text_is(r.body, app_shelf[1].bytes),
		"static: the shelf's where it has none");
	app_close(&other);
	unlink(arena_print(a, "%s/over/app.css", app.folder).at);
	rmdir(over.at);
	rmdir(app.folder);
}

static void test_forms(const struct app *app)
{
	OWN_ARENA a = arena_open();
	const char *client = cookie_line(a, app, app->client);
	struct text token = token_of(a, app, client);
	struct text body = arena_print(a,
		"--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n"
		"--b\r\nContent-Disposition: form-data; "
		"name=\"name\"\r\n\r\nannabella\r\n--b--\r\n",
		SHOWN(token));
	struct reply r = probe(a, app->port,
		arena_print(a,
			"POST /mine HTTP/1.1\r\nHost: %s\r\n%s%sContent-Type: multipart/form-data; "
			"boundary=b\r\nContent-Length: %zu\r\n\r\n%.*s",
			app->host, client, SAME, body.size, SHOWN(body)));

	CHECK(r.status == 303 && holds(head_value(r.head, "Location"), "size=9"),
		"a multipart form is read, its token too");
	body = arena_print(a, "csrf=%.*s&wrong=1", SHOWN(token));
	r = post(a, app, "/mine", both(a, client, SAME), body);
	CHECK(r.status == 422 && text_is_chars(r.body, "look again"),
		"a form with problems is shown by its handler, as 422");
}

int main(void)
{
	struct app app = { 0 };

	if (!CHECK(app_open(&app, (struct http_settings){ .threads = 16 }),
		    "the small workshop opens"))
		return test_end();
	test_doors(&app);
	test_methods(&app);
	test_posts(&app);
	test_localhost(&app);
	test_cookies(&app);
	test_headers(&app);
	test_caching(&app);
	test_gzip(&app);
	test_splitting(&app);
	test_odd_answers(&app);
	test_media(&app);
	test_static(&app);
	test_forms(&app);
	app_close(&app);
	test_https();
	test_over_folder();
	return test_end();
}
