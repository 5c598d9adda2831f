/*
 * provider: signing in with the organisation's own OpenID Connect provider. Nobody is let in who wasn't
 * before: a sign-in there opens the account that its owner has joined it with, and no other. That is why
 * no account is made here: who is a client is nobody's business, the provider's neither.
 *
 * A journey is bound to the browser that set out: what it must bring back follows from random bytes that
 * travel sealed in a cookie of its own (SameSite=Lax, for whoever comes back comes from another site),
 * for 15 minutes and once. So a return that was begun elsewhere, by whoever wants somebody to be signed
 * in as another, leads nowhere. A form that somebody had under way when they went there waits here,
 * sealed, and comes back with them.
 *
 * For staff it stands for the passphrase alone: a password at the organisation is one factor. Where its
 * provider tells that it asked for a second one (acr or amr, by a setting), that counts.
 */
#include "provider.h"
#include "post/post.h"

#define CLASS_SIZE 20 /* people behind one address */

enum purpose { TO_SIGN_IN, TO_PROVE, TO_JOIN };

struct journey {
	struct text secret; /* TOKEN_SIZE bytes in hex */
	enum purpose purpose;
	int64_t person, session; /* who set out; 0: nobody is signed in */
	int64_t began;
	struct text next, path; /* as in struct carried; `path` where a form waits here */
};

static struct text name_of_provider(const struct request *rq)
{
	return workshop_of(rq)->conf.provider.name;
}

struct text provider_words(const struct request *rq, const char *msgid)
{
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), msgid,
		name_of_provider(rq), NO_TEXT);
}

/* ---- the room that asks it, and the one that fetches ------------------------------------------- */

static enum outcome fetch_for(void *context, struct arena *a, const struct oidc_request *request,
	struct oidc_reply *reply)
{
	struct fetched fetched;
	struct fetch fetch = { .address = request->address,
		.form = request->form,
		.user = request->user,
		.password = request->password,
		.most = request->most,
		.seconds = request->seconds,
		.plain = request->plain };
	(void)context;
	TRY(post_fetch(a, &fetch, &fetched));
	*reply = (struct oidc_reply){ fetched.status, fetched.body };
	return DONE;
}

enum outcome open_provider(struct workshop *w)
{
	const struct provider_settings *p = &w->conf.provider;
	if (p->issuer.size == 0)
		return DONE;
	if (!issuer_fits(p->issuer)) {
		log_fault("pages: [provider] issuer can't be asked");
		return BROKEN;
	}
	struct text secret;
	if (!read_provider_secret(w->arena, &w->conf, &secret))
		return BROKEN;
	struct oidc_settings settings = { .issuer = p->issuer,
		.client_id = p->client_id,
		.secret = secret,
		.return_to = arena_print(w->arena, "%.*s/provider/return", SHOWN(w->conf.origin)),
		.second_factor = p->second_factor,
		.fetch = fetch_for };
	w->oidc = oidc_open(&settings);
	return DONE;
}

/* ---- who may ------------------------------------------------------------------------------------ */

static bool is_open_to(const struct conf *conf, const struct person *p)
{
	return conf->provider.issuer.size > 0 && (is_staff(p) || conf->ways & WAY_PROVIDER);
}

bool provider_is_open_to(const struct request *rq, const struct person *p)
{
	return is_open_to(&workshop_of(rq)->conf, p);
}

enum outcome provider_for(const struct request *rq, const struct person *p, struct text *name)
{
	struct provider_link link;
	*name = NO_TEXT;
	if (!provider_is_open_to(rq, p))
		return DONE;
	BORROWED loan = borrow(workshop_of(rq));
	enum outcome o = load_provider_link(loan.db, p->id, &link);
	if (o == DONE)
		*name = name_of_provider(rq);
	return o == NOT_HERE ? DONE : o;
}

/* ---- a journey in its cookie --------------------------------------------------------------------- */

#define JOURNEY_ABOUT TEXT("journey to the provider")

static struct text seal_journey(const struct request *rq, const struct journey *j)
{
	struct text lines = arena_print(rq->arena, "%.*s\n%d\n%lld\n%lld\n%lld\n%.*s\n%.*s",
		SHOWN(j->secret), (int)j->purpose, (long long)j->person, (long long)j->session,
		(long long)j->began, SHOWN(j->next), SHOWN(j->path));
	return seal_bytes(workshop_of(rq)->seal, rq->arena, lines, JOURNEY_ABOUT);
}

