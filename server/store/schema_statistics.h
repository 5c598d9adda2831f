/* schema_statistics: the step of schema.c that brings statistics; a part of it, which alone includes this. */
#ifndef ASKEL_STORE_SCHEMA_STATISTICS_H
#define ASKEL_STORE_SCHEMA_STATISTICS_H

/* What is told of a quarter is told once (learn_statistics.h says why), and nothing is kept that isn't. The
 * indexes find what happened in it; what was done with a claim, the chain tells. */
static const char statistics[] =
	"CREATE TABLE statistic ( -- what has been told\n"
	"	quarter INTEGER NOT NULL, -- its first day, since 1970-01-01\n"
	"	topic TEXT NOT NULL CHECK (topic IN ('started', 'helped', 'assessed')),\n"
	"	made INTEGER NOT NULL,\n"
	"	PRIMARY KEY (quarter, topic)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TABLE figure (\n"
	"	quarter INTEGER NOT NULL,\n"
	"	topic TEXT NOT NULL,\n"
	"	place INTEGER NOT NULL, -- in the table\n"
	"	grouping TEXT NOT NULL CHECK (grouping IN ('all', 'language', 'basis')),\n"
	"	members TEXT NOT NULL, -- of the group, with commas\n"
	"	split TEXT NOT NULL CHECK (split IN ('', 'week-2', 'week-10', 'days', 'late',\n"
	"		'outcome', 'returned')),\n"
	"	first INTEGER NOT NULL, -- columns of the split, put together\n"
	"	last INTEGER NOT NULL CHECK (last >= first),\n"
	"	people INTEGER NOT NULL CHECK (people >= 5),\n"
	"	PRIMARY KEY (quarter, topic, place),\n"
	"	FOREIGN KEY (quarter, topic) REFERENCES statistic\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE TRIGGER statistic_same BEFORE UPDATE ON statistic\n"
	"	BEGIN SELECT RAISE(ABORT, 'a quarter is told once'); END;\n"
	"CREATE TRIGGER statistic_stays BEFORE DELETE ON statistic\n"
	"	BEGIN SELECT RAISE(ABORT, 'a quarter is told once'); END;\n"
	"CREATE TRIGGER figure_same BEFORE UPDATE ON figure\n"
	"	BEGIN SELECT RAISE(ABORT, 'what was told stays'); END;\n"
	"CREATE TRIGGER figure_stays BEFORE DELETE ON figure\n"
	"	BEGIN SELECT RAISE(ABORT, 'what was told stays'); END;\n"
	"CREATE INDEX help_closed ON help(closed) WHERE closed > 0;\n"
	"CREATE INDEX decision_at ON decision(at);\n"
	"CREATE INDEX audit_claim ON audit(subject) WHERE subject_kind = 'claim';\n";

#endif
