/* People, cards, the way back and sessions, each through the writer and a reader. */
#include "fixture.h"

struct task {
	enum {
		ADD_PERSON,
		LANGUAGES,
		ADD_CARD,
		USE_CARD,
		SAVE_WAY,
		ADD_SESSION,
		TOUCH,
		DEVICE,
		END,
		END_ALL,
		DROP,
		END_LASTING
	} what;
	int64_t id, now, ends, except;
	unsigned roles;
	struct text name, other;
	unsigned char kept[DIGEST_SIZE];
	bool lasting; /* of a session: by passphrase */
	struct card card;
	struct way_back way;
	enum device device;
};

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;

	switch (t->what) {
	case ADD_PERSON:
		return add_person(db, t->name, t->roles, t->now, &t->id);
	case LANGUAGES:
		return save_languages(db, t->id, t->name, t->other);
	case ADD_CARD:
		return add_card(db, t->id, t->kept, t->now, t->ends, t->lasting);
	case USE_CARD:
		return use_card(db, t->kept, t->now, &t->card);
	case SAVE_WAY:
		return save_way_back(db, &t->way, t->now);
	case ADD_SESSION:
		return add_session(db, t->id, t->kept, t->device,
			t->lasting ? "passphrase" : "card", t->now, &t->id);
	case TOUCH:
		return touch_session(db, t->id, t->now);
	case DEVICE:
		return save_device(db, t->id, t->device);
	case END:
		return end_session(db, t->id, t->now);
	case END_ALL:
		return end_sessions(db, t->id, t->except, t->now);
	case DROP:
		return drop_old_sessions(db, t->now);
	case END_LASTING:
		return end_lasting_cards(db, t->now);
	}
	return BROKEN;
}

static enum outcome run(struct fixture *f, struct task *t)
{
	if (t->now == 0)
		t->now = NOW;
	return store_change(f->store, run_task, t);
}

#define RUN(...) run(f, &(struct task){ __VA_ARGS__ })

static int64_t make_person(struct fixture *f, struct text name, unsigned roles)
{
	struct task t = { .what = ADD_PERSON, .name = name, .roles = roles };
	need(run(f, &t) == DONE, "a person");
	return t.id;
}

static void fill_kept(unsigned char kept[DIGEST_SIZE], int number)
{
	memset(kept, 0, DIGEST_SIZE);
	memcpy(kept, &number, sizeof number);
}

static struct task with_kept(int what, int64_t id, int number)
{
	struct task t = { .id = id };
	t.what = what;
	fill_kept(t.kept, number);
	return t;
}

static int64_t audit_count(struct fixture *f, const char *verb)
{
	char sql[100];
	snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE verb = '%s'", verb);
	return raw_number(f->path, sql);
}

static void test_people(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	struct person p, *people;
	size_t count;
	int64_t client = make_person(f, TEXT("Aino"), ROLE_CLIENT);
	int64_t many = make_person(f, NO_TEXT, ROLE_CLIENT | ROLE_AUTHOR | ROLE_ADMIN);
	int64_t none = make_person(f, TEXT("Outi"), 0);

	CHECK(load_person(db, f->arena, client, &p) == DONE && text_is_chars(p.name, "Aino") &&
			p.roles == ROLE_CLIENT && p.way == WAY_NONE && !p.closed &&
			p.ui_language.size == 0,
		"a person comes back with their role");
	CHECK(load_person(db, f->arena, many, &p) == DONE && p.name.size == 0 &&
			p.roles == (ROLE_CLIENT | ROLE_AUTHOR | ROLE_ADMIN),
		"several roles come back as bits");
	CHECK(load_person(db, f->arena, none, &p) == DONE && p.roles == 0, "nobody's role is 0");
	CHECK(load_person(db, f->arena, 999, &p) == NOT_HERE, "nobody has an unknown number");
	CHECK(audit_count(f, "person-added") == 3, "adding people is audited");
	CHECK(raw_number(f->path, "SELECT count(*) FROM audit WHERE fact LIKE '%Aino%'") == 0,
		"a name is not in the chain");
	CHECK(raw_number(f->path,
		      "SELECT fact = 'client,author,admin' FROM audit "
		      "WHERE verb = 'person-added' ORDER BY number LIMIT 1 OFFSET 1") == 1,
		"the roles are in the chain");

	CHECK(RUN(.what = LANGUAGES, .id = client, .name = TEXT("fi"),
		      .other = TEXT("fi-simple")) == DONE,
		"languages are kept");
	CHECK(load_person(db, f->arena, client, &p) == DONE && text_is_chars(p.ui_language, "fi") &&
			text_is_chars(p.course_language, "fi-simple"),
		"languages come back");
	CHECK(RUN(.what = LANGUAGES, .id = 999, .name = TEXT("fi"), .other = TEXT("fi")) ==
			NOT_HERE,
		"nobody's languages aren't kept");

	CHECK(list_people(db, f->arena, ROLE_CLIENT, 10, &people, &count) == DONE && count == 2 &&
			people[0].id == client && people[1].id == many,
		"people with one role are listed");
	CHECK(list_people(db, f->arena, ROLE_CLIENT | ROLE_ADMIN, 1, &people, &count) == DONE &&
			count == 1,
		"a person with two of the roles is listed once, and no more than asked for");
	CHECK(list_people(db, f->arena, ROLE_COACH, 10, &people, &count) == DONE && count == 0,
		"a role without people gives an empty list");
	reader_return(f->store, db);
}

