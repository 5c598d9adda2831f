/* schema_files: the step of schema.c that brings files; a part of it, which alone includes this. */
#ifndef ASKEL_STORE_SCHEMA_FILES_H
#define ASKEL_STORE_SCHEMA_FILES_H

/* The bytes lie in files/, sealed. What is erased keeps its row as numbers, so that the chain can be
 * verified and the noise on the disk be found. Evidence has no foreign key: it goes before or after. */
static const char files[] =
	"CREATE TABLE file ( -- handed in by a person, as evidence\n"
	"	id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
	"	person INTEGER NOT NULL REFERENCES person, -- whose it is\n"
	"	evidence INTEGER NOT NULL, -- a row of that\n"
	"	name TEXT NOT NULL, -- as it was called; empty: erased, or it had none\n"
	"	kind TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf', 'odt', 'docx', "
	"'text')),\n"
	"	size INTEGER NOT NULL,\n"
	"	crc INTEGER NOT NULL, -- CRC-32, for archives\n"
	"	place TEXT NOT NULL UNIQUE CHECK (length(place) = 32), -- its name in files/\n"
	"	key BLOB CHECK (length(key) = 72), -- its key, wrapped; NULL: erased\n"
	"	digest BLOB NOT NULL CHECK (length(digest) = 32), -- of the sealed bytes\n"
	"	erased INTEGER REFERENCES audit, -- who erased it and when\n"
	"	gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)), -- from the disk, after "
	"that\n"
	"	drawn INTEGER NOT NULL DEFAULT 0 CHECK (drawn IN (0, 1)), -- it was tried\n"
	"	sheets INTEGER NOT NULL DEFAULT 0, -- pages that can be looked at\n"
	"	pages INTEGER NOT NULL DEFAULT 0, -- of the whole document\n"
	"	words INTEGER NOT NULL DEFAULT 0 CHECK (words IN (0, 1)), -- they can be read\n"
	"	made INTEGER NOT NULL,\n"
	"	CHECK ((key IS NULL) = (erased IS NOT NULL) AND (gone = 0 OR key IS NULL))\n"
	") STRICT;\n"
	"CREATE INDEX file_person ON file(person, id);\n"
	"CREATE INDEX file_evidence ON file(evidence);\n"
	"CREATE INDEX file_noise ON file(id) WHERE key IS NULL AND gone = 0;\n"
	"CREATE INDEX audit_file ON audit(subject) WHERE verb = 'file-given';\n"
	"CREATE TRIGGER file_same BEFORE UPDATE OF person, evidence, kind, size, crc, place, "
	"digest,"
	" made ON file\n"
	"	BEGIN SELECT RAISE(ABORT, 'files are never changed'); END;\n"
	"CREATE TRIGGER file_stays BEFORE DELETE ON file\n"
	"	BEGIN SELECT RAISE(ABORT, 'of a file that is erased the numbers stay'); END;\n"
	"CREATE TRIGGER file_key BEFORE UPDATE OF key, name, erased ON file\n"
	"	WHEN NEW.key IS NOT NULL OR NEW.name <> '' OR NOT EXISTS (SELECT 1 FROM audit\n"
	"		WHERE number = NEW.erased AND verb = '" VERB_ERASED "'\n"
	"		AND subject_kind = 'file' AND subject = NEW.id)\n"
	"	BEGIN SELECT RAISE(ABORT, 'a file is erased only by an erasure'); END;\n";

#endif
