/*
 * What waits of claims, oldest first: a part of the desk, and a page of its own with filters. That these
 * names were shown is written down before they are.
 */
#include "inside.h"

#define CLAIMS_MOST 25
_Static_assert(CLAIMS_MOST <= LISTED_MOST, "everybody on a page fits in the row of who was listed");
#define FILTER_FROM 6 /* fewer are seen in one look */
#define FIND_MOST 200 /* bytes */

/* ---- one row -------------------------------------------------------------------------------- */

struct text staff_state_words(const struct request *rq, const struct claim *claim)
{
	static const char *const words[] = {
		[CLAIM_DRAFT] = N_("Written together, not confirmed yet"),
		[CLAIM_SUBMITTED] = N_("New"),
		[CLAIM_IN_REVIEW] = N_("Being looked at"),
		[CLAIM_RETURNED] = N_("With the client, for a little more"),
		[CLAIM_DEMONSTRATION] = N_("A demonstration is agreed"),
		[CLAIM_PROPOSED] = N_("Waits for a second person"),
		[CLAIM_APPROVED] = N_("Approved"),
		[CLAIM_PARTLY] = N_("Partly approved"),
		[CLAIM_NOT_YET] = N_("Not approved yet"),
		[CLAIM_AGAIN] = N_("A new assessment is asked for"),
		[CLAIM_WITHDRAWN] = N_("Taken back"),
	};
	if (claim->state == CLAIM_SUBMITTED && claim->assessor)
		return tell(rq, N_("Came back"));
	return tell(rq, words[claim->state]);
}

bool staff_may(const struct claim *claim, int64_t staff, bool took, enum claim_act act)
{
	struct claim_people people = claim_people_of(claim);
	enum claim_state next;
	return claim_step(
		claim->state, act, claim_relation_of(claim->state, &people, staff, took), &next);
}

struct text review_link(struct arena *a, const struct claim *claim)
{
	/* what isn't sent is still being written */
	const char *where = claim->state == CLAIM_DRAFT ? "together" : "claims";
	return arena_print(
		a, "/clients/%lld/%s/%lld", (long long)claim->person, where, (long long)claim->id);
}

/* Working days since it was sent. */
int64_t days_waited(const struct request *rq, const struct claim *claim)
{
	int64_t today = clock_day_of(clock_now());
	return claim->sent ? working_days_between(clock_day_of(claim->sent), today,
				     &workshop_of(rq)->calendar, today)
			   : 0;
}

/* "New · waited 3 working days · answer by Friday 27 November · Coach has this" */
static struct text wait_words(const struct request *rq, const struct claim *claim)
{
	const struct views *views = workshop_of(rq)->views;
	size_t language = ui_language(rq);
	struct buffer b = buffer_in(rq->arena);
	int64_t waited = days_waited(rq, claim);
	buffer_add(&b, staff_state_words(rq, claim));
	if (claim_waits_for_staff(claim->state)) {
		if (waited > 0)
			buffer_print(&b, " · %.*s",
				SHOWN(say_count(views, rq->arena, language,
					N_("waited one working day"), N_("waited {n} working days"),
					waited)));
		buffer_print(&b, " · %.*s",
			SHOWN(say_with(views, rq->arena, language, N_("answer by {a}"),
				date_words(rq, claim_promise(rq, claim).day), NO_TEXT)));
	}
	if (claim->assessor == rq->who.person)
		buffer_print(&b, " · %.*s", SHOWN(tell(rq, N_("you have this"))));
	else if (claim->assessor)
		buffer_print(&b, " · %.*s",
			SHOWN(say_with(views, rq->arena, language, N_("{a} has this"),
				claim->assessor_name, NO_TEXT)));
	if (claim->substitute)
		buffer_print(&b, " · %.*s", SHOWN(tell(rq, N_("You stand in"))));
	return buffer_text(&b);
}

struct claim_wait_row claim_wait_row_of(
	struct request *rq, const struct library *library, const struct claim *claim)
{
	struct text lang;
	return (struct claim_wait_row){ .link = arena_print(rq->arena, "%.*s#first",
						SHOWN(review_link(rq->arena, claim))),
		.name = person_called(rq, claim->person_name, claim->person),
		.title = unit_title(rq, library, claim->unit, &lang),
		.state = wait_words(rq, claim),
		.late = claim_waits_for_staff(claim->state) && claim_promise(rq, claim).late };
}

/* ---- the page ------------------------------------------------------------------------------- */

struct listing {
	struct waiting_claim *claims;
	size_t count;
	struct listed listed[CLAIMS_MOST];
	size_t listed_count;
	int64_t staff, now;
};

