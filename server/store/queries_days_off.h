/* queries_days_off: days on which the house is closed, or open though they are holidays. */
#ifndef ASKEL_STORE_QUERIES_DAYS_OFF_H
#define ASKEL_STORE_QUERIES_DAYS_OFF_H

#define QUERIES_DAYS_OFF(Q) \
	Q(day_off_list, "SELECT id, day, opened, name, made, ended FROM day_off ORDER BY day, id") \
	Q(day_off_changes, \
		"SELECT coalesce(max(id), 0) + (SELECT count(*) FROM day_off WHERE ended > 0)" \
		" FROM day_off") \
	Q(day_off_of, "SELECT id FROM day_off WHERE day = ?1 AND ended = 0") \
	Q(day_off_day, "SELECT day FROM day_off WHERE id = ?1 AND ended = 0") \
	Q(day_off_add, \
		"INSERT INTO day_off(day, opened, name, made, ended) VALUES (?1, ?2, ?3, ?4, 0)") \
	Q(day_off_end, "UPDATE day_off SET ended = ?2 WHERE id = ?1")

#endif
