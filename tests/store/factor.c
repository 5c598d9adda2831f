/* How surely it is they, in the file: sessions that grow stronger, the second factor of staff. */
#include "fixture.h"

#define SECRET TEXT("sealed elsewhere")

struct task {
	enum { SESSION, DEVICE, STRONGER, SET, STEP, PAPER, WRONG, RESET, CARD } what;
	int64_t id, person, now, step, replaces;
	const char *way;
	bool factor;
	unsigned char kept[PAPER_CODES][DIGEST_SIZE];
};

static enum outcome set_factor(struct db *db, const struct task *t)
{
	struct second_factor factor = {
		.person = t->person, .sealed = SECRET, .last_step = t->step, .made = t->now
	};
	return save_second_factor(db, &factor, t->kept, t->replaces);
}

static enum outcome add_new_phone_card(struct db *db, struct task *t)
{
	struct card card;
	TRY(add_card(db, t->person, t->kept[0], t->now, 0, false));
	TRY(let_card_reset(db, 0, t->person, t->kept[0], t->now));
	TRY(load_card(db, t->kept[0], t->now, &card));
	t->factor = card.new_phone;
	return DONE;
}

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;

	switch (t->what) {
	case SESSION:
		return add_session(db, t->person, t->kept[0], DEVICE_OWN, t->way, t->now, &t->id);
	case DEVICE:
		return save_device(db, t->id, t->step ? DEVICE_SHARED : DEVICE_OWN);
	case STRONGER:
		return strengthen_session(db, t->id, t->factor, t->now);
	case SET:
		return set_factor(db, t);
	case STEP:
		return use_factor_step(db, t->person, t->step);
	case PAPER:
		return use_paper_code(db, t->person, t->kept[0], t->now);
	case WRONG:
		return count_wrong_code(db, t->person);
	case RESET:
		return reset_second_factor(db, t->person, t->now);
	case CARD:
		return add_new_phone_card(db, t);
	}
	return BROKEN;
}

static enum outcome run(struct fixture *f, struct task *t)
{
	t->now = t->now ? t->now : NOW;
	return store_change(f->store, run_task, t);
}

#define RUN(...) run(f, &(struct task){ __VA_ARGS__ })

static struct session make_session(struct fixture *f, struct task *t)
{
	struct session s;
	struct person p;
	struct db *db = reader_borrow(f->store);
	random_fill(t->kept[0], DIGEST_SIZE);
	t->what = SESSION;
	need(run(f, t) == DONE && load_session(db, f->arena, t->kept[0], &s, &p) == DONE,
		"a session");
	reader_return(f->store, db);
	return s;
}

static struct session session_now(struct fixture *f, const struct task *t)
{
	struct session s;
	struct person p;
	struct db *db = reader_borrow(f->store);
	need(load_session(db, f->arena, t->kept[0], &s, &p) == DONE, "the session is there");
	reader_return(f->store, db);
	return s;
}

/* Time is moved over the 15 minutes. */
static void test_sessions(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_CLIENT);
	struct task card = { .person = person, .way = "card" };
	struct task words = { .person = person, .way = "passphrase" };
	struct session s = make_session(f, &card);

	CHECK(s.strong_at == 0 && s.factor_at == 0, "a card is one strength");
	s = make_session(f, &words);
	CHECK(s.strong_at == NOW && s.factor_at == 0, "a passphrase is two, from then on");
	CHECK(RUN(.what = STRONGER, .id = card.id, .now = NOW + 60) == DONE &&
			session_now(f, &card).strong_at == NOW + 60,
		"a passphrase shown later makes a card's session as strong");
	s = session_now(f, &card);
	CHECK(own_matters_open(s.device, s.strong_at, NOW + 60 + 899) &&
			!own_matters_open(s.device, s.strong_at, NOW + 60 + 900),
		"on an own device for 15 minutes");
	CHECK(RUN(.what = STRONGER, .id = card.id, .now = NOW + 900) == DONE &&
			own_matters_open(s.device, session_now(f, &card).strong_at, NOW + 1799),
		"which begin anew when own matters are used");
	CHECK(RUN(.what = STRONGER, .id = card.id, .now = NOW) == DONE &&
			session_now(f, &card).strong_at == NOW + 900,
		"a clock set back takes nothing away");
	CHECK(session_now(f, &words).strong_at == NOW, "another session stays as it is");
	CHECK(RUN(.what = DEVICE, .id = words.id) == DONE &&
			session_now(f, &words).strong_at == NOW,
		"an own device said to be own stays as strong");
	CHECK(RUN(.what = DEVICE, .id = words.id, .step = 1) == DONE &&
			session_now(f, &words).strong_at == 0,
		"one said to be others' too must show it again");
	CHECK(RUN(.what = STRONGER, .id = card.id, .factor = true, .now = NOW + 1000) == DONE,
		"a second factor is shown");
	s = session_now(f, &card);
	CHECK(s.factor_at == NOW + 1000 && s.strong_at == NOW + 1000, "which is both");
}

static void fill_kept(struct task *t)
{
	random_fill(t->kept, sizeof t->kept);
}

