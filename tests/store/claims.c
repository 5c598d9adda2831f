/* Claims in the file: from a draft to a decision and anew, two people at once, what is frozen, one award a
 * unit and person, who may decide, who is told; erased and verified. */
#include "store/fixture.h"

#define UNIT TEXT("safe-online")

static struct text criteria[] = { { "a", 1 }, { "b", 1 } };

struct people {
	int64_t client, coach, second, third, assessor, admin;
};

/* ---- changes -------------------------------------------------------------------------------- */

static enum outcome make_people(struct db *db, void *value)
{
	struct people *p = value;
	int64_t *coaches[] = { &p->coach, &p->second, &p->third };

	TRY(add_person(db, TEXT("Client"), ROLE_CLIENT, NOW, &p->client));
	TRY(add_person(db, TEXT("Admin"), ROLE_ADMIN, NOW, &p->admin));
	TRY(add_person(db, TEXT("Named"), ROLE_COACH, NOW, &p->assessor));
	for (size_t i = 0; i < COUNT_OF(coaches); i++) {
		TRY(add_person(db, TEXT("Coach"), ROLE_COACH, NOW, coaches[i]));
		struct tie tie = { .client = p->client,
			.coach = *coaches[i],
			.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
			/* the third one assesses; the others guide together */
			.ground = i == 2 ? GROUND_ASSESSMENT : GROUND_GUIDANCE,
			.starts = NOW - 100 };
		if (i < 2)
			TRY(add_tie(db, &tie, 0));
	}
	return DONE;
}

static enum outcome tie_third(struct db *db, void *value)
{
	const struct people *p = value;
	struct tie tie = { .client = p->client,
		.coach = p->third,
		.scope = SCOPE_CLAIMS,
		.ground = GROUND_ASSESSMENT,
		.starts = NOW };
	return add_tie(db, &tie, 0);
}

static enum outcome begin(struct db *db, void *value)
{
	return begin_claim(db, value, criteria, COUNT_OF(criteria));
}

struct part_change {
	int64_t claim, actor;
	const char *criterion, *words;
};

static enum outcome show_part(struct db *db, void *value)
{
	const struct part_change *c = value;
	struct claim_part part = { .criterion = text_of(c->criterion), .self = SELF_CAN };
	struct evidence evidence[] = { { .criterion = part.criterion,
					       .kind = EVIDENCE_WORDS,
					       .words = text_of(c->words),
					       .course = NO_TEXT,
					       .page = NO_TEXT,
					       .question = NO_TEXT },
		{ .criterion = part.criterion,
			.kind = EVIDENCE_SHOW,
			.words = NO_TEXT,
			.course = NO_TEXT,
			.page = NO_TEXT,
			.question = NO_TEXT } };
	return save_claim_part(db, c->claim, c->actor, &part, evidence, 2, NOW);
}

static enum outcome step(struct db *db, void *value)
{
	return move_claim(db, value);
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

static int64_t begin_for(struct fixture *f, const struct people *p)
{
	struct claim claim = {
		.person = p->client, .unit = UNIT, .version = TEXT("2.2"), .made = NOW
	};
	need(store_change(f->store, begin, &claim) == DONE, "a claim begins");
	return claim.id;
}

static enum outcome show_it(
	struct fixture *f, int64_t claim, int64_t actor, const char *criterion, const char *words)
{
	struct part_change change = { claim, actor, criterion, words };
	return store_change(f->store, show_part, &change);
}

/* A step as it would be made from the claim as it is now. */
#define STEP(f, id, who, what, ...) \
	take_step(f, \
		&(struct claim_move){ .claim = (id), \
			.actor = (who), \
			.act = (what), \
			.now = NOW + 60, \
			.answer_by = 20900, \
			.answer_days = 10, \
			__VA_ARGS__ })

static enum outcome take_step(struct fixture *f, struct claim_move *move)
{
	struct text *texts[] = { &move->message, &move->assessors, &move->demonstration.place,
		&move->demonstration.tasks, &move->demonstration.present,
		&move->demonstration.seen };
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i] = texts[i]->at ? *texts[i] : NO_TEXT;
	move->moves = claim_now(f, move->claim).moves;
	return store_change(f->store, step, move);
}

