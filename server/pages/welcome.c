/*
 * The few things asked the first time, which are also the person's settings later: languages, whose
 * phone this is, a way back in.
 */
#include "inside.h"

#include <string.h>

/* The first time round, each step leads to the next; later it leads back to where one was. */
static bool first_time(const struct request *rq)
{
	return me_of(rq)->session.device == DEVICE_UNASKED;
}

/* What the form holds of a field, where there is a form; else what it is now. */
static struct text chosen_in(const struct request *rq, const char *field, struct text now)
{
	struct text sent = form_value(&rq->form, field);
	return sent.size > 0 ? sent : now;
}

/* Where to go afterwards: it comes with the address and goes along in the form. */
static struct text way_on(const struct request *rq)
{
	bool sent = rq->method == POST || rq->again;
	return local_path(form_value(sent ? &rq->form : &rq->query, "back"));
}

/* ---- languages ------------------------------------------------------------------------------ */

static void list_ui_languages(struct request *rq, struct languages_screen *s)
{
	struct views *views = workshop_of(rq)->views;
	struct text chosen = chosen_in(rq, "ui", ui_tag(rq));
	s->ui_count = language_count(views);
	struct language_choice *list = arena_take_many(rq->arena, s->ui_count, sizeof *list);
	for (size_t i = 0; i < s->ui_count; i++) {
		struct text tag = language_at(views, i);
		list[i] = (struct language_choice){ .tag = tag,
			.lang = language_tag(tag),
			.name = own_language_name(tag),
			.chosen = text_is(tag, chosen) };
	}
	s->ui = list;
}

/* In the order of the buttons' languages, then by tag; a variant comes right after its language. */
static bool language_comes_first(const struct views *views, struct text a, struct text b)
{
	size_t place_a = find_language(views, language_tag(a));
	size_t place_b = find_language(views, language_tag(b));
	return place_a != place_b ? place_a < place_b : text_compare(a, b) < 0;
}

/* Every language any course has, the buttons' languages first. */
static void list_text_languages(struct request *rq, struct languages_screen *s)
{
	const struct views *views = workshop_of(rq)->views;
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct language_choice *list = NULL;
	size_t count = 0, room = 0;
	struct text chosen = chosen_in(rq, "text", text_language(rq));
	for (size_t c = 0; c < library->course_count; c++) {
		const struct course *course = &library->courses[c];
		for (size_t l = 0; l < course->language_count; l++) {
			struct text tag = course->languages[l];
			size_t at = 0;
			while (at < count && language_comes_first(views, list[at].tag, tag))
				at++;
			if (at < count && text_is(list[at].tag, tag))
				continue;
			tag = arena_copy(rq->arena, tag);
			GROW(rq->arena, list, count, room);
			memmove(list + at + 1, list + at, (count - at) * sizeof *list);
			count++;
			list[at] = (struct language_choice){ .tag = tag,
				.lang = language_tag(tag),
				.name = own_language_name(tag),
				.chosen = text_is(tag, chosen) };
		}
	}
	s->text = list;
	s->text_count = count;
}

static enum outcome show_languages_with(
	struct request *rq, struct response *rs, const char *input, struct text problem)
{
	struct languages_screen s = { .first = first_time(rq), .back = way_on(rq) };
	list_ui_languages(rq, &s);
	list_text_languages(rq, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Languages")));
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, input, problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_LANGUAGES, &s);
}

enum outcome show_languages(struct request *rq, struct response *rs)
{
	return show_languages_with(rq, rs, "", NO_TEXT);
}

struct language_change {
	int64_t person;
	struct text ui, text;
};

static enum outcome change_languages(struct db *db, void *value)
{
	struct language_change *c = value;
	return save_languages(db, c->person, c->ui, c->text);
}

/* Whether some course is written in this language. */
static bool is_text_language(struct request *rq, struct text tag)
{
	struct languages_screen s = { 0 };
	list_text_languages(rq, &s);
	for (size_t i = 0; i < s.text_count; i++) {
		if (text_is(s.text[i].tag, tag))
			return true;
	}
	return false;
}

