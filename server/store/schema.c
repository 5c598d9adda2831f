/*
 * schema: what the file holds, step by step, column by column. A step that has been in a released
 * version is never changed; a new one is added at the end. Words in a CHECK are the words of the
 * lists in store.h, learn.h and inside.h (a test compares them). All times are seconds since 1970,
 * UTC; 0 means "not". The comments go into the file too: `.schema` of the sqlite3 shell shows them.
 *
 * AUTOINCREMENT stands where rows are dropped but the chain remembers their number, so that a
 * number never comes to mean another row. Tables that are always asked for by person are
 * WITHOUT ROWID: one person's rows lie side by side however many people there are.
 */
#include "store/inside.h"
#include "store/schema_brought.h"
#include "store/schema_claims.h"
#include "store/schema_notices.h"
#include "store/schema_school.h"
#include "store/schema_statistics.h"
#include "store/schema_together.h"

static const char people[] =
	"CREATE TABLE person (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	name TEXT NOT NULL, -- what staff call the person; may be empty\n"
	"	ui_language TEXT NOT NULL DEFAULT '', -- of buttons; empty: not chosen yet\n"
	"	course_language TEXT NOT NULL DEFAULT '', -- of course text; may be a variant\n"
	"	made INTEGER NOT NULL,\n"
	"	closed INTEGER NOT NULL DEFAULT 0 -- when the person left\n"
	") STRICT;\n"
	"CREATE TABLE role (\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	role TEXT NOT NULL CHECK (role IN ('client', 'coach', 'lead', 'author', "
	"'admin')),\n"
	"	PRIMARY KEY (person, role)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE INDEX role_holder ON role(role, person);\n";

static const char entry[] =
	"CREATE TABLE card ( -- a one-time link\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	kept BLOB NOT NULL UNIQUE CHECK (length(kept) = 32), -- digest of the token\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	made INTEGER NOT NULL,\n"
	"	ends INTEGER NOT NULL, -- 0: never\n"
	"	used INTEGER NOT NULL, -- 0: not yet; of a lasting card the last time\n"
	"	lasting INTEGER NOT NULL CHECK (lasting IN (0, 1)) -- a demo's, used again and "
	"again\n"
	") STRICT;\n"
	"CREATE INDEX card_used ON card(used) WHERE used > 0;\n"
	"CREATE INDEX card_ends ON card(ends) WHERE ends > 0;\n"
	"CREATE INDEX card_lasting ON card(lasting) WHERE lasting = 1;\n"
	"CREATE TABLE way_back ( -- sign-in name and passphrase\n"
	"	person INTEGER PRIMARY KEY REFERENCES person,\n"
	"	name TEXT NOT NULL, -- as shown\n"
	"	folded TEXT NOT NULL UNIQUE CHECK (folded <> ''), -- as compared\n"
	"	hash TEXT NOT NULL, -- of the passphrase, a crypt string\n"
	"	made INTEGER NOT NULL -- when it was chosen\n"
	") STRICT;\n"
	"CREATE TABLE session (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	kept BLOB NOT NULL UNIQUE CHECK (length(kept) = 32), -- digest of the token\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	device TEXT NOT NULL CHECK (device IN ('unasked', 'own', 'shared')),\n"
	"	by_card INTEGER NOT NULL CHECK (by_card IN (0, 1)), -- else by passphrase\n"
	"	started INTEGER NOT NULL,\n"
	"	seen INTEGER NOT NULL, -- the last visit; not before `ended`\n"
	"	ended INTEGER NOT NULL -- 0: not yet\n"
	") STRICT;\n"
	"CREATE INDEX session_open ON session(person) WHERE ended = 0;\n"
	"CREATE INDEX session_seen ON session(seen);\n";