/* False where the browser brings none of ours, or one whose time is over. */
static bool unseal_journey(const struct request *rq, struct journey *j)
{
	struct text lines;
	int64_t purpose, now = clock_now();
	*j = (struct journey){ 0 };
	if (rq->journey.size == 0 ||
		!unseal_bytes(workshop_of(rq)->seal, rq->arena, rq->journey, JOURNEY_ABOUT, &lines))
		return false;
	j->secret = text_line(&lines);
	bool whole = text_number(text_line(&lines), &purpose) &&
		text_number(text_line(&lines), &j->person) &&
		text_number(text_line(&lines), &j->session) &&
		text_number(text_line(&lines), &j->began);
	j->purpose = (enum purpose)purpose;
	j->next = local_path(text_line(&lines));
	j->path = lines.at ? text_line(&lines) : NO_TEXT;
	return whole && now - j->began < JOURNEY_SECONDS;
}

/* What is sent follows from the secret, each by its own key, so that none of it tells another. */
static struct text derived(const struct request *rq, const struct journey *j, const char *what)
{
	unsigned char digest[DIGEST_SIZE];
	keyed_digest(workshop_of(rq)->seal, what, &j->secret, 1, digest);
	return base64url_text(rq->arena, bytes_text(digest, sizeof digest));
}

static struct oidc_journey sent_of(const struct request *rq, const struct journey *j)
{
	return (struct oidc_journey){ .state = derived(rq, j, "provider state"),
		.nonce = derived(rq, j, "provider nonce"),
		.verifier = derived(rq, j, "provider verifier"),
		.began = j->began,
		.language = language_tag(ui_tag(rq)) };
}

/* ---- a form that waits ---------------------------------------------------------------------------- */

struct waiting_form {
	struct arena *arena;
	int64_t person, now;
	unsigned char journey[DIGEST_SIZE];
	struct text sealed;
};

static struct waiting_form waiting_form_of(
	const struct request *rq, int64_t person, const struct journey *j)
{
	struct waiting_form form = {
		.arena = rq->arena, .person = person, .now = clock_now(), .sealed = NO_TEXT
	};
	keyed_digest(workshop_of(rq)->seal, "provider form", &j->secret, 1, form.journey);
	return form;
}

static enum outcome keep_form(struct db *db, void *value)
{
	const struct waiting_form *form = value;
	return keep_provider_form(db, form->person, form->journey, form->sealed, form->now);
}

static enum outcome take_form(struct db *db, void *value)
{
	struct waiting_form *form = value;
	return take_provider_form(db, form->arena, form->person, form->journey, &form->sealed);
}

/* Nobody leaves a form here but whose it is: of others nothing is kept. */
static enum outcome leave_form(
	struct request *rq, int64_t owner, const struct carried *carried, struct journey *j)
{
	if (!carried_is_of(rq, owner, carried))
		return DONE;
	struct waiting_form form = waiting_form_of(rq, owner, j);
	form.sealed = carried->form;
	j->person = owner;
	j->path = local_path(carried->path);
	return store_change(workshop_of(rq)->store, keep_form, &form);
}

static enum outcome carried_home(
	struct request *rq, const struct journey *j, struct carried *carried)
{
	struct waiting_form form = waiting_form_of(rq, j->person, j);
	*carried = (struct carried){ .next = j->next, .form = NO_TEXT, .path = NO_TEXT };
	if (j->path.size == 0)
		return DONE;
	enum outcome o = store_change(workshop_of(rq)->store, take_form, &form);
	if (o == DONE) {
		carried->form = form.sealed;
		carried->path = j->path;
	}
	return o == NOT_HERE ? DONE : o;
}

/* ---- where it went wrong -------------------------------------------------------------------------- */

/* The page that they set out from, with what it had and what is the matter. */
static enum outcome show_trouble(struct request *rq, struct response *rs, enum purpose purpose,
	const struct carried *carried, enum outcome how, struct text words)
{
	rs->status = outcome_status(how);
	rs->no_referrer = true;
	if (purpose == TO_SIGN_IN || !rq->who.person)
		return show_sign_in_after(rq, rs, carried, rs->status, words);
	return purpose == TO_JOIN ? show_own_provider_after(rq, rs, carried, words)
				  : show_provider_proof(rq, rs, carried, words);
}

