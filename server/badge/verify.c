/*
 * verify: what a file that somebody brings turns out to be. A signature only says that whoever has a
 * key has signed these words; who that is, only the issuer's own document tells, so without one the
 * answer is never more than "intact".
 */
#include "badge/inside.h"

#include <string.h>

const char *badge_verdict_words(enum badge_verdict verdict)
{
	static const char *const words[] = {
		[BADGE_OURS] = N_("The signature is intact, and it is this issuer's."),
		[BADGE_UNCHECKED] = N_("The signature is intact. The issuer was not checked."),
		[BADGE_FOREIGN] =
			N_("The signature is intact, but the badge is not from this issuer."),
		[BADGE_REVOKED] = N_("The signature is intact, but the badge has been taken back."),
		[BADGE_NOT_YET] = N_("The signature is intact, but the badge is not valid yet."),
		[BADGE_OVER] = N_("The signature is intact, but the badge is no longer valid."),
		[BADGE_CHANGED] = N_("The badge has been changed after it was signed, or was never "
				     "signed with this key."),
		[BADGE_UNSIGNED] = N_("The badge has no signature that can be checked here."),
		[BADGE_NO_BADGE] = N_("This is not an Open Badge 3.0."),
		[BADGE_UNREADABLE] = N_("There is no badge in this file that can be read."),
		[BADGE_BAD_ISSUER] = N_("The issuer's document can't be read."),
		[BADGE_BAD_STATUS] = N_("The list of badges taken back can't be read, or is not "
					"this issuer's."),
	};
	return words[verdict];
}

/* ---- keys ---------------------------------------------------------------------------------------- */

/* The two halves of "ISSUER#z6Mk..."; false where the first isn't the issuer. */
static bool method_of(struct text issuer_id, struct text method, struct text *fragment)
{
	struct text rest = method, controller = text_cut(&rest, '#');

	*fragment = rest;
	return rest.at && issuer_id.size > 0 && text_is(controller, issuer_id);
}

/* The key that the badge itself names: enough to see whether it is intact. */
static bool key_in_badge(const void *context, struct text issuer_id, struct text method,
	unsigned char key[PUBLIC_KEY_SIZE])
{
	struct text fragment;

	(void)context;
	return method_of(issuer_id, method, &fragment) && read_key(fragment, key);
}

/* The key as the issuer's document has it, among those that may sign claims. */
static bool key_of_issuer(const void *context, struct text issuer_id, struct text method,
	unsigned char key[PUBLIC_KEY_SIZE])
{
	const json_t *issuer = context, *methods = json_object_get(issuer, "verificationMethod");
	struct text fragment;

	if (!text_is(words_of(issuer, "id"), issuer_id) ||
		!method_of(issuer_id, method, &fragment) ||
		!says_type(json_object_get(issuer, "assertionMethod"), method.at))
		return false;
	for (size_t i = 0; i < json_array_size(methods); i++) {
		const json_t *one = json_array_get(methods, i);
		if (text_is(words_of(one, "id"), method) &&
			text_is(words_of(one, "controller"), issuer_id) &&
			text_is(words_of(one, "type"), TEXT("Multikey")))
			return read_key(words_of(one, "publicKeyMultibase"), key);
	}
	return false;
}

/* ---- times --------------------------------------------------------------------------------------- */

static bool read_part(struct text words, size_t at, size_t size, int most, int *number)
{
	int64_t n;

	if (at + size > words.size || !text_number(text_part(words, at, size), &n) || n < 0 ||
		n > most)
		return false;
	*number = (int)n;
	return true;
}

/* "Z", "+02:00" */
static bool read_zone(struct text words, int *minutes)
{
	int hour, minute;

	if (text_is(words, TEXT("Z"))) {
		*minutes = 0;
		return true;
	}
	if (words.size != 6 || (words.at[0] != '+' && words.at[0] != '-') || words.at[3] != ':' ||
		!read_part(words, 1, 2, 14, &hour) || !read_part(words, 4, 2, 59, &minute))
		return false;
	*minutes = (words.at[0] == '-' ? -1 : 1) * (hour * 60 + minute);
	return true;
}

bool read_moment(struct text words, int64_t *seconds)
{
	int64_t day;
	int hour, minute, second, zone;
	size_t end = 19;

	if (words.size < 20 || words.at[10] != 'T' || words.at[13] != ':' || words.at[16] != ':' ||
		!clock_day(text_part(words, 0, 10), &day) || !read_part(words, 11, 2, 24, &hour) ||
		!read_part(words, 14, 2, 59, &minute) || !read_part(words, 17, 2, 59, &second))
		return false;
	if (words.at[end] == '.')
		for (end++; end < words.size && words.at[end] >= '0' && words.at[end] <= '9';)
			end++;
	if (!read_zone(text_part(words, end, words.size), &zone))
		return false;
	*seconds = day * 86400 + hour * 3600 + minute * 60 + second - zone * 60;
	return true;
}

/* ---- the badge ------------------------------------------------------------------------------------- */

static struct text issuer_id_of(const json_t *document)
{
	const json_t *issuer = json_object_get(document, "issuer");

	if (json_is_string(issuer))
		return words_of(document, "issuer");
	return words_of(issuer, "id");
}

static bool is_badge(const json_t *document)
{
	const json_t *type = json_object_get(document, "type");
	const json_t *context = json_object_get(document, "@context");
	const char *first = json_string_value(json_array_get(context, 0));

	return json_is_object(document) && first && strcmp(first, VC_CONTEXT) == 0 &&
		says_type(type, "VerifiableCredential") &&
		(says_type(type, "OpenBadgeCredential") ||
			says_type(type, "AchievementCredential"));
}

/* Signed words; plain, for a badge of others may have any. */
static struct text told(struct arena *a, struct text words)
{
	struct buffer b = buffer_in(a);

