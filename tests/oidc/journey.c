/* A journey to a provider that answers as told: what is asked of it, what it may answer, what is kept,
 * and that nobody waits long for one that is away. */
#include "sign.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" /* RFC 7636, appendix B */
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

/* What the provider says, and what it was asked. */
struct provider_here {
	const char *page, *keys, *reply;
	int page_status, reply_status;
	bool silent; /* no answer */
	int slow_ms; /* before an answer */
	atomic_int pages, keys_asked, tokens, at_once, most_at_once;
	struct text form, user, password; /* of the last token request, in `arena` */
	struct arena *arena;
};

static struct oidc_reply answer(
	const struct provider_here *here, const struct oidc_request *request)
{
	struct text address = text_of(request->address);
	if (text_ends(address, TEXT("/.well-known/openid-configuration")))
		return (struct oidc_reply){ here->page_status, text_of(here->page) };
	if (text_ends(address, TEXT("/jwks")))
		return (struct oidc_reply){ 200, text_of(here->keys) };
	return (struct oidc_reply){ here->reply_status, text_of(here->reply) };
}

static enum outcome fetch_here(void *context, struct arena *a, const struct oidc_request *request,
	struct oidc_reply *reply)
{
	struct provider_here *here = context;
	bool token = request->form.at != NULL;
	int now = atomic_fetch_add(&here->at_once, 1) + 1;
	if (now > atomic_load(&here->most_at_once))
		atomic_store(&here->most_at_once, now);
	atomic_fetch_add(token                                                ? &here->tokens
			: text_ends(text_of(request->address), TEXT("/jwks")) ? &here->keys_asked
									      : &here->pages,
		1);
	if (token && here->arena) {
		here->form = arena_copy(here->arena, request->form);
		here->user = arena_copy(here->arena, request->user);
		here->password = arena_copy(here->arena, request->password);
	}
	if (here->slow_ms)
		usleep((useconds_t)here->slow_ms * 1000);
	*reply = answer(here, request);
	reply->body = arena_copy(a, reply->body);
	atomic_fetch_sub(&here->at_once, 1);
	return here->silent ? BUSY : DONE;
}

#define PAGE_HEAD \
	"{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"" ISSUER "/auth\"," \
	"\"token_endpoint\":\"" ISSUER "/token\",\"jwks_uri\":\"" ISSUER "/jwks\"," \
	"\"response_types_supported\":[\"code\",\"id_token\"]," \
	"\"code_challenge_methods_supported\":[\"S256\"]"
#define PAGE PAGE_HEAD "}"

static struct provider_here provider_at(const char *keys)
{
	return (struct provider_here){
		.page = PAGE, .keys = keys, .reply = "{}", .page_status = 200, .reply_status = 200
	};
}

/* Keys are looked for again after a second. */
static struct oidc *open_with(struct provider_here *here)
{
	struct oidc_settings set = { .issuer = TEXT(ISSUER),
		.client_id = TEXT("askel"),
		.secret = TEXT("s e/cret"),
		.return_to = TEXT("https://learn.example.fi/provider/return"),
		.second_factor = NO_TEXT,
		.keys_rest = 1,
		.fetch = fetch_here,
		.context = here };
	return oidc_open(&set);
}

static struct oidc_journey journey_now(void)
{
	return (struct oidc_journey){ .state = TEXT("the-state"),
		.nonce = TEXT("the-nonce"),
		.verifier = TEXT(VERIFIER),
		.began = clock_now() - 10,
		.language = TEXT("fi") };
}

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

/* ---- there ----------------------------------------------------------------------------------- */

static void check_address(void)
{
	OWN_ARENA a = arena_open();
	struct provider_here here = provider_at("{\"keys\":[]}");
	struct oidc *o = open_with(&here);
	struct oidc_journey journey = journey_now();
	struct text address = NO_TEXT;
	CHECK(oidc_begin(o, a, &journey, &address) == OIDC_DONE &&
			text_starts(address, TEXT(ISSUER "/auth?response_type=code&")),
		"the browser is sent to the provider's own address");
	CHECK(has(address, "&client_id=askel&") && has(address, "&scope=openid&") &&
			has(address,
				"&redirect_uri=https%3A%2F%2Flearn.example.fi%2Fprovider%"
				"2Freturn&"),
		"as ourselves, back to our own address, and nothing but openid is asked for");
	CHECK(has(address, "&state=the-state&") && has(address, "&nonce=the-nonce&") &&
			has(address, "&code_challenge=" CHALLENGE "&code_challenge_method=S256"),
		"with the digest of the verifier (RFC 7636, appendix B), and not the verifier");
	CHECK(has(address, "&prompt=login&max_age=0") && !has(address, VERIFIER) &&
			!has(address, "cret"),
		"the person is asked again; the secret stays here");
	CHECK(oidc_begin(o, a, &journey, &address) == OIDC_DONE && here.pages == 1 &&
			here.keys_asked == 1,
		"the provider's page is asked for once");
	oidc_close(o);
}

