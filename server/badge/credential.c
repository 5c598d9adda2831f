/*
 * credential: what is said of an award, as an OpenBadgeCredential (Open Badges 3.0, appendix B). Every
 * node has an id, so that it has a name in RDF; only the holder's hashed name may not have one.
 */
#include "badge/inside.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Where all ids of one credential begin. */
struct ids {
	struct text credential;  /* ORIGIN/b/ID */
	struct text achievement; /* ORIGIN/ob/achievement/UNIT/LANGUAGE */
};

static json_t *node_json(struct text id, const char *type)
{
	json_t *node = json_object();
	put(node, "id", words_json(id));
	put(node, "type", list_json(type, NULL));
	return node;
}

static struct text part_id(struct arena *a, struct text whole, const char *kind, struct text part)
{
	return arena_print(a, "%.*s#%s%.*s", SHOWN(whole), kind, SHOWN(part));
}

static struct text nth_id(struct arena *a, struct text whole, const char *kind, size_t i)
{
	return arena_print(a, "%.*s#%s%zu", SHOWN(whole), kind, i + 1);
}

/* ---- words ------------------------------------------------------------------------------------- */

/* Plain words on one line of Markdown (CommonMark): what would mean something there is escaped. */
static void add_markdown(struct buffer *b, struct text words)
{
	size_t digits = 0;

	while (digits < words.size && isdigit((unsigned char)words.at[digits]))
		digits++;
	for (size_t i = 0; i < words.size; i++) {
		char c = words.at[i];
		bool starts = (i == 0 && c && strchr("-+=>#~|:", c)) ||
			(i == digits && digits > 0 && (c == '.' || c == ')'));
		if (c == '\n' || c == '\r' || c == '\t') {
			buffer_add_char(b, ' ');
			continue;
		}
		if (starts || (c && strchr("\\`*_[]<>&~", c)))
			buffer_add_char(b, '\\');
		buffer_add_char(b, c);
	}
}

static struct text markdown(struct arena *a, struct text words)
{
	struct buffer b = buffer_in(a);
	add_markdown(&b, words);
	return buffer_text(&b);
}

/* "You can ...:" and a list of its criteria, an outcome after another. */
static struct text criteria_words(struct arena *a, const struct badge_unit *unit)
{
	struct buffer b = buffer_in(a);

	for (size_t i = 0; i < unit->outcome_count; i++) {
		const struct badge_outcome *outcome = &unit->outcomes[i];
		if (i)
			buffer_add_char(&b, '\n');
		add_markdown(&b, outcome->words);
		buffer_add_chars(&b, "\n\n");
		for (size_t k = 0; k < outcome->criterion_count; k++) {
			buffer_add_chars(&b, "- ");
			add_markdown(&b, outcome->criteria[k].words);
			buffer_add_char(&b, '\n');
		}
	}
	return buffer_text(&b);
}

/* The outcomes as sentences. */
static struct text summary_words(struct arena *a, const struct badge_unit *unit)
{
	struct buffer b = buffer_in(a);

	for (size_t i = 0; i < unit->outcome_count; i++) {
		struct text words = unit->outcomes[i].words;
		if (i)
			buffer_add_char(&b, ' ');
		buffer_add(&b, words);
		if (words.size == 0 || !strchr(".!?", words.at[words.size - 1]))
			buffer_add_char(&b, '.');
	}
	return buffer_text(&b);
}

/* ---- what was achieved --------------------------------------------------------------------------- */

/* Frameworks whose codes units may name. A code of another one is told as a tag alone. */
static const struct {
	const char *prefix, *name, *url, *type;
} frameworks[] = {
	{ "digcomp-2.2", "DigComp 2.2",
		"https://publications.jrc.ec.europa.eu/repository/handle/JRC128415", "CFItem" },
	{ "osaamismerkit", "Kansalliset perustaitojen osaamismerkit",
		"https://eperusteet.opintopolku.fi/#/fi/osaamismerkit", "ext:osaamismerkki" },
	{ "eperusteet", "ePerusteet", "https://eperusteet.opintopolku.fi/", "ext:eperuste" },
};

