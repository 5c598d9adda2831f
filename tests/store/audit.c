/*
 * The chain against somebody with the file in their hands: one file with every kind of row is made,
 * and each case spoils a copy of it in one way and says what verify must tell.
 */
#include "fixture.h"
#include "store/inside.h"

/* Rows of the file: 1 made, 2 person-added, 3 signed-in, 4 evidence (payload 1), 5 evidence
 * (payload 2, erased), 6 help (payload 3), 7 erased, 8 signed-out. */
#define LAST_ROW 8

static enum outcome give_evidence(struct db *db, int64_t person, const char *question)
{
	struct answer answer = { .question = text_of(question),
		.kind = ASK_EVIDENCE,
		.words = TEXT("my own words"),
		.verdict = VERDICT_GIVEN,
		.at = NOW };
	return save_answer(db, person, TEXT("course"), TEXT("page"), &answer);
}

static enum outcome fill_chain(struct db *db, void *value)
{
	unsigned char kept[DIGEST_SIZE] = { 1 };
	int64_t person, session;

	TRY(add_person(db, TEXT("Aino"), ROLE_CLIENT, NOW, &person));
	TRY(add_session(db, person, kept, DEVICE_OWN, "card", NOW, &session));
	TRY(give_evidence(db, person, "one"));
	TRY(give_evidence(db, person, "two"));
	struct help help = { .person = person, .words = TEXT("help me"), .asked = NOW };
	TRY(add_help(db, &help));
	TRY(note_audit(db,
		&(struct audit_note){ .at = NOW,
			.actor = person,
			.verb = "erased",
			.subject_kind = "payload",
			.subject = 2,
			.fact = TEXT("asked for") }));
	TRY(db_run(db,
		"INSERT INTO erasure(payload, audit) VALUES (2, 7);"
		"DELETE FROM payload WHERE id = 2"));
	*(struct help *)value = help;
	return end_session(db, session, NOW);
}

/* Somebody who knows how digests are made, but has no key: makes rows 2 to the end fit again. */
static void chain_again(const char *path)
{
	struct db raw = { 0 };
	sqlite3_stmt *read = NULL, *write = NULL;
	unsigned char before[DIGEST_SIZE], digest[DIGEST_SIZE];
	bool first = true;

	need(sqlite3_open(path, &raw.sqlite) == SQLITE_OK &&
			sqlite3_prepare_v2(raw.sqlite,
				"SELECT number, at, actor, verb, subject_kind, subject, fact, "
				"payload,"
				" payload_digest, digest FROM audit ORDER BY number",
				-1, &read, NULL) == SQLITE_OK &&
			sqlite3_prepare_v2(raw.sqlite,
				"UPDATE audit SET digest = ?2 WHERE number = ?1", -1, &write,
				NULL) == SQLITE_OK,
		"the chain can be read");
	struct query q = { .db = &raw, .statement = read };
	while (sqlite3_step(read) == SQLITE_ROW) {
		struct audit_row row = { .number = column_number(&q, 0),
			.at = column_number(&q, 1),
			.actor = column_number(&q, 2),
			.verb = column_slice(&q, 3),
			.subject_kind = column_slice(&q, 4),
			.subject = column_number(&q, 5),
			.fact = column_slice(&q, 6),
			.payload = column_number(&q, 7),
			.payload_digest = column_slice(&q, 8) };
		if (first)
			need(column_bytes(&q, 9, digest, DIGEST_SIZE), "a digest");
		else
			digest_row(&row, before, digest);
		first = false;
		memcpy(before, digest, DIGEST_SIZE);
		sqlite3_bind_int64(write, 1, row.number);
		sqlite3_bind_blob(write, 2, digest, DIGEST_SIZE, SQLITE_TRANSIENT);
		need(sqlite3_step(write) == SQLITE_DONE, "a digest is written");
		sqlite3_reset(write);
	}
	sqlite3_finalize(read);
	sqlite3_finalize(write);
	sqlite3_close(raw.sqlite);
}

