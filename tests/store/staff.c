/* Ties and absences over time, help that is answered, looks, notices. */
#include "fixture.h"

#define HOUR 3600
#define WEEK (7 * 24 * HOUR)

/* Who there is. */
struct people {
	int64_t client, other, coach, second, substitute;
};

struct task {
	enum {
		TIE,
		END_TIE,
		ABSENCE,
		END_ABSENCE,
		ASK,
		TAKE,
		ANSWER,
		SEE,
		LOOK,
		LIST,
		SEE_ALL,
	} what;
	int64_t id, staff, before, now;
	struct tie tie;
	struct absence absence;
	struct help help;
	const struct listed *listed;
	size_t count;
};

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;

	switch (t->what) {
	case TIE:
		return add_tie(db, &t->tie, 0);
	case END_TIE:
		return end_tie(db, t->id, 0, t->now);
	case ABSENCE:
		return add_absence(db, &t->absence, 0);
	case END_ABSENCE:
		return end_absence(db, t->id, 0, t->now);
	case ASK:
		return add_help(db, &t->help);
	case TAKE:
		return take_help(db, t->id, t->staff, t->before, t->now);
	case ANSWER:
		return answer_help(db, &t->help, t->staff, t->now);
	case SEE:
		return see_help(db, t->id, t->staff, t->now);
	case LOOK:
		return note_look(db, t->staff, t->id, t->before, "page", t->now);
	case LIST:
		return note_listed(db, t->staff, t->listed, t->count, t->now);
	case SEE_ALL:
		return see_notices(db, t->id, t->now);
	}
	return BROKEN;
}

static enum outcome run(struct fixture *f, struct task *t)
{
	t->now = t->now ? t->now : NOW;
	return store_change(f->store, run_task, t);
}

#define RUN(...) run(f, &(struct task){ __VA_ARGS__ })

static struct people make_people(struct fixture *f)
{
	return (struct people){ .client = add_somebody(f, ROLE_CLIENT),
		.other = add_somebody(f, ROLE_CLIENT),
		.coach = add_somebody(f, ROLE_COACH),
		.second = add_somebody(f, ROLE_COACH | ROLE_CLIENT),
		.substitute = add_somebody(f, ROLE_COACH) };
}

static enum outcome tie(struct fixture *f, int64_t client, int64_t coach, unsigned scope,
	int64_t starts, int64_t ends, int64_t *id)
{
	struct task t = { .what = TIE };
	t.tie = (struct tie){ .client = client,
		.coach = coach,
		.scope = scope,
		.ground = GROUND_GUIDANCE,
		.starts = starts,
		.ends = ends };
	enum outcome o = run(f, &t);
	*id = t.tie.id;
	return o;
}

/* Whether `staff` may look at `client` at a moment; and whether a list of theirs says the same. */
static bool may_look(
	struct fixture *f, int64_t staff, int64_t client, enum scope scope, int64_t now)
{
	struct relation relation;
	struct client_row *rows;
	size_t count, found = 0;
	struct db *db = reader_borrow(f->store);

	need(find_relation(db, f->arena, staff, client, scope, now, &relation) == DONE &&
			list_clients(db, f->arena, staff, scope, now, &rows, &count) == DONE,
		"the store answers");
	reader_return(f->store, db);
	for (size_t i = 0; i < count; i++)
		found += rows[i].id == client && rows[i].tie == relation.tie;
	need(found == (relation.tie != 0), "page and list agree");
	return relation.tie != 0;
}

