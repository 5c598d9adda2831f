/*
 * schema_notices: the table of notices made anew with more kinds, as several steps of schema.c do it, for a
 * CHECK can't be changed. A part of schema.c, which alone includes it. What has shipped stays to the letter:
 * a step that needs more adds a list of kinds here.
 */
#ifndef ASKEL_STORE_SCHEMA_NOTICES_H
#define ASKEL_STORE_SCHEMA_NOTICES_H

/* Kinds, as each step found them. */
#define NOTICES_OF_FACTORS \
	"'help-asked', 'help-taken', 'help-answered'," \
	" 'tie-begun', 'tie-ended', 'substitute', 'factor-reset'"
#define NOTICES_OF_MAIL NOTICES_OF_FACTORS ", 'mail-refused'"
#define NOTICES_OF_CLAIMS \
	NOTICES_OF_MAIL ", 'claim-sent', 'claim-taken'," \
			" 'claim-returned', 'claim-agreed', 'claim-proposed', 'claim-sent-back'," \
			" 'claim-decided', 'claim-again', 'claim-handed', 'claim-given'," \
			" 'claim-reopened', 'claim-withdrawn'"
#define NOTICES_OF_TOGETHER NOTICES_OF_CLAIMS ", 'claim-written', 'claim-shared', 'claim-confirmed'"
#define NOTICES_OF_SCHOOLS NOTICES_OF_TOGETHER ", 'school-answered'"

#define NOTICES_COPIED(kinds) \
	"CREATE TABLE notice_now ( -- something happened that a person will want to know\n" \
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n" \
	"	person INTEGER NOT NULL REFERENCES person, -- who is told\n" \
	"	kind TEXT NOT NULL CHECK (kind IN (" kinds ")),\n" \
	"	subject INTEGER NOT NULL, -- a row of what the kind is about\n" \
	"	made INTEGER NOT NULL,\n" \
	"	seen INTEGER NOT NULL DEFAULT 0\n" \
	") STRICT;\n" \
	"INSERT INTO notice_now SELECT id, person, kind, subject, made, seen FROM notice;\n"
/* A number that was given is given to nothing else, also where its row is gone. */
#define NOTICE_NUMBERS_KEPT \
	"DELETE FROM sqlite_sequence WHERE name = 'notice_now';\n" \
	"INSERT INTO sqlite_sequence(name, seq) SELECT 'notice_now', seq FROM sqlite_sequence" \
	" WHERE name = 'notice';\n"
#define NOTICES_REPLACED \
	"DROP TABLE notice;\n" \
	"ALTER TABLE notice_now RENAME TO notice;\n" \
	"CREATE INDEX notice_person ON notice(person, id);\n" \
	"CREATE INDEX notice_unseen ON notice(person, kind, subject) WHERE seen = 0;\n"
/* What was tied to the table of before is tied to this one. */
#define NOTICES_COUNTED \
	"CREATE TRIGGER notice_added AFTER INSERT ON notice WHEN NEW.seen = 0\n" \
	"	BEGIN UPDATE person SET unseen = unseen + 1 WHERE id = NEW.person; END;\n" \
	"CREATE TRIGGER notice_dropped AFTER DELETE ON notice WHEN OLD.seen = 0\n" \
	"	BEGIN UPDATE person SET unseen = unseen - 1 WHERE id = OLD.person; END;\n" \
	"CREATE TRIGGER notice_changed AFTER UPDATE OF person, seen ON notice BEGIN\n" \
	"	UPDATE person SET unseen = unseen - 1 WHERE id = OLD.person AND OLD.seen = 0;\n" \
	"	UPDATE person SET unseen = unseen + 1 WHERE id = NEW.person AND NEW.seen = 0;\n" \
	"END;\n"

#endif
