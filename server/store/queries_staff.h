/* queries_staff: ties between coaches and clients, absences, looks, notices. Whether a tie or an
 * absence holds is asked of the moment that is passed in. */
#ifndef ASKEL_STORE_QUERIES_STAFF_H
#define ASKEL_STORE_QUERIES_STAFF_H

/* At the moment ?2. */
#define TIE_HOLDS "tie.starts <= ?2 AND (tie.ends = 0 OR tie.ends > ?2)"
#define ABSENCE_HOLDS "absence.starts <= ?2 AND absence.ends > ?2"
/* SQLite gives |, & and << one precedence. */
#define TIE_SCOPE "(tie.learning | (tie.claims << 1))"

/* Whom ?1 may look at at the moment ?2 in any scope of the bits ?3: through a tie of their own, or
 * as the substitute of a coach who is away; the own tie where there are both. */
#define MINE \
	"WITH ways(client, tie, substitute, since, scope) AS (" \
	"SELECT tie.client, tie.id, 0, tie.starts, " TIE_SCOPE " FROM tie" \
	" WHERE tie.coach = ?1 AND " TIE_HOLDS " AND " TIE_SCOPE " & ?3" \
	" UNION ALL SELECT tie.client, tie.id, 1, tie.starts, " TIE_SCOPE \
	" FROM absence JOIN tie ON tie.coach = absence.coach" \
	" WHERE absence.substitute = ?1 AND " ABSENCE_HOLDS " AND " TIE_HOLDS " AND " TIE_SCOPE \
	" & ?3 AND tie.client <> ?1)," \
	" mine(client, tie, substitute, since, scope) AS (" \
	"SELECT client, tie, min(substitute), since, scope FROM ways GROUP BY client) "

#define LAST_SEEN(person) \
	"max(coalesce((SELECT max(visit.last) FROM visit WHERE visit.person = " person "), 0)," \
	" coalesce((SELECT max(session.seen) FROM session WHERE session.person = " person \
	" AND session.ended = 0), 0))"

#define TIE_COLUMNS \
	"tie.id, tie.client, tie.coach, tie.organisation, " TIE_SCOPE "," \
	" tie.ground, tie.starts, tie.ends"

/* The tie through which ?1 stood on a list: the fact is "CLIENT:TIE,CLIENT:TIE". */
#define LISTED_AT "instr(',' || audit.fact, ',' || ?1 || ':')"
#define LISTED_TIE "CAST(substr(',' || audit.fact, " LISTED_AT " + length(?1) + 2) AS INTEGER)"

/* Who looked, for which organisation, on which ground; through no tie: an admin. */
#define LOOKED_BY \
	"person.name, coalesce(tie.organisation, person.organisation)," \
	" coalesce(tie.ground, 'guidance'), tie.id IS NULL, audit.subject_kind = 'team'"

