/*
 * Leaving and erasing, with time moved over each term: who is closed and who isn't, what goes with each
 * class, that the chain stays clean and says so, that no word is left in the bytes of the file or its
 * log, and that nobody else has lost anything.
 */
#include "fixture.h"

#define DAY 86400
#define WORD "kanarialintu" /* in everything the person ever wrote */

struct people {
	int64_t client, other, coach, now;
	int64_t tie, help;
	enum erase_class class;
	bool more;
	int payloads;
};

static enum outcome answer_one(struct db *db, int64_t person, const char *question,
	enum question_kind kind, const char *words)
{
	struct answer a = { .question = text_of(question),
		.kind = kind,
		.chosen = NO_TEXT,
		.words = text_of(words),
		.verdict = kind == ASK_SHORT ? VERDICT_WRONG : VERDICT_GIVEN,
		.at = NOW };
	return save_answer(db, person, TEXT("safe"), TEXT("page"), &a);
}

/* A row of everything. */
static enum outcome live(struct db *db, int64_t person, const char *word, int payloads)
{
	unsigned char kept[DIGEST_SIZE];
	int64_t id;
	struct draft draft = { TEXT("d"), NO_TEXT, text_of(word), { 0 } };
	struct way_back way = { person, text_of(word), text_of(word), TEXT("$argon2id$x"),
		WAY_PICTURES };
	struct help help = { .person = person,
		.course = TEXT("safe"),
		.page = TEXT("page"),
		.question = NO_TEXT,
		.words = text_of(word),
		.asked = NOW,
		.answer_by = NOW / DAY + 2,
		.answer_days = 2 };

	TRY(answer_one(db, person, "s", ASK_SHORT, word));
	for (int i = 0; i < payloads; i++)
		TRY(answer_one(
			db, person, i % 2 ? "r" : "e", i % 2 ? ASK_REFLECT : ASK_EVIDENCE, word));
	TRY(save_draft(db, person, TEXT("safe"), TEXT("page"), &draft, NOW));
	TRY(note_visit(db, person, TEXT("safe"), TEXT("page"), NOW));
	TRY(save_way_back(db, &way, NOW));
	random_fill(kept, sizeof kept);
	TRY(add_card(db, person, kept, NOW, 0, false));
	random_fill(kept, sizeof kept);
	TRY(add_session(db, person, kept, DEVICE_OWN, "card", NOW, &id));
	TRY(save_languages(db, person, TEXT("fi"), TEXT("fi-simple")));
	TRY(give_mail_address(db, person, text_of(word), NOW / DAY, NOW));
	return add_help(db, &help);
}

static enum outcome furnish(struct db *db, void *value)
{
	struct people *p = value;
	TRY(add_person(db, TEXT(WORD " name"), ROLE_CLIENT, NOW, &p->client));
	TRY(add_person(db, TEXT("varpunen name"), ROLE_CLIENT, NOW, &p->other));
	TRY(add_person(db, TEXT("Coach One"), ROLE_COACH, NOW, &p->coach));
	struct tie tie = { .client = p->client,
		.coach = p->coach,
		.scope = SCOPE_LEARNING,
		.ground = GROUND_GUIDANCE,
		.starts = NOW };
	struct tie other = tie;
	TRY(add_tie(db, &tie, 0));
	p->tie = tie.id;
	other.client = p->other;
	TRY(add_tie(db, &other, 0));
	TRY(live(db, p->client, WORD, p->payloads));
	return live(db, p->other, "varpunen", 3);
}

static enum outcome answer_help_of(struct db *db, void *value)
{
	struct people *p = value;
	struct help help = { .id = p->help,
		.person = p->client,
		.answer = TEXT(WORD " answered"),
		.answered = NOW };
	return answer_help(db, &help, p->coach, NOW);
}

static enum outcome end_one_tie(struct db *db, void *value)
{
	struct people *p = value;
	return end_tie(db, p->tie, p->coach, NOW);
}

