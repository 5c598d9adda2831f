/*
 * Own things: settings, what others see, signing out.
 */
#include "inside.h"
#include "provider.h"

enum outcome show_me(struct request *rq, struct response *rs)
{
	const struct signed_in *me = me_of(rq);
	struct way_back way = { .name = NO_TEXT };
	struct text last_day, provider;
	TRY(provider_for(rq, &me->person, &provider));
	{
		BORROWED loan = borrow(workshop_of(rq));
		if (me->person.way)
			TRY(load_way_back(loan.db, rq->arena, rq->who.person, &way));
		TRY(load_last_day(rq, loan.db, &me->person, &last_day));
	}
	bool staff = is_staff(&me->person), own = me->session.device == DEVICE_OWN;
	struct me_screen s = { .own = own && !staff,
		.shared = !own && !staff,
		.staff = staff,
		.has_way_back = me->person.way != WAY_NONE,
		.by_pictures = me->person.way == WAY_PICTURES,
		.sign_in_name = way.name,
		.provider = provider_is_open_to(rq, &me->person)
			? workshop_of(rq)->conf.provider.name
			: NO_TEXT,
		.provider_linked = provider.size > 0,
		.ui_name = own_language_name(ui_tag(rq)),
		.text_name = own_language_name(text_language(rq)),
		.client = (me->person.roles & ROLE_CLIENT) != 0,
		.last_day = last_day,
		.can_leave = me->person.roles == ROLE_CLIENT };
	if (s.can_leave)
		s.name = person_called(rq, me->person.name, me->person.id);
	TRY(load_mail_words(rq, &s.mail));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your things")));
	return show(rq, rs, SCREEN_ME, &s);
}