static void check_pages(void)
{
	static const struct {
		const char *words, *page;
		int status;
		enum oidc_end end;
	} rows[] = {
		{ "as it should be", PAGE, 200, OIDC_DONE },
		{ "with an error", PAGE, 500, OIDC_AWAY },
		{ "that leads elsewhere", PAGE, 302, OIDC_AWAY },
		{ "that is no JSON", "<html>", 200, OIDC_AWAY },
		{ "that is a list", "[]", 200, OIDC_AWAY },
		{ "that says a thing twice", "{\"issuer\":\"x\",\"issuer\":\"" ISSUER "\"}", 200,
			OIDC_AWAY },
		{ "of another issuer",
			"{\"issuer\":\"https://"
			"id.example.com\",\"authorization_endpoint\":\"" ISSUER
			"/auth\",\"token_endpoint\":\"" ISSUER "/token\",\"jwks_uri\":\"" ISSUER
			"/jwks\"}",
			200, OIDC_AWAY },
		{ "with a plain address",
			"{\"issuer\":\"" ISSUER
			"\",\"authorization_endpoint\":\"http://127.0.0.1/auth\","
			"\"token_endpoint\":\"" ISSUER "/token\",\"jwks_uri\":\"" ISSUER "/jwks\"}",
			200, OIDC_AWAY },
		{ "with a script for an address",
			"{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"javascript:1\","
			"\"token_endpoint\":\"" ISSUER "/token\",\"jwks_uri\":\"" ISSUER "/jwks\"}",
			200, OIDC_AWAY },
		{ "without a token endpoint",
			"{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"" ISSUER
			"/auth\",\"jwks_uri\":\"" ISSUER "/jwks\"}",
			200, OIDC_AWAY },
		{ "without PKCE",
			"{\"issuer\":\"" ISSUER "\",\"authorization_endpoint\":\"" ISSUER
			"/auth\",\"token_endpoint\":\"" ISSUER "/token\",\"jwks_uri\":\"" ISSUER
			"/jwks\",\"code_challenge_methods_supported\":[\"plain\"]}",
			200, OIDC_AWAY },
	};
	OWN_ARENA a = arena_open();
	struct oidc_journey journey = journey_now();
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct provider_here here = provider_at("{\"keys\":[]}");
		struct text address = NO_TEXT;
		here.page = rows[i].page;
		here.page_status = rows[i].status;
		struct oidc *o = open_with(&here);
		enum oidc_end end = oidc_begin(o, a, &journey, &address);
		CHECK(end == rows[i].end && (address.size > 0) == (end == OIDC_DONE), "a page %s",
			rows[i].words);
		oidc_close(o);
	}
}

static void check_addresses(void)
{
	static const struct {
		const char *address;
		bool https, loopback; /* fits; fits where plain will do */
	} rows[] = {
		{ "https://id.example.fi", true, true },
		{ "https://id.example.fi:8443/a/b?c=d", true, true },
		{ "http://127.0.0.1:9000/x", false, true },
		{ "http://localhost", false, true },
		{ "http://[::1]:9000/", false, true },
		{ "http://id.example.fi", false, false },
		{ "http://127.0.0.1@id.example.fi/", false, false },
		{ "http://localhost.example.fi/", false, false },
		{ "https://somebody@id.example.fi/", false, false },
		{ "https://id.example.fi:/", false, false },
		{ "https://id.example.fi:99999/", false, false },
		{ "https://", false, false },
		{ "https:///x", false, false },
		{ "https://id.example.fi/#x", false, false },
		{ "https://id.example.fi/ x", false, false },
		{ "https://id.example.fi/\"x", false, false },
		{ "https://id.example.fi/\\x", false, false },
		{ "https://id.example.fi/\nx", false, false },
		{ "ftp://id.example.fi/", false, false },
		{ "//id.example.fi/", false, false },
		{ "", false, false },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text address = text_of(rows[i].address);
		CHECK(endpoint_fits(address, false) == rows[i].https &&
				endpoint_fits(address, true) == rows[i].loopback,
			"\"%s\"", i == 17 ? "with a line end" : rows[i].address);
	}
	CHECK(issuer_fits(TEXT(ISSUER)) && !issuer_fits(TEXT(ISSUER "?x")) &&
			!issuer_fits(TEXT("http://id.example.fi")),
		"an issuer has no query, and http only on this machine");
}

/* ---- and back --------------------------------------------------------------------------------- */

static const char *reply_with(struct arena *a, const struct pair *pair, const char *kid)
{
	int64_t now = clock_now();
	struct text token =
		signed_token(a, pair, arena_print(a, "{\"alg\":\"RS256\",\"kid\":\"%s\"}", kid).at,
			claims_with(a, now, "the-nonce", "{}"));
	return arena_print(a,
		"{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"%.*s\"}",
		SHOWN(token))
		.at;
}