static json_t *alignment_json(struct arena *a, const struct ids *ids, size_t i, struct text code)
{
	struct text rest = code, prefix = text_cut(&rest, ':');

	for (size_t k = 0; rest.at && k < COUNT_OF(frameworks); k++) {
		if (!text_is_chars(prefix, frameworks[k].prefix))
			continue;
		json_t *json = node_json(nth_id(a, ids->achievement, "alignment-", i), "Alignment");
		put(json, "targetCode", words_json(rest));
		put(json, "targetFramework", chars_json(frameworks[k].name));
		put(json, "targetName",
			words_json(arena_print(a, "%s %.*s", frameworks[k].name, SHOWN(rest))));
		put(json, "targetType", chars_json(frameworks[k].type));
		put(json, "targetUrl", chars_json(frameworks[k].url));
		return json;
	}
	return NULL;
}

static void put_codes(
	struct arena *a, json_t *achievement, const struct ids *ids, const struct badge_unit *unit)
{
	json_t *tags = json_array(), *alignments = json_array();

	for (size_t i = 0; i < unit->code_count; i++) {
		json_t *alignment = alignment_json(a, ids, i, unit->codes[i]);
		add(tags, words_json(unit->codes[i]));
		if (alignment)
			add(alignments, alignment);
	}
	if (json_array_size(tags) > 0)
		put(achievement, "tag", json_incref(tags));
	if (json_array_size(alignments) > 0)
		put(achievement, "alignment", json_incref(alignments));
	json_decref(tags);
	json_decref(alignments);
}

static void put_criteria(
	struct arena *a, json_t *achievement, const struct ids *ids, const struct badge_unit *unit)
{
	json_t *criteria = json_object(), *descriptions = json_array();

	put(criteria, "id", words_json(part_id(a, ids->achievement, "criteria", NO_TEXT)));
	put(criteria, "narrative", words_json(criteria_words(a, unit)));
	put(achievement, "criteria", criteria);
	for (size_t i = 0; i < unit->outcome_count; i++) {
		for (size_t k = 0; k < unit->outcomes[i].criterion_count; k++) {
			const struct badge_criterion *criterion = &unit->outcomes[i].criteria[k];
			json_t *json =
				node_json(part_id(a, ids->achievement, "criterion-", criterion->id),
					"ResultDescription");
			put(json, "name", words_json(criterion->words));
			put(json, "resultType", chars_json("Status"));
			add(descriptions, json);
		}
	}
	put(achievement, "resultDescription", descriptions);
}

static void put_image(struct arena *a, json_t *achievement, const struct badge_award *award)
{
	json_t *image;

	if (award->image.size == 0)
		return;
	/* inside the badge, so that it is seen where we are no more */
	image = json_object();
	put(image, "id",
		words_json(
			arena_join(a, "data:image/svg+xml;base64,", base64_text(a, award->image))));
	put(image, "type", chars_json("Image"));
	if (award->caption.size > 0)
		put(image, "caption", words_json(award->caption));
	put(achievement, "image", image);
}

static json_t *achievement_json(
	struct arena *a, const struct ids *ids, const struct badge_award *award)
{
	const struct badge_unit *unit = &award->unit;
	json_t *json = node_json(ids->achievement, "Achievement");

	put(json, "achievementType", chars_json(unit->formal ? "Competency" : "Badge"));
	put(json, "name", words_json(unit->title));
	put(json, "description", words_json(summary_words(a, unit)));
	put(json, "inLanguage", words_json(unit->language));
	if (unit->version.size > 0)
		put(json, "version", words_json(unit->version));
	put_criteria(a, json, ids, unit);
	put_codes(a, json, ids, unit);
	put_image(a, json, award);
	return json;
}

/* ---- who achieved it, and how it was seen ---------------------------------------------------------- */

static json_t *results_json(struct arena *a, const struct ids *ids, const struct badge_unit *unit)
{
	json_t *results = json_array();

	for (size_t i = 0; i < unit->outcome_count; i++) {
		for (size_t k = 0; k < unit->outcomes[i].criterion_count; k++) {
			struct text id = unit->outcomes[i].criteria[k].id;
			json_t *json =
				node_json(part_id(a, ids->credential, "result-", id), "Result");
			put(json, "resultDescription",
				words_json(part_id(a, ids->achievement, "criterion-", id)));
			put(json, "status", chars_json("Completed"));
			add(results, json);
		}
	}
	return results;
}

