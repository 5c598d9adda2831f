/* queries_people: people and their roles. Roles are rows with words, and beside the person all in one
 * (schema.c); they come out as bits. */
#ifndef ASKEL_STORE_QUERIES_PEOPLE_H
#define ASKEL_STORE_QUERIES_PEOPLE_H

#include "store/store.h"

#define ROLE_ROW(name, bit, word) " UNION ALL SELECT '" word "', " #bit

/* What read_person() reads, in its order, of the row `person`: nothing that stands elsewhere, for every
 * page asks. */
#define PERSON_COLUMNS \
	"person.id, person.name, person.roles, person.ui_language, person.course_language," \
	" person.way_in, person.closed, person.organisation, person.unseen, person.made"

#define QUERIES_PEOPLE(Q) \
	Q(person_add, "INSERT INTO person(name, made) VALUES (?1, ?2)") \
	Q(role_add, "INSERT INTO role(person, role) VALUES (?1, ?2)") \
	Q(person_any, "SELECT 1 FROM person LIMIT 1") \
	Q(person_load, "SELECT " PERSON_COLUMNS " FROM person WHERE id = ?1") \
	Q(person_languages, \
		"UPDATE person SET ui_language = ?2, course_language = ?3 WHERE id = ?1") \
	Q(person_list, \
		"WITH wanted(word, bit) AS (SELECT NULL, 0" ROLES( \
			ROLE_ROW) ")" \
				  " SELECT " PERSON_COLUMNS \
				  " FROM person WHERE id IN (SELECT person FROM role" \
				  " WHERE role IN (SELECT word FROM wanted WHERE bit & ?1)) " \
				  "ORDER BY id LIMIT ?2")

#endif
