/*
 * verify DIR: walks the audit chain and says whether anything in it was changed, or any file that was
 * handed in.
 */
#include "inside.h"

#include <stdio.h>

static void tell_line(void *context, const char *line)
{
	(void)context;
	printf("%s\n", line);
}

static enum outcome look_at(
	void *context, struct text place, const unsigned char digest[DIGEST_SIZE])
{
	return vault_check(context, place, digest);
}

static enum outcome check_files(struct db *db, const char *folder, const struct seal *seal)
{
	struct vault_settings settings = { .folder = folder, .seal = seal };
	struct vault *vault;
	TRY(vault_open(&settings, &vault));
	enum outcome o = verify_files(db, look_at, vault, tell_line, NULL);
	vault_close(vault);
	return o;
}

/* All of it is walked, also where something was found on the way. */
static enum outcome verify_all(
	struct db *db, const char *folder, const struct seal *seal, const struct audit_head *known)
{
	enum outcome chain = verify_audit(db, seal, known, tell_line, NULL);
	enum outcome files = check_files(db, folder, seal);
	return chain == DONE ? files : chain;
}

bool read_head(struct text word, struct audit_head *head)
{
	struct text rest = word, number = text_cut(&rest, ':');
	return rest.at && text_number(number, &head->number) &&
		hex_read(rest, head->digest, sizeof head->digest);
}

bool tell_whole(struct arena *a, const struct records *records, const struct audit_head *known)
{
	struct audit_head head;
	struct db *db = reader_borrow(records->store);
	enum outcome o = verify_all(
		db, arena_print(a, "%s/files", records->folder).at, records->seal, known);
	if (o == DONE)
		o = load_head(db, &head);
	reader_return(records->store, db);
	if (o != DONE)
		return false;
	printf("The chain is whole. head %lld:%.*s\n", (long long)head.number,
		SHOWN(hex_text(a, head.digest, sizeof head.digest)));
	return true;
}

static int run_verify(int count, char **words)
{
	const char *folder, *known_word = NULL;
	const struct option options[] = { { "head", &known_word, NULL }, { 0 } };
	int plain;
	struct conf conf;
	struct audit_head known = { 0 };
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };
	if (!read_options(&verify_command, count, words, options, &folder, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&verify_command, "name the folder of the installation");
	if (known_word && !read_head(text_of(known_word), &known))
		return wrong_use(&verify_command, "--head is NUMBER:DIGEST as verify prints it");
	if (!read_conf(a, folder, &conf) || open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	return tell_whole(a, &records, known_word ? &known : NULL) ? EXIT_DONE : EXIT_FAULT;
}

const struct command verify_command = { "verify", "DIR [--head NUMBER:DIGEST]",
	"check the audit chain",
	"Walks the chain of what was done and says where a row was changed, added, missing or "
	"cut,\nand which files that were handed in were changed or are missing.\n"
	"Whoever holds both database and key can rewrite everything: only a head that was copied\n"
	"elsewhere (verify and backups print it) shows that. Give it with --head.",
	run_verify };