static enum outcome show_end(struct request *rq, struct response *rs, enum purpose purpose,
	const struct carried *carried, enum oidc_end end)
{
	if (end == OIDC_REFUSED)
		return show_trouble(rq, rs, purpose, carried, BAD_FORM,
			provider_words(rq, N_("{a} did not tell us that it is you. Try again.")));
	rs->retry_after = 10;
	if (end == OIDC_BUSY)
		return show_trouble(rq, rs, purpose, carried, BUSY, tell(rq, outcome_words(BUSY)));
	return show_trouble(rq, rs, purpose, carried, BUSY,
		provider_words(rq,
			N_("{a} does not answer right now. That is not your fault. Try again in a "
			   "while, or go another way.")));
}

/* A return that belongs to no journey of this browser: opened again, too late, or never ours. */
static enum outcome show_lost(struct request *rq, struct response *rs)
{
	struct carried none = { TEXT("/"), NO_TEXT, NO_TEXT };
	if (rq->who.person)
		return see_other(rs, rq, "/");
	return show_trouble(rq, rs, TO_SIGN_IN, &none, BAD_FORM,
		provider_words(rq,
			N_("Signing in with {a} took too long, or it was begun in another window. "
			   "Press the button once more.")));
}

enum outcome show_provider_proof(
	struct request *rq, struct response *rs, const struct carried *carried, struct text problem)
{
	struct provider_proof_screen s = { .provider = name_of_provider(rq),
		.carried = *carried,
		.other = has_way_back(rq, &me_of(rq)->person),
		.pictures = me_of(rq)->person.way == WAY_PICTURES };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Show that it is you")));
	if (problem.size > 0)
		add_form_problem(rq, &s.frame, "provider", problem);
	return show(rq, rs, SCREEN_PROVIDER_PROOF, &s);
}

/* ---- there ---------------------------------------------------------------------------------------- */

/* For the moment until the browser is there, or where it doesn't go by itself. */
static enum outcome show_onward(struct request *rq, struct response *rs, struct text address)
{
	struct buffer link = buffer_in(rq->arena);
	struct provider_onward_screen s = { .provider = name_of_provider(rq) };
	buffer_add_chars(&link, "<a class=\"button main\" href=\"");
	buffer_add_html(&link, address);
	buffer_add_chars(&link, "\" rel=\"noreferrer\">");
	buffer_add_html(&link, provider_words(rq, N_("On to {a}")));
	buffer_add_chars(&link, "</a>");
	s.link_html = buffer_text(&link);
	fill_frame(rq, rs, &s.frame, provider_words(rq, N_("On to {a}")));
	s.frame.languages_count = 0;
	s.frame.help_link = NO_TEXT;
	rs->onward = address;
	rs->no_referrer = true;
	return show(rq, rs, SCREEN_PROVIDER_ONWARD, &s);
}

static enum outcome set_out(struct request *rq, struct response *rs, enum purpose purpose,
	const struct carried *carried)
{
	const struct signed_in *me = me_of(rq);
	unsigned char secret[TOKEN_SIZE];
	struct text address;
	random_fill(secret, sizeof secret);
	struct journey j = { .secret = hex_text(rq->arena, secret, sizeof secret),
		.purpose = purpose,
		.person = rq->who.person,
		.session = rq->who.person ? me->session.id : 0,
		.began = clock_now(),
		.next = local_path(carried->next),
		.path = NO_TEXT };
	struct oidc_journey sent = sent_of(rq, &j);
	enum oidc_end end = oidc_begin(workshop_of(rq)->oidc, rq->arena, &sent, &address);
	if (end != OIDC_DONE)
		return show_end(rq, rs, purpose, carried, end);
	TRY(leave_form(rq, rq->who.person ? rq->who.person : rq->who.expired, carried, &j));
	rs->journey = seal_journey(rq, &j);
	return show_onward(rq, rs, address);
}

enum outcome go_to_join(struct request *rq, struct response *rs, const struct carried *carried)
{
	return set_out(rq, rs, TO_JOIN, carried);
}