#define NO_TRIGGERS \
	"PRAGMA foreign_keys = OFF; DROP TRIGGER audit_next; DROP TRIGGER audit_same;" \
	"DROP TRIGGER audit_stays; DROP TRIGGER audit_head_stays; DROP TRIGGER payload_same;" \
	"DROP TRIGGER payload_stays; DROP TRIGGER erasure_told; DROP TRIGGER erasure_same;" \
	"DROP TRIGGER erasure_stays;"

static const struct {
	const char *says, *sql;
	bool again;       /* digests are made to fit afterwards */
	const char *told; /* NULL: nothing is wrong */
} cases[] = {
	{ "an untouched file is whole", "", false, NULL },
	{ "digests made again change nothing", "", true, NULL },
	{ "another time shows", "UPDATE audit SET at = at + 1 WHERE number = 3", false,
		"row 3 was changed" },
	{ "another actor shows", "UPDATE audit SET actor = 0 WHERE number = 3", false,
		"row 3 was changed" },
	{ "another verb shows", "UPDATE audit SET verb = 'card-used' WHERE number = 3", false,
		"row 3 was changed" },
	{ "another kind of subject shows",
		"UPDATE audit SET subject_kind = 'card' WHERE number = 3", false,
		"row 3 was changed" },
	{ "another subject shows", "UPDATE audit SET subject = 9 WHERE number = 3", false,
		"row 3 was changed" },
	{ "another fact shows", "UPDATE audit SET fact = 'passphrase' WHERE number = 3", false,
		"row 3 was changed" },
	{ "letters moved from one field to the next show",
		"UPDATE audit SET verb = 'signed-insession', subject_kind = '' WHERE number = 3",
		false, "row 3 was changed" },
	{ "another digest of a row shows",
		"UPDATE audit SET digest = zeroblob(32) WHERE number = 3", false,
		"row 3 was changed" },
	{ "another digest of words shows",
		"UPDATE audit SET payload_digest = zeroblob(32) WHERE number = 4", false,
		"row 4 was changed" },
	{ "words taken off a row show",
		"UPDATE audit SET payload = 0, payload_digest = x'' WHERE number = 4", false,
		"row 4 was changed" },
	{ "a row changed and the chain made to fit shows at the head",
		"UPDATE audit SET fact = 'passphrase' WHERE number = 3", true,
		"row 8 is not the one of the signed head" },
	{ "a row removed shows", "DELETE FROM audit WHERE number = 4", false,
		"row 4 is missing; " },
	{ "several rows removed show as such", "DELETE FROM audit WHERE number IN (4, 5)", false,
		"rows 4 to 5 are missing; " },
	{ "the first row removed shows", "DELETE FROM audit WHERE number = 1", false,
		"row 1 is missing; " },
	{ "a row removed, the others moved up and made to fit shows",
		"DELETE FROM audit WHERE number = 3;"
		"UPDATE audit SET number = number - 1 WHERE number > 3;"
		"UPDATE erasure SET audit = 6",
		true, "row 8 is missing at the end" },
	{ "the last row cut off shows", "DELETE FROM audit WHERE number = 8", false,
		"row 8 is missing at the end" },
	{ "several rows cut off show", "DELETE FROM audit WHERE number > 5", false,
		"rows 6 to 8 are missing at the end" },
	{ "all rows cut off show", "DELETE FROM audit", false,
		"rows 1 to 8 are missing at the end" },
	{ "a row put before the first shows",
		"INSERT INTO audit SELECT 0, at, actor, verb, subject_kind, subject, fact, payload,"
		" payload_digest, digest FROM audit WHERE number = 3",
		false, "row 0 was added" },
	{ "a row added at the end shows, even where it fits",
		"INSERT INTO audit SELECT 9, at, actor, verb, subject_kind, subject, fact, payload,"
		" payload_digest, digest FROM audit WHERE number = 3",
		true, "the rows after 8 were added" },
	{ "other words show", "UPDATE payload SET words = 'my other words' WHERE id = 1", false,
		"row 4: its words were changed" },
	{ "words of another person show", "UPDATE payload SET person = 9 WHERE id = 1", false,
		"row 4: its words were changed" },
	{ "words of another time show", "UPDATE payload SET made = 9 WHERE id = 1", false,
		"row 4: its words were changed" },
	{ "another salt shows", "UPDATE payload SET salt = zeroblob(16) WHERE id = 1", false,
		"row 4: its words were changed" },
	{ "words deleted without an erasure show", "DELETE FROM payload WHERE id = 1", false,
		"row 4: its words are gone without an erasure" },
	{ "an erasure that names somebody else's audit row is none",
		"DELETE FROM payload WHERE id = 1; INSERT INTO erasure VALUES (1, 3)", false,
		"row 4: its words are gone without an erasure" },
	{ "words deleted under cover of another's erasure show",
		"DELETE FROM payload WHERE id = 1; UPDATE audit SET payload = 2 WHERE number = 4",
		false, "row 4 was changed" },
	{ "an erasure taken away shows", "DELETE FROM erasure", false,
		"row 5: its words are gone without an erasure" },
	{ "words that were erased and are back show",
		"INSERT INTO payload SELECT 2, person, kind, salt, words, made FROM payload"
		" WHERE id = 1",
		false, "row 5: its words were to be erased and are still there" },
	{ "another number in the head shows",
		"DELETE FROM audit WHERE number = 8; UPDATE audit_head SET number = 7,"
		" digest = (SELECT digest FROM audit WHERE number = 7)",
		false, "the head is not signed by this key" },
	{ "another digest in the head shows", "UPDATE audit_head SET digest = zeroblob(32)", false,
		"row 8 is not the one of the signed head" },
	{ "another signature shows", "UPDATE audit_head SET signature = zeroblob(64)", false,
		"the head is not signed by this key" },
	{ "a head taken away shows", "DELETE FROM audit_head", false, "there is no signed head" },
};