static enum outcome write_listed(struct db *db, void *value)
{
	const struct listing *l = value;
	return note_listed(db, l->staff, l->listed, l->listed_count, l->now);
}

static bool is_chosen(const struct request *rq, const struct claims_screen *s,
	const struct waiting_claim *claim, struct text find)
{
	bool own = claim->assessor == rq->who.person, with_client = claim->state == CLAIM_RETURNED;
	if (s->only_written != (claim->state == CLAIM_DRAFT))
		return false;
	if (with_client ? !s->only_client && !s->only_mine : s->only_client)
		return false;
	if (s->only_mine && !own)
		return false;
	bool second = claim->state == CLAIM_PROPOSED && claim->proposer != rq->who.person;
	if (s->only_new && claim->assessor != 0 && !second)
		return false;
	struct claim promised = { .answer_by = claim->answer_by,
		.answer_days = claim->answer_days };
	if (s->only_late && !claim_promise(rq, &promised).late)
		return false;
	if (find.size == 0)
		return true;
	struct text folded = fold_words(rq->arena, claim->person_name);
	return text_find(folded, find) < folded.size;
}

/* ?show=all|mine|new|late|client|written&find=NAME&page=N */
static struct text read_choice(struct request *rq, struct claims_screen *s)
{
	struct text show = form_value(&rq->query, "show"), find = form_value(&rq->query, "find");
	s->only_mine = text_is_chars(show, "mine");
	s->only_new = text_is_chars(show, "new");
	s->only_late = text_is_chars(show, "late");
	s->only_client = text_is_chars(show, "client");
	s->only_written = text_is_chars(show, "written");
	s->all = !s->only_mine && !s->only_new && !s->only_late && !s->only_client &&
		!s->only_written;
	s->find = NO_TEXT;
	if (find.at && find.size <= FIND_MOST && !clean_words(rq->arena, find, &s->find))
		s->find = NO_TEXT;
	return s->all ? TEXT("all") : show;
}

static struct text list_link(
	struct request *rq, const struct claims_screen *s, struct text show_word)
{
	struct buffer b = buffer_in(rq->arena);
	buffer_print(&b, "/claims?show=%.*s", SHOWN(show_word));
	if (s->find.size > 0) {
		buffer_add_chars(&b, "&find=");
		buffer_add_url(&b, s->find);
	}
	buffer_add_chars(&b, "&page=");
	return buffer_text(&b);
}

static enum outcome fill_rows(struct request *rq, struct db *db, const struct library *library,
	struct listing *l, struct claims_screen *s, size_t *page)
{
	struct text find = fold_words(rq->arena, s->find);
	struct claim_wait_row *rows = arena_take_many(rq->arena, CLAIMS_MOST, sizeof *rows);
	const struct waiting_claim **chosen =
		arena_take_many(rq->arena, l->count + 1, sizeof *chosen);
	for (size_t i = 0; i < l->count; i++) {
		s->written += (l->claims[i].state == CLAIM_DRAFT) && !s->only_written;
		if (is_chosen(rq, s, &l->claims[i], find))
			chosen[s->found++] = &l->claims[i];
	}
	*page = page_within(rq, (size_t)s->found, CLAIMS_MOST);
	for (size_t i = *page * CLAIMS_MOST; i < (size_t)s->found && s->claims_count < CLAIMS_MOST;
		i++) {
		struct claim claim;
		TRY(load_waiting_claim(db, rq->arena, chosen[i], &claim));
		rows[s->claims_count++] = claim_wait_row_of(rq, library, &claim);
		l->listed[l->listed_count++] = (struct listed){ chosen[i]->person, chosen[i]->tie };
	}
	s->claims = rows;
	s->claims_all = (int64_t)l->count;
	s->filter = l->count >= FILTER_FROM || !s->all || s->find.size > 0;
	return DONE;
}

enum outcome show_claims(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct claims_screen s = { .find = NO_TEXT };
	struct listing l = { .staff = rq->who.person, .now = clock_now() };
	struct text show_word = read_choice(rq, &s);
	size_t page;
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_waiting_claims(loan.db, rq->arena, l.staff, l.now, &l.claims, &l.count));
		TRY(fill_rows(rq, loan.db, library, &l, &s, &page));
	}
	s.page_links = page_links_to(rq, list_link(rq, &s, show_word), (size_t)s.found, CLAIMS_MOST,
		page, &s.page_links_count);
	if (l.listed_count > 0)
		TRY(store_change(workshop_of(rq)->store, write_listed, &l));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("What your clients have shown")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_CLAIMS, &s);
}
