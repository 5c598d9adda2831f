/* queries_leaving: when somebody's last tie ended, what goes after they have left, and all that is
 * theirs, as they take it along. */
#ifndef ASKEL_STORE_QUERIES_LEAVING_H
#define ASKEL_STORE_QUERIES_LEAVING_H

#include "store/queries_learning.h"
#include "store/queries_people.h"

#define ERASED_ROWS "50" /* rows that one change erases, so that nobody waits for a long one */

#define HAS(table, person) "EXISTS (SELECT 1 FROM " table " WHERE " table ".person = " person ")"

/* What a person has of each class. Whoever looked at others keeps their name: those whom they looked
 * at are told it (Act 703/2023 and GDPR, Article 15(1)(c)). */
#define HAS_ENTRY(p) \
	"(" HAS("way_back", p) " OR " HAS("second_factor", p) " OR " HAS( \
		"paper_code", p) " OR " HAS("card", p) " OR " HAS("session", \
		p) " OR " HAS("notice", p) " OR " HAS("mail", p) " OR " HAS("provider_link", \
		p) " OR " HAS("provider_form", p) ")"
#define HAS_FILE(p) "EXISTS (SELECT 1 FROM file WHERE file.person = " p " AND file.key IS NOT NULL)"
#define HAS_WORDS(p) "(" HAS("payload", p) " OR " HAS("draft", p) " OR " HAS_FILE(p) ")"
#define IS_NAMELESS(p) \
	"(NOT EXISTS (SELECT 1 FROM role WHERE role.person = " p " AND role.role <> 'client')" \
	" AND NOT EXISTS (SELECT 1 FROM tie WHERE tie.coach = " p "))"
#define HAS_NAME(p) \
	"EXISTS (SELECT 1 FROM person AS one WHERE one.id = " p \
	" AND (one.name <> '' OR one.ui_language <> '' OR one.course_language <> '')" \
	" AND " IS_NAMELESS("one.id") ")"
#define HAS_LEARNING(p) \
	"(" HAS("answer", p) " OR " HAS("visit", p) " OR " HAS("help", p) " OR " HAS( \
		"badge", p) " OR " HAS("badge_name", p) " OR " HAS("brought_badge", \
		p) " OR " HAS("claim", p) " OR " HAS_NAME(p) ")"

#define LEFT_BEFORE(has) \
	"SELECT person.id FROM person WHERE person.closed > 0 AND person.closed <= ?1 AND " has( \
		"person.id") " ORDER BY person.closed LIMIT ?2"

/* Rows of a table without row ids, a few at a time. */
#define DROP_SOME(table, key) \
	"DELETE FROM " table " WHERE person = ?1 AND (" key ") IN" \
	" (SELECT " key " FROM " table " WHERE person = ?1 LIMIT " ERASED_ROWS ")"
#define DROP_NUMBERED(table) \
	"DELETE FROM " table " WHERE id IN" \
	" (SELECT id FROM " table " WHERE person = ?1 LIMIT " ERASED_ROWS ")"

/* Claims go one by one, the last first, for a later one may name an earlier. */
#define LAST_CLAIM "(SELECT max(id) FROM claim WHERE person = ?1)"
#define OF_LAST_CLAIM(table) "DELETE FROM " table " WHERE claim = " LAST_CLAIM
#define OWN_CLAIMS "(SELECT id FROM claim WHERE person = ?1)"