enum outcome choose_languages(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	const struct signed_in *me = me_of(rq);
	struct text ui = form_value(&rq->form, "ui"), text = form_value(&rq->form, "text");
	size_t index = ui.at ? find_language(w->views, ui) : ui_language(rq);
	struct text gone = tell(rq, N_("That language is no longer here. Choose another one."));
	if (index >= language_count(w->views))
		return show_languages_with(rq, rs, "ui", gone);
	ui = language_at(w->views, index);
	if (text.size > 0 && !is_text_language(rq, text))
		return show_languages_with(rq, rs, "text", gone);
	if (text.size == 0)
		text = me->person.course_language.size > 0 ? me->person.course_language : ui;
	struct language_change change = { rq->who.person, ui, text };
	TRY(store_change(w->store, change_languages, &change));
	struct person p = me->person;
	p.ui_language = ui;
	return go_to_next_step(rq, rs, &p, me->session.device, false, way_on(rq));
}

/* ---- whose phone ---------------------------------------------------------------------------- */

static enum outcome show_device_with(struct request *rq, struct response *rs, struct text problem)
{
	const struct signed_in *me = me_of(rq);
	enum device device = me->session.device;
	device_of(form_value(&rq->form, "device"), &device);
	struct device_screen s = { .first = first_time(rq),
		.own = device == DEVICE_OWN,
		.shared = device == DEVICE_SHARED,
		.device_problem = problem,
		.staff = is_staff(&me->person),
		.back = way_on(rq) };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Is this your own phone or computer?")));
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "device", problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_DEVICE, &s);
}

enum outcome show_device(struct request *rq, struct response *rs)
{
	return show_device_with(rq, rs, NO_TEXT);
}

struct device_change {
	int64_t session;
	enum device device;
};

static enum outcome change_device(struct db *db, void *value)
{
	struct device_change *c = value;
	return save_device(db, c->session, c->device);
}

enum outcome choose_device(struct request *rq, struct response *rs)
{
	const struct signed_in *me = me_of(rq);
	struct device_change change = { .session = me->session.id };
	bool first = first_time(rq);
	if (!device_of(form_value(&rq->form, "device"), &change.device) ||
		change.device == DEVICE_UNASKED)
		return show_device_with(rq, rs, tell(rq, N_("Choose whose device this is.")));
	TRY(store_change(workshop_of(rq)->store, change_device, &change));
	rs->cookie = rq->session;
	rs->cookie_age = cookie_age_of(&me->person, change.device);
	if (!first)
		return see_other(rs, rq, "/me");
	return go_to_next_step(rq, rs, &me->person, change.device, me->session.by_card, way_on(rq));
}

/* ---- a way back ----------------------------------------------------------------------------- */

/* Right after coming in by card the old passphrase isn't asked: the card is the proof. */
#define CARD_IS_FRESH (30 * 60)

static bool current_is_asked(const struct request *rq)
{
	const struct signed_in *me = me_of(rq);
	return me->person.way_back &&
		!(me->session.by_card && clock_now() - me->session.started < CARD_IS_FRESH);
}

static struct text offer_about(const struct request *rq)
{
	return arena_print(rq->arena, "way back %lld", (long long)rq->who.person);
}

/* A sign-in name nobody has: two words of the person's language, a third if need be. */
static enum outcome offer_name(struct request *rq, struct text *name)
{
	struct text file = arena_print(rq->arena, "names/%.*s.txt", SHOWN(ui_tag(rq)));
	const struct shelf_file *list = shelf_find(shelf_files, shelf_count, file);
	if (!list)
		list = shelf_find(shelf_files, shelf_count, TEXT("names/en.txt"));
	BORROWED loan = borrow(workshop_of(rq));
	for (int i = 0; i < 60; i++) {
		uint32_t dice[3];
		struct way_back taken;
		random_fill(dice, sizeof dice);
		*name = sign_in_name(rq->arena, list ? list->bytes : NO_TEXT, dice, i >= 20);
		enum outcome o =
			find_way_back(loan.db, rq->arena, fold_words(rq->arena, *name), &taken);
		if (o == NOT_HERE)
			return DONE;
		TRY(o);
	}
	log_fault("pages: no free sign-in name was found in 60 tries");
	return BROKEN;
}

