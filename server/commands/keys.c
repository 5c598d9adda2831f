/*
 * keys DIR: which keys have signed badges, and a new one in place of the one that signs now.
 */
#include "inside.h"

#include <stdio.h>

/* Every public key, the newest first. */
static enum outcome list_keys(struct arena *a, const struct records *records)
{
	unsigned char(*keys)[PUBLIC_KEY_SIZE], now[PUBLIC_KEY_SIZE];
	size_t count;
	struct db *db = reader_borrow(records->store);
	enum outcome o = load_issuer_keys(db, a, &keys, &count);

	reader_return(records->store, db);
	TRY(o);
	badge_public_key(records->seal, now);
	for (size_t i = 0; i < count; i++)
		printf("%.*s%s\n", SHOWN(badge_key_text(a, keys[i])),
			same_bytes(keys[i], now, sizeof now) ? "  signs now" : "");
	return DONE;
}

/* The old key's public half is kept before it goes, the new one's before anything is said: whatever
 * happens in between, the next start keeps what is there. */
static enum outcome rotate(const struct conf *conf, struct records *records)
{
	TRY(badge_key_replace(conf->keys));
	close_records(records);
	TRY(open_records(conf, false, records));
	return keep_issuer_key(records->store, records->seal);
}

/* Keys from paper, and whether they are this house's. */
static int restore(struct arena *a, const struct conf *conf, const char *path)
{
	OPEN_RECORDS records = { 0 };

	if (!take_sheet(a, conf->keys, path) || open_records(conf, false, &records) != DONE)
		return EXIT_FAULT;
	return tell_whole(a, &records, NULL) ? EXIT_DONE : EXIT_FAULT;
}

static int run_keys(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *plain_words[3] = { 0 };
	struct conf conf;
	int plain;
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };

	if (!read_options(&keys_command, count, words, none, plain_words, 3, &plain))
		return EXIT_USE;
	if (plain == 0)
		return wrong_use(&keys_command, "name the folder of the installation");
	struct text act = plain > 1 ? text_of(plain_words[1]) : NO_TEXT;
	bool rotates = text_is_chars(act, "rotate"), prints = text_is_chars(act, "sheet"),
	     restores = text_is_chars(act, "restore");
	if (plain > 1 && !(prints || restores || (rotates && plain == 2)))
		return wrong_use(&keys_command, "\"%s\" is nothing keys can do", plain_words[1]);
	if (!read_conf(a, plain_words[0], &conf))
		return EXIT_FAULT;
	if (restores)
		return restore(a, &conf, plain_words[2]);
	if (open_records(&conf, false, &records) != DONE ||
		keep_issuer_key(records.store, records.seal) != DONE)
		return EXIT_FAULT;
	if (prints)
		return print_sheet(a, &conf, records.seal, plain_words[2]);
	if (rotates && rotate(&conf, &records) != DONE)
		return EXIT_FAULT;
	if (list_keys(a, &records) != DONE)
		return EXIT_FAULT;
	if (rotates)
		printf("The new key stands in %s/badge.key. Print a new recovery sheet,\n"
		       "start askel serve again so that it signs, and run askel export-issuer "
		       "anew.\n"
		       "Badges of the key before stay good: its public half is among these.\n",
			conf.keys);
	return EXIT_DONE;
}

const struct command keys_command = { "keys", "DIR [rotate | sheet [FILE] | restore [FILE]]",
	"keys that sign badges, and all keys on paper",
	"Lists the public keys that ever signed badges here, the newest first. rotate puts a new "
	"key in "
	"the\nplace of the one that signs now, which is gone then; badges that it signed stay "
	"good, for "
	"the\nissuer's document names every key. A server that runs goes on with the old key until "
	"it is\n"
	"started again.\n"
	"sheet prints all keys as words, to be kept on paper, or writes them with QR codes as a "
	"page for\nA4 to FILE (HTML). restore makes the keys out of such words again, typed or "
	"read, from FILE or\nstandard input, and says which word is wrong.",
	run_keys };