static void test_factor(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_COACH), other = add_somebody(f, ROLE_COACH);
	struct db *db = reader_borrow(f->store);
	struct second_factor factor;
	struct task set = { .what = SET, .person = person, .step = 7 };
	struct task paper = { .what = PAPER, .person = person };

	fill_kept(&set);
	memcpy(paper.kept[0], set.kept[2], DIGEST_SIZE);
	CHECK(load_second_factor(db, f->arena, person, &factor) == NOT_HERE, "there is none yet");
	CHECK(run(f, &set) == DONE && load_second_factor(db, f->arena, person, &factor) == DONE &&
			text_is(factor.sealed, SECRET) && factor.last_step == 7 &&
			factor.made == NOW && factor.papers == PAPER_CODES,
		"it is kept, with ten paper codes");
	CHECK(run(f, &set) == OVERTAKEN, "not over one that nobody spoke of");
	CHECK(RUN(.what = STEP, .person = person, .step = 7) == OVERTAKEN, "a step used is used");
	CHECK(RUN(.what = STEP, .person = person, .step = 6) == OVERTAKEN, "so is one before");
	CHECK(RUN(.what = WRONG, .person = person) == DONE &&
			load_second_factor(db, f->arena, person, &factor) == DONE &&
			factor.wrong == 1,
		"wrong codes are counted");
	CHECK(RUN(.what = STEP, .person = person, .step = 8) == DONE &&
			load_second_factor(db, f->arena, person, &factor) == DONE &&
			factor.wrong == 0 && factor.last_step == 8,
		"a later step is taken, and the count begins anew");
	paper.person = other;
	CHECK(run(f, &paper) == NOT_HERE, "a paper code is nobody else's");
	paper.person = person;
	CHECK(run(f, &paper) == DONE && run(f, &paper) == NOT_HERE &&
			load_second_factor(db, f->arena, person, &factor) == DONE &&
			factor.papers == PAPER_CODES - 1,
		"its own takes it once");
	fill_kept(&set);
	set.replaces = NOW, set.now = NOW + 5;
	CHECK(run(f, &set) == DONE && load_second_factor(db, f->arena, person, &factor) == DONE &&
			factor.papers == PAPER_CODES,
		"one that is replaced brings ten new codes");
	memcpy(paper.kept[0], set.kept[0], DIGEST_SIZE);
	paper.kept[0][0] ^= 1;
	CHECK(run(f, &paper) == NOT_HERE, "a code that isn't among them is none");
	reader_return(f->store, db);
}

static void test_reset(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_COACH), client = add_somebody(f, ROLE_CLIENT);
	int64_t admin = add_somebody(f, ROLE_ADMIN), second = add_somebody(f, ROLE_ADMIN);
	struct db *db = reader_borrow(f->store);
	struct second_factor factor;
	struct notice *list;
	size_t count;
	struct task set = { .what = SET, .person = person };
	struct task card = { .what = CARD, .person = person };
	struct task session = { .person = person, .way = "passphrase" };
	const int64_t admins[] = { admin, second };

	fill_kept(&set);
	fill_kept(&card);
	CHECK(run(f, &card) == DONE && card.factor, "a card can be for a new phone");
	CHECK(RUN(.what = RESET, .person = person) == DONE &&
			list_notices(db, f->arena, person, 0, 10, &list, &count) == DONE &&
			count == 0,
		"where there is no second factor nothing is taken away or told");
	make_session(f, &session);
	CHECK(run(f, &set) == DONE && RUN(.what = RESET, .person = person, .now = NOW + 9) == DONE,
		"where there is one");
	CHECK(load_second_factor(db, f->arena, person, &factor) == NOT_HERE &&
			raw_number(f->path,
				arena_print(f->arena,
					"SELECT count(*) FROM paper_code WHERE person = %lld",
					(long long)person)
					.at) == 0,
		"it is gone, with its paper codes");
	CHECK(session_now(f, &session).ended == NOW + 9, "sessions end");
	CHECK(list_notices(db, f->arena, person, 0, 10, &list, &count) == DONE && count == 1 &&
			list[0].kind == NOTICE_FACTOR_RESET && list[0].about == 0,
		"the person is told");
	for (size_t i = 0; i < COUNT_OF(admins); i++)
		CHECK(list_notices(db, f->arena, admins[i], 0, 10, &list, &count) == DONE &&
				count == 1 && list[0].about == person,
			"admin %zu is told whose it was", i + 1);
	CHECK(list_notices(db, f->arena, client, 0, 10, &list, &count) == DONE && count == 0,
		"nobody else is");
	CHECK(raw_number(f->path,
		      "SELECT group_concat(verb) = 'second-factor-set,second-factor-set,"
		      "second-factor-set,second-factor-reset' FROM audit"
		      " WHERE verb LIKE 'second-%'") == 1,
		"the chain says so");
	reader_return(f->store, db);
}

int main(void)
{
	struct fixture f = fixture_open();
	struct text told = NO_TEXT;

	test_sessions(&f);
	test_factor(&f);
	test_reset(&f);
	CHECK(verify(&f, NULL, &told) == DONE && told.size == 0,
		"after all that the chain is whole");
	fixture_close(&f);
	return test_end();
}
