/* Claims: the one table by every triple, who stands how to a claim, what judgements make; and random
 * walks of everybody there is, through which what must never happen never does. */
#include "learn/learn.h"
#include "test.h"

#define X(name) #name,
static const char *const act_names[] = { CLAIM_ACTS(X) };
static const char *const relation_names[] = { CLAIM_RELATIONS(X) };
#undef X

/* Every step there is, said once more and otherwise: act, relation, "state>state ...". What isn't here is
 * refused. */
static const struct {
	enum claim_act act;
	enum claim_relation relation;
	const char *steps;
} allowed[] = {
	{ ACT_EDIT, BY_CLIENT, "draft>draft returned>returned" },
	{ ACT_EDIT, BY_CLIENT_ANEW, "draft>draft returned>returned" },
	{ ACT_SEND, BY_CLIENT, "draft>submitted returned>submitted" },
	{ ACT_SEND, BY_CLIENT_ANEW, "draft>submitted returned>submitted" },
	{ ACT_EDIT, BY_WRITING, "draft>draft returned>returned" },
	{ ACT_CONFIRM, BY_WRITING, "draft>submitted returned>submitted" },
	{ ACT_WRITE, BY_WRITER, "returned>returned" },
	{ ACT_LET_WRITE, BY_CLIENT, "draft>draft returned>returned" },
	{ ACT_LET_WRITE, BY_CLIENT_ANEW, "draft>draft returned>returned" },
	{ ACT_WRITE_ALONE, BY_CLIENT, "draft>draft returned>returned" },
	{ ACT_WRITE_ALONE, BY_CLIENT_ANEW, "draft>draft returned>returned" },
	{ ACT_TAKE_BACK, BY_CLIENT,
		"draft>withdrawn submitted>withdrawn in-review>withdrawn returned>withdrawn"
		" demonstration>withdrawn proposed>withdrawn" },
	{ ACT_TAKE_BACK, BY_CLIENT_ANEW,
		"draft>decided submitted>decided in-review>decided returned>decided"
		" demonstration>decided proposed>decided again>decided" },
	{ ACT_RESUME, BY_CLIENT, "withdrawn>draft" },
	{ ACT_RESUME, BY_CLIENT_ANEW, "withdrawn>draft" },
	{ ACT_ASK_AGAIN, BY_CLIENT, "partly-approved>again not-yet>again" },
	{ ACT_ASK_AGAIN, BY_CLIENT_ANEW, "partly-approved>again not-yet>again" },
	{ ACT_TAKE, BY_COACH,
		"submitted>in-review again>in-review in-review>in-review "
		"demonstration>demonstration" },
	{ ACT_TAKE, BY_WRITER,
		"submitted>in-review again>in-review in-review>in-review "
		"demonstration>demonstration" },
	{ ACT_TAKE, BY_ASSESSOR, "submitted>in-review again>in-review" },
	{ ACT_TAKE, BY_ONE_OF_TWO, "submitted>in-review again>in-review" },
	{ ACT_JUDGE, BY_ASSESSOR, "in-review>in-review" },
	{ ACT_JUDGE, BY_ONE_OF_TWO, "in-review>in-review" },
	{ ACT_RETURN, BY_ASSESSOR, "in-review>returned" },
	{ ACT_RETURN, BY_ONE_OF_TWO, "in-review>returned" },
	{ ACT_AGREE, BY_ASSESSOR, "in-review>demonstration demonstration>demonstration" },
	{ ACT_AGREE, BY_ONE_OF_TWO, "in-review>demonstration demonstration>demonstration" },
	{ ACT_SEEN, BY_ASSESSOR, "demonstration>in-review" },
	{ ACT_SEEN, BY_ONE_OF_TWO, "demonstration>in-review" },
	{ ACT_PROPOSE, BY_ASSESSOR, "in-review>proposed" },
	{ ACT_PROPOSE, BY_ONE_OF_TWO, "in-review>proposed" },
	{ ACT_HAND_OVER, BY_ASSESSOR, "in-review>in-review demonstration>demonstration" },
	{ ACT_HAND_OVER, BY_ONE_OF_TWO, "in-review>in-review demonstration>demonstration" },
	{ ACT_APPROVE, BY_ASSESSOR, "in-review>approved" },
	{ ACT_APPROVE_PART, BY_ASSESSOR, "in-review>partly-approved" },
	{ ACT_NOT_YET, BY_ASSESSOR, "in-review>not-yet" },
	{ ACT_APPROVE, BY_COACH, "proposed>approved" },
	{ ACT_APPROVE_PART, BY_COACH, "proposed>partly-approved" },
	{ ACT_NOT_YET, BY_COACH, "proposed>not-yet" },
	{ ACT_SEND_BACK, BY_COACH, "proposed>in-review" },
	{ ACT_SEND_BACK, BY_PROPOSER, "proposed>in-review" },
	{ ACT_REOPEN, BY_ADMIN, "approved>again partly-approved>again not-yet>again" },
};