#define QUERIES_LEAVING(Q) \
	Q(tie_last, \
		"SELECT coalesce(max(CASE ends WHEN 0 THEN 9223372036854775807 ELSE ends END), 0)" \
		" FROM tie WHERE client = ?1") \
	Q(leaver_list, \
		"SELECT DISTINCT tie.client FROM tie JOIN person ON person.id = tie.client" \
		" WHERE tie.ends > 0 AND tie.ends <= ?1 AND person.closed = 0" \
		" AND NOT EXISTS (SELECT 1 FROM tie AS other WHERE other.client = tie.client" \
		" AND (other.ends = 0 OR other.ends > ?1))" \
		" AND NOT EXISTS (SELECT 1 FROM role WHERE role.person = tie.client" \
		" AND role.role <> 'client') LIMIT ?2") \
	Q(erasable_entry, LEFT_BEFORE(HAS_ENTRY)) \
	Q(erasable_words, LEFT_BEFORE(HAS_WORDS)) \
	Q(erasable_learning, LEFT_BEFORE(HAS_LEARNING)) \
	Q(erase_more_entry, "SELECT " HAS_ENTRY("?1")) \
	Q(erase_more_words, "SELECT " HAS_WORDS("?1")) \
	Q(erase_more_learning, "SELECT " HAS_LEARNING("?1")) \
	Q(erase_way_back, "DELETE FROM way_back WHERE person = ?1") \
	Q(erase_factor, "DELETE FROM second_factor WHERE person = ?1") \
	Q(erase_paper_codes, "DELETE FROM paper_code WHERE person = ?1") \
	Q(erase_provider_link, "DELETE FROM provider_link WHERE person = ?1") \
	Q(erase_provider_form, "DELETE FROM provider_form WHERE person = ?1") \
	Q(erase_cards, DROP_NUMBERED("card")) \
	Q(erase_sessions, DROP_NUMBERED("session")) \
	Q(erase_notices, DROP_NUMBERED("notice")) \
	Q(erase_mail, "DELETE FROM mail WHERE person = ?1") \
	Q(erase_drafts, DROP_SOME("draft", "course, question")) \
	Q(erase_answers, DROP_SOME("answer", "course, question")) \
	Q(erase_visits, DROP_SOME("visit", "course, page")) \
	Q(erase_help, DROP_NUMBERED("help")) \
	Q(erase_badges, DROP_NUMBERED("badge")) \
	Q(erase_brought, DROP_NUMBERED("brought_badge")) \
	Q(erase_badge_name, "DELETE FROM badge_name WHERE person = ?1") \
	Q(erase_evidence, OF_LAST_CLAIM("evidence")) \
	Q(erase_judgements, OF_LAST_CLAIM("claim_judgement")) \
	Q(erase_demonstrations, OF_LAST_CLAIM("demonstration")) \
	Q(erase_school_answers, \
		"DELETE FROM school_answer WHERE sending IN" \
		" (SELECT id FROM sending WHERE claim = " LAST_CLAIM ")") \
	Q(erase_sendings, OF_LAST_CLAIM("sending")) \
	Q(erase_awards, OF_LAST_CLAIM("award")) \
	Q(erase_decisions, OF_LAST_CLAIM("decision")) \
	Q(erase_parts, OF_LAST_CLAIM("claim_part")) \
	Q(erase_claim, "DELETE FROM claim WHERE id = " LAST_CLAIM) \
	Q(erase_name, \
		"UPDATE person SET name = '', ui_language = '', course_language = ''" \
		" WHERE id = ?1 AND " IS_NAMELESS("?1")) \
	Q(payload_some, "SELECT id FROM payload WHERE person = ?1 LIMIT ?2") \
	Q(erasure_add, "INSERT INTO erasure(payload, audit) VALUES (?1, ?2)") \
	Q(payload_erase, "DELETE FROM payload WHERE id = ?1") \
	Q(own_courses, \
		"SELECT course FROM visit WHERE person = ?1" \
		" UNION SELECT course FROM answer WHERE person = ?1 ORDER BY 1") \
	Q(help_list_all, HELP_SELECT " WHERE help.person = ?1 ORDER BY help.id DESC") \
	Q(session_list, \
		"SELECT id, person, device, started, seen, ended, by_card FROM session" \
		" WHERE person = ?1 ORDER BY id DESC") \
	Q(take_person, \
		"SELECT id, name, organisation, ui_language, course_language, made, closed" \
		" FROM person WHERE id = ?1") \
	Q(take_role, "SELECT person, role FROM role WHERE person = ?1") \
	Q(take_card, \
		"SELECT id, person, made, ends, used, lasting FROM card WHERE person = ?1" \
		" ORDER BY id") \
	Q(take_way_back, "SELECT person, name, folded, way, made FROM way_back WHERE person = ?1") \
	Q(take_provider_link, "SELECT person, made FROM provider_link WHERE person = ?1") \
	Q(take_session, \
		"SELECT id, person, started, seen, ended, device, by_card FROM session" \
		" WHERE person = ?1 ORDER BY id") \
	Q(take_tie, \
		"SELECT id, client, coach, organisation, learning, claims, ground, starts, ends" \
		" FROM tie WHERE client = ?1 ORDER BY id") \
	Q(take_hand_over, \
		"SELECT id, client, giver, taker, note, actor, at FROM hand_over" \
		" WHERE client = ?1 ORDER BY id") \
	Q(take_notice, \
		"SELECT id, person, kind, subject, made, seen FROM notice WHERE person = ?1" \
		" ORDER BY id") \
	Q(take_mail, \
		"SELECT person, address, given, confirmed, often, refused, round, told FROM mail" \
		" WHERE person = ?1 AND address <> ''") \
	Q(take_visit, \
		"SELECT person, course, page, first, last FROM visit WHERE person = ?1" \
		" ORDER BY course, page") \
	Q(take_answer, \
		"SELECT person, course, page, question, kind, chosen, words, payload, verdict," \
		" right_once, tries, wrong_tries, at FROM answer WHERE person = ?1" \
		" ORDER BY course, question") \
	Q(take_draft, \
		"SELECT person, course, question, page, chosen, words, at FROM draft" \
		" WHERE person = ?1 ORDER BY course, question") \
	Q(take_payload, \
		"SELECT id, person, kind, words, made FROM payload WHERE person = ?1 ORDER BY id") \
	Q(take_help, \
		"SELECT id, person, course, page, question, payload, asked, answer_by, closed," \
		" answer_days, owner, answer, ring_at, seen FROM help WHERE person = ?1" \
		" ORDER BY id") \
	Q(take_badge, \
		"SELECT badge.id, badge.person, award, address, badge.place, unit, document, " \
		"made," \
		" shared FROM badge WHERE badge.person = ?1 ORDER BY badge.id") \
	Q(take_badge_place, \
		"SELECT place, revoked, reason FROM badge_place" \
		" WHERE place IN (SELECT place FROM badge WHERE person = ?1) ORDER BY place") \
	Q(take_badge_name, "SELECT person, name, chosen FROM badge_name WHERE person = ?1") \
	Q(take_brought, \
		"SELECT id, person, document, brought, checked FROM brought_badge" \
		" WHERE person = ?1 ORDER BY id") \
	Q(take_claim, \
		"SELECT id, person, unit, version, basis, state, round, moves, words, writer," \
		" paper_day, made, sent, answer_by, answer_days, assessor, proposer, second, " \
		"route," \
		" assessors, ground, said, message, said_by, writing, confirmed, confirmed_by" \
		" FROM claim WHERE person = ?1" \
		" ORDER BY id") \
	Q(take_claim_part, \
		"SELECT claim, criterion, place, self, earlier FROM claim_part" \
		" WHERE claim IN " OWN_CLAIMS " ORDER BY claim, place") \
	Q(take_claim_judgement, \
		"SELECT claim, round, criterion, judgement, note, staff, at FROM claim_judgement" \
		" WHERE claim IN " OWN_CLAIMS " ORDER BY claim, round, criterion") \
	Q(take_evidence, \
		"SELECT id, claim, criterion, round, kind, payload, course, page, question, " \
		"verdict," \
		" made FROM evidence WHERE claim IN " OWN_CLAIMS " ORDER BY id") \
	Q(take_demonstration, \
		"SELECT id, claim, at, place, tasks, present, seen, staff, made, noted" \
		" FROM demonstration WHERE claim IN " OWN_CLAIMS " ORDER BY id") \
	Q(take_decision, \
		"SELECT id, claim, round, kind, ground, names, shown, parts, reason, proposer," \
		" decider, second, route, at FROM decision WHERE claim IN " OWN_CLAIMS \
		" ORDER BY id") \
	Q(take_sending, \
		"SELECT id, person, claim, award, mapping, school, sheet, state, moves, sent" \
		" FROM sending WHERE person = ?1 ORDER BY id") \
	Q(take_school_answer, \
		"SELECT id, sending, state, names, provider, day, grade, writer, made, badge" \
		" FROM school_answer WHERE sending IN" \
		" (SELECT id FROM sending WHERE person = ?1) ORDER BY id") \
	Q(take_award, \
		"SELECT id, person, unit, version, claim, decision, made, ended FROM award" \
		" WHERE person = ?1 ORDER BY id") \
	Q(take_audit, \
		"SELECT number, at, actor, verb, subject_kind, subject, fact FROM audit" \
		" WHERE actor = ?1 AND verb NOT IN ('looked', 'listed')" \
		" UNION SELECT number, at, actor, verb, subject_kind, subject, fact FROM audit" \
		" WHERE subject_kind = 'person' AND subject = ?1 ORDER BY 1")

#endif