static const char learning[] =
	"CREATE TABLE payload ( -- personal words; each version is a row of its own\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person, -- whose words\n"
	"	kind TEXT NOT NULL CHECK (kind IN ('reflect', 'evidence', 'help')),\n"
	"	salt BLOB NOT NULL CHECK (length(salt) = 16), -- so that a digest can't be guessed "
	"from\n"
	"	words TEXT NOT NULL,\n"
	"	made INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE TABLE answer ( -- the latest answer to each question\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	course TEXT NOT NULL,\n"
	"	question TEXT NOT NULL, -- unique in the course\n"
	"	page TEXT NOT NULL, -- where it stood when it was answered\n"
	"	kind TEXT NOT NULL CHECK (kind IN ('one', 'many', 'short', 'number', 'order', "
	"'match',"
	" 'reflect', 'evidence')),\n"
	"	chosen TEXT NOT NULL, -- numbers of options, \"1,3\"; empty for typed kinds\n"
	"	words TEXT NOT NULL, -- of short and number; empty for the others\n"
	"	payload INTEGER REFERENCES payload ON DELETE SET NULL, -- of reflect and evidence\n"
	"	verdict TEXT NOT NULL CHECK (verdict IN ('right', 'partly', 'wrong', 'given')),\n"
	"	right_once INTEGER NOT NULL CHECK (right_once IN (0, 1)), -- this or an earlier "
	"one\n"
	"	tries INTEGER NOT NULL CHECK (tries > 0), -- answers so far\n"
	"	wrong_tries INTEGER NOT NULL CHECK (wrong_tries BETWEEN 0 AND tries),\n"
	"	key BLOB NOT NULL CHECK (length(key) = 16), -- digest of the question's key then\n"
	"	at INTEGER NOT NULL,\n"
	"	PRIMARY KEY (person, course, question)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE INDEX answer_payload ON answer(payload) WHERE payload IS NOT NULL;\n"
	"CREATE TABLE draft ( -- typed or chosen but not sent in\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	course TEXT NOT NULL,\n"
	"	question TEXT NOT NULL,\n"
	"	page TEXT NOT NULL,\n"
	"	chosen TEXT NOT NULL,\n"
	"	words TEXT NOT NULL,\n"
	"	key BLOB NOT NULL CHECK (length(key) = 16), -- the choice is of this key\n"
	"	at INTEGER NOT NULL,\n"
	"	PRIMARY KEY (person, course, question)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TABLE visit ( -- pages opened\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	course TEXT NOT NULL,\n"
	"	page TEXT NOT NULL,\n"
	"	first INTEGER NOT NULL,\n"
	"	last INTEGER NOT NULL,\n"
	"	PRIMARY KEY (person, course, page)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TABLE help ( -- what a person asked a coach\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	course TEXT NOT NULL, -- where it was asked; these three may be empty\n"
	"	page TEXT NOT NULL,\n"
	"	question TEXT NOT NULL,\n"
	"	payload INTEGER REFERENCES payload ON DELETE SET NULL, -- NULL: the words were "
	"erased\n"
	"	asked INTEGER NOT NULL,\n"
	"	answer_by INTEGER NOT NULL, -- a day, since 1970-01-01\n"
	"	closed INTEGER NOT NULL -- 0: open\n"
	") STRICT;\n"
	"CREATE INDEX help_open ON help(person) WHERE closed = 0;\n"
	"CREATE INDEX help_payload ON help(payload) WHERE payload IS NOT NULL;\n";

static const char kept[] =
	"CREATE TABLE kept_group ( -- a course or unit in its last good form\n"
	"	id INTEGER PRIMARY KEY,\n"
	"	name TEXT NOT NULL UNIQUE,\n"
	"	at INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE TABLE kept_file (\n"
	"	id INTEGER PRIMARY KEY,\n"
	"	kept_group INTEGER NOT NULL REFERENCES kept_group ON DELETE CASCADE,\n"
	"	name TEXT NOT NULL, -- path inside the courses folder\n"
	"	bytes BLOB NOT NULL,\n"
	"	UNIQUE (kept_group, name)\n"
	") STRICT;\n";

/* Triggers hold what the program promises against a slip of our own; the chain shows what somebody
 * with the file in their hands did in spite of them. */
