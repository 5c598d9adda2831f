/* A client goes from one coach to another: who sees what from that moment on, what follows, what doesn't,
 * who is told, what stays written. */
#include "store/fixture.h"

static struct text criteria[] = { { "a", 1 } };

struct people {
	int64_t client, giver, taker, pair, lead, help;
};

static enum outcome tie(struct db *db, int64_t client, int64_t coach, unsigned scope)
{
	return add_tie(db,
		&(struct tie){ .client = client,
			.coach = coach,
			.scope = scope,
			.ground = GROUND_GUIDANCE,
			.starts = NOW - 100 },
		0);
}

static enum outcome make_people(struct db *db, void *value)
{
	struct people *p = value;
	struct help help = { .course = TEXT("c"),
		.page = TEXT("p"),
		.question = NO_TEXT,
		.words = TEXT("How?"),
		.asked = NOW - 50,
		.answer_by = 20900,
		.answer_days = 3 };

	TRY(add_person(db, TEXT("Client"), ROLE_CLIENT, NOW, &p->client));
	TRY(add_person(db, TEXT("Giver"), ROLE_COACH, NOW, &p->giver));
	TRY(add_person(db, TEXT("Taker"), ROLE_COACH, NOW, &p->taker));
	TRY(add_person(db, TEXT("Pair"), ROLE_COACH, NOW, &p->pair));
	TRY(add_person(db, TEXT("Lead"), ROLE_LEAD, NOW, &p->lead));
	TRY(tie(db, p->client, p->giver, SCOPE_LEARNING | SCOPE_CLAIMS));
	TRY(tie(db, p->client, p->pair, SCOPE_CLAIMS));
	help.person = p->client;
	TRY(add_help(db, &help));
	p->help = help.id;
	return take_help(db, help.id, p->giver, 0, NOW);
}

struct beginning {
	struct claim claim;
	bool together;
};

static enum outcome begin(struct db *db, void *value)
{
	struct beginning *b = value;
	return b->together ? begin_together(db, &b->claim, criteria, 1)
			   : begin_claim(db, &b->claim, criteria, 1);
}

static enum outcome step(struct db *db, void *move)
{
	return move_claim(db, move);
}

struct handing {
	struct hand_over h;
	int64_t actor;
};

static enum outcome hand(struct db *db, void *value)
{
	struct handing *c = value;
	return hand_over_client(db, &c->h, c->actor);
}

/* ---- in short ------------------------------------------------------------------------------- */

static int64_t begin_for(
	struct fixture *f, const struct people *p, int64_t writer, const char *unit)
{
	struct beginning b = { .claim = { .person = p->client,
				       .unit = text_of(unit),
				       .version = TEXT("2.2"),
				       .writer = writer,
				       .made = NOW },
		.together = writer != 0 };
	need(store_change(f->store, begin, &b) == DONE, "a claim begins");
	return b.claim.id;
}

static void move(struct fixture *f, int64_t claim, int64_t moves, int64_t actor, enum claim_act act,
	int64_t to)
{
	struct claim_move m = { .claim = claim,
		.actor = actor,
		.act = act,
		.moves = moves,
		.to = to,
		.now = NOW,
		.second = SECOND_NONE,
		.answer_by = 20910,
		.answer_days = 10,
		.message = NO_TEXT,
		.assessors = NO_TEXT };
	need(store_change(f->store, step, &m) == DONE, "a step");
}

static enum outcome hand_to(
	struct fixture *f, const struct people *p, int64_t giver, int64_t taker, int64_t actor)
{
	struct handing c = { .h = { .client = p->client,
				     .giver = giver,
				     .taker = taker,
				     .at = NOW + 10,
				     .note = TEXT("Likes to work in the morning.") },
		.actor = actor };
	return store_change(f->store, hand, &c);
}

static int64_t count(struct fixture *f, const char *before, int64_t number, const char *behind)
{
	char words[400];
	snprintf(words, sizeof words, "%s%lld%s", before, (long long)number, behind);
	return raw_number(f->path, words);
}

static bool sees(struct fixture *f, const struct people *p, int64_t coach, int64_t now)
{
	struct relation relation;
	struct db *db = reader_borrow(f->store);
	need(find_relation(db, f->arena, coach, p->client, SCOPE_LEARNING, now, &relation) == DONE,
		"a relation");
	reader_return(f->store, db);
	return relation.tie != 0;
}

