/* queries_learning: answers, drafts, visits, help, and the personal words of them. Ids of questions
 * are unique in a course, so a question that moves to another page takes its answer with it. */
#ifndef ASKEL_STORE_QUERIES_LEARNING_H
#define ASKEL_STORE_QUERIES_LEARNING_H

#define HELP_SELECT \
	"SELECT help.id, help.person, help.course, help.page, help.question," \
	" coalesce(asked.words, ''), help.asked, help.answer_by, help.answer_days," \
	" coalesce(help.owner, 0), coalesce(owner.name, ''), help.closed," \
	" coalesce(answer.words, ''), help.ring_at, help.seen, person.name" \
	" FROM help JOIN person ON person.id = help.person" \
	" LEFT JOIN payload AS asked ON asked.id = help.payload" \
	" LEFT JOIN payload AS answer ON answer.id = help.answer" \
	" LEFT JOIN person AS owner ON owner.id = help.owner"

#define ANSWER_SELECT \
	"SELECT answer.question, answer.kind, answer.chosen," \
	" coalesce(payload.words, answer.words), answer.verdict, answer.right_once, answer.tries," \
	" answer.wrong_tries, answer.key, answer.at" \
	" FROM answer LEFT JOIN payload ON payload.id = answer.payload" \
	" WHERE answer.person = ?1 AND answer.course = ?2"

#define QUERIES_LEARNING(Q) \
	Q(payload_add, \
		"INSERT INTO payload(person, kind, salt, words, made)" \
		" VALUES (?1, ?2, ?3, ?4, ?5)") \
	Q(payload_load, "SELECT id, person, kind, salt, words, made FROM payload WHERE id = ?1") \
	Q(answer_before, \
		"SELECT tries, wrong_tries, right_once FROM answer" \
		" WHERE person = ?1 AND course = ?2 AND question = ?3") \
	Q(answer_save, \
		"INSERT INTO answer(person, course, question, page, kind, chosen, words," \
		" payload, verdict, right_once, tries, wrong_tries, key, at) VALUES" \
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), ?9, ?10, ?11, ?12, ?13, ?14)" \
		" ON CONFLICT(person, course, question) DO UPDATE SET page = excluded.page," \
		" kind = excluded.kind, chosen = excluded.chosen, words = excluded.words," \
		" payload = excluded.payload, verdict = excluded.verdict," \
		" right_once = excluded.right_once, tries = excluded.tries," \
		" wrong_tries = excluded.wrong_tries, key = excluded.key, at = excluded.at") \
	Q(answer_list, ANSWER_SELECT) \
	Q(answer_ids, \
		"SELECT question FROM answer WHERE person = ?1 AND course = ?2 ORDER BY question") \
	Q(answer_of, ANSWER_SELECT " AND answer.question = ?3") \
	Q(draft_save, \
		"INSERT INTO draft(person, course, question, page, chosen, words, key, at)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" \
		" ON CONFLICT(person, course, question) DO UPDATE SET page = excluded.page," \
		" chosen = excluded.chosen, words = excluded.words, key = excluded.key," \
		" at = excluded.at") \
	Q(draft_drop, "DELETE FROM draft WHERE person = ?1 AND course = ?2 AND question = ?3") \
	Q(draft_list, \
		"SELECT question, chosen, words, key FROM draft WHERE person = ?1 AND course = " \
		"?2") \
	Q(visit_note, \
		"INSERT INTO visit(person, course, page, first, last)" \
		" VALUES (?1, ?2, ?3, ?4, ?4)" \
		" ON CONFLICT(person, course, page) DO UPDATE SET last = max(last, " \
		"excluded.last)") \
	Q(visit_list, "SELECT page, first, last FROM visit WHERE person = ?1 AND course = ?2") \
	Q(help_add, \
		"INSERT INTO help(person, course, page, question, payload, asked, answer_by," \
		" answer_days, closed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)") \
	Q(help_load, HELP_SELECT " WHERE help.id = ?1") \
	Q(help_list_open, \
		HELP_SELECT " WHERE help.person = ?1 AND (help.closed = 0 OR help.seen = 0)" \
			    " ORDER BY help.id DESC") \
	Q(help_take, \
		"UPDATE help SET owner = ?2" \
		" WHERE id = ?1 AND closed = 0 AND coalesce(owner, 0) = ?3 RETURNING person") \
	Q(help_answer, \
		"UPDATE help SET owner = ?2, answer = nullif(?3, 0), ring_at = ?4, closed = ?5" \
		" WHERE id = ?1 AND closed = 0 RETURNING person") \
	Q(help_see, \
		"UPDATE help SET seen = ?3" \
		" WHERE id = ?1 AND person = ?2 AND closed > 0 AND seen = 0")

#endif