static json_t *holder_json(struct arena *a, const struct badge_award *award)
{
	json_t *holders = json_array(), *holder = json_object();

	put(holder, "type", chars_json("IdentityObject"));
	put(holder, "hashed", json_true());
	put(holder, "identityHash", words_json(badge_holder_hash(a, award->holder, award->salt)));
	put(holder, "identityType", chars_json("name"));
	put(holder, "salt", words_json(award->salt));
	add(holders, holder);
	return holders;
}

static void put_confirmation(struct arena *a, json_t *subject, const struct ids *ids,
	const struct badge_confirmation *confirmation)
{
	json_t *source = node_json(part_id(a, ids->credential, "provider", NO_TEXT), "Profile");
	int tenths = confirmation->credit_tenths;

	put(source, "name", words_json(confirmation->provider));
	put(subject, "source", source);
	/* the only number in a badge: whole where it is, so that both canonical forms are short */
	put(subject, "creditsEarned",
		tenths % 10 == 0 ? json_integer(tenths / 10) : json_real(tenths / 10.0));
	put(subject, "activityEndDate", words_json(moment_text(a, confirmation->day * 86400)));
}

static json_t *subject_json(struct arena *a, const struct ids *ids, const struct badge_award *award)
{
	json_t *json = node_json(award->subject, "AchievementSubject");

	if (award->holder.size > 0)
		put(json, "identifier", holder_json(a, award));
	if (award->note.size > 0)
		put(json, "narrative", words_json(markdown(a, award->note)));
	if (award->confirmation)
		put_confirmation(a, json, ids, award->confirmation);
	put(json, "achievement", achievement_json(a, ids, award));
	put(json, "result", results_json(a, ids, &award->unit));
	return json;
}

static void put_evidence(
	struct arena *a, json_t *credential, const struct ids *ids, const struct badge_award *award)
{
	json_t *list = json_array();

	if (award->confirmation) {
		json_t *first = node_json(award->confirmation->first, "Evidence");
		put(first, "genre", chars_json("OpenBadgeCredential"));
		put(first, "name", words_json(award->confirmation->first_name));
		add(list, first);
	}
	for (size_t i = 0; i < award->evidence_count; i++) {
		json_t *json = node_json(nth_id(a, ids->credential, "evidence-", i), "Evidence");
		put(json, "name", words_json(award->evidence[i].name));
		if (award->evidence[i].narrative.size > 0)
			put(json, "narrative",
				words_json(markdown(a, award->evidence[i].narrative)));
		add(list, json);
	}
	if (json_array_size(list) > 0)
		put(credential, "evidence", json_incref(list));
	json_decref(list);
}

static json_t *status_json(struct arena *a, struct text origin, uint32_t place)
{
	json_t *json = json_object();

	put(json, "id", words_json(arena_print(a, "%.*s/ob/status/1#%u", SHOWN(origin), place)));
	put(json, "type", chars_json("BitstringStatusListEntry"));
	put(json, "statusPurpose", chars_json("revocation"));
	put(json, "statusListIndex", words_json(arena_print(a, "%u", place)));
	put(json, "statusListCredential",
		words_json(arena_print(a, "%.*s/ob/status/1", SHOWN(origin))));
	return json;
}

static json_t *issuer_json(struct text id, const struct badge_issuer *issuer)
{
	json_t *json = node_json(id, "Profile");

	put(json, "name", words_json(issuer->name));
	put(json, "url", words_json(issuer->origin));
	return json;
}

static json_t *credential_json(
	struct arena *a, const struct badge_issuer *issuer, const struct badge_award *award)
{
	struct ids ids = { .credential = arena_print(
				   a, "%.*s/b/%.*s", SHOWN(issuer->origin), SHOWN(award->id)),
		.achievement =
			arena_print(a, "%.*s/ob/achievement/%.*s/%.*s", SHOWN(issuer->origin),
				SHOWN(award->unit.id), SHOWN(award->unit.language)) };
	struct text issuer_id = arena_print(a, "%.*s/ob/issuer", SHOWN(issuer->origin));
	json_t *json = json_object();