static const char audit[] =
	"CREATE TABLE audit ( -- append-only, chained by digests; no personal data\n"
	"	number INTEGER PRIMARY KEY, -- 1, 2, 3 ... without gaps\n"
	"	at INTEGER NOT NULL,\n"
	"	actor INTEGER NOT NULL, -- a person; 0: the server itself\n"
	"	verb TEXT NOT NULL, -- a word of the list in audit.c\n"
	"	subject_kind TEXT NOT NULL, -- a table's name\n"
	"	subject INTEGER NOT NULL, -- a row of it\n"
	"	fact TEXT NOT NULL,\n"
	"	payload INTEGER NOT NULL, -- 0: none; no foreign key, for a payload can be erased\n"
	"	payload_digest BLOB NOT NULL CHECK (length(payload_digest) IN (0, 32)),\n"
	"	digest BLOB NOT NULL CHECK (length(digest) = 32) -- of this row and the one "
	"before\n"
	") STRICT;\n"
	"CREATE TABLE audit_head ( -- one row: the end of the chain, signed\n"
	"	id INTEGER PRIMARY KEY CHECK (id = 1),\n"
	"	number INTEGER NOT NULL,\n"
	"	digest BLOB NOT NULL CHECK (length(digest) = 32),\n"
	"	signature BLOB NOT NULL CHECK (length(signature) = 64)\n"
	") STRICT;\n"
	"CREATE TABLE erasure ( -- payloads that may be, and are, deleted\n"
	"	payload INTEGER PRIMARY KEY,\n"
	"	audit INTEGER NOT NULL UNIQUE REFERENCES audit -- who erased it, when and why\n"
	") STRICT;\n"
	"CREATE TRIGGER audit_next BEFORE INSERT ON audit\n"
	"	WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)\n"
	"	BEGIN SELECT RAISE(ABORT, 'audit rows are only added at the end'); END;\n"
	"CREATE TRIGGER audit_same BEFORE UPDATE ON audit\n"
	"	BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;\n"
	"CREATE TRIGGER audit_stays BEFORE DELETE ON audit\n"
	"	BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;\n"
	"CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head\n"
	"	BEGIN SELECT RAISE(ABORT, 'the head of the chain is never deleted'); END;\n"
	"CREATE TRIGGER payload_same BEFORE UPDATE ON payload\n"
	"	BEGIN SELECT RAISE(ABORT, 'payloads are never changed'); END;\n"
	"CREATE TRIGGER payload_stays BEFORE DELETE ON payload\n"
	"	WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE payload = OLD.id)\n"
	"	BEGIN SELECT RAISE(ABORT, 'a payload is deleted only by an erasure'); END;\n"
	"CREATE TRIGGER erasure_told BEFORE INSERT ON erasure\n"
	"	WHEN NOT EXISTS (SELECT 1 FROM audit WHERE number = NEW.audit AND verb = "
	"'" VERB_ERASED "'\n"
	"		AND subject_kind = 'payload' AND subject = NEW.payload)\n"
	"	BEGIN SELECT RAISE(ABORT, 'an erasure needs its audit row'); END;\n"
	"CREATE TRIGGER erasure_same BEFORE UPDATE ON erasure\n"
	"	BEGIN SELECT RAISE(ABORT, 'erasures are never changed'); END;\n"
	"CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure\n"
	"	BEGIN SELECT RAISE(ABORT, 'erasures are never deleted'); END;\n";

/* Coaches and their clients, who stands in for whom, help that is answered, notices. Whether a tie
 * holds is asked of its moments each time, so what ends is over at that moment. */
