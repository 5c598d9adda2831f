/* queries_claims: claims, their parts, evidence, judgements and decisions, and who waits for whom. Words
 * are payloads; one that was erased reads as empty. */
#ifndef ASKEL_STORE_QUERIES_CLAIMS_H
#define ASKEL_STORE_QUERIES_CLAIMS_H

#include "store/queries_staff.h"

#define WORDS_OF(payload) "coalesce((SELECT words FROM payload WHERE id = " payload "), '')"

#define CLAIM_COLUMNS \
	"claim.id, claim.person, claim.unit, claim.version, claim.basis, claim.state," \
	" claim.round, claim.moves, coalesce(claim.writer, 0), claim.paper_day, claim.made," \
	" claim.sent, claim.answer_by, claim.answer_days, coalesce(claim.assessor, 0)," \
	" coalesce(assessor.name, ''), coalesce(claim.proposer, 0)," \
	" coalesce(proposer.name, ''), claim.second, claim.route, claim.said," \
	" coalesce(said_by.name, ''), person.name, claim.ground, coalesce(writer.name, '')," \
	" claim.writing, claim.confirmed, claim.confirmed_by"
#define CLAIM_FROM \
	" FROM claim JOIN person ON person.id = claim.person" \
	" LEFT JOIN person AS assessor ON assessor.id = claim.assessor" \
	" LEFT JOIN person AS proposer ON proposer.id = claim.proposer" \
	" LEFT JOIN person AS said_by ON said_by.id = claim.said_by" \
	" LEFT JOIN person AS writer ON writer.id = claim.writer"

/* As the index claim_open has it, word by word. */
#define CLAIM_IS_OPEN \
	"claim.state IN ('draft', 'submitted', 'in-review', 'returned', 'demonstration'," \
	" 'proposed', 'again')"
#define CLAIM_WAITS "'submitted', 'in-review', 'demonstration', 'proposed', 'again'"
/* At the moment ?2, of the client ?1: coaches who may open claims. */
#define CLAIM_COACHES \
	"SELECT tie.coach FROM tie WHERE tie.client = ?1 AND tie.claims AND " TIE_HOLDS \
	" UNION SELECT absence.substitute FROM absence" \
	" JOIN tie ON tie.coach = absence.coach WHERE tie.client = ?1 AND tie.claims" \
	" AND " TIE_HOLDS " AND " ABSENCE_HOLDS " AND absence.substitute <> ?1"

