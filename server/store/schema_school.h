/* schema_school: the steps of schema.c that bring official curricula and what goes to schools; a part of
 * it, which alone includes this. */
#ifndef ASKEL_STORE_SCHEMA_SCHOOL_H
#define ASKEL_STORE_SCHEMA_SCHOOL_H

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

#endif
