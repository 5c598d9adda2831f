/*
 * restore FILE DIR: an installation out of a backup, in a folder of its own. It is put together under a
 * hidden name beside DIR, so DIR is there as a whole or not at all.
 */
#include "inside.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct restoring {
	struct arena *arena;
	const char *file, *folder;
	const char *sheet; /* file with words of keys; NULL: none */
	const char *part;  /* where it is put together */
	struct conf conf;  /* its settings; keys: where they are to stand */
};

static bool is_empty(const char *path)
{
	DIR *folder = opendir(path);
	size_t count = 0;

	if (!folder)
		return errno == ENOENT;
	while (readdir(folder))
		count++;
	closedir(folder);
	return count <= 2; /* itself and the one above */
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
	(void)about, (void)kind, (void)walk;
	return remove(path);
}

static bool has_keys(struct arena *a, const char *folder)
{
	return access(arena_print(a, "%s/seal.key", folder).at, F_OK) == 0;
}

static bool fault(const char *act, const char *path)
{
	fprintf(stderr, "askel: could not %s %s: %s\n", act, path, strerror(errno));
	return false;
}

/* Where the keys are to stand isn't known before the settings have been read. */
static bool know_settings(struct restoring *r)
{
	const char *usual = arena_print(r->arena, "%s.keys", r->part).at;

	if (!read_conf(r->arena, r->part, &r->conf))
		return false;
	if (strcmp(r->conf.keys, usual) == 0)
		r->conf.keys = arena_print(r->arena, "%s.keys", r->folder).at;
	return true;
}

/* Said before anything is lost, not after. */
static void tell_lost(const struct restoring *r)
{
	printf("There are no keys in %s, and none in %s.\nWithout them these are lost for good:\n"
	       "- what people handed in can't be opened\n"
	       "- second factors and codes on paper: every one of the staff needs a link for a new "
	       "phone\n"
	       "- pictures as a way back: who has them needs a new card\n"
	       "- e-mail addresses: whoever wants e-mail gives theirs again\n"
	       "- the keys of the chain and of badges: that the chain is this house's own can't be "
	       "shown\n"
	       "  any more, and new badges are signed with another key (those given before stay "
	       "good).\n"
	       "If there is a copy of the keys, put it into %s (0700, files 0600), or type the "
	       "words of the\nrecovery sheet into a file for --sheet, and run this again.\n",
		r->file, r->conf.keys, r->conf.keys);
}

/* Keys of the backup go to their place before the folder does; what stands there is never written over. */
static bool place_all(struct restoring *r, bool keys_inside)
{
	const char *keys = arena_print(r->arena, "%s/keys", r->part).at;

	if (keys_inside && folder_make(folder_above(r->arena, r->conf.keys), 0755) != DONE)
		return false;
	if (keys_inside && rename(keys, r->conf.keys) < 0)
		return fault("place the keys in", r->conf.keys);
	if (rename(r->part, r->folder) < 0)
		return fault("place", r->folder);
	return file_sync_name(r->folder) == DONE;
}

static bool may_go_on(const struct restoring *r, bool keys_inside, bool yes)
{
	if (keys_inside && !is_empty(r->conf.keys)) {
		fprintf(stderr,
			"askel restore: there are keys in this backup, but %s isn't empty. Move it "
			"away first.\n",
			r->conf.keys);
		return false;
	}
	if (!keys_inside && r->sheet && !take_sheet(r->arena, r->conf.keys, r->sheet))
		return false;
	if (keys_inside || has_keys(r->arena, r->conf.keys))
		return true;
	tell_lost(r);
	fflush(stdout);
	if (!yes)
		fprintf(stderr,
			"askel restore: nothing was made. With --yes it is, with new keys "
			"and without all that.\n");
	return yes;
}