static void test_ties(struct fixture *f)
{
	struct people p = make_people(f);
	int64_t first, again, claims;

	CHECK(tie(f, p.client, p.coach, SCOPE_LEARNING, NOW, NOW + WEEK, &first) == DONE,
		"a tie is made");
	CHECK(may_look(f, p.coach, p.client, SCOPE_LEARNING, NOW) &&
			may_look(f, p.coach, p.client, SCOPE_LEARNING, NOW + WEEK - 1),
		"it opens from its first moment to its last");
	CHECK(!may_look(f, p.coach, p.client, SCOPE_LEARNING, NOW - 1) &&
			!may_look(f, p.coach, p.client, SCOPE_LEARNING, NOW + WEEK),
		"and nothing before or after");
	CHECK(!may_look(f, p.coach, p.client, SCOPE_CLAIMS, NOW), "nor in another scope");
	CHECK(!may_look(f, p.coach, p.other, SCOPE_LEARNING, NOW) &&
			!may_look(f, p.second, p.client, SCOPE_LEARNING, NOW) &&
			!may_look(f, p.client, p.client, SCOPE_LEARNING, NOW) &&
			!may_look(f, p.client, p.coach, SCOPE_LEARNING, NOW),
		"nor to anybody else, nor the other way round");
	CHECK(tie(f, p.client, p.coach, SCOPE_LEARNING, NOW + 1, 0, &again) == OVERTAKEN,
		"one tie of the two at a time");
	CHECK(tie(f, p.client, p.second, SCOPE_LEARNING | SCOPE_CLAIMS, NOW, 0, &claims) == DONE &&
			may_look(f, p.second, p.client, SCOPE_CLAIMS, NOW) &&
			may_look(f, p.second, p.client, SCOPE_LEARNING, NOW + 100 * WEEK),
		"a second coach, in both scopes, without an end");
	CHECK(RUN(.what = END_TIE, .id = claims, .now = NOW + HOUR) == DONE &&
			may_look(f, p.second, p.client, SCOPE_LEARNING, NOW + HOUR - 1) &&
			!may_look(f, p.second, p.client, SCOPE_LEARNING, NOW + HOUR),
		"ended, it opens nothing from that moment");
	CHECK(RUN(.what = END_TIE, .id = claims, .now = NOW + 2 * HOUR) == OVERTAKEN,
		"and can't be ended twice");
	CHECK(tie(f, p.client, p.second, SCOPE_LEARNING, NOW + 2 * HOUR, 0, &again) == DONE,
		"a new one may begin");
	CHECK(tie(f, p.coach, p.second, SCOPE_LEARNING, NOW, 0, &again) == NOT_HERE &&
			tie(f, p.client, p.other, SCOPE_LEARNING, NOW, 0, &again) == NOT_HERE &&
			tie(f, p.second, p.second, SCOPE_LEARNING, NOW, 0, &again) == NOT_HERE,
		"only of a client and a coach, who are two people");
}

static void test_absences(struct fixture *f)
{
	struct people p = make_people(f);
	int64_t own;
	struct task t = { .what = ABSENCE };

	need(tie(f, p.client, p.coach, SCOPE_LEARNING, NOW, 0, &own) == DONE, "a tie");
	t.absence = (struct absence){ .coach = p.coach,
		.substitute = p.substitute,
		.starts = NOW + HOUR,
		.ends = NOW + WEEK };
	CHECK(run(f, &t) == DONE, "a substitute is named");
	CHECK(!may_look(f, p.substitute, p.client, SCOPE_LEARNING, NOW) &&
			may_look(f, p.substitute, p.client, SCOPE_LEARNING, NOW + HOUR) &&
			may_look(f, p.coach, p.client, SCOPE_LEARNING, NOW + HOUR),
		"they stand in from then on, beside the coach");
	CHECK(!may_look(f, p.substitute, p.client, SCOPE_LEARNING, NOW + WEEK),
		"until the absence ends");
	CHECK(!may_look(f, p.substitute, p.client, SCOPE_CLAIMS, NOW + HOUR) &&
			!may_look(f, p.substitute, p.other, SCOPE_LEARNING, NOW + HOUR),
		"for what the coach's ties open, and no more");
	CHECK(RUN(.what = END_ABSENCE, .id = t.absence.id, .now = NOW + 2 * HOUR) == DONE &&
			!may_look(f, p.substitute, p.client, SCOPE_LEARNING, NOW + 2 * HOUR),
		"an absence ends early when the coach is back");
	t.absence.substitute = p.client;
	CHECK(run(f, &t) == NOT_HERE, "a client stands in for nobody");
	t.absence.substitute = p.coach;
	CHECK(run(f, &t) == NOT_HERE, "nor a coach for themselves");
	t.absence.substitute = p.second;
	t.absence.starts = NOW + HOUR;
	need(run(f, &t) == DONE, "another substitute");
	int64_t tied;
	need(tie(f, p.second, p.coach, SCOPE_LEARNING, NOW, 0, &tied) == DONE, "a tie");
	CHECK(!may_look(f, p.second, p.second, SCOPE_LEARNING, NOW + HOUR) &&
			may_look(f, p.second, p.client, SCOPE_LEARNING, NOW + HOUR),
		"a substitute who is the coach's client, too, never looks at themselves");
	CHECK(RUN(.what = END_TIE, .id = own, .now = NOW + 3 * HOUR) == DONE &&
			!may_look(f, p.second, p.client, SCOPE_LEARNING, NOW + 3 * HOUR),
		"and when the coach's tie ends, so does what the substitute saw through it");
}