/* ---- the test ------------------------------------------------------------------------------- */

static void check_refused(struct fixture *f, const struct people *p)
{
	CHECK(hand_to(f, p, p->taker, p->giver, p->taker) == NOT_HERE,
		"who has no tie hands nobody over");
	CHECK(hand_to(f, p, p->giver, p->lead, p->giver) == NOT_HERE &&
			hand_to(f, p, p->giver, p->client, p->giver) == NOT_HERE &&
			hand_to(f, p, p->giver, p->giver, p->giver) == NOT_HERE,
		"nobody is handed over to who is no coach, to themselves or to the same coach");
	CHECK(hand_to(f, p, p->giver, p->pair, p->giver) == OVERTAKEN,
		"nor to one who works with them already on less");
	CHECK(sees(f, p, p->giver, NOW + 20) &&
			raw_number(f->path, "SELECT count(*) FROM hand_over") == 0,
		"and then nothing has changed");
}

static void check_handed(struct fixture *f, const struct people *p)
{
	int64_t review = begin_for(f, p, 0, "review"),
		written = begin_for(f, p, p->giver, "written"), own = begin_for(f, p, 0, "own");

	move(f, review, 0, p->client, ACT_SEND, 0);
	move(f, review, 1, p->giver, ACT_TAKE, 0);
	move(f, own, 0, p->client, ACT_LET_WRITE, p->giver);
	CHECK(hand_to(f, p, p->giver, p->taker, p->lead) == DONE, "a team lead hands over");
	CHECK(!sees(f, p, p->giver, NOW + 10) && sees(f, p, p->taker, NOW + 10) &&
			sees(f, p, p->giver, NOW + 9) && !sees(f, p, p->taker, NOW + 9),
		"from that moment on one sees the client's things, and the other doesn't");
	CHECK(count(f, "SELECT owner FROM help WHERE id = ", p->help, "") == p->taker &&
			count(f, "SELECT answer_by FROM help WHERE id = ", p->help, "") == 20900,
		"a question follows, and the day it is answered by stays");
	CHECK(count(f, "SELECT assessor FROM claim WHERE id = ", review, "") == p->taker &&
			count(f, "SELECT answer_by FROM claim WHERE id = ", review, "") == 20910 &&
			count(f, "SELECT moves FROM claim WHERE id = ", review, "") == 3,
		"so does a claim; a form of before is told so");
	CHECK(count(f, "SELECT writer FROM claim WHERE id = ", written, " AND writing") == p->taker,
		"and what a coach began to write down with the client");
	CHECK(count(f, "SELECT writing FROM claim WHERE id = ", own, "") == 0 &&
			count(f, "SELECT writer FROM claim WHERE id = ", own, "") == p->giver,
		"but a draft that the client opened to the first is the client's alone");
	CHECK(count(f, "SELECT count(*) FROM notice WHERE person = ", p->client,
		      " AND kind IN ('tie-ended', 'tie-begun') AND made = 1800000010") == 2 &&
			count(f, "SELECT count(*) FROM notice WHERE person = ", p->taker,
				" AND kind = 'tie-begun'") == 1,
		"the client and the new coach are told");
}

static void check_told(struct fixture *f, const struct people *p)
{
	struct hand_over *list;
	size_t handed;
	struct db *db = reader_borrow(f->store);

	need(list_hand_overs(db, f->arena, p->client, &list, &handed) == DONE, "a list");
	reader_return(f->store, db);
	CHECK(handed == 1 && text_is_chars(list[0].giver_name, "Giver") &&
			text_is_chars(list[0].taker_name, "Taker") &&
			text_is_chars(list[0].note, "Likes to work in the morning."),
		"with a note that the client reads");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM audit WHERE verb = 'client-handed-over'"
		      " AND fact NOT LIKE '%morning%'") == 1 &&
			raw_number(f->path,
				"SELECT person FROM payload WHERE words LIKE '%morning%'") ==
				p->client,
		"which is the client's, and in the chain by its digest alone");
	CHECK(hand_to(f, p, p->giver, p->pair, p->giver) == NOT_HERE,
		"whose tie has ended hands nobody over any more");
}

int main(void)
{
	struct fixture f = fixture_open();
	struct people p;

	need(store_change(f.store, make_people, &p) == DONE, "people");
	check_refused(&f, &p);
	check_handed(&f, &p);
	check_told(&f, &p);
	fixture_close(&f);
	return test_end();
}
