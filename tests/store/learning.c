/* Answers, drafts, visits, help and kept files. */
#include "fixture.h"

#define COURSE TEXT("safe-online")

struct task {
	enum { ANSWER, DRAFT, VISIT, HELP, KEEP } what;
	int64_t person, now;
	struct text course, page;
	struct answer answer;
	struct draft draft;
	struct help help;
	const struct kept_file *files;
	size_t count;
};

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;

	switch (t->what) {
	case ANSWER:
		return save_answer(db, t->person, t->course, t->page, &t->answer);
	case DRAFT:
		return save_draft(db, t->person, t->course, t->page, &t->draft, t->now);
	case VISIT:
		return note_visit(db, t->person, t->course, t->page, t->now);
	case HELP:
		return add_help(db, &t->help);
	case KEEP:
		return save_kept_files(db, t->course, t->files, t->count, t->now);
	}
	return BROKEN;
}

static enum outcome run(struct fixture *f, struct task *t)
{
	if (!t->course.at)
		t->course = COURSE;
	if (!t->page.at)
		t->page = TEXT("passwords");
	if (t->now == 0)
		t->now = NOW;
	return store_change(f->store, run_task, t);
}

#define RUN(...) run(f, &(struct task){ __VA_ARGS__ })

static void test_tries(struct fixture *f)
{
	static const struct {
		const char *says;
		enum verdict verdict;
		int tries, wrong_tries;
		bool right_once;
	} cases[] = {
		{ "a wrong answer is a wrong try", VERDICT_WRONG, 1, 1, false },
		{ "so is one that is partly right", VERDICT_PARTLY, 2, 2, false },
		{ "a right one is a try and is remembered", VERDICT_RIGHT, 3, 2, true },
		{ "a wrong one later doesn't take that away", VERDICT_WRONG, 4, 3, true },
	};
	struct db *db = reader_borrow(f->store);
	struct answer *list;
	size_t count;
	int64_t person = add_somebody(f, ROLE_CLIENT);

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct task t = { .what = ANSWER, .person = person };
		t.answer = (struct answer){ .question = TEXT("best-password"),
			.kind = ASK_MANY,
			.chosen = TEXT("1,3"),
			.verdict = cases[i].verdict,
			.tries = 99,
			.key = { 7, [KEY_DIGEST_SIZE - 1] = (unsigned char)i },
			.at = NOW + (int64_t)i };
		CHECK(run(f, &t) == DONE && t.answer.tries == cases[i].tries &&
				t.answer.wrong_tries == cases[i].wrong_tries &&
				t.answer.right_once == cases[i].right_once,
			"%s", cases[i].says);
		CHECK(load_answers(db, f->arena, person, COURSE, &list, &count) == DONE &&
				count == 1 && text_is_chars(list[0].question, "best-password") &&
				list[0].kind == ASK_MANY && text_is_chars(list[0].chosen, "1,3") &&
				list[0].words.size == 0 && list[0].verdict == cases[i].verdict &&
				list[0].tries == cases[i].tries &&
				list[0].wrong_tries == cases[i].wrong_tries &&
				list[0].right_once == cases[i].right_once &&
				list[0].at == NOW + (int64_t)i &&
				memcmp(list[0].key, t.answer.key, KEY_DIGEST_SIZE) == 0,
			"and it comes back as it was saved");
	}
	reader_return(f->store, db);
}

static void answer_words(struct fixture *f, int64_t person, enum question_kind kind,
	const char *page, const char *words)
{
	struct task t = { .what = ANSWER, .person = person, .page = text_of(page) };
	bool own = kind == ASK_REFLECT || kind == ASK_EVIDENCE;
	t.answer = (struct answer){ .question = text_of(question_kind_word(kind)),
		.kind = kind,
		.words = text_of(words),
		.verdict = own ? VERDICT_GIVEN : VERDICT_RIGHT,
		.at = NOW };
	need(run(f, &t) == DONE, "an answer in words");
}

