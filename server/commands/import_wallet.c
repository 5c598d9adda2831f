/*
 * import-wallet DIR NUMBER FILE: badges that somebody brings along from elsewhere, from the machine itself,
 * where whoever runs it may say whose badges they are by the issuer's own document.
 */
#include "inside.h"

#include <stdio.h>

static bool read_one(
	struct arena *a, const char *path, size_t most, const char *what, struct text *bytes)
{
	enum outcome o = file_read(a, path, most, bytes);
	if (o == DONE &&
		bytes->size == 0) /* an empty file is no document, and not the same as none */
		*bytes = TEXT(" ");
	if (o != DONE)
		fprintf(stderr, "askel import-wallet: %s %s, %s\n", what, path,
			o == NOT_HERE            ? "isn't there"
				: o == TOO_LARGE ? "is too large for that"
						 : "can't be read");
	return o == DONE;
}

/* What the issuer's document had to say to one that is kept. */
static const char *issuer_words(const struct brought_told *told)
{
	return told->verdict == BADGE_OURS ? "it is the issuer's whose document was given"
		: told->verdict == BADGE_FOREIGN
		? "it is not of the issuer whose document was given; its own was not checked"
		: "its issuer was not checked";
}

static void tell_one(const struct brought_told *told)
{
	static const char *const fates[] = { [BROUGHT_NEW] = "kept",
		[BROUGHT_KNOWN] = "was here already",
		[BROUGHT_OURS] = "made here, so it isn't one from elsewhere" };
	printf("%.*s", SHOWN(told->name));
	if (told->issuer_id.size > 0)
		printf(" <%.*s>", SHOWN(told->issuer_id));
	printf("%s", told->name.size > 0 ? ": " : "");
	if (told->fate == BROUGHT_REFUSED)
		printf("left out. %s\n", badge_verdict_words(told->verdict));
	else if (told->fate == BROUGHT_FULL)
		printf("left out, for there are %d already\n", BROUGHT_MOST);
	else if (told->fate == BROUGHT_OURS)
		printf("%s\n", fates[told->fate]);
	else
		printf("%s; %s\n", fates[told->fate], issuer_words(told));
}

static int tell(enum outcome o, const struct brought_told *told, size_t count)
{
	bool fine = true;
	if (o != DONE) {
		fprintf(stderr, "askel import-wallet: %s\n",
			o == BAD_FORM ? "there are no badges in this file that can be read"
				: o == NOT_HERE
				? "there is nobody with that number, or they have left"
				: "it could not be saved now");
		return EXIT_FAULT;
	}
	for (size_t i = 0; i < count; i++) {
		tell_one(&told[i]);
		fine = fine && told[i].fate != BROUGHT_REFUSED && told[i].fate != BROUGHT_FULL;
	}
	return fine ? EXIT_DONE : EXIT_FAULT;
}

static int run_import_wallet(int count, char **words)
{
	const char *plain[3], *issuer_path = NULL, *status_path = NULL;
	const struct option options[] = { { "issuer", &issuer_path, NULL },
		{ "status", &status_path, NULL }, { 0 } };
	int plain_count;
	struct conf conf;
	struct brought_file brought = { .issuer = NO_TEXT, .status = NO_TEXT };
	struct brought_told *told = NULL;
	size_t told_count = 0;
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };

	if (!read_options(&import_wallet_command, count, words, options, plain, 3, &plain_count))
		return EXIT_USE;
	if (plain_count != 3 || !text_number(text_of(plain[1]), &brought.person))
		return wrong_use(&import_wallet_command,
			"name the installation, the number of the person, and the file");
	if (!read_one(a, plain[2], WALLET_BYTES_MOST, "the file", &brought.file) ||
		(issuer_path &&
			!read_one(a, issuer_path, BADGE_JSON_MOST, "the issuer's document",
				&brought.issuer)) ||
		(status_path &&
			!read_one(a, status_path, BADGE_JSON_MOST, "the list", &brought.status)))
		return EXIT_FAULT;
	if (!read_conf(a, plain[0], &conf) || open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	enum outcome o = bring_badges(records.store, &conf, a, &brought, &told, &told_count);
	return tell(o, told, told_count);
}

const struct command import_wallet_command = { "import-wallet",
	"DIR NUMBER FILE [--issuer FILE] [--status FILE]",
	"badges that somebody brings from elsewhere",
	"Reads the file with badges that somebody saved in another Askel, or a single Open Badge "
	"3.0 "
	"(JSON,\nSVG, PNG), and keeps those that are intact for the person of that number, apart "
	"from those made\nhere. --issuer is the document of the issuer they should be from "
	"(ORIGIN/ob/issuer, or issuer.json\nof askel export-issuer), --status its list of badges "
	"taken back; without them a badge can be intact,\nbut whose it is isn't known. What was "
	"brought already stays as it is. Nothing is fetched from\nanywhere.\n"
	"0: all are kept or were, 1: one or more were left out, 2: wrong use.",
	run_import_wallet };