static const char staff[] =
	"ALTER TABLE person ADD COLUMN organisation TEXT NOT NULL DEFAULT ''; -- of staff\n"
	"CREATE TABLE tie ( -- a coach works with a client\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	client INTEGER NOT NULL REFERENCES person,\n"
	"	coach INTEGER NOT NULL REFERENCES person CHECK (coach <> client),\n"
	"	organisation TEXT NOT NULL, -- the coach's, when the tie began\n"
	"	learning INTEGER NOT NULL CHECK (learning IN (0, 1)), -- scope: pages done, help\n"
	"	claims INTEGER NOT NULL CHECK (claims IN (0, 1)), -- scope: claims and evidence\n"
	"	ground TEXT NOT NULL CHECK (ground IN ('guidance', 'assessment')),\n"
	"	starts INTEGER NOT NULL,\n"
	"	ends INTEGER NOT NULL CHECK (ends = 0 OR ends >= starts) -- 0: open\n"
	") STRICT;\n"
	"CREATE INDEX tie_client ON tie(client, coach);\n"
	"CREATE INDEX tie_coach ON tie(coach, client);\n"
	"CREATE TABLE absence ( -- a substitute stands in for a coach, with all their open ties\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	coach INTEGER NOT NULL REFERENCES person,\n"
	"	substitute INTEGER NOT NULL REFERENCES person CHECK (substitute <> coach),\n"
	"	starts INTEGER NOT NULL,\n"
	"	ends INTEGER NOT NULL CHECK (ends >= starts)\n"
	") STRICT;\n"
	"CREATE INDEX absence_coach ON absence(coach, ends);\n"
	"CREATE INDEX absence_substitute ON absence(substitute, ends);\n"
	"ALTER TABLE help ADD COLUMN answer_days INTEGER NOT NULL DEFAULT 2; -- working days\n"
	"ALTER TABLE help ADD COLUMN owner INTEGER REFERENCES person; -- the coach who took it\n"
	"ALTER TABLE help ADD COLUMN answer INTEGER REFERENCES payload ON DELETE SET NULL;\n"
	"ALTER TABLE help ADD COLUMN ring_at INTEGER NOT NULL DEFAULT 0; -- the coach will ring\n"
	"ALTER TABLE help ADD COLUMN seen INTEGER NOT NULL DEFAULT 0 -- the answer was read\n"
	"	CHECK (closed = 0 OR owner IS NOT NULL);\n"
	"DROP INDEX help_open;\n"
	"CREATE INDEX help_open ON help(person) WHERE closed = 0 OR seen = 0;\n"
	"CREATE INDEX help_answer ON help(answer) WHERE answer IS NOT NULL;\n"
	"CREATE TABLE notice ( -- something happened that a person will want to know\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person, -- who is told\n"
	"	kind TEXT NOT NULL CHECK (kind IN ('help-asked', 'help-taken', 'help-answered',"
	" 'tie-begun', 'tie-ended', 'substitute')),\n"
	"	subject INTEGER NOT NULL, -- a row of what the kind is about\n"
	"	made INTEGER NOT NULL,\n"
	"	seen INTEGER NOT NULL DEFAULT 0\n"
	") STRICT;\n"
	"CREATE INDEX notice_person ON notice(person, id);\n"
	"CREATE INDEX notice_unseen ON notice(person, kind, subject) WHERE seen = 0;\n"
	"CREATE INDEX audit_looked ON audit(subject) WHERE verb = 'looked';\n"
	"CREATE INDEX audit_listed ON audit(actor) WHERE verb = 'listed';\n";

static const char access_feedback_table[] =
	"CREATE TABLE access_feedback ( -- on accessibility; anybody may send it, so no person "
	"here\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	words TEXT NOT NULL CHECK (words <> ''),\n"
	"	reach TEXT NOT NULL, -- where to answer, as typed; may be empty\n"
	"	language TEXT NOT NULL, -- of the buttons then\n"
	"	sent INTEGER NOT NULL,\n"
	"	answer_by INTEGER NOT NULL, -- a day, since 1970-01-01\n"
	"	answered INTEGER NOT NULL -- 0: not yet\n"
	") STRICT;\n"
	"CREATE INDEX access_feedback_answered ON access_feedback(answered, id);\n"
	"CREATE INDEX access_feedback_sent ON access_feedback(sent);\n";

/* What an admin's pages look for: a person's cards and what they had taken to answer, when they leave,
 * and the lists of everybody, which are asked for by who stood on them. */
static const char accounts[] =
	"CREATE INDEX card_person ON card(person);\n"
	"CREATE INDEX help_owner ON help(owner) WHERE closed = 0;\n"
	"CREATE INDEX audit_people ON audit(number) WHERE verb = 'listed' AND subject_kind = "
	"'people';\n";
/* How surely it is they: when a passphrase was shown last, and what staff show besides. A notice has
 * one kind more; SQLite changes no CHECK, so the table is made anew. */
