/*
 * A new way in for a client, within two taps of the desk: a card to print, a text for a message, a
 * code to read aloud and the link itself. All four are one card: whichever is used first uses up the
 * others. What was made before and not used ends. It is shown in the answer to the form and nowhere
 * else, for nobody but the person should have it afterwards.
 */
#include "inside.h"
#include "screens_hand_over.h"

#define WAY_IN_DAYS 14
#define CODES_TRIED 8 /* for one that nobody has just now */
#define QR_MILLIMETRES 36

struct way_in_change {
	struct arena *arena;
	struct way_in way;
};

/* A coach may not come in as somebody who works here: that would be their door to everything. */
static enum outcome make_one(struct db *db, void *value)
{
	struct way_in_change *c = value;
	struct person p;
	TRY(load_person(db, c->arena, c->way.person, &p));
	if (is_staff(&p))
		return NO_ENTRY;
	return add_way_in(db, &c->way);
}

static enum outcome show_way_in_with(
	struct request *rq, struct response *rs, struct way_in_screen *s)
{
	const struct about *about = about_of(rq);
	s->name = person_called(rq, about->relation.client_name, about->client);
	s->client_link = arena_print(rq->arena, "/clients/%lld", (long long)about->client);
	s->action = arena_print(rq->arena, "/clients/%lld/card", (long long)about->client);
	fill_frame(rq, rs, &s->frame, tell(rq, N_("A new way in")));
	s->frame.help_link = NO_TEXT;
	if (s->made)
		s->frame.more_css = static_path(workshop_of(rq)->http, "paper.css");
	rs->no_referrer = true;
	if (s->staff)
		rs->status = outcome_status(NO_ENTRY);
	return show(rq, rs, SCREEN_WAY_IN, s);
}

enum outcome show_way_in(struct request *rq, struct response *rs)
{
	struct way_in_screen s = { .made = false };
	return show_way_in_with(rq, rs, &s);
}

/* What goes to the person is in their language, and tells nobody what the place is. */
static enum outcome fill_words(
	struct request *rq, const struct way_in *way, struct text token, struct way_in_screen *s)
{
	struct workshop *w = workshop_of(rq);
	size_t theirs = client_language(rq);
	int64_t last_day = clock_day_of(way->ends);
	struct text until = date_words_in(rq, theirs, last_day);
	struct qr qr;
	s->made = true;
	s->lang = language_tag(language_at(w->views, theirs));
	s->dir = text_of(language_direction(language_at(w->views, theirs)));
	s->until = date_words(rq, last_day);
	s->address = way_in_address(rq, token);
	/* heard on the phone, "https" and slashes only confuse */
	s->code_address = arena_print(rq->arena, "%.*s/code",
		SHOWN(text_part(
			w->conf.origin, text_find(w->conf.origin, TEXT("://")) + 3, SIZE_MAX)));
	s->open_words = say(w->views, theirs, N_("Point your phone's camera at the square."));
	s->until_words =
		say_with(w->views, rq->arena, theirs, N_("Opens once, until {a}."), until, NO_TEXT);
	s->sms = arena_print(rq->arena, "%.*s: %.*s", SHOWN(w->conf.public_name),
		SHOWN(say_with(w->views, rq->arena, theirs,
			N_("open this link on your phone: {a} It opens once, until {b}."),
			s->address, until)));
	if (!qr_make(rq->arena, s->address, &qr)) {
		log_fault("pages: the address of a card is too long for its code");
		return BROKEN;
	}
	s->qr_html = qr_svg(rq->arena, &qr,
		say(w->views, theirs, N_("The link as a square to scan")), QR_MILLIMETRES);
	return DONE;
}

struct text way_in_address(const struct request *rq, struct text token)
{
	return arena_print(
		rq->arena, "%.*s/in/%.*s", SHOWN(workshop_of(rq)->conf.origin), SHOWN(token));
}

enum outcome make_way_in(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	int64_t now = clock_now();
	struct way_in_change change = { .arena = rq->arena,
		.way = { .person = about_of(rq)->client,
			.actor = rq->who.person,
			.made = now,
			.ends = now + (int64_t)WAY_IN_DAYS * 24 * 60 * 60,
			.code_ends = now + CODE_ALOUD_SECONDS } };
	struct way_in_screen s = { .made = false };
	struct text token = token_make(rq->arena, change.way.kept);
	enum outcome o = OVERTAKEN;
	for (int i = 0; i < CODES_TRIED && o == OVERTAKEN; i++) {
		s.code = code_make(w->seal, rq->arena, CODE_ALOUD, NO_TEXT, change.way.code);
		o = store_change(w->store, make_one, &change);
	}
	s.staff = o == NO_ENTRY;
	if (s.staff)
		return show_way_in_with(rq, rs, &s);
	TRY(o);
	TRY(fill_words(rq, &change.way, token, &s));
	return show_way_in_with(rq, rs, &s);
}