static void test_cards(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	int64_t person = make_person(f, NO_TEXT, ROLE_CLIENT);
	struct card card;
	struct task t = with_kept(ADD_CARD, person, 1), other = with_kept(USE_CARD, 0, 77);

	t.ends = NOW + 100;
	CHECK(run(f, &t) == DONE, "a card is made");
	CHECK(load_card(db, t.kept, NOW, &card) == DONE && card.person == person &&
			card.made == NOW && card.ends == NOW + 100 && card.used == 0 &&
			!card.lasting,
		"a card comes back");
	CHECK(load_card(db, t.kept, NOW + 99, &card) == DONE, "a card is good to its last second");
	CHECK(load_card(db, t.kept, NOW + 100, &card) == USED_UP && card.person == person,
		"a card that ended is used up, and tells whose it was");
	CHECK(load_card(db, other.kept, NOW, &card) == NOT_HERE, "no card, no answer");
	CHECK(run(f, &other) == NOT_HERE, "an unknown card can't be used");
	t.what = USE_CARD;
	t.now = NOW + 100;
	CHECK(run(f, &t) == USED_UP, "a card that ended can't be used");
	t.now = NOW + 5;
	CHECK(run(f, &t) == DONE && t.card.person == person && t.card.used == NOW + 5,
		"a card is used");
	CHECK(run(f, &t) == USED_UP && t.card.person == person, "and not a second time");
	CHECK(load_card(db, t.kept, NOW + 6, &card) == USED_UP && card.used == NOW + 5,
		"which looking at it shows too");
	CHECK(audit_count(f, "card-made") == 1 && audit_count(f, "card-used") == 1,
		"making and using it is audited, trying it in vain isn't");

	t = with_kept(ADD_CARD, person, 2);
	t.lasting = true;
	CHECK(run(f, &t) == DONE, "a lasting card is made");
	t.what = USE_CARD;
	CHECK(run(f, &t) == DONE && run(f, &t) == DONE, "a lasting card is used again and again");
	CHECK(load_card(db, t.kept, NOW + 1000000000, &card) == DONE && card.lasting,
		"a card without an end stays good");
	t = with_kept(ADD_CARD, person, 3);
	need(run(f, &t) == DONE, "a card that isn't lasting");
	CHECK(RUN(.what = END_LASTING, .now = NOW + 10) == DONE &&
			load_card(db, t.kept, NOW + 20, &card) == DONE && card.ends == 0,
		"when a demo's cards end, other cards don't");
	fill_kept(t.kept, 2);
	CHECK(load_card(db, t.kept, NOW + 20, &card) == USED_UP && card.ends == NOW + 10,
		"and a lasting one is used up");
	reader_return(f->store, db);
}

