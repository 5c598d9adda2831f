/* queries_school: official curricula, and which official unit stands beside a unit of the courses. */
#ifndef ASKEL_STORE_QUERIES_SCHOOL_H
#define ASKEL_STORE_QUERIES_SCHOOL_H

#define OFFICIAL_COLUMNS \
	"curriculum.id, code, code_version, unit_code, diary, starts, ends, fi, sv, en"

#define SENDING_COLUMNS \
	"sending.id, sending.person, sending.claim, award, mapping, sending.moves, sending.sent," \
	" claim.unit, school, sending.state, sheet, coalesce((SELECT words FROM payload" \
	" WHERE id = sheet), '') FROM sending JOIN claim ON claim.id = sending.claim"

#define QUERIES_SCHOOL(Q) \
	Q(curriculum_known, "SELECT id, digest FROM curriculum WHERE code = ?1 AND starts = ?2") \
	Q(curriculum_add, \
		"INSERT INTO curriculum(code, code_version, unit_code, diary, starts, ends, fi, " \
		"sv," \
		" en, digest, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)") \
	Q(curriculum_renew, \
		"UPDATE curriculum SET ends = coalesce(nullif(?2, 0), ends)," \
		" diary = coalesce(nullif(?3, ''), diary) WHERE id = ?1 AND" \
		" (ends <> coalesce(nullif(?2, 0), ends) OR diary <> coalesce(nullif(?3, ''), " \
		"diary))") \
	Q(curriculum_module_add, \
		"INSERT INTO curriculum_module(curriculum, compulsory, half_points)" \
		" VALUES (?1, ?2, ?3)") \
	Q(curriculum_objective_add, \
		"INSERT INTO curriculum_objective(module, place, number, fi, sv, en)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)") \
	Q(curriculum_list, \
		"SELECT " OFFICIAL_COLUMNS " FROM curriculum ORDER BY code, starts, id") \
	Q(curriculum_module_list, \
		"SELECT id, compulsory, half_points FROM curriculum_module WHERE curriculum = ?1" \
		" ORDER BY id") \
	Q(curriculum_of_module, \
		"SELECT " OFFICIAL_COLUMNS ", curriculum_module.id, compulsory, half_points" \
		" FROM curriculum JOIN curriculum_module ON curriculum = curriculum.id" \
		" WHERE curriculum_module.id = ?1") \
	Q(curriculum_objective_list, \
		"SELECT number, fi, sv, en FROM curriculum_objective WHERE module = ?1" \
		" ORDER BY place") \
	Q(mapping_of, \
		"SELECT id, unit, module, made FROM unit_mapping WHERE unit = ?1 AND ended = 0") \
	Q(mapping_by_id, "SELECT id, unit, module, made FROM unit_mapping WHERE id = ?1") \
	Q(mapping_list, "SELECT unit FROM unit_mapping WHERE ended = 0 ORDER BY unit") \
	Q(mapping_add, "INSERT INTO unit_mapping(unit, module, made) VALUES (?1, ?2, ?3)") \
	Q(mapping_end, "UPDATE unit_mapping SET ended = ?2 WHERE id = ?1 AND ended = 0") \
	Q(mapping_part_add, \
		"INSERT INTO mapped_criterion(mapping, criterion, number) VALUES (?1, ?2, ?3)") \
	Q(mapping_part_list, \
		"SELECT criterion, number FROM mapped_criterion WHERE mapping = ?1" \
		" ORDER BY criterion") \
	Q(award_of_claim, \
		"SELECT id, person, unit, version, claim, decision, made FROM award" \
		" WHERE claim = ?1 AND ended = 0") \
	Q(sending_list, \
		"SELECT " SENDING_COLUMNS " WHERE sending.person = ?1 ORDER BY sending.id DESC") \
	Q(sending_by_id, "SELECT " SENDING_COLUMNS " WHERE sending.id = ?1") \
	Q(sending_of_claim, \
		"SELECT " SENDING_COLUMNS \
		" WHERE sending.claim = ?1 ORDER BY sending.id DESC LIMIT 1") \
	Q(sending_add, \
		"INSERT INTO sending(person, claim, award, mapping, school, sheet, sent)" \
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)") \
	Q(sending_move, \
		"UPDATE sending SET state = ?3, moves = moves + 1 WHERE id = ?1 AND moves = ?2") \
	Q(school_answer_add, \
		"INSERT INTO school_answer(sending, state, names, provider, day, grade, writer, " \
		"made," \
		" badge) VALUES (?1, ?2, (SELECT max(id) FROM school_answer WHERE sending = ?1), " \
		"?3," \
		" ?4, ?5, ?6, ?7, ?8)") \
	Q(school_answer_list, \
		"SELECT school_answer.id, state, provider, day, grade, writer, " \
		"school_answer.made," \
		" badge, person.name FROM school_answer JOIN person ON person.id = writer" \
		" WHERE sending = ?1 ORDER BY school_answer.id")

#endif
