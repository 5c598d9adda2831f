/* Accounts: lists of everybody, roles that change, people who leave; time is moved over the ends of
 * ties. And what a client reads of an admin who looked. */
#include "fixture.h"

struct task {
	enum {
		ADD,
		CARD,
		TIE,
		UNTIE,
		AWAY,
		ROLES,
		RENAME,
		CLOSE,
		HELP,
		TAKE,
		SESSION,
		LIST,
		LOOK
	} what;
	int64_t id, other, now;
	unsigned roles, before;
	struct text name, organisation;
	unsigned char kept[DIGEST_SIZE];
	struct tie tie;
};

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;
	struct help help = { .person = t->id,
		.course = NO_TEXT,
		.page = NO_TEXT,
		.question = NO_TEXT,
		.words = TEXT("?"),
		.asked = t->now,
		.answer_days = 2 };
	struct absence absence = {
		.coach = t->id, .substitute = t->other, .starts = t->now, .ends = t->now + 1000
	};
	int64_t clients[] = { t->id, t->other };
	enum outcome o = BROKEN;

	switch (t->what) {
	case ADD:
		return add_person_by(db, 7, t->name, t->roles, t->now, &t->id);
	case CARD:
		return add_card_by(db, 7, t->id, t->kept, t->now, t->now + 100, false);
	case TIE:
		return add_tie(db, &t->tie, 7);
	case UNTIE:
		return end_tie(db, t->id, 7, t->now);
	case AWAY:
		return add_absence(db, &absence, 7);
	case ROLES:
		return change_roles(db, t->id, t->before, t->roles, 7, t->now);
	case RENAME:
		return rename_person(db, t->id, t->name, t->organisation, 7, t->now);
	case CLOSE:
		return close_person(db, t->id, 7, t->now);
	case HELP:
		o = add_help(db, &help);
		t->id = help.id;
		return o;
	case TAKE:
		return take_help(db, t->id, t->other, 0, t->now);
	case SESSION:
		return add_session(db, t->id, t->kept, DEVICE_OWN, "card", t->now, &t->id);
	case LIST:
		return note_accounts_listed(db, 7, clients, 2, t->now);
	case LOOK:
		return note_look(db, t->other, t->id, 0, LOOK_ACCOUNT, t->now);
	}
	return o;
}

static enum outcome run(struct fixture *f, struct task t, int64_t *id)
{
	if (t.now == 0)
		t.now = NOW;
	if (t.what == ROLES && t.before == 0)
		t.before = ANY_ROLES;
	enum outcome o = store_change(f->store, run_task, &t);
	if (id)
		*id = t.what == TIE ? t.tie.id : t.id;
	return o;
}

#define RUN(...) run(f, (struct task){ __VA_ARGS__ }, NULL)

static int64_t make(struct fixture *f, const char *name, unsigned roles)
{
	int64_t id;
	need(run(f, (struct task){ .what = ADD, .name = text_of(name), .roles = roles }, &id) ==
			DONE,
		"a person");
	return id;
}

static int64_t tie(struct fixture *f, int64_t client, int64_t coach, int64_t starts, int64_t ends)
{
	int64_t id;
	struct task t = { .what = TIE };
	t.tie = (struct tie){ .client = client,
		.coach = coach,
		.scope = SCOPE_LEARNING,
		.starts = starts,
		.ends = ends };
	need(run(f, t, &id) == DONE, "a tie");
	return id;
}

static int64_t audit_count(struct fixture *f, const char *verb)
{
	char sql[120];
	snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE actor = 7 AND verb = '%s'",
		verb);
	return raw_number(f->path, sql);
}

/* "3,5,": the numbers of a list. */
static struct text numbers(struct fixture *f, const struct account_row *rows, size_t count)
{
	struct buffer b = buffer_in(f->arena);
	buffer_add_chars(&b, "");
	for (size_t i = 0; i < count; i++)
		buffer_print(&b, "%lld,", (long long)rows[i].id);
	return buffer_text(&b);
}

static struct text listed(struct fixture *f, struct account_filter filter, int64_t now)
{
	struct account_row *rows;
	size_t count;
	struct db *db = reader_borrow(f->store);
	need(list_accounts(db, f->arena, &filter, now, &rows, &count) == DONE, "a list");
	reader_return(f->store, db);
	return numbers(f, rows, count);
}

static struct text left_behind(struct fixture *f, int64_t coach, int64_t now)
{
	struct account_row *rows;
	size_t count;
	struct db *db = reader_borrow(f->store);
	need(list_left_behind(db, f->arena, coach, now, &rows, &count) == DONE, "a list");
	reader_return(f->store, db);
	return numbers(f, rows, count);
}