static const struct claim_judgement both_shown[] = {
	{ { "a", 1 }, JUDGED_SHOWN, { "", 0 } },
	{ { "b", 1 }, JUDGED_SHOWN, { "", 0 } },
};
static const struct claim_judgement one_shown[] = {
	{ { "a", 1 }, JUDGED_SHOWN, { "", 0 } },
	{ { "b", 1 }, JUDGED_NOT_YET, { "A little more, please.", 22 } },
};
#define JUDGED(list) .judgements = (list), .judgement_count = 2

static int64_t notices(struct fixture *f, int64_t person, const char *kind)
{
	char sql[160];
	snprintf(sql, sizeof sql,
		"SELECT count(*) FROM notice WHERE person = %lld AND kind = '%s' AND seen = 0",
		(long long)person, kind);
	return raw_number(f->path, sql);
}

static bool is_in(struct fixture *f, int64_t claim, enum claim_state state)
{
	return claim_now(f, claim).state == state;
}

/* A claim that `coach` has in review. */
static int64_t in_review(struct fixture *f, const struct people *p, int64_t coach)
{
	int64_t id = begin_for(f, p);
	need(show_it(f, id, p->client, "a", "I have done this for years.") == DONE, "evidence");
	need(STEP(f, id, p->client, ACT_SEND, .second = SECOND_NONE) == DONE, "it is sent");
	need(STEP(f, id, coach, ACT_TAKE) == DONE, "it is taken");
	return id;
}

static void put_aside(struct fixture *f, const struct people *p, int64_t id)
{
	need(STEP(f, id, p->client, ACT_TAKE_BACK) == DONE, "it is put aside");
}

/* ---- the tests ------------------------------------------------------------------------------ */

static void check_draft(struct fixture *f, const struct people *p)
{
	int64_t id = begin_for(f, p);
	struct evidence *evidence;
	size_t count;

	CHECK(begin_for(f, p) == id, "a second beginning for the same unit goes on with the first");
	CHECK(show_it(f, id, p->client, "a", "One") == DONE &&
			show_it(f, id, p->client, "a", "One") == DONE,
		"what is shown is kept, twice the same is once");
	CHECK(show_it(f, id, p->client, "b", "Two") == DONE &&
			show_it(f, id, p->client, "b", "Three") == DONE,
		"and changed while it isn't sent");
	CHECK(show_it(f, id, p->coach, "a", "Mine") == OVERTAKEN, "by nobody else");
	CHECK(show_it(f, id, p->client, "c", "No") == NOT_HERE, "and for criteria it has");
	struct db *db = reader_borrow(f->store);
	need(load_evidence(db, f->arena, id, &evidence, &count) == DONE, "evidence");
	reader_return(f->store, db);
	CHECK(count == 4 && text_is_chars(evidence[0].words, "One"), "four pieces (%zu)", count);
	CHECK(STEP(f, id, p->coach, ACT_TAKE) == NO_ENTRY, "a draft is taken by nobody");
	CHECK(STEP(f, id, p->client, ACT_SEND, .second = SECOND_NONE) == DONE &&
			is_in(f, id, CLAIM_SUBMITTED),
		"it is sent");
	CHECK(notices(f, p->coach, "claim-sent") == 1 && notices(f, p->second, "claim-sent") == 1 &&
			notices(f, p->third, "claim-sent") == 0,
		"to those who may see it");
	CHECK(show_it(f, id, p->client, "a", "More") == OVERTAKEN, "then it stays as it is");
	CHECK(!raw_run(f->path,
		      "INSERT INTO evidence SELECT 99, claim, criterion, round, kind,"
		      " payload, course, page, question, verdict, made FROM evidence"
		      " LIMIT 1") &&
			!raw_run(f->path, "DELETE FROM evidence") &&
			!raw_run(f->path, "UPDATE evidence SET made = 0") &&
			!raw_run(f->path, "UPDATE claim_part SET self = ''"),
		"also for a slip of our own");
	put_aside(f, p, id);
	CHECK(is_in(f, id, CLAIM_WITHDRAWN) && STEP(f, id, p->client, ACT_RESUME) == DONE &&
			is_in(f, id, CLAIM_DRAFT),
		"taken back, and gone on with");
	put_aside(f, p, id);
}