static enum outcome close_if_due(struct db *db, void *value)
{
	struct people *p = value;
	return close_leaver(db, p->client, p->now - 90 * DAY, p->now);
}

static enum outcome erase_once(struct db *db, void *value)
{
	struct people *p = value;
	return erase_some(db, p->client, p->class, 0, p->now, &p->more);
}

static size_t erasable(struct fixture *f, enum erase_class class, int64_t before)
{
	int64_t *list;
	size_t count = SIZE_MAX;
	struct db *db = reader_borrow(f->store);
	if (list_erasable(db, f->arena, class, before, 10, &list, &count) != DONE)
		count = SIZE_MAX;
	reader_return(f->store, db);
	return count;
}

static size_t leavers(struct fixture *f, int64_t before)
{
	int64_t *list;
	size_t count = SIZE_MAX;
	struct db *db = reader_borrow(f->store);
	if (list_leavers(db, f->arena, before, 10, &list, &count) != DONE)
		count = SIZE_MAX;
	reader_return(f->store, db);
	return count;
}

static int64_t last_tie(struct fixture *f, int64_t person)
{
	int64_t ends = -1;
	struct db *db = reader_borrow(f->store);
	if (load_last_tie(db, person, &ends) != DONE)
		ends = -1;
	reader_return(f->store, db);
	return ends;
}

/* ---- after the last tie --------------------------------------------------------------------- */

static void test_leaving(struct fixture *f, struct people *p)
{
	CHECK(last_tie(f, p->client) == INT64_MAX, "a tie that is open has no end");
	CHECK(last_tie(f, p->coach) == 0, "who never was anybody's client has no last tie");
	CHECK(store_change(f->store, end_one_tie, p) == DONE && last_tie(f, p->client) == NOW,
		"the last tie ends");
	CHECK(leavers(f, NOW - 1) == 0, "a second before the term nobody is to leave");
	CHECK(leavers(f, NOW) == 1, "then the one whose tie ended is, and nobody else");
	p->now = NOW + 90 * DAY - 1;
	CHECK(store_change(f->store, close_if_due, p) == OVERTAKEN,
		"nobody is closed a second too early");
	p->class = ERASE_ENTRY;
	CHECK(store_change(f->store, erase_once, p) == OVERTAKEN,
		"nothing is erased of somebody who is here");
	p->now = NOW + 90 * DAY;
	CHECK(store_change(f->store, close_if_due, p) == DONE, "at the term the account closes");
	CHECK(raw_number(f->path, "SELECT count(*) FROM session WHERE ended = 0 AND person = 1") ==
			0,
		"and its sessions have ended");
	CHECK(leavers(f, p->now) == 0, "it closes once");
	CHECK(store_change(f->store, close_if_due, p) == OVERTAKEN, "also when asked again");
}

static enum outcome tie_again(struct db *db, void *value)
{
	struct people *p = value;
	struct tie tie = { .client = p->other,
		.coach = p->coach,
		.scope = SCOPE_LEARNING,
		.ground = GROUND_GUIDANCE,
		.starts = NOW + 10 };
	TRY(end_tie(db, 2, p->coach, NOW));
	TRY(add_tie(db, &tie, 0));
	return close_leaver(db, p->other, NOW, NOW + 20);
}

static enum outcome staff_too(struct db *db, void *value)
{
	struct people *p = value;
	TRY(end_tie(db, 2, p->coach, NOW));
	TRY(change_roles(db, p->other, ANY_ROLES, ROLE_CLIENT | ROLE_AUTHOR, 0, NOW));
	return close_leaver(db, p->other, NOW, NOW + 20);
}

static void test_staying(struct fixture *f, struct people *p)
{
	CHECK(store_change(f->store, tie_again, p) == OVERTAKEN,
		"who has a coach again meanwhile stays");
	CHECK(store_change(f->store, staff_too, p) == OVERTAKEN, "so does who works here as well");
}