static enum oidc_end come_back(struct provider_here *here, struct arena *a, struct oidc_return back,
	struct oidc_person *person)
{
	struct oidc *o = open_with(here);
	struct oidc_journey journey = journey_now();
	*person = (struct oidc_person){ 0 };
	enum oidc_end end = oidc_finish(o, a, &journey, &back, person);
	oidc_close(o);
	return end;
}

static void check_code(const struct pair *pair)
{
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{\"kid\":\"k1\"}" };
	struct provider_here here = provider_at(key_set(a, pair, besides, 1).at);
	struct oidc_person person;
	here.arena = a;
	here.reply = reply_with(a, pair, "k1");
	CHECK(come_back(&here, a, (struct oidc_return){ TEXT("c&de"), NO_TEXT }, &person) ==
				OIDC_DONE &&
			text_is_chars(person.subject, "kim-7"),
		"a code becomes a person");
	CHECK(has(here.form, "grant_type=authorization_code&code=c%26de&") &&
			has(here.form, "&code_verifier=" VERIFIER) && !has(here.form, "cret") &&
			text_is_chars(here.user, "askel") &&
			text_is_chars(here.password, "s%20e%2Fcret"),
		"with the verifier, and the secret as RFC 6749, 2.3.1 has it");
	here.page =
		PAGE_HEAD ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]}";
	CHECK(come_back(&here, a, (struct oidc_return){ TEXT("code"), NO_TEXT }, &person) ==
				OIDC_DONE &&
			here.user.size == 0 && has(here.form, "&client_secret=s%20e%2Fcret"),
		"or in the form, where the provider wants it there");
	CHECK(come_back(&here, a, (struct oidc_return){ NO_TEXT, NO_TEXT }, &person) ==
				OIDC_REFUSED &&
			here.tokens == 2,
		"no code isn't asked about");
	here.page = PAGE_HEAD ",\"authorization_response_iss_parameter_supported\":true}";
	CHECK(come_back(&here, a, (struct oidc_return){ TEXT("code"), NO_TEXT }, &person) ==
				OIDC_REFUSED &&
			come_back(&here, a,
				(struct oidc_return){ TEXT("code"), TEXT("https://evil.example") },
				&person) == OIDC_REFUSED &&
			here.tokens == 2 &&
			come_back(&here, a, (struct oidc_return){ TEXT("code"), TEXT(ISSUER) },
				&person) == OIDC_DONE,
		"a code of another provider's isn't handed to this one (RFC 9207)");
}

static void check_replies(const struct pair *pair)
{
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{\"kid\":\"k1\"}" };
	const char *good = reply_with(a, pair, "k1");
	const struct {
		const char *words, *reply;
		int status;
		bool silent;
		enum oidc_end end;
	} rows[] = {
		{ "with the token", good, 200, false, OIDC_DONE },
		{ "that the code was used before", "{\"error\":\"invalid_grant\"}", 400, false,
			OIDC_REFUSED },
		{ "that it doesn't know us", "{\"error\":\"invalid_client\"}", 401, false,
			OIDC_AWAY },
		{ "with an error of its own", "", 503, false, OIDC_AWAY },
		{ "that leads elsewhere", good, 307, false, OIDC_AWAY },
		{ "without a token", "{\"access_token\":\"x\"}", 200, false, OIDC_AWAY },
		{ "with a number for a token", "{\"id_token\":7}", 200, false, OIDC_AWAY },
		{ "with another's token", "{\"id_token\":\"a.b.c\"}", 200, false, OIDC_REFUSED },
		{ "never", good, 200, true, OIDC_AWAY },
	};
	struct oidc_person person;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct provider_here here = provider_at(key_set(a, pair, besides, 1).at);
		struct oidc *o = open_with(&here);
		struct oidc_journey journey = journey_now();
		struct oidc_return back = { TEXT("code"), NO_TEXT };
		struct text address;
		here.reply = rows[i].reply;
		here.reply_status = rows[i].status;
		person = (struct oidc_person){ 0 };
		bool began = oidc_begin(o, a, &journey, &address) == OIDC_DONE;
		here.silent = rows[i].silent;
		CHECK(began && oidc_finish(o, a, &journey, &back, &person) == rows[i].end &&
				(person.subject.size > 0) == (rows[i].end == OIDC_DONE),
			"it answers %s", rows[i].words);
		oidc_close(o);
	}
}

