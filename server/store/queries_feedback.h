/* queries_feedback: what people say about accessibility. The same words sent again within a short time
 * are the same press of the button. */
#ifndef ASKEL_STORE_QUERIES_FEEDBACK_H
#define ASKEL_STORE_QUERIES_FEEDBACK_H

#include "store/queries_entry.h"

#define ACCESS_FEEDBACK_SELECT \
	"SELECT id, words, reach, language, sent, answer_by, answered FROM access_feedback"

#define QUERIES_FEEDBACK(Q) \
	Q(access_feedback_same, \
		"SELECT id FROM access_feedback WHERE sent > ?1 AND words = ?2 AND reach = ?3 " \
		"LIMIT 1") \
	Q(access_feedback_add, \
		"INSERT INTO access_feedback(words, reach, language, sent, answer_by, answered)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, 0)") \
	Q(access_feedback_waiting, \
		ACCESS_FEEDBACK_SELECT " WHERE answered = 0 ORDER BY id LIMIT ?1 OFFSET ?2") \
	Q(access_feedback_answered, \
		ACCESS_FEEDBACK_SELECT \
		" WHERE answered > 0 ORDER BY answered DESC, id DESC LIMIT ?1 OFFSET ?2") \
	Q(access_feedback_count, "SELECT count(*) FROM access_feedback WHERE answered = 0") \
	Q(access_feedback_mark, \
		"UPDATE access_feedback SET answered = ?2 WHERE id = ?1 AND (answered > 0) <> " \
		"(?2 > 0)") \
	Q(access_feedback_load, ACCESS_FEEDBACK_SELECT " WHERE id = ?1") \
	Q(access_feedback_drop, \
		"DELETE FROM access_feedback WHERE id IN (SELECT id FROM access_feedback" \
		" WHERE answered > 0 AND answered < ?1 ORDER BY answered LIMIT " OLD_MOST ")")

#endif