/* ---- help ----------------------------------------------------------------------------------- */

static int64_t unseen(struct fixture *f, int64_t person)
{
	struct person p;
	struct db *db = reader_borrow(f->store);
	need(load_person(db, f->arena, person, &p) == DONE, "a person");
	reader_return(f->store, db);
	return p.unseen;
}

static size_t waiting(struct fixture *f, int64_t staff, int64_t now, struct help **list)
{
	size_t count;
	struct db *db = reader_borrow(f->store);
	need(load_waiting_help(db, f->arena, staff, now, list, &count) == DONE, "what waits");
	reader_return(f->store, db);
	return count;
}

static struct help help_now(struct fixture *f, int64_t id)
{
	struct help help;
	struct db *db = reader_borrow(f->store);
	need(load_help(db, f->arena, id, &help) == DONE, "the request");
	reader_return(f->store, db);
	return help;
}

static void test_help(struct fixture *f)
{
	struct people p = make_people(f);
	struct help *list;
	int64_t id;

	need(tie(f, p.client, p.coach, SCOPE_LEARNING, NOW - WEEK, 0, &id) == DONE &&
			tie(f, p.client, p.second, SCOPE_LEARNING, NOW - WEEK, 0, &id) == DONE &&
			tie(f, p.client, p.substitute, SCOPE_CLAIMS, NOW - WEEK, 0, &id) == DONE,
		"two coaches, and one for claims alone");
	int64_t before = unseen(f, p.coach), client_before = unseen(f, p.client);
	struct task t = { .what = ASK };
	t.help = (struct help){ .person = p.client,
		.words = TEXT("Why?"),
		.asked = NOW,
		.answer_by = 20000,
		.answer_days = 3 };
	need(run(f, &t) == DONE, "help is asked");
	id = t.help.id;
	CHECK(waiting(f, p.coach, NOW, &list) == 1 && list[0].id == id &&
			list[0].answer_days == 3 && text_is_chars(list[0].words, "Why?") &&
			waiting(f, p.second, NOW, &list) == 1,
		"a question waits for both coaches");
	CHECK(waiting(f, p.substitute, NOW, &list) == 0 && waiting(f, p.client, NOW, &list) == 0,
		"for nobody else");
	CHECK(unseen(f, p.coach) == before + 1 && unseen(f, p.substitute) == 1,
		"they are told of it");
	CHECK(RUN(.what = TAKE, .id = id, .staff = p.coach) == DONE &&
			help_now(f, id).owner == p.coach && unseen(f, p.coach) == before &&
			unseen(f, p.client) == client_before + 1,
		"one takes it; the person is told, the coaches have nothing new");
	CHECK(RUN(.what = TAKE, .id = id, .staff = p.second) == OVERTAKEN &&
			help_now(f, id).owner == p.coach,
		"the other, who didn't know, is told that it is taken");
	CHECK(RUN(.what = TAKE, .id = id, .staff = p.second, .before = p.coach) == DONE &&
			help_now(f, id).owner == p.second,
		"and takes it over knowingly");
	t = (struct task){ .what = ANSWER, .staff = p.coach };
	t.help = help_now(f, id);
	t.help.answer = TEXT("Because.");
	t.help.ring_at = NOW + HOUR;
	CHECK(RUN(.what = SEE, .id = id, .staff = p.client) == DONE && help_now(f, id).seen == 0,
		"nothing is seen before there is an answer");
	CHECK(run(f, &t) == DONE, "it is answered");
	struct help answered = help_now(f, id);
	CHECK(answered.owner == p.coach && answered.answered == NOW && answered.seen == 0 &&
			text_is_chars(answered.answer, "Because.") &&
			answered.ring_at == NOW + HOUR,
		"by whoever answers, with words and a time");
	CHECK(waiting(f, p.coach, NOW, &list) == 0 && waiting(f, p.second, NOW, &list) == 0,
		"and waits no more");
	t.help.answer = TEXT("Another answer");
	CHECK(run(f, &t) == OVERTAKEN && text_is_chars(help_now(f, id).answer, "Because.") &&
			RUN(.what = TAKE, .id = id, .staff = p.second, .before = p.coach) ==
				OVERTAKEN,
		"an answer is never replaced");
	CHECK(RUN(.what = SEE, .id = id, .staff = p.other, .now = NOW + 5) == DONE &&
			help_now(f, id).seen == 0,
		"another's look doesn't count");
	CHECK(RUN(.what = SEE, .id = id, .staff = p.client, .now = NOW + 5) == DONE &&
			help_now(f, id).seen == NOW + 5 && unseen(f, p.client) == client_before,
		"read by the one who asked, it is not new any more");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM audit WHERE verb = 'help-answered' AND"
		      " length(payload_digest) = 32 AND fact = ''") == 1,
		"the chain knows the answer by its digest alone");
}