static struct text ids(struct fixture *f, int64_t a, int64_t b)
{
	if (b == 0)
		return arena_print(f->arena, "%lld,", (long long)a);
	return arena_print(f->arena, "%lld,%lld,", (long long)a, (long long)b);
}

static int64_t alone(struct fixture *f, int64_t now)
{
	int64_t count = -1;
	struct db *db = reader_borrow(f->store);
	need(count_alone(db, now, &count) == DONE, "a count");
	reader_return(f->store, db);
	return count;
}

static bool coached(struct fixture *f, int64_t client, int64_t now)
{
	bool has = false;
	struct db *db = reader_borrow(f->store);
	need(has_coach(db, client, now, &has) == DONE, "an answer");
	reader_return(f->store, db);
	return has;
}

static bool may_open(struct fixture *f, int64_t coach, int64_t client, int64_t now)
{
	struct relation relation;
	struct db *db = reader_borrow(f->store);
	need(find_relation(db, f->arena, coach, client, SCOPE_LEARNING, now, &relation) == DONE,
		"a relation");
	reader_return(f->store, db);
	return relation.tie != 0;
}

static struct person person(struct fixture *f, int64_t id)
{
	struct person p;
	struct db *db = reader_borrow(f->store);
	need(load_person(db, f->arena, id, &p) == DONE, "a person");
	reader_return(f->store, db);
	return p;
}

static void test_words(void)
{
	char words[ROLES_WORDS];
	unsigned roles;

	roles_words(~0u, words);
	CHECK(strcmp(words, "client,coach,lead,author,admin") == 0, "all roles have their words");
	CHECK(roles_of_words(text_of(words), &roles) &&
			roles == (ROLE_CLIENT | ROLE_COACH | ROLE_LEAD | ROLE_AUTHOR | ROLE_ADMIN),
		"which are read back");
	CHECK(!roles_of_words(TEXT("coach,king"), &roles) && !roles_of_words(NO_TEXT, &roles) &&
			!roles_of_words(TEXT("coach,"), &roles),
		"what is no role is refused, and so is nothing");
}

/* Who is without a coach is asked of a moment. */
static void test_lists(struct fixture *f)
{
	int64_t one = make(f, "One", ROLE_CLIENT), two = make(f, "Two", ROLE_CLIENT | ROLE_AUTHOR);
	int64_t coach = make(f, "Coach", ROLE_COACH), none = make(f, "None", 0);
	struct account_filter clients = { .roles = ROLE_CLIENT };
	struct account_filter lonely = { .roles = ROLE_CLIENT, .alone = true };

	CHECK(text_is(listed(f, clients, NOW), ids(f, one, two)), "people are listed by role");
	CHECK(text_is(listed(f, (struct account_filter){ .roles = ROLE_AUTHOR | ROLE_COACH }, NOW),
		      ids(f, two, coach)),
		"by any of several");
	CHECK(text_ends(listed(f, (struct account_filter){ .roles = 0 }, NOW), ids(f, none, 0)),
		"and everybody, with or without a role");
	CHECK(text_is(listed(f, lonely, NOW), ids(f, one, two)), "without ties all are alone");
	tie(f, one, coach, NOW + 10, NOW + 20);
	CHECK(alone(f, NOW + 9) == 2 && !coached(f, one, NOW + 9), "before a tie begins");
	CHECK(text_is(listed(f, lonely, NOW + 10), ids(f, two, 0)) && alone(f, NOW + 10) == 1 &&
			coached(f, one, NOW + 10) && coached(f, one, NOW + 19),
		"not while it holds");
	CHECK(text_is(listed(f, lonely, NOW + 20), ids(f, one, two)) && alone(f, NOW + 20) == 2 &&
			!coached(f, one, NOW + 20),
		"and from the moment it ends");
	CHECK(left_behind(f, coach, NOW + 19).size == 0, "nobody is left behind while it holds");
	CHECK(text_is(left_behind(f, coach, NOW + 20), ids(f, one, 0)), "then one is");
	int64_t next = make(f, "Next", ROLE_COACH);
	tie(f, one, next, NOW + 30, NOW + 40);
	CHECK(left_behind(f, coach, NOW + 35).size == 0, "until another coach comes");
	CHECK(left_behind(f, coach, NOW + 40).size == 0 &&
			text_is(left_behind(f, next, NOW + 40), ids(f, one, 0)),
		"who is the one to be asked about afterwards");
	CHECK(RUN(.what = CLOSE, .id = two) == DONE &&
			text_is(listed(f, lonely, NOW + 50), ids(f, one, 0)),
		"who has left waits for no coach");
	CHECK(text_is(listed(f, (struct account_filter){ .left = true }, NOW), ids(f, two, 0)),
		"and stands among those who have left");
}

