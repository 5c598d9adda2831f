/* queries_audit: the chain, its head, and the long walk along it. */
#ifndef ASKEL_STORE_QUERIES_AUDIT_H
#define ASKEL_STORE_QUERIES_AUDIT_H

#define QUERIES_AUDIT(Q) \
	Q(audit_add, \
		"INSERT INTO audit(number, at, actor, verb, subject_kind, subject, fact," \
		" payload, payload_digest, digest)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)") \
	Q(audit_last, "SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1") \
	Q(audit_at, "SELECT digest FROM audit WHERE number = ?1") \
	Q(head_save, \
		"INSERT INTO audit_head(id, number, digest, signature)" \
		" VALUES (1, ?1, ?2, ?3) ON CONFLICT(id) DO UPDATE SET number = excluded.number," \
		" digest = excluded.digest, signature = excluded.signature") \
	Q(head_load, "SELECT number, digest, signature FROM audit_head WHERE id = 1") \
	Q(audit_walk, \
		"SELECT audit.number, audit.at, audit.actor, audit.verb," \
		" audit.subject_kind, audit.subject, audit.fact, audit.payload," \
		" audit.payload_digest, audit.digest," \
		" payload.id, payload.person, payload.kind, payload.salt, payload.words," \
		" payload.made, erased.at" \
		" FROM audit LEFT JOIN payload ON payload.id = audit.payload" \
		" LEFT JOIN erasure ON erasure.payload = audit.payload" \
		" LEFT JOIN audit AS erased ON erased.number = erasure.audit" \
		" AND erased.verb = '" VERB_ERASED "' AND erased.subject_kind = 'payload'" \
		" AND erased.subject = audit.payload ORDER BY audit.number")

#endif
