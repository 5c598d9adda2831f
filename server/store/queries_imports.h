/* queries_imports: tables of people on their way in. */
#ifndef ASKEL_STORE_QUERIES_IMPORTS_H
#define ASKEL_STORE_QUERIES_IMPORTS_H

#define IMPORT_COLUMNS "id, actor, made, secret, digest, total, coding, line_end, separator, header"

#define QUERIES_IMPORTS(Q) \
	Q(import_same, "SELECT id FROM import WHERE digest = ?1") \
	Q(import_add, \
		"INSERT INTO import(actor, made, secret, digest, total, coding, line_end," \
		" separator, header) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)") \
	Q(import_row_add, \
		"INSERT INTO import_row(import, number, line, cells, name, language, coach, " \
		"state," \
		" problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" \
		" ON CONFLICT(import, number) DO NOTHING") \
	Q(import_load, "SELECT " IMPORT_COLUMNS " FROM import WHERE id = ?1") \
	Q(import_list, "SELECT " IMPORT_COLUMNS " FROM import ORDER BY id DESC LIMIT 100") \
	Q(import_counts, \
		"SELECT state, count(*) FROM import_row WHERE import = ?1 GROUP BY state") \
	Q(import_rows, \
		"SELECT number, line, coach, coalesce(person, 0), cells, name, language, problem," \
		" state FROM import_row WHERE import = ?1 AND number > ?2" \
		" AND (?3 = '' OR state = ?3) ORDER BY number LIMIT ?4") \
	Q(import_row_take, \
		"UPDATE import_row SET state = 'made' WHERE import = ?1 AND number = ?2" \
		" AND state = 'waiting'") \
	Q(import_row_person, \
		"UPDATE import_row SET person = ?3 WHERE import = ?1 AND number = ?2") \
	Q(import_row_left_out, \
		"UPDATE import_row SET state = 'left-out', problem = ?3" \
		" WHERE import = ?1 AND number = ?2 AND state = 'waiting'") \
	Q(import_row_back, \
		"UPDATE import_row SET state = 'taken-back' WHERE import = ?1 AND number = ?2" \
		" AND state IN ('made', 'waiting')") \
	Q(import_came_in, "SELECT 1 FROM card WHERE person = ?1 AND used > 0 LIMIT 1") \
	Q(import_ties, \
		"SELECT id FROM tie WHERE client = ?1 AND (ends = 0 OR ends > ?2) LIMIT 20") \
	Q(import_person_gone, "UPDATE person SET name = '', closed = ?2 WHERE id = ?1") \
	Q(import_rows_drop, \
		"DELETE FROM import_row WHERE import = ?1 AND number IN (SELECT number" \
		" FROM import_row WHERE import = ?1 ORDER BY number LIMIT 200)") \
	Q(import_drop, \
		"DELETE FROM import WHERE id = ?1 AND NOT EXISTS" \
		" (SELECT 1 FROM import_row WHERE import = ?1)")

#endif