static void test_roles(struct fixture *f)
{
	int64_t admin = make(f, "Admin", ROLE_ADMIN), both = make(f, "Both", ROLE_COACH);
	int64_t client = make(f, "Client", ROLE_CLIENT), other = make(f, "Other", ROLE_COACH);
	int64_t changes = audit_count(f, "roles-changed"), question;
	int64_t away = make(f, "Away's", ROLE_CLIENT);

	CHECK(RUN(.what = ROLES, .id = admin, .roles = ROLE_AUTHOR) == NO_ENTRY &&
			person(f, admin).roles == ROLE_ADMIN,
		"the only admin stays one");
	CHECK(RUN(.what = ROLES, .id = both, .roles = ROLE_COACH | ROLE_ADMIN) == DONE &&
			person(f, both).roles == (ROLE_COACH | ROLE_ADMIN),
		"a person has a set of roles");
	CHECK(raw_number(f->path,
		      "SELECT fact = 'coach,admin' AND subject_kind = 'person' FROM audit"
		      " WHERE verb = 'roles-changed' ORDER BY number DESC LIMIT 1") == 1,
		"and the chain has the set");
	CHECK(RUN(.what = ROLES, .id = both, .roles = ROLE_COACH | ROLE_ADMIN) == DONE &&
			audit_count(f, "roles-changed") == changes + 1,
		"the same set again is no change");
	CHECK(RUN(.what = ROLES, .id = both, .before = ROLE_COACH, .roles = ROLE_AUTHOR) ==
				OVERTAKEN &&
			person(f, both).roles == (ROLE_COACH | ROLE_ADMIN),
		"a form made before another's change is told");
	tie(f, client, both, NOW - 10, 0);
	need(RUN(.what = AWAY, .id = other, .other = both) == DONE, "an absence");
	need(run(f, (struct task){ .what = HELP, .id = client }, &question) == DONE, "a question");
	need(RUN(.what = TAKE, .id = question, .other = both) == DONE, "taken");
	tie(f, away, other, NOW - 10, 0);
	need(run(f, (struct task){ .what = HELP, .id = away }, &question) == DONE, "a question");
	need(RUN(.what = TAKE, .id = question, .other = both) == DONE, "taken in another's place");
	CHECK(may_open(f, both, client, NOW), "a coach opens a client's page");
	CHECK(RUN(.what = ROLES, .id = both, .roles = ROLE_ADMIN) == DONE &&
			!may_open(f, both, client, NOW),
		"and not from the moment they are no coach");
	CHECK(raw_number(f->path, "SELECT count(*) FROM absence WHERE ends > 1800000000") == 0,
		"nor do they stand in for anybody");
	CHECK(raw_number(f->path, "SELECT count(*) FROM help WHERE owner IS NOT NULL") == 0,
		"and what they had taken is nobody's again");
	CHECK(RUN(.what = ROLES, .id = both, .roles = ROLE_AUTHOR) == DONE &&
			RUN(.what = ROLES, .id = admin, .roles = ROLE_AUTHOR) == NO_ENTRY,
		"of two admins one may stop");
	CHECK(RUN(.what = ROLES, .id = 999, .roles = ROLE_ADMIN) == NOT_HERE,
		"nobody has no roles");
	changes = audit_count(f, "renamed");
	CHECK(RUN(.what = RENAME, .id = client, .name = TEXT("Aino"), .organisation = NO_TEXT) ==
				DONE &&
			text_is_chars(person(f, client).name, "Aino"),
		"a name changes");
	CHECK(RUN(.what = RENAME, .id = client, .name = TEXT("Aino"), .organisation = NO_TEXT) ==
				DONE &&
			audit_count(f, "renamed") == changes + 1 &&
			raw_number(f->path,
				"SELECT count(*) FROM audit WHERE fact LIKE '%Aino%'") == 0,
		"which is audited once, without the name");
}