#define REFUSED (CLAIM_STATE_COUNT + 1)

/* What the list above says of one triple. */
static int wanted_of(enum claim_state state, enum claim_act act, enum claim_relation relation)
{
	for (size_t i = 0; i < COUNT_OF(allowed); i++) {
		struct text rest = text_of(allowed[i].steps);
		if (allowed[i].act != act || allowed[i].relation != relation)
			continue;
		while (rest.at) {
			struct text to = text_cut(&rest, ' '), from = text_cut(&to, '>');
			enum claim_state next;
			if (!text_is_chars(from, claim_state_word(state)))
				continue;
			if (text_is_chars(to, "decided"))
				return CLAIM_AS_DECIDED;
			if (!claim_state_of(to, &next))
				abort();
			return next;
		}
	}
	return REFUSED;
}

static void check_triples(void)
{
	size_t triples = 0, wrong = 0;

	for (int s = 0; s < CLAIM_STATE_COUNT; s++)
		for (int a = 0; a < CLAIM_ACT_COUNT; a++)
			for (int r = 0; r < CLAIM_RELATION_COUNT; r++) {
				enum claim_state next = (enum claim_state)REFUSED;
				bool may = claim_step((enum claim_state)s, (enum claim_act)a,
					(enum claim_relation)r, &next);
				int wanted = wanted_of((enum claim_state)s, (enum claim_act)a,
					(enum claim_relation)r);
				triples++;
				if (may == (wanted != REFUSED) && (int)next == wanted)
					continue;
				if (wrong++ < 10)
					printf("# %s %s %s\n",
						claim_state_word((enum claim_state)s), act_names[a],
						relation_names[r]);
			}
	CHECK(wrong == 0 &&
			triples ==
				(size_t)CLAIM_STATE_COUNT * CLAIM_ACT_COUNT * CLAIM_RELATION_COUNT,
		"each of %zu triples of state, act and relation goes as it is said here", triples);
}

