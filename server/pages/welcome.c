/*
 * The few things asked the first time, which are also the person's settings later: languages, whose
 * phone this is. (The third is a way back in: way_back.c.)
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
