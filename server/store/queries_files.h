/* queries_files: files that were handed in, what of them is erased, and the walk that verifies them. */
#ifndef ASKEL_STORE_QUERIES_FILES_H
#define ASKEL_STORE_QUERIES_FILES_H

#define FILE_COLUMNS \
	"file.id, file.person, file.evidence, file.name, file.kind, file.size, file.crc, " \
	"file.place," \
	" file.key, file.digest, file.drawn, file.sheets, file.pages, file.words, file.made"

#define QUERIES_FILES(Q) \
	Q(file_add, \
		"INSERT INTO file(person, evidence, name, kind, size, crc, place, key, digest, " \
		"made)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)") \
	Q(file_load, "SELECT " FILE_COLUMNS " FROM file WHERE id = ?1") \
	Q(file_of_evidence, "SELECT " FILE_COLUMNS " FROM file WHERE evidence = ?1") \
	Q(file_list, \
		"SELECT " FILE_COLUMNS " FROM file WHERE person = ?1 AND key IS NOT NULL" \
		" ORDER BY id") \
	Q(file_of_claim, \
		"SELECT " FILE_COLUMNS " FROM evidence JOIN file ON file.evidence = evidence.id" \
		" WHERE evidence.claim = ?1 ORDER BY file.id") \
	Q(file_known, "SELECT 1 FROM file WHERE place = ?1 AND key IS NOT NULL") \
	Q(file_sum, \
		"SELECT count(*), coalesce(sum(size), 0) FROM file" \
		" WHERE person = ?1 AND key IS NOT NULL") \
	Q(file_drawn, \
		"UPDATE file SET drawn = 1, sheets = ?2, pages = ?3, words = ?4 WHERE id = ?1") \
	Q(file_erase, \
		"UPDATE file SET key = NULL, name = '', erased = ?2" \
		" WHERE id = ?1 AND key IS NOT NULL") \
	Q(file_some, "SELECT id FROM file WHERE person = ?1 AND key IS NOT NULL LIMIT ?2") \
	Q(file_to_remove, "SELECT id, place FROM file WHERE key IS NULL AND gone = 0 LIMIT ?1") \
	Q(file_gone, "UPDATE file SET gone = 1 WHERE id = ?1 AND key IS NULL") \
	Q(file_walk, \
		"SELECT audit.number, audit.subject, audit.fact, file.digest, file.place, " \
		"file.key," \
		" erased.at FROM audit LEFT JOIN file ON file.id = audit.subject" \
		" LEFT JOIN audit AS erased ON erased.number = file.erased" \
		" AND erased.verb = '" VERB_ERASED "' AND erased.subject_kind = 'file'" \
		" AND erased.subject = file.id" \
		" WHERE audit.verb = '" VERB_FILE_GIVEN "' ORDER BY audit.subject") \
	Q(file_unchained, \
		"SELECT id FROM file WHERE NOT EXISTS (SELECT 1 FROM audit" \
		" WHERE audit.verb = '" VERB_FILE_GIVEN \
		"' AND audit.subject = file.id) ORDER BY id") \
	Q(take_file, \
		"SELECT id, person, evidence, name, kind, size, drawn, sheets, pages, words, made" \
		" FROM file WHERE person = ?1 ORDER BY id")

#endif
