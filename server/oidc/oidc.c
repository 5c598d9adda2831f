/*
 * oidc: what is known of the provider, kept for a while, and how many may ask it at once. Handlers call
 * from many threads; one of them at a time loads the provider's page and keys, a few exchange codes.
 * Whoever would wait long for a turn is told so, and while a provider is away nobody waits for it: the
 * server's threads are for people who learn.
 */
#include "oidc/inside.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define FETCH_SECONDS 4
#define TURN_SECONDS 3      /* that somebody waits for a turn */
#define AT_ONCE 4           /* exchanges under way */
#define WAITING_MOST 16     /* for a turn */
#define SENT_SECONDS 30     /* since it last answered: nobody is sent to a provider that is away */
#define KNOWN_SECONDS 3600  /* page and keys are good for */
#define KNOWN_LONGEST 86400 /* where they can't be had anew */
#define KEYS_REST 10        /* between two loads for a key that isn't known */
#define AWAY_SECONDS 10     /* nobody asks again */

/* As loaded; texts live in `arena`, which is replaced as a whole. */
struct known {
	struct arena *arena; /* NULL: nothing yet */
	struct provider provider;
	struct text keys;
	int64_t loaded;
};

struct oidc {
	struct oidc_settings set;
	pthread_mutex_t lock; /* over all below */
	pthread_cond_t turn;
	struct known known;
	int64_t away_until; /* clock_now() */
	bool loading;
	int under_way, waiting;
};

static void out_of_memory(void)
{
	log_fault("ending: out of memory");
	abort();
}