	put(json, "@context", list_json(VC_CONTEXT, OB_CONTEXT));
	put(json, "id", words_json(ids.credential));
	put(json, "type", list_json("VerifiableCredential", "OpenBadgeCredential"));
	put(json, "name", words_json(award->unit.title));
	put(json, "description", words_json(award->description));
	put(json, "issuer", issuer_json(issuer_id, issuer));
	put(json, "validFrom", words_json(moment_text(a, award->issued)));
	put(json, "awardedDate", words_json(moment_text(a, award->awarded)));
	put(json, "credentialSubject", subject_json(a, &ids, award));
	put_evidence(a, json, &ids, award);
	put(json, "credentialStatus", status_json(a, issuer->origin, award->status_index));
	return json;
}

/* ---- whether it can be said ------------------------------------------------------------------------ */

static bool words_fit(struct text words)
{
	return utf8_valid(words) && text_find_char(words, '\0') == words.size &&
		utf8_count(words) <= BADGE_WORDS_MOST;
}

/* A part of an address that needs no escaping. */
static bool id_fits(struct text id)
{
	for (size_t i = 0; i < id.size; i++)
		if (!isalnum((unsigned char)id.at[i]) && id.at[i] != '-' && id.at[i] != '_')
			return false;
	return id.size > 0 && id.size <= 100;
}

static bool unit_fits(const struct badge_unit *unit)
{
	bool fits = id_fits(unit->id) && id_fits(unit->language) && words_fit(unit->title) &&
		words_fit(unit->version);

	for (size_t i = 0; i < unit->outcome_count && fits; i++) {
		fits = words_fit(unit->outcomes[i].words);
		for (size_t k = 0; k < unit->outcomes[i].criterion_count && fits; k++)
			fits = id_fits(unit->outcomes[i].criteria[k].id) &&
				words_fit(unit->outcomes[i].criteria[k].words);
	}
	for (size_t i = 0; i < unit->code_count && fits; i++)
		fits = words_fit(unit->codes[i]);
	return fits;
}

static bool award_fits(const struct badge_award *award)
{
	bool fits = id_fits(award->id) && unit_fits(&award->unit) &&
		text_starts(award->subject, TEXT("urn:uuid:")) && words_fit(award->description) &&
		words_fit(award->note) && words_fit(award->holder) && words_fit(award->caption) &&
		award->status_index < BADGE_STATUS_PLACES;

	for (size_t i = 0; i < award->evidence_count && fits; i++)
		fits = words_fit(award->evidence[i].name) &&
			words_fit(award->evidence[i].narrative);
	if (award->confirmation)
		fits = fits && words_fit(award->confirmation->provider) &&
			words_fit(award->confirmation->first_name) &&
			award->confirmation->credit_tenths > 0;
	return fits;
}

enum outcome badge_make(const struct seal *seal, struct arena *a, const struct badge_issuer *issuer,
	const struct badge_award *award, struct text *json)
{
	OWN_ARENA scratch = arena_open();
	OWN_JSON document = NULL;

	if (!award_fits(award) || !words_fit(issuer->name))
		return BAD_FORM;
	document = credential_json(scratch, issuer, award);
	TRY(sign_document(seal, scratch, document,
		words_of(json_object_get(document, "issuer"), "id"), award->issued));
	return finish_document(a, document, json);
}

/* ---- fresh names ------------------------------------------------------------------------------------ */

struct text badge_subject_make(struct arena *a)
{
	unsigned char bytes[16];
	struct text hex;

	random_fill(bytes, sizeof bytes);
	bytes[6] =
		(unsigned char)(0x40 | (bytes[6] & 0x0f)); /* version and variant (RFC 9562, 5.4) */
	bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3f));
	hex = hex_text(a, bytes, sizeof bytes);
	return arena_print(a, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex.at, hex.at + 8, hex.at + 12,
		hex.at + 16, hex.at + 20);
}

struct text badge_salt_make(struct arena *a)
{
	unsigned char bytes[16];

	random_fill(bytes, sizeof bytes);
	return base64url_text(a, bytes_text(bytes, sizeof bytes));
}

struct text badge_holder_hash(struct arena *a, struct text name, struct text salt)
{
	unsigned char digest[SHA256_SIZE];

	sha256_of(arena_print(a, "%.*s%.*s", SHOWN(name), SHOWN(salt)), digest);
	return arena_join(a, "sha256$", hex_text(a, digest, sizeof digest));
}