static void test_way_back(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	int64_t one = make_person(f, NO_TEXT, ROLE_CLIENT),
		two = make_person(f, NO_TEXT, ROLE_COACH);
	struct person p;
	struct way_back w = { one, TEXT("sininen kuppi"), TEXT("sininenkuppi"), TEXT("hash 1"),
		WAY_PASSPHRASE };

	CHECK(find_way_back(db, f->arena, TEXT("sininenkuppi"), &w) == NOT_HERE,
		"a name nobody has isn't found");
	CHECK(RUN(.what = SAVE_WAY, .way = w) == DONE, "a way back is kept");
	CHECK(find_way_back(db, f->arena, TEXT("sininenkuppi"), &w) == DONE && w.person == one &&
			text_is_chars(w.name, "sininen kuppi") && text_is_chars(w.hash, "hash 1"),
		"it is found by the folded name");
	CHECK(find_way_back(db, f->arena, TEXT("sininen kuppi"), &w) == NOT_HERE,
		"and not by the shown one");
	CHECK(load_way_back(db, f->arena, one, &w) == DONE &&
			text_is_chars(w.folded, "sininenkuppi"),
		"it is found by the person");
	CHECK(load_way_back(db, f->arena, two, &w) == NOT_HERE, "another person has none");
	CHECK(load_person(db, f->arena, one, &p) == DONE && p.way == WAY_PASSPHRASE &&
			w.way == WAY_PASSPHRASE,
		"the person shows it");
	w = (struct way_back){ two, TEXT("Sininen Kuppi"), TEXT("sininenkuppi"), TEXT("hash 2"),
		WAY_PASSPHRASE };
	CHECK(RUN(.what = SAVE_WAY, .way = w) == OVERTAKEN,
		"a name that folds alike is refused to another person");
	w = (struct way_back){ one, TEXT("vihreä kuppi"), TEXT("vihreakuppi"), TEXT("hash 3"),
		WAY_PICTURES };
	CHECK(RUN(.what = SAVE_WAY, .way = w) == DONE, "the person takes another name");
	CHECK(load_person(db, f->arena, one, &p) == DONE && p.way == WAY_PICTURES &&
			load_way_back(db, f->arena, one, &w) == DONE && w.way == WAY_PICTURES,
		"and pictures in place of the passphrase");
	CHECK(find_way_back(db, f->arena, TEXT("sininenkuppi"), &w) == NOT_HERE,
		"and the old one is free");
	CHECK(audit_count(f, "way-back-saved") == 2, "what was kept is audited, what wasn't isn't");
	reader_return(f->store, db);
}

static void test_sessions(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	int64_t person = make_person(f, TEXT("Eeva"), ROLE_CLIENT | ROLE_COACH);
	struct task t = with_kept(ADD_SESSION, person, 11),
		    second = with_kept(ADD_SESSION, person, 12);
	struct session s;
	struct person p;

	t.device = DEVICE_SHARED;
	second.lasting = true;
	CHECK(run(f, &t) == DONE && run(f, &second) == DONE, "sessions are made");
	CHECK(load_session(db, f->arena, t.kept, &s, &p) == DONE && s.id == t.id &&
			s.person == person && p.id == person && s.device == DEVICE_SHARED &&
			p.roles == (ROLE_CLIENT | ROLE_COACH) && text_is_chars(p.name, "Eeva") &&
			s.started == NOW && s.seen == NOW && s.ended == 0 && s.by_card,
		"one look-up gives session, person and roles");
	CHECK(load_session(db, f->arena, second.kept, &s, &p) == DONE && s.id == second.id &&
			!s.by_card,
		"a session by passphrase isn't by card");
	CHECK(RUN(.what = TOUCH, .id = t.id, .now = NOW + 60) == DONE &&
			RUN(.what = TOUCH, .id = t.id, .now = NOW + 30) == DONE,
		"a session is touched");
	CHECK(load_session(db, f->arena, t.kept, &s, &p) == DONE && s.seen == NOW + 60,
		"the last visit only moves on");
	CHECK(RUN(.what = DEVICE, .id = t.id, .device = DEVICE_OWN) == DONE &&
			load_session(db, f->arena, t.kept, &s, &p) == DONE &&
			s.device == DEVICE_OWN,
		"the device is kept");
	CHECK(RUN(.what = DEVICE, .id = 999, .device = DEVICE_OWN) == NOT_HERE,
		"nowhere is nowhere");
	CHECK(RUN(.what = END, .id = t.id, .now = NOW + 90) == DONE &&
			load_session(db, f->arena, t.kept, &s, &p) == DONE && s.ended == NOW + 90,
		"a session ends and is still there");
	CHECK(RUN(.what = END, .id = t.id, .now = NOW + 95) == DONE &&
			load_session(db, f->arena, t.kept, &s, &p) == DONE && s.ended == NOW + 90,
		"it ends once");
	CHECK(RUN(.what = END, .id = 999) == NOT_HERE, "an unknown session doesn't end");
	CHECK(audit_count(f, "signed-out") == 1 && audit_count(f, "signed-in") == 2,
		"coming and going is audited once each");
	reader_return(f->store, db);
}