static void test_leaving(struct fixture *f)
{
	int64_t coach = make(f, "Leaving", ROLE_COACH), client = make(f, "C1", ROLE_CLIENT);
	int64_t shared = make(f, "C2", ROLE_CLIENT), pair = make(f, "Pair", ROLE_COACH);
	struct task t = { .what = CARD, .id = coach, .kept = { 1 } };
	struct task s = { .what = SESSION, .id = coach, .kept = { 2 } };
	struct card card;
	struct session session;
	struct person p;

	tie(f, client, coach, NOW - 10, 0);
	tie(f, shared, coach, NOW - 10, 0);
	tie(f, shared, pair, NOW - 10, 0);
	tie(f, make(f, "Future", ROLE_CLIENT), coach, NOW + 500, 0);
	for (int i = 0; i < 70; i++)
		tie(f, make(f, "Many", ROLE_CLIENT), coach, NOW + i, NOW + 1000);
	need(RUN(.what = AWAY, .id = coach, .other = pair) == DONE, "an absence");
	need(run(f, t, NULL) == DONE && run(f, s, NULL) == DONE, "a card and a session");
	int64_t ended = audit_count(f, "tie-ended");
	CHECK(RUN(.what = CLOSE, .id = coach, .now = NOW + 5) == DONE &&
			person(f, coach).closed == NOW + 5,
		"a coach leaves");
	CHECK(!may_open(f, coach, client, NOW + 5) && !may_open(f, coach, client, NOW + 600),
		"and opens nothing from that moment on");
	CHECK(may_open(f, pair, shared, NOW + 5), "the second coach does as before");
	CHECK(audit_count(f, "tie-ended") == ended + 73, "every tie's end is in the chain");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM tie JOIN person ON person.id = tie.coach"
		      " WHERE person.closed > 0 AND (ends = 0 OR ends > max(starts, "
		      "1800000005))") == 0,
		"those to come have ended, too");
	CHECK(raw_number(f->path, "SELECT count(*) FROM absence WHERE ends > 1800000005") == 0,
		"nobody stands in any more");
	struct db *db = reader_borrow(f->store);
	CHECK(load_card(db, t.kept, NOW + 5, &card) == USED_UP, "their open card has ended");
	CHECK(load_session(db, f->arena, s.kept, &session, &p) == DONE &&
			session.ended == NOW + 5 && p.closed == NOW + 5,
		"and their session");
	reader_return(f->store, db);
	CHECK(audit_count(f, "person-closed") > 0, "it is audited");
	CHECK(RUN(.what = CLOSE, .id = coach, .now = NOW + 6) == OVERTAKEN, "one leaves once");
	t.kept[0] = 3;
	CHECK(run(f, t, NULL) == NOT_HERE, "and gets no card afterwards");
	struct text left = left_behind(f, coach, NOW + 5);
	CHECK(text_starts(left, ids(f, client, 0)) &&
			text_find(left, arena_print(f->arena, ",%lld,", (long long)shared)) ==
				left.size,
		"whoever has no other coach is left behind");
	int64_t admin = raw_number(f->path,
		"SELECT person FROM role JOIN person ON person.id = role.person"
		" WHERE role = 'admin' AND closed = 0");
	CHECK(RUN(.what = CLOSE, .id = admin) == NO_ENTRY && person(f, admin).closed == 0,
		"the only admin stays");
}

static void test_looks(struct fixture *f)
{
	int64_t client = make(f, "Looked at", ROLE_CLIENT), other = make(f, "x", ROLE_CLIENT);
	int64_t coach = make(f, "Coach too", ROLE_COACH | ROLE_ADMIN);
	struct look *looks;
	size_t count;

	tie(f, client, coach, NOW, 0);
	need(RUN(.what = LOOK, .id = client, .other = coach, .now = NOW + 1) == DONE &&
			RUN(.what = LIST, .id = other, .other = client, .now = NOW + 2) == DONE,
		"two looks");
	struct db *db = reader_borrow(f->store);
	CHECK(list_looks(db, f->arena, client, 0, 10, &looks, &count) == DONE && count == 2,
		"a client reads who looked at their account");
	CHECK(count == 2 && looks[0].list && looks[0].admin && looks[0].staff == 7 &&
			looks[0].at == NOW + 2,
		"on a list, as one who never had a tie");
	CHECK(count == 2 && !looks[1].list && looks[1].admin && looks[1].staff == coach &&
			text_is_chars(looks[1].what, LOOK_ACCOUNT),
		"and by itself, as an admin, though they are the coach, too");
	CHECK(list_looks(db, f->arena, other, 0, 10, &looks, &count) == DONE && count == 1,
		"another reads of theirs alone");
	reader_return(f->store, db);
}

int main(void)
{
	struct fixture f = fixture_open();
	struct text told;

	/* number 7, who does all this here */
	for (int i = 0; i < 7; i++)
		make(&f, "Before", ROLE_LEAD);
	test_words();
	test_lists(&f);
	test_roles(&f);
	test_leaving(&f);
	test_looks(&f);
	CHECK(verify(&f, NULL, &told) == DONE, "the chain is whole (%.*s)", SHOWN(told));
	check_people_rows(f.path);
	fixture_close(&f);
	return test_end();
}