/* Staff need a passphrase to come back with, but in a demo. */
static bool way_back_can_wait(const struct request *rq)
{
	const struct person *p = &me_of(rq)->person;
	return p->way_back || !is_staff(p) || workshop_of(rq)->conf.demo;
}

static struct way_back_screen way_back_as_sent(const struct request *rq,
	const struct carried *carried, struct text name, struct text sealed)
{
	const struct signed_in *me = me_of(rq);
	return (struct way_back_screen){ .first = me->session.by_card && !me->person.way_back,
		.has = me->person.way_back,
		.name = name,
		.sealed_name = sealed,
		.passphrase = form_value(&rq->form, "passphrase"),
		.ask_current = current_is_asked(rq),
		.carried = *carried,
		.for_own = !is_staff(&me->person) &&
			(carried->form.size > 0 || carried->next.size > 1),
		.can_wait = way_back_can_wait(rq) };
}

static enum outcome show_way_back_with(struct request *rq, struct response *rs,
	const struct carried *carried, struct text name, struct text sealed)
{
	struct way_back_screen s = way_back_as_sent(rq, carried, name, sealed);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your way back in")));
	return show(rq, rs, SCREEN_WAY_BACK, &s);
}

/* The name there is, the one that was offered on the form, or a new offer. */
static enum outcome name_for(struct request *rq, bool other, struct text *name, struct text *sealed)
{
	struct workshop *w = workshop_of(rq);
	if (me_of(rq)->person.way_back) {
		struct way_back way;
		BORROWED loan = borrow(w);
		TRY(load_way_back(loan.db, rq->arena, rq->who.person, &way));
		*name = way.name;
		*sealed = NO_TEXT;
		return DONE;
	}
	*sealed = form_value(&rq->form, "sealed_name");
	if (!other && sealed->size > 0 &&
		unseal_bytes(w->seal, rq->arena, *sealed, offer_about(rq), name))
		return DONE;
	TRY(offer_name(rq, name));
	*sealed = seal_bytes(w->seal, rq->arena, *name, offer_about(rq));
	return DONE;
}

enum outcome show_way_back_first(
	struct request *rq, struct response *rs, const struct carried *carried)
{
	struct text name, sealed;
	TRY(name_for(rq, false, &name, &sealed));
	return show_way_back_with(rq, rs, carried, name, sealed);
}

enum outcome show_way_back(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	return show_way_back_first(rq, rs, &carried);
}

static struct text passphrase_words(const struct request *rq, enum passphrase_problem problem)
{
	switch (problem) {
	case PASSPHRASE_FINE:
		return NO_TEXT;
	case PASSPHRASE_EMPTY:
		return tell(rq, N_("Write a passphrase: three or four words."));
	case PASSPHRASE_SHORT:
		return tell(rq,
			N_("Make it a little longer: at least 12 characters. Three or four "
			   "words are easy to remember."));
	case PASSPHRASE_LONG:
		return tell(rq, N_("That is very long. Make it at most 200 characters."));
	case PASSPHRASE_COMMON:
		return tell(rq,
			N_("Many people use that one, so it is easy to guess. Choose other "
			   "words."));
	case PASSPHRASE_NAME:
		return tell(rq, N_("Leave your sign-in name out of it. Choose other words."));
	}
	return NO_TEXT;
}

struct way_back_change {
	struct way_back way;
	int64_t session, now;
};

static enum outcome change_way_back(struct db *db, void *value)
{
	struct way_back_change *c = value;
	TRY(save_way_back(db, &c->way, c->now));
	TRY(strengthen_session(db, c->session, false, c->now));
	/* whoever knew the old passphrase is out (ASVS 5.0 V7.4.3) */
	return end_sessions(db, c->way.person, c->session, c->now);
}

