/*
 * Own things: settings, what others see, signing out.
 */
#include "inside.h"

enum outcome show_me(struct request *rq, struct response *rs)
{
	const struct signed_in *me = me_of(rq);
	struct way_back way = { .name = NO_TEXT };
	if (me->person.way_back) {
		BORROWED loan = borrow(workshop_of(rq));
		TRY(load_way_back(loan.db, rq->arena, rq->who.person, &way));
	}
	bool staff = is_staff(&me->person), own = me->session.device == DEVICE_OWN;
	struct me_screen s = { .own = own && !staff,
		.shared = !own && !staff,
		.staff = staff,
		.has_way_back = me->person.way_back,
		.sign_in_name = way.name,
		.ui_name = own_language_name(ui_tag(rq)),
		.text_name = own_language_name(text_language(rq)),
		.client = (me->person.roles & ROLE_CLIENT) != 0 };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your things")));
	return show(rq, rs, SCREEN_ME, &s);
}