static void check_race(struct fixture *f, const struct people *p)
{
	int64_t id = in_review(f, p, p->coach);
	int64_t moves = claim_now(f, id).moves;
	struct claim_move late = { .claim = id,
		.actor = p->coach,
		.act = ACT_JUDGE,
		.now = NOW,
		.moves = moves,
		.message = NO_TEXT,
		.assessors = NO_TEXT,
		JUDGED(both_shown) };

	CHECK(notices(f, p->client, "claim-taken") == 1 && notices(f, p->coach, "claim-sent") == 0,
		"the client is told who has it, coaches need not look any more");
	CHECK(STEP(f, id, p->second, ACT_JUDGE, JUDGED(both_shown)) == NO_ENTRY,
		"only who has it judges");
	CHECK(STEP(f, id, p->second, ACT_TAKE) == DONE && claim_now(f, id).assessor == p->second,
		"another takes it over");
	CHECK(store_change(f->store, step, &late) == OVERTAKEN &&
			raw_number(f->path, "SELECT count(*) FROM claim_judgement") == 0,
		"who comes second changes nothing");
	CHECK(STEP(f, id, p->second, ACT_APPROVE) == BAD_FORM, "no decision without judgements");
	CHECK(STEP(f, id, p->second, ACT_JUDGE, JUDGED(one_shown)) == DONE &&
			STEP(f, id, p->second, ACT_APPROVE) == BAD_FORM &&
			is_in(f, id, CLAIM_IN_REVIEW),
		"nor one that they don't make");
	CHECK(STEP(f, id, p->second, ACT_RETURN, .message = TEXT("Tell more.")) == DONE &&
			is_in(f, id, CLAIM_RETURNED) &&
			notices(f, p->client, "claim-returned") == 1,
		"returned, with what to add");
	CHECK(text_is_chars(claim_now(f, id).message, "Tell more.") &&
			claim_now(f, id).said == SAID_RETURNED,
		"which the client reads");
	CHECK(show_it(f, id, p->client, "b", "More") == DONE &&
			STEP(f, id, p->client, ACT_SEND) == DONE &&
			claim_now(f, id).second == SECOND_NONE &&
			notices(f, p->second, "claim-sent") == 1,
		"and sends again, to who had it");
	put_aside(f, p, id);
	CHECK(notices(f, p->second, "claim-withdrawn") == 1, "who had it hears of taking back");
}

static enum outcome refuse_award(struct db *db, void *context, const struct award *award)
{
	(void)db;
	*(int64_t *)context = award->decision;
	return BUSY;
}

static enum outcome note_award(struct db *db, void *context, const struct award *award)
{
	(void)db;
	*(struct award *)context = *award;
	return DONE;
}

static void check_second(struct fixture *f, const struct people *p)
{
	int64_t id = begin_for(f, p), asked = 0;
	struct award award = { 0 };

	need(STEP(f, id, p->client, ACT_SEND, .second = SECOND_DRAWN) == DONE, "sent");
	need(STEP(f, id, p->coach, ACT_TAKE) == DONE, "taken");
	need(STEP(f, id, p->coach, ACT_JUDGE, JUDGED(both_shown)) == DONE, "judged");
	CHECK(STEP(f, id, p->coach, ACT_APPROVE) == NO_ENTRY, "not by one where two are asked for");
	CHECK(STEP(f, id, p->coach, ACT_PROPOSE, .message = TEXT("All well.")) == DONE &&
			is_in(f, id, CLAIM_PROPOSED) &&
			notices(f, p->second, "claim-proposed") == 1 &&
			notices(f, p->coach, "claim-proposed") == 0,
		"proposed to the other");
	CHECK(STEP(f, id, p->coach, ACT_APPROVE) == NO_ENTRY &&
			STEP(f, id, p->client, ACT_APPROVE) == NO_ENTRY,
		"whom it isn't the proposer or the client");
	CHECK(STEP(f, id, p->second, ACT_SEND_BACK, .message = TEXT("Look at b.")) == DONE &&
			is_in(f, id, CLAIM_IN_REVIEW) &&
			notices(f, p->coach, "claim-sent-back") == 1,
		"back for another look");
	need(STEP(f, id, p->coach, ACT_PROPOSE, .message = TEXT("All well.")) == DONE, "again");
	CHECK(STEP(f, id, p->second, ACT_APPROVE, .award = refuse_award, .award_context = &asked) ==
				BUSY &&
			asked > 0 && is_in(f, id, CLAIM_PROPOSED) &&
			raw_number(f->path, "SELECT count(*) FROM award") == 0 &&
			raw_number(f->path, "SELECT count(*) FROM decision") == 0,
		"an award that can't be signed takes the decision back");
	CHECK(STEP(f, id, p->second, ACT_APPROVE, .award = note_award, .award_context = &award) ==
				DONE &&
			is_in(f, id, CLAIM_APPROVED) && award.claim == id &&
			award.person == p->client && text_is(award.unit, UNIT),
		"approved, and the award is made in the same change");
	CHECK(notices(f, p->client, "claim-decided") == 1 &&
			raw_number(f->path,
				"SELECT proposer <> decider AND second = 'drawn' AND shown = 2"
				" AND parts = 2 FROM decision") == 1,
		"the decision tells who proposed and who decided");
	CHECK(!raw_run(f->path, "UPDATE decision SET shown = 0") &&
			!raw_run(f->path, "DELETE FROM decision") &&
			!raw_run(f->path, "UPDATE claim_judgement SET judgement = 'not-yet'") &&
			!raw_run(f->path, "DELETE FROM evidence"),
		"and is never changed, nor what it was made on");
	struct claim more = {
		.person = p->client, .unit = UNIT, .version = TEXT("2.2"), .made = NOW
	};
	CHECK(store_change(f->store, begin, &more) == OVERTAKEN,
		"what is approved isn't asked for");
	CHECK(STEP(f, id, p->client, ACT_ASK_AGAIN) == NO_ENTRY, "nor anew");

	CHECK(STEP(f, id, p->admin, ACT_REOPEN, .admin = true, .message = TEXT("Wrong unit.")) ==
				DONE &&
			is_in(f, id, CLAIM_AGAIN) && notices(f, p->client, "claim-reopened") == 1 &&
			raw_number(f->path, "SELECT count(*) FROM award WHERE ended = 0") == 0,
		"a mistake: an admin opens it, and the award ends");
	CHECK(STEP(f, id, p->second, ACT_TAKE) == NO_ENTRY &&
			STEP(f, id, p->coach, ACT_TAKE) == NO_ENTRY,
		"for neither of the two");
}

