/* Claims that a coach writes down with the client: who may write when, that nothing goes on before the
 * client has confirmed it, what is marked for good, who is told. */
#include "store/fixture.h"

static struct text criteria[] = { { "a", 1 }, { "b", 1 } };

struct people {
	int64_t client, coach, second, stranger;
};

/* ---- changes -------------------------------------------------------------------------------- */

static enum outcome make_people(struct db *db, void *value)
{
	struct people *p = value;

	TRY(add_person(db, TEXT("Client"), ROLE_CLIENT, NOW, &p->client));
	TRY(add_person(db, TEXT("Coach"), ROLE_COACH, NOW, &p->coach));
	TRY(add_person(db, TEXT("Second"), ROLE_COACH, NOW, &p->second));
	TRY(add_person(db, TEXT("Stranger"), ROLE_COACH, NOW, &p->stranger));
	const int64_t coaches[] = { p->coach, p->second };
	for (size_t i = 0; i < COUNT_OF(coaches); i++)
		TRY(add_tie(db,
			&(struct tie){ .client = p->client,
				.coach = coaches[i],
				.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
				.ground = GROUND_GUIDANCE,
				.starts = NOW - 100 },
			0));
	return DONE;
}

static enum outcome begin_with(struct db *db, void *claim)
{
	return begin_together(db, claim, criteria, COUNT_OF(criteria));
}

static enum outcome begin_alone(struct db *db, void *claim)
{
	return begin_claim(db, claim, criteria, COUNT_OF(criteria));
}

struct words_change {
	int64_t claim, actor, day;
	const char *words;
};

static enum outcome save_words(struct db *db, void *value)
{
	const struct words_change *c = value;
	return save_claim_words(db, c->claim, c->actor, text_of(c->words), NOW);
}

static enum outcome save_day(struct db *db, void *value)
{
	const struct words_change *c = value;
	return save_paper_day(db, c->claim, c->actor, c->day, NOW);
}

static enum outcome step(struct db *db, void *move)
{
	return move_claim(db, move);
}

static enum outcome drop_first(struct db *db, void *value)
{
	const struct words_change *c = value;
	return drop_claim_file(db, c->claim, c->actor, c->day, NOW);
}

static enum outcome end_one(struct db *db, void *value)
{
	const struct people *p = value;
	struct tie *ties;
	size_t count;
	OWN_ARENA a = arena_open();

	TRY(list_ties(db, a, p->client, &ties, &count));
	for (size_t i = 0; i < count; i++)
		if (ties[i].coach == p->coach && ties[i].ends == 0)
			return end_tie(db, ties[i].id, 0, NOW);
	return NOT_HERE;
}

/* ---- in short ------------------------------------------------------------------------------- */

static struct claim claim_now(struct fixture *f, int64_t id)
{
	struct claim claim;
	struct db *db = reader_borrow(f->store);
	need(load_claim(db, f->arena, id, &claim) == DONE, "a claim");
	reader_return(f->store, db);
	return claim;
}

static enum outcome begin(struct fixture *f, change_fn *change, int64_t client, int64_t writer,
	const char *unit, int64_t *id)
{
	struct claim claim = { .person = client,
		.unit = text_of(unit),
		.version = TEXT("2.2"),
		.writer = writer,
		.made = NOW };
	enum outcome o = store_change(f->store, change, &claim);
	*id = claim.id;
	return o;
}

static enum outcome write_it(struct fixture *f, int64_t claim, int64_t actor, const char *words)
{
	return store_change(f->store, save_words, &(struct words_change){ claim, actor, 0, words });
}

static enum outcome date_it(struct fixture *f, int64_t claim, int64_t actor, int64_t day)
{
	return store_change(f->store, save_day, &(struct words_change){ claim, actor, day, "" });
}

static enum outcome take_step(struct fixture *f, struct claim_move *move)
{
	struct text *texts[] = { &move->message, &move->assessors, &move->demonstration.place,
		&move->demonstration.tasks, &move->demonstration.present,
		&move->demonstration.seen };
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i] = texts[i]->at ? *texts[i] : NO_TEXT;
	move->moves = claim_now(f, move->claim).moves;
	move->now = NOW + 60;
	move->second = SECOND_NONE;
	return store_change(f->store, step, move);
}
#define STEP(f, id, who, what, ...) \
	take_step(f, \
		&(struct claim_move){ .claim = (id), .actor = (who), .act = (what), __VA_ARGS__ })

static int64_t notices(struct fixture *f, int64_t person, const char *kind)
{
	char sql[160];
	snprintf(sql, sizeof sql,
		"SELECT count(*) FROM notice WHERE person = %lld AND kind = '%s' AND seen = 0",
		(long long)person, kind);
	return raw_number(f->path, sql);
}

static struct file sheet_of(const char *place)
{
	static const char key[72];
	return (struct file){ .name = TEXT("sheet.jpg"),
		.kind = TEXT("jpeg"),
		.size = 10,
		.place = text_of(place),
		.key = { key, sizeof key },
		.made = NOW };
}