static const char strength[] =
	"ALTER TABLE session ADD COLUMN strong_at INTEGER NOT NULL DEFAULT 0; -- when a passphrase"
	" was shown, or own matters used after that\n"
	"ALTER TABLE session ADD COLUMN factor_at INTEGER NOT NULL DEFAULT 0; -- when staff showed"
	" their second factor\n"
	"UPDATE session SET strong_at = started WHERE by_card = 0;\n"
	"ALTER TABLE card ADD COLUMN new_phone INTEGER NOT NULL DEFAULT 0 -- using it takes the"
	" second factor away\n"
	"	CHECK (new_phone IN (0, 1));\n"
	"CREATE TABLE second_factor ( -- of staff: TOTP\n"
	"	person INTEGER PRIMARY KEY REFERENCES person,\n"
	"	sealed TEXT NOT NULL, -- the secret, sealed for this person\n"
	"	last_step INTEGER NOT NULL, -- of the code used last; no earlier one counts\n"
	"	made INTEGER NOT NULL,\n"
	"	wrong INTEGER NOT NULL -- codes in a row that did not fit\n"
	") STRICT;\n"
	"CREATE TABLE paper_code ( -- in place of the second factor, each once\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	kept BLOB NOT NULL CHECK (length(kept) = 32), -- keyed digest of the code\n"
	"	used INTEGER NOT NULL, -- 0: not yet\n"
	"	PRIMARY KEY (person, kept)\n"
	") STRICT, WITHOUT ROWID;\n" NOTICES_COPIED(NOTICES_OF_FACTORS) NOTICES_REPLACED;

/* A way in that is read aloud, too: the same card by a short code, for half an hour. */
static const char aloud[] =
	"ALTER TABLE card ADD COLUMN code BLOB CHECK (length(code) = 32); -- keyed digest of the "
	"code read aloud; NULL: none, or used\n"
	"ALTER TABLE card ADD COLUMN code_ends INTEGER NOT NULL DEFAULT 0;\n"
	"CREATE INDEX card_code ON card(code) WHERE code IS NOT NULL;\n";

/* A table of people on its way in. Its rows stand here until the admin closes it (or for some days),
 * so that what was cut off can go on, be taken back, and be told row by row; then they are dropped. */
static const char imports[] =
	"CREATE TABLE import (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	actor INTEGER NOT NULL, -- the admin; 0: a command on the machine itself\n"
	"	made INTEGER NOT NULL,\n"
	"	secret BLOB NOT NULL CHECK (length(secret) = 32), -- with our key: the cards' "
	"tokens\n"
	"	digest BLOB NOT NULL CHECK (length(digest) = 32), -- of the table, keyed: pressed "
	"twice\n"
	"	total INTEGER NOT NULL, -- rows that belong to it\n"
	"	coding INTEGER NOT NULL, -- how the file was written; so is the list that goes "
	"back\n"
	"	line_end INTEGER NOT NULL,\n"
	"	separator TEXT NOT NULL,\n"
	"	header TEXT NOT NULL -- cells, with U+001F between them\n"
	") STRICT;\n"
	"CREATE TABLE import_row (\n"
	"	import INTEGER NOT NULL REFERENCES import,\n"
	"	number INTEGER NOT NULL, -- from 1; on the card, and on the list beside the name\n"
	"	line INTEGER NOT NULL, -- of the file\n"
	"	cells TEXT NOT NULL,\n"
	"	name TEXT NOT NULL,\n"
	"	language TEXT NOT NULL, -- of buttons; empty: chosen by the person\n"
	"	coach INTEGER NOT NULL, -- 0: none\n"
	"	state TEXT NOT NULL CHECK (state IN ('waiting', 'made', 'left-out', "
	"'taken-back')),\n"
	"	problem TEXT NOT NULL, -- of what was left out\n"
	"	person INTEGER REFERENCES person, -- NULL: not made yet\n"
	"	PRIMARY KEY (import, number)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE INDEX import_row_person ON import_row(person) WHERE person IS NOT NULL;\n";

/* Who has left, since when, and what is theirs: for erasing it and for taking it along. */
static const char leaving[] =
	"CREATE INDEX person_closed ON person(closed) WHERE closed > 0;\n"
	"CREATE INDEX tie_ended ON tie(ends) WHERE ends > 0;\n"
	"CREATE INDEX payload_person ON payload(person);\n"
	"CREATE INDEX help_person ON help(person);\n"
	"CREATE INDEX session_person ON session(person);\n"
	"CREATE INDEX audit_own ON audit(actor) WHERE verb NOT IN ('looked', 'listed');\n"
	"CREATE INDEX audit_about ON audit(subject) WHERE subject_kind = 'person';\n";

/* Pictures in place of a passphrase. */
static const char pictures[] = "ALTER TABLE way_back ADD COLUMN way TEXT NOT NULL DEFAULT "
			       "'passphrase' -- what the hash is "
			       "of\n"
			       "	CHECK (way IN ('passphrase', 'pictures'));\n";
#include "store/schema_files.h"

