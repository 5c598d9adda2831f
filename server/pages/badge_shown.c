/*
 * A badge as others see it, at the address it carries: only while its holder shares it, else there is
 * nothing. For programs the signed document itself. It shows no name; whoever knows one may hold it
 * against the seal in the badge, slowly.
 */
#include "badges.h"
#include "inside.h"
#include "screens_badges.h"

#include <string.h>

#define NAMES_MOST 20 /* tries on one badge within some minutes, from anywhere */

static enum outcome shared_badge(struct request *rq, struct kept_badge *badge)
{
	BORROWED loan = borrow(workshop_of(rq));
	TRY(find_badge(loan.db, rq->arena, rq->captures[0], badge));
	return badge->shared > 0 ? DONE : NOT_HERE;
}

/* Whether a program asks: it names JSON, and a browser doesn't. */
static bool wants_document(const struct request *rq)
{
	static const char *const types[] = { BADGE_TYPE, "application/ld+json",
		"application/json" };
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (text_find(rq->accept, text_of(types[i])) < rq->accept.size)
			return true;
	return text_is(form_value(&rq->query, "as"), TEXT("json"));
}

static enum outcome show_shown(struct request *rq, struct response *rs,
	const struct kept_badge *badge, struct shown_screen *s, const struct badge_said *said)
{
	s->action = arena_print(
		rq->arena, "/b/%.*s?lang=%.*s", SHOWN(badge->address), SHOWN(ui_tag(rq)));
	s->json_link = arena_print(rq->arena, "/b/%.*s?as=json", SHOWN(badge->address));
	s->badge.image = said->image.size > 0
		? arena_print(rq->arena, "/b/%.*s?as=svg", SHOWN(badge->address))
		: NO_TEXT;
	s->verify_link = TEXT("/ob/verify");
	s->carries_name = said->holder_hash.size > 0;
	s->revoked = badge->revoked > 0;
	s->was_mistake = badge->reason == REVOKED_MISTAKE;
	fill_frame(rq, rs, &s->frame, tell(rq, N_("A badge")));
	if (s->name_problem.size > 0) {
		rs->status = 422;
		add_form_problem(rq, &s->frame, "name", s->name_problem);
	}
	return show(rq, rs, SCREEN_SHOWN, s);
}

enum outcome show_shown_badge(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	struct badge_said said;
	struct shown_screen s = { .name = NO_TEXT };
	TRY(shared_badge(rq, &badge));
	if (wants_document(rq)) {
		rs->bytes = badge.document;
		rs->type = BADGE_TYPE;
		rs->for_anybody = true;
		return DONE;
	}
	if (text_is(form_value(&rq->query, "as"), TEXT("svg"))) /* the picture on the page */
		return send_badge_file(rq, rs, &badge, TEXT("svg"));
	TRY(fill_badge_words(rq, &badge, &s.badge, &said));
	return show_shown(rq, rs, &badge, &s, &said);
}

/* A salted hash can be guessed at by whoever has the file; here it is at least not for the asking. */
static bool may_compare(struct request *rq, const struct kept_badge *badge)
{
	struct brake *brake = workshop_of(rq)->brake;
	struct text key = arena_print(rq->arena, "badge %lld", (long long)badge->id);
	int64_t now = clock_now(), since;
	brake_count(brake, key, now);
	return brake_tries(brake, key, now, &since) <= NAMES_MOST;
}

enum outcome compare_name(struct request *rq, struct response *rs)
{
	struct kept_badge badge;
	struct badge_said said;
	struct shown_screen s = { .name = typed(rq, "name") };
	TRY(shared_badge(rq, &badge));
	TRY(fill_badge_words(rq, &badge, &s.badge, &said));
	if (said.holder_hash.size == 0)
		return NOT_HERE;
	if (s.name.size == 0) {
		s.name_problem = tell(rq, N_("Write the name to compare."));
		return show_shown(rq, rs, &badge, &s, &said);
	}
	if (!may_compare(rq, &badge)) {
		rs->retry_after = 600;
		return SLOW_DOWN;
	}
	s.matches = text_is(badge_holder_hash(rq->arena, s.name, said.salt), said.holder_hash);
	s.differs = !s.matches;
	return show_shown(rq, rs, &badge, &s, &said);
}
