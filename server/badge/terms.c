/*
 * terms: what every property and class is called in RDF: what the contexts of VC 2.0 and Open Badges
 * 3.0.3 come to for the documents this room makes, and for those of others that keep to the same
 * words. A word that isn't here is refused, never passed over: nothing is believed that isn't signed.
 *
 * Two oddities are the contexts' own: awardedDate has the datatype "xsd:dateTime", which no prefix
 * explains, and Open Badges writes the namespace of XML Schema with https.
 */
#include "badge/inside.h"

#include <string.h>

#define OB "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
#define VC "https://www.w3.org/2018/credentials#"
#define STATUS "https://www.w3.org/ns/credentials/status#"
#define SECURITY "https://w3id.org/security#"
#define SCHEMA "https://schema.org/"
#define XSD "http://www.w3.org/2001/XMLSchema#"
#define XSDS "https://www.w3.org/2001/XMLSchema#"
#define NODE "@id"
#define WORDS NULL

static const struct term all_nodes[] = {
	{ "alignment", OB "alignment", WORDS },
	{ "awardedDate", OB "awardedDate", "xsd:dateTime" },
	{ "description", SCHEMA "description", WORDS },
	{ "image", OB "image", NODE },
	{ "inLanguage", SCHEMA "inLanguage", WORDS },
	{ "name", SCHEMA "name", WORDS },
	{ "narrative", OB "narrative", WORDS },
	{ "url", SCHEMA "url", XSDS "anyURI" },
	{ NULL, NULL, NULL },
};

static const struct term credential[] = {
	{ "credentialStatus", VC "credentialStatus", NODE },
	{ "credentialSubject", VC "credentialSubject", NODE },
	{ "evidence", VC "evidence", NODE },
	{ "issuer", VC "issuer", NODE },
	{ "validFrom", VC "validFrom", XSD "dateTime" },
	{ "validUntil", VC "validUntil", XSD "dateTime" },
	{ NULL, NULL, NULL },
};

