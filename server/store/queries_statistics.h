/* queries_statistics: what happened in a quarter, person by person, to be counted; and the numbers that were
 * told of it. */
#ifndef ASKEL_STORE_QUERIES_STATISTICS_H
#define ASKEL_STORE_QUERIES_STATISTICS_H

#define NEVER "9223372036854775807"
#define IS_BETWEEN(moment) "(" moment " >= ?2 AND " moment " < ?3)"
/* The columns beside max() are those of the row it is of (SQLite, "bare columns in an aggregate query"). */
#define LATEST "max"

#define QUERIES_STATISTICS(Q) \
	Q(person_last, "SELECT coalesce(max(id), 0) FROM person") \
	Q(starter_list, \
		"SELECT id, language, began FROM (SELECT person.id AS id," \
		" person.ui_language AS language, min(" \
		" coalesce((SELECT min(first) FROM visit WHERE visit.person = person.id), " NEVER \
		")," \
		" coalesce((SELECT min(asked) FROM help WHERE help.person = person.id), " NEVER \
		")," \
		" coalesce((SELECT min(made) FROM claim WHERE claim.person = person.id), " NEVER \
		")) AS began FROM person WHERE person.id > ?1 AND person.id <= ?4" \
		" AND EXISTS (SELECT 1 FROM role WHERE role.person = person.id" \
		" AND role.role = 'client')) WHERE " IS_BETWEEN("began")) \
	Q(was_here, \
		"SELECT EXISTS (SELECT 1 FROM visit WHERE person = ?1" \
		" AND (" IS_BETWEEN("first") " OR " IS_BETWEEN( \
			"last") "))" \
				" OR EXISTS (SELECT 1 FROM answer WHERE person = ?1 " \
				"AND " IS_BETWEEN( \
					"at") ")" \
					      " OR EXISTS (SELECT 1 FROM help WHERE person = ?1 " \
					      "AND " IS_BETWEEN( \
						      "asked") ")" \
							       " OR EXISTS (SELECT 1 FROM claim " \
							       "WHERE person = ?1" \
							       " AND (" IS_BETWEEN( \
								       "made") " OR " IS_BETWEEN("sent") "))") \
	Q(helped_list, \
		"SELECT person.ui_language, help.asked, " LATEST "(help.closed), help.answer_by" \
		" FROM help JOIN person ON person.id = help.person" \
		" WHERE help.closed > 0 AND help.closed >= ?1 AND help.closed < ?2" \
		" GROUP BY help.person") \
	Q(assessed_list, \
		"SELECT claim.id, person.ui_language, claim.basis, decision.kind," \
		" claim.answer_by, " LATEST "(decision.at) FROM decision" \
		" JOIN claim ON claim.id = decision.claim" \
		" JOIN person ON person.id = claim.person" \
		" WHERE decision.at >= ?1 AND decision.at < ?2 GROUP BY claim.person") \
	Q(claim_steps, \
		"SELECT at, verb, fact FROM audit WHERE subject_kind = 'claim' AND subject = ?1" \
		" ORDER BY number") \
	Q(statistic_add, "INSERT INTO statistic(quarter, topic, made) VALUES (?1, ?2, ?3)") \
	Q(statistic_list, "SELECT quarter, topic FROM statistic ORDER BY quarter DESC, topic") \
	Q(figure_add, \
		"INSERT INTO figure(quarter, topic, place, grouping, members, split, first, last," \
		" people) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)") \
	Q(figure_list, \
		"SELECT topic, grouping, members, split, first, last, people FROM figure" \
		" WHERE quarter = ?1 ORDER BY topic, place")

#endif