/* What every page asks of who is signed in stands in one row of one table, so that to know it one leaf
 * of one tree is read and not one of each of four. The rows it is said by stay the truth; triggers
 * say it again here, in the same change. */
static const char in_one_row[] =
	"ALTER TABLE person ADD COLUMN roles TEXT NOT NULL DEFAULT ''; -- words of `role`, with "
	"commas\n"
	"ALTER TABLE person ADD COLUMN way_in TEXT NOT NULL DEFAULT ''; -- `way` of `way_back`, if "
	"any\n"
	"ALTER TABLE person ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0 -- rows of `notice` with "
	"seen = 0\n"
	"	CHECK (unseen >= 0);\n"
	"UPDATE person SET\n"
	"	roles = (SELECT coalesce(group_concat(role), '') FROM role WHERE person = "
	"person.id),\n"
	"	way_in = coalesce((SELECT way FROM way_back WHERE person = person.id), ''),\n"
	"	unseen = (SELECT count(*) FROM notice WHERE person = person.id AND seen = 0);\n"
	"CREATE TRIGGER role_added AFTER INSERT ON role BEGIN\n"
	"	UPDATE person SET roles = (SELECT group_concat(role) FROM role WHERE person = "
	"NEW.person)\n"
	"		WHERE id = NEW.person;\n"
	"END;\n"
	"CREATE TRIGGER role_dropped AFTER DELETE ON role BEGIN\n"
	"	UPDATE person SET roles = (SELECT coalesce(group_concat(role), '') FROM role\n"
	"		WHERE person = OLD.person) WHERE id = OLD.person;\n"
	"END;\n"
	"CREATE TRIGGER role_same BEFORE UPDATE ON role\n"
	"	BEGIN SELECT RAISE(ABORT, 'roles are added and dropped, never changed'); END;\n"
	"CREATE TRIGGER way_back_added AFTER INSERT ON way_back\n"
	"	BEGIN UPDATE person SET way_in = NEW.way WHERE id = NEW.person; END;\n"
	"CREATE TRIGGER way_back_dropped AFTER DELETE ON way_back\n"
	"	BEGIN UPDATE person SET way_in = '' WHERE id = OLD.person; END;\n"
	"CREATE TRIGGER way_back_changed AFTER UPDATE OF way ON way_back\n"
	"	BEGIN UPDATE person SET way_in = NEW.way WHERE id = NEW.person; END;\n"
	"CREATE TRIGGER way_back_moved BEFORE UPDATE OF person ON way_back\n"
	"	BEGIN SELECT RAISE(ABORT, 'a way back is one person''s for good'); END;\n"
	"CREATE TRIGGER notice_added AFTER INSERT ON notice WHEN NEW.seen = 0\n"
	"	BEGIN UPDATE person SET unseen = unseen + 1 WHERE id = NEW.person; END;\n"
	"CREATE TRIGGER notice_dropped AFTER DELETE ON notice WHEN OLD.seen = 0\n"
	"	BEGIN UPDATE person SET unseen = unseen - 1 WHERE id = OLD.person; END;\n"
	"CREATE TRIGGER notice_changed AFTER UPDATE OF person, seen ON notice BEGIN\n"
	"	UPDATE person SET unseen = unseen - 1 WHERE id = OLD.person AND OLD.seen = 0;\n"
	"	UPDATE person SET unseen = unseen + 1 WHERE id = NEW.person AND NEW.seen = 0;\n"
	"END;\n";

/* Keys that ever signed badges, and the badges. */
static const char badges[] =
	"CREATE TABLE issuer_key (\n"
	"	key BLOB NOT NULL UNIQUE CHECK (length(key) = 32), -- the public half\n"
	"	since INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE TABLE badge_place ( -- in the list of those taken back\n"
	"	place INTEGER PRIMARY KEY CHECK (place BETWEEN 0 AND 131071),\n"
	"	revoked INTEGER NOT NULL DEFAULT 0, -- when; 0: not\n"
	"	reason TEXT NOT NULL DEFAULT '' CHECK (reason IN ('', 'reopened', 'asked', "
	"'mistake'))\n"
	") STRICT;\n"
	"CREATE INDEX badge_place_revoked ON badge_place(place) WHERE revoked > 0;\n"
	"CREATE TABLE badge (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	award INTEGER NOT NULL, -- what it is of\n"
	"	address TEXT NOT NULL UNIQUE, -- what stands after /b/\n"
	"	place INTEGER NOT NULL UNIQUE REFERENCES badge_place,\n"
	"	unit TEXT NOT NULL,\n"
	"	document TEXT NOT NULL, -- as it was signed\n"
	"	made INTEGER NOT NULL,\n"
	"	shared INTEGER NOT NULL DEFAULT 0 -- since when; 0: not\n"
	") STRICT;\n"
	"CREATE INDEX badge_person ON badge(person);\n"
	"CREATE INDEX badge_award ON badge(award);\n"
	"CREATE TABLE badge_name ( -- how it is spelled on badges to come\n"
	"	person INTEGER PRIMARY KEY REFERENCES person,\n"
	"	name TEXT NOT NULL, -- empty: none is wanted\n"
	"	chosen INTEGER NOT NULL\n"
	") STRICT;\n";