static void test_words(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	struct answer *list;
	size_t count;
	int64_t person = add_somebody(f, ROLE_CLIENT), other = add_somebody(f, ROLE_CLIENT);

	answer_words(f, person, ASK_SHORT, "one", "Lappeenranta");
	answer_words(f, person, ASK_REFLECT, "one", "First thought");
	answer_words(f, person, ASK_REFLECT, "one", "Second thought");
	answer_words(f, person, ASK_EVIDENCE, "two", "What I did");
	answer_words(f, other, ASK_SHORT, "one", "Imatra");
	CHECK(load_answers(db, f->arena, person, COURSE, &list, &count) == DONE && count == 3 &&
			list[0].kind == ASK_EVIDENCE &&
			text_is_chars(list[0].words, "What I did") &&
			list[0].verdict == VERDICT_GIVEN && list[0].wrong_tries == 0,
		"all answers of a course come, whatever page they are on");
	CHECK(list[1].tries == 2 && text_is_chars(list[1].words, "Second thought") &&
			text_is_chars(list[2].words, "Lappeenranta"),
		"the latest words come back, own words and short ones");
	struct text *ids;
	size_t id_count;
	CHECK(load_answered(db, f->arena, person, COURSE, &ids, &id_count) == DONE &&
			id_count == 3 && text_is(ids[0], list[0].question) &&
			text_is(ids[1], list[1].question) && text_is(ids[2], list[2].question),
		"so do, alone, the ids of what was answered");
	CHECK(load_answers(db, f->arena, person, TEXT("other"), &list, &count) == DONE &&
			count == 0,
		"another course has none");
	CHECK(raw_number(f->path,
		      "SELECT group_concat(words, '|') = 'First thought|Second thought'"
		      " FROM payload WHERE kind = 'reflect'") == 1,
		"an older version of own words stays");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM answer WHERE words LIKE '%thought%'"
		      " OR words LIKE '%did%'") == 0,
		"own words aren't in the answer's row");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM payload WHERE words IN"
		      " ('Lappeenranta', 'Imatra')") == 0,
		"short words are no payload");
	CHECK(raw_number(f->path,
		      "SELECT fact = 'safe-online/evidence' AND payload = subject AND"
		      " length(payload_digest) = 32 FROM audit"
		      " WHERE verb = 'evidence-given'") == 1,
		"evidence is in the chain by its digest");
	CHECK(raw_number(f->path, "SELECT count(DISTINCT salt) = count(*) FROM payload") == 1,
		"each payload has a salt of its own");
	reader_return(f->store, db);
}

static void test_moved_question(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	struct answer *list;
	size_t count;
	int64_t person = add_somebody(f, ROLE_CLIENT);

	answer_words(f, person, ASK_NUMBER, "old-page", "5");
	answer_words(f, person, ASK_NUMBER, "new-page", "6");
	CHECK(load_answers(db, f->arena, person, COURSE, &list, &count) == DONE && count == 1 &&
			list[0].tries == 2 && text_is_chars(list[0].words, "6"),
		"a question that moved to another page keeps its tries and its latest words");
	reader_return(f->store, db);
}

static void test_one_answer(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	struct answer answer;
	int64_t person = add_somebody(f, ROLE_CLIENT);

	CHECK(load_answer(db, f->arena, person, COURSE, TEXT("number"), &answer) == NOT_HERE,
		"a question not answered yet has no answer");
	answer_words(f, person, ASK_NUMBER, "page", "5");
	answer_words(f, person, ASK_REFLECT, "page", "My thought");
	CHECK(load_answer(db, f->arena, person, COURSE, TEXT("number"), &answer) == DONE &&
			answer.kind == ASK_NUMBER && text_is_chars(answer.words, "5") &&
			answer.verdict == VERDICT_RIGHT && answer.tries == 1 && answer.at == NOW,
		"one answer comes alone");
	CHECK(load_answer(db, f->arena, person, COURSE, TEXT("reflect"), &answer) == DONE &&
			text_is_chars(answer.words, "My thought"),
		"own words come with it");
	CHECK(load_answer(db, f->arena, person, TEXT("other"), TEXT("number"), &answer) ==
				NOT_HERE &&
			load_answer(db, f->arena, add_somebody(f, ROLE_CLIENT), COURSE,
				TEXT("number"), &answer) == NOT_HERE,
		"not in another course, nor of another person");
	reader_return(f->store, db);
}