/* What POST asks for once more where its page had been open too long; for who hasn't joined it, how to. */
enum outcome show_provider(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	struct text name;
	if (!workshop_of(rq)->oidc)
		return NOT_HERE;
	if (!rq->who.person)
		return show_sign_in(rq, rs);
	if (is_staff(&me_of(rq)->person) || !provider_is_open_to(rq, &me_of(rq)->person))
		return see_other(rs, rq, "/");
	TRY(provider_for(rq, &me_of(rq)->person, &name));
	return name.size > 0 ? show_provider_proof(rq, rs, &carried, NO_TEXT)
			     : show_own_provider_after(rq, rs, &carried, NO_TEXT);
}

enum outcome go_to_provider(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	struct text name;
	if (!workshop_of(rq)->oidc)
		return NOT_HERE;
	if (!rq->who.person)
		return set_out(rq, rs, TO_SIGN_IN, &carried);
	TRY(provider_for(rq, &me_of(rq)->person, &name));
	if (name.size == 0 || is_staff(&me_of(rq)->person))
		return see_other(rs, rq, "/");
	return set_out(rq, rs, TO_PROVE, &carried);
}

/* ---- and back ------------------------------------------------------------------------------------- */

struct arrival {
	struct arena *arena;
	const struct conf *conf;
	unsigned char subject[DIGEST_SIZE];
	bool second_factor; /* the provider asked for one */
	struct session_start start;
	int64_t person, session; /* who is signed in */
};

/* A digest that says nothing without our key, for a subject may be a name. */
static void digest_subject(const struct request *rq, const struct oidc_person *person,
	unsigned char digest[DIGEST_SIZE])
{
	const struct workshop *w = workshop_of(rq);
	struct text parts[] = { w->conf.provider.issuer, person->subject };
	keyed_digest(w->seal, "provider subject", parts, COUNT_OF(parts), digest);
}

/* NOT_HERE where nobody has joined it, or who did has left, or may not use it any more. */
static enum outcome begin_by_provider(struct db *db, void *value)
{
	struct arrival *arrival = value;
	struct provider_link link;
	struct person owner;
	TRY(find_provider_link(db, arrival->subject, &link));
	TRY(load_person(db, arrival->arena, link.person, &owner));
	if (owner.closed || !is_open_to(arrival->conf, &owner))
		return NOT_HERE;
	arrival->start.person = owner.id;
	return begin_session(db, &arrival->start);
}

static enum outcome sign_in_by_provider(struct request *rq, struct response *rs,
	struct arrival *arrival, const struct carried *carried)
{
	arrival->start = session_start_of(rq, 0, "provider");
	struct text token = token_make(rq->arena, arrival->start.kept);
	enum outcome o = store_change(workshop_of(rq)->store, begin_by_provider, arrival);
	if (o == NOT_HERE)
		return show_trouble(rq, rs, TO_SIGN_IN, carried, BAD_FORM,
			provider_words(rq,
				N_("Your sign-in at {a} has not been joined with anything here. "
				   "Come in another way first, for example with a card. Then you "
				   "can join it: you find it under \"Your things\".")));
	TRY(o);
	TRY(enter_session(rq, rs, token));
	if (arrival->second_factor && is_staff(&me_of(rq)->person))
		TRY(strengthen(rq, true));
	return go_on(rq, rs, carried);
}

static enum outcome join(struct db *db, void *value)
{
	const struct arrival *arrival = value;
	return save_provider_link(db, arrival->person, arrival->subject, arrival->start.now);
}

static enum outcome join_provider(struct request *rq, struct response *rs, struct arrival *arrival,
	const struct carried *carried)
{
	arrival->start.now = clock_now();
	enum outcome o = store_change(workshop_of(rq)->store, join, arrival);
	if (o == OVERTAKEN)
		return show_trouble(rq, rs, TO_JOIN, carried, OVERTAKEN,
			provider_words(rq,
				N_("That sign-in at {a} is joined with another account here. Sign "
				   "in there as yourself, or ask for help.")));
	TRY(o);
	/* they have just shown there that it is they */
	if (!is_staff(&me_of(rq)->person))
		TRY(strengthen(rq, false));
	if (carried->form.size > 0 || carried->next.size > 1)
		return go_on(rq, rs, carried);
	return see_other(rs, rq, "/provider/own");
}