static void copy_file(const char *from, const char *to)
{
	char command[2 * PATH_MAX + 16];
	snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
	need(system(command) == 0, "a copy of the file");
}

static void test_case(struct fixture *f, size_t i)
{
	struct fixture copy = *f;
	char sql[1200];
	struct text told = NO_TEXT;

	snprintf(copy.path, sizeof copy.path, "%s/case-%zu.db", f->folder, i);
	copy_file(f->path, copy.path);
	snprintf(sql, sizeof sql, NO_TRIGGERS "%s", cases[i].sql);
	need(raw_run(copy.path, sql), cases[i].says);
	if (cases[i].again)
		chain_again(copy.path);
	need(open_store(&copy, false) == DONE, "a spoiled file opens");
	enum outcome o = verify(&copy, NULL, &told);
	store_close(copy.store);
	if (cases[i].told)
		CHECK(o == BROKEN && text_find(told, text_of(cases[i].told)) < told.size,
			"%s: %.*s", cases[i].says, SHOWN(told));
	else
		CHECK(o == DONE && text_is_chars(told, "row 5: words erased on 2027-01-15; "),
			"%s: %.*s", cases[i].says, SHOWN(told));
}

static enum outcome run_sql(struct db *db, void *value)
{
	return db_run(db, value);
}

