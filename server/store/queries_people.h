/* queries_people: people and their roles. Roles are rows with words; they come out as bits. */
#ifndef ASKEL_STORE_QUERIES_PEOPLE_H
#define ASKEL_STORE_QUERIES_PEOPLE_H

#include "store/store.h"

#define WORD_OF(number) #number
#define WORD_OF_VALUE(number) WORD_OF(number)
#define NOTICES_COUNTED_WORD WORD_OF_VALUE(NOTICES_COUNTED)

#define ROLE_WHEN(name, bit, word) " WHEN '" word "' THEN " #bit
#define ROLE_ROW(name, bit, word) " UNION ALL SELECT '" word "', " #bit

/* What read_person() reads, in its order, of the row `person`. */
#define PERSON_COLUMNS \
	"person.id, person.name," \
	" (SELECT coalesce(sum(CASE role" ROLES( \
		ROLE_WHEN) " END), 0)" \
			   " FROM role WHERE role.person = person.id)," \
			   " person.ui_language, person.course_language," \
			   " (SELECT way FROM way_back WHERE way_back.person = person.id)," \
			   " person.closed, person.organisation," \
			   " (SELECT count(*) FROM (SELECT 1 FROM notice" \
			   " WHERE notice.person = person.id AND notice.seen = 0" \
			   " LIMIT " NOTICES_COUNTED_WORD ")), person.made"

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