struct oidc *oidc_open(const struct oidc_settings *settings)
{
	struct oidc *o = calloc(1, sizeof *o);
	pthread_condattr_t monotonic;
	if (!o)
		out_of_memory();
	o->set = *settings;
	pthread_mutex_init(&o->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&o->turn, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return o;
}

void oidc_close(struct oidc *o)
{
	if (!o)
		return;
	arena_close(o->known.arena);
	pthread_cond_destroy(&o->turn);
	pthread_mutex_destroy(&o->lock);
	free(o);
}

/* ---- turns ------------------------------------------------------------------------------------ */

static struct timespec turn_ends(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += TURN_SECONDS;
	return t;
}

/* Waits (under the lock) until somebody is done; false where it was too long, or too many wait. */
static bool wait_turn(struct oidc *o, const struct timespec *until)
{
	if (o->waiting >= WAITING_MOST)
		return false;
	o->waiting++;
	int late = pthread_cond_timedwait(&o->turn, &o->lock, until);
	o->waiting--;
	return late == 0;
}

static enum oidc_end take_turn(struct oidc *o)
{
	struct timespec until = turn_ends();
	enum oidc_end end = OIDC_DONE;
	pthread_mutex_lock(&o->lock);
	while (end == OIDC_DONE && o->under_way >= AT_ONCE)
		end = wait_turn(o, &until) ? OIDC_DONE : OIDC_BUSY;
	if (end == OIDC_DONE && clock_now() < o->away_until)
		end = OIDC_AWAY;
	if (end == OIDC_DONE)
		o->under_way++;
	pthread_mutex_unlock(&o->lock);
	return end;
}

static void give_turn(struct oidc *o, bool away)
{
	pthread_mutex_lock(&o->lock);
	o->under_way--;
	if (away)
		o->away_until = clock_now() + AWAY_SECONDS;
	pthread_cond_broadcast(&o->turn);
	pthread_mutex_unlock(&o->lock);
}

/* ---- what is known of the provider ------------------------------------------------------------- */

static enum outcome get(struct oidc *o, struct arena *a, struct text address, struct text *body)
{
	struct oidc_reply reply = { 0 };
	struct oidc_request request = { .address = arena_copy(a, address).at,
		.form = { NULL, 0 },
		.user = NO_TEXT,
		.password = NO_TEXT,
		.most = PAGE_MOST,
		.seconds = FETCH_SECONDS,
		.plain = is_plain(o->set.issuer) };
	TRY(o->set.fetch(o->set.context, a, &request, &reply));
	*body = reply.body;
	return reply.status == 200 ? DONE : BUSY;
}

static bool ends_in_slash(struct text t)
{
	return t.size > 0 && t.at[t.size - 1] == '/';
}

/* OpenID Connect Discovery 1.0, section 4.1 */
static bool load_known(struct oidc *o, struct known *known)
{
	const char *why = "";
	struct text page, issuer = o->set.issuer;
	struct arena *a = known->arena = arena_open();
	if (ends_in_slash(issuer))
		issuer.size--;
	struct text address =
		arena_print(a, "%.*s/.well-known/openid-configuration", SHOWN(issuer));
	if (get(o, a, address, &page) != DONE)
		why = "can't be fetched";
	else if (provider_read(a, page, o->set.issuer, &known->provider, &why) &&
		get(o, a, known->provider.keys, &known->keys) != DONE)
		why = "names keys that can't be fetched";
	if (*why)
		log_note("oidc: the provider's openid-configuration %s", why);
	known->loaded = clock_now();
	return !*why;
}

/* Under the lock: what was loaded takes the place of what was known. */
static void replace_known(struct oidc *o, struct known *fresh, bool fine)
{
	struct arena *old = o->known.arena;
	if (fine) {
		o->known = *fresh;
		fresh->arena = old;
	} else {
		o->away_until = clock_now() + AWAY_SECONDS;
	}
	arena_close(fresh->arena);
}

/* Under the lock, which is given up meanwhile. */
static void load_again(struct oidc *o)
{
	struct known fresh = { 0 };
	o->loading = true;
	pthread_mutex_unlock(&o->lock);
	bool fine = load_known(o, &fresh);
	pthread_mutex_lock(&o->lock);
	replace_known(o, &fresh, fine);
	o->loading = false;
	pthread_cond_broadcast(&o->turn);
}

static void copy_known(const struct known *from, struct arena *a, struct known *to)
{
	*to = *from;
	to->arena = a;
	to->keys = arena_copy(a, from->keys);
	to->provider.authorization = arena_copy(a, from->provider.authorization);
	to->provider.token = arena_copy(a, from->provider.token);
	to->provider.keys = arena_copy(a, from->provider.keys);
}

/* What it is for: how old it may be, whether it will do while somebody else loads it anew, and where it
 * can't be loaded. */
struct age {
	int64_t most, longest; /* seconds */
	bool meanwhile;
};
static const struct age to_go = { SENT_SECONDS, 0, true };
static const struct age to_come_back = { KNOWN_SECONDS, KNOWN_LONGEST, true };

/* A copy of what is known, loaded first where it is too old. */
static enum oidc_end know(
	struct oidc *o, struct arena *a, const struct age *age, struct known *known)
{
	struct timespec until = turn_ends();
	enum oidc_end end = OIDC_DONE;
	int64_t now = clock_now();
	pthread_mutex_lock(&o->lock);
	while (end == OIDC_DONE && (!o->known.arena || now - o->known.loaded > age->most)) {
		if (clock_now() < o->away_until)
			end = OIDC_AWAY;
		else if (!o->loading)
			load_again(o);
		else if (o->known.arena && age->meanwhile)
			break;
		else if (!wait_turn(o, &until))
			end = OIDC_BUSY;
	}
	if (end != OIDC_DONE && o->known.arena && now - o->known.loaded < age->longest)
		end = OIDC_DONE;
	if (end == OIDC_DONE)
		copy_known(&o->known, a, known);
	pthread_mutex_unlock(&o->lock);
	return end;
}

/* The provider may have begun to sign with a new key: the keys anew, but not for everybody who comes with
 * a token that names none. */
static bool know_new_keys(struct oidc *o, struct arena *a, struct known *known)
{
	int64_t age = clock_now() - known->loaded;
	const struct age younger = { age - 1, 0, false };
	return age >= (o->set.keys_rest ? o->set.keys_rest : KEYS_REST) &&
		know(o, a, &younger, known) == OIDC_DONE;
}

/* ---- a journey -------------------------------------------------------------------------------- */

enum oidc_end oidc_begin(
	struct oidc *o, struct arena *a, const struct oidc_journey *journey, struct text *address)
{
	struct known known;
	enum oidc_end end = know(o, a, &to_go, &known);
	if (end == OIDC_DONE)
		*address = authorization_address(a, &known.provider, &o->set, journey);
	return end;
}

/* The ID token for a code. */
static enum oidc_end exchange(struct oidc *o, struct arena *a, const struct provider *provider,
	const struct oidc_journey *journey, struct text code, struct text *token)
{
	struct oidc_request request = token_request(a, provider, &o->set, journey, code);
	struct oidc_reply reply = { 0 };
	enum oidc_end end = take_turn(o);
	if (end != OIDC_DONE)
		return end;
	request.seconds = FETCH_SECONDS;
	bool answered =
		o->set.fetch(o->set.context, a, &request, &reply) == DONE && reply.status < 500;
	give_turn(o, !answered);
	if (!answered) {
		log_note("oidc: the provider's token endpoint doesn't answer");
		return OIDC_AWAY;
	}
	if (reply.status == 400)
		return OIDC_REFUSED; /* used before, too old, or made up */
	if (reply.status != 200 || !token_reply_read(a, reply.body, token)) {
		log_note("oidc: the provider's token endpoint answers %d%s", reply.status,
			reply.status == 401           ? ": are client_id and secret right?"
				: reply.status == 200 ? " without an ID token"
						      : "");
		return OIDC_AWAY;
	}
	return OIDC_DONE;
}

/* RFC 9207, section 2.4 */
static bool is_from_here(const struct oidc *o, const struct provider *provider, struct text issuer)
{
	return issuer.size > 0 ? text_is(issuer, o->set.issuer) : !provider->says_issuer;
}

enum oidc_end oidc_finish(struct oidc *o, struct arena *a, const struct oidc_journey *journey,
	const struct oidc_return *back, struct oidc_person *person)
{
	struct known known;
	struct text token;
	enum oidc_end end = know(o, a, &to_come_back, &known);
	if (end != OIDC_DONE)
		return end;
	if (back->code.size == 0 || !is_from_here(o, &known.provider, back->issuer))
		return OIDC_REFUSED;
	end = exchange(o, a, &known.provider, journey, back->code, &token);
	if (end != OIDC_DONE)
		return end;
	struct token_wish wish = { .issuer = o->set.issuer,
		.client_id = o->set.client_id,
		.nonce = journey->nonce,
		.second_factor = o->set.second_factor,
		.now = clock_now(),
		.asked_since = journey->began };
	enum token_fault fault = token_check(a, token, known.keys, &wish, person);
	if (fault == TOKEN_UNKNOWN_KEY && know_new_keys(o, a, &known))
		fault = token_check(a, token, known.keys, &wish, person);
	if (fault == TOKEN_HOLDS)
		return OIDC_DONE;
	log_note("oidc: the provider's ID token %s", token_fault_words(fault));
	return OIDC_REFUSED;
}
