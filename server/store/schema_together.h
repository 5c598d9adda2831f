/* schema_together: the steps of schema.c that bring what is written down together, and clients who are handed
 * over; a part of it, which alone includes this. */
#ifndef ASKEL_STORE_SCHEMA_TOGETHER_H
#define ASKEL_STORE_SCHEMA_TOGETHER_H

#include "store/schema_notices.h"

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
	NOTICES_COPIED(NOTICES_OF_TOGETHER) NOTICE_NUMBERS_KEPT NOTICES_REPLACED NOTICES_COUNTED;

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
