/*
 * sample-badges DIR: one of every kind of credential, of a throw-away issuer, for who builds something
 * that reads badges, and for our own tests. The keys go when the command ends.
 */
#include "inside.h"

#include "badge/badge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AWARDED INT64_C(1764072000) /* 2025-11-25, noon */
#define YEAR 2025

static const struct badge_issuer issuer = { { "https://askel.example", 21 },
	{ "Askel Example", 13 } };

/* ---- units --------------------------------------------------------------------------------------- */

#define WORDS(literal) \
	{ \
		"" literal, sizeof(literal) - 1 \
	}

static const struct badge_criterion accounts_fi[] = {
	{ WORDS("strong-password"), WORDS("Teen pitkän salasanan, jota muut eivät arvaa.") },
	{ WORDS("two-steps"), WORDS("Kirjaudun kahdessa vaiheessa ja pidän koodin itselläni.") },
};
static const struct badge_criterion scams_fi[] = {
	{ WORDS("spot-scam"), WORDS("Huomaan huijausviestin ennen kuin avaan linkin.") },
};
static const struct badge_outcome outcomes_fi[] = {
	{ WORDS("Osaat suojata tilisi"), accounts_fi, COUNT_OF(accounts_fi) },
	{ WORDS("Osaat tunnistaa huijauksen"), scams_fi, COUNT_OF(scams_fi) },
};
static const struct text codes[] = { WORDS("digcomp-2.2:4.1"), WORDS("osaamismerkit:1026"),
	WORDS("house-list:7") };
static const struct badge_criterion work_en[] = {
	{ WORDS("read-contract"),
		WORDS("I check the main points of a contract before I sign it.") },
	{ WORDS("labour-market"), WORDS("I find out what work there is in my field now.") },
};
static const struct badge_outcome outcomes_en[] = {
	{ WORDS("You can act in working life"), work_en, COUNT_OF(work_en) },
};
static const struct text work_codes[] = { WORDS("eperusteet:400014") };
/* What would mean something in JSON, in XML, in Markdown or in N-Quads, were it not escaped. */
static const struct badge_criterion odd_ar[] = {
	{ WORDS("odd"),
		WORDS("1. \"]]>\" <b>*_`\\</b> & [x](javascript:1) \x7f\ttab \xf0\x9f\xaa\xa8") },
	{ WORDS("arabic"), WORDS("أحمي حساباتي بكلمة مرور طويلة") },
};
static const struct badge_outcome outcomes_ar[] = {
	{ WORDS("# أستطيع حماية حساباتي!"), odd_ar, COUNT_OF(odd_ar) },
};

static const struct badge_unit safe_online = { WORDS("safe-online"),
	WORDS("Turvallisesti verkossa"), WORDS("fi"), WORDS("2.2"), outcomes_fi,
	COUNT_OF(outcomes_fi), codes, COUNT_OF(codes), false };
static const struct badge_unit work_life = { WORDS("work-life"), WORDS("Working life"), WORDS("en"),
	WORDS("400014"), outcomes_en, COUNT_OF(outcomes_en), work_codes, COUNT_OF(work_codes),
	true };
static const struct badge_unit odd_unit = { WORDS("odd"),
	WORDS("\"أمان\" على الإنترنت ]]> \xf0\x9f\xaa\xa8"), WORDS("ar"), { "", 0 }, outcomes_ar,
	COUNT_OF(outcomes_ar), NULL, 0, false };

static const struct badge_evidence evidence[] = {
	{ WORDS("Photo"), { "", 0 } },
	{ WORDS("Practical demonstration"), WORDS("Seen by two assessors.") },
};
static const struct badge_confirmation confirmation = { WORDS("https://askel.example/b/formal"),
	WORDS("The badge that was confirmed"), 15, WORDS("Example Vocational College"), 20440 };
static const struct badge_confirmation whole_points = { WORDS("https://askel.example/b/formal"),
	WORDS("The badge that was confirmed"), 20, WORDS("Example Vocational College"), 20440 };