/* ---- erasing -------------------------------------------------------------------------------- */

/* Erases a whole class; how many changes it took. */
static int erase_class_of(struct fixture *f, struct people *p, enum erase_class class)
{
	int calls = 0;
	p->class = class;
	do {
		calls++;
		if (store_change(f->store, erase_once, p) != DONE)
			return -1;
	} while (p->more && calls < 100);
	return calls;
}

static int64_t rows(struct fixture *f, const char *table, int64_t person)
{
	return raw_number(f->path,
		arena_print(f->arena, "SELECT count(*) FROM %s WHERE person = %lld", table,
			(long long)person)
			.at);
}

static bool has(struct fixture *f, const char *ending, const char *word)
{
	struct text bytes;
	const char *path = arena_print(f->arena, "%s%s", f->path, ending).at;
	enum outcome o = file_read(f->arena, path, (size_t)64 << 20, &bytes);
	return o == DONE && text_find(bytes, text_of(word)) < bytes.size;
}

static bool words_left(struct fixture *f, const char *word)
{
	return has(f, "", word) || has(f, "-wal", word);
}

static void test_classes(struct fixture *f, struct people *p)
{
	struct text told;
	static const char *const all[] = { "payload", "draft", "answer", "visit", "help",
		"way_back", "card", "session", "notice", "mail" };
	CHECK(words_left(f, WORD), "before, the words are in the file or its log");
	CHECK(erasable(f, ERASE_WORDS, p->now - 1) == 0, "nothing is due before the term");
	CHECK(erasable(f, ERASE_ENTRY, p->now) == 1 && erasable(f, ERASE_WORDS, p->now) == 1 &&
			erasable(f, ERASE_LEARNING, p->now) == 1,
		"at the term each class is, of the one who has left alone");

	CHECK(erase_class_of(f, p, ERASE_ENTRY) == 1, "ways in go at once");
	CHECK(rows(f, "way_back", p->client) + rows(f, "card", p->client) +
				rows(f, "session", p->client) + rows(f, "notice", p->client) +
				rows(f, "mail", p->client) ==
			0,
		"name, cards, sessions, notices and e-mail are gone");
	CHECK(rows(f, "payload", p->client) > 0 && rows(f, "answer", p->client) > 0,
		"and nothing else");

	CHECK(erase_class_of(f, p, ERASE_WORDS) > 1, "many words take several steps");
	CHECK(rows(f, "payload", p->client) == 0 && rows(f, "draft", p->client) == 0,
		"no word is left");
	CHECK(rows(f, "answer", p->client) == 3 && rows(f, "help", p->client) == 1,
		"what was done is still known");

	CHECK(erase_class_of(f, p, ERASE_LEARNING) >= 1, "what was done goes");
	int64_t left = 0, others = 0;
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		left += rows(f, all[i], p->client);
		others += rows(f, all[i], p->other) == 0;
	}
	CHECK(left == 0, "nothing is left of the person (%lld rows)", (long long)left);
	CHECK(others == 0, "and the other has everything");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM person WHERE id = 1 AND name = '' AND "
		      "ui_language = '' AND course_language = '' AND closed > 0") == 1,
		"the person is a number that has left");
	CHECK(raw_number(f->path, "SELECT count(*) FROM tie WHERE client = 1") == 1 &&
			raw_number(f->path, "SELECT count(*) FROM audit WHERE actor = 1") > 0,
		"ties and the chain stay, as numbers");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM audit WHERE verb = 'erased'"
		      " AND subject_kind = 'person' AND subject = 1") == 3,
		"the chain tells once of each class");
	CHECK(erasable(f, ERASE_ENTRY, INT64_MAX) + erasable(f, ERASE_WORDS, INT64_MAX) +
				erasable(f, ERASE_LEARNING, INT64_MAX) ==
			0,
		"and nobody is to be erased any more");
	CHECK(erase_class_of(f, p, ERASE_WORDS) == 1 &&
			raw_number(f->path,
				"SELECT count(*) FROM audit WHERE verb = 'erased'"
				" AND subject_kind = 'person'") == 3,
		"erasing nothing notes nothing");
	enum outcome o = verify(f, NULL, &told);
	CHECK(o == DONE, "the chain is clean (%.*s)", SHOWN(told));
	CHECK(text_find(told, TEXT("words erased on 2027-04-15")) < told.size,
		"and says on which day words were erased");
}

