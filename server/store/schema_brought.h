/* schema_brought: the step of schema.c that brings badges from elsewhere; a part of it, which alone includes
 * this. */
#ifndef ASKEL_STORE_SCHEMA_BROUGHT_H
#define ASKEL_STORE_SCHEMA_BROUGHT_H

static const char brought[] =
	"CREATE TABLE brought_badge ( -- signed by somebody else\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person,\n"
	"	digest BLOB NOT NULL CHECK (length(digest) = 32), -- of the document\n"
	"	document TEXT NOT NULL, -- as it came\n"
	"	brought INTEGER NOT NULL,\n"
	"	checked INTEGER NOT NULL DEFAULT 0, -- when it fitted its issuer's document; 0: "
	"not\n"
	"	UNIQUE (person, digest)\n"
	") STRICT;\n";

#endif