static void check_anew(struct fixture *f, const struct people *p, int64_t id)
{
	need(store_change(f->store, tie_third, (void *)p) == DONE, "a third one");
	CHECK(STEP(f, id, p->third, ACT_TAKE) == DONE, "but for another");
	CHECK(STEP(f, id, p->third, ACT_HAND_OVER, .to = p->coach) == NOT_HERE,
		"who can't hand it back to them");
	need(STEP(f, id, p->third, ACT_JUDGE, JUDGED(one_shown)) == DONE, "judged");
	/* the second person, drawn at the beginning, is asked for here, too: nobody is left */
	CHECK(STEP(f, id, p->third, ACT_PROPOSE, .message = TEXT("Part."), .named = p->assessor) ==
				DONE &&
			notices(f, p->assessor, "claim-proposed") == 1,
		"where nobody else may, the one who is named gets a tie and is told");
	CHECK(STEP(f, id, p->assessor, ACT_APPROVE_PART) == DONE && is_in(f, id, CLAIM_PARTLY) &&
			raw_number(f->path,
				"SELECT names = (SELECT min(id) FROM decision) AND ground ="
				" 'reopened' FROM decision ORDER BY id DESC LIMIT 1") == 1,
		"a new decision names the old one");
	CHECK(raw_number(f->path, "SELECT count(*) FROM decision") == 2 &&
			raw_number(f->path,
				"SELECT count(*) FROM claim_judgement WHERE round = 1 AND claim ="
				" (SELECT min(claim) FROM decision)"
				" AND judgement = 'shown'") == 2,
		"which stays as it was, with its judgements");
}