static void check_relations(void)
{
	enum { CLIENT = 1, WRITER, ASSESSOR, PROPOSER, OTHER };
	static const struct claim_people people = { CLIENT, WRITER, ASSESSOR, 0, false, false,
		false };
	static const struct {
		const char *says;
		enum claim_state state;
		struct claim_people people;
		int64_t who;
		bool took_part;
		enum claim_relation wanted;
	} cases[] = {
		{ "the client is the client", CLAIM_IN_REVIEW, people, CLIENT, false, BY_CLIENT },
		{ "also a client who works here", CLAIM_SUBMITTED,
			{ CLIENT, 0, CLIENT, 0, 0, 0, 0 }, CLIENT, false, BY_CLIENT },
		{ "and after a decision one who waits for another", CLAIM_AGAIN,
			{ CLIENT, 0, 0, 0, 0, true, 0 }, CLIENT, false, BY_CLIENT_ANEW },
		{ "who has it decides alone", CLAIM_IN_REVIEW, people, ASSESSOR, false,
			BY_ASSESSOR },
		{ "or with a second person where one is asked for", CLAIM_IN_REVIEW,
			{ CLIENT, 0, ASSESSOR, 0, true, 0, 0 }, ASSESSOR, false, BY_ONE_OF_TWO },
		{ "or where they wrote it down", CLAIM_IN_REVIEW,
			{ CLIENT, WRITER, WRITER, 0, 0, 0, 0 }, WRITER, false, BY_ONE_OF_TWO },
		{ "who wrote it down is told apart", CLAIM_PROPOSED,
			{ CLIENT, WRITER, PROPOSER, PROPOSER, 0, 0, 0 }, WRITER, false, BY_WRITER },
		{ "while it is with the two of them, they write it", CLAIM_DRAFT,
			{ CLIENT, WRITER, 0, 0, 0, 0, true }, WRITER, false, BY_WRITING },
		{ "also where it came back to them, whoever has it", CLAIM_RETURNED,
			{ CLIENT, WRITER, WRITER, 0, true, 0, true }, WRITER, false, BY_WRITING },
		{ "with the client alone they don't", CLAIM_RETURNED,
			{ CLIENT, WRITER, WRITER, 0, 0, 0, 0 }, WRITER, false, BY_WRITER },
		{ "nor once it was sent", CLAIM_SUBMITTED, { CLIENT, WRITER, 0, 0, 0, 0, true },
			WRITER, false, BY_WRITER },
		{ "nor does another coach ever", CLAIM_DRAFT, { CLIENT, WRITER, 0, 0, 0, 0, true },
			OTHER, false, BY_COACH },
		{ "who proposed it waits", CLAIM_PROPOSED,
			{ CLIENT, 0, PROPOSER, PROPOSER, true, 0, 0 }, PROPOSER, false,
			BY_PROPOSER },
		{ "who wrote and proposed it, too", CLAIM_PROPOSED,
			{ CLIENT, PROPOSER, PROPOSER, PROPOSER, true, 0, 0 }, PROPOSER, false,
			BY_PROPOSER },
		{ "any other coach is the second person", CLAIM_PROPOSED,
			{ CLIENT, 0, PROPOSER, PROPOSER, true, 0, 0 }, OTHER, false, BY_COACH },
		{ "who decided before has no part in it now", CLAIM_AGAIN, people, ASSESSOR, true,
			BY_DECIDER },
		{ "not even as who wrote it", CLAIM_AGAIN, people, WRITER, true, BY_DECIDER },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum claim_relation got = claim_relation_of(
			cases[i].state, &cases[i].people, cases[i].who, cases[i].took_part);
		CHECK(got == cases[i].wanted, "%s (%s)", cases[i].says, relation_names[got]);
	}
}

static void check_decisions(void)
{
	static const struct {
		const char *says;
		enum judgement judgements[3];
		size_t count;
		bool decided;
		enum claim_act act;
	} cases[] = {
		{ "all shown: the whole", { JUDGED_SHOWN, JUDGED_SHOWN, JUDGED_SHOWN }, 3, true,
			ACT_APPROVE },
		{ "some shown: a part", { JUDGED_SHOWN, JUDGED_NOT_YET, JUDGED_SHOWN }, 3, true,
			ACT_APPROVE_PART },
		{ "none shown: not yet", { JUDGED_NOT_YET, JUDGED_NOT_YET, JUDGED_NOT_YET }, 3,
			true, ACT_NOT_YET },
		{ "one that can't be told: nothing", { JUDGED_SHOWN, JUDGED_UNCLEAR, JUDGED_SHOWN },
			3, false, ACT_EDIT },
		{ "one without a judgement: nothing", { JUDGED_SHOWN, JUDGED_SHOWN, 0 }, 3, false,
			ACT_EDIT },
		{ "no criteria at all: nothing", { 0 }, 0, false, ACT_EDIT },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum claim_act act = ACT_EDIT;
		bool decided = claim_decision(cases[i].judgements, cases[i].count, &act);
		CHECK(decided == cases[i].decided && (!decided || act == cases[i].act), "%s",
			cases[i].says);
	}
}

/* ---- random walks --------------------------------------------------------------------------- */

#define WALK 100000
#define PEOPLE 7 /* 1 the client, 2 an admin, the others coaches */
#define CRITERIA 3

/* A claim as the store keeps it, in small. */
struct walk {
	uint64_t dice;
	enum claim_state state;
	struct claim_people people;
	enum judgement judged[CRITERIA];
	bool took_part[PEOPLE + 1];
	bool confirmed;                 /* what a coach wrote down, by the client */
	int evidence, evidence_decided; /* pieces there are, and were when it was decided last */
	enum claim_state stands;        /* what was decided last */
	bool reopened;                  /* and isn't to stand */
	int decisions, awards;
	const char *broken;
};

static unsigned roll(struct walk *w, unsigned sides)
{
	w->dice = w->dice * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(w->dice >> 33) % sides;
}

static void expect(struct walk *w, bool holds, const char *says)
{
	if (!holds && !w->broken)
		w->broken = says;
}

