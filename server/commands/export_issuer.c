/*
 * export-issuer DIR: what badges lead to as plain files, so that they can be checked when this service
 * is no more: the issuer's document, the list of those taken back, and the page that checks badges.
 */
#include "inside.h"

#include <stdio.h>

struct documents {
	struct text issuer, status, page;
};

static enum outcome make_documents(struct arena *a, const struct conf *conf,
	const struct records *records, struct documents *documents)
{
	struct view_settings settings = { .shelf = shelf_files,
		.shelf_count = shelf_count,
		.languages = conf->languages,
		.language_count = conf->language_count };
	struct views *views;

	TRY(keep_issuer_key(records->store, records->seal));
	struct db *db = reader_borrow(records->store);
	enum outcome o = make_issuer_document(db, a, conf, &documents->issuer);
	if (o == DONE)
		o = make_status_document(db, a, conf, records->seal, &documents->status);
	reader_return(records->store, db);
	TRY(o);
	TRY(views_open(&settings, &views));
	documents->page = make_verify_page(a, views, documents->issuer);
	views_close(views);
	return DONE;
}

static enum outcome write_documents(
	struct arena *a, const char *folder, const struct documents *documents)
{
	TRY(folder_make(arena_print(a, "%s/ob/status", folder).at, 0755));
	TRY(file_write(arena_print(a, "%s/ob/issuer", folder).at, documents->issuer, 0644));
	TRY(file_write(arena_print(a, "%s/ob/status/1", folder).at, documents->status, 0644));
	return file_write(arena_print(a, "%s/verify.html", folder).at, documents->page, 0644);
}

static int run_export_issuer(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *plain_words[2], *folder;
	struct documents documents;
	struct conf conf;
	int plain;
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };

	if (!read_options(&export_issuer_command, count, words, none, plain_words, 2, &plain))
		return EXIT_USE;
	if (plain == 0)
		return wrong_use(&export_issuer_command, "name the folder of the installation");
	if (!read_conf(a, plain_words[0], &conf) || open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	folder = plain == 2 ? clean_folder(a, plain_words[1])
			    : arena_print(a, "%s/issuer", conf.folder).at;
	if (make_documents(a, &conf, &records, &documents) != DONE ||
		write_documents(a, folder, &documents) != DONE)
		return EXIT_FAULT;
	printf("%s/ob/issuer, ob/status/1 and verify.html are written.\n"
	       "Any web server can give them out under %.*s, the first two as\n"
	       "application/ld+json and application/vc+ld+json, to anybody "
	       "(Access-Control-Allow-Origin: *).\n",
		folder, SHOWN(conf.badge_origin));
	return EXIT_DONE;
}

const struct command export_issuer_command = { "export-issuer", "DIR [OUT]",
	"write what badges lead to as plain files",
	"Writes the issuer's document with every key that ever signed, the list of badges taken "
	"back, "
	"and\na page that checks badges without a network, into OUT (DIR/issuer where nothing is "
	"said). "
	"Served\nunder the badge address by any web server they outlive this one. Write them anew "
	"after a "
	"badge\nwas taken back or the key was changed.",
	run_export_issuer };