static const struct term achievement[] = {
	{ "achievementType", OB "achievementType", WORDS },
	{ "creator", OB "creator", WORDS },
	{ "creditsAvailable", OB "creditsAvailable", XSDS "float" },
	{ "criteria", OB "Criteria", NODE },
	{ "fieldOfStudy", OB "fieldOfStudy", WORDS },
	{ "humanCode", OB "humanCode", WORDS },
	{ "related", OB "related", WORDS },
	{ "resultDescription", OB "resultDescription", WORDS },
	{ "specialization", OB "specialization", WORDS },
	{ "tag", SCHEMA "keywords", WORDS },
	{ "version", OB "version", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term achievement_subject[] = {
	{ "achievement", OB "achievement", WORDS },
	{ "activityEndDate", OB "activityEndDate", XSDS "date" },
	{ "activityStartDate", OB "activityStartDate", XSDS "date" },
	{ "creditsEarned", OB "creditsEarned", XSDS "float" },
	{ "identifier", OB "identifier", WORDS },
	{ "licenseNumber", OB "licenseNumber", WORDS },
	{ "result", OB "result", WORDS },
	{ "role", OB "role", WORDS },
	{ "source", OB "source", NODE },
	{ "term", OB "term", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term alignment[] = {
	{ "targetCode", OB "targetCode", WORDS },
	{ "targetDescription", SCHEMA "targetDescription", WORDS },
	{ "targetFramework", SCHEMA "targetFramework", WORDS },
	{ "targetName", SCHEMA "targetName", WORDS },
	{ "targetType", OB "targetType", WORDS },
	{ "targetUrl", SCHEMA "targetUrl", XSDS "anyURI" },
	{ NULL, NULL, NULL },
};

static const struct term evidence[] = {
	{ "audience", SCHEMA "audience", WORDS },
	{ "genre", SCHEMA "genre", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term identity[] = {
	{ "hashed", OB "hashed", XSDS "boolean" },
	{ "identityHash", OB "identityHash", WORDS },
	{ "identityType", OB "identityType", WORDS },
	{ "salt", OB "salt", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term image[] = {
	{ "caption", SCHEMA "caption", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term profile[] = {
	{ "email", SCHEMA "email", WORDS },
	{ "official", OB "official", WORDS },
	{ "phone", OB "phone", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term related[] = {
	{ "version", OB "version", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term result[] = {
	{ "achievedLevel", OB "achievedLevel", XSDS "anyURI" },
	{ "resultDescription", OB "resultDescription", XSDS "anyURI" },
	{ "status", OB "status", WORDS },
	{ "value", SCHEMA "value", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term result_description[] = {
	{ "requiredLevel", OB "requiredLevel", XSDS "anyURI" },
	{ "requiredValue", OB "requiredValue", WORDS },
	{ "resultType", OB "resultType", WORDS },
	{ "valueMax", OB "valueMax", WORDS },
	{ "valueMin", OB "valueMin", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term status_entry[] = {
	{ "statusListCredential", STATUS "statusListCredential", NODE },
	{ "statusListIndex", STATUS "statusListIndex", WORDS },
	{ "statusPurpose", STATUS "statusPurpose", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term status_list[] = {
	{ "encodedList", STATUS "encodedList", SECURITY "multibase" },
	{ "statusPurpose", STATUS "statusPurpose", WORDS },
	{ NULL, NULL, NULL },
};

static const struct term proof[] = {
	{ "created", "http://purl.org/dc/terms/created", XSD "dateTime" },
	{ "cryptosuite", SECURITY "cryptosuite", SECURITY "cryptosuiteString" },
	{ "expires", SECURITY "expiration", XSD "dateTime" },
	{ "proofPurpose", SECURITY "proofPurpose", "@vocab" },
	{ "verificationMethod", SECURITY "verificationMethod", NODE },
	{ NULL, NULL, NULL },
};

static const struct term none[] = { { NULL, NULL, NULL } };

static const struct class classes[] = {
	{ "Achievement", OB "Achievement", achievement },
	{ "AchievementCredential", OB "OpenBadgeCredential", none },
	{ "AchievementSubject", OB "AchievementSubject", achievement_subject },
	{ "Alignment", SCHEMA "AlignmentObject", alignment },
	{ "BitstringStatusList", STATUS "BitstringStatusList", status_list },
	{ "BitstringStatusListCredential", STATUS "BitstringStatusListCredential", none },
	{ "BitstringStatusListEntry", STATUS "BitstringStatusListEntry", status_entry },
	{ "Criteria", OB "Criteria", none },
	{ "DataIntegrityProof", SECURITY "DataIntegrityProof", proof },
	{ "Evidence", OB "Evidence", evidence },
	{ "IdentityObject", OB "IdentityObject", identity },
	{ "Image", OB "Image", image },
	{ "OpenBadgeCredential", OB "OpenBadgeCredential", none },
	{ "Profile", OB "Profile", profile },
	{ "Related", OB "Related", related },
	{ "Result", OB "Result", result },
	{ "ResultDescription", OB "ResultDescription", result_description },
	{ "VerifiableCredential", VC "VerifiableCredential", credential },
};

const struct class *find_class(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(classes); i++)
		if (text_is_chars(name, classes[i].name))
			return &classes[i];
	return NULL;
}

static const struct term *find_in(const struct term *terms, const char *key)
{
	for (; terms->key; terms++)
		if (strcmp(terms->key, key) == 0)
			return terms;
	return NULL;
}

const struct term *find_term(const struct class *class, const char *key)
{
	const struct term *term = class ? find_in(class->terms, key) : NULL;
	return term ? term : find_in(all_nodes, key);
}

/* Either both contexts, as a badge has them, or the first alone, as a status list has it. Earlier
 * versions of the second call some of these words something else. */
bool is_our_context(const json_t *context)
{
	const char *first = json_string_value(json_array_get(context, 0));
	const char *second = json_string_value(json_array_get(context, 1));

	if (!first || strcmp(first, VC_CONTEXT) != 0)
		return false;
	return json_array_size(context) == 1 ||
		(json_array_size(context) == 2 && second && strcmp(second, OB_CONTEXT) == 0);
}