static enum outcome nothing(struct db *db, void *value)
{
	(void)db, (void)value;
	return DONE;
}

static void test_bytes(struct fixture *f)
{
	store_empty_log(f->store);
	CHECK(store_change(f->store, nothing, NULL) == DONE, "the log is emptied");
	CHECK(store_change(f->store, nothing, NULL) == DONE, "before the next group is told");
	CHECK(!words_left(f, WORD), "no word is left in the bytes of file and log");
	CHECK(has(f, "", "varpunen"), "the other's words are");
}

/* Who was a coach once, and who works here without anybody's tie. */
static enum outcome others_leave(struct db *db, void *value)
{
	struct people *p = value;
	int64_t author, once;
	bool more = true;
	TRY(add_person(db, TEXT("Author One"), ROLE_AUTHOR, NOW, &author));
	TRY(add_person(db, TEXT("Once Coach"), ROLE_COACH, NOW, &once));
	struct tie tie = { .client = p->other,
		.coach = once,
		.scope = SCOPE_LEARNING,
		.ground = GROUND_GUIDANCE,
		.starts = NOW };
	TRY(change_roles(db, p->other, ANY_ROLES, ROLE_CLIENT, 0, NOW));
	TRY(add_tie(db, &tie, 0));
	TRY(change_roles(db, once, ANY_ROLES, ROLE_CLIENT, 0, NOW));
	TRY(close_person(db, author, 0, p->now));
	TRY(close_person(db, once, 0, p->now));
	TRY(erase_some(db, author, ERASE_LEARNING, 0, p->now, &more));
	return erase_some(db, once, ERASE_LEARNING, 0, p->now, &more);
}

/* Who looked at others keeps the name that these are told. */
static enum outcome coach_leaves(struct db *db, void *value)
{
	struct people *p = value;
	bool more = true;
	TRY(close_person(db, p->coach, 0, p->now));
	while (more)
		TRY(erase_some(db, p->coach, ERASE_LEARNING, 0, p->now, &more));
	return DONE;
}

static void test_staff(struct fixture *f, struct people *p)
{
	CHECK(store_change(f->store, coach_leaves, p) == DONE &&
			raw_number(f->path,
				"SELECT count(*) FROM person WHERE name = 'Coach One'") == 1,
		"a coach who left keeps the name that those they looked at are told");
	CHECK(store_change(f->store, others_leave, p) == DONE, "others leave");
	CHECK(raw_number(f->path, "SELECT count(*) FROM person WHERE name = 'Author One'") == 1,
		"who works here keeps it, tie or not");
	CHECK(raw_number(f->path, "SELECT count(*) FROM person WHERE name = 'Once Coach'") == 1,
		"and who was a coach once");
}

int main(void)
{
	struct fixture f = fixture_open();
	struct people p = { .payloads = 25 };
	need(store_change(f.store, furnish, &p) == DONE, "people");
	p.help = raw_number(f.path, "SELECT id FROM help WHERE person = 1");
	need(store_change(f.store, answer_help_of, &p) == DONE, "an answer");
	test_leaving(&f, &p);
	test_staying(&f, &p);
	test_classes(&f, &p);
	test_bytes(&f);
	test_staff(&f, &p);
	check_people_rows(f.path);
	fixture_close(&f);
	return test_end();
}