#define QUERIES_STAFF(Q) \
	Q(person_role, \
		"SELECT 1 FROM person JOIN role ON role.person = person.id" \
		" WHERE person.id = ?1 AND role.role = ?2 AND person.closed = 0") \
	Q(person_organisation, "UPDATE person SET organisation = ?2 WHERE id = ?1") \
	Q(tie_between, \
		"SELECT 1 FROM tie WHERE client = ?1 AND coach = ?2 AND (ends = 0 OR ends > ?3)") \
	Q(tie_add, \
		"INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts," \
		" ends) SELECT ?1, ?2, person.organisation, ?3, ?4, ?5, ?6, ?7" \
		" FROM person WHERE person.id = ?2") \
	Q(tie_end, \
		"UPDATE tie SET ends = max(?2, starts) WHERE id = ?1 AND (ends = 0 OR ends > ?2)" \
		" RETURNING client, coach") \
	Q(hand_over_add, \
		"INSERT INTO hand_over(client, giver, taker, note, actor, at)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)") \
	Q(hand_over_list, \
		"SELECT hand_over.id, giver, taker, at, " WORDS_OF( \
			"hand_over.note") "," \
					  " giving.name, taking.name FROM hand_over" \
					  " JOIN person AS giving ON giving.id = hand_over.giver" \
					  " JOIN person AS taking ON taking.id = hand_over.taker" \
					  " WHERE client = ?1 ORDER BY hand_over.id DESC") \
	/* what ?1 had of the person ?2 is ?3's */ \
	Q(help_follow, \
		"UPDATE help SET owner = ?3 WHERE owner = ?1 AND person = ?2 AND closed = 0") \
	Q(claim_follow, \
		"UPDATE claim SET assessor = ?3, moves = moves + 1 WHERE assessor = ?1" \
		" AND person = ?2 AND round = 1 AND state IN ('submitted', 'in-review'," \
		" 'returned', 'demonstration')") \
	Q(claim_written_follow, \
		"UPDATE claim SET writer = ?3, moves = moves + 1 WHERE writer = ?1 AND person = " \
		"?2" \
		" AND writing AND sent = 0 AND EXISTS (SELECT 1 FROM audit" \
		" WHERE audit.subject_kind = 'claim' AND audit.subject = claim.id" \
		" AND audit.verb = 'claim-begun' AND audit.actor = ?1)") \
	Q(tie_list, \
		"SELECT " TIE_COLUMNS ", coach.name, client.name" \
		" FROM tie JOIN person AS coach ON coach.id = tie.coach" \
		" JOIN person AS client ON client.id = tie.client" \
		" WHERE tie.client = ?1 ORDER BY tie.id DESC") \
	Q(tie_list_coach, \
		"SELECT " TIE_COLUMNS ", coach.name, client.name" \
		" FROM tie JOIN person AS coach ON coach.id = tie.coach" \
		" JOIN person AS client ON client.id = tie.client" \
		" WHERE tie.coach = ?1 AND (tie.ends = 0 OR tie.ends > ?2) ORDER BY tie.id") \
	Q(tie_coaches, \
		"SELECT tie.coach FROM tie WHERE tie.client = ?1 AND tie.learning AND " TIE_HOLDS \
		" UNION SELECT absence.substitute FROM absence" \
		" JOIN tie ON tie.coach = absence.coach WHERE tie.client = ?1 AND tie.learning" \
		" AND " TIE_HOLDS " AND " ABSENCE_HOLDS " AND absence.substitute <> ?1") \
	Q(absence_add, \
		"INSERT INTO absence(coach, substitute, starts, ends) VALUES (?1, ?2, ?3, ?4)") \
	Q(absence_end, \
		"UPDATE absence SET ends = max(?2, starts) WHERE id = ?1 AND ends > ?2" \
		" RETURNING coach") \
	Q(team_list, \
		"WITH cases(coach, clients) AS (SELECT tie.coach, count(*) FROM tie" \
		" WHERE tie.learning AND " TIE_HOLDS " GROUP BY tie.coach)," \
		" waits(coach, waiting, overdue, oldest) AS (SELECT tie.coach, count(*)," \
		" sum(help.answer_by < ?3), min(help.asked)" \
		" FROM help CROSS JOIN tie ON tie.client = help.person" \
		" WHERE help.closed = 0 AND tie.learning AND " TIE_HOLDS " GROUP BY tie.coach)," \
		" asks(coach, waiting, overdue) AS (SELECT tie.coach, count(*)," \
		" sum(claim.answer_by < ?3) FROM claim JOIN tie ON tie.client = claim.person" \
		" WHERE claim.state IN ('submitted', 'in-review', 'demonstration', 'proposed'," \
		" 'again') AND tie.claims AND " TIE_HOLDS " GROUP BY tie.coach)," \
		" away(coach, id, ends, substitute) AS (SELECT absence.coach, absence.id," \
		" max(absence.ends), absence.substitute FROM absence WHERE " ABSENCE_HOLDS \
		" GROUP BY absence.coach)" \
		" SELECT person.id, person.name, coalesce(cases.clients, 0)," \
		" coalesce(waits.waiting, 0), coalesce(waits.overdue, 0)," \
		" coalesce(waits.oldest, 0), coalesce(away.id, 0), coalesce(away.ends, 0)," \
		" coalesce(other.name, ''), coalesce(asks.waiting, 0), coalesce(asks.overdue, 0)" \
		" FROM role JOIN person ON person.id = role.person" \
		" LEFT JOIN cases ON cases.coach = person.id" \
		" LEFT JOIN waits ON waits.coach = person.id" \
		" LEFT JOIN asks ON asks.coach = person.id" \
		" LEFT JOIN away ON away.coach = person.id" \
		" LEFT JOIN person AS other ON other.id = away.substitute" \
		" WHERE role.role = 'coach' AND person.closed = 0" \
		" AND person.organisation = ?1") \
	Q(absence_list, \
		"SELECT absence.id, absence.coach, absence.substitute, absence.starts," \
		" absence.ends, coach.name, substitute.name" \
		" FROM absence CROSS JOIN person AS coach ON coach.id = absence.coach" \
		" JOIN person AS substitute ON substitute.id = absence.substitute" \
		" WHERE coach.organisation = ?1 AND absence.ends > ?2" \
		" ORDER BY absence.ends, absence.id LIMIT 100") \
	Q(relation, \
		MINE "SELECT mine.tie, mine.substitute, mine.scope, person.name," \
		     " person.ui_language, person.closed" \
		     " FROM mine JOIN person ON person.id = mine.client WHERE mine.client = ?4") \
	Q(client_list, \
		MINE \
		"SELECT mine.client, mine.tie, person.name, mine.substitute, mine.since," \
		" " LAST_SEEN("mine.client") "," \
					     " (SELECT count(*) FROM help WHERE help.person = " \
					     "mine.client" \
					     " AND help.closed = 0)" \
					     " FROM mine JOIN person ON person.id = mine.client") \
	Q(last_seen, "SELECT " LAST_SEEN("?1")) \
	Q(help_waiting, \
		MINE HELP_SELECT " JOIN mine ON mine.client = help.person" \
				 " WHERE help.closed = 0 ORDER BY help.asked, help.id") \
	Q(look_list, \
		"SELECT audit.number, audit.at, audit.actor, 0," \
		" substr(audit.fact, instr(audit.fact, ' ') + 1), " LOOKED_BY \
		" FROM audit JOIN person ON person.id = audit.actor" \
		" LEFT JOIN tie ON tie.id = CAST(audit.fact AS INTEGER)" \
		" WHERE audit.verb = 'looked' AND audit.subject = ?1 AND audit.number < ?2" \
		" UNION ALL" \
		" SELECT audit.number, audit.at, audit.actor, 1, '', " LOOKED_BY \
		" FROM audit JOIN person ON person.id = audit.actor" \
		" LEFT JOIN tie ON tie.id = " LISTED_TIE " WHERE audit.verb = 'listed'" \
		" AND audit.subject_kind = 'list'" \
		" AND audit.actor IN (SELECT coach FROM tie WHERE client = ?1" \
		" UNION SELECT absence.substitute FROM absence" \
		" JOIN tie ON tie.coach = absence.coach WHERE tie.client = ?1)" \
		" AND " LISTED_AT " AND audit.number < ?2" \
		" UNION ALL" \
		" SELECT audit.number, audit.at, audit.actor, 1, '', " LOOKED_BY \
		" FROM audit JOIN person ON person.id = audit.actor LEFT JOIN tie ON 0" \
		" WHERE audit.verb = 'listed' AND audit.subject_kind IN ('people', 'team')" \
		" AND " LISTED_AT " AND audit.number < ?2" \
		" ORDER BY 1 DESC LIMIT ?3") \
	Q(notice_add, "INSERT INTO notice(person, kind, subject, made) VALUES (?1, ?2, ?3, ?4)") \
	Q(notice_list, \
		"SELECT notice.id, notice.kind, notice.subject, notice.made, notice.seen," \
		" coalesce(other.id, 0), coalesce(other.name, '')" \
		" FROM notice LEFT JOIN person AS other ON other.id = CASE" \
		" WHEN notice.kind IN ('help-taken', 'help-answered') THEN" \
		" (SELECT help.owner FROM help WHERE help.id = notice.subject)" \
		" WHEN notice.kind IN ('tie-begun', 'tie-ended') THEN" \
		" (SELECT tie.coach FROM tie WHERE tie.id = notice.subject" \
		" AND tie.client = notice.person)" \
		" WHEN notice.kind = 'substitute' THEN" \
		" (SELECT absence.coach FROM absence WHERE absence.id = notice.subject)" \
		" WHEN notice.kind = 'factor-reset' THEN nullif(notice.subject, notice.person)" \
		" WHEN notice.kind IN ('claim-written', 'claim-confirmed') THEN" \
		" (SELECT claim.writer FROM claim WHERE claim.id = notice.subject" \
		" AND claim.person = notice.person)" \
		" WHEN substr(notice.kind, 1, 6) = 'claim-' THEN (SELECT coalesce(claim.assessor," \
		" claim.writer) FROM claim WHERE claim.id = notice.subject" \
		" AND claim.person = notice.person)" \
		" END" \
		" WHERE notice.person = ?1 AND notice.id < ?2" \
		" ORDER BY notice.id DESC LIMIT ?3") \
	Q(notice_see_all, "UPDATE notice SET seen = ?2 WHERE person = ?1 AND seen = 0") \
	Q(notice_see_about, \
		"UPDATE notice SET seen = ?3 WHERE kind = ?1 AND subject = ?2 AND seen = 0")

#endif
