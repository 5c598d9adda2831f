/*
 * Notices: what happened since, newest first. What staff are told names no client: the page behind
 * the link does, and that look is written down.
 */
#include "inside.h"

#define NOTICES_MOST 25

/* Of a claim: what happened, and whether it is told to a coach or to the client. */
static bool fill_claim(const struct notice *notice, struct notice_row *row)
{
	row->claim_sent = notice->kind == NOTICE_CLAIM_SENT || notice->kind == NOTICE_CLAIM_GIVEN;
	row->claim_taken = notice->kind == NOTICE_CLAIM_TAKEN;
	row->claim_returned = notice->kind == NOTICE_CLAIM_RETURNED;
	row->claim_agreed = notice->kind == NOTICE_CLAIM_AGREED;
	row->claim_proposed = notice->kind == NOTICE_CLAIM_PROPOSED;
	row->claim_sent_back = notice->kind == NOTICE_CLAIM_SENT_BACK;
	row->claim_decided = notice->kind == NOTICE_CLAIM_DECIDED;
	row->claim_again = notice->kind == NOTICE_CLAIM_AGAIN;
	row->claim_handed = notice->kind == NOTICE_CLAIM_HANDED;
	row->claim_reopened = notice->kind == NOTICE_CLAIM_REOPENED;
	row->claim_withdrawn = notice->kind == NOTICE_CLAIM_WITHDRAWN;
	row->claim_written = notice->kind == NOTICE_CLAIM_WRITTEN;
	row->claim_shared = notice->kind == NOTICE_CLAIM_SHARED;
	row->claim_confirmed = notice->kind == NOTICE_CLAIM_CONFIRMED;
	row->school_answered = notice->kind == NOTICE_SCHOOL_ANSWERED;
	row->coach = row->claim_shared || row->claim_sent || row->claim_proposed ||
		row->claim_sent_back || row->claim_again || row->claim_withdrawn;
	return row->coach || row->claim_taken || row->claim_returned || row->claim_agreed ||
		row->claim_decided || row->claim_handed || row->claim_reopened ||
		row->claim_written || row->claim_confirmed || row->school_answered;
}

static void fill_kind(struct request *rq, const struct notice *notice, struct notice_row *row)
{
	struct arena *a = rq->arena;
	row->help_asked = notice->kind == NOTICE_HELP_ASKED;
	row->help_taken = notice->kind == NOTICE_HELP_TAKEN;
	row->help_answered = notice->kind == NOTICE_HELP_ANSWERED;
	row->tie_begun = notice->kind == NOTICE_TIE_BEGUN;
	row->tie_ended = notice->kind == NOTICE_TIE_ENDED;
	row->substitute = notice->kind == NOTICE_SUBSTITUTE;
	row->factor_reset = notice->kind == NOTICE_FACTOR_RESET;
	row->mail_refused = notice->kind == NOTICE_MAIL_REFUSED;
	if (row->factor_reset && notice->about)
		row->name = person_called(rq, notice->about_name, notice->about);
	if (fill_claim(notice, row)) {
		row->link = row->claim_shared ? TEXT("/claims?show=written")
			: row->coach          ? TEXT("/desk")
				     : arena_print(a, "/show/%lld%s", (long long)notice->subject,
					       row->school_answered ? "/school" : "");
		return;
	}
	bool tie = row->tie_begun || row->tie_ended;
	row->coach = tie && notice->about == 0;
	row->own = row->factor_reset && notice->about == 0;
	if (row->help_taken || row->help_answered)
		row->link = arena_print(a, "/help/%lld", (long long)notice->subject);
	else if (row->help_asked || row->substitute || row->coach)
		row->link = TEXT("/desk");
	else if (row->mail_refused)
		row->link = TEXT("/mail");
	else if (tie)
		row->link = TEXT("/coaches");
	else
		row->link = TEXT("/me");
}

struct notice_row notice_row_of(struct request *rq, const struct notice *notice, date_fn *date)
{
	struct notice_row row = { .when = date(rq, clock_day_of(notice->made)),
		.name = coach_called(rq, notice->about_name),
		.unseen = notice->seen == 0 };
	fill_kind(rq, notice, &row);
	return row;
}

enum outcome show_notices(struct request *rq, struct response *rs)
{
	struct notice *list;
	size_t count;
	int64_t before;
	if (!text_number(form_value(&rq->query, "before"), &before))
		before = 0;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_notices(loan.db, rq->arena, rq->who.person, before, NOTICES_MOST + 1,
			&list, &count));
	}
	struct notices_screen s = { .older = NO_TEXT, .mail = workshop_of(rq)->postman != NULL };
	struct notice_row *rows = arena_take_many(rq->arena, NOTICES_MOST, sizeof *rows);
	for (size_t i = 0; i < count && i < NOTICES_MOST; i++) {
		rows[i] = notice_row_of(rq, &list[i], date_words);
		s.any_unseen = s.any_unseen || rows[i].unseen;
	}
	s.notices = rows;
	s.notices_count = count < NOTICES_MOST ? count : NOTICES_MOST;
	if (count > NOTICES_MOST)
		s.older = arena_print(
			rq->arena, "/notices?before=%lld", (long long)list[NOTICES_MOST - 1].id);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("New for you")));
	return show(rq, rs, SCREEN_NOTICES, &s);
}

struct sight {
	int64_t person, now;
};

static enum outcome see_all(struct db *db, void *value)
{
	const struct sight *sight = value;
	return see_notices(db, sight->person, sight->now);
}

enum outcome see_all_notices(struct request *rq, struct response *rs)
{
	struct sight sight = { rq->who.person, clock_now() };
	TRY(store_change(workshop_of(rq)->store, see_all, &sight));
	return see_other(rs, rq, "/notices");
}
