/* schema_together: the steps of schema.c that bring what is written down together, and clients who are handed
 * over; a part of it, which alone includes this. */
#ifndef ASKEL_STORE_SCHEMA_TOGETHER_H
#define ASKEL_STORE_SCHEMA_TOGETHER_H

/* Written down by a coach: who, is known for good, and it counts once the client has confirmed it. Notices
 * have kinds more. */
static const char together[] =
	"ALTER TABLE claim ADD COLUMN writing INTEGER NOT NULL DEFAULT 0"
	" CHECK (writing IN (0, 1)); -- with client and writer, who both write\n"
	"ALTER TABLE claim ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0; -- by the client\n"
	"ALTER TABLE claim ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT ''"
	" CHECK (confirmed_by IN ('', 'own', 'sheet'));\n"
	"CREATE TRIGGER claim_writer_stays BEFORE UPDATE OF writer ON claim\n"
	"	WHEN OLD.writer IS NOT NULL AND OLD.sent > 0 AND NEW.writer IS NOT OLD.writer\n"
	"	BEGIN SELECT RAISE(ABORT, 'who wrote it down stays'); END;\n"
	"CREATE TRIGGER claim_paper_stays BEFORE UPDATE OF paper_day ON claim\n"
	"	WHEN OLD.sent > 0 AND NEW.paper_day <> OLD.paper_day\n"
	"	BEGIN SELECT RAISE(ABORT, 'the day of a paper stays'); END;\n"
	"CREATE TRIGGER claim_confirmed_first BEFORE UPDATE OF state ON claim\n"
	"	WHEN NEW.writer IS NOT NULL AND NEW.confirmed = 0\n"
	"		AND NEW.state NOT IN ('draft', 'returned', 'withdrawn')\n"
	"	BEGIN SELECT RAISE(ABORT, 'nothing counts before its client confirms'); END;\n";

static const char notice_of_together[] =
	"CREATE TABLE notice_now ( -- something happened that a person will want to know\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person, -- who is told\n"
	"	kind TEXT NOT NULL CHECK (kind IN ('help-asked', 'help-taken', 'help-answered',"
	" 'tie-begun', 'tie-ended', 'substitute', 'factor-reset', 'mail-refused', 'claim-sent', "
	"'claim-taken',"
	" 'claim-returned', 'claim-agreed', 'claim-proposed', 'claim-sent-back',"
	" 'claim-decided', 'claim-again', 'claim-handed', 'claim-given', 'claim-reopened',"
	" 'claim-withdrawn', 'claim-written', 'claim-shared', 'claim-confirmed')),\n"
	"	subject INTEGER NOT NULL, -- a row of what the kind is about\n"
	"	made INTEGER NOT NULL,\n"
	"	seen INTEGER NOT NULL DEFAULT 0\n"
	") STRICT;\n"
	"INSERT INTO notice_now SELECT id, person, kind, subject, made, seen FROM notice;\n"
	"DELETE FROM sqlite_sequence WHERE name = 'notice_now';\n"
	"INSERT INTO sqlite_sequence(name, seq) SELECT 'notice_now', seq FROM sqlite_sequence"
	" WHERE name = 'notice';\n"
	"DROP TABLE notice;\n"
	"ALTER TABLE notice_now RENAME TO notice;\n"
	"CREATE INDEX notice_person ON notice(person, id);\n"
	"CREATE INDEX notice_unseen ON notice(person, kind, subject) WHERE seen = 0;\n"
	"CREATE TRIGGER notice_added AFTER INSERT ON notice WHEN NEW.seen = 0\n"
	"	BEGIN UPDATE person SET unseen = unseen + 1 WHERE id = NEW.person; END;\n"
	"CREATE TRIGGER notice_dropped AFTER DELETE ON notice WHEN OLD.seen = 0\n"
	"	BEGIN UPDATE person SET unseen = unseen - 1 WHERE id = OLD.person; END;\n"
	"CREATE TRIGGER notice_changed AFTER UPDATE OF person, seen ON notice BEGIN\n"
	"	UPDATE person SET unseen = unseen - 1 WHERE id = OLD.person AND OLD.seen = 0;\n"
	"	UPDATE person SET unseen = unseen + 1 WHERE id = NEW.person AND NEW.seen = 0;\n"
	"END;\n";

/* A client goes from one coach to another. */
static const char hand_overs[] =
	"CREATE TABLE hand_over (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	client INTEGER NOT NULL REFERENCES person,\n"
	"	giver INTEGER NOT NULL REFERENCES person, -- the coach before\n"
	"	taker INTEGER NOT NULL REFERENCES person,\n"
	"	note INTEGER NOT NULL, -- a payload; 0: none\n"
	"	actor INTEGER NOT NULL REFERENCES person,\n"
	"	at INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE INDEX hand_over_client ON hand_over(client);\n";

#endif