static void check_new_key(const struct pair *old, const struct pair *fresh)
{
	OWN_ARENA a = arena_open();
	static const char *const named_old[] = { "{\"kid\":\"k1\"}" };
	static const char *const named_both[] = { "{\"kid\":\"k1\"}", "{\"kid\":\"k2\"}" };
	const struct pair both[] = { *old, *fresh };
	struct provider_here here = provider_at(key_set(a, old, named_old, 1).at);
	struct oidc *o = open_with(&here);
	struct oidc_journey journey = journey_now();
	struct oidc_return back = { TEXT("code"), NO_TEXT };
	struct oidc_person person;

	here.reply = reply_with(a, old, "k1");
	bool first = oidc_finish(o, a, &journey, &back, &person) == OIDC_DONE;
	here.keys = key_set(a, both, named_both, 2).at;
	here.reply = reply_with(a, fresh, "k2");
	CHECK(first && oidc_finish(o, a, &journey, &back, &person) == OIDC_REFUSED &&
			here.keys_asked == 1,
		"a key that isn't known yet right after the keys were loaded isn't looked for");
	sleep(2);
	CHECK(oidc_finish(o, a, &journey, &back, &person) == OIDC_DONE && here.keys_asked == 2,
		"but after a while it is, and found");
	here.reply = reply_with(a, fresh, "k3");
	sleep(2);
	CHECK(oidc_finish(o, a, &journey, &back, &person) == OIDC_REFUSED && here.keys_asked == 3,
		"and one that isn't there then is refused");
	oidc_close(o);
}

/* ---- away and slow ------------------------------------------------------------------------------ */

static void check_away(void)
{
	OWN_ARENA a = arena_open();
	struct provider_here here = provider_at("{\"keys\":[]}");
	struct oidc *o = open_with(&here);
	struct oidc_journey journey = journey_now();
	struct text address;
	here.silent = true;
	bool away = true;
	for (int i = 0; i < 100; i++)
		away = away && oidc_begin(o, a, &journey, &address) == OIDC_AWAY;
	CHECK(away && here.pages == 1,
		"a provider that is away is asked once, not by everybody: %d", here.pages);
	oidc_close(o);
}

struct crowd {
	struct oidc *o;
	atomic_int ends[4];
	struct oidc_return back;
	bool there;
};

static void *one_of_crowd(void *value)
{
	struct crowd *crowd = value;
	OWN_ARENA a = arena_open();
	struct oidc_journey journey = journey_now();
	struct oidc_person person;
	struct text address;
	enum oidc_end end = crowd->there
		? oidc_begin(crowd->o, a, &journey, &address)
		: oidc_finish(crowd->o, a, &journey, &crowd->back, &person);
	atomic_fetch_add(&crowd->ends[end], 1);
	return NULL;
}

#define CROWD 40

static int64_t let_crowd_go(struct crowd *crowd)
{
	pthread_t threads[CROWD];
	int64_t from = clock_ticks_us();
	for (int i = 0; i < CROWD; i++)
		pthread_create(&threads[i], NULL, one_of_crowd, crowd);
	for (int i = 0; i < CROWD; i++)
		pthread_join(threads[i], NULL);
	return (clock_ticks_us() - from) / 1000;
}

static void check_crowd(const struct pair *pair)
{
	OWN_ARENA a = arena_open();
	static const char *const besides[] = { "{\"kid\":\"k1\"}" };
	struct provider_here here = provider_at(key_set(a, pair, besides, 1).at);
	struct crowd crowd = { .o = open_with(&here), .there = true };
	here.reply = reply_with(a, pair, "k1");
	here.slow_ms = 100;
	let_crowd_go(&crowd);
	CHECK(here.pages == 1 && here.keys_asked == 1 &&
			crowd.ends[OIDC_DONE] + crowd.ends[OIDC_BUSY] == CROWD &&
			crowd.ends[OIDC_DONE] > 16,
		"forty who set out at once ask the provider once: %d go, %d are told to wait",
		crowd.ends[OIDC_DONE], crowd.ends[OIDC_BUSY]);
	struct crowd home = { .o = crowd.o, .back = { TEXT("code"), NO_TEXT } };
	here.most_at_once = 0;
	here.slow_ms = 1000;
	int64_t ms = let_crowd_go(&home);
	CHECK(here.most_at_once <= 4 && home.ends[OIDC_DONE] >= 4 && home.ends[OIDC_BUSY] >= 4 &&
			ms < 6000,
		"forty who come back: %d at once at most, %d in, %d told to wait, all within %d ms",
		here.most_at_once, home.ends[OIDC_DONE], home.ends[OIDC_BUSY], (int)ms);
	oidc_close(crowd.o);
}

int main(void)
{
	struct pair pair = rsa_pair(2048), other = rsa_pair(2048);
	check_address();
	check_pages();
	check_addresses();
	check_code(&pair);
	check_replies(&pair);
	check_new_key(&pair, &other);
	check_away();
	check_crowd(&pair);
	pair_free(&pair);
	pair_free(&other);
	return test_end();
}
