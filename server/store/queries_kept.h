/* queries_kept: the files of courses in their last good form. */
#ifndef ASKEL_STORE_QUERIES_KEPT_H
#define ASKEL_STORE_QUERIES_KEPT_H

#define QUERIES_KEPT(Q) \
	Q(kept_drop, "DELETE FROM kept_group WHERE name = ?1") \
	Q(kept_group_add, "INSERT INTO kept_group(name, at) VALUES (?1, ?2)") \
	Q(kept_file_add, "INSERT INTO kept_file(kept_group, name, bytes) VALUES (?1, ?2, ?3)") \
	Q(kept_list, \
		"SELECT kept_file.name, kept_file.bytes FROM kept_group" \
		" JOIN kept_file ON kept_file.kept_group = kept_group.id" \
		" WHERE kept_group.name = ?1 ORDER BY kept_file.name") \
	Q(kept_groups, "SELECT name FROM kept_group ORDER BY name")

#endif
