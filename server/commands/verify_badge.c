/*
 * verify-badge FILE: what a badge turns out to be, without a network and without an installation.
 */
#include "inside.h"

#include "badge/badge.h"

#include <stdio.h>

static int read_file(struct arena *a, const char *path, size_t most, struct text *bytes)
{
	switch (file_read(a, path, most, bytes)) {
	case DONE:
		return EXIT_DONE;
	case NOT_HERE:
		fprintf(stderr, "askel verify-badge: there is no file %s\n", path);
		return EXIT_USE;
	case TOO_LARGE:
		fprintf(stderr, "askel verify-badge: %s is too large for a badge\n", path);
		return EXIT_FAULT;
	default:
		return EXIT_FAULT;
	}
}

static void tell_line(const char *name, struct text words)
{
	if (words.size > 0)
		printf("%s: %.*s\n", name, SHOWN(words));
}

static int tell_report(struct arena *a, const struct badge_report *report)
{
	bool fine = report->verdict == BADGE_OURS || report->verdict == BADGE_UNCHECKED;

	printf("%s\n", badge_verdict_words(report->verdict));
	tell_line("badge", report->name);
	tell_line("issuer",
		report->issuer_name.size > 0 && report->issuer_id.size > 0
			? arena_print(a, "%.*s <%.*s>", SHOWN(report->issuer_name),
				  SHOWN(report->issuer_id))
			: report->issuer_id);
	tell_line("since", report->valid_from);
	if (report->rdfc_fits || report->jcs_fits)
		printf("signatures: %s%s%s\n", report->rdfc_fits ? "eddsa-rdfc-2022" : "",
			report->rdfc_fits && report->jcs_fits ? ", " : "",
			report->jcs_fits ? "eddsa-jcs-2022" : "");
	if (fine && !report->status_looked_at)
		printf("Whether it has been taken back was not looked at.\n");
	return fine ? EXIT_DONE : EXIT_FAULT;
}

static int run_verify_badge(int count, char **words)
{
	const char *path, *issuer_path = NULL, *status_path = NULL;
	const struct option options[] = { { "issuer", &issuer_path, NULL },
		{ "status", &status_path, NULL }, { 0 } };
	struct text file, issuer = NO_TEXT, status = NO_TEXT;
	int plain, went;
	OWN_ARENA a = arena_open();

	if (!read_options(&verify_badge_command, count, words, options, &path, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&verify_badge_command, "name the file with the badge");
	went = read_file(a, path, BADGE_FILE_MOST, &file);
	if (went == EXIT_DONE && issuer_path)
		went = read_file(a, issuer_path, BADGE_JSON_MOST, &issuer);
	if (went == EXIT_DONE && status_path)
		went = read_file(a, status_path, BADGE_JSON_MOST, &status);
	if (went != EXIT_DONE)
		return went;
	/* an empty file is no document, and not the same as none */
	if (issuer_path && issuer.size == 0)
		issuer = TEXT(" ");
	if (status_path && status.size == 0)
		status = TEXT(" ");
	struct badge_report report = badge_verify(a, file, issuer, status, clock_now());
	return tell_report(a, &report);
}

const struct command verify_badge_command = { "verify-badge",
	"FILE [--issuer FILE] [--status FILE]", "check a badge, offline",
	"FILE is an Open Badge 3.0 as JSON, or an SVG or PNG with one inside. --issuer is the "
	"issuer's\n"
	"document (ORIGIN/ob/issuer, or issuer.json of askel export-issuer); without it the badge "
	"can be\n"
	"intact, but whose it is isn't known. --status is the list of badges taken back\n"
	"(ORIGIN/ob/status/1). Nothing is fetched from anywhere.\n"
	"0: intact (and this issuer's, where one was given), 1: anything else, 2: wrong use.",
	run_verify_badge };