/* E-mail addresses, and what went to them. */
static const char mail[] =
	"CREATE TABLE mail (\n"
	"	person INTEGER PRIMARY KEY REFERENCES person,\n"
	"	address TEXT NOT NULL, -- sealed for this person; empty: none any more\n"
	"	given INTEGER NOT NULL, -- when, and which: a link that stops e-mail names it\n"
	"	confirmed INTEGER NOT NULL DEFAULT 0,\n"
	"	often TEXT NOT NULL DEFAULT 'never' CHECK (often IN ('never', 'daily', "
	"'weekly')),\n"
	"	wanted INTEGER NOT NULL DEFAULT 0, -- a code, asked for then and not sent yet\n"
	"	code BLOB CHECK (length(code) = 32), -- keyed digest of the one sent last; NULL: "
	"none\n"
	"	code_ends INTEGER NOT NULL DEFAULT 0,\n"
	"	wrong INTEGER NOT NULL DEFAULT 0, -- codes typed that did not fit\n"
	"	codes_day INTEGER NOT NULL DEFAULT 0, -- since 1970-01-01\n"
	"	codes INTEGER NOT NULL DEFAULT 0, -- asked for on that day\n"
	"	refused INTEGER NOT NULL DEFAULT 0, -- the mail server knows no such address\n"
	"	round INTEGER NOT NULL DEFAULT 0, -- the moment of the last one that reached them\n"
	"	told INTEGER NOT NULL DEFAULT 0, -- the newest notice an e-mail told of\n"
	"	again_at INTEGER NOT NULL DEFAULT 0, -- not before\n"
	"	tries INTEGER NOT NULL DEFAULT 0 -- of one e-mail\n"
	") STRICT;\n"
	"CREATE INDEX mail_often ON mail(often, person) WHERE confirmed > 0;\n"
	"CREATE INDEX mail_wanted ON mail(wanted) WHERE wanted > 0;\n";

/* A notice has one kind more; what was tied to the table of before is tied to this one. */
static const char notice_of_mail[] =
	NOTICES_COPIED(NOTICES_OF_MAIL) NOTICES_REPLACED NOTICES_COUNTED;

/* Rows stay when they no longer hold: promises were counted by them. */
static const char days_off[] =
	"CREATE TABLE day_off (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	day INTEGER NOT NULL, -- days since 1970-01-01\n"
	"	opened INTEGER NOT NULL CHECK (opened IN (0, 1)), -- a holiday on which the house "
	"is "
	"open; 0: closed\n"
	"	name TEXT NOT NULL, -- of a closed day, for staff\n"
	"	made INTEGER NOT NULL,\n"
	"	ended INTEGER NOT NULL -- when it was taken back; 0: it holds\n"
	") STRICT;\n"
	"CREATE UNIQUE INDEX day_off_day ON day_off(day) WHERE ended = 0;\n";
/* Who works with whom, and whether it holds at a moment, is told by these alone: a team lead's page
 * counts all ties there are. */
static const char whole_ties[] =
	"DROP INDEX tie_client;\n"
	"DROP INDEX tie_coach;\n"
	"CREATE INDEX tie_client ON tie(client, coach, learning, claims, starts, ends);\n"
	"CREATE INDEX tie_coach ON tie(coach, client, learning, claims, starts, ends);\n";

