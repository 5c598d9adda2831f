/* What goes to a school in the store: by the client alone, once at a time, from what is approved; answers
 * that stay when they are set right; and the badge that one makes, in the same change or not at all. */
#include "fixture.h"

struct task {
	struct school_move move;
	bool furnish;
	enum outcome confirms; /* what the hook answers */
	int64_t person, claim;
};

static enum outcome confirm(struct db *db, void *context, const struct sending *sending,
	const struct school_answer *answer, int64_t *badge)
{
	struct task *t = context;
	struct kept_badge kept = { .person = sending->person,
		.award = sending->award,
		.address = text_of(answer->grade.at),
		.unit = sending->unit,
		.document = TEXT("{}"),
		.made = NOW };
	TRY(take_badge_place(db, &kept.place));
	TRY(add_badge(db, &kept));
	*badge = kept.id;
	return t->confirms;
}

/* An approved claim, and an official unit that it goes by. */
static enum outcome furnish(struct db *db, struct task *t)
{
	static struct official_objective objective = { TEXT("1"),
		{ TEXT("Osaa"), TEXT(""), TEXT("") } };
	static struct official_module module = { 0, true, 4, &objective, 1 };
	static const struct mapped_criterion part = { TEXT("a"), TEXT("1") };
	struct official official = { .code = TEXT("c"),
		.unit_code = TEXT(""),
		.diary = TEXT(""),
		.from = 1,
		.names = { TEXT("N"), TEXT(""), TEXT("") },
		.modules = &module,
		.module_count = 1 };
	struct mapping_change map = { .unit = TEXT("u"),
		.module = 1,
		.parts = &part,
		.part_count = 1,
		.actor = 7,
		.now = NOW };
	struct claim claim = {
		.person = t->person, .unit = TEXT("u"), .version = TEXT(""), .made = NOW
	};
	struct text criterion = TEXT("a");
	bool known;
	TRY(add_official(db, &official, NOW, &known));
	TRY(change_mapping(db, &map));
	TRY(begin_claim(db, &claim, &criterion, 1));
	t->claim = claim.id;
	return DONE;
}

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;
	return t->furnish ? furnish(db, t) : move_sending(db, &t->move);
}

static int64_t number(struct fixture *f, const char *sql)
{
	return raw_number(f->path, sql);
}

/* Approved by hand: how that comes about is tests/store/claims.c's. */
static void approve(struct fixture *f, int64_t claim, int64_t person)
{
	raw_run(f->path, "UPDATE claim SET state = 'approved'");
	raw_run(f->path,
		arena_print(f->arena,
			"INSERT INTO decision(claim, round, kind, ground, shown, parts, reason, "
			"decider,"
			" second, route, at) VALUES (%lld, 1, 'approved', 'first', 1, 1, 0, %lld, "
			"'none',"
			" 'documents', 1)",
			(long long)claim, (long long)person)
			.at);
	raw_run(f->path,
		arena_print(f->arena,
			"INSERT INTO award(person, unit, version, claim, decision, made)"
			" VALUES (%lld, 'u', '', %lld, 1, 1)",
			(long long)person, (long long)claim)
			.at);
}

struct scene {
	struct fixture *f;
	int64_t person, coach, claim, sending, moves;
};

static enum outcome act(struct scene *s, enum school_act what, enum school_relation relation,
	const char *grade, enum outcome confirms)
{
	struct task t = { .confirms = confirms };
	t.move = (struct school_move){ .claim = s->claim,
		.actor = relation == OF_CLIENT ? s->person : s->coach,
		.now = NOW,
		.act = what,
		.relation = relation,
		.sending = s->sending,
		.moves = s->moves,
		.mapping = 1,
		.school = TEXT("Opisto"),
		.sheet = TEXT("{\"arvio\":1}"),
		.provider = TEXT("Opisto oy"),
		.grade = text_of(grade),
		.day = 20000,
		.confirm = confirm,
		.context = &t };
	return store_change(s->f->store, run_task, &t);
}