static enum outcome prove_by_provider(struct request *rq, struct response *rs,
	const struct arrival *arrival, const struct carried *carried)
{
	struct provider_link link = { 0 };
	enum outcome o;
	{
		BORROWED loan = borrow(workshop_of(rq));
		o = find_provider_link(loan.db, arrival->subject, &link);
	}
	if (o != DONE && o != NOT_HERE)
		return o;
	if (link.person != rq->who.person)
		return show_trouble(rq, rs, TO_PROVE, carried, BAD_FORM,
			provider_words(rq,
				N_("That is not the sign-in at {a} that you have joined here. "
				   "Choose the right one there.")));
	TRY(strengthen(rq, false));
	return go_on(rq, rs, carried);
}

static enum outcome arrive(struct request *rq, struct response *rs, const struct journey *j,
	const struct oidc_person *person, const struct carried *carried)
{
	struct arrival arrival = { .arena = rq->arena,
		.conf = &workshop_of(rq)->conf,
		.second_factor = person->second_factor,
		.person = rq->who.person };
	digest_subject(rq, person, arrival.subject);
	switch (j->purpose) {
	case TO_SIGN_IN:
		return sign_in_by_provider(rq, rs, &arrival, carried);
	case TO_JOIN:
		return join_provider(rq, rs, &arrival, carried);
	case TO_PROVE:
		return prove_by_provider(rq, rs, &arrival, carried);
	}
	return BROKEN;
}

/* Whether who set out is who is here: a session may have ended, or another begun, meanwhile. */
static bool is_same_person(const struct request *rq, const struct journey *j)
{
	if (j->purpose == TO_SIGN_IN)
		return true;
	return rq->who.person && rq->who.person == j->person &&
		me_of(rq)->session.id == j->session && provider_is_open_to(rq, &me_of(rq)->person);
}

/* Asks the provider who it was; an address that keeps coming with codes that are none is slowed. */
static enum outcome ask_who(struct request *rq, struct response *rs, const struct journey *j,
	const struct oidc_journey *sent, const struct carried *carried)
{
	struct workshop *w = workshop_of(rq);
	struct text key = arena_print(rq->arena, "provider from %.*s", SHOWN(rq->address));
	struct oidc_return back = { .code = form_value(&rq->query, "code"),
		.issuer = form_value(&rq->query, "iss") };
	struct oidc_person person = { .subject = NO_TEXT };
	int64_t wait = wait_left(rq, key, CLASS_SIZE);
	if (wait > 0) {
		rs->retry_after = (int)wait;
		return show_trouble(
			rq, rs, j->purpose, carried, SLOW_DOWN, many_tries_words(rq, wait));
	}
	enum oidc_end end = oidc_finish(w->oidc, rq->arena, sent, &back, &person);
	if (end == OIDC_REFUSED)
		brake_count(w->brake, key, clock_now());
	if (end != OIDC_DONE)
		return show_end(rq, rs, j->purpose, carried, end);
	return arrive(rq, rs, j, &person, carried);
}

/* A GET that changes something, for that is how people come back (OpenID Connect Core 1.0, 3.1.2.5); but
 * who only looks ahead has not come back. */
enum outcome come_from_provider(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct text state = form_value(&rq->query, "state");
	struct carried carried;
	struct journey j;
	if (!w->oidc)
		return NOT_HERE;
	if (rq->head || rq->prefetch || !unseal_journey(rq, &j))
		return show_lost(rq, rs);
	struct oidc_journey sent = sent_of(rq, &j);
	if (state.size != sent.state.size || !same_bytes(state.at, sent.state.at, state.size))
		return show_lost(rq, rs);
	rs->journey_gone = true;
	if (!brake_first(w->brake, arena_join(rq->arena, "journey ", state), clock_now()))
		return show_lost(rq, rs);
	TRY(carried_home(rq, &j, &carried));
	if (!is_same_person(rq, &j))
		return show_lost(rq, rs);
	if (form_value(&rq->query, "error").size > 0)
		return show_trouble(rq, rs, j.purpose, &carried, BAD_FORM,
			provider_words(rq,
				N_("You came back from {a} without signing in. That is all right: "
				   "nothing has changed.")));
	return ask_who(rq, rs, &j, &sent, &carried);
}