static enum outcome join_organisation(struct db *db, void *value)
{
	return save_organisation(db, *(int64_t *)value, TEXT("Talo"));
}

static const struct team_row *row_of(const struct team_row *team, size_t count, int64_t coach)
{
	for (size_t i = 0; i < count; i++)
		if (team[i].coach == coach)
			return &team[i];
	return NULL;
}

static void test_team(struct fixture *f)
{
	struct people p = make_people(f);
	int64_t id, staff[] = { p.coach, p.second, p.substitute, p.client };
	struct team_row *team;
	struct absence *absences;
	const struct team_row *row;
	size_t count;
	struct db *db = reader_borrow(f->store);

	for (size_t i = 0; i < COUNT_OF(staff); i++)
		need(store_change(f->store, join_organisation, &staff[i]) == DONE, "staff");
	need(tie(f, p.client, p.coach, SCOPE_LEARNING, NOW, 0, &id) == DONE &&
			tie(f, p.other, p.coach, SCOPE_LEARNING, NOW, 0, &id) == DONE &&
			tie(f, p.other, p.second, SCOPE_CLAIMS, NOW, 0, &id) == DONE,
		"ties");
	struct task t = { .what = ASK };
	for (int i = 0; i < 3; i++) {
		t.help = (struct help){ .person = i < 2 ? p.client : p.other,
			.words = TEXT("?"),
			.asked = NOW + i,
			.answer_by = 20000 + i };
		need(run(f, &t) == DONE, "a question");
	}
	struct task away = { .what = ABSENCE };
	away.absence = (struct absence){
		.coach = p.coach, .substitute = p.substitute, .starts = NOW, .ends = NOW + WEEK
	};
	need(run(f, &away) == DONE, "an absence");
	CHECK(list_team(db, f->arena, TEXT("Talo"), NOW + 5, 20002, &team, &count) == DONE &&
			count == 3,
		"a team is the coaches of an organisation");
	row = row_of(team, count, p.coach);
	CHECK(row && row->clients == 2 && row->waiting == 3 && row->overdue == 2 &&
			row->oldest == NOW && row->away == away.absence.id &&
			row->away_ends == NOW + WEEK &&
			text_is_chars(row->substitute_name, "Somebody"),
		"each with clients, what waits, what is late, and who stands in");
	row = row_of(team, count, p.second);
	CHECK(row && row->clients == 0 && row->waiting == 0 && row->oldest == 0 && row->away == 0,
		"a tie for claims alone counts for no learning");
	CHECK(list_absences(db, f->arena, TEXT("Talo"), NOW, &absences, &count) == DONE &&
			count == 1 && absences[0].coach == p.coach,
		"absences are listed");
	CHECK(list_absences(db, f->arena, TEXT("Talo"), NOW + WEEK, &absences, &count) == DONE &&
			count == 0 &&
			list_absences(db, f->arena, TEXT("Muu"), NOW, &absences, &count) == DONE &&
			count == 0,
		"until they are over, to their own organisation");
	reader_return(f->store, db);
}