/* Everything under the hidden name; true once it stands in its place. */
static bool put_together(struct restoring *r, bool yes, struct backup_about *about)
{
	return archive_read(r->file, r->part, about) &&
		folder_make(arena_print(r->arena, "%s/files", r->part).at, 0700) == DONE &&
		folder_make(arena_print(r->arena, "%s/courses", r->part).at, 0755) == DONE &&
		know_settings(r) && may_go_on(r, about->keys_inside, yes) &&
		place_all(r, about->keys_inside);
}

static bool make_part(struct restoring *r)
{
	const char *slash = strrchr(r->folder, '/'), *name = slash ? slash + 1 : r->folder,
		   *above = folder_above(r->arena, r->folder);
	size_t room = strlen(above) + strlen(name) + sizeof "/..XXXXXX";
	char *part = arena_take(r->arena, room);

	snprintf(part, room, "%s/.%s.XXXXXX", above, name);
	if (folder_make(above, 0755) != DONE)
		return false;
	r->part = mkdtemp(part);
	return (r->part && chmod(r->part, 0750) == 0) || fault("make a folder beside", r->folder);
}

static int prove(struct restoring *r, const struct backup_about *about, bool had_keys)
{
	OPEN_RECORDS records = { 0 };
	struct conf conf;

	if (!read_conf(r->arena, r->folder, &conf) ||
		open_records(&conf, !had_keys, &records) != DONE)
		return EXIT_FAULT;
	bool whole = tell_whole(r->arena, &records, &about->head);
	printf("%llu files of the backup stand in %s. It said of itself that its chain ends at\n"
	       "%lld:%.*s: hold that against what was printed when it was made.\n",
		(unsigned long long)about->files, r->folder, (long long)about->head.number,
		SHOWN(hex_text(r->arena, about->head.digest, DIGEST_SIZE)));
	if (!whole && !had_keys)
		printf("The keys are new, so the chain can't be proved with them, as said "
		       "above.\n");
	else if (!whole)
		fprintf(stderr,
			"askel restore: the folder stands, but its chain isn't whole. Are the "
			"keys in %s those of this house?\n",
			conf.keys);
	else
		printf("Open the doors with: askel serve %s\n", r->folder);
	return whole || !had_keys ? EXIT_DONE : EXIT_FAULT;
}

static int run_restore(int count, char **words)
{
	bool yes = false;
	const char *plain[2], *sheet = NULL;
	const struct option options[] = { { "yes", NULL, &yes }, { "sheet", &sheet, NULL }, { 0 } };
	int plain_count;
	struct backup_about about;
	OWN_ARENA a = arena_open();

	if (!read_options(&restore_command, count, words, options, plain, 2, &plain_count))
		return EXIT_USE;
	if (plain_count != 2)
		return wrong_use(&restore_command, "name the backup and the folder to make");
	struct restoring r = {
		.arena = a, .file = plain[0], .sheet = sheet, .folder = clean_folder(a, plain[1])
	};
	if (!is_empty(r.folder)) {
		fprintf(stderr,
			"askel restore: %s isn't empty: a backup goes into a folder of its "
			"own\n",
			r.folder);
		return EXIT_FAULT;
	}
	if (!archive_read(r.file, NULL, &about) || !make_part(&r))
		return EXIT_FAULT;
	if (!put_together(&r, yes, &about)) {
		nftw(r.part, remove_one, 16, FTW_DEPTH | FTW_PHYS);
		return EXIT_FAULT;
	}
	return prove(&r, &about, about.keys_inside || has_keys(a, r.conf.keys));
}

const struct command restore_command = { "restore", "FILE DIR [--sheet WORDS] [--yes]",
	"make an installation out of a backup",
	"Makes DIR, which must be new or empty, out of a backup, and walks its chain. The backup "
	"is "
	"looked\nthrough to its end first, and DIR is there as a whole or not at all.\n"
	"The keys come out of the backup where they are in it; otherwise put them where they "
	"belong\n(DIR.keys) first, or give the words of the recovery sheet in the file WORDS. "
	"Where there are none, this says what is lost without them and "
	"makes nothing,\nunless --yes says that it be so.\n"
	"Files belong to whoever runs this: run it as the user that serves.",
	run_restore };
