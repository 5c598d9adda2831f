/* schema_school: the steps of schema.c that bring official curricula and what goes to schools; a part of
 * it, which alone includes this. */
#ifndef ASKEL_STORE_SCHEMA_SCHOOL_H
#define ASKEL_STORE_SCHEMA_SCHOOL_H

#include "store/schema_notices.h"

/* Official units by version, as ePerusteet publishes them, and which of them stands beside a unit of the
 * courses. A version is never changed: only its end may come to be known. Which one stood beside a unit
 * when something was sent is told for ever, so those rows stay when they no longer hold. */
static const char curricula[] =
	"CREATE TABLE curriculum ( -- a module of a common unit in one version of the "
	"requirements\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	code TEXT NOT NULL CHECK (code <> ''),\n"
	"	code_version INTEGER NOT NULL, -- 0: not known\n"
	"	unit_code TEXT NOT NULL, -- of the common unit; may be empty\n"
	"	diary TEXT NOT NULL, -- number of the requirements; may be empty\n"
	"	starts INTEGER NOT NULL, -- first and last day in force, since 1970-01-01\n"
	"	ends INTEGER NOT NULL CHECK (ends = 0 OR ends >= starts), -- 0: no end is known\n"
	"	fi TEXT NOT NULL, -- its name\n"
	"	sv TEXT NOT NULL,\n"
	"	en TEXT NOT NULL,\n"
	"	digest BLOB NOT NULL CHECK (length(digest) = 32), -- of all that is in it\n"
	"	made INTEGER NOT NULL,\n"
	"	UNIQUE (code, starts)\n"
	") STRICT;\n"
	"CREATE TABLE curriculum_module ( -- what all do of it, or what may be chosen\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	curriculum INTEGER NOT NULL REFERENCES curriculum,\n"
	"	compulsory INTEGER NOT NULL CHECK (compulsory IN (0, 1)),\n"
	"	half_points INTEGER NOT NULL CHECK (half_points >= 0) -- 0: not said\n"
	") STRICT;\n"
	"CREATE INDEX curriculum_module_of ON curriculum_module(curriculum);\n"
	"CREATE TABLE curriculum_objective (\n"
	"	module INTEGER NOT NULL REFERENCES curriculum_module,\n"
	"	place INTEGER NOT NULL,\n"
	"	number TEXT NOT NULL, -- 2; 2.1: what is asked of it\n"
	"	fi TEXT NOT NULL,\n"
	"	sv TEXT NOT NULL,\n"
	"	en TEXT NOT NULL,\n"
	"	PRIMARY KEY (module, place)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TABLE unit_mapping ( -- the official unit beside a unit of the courses\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	unit TEXT NOT NULL,\n"
	"	module INTEGER NOT NULL REFERENCES curriculum_module,\n"
	"	made INTEGER NOT NULL,\n"
	"	ended INTEGER NOT NULL DEFAULT 0 -- when it was taken away, or another came; 0: it "
	"holds\n"
	") STRICT;\n"
	"CREATE UNIQUE INDEX unit_mapping_unit ON unit_mapping(unit) WHERE ended = 0;\n"
	"CREATE TABLE mapped_criterion (\n"
	"	mapping INTEGER NOT NULL REFERENCES unit_mapping,\n"
	"	criterion TEXT NOT NULL,\n"
	"	number TEXT NOT NULL, -- of the objective beside it\n"
	"	PRIMARY KEY (mapping, criterion)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TRIGGER mapped_criterion_same BEFORE UPDATE ON mapped_criterion\n"
	"	BEGIN SELECT RAISE(ABORT, 'what stood beside what is never changed'); END;\n"
	"CREATE TRIGGER curriculum_objective_same BEFORE UPDATE ON curriculum_objective\n"
	"	BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;\n";

/* What went to a school by the client's own act, and what the school answered. Name and day of birth
 * stand on the sheet that the client hands over and nowhere here. An answer is never changed: a later one
 * names the one before. */
static const char sendings[] =
	"CREATE TABLE sending (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	claim INTEGER NOT NULL REFERENCES claim,\n"
	"	award INTEGER NOT NULL REFERENCES award,\n"
	"	mapping INTEGER NOT NULL REFERENCES unit_mapping,\n"
	"	school TEXT NOT NULL CHECK (school <> ''),\n"
	"	sheet INTEGER NOT NULL, -- a payload: what went, without name and day of birth\n"
	"	state TEXT NOT NULL DEFAULT 'sent' CHECK (state IN ('', 'sent', 'confirmed',"
	" 'refused')), -- empty: it didn't go after all\n"
	"	moves INTEGER NOT NULL DEFAULT 0, -- answers so far: a form knows which it was "
	"made at\n"
	"	sent INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE INDEX sending_person ON sending(person, id);\n"
	"CREATE INDEX sending_claim ON sending(claim, id);\n"
	"CREATE UNIQUE INDEX sending_open ON sending(award) WHERE state IN ('sent', 'confirmed');\n"
	"CREATE TABLE school_answer (\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	sending INTEGER NOT NULL REFERENCES sending,\n"
	"	state TEXT NOT NULL CHECK (state IN ('', 'sent', 'confirmed', 'refused')), -- that "
	"it "
	"made\n"
	"	names INTEGER, -- the one it stands instead of\n"
	"	provider TEXT NOT NULL, -- these three: empty and 0 where it is none\n"
	"	day INTEGER NOT NULL, -- since 1970-01-01\n"
	"	grade TEXT NOT NULL CHECK (grade IN ('', '1', '2', '3', '4', '5', 'pass')),\n"
	"	writer INTEGER NOT NULL REFERENCES person,\n"
	"	made INTEGER NOT NULL,\n"
	"	badge INTEGER NOT NULL -- that it made; 0: none\n"
	") STRICT;\n"
	"CREATE INDEX school_answer_sending ON school_answer(sending, id);\n"
	"CREATE TRIGGER school_answer_same BEFORE UPDATE ON school_answer\n"
	"	BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;\n";

/* A notice has one kind more; what was tied to the table of before is tied to this one. */
static const char notice_of_school[] =
	NOTICES_COPIED(NOTICES_OF_SCHOOLS) NOTICE_NUMBERS_KEPT NOTICES_REPLACED NOTICES_COUNTED;

#endif