static void test_drafts(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	struct draft *list;
	size_t count;
	int64_t person = add_somebody(f, ROLE_CLIENT);
	struct task t = { .what = DRAFT, .person = person };

	t.draft = (struct draft){ TEXT("q1"), NO_TEXT, TEXT("half a sen"), { 0 } };
	CHECK(run(f, &t) == DONE, "a draft is kept");
	t.draft = (struct draft){ TEXT("q2"), TEXT("2"), NO_TEXT, { 9 } };
	CHECK(run(f, &t) == DONE, "a choice too");
	t.draft = (struct draft){ TEXT("q1"), NO_TEXT, TEXT("half a sentence"), { 8 } };
	CHECK(run(f, &t) == DONE &&
			load_drafts(db, f->arena, person, COURSE, &list, &count) == DONE &&
			count == 2 && text_is_chars(list[0].words, "half a sentence") &&
			text_is_chars(list[1].chosen, "2") && list[0].key[0] == 8 &&
			list[1].key[0] == 9,
		"drafts of a course come back, each in its latest form");
	CHECK(load_drafts(db, f->arena, person, TEXT("other"), &list, &count) == DONE && count == 0,
		"another course has none");
	t.draft = (struct draft){ TEXT("q2"), NO_TEXT, NO_TEXT, { 0 } };
	CHECK(run(f, &t) == DONE &&
			load_drafts(db, f->arena, person, COURSE, &list, &count) == DONE &&
			count == 1,
		"an empty draft is dropped");
	t = (struct task){ .what = ANSWER, .person = person };
	t.answer = (struct answer){ .question = TEXT("q1"),
		.kind = ASK_REFLECT,
		.words = TEXT("a sentence"),
		.verdict = VERDICT_GIVEN,
		.at = NOW };
	CHECK(run(f, &t) == DONE &&
			load_drafts(db, f->arena, person, COURSE, &list, &count) == DONE &&
			count == 0,
		"an answer drops its draft");
	reader_return(f->store, db);
}

static void test_visits(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	struct visit *list;
	size_t count;
	int64_t person = add_somebody(f, ROLE_CLIENT);

	CHECK(load_visits(db, f->arena, person, COURSE, &list, &count) == DONE && count == 0,
		"who visited nothing has no visits");
	CHECK(RUN(.what = VISIT, .person = person, .page = TEXT("a")) == DONE &&
			RUN(.what = VISIT, .person = person, .page = TEXT("b")) == DONE &&
			RUN(.what = VISIT, .person = person, .page = TEXT("a"), .now = NOW + 50) ==
				DONE,
		"two pages are opened, one of them again");
	CHECK(load_visits(db, f->arena, person, COURSE, &list, &count) == DONE && count == 2 &&
			text_is_chars(list[0].page, "a") && list[0].first == NOW &&
			list[0].last == NOW + 50 && list[1].first == NOW && list[1].last == NOW,
		"first and last visit of each page come back");
	CHECK(RUN(.what = VISIT, .person = person, .course = TEXT("other"), .page = TEXT("c"),
		      .now = NOW + 60) == DONE &&
			load_visits(db, f->arena, person, COURSE, &list, &count) == DONE &&
			count == 2,
		"courses are apart");
	reader_return(f->store, db);
}

