/*
 * backup: the whole file copied as it is at one moment, while others go on writing, and when that was
 * done last. The copy has no name: whatever stops in between leaves nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/inside.h"

enum outcome copy_pages(struct db *db, const char *part, bool forget_name)
{
	struct db copy = { 0 };
	sqlite3_backup *backup = NULL;
	enum outcome o = DONE;

	if (sqlite3_open_v2(part, &copy.sqlite, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		o = db_fault(&copy, "opening a copy");
	if (forget_name && unlink(part) < 0)
		log_fault("could not remove %s: %s", part, strerror(errno));
	/* What has no name can't have a journal beside it, and a copy that failed is thrown away. */
	if (o == DONE && forget_name)
		o = db_run(&copy, "PRAGMA journal_mode = OFF");
	if (o == DONE) {
		backup = sqlite3_backup_init(copy.sqlite, "main", db->sqlite, "main");
		if (backup)
			sqlite3_backup_step(backup, -1);
		if (!backup || sqlite3_backup_finish(backup) != SQLITE_OK)
			o = db_fault(&copy, "copying");
	}
	db_close(&copy);
	return o;
}

enum outcome copy_database(struct db *db, const char *folder, int *fd)
{
	char path[PATH_MAX];

	if ((size_t)snprintf(path, sizeof path, "%s/.askel.db.XXXXXX", folder) >= sizeof path) {
		log_fault("the path of the copy is too long");
		return BROKEN;
	}
	*fd = mkostemp(path, O_CLOEXEC);
	if (*fd < 0) {
		log_fault("could not make a file in %s: %s", folder, strerror(errno));
		return errno == ENOSPC || errno == EDQUOT ? BUSY : BROKEN;
	}
	enum outcome o = copy_pages(db, path, true);
	if (o != DONE) {
		close(*fd);
		*fd = -1;
	}
	return o;
}

enum outcome note_backup(struct db *db, void *value)
{
	const struct backup_made *made = value;
	{
		OWN_QUERY q = query_of(db, Q_backup_save);
		bind_number(&q, 1, made->made);
		bind_number(&q, 2, made->size);
		bind_number(&q, 3, made->with_keys);
		TRY(query_run(&q));
	}
	return note_audit(db,
		&(struct audit_note){ .at = made->made,
			.verb = "backup-made",
			.subject_kind = "house",
			.fact = made->with_keys ? TEXT("with keys") : TEXT("without keys") });
}

enum outcome load_backup(struct db *db, struct backup_made *made)
{
	OWN_QUERY q = query_of(db, Q_backup_load);
	enum outcome o = query_row(&q);

	*made = (struct backup_made){ 0 };
	TRY(o);
	*made = (struct backup_made){ .since = column_number(&q, 0),
		.made = column_number(&q, 1),
		.size = column_number(&q, 2),
		.with_keys = column_number(&q, 3) != 0 };
	return DONE;
}

enum outcome save_keys_kept(
	struct db *db, const unsigned char mark[DIGEST_SIZE], int64_t actor, int64_t now)
{
	{
		OWN_QUERY q = query_of(db, Q_keys_kept_save);
		bind_bytes(&q, 1, mark, DIGEST_SIZE);
		bind_number(&q, 2, now);
		TRY(query_run(&q));
	}
	return note_audit(db,
		&(struct audit_note){
			.at = now, .actor = actor, .verb = "keys-kept", .subject_kind = "house" });
}

enum outcome load_keys_kept(struct db *db, const unsigned char mark[DIGEST_SIZE], int64_t *made)
{
	OWN_QUERY q = query_of(db, Q_keys_kept_load);
	bind_bytes(&q, 1, mark, DIGEST_SIZE);
	enum outcome o = query_row(&q);

	*made = o == DONE ? column_number(&q, 0) : 0;
	return o == DONE ? DONE : rows_end(o);
}
