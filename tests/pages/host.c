/*
 * The badges' own address: under it every row of the route table is asked for, by GET and POST, also with
 * the cookies of somebody signed in; only badges and what they lead to answer, and nothing there leads to
 * the house.
 */
#include "badge.h"

#define BADGES "http://badges.example"
#define NAME "Maija Meikäläinen"

struct walk {
	struct house house;
	struct arena *arena;
	char own_host[sizeof(((struct house *)0)->host)];
	struct visitor client;
	struct kept_badge badge;
};

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

/* From here on the house is asked under that Host. */
static void go(struct walk *w, const char *host)
{
	snprintf(w->house.host, sizeof w->house.host, "%s", host);
}

/* A path that fits the pattern: what a {name} stands for is there where it can be. */
static struct text path_of(struct walk *w, const char *pattern)
{
	struct buffer b = buffer_in(w->arena);
	struct text rest = text_of(pattern);
	while (rest.at) {
		struct text part = text_cut(&rest, '/');
		if (text_starts(part, TEXT("{address}")))
			part = w->badge.address;
		else if (text_starts(part, TEXT("{")))
			part = TEXT("1");
		buffer_add(&b, part);
		buffer_add_chars(&b, rest.at ? "/" : "");
	}
	return arena_copy(w->arena, buffer_text(&b));
}

static struct reply ask(struct walk *w, enum method method, struct text path)
{
	struct house_request rq = { method == POST ? "POST" : "GET", path, &w->client,
		"Origin: " BADGES "\r\n",
		TEXT("name="
		     "Maija") };
	return house_ask(&w->house, w->arena, &rq);
}

static bool is_of_badges(const char *pattern)
{
	return text_starts(text_of(pattern), TEXT("/b/")) ||
		text_starts(text_of(pattern), TEXT("/ob/"));
}

static void test_routes(struct walk *w)
{
	size_t there = 0, odd = 0;
	for (size_t i = 0; i < route_count; i++) {
		struct reply r = ask(w, routes[i].method, path_of(w, routes[i].pattern));
		bool fine = is_of_badges(routes[i].pattern)
			? r.status == 200 || (routes[i].method == POST && r.status == 403)
			: r.status == 404;
		there += r.status == 200;
		odd += !fine;
		if (!fine)
			printf("# %s: %d\n", routes[i].pattern, r.status);
	}
	CHECK(odd == 0 && there == 4, "of %zu rows only those of badges answer: %zu", route_count,
		there);
	struct reply r = ask(w, GET, TEXT("/nowhere"));
	CHECK(r.status == 404 && !has(r.body, "href=\"/\"") && !has(r.body, "/contact") &&
			!has(r.body, "010 000"),
		"what isn't there leads nowhere else");
	r = ask(w, POST, TEXT("/ob/issuer"));
	CHECK(r.status == 404, "nor is there any other method");
}

static void test_page(struct walk *w)
{
	struct text path = arena_print(w->arena, "/b/%.*s", SHOWN(w->badge.address));
	struct visitor nobody = house_visitor(&w->house, w->arena, 0);
	struct reply r = house_look(&w->house, w->arena, &nobody, path.at);
	CHECK(r.status == 200 && house_shows(&r, "This badge is in force."), "a badge is shown");
	CHECK(!has(r.body, "href=\"/\"") && !has(r.body, "/contact") && !has(r.body, "/privacy") &&
			!has(r.body, "010 000") && has(r.body, "href=\"/ob/verify\""),
		"nothing on its page leads to the house");
	size_t at = text_find(r.body, TEXT("href=\"/static/"));
	struct text css = text_part(r.body, at + 6, 200);
	css = text_part(css, 0, text_find_char(css, '"'));
	CHECK(house_get(&w->house, w->arena, NULL, css).status == 200, "its style is there");
	struct buffer form = buffer_in(w->arena);
	buffer_add_chars(&form, "name=");
	buffer_add_url(&form, TEXT(NAME));
	r = house_press(&w->house, w->arena, &nobody, path.at, buffer_text(&form).at);
	CHECK(r.status == 200 && house_shows(&r, "This name matches the badge."),
		"a name is held against it there");
}

static void test_own(struct walk *w)
{
	go(w, w->own_host);
	struct reply r = house_look(&w->house, w->arena, &w->client, "/badges");
	CHECK(r.status == 200 && has(r.body, "href=\"/contact"), "the house answers under its own");
	r = house_get(&w->house, w->arena, NULL,
		arena_print(w->arena, "/b/%.*s", SHOWN(w->badge.address)));
	CHECK(r.status == 200, "where badges are, too");
	go(w, "evil.example");
	CHECK(house_get(&w->house, w->arena, NULL, TEXT("/ob/issuer")).status == 400,
		"and no other address is answered");
}

int main(int count, char **words)
{
	struct walk w = { .arena = arena_open(), .house = { .badges = TEXT(BADGES) } };
	(void)count;
	if (!CHECK(house_open(&w.house, words[0]), "a house opens"))
		return test_end();
	int64_t client = house_person(&w.house, "client", ROLE_CLIENT);
	w.client = house_visitor(&w.house, w.arena, client);
	w.badge = add_house_badge(&w.house, w.arena, client, TEXT(NAME), true);
	memcpy(w.own_host, w.house.host, sizeof w.own_host);
	go(&w, "badges.example");
	test_routes(&w);
	test_page(&w);
	test_own(&w);
	house_close(&w.house);
	arena_close(w.arena);
	return test_end();
}