/* ---- kinds ---------------------------------------------------------------------------------------- */

#define OWN_WORDS WORDS("Its holder has shown every part of this unit.")
#define NOT_GRANTED \
	WORDS("In the assessment here, its holder can do this. No school has granted competence " \
	      "points for it yet.")
#define GRANTED WORDS("A school has granted the competence points.")

static const struct {
	const char *name;
	const struct badge_unit *unit;
	struct text description, note, holder;
	size_t evidence_count;
	const struct badge_confirmation *confirmation;
	bool revoked, older_key;
} kinds[] = {
	{ "badge", &safe_online, OWN_WORDS, { "", 0 }, WORDS("Maija Meikäläinen"), 2, NULL, false,
		false },
	{ "without-name", &safe_online, OWN_WORDS, { "", 0 }, { "", 0 }, 0, NULL, false, false },
	{ "formal", &work_life, NOT_GRANTED, NOT_GRANTED, WORDS("Maija Meikäläinen"), 2, NULL,
		false, false },
	{ "confirmed", &work_life, GRANTED, GRANTED, WORDS("Maija Meikäläinen"), 0, &confirmation,
		false, false },
	{ "confirmed-whole", &work_life, GRANTED, GRANTED, { "", 0 }, 1, &whole_points, false,
		false },
	{ "revoked", &safe_online, OWN_WORDS, { "", 0 }, WORDS("Maija Meikäläinen"), 1, NULL, true,
		false },
	{ "older-key", &safe_online, OWN_WORDS, { "", 0 }, WORDS("Maija Meikäläinen"), 1, NULL,
		false, true },
	{ "odd-words", &odd_unit, WORDS("Quotes \" \\ and ]]> and\na line"), WORDS("]]> * <"),
		WORDS("Maija \"Tähti\" \xf0\x9f\xaa\xa8 منى ]]>"), 2, NULL, false, false },
	{ "long-name", &safe_online, OWN_WORDS, { "", 0 }, { NULL, 1000 }, 0, NULL, false, false },
};

/* The installation of the samples: keys that were, and are. */
struct sampler {
	const char *folder;
	struct seal *older, *seal;
};

static enum outcome write_sample(struct arena *a, const struct sampler *s, const char *name,
	const char *end, struct text bytes)
{
	return file_write(arena_print(a, "%s/%s.%s", s->folder, name, end).at, bytes, 0644);
}

static struct text long_name(struct arena *a)
{
	struct buffer b = buffer_in(a);

	while (utf8_count(buffer_text(&b)) < 1000)
		buffer_add_chars(&b, "Äänekoski ");
	return buffer_text(&b);
}

static enum outcome make_sample(struct arena *a, const struct sampler *s, size_t i)
{
	struct badge_art art = badge_art_of(kinds[i].unit->id,
		badge_is_digital(kinds[i].unit->codes, kinds[i].unit->code_count), YEAR);
	struct text title = arena_print(a, "%.*s, %d", SHOWN(kinds[i].unit->title), YEAR);
	struct badge_award award = { .id = text_of(kinds[i].name),
		.subject = badge_subject_make(a),
		.unit = *kinds[i].unit,
		.description = kinds[i].description,
		.note = kinds[i].note,
		.holder = kinds[i].holder.at ? kinds[i].holder : long_name(a),
		.salt = badge_salt_make(a),
		.evidence = evidence,
		.evidence_count = kinds[i].evidence_count,
		.image = badge_art_svg(a, art, title),
		.caption = arena_print(a, "%s, %d", badge_art_words(art), YEAR),
		.awarded = AWARDED,
		.issued = AWARDED + (int64_t)i,
		.status_index = (uint32_t)(i * 1000),
		.confirmation = kinds[i].confirmation };
	struct text json, svg, png;