static void test_help(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	int64_t person = add_somebody(f, ROLE_CLIENT);
	struct task t = { .what = HELP };
	struct help help, *list;
	size_t count;

	t.help = (struct help){ .person = person,
		.course = COURSE,
		.page = TEXT("passwords"),
		.question = NO_TEXT,
		.words = TEXT("I can't get on"),
		.asked = NOW,
		.answer_by = 20000 };
	CHECK(run(f, &t) == DONE && t.help.id > 0, "help is asked");
	CHECK(load_help(db, f->arena, t.help.id, &help) == DONE && help.person == person &&
			text_is(help.course, COURSE) && text_is_chars(help.page, "passwords") &&
			help.question.size == 0 && text_is_chars(help.words, "I can't get on") &&
			help.asked == NOW && help.answer_by == 20000,
		"the request comes back");
	CHECK(load_help(db, f->arena, 999, &help) == NOT_HERE, "an unknown one doesn't");
	int64_t first = t.help.id;
	CHECK(run(f, &t) == DONE && load_open_help(db, f->arena, person, &list, &count) == DONE &&
			count == 2 && list[0].id == t.help.id && list[1].id == first,
		"open requests come newest first");
	CHECK(load_open_help(db, f->arena, add_somebody(f, ROLE_CLIENT), &list, &count) == DONE &&
			count == 0,
		"another person has none");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM audit WHERE verb = 'help-asked' AND"
		      " length(payload_digest) = 32 AND fact = ''") == 2,
		"asking is in the chain, the words by their digest");
	reader_return(f->store, db);
}

static void test_kept(struct fixture *f)
{
	static const struct kept_file files[] = {
		{ { "course.fi.md", 12 }, { "# Suomeksi\n\0bytes", 17 } },
		{ { "course.sv.md", 12 }, { "", 0 } },
	};
	struct db *db = reader_borrow(f->store);
	struct kept_file *list;
	struct text *groups;
	size_t count;

	CHECK(load_kept_files(db, f->arena, COURSE, &list, &count) == NOT_HERE,
		"what was never kept isn't here");
	CHECK(RUN(.what = KEEP, .files = files, .count = 2) == DONE &&
			load_kept_files(db, f->arena, COURSE, &list, &count) == DONE &&
			count == 2 && text_is(list[0].name, files[0].name) &&
			text_is(list[0].bytes, files[0].bytes) && list[1].bytes.size == 0,
		"files come back byte for byte, empty ones too");
	CHECK(RUN(.what = KEEP, .files = files, .count = 1) == DONE &&
			load_kept_files(db, f->arena, COURSE, &list, &count) == DONE && count == 1,
		"a group is replaced as a whole");
	CHECK(RUN(.what = KEEP, .course = TEXT("another"), .files = files, .count = 2) == DONE &&
			list_kept_groups(db, f->arena, &groups, &count) == DONE && count == 2 &&
			text_is_chars(groups[0], "another") && text_is(groups[1], COURSE),
		"groups are listed");
	CHECK(RUN(.what = KEEP, .count = 0) == DONE &&
			load_kept_files(db, f->arena, COURSE, &list, &count) == NOT_HERE &&
			raw_number(f->path, "SELECT count(*) FROM kept_file") == 2,
		"a group without files is gone");
	CHECK(list_kept_groups(db, f->arena, &groups, &count) == DONE && count == 1,
		"and isn't listed");
	reader_return(f->store, db);
}

int main(void)
{
	struct fixture f = fixture_open();
	struct text told = NO_TEXT;

	test_tries(&f);
	test_words(&f);
	test_moved_question(&f);
	test_one_answer(&f);
	test_drafts(&f);
	test_visits(&f);
	test_help(&f);
	test_kept(&f);
	CHECK(verify(&f, NULL, &told) == DONE && told.size == 0,
		"after all that the chain is whole");
	fixture_close(&f);
	return test_end();
}