#define QUERIES_CLAIMS(Q) \
	Q(claim_add, \
		"INSERT INTO claim(person, unit, version, basis, state, writer, paper_day, made," \
		" writing) VALUES (?1, ?2, ?3, ?4, 'draft', nullif(?5, 0), ?6, ?7, ?5 > 0)") \
	Q(claim_part_add, \
		"INSERT INTO claim_part(claim, criterion, place, earlier) VALUES (?1, ?2, ?3," \
		" (SELECT max(claim.id) FROM claim JOIN decision ON decision.claim = claim.id" \
		" AND decision.round = claim.round" \
		" JOIN claim_judgement AS j ON j.claim = claim.id AND j.round = claim.round" \
		" WHERE claim.person = ?4 AND claim.unit = ?5 AND claim.state = 'partly-approved'" \
		" AND j.criterion = ?2 AND j.judgement = 'shown'))") \
	Q(claim_load, \
		"SELECT " CLAIM_COLUMNS ", " WORDS_OF("claim.words") ", " WORDS_OF( \
			"claim.message") ", " WORDS_OF("claim.assessors") CLAIM_FROM \
		" WHERE claim.id = ?1") \
	Q(claim_list_own, \
		"SELECT " CLAIM_COLUMNS CLAIM_FROM \
		" WHERE claim.person = ?1 ORDER BY claim.id DESC") \
	Q(claim_of_unit, \
		"SELECT id FROM claim WHERE person = ?1 AND unit = ?2 AND state IN ('draft'," \
		" 'submitted', 'in-review', 'returned', 'demonstration', 'proposed', 'again')") \
	Q(claim_waiting, \
		MINE "SELECT claim.id, claim.person, claim.state, coalesce(claim.assessor, 0)," \
		     " coalesce(claim.proposer, 0), claim.sent, claim.answer_by," \
		     " claim.answer_days, person.name, mine.tie, mine.substitute" \
		     " FROM mine CROSS JOIN claim ON claim.person = mine.client" \
		     " JOIN person ON person.id = mine.client WHERE " CLAIM_IS_OPEN \
		     " AND (claim.state <> 'draft' OR (claim.writing AND claim.writer = ?1))" \
		     " ORDER BY claim.sent, claim.id") \
	Q(claim_row, "SELECT " CLAIM_COLUMNS CLAIM_FROM " WHERE claim.id = ?1") \
	Q(claim_of_client, \
		"SELECT " CLAIM_COLUMNS CLAIM_FROM " WHERE claim.person = ?1 AND" \
		" claim.state <> 'withdrawn' AND (claim.state <> 'draft' OR (claim.writing AND" \
		" claim.writer = ?2)) ORDER BY claim.id DESC") \
	Q(claim_move, \
		"UPDATE claim SET state = ?4, moves = moves + 1, round = ?5," \
		" assessor = nullif(?6, 0), proposer = nullif(?7, 0), second = ?8, sent = ?9," \
		" answer_by = ?10, answer_days = ?11, route = ?12, ground = ?13," \
		" writer = nullif(?14, 0), writing = ?15, confirmed = ?16, confirmed_by = ?17" \
		" WHERE id = ?1 AND state = ?2 AND moves = ?3") \
	Q(claim_say, \
		"UPDATE claim SET said = ?2, message = ?3, said_by = nullif(?4, 0) WHERE id = ?1") \
	Q(claim_assessors, "UPDATE claim SET assessors = ?2 WHERE id = ?1") \
	Q(claim_words, "UPDATE claim SET words = ?2 WHERE id = ?1") \
	Q(claim_part_list, \
		"SELECT criterion, self, coalesce(earlier, 0) FROM claim_part WHERE claim = ?1" \
		" ORDER BY place") \
	Q(claim_part_self, "UPDATE claim_part SET self = ?3 WHERE claim = ?1 AND criterion = ?2") \
	Q(evidence_list, \
		"SELECT id, criterion, round, kind, " WORDS_OF( \
			"evidence.payload") ", payload, course, page, question, verdict, made" \
					    " FROM evidence WHERE claim = ?1 ORDER BY id") \
	Q(evidence_add, \
		"INSERT INTO evidence(claim, criterion, round, kind, payload, course, page," \
		" question, verdict, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)") \
	Q(evidence_drop, "DELETE FROM evidence WHERE id = ?1") \
	Q(evidence_answer, \
		"SELECT coalesce(payload, 0), CASE right_once WHEN 1 THEN 'right' ELSE verdict " \
		"END," \
		" " WORDS_OF( \
			"answer.payload") " FROM answer" \
					  " WHERE person = ?1 AND course = ?2 AND question = ?3") \
	Q(evidence_payloads, \
		"SELECT payload, kind FROM evidence WHERE claim = ?1 AND round = ?2" \
		" AND payload > 0 ORDER BY id") \
	Q(claim_sent_before, \
		"SELECT payload, at, verb = 'claim-confirmed' FROM audit" \
		" WHERE subject_kind = 'claim' AND subject = ?1" \
		" AND verb IN ('claim-sent', 'claim-confirmed') AND number < (SELECT max(number)" \
		" FROM audit WHERE subject_kind = 'claim' AND subject = ?1" \
		" AND verb = 'claim-decided') ORDER BY number DESC LIMIT 1") \
	Q(claim_last_round, \
		"SELECT max(round) FROM (SELECT round FROM claim WHERE id = ?1" \
		" UNION ALL SELECT round FROM claim_judgement WHERE claim = ?1" \
		" UNION ALL SELECT round FROM evidence WHERE claim = ?1)") \
	Q(claim_words_payload, "SELECT words FROM claim WHERE id = ?1") \
	Q(claim_judge, \
		"INSERT INTO claim_judgement(claim, round, criterion, judgement, note, staff, at)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(claim, round, criterion)" \
		" DO UPDATE SET judgement = excluded.judgement, note = excluded.note," \
		" staff = excluded.staff, at = excluded.at") \
	Q(claim_judgement_list, \
		"SELECT criterion, judgement, " WORDS_OF( \
			"claim_judgement.note") ", note FROM claim_judgement WHERE claim = ?1 " \
						"AND round = ?2") \
	Q(claim_demonstration_add, \
		"INSERT INTO demonstration(claim, at, place, tasks, present, seen, staff, made)" \
		" VALUES (?1, ?2, ?3, ?4, 0, 0, ?5, ?6)") \
	Q(claim_demonstration_seen, \
		"UPDATE demonstration SET at = ?2, present = ?3, seen = ?4, noted = ?5" \
		" WHERE id = (SELECT max(id) FROM demonstration WHERE claim = ?1)") \
	Q(claim_demonstration_list, \
		"SELECT id, at, " WORDS_OF("demonstration.place") ", " WORDS_OF( \
			"demonstration.tasks") ", " WORDS_OF("demonstration.present") "," \
										      " " WORDS_OF( \
											      "de" \
											      "mo" \
											      "ns" \
											      "tr" \
											      "at" \
											      "io" \
											      "n." \
											      "se" \
											      "e" \
											      "n") ", noted FROM demonstration" \
												   " WHERE claim = ?1 ORDER BY id") \
	Q(decision_add, \
		"INSERT INTO decision(claim, round, kind, ground, names, shown, parts, reason," \
		" proposer, decider, second, route, at) SELECT ?1, ?2, ?3, claim.ground," \
		" (SELECT max(id) FROM decision WHERE claim = ?1), ?4, ?5, ?6, nullif(?7, 0), ?8," \
		" claim.second, claim.route, ?9 FROM claim WHERE claim.id = ?1") \
	Q(decision_list, \
		"SELECT decision.id, decision.round, decision.kind, decision.ground, shown, " \
		"parts," \
		" " WORDS_OF("decision.reason") ", coalesce(decision.proposer, 0)," \
						" coalesce(proposer.name, ''), decision.decider, " \
						"decider.name, decision.second," \
						" decision.route, decision.at, " \
						"coalesce(decision.names, 0) FROM decision" \
						" JOIN person AS decider ON decider.id = " \
						"decision.decider" \
						" LEFT JOIN person AS proposer ON proposer.id = " \
						"decision.proposer" \
						" WHERE decision.claim = ?1 ORDER BY decision.id") \
	/* Of the claim ?1 anew, the coach ?2 at the moment ?3: decided before, or guides the same \
	 * client beside who did. */ \
	Q(claim_took_part, \
		"SELECT 1 FROM claim JOIN decision ON decision.claim = claim.id" \
		" WHERE claim.id = ?1 AND decision.round < claim.round AND" \
		" (?2 IN (decision.decider, decision.proposer) OR (" \
		"EXISTS (SELECT 1 FROM tie WHERE tie.client = claim.person AND tie.coach = ?2" \
		" AND tie.ground = 'guidance' AND tie.starts <= ?3" \
		" AND (tie.ends = 0 OR tie.ends > ?3)) AND" \
		" EXISTS (SELECT 1 FROM tie WHERE tie.client = claim.person" \
		" AND tie.coach IN (decision.decider, decision.proposer)" \
		" AND tie.ground = 'guidance' AND tie.starts <= decision.at" \
		" AND (tie.ends = 0 OR tie.ends > decision.at))))") \
	Q(claim_coaches, CLAIM_COACHES) \
	Q(claim_release, \
		"UPDATE claim SET assessor = NULL, moves = moves + 1 WHERE assessor = ?1" \
		" AND (?2 = 0 OR person = ?2) AND state IN ('submitted', 'in-review'," \
		" 'returned', 'demonstration')") \
	Q(claim_release_written, \
		"UPDATE claim SET writing = 0, moves = moves + 1 WHERE writing AND writer = ?1" \
		" AND (?2 = 0 OR person = ?2)") \
	Q(claim_paper_day, "UPDATE claim SET paper_day = ?2 WHERE id = ?1") \
	Q(award_add, \
		"INSERT INTO award(person, unit, version, claim, decision, made)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)") \
	Q(award_of, \
		"SELECT id, unit, version, claim, decision, made FROM award" \
		" WHERE person = ?1 AND ended = 0 ORDER BY id") \
	Q(award_end, "UPDATE award SET ended = ?2 WHERE claim = ?1 AND ended = 0") \
	Q(claim_deciders, \
		"SELECT count(*) FROM role JOIN person ON person.id = role.person" \
		" WHERE role.role = 'coach' AND person.closed = 0") \
	Q(claim_stuck, \
		"SELECT count(*) FROM claim WHERE claim.state IN ('proposed', 'again')" \
		" AND NOT EXISTS (SELECT 1 FROM tie WHERE tie.client = claim.person AND " \
		"tie.claims" \
		" AND tie.starts <= ?1 AND (tie.ends = 0 OR tie.ends > ?1)" \
		" AND tie.coach NOT IN (coalesce(claim.proposer, 0), coalesce(claim.writer, 0))" \
		" AND (claim.round = 1 OR tie.ground = 'assessment'" \
		" OR NOT EXISTS (SELECT 1 FROM decision JOIN tie AS other" \
		" ON other.coach IN (decision.decider, decision.proposer)" \
		" AND other.client = claim.person AND other.ground = 'guidance'" \
		" WHERE decision.claim = claim.id))" \
		" AND tie.coach NOT IN (SELECT decider FROM decision" \
		" WHERE decision.claim = claim.id AND decision.round < claim.round))")

#endif