/* The form again, with what is the matter. */
static enum outcome way_back_once_more(
	struct request *rq, struct response *rs, int status, const struct way_back_screen *with)
{
	struct way_back_screen s = *with;
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your way back in")));
	if (s.current_problem.size > 0)
		add_form_problem(rq, &s.frame, "current", s.current_problem);
	if (s.passphrase_problem.size > 0)
		add_form_problem(rq, &s.frame, "passphrase", s.passphrase_problem);
	rs->status = status;
	return show(rq, rs, SCREEN_WAY_BACK, &s);
}

/* DONE where the current passphrase isn't asked or fits; NO_ENTRY, SLOW_DOWN, BUSY. */
static enum outcome check_current(struct request *rq)
{
	int64_t wait;
	return current_is_asked(rq) ? check_own_passphrase(rq, "current", &wait) : DONE;
}

/* On to what asked for the passphrase, or for staff for the second factor. */
static enum outcome leave_way_back(struct request *rq, struct response *rs, struct text usual)
{
	struct carried carried = carried_of(rq);
	const struct signed_in *me = me_of(rq);
	if (carried.form.size > 0 || carried.next.size > 1)
		return go_on(rq, rs, &carried);
	if (is_staff(&me->person) && me->session.factor_at == 0 && text_is_chars(usual, "/"))
		return see_other(rs, rq, "/second-factor");
	return see_other(rs, rq, "%.*s", SHOWN(usual));
}

static enum outcome save_way_back_of(struct request *rq, struct response *rs, struct text name)
{
	struct workshop *w = workshop_of(rq);
	struct way_back_change change = { .session = me_of(rq)->session.id, .now = clock_now() };
	change.way = (struct way_back){
		.person = rq->who.person, .name = name, .folded = fold_words(rq->arena, name)
	};
	TRY(passphrase_hash(
		w->seal, rq->arena, typed_passphrase(rq, "passphrase"), &change.way.hash));
	TRY(store_change(w->store, change_way_back, &change));
	struct text usual = me_of(rq)->person.way_back ? TEXT("/me") : TEXT("/");
	rq->who = who_is(w, rq->arena, rq->session);
	return rq->who.person ? leave_way_back(rq, rs, usual) : SIGN_IN;
}

enum outcome choose_way_back(struct request *rq, struct response *rs)
{
	struct text act = form_value(&rq->form, "do"), name, sealed;
	struct text passphrase = form_value(&rq->form, "passphrase");
	struct carried carried = carried_of(rq);
	if (text_is_chars(act, "later") && way_back_can_wait(rq))
		return is_staff(&me_of(rq)->person) && !me_of(rq)->person.way_back
			? leave_way_back(rq, rs, TEXT("/"))
			: see_other(rs, rq, "/");
	bool other = text_is_chars(act, "other");
	TRY(name_for(rq, other, &name, &sealed));
	if (other)
		return show_way_back_with(rq, rs, &carried, name, sealed);
	struct way_back_screen s = way_back_as_sent(rq, &carried, name, sealed);
	s.passphrase_problem = passphrase_words(rq,
		passphrase_check(passphrase, fold_words(rq->arena, passphrase),
			fold_words(rq->arena, name)));
	enum outcome o = check_current(rq);
	if (o == NO_ENTRY)
		s.current_problem = tell(
			rq, N_("That is not the passphrase you have now. Look at the spelling."));
	if (s.passphrase_problem.size > 0 || o == NO_ENTRY)
		return way_back_once_more(rq, rs, outcome_status(BAD_FORM), &s);
	if (o == DONE)
		o = save_way_back_of(rq, rs, name);
	if (o == OVERTAKEN) {
		TRY(name_for(rq, true, &s.name, &s.sealed_name));
		s.passphrase_problem = tell(rq,
			N_("Somebody took that name a moment ago. Here is another one for you."));
		return way_back_once_more(rq, rs, outcome_status(o), &s);
	}
	if (o == BUSY || o == SLOW_DOWN) {
		s.passphrase_problem = tell(rq, outcome_words(o));
		rs->retry_after = 5;
		return way_back_once_more(rq, rs, outcome_status(o), &s);
	}
	return o;
}