/* The last backup. */
static const char backups[] = "CREATE TABLE backup (\n"
			      "	id INTEGER PRIMARY KEY CHECK (id = 1),\n"
			      "	made INTEGER NOT NULL,\n"
			      "	size INTEGER NOT NULL, -- bytes of the archive\n"
			      "	with_keys INTEGER NOT NULL CHECK (with_keys IN (0, 1))\n"
			      ") STRICT;\n";
/* The organisation's OpenID Connect provider: whose subject is whose, and a form that somebody had under
 * way when they went there to sign in. */
static const char provider[] =
	"CREATE TABLE provider_link (\n"
	"	person INTEGER PRIMARY KEY REFERENCES person,\n"
	"	subject BLOB NOT NULL UNIQUE CHECK (length(subject) = 32), -- keyed digest of "
	"issuer "
	"and subject\n"
	"	made INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE TABLE provider_form ( -- until they are back, one each\n"
	"	person INTEGER PRIMARY KEY REFERENCES person,\n"
	"	journey BLOB NOT NULL CHECK (length(journey) = 32), -- digest of its state\n"
	"	sealed TEXT NOT NULL, -- for this person and page\n"
	"	made INTEGER NOT NULL\n"
	") STRICT;\n";

/* That the recovery sheet was at hand, and of which keys. */
static const char keys_kept[] =
	"CREATE TABLE keys_kept (\n"
	"	id INTEGER PRIMARY KEY CHECK (id = 1),\n"
	"	mark BLOB NOT NULL CHECK (length(mark) = 32), -- of the keys\n"
	"	made INTEGER NOT NULL\n"
	") STRICT;\n";

static const char *const first_house[] = { people, entry, learning, kept, audit, NULL };
static const char *const with_staff[] = { staff, NULL };
static const char *const access_feedback[] = { access_feedback_table, NULL };
static const char *const with_accounts[] = { accounts, NULL };
static const char *const with_codes[] = { aloud, imports, NULL };
static const char *const with_strength[] = { strength, NULL };
static const char *const with_leaving[] = { leaving, NULL };
static const char *const with_pictures[] = { pictures, NULL };
static const char *const with_one_row[] = { in_one_row, NULL };
static const char *const with_badges[] = { badges, NULL };
static const char *const with_mail[] = { mail, notice_of_mail, NULL };
static const char *const with_days_off[] = { days_off, NULL };
static const char *const with_whole_ties[] = { whole_ties, NULL };
static const char *const with_claims[] = { claims, claims_frozen, claims_words, NULL };
static const char *const with_backups[] = { backups, NULL };
static const char *const with_provider[] = { provider, NULL };

static const char *const with_files[] = { files, NULL };
static const char *const with_keys_kept[] = { keys_kept, NULL };
static const char *const with_statistics[] = { statistics, NULL };
static const char *const with_together[] = { together, notice_of_together, NULL };
static const char *const with_curricula[] = { curricula, NULL };
static const char *const with_brought[] = { brought, NULL };
static const char *const with_hand_overs[] = { hand_overs, NULL };
static const char *const with_sendings[] = { sendings, notice_of_school, NULL };

const struct migration migrations[] = {
	{ 1, "the first house", first_house },
	{ 2, "coaches and their clients", with_staff },
	{ 3, "feedback on accessibility", access_feedback },
	{ 4, "accounts", with_accounts },
	{ 5, "handing over: codes read aloud, tables of people", with_codes },
	{ 6, "two strengths and the second factor", with_strength },
	{ 7, "leaving", with_leaving },
	{ 8, "pictures", with_pictures },
	{ 9, "what every page asks of a person, in one row", with_one_row },
	{ 10, "badges", with_badges },
	{ 11, "e-mail", with_mail },
	{ 12, "days off", with_days_off },
	{ 13, "ties told by their indexes", with_whole_ties },
	{ 14, "claims", with_claims },
	{ 15, "backups", with_backups },
	{ 16, "signing in with a provider", with_provider },
	{ 17, "files that are handed in", with_files },
	{ 18, "keys on paper", with_keys_kept },
	{ 19, "statistics", with_statistics },
	{ 20, "claims written down together", with_together },
	{ 21, "official curricula", with_curricula },
	{ 22, "badges from elsewhere", with_brought },
	{ 23, "clients who are handed over", with_hand_overs },
	{ 24, "what goes to schools", with_sendings },
};
const size_t migration_count = COUNT_OF(migrations);