static void check_part(struct fixture *f, const struct people *p, int64_t id)
{
	struct claim_part *parts;
	size_t count;
	int64_t next = begin_for(f, p);

	struct db *db = reader_borrow(f->store);
	need(load_claim_parts(db, f->arena, next, &parts, &count) == DONE, "parts");
	reader_return(f->store, db);
	CHECK(next != id && count == 2 && parts[0].earlier == id && parts[1].earlier == 0,
		"what was shown stays theirs in the next claim");
	CHECK(STEP(f, id, p->client, ACT_ASK_AGAIN, .message = TEXT("Please.")) == OVERTAKEN,
		"which is under way instead of asking anew");
	need(show_it(f, next, p->client, "b", "Here") == DONE, "shown");
	need(STEP(f, next, p->client, ACT_SEND, .second = SECOND_NONE) == DONE, "sent");
	need(STEP(f, next, p->coach, ACT_TAKE) == DONE, "taken");
	need(STEP(f, next, p->coach, ACT_JUDGE, .judgements = &both_shown[1],
		     .judgement_count = 1) == DONE,
		"judged");
	CHECK(STEP(f, next, p->coach, ACT_HAND_OVER, .to = p->second,
		      .message = TEXT("On holiday.")) == DONE &&
			notices(f, p->client, "claim-handed") == 1 &&
			notices(f, p->second, "claim-given") == 1 &&
			raw_number(f->path,
				"SELECT (SELECT max(id) FROM notice WHERE kind = 'claim-handed') <"
				" (SELECT max(id) FROM notice WHERE kind = 'claim-given')") == 1,
		"handed over, the client is told first");
	CHECK(STEP(f, next, p->second, ACT_AGREE,
		      .demonstration = { .at = NOW + 9,
			      .place = TEXT("Kitchen"),
			      .tasks = TEXT("Soup") }) == DONE &&
			notices(f, p->client, "claim-agreed") == 1 &&
			STEP(f, next, p->second, ACT_SEEN,
				.demonstration = { .at = NOW + 9,
					.present = TEXT("Cook"),
					.seen = TEXT("Good soup") }) == DONE &&
			claim_now(f, next).route == ROUTE_DEMONSTRATION,
		"a demonstration is agreed, seen and written down");
	CHECK(STEP(f, next, p->second, ACT_APPROVE) == DONE && is_in(f, next, CLAIM_APPROVED),
		"the missing part makes it whole");
	CHECK(raw_number(f->path, "SELECT count(*) FROM award WHERE ended = 0") == 1 &&
			!raw_run(f->path, "UPDATE award SET ended = 0"),
		"and there is one award");
}

static void check_waiting(struct fixture *f, const struct people *p)
{
	struct waiting_claim *claims;
	struct team_row *team;
	size_t count;
	int64_t deciders, stuck;
	struct db *db = reader_borrow(f->store);

	need(list_waiting_claims(db, f->arena, p->coach, NOW + 60, &claims, &count) == DONE,
		"list");
	CHECK(count == 0, "nothing waits of what is decided or taken back");
	need(count_deciders(db, NOW + 60, &deciders, &stuck) == DONE, "deciders");
	CHECK(deciders == 4 && stuck == 0, "four can decide, nothing waits for nobody (%lld)",
		(long long)stuck);
	need(list_team(db, f->arena, NO_TEXT, NOW + 60, 20800, &team, &count) == DONE, "a team");
	CHECK(team[0].claims == 0, "and the team lead sees none");
	reader_return(f->store, db);
}

static enum outcome leave(struct db *db, void *value)
{
	return close_person(db, *(int64_t *)value, 0, NOW + 100);
}

struct erasing {
	int64_t person;
	enum erase_class class;
	bool more;
};

static enum outcome erase(struct db *db, void *value)
{
	struct erasing *e = value;
	return erase_some(db, e->person, e->class, 0, NOW + 200, &e->more);
}

static void check_leaving(struct fixture *f, const struct people *p)
{
	struct text told;
	int64_t coach = p->coach, client = p->client;

	need(store_change(f->store, leave, &coach) == DONE, "a coach leaves");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM claim WHERE assessor IS NOT NULL AND"
		      " state IN ('in-review', 'submitted')") == 0,
		"a coach who leaves has nothing any more");
	need(store_change(f->store, leave, &client) == DONE, "the client leaves");
	for (int class = ERASE_ENTRY; class < ERASE_CLASSES; class ++) {
		struct erasing e = { p->client, (enum erase_class) class, true };
		for (int i = 0; i < 100 && e.more; i++)
			need(store_change(f->store, erase, &e) == DONE, "erased");
		CHECK(!e.more, "class %d is erased", class);
	}
	CHECK(raw_number(f->path,
		      "SELECT (SELECT count(*) FROM claim) + (SELECT count(*) FROM evidence) +"
		      " (SELECT count(*) FROM claim_judgement) + (SELECT count(*) FROM decision) +"
		      " (SELECT count(*) FROM award) + (SELECT count(*) FROM demonstration) +"
		      " (SELECT count(*) FROM claim_part) + (SELECT count(*) FROM payload)") == 0,
		"with all claims and all words");
	CHECK(verify(f, NULL, &told) == DONE, "and the chain is whole");
}

