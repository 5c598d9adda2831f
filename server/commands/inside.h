/*
 * inside: what the commands share: options, settings, folders of an installation.
 */
#ifndef ASKEL_COMMANDS_INSIDE_H
#define ASKEL_COMMANDS_INSIDE_H

#include "commands/commands.h"
#include "pages/pages.h"

/* ---- options -------------------------------------------------------------------------------- */

/* One "--name VALUE" or "--name=VALUE" (or, with flag set, plain "--name"). */
struct option {
	const char *name; /* without the hyphens; the last one is NULL */
	const char **value;
	bool *flag;
};
/* Takes the options out of words; what is left are the plain ones, at most `most`. False after
 * telling what was wrong. */
bool read_options(const struct command *command, int count, char **words,
	const struct option *options, const char **plain, int most, int *plain_count);
/* Says what was wrong and how the command is used; EXIT_USE. */
int wrong_use(const struct command *command, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- an installation ------------------------------------------------------------------------ */

/* Makes DIR with its folders, the keys, the database, and copies the shipped courses out,
 * where a file isn't there already: what is there is somebody's. */
enum outcome make_installation(
	struct arena *a, const struct conf *conf, struct text conf_file) MUST_USE;
/* Opens keys and database of DIR for a command that needs no more; closed by close_records. */
struct records {
	const char *folder; /* DIR */
	struct seal *seal;
	struct store *store;
};
enum outcome open_records(const struct conf *conf, bool make, struct records *r) MUST_USE;
void close_records(struct records *r);
#define OPEN_RECORDS __attribute__((cleanup(close_records))) struct records

/* Serves until SIGTERM or SIGINT; `ready` is told once the door is open. Links of a demo end when it
 * starts and when it stops. */
int serve_until_told(const struct conf *conf,
	int (*ready)(struct workshop *workshop, void *context), void *context);

/* ---- archives: what a backup is ------------------------------------------------------------- */

#define BACKUP_ABOUT "askel-backup.txt" /* the first file in it: what it is */
#define BACKUP_FIRST_LINE "askel backup 1"
#define BACKUP_END "askel-backup.end" /* the last: the digest (BLAKE2b-256) of all before */

/* Begins an archive that is to stand at `path` (0600), which must be free. What goes wrong from here
 * on is told once, and nothing of it is left. */
struct archive;
struct archive *archive_make(struct arena *a, const char *path, int64_t made);
bool archive_going(const struct archive *out);
void archive_add(struct archive *out, struct text name, struct text bytes);
/* All of an open file. */
void archive_add_file(struct archive *out, struct text name, int fd);
/* What can't be read (errno) is told, and the archive isn't made. */
void archive_fail(struct archive *out, const char *name);
/* All of it is on the disk and it gets its name; false where something went wrong. */
bool archive_end(struct archive *out, uint64_t *size);
/* In its place, where it isn't wanted any more. */
void archive_drop(struct archive *out);

/* What an archive says of itself, and what is in it. */
struct backup_about {
	struct audit_head head; /* number and digest: where its chain ends */
	bool keys_inside;
	uint64_t files;
};
/* Reads it from end to end; with `folder`, which must be empty, its files are made there (keys in
 * FOLDER/keys). False, and told, for what isn't a backup, whole and unchanged; then files of it may
 * have been made. To be called without a folder first. */
bool archive_read(const char *path, const char *folder, struct backup_about *about);
/* "/srv/a.tar" -> "/srv", "a.tar" -> "." */
const char *folder_above(struct arena *a, const char *path);

/* "N:DIGEST" */
bool read_head(struct text word, struct audit_head *head);
/* Walks the chain and prints what is wrong, or that it is whole and where it ends. */
bool tell_whole(struct arena *a, const struct records *records, const struct audit_head *known);

/* ---- keys on paper ---------------------------------------------------------------------------- */

/* Prints the words of all keys, or writes them as a page to print (0600) to `path`; an exit code. */
int print_sheet(
	struct arena *a, const struct conf *conf, const struct seal *seal, const char *path);
/* Keys out of the words in a file (NULL: standard input) go to the folder `keys`; what is wrong with
 * which word is told. */
bool take_sheet(struct arena *a, const char *keys, const char *path);

/* import_eperusteet.c: `import` with its first word eperusteet; an exit code. */
int run_import_eperusteet(int count, char **words);

extern const struct command serve_command, demo_command, init_command, check_command, fmt_command,
	person_command, import_command, get_command, set_command, days_off_command, verify_command,
	verify_badge_command, sample_badges_command, export_issuer_command, import_wallet_command,
	backup_command, restore_command, keys_command, stats_command, status_command;

#endif