static void check_sending(struct scene *s)
{
	CHECK(act(s, SCHOOL_SEND, OF_COACH, "", DONE) == NO_ENTRY, "a coach sends nothing");
	CHECK(act(s, SCHOOL_CONFIRM, OF_CLIENT, "4", DONE) == NO_ENTRY,
		"what wasn't sent has no answer");
	CHECK(act(s, SCHOOL_SEND, OF_CLIENT, "", DONE) == DONE, "the client does");
	CHECK(act(s, SCHOOL_SEND, OF_CLIENT, "", DONE) == OVERTAKEN, "once, though pressed twice");
	s->sending = 1;
	CHECK(act(s, SCHOOL_SEND, OF_CLIENT, "", DONE) == NO_ENTRY, "and to one school at a time");
	CHECK(number(s->f, "SELECT count(*) FROM audit WHERE verb = 'disclosed' AND payload > 0") ==
			1,
		"the chain has what went");
}

static void check_answers(struct scene *s)
{
	CHECK(act(s, SCHOOL_CONFIRM, OF_COACH, "3", BROKEN) == BROKEN &&
			number(s->f, "SELECT count(*) FROM badge") == 0 &&
			number(s->f, "SELECT count(*) FROM school_answer") == 0,
		"no answer without its badge");
	CHECK(act(s, SCHOOL_CONFIRM, OF_COACH, "4", DONE) == DONE &&
			number(s->f, "SELECT badge FROM school_answer") == 1,
		"a coach writes down that it is confirmed, which makes a badge");
	CHECK(number(s->f, "SELECT count(*) FROM notice WHERE kind = 'school-answered'") == 1,
		"the client is told");
	CHECK(act(s, SCHOOL_UNDO, OF_CLIENT, "", DONE) == OVERTAKEN,
		"an older form comes too late");
	s->moves = 1;
	CHECK(act(s, SCHOOL_CONFIRM, OF_CLIENT, "5", DONE) == DONE &&
			number(s->f, "SELECT count(*) FROM badge_place WHERE reason = 'mistake'") ==
				1 &&
			number(s->f, "SELECT count(*) FROM badge") == 2,
		"set right, the badge of before is taken back and there is another");
	s->moves = 2;
	CHECK(act(s, SCHOOL_REFUSE, OF_CLIENT, "", DONE) == DONE &&
			number(s->f, "SELECT count(*) FROM badge_place WHERE revoked = 0") == 0,
		"not confirmed after all, none is left");
	CHECK(number(s->f, "SELECT count(*) FROM notice WHERE kind = 'school-answered'") == 1,
		"nobody is told of what they wrote themselves");
	s->moves = 3;
	CHECK(number(s->f,
		      "SELECT group_concat(coalesce(names, 0), '') = '012' FROM"
		      " (SELECT names FROM school_answer ORDER BY id)") == 1,
		"each answer names the one before");
	CHECK(act(s, SCHOOL_SEND, OF_CLIENT, "", DONE) == DONE, "then it may go to another school");
	s->sending = 2, s->moves = 0;
	CHECK(act(s, SCHOOL_DROP, OF_COACH, "", DONE) == NO_ENTRY &&
			act(s, SCHOOL_DROP, OF_CLIENT, "", DONE) == DONE,
		"that it didn't go there after all, the client alone says");
}

int main(void)
{
	struct fixture f = fixture_open();
	struct scene s = { .f = &f,
		.person = add_somebody(&f, ROLE_CLIENT),
		.coach = add_somebody(&f, ROLE_COACH) };
	struct task t = { .furnish = true, .person = s.person };
	need(store_change(f.store, run_task, &t) == DONE, "a claim and an official unit");
	s.claim = t.claim;
	CHECK(act(&s, SCHOOL_SEND, OF_CLIENT, "", DONE) == NOT_HERE,
		"nothing goes before it is approved");
	approve(&f, s.claim, s.person);
	check_sending(&s);
	check_answers(&s);
	fixture_close(&f);
	return test_end();
}
