/* queries_entry: how a person comes in: cards, the way back, sessions. */
#ifndef ASKEL_STORE_QUERIES_ENTRY_H
#define ASKEL_STORE_QUERIES_ENTRY_H

#include "store/queries_people.h"

#define CARD_COLUMNS "id, person, made, ends, used, lasting, new_phone"
#define WAY_BACK_COLUMNS "person, name, folded, hash, way"
#define OLD_MOST "500" /* rows dropped by one change, so that nobody waits for a long one */

#define QUERIES_ENTRY(Q) \
	Q(card_add, \
		"INSERT INTO card(kept, person, made, ends, used, lasting)" \
		" SELECT ?1, id, ?3, ?4, 0, ?5 FROM person WHERE id = ?2 AND closed = 0") \
	Q(card_load, "SELECT " CARD_COLUMNS " FROM card WHERE kept = ?1") \
	Q(card_use, \
		"UPDATE card SET used = ?2, code = NULL WHERE kept = ?1" \
		" AND (used = 0 OR lasting = 1) AND (ends = 0 OR ends > ?2)" \
		" RETURNING " CARD_COLUMNS) \
	Q(card_renew, \
		"INSERT INTO card(kept, person, made, ends, used, lasting, code, code_ends)" \
		" SELECT ?1, id, ?3, ?4, 0, 0, ?5, ?6 FROM person WHERE id = ?2 AND closed = 0") \
	Q(card_end_unused, \
		"UPDATE card SET ends = ?2, code = NULL WHERE person = ?1 AND used = 0" \
		" AND lasting = 0 AND (ends = 0 OR ends > ?2)") \
	Q(code_find, \
		"SELECT kept FROM card WHERE code = ?1 AND code_ends > ?2 AND used = 0" \
		" AND (ends = 0 OR ends > ?2)") \
	Q(card_new_phone, "UPDATE card SET new_phone = 1 WHERE kept = ?1 AND person = ?2") \
	Q(card_drop_used, \
		"DELETE FROM card WHERE id IN (SELECT id FROM card" \
		" WHERE used > 0 AND used < ?1 AND lasting = 0 LIMIT " OLD_MOST ")") \
	Q(card_drop_ended, \
		"DELETE FROM card WHERE id IN (SELECT id FROM card" \
		" WHERE ends > 0 AND ends < ?1 LIMIT " OLD_MOST ")") \
	Q(card_end_lasting, \
		"UPDATE card SET ends = ?1 WHERE lasting = 1" \
		" AND (ends = 0 OR ends > ?1)") \
	Q(card_end_open, \
		"UPDATE card SET ends = ?2 WHERE person = ?1 AND (used = 0 OR lasting = 1)" \
		" AND (ends = 0 OR ends > ?2)") \
	Q(way_back_find, "SELECT " WAY_BACK_COLUMNS " FROM way_back WHERE folded = ?1") \
	Q(way_back_load, "SELECT " WAY_BACK_COLUMNS " FROM way_back WHERE person = ?1") \
	Q(way_back_owner, "SELECT person FROM way_back WHERE folded = ?1") \
	Q(way_back_save, \
		"INSERT INTO way_back(person, name, folded, hash, made, way)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(person) DO UPDATE SET" \
		" name = excluded.name, folded = excluded.folded, hash = excluded.hash," \
		" made = excluded.made, way = excluded.way") \
	Q(provider_find, "SELECT person, made FROM provider_link WHERE subject = ?1") \
	Q(provider_load, "SELECT person, made FROM provider_link WHERE person = ?1") \
	Q(provider_save, \
		"INSERT INTO provider_link(person, subject, made) VALUES (?1, ?2, ?3)" \
		" ON CONFLICT(person) DO UPDATE SET subject = excluded.subject," \
		" made = excluded.made") \
	Q(provider_drop, "DELETE FROM provider_link WHERE person = ?1") \
	Q(provider_form_keep, \
		"INSERT INTO provider_form(person, journey, sealed, made) VALUES (?1, ?2, ?3, ?4)" \
		" ON CONFLICT(person) DO UPDATE SET journey = excluded.journey," \
		" sealed = excluded.sealed, made = excluded.made") \
	Q(provider_form_take, \
		"SELECT sealed FROM provider_form WHERE person = ?1 AND journey = ?2") \
	Q(provider_form_drop, "DELETE FROM provider_form WHERE person = ?1 AND journey = ?2") \
	Q(provider_form_drop_old, "DELETE FROM provider_form WHERE made < ?1") \
	Q(session_add, \
		"INSERT INTO session(kept, person, device, by_card, started, seen, ended," \
		" strong_at) VALUES (?1, ?2, ?3, ?5, ?4, ?4, 0, iif(?5, 0, ?4))") \
	Q(session_load, \
		"SELECT session.id, session.person, session.device, session.started," \
		" session.seen, session.ended, session.by_card," \
		" session.strong_at, session.factor_at, " PERSON_COLUMNS \
		" FROM session JOIN person ON person.id = session.person WHERE session.kept = ?1") \
	Q(session_touch, "UPDATE session SET seen = max(seen, ?2) WHERE id = ?1 AND ended = 0") \
	Q(session_strong, \
		"UPDATE session SET strong_at = max(strong_at, ?2) WHERE id = ?1 AND ended = 0") \
	Q(session_factor, \
		"UPDATE session SET strong_at = max(strong_at, ?2), factor_at = ?2" \
		" WHERE id = ?1 AND ended = 0") \
	Q(session_device, \
		"UPDATE session SET device = ?2, strong_at = iif(device = 'own' AND ?2 <> 'own'," \
		" 0, strong_at) WHERE id = ?1") \
	Q(session_person, "SELECT person FROM session WHERE id = ?1") \
	Q(session_end, \
		"UPDATE session SET ended = ?2, seen = max(seen, ?2)" \
		" WHERE id = ?1 AND ended = 0") \
	Q(session_end_others, \
		"UPDATE session SET ended = ?3, seen = max(seen, ?3)" \
		" WHERE person = ?1 AND id <> ?2 AND ended = 0") \
	Q(session_drop, \
		"DELETE FROM session WHERE id IN (SELECT id FROM session" \
		" WHERE seen < ?1 ORDER BY seen LIMIT " OLD_MOST ")") \
	Q(factor_load, \
		"SELECT person, sealed, last_step, made, wrong, (SELECT count(*) FROM paper_code" \
		" WHERE paper_code.person = second_factor.person AND used = 0)" \
		" FROM second_factor WHERE person = ?1") \
	Q(factor_save, \
		"INSERT INTO second_factor(person, sealed, last_step, made, wrong)" \
		" VALUES (?1, ?2, ?3, ?4, 0) ON CONFLICT(person) DO UPDATE SET" \
		" sealed = excluded.sealed, last_step = excluded.last_step," \
		" made = excluded.made, wrong = 0") \
	Q(factor_step, \
		"UPDATE second_factor SET last_step = ?2, wrong = 0" \
		" WHERE person = ?1 AND last_step < ?2") \
	Q(factor_wrong, "UPDATE second_factor SET wrong = wrong + 1 WHERE person = ?1") \
	Q(factor_right, "UPDATE second_factor SET wrong = 0 WHERE person = ?1") \
	Q(factor_drop, "DELETE FROM second_factor WHERE person = ?1") \
	Q(paper_code_add, "INSERT INTO paper_code(person, kept, used) VALUES (?1, ?2, 0)") \
	Q(paper_code_use, \
		"UPDATE paper_code SET used = ?3 WHERE person = ?1 AND kept = ?2 AND used = 0") \
	Q(paper_code_drop, "DELETE FROM paper_code WHERE person = ?1") \
	Q(factor_admins, \
		"SELECT role.person FROM role JOIN person ON person.id = role.person" \
		" WHERE role.role = 'admin' AND person.closed = 0 AND person.id <> ?1")

#endif
