/*
 * backup DIR FILE: the whole installation as it is at one moment, in one file, while people work.
 */
#include "inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEEPEST 16 /* folders in folders */

static void close_at(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define OWN_FD __attribute__((cleanup(close_at))) int

static void close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

static void add_folder(
	struct archive *out, int parent, const char *name, const char *path, int depth);

static void tell_left_out(const char *path, const char *why)
{
	fprintf(stderr, "askel: %s is left out: %s\n", path, why);
}

/* A file that has just come gets its name without a dot in that moment (vault.h). */
static int open_entry(int folder, const char *name)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	int fd = openat(folder, name, flags);

	return fd < 0 && errno == ENOENT && name[0] == '.' ? openat(folder, name + 1, flags) : fd;
}

static void add_entry(
	struct archive *out, int folder, const char *name, const char *path, int depth)
{
	OWN_FD fd = open_entry(folder, name);
	struct stat about;

	if (fd < 0 && errno == ENOENT) /* erased meanwhile */
		return;
	if (fd < 0 && errno == ELOOP)
		tell_left_out(path, "it is a symbolic link");
	else if (fd < 0 || fstat(fd, &about) < 0)
		archive_fail(out, path);
	else if (S_ISDIR(about.st_mode))
		add_folder(out, folder, name, path, depth + 1);
	else if (S_ISREG(about.st_mode))
		archive_add_file(out, text_of(path), fd);
	else
		tell_left_out(path, "it is no plain file");
}

/* All that is in a folder, under `path` in the archive. Fine where there is none. */
static void add_folder(
	struct archive *out, int parent, const char *name, const char *path, int depth)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	__attribute__((cleanup(close_folder))) DIR *folder = NULL;
	struct dirent *entry;

	if (fd < 0 && errno == ENOENT)
		return;
	if (fd < 0 || depth > DEEPEST || !(folder = fdopendir(fd))) {
		archive_fail(out, path);
		close_at(&fd);
		return;
	}
	while ((entry = readdir(folder))) {
		OWN_ARENA a = arena_open();
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			add_entry(out, dirfd(folder), entry->d_name,
				arena_print(a, "%s/%s", path, entry->d_name).at, depth);
	}
}

static struct text about_words(
	struct arena *a, const struct audit_head *head, bool with_keys, int64_t now)
{
	char day[11];

	clock_day_text(now / 86400, day);
	return arena_print(a,
		BACKUP_FIRST_LINE "\nday %s\nversion " ASKEL_VERSION "\nhead %lld:%.*s\nkeys %s\n",
		day, (long long)head->number, SHOWN(hex_text(a, head->digest, DIGEST_SIZE)),
		with_keys ? "yes" : "no");
}

/* The database and its head, of one moment. */
static enum outcome copy_records(
	struct store *store, const char *folder, struct audit_head *head, int *fd)
{
	struct db *db = reader_borrow_moment(store);
	enum outcome o = load_head(db, head);

	if (o == DONE)
		o = copy_database(db, folder, fd);
	reader_return(store, db);
	return o;
}

static bool write_archive(struct arena *a, const struct conf *conf, struct store *store,
	struct archive *out, const char *file, bool with_keys, struct audit_head *head, int64_t now)
{
	static const char *const folders[] = { "courses", "templates", "static", "files" };
	OWN_FD database = -1;
	OWN_FD folder = open(conf->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum outcome o = copy_records(store, folder_above(a, file), head, &database);

	if (o != DONE || folder < 0) {
		fprintf(stderr,
			o == BUSY ? "askel: the disk with %s is full. Make room there, or "
				    "name a file on another disk.\n"
				  : "askel: could not copy the database to where %s is to "
				    "stand\n",
			file);
		return false;
	}
	archive_add(out, TEXT(BACKUP_ABOUT), about_words(a, head, with_keys, now));
	archive_add_file(out, TEXT("askel.db"), database);
	add_entry(out, folder, "askel.conf", "askel.conf", 0);
	for (size_t i = 0; i < COUNT_OF(folders); i++)
		add_folder(out, folder, folders[i], folders[i], 1);
	if (with_keys)
		add_folder(out, AT_FDCWD, conf->keys, "keys", 1);
	return true;
}

static void tell_made(struct arena *a, const struct conf *conf, const char *file,
	const struct audit_head *head, const struct backup_made *made)
{
	printf("%s is made, %lld bytes. Keep it on another machine.\n"
	       "The chain in it ends at head %lld:%.*s\n",
		file, (long long)made->size, (long long)head->number,
		SHOWN(hex_text(a, head->digest, DIGEST_SIZE)));
	if (made->with_keys)
		printf("The keys are inside: whoever gets this file can read all that is sealed "
		       "and "
		       "sign as this house. Guard it like the keys themselves.\n");
	else
		printf("No keys are inside (%s). Without them what is sealed in it can't be "
		       "opened: keep a copy of them somewhere else than the backups, or ask for "
		       "--with-keys.\n",
			conf->keys);
}

static int run_backup(int count, char **words)
{
	bool with_keys = false;
	const struct option options[] = { { "with-keys", NULL, &with_keys }, { 0 } };
	const char *plain[2];
	int plain_count;
	struct conf conf;
	struct audit_head head;
	uint64_t size;
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };

	if (!read_options(&backup_command, count, words, options, plain, 2, &plain_count))
		return EXIT_USE;
	if (plain_count != 2)
		return wrong_use(&backup_command,
			"name the folder of the installation and the file to make");
	if (!read_conf(a, plain[0], &conf) || open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	struct backup_made made = { .made = clock_now(), .with_keys = with_keys };
	struct archive *out = archive_make(a, plain[1], made.made);
	if (!archive_going(out) ||
		!write_archive(
			a, &conf, records.store, out, plain[1], with_keys, &head, made.made)) {
		archive_drop(out);
		return EXIT_FAULT;
	}
	if (!archive_end(out, &size))
		return EXIT_FAULT;
	made.size = (int64_t)size;
	tell_made(a, &conf, plain[1], &head, &made);
	if (store_change(records.store, note_backup, &made) != DONE) {
		fprintf(stderr,
			"askel: the backup is good, but that it was made could not be "
			"written down: the page of the server's state doesn't know of it\n");
		return EXIT_FAULT;
	}
	return EXIT_DONE;
}

const struct command backup_command = { "backup", "DIR FILE [--with-keys]",
	"copy everything into one file",
	"Copies the installation as it is at one moment into FILE, a tar archive, while people "
	"work:\naskel.db, askel.conf, courses/, templates/, static/ and files/. The disk with FILE "
	"needs room\nfor the database twice meanwhile. FILE gets its name once all of it is on the "
	"disk. Says where\nthe chain ends in it, for askel verify --head.\n"
	"Keys are left out: whoever has the keys and a backup can read all that is sealed, and a\n"
	"backup goes to many places. --with-keys puts them in; then guard FILE like the keys.",
	run_backup };
