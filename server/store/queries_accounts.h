/* queries_accounts: everybody there is, as an admin sees them, and what happens when roles change or
 * somebody leaves. */
#ifndef ASKEL_STORE_QUERIES_ACCOUNTS_H
#define ASKEL_STORE_QUERIES_ACCOUNTS_H

#include "store/queries_staff.h"

#define ROLE_WHEN(name, bit, word) " WHEN '" word "' THEN " #bit
#define ROLE_BITS "CASE role.role" ROLES(ROLE_WHEN) " END"

/* No coach works with the client at the moment ?2. */
#define ALONE(client) \
	"NOT EXISTS (SELECT 1 FROM tie WHERE tie.client = " client " AND " TIE_HOLDS ")"

/* In the order of read_account(). One walk along both tables, which lie in the order of people. */
#define QUERIES_ACCOUNTS(Q) \
	Q(account_list, \
		"SELECT person.id, person.name, coalesce(sum(" ROLE_BITS "), 0) AS bits," \
		" person.closed FROM person LEFT JOIN role ON role.person = person.id" \
		" WHERE (person.closed <> 0) = ?1 GROUP BY person.id" \
		" HAVING (?3 = 0 OR bits & ?3) AND (NOT ?4 OR (bits & 1 AND " ALONE( \
			"person.id") "))") \
	Q(account_left_behind, \
		"SELECT DISTINCT person.id, person.name, 1, 0" \
		" FROM tie AS theirs JOIN person ON person.id = theirs.client" \
		" JOIN role ON role.person = person.id AND role.role = 'client'" \
		" WHERE theirs.coach = ?1 AND theirs.ends > 0 AND theirs.ends <= ?2" \
		" AND person.closed = 0 AND " ALONE( \
			"person.id") " AND NOT EXISTS (SELECT 1 FROM tie" \
				     " WHERE tie.client = person.id AND tie.ends > theirs.ends)") \
	Q(account_alone, \
		"SELECT count(*) FROM role JOIN person ON person.id = role.person" \
		" WHERE role.role = 'client' AND person.closed = 0 AND " ALONE("person.id")) \
	Q(account_coached, "SELECT " ALONE("?1")) \
	Q(account_rename, \
		"UPDATE person SET name = ?2, organisation = ?3 WHERE id = ?1" \
		" AND (name <> ?2 OR organisation <> ?3)") \
	Q(account_close, "UPDATE person SET closed = ?2 WHERE id = ?1 AND closed = 0") \
	Q(admin_other, \
		"SELECT 1 FROM role JOIN person ON person.id = role.person" \
		" WHERE role.role = 'admin' AND person.closed = 0 AND person.id <> ?1 LIMIT 1") \
	Q(role_drop, "DELETE FROM role WHERE person = ?1") \
	Q(tie_open, \
		"SELECT id FROM tie WHERE ((?3 AND coach = ?1) OR (?4 AND client = ?1))" \
		" AND (ends = 0 OR ends > max(?2, starts))") \
	Q(absence_open, \
		"SELECT id FROM absence WHERE (coach = ?1 OR substitute = ?1)" \
		" AND ends > max(?2, starts)") \
	Q(help_release, \
		"UPDATE help SET owner = NULL WHERE owner = ?1 AND closed = 0" \
		" AND (?2 = 0 OR person = ?2)")

#endif