static const struct claim_judgement both_shown[] = {
	{ { "a", 1 }, JUDGED_SHOWN, { "", 0 } },
	{ { "b", 1 }, JUDGED_SHOWN, { "", 0 } },
};

/* ---- the tests ------------------------------------------------------------------------------ */

/* Begun by the coach, confirmed by the client's own sending, decided by another. */
static void check_together(struct fixture *f, const struct people *p)
{
	int64_t id, again;

	CHECK(begin(f, begin_with, p->client, p->coach, "one", &id) == DONE &&
			notices(f, p->client, "claim-written") == 1 &&
			raw_number(f->path, "SELECT count(*) FROM payload") == 0,
		"a coach begins one, and the client is told before a word stands in it");
	CHECK(begin(f, begin_with, p->client, p->coach, "one", &again) == DONE && again == id &&
			notices(f, p->client, "claim-written") == 1,
		"beginning it twice goes on with the first");
	CHECK(begin(f, begin_with, p->client, p->second, "one", &again) == NO_ENTRY,
		"another coach doesn't write in it");
	CHECK(write_it(f, id, p->coach, "Has cooked.") == DONE &&
			write_it(f, id, p->second, "No") == OVERTAKEN &&
			write_it(f, id, p->client, "I have cooked.") == DONE,
		"both of the two write, and nobody else");
	CHECK(STEP(f, id, p->coach, ACT_SEND) == NO_ENTRY &&
			STEP(f, id, p->coach, ACT_TAKE) == NO_ENTRY &&
			STEP(f, id, p->second, ACT_TAKE) == NO_ENTRY,
		"the coach doesn't send it, and nobody takes what isn't sent");
	CHECK(!raw_run(f->path, "UPDATE claim SET state = 'submitted'") &&
			!raw_run(f->path, "UPDATE claim SET state = 'in-review'"),
		"nor does a slip of our own let it go on unconfirmed");
	CHECK(STEP(f, id, p->client, ACT_SEND) == DONE &&
			claim_now(f, id).state == CLAIM_SUBMITTED &&
			claim_now(f, id).confirmed == NOW + 60 &&
			claim_now(f, id).confirmed_by == CONFIRMED_OWN && !claim_now(f, id).writing,
		"the client sends it, which confirms it");
	CHECK(write_it(f, id, p->coach, "More") == OVERTAKEN, "then the coach writes no more");
	CHECK(!raw_run(f->path, "UPDATE claim SET writer = NULL") &&
			!raw_run(f->path, "UPDATE claim SET paper_day = 1") &&
			date_it(f, id, p->coach, 20000) == OVERTAKEN,
		"and who wrote it is marked for good");
	need(STEP(f, id, p->coach, ACT_TAKE) == DONE, "the writer has it");
	need(STEP(f, id, p->coach, ACT_JUDGE, .judgements = both_shown, .judgement_count = 2) ==
			DONE,
		"judged");
	CHECK(STEP(f, id, p->coach, ACT_APPROVE) == NO_ENTRY &&
			STEP(f, id, p->coach, ACT_PROPOSE) == DONE &&
			STEP(f, id, p->coach, ACT_APPROVE) == NO_ENTRY,
		"who wrote it proposes and doesn't decide");
	CHECK(STEP(f, id, p->second, ACT_APPROVE) == DONE &&
			claim_now(f, id).state == CLAIM_APPROVED,
		"another decides");
	CHECK(begin(f, begin_with, p->client, p->coach, "one", &again) == OVERTAKEN,
		"what is approved isn't written down anew");
}

/* From paper, with a sheet that was signed; returned, and written on with the client. */
static void check_paper(struct fixture *f, const struct people *p)
{
	struct file first = sheet_of("1111111111111111111111111111aaaa"),
		    second = sheet_of("2222222222222222222222222222bbbb");
	int64_t id;

	need(begin(f, begin_with, p->client, p->coach, "two", &id) == DONE, "begun");
	CHECK(date_it(f, id, p->coach, 20000) == DONE && date_it(f, id, p->coach, 20001) == DONE &&
			claim_now(f, id).paper_day == 20001 &&
			date_it(f, id, p->second, 20002) == OVERTAKEN,
		"the day of the paper, which its writer may correct");
	need(write_it(f, id, p->coach, "On paper.") == DONE, "typed in");
	CHECK(STEP(f, id, p->client, ACT_CONFIRM, .sheet = &first) == NO_ENTRY &&
			STEP(f, id, p->second, ACT_CONFIRM, .sheet = &first) == NO_ENTRY,
		"a sheet is handed in by who wrote it");
	CHECK(STEP(f, id, p->coach, ACT_CONFIRM, .sheet = &first) == DONE &&
			claim_now(f, id).state == CLAIM_SUBMITTED &&
			claim_now(f, id).confirmed_by == CONFIRMED_SHEET && first.evidence > 0 &&
			first.person == p->client && notices(f, p->client, "claim-confirmed") == 1,
		"with it, it is sent, and the client is told");
	CHECK(notices(f, p->second, "claim-sent") >= 1 && notices(f, p->coach, "claim-sent") == 0,
		"the other coaches hear of it, not who sent it");
	need(STEP(f, id, p->second, ACT_TAKE) == DONE, "taken");
	need(STEP(f, id, p->second, ACT_RETURN, .message = TEXT("More of b.")) == DONE, "returned");
	CHECK(write_it(f, id, p->coach, "More") == OVERTAKEN, "returned, it is with the client");
	CHECK(STEP(f, id, p->second, ACT_WRITE) == NO_ENTRY &&
			STEP(f, id, p->coach, ACT_WRITE) == DONE &&
			notices(f, p->client, "claim-written") >= 2 &&
			claim_now(f, id).confirmed == 0 &&
			write_it(f, id, p->coach, "More") == DONE,
		"until who wrote it writes on, of which the client is told");
	CHECK(store_change(f->store, drop_first,
		      &(struct words_change){ id, p->coach, first.evidence, "" }) == NOT_HERE &&
			store_change(f->store, drop_first,
				&(struct words_change){ id, p->client, first.evidence, "" }) ==
				NOT_HERE,
		"a sheet that was signed is never taken away");
	CHECK(STEP(f, id, p->coach, ACT_CONFIRM, .sheet = &second) == DONE &&
			raw_number(f->path,
				"SELECT count(*) FROM evidence WHERE criterion = '' AND kind = "
				"'file'") == 2,
		"and it is confirmed anew");
	need(STEP(f, id, p->client, ACT_TAKE_BACK) == DONE, "put aside");
}

