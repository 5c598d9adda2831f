/*
 * badge, inside: what its own files share. Documents are jansson's trees; who makes one or is handed
 * one by read_json() lets it go (OWN_JSON).
 */
#ifndef ASKEL_BADGE_INSIDE_H
#define ASKEL_BADGE_INSIDE_H

#include "badge/badge.h"

#include <jansson.h>

#define VC_CONTEXT "https://www.w3.org/ns/credentials/v2"
#define OB_CONTEXT "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
#define RDFC_SUITE "eddsa-rdfc-2022"
#define JCS_SUITE "eddsa-jcs-2022"

/* ---- json --------------------------------------------------------------------------------------- */

#define JSON_DEPTH_MOST 32

void json_let_go(json_t **json);
#define OWN_JSON __attribute__((cleanup(json_let_go))) json_t *

/* Bytes from anywhere; all numbers are doubles, as JavaScript has them. NULL where it is no I-JSON
 * (RFC 7493) within the bounds. */
json_t *read_json(struct text bytes);
/* The same of another size. */
json_t *read_json_within(struct text bytes, size_t most);
/* Sets a member or adds an item that was made for it. Out of memory ends the process. */
void put(json_t *object, const char *key, json_t *value);
void add(json_t *array, json_t *value);
json_t *words_json(struct text words);
json_t *chars_json(const char *chars);
/* ["a"] and ["a", "b"]; `b` may be NULL. */
json_t *list_json(const char *first, const char *second);
/* A string member, empty where there is none of that name or it is something else. */
struct text words_of(const json_t *object, const char *key);
/* Whether `value` is that string or a list with it. */
bool says_type(const json_t *value, const char *type);

/* ---- canonical forms ---------------------------------------------------------------------------- */

struct text canonical_json(struct arena *a, const json_t *json);
/* A number as ECMAScript writes it (Number::toString); finite. */
void add_number(struct buffer *b, double number);
/* False as badge_canonical_quads. */
bool canonical_quads(struct arena *a, const json_t *node, struct text *quads);

/* ---- terms: what properties are called in RDF ------------------------------------------------------ */

struct term {
	const char *key, *iri;
	/* What a string or number stands for: NULL plain words, "@id" the name of a node, "@vocab" a
	 * word of proof purposes, else the datatype of a literal. */
	const char *kind;
};
struct class
{
	const char *name, *iri;
	const struct term *terms; /* of nodes of this class, besides those of all; ends with NULL */
};
const struct class *find_class(struct text name);
/* Among the terms of all nodes and those of the class, which may be NULL. */
const struct term *find_term(const struct class *class, const char *key);
/* Whether documents with this @context use the words of the table and no others. */
bool is_our_context(const json_t *context);

/* ---- proofs ------------------------------------------------------------------------------------ */

/* Adds "proof": both suites, made now with the badge key named below `issuer_id`. */
enum outcome sign_document(const struct seal *seal, struct arena *a, json_t *document,
	struct text issuer_id, int64_t now) MUST_USE;
/* The document as bytes: canonical JSON. BAD_FORM over BADGE_JSON_MOST. */
enum outcome finish_document(struct arena *a, const json_t *document, struct text *json) MUST_USE;

enum proof_state { PROOF_FITS, PROOF_WRONG, PROOF_UNKNOWN };
/* One proof of a document (with all its proofs on) by this key. UNKNOWN: of a suite, purpose or shape
 * that isn't checked here. */
enum proof_state check_proof(struct arena *a, const json_t *document, const json_t *proof,
	const unsigned char key[PUBLIC_KEY_SIZE]);
/* What all proofs of a document come to: WRONG where one is, FITS where one or more fit and none is
 * wrong. */
struct proofs {
	enum proof_state state;
	bool rdfc_fits, jcs_fits;
};
/* Which key a proof is to be held against; false where it may not be believed. */
typedef bool key_fn(const void *context, struct text issuer_id, struct text method,
	unsigned char key[PUBLIC_KEY_SIZE]);
struct proofs check_proofs(struct arena *a, const json_t *document, struct text issuer_id,
	key_fn *key_of, const void *context);
bool read_key(struct text multibase, unsigned char key[PUBLIC_KEY_SIZE]);

/* The bit of a status list's credential; false where it is no such list, or has no such place. */
bool read_status(struct arena *a, const json_t *list, size_t place, bool *set);

/* A moment as an XML dateTime with its zone: "2026-11-25T16:00:00Z". */
struct text moment_text(struct arena *a, int64_t seconds);
/* Reads one, with "Z" or "+02:00", a fraction dropped; false where it is none. */
bool read_moment(struct text words, int64_t *seconds);

#endif