static void test_all_sessions(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	int64_t person = make_person(f, NO_TEXT, ROLE_CLIENT);
	int64_t other = make_person(f, NO_TEXT, ROLE_CLIENT);
	struct task t[4];
	struct session s;
	struct person p;
	int64_t noted = audit_count(f, "signed-out");

	for (int i = 0; i < 4; i++) {
		t[i] = with_kept(ADD_SESSION, i < 3 ? person : other, 21 + i);
		need(run(f, &t[i]) == DONE, "a session");
	}
	CHECK(RUN(.what = END_ALL, .id = person, .except = t[1].id) == DONE, "all but one end");
	for (int i = 0; i < 4; i++)
		CHECK(load_session(db, f->arena, t[i].kept, &s, &p) == DONE &&
				(s.ended != 0) == (i == 0 || i == 2),
			"session %d %s", i, i == 0 || i == 2 ? "has ended" : "goes on");
	CHECK(audit_count(f, "signed-out") == noted + 1, "which is one row of the chain");
	CHECK(RUN(.what = END_ALL, .id = person, .except = t[1].id) == DONE &&
			audit_count(f, "signed-out") == noted + 1,
		"and none where nothing was left to end");
	CHECK(RUN(.what = END_ALL, .id = person) == DONE &&
			load_session(db, f->arena, t[1].kept, &s, &p) == DONE && s.ended != 0,
		"then all end");
	reader_return(f->store, db);
}

static void test_dropping(struct fixture *f)
{
	int64_t person = make_person(f, NO_TEXT, ROLE_CLIENT);
	struct task old = with_kept(ADD_SESSION, person, 31),
		    fresh = with_kept(ADD_SESSION, person, 32);
	struct task used = with_kept(ADD_CARD, person, 33), open = with_kept(ADD_CARD, person, 34);
	struct task past = with_kept(ADD_CARD, person, 35), demo = with_kept(ADD_CARD, person, 36);
	struct db *db = reader_borrow(f->store);
	struct session s;
	struct person p;
	struct card card;

	old.now = used.now = open.now = past.now = demo.now = NOW - 1000;
	past.ends = NOW - 500;
	demo.lasting = true;
	struct task *all[] = { &old, &fresh, &used, &open, &past, &demo };
	for (size_t i = 0; i < COUNT_OF(all); i++)
		need(run(f, all[i]) == DONE, "something old or new");
	used.what = demo.what = USE_CARD;
	need(run(f, &used) == DONE && run(f, &demo) == DONE, "cards are used");
	CHECK(RUN(.what = DROP, .now = NOW - 100) == DONE, "what is old is dropped");
	CHECK(load_session(db, f->arena, old.kept, &s, &p) == NOT_HERE, "an old session is gone");
	CHECK(load_session(db, f->arena, fresh.kept, &s, &p) == DONE, "a fresh one isn't");
	CHECK(load_card(db, used.kept, NOW, &card) == NOT_HERE, "a card used long ago is gone");
	CHECK(load_card(db, past.kept, NOW, &card) == NOT_HERE, "a card that ended is gone");
	CHECK(load_card(db, open.kept, NOW, &card) == DONE, "a card that waits isn't");
	CHECK(load_card(db, demo.kept, NOW, &card) == DONE, "a lasting one isn't");

	int64_t last = raw_number(f->path, "SELECT max(id) FROM session");
	need(raw_run(f->path, "DELETE FROM session"), "all sessions go");
	struct task again = with_kept(ADD_SESSION, person, 37);
	CHECK(run(f, &again) == DONE && again.id > last, "a session's number is never used again");
	reader_return(f->store, db);
}

int main(void)
{
	struct fixture f = fixture_open();

	test_people(&f);
	test_cards(&f);
	test_way_back(&f);
	test_sessions(&f);
	test_all_sessions(&f);
	test_dropping(&f);
	check_people_rows(f.path);
	fixture_close(&f);
	return test_end();
}