	TRY(badge_make(kinds[i].older_key ? s->older : s->seal, a, &issuer, &award, &json));
	if (!badge_bake_svg(a, award.image, json, &svg) ||
		!badge_bake_png(a, badge_art_png(a, art), json, &png))
		return BROKEN;
	TRY(write_sample(a, s, kinds[i].name, "json", json));
	TRY(write_sample(a, s, kinds[i].name, "svg", svg));
	return write_sample(a, s, kinds[i].name, "png", png);
}

static enum outcome make_page(struct arena *a, struct text issuer_document, struct text *page)
{
	static const struct text languages[] = { WORDS("en"), WORDS("fi"), WORDS("sv") };
	struct view_settings settings = { .shelf = shelf_files,
		.shelf_count = shelf_count,
		.languages = languages,
		.language_count = COUNT_OF(languages) };
	struct views *views;

	TRY(views_open(&settings, &views));
	*page = make_verify_page(a, views, issuer_document);
	views_close(views);
	return DONE;
}

static enum outcome make_samples(struct arena *a, const struct sampler *s)
{
	unsigned char keys[2][PUBLIC_KEY_SIZE];
	uint32_t revoked[COUNT_OF(kinds)];
	size_t count = 0;
	struct text json, page;

	badge_public_key(s->seal, keys[0]);
	badge_public_key(s->older, keys[1]);
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		TRY(make_sample(a, s, i));
		if (kinds[i].revoked)
			revoked[count++] = (uint32_t)(i * 1000);
	}
	TRY(badge_issuer_make(a, &issuer, keys, COUNT_OF(keys), &json));
	TRY(write_sample(a, s, "issuer", "json", json));
	TRY(make_page(a, json, &page));
	TRY(write_sample(a, s, "verify", "html", page));
	TRY(badge_status_make(s->seal, a, &issuer, revoked, count, AWARDED, &json));
	return write_sample(a, s, "status", "json", json);
}

static void remove_keys(struct arena *a, const char *folder)
{
	static const char *const names[] = { "older/seal.key", "older/audit.key", "older/badge.key",
		"older", "keys/seal.key", "keys/audit.key", "keys/badge.key", "keys", "." };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		remove(i + 1 == COUNT_OF(names) ? folder
						: arena_print(a, "%s/%s", folder, names[i]).at);
}

static int run_sample_badges(int count, char **words)
{
	struct sampler s = { 0 };
	const struct option options[] = { { 0 } };
	char keys[] = "/tmp/askel-sample-XXXXXX";
	int plain;
	enum outcome o;
	OWN_ARENA a = arena_open();

	if (!read_options(&sample_badges_command, count, words, options, &s.folder, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&sample_badges_command, "name the folder to write to");
	s.folder = clean_folder(a, s.folder);
	if (folder_make(s.folder, 0755) != DONE || !mkdtemp(keys))
		return EXIT_FAULT;
	o = seal_open(arena_print(a, "%s/older", keys).at, true, &s.older);
	if (o == DONE)
		o = seal_open(arena_print(a, "%s/keys", keys).at, true, &s.seal);
	if (o == DONE)
		o = make_samples(a, &s);
	seal_close(s.older);
	seal_close(s.seal);
	remove_keys(a, keys);
	if (o != DONE)
		return EXIT_FAULT;
	printf("%zu badges as .json, .svg and .png, issuer.json, status.json and verify.html are "
	       "in %s\n",
		COUNT_OF(kinds), s.folder);
	return EXIT_DONE;
}

const struct command sample_badges_command = { "sample-badges", "DIR",
	"write one of every kind of badge, for who builds on them",
	"Writes badges of an issuer that doesn't exist, https://askel.example, as JSON and baked "
	"into "
	"SVG\n"
	"and PNG, with issuer.json (what would be served at /ob/issuer) and status.json\n"
	"(/ob/status/1), and verify.html, the page that checks them. The keys are thrown away at "
	"the end.",
	run_sample_badges };