/* What the program itself could do by a slip. */
static void test_triggers(struct fixture *f)
{
	static const struct {
		const char *says, *sql;
	} slips[] = {
		{ "changed", "UPDATE audit SET fact = 'x' WHERE number = 3" },
		{ "deleted", "DELETE FROM audit WHERE number = 8" },
		{ "replaced",
			"INSERT OR REPLACE INTO audit SELECT 3, at, actor, verb, subject_kind,"
			" subject, fact, payload, payload_digest, digest FROM audit"
			" WHERE number = 4" },
		{ "added past a gap",
			"INSERT INTO audit SELECT 10, at, actor, verb, subject_kind,"
			" subject, fact, payload, payload_digest, digest FROM audit"
			" WHERE number = 4" },
		{ "beheaded", "DELETE FROM audit_head" },
		{ "changed in its words", "UPDATE payload SET words = 'x' WHERE id = 1" },
		{ "bereft of its words", "DELETE FROM payload WHERE id = 1" },
		{ "given other words by REPLACE",
			"INSERT OR REPLACE INTO payload SELECT 1, person,"
			" kind, salt, 'x', made FROM payload" },
		{ "erased without a reason", "INSERT INTO erasure(payload, audit) VALUES (1, 3)" },
		{ "erased for another's reason",
			"INSERT INTO erasure(payload, audit) VALUES (1, 7)" },
		{ "taken its erasure", "DELETE FROM erasure" },
		{ "given another erasure", "UPDATE erasure SET payload = 1" },
	};
	for (size_t i = 0; i < COUNT_OF(slips); i++)
		CHECK(store_change(f->store, run_sql, (void *)slips[i].sql) == BROKEN,
			"the chain can't be %s", slips[i].says);
}

static void test_known(struct fixture *f, const struct audit_head *old)
{
	struct audit_head now = head_now(f), other = *old, far = now;
	struct text told = NO_TEXT;

	other.digest[5] ^= 1;
	far.number += 3;
	CHECK(verify(f, &now, &told) == DONE, "the head of now is known");
	CHECK(verify(f, old, &told) == DONE, "an older head is in the chain");
	CHECK(verify(f, &other, &told) == BROKEN &&
			text_starts(told, TEXT("row 1 is not the one of the head that is known")),
		"another head isn't: %.*s", SHOWN(told));
	CHECK(verify(f, &far, &told) == BROKEN &&
			text_find(told, TEXT("row 11, the head that is known, is missing")) <
				told.size,
		"a chain cut before the known head shows: %.*s", SHOWN(told));
}

static enum outcome note_something(struct db *db, void *value)
{
	return note_audit(db,
		&(struct audit_note){ .at = NOW,
			.verb = value,
			.subject_kind = "person",
			.subject = 1,
			.fact = NO_TEXT });
}

/* The server goes on after a cut; its next head must not make it good. */
static void test_cover_up(struct fixture *f)
{
	struct text told = NO_TEXT;
	struct {
		const char *says, *sql;
		bool closed;
	} cuts[] = {
		{ "a tail cut while the server runs", "DELETE FROM audit WHERE number > 6", false },
		{ "a tail cut while it stands still", "DELETE FROM audit WHERE number > 6", true },
		{ "a tail cut with a head made for it",
			"DELETE FROM audit WHERE number > 6; UPDATE audit_head SET number = 6,"
			" digest = (SELECT digest FROM audit WHERE number = 6)",
			true },
		{ "a chain cut away whole", "DELETE FROM audit; DELETE FROM audit_head", true },
	};
	for (size_t i = 0; i < COUNT_OF(cuts); i++) {
		struct fixture copy = *f;
		char sql[800];

		snprintf(copy.path, sizeof copy.path, "%s/cut-%zu.db", f->folder, i);
		copy_file(f->path, copy.path);
		snprintf(sql, sizeof sql, NO_TRIGGERS "%s", cuts[i].sql);
		need(open_store(&copy, false) == DONE, "a file to cut");
		need(store_change(copy.store, note_something, "help-asked") == DONE, "a row");
		if (cuts[i].closed)
			store_close(copy.store);
		need(raw_run(copy.path, sql), cuts[i].says);
		if (cuts[i].closed)
			need(open_store(&copy, false) == DONE, "the cut file opens");
		CHECK(store_change(copy.store, note_something, "help-asked") == DONE &&
				store_change(copy.store, note_something, "help-asked") == DONE,
			"%s stops nobody", cuts[i].says);
		CHECK(verify(&copy, NULL, &told) == BROKEN &&
				text_find(told, TEXT("the chain before it didn't end")) <
					told.size &&
				text_find(told, TEXT("missing")) == told.size,
			"but stays visible: %.*s", SHOWN(told));
		store_close(copy.store);
	}
}

