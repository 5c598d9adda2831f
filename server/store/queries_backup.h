/* queries_backup: when the last backup was made; and since when there has been something to copy. */
#ifndef ASKEL_STORE_QUERIES_BACKUP_H
#define ASKEL_STORE_QUERIES_BACKUP_H

#define QUERIES_BACKUP(Q) \
	Q(backup_save, \
		"INSERT INTO backup(id, made, size, with_keys) VALUES (1, ?1, ?2, ?3)" \
		" ON CONFLICT (id) DO UPDATE SET made = excluded.made, size = excluded.size," \
		" with_keys = excluded.with_keys") \
	Q(keys_kept_save, \
		"INSERT INTO keys_kept(id, mark, made) VALUES (1, ?1, ?2)" \
		" ON CONFLICT(id) DO UPDATE SET mark = ?1, made = ?2") \
	Q(keys_kept_load, "SELECT made FROM keys_kept WHERE mark = ?1") \
	Q(backup_load, \
		"SELECT (SELECT min(applied) FROM migration), coalesce(backup.made, 0)," \
		" coalesce(backup.size, 0), coalesce(backup.with_keys, 0)" \
		" FROM (SELECT 1) LEFT JOIN backup")

#endif