/* A draft that the client began is theirs until they let a coach write in it. */
static void check_own(struct fixture *f, struct people *p)
{
	int64_t id, other;

	need(begin(f, begin_alone, p->client, 0, "three", &id) == DONE, "begun");
	need(write_it(f, id, p->client, "Mine") == DONE, "written");
	CHECK(write_it(f, id, p->coach, "No") == OVERTAKEN &&
			begin(f, begin_with, p->client, p->coach, "three", &other) == NO_ENTRY &&
			STEP(f, id, p->coach, ACT_LET_WRITE, .to = p->coach) == NO_ENTRY &&
			STEP(f, id, p->coach, ACT_WRITE) == NO_ENTRY,
		"no coach writes in a draft that the client began");
	CHECK(STEP(f, id, p->client, ACT_LET_WRITE, .to = p->stranger) == NOT_HERE,
		"nor is a stranger let");
	CHECK(STEP(f, id, p->client, ACT_LET_WRITE, .to = p->coach) == DONE &&
			notices(f, p->coach, "claim-shared") == 1 &&
			write_it(f, id, p->coach, "Ours") == DONE,
		"a coach whom they let does");
	CHECK(STEP(f, id, p->client, ACT_LET_WRITE, .to = p->second) == NOT_HERE,
		"one coach, while that one is there");
	CHECK(STEP(f, id, p->client, ACT_WRITE_ALONE) == DONE &&
			write_it(f, id, p->coach, "Mine") == OVERTAKEN,
		"until the client goes on alone");
	need(STEP(f, id, p->client, ACT_LET_WRITE, .to = p->coach) == DONE, "together again");
	need(STEP(f, id, p->client, ACT_TAKE_BACK) == DONE, "put aside");
	CHECK(begin(f, begin_with, p->client, p->second, "three", &other) == DONE && other != id &&
			STEP(f, id, p->client, ACT_RESUME) == OVERTAKEN,
		"put aside, it isn't gone on with while another is under way");
	need(STEP(f, other, p->client, ACT_TAKE_BACK) == DONE, "put aside");
	CHECK(STEP(f, id, p->client, ACT_RESUME) == DONE &&
			write_it(f, id, p->coach, "Mine") == OVERTAKEN,
		"gone on with, it is the client's alone");
	need(STEP(f, id, p->client, ACT_LET_WRITE, .to = p->coach) == DONE, "together again");
	CHECK(store_change(f->store, end_one, p) == DONE && !claim_now(f, id).writing,
		"when a tie ends, so does writing together");
	CHECK(STEP(f, id, p->client, ACT_LET_WRITE, .to = p->second) == DONE &&
			claim_now(f, id).writer == p->second,
		"then another coach may go on, while nothing was sent");
}

static void check_lists(struct fixture *f, const struct people *p)
{
	struct claim *claims;
	size_t count, others;
	struct db *db = reader_borrow(f->store);

	need(list_client_claims(db, f->arena, p->client, p->second, &claims, &count) == DONE,
		"a list");
	need(list_client_claims(db, f->arena, p->client, p->stranger, &claims, &others) == DONE,
		"a list");
	reader_return(f->store, db);
	CHECK(count == 2 && others == 1,
		"a draft stands on the list of its writer alone (%zu, %zu)", count, others);
}

int main(void)
{
	struct fixture f = fixture_open();
	struct people p;

	need(store_change(f.store, make_people, &p) == DONE, "people");
	check_together(&f, &p);
	check_paper(&f, &p);
	check_own(&f, &p);
	check_lists(&f, &p);
	fixture_close(&f);
	return test_end();
}