static enum outcome say_more(struct db *db, void *value)
{
	const struct part_change *c = value;
	return save_claim_words(db, c->claim, c->actor, text_of(c->words), NOW);
}

static int64_t round_of(struct fixture *f, int64_t id)
{
	return claim_now(f, id).round;
}

/* A part was approved; a new assessment is asked for, begun, and taken back. */
static void check_back_anew(struct fixture *f)
{
	struct people p;
	struct claim_judgement *list;
	size_t count;

	need(store_change(f->store, make_people, &p) == DONE &&
			store_change(f->store, tie_third, &p) == DONE,
		"other people");
	int64_t id = in_review(f, &p, p.coach);
	need(STEP(f, id, p.coach, ACT_JUDGE, JUDGED(one_shown)) == DONE &&
			STEP(f, id, p.coach, ACT_APPROVE_PART) == DONE,
		"a part is approved");
	need(STEP(f, id, p.client, ACT_ASK_AGAIN) == DONE &&
			notices(f, p.third, "claim-again") == 1,
		"a new assessment is asked for");
	CHECK(STEP(f, id, p.client, ACT_TAKE_BACK) == DONE && is_in(f, id, CLAIM_PARTLY) &&
			round_of(f, id) == 1 && notices(f, p.third, "claim-again") == 0,
		"taken back before anybody took it: what was approved stands, and nobody is to "
		"look");
	need(store_change(f->store, say_more, &(struct part_change){ id, p.client, NULL, "x" }) ==
			OVERTAKEN,
		"words of what is decided stay");
	need(STEP(f, id, p.client, ACT_ASK_AGAIN) == DONE &&
			STEP(f, id, p.third, ACT_TAKE) == DONE &&
			STEP(f, id, p.third, ACT_JUDGE, JUDGED(both_shown)) == DONE &&
			STEP(f, id, p.third, ACT_RETURN, .message = TEXT("More?")) == DONE &&
			show_it(f, id, p.client, "b", "More") == DONE &&
			store_change(f->store, say_more,
				&(struct part_change){ id, p.client, NULL, "Other words" }) == DONE,
		"asked again, judged, returned, added to");
	CHECK(STEP(f, id, p.client, ACT_TAKE_BACK) == DONE && is_in(f, id, CLAIM_PARTLY) &&
			round_of(f, id) == 1 && claim_now(f, id).ground == CLAIM_FIRST &&
			notices(f, p.third, "claim-withdrawn") == 1,
		"and in the midst of it: who had it is told");
	CHECK(claim_now(f, id).words.size == 0, "what stands has the words it was sent with");
	CHECK(show_it(f, id, p.client, "b", "Other") == OVERTAKEN &&
			raw_number(f->path,
				"SELECT count(*) FROM decision WHERE round > 1 AND claim ="
				" (SELECT max(id) FROM claim)") == 0,
		"what stands isn't worked at, and nothing was decided");
	CHECK(STEP(f, id, p.client, ACT_ASK_AGAIN) == DONE && round_of(f, id) == 3,
		"asked for once more it is a round of its own");
	need(STEP(f, id, p.third, ACT_TAKE) == DONE, "taken");
	struct db *db = reader_borrow(f->store);
	need(load_claim_judgements(db, f->arena, id, 3, &list, &count) == DONE, "judgements");
	reader_return(f->store, db);
	CHECK(count == 0, "in which nothing is judged yet");
	CHECK(STEP(f, id, p.third, ACT_JUDGE, JUDGED(both_shown)) == DONE &&
			STEP(f, id, p.third, ACT_APPROVE) == DONE && is_in(f, id, CLAIM_APPROVED) &&
			STEP(f, id, p.client, ACT_TAKE_BACK) == NO_ENTRY,
		"once it is decided it isn't taken back");
	need(STEP(f, id, p.admin, ACT_REOPEN, .admin = true, .message = TEXT("Mistake.")) == DONE,
		"an admin has it opened");
	CHECK(STEP(f, id, p.client, ACT_TAKE_BACK) == DONE && is_in(f, id, CLAIM_WITHDRAWN),
		"where there was a mistake nothing stands: it is withdrawn");
	CHECK(STEP(f, id, p.client, ACT_RESUME) == DONE && is_in(f, id, CLAIM_DRAFT) &&
			STEP(f, id, p.client, ACT_SEND) == DONE &&
			STEP(f, id, p.third, ACT_TAKE) == NO_ENTRY,
		"and can be gone on with, though not by who decided");
	put_aside(f, &p, id);
}

