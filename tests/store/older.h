/*
 * older: a file as an older Askel left it, with real work in it, and a list of steps that leads
 * further than the program's own. What is put in holds for every list: people and words go in by
 * the store's functions, answers by the columns of the first step.
 */
#ifndef ASKEL_TESTS_STORE_OLDER_H
#define ASKEL_TESTS_STORE_OLDER_H

#include "fixture.h"
#include "store/inside.h"

static const char *const count_words[] = {
	"CREATE TABLE tally (person INTEGER NOT NULL REFERENCES person, question TEXT NOT NULL,"
	" words TEXT NOT NULL, PRIMARY KEY (person, question)) STRICT, WITHOUT ROWID;",
	"INSERT INTO tally SELECT answer.person, question, payload.words FROM answer"
	" JOIN payload ON payload.id = payload;"
	"CREATE INDEX tally_words ON tally(words);",
	NULL
};
/* Rebuilds what others point at, and touches every row. Triggers that speak of what goes go with it; those
 * of other tables that only look at people stay, and aren't read while there are none. */
static const char *const rebuild_people[] = {
	"DROP TRIGGER role_added; DROP TRIGGER role_dropped; DROP TRIGGER way_back_added;"
	"DROP TRIGGER way_back_dropped; DROP TRIGGER way_back_changed; DROP TRIGGER notice_added; "
	"DROP TRIGGER notice_dropped;"
	"DROP TRIGGER notice_changed;",
	"CREATE TABLE new_person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
	" ui_language TEXT NOT NULL DEFAULT '', course_language TEXT NOT NULL DEFAULT '',"
	" made INTEGER NOT NULL, closed INTEGER NOT NULL DEFAULT 0, tone TEXT NOT NULL) STRICT;"
	"INSERT INTO new_person SELECT id, name, ui_language, course_language, made, closed, 'warm'"
	" FROM person; PRAGMA legacy_alter_table = ON; DROP TABLE person;"
	"ALTER TABLE new_person RENAME TO person; PRAGMA legacy_alter_table = OFF;",
	"UPDATE tally SET words = words || '.'", NULL
};

struct steps {
	struct migration *list;
	size_t count;
};

/* The program's own steps and two more. */
static struct steps longer_list(struct arena *a)
{
	struct steps s = { arena_take_many(a, migration_count + 2, sizeof *s.list),
		migration_count + 2 };
	int last = migrations[migration_count - 1].number;

	memcpy(s.list, migrations, migration_count * sizeof *s.list);
	s.list[migration_count] = (struct migration){ last + 1, "a tally", count_words };
	s.list[migration_count + 1] = (struct migration){ last + 2, "people anew", rebuild_people };
	return s;
}

static enum outcome add_work(struct db *db, int rows)
{
	int64_t now = NOW, person, payload;
	char sql[512];

	TRY(begin_chain(db, &now));
	TRY(add_person(db, TEXT("Somebody"), ROLE_CLIENT, NOW, &person));
	for (int i = 0; i < rows; i++) {
		snprintf(sql, sizeof sql, "words %d", i);
		TRY(add_payload(db, person, PAYLOAD_EVIDENCE, text_of(sql), NOW, &payload));
		TRY(note_audit(db,
			&(struct audit_note){ .at = NOW,
				.actor = person,
				.verb = "evidence-given",
				.subject_kind = "payload",
				.subject = payload,
				.fact = TEXT("course/question"),
				.payload = payload }));
		snprintf(sql, sizeof sql,
			"INSERT INTO answer(person, course, question, page, kind, chosen, words,"
			" payload, verdict, right_once, tries, wrong_tries, key, at) VALUES"
			" (%lld, 'course', 'q%d', 'page', 'evidence', '', '', %lld, 'given', 0, 1, "
			"0,"
			" zeroblob(16), 1)",
			(long long)person, i, (long long)payload);
		TRY(db_run(db, sql));
	}
	return sign_head(db);
}

/* Makes the file as the first `count` steps of the list have it; of none: an empty file. */
static enum outcome make_older(
	const char *path, struct seal *seal, struct steps steps, size_t count, int rows)
{
	struct db db;

	TRY(file_write(path, NO_TEXT, 0600));
	if (count == 0)
		return DONE;
	TRY(db_open(&db, path, DB_WRITES));
	db.chain.seal = seal;
	enum outcome o = migrate(&db, path, steps.list, count);
	if (o == DONE)
		o = query_alone(&db, Q_begin);
	if (o == DONE)
		o = add_work(&db, rows);
	if (o == DONE)
		o = query_alone(&db, Q_commit);
	db_close(&db);
	return o;
}

/* Whether a file is whole: its pages, its steps, its rows, its chain. */
static bool whole_file(
	const char *path, const struct seal *seal, int version_from, int version_to, int rows)
{
	static const char counts[] =
		"SELECT count(*) FROM answer JOIN payload ON payload.id = payload"
		" WHERE payload.words = 'words ' || substr(question, 2)";
	struct arena *a = arena_open();
	struct buffer lines = buffer_in(a);
	struct db db = { 0 };
	int64_t version = raw_number(path, "PRAGMA user_version");
	bool whole = version >= version_from && version <= version_to &&
		raw_number(path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1;

	if (whole && version > 0)
		whole = raw_number(path, "SELECT max(number) FROM migration") == version;
	if (whole && rows > 0) {
		whole = raw_number(path, counts) == rows && db_open(&db, path, DB_READS) == DONE;
		if (whole)
			whole = verify_audit(&db, seal, NULL, gather_line, &lines) == DONE;
		db_close(&db);
	}
	arena_close(a);
	return whole;
}

#endif