	for (size_t at = 0; at < words.size;) {
		size_t from = at;
		uint32_t c = utf8_next(words, &at);
		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
			(c >= 0x2066 && c <= 0x2069))
			buffer_add_char(&b, ' ');
		else
			buffer_add(&b, text_part(words, from, at - from));
	}
	return buffer_text(&b);
}

static void tell_words(struct arena *a, const json_t *document, struct badge_report *report)
{
	const json_t *subject = json_object_get(document, "credentialSubject");
	const json_t *holder = json_array_get(json_object_get(subject, "identifier"), 0);
	struct text name = words_of(json_object_get(subject, "achievement"), "name");

	report->name = told(a, name.size ? name : words_of(document, "name"));
	report->issuer_id = told(a, issuer_id_of(document));
	report->issuer_name = told(a, words_of(json_object_get(document, "issuer"), "name"));
	report->valid_from = told(a, words_of(document, "validFrom"));
	report->identity_hash = told(a, words_of(holder, "identityHash"));
	report->salt = arena_copy(a, words_of(holder, "salt"));
	report->has_holder = report->identity_hash.size > 0;
}

static enum badge_verdict check_times(const json_t *document, int64_t now)
{
	struct text from = words_of(document, "validFrom"),
		    until = words_of(document, "validUntil");
	int64_t moment;

	if (!read_moment(from, &moment))
		return BADGE_NO_BADGE;
	if (moment > now)
		return BADGE_NOT_YET;
	if (!json_object_get(document, "validUntil"))
		return BADGE_OURS;
	return read_moment(until, &moment) && moment >= now ? BADGE_OURS : BADGE_OVER;
}

/* Whether the badge was taken back, by a list that the same issuer signed. */
static enum badge_verdict check_status(struct arena *a, const json_t *document, key_fn *key_of,
	const void *context, struct text status, bool *looked)
{
	const json_t *entry = json_object_get(document, "credentialStatus");
	struct text issuer_id = issuer_id_of(document);
	OWN_JSON list = NULL;
	int64_t place;
	bool set;

	if (status.size == 0 || !entry)
		return BADGE_OURS;
	list = read_json(status);
	if (!list || !text_is(words_of(entry, "type"), TEXT("BitstringStatusListEntry")) ||
		!text_is(words_of(entry, "statusPurpose"), TEXT("revocation")) ||
		!text_is(words_of(entry, "statusListCredential"), words_of(list, "id")) ||
		!text_number(words_of(entry, "statusListIndex"), &place) || place < 0 ||
		check_proofs(a, list, issuer_id, key_of, context).state != PROOF_FITS ||
		!read_status(a, list, (size_t)place, &set))
		return BADGE_BAD_STATUS;
	*looked = true;
	return set ? BADGE_REVOKED : BADGE_OURS;
}

/* With whose key it is looked at: the one that the issuer's document has, else the one in the badge,
 * which can show no more than that it is intact. */
static void judge(struct arena *a, const json_t *document, const json_t *issuer, struct text status,
	int64_t now, struct badge_report *report)
{
	struct text issuer_id = issuer_id_of(document);
	bool ours = issuer && text_is(words_of(issuer, "id"), issuer_id);
	key_fn *key_of = ours ? key_of_issuer : key_in_badge;
	struct proofs proofs = check_proofs(a, document, issuer_id, key_of, issuer);

	if (proofs.state != PROOF_FITS) {
		/* what says it is this issuer's, and names a key that isn't, is a forgery */
		bool forged =
			proofs.state == PROOF_WRONG || (ours && json_object_get(document, "proof"));
		report->verdict = forged ? BADGE_CHANGED : BADGE_UNSIGNED;
		return;
	}
	report->rdfc_fits = proofs.rdfc_fits;
	report->jcs_fits = proofs.jcs_fits;
	tell_words(a, document, report);
	if (issuer && !ours) {
		report->verdict = BADGE_FOREIGN;
		return;
	}
	report->verdict = check_times(document, now);
	if (report->verdict == BADGE_OURS)
		report->verdict = check_status(
			a, document, key_of, issuer, status, &report->status_looked_at);
	if (report->verdict == BADGE_OURS && !issuer)
		report->verdict = BADGE_UNCHECKED;
}

struct badge_report badge_verify(
	struct arena *a, struct text file, struct text issuer, struct text status, int64_t now)
{
	OWN_ARENA scratch = arena_open();
	struct badge_report report = { .verdict = BADGE_UNREADABLE };
	OWN_JSON document = NULL;
	OWN_JSON about = NULL;
	struct text json;

	if (!badge_unbake(scratch, file, &json))
		return report;
	document = read_json(json);
	if (!document)
		return report;
	report.json = arena_copy(a, json);
	if (!is_badge(document)) {
		report.verdict = BADGE_NO_BADGE;
		return report;
	}
	if (issuer.size > 0) {
		about = read_json(issuer);
		if (!about || words_of(about, "id").size == 0) {
			report.verdict = BADGE_BAD_ISSUER;
			return report;
		}
	}
	judge(a, document, about, status, now, &report);
	return report;
}

bool badge_canonical_quads(
	struct arena *a, struct text json, const size_t *proof, struct text *quads)
{
	OWN_JSON document = read_json(json);
	OWN_JSON bare = NULL;
	const json_t *all = json_object_get(document, "proof");

	if (!json_is_object(document) || !is_our_context(json_object_get(document, "@context")))
		return false;
	bare = json_copy(proof ? json_array_get(all, *proof) : document);
	if (!bare)
		return false;
	json_object_del(bare, "@context");
	json_object_del(bare, proof ? "proofValue" : "proof");
	return canonical_quads(a, bare, quads);
}