static void begin_walk(struct walk *w)
{
	*w = (struct walk){ .dice = w->dice, .broken = w->broken, .people = { .client = 1 } };
	w->people.writer = roll(w, 3) == 0 ? 3 + roll(w, PEOPLE - 2) : 0;
	w->people.writing = w->people.writer != 0;
	w->people.second = roll(w, 3) == 0;
}

static void check_decision(struct walk *w, int64_t who, enum claim_act act)
{
	enum claim_act by_rule;

	expect(w, claim_decision(w->judged, CRITERIA, &by_rule) && by_rule == act,
		"no decision but the one that judgements of every criterion make");
	expect(w, who != w->people.client && who != w->people.writer,
		"never decided by the client or alone by who wrote it");
	expect(w, !w->took_part[who], "never anew by who decided before");
	bool two = w->state == CLAIM_PROPOSED;
	expect(w, two ? who != w->people.proposer : who == w->people.assessor,
		"the second person is another one, the first is who has it");
	expect(w, two || !w->people.second, "a second person where one is asked for");
	expect(w, w->people.writer == 0 || w->confirmed,
		"nothing is decided of what the client hasn't confirmed");
	w->decisions++;
	w->evidence_decided = w->evidence;
	w->people.anew = true;
	w->awards = act == ACT_APPROVE;
	w->took_part[who] = true;
	if (two)
		w->took_part[w->people.proposer] = true;
}

static void judge(struct walk *w)
{
	for (size_t i = 0; i < CRITERIA; i++)
		w->judged[i] = (enum judgement)(1 + roll(w, JUDGEMENT_COUNT - 1));
	if (roll(w, 3) == 0)
		for (size_t i = 0; i < CRITERIA; i++)
			w->judged[i] = JUDGED_SHOWN;
}

static void let_write(struct walk *w)
{
	w->people.writing = true;
	w->confirmed = false;
}

/* What the store does beside the step; false where an act isn't meant by anybody now. */
static bool act_out(struct walk *w, int64_t who, enum claim_act act)
{
	enum claim_act by_rule;

	switch (act) {
	case ACT_TAKE_BACK:
		w->people.writing = false;
		return roll(w, 8) == 0;
	case ACT_EDIT:
		expect(w, !claim_is_decided(w->state), "evidence is frozen after the decision");
		expect(w, who == w->people.client || (who == w->people.writer && w->people.writing),
			"nobody writes but the client and whoever they write with");
		w->evidence++;
		return true;
	case ACT_LET_WRITE:
		/* one coach wrote it, for good */
		if (w->people.writer == 0)
			w->people.writer = 3 + roll(w, PEOPLE - 2);
		let_write(w);
		return true;
	case ACT_WRITE:
		expect(w, who == w->people.writer, "gone on with by who wrote it");
		let_write(w);
		return true;
	case ACT_SEND:
	case ACT_CONFIRM:
		expect(w, act == ACT_SEND ? who == w->people.client : who == w->people.writer,
			"confirmed by the client, or by a sheet that who wrote it hands in");
		w->confirmed = true;
		w->people.writing = false;
		return true;
	case ACT_WRITE_ALONE:
		w->people.writing = false;
		return true;
	case ACT_TAKE:
	case ACT_HAND_OVER:
		w->people.assessor = act == ACT_TAKE ? who : 3 + roll(w, PEOPLE - 2);
		return act == ACT_TAKE || !w->took_part[w->people.assessor];
	case ACT_JUDGE:
		judge(w);
		return true;
	case ACT_PROPOSE:
		w->people.proposer = who;
		return claim_decision(w->judged, CRITERIA, &by_rule);
	case ACT_APPROVE:
	case ACT_APPROVE_PART:
	case ACT_NOT_YET:
		if (!claim_decision(w->judged, CRITERIA, &by_rule) || by_rule != act)
			return false;
		check_decision(w, who, act);
		return true;
	case ACT_REOPEN:
		w->awards = 0;
		w->reopened = true;
		return true;
	case ACT_ASK_AGAIN:
		w->reopened = false;
		return true;
	default:
		return true;
	}
}