/* ---- results from here ---------------------------------------------------------------------- */

struct answering {
	int64_t person;
	const char *words;
	enum verdict verdict;
	enum question_kind kind;
};

static enum outcome give_answer(struct db *db, void *value)
{
	const struct answering *given = value;
	struct answer answer = { .question = TEXT("q"),
		.kind = given->kind,
		.chosen = NO_TEXT,
		.words = text_of(given->words),
		.verdict = given->verdict,
		.at = NOW };
	return save_answer(db, given->person, TEXT("c"), TEXT("p"), &answer);
}

static enum outcome show_result(struct db *db, void *value)
{
	const struct part_change *c = value;
	struct claim_part part = { .criterion = text_of(c->criterion), .self = SELF_CAN };
	struct evidence e = { .criterion = part.criterion,
		.kind = EVIDENCE_RESULT,
		.words = NO_TEXT,
		.course = TEXT("c"),
		.page = TEXT("p"),
		.question = TEXT("q") };
	return save_claim_part(db, c->claim, c->actor, &part, &e, 1, NOW);
}

static struct evidence only_evidence(struct fixture *f, int64_t id, bool now)
{
	struct evidence *list;
	size_t count;
	struct claim claim = claim_now(f, id);
	struct db *db = reader_borrow(f->store);

	need(load_evidence(db, f->arena, id, &list, &count) == DONE && count == 1, "one piece");
	need(!now || refresh_results(db, f->arena, &claim, list, count) == DONE, "as it is now");
	reader_return(f->store, db);
	return list[0];
}

static void check_results(struct fixture *f)
{
	struct people p;
	struct answering first = { .words = "Before", .verdict = VERDICT_GIVEN, ASK_EVIDENCE };
	struct answering later = { .words = "Now", .verdict = VERDICT_GIVEN, ASK_EVIDENCE };

	need(store_change(f->store, make_people, &p) == DONE, "other people");
	first.person = later.person = p.client;
	need(store_change(f->store, give_answer, &first) == DONE, "an answer");
	int64_t id = begin_for(f, &p);
	struct part_change part = { id, p.client, "a", NULL };
	need(store_change(f->store, show_result, &part) == DONE &&
			store_change(f->store, give_answer, &later) == DONE,
		"it is shown, and then answered anew");
	CHECK(text_is_chars(only_evidence(f, id, true).words, "Now"),
		"what isn't sent yet is shown as it is now");
	CHECK(STEP(f, id, p.client, ACT_SEND, .second = SECOND_NONE) == DONE &&
			text_is_chars(only_evidence(f, id, false).words, "Now"),
		"what is sent is what stood at that moment");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM audit WHERE verb = 'evidence-given' AND payload ="
		      " (SELECT payload FROM evidence WHERE claim = (SELECT max(id) FROM claim))") >
			0,
		"and is in the chain");
	need(store_change(f->store, give_answer, &first) == DONE, "answered anew");
	CHECK(text_is_chars(only_evidence(f, id, true).words, "Now"), "and stays that");
	put_aside(f, &p, id);

	first = (struct answering){ p.client, "", VERDICT_RIGHT, ASK_ONE };
	later = (struct answering){ p.client, "", VERDICT_WRONG, ASK_ONE };
	need(STEP(f, id, p.client, ACT_RESUME) == DONE &&
			store_change(f->store, give_answer, &first) == DONE &&
			store_change(f->store, give_answer, &later) == DONE &&
			STEP(f, id, p.client, ACT_SEND) == DONE,
		"right, then tried once more, and sent");
	CHECK(text_is_chars(only_evidence(f, id, false).verdict, "right"),
		"what was right once is right: tries are nobody's");
	put_aside(f, &p, id);
}

int main(void)
{
	struct fixture f = fixture_open();
	struct people p;

	need(store_change(f.store, make_people, &p) == DONE, "people");
	check_draft(&f, &p);
	check_race(&f, &p);
	check_second(&f, &p);
	int64_t id = raw_number(f.path, "SELECT claim FROM decision");
	check_anew(&f, &p, id);
	check_part(&f, &p, id);
	check_waiting(&f, &p);
	check_leaving(&f, &p);
	check_back_anew(&f);
	check_results(&f);
	fixture_close(&f);
	return test_end();
}