/* A head and tail of yesterday put back while the server runs. */
static void test_yesterday(struct fixture *f)
{
	struct fixture copy = *f;
	struct text told = NO_TEXT;

	snprintf(copy.path, sizeof copy.path, "%s/yesterday.db", f->folder);
	copy_file(f->path, copy.path);
	need(open_store(&copy, false) == DONE &&
			raw_run(copy.path, "CREATE TABLE old AS SELECT * FROM audit_head") &&
			store_change(copy.store, note_something, "help-asked") == DONE &&
			raw_run(copy.path,
				NO_TRIGGERS "DELETE FROM audit WHERE number > 8;"
					    "DELETE FROM audit_head; INSERT INTO"
					    " audit_head SELECT * FROM old"),
		"yesterday is put back");
	CHECK(verify(&copy, NULL, &told) == DONE, "yesterday's rows and head fit each other");
	CHECK(store_change(copy.store, note_something, "help-asked") == DONE &&
			verify(&copy, NULL, &told) == BROKEN,
		"but a server that runs knows today's: %.*s", SHOWN(told));
	store_close(copy.store);
}

/* A command that works beside the server signs heads too: none of them is a cut. */
static void test_beside(struct fixture *f)
{
	struct fixture server = *f, command;
	struct store_settings settings = { .seal = f->seal, .beside = true, .readers = 1 };
	struct text told = NO_TEXT;

	snprintf(server.path, sizeof server.path, "%s/beside.db", f->folder);
	copy_file(f->path, server.path);
	command = server;
	settings.path = command.path;
	need(open_store(&server, false) == DONE, "a server");
	CHECK(store_open(&settings, &command.store) == DONE, "a command opens the file beside it");
	for (int i = 0; i < 3; i++)
		CHECK(store_change(server.store, note_something, "help-asked") == DONE &&
				store_change(command.store, note_something, "card-made") == DONE,
			"both add to the chain");
	store_close(command.store);
	CHECK(store_change(server.store, note_something, "help-asked") == DONE &&
			verify(&server, NULL, &told) == DONE &&
			head_now(&server).number == LAST_ROW + 7,
		"and it is whole: %.*s", SHOWN(told));
	store_close(server.store);
	need(store_open(&settings, &command.store) == DONE, "a command alone");
	CHECK(open_store(&server, false) == DONE, "keeps no server from starting");
	store_close(server.store);
	store_close(command.store);
}

int main(void)
{
	struct fixture f = fixture_open();
	struct help help;
	struct answer *answers;
	size_t count;
	struct audit_head first = head_now(&f);

	setenv("TZ", "UTC", 1);
	CHECK(first.number == 1, "a new file begins with the row of its making");
	need(store_change(f.store, fill_chain, &help) == DONE, "a chain to spoil");
	CHECK(head_now(&f).number == LAST_ROW, "each act is a row");
	CHECK(store_change(f.store, note_something, "unheard-of") == BROKEN,
		"a verb that isn't in the list is refused");
	struct db *db = reader_borrow(f.store);
	CHECK(load_answers(db, f.arena, help.person, TEXT("course"), &answers, &count) == DONE &&
			count == 2 && answers[0].words.size > 0 && answers[1].words.size == 0,
		"an answer whose words were erased stays, without words");
	reader_return(f.store, db);
	test_triggers(&f);
	test_known(&f, &first);
	store_close(f.store);
	f.store = NULL;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		test_case(&f, i);
	test_cover_up(&f);
	test_yesterday(&f);
	test_beside(&f);
	fixture_close(&f);
	return test_end();
}
