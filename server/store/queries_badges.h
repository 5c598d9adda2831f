/* queries_badges: keys that signed, badges as they were signed, and their places in the list of those
 * taken back. A place outlives its badge: once given, it is nobody else's. */
#ifndef ASKEL_STORE_QUERIES_BADGES_H
#define ASKEL_STORE_QUERIES_BADGES_H

#define BADGE_SELECT \
	"SELECT badge.id, badge.person, badge.award, badge.address, badge.place, badge.unit," \
	" badge.document, badge.made, badge.shared, badge_place.revoked, badge_place.reason" \
	" FROM badge JOIN badge_place ON badge_place.place = badge.place"

#define BROUGHT_SELECT "SELECT id, person, document, brought, checked FROM brought_badge"

#define QUERIES_BADGES(Q) \
	Q(issuer_key_add, "INSERT OR IGNORE INTO issuer_key(key, since) VALUES (?1, ?2)") \
	Q(issuer_key_list, "SELECT key FROM issuer_key ORDER BY since DESC, rowid DESC") \
	Q(badge_place_take, "INSERT OR IGNORE INTO badge_place(place) VALUES (?1)") \
	Q(badge_place_revoked, "SELECT place FROM badge_place WHERE revoked > 0 ORDER BY place") \
	Q(badge_revoke, \
		"UPDATE badge_place SET revoked = ?2, reason = ?3 WHERE revoked = 0" \
		" AND place = (SELECT place FROM badge WHERE id = ?1)") \
	Q(badge_of_claim, \
		"SELECT badge.id FROM badge JOIN award ON award.id = badge.award" \
		" JOIN badge_place ON badge_place.place = badge.place" \
		" WHERE award.claim = ?1 AND badge_place.revoked = 0 LIMIT 1") \
	Q(badge_add, \
		"INSERT INTO badge(person, award, address, place, unit, document, made)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)") \
	Q(badge_by_id, BADGE_SELECT " WHERE badge.id = ?1") \
	Q(badge_by_address, BADGE_SELECT " WHERE badge.address = ?1") \
	Q(badge_by_award, BADGE_SELECT " WHERE badge.award = ?1") \
	Q(badge_list, BADGE_SELECT " WHERE badge.person = ?1 ORDER BY badge.id DESC") \
	Q(badge_share, \
		"UPDATE badge SET shared = ?3 WHERE id = ?1 AND person = ?2 AND (shared > 0) <> " \
		"(?3 > 0)") \
	Q(brought_add, \
		"INSERT INTO brought_badge(person, digest, document, brought, checked)" \
		" SELECT ?1, ?2, ?3, ?4, ?5 WHERE (SELECT count(*) FROM brought_badge" \
		" WHERE person = ?1) < ?6") \
	Q(brought_check, \
		"UPDATE brought_badge SET checked = ?3 WHERE person = ?1 AND digest = ?2" \
		" AND checked = 0 AND ?3 > 0") \
	Q(brought_find, "SELECT id FROM brought_badge WHERE person = ?1 AND digest = ?2") \
	Q(brought_by_id, BROUGHT_SELECT " WHERE id = ?1") \
	Q(brought_list, BROUGHT_SELECT " WHERE person = ?1 ORDER BY id DESC") \
	Q(brought_drop, "DELETE FROM brought_badge WHERE id = ?1 AND person = ?2") \
	Q(badge_name_save, \
		"INSERT INTO badge_name(person, name, chosen) VALUES (?1, ?2, ?3)" \
		" ON CONFLICT (person) DO UPDATE SET name = excluded.name, chosen = " \
		"excluded.chosen") \
	Q(badge_name_load, "SELECT name FROM badge_name WHERE person = ?1")

#endif