/* A new assessment that is taken back leaves the one before it, and what it was made on. */
static void go_on_to(struct walk *w, enum claim_state next)
{
	bool stands = next == CLAIM_AS_DECIDED && !w->reopened;

	expect(w, next != CLAIM_AS_DECIDED || w->decisions > 0,
		"taken back to a decision there is");
	w->state = stands ? w->stands : next == CLAIM_AS_DECIDED ? CLAIM_WITHDRAWN : next;
	if (stands) {
		w->evidence = w->evidence_decided;
		w->confirmed = true;
	}
	if (claim_is_decided(w->state)) {
		w->stands = w->state;
		w->reopened = false;
	}
}

static void check_state(struct walk *w)
{
	expect(w, !claim_is_decided(w->state) || w->decisions > 0,
		"no such state without a decision");
	expect(w, !claim_is_decided(w->state) || w->evidence == w->evidence_decided,
		"what a decision was made on stays as it was");
	expect(w,
		w->people.writer == 0 || w->confirmed || w->state == CLAIM_DRAFT ||
			w->state == CLAIM_RETURNED || w->state == CLAIM_WITHDRAWN,
		"what the client hasn't confirmed is with nobody to be assessed");
	expect(w, w->awards == (w->state == CLAIM_APPROVED), "one award, while it is approved");
	expect(w, w->awards == 0 || w->decisions > 0, "no badge without a decision");
}

static void check_walks(void)
{
	struct walk w = { .dice = 20261125 };
	size_t visits[CLAIM_STATE_COUNT] = { 0 }, again = 0, sheets = 0, decided_written = 0;

	begin_walk(&w);
	for (int i = 0; i < WALK;) {
		int64_t who = 1 + roll(&w, PEOPLE);
		enum claim_act act = (enum claim_act)roll(&w, CLAIM_ACT_COUNT);
		enum claim_relation relation = who == 2
			? BY_ADMIN
			: claim_relation_of(w.state, &w.people, who, w.took_part[who]);
		enum claim_state next;
		struct walk before = w;
		if (claim_step(w.state, act, relation, &next)) {
			bool meant = act_out(&w, who, act);
			if (!meant)
				w = before;
			else
				go_on_to(&w, next);
			i += meant;
		}
		check_state(&w);
		visits[w.state]++;
		sheets += act == ACT_CONFIRM && w.state == CLAIM_SUBMITTED &&
			before.state != CLAIM_SUBMITTED;
		decided_written += w.decisions > before.decisions && w.people.writer != 0;
		again += w.state == CLAIM_AGAIN && before.state != CLAIM_AGAIN;
		/* also where all coaches have had part in it */
		if (roll(&w, 2000) == 0)
			begin_walk(&w);
	}
	CHECK(!w.broken, "through %d random steps holds: %s", WALK,
		w.broken ? w.broken : "all that must");
	size_t seen = 0;
	for (int s = 0; s < CLAIM_STATE_COUNT; s++)
		seen += visits[s] > 100;
	CHECK(seen == CLAIM_STATE_COUNT && again > 50,
		"they come to every state, and anew to decisions (%zu times)", again);
	CHECK(sheets > 50 && decided_written > 50,
		"also what a coach wrote down, by signed sheets (%zu times), is decided (%zu "
		"times)",
		sheets, decided_written);
}

static void check_words(void)
{
	bool holds = true;

	for (int i = 0; i < CLAIM_STATE_COUNT; i++) {
		enum claim_state state;
		holds = holds &&
			claim_state_of(text_of(claim_state_word((enum claim_state)i)), &state) &&
			state == (enum claim_state)i;
		holds = holds && !(claim_is_decided(state) && claim_waits_for_staff(state));
	}
	for (int i = 0; i < EVIDENCE_KIND_COUNT; i++) {
		enum evidence_kind kind;
		holds = holds &&
			evidence_kind_of(
				text_of(evidence_kind_word((enum evidence_kind)i)), &kind) &&
			kind == (enum evidence_kind)i;
	}
	enum self_rating self;
	enum judgement judged;
	CHECK(holds && self_rating_of(TEXT("partly"), &self) && self == SELF_PARTLY &&
			judgement_of(TEXT("not-yet"), &judged) && judged == JUDGED_NOT_YET,
		"each word is read back");
	CHECK(!judgement_of(TEXT("rejected"), &judged) && !self_rating_of(TEXT("cannot"), &self),
		"and others aren't");
}

int main(void)
{
	check_triples();
	check_relations();
	check_decisions();
	check_walks();
	check_words();
	return test_end();
}