/* ---- looks ---------------------------------------------------------------------------------- */

static size_t looks_at(struct fixture *f, int64_t client, struct look **list)
{
	size_t count;
	struct db *db = reader_borrow(f->store);
	need(list_looks(db, f->arena, client, 0, 50, list, &count) == DONE, "looks");
	reader_return(f->store, db);
	return count;
}

static void test_looks(struct fixture *f)
{
	struct people p = make_people(f);
	int64_t id, other;
	struct look *list;

	need(tie(f, p.client, p.coach, SCOPE_LEARNING, NOW, 0, &id) == DONE &&
			tie(f, p.other, p.coach, SCOPE_LEARNING, NOW, 0, &other) == DONE,
		"ties");
	CHECK(looks_at(f, p.client, &list) == 0, "nobody has looked");
	need(RUN(.what = LOOK, .staff = p.coach, .id = p.client, .before = id, .now = NOW + 1) ==
			DONE,
		"a look");
	struct listed both[] = { { p.client, id }, { p.other, other } };
	need(RUN(.what = LIST, .staff = p.coach, .listed = both, .count = 2, .now = NOW + 2) ==
			DONE,
		"a list");
	need(RUN(.what = LIST, .staff = p.coach, .listed = both + 1, .count = 1, .now = NOW + 3) ==
			DONE,
		"another list");
	CHECK(looks_at(f, p.client, &list) == 2 && list[0].list && list[0].at == NOW + 2 &&
			!list[1].list && text_is_chars(list[1].what, "page") &&
			list[1].staff == p.coach && text_is_chars(list[1].staff_name, "Somebody"),
		"a person finds who opened their page, and the lists they stood on");
	CHECK(looks_at(f, p.other, &list) == 2 && list[0].at == NOW + 3 && list[0].list,
		"another finds their own");
	struct listed like[] = { { p.client * 10 + 1, id }, { p.client + 100000000, p.client } };
	need(RUN(.what = LIST, .staff = p.coach, .listed = like, .count = 2, .now = NOW + 4) ==
			DONE,
		"a list of people with numbers like theirs");
	CHECK(looks_at(f, p.client, &list) == 2, "a number inside another is somebody else");
	CHECK(raw_run(f->path, "DELETE FROM audit WHERE verb = 'looked'") == false,
		"and nobody takes a row away");
}

static void test_notices(struct fixture *f)
{
	struct people p = make_people(f);
	struct notice *list;
	size_t count;
	int64_t id;
	struct db *db = reader_borrow(f->store);

	need(tie(f, p.client, p.coach, SCOPE_LEARNING, NOW, 0, &id) == DONE &&
			RUN(.what = END_TIE, .id = id, .now = NOW + HOUR) == DONE,
		"a tie that ended");
	CHECK(list_notices(db, f->arena, p.client, 0, 10, &list, &count) == DONE && count == 2 &&
			list[0].kind == NOTICE_TIE_ENDED && list[1].kind == NOTICE_TIE_BEGUN &&
			list[0].about == p.coach && list[0].subject == id,
		"a client is told of their coach, the newest first");
	CHECK(list_notices(db, f->arena, p.client, list[0].id, 10, &list, &count) == DONE &&
			count == 1 && list[0].kind == NOTICE_TIE_BEGUN,
		"older ones come on another page");
	CHECK(list_notices(db, f->arena, p.coach, 0, 10, &list, &count) == DONE && count == 2 &&
			list[0].about == 0 && list[0].about_name.size == 0,
		"a coach is told without a name: the tie has ended");
	CHECK(unseen(f, p.client) == 2 && RUN(.what = SEE_ALL, .id = p.client) == DONE &&
			unseen(f, p.client) == 0 && unseen(f, p.coach) == 2,
		"seen, they aren't new to this person");
	reader_return(f->store, db);
}

int main(void)
{
	struct fixture f = fixture_open();
	struct text told = NO_TEXT;

	test_ties(&f);
	test_absences(&f);
	test_help(&f);
	test_team(&f);
	test_looks(&f);
	test_notices(&f);
	CHECK(verify(&f, NULL, &told) == DONE && told.size == 0,
		"after all that the chain is whole");
	check_people_rows(f.path);
	fixture_close(&f);
	return test_end();
}
