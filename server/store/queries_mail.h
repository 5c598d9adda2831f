/* queries_mail: the e-mail addresses people gave, and what is due to go to them. A row stays when its
 * address goes, so that codes asked for on one day are counted; it goes when the person has left. */
#ifndef ASKEL_STORE_QUERIES_MAIL_H
#define ASKEL_STORE_QUERIES_MAIL_H

#define MAIL_DUE_FROM \
	" FROM mail CROSS JOIN person ON person.id = mail.person" /* in this order */ \
	" WHERE person.closed = 0 AND mail.refused = 0 AND mail.again_at <= "

#define QUERIES_MAIL(Q) \
	Q(mail_load, \
		"SELECT person, address, given, confirmed, often, wanted, code IS NOT NULL," \
		" code_ends, refused, codes_day, codes FROM mail WHERE person = ?1") \
	Q(mail_give, \
		"INSERT INTO mail(person, address, given) VALUES (?1, ?2, ?3)" \
		" ON CONFLICT(person) DO UPDATE SET address = ?2, given = max(?3, given + 1)," \
		" confirmed = 0, often = 'never', wanted = 0, code = NULL, code_ends = 0, wrong " \
		"= 0," \
		" refused = 0, round = 0, told = 0, again_at = 0, tries = 0") \
	Q(mail_want_code, \
		"UPDATE mail SET wanted = ?2, again_at = 0, tries = 0, refused = 0," \
		" codes = CASE codes_day WHEN ?3 THEN codes ELSE 0 END + 1, codes_day = ?3" \
		" WHERE person = ?1 AND address <> '' AND confirmed = 0" \
		" AND (codes_day <> ?3 OR codes < ?4)") \
	Q(mail_confirm, \
		"UPDATE mail SET confirmed = ?3, code = NULL, wanted = 0, tries = 0, again_at = 0" \
		" WHERE person = ?1 AND code = ?2 AND code_ends > ?3 AND wrong < ?4" \
		" AND confirmed = 0") \
	Q(mail_wrong, "UPDATE mail SET wrong = wrong + 1 WHERE person = ?1") \
	Q(mail_choose, \
		"UPDATE mail SET often = ?2, round = ?3, again_at = 0, tries = 0" \
		" WHERE person = ?1 AND confirmed > 0 AND refused = 0") \
	Q(mail_drop, \
		"UPDATE mail SET address = '', confirmed = 0, often = 'never', wanted = 0," \
		" code = NULL, refused = 0" \
		" WHERE person = ?1 AND address <> '' AND (?2 = 0 OR given = ?2)") \
	Q(mail_codes_due, \
		"SELECT mail.person, mail.address, mail.given, person.ui_language, mail.round," \
		" mail.tries, mail.wanted, 0" MAIL_DUE_FROM \
		"?1 AND mail.wanted > 0 AND mail.wanted > ?2" \
		" ORDER BY mail.wanted LIMIT ?3") \
	/* the newest that isn't seen, of the time before the round */ \
	Q(mail_due, \
		"SELECT mail.person, mail.address, mail.given, person.ui_language, mail.round," \
		" mail.tries, 0, (SELECT max(notice.id) FROM notice WHERE notice.person = " \
		"mail.person" \
		" AND notice.seen = 0 AND notice.id > mail.told AND notice.made <= ?3) AS " \
		"newest" MAIL_DUE_FROM \
		"?1 AND mail.often = ?2 AND mail.confirmed > 0 AND mail.round < ?3" \
		" AND newest IS NOT NULL ORDER BY mail.person LIMIT ?4") \
	Q(mail_start_code, \
		"UPDATE mail SET code = ?3, code_ends = ?4, wanted = 0, wrong = 0" \
		" WHERE person = ?1 AND given = ?2 AND wanted > 0 AND confirmed = 0") \
	Q(mail_start, \
		"UPDATE mail SET round = ?3 WHERE person = ?1 AND given = ?2 AND round < ?3" \
		" AND confirmed > 0 AND refused = 0 AND often <> 'never'") \
	Q(mail_sent, \
		"UPDATE mail SET told = max(told, ?3), tries = 0, again_at = 0" \
		" WHERE person = ?1 AND given = ?2") \
	Q(mail_back, \
		"UPDATE mail SET round = ?3, wanted = ?4, again_at = ?5, tries = ?6" \
		" WHERE person = ?1 AND given = ?2") \
	Q(mail_refused, \
		"UPDATE mail SET refused = ?3, wanted = 0, code = NULL" \
		" WHERE person = ?1 AND given = ?2 AND refused = 0") \
	Q(mail_count, \
		"SELECT count(*) FROM mail WHERE confirmed > 0 AND refused = 0 AND often IN " \
		"('daily', 'weekly')") \
	Q(mail_any, "SELECT count(*) FROM (SELECT 1 FROM mail LIMIT 1)")

#endif
